"""Rule: a text that is published has no gap and no prompt of the skeleton in it.

Why: `…` in the place of a sentence tells a reader nothing, and a prompt that is still there
says that nobody has looked at what it asks for.
Source: the skeletons that `new` writes (CONTRIBUTING.md).
Examples: tests/editorial/table_unfinished.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthsite.editorial.rule import Rule
from healthsite.model import Desk, Document, Finding, Level, Text
from healthsite.prompts import GAP, is_gap, picture_gap

RULES = (
    Rule("unfinished.gap", Level.ERROR, "Everything in a text is written: no “…” stands alone."),
    Rule("unfinished.prompt", Level.WARNING, "The prompts of the skeleton are taken out."),
)
WHOLE_TEXT = frozenset(
    {
        "headings.twice",
        "safety.must_name",
        "structure.next_step",
        "structure.sections",
        "structure.words",
        "translations.helplines",
        "translations.numbers",
        "translations.sources",
    }
)
"""Rules that ask for what a text as a whole must have; a draft with gaps is not asked yet."""

_MOST_LINES = 12


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield one finding for all gaps, and one for all prompts of a text that is no draft."""
    document = text.document
    if lines := gaps(document):
        yield Finding(
            document.file.path,
            lines[0],
            "unfinished.gap",
            f"“{GAP}” stands for what is still to be written, {_where(lines)}. "
            "Write it, or take it out.",
        )
    # While it is a draft, prompts are in their place.
    if document.prompts and not text.is_draft:
        yield Finding(
            document.file.path,
            document.prompts[0],
            "unfinished.prompt",
            f"A prompt of the skeleton is still there, {_where(document.prompts)}. "
            "Do what it asks, then take the comment out.",
        )


def gaps(document: Document) -> list[int]:
    """Return the line of each gap of a text, in the order of the lines."""
    written = (block for block in document.blocks if block.kind != "code")
    lines = [block.line_at(0) for block in written if is_gap(block.text)]
    lines += (
        document.body.line + index
        for index, row in enumerate(document.source_lines)
        if picture_gap(row)
    )
    return sorted(lines)


def _where(lines: Sequence[int]) -> str:
    told = [str(line) for line in dict.fromkeys(lines)]
    more = f" and {len(told) - _MOST_LINES} more" if len(told) > _MOST_LINES else ""
    return f"line{'s' if len(told) > 1 else ''} {', '.join(told[:_MOST_LINES])}{more}"
