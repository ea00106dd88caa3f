"""Rule: a picture is there, small, safe and ours to show, and its text says what it shows.

Why: a missing picture is an empty frame for some readers and a wrong description for others;
a large one costs a prepaid phone its data; a drawing can carry a script; and a picture without
a license is somebody else's. "Image of" and file names waste the breath of who listens.
A drawing of ours is known by its words in the strings files, a chart by its files in
data/charts.
Source: WCAG 2.2, 1.1.1 Non-text Content; W3C Images Tutorial, "Tips and Tricks"; SVG 2,
appendix F (security); Creative Commons, "Best practices for attribution".
Examples: tests/editorial/table_images.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath

from healthsite.editorial.rule import Rule
from healthsite.explain import nearest
from healthsite.model import Desk, Finding, Fragment, Level, Picture, Text, named_drawings

RULES = (
    Rule("images.missing", Level.ERROR, "A picture stands in content/images."),
    Rule("images.drawing", Level.ERROR, "A drawing is one of ours."),
    Rule("images.chart", Level.ERROR, "A chart has its files in data/charts."),
    Rule("images.unsafe", Level.ERROR, "A picture can be read, and a drawing is only a drawing."),
    Rule("images.size", Level.ERROR, "A picture is small enough for a cheap phone."),
    Rule("images.license", Level.ERROR, "images.toml says of each picture whose it is."),
    Rule("images.description", Level.WARNING, "A picture's text says what it shows, in words."),
)

_IMG = re.compile(r'<img src="([^"]*)" alt="([^"]*)"')
_MARKUP = re.compile(r"\*|`|~~|!!!|\||^[#>]|(?<!\w)_|_(?!\w)")
_OPENING = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|drawing|illustration|graphic|icon"
    r"|screenshot) (?:of|showing|that shows)\b"
    r"|(?:una? |el |la )?(?:imagen|foto|fotografía|dibujo|ilustración|gráfico|ícono|icono"
    r"|captura de pantalla) (?:de|del|que muestra)\b",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:svg|png|jpe?g|webp|avif|gif)$", re.IGNORECASE)


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each picture that is not there or not described."""
    path = text.document.file.path
    drawings = named_drawings(desk.data.strings[text.lang])
    for fragment in text.document.fragments:
        for mention in fragment.images:
            scheme, _, name = mention.target.partition(":")
            if scheme == "drawing" and name not in drawings:
                yield Finding(
                    path,
                    mention.line,
                    "images.drawing",
                    f"There is no drawing `{name}`.{nearest(name, drawings)} "
                    f"The drawings are: {', '.join(sorted(drawings))}.",
                )
            elif scheme == "chart" and name not in {*desk.data.charts, *desk.data.faulty_charts}:
                yield Finding(
                    path,
                    mention.line,
                    "images.chart",
                    f"There is no chart `{name}`.{nearest(name, desk.data.charts)} "
                    f"Add data/charts/{name}.csv and {name}.toml, or correct the name.",
                )
            elif mention.target.startswith("/images/") and mention.target not in desk.pictures:
                hint = nearest(mention.target, desk.pictures)
                yield Finding(
                    path,
                    mention.line,
                    "images.missing",
                    f"There is no picture `{mention.target}`.{hint} "
                    "Put it into content/images or correct the name.",
                )
        for address, words, line in _described(fragment):
            most = desk.data.editorial.images.most_text_characters
            if advice := _advice(address, words, most):
                yield Finding(path, line, "images.description", advice)


def _described(fragment: Fragment) -> Iterator[tuple[str, str, int]]:
    """Yield address, text and line of each picture of a fragment that has a text."""
    lines: dict[str, list[int]] = {}
    for mention in fragment.images:
        lines.setdefault(mention.target, []).append(mention.line)
    for found in _IMG.finditer(fragment.html):
        address, words = unescape(found[1]), unescape(found[2])
        if words and lines.get(address):
            yield address, words, lines[address].pop(0)
        elif lines.get(address):
            lines[address].pop(0)


def _advice(address: str, words: str, most: int) -> str:
    """Return a sentence on a picture's text that does not do its work, or nothing."""
    name = PurePosixPath(address)
    if _FILE.search(words) or words in {name.name, name.stem}:
        return f"“{words[:60]}” is the name of the file. Say what the picture shows."
    if found := _OPENING.match(words):
        return (
            f"“{found.group()}” is said by the screen reader already. Start with what the "
            "picture shows."
        )
    if _MARKUP.search(words):
        return (
            f"“{words[:60]}” holds signs of Markdown, which are read aloud. Write plain words "
            "between the square brackets."
        )
    # A drawing of ours has words in it, and all of them have to be said.
    if address.startswith("/") and len(words) > most:
        return (
            f"This picture's text has {len(words)} characters; {most} are enough to hear. Say "
            "the rest in the text."
        )
    return ""


def check_site(desk: Desk) -> Iterator[Finding]:
    """Yield findings on the files themselves, whether a text shows them or not."""
    credits = f"{desk.root}/images/images.toml"
    for address, picture in desk.pictures.items():
        path = f"{desk.root}{address}"
        name = address.removeprefix("/images/")
        if picture.fault:
            yield Finding(path, 1, "images.unsafe", picture.fault)
        if advice := _too_large(picture, desk):
            yield Finding(path, 1, "images.size", advice)
        allowed = [entry.name for entry in desk.data.editorial.images.licenses]
        if name not in desk.credits:
            yield Finding(
                path,
                1,
                "images.license",
                f'Nothing says whose this picture is. Add to images/images.toml: ["{name}"] with '
                "`credit` (who made it), `license` and, if it is from elsewhere, `source`.",
            )
        elif picture.credit is not None and picture.credit.license not in allowed:
            license_ = picture.credit.license
            yield Finding(
                credits,
                desk.credits[name],
                "images.license",
                f"`{license_}` is not a license pictures may have here."
                f"{nearest(license_, allowed)} These are: {', '.join(allowed)}. "
                "Use another picture if it is under none of them.",
            )
    for name, line in desk.credits.items():
        if f"/images/{name}" not in desk.pictures:
            known = (address.removeprefix("/images/") for address in desk.pictures)
            yield Finding(
                credits,
                line,
                "images.license",
                f"There is no picture `{name}`.{nearest(name, known)} Remove its lines, or "
                "correct the name.",
            )


def _too_large(picture: Picture, desk: Desk) -> str:
    limits = desk.data.editorial.images
    if picture.bytes > limits.most_bytes:
        return (
            f"The picture has {picture.bytes // 1000:,} kB; {limits.most_bytes // 1000:,} kB is "
            "the most. Save it smaller, as WebP or as a drawing (SVG)."
        )
    if picture.width and picture.width > limits.most_pixels_wide > 0:
        return (
            f"The picture is {picture.width:,} pixels wide; {limits.most_pixels_wide:,} is the "
            "most. Save it smaller."
        )
    return ""
