"""What the tools rest on: locks, workflows, settings. Read as text; nothing is installed."""

import json
import re
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PYTHON_LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
NODE_LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))

PINNED_ACTION = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def canonical(name: str) -> str:
    """A package's name as the Python packaging standard compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked_packages() -> dict[str, list[str]]:
    """Each locked requirement (`name==version ; marker`) with its hashes."""
    entries = PYTHON_LOCK.replace("\\\n", " ").splitlines()
    split = [entry.split("--hash=") for entry in entries if entry.strip()]
    return {first.strip(): [one.strip() for one in rest] for first, *rest in split}


def direct_requirements() -> set[str]:
    project = tomllib.loads(PYPROJECT)
    groups = [
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        project["build-system"]["requires"],
    ]
    names = (re.match(r"[\w.-]+", requirement) for group in groups for requirement in group)
    return {canonical(name.group()) for name in names if name}


def ignored_rules() -> list[tuple[str, str]]:
    """Every rule that ruff is told to pass over, with the rest of its line."""
    found = []
    for block in re.findall(r'^(?:ignore|"[^"\n]+") = \[(.*?)^\]', PYPROJECT, re.M | re.S):
        found += re.findall(r'"([A-Z]+\d*)"(.*)', block)
    return found


def test_the_python_lock_pins_every_package_with_hashes():
    for requirement, hashes in locked_packages().items():
        assert re.match(r"[\w.-]+==[\w.]+", requirement), requirement
        assert hashes, f"{requirement}: no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), requirement


def test_the_python_lock_names_no_host():
    assert "://" not in PYTHON_LOCK
    assert not re.search(r"^\s*--(?!hash=)", PYTHON_LOCK, re.M)


def test_every_direct_dependency_is_in_the_python_lock():
    locked = {canonical(requirement.split("==")[0]) for requirement in locked_packages()}
    assert direct_requirements() - locked == set(), "run: make lock"


def test_the_node_lock_pins_every_package_with_a_hash_and_names_no_host():
    packages = {path: entry for path, entry in NODE_LOCK["packages"].items() if path}
    assert packages
    for path, entry in packages.items():
        assert "resolved" not in entry, path
        assert entry["integrity"].startswith("sha512-"), path
    assert "registry" not in (ROOT / ".npmrc").read_text(encoding="utf-8").replace(
        "omit-lockfile-registry-resolved", ""
    )


def test_node_packages_are_exact_serve_only_tests_and_match_their_lock():
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert "dependencies" not in package
    assert package["devDependencies"] == NODE_LOCK["packages"][""]["devDependencies"]
    for name, version in package["devDependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name


def test_every_rule_that_ruff_ignores_has_its_reason_beside_it():
    lint = tomllib.loads(PYPROJECT)["tool"]["ruff"]["lint"]
    in_force = [*lint["ignore"], *chain.from_iterable(lint["per-file-ignores"].values())]
    written = ignored_rules()
    assert sorted(rule for rule, _ in written) == sorted(in_force)
    for rule, rest in written:
        assert re.match(r",?\s+# \w", rest), f"{rule}: say why"


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_pins_each_action_by_its_commit(workflow: Path):
    uses = [line.strip().removeprefix("- ") for line in workflow.read_text().splitlines()]
    uses = [line for line in uses if line.startswith("uses:")]
    assert uses
    for line in uses:
        assert PINNED_ACTION.fullmatch(line), line


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_asks_for_no_more_than_it_needs(workflow: Path):
    settings: dict[Any, Any] = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert settings["permissions"] in ({}, {"contents": "read"})
    # YAML 1.1 reads the key `on` as true.
    assert "pull_request_target" not in settings[True]
    writing = {
        (job, scope)
        for job, steps in settings["jobs"].items()
        for scope, access in steps.get("permissions", {}).items()
        if access == "write"
    }
    assert writing <= {("deploy", "pages"), ("deploy", "id-token")}


def test_every_verb_of_the_makefile_is_listed_by_help():
    verbs = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.M)
    assert verbs
    for verb in verbs.group(1).split():
        assert re.search(rf"^{verb}:.*## \w", MAKEFILE, re.M), f"{verb}: say what it does after ##"


def test_pictures_of_the_theme_are_under_the_license_of_the_content() -> None:
    # They stand among code, where nobody would look for another license.
    terms = (ROOT / "LICENSE-CONTENT.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("## License")[2]
    folders = {
        f"`{file.parent.relative_to(ROOT).as_posix()}/`"
        for file in (ROOT / "theme").rglob("*.svg")
        if file.parent.name not in {"parts", "static"}
    }
    assert folders == {"`theme/drawings/`", "`theme/charts/`"}
    for folder in folders:
        assert f"| {folder} | CC BY 4.0 |" in terms
        assert folder in readme
