"""The house keeps its order: who imports whom, and who may know Pelican."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "healthsite"
MODULES = sorted(PACKAGE.rglob("*.py"))


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _users_of(package: str) -> set[str]:
    return {
        _name(path)
        for path in MODULES
        if any(name == package or name.startswith(f"{package}.") for name in _imports(path))
    }


def test_only_wiring_and_the_build_that_runs_it_know_pelican() -> None:
    assert _users_of("pelican") == {"healthsite.wiring", "healthsite.build"}


def test_only_markdown_extensions_know_markdown() -> None:
    users = _users_of("markdown")
    assert users
    assert all(user.startswith("healthsite.markdown_text") for user in users)


def test_nobody_but_the_build_imports_wiring() -> None:
    assert _users_of("healthsite.wiring") == {"healthsite.build"}


def test_the_model_imports_nothing_of_ours() -> None:
    assert not [name for name in _imports(PACKAGE / "model.py") if name.startswith("healthsite")]


def test_no_module_imports_one_that_imports_it() -> None:
    graph = {
        _name(path): {
            name
            for name in _imports(path)
            if name in {_name(other) for other in MODULES} and name != _name(path)
        }
        for path in MODULES
    }

    def reaches(start: str) -> set[str]:
        seen: set[str] = set()
        todo = list(graph[start])
        while todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                todo += graph[name]
        return seen

    # A package's own front names what is inside it, so the two are one here.
    circles = [
        name
        for name in graph
        if name in reaches(name) and not name.startswith("healthsite.markdown_text")
    ]
    assert circles == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_a_component_uses_tokens_and_components_only() -> None:
    for path in sorted((ROOT / "theme" / "components").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for word in ("view.", "page.", "article.", "site.", "t("):
            code = "".join(text.split("{#")[0:1]) + text.split("#}", 1)[-1]
            inside = [part.split("}")[0] for part in code.split("{")[1:]]
            uses = [part for part in inside if f" {word}" in f" {part}"]
            assert not uses, f"{path.name} uses {word} itself: words come in as parameters"
