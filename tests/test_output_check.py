from __future__ import annotations

from pathlib import Path

import pytest

from healthsite.output_check import check_output
from healthsite.policy import content_policy

ADDRESS = "https://site.example/guide"


def page(body: str = "", head: str = "", lang: str = "en", basics: str = "") -> str:
    basics = basics or '<title>T</title><meta name="description" content="D">'
    heading = "" if "<h1" in body else "<h1>H</h1>"
    return (
        f'<!doctype html><html lang="{lang}"><head>{basics}{head}</head>'
        f"<body>{heading}{body}</body></html>"
    )


class Site:
    """A sound site of two pages in two languages, to be spoiled by a test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        both = '<link rel="alternate" hreflang="{}" href="{}">'
        head = both.format("en", f"{ADDRESS}/") + both.format("es", f"{ADDRESS}/es/")
        self.write("index.html", page('<a href="/guide/x/#part">x</a>', head))
        self.write("es/index.html", page('<a href="/guide/">en</a>', head, lang="es"))
        self.write("x/index.html", page('<h2 id="part">p</h2>'))

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def problems(self, **settings: object) -> list[tuple[str, str]]:
        values = {"base_path": "/guide", "site_address": ADDRESS} | settings
        found = check_output(self.folder, **values)  # type: ignore[arg-type]
        assert all(problem.message.endswith((".", "?")) for problem in found)
        return [(problem.page, problem.rule) for problem in found]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_sound_site_has_no_problems(site: Site) -> None:
    site.write("assets/icons.svg", '<svg><symbol id="phone"/></svg>')
    site.write("assets/site.css", 'a{b:url("icons.svg")}/* url(gone.png) */')
    site.write("assets/site.js", 'import { a } from "./part.js";\nimport("./part.js");')
    site.write("assets/part.js", "export const a = 1;")
    site.write("404.html", page())
    site.write("offline/index.html", page(head='<meta name="robots" content="noindex">'))
    site.write(
        "x/index.html",
        page(
            '<h2 id="part">p</h2><a href="#part">p</a><a href="#top">t</a><a href="tel:988">c</a>'
            '<a href="../es/">es</a><a href="https://else.example/x">e</a><a href="?q=1">q</a>'
            '<svg><use href="/guide/assets/icons.svg#phone"/></svg><form action="/guide/"></form>'
            '<img src="data:image/png;base64,AA" srcset="/guide/assets/icons.svg 1x" alt="">'
            f'<link rel="canonical" href="{ADDRESS}/x/"><link rel="stylesheet" '
            'href="/guide/assets/site.css"><script type="module" src="/guide/assets/site.js">'
            f'</script><meta property="og:image" content="{ADDRESS}/assets/icons.svg">'
            '<link rel="preconnect" href="/guide/">',
        ),
    )
    style = 'a{b:url("/guide/assets/icons.svg")}'
    site.write(
        "styled/index.html",
        page(
            head='<meta name="robots" content="noindex"><meta http-equiv="Content-Security-Policy"'
            f' content="{content_policy(style)}"><style>{style}</style>'
        ),
    )
    expected = ["index.html", "es/index.html", "x/index.html", "404.html", "offline/index.html"]
    expected += ["styled/index.html"]
    assert site.problems(expected_pages=expected, draft_addresses=["/topic/draft/"]) == []


def test_a_site_at_the_root_of_its_host_has_no_base_path(site: Site) -> None:
    site.write("index.html", page('<a href="/x/">x</a><a href="/guide/x/">x</a>'))
    site.write("es/index.html", page(head='<meta name="robots" content="noindex">', lang="es"))
    problems = site.problems(base_path="", site_address="https://site.example")
    assert problems == [("index.html", "links.broken")]


def test_a_style_in_a_page_names_files_that_are_there(site: Site) -> None:
    style = "a{b:url(gone.png)}"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{content_policy(style)}">'
    site.write("x/index.html", page('<h2 id="part">p</h2>', head=f"{policy}<style>{style}</style>"))
    assert site.problems() == [("x/index.html", "assets.missing")]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ('<a href="/guide/gone/">x</a>', "links.broken"),
        ('<a href="gone/">x</a>', "links.broken"),
        ('<a href="../../../etc/">x</a>', "links.base_path"),
        ('<a href="/guide/x">x</a>', "links.broken"),
        ('<a href="">x</a>', "links.broken"),
        ('<a href="http://[x/">x</a>', "links.broken"),
        (f'<a href="{ADDRESS}/gone/">x</a>', "links.broken"),
        ('<map><area href="/guide/gone/" alt=""></map>', "links.broken"),
        ('<form action="/guide/gone/"></form>', "links.broken"),
        ('<a href="/x/">x</a>', "links.base_path"),
        ('<a href="/guidebook/">x</a>', "links.base_path"),
        ('<a href="https://site.example/x/">x</a>', "links.base_path"),
        ('<img src="/assets/a.png" alt="">', "links.base_path"),
        ('<a href="#gone">x</a>', "links.anchor"),
        ('<a href="/guide/es/#gone">x</a>', "links.anchor"),
        ('<img src="gone.png" alt="">', "assets.missing"),
        ('<img src="" alt="">', "assets.missing"),
        ('<img srcset="/guide/x/ 1x, /guide/gone.png 2x" alt="">', "assets.missing"),
        ('<video poster="gone.png"></video>', "assets.missing"),
        ('<script src="/guide/gone.js"></script>', "assets.missing"),
        ('<p style="color:red">x</p>', "policy.style"),
        ("<style>a{b:c}</style>", "policy.style"),
        ('<p onclick="go()">x</p>', "policy.script"),
        ("<script>go()</script>", "policy.script"),
        ('<script type="module">go()</script>', "policy.script"),
        ('<a href="javascript:go()">x</a>', "policy.script"),
        ('<svg><use href="#gone"/></svg>', "links.anchor"),
        ('<b id="a"></b><i id="a"></i>', "ids.duplicate"),
        ('<h1>a</h1><h1 class="b">b</h1>', "pages.h1"),
        ('<x-cite key="a"></x-cite>', "pages.placeholder"),
        ("<p>{static}/a.png</p>", "pages.placeholder"),
        ('<script src="https://else.example/a.js"></script>', "outside.request"),
        ('<img src="//else.example/a.png" alt="">', "outside.request"),
        ('<iframe src="https://else.example/"></iframe>', "outside.request"),
        ('<a href="/guide/" ping="https://else.example/">x</a>', "outside.request"),
    ],
)
def test_what_is_wrong_in_a_page_is_found(site: Site, body: str, rule: str) -> None:
    site.write("x/index.html", page('<h2 id="part">p</h2>' + body))
    assert site.problems() == [("x/index.html", rule)]


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ('<link rel="canonical" href="/guide/x/">', "links.not_absolute"),
        ('<link rel="canonical" href="https://else.example/x/">', "links.not_absolute"),
        (f'<link rel="canonical" href="{ADDRESS}/gone/">', "links.broken"),
        (f'<meta property="og:image" content="{ADDRESS}/gone.png">', "links.broken"),
        ('<link rel="stylesheet" href="/guide/gone.css">', "assets.missing"),
        ('<link rel="alternate" type="application/atom+xml" href="/guide/f.xml">', "links.broken"),
        ('<link rel="preconnect" href="https://else.example">', "outside.request"),
        ('<link rel="stylesheet" href="https://else.example/a.css">', "outside.request"),
        ('<meta name="description" content="second">', "pages.description"),
    ],
)
def test_what_is_wrong_in_the_head_is_found(site: Site, head: str, rule: str) -> None:
    site.write("x/index.html", page('<h2 id="part">p</h2>', head))
    assert site.problems() == [("x/index.html", rule)]


def test_a_page_needs_language_title_heading_and_description(site: Site) -> None:
    site.write("x/index.html", "<html><head><title> </title></head><p id=part>x</p></html>")
    rules = ["pages.description", "pages.h1", "pages.lang", "pages.title"]
    assert site.problems() == [("x/index.html", rule) for rule in rules]


def test_an_empty_page_is_a_problem_and_no_crash(site: Site) -> None:
    site.write("x/index.html", "")
    assert ("x/index.html", "pages.empty") in site.problems()


def test_a_title_inside_a_drawing_is_not_the_title_of_the_page(site: Site) -> None:
    basics = '<meta name="description" content="D">'
    body = '<h2 id="part">p</h2><svg><title>Phone</title></svg>'
    site.write("x/index.html", page(body, basics=basics))
    assert site.problems() == [("x/index.html", "pages.title")]


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("a/site.css", "a{b:url(../gone.woff2)}", "assets.missing"),
        ("a/site.css", 'a{b:url("https://else.example/a.woff2")}', "outside.request"),
        ("a/site.css", '@import "gone.css";', "assets.missing"),
        ("a/site.css", "a{b:url(/a/site.css)}", "links.base_path"),
        ("a/site.js", 'import "./gone.js";', "assets.missing"),
        ("a/site.js", 'const a = await import("https://else.example/a.js");', "outside.request"),
        ("feed.xml", "&lt;a href=&quot;article:x&quot;&gt;", "pages.placeholder"),
        ("search.json", r'{"a": "<a href=\"term:x\">"}', "pages.placeholder"),
    ],
)
def test_stylesheets_scripts_and_feeds_are_read_too(
    site: Site, path: str, text: str, rule: str
) -> None:
    site.write(path, text)
    assert site.problems() == [(path, rule)]


def test_a_page_no_link_leads_to_is_an_orphan(site: Site) -> None:
    site.write("y/index.html", page('<a href="/guide/z/">z</a>'))
    site.write("z/index.html", page('<a href="/guide/y/">y</a>'))
    orphans = [("y/index.html", "pages.orphan"), ("z/index.html", "pages.orphan")]
    assert site.problems() == orphans


def test_a_page_linked_only_in_the_other_language_is_reached(site: Site) -> None:
    spanish = (site.folder / "es/index.html").read_text()
    site.write("es/index.html", spanish.replace("<h1>", '<a href="y/">y</a><h1>'))
    site.write("es/y/index.html", page(lang="es"))
    assert site.problems() == []


def test_a_redirect_needs_no_heading_and_is_no_orphan_but_must_lead_somewhere(site: Site) -> None:
    head = '<meta http-equiv="refresh" content="0; url=/guide/{}/">'
    site.write("old/index.html", page("<h1></h1><h1></h1>", head.format("x")))
    assert site.problems() == []
    site.write("old/index.html", page(head=head.format("gone")))
    assert site.problems() == [("old/index.html", "links.broken")]


def test_translations_must_name_each_other(site: Site) -> None:
    head = f'<link rel="alternate" hreflang="es" href="{ADDRESS}/es/">'
    site.write("x/index.html", page('<h2 id="part">p</h2>', head))
    assert site.problems() == [("x/index.html", "hreflang.not_mutual")]


def test_a_translation_must_be_in_its_language(site: Site) -> None:
    english = (site.folder / "es/index.html").read_text().replace('lang="es"', 'lang="en"', 1)
    site.write("es/index.html", english)
    assert site.problems() == [("index.html", "hreflang.language")]


def test_pages_must_be_those_that_were_expected(site: Site) -> None:
    problems = site.problems(expected_pages=["index.html", "es/index.html", "y/index.html"])
    assert problems == [
        ("x/index.html", "pages.unexpected"),
        ("y/index.html", "pages.missing"),
    ]


def test_a_site_without_a_home_page_is_a_problem(tmp_path: Path) -> None:
    assert ("index.html", "pages.missing") in [
        (problem.page, problem.rule)
        for problem in check_output(tmp_path, "", site_address="https://site.example")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<loc>https://site.example/guide/topic/draft/</loc>",
        '{"url": "/guide/topic/draft/#part"}',
        "see /topic/draft for more",
        "href='../topic/draft/'",
    ],
)
def test_the_address_of_a_draft_must_be_in_no_file(site: Site, text: str) -> None:
    site.write("some.txt", text)
    problems = site.problems(draft_addresses=["/topic/draft/"])
    assert problems == [("some.txt", "drafts.leak")]


def test_the_folder_of_a_draft_must_not_be_written(site: Site) -> None:
    site.write("topic/draft/picture.svg", "<svg/>")
    problems = site.problems(draft_addresses=["/topic/draft/"])
    assert problems == [("topic/draft/picture.svg", "drafts.leak")]


@pytest.mark.parametrize(
    "text",
    [
        "/guide/es/topic/draft/",
        "/guide/topic/draft-two/",
        "https://else.example/topic/draft/",
        "a draft of this topic",
    ],
)
def test_an_address_that_only_contains_that_of_a_draft_is_no_leak(site: Site, text: str) -> None:
    site.write("some.txt", text)
    assert site.problems(draft_addresses=["/topic/draft/"]) == []


def test_a_word_that_is_also_the_address_of_a_draft_is_no_leak(site: Site) -> None:
    site.write("some.txt", "your privacy and/or privacy")
    assert site.problems(draft_addresses=["/privacy/"]) == []
    site.write("some.txt", '<a href="/guide/privacy/">')
    assert site.problems(draft_addresses=["/privacy/"]) == [("some.txt", "drafts.leak")]


@pytest.mark.parametrize(
    "text", ["Sleep & you’re", "Sleep &amp; you’re", r'{"t": "Sleep & you\u2019re"}']
)
def test_a_forbidden_text_is_found_however_it_is_written(site: Site, text: str) -> None:
    site.write("some.txt", text)
    assert site.problems(forbidden_texts=["Sleep & you’re"]) == [("some.txt", "drafts.leak")]


def test_a_preview_without_an_address_may_use_relative_ones(site: Site) -> None:
    head = '<link rel="canonical" href="/guide/x/">'
    site.write("x/index.html", page('<h2 id="part">p</h2>', head))
    for path in ("index.html", "es/index.html"):
        text = (site.folder / path).read_text().replace("https://site.example", "")
        site.write(path, text)
    assert site.problems(site_address="") == []


def test_every_fault_of_every_page_is_reported_in_one_run_and_in_order(site: Site) -> None:
    site.write("x/index.html", page('<b id="part"></b><a href="#b">b</a><img src="c" alt="">'))
    site.write("a.css", "a{b:url(c)}")
    assert site.problems() == [
        ("a.css", "assets.missing"),
        ("x/index.html", "assets.missing"),
        ("x/index.html", "links.anchor"),
    ]
