"""Each mistake an editor can make is told once, with the right file and line, and what to do.

The mistakes stand in tests/mistakes/, one table each; tests/mistakes/README.md says how to
add one.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from healthsite.__main__ import main
from healthsite.loading import examine
from healthsite.model import Finding, Level
from tests.conftest import ROOT, TODAY, Site

SOUP = "articles/food/warm-soup.md"
NIGHTS = "articles/sleep/good-nights.md"
NOCHES = "articles/sleep/good-nights.es.md"


@dataclass(frozen=True)
class Mistake:
    """A table of tests/mistakes/*.toml.

    `done` is what an editor did, `given` what must be so before; both are changes as
    `_change` makes them. `at` is "file:line", `says` must stand in the message.
    """

    what: str
    done: tuple[dict[str, Any], ...]
    given: tuple[dict[str, Any], ...]
    at: str
    rule: str
    says: str
    level: Level

    @classmethod
    def read(cls, table: dict[str, Any]) -> Mistake:
        own = {"what", "at", "rule", "says", "level", "given", "also"}
        change = {key: value for key, value in table.items() if key not in own}
        return cls(
            table["what"],
            (change, *table.get("also", [])),
            tuple(table.get("given", [])),
            table["at"],
            table["rule"],
            table["says"],
            Level(table.get("level", "error")),
        )


MISTAKES = [
    Mistake.read(table)
    for path in sorted((ROOT / "tests" / "mistakes").glob("*.toml"))
    for table in tomllib.loads(path.read_text(encoding="utf-8"))["mistake"]
]


def _change(
    site: Site,
    *,
    file: str,
    copy: str = "",
    old: str = "",
    new: str = "",
    write: str | None = None,
    times: int = 1,
    encoding: str = "utf-8",
    remove: bool = False,
) -> None:
    if copy:
        site.write(file, (site.content / copy).read_bytes())
    if write is not None:
        site.write(file, (write * times).encode(encoding))
    if old:
        site.replace(file, old, new)
    if remove:
        (site.content / file).unlink()


def _told(site: Site) -> list[Finding]:
    _, findings = examine(site.content, TODAY)
    # What could not be looked at because of a mistake is no mistake of its own.
    aside = {"data.unchecked"}
    return [f for f in findings if f.level is not Level.NOTE and f.rule not in aside]


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.rule, finding.message


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_a_mistake_is_told_once_with_its_place_and_what_to_do(
    small: Site, mistake: Mistake
) -> None:
    for change in mistake.given:
        _change(small, **change)
    before = Counter(map(_key, _told(small)))
    for change in mistake.done:
        _change(small, **change)
    new = [finding for finding in _told(small) if not before[_key(finding)]]
    root = f"{small.content.as_posix()}/"
    places = [(f"{f.path.removeprefix(root)}:{f.line}", f.rule, f.level) for f in new]
    assert places == [(mistake.at, mistake.rule, mistake.level)], [str(f) for f in new]
    message = new[0].message
    assert mistake.says in message
    assert "\n" not in message
    assert re.search(r"[.?)”]$", message)


def test_every_mistake_is_named_once() -> None:
    assert [name for name, n in Counter(m.what for m in MISTAKES).items() if n > 1] == []


def _errors(site: Site) -> list[Finding]:
    return [finding for finding in _told(site) if finding.level is Level.ERROR]


def test_all_mistakes_of_all_files_are_told_in_one_run(small: Site) -> None:
    small.replace(SOUP, "tags: [soup, night]", "tags: [sop]")
    small.replace(NIGHTS, "[nap](term:nap)", "[nap](term:nop)")
    small.replace("data/topics.toml", 'en = "Soup", ', "")
    small.write("articles/food/Stew.MD", "x")
    rules = {error.rule for error in _errors(small)}
    assert {"data.language", "files.name"} <= rules
    small.replace("data/topics.toml", 'es = "Sopa"', 'en = "Soup", es = "Sopa"')
    rules = {error.rule for error in _errors(small)}
    assert {"facts.tags", "links.term", "files.name"} <= rules


def test_a_windows_file_with_a_byte_order_mark_is_fine(small: Site) -> None:
    text = (small.content / SOUP).read_text(encoding="utf-8").replace("\n", "\r\n")
    small.write(SOUP, b"\xef\xbb\xbf" + text.encode())
    assert _errors(small) == []


def test_the_word_no_stays_a_word(small: Site) -> None:
    small.replace(SOUP, "title: Warm soup", "title: no")
    assert _errors(small) == []
    content, _ = examine(small.content, TODAY)
    assert content is not None
    assert content.library.articles["warm-soup", "en"].document.title.text == "no"


def test_a_link_in_the_file_system_is_a_fault(small: Site, tmp_path: Path) -> None:
    (small.content / "articles" / "food" / "away.md").symlink_to(tmp_path / "elsewhere.md")
    assert [error.rule for error in _errors(small)] == ["files.link"]


def test_a_draft_with_a_mistake_does_not_stop_the_build(small: Site) -> None:
    small.replace("articles/food/secret-stew.md", "article:warm-soup", "article:nowhere")
    assert _errors(small) == []


def test_a_draft_made_from_a_copy_does_not_stop_the_build(small: Site) -> None:
    text = (small.content / SOUP).read_text(encoding="utf-8")
    small.write("articles/food/copied-soup.md", text.replace("status: published", "status: draft"))
    assert _errors(small) == []
    _, findings = examine(small.content, TODAY)
    assert "facts.title_twice" in {finding.rule for finding in findings}


def test_a_faulty_data_file_is_told_once_and_not_through_others(small: Site) -> None:
    small.replace("data/sources.toml", 'title = "A study of nights"', "title = A study")
    assert [error.rule for error in _errors(small)] == ["data.malformed"]


def test_a_faulty_data_file_hides_only_what_depends_on_it(small: Site) -> None:
    small.replace("data/sources.toml", 'title = "A study of nights"', "title = A study")
    small.replace(SOUP, "[soup, night]", "[sop]")
    small.replace(NIGHTS, "[nap](term:nap)", "[nap](term:nop)")
    _, findings = examine(small.content, TODAY)
    rules = {finding.rule for finding in findings}
    assert {"data.malformed", "data.unchecked", "facts.tags", "links.term"} <= rules
    assert "sources.unknown" not in rules


@pytest.mark.parametrize(
    "name",
    ["topics", "helplines", "sources", "people", "provider", "glossary", "places", "editorial"],
)
def test_a_data_file_that_is_no_toml_is_one_error_whichever_it_is(small: Site, name: str) -> None:
    small.write(f"data/{name}.toml", "this is no data\n")
    assert [error.rule for error in _errors(small)] == ["data.malformed"]


def test_a_site_of_one_language_may_keep_the_words_of_another_in_its_data(small: Site) -> None:
    small.replace("data/site.toml", '[languages.es]\nname = "Español"\nlocale = "es_US"\n', "")
    for path in [*small.content.rglob("*.es.md"), small.content / "data/strings/es.toml"]:
        path.unlink()
    assert _errors(small) == []
    small.build()
    assert not (small.output / "es").exists()


def test_a_text_too_large_to_be_read_is_told_once(small: Site) -> None:
    small.replace(NIGHTS, "About 7 in 10", "[" * 30_000 + " About 7 in 10")
    assert {error.rule for error in _errors(small)} == {"text.too_large"}


def test_a_draft_translation_of_a_published_article_is_left_out(small: Site) -> None:
    small.replace(NOCHES, "status: published", "status: draft")
    small.build()
    assert not (small.output / "es/sleep/good-nights").exists()


def test_the_check_exits_with_one_for_errors_and_names_them(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.replace(SOUP, "[soup, night]", "[sop]")
    code = main(["check", "--content", str(small.content), "--today", "2026-11-21"])
    out = capsys.readouterr().out
    assert code == 1
    assert f"{small.content.as_posix()}/{SOUP}:6: `sop` in `tags`" in out
    assert re.search(r"1 error, \d+ warnings? in \d+ files?\.$", out.strip())


def test_the_check_exits_with_zero_for_warnings(small: Site) -> None:
    assert main(["check", "--content", str(small.content), "--today", "2026-11-21"]) == 0


def test_the_check_of_one_file_tells_only_of_that_file(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.replace(SOUP, "[soup, night]", "[sop]")
    small.replace(NIGHTS, "[nap](term:nap)", "[nap](term:nop)")
    named = str(small.content / NIGHTS)
    assert main(["check", "--content", str(small.content), named]) == 1
    out = capsys.readouterr().out
    assert "nop" in out and "sop" not in out


def test_the_check_of_a_file_that_is_not_there_is_wrong_use(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--content", str(small.content), "nothing.md"]) == 2
    assert "There is no file nothing.md" in capsys.readouterr().err


def test_the_check_can_be_read_by_a_program(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.replace(SOUP, "[soup, night]", "[sop]")
    main(["check", "--content", str(small.content), "--format", "json", "--today", "2026-11-21"])
    rows = json.loads(capsys.readouterr().out)
    assert {"path", "line", "rule", "message", "level"} == set(rows[0])
    assert [row["rule"] for row in rows if row["level"] == "error"] == ["facts.tags"]


def test_a_content_folder_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--content", "nowhere"]) == 2
    assert "There is no content folder nowhere" in capsys.readouterr().err
