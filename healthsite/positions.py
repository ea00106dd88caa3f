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

from healthsite.explain import short

MAX_DEPTH = 8

# The base loader makes no guesses: every scalar is text. The compiled one is the same
# and much quicker, where the system has it.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# Control characters, halves of characters, and signs that turn the direction of a line: not
# seen, and never meant.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_UNSEEN_ADVICE = (
    "This line holds an invisible character, often from copying out of another program. Delete "
    "the line and type it again."
)
_TOO_DEEP = "Too many lists or tables stand inside each other here. Use plain values and lists."
_LONG = 2_000
"""Characters; a header of up to so many cannot nest deeply enough to do harm."""


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
    _check_signs(text, first_line)
    # These three end a line for YAML and for nobody else.
    text = _LINE_ENDS.sub(" ", text)
    try:
        if len(text) > _LONG:
            _check_depth(text, first_line)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line, advice = _yaml_advice(error, text.split("\n"))
        raise Malformed(first_line + line, advice) from None
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
    walk = _Walk(first_line, text.split("\n"))
    return walk.mapping(node, "", 0), walk.lines


def _check_signs(text: str, first_line: int) -> None:
    if found := _UNSEEN.search(text):
        line = first_line + text.count("\n", 0, found.start())
        if found[0] == "\t":
            raise Malformed(line, "There is a tab in the header. Use spaces instead.")
        raise Malformed(line, _UNSEEN_ADVICE)


def _check_depth(text: str, first_line: int) -> None:
    """Refuse what nests too deeply, before it is composed.

    The compiled composer goes down one step of the machine's stack a level, so that 50,000
    brackets end the whole process. Reading event by event does not.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH + 1:
            line = event.start_mark.line if event.start_mark else 0
            raise Malformed(first_line + line, _TOO_DEEP)


def _yaml_advice(error: yaml.MarkedYAMLError, rows: list[str]) -> tuple[int, str]:
    """Return the row (from 0) that is at fault, and what to do about it."""
    problem, context = error.problem or "", error.context or ""
    started = error.context_mark.line if error.context_mark else 0
    line = error.problem_mark.line if error.problem_mark else started
    # What is opened and never closed is noticed at the next such sign, or at the end; show
    # where it opens.
    unclosed = _unclosed_quotation(rows)
    if unclosed is None and "quoted scalar" in context:
        unclosed = started
    if unclosed is not None:
        return unclosed, (
            "A quotation mark is opened and not closed. Close it at the end of the value."
        )
    if "flow" in context and not rows[started].rstrip().endswith(("]", "}")):
        return started, (
            "A bracket is opened and not closed. Close it at the end of the line; if the value "
            "is a text, put it in double quotes."
        )
    for number in (line, started, line - 1):
        if 0 <= number < len(rows) and (advice := _row_advice(rows, number)):
            return number, advice
    if "mapping values are not allowed" in problem:
        return line, _COLON
    return min(line, len(rows) - 1), (
        "The header is not understood here. Check the spaces at the start, the quotation marks "
        "and the brackets of this line and of the one above."
    )


_OPENED_ONLY = re.compile(r"""\s*+(?:-\s++)?(?:[A-Za-z_]++:\s++)?"(?:[^"\\]|\\.)*+""")


def _unclosed_quotation(rows: list[str]) -> int | None:
    """Return the index of the first row whose value opens a quotation and does not close it."""
    for index, row in enumerate(rows):
        if _OPENED_ONLY.fullmatch(row):
            return index
    return None


_COLON = (
    "A value with a colon in it is not understood. Put the whole value in straight double "
    'quotes: name: "first part: second part".'
)
_FIELD = r"(?:\s*+[A-Za-z_]++:|\s*+-)\s++"
_ROWS = (
    (
        re.compile(r"\s*+[A-Za-z_]++:[^\s/]"),
        "A space is missing after the colon. Write name: value.",
    ),
    (re.compile(r"\s*+-[^\s-]"), "A space is missing after the hyphen. Write - and a space first."),
    (re.compile(_FIELD + r"[^\"'\[{].*:(\s|$)"), _COLON),
    (
        re.compile(_FIELD + r"""("[^"]*+"|'[^']*+')\s*+[^\s#]"""),
        "There is more after the closing quotation mark. Put the whole value between one pair of "
        "double quotes; inside it use single ones.",
    ),
    (
        re.compile(_FIELD + r"(\[[^\]]*+\]\s*+[^\s#]|\{[^}]*+\}\s*+[^\s#]|- )"),
        "A value starts with a sign that stands for a list. If it is a text, put the whole value "
        "in double quotes; if it is a list, close its bracket at the end of the line.",
    ),
    (
        re.compile(_FIELD + r"[*&!%@`|>?,]"),
        "A value starts with a sign that has a meaning of its own there. Put the whole value in "
        "double quotes.",
    ),
)


def _row_advice(rows: list[str], number: int) -> str:
    """Say what is wrong with a row, if it can be seen by itself or beside the one above."""
    row = rows[number]
    for pattern, advice in _ROWS:
        if pattern.match(row):
            return advice
    above = rows[number - 1] if number else ""
    indent, above_indent = len(row) - len(row.lstrip()), len(above) - len(above.lstrip())
    if row.lstrip().startswith("- ") and above.lstrip().startswith("- ") and indent != above_indent:
        return (
            "The hyphens of a list stand below each other. Put as many spaces before this one "
            "as before the one above."
        )
    if indent and re.match(r"\s*+[a-z_]++:(\s|$)", row):
        return "A field starts at the left edge. Take away the spaces before it."
    if row.strip() and ":" not in row and not row.lstrip().startswith(("-", "#")):
        return (
            'This line has no name and no hyphen. A field is "name: value", an entry of a list '
            'starts with "- "; a long text stands on one line.'
        )
    return ""


_CURLY = "“”„‟‘’‚"
_PLAIN_TAG = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


class _Walk:
    """Turns composed nodes into plain values and notes the line of each."""

    def __init__(self, first_line: int, rows: list[str]) -> None:
        self.first_line = first_line
        self.rows = rows
        self.lines: dict[str, int] = {}
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: str, depth: int) -> Any:
        line = self.first_line + node.start_mark.line
        self.lines.setdefault(path, line)
        if depth > MAX_DEPTH:
            raise Malformed(line, _TOO_DEEP)
        # A composed reference is the very same node again; a few of them, nested, would
        # make a small file explode.
        if id(node) in self._seen:
            raise Malformed(
                line,
                "A value starts with & or *, which stands for a reference. Put the value in "
                "double quotes, or write it out.",
            )
        self._seen.add(id(node))
        if not str(node.tag).startswith(_PLAIN_TAG):
            raise Malformed(
                line, "A value starts with !, which is a sign here. Put the value in double quotes."
            )
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(item, f"{path}.{index}", depth + 1)
                for index, item in enumerate(node.value)
            ]
        assert isinstance(node, yaml.ScalarNode)
        self._scalar(node, line)
        return node.value

    def _scalar(self, node: yaml.ScalarNode, line: int) -> None:
        text = str(node.value)
        # Written as an escape, such a character gets past the first look.
        if _UNSEEN.search(text):
            raise Malformed(line, _UNSEEN_ADVICE)
        if node.style:
            return
        if text[:1] in _CURLY and text[-1:] in _CURLY and len(text) > 1:
            raise Malformed(
                line,
                "Curly quotation marks do not hold a value together here; they would be printed. "
                'Take them away, or type straight ones: "…".',
            )
        end = node.end_mark
        row = self.rows[end.line] if text and end.line < len(self.rows) else ""
        if row[end.column :].lstrip().startswith("#"):
            raise Malformed(
                self.first_line + end.line,
                "What stands after a space and # is not read. Put the whole value in double "
                "quotes; or, if it is a note, on a line of its own.",
            )

    def mapping(self, node: yaml.MappingNode, path: str, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = self.first_line + key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode):
                raise Malformed(line, "A field name must be a plain word.")
            key = str(key_node.value)
            if _UNSEEN.search(key):
                raise Malformed(line, _UNSEEN_ADVICE)
            if key in values:
                raise Malformed(
                    line, f"`{short(key)}` stands twice in the header. Keep one of the two lines."
                )
            inner = f"{path}.{key}" if path else key
            self.lines[inner] = line
            values[key] = self.value(value_node, inner, depth + 1)
        return values


# ---------------------------------------------------------------------------
# TOML

_TABLE = re.compile(r"\s*+\[\[?([^\[\]]*+)\]\]?\s*+(?:#.*)?")
_KEY = re.compile(
    r"""\s*+((?:[A-Za-z0-9_-]++|"[^"]*+")(?:\s*+\.\s*+(?:[A-Za-z0-9_-]++|"[^"]*+"))*+)\s*+="""
)
_AT = re.compile(r"\(at line (\d+), column \d+\)")


def read_toml(text: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Read a data file.

    Returns:
        The values, and the line of each table, key and list entry by its dotted path.

    Raises:
        Malformed: the first thing that is not understood.
    """
    rows = text.split("\n")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        # At the end of the file there may be no line any more.
        line = min(int(found.group(1)), len(rows)) if found else len(text.rstrip().split("\n"))
        raise Malformed(line, _toml_advice(str(error), rows[line - 1])) from None
    except RecursionError:
        raise Malformed(1, _TOO_DEEP) from None
    except ValueError:
        # Python refuses to read a number of thousands of digits, without saying where.
        longest = max(range(len(rows)), key=lambda index: len(rows[index]))
        raise Malformed(longest + 1, "This number has too many digits. Correct it.") from None
    lines = _toml_lines(rows)
    _check_values(values, lines)
    return values, lines


def _check_values(values: dict[str, Any], lines: dict[str, int]) -> None:
    """Refuse what TOML allows and no message could show: unseen signs, depth, huge numbers."""
    waiting: list[tuple[str, int, Any]] = [("", 0, values)]
    while waiting:
        path, depth, value = waiting.pop()
        if depth > MAX_DEPTH:
            raise Malformed(nearest_line(lines, path), _TOO_DEEP)
        if isinstance(value, dict):
            for key, inner in value.items():
                name = f"{path}.{key}" if path else key
                waiting.append((name, depth + 1, inner))
                if _UNSEEN_IN_DATA.search(key):
                    raise Malformed(nearest_line(lines, name), _UNSEEN_ADVICE)
        elif isinstance(value, list):
            waiting += [(f"{path}.{index}", depth + 1, v) for index, v in enumerate(value)]
        elif isinstance(value, str) and _UNSEEN_IN_DATA.search(value):
            raise Malformed(nearest_line(lines, path), _UNSEEN_ADVICE)
        elif isinstance(value, int) and abs(value) >= _HUGE:
            raise Malformed(nearest_line(lines, path), "This number is too large. Correct it.")


_UNSEEN_IN_DATA = re.compile(f"(?![\t\r])(?:{_UNSEEN.pattern}|{_LINE_ENDS.pattern})")
_HUGE = 10**15


def _toml_advice(error: str, row: str) -> str:
    if "Cannot declare" in error or "Cannot overwrite" in error or "Cannot mutate" in error:
        name = short(row.strip().strip("[]").split("=")[0].strip())
        return f"`{name}` stands twice in this file. Keep one of the two."
    if any(sign in row for sign in _CURLY[:4]) and "Illegal" not in error:
        return 'Curly quotation marks are not read here. Type straight ones: name = "value".'
    if "Invalid value" in error:
        return 'The value is not understood. Put texts in double quotes: name = "value".'
    if "Expected '=' after a key" in error:
        return 'A line must be `name = "value"` or a table name in [brackets].'
    if "Unclosed" in error and "end of document" not in error:
        return (
            "A bracket is not closed where it should be, or a comma is missing before the next "
            "value. Compare this line with the entries around it."
        )
    if "Unclosed" in error or "Unterminated" in error or "Illegal character '\\n'" in error:
        return "A quotation mark or bracket is opened and not closed on this line."
    if "Expected newline" in error:
        return (
            "There is more after the value. Put one entry on a line, and a text with quotation "
            "marks in it between three of them at each end."
        )
    return (
        "This line is not understood. Check its quotation marks, brackets and commas "
        "against the entries around it."
    )


def _toml_lines(rows: list[str]) -> dict[str, int]:
    lines: dict[str, int] = {}
    tables: Counter[str] = Counter()
    table = opened = ""
    count = 0
    for number, row in enumerate(rows, start=1):
        if found := _TABLE.fullmatch(row):
            table, opened = found.group(1).replace('"', "").replace(" ", ""), ""
            lines.setdefault(table, number)
            if row.lstrip().startswith("[["):
                # The second [[words.avoid.en]] is words.avoid.en.1.
                tables[table] += 1
                table = f"{table}.{tables[table] - 1}"
                lines[table] = number
        elif found := _KEY.match(row):
            key = found.group(1).replace('"', "").replace(" ", "")
            key = f"{table}.{key}" if table else key
            lines.setdefault(key, number)
            opened, count = (key if row.rstrip().endswith("[") else ""), 0
        elif opened:
            # A list with an entry a line, or several: the row alone is a list too.
            try:
                entries = len(tomllib.loads(f"row = [\n{row}\n]")["row"])
            except (ValueError, RecursionError):
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
