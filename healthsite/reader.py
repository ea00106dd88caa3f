"""A file's bytes become a `Document`.

Reading is a pure function of the file's bytes, its name and folder, and of this code: it
looks at no other file, no setting and no clock. So it can be cached and run in parallel,
and what a file means never depends on its neighbors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from healthsite.facts import read_header, split
from healthsite.files import decode
from healthsite.markdown_text import Rendered, render, render_inline
from healthsite.markdown_text.visible import visible_text
from healthsite.model import (
    Block,
    BlockKind,
    ContentFile,
    Document,
    Finding,
    Fragment,
    Heading,
    Mention,
)
from healthsite.positions import Malformed
from healthsite.prompts import header_prompts, is_prompt

_NOT_RENDERED = frozenset({"text.too_large", "text.too_deep", "text.too_crowded"})


@dataclass(frozen=True)
class Reading:
    """What came of one file: a document, or None, and every fault in it."""

    document: Document | None
    findings: tuple[Finding, ...]


def read(file: ContentFile, data: bytes, start: str) -> Reading:
    """Read one file.

    Args:
        file: what its name and folder say of it.
        data: its bytes.
        start: the language of originals; any other language is a translation.
    """
    try:
        parts = split(decode(data))
    except Malformed as error:
        return Reading(None, (Finding(file.path, error.line, "files.text", str(error)),))
    header, lines, findings = read_header(file, parts, start)
    body = render(parts.body, first_line=parts.body_line)
    findings += _problems(file, body)
    if file.kind == "article" and not parts.body.strip():
        findings.append(
            Finding(file.path, parts.body_line, "structure.empty", "There is no text. Write it.")
        )
    # A text that was not rendered is not an empty one: nothing may be concluded from it.
    if header is None or any(p.rule in _NOT_RENDERED for p in body.problems):
        return Reading(None, tuple(findings))

    blocks: list[Block] = []

    def inline(text: str, key: str, kind: BlockKind) -> Fragment:
        line = lines.get(key, 1)
        rendered = render_inline(text, line=line)
        findings.extend(_problems(file, rendered))
        blocks.extend(_blocks(rendered, kind))
        return _fragment(rendered, line)

    # In the order in which they are read on the page, which is the order of the blocks.
    title = inline(header.title, "title", "title")
    summary = inline(header.summary, "summary", "summary")
    key_points = tuple(
        inline(text, f"key_points.{index}", "key_point")
        for index, text in enumerate(getattr(header, "key_points", []))
    )
    blocks.extend(_blocks(body))
    changes = tuple(
        inline(change.text, f"changes.{index}.text", "change")
        for index, change in enumerate(header.changes)
    )
    document = Document(
        file=file,
        header=header,
        lines=lines,
        title=title,
        summary=summary,
        key_points=key_points,
        changes=changes,
        body=_fragment(body, parts.body_line),
        headings=tuple(Heading(h.level, h.id, h.text) for h in body.headings),
        source_lines=tuple(parts.body.split("\n")),
        blocks=tuple(blocks),
        prompts=(*header_prompts(parts.header, first_line=2), *_prompts(body)),
    )
    return Reading(document, tuple(findings))


def _prompts(body: Rendered) -> Iterator[int]:
    return (comment.line for comment in body.comments if is_prompt(comment.text))


def _problems(file: ContentFile, rendered: Rendered) -> list[Finding]:
    return [Finding(file.path, p.line, p.rule, p.message) for p in rendered.problems]


def _blocks(rendered: Rendered, kind: BlockKind | None = None) -> Iterator[Block]:
    """The blocks of a rendered text; of the given kind when it is a field of the header."""
    for block in rendered.blocks:
        yield Block(
            kind=kind or cast(BlockKind, block.kind),
            text=block.text,
            lines=block.lines,
            citations=block.citations,
            links=block.links,
            level=block.level,
            callout=block.callout,
            row=block.row,
            table=block.table,
        )


def _fragment(rendered: Rendered, line: int) -> Fragment:
    return Fragment(
        html=rendered.html,
        text=visible_text(rendered.html),
        line=line,
        targets=tuple(Mention(t.target, t.line) for t in rendered.targets),
        citations=tuple(Mention(c.key, c.line) for c in rendered.citations),
        images=tuple(Mention(i.src, i.line) for i in rendered.images),
    )
