"""The pictures of the preview in the README: `python -m tests.pictures_preview`.

They show a copy of the real site to which a draft was added and, for the page of faults, two
mistakes, so that there is something to show.
"""

from __future__ import annotations

import io
import re
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from healthsite.browser import launch
from tests.conftest import REAL_DAY, ROOT, Site
from tests.preview_support import running

PICTURES = ROOT / "docs" / "pictures"
SIZE = {"width": 1280, "height": 800}
MOST_BYTES = 120_000
ARTICLE = "articles/overdose/staying-safer.md"
MODEL, DRAFT = "articles/recovery/breathing-exercises.md", "articles/recovery/moving-your-body.md"


def save(page: Page, path: Path) -> None:
    """Write what is on the screen, in as many colors as a picture of text needs.

    Raises:
        ValueError: it is too large for a README.
    """
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path.parent.mkdir(parents=True, exist_ok=True)
    shot.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path.name} has {path.stat().st_size:,} bytes. Show less on it.")


def panel(page: Page, address: str, folder: Path) -> None:
    """Show a finding and its place."""
    page.goto(f"{address}/overdose/staying-safer/")
    beside = page.get_by_role("complementary", name="Preview")
    beside.get_by_role("button", name="Show line").nth(1).click()
    beside.locator("summary").nth(1).click()
    expect(page.locator("[data-preview-place]")).to_be_in_viewport()
    beside.locator("li").nth(1).evaluate("item => item.scrollIntoView()")
    save(page, folder / "preview-panel.png")


def desk(page: Page, address: str, folder: Path) -> None:
    """Show the desk, the hardest texts first."""
    page.goto(f"{address}/__preview/desk")
    grade = page.get_by_role("button", name="Grade")
    grade.click()
    grade.click()
    save(page, folder / "preview-desk.png")


def faults(page: Page, address: str, folder: Path, site: Site) -> None:
    """Show what an editor sees after a save with two mistakes in it."""
    page.goto(f"{address}/overdose/staying-safer/")
    expect(page.get_by_role("complementary", name="Preview")).to_be_visible()
    path = site.content / ARTICLE
    text = path.read_text("utf-8").replace("tags: [", "tags: [naloxon, ", 1)
    path.write_text(text.replace("(term:", "(tern:", 1), "utf-8")
    expect(page.locator(".fault")).to_have_count(2, timeout=30_000)
    save(page, folder / "preview-faults.png")


def main() -> int:
    """Write all three."""
    # Ended from outside as by Ctrl-C: the copy of the site goes with it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    prefix = "healthsite-pictures-"
    with tempfile.TemporaryDirectory(prefix=prefix) as folder, sync_playwright() as playwright:
        site = Site(Path(folder))
        shutil.copytree(ROOT / "content", site.content)
        text = (site.content / MODEL).read_text("utf-8")
        text = re.sub(r"\ntitle: .*", "\ntitle: Moving your body in small steps", text)
        site.write(DRAFT, text.replace("\nstatus: published\n", "\nstatus: draft\n"))
        browser = launch(playwright)
        page = browser.new_page(viewport=SIZE)
        settings = ROOT / "pelicanconf.py"
        with running(
            site.content,
            settings=settings,
            port=18400,
            standing_in=site.content.parent,
            today=REAL_DAY,
        ) as address:
            panel(page, address, PICTURES)
            desk(page, address, PICTURES)
            faults(page, address, PICTURES, site)
        browser.close()
    print(f"Three pictures are in {PICTURES.relative_to(ROOT)}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
