"""The pieces of a text for rules about its words, each with the way back to its lines."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthsite import model
from healthsite.markdown_text import Block, render, render_inline, visible_text
from healthsite.model import ContentFile
from healthsite.reader import read

TEXT = """\
## Signs *of* [care](page:care)[^head]

One **two
three** [four
five](article:x)  six.[^a] R&amp;D\x20\x20
eight[^b][^c]
"""


def blocks(text: str, first_line: int = 1) -> list[Block]:
    return list(render(text, first_line).blocks)


def texts(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(text)]


def test_a_block_has_the_fields_of_the_model() -> None:
    assert [field.name for field in fields(Block)] == [field.name for field in fields(model.Block)]


def test_a_paragraph_knows_its_lines_sources_and_links() -> None:
    heading, paragraph = blocks(TEXT, 10)
    assert heading == Block(
        "heading",
        "Signs of care",
        ((0, 10),),
        ((13, "head"),),
        ((9, 13, "page:care"),),
        level=2,
    )
    assert paragraph == Block(
        "paragraph",
        "One two three four five six. R&D eight",
        ((0, 12), (8, 13), (19, 14), (33, 15)),
        ((28, "a"), (38, "b"), (38, "c")),
        ((14, 23, "article:x"),),
    )
    assert paragraph.text[14:23] == "four five"


def test_an_item_has_its_own_text_and_items_inside_it_are_blocks_of_their_own() -> None:
    text = "- a\n  more\n    - b[^k]\n        1. c\n- d\n\n    second\n\n    - e\n"
    assert [(b.kind, b.text, b.level, b.lines) for b in blocks(text)] == [
        ("item", "a more", 1, ((0, 1), (2, 2))),
        ("item", "b", 2, ((0, 3),)),
        ("item", "c", 3, ((0, 4),)),
        ("item", "d", 1, ((0, 5),)),
        ("item", "second", 1, ((0, 7),)),
        ("item", "e", 2, ((0, 9),)),
    ]


def test_the_paragraphs_of_a_loose_list_are_items() -> None:
    assert texts("- a\n\n- b\n\nc\n") == [("item", "a"), ("item", "b"), ("paragraph", "c")]


def test_a_table_is_a_caption_heads_and_cells_with_their_rows() -> None:
    table = "| A | B |\n| --- | --- |\n| c [z](page:z) | d[^m] |\n| **e** | [^n] |\n| f | |\n"
    text = f"Before.\n\nTable: What *it* is[^k]\n\n{table}\nAfter.\n\n{table}"
    found = blocks(text, 5)
    assert [(b.kind, b.text, b.table, b.row, b.line_number) for b in map(_Lined, found)][:9] == [
        ("paragraph", "Before.", -1, -1, 5),
        ("caption", "What it is", 0, -1, 7),
        ("head", "A", 0, 0, 9),
        ("head", "B", 0, 0, 9),
        ("cell", "c z", 0, 1, 11),
        ("cell", "d", 0, 1, 11),
        ("cell", "e", 0, 2, 12),
        # Nothing but a source is a block all the same: it is the source of its row.
        ("cell", "", 0, 2, 12),
        ("cell", "f", 0, 3, 13),
    ]
    assert found[1].citations == ((10, "k"),)
    assert found[4].links == ((2, 3, "page:z"),)
    assert found[7].citations == ((0, "n"),)
    assert [(b.kind, b.table) for b in found[9:12]] == [
        ("paragraph", -1),
        ("head", 1),
        ("head", 1),
    ]


class _Lined:
    """A block whose only line is easy to compare."""

    def __init__(self, block: Block) -> None:
        self.kind, self.text, self.table, self.row = block.kind, block.text, block.table, block.row
        ((_, self.line_number),) = block.lines


def test_a_caption_over_two_lines_keeps_them() -> None:
    table = "| A |\n| --- |\n| b |\n"
    caption = blocks(f"Tabla : qué [hace\ncada](page:x) uno[^k]\n\n{table}")[0]
    assert caption == Block(
        "caption",
        "qué hace cada uno",
        ((0, 1), (9, 2)),
        ((17, "k"),),
        ((4, 13, "page:x"),),
        table=0,
    )


def test_a_block_says_what_callout_it_stands_in() -> None:
    text = (
        '!!! emergency "Call *now*"\n    Stay.\n\n    !!! steps\n        1. One.\n\n    Then.\n\n'
        '!!! do\n    - Go.\n\n!!! breathe "4 4 4"\n    Breathe.\n\nOut.\n'
    )
    assert [(b.kind, b.text, b.callout) for b in blocks(text)] == [
        # The word for its level and a title it gives itself are interface words.
        ("callout_title", "Call now", "emergency"),
        ("paragraph", "Stay.", "emergency"),
        ("item", "One.", "steps"),
        ("paragraph", "Then.", "emergency"),
        ("item", "Go.", "do"),
        ("paragraph", "Breathe.", "breathe"),
        ("paragraph", "Out.", ""),
    ]


def test_code_is_folded_and_keeps_its_lines() -> None:
    assert [
        (b.kind, b.text, b.lines) for b in blocks("A `x  y`.\n\n```\na &lt; b\n\nc\n```\n\nd\n")
    ] == [
        ("paragraph", "A x y.", ((0, 1),)),
        ("code", "a &lt; b c", ((0, 4), (9, 6))),
        ("paragraph", "d", ((0, 9),)),
    ]
    assert [(b.kind, b.text, b.lines) for b in blocks("    a\n    b\n")] == [
        ("code", "a b", ((0, 1), (2, 2)))
    ]


def test_a_picture_has_no_words() -> None:
    picture = "![the alt](/images/x.svg)"
    assert blocks(picture) == []
    (block,) = blocks(f"a {picture} b [{picture}](page:x)")
    assert (block.text, block.links) == ("a b", ())


def test_a_link_that_is_refused_is_none() -> None:
    (block,) = blocks("[a](javascript:x) [b](#) [c](#d)")
    assert (block.text, block.links) == ("a b c", ((4, 5, "#d"),))


@pytest.mark.parametrize(
    "middle",
    [
        "*in\nit*",
        "**in *it\ndeep* er**",
        "[in\nit](page:x)",
        "[it](\npage:x)",
        "[it](page:x\n)",
        "![in\nit](/images/x.svg)",
        "`in\nit`",
        "it  \n",
        "&amp;\n&eacute;",
        "[^k]\nit",
        "<!-- in\nit -->",
    ],
)
def test_what_follows_a_line_end_in_markup_stands_on_its_own_line(middle: str) -> None:
    (block,) = blocks(f"start {middle} end\nlast", 3)
    read = model.Block("paragraph", block.text, block.lines)
    assert read.line_at(0) == 3
    assert read.line_at(block.text.index("end")) == 4
    assert read.line_at(block.text.index("last")) == 5


def test_what_a_reader_does_not_see_is_no_block() -> None:
    assert blocks("<!-- a -->\n\n---\n\n[a]: https://x.org\n") == []
    assert blocks("") == []


def test_a_heading_has_the_level_it_gets_on_the_page() -> None:
    assert [(b.level, b.text) for b in blocks("# a\n\n### b\n")] == [(2, "a"), (3, "b")]


def test_a_title_is_one_block() -> None:
    (block,) = render_inline("A *b*  [c](page:c)[^k]", 4).blocks
    assert block == Block("paragraph", "A b c", ((0, 4),), ((5, "k"),), ((4, 5, "page:c"),))


def test_a_document_has_the_blocks_of_its_header_and_body_in_reading_order() -> None:
    data = """\
---
title: A title
summary: "A *summary*."
modified: 2026-11-01
changes:
  - {date: 2026-11-01, text: "A [change](page:x)."}
status: published
---

## Heading

Text[^k]
"""
    document = read(
        ContentFile("content/pages/about.md", "page", "", "about", "en"), data.encode(), "en"
    ).document
    assert document is not None
    assert document.blocks == (
        model.Block("title", "A title", ((0, 2),)),
        model.Block("summary", "A summary.", ((0, 3),)),
        model.Block("heading", "Heading", ((0, 10),), level=2),
        model.Block("paragraph", "Text", ((0, 12),), ((4, "k"),)),
        model.Block("change", "A change.", ((0, 6),), (), ((2, 8, "page:x"),)),
    )


PIECES = [
    *(
        "a",
        "b",
        "c d",
        " ",
        "*",
        "**",
        "`",
        "[x](page:a)",
        "[x\ny](page:b)",
        "[^k]",
        "&amp;",
        "<b>",
    ),
    *("\n", "\n", "\n\n", "  \n", "    ", "- ", "1. ", "> ", "## ", "|", "![p\nq](/images/x.svg)"),
    *(
        '!!! note "T"\n',
        "!!! do\n",
        "\n| a | b |\n|---|---|\n",
        "Table: x\n\n",
        "```\n",
        "<!--",
        "-->",
    ),
]


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=200))
def test_the_blocks_of_any_text_are_its_visible_words(text: str) -> None:
    rendered = render(text, 5)
    last = 5 + text.count("\n")
    words = re.sub(r"\s", "", visible_text(rendered.html))
    assert "".join(sorted(words)) == "".join(
        sorted(re.sub(r"\s", "", "".join(block.text for block in rendered.blocks)))
    )
    for block in rendered.blocks:
        assert block.text == " ".join(block.text.split())
        assert block.lines[0][0] == 0
        offsets = [offset for offset, _ in block.lines]
        assert offsets == sorted(set(offsets))
        assert all(5 <= line <= last for _, line in block.lines)
        assert all(0 <= offset <= len(block.text) for offset, _ in block.citations)
        assert all(0 <= start < end <= len(block.text) for start, end, _ in block.links)
    cited = [key for block in rendered.blocks for _, key in block.citations]
    assert cited == [citation.key for citation in rendered.citations]
