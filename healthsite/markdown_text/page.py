"""The walk over a finished tree: lines, ids, roles, and what a page holds.

The parser has built the tree and read the markup between words. This walk goes through
it once in the order of the text. Entering an element, it knows its line; leaving it, all
that is inside is finished, so each kind of element has one function that completes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from healthsite.markdown_text.blocks import Blocks
from healthsite.markdown_text.callouts import WORD, Callout, says_not_to
from healthsite.markdown_text.citations import CITATION
from healthsite.markdown_text.faults import FAULT, Fault, shortened
from healthsite.markdown_text.headings import HeadingIds, level_fault
from healthsite.markdown_text.links import address_fault, decoded
from healthsite.markdown_text.marks import (
    CODE_MARK,
    LINE_MARK,
    code_index,
    line_index,
    line_mark,
    without_marks,
)
from healthsite.markdown_text.pictures import OURS, picture_faults
from healthsite.markdown_text.results import (
    Citation,
    Heading,
    Image,
    LinkTarget,
    Problem,
    Rendered,
)
from healthsite.markdown_text.serialize import to_html
from healthsite.markdown_text.tables import caption_start, looks_like_table

_ESCAPED = re.compile("\x02(\\d+)\x03")
_SPECIAL = re.compile("[&\x02\U000f0000-\U0010fffd]")
# A table row is marked after its first upright line.
_MARK_AT_START = re.compile(rf"[\s|]*+({LINE_MARK.pattern})")
_EACH_LINE = re.compile(f"(?={LINE_MARK.pattern})")
_NOT_PRINTED = frozenset({CITATION, WORD})
_FIGURES = {"chart": "picture chart", "drawing": "picture", None: "credited-picture"}
"""Classes by what is shown: of ours, or a file of the editors."""


class Page:
    """What one text holds, filled while its tree is walked.

    Args:
        first_line: the number of the text's first line in its file.
        code: fenced code set aside, as (language, code).
        faults: what was noticed before the walk.
        callouts: the blocks in the tree.
        inline: whether the text is a title, a summary or a key point.
    """

    def __init__(
        self,
        first_line: int,
        code: list[tuple[str, str]],
        faults: list[Fault],
        callouts: dict[Element, Callout],
        inline: bool = False,
    ) -> None:
        self._first_line = first_line
        self._code = code
        self._callouts = callouts
        self._blocks = Blocks(callouts)
        self._inline = inline
        self._problems = {
            Problem(first_line + fault.line, fault.rule, fault.message): None for fault in faults
        }
        self._headings: list[Heading] = []
        self._images: list[Image] = []
        self._targets: list[LinkTarget] = []
        self._citations: list[Citation] = []
        self._ids = HeadingIds()
        self._html_lines: set[int] = set()
        self._level = 1
        self._callout_count = self._table_count = 0
        self._line = 0
        self._lines: dict[Element, int] = {}
        # The elements around the one in hand, the nearest last.
        self._around: list[Element] = []
        self._leave: dict[str, Callable[[Element], None]] = {
            "a": self._link,
            "img": self._picture,
            "p": self._paragraph,
            "code": self._code_words,
            "table": self._table,
            "div": self._div,
            CITATION: self._citation,
            FAULT: self._written_fault,
            **{f"h{level}": self._heading for level in range(1, 7)},
        }

    def rendered(self, root: Element) -> Rendered:
        """Complete the tree and return it as HTML with all that was found."""
        self._walk(root)
        return Rendered(
            html=to_html(root[0] if self._inline and len(root) else root),
            headings=tuple(self._headings),
            problems=tuple(sorted(self._problems, key=lambda problem: problem.line)),
            images=tuple(self._images),
            targets=tuple(self._targets),
            citations=tuple(self._citations),
            blocks=self._blocks.finished(),
        )

    # The walk

    def _walk(self, root: Element) -> None:
        stack: list[tuple[Element, bool]] = [(root, False)]
        while stack:
            element, entered = stack.pop()
            if not entered:
                self._enter(element)
                if len(element):
                    stack.append((element, True))
                    self._around.append(element)
                    stack.extend((child, False) for child in reversed(element))
                    continue
            else:
                self._around.pop()
            finish = self._leave.get(element.tag)
            # A paragraph's text is read with its marks while it may still be a table's
            # caption; so what follows an element is cleaned when the element is left.
            tail = element.tail
            if finish:
                finish(element)
            self._blocks.leave(element)
            if tail:
                element.tail = self._read(tail)

    def _enter(self, element: Element) -> None:
        text = element.text or ""
        mark = _MARK_AT_START.match(text)
        self._lines[element] = line_index(mark[1]) if mark else self._line
        if element in self._callouts:
            self._line = self._lines[element] = self._callouts[element].line
            self._number(element)
        elif element.tag == "p" and (code := CODE_MARK.search(text)):
            self._make_code(element, code[0])
            text = ""
        self._blocks.enter(element, self._first_line + self._lines[element])
        if text:
            element.text = self._read(text, verbatim=element.tag == "code")

    def _read(self, text: str, verbatim: bool = False) -> str:
        """The text as the reader sees it, which is handed on to the blocks by its lines."""
        marked = bool(LINE_MARK.match(text))
        if not _SPECIAL.search(text, marked):
            # One line at most, as most texts are.
            if marked:
                self._line = line_index(text[0])
                text = text[1:]
            self._blocks.read(text, self._first_line + self._line)
            return text
        if verbatim:
            # Python-Markdown escapes code when it reads it; the serializer does it here.
            text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        first, *lines = _EACH_LINE.split(text)
        cleaned = [self._clean(first, verbatim)]
        self._blocks.read(cleaned[0], self._first_line + self._line)
        for line in lines:
            words = self._clean(line, verbatim)
            self._blocks.read(words, self._first_line + self._line)
            cleaned.append(words)
        return "".join(cleaned)

    def _clean(self, text: str, verbatim: bool = False) -> str:
        """The text as the reader sees it; reads its marks to know the line."""
        marks = LINE_MARK.findall(text)
        if marks:
            self._line = line_index(marks[-1])
            text = LINE_MARK.sub("", text)
        if CODE_MARK.search(text):
            text = CODE_MARK.sub(lambda mark: self._code[code_index(mark[0])][1], text)
        if not verbatim:
            if "&" in text:
                text = decoded(text)
            if "\x02" in text:
                text = _ESCAPED.sub(lambda match: chr(int(match[1])), text)
        return text

    def _attribute(self, text: str) -> str:
        return self._clean(text).strip() if _SPECIAL.search(text) else text

    def _make_code(self, element: Element, mark: str) -> None:
        language, code = self._code[code_index(mark)]
        self._line = self._lines[element]
        element.tag = "pre"
        element.text = None
        inside = SubElement(element, "code", {"class": f"language-{language}"} if language else {})
        marked = "\n".join(
            line_mark(self._line + number) + line
            for number, line in enumerate(escape(code, quote=False).split("\n"), start=1)
        )
        inside.text = AtomicString(marked)

    def _problem(self, line: int, rule: str, message: str) -> None:
        self._problems[Problem(self._first_line + line, rule, message)] = None

    def _number(self, box: Element) -> None:
        """Tie a block to its title by an id; blocks are numbered in the order they open."""
        if self._callouts[box].kind == "breathe" or not len(box):
            return
        self._callout_count += 1
        name = f"callout-{self._callout_count}"
        box.set("aria-labelledby", name)
        box[0].set("id", name)

    # What completes each kind of element

    def _written_fault(self, element: Element) -> None:
        line, rule = self._lines[element], element.get("rule", "")
        # What is pasted from a web page has many tags on a line, and is one mistake.
        if rule == "html.raw":
            if line in self._html_lines:
                return
            self._html_lines.add(line)
        self._problem(line, rule, element.get("message", ""))

    def _citation(self, element: Element) -> None:
        line = self._lines[element]
        self._citations.append(Citation(element.get("key", ""), self._first_line + line))
        if any(outer.tag == "a" for outer in self._around):
            self._problem(
                line,
                "citations.in_link",
                f"The source [^{element.get('key')}] stands inside a link. Put it after the link.",
            )

    def _link(self, element: Element) -> None:
        line = self._lines[element]
        address = self._attribute(element.get("href", ""))
        element.set("href", address)
        if element.attrib.pop("title", None) is not None:
            self._problem(
                line,
                "links.title",
                "This link has a second text in quotation marks after its address, which phones "
                "and screen readers do not show. Take it away.",
            )
        if fault := address_fault(address):
            self._problem(line, *fault)
            # A preview must not carry an address that was refused.
            element.set("href", "#")
        else:
            self._targets.append(LinkTarget(address, self._first_line + line))
            if address[:5].lower() in ("http:", "https"):
                element.set("rel", "external")
        text = _visible(element, pictures=True)
        if not text.strip():
            self._problem(
                line,
                "links.text",
                f"The link to {shortened(address)} has no text. Write between the square "
                "brackets what it leads to.",
            )
        if "](" in text:
            self._problem(
                line,
                "links.nested",
                f"There is a link inside the link to {shortened(address)}. Write them one after "
                "the other.",
            )

    def _picture(self, element: Element) -> None:
        line = self._lines[element]
        if self._inline:
            self._problem(
                line,
                "text.inline",
                "A picture cannot stand in a title, a summary or a key point. Take it away.",
            )
        src = self._attribute(element.get("src", ""))
        alt = " ".join(self._attribute(element.get("alt", "")).split())
        decorative = element.attrib.pop("decorative", None) is not None
        if element.attrib.pop("title", None) is not None:
            self._problem(
                line,
                "images.title",
                "This picture has a second text in quotation marks after its address, which "
                "phones and screen readers do not show. Take it away.",
            )
        faults = picture_faults(src, alt, decorative)
        for rule, message in faults:
            self._problem(line, rule, message)
        if any(rule == "images.place" for rule, _ in faults):
            # A preview must not fetch anything from outside the site.
            src = "/images/"
        else:
            self._images.append(Image(src, alt, decorative, self._first_line + line))
            if not self._inline and not self._alone(element):
                self._problem(
                    line,
                    "images.alone",
                    f"{shortened(src)} stands between words, in a table or in a link. Give it a "
                    "paragraph of its own, with an empty line before and after.",
                )
        element.attrib.clear()
        element.set("src", src)
        element.set("alt", "" if decorative else alt)
        element.set("loading", "lazy")

    def _alone(self, picture: Element) -> bool:
        """Whether a picture is all there is in its paragraph."""
        around = self._around[-1]
        return (
            around.tag == "p"
            and len(around) == 1
            and not without_marks(around.text or "").strip()
            and not without_marks(picture.tail or "").strip()
        )

    def _code_words(self, element: Element) -> None:
        if self._inline:
            self._problem(
                self._lines[element],
                "text.inline",
                "Code cannot stand in a title, a summary or a key point. Take the backticks away.",
            )

    def _paragraph(self, element: Element) -> None:
        if element.get("class") == "callout__title" or self._inline:
            return
        if (
            len(element) == 1
            and element[0].tag == "img"
            and not (element.text or "").strip()
            and not (element[0].tail or "").strip()
        ):
            element.tag = "figure"
            ours = OURS.fullmatch(element[0].get("src", ""))
            element.set("class", _FIGURES[ours[1] if ours else None])
            element.text = element[0].tail = None
        elif looks_like_table(element):
            self._problem(
                self._lines[element],
                "tables.unread",
                "This looks like a table but is not one. A table has a header row, a row of "
                "| --- | --- | with as many cells under it, and an empty line before and after.",
            )

    def _heading(self, element: Element) -> None:
        line = self._lines[element]
        level = int(element.tag[1])
        text = " ".join(_visible(element).split())
        if not text:
            self._problem(
                line, "headings.empty", "This heading has no text. Write some, or take it away."
            )
        if fault := level_fault(level, self._level, shortened(text)):
            self._problem(line, *fault)
        level = max(level, 2)
        element.tag = f"h{level}"
        self._level = level
        name = self._ids.new(text)
        element.set("id", name)
        self._headings.append(Heading(level, name, text, self._first_line + line))

    def _table(self, element: Element) -> None:
        parent = self._around[-1]
        place = list(parent).index(element)
        line = self._first_line_in(element)
        self._table_count += 1
        name = f"table-{self._table_count}"
        caption = Element("caption", {"id": name})
        before = parent[place - 1] if place else None
        start = caption_start(before) if before is not None else None
        if before is not None and start is not None:
            caption.text = (before.text or "")[start:]
            caption.extend(list(before))
            self._blocks.make_caption(before)
            parent.remove(before)
            place -= 1
        if start is None or not _visible(caption).strip():
            self._problem(
                line,
                "tables.caption",
                "This table has no caption. Write one in a line of its own before the table, "
                'as in "Table: What each medicine does" (in Spanish, "Tabla: …").',
            )
        self._give_roles(element, line)
        region = Element("section", {"class": "table", "tabindex": "0", "aria-labelledby": name})
        region.tail, element.tail = element.tail, None
        parent[place] = region
        element.insert(0, caption)
        region.append(element)

    def _give_roles(self, table: Element, line: int) -> None:
        header, body = table[0], table[1]
        labels = []
        for cell in header[0]:
            cell.set("scope", "col")
            labels.append(" ".join(_visible(cell).split()))
        if not all(labels):
            self._problem(
                line,
                "tables.header",
                "A cell of the table's header row is empty. Say in each what its column holds.",
            )
        for row in body:
            for index, (cell, label) in enumerate(zip(row, labels, strict=True)):
                if index:
                    cell.set("data-label", label)
                    continue
                cell.tag = "th"
                cell.set("scope", "row")
                if not _visible(cell, pictures=True).strip():
                    self._problem(
                        self._first_line_in(row),
                        "tables.header",
                        "The first cell of this row is empty. Say there what the row is about.",
                    )

    def _first_line_in(self, element: Element) -> int:
        """The line of the first text in an element."""
        for inside in element.iter():
            if (inside.text or "").strip():
                return self._lines.get(inside, self._line)
        return self._lines.get(element, self._line)

    def _div(self, element: Element) -> None:
        callout = self._callouts.get(element)
        if callout is None:
            return
        line = callout.line
        lists = [child for child in callout.body if child.tag in ("ul", "ol")]
        if callout.kind == "steps":
            steps = [child for child in lists if child.tag == "ol"]
            for child in steps:
                child.set("class", "steps")
            if not steps and len(callout.body):
                self._problem(
                    line,
                    "blocks.steps",
                    "A steps block needs a numbered list. Start its lines with 1. 2. 3.",
                )
        elif callout.kind in ("do", "dont"):
            if not lists and len(callout.body):
                self._problem(
                    line,
                    "blocks.list",
                    f"A {callout.kind} block needs a list. Start each of its lines with a hyphen "
                    "and a space.",
                )
            if callout.kind == "dont":
                self._check_not_doing(lists)

    def _check_not_doing(self, lists: list[Element]) -> None:
        for item in (item for child in lists for item in child if item.tag == "li"):
            text = _visible(item).strip()
            if not says_not_to(text):
                self._problem(
                    self._first_line_in(item),
                    "blocks.dont_line",
                    f'"{shortened(text, 40)}" stands in a list of what not to do but does not '
                    'say so. Start the line with "Do not" or "Never" ("No" or "Nunca" in '
                    "Spanish).",
                )


def _visible(element: Element, pictures: bool = False) -> str:
    """The text of an element that a reader sees (or hears, with the texts of pictures)."""
    if not len(element):
        return element.text or ""
    parts: list[str] = [element.text or ""]
    stack: list[Element | str] = list(reversed(element))
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        if item.tag not in _NOT_PRINTED:
            parts.append(item.text or "")
            if pictures and item.tag == "img":
                parts.append(item.get("alt", ""))
        if item.tail:
            stack.append(item.tail)
        if item.tag not in _NOT_PRINTED:
            stack.extend(reversed(item))
    return "".join(parts)
