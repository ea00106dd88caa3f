"""Says when something was saved, made, renamed or deleted.

Two things are watched at once: all that is below the content and the theme folder, and,
without what is below them, the folders in which those two and the settings lie. The second
notices what the first cannot: a watch on a file or folder is lost when another one is put
in its place, which is how most editors save.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from watchfiles import watch

TOGETHER_MS = 200
"""Saves that come within this time are one change, milliseconds."""
STEP_MS = 30
"""A change is told when nothing more was saved for this time, milliseconds."""
PAUSE_MS = 100
"""How often a watch looks up to see whether it shall end, milliseconds."""

# What editors put beside a file while it is open or being saved.
_LITTER = re.compile(r"~$|\.sw.$|^\.#|^#.*#$|^4913$|^\.DS_Store$|___jb_(tmp|old)___$")


class Watch:
    """Watches until it is closed.

    Args:
        folders: all below them is watched; they may come and go.
        settings: the settings file; other Python files beside it count too.
        saved: is told which files changed; it is called from another thread.
    """

    def __init__(
        self, folders: Sequence[Path], settings: Path, saved: Callable[[set[Path]], None]
    ) -> None:
        self._folders = [folder.resolve() for folder in folders]
        self._settings = settings.resolve()
        self._saved = saved
        self._closed = threading.Event()
        self._again = threading.Event()
        self._ready = [threading.Event(), threading.Event()]
        self._threads = [
            threading.Thread(target=self._deep, name="watch content", daemon=True),
            threading.Thread(target=self._shallow, name="watch settings", daemon=True),
        ]

    def __enter__(self) -> Watch:
        for thread in self._threads:
            thread.start()
        # Only from here on is no change lost; the first build may begin.
        for ready in self._ready:
            ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        self._again.set()
        for thread in self._threads:
            thread.join()

    def _deep(self) -> None:
        while not self._closed.is_set():
            self._again.clear()
            present = [folder for folder in self._folders if folder.is_dir()]
            if not present:
                self._ready[0].set()
                self._again.wait()
                continue
            begun = False
            for changes in watch(
                *present,
                watch_filter=lambda _, name: not _LITTER.search(Path(name).name),
                debounce=TOGETHER_MS,
                step=STEP_MS,
                rust_timeout=PAUSE_MS,
                yield_on_timeout=True,
                stop_event=self._again,
                raise_interrupt=False,
            ):
                if not begun and self._ready[0].is_set():
                    # Whatever was saved while a lost watch was being replaced.
                    self._saved(set(present))
                begun = True
                self._ready[0].set()
                if changes:
                    self._saved({Path(name) for _, name in changes})

    def _shallow(self) -> None:
        beside = dict.fromkeys([self._settings.parent, *(f.parent for f in self._folders)])
        for changes in watch(
            *(folder for folder in beside if folder.is_dir()),
            watch_filter=lambda _, name: self._matters(Path(name)),
            debounce=TOGETHER_MS,
            step=STEP_MS,
            rust_timeout=PAUSE_MS,
            yield_on_timeout=True,
            stop_event=self._closed,
            raise_interrupt=False,
            recursive=False,
        ):
            self._ready[1].set()
            paths = {Path(name) for _, name in changes}
            if paths & set(self._folders):
                self._again.set()
            if paths:
                self._saved(paths)

    def _matters(self, path: Path) -> bool:
        is_settings = path.parent == self._settings.parent and path.suffix == ".py"
        return is_settings or path in self._folders
