"""Stylesheets: many small files of the theme become one, and files are named by their content.

`css/article.css` is a table of contents: the order of layers, then one `@import` a line. A
browser would ask for those files one after another, so they are put together here. Nothing
is compiled: what the designer wrote is what is published, without comments and blanks.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import rcssmin

MAX_INLINE_BYTES = 2_000
"""A longer `data:` address delays every page; as a file it is fetched once and kept."""

_OPAQUE = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\(\s*[^"'\s)][^)]*\))"""
    r"""|(?P<comment>/\*.*?(?:\*/|\Z))|(?P<brace>[{}])""",
    re.DOTALL | re.IGNORECASE,
)
_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""", re.IGNORECASE)
_STATEMENT = re.compile(r"""\s*@(charset|layer|import)\b((?:"[^"]*"|'[^']*'|[^"';{}])*);""")
_IMPORTED = re.compile(
    r"""\s*(?:url\(\s*)?(?:"([^"]+)"|'([^']+)'|([^"'\s)]+))\s*\)?\s*"""
    r"""(?:(layer)(?:\(\s*([\w.-]+)\s*\))?)?\s*(.*?)\s*""",
    re.DOTALL,
)
_LATE_IMPORT = re.compile(r"@import\b", re.IGNORECASE)
_SELECTOR = re.compile(r"""(?:"[^"]*"|'[^']*'|[^{};"'])+\{""")
_DESCENDANT_PSEUDO = re.compile(r"""(?<=[\w\])*&-])\s+(?=:)""")


class AssetFault(ValueError):
    """Something is wrong in the theme's stylesheets.

    `faults` has one sentence for each, beginning with file and line; the message is all of
    them, so that a designer sees every fault in one run.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class ThemeFaults:
    """Collects what is wrong in the files of a theme, each with file and line.

    Both bundles are one: of the styles here, and of the modules (`scripts`).
    """

    def __init__(self, theme: Path) -> None:
        self.theme = theme.resolve()
        self.faults: list[str] = []

    def _shown(self, path: Path) -> str:
        if path.is_relative_to(self.theme):
            return f"{self.theme.name}/{path.relative_to(self.theme).as_posix()}"
        return path.as_posix()

    def _fault(self, file: Path, line: int, message: str) -> None:
        self.faults.append(f"{self._shown(file)}:{line}: {message}")


def bundle_css(
    entry: Path, *, theme: Path | None = None, address: Callable[[Path], str] | None = None
) -> str:
    """Put a stylesheet and all it imports together, and make it small.

    `@import "x.css";`, `@import url("x.css");` and `@import "x.css" layer(name);` are
    replaced by the file, in `@layer name { }` where one is given; conditions after it
    (`print`) become an `@media`. `@import "../components/*/*.css" layer(components);` takes
    all that match, sorted by path. Statements such as `@layer a, b;` stay where they are.

    Args:
        entry: the stylesheet to begin with.
        theme: no import may leave this folder; if not given, it is the one above `entry`'s.
        address: gives the published address of a file named by `url(...)`. If not given,
            the address is relative to the folder of `entry`.

    Raises:
        AssetFault: a file is missing, an import leaves the theme or leads back to itself, a
            brace or comment is not closed, or a `url(...)` leads outside or nowhere.
    """
    bundle = _Bundle(entry, theme or entry.resolve().parent.parent, address)
    css = bundle.read(entry, ())
    if bundle.faults:
        raise AssetFault(bundle.faults)
    minified: str = rcssmin.cssmin(_guarded(css))
    return minified


def hashed_name(name: str, content: bytes) -> str:
    """Return `name` with the first ten hex digits of the content's SHA-256 before its ending.

    A browser may keep such a file for ever: other content has another name.
    """
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))


class _Bundle(ThemeFaults):
    def __init__(self, entry: Path, theme: Path, address: Callable[[Path], str] | None) -> None:
        super().__init__(theme)
        self.home = entry.resolve().parent
        self.address = address or self._relative

    def read(self, file: Path, above: tuple[Path, ...]) -> str:
        """Return one file with its imports in their places; `above` are those importing it."""
        file = file.resolve()
        try:
            css = file.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self._fault(file, 1, "There is no such stylesheet. Create it, or name another.")
            return ""
        except UnicodeDecodeError:
            self._fault(file, 1, "This is not UTF-8 text. Save it as UTF-8.")
            return ""
        css = self._without_comments(css, file)
        parts = []
        position = 0
        while statement := _STATEMENT.match(css, position):
            line = _line(css, statement.start(1))
            position = statement.end()
            if statement[1] == "layer":
                parts.append(f"@layer {statement[2].strip()};\n")
            elif statement[1] == "import":
                parts.append(self._imported(statement[2], file, line, (*above, file)))
        for late in _matches_outside_text(_LATE_IMPORT, css, position):
            self._fault(
                file,
                _line(css, late),
                "An @import must stand before all rules and end in a semicolon; "
                "browsers ignore it here. Move it to the top.",
            )
        parts.append(self._with_addresses(css, position, file))
        return "".join(parts)

    def _imported(self, words: str, file: Path, line: int, above: tuple[Path, ...]) -> str:
        match = _IMPORTED.fullmatch(words)
        if match is None:
            self._fault(file, line, 'This @import is not understood. Write @import "file.css";')
            return ""
        name = match[1] or match[2] or match[3]
        layered, layer, condition = match[4], match[5], match[6]
        if "supports(" in condition or "layer" in condition:
            self._fault(
                file,
                line,
                f"{condition!r} after an @import is not supported. Write it inside {name}.",
            )
            return ""
        css = "".join(self.read(path, above) for path in self._files(name, file, line, above))
        if layered:
            css = f"@layer {layer or ''}{{\n{css}}}\n"
        if condition:
            css = f"@media {condition}{{\n{css}}}\n"
        return css

    def _files(self, name: str, file: Path, line: int, above: tuple[Path, ...]) -> list[Path]:
        """Return the files an import means; report those it must not mean."""
        if _leads_outside(name) or name.startswith("/"):
            self._fault(
                file,
                line,
                f"{name} is not a file of the theme. Put a copy in the theme and name it "
                "relative to this file.",
            )
            return []
        folder = file.parent
        while name.startswith("../"):
            folder, name = folder.parent, name.removeprefix("../")
        named = Path(os.path.normpath(folder / name))
        if not named.is_relative_to(self.theme):
            self._fault(file, line, f"{name} is outside the theme folder. Move it into the theme.")
            return []
        if "*" in name:
            found = sorted(path for path in folder.glob(name) if path.is_file())
        else:
            found = [named] if named.is_file() else []
        if not found:
            self._fault(file, line, f"There is no file {name} here. Create it, or remove the line.")
        return [path for path in found if self._may_import(path.resolve(), file, line, above)]

    def _may_import(self, path: Path, file: Path, line: int, above: tuple[Path, ...]) -> bool:
        if path in above:
            self._fault(
                file,
                line,
                f"{self._shown(path)} imports itself, by way of this file. Remove one @import.",
            )
        elif not path.is_relative_to(self.theme):
            self._fault(file, line, f"{path.name} is a link that leaves the theme folder.")
        else:
            return True
        return False

    def _without_comments(self, css: str, file: Path) -> str:
        """Blank the comments out, keeping lines; check that all braces are closed."""
        open_braces: list[int] = []

        def blank(match: re.Match[str]) -> str:
            found = match[0]
            line = _line(css, match.start())
            if match["comment"]:
                if not found.endswith("*/") or found == "/*/":
                    self._fault(file, line, "This comment is not closed. End it with */")
                return re.sub(r"[^\n]", " ", found)
            if found == "{":
                open_braces.append(line)
            elif found == "}":
                if open_braces:
                    open_braces.pop()
                else:
                    self._fault(file, line, "This } closes nothing. Remove it.")
            return found

        blanked = _OPAQUE.sub(blank, css)
        for line in open_braces:
            self._fault(file, line, "This { is not closed. Add a } where the block ends.")
        return blanked

    def _with_addresses(self, css: str, position: int, file: Path) -> str:
        """Return the rules from `position` on, each `url(...)` checked and made right."""
        parts = []
        for match in _ADDRESS.finditer(css, position):
            named = next((group for group in match.groups() if group), "")
            published = self._published(named, file, _line(css, match.start()))
            parts += [css[position : match.start()], f'url("{published}")']
            position = match.end()
        return "".join([*parts, css[position:]])

    def _published(self, named: str, file: Path, line: int) -> str:
        if named.startswith("data:"):
            if len(named.encode()) > MAX_INLINE_BYTES:
                self._fault(
                    file,
                    line,
                    f"This data: address is longer than {MAX_INLINE_BYTES:,} bytes. "
                    "Save it as a file in the theme.",
                )
            return named.replace('"', "%22")
        if _leads_outside(named):
            self._fault(
                file,
                line,
                f"{named} is on another site, which would learn who reads this one. "
                "Put a copy in the theme.",
            )
        elif named.startswith("/") or not named:
            self._fault(
                file,
                line,
                f"url({named}) must be relative to this file, since the site may live under "
                "a sub-path.",
            )
        elif not named.startswith("#"):
            path, mark, rest = _split(named)
            target = (file.parent / unquote(path)).resolve()
            if not target.is_file():
                self._fault(file, line, f"There is no file {path}. Correct the name, or add it.")
            elif not target.is_relative_to(self.theme):
                self._fault(file, line, f"{path} is outside the theme folder. Move it there.")
            else:
                return self.address(target) + mark + rest
        return named

    def _relative(self, path: Path) -> str:
        return Path(os.path.relpath(path, self.home)).as_posix()


def _guarded(css: str) -> str:
    """Write `.a :focus` as `.a *:focus`, which means the same.

    Inside a block rcssmin (1.3) takes the blank before a colon away, as it would in a
    declaration, and `.a:focus` is something else.
    """

    def guard(match: re.Match[str]) -> str:
        selector = match[0]
        if selector.lstrip().startswith("@"):
            return selector
        return _DESCENDANT_PSEUDO.sub(" *", selector)

    return _SELECTOR.sub(guard, css)


def _matches_outside_text(pattern: re.Pattern[str], css: str, position: int) -> Iterator[int]:
    texts = [match.span() for match in _OPAQUE.finditer(css) if match["text"]]
    for match in pattern.finditer(css, position):
        if not any(start <= match.start() < end for start, end in texts):
            yield match.start()


def _split(address: str) -> tuple[str, str, str]:
    """Split a path from its query or anchor: `icons.svg#phone`."""
    match = re.search(r"[?#]", address)
    if match is None:
        return address, "", ""
    return address[: match.start()], match[0], address[match.end() :]


def _leads_outside(address: str) -> bool:
    return address.startswith("//") or bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address))


def _line(css: str, position: int) -> int:
    return css.count("\n", 0, position) + 1


def split_print(css: str) -> tuple[str, str]:
    """Separate the rules for paper from those for the screen.

    A reader's first screen waits for the stylesheet; nobody prints before it is there. Rules
    keep their layers, and each part begins with the order of the layers.

    Args:
        css: a bundle, as `bundle_css` returns it.

    Returns:
        The sheet for everything, and the one for `media="print"`, empty if there is none.
    """
    screen: list[str] = []
    paper: list[str] = []
    place = 0
    while place < len(css):
        head, end = _statement(css, place)
        if css[end - 1] == ";":
            screen.append(css[place:end])
            if head.startswith("@layer"):
                paper.append(css[place:end])
            place = end
            continue
        inner = css[place + len(head) + 1 : end - 1]
        if head == "@media print":
            paper.append(inner)
        elif head.startswith("@layer"):
            for part, rules in zip((screen, paper), split_print(inner), strict=True):
                if rules:
                    part.append(f"{head}{{{rules}}}")
        else:
            screen.append(css[place:end])
        place = end
    # Inside a layer there is no order of layers, so any rule there has to be kept.
    only_order = all(part.startswith("@layer") and part.endswith(";") for part in paper)
    return "".join(screen), "" if only_order else "".join(paper)


def _statement(css: str, start: int) -> tuple[str, int]:
    """Return what stands before the next `{` or `;`, and the end of the whole statement."""
    depth, quote = 0, ""
    head = ""
    for place in range(start, len(css)):
        sign = css[place]
        if quote:
            quote = "" if sign == quote and css[place - 1] != "\\" else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "{":
            head = head or css[start:place]
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return head, place + 1
        elif sign == ";" and depth == 0:
            return css[start:place], place + 1
    return css[start:], len(css)
