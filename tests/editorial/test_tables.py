"""Every rule has texts in which it must find something, and texts in which it must not."""

from __future__ import annotations

import importlib
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from healthsite.editorial import FAMILIES, rules
from healthsite.loading import examine
from healthsite.model import ContentFile, Desk, Finding, Level, Text
from healthsite.reader import read
from tests.conftest import ROOT, TODAY, copy_small
from tests.editorial.rows import Row

TABLES = sorted(path.stem for path in Path(__file__).parent.glob("table_*.py"))
ROWS: list[Row] = [
    row for name in TABLES for row in importlib.import_module(f"tests.editorial.{name}").ROWS
]
HEADER: dict[str, dict[str, object]] = {
    "en": {
        "title": "A quiet title",
        "summary": "What this page tells you.",
        "date": "2026-01-01",
        "modified": "2026-11-01",
        "tags": ["night"],
        "audience": ["patients"],
        "key_points": ["Rest at night.", "Eat by day.", "Ask for help."],
        "authors": ["editors"],
        "sources": [],
        "status": "published",
    },
    "es": {
        "title": "Un título tranquilo",
        "summary": "Lo que cuenta esta página.",
        "key_points": ["Descanse de noche.", "Coma de día.", "Pida ayuda."],
        "follows": "2026-11-01",
        "status": "published",
    },
}
# Rules that need more than one text, or files, have their tests elsewhere.
ELSEWHERE = {"facts", "dates", "sources", "links", "images", "translations", "pages"}
ELSEWHERE |= {"stories", "waivers", "levels", "wording.example"}


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give the small site with the real words and limits."""
    site = copy_small(tmp_path_factory.mktemp("desk"))
    shutil.copy(ROOT / "content" / "data" / "editorial.toml", site.content / "data")
    content, findings = examine(site.content, TODAY)
    assert content is not None, findings
    return content.desk


def found_in(row: Row, desk: Desk) -> list[Finding]:
    """Read the row's text as an article and return what its rule finds."""
    head = yaml.safe_dump({**HEADER[row.lang], **row.header}, allow_unicode=True)
    name = "row.md" if row.lang == "en" else f"row.{row.lang}.md"
    file = ContentFile(
        f"content/articles/{row.topic}/{name}", "article", row.topic, "row", row.lang
    )
    reading = read(file, f"---\n{head}---\n{row.text}\n".encode(), "en")
    assert reading.document is not None, [str(finding) for finding in reading.findings]
    document = reading.document
    original = read(
        replace(file, lang="en", path=f"content/articles/{row.topic}/row.md"),
        f"---\n{yaml.safe_dump(HEADER['en'])}---\nWords.\n".encode(),
        "en",
    ).document
    assert original is not None
    base = document if row.lang == "en" else original
    text = Text(document, base, ("en", "es"), document.headings)
    families = [f for f in FAMILIES if any(rule.id == row.rule for rule in f.RULES)]
    assert families, f"{row.rule} is no rule"
    alone = replace(desk, library=replace(desk.library, articles={("row", row.lang): text}))
    found = [
        finding
        for family in families
        for finding in (
            family.check(text, desk) if hasattr(family, "check") else family.check_site(alone)
        )
        if finding.rule == row.rule
    ]
    first = document.body.line
    return [replace(finding, line=finding.line - first + 1) for finding in found]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.rule} {row.lang}: {row.text[:50]}")
def test_a_rule_finds_what_it_must_and_nothing_else(row: Row, desk: Desk) -> None:
    found = found_in(row, desk)
    assert bool(found) == row.found, (row.note, [f.message for f in found])
    if row.found and row.words:
        assert any(row.words in finding.message for finding in found), found
    if row.found and row.line:
        assert row.line in {finding.line for finding in found}


@pytest.mark.parametrize("rule", sorted(rules()))
def test_every_rule_has_a_failing_and_a_passing_text(rule: str) -> None:
    if rule in ELSEWHERE or rule.partition(".")[0] in ELSEWHERE:
        return
    rows = [row for row in ROWS if row.rule == rule]
    assert {row.found for row in rows} == {True, False}


@pytest.mark.parametrize("rule", sorted(rules()))
def test_every_rule_says_what_why_and_on_whose_word(rule: str) -> None:
    one, family = rules()[rule]
    assert one.says.endswith(".")
    assert one.level in Level
    if family is not None:
        text = family.__doc__ or ""
        assert all(word in text for word in ("Rule:", "Why:", "Source:", "Examples:"))


STRANGE = [
    "",
    "Word",
    "ALL CAPITALS " * 200,
    "Some English y algo de español en la misma frase. " * 50,
    "😀 👩‍⚕️ " * 300,
    "مرحبا שלום " * 300,
    "| a | b |\n| - | - |\n" + "| 1 | 2 |\n" * 300,
    "```\n" + "x = 1\n" * 300 + "```\n",
    "“Quoted «and» nested” ‘here’ " * 200,
    "\u202eright to left\u202c " * 100,
    "a" * 15_000,
    "one two three " * 1_400,
]


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_no_rule_stumbles_over_a_strange_text(text: str, lang: str, desk: Desk) -> None:
    for family in FAMILIES:
        for rule in family.RULES[:1]:
            if hasattr(family, "check"):
                found_in(Row(rule.id, lang, text, found=False), desk)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize(
    "text",
    [
        "Act Ley " + "Aa " * 5_000,
        "call " * 3_000 + "988 suicide",
        "twenty " * 2_000 + "percent people died",
        "stop your tea of " * 900 + "medicine",
        "suicide, needle (you and they) " * 300,
        "1 in 4 " * 2_000,
    ],
    ids=range(6),
)
def test_a_crowded_text_takes_claims_and_safety_no_long_time(
    text: str, lang: str, desk: Desk
) -> None:
    start = time.perf_counter()
    for rule in ("claims.source", "safety.stop_medicine"):
        found_in(Row(rule, lang, text, found=False), desk)
    assert time.perf_counter() - start < 5
