"""A file's bytes become a `Document`.

Reading is a pure function of the file's bytes, its name and folder, and of this code: it
looks at no other file, no setting and no clock. So it can be cached and run in parallel,
and what a file means never depends on its neighbors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from healthsite.facts import read_header, split
from healthsite.files import decode
from healthsite.markdown_text import Problem, Rendered, render, render_inline, unread_markup
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

_NOT_READ = frozenset(
    {
        "structure.empty",
        "code.unclosed",
        "text.too_large",
        "text.too_deep",
        "text.too_crowded",
    }
)


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
    findings += _problems(file, body.problems)
    source = parts.body.split("\n")
    told = {problem.line for problem in body.problems}
    findings += _problems(
        file,
        (
            problem
            for problem in unread_markup(body.blocks, source, parts.body_line)
            # What a fault told already left behind is not another one.
            if not told & {problem.line, problem.line - 1}
        ),
    )
    if file.kind == "article" and not parts.body.strip():
        findings.append(
            Finding(file.path, parts.body_line, "structure.empty", "There is no text. Write it.")
        )
    # From a text of which nothing, or only the start, was read nothing may be concluded: not
    # that a source is never cited, nor that a heading is gone.
    if header is None or any(finding.rule in _NOT_READ for finding in findings):
        return Reading(None, tuple(findings))

    blocks: list[Block] = []

    def inline(text: str, key: str, kind: BlockKind) -> Fragment:
        line = lines.get(key, 1)
        rendered = render_inline(text, line=line)
        findings.extend(_problems(file, rendered.problems))
        findings.extend(_problems(file, unread_markup(rendered.blocks, [text], line)))
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
        source_lines=tuple(source),
        blocks=tuple(blocks),
        prompts=(*header_prompts(parts.header, first_line=2), *_prompts(body)),
    )
    return Reading(document, tuple(findings))


def _prompts(body: Rendered) -> Iterator[int]:
    return (comment.line for comment in body.comments if is_prompt(comment.text))


def _problems(file: ContentFile, problems: Iterable[Problem]) -> list[Finding]:
    return [Finding(file.path, p.line, p.rule, p.message) for p in problems]


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
