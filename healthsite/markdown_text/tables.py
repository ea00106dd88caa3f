"""Tables: read with Python-Markdown's grammar, built with a caption and header cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.extensions.tables import TableProcessor

from healthsite.markdown_text.faults import Fault
from healthsite.markdown_text.marks import first_line_index, without_marks

_CAPTION = re.compile(r"\s*(?:Table|Tabla)\s?:\s*", re.IGNORECASE)
MAX_COLUMNS = 20


class CaptionedTableProcessor(TableProcessor):
    """Reads a table; the walk over the finished tree gives it its caption and headers."""

    def __init__(self, parser: BlockParser, faults: list[Fault]) -> None:
        super().__init__(parser, {"use_align_attribute": False})
        self._faults = faults

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Build the table, reporting rows that would lose or lack cells."""
        header, _, *rows = blocks.pop(0).split("\n")
        columns = len(self.separator)
        table = SubElement(parent, "table")
        self._add_row(SubElement(table, "thead"), "th", header, columns)
        body = SubElement(table, "tbody")
        line = first_line_index(header) or 0
        if columns > MAX_COLUMNS:
            self._fault(line, "tables.cells", f"The table has {columns} columns. Split it.")
            return
        if not rows:
            self._fault(
                line,
                "tables.empty",
                "The table has no row under its header. Add rows, or take it away.",
            )
        for row in rows:
            cells = self._add_row(body, "td", row, columns)
            if cells != columns:
                self._fault(
                    first_line_index(row) or line,
                    "tables.cells",
                    f"This row has {cells} cell{'' if cells == 1 else 's'} and the header row has "
                    f"{columns}. Give both "
                    "the same number; write \\| for an upright line inside a cell.",
                )

    def _fault(self, line: int, rule: str, message: str) -> None:
        self._faults.append(Fault(line, rule, message))

    def _add_row(self, parent: Element, tag: str, row: str, columns: int) -> int:
        cells: Sequence[str] = self._split_row(row.strip(" "))  # type: ignore[attr-defined]
        element = SubElement(parent, "tr")
        for index in range(columns):
            SubElement(element, tag).text = cells[index].strip(" ") if index < len(cells) else ""
        return len(cells)


def caption_start(paragraph: Element) -> int | None:
    """Where the caption starts in the text of a paragraph `Table: caption`; else None."""
    if paragraph.tag != "p" or not paragraph.text:
        return None
    match = _CAPTION.match(paragraph.text)
    return match.end() if match else None


def looks_like_table(paragraph: Element) -> bool:
    """Whether a paragraph was meant as a table but is not written as one."""
    text = without_marks(paragraph.text or "").lstrip()
    return text.startswith("|") and text.count("|") > 1
