"""Charts: gaps that stay gaps, and a table that tells all."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from healthsite.chart_drawing import Scale, line_of, nice_step, render_charts
from healthsite.loading import examine
from healthsite.model import Chart, Finding, Level
from healthsite.sitedata import load_site_data
from healthsite.words import Words
from tests.conftest import ROOT, TODAY, Site
from tests.editorial.rows import Change, all_of, remove, swap, write
from tests.editorial.table_charts import CSV, NUMBERS, TOML, WORDS, chart

SOUP = "articles/food/warm-soup.md"


def with_chart(site: Site, numbers: str = NUMBERS, words: str = WORDS) -> Site:
    chart(numbers, words)(site)
    return site


def chart_of(site: Site) -> Chart:
    data, found = load_site_data(site.content / "data")
    assert data is not None, found
    return data.charts["soups"]


def test_no_line_leads_across_a_gap(small: Site) -> None:
    chart = chart_of(with_chart(small))
    line = line_of(chart, "soups", Scale(chart))
    years = [row.x for row in chart.rows]
    at = {Scale(chart).x(year): year for year in years}
    pieces = [
        [at[float(x)] for x in re.findall(r"[ML]([\d.]+) ", piece)]
        for path in (line.final, line.provisional)
        for piece in re.findall(r"M[^M]+", path)
    ]
    assert pieces == [[2019, 2020], [2022, 2023], [2023, 2024]]
    assert "M" in line.provisional, "what is provisional has a line of its own"


def test_a_year_left_out_is_a_gap_too(small: Site) -> None:
    without = re.sub(r"2021.*\n", "", NUMBERS)
    with_chart(small, without)
    chart = chart_of(small)
    line = line_of(chart, "soups", Scale(chart))
    assert line.final.count("M") == 2


def test_a_number_between_two_gaps_is_a_dot(small: Site) -> None:
    alone = re.sub(r"2020.*\n", "", NUMBERS)
    with_chart(small, alone, WORDS.replace("name_at = 2020", "name_at = 2019"))
    chart = chart_of(small)
    scale = Scale(chart)
    line = line_of(chart, "soups", scale)
    assert (scale.x(2019), scale.y(5)) in line.dots


def test_the_axis_starts_at_zero_and_holds_the_largest_number(small: Site) -> None:
    scale = Scale(chart_of(with_chart(small)))
    assert scale.y(0) > scale.y(12) >= scale.y(scale.top)
    for largest in (1, 9, 12, 99, 2001, 107_941, 5_000_000):
        step = nice_step(largest)
        assert 1 <= largest / step <= 5


def test_the_same_charts_have_the_same_bytes(small: Site) -> None:
    chart = chart_of(with_chart(small))
    words = {"es": Words("es", "es_US", {})}
    first = render_charts(ROOT / "theme", {"soups": chart}, words)
    assert first == render_charts(ROOT / "theme", {"soups": chart}, words)


def _add_source(site: Site, key: str) -> None:
    site.append(
        "data/sources.toml",
        f'\n[{key}]\ntitle = "Soups"\npublisher = "Cooks"\nyear = 2024\n'
        f'url = "https://soups.example.org/{key}"\nlooked_up = 2026-11-21\n',
    )


def test_a_chart_needs_its_sources_in_the_header(small: Site) -> None:
    with_chart(small)
    _add_source(small, "soup-count")
    numbers = NUMBERS.replace("soup-guide", "soup-count")
    small.write("data/charts/soups.csv", numbers)
    small.append("articles/food/warm-soup.md", "\n![It rises.](chart:soups)\n")
    found = [f for f in examine(small.content, TODAY)[1] if f.rule == "sources.not_listed"]
    assert [f.message.split("`")[1] for f in found] == ["soup-count"] * len(found) and found


@pytest.mark.parametrize(
    ("change", "place", "rule", "says"),
    [
        (all_of(remove(CSV), remove(TOML)), f"{SOUP}:21", "images.chart", "`soups`"),
        (remove(CSV), f"{CSV}:1", "data.missing", "Add it"),
        (remove(TOML), f"{TOML}:1", "data.missing", "Add it"),
        (swap(TOML, "x =", "x"), f"{TOML}:3", "data.malformed", "must be"),
        (write(CSV, "year"), f"{CSV}:1", "charts.empty", "no numbers"),
        (swap(CSV, "2020,7,no,soup-tally", "2020,7,no,"), f"{CSV}:3", "charts.source", "no source"),
        (swap(CSV, "soup-tally", "soup-talli"), f"{CSV}:3", "charts.source", "`soup-tally`"),
        (swap(SOUP, "(chart:soups)", "(chart:soup)"), f"{SOUP}:21", "images.chart", "`soups`"),
        (
            swap(SOUP, "![It rises.](chart:soups)", ""),
            f"{SOUP}:13",
            "sources.not_cited",
            "`soup-count`, `soup-tally` are listed and never cited. The chart `soups` rests on",
        ),
    ],
)
def test_of_a_chart_that_went_or_broke_only_the_cause_is_told(
    small: Site, change: Change, place: str, rule: str, says: str
) -> None:
    numbers = NUMBERS.replace("soup-guide", "soup-count").replace(
        "7,no,soup-count", "7,no,soup-tally"
    )
    with_chart(small, numbers)
    for key in ("soup-count", "soup-tally"):
        _add_source(small, key)
    small.replace(SOUP, "[soup-guide]", "[soup-guide, soup-count, soup-tally]")
    small.append(SOUP, "\n![It rises.](chart:soups)\n")
    assert _errors(small) == []
    change(small)
    told = [(f"{f.path}:{f.line}", f.rule) for f in _errors(small)]
    assert told == [(f"{small.content.as_posix()}/{place}", rule)]
    assert says in _errors(small)[0].message


def _errors(site: Site) -> list[Finding]:
    return [f for f in examine(site.content, TODAY)[1] if f.level is Level.ERROR]


@pytest.mark.parametrize("name", ["us-overdose-deaths", "la-fentanyl-deaths"])
def test_the_table_on_the_page_is_the_csv(built: Path, name: str) -> None:
    page = {
        "us-overdose-deaths": "opioids-and-fentanyl/what-is-fentanyl",
        "la-fentanyl-deaths": "getting-care/help-in-los-angeles",
    }[name]
    file = ROOT / "content" / "data" / "charts" / f"{name}.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    columns = [key for key in rows[0] if key not in {"provisional", "source"}]
    for prefix, gap in (("", "no number"), ("es/", "sin número")):
        html = (built / prefix / page / "index.html").read_text("utf-8")
        figure = BeautifulSoup(html, "lxml").select_one("figure.chart")
        assert figure is not None
        told = [
            [cell.get_text() for cell in row.find_all(["th", "td"])]
            for row in figure.select("tbody tr")
        ]
        assert [[re.sub(r",| \(.*\)", "", cell) for cell in row] for row in told] == [
            [row[column] or gap for column in columns] for row in rows
        ]
        marked = {row[0] for row in told if any("(provisional)" in cell for cell in row)}
        assert marked == {row["year"] for row in rows if row["provisional"] == "yes"}
        assert figure.select_one("table caption") and figure.select("thead th[scope=col]")
        assert figure.select_one("figcaption .cite a")
