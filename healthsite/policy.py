"""What a page may load and run: the one place where the Content Security Policy is written.

Pages carry it themselves, so that it holds on hosts that send no headers and on copies kept
on a device; a host's header files take the same value.
"""

from __future__ import annotations

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

_PREVIEW = {
    # The page of components, which is never published, lays its examples out itself.
    "style-src": "'self' 'unsafe-inline'",
}


def content_policy(*, preview: bool = False) -> str:
    """Return the policy of every page, as a header or `<meta http-equiv>` takes it.

    Args:
        preview: allow what only the editor's own computer shows. What the preview adds to a
            page is a file of its own, and `preview.server.policy_for` lets it load.
    """
    rules = _PAGE | (_PREVIEW if preview else {})
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())
