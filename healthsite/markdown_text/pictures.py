"""Pictures: `![text](/images/x.svg)`, and `![](/images/x.svg){decorative}`.

`drawing:name` and `chart:name` are our own drawings and charts, which later steps know.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from healthsite.markdown_text.brackets import BracketProcessor
from healthsite.markdown_text.faults import shortened
from healthsite.markdown_text.links import link_fault
from healthsite.markdown_text.marks import last_mark

PICTURE_PATTERN = r"!\["

OURS = re.compile(r"(drawing|chart):([a-z0-9]+(?:-[a-z0-9]+)*)")

_DECORATIVE = re.compile(r"[ ]?\{\s*decorative\s*\}", re.IGNORECASE)
_PLACE = re.compile(r"/images/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")


class PictureProcessor(BracketProcessor):
    """Turns `![text](address)` into a picture."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int, int]:
        """Return a picture, a fault for a half-written one, or None for mere brackets."""
        found = self.read(data, m.end())
        if found is None or found.kind == "plain":
            return None, m.start(), m.end()
        end = found.end
        element = link_fault(found, self.plain(data[m.start() : end]))
        if element is None:
            text = " ".join(self.plain(found.text).split())
            # What follows stands on the last line of the picture; the address hands that on.
            mark = last_mark(data, m.end(), found.end)
            element = Element("img", {"src": found.address + mark, "alt": text})
            if found.has_title:
                element.set("title", "")
            if decorative := _DECORATIVE.match(data, end):
                end = decorative.end()
                element.set("decorative", "")
        return element, m.start(), end


def picture_faults(src: str, alt: str, decorative: bool) -> list[tuple[str, str]]:
    """What is wrong with a picture, as (rule, message)."""
    faults = []
    if OURS.fullmatch(src):
        if decorative:
            faults.append(
                (
                    "images.text",
                    f"{shortened(src)} says something, so it cannot be decorative. Say in the "
                    "square brackets what it shows.",
                )
            )
    elif src.startswith(("drawing:", "chart:")):
        faults.append(
            (
                "images.place",
                f"{shortened(src)} is not complete. Write drawing:name or chart:name, in small "
                "letters, digits and hyphens.",
            )
        )
    elif not src.startswith("/images/"):
        faults.append(
            (
                "images.place",
                f"The picture {shortened(src) or '()'} is not in content/images. Put it there "
                "and write its address as /images/name.svg. Our own drawings are "
                "drawing:name, charts are chart:name.",
            )
        )
    elif not _PLACE.fullmatch(src):
        faults.append(
            (
                "images.place",
                f"The picture's address {shortened(src)} has signs that are not used there. "
                "Name the file with letters, digits and hyphens, as in /images/name.svg.",
            )
        )
    if not alt and not decorative:
        faults.append(
            (
                "images.text",
                f"The picture {shortened(src)} has no text for people who cannot see it. Say in "
                "the square brackets what it shows, or write {decorative} after it if it "
                "shows nothing the text does not say.",
            )
        )
    if alt and decorative and not OURS.fullmatch(src):
        faults.append(
            (
                "images.text",
                f"The picture {shortened(src)} has a text and is also marked decorative. Take "
                "away one of the two.",
            )
        )
    return faults
