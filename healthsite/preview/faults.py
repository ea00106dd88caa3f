"""What stops a build, each fault with the line of the file it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from healthsite.build import BuildFailed
from healthsite.loading import ContentFaults
from healthsite.model import Level

AROUND = 2
"""So many lines are shown before and after the one that is meant."""

_PLACE = re.compile(r"(?P<path>[^:\n]+):(?P<line>\d+): (?P<message>.+)", re.DOTALL)
_EACH_PLACE = re.compile(r"\n(?=[^:\n]+:\d+: )")
_NAMED = re.compile(r"`([^`]+)`|“([^”]+)”")


@dataclass(frozen=True)
class Line:
    """A line of a file. `mark` is the piece that is meant, between `before` and `after`."""

    number: int
    before: str
    mark: str = ""
    after: str = ""


@dataclass(frozen=True)
class Fault:
    """One thing that stops the build. `path` is empty where no file is known."""

    message: str
    path: str = ""
    line: int = 0
    rule: str = ""
    lines: tuple[Line, ...] = ()


def faults_of(error: Exception) -> tuple[Fault, ...]:
    """Return every fault that an exception of the build tells of, in the order of files."""
    if isinstance(error, ContentFaults):
        return tuple(
            _fault(found.path, found.line, found.message, found.rule)
            for found in error.findings
            if found.level is Level.ERROR
        )
    if isinstance(error, BuildFailed):
        return tuple(_each(str(error)))
    # A mistake in the program, not in a file; the terminal has the rest of it.
    return (
        Fault(
            f"The program itself failed ({type(error).__name__}: {error}). Undo the last change "
            "to see the site again, and show a developer what stands in the terminal."
        ),
    )


def _each(message: str) -> Iterator[Fault]:
    """Yield the faults of a message: one a line, or one a place with more lines below it."""
    rows = message.split("\n")
    if not _PLACE.match(rows[0]):
        yield from (Fault(row) for row in rows)
        return
    for told in _EACH_PLACE.split(message):
        if found := _PLACE.fullmatch(told):
            yield _fault(found["path"], int(found["line"]), found["message"], "")


def _fault(path: str, line: int, message: str, rule: str) -> Fault:
    return Fault(message, path, line, rule, _lines(Path(path), line, message))


def _lines(path: Path, line: int, message: str) -> tuple[Line, ...]:
    """Return the lines around the one that is meant; none if the file cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return ()
    rows = text.splitlines()
    if not 0 < line <= len(rows):
        return ()
    first, last = max(1, line - AROUND), min(len(rows), line + AROUND)
    return tuple(
        _marked(number, rows[number - 1], message)
        if number == line
        else Line(number, rows[number - 1])
        for number in range(first, last + 1)
    )


def _marked(number: int, row: str, message: str) -> Line:
    """Mark the first piece of the line that the message names, else all of it."""
    for found in _NAMED.finditer(message):
        named = found[1] or found[2]
        if named in row:
            before, mark, after = row.partition(named)
            return Line(number, before, mark, after)
    text = row.strip()
    return Line(number, row[: len(row) - len(row.lstrip())], text or "(an empty line)")
