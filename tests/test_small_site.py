"""The small site, page by page: every list in its language, nothing of a draft."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup, Tag

from healthsite.links import unbroken
from healthsite.loading import load
from healthsite.model import Level
from tests.conftest import REAL_DAY, ROOT, Site


def soup(site: Site, name: str) -> BeautifulSoup:
    """Return a built page, parsed."""
    return BeautifulSoup(site.page(f"{name}index.html"), "lxml")


def main_links(page: BeautifulSoup) -> list[str]:
    """Return where the links of the page's own part lead."""
    main = page.find("main")
    assert isinstance(main, Tag)
    return [str(a["href"]) for a in main.find_all("a", href=True)]


def test_pages_are_exactly_what_the_content_calls_for(built_small: Site) -> None:
    pages = {
        path.relative_to(built_small.output).as_posix()
        for path in built_small.output.rglob("*.html")
    }
    both = {
        "index.html",
        "404.html",
        "help/index.html",
        "overdose/index.html",
        "about/index.html",
        "places/index.html",
        "stories/index.html",
        "stories/quiet-evening/index.html",
        "a-to-z/index.html",
        "latest/index.html",
        "glossary/index.html",
        "glossary/nap/index.html",
        "sleep/index.html",
        "sleep/good-nights/index.html",
        "sleep/long-walks/index.html",
        "tags/night/index.html",
    }
    english = {
        "food/index.html",
        "food/warm-soup/index.html",
        "latest/2/index.html",
        "tags/soup/index.html",
    }
    assert pages == both | english | {f"es/{name}" for name in both}


def test_a_list_holds_only_articles_of_its_language(built_small: Site) -> None:
    assert "/es/sleep/good-nights/" in main_links(soup(built_small, "es/a-to-z/"))
    links = main_links(soup(built_small, "es/a-to-z/"))
    assert all(link.startswith(("/es/", "#")) for link in links)
    english = main_links(soup(built_small, "a-to-z/"))
    assert "/food/warm-soup/" in english
    assert not [link for link in english if link.startswith("/es/")]


def test_the_latest_articles_come_newest_first_and_in_pages(built_small: Site) -> None:
    first = [link for link in main_links(soup(built_small, "latest/")) if link.count("/") == 3]
    assert first[:1] == ["/sleep/good-nights/"]
    second = main_links(soup(built_small, "latest/2/"))
    assert "/food/warm-soup/" in second
    assert "/latest/" in second


def test_a_page_names_itself_in_every_language_it_exists_in(built_small: Site) -> None:
    page = soup(built_small, "es/sleep/good-nights/")
    at = {str(a["hreflang"]): str(a["href"]) for a in page.select("link[hreflang]")}
    assert at == {
        "en": "https://small.example/sleep/good-nights/",
        "es": "https://small.example/es/sleep/good-nights/",
        "x-default": "https://small.example/sleep/good-nights/",
    }
    canonical = page.select_one("link[rel=canonical]")
    assert canonical is not None and canonical["href"] == at["es"]


def test_an_article_without_translation_leads_to_the_other_languages_home(
    built_small: Site,
) -> None:
    page = soup(built_small, "food/warm-soup/")
    assert [str(a["hreflang"]) for a in page.select("link[hreflang]")] == ["en", "x-default"]
    switch = page.select_one('header a[lang="es"]')
    assert switch is not None and switch["href"] == "/es/"


def test_a_link_to_an_article_without_translation_is_marked(built_small: Site) -> None:
    page = soup(built_small, "es/sleep/good-nights/")
    link = page.select_one('main a[hreflang="en"]')
    assert link is not None and link["href"] == "/food/warm-soup/#how-to-make-it"
    assert "(en inglés)" in page.get_text()


def test_a_door_leads_to_a_group_of_lines_on_the_help_page(built_small: Site) -> None:
    door = soup(built_small, "").select_one("main .callout--door a")
    assert door is not None and door["href"] == "/help/#need-crisis"
    assert soup(built_small, "help/").find("h2", id="need-crisis") is not None


def test_the_help_strip_leads_to_every_need_but_the_emergency_it_answers(
    built_small: Site,
) -> None:
    page = soup(built_small, "es/sleep/good-nights/")
    links = [str(a["href"]) for a in page.select(".help-strip a[href*='#need-']")]
    groups = [str(h["id"]) for h in soup(built_small, "es/help/").select("h2[id^=need-]")]
    assert len(groups) > 1
    assert links == [f"/es/help/#{group}" for group in groups if group != "need-emergency"]


def test_a_helpline_link_carries_its_number(built_small: Site) -> None:
    page = soup(built_small, "sleep/good-nights/")
    call = page.select_one('main a[href="tel:+18558457415"]')
    assert call is not None and call.get_text() == "Warm Line (1-855-845-7415)"
    text = page.select_one('main a[href="sms:988"]')
    assert text is not None and text.get_text() == "text 988"


def test_a_number_in_words_is_never_broken_between_two_lines() -> None:
    assert unbroken("TTY 1-800-487-4889, or <711>, in 2020-2021") == (
        'TTY <span class="u-nowrap">1-800-487-4889</span>, or &lt;711&gt;, in 2020-2021'
    )


def test_a_term_is_explained_in_place(built_small: Site) -> None:
    page = soup(built_small, "sleep/good-nights/")
    word = page.select_one('main a.term__name[href="/glossary/nap/"]')
    assert word is not None and word.get_text() == "nap"
    note = word.find_next_sibling()
    assert isinstance(note, Tag) and note.has_attr("popover")
    assert "A short sleep by day." in note.get_text()
    assert note.find("a", href="/glossary/nap/")


def test_sources_are_numbered_in_the_order_they_are_cited(built_small: Site) -> None:
    page = soup(built_small, "sleep/good-nights/")
    items = page.select("[id^=source-]")
    assert [str(item["id"]) for item in items] == ["source-1", "source-2"]
    assert "A study of nights" in items[0].get_text()
    marks = page.select('.cite a[href="#source-1"]')
    back = [str(a["href"]) for a in items[0].select('a[href^="#"]')]
    assert len(marks) == 2
    assert back == ["#cite-1"] and page.find(id="cite-1") is marks[0]


def test_headings_of_a_translation_share_the_addresses_of_the_original(
    built_small: Site,
) -> None:
    page = soup(built_small, "es/sleep/good-nights/")
    heading = page.find("h2", id="before-bed")
    assert heading is not None and heading.get_text() == "Antes de dormir"


def test_a_review_is_told_only_where_there_was_one(built_small: Site) -> None:
    reviewed = soup(built_small, "sleep/good-nights/")
    assert "Test Reviewer" in reviewed.get_text()
    assert _data(reviewed)["lastReviewed"] == "2026-02-01"
    other = soup(built_small, "food/warm-soup/")
    assert "No clinician has reviewed this page yet" in other.get_text()
    assert not {"lastReviewed", "reviewedBy"} & set(_data(other))


def test_the_next_check_counts_from_the_review(built_small: Site) -> None:
    assert "February 1, 2027" in soup(built_small, "sleep/good-nights/").get_text()
    assert "July 11, 2026" in soup(built_small, "food/warm-soup/").get_text()


def _data(page: BeautifulSoup) -> dict[str, object]:
    scripts = page.find_all("script", type="application/ld+json")
    rows = [json.loads(script.get_text()) for script in scripts]
    return next(row for row in rows if "MedicalWebPage" in row["@type"])


def test_related_articles_are_of_the_same_language_and_say_why(built_small: Site) -> None:
    page = soup(built_small, "sleep/good-nights/")
    links = [link for link in main_links(page) if link.startswith("/food/warm-soup/")]
    assert links[-1] == "/food/warm-soup/"
    spanish = soup(built_small, "es/sleep/good-nights/")
    box = spanish.select_one(".related")
    assert box is not None
    assert [str(a["href"]) for a in box.select("h3 a")] == ["/es/sleep/long-walks/"]


def test_an_editors_pin_comes_first(built_small: Site) -> None:
    box = soup(built_small, "food/warm-soup/").select_one(".related")
    assert box is not None
    assert next(str(a["href"]) for a in box.select("h3 a")) == "/sleep/long-walks/"


def test_feeds_hold_the_articles_of_their_language_and_topic(built_small: Site) -> None:
    feed = BeautifulSoup(built_small.page("es/feed.xml"), "xml")
    links = sorted(str(entry.find("link")["href"]) for entry in feed.find_all("entry"))
    assert links == [
        "https://small.example/es/sleep/good-nights/",
        "https://small.example/es/sleep/long-walks/",
    ]
    food = built_small.page("food/feed.xml")
    assert food.count("<entry>") == 1 and "Warm soup" in food
    assert not (built_small.output / "es/food").exists()


def test_the_sitemap_names_every_page_but_the_one_that_is_not_found(built_small: Site) -> None:
    sitemap = BeautifulSoup(built_small.page("sitemap.xml"), "xml")
    places = {loc.get_text() for loc in sitemap.find_all("loc")}
    pages = {
        path.relative_to(built_small.output).as_posix().removesuffix("index.html")
        for path in built_small.output.rglob("index.html")
    }
    assert places == {f"https://small.example/{page}" for page in pages}
    assert "Sitemap: https://small.example/sitemap.xml" in built_small.page("robots.txt")


def test_no_byte_of_a_draft_is_published(built_small: Site) -> None:
    for path in built_small.output.rglob("*"):
        if path.is_file():
            assert b"ecret stew" not in path.read_bytes(), path
            assert b"secret-stew" not in path.read_bytes(), path


def test_the_preview_shows_drafts_marked_and_hides_from_search(small: Site) -> None:
    small.build(preview=True)
    page = soup(small, "food/secret-stew/")
    assert page.select_one(".draft-banner") is not None
    robots = page.select_one("meta[name=robots]")
    assert robots is not None and robots["content"] == "noindex"


@pytest.mark.parametrize("base", ["https://small.gov", "https://small.gov/guide"])
def test_every_link_carries_the_path_the_site_lives_under(small: Site, base: str) -> None:
    small.build(base)  # The output check follows every link, anchor and picture.
    prefix = base.removeprefix("https://small.gov")
    for path in small.output.rglob("*.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "lxml")
        for tag in page.select("[href^='/'], [src^='/']"):
            address = str(tag.get("href") or tag.get("src"))
            assert address.startswith(f"{prefix}/"), (path, address)


def test_an_older_translation_says_so_and_leads_to_the_original(small: Site) -> None:
    small.replace("articles/sleep/good-nights.md", "modified: 2026-03-01", "modified: 2026-04-01")
    small.build()
    page = soup(small, "es/sleep/good-nights/")
    note = page.select_one(".translation-note")
    assert note is not None
    assert note.find("a", href="/sleep/good-nights/")
    # What was reviewed is not this text.
    assert "Test Reviewer" not in page.get_text()
    assert not {"lastReviewed", "reviewedBy"} & set(_data(page))


def test_pictures_and_extra_files_are_published_where_they_belong(small: Site) -> None:
    small.write("extra/security.txt", "Contact: nobody")
    small.build()
    assert (small.output / "images/moon.svg").is_file()
    assert (small.output / "security.txt").read_text() == "Contact: nobody"
    assert not (small.output / "data").exists()


def test_the_site_without_provider_is_whole(built_small: Site) -> None:
    assert "West LA" not in built_small.page("sleep/good-nights/index.html")
    assert "tel:988" in built_small.page("sleep/good-nights/index.html")


def test_the_real_content_has_neither_errors_nor_warnings() -> None:
    findings = load(ROOT / "content", REAL_DAY).findings
    assert [str(f) for f in findings if f.level is not Level.NOTE] == []
