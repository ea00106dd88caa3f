"""The last look before publishing: every written file is read once, as a browser would.

What a template, a setting or Pelican itself gets wrong shows only here: a link that leads
nowhere, a picture that is not there, a page nobody can reach, a draft that leaked, a request
to somebody else's server. Rules are named `family.fault`.
"""

from __future__ import annotations

import html
import json
import os
import posixpath
import re
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from healthsite.kept import Anew
from healthsite.policy import style_source

PLACEHOLDERS = (
    b"<x-",
    b"{filename}",
    b"{static}",
    b"{attach}",
    b'href="article:',
    b'href="helpline:',
    b'href="term:',
    b'href="page:',
)
"""What Markdown and Pelican leave in a text until it is resolved."""

_ESCAPED_PLACEHOLDERS = tuple(
    {html.escape(mark.decode()).encode() for mark in PLACEHOLDERS}
    | {mark.replace(b'"', rb"\"") for mark in PLACEHOLDERS}
    | set(PLACEHOLDERS)
)
"""The same inside feeds (XML) and the search index (JSON)."""

_REQUESTING_RELS = {
    "apple-touch-icon",
    "dns-prefetch",
    "icon",
    "manifest",
    "mask-icon",
    "modulepreload",
    "preconnect",
    "prefetch",
    "preload",
    "prerender",
    "stylesheet",
}
"""Kinds of <link> for which a browser contacts the address by itself (HTML, 4.6.7)."""

_META_ADDRESSES = {"og:image", "og:url", "og:image:url", "og:image:secure_url", "twitter:image"}
_DESCRIBING_TAGS = ("html", "base", "link", "meta", "form", "button", "style", "title", "h1")
_LOADING_TAGS = (
    *("img", "source", "image", "use", "object", "embed", "iframe"),
    *("script", "audio", "video", "track", "input"),
)

_WITH_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ADDRESS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')"""
)
_SCRIPT_IMPORT = re.compile(
    r"""(?:^|[;}\s])(?:import|export)\b(?:[\w*{}\s,$]+\bfrom)?\s*["']([^"'\n]+)["']"""
    r"""|\bimport\(\s*["']([^"'\n]+)["']""",
    re.MULTILINE,
)
_SVG_ID = re.compile(r"""\sid=["']([^"']+)["']""")
_REFRESH = re.compile(r"""\s*\d*\s*[;,]\s*url\s*=\s*["']?([^"']+)""", re.IGNORECASE)
_ADDRESS_WORD = re.compile(rb"[\w-]+")
_PATH_BEFORE = re.compile(rb"[A-Za-z0-9._~%:/-]*\Z")

_ids = etree.XPath("//@id | //a/@name", smart_strings=False)
_hrefs = etree.XPath("//a/@href | //area/@href", smart_strings=False)
_pings = etree.XPath("//a/@ping", smart_strings=False)
_styles = etree.XPath("//@style", smart_strings=False)
_handlers = etree.XPath("//@*[starts-with(name(), 'on')]/..", smart_strings=False)
_INLINE = "The site's content policy forbids it, so a browser would ignore it."
_DATA_TYPES = {"application/ld+json", "application/json"}


@dataclass(frozen=True)
class OutputProblem:
    """Something wrong in one written file; `page` is its path inside the output folder."""

    page: str
    rule: str
    message: str


def check_output(
    folder: Path,
    base_path: str,
    *,
    site_address: str,
    expected_pages: Collection[str] | None = None,
    draft_addresses: Collection[str] = (),
    forbidden_texts: Collection[str] = (),
    kept: Anew | None = None,
) -> list[OutputProblem]:
    """Check every file in `folder` and return all problems, in the order of files.

    Args:
        folder: the written site.
        base_path: where on its host the site lives: "" or, for example, "/guide".
        site_address: its address as in SITEURL, with or without the base path. If it is
            empty (a preview), canonical addresses and the like need not be absolute.
        expected_pages: paths of all pages that should be there, such as "x/index.html".
        draft_addresses: addresses of drafts, such as "/topic/slug/", without base path.
        forbidden_texts: words that must not be in any file, such as titles of drafts.
        kept: what was found in pages that are still the same, on a site with the same files.

    Raises:
        OSError: a file cannot be read.
    """
    site = _Site(folder, base_path.rstrip("/"), site_address)
    leaks = _Leaks(draft_addresses, forbidden_texts, site)
    kept = kept or Anew()
    files: frozenset[str] = kept.once("files", site.files, partial(frozenset, site.files))
    around = (files, base_path, site_address)
    for path in sorted(site.files):
        content = (folder / path).read_bytes()
        leaks.check(path, content)
        suffix = posixpath.splitext(path)[1]
        if suffix == ".html":
            read = partial(_read_page, site, path, content)
            site.add(path, kept.once(("checked", path), (content, around), read))
        elif suffix == ".css":
            _check_css(site, path, content.decode("utf-8", "replace"))
        elif suffix in {".js", ".mjs"}:
            _check_script(site, path, content.decode("utf-8", "replace"))
        elif suffix == ".svg":
            site.ids[path] = _joined(_SVG_ID.findall(content.decode("utf-8", "replace")))
        elif suffix in {".xml", ".json", ".atom", ".rss"}:
            _check_placeholders(site, path, content, _ESCAPED_PLACEHOLDERS)
    _check_anchors(site)
    _check_translations(site)
    _check_reachable(site)
    if expected_pages is not None:
        _check_expected(site, expected_pages)
    return sorted(site.problems, key=lambda problem: (problem.page, problem.rule, problem.message))


@dataclass
class _Page:
    """What is kept of a page until all pages are read; small, for there may be 20,000."""

    path: str
    lang: str = ""
    is_redirect: bool = False
    is_noindex: bool = False
    links: array[int] = field(default_factory=lambda: array("L"))
    alternates: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Target:
    """Where an address leads: to a file, outside, or nowhere, then with a rule and why."""

    file: str = ""
    is_outside: bool = False
    rule: str = ""
    why: str = ""


_NOTHING = _Target()  # data:, mailto:, tel: and the like: nothing to check


@dataclass(frozen=True)
class _Found:
    """What reading one page gave."""

    page: _Page
    ids: str | None
    anchors: tuple[tuple[str, str, str], ...]
    problems: frozenset[OutputProblem]


class _Site:
    """The files of the output and what is known of them so far."""

    def __init__(self, folder: Path, base_path: str, site_address: str) -> None:
        self.base_path = base_path
        self.origin = "://".join(urlsplit(site_address)[:2]) if site_address else ""
        self.host = urlsplit(site_address).netloc.lower()
        self.files = set(_files(folder))
        self.number = {path: n for n, path in enumerate(sorted(self.files))}
        self.problems: set[OutputProblem] = set()
        self.pages: dict[str, _Page] = {}
        self.ids: dict[str, str] = {}
        self.anchors: list[tuple[str, str, str]] = []
        self._targets: dict[str, _Target] = {}

    def report(self, page: str, rule: str, message: str) -> None:
        self.problems.add(OutputProblem(page, rule, message))

    def add(self, path: str, found: _Found) -> None:
        """Take in what reading one page gave."""
        self.pages[path] = found.page
        if found.ids is not None:
            self.ids[path] = found.ids
        self.anchors += found.anchors
        self.problems |= found.problems

    def address(self, path: str) -> str:
        """Return the address of a file as a browser asks for it."""
        if path == "index.html" or path.endswith("/index.html"):
            path = path.removesuffix("index.html")
        return f"{self.base_path}/{path}"

    def target(self, address: str, base: str) -> _Target:
        """Find out where `address` leads from a page or stylesheet at `base`."""
        address = address.partition("#")[0]
        if not _WITH_SCHEME.match(address) and not address.startswith("/"):
            address = urljoin(base, address) if address else base
        found = self._targets.get(address)
        if found is None:
            # The same few hundred addresses stand on every page.
            found = self._targets[address] = self._find(address)
        return found

    def _find(self, address: str) -> _Target:
        try:
            parts = urlsplit(address)
        except ValueError:
            return _Target(rule="links.broken", why="is not an address at all")
        if parts.scheme not in {"", "http", "https"}:
            return _NOTHING
        if parts.netloc and parts.netloc.lower() != self.host:
            return _Target(is_outside=True)
        path = unquote(parts.path) or "/"
        if self.base_path and not (path + "/").startswith(self.base_path + "/"):
            return _Target(
                rule="links.base_path",
                why=f"does not begin with {self.base_path}, where the site lives",
            )
        inside = path.removeprefix(self.base_path).removeprefix("/")
        normal = posixpath.normpath(inside) if inside else ""
        if inside.endswith("/") or not inside:
            normal = f"{normal}/index.html" if normal else "index.html"
        if normal in self.files:
            return _Target(file=normal)
        if f"{normal}/index.html" in self.files:
            return _Target(rule="links.broken", why="lacks the / at its end")
        return _Target(rule="links.broken", why="leads to nothing that was written")


def _read_page(site: _Site, path: str, content: bytes) -> _Found:
    """Read one page, and return what it would add to the site."""
    anchors, problems = site.anchors, site.problems
    site.anchors, site.problems = [], set()
    try:
        _PageCheck(site, path, content).run()
        return _Found(
            site.pages.pop(path),
            site.ids.pop(path, None),
            tuple(site.anchors),
            frozenset(site.problems),
        )
    finally:
        site.anchors, site.problems = anchors, problems


class _PageCheck:
    """Reads one page."""

    def __init__(self, site: _Site, path: str, content: bytes) -> None:
        self.site = site
        self.path = path
        self.content = content
        self.base = site.address(path)
        self.page = site.pages[path] = _Page(path)
        self.anchors: list[tuple[str, str]] = []
        # A policy holds for what comes after it.
        self.policy = ""

    def run(self) -> None:
        _check_placeholders(self.site, self.path, self.content, PLACEHOLDERS)
        try:
            root = etree.fromstring(
                self.content, etree.HTMLParser(encoding="utf-8", huge_tree=True)
            )
        except etree.XMLSyntaxError:
            root = None
        if root is None:
            self.report("pages.empty", "The page is empty. Look at the template that writes it.")
            return
        seen = self._read_elements(root)
        self._check_links(_hrefs(root))
        self._check_ids(_ids(root))
        for address in _pings(root):
            self.load(address, "ping")
        for css in _styles(root):
            self.report(
                "policy.style",
                f"style={css!r} stands in the page. {_INLINE} Write a class and its rule in the "
                "theme's stylesheets.",
            )
        for element in _handlers(root):
            self.report(
                "policy.script",
                f"A <{element.tag}> has a handler such as onclick. {_INLINE} Add it in a module "
                "of theme/js.",
            )
        self._check_basics(seen)

    def report(self, rule: str, message: str) -> None:
        self.site.report(self.path, rule, message)

    def load(self, address: str, what: str) -> None:
        """Check something the browser fetches by itself."""
        _check_loaded(self.site, self.path, self.base, address, what)

    def _read_elements(self, root: etree._Element) -> Counter[str]:
        """Look at what loads or describes; return how often the basics occur."""
        seen: Counter[str] = Counter()
        for element in root.iter(*_DESCRIBING_TAGS, *_LOADING_TAGS):
            tag = element.tag
            if tag == "html":
                self.page.lang = element.get("lang", "")
            elif tag == "h1":
                seen["h1"] += 1
            elif tag == "title":
                parent = element.getparent()
                if parent is not None and parent.tag == "head" and (element.text or "").strip():
                    seen["title"] += 1
            elif tag == "base":
                self.base = urljoin(self.base, element.get("href", ""))
            elif tag == "meta":
                self._read_meta(element, seen)
            elif tag == "link":
                self._read_link(element)
            elif tag == "style":
                self._read_style(element.text or "")
            elif tag in {"form", "button"}:
                self._check_link(element.get("action") or element.get("formaction") or "#")
            else:
                self._read_loading(element)
        return seen

    def _read_style(self, css: str) -> None:
        """Look at a style in the page: the policy names it by its hash, or browsers drop it."""
        if style_source(css) not in self.policy:
            self.report(
                "policy.style",
                "A <style> stands in the page that its policy does not name. Browsers leave it "
                "out. Move it to the theme's stylesheets.",
            )
        for address in css_addresses(css):
            self.load(address, "style")

    def _read_loading(self, element: etree._Element) -> None:
        tag = str(element.tag)
        loading = {"src", "poster", "data"}
        if tag in {"use", "image"}:
            loading = {"href", "xlink:href"}
        if tag == "script" and "src" not in element.attrib:
            kind = element.get("type", "").lower()
            if kind not in _DATA_TYPES:
                self.report(
                    "policy.script",
                    f"A script stands in the page itself. {_INLINE} Make it a module of theme/js.",
                )
        for name, value in element.items():
            if name in loading:
                self.load(value, tag)
            elif name == "srcset":
                for address in _srcset(value):
                    self.load(address, "srcset")
            elif name == "formaction":
                self._check_link(value)

    def _read_meta(self, element: etree._Element, seen: Counter[str]) -> None:
        name = (element.get("name") or element.get("property") or "").lower()
        content = element.get("content", "")
        if name == "description" and content.strip():
            seen["description"] += 1
        elif name == "robots" and "noindex" in content.lower():
            self.page.is_noindex = True
        elif element.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = content
        elif name in _META_ADDRESSES:
            self._check_absolute(content, name)
        elif element.get("http-equiv", "").lower() == "refresh":
            match = _REFRESH.match(content)
            if match:
                self.page.is_redirect = True
                self._check_link(match[1].strip())

    def _read_link(self, element: etree._Element) -> None:
        rels = set(element.get("rel", "").lower().split())
        href = element.get("href", "")
        if rels & _REQUESTING_RELS:
            if href or "imagesrcset" not in element.attrib:
                self.load(href, "link")
            for address in _srcset(element.get("imagesrcset", "")):
                self.load(address, "imagesrcset")
            return
        target = _NOTHING
        if "canonical" in rels:
            self._check_absolute(href, "canonical")
        elif "alternate" in rels and element.get("hreflang"):
            target = self._check_absolute(href, "hreflang")
        elif href:
            self._check_link(href)
        # A feed may have a language too, but it is no translation of the page.
        if target.file.endswith(".html"):
            self.page.alternates[element.get("hreflang", "").lower()] = target.file

    def _check_absolute(self, address: str, what: str) -> _Target:
        if self.site.origin and not _WITH_SCHEME.match(address):
            self.report(
                "links.not_absolute",
                f"The {what} address {address!r} must be whole: begin it with {self.site.origin}.",
            )
        target = self.site.target(address, self.base)
        if target.is_outside and self.site.origin and not what.endswith(("image", "url")):
            self.report(
                "links.not_absolute",
                f"The {what} address {address!r} is on another site. "
                f"It must begin with {self.site.origin}.",
            )
        self._report_broken(address, target)
        return target

    def _check_links(self, addresses: Iterable[str]) -> None:
        linked = set()
        for address in dict.fromkeys(addresses):
            target = self._check_link(address)
            if target.file:
                linked.add(self.site.number[target.file])
        self.page.links.extend(sorted(linked))

    def _check_link(self, address: str) -> _Target:
        address = address.strip()
        if not address:
            self.report("links.broken", "A link has no address. Give it one, or remove it.")
            return _NOTHING
        if address.lower().startswith("javascript:"):
            self.report(
                "policy.script",
                f"The link {address!r} is a script. {_INLINE} Give it an address.",
            )
        target = self.site.target(address, self.base)
        self._report_broken(address, target)
        anchor = _anchor(address)
        if anchor and target.file:
            self.anchors.append((target.file, anchor))
        if self.page.is_redirect and target.file:
            self.page.links.append(self.site.number[target.file])
        return target

    def _report_broken(self, address: str, target: _Target) -> None:
        if target.rule:
            self.report(
                target.rule, f"The link {address!r} {target.why}. Correct it, or write the page."
            )

    def _check_ids(self, ids: list[str]) -> None:
        if len(set(ids)) != len(ids):
            for name, times in Counter(ids).items():
                if times > 1:
                    self.report(
                        "ids.duplicate",
                        f"The id {name!r} is used {times} times. Each may be used only once "
                        "on a page: change the others.",
                    )
        self.site.ids[self.path] = _joined(ids)
        here = set(ids)
        for file, anchor in self.anchors:
            # Most lead to this page and need not be kept until all are read.
            if file != self.path or anchor not in here:
                self.site.anchors.append((self.path, file, anchor))

    def _check_basics(self, seen: Counter[str]) -> None:
        if not self.page.lang.strip():
            self.report("pages.lang", 'The page names no language. Write <html lang="…">.')
        if not seen["title"]:
            self.report("pages.title", "The page has no title. Fill the title block.")
        if self.page.is_redirect:
            return  # nobody reads it
        if seen["h1"] != 1:
            self.report(
                "pages.h1", f"The page has {seen['h1']} main headings (h1). It needs exactly one."
            )
        if seen["description"] != 1:
            self.report(
                "pages.description",
                f"The page has {seen['description']} descriptions. It needs exactly one "
                'filled <meta name="description">.',
            )


class _Leaks:
    """Finds addresses and words of drafts, in whatever file."""

    def __init__(self, addresses: Collection[str], texts: Collection[str], site: _Site) -> None:
        self._site = site
        # By the first word of its last part, so that many drafts take no longer than one.
        self._paths: dict[bytes, list[str]] = {}
        for draft in sorted({address.strip("/") for address in addresses} - {""}):
            word = _ADDRESS_WORD.search(draft.rpartition("/")[2].encode())
            self._paths.setdefault(word[0] if word else b"", []).append(draft)
        self._texts = [(text, spelling) for text in texts for spelling in _spellings(text)]
        before = ("/", f"{site.base_path}/", f"{site.origin}/", f"{site.origin}{site.base_path}/")
        self._before = {text.encode() for text in before}

    def check(self, path: str, content: bytes) -> None:
        if self._paths:
            words = set(_ADDRESS_WORD.findall(content)) | set(_ADDRESS_WORD.findall(path.encode()))
            for word in sorted(words & self._paths.keys()):
                for draft in self._paths[word]:
                    self._check_draft(path, content, draft)
        for text, spelling in self._texts:
            if spelling in content:
                self._report(path, f"It contains {text!r}, which belongs to a draft.")

    def _check_draft(self, path: str, content: bytes, draft: str) -> None:
        if path == draft or path.startswith((f"{draft}/", f"{draft}.")):
            self._report(path, f"The draft /{draft}/ was written.")
        elif self._is_address(content, draft.encode()):
            self._report(path, f"It names the address of the draft /{draft}/.")

    def _is_address(self, content: bytes, draft: bytes) -> bool:
        """Say whether `draft` stands there as an address of its own.

        /topic/slug/ is also the end of /es/topic/slug/, which may well be published.
        """
        for found in re.finditer(re.escape(draft) + rb"(?![\w-])", content):
            start = found.start()
            match = _PATH_BEFORE.search(content[max(0, start - 200) : start])
            before = match[0] if match else b""
            is_relative = before.endswith(b"/") and not before.strip(b"./")
            is_bare = not before and b"/" in draft
            if before in self._before or is_relative or is_bare:
                return True
        return False

    def _report(self, path: str, what: str) -> None:
        self._site.report(path, "drafts.leak", f"{what} Publish it, or remove what leads to it.")


def _check_loaded(site: _Site, path: str, base: str, address: str, what: str) -> None:
    address = address.strip()
    if not address:
        site.report(path, "assets.missing", f"A {what} has no address. Give it one, or remove it.")
        return
    if address.startswith("#"):
        if what == "use":
            site.anchors.append((path, path, _anchor(address)))
        return
    target = site.target(address, base)
    if target.is_outside:
        site.report(
            path,
            "outside.request",
            f"The browser would fetch {address!r} ({what}) from another site, which then learns "
            "who reads this. Keep a copy in the theme or in content/images.",
        )
    elif target.rule:
        rule = "assets.missing" if target.rule == "links.broken" else target.rule
        site.report(path, rule, f"The file {address!r} ({what}) {target.why}.")
    elif target.file.endswith(".svg") and _anchor(address):
        site.anchors.append((path, target.file, _anchor(address)))


def _check_css(site: _Site, path: str, css: str) -> None:
    for address in css_addresses(css):
        _check_loaded(site, path, site.address(path), address, "stylesheet")


def _check_script(site: _Site, path: str, script: str) -> None:
    for match in _SCRIPT_IMPORT.finditer(script):
        address = match[1] or match[2]
        if address.startswith((".", "/")) or _WITH_SCHEME.match(address):
            _check_loaded(site, path, site.address(path), address, "import")


def _check_placeholders(
    site: _Site, path: str, content: bytes, placeholders: Iterable[bytes]
) -> None:
    for placeholder in placeholders:
        if placeholder in content:
            site.report(
                path,
                "pages.placeholder",
                f"{placeholder.decode()!r} was left in the page: a link or citation was not "
                "resolved. This is a fault of the build, not of the text.",
            )


def _check_anchors(site: _Site) -> None:
    exists: dict[tuple[str, str], bool] = {}
    for page, file, anchor in site.anchors:
        if anchor == "top" or anchor.startswith(":~:") or file not in site.ids:
            continue
        key = (file, anchor)
        if key not in exists:
            exists[key] = f"\n{anchor}\n" in site.ids[file]
        if not exists[key]:
            where = "this page" if file == page else f"/{file.removesuffix('index.html')}"
            site.report(
                page,
                "links.anchor",
                f"A link leads to #{anchor}, but {where} has no such place. "
                "Was its heading changed?",
            )


def _check_translations(site: _Site) -> None:
    for page in site.pages.values():
        for language, other in page.alternates.items():
            if language == "x-default" or other == page.path:
                continue
            translation = site.pages[other]
            if page.path not in translation.alternates.values():
                site.report(
                    page.path,
                    "hreflang.not_mutual",
                    f"It names {other} as its {language} version, but that page does not name "
                    "this one. Both must name each other.",
                )
            if translation.lang.lower().split("-")[0] != language.split("-")[0]:
                site.report(
                    page.path,
                    "hreflang.language",
                    f"It names {other} as its {language} version, but that page says it is in "
                    f"{translation.lang!r}.",
                )


def _check_reachable(site: _Site) -> None:
    home = site.pages.get("index.html")
    if home is None:
        site.report("index.html", "pages.missing", "There is no home page.")
        return
    paths = sorted(site.number, key=site.number.__getitem__)
    reached = {"index.html", *home.alternates.values()}
    waiting = sorted(reached)
    while waiting:
        for number in site.pages[waiting.pop()].links:
            path = paths[number]
            if path in site.pages and path not in reached:
                reached.add(path)
                waiting.append(path)
    for page in site.pages.values():
        excused = page.is_noindex or page.is_redirect or posixpath.basename(page.path) == "404.html"
        if page.path not in reached and not excused:
            site.report(
                page.path,
                "pages.orphan",
                "No link leads here from a home page. Link to it, or mark it noindex.",
            )


def _check_expected(site: _Site, expected: Collection[str]) -> None:
    for path in sorted(set(expected) - site.pages.keys()):
        site.report(path, "pages.missing", "This page should have been written and was not.")
    for path in sorted(site.pages.keys() - set(expected)):
        site.report(path, "pages.unexpected", "Nobody asked for this page, yet it was written.")


def _files(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        inside = Path(place).relative_to(folder).as_posix()
        for name in names:
            yield name if inside == "." else f"{inside}/{name}"


def css_addresses(css: str) -> Iterator[str]:
    """Yield every address that a stylesheet names."""
    for match in _CSS_ADDRESS.finditer(_CSS_COMMENT.sub("", css)):
        yield next((group for group in match.groups() if group), "")


def _anchor(address: str) -> str:
    return unquote(address.partition("#")[2])


def _srcset(value: str) -> Iterator[str]:
    """Addresses of a srcset: the first word of each part (HTML, 4.8.4.2)."""
    for part in re.split(r",\s+|,$", value.strip()):
        if part.strip():
            yield part.split()[0]


def _joined(ids: Iterable[str]) -> str:
    """One text instead of a set of texts, which would take ten times the memory."""
    return "\n" + "\n".join(ids) + "\n"


def _spellings(text: str) -> set[bytes]:
    """The ways a text is written in HTML, XML and JSON."""
    return {
        text.encode(),
        html.escape(text, quote=False).encode(),
        html.escape(text).encode(),
        html.escape(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;").encode(),
        json.dumps(text)[1:-1].encode(),
        json.dumps(text, ensure_ascii=False)[1:-1].encode(),
    }
