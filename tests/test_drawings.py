"""Our drawings: every word of each language is there, fits, and the bytes are the same twice."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from healthsite.assets import AssetFault
from healthsite.drawings import broken, drawing_names, render_drawings, text_width
from healthsite.words import Words
from tests.conftest import ROOT, Site

THEME = ROOT / "theme"


def spoken(**changed: str) -> dict[str, Words]:
    """Return the words of the real site; `changed` replaces Spanish ones ("-" takes one out)."""
    words = {}
    for lang in ("en", "es"):
        file = ROOT / "content" / "data" / "strings" / f"{lang}.toml"
        table = tomllib.loads(file.read_text("utf-8"))["drawing"]
        entries = {
            f"drawing.{name}.{key}": text
            for name, labels in table.items()
            for key, text in labels.items()
        }
        if lang == "es":
            entries |= changed
        words[lang] = Words(lang, f"{lang}_US", {k: v for k, v in entries.items() if v != "-"})
    return words


def faults(theme: Path, words: dict[str, Words]) -> tuple[str, ...]:
    with pytest.raises(AssetFault) as caught:
        render_drawings(theme, words)
    return caught.value.faults


def test_the_same_drawings_have_the_same_bytes_and_names() -> None:
    first, second = render_drawings(THEME, spoken()), render_drawings(THEME, spoken())
    assert first == second
    assert {name for name, _ in first} == set(drawing_names(THEME))
    assert len({drawing.file for drawing in first.values()}) == len(first)


def test_a_drawing_says_its_name_and_holds_nothing_that_runs_or_loads() -> None:
    words = spoken()
    for (name, lang), drawing in render_drawings(THEME, words).items():
        title = words[lang](f"drawing.{name}.title")
        assert f'<title id="t">{title}</title>' in drawing.svg
        assert f'lang="{lang}"' in drawing.svg
        assert "prefers-color-scheme" in drawing.svg
        rest = drawing.svg.replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"<script|\bon\w+=|href=|url\(|https?:|style=", rest), name


def test_colors_are_roles_that_stand_in_the_tokens() -> None:
    for path in sorted((THEME / "drawings").rglob("*.svg")):
        assert not re.search(r"#[0-9a-fA-F]{3,6}\b|rgb\(", path.read_text("utf-8")), path.name


def test_a_missing_word_is_told_with_its_file_and_key() -> None:
    told = faults(THEME, spoken(**{"drawing.overdose-steps.spray": "-"}))
    assert len(told) == 1
    assert "strings/es.toml" in told[0]
    assert "drawing.overdose-steps.spray" in told[0]


def test_a_word_too_long_for_its_place_is_told() -> None:
    long = "una frase que es mucho más larga de lo que cabe en su lugar del dibujo"
    told = faults(THEME, spoken(**{"drawing.overdose-steps.spray": long}))
    assert len(told) == 1
    assert "`drawing.overdose-steps.spray` does not fit" in told[0]
    assert "Say it in fewer words" in told[0]


def test_words_without_a_drawing_are_told() -> None:
    told = faults(THEME, spoken(**{"drawing.no-such.title": "Nada"}))
    assert told == (
        "content/data/strings/es.toml: [drawing.no-such] has words, and there is no "
        "theme/drawings/no-such.svg. Add the drawing, or remove the words.",
    )


def test_a_template_that_is_not_understood_is_told(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    for part in ("drawings", "css"):
        shutil.copytree(THEME / part, theme / part)
    broken_one = theme / "drawings" / "box-breathing.svg"
    broken_one.write_text(broken_one.read_text("utf-8") + "{% nonsense %}", encoding="utf-8")
    told = faults(theme, spoken())
    assert all("theme/drawings/box-breathing.svg" in fault for fault in told)


def test_a_role_that_the_tokens_lack_is_told(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    for part in ("drawings", "css"):
        shutil.copytree(THEME / part, theme / part)
    tokens = theme / "css" / "tokens.css"
    tokens.write_text(tokens.read_text("utf-8").replace("--sunk:", "--sank:"), encoding="utf-8")
    assert faults(theme, spoken()) == (
        "theme/css/tokens.css has no role 'sunk', which drawings use. Add it.",
    )


def test_a_drawing_without_its_paper_is_told(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    for part in ("drawings", "css"):
        shutil.copytree(THEME / part, theme / part)
    (theme / "drawings" / "box-breathing.svg").write_text("<svg></svg>", encoding="utf-8")
    assert "Extend drawings/parts/sheet.svg" in faults(theme, spoken())[0]


def test_a_label_is_broken_between_words_only() -> None:
    rows = broken("Stay until help comes", 90, 15)
    assert " ".join(rows) == "Stay until help comes"
    assert all(text_width(row, 15) <= 90 for row in rows)
    assert broken("electroencefalograma", 20, 15) == ["electroencefalograma"]


def test_a_page_names_the_drawings_it_shows(small: Site) -> None:
    small.append("pages/overdose.md", "\n![On the side.](drawing:recovery-position)\n")
    small.append("pages/overdose.md", "\n![A square.](drawing:box-breathing)\n")
    small.append("pages/overdose.es.md", "\n![De lado.](drawing:recovery-position)\n")
    small.append("pages/overdose.es.md", "\n![Un cuadrado.](drawing:box-breathing)\n")
    small.build("https://example.org/guide")
    soup = BeautifulSoup(small.page("overdose/index.html"), "lxml")
    pictures = soup.select("figure.picture img")
    assert [picture["alt"] for picture in pictures] == ["On the side.", "A square."]
    # The first one on this page must not wait until it comes near.
    assert [picture.get("loading") for picture in pictures] == [None, "lazy"]
    for picture in pictures:
        src = str(picture["src"])
        assert src.startswith("/guide/drawings/") and ".en." in src
        svg = (small.output / src.removeprefix("/guide/")).read_text("utf-8")
        assert f'viewBox="0 0 {picture["width"]} {picture["height"]}"' in svg
    written = {path.name.split(".")[0] for path in (small.output / "drawings").iterdir()}
    assert written == {"recovery-position", "box-breathing"}, "only what a page shows"
