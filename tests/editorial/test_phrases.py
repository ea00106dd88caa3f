"""Numbers as a text writes them."""

from __future__ import annotations

import re

import pytest

from healthsite.editorial.phrases import number_of, number_pattern


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "1,200 or 81,083 or 0.5", ["1200", "81083", "0.5"]),
        ("en", "twenty-five, forty and seventeen", ["25", "40", "17"]),
        ("en", "3 million, 2.5 billion, five hundred", ["3000000", "2500000000", "500"]),
        ("en", "a hundred thousand", ["100000"]),
        ("en", "½ or 2½", ["0.5", "2.5"]),
        ("en", "someone, tension, often, attend", []),
        ("es", "1,200 o 1.200 o 0,5", ["1200", "1200", "0.5"]),
        ("es", "treinta y cinco, veinticinco, cuarenta", ["35", "25", "40"]),
        ("es", "3 millones de personas, cien mil, mil", ["3000000", "100000", "1000"]),
        ("es", "once por ciento, once upon a time", ["11"]),
        ("es", "una de cada diez", ["1", "10"]),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(lang: str, text: str, expected: list[str]) -> None:
    found = [number_of(match[0], lang) for match in re.finditer(number_pattern(lang), text)]
    assert found == expected
