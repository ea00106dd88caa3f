"""Rule: a translation says the same numbers, phone lines and sources as its original.

Why: somebody who reads Spanish must not get another dose, another number to call or an
older fact. A missing or older translation is a warning, so that an urgent correction
never waits; a different number is an error.
Source: the content model of this site.
Examples: tests/editorial/table_site.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from healthsite.editorial.rule import Rule
from healthsite.editorial.sentences import sentences, words
from healthsite.editorial.site import REQUIRED_PAGES
from healthsite.model import Desk, Document, Finding, Level, Text

RULES = (
    Rule("translations.missing", Level.WARNING, "Every text exists in every language."),
    Rule("translations.older", Level.WARNING, "A translation follows the newest original."),
    Rule("translations.untranslated", Level.ERROR, "Every sentence is translated."),
    Rule(
        "translations.language",
        Level.ERROR,
        "Every sentence is in the language of its text.",
    ),
    Rule("translations.numbers", Level.ERROR, "A translation has the numbers of its original."),
    Rule(
        "translations.helplines", Level.ERROR, "A translation has the phone lines of its original."
    ),
    Rule("translations.sources", Level.ERROR, "A translation cites the sources of its original."),
)

# Names of services rather than amounts: a text may say them as often as it needs to.
_NAMES = frozenset({"911", "988", "211", "711"})
UNTRANSLATED_WORDS = 4
"""So many words in small letters make a sentence and not a name."""
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")


def numbers(text: str) -> Counter[str]:
    """Return the numbers a reader meets in a text, as written."""
    return Counter(number for number in _NUMBER.findall(text) if number not in _NAMES)


# Words that carry a sentence and belong to one of the two languages only; so not "a", "he",
# "no", "me", "has", "as", "son", "sin", "once" or "come".
_ENGLISH = """
the of and to is are was were be been being have had do does did not you your yours they them
their we our us she his her its it this that these those with without for from by at on in into
or but if than then when where which who whom whose what how why because about after before
while until can could will would should must may might there here some any each every more most
such only also very just an up out
"""
_SPANISH = """
el la los las un una unos unas de del al y o que qué en es está están fue era ser estar haber han
hay se su sus le les lo con por para como cómo cuando cuándo donde dónde quien quién pero si sí
más muy ya también este esta estos estas ese esa eso esto usted ustedes nos porque aunque hasta
desde entre sobre cada otro otra puede pueden debe cual cuál mi tu te
"""
_FUNCTION_WORDS = {"en": frozenset(_ENGLISH.split()), "es": frozenset(_SPANISH.split())}
_FOREIGN_WORDS = 3
_FOREIGN_SHARE = 0.7
"""Of the words that tell a language: from so many on, this share of the other one is a fault.

Measured on our texts: a Spanish sentence with an English name in it stays below one half.
"""
_QUOTED = re.compile(r"“[^“”]{0,400}”|«[^«»]{0,400}»|\"[^\"]{0,400}\"|\([^()]{0,200}\)")


# "of the" in "Alliance on Mental Illness of the United States" is a part of the name.
_IN_NAME = re.compile(
    r"(?<=\w) (?:(?:of|on|the|and|for|in|to|with|de|del|la|las|los|el|y|para|con|en) ){1,3}"
    r"(?=[A-ZÁÉÍÓÚÑ])"
)


def _foreign(sentence: str, lang: str) -> bool:
    """Say whether a sentence is mostly written in the other language.

    What is quoted or in parentheses, and what has a capital (names of services and laws), may
    keep its language and does not count.
    """
    said = _IN_NAME.sub(" ", _QUOTED.sub(" ", sentence))
    plain = [word for word in words(said) if not word[:1].isupper()]
    own = sum(word in _FUNCTION_WORDS[lang] for word in plain)
    other = sum(
        word in theirs for code, theirs in _FUNCTION_WORDS.items() if code != lang for word in plain
    )
    return other >= _FOREIGN_WORDS and other / (own + other) >= _FOREIGN_SHARE


def _in_other_language(text: Text, same: set[int]) -> Iterator[Finding]:
    """Find sentences in the other language, except those told already, by their lines."""
    if text.lang not in _FUNCTION_WORDS:
        return
    for block in text.document.blocks:
        if block.kind == "code":
            continue
        for sentence in sentences(block, text.lang):
            if sentence.line not in same and _foreign(sentence.text, text.lang):
                yield Finding(
                    text.document.file.path,
                    sentence.line,
                    "translations.language",
                    f"“{_short(sentence.text)}” is mostly in another language. Translate it, or "
                    "put it in quotation marks if it is quoted.",
                )


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield findings on what is missing, older, different or in another language."""
    found = list(_compared(text, desk))
    yield from found
    told = {finding.line for finding in found if finding.rule == "translations.untranslated"}
    yield from _in_other_language(text, told)


def _compared(text: Text, desk: Desk) -> Iterator[Finding]:
    if not text.is_translation:
        missing = [code for code in desk.data.languages if code not in text.languages]
        # A translation that is there and has faults of its own is not missing; that a page
        # every other one leads to is missing is told at its own place.
        told = text.is_draft or (text.kind, text.slug) in desk.unreadable
        told = told or (text.kind == "page" and text.slug in REQUIRED_PAGES)
        for code in missing if not told else ():
            name = desk.data.site.languages[code].name
            yield Finding(
                text.document.file.path,
                1,
                "translations.missing",
                f"There is no text in {name} yet. Add {text.slug}.{code}.md beside it.",
            )
        return
    if text.is_older_than_original:
        yield Finding(
            text.document.file.path,
            text.document.line("follows"),
            "translations.older",
            f"The original changed on {text.facts.modified}; this text follows {text.modified}. "
            "Bring it up to date, then set `follows`.",
        )
    yield from _different(text)
    yield from _untranslated(text)


def _untranslated(text: Text) -> Iterator[Finding]:
    """Find sentences that stand in the translation as they do in the original."""
    theirs = {
        " ".join(sentence.text.casefold().split())
        for block in text.original.blocks
        for sentence in sentences(block, text.original.file.lang)
    }
    for block in text.document.blocks:
        if block.kind == "code":
            continue
        for sentence in sentences(block, text.lang):
            same = " ".join(sentence.text.casefold().split()) in theirs
            # A long official name keeps its language; most of its words have capitals.
            small = [word for word in words(sentence.text) if word[:1].islower()]
            if same and len(small) >= UNTRANSLATED_WORDS:
                yield Finding(
                    text.document.file.path,
                    sentence.line,
                    "translations.untranslated",
                    f"“{_short(sentence.text)}” stands here as in the original. Translate it.",
                )


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:49].rstrip()}…"


def _different(text: Text) -> Iterator[Finding]:
    own, original = text.document, text.original
    path = own.file.path
    for key, mine, theirs in _parts(own, original):
        mine_counted, theirs_counted = numbers(mine), numbers(theirs)
        found = _difference(mine_counted, theirs_counted)
        if found:
            line = own.line(key) if key else _line_of(own, mine_counted - theirs_counted)
            where = f"`{key}`" if key else "The text"
            yield Finding(path, line, "translations.numbers", f"{where}: {found}")
    mine_named, their_named = _named(own), _named(original)
    if mine_named != their_named:
        odd = ", ".join(sorted(mine_named ^ their_named))
        yield Finding(
            path,
            own.body.line,
            "translations.helplines",
            f"{odd} stands in one language only. Name the same numbers in both.",
        )
    mine_lines = {t for t in _targets(own) if t.startswith("helpline:")}
    their_lines = {t for t in _targets(original) if t.startswith("helpline:")}
    if mine_lines != their_lines:
        odd = ", ".join(sorted(mine_lines ^ their_lines))
        yield Finding(
            path,
            own.body.line,
            "translations.helplines",
            f"The phone lines are not the original's: {odd}. Use the same ones in both.",
        )
    mine_sources, their_sources = _cited(own), _cited(original)
    if mine_sources != their_sources:
        odd = ", ".join(sorted(mine_sources ^ their_sources))
        yield Finding(
            path,
            own.body.line,
            "translations.sources",
            f"The sources are not the original's: {odd}. Cite the same ones in both.",
        )


def _parts(own: Document, original: Document) -> Iterator[tuple[str, str, str]]:
    yield "title", own.title.text, original.title.text
    yield "summary", own.summary.text, original.summary.text
    points = "\n".join(point.text for point in own.key_points)
    yield "key_points", points, "\n".join(point.text for point in original.key_points)
    yield "", own.body.text, original.body.text


def _line_of(own: Document, added: Counter[str]) -> int:
    """Return the line of the first number that the original does not have."""
    for index, row in enumerate(own.source_lines):
        if set(_NUMBER.findall(row)) & set(added):
            return own.body.line + index
    return own.body.line


def _difference(mine: Counter[str], theirs: Counter[str]) -> str:
    if mine == theirs:
        return ""
    added = ", ".join(sorted((mine - theirs).elements()))
    lost = ", ".join(sorted((theirs - mine).elements()))
    parts = []
    if lost:
        parts.append(f"the original says {lost}, this text does not")
    if added:
        parts.append(f"this text says {added}, the original does not")
    return f"{' and '.join(parts)}. Write the same numbers, in digits, in both."


def _named(document: Document) -> set[str]:
    """Return the short numbers, such as 911, that a text names."""
    parts = (document.summary, *document.key_points, document.body)
    return {number for part in parts for number in _NUMBER.findall(part.text)} & _NAMES


def _targets(document: Document) -> set[str]:
    return {mention.target for part in document.fragments for mention in part.targets}


def _cited(document: Document) -> set[str]:
    return {mention.target for part in document.fragments for mention in part.citations}
