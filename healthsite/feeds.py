"""Atom feeds: one per language, one per language and topic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from feedgenerator import Atom1Feed


@dataclass(frozen=True)
class FeedItem:
    """An article as a feed reader shows it. `address` is absolute and is its identity."""

    title: str
    address: str
    summary: str
    published: date
    updated: date
    authors: tuple[str, ...]
    topic: str


def atom(
    *, title: str, subtitle: str, address: str, feed_address: str, lang: str, items: list[FeedItem]
) -> str:
    """Write a feed of at least one item, newest first.

    A day has no time of day, so midnight UTC stands for it: the same facts make the same
    bytes in every time zone.
    """
    feed = Atom1Feed(
        title=title,
        link=address,
        description=subtitle,
        subtitle=subtitle,
        language=lang,
        feed_url=feed_address,
        feed_guid=feed_address,
    )
    for item in sorted(items, key=lambda item: (-item.updated.toordinal(), item.address)):
        feed.add_item(
            title=item.title,
            link=item.address,
            unique_id=item.address,
            description=item.summary,
            author_name=", ".join(item.authors),
            pubdate=_midnight(item.published),
            updateddate=_midnight(item.updated),
            categories=[item.topic],
        )
    return str(feed.writeString("utf-8"))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
