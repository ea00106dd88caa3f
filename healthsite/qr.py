"""A page's address as a QR code, for paper.

The picture is a file of its own that only printing asks for: on the screen no page is heavier
by it (docs/decisions/0006-qr-codes-are-files-that-only-paper-asks-for.md).
"""

from __future__ import annotations

import segno

_MASK = 3
"""ISO/IEC 18004 would have all eight masks tried for the one that cameras like best. Every mask
can be read, and trying them takes four fifths of the time."""

_QUIET_ZONE = 4  # Modules of white around it, as the standard asks for.


def qr_file(path: str) -> str:
    """Return the file of a page's code: `/overdose/` is `qr/overdose.svg`."""
    return f"qr/{path.strip('/') or 'index'}.svg"


def qr_svg(address: str) -> str:
    """Return the code of an absolute address as SVG, readable with a sixth of it spoilt."""
    code = segno.make(address, error="m", boost_error=False, micro=False, mask=_MASK)
    return code.svg_inline(
        border=_QUIET_ZONE, omitsize=True, svgclass=None, lineclass=None
    ).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
