"""The verb itself: build, serve, and build again at every change, until Ctrl-C."""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from healthsite.build import BuildFailed, Request, settings_for
from healthsite.files import show
from healthsite.preview.newest import Preview
from healthsite.preview.server import PreviewServer, open_server
from healthsite.preview.watching import Watch

LOOK_UP_SECONDS = 1.0
"""How often the clock is looked at: the findings move with the day."""


def serve(
    *, settings: Path | None, content: Path | None, port: int, today: Callable[[], date]
) -> int:
    """Build, serve, and build again at every change, until Ctrl-C.

    Args:
        today: says what day it is.

    Returns:
        The exit code.
    """
    chosen = settings or settings_for(publish=False)
    # A settings file saved twice within a second would be taken for the first one.
    sys.dont_write_bytecode = True
    with tempfile.TemporaryDirectory(prefix="healthsite-preview-") as folder:
        output = Path(folder) / "site"
        output.mkdir()
        preview = Preview(Request(chosen, output, today(), content, preview=True), today)
        try:
            server = open_server(preview, output, port)
        except BuildFailed as failure:
            print(failure, flush=True)
            return 1
        number = server.server_address[1]
        preview.request = replace(preview.request, base_url=f"http://localhost:{number}")
        if number != port:
            print(f"Port {port} is taken, probably by another preview. This one has {number}.")
        # Ended from outside (a system that shuts down) as by Ctrl-C: nothing is left behind.
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            _follow(preview, server, folders_of(chosen, content))
        except KeyboardInterrupt:
            pass
        finally:
            signal.signal(signal.SIGTERM, before)
    print("The preview has ended.", flush=True)
    return 0


def _follow(preview: Preview, server: PreviewServer, folders: list[Path]) -> None:
    saved = threading.Event()
    names: set[Path] = set()

    def note(paths: set[Path]) -> None:
        names.update(paths)
        saved.set()

    address = f"http://localhost:{server.server_address[1]}"
    with answering(server, preview), Watch(folders, preview.request.settings, note):
        preview.rebuild()
        print(f"See the site at {address} (Ctrl-C ends it).", flush=True)
        while True:
            while not saved.wait(LOOK_UP_SECONDS) and preview.today() == preview.state.today:
                pass
            # What is saved from here on, while this build runs, leads to one more.
            saved.clear()
            told = sorted(show(path) for path in list(names))
            names.clear()
            if told:
                print(f"Changed: {', '.join(told[:3])}{' …' if len(told) > 3 else ''}")
            preview.rebuild()


@contextmanager
def answering(server: PreviewServer, preview: Preview) -> Iterator[None]:
    """Let a server answer; afterwards its port is free and its thread has ended."""
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="preview server")
    thread.start()
    try:
        yield
    finally:
        preview.close()
        server.shutdown()
        server.server_close()
        thread.join()


def folders_of(settings: Path, content: Path | None) -> list[Path]:
    """Return the folders whose files make the site."""
    here = settings.resolve().parent
    return [content or here / "content", here / "theme"]
