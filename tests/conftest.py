"""What tests share: a browser, the small site, and the real site, each built once."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from healthsite.browser import launch
from healthsite.build import Request, Result, build

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 21)
"""The day every test of a made-up site checks against."""


def _newest_day(content: Path) -> date:
    files = (file for kind in ("*.md", "*.toml") for file in content.rglob(kind))
    days = (re.findall(r"\b20\d\d-\d\d-\d\d\b", file.read_text("utf-8")) for file in files)
    return date.fromisoformat(max(day for found in days for day in found))


REAL_DAY = _newest_day(ROOT / "content")
"""The day on which tests read the real content: the newest that it names, which is "the future"
on any day before. The clock's would change what tests find from one day to the next."""


class Site:
    """A content folder that a test may change, with the verbs a test needs."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.output = folder / "output"

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file below the content folder."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def append(self, name: str, text: str) -> None:
        """Write more at the end of a file."""
        path = self.content / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a text in a file; the old text must be there."""
        path = self.content / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def build(
        self, base_url: str = "", *, preview: bool = False, settings: str = "pelicanconf.py"
    ) -> Result:
        """Build it with the real theme and settings."""
        return build(
            Request(
                ROOT / settings,
                self.output,
                TODAY,
                content=self.content,
                base_url=base_url,
                preview=preview,
            )
        )

    def page(self, name: str) -> str:
        """Return a built page."""
        return (self.output / name).read_text(encoding="utf-8")


def copy_small(folder: Path) -> Site:
    """Copy the small site, with the real interface words, into an empty folder."""
    site = Site(folder)
    shutil.copytree(ROOT / "tests" / "sites" / "small", site.content)
    shutil.copytree(ROOT / "content" / "data" / "strings", site.content / "data" / "strings")
    return site


@pytest.fixture
def small(tmp_path: Path) -> Site:
    """Give a small site of its own to a test that changes it."""
    return copy_small(tmp_path)


@pytest.fixture(scope="session")
def built_small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the small site, built; only for reading."""
    site = copy_small(tmp_path_factory.mktemp("small"))
    site.build()
    return site


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the output folder of the real site; only for reading."""
    output = tmp_path_factory.mktemp("real") / "output"
    build(Request(ROOT / "pelicanconf.py", output, REAL_DAY))
    return output


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers. There may be only one of it in a process."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests; a test opens its own context in it and closes that."""
    with contextlib.closing(launch(playwright)) as started:
        yield started


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand at the root of the project, wherever the tests were started."""
    monkeypatch.chdir(ROOT)
