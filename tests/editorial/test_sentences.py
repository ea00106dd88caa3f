"""Where a sentence ends, and what a word is, in English and in Spanish."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthsite.editorial.sentences import Sentence, sentences, words
from healthsite.markdown_text import render
from healthsite.model import Block


def block(text: str, citations: tuple[tuple[int, str], ...] = ()) -> Block:
    return Block("paragraph", text, ((0, 1),), citations=citations)


def split(text: str, lang: str = "en") -> list[str]:
    return [sentence.text for sentence in sentences(block(text), lang)]


# A bar stands where a sentence ends and the next begins.
ENGLISH = [
    "Call 911.|Stay with the person.|Do not leave.",
    "Is the person breathing?|Look at the chest!|Listen.",
    "It works in 2 to 5 minutes; the effect fades: stay close.",
    "No stop at the end",
    "A full sentence.|And a half",
    "Fentanyl is common in the U.S. and in Canada.",
    "The U.S. Food and Drug Administration approved it.",
    "It is legal in the U.S.|The law changed in 2023.",
    "It is sold in the U.S. (see the map).",
    "Ask Dr. Smith or Mrs. Jones.|They know.",
    "Dr. No is a film.",
    "Open from 9 a.m. to 5 p.m. on weekdays.",
    "Open until 5 p.m.|Call first.",
    "Open until 5 p.m. Monday to Friday.",
    "Open until 5 p.m. Pacific time.",
    "Open at 9 a.m. (closed on Sunday).",
    "Some drugs, e.g. Narcan, work fast.|Others, i.e. Zimhi, too.",
    "Methadone vs. buprenorphine is a choice.|Narcan vs. Zimhi too.",
    "Take the No. 4 bus.|It stops there.",
    "Can it hurt you?|No.|911 can guide you.",
    "Can it hurt you?|No.|It cannot.",
    "Bring food, water, etc.|Then rest.",
    "Bring food, etc. if you can.",
    "A dose of 0.5 mg is small.|It grew to 1,263 people.|In 2023.",
    "About 1.5 million.|45 people answered.",
    "It happened in 2023.|45 people died.",
    "Wait… then call.|Wait…|Then call.",
    "Wait... then call.|Wait...|Then call.",
    "Really?!|Yes.",
    'She said "Stay."|Then she left.',
    'She said "Stay." and left.',
    "“Is it over?” he asked.|“No.”|They waited.",
    "‘Go.’|She went.",
    "Call.|(Do it now.)|Stay.",
    "It works (really!) for most people.",
    "Hepatitis C is common.|Test for hepatitis C.|Vaccines exist for hepatitis B.|Ask.",
    "Medicare Part D.|Medi-Cal pays too.",
    "John F. Kennedy and J. R. Smith spoke.",
    "Go to Martin Luther King Jr. Community Hospital.",
    "It is named after King Jr.|The hospital is large.",
    "See 5th St. and Grand Ave. in the city.|The bus stops on 5th St.|It is near.",
    "Smith et al. (2020) found it.|So did Jones et al. 2021.",
    "On Sept. 5 and Dec. 10 it is closed.|Not in Sept.",
    "Read 42 C.F.R. § 2.31 first.",
    "Maria Ruiz, M.D.|She works here.",
    "1. Call 911.|2. Stay.",
    "Visit 988lifeline.org.|Or visit https://example.org/a.b for more.",
    "¿Se puede?|Yes, you can.",
    "STAY CALM.|CALL 911 NOW!",
    "Good.|😀 More.",
]
SPANISH = [
    "Llame al 911.|Quédese con la persona.",
    "¿No hay cambio?|Abra otro.|¡No la deje sola!|¿Y ahora?",
    "Si no responde, ¿qué hago?|Llame.",
    "Si no responde... ¿qué hago?|Llame.",
    "Espere.|¿Ya?|¡Ahora!",
    "En EE. UU. hay programas.|Es legal en EE. UU.|La ley cambió.",
    "Es legal en EE.UU.|Llame antes.",
    "Los EE. UU. (y Canadá) lo permiten.",
    "Hable con la Dra. Ruiz o el Sr. Pérez.|La Sra. López también.|La Srta. Gil no.",
    "Abre a las 8 a. m. y cierra a las 5 p. m. los lunes.",
    "Abre a las 8 a. m.|Llame antes.|Cierra a las 5 p.m.|Vaya temprano.",
    "Algunos, p. ej. Narcan, son rápidos.",
    "Tome el autobús núm. 4 en la pág. 3.|Luego baje.",
    "¿Duele?|No.|Nada.",
    "Lleve agua, comida, etc.|Descanse.",
    "Una dosis de 0.5 mg o de 0,5 mg.|Fueron 1,263 personas.",
    "Espere… y llame.|Espere…|Luego llame.",
    "Dijo: «Quédese».|Y se fue.",
    "Dijo «Quédese.»|Y se fue.",
    "—Llame ya. —dijo ella.",
    "—¿Duele? —preguntó.|—No.",
    "Depende de usted: no hay prisa; descanse.",
    "Vacúnese contra la hepatitis B.|Pregunte por la vitamina D.|Nada más.",
    "Oprima H.|Marque el 988.",
    "Vive en Washington, D. C.|El metro llega.",
]


@pytest.mark.parametrize(
    ("lang", "marked"),
    [("en", text) for text in ENGLISH] + [("es", text) for text in SPANISH],
)
def test_a_sentence_ends_where_a_reader_would_end_it(lang: str, marked: str) -> None:
    assert split(marked.replace("|", " "), lang) == marked.split("|")


def test_a_text_in_another_language_is_split_too() -> None:
    assert split("Ça va. Oui. Les EE. UU. La ley.", "fr") == [
        "Ça va.",
        "Oui.",
        "Les EE. UU.",
        "La ley.",
    ]
    assert split("اتصل الآن. لا تنتظر!", "ar") == ["اتصل الآن.", "لا تنتظر!"]


@pytest.mark.parametrize("text", ["", " ", "…", "— . ! ?", "😀 😀.", "|||"])
def test_a_block_without_a_word_has_no_sentence(text: str) -> None:
    assert sentences(block(text, ((0, "a"),)), "en") == []


def test_signs_alone_belong_to_the_sentence_before_them() -> None:
    assert split("Wait. … !") == ["Wait. … !"]
    assert split("… Wait. Go.") == ["… Wait.", "Go."]


def test_a_sentence_knows_its_place_its_line_and_its_sources() -> None:
    (paragraph,) = render(
        'One is\n*so*.[^a] Two is [a\nlink](page:x)[^b]. Three "is."[^c][^d]\nFour', 7
    ).blocks
    read = Block("paragraph", paragraph.text, paragraph.lines, paragraph.citations)
    assert sentences(read, "en") == [
        Sentence("One is so.", 0, 10, 7, ("a",)),
        Sentence("Two is a link.", 11, 25, 8, ("b",)),
        Sentence('Three "is."', 26, 37, 9, ("c", "d")),
        Sentence("Four", 38, 42, 10),
    ]


def test_a_source_after_an_abbreviation_ends_the_sentence() -> None:
    text = "It is legal in the U.S. Congress agreed."
    assert split(text) == [text]
    assert len(sentences(block(text, ((23, "law"),)), "en")) == 2


def test_a_source_before_the_first_word_belongs_to_the_first_sentence() -> None:
    first, second = sentences(block("One. Two.", ((0, "a"), (9, "b"))), "en")
    assert (first.citations, second.citations) == (("a",), ("b",))


PIECES = [
    *("Dr", "U.S", "EE", "UU", "a.m", "No", "Part D", "etc", "the", "The", "Él", "911", "0.5"),
    *(
        ".",
        "...",
        "…",
        "!",
        "?",
        "¿",
        "¡",
        " ",
        " ",
        " ",
        '"',
        "”",
        "“",
        "(",
        ")",
        "—",
        "😀",
        "\u0301",
    ),
]


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=100),
    st.sampled_from(["en", "es"]),
)
def test_no_word_and_no_source_of_any_text_is_lost(text: str, lang: str) -> None:
    citations = tuple((offset, f"k{offset}") for offset in range(0, len(text) + 1, 3))
    found = sentences(block(text, citations), lang)
    assert [word for sentence in found for word in words(sentence.text)] == words(text)
    assert all(text[s.start : s.end] == s.text and words(s.text) for s in found)
    assert all(a.end < b.start for a, b in pairwise(found))
    if found:
        assert [key for s in found for key in s.citations] == [key for _, key in citations]


@pytest.mark.parametrize(
    "text",
    [
        ". " * 50_000 + "x",
        "Dr. " * 25_000,
        "a." * 50_000 + "x!",
        "x" + "." * 99_000 + "x",
        '."' * 9_000,
    ],
)
def test_a_hostile_text_takes_no_long_time(text: str) -> None:
    start = time.process_time()
    sentences(block(text), "en")
    words(text)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Co-occurring disorders don't wait.", ["Co-occurring", "disorders", "don't", "wait"]),
        ("1,263 of 0.5 mg, 99.2%; $45", ["1,263", "of", "0.5", "mg", "99.2", "45"]),
        ("In the U.S. at 5 p.m.", ["In", "the", "U.S.", "at", "5", "p.m."]),
        ("Call 1-800-662-4357 — now…", ["Call", "1-800-662-4357", "now"]),
        ("and/or the parents’ «casa»", ["and", "or", "the", "parents", "casa"]),
        ("¿Qué pasó? Lleve dos.", ["Qué", "pasó", "Lleve", "dos"]),
        ("cafe\u0301 snake_case", ["café", "snake", "case"]),
        ("end.Start", ["end", "Start"]),
        ("— … ! 😀", []),
        ("", []),
    ],
)
def test_a_word_is_letters_and_numbers_and_counts_once_with_a_hyphen(
    text: str, expected: list[str]
) -> None:
    assert words(text) == expected
