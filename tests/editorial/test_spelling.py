"""What the rule of spelling does besides finding words: see table_spelling.py for those."""

from __future__ import annotations

import time

import pytest

from healthsite.editorial import spelling
from healthsite.loading import examine
from healthsite.model import Desk
from tests.conftest import TODAY, Site

ON = "[spelling]\non = true\n"


def desk(site: Site, body: str, rules: str = ON) -> Desk:
    site.write("data/editorial.toml", rules)
    page = (site.content / "pages" / "about.md").read_text(encoding="utf-8")
    header = page.split("---\n")[1]
    site.write("pages/about.md", f"---\n{header}---\n{body}\n")
    content, findings = examine(site.content, TODAY)
    assert content is not None, findings
    return content.desk


def unknown(desk: Desk) -> list[str]:
    found = spelling.check(desk.library.pages["about", "en"], desk)
    return [finding.message.split("”")[0].removeprefix("“") for finding in found]


def test_a_word_that_stands_often_is_told_once(small: Site) -> None:
    assert unknown(desk(small, "A nigth. Every nigth! Nigth after nigth.")) == ["nigth"]


def test_no_word_is_checked_where_editors_did_not_switch_it_on(small: Site) -> None:
    assert unknown(desk(small, "A nigth.", "")) == []


def test_a_word_that_editors_keep_is_right_and_another_language_has_its_own(small: Site) -> None:
    kept = ON + 'words = {en = ["zorpine", "Zorp"], es = ["qorpina"]}\n'
    text = "Zorpine, zorpines, ZORPINES and Zorp are fine; zorp and qorpina are not."
    assert unknown(desk(small, text, kept)) == ["zorp", "qorpina"]


def test_a_missing_dictionary_is_told_once_and_nothing_else_fails(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = spelling._dictionary("en")
    monkeypatch.setattr(spelling, "_dictionary", lambda lang: there if lang == "en" else None)
    found = desk(small, "A nigth.")
    assert [f.message for f in spelling.check_site(found)] == [
        "There is no Spanish dictionary, so no word of that language was checked. "
        "Ask a developer for one."
    ]
    spanish = found.library.pages["about", "es"]
    assert list(spelling.check(spanish, found)) == []
    assert unknown(found) == ["nigth"]


@pytest.mark.parametrize(
    "body",
    [
        "x",
        "SOUP IS GOOD. " * 500,
        "🙂 " * 500,
        "שלום עולם " * 500,
        "12,345.67 " * 500,
        "| 1 | 2 |\n|---|---|\n" + "| 10 | 20 |\n" * 300,
        "soup" * 5000,
        "'" * 5000,
        "-" * 5000 + "a",
        "a-" * 5000,
        "a." * 5000,
        '"' * 5000,
        "La sopa es buena para la salud de todas las personas. " * 200,
        " ".join(f"qw{chr(97 + n % 26)}{chr(97 + n // 26)}zx" for n in range(600)),
    ],
    ids=lambda body: body[:8],
)
def test_any_text_is_checked_in_less_than_a_second(small: Site, body: str) -> None:
    ready = desk(small, body)
    spelling.check(ready.library.pages["about", "en"], ready)
    start = time.process_time()
    unknown(ready)
    assert time.process_time() - start < 1
