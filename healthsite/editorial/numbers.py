"""Rule: a phone number stands in a data file, never in a text.

Why: a wrong digit on a page about overdose can cost a life. In a data file each number has
a source, the day it was looked up and the day somebody dialed it, and is changed once.
Found is what can be dialed, or looks like it: three, three and four digits, also run together
as a US number is; three and four; a toll-free number with letters; an international one; any
seven to eleven digits that somebody is told to call, and five or six to text. A date, an
amount, an address, an ISBN or the number of an order is none.
Source: the content model of this site; the North American Numbering Plan (nanpa.com) for which
digits a number can start with. 911, 988, 211 and 711 may be written as words.
Examples: tests/editorial/table_numbers.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthsite.editorial.rule import Rule
from healthsite.model import Desk, Finding, Level, Text

RULES = (
    Rule("numbers.phone", Level.ERROR, "A phone number stands in a data file, not in a text."),
)

# What people put between the parts of a number, with or without spaces around it.
_SIGN = r"[\s.\u2010\u2011\u2013/-]"
_START = r"(?<![\w/.,-])"
_END = r"(?!\d|[-./,]\d)"
# "200-1500 mg" is a range.
_NO_UNIT = r"(?!\s?(?:%|(?:m?c?g|ml|people|personas|words|palabras|dollars|dólares|steps|pasos)\b))"
_CALL = (
    r"call(?:s|ed|ing)?|dial(?:s|ed|ing)?|phones?|telephone|tel|fax|llam(?:e|ar|a|en|ada)|marque"
    r"|marcar|teléfonos?|telefónic[oa]"
)
_TEXT = r"text(?:s|ed|ing)?|sms|messages?|envíe|enviar|escrib(?:a|ir)|mande|mandar|mensajes?"
_PHONE = re.compile(
    "|".join(
        (
            # (310) 555-0139, 1 310 / 555 / 0139
            rf"{_START}(?:\+?1{_SIGN}{{0,3}})?(?:\(\d{{3}}\)|\d{{3}}){_SIGN}{{0,3}}"
            rf"\d{{3}}{_SIGN}{{1,3}}\d{{4}}{_END}",
            # 3105550139: neither the area nor what follows it starts with 0 or 1.
            rf"{_START}\+?1?[2-9]\d\d[2-9]\d{{6}}{_END}",
            # 555-0139; "555 2019" may end in a year.
            rf"{_START}[2-9]\d\d(?:[.\u2010\u2011-]|\s(?!19|20))\d{{4}}{_END}{_NO_UNIT}",
            # 1-800-GET-HELP, 800-662-HELP
            rf"{_START}1{_SIGN}8\d\d{_SIGN}(?:[A-Za-z\d]{{1,7}}{_SIGN}){{0,2}}"
            r"[A-Za-z\d]{0,7}[A-Z][A-Za-z\d]{0,7}(?!\w)",
            rf"{_START}8\d\d[.-](?:[A-Z\d]{{1,7}}[.-]){{0,2}}[A-Z\d]{{0,7}}[A-Z]{{2,8}}(?!\w)",
            # +52 55 1234 5678
            rf"{_START}\+(?:\d{_SIGN}{{0,2}}){{8,15}}{_END}",
        )
    )
)
# What somebody is told to call, in any parts, or to text: "text HOME to 741741".
_TOLD = re.compile(
    rf"(?<!\w)(?:{_CALL}|{_TEXT})(?!\w)[^.!?\d]{{0,40}}?{_START}"
    rf"(?P<number>\(?\d(?:{_SIGN}{{0,3}}[()]?\d){{6,10}}){_END}"
    rf"|(?<!\w)(?:{_TEXT})\s(?:[^.!?\d]{{0,40}}?\b(?:to|al|a)\s)?(?P<code>\d{{5,6}}){_END}",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}")
_SHORT = re.compile(r"(?:(?:[2-9]11|988)\D*)+")
_YEARS = re.compile(r"(?:(?:19|20)\d\d\D*)+")


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each phone number that is typed by hand."""
    document = text.document
    for fragment in document.fragments:
        for number in sorted(_phones(fragment.text)):
            line = _line_of(number, text, fragment.line)
            yield Finding(
                document.file.path,
                line,
                "numbers.phone",
                f"`{number}` looks like a phone number typed by hand. Put the line into "
                "data/helplines.toml; a text then says [name](helpline:key).",
            )


def _phones(text: str) -> set[str]:
    spans = [found.span() for found in _PHONE.finditer(text)]
    for told in _TOLD.finditer(text):
        kind = "number" if told["number"] else "code"
        # "Call by 2026-11-21", "the calls of 2015-2017" and "call 911/988/211".
        if not any(other.fullmatch(told[kind]) for other in (_DATE, _YEARS, _SHORT)):
            spans.append(told.span(kind))
    numbers: set[str] = set()
    last = 0
    # Of two that overlap, the longer one.
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            numbers.add(text[start:end].strip())
            last = end
    return numbers


def _line_of(number: str, text: Text, fallback: int) -> int:
    document = text.document
    for index, row in enumerate(document.source_lines):
        if number in row:
            return document.body.line + index
    return fallback
