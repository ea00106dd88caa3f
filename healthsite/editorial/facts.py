"""Rule: what a header names must exist, and its dates must be possible.

Why: an unknown tag, person or topic would leave a hole in the page; a date in the future
or a review without a reviewer would be a lie to the reader.
Source: the content model of this site (docs/flow.md, CONTRIBUTING.md).
Examples: tests/test_editorial_facts.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from healthsite.explain import nearest
from healthsite.model import ArticleHeader, Desk, Finding, Text


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
    if not isinstance(header, ArticleHeader):
        return
    data = desk.data
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
    slugs = {slug for slug, _ in desk.library.articles}
    yield from _known(text, "related", header.related, slugs - {text.slug}, "the articles")
    if header.modified < header.date:
        yield Finding(
            path,
            line("modified"),
            "facts.modified",
            f"`modified` ({header.modified}) is before `date` ({header.date}). Correct one.",
        )
    if bool(header.reviewed_by) != bool(header.reviewed):
        missing = "reviewed" if header.reviewed_by else "reviewed_by"
        yield Finding(
            path,
            line("reviewed_by"),
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
    for index, change in enumerate(header.changes):
        yield f"changes.{index}.date", change.date
