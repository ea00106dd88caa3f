"""Small sites for the rules on files, headers and data."""

from __future__ import annotations

import shutil

from tests.conftest import Site
from tests.editorial.rows import Case, Change, all_of, as_it_is, remove, swap, write

SOUP = "articles/food/warm-soup.md"
NIGHTS = "articles/sleep/good-nights.md"
SITE = "data/site.toml"
HELPLINES = "data/helplines.toml"
GLOSSARY = "data/glossary.toml"
SOURCES = "data/sources.toml"
WORDS = "data/strings/es.toml"


def _gone(site: Site) -> None:
    shutil.rmtree(site.content)


def _linked(site: Site) -> None:
    (site.content / "articles/food/away.md").symlink_to(site.content / SOUP)


def _copied(name: str) -> Change:
    """Write the soup a second time under another name and title."""

    def copy(site: Site) -> None:
        text = (site.content / SOUP).read_text("utf-8")
        site.write(name, text.replace("Warm soup", "Stew"))

    return copy


def _pair(
    rule: str,
    what: str,
    wrong: Change,
    words: str,
    file: str,
    line: int = 1,
    right: Change = as_it_is,
) -> list[Case]:
    """Return the site that breaks a rule, and one close to it that does not."""
    return [
        Case(rule, what, True, wrong, words, file, line),
        Case(rule, f"not {what}", False, right),
    ]


STEW = "articles/food/stew.md"
CASES: list[Case] = [
    *_pair("files.missing", "no folder", _gone, "no such folder", ""),
    Case("files.unreadable", "a closed text", True, as_it_is, "who may read it", SOUP, 1, SOUP),
    Case("files.unreadable", "closed data", True, as_it_is, "who may read it", SITE, 1, SITE),
    Case("files.unreadable", "all open", False, as_it_is),
    *_pair(
        "files.text",
        "Latin-1",
        write(SOUP, "---\ntitle: Ni\xf1o\n".encode("latin-1")),
        "UTF-8",
        SOUP,
        2,
        swap(SOUP, "Cook", "Niño. Cook"),
    ),
    *_pair(
        "files.name",
        "capitals",
        _copied("articles/food/Stew.MD"),
        "stew.md",
        "articles/food/Stew.MD",
        right=_copied(STEW),
    ),
    *_pair(
        "files.language",
        "French",
        _copied("articles/food/warm-soup.fr.md"),
        "not a language",
        "articles/food/warm-soup.fr.md",
        right=_copied("articles/food/warm-soup.es.md"),
    ),
    *_pair(
        "files.place",
        "no topic",
        _copied("articles/stew.md"),
        "topic folder",
        "articles/stew.md",
        right=_copied(STEW),
    ),
    *_pair("files.link", "a link", _linked, "link to another", "articles/food/away.md"),
    *_pair(
        "files.unknown",
        "misnamed",
        write("data/topic.toml", ""),
        "`topics.toml`",
        "data/topic.toml",
    ),
    *_pair(
        "files.picture",
        "a photo",
        write("images/My Photo.PNG", "x"),
        "Rename it",
        "images/My Photo.PNG",
    ),
    *_pair(
        "files.extra",
        "a sitemap",
        write("extra/sitemap.xml", "x"),
        "writes sitemap.xml",
        "extra/sitemap.xml",
        right=write("extra/security.txt", "Contact: us\n"),
    ),
    # Headers
    *_pair(
        "facts.yaml",
        "a colon",
        swap(SOUP, "title: Warm soup", "title: Soup: warm"),
        "double quotes",
        SOUP,
        2,
        swap(SOUP, "title: Warm soup", 'title: "Soup: warm"'),
    ),
    *_pair(
        "facts.field",
        "a misspelled field",
        swap(SOUP, "related:", "relatd:"),
        "`related`",
        SOUP,
        14,
        swap(SOUP, "related: [long-walks]\n", ""),
    ),
    Case(
        "facts.slug_twice", "one name in two topics", True, _copied("articles/sleep/warm-soup.md")
    ),
    Case("facts.slug_twice", "two names", False, _copied("articles/sleep/stew.md")),
    # Data
    *_pair(
        "data.missing",
        "no topics",
        remove("data/topics.toml"),
        "Add it",
        "data/topics.toml",
        right=remove(GLOSSARY),
    ),
    *_pair(
        "data.malformed",
        "no quotes",
        swap(SOURCES, 'title = "A study of nights"', "title = A study"),
        "double quotes",
        SOURCES,
        2,
    ),
    *_pair(
        "data.field",
        "misspelled",
        swap(SOURCES, "year = 2020", "yaer = 2020"),
        "`year`",
        SOURCES,
        5,
    ),
    *_pair(
        "data.unchecked",
        "faulty sources",
        all_of(
            swap(SOURCES, 'title = "A study of nights"', "title = A study"),
            swap(SOUP, "[soup, night]", "[sop]"),
        ),
        "claims",
        SOURCES,
        2,
    ),
    *_pair("data.unchecked", "no site", write(SITE, "name = A"), "not judged", "data", 1),
    *_pair(
        "data.key",
        "a capital",
        swap(GLOSSARY, "[nap]", "[Nap]"),
        "Rename it",
        GLOSSARY,
        right=as_it_is,
    ),
    *_pair(
        "data.language",
        "one language",
        swap("data/topics.toml", 'name = {en = "Night", es = "Noche"}', 'name = {en = "Night"}'),
        "no `es` text",
        "data/topics.toml",
        19,
    ),
    *_pair(
        "site.language",
        "no such",
        swap(SITE, 'start_language = "en"', 'start_language = "fr"'),
        "`fr`",
        SITE,
        4,
    ),
    *_pair("site.locale", "no such", swap(SITE, '"es_US"', '"spanish"'), "`spanish`", SITE, 29),
    *_pair(
        "site.helpline", "no such", swap(SITE, '["911", "988"]', '["911", "989"]'), "`988`", SITE, 6
    ),
    *_pair(
        "helplines.strip",
        "no sentence",
        swap(SITE, '["911", "988"]', '["911", "warm"]'),
        "no `strip`",
        HELPLINES,
        26,
    ),
    *_pair(
        "places.language",
        "Klingon",
        swap("data/places.toml", '["en", "es"]', '["en", "xx"]'),
        "`xx`",
        "data/places.toml",
        8,
    ),
    *_pair(
        "glossary.source",
        "no such",
        swap(GLOSSARY, '"night-2020"', '"night-2021"'),
        "`night-2020`",
        GLOSSARY,
        5,
    ),
    *_pair(
        "glossary.twice",
        "two naps",
        swap(
            GLOSSARY,
            "[nap]",
            '[doze]\nen = {term = "Nap", definition = "x"}\n'
            'es = {term = "sueñito", definition = "x"}\n\n[nap]',
        ),
        "defined twice",
        GLOSSARY,
        5,
    ),
    *_pair(
        "sources.twice",
        "one address",
        swap(
            SOURCES, 'url = "https://soup.example/guide"', 'url = "https://journal.example/nights"'
        ),
        "same address",
        SOURCES,
        9,
    ),
    *_pair(
        "strings.type", "a number", swap(WORDS, "caption = ", "caption = 1 #"), "double", WORDS, 0
    ),
    *_pair(
        "strings.missing", "one less", swap(WORDS, "caption = ", "capton = "), "Add it", WORDS, 0
    ),
    *_pair(
        "strings.needed",
        "a word of no language",
        all_of(
            swap(WORDS, "\nleave = ", "\nlave = "),
            swap("data/strings/en.toml", "\nleave = ", "\nlave = "),
        ),
        "theme/templates/partials/header.html",
        WORDS,
    ),
    *_pair(
        "strings.empty", "no words", swap(WORDS, "caption = ", 'caption = "" #'), "empty", WORDS, 0
    ),
    *_pair("strings.marks", "a mark less", swap(WORDS, "{email}", "email"), "{email}", WORDS, 0),
]
