"""Rule: a heading is written like a sentence, asks with both marks in Spanish, and stands once.

Why: capitals on every word slow reading and hide which word is a name. Who listens to a page
jumps from heading to heading: two of the same name cannot be told apart.
Source: Federal plain language guidelines and GOV.UK style (sentence case); WCAG 2.2, 2.4.6
Headings and Labels; Ortografía de la lengua española (2010) on ¿? and ¡!.
Examples: tests/editorial/table_headings.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthsite.editorial.names import glossary_names, official_names
from healthsite.editorial.quotations import without_quotations
from healthsite.editorial.rule import Rule
from healthsite.model import Block, Desk, Finding, Level, Text

RULES = (
    Rule(
        "headings.case",
        Level.WARNING,
        "A title or heading has a capital only at its start, in names and in short forms.",
    ),
    Rule(
        "headings.question_marks",
        Level.ERROR,
        "A Spanish question or exclamation in a heading has both marks.",
    ),
    Rule("headings.twice", Level.ERROR, "No two headings of a page are the same."),
)

_KINDS = {"title": "title", "heading": "heading", "callout_title": "title", "caption": "caption"}
_WORD = re.compile(r"[^\W\d_][\w'’-]*+")
# What a sentence, a list point, a quotation or a bracket starts after.
_BEFORE_START = re.compile(r"(?:[.!?:…–—•]\s|[“\"'‘«¿¡(\[])\W*+$")
_INSIDE_A_NAME = re.compile(r" (?:(?:and|de|del|for|la|las|los|of|the|y) ){0,2}")
_BODY = frozenset({"paragraph", "item", "cell", "key_point", "summary"})
# The English word that always has a capital.
_ALWAYS = frozenset({"I", "I'm", "I'd", "I've", "I'll"})
_LONGEST_SHORT_FORM = 6


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each fault of a title or heading."""
    if not desk.data.editorial.structure.on:
        return
    path = text.document.file.path
    names = _Names(text, desk)
    before: dict[str, int] = {}
    for block in text.document.blocks:
        if block.kind not in _KINDS:
            continue
        kind, line = _KINDS[block.kind], block.line_at(0)
        if found := _case_fault(block, names):
            yield Finding(path, line, "headings.case", found)
        if text.lang == "es" and (found := _marks_fault(block.text)):
            message = f"The {kind} “{block.text}” {found}"
            yield Finding(path, line, "headings.question_marks", message)
        if block.kind == "heading":
            key = " ".join(_WORD.findall(block.text.casefold())) or block.text
            if key in before:
                message = (
                    f"The heading “{block.text}” stands in line {before[key]} already. Say in "
                    "each what its own section is about."
                )
                yield Finding(path, line, "headings.twice", message)
            before.setdefault(key, line)


def _case_fault(block: Block, names: _Names) -> str:
    """Return what is wrong with the capitals of a heading, and what to do."""
    text, kind = block.text, _KINDS[block.kind]
    words = _WORD.findall(text)
    loud = [word for word in words if word.isupper() and len(word) > 1]
    if words and len(loud) == len(words) and not names.hold_all(loud):
        return (
            f"The {kind} “{text}” is all in capitals, which are hard to read. Write it like a "
            "sentence."
        )
    wrong = [
        found[0]
        for found in _WORD.finditer(text)
        if found[0][0].isupper()
        and not _starts(text, found.start())
        and not names.hold(found[0], text)
    ]
    if wrong:
        listed = ", ".join(f"“{word}”" for word in wrong)
        return (
            f"The {kind} “{text}” has a capital in {listed}. Only the first word and names have "
            "one; if it is a name, add it to keep_capitals in data/editorial.toml."
        )
    first = words[0] if words else ""
    if block.kind == "heading" and text.startswith(first) and first.islower():
        return f"The heading “{text}” starts with a small letter. Start it with a capital."
    return ""


def _marks_fault(text: str) -> str:
    """Return which mark of a Spanish question or exclamation is missing, and what to do."""
    text = without_quotations(text)
    for first, last in ("¿?", "¡!"):
        if text.count(last) > text.count(first):
            return f"has {last} and no {first}. Put {first} where it starts."
        if text.count(first) > text.count(last):
            return f"has {first} and no {last}. Put {last} where it ends."
    return ""


class _Names:
    """What keeps its capital on one page: names that are known, and names the text uses."""

    def __init__(self, text: Text, desk: Desk) -> None:
        self._text, self._desk = text, desk
        self._phrases: dict[str, list[str]] | None = None

    def hold(self, word: str, heading: str) -> bool:
        """Say whether a word with a capital inside a heading may have it."""
        bare = word.replace("’", "'").removesuffix("'s")
        if bare in _ALWAYS or not bare[1:].islower():
            # "PTSD", "iPhone", "Wi-Fi", "I": a capital that is no choice.
            return len(bare) <= _LONGEST_SHORT_FORM or not bare.isupper() or self.hold_all([bare])
        return any(phrase in heading for phrase in self._by_word().get(bare, ()))

    def hold_all(self, words: list[str]) -> bool:
        """Say whether all these words in capitals are short forms that are known."""
        if len(words) == 1 and len(words[0]) <= _LONGEST_SHORT_FORM:
            return True
        return all(word in self._by_word() for word in words)

    def _by_word(self) -> dict[str, list[str]]:
        if self._phrases is None:
            # Few headings ask for it, so it is not made before one does.
            self._phrases = {}
            data = self._desk.data
            for phrase in (
                *data.editorial.structure.keep_capitals.get(self._text.lang, ()),
                *glossary_names(data, self._text.lang),
                *official_names(data),
                *self._used(),
            ):
                for word in _WORD.findall(phrase):
                    if word[0].isupper():
                        self._phrases.setdefault(word, []).append(phrase)
        return self._phrases

    def _used(self) -> Iterator[str]:
        """Yield the names of the text: words with capitals in the middle of a sentence."""
        small: set[str] = set()
        runs: set[str] = set()
        for block in self._text.document.blocks:
            if block.kind in _BODY:
                small.update(word for word in _WORD.findall(block.text) if word[0].islower())
                runs.update(_capital_runs(block.text))
        for run in runs:
            if " " in run:
                yield run
            # "Health" of "Community Health Stations" is no name where "health" is said too.
            yield from (word for word in run.split() if word.lower() not in small)


def _starts(text: str, offset: int) -> bool:
    """Say whether a sentence, or what stands like one, starts there."""
    return offset == 0 or _BEFORE_START.search(text[max(0, offset - 12) : offset]) is not None


def _capital_runs(text: str) -> Iterator[str]:
    """Yield the runs of words with capitals that stand inside a sentence."""
    start = end = 0
    for found in _WORD.finditer(text):
        if not found[0][0].isupper():
            continue
        if end and _INSIDE_A_NAME.fullmatch(text, end, found.start()):
            end = found.end()
            continue
        if end:
            yield text[start:end]
        start, end = found.span()
        if _starts(text, start):
            end = 0
    if end:
        yield text[start:end]
