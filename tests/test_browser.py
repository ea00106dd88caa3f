"""The real site in a real browser, as readers meet it.

`make test` opens one page of every kind in both languages; the audit opens every page.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import brotli
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from healthsite.browser import serve_folder
from healthsite.contact_sheet import KINDS
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

PAGES = [
    pytest.param(prefix + path, id=f"{kind}, {lang}")
    for kind, path in KINDS.items()
    for lang, prefix in (("English", ""), ("Spanish", "/es"))
]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa"),
        "best-practice",
    ],
    "rules": {"target-size": {"enabled": True}},
}
NO_WORKER = {"service_workers": "block"}
"""What the worker keeps has tests of its own, in test_offline; here it would load it each time."""
WATCH_POLICY = """
  window.forbidden = [];
  addEventListener("securitypolicyviolation", (event) => {
    forbidden.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
"""
WIDTHS = (1280, 768, 360, 320)
VIEWS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "dark": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
    "forced colors": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """Serve the built site on this computer only."""
    with serve_folder(built) as address:
        yield address


def violations(page: Page) -> list[str]:
    """Return what axe finds, one line each."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(f"() => axe.run(document, {json.dumps(AXE_RULES)})")
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@dataclass
class Visit:
    """A page opened once, in one view, with what it asked for on the way."""

    path: str
    site: str
    view: dict[str, Any]
    page: Page
    asked: list[str]
    refused: list[str]


def in_turn() -> list[object]:
    """Give each page one view, so that all views see every kind of page in some language."""
    views = list(VIEWS)
    return [
        pytest.param((page.values[0], views[(index + index // 2) % 4]), id=f"{page.id}")
        for index, page in enumerate(PAGES)
    ]


# One page is opened once for all the questions below: opening costs more than asking.
@pytest.fixture(scope="module", params=in_turn())
def visit(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Visit]:
    """Open a page in the view whose turn it is. Tests may look and resize, not walk on."""
    path, view = request.param
    with contextlib.closing(browser.new_context(**VIEWS[view], **NO_WORKER)) as context:
        context.add_init_script(WATCH_POLICY)
        page = context.new_page()
        asked: list[str] = []
        refused: list[str] = []
        page.on("request", lambda asking: asked.append(asking.url))
        page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: refused.append(str(error)))
        page.goto(site + path)
        yield Visit(path, site, VIEWS[view], page, asked, refused)


def test_axe_finds_nothing(visit: Visit) -> None:
    assert violations(visit.page) == []


def test_a_page_asks_nobody_else_and_leaves_nothing_behind(visit: Visit) -> None:
    stored = visit.page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, "
        "(await indexedDB.databases()).length, (await caches.keys()).length]"
    )
    assert visit.asked and all(address.startswith(visit.site) for address in visit.asked)
    assert visit.page.context.cookies() == []
    assert stored == [0, 0, 0, 0]


def test_a_page_asks_for_few_files_and_little_in_all(visit: Visit, built: Path) -> None:
    paths = {address.removeprefix(visit.site).lstrip("/") for address in visit.asked}
    files = [built / path for path in paths]
    files = [file / "index.html" if file.is_dir() else file for file in files]
    total = sum(len(brotli.compress(file.read_bytes())) for file in files if file.is_file())
    # Five, and a sixth where a drawing stands at the top.
    assert len(files) <= 6, paths
    assert total <= 60_000


def test_a_page_breaks_no_rule_of_its_own_policy_and_has_no_fault(visit: Visit) -> None:
    assert visit.page.evaluate("forbidden") == []
    missing = "404 (Not Found)"  # the page that says so is asked for on purpose
    assert [text for text in visit.refused if missing not in text] == []


def test_nothing_moves_before_a_reader_asks(visit: Visit) -> None:
    assert visit.page.evaluate("document.getAnimations().length") == 0


def test_a_finger_finds_every_target(visit: Visit) -> None:
    # WCAG 2.5.5: 44 by 44 pixels; a link in a sentence, or in a line of them, is excepted.
    assert visit.page.evaluate(_SMALL_TARGETS) == []


def test_a_page_fits_every_screen_and_every_size_of_text(visit: Visit) -> None:
    page = visit.page
    before = page.viewport_size
    assert before is not None
    wide = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        wide[width] = page.evaluate("document.documentElement.scrollWidth")
    # WCAG 1.4.4 and 1.4.12: text at 200 %, and with the spacing that a reader may choose.
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    doubled = page.evaluate(_CLIPPED)
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.evaluate(_SPACING)
    spaced = page.evaluate(_CLIPPED)
    page.evaluate("document.adoptedStyleSheets = []")
    page.set_viewport_size(before)
    assert {width: found for width, found in wide.items() if found > width} == {}
    assert doubled == []
    assert spaced == []


def test_a_page_is_whole_without_script_and_without_style_and_help_comes_first(
    visit: Visit, browser: Browser
) -> None:
    with contextlib.closing(
        browser.new_context(java_script_enabled=False, **visit.view, **NO_WORKER)
    ) as context:
        page = context.new_page()
        page.goto(visit.site + visit.path)
        first = page.locator("body a").first.get_attribute("href") or ""
        assert first.startswith("tel:") or first.endswith("/overdose/")
        assert page.locator("a[href='tel:911'], a[href$='/overdose/']").count() > 0
        assert page.locator("a[href='tel:988'], a[href='sms:988']").count() > 0
        without = _words(page)
        page.evaluate("document.querySelectorAll('style').forEach((style) => style.remove())")
        plain = "".join("".join(_words(page)).split())
        hidden = page.evaluate(_HIDDEN_LINKS)
    # Script may add a control; it may not take a word away. Nor may style be needed for one.
    assert set(without) - set(_words(visit.page)) == set()
    assert [line for line in without if "".join(line.split()) not in plain] == []
    assert hidden == []


def test_print_shows_every_part_of_the_text(visit: Visit) -> None:
    page = visit.page
    if "wallet-card" in visit.path:
        return  # paper shows the card alone: tests/test_pictures_in_browser.py
    page.emulate_media(media="print")
    hidden = page.evaluate(_NOT_ON_PAPER)
    text = page.locator("body").inner_text()
    page.emulate_media(media="screen")
    assert hidden == []
    assert "911" in text and "988" in text


def _words(page: Page) -> list[str]:
    # Which pages somebody kept is the one thing that only a script can list.
    page.locator("[data-enhance=kept]").evaluate_all("all => all.forEach((e) => e.remove())")
    return [line for line in page.locator("body").inner_text().splitlines() if line.strip()]


_HIDDEN_LINKS = """() => [...document.links]
  .filter(link => !link.checkVisibility() && !link.closest('details:not([open]), [popover]'))
  .map(link => link.outerHTML)"""

_SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, summary, input, label')]
  .filter(target => target.checkVisibility() && !target.closest('[popover]'))
  .filter(target => {
    const box = target.getBoundingClientRect();
    if (box.width >= 44 && box.height >= 44) return false;
    if (box.width <= 1 || box.height <= 1) return false;  // the skip link, until it has focus
    if (target.matches('label *, input') && target.closest('label')) return false;
    if (target.closest('.prose')) return false;  // running text, even if a line of it is short
    const line = target.closest('p, li, dd, td, th, figcaption, h1, h2, h3, h4');
    const alone = !line || line.innerText.trim() === target.innerText.trim();
    // Alone in its line a link is a target of its own, and as high as one.
    return alone && box.height < 44;
  })
  .map(target => target.outerHTML.slice(0, 120))"""

_CLIPPED = """() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) found.push(`the page: ${root.scrollWidth}`);
  for (const box of document.querySelectorAll('body *')) {
    const style = getComputedStyle(box);
    if (!['hidden', 'clip'].includes(style.overflowY) || box.clientHeight < 2) continue;
    if (box.scrollHeight > box.clientHeight + 1) found.push(box.outerHTML.slice(0, 120));
  }
  return found;
}"""

# The policy of a page allows no style element; a sheet that script adopts is no element.
_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""

_TABBABLE = """() => {
  const all = [...document.querySelectorAll('a[href], button, summary, input, [tabindex="0"]')]
    .filter(stop => stop.checkVisibility());
  all.forEach((stop, index) => { stop.dataset.stop = index; });
  return all.map((_, index) => index);
}"""

# Seen: in the window, with nothing of another part over the middle of what is there.
_FOCUSED = """() => {
  const stop = document.activeElement;
  if (!stop || stop === document.body || !stop.dataset.stop) return null;
  const box = [...stop.getClientRects()].find(rect => rect.width > 0);
  const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
  const x = middle(box.left, box.right, innerWidth);
  const y = middle(box.top, box.bottom, innerHeight);
  const over = document.elementFromPoint(x, y);
  const style = getComputedStyle(stop);
  return {
    number: Number(stop.dataset.stop),
    seen: Boolean(over) && (stop.contains(over) || over.contains(stop)),
    ring: parseFloat(style.outlineWidth) >= 3 && style.outlineStyle !== 'none',
    html: stop.outerHTML.slice(0, 120),
  };
}"""

# What leads elsewhere (related articles, tags, lists of pages) is not printed, on purpose.
_NOT_ON_PAPER = """() => [...document.querySelectorAll(
    'h1, :is(.prose, .key-points, .facts, .sources, .changes, .helpline, .place, .definition) *')]
  .filter(part => part.childElementCount === 0 && part.textContent.trim())
  .filter(part => !part.closest(
    '[popover], summary, .place__also, .breathe__switch, .sources [href^="#"]'))
  .filter(part => part.getClientRects().length === 0)
  .map(part => part.outerHTML.slice(0, 120))"""


@pytest.mark.audit
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_any_page(browser: Browser, site: str, built: Path, view: str) -> None:
    found = {}
    with contextlib.closing(browser.new_context(**VIEWS[view], **NO_WORKER)) as context:
        page = context.new_page()
        for path in sorted(built.rglob("index.html")):
            name = path.relative_to(built).as_posix().removesuffix("index.html")
            page.goto(f"{site}/{name}")
            if faults := violations(page):
                found[name] = faults
    assert found == {}


def test_the_first_screen_of_a_phone_shows_help_title_facts_and_a_key_point(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, **NO_WORKER)
    page = context.new_page()
    page.goto(f"{site}/overdose/naloxone/")
    leave = page.locator(".header__leave").bounding_box()
    assert leave is not None
    for name in (".help-strip", "h1", ".facts", ".key-points li >> nth=0"):
        box = page.locator(name).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= leave["y"], name
    context.close()


def test_the_keyboard_reaches_the_text_past_the_header(browser: Browser, site: str) -> None:
    context = browser.new_context(**NO_WORKER)
    page = context.new_page()
    page.goto(f"{site}/overdose/naloxone/")
    skip = page.locator("a.skip")
    skip.focus()
    box = skip.bounding_box()
    assert box is not None and box["width"] > 40 and box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/treatment/medicines-compared/",
        pytest.param("/es/help/", marks=pytest.mark.audit),
        pytest.param("/es/places/", marks=pytest.mark.audit),
    ],
)
def test_the_keyboard_reaches_everything_in_order_and_the_focus_is_always_seen(
    browser: Browser, site: str, path: str
) -> None:
    with contextlib.closing(
        browser.new_context(viewport={"width": 360, "height": 740}, **NO_WORKER)
    ) as context:
        page = context.new_page()
        page.goto(site + path)
        expected = page.evaluate(_TABBABLE)
        reached = []
        # Some more steps than there are stops: who is caught in a trap never leaves the page.
        for _ in range(len(expected) + 2):
            page.keyboard.press("Tab")
            stop = page.evaluate(_FOCUSED)
            if stop is None:
                break
            reached.append(stop["number"])
            assert stop["seen"], stop
            assert stop["ring"], stop
    assert reached == expected


def test_a_term_opens_its_definition_in_place(browser: Browser, site: str) -> None:
    context = browser.new_context(**NO_WORKER)
    page = context.new_page()
    page.goto(f"{site}/overdose/naloxone/")
    word, note = page.locator(".term__name").first, page.locator(".term__note").first
    assert not note.is_visible()
    word.focus()
    for way in (word.click, partial(page.keyboard.press, "Enter")):
        way()
        assert note.is_visible()
        assert note.evaluate("note => note === document.activeElement")
        page.keyboard.press("Escape")
        assert not note.is_visible()
        assert word.evaluate("word => word === document.activeElement")
    assert page.url == f"{site}/overdose/naloxone/"
    # In a new tab, and without script, it leads to the glossary as any link does.
    with context.expect_page() as opened:
        word.click(modifiers=["ControlOrMeta"])
    assert opened.value.url.startswith(f"{site}/glossary/")
    context.close()


def test_a_source_leads_back_to_the_place_a_reader_came_from(browser: Browser, site: str) -> None:
    context = browser.new_context(**NO_WORKER)
    page = context.new_page()
    page.goto(f"{site}/treatment/medicines-compared/")
    first = page.locator("#cite-8")
    marks = page.locator(f".cite a[href='{first.get_attribute('href')}']")
    assert marks.count() > 1
    back = page.locator("#source-8 a[href='#cite-8']")
    for mark in (marks.last, first):
        mark.click()
        back.click()
        assert mark.evaluate("mark => mark === document.activeElement")
    # Whoever did not come from the text is led to the first.
    page.reload()
    back.click()
    assert page.url.endswith("#cite-8")
    context.close()


@pytest.mark.parametrize("view", ["wide", "narrow"])
def test_the_strip_opens_to_all_lines_by_need(
    browser: Browser, site: str, built: Path, view: str
) -> None:
    help_page = BeautifulSoup((built / "es" / "help" / "index.html").read_text("utf-8"), "lxml")
    expected = {
        section.h2.get_text(): [
            name.get_text(strip=True) for name in section.select(".helpline__name")
        ]
        for section in help_page.select("section:has(> h2[id^=need-])")
        if section.h2
    }
    emergency = expected.pop(next(iter(expected)))
    context = browser.new_context(**NO_WORKER, **VIEWS[view])
    page = context.new_page()
    page.goto(f"{site}/es/overdose/naloxone/")
    strip = page.locator(".help-strip")
    strip.locator("summary").click()
    needs = strip.locator("details details")
    expect(needs).to_have_count(len(expected))
    names = strip.locator(".help-lines").first.locator(".help-lines__name")
    assert set(emergency) <= set(names.all_inner_texts())
    for need, (title, lines) in zip(needs.all(), expected.items(), strict=True):
        need.locator("summary").click()
        assert need.locator("summary").inner_text() == title
        assert need.locator(".help-lines__name").all_inner_texts() == lines
        assert need.get_by_text("Consultado el").count() == len(lines)
    width = VIEWS[view]["viewport"]["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    assert page.evaluate(_SMALL_TARGETS) == []
    context.close()


def test_the_strip_keeps_its_links_where_the_lines_cannot_be_had(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(**NO_WORKER)
    page = context.new_page()
    page.route("**/help/", lambda route: route.abort())
    page.goto(f"{site}/overdose/naloxone/")
    with page.expect_event("requestfailed"):
        page.locator(".help-strip summary").click()
    page.evaluate("new Promise((done) => setTimeout(done))")
    assert page.locator(".help-strip a[href*='#need-']").count() > 3
    assert page.locator(".help-strip details details").count() == 0
    context.close()


def test_no_english_interface_word_stands_on_a_spanish_page(browser: Browser, site: str) -> None:
    import tomllib

    folder = ROOT / "content" / "data" / "strings"
    english = _flat(tomllib.loads((folder / "en.toml").read_text("utf-8")))
    spanish = _flat(tomllib.loads((folder / "es.toml").read_text("utf-8")))
    own = {t for k, t in english.items() if t != spanish[k] and len(t) > 3 and "{" not in t}
    own -= set(spanish.values())
    context = browser.new_context(**NO_WORKER)
    page = context.new_page()
    for path in KINDS.values():
        page.goto(f"{site}/es{path}")
        texts = page.evaluate(_TEXTS_IN_SPANISH)
        assert own.isdisjoint(texts), (path, own & set(texts))
    context.close()


_TEXTS_IN_SPANISH = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const inside = walk.currentNode.parentElement;
    if (!inside.closest('[lang=en]')) found.push(walk.currentNode.data.trim());
  }
  for (const tag of document.querySelectorAll('[aria-label],[alt],[title]'))
    if (!tag.closest('[lang=en]'))
      found.push(tag.getAttribute('aria-label'), tag.getAttribute('alt'), tag.title);
  return found.filter(Boolean);
}"""


def _flat(table: dict[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = str(value)
    return flat


def test_paper_shows_every_source_in_full(browser: Browser, site: str) -> None:
    context = browser.new_context(**NO_WORKER)
    page = context.new_page()
    page.goto(f"{site}/overdose/naloxone/")
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    context.close()
    assert re.search(r"1-800-662-(4357|HELP)", text)
