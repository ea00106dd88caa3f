"""Rule: the site as a whole is complete and says nothing twice.

Why: the help strip and the foot of every page lead to fixed pages; two articles with one
title cannot be told apart in a list; who has no connection must be told so in plain words.
Source: the content model of this site.
Examples: tests/editorial/table_site.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from healthsite.addresses import OFFLINE_PAGE, RESERVED
from healthsite.editorial.rule import Rule
from healthsite.explain import nearest
from healthsite.model import Desk, Finding, Level
from healthsite.prompts import is_gap

RULES = (
    Rule("pages.missing", Level.ERROR, "Pages that every page leads to exist."),
    Rule("pages.orphan", Level.ERROR, "A page can be reached from another one."),
    Rule("pages.standard", Level.WARNING, "The words, limits and levels of the rules are there."),
    Rule("pages.footer", Level.ERROR, "The foot names pages that exist."),
    Rule("pages.offline", Level.ERROR, "A site that opens without a network has a page for that."),
    Rule("facts.title_twice", Level.ERROR, "No two texts of a language have one title."),
    Rule("facts.reserved", Level.ERROR, "No topic or page has an address of the site itself."),
)

REQUIRED_PAGES = ("home", "help", "overdose", "not-found")
"""Pages that every other page leads to."""


def check_site(desk: Desk) -> Iterator[Finding]:
    """Yield findings that concern no single text."""
    if not desk.data.lines.get("editorial.toml"):
        yield Finding(
            f"{desk.root}/data/editorial.toml",
            1,
            "pages.standard",
            "This file is missing or empty: words, reading grade, sources and safety are not "
            "checked. Put it back.",
        )
    yield from _pages(desk)
    yield from _titles(desk)
    yield from _names(desk)


def _pages(desk: Desk) -> Iterator[Finding]:
    start = desk.data.languages[0]
    program = ("provider",) if desk.data.provider else ()
    for slug in (*REQUIRED_PAGES, *program):
        for lang in desk.data.languages:
            known = (slug, lang) in desk.published.pages or ("page", slug) in desk.unreadable
            if not known:
                name = f"{slug}.md" if lang == start else f"{slug}.{lang}.md"
                yield Finding(
                    f"{desk.root}/pages/{name}",
                    1,
                    "pages.missing",
                    "This page is missing or a draft, and every page leads to it. Add it.",
                )
    slugs = {slug for slug, _ in desk.published.pages}
    linked = {
        mention.target.partition("#")[0]
        for text in desk.published.texts
        for fragment in text.document.fragments
        for mention in fragment.targets
    }
    at_hand = {*REQUIRED_PAGES, *program, *desk.data.site.footer_pages}
    for slug, lang in desk.published.pages:
        if lang == start and slug not in at_hand and f"page:{slug}" not in linked:
            yield Finding(
                desk.published.pages[slug, lang].document.file.path,
                1,
                "pages.orphan",
                "No page leads here. Add its name to footer_pages in data/site.toml, or link "
                f"to it: [words](page:{slug}).",
            )
    for slug in desk.data.site.footer_pages:
        if slug not in slugs and ("page", slug) not in desk.unreadable:
            yield Finding(
                f"{desk.root}/data/site.toml",
                desk.data.line("site.toml", "footer_pages"),
                "pages.footer",
                f"`{slug}` is in footer_pages and is not a published page."
                f"{nearest(slug, slugs)} Add the page or remove the name.",
            )

    stands_in = (OFFLINE_PAGE, start) in desk.published.pages
    if desk.data.site.offline and not (stands_in or ("page", OFFLINE_PAGE) in desk.unreadable):
        yield Finding(
            f"{desk.root}/data/site.toml",
            desk.data.line("site.toml", "offline"),
            "pages.offline",
            f"`offline = true`, and there is no published page `{OFFLINE_PAGE}` to show where a "
            f"page is not on the device. Add pages/{OFFLINE_PAGE}.md, or write `offline = false`.",
        )


def _titles(desk: Desk) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    # Published texts first: of a draft and the text it was copied from, the draft is told.
    for text in sorted(desk.library.texts, key=lambda text: text.is_draft):
        if is_gap(text.document.title.text):
            # Not written yet; two such titles are not the same one.
            continue
        key = (text.lang, text.document.title.text.casefold())
        path = text.document.file.path
        if key in seen:
            yield Finding(
                path,
                text.document.line("title"),
                "facts.title_twice",
                f"This title is already that of {seen[key]}. Give each text its own.",
            )
        else:
            seen[key] = path


def _names(desk: Desk) -> Iterator[Finding]:
    taken = RESERVED | set(desk.data.languages)
    for key in desk.data.topics:
        if key in taken:
            yield Finding(
                f"{desk.root}/data/topics.toml",
                desk.data.line("topics.toml", f"topics.{key}"),
                "facts.reserved",
                f"`{key}` is an address of the site itself. Name the topic differently.",
            )
    for text in desk.library.pages.values():
        slug = text.slug
        if slug in taken or (slug in desk.data.topics and slug != "overdose"):
            yield Finding(
                text.document.file.path,
                1,
                "facts.reserved",
                f"`{slug}` is already an address of the site. Rename the file.",
            )
