"""The script: the theme's modules become one file, named after its content.

`js/site.js` is the explicit list of enhancements, each a native module beside its component
or in `js/`. A browser would fetch them one after another; on a slow line each takes a second.
They are put together here by two rules that designers can see through: a module's text comes
once, before the first that imports it, and all share one room of names. Nothing is compiled.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from healthsite.assets import AssetFault, ThemeFaults

BUILT = "healthsite"
"""`import { built } from "healthsite";` gives a module what only the build knows."""

_IMPORT = re.compile(r"""import \{ ([\w$, ]+) \} from (?:"([^"]+)"|'([^']+)');?""")
_DECLARATION = re.compile(
    r"(export )?(?:async )?(?:function\*?|const|let|var|class) ([A-Za-z_$][\w$]*)"
)
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/[ \t]*)$", re.DOTALL | re.MULTILINE)


def bundle_js(entry: Path, *, theme: Path, built: Mapping[str, object]) -> str:
    """Put a module and all it imports together, without comments and indentation.

    Understood are lines `import { a, b } from "./x.js";` at the top of a module, and `export`
    before a declaration. A comment stands on lines of its own, and no template literal runs
    over a line end: then lines can be looked at one by one.

    Args:
        entry: the module to begin with.
        theme: no import may leave this folder.
        built: what `import { built } from "healthsite"` gives: addresses, words.

    Raises:
        AssetFault: a file or a name is missing, an import leaves the theme or leads back to
            itself, two modules use one name, or a line is written in a way not understood.
    """
    bundle = _Bundle(theme)
    bundle.add(entry.resolve(), ())
    if bundle.faults:
        raise AssetFault(bundle.faults)
    known = json.dumps(built, ensure_ascii=False, sort_keys=True)
    first = f"const built = {known};\n" if bundle.uses_built else ""
    return first + "".join(bundle.parts)


def script_words(strings: Mapping[str, str]) -> dict[str, str]:
    """Return the interface words that scripts say: the table `[script]`, without its name."""
    return {
        key.removeprefix("script."): text
        for key, text in strings.items()
        if key.startswith("script.")
    }


class _Bundle(ThemeFaults):
    def __init__(self, theme: Path) -> None:
        super().__init__(theme)
        self.parts: list[str] = []
        self.uses_built = False
        self._exports: dict[Path, set[str]] = {}
        self._owner: dict[str, Path] = {"built": self.theme / BUILT}

    def add(self, file: Path, above: tuple[Path, ...]) -> None:
        """Add one module after those it imports; `above` are the modules importing it."""
        if file in self._exports:
            return
        self._exports[file] = set()
        try:
            text = file.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self._fault(file, 1, "There is no such module. Create it, or name another.")
            return
        except UnicodeDecodeError:
            self._fault(file, 1, "This is not UTF-8 text. Save it as UTF-8.")
            return
        kept = []
        # Comments leave their line ends behind, so that messages name the right line.
        bare = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
        for number, line in enumerate(bare.split("\n"), 1):
            if line.count("`") % 2:
                self._fault(file, number, "A text between ` ` must end on its line. Split it.")
            if line.startswith("import") and line[6:7] in {" ", "{", "*", '"', "'"}:
                self._import(line, file, number, (*above, file))
            elif line := self._declared(line, file, number).strip():
                kept.append(f"{line}\n")
        self.parts.append("".join(kept))

    def _import(self, line: str, file: Path, number: int, above: tuple[Path, ...]) -> None:
        match = _IMPORT.fullmatch(line.strip())
        if match is None:
            self._fault(
                file,
                number,
                'This import is not understood. Write import { name } from "./file.js"; '
                "on a line of its own.",
            )
            return
        names = {name.strip() for name in match[1].split(",")}
        source = match[2] or match[3]
        if source == BUILT:
            self.uses_built = True
            missing = names - {"built"}
        else:
            target = Path(os.path.normpath(file.parent / source))
            if not source.startswith("."):
                self._fault(
                    file,
                    number,
                    f"{source} is not a file of the theme. Put a copy in the theme and name it "
                    "relative to this file: ./file.js",
                )
                return
            if not target.resolve().is_relative_to(self.theme):
                self._fault(file, number, f"{source} is outside the theme folder. Move it there.")
                return
            if target in above:
                self._fault(file, number, f"{source} imports this file in turn. Remove one import.")
                return
            self.add(target, above)
            missing = names - self._exports[target]
        for name in sorted(missing):
            self._fault(file, number, f"{source} exports no {name}. Correct the name.")

    def _declared(self, line: str, file: Path, number: int) -> str:
        """Note a name declared at the top of a module; return the line without `export`."""
        match = _DECLARATION.match(line)
        if match is None:
            if line.startswith("export"):
                self._fault(
                    file,
                    number,
                    "This export is not understood. Write export before a function or const.",
                )
            return line
        owner = self._owner.setdefault(match[2], file)
        if owner != file:
            self._fault(
                file,
                number,
                f"{match[2]} is already the name of something in {self._shown(owner)}, and all "
                "modules end up in one file. Take another name.",
            )
        if match[1]:
            self._exports[file].add(match[2])
            return line.removeprefix("export ")
        return line
