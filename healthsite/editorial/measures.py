"""How hard a text is to read, in numbers: published formulas, and the counts they need.

A formula sees the length of words and of sentences, nothing else: not meaning, layout or
fear. A good number does not make a text clear; a bad one shows where to look.

Nothing here reads a file or a setting; which words a reader is taken to know comes in as an
argument (healthsite/editorial/known_words.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from healthsite.editorial.syllables import syllables

__all__ = [
    "Measures",
    "count",
    "fernandez_huerta",
    "flesch_kincaid",
    "inflesz",
    "smog",
    "syllables",
    "total",
]

KNOWN = {"en": 2, "es": 3}
"""The most syllables that a word counts with once the page has explained it.

Two is the longest word that SMOG does not count as hard. Spanish words are longer by about
half a syllable to one, so that three is no more than an everyday word ("persona", "ayuda").
The formulas themselves know no such rule. It follows the tools that people rate patient
texts with: the CDC Clear Communication Index (2014, item 7) and AHRQ's PEMAT-P
(2013, item 4) accept a medical term that the text teaches. Without it "naloxone" could never
be named on a page about naloxone; with it an unexplained term weighs its full length.
"""


# ---------------------------------------------------------------------------
# Formulas


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    """Return the US school grade by Flesch-Kincaid.

    0.39 · words/sentences + 11.8 · syllables/words − 15.59

    Source: Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of New Readability
    Formulas for Navy Enlisted Personnel. Research Branch Report 8-75, 1975.
    """
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog(sentences: int, polysyllables: int) -> float:
    """Return the US school grade by SMOG; polysyllables have three syllables or more.

    1.0430 · √(polysyllables · 30/sentences) + 3.1291

    The formula is made for 30 sentences; the factor 30/sentences is its author's own form
    for other lengths, and the usual correction below 30.

    Source: McLaughlin GH. SMOG grading: a new readability formula. Journal of Reading
    12 (8): 639-646, 1969.
    """
    return 1.0430 * sqrt(polysyllables * 30 / sentences) + 3.1291


def inflesz(words: int, sentences: int, syllables: int) -> float:
    """Return the ease of a Spanish text by Szigriszt-Pazos, read on the INFLESZ scale.

    206.835 − 62.3 · syllables/words − words/sentences

    Below 40 very hard, to 55 rather hard, to 65 normal, to 80 rather easy, above very easy.

    Sources: Szigriszt Pazos F. Sistemas predictivos de legibilidad del mensaje escrito:
    fórmula de perspicuidad. Universidad Complutense de Madrid, 1993. Barrio-Cantalejo IM
    et al. Validación de la Escala INFLESZ para evaluar la legibilidad de los textos
    dirigidos a pacientes. Anales del Sistema Sanitario de Navarra 31 (2): 135-152, 2008.
    """
    return 206.835 - 62.3 * syllables / words - words / sentences


def fernandez_huerta(words: int, sentences: int, syllables: int) -> float:
    """Return the ease of a Spanish text by Fernández Huerta.

    206.84 − 0.60 · (syllables in 100 words) − 1.02 · words/sentences

    The article of 1959 puts "sentences in 100 words" into the last term, which would make a
    text with long sentences easier; the form here is the corrected one.

    Sources: Fernández Huerta J. Medidas sencillas de lecturabilidad. Consigna 214: 29-32,
    1959. Law G. Error in the Fernandez Huerta readability formula, 2011.
    """
    return 206.84 - 60.0 * syllables / words - 1.02 * words / sentences


# ---------------------------------------------------------------------------
# Counts


@dataclass(frozen=True, slots=True)
class Measures:
    """The counts of a text and, once it has a word and a sentence, what they come to."""

    lang: str
    words: int = 0
    sentences: int = 0
    syllables: int = 0
    polysyllables: int = 0

    def __sub__(self, other: Measures) -> Measures:
        return Measures(
            self.lang,
            self.words - other.words,
            self.sentences - other.sentences,
            self.syllables - other.syllables,
            self.polysyllables - other.polysyllables,
        )

    def __bool__(self) -> bool:
        return self.words > 0 and self.sentences > 0

    @property
    def flesch_kincaid(self) -> float:
        """Return the grade by Flesch-Kincaid, for English."""
        return flesch_kincaid(self.words, self.sentences, self.syllables)

    @property
    def smog(self) -> float:
        """Return the grade by SMOG, for English."""
        return smog(self.sentences, self.polysyllables)

    @property
    def grade(self) -> float:
        """Return the mean of both grades, for English.

        Flesch-Kincaid is lenient and SMOG strict with health texts (Fitzsimmons PR et al.,
        J R Coll Physicians Edinb 40: 292-296, 2010), and each can be flattered by a trick
        that the other sees: short sentences full of long words, long sentences of short ones.
        """
        return (self.flesch_kincaid + self.smog) / 2

    @property
    def inflesz(self) -> float:
        """Return the ease on the INFLESZ scale, for Spanish."""
        return inflesz(self.words, self.sentences, self.syllables)

    @property
    def fernandez_huerta(self) -> float:
        """Return the ease by Fernández Huerta, for Spanish."""
        return fernandez_huerta(self.words, self.sentences, self.syllables)

    @property
    def difficulty(self) -> float:
        """Return a number that grows with difficulty in either language, to compare texts."""
        return -self.inflesz if self.lang == "es" else self.grade


def count(spoken: Sequence[str], lang: str, known: Collection[int] = ()) -> Measures:
    """Return the counts of one sentence, given its words.

    `known` holds the positions of words that the page explains.
    """
    lengths = [syllables(word, lang) for word in spoken]
    limit = KNOWN.get(lang, KNOWN["en"])
    hard = len([length for length in lengths if length >= 3])
    for at in known:
        hard -= lengths[at] >= 3
        lengths[at] = min(lengths[at], limit)
    return Measures(lang, len(lengths), 1, sum(lengths), hard)


def total(parts: Iterable[Measures], lang: str) -> Measures:
    """Return the counts of a text from those of its sentences."""
    rows = [(m.words, m.sentences, m.syllables, m.polysyllables) for m in parts]
    return Measures(lang, *map(sum, zip(*rows, strict=True))) if rows else Measures(lang)
