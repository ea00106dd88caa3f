"""Our own drawings: SVG templates of the theme, filled in with the words of each language.

A drawing is `theme/drawings/<name>.svg`. Its words are `drawing.<name>.*` in the strings
files, where `title` is the name of the picture; its colors are the roles of `tokens.css`,
written into the file because a picture on a page cannot see the page's styles. It becomes
a file of its own, named by its content (docs/decisions/0005-drawings.md says why).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from healthsite.assets import AssetFault, hashed_name
from healthsite.model import DRAWING_WORDS, named_drawings
from healthsite.words import UnknownWord, Words

WIDTH = 328
"""Every drawing is as wide as the text on a phone of 360 px, so a unit is a pixel there."""

SIZE = 15
"""Size of a label, in the same units; no label is smaller."""

LINE = 1.2
"""From line to line, as a share of the size of the letters."""

_NARROW = frozenset("fijlrtI.,:;'!|()[]/ ¡-")
_WIDE = frozenset("mwMWQOG@%")
_ROLE = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})\b")
_BETWEEN = re.compile(r">\s+<")
_VIEW_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


@dataclass(frozen=True)
class Drawing:
    """A picture in one language. `file` is where it is written; sizes are in CSS pixels."""

    name: str
    lang: str
    file: str
    width: int
    height: int
    svg: str


@dataclass(frozen=True)
class Drawn:
    """All drawings and charts of a site, by (name, language)."""

    drawings: Mapping[tuple[str, str], Drawing] = field(default_factory=dict)
    charts: Mapping[tuple[str, str], Drawing] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Drawing]:
        """Yield every one of them."""
        yield from self.drawings.values()
        yield from self.charts.values()


@dataclass(frozen=True)
class Palette:
    """The color of each role: for light and for dark, as `tokens.css` has it, and for paper."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    paper: Mapping[str, str]

    def css(self, theme: str, roles: Sequence[str], mixes: Mapping[str, Sequence[Any]]) -> str:
        """Return the roles as declarations.

        Args:
            theme: "light", "dark" or "paper".
            roles: the roles a drawing uses.
            mixes: further names; each is (role, role below it, share of the first).

        Raises:
            KeyError: there is no such role.
        """
        changed = {"light": {}, "dark": self.dark, "paper": self.paper}[theme]
        colors = {**self.light, **changed}
        rows = [(role, colors[role]) for role in roles]
        rows += [
            (name, _mixed(colors[a], colors[b], share)) for name, (a, b, share) in mixes.items()
        ]
        return ";".join(f"--{name}:{color}" for name, color in rows)


def read_palette(styles: Path) -> Palette:
    """Read the roles of `tokens.css`, in its dark theme too, and those that `print.css` changes."""
    light, _, dark = _rules(styles / "tokens.css").partition("prefers-color-scheme: dark")
    paper = _rules(styles / "print.css")
    return Palette(*(dict(_ROLE.findall(css)) for css in (light, dark, paper)))


def _rules(file: Path) -> str:
    """Return a stylesheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


def drawing_names(theme: Path) -> list[str]:
    """Return the names of the theme's drawings, in order."""
    return sorted(path.stem for path in (theme / "drawings").glob("*.svg"))


def render_drawings(theme: Path, words: Mapping[str, Words]) -> dict[tuple[str, str], Drawing]:
    """Render every drawing in every language, by (name, language).

    Raises:
        AssetFault: a drawing has no words, words have no drawing, a word is missing or too
            long for its place, or a template is not understood.
    """
    environment = drawing_environment(theme)
    faults: list[str] = []
    drawings: dict[tuple[str, str], Drawing] = {}
    names = drawing_names(theme)
    for lang, spoken in words.items():
        for name in sorted(named_drawings(spoken.entries) - set(names)):
            faults.append(
                f"content/data/strings/{lang}.toml: [{DRAWING_WORDS}.{name}] has words, and "
                f"there is no theme/drawings/{name}.svg. Add the drawing, or remove the words."
            )
        for name in names:
            label = Labels(spoken, f"{DRAWING_WORDS}.{name}", faults)
            try:
                svg = environment.get_template(f"drawings/{name}.svg").render(
                    label=label, lang=lang
                )
            except UnknownWord as error:
                faults.append(str(error))
            except KeyError as error:
                faults.append(
                    f"theme/css/tokens.css has no role {error}, which drawings use. Add it."
                )
            except TemplateError as error:
                faults.append(f"theme/drawings/{name}.svg: {error.message}. Mend the template.")
            else:
                drawings[name, lang] = finished("drawings", name, lang, svg)
    if faults:
        raise AssetFault(sorted(set(faults)))
    return drawings


def drawing_environment(theme: Path) -> Environment:
    """Return what renders a drawing: strict, and with the colors at hand."""
    environment = Environment(
        loader=FileSystemLoader(theme),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    palette = read_palette(theme / "css")
    environment.globals |= {"palette": palette.css, "words": words_at, "written": written}
    return environment


def finished(folder: str, name: str, lang: str, svg: str) -> Drawing:
    """Return a drawing with blanks between its elements taken out, and its final name."""
    svg = _BETWEEN.sub("><", svg).strip() + "\n"
    box = _VIEW_BOX.search(svg)
    if box is None:
        raise AssetFault(
            [f"theme/{folder}/{name}.svg: Extend drawings/parts/sheet.svg, which gives the size."]
        )
    file = hashed_name(f"{folder}/{name}.{lang}.svg", svg.encode())
    return Drawing(name, lang, file, int(box[1]), int(box[2]), svg)


class Labels:
    """The words of one drawing in one language: `label("spray")`."""

    def __init__(self, words: Words, prefix: str, faults: list[str]) -> None:
        self.words = words
        self.prefix = prefix
        self.faults = faults

    def __call__(self, key: str) -> str:
        """Return a word.

        Raises:
            UnknownWord: the strings file has none of that name.
        """
        return self.words(f"{self.prefix}.{key}")

    def too_long(self, key: str, lines: int) -> None:
        """Note that a label does not fit."""
        room = "one line" if lines == 1 else f"{lines} lines"
        self.faults.append(
            f"content/data/strings/{self.words.lang}.toml: `{self.prefix}.{key}` does not fit in "
            f"its drawing, where there is room for {room}. Say it in fewer words."
        )


@pass_context
def words_at(
    context: Context,
    key: str,
    x: float,
    y: float,
    room: float,
    *,
    lines: int = 1,
    anchor: str = "middle",
    bold: bool = False,
    grow: str = "down",
    size: float = SIZE,
) -> Markup:
    """Return a label as SVG text, broken into lines.

    Args:
        context: where the drawing's `label` is.
        key: the label's key within the drawing.
        x: where it starts, has its middle or ends, as `anchor` says.
        y: the base line of the first line; of the last one if it grows "up", and of the middle
            if it grows "both" ways.
        room: how wide a line may be.
        lines: how many lines there is room for.
        anchor: start, middle or end.
        bold: whether it is a heading.
        grow: where more lines go: "down", "up" or "both".
        size: of the letters; at least `SIZE`.
    """
    label: Labels = context["label"]
    rows = broken(label(key), room, size, bold=bold)
    if len(rows) > lines or any(text_width(row, size, bold=bold) > room for row in rows):
        label.too_long(key, lines)
    y -= (len(rows) - 1) * size * LINE * {"down": 0, "both": 0.5, "up": 1}[grow]
    return written(rows, x, y, anchor=anchor, bold=bold, size=size)


def written(
    rows: Sequence[str],
    x: float,
    y: float,
    *,
    anchor: str = "middle",
    bold: bool = False,
    size: float = SIZE,
) -> Markup:
    """Return lines of text as SVG; `y` is the base line of the first."""
    kind = {"start": "s", "middle": "", "end": "e"}[anchor] + (" b" if bold else "")
    marks = f' class="{kind.strip()}"' if kind.strip() else ""
    marks += f' font-size="{size:g}"' if size != SIZE else ""
    step = size * LINE
    first, *rest = rows
    inside = escape(first, quote=False) + "".join(
        f'<tspan x="{x:g}" dy="{step:g}">{escape(row, quote=False)}</tspan>' for row in rest
    )
    return Markup(f'<text x="{x:g}" y="{y:g}"{marks}>{inside}</text>')  # noqa: S704 - escaped


def broken(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `room`, by an estimate.

    The reader's own system face is not known here. The estimate is that of a wide one, and
    a test measures the labels in a browser.
    """
    rows: list[str] = []
    for word in text.split():
        if rows and text_width(f"{rows[-1]} {word}", size, bold=bold) <= room:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows.append(word)
    return rows or [""]


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a text is, in the units of `size`."""
    share = sum(
        0.36 if c in _NARROW else 0.92 if c in _WIDE else 0.7 if c.isupper() else 0.6 for c in text
    )
    return share * size * (1.13 if bold else 1)


def _mixed(above: str, below: str, share: float) -> str:
    one, two = _parts(above), _parts(below)
    return "#" + "".join(
        f"{round(a * share + b * (1 - share)):02x}" for a, b in zip(one, two, strict=True)
    )


def _parts(color: str) -> tuple[int, ...]:
    digits = color.removeprefix("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    return tuple(int(digits[i : i + 2], 16) for i in (0, 2, 4))
