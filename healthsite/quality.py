"""Measured facts of each article, published with every build.

What is measured, not what is judged: no score of ours, and none under the name of a tool
that people rate texts with.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from healthsite.editorial.dates import review_due
from healthsite.editorial.readability import reading
from healthsite.model import Desk, Text


@dataclass(frozen=True)
class QualityFacts:
    """What was measured of one article in one language.

    `grade` is the mean of the grades `flesch_kincaid` and `smog` (English), `inflesz` the ease
    on the INFLESZ scale and `fernandez_huerta` that by another formula (Spanish; sources in
    `editorial.measures`); `key_points` is the first of these for the key points. Years
    are those of its sources that have one. `translations` says, for each other language,
    "current", "older" or "missing".
    """

    slug: str
    lang: str
    title: str
    address: str
    words: int
    grade: float | None
    flesch_kincaid: float | None
    smog: float | None
    inflesz: float | None
    fernandez_huerta: float | None
    key_points: float | None
    sources: int
    oldest_source: int | None
    newest_source: int | None
    updated: date
    review_due: date
    reviewed: date | None
    translations: dict[str, str]


def quality_facts(text: Text, desk: Desk, address: str) -> QualityFacts:
    """Measure one article.

    Args:
        address: where it is published, in full.
    """
    found = reading(text, desk)
    measures, points = found.text.measures, found.key_points.measures
    english, spanish = text.lang == "en", text.lang == "es"
    cited = [desk.data.sources[key] for key in text.article.sources]
    years = sorted(source.year for source in cited if isinstance(source.year, int))
    return QualityFacts(
        slug=text.slug,
        lang=text.lang,
        title=text.document.title.text,
        address=address,
        words=measures.words,
        grade=round(measures.grade, 1) if measures and english else None,
        flesch_kincaid=round(measures.flesch_kincaid, 1) if measures and english else None,
        smog=round(measures.smog, 1) if measures and english else None,
        inflesz=round(measures.inflesz, 1) if measures and spanish else None,
        fernandez_huerta=round(measures.fernandez_huerta, 1) if measures and spanish else None,
        key_points=round(points.grade if english else points.inflesz, 1) if points else None,
        sources=len(cited),
        oldest_source=years[0] if years else None,
        newest_source=years[-1] if years else None,
        updated=text.modified,
        review_due=review_due(text, desk.data),
        reviewed=text.article.reviewed,
        translations={
            lang: _translation(text, lang, desk)
            for lang in desk.data.languages
            if lang != text.lang
        },
    )


def _translation(text: Text, lang: str, desk: Desk) -> str:
    twin = desk.published.articles.get((text.slug, lang))
    if twin is None:
        return "missing"
    older = twin.is_older_than_original if twin.is_translation else text.is_older_than_original
    return "older" if older else "current"


def quality_json(facts: list[QualityFacts]) -> str:
    """Write all facts for programs, sorted by article and language."""
    rows = [asdict(one) for one in sorted(facts, key=lambda one: (one.slug, one.lang))]
    return json.dumps({"articles": rows}, ensure_ascii=False, indent=1, default=str) + "\n"
