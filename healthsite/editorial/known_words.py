"""Which words of a page its readers know because the page explains them.

A term of the glossary is explained when the page links to it (the link shows its meaning)
or says what it is: "naloxone is a medicine that …", "called naloxone", "a nose spray that
reverses an overdose (naloxone)". From then on its inflected forms count as known wherever
they stand on the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from healthsite.editorial.sentences import words
from healthsite.model import Block, Term

Stems = tuple[str, ...]


class KnownWords:
    """The explained terms of one page."""

    def __init__(self, phrases: Iterable[Stems], lang: str) -> None:
        self._lang = lang
        self._by_first: dict[str, list[Stems]] = {}
        self._seen: set[str] = set()
        self._starts: set[str] = set()
        for phrase in sorted({p for p in phrases if p}, key=lambda p: (-len(p), p)):
            self._by_first.setdefault(phrase[0], []).append(phrase)

    def positions(self, spoken: Sequence[str]) -> frozenset[int]:
        """Return the positions, in the words of a sentence, of words that are explained."""
        # Most sentences hold no term: sets tell so faster than a look at each word.
        unseen = set(spoken) - self._seen
        self._seen |= unseen
        self._starts |= {word for word in unseen if _stem(word, self._lang) in self._by_first}
        if self._starts.isdisjoint(spoken):
            return frozenset()
        stems = [_stem(word, self._lang) for word in spoken]
        found: set[int] = set()
        for index, stem in enumerate(stems):
            for phrase in self._by_first.get(stem, ()):
                if tuple(stems[index : index + len(phrase)]) == phrase:
                    found.update(range(index, index + len(phrase)))
                    break
        return frozenset(found)


def known_words(blocks: Iterable[Block], terms: Mapping[str, Term], lang: str) -> KnownWords:
    """Return the words that the blocks of a page explain."""
    names = {
        key: [
            phrase
            for name in (term.text(lang).term, *term.also.get(lang, ()))
            for phrase in _phrases(name, lang)
        ]
        for key, term in terms.items()
    }
    keys: dict[Stems, str] = {phrase: key for key, found in names.items() for phrase in found}
    longest = max(map(len, keys), default=0)
    phrases: set[Stems] = set()
    for block in blocks:
        for start, end, target in block.links:
            key = target.removeprefix("term:")
            if key != target and key in names:
                phrases.add(_stems(block.text[start:end], lang))
                phrases.update(names[key])
        if block.kind not in {"code", "title", "heading"}:
            for key in _defined(block.text, keys, longest, lang):
                phrases.update(names[key])
    return KnownWords(phrases, lang)


@lru_cache(maxsize=4096)
def _phrases(name: str, lang: str) -> tuple[Stems, ...]:
    """Return the phrases of a name: "withdrawal management (detox)" are two."""
    parts = (part.strip(" )") for part in name.split("("))
    return tuple(_stems(part, lang) for part in parts if part)


def _stems(text: str, lang: str) -> Stems:
    return tuple(_stem(word, lang) for word in words(text))


# Where a definition may begin: what stands before the first group is the term.
_AFTER = {
    "en": re.compile(
        r"[”\"’]? (?:is (?:an?|the)|are (?:an?|the|\w+(?: \w+)? that)|means?) "
        r"|[”\"]? \((?=\w+ \w+ \w)"
    ),
    "es": re.compile(
        r"[”\"»]? (?:es (?:una?|el|la)|son (?:una?s?|los|las|\w+(?: \w+)? que)|significan?) "
        r"|[”\"»]? \((?=\w+ \w+ \w)"
    ),
}
# The other way around: the term follows.
_BEFORE = {
    "en": re.compile(r"\bcalled [“\"]?|\bknown as [“\"]?"),
    "es": re.compile(
        r"\b(?:se llaman?|llamad[oa]s?|conocid[oa]s? como) (?:la |el |los |las )?[“\"«]?"
    ),
}
_BRACKET = re.compile(r"\(([^()]{2,60})\)")
_NEAR = 80


def _defined(text: str, keys: Mapping[Stems, str], longest: int, lang: str) -> Iterator[str]:
    """Yield the keys of the terms that a text says the meaning of."""
    for found in _AFTER[lang].finditer(text):
        before = _stems(text[max(0, found.start() - _NEAR) : found.start()], lang)
        yield from _match(keys, (before[-size:] for size in range(longest, 0, -1)))
    for found in _BEFORE[lang].finditer(text):
        after = _stems(text[found.end() : found.end() + _NEAR], lang)
        yield from _match(keys, (after[:size] for size in range(longest, 0, -1)))
    for found in _BRACKET.finditer(text):
        yield from _match(keys, [_stems(found.group(1), lang)])


def _match(keys: Mapping[Stems, str], candidates: Iterable[Stems]) -> Iterator[str]:
    for candidate in candidates:
        if candidate in keys:
            yield keys[candidate]
            return


@lru_cache(maxsize=65536)
def _stem(word: str, lang: str) -> str:
    """Return what the forms of a word share. Crude, but only ever compared with terms."""
    folded = word.lower().replace("’", "'")
    return _spanish_stem(folded) if lang == "es" else _english_stem(folded)


def _english_stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    if word.endswith("ies") and len(word) > 5:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _spanish_stem(word: str) -> str:
    marks = unicodedata.normalize("NFD", word).replace("n\u0303", "ñ")
    word = "".join(c for c in marks if not unicodedata.combining(c))
    if word.endswith("ces") and len(word) > 5:
        return word[:-3] + "z"
    if word.endswith("es") and len(word) > 4:
        word = word[:-2]
    elif word.endswith("s") and len(word) > 4:
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] in "aeo" else word
