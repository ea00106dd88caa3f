"""Without a network, in a real browser: what opens, what is kept, what heals, what goes away.

The site lives below a path, as it may on a shared host. `Line` is what lies between the browser
and the site: another build may be put behind it, and it may break in the ways lines do.
"""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from healthsite.assets import AssetFault
from healthsite.browser import _SiteHandler
from healthsite.offline import no_worker, worker
from healthsite.policy import style_source
from tests.conftest import ROOT, Site, copy_small
from tests.test_browser import violations

BASE = "/guide"
SOUP = f"{BASE}/food/warm-soup/"
WALKS = f"{BASE}/sleep/long-walks/"
PREFIX = "healthsite /guide/ "
FOOT = 'footer_pages = ["about",'
KEEPS = f'offline = true\n{FOOT} "offline",'
OFFLINE = """---
title: No connection
summary: What opens without a network.
modified: 2026-11-21
status: published
---
You are without a network.
"""


SPANISH_OFFLINE = """---
title: Sin red
summary: Lo que se abre cuando no hay red.
follows: 2026-11-21
status: published
---
Ahora no hay red.
"""
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update().catch(() => {});
  const worker = registration.installing;
  if (!worker) return;
  await new Promise((resolve) => {
    worker.onstatechange = () => /redundant|activated/.test(worker.state) && resolve();
  });
}"""
"""Ask for a newer worker, and wait until it is at work or has given up."""


class Line:
    """The way to the site: `folder` is the build behind it; `fault` is how pages break."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fault = ""
        self.address = ""
        self.over = threading.Event()


class _Handler(_SiteHandler):
    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        self.line = line
        super().__init__(
            *args, directory=str(line.folder), base_path=BASE, compressed=False, **kwargs
        )

    def send_head(self) -> Any:
        # Builds made in one second are not told apart by their dates.
        del self.headers["If-Modified-Since"]
        is_page = self.path.endswith("/")
        if is_page and self.line.fault == "silent":
            self.line.over.wait()
            return None
        if is_page and self.line.fault == "broken":
            self.send_response(HTTPStatus.BAD_GATEWAY)
            self.end_headers()
            return None
        return super().send_head()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        if self.line.fault == "drops" and self.path.endswith("/"):
            outputfile.write(source.read(2000))
            self.close_connection = True
            return
        super().copyfile(source, outputfile)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no news."""


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the site three times: as it is, corrected with another look, and switched off."""
    folder = tmp_path_factory.mktemp("offline")
    site = copy_small(folder)
    site.write("pages/offline.md", OFFLINE)
    site.write("pages/offline.es.md", SPANISH_OFFLINE)
    site.replace("data/site.toml", FOOT, KEEPS)
    built = {}
    for name in ("first", "second", "off"):
        if name == "second":
            site.replace(
                "pages/overdose.md",
                "status: published\n---\n",
                "status: published\n---\nCorrected. ",
            )
        if name == "off":
            site.replace("data/site.toml", "offline = true", "offline = false")
        site.build(f"https://site.example{BASE}")
        built[name] = folder / name
        shutil.copytree(site.output, built[name])
    _restyle(built["second"])
    for name in ("first", "second"):
        # Nobody waits for three seconds in a test.
        script = built[name] / "sw.js"
        text = script.read_text("utf-8")
        assert "PATIENCE_MILLISECONDS = 3000" in text
        script.write_text(text.replace("MILLISECONDS = 3000", "MILLISECONDS = 500"), "utf-8")
    return built


def _restyle(folder: Path) -> None:
    """Give a build other styles, as a change of the theme would."""
    old = next((folder / "assets").glob("print.*.css"))
    new = old.rename(old.with_name("print.0123456789.css"))
    for path in [*folder.rglob("*.html"), folder / "sw.js"]:
        text = path.read_text("utf-8").replace(old.name, new.name)
        if found := re.search(r"<style>(.*?)</style>", text, re.DOTALL):
            style = found[1] + "html{--build:second}"
            text = text.replace(found[1], style)
            text = text.replace(style_source(found[1]), style_source(style))
        path.write_text(text, "utf-8")


@pytest.fixture
def line(builds: dict[str, Path]) -> Iterator[Line]:
    """Open a line to the first build."""
    way = Line(builds["first"])
    handler = partial(_Handler, line=way)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        way.address = f"http://127.0.0.1:{server.server_address[1]}"
        yield way
        way.over.set()
        server.shutdown()
        thread.join()


@contextmanager
def reader(browser: Browser, line: Line, *, path: str = f"{BASE}/") -> Iterator[Page]:
    """Visit the site for the first time, until the worker has its set."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(line.address + path)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    yield page
    context.close()


def kept(page: Page) -> dict[str, list[str]]:
    """Return every cache of the origin with the paths in it."""
    return dict(
        page.evaluate(
            """async () => {
              const found = {};
              for (const name of await caches.keys()) {
                const requests = await (await caches.open(name)).keys();
                found[name] = requests.map((request) => new URL(request.url).pathname).sort();
              }
              return found;
            }"""
        )
    )


def until(page: Page, condition: str) -> None:
    """Wait until an asynchronous condition holds in the page, for ten seconds at most."""
    page.evaluate(
        """async (condition) => {
          const holds = eval(condition);
          const end = Date.now() + 10000;
          while (!(await holds())) {
            if (Date.now() > end) throw new Error(`never came: ${condition}`);
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        }""",
        condition,
    )


def styled(page: Page) -> bool:
    """Say whether the page's own stylesheet took hold."""
    return bool(page.locator(".skip").evaluate("e => getComputedStyle(e).position === 'absolute'"))


@pytest.mark.browser
def test_a_few_pages_open_without_a_network_and_nothing_else_is_kept(
    browser: Browser, line: Line
) -> None:
    with reader(browser, line) as page:
        page.goto(line.address + SOUP)
        page.goto(line.address + WALKS)
        (name, paths), *others = kept(page).items()
        assert not others and name.startswith(f"{PREFIX}set ")
        pages = [
            f"{BASE}/{lang}{slug}/"
            for lang in ("", "es/")
            for slug in ("help", "offline", "overdose")
        ]
        assert [path for path in paths if path.endswith("/")] == sorted(pages)
        assert {Path(path).suffix for path in paths} == {"", ".css", ".js", ".svg"}

        page.context.set_offline(True)
        for path in pages:
            page.goto(line.address + path)
            assert styled(page), path
            assert page.locator(".header img").evaluate("e => e.naturalWidth") > 0
        # The strip finds all lines in what is kept.
        page.locator(".help-strip summary").click()
        expect(page.locator(".help-strip details details").first).to_be_visible()
        # Pages that were read are not there, nor are those that do not exist.
        for path, title in ((SOUP, "No connection"), (f"{BASE}/es/food/x/", "Sin red")):
            page.goto(f"{line.address}{path}#nowhere")
            expect(page.locator("h1")).to_have_text(title)
        assert len(kept(page)) == 1


@pytest.mark.browser
def test_a_page_is_kept_and_removed_only_on_purpose(
    browser: Browser, line: Line, builds: dict[str, Path]
) -> None:
    with reader(browser, line, path=SOUP) as page:
        page.get_by_role("button", name="Keep this page on this device").click()
        expect(page.get_by_text("Kept.")).to_be_visible()
        assert (
            page.evaluate("document.activeElement.textContent")
            == "Remove this page from this device"
        )
        page.goto(line.address + WALKS)
        page.get_by_role("button", name="Keep this page on this device").click()
        expect(page.get_by_text("Kept.")).to_be_visible()
        assert {f"{PREFIX}kept {SOUP}", f"{PREFIX}kept {WALKS}"} < set(kept(page))

        # Another build: the kept page keeps its own look.
        line.folder = builds["second"]
        page.context.set_offline(True)
        page.goto(line.address + SOUP)
        expect(page.locator("h1")).to_have_text("Warm soup")
        assert styled(page)
        page.context.set_offline(False)

        # A visit makes the copy anew, text and look together.
        page.goto(line.address + SOUP)
        until(
            page,
            f"async () => (await (await caches.open('{PREFIX}kept {SOUP}')).keys())"
            ".some((request) => request.url.includes('0123456789.css'))",
        )

        page.goto(f"{line.address}{BASE}/offline/")
        links = page.locator("[data-enhance=kept] a")
        expect(links).to_have_text(["Warm soup", "Long walks"])
        assert violations(page) == []
        page.get_by_role("button", name="Remove: Warm soup").click()
        expect(links).to_have_text(["Long walks"])
        page.goto(line.address + WALKS)
        page.get_by_role("button", name="Remove all kept pages").click()
        expect(page.get_by_text("All kept pages are removed.")).to_be_visible()
        assert [name for name in kept(page) if "kept" in name] == []
        page.context.set_offline(True)
        page.goto(line.address + WALKS)
        expect(page.locator("h1")).to_have_text("No connection")
        expect(page.locator("[data-enhance=kept]")).to_contain_text("You kept none.")


# Holds back what a page fetches, and tells when a page has been stored.
HELD = """
  const fetched = fetch, put = Cache.prototype.put;
  const held = new Promise((go) => { window.go = go; });
  window.asked = false;
  window.stored = false;
  window.fetch = async (...of) => { window.asked = true; await held; return fetched(...of); };
  Cache.prototype.put = async function (request, answer) {
    await put.call(this, request, answer);
    if (request === location.pathname) window.stored = true;
  };
"""


@pytest.mark.browser
def test_a_page_removed_while_it_is_being_kept_anew_stays_removed(
    browser: Browser, line: Line
) -> None:
    with reader(browser, line, path=SOUP) as page:
        page.get_by_role("button", name="Keep this page on this device").click()
        expect(page.get_by_text("Kept.")).to_be_visible()
        page.add_init_script(HELD)
        page.goto(line.address + SOUP)
        until(page, "() => window.asked")
        page.get_by_role("button", name="Remove this page from this device").click()
        expect(page.get_by_text("Removed.")).to_be_visible()
        page.evaluate("window.go()")
        until(page, "() => window.stored")
        assert [name for name in kept(page) if "kept" in name] == []


@pytest.mark.browser
def test_the_network_comes_first_and_the_copy_stands_in_however_the_line_breaks(
    browser: Browser, line: Line, builds: dict[str, Path]
) -> None:
    with reader(browser, line) as page:
        # The worker is the older build's; the page and its look are both of the newer one.
        page.goto(f"{line.address}{BASE}/help/")
        line.folder = builds["second"]
        page.route("**/sw.js", lambda route: route.abort())
        page.goto(f"{line.address}{BASE}/overdose/")
        expect(page.locator("main")).to_contain_text("Corrected.")
        assert (
            page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--build')")
            == "second"
        )
        line.folder = builds["first"]
        for fault in ("broken", "drops", "silent"):
            line.fault = fault
            page.goto(f"{line.address}{BASE}/overdose/")
            assert page.locator("footer").is_visible(), fault
            assert styled(page), fault


@pytest.mark.browser
def test_a_newer_worker_takes_over_whole_or_not_at_all(
    browser: Browser, line: Line, builds: dict[str, Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(builds["second"], broken)
    (broken / "assets" / "print.0123456789.css").unlink()
    # While a site is being copied to its host, a page of one build may stand beside the other.
    mixed = tmp_path / "mixed"
    shutil.copytree(builds["first"], mixed)
    shutil.copy(builds["second"] / "help" / "index.html", mixed / "help" / "index.html")
    script = (mixed / "sw.js").read_text("utf-8")
    (mixed / "sw.js").write_text(re.sub(r'("version": ")\w+', r"\1mixed", script), "utf-8")
    with reader(browser, line) as page:
        page.evaluate(
            "caches.open('somebody else').then(() => caches.open('healthsite /guide/ old'))"
        )
        (first,) = (name for name in kept(page) if " set " in name)
        # The new set cannot be had whole: the former one stays.
        for folder in (broken, mixed):
            line.folder = folder
            page.evaluate(UPDATE)
            assert [name for name in kept(page) if " set " in name] == [first]
        page.context.set_offline(True)
        page.goto(f"{line.address}{BASE}/overdose/")
        assert styled(page)
        page.context.set_offline(False)
        # Now it can: the former set goes, and so does what nobody knows; others' caches stay.
        line.folder = builds["second"]
        page.evaluate(UPDATE)
        until(page, "async () => (await caches.keys()).length === 2")
        names = kept(page)
        assert first not in names and "somebody else" in names
        page.context.set_offline(True)
        page.goto(f"{line.address}{BASE}/overdose/")
        expect(page.locator("main")).to_contain_text("Corrected.")
        assert styled(page)


@pytest.mark.browser
def test_a_set_with_a_hole_is_mended_at_the_next_visit(browser: Browser, line: Line) -> None:
    with reader(browser, line) as page:
        whole = kept(page)
        (name,) = whole
        page.evaluate(f"caches.open('{name}').then((cache) => cache.delete('{BASE}/help/'))")
        assert kept(page) != whole
        page.goto(f"{line.address}{BASE}/")
        until(
            page, f"async () => Boolean(await (await caches.open('{name}')).match('{BASE}/help/'))"
        )
        assert kept(page) == whole


@pytest.mark.browser
def test_switched_off_it_removes_itself_and_all_it_kept(
    browser: Browser, line: Line, builds: dict[str, Path]
) -> None:
    with reader(browser, line, path=SOUP) as page:
        page.get_by_role("button", name="Keep this page on this device").click()
        expect(page.get_by_text("Kept.")).to_be_visible()
        line.folder = builds["off"]
        page.goto(f"{line.address}{BASE}/")
        until(
            page,
            "async () => (await caches.keys()).length === 0"
            " && !(await navigator.serviceWorker.getRegistration())",
        )
        page.goto(line.address + SOUP)
        assert page.get_by_role("button", name="Keep this page").count() == 0
        assert page.evaluate("navigator.serviceWorker.getRegistration()") is None


BLOCKED = {
    "storage that throws": "Object.defineProperty(window, 'caches', "
    "{ get() { throw new DOMException('no', 'SecurityError'); } });",
    "no worker": "delete Navigator.prototype.serviceWorker;",
    "a worker that is refused": "ServiceWorkerContainer.prototype.register = "
    "() => Promise.reject(new DOMException('no', 'SecurityError'));",
}


@pytest.mark.browser
@pytest.mark.parametrize("obstacle", BLOCKED.values(), ids=BLOCKED)
def test_where_nothing_can_be_kept_nothing_is_offered_and_nothing_breaks(
    browser: Browser, line: Line, obstacle: str
) -> None:
    context = browser.new_context()
    context.add_init_script(obstacle)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(line.address + SOUP)
    assert page.get_by_role("button", name="Keep this page").count() == 0
    page.goto(f"{line.address}{BASE}/offline/")
    # What is said is true: no list, or a list with nothing in it.
    expect(page.locator("[data-enhance=kept]")).to_contain_text(
        re.compile("needs scripts and a browser|You kept none")
    )
    context.close()
    assert faults == []


def test_the_worker_is_named_by_every_byte_of_its_set(small: Site) -> None:
    template = ROOT / "theme" / "js" / "worker.js"
    pages = {"/": {"offline": "/offline/"}}
    folder = small.output / "offline"
    folder.mkdir(parents=True)
    (small.output / "a.css").write_text('a{src:url("fonts/b.woff2")}')
    (small.output / "fonts").mkdir()
    (small.output / "fonts/b.woff2").write_bytes(b"font")
    page = (
        '<link rel="stylesheet" href="/a.css"><img class="u-print-only" src="/qr.svg">'
        '<svg><use href="#part"/></svg><img src="data:image/gif;base64,AA">'
    )
    (folder / "index.html").write_text(page)

    def made() -> str:
        return worker(template, small.output, base="", pages=pages)

    first = made()
    assert "__BUILT__" not in first
    assert re.findall(r'"files": (\[.*?\])', first, re.DOTALL) == [
        '[\n  "/a.css",\n  "/fonts/b.woff2"\n ]'
    ]
    assert made() == first
    change: Callable[[], object]
    for change in (
        lambda: (small.output / "fonts/b.woff2").write_bytes(b"other"),
        lambda: (folder / "index.html").write_text(f"{page}<p>"),
    ):
        change()
        assert made() != first
        first = made()


@pytest.mark.parametrize("text", ["const SET = {};", '"__BUILT__" "__BUILT__"'])
def test_a_worker_without_one_place_for_its_list_is_a_fault(tmp_path: Path, text: str) -> None:
    template = tmp_path / "worker.js"
    template.write_text(text)
    with pytest.raises(AssetFault, match="exactly once"):
        no_worker(template, base="")


def test_the_preview_keeps_nothing(small: Site) -> None:
    small.write("pages/offline.md", OFFLINE)
    small.replace("data/site.toml", FOOT, KEEPS)
    small.build(preview=True)
    assert "unregister" in small.page("sw.js")
