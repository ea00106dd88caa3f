"""Rule: every source that is cited is listed, every listed one is cited, and all exist.

Why: a reader who doubts a sentence must be able to find what it rests on.
Source: JAMA benchmarks (authorship, attribution, disclosure, currency), Silberg 1997.
Examples: tests/test_mistakes.py.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping

from healthsite.editorial.rule import Rule
from healthsite.explain import nearest
from healthsite.model import Desk, Finding, Level, Mention, SiteData, Text

RULES = (
    Rule("sources.unknown", Level.ERROR, "A cited source stands in sources.toml."),
    Rule("sources.not_listed", Level.ERROR, "A cited source is listed in the header."),
    Rule("sources.not_cited", Level.ERROR, "A listed source is cited."),
)


def _charts(text: Text) -> dict[str, int]:
    """Return the charts that a text shows, each with its line."""
    return {
        image.target.removeprefix("chart:"): image.line
        for part in text.document.fragments
        for image in part.images
        if image.target.startswith("chart:")
    }


def _of_charts(shown: Mapping[str, int], data: SiteData) -> Iterator[Mention]:
    """Yield the sources that charts rest on; they are cited below the chart.

    One that is not listed anywhere is told of the chart's own file.
    """
    for name, line in shown.items():
        if name in data.charts:
            for key in data.charts[name].sources:
                if key in data.sources:
                    yield Mention(key, line)


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each source that is unknown, not listed or not cited."""
    path = text.document.file.path
    listed = text.facts.sources
    cited = [mention for part in text.document.fragments for mention in part.citations]
    charts = _charts(text)
    cited += _of_charts(charts, desk.data)
    # A key misspelled in one place is one mistake, not also one of the other place.
    meant = {_nearest(key, desk.data.sources) for key in listed if key not in desk.data.sources}
    for mention in cited:
        if mention.target not in desk.data.sources:
            yield Finding(
                path,
                mention.line,
                "sources.unknown",
                f"`[^{mention.target}]` is not in data/sources.toml."
                f"{nearest(mention.target, desk.data.sources)} Add the source or correct the key.",
            )
        elif mention.target not in listed and mention.target not in meant:
            where = "the original's header" if text.is_translation else "the header"
            yield Finding(
                path,
                mention.line,
                "sources.not_listed",
                f"`{mention.target}` is cited and does not stand in `sources` of {where}. "
                "Add it there.",
            )
    if text.is_translation:
        return
    # What a chart rests on that is not there, or not understood, nobody can tell.
    unknown = charts.keys() - desk.data.charts.keys() | charts.keys() & desk.data.faulty_charts
    keys = {mention.target for mention in cited}
    keys |= {_nearest(key, listed) for key in keys if key not in desk.data.sources}
    uncited = [key for key in listed if key in desk.data.sources and key not in keys]
    chart, left_behind = _left_behind(uncited, charts, desk.data)
    for index, key in enumerate(listed):
        line = text.document.line(f"sources.{index}")
        if key not in desk.data.sources:
            yield Finding(
                path,
                line,
                "sources.unknown",
                f"`{key}` is not in data/sources.toml.{nearest(key, desk.data.sources)}",
            )
        elif key not in uncited or unknown:
            continue
        elif key not in left_behind:
            yield Finding(
                path,
                line,
                "sources.not_cited",
                f"`{key}` is listed and never cited. Put [^{key}] behind the sentence that "
                "rests on it, or remove it from the list.",
            )
        elif key == left_behind[0]:
            yield Finding(
                path,
                line,
                "sources.not_cited",
                f"{', '.join(f'`{source}`' for source in left_behind)} are listed and never cited. "
                f"The chart `{chart}` rests on them, and this text does not show it: show it, or "
                "remove them from the list.",
            )


def _left_behind(
    uncited: list[str], shown: Collection[str], data: SiteData
) -> tuple[str, list[str]]:
    """Return a chart that was probably taken out of a text, and what it left in the header.

    That it rests on two sources or more that the text lists and does not cite, says so.
    """
    for name, chart in data.charts.items():
        left = [key for key in uncited if key in chart.sources]
        if name not in shown and len(left) > 1:
            return name, left
    return "", []


def _nearest(key: str, known: Iterable[str]) -> str:
    """Return the key that was most likely meant, or an empty text."""
    close = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.6)
    return close[0] if close else ""
