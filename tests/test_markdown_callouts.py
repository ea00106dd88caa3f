"""The blocks that start with !!!."""

from __future__ import annotations

import pytest

from healthsite.markdown_text import Rendered, render


def rules(rendered: Rendered) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in rendered.problems]


def test_a_leveled_block_says_its_level_in_words() -> None:
    rendered = render('!!! emergency "Call *911* now"\n    Do it.\n\n    Now.\n\nAfter.')
    assert rendered.problems == ()
    assert rendered.html == (
        '<div class="callout callout--emergency" role="group" aria-labelledby="callout-1">\n'
        '<p class="callout__title" id="callout-1"><span class="callout__level">'
        '<x-word key="callout.emergency"></x-word>:</span> Call <em>911</em> now</p>\n'
        '<div class="callout__body"><p>Do it.</p>\n<p>Now.</p>\n</div>\n</div>\n<p>After.</p>'
    )


@pytest.mark.parametrize("kind", ["urgent", "care", "example"])
def test_levels_are_said_for_each_leveled_kind(kind: str) -> None:
    html = render(f'!!! {kind} "T"\n    x').html
    assert f'<x-word key="callout.{kind}"></x-word>:</span> T</p>' in html


def test_a_note_has_no_level() -> None:
    assert 'id="callout-1">T</p>' in render('!!! note "T"\n\n    x').html


@pytest.mark.parametrize("kind", ["do", "dont", "example", "steps"])
def test_some_kinds_bring_their_own_title(kind: str) -> None:
    rendered = render(f"!!! {kind}\n    1. Do not x\n")
    assert f'<x-word key="callout.{kind}_title"></x-word></p>' in rendered.html
    assert rendered.problems == ()


def test_steps_are_a_numbered_list_with_a_class() -> None:
    assert '<ol class="steps">' in render('!!! steps "S"\n    1. a\n    2. b\n').html


def test_typographic_quotation_marks_are_as_good() -> None:
    assert 'id="callout-1">T</p>' in render("!!! note “T”\n    x").html


def test_every_line_of_a_dont_list_says_so() -> None:
    good = "\n".join(
        f"    - {words} x"
        for words in ("Do not", "Don't", "**Don’t**", "Never", "No", "Nunca", "do not")
    )
    assert render(f"!!! dont\n{good}").problems == ()
    rendered = render("!!! dont\n    - Do not x\n    - Leave\n\n    - Nothing\n")
    assert rules(rendered) == [(3, "blocks.dont_line"), (5, "blocks.dont_line")]
    # Not written yet, which another rule tells.
    assert render("!!! dont\n    - …\n").problems == ()


@pytest.mark.parametrize("pattern", ["4 4 4 4", "4 7 8", "0 0 20 1"])
def test_a_breathing_figure_carries_its_pattern(pattern: str) -> None:
    rendered = render(f'!!! breathe "{pattern}"\n    Breathe *in*.\n')
    full = pattern if pattern.count(" ") == 3 else f"{pattern} 0"
    assert rendered.problems == ()
    assert rendered.html == (
        f'<div class="breathe" data-enhance="breathe" data-pattern="{full}">'
        '<label class="breathe__switch"><input type="checkbox"> '
        '<x-word key="breathe.move"></x-word></label>'
        '<div class="breathe__figure" aria-hidden="true"><span class="breathe__shape"></span></div>'
        '<div class="breathe__words"><p>Breathe <em>in</em>.</p>\n</div></div>'
    )


@pytest.mark.parametrize("pattern", ["", "4", "4 4", "4 4 4 21", "-1 4 4", "a b c", "4 4 4 4 4"])
def test_a_breathing_figure_needs_whole_numbers_up_to_twenty(pattern: str) -> None:
    rendered = render(f'x\n\n!!! breathe "{pattern}"\n    y\n')
    assert rules(rendered) == [(3, "blocks.breathe")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('!!! nots "T"\n    x', (1, "blocks.unknown")),
        ('!!! "T"\n    x', (1, "blocks.unknown")),
        ("!!! note\n    x", (1, "blocks.title")),
        ('!!! note ""\n    x', (1, "blocks.title")),
        ("!!! note Title\n    x", (1, "blocks.title")),
        ('!!! note "T"\n', (1, "blocks.empty")),
        ('!!! note "T"\n\nText', (1, "blocks.empty")),
        ('!!! note "T"\nText', (2, "blocks.indent")),
        ('!!! note "T"\n  Text', (2, "blocks.indent")),
        ('!!! note "T"\n    a\nb', (3, "blocks.indent")),
        ('!!! note "T"\n    a\n\n  b', (4, "blocks.indent")),
        ('!!! steps "T"\n    - a', (1, "blocks.steps")),
        ("!!! do\n    a", (1, "blocks.list")),
        ('- a\n\n    !!! note "T"\n        b', (3, "blocks.in_list")),
    ],
)
def test_faulty_blocks_are_reported(text: str, expected: tuple[int, str]) -> None:
    assert rules(render(text)) == [expected]


def test_an_unknown_block_names_the_nearest() -> None:
    assert "!!! emergency" in render('!!! emergancy "T"\n    x').problems[0].message


def test_blocks_nest_two_deep_and_are_numbered_as_they_open() -> None:
    text = '!!! note "A"\n    x\n\n    !!! care "B"\n        y\n\n!!! note "C"\n    z\n'
    rendered = render(text)
    assert rendered.problems == ()
    for number, title in enumerate("ABC", 1):
        assert f'id="callout-{number}"' in rendered.html.split(f"{title}</p>")[0]
    deeper = render('!!! note "A"\n    !!! note "B"\n        !!! note "C"\n            x\n')
    assert rules(deeper) == [(3, "blocks.nested")]


def test_a_heading_cannot_take_the_id_of_a_block() -> None:
    rendered = render('## Callout 1\n\n!!! note "A"\n    x\n')
    assert rendered.headings[0].id != "callout-1"
