"""The newest build, and who is waiting for the next one."""

from __future__ import annotations

import secrets
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from healthsite.addresses import file_for, text_parts
from healthsite.build import BuildFailed, Request, Result, build
from healthsite.kept import Kept
from healthsite.loading import ContentFaults, report
from healthsite.model import Text
from healthsite.preview.faults import Fault, faults_of

KEEP_ALIVE_SECONDS = 10.0


@dataclass(frozen=True)
class State:
    """What a browser may be shown.

    `number` names the build, also over two runs of the preview. `result` is of the last
    build that worked, None before there was one; `faults` are what stopped the newest.
    """

    number: str
    result: Result | None = None
    faults: tuple[Fault, ...] = ()
    today: date = date.min

    @cached_property
    def texts(self) -> Mapping[str, Text]:
        """The texts of that build by the files of their pages: looked up at every page shown."""
        if self.result is None:
            return {}
        plan = self.result.plan
        return {
            file_for(plan.addresses.path(text.lang, *text_parts(text))): text
            for text in plan.content.library.texts
        }


class Preview:
    """Builds again and again, and never ends for a fault in a file.

    Args:
        request: what to build.
        today: says what day it is; it is asked at each build, so that a preview left open
            overnight checks against the new day.
    """

    def __init__(self, request: Request, today: Callable[[], date] | None = None) -> None:
        self.request = replace(request, kept=Kept())
        self.today = today or (lambda: request.today)
        self._run = secrets.token_hex(4)
        self._builds = 0
        self._state = State(self._number())
        self._changed = threading.Condition()
        self._closed = False

    @property
    def state(self) -> State:
        """Return the newest state."""
        return self._state

    def rebuild(self) -> None:
        """Build once more and tell every open page. Raises for nothing that is in a file."""
        today = self.today()
        request = replace(self.request, today=today)
        _forget_settings(request.settings)
        result = self._state.result
        faults: tuple[Fault, ...] = ()
        try:
            result = build(request)
        except (ContentFaults, BuildFailed) as error:
            faults = faults_of(error)
            print(error, flush=True)
        except Exception as error:
            # Whatever it is, the editor's server stays; only the terminal gets the details.
            faults = faults_of(error)
            traceback.print_exc()
        else:
            if result.findings:
                print(report(result.findings))
            print(f"{result.pages} pages built.", flush=True)
        self._builds += 1
        with self._changed:
            self._state = State(self._number(), result, faults, today)
            self._changed.notify_all()

    def wait(self, number: str) -> str | None:
        """Return the number of the newest build, at once if it is another one.

        None if the preview has ended.
        """
        with self._changed:
            if self._state.number == number and not self._closed:
                self._changed.wait(KEEP_ALIVE_SECONDS)
            return None if self._closed else self._state.number

    def close(self) -> None:
        """Let everybody go who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _number(self) -> str:
        return f"{self._run}-{self._builds}"


def _forget_settings(settings: Path) -> None:
    """Let Python read settings files anew that one of them imports."""
    folder = settings.resolve().parent
    for name, module in sys.modules.copy().items():
        file = getattr(module, "__file__", None)
        if file and Path(file).parent == folder:
            del sys.modules[name]
