"""Small sites for the rules that look at more than one text."""

from __future__ import annotations

from tests.editorial.rows import Case, all_of, as_it_is, remove, swap, write

SOUP = "articles/food/warm-soup.md"
NIGHTS = "articles/sleep/good-nights.md"
NOCHES = "articles/sleep/good-nights.es.md"
STEW = "articles/food/secret-stew.md"
STORY = "stories/quiet-evening.md"
SITE = "data/site.toml"
EDITORIAL = "data/editorial.toml"
FOOT = '["about", "places", "stories"]'
KEEPS = f"{FOOT}\noffline = true"
LONELY = "---\ntitle: Lonely\nsummary: Alone.\nmodified: 2026-01-01\n---\nWords.\n"
SOPA = (
    "---\ntitle: Sopa\nsummary: Sopa caliente.\nkey_points: [Es fácil., Es buena., Es barata.]\n"
    "follows: 2026-01-11\nstatus: published\n---\n## Cómo se hace\n\n"
    "Cocine las verduras hasta que queden blandas.[^soup-guide]\n"
)
CONSENT = "kind: real\nconsent: {recorded: 2026-01-01, held_by: editors}"
PROVIDER = """\
name = "Small Program"
place = {en = "Here", es = "Aquí"}
phone = "310-592-0139"
says = [{en = "It helps.", es = "Ayuda."}]
note = {en = "Not checked by us.", es = "No lo comprobamos."}
source = "The program's own words"
source_date = "undated"
looked_up = 2026-05-24
"""
SPLIT = "[reading]\nsentence_words = 5\n"


def _waiver(rule: str) -> str:
    return f'waivers: [{{rule: {rule}, reason: "a recipe"}}]\nstatus: published'


def _word(passes: str) -> str:
    return (
        '[[words.avoid.en]]\navoid = "grub"\nuse = ["food"]\nwhy = "is slang"\n'
        'phrases = ["grub"]\nlevel = "error"\nsource = "a test"\n'
        f'fails = ["The grub is hot."]\npasses = [\n  "Food.",  # a word\n  "{passes}",\n]\n'
    )


CASES = [
    # Words to avoid bring their own examples
    Case(
        "wording.example",
        "a passing text with the word",
        True,
        write(EDITORIAL, _word("Some grub.")),
        "is found in “Some grub.”",
        EDITORIAL,
        11,
    ),
    Case("wording.example", "true examples", False, write(EDITORIAL, _word("Some soup."))),
    # Translations
    Case("translations.missing", "no Spanish soup", True, as_it_is, "warm-soup.es.md", SOUP, 1),
    Case("translations.missing", "a Spanish soup", False, write(SOUP[:-3] + ".es.md", SOPA)),
    Case(
        "translations.older",
        "the original changed",
        True,
        swap(NIGHTS, "modified: 2026-03-01", "modified: 2026-04-01"),
        "2026-04-01",
        NOCHES,
        8,
    ),
    Case("translations.older", "both of one day", False, as_it_is),
    Case("translations.numbers", "8 for 7", True, swap(NOCHES, "7 de", "8 de"), "7", NOCHES, 16),
    Case("translations.numbers", "the same", False, as_it_is),
    Case(
        "translations.helplines",
        "another line",
        True,
        swap(NOCHES, "helpline:warm", "helpline:988"),
        "helpline:warm",
        NOCHES,
    ),
    Case("translations.helplines", "the same", False, as_it_is),
    Case(
        "translations.sources",
        "one more",
        True,
        swap(NOCHES, "está bien.", "está bien.[^soup]"),
        "soup",
        NOCHES,
    ),
    Case("translations.sources", "cited twice", False, swap(NOCHES, "bien.", "bien.[^night-2020]")),
    Case(
        "translations.untranslated",
        "as in the original",
        True,
        swap(
            NOCHES,
            "Cerca de 7 de cada 10 personas duermen mejor a oscuras.",
            "About 7 in 10 people sleep better in the dark.",
        ),
        "Translate it",
        NOCHES,
        16,
    ),
    Case("translations.untranslated", "all translated", False, as_it_is),
    Case("translations.no_original", "alone", True, write("articles/food/stew.es.md", SOPA)),
    Case("translations.no_original", "beside", False, write(SOUP[:-3] + ".es.md", SOPA)),
    # Pages
    Case("pages.missing", "no help", True, remove("pages/help.es.md"), "", "pages/help.es.md", 1),
    Case("pages.missing", "all there", False, as_it_is),
    Case("pages.orphan", "nobody leads there", True, write("pages/lonely.md", LONELY)),
    Case(
        "pages.orphan",
        "a text leads there",
        False,
        all_of(
            write("pages/lonely.md", LONELY),
            swap(SOUP, "Cook", "See [lonely](page:lonely). Cook"),
        ),
    ),
    Case("pages.footer", "misspelled", True, swap(SITE, FOOT, '["abuot"]'), "`about`", SITE, 7),
    Case("pages.footer", "as it is", False, as_it_is),
    Case("pages.offline", "no page for it", True, swap(SITE, FOOT, KEEPS), "offline.md", SITE, 8),
    Case(
        "pages.offline",
        "a page for it",
        False,
        all_of(swap(SITE, FOOT, KEEPS), write("pages/offline.md", LONELY)),
    ),
    Case("pages.offline", "nothing is kept", False, as_it_is),
    Case("pages.standard", "no standard", True, remove(EDITORIAL), "not checked", EDITORIAL, 1),
    Case("pages.standard", "one limit", False, as_it_is),
    Case(
        "facts.title_twice",
        "two soups",
        True,
        swap(NIGHTS, "title: Good nights", "title: Warm Soup"),
        "already",
    ),
    Case("facts.title_twice", "another title", False, as_it_is),
    Case(
        "facts.reserved",
        "a topic named latest",
        True,
        swap("data/topics.toml", "[topics.unused]", "[topics.latest]"),
        "`latest`",
        "data/topics.toml",
    ),
    Case("facts.reserved", "as it is", False, as_it_is),
    # Stories
    Case(
        "stories.consent",
        "no record",
        True,
        swap(STORY, "kind: example", "kind: real"),
        "consent",
        STORY,
        4,
    ),
    Case("stories.consent", "recorded", False, swap(STORY, "kind: example", CONSENT)),
    # Days
    Case(
        "dates.future",
        "looked up tomorrow",
        True,
        swap("data/helplines.toml", "looked_up = 2026-11-01", "looked_up = 2026-11-22"),
        "2026-11-22",
        "data/helplines.toml",
        10,
    ),
    Case(
        "dates.future",
        "looked up today",
        False,
        swap("data/helplines.toml", "looked_up = 2026-11-01", "looked_up = 2026-11-21"),
    ),
    Case(
        "dates.helpline_overdue",
        "181 days ago",
        True,
        swap("data/helplines.toml", "looked_up = 2026-11-01", "looked_up = 2026-05-24"),
        "`911`",
        "data/helplines.toml",
        10,
    ),
    Case(
        "dates.helpline_overdue",
        "180 days ago",
        False,
        swap("data/helplines.toml", "looked_up = 2026-11-01", "looked_up = 2026-05-25"),
    ),
    Case(
        "dates.place_overdue",
        "181 days ago",
        True,
        swap("data/places.toml", "looked_up = 2026-11-01", "looked_up = 2026-05-24"),
        "`kitchen`",
        "data/places.toml",
        12,
    ),
    Case(
        "dates.place_overdue",
        "180 days ago",
        False,
        swap("data/places.toml", "looked_up = 2026-11-01", "looked_up = 2026-05-25"),
    ),
    Case(
        "dates.place_overdue",
        "a program",
        True,
        all_of(write("data/provider.toml", PROVIDER), write("pages/provider.md", LONELY)),
        "The program",
        "data/provider.toml",
        8,
    ),
    # Choices
    Case(
        "levels.unknown", "misspelled", True, write(EDITORIAL, '[levels]\n"links.anker" = "note"\n')
    ),
    Case(
        "levels.unknown",
        "a rule",
        False,
        write(EDITORIAL, '[levels]\n"wording.avoid" = "note"\n'),
    ),
    Case("levels.refused", "safety", True, write(EDITORIAL, '[levels]\n"html.raw" = "note"\n')),
    Case("levels.refused", "style", False, write(EDITORIAL, '[levels]\n"links.vague" = "note"\n')),
    Case(
        "waivers.unknown",
        "misspelled",
        True,
        swap(SOUP, "status: published", _waiver("readability.long")),
        "is not a rule",
        SOUP,
        15,
    ),
    Case("waivers.unknown", "none", False, as_it_is),
    Case(
        "waivers.refused",
        "HTML",
        True,
        swap(SOUP, "status: published", _waiver("html.raw")),
        "cannot be waived",
        SOUP,
        15,
    ),
    Case(
        "waivers.refused",
        "a long sentence",
        False,
        swap(SOUP, "status: published", _waiver("readability.long_sentence")),
    ),
    Case(
        "waivers.unused",
        "nothing to waive",
        True,
        swap(SOUP, "status: published", _waiver("readability.long_sentence")),
        "any more",
        SOUP,
        15,
    ),
    Case(
        "waivers.unused",
        "a sentence too long",
        False,
        all_of(
            write(EDITORIAL, SPLIT),
            swap(SOUP, "status: published", _waiver("readability.long_sentence")),
        ),
    ),
    # Addresses
    Case("redirects.form", "no slash", True, write("data/redirects.toml", '"/old" = "/sleep/"\n')),
    Case("redirects.form", "slashes", False, write("data/redirects.toml", '"/old/" = "/sleep/"\n')),
    Case("redirects.self", "itself", True, write("data/redirects.toml", '"/a/" = "/a/"\n')),
    Case("redirects.self", "another", False, write("data/redirects.toml", '"/a/" = "/sleep/"\n')),
    Case(
        "redirects.page",
        "a page",
        True,
        write("data/redirects.toml", '"/food/warm-soup/" = "/sleep/"\n'),
    ),
    Case("redirects.page", "no page", False, write("data/redirects.toml", '"/a/" = "/sleep/"\n')),
    Case(
        "redirects.chain",
        "two steps",
        True,
        write("data/redirects.toml", '"/a/" = "/b/"\n"/b/" = "/sleep/"\n'),
    ),
    Case(
        "redirects.chain",
        "one step each",
        False,
        write("data/redirects.toml", '"/a/" = "/sleep/"\n"/b/" = "/sleep/"\n'),
    ),
    Case("redirects.target", "nowhere", True, write("data/redirects.toml", '"/a/" = "/slep/"\n')),
    Case(
        "redirects.target",
        "a section of a page",
        False,
        write("data/redirects.toml", '"/a/" = "/sleep/good-nights/#what-to-eat"\n'),
    ),
    Case(
        "addresses.form", "words", True, write("data/addresses.txt", "/sleep/\nand food\n"), line=2
    ),
    Case("addresses.form", "an address", False, write("data/addresses.txt", "# all\n/sleep/\n")),
    Case(
        "redirects.anchor",
        "no such section",
        True,
        write("data/redirects.toml", '"/a/" = "/sleep/good-nights/#what-to-eet"\n'),
        "`what-to-eat`",
        "data/redirects.toml",
        1,
    ),
    Case(
        "redirects.anchor",
        "a section, and the same in Spanish",
        False,
        write(
            "data/redirects.toml",
            '"/a/" = "/sleep/good-nights/#what-to-eat"\n'
            '"/es/a/" = "/es/sleep/good-nights/#what-to-eat"\n',
        ),
    ),
    Case("addresses.gone", "gone", True, write("data/addresses.txt", "/old-soup/\n"), "redirects"),
    Case(
        "addresses.gone",
        "moved",
        False,
        all_of(
            write("data/addresses.txt", "/old-soup/\n"),
            write("data/redirects.toml", '"/old-soup/" = "/food/warm-soup/"\n'),
        ),
    ),
    Case("addresses.new", "one is recorded", True, write("data/addresses.txt", "/sleep/\n")),
    Case("addresses.new", "no list yet", False, as_it_is),
]
