"""Emphasis follows CommonMark; nothing a reader should see is lost."""

from __future__ import annotations

import pytest

from healthsite.markdown_text import render_inline


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* _b_ **c** __d__", "<em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong>"),
        ("***a***", "<em><strong>a</strong></em>"),
        ("***a** b*", "<em><strong>a</strong> b</em>"),
        ("**a *b***", "<strong>a <em>b</em></strong>"),
        ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
        ("*a **b*c", "<em>a **b</em>c"),
        ("**a*", "*<em>a</em>"),
        ("*a**", "<em>a</em>*"),
        ("a*b*c", "a<em>b</em>c"),
        ("a_b_c snake_case_name", "a_b_c snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("* a *", "* a *"),
        ("*a", "*a"),
        ("*foo**bar*", "<em>foo**bar</em>"),
        ("**[a](/b/)**", '<strong><a href="/b/">a</a></strong>'),
        ("[**a**](/b/)", '<a href="/b/"><strong>a</strong></a>'),
        ("*a **[b](/c/) d** e*", '<em>a <strong><a href="/c/">b</a> d</strong> e</em>'),
        ("**a**[^b]*c*", '<strong>a</strong><x-cite key="b"></x-cite><em>c</em>'),
        (r"\*a\* *b\**", "*a* <em>b*</em>"),
        ("*a _b* c_", "<em>a _b</em> c_"),
        ("**«a»** “*b*”", "<strong>«a»</strong> “<em>b</em>”"),
    ],
)
def test_emphasis_is_read_by_the_rules_of_commonmark(text: str, html: str) -> None:
    assert render_inline(text).html == html


def test_a_mistake_inside_emphasis_is_not_lost() -> None:
    for text in ("*a **b*<i>", "*a **b <i> c*", "***a*<i>*", "**a *b <i>* c**"):
        rendered = render_inline(text)
        assert [problem.rule for problem in rendered.problems] == ["html.raw"], text
        assert "&lt;i&gt;" in rendered.html
