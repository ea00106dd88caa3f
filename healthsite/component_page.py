"""The page that shows every component with its examples; only the preview has it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from markupsafe import Markup

from healthsite.assets import AssetFault
from healthsite.catalog import Catalog, PlannedPage
from healthsite.drawings import Drawn
from healthsite.files import show
from healthsite.positions import Malformed, read_toml
from healthsite.views import ComponentsView, ComponentView, DrawingView, ExampleView

COMPONENT_PAGE = "components/index.html"
_PURPOSE = re.compile(r"Purpose:\s*(.+)")


def component_page(catalog: Catalog, theme: Path, drawn: Drawn) -> PlannedPage:
    """Return the page, in the words of the start language's home page."""
    home = next(page.view for page in catalog.texts.values() if page.view.path == "/")
    title = home.t("components.title")
    view = ComponentsView(
        kind="components",
        lang=home.lang,
        t=home.t,
        site=home.site,
        title=title,
        description=title,
        path="/components/",
        canonical=f"{home.canonical}components/",
        languages=(),
        alternates=(),
        breadcrumbs=home.breadcrumbs,
        structured_data=(),
        feed=None,
        noindex=True,
        preview=True,
        components=tuple(
            _component(folder)
            for folder in sorted((theme / "components").iterdir())
            if folder.is_dir()
        ),
        drawings=tuple(
            DrawingView(
                drawing.name,
                drawing.lang,
                f"{home.site.home.rstrip('/')}/{drawing.file}",
                drawing.width,
                drawing.height,
            )
            for drawing in sorted(drawn, key=lambda drawing: drawing.file)
        ),
    )
    return PlannedPage(COMPONENT_PAGE, "components", view)


def _component(folder: Path) -> ComponentView:
    name = folder.name
    purpose = _PURPOSE.search(_read(folder / f"{name}.html"))
    examples = _examples(folder / f"{name}.toml")
    return ComponentView(
        name=name,
        purpose=purpose.group(1) if purpose else "",
        examples=tuple(
            ExampleView(
                example["name"],
                example["values"],
                Markup(example["body"]) if "body" in example else None,  # noqa: S704 - the theme's
            )
            for example in examples
        ),
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise AssetFault([f"{show(path)}:1: A component needs this file. Add it."]) from None
    except UnicodeDecodeError:
        fault = f"{show(path)}:1: This is not UTF-8 text. Save it as UTF-8."
        raise AssetFault([fault]) from None


def _examples(path: Path) -> list[dict[str, Any]]:
    """Read the examples of a component.

    Raises:
        AssetFault: the file is missing, is no TOML, or an example lacks a part.
    """
    try:
        values, lines = read_toml(_read(path))
    except Malformed as error:
        raise AssetFault([f"{show(path)}:{error.line}: {error}"]) from None
    examples = values.get("example")
    if not isinstance(examples, list) or not all(
        isinstance(example, dict) and {"name", "values"} <= set(example) for example in examples
    ):
        place = f"{show(path)}:{lines.get('example', 1)}"
        fault = f"{place}: Each [[example]] has a `name` and `values`. Add what is missing."
        raise AssetFault([fault])
    return examples
