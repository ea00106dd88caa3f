"""What a new text is sown with: comments that say what to write, and a sign for each gap.

`new` writes both; an editor replaces them one by one. The comments (`<!-- Write: … -->` in
the text, `# Write: …` in the header) are on no page. The sign `…` alone in its place is
seen in the preview, and no text with one can be published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WRITE = "Write:"
TRANSLATE = "Translate:"
GAP = "…"

_IN_HEADER = re.compile(rf"(?:^|\s)# (?:{WRITE}|{TRANSLATE})")
_ITEM_NUMBER = re.compile(r"\b\d{1,9}\.")
_PICTURE_GAP = re.compile(rf"!\[ *{GAP} *\]\(")


def is_prompt(comment: str) -> bool:
    """Say whether a comment is one that `new` wrote."""
    return comment.startswith((WRITE, TRANSLATE))


def header_prompts(header: str, first_line: int) -> Iterator[int]:
    """Yield the line of each prompt among the comments of a header."""
    for number, row in enumerate(header.split("\n"), start=first_line):
        if _IN_HEADER.search(row):
            yield number


def is_gap(text: str) -> bool:
    """Say whether a piece of text is the sign for something not written yet, without a word."""
    if GAP not in text and "..." not in text:
        return False
    # The number of an item may stand in a text that is no list; "10 … 20" says something.
    return not any(sign.isalnum() for sign in _ITEM_NUMBER.sub("", text))


def picture_gap(row: str) -> bool:
    """Say whether a line of Markdown has a picture whose text is not written yet."""
    return _PICTURE_GAP.search(row) is not None
