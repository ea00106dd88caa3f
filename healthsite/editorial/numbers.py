"""Rule: a phone number stands in a data file, never in a text.

Why: a wrong digit on a page about overdose can cost a life. In a data file each number has
a source, the day it was looked up and the day somebody dialed it, and is changed once.
Source: the content model of this site. 911, 988, 211 and 711 may be written as words.
Examples: tests/test_mistakes.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthsite.editorial.rule import Rule
from healthsite.model import Desk, Finding, Level, Text

RULES = (
    Rule("numbers.phone", Level.ERROR, "A phone number stands in a data file, not in a text."),
)

# Seven or more digits, with the signs people put between the parts of a phone number.
# Money, counts with commas and years are not caught: a comma is no such sign.
_PHONE = re.compile(r"(?<![\w/.,-])\+?(?:\(?\d{1,4}\)?[-. \u2011\u00a0]{0,2}){1,5}\d{2,}(?![\w/])")


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each number of seven or more digits typed by hand."""
    document = text.document
    for fragment in document.fragments:
        lines = set(_phones(fragment.text))
        for number in sorted(lines):
            line = _line_of(number, text, fragment.line)
            yield Finding(
                document.file.path,
                line,
                "numbers.phone",
                f"`{number}` looks like a phone number typed by hand. Put the line into "
                "data/helplines.toml and write [name](helpline:key).",
            )


def _phones(text: str) -> Iterator[str]:
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        # "2015 2017" and other runs of years are not phone numbers.
        years = re.fullmatch(r"(?:(?:19|20)\d\d\D*)+", found.group())
        if 7 <= len(digits) <= 15 and not years and not _is_date(found.group()):
            yield found.group().strip()


def _is_date(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()))


def _line_of(number: str, text: Text, fallback: int) -> int:
    document = text.document
    for index, row in enumerate(document.source_lines):
        if number in row:
            return document.body.line + index
    return fallback
