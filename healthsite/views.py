"""What a template is given: plain values, already in the page's language, already linked.

A template never looks anything up. Every text here is either plain text (escaped by
Jinja) or `Markup` that the site's own Markdown produced. Every `href` carries the base
path of the site, so a template prints it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from healthsite.words import Words


@dataclass(frozen=True)
class Style:
    """A style that stands in a page: its text, and the page's policy, which allows it."""

    text: str
    policy: str


@dataclass(frozen=True)
class Link:
    """A place to go. `current` marks the page the reader is on."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language, or that language's home where there is none."""

    lang: str
    locale: str
    name: str
    href: str
    same_page: bool


@dataclass(frozen=True)
class Alternate:
    """One `hreflang` line: absolute address of this page in one language."""

    hreflang: str
    address: str


@dataclass(frozen=True)
class HelplineView:
    """One phone line or service, in the page's language, with where the facts come from."""

    key: str
    name: str
    need: str
    strip: str
    serves: str
    call: str
    call_href: str
    call_then: str
    text: str
    text_href: str
    text_message: str
    chat_href: str
    url: str
    hours: str
    languages: str
    cost: str
    spanish: str
    deaf: Markup
    happens: str
    caution: Markup
    looked_up: date
    dialed: date | None
    source: str
    source_date: str


@dataclass(frozen=True)
class HelplineGroup:
    """All lines for one need, in the order of the data file."""

    anchor: str
    title: str
    lines: tuple[HelplineView, ...]


@dataclass(frozen=True)
class TopicLink:
    """A topic with the number of its articles in the page's language."""

    key: str
    name: str
    href: str
    count: int
    summary: str
    current: bool = False


@dataclass(frozen=True)
class Teaser:
    """An article as it stands in a list."""

    title: str
    href: str
    summary: Markup
    minutes: int
    published: date
    updated: date
    topic: str
    topic_href: str
    draft: bool = False
    why: str = ""


@dataclass(frozen=True)
class SourceView:
    """A numbered source at the foot of an article."""

    number: int
    anchor: str
    title: str
    authors: str
    publisher: str
    year: str
    url: str
    lang: str
    looked_up: date
    back: str


@dataclass(frozen=True)
class PersonView:
    """Who wrote or reviewed. `kind` is "person" or "team"."""

    key: str
    name: str
    about: str
    kind: str


@dataclass(frozen=True)
class TocEntry:
    """One entry of "On this page"."""

    text: str
    href: str


@dataclass(frozen=True)
class Change:
    """What a reader should know changed."""

    date: date
    text: Markup


@dataclass(frozen=True)
class ProviderView:
    """The program named on the site, in its own words, marked as such."""

    name: str
    place: str
    phone: str
    phone_href: str
    url: str
    href: str
    says: tuple[str, ...]
    note: str
    looked_up: date


@dataclass(frozen=True)
class SiteView:
    """What every page of one language shares."""

    lang: str
    name: str
    tagline: str
    description: str
    home: str
    help: str
    overdose: str
    a_to_z: str
    latest: str
    glossary: str
    leave: str
    topics: tuple[TopicLink, ...]
    footer: tuple[Link, ...]
    strip: tuple[HelplineView, ...]
    needs: tuple[Link, ...]
    styles: Mapping[str, Style]
    print_style: str
    script: str
    manifest: str
    icon: str
    theme: str
    places: str
    stories: str
    quality_data: str
    provider: ProviderView | None
    contact_email: str


@dataclass(frozen=True)
class View:
    """What every page has, whatever its kind.

    `path` is the address without the base path; `canonical` is absolute. `pictures` are the
    addresses of our own drawings and charts on the page, without the base path. `qr` is the
    picture of `canonical` for paper, empty where none is made.
    """

    kind: str
    lang: str
    t: Words
    site: SiteView
    title: str
    description: str
    path: str
    canonical: str
    languages: tuple[LanguageLink, ...]
    alternates: tuple[Alternate, ...]
    breadcrumbs: tuple[Link, ...]
    structured_data: tuple[str, ...]
    feed: Link | None
    qr: str = ""
    open_graph_type: str = "website"
    noindex: bool = False
    preview: bool = False
    body: Markup = Markup("")
    pictures: tuple[str, ...] = ()
    translation: TranslationNote | None = None
    updated: date | None = None


@dataclass(frozen=True)
class TranslationNote:
    """Shown when the page in this language is older than the one it was made from."""

    original_href: str
    original_lang: str
    original_updated: date


@dataclass(frozen=True)
class ArticleView(View):
    """An article with everything that stands on its page."""

    summary: Markup = Markup("")
    key_points: tuple[Markup, ...] = ()
    contents: tuple[TocEntry, ...] = ()
    sources: tuple[SourceView, ...] = ()
    changes: tuple[Change, ...] = ()
    minutes: int = 1
    published: date = date.min
    review_due: date = date.min
    authors: tuple[PersonView, ...] = ()
    reviewer: PersonView | None = None
    reviewed: date | None = None
    topic: TopicLink | None = None
    tags: tuple[Link, ...] = ()
    audience: tuple[str, ...] = ()
    related: tuple[Teaser, ...] = ()
    draft: bool = False


@dataclass(frozen=True)
class PlaceView:
    """A place or service to turn to. `anchor` is its address on the page."""

    key: str
    anchor: str
    name: str
    about: str
    area: str
    address: str
    phone: str
    phone_href: str
    hours: str
    languages: str
    cost: str
    url: str
    source: str
    looked_up: date
    dialed: date | None
    needs: tuple[str, ...]
    also: tuple[Link, ...]


@dataclass(frozen=True)
class PlaceGroup:
    """The places whose first need this is."""

    need: str
    anchor: str
    title: str
    places: tuple[PlaceView, ...]


@dataclass(frozen=True)
class QualityRow:
    """What was measured of one article, in words of the page's language.

    `formulas` are the names of reading formulas with what they came to.
    """

    title: str
    href: str
    reading: str
    formulas: tuple[tuple[str, str], ...]
    key_points: str
    words: int
    sources: int
    years: str
    updated: date
    review_due: date
    reviewed: date | None
    translation: str


@dataclass(frozen=True)
class CardSideView:
    """One side of the wallet card."""

    title: str
    steps: tuple[str, ...]
    lines: tuple[str, ...]
    blanks: tuple[str, ...]


@dataclass(frozen=True)
class CardView:
    """The card to print, cut and fold."""

    front: CardSideView
    back: CardSideView


@dataclass(frozen=True)
class PageView(View):
    """A page of our own: about, privacy, overdose, help, home, places, stories, not found."""

    contents: tuple[TocEntry, ...] = ()
    sources: tuple[SourceView, ...] = ()
    changes: tuple[Change, ...] = ()
    articles: tuple[Teaser, ...] = ()
    newest: tuple[Teaser, ...] = ()
    helplines: tuple[HelplineGroup, ...] = ()
    places: tuple[PlaceGroup, ...] = ()
    stories: tuple[Teaser, ...] = ()
    quality: tuple[QualityRow, ...] = ()
    card: CardView | None = None
    draft: bool = False


@dataclass(frozen=True)
class StoryView(View):
    """A story. `label` says what it is: a made-up example, or told with consent."""

    label: str = ""
    made_up: bool = True
    summary: Markup = Markup("")
    minutes: int = 1
    published: date = date.min
    tags: tuple[Link, ...] = ()
    sources: tuple[SourceView, ...] = ()
    changes: tuple[Change, ...] = ()
    related: tuple[Teaser, ...] = ()
    draft: bool = False


@dataclass(frozen=True)
class RedirectView(View):
    """A page that has moved; `target` is where it is now."""

    target: str = ""


@dataclass(frozen=True)
class ExampleView:
    """An example of a component: its name, the values it is called with, its inner HTML."""

    name: str
    values: dict[str, Any]
    body: Markup | None


@dataclass(frozen=True)
class ComponentView:
    """A component with its examples, for the page that only the preview has."""

    name: str
    purpose: str
    examples: tuple[ExampleView, ...]


@dataclass(frozen=True)
class DrawingView:
    """A drawing or chart, for the page that only the preview has."""

    name: str
    lang: str
    href: str
    width: int
    height: int


@dataclass(frozen=True)
class ComponentsView(View):
    """Every component, drawing and chart (preview only)."""

    components: tuple[ComponentView, ...] = ()
    drawings: tuple[DrawingView, ...] = ()


@dataclass(frozen=True)
class TopicView(View):
    """One topic: what it is about and its articles."""

    introduction: str = ""
    articles: tuple[Teaser, ...] = ()


@dataclass(frozen=True)
class LetterGroup:
    """One letter of A to Z."""

    letter: str
    articles: tuple[Teaser, ...]


@dataclass(frozen=True)
class AToZView(View):
    """All articles by their first letter."""

    letters: tuple[LetterGroup, ...] = ()


@dataclass(frozen=True)
class ListView(View):
    """Latest articles (paginated) or the articles of one tag."""

    articles: tuple[Teaser, ...] = ()
    page_number: int = 1
    page_count: int = 1
    newer: str = ""
    older: str = ""


@dataclass(frozen=True)
class TermView:
    """A glossary term."""

    key: str
    term: str
    definition: str
    also: tuple[str, ...]
    say_instead: tuple[str, ...]
    href: str
    source: SourceView | None = None


@dataclass(frozen=True)
class GlossaryView(View):
    """All terms of one language."""

    terms: tuple[TermView, ...] = ()
