"""Which page lives where.

English at the root, other languages below their code; every page is a folder, so that no
file ending ever has to change. The slug is the English one in every language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

RESERVED = frozenset({"a-to-z", "assets", "feed", "glossary", "images", "latest", "tags", "theme"})
"""First parts of addresses that a topic or page cannot have."""

LISTS = ("a-to-z", "latest", "glossary")
"""Pages made from all texts; a `page:` link may name them like any other page."""

NOT_FOUND = "not-found"
"""The page that hosts show for an address that does not exist."""


@dataclass(frozen=True)
class Addresses:
    """Writes addresses for one site.

    `site` is the absolute address without a slash at the end; `start` is the language
    without a code in its addresses.
    """

    site: str
    start: str

    @property
    def base(self) -> str:
        """Return the path the site lives under: empty at a root, else `/guide`."""
        return urlsplit(self.site).path.rstrip("/")

    def path(self, lang: str, *parts: str) -> str:
        """Return the address of a page without the base path: `/es/overdose/naloxone/`."""
        every = (*(() if lang == self.start else (lang,)), *parts)
        if every and every[-1] == NOT_FOUND:
            # Hosts look for this very file when an address does not exist.
            return "/" + "/".join((*every[:-1], "404.html"))
        return "/" + "".join(f"{part}/" for part in every)

    def href(self, path: str) -> str:
        """Return what a link on a page carries: the base path and the address."""
        return f"{self.base}{path}"

    def absolute(self, path: str) -> str:
        """Return the full address, for canonical links, feeds and the sitemap."""
        return f"{self.site}{path}"


def file_for(path: str) -> str:
    """Return the file an address is written to: `/x/` is `x/index.html`."""
    name = path.lstrip("/")
    return f"{name}index.html" if path.endswith("/") else name


def phone_href(number: str) -> str:
    """Return a tap-to-call address; long US numbers with the country code (RFC 3966)."""
    digits = re.sub(r"\D", "", number)
    if len(digits) == 10:
        digits = f"1{digits}"
    return f"tel:+{digits}" if len(digits) > 6 else f"tel:{digits}"


def text_href(number: str) -> str:
    """Return a tap-to-text address (RFC 5724)."""
    return phone_href(number).replace("tel:", "sms:", 1)
