"""The numbers of a chart: `content/data/charts/<name>.csv`, explained by `<name>.toml`.

A CSV has a column for x (whole numbers, rising), one for each line of the chart, `source`
with keys of sources.toml, and `provisional` (yes or no). An empty cell is a gap: nothing is
drawn there, and the table says so.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Mapping

from healthsite.explain import nearest
from healthsite.model import ChartFacts, ChartRow

SOURCE = "source"
PROVISIONAL = "provisional"
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,3})?")
_WHOLE = re.compile(r"[0-9]{1,6}")
_SAID = re.compile(r"[0-9][0-9,.]*[0-9]|[0-9]")

Report = Callable[[int, str, str], None]
"""Takes a line of the CSV, a rule and a message."""


def read_rows(
    text: str, facts: ChartFacts, sources: Collection[str], report: Report
) -> tuple[ChartRow, ...]:
    """Read a chart's CSV, reporting every fault.

    Args:
        text: the file.
        facts: what its columns mean.
        sources: the keys of sources.toml.
        report: is told each fault.
    """
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        report(
            reader.line_num,
            "charts.malformed",
            f"This line is not understood: {error}. Write plain cells with commas between them.",
        )
        return ()
    if len(lines) < 2:
        report(1, "charts.empty", "There are no numbers. Write a header row and a row a value.")
        return ()
    header = [cell.strip() for cell in lines[0][1]]
    wanted = [facts.x, *(series.column for series in facts.series), PROVISIONAL, SOURCE]
    missing = [name for name in wanted if name not in header]
    for name in missing:
        hint = nearest(name, set(header) - set(wanted))
        report(
            1, "charts.column", f"The column `{name}` is missing.{hint} Add it to the header row."
        )
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            missing.append(name)
            report(1, "charts.column", f"The column `{name}` stands twice. Keep one.")
        if name not in wanted:
            report(
                1,
                "charts.column",
                f"No line of the chart uses the column `{name}`. Name it in the .toml file, or "
                "remove it.",
            )
    if missing:
        return ()
    rows: list[ChartRow] = []
    for number, cells in lines[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            report(
                number,
                "charts.cells",
                f"This row has {len(cells)} cells and the header row has {len(header)}. Give both "
                "the same number.",
            )
            continue
        row = _row(
            number, dict(zip(header, (c.strip() for c in cells), strict=True)), facts, report
        )
        if row is None:
            continue
        if rows and row.x <= rows[-1].x:
            what = "stands twice" if row.x == rows[-1].x else "comes after a later one"
            report(number, "charts.order", f"`{row.x}` {what}. Sort the rows, each once.")
            continue
        for key in row.sources:
            if key not in sources:
                hint = nearest(key, sources)
                report(
                    number,
                    "charts.source",
                    f"`{key}` is not in sources.toml.{hint} Add the source or correct the key.",
                )
        rows.append(row)
    if not any(value for row in rows for value in row.values.values()):
        report(1, "charts.empty", "There is no number above zero to draw. Write one.")
    return tuple(rows)


def _row(
    number: int, cells: Mapping[str, str], facts: ChartFacts, report: Report
) -> ChartRow | None:
    good = True

    def fault(rule: str, message: str) -> None:
        nonlocal good
        good = False
        report(number, rule, message)

    if not _WHOLE.fullmatch(cells[facts.x]):
        fault("charts.number", f"`{cells[facts.x]}` in `{facts.x}` is not a whole number.")
    values: dict[str, float | None] = {}
    for series in facts.series:
        cell = cells[series.column]
        if cell and not _NUMBER.fullmatch(cell):
            fault(
                "charts.number",
                f"`{cell}` in `{series.column}` is not a number. Write digits only, or leave the "
                "cell empty where there is no number.",
            )
        else:
            values[series.column] = float(cell) if cell else None
    if cells[PROVISIONAL] not in {"yes", "no"}:
        fault("charts.provisional", f"`{PROVISIONAL}` must be yes or no.")
    sources = tuple(cells[SOURCE].split())
    if not sources and any(value is not None for value in values.values()):
        fault(
            "charts.source", "This row has numbers and no source. Write its key from sources.toml."
        )
    if not good:
        return None
    return ChartRow(int(cells[facts.x]), values, cells[PROVISIONAL] == "yes", sources, number)


def words_faults(
    facts: ChartFacts, rows: tuple[ChartRow, ...], report: Callable[[str, str, str], None]
) -> None:
    """Check what a chart's words say against its numbers; `report` takes key, rule, message."""
    known = {row.x: row for row in rows}
    columns = {series.column for series in facts.series}
    for index, mark in enumerate(facts.marks):
        if mark.column not in columns:
            hint = nearest(mark.column, columns)
            report(
                f"marks.{index}.column",
                "charts.mark",
                f"`{mark.column}` is not a line of the chart.{hint}",
            )
        elif mark.at not in known or known[mark.at].values[mark.column] is None:
            report(
                f"marks.{index}.at",
                "charts.mark",
                f"`{mark.column}` has no number at {mark.at}. Choose another place.",
            )
    for index, series in enumerate(facts.series):
        if series.name_at is None:
            if len(facts.series) > 1:
                report(
                    f"series.{index}",
                    "charts.mark",
                    f"`{series.column}` needs `name_at`: where its name stands beside the line.",
                )
        elif series.name_at not in known or known[series.name_at].values[series.column] is None:
            report(
                f"series.{index}.name_at",
                "charts.mark",
                f"`{series.column}` has no number at {series.name_at}. Choose another place.",
            )
    for index, tick in enumerate(facts.ticks):
        if rows and not rows[0].x <= tick <= rows[-1].x:
            report(
                f"ticks.{index}",
                "charts.ticks",
                f"{tick} is not between {rows[0].x} and {rows[-1].x}. Choose another tick.",
            )
    numbers = {f"{row.x}" for row in rows} | {
        f"{value:g}" if value % 1 else f"{value:.0f}"
        for row in rows
        for value in row.values.values()
        if value is not None
    }
    for lang, text in facts.description.items():
        for said in _SAID.findall(text):
            if said.replace(",", "") not in numbers:
                report(
                    f"description.{lang}",
                    "charts.said",
                    f"`{said}` in the description is not a number of the CSV. Correct one of "
                    "the two.",
                )
