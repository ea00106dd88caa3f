"""Rule: a claim rests on a source, and a number tells the reader how large a thing is.

`claims.source`: a share ("29%", "1 in 4"), a count of people (from 1,000 on, and with a year
when it is smaller), a dose, a law by name or number, a comparison ("3 times as likely") and
"studies show" carry a source.

- It stands in the sentence or directly after its full stop. A share, a count, a comparison
  and a study may also rest on the mark of the next sentence of the same block; a dose and a
  law may not.
- In a list item the same holds; and where the lead-in carries a source and ends with a colon
  ("The law says:[^key]"), that source serves all items under it.
- In a cell the same holds; a source in the first cell of the row, in the head of the column
  or in the caption serves too. What stands in another column does not.
- The title, the summary, a key point or a heading rests on the body: a claim of the same
  kind with the same numbers and the same unit or denominator (a law: the same words) stands
  there with a source.

Dates, ages, hours, steps and phone numbers are no claims.
Why: a number without a source cannot be checked, and a wrong dose or law does harm; a source
that stands far away is taken for the source of what it does not say.

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
_HYPHENS = "\u2010-\u2013-"
# A count of people this large is a claim without a year too.
_LARGE = 1000
_LABELS = ("title", "heading", "callout_title")
_RESTS_ON_BODY = (*OPENING, "heading", "callout_title")
# A reader acts on these, so their source stands with them and nowhere else.
_OWN_SENTENCE = ("dose", "law")
# A law that a sentence calls by a name of its own; capitals tell the name.
_CAPITAL = r"[A-ZÁÉÍÓÚÑ][\w’'-]*+"
_NAMED_LAWS = {
    "en": re.compile(
        rf"(?<!\w){_CAPITAL}(?:,? (?:and |for |of |to |with |the ){{0,2}}{_CAPITAL}){{0,8}}? Act\b"
    ),
    "es": re.compile(
        rf"(?<!\w)Ley(?: (?:de|del|la|los|las|para|por|sobre|contra)){{0,3}} {_CAPITAL}"
        rf"(?: (?:(?:de|del|la|los|las|para|y) ){{0,3}}{_CAPITAL}){{0,8}}"
    ),
}
_ARTICLE = re.compile(r"^(?:the|an?|la|una)\s")
# What a share or a dose is counted in, so that "5 mg" in the text does not serve "5%".
_IN_UNITS = (
    ("points", re.compile(r"points|puntos")),
    ("%", re.compile(r"%|per ?cent|por ciento")),
    ("third", re.compile(r"third|tercio")),
    ("quarter", re.compile(r"quarter|cuart")),
    ("half", re.compile(r"half|mitad")),
    ("mcg", re.compile(r"mcg|[µμ]g|microg")),
    ("mg", re.compile(r"mg|milig|millig")),
    ("ml", re.compile(r"ml|mili|milli")),
    ("g", re.compile(r"\d ?g\b|gram")),
)
_TIMES = (
    ("2", re.compile(r"twice|doubl|twofold|two-fold|dobl|duplic")),
    ("3", re.compile(r"thrice|tripl|threefold")),
    ("4", re.compile(r"quadrupl|fourfold|cuadruplic")),
    ("5", re.compile(r"fivefold|quintuplic")),
    ("10", re.compile(r"tenfold")),
)


@dataclass(frozen=True)
class _Claim:
    """What makes a sentence a claim: where in it, its words, its numbers, its kind."""

    start: int
    words: str
    numbers: frozenset[str]
    kind: str

    @property
    def fact(self) -> tuple[str, frozenset[str], str]:
        """What must agree where one sentence repeats the claim of another."""
        low = self.words.casefold()
        if self.kind == "law":
            return self.kind, self.numbers, _ARTICLE.sub("", low)
        if self.kind == "comparison":
            times = {number for number, said in _TIMES if said.search(low)}
            return self.kind, self.numbers | times, ""
        if self.kind in ("share", "dose"):
            unit = next((unit for unit, said in _IN_UNITS if said.search(low)), "")
            return self.kind, self.numbers, unit
        return self.kind, self.numbers, ""


@dataclass
class _Read:
    """A block with its sentences, and the claims of each."""

    block: Block
    sentences: list[Sentence]
    claims: list[list[_Claim]]

    def each(self) -> Iterator[tuple[int, _Claim]]:
        """Yield every claim with the number of its sentence."""
        return ((at, claim) for at, claims in enumerate(self.claims) for claim in claims)


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield claims without a source, comparisons without a risk, mixed denominators."""
    rules = desk.data.editorial.claims
    if not rules.on:
        return
    blocks = [block for block in text.document.blocks if block.kind not in NOT_READ]
    patterns = _Patterns(rules, text.lang)
    read = [one for block in blocks if (one := _read(block, patterns))]
    yield from _unsourced(text, rules, blocks, read)
    yield from _comparisons(text, read)
    yield from _denominators(text, blocks, read, patterns)


# What is a claim


class _Patterns:
    """The phrases of a language; `compiled` makes each list ready once for all texts."""

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
        self.counts = phrases(rules.counts)
        self.named_law = _NAMED_LAWS.get(lang)
        self.links = compiled(rules.out_of.get(lang, []), lang)
        number = number_pattern(lang)
        self.number = re.compile(number)
        self.number_before = re.compile(rf"{number}[\s{_HYPHENS}]$")
        self.number_after = re.compile(rf"[\s{_HYPHENS}]({number})(?![\w%.,-]*\d)")

    def numbers(self, words: str) -> frozenset[str]:
        """Return the numbers that stand in the words."""
        return frozenset(number_of(m[0], self.lang) for m in self.number.finditer(folded(words)))

    def ratios(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and denominator of each "1 in 4"; "1 in 2021" is a year."""
        for start, end in self.links.spans(text):
            after = self.number_after.match(text, end)
            if after is None or _YEAR.fullmatch(after[1]):
                continue
            # No number in words is longer than this.
            before = self.number_before.search(text, max(0, start - 30), start)
            if before is None:
                continue
            part, whole = (number_of(n, self.lang) for n in (before[0][:-1], after[1]))
            if _size(part) < _size(whole):
                yield before.start(), after.end(), whole


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
    found = sorted(_found(block, text, starts, patterns))
    if not found:
        return None
    listed = sentences(block, patterns.lang)
    read = _Read(block, listed, [[] for _ in listed])
    for start, end, kind in found:
        at = _sentence_at(listed, start)
        if at is None:
            continue
        words = block.text[start:end]
        claim = _Claim(start, words, patterns.numbers(words), kind)
        if _asserts(claim, listed[at], block):
            read.claims[at].append(claim)
    return read if any(read.claims) else None


def _found(
    block: Block, text: str, starts: frozenset[str], patterns: _Patterns
) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of what may be a claim; `text` has no harmless phrases."""
    for kind, phrases in patterns.kinds.items():
        if phrases.may_stand_in(starts):
            yield from ((start, end, kind) for start, end in phrases.spans(text))
    if patterns.links.may_stand_in(starts):
        yield from ((start, end, "share") for start, end, _ in patterns.ratios(text))
    if patterns.people.may_stand_in(starts):
        yield from ((start, end, "people") for start, end in _counts(text, patterns))
    if patterns.counts.may_stand_in(starts):
        # "In 2021 died 412": a year counts nobody.
        no_years = _YEAR.sub("\0\0\0\0", text)
        yield from ((start, end, "people") for start, end in patterns.counts.spans(no_years))
    # "Act" and "Ley" are four letters at most, so the starts of words know them.
    if patterns.named_law and not starts.isdisjoint(("act", "ley")):
        for law in patterns.named_law.finditer(block.text):
            yield law.start(), law.end(), "law"


def _asserts(claim: _Claim, sentence: Sentence, block: Block) -> bool:
    """Say whether the words claim something where they stand."""
    if claim.kind == "people":
        size = max(map(_size, claim.numbers), default=0)
        return size >= _LARGE or (size > 1 and _YEAR.search(sentence.text) is not None)
    # A heading names what comes: "What California law says".
    if claim.kind in ("law", "study") and block.kind in _LABELS:
        return False
    # A question asserts no law, dose or study; "did you know that 1 in 4" does count.
    return claim.kind not in ("law", "study", "dose") or not _asks(sentence)


def _sentence_at(listed: Sequence[Sentence], offset: int) -> int | None:
    at = bisect_right(listed, offset, key=lambda sentence: sentence.start) - 1
    return at if at >= 0 and offset < listed[at].end else None


def _asks(sentence: Sentence) -> bool:
    return sentence.text.rstrip(" ”\"’'»)").endswith("?")


def _counts(text: str, patterns: _Patterns) -> Iterator[tuple[int, int]]:
    """Yield start and end of each count of people: "40,885 insured US adults"."""
    for start, end in patterns.people.spans(text):
        begin = max(0, start - 60)
        numbers = list(patterns.number.finditer(text, begin, start))
        if not numbers or _YEAR.fullmatch(numbers[-1][0]):
            continue
        number = numbers[-1]
        # "Two people" is told, not counted; "two million people" is counted.
        if not number[0][0].isdecimal() and _size(number_of(number[0], patterns.lang)) < _LARGE:
            continue
        between = text[number.end() : start]
        if len(between.split()) <= 3 and not re.search(r"[.,;:()%]", between):
            yield number.start(), end


# Whether it carries a source


def _unsourced(
    text: Text, rules: ClaimRules, blocks: Sequence[Block], read: Sequence[_Read]
) -> Iterator[Finding]:
    """Yield the first claim of each sentence that rests on no source."""
    level = Level.ERROR if text.kind == "article" else Level.WARNING
    served = _served_from_outside(blocks)
    known: set[tuple[str, frozenset[str], str]] = set()
    bare: list[tuple[_Read, list[_Claim]]] = []
    for one in read:
        outside = id(one.block) in served
        open_claims: dict[int, list[_Claim]] = {}
        for at, claim in one.each():
            if outside or _is_sourced(one.sentences, at, claim, rules.passage):
                known.add(claim.fact)
            else:
                open_claims.setdefault(at, []).append(claim)
        bare += ((one, claims) for claims in open_claims.values())
    for one, claims in bare:
        rests = one.block.kind in _RESTS_ON_BODY
        if rests:
            claims = [claim for claim in claims if claim.fact not in known]
        if claims:
            yield _bare(text, one.block, claims[0], rests, level)


def _is_sourced(listed: Sequence[Sentence], at: int, claim: _Claim, passage: int) -> bool:
    """Say whether the claim's own sentence, or one that may serve it, carries a source."""
    reach = 0 if claim.kind in _OWN_SENTENCE else passage
    return any(sentence.citations for sentence in listed[at : at + reach + 1])


def _bare(text: Text, block: Block, claim: _Claim, rests: bool, level: Level) -> Finding:
    if rests:
        what = (
            "stands nowhere in the text with a source. Say it there with its source, in the "
            "same unit, or leave it out here"
        )
    else:
        what = "has no source. Put its mark right after the sentence, [^key], or leave it out"
    return Finding(
        text.document.file.path,
        block.line_at(claim.start),
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


def _served_from_outside(blocks: Sequence[Block]) -> set[int]:
    """Return the blocks (by identity) for which a source elsewhere is meant.

    These are items under a lead-in with a source, and cells whose row, column or table is
    headed by one.
    """
    found = {id(block) for block in blocks if block.kind == "caption" and block.citations}
    leads = False
    tables: dict[int, list[Block]] = {}
    for block in blocks:
        if block.kind == "item":
            if leads:
                found.add(id(block))
            continue
        end = len(block.text.rstrip())
        leads = block.text[:end].endswith(":") and any(at >= end for at, _ in block.citations)
        if block.table >= 0:
            tables.setdefault(block.table, []).append(block)
    for table in tables.values():
        found |= _served_cells(table)
    return found


def _served_cells(table: Sequence[Block]) -> set[int]:
    """Return the cells (by identity) whose row, column or table is headed by a source."""
    if any(block.kind == "caption" and block.citations for block in table):
        return {id(block) for block in table}
    rows: dict[int, list[Block]] = {}
    for block in table:
        if block.kind in ("cell", "head"):
            rows.setdefault(block.row, []).append(block)
    heads = next((row for row in rows.values() if row[0].kind == "head"), [])
    found = set()
    for row in rows.values():
        # An empty cell is no block, so columns are known only where none is empty.
        headed = heads if len(heads) == len(row) else [None] * len(row)
        for cell, head in zip(row, headed, strict=True):
            if row[0].citations or (head and head.citations):
                found.add(id(cell))
    return found


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
                )
                break
