"""Pictures and what is said of them."""

from __future__ import annotations

import io

from PIL import Image

from tests.editorial.rows import Case, Change, Row, all_of, as_it_is, swap, write
from tests.editorial.table_charts import chart

MOON = "images/moon.svg"
CREDITS = "images/images.toml"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2">{}</svg>'
CIRCLE = '<circle cx="2" cy="1" r="1"/>'


def _photo(wide: int, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (wide, 2)).save(file, kind)
    return file.getvalue()


def _drawn(inside: str) -> Change:
    return write(MOON, SVG.format(inside))


def _with(name: str, contents: bytes | str) -> Change:
    """Add a picture and say whose it is."""
    credit = f'\n["{name}"]\ncredit = "The editors"\nlicense = "CC BY 4.0"\n'
    return all_of(
        write(f"images/{name}", contents),
        swap(CREDITS, 'license = "CC BY 4.0"\n', f'license = "CC BY 4.0"\n{credit}'),
    )


def _alt(words: str) -> str:
    return f"![{words}](/images/moon.svg)"


UNSAFE = {
    "<script>1</script>": "<script>",
    "<foreignObject/>": "<foreignobject>",
    '<circle onload="x()"/>': "`onload`",
    '<a href="https://x.example/"/>': "leads to",
    '<use href="other.svg#a"/>': "leads to",
    '<image href="https://x.example/a.png"/>': "leads to",
    '<a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:x()"/>': "leads to",
    "<style>@import 'a.css';</style>": "style",
    "<style>a{fill:url(https://x.example/)}</style>": "style",
    '<circle fill="url(https://x.example/#a)"/>': "`fill`",
    "<circle>": "well-formed",
}
SAFE = [
    CIRCLE,
    '<defs><path id="a" d="M0 0"/></defs><use href="#a"/>',
    '<circle fill="url(#a)"/><style>a{fill:url(#b)}</style>',
    '<image href="data:image/png;base64,AAAA"/>',
    "<title>A moon</title>",
]
CASES = [
    *(
        Case("images.unsafe", inside, True, _drawn(inside), words, MOON, 1)
        for inside, words in UNSAFE.items()
    ),
    *(Case("images.unsafe", inside, False, _drawn(inside)) for inside in SAFE),
    Case("images.unsafe", "no svg", True, write(MOON, "<html/>"), "not an SVG", MOON),
    Case(
        "images.unsafe",
        "an entity",
        True,
        write(MOON, '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;")),
        "document type",
        MOON,
    ),
    Case(
        "images.unsafe",
        "a style sheet elsewhere",
        True,
        write(MOON, '<?xml-stylesheet href="https://x.example/a.css"?>' + SVG.format("")),
        "style sheet",
        MOON,
    ),
    Case("images.unsafe", "half a photo", True, _with("a.png", _photo(9)[:40]), "cannot be read"),
    Case("images.unsafe", "another kind", True, _with("a.webp", _photo(9)), "is PNG"),
    *(
        Case("images.unsafe", f"a {kind}", False, _with(f"a.{kind}", _photo(9, kind)))
        for kind in ("png", "jpeg", "webp", "avif")
    ),
    Case("images.size", "too wide", True, _with("a.png", _photo(1_601)), "1,601 pixels"),
    Case("images.size", "as wide as may be", False, _with("a.png", _photo(1_600))),
    Case("images.size", "too heavy", True, _drawn(f"<!--{'x' * 100_000}-->"), "100 kB", MOON),
    Case("images.size", "as heavy as may be", False, _drawn(f"<!--{'x' * 99_000}-->")),
    Case("images.license", "unlisted", True, write("images/a.png", _photo(9)), '["a.png"]'),
    Case(
        "images.license",
        "not for everybody",
        True,
        swap(CREDITS, "CC BY 4.0", "CC BY-NC 4.0"),
        "CC BY 4.0",
        CREDITS,
        2,
    ),
    Case(
        "images.license",
        "of no picture",
        True,
        swap(CREDITS, "moon.svg", "mon.svg"),
        "`moon.svg`",
        CREDITS,
        2,
    ),
    Case(
        "images.chart",
        "a chart there is",
        False,
        all_of(chart(), swap("articles/food/warm-soup.md", "Cook", "![Up](chart:soups)\n\nCook")),
    ),
    Case("images.license", "listed", False, _with("a.png", _photo(9))),
    Case(
        "data.field",
        "a picture by nobody",
        True,
        swap(CREDITS, 'credit = "editors"\n', ""),
        "`credit` is missing",
        CREDITS,
        2,
    ),
    Case("data.malformed", "pictures", True, write(CREDITS, "a = b"), "quotes", CREDITS, 1),
    Case("files.unreadable", "a closed picture", True, as_it_is, "read", MOON, 1, MOON),
]
ROWS = [
    Row(
        "images.drawing",
        "en",
        "![On the side](drawing:recovery-postion)",
        True,
        words="Did you mean `recovery-position`?",
        line=1,
    ),
    Row("images.drawing", "en", "![On the side](drawing:recovery-position)", False),
    Row("images.chart", "en", "![Up](chart:soups)", True, words="no chart `soups`", line=1),
    *(
        Row("images.description", lang, _alt(words), True, words=told, line=1)
        for lang, words, told in (
            ("en", "Image of a moon", "screen reader"),
            ("en", "A photo showing a moon", "screen reader"),
            ("es", "Imagen de una luna", "screen reader"),
            ("es", "Una foto de la luna", "screen reader"),
            ("en", "moon.svg", "name of the file"),
            ("en", "moon", "name of the file"),
            ("en", "IMG_2041.jpg", "name of the file"),
            ("en", "A *big* moon", "Markdown"),
            ("en", "**A moon**", "Markdown"),
            ("en", "!!! note A moon", "Markdown"),
            ("en", "_A moon_", "Markdown"),
            ("en", "x" * 151, "151 characters"),
        )
    ),
    Row("images.description", "en", f"A.\n\n{_alt('A')}\n\n{_alt('moon')}", True, line=5),
    *(
        Row("images.description", lang, _alt(words), False)
        for lang, words in (
            ("en", "A moon over a house"),
            ("en", "Imagery of the night"),
            ("en", "A person who takes a photo of the moon"),
            ("es", "Una luna sobre una casa"),
            ("en", "x" * 150),
        )
    ),
    Row("images.description", "en", "![](/images/moon.svg){decorative}", False),
]
