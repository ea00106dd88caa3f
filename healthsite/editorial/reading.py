"""Rules that hold before there is a text to judge: of files, headers, Markdown and pages.

Their findings are made where a file is read or a page is looked at, because nothing can be
concluded from what was not understood. Here they get their level, their sentence and their
reason, so that `check --rules`, `--rule` and `--explain` know them like all others. None can
be waived and none changes its level: without them a page would have a hole.
"""

from __future__ import annotations

from healthsite.editorial.rule import Family, Rule
from healthsite.model import Level


def _rules(**says: str) -> tuple[Rule, ...]:
    """Return rules that are errors; in a name, `__` stands for the point."""
    return tuple(Rule(name.replace("__", "."), Level.ERROR, text) for name, text in says.items())


FILES = Family(
    """Rule: every file in the content folder is one the site can read, in its place.

Why: a file that nobody understands is passed over without a word, and an editor waits for a
page that never comes.
Source: docs/flow.md, step 3.
Examples: tests/editorial/table_files.py.""",
    _rules(
        files__missing="The content folder is there.",
        files__unreadable="Files and folders can be opened.",
        files__text="A text is plain UTF-8 text, has a header and is not too large.",
        files__name="A name has small letters, digits and single hyphens, and ends in .md.",
        files__language="A name carries a language of the site, and none for the originals.",
        files__place="A file stands in the folder of its kind.",
        files__link="A file is itself and not a link to another place.",
        files__unknown="Every file is read by some part of the site.",
        files__chart="A chart is two files of one name.",
        files__picture="A picture's name is fit for an address, and its kind for a browser.",
        files__extra="An extra file is small, fit for the root, and not written by the build.",
    ),
)

HEADERS = Family(
    """Rule: the header of a text is complete and understood, and its name is its own.

Why: a header that is not understood would drop the page; two texts of one name would share
an address; a translation without its original has no facts.
Source: the content model of this site (CONTRIBUTING.md, "What stands in the header").
Examples: tests/editorial/table_files.py.""",
    _rules(
        facts__yaml="A header is written in the simple form of YAML.",
        facts__field="A header has all fields of its kind, no other, and each with its value.",
        facts__slug_twice="No two texts of a kind have one name.",
        translations__no_original="A translation stands beside its original.",
        structure__empty="An article has a text.",
    ),
)

DATA = Family(
    """Rule: the data files are complete, agree with each other and speak every language.

Why: a fact in a data file stands on many pages. A wrong phone number, a word missing in one
language or a key that leads nowhere would be wrong on all of them.
Source: the content model of this site.
Examples: tests/editorial/table_files.py.""",
    (
        Rule("data.unchecked", Level.WARNING, "No data file keeps rules from being checked."),
        *_rules(
            data__missing="A data file that every page needs is there.",
            data__malformed="A data file is written in TOML, or as a list of addresses.",
            data__field="A table has all its fields, no other, and each with a value of its kind.",
            data__key="A table's name has small letters, digits and single hyphens.",
            data__language="A text of the data stands in each language of the site and no other.",
            site__language="The start language is one of the languages.",
            site__locale="A language's locale is known.",
            site__helpline="The help strip names helplines there are.",
            helplines__strip="A helpline in the help strip has its sentence.",
            places__language="A language of a place has a name in every language.",
            glossary__source="The source of a term is listed.",
            glossary__twice="A word is defined once.",
            sources__twice="A source is listed once.",
            strings__type="An interface word is a text.",
            strings__missing="An interface word stands in every language.",
            strings__needed="An interface word that a template asks for is there.",
            strings__empty="An interface word is not empty.",
            strings__marks="An interface word has the {names} of the other languages.",
        ),
    ),
)

CHARTS = Family(
    """Rule: a chart draws numbers there are, each with its source, and its words fit them.

Why: a line that is wrong by one row misleads more readers than a wrong sentence.
Source: the content model of this site, CONTRIBUTING.md, "How a drawing, a chart or a
picture is shown".
Examples: tests/editorial/table_charts.py.""",
    _rules(
        charts__malformed="The numbers of a chart are written as CSV.",
        charts__empty="A chart has numbers.",
        charts__column="The numbers have the columns that the words name, each once.",
        charts__cells="Each row has a cell for each column.",
        charts__order="The rows stand in order, each year once.",
        charts__number="A number is a number, zero or above.",
        charts__provisional="A row is provisional or it is not.",
        charts__source="Each row with numbers names its source.",
        charts__mark="A name or a note stands where there is a number.",
        charts__ticks="A tick stands between the first and the last year.",
        charts__said="A number in the description is one of the chart.",
    ),
)

ADDRESSES = Family(
    """Rule: an address that was published stays reachable.

Why: readers print addresses and pass them on; a dead one looks like a door that was shut.
Source: W3C, "Cool URIs don't change" (1998).
Examples: tests/editorial/table_files.py.""",
    (
        *_rules(
            redirects__form="A redirect leads from an address to an address.",
            redirects__self="A redirect does not lead to itself.",
            redirects__page="A redirect does not hide a page there is.",
            redirects__chain="A redirect leads to its page at once.",
            redirects__target="A redirect leads to a page there is.",
            redirects__anchor="A redirect to a section leads to a heading there is.",
            addresses__form="addresses.txt holds addresses.",
            addresses__gone="An address that was published is a page or a redirect.",
        ),
        Rule("addresses.new", Level.NOTE, "A new address is recorded before it is published."),
    ),
)

MARKDOWN = Family(
    """Rule: a text is written in the Markdown this site knows, without HTML.

Why: HTML in a text escapes every check of the site, also the one that keeps readers from
being followed; what the reader of the text cannot understand would show as signs.
Source: CONTRIBUTING.md, "Which blocks there are" and "How links are written".
Examples: tests/editorial/table_markdown.py.""",
    _rules(
        html__raw="A text has no HTML.",
        html__comment="A comment ends.",
        code__unclosed="Code between fences ends.",
        lists__indent="What belongs to a list item is indented by four spaces.",
        text__unread="No mark of a style stays in a text as a sign.",
        text__inline="Titles, summaries and key points hold words and links only.",
        text__too_large="A text is small enough to be read by a browser on a cheap phone.",
        text__too_deep="Lists and quotations are not nested without end.",
        text__too_crowded="A paragraph is not made of signs.",
        citations__key="A citation names a source by its key.",
        citations__in_link="A citation stands behind a link, not in it.",
        citations__definition="A source is described in sources.toml, not in a text.",
    ),
)

LINKS = Family(
    """Rule: a link has words and one address of a kind the site knows.

Why: a typed phone number is never looked up again, a typed address breaks when a page moves,
and a link without words is silence to who listens to the page.
Source: docs/decisions/0003-addresses-are-never-typed.md; WCAG 2.2, 2.4.4 Link Purpose.
Examples: tests/editorial/table_markdown.py.""",
    _rules(
        links__scheme="A link leads to an https address or to something of the site.",
        links__space="An address has no spaces.",
        links__unclosed="An address ends with its parenthesis.",
        links__reference="A reference names an address there is.",
        links__title="A link has no second text.",
        links__text="A link has words.",
        links__nested="No link stands in a link.",
    ),
)

BLOCKS = Family(
    """Rule: a block has a known kind, a title and the list it needs.

Why: a "do not" list whose lines do not say "do not" says the opposite to who looks at one
line; an emergency block that is not understood is not seen.
Source: NHS content guide on care cards and on do and don't lists.
Examples: tests/editorial/table_markdown.py.""",
    _rules(
        blocks__unknown="A block has one of the kinds there are.",
        blocks__title="A block has a title in quotation marks.",
        blocks__empty="A block has a text.",
        blocks__indent="The text of a block is indented by four spaces.",
        blocks__nested="A block stands in at most one other.",
        blocks__in_list="A block does not stand in a list.",
        blocks__breathe="A breathing block has four numbers of seconds.",
        blocks__steps="A steps block holds a numbered list.",
        blocks__list="A do or dont block holds a list.",
        blocks__dont_line="Each line of a dont block says not to.",
    ),
)

HEADINGS = Family(
    """Rule: headings start at ##, go down one level at a time and have words.

Why: who listens to a page finds the way by its headings; a missing level sounds like a
missing part.
Source: WCAG 2.2, 1.3.1 Info and Relationships; W3C technique G141.
Examples: tests/editorial/table_markdown.py.""",
    _rules(
        headings__first_level="The title is the only heading of the first level.",
        headings__skipped="No level is skipped.",
        headings__empty="A heading has words.",
    ),
)

TABLES = Family(
    """Rule: a table has a caption, a header and as many cells in every row.

Why: on a phone each row becomes a card whose cells are named by the header; a cell without
its name is a riddle.
Source: WCAG 2.2, 1.3.1 Info and Relationships; W3C techniques H39 and H63.
Examples: tests/editorial/table_markdown.py.""",
    _rules(
        tables__caption="A table has a caption.",
        tables__header="Header cells and the first cell of a row have words.",
        tables__cells="Every row has as many cells as the header.",
        tables__empty="A table has rows.",
        tables__unread="What looks like a table is one.",
    ),
)

PICTURES = Family(
    """Rule: a picture stands in content/images and has one text, or is marked decorative.

Why: who cannot see a picture must be told what it shows, once; a picture from elsewhere
tells its host who reads about this. Whose it is stands below a picture, for which there is no
place between words.
Source: WCAG 2.2, 1.1.1 Non-text Content; Creative Commons, "Best practices for attribution".
Examples: tests/editorial/table_markdown.py.""",
    _rules(
        images__place="A picture's address is that of a file in content/images.",
        images__text="A picture has a text or is decorative, and not both.",
        images__title="A picture has no second text.",
        images__alone="A picture stands in a paragraph of its own.",
    ),
)

OUTPUT = Family(
    """Rule: every written page is whole, reachable and asks nothing of other sites.

Why: this is the last look before readers see it. What is found here is a fault of the build
or of the theme, and nothing is published.
Source: docs/flow.md, step 9; HTML Living Standard; WCAG 2.2.
Examples: tests/test_output_check.py.""",
    _rules(
        links__broken="A link leads to something that was written.",
        links__base_path="An address stays below the folder the site lives in.",
        links__not_absolute="Addresses for other programs are whole.",
        assets__missing="What a page loads was written.",
        ids__duplicate="An id stands once on a page.",
        pages__empty="A page is not empty.",
        pages__lang="A page names its language.",
        pages__title="A page has a title.",
        pages__h1="A page has one main heading.",
        pages__description="A page has one description.",
        pages__placeholder="No mark of the build is left in a page.",
        pages__unexpected="Only the planned pages are written.",
        hreflang__not_mutual="Versions in two languages name each other.",
        hreflang__language="A version is in the language it is named for.",
        outside__request="A page makes the browser ask no other site.",
        policy__script="No script stands in a page: it is a module of the theme.",
        policy__style="No style stands in a page but the stylesheet that its policy names.",
        drafts__leak="Nothing of a draft is published.",
    ),
)

READING_FAMILIES = (
    FILES,
    HEADERS,
    DATA,
    CHARTS,
    ADDRESSES,
    MARKDOWN,
    LINKS,
    BLOCKS,
    HEADINGS,
    TABLES,
    PICTURES,
    OUTPUT,
)
READING_RULES = frozenset(rule.id for family in READING_FAMILIES for rule in family.rules)
