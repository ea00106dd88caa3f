"""What a row of a rule's table is: a text, and whether the rule must find something in it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One text for one rule.

    `text` is a body in Markdown; `header` replaces fields of a neutral article's header;
    `words` must stand in the message; `line` is the line of the body, from 1, that it must
    point at (0: not checked). `topic` is the folder the article stands in.
    """

    rule: str
    lang: str
    text: str
    found: bool
    note: str = ""
    header: dict[str, object] = field(default_factory=dict)
    words: str = ""
    line: int = 0
    topic: str = "sleep"
