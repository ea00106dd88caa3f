"""Spelling dictionaries: which words a language has.

The words and how often they are used come from the lists of pyspellchecker, made from film
subtitles. Such lists hold slips as well, most of all in Spanish: a word is left out when one
that differs only in its accents, or only in letters that sound alike, is used far more often.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import lru_cache

from spellchecker import SpellChecker

# So many times more often: "también" against "tambien", but not "está" against "esta";
# "recibir" against "recivir", but not "casa" against "caza".
_ACCENT_RATIO = 5
_SOUND_RATIO = 80
_PLAIN = str.maketrans("áéíóúüñ", "aeiouun")
# How Spanish writes one sound in two ways. In this order: "ch" is no silent h.
_SOUNDS = [("ch", "C"), ("h", ""), ("v", "b"), ("z", "s"), ("ll", "y")]
_SOUNDS += [(a + vowel, b + vowel) for vowel in "eiéí" for a, b in ("cs", "gj")]
_LETTERS = "abcdefghijklmnopqrstuvwxyzáéíóúñü"
_LONGEST = 30
# Endings that make a word of another one, and what stood there: lists hold the frequent forms
# only. Of Spanish verbs, those that are regular.
_VERBS = {
    "ar": "a aba aban aban ada adas ado ados amos an ando ara aran aron ará arán aré aremos aría "
    "arían aríamos aste ábamos áramos e emos en o é ó",
    "er": "a amos an emos en era erá erán eré eremos ería erían eríamos ida idas ido idos iendo "
    "iera ieran ieron imos ió í ía ían íamos",
    "ir": "a amos an en ida idas ido idos iendo iera ieran ieron imos irá irán iré iremos iría "
    "irían iríamos ió í ía ían íamos",
}
_ENDINGS = {
    "en": "'s: s: es: ies:y ed: ed:e ing: ing:e ly: ness:",
    "es": "s: es: ciones:ción siones:sión mente: "
    + " ".join(f"{end}:{verb}" for verb, ends in _VERBS.items() for end in ends.split()),
}
# A short word and an ending make many a slip: "dos" is no plural of "do", "sing" none of "s".
_SHORTEST = 4


class DictionaryMissing(Exception):
    """There is no dictionary of a language."""


class Dictionary:
    """The words of one language, in small letters.

    Args:
        lang: its code.
        frequencies: how often each word is used.
    """

    def __init__(self, lang: str, frequencies: Mapping[str, int]) -> None:
        self._endings = [tuple(end.split(":")) for end in _ENDINGS.get(lang, "").split()]
        self._frequencies = frequencies
        slips = _without_their_accent(frequencies)
        if lang == "es":
            slips |= _misheard(frequencies)
        # Kept apart: a slip must not come back as the plural of another word.
        self._slips = slips

    def knows(self, word: str) -> bool:
        """Say whether it is a word, with or without a capital."""
        low = word.lower()
        if low in self._frequencies:
            return low not in self._slips
        for end, instead in self._endings:
            stem = low.removesuffix(end) + instead
            if low.endswith(end) and len(stem) >= _SHORTEST and self._has(stem):
                return True
        return False

    def _has(self, word: str) -> bool:
        return word in self._frequencies and word not in self._slips

    def nearest(self, word: str, also: Container[str] = ()) -> str:
        """Return the word that one slip probably turned into this one, or an empty text.

        A word of `also` comes first, then one that differs only in its accents, then the
        most frequent.

        Args:
            word: what is not a word.
            also: words that are right besides those of the dictionary.
        """
        low = word.lower()
        if len(low) > _LONGEST:
            return ""
        candidates = set(_one_slip(low)) - {low, ""}
        plain = _without_accents(low)
        best = max(
            (
                (one in also, _without_accents(one) == plain, self._frequencies.get(one, 0), one)
                for one in candidates
                if one in also or self._has(one)
            ),
            default=None,
        )
        if best is None:
            return ""
        return best[-1].capitalize() if word[:1].isupper() else best[-1]


def _without_accents(word: str) -> str:
    return word.translate(_PLAIN)


def _without_their_accent(frequencies: Mapping[str, int]) -> set[str]:
    """Return the words that are used far more often with an accent."""
    most: dict[str, int] = {}
    for word, count in frequencies.items():
        plain = word if word.isascii() else _without_accents(word)
        if plain != word:
            most[plain] = max(count, most.get(plain, 0))
    return {
        word
        for word, most_often in most.items()
        if most_often > _ACCENT_RATIO * frequencies.get(word, most_often)
    }


def _misheard(frequencies: Mapping[str, int]) -> set[str]:
    """Return the Spanish words that are used far more often with letters that sound alike."""
    heard: dict[str, list[str]] = {}
    for word in frequencies:
        sound = word
        for written, said in _SOUNDS:
            sound = sound.replace(written, said)
        heard.setdefault(sound, []).append(word)
    return {
        word
        for words in heard.values()
        if len(words) > 1
        for word in words
        if max(frequencies[other] for other in words) > _SOUND_RATIO * frequencies[word]
    }


def _one_slip(word: str) -> Iterator[str]:
    """Yield what a word becomes by one letter more, less, swapped or changed."""
    for place in range(len(word) + 1):
        left, right = word[:place], word[place:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        if right and len(word) > _SHORTEST - 1:
            yield left + right[1:]
        for letter in _LETTERS:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]


@lru_cache(maxsize=8)
def dictionary(lang: str) -> Dictionary:
    """Return the dictionary of a language; it is read once.

    Raises:
        DictionaryMissing: there is none.
    """
    try:
        frequencies = SpellChecker(language=lang, distance=1).word_frequency.dictionary
    except (OSError, ValueError) as error:
        raise DictionaryMissing(lang) from error
    return Dictionary(lang, frequencies)
