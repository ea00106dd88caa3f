"""Rule: a link of ours leads somewhere, and never from a published text to a draft.

Why: a frightened reader who meets a dead link may not try a second one.
Source: the link schemes of the content model (CONTRIBUTING.md).
Examples: tests/test_mistakes.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from healthsite.addresses import LISTS, need_anchor
from healthsite.editorial.rule import Rule
from healthsite.explain import nearest
from healthsite.links import find_text
from healthsite.model import Desk, Finding, Level, Text

RULES = (
    Rule("links.address", Level.ERROR, "Addresses of the site are not typed."),
    Rule("links.anchor", Level.ERROR, "A link to a section leads to a heading that is there."),
    Rule("links.helpline", Level.ERROR, "A helpline stands in helplines.toml."),
    Rule("links.term", Level.ERROR, "A term stands in glossary.toml."),
    Rule("links.article", Level.ERROR, "A linked article exists."),
    Rule("links.page", Level.ERROR, "A linked page exists."),
    Rule("links.draft", Level.ERROR, "A published text does not lead to a draft."),
)


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each link of ours that leads nowhere."""
    for fragment in text.document.fragments:
        for mention in fragment.targets:
            found = _fault(mention.target, text, desk)
            if found:
                rule, message = found
                yield Finding(text.document.file.path, mention.line, rule, message)


def _fault(target: str, text: Text, desk: Desk) -> tuple[str, str] | None:
    scheme, _, rest = target.partition(":")
    if target.startswith("#"):
        own = {heading.id for heading in text.headings} | set(text.heading_ids)
        if target[1:] in own:
            return None
        return "links.anchor", (
            f"`{target}` is not a heading of this page.{nearest(target[1:], own)} "
            "Correct the part after #."
        )
    if target.startswith("/") and not target.startswith("/images/"):
        return "links.address", (
            "An address of this site is not typed, so that it cannot break when a page moves. "
            "Write article:name, page:name or term:name."
        )
    if scheme == "helpline":
        return _helpline(rest, desk)
    if scheme == "term" and rest not in desk.data.terms:
        return "links.term", (
            f"`{rest}` is not in data/glossary.toml.{nearest(rest, desk.data.terms)} "
            "Add the term or correct the link."
        )
    if scheme in {"article", "page"}:
        return _text(scheme, rest, text, desk)
    return None


def _helpline(rest: str, desk: Desk) -> tuple[str, str] | None:
    key, _, route = rest.partition("/")
    line = desk.data.helplines.get(key)
    if line is None:
        return "links.helpline", (
            f"`{key}` is not in data/helplines.toml.{nearest(key, desk.data.helplines)} "
            "Add the line there or correct the link."
        )
    if route and not ((route == "text" and line.text) or (route == "chat" and line.chat)):
        return "links.helpline", (
            f"`{key}` has no `{route}` in data/helplines.toml. Write helpline:{key}."
        )
    return None


def _text(scheme: str, rest: str, text: Text, desk: Desk) -> tuple[str, str] | None:
    slug, _, anchor = rest.partition("#")
    library = desk.library if text.is_draft else desk.published
    found = find_text(library, scheme, slug, text.lang, desk.data.languages)
    if found is None:
        if scheme == "page" and not anchor and slug in _lists(text.lang, desk):
            return None
        if (scheme, slug) in desk.unreadable:
            return None
        if find_text(desk.library, scheme, slug, text.lang, desk.data.languages):
            return "links.draft", (
                f"`{slug}` is a draft, and this text is published. "
                "Publish that text first, or remove the link."
            )
        shelf = desk.library.articles if scheme == "article" else desk.library.pages
        known = {name for name, _ in shelf}
        known |= _lists(text.lang, desk) if scheme == "page" else set()
        return f"links.{scheme}", (
            f"There is no {scheme} named `{slug}`.{nearest(slug, known)} "
            "Correct the link, or add that text."
        )
    ids = {heading.id for heading in found.headings} | set(found.heading_ids)
    if (scheme, slug) == ("page", "help"):
        # The help page lists all lines below its text, each group under a heading.
        ids |= {need_anchor(line.need) for line in desk.data.helplines.values()}
    if anchor and anchor not in ids:
        return "links.anchor", (
            f"`{slug}` has no heading `#{anchor}`.{nearest(anchor, ids)} Correct the part after #."
        )
    return None


def _lists(lang: str, desk: Desk) -> set[str]:
    """Return the names of lists and of the topics that have a page in a language."""
    topics = {text.topic for text in desk.published.articles.values() if text.lang == lang}
    return topics.intersection(desk.data.topics).union(LISTS)
