"""Rule: a text is checked again when its topic's review period is over.

Why: facts about medicines, phone lines and laws age. A reader always sees when the next
check is due, so that an overdue page is never hidden; editors get a warning.
Source: the review periods in content/data/topics.toml.
Examples: tests/editorial/table_site.py.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from healthsite.editorial.rule import Rule
from healthsite.model import Desk, Finding, Level, SiteData, Text

RULES = (
    Rule(
        "dates.review_overdue",
        Level.WARNING,
        "A text is read again when its review period is over.",
    ),
    Rule("dates.future", Level.ERROR, "Nothing was looked up on a day that is still to come."),
    Rule(
        "dates.helpline_overdue",
        Level.WARNING,
        "A helpline is looked up again every half year.",
    ),
    Rule(
        "dates.place_overdue",
        Level.WARNING,
        "A place and the program are looked up again every half year.",
    ),
)

PAGE_MONTHS = 12
HELPLINE_DAYS = 180
"""A helpline older than this is not published without a reason given for it."""
PLACE_DAYS = 180
"""A place older than this is a warning only: its page says when it was looked up, and no
emergency hangs on it, so that one closed office never holds back a correction elsewhere."""


def review_due(text: Text, data: SiteData) -> date:
    """Return the day of the next check: from the review, or from the last change."""
    if text.kind == "article":
        header = text.article
        topic = data.topics.get(text.topic)
        return add_months(
            header.reviewed or header.modified, topic.review_months if topic else PAGE_MONTHS
        )
    return add_months(text.facts.modified, PAGE_MONTHS)


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def overdue_helplines(data: SiteData, today: date) -> list[str]:
    """Return the keys of helplines that nobody has looked up for `HELPLINE_DAYS`."""
    return [
        key for key, line in data.helplines.items() if (today - line.looked_up).days > HELPLINE_DAYS
    ]


def _future(desk: Desk) -> Iterator[Finding]:
    data = desk.data
    tables = (
        ("helplines.toml", data.helplines),
        ("sources.toml", data.sources),
        ("places.toml", data.places),
        ("provider.toml", {"": data.provider} if data.provider else {}),
    )
    for name, entries in tables:
        for key, entry in entries.items():
            if entry.looked_up > desk.today:
                place = f"{key}.looked_up".lstrip(".")
                yield Finding(
                    f"{desk.root}/data/{name}",
                    data.line(name, place),
                    "dates.future",
                    f"`{place}` is {entry.looked_up}, which is in the future. Correct the date.",
                )


def check_site(desk: Desk) -> Iterator[Finding]:
    """Yield findings on days in the future and on what is due to be looked up again."""
    yield from _future(desk)
    for key in overdue_helplines(desk.data, desk.today):
        day = desk.data.helplines[key].looked_up
        yield Finding(
            f"{desk.root}/data/helplines.toml",
            desk.data.line("helplines.toml", f"{key}.looked_up"),
            "dates.helpline_overdue",
            f"`{key}` was looked up on {day}, more than {HELPLINE_DAYS} days ago. Read its page "
            "again, dial it if you can, then set `looked_up` (and `dialed`).",
        )

    yield from _overdue_places(desk)


def _overdue_places(desk: Desk) -> Iterator[Finding]:
    data = desk.data
    entries = [("places.toml", key, place.looked_up) for key, place in data.places.items()]
    if data.provider is not None:
        entries.append(("provider.toml", "", data.provider.looked_up))
    for name, key, day in entries:
        if (desk.today - day).days > PLACE_DAYS:
            yield Finding(
                f"{desk.root}/data/{name}",
                data.line(name, f"{key}.looked_up".lstrip(".")),
                "dates.place_overdue",
                f"{f'`{key}`' if key else 'The program'} was looked up on {day}, more than "
                f"{PLACE_DAYS} days ago. Read its page again, dial its number if it has one, then "
                "set `looked_up` (and `dialed`).",
            )


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a warning where the next check is overdue."""
    if text.is_translation:
        return
    due = review_due(text, desk.data)
    if due < desk.today:
        key = "reviewed" if getattr(text.facts, "reviewed", None) else "modified"
        yield Finding(
            text.document.file.path,
            text.document.line(key),
            "dates.review_overdue",
            f"The next check was due on {due.isoformat()}. Read the text against its sources, "
            f"then set `{key}`.",
        )
