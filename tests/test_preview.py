"""`make serve`: a saved change is noticed, a fault is shown, nothing of it is in the site."""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import socket
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from healthsite.build import BuildFailed, build
from healthsite.kept import Kept
from healthsite.preview import serving
from healthsite.preview.newest import Preview
from healthsite.preview.panel import place_of, text_at
from healthsite.preview.server import PreviewServer, open_server, policy_for, with_panel
from healthsite.preview.watching import Watch
from tests.conftest import TODAY, Site
from tests.preview_support import Workshop, get, previewing, refused, running, workshop

SOUP = "articles/food/warm-soup.md"


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return workshop(tmp_path)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Preview, str]]:
    """Serve a preview that is only looked at."""
    with previewing(workshop(tmp_path_factory.mktemp("served")).request()) as both:
        yield both


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# What was kept


def _edit(name: str, old: str, new: str) -> Callable[[Workshop], None]:
    return lambda shop: shop.site.replace(name, old, new)


def _template(shop: Workshop) -> None:
    footer = shop.theme / "templates" / "partials" / "footer.html"
    footer.write_text(footer.read_text("utf-8") + "<p>More</p>", "utf-8")


def _style(shop: Workshop) -> None:
    tokens = shop.theme / "css" / "tokens.css"
    tokens.write_text(tokens.read_text("utf-8").replace("#faf6ee", "#fff"), "utf-8")


def _settings(shop: Workshop) -> None:
    text = shop.settings.read_text("utf-8")
    shop.settings.write_text(text.replace('"trim_blocks": True', '"trim_blocks": False'), "utf-8")


# After each row the site is compared with a new build. A change of the theme or the settings
# renders everything anew, so it must not stand in one row with others.
CHANGES: dict[str, tuple[Callable[[Workshop], object], ...]] = {
    "texts and data": (
        _edit(SOUP, "Cook vegetables", "Simmer vegetables"),
        _edit(SOUP, "title: Warm soup", "title: Hot soup"),
        lambda shop: (shop.site.content / "articles/sleep/long-walks.es.md").unlink(),
        _edit("data/topics.toml", 'en = "Food"', 'en = "Meals"'),
        _edit("images/moon.svg", "0 0 10 10", "0 0 10 20"),
        _edit("data/strings/en.toml", '"Key points"', '"In short"'),
    ),
    "templates": (_template, _style),
    "settings": (_settings,),
}


def test_a_preview_after_any_change_is_the_very_site_that_a_new_build_makes(
    shop: Workshop, tmp_path: Path
) -> None:
    shop.site.output.mkdir()
    preview = Preview(shop.request())
    preview.rebuild()
    before = files(shop.site.output)
    for name, changes in CHANGES.items():
        for change in changes:
            change(shop)
            preview.rebuild()
            assert not preview.state.faults, name
            now = files(shop.site.output)
            assert now != before, name
            before = now
        fresh = build(shop.request(tmp_path / "fresh"))
        assert now == files(tmp_path / "fresh"), name
        assert preview.state.result is not None
        assert preview.state.result.findings == fresh.findings, name


def test_an_unchanged_text_is_told_what_another_one_did_to_it(shop: Workshop) -> None:
    shop.site.output.mkdir()
    shop.site.replace(SOUP, "Cook vegetables", "Read [how to walk](article:long-walks). Cook")
    preview = Preview(shop.request())
    preview.rebuild()
    assert not preview.state.faults
    for name in ("long-walks.md", "long-walks.es.md"):
        (shop.site.content / "articles/sleep" / name).unlink()
    preview.rebuild()
    assert [fault.rule for fault in preview.state.faults if fault.path.endswith(SOUP)]


def test_only_what_was_made_from_the_same_is_kept() -> None:
    kept = Kept()
    made: list[object] = []

    def one_more() -> int:
        made.append(None)
        return len(made)

    assert [kept.once("x", made_from, one_more) for made_from in (1, 1, 2, 1)] == [1, 1, 2, 3]
    kept.begin()
    kept.begin()  # A whole build has not asked for it.
    assert kept.once("x", 1, one_more) == 4


# Faults


def _broken(path: str, old: str, new: str) -> Callable[[Workshop], None]:
    def change(shop: Workshop) -> None:
        file = shop.settings.parent / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    return change


FAULTS = {
    "no Python": ("pelicanconf.py", "RELATIVE_URLS = False", "RELATIVE_URLS = (", "never closed"),
    "an unknown name": ("pelicanconf.py", "RELATIVE_URLS = False", "X = nothing", "not defined"),
    "no Jinja": ("theme/templates/article.html", "{% block lead %}", "{% blok lead %}", "blok"),
    "an unknown value": (
        "theme/templates/article.html",
        "view.key_points",
        "view.points",
        "points",
    ),
    "an unknown word": (
        "theme/templates/article.html",
        '"article.not_reviewed"',
        '"article.nothing"',
        "has no `article.nothing`",
    ),
    "a parameter too many": (
        "theme/templates/article.html",
        "facts(items=items)",
        "facts(items=items, other=1)",
        "other",
    ),
    "a missing template": (
        "theme/templates/article.html",
        "partials/topics",
        "partials/x",
        "x.html",
    ),
    "an open brace": ("theme/css/tokens.css", ":root {", ":root { .x {", "not closed"),
    "a missing style": ("theme/css/article.css", "tokens.css", "token.css", "token.css"),
    "no TOML": ("theme/components/facts/facts.toml", "[[example]]", "[[example", "not understood"),
    "a fact": (f"content/{SOUP}", "[soup, night]", "[sop]", "`sop` in `tags`"),
}


def test_a_fault_in_any_file_is_told_with_its_place_and_the_last_good_site_stays(
    shop: Workshop,
) -> None:
    shop.site.output.mkdir()
    preview = Preview(shop.request())
    preview.rebuild()
    good = files(shop.site.output)
    for name, (path, old, new, said) in FAULTS.items():
        file = shop.settings.parent / path
        text = file.read_text("utf-8")
        _broken(path, old, new)(shop)
        preview.rebuild()
        (fault,) = preview.state.faults
        assert said in fault.message, name
        assert "Traceback" not in fault.message and "program itself" not in fault.message, name
        assert fault.path.endswith(path), name
        assert fault.line and fault.lines, name
        assert files(shop.site.output) == good, name
        assert preview.state.result is not None
        file.write_text(text, "utf-8")
    preview.rebuild()
    assert not preview.state.faults


def test_the_line_from_the_file_is_shown_with_the_place_marked(shop: Workshop) -> None:
    shop.site.replace(SOUP, "[soup, night]", "[sop]")
    preview = Preview(shop.request())
    preview.rebuild()
    (fault,) = preview.state.faults
    (line,) = [line for line in fault.lines if line.number == fault.line]
    assert (line.before, line.mark, line.after) == ("tags: [", "sop", "]")


def test_a_mistake_of_the_program_is_a_fault_too(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_: object) -> None:
        raise ZeroDivisionError("no luck")

    monkeypatch.setattr("healthsite.preview.newest.build", fails)
    preview = Preview(shop.request())
    preview.rebuild()
    (fault,) = preview.state.faults
    assert "ZeroDivisionError: no luck" in fault.message
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_every_fault_in_the_built_pages_is_one_of_its_own(shop: Workshop) -> None:
    footer = shop.theme / "templates" / "partials" / "footer.html"
    footer.write_text(footer.read_text("utf-8") + '<img src="/x.svg" alt="">', "utf-8")
    shop.site.output.mkdir()
    preview = Preview(shop.request())
    preview.rebuild()
    told = [fault.message for fault in preview.state.faults]
    assert any(message.startswith("food/warm-soup/index.html: ") for message in told)
    assert all(message.count("x.svg") <= 1 for message in told)


# What is sent


def test_before_any_build_has_worked_every_address_shows_the_faults(shop: Workshop) -> None:
    shop.site.replace(SOUP, "[soup, night]", "[sop]")
    with previewing(shop.request()) as (_, address):
        code, page = refused(f"{address}/food/warm-soup/")
    assert code == 503
    assert "<mark>sop</mark>" in page


def test_the_page_of_faults_leads_only_to_this_site(served: tuple[Preview, str]) -> None:
    _, address = served
    assert 'data-back="/food/"' in get(f"{address}/__preview/faults?from=/food/")
    for elsewhere in ("//evil.example/", "https://evil.example/", "/%09/evil.example", "/%5Cevil/"):
        assert 'data-back="/"' in get(f"{address}/__preview/faults?from={elsewhere}"), elsewhere


def test_an_address_that_is_not_there_shows_our_page_in_its_language(
    served: tuple[Preview, str],
) -> None:
    _, address = served
    for path, words in (("/nothing/", "Page not found"), ("/es/nada/", "No se encontró")):
        code, page = refused(address + path)
        assert code == 404
        assert words in page


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/images/moon.svg", "image/svg+xml"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/__preview/panel.js", "text/javascript; charset=utf-8"),
        ("/__preview/page.css", "text/css; charset=utf-8"),
        ("/__preview/page.json", "application/json"),
    ],
)
def test_everything_is_sent_as_what_it_is(
    served: tuple[Preview, str], path: str, kind: str
) -> None:
    with urllib.request.urlopen(served[1] + path, timeout=5) as answer:
        assert answer.headers["Content-Type"] == kind


def test_drafts_are_visible_and_marked(served: tuple[Preview, str]) -> None:
    _, address = served
    assert 'class="draft-banner"' in get(f"{address}/food/secret-stew/")
    page = json.loads(get(f"{address}/__preview/page.json?path=/food/secret-stew/"))["page"]
    assert page["draft"] is True


def test_what_the_preview_adds_is_in_no_file(
    served: tuple[Preview, str], built_small: Site
) -> None:
    preview, address = served
    assert "/__preview/panel.js" in get(f"{address}/")
    for folder in (preview.request.output, built_small.output):
        for name, data in files(folder).items():
            assert b"__preview" not in data and b"data-preview" not in data, name
            assert not name.endswith(("panel.js", "panel.css", "desk.html", "faults.html"))


def test_only_requests_to_this_computer_by_name_are_answered(served: tuple[Preview, str]) -> None:
    _, address = served
    port = address.rpartition(":")[2]
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
        assert "Food" in get(address, Host=host)
    for host in (f"evil.example:{port}", "localhost.evil.example", "[", "127.0.0.1.evil.example"):
        for path in ("/", "/__preview/page.json", "/__preview/events"):
            assert refused(address + path, Host=host)[0] == 421, (host, path)


def test_a_service_worker_is_never_sent(served: tuple[Preview, str]) -> None:
    preview, address = served
    (preview.request.output / "sw.js").write_text("// a worker", "utf-8")
    try:
        assert refused(f"{address}/sw.js", Service_Worker="script")[0] == 404
    finally:
        (preview.request.output / "sw.js").unlink()


def test_a_strict_policy_is_widened_for_the_previews_own_files_only() -> None:
    policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'"
    widened = policy_for(policy)
    assert widened == f"{policy}; connect-src 'self'"
    assert policy_for("default-src 'self'").startswith("default-src 'self'")
    assert "unsafe" not in policy_for("default-src 'none'; script-src 'none'")
    assert policy_for("img-src 'self'") == "img-src 'self'"
    page = f'<head><meta http-equiv="Content-Security-Policy" content="{policy}"></head><body>'
    assert f'content="{widened}"' in with_panel(page, "1")


def test_a_line_of_the_file_leads_to_its_block(served: tuple[Preview, str]) -> None:
    preview, _ = served
    text = text_at(preview.state, "/food/warm-soup/")
    assert text is not None
    document = text.document
    for block in document.blocks:
        if block.kind in {"heading", "paragraph", "item", "key_point"}:
            assert document.blocks[place_of(document, block.line_at(0))].lines == block.lines
    assert document.blocks[place_of(document, document.line("tags"))].kind == "title"
    assert document.blocks[place_of(document, document.line("sources"))].kind == "title"


def test_every_text_is_found_by_the_address_of_its_page(served: tuple[Preview, str]) -> None:
    preview, _ = served
    for path, file in {
        "/": "pages/home.md",
        "/es/": "pages/home.es.md",
        "/404.html": "pages/not-found.md",
        "/food/warm-soup": "articles/food/warm-soup.md",
        "/es/sleep/long-walks/": "articles/sleep/long-walks.es.md",
        "/stories/quiet-evening/": "stories/quiet-evening.md",
    }.items():
        text = text_at(preview.state, path)
        assert text is not None, path
        assert text.document.file.path.endswith(file)
    for path in ("/a-to-z/", "/nothing/"):
        assert text_at(preview.state, path) is None


def test_the_desk_tells_what_waits(shop: Workshop) -> None:
    request = replace(shop.request(), today=TODAY + timedelta(days=800))
    with previewing(request) as (preview, address):
        assert preview.state.result is not None
        desk = get(f"{address}/__preview/desk")
    assert re.search(r'data-is="[^"]*draft[^"]*">\s*<th[^>]*><a href="/food/secret-stew/"', desk)
    assert "overdue</span>" in desk
    assert re.search(r"translation missing", desk)
    assert re.search(r"<strong>[1-9]\d*</strong> helplines due", desk)
    assert "dates.review_overdue" in desk


# The server


def test_two_previews_get_two_ports(served: tuple[Preview, str]) -> None:
    preview, address = served
    port = int(address.rpartition(":")[2])
    second = open_server(preview, preview.request.output, port)
    try:
        assert second.server_address[1] != port
    finally:
        second.server_close()


def test_no_free_port_is_said(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(self: PreviewServer) -> None:
        raise OSError("Address already in use")

    monkeypatch.setattr(PreviewServer, "server_bind", taken)
    with pytest.raises(BuildFailed, match="No port from 18000 to 18019 is free"):
        open_server(Preview(shop.request()), shop.site.output, 18000)


def test_the_server_answers_this_computer_only(served: tuple[Preview, str]) -> None:
    preview, _ = served
    server = open_server(preview, preview.request.output, 18050)
    assert server.server_address[0] == "127.0.0.1"
    server.server_close()


def test_ctrl_c_ends_it_and_leaves_nothing_behind(shop: Workshop, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    beside = set(tmp_path.iterdir())
    with running(
        shop.site.content, settings=shop.settings, temporary=temporary, port=18200
    ) as address:
        assert list(temporary.iterdir())
        port = int(address.rpartition(":")[2])
        # A page that is open, as it always is when an editor ends the preview.
        page = socket.create_connection(("127.0.0.1", port))
        page.sendall(b"GET /__preview/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert page.recv(100)
    page.close()
    assert list(temporary.iterdir()) == []
    assert set(tmp_path.iterdir()) == beside
    with pytest.raises(ConnectionError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_a_preview_that_ended_leaves_no_thread(shop: Workshop) -> None:
    before = set(threading.enumerate())
    with previewing(shop.request()) as (_, address):
        assert "Food" in get(address)
        assert set(threading.enumerate()) != before
    left = [t for t in threading.enumerate() if t not in before and t.name == "preview server"]
    assert left == []


# What is watched


def test_every_way_to_save_is_noticed(shop: Workshop, tmp_path: Path) -> None:
    told: queue.Queue[set[Path]] = queue.Queue()
    content = shop.site.content
    article = content / SOUP

    def await_change(*names: str) -> None:
        missing = set(names)
        while missing:
            paths = told.get(timeout=10)
            missing -= {name for name in missing if any(name in str(path) for path in paths)}

    def replaced(path: Path, text: str) -> None:
        beside = path.with_name(f"{path.name}.new")
        beside.write_text(text, "utf-8")
        beside.rename(path)

    with Watch([content, shop.theme], shop.settings, told.put):
        article.write_text("in place", "utf-8")
        await_change("warm-soup.md")
        replaced(article, "by another file")
        await_change("warm-soup.md")
        article.unlink()
        await_change("warm-soup.md")
        (content / "articles/sleep").rename(content / "articles/rest")
        await_change("articles/rest")
        (content / "articles/rest/long-walks.md").write_text("in a renamed folder", "utf-8")
        await_change("rest/long-walks.md")
        (shop.theme / "css" / "tokens.css").write_text("x", "utf-8")
        await_change("tokens.css")
        for text in ("A = 1", "A = 2"):  # Twice: a watch on the file itself would be lost.
            replaced(shop.settings, text)
            await_change("pelicanconf.py")
        # The whole folder makes way for another one, as when a branch is changed.
        content.rename(tmp_path / "aside")
        shutil.copytree(tmp_path / "aside", content)
        await_change(str(content))
        (content / "pages/about.md").write_text("in a new folder", "utf-8")
        await_change("content")
    assert not [t for t in threading.enumerate() if t.name.startswith("watch ")]


class _Scripted(Preview):
    """Does at each build what a test says, and ends when there is nothing more to do."""

    def __init__(self, shop: Workshop, *steps: Callable[[], object]) -> None:
        super().__init__(shop.request())
        self.steps = list(steps)
        self.builds = 0

    def rebuild(self) -> None:
        if not self.steps:
            raise KeyboardInterrupt
        self.builds += 1
        self._state = replace(self.state, today=self.today())
        self.steps.pop(0)()


def _followed(preview: Preview, shop: Workshop) -> None:
    server = open_server(preview, shop.site.output, 18300)
    folders = [shop.site.content, shop.theme]
    with pytest.raises(KeyboardInterrupt):
        serving._follow(preview, server, folders)


def test_a_save_in_the_middle_of_a_build_leads_to_one_more(shop: Workshop) -> None:
    noticed = threading.Event()

    def save_and_wait() -> None:
        # The build does not end before the save was noticed: nothing may wait for its end.
        shop.site.write(SOUP, "new")
        with Watch([shop.site.content], shop.settings, lambda _: noticed.set()):
            os.utime(shop.site.content / SOUP)
            assert noticed.wait(10)

    preview = _Scripted(shop, save_and_wait, lambda: None)
    _followed_with_end(preview, shop)
    assert preview.builds == 2


def _followed_with_end(preview: _Scripted, shop: Workshop) -> None:
    """Follow; one last save ends it once the scripted builds are through."""
    last = preview.steps[-1]

    def end() -> None:
        last()
        shop.site.write("pages/about.md", "the end")

    preview.steps[-1] = end
    _followed(preview, shop)


def test_at_midnight_the_findings_move_to_the_new_day(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "LOOK_UP_SECONDS", 0.01)
    day = [TODAY]

    def midnight() -> None:
        day[0] = date.fromordinal(day[0].toordinal() + 1)

    preview = _Scripted(shop, midnight, midnight, lambda: None)
    preview.today = lambda: day[0]
    _followed_with_end(preview, shop)
    assert preview.builds == 3
    assert preview.state.today == TODAY + timedelta(days=2)
