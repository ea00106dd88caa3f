"""A picture keeps its place on the page before it has arrived."""

from __future__ import annotations

import pytest

from healthsite.image_files import measure
from tests.conftest import Site


def test_a_picture_on_a_page_has_the_size_of_its_file(built_small: Site) -> None:
    page = built_small.page("sleep/good-nights/index.html")
    assert 'images/moon.svg" width="800" height="800" alt="A moon" loading="lazy"' in page


def test_who_made_a_picture_is_no_file_of_the_site(built_small: Site) -> None:
    assert not (built_small.output / "images" / "images.toml").exists()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 4 2"', (800, 400)),
        ('viewBox="0,0,4,2" width="40" height="20px"', (40, 20)),
        ('viewBox="0 0 4 2" width="100%"', (800, 400)),
        ('width="40" height="0"', (None, None)),
        ('viewBox="0 0 0 2"', (None, None)),
        ('viewBox="0 0 nan 1e999"', (None, None)),
        ("", (None, None)),
    ],
)
def test_a_drawing_has_the_size_it_asks_for_or_fills_the_column(
    attributes: str, size: tuple[int | None, int | None]
) -> None:
    found = measure("a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())
    assert (found.width, found.height, found.fault) == (*size, "")
