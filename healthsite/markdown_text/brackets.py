"""What stands in brackets: the shared grammar of links and pictures.

    [text](address)   [text](<address>)   [text][name]   [text][]   [text]

Python-Markdown reads each of these with a processor of its own, character by character.
One grammar here keeps the time linear and lets every half-written link be reported
instead of being printed as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown.inlinepatterns import InlineProcessor

from healthsite.markdown_text.marks import without_marks

_BRACKET = re.compile(r"[\[\]]")
_ADDRESS = re.compile(
    r"""\(\s*+
    (?: <(?P<angled>[^<>\n]*+)> | (?P<plain>(?:[^\s()<>]|\([^\s()]*+\))*+) )
    (?P<title>\s++(?:"[^"\n]*+"|'[^'\n]*+'))?
    \s*+\)""",
    re.VERBOSE,
)
# Something in parentheses on the same line, but with a space in it.
_SPACED_ADDRESS = re.compile(r"\(([^()\n]*+)\)")
_NAME = re.compile(r"\[([^\[\]]*+)\]")


@dataclass(frozen=True)
class Bracketed:
    """Something read from brackets.

    `kind` is "address", "named", "unknown name", "spaced", "unclosed" or "plain" (brackets
    that mean nothing); `end` is where it ends in the text that was read.
    """

    kind: str
    text: str
    end: int
    address: str = ""
    has_title: bool = False


class BracketProcessor(InlineProcessor):
    """Reads what follows an opening bracket."""

    def read(self, data: str, start: int) -> Bracketed | None:
        """Read from just after the opening bracket; None when it is never closed."""
        closing = _closing_bracket(data, start)
        if closing is None:
            return None
        text = data[start:closing]
        end = closing + 1
        following = data[end : end + 1]
        if following == "(":
            if match := _ADDRESS.match(data, end):
                address = match["angled"] if match["angled"] is not None else match["plain"]
                return Bracketed(
                    "address", text, match.end(), self.plain(address), match["title"] is not None
                )
            if match := _SPACED_ADDRESS.match(data, end):
                return Bracketed("spaced", text, match.end(), self.plain(match[1]))
            return Bracketed("unclosed", text, end + 1)
        if following == "[" and (match := _NAME.match(data, end)):
            named = self._named(match[1] or text, text, match.end())
            return named or Bracketed("unknown name", text, match.end(), self.plain(match[1]))
        return self._named(text, text, end) or Bracketed("plain", text, end)

    def plain(self, text: str) -> str:
        """The text as written, without marks and placeholders."""
        return without_marks(self.unescape(text)).strip()

    def _named(self, name: str, text: str, end: int) -> Bracketed | None:
        references = self.md.references
        if not references:
            return None
        reference = references.get(" ".join(without_marks(name).lower().split()))
        if reference is None:
            return None
        address, title = reference
        return Bracketed("named", text, end, without_marks(address), bool(title))


def _closing_bracket(data: str, start: int) -> int | None:
    depth = 1
    for match in _BRACKET.finditer(data, start):
        depth += 1 if match[0] == "[" else -1
        if not depth:
            return match.start()
    return None
