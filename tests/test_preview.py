"""`make serve`: a saved change is seen, a fault is shown, nothing of it is in the site."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from healthsite.build import BuildFailed, Request
from healthsite.preview import EVENTS, Preview, PreviewServer, open_server
from tests.conftest import ROOT, TODAY, Site

SOUP = "articles/food/warm-soup.md"


@contextmanager
def previewing(site: Site) -> Iterator[tuple[Preview, str]]:
    """Serve a preview of a site on a free port."""
    site.output.mkdir(exist_ok=True)
    request = Request(ROOT / "pelicanconf.py", site.output, TODAY, site.content, preview=True)
    preview = Preview(request)
    preview.rebuild()
    server = open_server(preview, site.output, 18000)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield preview, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def get(address: str) -> str:
    """Return a page that exists."""
    with urllib.request.urlopen(address, timeout=5) as answer:
        return str(answer.read().decode())


def test_a_fault_is_shown_above_the_last_good_page(small: Site) -> None:
    with previewing(small) as (preview, address):
        assert "These faults" not in get(f"{address}/food/warm-soup/")
        small.replace(SOUP, "[soup, night]", "[sop]")
        preview.rebuild()
        page = get(f"{address}/food/warm-soup/")
        assert "`sop` in `tags`" in page and "Warm soup" in page
        small.replace(SOUP, "[sop]", "[soup]")
        preview.rebuild()
        assert "These faults" not in get(f"{address}/food/warm-soup/")


def test_an_address_that_is_not_there_shows_our_page_in_its_language(small: Site) -> None:
    with previewing(small) as (_, address):
        for path, words in (("/nothing/", "Page not found"), ("/es/nada/", "No se encontró")):
            with pytest.raises(urllib.error.HTTPError) as error:
                get(address + path)
            assert error.value.code == 404
            assert words in error.value.read().decode()


def test_drafts_are_visible_and_marked(small: Site) -> None:
    with previewing(small) as (_, address):
        assert "draft-banner" in get(f"{address}/food/secret-stew/")


def test_what_the_preview_adds_is_in_no_file(small: Site) -> None:
    with previewing(small) as (_, address):
        assert EVENTS in get(f"{address}/")
        assert EVENTS not in small.page("index.html")


def test_two_previews_get_two_ports(small: Site) -> None:
    with previewing(small) as (preview, address):
        port = int(address.rpartition(":")[2])
        second = open_server(preview, small.output, port)
        try:
            assert second.server_address[1] != port
        finally:
            second.server_close()


def test_no_free_port_is_said(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(self: PreviewServer) -> None:
        raise OSError("Address already in use")

    monkeypatch.setattr(PreviewServer, "server_bind", taken)
    preview = Preview(Request(ROOT / "pelicanconf.py", small.output, TODAY, small.content))
    with pytest.raises(BuildFailed, match="No port from 18000 to 18019 is free"):
        open_server(preview, small.output, 18000)


def test_the_server_answers_this_computer_only(small: Site) -> None:
    with previewing(small) as (_, address):
        assert address.startswith("http://127.0.0.1:")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SOUP, "Cook vegetables", "Simmer vegetables"),
        ("data/topics.toml", 'en = "Food"', 'en = "Meals"'),
        ("data/strings/en.toml", 'key_points = "Key points"', 'key_points = "In short"'),
    ],
)
def test_a_saved_change_is_seen_in_the_browser_by_itself(
    browser: Browser, small: Site, name: str, old: str, new: str
) -> None:
    with running(small) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/food/warm-soup/")
        small.replace(name, old, new)
        shown = new.partition('"')[2].rstrip('"') or new
        expect(page.locator("body")).to_contain_text(shown, timeout=20_000)
        context.close()


def test_ctrl_c_ends_it_and_leaves_nothing_behind(small: Site, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with running(small, temporary=temporary):
        assert list(temporary.iterdir())
    assert list(temporary.iterdir()) == []


@contextmanager
def running(site: Site, temporary: Path | None = None) -> Iterator[str]:
    """Run the verb itself, as an editor does, and end it with Ctrl-C."""
    command = [sys.executable, "-m", "healthsite", "serve", "--port", "18100"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    if temporary:
        environment["TMPDIR"] = str(temporary)
    process = subprocess.Popen(
        [*command, "--content", str(site.content), "--today", "2026-11-21"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            found = re.search(r"http://localhost:(\d+) \(Ctrl-C", line)
            if found:
                yield f"http://127.0.0.1:{found.group(1)}"
                break
        else:
            pytest.fail("the preview did not start")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 0
