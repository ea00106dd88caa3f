"""The words of a rendered text, as a reader sees them."""

from __future__ import annotations

import re
from html import unescape

_PLACEHOLDER = re.compile(r'<(x-cite|x-word)\b[^>]*+></\1>|<span class="callout__level">.*?</span>')
_BLOCK_TAG = re.compile(
    r"</?(?:p|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|figure|figcaption|hr|br|div|section|"
    r"table|caption|thead|tbody|tr|th|td)\b(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>"
)
_TAG = re.compile(r"</?[a-zA-Z](?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>")
_WORD = re.compile(r"\S*\w\S*")


def visible_text(html: str) -> str:
    """The text of rendered HTML, each block on a line of its own.

    Numbers of sources and interface words are no part of it, nor are texts of pictures.

    Args:
        html: as `render` returns it.
    """
    text = _PLACEHOLDER.sub("", html)
    text = _TAG.sub("", _BLOCK_TAG.sub("\0", text))
    if "&" in text:
        text = unescape(text)
    lines = (" ".join(block.split()) for block in text.split("\0"))
    return "\n".join(line for line in lines if line)


def count_words(html: str) -> int:
    """How many words a reader of rendered HTML reads; a lone dash or sign is none."""
    return len(_WORD.findall(visible_text(html)))
