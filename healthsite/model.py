"""The nouns of the project: what an editor's files become once they are read.

Entries of data files and headers of articles are pydantic models, so that one place says
which fields there are and what each may hold. Everything is frozen: a build reads facts,
it never changes them. This module imports nothing of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

# ---------------------------------------------------------------------------
# Findings


_MESSAGE = 800
"""Characters; no message of ours needs more, but what it quotes may be of any length."""
# Control characters, halves of characters and signs that turn the direction of a line.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Level(StrEnum):
    """How much a finding weighs: an error stops the build, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Finding:
    """One thing an editor should know: where, what is wrong, what to do.

    `path` is written as an editor would type it (`content/articles/…`); `line` counts
    from 1; `rule` is `family.fault`; `message` says what is wrong and then what to do. Those of
    the rule families say no `level`: `review` gives them that of their rule. Only where a rule
    has two does a finding name the lower one.
    """

    path: str
    line: int
    rule: str
    message: str
    level: Level = Level.ERROR

    def __post_init__(self) -> None:
        """Keep what a message quotes from filling or garbling a screen."""
        message = _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", self.message)
        if len(message) > _MESSAGE:
            # What to do stands at the end.
            message = f"{message[: _MESSAGE - 300]}… {message[-290:].lstrip()}"
        if message != self.message:
            object.__setattr__(self, "message", message)

    def __str__(self) -> str:
        label = "" if self.level is Level.ERROR else f"{self.level}: "
        return f"{self.path}:{self.line}: {label}{self.message} [{self.rule}]"


# ---------------------------------------------------------------------------
# Kinds of value


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("must stand on one line")
    return text


def _https(text: str) -> str:
    if not text.startswith("https://") or any(c.isspace() for c in text):
        raise ValueError("must be an address that starts with https://")
    return text


def _web(text: str) -> str:
    if not text.startswith(("https://", "http://")) or any(c.isspace() for c in text):
        raise ValueError("must be an address that starts with https:// or http://")
    return text


def _us_number(text: str) -> str:
    digits = text.replace("-", "")
    if not digits.isdigit():
        raise ValueError('must be written with digits and hyphens, as in "1-800-662-4357"')
    known = len(digits) in {3, 5, 6} or len(digits) == 10
    if not known and not (len(digits) == 11 and digits.startswith("1")):
        raise ValueError(
            f"has {len(digits)} digits; a US number has 10, or 11 with the 1 in front "
            "(short ones have 3, 5 or 6)"
        )
    return text


def _date_or_empty(text: str) -> str:
    if text and not _is_day(text):
        raise ValueError('must be a day, year-month-day as in "2026-11-21", or empty ("")')
    return text


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    # Python also reads "20261121", which nobody should have to.
    return len(text) == len("2026-11-21")


def _email_or_empty(text: str) -> str:
    # Not all that RFC 5321 allows, but every address an office would print.
    if text and not re.fullmatch(
        r"[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", text, re.A | re.I
    ):
        raise ValueError('must be an e-mail address such as "help@example.org", or empty ("")')
    return text


# A header has a field called `date`, which would hide the type of that name.
Day = date
Line = Annotated[str, StringConstraints(min_length=1), AfterValidator(_one_line)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Https = Annotated[str, AfterValidator(_https)]
Web = Annotated[str, AfterValidator(_web)]
Number = Annotated[str, AfterValidator(_us_number)]
EmailOrEmpty = Annotated[str, AfterValidator(_email_or_empty)]
DayOrEmpty = Annotated[str, AfterValidator(_date_or_empty)]
Texts = dict[str, Annotated[str, StringConstraints(min_length=1)]]
"""One text in every language of the site: {en = "…", es = "…"}."""
TextLists = dict[str, list[str]]
HttpsTexts = dict[str, Https]
"""One address in every language, where the other site has its page in each."""


class Entry(BaseModel):
    """A table of a data file, or a header: no field too many, none of the wrong type."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    def texts(self, prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (field path, texts by language) for every bilingual field that is set."""
        for name, info in type(self).model_fields.items():
            value = getattr(self, name)
            where = f"{prefix}{name}"
            kinds = (info.annotation, *get_args(info.annotation))
            if isinstance(value, dict) and any(
                kind in (Texts, TextLists, HttpsTexts) for kind in kinds
            ):
                if value:
                    yield where, value
            elif isinstance(value, Entry):
                yield from value.texts(f"{where}.")
            elif isinstance(value, list):
                for index, item in enumerate(value):
                    if isinstance(item, Entry):
                        yield from item.texts(f"{where}.{index}.")
                    elif isinstance(item, dict):
                        yield f"{where}.{index}", item


# ---------------------------------------------------------------------------
# Data files

DRAWING_WORDS = "drawing"
"""The words of a drawing stand in the strings files under this key and the drawing's name."""


def named_drawings(strings: Mapping[str, str]) -> set[str]:
    """Return the names of the drawings that a strings file has words for."""
    return {key.split(".")[1] for key in strings if key.startswith(f"{DRAWING_WORDS}.")}


class Language(Entry):
    """A language of the site. `locale` is the one Babel writes dates in."""

    name: Line
    locale: Line


class Contact(Entry):
    """How a reader can report a mistake; empty until there is an address."""

    email: EmailOrEmpty = ""


class SiteFacts(Entry):
    """`site.toml`: the few choices that hold on every page."""

    name: Texts
    tagline: Texts
    description: Texts
    address: Https
    start_language: Key
    languages: dict[str, Language]
    leave_address: Https
    offline: bool = False
    help_strip: list[str]
    footer_pages: list[str] = []
    related_count: int = Field(3, ge=1, le=6)
    latest_per_page: int = Field(10, ge=1, le=100)
    contact: Contact = Contact()


class Topic(Entry):
    """A topic: a folder of articles, a page of its own, a review period in months."""

    name: Texts
    summary: Texts
    introduction: Texts
    must_name: TextLists = {}
    review_months: int = Field(12, ge=1, le=36)


class Label(Entry):
    """A tag or an audience: only a name."""

    name: Texts


class TopicsFile(Entry):
    """`topics.toml`."""

    topics: dict[Key, Topic]
    tags: dict[Key, Label] = {}
    audiences: dict[Key, Label] = {}


class Helpline(Entry):
    """`helplines.toml`: one phone line or service, with the source of what is said of it."""

    name: Line
    name_es: Line | None = None
    need: Literal["emergency", "crisis", "treatment", "support", "families", "safety", "local"]
    strip: Texts | None = None
    call: Number | None = None
    call_words: Line | None = None
    call_then: Texts | None = None
    text: Number | None = None
    text_message: Line | None = None
    chat: Https | None = None
    url: Https
    spanish: Texts | None = None
    deaf: Texts | None = None
    hours: Texts | None = None
    languages: Texts | None = None
    serves: Texts
    cost: Texts | None = None
    happens: Texts | None = None
    caution: Texts | None = None
    source: Web
    source_date: Line
    looked_up: date
    dialed: DayOrEmpty = ""
    status: Literal["corroborated", "seen"]


class Source(Entry):
    """`sources.toml`: something a sentence can rest on."""

    title: Line
    authors: Line | None = None
    publisher: Line
    year: Annotated[int, Field(ge=1900, le=2100)] | Literal["undated"]
    url: Web
    looked_up: date
    language: Key = "en"


class Person(Entry):
    """`people.toml`: who writes and who reviews. A team claims no person."""

    name: Texts
    about: Texts
    kind: Literal["person", "team"]


class Provider(Entry):
    """`provider.toml`: one program, in its own words, marked as not checked."""

    name: Line
    place: Texts
    phone: Number
    url: Https | None = None
    says: list[Texts]
    note: Texts
    source: Line
    source_date: Line
    looked_up: date
    dialed: DayOrEmpty = ""


Need = Literal[
    "emergency",
    "crisis",
    "treatment",
    "medicines",
    "mental-health",
    "naloxone",
    "families",
    "housing",
    "veterans",
    "rights",
    "information",
]


class Place(Entry):
    """`places.toml`: a place or service to turn to. The first need is the one it stands under."""

    name: Line
    name_es: Line | None = None
    needs: Annotated[list[Need], Field(min_length=1)]
    about: Texts
    area: Texts
    address: Line | None = None
    phone: Number | None = None
    hours: Texts | None = None
    languages: list[Key] = []
    cost: Texts | None = None
    url: Web
    source: Web
    source_date: Line
    looked_up: date
    dialed: DayOrEmpty = ""
    status: Literal["corroborated", "seen"]


class TermText(Entry):
    """A term in one language."""

    term: Line
    definition: Line


class Term(Entry):
    """`glossary.toml`: a word, what it means, and the words it replaces."""

    en: TermText
    es: TermText
    also: TextLists = {}
    say_instead: TextLists = {}
    source: Key | None = None

    def text(self, lang: str) -> TermText:
        """Return the term in one language."""
        return self.es if lang == "es" else self.en


class ChartSeries(Entry):
    """A line of a chart: its column in the CSV, and its name.

    The name is written beside the line at the x value `name_at`, on `name_side` of it; a chart
    of one line says in its title what that is.
    """

    column: Line
    name: Texts
    name_at: int | None = None
    name_side: Literal["above", "below"] = "above"


class ChartMark(Entry):
    """A value written beside its point: the line's column, the x value, and where.

    `note` stands behind the value; `align` says which part of the words is at the point.
    """

    column: Line
    at: int
    side: Literal["above", "below"] = "above"
    align: Literal["start", "middle", "end"] = "middle"
    note: Texts | None = None


class ChartFacts(Entry):
    """`charts/<name>.toml`: what the numbers of `<name>.csv` mean.

    `description` says the trend in words; its numbers must be in the CSV. `x` is the column
    of whole numbers along the bottom. `ticks` are the x values written there.
    """

    title: Texts
    description: Texts
    note: Texts | None = None
    x: Line
    x_name: Texts
    y_name: Texts
    ticks: Annotated[list[int], Field(min_length=2)]
    series: Annotated[list[ChartSeries], Field(min_length=1, max_length=4)]
    marks: list[ChartMark] = []


@dataclass(frozen=True)
class ChartRow:
    """A row of a chart's CSV: an x value and, by column, a number or None for a gap."""

    x: int
    values: Mapping[str, float | None]
    provisional: bool
    sources: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Chart:
    """A chart: its words and its numbers, in the order of x."""

    name: str
    facts: ChartFacts
    rows: tuple[ChartRow, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the sources its numbers rest on, each once, in the order of the rows."""
        return tuple(dict.fromkeys(key for row in self.rows for key in row.sources))


class CardSide(Entry):
    """One side of the wallet card: a title, then steps, short lines, and blanks to fill in."""

    title: Texts
    steps: list[Texts] = []
    lines: list[Texts] = []
    blanks: list[Texts] = []


class WalletCard(Entry):
    """`wallet-card.toml`: the card to print, cut and fold."""

    front: CardSide
    back: CardSide


# ---------------------------------------------------------------------------
# editorial.toml: the words, limits and levels that editors may change without code. Every
# field has a value that makes its rule silent, so that a site without this file is checked
# for facts only.


class AvoidedWord(Entry):
    """A word that shames or misleads: how it is found, what is better, why, says who.

    `why` is a sentence that starts with the word itself. `phrases` are looked for without
    regard to capitals, `as_written` with them; `except_in` are longer phrases in which the
    word is right. A word with `explained_by` may stand in a text that also says one of
    those, `times` times (None: freely). `fails` and `passes` are texts that show what is
    found and what is not.
    """

    avoid: Line
    use: list[Line] = []
    advice: str = ""
    why: Line
    phrases: list[Line] = []
    as_written: list[Line] = []
    except_in: list[Line] = []
    explained_by: list[Line] = []
    times: int | None = Field(None, ge=1)
    fails: Annotated[list[Line], Field(min_length=1)]
    passes: Annotated[list[Line], Field(min_length=1)]
    level: Level
    source: Line


class WordRules(Entry):
    """Words to avoid by language, and official names in which they may stand."""

    avoid: dict[str, list[AvoidedWord]] = {}
    official_names: list[str] = []


class ReadingLimits(Entry):
    """How hard a text may be. `None` switches a limit off."""

    grade_warning: float | None = None
    grade_error: float | None = None
    key_points_grade: float | None = None
    inflesz_warning: float | None = None
    inflesz_error: float | None = None
    key_points_inflesz: float | None = None
    sentence_words: int | None = None
    paragraph_sentences: int | None = None
    passive: TextLists = {}


class ClaimRules(Entry):
    """Phrases that make a sentence a claim, by language; each needs a source.

    `passage` is how many sentences before its own a source may serve, in one block; doses
    and laws need it in their own. `counts` are counts of people in which the number stands.
    """

    on: bool = False
    passage: int = Field(0, ge=0, le=1)
    shares: TextLists = {}
    people: TextLists = {}
    counts: TextLists = {}
    units: TextLists = {}
    laws: TextLists = {}
    studies: TextLists = {}
    comparisons: TextLists = {}
    out_of: TextLists = {}
    fine: TextLists = {}


class Alarm(Entry):
    """Phrases that must not stand in a text, and what makes them harmless.

    `fine` are longer phrases in which one may stand. `unless` make it harmless in their
    own clause. `warned` are words of warning ("be careful if"): they hold for what is said
    with them, up to a colon, a semicolon, a dash or ", and". `unless_under` make it harmless
    under a heading, a title of a block or the lead-in of a list.
    """

    words: list[Line]
    fine: list[str] = []
    unless: list[str] = []
    warned: list[str] = []
    unless_under: list[str] = []


class SafetyRules(Entry):
    """What must stand near a danger, and what must not be said at all, by language.

    `help_calls` are phrases in which `#` is the number of a line one can reach, `help_not`
    those in which it counts something. How the lists of `stop_…` work together stands in
    editorial.toml.
    """

    help_calls: TextLists = {}
    help_not: TextLists = {}
    overdose: TextLists = {}
    overdose_fine: TextLists = {}
    overdose_near: TextLists = {}
    suicide: TextLists = {}
    suicide_fine: TextLists = {}
    suicide_near: TextLists = {}
    how_to_use: dict[str, list[Alarm]] = {}
    promises: dict[str, list[Alarm]] = {}
    stop_orders: TextLists = {}
    stop_verbs: TextLists = {}
    stop_advice: TextLists = {}
    stop_over: TextLists = {}
    stop_passive: TextLists = {}
    stop_it: TextLists = {}
    stop_not: TextLists = {}
    stop_fine: TextLists = {}
    stop_parts: TextLists = {}
    stop_aside: TextLists = {}
    medicines: TextLists = {}
    clinicians: TextLists = {}
    clinicians_not: TextLists = {}
    stop_ask: TextLists = {}
    stop_about: TextLists = {}


class StructureRules(Entry):
    """How an article is built, and how headings and links are worded."""

    on: bool = False
    urgent_blocks: int = 2
    urgent_blocks_exempt: list[str] = []
    least_sections: int = 3
    least_words: int = 600
    most_words: int = 1500
    vague_links: TextLists = {}
    keep_capitals: TextLists = {}


class License(Entry):
    """A license pictures may have: as images.toml names it, and what readers get of it.

    Where it is `shown` in other words in each language, and the `address` it can be read at.
    """

    name: Line
    shown: Texts = {}
    address: HttpsTexts = {}


class ImageRules(Entry):
    """How large a picture may be, how long its text, and under which licenses it may stand here.

    Bytes and pixels of the file; 0 pixels wide means any width.
    """

    most_bytes: int = 100_000
    most_pixels_wide: int = 1_600
    most_text_characters: int = 150
    licenses: list[License] = [
        License(name="CC BY 4.0"),
        License(name="CC0 1.0"),
        License(name="public domain"),
    ]


class RepetitionRules(Entry):
    """From how many words on, and how alike, two paragraphs are the same."""

    words: int | None = None
    likeness: float = 0.8


class SpellingRules(Entry):
    """Words by language that are right though no dictionary has them, and the other way round.

    `mistakes` are words of the dictionary that stand in a text like ours only by a slip.
    """

    on: bool = False
    words: TextLists = {}
    mistakes: TextLists = {}


class Editorial(Entry):
    """The whole file; each rule family has a section of its own."""

    levels: dict[str, Level] = {}
    words: WordRules = WordRules()
    reading: ReadingLimits = ReadingLimits()
    claims: ClaimRules = ClaimRules()
    safety: SafetyRules = SafetyRules()
    structure: StructureRules = StructureRules()
    images: ImageRules = ImageRules()
    repetition: RepetitionRules = RepetitionRules()
    spelling: SpellingRules = SpellingRules()


@dataclass(frozen=True, eq=False)
class SiteData:
    """Everything in `content/data`, validated. Orders are the files' orders.

    `faulty_charts` are those whose files have faults: there, and not fully known.
    Two are the same only if they are one object, so that what rules prepare can be cached.
    """

    site: SiteFacts
    topics: Mapping[str, Topic]
    tags: Mapping[str, Label]
    audiences: Mapping[str, Label]
    helplines: Mapping[str, Helpline]
    sources: Mapping[str, Source]
    people: Mapping[str, Person]
    provider: Provider | None
    terms: Mapping[str, Term]
    places: Mapping[str, Place]
    editorial: Editorial
    strings: Mapping[str, Mapping[str, str]]
    charts: Mapping[str, Chart] = field(default_factory=dict)
    faulty_charts: frozenset[str] = frozenset()
    card: WalletCard | None = None
    lines: Mapping[str, Mapping[str, int]] = field(default_factory=dict, repr=False)

    def line(self, name: str, key: str) -> int:
        """Return the line of a key in a data file, for messages."""
        return self.lines.get(name, {}).get(key, 1)

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the site's languages, the start language first."""
        start = self.site.start_language
        return (start, *(code for code in self.site.languages if code != start))


# ---------------------------------------------------------------------------
# Headers of articles and pages

Title = Annotated[Line, StringConstraints(max_length=70)]
Summary = Annotated[Line, StringConstraints(max_length=160)]
# Spanish needs about a fifth more room for the same thought.
TranslatedTitle = Annotated[Line, StringConstraints(max_length=80)]
TranslatedSummary = Annotated[Line, StringConstraints(max_length=190)]
KeyPoints = Annotated[list[Line], Field(min_length=3, max_length=5)]
Status = Literal["published", "draft"]


class ChangeEntry(Entry):
    """A line of "What changed"."""

    date: Day
    text: Line


class Waiver(Entry):
    """A rule that an article may break, and why."""

    rule: Line
    reason: Line


class ArticleHeader(Entry):
    """The header of an article in the start language."""

    title: Title
    summary: Summary
    date: Day
    modified: Day
    tags: Annotated[list[str], Field(min_length=1)]
    audience: Annotated[list[str], Field(min_length=1)]
    key_points: KeyPoints
    authors: Annotated[list[str], Field(min_length=1)]
    reviewed_by: str | None = None
    reviewed: Day | None = None
    sources: list[str]
    related: list[str] = []
    changes: list[ChangeEntry] = []
    waivers: list[Waiver] = []
    status: Status


class ArticleTranslationHeader(Entry):
    """The header of a translation: only what is in its language, and what it follows."""

    title: TranslatedTitle
    summary: TranslatedSummary
    key_points: KeyPoints
    follows: Day
    changes: list[ChangeEntry] = []
    waivers: list[Waiver] = []
    status: Status = "published"


class PageHeader(Entry):
    """The header of a page of ours."""

    title: Title
    summary: Summary
    modified: Day
    sources: list[str] = []
    changes: list[ChangeEntry] = []
    waivers: list[Waiver] = []
    status: Status = "published"


class PageTranslationHeader(Entry):
    """The header of a page's translation."""

    title: TranslatedTitle
    summary: TranslatedSummary
    follows: Day
    changes: list[ChangeEntry] = []
    waivers: list[Waiver] = []
    status: Status = "published"


class Consent(Entry):
    """That a person agreed to their story being told: the day, and who keeps the record."""

    recorded: Day
    held_by: Line


class StoryHeader(Entry):
    """The header of a story: a made-up example, or a real one with consent."""

    title: Title
    summary: Summary
    kind: Literal["example", "real"]
    consent: Consent | None = None
    date: Day
    modified: Day
    tags: Annotated[list[str], Field(min_length=1)]
    related: list[str] = []
    sources: list[str] = []
    changes: list[ChangeEntry] = []
    waivers: list[Waiver] = []
    status: Status


Header = ArticleHeader | ArticleTranslationHeader | PageHeader | PageTranslationHeader | StoryHeader


# ---------------------------------------------------------------------------
# Files


Kind = Literal["article", "page", "story"]


@dataclass(frozen=True)
class ContentFile:
    """A Markdown file and what its place and name say of it.

    `path` is as an editor would type it; `topic` is the folder of an
    article, empty for a page or a story.
    """

    path: str
    kind: Kind
    topic: str
    slug: str
    lang: str


@dataclass(frozen=True)
class Heading:
    """A heading of a text: its level, its address on the page, its words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Mention:
    """Something a text points at (a link, a source, a picture), and its line."""

    target: str
    line: int


@dataclass(frozen=True)
class Fragment:
    """A piece of text as HTML whose links are not yet resolved."""

    html: str
    text: str
    line: int
    targets: tuple[Mention, ...] = ()
    citations: tuple[Mention, ...] = ()
    images: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class Block:
    """One piece of a text as a reader sees it, with the way back to the file's lines.

    `text` has its white space folded and no citation marks; `lines` are (offset, line),
    ascending, the first at 0; `citations` are (offset, key); `links` are (start, end,
    target). `callout` is the innermost block it stands in; `row` and `table` count the
    rows and tables of the document for cells.
    """

    kind: BlockKind
    text: str
    lines: tuple[tuple[int, int], ...]
    citations: tuple[tuple[int, str], ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    level: int = 0
    callout: str = ""
    row: int = -1
    table: int = -1

    def line_at(self, offset: int) -> int:
        """Return the line of the file in which the character at `offset` stands."""
        found = self.lines[0][1]
        for start, line in self.lines:
            if start > offset:
                break
            found = line
        return found


BlockKind = Literal[
    "title",
    "summary",
    "key_point",
    "heading",
    "paragraph",
    "item",
    "cell",
    "head",
    "caption",
    "callout_title",
    "code",
    "change",
]


@dataclass(frozen=True)
class Document:
    """A file that was read: a pure function of its bytes, its name and its folder.

    `prompts` are the lines of comments with which `new` told what to write there.
    """

    file: ContentFile
    header: Header
    lines: Mapping[str, int]
    title: Fragment
    summary: Fragment
    key_points: tuple[Fragment, ...]
    changes: tuple[Fragment, ...]
    body: Fragment
    headings: tuple[Heading, ...]
    source_lines: tuple[str, ...] = field(repr=False, default=())
    blocks: tuple[Block, ...] = field(repr=False, default=())
    prompts: tuple[int, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Say whether the author has not published it yet."""
        return self.header.status == "draft"

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """Every piece of text of the file, in reading order."""
        return (self.title, self.summary, *self.key_points, self.body, *self.changes)

    def line(self, key: str) -> int:
        """Return the line of a header field such as `tags` or `tags.1`; 1 if unknown."""
        while key:
            if key in self.lines:
                return self.lines[key]
            key = key.rpartition(".")[0]
        return 1


# ---------------------------------------------------------------------------
# Texts with their translations


@dataclass(frozen=True)
class Text:
    """An article or page in one language, joined with its original.

    What a translation does not say itself (tags, sources, dates, people) is the
    original's. `headings` carry the addresses used on the page: a translation whose
    headings match its original's takes over their addresses, so that a link to a section
    works in both languages. `languages` are those it exists in, drafts left out unless
    they are wanted.
    """

    document: Document
    original: Document
    languages: tuple[str, ...]
    headings: tuple[Heading, ...]
    heading_ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return "article", "page" or "story"."""
        return self.document.file.kind

    @property
    def slug(self) -> str:
        """Return the name that both languages share in addresses and links."""
        return self.document.file.slug

    @property
    def topic(self) -> str:
        """Return the topic's key, empty for a page."""
        return self.document.file.topic

    @property
    def lang(self) -> str:
        """Return the language code."""
        return self.document.file.lang

    @property
    def is_translation(self) -> bool:
        """Say whether this text was made from another one."""
        return self.document is not self.original

    @property
    def is_draft(self) -> bool:
        """Say whether it, or what it was made from, is not published yet."""
        return self.document.is_draft or self.original.is_draft

    @property
    def facts(self) -> ArticleHeader | PageHeader | StoryHeader:
        """Return the original's header, which holds what both languages share."""
        header = self.original.header
        assert isinstance(header, ArticleHeader | PageHeader | StoryHeader)
        return header

    @property
    def article(self) -> ArticleHeader:
        """Return the original's header of an article."""
        header = self.original.header
        assert isinstance(header, ArticleHeader)
        return header

    @property
    def story(self) -> StoryHeader:
        """Return the original's header of a story."""
        header = self.original.header
        assert isinstance(header, StoryHeader)
        return header

    @property
    def modified(self) -> date:
        """Return the day of the last change; for a translation, of what it follows."""
        header = self.document.header
        if isinstance(header, ArticleTranslationHeader | PageTranslationHeader):
            return header.follows
        return header.modified

    @property
    def is_older_than_original(self) -> bool:
        """Say whether the original has changed since this translation was made."""
        return self.modified < self.facts.modified


@dataclass(frozen=True)
class Library:
    """All texts by (slug, language)."""

    articles: Mapping[tuple[str, str], Text]
    pages: Mapping[tuple[str, str], Text]
    stories: Mapping[tuple[str, str], Text]

    @property
    def texts(self) -> Iterator[Text]:
        """Yield every article, then every page, then every story."""
        yield from self.articles.values()
        yield from self.pages.values()
        yield from self.stories.values()


class Credit(Entry):
    """`images/images.toml`: whose a picture is. Without `source` it was made for this site.

    `credit` is a name, or a key of people.toml, whose name each language has.
    """

    credit: Line
    license: Line
    source: Web | None = None


@dataclass(frozen=True)
class Picture:
    """A file below `content/images`: its size in bytes and pixels, and what is wrong with it.

    Without `width` and `height` the file does not say them. `fault` is a sentence.
    """

    bytes: int
    width: int | None = None
    height: int | None = None
    fault: str = ""
    credit: Credit | None = None


@dataclass(frozen=True)
class Desk:
    """What an editorial rule may look at besides the text itself.

    `root` is the content folder as an editor would type it. `library` holds drafts too,
    `published` does not. `today` decides findings only, never a byte of output. `pictures`
    are the files below `content/images` by their address, `credits` the lines of images.toml that
    say whose they are. `unreadable` are kind and slug of
    texts whose file has faults of its own: what is missing because of them is not told twice.
    """

    root: str
    data: SiteData
    library: Library
    published: Library
    pictures: Mapping[str, Picture]
    today: date
    unreadable: frozenset[tuple[str, str]] = frozenset()
    credits: Mapping[str, int] = field(default_factory=dict)
