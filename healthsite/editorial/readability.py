"""Rule: a text can be read by somebody who reads as a twelve-year-old does.

Why: many adults read below grade 8, and a reader in withdrawal, in fear or in a second
language reads worse than usual. What is not understood is not done.
Source: AMA (Weiss, Health Literacy: A Manual for Clinicians, 2007): grade 6 for patient
materials; NIH Clear Communication: grades 6 to 8; Barrio-Cantalejo et al. 2008: INFLESZ 55 is
the least that most readers of Spanish understand; NHS, How we write: short sentences. The
formulas and their sources: healthsite/editorial/measures.py; which words count as known:
healthsite/editorial/known_words.py.
Examples: tests/editorial/table_readability.py.

What is counted: the sentences of the summary, paragraphs and list items. Headings, tables,
captions and code are left out, as Flesch did ("test only the running text", 1979). A list
item, or a paragraph, counts as a sentence if it has four words or ends with a full stop; a
bare word in a list is read at a glance and would only flatter the average. Key points are
counted by themselves, so that easy ones hide no hard text. Below fifty words a formula says
more about chance than about the text, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from healthsite.editorial.known_words import known_words
from healthsite.editorial.measures import Measures, count, total
from healthsite.editorial.quotations import is_quoted
from healthsite.editorial.rule import Rule
from healthsite.editorial.sentences import sentences, words
from healthsite.editorial.syllables import syllables
from healthsite.model import Block, Desk, Finding, Level, ReadingLimits, Text

RULES = (
    Rule(
        "readability.text",
        Level.ERROR,
        "A text reads at grade 8 or below (Spanish: INFLESZ 60 or above); "
        "a little harder is a warning.",
    ),
    Rule(
        "readability.key_points",
        Level.WARNING,
        "The key points together read at grade 6 or below (Spanish: INFLESZ 65 or above).",
    ),
    Rule("readability.section", Level.NOTE, "No section is harder than a text may be."),
    Rule("readability.long_sentence", Level.NOTE, "A sentence has at most 25 words."),
    Rule("readability.long_paragraph", Level.NOTE, "A paragraph has at most 5 sentences."),
    Rule("readability.passive", Level.NOTE, "A sentence says who does what."),
)

LANGUAGES = ("en", "es")
SAMPLE_WORDS = 50
_ITEM_WORDS = 4
_PROSE = frozenset({"summary", "paragraph", "item"})
_READ = _PROSE | {"key_point", "cell"}
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: its words, which of them the page explains, what it measures.

    `counts` says whether it is one for the formulas: cells and fragments are not.
    """

    text: str
    line: int
    words: tuple[str, ...]
    known: frozenset[int]
    measures: Measures
    counts: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Some sentences and what they measure together: a text, a section, the key points."""

    said: tuple[Said, ...]
    measures: Measures
    title: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a text is: as a whole, by section, and its key points together."""

    text: Part
    key_points: Part
    sections: tuple[Part, ...]
    blocks: tuple[tuple[Block, tuple[Said, ...]], ...]


def reading(text: Text, desk: Desk) -> Reading:
    """Measure a text whose language is one of LANGUAGES.

    A section is what stands under a heading of the second level, deeper ones included.
    """
    lang = text.lang
    known = known_words(text.document.blocks, desk.data.terms, lang)
    prose: list[Said] = []
    points: list[Said] = []
    sections: list[tuple[Block, list[Said]]] = []
    blocks: list[tuple[Block, tuple[Said, ...]]] = []
    for block in text.document.blocks:
        if block.kind == "heading" and block.level <= 2:
            sections.append((block, []))
        elif block.kind in _READ:
            here = tuple(_said(block, lang, known.positions))
            blocks.append((block, here))
            counted = [sentence for sentence in here if sentence.counts]
            if block.kind == "key_point":
                points += counted
            else:
                prose += counted
                if sections and block.kind != "summary":
                    sections[-1][1].extend(counted)
    return Reading(
        _part(prose, lang),
        _part(points, lang),
        tuple(_part(said, lang, head.text, head.line_at(0)) for head, said in sections),
        tuple(blocks),
    )


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield what makes a text, its sections, key points, sentences and paragraphs hard."""
    limits = desk.data.editorial.reading
    if text.lang not in LANGUAGES or limits == ReadingLimits():
        return
    path = text.document.file.path
    found = reading(text, desk)
    yield from _grades(found, limits, path, text.lang)
    passive = _passive(tuple(limits.passive.get(text.lang, ())), text.lang)
    for block, said in found.blocks:
        yield from _sentences(block, said, limits, passive, path, text.lang)


def _part(said: Iterable[Said], lang: str, title: str = "", line: int = 1) -> Part:
    said = tuple(said)
    return Part(said, total((sentence.measures for sentence in said), lang), title, line)


def _said(
    block: Block, lang: str, known: Callable[[tuple[str, ...]], frozenset[int]]
) -> Iterator[Said]:
    is_prose = block.kind != "cell"
    for sentence in sentences(block, lang):
        # In a sentence that is all capitals no word is an abbreviation.
        shouted = sentence.text.isupper()
        spoken = tuple(words(sentence.text.lower() if shouted else sentence.text))
        counts = is_prose and (
            len(spoken) >= _ITEM_WORDS or _STOP.search(sentence.text) is not None
        )
        explained = known(spoken) if counts else frozenset()
        measures = count(spoken, lang, explained) if counts else Measures(lang)
        yield Said(sentence.text, sentence.line, spoken, explained, measures, counts)


# ---------------------------------------------------------------------------
# The text, its key points, its sections


@dataclass(frozen=True, slots=True)
class _Scale:
    """How a language's number is named, and which side of a limit is the hard one."""

    name: str
    value: Callable[[Measures], float]
    aim: str
    sign: int

    def is_harder(self, measures: Measures, limit: float | None) -> bool:
        """Compare what the message will show, so that 8.04 does not read "8.0, aim 8"."""
        if limit is None or not measures:
            return False
        return self.sign * (round(self.value(measures), 1) - limit) > 0


_SCALES = {
    "en": _Scale("grade", lambda measures: measures.grade, "or below", 1),
    "es": _Scale("INFLESZ", lambda measures: measures.inflesz, "or above", -1),
}


def _grades(found: Reading, limits: ReadingLimits, path: str, lang: str) -> Iterator[Finding]:
    scale = _SCALES[lang]
    english = lang == "en"
    aim = limits.grade_warning if english else limits.inflesz_warning
    stop = limits.grade_error if english else limits.inflesz_error
    aim = stop if aim is None else aim
    whole, points = found.text.measures, found.key_points.measures
    too_hard = scale.is_harder(whole, stop)
    if whole.words >= SAMPLE_WORDS and (too_hard or scale.is_harder(whole, aim)):
        hard = _hardest(found.text)
        yield Finding(
            path,
            hard[0].line,
            "readability.text",
            f"The text reads at {_score(scale, whole, aim)} Split or shorten the "
            f"hardest sentences first, or use everyday words: {_listed(hard, lang)}. "
            "Link medical words to the glossary.",
            Level.ERROR if too_hard else Level.WARNING,
        )
    aim_of_points = limits.key_points_grade if english else limits.key_points_inflesz
    if scale.is_harder(points, aim_of_points):
        hard = _hardest(found.key_points)
        yield Finding(
            path,
            hard[0].line,
            "readability.key_points",
            f"The key points together read at {_score(scale, points, aim_of_points)} "
            f"Many people read nothing else. Shorten the hardest first: {_listed(hard, lang)}.",
        )
    for section in found.sections:
        if section.measures.words >= SAMPLE_WORDS and scale.is_harder(section.measures, aim):
            hard = _hardest(section, 1)
            yield Finding(
                path,
                section.line,
                "readability.section",
                f"The section “{_short(section.title)}” reads at "
                f"{_score(scale, section.measures, aim)} Its hardest sentence: "
                f"{_listed(hard, lang)}. Shorten it, or split it in two.",
            )


def _score(scale: _Scale, measures: Measures, aim: float | None) -> str:
    return f"{scale.name} {scale.value(measures):.1f}; the aim is {aim:g} {scale.aim}."


def _hardest(part: Part, number: int = 3) -> list[Said]:
    """Return the sentences without which the rest would be easiest, hardest first."""

    def rest(sentence: Said) -> float:
        left = part.measures - sentence.measures
        return left.difficulty if left else float("-inf")

    # Sorting is stable: of two that weigh the same the earlier one comes first.
    return sorted(part.said, key=rest)[:number]


def _listed(said: Iterable[Said], lang: str) -> str:
    return "; ".join(
        f"line {sentence.line} “{_short(sentence.text)}” ({_why(sentence, lang)})"
        for sentence in said
    )


def _why(sentence: Said, lang: str) -> str:
    number = len(sentence.words)
    size = "1 word" if number == 1 else f"{number} words"
    least = 3 if lang == "en" else 5
    unexplained = (w for at, w in enumerate(sentence.words) if at not in sentence.known)
    lengths = {word.lower(): syllables(word, lang) for word in unexplained}
    long = sorted((word for word in lengths if lengths[word] >= least), key=lambda w: -lengths[w])
    named = ", ".join(_short(word) for word in long[:3])
    return f"{size}; long: {named}" if named else size


def _short(text: str, length: int = 40) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip(" ,;:.") + "…"


# ---------------------------------------------------------------------------
# Sentences and paragraphs


def _sentences(
    block: Block,
    said: tuple[Said, ...],
    limits: ReadingLimits,
    passive: re.Pattern[str] | None,
    path: str,
    lang: str,
) -> Iterator[Finding]:
    most = limits.sentence_words
    for sentence in said:
        number = len(sentence.words)
        if most is not None and number > most:
            yield Finding(
                path,
                sentence.line,
                "readability.long_sentence",
                f"This sentence has {number} words; {most} are enough. Make two of it: "
                f"“{_short(sentence.text, 60)}”",
            )
        verb = passive and _verb_without_doer(passive, sentence.text, lang)
        if verb:
            yield Finding(
                path,
                sentence.line,
                "readability.passive",
                f"“{verb}” does not say who does it. If the reader should know, name who: "
                "“You…”, “Your doctor…”, “Researchers…”.",
            )
    limit = limits.paragraph_sentences
    if limit is not None and len(said) > limit and block.kind in {"paragraph", "item"}:
        yield Finding(
            path,
            said[limit].line,
            "readability.long_paragraph",
            f"This paragraph has {len(said)} sentences; {limit} are enough. Start a new one, "
            "or make a list of it.",
        )


# What can be done is left alone: "can be treated" has no doer yet. What must or will be done
# is not: the reader has to know by whom. Left alone too: what is not done ("if it is not
# treated"), and what only says which thing or when ("that have been studied", "until it is
# checked").
_BE = {
    "en": (
        r"(?:am|is|are|was|were|(?:has|have|had) been|(?:must|should|will|shall) be"
        r"|(?:has|have|need|needs) to be|(?:is|are|was|were) being)"
        r"(?: (?:also|often|usually|always|only|then|now|sometimes|first))?"
    ),
    "es": (
        r"(?:es|son|era|eran|fue|fueron|será|serán|(?:ha|han|había|habían) sido"
        r"|(?:debe|deben|deberá|deberán|tiene que|tienen que) ser)"
        r"(?: (?:también|siempre|solo|ya))?"
    ),
}
_ASIDE = {
    "en": re.compile(r"\b(?:that|who|which|if|until|when|before|after|once)\b[^,;:]*$", re.I),
    "es": re.compile(
        r"\b(?:que|quien|quienes|si|hasta|cuando|antes|después|una vez|no|nunca)\b[^,;:]*$", re.I
    ),
}
_DOER = {"en": re.compile(r"\bby\b"), "es": re.compile(r"\bpor\b")}


@lru_cache
def _passive(participles: tuple[str, ...], lang: str) -> re.Pattern[str] | None:
    """Return the pattern of a form of "to be" with one of the participles."""
    if not participles:
        return None
    if lang == "es":
        stems = "|".join(re.escape(word.removesuffix("o")) for word in participles)
        tail = rf"(?:{stems})(?:o|a|os|as)"
    else:
        tail = rf"(?:{'|'.join(map(re.escape, participles))})"
    return re.compile(rf"\b{_BE[lang]} {tail}\b", re.IGNORECASE)


def _verb_without_doer(passive: re.Pattern[str], text: str, lang: str) -> str:
    """Return the first passive of a sentence that nobody is named for, or nothing."""
    found = passive.search(text)
    if not found or _DOER[lang].search(text, found.end()):
        return ""
    if _ASIDE[lang].search(text[: found.start()]):
        return ""
    if is_quoted(found.start(), found.end(), text):
        return ""
    return found.group()
