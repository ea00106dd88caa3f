"""A real browser and a small loopback server, for the tests and for pictures of pages.

`python -m healthsite.browser --install` finds a browser, or gets one where it can. Nothing
of this takes part in a build.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from healthsite.media_types import MEDIA_TYPES

# A browser under test talks to nobody but our server.
LAUNCH_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# chromium-browser is last: on Ubuntu it may be a note that says where to get a browser.
SYSTEM_BROWSERS = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "chromium-browser",
)

DOWNLOAD_SECONDS = 300

NO_BROWSER = (
    "No browser was found for the tests. Install Chromium or Google Chrome "
    "(Debian: sudo apt install chromium), then run: "
    ".venv/bin/python -m healthsite.browser --install"
)


class BrowserMissing(Exception):
    """No browser is here, and none could be got; the message says what to do."""


def find_browser(playwright: Playwright) -> Path | None:
    """Return the browser to use: Playwright's own if it is installed, else the system's."""
    own = Path(playwright.chromium.executable_path)
    if own.exists():
        return own
    found = (shutil.which(name) for name in SYSTEM_BROWSERS)
    return next((Path(name) for name in found if name), None)


def launch(playwright: Playwright) -> Browser:
    """Start a headless browser.

    Raises:
        BrowserMissing: there is none.
        playwright.sync_api.Error: it does not start.
    """
    executable = find_browser(playwright)
    if executable is None:
        raise BrowserMissing(NO_BROWSER)
    return playwright.chromium.launch(
        # Playwright picks the lighter headless build itself when it is to use its own browser.
        executable_path=None if _is_own(playwright, executable) else executable,
        args=list(LAUNCH_FLAGS),
        chromium_sandbox=not _is_root(),  # Chromium refuses to start a sandbox for root
    )


def install() -> str:
    """Make sure that a browser starts; return its name and version.

    Raises BrowserMissing when there is none and none can be had.
    """
    for obtain in (_already_here, _download, _install_package):
        if obtain() and (name := _name_of_started_browser()):
            return name
    raise BrowserMissing(NO_BROWSER)


def _is_own(playwright: Playwright, executable: Path) -> bool:
    return executable == Path(playwright.chromium.executable_path)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _name_of_started_browser() -> str | None:
    with sync_playwright() as playwright:
        executable = find_browser(playwright)
        if executable is None:
            return None
        with contextlib.closing(launch(playwright)) as browser:
            return f"{executable} (version {browser.version})"


def _already_here() -> bool:
    return True


def _download() -> bool:
    """Playwright's own download: for a desk. Machines that run CI are often closed to it."""
    if os.environ.get("CI"):
        return False
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if _succeeds(command, seconds=DOWNLOAD_SECONDS):
        return True
    print("Playwright's browser could not be downloaded; looking for another way.")
    return False


def _install_package() -> bool:
    """Debian's package, where we may install one. Ubuntu's only points to another shop."""
    if not (_is_root() and shutil.which("apt-get") and _is_debian()):
        return False
    return _succeeds(["apt-get", "-qq", "update"]) and _succeeds(
        # Named, because without recommended packages there would be no font at all.
        ["apt-get", "-qqy", "install", "--no-install-recommends", "chromium", "fonts-liberation"]
    )


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def _succeeds(command: list[str], seconds: float | None = None) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        result = subprocess.run(
            command, stdin=subprocess.DEVNULL, env=environment, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


_TEXTS = (".html", ".css", ".js", ".svg", ".json", ".xml")


class _SiteHandler(SimpleHTTPRequestHandler):
    """Serves a folder as a static host does: folder addresses, its own 404 page, no listing."""

    extensions_map = {  # noqa: RUF012 - the base class declares it as an instance attribute
        **SimpleHTTPRequestHandler.extensions_map,
        **MEDIA_TYPES,
    }

    def __init__(self, *args: Any, base_path: str, compressed: bool, **kwargs: Any) -> None:
        self.base_path = base_path
        self.compressed = compressed
        super().__init__(*args, **kwargs)

    def send_head(self) -> Any:
        path = urlsplit(self.path).path
        if not path.startswith(f"{self.base_path}/"):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        if self.compressed and (answer := self._compressed()):
            return answer
        return super().send_head()

    def _compressed(self) -> BytesIO | None:
        """Send a text as a host would, in brotli; None where the usual way will do."""
        file = Path(self.translate_path(urlsplit(self.path).path))
        if file.is_dir() and self.path.endswith("/"):
            file /= "index.html"
        if "br" not in self.headers.get("Accept-Encoding", "") or file.suffix not in _TEXTS:
            return None
        if not file.is_file():
            return None
        import brotli  # a tool of the tests

        body = brotli.compress(file.read_bytes())
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.base_path))

    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", MEDIA_TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        # Two tests may get the same port; neither may see what the other was served.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no news; a fault of ours is."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def serve_folder(path: Path, base_path: str = "", *, compressed: bool = False) -> Iterator[str]:
    """Serve a built site on a free loopback port; the value is its address, no slash at the end.

    `base_path` is where the site lives on its host, such as `/clinic`; outside it is nothing.
    `compressed` sends texts in brotli, as hosts do; without it they can be read in a log.
    """
    if base_path and (not base_path.startswith("/") or base_path.endswith("/")):
        raise ValueError(f"base_path {base_path!r}: start it with a slash, end it without one")
    handler = partial(
        _SiteHandler, directory=os.fspath(path), base_path=base_path, compressed=compressed
    )
    with _QuietServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{base_path}"
        finally:
            server.shutdown()
            thread.join()


def main() -> int:
    """Say which browser the tests use; with --install, get one if there is none."""
    parser = argparse.ArgumentParser(prog="python -m healthsite.browser", description=__doc__)
    parser.add_argument("--install", action="store_true", help="get a browser if there is none")
    arguments = parser.parse_args()
    try:
        if arguments.install:
            print(f"Browser for the tests: {install()}")
        else:
            with sync_playwright() as playwright:
                print(find_browser(playwright) or NO_BROWSER)
    except (BrowserMissing, PlaywrightError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
