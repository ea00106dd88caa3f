"""Which interface words the theme's templates ask for.

The build stops at a word that is missing everywhere, but only when it comes to the page that
needs it. Reading the templates tells all of them before. Keys that a template puts together
while it runs are not seen here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from healthsite.files import show
from healthsite.model import Finding, SiteData


def missing_words(data: SiteData, content: str, theme: Path) -> Iterator[Finding]:
    """Yield a finding for each word that a template asks for and a language does not have.

    Args:
        content: the content folder as an editor would type it.
        theme: the folder with `templates` and `components`.
    """
    asked: dict[str, str] = {}
    for path in sorted(theme.rglob("*.html")):
        for key, line in _keys(path):
            asked.setdefault(key, f"{show(path)}:{line}")
    for lang, words in data.strings.items():
        for key in sorted(set(asked) - set(words)):
            yield Finding(
                f"{content}/data/strings/{lang}.toml",
                1,
                "strings.needed",
                f"`{key}` is missing, and {asked[key]} asks for it. Add it.",
            )


def _keys(path: Path) -> Iterator[tuple[str, int]]:
    try:
        # Only parsed: nothing of it is rendered.
        tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, TemplateSyntaxError):
        # The build says what is wrong with a template.
        return
    for call in tree.find_all(nodes.Call):
        function, first = call.node, call.args[0] if call.args else None
        name = (
            function.attr if isinstance(function, nodes.Getattr) else getattr(function, "name", "")
        )
        if name == "t" and isinstance(first, nodes.Const) and isinstance(first.value, str):
            yield first.value, call.lineno
