"""Markdown as editors write it, to HTML: blocks, links, citations, tables, pictures.

A pure function of the text. Links, citations and interface words come out as placeholders
(`href="article:naloxone"`, `<x-cite>`, `<x-word>`) that are resolved once every article
is known. Mistakes come out as problems with their line, never as exceptions.
"""

from __future__ import annotations

from healthsite.markdown_text.rendering import render, render_inline
from healthsite.markdown_text.results import (
    Block,
    Citation,
    Comment,
    Heading,
    Image,
    LinkTarget,
    Problem,
    Rendered,
)
from healthsite.markdown_text.unread import unread_markup
from healthsite.markdown_text.visible import count_words, visible_text

__all__ = [
    "Block",
    "Citation",
    "Comment",
    "Heading",
    "Image",
    "LinkTarget",
    "Problem",
    "Rendered",
    "count_words",
    "render",
    "render_inline",
    "unread_markup",
    "visible_text",
]
