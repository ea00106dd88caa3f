"""Each mistake an editor can make gives its sentence, with the right file and line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from healthsite.__main__ import main
from healthsite.editorial import rules
from healthsite.loading import examine
from healthsite.model import Finding, Level
from tests.conftest import TODAY, Site

SOUP = "articles/food/warm-soup.md"
NIGHTS = "articles/sleep/good-nights.md"
NOCHES = "articles/sleep/good-nights.es.md"
HEADER_END = "---\n## How to make it"
KNOWN = rules()


@dataclass(frozen=True)
class Mistake:
    """What an editor did, and what the message must say.

    `old` is replaced by `new` in `file`; without `old` the file is written anew. `line` is
    where the message must point; 0 where it names the file only by its first line.
    """

    what: str
    file: str
    new: str | bytes
    words: str
    line: int = 1
    old: str = ""
    named: str = ""

    def make(self, site: Site) -> None:
        """Do it."""
        if self.old:
            assert isinstance(self.new, str)
            site.replace(self.file, self.old, self.new)
        else:
            site.write(self.file, self.new)


def _soup(old: str, new: str, words: str, line: int, what: str) -> Mistake:
    return Mistake(what, SOUP, new, words, line, old)


MISTAKES = [
    # Files
    Mistake("an empty file", SOUP, "", "The file is empty"),
    Mistake("a file of 10 MB", SOUP, b"x" * 10_000_000, "The file is 10.0 MB"),
    Mistake("a binary file", SOUP, b"---\ntitle: x\n\0\x01", "not a text file", 3),
    Mistake("a file in Latin-1", SOUP, "---\ntitle: Ni\xf1o\n".encode("latin-1"), "UTF-8", 2),
    Mistake("no header", SOUP, "## Soup\n\nWords.", "must start with a header"),
    Mistake("a header without end", SOUP, "---\ntitle: Soup\n", "does not end"),
    Mistake("a page in HTML", "articles/food/old.html", "<p>Old</p>", "Only Markdown"),
    Mistake("capitals in a name", "articles/food/Stew.MD", "x", "small letters"),
    Mistake("a space in a name", "articles/food/my stew.md", "x", "single hyphens"),
    Mistake("a copy for safety", "articles/sleep/good-nights.es.bak.md", "x", "Rename it"),
    Mistake("a language the site has not", "articles/food/warm-soup.fr.md", "x", "not a language"),
    Mistake("the start language in a name", "articles/food/stew.en.md", "x", "stew.md"),
    Mistake("a file at the top", "notes.md", "x", "cannot stand here"),
    Mistake("an article without topic folder", "articles/stew.md", "x", "topic folder"),
    Mistake("a folder too deep", "articles/food/more/stew.md", "x", "topic folder"),
    Mistake("a folder nobody knows", "artcles/food/stew.md", "x", "Did you mean `articles`?"),
    Mistake("a data file nobody reads", "data/topic.toml", "", "Did you mean `topics.toml`?"),
    Mistake("a picture's odd name", "images/My Photo.PNG", "x", "Rename it"),
    # Headers
    _soup("title: Warm soup", "title: Soup: warm", "double quotes", 2, "an unquoted colon"),
    _soup("  - Soup keeps.", "\t- Soup keeps.", "tab", 11, "a tab"),
    _soup("title: Warm soup", 'title: "Warm soup', "quotation mark", 2, "an open quotation mark"),
    _soup(
        "title: Warm soup\nsummary: Soup for cold days and for good nights.",
        'title: "Warm soup\nsummary: "Soup for cold days and for good nights."',
        "quotation mark",
        2,
        "an open quotation mark before a value in quotation marks",
    ),
    _soup("title: Warm soup\n", "", "`title` is missing", 1, "no title"),
    _soup("title: Warm soup", "title:", "`title` is empty", 2, "an empty title"),
    _soup("title: Warm soup", f"title: {'x' * 71}", "the limit is 70", 2, "a title too long"),
    _soup("title:", "titel:", "Did you mean `title`?", 2, "a misspelled field"),
    _soup("tags:", "title: Again\ntags:", "stands twice", 6, "a field twice"),
    _soup("date: 2026-01-11", "date: January 11", "a date such as", 4, "a date in words"),
    _soup("date: 2026-01-11", "date: 2026-02-30", "a date such as", 4, "a day that is not"),
    _soup("modified: 2026-01-11", "modified: 2027-01-11", "in the future", 5, "a future date"),
    _soup("modified: 2026-01-11", "modified: 2026-01-01", "before `date`", 5, "modified too early"),
    _soup("[soup, night]", "[soup, nihgt]", "Did you mean `night`?", 6, "an unknown tag"),
    _soup("[soup, night]", "soup", "must be a list", 6, "a tag that is no list"),
    _soup("[soup, night]", "[soup, soup]", "stands twice", 6, "a tag twice"),
    _soup("[patients]", "[patient]", "Did you mean `patients`?", 7, "an unknown audience"),
    _soup("[editors]", "[editor]", "Did you mean `editors`?", 12, "an unknown person"),
    _soup(
        "status: published", "status: publish", "`published` or `draft`", 15, "an unknown status"
    ),
    _soup(
        "status: published",
        "reviewed_by: dr-reed\nstatus: published",
        "`reviewed`",
        15,
        "a reviewer without a day",
    ),
    _soup(
        "status: published",
        "reviewed_by: editors\nreviewed: 2026-02-01\nstatus: published",
        "not a team",
        15,
        "a team as reviewer",
    ),
    _soup("  - Soup keeps.\n", "", "at least 3", 8, "too few key points"),
    _soup("[soup-guide]", "[soup-gide]", "Did you mean `soup-guide`?", 13, "an unknown source"),
    _soup("[soup-guide]", "[soup-guide, night-2020]", "never cited", 13, "a source not cited"),
    _soup("[long-walks]", "[long-walk]", "Did you mean `long-walks`?", 14, "an unknown pin"),
    _soup("date: 2026-01-11", "date: &d 2026-01-11\nx: *d", "References", 4, "a YAML reference"),
    # Texts
    _soup("Cook", "<b>Cook</b>", "HTML", 19, "raw HTML"),
    _soup("Cook", "# Cook\n\nCook", "##", 19, "a first-level heading"),
    _soup("Cook", "#### Cook\n\nCook", "level", 19, "a skipped heading level"),
    _soup("[^soup-guide]", "[^soup]", "not in data/sources.toml", 19, "an unknown citation"),
    _soup("Cook", "[Cook](article:warm-soop)", "no article named", 19, "an unknown article"),
    _soup("Cook", "[Cook](article:good-nights#eat)", "no heading", 19, "an unknown heading"),
    _soup("Cook", "[Cook](#nowhere)", "not a heading of this page", 19, "a missing anchor"),
    _soup("Cook", "[Cook](article:secret-stew)", "is a draft", 19, "a link to a draft"),
    _soup("Cook", "[Cook](helpline:989)", "Did you mean `988`?", 19, "an unknown helpline"),
    _soup("Cook", "[Cook](helpline:911/text)", "has no `text`", 19, "an unknown route"),
    _soup("Cook", "[Cook](term:nab)", "Did you mean `nap`?", 19, "an unknown term"),
    _soup("Cook", "[Cook](page:abuot)", "Did you mean `about`?", 19, "an unknown page"),
    _soup("Cook", "[Cook](/food/warm-soup/)", "is not typed", 19, "a typed address"),
    _soup("Cook", "[Cook](../../secret.md)", "link", 19, "a link out of the content"),
    _soup("Cook", "[Cook](javascript:alert(1))", "javascript:", 19, "a script as a link"),
    _soup("Cook", "Call 1-855-845-7415 and cook", "typed by hand", 19, "a phone number"),
    _soup("Cook", "Call (310) 555-0100 and cook", "typed by hand", 19, "another phone number"),
    _soup("Cook", "![A pot](/images/pot.svg) Cook", "no picture", 19, "a missing picture"),
    _soup("Cook", "![](/images/moon.svg) Cook", "decorative", 19, "a picture without text"),
    _soup("Cook", '!!! emergancy "Now"\n    Words\n\nCook', "emergency", 19, "an unknown block"),
    _soup(
        "Cook", "| a | b |\n| - | - |\n| c | d |\n\nCook", "Table:", 19, "a table without caption"
    ),
    # Translations
    Mistake(
        "a translation without original",
        "articles/food/stew.es.md",
        "---\ntitle: Guiso\nsummary: Guiso.\nkey_points: [a, b, c]\nfollows: 2026-01-01\n---\n"
        "## Guiso\n\nTexto.\n",
        "no readable en text",
    ),
    Mistake(
        "a translation in another folder",
        "articles/food/good-nights.es.md",
        "---\ntitle: Noches\nsummary: Noches.\nkey_points: [a, b, c]\nfollows: 2026-01-01\n---\n"
        "## Noches\n\nTexto.\n",
        "in the same folder",
    ),
    Mistake("other numbers", NOCHES, "8 de cada 10", "the original says 7", 16, "7 de cada 10"),
    Mistake(
        "another source",
        NOCHES,
        "(article:warm-soup).",
        "The sources",
        14,
        "(article:warm-soup#how-to-make-it).[^soup-guide]",
    ),
    Mistake(
        "a sentence left in English",
        NOCHES,
        "About 7 in 10 people sleep better in the dark.",
        "Translate it",
        16,
        "Cerca de 7 de cada 10 personas duermen mejor a oscuras.",
    ),
    Mistake(
        "a short number in one language only", NOCHES, "la línea", "988 stands in one", 14, "al 988"
    ),
    Mistake(
        "a field of the original",
        NOCHES,
        "tags: [night]\nfollows:",
        "Remove the line",
        8,
        "follows:",
    ),
    # Twice
    Mistake("a name twice", "articles/sleep/warm-soup.md", "", "already that of"),
    Mistake(
        "a title twice", NIGHTS, "title: Warm soup", "already that of", 2, "title: Good nights"
    ),
    # Data
    Mistake(
        "a data file gone wrong",
        "data/sources.toml",
        "title = A study",
        "double quotes",
        2,
        'title = "A study of nights"',
    ),
    Mistake(
        "a data field too many",
        "data/sources.toml",
        "yaer = 2020",
        "Did you mean `year`?",
        5,
        "year = 2020",
    ),
    Mistake(
        "a missing data field", "data/sources.toml", "", "`year` is missing", 1, "year = 2020\n"
    ),
    Mistake(
        "a table twice", "data/sources.toml", "[night-2020]", "stands twice", 9, "[soup-guide]"
    ),
    Mistake(
        "a number too short",
        "data/helplines.toml",
        'call = "1-855-845-74"',
        "digits",
        29,
        'call = "1-855-845-7415"',
    ),
    Mistake(
        "an http address",
        "data/helplines.toml",
        'url = "http://warm.example/"',
        "https://",
        32,
        'url = "https://warm.example/"',
    ),
    Mistake(
        "one language only",
        "data/topics.toml",
        'name = {en = "Night"}',
        "no `es` text",
        19,
        'name = {en = "Night", es = "Noche"}',
    ),
    Mistake(
        "a strip without sentence",
        "data/site.toml",
        '["911", "warm"]',
        "no `strip`",
        26,
        '["911", "988"]',
        named="data/helplines.toml",
    ),
    Mistake(
        "an unknown footer page",
        "data/site.toml",
        '["abuot", "places", "stories"]',
        "Did you mean `about`?",
        7,
        '["about", "places", "stories"]',
    ),
    Mistake(
        "a term defined twice",
        "data/glossary.toml",
        '[doze]\nen = {term = "Nap", definition = "x"}\n'
        'es = {term = "sueñito", definition = "x"}\n\n[nap]',
        "defined twice",
        5,
        "[nap]",
    ),
    Mistake(
        "words missing in one language",
        "data/strings/es.toml",
        "",
        "is missing",
        0,
        named="data/strings/es.toml",
    ),
    Mistake(
        "a key with signs in it",
        "data/glossary.toml",
        '["../up"]\nen = {term = "Up", definition = "x"}\n'
        'es = {term = "arriba", definition = "x"}\n\n[nap]',
        "Rename it",
        1,
        "[nap]",
    ),
    Mistake(
        "a day to come in a data file",
        "data/sources.toml",
        "looked_up = 2027-11-01",
        "in the future",
        7,
        "looked_up = 2026-11-01",
    ),
    Mistake(
        "a language without a name",
        "data/places.toml",
        'languages = ["en", "xx"]',
        "has no name",
        8,
        'languages = ["en", "es"]',
    ),
    Mistake("words of a language the site has not", "data/strings/fr.toml", "", "No part"),
    Mistake("a file the build writes itself", "extra/sitemap.xml", "x", "writes sitemap.xml"),
    Mistake("a page among the extra files", "extra/a.xhtml", "x", "no pages"),
    Mistake(
        "a page nobody can reach",
        "pages/lonely.md",
        "---\ntitle: Lonely\nsummary: x.\nmodified: 2026-01-01\n---\nWords.\n",
        "footer_pages",
    ),
    _soup("[soup, night]", "!!python/name [soup]", "sign", 6, "a YAML tag"),
    _soup("[long-walks]", "[secret-stew]", "published articles", 14, "a pin to a draft"),
    Mistake("a topic folder not in the list", "articles/fod/stew.md", "", "not a topic"),
]


def _errors(site: Site) -> list[Finding]:
    _, findings = examine(site.content, TODAY)
    return [finding for finding in findings if finding.level is Level.ERROR]


def _prepared(site: Site, mistake: Mistake) -> Mistake:
    """Fill in the mistakes that start from a whole article."""
    copied = mistake.new == "" and not mistake.old and mistake.file.startswith("articles/")
    if copied and mistake.file != SOUP:
        text = (site.content / SOUP).read_text(encoding="utf-8")
        return Mistake(mistake.what, mistake.file, text, mistake.words, mistake.line)
    return mistake


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.what)
def test_a_mistake_is_told_with_its_file_its_line_and_what_to_do(
    small: Site, mistake: Mistake
) -> None:
    assert _errors(small) == []
    mistake = _prepared(small, mistake)
    mistake.make(small)
    errors = _errors(small)
    path = (small.content / (mistake.named or mistake.file)).as_posix()
    about = [error for error in errors if mistake.words in error.message]
    assert about, f"no message holds {mistake.words!r}: {[str(error) for error in errors]}"
    places = {(error.path, error.line) for error in about}
    if mistake.line:
        assert (path, mistake.line) in places, places
    else:
        assert path in {place for place, _ in places}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.what)
def test_every_message_says_what_is_wrong_and_what_to_do(small: Site, mistake: Mistake) -> None:
    _prepared(small, mistake).make(small)
    for error in _errors(small):
        assert "\n" not in error.message
        assert re.search(r"[.?)]$", error.message), error.message
        assert "Traceback" not in error.message
        assert error.rule in KNOWN, error.rule


def test_all_mistakes_of_all_files_are_told_in_one_run(small: Site) -> None:
    small.replace(SOUP, "tags: [soup, night]", "tags: [sop]")
    small.replace(NIGHTS, "[nap](term:nap)", "[nap](term:nop)")
    small.replace("data/topics.toml", 'en = "Soup", ', "")
    small.write("articles/food/Stew.MD", "x")
    rules = {error.rule for error in _errors(small)}
    assert {"data.language", "files.name"} <= rules
    small.replace("data/topics.toml", 'es = "Sopa"', 'en = "Soup", es = "Sopa"')
    rules = {error.rule for error in _errors(small)}
    assert {"facts.tags", "links.term", "files.name"} <= rules


def test_a_windows_file_with_a_byte_order_mark_is_fine(small: Site) -> None:
    text = (small.content / SOUP).read_text(encoding="utf-8").replace("\n", "\r\n")
    small.write(SOUP, b"\xef\xbb\xbf" + text.encode())
    assert _errors(small) == []


def test_the_word_no_stays_a_word(small: Site) -> None:
    small.replace(SOUP, "title: Warm soup", "title: no")
    assert _errors(small) == []
    content, _ = examine(small.content, TODAY)
    assert content is not None
    assert content.library.articles["warm-soup", "en"].document.title.text == "no"


def test_a_link_in_the_file_system_is_a_fault(small: Site, tmp_path: Path) -> None:
    (small.content / "articles" / "food" / "away.md").symlink_to(tmp_path / "elsewhere.md")
    assert [error.rule for error in _errors(small)] == ["files.link"]


def test_a_draft_with_a_mistake_does_not_stop_the_build(small: Site) -> None:
    small.replace("articles/food/secret-stew.md", "article:warm-soup", "article:nowhere")
    assert _errors(small) == []


def test_a_draft_made_from_a_copy_does_not_stop_the_build(small: Site) -> None:
    text = (small.content / SOUP).read_text(encoding="utf-8")
    small.write("articles/food/copied-soup.md", text.replace("status: published", "status: draft"))
    assert _errors(small) == []
    _, findings = examine(small.content, TODAY)
    assert "facts.title_twice" in {finding.rule for finding in findings}


def test_a_faulty_data_file_is_told_once_and_not_through_others(small: Site) -> None:
    small.replace("data/sources.toml", 'title = "A study of nights"', "title = A study")
    assert [error.rule for error in _errors(small)] == ["data.malformed"]


def test_a_faulty_data_file_hides_only_what_depends_on_it(small: Site) -> None:
    small.replace("data/sources.toml", 'title = "A study of nights"', "title = A study")
    small.replace(SOUP, "[soup, night]", "[sop]")
    small.replace(NIGHTS, "[nap](term:nap)", "[nap](term:nop)")
    _, findings = examine(small.content, TODAY)
    rules = {finding.rule for finding in findings}
    assert {"data.malformed", "data.unchecked", "facts.tags", "links.term"} <= rules
    assert "sources.unknown" not in rules


@pytest.mark.parametrize(
    "name",
    ["topics", "helplines", "sources", "people", "provider", "glossary", "places", "editorial"],
)
def test_a_data_file_that_is_no_toml_is_one_error_whichever_it_is(small: Site, name: str) -> None:
    small.write(f"data/{name}.toml", "this is no data\n")
    assert [error.rule for error in _errors(small)] == ["data.malformed"]


def test_a_site_of_one_language_may_keep_the_words_of_another_in_its_data(small: Site) -> None:
    small.replace("data/site.toml", '[languages.es]\nname = "Español"\nlocale = "es_US"\n', "")
    for path in [*small.content.rglob("*.es.md"), small.content / "data/strings/es.toml"]:
        path.unlink()
    assert _errors(small) == []
    small.build()
    assert not (small.output / "es").exists()


def test_a_text_too_large_to_be_read_is_told_once(small: Site) -> None:
    small.replace(NIGHTS, "About 7 in 10", "[" * 30_000 + " About 7 in 10")
    assert {error.rule for error in _errors(small)} == {"text.too_large"}


def test_a_draft_translation_of_a_published_article_is_left_out(small: Site) -> None:
    small.replace(NOCHES, "status: published", "status: draft")
    small.build()
    assert not (small.output / "es/sleep/good-nights").exists()


def test_the_check_exits_with_one_for_errors_and_names_them(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.replace(SOUP, "[soup, night]", "[sop]")
    code = main(["check", "--content", str(small.content), "--today", "2026-11-21"])
    out = capsys.readouterr().out
    assert code == 1
    assert f"{small.content.as_posix()}/{SOUP}:6: `sop` in `tags`" in out
    assert re.search(r"1 error, \d+ warnings? in \d+ files?\.$", out.strip())


def test_the_check_exits_with_zero_for_warnings(small: Site) -> None:
    assert main(["check", "--content", str(small.content), "--today", "2026-11-21"]) == 0


def test_the_check_of_one_file_tells_only_of_that_file(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.replace(SOUP, "[soup, night]", "[sop]")
    small.replace(NIGHTS, "[nap](term:nap)", "[nap](term:nop)")
    named = str(small.content / NIGHTS)
    assert main(["check", "--content", str(small.content), named]) == 1
    out = capsys.readouterr().out
    assert "nop" in out and "sop" not in out


def test_the_check_of_a_file_that_is_not_there_is_wrong_use(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--content", str(small.content), "nothing.md"]) == 2
    assert "There is no file nothing.md" in capsys.readouterr().err


def test_the_check_can_be_read_by_a_program(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.replace(SOUP, "[soup, night]", "[sop]")
    main(["check", "--content", str(small.content), "--format", "json", "--today", "2026-11-21"])
    rows = json.loads(capsys.readouterr().out)
    assert {"path", "line", "rule", "message", "level"} == set(rows[0])
    assert [row["rule"] for row in rows if row["level"] == "error"] == ["facts.tags"]


def test_a_content_folder_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--content", "nowhere"]) == 2
    assert "There is no content folder nowhere" in capsys.readouterr().err
