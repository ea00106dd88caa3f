"""What stands in the tables of the rules: a text, or a small site, and what must be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.conftest import Site


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


Change = Callable[[Site], object]


@dataclass(frozen=True)
class Case:
    """The small site, changed, for a rule that no single text can break.

    `change` is what an editor did to it; `file` and `line` are where the finding must point
    ("" and 0: not checked). `closed` is a file that the system does not let be read.
    """

    rule: str
    what: str
    found: bool
    change: Change
    words: str = ""
    file: str = ""
    line: int = 0
    closed: str = ""


def as_it_is(site: Site) -> None:
    """Change nothing: the small site is sound."""


def write(file: str, text: str | bytes) -> Change:
    """Write a file anew."""
    return lambda site: site.write(file, text)


def swap(file: str, old: str, new: str) -> Change:
    """Replace a text in a file."""
    return lambda site: site.replace(file, old, new)


def remove(file: str) -> Change:
    """Remove a file."""
    return lambda site: (site.content / file).unlink()


def all_of(*changes: Change) -> Change:
    """Do one change after the other."""
    return lambda site: [change(site) for change in changes]
