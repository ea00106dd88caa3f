"""Rule: words that shame people or mislead them are not used.

Why: a label such as “addict” makes people less willing to look for care, and makes the people
who give it judge more harshly. Other words promise too much, frighten, or mean something else
than readers think. What to write instead stands beside each word.
Source: `[words]` in content/data/editorial.toml, where each word says who asks for it; first of
all NIDA, Words Matter: Preferred Language for Talking About Addiction.
Examples: tests/editorial/table_wording.py.

A word may stand in an official name and in a quotation, also where the word itself is quoted
as a word. In a title, summary or heading a quotation is no excuse: readers meet it there
without what explains it. A few words that people type into a search box may stand in a text
that explains them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from healthsite.editorial.anchors import Anchors, anchors
from healthsite.editorial.rule import Rule
from healthsite.model import AvoidedWord, Block, Desk, Document, Finding, Level, Text

RULES: tuple[Rule, ...] = (
    Rule(
        "wording.avoid",
        Level.ERROR,
        "No word that shames or misleads, outside official names and quotations.",
    ),
)

_LOUD = {"title", "summary", "heading"}
# Signs that look alike to a reader, so that patterns need only one of each.
_ALIKE = (("'", "’"), ("\u2010", "-"), ("\u2011", "-"), ("\u00a0", " "), ("\u202f", " "))
# An apostrophe inside a word does not end what stands in single marks, and an inch does not
# begin a quotation.
_QUOTATION = re.compile(
    r"“[^“”]*+”"
    r"|«[^«»]*+»"
    r"|(?<!\w)‘(?:[^‘’]|(?<=\w)’(?=\w))*+’(?!\w)"
    r"|(?<![\w\"])\"(?=\S)[^\"]*+(?<=\S)\"(?!\w)"
)

Span = tuple[int, int]


@dataclass(frozen=True)
class _Searched:
    """A word to avoid, made ready for a search."""

    pattern: re.Pattern[str]
    anchors: Anchors
    right_in: re.Pattern[str] | None

    def may_be_in(self, lowered: str) -> bool:
        return not self.anchors or any(run in lowered for run in self.anchors)


@dataclass(frozen=True)
class _Hit:
    """Where a word was found; `quoted` tells that quotation marks did not help."""

    start: int
    end: int
    word: AvoidedWord
    quoted: bool


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each word to avoid, with the words that are better."""
    rules = desk.data.editorial.words
    words = rules.avoid.get(text.lang, [])
    blocks = [(block, _plain(block.text)) for block in text.document.blocks]
    # Each word of the text once: most words to avoid are ruled out here.
    vocabulary = " ".join(set(" ".join(plain for _, plain in blocks).lower().split()))
    searched = _prepared(tuple((word.pattern, tuple(word.except_in)) for word in words))
    present = [
        (word, ready)
        for word, ready in zip(words, searched, strict=True)
        if ready.may_be_in(vocabulary)
    ]
    if not present:
        return
    names = _expressions(tuple(rules.official_names))
    explained = _Explained(text.document)
    for block, plain in blocks:
        for hit in _hits(block, plain, present, names):
            if not explained.allows(hit.word):
                yield Finding(
                    text.document.file.path,
                    block.line_at(hit.start),
                    "wording.avoid",
                    _message(block.text[hit.start : hit.end], hit),
                    hit.word.level,
                )


def _plain(text: str) -> str:
    """Write signs that look alike in one way; offsets stay the same."""
    for sign, usual in _ALIKE:
        text = text.replace(sign, usual)
    return text


def _hits(
    block: Block,
    plain: str,
    present: Sequence[tuple[AvoidedWord, _Searched]],
    names: re.Pattern[str] | None,
) -> Iterator[_Hit]:
    """Yield the words of one block in reading order; of those that overlap, the longest."""
    found: list[_Hit] = []
    lowered = plain.lower()
    for word, ready in present:
        if not ready.may_be_in(lowered):
            continue
        spans = [match.span() for match in ready.pattern.finditer(plain)]
        if spans and ready.right_in:
            right = [match.span() for match in ready.right_in.finditer(plain)]
            spans = [span for span in spans if not _within(span, right)]
        found += (_Hit(start, end, word, False) for start, end in spans)
    if not found:
        return
    named = [match.span() for match in names.finditer(plain)] if names else []
    quotations = [match.span() for match in _QUOTATION.finditer(block.text)]
    end = 0
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if hit.start < end or _within((hit.start, hit.end), named):
            continue
        quoted = _within((hit.start, hit.end), quotations)
        if quoted and block.kind not in _LOUD:
            continue
        end = hit.end
        yield _Hit(hit.start, hit.end, hit.word, quoted)


def _within(span: Span, others: Sequence[Span]) -> bool:
    """Say whether one of `others`, which are in order and apart, holds the whole span."""
    index = bisect_right(others, span[0], key=lambda other: other[0]) - 1
    return index >= 0 and others[index][1] >= span[1]


class _Explained:
    """Which words this text explains, and how often each has been used so far."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._used: Counter[str] = Counter()
        self._explains: dict[str, bool] = {}

    def allows(self, word: AvoidedWord) -> bool:
        """Count one use of a word; say whether the text may use it."""
        key = word.pattern
        if key not in self._explains:
            self._explains[key] = bool(word.explained_by) and self._says(word.explained_by)
        self._used[key] += 1
        return self._explains[key] and (word.times is None or self._used[key] <= word.times)

    def _says(self, explanations: Sequence[str]) -> bool:
        blocks = self._document.blocks
        targets = {target for block in blocks for _, _, target in block.links}
        says = "\n".join(_plain(block.text).lower() for block in blocks)
        return any(by in targets or _plain(by).lower() in says for by in explanations)


def _message(found: str, hit: _Hit) -> str:
    word = hit.word
    parts = [f"“{found}” {word.why}."]
    if word.use:
        parts.append(f"Write {_listed(word.use)} instead.")
    if word.advice:
        parts.append(word.advice)
    if word.explained_by:
        says = [by for by in word.explained_by if not by.startswith("term:")]
        where = f"also says {_listed(says[:2])}" if says else "links to its meaning"
        often = "once " if word.times == 1 else f"{word.times} times " if word.times else ""
        parts.append(f"It may stand {often}in a text that {where}.")
    if hit.quoted:
        parts.append("Quotation marks do not help in a title, summary or heading.")
    return " ".join(parts)


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


@lru_cache(maxsize=16)
def _prepared(words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[_Searched, ...]:
    """Compile the words of one language; the patterns themselves are the cache's key."""
    return tuple(
        _Searched(re.compile(pattern, re.IGNORECASE), anchors(pattern), _expressions(right_in))
        for pattern, right_in in words
    )


@lru_cache(maxsize=256)
def _expressions(expressions: tuple[str, ...]) -> re.Pattern[str] | None:
    """Compile names and expressions in which a word is right, with any ending."""
    if not expressions:
        return None
    longest_first = sorted(expressions, key=len, reverse=True)
    known = "|".join(re.escape(_plain(each)) for each in longest_first)
    return re.compile(rf"(?<!\w)(?:{known})\w*", re.IGNORECASE)
