"""Syllables, formulas, and which words of a page count as known."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthsite.editorial.known_words import known_words
from healthsite.editorial.measures import (
    Measures,
    count,
    fernandez_huerta,
    flesch_kincaid,
    inflesz,
    smog,
    total,
)
from healthsite.editorial.sentences import words
from healthsite.editorial.syllables import syllables
from healthsite.model import Block, Term

# Parted by hand, as a dictionary of each language parts them.
SPANISH = {
    1: "sol pan más y o a bien ley hoy muy buey pie fui Dios guion rey qué quien Juan vio TEPT 988",
    2: (
        "casa agua ciudad nueve deuda baile aire leer país maíz día río búho raíz ahí aún oír "
        "caer real caos siesta cuida ruido huevo hielo guerra queso pingüe después también "
        "juicio estoy guía construí prohibir ahumar guardia huíais quórum Narcan"
    ),
    3: (
        "teatro persona poeta ayuda familia farmacia vergüenza pingüino ciudades opioide alcohol "
        "ahora ataúd prohíbe oeste caímos continuo psiquiatra construido paraguas cohete "
        "desahucio chiita trastorno adicción Medi-Cal"
    ),
    4: (
        "naloxona sobredosis vehículo cacahuete energía heroína continúo fentanilo paranoia "
        "aéreo lingüística abstinencia averiguáis tratamiento"
    ),
    5: "recuperación medicamento buprenorfina",
    6: "rehabilitación benzodiacepina",
    7: "antiinflamatorio",
}
ENGLISH = {
    1: "help breathe stopped the through world nerve's asked don’t 2024 64.3 FDA PTSD",
    2: "people every table taken little stable needed doses baby's crises café cravings",
    3: (
        "medicine methadone overdose naloxone fentanyl xylazine opioid opioids idea naltrexone "
        "Suboxone Vivitrol Sublocade nalmefene prazosin telehealth Medi-Cal"
    ),
    4: (
        "medication emergency community co-occurring buprenorphine hydroxyzine mirtazapine "
        "overdoses"
    ),
    6: "benzodiazepine benzodiazepines responsibility",
}


def listed(table: dict[int, str]) -> list[tuple[str, int]]:
    return [(word, number) for number, line in table.items() for word in line.split()]


@pytest.mark.parametrize(("word", "number"), listed(SPANISH))
def test_a_spanish_word_has_the_syllables_of_its_spelling(word: str, number: int) -> None:
    assert syllables(word, "es") == number


@pytest.mark.parametrize(("word", "number"), listed(ENGLISH))
def test_an_english_word_has_the_syllables_it_is_said_with(word: str, number: int) -> None:
    assert syllables(word, "en") == number


def test_an_accent_may_be_a_character_of_its_own() -> None:
    assert syllables("energi\u0301a", "es") == syllables("energía", "es") == 4


def test_the_grade_by_flesch_kincaid_is_that_of_published_examples() -> None:
    # "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature", 13 words
    # and 24 syllables, is an 11.3; Green Eggs and Ham, 5.7 words a sentence and 1.02 syllables a
    # word, a -1.3: https://en.wikipedia.org/wiki/Flesch–Kincaid_readability_tests
    assert round(flesch_kincaid(13, 1, 24), 1) == 11.3
    assert round(flesch_kincaid(570, 100, round(570 * 1.02)), 1) == -1.3


@pytest.mark.parametrize(("hard_words", "grade"), [(9, 6), (16, 7), (25, 8), (49, 10), (64, 11)])
def test_the_grade_by_smog_agrees_with_the_table_of_its_author(hard_words: int, grade: int) -> None:
    # McLaughlin's table for 30 sentences has 3 and the root of the long words; the formula he
    # gives beside it stays within half a grade of it in this range (1969, page 641).
    assert smog(30, hard_words) == pytest.approx(grade, abs=0.5)


def test_the_formulas_give_what_was_reckoned_by_hand() -> None:
    # 1.0430 x 10 = 10.43, and 3.1291.
    assert smog(30, 100) == pytest.approx(13.5591)
    assert smog(30, 0) == pytest.approx(3.1291)
    # 100 words, 5 sentences, 200 syllables: 62.3 x 2 = 124.6; 100 / 5 = 20.
    assert inflesz(100, 5, 200) == pytest.approx(62.235)
    # 0.60 x 200 = 120; 1.02 x 20 = 20.4.
    assert fernandez_huerta(100, 5, 200) == pytest.approx(66.44)
    # 250 words, 10 sentences, 525 syllables: 62.3 x 2.1 = 130.83; 0.60 x 210 = 126; 25 words each.
    assert inflesz(250, 10, 525) == pytest.approx(51.005)
    assert fernandez_huerta(250, 10, 525) == pytest.approx(55.34)


def test_a_short_text_has_the_smog_of_a_long_one_like_it() -> None:
    assert smog(3, 10) == pytest.approx(smog(30, 100)) == pytest.approx(smog(300, 1000))


def test_the_grade_is_the_mean_of_two() -> None:
    measures = Measures("en", words=100, sentences=5, syllables=150, polysyllables=15)
    assert measures.grade == pytest.approx((measures.flesch_kincaid + measures.smog) / 2)
    assert measures.difficulty == measures.grade


def test_a_harder_spanish_text_is_more_difficult() -> None:
    easy = Measures("es", words=100, sentences=10, syllables=180)
    hard = Measures("es", words=100, sentences=4, syllables=230)
    assert easy.inflesz > hard.inflesz
    assert easy.difficulty < hard.difficulty


def test_a_text_without_words_has_no_measure() -> None:
    assert not Measures("en")
    assert not total([], "es")


def test_a_word_that_is_known_is_no_long_word() -> None:
    spoken = words("Naloxone reverses an overdose.")
    assert count(spoken, "en") == Measures("en", 4, 1, 10, 3)
    assert count(spoken, "en", {0, 3}) == Measures("en", 4, 1, 8, 1)
    assert count(["Llame", "naloxona"], "es", {1}).syllables == 2 + 3


# ---------------------------------------------------------------------------
# Words that a page explains

TERMS = {
    "opioid": Term.model_validate(
        {
            "en": {"term": "opioid", "definition": "A drug."},
            "es": {"term": "opioide", "definition": "Una droga."},
        }
    ),
    "addiction": Term.model_validate(
        {
            "en": {"term": "opioid use disorder", "definition": "A condition."},
            "es": {"term": "trastorno por consumo de opioides", "definition": "Un problema."},
            "also": {"en": ["OUD", "opioid addiction"], "es": ["adicción a los opioides"]},
        }
    ),
    "detox": Term.model_validate(
        {
            "en": {"term": "withdrawal management (detox)", "definition": "Care."},
            "es": {"term": "desintoxicación", "definition": "Cuidado."},
        }
    ),
}


def known_in(text: str, lang: str, *blocks: Block) -> list[str]:
    spoken = words(text)
    found = known_words(blocks, TERMS, lang).positions(spoken)
    return [spoken[at] for at in sorted(found)]


def paragraph(text: str, link: str = "", target: str = "") -> Block:
    start = text.find(link)
    links = ((start, start + len(link), target),) if target else ()
    return Block("paragraph", text, ((0, 1),), links=links)


def test_a_term_is_known_where_the_page_links_to_it() -> None:
    page = paragraph("About opioids.", "opioids", "term:opioid")
    assert known_in("An opioid, two Opioids, opioid’s effect", "en", page) == [
        "opioid",
        "Opioids",
        "opioid’s",
    ]


def test_a_term_that_no_link_explains_is_not_known() -> None:
    assert known_in("An opioid", "en", paragraph("About opioids.")) == []
    other = paragraph("About opioids.", "opioids", "article:opioids")
    assert known_in("An opioid", "en", other) == []


def test_a_term_of_several_words_is_known_as_a_whole_only() -> None:
    page = paragraph("See OUD.", "OUD", "term:addiction")
    text = "Opioid use disorders and opioid addiction; an opioid; a disorder"
    assert known_in(text, "en", page) == ["Opioid", "use", "disorders", "opioid", "addiction"]


def test_a_bracket_in_a_term_is_another_name_of_it() -> None:
    page = paragraph("See detox.", "detox", "term:detox")
    assert known_in("Withdrawal management is detox", "en", page) == [
        "Withdrawal",
        "management",
        "detox",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "An opioid is a drug that eases pain.",
        "Opioids are drugs that ease pain.",
        "“Opioid” means a drug that eases pain.",
        "Some drugs that ease pain are called opioids.",
        "Take care with strong pain pills (opioids).",
        "Some people take opioids (drugs that ease pain).",
    ],
)
def test_a_term_is_known_where_the_page_says_what_it_is(text: str) -> None:
    assert known_in("opioids", "en", paragraph(text)) == ["opioids"]


@pytest.mark.parametrize(
    "text",
    [
        "Un opioide es una droga que alivia el dolor.",
        "Los opioides son drogas que alivian el dolor.",
        "Algunas drogas que alivian el dolor se llaman opioides.",
        "Cuidado con las pastillas fuertes para el dolor (opioides).",
    ],
)
def test_a_term_is_known_where_the_spanish_page_says_what_it_is(text: str) -> None:
    assert known_in("opioide", "es", paragraph(text)) == ["opioide"]


@pytest.mark.parametrize(
    "text",
    ["Opioids are strong.", "Is an opioid safe?", "He took an opioid (again).", "Opioids (2024)"],
)
def test_a_sentence_about_a_term_does_not_explain_it(text: str) -> None:
    assert known_in("opioids", "en", paragraph(text)) == []


def test_spanish_plurals_and_accents_do_not_hide_a_term() -> None:
    page = paragraph("La adicción a los opioides.", "adicción a los opioides", "term:addiction")
    assert known_in("Las adicciones a los opioides", "es", page)[0] == "adicciones"


# ---------------------------------------------------------------------------
# Any text at all


@given(st.text(max_size=200), st.sampled_from(["en", "es"]))
@settings(deadline=None)
def test_no_text_breaks_a_count(text: str, lang: str) -> None:
    spoken = words(text)
    measures = count(spoken, lang)
    assert measures.syllables >= measures.words == len(spoken)
    known_words([paragraph(text, text[:3], "term:opioid")], TERMS, lang).positions(spoken)


@pytest.mark.parametrize("text", ["a" * 200_000, "a-" * 100_000, "(a " * 60_000, "is a " * 40_000])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_huge_text_is_counted_at_once(text: str, lang: str) -> None:
    start = time.process_time()
    count(words(text), lang)
    known_words([paragraph(text)], TERMS, lang)
    assert time.process_time() - start < 1
