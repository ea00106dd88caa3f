"""What stands around a chart on a page: its words, and its numbers as a table.

The same markup as the `chart` component (docs/decisions/0002-callout-markup-in-two-places.md).
"""

from __future__ import annotations

from html import escape

from healthsite.model import Chart, ChartRow
from healthsite.words import Words


def caption(chart: Chart, lang: str) -> str:
    """Return title and trend, with marks for the sources."""
    facts = chart.facts
    cites = "".join(f'<x-cite key="{key}"></x-cite>' for key in chart.sources)
    title, description = escape(facts.title[lang]), escape(facts.description[lang])
    return f"<figcaption><strong>{title}</strong> {description}{cites}</figcaption>"


def note(chart: Chart, lang: str) -> str:
    """Return what a reader must know to read the chart rightly, if there is anything."""
    said = chart.facts.note
    return f'<p class="small">{escape(said[lang])}</p>' if said else ""


def table(chart: Chart, words: Words, anchor: str) -> str:
    """Return the numbers as a table that opens; `anchor` is unique on the page."""
    lang, facts = words.lang, chart.facts
    names = [series.name[lang] for series in facts.series]
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in [facts.x_name[lang], *names])
    rows = "".join(_row(chart, row, words) for row in chart.rows)
    return (
        f"<details><summary>{escape(words('chart.table'))}</summary>"
        f'<section class="chart__table" tabindex="0" aria-labelledby="{anchor}"><table>'
        f'<caption id="{anchor}">{escape(facts.title[lang])}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section></details>"
    )


def _row(chart: Chart, row: ChartRow, words: Words) -> str:
    cells = ""
    for series in chart.facts.series:
        value = row.values[series.column]
        shown = words("chart.gap") if value is None else words.whole(value)
        if value is not None and row.provisional:
            shown = words("chart.provisional", number=shown)
        cells += f"<td>{escape(shown)}</td>"
    return f'<tr><th scope="row">{row.x}</th>{cells}</tr>'
