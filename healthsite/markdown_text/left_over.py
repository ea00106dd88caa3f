"""Markup that Python-Markdown set aside and did not put back.

While it reads the markup between words, Python-Markdown replaces what it has read by a
placeholder. It puts back what stands in an element and its children, but not deeper, when
the text is not to be read again; so a link in emphasis inside emphasis is still missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown.util import INLINE_PLACEHOLDER_PREFIX, INLINE_PLACEHOLDER_RE, AtomicString


def insert_left_over(root: Element, stash: Mapping[str, Element | str]) -> None:
    """Put what placeholders stand for in their place, wherever one is left in the tree."""
    # Each is put back once at most: a tree must not hold an element twice.
    waiting = dict(stash)
    elements = list(root.iter())
    while elements:
        element = elements.pop()
        if element.text and INLINE_PLACEHOLDER_PREFIX in element.text:
            text, found = _split(element.text, waiting)
            element.text = text
            element[:0] = found
            elements += [inside for node in found for inside in node.iter()]
        for index, child in reversed(list(enumerate(element))):
            if child.tail and INLINE_PLACEHOLDER_PREFIX in child.tail:
                child.tail, found = _split(child.tail, waiting)
                element[index + 1 : index + 1] = found
                elements += [inside for node in found for inside in node.iter()]


def _split(text: str, waiting: dict[str, Element | str]) -> tuple[str, list[Element]]:
    """The text before the first element, and the elements with the text after each."""
    before = ""
    found: list[Element] = []
    # Text, identity of a placeholder, text, and so on.
    parts = INLINE_PLACEHOLDER_RE.split(text)
    while parts:
        part = parts.pop(0)
        if part:
            if found:
                found[-1].tail = (found[-1].tail or "") + part
            else:
                before += part
        if not parts:
            break
        node = waiting.pop(parts.pop(0), "")
        if isinstance(node, str):
            parts[:1] = INLINE_PLACEHOLDER_RE.split(node + parts[0])
        else:
            found.append(node)
    return AtomicString(before), found
