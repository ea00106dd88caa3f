"""The code on paper: it is there, right, and costs the screen nothing."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from healthsite.qr import qr_file, qr_svg
from tests.conftest import Site


def modules(svg: str) -> set[tuple[int, int]]:
    """Return the dark modules of a code, by column and row."""
    root = etree.fromstring(svg.encode())
    dark: set[tuple[int, int]] = set()
    x, y = 0, -1
    drawn = root.find("{*}path").get("d")
    for letter, numbers in re.findall(r"([Mmh])([^Mmh]*)", drawn):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if letter == "h":
            dark |= {(x + step, y) for step in range(int(values[0]))}
            x += int(values[0])
        elif letter == "M":
            x, y = int(values[0]), int(values[1])
        else:
            x, y = x + int(values[0]), y + int(values[1])
    return dark


def test_a_code_has_its_three_corners_and_white_around_it() -> None:
    svg = qr_svg("https://site.example/overdose/naloxone/")
    dark = modules(svg)
    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    assert min(min(place) for place in dark) == 4
    assert max(max(place) for place in dark) == side - 5
    ring = {(x, y) for x in range(7) for y in range(7) if {x, y} & {0, 6}}
    for left, top in ((4, 4), (side - 11, 4), (4, side - 11)):
        assert {(left + x, top + y) for x, y in ring} <= dark


def test_each_address_has_a_code_of_its_own() -> None:
    assert qr_svg("https://site.example/a/") != qr_svg("https://site.example/b/")
    assert qr_file("/") == "qr/index.svg"
    assert qr_file("/es/overdose/naloxone/") == "qr/es/overdose/naloxone.svg"


def test_only_what_somebody_wrote_has_one(built_small: Site) -> None:
    def named(page: str) -> list[str]:
        return re.findall(r'src="(/qr/[^"]+)"', built_small.page(page))

    assert named("food/warm-soup/index.html") == ["/qr/food/warm-soup.svg"]
    assert named("es/sleep/long-walks/index.html") == ["/qr/es/sleep/long-walks.svg"]
    assert named("index.html") == ["/qr/index.svg"]
    for page in ("a-to-z/index.html", "404.html", "tags/soup/index.html"):
        assert named(page) == []
    files = {path.stem for path in Path(built_small.output / "qr").rglob("*.svg")}
    assert "warm-soup" in files and "secret-stew" not in files
