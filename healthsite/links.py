"""Turn links that carry meaning into addresses, numbers and definitions.

The Markdown step leaves `article:`, `helpline:`, `term:` and `page:` links as they were
written, because it knows one file only. Here everything is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from markupsafe import Markup

from healthsite.addresses import Addresses, phone_href, text_href, text_parts
from healthsite.chart_table import caption, note, table
from healthsite.drawings import Drawn
from healthsite.model import Helpline, Library, Picture, SiteData, Text
from healthsite.picture_credit import caption as credit_caption
from healthsite.words import Words

_MARK = re.compile(
    r'<x-cite key="(?P<cite>[^"]*)"></x-cite>'
    r'|<x-word key="(?P<word>[^"]*)"></x-word>'
    r'|<img src="(?P<picture>drawing|chart):(?P<name>[^"]*)" alt="(?P<alt>[^"]*)" loading="lazy">'
    r'|<a href="(?P<scheme>article|helpline|term|page):(?P<target>[^"]*)"[^>]*>(?P<inside>.*?)</a>'
    r'|<figure(?P<figure>[^>]*><img src="(?P<own>/images/[^"]*)"[^>]*>)</figure>'
    r'|(?P<attribute>href|src)="(?P<rooted>/[^"]*)"'
    r'|(?P<heading><h[2-6]) id="(?P<id>[^"]*)"',
    re.DOTALL,
)

_NUMBER = re.compile(r"(?:\b1-)?\b\d{3}-\d{3}-\d{4}\b")


@dataclass
class Citations:
    """Numbers the sources of one page in the order they are first cited."""

    numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, key: str) -> tuple[int, bool]:
        """Return a source's number, and whether this is its first mark."""
        first = key not in self.numbers
        return self.numbers.setdefault(key, len(self.numbers) + 1), first


@dataclass(frozen=True)
class Linker:
    """Resolves the marks of one language's texts."""

    data: SiteData
    library: Library
    addresses: Addresses
    words: Words
    drawn: Drawn = field(default_factory=Drawn)
    images: Mapping[str, Picture] = field(default_factory=dict)

    def page(self, text: Text, *, soon: bool = False) -> PageLinker:
        """Start a page: citations and definitions are counted from one.

        Args:
            text: whose page it is.
            soon: whether its first picture is needed at once, not when it comes near.
        """
        return PageLinker(self, text.heading_ids, soon=soon)


@dataclass
class PageLinker:
    """Resolves the marks of one page, in reading order."""

    linker: Linker
    heading_ids: Mapping[str, str]
    citations: Citations = field(default_factory=Citations)
    soon: bool = False
    shown: list[str] = field(default_factory=list)

    def resolve(self, html: str, *, cite: bool = True) -> Markup:
        """Return the finished HTML of a fragment.

        Args:
            html: what the Markdown step made.
            cite: False in lists, where a source's number would point nowhere.
        """
        ids = self.heading_ids

        def mark(found: re.Match[str]) -> str:
            if found["cite"] is not None:
                return self._cite(found["cite"]) if cite else ""
            if found["word"] is not None:
                return escape(self.linker.words(found["word"]))
            if found["picture"] is not None:
                return self._picture(found["picture"], found["name"], found["alt"])
            if found["own"] is not None:
                inside = self.resolve(found["figure"], cite=cite)
                return f"<figure{inside}{self._credit(found['own'])}</figure>"
            if found["scheme"] is not None:
                inside = self.resolve(found["inside"], cite=cite)
                return self._link(found["scheme"], found["target"], inside)
            if found["rooted"] is not None:
                href = self.linker.addresses.href(found["rooted"])
                return f'{found["attribute"]}="{href}"{self._size(found["rooted"])}'
            return f'{found["heading"]} id="{ids.get(found["id"], found["id"])}"'

        return Markup(_MARK.sub(mark, html))  # noqa: S704 - our own Markdown's output

    def _size(self, address: str) -> str:
        """Return a picture's size, so that nothing moves when it arrives."""
        picture = self.linker.images.get(address)
        if picture is None or picture.width is None or picture.height is None:
            return ""
        return f' width="{picture.width}" height="{picture.height}"'

    def _credit(self, address: str) -> str:
        """Return whose a picture is, as its caption; nothing where images.toml does not say."""
        linker = self.linker
        picture = linker.images.get(address)
        if picture is None or picture.credit is None:
            return ""
        return credit_caption(picture.credit, linker.data, linker.words)

    def _cite(self, key: str) -> str:
        number, first = self.citations.cite(key)
        label = escape(self.linker.words("cite.label", n=number))
        # The source leads back to the first; to the others, components/sources/sources.js.
        anchor = f' id="cite-{number}"' if first else ""
        return (
            f'<sup class="cite"><a href="#source-{number}"{anchor} '
            f'aria-label="{label}">{number}</a></sup>'
        )

    def _link(self, scheme: str, target: str, inside: str) -> str:
        if scheme == "term":
            return self._term(target, inside)
        if scheme == "helpline":
            return helpline_link(self.linker.data.helplines, target, inside)
        return self._text(scheme, target, inside)

    def _text(self, scheme: str, target: str, inside: str) -> str:
        linker = self.linker
        slug, _, anchor = target.partition("#")
        text = find_text(linker.library, scheme, slug, linker.words.lang, linker.data.languages)
        if text is None and scheme == "page":
            # A list or a topic: these exist in every language that has texts for them.
            path = linker.addresses.path(linker.words.lang, slug)
            return f'<a href="{linker.addresses.href(path)}">{inside}</a>'
        if text is None:
            return inside
        path = linker.addresses.path(text.lang, *text_parts(text))
        if anchor:
            path += f"#{text.heading_ids.get(anchor, anchor)}"
        href = linker.addresses.href(path)
        if text.lang == linker.words.lang:
            return f'<a href="{href}">{inside}</a>'
        language = linker.words(f"link.language.{text.lang}")
        note = escape(linker.words("link.only_in", language=language))
        return (
            f'<a href="{href}" hreflang="{text.lang}">{inside}</a> '
            f'<span class="only-in">{note}</span>'
        )

    def _picture(self, kind: str, name: str, alt: str) -> str:
        """Return one of our drawings, or a chart with its words and its table."""
        linker, lang = self.linker, self.linker.words.lang
        shelf = linker.drawn.charts if kind == "chart" else linker.drawn.drawings
        drawing = shelf.get((name, lang))
        if drawing is None:
            return ""
        address = f"/{drawing.file}"
        loading = "" if self.soon and not self.shown else ' loading="lazy"'
        self.shown.append(address)
        picture = (
            f'<img src="{linker.addresses.href(address)}" alt="{alt}" width="{drawing.width}" '
            f'height="{drawing.height}"{loading}>'
        )
        if kind == "drawing":
            return picture
        chart = linker.data.charts[name]
        anchor = f"chart-{len(self.shown)}"
        numbers = table(chart, linker.words, anchor)
        return f"{self.resolve(caption(chart, lang))}{picture}{note(chart, lang)}{numbers}"

    def _term(self, key: str, inside: str) -> str:
        linker = self.linker
        term = linker.data.terms.get(key)
        if term is None:
            return inside
        words = term.text(linker.words.lang)
        href = linker.addresses.href(linker.addresses.path(linker.words.lang, "glossary", key))
        more = escape(linker.words("term.more"))
        return (
            f'<span class="term"><a class="term__name" href="{href}">{inside}</a>'
            f'<span class="term__note" popover>'
            f"<strong>{escape(words.term)}</strong> {escape(words.definition)} "
            f'<a href="{href}">{more}</a></span></span>'
        )


def find_text(
    library: Library, scheme: str, slug: str, lang: str, languages: tuple[str, ...]
) -> Text | None:
    """Find a text in a language, or in the first other one it exists in."""
    shelf = library.articles if scheme == "article" else library.pages
    for code in (lang, *languages):
        if (slug, code) in shelf:
            return shelf[slug, code]
    return None


def helpline_link(helplines: Mapping[str, Helpline], target: str, inside: str) -> str:
    """Return a tap-to-call, tap-to-text or web link, with the number where it is not said."""
    key, _, route = target.partition("/")
    line = helplines.get(key)
    if line is None:
        return inside
    if route == "text" and line.text:
        return _number_link(text_href(line.text), line.text, inside)
    if route == "chat" and line.chat:
        return f'<a href="{escape(line.chat)}" rel="external">{inside}</a>'
    if not route and line.call:
        return _number_link(phone_href(line.call), line.call, inside)
    return f'<a href="{escape(line.url)}" rel="external">{inside}</a>'


def unbroken(words: str) -> Markup:
    """Return words as HTML in which no phone number is broken between two lines."""
    wrapped = _NUMBER.sub(lambda found: f'<span class="u-nowrap">{found[0]}</span>', escape(words))
    return Markup(wrapped)  # noqa: S704 - escaped above


def _number_link(href: str, number: str, inside: str) -> str:
    digits = re.sub(r"\D", "", number)
    said = re.sub(r"\D", "", re.sub(r"<[^>]*>", "", inside))
    shown = "" if digits in said else f' <span class="u-nowrap">({escape(number)})</span>'
    return f'<a class="call" href="{href}">{inside}{shown}</a>'
