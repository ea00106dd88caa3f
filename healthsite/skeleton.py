"""The first version of a text: a header that is valid, gaps, and prompts that tell what to write.

Two skeletons: one for a new article, one for the translation of an article that is there,
with each piece of the original in a comment right before its gap. Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pydantic import BaseModel

from healthsite.model import (
    ArticleHeader,
    ArticleTranslationHeader,
    Document,
    Helpline,
    SiteData,
)
from healthsite.prompts import GAP, TRANSLATE, WRITE

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r" *(`{3,}|~{3,})")
_HEADING = re.compile(r" *#{1,6} +(?=\S)")
_CALLOUT = re.compile(r" *!!!+ *([a-z]*)")
_CALLOUT_TITLE = re.compile(r"[\"“”].*[\"“”]")
_ITEM = re.compile(r" *(?:[*+-]|\d{1,9}\.) +(?=\S)")
_QUOTE = re.compile(r" *(?:> ?)+(?=\S)")
_RULE = re.compile(r"[-*_|: ]+")
_DEFINITION = re.compile(r" *\[[^\[\]^]+\]:")
_CAPTION = re.compile(r" *(?:Table|Tabla) ?:", re.IGNORECASE)
_CELL = re.compile(r"(?<!\\)\|")
_PICTURE = re.compile(r"!\[[^\]]+\](?=\()")
_PICTURE_ALONE = re.compile(r" *!\[[^\]]*\]\([^)]*\)(?: ?\{[^}]*\})?")
_CAPTION_WORD = {"es": "Tabla"}
_SHORTEST_TAG_WORD = 4


def article_text(topic: str, slug: str, data: SiteData, today: date) -> str:
    """Return the skeleton of a new article.

    Args:
        topic: a key of `topics.toml`.
        slug: the file's name without its ending.
        data: what there is to choose from.
        today: the day it is begun, which becomes its date.
    """
    rules = data.editorial.structure
    title = slug.replace("-", " ")
    listed = ", ".join
    rows = [
        "---",
        *_header_prompt(
            'lines like these tell what belongs below them. Write it in place of each "…", then '
            "take the lines out. Up here, a line that starts with # is on no page."
        ),
        *_header_prompt(
            f"what the page answers, up to {_most(ArticleHeader, 'title')} characters. A capital "
            "only at the start and in names; in double quotes if there is a colon in it."
        ),
        f'title: "{title[:1].upper()}{title[1:]}"',
        *_header_prompt(
            "one or two sentences for lists and search, up to "
            f"{_most(ArticleHeader, 'summary')} characters."
        ),
        f'summary: "{GAP}"',
        f"date: {today}",
        f"modified: {today}",
        *_header_prompt(f"the tags that fit, from: {listed(data.tags)}."),
        f"tags: [{listed(_tags(slug, data))}]",
        *_header_prompt(f"whom it is for, from: {listed(data.audiences)}."),
        f"audience: [{next(iter(data.audiences), GAP)}]",
        *_header_prompt(
            "3 to 5 key points, each one plain sentence. Who reads only these knows the page."
        ),
        "key_points:",
        *[f'  - "{GAP}"'] * 3,
        f"authors: [{next(iter(data.people), GAP)}]",
        "reviewed_by:",
        "reviewed:",
        *_header_prompt(
            "the key of each source you cite, as in [one-key, another-key]. All stand in "
            "data/sources.toml; one that is missing there is added there first."
        ),
        "sources: []",
        "changes:",
        f"  - {{date: {today}, text: First published.}}",
        "status: draft",
        "---",
        "",
        _prompt(
            "a comment like this tells what belongs below it. Write it in place of the “…”, then",
            "take the comment out, from its first sign < to its last sign >. It is on no page.",
        ),
        "",
        _prompt(*_opening(topic, data)),
        "## What matters most",
        "",
        GAP,
        "",
        _prompt(
            "one section for each question a reader has, with the question or its answer as",
            f"heading. At least {rules.least_sections} sections and {rules.least_words:,} to "
            f"{rules.most_words:,} words in all. Short sentences, “you”, calm.",
            "Behind each sentence with a number, a law, a dose or a study: its source, [^key].",
            "Links: [words](article:name), a word explained in place: [word](term:key).",
        ),
        f"## {GAP}",
        "",
        GAP,
        "",
        _prompt(
            "blocks break up a long text. Use only what suits:",
            '!!! steps "How to …" with 1. 2. 3. below it; !!! do "Do" and !!! dont "Do not" with',
            '- points; !!! note "Good to know"; !!! care "Ask a clinician if…".',
            "What stands in a block is indented by four spaces.",
        ),
        f"## {GAP}",
        "",
        GAP,
        "",
        _prompt(
            "the next step: what a reader can do today. Keep at least one link in this section."
        ),
        "## Where to start",
        "",
        GAP,
        "",
        _next_step(data),
    ]
    return "\n".join([*rows, ""])


def translation_text(original: Document, lang: str) -> str:
    """Return the skeleton of a translation: each piece of the original, then its gap.

    Args:
        original: an article in the language of originals, a draft or not.
        lang: the code of the language to translate into.
    """
    header = original.header
    assert isinstance(header, ArticleHeader)
    points = [
        row for point in header.key_points for row in (_original(point, "  "), f'  - "{GAP}"')
    ]
    changes = [
        row
        for change in header.changes
        for row in (_original(change.text, "  "), f'  - {{date: {change.date}, text: "{GAP}"}}')
    ]
    rows = [
        "---",
        *_header_prompt(
            "a line with “Translate” holds the original. Write your words below it in place of "
            'the "…", inside the double quotes, then take the line out. Up here, a line that '
            "starts with # is on no page."
        ),
        *_header_prompt(
            f"a title has up to {_most(ArticleTranslationHeader, 'title')} characters, a summary "
            f"up to {_most(ArticleTranslationHeader, 'summary')}."
        ),
        _original(header.title),
        f'title: "{GAP}"',
        _original(header.summary),
        f'summary: "{GAP}"',
        "key_points:",
        *points,
        *(["changes:", *changes] if changes else []),
        f"follows: {header.modified}",
        "status: draft",
        "---",
        "",
        _prompt(
            "below, each comment holds a piece of the original. Write your words under it, in",
            "place of each “…”, then take the comment out, from its first sign < to its last",
            "sign >. Keep the numbers, the sources [^key], and the (brackets) of the links.",
        ),
        "",
        *_pieces("\n".join(original.source_lines), lang),
    ]
    return "\n".join([*rows, ""])


# ---------------------------------------------------------------------------
# Prompts


def _header_prompt(words: str, width: int = 96) -> Iterator[str]:
    """Yield a prompt as comments of YAML, broken between words."""
    row = f"# {WRITE}"
    for word in words.split():
        if len(row) + 1 + len(word) > width:
            yield row
            row = "#  "
        row += f" {word}"
    yield row


def _prompt(*rows: str) -> str:
    body = "\n".join(rows)
    return f"<!-- {WRITE} {body} -->"


def _original(text: str, indent: str = "") -> str:
    # Some characters end a line in YAML that an editor does not see as an end.
    return f"{indent}# {TRANSLATE} {' '.join(text.split())}"


def _opening(topic: str, data: SiteData) -> list[str]:
    facts = data.topics[topic]
    start = data.languages[0]
    name = facts.name[start]
    words = facts.must_name.get(start, [])
    rows = ["what a reader in need has to know first, and what helps at once. Change the heading."]
    if words:
        rows += [
            f"Every article under “{name}” names {_listed(words)},",
            "each in a sentence that helps there.",
        ]
    if "911" in words:
        rows.append('For danger to life there is the block !!! emergency "Call 911 now if…".')
    if "988" in words:
        rows.append('For thoughts of suicide there is the block !!! urgent "Get help today if…".')
    return rows


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _next_step(data: SiteData) -> str:
    """Return a closing sentence with links that work: the help page and a line to call."""
    for key in data.site.help_strip:
        line = data.helplines.get(key)
        if line is not None and line.call and line.need != "emergency":
            return f"[Find help](page:help), or [call {_spoken(line)}](helpline:{key})."
    return "[Find help](page:help)."


def _spoken(line: Helpline) -> str:
    # Only the very short numbers are words that people say; the rest stay in the data file.
    return line.call if line.call and len(line.call) == 3 else line.name


def _tags(slug: str, data: SiteData) -> list[str]:
    """Return the tags that a name speaks of; the first of all if there is none."""
    words = {word for word in slug.split("-") if len(word) >= _SHORTEST_TAG_WORD}
    named = [tag for tag in data.tags if tag in slug or words & set(tag.split("-"))]
    return named or list(data.tags)[:1]


def _most(model: type[BaseModel], name: str) -> int:
    """Return how many characters a field may have."""
    limits = (getattr(rule, "max_length", None) for rule in model.model_fields[name].metadata)
    return next(limit for limit in limits if isinstance(limit, int))


# ---------------------------------------------------------------------------
# The pieces of an original


def _pieces(body: str, lang: str) -> Iterator[str]:
    """Yield the lines of a translation's body: for each piece a comment and its gap."""
    for number, piece in enumerate(_chunks(body)):
        if number:
            yield ""
        shape = list(_shape(piece, lang))
        if shape != piece:
            yield _original_piece(piece)
        yield from shape


def _chunks(body: str) -> Iterator[list[str]]:
    """Yield what stands between empty lines; fenced code as one."""
    chunk: list[str] = []
    fence = ""
    for row in _without_comments(body):
        opening = None if fence else _FENCE.match(row)
        if chunk and (opening or (not fence and not row.strip())):
            yield chunk
            chunk = []
        if fence or row.strip():
            chunk.append(row)
        if opening:
            fence = opening[1]
        elif fence and _ends_code(row, fence):
            yield chunk
            chunk, fence = [], ""
    if chunk:
        yield chunk


def _without_comments(body: str) -> Iterator[str]:
    """Yield the lines without their comments, which are the original's author's own."""
    fence = ""
    hidden = False
    for row in body.split("\n"):
        if fence:
            fence = "" if _ends_code(row, fence) else fence
            yield row
            continue
        rest = row
        if hidden:
            _, _, rest = row.partition("-->")
            hidden = "-->" not in row
        rest, opened, _ = _COMMENT.sub("", rest).partition("<!--")
        hidden = hidden or bool(opened)
        if rest == row or rest.strip():
            opening = _FENCE.match(rest)
            fence = opening[1] if opening else ""
            yield rest.rstrip()


def _ends_code(row: str, fence: str) -> bool:
    bare = row.strip()
    return bare.startswith(fence) and not bare.strip(fence[0])


def _original_piece(piece: list[str]) -> str:
    """Return a piece of the original as a comment that nothing in it can end."""
    text = "\n".join(piece) if len(piece) > 1 else piece[0].strip()
    text = text.replace("-->", "-- >").replace("<!--", "< !--")
    gap = "\n" if len(piece) > 1 else " "
    return f"<!-- {TRANSLATE}{gap}{text}{gap}-->"


def _shape(piece: list[str], lang: str) -> Iterator[str]:
    """Yield a piece with gaps for its words; what has no words stays as it is."""
    if _FENCE.match(piece[0]):
        yield from piece
        return
    table = len(piece) > 1 and any("|" in row and _RULE.fullmatch(row.strip()) for row in piece)
    continues = False
    before = None
    for row in piece:
        shaped = _gap_row(row, lang, table=table)
        is_text, is_quote = shaped is None, _QUOTE.match(row) is not None
        # The lines of one paragraph are one gap; so are those of an item or a quotation.
        if not (is_text and continues) and not (is_quote and shaped == before):
            yield shaped if shaped is not None else f"{row[: len(row) - len(row.lstrip())]}{GAP}"
        continues = is_text or is_quote or _ITEM.match(row) is not None
        before = shaped


def _gap_row(row: str, lang: str, *, table: bool) -> str | None:
    """Return a line with gaps for its words; None where it is a line of plain text."""
    indent = row[: len(row) - len(row.lstrip())]
    if _RULE.fullmatch(row.strip()) or _DEFINITION.match(row):
        return row
    if found := _CALLOUT.match(row):
        return row if found[1] == "breathe" else _CALLOUT_TITLE.sub(f'"{GAP}"', row)
    if _PICTURE_ALONE.fullmatch(row):
        return _PICTURE.sub(f"![{GAP}]", row)
    if _CAPTION.match(row):
        return f"{indent}{_CAPTION_WORD.get(lang, 'Table')}: {GAP}"
    if table and _CELL.search(row):
        cells = _CELL.split(row.strip())
        return indent + "|".join(f" {GAP} " if cell.strip() else cell for cell in cells)
    for sign in (_HEADING, _ITEM, _QUOTE):
        if found := sign.match(row):
            return f"{found[0]}{GAP}"
    return None
