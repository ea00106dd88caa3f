"""Rule: what a header names must exist, and its dates must be possible.

Why: an unknown tag, person or topic would leave a hole in the page; a date in the future
or a review without a reviewer would be a lie to the reader.
Source: the content model of this site (docs/flow.md, CONTRIBUTING.md).
Examples: tests/test_mistakes.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from healthsite.editorial.rule import Rule
from healthsite.explain import nearest
from healthsite.model import ArticleHeader, Desk, Finding, Level, Library, StoryHeader, Text

RULES = (
    Rule("facts.future", Level.ERROR, "No date lies in the future."),
    Rule("facts.topic", Level.ERROR, "The folder of an article is a topic."),
    Rule("facts.tags", Level.ERROR, "Tags come from the list in topics.toml."),
    Rule("facts.audience", Level.ERROR, "Audiences come from the list in topics.toml."),
    Rule("facts.authors", Level.ERROR, "Authors stand in people.toml."),
    Rule("facts.related", Level.ERROR, "A pinned article exists."),
    Rule("facts.modified", Level.ERROR, "A text is not changed before it is published."),
    Rule("facts.review", Level.ERROR, "A review has a person and a day."),
    Rule("facts.person", Level.ERROR, "A reviewer is a person in people.toml."),
    Rule(
        "stories.consent", Level.ERROR, "A real story has recorded consent; a made-up one has none."
    ),
)


_PUBLISHED = "the other published articles"


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each fact of the header that does not hold."""
    path = text.document.file.path
    line = text.document.line
    for key, day in _days(text):
        if day > desk.today:
            yield Finding(
                path,
                line(key),
                "facts.future",
                f"`{key}` is {day.isoformat()}, which is in the future. Correct the date.",
            )
    header = text.document.header
    if isinstance(header, StoryHeader):
        yield from _story(text, header, desk)
    if isinstance(header, ArticleHeader):
        yield from _article(text, header, desk)


def _article(text: Text, header: ArticleHeader, desk: Desk) -> Iterator[Finding]:
    path, line, data = text.document.file.path, text.document.line, desk.data
    if text.topic not in data.topics:
        yield Finding(
            path,
            1,
            "facts.topic",
            f"The folder `{text.topic}` is not a topic of data/topics.toml."
            f"{nearest(text.topic, data.topics)} Move the file, or add the topic.",
        )
    yield from _known(text, "tags", header.tags, data.tags, "data/topics.toml")
    yield from _known(text, "audience", header.audience, data.audiences, "data/topics.toml")
    yield from _known(text, "authors", header.authors, data.people, "data/people.toml")
    shelf = desk.library if text.is_draft else desk.published
    slugs = _article_slugs(desk, shelf) - {text.slug}
    yield from _known(text, "related", header.related, slugs, _PUBLISHED)
    if header.modified < header.date:
        yield Finding(
            path,
            line("modified"),
            "facts.modified",
            f"`modified` ({header.modified}) is before `date` ({header.date}). Correct one.",
        )
    if bool(header.reviewed_by) != bool(header.reviewed):
        there, missing = "reviewed_by", "reviewed"
        if not header.reviewed_by:
            there, missing = missing, there
        yield Finding(
            path,
            line(there),
            "facts.review",
            "A review needs both `reviewed_by` and `reviewed`. "
            f"Add `{missing}`, or leave both empty.",
        )
    reviewer = data.people.get(header.reviewed_by or "")
    if header.reviewed_by and reviewer is None:
        yield Finding(
            path,
            line("reviewed_by"),
            "facts.person",
            f"`{header.reviewed_by}` is not in data/people.toml."
            f"{nearest(header.reviewed_by, data.people)}",
        )
    elif reviewer is not None and reviewer.kind != "person":
        yield Finding(
            path,
            line("reviewed_by"),
            "facts.person",
            "A review is done by a person, not a team. Name the person, or leave it empty.",
        )


def _story(text: Text, header: StoryHeader, desk: Desk) -> Iterator[Finding]:
    path, line = text.document.file.path, text.document.line
    yield from _known(text, "tags", header.tags, desk.data.tags, "data/topics.toml")
    yield from _known(
        text, "related", header.related, _article_slugs(desk, desk.published), _PUBLISHED
    )
    if header.kind == "real" and header.consent is None:
        yield Finding(
            path,
            line("kind"),
            "stories.consent",
            "A real story needs the person's recorded consent. Add "
            "`consent: {recorded: 2026-11-21, held_by: editors}` once you have it; "
            "do not publish it before.",
        )
    if header.kind == "example" and header.consent is not None:
        yield Finding(
            path,
            line("consent"),
            "stories.consent",
            "A made-up example has nobody who could consent. Remove `consent`.",
        )
    if header.consent and header.consent.held_by not in desk.data.people:
        yield Finding(
            path,
            line("consent"),
            "stories.consent",
            f"`{header.consent.held_by}` is not in data/people.toml."
            f"{nearest(header.consent.held_by, desk.data.people)} Name who keeps the record.",
        )


def _article_slugs(desk: Desk, shelf: Library) -> set[str]:
    unreadable = {slug for kind, slug in desk.unreadable if kind == "article"}
    return {slug for slug, _ in shelf.articles} | unreadable


def _known(
    text: Text, key: str, values: list[str], known: Collection[str], where: str
) -> Iterator[Finding]:
    for index, value in enumerate(values):
        place = text.document.line(f"{key}.{index}")
        if value not in known:
            yield Finding(
                text.document.file.path,
                place,
                f"facts.{key}",
                f"`{value}` in `{key}` is not in {where}.{nearest(value, known)}",
            )
        elif value in values[:index]:
            yield Finding(
                text.document.file.path,
                place,
                f"facts.{key}",
                f"`{value}` stands twice in `{key}`. Remove one.",
            )


def _days(text: Text) -> Iterator[tuple[str, date]]:
    header = text.document.header
    for key in ("date", "modified", "follows", "reviewed"):
        day = getattr(header, key, None)
        if isinstance(day, date):
            yield key, day
    if isinstance(header, StoryHeader) and header.consent:
        yield "consent.recorded", header.consent.recorded
    for index, change in enumerate(header.changes):
        yield f"changes.{index}.date", change.date
