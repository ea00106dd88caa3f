"""Where a text quotes: what stands there is somebody else's, or a word named as a word."""

from __future__ import annotations

import re

# An apostrophe inside a word does not end what stands in single marks, and an inch does not
# begin a quotation.
QUOTATION = re.compile(
    r"“[^“”]*+”"
    r"|«[^«»]*+»"
    r"|(?<!\w)‘(?:[^‘’]|(?<=\w)’(?=\w))*+’(?!\w)"
    r"|(?<![\w\"])\"(?=\S)[^\"]*+(?<=\S)\"(?!\w)"
)


def quotations(text: str) -> list[tuple[int, int]]:
    """Return start and end of each quotation with its marks, in order."""
    return [found.span() for found in QUOTATION.finditer(text)]


def is_quoted(start: int, end: int, text: str) -> bool:
    """Say whether a piece of the text stands wholly inside one quotation."""
    return any(first <= start and end <= last for first, last in quotations(text))


def without_quotations(text: str) -> str:
    """Return the text without what it quotes."""
    return QUOTATION.sub("", text)
