"""What stands between < and >: an address that becomes a link, or HTML, which is refused."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from healthsite.markdown_text.faults import fault_element, shortened
from healthsite.markdown_text.marks import without_marks

# `office`: what Word leaves behind, as in <o:p>, would otherwise look like an address.
ANGLE_PATTERN = r"""(?x)<(?:
    (?P<office>/?(?:o|w|v|m|st1):[^<>]*+)
  | (?P<address>[A-Za-z][A-Za-z0-9+.-]*+:[^\s<>]*+)
  | (?P<mail>[^\s<>@/:"'=]++@[^\s<>@"'=]++)
  | (?P<tag>/?[A-Za-z][^<>]*+ | [!?][^<>]*+)
)>"""


class AngleProcessor(InlineProcessor):
    """Turns `<https://…>` into a link and any HTML tag into a fault."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Return a link or a fault."""
        written = self.unescape(m[0])
        inside = without_marks(written)[1:-1]
        tag = shortened(inside.lstrip("/"))
        if m["tag"] is not None or m["office"] is not None:
            return (
                fault_element(
                    "html.raw",
                    f"<{tag}> is HTML, which is not used here. Take all HTML off this line; use "
                    "Markdown or one of the !!! blocks instead, or backticks to show it as code.",
                    written,
                ),
                m.start(),
                m.end(),
            )
        element = Element("a", {"href": inside if m["mail"] is None else f"mailto:{inside}"})
        element.text = AtomicString(inside)
        return element, m.start(), m.end()
