"""Links: where they may lead, and what an editor is told about one that leads nowhere."""

from __future__ import annotations

import difflib
import html
import re
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from healthsite.markdown_text.brackets import Bracketed, BracketProcessor
from healthsite.markdown_text.faults import fault_element, shortened
from healthsite.markdown_text.marks import FORBIDDEN, last_mark

LINK_PATTERN = r"(?<!!)\["

# Kinds of links that later steps resolve.
OUR_SCHEMES = ("article", "helpline", "term", "page")

_READ_LATER = re.compile(r"[*_<]|  \n")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_BAD_CHARACTER = re.compile(r"[\s\\<>\"`\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_WAYS = "Write https://…, article:…, helpline:…, term:…, page:…, mailto:… or #heading instead."


class LinkProcessor(BracketProcessor):
    """Turns `[text](address)` and its shorter forms into links."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int, int]:
        """Return a link, a fault for a half-written one, or None for mere brackets."""
        found = self.read(data, m.end())
        if found is None or found.kind == "plain":
            return None, m.start(), m.end()
        element = link_fault(found, self.plain(data[m.start() : found.end]))
        if element is None:
            # What follows stands on the last line of the link; the address hands that on.
            mark = last_mark(data, m.end(), found.end)
            element = Element("a", {"href": found.address + mark})
            if found.has_title:
                element.set("title", "")
            # A text without a sign that is read later need not be searched for any.
            plain = not _READ_LATER.search(found.text)
            element.text = AtomicString(found.text) if plain else found.text
        return element, m.start(), found.end


def link_fault(found: Bracketed, written: str) -> Element | None:
    """A fault for a link or picture that is not written to its end; None for a whole one."""
    quoted = shortened(written)
    if found.kind == "spaced":
        return fault_element(
            "links.space",
            f"The address in {quoted} has a space in it. Write an address without spaces, "
            "close to the parentheses.",
            written,
        )
    if found.kind == "unclosed":
        return fault_element(
            "links.unclosed",
            f"The address that starts in {quoted} never ends. Put a closing parenthesis ) "
            "after it; write %28 and %29 for parentheses inside an address.",
            written,
        )
    if found.kind == "unknown name":
        return fault_element(
            "links.reference",
            f"{quoted} points to a name that is not defined. Write [text](address), or add a "
            "line [name]: address.",
            written,
        )
    return None


def address_fault(address: str) -> tuple[str, str] | None:
    """What is wrong with a link's address, as (rule, message); None when nothing is.

    Only addresses that start in one of the known ways pass: everything else, scripts in
    disguise included, is refused without trying to recognize it.
    """
    quoted = shortened(address)
    if not address:
        return "links.scheme", f"This link leads nowhere. {_WAYS}"
    if _BAD_CHARACTER.search(address):
        return (
            "links.space",
            f"The address {quoted} holds a space or a sign that no address has. Copy the "
            "address again.",
        )
    if address.startswith("#") or (address.startswith("/") and not address.startswith("//")):
        if "/../" in f"{address}/" or address == "#":
            return "links.scheme", f"The address {quoted} leads nowhere. {_WAYS}"
        return None
    match = _SCHEME.match(address)
    if match is None:
        return "links.scheme", f"{quoted} is not an address. {_suggestion(address)}"
    scheme, rest = match[1], match[2]
    if scheme.lower() in ("http", "https"):
        if len(rest) > 2 and rest.startswith("//") and rest[2].isalnum():
            return None
        return "links.scheme", f"{quoted} is not a whole web address. Write https:// and the name."
    if scheme == "mailto" and re.fullmatch(r"[^@]+@[^@]+", rest):
        return None
    if scheme in OUR_SCHEMES and rest:
        return None
    if scheme.lower() in ("tel", "sms"):
        return (
            "links.scheme",
            "A phone number is never typed in a link. Use helpline: and a key from "
            "content/data/helplines.toml, as in [call 988](helpline:988).",
        )
    if scheme.lower() in OUR_SCHEMES or scheme.lower() == "mailto":
        if not rest or scheme == "mailto":
            return "links.scheme", f"{quoted} is not complete. Write what follows {scheme}: too."
        return "links.scheme", f"{quoted}: write {scheme.lower()}: in small letters."
    meant = difflib.get_close_matches(scheme.lower(), OUR_SCHEMES, n=1)
    asked = f" Did you mean {meant[0]}:?" if meant else ""
    return "links.scheme", f"Links of the kind {scheme}: are not allowed.{asked} {_WAYS}"


def _suggestion(address: str) -> str:
    if match := re.fullmatch(r"(?:[^#]*/)?([a-z0-9-]+)(?:\.es)?\.(?:md|html?)(#.*)?", address):
        return f"Write article:{match[1]}{match[2] or ''} to link an article."
    if re.match(r"(?:www\.|[a-z0-9-]+\.(?:org|com|gov|net|edu|us)(?:/|$))", address, re.IGNORECASE):
        return f"Write https://{shortened(address)} to link another site."
    if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", address):
        return f"Write article:{address} to link an article."
    return _WAYS


_REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")


def decoded(text: str) -> str:
    """The text with its character references (`&eacute;`, `&#233;`) decoded.

    Only those that end with a semicolon count, as in Markdown; those that name no
    character a page may hold stay as written.
    """
    return _REFERENCE.sub(_decode, text)


def _decode(match: re.Match[str]) -> str:
    character = html.unescape(match[0])
    if character == match[0] or not character:
        return match[0]
    return match[0] if FORBIDDEN.search(character) else character
