"""Places, stories, and the one program that may be named."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup, Tag

from healthsite.loading import examine
from healthsite.model import Finding, Level
from tests.conftest import TODAY, Site

STORY = "stories/quiet-evening.md"
PROVIDER = """\
name = "Small Program"
place = {en = "Here", es = "Aquí"}
phone = "310-592-0139"
says = [{en = "The program says it helps.", es = "El programa dice que ayuda."}]
note = {en = "Given by the program, not checked by us.", es = "Dado por el programa."}
source = "The program's own words"
source_date = "undated"
looked_up = 2026-11-01
"""
PAGE = "---\ntitle: A program\nsummary: One program.\nmodified: 2026-01-01\n---\n## Ask\n\nWords.\n"
PAGINA = (
    "---\ntitle: Un programa\nsummary: Un solo programa.\nfollows: 2026-01-01\n---\n"
    "## Pregunte\n\nPalabras.\n"
)


def soup(site: Site, name: str) -> BeautifulSoup:
    """Return a built page, parsed."""
    return BeautifulSoup(site.page(f"{name}index.html"), "lxml")


def errors(site: Site) -> list[Finding]:
    """Return the errors of a site."""
    _, findings = examine(site.content, TODAY)
    return [finding for finding in findings if finding.level is Level.ERROR]


def with_provider(site: Site) -> Site:
    """Name a program on the small site."""
    site.write("data/provider.toml", PROVIDER)
    site.write("pages/provider.md", PAGE)
    site.write("pages/provider.es.md", PAGINA)
    return site


def test_places_stand_under_their_first_need(built_small: Site) -> None:
    page = soup(built_small, "places/")
    treatment = page.find(id="need-treatment")
    housing = page.find(id="need-housing")
    assert treatment is not None and housing is not None
    text = page.get_text(" ", strip=True)
    assert text.index("Sleep Clinic") < text.index("Soup Kitchen")
    call = page.select_one('main a[href="tel:+18558457415"]')
    assert call is not None and "1-855-845-7415" in call.get_text()


def test_a_place_nobody_has_called_says_so(built_small: Site) -> None:
    kitchen = soup(built_small, "places/").find(id="place-kitchen")
    clinic = soup(built_small, "places/").find(id="place-clinic")
    assert isinstance(kitchen, Tag) and isinstance(clinic, Tag)
    said = "not yet dialed"
    assert said in kitchen.get_text().lower()
    assert said not in clinic.get_text().lower()


def test_a_made_up_story_says_so_before_its_text(built_small: Site) -> None:
    for prefix, label in (
        ("", "A made-up example, not a real person"),
        ("es/", "Un ejemplo inventado"),
    ):
        page = soup(built_small, f"{prefix}stories/quiet-evening/")
        text = page.find("main").get_text(" ", strip=True)  # type: ignore[union-attr]
        assert label in text
        assert text.index(label) < text.index("." if prefix else "A person sits")
    listed = soup(built_small, "stories/").get_text(" ", strip=True)
    assert "A made-up example, not a real person" in listed


def test_a_story_leads_to_articles_and_no_article_to_a_made_up_story(built_small: Site) -> None:
    story = soup(built_small, "stories/quiet-evening/").select_one(".related")
    assert story is not None
    assert next(str(a["href"]) for a in story.select("h3 a")) == "/sleep/good-nights/"
    article = soup(built_small, "sleep/good-nights/").select_one(".related")
    assert article is not None and "/stories/" not in str(article)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("kind: example\n", "", 1, "`kind` is missing"),
        ("kind: example", "kind: invented", 4, "`example` or `real`"),
        ("kind: example", "kind: real", 4, "recorded consent"),
        (
            "kind: example",
            "kind: example\nconsent: {recorded: 2026-01-01, held_by: editors}",
            5,
            "Remove `consent`",
        ),
        (
            "kind: example",
            "kind: real\nconsent: {recorded: 2026-01-01, held_by: nobody}",
            5,
            "who keeps the record",
        ),
        (
            "kind: example",
            "kind: real\nconsent: {recorded: 2027-01-01, held_by: editors}",
            5,
            "in the future",
        ),
        ("kind: example", "kind: real\nconsent: yes", 5, "must be values with names"),
    ],
)
def test_a_story_without_label_or_consent_is_an_error(
    small: Site, old: str, new: str, line: int, words: str
) -> None:
    small.replace(STORY, old, new)
    assert [(e.line, words in e.message) for e in errors(small)] == [(line, True)]


def test_a_real_story_with_consent_is_published_as_one(small: Site) -> None:
    small.replace(
        STORY, "kind: example", "kind: real\nconsent: {recorded: 2026-01-01, held_by: editors}"
    )
    small.build()
    text = soup(small, "stories/quiet-evening/").get_text(" ", strip=True)
    assert "told with consent" in text
    assert "made-up" not in text


def test_with_a_program_national_help_stands_before_it(small: Site) -> None:
    with_provider(small).build()
    page = soup(small, "sleep/good-nights/")
    box = page.select_one(".call-to-action")
    assert box is not None
    text = box.get_text(" ", strip=True)
    assert text.index("988") < text.index("Small Program")
    assert "not checked by us" in text
    assert box.find("a", href="/provider/")


def test_the_programs_number_is_in_no_strip_and_among_no_helplines(small: Site) -> None:
    with_provider(small).build()
    page = soup(small, "help/")
    for part in page.select(".help-strip, .helpline, footer"):
        assert not re.search(r"592.?0139", str(part))


def test_the_programs_page_says_whose_words_they_are(small: Site) -> None:
    with_provider(small).build()
    text = soup(small, "es/provider/").get_text(" ", strip=True)
    assert "El programa dice que ayuda." in text
    assert "Dado por el programa." in text


def test_without_a_program_the_site_is_whole_and_says_nothing_of_one(small: Site) -> None:
    with_provider(small)
    (small.content / "data/provider.toml").unlink()
    small.build()
    assert not (small.output / "provider").exists()
    page = soup(small, "sleep/good-nights/")
    assert page.select_one(".call-to-action a[href^='tel:']") is not None
    assert "Small Program" not in page.get_text()


def test_a_program_may_go_and_come_back_without_a_redirect(small: Site) -> None:
    with_provider(small)
    small.write("data/addresses.txt", "/provider/\n/es/provider/\n")
    (small.content / "data/provider.toml").unlink()
    assert errors(small) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "words"),
    [
        ("data/provider.toml", "310-592-0139", "310-592-013", 3, "digits"),
        ("data/provider.toml", "phone =", "fone =", 3, "Did you mean `phone`?"),
        ("data/provider.toml", "source =", 'url = "http://p.example/"\nsource =', 6, "https://"),
        ("data/places.toml", 'source = "https://kitchen.example/"\n', "", 1, "`source` is missing"),
        ("data/places.toml", '"housing"', '"house"', 3, "must be"),
        ("data/places.toml", '"1-855-845-7415"', '"1-855-845-74"', 7, "digits"),
    ],
)
def test_a_wrong_place_or_program_is_told_with_its_line(
    small: Site, name: str, old: str, new: str, line: int, words: str
) -> None:
    with_provider(small)
    small.replace(name, old, new)
    found = errors(small)
    assert (line, True) in [(e.line, words in e.message) for e in found], found


def test_a_named_program_needs_its_page(small: Site) -> None:
    small.write("data/provider.toml", PROVIDER)
    assert {e.rule for e in errors(small)} == {"pages.missing"}


def test_the_page_of_components_is_only_in_the_preview(small: Site) -> None:
    small.build()
    assert not (small.output / "components").exists()
    small.build(preview=True)
    page = small.page("components/index.html")
    assert "Purpose" not in page and 'class="help-strip"' in page
