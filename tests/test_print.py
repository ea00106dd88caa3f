"""A printed page holds all of its text, and on every sheet where help is."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader

from healthsite.browser import serve_folder

pytestmark = pytest.mark.browser

# The beginning of every part of a text: up to a source's number, or to a link, whose address
# paper spells out.
_PARTS = """() => [...document.querySelectorAll(
    'h1, .prose > :is(h2, h3, p), .prose li, .sources li > a:first-of-type')]
  .filter(part => part.checkVisibility() && !part.closest('[popover]'))
  .map(part => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll('[popover]').forEach(note => note.remove());
    const end = copy.querySelector('sup, a');
    const range = document.createRange();
    range.selectNodeContents(copy);
    if (end) range.setEndBefore(end);
    return range.toString().trim().slice(0, 60);
  })
  .filter(Boolean)"""
_MOST_SHEETS = {"overdose/": 7, "es/overdose/": 7, "help/": 5, "es/help/": 5}
"""Whoever prints these keeps or hands out the paper. With a face as wide as DejaVu Sans; one of the
usual width needs a sheet less."""
_SMALL = """() => {
  const found = [], least = 10 / 0.75 - 0.01, walk = document.createTreeWalker(document.body, 4);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const part = text.parentElement;
    if (text.data.trim() && part.checkVisibility() && !part.closest('.cite, [popover]')
        && parseFloat(getComputedStyle(part).fontSize) < least) found.push(text.data.trim());
  }
  return found;
}"""
_TOP_OF_THE_SHEET = {"en": "Call 911", "es": "Llame al 911"}


@pytest.fixture(scope="module")
def page(browser: Browser, built: Path) -> Iterator[Page]:
    """Give a page of the built site, served; a test goes where it wants."""
    with (
        serve_folder(built) as address,
        contextlib.closing(
            browser.new_context(base_url=f"{address}/", service_workers="block")
        ) as context,
    ):
        yield context.new_page()


def faults(page: Page, path: str) -> list[str]:
    """Print a page and say what the paper lacks."""
    page.goto(path)
    lang = page.locator("html").get_attribute("lang") or ""
    # A sheet of cards holds nothing else.
    is_card = "wallet-card" in path
    wanted = [] if is_card else [_letters(part) for part in page.evaluate(_PARTS)]
    pages = PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages
    sheets = [sheet.extract_text() for sheet in pages]
    printed = _letters("".join(sheets))
    lacks = [f"{path}: not printed: {part}" for part in wanted if part not in printed]
    # A card is cut out of its sheet and says itself whom to call.
    if not is_card:
        line = _letters(_TOP_OF_THE_SHEET[lang])
        lacks += [
            f"{path}: sheet {number} does not begin with help"
            for number, sheet in enumerate(pages, start=1)
            if line not in _letters(_top(sheet))
        ]
        most = _MOST_SHEETS.get(path, len(sheets))
        lacks += [f"{path}: {len(sheets)} sheets; {most} are enough"] * (len(sheets) > most)
        page.emulate_media(media="print")
        lacks += [f"{path}: smaller than 10 pt: {text}" for text in page.evaluate(_SMALL)]
        page.emulate_media(media="null")
        blank = [sheet for sheet in sheets if len(_letters(sheet)) < 150]
        lacks += [f"{path}: {len(blank)} of {len(sheets)} sheets are blank"] * (len(blank) > 1)
    return lacks


def _top(sheet: PageObject) -> str:
    """Return what stands in the uppermost inch; a PDF may draw a float before it."""
    parts: list[str] = []

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if tm[4] * cm[1] + tm[5] * cm[3] + cm[5] > float(sheet.mediabox.top) - 72:
            parts.append(text)

    sheet.extract_text(visitor_text=note)
    return "".join(parts)


def _letters(text: str) -> str:
    # A PDF knows no spaces, only places, and its ligatures are letters of their own.
    return re.sub(r"[\W_]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl")).casefold()


@pytest.mark.parametrize("path", ["overdose/", "es/treatment/medicines-compared/", "help/"])
def test_a_printed_page_lacks_nothing(page: Page, path: str) -> None:
    assert faults(page, path) == []


@pytest.mark.audit
def test_no_printed_page_lacks_anything(page: Page, built: Path) -> None:
    paths = sorted(
        file.parent.relative_to(built).as_posix() + "/" for file in built.rglob("index.html")
    )
    assert len(paths) > 200
    assert [fault for path in paths for fault in faults(page, path)] == []
