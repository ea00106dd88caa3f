""" "Leave this page", in a real browser: what is on the screen, in the title and behind Back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from healthsite.browser import serve_folder
from tests.conftest import Site

pytestmark = pytest.mark.browser

ELSEWHERE = "https://www.weather.gov/"


@pytest.fixture(scope="module")
def address(built_small: Site) -> Iterator[str]:
    """Serve the small site on this computer only."""
    with serve_folder(built_small.output) as address:
        yield address


@contextmanager
def opened(
    browser: Browser, address: str, *, before: bool = False, **options: object
) -> Iterator[Page]:
    """Open an article, if asked for after the home page. Elsewhere is answered here."""
    context: BrowserContext = browser.new_context(**options)  # type: ignore[arg-type]

    def weather(route: Route) -> None:
        route.fulfill(body="<title>Weather</title>Sunny", content_type="text/html")

    context.route(f"{ELSEWHERE}**", weather)
    page = context.new_page()
    if before:
        page.goto(f"{address}/")
    page.goto(f"{address}/food/warm-soup/")
    yield page
    context.close()


def shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def test_one_press_leaves_and_back_does_not_return(browser: Browser, address: str) -> None:
    with opened(browser, address, before=True) as page:
        page.get_by_role("link", name="Leave this page").click()
        page.wait_for_url(ELSEWHERE)
        page.go_back()
        assert page.url == f"{address}/"
        page.go_forward()
        assert page.url == ELSEWHERE


def test_screen_and_title_are_blank_before_any_network_answers(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        title, seen, words, icons = page.evaluate(
            """() => {
              document.querySelector(".header__leave").click();
              const left = [...document.body.children];
              return [
                document.title,
                left.filter((part) => part.offsetWidth > 1).length,
                document.body.innerText.trim(),
                document.querySelectorAll("link[rel=icon]").length,
              ];
            }"""
        )
        assert title == "Loading"
        # What is left is for screen readers.
        assert (seen, words) == (0, "Leaving this page.")
        assert icons == 0


def test_a_site_that_never_answers_gives_way_to_an_empty_page(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        page.clock.install()
        page.context.route(f"{ELSEWHERE}**", lambda route: None)
        page.evaluate("document.querySelector('.header__leave').click()")
        page.clock.run_for(4001)
        expect(page).to_have_url("about:blank")


def test_without_a_network_an_empty_page_takes_the_place(browser: Browser, address: str) -> None:
    with opened(browser, address, before=True) as page:
        page.context.set_offline(True)
        page.get_by_role("link", name="Leave this page").click()
        expect(page).to_have_url("about:blank")
        page.context.set_offline(False)
        page.go_back()
        assert page.url == f"{address}/"


def test_shift_three_times_leaves_and_says_so_once(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        status = page.locator("body > [role=status]")
        shift(page, 1)
        expect(status).to_have_text("")
        shift(page, 1)
        expect(status).to_have_text("Press Shift once more to leave this page.")
        shift(page, 1)
        page.wait_for_url(ELSEWHERE)


def test_shift_for_other_purposes_does_not_leave(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.clock.install()
        left = "document.title === 'Loading'"
        # Too slow.
        for _ in range(3):
            shift(page, 1)
            page.clock.run_for(800)
        # Back through the links, and capital letters.
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        # Held down.
        page.clock.run_for(2000)
        for _ in range(4):
            page.keyboard.down("Shift")
        page.keyboard.up("Shift")
        # Selecting with the mouse.
        page.clock.run_for(2000)
        shift(page, 2)
        page.mouse.click(5, 5)
        shift(page, 1)
        assert not page.evaluate(left)
        # In a form field, where somebody may well type three capitals.
        page.clock.run_for(2000)
        page.evaluate("document.querySelector('main').append(document.createElement('input'))")
        page.locator("main input").focus()
        shift(page, 3)
        assert not page.evaluate(left)


def test_a_page_the_browser_kept_in_memory_does_not_come_back(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        page.clock.install()
        page.context.route(f"{ELSEWHERE}**", lambda route: None)
        page.evaluate(
            """() => {
              document.querySelector(".header__leave").click();
              dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
            }"""
        )
        expect(page).to_have_url("about:blank")


def test_without_script_it_is_a_link_that_tells_nobody_where_from(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        with page.expect_request(ELSEWHERE) as asked:
            page.get_by_role("link", name="Leave this page").click()
        assert "referer" not in asked.value.headers
        page.wait_for_url(ELSEWHERE)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (360, 740)])
def test_on_a_phone_it_can_be_pressed_anywhere_on_the_page_and_covers_no_focus(
    browser: Browser, address: str, width: int, height: int
) -> None:
    with opened(browser, address, viewport={"width": width, "height": height}) as page:
        link = page.locator(".header__leave")
        for focused in ("main", ".footer a >> nth=-1", ".skip"):
            page.locator(focused).focus()
            box = link.bounding_box()
            assert box is not None
            assert box["y"] >= 0 and box["y"] + box["height"] <= height
            assert box["height"] >= 44
            if focused != "main":
                other = page.locator(focused).bounding_box()
                assert other is not None
                apart = (
                    other["y"] + other["height"] <= box["y"]
                    or box["y"] + box["height"] <= other["y"]
                )
                assert apart, focused
