"""Which words the dictionaries have, and which slips they leave out."""

from __future__ import annotations

import pytest

from healthsite.dictionary import Dictionary, DictionaryMissing, dictionary

SPANISH = Dictionary(
    "es",
    {
        "también": 900, "tambien": 90, "está": 900, "esta": 800, "niño": 500, "nino": 5,
        "recibir": 900, "recivir": 9, "casa": 900, "caza": 30, "dosis": 50, "adicción": 40,
        "aliviar": 30, "comer": 60, "vivir": 70, "lenta": 80, "que": 9000, "qué": 900,
    },
)  # fmt: skip
ENGLISH = Dictionary("en", {"dose": 50, "doctor": 90, "study": 80, "slow": 70, "craving": 9})


@pytest.mark.parametrize("word", ["también", "esta", "está", "que", "qué", "caza", "NIÑO", "Casa"])
def test_a_word_of_the_list_is_one(word: str) -> None:
    assert SPANISH.knows(word)


@pytest.mark.parametrize("word", ["tambien", "nino", "Ninos", "recivir", "tambiens"])
def test_a_listed_slip_is_no_word_and_no_base_of_one(word: str) -> None:
    assert not SPANISH.knows(word)


FORMS = "adicciones casas lentamente alivia alivió aliviaron aliviando comemos comido viven viviría"


@pytest.mark.parametrize("word", FORMS.split())
def test_regular_spanish_forms_of_a_word_are_words(word: str) -> None:
    assert SPANISH.knows(word)


@pytest.mark.parametrize("word", ["doctors", "doctor's", "studies", "slowly", "slowed", "cravings"])
def test_regular_english_forms_of_a_word_are_words(word: str) -> None:
    assert ENGLISH.knows(word)


@pytest.mark.parametrize("word", ["", "x", "adiccion", "aliviaró", "s" * 100_000, "🙂", "اه"])
def test_anything_else_is_none(word: str) -> None:
    assert not SPANISH.knows(word)


def test_the_nearest_word_is_kept_by_editors_or_lacks_an_accent_or_is_the_most_frequent() -> None:
    assert SPANISH.nearest("tambien") == "también"
    assert SPANISH.nearest("Recivir") == "Recibir"
    assert SPANISH.nearest("cassa") == "casa"
    assert SPANISH.nearest("naloxna", {"naloxona"}) == "naloxona"
    assert SPANISH.nearest("qwxyz") == SPANISH.nearest("") == SPANISH.nearest("q" * 100_000) == ""


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "overdose overdoses breathing doctor's wasn't unhelpful counselor"),
        ("es", "respiración respiraciones consumían ayudarle llame desintoxicación mejorarían"),
    ],
)
def test_the_dictionaries_have_the_words_of_their_language(lang: str, words: str) -> None:
    assert [word for word in words.split() if not dictionary(lang).knows(word)] == []


SLIPS = "depresion tambien asi despues atencion dia linea medico ano ingles numero recivir"


@pytest.mark.parametrize("word", SLIPS.split())
def test_a_frequent_spanish_slip_is_no_word(word: str) -> None:
    assert not dictionary("es").knows(word)


def test_a_language_without_a_list_has_no_dictionary() -> None:
    with pytest.raises(DictionaryMissing):
        dictionary("zz")
