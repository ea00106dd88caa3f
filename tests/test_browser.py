"""The real site in a real browser, as readers meet it.

`make test` opens one page of every kind in both languages; the audit opens every page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser_support import serve_folder
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

KINDS = {
    "home": "/",
    "topic": "/treatment/",
    "article": "/overdose/naloxone/",
    "article with a table": "/treatment/medicines-compared/",
    "article with a chart": "/getting-care/help-in-los-angeles/",
    "article with breathing": "/recovery/breathing-exercises/",
    "A to Z": "/a-to-z/",
    "latest": "/latest/",
    "tag": "/tags/naloxone/",
    "help": "/help/",
    "overdose": "/overdose/",
    "wallet card": "/wallet-card/",
    "about": "/about/",
    "how we write": "/how-we-write/",
    "privacy": "/privacy/",
    "provider": "/provider/",
    "places": "/places/",
    "stories": "/stories/",
    "story": "/stories/fentanyl-and-ptsd/",
    "not medical advice": "/not-medical-advice/",
    "private browsing": "/private-browsing/",
    "accessibility": "/accessibility/",
    "what we measure": "/quality/",
    "offline": "/offline/",
    "glossary": "/glossary/",
    "term": "/glossary/naloxone/",
    "not found": "/nothing-is-here/",
}
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
VIEWS = {
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


def in_turn() -> list[object]:
    """Give each page one view, so that all views see every kind of page in some language."""
    views = list(VIEWS)
    return [
        pytest.param(page.values[0], views[(index + index // 2) % 4], id=f"{page.id}")
        for index, page in enumerate(PAGES)
    ]


@pytest.mark.parametrize(("path", "view"), in_turn())
def test_axe_finds_nothing(browser: Browser, site: str, path: str, view: str) -> None:
    context = browser.new_context(**VIEWS[view], **NO_WORKER)
    page = context.new_page()
    page.goto(site + path)
    found = violations(page)
    context.close()
    assert found == []


@pytest.mark.audit
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_any_page(browser: Browser, site: str, built: Path, view: str) -> None:
    context = browser.new_context(**VIEWS[view], **NO_WORKER)
    page = context.new_page()
    found = {}
    for path in sorted(built.rglob("index.html")):
        name = path.relative_to(built).as_posix().removesuffix("index.html")
        page.goto(f"{site}/{name}")
        if faults := violations(page):
            found[name] = faults
    context.close()
    assert found == {}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nobody_else_leaves_nothing_behind_and_fits_the_screen(
    browser: Browser, site: str, path: str
) -> None:
    context = browser.new_context(**NO_WORKER)
    context.add_init_script(WATCH_POLICY)
    page = context.new_page()
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(site + path)
    stored = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, "
        "(await indexedDB.databases()).length, (await caches.keys()).length]"
    )
    cookies = context.cookies()
    forbidden = page.evaluate("forbidden")
    widths = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert asked and all(address.startswith(site) for address in asked)
    assert forbidden == []
    assert cookies == []
    assert stored == [0, 0, 0, 0]
    assert all(wide <= width for width, wide in widths.items()), widths


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_the_same_without_script(browser: Browser, site: str, path: str) -> None:
    texts = []
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script, **NO_WORKER)
        page = context.new_page()
        page.goto(site + path)
        # Which pages somebody kept is the one thing that only a script can list.
        page.locator("[data-enhance=kept]").evaluate_all("all => all.forEach((e) => e.remove())")
        texts.append(page.locator("body").inner_text())
        assert page.locator("a[href='tel:911'], a[href$='/overdose/']").count() > 0
        assert page.locator("a[href='tel:988'], a[href='sms:988']").count() > 0
        context.close()
    assert texts[0] == texts[1]


@pytest.mark.parametrize("path", PAGES)
def test_help_comes_first_in_the_document(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path)
    first = page.locator("body a").first.get_attribute("href") or ""
    context.close()
    assert first.startswith("tel:") or first.endswith("/overdose/")


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


def test_a_term_opens_its_definition_in_place(browser: Browser, site: str) -> None:
    context = browser.new_context(**NO_WORKER)
    page = context.new_page()
    page.goto(f"{site}/overdose/naloxone/")
    note = page.locator(".term__note").first
    assert not note.is_visible()
    page.locator(".term__name").first.click()
    assert note.is_visible()
    page.keyboard.press("Escape")
    assert not note.is_visible()
    context.close()


def test_no_english_interface_word_stands_on_a_spanish_page(browser: Browser, site: str) -> None:
    import tomllib

    folder = ROOT / "content" / "data" / "strings"
    english = _flat(tomllib.loads((folder / "en.toml").read_text("utf-8")))
    spanish = _flat(tomllib.loads((folder / "es.toml").read_text("utf-8")))
    own = {t for k, t in english.items() if t != spanish[k] and len(t) > 3 and "{" not in t}
    own -= set(spanish.values())
    context = browser.new_context(java_script_enabled=True, **NO_WORKER)
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


def test_paper_shows_the_phone_lines_and_every_source_in_full(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    context = browser.new_context(**NO_WORKER)
    page = context.new_page()
    page.goto(f"{site}/overdose/naloxone/")
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    hidden = page.evaluate(
        "[...document.querySelectorAll('details')].filter(d => !d.open && d.closest('main')).length"
    )
    context.close()
    assert "911" in text and "988" in text
    assert re.search(r"1-800-662-(4357|HELP)", text)
    assert hidden == 0
