"""Blocks: `!!! kind "Title"` and a text indented by four spaces."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from healthsite.markdown_text.faults import Fault, shortened
from healthsite.markdown_text.marks import (
    first_line_index,
    line_mark,
    without_marks,
)

# Kinds whose level is said in words before the title, so that color never says it alone.
LEVELED = ("emergency", "urgent", "care", "example")
# Kinds that have a title of their own in the interface words.
TITLED = ("do", "dont", "example", "steps")
KINDS = (
    "emergency",
    "urgent",
    "care",
    "do",
    "dont",
    "note",
    "example",
    "steps",
    "breathe",
    "door",
)
MAX_DEPTH = 2
MAX_BREATH_SECONDS = 20

WORD = "x-word"

_OPENING = re.compile(r"!!!+ *(?P<kind>[^\s\"“”]*) *(?P<rest>.*)")
_QUOTED = re.compile(r"[\"“”](.*)[\"“”]")
_BREATH = re.compile(r"\d{1,2}(?: +\d{1,2}){2,3}")
# A line that is only "…" is not written yet, which has a finding of its own.
_NOT_DOING = re.compile(r"(?:do not|don['’]t|never|nunca|no)\b|…$", re.IGNORECASE)


@dataclass
class Callout:
    """A block in the tree: its kind, the index of its line, and where its text is."""

    kind: str
    line: int
    body: Element


class CalloutProcessor(BlockProcessor):
    """Builds the elements of a block; `callouts` tells the later walk which they are."""

    def __init__(
        self, parser: BlockParser, faults: list[Fault], callouts: dict[Element, Callout]
    ) -> None:
        super().__init__(parser)
        self._faults = faults
        self._callouts = callouts
        self._depth = 0

    def reset(self) -> None:
        """Forget an earlier text."""
        self._depth = 0

    def test(self, parent: Element, block: str) -> bool:
        """Whether a block starts here."""
        return block.startswith("!!!")

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Build the block that starts here, with all of its text."""
        opening, _, rest = blocks.pop(0).partition("\n")
        if rest:
            blocks.insert(0, rest)
        line = first_line_index(opening) or 0
        match = _OPENING.match(without_marks(opening))
        assert match is not None, "test() saw the opening"
        kind = self._kind(match["kind"], line)
        box = SubElement(parent, "div")
        body = self._breathe(box, match["rest"], line) if kind == "breathe" else None
        if body is None:
            body = self._titled(box, kind, match["rest"], line)
        self._callouts[box] = Callout(kind, line, body)
        if parent.tag == "li":
            self._fault(
                line,
                "blocks.in_list",
                "A block stands inside a list. End the list with an empty line and start the "
                "block at the left edge.",
            )
            return
        inside = self._inside(blocks, line)
        if self._depth >= MAX_DEPTH:
            self._fault(
                line,
                "blocks.nested",
                f"This block stands inside {self._depth} others; one inside another is the "
                "most. Move it out.",
            )
        self._depth += 1
        self.parser.state.set("callout")
        self.parser.parseBlocks(body, inside)
        self.parser.state.reset()
        self._depth -= 1

    def _fault(self, line: int, rule: str, message: str) -> None:
        self._faults.append(Fault(line, rule, message))

    def _kind(self, written: str, line: int) -> str:
        if written in KINDS:
            return written
        if not written:
            problem = "This block does not say what it is."
            nearest = ["note"]
        else:
            problem = f'There is no block called "{shortened(written)}".'
            nearest = difflib.get_close_matches(written.lower()[:40], KINDS, 1, 0.5)
        advice = f'Write !!! {nearest[0]} "Title".' if nearest and written else ""
        kinds = ", ".join(KINDS)
        self._fault(
            line,
            "blocks.unknown",
            f"{problem} {advice or 'Use one of these after !!!'}"
            + (f" (The blocks are {kinds}.)" if advice else f": {kinds}."),
        )
        return nearest[0] if nearest else "note"

    def _titled(self, box: Element, kind: str, rest: str, line: int) -> Element:
        box.set("class", f"callout callout--{kind}")
        box.set("role", "group")
        title = SubElement(box, "p", {"class": "callout__title"})
        text = self._title(kind, rest.strip(), line)
        if kind in LEVELED:
            level = SubElement(title, "span", {"class": "callout__level"})
            word = SubElement(level, WORD, {"key": f"callout.{kind}"})
            word.tail = ":"
            level.tail = f" {line_mark(line)}{text}"
        else:
            title.text = f"{line_mark(line)}{text}"
        if not text:
            SubElement(title, WORD, {"key": f"callout.{kind}_title"})
        return SubElement(box, "div", {"class": "callout__body"})

    def _title(self, kind: str, rest: str, line: int) -> str:
        quoted = _QUOTED.fullmatch(rest)
        if quoted is None and rest:
            self._fault(
                line,
                "blocks.title",
                f'The title of this block is not in quotation marks. Write !!! {kind} "Title", '
                "and its text on the next lines.",
            )
            return rest.strip('"“” ') or "–"
        title = quoted[1].strip() if quoted else ""
        if not title and kind not in TITLED:
            self._fault(
                line,
                "blocks.title",
                f'This block has no title. Write one in quotation marks: !!! {kind} "Title".',
            )
            return "–"
        return title

    def _breathe(self, box: Element, rest: str, line: int) -> Element:
        written = rest.strip().strip('"“”').strip()
        seconds = [int(part) for part in written.split()] if _BREATH.fullmatch(written) else []
        if not seconds or max(seconds) > MAX_BREATH_SECONDS or not sum(seconds):
            self._fault(
                line,
                "blocks.breathe",
                "A breathing block needs the seconds to breathe in, hold, breathe out and hold: "
                f'four whole numbers from 0 to {MAX_BREATH_SECONDS}. Write !!! breathe "4 4 4 4".',
            )
            seconds = [4, 4, 4, 4]
        pattern = " ".join(str(number) for number in [*seconds, 0][:4])
        box.set("class", "breathe")
        box.set("data-enhance", "breathe")
        box.set("data-pattern", pattern)
        # Nothing moves before a reader asks for it (WCAG 2.2, 2.2.2 Pause, Stop, Hide).
        switch = SubElement(box, "label", {"class": "breathe__switch"})
        SubElement(switch, "input", {"type": "checkbox"}).tail = " "
        SubElement(switch, "x-word", {"key": "breathe.move"})
        figure = SubElement(box, "div", {"class": "breathe__figure", "aria-hidden": "true"})
        SubElement(figure, "span", {"class": "breathe__shape"})
        return SubElement(box, "div", {"class": "breathe__words"})

    def _inside(self, blocks: list[str], line: int) -> list[str]:
        """Take what belongs to this block, its four spaces removed."""
        inside: list[str] = []
        indent = " " * self.tab_length
        while blocks and (blocks[0].startswith(indent) or not blocks[0].strip()):
            lines = []
            for text in blocks.pop(0).split("\n"):
                if text.startswith(indent) or not text.strip():
                    lines.append(text[self.tab_length :])
                    continue
                lines.append(text.lstrip(" "))
                self._fault(
                    first_line_index(text) or line,
                    "blocks.indent",
                    "This line follows a block without an empty line. Indent it by 4 spaces if "
                    "it belongs to the block; otherwise put an empty line before it.",
                )
            inside.append("\n".join(lines))
        following = blocks[0] if blocks else ""
        index = first_line_index(following.split("\n", 1)[0])
        if following.startswith(" ") or (not inside and index == line + 1 and following[0] != "#"):
            self._fault(
                line + 1 if index is None else index,
                "blocks.indent",
                "The text of a block is indented by 4 spaces, and this line is not. Put 4 spaces "
                "before each of its lines.",
            )
        elif not inside:
            self._fault(
                line,
                "blocks.empty",
                "This block is empty. Write its text below it, each line indented by 4 spaces.",
            )
        return inside


def says_not_to(text: str) -> bool:
    """Whether a line of a "do not" list says so itself, in English or in Spanish."""
    return _NOT_DOING.match(text) is not None
