"""Rule: every word is one, in the language of its text.

Why: a misspelled medicine is not found by a search, and a reader who sees mistakes doubts the
facts too. In Spanish a missing accent can change what is said.
Source: lists of the words in use (healthsite/dictionary.py), the glossary, the names in the
data files, and [spelling] of editorial.toml for what is right and in none of them.
Examples: tests/editorial/table_spelling.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from healthsite.dictionary import Dictionary, DictionaryMissing, dictionary
from healthsite.editorial.names import glossary_names, official_names
from healthsite.editorial.quotations import quotations
from healthsite.editorial.rule import Rule
from healthsite.model import Desk, Finding, Level, SiteData, Text

RULES = (
    Rule(
        "spelling.unknown",
        Level.WARNING,
        "Every word stands in the dictionary of its language, in the glossary or in the list "
        "of words that editors keep.",
    ),
)

_LANGUAGES = {"en": "English", "es": "Spanish"}
_HINTS = 10
"""Hints a text: finding the right word takes longer than finding that one is wrong."""

# An accent that stands beside its letter, as some systems type it, and a hyphen that shows
# only at the end of a line are parts of the word.
_LETTER = r"[\w\u0300-\u036f\u00ad]"
_WORD = re.compile(rf"\w{_LETTER}*+(?:['’\u2010\u2011-]{_LETTER}++)*+")
_ADDRESS = re.compile(
    r"\w++://\S++|\bwww\.\S++|(?<![\w.+-])[\w.+-]++@[\w.-]++"
    r"|(?<![\w.-])(?:[\w-]++\.)+(?:com|edu|example|gov|net|org|us)\b(?:/\S*+)?"
)
_NO_LETTER_OF_OURS = re.compile(r"[\d_]|[^\x00-\u024f]")
_SHORT_CAPITALS = re.compile(r"[A-ZÁÉÍÓÚÑÜ]{2,6}s?")
_ENDS_A_SENTENCE = re.compile(r"[.!?:;…—–•][^\w,]*+$")
# Small words inside a name of the other language: "Department of Public Health".
_SMALL = frozenset(
    (
        *("a", "and", "at", "for", "from", "in", "of", "on", "or", "the", "to"),
        *("de", "del", "el", "en", "la", "las", "los", "para", "por", "y"),
    )
)


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each word that is none; a word that stands twice is told once."""
    if not desk.data.editorial.spelling.on or _dictionary(text.lang) is None:
        return
    speller = _speller(desk.data, text.lang)
    told: set[str] = set()
    for block in text.document.blocks:
        if block.kind == "code":
            continue
        for word, offset in speller.unknown(block.text):
            if word.lower() in told:
                continue
            told.add(word.lower())
            hint = speller.nearest(word) if len(told) <= _HINTS else ""
            yield Finding(
                text.document.file.path,
                block.line_at(offset),
                "spelling.unknown",
                f"“{word}” is not in the {_LANGUAGES.get(text.lang, text.lang)} dictionary."
                f"{f' Did you mean “{hint}”?' if hint else ''} Correct it, or, if it is right, "
                "add it to [spelling] in data/editorial.toml.",
            )


def check_site(desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each language that has no dictionary."""
    if not desk.data.editorial.spelling.on:
        return
    for lang in desk.data.languages:
        if _dictionary(lang) is None:
            yield Finding(
                f"{desk.root}/data/editorial.toml",
                desk.data.line("editorial.toml", "spelling"),
                "spelling.unknown",
                f"There is no {_LANGUAGES.get(lang, lang)} dictionary, so no word of that "
                "language was checked. Ask a developer for one.",
            )


@lru_cache(maxsize=8)
def _dictionary(lang: str) -> Dictionary | None:
    try:
        return dictionary(lang)
    except DictionaryMissing:
        return None


class _Speller:
    """What is right in one language: its dictionary, words of ours, names.

    Args:
        lang: a language that has a dictionary.
        words: right in small letters and with a capital.
        names: right only as they are written.
        mistakes: wrong, though the dictionary has them.
    """

    def __init__(
        self, lang: str, words: Iterable[str], names: Iterable[str], mistakes: Iterable[str] = ()
    ) -> None:
        self._lang = lang
        self._mistakes = frozenset(mistakes)
        self._dictionary = dictionary(lang)
        others = (_dictionary(other) for other in _LANGUAGES if other != lang)
        self._others = [other for other in others if other]
        self._words = frozenset(part for word in words for part in _parts(word))
        # Of "The Trevor Project" all words, of "Línea de ayuda" the first.
        self._names = frozenset(
            part for name in names for part in _parts(name) if part != part.lower()
        )
        self._answers: dict[str, bool] = {}

    def unknown(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each word that is none, and where it starts."""
        if "." in text or "@" in text:
            text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
        words = [(_folded(found[0]), found.start()) for found in _WORD.finditer(text)]
        wrong = [place for place, (word, _) in enumerate(words) if not self.is_right(word)]
        if not wrong:
            return
        quoted = quotations(text)
        for place in wrong:
            word, start = words[place]
            in_quotes = any(first < start < last for first, last in quoted)
            if not (in_quotes and self._is_elsewhere(word)) and not self._is_in_a_name(
                words, place, text[:start]
            ):
                yield word, start

    def nearest(self, word: str) -> str:
        """Return the word that was probably meant, or an empty text."""
        return self._dictionary.nearest(word, self._words)

    def is_right(self, word: str) -> bool:
        """Say whether it is a word, a name, a short form, or nothing that can be spelled."""
        if word not in self._answers:
            self._answers[word] = word.lower() not in self._mistakes and (
                len(word) == 1
                or _NO_LETTER_OF_OURS.search(word) is not None
                or _SHORT_CAPITALS.fullmatch(word) is not None
                or self._is_known(word)
                or self._dictionary.knows(word)
                or self._is_made_of_words(word)
                or (self._lang == "es" and _has_a_pronoun(word, self._dictionary))
            )
        return self._answers[word]

    def _is_known(self, word: str) -> bool:
        low = word.lower()
        return (
            word in self._names
            or word in self._words
            or (low in self._words and (word.isupper() or word[1:] == low[1:]))
        )

    def _is_made_of_words(self, word: str) -> bool:
        """Say whether it is the plural of a word of ours, "the FDA's" or "post-traumatic"."""
        if word.endswith("'s") and self.is_right(word[:-2]):
            return True
        low = word.lower()
        if any(low.endswith(end) and self._is_known(word[: -len(end)]) for end in ("s", "es")):
            return True
        return "-" in word and all(self.is_right(part) for part in word.split("-") if part)

    def _is_elsewhere(self, word: str) -> bool:
        return any(other.knows(word) for other in self._others)

    def _is_in_a_name(self, words: list[tuple[str, int]], place: int, before: str) -> bool:
        """Say whether it belongs to a name of the other language, as "Public Health" does."""

        def is_capital(index: int) -> bool:
            word = words[index][0] if 0 <= index < len(words) else ""
            return word[:1].isupper() and self._is_elsewhere(word)

        if words[place][0] in _SMALL:
            return is_capital(place - 1) and is_capital(place + 1)
        starts = not before or _ENDS_A_SENTENCE.search(before[-20:]) is not None
        return is_capital(place) and (not starts or is_capital(place + 1))


def _folded(word: str) -> str:
    """Return the word as a dictionary has it."""
    if word.isascii():
        return word
    word = word.replace("\u00ad", "").replace("’", "'")
    return unicodedata.normalize("NFC", word.replace("\u2010", "-").replace("\u2011", "-"))


def _parts(name: str) -> Iterator[str]:
    for found in _WORD.finditer(name):
        word = _folded(found[0])
        yield word
        yield from word.split("-")


_ONE_PRONOUN = re.compile("me|te|se|nos|l[oae]s?")
_PRONOUNS = re.compile(f"(?:{_ONE_PRONOUN.pattern}){{1,2}}")
_WITHOUT_ACCENTS = str.maketrans("áéíóú", "aeiou")


def _has_a_pronoun(word: str, spanish: Dictionary) -> bool:
    """Say whether it is a Spanish verb with its pronoun: "acuéstela", "negarle", "dígaselo".

    The dictionary has these for some verbs only. The accent must stand on the third vowel
    from the end or before it (Ortografía de la lengua española, 2010), so that "preguntéle"
    is still found.
    """
    low = word.lower()
    accent = re.search("[áéíóú]", low)
    if accent and len(re.findall("[aeiou]+", low[accent.end() :])) < 2:
        return False
    for end in range(2, len(low) - 1):
        if _PRONOUNS.fullmatch(low, end):
            verb = low[:end]
            if accent and spanish.knows(verb.translate(_WITHOUT_ACCENTS)):
                return True
            # With two pronouns even an infinitive has its accent: "dárselo".
            one = _ONE_PRONOUN.fullmatch(low, end)
            if not accent and one and verb.endswith(("ar", "er", "ir")) and spanish.knows(verb):
                return True
    return False


@lru_cache(maxsize=4)
def _speller(data: SiteData, lang: str) -> _Speller:
    """Return the speller of a language; made once for the same data."""
    rules = data.editorial.spelling
    return _Speller(
        lang,
        [*rules.words.get(lang, ()), *glossary_names(data, lang)],
        official_names(data),
        rules.mistakes.get(lang, ()),
    )
