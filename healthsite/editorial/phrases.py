"""Phrases of editorial.toml: words that an editor types, found in a text.

`word*` stands for any ending, `this/that` for either, `#` for a number in digits or words,
`...` for up to six other words of the same sentence. Capitals do not count, and the bent
apostrophe is the straight one. Nothing else has a meaning, so that no phrase can be wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

_UNITS = {
    "en": "one two three four five six seven eight nine",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve",
}
_TEENS = {
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "es": "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_OTHER_NUMBERS = {
    "es": {
        **{"un": 1, "una": 1, "cien": 100, "veintiún": 21, "veintiuna": 21, "veintiuno": 21},
        **{"veintidós": 22, "veintitrés": 23, "veinticuatro": 24, "veinticinco": 25},
        **{"veintiséis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29},
    },
}
_MAGNITUDES = {
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
    "es": {"mil": 1000, "millón": 10**6, "millones": 10**6},
}
_FRACTIONS = "½¼¾⅓⅔⅕⅛"
_DIGITS = rf"(?:\d++(?:[.,]\d++)*+[{_FRACTIONS}]?|[{_FRACTIONS}])"
# "No cost, and it cures": a new clause after the comma is not the phrase's.
_GAP = (
    r"(?:(?!,\s(?:and|but|so|y|pero)(?!\w))"
    r"(?:[^\w.!?;:¿¡]|[.,](?=\d)){1,4}+[\w'’-]++){0,6}?"
)
_BETWEEN = r"[\s\u2010\u2011-]{1,3}+"
_BETWEEN_SIGNS = r"[\s\u2010\u2011-]{0,3}+"
_EDGE = r"(?<!\w)"
_ENDING = r"\w*+"
_WORD = re.compile(r"[^\W\d_]+|\d+")
_NUMBER_PART = re.compile(rf"\d+(?:[.,]\d+)*|[{_FRACTIONS}]|[^\W\d_]+")


def straight(text: str) -> str:
    """Return the text with straight apostrophes; no character changes its place."""
    return text.replace("’", "'")


def folded(text: str) -> str:
    """Return the text in small letters, with straight apostrophes; nothing changes its place."""
    low = straight(text).lower()
    if len(low) == len(text):
        return low
    return "".join(sign if len(sign.lower()) > 1 else sign.lower() for sign in straight(text))


@cache
def _number_words(lang: str) -> dict[str, int]:
    """Return the value of each word that is, or is a part of, a number below a million."""
    lists = ((_UNITS, 1, 1), (_TEENS, 10, 1), (_TENS, 20, 10))
    values = {
        word: first + step * index
        for words, first, step in lists
        for index, word in enumerate(words.get(lang, "").split())
    }
    return values | _OTHER_NUMBERS.get(lang, {})


def number_of(words: str, lang: str) -> str:
    """Return a number in plain digits: "one", "1,200", "twenty-five", "3 million", "½"."""
    low = words.casefold()
    if low[-1:].isdecimal():
        return _plain(low)
    values, magnitudes = _number_words(lang), _MAGNITUDES.get(lang, {})
    total = 0.0
    for part in _NUMBER_PART.findall(low):
        if part in magnitudes:
            total = (total or 1) * magnitudes[part]
        elif part in _FRACTIONS:
            total += unicodedata.numeric(part)
        else:
            total += values.get(part, 0) if part.isalpha() else _value(part)
    return f"{total:.10g}"


def _value(digits: str) -> float:
    """Return the value of digits; a version such as "1.5.2" is no number and has none."""
    try:
        return float(_plain(digits))
    except ValueError:
        return 0.0


def _plain(digits: str) -> str:
    """Return digits without signs between thousands: a comma or point before three digits."""
    return re.sub(r"[.,](?=\d{3}(?!\d))", "", digits).replace(",", ".")


@cache
def number_pattern(lang: str) -> str:
    """Return the pattern of a number of the language, in digits, words or both: "3 million".

    "Once" (eleven) counts only before what is counted out: a mixed text would count an
    English word.
    """
    tens, units = (of.get(lang, "").split() for of in (_TENS, _UNITS))
    if not units:
        return rf"(?:(?<![\w.,]){_DIGITS})"
    magnitudes = "|".join(_MAGNITUDES[lang])
    joined = r"\sy\s" if lang == "es" else r"[\s\u2010\u2011-]"
    words = [
        rf"(?:{'|'.join(tens)})(?:{joined}(?:{'|'.join(units)}))?",
        *sorted(_number_words(lang).keys() - {*tens, "once"}, key=len, reverse=True),
        *([r"once(?=\s(?:por|de\scada|mil|millones)(?!\w))", "mil"] if lang == "es" else []),
        *([rf"an?\s(?:{magnitudes})"] if lang == "en" else []),
    ]
    named = rf"(?:{'|'.join(words)})(?!\w)"
    return rf"(?:(?<![\w.,])(?:{_DIGITS}|{named})(?:\s(?:{magnitudes})(?!\w))*+)"


# Each rule family asks for the same blocks, one family after the other.
@lru_cache(maxsize=1024)
def word_starts(text: str) -> frozenset[str]:
    """Return each word, its first four letters, and each sign, for `may_stand_in`."""
    low = folded(text)
    words = set(_WORD.findall(low))
    return frozenset(words.union([word[:4] for word in words], low))


class Phrases:
    """A list of phrases, made ready to be looked for in one pass."""

    def __init__(self, phrases: Iterable[str], lang: str) -> None:
        # What phrases begin with is looked for once: "stop" of "stop taking" and "stop using".
        rests: dict[str, list[str]] = {}
        starts: set[str] = set()
        self._anywhere = False
        for phrase in phrases:
            parts = straight(phrase).replace("…", "...").lower().split()
            first, rest = _pattern(parts, lang)
            if first:
                rests.setdefault(first, []).append(rest)
                needed = _needed_starts(parts)
                starts |= needed
                self._anywhere = self._anywhere or not needed
        self._starts = frozenset(starts)
        # The longest first, so that a match names as much as it can.
        patterns = [
            f"{first}(?:{'|'.join(sorted(rest, key=len, reverse=True))})"
            for first, rest in rests.items()
        ]
        # One look at what stands before serves all that begin with a word.
        begun = [p.removeprefix(_EDGE) for p in patterns if p.startswith(_EDGE)]
        others = [p for p in patterns if not p.startswith(_EDGE)]
        together = [f"{_EDGE}(?:{'|'.join(begun)})"] if begun else []
        self._found = re.compile("|".join(together + others)) if patterns else None

    def may_stand_in(self, starts: frozenset[str]) -> bool:
        """Say, without reading the text, whether a phrase can stand in it."""
        return self._found is not None and (self._anywhere or not self._starts.isdisjoint(starts))

    def search(self, text: str) -> tuple[int, int] | None:
        """Return start and end of the first phrase in the text."""
        found = self._found.search(folded(text)) if self._found else None
        return found.span() if found else None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of every phrase in the text."""
        if self._found:
            for found in self._found.finditer(folded(text)):
                yield found.span()

    def hidden(self, text: str) -> str:
        """Return the text with its phrases blanked out; all else keeps its place."""
        return self._found.sub(lambda m: "\0" * len(m[0]), folded(text)) if self._found else text


@lru_cache(maxsize=512)
def _compiled(phrases: tuple[str, ...], lang: str) -> Phrases:
    return Phrases(phrases, lang)


def compiled(phrases: Iterable[str], lang: str) -> Phrases:
    """Return the phrases ready to use; the same list is made ready once."""
    return _compiled(tuple(phrases), lang)


def _pattern(parts: list[str], lang: str) -> tuple[str, str]:
    """Return the patterns of a phrase's first part and of its rest; empty without any part."""
    patterns: list[str] = []
    loose = gap = False
    for part in parts:
        if part == "...":
            gap = bool(patterns)
            continue
        choices = [_choice(choice, lang) for choice in part.split("/") if choice.strip("*")]
        if not choices:
            continue
        sign, number = not re.search(r"[\w#]", part), part == "#"
        between = _BETWEEN_SIGNS if sign or loose else _BETWEEN
        # "4mg" is a number and a word: neither needs the other's edge.
        before = "" if sign or number or loose else _EDGE
        after = "" if sign or number else r"(?!\w)"
        here = f"{before}(?:{'|'.join(choices)}){after}"
        patterns.append(f"{_GAP if gap else ''}{between}{here}" if patterns else here)
        loose, gap = sign or number, False
    return (patterns[0], "".join(patterns[1:])) if patterns else ("", "")


def _needed_starts(parts: list[str]) -> set[str]:
    """Return words, or starts, of which one stands in every text that has the phrase.

    Of several parts the longest is taken: it stands in the fewest texts.
    """
    best: set[str] = set()
    shortest = 0
    for part in parts:
        starts: set[str] = set()
        for choice in (choice for choice in part.split("/") if choice.strip("*")):
            letters = _WORD.match(choice)
            if choice in ("#", "...") or (choice[-1] == "*" and len(choice) < 5):
                starts.clear()
                break
            if letters is None:
                starts.add(choice[0])
            else:
                # "self-harm*" is known by its first word, "cure*" by four letters.
                whole = letters[0] != choice[:-1] or choice[-1] != "*"
                starts.add(letters[0] if whole else letters[0][:4])
        if starts and min(map(len, starts)) > shortest:
            best, shortest = starts, min(map(len, starts))
    return best


def _choice(choice: str, lang: str) -> str:
    if choice == "#":
        return number_pattern(lang)
    if choice.endswith("*"):
        return re.escape(choice[:-1]) + _ENDING
    return re.escape(choice)
