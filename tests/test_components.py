"""Every component shows every one of its examples."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tests.conftest import ROOT, Site

THEME = ROOT / "theme"
FOLDERS = sorted(path for path in (THEME / "components").iterdir() if path.is_dir())
EXAMPLES = [
    (folder.name, example)
    for folder in FOLDERS
    for example in tomllib.loads((folder / f"{folder.name}.toml").read_text("utf-8"))["example"]
]


def render(name: str, example: dict[str, Any]) -> str:
    """Render one example of a component."""
    env = Environment(
        loader=FileSystemLoader([THEME / "templates", THEME]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    source = f'{{% from "components/{name}/{name}.html" import {name} %}}'
    if "body" in example:
        source += f"{{% call {name}(**values) %}}{{{{ body }}}}{{% endcall %}}"
    else:
        source += f"{{{{ {name}(**values) }}}}"
    return env.from_string(source).render(
        values=example["values"],
        body=Markup(example.get("body", "")),  # noqa: S704 - the theme's own
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_component_is_one_folder_with_one_stem(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert {f"{folder.name}.html", f"{folder.name}.css", f"{folder.name}.toml"} <= names
    assert {path.stem for path in folder.iterdir()} == {folder.name}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_component_is_one_macro_that_says_what_it_is_for(folder: Path) -> None:
    text = (folder / f"{folder.name}.html").read_text("utf-8")
    assert re.match(r"\{#.*?[Pp]urpose:.*?Not for:.*?#\}", text, re.DOTALL)
    assert re.findall(r"\{%-? macro (\w+)", text)[-1] == folder.name


@pytest.mark.parametrize(
    ("name", "example"), EXAMPLES, ids=[f"{n}: {e['name']}" for n, e in EXAMPLES]
)
def test_an_example_renders_with_nothing_missing(name: str, example: dict[str, Any]) -> None:
    html = render(name, example)
    soup = BeautifulSoup(html, "html.parser")
    assert soup.get_text(strip=True) or soup.find(["svg", "img", "span"])
    assert "None" not in soup.get_text()
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_components_style_touches_only_itself(folder: Path) -> None:
    css = (folder / f"{folder.name}.css").read_text("utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", css), "colors are tokens"
    assert "@import" not in css


def test_markup_made_by_the_reader_is_the_markup_of_the_component() -> None:
    from healthsite.markdown_text import render as markdown

    text = '!!! urgent "Get help"\n    Call now.\n'
    made = markdown(text).html.replace('<x-word key="callout.urgent"></x-word>', "Urgent")
    example = {
        "values": {
            "kind": "urgent",
            "level_word": "Urgent:",
            "title": "Get help",
            "id": "callout-1",
        },
        "body": "<p>Call now.</p>",
    }
    assert _shape(made) == _shape(render("callout", example))


def test_a_drawing_in_a_text_has_the_markup_of_the_component(built: Path) -> None:
    html = (built / "overdose" / "index.html").read_text("utf-8")
    for index, figure in enumerate(
        BeautifulSoup(html, "lxml").select("figure.picture:not(.chart)")
    ):
        img = figure.img
        assert img
        values: dict[str, Any] = {key: str(img[key]) for key in ("src", "alt", "width", "height")}
        example = {"values": {**values, "soon": index == 0}}
        assert _shape(str(figure)) == _shape(render("picture", example))


def test_a_chart_in_a_text_has_the_markup_of_the_component(built: Path) -> None:
    html = (built / "getting-care" / "help-in-los-angeles" / "index.html").read_text("utf-8")
    figure = BeautifulSoup(html, "lxml").select_one("figure.chart")
    assert figure and figure.img and figure.figcaption and figure.summary and figure.strong
    note, caption = figure.select_one(".small"), figure.select_one("caption")
    assert note and caption
    for source in figure.select(".cite"):
        source.decompose()
    title = figure.strong.get_text()
    example = {
        "values": {
            **{key: str(figure.img[key]) for key in ("src", "alt", "width", "height")},
            "title": title,
            "text": figure.figcaption.get_text().removeprefix(title).strip(),
            "note": note.get_text(),
            "more": figure.summary.get_text(),
            "anchor": caption["id"],
            "heads": [head.get_text() for head in figure.select("thead th")],
            "rows": [
                [cell.get_text() for cell in row.find_all(["th", "td"])]
                for row in figure.select("tbody tr")
            ],
        }
    }
    assert _shape(str(figure)) == _shape(render("chart", example))


def test_a_picture_of_the_editors_has_the_markup_of_the_component(built_small: Site) -> None:
    html = built_small.page("es/sleep/good-nights/index.html")
    figure = BeautifulSoup(html, "lxml").select_one("figure.credited-picture")
    assert figure and figure.img and figure.a
    example = {
        "values": {
            **{key: str(figure.img[key]) for key in ("src", "alt", "width", "height")},
            "by": "Imagen:",
            "name": "El equipo editorial",
            "source": "",
            "license_word": "licencia:",
            "license": "CC BY 4.0",
            "license_href": str(figure.a["href"]),
        }
    }
    assert _shape(str(figure)) == _shape(render("credited_picture", example))


def _shape(html: str) -> list[tuple[str, dict[str, Any], str]]:
    soup = BeautifulSoup(html, "html.parser")
    return [(tag.name, tag.attrs, " ".join(tag.get_text().split())) for tag in soup.find_all(True)]


def test_the_style_of_every_component_is_part_of_the_style_of_pages() -> None:
    css = ROOT / "theme" / "css"
    loaded = [
        line
        for name in ("article.css", "page.css")
        for line in (css / name).read_text("utf-8").splitlines()
        if line.startswith("@import")
    ]
    for file in sorted((ROOT / "theme" / "components").glob("*/*.css")):
        address = f"../components/{file.parent.name}/{file.name}"
        assert [address in line for line in loaded].count(True) == 1, address


def test_a_page_holds_the_style_of_every_component_it_shows(built: Path) -> None:
    components = {folder.name.replace("_", "-") for folder in FOLDERS}
    checked = 0
    for file in built.rglob("*.html"):
        head, _, body = file.read_text("utf-8").partition("</head>")
        shown = {name for name in components if f'class="{name}' in body}
        styled = {name for name in components if f".{name}" in head}
        assert shown <= styled, (file.relative_to(built), shown - styled)
        checked += len(shown)
    assert checked > 1000
