"""Markup that was meant and not read: it would stand on the page as stars and brackets.

Whoever writes `** bold **`, `[words] (address)` or a list with bullets from a word processor
gets no error from Markdown: the signs are printed. So the finished text is read once more
for what no sentence holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from healthsite.markdown_text.callouts import KINDS
from healthsite.markdown_text.results import Block, Problem

_RULE = "text.unread"
_AT_START = (
    (
        re.compile(r"[•·▪◦‣●○■□➢➤✓✔–—]\s"),
        "This line starts with a sign for a list that is not read as one. Start each line of a "
        "list with a hyphen and a space.",
    ),
    (
        re.compile(r"\(?(?:\d{1,2}|[a-e])\)\s"),
        "This line starts with a number that is not read as a list. Write 1. and a space, and an "
        "empty line before the list.",
    ),
    (
        re.compile(rf"(?:!!?|! ?! ?!) ?(?:{'|'.join(KINDS)})\b"),
        'This is not read as a block. Start it with three exclamation marks: !!! note "Title".',
    ),
    (
        re.compile(r"(?:<{7}|={7}|>{7})(?:\s|$)"),
        "Two versions of this text stand here, one below the other, after both were changed. "
        "Keep one, and remove the lines with <<<<<<<, ======= and >>>>>>>.",
    ),
)
_ANYWHERE = (
    (
        re.compile(r"\][ \u00a0]\((?=[a-z]+:|/|#)"),
        "A link is not read: there is a space between its ] and its (. Take the space away.",
    ),
    (
        re.compile(r"\)\[(?:[a-z]+:|/)"),
        "A link is written the wrong way round. Write [words](address).",
    ),
    (
        re.compile(r"\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)"),
        "Stars stand in the text as they are. Bold is **words**: no space inside the stars, and "
        "closed in the same paragraph.",
    ),
    (
        re.compile(r"(?<![\w*])\*(?=\w)|(?<=\w)\*(?![\w*])"),
        "A star stands in the text as it is. Put one before and one after the words, in the same "
        "paragraph, or take it away.",
    ),
    (
        re.compile(r"\[[a-z0-9]+(?:-[a-z0-9]+)+\]"),
        "This looks like a source whose ^ is missing. Write [^key], as in [^santo-2022].",
    ),
    (
        re.compile(r"\{\s*decorative\s*\}"),
        "{decorative} stands in the text as it is. Put it right behind the picture, without a "
        "line between.",
    ),
)


def unread_markup(
    blocks: Sequence[Block], source: Sequence[str], first_line: int
) -> Iterator[Problem]:
    """Find what was meant as markup and is printed as it stands, once a block.

    Args:
        blocks: the pieces of the text as a reader sees them.
        source: the lines of the text as written.
        first_line: the number of the first of them in its file.
    """
    for block in blocks:
        line = block.lines[0][1]
        written = source[line - first_line] if 0 <= line - first_line < len(source) else ""
        if block.kind == "code":
            if written.startswith("    ") and not written.lstrip().startswith(("```", "~~~")):
                yield Problem(
                    line,
                    _RULE,
                    "This line starts with four spaces, and so is shown as code. Take the spaces "
                    "away; to go on with a list or a block, see that it has started.",
                )
            continue
        # Who writes a backslash or backticks wants the signs to be seen.
        if "\\" in written or written.count("`") > 1:
            continue
        yield from _in_text(block)


def _in_text(block: Block) -> Iterator[Problem]:
    for pattern, message in _AT_START:
        if pattern.match(block.text):
            yield Problem(block.lines[0][1], _RULE, message)
            return
    for pattern, message in _ANYWHERE:
        if found := pattern.search(block.text):
            yield Problem(_line_at(block, found.start()), _RULE, message)
            return
    for sign, message in (
        ("`", "A backtick (`) stands in the text as it is. Take it away, or close it."),
        ("[", "A square bracket is opened and not closed. Write [words](address), or remove it."),
    ):
        if block.text.count(sign) != block.text.count("]" if sign == "[" else "\0"):
            place = max(block.text.find(sign), 0)
            yield Problem(_line_at(block, place), _RULE, message)
            return


def _line_at(block: Block, offset: int) -> int:
    return [line for start, line in block.lines if start <= offset][-1]
