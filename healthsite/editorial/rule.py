"""What a rule is: an id, a level, and one sentence that says what it demands."""

from __future__ import annotations

from dataclasses import dataclass

from healthsite.model import Level


@dataclass(frozen=True)
class Rule:
    """One demand. `id` is `family.fault`; `level` may be changed in editorial.toml."""

    id: str
    level: Level
    says: str


@dataclass(frozen=True)
class Family:
    """Rules with one reason, in the words of a module of rules: Rule, Why, Source, Examples."""

    reason: str
    rules: tuple[Rule, ...]
