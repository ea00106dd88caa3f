"""What an author writes and what it becomes."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from healthsite.markdown_text import (
    Citation,
    Comment,
    Heading,
    Image,
    LinkTarget,
    Rendered,
    count_words,
    render,
    render_inline,
    visible_text,
)


def rules(rendered: Rendered) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in rendered.problems]


def test_ordinary_markdown_is_ordinary_html() -> None:
    rendered = render("A *b* **c** `d`.\n\n- x\n- y\n\n1. z\n\n> q\n\n---\n")
    assert rendered.problems == ()
    assert rendered.html == (
        "<p>A <em>b</em> <strong>c</strong> <code>d</code>.</p>\n"
        "<ul>\n<li>x</li>\n<li>y</li>\n</ul>\n<ol>\n<li>z</li>\n</ol>\n"
        "<blockquote>\n<p>q</p>\n</blockquote>\n<hr>"
    )


def test_an_empty_text_is_empty_html() -> None:
    assert render("") == Rendered("") == render("\n \n\n")


def test_a_list_needs_no_empty_line_before_it() -> None:
    rendered = render("Call:\n- one\n- two\n")
    assert rendered.html.startswith("<p>Call:</p>\n<ul>")
    assert rendered.problems == ()


def test_a_list_item_indented_by_two_spaces_is_reported() -> None:
    assert rules(render("- a\n  - b\n")) == [(2, "lists.indent")]
    assert rules(render("- a\n    - b\n")) == []


def test_fenced_code_keeps_every_sign_also_inside_a_block() -> None:
    rendered = render(
        '!!! note "N"\n    ```html\n    <b> & [x](y)\n      !!! <!-- a -->\n    ```\n'
    )
    assert (
        '<pre><code class="language-html">&lt;b&gt; &amp; [x](y)\n  !!! &lt;!-- a --&gt;\n</code>'
        in (rendered.html)
    )
    assert rendered.problems == ()


def test_code_that_never_ends_is_reported_where_it_starts() -> None:
    assert rules(render("a\n\n```\nb\n")) == [(3, "code.unclosed")]


def test_character_references_become_their_characters() -> None:
    assert render("&eacute; &lt; &amp;lt; &bogus; & &#1; AT&T").html == (
        "<p>é &lt; &amp;lt; &amp;bogus; &amp; &amp;#1; AT&amp;T</p>"
    )


# Lines


def test_lines_are_right_everywhere() -> None:
    text = (
        "First [a](x.md)\n"  # 10
        "second `code\n"  # 11
        "over lines` [b](x.md)\n"  # 12
        "\n"
        "```\n"  # 14
        "[no](x.md)\n"
        "```\n"
        "\n"
        '!!! note "A [c](x.md)"\n'  # 18
        "    text\n"
        "    - item\n"  # 20
        "    - item [d](x.md)\n"  # 21
        "\n"
        "        more [e](x.md)\n"  # 23
        "<!-- gone\n"  # 24
        "gone -->\n"
        "\n"
        "Table: T\n"  # 27
        "| a | b |\n"
        "| - | - |\n"
        "| 1 | [f](x.md) |\n"  # 30
        "\n"
        "> quote\n"
        "> [g\n"  # 33
        "> g](x.md)\n"
        "## H [h](x.md)\n"  # 35
    )
    found = [line for line, rule in rules(render(text, 10)) if rule == "links.scheme"]
    assert found == [10, 12, 18, 21, 23, 30, 33, 35]


# Headings


def test_headings_get_ascii_ids_that_are_unique() -> None:
    rendered = render("## Qué es *esto*, niño?\n\n### Don’t\n\n## Don't\n\n## ¿?\n\n## Table 1\n")
    assert [heading.id for heading in rendered.headings] == [
        "que-es-esto-nino",
        "dont",
        "dont-2",
        "section",
        "table-1-2",
    ]
    assert rendered.headings[0] == Heading(2, "que-es-esto-nino", "Qué es esto, niño?", 1)
    assert rendered.headings[1].line == 3
    assert '<h2 id="que-es-esto-nino">Qué es <em>esto</em>, niño?</h2>' in rendered.html


def test_a_source_in_a_heading_is_no_part_of_its_text() -> None:
    assert render("## Facts[^a]\n").headings[0].text == "Facts"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n", [(1, "headings.first_level")]),
        ("One\n===\n", [(1, "headings.first_level")]),
        ("### Three\n", [(1, "headings.skipped")]),
        ("## Two\n\n#### Four\n", [(3, "headings.skipped")]),
        ("## Two\n### Three\n## Two\n", []),
        ("##\n", [(1, "headings.empty")]),
    ],
)
def test_headings_start_at_the_second_level_and_skip_none(
    text: str, expected: list[tuple[int, str]]
) -> None:
    assert rules(render(text)) == expected


# HTML


@pytest.mark.parametrize(
    "tag", ["<div>", "<br/>", '<a href="x">', "<script>", "<!DOCTYPE x>", "<?x?>", "<x-cite>"]
)
def test_html_is_refused_and_shown_as_text(tag: str) -> None:
    rendered = render(f"Text\n{tag} more")
    assert rules(rendered) == [(2, "html.raw")]
    assert tag not in rendered.html
    assert tag.replace("<", "&lt;") in rendered.html.replace("&gt;", ">").replace("&quot;", '"')


def test_a_tag_and_its_end_on_one_line_are_one_mistake() -> None:
    assert rules(render("<b>x</b>")) == [(1, "html.raw")]


def test_html_is_found_wherever_it_hides() -> None:
    for text in ("[a <b>](/c/)", "**a <b>**", "- a <b>", "> a <b>", "## a <b>", "a  \nc <b>"):
        assert [problem.rule for problem in render(text).problems] == ["html.raw"], text


def test_html_in_code_is_code() -> None:
    assert rules(render("`<b>` is bold\n\n    <i>\n\n```\n<u>\n```\n5 < 6 > 4\n")) == []


def test_comments_leave_no_trace() -> None:
    rendered = render("a <!-- <b> -->b\n\n<!--\n## no\n\n-->\n\nc `<!-- x -->`\n")
    assert rendered.html == "<p>a b</p>\n<p>c <code>&lt;!-- x --&gt;</code></p>"
    assert rendered.problems == ()


def test_a_comment_that_never_ends_hides_nothing() -> None:
    rendered = render("a\n\n<!-- b\n\n[x](y.md)\n")
    assert rules(rendered) == [(3, "html.comment"), (5, "links.scheme")]


def test_a_comment_without_its_end_does_not_hide_the_text_up_to_the_next_one() -> None:
    rendered = render("a\n\n<!-- b\n\nlost\n\n<!-- c -->\n\nd\n")
    assert rules(rendered) == [(3, "html.comment")]
    assert rules(render("<!-- b\n\n<!-- c\n\nd -->\n\n<!-- e <!-- f -->\n")) == [
        (1, "html.comment")
    ]


def test_a_comment_without_its_start_is_not_taken_for_text() -> None:
    assert rules(render("a\n\nleft over -->\n\nb\n")) == [(3, "html.comment")]
    assert rules(render("`a --> b`\n\n```\n-->\n```\n\n<!-- c -->\n\n<!--\n-->\n")) == []


def test_where_comments_start_is_told() -> None:
    rendered = render("a <!-- b --> c <!-- d\ne -->\n\n`<!-- x -->`\n\n    <!--f-->\n", 10)
    assert rendered.comments == (Comment(10, "b"), Comment(10, "d"), Comment(15, "f"))
    assert rendered.problems == ()


# Citations


def test_sources_become_placeholders_side_by_side() -> None:
    rendered = render("Yes.[^santo-2022][^b]\n\n- No.[^b]")
    assert '.<x-cite key="santo-2022"></x-cite><x-cite key="b"></x-cite></p>' in rendered.html
    assert rendered.citations == (
        Citation("santo-2022", 1),
        Citation("b", 1),
        Citation("b", 3),
    )


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[^Santo 2022]", "citations.key"),
        ("[^]", "citations.key"),
        ("[^a]: A book.", "citations.definition"),
        ("[text [^a]](/b/)", "citations.in_link"),
    ],
)
def test_sources_written_otherwise_are_reported(text: str, rule: str) -> None:
    assert rules(render(f"x\n\n{text}")) == [(3, rule)]


# Links


@pytest.mark.parametrize(
    "target",
    [
        "article:naloxone",
        "article:naloxone#side-effects",
        "helpline:988/text",
        "term:tolerance",
        "page:overdose",
        "mailto:a@b.org",
        "/help/",
        "#here",
    ],
)
def test_links_of_ours_stay_as_written(target: str) -> None:
    rendered = render(f"[text]({target})", 5)
    assert rendered.html == f'<p><a href="{target}">text</a></p>'
    assert rendered.targets == (LinkTarget(target, 5),)
    assert rendered.problems == ()


def test_links_to_other_sites_are_marked_external_and_nothing_else() -> None:
    for text in ("[x](https://x.org/(a)?b=1&c)", "[x](<https://x.org/(a)?b=1&c>)", "[x]"):
        rendered = render(f"{text}\n\n[x]: https://x.org/(a)?b=1&c\n")
        assert rendered.html == (
            '<p><a href="https://x.org/(a)?b=1&amp;c" rel="external">x</a></p>'
        )
    assert render("<https://x.org/>").html == (
        '<p><a href="https://x.org/" rel="external">https://x.org/</a></p>'
    )


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "&amp;#106;avascript:alert(1)",
        "java&Tab;script:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "tel:5551234567",
        "naloxone.md",
        "../x",
        "//evil.org",
        "/\\evil.org",
        "www.x.org",
        "https:x.org",
        "https://",
        "article:",
        "Article:x",
        "mailto:",
        "ftp://x.org",
        "",
        "#",
    ],
)
def test_links_to_anywhere_else_are_refused(target: str) -> None:
    for text in (f"[x]({target})", f"[x](<{target}>)"):
        rendered = render(text)
        assert [problem.rule.split(".")[0] for problem in rendered.problems] == ["links"]
        assert rendered.targets == ()
        assert 'href="#"' in rendered.html


def test_a_refused_link_says_what_to_write_instead() -> None:
    def advice(text: str) -> str:
        return render(text).problems[0].message

    assert "helpline:" in advice("[x](tel:988)")
    assert "article:naloxone#a" in advice("[x](../overdose/naloxone.es.md#a)")
    assert "https://www.x.org" in advice("[x](www.x.org)")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[](https://x.org)", "links.text"),
        ("[ ](/x/)", "links.text"),
        ("[a](my page)", "links.space"),
        ("[a](/x", "links.unclosed"),
        ("[a][b]", "links.reference"),
        ('[a](/x/ "more")', "links.title"),
        ("[a [b](/c/) d](/e/)", "links.nested"),
    ],
)
def test_half_written_links_are_reported(text: str, rule: str) -> None:
    assert rules(render(text)) == [(1, rule)]


def test_mere_brackets_are_text() -> None:
    assert render("a [sic] b [x] (y)").html == "<p>a [sic] b [x] (y)</p>"


# Pictures


def test_a_picture_is_a_figure() -> None:
    rendered = render("![A *kit*](/images/kit.svg)\n\n![b](/images/c.png)")
    assert rendered.html == (
        '<figure class="credited-picture">'
        '<img src="/images/kit.svg" alt="A *kit*" loading="lazy"></figure>\n'
        '<figure class="credited-picture">'
        '<img src="/images/c.png" alt="b" loading="lazy"></figure>'
    )
    assert rendered.images[1] == Image("/images/c.png", "b", False, 3)
    assert rendered.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "a ![b](/images/c.png) d",
        "- ![b](/images/c.png)",
        "![b](/images/c.png) ![b](/images/c.png)",
        "[![b](/images/c.png)](/x/)",
        "Table: T\n\n| A |\n| --- |\n| ![b](/images/c.png) |",
    ],
)
def test_a_picture_needs_room_below_it_to_say_whose_it_is(text: str) -> None:
    assert {rule for _, rule in rules(render(text))} == {"images.alone"}


def test_a_decorative_picture_has_an_empty_text() -> None:
    rendered = render("![](/images/x.svg){decorative}")
    assert rendered.html == (
        '<figure class="credited-picture"><img src="/images/x.svg" alt="" loading="lazy"></figure>'
    )
    assert rendered.images == (Image("/images/x.svg", "", True, 1),)
    assert rendered.problems == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("![](/images/x.svg)", "images.text"),
        ("![a](/images/x.svg){decorative}", "images.text"),
        ("![a](x.svg)", "images.place"),
        ("![a](https://x.org/images/x.svg)", "images.place"),
        ("![a](/images/../x.svg)", "images.place"),
        ('![a](/images/x.svg "b")', "images.title"),
    ],
)
def test_pictures_without_a_text_or_out_of_place_are_reported(text: str, rule: str) -> None:
    assert rules(render(f"a\n\n{text}")) == [(3, rule)]


# Tables

TABLE = "| Medicine | What |\n| --- | ---: |\n| *One* | a `x|y` |\n| Two | b[^c] |\n"


@pytest.mark.parametrize("word", ["Table", "Tabla"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_table_has_a_caption_and_header_cells(word: str, gap: str) -> None:
    rendered = render(f"{word}: What *they* do{gap}{TABLE}")
    assert rendered.problems == ()
    assert rendered.html == (
        '<section class="table" tabindex="0" aria-labelledby="table-1"><table>'
        '<caption id="table-1">What <em>they</em> do</caption>'
        '<thead><tr><th scope="col">Medicine</th><th scope="col">What</th></tr></thead>'
        '<tbody><tr><th scope="row"><em>One</em></th>'
        '<td data-label="What">a <code>x|y</code></td></tr>'
        '<tr><th scope="row">Two</th>'
        '<td data-label="What">b<x-cite key="c"></x-cite></td></tr></tbody></table></section>'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TABLE, (1, "tables.caption")),
        (f"Table:\n\n{TABLE}", (3, "tables.caption")),
        (f"Words\n\n{TABLE}", (3, "tables.caption")),
        ("Table: T\n\n| a | b |\n|---|---|\n| c |\n", (5, "tables.cells")),
        ("Table: T\n\n| a | b |\n|---|---|\n| c | d | e |\n", (5, "tables.cells")),
        ("Table: T\n\n| a |  |\n|---|---|\n| c | d |\n", (3, "tables.header")),
        ("Table: T\n\n| a | b |\n|---|---|\n|  | d |\n", (5, "tables.header")),
        ("Table: T\n\n| a | b |\n|---|---|\n", (3, "tables.empty")),
        ("Table: T\n\n| a | b |\n| c | d |\n", (3, "tables.unread")),
    ],
)
def test_faulty_tables_are_reported(text: str, expected: tuple[int, str]) -> None:
    assert rules(render(text)) == [expected]


# One line


def test_one_line_has_emphasis_links_and_sources_and_no_paragraph() -> None:
    rendered = render_inline("A *b* [c](article:d) e.[^f] - # 5 < 6", 7)
    assert rendered.html == (
        'A <em>b</em> <a href="article:d">c</a> e.<x-cite key="f"></x-cite> - # 5 &lt; 6'
    )
    assert rendered.targets == (LinkTarget("article:d", 7),)
    assert rendered.citations == (Citation("f", 7),)
    assert rendered.problems == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a `b`", "text.inline"),
        ("![a](/images/b.svg)", "text.inline"),
        ("<b>a</b>", "html.raw"),
        ("[a](tel:1)", "links.scheme"),
        ("a" * 2000, "text.too_large"),
    ],
)
def test_one_line_takes_nothing_else(text: str, rule: str) -> None:
    assert rules(render_inline(text, 7)) == [(7, rule)]


@pytest.mark.parametrize("text", ["## x", "- x", "1. x", "> x", "    x", "!!! note", "---"])
def test_signs_that_start_a_block_are_text_in_one_line(text: str) -> None:
    assert visible_text(render_inline(text).html) == text.strip()


# Visible text


def test_visible_text_is_what_a_reader_reads() -> None:
    html = render(
        '## A &amp; B\n\nOne *two*[^c]\nthree\n\n!!! care "T"\n    - four\n    - five\n\n'
        f"![x](/images/x.svg)\n\nTable: Six\n\n{TABLE}"
    ).html
    assert visible_text(html) == (
        "A & B\nOne two three\nT\nfour\nfive\nSix\nMedicine\nWhat\nOne\na x|y\nTwo\nb"
    )
    assert count_words(html) == 16


def test_signs_alone_are_no_words() -> None:
    assert count_words("<p>a – b, 1,263 &amp; c</p>") == 4


# Independence


def test_a_text_gives_the_same_whatever_came_before_and_in_every_thread() -> None:
    texts = [
        f"## H{number}\n\n[a{number}]: /x{number}/\n\n[a{number}] [a1] *b **c\n\n```\nx\n```\n"
        f'\n!!! note "{number}"\n    text\n\n{TABLE}'
        for number in range(12)
    ]
    alone = [render(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(render, texts * 3))
    assert together == alone * 3
    assert pickle.loads(pickle.dumps(alone)) == alone
