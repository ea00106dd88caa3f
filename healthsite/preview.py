"""`make serve`: the site in a browser while somebody writes.

A saved change to content, data, theme or settings builds the site again and the browser
shows it by itself. A fault does not stop the server: it is shown above the last good
version of the page. What makes this work is added to pages as they are sent and is in no
file of the site.
"""

from __future__ import annotations

import signal
import tempfile
import threading
from datetime import date
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from healthsite.build import BuildFailed, Request, build, settings_for
from healthsite.files import show
from healthsite.loading import ContentFaults, report

EVENTS = "/__preview/events"
PORTS_TO_TRY = 20
KEEP_ALIVE_SECONDS = 10.0

_SCRIPT = f"""
<script>
(function () {{
  var seen = null;
  new EventSource("{EVENTS}").onmessage = function (event) {{
    if (seen !== null && seen !== event.data) location.reload();
    seen = event.data;
  }};
}})();
</script>
"""

_PANEL = """
<div role="alert" style="all:initial;display:block;position:sticky;top:0;z-index:99;
max-height:60vh;overflow:auto;padding:1rem;background:#fff4e5;color:#1b1b1b;
border-block-end:4px solid #a4001d;font:16px/1.5 system-ui,sans-serif">
<strong style="font-size:1.1em">{title}</strong>
<pre style="white-space:pre-wrap;font:inherit;margin:.5rem 0 0">{faults}</pre></div>
"""

_NOTHING_YET = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>The site cannot be built yet</title></head><body>
<h1 style="font:1.5rem system-ui,sans-serif">The site cannot be built yet</h1>
</body></html>"""


class Preview:
    """The newest build, and who is waiting for the next one."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.faults = ""
        self._number = 0
        self._changed = threading.Condition()

    def rebuild(self) -> None:
        """Build once more and tell every open page. Never raises for a fault in a file."""
        try:
            result = build(self.request)
        except (ContentFaults, BuildFailed) as fault:
            self.faults = str(fault)
            print(self.faults, flush=True)
        else:
            self.faults = ""
            if result.findings:
                print(report(result.findings))
            print(f"{result.pages} pages built.", flush=True)
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    @property
    def number(self) -> int:
        """Return how often it was built."""
        return self._number

    def wait(self, number: int) -> int:
        """Return the number of the newest build, at once if it is another one."""
        with self._changed:
            if self._number == number:
                self._changed.wait(KEEP_ALIVE_SECONDS)
            return self._number


class _Handler(SimpleHTTPRequestHandler):
    """Serves folder addresses, our own 404 page, and news of each build."""

    protocol_version = "HTTP/1.1"

    def __init__(self, preview: Preview, *arguments: object, **named: object) -> None:
        self.preview = preview
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: an editor's window is for findings."""

    def do_GET(self) -> None:
        """Send a page, a file, or the stream of builds."""
        path = self.path.partition("?")[0]
        if path == EVENTS:
            self._events()
            return
        file = Path(self.translate_path(path))
        if file.is_dir() and not path.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if file.is_dir():
            file = file / "index.html"
        if file.suffix == ".html" and file.is_file():
            self._html(file.read_text(encoding="utf-8"), HTTPStatus.OK)
        elif file.is_file():
            super().do_GET()
        else:
            self._missing(path)

    def end_headers(self) -> None:
        """Let the browser keep nothing: the next build may have changed it."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _missing(self, path: str) -> None:
        # The folder of the language first: the reader of /es/… gets the Spanish page.
        parts = [part for part in path.split("/") if part]
        root = Path(self.directory)
        for folder in (root / parts[0] if parts else root, root):
            page = folder / "404.html"
            if page.is_file():
                self._html(page.read_text(encoding="utf-8"), HTTPStatus.NOT_FOUND)
                return
        self._html(_NOTHING_YET, HTTPStatus.NOT_FOUND)

    def _html(self, page: str, status: HTTPStatus) -> None:
        added = _SCRIPT
        if self.preview.faults:
            title = "These faults stop the build. Below is the last version that worked."
            added += _PANEL.format(title=title, faults=escape(self.preview.faults))
        head, body, rest = page.partition("<body")
        tag, close, content = rest.partition(">")
        data = f"{head}{body}{tag}{close}{added}{content}".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        number = -1
        try:
            while True:
                newest = self.preview.wait(number)
                text = f"data: {newest}\n\n" if newest != number else ": still here\n\n"
                number = newest
                self.wfile.write(text.encode())
                self.wfile.flush()
        except (BrokenPipeError, ConnectionError):
            self.close_connection = True


class PreviewServer(ThreadingHTTPServer):
    """Answers on this computer only."""

    daemon_threads = True
    # Two previews at once must get two ports, never share one.
    allow_reuse_port = False


def open_server(preview: Preview, folder: Path, port: int) -> PreviewServer:
    """Listen on the first free port from `port` on.

    Raises:
        BuildFailed: none of the ports is free.
    """
    for candidate in range(port, port + PORTS_TO_TRY):
        try:
            return PreviewServer(
                ("127.0.0.1", candidate), partial(_Handler, preview, directory=str(folder))
            )
        except OSError:
            continue
    raise BuildFailed(
        f"No port from {port} to {port + PORTS_TO_TRY - 1} is free. "
        "Close another preview, or choose one: --port 9000"
    )


def serve(*, settings: Path | None, content: Path | None, port: int, today: date) -> int:
    """Build, serve, and build again at every change, until Ctrl-C."""
    chosen = settings or settings_for(publish=False)
    with tempfile.TemporaryDirectory(prefix="healthsite-preview-") as folder:
        output = Path(folder) / "site"
        output.mkdir()
        preview = Preview(Request(chosen, output, today, content=content, preview=True))
        try:
            server = open_server(preview, output, port)
        except BuildFailed as failure:
            print(failure, flush=True)
            return 1
        number = server.server_address[1]
        preview.request = Request(
            chosen, output, today, content, base_url=f"http://localhost:{number}", preview=True
        )
        if number != port:
            print(f"Port {port} is taken, probably by another preview.")
        # Ended from outside (a system that shuts down) as by Ctrl-C: nothing is left behind.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            preview.rebuild()
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print(f"See the site at http://localhost:{number} (Ctrl-C ends it).", flush=True)
            for changes in watch(*_watched(chosen, content), debounce=200, step=50):
                names = sorted(show(Path(name)) for _, name in changes)
                print(f"Changed: {', '.join(names[:3])}{' …' if len(names) > 3 else ''}")
                preview.rebuild()
        except KeyboardInterrupt:
            pass
        finally:
            server.server_close()
    print("The preview has ended.", flush=True)
    return 0


def _watched(settings: Path, content: Path | None) -> list[Path]:
    here = settings.resolve().parent
    candidates = [
        content or here / "content",
        here / "theme",
        *(here / name for name in ("pelicanconf.py", "publishconf.py", settings.name)),
    ]
    return [path for path in dict.fromkeys(candidates) if path.exists()]
