"""Rule: a picture that a text shows stands in `content/images`.

Why: a missing picture is an empty frame for some readers and a wrong description for
others. That every picture has a text or is marked decorative is checked while reading.
Source: WCAG 2.2, 1.1.1 Non-text Content.
Examples: tests/editorial/table_markdown.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from healthsite.editorial.rule import Rule
from healthsite.explain import nearest
from healthsite.model import Desk, Finding, Level, Text

RULES = (Rule("images.missing", Level.ERROR, "A picture stands in content/images."),)


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each picture that is not there."""
    for fragment in text.document.fragments:
        for mention in fragment.images:
            if mention.target.startswith("/images/") and mention.target not in desk.pictures:
                hint = nearest(mention.target, desk.pictures)
                yield Finding(
                    text.document.file.path,
                    mention.line,
                    "images.missing",
                    f"There is no picture `{mention.target}`.{hint} "
                    "Put it into content/images or correct the name.",
                )
