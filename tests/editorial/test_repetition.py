"""Repetition between articles: see table_repetition.py for repetition in one."""

from __future__ import annotations

import random
import time

from healthsite.editorial import repetition
from healthsite.loading import examine
from healthsite.model import Finding
from tests.conftest import TODAY, Site
from tests.editorial.table_repetition import ENGLISH, SPANISH

ON = "[repetition]\nwords = 20\n"


def find(site: Site, texts: dict[str, str], rules: str = ON) -> list[Finding]:
    site.write("data/editorial.toml", rules)
    for name, body in texts.items():
        path = site.content / "articles" / name
        path.write_text(path.read_text(encoding="utf-8") + body, encoding="utf-8")
    content, findings = examine(site.content, TODAY)
    assert content is not None, findings
    return list(repetition.check_site(content.desk))


def test_the_same_paragraph_in_two_articles_is_found_and_both_places_are_named(
    small: Site,
) -> None:
    texts = {"food/warm-soup.md": f"\n\n{ENGLISH}\n", "sleep/good-nights.md": f"\n\n{ENGLISH}\n"}
    (found,) = find(small, texts)
    places = {"warm-soup.md", "good-nights.md"}
    assert {name for name in places if name in found.path + found.message} == places
    assert "warm-soup" not in found.path or "warm-soup" not in found.message


def test_three_of_the_same_are_two_findings(small: Site) -> None:
    names = ("food/warm-soup.md", "sleep/good-nights.md", "sleep/long-walks.md")
    assert len(find(small, dict.fromkeys(names, f"\n\n{ENGLISH}\n"))) == 2


def test_a_translation_does_not_repeat_its_original(small: Site) -> None:
    texts = {
        "sleep/good-nights.md": f"\n\n{SPANISH}\n",
        "sleep/good-nights.es.md": f"\n\n{SPANISH}\n",
    }
    assert find(small, texts) == []


def test_nothing_is_compared_where_editors_did_not_switch_it_on(small: Site) -> None:
    assert find(small, {"food/warm-soup.md": f"\n\n{ENGLISH}\n\n{ENGLISH}\n"}, "") == []


def test_thousands_of_paragraphs_that_start_alike_take_no_square_of_their_time(
    small: Site,
) -> None:
    start = "Call the clinic today and ask them for help with both of these at once: "
    draw = random.Random(1)
    paragraphs = [
        start + " ".join(f"w{draw.randrange(9999)}" for _ in range(30)) for _ in range(3000)
    ]
    paragraphs[-1] = paragraphs[7]
    names = ("food/warm-soup.md", "sleep/good-nights.md", "sleep/long-walks.md")
    texts = {name: "\n\n" + "\n\n".join(paragraphs[place::3]) for place, name in enumerate(names)}
    before = time.process_time()
    (found,) = find(small, texts)
    assert time.process_time() - before < 20
    assert "the same as" in found.message
