"""Rule: a claim rests on a source, and a number tells the reader how large a thing is.

`claims.source`: a share ("29%", "1 in 4"), a count of people with a year, a dose, a law
by name or number, a comparison ("3 times as likely") and "studies show" carry a source: in
the sentence, directly after it, in the same list item, in the same cell or row or in the
caption of a table. A source at the end of a passage carries the sentences right before it.
What stands in the title, the summary, a key point or a heading rests on the body: the same
number, or law, stands there with a source. Dates, ages, hours, steps and phone numbers are
no claims.
Why: a number without a source cannot be checked, and a wrong dose or law does harm.

`claims.times_likely`: "3 times as likely" or "doubles the risk" comes with the risk
itself. Why: three times a tiny risk is tiny; without the risk a comparison frightens.

`claims.denominators`: one section counts in one denominator. Why: "1 in 3" beside
"2 in 10" makes the reader calculate, and most read the larger number as the larger risk.

Source: CDC Clear Communication Index, items 15 to 17 and 20; NHS digital service
manual, "How we write". The words stand in editorial.toml, section [claims].
Examples: tests/editorial/table_claims.py.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from healthsite.editorial.phrases import (
    Phrases,
    compiled,
    folded,
    number_of,
    number_pattern,
    word_starts,
)
from healthsite.editorial.rule import Rule
from healthsite.editorial.sections import NOT_READ, OPENING, sections
from healthsite.editorial.sentences import Sentence, sentences
from healthsite.model import Block, ClaimRules, Desk, Finding, Level, Text, TextLists

RULES: tuple[Rule, ...] = (
    Rule("claims.source", Level.ERROR, "A number, a dose, a law and a study carry a source."),
    Rule("claims.times_likely", Level.WARNING, "A comparison of risks comes with the risk."),
    Rule("claims.denominators", Level.WARNING, "One section counts in one denominator."),
)

_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,.]*\d)")
# A count of people this large is a claim without a year too.
_LARGE = 1000
_LABELS = ("title", "heading", "callout_title")
_RESTS_ON_BODY = (*OPENING, "heading", "callout_title")


@dataclass(frozen=True)
class _Claim:
    """What makes a sentence a claim: where in it, its words, its numbers, its kind."""

    start: int
    words: str
    numbers: frozenset[str]
    kind: str


@dataclass
class _Read:
    """A block with its sentences, and the claims of each."""

    block: Block
    sentences: list[Sentence]
    claims: list[list[_Claim]]


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield claims without a source, comparisons without a risk, mixed denominators."""
    rules = desk.data.editorial.claims
    if not rules.on:
        return
    blocks = [block for block in text.document.blocks if block.kind not in NOT_READ]
    patterns = _ready(rules, text.lang)
    read = [one for block in blocks if (one := _read(block, patterns))]
    yield from _unsourced(text, rules, blocks, read)
    yield from _comparisons(text, read)
    yield from _denominators(text, blocks, read, patterns)


# What is a claim


class _Patterns:
    """The phrases of a language, ready to be looked for."""

    def __init__(self, rules: ClaimRules, lang: str) -> None:
        def phrases(of: TextLists) -> Phrases:
            return compiled(of.get(lang, []), lang)

        self.lang = lang
        self.fine = phrases(rules.fine)
        self.people = phrases(rules.people)
        self.kinds = {
            "share": phrases(rules.shares),
            "dose": compiled([f"# {unit}" for unit in rules.units.get(lang, [])], lang),
            "law": phrases(rules.laws),
            "study": phrases(rules.studies),
            "comparison": phrases(rules.comparisons),
        }
        self.links = compiled(rules.out_of.get(lang, []), lang)
        number = number_pattern(lang)
        self.number = re.compile(number)
        self.number_before = re.compile(rf"{number}\s$")
        self.number_after = re.compile(rf"\s({number})(?![\w%.,-]*\d)")

    def numbers(self, words: str) -> frozenset[str]:
        """Return the numbers that stand in the words."""
        return frozenset(number_of(m[0], self.lang) for m in self.number.finditer(folded(words)))

    def ratios(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and denominator of each "1 in 4"; "1 in 2021" is a year."""
        for start, end in self.links.spans(text):
            after = self.number_after.match(text, end)
            if after is None or _YEAR.fullmatch(after[1]):
                continue
            # No number with its signs is longer than this.
            before = self.number_before.search(text, max(0, start - 20), start)
            if before is None:
                continue
            part, whole = (number_of(n, self.lang) for n in (before[0].strip(), after[1]))
            if _size(part) < _size(whole):
                yield before.start(), after.end(), whole


_READY: dict[str, tuple[ClaimRules, _Patterns]] = {}


def _ready(rules: ClaimRules, lang: str) -> _Patterns:
    """Return the phrases of a language; they are made ready once for all texts."""
    known = _READY.get(lang)
    if known is None or known[0] is not rules:
        known = _READY[lang] = (rules, _Patterns(rules, lang))
    return known[1]


def _size(number: str) -> float:
    try:
        return float(number)
    except ValueError:
        return 0.0


def _read(block: Block, patterns: _Patterns) -> _Read | None:
    """Return the block with its claims; None where it has none."""
    starts = word_starts(block.text)
    text = folded(block.text)
    if patterns.fine.may_stand_in(starts):
        text = patterns.fine.hidden(text)
    found: list[tuple[int, int, str]] = []
    for kind, phrases in patterns.kinds.items():
        if phrases.may_stand_in(starts):
            found += ((start, end, kind) for start, end in phrases.spans(text))
    if patterns.links.may_stand_in(starts):
        found += ((start, end, "share") for start, end, _ in patterns.ratios(text))
    counts = []
    if patterns.people.may_stand_in(starts) and any(sign.isdigit() for sign in starts):
        counts = list(_counts(text, patterns))
    if not found and not counts:
        return None
    listed = sentences(block, patterns.lang)
    read = _Read(block, listed, [[] for _ in listed])
    for start, end, kind in sorted(found):
        at = _sentence_at(listed, start)
        if at is None:
            continue
        # A question asserts no law, dose or study; "did you know that 1 in 4" does count.
        if kind in ("law", "study", "dose") and _asks(listed[at]):
            continue
        # A heading names what comes: "What California law says".
        if kind in ("law", "study") and block.kind in _LABELS:
            continue
        words = block.text[start:end]
        read.claims[at].append(_Claim(start, words, patterns.numbers(words), kind))
    for start, end, count in counts:
        at = _sentence_at(listed, start)
        dated = at is not None and _YEAR.search(listed[at].text) is not None
        if at is not None and (_size(count) >= _LARGE or (dated and _size(count) > 1)):
            words = block.text[start:end]
            read.claims[at].append(_Claim(start, words, frozenset({count}), "people"))
    return read if any(read.claims) else None


def _sentence_at(listed: Sequence[Sentence], offset: int) -> int | None:
    at = bisect_right(listed, offset, key=lambda sentence: sentence.start) - 1
    return at if at >= 0 and offset < listed[at].end else None


def _asks(sentence: Sentence) -> bool:
    return sentence.text.rstrip(" ”\"’'»)").endswith("?")


def _counts(text: str, patterns: _Patterns) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and number of each count of people: "40,885 insured US adults"."""
    for start, end in patterns.people.spans(text):
        before = text[max(0, start - 60) : start]
        numbers = list(patterns.number.finditer(before))
        if not numbers or not numbers[-1][0][0].isdigit() or _YEAR.fullmatch(numbers[-1][0]):
            continue
        between = before[numbers[-1].end() :]
        if len(between.split()) <= 3 and not re.search(r"[.,;:()%]", between):
            yield (
                start - len(before) + numbers[-1].start(),
                end,
                number_of(numbers[-1][0], patterns.lang),
            )


# Whether it carries a source


def _unsourced(
    text: Text, rules: ClaimRules, blocks: Sequence[Block], read: Sequence[_Read]
) -> Iterator[Finding]:
    level = Level.ERROR if text.kind == "article" else Level.WARNING
    tables = _table_sources(blocks)
    lists = _list_sources(blocks)
    cited_numbers: set[str] = set()
    cited_kinds: set[str] = set()
    cited_laws: list[str] = []
    bare: list[tuple[_Read, int]] = []
    for one in read:
        for index, claims in enumerate(one.claims):
            if not claims:
                continue
            if one.block.kind in _RESTS_ON_BODY and not one.sentences[index].citations:
                bare.append((one, index))
            elif _is_sourced(one, index, rules.passage, tables, lists):
                for claim in claims:
                    cited_numbers |= claim.numbers
                    cited_kinds.add(claim.kind)
                    if claim.kind == "law":
                        cited_laws.append(claim.words.casefold())
                cited_numbers |= _numbers_in(one.sentences[index].text)
            else:
                bare.append((one, index))
    for one, index in bare:
        open_claims = one.claims[index]
        rests = one.block.kind in _RESTS_ON_BODY
        if rests:
            open_claims = [
                claim
                for claim in open_claims
                if not (
                    claim.numbers <= cited_numbers
                    and (claim.numbers or claim.kind in cited_kinds)
                    and (claim.kind != "law" or claim.words.casefold() in cited_laws)
                )
            ]
        if not open_claims:
            continue
        claim = min(open_claims, key=lambda claim: claim.start)
        what = (
            "stands nowhere in the text with a source. Say it there with its source, or leave "
            "it out here"
            if rests
            else "has no source. Put its mark right after the sentence, [^key], or leave it out"
        )
        yield Finding(
            text.document.file.path,
            one.block.line_at(claim.start),
            "claims.source",
            f"“{claim.words}” {_KINDS[claim.kind]} and {what}.",
            level,
        )


_KINDS = {
    "share": "is a number",
    "dose": "is an amount of a medicine",
    "law": "names a law",
    "study": "speaks of research",
    "comparison": "compares numbers",
    "people": "counts people",
}


def _is_sourced(
    one: _Read,
    index: int,
    passage: int,
    tables: dict[int, set[int]],
    lists: set[int],
) -> bool:
    block = one.block
    if block.kind in ("item", "caption") and block.citations:
        return True
    if block.kind == "item" and id(block) in lists:
        return True
    if block.kind in ("cell", "head"):
        rows = tables.get(block.table, set())
        return bool(block.citations) or block.row in rows or _WHOLE_TABLE in rows
    # The mark of a passage stands at its end, so the sentences before it rest on it too.
    return any(
        one.sentences[at].citations
        for at in range(index, index + passage + 1)
        if at < len(one.sentences)
    )


_WHOLE_TABLE = -2


def _table_sources(blocks: Sequence[Block]) -> dict[int, set[int]]:
    """Return the rows with a source by table; a caption with one is the whole table."""
    rows: dict[int, set[int]] = {}
    for block in blocks:
        if block.citations and block.kind in ("cell", "head", "caption") and block.table >= 0:
            rows.setdefault(block.table, set()).add(
                _WHOLE_TABLE if block.kind == "caption" else block.row
            )
    return rows


def _list_sources(blocks: Sequence[Block]) -> set[int]:
    """Return the items (by identity) whose lead-in ends with a source: "The law says:[^x]"."""
    found: set[int] = set()
    leads = False
    for block in blocks:
        if block.kind == "item":
            if leads:
                found.add(id(block))
        else:
            end = len(block.text.rstrip())
            leads = block.text.rstrip().endswith(":") and any(
                offset >= end for offset, _ in block.citations
            )
    return found


def _numbers_in(words: str) -> set[str]:
    return {number_of(m[0], "") for m in re.finditer(r"\d++(?:[.,]\d++)*+", words)}


# How large it is


def _comparisons(text: Text, read: Sequence[_Read]) -> Iterator[Finding]:
    for one in read:
        for index, claims in enumerate(one.claims):
            compared = [claim for claim in claims if claim.kind == "comparison"]
            if not compared or one.block.kind in _RESTS_ON_BODY:
                continue
            around = range(max(0, index - 1), min(len(one.claims), index + 2))
            if any(claim.kind == "share" for at in around for claim in one.claims[at]):
                continue
            claim = compared[0]
            yield Finding(
                text.document.file.path,
                one.block.line_at(claim.start),
                "claims.times_likely",
                f"“{claim.words}” compares risks, and the reader does not learn how large the "
                "risk is. Say it in this sentence or the next, as in “about 2 in 100 people”.",
                Level.WARNING,
            )


def _denominators(
    text: Text, blocks: Sequence[Block], read: Sequence[_Read], patterns: _Patterns
) -> Iterator[Finding]:
    shares = {
        id(one.block)
        for one in read
        if any(claim.kind == "share" for claims in one.claims for claim in claims)
    }
    for section in sections(blocks) if shares else ():
        first: tuple[str, str] | None = None
        for block in section.blocks:
            if id(block) not in shares:
                continue
            text_read = patterns.fine.hidden(folded(block.text))
            other = None
            for start, end, whole in patterns.ratios(text_read):
                if first is None:
                    first = (whole, block.text[start:end])
                elif whole != first[0]:
                    other = (start, block.text[start:end])
                    break
            if other and first:
                yield Finding(
                    text.document.file.path,
                    block.line_at(other[0]),
                    "claims.denominators",
                    f"“{other[1]}” stands in one section with “{first[1]}”. Count both out of "
                    "the same number, so that the reader can compare them.",
                    Level.WARNING,
                )
                break
