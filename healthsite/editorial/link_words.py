"""Rule: the words of a link say where it leads.

Why: who listens to a page goes from link to link and hears only their words; "here" and
"read more" say nothing then, and two places under one name cannot be told apart.
Source: WCAG 2.2, 2.4.4 Link Purpose and 2.4.9 Link Purpose (Link Only).
Examples: tests/editorial/table_link_words.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthsite.editorial.names import official_names
from healthsite.editorial.rule import Rule
from healthsite.model import Desk, Finding, Level, Text

RULES = (
    Rule("links.vague", Level.WARNING, "The words of a link make sense without their sentence."),
    Rule("links.bare_address", Level.WARNING, "The words of a link are words, not its address."),
    Rule("links.same_words", Level.WARNING, "The same words lead to the same place."),
)

_ADDRESS = re.compile(
    r"(?:https?://|mailto:|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}(?:/\S*)?", re.IGNORECASE
)


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each link whose words mislead or say nothing."""
    rules = desk.data.editorial.structure
    if not rules.on:
        return
    vague = {_plain(words) for words in rules.vague_links.get(text.lang, ())}
    path = text.document.file.path
    first: dict[str, tuple[str, int]] = {}
    for block in text.document.blocks:
        for start, end, target in block.links:
            words, line = block.text[start:end], block.line_at(start)
            plain = _plain(words)
            if not plain:
                # A picture in a link, or signs only: the images rule asks for words.
                continue
            if plain in vague:
                yield Finding(
                    path,
                    line,
                    "links.vague",
                    f"The link words “{words}” do not say where they lead. Link words that do, "
                    "such as the title of the page.",
                )
            elif _ADDRESS.fullmatch(words) and words not in set(official_names(desk.data)):
                yield Finding(
                    path,
                    line,
                    "links.bare_address",
                    f"“{words}” is an address, which is hard to read and to listen to. Link the "
                    "name of the place: [its name](address).",
                )
            elif not target.startswith("term:"):
                # A term opens its meaning in place; it leads nowhere.
                other, where = first.setdefault(plain, (target, line))
                if other != target:
                    yield Finding(
                        path,
                        line,
                        "links.same_words",
                        f"“{words}” leads to {target} here and to {other} in line {where}. "
                        "Give each place words of its own.",
                    )


def _plain(words: str) -> str:
    """Return link words without capitals and without signs around them."""
    return " ".join(words.casefold().split()).strip(" .,:;!¡?¿…→»«“”\"'()[]*>-")
