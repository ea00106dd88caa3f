"""Texts for the rules of structure."""

from __future__ import annotations

from tests.editorial.rows import Row

HELP = "[Call 988](helpline:988)."
SECTIONS = f"## One\n\nA.\n\n## Two\n\nB.\n\n## Three\n\nC. {HELP}"
URGENT = '!!! urgent "Get help"\n    [Call 988](helpline:988).\n'
EMERGENCY = '!!! emergency "Call 911"\n    [Call 911](helpline:911).\n'


def _long(words: int) -> str:
    """Return a text of so many words, headings included."""
    return f"## One\n\n{'soup ' * (words - 1)}"


ROWS = [
    Row(
        "structure.urgent_blocks",
        "en",
        f"{URGENT}\nA.\n\n{EMERGENCY}\nB.\n\n{URGENT}",
        True,
        line=11,
        words="3",
    ),
    Row("structure.urgent_blocks", "en", f"{URGENT}\n{EMERGENCY}\n{URGENT}", True, "side by side"),
    Row("structure.urgent_blocks", "en", f"{URGENT}\nA.\n\n{EMERGENCY}", False),
    Row(
        "structure.urgent_blocks",
        "en",
        f'{URGENT}\n{EMERGENCY}\n!!! care "Take care"\n    Well.\n\n!!! note "Good"\n    Well.',
        False,
        "other blocks are not counted",
    ),
    Row("structure.urgent_blocks", "es", f"{URGENT}\nA.\n\n{URGENT}\nB.\n\n{URGENT}", True),
    Row("structure.urgent_blocks", "es", f"{URGENT}\nA.", False),
    Row("structure.sections", "en", f"## One\n\nA. {HELP}", True, words="1 section"),
    Row("structure.sections", "en", f"Only words. {HELP}", True, words="no sections"),
    Row("structure.sections", "en", f"## One\n\nA.\n\n### Two\n\n### Three\n\n{HELP}", True),
    Row("structure.sections", "en", SECTIONS, False),
    Row("structure.sections", "es", f"## Una\n\nA. {HELP}", True),
    Row("structure.sections", "es", SECTIONS, False),
    Row("structure.next_step", "en", f"## One\n\n{HELP}\n\n## Two\n\nThe end.", True, line=5),
    Row("structure.next_step", "en", "## One\n\nA [nap](term:nap).", True, "a term leads nowhere"),
    Row("structure.next_step", "en", "## One\n\n[Top](#one)", True, "nor does this page"),
    Row("structure.next_step", "en", "## One\n\n[Away](https://soup.example/)", True),
    Row("structure.next_step", "en", SECTIONS, False),
    Row("structure.next_step", "en", "## One\n\nSee [help](page:help).", False),
    Row("structure.next_step", "en", "## One\n\n- Eat [soup](article:warm-soup).", False),
    Row("structure.next_step", "en", f"## One\n\n{HELP}\n\n### In short\n\nBye.", False),
    Row("structure.next_step", "es", "## Una\n\nFin.", True),
    Row("structure.next_step", "es", SECTIONS, False),
    Row("structure.words", "en", _long(599), True, words="599"),
    Row("structure.words", "en", _long(1501), True, words="1,501"),
    Row("structure.words", "en", "## One\n\nFew.", True, words="2 words"),
    Row("structure.words", "en", _long(600), False),
    Row("structure.words", "en", _long(1500), False),
    Row("structure.words", "en", _long(600) + "— — •", False, "signs are no words"),
]
