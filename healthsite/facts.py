"""The header of a text: YAML between two `---` lines becomes validated facts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from healthsite.explain import explain, without_echoes
from healthsite.model import (
    ArticleHeader,
    ArticleTranslationHeader,
    ContentFile,
    Finding,
    Header,
    PageHeader,
    PageTranslationHeader,
    StoryHeader,
)
from healthsite.positions import Malformed, nearest_line, read_yaml

# What word processors make of three hyphens, and hyphens that are not three.
_DASHES = re.compile(r"[-‐‑–—―−]{1,9}")
_HYPHENS = (
    "The header starts and ends with a line of exactly three hyphens (---), and this line has "
    "other signs or another number of them. Type --- and nothing else."
)


@dataclass(frozen=True)
class Parts:
    """A file's two parts. `body_line` is the line the body starts on."""

    header: str
    body: str
    body_line: int


def split(text: str) -> Parts:
    """Separate the header from the body.

    Raises:
        Malformed: there is no header, or it does not end.
    """
    lines = text.split("\n")
    if not text.strip():
        raise Malformed(1, "The file is empty. Write the header and the text, or remove the file.")
    if lines[0].rstrip() != "---":
        raise Malformed(*_no_header(lines))
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return Parts("\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2)
    for number, line in enumerate(lines[1:], start=2):
        if _DASHES.fullmatch(line.strip()):
            raise Malformed(number, _HYPHENS)
    raise Malformed(1, "The header does not end. Put a line of three hyphens (---) after it.")


def _no_header(lines: list[str]) -> tuple[int, str]:
    """Say on which line, and why, no header starts."""
    first = next(number for number, line in enumerate(lines, start=1) if line.strip())
    line = lines[first - 1].strip()
    if line == "---":
        return 1, "The header starts on the first line. Remove the empty lines before it."
    if _DASHES.fullmatch(line):
        return first, _HYPHENS
    if line.startswith(("{\\rtf", "<!DOCTYPE", "<html", "%PDF")):
        return 1, (
            "This was saved by a word processor, not as plain text. Copy the words into a new "
            "file that starts with the header of another article."
        )
    return 1, (
        "The file must start with a header: a line of three hyphens (---), the fields, "
        "and three hyphens again. Copy the header of another article."
    )


def model_for(file: ContentFile, start: str) -> type[Header]:
    """Return the kind of header a file has to have."""
    translated = file.lang != start
    if file.kind == "article":
        return ArticleTranslationHeader if translated else ArticleHeader
    if translated:
        return PageTranslationHeader
    return StoryHeader if file.kind == "story" else PageHeader


def read_header(
    file: ContentFile, parts: Parts, start: str
) -> tuple[Header | None, dict[str, int], list[Finding]]:
    """Validate a header.

    Returns:
        The header (None where it is wrong), the line of each field, every fault.
    """
    try:
        values, lines = read_yaml(parts.header, first_line=2)
    except Malformed as error:
        return None, {}, [Finding(file.path, error.line, "facts.yaml", str(error))]
    model = model_for(file, start)
    try:
        return model.model_validate(_without_empty(values, model)), lines, []
    except ValidationError as failure:
        return (
            None,
            lines,
            [
                Finding(
                    file.path,
                    nearest_line(lines, path),
                    "facts.field",
                    _advice(error, path, model, file, start),
                )
                for path, error in without_echoes(failure.errors(include_url=False), model)
            ],
        )


def _without_empty(values: dict[str, Any], model: type[Header]) -> dict[str, Any]:
    """Read `reviewed_by:` with nothing behind it as not set, where it may be unset."""
    fields = model.model_fields
    return {
        key: value
        for key, value in values.items()
        if not (value == "" and key in fields and not fields[key].is_required())
    }


def _advice(
    error: ErrorDetails, key: str, model: type[Header], file: ContentFile, start: str
) -> str:
    if error["type"] == "extra_forbidden" and file.lang != start:
        original = model_for(replace(file, lang=start), start)
        if key.partition(".")[0] in original.model_fields:
            return (
                f"`{key}` is taken from the original and does not stand in a translation. "
                "Remove the line."
            )
    return explain(error, model)
