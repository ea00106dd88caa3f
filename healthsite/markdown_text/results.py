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
