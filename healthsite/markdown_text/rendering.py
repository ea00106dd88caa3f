"""Markdown to HTML: the steps in order.

1. `source_lines`: comments out, fenced code aside, every line marked with its number.
2. Python-Markdown's block parser, with our blocks and tables, builds a tree.
3. Its inline processor, with our links, pictures and citations, reads the markup in it.
4. `page`: one walk completes the tree, collects what it holds, and writes it as HTML.
"""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from healthsite.markdown_text.callouts import Callout, CalloutProcessor
from healthsite.markdown_text.citations import CITATION_PATTERN, CitationProcessor
from healthsite.markdown_text.emphasis import (
    EMPHASIS_PATTERN,
    EmphasisProcessor,
    unwrap_spans,
)
from healthsite.markdown_text.faults import Fault, Unreadable
from healthsite.markdown_text.left_over import insert_left_over
from healthsite.markdown_text.links import LINK_PATTERN, LinkProcessor
from healthsite.markdown_text.marks import FORBIDDEN, line_mark
from healthsite.markdown_text.page import Page
from healthsite.markdown_text.pictures import PICTURE_PATTERN, PictureProcessor
from healthsite.markdown_text.raw_html import ANGLE_PATTERN, AngleProcessor
from healthsite.markdown_text.results import Comment, Problem, Rendered
from healthsite.markdown_text.source_lines import SourceLines
from healthsite.markdown_text.tables import CaptionedTableProcessor

MAX_INLINE_CHARACTERS = 1_000

# Python-Markdown's readers of brackets, HTML and entities, which ours replace; emphasis
# is replaced under its own name.
_REPLACED = [
    "reference",
    "link",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "autolink",
    "automail",
    "html",
    "entity",
]

_MARKUP = re.compile(r"[`\\\[<*_\x02]|  \n")


class _Parser:
    """A parser for one text after another; not to be shared between threads."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.callouts: dict[Element, Callout] = {}
        markdown = Markdown(extensions=[SaneListExtension()])
        self.markdown = markdown
        if "|" not in markdown.ESCAPED_CHARS:
            markdown.ESCAPED_CHARS.append("|")
        self._callout_processor = CalloutProcessor(markdown.parser, self.faults, self.callouts)
        blocks = markdown.parser.blockprocessors
        blocks.register(self._callout_processor, "callout", 105)
        blocks.register(CaptionedTableProcessor(markdown.parser, self.faults), "table", 75)
        patterns = markdown.inlinePatterns
        for name in _REPLACED:
            patterns.deregister(name)
        patterns.register(CitationProcessor(CITATION_PATTERN, markdown), "citation", 175)
        patterns.register(PictureProcessor(PICTURE_PATTERN, markdown), "picture", 165)
        patterns.register(LinkProcessor(LINK_PATTERN, markdown), "link", 160)
        patterns.register(AngleProcessor(ANGLE_PATTERN, markdown), "angle", 120)
        patterns.register(EmphasisProcessor(EMPHASIS_PATTERN, markdown), "em_strong", 60)
        inline = markdown.treeprocessors["inline"]
        assert isinstance(inline, InlineProcessor)
        self._inline = inline

    def reset(self) -> None:
        """Forget the text before."""
        self.markdown.reset()
        self.faults.clear()
        self.callouts.clear()
        self._callout_processor.reset()
        self.markdown.parser.state.clear()

    def blocks(self, text: str) -> Element:
        """The tree of a text."""
        root = Element("div")
        self.markdown.parser.parseChunk(root, text)
        return self._with_inline(root)

    def words(self, text: str) -> Element:
        """The tree of one line: a paragraph in a root."""
        root = Element("div")
        SubElement(root, "p").text = text
        return self._with_inline(root)

    def _with_inline(self, root: Element) -> Element:
        # A text without a sign of markup need not be searched for each kind of it.
        for element in root.iter():
            if element.text and not _MARKUP.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not _MARKUP.search(element.tail):
                element.tail = AtomicString(element.tail)
        self._inline.run(root)
        insert_left_over(root, self._inline.stashed_nodes)
        unwrap_spans(root)
        return root


_LOCAL = threading.local()


def _parser() -> _Parser:
    """This thread's parser, clean. Building one takes as long as several articles."""
    parser: _Parser | None = getattr(_LOCAL, "parser", None)
    if parser is None:
        parser = _LOCAL.parser = _Parser()
    parser.reset()
    return parser


def render(text: str, first_line: int = 1) -> Rendered:
    """Render the text of an article or a page.

    Args:
        text: Markdown, with `\\n` line ends.
        first_line: the number of the text's first line in its file.

    Returns:
        The HTML with all that was found. Mistakes are among its problems; nothing is
        raised, whatever the text. A text too large or too deeply nested to be read gives
        one problem and no HTML.
    """
    try:
        source = SourceLines(text)
        parser = _parser()
        parser.faults.extend(source.faults)
        root = parser.blocks(source.text)
        page = Page(first_line, source.code, parser.faults, parser.callouts)
        comments = tuple(Comment(first_line + index, words) for index, words in source.comments)
        return replace(page.rendered(root), comments=comments)
    except Unreadable as error:
        return _unreadable(error.fault, first_line)
    except RecursionError:
        _LOCAL.parser = None
        return _unreadable(_TOO_DEEP, first_line)


def render_inline(text: str, line: int = 1) -> Rendered:
    """Render one line: a title, a summary, a key point. Emphasis, links and citations only.

    Args:
        text: Markdown; line ends count as spaces.
        line: its line in the file.

    Returns:
        As `render`; the HTML has no element around it.
    """
    text = " ".join(text.split())
    faults = []
    if FORBIDDEN.search(text):
        text = FORBIDDEN.sub("", text)
        faults.append(
            Fault(
                0,
                "characters.control",
                "This text holds an invisible control character, often from copying out of "
                "another program. Type it again.",
            )
        )
    if len(text) > MAX_INLINE_CHARACTERS:
        return _unreadable(
            Fault(
                0,
                "text.too_large",
                f"This text has {len(text):,} characters. Shorten it to a line or two.",
            ),
            line,
        )
    try:
        parser = _parser()
        parser.faults.extend(faults)
        root = parser.words(line_mark(0) + text)
        return Page(line, [], parser.faults, {}, inline=True).rendered(root)
    except RecursionError:
        _LOCAL.parser = None
        return _unreadable(_TOO_DEEP, line)


_TOO_DEEP = Fault(
    0,
    "text.too_deep",
    "The text is nested too deeply to be read. Look for a paragraph with very many stars, "
    "underlines or brackets, and write it more plainly.",
)


def _unreadable(fault: Fault, first_line: int) -> Rendered:
    return Rendered("", problems=(Problem(first_line + fault.line, fault.rule, fault.message),))
