"""The preview in a real browser, as an editor meets it, under the strict policy of the site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Site
from tests.preview_support import Workshop, running, workshop
from tests.test_browser import violations

pytestmark = pytest.mark.browser

SOUP = "articles/food/warm-soup.md"
WALKS = "articles/sleep/long-walks.md"
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 360, "height": 740}
SEEN = 20_000
"""A save is seen within this time even on a busy machine, milliseconds."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Give one small site to all tests here; each undoes what it changes."""
    made = workshop(tmp_path_factory.mktemp("preview"))
    rows = "\n\n".join(f"Paragraph {word} of a long text. " * 6 for word in ("one", "two", "ten"))
    made.site.replace(WALKS, "\n## ", f"\nRead on{' and on' * 40}.\n\n{rows}\n\n## ")
    return made


@pytest.fixture(scope="module")
def address(shop: Workshop) -> Iterator[str]:
    with running(shop.site.content, settings=shop.settings) as started:
        yield started


@pytest.fixture
def said() -> list[str]:
    """Collect what a page says on the console."""
    return []


@pytest.fixture
def page(browser: Browser, said: list[str]) -> Iterator[Page]:
    """Give a page that must come through without a word on the console."""
    context = browser.new_context(viewport=WIDE)
    opened = context.new_page()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []


def barriers(page: Page, said: list[str]) -> list[str]:
    """Return what axe finds; what it says itself on the console (of styles) is left out."""
    before = list(said)
    found = violations(page)
    said[:] = before
    return found


def changed(site: Site, name: str, old: str, new: str) -> None:
    """Save as most editors do: into another file, which then takes the place of the first."""
    path = site.content / name
    text = path.read_text("utf-8")
    assert old in text
    beside = path.with_name(f"{path.name}~")
    beside.write_text(text.replace(old, new, 1), "utf-8")
    beside.rename(path)


def test_a_finding_leads_to_its_place_beside_the_text(
    page: Page, said: list[str], address: str
) -> None:
    page.goto(f"{address}/sleep/long-walks/")
    panel = page.get_by_role("complementary", name="Preview")
    finding = panel.get_by_role("listitem").filter(has_text="sentence")
    expect(finding).to_contain_text("long-walks.md:")
    text, beside = page.locator("main h1").bounding_box(), panel.bounding_box()
    assert text and beside and text["x"] + text["width"] <= beside["x"]
    finding.get_by_role("button", name="Show line").click()
    place = page.locator("[data-preview-place]")
    expect(place).to_contain_text("Read on and on")
    expect(place).to_be_focused()
    expect(place).to_be_in_viewport()
    finding.locator("summary").click()
    expect(finding.locator("details")).to_contain_text("Why:")
    assert barriers(page, said) == []
    finding.locator("summary").press("Escape")
    expect(panel).to_be_hidden()
    toggle = page.get_by_role("button", name="Preview")
    expect(toggle).to_be_focused()
    page.reload()
    expect(toggle).to_be_visible()  # It stays as it was left.
    expect(panel).to_be_hidden()
    toggle.press("Enter")
    expect(panel).to_be_visible()


def test_on_a_phone_the_panel_is_a_drawer_at_the_foot(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=NARROW, color_scheme="dark", has_touch=True)
    page = context.new_page()
    page.goto(f"{address}/sleep/long-walks/")
    panel = page.get_by_role("complementary", name="Preview")
    toggle = page.get_by_role("button", name="Preview")
    expect(toggle).to_be_visible()
    expect(panel).to_be_hidden()
    toggle.tap()
    box = panel.bounding_box()
    assert box and box["x"] == 0 and box["y"] > 150 and box["y"] + box["height"] <= 740.5
    assert violations(page) == []
    panel.get_by_role("listitem").filter(has_text="sentence").get_by_role("button").tap()
    expect(panel).to_be_hidden()
    expect(page.locator("[data-preview-place]")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_a_draft_is_marked_in_the_page_and_in_the_panel(page: Page, address: str) -> None:
    page.goto(f"{address}/food/secret-stew/")
    expect(page.locator(".draft-banner")).to_be_visible()
    expect(page.get_by_role("complementary", name="Preview")).to_contain_text("Nobody but you")


def test_the_desk_is_sorted_and_filtered_by_keyboard(
    page: Page, said: list[str], address: str
) -> None:
    page.goto(f"{address}/food/warm-soup/")
    page.get_by_role("link", name="Desk").click()
    rows = page.locator("#texts tbody tr:visible")
    expect(page.locator("#count")).to_contain_text("of")  # The script has begun.
    every = rows.count()
    grade = page.get_by_role("button", name="Grade")
    for order in ("ascending", "descending"):
        grade.press("Enter")
        expect(page.get_by_role("columnheader", name="Grade")).to_have_attribute("aria-sort", order)
        values = page.locator("#texts tbody td:nth-child(7)").all_inner_texts()
        numbers = [float(value) for value in values if value.strip()]
        assert numbers == sorted(numbers, reverse=order == "descending") and len(numbers) > 2
        assert all(not value.strip() for value in values[len(numbers) :])
    page.get_by_role("button", name="drafts").press("Enter")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("secret-stew.md")
    expect(page.locator("#count")).to_have_text(f"1 of {every} texts")
    page.reload()
    expect(rows).to_have_count(1)  # The address remembers the filter.
    page.get_by_label("Waits for").select_option("")
    page.get_by_label("Title or file").press_sequentially("walks")
    expect(rows).to_have_count(2)
    page.get_by_label("Language").select_option("es")
    expect(rows).to_have_count(1)
    assert barriers(page, said) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(NARROW)
    assert barriers(page, said) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_save_is_seen_by_itself_and_the_place_is_kept(
    page: Page, shop: Workshop, address: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(f"{address}/sleep/long-walks/")
    kept = page.locator("main p", has_text="Paragraph ten")
    kept.evaluate("element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 40)")
    before = kept.bounding_box()
    changed(shop.site, WALKS, "Read on", "A new line above.\n\nRead on")
    expect(page.locator("main")).to_contain_text("A new line above.", timeout=SEEN)
    expect(page.get_by_role("complementary", name="Preview")).to_be_visible()
    after = kept.bounding_box()
    assert before and after and abs(before["y"] - after["y"]) < 2
    changed(shop.site, WALKS, "A new line above.\n\n", "")
    expect(page.locator("main")).not_to_contain_text("A new line above.", timeout=SEEN)


def test_data_words_styles_and_settings_are_followed_too(
    page: Page, shop: Workshop, address: str
) -> None:
    page.goto(f"{address}/food/warm-soup/")
    expect(page.locator("main")).to_contain_text("Key points")
    for name, old, new in (
        ("data/topics.toml", 'en = "Food"', 'en = "Meals"'),
        ("data/strings/en.toml", '"Key points"', '"In short"'),
    ):
        changed(shop.site, name, old, new)
        expect(page.locator("main")).to_contain_text(new.split('"')[1], timeout=SEEN)
    tokens = shop.theme / "css" / "tokens.css"
    style = tokens.read_text("utf-8")
    tokens.write_text(style.replace("--paper: #faf6ee", "--paper: #123456"), "utf-8")
    expect(page.locator("html")).to_have_css("background-color", "rgb(18, 52, 86)", timeout=SEEN)
    tokens.write_text(style, "utf-8")
    settings = shop.settings.read_text("utf-8")
    shop.settings.write_text(settings + "\nSITEURL = 1 / 0\n", "utf-8")
    expect(page.locator("h1")).to_have_text("1 fault stops the site from being built", timeout=SEEN)
    expect(page.locator(".fault")).to_contain_text("division by zero")
    shop.settings.write_text(settings, "utf-8")
    expect(page.locator("h1")).to_have_text("Warm soup", timeout=SEEN)


def test_all_faults_are_listed_and_the_last_good_site_is_one_click_away(
    page: Page, said: list[str], shop: Workshop, address: str
) -> None:
    page.goto(f"{address}/food/warm-soup/")
    expect(page.get_by_role("complementary", name="Preview")).to_be_visible()
    changed(shop.site, SOUP, "[soup, night]", "[sop]")
    expect(page.locator(".fault")).to_have_count(1, timeout=SEEN)
    changed(shop.site, WALKS, "Read on", "Read [it](page:abut)")
    expect(page.locator(".fault")).to_have_count(2, timeout=SEEN)
    expect(page.locator(".fault").first).to_contain_text("warm-soup.md:")
    expect(page.locator(".fault mark").first).to_have_text("sop")
    assert barriers(page, said) == []
    page.get_by_role("link", name="last version that worked").click()
    expect(page.locator("h1")).to_have_text("Warm soup")
    panel = page.get_by_role("complementary", name="Preview")
    expect(panel).to_contain_text("2 faults stop the build")
    page.goto(f"{address}/sleep/long-walks/")  # By its address, too.
    expect(panel).to_contain_text("2 faults stop the build")
    panel.get_by_role("link", name="2 faults stop").click()
    expect(page.locator(".fault")).to_have_count(2)
    changed(shop.site, SOUP, "[sop]", "[soup, night]")
    expect(page.locator(".fault")).to_have_count(1, timeout=SEEN)
    changed(shop.site, WALKS, "Read [it](page:abut)", "Read on")
    expect(panel).to_contain_text("long-walks.md", timeout=SEEN)  # It leads back by itself.
    expect(panel).not_to_contain_text("stop the build")
