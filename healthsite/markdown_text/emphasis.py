"""Emphasis: `*em*`, `_em_`, `**strong**`, and one inside the other.

Python-Markdown 3.11 drops a character after emphasis that is opened twice and closed once
(`*a **b*c` loses the c). This reads all emphasis of a text at once, by the rules of
CommonMark 0.31 (section 6.2 and its appendix "An algorithm for parsing nested emphasis
and links"), in time linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString

from healthsite.markdown_text.marks import LINE_MARK

EMPHASIS_PATTERN = r"[*_]"
SPAN = "x-span"

_RUN = re.compile(r"\*+|_+")


@dataclass
class _Run:
    """A row of equal signs, and the tags it ends and starts."""

    sign: str
    start: int
    end: int
    opens: bool
    closes: bool
    left: int
    ended: list[str] = field(default_factory=list)
    started: list[str] = field(default_factory=list)


class EmphasisProcessor(InlineProcessor):
    """Turns the rest of a text with emphasis in it into one span, which is unwrapped later."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int, int]:
        """Return the span, or None when no sign in the text has a partner."""
        runs = _runs(data, m.start())
        if not _pair(runs):
            return None, m.start(), len(data)
        return _span(data, runs, m.start()), m.start(), len(data)


def _runs(data: str, start: int) -> list[_Run]:
    runs = []
    for match in _RUN.finditer(data, start):
        before = _kind(data[match.start() - 1 : match.start()])
        after = _kind(data[match.end() : match.end() + 1])
        left = after != "space" and (after != "sign" or before != "letter")
        right = before != "space" and (before != "sign" or after != "letter")
        opens, closes = left, right
        if match[0][0] == "_":
            opens = left and (not right or before == "sign")
            closes = right and (not left or after == "sign")
        runs.append(_Run(match[0][0], match.start(), match.end(), opens, closes, len(match[0])))
    return runs


def _kind(character: str) -> str:
    # A placeholder stands for a link, code or the like, which starts and ends with a sign.
    if character in (STX, ETX) and character:
        return "sign"
    if not character or character.isspace() or LINE_MARK.match(character):
        return "space"
    return "sign" if unicodedata.category(character)[0] in "PS" else "letter"


def _pair(runs: list[_Run]) -> bool:
    """Tell each run which tags it starts and ends. Returns whether there are any."""
    paired = False
    openers: list[_Run] = []
    # Below this place in `openers` no partner is left for a kind of closing run; without
    # it, every closing run would search all openers again.
    bottom: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        length = run.end - run.start
        kind = (run.sign, run.opens, length % 3)
        while run.closes and run.left:
            place = len(openers) - 1
            lowest = min(bottom.get(kind, 0), len(openers))
            while place >= lowest and not _partners(openers[place], run):
                place -= 1
            if place < lowest:
                bottom[kind] = len(openers)
                break
            opener = openers[place]
            size = 2 if opener.left >= 2 and run.left >= 2 else 1
            tag = "strong" if size == 2 else "em"
            opener.started.insert(0, tag)
            run.ended.append(tag)
            opener.left -= size
            run.left -= size
            paired = True
            del openers[place + 1 if opener.left else place :]
            bottom = {key: min(value, len(openers)) for key, value in bottom.items()}
        if run.opens and run.left:
            openers.append(run)
    return paired


def _partners(opener: _Run, closer: _Run) -> bool:
    if opener.sign != closer.sign:
        return False
    lengths = opener.end - opener.start, closer.end - closer.start
    if (opener.closes or closer.opens) and sum(lengths) % 3 == 0:
        return all(length % 3 == 0 for length in lengths)
    return True


def _span(data: str, runs: list[_Run], start: int) -> Element:
    span = Element(SPAN)
    # Atomic: what is inside has been read and is not to be read again.
    span.text = AtomicString("")
    open_elements = [span]
    last: Element | None = None
    position = start
    words = ""

    def flush() -> None:
        nonlocal words
        if last is not None:
            last.tail = AtomicString(words)
        else:
            open_elements[-1].text = AtomicString(words)
        words = ""

    for run in runs:
        words += data[position : run.start]
        position = run.end
        for _ in run.ended:
            flush()
            last = open_elements.pop()
        words += run.sign * run.left
        for tag in run.started:
            flush()
            open_elements.append(SubElement(open_elements[-1], tag))
            last = None
    words += data[position:]
    flush()
    return span


def unwrap_spans(root: Element) -> None:
    """Put the content of every span in the span's place."""
    parents = [element for element in root.iter() if element.find(SPAN) is not None]
    for parent in reversed(parents):
        children = list(parent)
        parent[:] = []
        for child in children:
            if child.tag != SPAN:
                parent.append(child)
                continue
            _add_text(parent, child.text)
            parent.extend(list(child))
            _add_text(parent, child.tail)


def _add_text(parent: Element, text: str | None) -> None:
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
