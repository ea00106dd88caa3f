"""Texts nobody should write: none may raise, hang, or bring markup of its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthsite.markdown_text import render, render_inline, visible_text

OUR_TAGS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "em",
        "strong",
        "code",
        "pre",
        "a",
        "img",
        "figure",
        "div",
        "input",
        "label",
        "section",
        "span",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "hr",
        "br",
        "x-cite",
        "x-word",
    ]
)
PIECES = [
    *(
        [
            "a",
            "é",
            "&",
            "&amp;",
            "<",
            ">",
            "<b>",
            "<!--",
            "-->",
            "*",
            "**",
            "_",
            "`",
            "```",
            "[",
            "]",
            "(",
            ")",
            "](",
            "![",
            "[^a]",
            "[^",
            "|",
            "\\",
            '"',
            "'",
            "#",
            "##",
            "###",
        ]
    ),
    *("\n", "\n\n", "  \n", "    ", "  ", "\t", "- ", "1. ", "> ", "---\n", "===\n", "\r", "\0"),
    *("!!! ", '!!! note "T"\n', "!!! do\n", '!!! breathe "4 4 4"\n', "[a]: /b/\n", "{decorative}"),
    *("\n| a | b |\n|---|---|\n", "Table: x\n\n", "https://x.org", "article:x", "javascript:x"),
    *("\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "\U000f0001", "\U00100000", "klzzwxh:0001"),
]


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join) | st.text(max_size=200))
def test_any_text_gives_balanced_html_of_our_own_tags(text: str) -> None:
    rendered = render(text, 5)
    assert rendered == render(text, 5)
    last = 5 + text.count("\n")
    assert all(5 <= problem.line <= last for problem in rendered.problems)
    assert not re.search("[\0-\x08\x0b-\x1f\U000f0000-\U0010ffff]", rendered.html)
    opened: list[str] = []
    for end, tag in re.findall(r"<(/?)([a-zA-Z][\w-]*)[^>]*>", rendered.html):
        assert tag in OUR_TAGS
        if end:
            assert opened.pop() == tag
        elif tag not in ("img", "br", "hr", "input"):
            opened.append(tag)
    assert opened == []
    assert "<" not in re.sub(r"<(/?)([a-zA-Z][\w-]*)[^>]*>", "", rendered.html)
    for address in re.findall(r'href="([^"]*)"', rendered.html):
        assert re.match(r"#|/(?!/)|https?://|mailto:|(?:article|helpline|term|page):", address)
    visible_text(rendered.html)
    assert "<p" not in render_inline(text).html


LARGE = {
    "ten million letters": "a" * 10_000_000,
    "a million short lines": "a\n" * 1_000_000,
    "one long line": "a " * 100_000,
    "brackets": "[" * 15_000,
    "half links": "[a](" * 4_000,
    "stars": "*a **b " * 2_500,
    "backticks": "".join("`" * (number % 60) + "a" for number in range(600)),
    "backslashes": "\\" * 15_000,
    "angles": "<a@" * 5_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_a_text_too_large_or_too_crowded_is_one_problem(name: str) -> None:
    rendered = render(LARGE[name])
    assert rendered.html == "" or name == "angles"
    families = {problem.rule for problem in rendered.problems}
    assert families & {"text.too_large", "text.too_crowded"}


@pytest.mark.parametrize(
    "text",
    [
        "> " * 2_000 + "a",
        "+ " * 2_000 + "a",
        "1. " * 2_000 + "a",
        " " * 400 + "a",
        "\n".join("    " * level + "- a" for level in range(100)),
        "\n".join("    " * level + '!!! note "x"' for level in range(100)),
    ],
)
def test_a_text_too_deeply_nested_is_one_problem(text: str) -> None:
    rendered = render(text)
    assert [problem.rule for problem in rendered.problems] == ["text.too_deep"]
    assert rendered.html == ""


def test_a_deep_call_stack_is_no_traceback_either() -> None:
    def deeper(levels: int) -> str:
        if levels:
            return deeper(levels - 1)
        return render("> " * 15 + "- a").html

    assert deeper(500).startswith("<blockquote>")


def test_many_rules_headings_and_items_are_read_in_time() -> None:
    for line in ("---", "## a", "- a", "1. a", "> a", "[a]: /b/", "| a | b |", "a  "):
        assert "text.too_large" not in {
            problem.rule for problem in render(f"{line}\n" * 3_000).problems
        }


def test_an_authors_private_characters_forge_nothing() -> None:
    rendered = render("a\n\nb \U000f0000\U00100000\x02klzzwxh:0000\x03 [x](y.md)")
    assert [(problem.line, problem.rule) for problem in rendered.problems] == [
        (3, "characters.control"),
        (3, "links.scheme"),
    ]
