"""What rendering a text gives back: HTML, and everything later steps want to know of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading: its level (2 to 6), its id on the page, its visible text, its line."""

    level: int
    id: str
    text: str
    line: int


@dataclass(frozen=True)
class Problem:
    """A mistake in a text. `message` says what is wrong and then what to do."""

    line: int
    rule: str
    message: str


@dataclass(frozen=True)
class Image:
    """A picture: its address, its alternative text, and whether it is marked decorative."""

    src: str
    alt: str
    decorative: bool
    line: int


@dataclass(frozen=True)
class LinkTarget:
    """Where a link leads, as written: "article:naloxone#x", "https://…", "/images/x.svg"."""

    target: str
    line: int


@dataclass(frozen=True)
class Citation:
    """A source cited by its key."""

    key: str
    line: int


@dataclass(frozen=True)
class Comment:
    """A comment, which is on no page: the line it starts on, and the words it has there."""

    line: int
    text: str


@dataclass(frozen=True)
class Block:
    """A piece of a text as a reader sees it: a heading, a paragraph, an item, a cell, …

    `kind` is "heading", "paragraph", "item", "cell", "head" (a cell of a table's header
    row), "caption", "callout_title" or "code". `text` has its white space folded to single
    spaces; sources, texts of pictures and interface words are no part of it. An item has
    only its own text; the items of a list inside it are blocks of their own.

    `lines` are (offset in the text, line of the file), ascending, the first at 0;
    `citations` (offset, key); `links` (start, end, target), refused ones left out. `level`
    is that of a heading, or how deep an item's list stands, from 1. `callout` is the kind
    of the innermost `!!!` block around it. `table` counts the tables of the text and `row`
    the rows of the table, both from 0; a table's header row is its row 0.
    """

    kind: str
    text: str
    lines: tuple[tuple[int, int], ...]
    citations: tuple[tuple[int, str], ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    level: int = 0
    callout: str = ""
    row: int = -1
    table: int = -1


@dataclass(frozen=True)
class Rendered:
    """A text as HTML, with what was found in it in the order of the text.

    Links and pictures whose address was refused are only among the problems.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()
    images: tuple[Image, ...] = ()
    targets: tuple[LinkTarget, ...] = ()
    citations: tuple[Citation, ...] = ()
    blocks: tuple[Block, ...] = ()
    comments: tuple[Comment, ...] = ()
