"""The page that shows every component with its examples; only the preview has it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from markupsafe import Markup

from healthsite.catalog import Catalog, PlannedPage
from healthsite.views import ComponentsView, ComponentView, ExampleView

COMPONENT_PAGE = "components/index.html"
_PURPOSE = re.compile(r"Purpose:\s*(.+)")


def component_page(catalog: Catalog, theme: Path) -> PlannedPage:
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
    )
    return PlannedPage(COMPONENT_PAGE, "components", view)


def _component(folder: Path) -> ComponentView:
    name = folder.name
    markup = (folder / f"{name}.html").read_text(encoding="utf-8")
    purpose = _PURPOSE.search(markup)
    examples = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))["example"]
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
