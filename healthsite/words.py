"""Interface words and dates of one language.

Words live in `content/data/strings/<language>.toml`, so that a translator changes them
without code. Dates are written by Babel, which carries the rules of each language and
never asks the machine for its locale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal


class UnknownWord(KeyError):
    """A template or module asked for a word that no strings file has."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Words:
    """Call it with a key: `t("article.sources")`, `t("article.by", name="…")`.

    A word that depends on a number has the keys `<key>_one` and `<key>_other`; ask for
    it with `t.count("article.minutes", 5)`. Which of the two applies is Babel's plural
    rule for the language (Unicode CLDR).
    """

    lang: str
    locale: str
    entries: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return the word for `key`, with `{name}` marks filled in.

        Raises:
            UnknownWord: no strings file of this language has the key.
        """
        try:
            text = self.entries[key]
        except KeyError:
            raise UnknownWord(
                f"content/data/strings/{self.lang}.toml has no `{key}`. "
                "Add it there and in the other languages."
            ) from None
        try:
            return text.format(**values) if values else text
        except KeyError as error:
            raise UnknownWord(
                f"content/data/strings/{self.lang}.toml: `{key}` holds {{{error.args[0]}}}, which "
                "is not filled in there. Use the marks that the other languages use."
            ) from None

    def has(self, key: str) -> bool:
        """Say whether there is a word for `key`."""
        return key in self.entries

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the word for `number` things; `{n}` in it is the number."""
        rule = Locale.parse(self.locale).plural_form(number)
        form = f"{key}_{rule}"
        return self(form if form in self.entries else f"{key}_other", n=number, **values)

    def number(self, value: float) -> str:
        """Write a number as the language does, with one digit after the point."""
        return str(format_decimal(value, format="0.0", locale=self.locale))

    def whole(self, value: float) -> str:
        """Write a count as the language does: 107,941."""
        return str(format_decimal(value, format="#,##0.##", locale=self.locale))

    def date(self, day: date) -> str:
        """Write a day in full: "November 21, 2026", "21 de noviembre de 2026"."""
        return format_date(day, format="long", locale=self.locale)
