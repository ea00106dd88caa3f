"""The tree as HTML.

Python-Markdown's own serializer sorts attributes and leaves alone whatever looks like a
character reference. This one writes attributes in the order they were set and escapes
every character that has a meaning, so that what the author wrote is what the reader sees.
"""

from __future__ import annotations

from html import escape
from xml.etree.ElementTree import Element

from healthsite.markdown_text.faults import FAULT

_EMPTY = frozenset({"img", "br", "hr", "input"})
# A new line after these keeps the HTML readable; it means nothing to a browser.
_NEW_LINE_AFTER = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "figure",
        "hr",
        "br",
        "div",
    ]
)
_NEW_LINE_INSIDE = frozenset({"ul", "ol", "blockquote"})


def to_html(root: Element) -> str:
    """The content of an element, without the element itself, as HTML."""
    out: list[str] = []
    if root.text:
        out.append(escape(root.text, quote=False))
    # Elements still to write, the next one last; a text is an end tag with what follows it.
    stack: list[Element | str] = list(reversed(root))
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            out.append(item)
            continue
        tag = item.tag
        tail = escape(item.tail, quote=False) if item.tail else ""
        if tag == FAULT:
            out.append(escape(item.text or "", quote=False) + tail)
            continue
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in item.items())
        out.append(f"<{tag}{attributes}>")
        new_line = "\n" if tag in _NEW_LINE_AFTER else ""
        kind = item.get("class", "") if tag == "div" else ""
        if kind.startswith("breathe__"):
            new_line = ""
        if new_line and not tail.startswith("\n"):
            tail = new_line + (tail.lstrip(" ") if tag == "br" else tail)
        if tag in _EMPTY:
            out.append(tail)
            continue
        if tag in _NEW_LINE_INSIDE or kind.startswith("callout "):
            out.append("\n")
        if item.text and (tag not in _NEW_LINE_INSIDE or item.text.strip()):
            out.append(escape(item.text, quote=False))
        end = f"</{tag}>{tail}"
        if len(item):
            stack.append(end)
            stack.extend(reversed(item))
        else:
            out.append(end)
    return "".join(out).strip()
