"""Every finding the program can make is a rule that an editor can look up."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from healthsite.__main__ import main
from healthsite.editorial import families, is_never_waived, rules
from healthsite.editorial.reading import READING_RULES
from tests.conftest import ROOT

ID = re.compile(r"[a-z]+\.[a-z][a-z0-9_]+")
FILE = re.compile(r".*\.(toml|txt|json|xml|html|css|js|map|py|ini)")
MAKERS = {"Finding", "OutputProblem", "Fault", "Problem", "fault_element"}
"""What a finding is made with; besides these, whatever is called fault, report or problem."""


def _strings(*nodes: ast.AST) -> set[str]:
    return {
        part.value
        for node in nodes
        for part in ast.walk(node)
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and ID.fullmatch(part.value)
        and not FILE.fullmatch(part.value)
    }


def _is_maker(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in MAKERS or name.lower().strip("_") in {"fault", "report", "problem"}


def _is_rule(call: ast.AST) -> bool:
    return isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"Rule", "_rules"}


def _interface_words() -> set[str]:
    """Return keys of interface words, which are written like ids."""
    strings = tomllib.loads((ROOT / "content/data/strings/en.toml").read_text("utf-8"))
    return {
        f"{group}.{key}"
        for group, words in strings.items()
        if isinstance(words, dict)
        for key in words
    }


def _trees() -> list[tuple[Path, ast.Module]]:
    paths = sorted((ROOT / "healthsite").rglob("*.py"))
    return [(path, ast.parse(path.read_text("utf-8"))) for path in paths]


def _made() -> dict[str, Path]:
    """Return every id that a finding is made with, and a file that makes it."""
    prefixes = {rule.partition(".")[0] for rule in rules()}
    interface = _interface_words()
    made: dict[str, Path] = {}
    for path, tree in _trees():
        registered = {
            id(part) for call in ast.walk(tree) if _is_rule(call) for part in ast.walk(call)
        }
        for node in ast.walk(tree):
            if id(node) in registered:
                continue
            if isinstance(node, ast.Call) and _is_maker(node.func):
                values = [*node.args, *(keyword.value for keyword in node.keywords)]
                plain = [v for v in values if not isinstance(v, ast.Call | ast.JoinedStr)]
                made |= dict.fromkeys(_strings(*plain), path)
            elif isinstance(node, ast.Constant) and (text := next(iter(_strings(node)), "")):
                # An id may travel through a tuple or a variable before a finding is made.
                known = {text} if text.partition(".")[0] in prefixes else set()
                made |= dict.fromkeys(known - interface, path)
    return made


@pytest.fixture(scope="module")
def made() -> dict[str, Path]:
    """Give the ids that findings are made with."""
    return _made()


def test_every_finding_is_a_registered_rule(made: dict[str, Path]) -> None:
    assert {rule: path.name for rule, path in made.items() if rule not in rules()} == {}


def test_every_registered_rule_is_used(made: dict[str, Path]) -> None:
    # Ids put together of a family and a field's name; each has a row in the tables.
    composed = {"facts.tags", "facts.audience", "facts.authors", "facts.related"}
    composed |= {"links.article", "links.page"}
    assert set(rules()) - set(made) <= composed


def test_a_rule_stands_in_one_family() -> None:
    every = [rule.id for family in families() for rule in family.rules]
    assert sorted(every) == sorted(set(every))


def test_what_was_not_understood_can_be_neither_waived_nor_made_a_note() -> None:
    assert all(is_never_waived(rule) for rule in READING_RULES)


@pytest.mark.parametrize("rule", sorted(READING_RULES))
def test_a_rule_of_reading_explains_itself(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", rule]) == 0
    out = capsys.readouterr().out
    assert rule in out and "Why:" in out
