"""Every rule has texts in which it must find something, and texts in which it must not."""

from __future__ import annotations

import ast
import importlib
import re
import shutil
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from healthsite.editorial import FAMILIES, rules
from healthsite.editorial.characters import check_raw
from healthsite.editorial.reading import OUTPUT, READING_RULES
from healthsite.loading import examine
from healthsite.model import ContentFile, Desk, Document, Finding, Level, Text
from healthsite.reader import Reading, read
from healthsite.theme_words import missing_words
from tests.conftest import ROOT, TODAY, Site, copy_small
from tests.editorial.rows import Case, Row

SOUP = "articles/food/warm-soup.md"
TABLES = sorted(path.stem for path in Path(__file__).parent.glob("table_*.py"))
_MODULES = [importlib.import_module(f"tests.editorial.{name}") for name in TABLES]
ROWS: list[Row] = [row for module in _MODULES for row in getattr(module, "ROWS", ())]
CASES: list[Case] = [case for module in _MODULES for case in getattr(module, "CASES", ())]
HEADER: dict[str, dict[str, object]] = {
    "en": {
        "title": "A quiet title",
        "summary": "What this page tells you.",
        "date": "2025-01-01",
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


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give the small site with the real words and limits."""
    site = copy_small(tmp_path_factory.mktemp("desk"))
    shutil.copy(ROOT / "content" / "data" / "editorial.toml", site.content / "data")
    content, findings = examine(site.content, TODAY)
    assert content is not None, findings
    return content.desk


def _read(row: Row) -> Reading:
    """Read the row's text as an article."""
    name = "row.md" if row.lang == "en" else f"row.{row.lang}.md"
    path = f"content/articles/{row.topic}/{name}"
    file = ContentFile(path, "article", row.topic, "row", row.lang)
    return read(file, _source(row).encode(), "en")


def _source(row: Row) -> str:
    """Write the file of a row."""
    head = yaml.safe_dump({**HEADER[row.lang], **row.header}, allow_unicode=True)
    return f"---\n{head}---\n{row.text}\n"


def _placed(document: Document, desk: Desk) -> tuple[Text, Desk]:
    """Give a document its original, and a desk where it is the only article."""
    file = document.file
    original = read(
        replace(file, lang="en", path=file.path.replace(f".{file.lang}.md", ".md")),
        f"---\n{yaml.safe_dump(HEADER['en'])}---\nWords.\n".encode(),
        "en",
    ).document
    assert original is not None
    base = document if file.lang == "en" else original
    text = Text(document, base, ("en", "es"), document.headings)
    return text, replace(desk, library=replace(desk.library, articles={("row", file.lang): text}))


def _judged(family: ModuleType, text: Text, desk: Desk, alone: Desk) -> Iterable[Finding]:
    if hasattr(family, "check"):
        yield from family.check(text, desk)
    elif hasattr(family, "check_site"):
        yield from family.check_site(alone)


def found_in(row: Row, desk: Desk) -> list[Finding]:
    """Read the row's text as an article and return what its rule finds."""
    reading = _read(row)
    first = _source(row).split("\n").index("---", 1) + 2
    if row.rule in READING_RULES:
        found = [finding for finding in reading.findings if finding.rule == row.rule]
    elif row.rule.startswith("characters."):
        found = [f for f in check_raw("row.md", _source(row)) if f.rule == row.rule]
    else:
        assert reading.document is not None, [str(finding) for finding in reading.findings]
        text, alone = _placed(reading.document, desk)
        families = [f for f in FAMILIES if any(rule.id == row.rule for rule in f.RULES)]
        assert families, f"{row.rule} is no rule"
        found = [
            finding
            for family in families
            for finding in _judged(family, text, desk, alone)
            if finding.rule == row.rule
        ]
    return [replace(finding, line=finding.line - first + 1) for finding in found]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.rule} {row.lang}: {row.text[:50]}")
def test_a_rule_finds_what_it_must_and_nothing_else(row: Row, desk: Desk) -> None:
    found = found_in(row, desk)
    assert bool(found) == row.found, (row.note, [f.message for f in found])
    if row.found and row.words:
        assert any(row.words in finding.message for finding in found), found
    if row.found and row.line:
        assert row.line in {finding.line for finding in found}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.what}")
def test_a_rule_finds_what_it_must_in_a_site(
    case: Case, small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.change(small)
    if case.closed:
        _close(small.content / case.closed, monkeypatch)
    content, findings = examine(small.content, TODAY)
    if content is not None and case.rule == "strings.needed":
        findings += missing_words(content.data, content.folder.shown, ROOT / "theme")
    found = [finding for finding in findings if finding.rule == case.rule]
    if not case.found:
        if case.rule == "translations.missing":
            found = [finding for finding in found if "warm-soup" in finding.path]
        assert found == []
        return
    about = [finding for finding in found if case.words in finding.message]
    assert about, [str(finding) for finding in findings]
    if case.file:
        about = [f for f in about if f.path == (small.content / case.file).as_posix()]
        assert about, found
    if case.line:
        assert case.line in {finding.line for finding in about}


def _close(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system refuse a file, whoever runs the test."""
    plain = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return plain(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)


def _told_of_pages() -> set[str]:
    """Return the rules that the tests of written pages expect to be broken."""
    tree = ast.parse((ROOT / "tests" / "test_output_check.py").read_text("utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & set(rules())


@pytest.mark.parametrize("rule", sorted(rules()))
def test_every_rule_has_a_failing_and_a_passing_text(rule: str) -> None:
    if rules()[rule][1] is OUTPUT:
        # Sites of HTML; the sound one there is the passing text of all.
        assert rule in _told_of_pages()
        return
    tried = {row.found for row in ROWS if row.rule == rule}
    tried |= {case.found for case in CASES if case.rule == rule}
    assert tried == {True, False}


@pytest.mark.parametrize("rule", sorted(rules()))
def test_every_rule_says_what_why_and_on_whose_word(rule: str) -> None:
    one, family = rules()[rule]
    assert one.says.endswith(".")
    assert one.level in Level
    assert all(word in family.reason for word in ("Rule:", "Why:", "Source:", "Examples:"))
    named = re.findall(r"tests/[a-z_/]+\.py", family.reason)
    assert named and all((ROOT / name).is_file() for name in named)


STRANGE = {
    "one word": "Word",
    "all capitals": "ALL CAPITALS ARE SHOUTED. " * 200,
    "mixed languages": "Some English y algo de español en la misma frase. " * 50,
    "emoji": "😀 👩‍⚕️ " * 300,
    "right to left": "مرحبا שלום " * 300,
    "a table of numbers": "Table: n\n\n| a | b |\n| - | - |\n" + "| 1 | 2.5% |\n" * 300,
    "code": "```\n" + "x = 1\n" * 300 + "```\n",
    "both quotation styles": "“Quoted «and» nested” ‘here’ \"there\" 'so' " * 200,
    "quotations that never end": '“a «b ‘c "d ( [ ' * 300,
    "turned direction": "\u202eright to left\u202c " * 100,
    "one long word": "a" * 15_000,
    "no full stop": "one two three " * 1_400,
    "numbers only": "1 2,000 3.5% 4/5 1-2 " * 400,
    "full stops only": ". " * 2_000,
    "dashes": "—a–b-" * 1_000,
    "headings": "## A?\n\n### ¿B\n\n" * 200,
    "blocks": '!!! emergency "A"\n    B.\n\n' * 200,
    "links": ("[a](article:warm-soup) [b](helpline:988) [c](term:nap) " * 10 + "\n\n") * 10,
    "accents on their own": "e\u0301\u0301\u0301 " * 500,
}


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", STRANGE)
def test_no_rule_stumbles_over_a_strange_text(name: str, lang: str, desk: Desk) -> None:
    row = Row("", lang, STRANGE[name], found=False)
    found = list(check_raw("row.md", _source(row)))
    reading = _read(row)
    assert reading.document is not None
    text, alone = _placed(reading.document, desk)
    for family in FAMILIES:
        if hasattr(family, "check"):
            found += family.check(text, alone)
        if hasattr(family, "check_site"):
            found += family.check_site(alone)
    known = rules()
    last = _source(row).count("\n") + 1
    own = [finding for finding in found if "row" in finding.path]
    assert all(finding.rule in known for finding in found)
    assert all(1 <= finding.line <= last and "\n" not in finding.message for finding in own)


# All that a rule looks for, so that each has something to do in every paragraph.
BUSY = (
    "## What helps {n}?\n\nAbout 7 in 10 people feel better in {n} days. It is often said that "
    "naloxone, an opioid medicine, can help you at night. Call [988](helpline:988) or see "
    "[warm soup](article:warm-soup). Some English y algo de español en la misma frase.\n\n"
    '!!! note "Sleep {n}"\n    Go to bed at 10 p.m. and rest.\n\n'
)


def _busy(characters: int) -> str:
    parts = (BUSY.format(n=n) for n in range(characters // len(BUSY) + 1))
    return "".join(parts)[:characters]


def _seconds(site: Site, body: bytes) -> float:
    """Check the small site with a text of its own, and return the time it takes."""
    head = (site.content / SOUP).read_bytes().partition(b"---\n## ")[0]
    site.write("articles/food/long-soup.md", head.replace(b"Warm soup", b"Long") + b"---\n" + body)
    start = time.process_time()
    _, findings = examine(site.content, TODAY)
    assert any(finding.path.endswith("long-soup.md") for finding in findings)
    return time.process_time() - start


def test_a_text_of_200_kb_is_checked_by_every_rule(small: Site) -> None:
    shutil.copy(ROOT / "content" / "data" / "editorial.toml", small.content / "data")
    _seconds(small, _busy(200_000).encode())
    content, _ = examine(small.content, TODAY)
    assert content is not None and ("long-soup", "en") in content.library.articles


@pytest.mark.audit
@pytest.mark.parametrize("piece", [b"word ", b"\n", b"[", b"\xe2\x80\x9c", b"1 in 2. ", b"\xff"])
def test_a_text_of_10_mb_ends_with_a_finding(small: Site, piece: bytes) -> None:
    assert _seconds(small, piece * (10_000_000 // len(piece))) < 60


@pytest.mark.audit
@pytest.mark.parametrize("name", ["busy", *STRANGE])
def test_twice_the_text_takes_about_twice_the_time(small: Site, name: str) -> None:
    shutil.copy(ROOT / "content" / "data" / "editorial.toml", small.content / "data")
    text = _busy(100_000)
    if name != "busy":
        # As large as may be read, and no line too long.
        text = STRANGE[name].replace("\n\n", "\n") + "\n\n"
        text *= max(1, 20_000 // len(text))
    _seconds(small, b"Words.")  # the dictionaries are read once
    empty = _seconds(small, b"Words.")
    once = _seconds(small, text.encode()) - empty
    twice = _seconds(small, (text * 2).encode()) - empty
    # Loose: below a few hundredths of a second a quotient says nothing.
    assert twice < 3 * once + 0.5


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
    start = time.process_time()
    for rule in ("claims.source", "safety.stop_medicine"):
        found_in(Row(rule, lang, text, found=False), desk)
    assert time.process_time() - start < 5
