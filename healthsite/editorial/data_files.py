"""The rules of words, for what readers see of the data files.

A meaning in the glossary, what a phone line offers, the word on a button: each is read like a
text, by the same rules, and a finding names the line of its file. Official names are left as
they are, and so are the old words under `say_instead`, which lead readers to the better ones.
Phone numbers have their place in helplines.toml, places.toml and provider.toml.
Examples: tests/editorial/test_data_files.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from healthsite.editorial.numbers import check as check_numbers
from healthsite.editorial.rule import Rule
from healthsite.editorial.safety import check as check_safety
from healthsite.editorial.spelling import check as check_spelling
from healthsite.editorial.wording import check as check_wording
from healthsite.model import (
    Block,
    BlockKind,
    ContentFile,
    Desk,
    Document,
    Entry,
    Finding,
    Fragment,
    PageHeader,
    SiteData,
    Text,
)
from healthsite.positions import nearest_line

RULES: tuple[Rule, ...] = ()
"""None of its own: the findings are those of wording, spelling, safety and numbers."""

_OF_SAFETY = ("safety.how_to_use", "safety.promises", "safety.stop_medicine")
"""Rules that look at a sentence; the others ask what stands elsewhere in an article."""
_HOLD_NUMBERS = ("helplines.toml", "places.toml", "provider.toml")
_TITLES = ("name", "term")
_SAID_TO_ITS_READERS = "language.not_here."
"""Before a language's code: "This page is not in English yet", in English in every file."""
_PLACE_FOR_A_VALUE = re.compile(r"\{[^{}]*+\}")


@dataclass(frozen=True)
class _Value:
    """A text of a data file: its key there, its language, and what it says."""

    file: str
    entry: str
    key: str
    lang: str
    text: str


def check_site(desk: Desk) -> Iterator[Finding]:
    """Yield what the rules of words find in the values of the data files."""
    entries: dict[tuple[str, str, str], list[_Value]] = {}
    for value in _values(desk.data):
        entries.setdefault((value.file, value.entry, value.lang), []).append(value)
    for (file, _, _), values in entries.items():
        text = _text(values, desk)
        yield from check_wording(text, desk)
        yield from check_spelling(text, desk)
        yield from (found for found in check_safety(text, desk) if found.rule in _OF_SAFETY)
        if file not in _HOLD_NUMBERS:
            yield from check_numbers(text, desk)


def _text(values: list[_Value], desk: Desk) -> Text:
    """Make a text of the values of one entry in one language, a block each."""
    first = values[0]
    lines = desk.data.lines.get(first.file, {})
    blocks: list[Block] = []
    for value in values:
        kind: BlockKind = "title" if value.key.rpartition(".")[2] in _TITLES else "paragraph"
        key = f"{value.key}.{value.lang}"
        line = nearest_line(lines, key)
        # "{count} results": what comes in is no word of the text.
        words = _PLACE_FOR_A_VALUE.sub(lambda found: " " * len(found[0]), value.text)
        blocks.append(Block(kind, words, ((0, line),)))
    nothing = Fragment("", "", 1)
    document = Document(
        ContentFile(f"{desk.root}/data/{first.file}", "page", "", first.entry, first.lang),
        PageHeader(title="-", summary="-", modified=desk.today),
        lines,
        nothing,
        nothing,
        tuple(Fragment("", block.text, block.line_at(0)) for block in blocks),
        (),
        nothing,
        (),
        blocks=tuple(blocks),
    )
    return Text(document, document, desk.data.languages, ())


def _values(data: SiteData) -> Iterator[_Value]:
    """Yield what readers see of the data files, as far as the site wrote it itself."""
    yield from _of("site.toml", "", data.site)
    for table in ("topics", "tags", "audiences"):
        for key, label in getattr(data, table).items():
            yield from _of("topics.toml", f"{table}.{key}", label)
    for key, line in data.helplines.items():
        yield from _of("helplines.toml", key, line)
    for key, place in data.places.items():
        yield from _of("places.toml", key, place)
    for key, person in data.people.items():
        yield from _of("people.toml", key, person)
    if data.provider:
        yield from _of("provider.toml", "", data.provider)
    if data.card:
        yield from _of("wallet-card.toml", "", data.card)
    for name, chart in data.charts.items():
        yield from _of(f"charts/{name}.toml", "", chart.facts)
    for key, term in data.terms.items():
        for lang in data.languages:
            of_term = term.text(lang)
            yield _Value("glossary.toml", key, f"{key}.{lang}.term", lang, of_term.term)
            yield _Value("glossary.toml", key, f"{key}.{lang}.definition", lang, of_term.definition)
            for other in term.also.get(lang, []):
                yield _Value("glossary.toml", key, f"{key}.also", lang, other)
    for lang, words in data.strings.items():
        for key, text in words.items():
            table = key.partition(".")[0]
            said_in = lang
            if key.startswith(_SAID_TO_ITS_READERS):
                said_in = key.removeprefix(_SAID_TO_ITS_READERS)
                if said_in not in data.languages:
                    continue  # Nobody is told of a language that the site does not have.
            yield _Value(f"strings/{lang}.toml", table, key, said_in, text)


def _of(file: str, entry: str, fields: Entry) -> Iterator[_Value]:
    """Yield the bilingual texts of an entry; lists of words are for the rules, not for readers."""
    for field, texts in fields.texts(f"{entry}." if entry else ""):
        for lang, text in texts.items():
            if isinstance(text, str):
                yield _Value(file, entry, field, lang, text)
