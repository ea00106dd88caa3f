"""Rule: words that shame people or mislead them are not used.

`wording.avoid`: none of the words to avoid stands in a text or a data file.
Why: a label such as “addict” makes people less willing to look for care, and makes the people
who give it judge more harshly. Other words promise too much, frighten, or mean something else
than readers think. What to write instead stands beside each word.

`wording.example`: each word is found in the texts that stand beside it as examples.
Why: a phrase with a slip in it finds nothing, and nobody would notice.

Source: `[words]` in content/data/editorial.toml, where each word says who asks for it; first of
all NIDA, Words Matter: Preferred Language for Talking About Addiction.
Examples: beside each word in editorial.toml; tests/editorial/table_wording.py.

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

from healthsite.editorial.phrases import Phrases, compiled, word_starts
from healthsite.editorial.quotations import quotations
from healthsite.editorial.rule import Rule
from healthsite.model import AvoidedWord, Block, Desk, Finding, Level, SiteData, Text
from healthsite.positions import nearest_line

RULES: tuple[Rule, ...] = (
    Rule(
        "wording.avoid",
        Level.ERROR,
        "No word that shames or misleads, outside official names and quotations.",
    ),
    Rule(
        "wording.example",
        Level.ERROR,
        "The texts beside a word to avoid show what is found and what is not.",
    ),
)

_LOUD = {"title", "summary", "heading"}
# Signs that look alike to a reader, so that a phrase needs only one of each.
_ALIKE = (("'", "’"), ("\u2010", "-"), ("\u2011", "-"), ("\u00a0", " "), ("\u202f", " "))

_EXAMPLE_FOUND = (
    "“{}” is found in “{}”, which stands under `passes`. Add a longer phrase to `except_in`, or "
    "correct the text."
)
_EXAMPLE_MISSED = (
    "Nothing of “{}” is found in “{}”, which stands under `fails`. Add its form to `phrases`, or "
    "correct the text."
)

Span = tuple[int, int]


@dataclass(frozen=True)
class _Searched:
    """A word to avoid, made ready for a search."""

    word: AvoidedWord
    phrases: Phrases
    as_written: re.Pattern[str] | None
    right_in: Phrases

    def may_stand_in(self, starts: frozenset[str]) -> bool:
        """Say, without reading the text, whether the word can stand in it."""
        return self.as_written is not None or self.phrases.may_stand_in(starts)

    def spans(self, plain: str) -> list[Span]:
        """Return where the word stands and is not right."""
        found = list(self.phrases.spans(plain))
        if self.as_written:
            found += (match.span() for match in self.as_written.finditer(plain))
        if not found:
            return []
        right = list(self.right_in.spans(plain))
        return [span for span in found if not _within(span, right)]


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
    blocks = [(block, _plain(block.text)) for block in text.document.blocks]
    starts = frozenset[str]().union(*(word_starts(plain) for _, plain in blocks))
    present = [word for word in _prepared(desk.data, text.lang) if word.may_stand_in(starts)]
    if not present:
        return
    names = compiled(rules.official_names, text.lang)
    explained = _Explained(text.document.blocks)
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


def check_site(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each example beside a word that does not show what it should."""
    rules = desk.data.editorial.words
    lines = desk.data.lines.get("editorial.toml", {})
    for lang, words in rules.avoid.items():
        names = compiled(rules.official_names, lang)
        for number, (word, searched) in enumerate(
            zip(words, _prepared(desk.data, lang), strict=True)
        ):
            for kind, examples in (("fails", word.fails), ("passes", word.passes)):
                for place, example in enumerate(examples):
                    found = _found_in(example, searched, names)
                    if bool(found) == (kind == "fails"):
                        continue
                    key = f"words.avoid.{lang}.{number}.{kind}.{place}"
                    yield Finding(
                        f"{desk.root}/data/editorial.toml",
                        nearest_line(lines, key),
                        "wording.example",
                        _EXAMPLE_FOUND.format(found, example)
                        if found
                        else _EXAMPLE_MISSED.format(word.avoid, example),
                    )


def _found_in(example: str, searched: _Searched, names: Phrases) -> str:
    """Return the first piece of a text that is found as the word, or nothing."""
    block = Block("paragraph", example, ((0, 1),))
    explained = _Explained([block])
    for hit in _hits(block, _plain(example), [searched], names):
        if not explained.allows(hit.word):
            return example[hit.start : hit.end]
    return ""


def _plain(text: str) -> str:
    """Write signs that look alike in one way; offsets stay the same."""
    for sign, usual in _ALIKE:
        text = text.replace(sign, usual)
    return text


def _hits(block: Block, plain: str, present: Sequence[_Searched], names: Phrases) -> Iterator[_Hit]:
    """Yield the words of one block in reading order; of those that overlap, the longest."""
    starts = word_starts(plain)
    found = [
        (start, end, searched.word)
        for searched in present
        if searched.may_stand_in(starts)
        for start, end in searched.spans(plain)
    ]
    if not found:
        return
    named = list(names.spans(plain))
    quoted_spans = quotations(block.text)
    last = 0
    for start, end, word in sorted(found, key=lambda hit: (hit[0], -hit[1])):
        if start < last or _within((start, end), named):
            continue
        quoted = _within((start, end), quoted_spans)
        if quoted and block.kind not in _LOUD:
            continue
        last = end
        yield _Hit(start, end, word, quoted)


def _within(span: Span, others: Sequence[Span]) -> bool:
    """Say whether one of `others`, which are in order and apart, holds the whole span."""
    index = bisect_right(others, span[0], key=lambda other: other[0]) - 1
    return index >= 0 and others[index][1] >= span[1]


class _Explained:
    """Which words this text explains, and how often each has been used so far."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._used: Counter[str] = Counter()
        self._explains: dict[str, bool] = {}

    def allows(self, word: AvoidedWord) -> bool:
        """Count one use of a word; say whether the text may use it."""
        key = word.avoid
        if key not in self._explains:
            self._explains[key] = bool(word.explained_by) and self._says(word.explained_by)
        self._used[key] += 1
        return self._explains[key] and (word.times is None or self._used[key] <= word.times)

    def _says(self, explanations: Sequence[str]) -> bool:
        targets = {target for block in self._blocks for _, _, target in block.links}
        says = "\n".join(_plain(block.text).lower() for block in self._blocks)
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


@lru_cache(maxsize=4)
def _prepared(data: SiteData, lang: str) -> tuple[_Searched, ...]:
    """Return the words of a language ready for a search; made once for the same data."""
    return tuple(
        _Searched(
            word,
            compiled(word.phrases, lang),
            _exactly(word.as_written),
            compiled(word.except_in, lang),
        )
        for word in data.editorial.words.avoid.get(lang, [])
    )


def _exactly(words: Sequence[str]) -> re.Pattern[str] | None:
    """Compile words whose capitals count."""
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(_plain(word)) for word in words)})(?!\w)")
