"""The pieces of a text as a reader meets them, each with the way back to its lines.

The walk over the finished tree tells what it enters, reads and leaves, in the order of the
text; here that becomes headings, paragraphs, items, cells and so on. It happens during the
walk because the walk is what knows the lines: afterwards their marks are gone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from healthsite.markdown_text.callouts import Callout
from healthsite.markdown_text.citations import CITATION
from healthsite.markdown_text.results import Block
from healthsite.markdown_text.tables import caption_start

_HEADINGS = tuple(f"h{level}" for level in range(1, 7))


@dataclass(eq=False, slots=True)
class _Draft:
    """A block that is still being read; `gap` says that white space was read last."""

    kind: str
    level: int = 0
    callout: str = ""
    row: int = -1
    table: int = -1
    parts: list[str] = field(default_factory=list)
    length: int = 0
    gap: bool = False
    first_line: int = 0
    lines: list[tuple[int, int]] = field(default_factory=list)
    citations: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)

    def block(self) -> Block:
        """The block, finished."""
        return Block(
            kind=self.kind,
            text="".join(self.parts),
            lines=tuple(self.lines) or ((0, self.first_line),),
            citations=tuple(self.citations),
            links=tuple(self.links),
            level=self.level,
            callout=self.callout,
            row=self.row,
            table=self.table,
        )

    def cut(self, count: int) -> None:
        """Take so many characters away from the start."""
        text = "".join(self.parts)[count:]
        self.parts = [text]
        self.length = len(text)
        before = [line for offset, line in self.lines if offset <= count]
        after = [(offset - count, line) for offset, line in self.lines if offset > count]
        self.lines = [(0, before[-1]), *after] if before else after
        self.citations = [(max(0, offset - count), key) for offset, key in self.citations]
        self.links = [
            (max(0, start - count), end - count, target)
            for start, end, target in self.links
            if end > count
        ]


class Blocks:
    """Collects the blocks of one text while its tree is walked.

    Args:
        callouts: the blocks `!!!` in the tree.
    """

    def __init__(self, callouts: dict[Element, Callout]) -> None:
        self._callouts = callouts
        # In the order they start, so that an item stands before the list inside it.
        self._drafts: list[_Draft] = []
        self._open: list[_Draft] = []
        self._current: _Draft | None = None
        self._last_paragraph: tuple[Element, _Draft] | None = None
        self._before_table: tuple[Element, _Draft] | None = None
        # Where each link that is open starts; None until its first word.
        self._links: list[int | None] = []
        self._inside: list[str] = []
        self._list_depth = 0
        self._table = self._row = -1
        self._silent = False
        self._line = 0
        self._enter: dict[str, Callable[[Element], None]] = {
            "p": self._paragraph,
            "li": self._item,
            "th": self._cell,
            "td": self._cell,
            "pre": self._code,
            "a": self._open_link,
            "br": self._break,
            "ul": self._open_list,
            "ol": self._open_list,
            "table": self._open_table,
            "tr": self._open_row,
            "div": self._open_div,
            "span": self._open_span,
            CITATION: self._citation,
            **dict.fromkeys(_HEADINGS, self._heading),
        }
        self._leave: dict[str, Callable[[Element], None]] = {
            "a": self._close_link,
            "ul": self._close_list,
            "ol": self._close_list,
            "div": self._close_div,
            "span": self._close_span,
            **dict.fromkeys(("p", "li", "th", "td", "pre", *_HEADINGS), self._close),
        }

    def finished(self) -> tuple[Block, ...]:
        """Everything collected. A block without a word or a source is none."""
        return tuple(draft.block() for draft in self._drafts if draft.length or draft.citations)

    def enter(self, element: Element, line: int) -> None:
        """Note that an element starts, on this line of the file."""
        self._line = line
        if note := self._enter.get(element.tag):
            note(element)

    def read(self, text: str, line: int) -> None:
        """Note a text of one line of the file, as the reader sees it."""
        draft = self._current
        if draft is None or self._silent:
            return
        words = text.split()
        if not words:
            draft.gap = draft.gap or text != ""
            return
        if draft.length and (draft.gap or text[0].isspace()):
            draft.parts.append(" ")
            draft.length += 1
        if self._links and self._links[-1] is None:
            self._links = [draft.length if start is None else start for start in self._links]
        if not draft.lines or draft.lines[-1][1] != line:
            draft.lines.append((draft.length, line))
        folded = " ".join(words)
        draft.parts.append(folded)
        draft.length += len(folded)
        draft.gap = text[-1].isspace()

    def leave(self, element: Element) -> None:
        """Note that an element ends."""
        if note := self._leave.get(element.tag):
            note(element)

    def make_caption(self, paragraph: Element) -> None:
        """Make the paragraph before the table that ends now its caption."""
        if self._before_table is None or self._before_table[0] is not paragraph:
            return
        draft = self._before_table[1]
        draft.kind = "caption"
        draft.table = self._table
        folded = Element("p")
        folded.text = "".join(draft.parts)
        draft.cut(caption_start(folded) or 0)

    # What holds words

    def _start(self, kind: str, level: int = 0) -> _Draft:
        callout = self._inside[-1] if self._inside else ""
        draft = _Draft(kind, level, callout, first_line=self._line)
        self._drafts.append(draft)
        self._open.append(draft)
        self._current = draft
        return draft

    def _close(self, element: Element) -> None:
        self._open.pop()
        self._current = self._open[-1] if self._open else None

    def _paragraph(self, element: Element) -> None:
        if element.get("class") == "callout__title":
            self._start("callout_title")
        elif self._list_depth:
            self._start("item", self._list_depth)
        else:
            self._last_paragraph = element, self._start("paragraph")

    def _heading(self, element: Element) -> None:
        self._start("heading", max(int(element.tag[1]), 2))

    def _item(self, element: Element) -> None:
        self._start("item", self._list_depth)

    def _code(self, element: Element) -> None:
        self._start("code")

    def _cell(self, element: Element) -> None:
        draft = self._start("head" if element.tag == "th" else "cell")
        draft.row, draft.table = self._row, self._table

    # What stands around them

    def _open_list(self, element: Element) -> None:
        self._list_depth += 1

    def _close_list(self, element: Element) -> None:
        self._list_depth -= 1

    def _open_table(self, element: Element) -> None:
        self._table += 1
        self._row = -1
        self._before_table = self._last_paragraph

    def _open_row(self, element: Element) -> None:
        self._row += 1

    def _open_div(self, element: Element) -> None:
        if element in self._callouts:
            self._inside.append(self._callouts[element].kind)

    def _close_div(self, element: Element) -> None:
        if element in self._callouts:
            self._inside.pop()

    # What stands in them

    def _open_link(self, element: Element) -> None:
        self._links.append(None)

    def _close_link(self, element: Element) -> None:
        start = self._links.pop()
        target = element.get("href", "#")
        # A link that was refused leads to "#"; one around a picture has no words.
        if start is not None and target != "#" and self._current is not None:
            self._current.links.append((start, self._current.length, target))

    def _citation(self, element: Element) -> None:
        if self._current is not None:
            self._current.citations.append((self._current.length, element.get("key", "")))

    def _break(self, element: Element) -> None:
        if self._current is not None:
            self._current.gap = True

    def _open_span(self, element: Element) -> None:
        # The level of a block is said in words of the interface, not of the text.
        self._silent = element.get("class") == "callout__level"

    def _close_span(self, element: Element) -> None:
        self._silent = False
