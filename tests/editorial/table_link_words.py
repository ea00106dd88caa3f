"""Texts for the rules of link words."""

from __future__ import annotations

from tests.editorial.rows import Row

ROWS = [
    Row(
        "links.vague", "en", "For soup, [click here](article:warm-soup).", True, words="click here"
    ),
    Row("links.vague", "en", "Soup is good. [Read more…](article:warm-soup)", True),
    Row("links.vague", "en", "Soup is good.\nSee [**here**](article:warm-soup).", True, line=2),
    Row("links.vague", "en", "See [how to cook soup](article:warm-soup).", False),
    Row("links.vague", "en", "See [more about soup](article:warm-soup).", False, "more than more"),
    Row("links.vague", "es", "La sopa está [aquí](article:warm-soup).", True, words="aquí"),
    Row("links.vague", "es", "[Haga clic](article:warm-soup) para ver.", True),
    Row("links.vague", "es", "Vea [cómo hacer la sopa](article:warm-soup).", False),
    Row("links.vague", "es", "Vea [Más sopa](article:warm-soup).", False),
    Row("links.bare_address", "en", "See [https://soup.example/a](https://soup.example/a).", True),
    Row("links.bare_address", "en", "See [www.soup.example](https://www.soup.example/).", True),
    Row("links.bare_address", "en", "See [soup.example/a](https://soup.example/a).", True),
    Row("links.bare_address", "en", "See [the soup kitchen](https://soup.example/a).", False),
    Row("links.bare_address", "en", "See [soup no. 5](https://soup.example/a).", False),
    Row("links.bare_address", "es", "Vea [soup.example](https://soup.example/).", True),
    Row("links.bare_address", "es", "Vea [la cocina](https://soup.example/).", False),
    Row(
        "links.same_words",
        "en",
        "See [the guide](article:warm-soup).\n\nSee [The guide](https://soup.example/).",
        True,
        line=3,
        words="line",
    ),
    Row(
        "links.same_words",
        "en",
        "See [the guide](article:warm-soup). Once more: [the guide](article:warm-soup).",
        False,
    ),
    Row(
        "links.same_words",
        "es",
        "Vea [la guía](article:warm-soup) y [la guía](https://soup.example/).",
        True,
    ),
    Row(
        "links.same_words",
        "es",
        "Vea [la guía](article:warm-soup) y [otra guía](https://soup.example/).",
        False,
    ),
]
