"""Charts with a fault, and one without, for the rules on the files of charts."""

from __future__ import annotations

import re

from tests.editorial.rows import Case, Change, all_of, write

WORDS = """\
title = {en = "Soups by year", es = "Sopas por año"}
description = {en = "Soups rose from 5 in 2019 to 12.", es = "De 5 en 2019 a 12 sopas."}
x = "year"
x_name = {en = "Year", es = "Año"}
y_name = {en = "Soups", es = "Sopas"}
ticks = [2019, 2024]

[[series]]
column = "soups"
name = {en = "Soups", es = "Sopas"}
name_at = 2020

[[marks]]
column = "soups"
at = 2024
note = {en = "provisional", es = "provisional"}
"""
NUMBERS = """\
year,soups,provisional,source
2019,5,no,soup-guide
2020,7,no,soup-guide
2021,,no,
2022,9,no,soup-guide
2023,10.5,no,soup-guide
2024,12,yes,soup-guide
"""
CSV = "data/charts/soups.csv"
TOML = "data/charts/soups.toml"


def chart(numbers: str = NUMBERS, words: str = WORDS) -> Change:
    """Write a chart of soups into the small site."""
    return all_of(write(CSV, numbers), write(TOML, words))


def _numbers(old: str, new: str) -> Change:
    assert old in NUMBERS
    return chart(numbers=NUMBERS.replace(old, new))


def _words(old: str, new: str) -> Change:
    assert old in WORDS
    return chart(words=WORDS.replace(old, new))


_IN_NUMBERS = [
    ("charts.malformed", "an open quotation mark", "2020,7,", '"2020,7,', 7, "is not understood"),
    (
        "charts.column",
        "a column twice",
        "year,soups,",
        "year,soups,soups,",
        1,
        "`soups` stands twice",
    ),
    (
        "charts.number",
        "a number out of all measure",
        "2020,7,",
        "2020," + "9" * 400 + ",",
        3,
        "is not a number",
    ),
    (
        "charts.empty",
        "no row",
        NUMBERS,
        "year,soups,provisional,source\n",
        1,
        "There are no numbers",
    ),
    (
        "charts.column",
        "a column lost",
        "year,soups,",
        "year,soup,",
        1,
        "`soups` is missing. Did you mean `soup`?",
    ),
    (
        "charts.column",
        "a column nobody names",
        "year,soups,",
        "year,soups,stews,",
        1,
        "uses the column `stews`",
    ),
    (
        "charts.number",
        "a word for a number",
        "2020,7,",
        "2020,seven,",
        3,
        "`seven` in `soups` is not a number",
    ),
    (
        "charts.number",
        "a number below zero",
        "2020,7,",
        "2020,-7,",
        3,
        "`-7` in `soups` is not a number",
    ),
    (
        "charts.number",
        "a year that is none",
        "2020,7,",
        "20-20,7,",
        3,
        "`20-20` in `year` is not a whole number",
    ),
    ("charts.order", "years not in order", "2020,7,", "2018,7,", 3, "comes after a later one"),
    ("charts.order", "a year twice", "2020,7,", "2019,7,", 3, "`2019` stands twice"),
    ("charts.cells", "a cell too many", "2020,7,no", "2020,7,7,no", 3, "has 5 cells"),
    (
        "charts.provisional",
        "neither yes nor no",
        "2020,7,no",
        "2020,7,maybe",
        3,
        "must be yes or no",
    ),
    (
        "charts.source",
        "an unknown source",
        "2020,7,no,soup-guide",
        "2020,7,no,nobody",
        3,
        "`nobody` is not in",
    ),
    (
        "charts.source",
        "no source",
        "2020,7,no,soup-guide",
        "2020,7,no,",
        3,
        "numbers and no source",
    ),
]
_SECOND = "[[series]]\ncolumn = 'soups'\nname = {en = 'a', es = 'b'}"
_IN_WORDS = [
    ("charts.mark", "a mark in a gap", "at = 2024", "at = 2021", 15, "has no number at 2021"),
    (
        "charts.mark",
        "a name out of it",
        "name_at = 2020",
        "name_at = 2030",
        11,
        "has no number at 2030",
    ),
    (
        "charts.mark",
        "two lines without a place",
        "name_at = 2020",
        _SECOND,
        8,
        "`soups` needs `name_at`",
    ),
    (
        "charts.said",
        "another number said",
        "to 12.",
        "to 13.",
        2,
        "`13` in the description is not a number of the CSV",
    ),
    (
        "charts.ticks",
        "a tick out of it",
        "ticks = [2019, 2024]",
        "ticks = [2019, 2030]",
        6,
        "2030 is not between 2019 and 2024",
    ),
    ("data.field", "no axis", 'x = "year"\n', "", 1, "`x` is missing"),
    (
        "data.language",
        "a title in one language",
        'es = "Sopas por año"',
        'fr = "Soupes"',
        1,
        "`title` has no `es` text",
    ),
]
_RULES = dict.fromkeys(fault[0] for fault in (*_IN_NUMBERS, *_IN_WORDS))
_EMPTY = re.sub(r"(?m)^(\d{4}),[\d.]+,", r"\1,,", NUMBERS)
CASES = [
    *(
        Case(rule, what, True, _numbers(old, new), says, CSV, line)
        for rule, what, old, new, line, says in _IN_NUMBERS
    ),
    *(
        Case(rule, what, True, _words(old, new), says, TOML, line)
        for rule, what, old, new, line, says in _IN_WORDS
    ),
    Case("charts.empty", "nothing above zero", True, chart(_EMPTY), "no number above zero", CSV, 1),
    *(
        Case(rule, "a sound chart", False, chart())
        for rule in dict.fromkeys(
            [*(fault[0] for fault in (*_IN_NUMBERS, *_IN_WORDS)), "files.chart"]
        )
    ),
    Case(
        "data.missing",
        "half a chart",
        True,
        write("data/charts/lonely.toml", WORDS),
        "missing",
        "data/charts/lonely.csv",
        1,
    ),
    Case(
        "files.chart",
        "an odd name",
        True,
        write("data/charts/My Chart.csv", "x"),
        "Rename it",
        "data/charts/My Chart.csv",
        1,
    ),
]
