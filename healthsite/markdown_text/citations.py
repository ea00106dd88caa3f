"""`[^key]`: a source cited in the text."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor

from healthsite.markdown_text.faults import fault_element, shortened
from healthsite.markdown_text.marks import without_marks

CITATION = "x-cite"
CITATION_PATTERN = r"\[\^([^\[\]\n]*)\]"
_KEY = re.compile(r"[a-z0-9-]+")


class CitationProcessor(InlineProcessor):
    """Turns `[^key]` into a placeholder that a later step numbers."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Return the placeholder, or a fault when the key is none."""
        key = without_marks(self.unescape(m[1]))
        if _KEY.fullmatch(key):
            return Element(CITATION, {"key": key}), m.start(), m.end()
        fault = fault_element(
            "citations.key",
            f"[^{shortened(key)}] is not a source's key: a key has only small letters, digits "
            "and hyphens. Write it as in content/data/sources.toml, as in [^santo-2022].",
            m[0],
        )
        return fault, m.start(), m.end()
