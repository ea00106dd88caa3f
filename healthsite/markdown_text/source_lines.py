"""The lines of a text, made ready for the parser.

One walk over the lines does what needs the lines as the author wrote them: it takes
comments out, sets fenced code aside, marks each line with its number (see `marks`), sets
blocks apart that the parser only knows with an empty line around them, and refuses texts
that would take the parser too long.
"""

from __future__ import annotations

import re

from healthsite.markdown_text.faults import Fault, Unreadable
from healthsite.markdown_text.marks import FORBIDDEN, code_mark, line_mark

# Bounds far above any article (1,300 words are 9,000 characters) and far below what
# would keep a build waiting.
MAX_CHARACTERS = 300_000
MAX_LINES = 10_000
MAX_LINE_CHARACTERS = 20_000
MAX_NESTING = 20
# Characters that open or close markup, times the length of the text they stand in: what
# the parser's search for their partners may cost, for one paragraph and for all.
MAX_PARAGRAPH_COST = 3_000_000
MAX_TEXT_COST = 12_000_000

_PREFIX = re.compile(r"(?:[ >]|[*+-] +|\d{1,9}\. +)*+")
_PREFIX_LEVEL = re.compile(r">|[*+-] |\d\. ")
_ITEM = re.compile(r"(?:[*+-]|\d{1,9}\.) +\S")
_ITEM_AFTER_TEXT = re.compile(r"(?:[*+-]|1\.) +\S")
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_STRUCTURE_ONLY = re.compile(r"[-=*_ |:>+`~]*+$")
_DEFINITION = re.compile(r"\[[^\[\]]*\]:")
_CITATION_DEFINITION = re.compile(r"\[\^[^\]]*\]:")
_TABLE_RULE = re.compile(r"(?=.*\|)(?=.*-)[-|: ]+$")
_CAPTION = re.compile(r"(?:Table|Tabla) ?:", re.IGNORECASE)
_MARKUP = re.compile(r"[\[\]*_`<(\\]")
_LANGUAGE = re.compile(r"[A-Za-z0-9_-]+")


class SourceLines:
    """A text made ready for the parser.

    `text` is what the parser reads, `code` the fenced code that was set aside, `comments`
    where each comment starts and how, and `faults` what was noticed on the way.

    Raises:
        Unreadable: the text is too large, too deeply nested or too crowded with markup.
    """

    def __init__(self, text: str) -> None:
        self.code: list[tuple[str, str]] = []
        self.comments: list[tuple[int, str]] = []
        self.faults: list[Fault] = []
        if len(text) > MAX_CHARACTERS:
            raise Unreadable(
                Fault(
                    0,
                    "text.too_large",
                    f"The text has {len(text):,} characters; {MAX_CHARACTERS:,} is the most. "
                    "Split it into several articles.",
                )
            )
        lines = text.replace("\r\n", "\n").split("\n")
        if len(lines) > MAX_LINES:
            raise Unreadable(
                Fault(
                    MAX_LINES,
                    "text.too_large",
                    f"The text has {len(lines):,} lines; {MAX_LINES:,} is the most. "
                    "Split it into several articles.",
                )
            )
        self._lines = [self._clean(index, line) for index, line in enumerate(lines)]
        self._last_comment_end = max(
            (index for index, line in enumerate(self._lines) if "-->" in line), default=-1
        )
        self._in_comment = False
        self._comment_start = 0
        self._comment_reported = False
        self._out: list[str] = []
        # What the lines since the last empty one are: "text", "list", "table" or "".
        self._block = ""
        self._block_indent = 0
        self._list_indent: int | None = None
        self._after_definition = False
        self._paragraph_length = self._paragraph_markup = self._text_cost = 0
        self._read()
        self.text = "\n".join(self._out).strip("\n")

    def _clean(self, index: int, line: str) -> str:
        """The line with spaces for tabs and without characters no page may hold."""
        if FORBIDDEN.search(line):
            self._fault(
                index,
                "characters.control",
                "This line holds an invisible control character, often from copying out of "
                "another program. Delete the line and type it again.",
            )
            line = FORBIDDEN.sub("", line)
        if "\t" in line:
            line = line.expandtabs(4)
        if len(line) > MAX_LINE_CHARACTERS:
            raise Unreadable(
                Fault(
                    index,
                    "text.too_large",
                    f"This line has {len(line):,} characters; {MAX_LINE_CHARACTERS:,} is the "
                    "most. Split it into paragraphs.",
                )
            )
        return line.rstrip("\r")

    def _fault(self, index: int, rule: str, message: str) -> None:
        self.faults.append(Fault(index, rule, message))

    def _read(self) -> None:
        index = 0
        while index < len(self._lines):
            line = self._lines[index]
            if self._in_comment or "<!--" in line:
                rest = self._without_comments(index, line)
                if rest is None:
                    index += 1
                    continue
                line = rest
            if "-->" in line:
                self._check_no_lone_end(index, line)
            content = line.lstrip(" ")
            if not content:
                self._end_block()
            elif content[0] in "`~" and (opening := _FENCE.match(content)):
                index = self._fenced_code(index, len(line) - len(content), opening)
            else:
                self._line(index, line.rstrip(" ") + "  " * line.endswith("  "), content)
            index += 1

    def _end_block(self) -> None:
        if self._out and self._out[-1]:
            self._out.append("")
        self._block = ""
        self._after_definition = False
        self._new_paragraph()

    def _new_paragraph(self) -> None:
        self._paragraph_length = self._paragraph_markup = 0

    def _without_comments(self, index: int, line: str) -> str | None:
        """The line without its comments; None when nothing else stands on it."""
        kept = ""
        position = 0
        removed = False
        while True:
            if self._in_comment:
                removed = True
                end = line.find("-->", position)
                self._check_not_swallowed(line, position, end)
                if end < 0:
                    break
                self._in_comment = False
                position = end + 3
            start = line.find("<!--", position)
            if start < 0:
                kept += line[position:]
                break
            in_code = _is_in_code(line, start)
            # `<!-->` is a whole comment in HTML; so the end may overlap the start.
            end = line.find("-->", start + 2)
            if in_code or (end < 0 and self._last_comment_end <= index):
                if not in_code and not self._comment_reported:
                    self._comment_reported = True
                    self._fault(
                        index,
                        "html.comment",
                        "A comment starts here with <!-- and never ends. Put --> after it.",
                    )
                kept += line[position : start + 4]
                position = start + 4
                continue
            kept += line[position:start]
            self._in_comment = True
            self._comment_start = index
            self.comments.append((index, line[start + 4 : None if end < 0 else end].strip()))
            position = start + 2
        return None if removed and not kept.strip() else kept

    def _check_not_swallowed(self, line: str, position: int, end: int) -> None:
        """Find a comment inside a comment: without its own end, the first hides what follows."""
        inside = line.find("<!--", position, len(line) if end < 0 else end)
        if inside >= 0 and not self._comment_reported:
            self._comment_reported = True
            self._fault(
                self._comment_start,
                "html.comment",
                "The comment that starts here has no --> before the next <!--, so it hides the "
                "text in between. Put --> where it ends.",
            )

    def _check_no_lone_end(self, index: int, line: str) -> None:
        """Find the end of a comment whose start was taken out: the rest would be on the page."""
        at = line.find("-->")
        if not _is_in_code(line, at):
            self._fault(
                index,
                "html.comment",
                "A comment ends here with --> and never started. Take away what is left of it; "
                "if you mean an arrow, write →.",
            )

    def _fenced_code(self, index: int, indent: int, opening: re.Match[str]) -> int:
        """Set fenced code aside. Returns the index of its last line."""
        fence = opening["fence"]
        closing = re.compile(rf" *{re.escape(fence[0])}{{{len(fence)},}} *$")
        end = index + 1
        while end < len(self._lines) and not closing.match(self._lines[end]):
            end += 1
        if end == len(self._lines):
            self._fault(
                index,
                "code.unclosed",
                f"Code starts here with {fence[:3]} and never ends. "
                f"Put a line with {fence[:3]} after it.",
            )
        body = [
            line[min(indent, len(line) - len(line.lstrip(" "))) :]
            for line in self._lines[index + 1 : end]
        ]
        language = _LANGUAGE.match(opening["info"].strip())
        self.code.append((language[0] if language else "", "\n".join(body) + "\n"))
        self._check_nesting(index, indent // 4)
        self._end_block()
        self._out += [" " * indent + line_mark(index) + code_mark(len(self.code) - 1), ""]
        return end

    def _line(self, index: int, line: str, content: str) -> None:
        indent = len(line) - len(line.lstrip(" "))
        if content.startswith("!!!"):
            self._check_nesting(index, indent // 4)
            self._end_block()
            self._list_indent = None if indent < 4 else self._list_indent
            self._out += [f"{' ' * (indent // 4 * 4)}{content.rstrip()}{line_mark(index)}", ""]
            return
        if content[0] == "#":
            self._heading(index, indent, content)
            return
        structure_only = _STRUCTURE_ONLY.match(content) is not None
        if structure_only and _is_rule(content):
            # With an empty line after it, a long row of rules is not read again and again.
            self._out += [line, ""]
            self._end_block()
            return
        prefix = _PREFIX.match(line)
        end = prefix.end() if prefix else 0
        levels = indent // 4
        if end > indent:
            levels += len(_PREFIX_LEVEL.findall(line, indent, end))
        if levels > MAX_NESTING:
            self._check_nesting(index, levels)
        self._classify(index, line, indent, content)
        self._count(index, line)
        definition = content[0] == "[" and _DEFINITION.match(content)
        if definition and _CITATION_DEFINITION.match(content):
            self._fault(
                index,
                "citations.definition",
                "A source is not described in the text. Describe it in "
                "content/data/sources.toml and write only [^key] here.",
            )
            return
        # A definition is only known without a mark; so is a title on the line after it.
        if definition or (self._after_definition and content[0] in "\"'("):
            self._after_definition = True
            self._out.append(line)
            return
        self._after_definition = False
        if structure_only:
            self._out.append(line)
            return
        if line.startswith("|", end):
            end += 1
            end += len(line) - end - len(line[end:].lstrip(" "))
        self._out.append(line[:end] + line_mark(index) + line[end:])

    def _heading(self, index: int, indent: int, content: str) -> None:
        text = content.lstrip("#")
        level = len(content) - len(text)
        self._check_nesting(index, indent // 4)
        self._end_block()
        self._list_indent = None if indent < 4 else self._list_indent
        self._count(index, content)
        self._new_paragraph()
        self._out += [
            f"{' ' * (indent // 4 * 4)}{content[:level]} {line_mark(index)}{text.strip()}",
            "",
        ]

    def _classify(self, index: int, line: str, indent: int, content: str) -> None:
        """Know lists and tables from text, and set them apart from the text before."""
        item = _ITEM.match(content)
        new_block = not self._block
        if item:
            deeper = indent - (indent if self._list_indent is None else self._list_indent)
            if deeper in (2, 3):
                self._fault(
                    index,
                    "lists.indent",
                    f"This list item is indented by {deeper} spaces. Use 4 spaces for a list "
                    "inside a list, or none.",
                )
            if (
                self._block in ("text", "caption")
                and indent < self._block_indent + 4
                and _ITEM_AFTER_TEXT.match(content)
            ):
                self._end_block()
                new_block = True
            if new_block or self._block == "list":
                self._block = "list"
                self._new_paragraph()
                if self._list_indent is None or deeper < 2 or deeper >= 4:
                    self._list_indent = indent
        elif new_block:
            if indent == 0:
                self._list_indent = None
            elif self._list_indent is not None and indent - self._list_indent in (2, 3):
                self._fault(
                    index,
                    "lists.indent",
                    "This paragraph belongs to the list item above but is indented by "
                    f"{indent - self._list_indent} spaces. Use 4 spaces.",
                )
            self._block = "text"
        if "|" in content and self._block in ("text", "caption"):
            following = self._lines[index + 1] if index + 1 < len(self._lines) else ""
            if _TABLE_RULE.match(following):
                if not new_block:
                    self._end_block()
                self._block = "table"
        elif self._block == "text" and new_block and _CAPTION.match(content):
            self._block = "caption"
        if new_block:
            self._block_indent = indent

    def _check_nesting(self, index: int, levels: int) -> None:
        if levels > MAX_NESTING:
            raise Unreadable(
                Fault(
                    index,
                    "text.too_deep",
                    f"This line is nested {levels:,} levels deep (spaces, list signs or > at "
                    f"its start); {MAX_NESTING} is the most. Take some of them away.",
                )
            )

    def _count(self, index: int, line: str) -> None:
        """Refuse what would keep the parser searching for partners of opened markup."""
        if self._block == "table":
            self._new_paragraph()
        markup = len(_MARKUP.findall(line))
        before = self._paragraph_length * self._paragraph_markup
        self._paragraph_length += len(line)
        self._paragraph_markup += markup
        cost = self._paragraph_length * self._paragraph_markup
        self._text_cost += cost - before
        if cost > MAX_PARAGRAPH_COST or self._text_cost > MAX_TEXT_COST:
            raise Unreadable(
                Fault(
                    index,
                    "text.too_crowded",
                    "Up to here the text holds more brackets, stars, underlines or backticks "
                    "than can be read. Split the paragraph with empty lines, or write plainer "
                    "text.",
                )
            )


def _is_in_code(line: str, place: int) -> bool:
    """Say whether a place of a line stands between two backticks."""
    return line.count("`", 0, place) % 2 == 1 and "`" in line[place:]


def _is_rule(content: str) -> bool:
    signs = content.replace(" ", "")
    return len(signs) >= 3 and signs[0] in "-*_=" and signs.count(signs[0]) == len(signs)
