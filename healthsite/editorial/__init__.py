"""What a careful editor would say, one file a rule family.

Each module has `check(text, desk)`, which yields findings and does nothing else. A draft
may be unfinished: its findings are warnings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from healthsite.editorial import dates, facts, images, links, numbers, site, sources, translations
from healthsite.model import Desk, Finding, Level, Text

Rule = Callable[[Text, Desk], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    facts.check,
    dates.check,
    sources.check,
    links.check,
    images.check,
    numbers.check,
    translations.check,
)


def review(desk: Desk) -> list[Finding]:
    """Return the findings of every rule over every text, and over the site as a whole."""
    findings = list(site.check(desk))
    for text in desk.library.texts:
        for rule in RULES:
            for finding in rule(text, desk):
                draft = text.is_draft and finding.level is Level.ERROR
                findings.append(replace(finding, level=Level.WARNING) if draft else finding)
    return findings
