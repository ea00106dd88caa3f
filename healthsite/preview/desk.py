"""What waits for the editors, on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from healthsite.addresses import text_parts
from healthsite.build import Result
from healthsite.editorial.dates import HELPLINE_DAYS, review_due
from healthsite.editorial.readability import LANGUAGES, reading
from healthsite.kept import Anew
from healthsite.model import Desk, Level, Text
from healthsite.preview.newest import State


@dataclass(frozen=True)
class Row:
    """One text of the site.

    `translation` is "missing", "older" or empty; `grade` is the reading grade of an English
    text, `inflesz` the ease of a Spanish one. `waits` are what it waits for, as the desk's
    filter names it.
    """

    title: str
    href: str
    file: str
    lang: str
    topic: str
    draft: bool
    updated: date
    due: date
    overdue: bool
    translation: str
    grade: float | None
    inflesz: float | None
    warnings: int
    notes: int

    @property
    def waits(self) -> tuple[str, ...]:
        """Return what it waits for."""
        named = {
            "draft": self.draft,
            "overdue": self.overdue,
            "translation": bool(self.translation),
            "findings": self.warnings > 0,
        }
        return tuple(name for name, is_so in named.items() if is_so)


@dataclass(frozen=True)
class LineRow:
    """A helpline: when it was read last, and when it must be read again."""

    key: str
    name: str
    looked_up: date
    due: date
    days: int
    dialed: str


@dataclass(frozen=True)
class RuleRow:
    """How often a rule found something, in each topic in the order of the table's columns."""

    rule: str
    level: Level
    total: int
    by_topic: tuple[int, ...]


@dataclass(frozen=True)
class DeskView:
    """All that the desk shows. `columns` are the topics that the rules are counted by."""

    today: date
    rows: tuple[Row, ...]
    lines: tuple[LineRow, ...]
    columns: tuple[str, ...]
    rules: tuple[RuleRow, ...]
    languages: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def waiting(self) -> Counter[str]:
        """Count the texts by what they wait for."""
        return Counter(name for row in self.rows for name in row.waits)

    @property
    def lines_due(self) -> int:
        """Count the helplines that must be read again."""
        return sum(line.days < 0 for line in self.lines)


def desk_view(state: State, kept: Anew) -> DeskView:
    """Return the desk of the last build that worked.

    Args:
        kept: what was measured before.

    Raises:
        ValueError: no build has worked yet.
    """
    result = state.result
    if result is None:
        raise ValueError("no build has worked yet")
    desk = result.plan.content.desk
    texts = list(desk.library.texts)
    levels: dict[str, Counter[Level]] = {}
    for finding in result.findings:
        levels.setdefault(finding.path, Counter())[finding.level] += 1
    rows = tuple(
        sorted((_row(text, result, levels, state.today, kept) for text in texts), key=_by_place)
    )
    topics = tuple(dict.fromkeys(row.topic for row in rows))
    where = {row.file: row.topic for row in rows}
    columns = (*topics, "Data") if any(f.path not in where for f in result.findings) else topics
    lines = sorted(_lines(desk, state.today), key=lambda line: (line.due, line.key))
    return DeskView(
        today=state.today,
        rows=rows,
        lines=tuple(lines),
        columns=columns,
        rules=tuple(_rules(result, where, columns)),
        languages=desk.data.languages,
        topics=topics,
    )


def _by_place(row: Row) -> tuple[str, str, int]:
    # The original first, its translations below it.
    return row.topic, row.file.replace(f".{row.lang}.md", ".md"), len(row.file)


def _row(
    text: Text, result: Result, levels: Mapping[str, Counter[Level]], today: date, kept: Anew
) -> Row:
    desk = result.plan.content.desk
    addresses = result.plan.addresses
    file = text.document.file.path
    found = levels.get(file, Counter())
    grade, inflesz = kept.once(("reading", file), (text, desk.data), lambda: measured(text, desk))
    due = review_due(text, desk.data)
    return Row(
        title=text.document.title.text,
        href=addresses.href(addresses.path(text.lang, *text_parts(text))),
        file=file,
        lang=text.lang,
        topic=_topic(text, desk),
        draft=text.is_draft,
        updated=text.modified,
        due=due,
        overdue=due < today and not text.is_translation,
        translation=_translation(text, desk),
        grade=grade,
        inflesz=inflesz,
        warnings=found[Level.WARNING],
        notes=found[Level.NOTE],
    )


def _topic(text: Text, desk: Desk) -> str:
    if text.kind == "article":
        topic = desk.data.topics.get(text.topic)
        return topic.name[desk.data.languages[0]] if topic else text.topic
    return {"page": "Pages", "story": "Stories"}[text.kind]


def _translation(text: Text, desk: Desk) -> str:
    """Say what is wrong with a translation, at the original where there is none."""
    if text.is_translation:
        return "older" if text.is_older_than_original else ""
    missing = any(code not in text.languages for code in desk.data.languages)
    return "missing" if missing else ""


def measured(text: Text, desk: Desk) -> tuple[float | None, float | None]:
    """Return the reading grade of an English text or the INFLESZ of a Spanish one."""
    if text.lang not in LANGUAGES:
        return None, None
    measures = reading(text, desk).text.measures
    if not measures:
        return None, None
    if text.lang == "en":
        return round(measures.grade, 1), None
    return None, round(measures.inflesz, 1)


def _lines(desk: Desk, today: date) -> list[LineRow]:
    found = []
    for key, line in desk.data.helplines.items():
        due = line.looked_up + timedelta(days=HELPLINE_DAYS)
        found.append(LineRow(key, line.name, line.looked_up, due, (due - today).days, line.dialed))
    return found


def _rules(result: Result, where: dict[str, str], columns: tuple[str, ...]) -> list[RuleRow]:
    counts: dict[tuple[Level, str], Counter[str]] = {}
    for finding in result.findings:
        column = where.get(finding.path, "Data")
        counts.setdefault((finding.level, finding.rule), Counter())[column] += 1
    order = list(Level)
    rows = [
        RuleRow(rule, level, by.total(), tuple(by[column] for column in columns))
        for (level, rule), by in counts.items()
    ]
    return sorted(rows, key=lambda row: (order.index(row.level), -row.total, row.rule))
