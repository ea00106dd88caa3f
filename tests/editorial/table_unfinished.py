"""Texts for the rules on what a skeleton leaves behind."""

from __future__ import annotations

from tests.editorial.rows import Row

ROWS = [
    Row("unfinished.gap", "en", "## One\n\n…", True, line=3, words="Write it, or take it out"),
    Row("unfinished.gap", "en", "## …\n\nA.\n\n- …\n- B.", True, words="lines "),
    Row("unfinished.gap", "en", "A.\n\n...", True, "three full stops"),
    Row("unfinished.gap", "en", "- …\n1. …", True, "two lists that run into each other"),
    Row("unfinished.gap", "en", "A.", True, header={"summary": "…"}),
    Row("unfinished.gap", "en", "A.", True, header={"key_points": ["A.", "B.", "…"]}),
    Row("unfinished.gap", "en", "![…](/images/moon.svg)", True, line=1),
    Row("unfinished.gap", "en", "Table: …\n\n| A | B |\n|---|---|\n| C | D |", True),
    Row("unfinished.gap", "en", '!!! note "…"\n    A.', True, line=1),
    Row("unfinished.gap", "en", "Well… it depends.\n\nAnd so on …", False),
    Row("unfinished.gap", "en", "- 10 … 20\n- 30", False, "a span of numbers"),
    Row("unfinished.gap", "en", "```\n…\n```", False, "code is as it is"),
    Row("unfinished.gap", "en", "<!-- … -->\nA.", False, "a comment is on no page"),
    Row("unfinished.gap", "es", "## Una\n\n…", True, line=3),
    Row("unfinished.gap", "es", "## Una\n\nBien…", False),
    Row("unfinished.prompt", "en", "A.\n\n<!-- Write: more -->\n\nB.", True, line=3),
    Row("unfinished.prompt", "en", "- A <!-- Write:\nmore\n-->\n- B", True, line=1),
    Row("unfinished.prompt", "en", "A <!-- Write: -->", False, header={"status": "draft"}),
    Row("unfinished.prompt", "en", "<!-- Ask the county again in May. -->\nA.", False),
    Row("unfinished.prompt", "en", "`<!-- Write: x -->`", False, "code is no comment"),
    Row("unfinished.prompt", "en", "Write: a diary.", False),
    Row("unfinished.prompt", "es", "<!-- Translate: A. -->\nUno.", True, line=1),
    Row("unfinished.prompt", "es", "<!-- Nota: A. -->\nUno.", False),
]
