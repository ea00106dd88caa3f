"""`content/data/*.toml` becomes one `SiteData`; a wrong fact stops here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar

from babel import Locale, UnknownLocaleError, localedata
from pydantic import BaseModel, ValidationError

from healthsite.charts import read_rows, words_faults
from healthsite.explain import explain, nearest, short, without_echoes
from healthsite.files import cannot_read, decode, show
from healthsite.model import (
    Chart,
    ChartFacts,
    Editorial,
    Finding,
    Helpline,
    Person,
    Place,
    Provider,
    SiteData,
    SiteFacts,
    Source,
    Term,
    TopicsFile,
    WalletCard,
)
from healthsite.positions import Malformed, nearest_line, read_toml

LANGUAGE_CODES = frozenset(code for code in localedata.locale_identifiers() if len(code) == 2)
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WALLET_CARD = "wallet-card.toml"
WALLET_CARD_PAGE = "wallet-card"
"""The page that shows the card; without the file it would have nothing to print."""
MANY = 5
"""Texts; if more are missing, the file is, and one finding says so."""
Model = TypeVar("Model", bound=BaseModel)


class _DataFolder:
    """Reads the files one by one and gathers every fault of all of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings: list[Finding] = []
        self.lines: dict[str, dict[str, int]] = {}

    def fault(self, name: str, key: str, rule: str, message: str) -> None:
        line = nearest_line(self.lines.get(name, {}), key)
        self.findings.append(Finding(show(self.folder / name), line, rule, message))

    def raw(self, name: str, *, required: bool) -> dict[str, Any] | None:
        path = self.folder / name
        if not path.is_file():
            if required:
                self.fault(name, "", "data.missing", "This file is missing. Add it.")
            return None
        try:
            values, self.lines[name] = read_toml(decode(path.read_bytes()))
        except Malformed as error:
            self.findings.append(Finding(show(path), error.line, "data.malformed", str(error)))
            return None
        except OSError as error:
            self.findings.append(cannot_read(show(path), error))
            return None
        return values

    def text(self, name: str) -> str | None:
        """Return the text of a file that is not TOML."""
        path = self.folder / name
        if not path.is_file():
            self.fault(name, "", "data.missing", "This file is missing. Add it.")
            return None
        try:
            return decode(path.read_bytes())
        except Malformed as error:
            self.findings.append(Finding(show(path), error.line, "data.malformed", str(error)))
        except OSError as error:
            self.findings.append(cannot_read(show(path), error))
        return None

    def validate(self, name: str, model: type[Model], values: object, at: str) -> Model | None:
        try:
            return model.model_validate(values)
        except ValidationError as failure:
            for inner, error in without_echoes(failure.errors(include_url=False), model):
                key = f"{at}.{inner}" if at and inner else at or inner
                message = explain(error, model)
                if at and inner:
                    message = f"In `{short(at)}`: {message}"
                elif at:
                    message = message.replace("The file", f"`{short(at)}`", 1)
                self.fault(name, key, "data.field", message)
            return None

    def one(self, name: str, model: type[Model], *, required: bool = True) -> Model | None:
        values = self.raw(name, required=required)
        return None if values is None else self.validate(name, model, values, "")

    def table(self, name: str, model: type[Model], *, required: bool = True) -> dict[str, Model]:
        """Return the entries that are right; faults say that there are others."""
        entries: dict[str, Model] = {}
        for key, value in (self.raw(name, required=required) or {}).items():
            if not _KEY.fullmatch(key):
                self.fault(
                    name,
                    key,
                    "data.key",
                    f"`[{short(key)}]` may have only small letters, digits and single hyphens. "
                    "Rename it.",
                )
                continue
            entry = self.validate(name, model, value, key)
            if entry is not None:
                entries[key] = entry
        return entries


def load_site_data(folder: Path) -> tuple[SiteData | None, list[Finding]]:
    """Read every data file.

    Args:
        folder: `content/data`.

    Returns:
        What is right of the data, None where not even the languages are known, and all faults
        found. With a fault the data is incomplete: texts may be judged by it, as far as
        `hidden_rules` goes, and nothing may be built from it.
    """
    data = _DataFolder(folder)
    site = data.one("site.toml", SiteFacts)
    topics = data.one("topics.toml", TopicsFile)
    helplines = data.table("helplines.toml", Helpline)
    sources = data.table("sources.toml", Source, required=False)
    people = data.table("people.toml", Person)
    provider = data.one("provider.toml", Provider, required=False)
    terms = data.table("glossary.toml", Term, required=False)
    places = data.table("places.toml", Place, required=False)
    editorial = data.one("editorial.toml", Editorial, required=False)
    card = data.one(WALLET_CARD, WalletCard, required=False)
    charts, faulty_charts = _load_charts(data, sources or {})
    strings = _load_strings(data, tuple(site.languages) if site else ())
    if site is None or strings is None:
        return None, data.findings
    if site.start_language not in site.languages:
        # Under a wrong start language every text would lack one.
        data.fault(
            "site.toml",
            "start_language",
            "site.language",
            f"`{site.start_language}` is not among the languages. Add it or choose another.",
        )
        return None, data.findings
    loaded = SiteData(
        site=site,
        topics=topics.topics if topics else {},
        tags=topics.tags if topics else {},
        audiences=topics.audiences if topics else {},
        helplines=helplines,
        sources=sources,
        people=people,
        provider=provider,
        terms=terms,
        places=places,
        editorial=editorial or Editorial(),
        strings=strings,
        charts=charts,
        faulty_charts=faulty_charts,
        card=card,
        lines=data.lines,
    )
    hidden = hidden_rules(data.findings)
    first = len(data.findings)
    _check(data, loaded)
    data.findings[first:] = [f for f in data.findings[first:] if not is_hidden(f.rule, hidden)]
    return loaded, data.findings


_BY_TERMS = ("links.term", "spelling", "wording", "readability", "headings", "glossary")
_BY_LIMITS = ("claims", "safety", "structure", "repetition", "link_words", "levels", "waivers")
_JUDGED_BY = {
    "topics.toml": (
        "facts",
        "dates.review_overdue",
        "links.page",
        "safety",
        "redirects",
        "addresses",
    ),
    "helplines.toml": (
        "links.anchor",
        "links.helpline",
        "links.anchor",
        "site",
        "safety",
        "spelling",
        "wording",
        "headings",
        "dates",
    ),
    "sources.toml": ("sources", "claims", "glossary", "spelling", "headings", "dates"),
    "people.toml": ("facts", "stories", "spelling"),
    "provider.toml": ("pages", "redirects", "addresses", "links", "spelling", "dates"),
    "glossary.toml": _BY_TERMS,
    "places.toml": ("spelling", "wording", "headings", "dates"),
    "editorial.toml": (*_BY_TERMS, *_BY_LIMITS, "links.vague", "images", "pages.standard"),
}
"""What a fault in a data file would make a rule say wrongly, by rule or family."""


_INCOMPLETE = (
    "data.field",
    "data.key",
    "data.language",
    "data.malformed",
    "data.missing",
    "files.unreadable",
)
"""Faults after which something of a file is not known."""


def hidden_rules(findings: list[Finding]) -> dict[str, tuple[str, ...]]:
    """Return, for each data file with a fault, the rules that cannot be judged without it."""
    names = (f.path.rpartition("/")[2] for f in findings if f.rule in _INCOMPLETE)
    return {name: _JUDGED_BY[name] for name in dict.fromkeys(names) if name in _JUDGED_BY}


def is_hidden(rule: str, hidden: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether a rule or its family is among those that cannot be judged."""
    family = rule.partition(".")[0]
    return any(rule in rules or family in rules for rules in hidden.values())


def _load_charts(
    data: _DataFolder, sources: Mapping[str, Source]
) -> tuple[dict[str, Chart], frozenset[str]]:
    """Read every pair of files in `charts/`.

    Returns:
        What is right of the charts, and the names of those with a fault.
    """
    charts: dict[str, Chart] = {}
    faulty: set[str] = set()
    names = {path.stem for path in (data.folder / "charts").glob("*.*")}
    for stem in sorted(name for name in names if _KEY.fullmatch(name)):
        words, numbers = f"charts/{stem}.toml", f"charts/{stem}.csv"
        facts = data.one(words, ChartFacts)
        text = data.text(numbers)
        if facts is None or text is None:
            faulty.add(stem)
            continue

        def of_csv(line: int, rule: str, message: str, shown: str = numbers) -> None:
            data.findings.append(Finding(show(data.folder / shown), line, rule, message))

        def of_toml(key: str, rule: str, message: str, shown: str = words) -> None:
            data.fault(shown, key, rule, message)

        before = len(data.findings)
        rows = read_rows(text, facts, sources, of_csv)
        if len(data.findings) == before:
            words_faults(facts, rows, of_toml)
        if len(data.findings) > before:
            faulty.add(stem)
        charts[stem] = Chart(stem, facts, rows)
    return charts, frozenset(faulty)


def _load_strings(
    data: _DataFolder, languages: tuple[str, ...]
) -> dict[str, dict[str, str]] | None:
    strings: dict[str, dict[str, str]] = {}
    for code in languages:
        name = f"strings/{code}.toml"
        values = data.raw(name, required=True)
        if values is None:
            return None
        strings[code] = {}
        for key, value in _flatten(values):
            if isinstance(value, str):
                strings[code][key] = value
            else:
                data.fault(name, key, "strings.type", f"`{key}` must be a text in double quotes.")
    _compare_strings(data, strings)
    return strings


def _flatten(values: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for key, value in values.items():
        if isinstance(value, dict):
            flat.extend(_flatten(value, f"{prefix}{key}."))
        else:
            flat.append((f"{prefix}{key}", value))
    return flat


def _marks(text: str) -> set[str] | None:
    """Return the {names} in a string; None where its braces are not understood."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _compare_strings(data: _DataFolder, strings: dict[str, dict[str, str]]) -> None:
    every = {key for entries in strings.values() for key in entries}
    for code, entries in strings.items():
        name = f"strings/{code}.toml"
        missing = sorted(every - set(entries))
        if len(missing) > MANY:
            data.fault(
                name,
                "",
                "strings.missing",
                f"{len(missing)} texts are missing that another language has: "
                f"{', '.join(f'`{short(key)}`' for key in missing[:MANY])} and so on. Add them.",
            )
            continue
        for key in missing:
            data.fault(
                name,
                key,
                "strings.missing",
                f"`{short(key)}` is missing; another language has it. Add it.",
            )
        for key, text in entries.items():
            marks = _marks(text)
            others = [o[key] for c, o in strings.items() if c != code and key in o]
            if marks is None:
                data.fault(
                    name, key, "strings.marks", f"`{key}` has a brace that is not closed. Close it."
                )
            elif not text.strip():
                data.fault(name, key, "strings.empty", f"`{key}` is empty. Write it.")
            elif any((_marks(other) or set()) - marks for other in others):
                wanted = set().union(*((_marks(other) or set()) for other in others))
                listed = ", ".join(f"{{{mark}}}" for mark in sorted(wanted - marks))
                data.fault(
                    name,
                    key,
                    "strings.marks",
                    f"`{key}` lacks {listed}, which another language has. Add it.",
                )


def _check(data: _DataFolder, loaded: SiteData) -> None:
    """Check what one file says against the others."""
    languages = set(loaded.languages)
    site = loaded.site
    for code, language in site.languages.items():
        try:
            Locale.parse(language.locale)
        except (UnknownLocaleError, ValueError):
            data.fault(
                "site.toml",
                f"languages.{code}.locale",
                "site.locale",
                f"`{language.locale}` is not a locale such as en_US. Correct it.",
            )
    for index, key in enumerate(site.help_strip):
        line = loaded.helplines.get(key)
        if line is None:
            data.fault(
                "site.toml",
                f"help_strip.{index}",
                "site.helpline",
                f"`{key}` is not in helplines.toml.{nearest(key, loaded.helplines)}",
            )
        elif line.strip is None:
            data.fault(
                "helplines.toml",
                key,
                "helplines.strip",
                f"`{key}` is in the help strip and has no `strip` sentence. Add it.",
            )
    _check_texts(data, loaded, languages)
    addresses: dict[str, str] = {}
    for key, source in loaded.sources.items():
        if source.url in addresses:
            data.fault(
                "sources.toml",
                key,
                "sources.twice",
                f"`{key}` has the same address as `{addresses[source.url]}`. Keep one of the two.",
            )
        addresses[source.url] = key
    for key, term in loaded.terms.items():
        if term.source and term.source not in loaded.sources:
            data.fault(
                "glossary.toml",
                f"{key}.source",
                "glossary.source",
                f"`{term.source}` is not in sources.toml.{nearest(term.source, loaded.sources)}",
            )
    for key, place in loaded.places.items():
        for index, code in enumerate(place.languages):
            # What one language lacks is told of its strings, not of every place.
            if not any(f"place.language.{code}" in words for words in loaded.strings.values()):
                data.fault(
                    "places.toml",
                    f"{key}.languages.{index}",
                    "places.language",
                    f"`{code}` has no name in data/strings. Add `{code}` under "
                    "[place.language] in each language, or correct the code.",
                )
    for lang in languages:
        named: dict[str, str] = {}
        for key, term in loaded.terms.items():
            word = term.text(lang).term.casefold()
            if word in named:
                data.fault(
                    "glossary.toml",
                    key,
                    "glossary.twice",
                    f"`{word}` is defined twice: here and in `{named[word]}`. Keep one.",
                )
            named[word] = key


def _check_texts(data: _DataFolder, loaded: SiteData, languages: set[str]) -> None:
    entries: list[tuple[str, str, Any]] = [("site.toml", "", loaded.site)]
    entries += [("topics.toml", f"topics.{k}.", v) for k, v in loaded.topics.items()]
    entries += [("topics.toml", f"tags.{k}.", v) for k, v in loaded.tags.items()]
    entries += [("topics.toml", f"audiences.{k}.", v) for k, v in loaded.audiences.items()]
    entries += [("helplines.toml", f"{k}.", v) for k, v in loaded.helplines.items()]
    entries += [("people.toml", f"{k}.", v) for k, v in loaded.people.items()]
    entries += [("glossary.toml", f"{k}.", v) for k, v in loaded.terms.items()]
    entries += [("places.toml", f"{k}.", v) for k, v in loaded.places.items()]
    entries += [(f"charts/{k}.toml", "", v.facts) for k, v in loaded.charts.items()]
    entries.append(("editorial.toml", "images.", loaded.editorial.images))
    if loaded.provider:
        entries.append(("provider.toml", "", loaded.provider))
    if loaded.card:
        entries.append((WALLET_CARD, "", loaded.card))
    for name, prefix, entry in entries:
        for where, texts in entry.texts():
            key = f"{prefix}{where}"
            optional = where in {"also", "say_instead"}
            for code in sorted(languages - set(texts)):
                if not optional:
                    data.fault(name, key, "data.language", f"`{key}` has no `{code}` text. Add it.")
            # A text in a language the site does not have (any more) does no harm; a misspelled
            # code would never be seen.
            for code in sorted(set(texts) - languages):
                if code in LANGUAGE_CODES:
                    continue
                data.fault(
                    name,
                    key,
                    "data.language",
                    f"`{key}` has a text for `{code}`, which is no language. Correct the code.",
                )
