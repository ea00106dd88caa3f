"""Which page lives where.

English at the root, other languages below their code; every page is a folder, so that no
file ending ever has to change. The slug is the English one in every language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from healthsite.model import Library, SiteData, Text

RESERVED = frozenset(
    {
        *("a-to-z", "assets", "charts", "components", "drawings", "feed", "glossary"),
        *("images", "latest", "qr", "tags", "theme"),
    }
)
"""First parts of addresses that a topic or page cannot have."""

LISTS = ("a-to-z", "latest", "glossary")
"""Pages made from all texts; a `page:` link may name them like any other page."""

NOT_FOUND = "not-found"
"""The page that hosts show for an address that does not exist."""

OFFLINE_PAGE = "offline"
"""The page that stands in, without a network, for one that is not on a device."""


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


def text_parts(text: Text) -> tuple[str, ...]:
    """Return the parts of the address of an article, page or story."""
    if text.kind == "article":
        return (text.topic, text.slug)
    if text.kind == "story":
        return ("stories", text.slug)
    return () if text.slug == "home" else (text.slug,)


def site_paths(data: SiteData, library: Library, addresses: Addresses) -> set[str]:
    """Return the address of every page a site has, pages of a long list but the first left out.

    This is what readers may have kept; the catalog plans exactly these pages.
    """
    paths: set[str] = set()
    for lang in data.languages:
        articles = [text for text in library.articles.values() if text.lang == lang]
        keys = [
            text_parts(text)
            for text in library.texts
            if text.lang == lang and text.slug != NOT_FOUND
        ]
        keys += [("a-to-z",), ("latest",)]
        keys += [(text.topic,) for text in articles]
        keys += [("tags", tag) for text in articles for tag in text.article.tags]
        if data.terms:
            keys += [("glossary",), *(("glossary", term) for term in data.terms)]
        paths |= {addresses.path(lang, *key) for key in keys}
    return paths


def file_for(path: str) -> str:
    """Return the file an address is written to: `/x/` is `x/index.html`."""
    name = path.lstrip("/")
    return f"{name}index.html" if path.endswith("/") else name


def need_anchor(need: str) -> str:
    """Return the id of a group of lines on the help page: "need-crisis"."""
    return f"need-{need}"


def phone_href(number: str) -> str:
    """Return a tap-to-call address; long US numbers with the country code (RFC 3966)."""
    digits = re.sub(r"\D", "", number)
    if len(digits) == 10:
        digits = f"1{digits}"
    return f"tel:+{digits}" if len(digits) > 6 else f"tel:{digits}"


def text_href(number: str) -> str:
    """Return a tap-to-text address (RFC 5724)."""
    return phone_href(number).replace("tel:", "sms:", 1)
