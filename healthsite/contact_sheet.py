"""`pictures`: every kind of page as a person sees it, side by side. For whoever designs.

Each kind of page gets one sheet: both languages, 360, 768 and 1280 pixels wide, light and
dark. Beside the sheets stand the pages as PDF, and `index.html` shows everything. No part of
a build: it takes a built site and a browser.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from healthsite.browser import launch, serve_folder

KINDS: Mapping[str, str] = {
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
"""One page of every kind, by its address in the start language."""

GAP = 16
"""Pixels between two pictures of a sheet."""
LONGEST = 2600
"""Pixels of a page that a sheet shows: what comes later is in the PDF."""


@dataclass(frozen=True)
class Look:
    """One way to look at a page. Width and height in CSS pixels."""

    width: int
    height: int = 740
    dark: bool = False


LOOKS = (Look(360), Look(360, dark=True), Look(768, 1024), Look(1280, 900), Look(1280, 900, True))


def contact_sheets(
    site: Path,
    folder: Path,
    *,
    kinds: Mapping[str, str] = KINDS,
    prefixes: Sequence[str] = ("", "/es"),
    whole: bool = True,
) -> list[Path]:
    """Write a sheet and the PDFs of each kind of page.

    Args:
        site: a built site.
        folder: where to write; made if it is not there.
        kinds: names of the kinds with an address each.
        prefixes: what stands before the address in each language.
        whole: show the page down to `LONGEST`; False shows the first screen only.

    Returns:
        The files written, `index.html` last.

    Raises:
        healthsite.browser.BrowserMissing: no browser is here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    with _browser() as browser, serve_folder(site) as address:
        for kind, path in kinds.items():
            shots: list[list[Image.Image]] = []
            name = kind.replace(" ", "-").lower()
            for prefix in prefixes:
                shown = f"{address}{prefix}{path}"
                shots.append([_shot(browser, shown, look, whole) for look in LOOKS])
                pdf = folder / f"{name}{prefix.replace('/', '-')}.pdf"
                _pdf(browser, shown, pdf)
                written.append(pdf)
            file = folder / f"{name}.png"
            sheet(shots).save(file)
            written.append(file)
    index = folder / "index.html"
    index.write_text(_index(written), encoding="utf-8")
    return [*written, index]


def sheet(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Put pictures side by side, a row under a row, on gray."""
    width = max(sum(shot.width + GAP for shot in row) for row in rows)
    height = sum(max(shot.height for shot in row) + GAP for row in rows)
    result = Image.new("RGB", (width, height), "#808080")
    top = 0
    for row in rows:
        left = 0
        for shot in row:
            result.paste(shot, (left, top))
            left += shot.width + GAP
        top += max(shot.height for shot in row) + GAP
    return result


@contextlib.contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, contextlib.closing(launch(playwright)) as browser:
        yield browser


def _shot(browser: Browser, address: str, look: Look, whole: bool) -> Image.Image:
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme="dark" if look.dark else "light",
        service_workers="block",
    )
    with contextlib.closing(context):
        page = context.new_page()
        page.goto(address)
        image = Image.open(BytesIO(page.screenshot(full_page=whole))).convert("RGB")
    return image.crop((0, 0, image.width, min(image.height, LONGEST)))


def _pdf(browser: Browser, address: str, file: Path) -> None:
    context = browser.new_context()
    with contextlib.closing(context):
        page = context.new_page()
        page.goto(address)
        page.pdf(path=file, format="Letter")


def _index(files: Sequence[Path]) -> str:
    rows = [
        f'<h2>{escape(file.stem)}</h2><img src="{escape(file.name)}" alt="">'
        if file.suffix == ".png"
        else f'<p><a href="{escape(file.name)}">{escape(file.name)}</a></p>'
        for file in files
    ]
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title>'
        f"<style>img{{max-width:100%}}</style><h1>Pictures</h1>{''.join(rows)}</html>\n"
    )
