"""Strict YAML and TOML that remember on which line each value stands.

Editors need `file:line`. PyYAML knows positions while it composes nodes; the standard
library's TOML reader does not, so a small index of the file's own table and key lines
stands beside it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from typing import Any

import yaml

MAX_DEPTH = 8

# The base loader makes no guesses: every scalar is text. The compiled one is the same
# and much quicker, where the system has it.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Malformed(ValueError):
    """A text that is not what it should be; `line` is where, the message says what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


# ---------------------------------------------------------------------------
# YAML


def read_yaml(text: str, first_line: int) -> tuple[dict[str, Any], dict[str, int]]:
    """Read a header. Scalars stay text, so that `no` is a word and never "false".

    Args:
        text: the YAML between the two `---` lines.
        first_line: the file's line number of the text's first line.

    Returns:
        The values, and the line of each by its dotted path (`tags`, `tags.0`).

    Raises:
        Malformed: the first thing that is not understood.
    """
    if "\t" in text:
        line = first_line + text[: text.index("\t")].count("\n")
        raise Malformed(line, "There is a tab in the header. Use spaces instead.")
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        # An open quotation mark is noticed at the next one, or at the end of the header; show
        # where it opens.
        unclosed = _unclosed_quotation(text)
        if unclosed is not None:
            raise Malformed(first_line + unclosed, _UNCLOSED) from None
        opened = "quoted scalar" in (error.context or "")
        mark = (error.context_mark if opened else None) or error.problem_mark
        line = first_line + (mark.line if mark else 0)
        raise Malformed(line, _yaml_advice(error, text, mark.line if mark else 0)) from None
    except (yaml.YAMLError, RecursionError):
        raise Malformed(
            first_line, "The header is not understood. Compare it with another article's header."
        ) from None
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise Malformed(
            first_line,
            'The header must be lines of "name: value". Compare it with another article\'s header.',
        )
    walk = _Walk(first_line)
    return walk.mapping(node, "", 0), walk.lines


_UNCLOSED = "A quotation mark is opened and not closed. Close it at the end of the value."
_OPENED_ONLY = re.compile(r"""\s*(?:-\s+)?(?:[A-Za-z_]+:\s+)?"(?:[^"\\]|\\.)*""")


def _unclosed_quotation(text: str) -> int | None:
    """Return the index of the first line whose value opens a quotation and does not close it."""
    for index, row in enumerate(text.split("\n")):
        if _OPENED_ONLY.fullmatch(row):
            return index
    return None


def _yaml_advice(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    rows = text.split("\n")
    row = rows[line] if line < len(rows) else ""
    if re.match(r"\s*[A-Za-z_]+:\s+[^\"'\[{].*:(\s|$)", row) or re.match(
        r"\s*-\s+[^\"'\[{].*:(\s|$)", row
    ):
        return (
            "A value with a colon in it is not understood. "
            'Put the whole value in double quotes: name: "first part: second part".'
        )
    if "mapping values are not allowed" in (error.problem or ""):
        return (
            "A colon stands where none is expected. "
            'Put the whole value in double quotes: name: "first part: second part".'
        )
    if "found unexpected end of stream" in (error.problem or "") or "quoted scalar" in (
        error.context or ""
    ):
        return _UNCLOSED
    if "alias" in (error.problem or ""):
        return "A value starts with * or &, which YAML reads as a sign. Put it in double quotes."
    if "cannot start any token" in (error.problem or ""):
        return "A value starts with a sign that YAML reserves. Put the value in double quotes."
    return (
        "The header is not understood here. Check the indentation, the quotation marks and "
        "the brackets of this line and of the one above."
    )


_PLAIN_TAG = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


class _Walk:
    """Turns composed nodes into plain values and notes the line of each."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.lines: dict[str, int] = {}
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: str, depth: int) -> Any:
        line = self.first_line + node.start_mark.line
        self.lines.setdefault(path, line)
        if depth > MAX_DEPTH:
            raise Malformed(line, "The header is nested too deeply. Use plain values and lists.")
        # A composed reference is the very same node again; a few of them, nested, would
        # make a small file explode.
        if id(node) in self._seen:
            raise Malformed(line, "References with & and * are not used here. Write it out.")
        self._seen.add(id(node))
        if not str(node.tag).startswith(_PLAIN_TAG):
            raise Malformed(line, "A value starts with !, which YAML reads as a sign. Quote it.")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(item, f"{path}.{index}", depth + 1)
                for index, item in enumerate(node.value)
            ]
        return node.value

    def mapping(self, node: yaml.MappingNode, path: str, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = self.first_line + key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode):
                raise Malformed(line, "A field name must be a plain word.")
            key = str(key_node.value)
            if key in values:
                raise Malformed(
                    line, f"`{key}` stands twice in the header. Keep one of the two lines."
                )
            inner = f"{path}.{key}" if path else key
            self.lines[inner] = line
            values[key] = self.value(value_node, inner, depth + 1)
        return values


# ---------------------------------------------------------------------------
# TOML

_TABLE = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*")(?:\.(?:[A-Za-z0-9_-]+|"[^"]*"))*)\s*=""")
_AT = re.compile(r"\(at line (\d+), column \d+\)")


def read_toml(text: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Read a data file.

    Returns:
        The values, and the line of each table, key and list entry by its dotted path.

    Raises:
        Malformed: the first thing that is not understood.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        line = int(found.group(1)) if found else len(text.splitlines()) or 1
        raise Malformed(line, _toml_advice(str(error), text, line)) from None
    except RecursionError:
        raise Malformed(1, "The file is nested too deeply. Use plain tables.") from None
    return values, _toml_lines(text)


def _toml_advice(error: str, text: str, line: int) -> str:
    rows = text.splitlines()
    row = rows[line - 1] if 0 < line <= len(rows) else ""
    if "Cannot declare" in error or "Cannot overwrite" in error or "Cannot mutate" in error:
        name = row.strip().strip("[]").split("=")[0].strip()
        return f"`{name}` stands twice in this file. Keep one of the two."
    if "Invalid value" in error:
        return 'The value is not understood. Put texts in double quotes: name = "value".'
    if "Expected '=' after a key" in error:
        return 'A line must be `name = "value"` or a table name in [brackets].'
    if "Unclosed" in error or "Unterminated" in error or "Illegal character '\\n'" in error:
        return "A quotation mark or bracket is opened and not closed on this line."
    return (
        "This line is not understood. Check its quotation marks, brackets and commas "
        "against the entries around it."
    )


def _toml_lines(text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    tables: Counter[str] = Counter()
    table = opened = ""
    count = 0
    for number, row in enumerate(text.splitlines(), start=1):
        if found := _TABLE.match(row):
            table, opened = found.group(1).replace('"', "").replace(" ", ""), ""
            lines.setdefault(table, number)
            if row.lstrip().startswith("[["):
                # The second [[words.avoid.en]] is words.avoid.en.1.
                tables[table] += 1
                table = f"{table}.{tables[table] - 1}"
                lines[table] = number
        elif found := _KEY.match(row):
            key = found.group(1).replace('"', "")
            key = f"{table}.{key}" if table else key
            lines.setdefault(key, number)
            opened, count = (key if row.rstrip().endswith("[") else ""), 0
        elif opened:
            # A list with an entry a line, or several: the row alone is a list too.
            try:
                entries = len(tomllib.loads(f"row = [\n{row}\n]")["row"])
            except tomllib.TOMLDecodeError:
                opened = ""
                continue
            for place in range(count, count + entries):
                lines[f"{opened}.{place}"] = number
            count += entries
    return lines


def nearest_line(lines: Mapping[str, int], path: str) -> int:
    """Return the line of `path` or of the closest thing that holds it; 1 if none."""
    while path:
        if path in lines:
            return lines[path]
        path = path.rpartition(".")[0]
    return 1
