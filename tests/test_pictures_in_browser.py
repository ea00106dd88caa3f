"""Words in drawings and charts fit in their paper, and the card has its size on paper."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser
from pypdf import PdfReader

from healthsite.browser import serve_folder
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

_MEASURE = """() => [...document.querySelectorAll('main > svg')].map(svg => {
  const paper = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map(text => {
    const box = text.getBoundingClientRect();
    const scale = paper.width / svg.viewBox.baseVal.width;
    return {words: text.textContent, size: parseFloat(getComputedStyle(text).fontSize) * scale,
            left: box.left - paper.left, right: paper.right - box.right,
            top: box.top - paper.top, bottom: paper.bottom - box.bottom, box};
  });
  const meet = (a, b) => Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1
    && Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 3;
  return {
    name: svg.querySelector('title').textContent, width: paper.width,
    small: texts.filter(t => t.size < 15).map(t => t.words),
    outside: texts.filter(t => Math.min(t.left, t.right, t.top, t.bottom) < 2).map(t => t.words),
    over: texts.flatMap((a, i) => texts.slice(i + 1).filter(b => meet(a, b))
      .map(b => a.words + ' / ' + b.words)),
  };
})"""


def test_every_word_in_a_drawing_fits_and_none_lies_on_another(
    browser: Browser, built: Path
) -> None:
    files = sorted([*(built / "drawings").glob("*.svg"), *(built / "charts").glob("*.svg")])
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.set_content(f"<main>{''.join(file.read_text('utf-8') for file in files)}</main>")
    measured = page.evaluate(_MEASURE)
    context.close()
    made = [*(ROOT / "theme" / "drawings").glob("*.svg")]
    made += (ROOT / "content" / "data" / "charts").glob("*.csv")
    assert len(measured) == len(files) == 2 * len(made), (
        "each is shown somewhere, in both languages"
    )
    for drawing in measured:
        assert drawing["width"] == 328
        assert drawing["small"] == [], drawing
        assert drawing["outside"] == [], drawing
        assert drawing["over"] == [], drawing


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_paper_holds_nothing_but_cards_of_the_size_of_a_bank_card(
    browser: Browser, built: Path, prefix: str
) -> None:
    context = browser.new_context(viewport={"width": 700, "height": 900})
    page = context.new_page()
    with serve_folder(built) as address:
        page.goto(f"{address}{prefix}/wallet-card/")
        assert page.locator(".wallet-card:visible").count() == 1
        page.emulate_media(media="print")
        cards = page.evaluate(
            """() => [...document.querySelectorAll('.wallet-card')].map(card => {
              const sides = [...card.children];
              const box = card.getBoundingClientRect();
              return {width: box.width, height: box.height,
                fits: sides.every(s => s.scrollHeight <= s.clientHeight
                  && s.scrollWidth <= s.clientWidth),
                left: sides[0].getBoundingClientRect().width};
            })"""
        )
        seen = page.locator("main h1, header, footer, .help-strip, .prose, .sources").all()
        assert not any(part.is_visible() for part in seen)
    context.close()
    millimeter = 96 / 25.4
    assert len(cards) == 4
    for card in cards:
        assert card["width"] / millimeter == pytest.approx(2 * 85.6, abs=0.1)
        assert card["height"] / millimeter == pytest.approx(54, abs=0.1)
        assert card["left"] / millimeter == pytest.approx(85.6, abs=0.4)
        assert card["fits"]


@pytest.mark.parametrize("path", ["overdose/", "opioids-and-fentanyl/what-is-fentanyl/"])
def test_a_picture_is_printed_in_black_on_white_and_as_lines(
    browser: Browser, built: Path, path: str
) -> None:
    with (
        serve_folder(built) as address,
        contextlib.closing(browser.new_context(color_scheme="dark")) as context,
    ):
        page = context.new_page()
        page.goto(f"{address}/{path}")
        paper = PdfReader(io.BytesIO(page.pdf(format="Letter")))
        page.emulate_media(media="print")
        shots = [picture.screenshot() for picture in page.locator(".picture img").all()]
    assert shots
    for shot in shots:
        with Image.open(io.BytesIO(shot)) as opened:
            picture = opened.convert("RGB")
            colors = picture.getcolors(picture.width * picture.height)
        assert colors is not None
        found = {color: count for count, color in colors}  # type: ignore[misc]
        assert all(len(set(color)) == 1 for color in found), "only grays"
        assert found[255, 255, 255] > picture.width * picture.height / 2
        assert found[0, 0, 0] > 1000
    # Dots would be an image of the PDF, without words.
    assert not any(sheet.images for sheet in paper.pages)


def test_paper_opens_the_table_behind_a_chart(browser: Browser, built: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    with serve_folder(built) as address:
        page.goto(f"{address}/getting-care/help-in-los-angeles/")
        table = page.locator(".chart table")
        assert not table.is_visible()
        page.emulate_media(media="print")
        box = table.bounding_box()
        assert box is not None and box["height"] > 100
    context.close()
