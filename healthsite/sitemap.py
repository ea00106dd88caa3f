"""`sitemap.xml` with every language of each page, and `robots.txt`.

Source: https://developers.google.com/search/docs/specialty/international/localized-versions
(each page lists itself and all its versions, both ways, and a default).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True)
class SitemapEntry:
    """One page: its absolute address, its versions as (hreflang, address), its last change."""

    address: str
    alternates: tuple[tuple[str, str], ...]
    updated: date | None


def sitemap(entries: Iterable[SitemapEntry]) -> str:
    """Write the sitemap, sorted by address."""
    rows = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for entry in sorted(entries, key=lambda entry: entry.address):
        rows.append(f"<url><loc>{escape(entry.address)}</loc>")
        if entry.updated:
            rows.append(f"<lastmod>{entry.updated.isoformat()}</lastmod>")
        rows.extend(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(lang)} href={quoteattr(address)}/>'
            for lang, address in entry.alternates
        )
        rows.append("</url>")
    rows.append("</urlset>\n")
    return "\n".join(rows)


def robots(sitemap_address: str) -> str:
    """Write `robots.txt`: everything may be read by everybody."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap_address}\n"
