"""The loopback server answers as a static host does, and the browser reaches it."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from healthsite.browser import serve_folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "help").mkdir(parents=True)
    (folder / "empty").mkdir()
    (folder / "index.html").write_text("<title>Home</title>", encoding="utf-8")
    (folder / "help" / "index.html").write_text("<title>Help</title>", encoding="utf-8")
    (folder / "404.html").write_text("<title>Not here</title>", encoding="utf-8")
    (folder / "manifest.webmanifest").write_text("{}", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return folder


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with serve_folder(site, base_path="/clinic") as address:
        yield address


def ask(address: str, path: str, method: str = "GET") -> tuple[HTTPResponse, str]:
    """The answer to exactly this path: a cleverer client would tidy it first."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.request(method, path)
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/clinic/help/", "/clinic/help/?from=home"])
def test_a_folder_address_shows_its_page(address: str, path: str):
    response, body = ask(address, path)
    assert (response.status, body) == (200, "<title>Help</title>")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_folder_without_its_slash_is_sent_to_the_one_with(address: str):
    response, _ = ask(address, "/clinic/help")
    assert (response.status, response.headers["Location"]) == (301, "/clinic/help/")


@pytest.mark.parametrize("path", ["/clinic/nothing/", "/clinic/empty/", "/help/", "/", "/clinicx/"])
def test_what_is_not_there_gets_the_page_of_the_site_for_that(address: str, path: str):
    response, body = ask(address, path)
    assert (response.status, body) == (404, "<title>Not here</title>")


def test_asking_for_the_head_alone_gets_no_body(address: str):
    response, body = ask(address, "/clinic/nothing/", method="HEAD")
    assert (response.status, body) == (404, "")


@pytest.mark.parametrize("path", ["/clinic/../secret.txt", "/clinic/%2e%2e/secret.txt"])
def test_nothing_outside_the_folder_is_served(address: str, path: str):
    response, body = ask(address, path)
    assert response.status == 404
    assert "secret" not in body


def test_a_manifest_has_its_own_media_type(address: str):
    response, _ = ask(address, "/clinic/manifest.webmanifest")
    assert response.headers["Content-Type"] == "application/manifest+json"


@pytest.mark.parametrize("wrong", ["clinic", "/clinic/", "/"])
def test_a_base_path_with_a_slash_out_of_place_is_refused(site: Path, wrong: str):
    with pytest.raises(ValueError, match="slash"), serve_folder(site, base_path=wrong):
        pass


@pytest.mark.browser
def test_the_browser_opens_a_page_of_a_site_under_a_base_path(browser: Browser, address: str):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/help/")
    assert page.title() == "Help"
    context.close()
