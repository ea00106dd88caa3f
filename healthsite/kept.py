"""What a process that builds again and again keeps, so that a saved change is seen at once.

Nothing is kept by time or by name alone: each thing is kept together with all it was made
from, and made anew when that is no longer equal. So a build that uses what was kept writes
the very bytes of one that does not; `tests/test_preview.py` compares the two.

A single build (`build`, `check`) keeps nothing: it would only cost memory.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")


class Anew:
    """Keeps nothing between two builds."""

    def once(self, name: Hashable, made_from: object, make: Callable[[], T]) -> T:
        """Return what `make` makes."""
        del name, made_from
        return make()

    def forget(self, name: Hashable) -> None:
        """Do not keep the thing of this name: what it was made from is not fully known."""

    def begin(self) -> None:
        """Note that a build begins."""


class Kept(Anew):
    """Keeps one thing for each name, until it would be made from something else."""

    def __init__(self) -> None:
        self._things: dict[Hashable, tuple[object, object]] = {}
        self._used: set[Hashable] = set()

    def once(self, name: Hashable, made_from: object, make: Callable[[], T]) -> T:
        """Return what `make` makes, or made before from the same.

        Args:
            name: what it is; of each name only the newest is kept.
            made_from: everything that decides the outcome, compared with `==`. It must not
                change afterwards, and neither must what is returned.
            make: makes it. What it raises is raised here, and nothing is kept then.
        """
        self._used.add(name)
        found = self._things.get(name)
        if found is not None and found[0] == made_from:
            return found[1]  # type: ignore[return-value]  # the name says what kind of thing
        made = make()
        self._things[name] = (made_from, made)
        return made

    def forget(self, name: Hashable) -> None:
        """Drop the thing of this name."""
        self._things.pop(name, None)

    def begin(self) -> None:
        """Drop what the last build did not ask for: files that went, pages no longer there."""
        self._things = {name: self._things[name] for name in self._used if name in self._things}
        self._used = set()
