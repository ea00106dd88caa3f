"""What a page weighs before it can be read: its HTML, in which its style stands.

Weighed as a host sends it, in brotli at its best (quality 11). 14,000 bytes are what a
server may send in the first round trip: ten packets of 1,460 bytes (RFC 6928), less what
the connection itself needs. `python -m tests.weights output` prints the figures of a site.
"""

from __future__ import annotations

import math
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import brotli
from lxml import html

LIMIT_BYTES = 14_000
"""19 pages of 20 weigh no more."""
LARGEST_BYTES = 15_500
"""No page weighs more."""
SCRIPTS_BYTES = 8_000
"""All scripts of a page together weigh no more."""

_PARTS = {
    "style": "//style",
    "head": "/html/head/*[not(self::style)]",
    "help strip": "//aside[contains(@class, 'help-strip')]",
    "text": "//div[contains(@class, 'prose')]",
    "sources": "//section[contains(@class, 'sources')]",
    "foot": "//footer",
}


@dataclass(frozen=True, order=True)
class Weight:
    """Bytes of one page, in brotli."""

    total: int
    page: str


def weigh(site: Path) -> list[Weight]:
    """Weigh every page of a built site, the lightest first."""
    return sorted(
        Weight(_size(file.read_bytes()), file.relative_to(site).as_posix())
        for file in site.rglob("*.html")
    )


def percentile(weights: list[Weight], share: float) -> int:
    """Return the weight that this share of the pages does not exceed (nearest rank)."""
    return weights[math.ceil(len(weights) * share) - 1].total


def parts(site: Path, page: str) -> str:
    """Say how many bytes of a page go if a part is left out: where to look for what grew."""
    text = (site / page).read_text("utf-8")
    tree = html.document_fromstring(text)
    whole = _size(html.tostring(tree))
    told = []
    for name, where in _PARTS.items():
        tree = html.document_fromstring(text)
        for element in tree.xpath(where):
            element.drop_tree()
        told.append(f"{name} {whole - _size(html.tostring(tree)):,}")
    return ", ".join(told)


def heaviest(site: Path, weights: list[Weight], number: int = 3) -> str:
    """Tell the heaviest pages and what they are made of, one a line."""
    return "\n".join(
        f"{weight.total:,} bytes: {weight.page} ({parts(site, weight.page)})"
        for weight in reversed(weights[-number:])
    )


def waited_for(site: Path) -> set[str]:
    """Return what pages wait for besides their HTML: styles for the screen, blocking scripts."""
    found: set[str] = set()
    for file in site.rglob("*.html"):
        head = file.read_text("utf-8").partition("</head>")[0]
        found |= {tag for tag in re.findall(r"<link [^>]*>|<script [^>]*>", head) if _blocks(tag)}
    return found


def _blocks(tag: str) -> bool:
    if tag.startswith("<script"):
        return "src=" in tag and 'type="module"' not in tag
    return 'rel="stylesheet"' in tag and 'media="print"' not in tag


def _size(data: bytes) -> int:
    return len(brotli.compress(data, quality=11))


def main() -> None:
    """Print the figures of a built site."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "output")
    weights = weigh(site)
    print(f"{len(weights)} pages, bytes in brotli 11, HTML with its style:")
    print(f"median {percentile(weights, 0.5):,}, p95 {percentile(weights, 0.95):,}")
    print(heaviest(site, weights))


if __name__ == "__main__":
    main()
