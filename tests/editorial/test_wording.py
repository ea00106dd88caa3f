"""Words to avoid: each fits the texts beside it in editorial.toml, and no text takes long."""

from __future__ import annotations

import time
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from healthsite.editorial.wording import check, check_site
from healthsite.model import (
    AvoidedWord,
    Block,
    ContentFile,
    Desk,
    Document,
    Editorial,
    Finding,
    Fragment,
    Library,
    PageHeader,
    SiteData,
    SiteFacts,
    Text,
    WordRules,
)

ROOT = Path(__file__).parents[2]
EDITORIAL = Editorial.model_validate(
    tomllib.loads((ROOT / "content/data/editorial.toml").read_text("utf-8"))
)
NAME = {"en": "Small", "es": "Pequeño"}
DATA = SiteData(
    site=SiteFacts(
        name=NAME,
        tagline=NAME,
        description=NAME,
        address="https://example.org",
        start_language="en",
        languages={},
        leave_address="https://example.org",
        help_strip=[],
        footer_pages=[],
    ),
    topics={},
    tags={},
    audiences={},
    helplines={},
    sources={},
    people={},
    provider=None,
    terms={},
    places={},
    editorial=EDITORIAL,
    strings={},
)
EVERYTHING = {
    lang: " ".join(text for word in words for text in word.fails)
    for lang, words in EDITORIAL.words.avoid.items()
}
ALL_WORDS = [(lang, word) for lang, words in EDITORIAL.words.avoid.items() for word in words]


def findings(lang: str, *texts: str) -> list[Finding]:
    day = date(2026, 1, 1)
    header = PageHeader(title="A page", summary="A page.", modified=day)
    nothing = Fragment("", "", 1)
    document = Document(
        ContentFile("content/pages/a.md", "page", "", "a", lang),
        header,
        {},
        nothing,
        nothing,
        (),
        (),
        nothing,
        (),
        blocks=tuple(Block("paragraph", text, ((0, 7),)) for text in texts),
    )
    text = Text(document, document, (lang,), ())
    library = Library({}, {("a", lang): text}, {})
    return list(check(text, Desk("content", DATA, library, library, {}, day)))


@pytest.mark.parametrize(("lang", "word"), ALL_WORDS, ids=lambda each: getattr(each, "avoid", each))
def test_a_word_is_found_where_it_must_be_and_says_what_is_better(
    lang: str, word: AvoidedWord
) -> None:
    for text in word.fails:
        told = [f for f in findings(lang, text) if f"” {word.why}." in f.message]
        assert told, text
        assert {(f.level, f.line) for f in told} == {(word.level, 7)}
        assert all(better in f.message for f in told for better in word.use)
    assert word.use or word.advice


@pytest.mark.parametrize(("lang", "word"), ALL_WORDS, ids=lambda each: getattr(each, "avoid", each))
def test_no_word_at_all_is_found_in_a_text_that_passes(lang: str, word: AvoidedWord) -> None:
    assert [f.message for text in word.passes for f in findings(lang, text)] == []


def with_word(**changes: object) -> Desk:
    """Give a desk whose only word to avoid is “grub”, with the changes."""
    word = AvoidedWord.model_validate(
        {
            "avoid": "grub",
            "use": ["food"],
            "why": "is slang",
            "phrases": ["grub"],
            "fails": ["Eat the grub."],
            "passes": ["Eat the food."],
            "level": "error",
            "source": "nobody",
            **changes,
        }
    )
    editorial = Editorial(words=WordRules(avoid={"en": [word]}))
    lines = {"editorial.toml": {"words.avoid.en.0.fails": 3, "words.avoid.en.0.passes.1": 5}}
    library = Library({}, {}, {})
    data = replace(DATA, editorial=editorial, lines=lines)
    return Desk("content", data, library, library, frozenset(), date(2026, 1, 1))


def test_a_word_that_fits_its_examples_is_not_told() -> None:
    assert list(check_site(with_word())) == []


def test_an_example_in_which_the_word_is_not_found_is_told_with_its_line() -> None:
    (finding,) = check_site(with_word(fails=["Eat the grubs."]))
    assert (finding.path, finding.line) == ("content/data/editorial.toml", 3)
    assert "Nothing of “grub” is found in “Eat the grubs.”" in finding.message


def test_an_example_in_which_the_word_is_found_after_all_is_told_with_its_line() -> None:
    (finding,) = check_site(with_word(passes=["Eat.", "A grub is a larva."]))
    assert finding.line == 5
    assert "“grub” is found in “A grub is a larva.”" in finding.message
    assert not list(check_site(with_word(passes=["A grub eats."], except_in=["grub eats"])))


def test_capitals_count_where_an_editor_says_so() -> None:
    desk = with_word(phrases=[], as_written=["GRUB"], fails=["GRUB!"], passes=["Grub or GRUBS."])
    assert list(check_site(desk)) == []


def test_a_word_without_examples_is_refused() -> None:
    with pytest.raises(ValidationError):
        with_word(fails=[])
    with pytest.raises(ValidationError):
        with_word(passes=[])


def test_a_label_is_told_with_better_words_and_the_reason() -> None:
    (finding,) = findings("en", "An addict can get care.")
    assert finding.message == (
        "“addict” names a person by an illness. Write “person with addiction” or “person with "
        "a substance use disorder” instead."
    )


def test_a_word_inside_a_longer_one_is_told_once() -> None:
    assert [f.message.split("”")[0] for f in findings("en", "A former addict.")] == [
        "“former addict"
    ]


def test_an_explained_word_may_stand_only_as_often_as_the_data_say() -> None:
    text = "Co-occurring disorders were called dual diagnosis."
    assert findings("en", text) == []
    (finding,) = findings("en", text, "A dual diagnosis is common.")
    assert "It may stand once in a text that also says “co-occurring”." in finding.message


def test_a_site_without_words_to_avoid_finds_none() -> None:
    assert Editorial().words.avoid == {}
    assert findings("fr", "An addict.") == []


# A piece that begins many matches, or many quotations, and ends none.
HOSTILE = [
    "a ",
    "a",
    " \t",
    "“",
    "”“",
    "‘",
    "‘a’a ",
    '"',
    ' "a',
    "«",
    "é",
    "guarantee",
    "self-medicat",
    "enabling a b c d ",
    "failed attempt a ",
    "clean and so ",
    "you’ve been ",
    "abuse of illegal ",
    "lleva dos años ",
    "the homeless a ",
    "National Institute on Drug ",
    "😀",
]


def seconds(lang: str, *texts: str) -> float:
    start = time.process_time()
    findings(lang, *texts)
    return time.process_time() - start


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_a_longer_text_takes_time_in_proportion(piece: str, lang: str) -> None:
    # All words at once, so that no pattern is left out.
    everything = EVERYTHING[lang]
    short, long = (
        seconds(lang, everything, piece * (size // len(piece))) for size in (6_000, 48_000)
    )
    # Eight times the text: a square would take sixty-four times as long.
    assert long < 30 * max(short, 0.01)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_megabyte_of_words_to_avoid_does_not_stop_the_check(lang: str) -> None:
    everything = EVERYTHING[lang] + " "
    text = everything * (1_000_000 // len(everything))
    assert seconds(lang, text) < 60 * max(seconds(lang, text[:30_000]), 0.05)
