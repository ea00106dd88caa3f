"""What happens to a template before Jinja reads it."""

from __future__ import annotations

import re

from jinja2.ext import Extension

_INDENTATION = re.compile(r"\n[ \t]+")


class Dedented(Extension):
    """Leaves out the indentation that is there for people who read templates.

    It is sent with every page otherwise. Line breaks stay: where they stand between words
    they count, and line numbers in messages must be those of the file.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the template without the white space that lines begin with."""
        return _INDENTATION.sub("\n", source)
