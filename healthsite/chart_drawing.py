"""A chart's numbers become places on paper, and the theme's template draws them.

A line goes only from one whole x to the next: where a number is missing there is a gap, and
what is provisional is drawn with dots. The axis of numbers starts at zero.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from healthsite.drawings import (
    LINE,
    SIZE,
    WIDTH,
    Drawing,
    broken,
    drawing_environment,
    finished,
    text_width,
)
from healthsite.model import Chart
from healthsite.words import Words

HEIGHT = 316
LEFT, RIGHT, TOP, BOTTOM = 14.0, WIDTH - 14.0, 58.0, HEIGHT - 34.0
_MOST_STEPS = 5
_GAP = 9.0
_NAME = 112.0


@dataclass(frozen=True)
class Line:
    """One line of a chart as SVG paths: what is final, what is provisional, lone points."""

    final: str
    provisional: str
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Note:
    """Words beside a line."""

    rows: tuple[str, ...]
    x: float
    y: float
    anchor: str
    bold: bool


class Scale:
    """Where a number stands on the paper."""

    def __init__(self, chart: Chart) -> None:
        values = [v for row in chart.rows for v in row.values.values() if v is not None]
        self.step = nice_step(max(values))
        self.top = self.step * math.ceil(max(values) / self.step)
        self.first, self.last = chart.rows[0].x, chart.rows[-1].x

    def x(self, value: float) -> float:
        """Return how far to the right an x value is."""
        share = (value - self.first) / max(1, self.last - self.first)
        return round(LEFT + 4 + share * (RIGHT - LEFT - 8), 1)

    def y(self, value: float) -> float:
        """Return how far down a number is; zero is at the bottom."""
        return round(BOTTOM - value / self.top * (BOTTOM - TOP), 1)


def render_charts(
    theme: Path, charts: Mapping[str, Chart], words: Mapping[str, Words]
) -> dict[tuple[str, str], Drawing]:
    """Draw every chart in every language, by (name, language)."""
    environment = drawing_environment(theme)
    return {
        (name, lang): draw(environment, chart, spoken)
        for lang, spoken in words.items()
        for name, chart in charts.items()
    }


def draw(environment: Environment, chart: Chart, words: Words) -> Drawing:
    """Draw one chart in one language."""
    lang, scale = words.lang, Scale(chart)
    ticks = range(0, int(scale.top / scale.step) + 1)
    svg = environment.get_template("charts/line.svg").render(
        lang=lang,
        height=HEIGHT,
        label=lambda key: {"title": chart.facts.title[lang]}[key],
        left=LEFT,
        right=RIGHT,
        bottom=BOTTOM,
        y_name=chart.facts.y_name[lang],
        grid=[(scale.y(n * scale.step), words.whole(n * scale.step)) for n in ticks],
        ticks=[(scale.x(tick), _inside(str(tick), scale.x(tick))) for tick in chart.facts.ticks],
        lines=[line_of(chart, series.column, scale) for series in chart.facts.series],
        notes=[*_names(chart, scale, lang), *_marks(chart, scale, words)],
    )
    return finished("charts", chart.name, lang, svg)


def nice_step(largest: float) -> float:
    """Return a round step that leads past the largest value in at most five steps."""
    size = 10.0 ** math.floor(math.log10(max(largest, 1)))
    steps = (size * share for share in (0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5))
    return next(step for step in steps if largest / step <= _MOST_STEPS)


def line_of(chart: Chart, column: str, scale: Scale) -> Line:
    """Return a line's paths. No path leads across a missing number."""
    final, provisional = "", ""
    pen: dict[bool, int | None] = {False: None, True: None}
    joined: set[int] = set()
    for before, row in zip(chart.rows, chart.rows[1:], strict=False):
        start, end = before.values[column], row.values[column]
        if start is None or end is None or row.x != before.x + 1:
            continue
        joined |= {before.x, row.x}
        is_provisional = before.provisional or row.provisional
        piece = f"L{scale.x(row.x):g} {scale.y(end):g}"
        if pen[is_provisional] != before.x:
            piece = f"M{scale.x(before.x):g} {scale.y(start):g}{piece}"
        pen[is_provisional] = row.x
        if is_provisional:
            provisional += piece
        else:
            final += piece
    marked = {mark.at for mark in chart.facts.marks if mark.column == column}
    dots = tuple(
        (scale.x(row.x), scale.y(value))
        for row in chart.rows
        if (value := row.values[column]) is not None and (row.x in marked or row.x not in joined)
    )
    return Line(final, provisional, dots)


def _names(chart: Chart, scale: Scale, lang: str) -> list[Note]:
    """Place the lines' names so that no name lies on its own line."""
    notes = []
    for series in chart.facts.series:
        if series.name_at is None:
            continue
        rows, x = tuple(broken(series.name[lang], _NAME, SIZE, bold=True)), scale.x(series.name_at)
        reach = max(text_width(row, SIZE, bold=True) for row in rows) / 2
        under = [
            scale.y(value)
            for row in chart.rows
            if (value := row.values[series.column]) is not None and abs(scale.x(row.x) - x) <= reach
        ]
        y = min(under) if series.name_side == "above" else max(under)
        notes.append(_note(rows, x, y, series.name_side, "middle", True))
    return notes


def _marks(chart: Chart, scale: Scale, words: Words) -> list[Note]:
    notes = []
    for mark in chart.facts.marks:
        value = _value(chart, mark.column, mark.at)
        rows = [f"{mark.at}: {words.whole(value)}"]
        if mark.note:
            rows.append(mark.note[words.lang])
        notes.append(
            _note(tuple(rows), scale.x(mark.at), scale.y(value), mark.side, mark.align, False)
        )
    return notes


def _note(rows: tuple[str, ...], x: float, y: float, side: str, align: str, bold: bool) -> Note:
    """Place words above or below a point, and inside the paper."""
    width = max(text_width(row, SIZE, bold=bold) for row in rows)
    before = {"start": 0, "middle": width / 2, "end": width}[align]
    x = min(max(x, LEFT + before), RIGHT - (width - before))
    height = (len(rows) - 1) * SIZE * LINE
    top = y - _GAP - height if side == "above" else y + _GAP + SIZE * 0.75
    return Note(rows, round(x, 1), round(top, 1), align, bold)


def _inside(text: str, x: float) -> tuple[str, float]:
    """Return a tick's words and the middle of their place, inside the paper."""
    half = text_width(text, SIZE) / 2
    return text, round(min(max(x, LEFT - 4 + half), RIGHT + 4 - half), 1)


def _value(chart: Chart, column: str, x: int) -> float:
    value = next(row.values[column] for row in chart.rows if row.x == x)
    assert value is not None  # Reading the chart has made sure.
    return value
