"""What a page may load and run: the one place where the Content Security Policy is written.

Pages carry it themselves, so that it holds on hosts that send no headers and on copies kept
on a device; a host's header files take the same value.
"""

from __future__ import annotations

import base64
import hashlib

_PAGE = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    # "Keep this page" fetches the page anew.
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""Structured data (`application/ld+json`) is data, not script, and needs no permission."""


def content_policy(*styles: str) -> str:
    """Return the policy of a page, as a header or `<meta http-equiv>` takes it.

    Args:
        styles: the texts of the `<style>` elements that the page holds; no other may be there.
    """
    allowed = " ".join(["'self'", *map(style_source, styles)])
    rules = _PAGE | {"style-src": allowed}
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def style_source(style: str) -> str:
    """Return how a policy names a style in a page: by its hash (CSP 3, 2.3.1, `hash-source`).

    Args:
        style: what stands between `<style>` and `</style>`, to the last blank.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"'sha256-{digest}'"
