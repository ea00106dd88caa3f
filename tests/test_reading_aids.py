"""Listening, breathing, unfolding for print, in a real browser; and no fault where none is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from healthsite.browser import serve_folder
from tests.conftest import Site
from tests.test_browser import violations

pytestmark = pytest.mark.browser

ARTICLE = "/overdose/naloxone/"
BREATHING = "/recovery/breathing-exercises/"
NO_WORKER = "Service Worker registration blocked by Playwright"
VOICES = """
  const voice = (name, lang, localService) => ({ name, lang, localService, default: false });
  const every = [
    voice("far English", "en-US", false), voice("near English", "en_US", true),
    voice("near Spanish", "es-MX", true), voice("near German", "de-DE", true),
  ];
  window.said = [];
  window.utterance = null;
  const speech = new EventTarget();
  let known = [];
  speech.getVoices = () => known;
  speech.speak = (utterance) => {
    const { onend } = utterance;
    utterance.onend = () => {
      window.utterance = null;
      onend();
    };
    window.utterance = utterance;
    said.push([utterance.voice.name, utterance.lang, utterance.text]);
  };
  speech.cancel = () => {
    const cut = window.utterance;
    window.utterance = null;
    cut?.onerror?.({ error: "canceled" });
  };
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.arrive = (names) => {
    known = every.filter((one) => names.includes(one.name));
    speech.dispatchEvent(new Event("voiceschanged"));
  };
"""
"""A stand-in for the voices of a device, which come when `arrive` is called."""


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """Serve the real site on this computer only."""
    with serve_folder(built) as address:
        yield address


@contextmanager
def opened(
    browser: Browser, address: str, *, script: str = "", **options: object
) -> Iterator[Page]:
    """Open a page, and find at its end that nothing was reported to the console."""
    context = browser.new_context(service_workers="block", **options)  # type: ignore[arg-type]
    if script:
        context.add_init_script(script)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(address)
    yield page
    context.close()
    assert set(faults) <= {NO_WORKER}


def said(page: Page) -> list[list[str]]:
    """Return voice, language and text of each part that was begun."""
    return list(page.evaluate("said"))


def end_part(page: Page) -> None:
    page.evaluate("utterance.onend()")


def test_only_a_voice_that_lives_on_the_device_and_speaks_the_language_is_offered(
    browser: Browser, address: str
) -> None:
    with opened(browser, address + ARTICLE, script=VOICES) as page:
        listen = page.get_by_role("button", name="Listen to this page")
        for names in ([], ["far English"], ["near Spanish", "near German"]):
            page.evaluate("names => arrive(names)", names)
            assert listen.count() == 0, names
        page.evaluate("arrive(['far English', 'near English', 'near Spanish'])")
        expect(listen).to_have_count(1)
        page.evaluate("arrive(['near English'])")
        expect(listen).to_have_count(1)
        listen.click()
        assert said(page) == [["near English", "en_US", page.locator("h1").inner_text()]]
    with opened(browser, f"{address}/es{ARTICLE}", script=VOICES) as page:
        page.evaluate("arrive(['far English', 'near English', 'near Spanish'])")
        page.get_by_role("button", name="Escuchar esta página").click()
        assert said(page)[0][:2] == ["near Spanish", "es-MX"]


def test_the_text_is_read_part_by_part_with_pauses_and_the_part_is_marked(
    browser: Browser, address: str
) -> None:
    with opened(browser, address + ARTICLE, script=VOICES) as page:
        page.evaluate("arrive(['near English'])")
        listen = page.locator(".tools button").first
        stop = page.get_by_role("button", name="Stop")
        assert stop.count() == 0
        listen.click()
        expect(listen).to_have_text("Pause")
        assert page.locator("[data-reading]").evaluate("e => e.tagName") == "H1"
        end_part(page)
        marked = page.locator("[data-reading]")
        assert marked.inner_text() == said(page)[-1][2]
        assert violations(page) == []
        # A pause ends the part; going on begins it again.
        listen.click()
        expect(listen).to_have_text("Continue")
        assert page.evaluate("utterance") is None
        listen.click()
        assert said(page)[-1] == said(page)[-2]
        expect(listen).to_have_text("Pause")
        page.evaluate("() => { while (utterance) utterance.onend(); }")
        expect(listen).to_have_text("Listen to this page")
        expect(stop).to_have_count(0)
        assert page.locator("[data-reading]").count() == 0
        texts = [text for _, _, text in said(page)][1:]
        written = page.locator(".prose h2, .prose li, .key-points li").evaluate_all(
            "all => all.map((element) => (element.firstChild.data ?? '').trim())"
        )
        assert [words for words in written if not any(words in text for text in texts)] == []
        whole = " ".join(texts)
        # Neither numbers of sources, nor what opens on a press, nor sources, nor menus.
        assert page.locator(".term__note").first.text_content() not in whole
        for name in (".sources li", ".header__nav a", ".contents__title", ".facts"):
            words = " ".join(page.locator(name).last.inner_text().split())
            assert words not in texts
        assert "overdose.2" not in whole.replace(" ", "")
        assert len(texts) == len(set(texts)) + 1  # The part that was paused was read twice.


def test_a_voice_that_fails_or_a_page_that_is_left_falls_silent(
    browser: Browser, address: str
) -> None:
    with opened(browser, address + ARTICLE, script=VOICES) as page:
        page.evaluate("arrive(['near English'])")
        listen = page.locator(".tools button").first
        listen.click()
        page.evaluate("utterance.onerror({ error: 'synthesis-failed' })")
        expect(listen).to_have_text("Listen to this page")
        expect(page.locator(".tools [role=status]")).to_have_text(
            "The voice of this device did not work."
        )
        listen.click()
        page.get_by_role("button", name="Stop").click()
        assert page.evaluate("utterance") is None
        assert page.evaluate("document.activeElement.textContent") == "Listen to this page"
        for leaving in (
            "dispatchEvent(new Event('pagehide'))",
            "document.dispatchEvent(new Event('leave'))",
        ):
            listen.click()
            assert page.evaluate("utterance !== null")
            page.evaluate(leaving)
            assert page.evaluate("utterance") is None


def test_a_device_without_any_speech_shows_no_button(browser: Browser, address: str) -> None:
    script = "Object.defineProperty(window, 'speechSynthesis', { value: undefined });"
    with opened(browser, address + ARTICLE, script=script) as page:
        assert page.locator(".tools").inner_text() == ""
        # A place that is not on the page is no fault.
        page.goto(f"{page.url}#nowhere")


def test_breathing_is_counted_in_words_in_time_with_the_circle(
    browser: Browser, address: str
) -> None:
    with opened(browser, address + BREATHING) as page:
        page.clock.install(time=0)
        page.clock.pause_at(1000)
        guide = page.locator(".breathe").first
        count, spoken = guide.locator(".breathe__count"), guide.locator("[role=status]")
        switch = guide.get_by_role("checkbox", name="Move the circle")
        assert count.count() == 0
        switch.check()
        heard = []
        for _ in range(11):
            heard.append((count.inner_text(), spoken.inner_text()))
            page.clock.run_for(1000)
        ins = [(f"Breathe in … {n}", "Breathe in: 5") for n in range(1, 6)]
        outs = [(f"Breathe out … {n}", "Breathe out: 5") for n in range(1, 6)]
        assert heard == [*ins, *outs, ins[0]]
        # The circle takes as long as the count.
        assert (
            guide.locator(".breathe__shape").evaluate("e => getComputedStyle(e).animationDuration")
            == "10s"
        )
        assert count.get_attribute("aria-hidden") == "true"
        switch.uncheck()
        assert count.count() == 0
        assert spoken.inner_text() == ""
        page.clock.run_for(3000)
        assert spoken.inner_text() == ""


def test_with_less_motion_the_circle_stands_still_and_words_count(
    browser: Browser, address: str
) -> None:
    with opened(browser, address + BREATHING, reduced_motion="reduce") as page:
        page.clock.install(time=0)
        page.clock.pause_at(1000)
        guide = page.locator(".breathe").first
        guide.get_by_role("checkbox", name="Count in words").check()
        page.clock.run_for(5000)
        expect(guide.locator(".breathe__count")).to_have_text("Breathe out … 1")
        moving = "e => e.getAnimations({ subtree: true }).length"
        assert guide.evaluate(moving) == 0
    with opened(
        browser, address + BREATHING, reduced_motion="reduce", java_script_enabled=False
    ) as page:
        # Without script nothing would happen, so there is nothing to press.
        assert not page.locator(".breathe input").first.is_visible()


def test_what_is_folded_is_printed_with_script_and_without(
    browser: Browser, built_small: Site
) -> None:
    with serve_folder(built_small.output) as address:
        for script in (True, False):
            with opened(browser, f"{address}/about/", java_script_enabled=script) as page:
                page.locator("main").evaluate(
                    "e => e.insertAdjacentHTML('beforeend', "
                    "'<details><summary>More</summary><p class=folded>Inside</p></details>')"
                )
                if script:
                    page.evaluate("dispatchEvent(new Event('beforeprint'))")
                    assert page.locator("main details").evaluate("e => e.open")
                    page.evaluate("dispatchEvent(new Event('afterprint'))")
                assert not page.locator("main details").evaluate("e => e.open")
                page.emulate_media(media="print")
                assert page.locator(".folded").evaluate("e => e.checkVisibility()")


def test_one_that_fails_takes_no_other_with_it(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block")
    context.add_init_script("window.matchMedia = () => { throw new Error('no'); };")
    page = context.new_page()
    page.goto(address + BREATHING)
    assert page.locator(".header__leave").get_attribute("title")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".breathe").count() > 0
    context.close()


def test_where_the_script_never_arrives_the_page_is_whole(browser: Browser, address: str) -> None:
    texts = []
    for arrives in (True, False):
        # Narrow: where there is room, script opens the contents.
        context = browser.new_context(
            service_workers="block", viewport={"width": 360, "height": 740}
        )
        if not arrives:
            context.route("**/assets/*.js", lambda route: route.abort())
        page = context.new_page()
        page.goto(address + BREATHING)
        texts.append(page.locator("body").inner_text().strip())
        context.close()
    assert texts[0] == texts[1]


def test_the_first_load_is_light(browser: Browser, address: str) -> None:
    asked: list[str] = []
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + ARTICLE)
    context.close()
    assert len(set(asked)) <= 6, asked
    assert not [url for url in asked if "/qr/" in url]
