"""Mistakes noticed while a text is parsed.

What is noticed between words becomes a `fault` element in the tree, around the words as
written: the tree later tells its line, and the words still show in a preview.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

FAULT = "x-fault"


@dataclass(frozen=True)
class Fault:
    """A mistake and the index of its line in the text (0 is the first)."""

    line: int
    rule: str
    message: str


class Unreadable(Exception):
    """A text that is too large or too deeply nested to be read at all."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def fault_element(rule: str, message: str, written: str) -> Element:
    """An element that stands for a mistake, with the text as written inside."""
    element = Element(FAULT, {"rule": rule, "message": message})
    element.text = AtomicString(written)
    return element


def shortened(text: str, limit: int = 60) -> str:
    """A text fit to be quoted in a message: on one line and not too long."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
