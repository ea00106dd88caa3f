"""A preview for tests: in this process, or as the verb that an editor runs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from healthsite.build import Request
from healthsite.preview.newest import Preview
from healthsite.preview.server import open_server
from healthsite.preview.serving import answering
from tests.conftest import ROOT, TODAY, Site, copy_small


@dataclass
class Workshop:
    """A small site with a theme and settings of its own, all of which a test may change."""

    site: Site
    theme: Path
    settings: Path

    def request(self, output: Path | None = None) -> Request:
        """Ask for a preview of it."""
        return Request(
            self.settings, output or self.site.output, TODAY, self.site.content, preview=True
        )


def workshop(folder: Path) -> Workshop:
    """Make one in an empty folder."""
    site = copy_small(folder)
    theme, settings = folder / "theme", folder / "pelicanconf.py"
    shutil.copytree(ROOT / "theme", theme)
    text = (ROOT / "pelicanconf.py").read_text("utf-8")
    settings.write_text(text.replace('THEME = "theme"', f"THEME = {str(theme)!r}"), "utf-8")
    return Workshop(site, theme, settings)


@contextmanager
def previewing(request: Request) -> Iterator[tuple[Preview, str]]:
    """Build and serve on a free port, in this process; nothing is watched."""
    request.output.mkdir(exist_ok=True)
    preview = Preview(request)
    preview.rebuild()
    server = open_server(preview, request.output, 18000)
    with answering(server, preview):
        yield preview, f"http://127.0.0.1:{server.server_address[1]}"


def get(address: str, **headers: str) -> str:
    """Return what is sent for an address."""
    with urllib.request.urlopen(_asked(address, headers), timeout=5) as answer:
        return str(answer.read().decode())


def refused(address: str, **headers: str) -> tuple[int, str]:
    """Return the code and the text of an answer that is not the page asked for."""
    try:
        with urllib.request.urlopen(_asked(address, headers), timeout=5):
            pytest.fail(f"{address} was answered")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def _asked(address: str, headers: dict[str, str]) -> urllib.request.Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return urllib.request.Request(address, headers=named)


@contextmanager
def running(
    content: Path,
    *,
    settings: Path | None = None,
    temporary: Path | None = None,
    port: int = 18100,
    standing_in: Path = ROOT,
    today: date = TODAY,
) -> Iterator[str]:
    """Run the verb itself, as an editor does, and end it with Ctrl-C."""
    command = [sys.executable, "-m", "healthsite", "serve", "--port", str(port)]
    command += ["--content", str(content), "--today", today.isoformat()]
    command += ["--settings", str(settings)] if settings else []
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
    if temporary:
        environment["TMPDIR"] = str(temporary)
    process = subprocess.Popen(
        command,
        cwd=standing_in,
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
        said, _ = process.communicate(timeout=20)
    assert process.returncode == 0, said
    assert "Traceback" not in said
