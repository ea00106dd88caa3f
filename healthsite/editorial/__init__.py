"""What a careful editor would say, one file a rule family.

Each module has `RULES`, what its family demands, and `check(text, desk)`, which yields
findings and does nothing else; a family that looks at the site as a whole has
`check_site(desk)`, and one that looks at files as they were saved has `check_raw(path, text)`,
which `loading` calls. A finding has the level of its rule, which editorial.toml can change. A
draft may be unfinished: its findings are warnings. A waiver in a header takes back a finding and
gives its reason.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import ModuleType

from healthsite.editorial import (
    characters,
    claims,
    data_files,
    dates,
    facts,
    headings,
    images,
    link_words,
    links,
    numbers,
    readability,
    repetition,
    safety,
    site,
    sources,
    spelling,
    structure,
    translations,
    unfinished,
    wording,
)
from healthsite.editorial.reading import READING_FAMILIES, READING_RULES
from healthsite.editorial.rule import Family, Rule
from healthsite.explain import nearest
from healthsite.kept import Anew
from healthsite.model import Desk, Finding, Level, Text

FAMILIES: tuple[ModuleType, ...] = (
    characters,
    facts,
    dates,
    sources,
    links,
    images,
    numbers,
    translations,
    wording,
    readability,
    claims,
    safety,
    structure,
    headings,
    link_words,
    repetition,
    spelling,
    data_files,
    unfinished,
    site,
)
NEVER_WAIVED = (
    "characters",
    "claims",
    "facts",
    "links",
    "sources",
    "images",
    "numbers",
    "translations",
    "pages",
    "safety",
    "stories",
    "unfinished",
)
"""Families whose findings would leave a hole or an untruth on the page."""
MATTERS_OF_STYLE = (
    "claims.denominators",
    "claims.times_likely",
    "links.bare_address",
    "links.same_words",
    "links.vague",
)
"""Rules of those families that a good reason may set aside all the same."""

_CHOICES = Family(
    """Rule: a waiver takes back one rule in one text, with a reason; a level is for a rule.

Why: a rule may be wrong about a good sentence, and an editor must not be stopped by it. But
what keeps readers safe is no matter of choice, and a waiver left behind hides the next fault.
Source: CONTRIBUTING.md, "What the check says, and what to do" and "How a waiver works".
Examples: tests/test_check.py.""",
    (
        Rule("levels.unknown", Level.ERROR, "A level is given to a rule there is."),
        Rule("levels.refused", Level.ERROR, "The level of what keeps readers safe stays."),
        Rule("waivers.unknown", Level.ERROR, "A waiver names a rule there is."),
        Rule("waivers.refused", Level.ERROR, "A waiver is not for what would mislead a reader."),
        Rule("waivers.unused", Level.WARNING, "A waiver that waives nothing is removed."),
    ),
)


@dataclass(frozen=True)
class Waived:
    """A finding that a header's waiver took back, and why."""

    finding: Finding
    reason: str


@dataclass
class Review:
    """What the rules found, and what was waived."""

    findings: list[Finding] = field(default_factory=list)
    waived: list[Waived] = field(default_factory=list)


def families() -> tuple[Family, ...]:
    """Return every family of rules, those of reading first."""
    judging = (Family(inspect.getdoc(module) or "", module.RULES) for module in FAMILIES)
    return (*READING_FAMILIES, *judging, _CHOICES)


def rules() -> dict[str, tuple[Rule, Family]]:
    """Return every rule by its id, with the family that explains it."""
    return {rule.id: (rule, family) for family in families() for rule in family.rules}


def level_of(rule: Rule, desk: Desk) -> Level:
    """Return the level of a rule, as editorial.toml has it."""
    if is_never_waived(rule.id):
        return rule.level
    return desk.data.editorial.levels.get(rule.id, rule.level)


def review(desk: Desk, before: Anew | None = None) -> Review:
    """Look at every text, and at the site as a whole, with every rule.

    Args:
        before: what was found before, in texts and data that are still the same.
    """
    known = rules()
    result = Review(findings=list(_levels(desk, known)))
    by_path: dict[str, list[Finding]] = {}
    for family in FAMILIES:
        if hasattr(family, "check_site"):
            for finding in family.check_site(desk):
                by_path.setdefault(finding.path, []).append(_leveled(finding, desk, known))
    for text in desk.library.texts:
        found = [
            _leveled(finding, desk, known)
            for family in FAMILIES
            if hasattr(family, "check")
            for finding in _look(family, text, desk, before or Anew())
        ]
        found += by_path.pop(text.document.file.path, [])
        if text.is_draft and unfinished.gaps(text.document):
            found = [finding for finding in found if finding.rule not in unfinished.WHOLE_TEXT]
        kept = list(_waive(text, found, known, result))
        result.findings += (as_draft(finding) for finding in kept) if text.is_draft else kept
    # What is left is about data files and about files that are not there.
    result.findings += (finding for findings in by_path.values() for finding in findings)
    return result


class _Watched:
    """A desk that notes whether a rule looked at more than the text, the data and the day."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.looked_further = False

    def __getattr__(self, name: str) -> object:
        if name not in _KNOWN:
            self.looked_further = True
        return getattr(self._desk, name)


_KNOWN = ("data", "today", "root")


def _look(family: ModuleType, text: Text, desk: Desk, before: Anew) -> tuple[Finding, ...]:
    """Return what a family finds in a text, from before if all it looked at is the same.

    A rule that also looked at other texts or at pictures is asked again at each build.
    """
    name = ("findings", family.__name__, text.document.file.path)
    watched = _Watched(desk)
    found = before.once(
        name,
        (text, *(getattr(desk, known) for known in _KNOWN)),
        lambda: tuple(family.check(text, watched)),
    )
    if watched.looked_further:
        before.forget(name)
    return found


def _leveled(finding: Finding, desk: Desk, known: dict[str, tuple[Rule, Family]]) -> Finding:
    """Give a finding the level of its rule, or the one that editors chose for that.

    Where nobody chose, a finding that says itself that it is less than an error stays so: a text
    a little too hard, a word that is only advised against.
    """
    chosen = not is_never_waived(finding.rule) and finding.rule in desk.data.editorial.levels
    if finding.level is not Level.ERROR and not chosen:
        return finding
    level = level_of(known[finding.rule][0], desk)
    return finding if finding.level is level else replace(finding, level=level)


def is_never_waived(rule: str) -> bool:
    """Say whether a finding of this rule would leave a hole or an untruth on the page."""
    if rule in READING_RULES:
        return True
    return rule.partition(".")[0] in NEVER_WAIVED and rule not in MATTERS_OF_STYLE


def as_draft(finding: Finding) -> Finding:
    """Return what a finding is in a text that may still be unfinished."""
    return replace(finding, level=Level.WARNING) if finding.level is Level.ERROR else finding


def _levels(desk: Desk, known: dict[str, tuple[Rule, Family]]) -> Iterator[Finding]:
    for rule in desk.data.editorial.levels:
        if rule not in known:
            yield Finding(
                f"{desk.root}/data/editorial.toml",
                desk.data.line("editorial.toml", f"levels.{rule}"),
                "levels.unknown",
                f"`{rule}` is not a rule.{nearest(rule, known)} "
                "`check --rules` lists them all; correct the name.",
            )
        elif is_never_waived(rule):
            yield Finding(
                f"{desk.root}/data/editorial.toml",
                desk.data.line("editorial.toml", f"levels.{rule}"),
                "levels.refused",
                f"`{rule}` keeps readers safe; its level cannot be changed. Remove the line.",
            )


def _waive(
    text: Text,
    findings: list[Finding],
    known: dict[str, tuple[Rule, Family]],
    result: Review,
) -> Iterator[Finding]:
    path = text.document.file.path
    reasons: dict[str, str] = {}
    for index, waiver in enumerate(text.document.header.waivers):
        line = text.document.line(f"waivers.{index}")
        if waiver.rule not in known:
            hint = nearest(waiver.rule, known)
            message = f"`{waiver.rule}` is not a rule.{hint} Correct or remove the waiver."
            yield Finding(path, line, "waivers.unknown", message)
        elif is_never_waived(waiver.rule):
            message = f"`{waiver.rule}` cannot be waived. Mend the text and remove the waiver."
            yield Finding(path, line, "waivers.refused", message)
        elif not any(finding.rule == waiver.rule for finding in findings):
            message = f"Nothing here breaks `{waiver.rule}` any more. Remove the waiver."
            yield Finding(path, line, "waivers.unused", message, Level.WARNING)
        else:
            reasons[waiver.rule] = waiver.reason
    for finding in findings:
        if finding.rule in reasons:
            result.waived.append(Waived(finding, reasons[finding.rule]))
        else:
            yield finding
