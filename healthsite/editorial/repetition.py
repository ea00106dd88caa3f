"""Rule: articles of a language do not say the same twice in the same words.

Why: what stands twice is corrected once. After a year the two differ, and a reader does not
know which one is right.
Source: the content model (a fact stands once and is linked). Likeness is the Jaccard index of
runs of three words; which paragraphs are compared is found by MinHash (Broder 1997), so that
time grows with the number of paragraphs and not with its square.
Examples: tests/editorial/table_repetition.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from zlib import crc32

from healthsite.editorial.rule import Rule
from healthsite.model import Desk, Finding, Level, Text

RULES = (
    Rule(
        "repetition.paragraph",
        Level.WARNING,
        "No paragraph stands almost word for word in an article twice, or in two articles.",
    ),
)

_WORD = re.compile(r"\w+")
_RUN = 3
_KEYS = 6
"""Runs by which a paragraph is found. Two that share 8 runs of 10 share one of these almost
surely (1 - 0.2^6)."""
_COMPARED = 12
"""Paragraphs looked at for each of these: a phrase of the house may stand in thousands."""
# What to do in danger, and whom to call, is said in the same words everywhere, on purpose.
_SAME_ON_PURPOSE = frozenset({"emergency", "urgent"})
_CALL = "helpline:"


@dataclass(frozen=True)
class _Paragraph:
    text: Text
    line: int
    words: str


def check_site(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each paragraph that stands somewhere else already."""
    rules = desk.data.editorial.repetition
    if rules.words is None:
        return
    for lang in desk.data.languages:
        index: dict[int, list[_Paragraph]] = {}
        for paragraph in _paragraphs(desk, lang, rules.words):
            runs = _runs(paragraph.words)
            keys = nsmallest(_KEYS, {crc32(run.encode()) for run in runs})
            found = _most_alike(runs, keys, index)
            for key in keys:
                index.setdefault(key, []).append(paragraph)
            if found is None or found[0] < rules.likeness:
                continue
            likeness, other = found
            same = "the same as" if likeness == 1 else "almost the same as"
            yield Finding(
                paragraph.text.document.file.path,
                paragraph.line,
                "repetition.paragraph",
                f"This paragraph is {same} {other.text.document.file.path}:{other.line}. Keep it "
                "in one place and link to it from the other, or say here what is new.",
            )


def _paragraphs(desk: Desk, lang: str, least: int) -> Iterator[_Paragraph]:
    for text in desk.library.articles.values():
        if text.lang != lang:
            continue
        for block in text.document.blocks:
            if block.kind not in ("paragraph", "item") or block.callout in _SAME_ON_PURPOSE:
                continue
            if any(target.startswith(_CALL) for _, _, target in block.links):
                continue
            words = _WORD.findall(block.text.casefold())
            if len(words) >= max(least, _RUN):
                yield _Paragraph(text, block.line_at(0), " ".join(words))


def _runs(words: str) -> frozenset[str]:
    spoken = words.split()
    return frozenset(
        " ".join(spoken[start : start + _RUN]) for start in range(len(spoken) - _RUN + 1)
    )


def _most_alike(
    runs: frozenset[str], keys: list[int], index: dict[int, list[_Paragraph]]
) -> tuple[float, _Paragraph] | None:
    """Return the earlier paragraph that is most alike, and how much."""
    candidates = {id(other): other for key in keys for other in index.get(key, [])[-_COMPARED:]}
    best: tuple[float, _Paragraph] | None = None
    for other in candidates.values():
        theirs = _runs(other.words)
        likeness = len(runs & theirs) / len(runs | theirs)
        if best is None or likeness > best[0]:
            best = likeness, other
    return best
