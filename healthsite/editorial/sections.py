"""Sections of a text: what a reader has on the screen together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from healthsite.model import Block

OPENING = ("title", "summary", "key_point")
NOT_READ = ("code", "change")


@dataclass(frozen=True)
class Section:
    """A `##` heading with all that stands under it, or what stands before the first one.

    `first` is the place of its first block among all blocks of the text.
    """

    blocks: tuple[Block, ...]
    first: int


def sections(blocks: Sequence[Block]) -> list[Section]:
    """Cut the text at its highest headings."""
    levels = [block.level for block in blocks if block.kind == "heading"]
    top = min(levels, default=0)
    starts = [
        index
        for index, block in enumerate(blocks)
        if index == 0 or (block.kind == "heading" and block.level <= top)
    ]
    return [
        Section(tuple(blocks[start:end]), start)
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)
    ]


def section_at(parts: Sequence[Section], place: int) -> int:
    """Return the number of the section in which a block of the text stands."""
    return bisect_right(parts, place, key=lambda section: section.first) - 1


def words_and_targets(block: Block) -> str:
    """Return what a reader sees and where its links lead: "Call", "helpline:911"."""
    return " ".join((block.text, *(target for _, _, target in block.links)))
