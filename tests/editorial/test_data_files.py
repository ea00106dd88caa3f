"""What readers see of the data files is read by the rules of words, with its own line."""

from __future__ import annotations

import shutil

from healthsite.editorial import data_files
from healthsite.loading import examine
from healthsite.model import Finding
from tests.conftest import ROOT, TODAY, Site
from tests.editorial.table_charts import CSV, NUMBERS, TOML, WORDS

PROVIDER = """\
name = "Test Program"
place = {en = "Here", es = "Aquí"}
phone = "310-555-0139"
says = [
  {en = "The program says it offers soup.", es = "El programa dice que ofrece sopa."},
  {en = "The program guarantees a cure.", es = "El programa dice que ofrece pan."},
]
note = {en = "Not checked.", es = "No comprobado."}
source = "The program's own words"
source_date = "undated"
looked_up = 2026-11-01
"""


CARD = """\
[front]
title = {en = "Signs", es = "Señales"}
lines = [
  {en = "They sleep.", es = "Duerme."},
]
[back]
title = {en = "What to do", es = "Qué hacer"}
steps = [
  {en = "Call 911.", es = "Llame al 911."},
]
"""

MEDICINES = """\
[medicine]
en = {term = "buprenorphine", definition = "A medicine."}
es = {term = "buprenorfina", definition = "Una medicina."}
also = {es = ["naltrexona", "opioide"]}
source = "night-2020"
"""
"""What drawings of the real site speak of, and what its glossary explains."""


def findings(site: Site) -> list[Finding]:
    shutil.copy(ROOT / "content" / "data" / "editorial.toml", site.content / "data")
    site.append("data/glossary.toml", f"\n{MEDICINES}")
    content, found = examine(site.content, TODAY)
    assert content is not None, found
    return list(data_files.check_site(content.desk))


def test_the_words_of_the_small_site_and_of_the_interface_are_fine(small: Site) -> None:
    assert findings(small) == []


def test_what_is_said_of_a_language_is_read_in_that_language(small: Site) -> None:
    small.replace("data/strings/en.toml", "Esta página", "Esta pajina")
    found = findings(small)
    assert [(f.rule, "“pajina” is not in the Spanish" in f.message) for f in found] == [
        ("spelling.unknown", True)
    ]


def test_a_site_of_one_language_says_nothing_of_another(small: Site) -> None:
    small.replace("data/site.toml", '[languages.es]\nname = "Español"\nlocale = "es_US"\n', "")
    for path in [*small.content.rglob("*.es.md"), small.content / "data/strings/es.toml"]:
        path.unlink()
    assert findings(small) == []


# The file, what stands in it, what it becomes, the rule, the line, words of the message.
CHANGES = [
    ("topics.toml", '"Nights."', '"For addicts."', "wording.avoid", 3, "addicts"),
    ("topics.toml", '"Las comidas."', '"Para adictos."', "wording.avoid", 8, "adictos"),
    ("topics.toml", '"Night"', '"Nigth"', "spelling.unknown", 19, "Nigth"),
    ("topics.toml", '"About meals."', '"Call 310-555-0139."', "numbers.phone", 9, "310-555-0139"),
    ("glossary.toml", '["doze"]}', '["doze"]}\nalso = {en = ["junkie"]}', "wording.avoid", 5, "ju"),
    ("glossary.toml", "sleep by day", "sleep, a miracle", "safety.promises", 2, "miracle"),
    ("glossary.toml", "corto de día", "de drogadictos", "wording.avoid", 3, "drogadictos"),
    ("helplines.toml", "Quien corre", "Quien corrre", "spelling.unknown", 7, "corrre"),
    (
        "places.toml",
        "Warm meals.",
        "You can stop your medicine.",
        "safety.stop_medicine",
        4,
        "stop",
    ),
    ("people.toml", "They write this.", "They treat the mentally ill.", "wording.avoid", 3, "ill"),
    ("site.toml", "For tests", "A lasting recovery", "safety.promises", 16, "lasting recovery"),
    (
        "charts/soups.toml",
        "Soups rose from",
        "Junkies rose from",
        "wording.avoid",
        2,
        "Junkies",
    ),
    ("wallet-card.toml", "They sleep.", "They slepp.", "spelling.unknown", 4, "slepp"),
    ("wallet-card.toml", "al 911", "al 310-555-0139", "numbers.phone", 9, "310-555-0139"),
    ("strings/en.toml", "Leave this page", "Leevae this page", "spelling.unknown", 16, "Leevae"),
    ("strings/es.toml", "Salir de esta página", "Salir, loco", "wording.avoid", 16, "loco"),
]


def test_values_are_read_like_texts_and_told_with_their_lines(small: Site) -> None:
    small.write("data/wallet-card.toml", CARD)
    small.write(CSV, NUMBERS)
    small.write(TOML, WORDS)
    for file, old, new, *_ in CHANGES:
        small.replace(f"data/{file}", old, new)
    told = {(f.path.rpartition("/data/")[2], f.rule, f.line): f.message for f in findings(small)}
    for file, _, _, rule, line, words in CHANGES:
        assert words in told.get((file, rule, line), ""), (file, rule, told)


def test_the_program_promises_nothing_and_its_number_stands_where_it_should(small: Site) -> None:
    small.write("data/provider.toml", PROVIDER)
    told = {(f.rule, f.line) for f in findings(small)}
    assert ("safety.promises", 6) in told
    assert not [rule for rule, _ in told if rule.startswith("numbers")]


def test_old_words_that_lead_to_better_ones_and_marks_in_braces_are_no_words(small: Site) -> None:
    small.replace("data/glossary.toml", '["doze"]', '["addict"]')
    for lang in ("en", "es"):
        path = small.content / "data" / "strings" / f"{lang}.toml"
        path.write_text(f'new_words = "1 {{xyzzyplugh}}"\n{path.read_text("utf-8")}', "utf-8")
    assert findings(small) == []
