"""Addresses last: what was published stays reachable."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from healthsite.__main__ import main
from healthsite.loading import examine
from healthsite.model import Finding, Level
from tests.conftest import TODAY, Site

OLD = '"/food/old-soup/" = "/food/warm-soup/"\n'


def findings(site: Site) -> list[Finding]:
    """Return what is said of addresses and redirects."""
    _, found = examine(site.content, TODAY)
    return [f for f in found if f.rule.startswith(("redirects.", "addresses.", "data."))]


def test_a_redirect_is_written_for_every_kind_of_host(small: Site) -> None:
    small.write("data/redirects.toml", OLD)
    small.build("https://small.gov/guide")
    page = BeautifulSoup(small.page("food/old-soup/index.html"), "lxml")
    refresh = page.select_one('meta[http-equiv="refresh"]')
    assert refresh is not None and refresh["content"] == "0; url=/guide/food/warm-soup/"
    assert page.select_one('a[href="/guide/food/warm-soup/"]') is not None
    robots = page.select_one("meta[name=robots]")
    assert robots is not None and robots["content"] == "noindex"
    assert small.page("_redirects") == "/guide/food/old-soup/ /guide/food/warm-soup/ 301\n"
    assert small.page("redirects.map") == '"/guide/food/old-soup/" "/guide/food/warm-soup/";\n'
    assert "old-soup" not in small.page("sitemap.xml")


def test_a_spanish_redirect_speaks_spanish(small: Site) -> None:
    small.write("data/redirects.toml", '"/es/sleep/viejo/" = "/es/sleep/good-nights/"\n')
    small.build()
    assert '<html lang="es">' in small.page("es/sleep/viejo/index.html")


def test_a_site_that_never_moved_has_no_redirect_files(small: Site) -> None:
    small.build()
    assert not (small.output / "_redirects").exists()


def test_an_address_that_vanishes_is_an_error_with_the_line_to_add(small: Site) -> None:
    small.write("data/addresses.txt", "# all\n/food/warm-soup/\n/food/old-soup/\n")
    gone = [f for f in findings(small) if f.level is Level.ERROR]
    assert [(f.rule, f.line) for f in gone] == [("addresses.gone", 3)]
    assert gone[0].path.endswith("data/addresses.txt")
    assert '"/food/old-soup/" = ' in gone[0].message
    small.write("data/redirects.toml", OLD)
    assert not [f for f in findings(small) if f.level is Level.ERROR]


def test_an_address_of_a_draft_counts_as_gone(small: Site) -> None:
    small.write("data/addresses.txt", "/food/secret-stew/\n")
    assert "addresses.gone" in {f.rule for f in findings(small)}


@pytest.mark.parametrize(
    ("text", "rule", "line", "words"),
    [
        ('"/a/" = "/a/"\n', "redirects.self", 1, "leads to itself"),
        ('# moved\n"/a/" = "/b/"\n', "redirects.target", 2, "not a page"),
        ('"/a/" = "/sleep/good-night/"\n', "redirects.target", 1, "Did you mean"),
        (
            '"/a/" = "/b/"\n"/b/" = "/food/warm-soup/"\n',
            "redirects.chain",
            1,
            'Write "/a/" = "/food/warm-soup/"',
        ),
        ('"/a/" = "/b/"\n"/b/" = "/a/"\n', "redirects.chain", 1, "in a circle"),
        ('"/food/warm-soup/" = "/sleep/"\n', "redirects.page", 1, "is a page of the site"),
        ('old = "/sleep/"\n', "redirects.form", 1, "Write"),
        ('"/../../evil/" = "/sleep/"\n', "redirects.form", 1, "Write"),
        ('"/old" = "/sleep/"\n', "redirects.form", 1, "slash at the end"),
        ('"/a b\\"c/" = "/sleep/"\n', "redirects.form", 1, "Write"),
        ('"/a/" = "https://elsewhere.example/"\n', "redirects.form", 1, "Write"),
        ('"/a/" = \n', "data.malformed", 1, "double quotes"),
    ],
)
def test_a_wrong_redirect_is_told_with_its_line(
    small: Site, text: str, rule: str, line: int, words: str
) -> None:
    small.write("data/redirects.toml", text)
    found = [f for f in findings(small) if f.rule == rule]
    assert found, findings(small)
    assert found[0].line == line
    assert words in found[0].message


def test_an_address_that_is_not_understood_is_told_with_its_line(small: Site) -> None:
    small.write("data/addresses.txt", "/sleep/\nsleep and food\n")
    assert ("addresses.form", 2) in {(f.rule, f.line) for f in findings(small)}


def test_new_addresses_are_recorded_by_the_verb_and_none_is_removed(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write("data/addresses.txt", "/food/old-soup/\n")
    small.write("data/redirects.toml", OLD)
    arguments = ["addresses", "--content", str(small.content), "--today", "2026-11-21"]
    assert main(arguments) == 0
    assert "new addresses" in capsys.readouterr().out
    text = (small.content / "data/addresses.txt").read_text("utf-8")
    assert "/food/old-soup/\n" in text and "/es/sleep/good-nights/\n" in text
    assert findings(small) == []
    assert main(arguments) == 0
    assert "0 new addresses" in capsys.readouterr().out


def test_a_new_address_is_a_note_not_an_error(small: Site) -> None:
    small.write("data/addresses.txt", "/sleep/\n")
    assert {f.level for f in findings(small)} == {Level.NOTE}


def test_the_addresses_are_exactly_the_pages_that_are_planned(small: Site) -> None:
    main(["addresses", "--content", str(small.content), "--today", "2026-11-21"])
    small.build()
    recorded = {
        row
        for row in (small.content / "data/addresses.txt").read_text("utf-8").splitlines()
        if row.startswith("/")
    }
    built = {
        f"/{path.relative_to(small.output).as_posix()}".removesuffix("index.html")
        for path in small.output.rglob("*.html")
    }
    # A later page of a list and the page for what is not found are nothing to keep.
    assert built - recorded == {"/latest/2/", "/404.html", "/es/404.html"}
    assert recorded <= built
