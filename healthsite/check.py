"""`check`: tell an editor everything that is wrong, and why a rule is there."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from healthsite.editorial import families, level_of, rules
from healthsite.editorial.rule import Family, Rule
from healthsite.explain import nearest
from healthsite.files import show
from healthsite.loading import Content, examine, report
from healthsite.model import Finding, Level
from healthsite.theme_words import missing_words

_THEME = Path("theme")
_HEADING = """\
# The rules

What a text is checked by, and why. Written by
`python -m healthsite check --rules --format markdown > docs/rules.md`; levels, words and limits
stand in `content/data/editorial.toml`. An error stops the build; a warning and a note do not."""
_TABLE = "| rule | level | what it demands |\n|---|---|---|"
_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what `check` may be asked for."""
    parser.add_argument("paths", nargs="*", type=Path, help="only these files (all are read)")
    parser.add_argument("--format", choices=["text", "json", "github", "markdown"], default="text")
    parser.add_argument("--rule", metavar="RULE", help="only findings of this rule or family")
    parser.add_argument("--rules", action="store_true", help="list all rules with their levels")
    parser.add_argument("--explain", metavar="RULE", help="say why a rule is there")
    parser.add_argument("--notes", action="store_true", help="tell notes one by one, too")


def check(options: argparse.Namespace) -> int:
    """Do what was asked; return 0, 1 if a finding is an error, or 2 for wrong use."""
    if options.explain:
        return _explain(options.explain)
    for path in options.paths:
        if not path.exists():
            print(f"There is no file {path}. Check the name.", file=sys.stderr)
            return 2
    if options.rule and not _is_rule(options.rule):
        return _no_such_rule(options.rule)
    root = options.content or Path("content")
    if not root.is_dir():
        print(f"There is no content folder {root}. Check --content.", file=sys.stderr)
        return 2
    if options.format == "markdown" and not options.rules:
        print("--format markdown is for --rules only. Add --rules.", file=sys.stderr)
        return 2
    content, findings = examine(root, options.today)
    if content is not None:
        findings += missing_words(content.data, content.folder.shown, _THEME)
    if options.rules and options.format == "markdown":
        print(rules_page(content), end="")
        return 0
    if options.rules:
        _print_rules(content)
        return 0
    if options.paths:
        named = [show(path) for path in options.paths]
        findings = [f for f in findings if _is_named(f, named)]
    if options.rule:
        findings = [f for f in findings if _is_of(f, options.rule)]
    _print(findings, content, options)
    return 1 if any(finding.level is Level.ERROR for finding in findings) else 0


def _print(findings: list[Finding], content: Content | None, options: argparse.Namespace) -> None:
    findings = sorted(findings)
    if options.format == "json":
        print(json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=1))
        return
    if options.format == "github":
        for finding in findings:
            if options.notes or finding.level is not Level.NOTE:
                print(_annotation(finding))
        print(report(findings).rpartition("\n")[2])
        return
    told, _, total = report(findings, notes=options.notes).rpartition("\n")
    rows = [told] if told else []
    if content is not None and content.waived:
        rows += ["", "Waived, each with its reason:"]
        rows += [f"{w.finding.path}: {w.finding.rule}: {w.reason}" for w in content.waived]
    print("\n".join([*rows, total]))


def _annotation(finding: Finding) -> str:
    """Write a finding as GitHub shows it beside a line.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    message = finding.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = finding.path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    kind = _GITHUB[finding.level]
    return f"::{kind} file={path},line={finding.line},title={finding.rule}::{message}"


def _is_named(finding: Finding, named: list[str]) -> bool:
    return any(finding.path == name or finding.path.startswith(f"{name}/") for name in named)


def _is_of(finding: Finding, rule: str) -> bool:
    return finding.rule == rule or finding.rule.startswith(f"{rule}.")


def _is_rule(name: str) -> bool:
    return any(rule == name or rule.startswith(f"{name}.") for rule in rules())


def _no_such_rule(name: str) -> int:
    print(
        f"There is no rule `{name}`.{nearest(name, rules())} `check --rules` lists them all.",
        file=sys.stderr,
    )
    return 2


def _print_rules(content: Content | None) -> None:
    width = max(len(name) for name in rules())
    for name, (rule, _) in sorted(rules().items()):
        print(f"{name:{width}}  {_level(rule, content):7}  {rule.says}")


def rules_page(content: Content | None) -> str:
    """Return docs/rules.md: every family with its reason, every rule with its level."""
    parts = [_HEADING]
    for family in families():
        rows = [f"| `{rule.id}` | {_level(rule, content)} | {rule.says} |" for rule in family.rules]
        title, _, rest = family.reason.removeprefix("Rule: ").partition("\n")
        paragraphs = [line for line in rest.split("\n") if not line.startswith("Examples:")]
        title = title[:1].upper() + title[1:]
        parts.append(
            "\n".join([f"## {title.rstrip('.')}", *paragraphs, "", _TABLE, *rows]).replace(
                "\n\n\n", "\n\n"
            )
        )
    return "\n\n".join(parts) + "\n"


def explanation(name: str) -> str:
    """Return why a rule, or a family of rules, is there.

    Raises:
        KeyError: there is none of that name.
    """
    if not _is_rule(name):
        raise KeyError(name)
    own = rules().get(name)
    said = f"{own[0].id} ({own[0].level}): {own[0].says}\n\n" if own is not None else ""
    told = [own[1]] if own is not None else [f for f in families() if _has(f, name)]
    return said + "\n\n".join(family.reason for family in told)


def _explain(name: str) -> int:
    try:
        print(explanation(name))
    except KeyError:
        return _no_such_rule(name)
    return 0


def _has(family: Family, name: str) -> bool:
    return any(rule.id.startswith(f"{name}.") for rule in family.rules)


def _level(rule: Rule, content: Content | None) -> Level:
    """Return the level in force; without readable data that of the rule itself."""
    return level_of(rule, content.desk) if content is not None else rule.level
