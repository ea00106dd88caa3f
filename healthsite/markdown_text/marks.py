"""Private characters that travel through the parser with the text.

Python-Markdown does not know line numbers. So every line of text gets one invisible
character at the start of its content, whose code point is the number of the line
(Unicode's Private Use Area A, U+F0000 and up). The finished tree, read in document order,
then tells the line of everything in it. A character of Private Use Area B stands for a
block of fenced code. Authors' own characters from both areas are taken out beforehand, so
none can be forged, and none is left in what comes out.
"""

from __future__ import annotations

import re

_LINES = 0xF0000
_CODE = 0x100000

LINE_MARK = re.compile("[\U000f0000-\U000ffffd]")
CODE_MARK = re.compile("[\U00100000-\U0010fffd]")

# What no page may hold: control characters (a tab and a new line are none), halves of
# surrogate pairs, noncharacters, and the two areas above.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)


def line_mark(index: int) -> str:
    """The character for the line with this index (0 is the first)."""
    return chr(_LINES + index)


def line_index(mark: str) -> int:
    """The index of the line a character stands for."""
    return ord(mark) - _LINES


def code_mark(index: int) -> str:
    """The character for the fenced code with this index."""
    return chr(_CODE + index)


def code_index(mark: str) -> int:
    """The index of the fenced code a character stands for."""
    return ord(mark) - _CODE


def first_line_index(text: str) -> int | None:
    """The index of the first line marked in a text, if any is."""
    match = LINE_MARK.search(text)
    return line_index(match[0]) if match else None


def last_mark(text: str, start: int, end: int) -> str:
    """The last line mark between two places of a text; empty if there is none."""
    marks = LINE_MARK.findall(text, start, end)
    return marks[-1] if marks else ""


def without_marks(text: str) -> str:
    """The text without line marks."""
    return text if text.isascii() else LINE_MARK.sub("", text)
