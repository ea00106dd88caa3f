"""`check`: what an editor may ask for, and how waivers and levels work."""

from __future__ import annotations

import json

import pytest

from healthsite.__main__ import main
from healthsite.check import rules_page
from healthsite.editorial import rules
from healthsite.editorial.unfinished import WHOLE_TEXT
from healthsite.loading import examine
from healthsite.model import Finding
from tests.conftest import REAL_DAY, ROOT, TODAY, Site

SOUP = "articles/food/warm-soup.md"
LIMITS = "[reading]\nsentence_words = 5\n"
LONG = "Cook vegetables in a large pot of water until they are soft"


def run(site: Site, *arguments: str) -> int:
    """Run `check` on a site."""
    return main(["check", "--content", str(site.content), "--today", "2026-11-21", *arguments])


def found(site: Site, rule: str) -> list[Finding]:
    """Return what one rule found."""
    _, findings = examine(site.content, TODAY)
    return [finding for finding in findings if finding.rule == rule]


def with_long_sentence(site: Site) -> Site:
    """Let a rule find something in the soup."""
    site.write("data/editorial.toml", LIMITS)
    site.replace(SOUP, "Cook vegetables in water until they are soft", LONG)
    return site


def test_a_rule_or_family_can_be_asked_for_alone(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.replace(SOUP, "[soup, night]", "[sop]")
    assert run(small, "--rule", "dates") == 0
    out = capsys.readouterr().out
    assert "next check was due" in out and "sop" not in out


def test_a_rule_that_is_none_is_wrong_use_and_the_nearest_is_named(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(small, "--rule", "links.anker") == 2
    assert "Did you mean `links.anchor`?" in capsys.readouterr().err
    assert run(small, "--explain", "nothing") == 2


def test_rules_that_a_draft_with_gaps_is_spared_are_rules() -> None:
    assert set(rules()) >= WHOLE_TEXT


def test_a_rule_explains_itself(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, "--explain", "numbers.phone") == 0
    out = capsys.readouterr().out
    assert "numbers.phone (error)" in out and "Why:" in out and "Source:" in out


def test_all_rules_are_listed_with_the_levels_in_force(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write("data/editorial.toml", '[levels]\n"dates.review_overdue" = "note"\n')
    assert run(small, "--rules") == 0
    rows = {row.split()[0]: row.split()[1] for row in capsys.readouterr().out.splitlines()}
    assert set(rows) == set(rules())
    assert rows["dates.review_overdue"] == "note"


def test_the_page_of_rules_is_what_the_command_prints() -> None:
    content, _ = examine(ROOT / "content", REAL_DAY)
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == rules_page(content)


def test_findings_can_stand_beside_their_lines_in_a_review(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.replace(SOUP, "[soup, night]", "[sop]")
    assert run(small, "--format", "github", "--rule", "facts") == 1
    assert capsys.readouterr().out.startswith(
        f"::error file={small.content.as_posix()}/{SOUP},line=6,title=facts.tags::`sop` in"
    )


def test_notes_are_counted_and_told_only_on_request(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    with_long_sentence(small)
    assert run(small, "--rule", "readability") == 0
    out = capsys.readouterr().out
    assert "check --notes" in out and LONG[:20] not in out
    run(small, "--rule", "readability", "--notes")
    assert LONG[:20] in capsys.readouterr().out


def test_editors_choose_the_level_of_a_rule(small: Site) -> None:
    small.write("data/editorial.toml", '[levels]\n"dates.review_overdue" = "error"\n')
    assert {finding.level for finding in found(small, "dates.review_overdue")} == {
        "error",
        "warning",  # the draft's
    }


def test_the_level_of_what_keeps_readers_safe_stays(small: Site) -> None:
    small.write("data/editorial.toml", '[levels]\n"safety.promises" = "note"\n')
    assert [finding.line for finding in found(small, "levels.refused")] == [2]


def test_a_site_without_the_standard_is_told_that_it_is_not_checked(small: Site) -> None:
    (small.content / "data/editorial.toml").unlink()
    assert [finding.level for finding in found(small, "pages.standard")] == ["warning"]


def test_a_level_for_no_rule_is_told(small: Site) -> None:
    small.write("data/editorial.toml", '[levels]\n"dates.overdue" = "note"\n')
    about = found(small, "levels.unknown")
    assert [(f.line, "is not a rule" in f.message) for f in about] == [(2, True)]


def test_a_waiver_takes_back_one_rule_in_one_text_and_is_listed(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    with_long_sentence(small)
    waiver = 'waivers: [{rule: readability.long_sentence, reason: "a recipe"}]'
    small.replace(SOUP, "status: published", f"{waiver}\nstatus: published")
    _, findings = examine(small.content, TODAY)
    about = [f for f in findings if f.rule == "readability.long_sentence"]
    assert not [f for f in about if f.path.endswith("warm-soup.md")]
    run(small)
    out = capsys.readouterr().out
    assert "Waived, each with its reason:" in out
    assert "readability.long_sentence: a recipe" in out


@pytest.mark.parametrize(
    ("rule", "fault", "words"),
    [
        ("readability.long_sentence", "waivers.unused", "Remove the waiver"),
        ("readability.longsentence", "waivers.unknown", "Did you mean"),
        ("links.article", "waivers.refused", "cannot be waived"),
        ("safety.promises", "waivers.refused", "cannot be waived"),
    ],
)
def test_a_waiver_that_is_not_needed_or_not_allowed_is_told(
    small: Site, rule: str, fault: str, words: str
) -> None:
    waiver = f'waivers: [{{rule: {rule}, reason: "why not"}}]'
    small.replace(SOUP, "status: published", f"{waiver}\nstatus: published")
    about = found(small, fault)
    assert [(f.line, words in f.message) for f in about] == [(15, True)]


def test_what_is_measured_is_published_for_readers_and_programs(built_small: Site) -> None:
    rows = json.loads(built_small.page("quality.json"))["articles"]
    assert [(row["slug"], row["lang"]) for row in rows] == [
        ("good-nights", "en"),
        ("good-nights", "es"),
        ("long-walks", "en"),
        ("long-walks", "es"),
        ("warm-soup", "en"),
    ]
    nights, noches, soup = rows[0], rows[1], rows[4]
    assert nights["reviewed"] == "2026-02-01" and nights["review_due"] == "2027-02-01"
    english, spanish = ("grade", "flesch_kincaid", "smog"), ("inflesz", "fernandez_huerta")
    assert all(nights[name] is not None and noches[name] is None for name in english)
    assert all(noches[name] is not None and nights[name] is None for name in spanish)
    assert (nights["sources"], nights["oldest_source"]) == (2, 2020)
    assert nights["translations"] == {"es": "current"}
    assert soup["translations"] == {"es": "missing"}
