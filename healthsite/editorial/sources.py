"""Rule: every source that is cited is listed, every listed one is cited, and all exist.

Why: a reader who doubts a sentence must be able to find what it rests on.
Source: JAMA benchmarks (authorship, attribution, disclosure, currency), Silberg 1997.
Examples: tests/test_mistakes.py.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from healthsite.editorial.rule import Rule
from healthsite.explain import nearest
from healthsite.model import Desk, Finding, Level, Mention, Text

RULES = (
    Rule("sources.unknown", Level.ERROR, "A cited source stands in sources.toml."),
    Rule("sources.not_listed", Level.ERROR, "A cited source is listed in the header."),
    Rule("sources.not_cited", Level.ERROR, "A listed source is cited."),
)


def _of_charts(text: Text, desk: Desk) -> Iterator[Mention]:
    """Yield the sources that the text's charts rest on; they are cited below the chart."""
    for part in text.document.fragments:
        for image in part.images:
            scheme, _, name = image.target.partition(":")
            if scheme == "chart" and name in desk.data.charts:
                for key in desk.data.charts[name].sources:
                    yield Mention(key, image.line)


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each source that is unknown, not listed or not cited."""
    path = text.document.file.path
    listed = text.facts.sources
    cited = [mention for part in text.document.fragments for mention in part.citations]
    cited += _of_charts(text, desk)
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
    keys = {mention.target for mention in cited}
    keys |= {_nearest(key, listed) for key in keys if key not in desk.data.sources}
    for index, key in enumerate(listed):
        line = text.document.line(f"sources.{index}")
        if key not in desk.data.sources:
            yield Finding(
                path,
                line,
                "sources.unknown",
                f"`{key}` is not in data/sources.toml.{nearest(key, desk.data.sources)}",
            )
        elif key not in keys:
            yield Finding(
                path,
                line,
                "sources.not_cited",
                f"`{key}` is listed and never cited. Put [^{key}] behind the sentence that "
                "rests on it, or remove it from the list.",
            )


def _nearest(key: str, known: Iterable[str]) -> str:
    """Return the key that was most likely meant, or an empty text."""
    close = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.6)
    return close[0] if close else ""
