"""Answers a browser on this computer: the newest build, and what is said of it.

A page is sent as it is in the build, with one style and two scripts more in its head. The
addresses of the preview itself begin with `/__preview/`.
"""

from __future__ import annotations

import json
import re
import sys
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import jinja2

from healthsite.build import BuildFailed
from healthsite.kept import Kept
from healthsite.media_types import MEDIA_TYPES
from healthsite.preview.desk import desk_view
from healthsite.preview.newest import Preview, State
from healthsite.preview.panel import panel

OURS = "/__preview/"
EVENTS = f"{OURS}events"
DESK = f"{OURS}desk"
FAULTS = f"{OURS}faults"
PORTS_TO_TRY = 20
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names of this computer. A page elsewhere whose name was made to lead here (DNS
rebinding) asks under its own name, and is refused."""

BROWSER = Path(__file__).parent / "browser"
_POLICY = re.compile(
    r"""<meta\s+http-equiv=["']?Content-Security-Policy["']?\s+content="([^"]*)"\s*/?>""",
    re.IGNORECASE,
)
_PATH = re.compile(r"/(?:[A-Za-z0-9._~%-]+/?)*")
_HEAD_ENDS = re.compile(r"</head>", re.IGNORECASE)
_NEEDED = ("script-src", "style-src", "connect-src")


class _Handler(SimpleHTTPRequestHandler):
    """Serves folder addresses, our own 404 page, and the preview's own pages."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - the base class declares it as an instance attribute
        **SimpleHTTPRequestHandler.extensions_map,
        **MEDIA_TYPES,
    }

    def __init__(self, preview: Preview, desk: _Desk, *arguments: object, **named: object) -> None:
        self.preview = preview
        self.desk = desk
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: an editor's window is for findings."""

    def do_GET(self) -> None:
        """Send a page, a file, or one of the preview's own."""
        if not self._is_for_this_computer():
            self._text(
                HTTPStatus.MISDIRECTED_REQUEST,
                "The preview answers only under localhost. Open http://localhost and its port.",
            )
            return
        if self.headers.get("Service-Worker"):
            # A worker would go on answering with pages of today when this preview has ended.
            self._text(HTTPStatus.NOT_FOUND, "The preview has no service worker.")
            return
        path = urlsplit(self.path).path
        if path.startswith(OURS):
            self._own(path)
        else:
            self._site(path)

    def do_HEAD(self) -> None:
        """Refuse: nobody needs it here, and it would be one more way in."""
        self.send_response(HTTPStatus.METHOD_NOT_ALLOWED)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def end_headers(self) -> None:
        """Let the browser keep nothing, and no other site use what is sent."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def _is_for_this_computer(self) -> bool:
        try:
            return urlsplit(f"//{self.headers.get('Host', '')}").hostname in LOOPBACK
        except ValueError:
            return False

    # The site

    def _site(self, path: str) -> None:
        state = self.preview.state
        file = Path(self.translate_path(path))
        if file.is_dir() and not path.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            # One slash only: with two, a browser would take the path for another host.
            self.send_header("Location", f"/{path.strip('/')}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if file.is_dir():
            file = file / "index.html"
        if file.suffix == ".html" and file.is_file():
            self._page(file, state, HTTPStatus.OK)
        elif file.is_file():
            super().do_GET()
        elif state.result is None and state.faults and not file.suffix:
            self._faults(state, path, HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._missing(path, state)

    def _missing(self, path: str, state: State) -> None:
        # The folder of the language first: the reader of /es/… gets the Spanish page.
        parts = [part for part in path.split("/") if part]
        root = Path(self.directory)
        for folder in (root / parts[0] if parts else root, root):
            page = folder / "404.html"
            if page.is_file():
                self._page(page, state, HTTPStatus.NOT_FOUND)
                return
        self._text(HTTPStatus.NOT_FOUND, "There is nothing at this address.")

    def _page(self, file: Path, state: State, status: HTTPStatus) -> None:
        page = file.read_text(encoding="utf-8")
        self._send(status, MEDIA_TYPES[".html"], with_panel(page, state.number).encode())

    # The preview's own

    def _own(self, path: str) -> None:
        state = self.preview.state
        asked = parse_qs(urlsplit(self.path).query)
        name = path.removeprefix(OURS)
        if path == EVENTS:
            self._events()
        elif path == DESK and state.result is not None:
            self._html("desk.html", state, HTTPStatus.OK, view=self.desk.view(state))
        elif path in {DESK, FAULTS}:
            self._faults(state, asked.get("from", ["/"])[0], HTTPStatus.OK)
        elif name == "page.json":
            shown = panel(state, asked.get("path", ["/"])[0])
            self._send(HTTPStatus.OK, MEDIA_TYPES[".json"], json.dumps(shown).encode())
        elif name in _FILES:
            self._send(HTTPStatus.OK, MEDIA_TYPES[Path(name).suffix], (BROWSER / name).read_bytes())
        else:
            self._text(HTTPStatus.NOT_FOUND, "The preview has nothing at this address.")

    def _faults(self, state: State, back: str, status: HTTPStatus) -> None:
        # Only an address of this site: the page leads there by itself when all is well.
        safe = back if _PATH.fullmatch(back) else "/"
        self._html("faults.html", state, status, back=safe)

    def _html(self, name: str, state: State, status: HTTPStatus, **values: object) -> None:
        page = _templates().get_template(name).render(state=state, ours=OURS, **values)
        self._send(status, MEDIA_TYPES[".html"], page.encode())

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        number: str | None = ""
        try:
            while True:
                newest = self.preview.wait(number or "")
                if newest is None:
                    break
                told = json.dumps({"number": newest, "faults": len(self.preview.state.faults)})
                text = f"data: {told}\n\n" if newest != number else ": still here\n\n"
                number = newest
                self.wfile.write(text.encode())
                self.wfile.flush()
        except ConnectionError:
            pass
        self.close_connection = True

    def _text(self, status: HTTPStatus, text: str) -> None:
        self._send(status, MEDIA_TYPES[".txt"], text.encode())

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


_FILES = frozenset(path.name for path in BROWSER.iterdir() if path.suffix in {".css", ".js"})


def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(BROWSER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class _Desk:
    """Makes the desk, one at a time; what it measured is kept for the next time."""

    def __init__(self) -> None:
        self._kept = Kept()
        self._lock = threading.Lock()

    def view(self, state: State) -> object:
        """Return the desk of a state."""
        with self._lock:
            self._kept.begin()
            return desk_view(state, self._kept)


def with_panel(page: str, number: str) -> str:
    """Return a page with what the preview adds to it; the page's own bytes stay."""
    added = (
        f'<link rel="stylesheet" href="{OURS}page.css">\n'
        f'<script src="{OURS}early.js"></script>\n'
        f'<script type="module" src="{OURS}panel.js" data-preview="{number}"></script>\n'
    )
    page = _POLICY.sub(lambda found: found[0].replace(found[1], policy_for(found[1])), page, 1)
    end = _HEAD_ENDS.search(page)
    return f"{page[: end.start()]}{added}{page[end.start() :]}" if end else f"{added}{page}"


def policy_for(policy: str) -> str:
    """Return a page's policy, widened only so far that the preview's own files load.

    Args:
        policy: a Content-Security-Policy.
    """
    found: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        words = directive.split()
        if words:
            found[words[0].lower()] = words[1:]
    fallback = found.get("default-src")
    for name in _NEEDED:
        if name not in found and fallback is None:
            continue
        allowed = [word for word in found.get(name, fallback or []) if word != "'none'"]
        found[name] = allowed if "'self'" in allowed else [*allowed, "'self'"]
    return "; ".join(" ".join([name, *sources]) for name, sources in found.items())


class PreviewServer(ThreadingHTTPServer):
    """Answers on this computer only."""

    daemon_threads = True
    # Two previews at once must get two ports, never share one. On Windows, reuse of an
    # address would let them.
    allow_reuse_port = False
    allow_reuse_address = sys.platform != "win32"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away in the middle of an answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def open_server(preview: Preview, folder: Path, port: int) -> PreviewServer:
    """Listen on the first free port from `port` on.

    Raises:
        BuildFailed: none of the ports is free.
    """
    handler = partial(_Handler, preview, _Desk(), directory=str(folder))
    for candidate in range(port, min(port + PORTS_TO_TRY, 65536)):
        try:
            return PreviewServer(("127.0.0.1", candidate), handler)
        except OSError:
            continue
    raise BuildFailed(
        f"No port from {port} to {port + PORTS_TO_TRY - 1} is free. "
        "Close another preview, or choose one: --port 9000"
    )
