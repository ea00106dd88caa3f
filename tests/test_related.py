from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from healthsite.related import (
    MAX_COMPARISONS,
    TERMS_PER_ARTICLE,
    Candidate,
    Ranking,
    Related,
    related,
    related_to,
)

WORDS = [
    *("sleep", "pain", "fear", "calm", "nurse", "clinic", "family"),
    *("child", "letter", "money", "bus", "house", "rain", "sun"),
]


def article(key: str, text: str = "", **other: object) -> Candidate:
    values: dict[str, object] = {
        "topic": "topic",
        "kind": "article",
        "tags": frozenset(),
        "title": "",
        "pins": (),
    }
    return Candidate(key=key, text=text, **(values | other))  # type: ignore[arg-type]


def keys(chosen: tuple[Related, ...]) -> list[str]:
    return [one.key for one in chosen]


def many(number: int) -> list[Candidate]:
    pick = random.Random(1)
    vocabulary = [f"{one}{other}" for one in WORDS for other in WORDS]
    return [
        article(
            f"a{n:05}",
            " ".join(pick.choices(vocabulary, k=60)),
            topic=f"topic-{n % 7}",
            tags=frozenset(pick.sample(WORDS, 3)),
        )
        for n in range(number)
    ]


def test_articles_that_use_the_same_telling_words_are_related() -> None:
    site = [
        article("naloxone", "naloxone spray reverses an overdose", topic="a"),
        article("overdose", "an overdose needs naloxone and an ambulance", topic="b"),
        article("sleep", "a dark quiet room helps to sleep", topic="c"),
        article("insomnia", "sleep comes easier in a quiet room", topic="d"),
    ]
    chosen = related(site, "en", count=1)
    assert chosen["naloxone"] == (Related("overdose", "text"),)
    assert chosen["sleep"] == (Related("insomnia", "text"),)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "breathing therapies", "breathe in therapy"),
        ("es", "medicación y opioides", "MEDICACION, opioide"),
        ("es", "dolores", "dolor"),
    ],
)
def test_accents_capitals_and_plurals_do_not_keep_articles_apart(
    language: str, one: str, other: str
) -> None:
    site = [article("a", one), article("b", "otra cosa"), article("z", other)]
    assert related(site, language, count=1)["a"][0].key == "z"


def test_words_of_the_title_count_more_than_words_of_the_text() -> None:
    site = [
        article("me", "clinic and money", title="Sleep"),
        article("money", "money"),
        article("sleep", "sleep"),
    ]
    assert keys(related(site, "en", count=1)["me"]) == ["sleep"]


def test_pins_come_first_in_the_order_of_the_editor() -> None:
    site = [
        article("me", "sleep", pins=("far", "other")),
        article("far", "money", topic="else"),
        article("near", "sleep"),
        article("other", "rain"),
    ]
    assert related(site, "en")["me"] == (
        Related("far", "pinned", ""),
        Related("other", "pinned", "topic:topic"),
        Related("near", "topic:topic"),
    )


def test_unknown_repeated_and_own_pins_are_left_out() -> None:
    site = [article("me", pins=("gone", "me", "b", "b")), article("b"), article("c")]
    assert keys(related(site, "en")["me"]) == ["b", "c"]


def test_no_pin_is_dropped_for_want_of_room() -> None:
    site = [article("me", pins=("e", "d", "c", "b")), *map(article, "bcde")]
    assert keys(related(site, "en")["me"]) == ["e", "d", "c", "b"]


def test_the_reason_is_the_rarest_shared_tag_then_the_topic_then_the_text() -> None:
    site = [
        article("me", "sleep", tags=frozenset({"common", "rare"})),
        article("b", "sleep", tags=frozenset({"common", "rare"})),
        article("c", "sleep", tags=frozenset({"common"})),
        article("d", "sleep"),
        article("e", "sleep", topic="else"),
    ]
    reasons = {one.key: one.why for one in related(site, "en", count=4)["me"]}
    assert reasons == {"b": "tag:rare", "c": "tag:common", "d": "topic:topic", "e": "text"}


def test_among_equally_near_texts_a_rare_tag_decides_before_the_topic() -> None:
    site = [
        article("me", "sleep", tags=frozenset({"rare"})),
        article("b", "sleep"),
        article("z", "sleep", topic="else", tags=frozenset({"rare"})),
        *(article(f"other{n}", "money") for n in range(20)),
    ]
    assert keys(related(site, "en", count=2)["me"]) == ["z", "b"]


def test_ties_go_to_the_first_key() -> None:
    site = [article(key, "sleep") for key in "dbca"]
    assert keys(related(site, "en", count=2)["c"]) == ["a", "b"]


def test_three_of_a_kind_give_way_to_another_kind_that_is_as_near() -> None:
    site = [
        article("me", "sleep"),
        *(article(key, "sleep") for key in "abc"),
        article("story", "sleep", kind="story"),
    ]
    assert keys(related(site, "en")["me"]) == ["a", "b", "story"]


def test_another_kind_that_is_farther_away_does_not_push_a_good_one_out() -> None:
    site = [
        article("me", "sleep clinic nurse"),
        *(article(key, "sleep clinic nurse") for key in "abc"),
        article("story", "sleep rain money bus house letter", kind="story", topic="else"),
        article("far", "rain money bus house letter", topic="else"),
    ]
    assert keys(related(site, "en")["me"]) == ["a", "b", "c"]


@pytest.mark.parametrize("number", range(8))
def test_there_are_three_wherever_three_others_exist(number: int) -> None:
    site = [article(f"a{n}", WORDS[n], topic=f"topic-{n}") for n in range(number)]
    for key, chosen in related(site, "en").items():
        assert len(chosen) == len(set(keys(chosen))) == min(3, number - 1)
        assert key not in keys(chosen)


def test_missing_places_are_filled_by_tag_then_topic_then_any() -> None:
    tagged = [article(f"t{n:02}", topic=f"x{n}", tags=frozenset({"tag"})) for n in range(30)]
    site = [
        article("me", topic="mine", tags=frozenset({"tag"})),
        *tagged,
        article("a", topic="mine"),
    ]
    assert [one.why for one in related(site, "en")["me"]] == ["tag:tag"] * 3
    assert related(site, "en")["a"][0] == Related("me", "topic:mine")
    assert len(related(site, "en")["a"]) == 3


def test_a_large_tag_without_common_words_does_not_send_everyone_to_the_same_page() -> None:
    site = [article(f"a{n:03}", topic=f"x{n}", tags=frozenset({"tag"})) for n in range(100)]
    named = {one.key for chosen in related(site, "en").values() for one in chosen}
    assert len(named) > 90


def test_the_order_of_the_articles_does_not_matter() -> None:
    site = many(60)
    assert related(site[::-1], "en") == related(site, "en")


def test_the_answer_is_the_same_for_every_hash_seed() -> None:
    script = "import test_related as t; print(t.related(t.many(80), 'en'))"
    root = Path(__file__).parent.parent
    found = set()
    for seed in ("1", "2", "3"):
        path = os.pathsep.join([str(root), str(root / "tests")])
        surroundings = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path}
        run = subprocess.run(
            [sys.executable, "-c", script], env=surroundings, capture_output=True, check=True
        )
        found.add(run.stdout)
    assert len(found) == 1


def test_two_articles_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        related([article("twice"), article("twice")], "en")


def test_a_language_without_a_word_list_is_still_answered() -> None:
    site = [article("a", "schlaf und ruhe"), article("b", "geld"), article("c", "schlaf")]
    assert keys(related(site, "de", count=1)["a"]) == ["c"]


def test_the_comparisons_for_an_article_are_capped_however_many_there_are() -> None:
    counted = []
    for number in (250, 500, 1_000):
        site = [article(f"a{n}", " ".join(WORDS) + f" {n}") for n in range(number)]
        ranking = Ranking(site, "en")
        for one in ranking.articles:
            ranking.choose(one, 3)
        counted.append(ranking.comparisons)
        assert ranking.comparisons <= number * MAX_COMPARISONS
    # Every word is in every article, the worst case: still twice the work for twice the site.
    assert counted[1] == 2 * counted[0]
    assert counted[2] == 4 * counted[0]


def test_an_article_that_the_text_links_to_comes_before_one_as_near() -> None:
    rows = [
        Candidate("a", "t", "article", frozenset(), "Soup", "soup pot", links=frozenset({"c"})),
        Candidate("b", "t", "article", frozenset(), "Soup", "soup pot"),
        Candidate("c", "t", "article", frozenset(), "Soup", "soup pot"),
        Candidate("d", "u", "article", frozenset(), "Nights", "sleep bed"),
        Candidate("e", "u", "article", frozenset(), "Nights", "sleep bed"),
    ]
    assert [one.key for one in related(rows, "en", 2)["a"]] == ["c", "b"]
    assert [one.key for one in related(rows, "en", 2)["c"]] == ["a", "b"]


def guests(number: int) -> list[Candidate]:
    """Return stories in the words, tags and links of `many`, each with words that are its own."""
    pick = random.Random(2)
    return [
        article(
            f"guest:{n}",
            f"{' '.join(pick.choices([f'{one}{other}' for one in WORDS for other in WORDS], k=40))}"
            f" only{n} stories{n // 2}",
            topic="",
            kind="story",
            tags=frozenset([*pick.sample(WORDS, 2), f"tag-{n // 2}"]),
            links=frozenset({f"a{n:05}", "unknown"}),
            pins=("a00007",) if n == 3 else (),
        )
        for n in range(number)
    ]


def test_a_guest_gets_what_it_would_get_as_one_of_the_articles() -> None:
    site = many(150)
    for story in guests(4):
        alone = related_to([story], site, "en", count=4)
        assert alone[story.key] == related([*site, story], "en", count=4)[story.key]


def test_guests_do_not_take_each_others_nearest_articles_away() -> None:
    site = [*many(150), article("naloxone", "spray ambulance"), article("letters", "stamp paper")]
    stories = [
        article("story:1", "spray ambulance sleep", topic=""),
        article("story:2", "stamp paper sleep", topic=""),
        *guests(20),
    ]
    chosen = related_to(stories, site, "en")
    assert chosen["story:1"][0] == Related("naloxone", "text")
    assert chosen["story:2"][0] == Related("letters", "text")


def test_one_ranking_serves_all_guests(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    begin = Ranking.__init__

    def counted(self: Ranking, *arguments: object) -> None:
        made.append(self)
        begin(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Ranking, "__init__", counted)
    related_to(guests(20), many(50), "en")
    assert len(made) == 1
    # Each guest was compared, and no article with another.
    assert made[0].comparisons <= 20 * 50 * TERMS_PER_ARTICLE


def test_a_guest_that_resembles_nothing_still_gets_articles() -> None:
    site = [article("a", "sleep"), article("z", "rain")]
    stranger = article("story:m", "", topic="", tags=frozenset({"unknown"}))
    assert keys(related_to([stranger], site, "en")["story:m"]) == ["a", "z"]


def test_guests_are_offered_to_nobody() -> None:
    stories = [article("story:x", "sleep calm"), article("story:y", "sleep calm")]
    chosen = related_to(stories, [article("a", "money")], "en")
    assert {key: keys(found) for key, found in chosen.items()} == {
        "story:x": ["a"],
        "story:y": ["a"],
    }


def test_a_guest_with_the_key_of_an_article_is_refused() -> None:
    with pytest.raises(ValueError, match="a"):
        related_to([article("a")], [article("a")], "en")
