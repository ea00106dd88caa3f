"""Rule: an article has a shape: few alarms, enough sections, a next step, not too long.

Why: a third red box is no alarm any more; a long text without headings is not read; and who
reads to the end should know whom to call.
Source: the content model of this site; CDC Clear Communication Index (chunks with headings, a
call to action); NHS content guide on care cards.
Examples: tests/editorial/table_structure.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthsite.editorial.rule import Rule
from healthsite.editorial.sections import sections
from healthsite.model import Block, Desk, Finding, Level, Text

RULES = (
    Rule("structure.urgent_blocks", Level.ERROR, "A page has few emergency or urgent blocks."),
    Rule("structure.sections", Level.ERROR, "An article is cut into sections by ## headings."),
    Rule("structure.next_step", Level.ERROR, "An article ends with a link to help or to more."),
    Rule("structure.words", Level.WARNING, "An article is neither a note nor a book."),
)

_URGENT = re.compile(r'<div class="callout callout--(?:emergency|urgent)\b')
_WORD = re.compile(r"\w\S*")
_HELP = ("article:", "page:", "helpline:")
_NOT_BODY = frozenset({"title", "summary", "key_point", "change", "code"})


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each way in which a text has lost its shape."""
    rules = desk.data.editorial.structure
    if not rules.on:
        return
    yield from _urgent_blocks(text, desk)
    body = [block for block in text.document.blocks if block.kind not in _NOT_BODY]
    if text.kind != "article" or not body:
        # A text without a body has a finding of its own.
        return
    path = text.document.file.path
    parts = sum(block.kind == "heading" and block.level == 2 for block in body)
    if parts < rules.least_sections:
        yield Finding(
            path,
            body[0].line_at(0),
            "structure.sections",
            f"The article has {_count(parts, 'section')} with a ## heading; it needs at least "
            f"{rules.least_sections}. Cut the text where a new question starts.",
        )
    last = sections(body)[-1].blocks
    if not any(target.startswith(_HELP) for block in last for _, _, target in block.links):
        yield Finding(
            path,
            last[0].line_at(0),
            "structure.next_step",
            "The last section leads nowhere. Link a next step in it: [call 988](helpline:988), "
            "[find help](page:help) or [an article](article:name).",
        )
    yield from _words(text, body, desk)


def _urgent_blocks(text: Text, desk: Desk) -> Iterator[Finding]:
    rules = desk.data.editorial.structure
    count = len(_URGENT.findall(text.document.body.html))
    if count <= rules.urgent_blocks or text.slug in rules.urgent_blocks_exempt:
        return
    titles = [
        block
        for block in text.document.blocks
        if block.kind == "callout_title" and block.callout in ("emergency", "urgent")
    ]
    extra = titles[min(rules.urgent_blocks, len(titles) - 1)] if titles else None
    yield Finding(
        text.document.file.path,
        extra.line_at(0) if extra else text.document.body.line,
        "structure.urgent_blocks",
        f"The page has {count} emergency or urgent blocks; more than {rules.urgent_blocks} make "
        "readers skip all of them. Join them, or make one a `care` or `note` block.",
    )


def _words(text: Text, body: list[Block], desk: Desk) -> Iterator[Finding]:
    rules = desk.data.editorial.structure
    count = sum(len(_WORD.findall(block.text)) for block in body)
    # A translation is as long as its original makes it.
    if text.is_translation or rules.least_words <= count <= rules.most_words:
        return
    advice = (
        f"fewer than {rules.least_words:,} rarely answer what a reader asks. Say what is "
        "missing, or put the text into another article"
        if count < rules.least_words
        else f"more than {rules.most_words:,} are rarely read. Cut what is said twice, or make "
        "two articles of it"
    )
    yield Finding(
        text.document.file.path,
        body[0].line_at(0),
        "structure.words",
        f"The article has {count:,} words; {advice}.",
    )


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
