"""Every page of the site, in every language, with what its template is given.

Pelican's own lists hold only the start language; these hold each language's articles and
nothing else. Nothing is written here: the catalog is a plan that `wiring` carries out.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from healthsite import structured_data
from healthsite.addresses import Addresses, file_for, need_anchor, phone_href, text_href, text_parts
from healthsite.drawings import Drawn
from healthsite.editorial.dates import review_due
from healthsite.feeds import FeedItem, atom
from healthsite.kept import Anew
from healthsite.links import Linker, PageLinker, unbroken
from healthsite.manifest import MANIFEST, manifest
from healthsite.markdown_text.visible import count_words
from healthsite.model import (
    ArticleHeader,
    CardSide,
    Desk,
    Helpline,
    Library,
    Need,
    Person,
    Picture,
    Place,
    SiteData,
    StoryHeader,
    Text,
    Texts,
)
from healthsite.policy import content_policy
from healthsite.qr import qr_file, qr_svg
from healthsite.quality import QualityFacts, quality_facts, quality_json
from healthsite.redirects import nginx_map, redirects_file
from healthsite.related import Candidate, Related, related, related_to
from healthsite.sitemap import SitemapEntry, robots, sitemap
from healthsite.views import (
    Alternate,
    ArticleView,
    AToZView,
    CardSideView,
    CardView,
    Change,
    GlossaryView,
    HelplineGroup,
    HelplineView,
    LanguageLink,
    LetterGroup,
    Link,
    ListView,
    PageView,
    PersonView,
    PlaceGroup,
    PlaceView,
    ProviderView,
    QualityRow,
    RedirectView,
    SiteView,
    SourceView,
    StoryView,
    Style,
    Teaser,
    TermView,
    TocEntry,
    TopicLink,
    TopicView,
    TranslationNote,
    View,
)
from healthsite.words import Words

WORDS_PER_MINUTE = 200
"""Silent reading of plain prose; slower than the mean of 238 words a minute that Brysbaert
(Journal of Memory and Language 109, 2019) found for adults, since our readers are ill,
tired or afraid."""

NEWEST_ON_HOME = 4
PAGE_TEMPLATES = {
    "home": "home",
    "help": "help",
    "overdose": "overdose",
    "not-found": "not_found",
    "provider": "provider",
    "places": "places",
    "stories": "stories",
    "quality": "quality",
    "wallet-card": "wallet_card",
    "offline": "offline",
}
"""Pages with a template of their own; every other page of ours uses `page`."""

Ranked = Mapping[str, tuple[Related, ...]]


@dataclass(frozen=True)
class Assets:
    """Where the theme's files are, without the base path, and the drawings made from it.

    `styles` are the texts of the stylesheets of `css/`, by name. `colors` are the roles
    of the theme that a device shows outside a page, "paper" and "band".
    """

    styles: Mapping[str, str]
    print_style: str
    script: str
    colors: Mapping[str, str]
    theme: str = "/theme"
    drawn: Drawn = field(default_factory=Drawn)

    @property
    def icon(self) -> str:
        """Return the address of the icon."""
        return f"{self.theme}/icon.svg"


@dataclass(frozen=True)
class PlannedPage:
    """A page to write: where, with which template, and what the template is given."""

    save_as: str
    template: str
    view: View


@dataclass
class Catalog:
    """The plan of a site. `texts` are the pages of files, by the file's path.

    `files` are all other files by name; the drawings that a page shows are among them. Which
    those are, each page's `view.pictures` says.
    """

    texts: dict[str, PlannedPage] = field(default_factory=dict)
    pages: list[PlannedPage] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def planned(self) -> list[PlannedPage]:
        """Return all pages, those of files first."""
        return [*self.texts.values(), *self.pages]

    @property
    def page_files(self) -> set[str]:
        """Return the name of every page file that the content calls for."""
        return {page.save_as for page in self.planned}


def plan(
    data: SiteData,
    library: Library,
    addresses: Addresses,
    assets: Assets,
    *,
    redirects: Mapping[str, str] | None = None,
    desk: Desk | None = None,
    preview: bool = False,
    kept: Anew | None = None,
) -> Catalog:
    """Plan every page.

    Args:
        data: the data files.
        library: the texts that are shown.
        addresses: where the site lives.
        assets: where the stylesheet and the theme's files are.
        redirects: former addresses and where they lead now.
        desk: what articles and pictures are measured with; None publishes no measured facts.
        preview: mark drafts, and keep everything out of search engines.
        kept: what earlier builds of this process worked out.
    """
    kept = kept or Anew()
    catalog = Catalog()
    shelves = {
        lang: _Shelf(
            data, library, addresses, assets, lang, preview, desk.pictures if desk else {}, kept
        )
        for lang in data.languages
    }
    for shelf in shelves.values():
        shelf.others = shelves
        if desk is not None:
            shelf.quality = [
                _measured(text, desk, addresses.absolute(shelf.path(*text_parts(text))), kept)
                for text in shelf.articles
            ]
    if desk is not None:
        every = [facts for shelf in shelves.values() for facts in shelf.quality]
        catalog.files["quality.json"] = quality_json(every)
    for shelf in shelves.values():
        shelf.plan_texts(catalog)
        shelf.plan_lists(catalog)
        shelf.plan_feeds(catalog)
        shelf.plan_manifest(catalog)
    for page in catalog.planned:
        if page.view.qr:
            catalog.files[qr_file(page.view.path)] = qr_svg(page.view.canonical)
    for old, new in sorted((redirects or {}).items()):
        shelf = shelves[_language_of(old, data.languages)]
        catalog.pages.append(shelf.redirect(old, new))
    shown = {address for page in catalog.planned for address in page.view.pictures}
    for drawing in assets.drawn:
        if preview or f"/{drawing.file}" in shown:
            catalog.files[drawing.file] = drawing.svg
    if redirects:
        catalog.files["_redirects"] = redirects_file(redirects, addresses.base)
        catalog.files["redirects.map"] = nginx_map(redirects, addresses.base)
    catalog.files["sitemap.xml"] = sitemap(
        SitemapEntry(
            page.view.canonical,
            tuple((a.hreflang, a.address) for a in page.view.alternates),
            page.view.updated,
        )
        for page in catalog.planned
        if not page.view.noindex
    )
    catalog.files["robots.txt"] = robots(addresses.absolute("/sitemap.xml"))
    return catalog


class _Shelf:
    """All that is made of one language's texts."""

    def __init__(
        self,
        data: SiteData,
        library: Library,
        addresses: Addresses,
        assets: Assets,
        lang: str,
        preview: bool,
        images: Mapping[str, Picture],
        kept: Anew,
    ) -> None:
        self.data = data
        self.kept = kept
        self.library = library
        self.addresses = addresses
        self.assets = assets
        self.lang = lang
        self.preview = preview
        self.words = Words(lang, data.site.languages[lang].locale, data.strings[lang])
        self.linker = Linker(data, library, addresses, self.words, assets.drawn, images)
        self.others: dict[str, _Shelf] = {}
        self.quality: list[QualityFacts] = []
        self.articles = [t for t in library.articles.values() if t.lang == lang]
        self.pages = [t for t in library.pages.values() if t.lang == lang]
        self.stories = [t for t in library.stories.values() if t.lang == lang]
        self.stories.sort(key=lambda t: (_sort_key(t.document.title.text), t.slug))
        self.articles.sort(key=lambda t: (_sort_key(t.document.title.text), t.slug))
        self.by_topic: dict[str, list[Text]] = defaultdict(list)
        self.by_tag: dict[str, list[Text]] = defaultdict(list)
        for text in self.articles:
            self.by_topic[text.topic].append(text)
            for tag in text.article.tags:
                self.by_tag[tag].append(text)
        self.teasers = {text.slug: self._teaser(text) for text in self.articles}
        candidates = [_candidate(text) for text in self.articles]
        self.related = self._related_of(candidates)
        self._sites: dict[str, SiteView] = {}

    def _related_of(self, articles: list[Candidate]) -> Ranked:
        """Stories lead to articles; an article does not lead to a made-up story."""
        count = self.data.site.related_count
        found = self.kept.once(
            ("related", self.lang, "articles"),
            (articles, count),
            lambda: related(articles, self.lang, count),
        )
        if not self.stories:
            return found
        stories = [_candidate(text) for text in self.stories]
        return found | self.kept.once(
            ("related", self.lang, "stories"),
            (stories, articles, count),
            lambda: related_to(stories, articles, self.lang, count),
        )

    # -- small things -------------------------------------------------------

    def text(self, texts: Texts | None) -> str:
        """Return this language's text of a bilingual field, empty if there is none."""
        return texts[self.lang] if texts else ""

    def path(self, *parts: str) -> str:
        return self.addresses.path(self.lang, *parts)

    def href(self, *parts: str) -> str:
        return self.addresses.href(self.path(*parts))

    def page_href(self, slug: str) -> str:
        """Return where a page of ours is, empty if the content has none of that name."""
        return self.href(slug) if (slug, self.lang) in self.library.pages else ""

    def topic_link(self, key: str, current: str = "") -> TopicLink:
        topic = self.data.topics[key]
        return TopicLink(
            key,
            self.text(topic.name),
            self.href(key),
            len(self.by_topic[key]),
            self.text(topic.summary),
            key == current,
        )

    def shown_topics(self) -> list[str]:
        """Return the topics that have a page: those with articles."""
        return [key for key in self.data.topics if self.by_topic[key]]

    def helpline(self, key: str) -> HelplineView:
        line = self.data.helplines[key]
        return HelplineView(
            key=key,
            name=_helpline_name(line, self.lang),
            need=line.need,
            strip=self.text(line.strip),
            serves=self.text(line.serves),
            call=line.call_words or line.call or "",
            call_href=phone_href(line.call) if line.call else "",
            call_then=self.text(line.call_then),
            text=line.text or "",
            text_href=text_href(line.text) if line.text else "",
            text_message=line.text_message or "",
            chat_href=line.chat or "",
            url=line.url,
            hours=self.text(line.hours),
            languages=self.text(line.languages),
            cost=self.text(line.cost),
            spanish=self.text(line.spanish),
            deaf=unbroken(self.text(line.deaf)),
            happens=self.text(line.happens),
            caution=unbroken(self.text(line.caution)),
            looked_up=line.looked_up,
            dialed=date.fromisoformat(line.dialed) if line.dialed else None,
            source=line.source,
            source_date=line.source_date,
        )

    def helpline_groups(self) -> tuple[HelplineGroup, ...]:
        return tuple(
            HelplineGroup(
                need_anchor(need),
                self.words(f"need.{need}"),
                tuple(self.helpline(k) for k, v in self.data.helplines.items() if v.need == need),
            )
            for need in self.needs()
        )

    def needs(self) -> tuple[str, ...]:
        """Return what the phone lines are for, in the order of the data file."""
        return tuple(dict.fromkeys(line.need for line in self.data.helplines.values()))

    def site(self, topic: str = "") -> SiteView:
        """Return what every page shares; `topic` is the one the reader is in."""
        if topic not in self._sites:
            site = self.data.site
            self._sites[topic] = SiteView(
                lang=self.lang,
                name=self.text(site.name),
                tagline=self.text(site.tagline),
                description=self.text(site.description),
                home=self.href(),
                help=self.href("help"),
                overdose=self.href("overdose"),
                a_to_z=self.href("a-to-z"),
                latest=self.href("latest"),
                glossary=self.href("glossary") if self.data.terms else "",
                places=self.page_href("places"),
                stories=self.page_href("stories"),
                quality_data=self.addresses.href("/quality.json"),
                leave=site.leave_address,
                topics=tuple(self.topic_link(key, topic) for key in self.shown_topics()),
                footer=tuple(
                    Link(text.document.title.text, self.href(slug))
                    for slug in site.footer_pages
                    if (text := self.library.pages.get((slug, self.lang)))
                ),
                strip=tuple(self.helpline(key) for key in site.help_strip),
                needs=tuple(
                    Link(self.words(f"need.{need}"), f"{self.href('help')}#{need_anchor(need)}")
                    for need in self.needs()
                    if need != "emergency"
                ),
                styles={
                    name: Style(text, content_policy(text))
                    for name, text in self.assets.styles.items()
                },
                print_style=self.addresses.href(self.assets.print_style),
                script=self.addresses.href(self.assets.script),
                manifest=self.addresses.href(f"{self.path()}{MANIFEST}"),
                icon=self.addresses.href(self.assets.icon),
                theme=self.addresses.href(self.assets.theme),
                provider=self.provider(),
                contact_email=site.contact.email,
            )
        return self._sites[topic]

    def provider(self) -> ProviderView | None:
        provider = self.data.provider
        if provider is None:
            return None
        return ProviderView(
            name=provider.name,
            place=self.text(provider.place),
            phone=provider.phone,
            phone_href=phone_href(provider.phone),
            url=provider.url or "",
            href=self.href("provider"),
            says=tuple(texts[self.lang] for texts in provider.says),
            note=self.text(provider.note),
            looked_up=provider.looked_up,
        )

    def person(self, key: str) -> PersonView:
        person: Person = self.data.people[key]
        return PersonView(key, self.text(person.name), self.text(person.about), person.kind)

    def source(self, key: str, number: int, back: str = "") -> SourceView:
        source = self.data.sources[key]
        year = source.year if isinstance(source.year, int) else self.words("source.undated")
        return SourceView(
            number=number,
            anchor=f"source-{number}",
            title=source.title,
            authors=source.authors or "",
            publisher=source.publisher,
            year=str(year),
            url=source.url,
            lang=source.language,
            looked_up=source.looked_up,
            back=back,
        )

    def sources(self, linker: PageLinker) -> tuple[SourceView, ...]:
        return tuple(
            self.source(key, number, f"#cite-{number}")
            for key, number in linker.citations.numbers.items()
        )

    def _teaser(self, text: Text) -> Teaser:
        document = text.document
        header = text.article
        return Teaser(
            title=document.title.text,
            href=self.href(text.topic, text.slug),
            summary=self.linker.page(text).resolve(document.summary.html, cite=False),
            minutes=minutes(text),
            published=header.date,
            updated=text.modified,
            topic=self.text(self.data.topics[text.topic].name),
            topic_href=self.href(text.topic),
            draft=text.is_draft,
        )

    def newest_first(self, texts: Iterable[Text]) -> list[Text]:
        return sorted(
            texts, key=lambda t: (-t.modified.toordinal(), -t.article.date.toordinal(), t.slug)
        )

    def common(
        self,
        kind: str,
        title: str,
        description: str,
        parts: tuple[str, ...],
        *,
        present: Iterable[str] | None = None,
        crumbs: tuple[Link, ...] = (),
        topic: str = "",
        feed: Link | None = None,
        extra_data: tuple[dict[str, object], ...] = (),
        noindex: bool = False,
        text: bool = False,
    ) -> dict[str, object]:
        """Return the fields that every view has.

        Args:
            present: the languages this page exists in; all by default.
            text: somebody wrote it, so somebody may print it and pass it on.
            crumbs: the way from the home page, this page left out.
        """
        every = self.data.languages
        exists = [lang for lang in every if lang in set(present)] if present else list(every)
        at = {lang: self.addresses.path(lang, *parts) for lang in exists}
        indexed = not noindex and not self.preview
        path = at[self.lang]
        alternates = [Alternate(lang, self.addresses.absolute(at[lang])) for lang in exists]
        if every[0] in exists:
            alternates.append(Alternate("x-default", self.addresses.absolute(at[every[0]])))
        home = Link(self.words("breadcrumb.home"), self.href())
        trail = (home, *crumbs) if parts else ()
        data: list[dict[str, object]] = list(extra_data)
        if trail:
            steps = [(link.text, self._absolute(link.href)) for link in trail]
            steps.append((title, self.addresses.absolute(path)))
            data.append(structured_data.breadcrumbs(steps))
        return {
            "kind": kind,
            "lang": self.lang,
            "t": self.words,
            "site": self.site(topic),
            "title": title,
            "description": description,
            "path": path,
            "canonical": self.addresses.absolute(path),
            "languages": tuple(
                LanguageLink(
                    lang,
                    self.data.site.languages[lang].locale,
                    self.data.site.languages[lang].name,
                    self.addresses.href(at.get(lang, self.addresses.path(lang))),
                    lang in at,
                )
                for lang in every
                if lang != self.lang
            ),
            # In the preview a draft and its published twin could not both name each other.
            "alternates": tuple(alternates) if not (noindex or self.preview) else (),
            "breadcrumbs": trail,
            "structured_data": tuple(structured_data.to_json(item) for item in data),
            "feed": feed or self.feed_link(),
            "noindex": not indexed,
            "preview": self.preview,
            "qr": self.addresses.href(f"/{qr_file(path)}") if text and indexed else "",
        }

    def _absolute(self, href: str) -> str:
        return self.addresses.absolute(href.removeprefix(self.addresses.base))

    def feed_link(self, topic: str = "") -> Link | None:
        if not (self.by_topic[topic] if topic else self.articles):
            return None
        name = self.text(self.data.site.name)
        if topic:
            title = self.words(
                "feed.topic_title", site=name, topic=self.text(self.data.topics[topic].name)
            )
        else:
            title = self.words("feed.title", site=name)
        return Link(title, f"{self.href(*((topic,) if topic else ()))}feed.xml")

    # -- pages of files -----------------------------------------------------

    def plan_texts(self, catalog: Catalog) -> None:
        for text in self.articles:
            parts = (text.topic, text.slug)
            catalog.texts[text.document.file.path] = PlannedPage(
                file_for(self.path(*parts)), "article", self._article(text)
            )
        for text in self.stories:
            story = self._story(text)
            catalog.pages.append(PlannedPage(file_for(story.path), "story", story))
        for text in self.pages:
            view = self._page(text)
            template = PAGE_TEMPLATES.get(text.slug, "page")
            catalog.texts[text.document.file.path] = PlannedPage(
                file_for(view.path), template, view
            )

    def _article(self, text: Text) -> ArticleView:
        document, header = text.document, text.article
        linker = self.linker.page(text)
        key_points = tuple(linker.resolve(point.html) for point in document.key_points)
        body = linker.resolve(document.body.html)
        changes = self._changes(text, linker)
        sources = self.sources(linker)
        topic = self.topic_link(text.topic, text.topic)
        title, description = document.title.text, document.summary.text
        authors = tuple(self.person(key) for key in header.authors)
        # What changed since cannot have been reviewed in a translation that lacks it.
        reviewed = None if text.is_older_than_original else header.reviewed
        reviewer = self.person(header.reviewed_by) if header.reviewed_by and reviewed else None
        audience = tuple(self.text(self.data.audiences[key].name) for key in header.audience)
        tags = tuple(
            Link(self.text(self.data.tags[key].name), self.href("tags", key)) for key in header.tags
        )
        parts = (text.topic, text.slug)
        original = self.addresses.absolute(self.addresses.path(text.original.file.lang, *parts))
        data = structured_data.article(
            title=title,
            description=description,
            address=self.addresses.absolute(self.path(*parts)),
            lang=self.lang,
            published=header.date,
            modified=text.modified,
            authors=[(author.kind, author.name) for author in authors],
            reviewer=reviewer.name if reviewer else None,
            reviewed=reviewed,
            about=[tag.text for tag in tags],
            audience=list(audience),
            site_name=self.text(self.data.site.name),
            site_address=self.addresses.absolute(self.path()),
            translation_of=original if text.is_translation else None,
        )
        common = self.common(
            "article",
            title,
            description,
            parts,
            present=text.languages,
            crumbs=(Link(topic.name, topic.href),),
            topic=text.topic,
            feed=self.feed_link(text.topic),
            extra_data=(data,),
            noindex=text.is_draft,
            text=True,
        )
        return ArticleView(
            **common,  # type: ignore[arg-type]
            open_graph_type="article",
            body=body,
            pictures=tuple(linker.shown),
            translation=self._translation_note(text, parts),
            updated=text.modified,
            summary=linker.resolve(document.summary.html, cite=False),
            key_points=key_points,
            contents=_contents(text),
            sources=sources,
            changes=changes,
            minutes=minutes(text),
            published=header.date,
            review_due=review_due(text, self.data),
            authors=authors,
            reviewer=reviewer,
            reviewed=reviewed,
            topic=topic,
            tags=tags,
            audience=audience,
            related=tuple(self._related(item) for item in self.related.get(text.slug, ())),
            draft=text.is_draft,
        )

    def _changes(self, text: Text, linker: PageLinker) -> tuple[Change, ...]:
        document = text.document
        changes = [
            Change(entry.date, linker.resolve(fragment.html, cite=False))
            for entry, fragment in zip(document.header.changes, document.changes, strict=True)
        ]
        return tuple(sorted(changes, key=lambda change: change.date, reverse=True))

    def _translation_note(self, text: Text, parts: tuple[str, ...]) -> TranslationNote | None:
        if not text.is_older_than_original:
            return None
        lang = text.original.file.lang
        href = self.addresses.href(self.addresses.path(lang, *parts))
        return TranslationNote(href, lang, text.facts.modified)

    def _related(self, item: Related) -> Teaser:
        teaser = self.teasers[item.key]
        # A reader learns more from what the two have in common than from who chose them.
        kind, _, key = (item.also or item.why).partition(":")
        if kind == "tag":
            why = self.words("related.tag", tag=self.text(self.data.tags[key].name))
        elif kind == "topic":
            why = self.words("related.topic", topic=self.text(self.data.topics[key].name))
        else:
            why = self.words(f"related.{kind}")
        return Teaser(
            title=teaser.title,
            href=teaser.href,
            summary=teaser.summary,
            minutes=teaser.minutes,
            published=teaser.published,
            updated=teaser.updated,
            topic=teaser.topic,
            topic_href=teaser.topic_href,
            draft=teaser.draft,
            why=why,
        )

    def _page(self, text: Text) -> PageView:
        document = text.document
        # In an emergency nobody should wait for the picture of what to do.
        linker = self.linker.page(text, soon=text.slug == "overdose")
        body = linker.resolve(document.body.html)
        title, description = document.title.text, document.summary.text
        parts = text_parts(text)
        lost = text.slug == "not-found"
        overdose = self.by_topic["overdose"] if text.slug == "overdose" else []
        address = self.addresses.absolute(self.path(*parts))
        if text.slug == "home":
            data = structured_data.website(
                self.text(self.data.site.name), description, address, self.lang
            )
        else:
            data = structured_data.web_page(
                title=title,
                description=description,
                address=address,
                lang=self.lang,
                medical=text.slug == "overdose",
            )
        common = self.common(
            text.slug if text.slug in PAGE_TEMPLATES else "page",
            title,
            description,
            parts,
            present=text.languages,
            topic="overdose" if overdose else "",
            feed=self.feed_link("overdose") if overdose else None,
            extra_data=() if lost else (data,),
            noindex=lost or text.is_draft,
            text=True,
        )
        return PageView(
            **common,  # type: ignore[arg-type]
            body=body,
            pictures=tuple(linker.shown),
            translation=self._translation_note(text, parts),
            updated=text.modified,
            contents=_contents(text),
            sources=self.sources(linker),
            changes=self._changes(text, linker),
            articles=tuple(self.teasers[article.slug] for article in overdose),
            newest=self._newest() if text.slug == "home" else (),
            card=self._card() if text.slug == "wallet-card" else None,
            quality=self._quality_rows() if text.slug == "quality" else (),
            places=self.place_groups() if text.slug == "places" else (),
            stories=tuple(self._story_teaser(story) for story in self.stories)
            if text.slug == "stories"
            else (),
            helplines=self.helpline_groups() if text.slug in {"help", "overdose"} else (),
            draft=text.is_draft,
        )

    def _card(self) -> CardView | None:
        card = self.data.card
        return CardView(self._card_side(card.front), self._card_side(card.back)) if card else None

    def _card_side(self, side: CardSide) -> CardSideView:
        return CardSideView(
            self.text(side.title),
            tuple(self.text(step) for step in side.steps),
            tuple(self.text(line) for line in side.lines),
            tuple(self.text(blank) for blank in side.blanks),
        )

    def place_groups(self) -> tuple[PlaceGroup, ...]:
        """Return the places by the first need of each, in the order of the needs."""
        by_need: dict[str, list[PlaceView]] = defaultdict(list)
        for key, place in self.data.places.items():
            by_need[place.needs[0]].append(self._place(key, place))
        return tuple(
            PlaceGroup(
                need,
                _need_anchor(need),
                self.words(f"place_need.{need}"),
                tuple(by_need[need]),
            )
            for need in get_args(Need)
            if by_need[need]
        )

    def _place(self, key: str, place: Place) -> PlaceView:
        filled = {other.needs[0] for other in self.data.places.values()}
        return PlaceView(
            key=key,
            anchor=f"place-{key}",
            name=(place.name_es if self.lang == "es" else None) or place.name,
            about=self.text(place.about),
            area=self.text(place.area),
            address=place.address or "",
            phone=place.phone or "",
            phone_href=phone_href(place.phone) if place.phone else "",
            hours=self.text(place.hours),
            languages=", ".join(self.words(f"place.language.{code}") for code in place.languages),
            cost=self.text(place.cost),
            url=place.url,
            source=place.source,
            looked_up=place.looked_up,
            dialed=date.fromisoformat(place.dialed) if place.dialed else None,
            needs=tuple(place.needs),
            also=tuple(
                Link(
                    self.words(f"place_need.{need}"),
                    f"#{_need_anchor(need)}" if need in filled else "",
                )
                for need in place.needs[1:]
            ),
        )

    def _quality_rows(self) -> tuple[QualityRow, ...]:
        rows = []
        for facts in self.quality:
            reading = facts.grade if facts.grade is not None else facts.inflesz
            years = [year for year in (facts.oldest_source, facts.newest_source) if year]
            states = sorted(set(facts.translations.values()) - {"current"}) or ["current"]
            rows.append(
                QualityRow(
                    title=facts.title,
                    href=self.addresses.href(facts.address.removeprefix(self.addresses.site)),
                    reading="" if reading is None else self.words.number(reading),
                    formulas=tuple(
                        (self.words(f"quality.{name}"), self.words.number(value))
                        for name in ("flesch_kincaid", "smog", "fernandez_huerta")
                        if (value := getattr(facts, name)) is not None
                    ),
                    key_points=""
                    if facts.key_points is None
                    else self.words.number(facts.key_points),
                    words=facts.words,
                    sources=facts.sources,
                    years="–".join(str(year) for year in dict.fromkeys(years)),
                    updated=facts.updated,
                    review_due=facts.review_due,
                    reviewed=facts.reviewed,
                    translation=self.words(f"quality.translation_{states[0]}"),
                )
            )
        return tuple(rows)

    def _story(self, text: Text) -> StoryView:
        document, header = text.document, text.story
        linker = self.linker.page(text)
        body = linker.resolve(document.body.html)
        title, description = document.title.text, document.summary.text
        parts = text_parts(text)
        made_up = header.kind == "example"
        index = self.library.pages.get(("stories", self.lang))
        crumbs = (Link(index.document.title.text, self.href("stories")),) if index else ()
        data = structured_data.web_page(
            title=title,
            description=description,
            address=self.addresses.absolute(self.path(*parts)),
            lang=self.lang,
        )
        common = self.common(
            "story",
            title,
            description,
            parts,
            present=text.languages,
            crumbs=crumbs,
            extra_data=(data,),
            noindex=text.is_draft,
            text=True,
        )
        return StoryView(
            **common,  # type: ignore[arg-type]
            body=body,
            pictures=tuple(linker.shown),
            translation=self._translation_note(text, parts),
            updated=text.modified,
            sources=self.sources(linker),
            changes=self._changes(text, linker),
            label=self.story_label(text),
            made_up=made_up,
            summary=linker.resolve(document.summary.html, cite=False),
            minutes=minutes(text),
            published=header.date,
            tags=tuple(
                Link(self.text(self.data.tags[key].name), self.href("tags", key))
                for key in header.tags
                if self.by_tag[key]
            ),
            related=tuple(
                self._related(item) for item in self.related.get(f"story:{text.slug}", ())
            ),
            draft=text.is_draft,
        )

    def story_label(self, text: Text) -> str:
        """Return what a story is: a made-up example, or told with consent."""
        kind = "made_up" if text.story.kind == "example" else "real"
        return self.words(f"story.label_{kind}")

    def _story_teaser(self, text: Text) -> Teaser:
        document = text.document
        return Teaser(
            title=document.title.text,
            href=self.href(*text_parts(text)),
            summary=self.linker.page(text).resolve(document.summary.html, cite=False),
            minutes=minutes(text),
            published=text.story.date,
            updated=text.modified,
            topic="",
            topic_href="",
            draft=text.is_draft,
            why=self.story_label(text),
        )

    def redirect(self, old: str, new: str) -> PlannedPage:
        """Return the page that stands at a former address."""
        parts = tuple(part for part in old.split("/") if part)
        if parts and parts[0] == self.lang and self.lang != self.addresses.start:
            parts = parts[1:]
        common = self.common(
            "redirect",
            self.words("redirect.title"),
            self.words("redirect.text"),
            parts,
            present=[self.lang],
            noindex=True,
        )
        view = RedirectView(
            **common,  # type: ignore[arg-type]
            target=self.addresses.href(new),
        )
        return PlannedPage(file_for(old), "redirect", view)

    def _newest(self) -> tuple[Teaser, ...]:
        newest = self.newest_first(self.articles)[:NEWEST_ON_HOME]
        return tuple(self.teasers[text.slug] for text in newest)

    # -- lists --------------------------------------------------------------

    def plan_lists(self, catalog: Catalog) -> None:
        pages = [self._a_to_z(), *self._latest(), *self._topics(), *self._tags()]
        if self.data.terms:
            pages += self._glossary()
        for template, view in pages:
            catalog.pages.append(PlannedPage(file_for(view.path), template, view))

    def _a_to_z(self) -> tuple[str, View]:
        letters: dict[str, list[Teaser]] = defaultdict(list)
        for text in self.articles:
            letters[_letter(text.document.title.text)].append(self.teasers[text.slug])
        groups = tuple(LetterGroup(key, tuple(value)) for key, value in sorted(letters.items()))
        common = self.common(
            "a_to_z", self.words("a_to_z.title"), self.words("a_to_z.description"), ("a-to-z",)
        )
        return "a_to_z", AToZView(**common, letters=groups)  # type: ignore[arg-type]

    def _latest(self) -> list[tuple[str, View]]:
        size = self.data.site.latest_per_page
        texts = self.newest_first(self.articles)
        count = max(1, -(-len(texts) // size))
        pages: list[tuple[str, View]] = []
        for number in range(1, count + 1):
            parts = _latest_parts(number)
            present = [
                lang
                for lang, other in self.others.items()
                if number == 1 or len(other.articles) > (number - 1) * size
            ]
            title, description = self.words("latest.title"), self.words("latest.description")
            if number > 1:
                title = self.words("latest.title_n", n=number)
                description = f"{title}. {description}"
            common = self.common("latest", title, description, parts, present=present)
            here = texts[(number - 1) * size : number * size]
            pages.append(
                (
                    "articles",
                    ListView(
                        **common,  # type: ignore[arg-type]
                        articles=tuple(self.teasers[text.slug] for text in here),
                        page_number=number,
                        page_count=count,
                        newer=self.href(*_latest_parts(number - 1)) if number > 1 else "",
                        older=self.href(*_latest_parts(number + 1)) if number < count else "",
                    ),
                )
            )
        return pages

    def _topics(self) -> list[tuple[str, View]]:
        pages: list[tuple[str, View]] = []
        for key in self.shown_topics():
            if (key, self.lang) in self.library.pages:
                continue  # The page of that name shows the topic's articles at its foot.
            topic = self.data.topics[key]
            texts = self.by_topic[key]
            common = self.common(
                "topic",
                self.text(topic.name),
                self.text(topic.summary),
                (key,),
                present=[lang for lang, other in self.others.items() if other.by_topic[key]],
                topic=key,
                feed=self.feed_link(key),
            )
            pages.append(
                (
                    "topic",
                    TopicView(
                        **common,  # type: ignore[arg-type]
                        updated=max(text.modified for text in texts),
                        introduction=self.text(topic.introduction),
                        articles=tuple(self.teasers[text.slug] for text in texts),
                    ),
                )
            )
        return pages

    def _tags(self) -> list[tuple[str, View]]:
        pages: list[tuple[str, View]] = []
        for key, label in self.data.tags.items():
            texts = self.by_tag[key]
            if not texts:
                continue
            name = self.text(label.name)
            common = self.common(
                "tag",
                self.words("tag.title", tag=name),
                self.words("tag.description", tag=name),
                ("tags", key),
                present=[lang for lang, other in self.others.items() if other.by_tag[key]],
            )
            articles = tuple(self.teasers[text.slug] for text in self.newest_first(texts))
            pages.append(("articles", ListView(**common, articles=articles)))  # type: ignore[arg-type]
        return pages

    def _term(self, key: str) -> TermView:
        term = self.data.terms[key]
        words = term.text(self.lang)
        return TermView(
            key=key,
            term=words.term,
            definition=words.definition,
            also=tuple(term.also.get(self.lang, ())),
            say_instead=tuple(term.say_instead.get(self.lang, ())),
            href=self.href("glossary", key),
            source=self.source(term.source, 1) if term.source else None,
        )

    def _glossary(self) -> list[tuple[str, View]]:
        terms = sorted(
            (self._term(key) for key in self.data.terms), key=lambda t: _sort_key(t.term)
        )
        title = self.words("glossary.title")
        common = self.common("glossary", title, self.words("glossary.description"), ("glossary",))
        pages: list[tuple[str, View]] = [
            ("glossary", GlossaryView(**common, terms=tuple(terms)))  # type: ignore[arg-type]
        ]
        crumb = Link(title, self.href("glossary"))
        for term in terms:
            common = self.common(
                "term",
                self.words("term.title", term=term.term),
                self.words("term.description", term=term.term),
                ("glossary", term.key),
                crumbs=(crumb,),
            )
            pages.append(("term", GlossaryView(**common, terms=(term,))))  # type: ignore[arg-type]
        return pages

    # -- feeds --------------------------------------------------------------

    def plan_feeds(self, catalog: Catalog) -> None:
        for topic in ("", *self.shown_topics()):
            texts = self.by_topic[topic] if topic else self.articles
            link = self.feed_link(topic)
            if link is None:
                continue
            path = f"{self.path(*((topic,) if topic else ()))}feed.xml"
            site = self.data.site
            catalog.files[path.lstrip("/")] = atom(
                title=link.text,
                subtitle=self.text(site.description),
                address=self.addresses.absolute(self.path(*((topic,) if topic else ()))),
                feed_address=self.addresses.absolute(path),
                lang=self.lang,
                items=[self._feed_item(text) for text in self.newest_first(texts)[:50]],
            )

    def plan_manifest(self, catalog: Catalog) -> None:
        site = self.site()
        catalog.files[site.manifest.removeprefix(f"{self.addresses.base}/")] = manifest(
            name=site.name,
            description=site.description,
            lang=self.lang,
            start=site.home,
            scope=self.addresses.href("/"),
            icon=site.icon,
            background=self.assets.colors["paper"],
            band=self.assets.colors["band"],
        )

    def _feed_item(self, text: Text) -> FeedItem:
        header = text.article
        return FeedItem(
            title=text.document.title.text,
            address=self.addresses.absolute(self.path(text.topic, text.slug)),
            summary=text.document.summary.text,
            published=header.date,
            updated=text.modified,
            authors=tuple(self.person(key).name for key in header.authors),
            topic=self.text(self.data.topics[text.topic].name),
        )


def _measured(text: Text, desk: Desk, address: str, kept: Anew) -> QualityFacts:
    twins = [desk.published.articles.get((text.slug, lang)) for lang in desk.data.languages]
    return kept.once(
        ("measured", text.document.file.path),
        (text, twins, desk.data, address),
        lambda: quality_facts(text, desk, address),
    )


def minutes(text: Text) -> int:
    """Return the minutes it takes to read a text, at least one."""
    document = text.document
    words = count_words(document.body.html) + sum(
        count_words(point.html) for point in document.key_points
    )
    return max(1, round(words / WORDS_PER_MINUTE))


def _language_of(path: str, languages: tuple[str, ...]) -> str:
    """Return the language whose code an address starts with, else the start language."""
    first = path.split("/")[1]
    return first if first in languages[1:] else languages[0]


def _need_anchor(need: str) -> str:
    return f"need-{need}"


def _candidate(text: Text) -> Candidate:
    document, header = text.document, text.facts
    assert isinstance(header, ArticleHeader | StoryHeader)
    points = "\n".join(point.text for point in document.key_points)
    return Candidate(
        # A story may have the name of an article.
        key=f"story:{text.slug}" if text.kind == "story" else text.slug,
        topic=text.topic,
        kind=text.kind,
        tags=frozenset(header.tags),
        title=document.title.text,
        text=f"{document.summary.text}\n{points}\n{document.body.text}",
        pins=tuple(header.related),
        links=frozenset(
            mention.target.removeprefix("article:").partition("#")[0]
            for fragment in document.fragments
            for mention in fragment.targets
            if mention.target.startswith("article:")
        ),
    )


def _contents(text: Text) -> tuple[TocEntry, ...]:
    return tuple(TocEntry(h.text, f"#{h.id}") for h in text.headings if h.level == 2)


def _helpline_name(line: Helpline, lang: str) -> str:
    return line.name_es or line.name if lang == "es" else line.name


def _latest_parts(number: int) -> tuple[str, ...]:
    return ("latest",) if number == 1 else ("latest", str(number))


def _plain(text: str) -> str:
    """Fold accents and case, so that "Áreas" stands at A in both languages."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def _sort_key(text: str) -> str:
    return _plain(text).lstrip("¿¡\"'«“ ")


def _letter(title: str) -> str:
    first = _sort_key(title)[:1].upper()
    return first if first.isalpha() else "#"
