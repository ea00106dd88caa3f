"""Headings: their ids and their order."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’‘]")
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")
# Ids that blocks and tables give themselves.
_RESERVED = re.compile(r"(?:callout|table)-\d+")


def slug(text: str) -> str:
    """The id a heading's text gives: ASCII letters, digits and hyphens; é becomes e."""
    text = _APOSTROPHES.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NOT_IN_AN_ID.sub("-", text.lower()).strip("-") or "section"


class HeadingIds:
    """Gives each heading of a page an id that no other has."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._next: dict[str, int] = {}

    def new(self, text: str) -> str:
        """An id for this text; the second of the same name gets `-2`, the third `-3`."""
        base = slug(text)
        candidate = base
        number = self._next.get(base, 2)
        while candidate in self._used or _RESERVED.fullmatch(candidate):
            candidate = f"{base}-{number}"
            number += 1
        self._next[base] = number
        self._used.add(candidate)
        return candidate


def level_fault(level: int, previous: int, text: str) -> tuple[str, str] | None:
    """What is wrong with a heading's level after a heading of the level `previous`."""
    if level == 1:
        return (
            "headings.first_level",
            f'The heading "{text}" has one #, which is the page\'s title. Start it with ##.',
        )
    if level > previous + 1:
        return (
            "headings.skipped",
            f'The heading "{text}" jumps from level {previous} to level {level}. '
            f"Start it with {'#' * (previous + 1)}.",
        )
    return None
