"""What was found in the page on the screen, and where on it.

A finding has a line of a file. The page has no lines, but the text that was read has its
blocks, each with its words and its lines: the panel's script looks for the words.
"""

from __future__ import annotations

import re

from healthsite.addresses import file_for
from healthsite.check import explanation
from healthsite.editorial.dates import review_due
from healthsite.model import Desk, Document, Finding, Level, Text
from healthsite.preview.desk import measured
from healthsite.preview.newest import State

_ORDER = list(Level)


def panel(state: State, path: str) -> dict[str, object]:
    """Return all that the panel shows beside one page.

    Args:
        path: the page's address, such as "/food/warm-soup/".
    """
    shown: dict[str, object] = {"number": state.number, "faults": len(state.faults)}
    if state.result is None:
        return shown
    findings = state.result.findings
    shown["site"] = _counts(findings)
    text = text_at(state, path)
    if text is None:
        return shown
    document = text.document
    here = [finding for finding in findings if finding.path == document.file.path]
    here.sort(key=lambda finding: (_ORDER.index(finding.level), finding.line))
    plan = state.result.plan
    shown["page"] = {
        "file": document.file.path,
        "draft": text.is_draft,
        "older": text.is_older_than_original,
        "reading": how_it_reads(text, plan.content.desk),
        "due": review_due(text, plan.content.data).isoformat(),
        "counts": _counts(here),
        "findings": [_told(finding, document) for finding in here],
        "waived": [
            {"rule": waived.finding.rule, "reason": waived.reason}
            for waived in plan.content.waived
            if waived.finding.path == document.file.path
        ],
        "blocks": [[block.kind, block.text] for block in document.blocks],
    }
    return shown


def text_at(state: State, path: str) -> Text | None:
    """Return the text that is shown at an address, None for a list and the like."""
    return state.texts.get(file_for(path if path.endswith((".html", "/")) else f"{path}/"))


def how_it_reads(text: Text, desk: Desk) -> str:
    """Return the reading grade (English) or INFLESZ (Spanish) in words, empty if there is none."""
    grade, inflesz = measured(text, desk)
    if grade is not None:
        return f"Reads at grade {grade:.1f}"
    return f"INFLESZ {inflesz:.0f}" if inflesz is not None else ""


def place_of(document: Document, line: int) -> int:
    """Return the number of the block that a line of the file belongs to.

    A line of the header that is no text on the page (tags, sources) belongs to the title.
    """
    exact = before = 0
    found = False
    for number, block in enumerate(document.blocks):
        first, last = block.lines[0][1], block.lines[-1][1]
        if first <= line <= last:
            exact, found = number, True
        if document.body.line <= first <= line:
            before = number
    return exact if found else before


def _told(finding: Finding, document: Document) -> dict[str, object]:
    try:
        why = _unfolded(explanation(finding.rule))
    except KeyError:
        why = ""
    return {
        "level": finding.level,
        "message": finding.message,
        "place": f"{finding.path}:{finding.line}",
        "line": finding.line,
        "rule": finding.rule,
        "why": why,
        "block": place_of(document, finding.line),
    }


def _unfolded(text: str) -> str:
    """Return an explanation with one line for each of its parts; its examples are code."""
    parts = re.sub(r"\n(?!\n|Rule:|Why:|Source:|Examples:)", " ", text).split("\n")
    return "\n".join(part.strip() for part in parts if not part.startswith("Examples:"))


def _counts(findings: list[Finding]) -> dict[str, int]:
    return {level: sum(f.level is level for f in findings) for level in Level}
