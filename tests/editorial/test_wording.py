"""Words to avoid: the data and the table fit each other, and no text takes long."""

from __future__ import annotations

import re
import time
import tomllib
from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from healthsite.editorial.anchors import anchors
from healthsite.editorial.wording import check
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
    Pattern,
    SiteData,
    SiteFacts,
    Text,
)
from tests.editorial.table_wording import FOUND, WORDS

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
ALL_WORDS = [(lang, word) for lang, words in EDITORIAL.words.avoid.items() for word in words]


def first_of(word: AvoidedWord) -> str:
    return word.avoid.partition(";")[0].partition(" (")[0]


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
    return list(check(text, Desk("content", DATA, library, library, frozenset(), day)))


def test_every_word_to_avoid_has_its_line_in_the_table() -> None:
    for lang, words in EDITORIAL.words.avoid.items():
        assert [first_of(word) for word in words] == list(WORDS[lang])


@pytest.mark.parametrize(("lang", "word"), ALL_WORDS, ids=lambda each: getattr(each, "avoid", each))
def test_the_text_of_a_word_is_found_by_that_word(lang: str, word: AvoidedWord) -> None:
    fails, found, passes = WORDS[lang][first_of(word)]
    (finding,) = findings(lang, fails)
    assert finding.message.startswith(f"“{found}” {word.why}.")
    assert finding.level == word.level
    assert finding.line == 7
    assert all(better in finding.message for better in word.use)
    assert word.use or word.advice
    assert findings(lang, passes) == []


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


@pytest.mark.parametrize(("lang", "word"), ALL_WORDS, ids=lambda each: getattr(each, "avoid", each))
def test_the_letters_looked_for_first_are_in_every_text_that_fails(
    lang: str, word: AvoidedWord
) -> None:
    letters = anchors(word.pattern)
    assert letters
    texts = [fails for fails, _, _ in WORDS[lang].values()] + [t for each, t, _ in FOUND]
    for text in texts:
        for match in re.finditer(word.pattern, text, re.IGNORECASE):
            assert any(run in match.group().lower() for run in letters)


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"\baddicts?\b", {"addict"}),
        (r"(?:red|green) apples?", {"apple"}),
        (r"red|green", {"red", "green"}),
        (r"red|g*", set()),
        (r"(?:red )?ox", {"ox"}),
        (r"(?:red ){0,2}ox", {"ox"}),
        (r"(?:red ){2}ox", {"red"}),
        (r"(?<!red )ox(?! green)", {"ox"}),
        (r"colou?r", {"colo"}),
        (r"so+n", {"so"}),
        (r"(?-i:\bMAT\b)", {"mat"}),
        (r"[abc]de", {"de"}),
        (r"(?P<name>ox)", set()),
        (r"\x41ox", set()),
        (r"(?:)", set()),
        (r"\(ox\)", {"ox"}),
    ],
)
def test_letters_of_a_pattern_are_in_every_match(pattern: str, letters: set[str]) -> None:
    assert anchors(pattern) == letters


@pytest.mark.parametrize("pattern", ["(a+)+b", "a.*b", "[ab]+", "a{2,}", "a(", "a?", ""])
def test_a_pattern_that_cannot_work_is_refused_in_words(pattern: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Pattern).validate_python(pattern)


@pytest.mark.parametrize("pattern", [r"guarantee\w*", r"a{0,5}b", r"a\+b", r"[+*]a"])
def test_a_pattern_with_an_end_is_taken(pattern: str) -> None:
    assert TypeAdapter(Pattern).validate_python(pattern) == pattern


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
    everything = " ".join(fails for fails, _, _ in WORDS[lang].values())
    short, long = (
        seconds(lang, everything, piece * (size // len(piece))) for size in (6_000, 48_000)
    )
    # Eight times the text: a square would take sixty-four times as long.
    assert long < 30 * max(short, 0.01)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_megabyte_of_words_to_avoid_does_not_stop_the_check(lang: str) -> None:
    everything = " ".join(fails for fails, _, _ in WORDS[lang].values()) + " "
    text = everything * (1_000_000 // len(everything))
    assert seconds(lang, text) < 60 * max(seconds(lang, text[:30_000]), 0.05)
