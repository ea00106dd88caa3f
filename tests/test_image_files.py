"""A picture keeps its place on the page before it has arrived, and says whose it is."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from healthsite.addresses import Addresses
from healthsite.image_files import measure
from healthsite.links import Linker, PageLinker
from healthsite.model import Library, Picture
from healthsite.sitedata import load_site_data
from healthsite.words import Words
from tests.conftest import Site


def test_a_picture_on_a_page_has_the_size_of_its_file(built_small: Site) -> None:
    page = built_small.page("sleep/good-nights/index.html")
    assert 'images/moon.svg" width="800" height="800" alt="A moon" loading="lazy"' in page


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("", "Picture: The editors; license: CC BY 4.0"),
        ("es/", "Imagen: El equipo editorial; licencia: CC BY 4.0"),
    ],
)
def test_a_reader_is_told_in_their_language_whose_a_picture_is(
    built_small: Site, path: str, told: str
) -> None:
    page = BeautifulSoup(built_small.page(f"{path}sleep/good-nights/index.html"), "lxml")
    caption = page.select_one("figure > img[src$='/images/moon.svg'] + figcaption")
    assert caption is not None and caption.get_text() == told
    [license_] = caption.select("a")
    assert license_["href"] == "https://license.example/by" + (".es" if path else "")


def test_a_picture_from_elsewhere_leads_there_and_names_its_maker_as_written(small: Site) -> None:
    small.write(
        "images/images.toml",
        '["moon.svg"]\ncredit = "Ann & <Co>, Inc."\nlicense = "public domain"\n'
        'source = "https://moon.example/?a=1&b=2"\n',
    )
    small.build()
    for path, told in (
        ("", "Picture: Ann & <Co>, Inc.; license: public domain"),
        ("es/", "Imagen: Ann & <Co>, Inc.; licencia: dominio público"),
    ):
        page = BeautifulSoup(small.page(f"{path}sleep/good-nights/index.html"), "lxml")
        caption = page.select_one("figure figcaption")
        assert caption is not None and caption.get_text() == told
        assert [link["href"] for link in caption.select("a")] == ["https://moon.example/?a=1&b=2"]


def test_a_picture_of_which_nothing_is_said_has_no_empty_caption(small: Site) -> None:
    data, _ = load_site_data(small.content / "data")
    assert data is not None
    words = Words("en", "en_US", data.strings["en"])
    linker = Linker(
        data, Library({}, {}, {}), Addresses("", "en"), words, images={"/images/a.svg": Picture(9)}
    )
    html = '<figure class="credited-picture"><img src="/images/a.svg" alt="A"></figure>'
    assert PageLinker(linker, {}).resolve(html) == html


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
