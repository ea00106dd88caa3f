"""Names that stand in the data files: of lines, places, people, publishers and brands."""

from __future__ import annotations

from collections.abc import Iterator

from healthsite.model import SiteData


def official_names(data: SiteData) -> Iterator[str]:
    """Yield the names that an editor has put into a data file, as they are written there."""
    yield from data.site.name.values()
    for line in data.helplines.values():
        yield from filter(None, (line.name, line.name_es))
    for place in data.places.values():
        yield from filter(None, (place.name, place.name_es, place.address))
        yield from place.area.values()
    if data.provider is not None:
        yield data.provider.name
        yield from data.provider.place.values()
    for person in data.people.values():
        yield from person.name.values()
    for source in data.sources.values():
        yield from filter(None, (source.publisher, source.authors))


def glossary_names(data: SiteData, lang: str) -> Iterator[str]:
    """Yield the terms of the glossary in one language, with their other names."""
    for term in data.terms.values():
        yield term.text(lang).term
        yield from term.also.get(lang, [])
        yield from term.say_instead.get(lang, [])
