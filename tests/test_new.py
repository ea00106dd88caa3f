"""`new`: a draft that is valid at once, nothing overwritten, no prompt on any page."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from healthsite.__main__ import main
from healthsite.editorial.unfinished import gaps
from healthsite.files import scan
from healthsite.loading import Content, examine
from healthsite.model import ContentFile, Document, Finding, Level
from healthsite.prompts import is_gap
from healthsite.reader import read
from healthsite.sitedata import load_site_data
from healthsite.skeleton import article_text, translation_text
from tests.conftest import ROOT, TODAY, Site

SOUP = "articles/food/warm-soup.md"
SOPA = "articles/food/warm-soup.es.md"
NEW = "articles/food/night-bread.md"


def run(site: Site, *arguments: str) -> int:
    """Run `new` on a site."""
    return main(["new", "--content", str(site.content), "--today", "2026-11-21", *arguments])


def read_all(site: Site, name: str) -> tuple[Content, list[Finding]]:
    """Read a site; return it, and what is said of one file."""
    content, findings = examine(site.content, TODAY, preview=True)
    assert content is not None, findings
    return content, [finding for finding in findings if finding.path.endswith(name)]


def refused(site: Site, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run `new`, see that it writes nothing, and return what it says."""
    before = sorted((path, path.lstat().st_mtime_ns) for path in site.content.rglob("*"))
    assert run(site, *arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert before == sorted((path, path.lstat().st_mtime_ns) for path in site.content.rglob("*"))
    return told.err


# ---------------------------------------------------------------------------
# A new article


@pytest.mark.parametrize("name", ["food/night-bread", "unused/night-bread"])
def test_a_new_article_is_a_draft_with_one_warning_that_counts_its_gaps(
    small: Site, name: str
) -> None:
    assert run(small, name) == 0
    _, found = read_all(small, f"{name}.md")
    assert [(finding.level, finding.rule) for finding in found] == [
        (Level.WARNING, "unfinished.gap")
    ]


def test_what_to_do_next_is_said_in_three_lines(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(small, "food/night-bread") == 0
    file, editor, see = capsys.readouterr().out.splitlines()
    assert f"{small.content}/{NEW}" in file and "editor" in editor
    assert "make serve" in see and see.endswith("http://localhost:8000/food/night-bread/")


def test_a_skeleton_knows_the_day_the_topic_and_what_there_is_to_choose_from(
    small: Site,
) -> None:
    assert run(small, "unused/night-bread") == 0
    text = (small.content / "articles/unused/night-bread.md").read_text(encoding="utf-8")
    for words in (
        'title: "Night bread"',
        "date: 2026-11-21",
        "modified: 2026-11-21",
        "{date: 2026-11-21, text: First published.}",
        "from: night, soup, spare.",
        "tags: [night]",
        "Every article under “Unused” names naloxone and 911",
        "!!! emergency",
        "up to 70 characters",
        "[call 988](helpline:988)",
    ):
        assert words in text


def test_no_prompt_counts_as_words_of_the_text(small: Site) -> None:
    assert run(small, "unused/night-bread") == 0
    content, _ = read_all(small, "night-bread.md")
    document = content.library.articles["night-bread", "en"].document
    words = " ".join(block.text for block in document.blocks)
    assert "naloxone" not in words and "emergency" not in words
    assert len(words.split()) < 40


def test_every_topic_of_the_real_site_has_a_skeleton_without_a_fault() -> None:
    data, _ = load_site_data(ROOT / "content" / "data")
    assert data is not None
    for topic in data.topics:
        file = ContentFile(
            f"content/articles/{topic}/con-air.md", "article", topic, "con-air", "en"
        )
        reading = read(file, article_text(topic, "con-air", data, TODAY).encode(), "en")
        assert reading.findings == () and reading.document is not None
        assert gaps(reading.document)


def test_a_filled_skeleton_can_be_published_and_prompts_left_are_told(small: Site) -> None:
    assert run(small, "food/night-bread") == 0
    path = small.content / NEW
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("status: draft", "status: published"), encoding="utf-8")
    _, found = read_all(small, NEW)
    assert (Level.ERROR, "unfinished.gap") in {(f.level, f.rule) for f in found}
    for number in range(text.count("…")):
        text = text.replace("…", f"Word {number} of bread.", 1)
    path.write_text(text.replace("status: draft", "status: published"), encoding="utf-8")
    _, found = read_all(small, NEW)
    told = {finding.rule: finding for finding in found}
    assert "unfinished.gap" not in told
    assert told["unfinished.prompt"].level is Level.WARNING
    assert told["unfinished.prompt"].line == 2


# ---------------------------------------------------------------------------
# A translation


def test_a_translation_shows_each_piece_of_the_original_before_its_gap(small: Site) -> None:
    assert run(small, "food/warm-soup", "--in", "es") == 0
    text = (small.content / SOPA).read_text(encoding="utf-8")
    assert '# Translate: Warm soup\ntitle: "…"\n' in text
    assert '  # Translate: Soup keeps.\n  - "…"\n' in text
    assert "<!-- Translate: ## How to make it -->\n## …\n" in text
    assert "until they are soft.[^soup-guide] -->\n…\n" in text
    assert "follows: 2026-01-11" in text
    header = text.split("---")[1]
    assert not [key for key in ("tags:", "sources:", "date:") if f"\n{key}" in header]


def test_an_unfinished_translation_has_one_warning_and_leaves_its_original_alone(
    small: Site,
) -> None:
    assert run(small, "food/warm-soup", "--in", "es") == 0
    content, found = read_all(small, SOPA)
    assert [(finding.level, finding.rule) for finding in found] == [
        (Level.WARNING, "unfinished.gap")
    ]
    published = content.desk.published.articles
    assert ("warm-soup", "es") not in published
    assert published["warm-soup", "en"].languages == ("en",)
    assert content.library.articles["warm-soup", "es"].headings[0].id == "how-to-make-it"


def test_two_titles_not_written_yet_are_not_the_same_title(small: Site) -> None:
    assert run(small, "food/warm-soup", "--in", "es") == 0
    assert run(small, "food/secret-stew", "--in", "es") == 0
    _, findings = examine(small.content, TODAY)
    assert [f for f in findings if f.level is Level.ERROR] == []
    assert "facts.title_twice" not in {finding.rule for finding in findings}


def test_a_draft_can_be_translated_even_if_it_is_a_skeleton_itself(small: Site) -> None:
    assert run(small, "food/night-bread") == 0
    assert run(small, "food/night-bread", "--in", "es") == 0
    text = (small.content / "articles/food/night-bread.es.md").read_text(encoding="utf-8")
    assert "one section for each question" not in text, "prompts of the original stay there"
    _, findings = examine(small.content, TODAY)
    assert [finding for finding in findings if finding.level is Level.ERROR] == []


def originals() -> Iterator[Document]:
    """Yield every article of the real site that is an original."""
    for file in scan(ROOT / "content", ("en", "es"), "en").documents:
        if file.kind == "article" and file.lang == "en":
            document = read(file, (ROOT / file.path).read_bytes(), "en").document
            assert document is not None
            yield document


def shape(document: Document) -> list[tuple[str, int, str, int]]:
    """Return the kind and place of each piece of a text."""
    return [(b.kind, b.level, b.callout, b.row) for b in document.blocks]


def translated(document: Document) -> Document:
    """Return the skeleton of a translation, read."""
    file = document.file
    name = f"{file.path.removesuffix('.md')}.es.md"
    twin = ContentFile(name, file.kind, file.topic, file.slug, "es")
    reading = read(twin, translation_text(document, "es").encode(), "en")
    assert reading.findings == () and reading.document is not None
    return reading.document


def test_the_translation_of_every_real_article_has_its_shape_and_no_words() -> None:
    for original in originals():
        twin = translated(original)
        assert shape(twin) == shape(original)
        assert all(is_gap(block.text) for block in twin.blocks if block.kind != "code")


STRANGE = """\
One ![A moon](/images/moon.svg) moon
two lines.
- item
  that goes on
1. first

<!-- a note of the author, with ``` in it -->
> said [^soup-guide]
> again

```
<!-- code --> stays
```

!!! dont "Do not"
    - Do not run.

!!! breathe "4 4 4 4"
    In and out.

Table: What it shows

| A | B |
| --- | --- |
| c | d |

![A moon](/images/moon.svg)

![](/images/moon.svg){decorative}

---

The end `-->` comes here. <!-- not
in one line -->

## Deeper
"""


def test_a_translation_keeps_the_shape_of_any_markdown(small: Site) -> None:
    head = (small.content / SOUP).read_text(encoding="utf-8").split("---\n")[1]
    file = ContentFile("content/articles/food/warm-soup.md", "article", "food", "warm-soup", "en")
    reading = read(file, f"---\n{head}---\n{STRANGE}".encode(), "en")
    assert reading.document is not None
    text = translation_text(reading.document, "es")
    assert "a note of the author" not in text and "in one line" not in text
    assert "```\n<!-- code --> stays\n```" in text
    twin = translated(reading.document)
    assert shape(twin) == shape(reading.document)
    assert all(is_gap(block.text) for block in twin.blocks if block.kind != "code")
    assert "![…](/images/moon.svg)" in text and "Tabla: …" in text


# ---------------------------------------------------------------------------
# What is refused


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([""], "Type: make new ARTICLE=treatment/sleep-medicines"),
        (["bread"], "The topic is missing in `bread`. Type: make new ARTICLE=TOPIC/bread"),
        (["warm-soup", "--in", "es"], "Type: make new ARTICLE=food/warm-soup IN=es"),
        (["food"], "The name is missing in `food`. Type: make new ARTICLE=food/NAME"),
        (["fod/bread"], "no topic `fod`. Type: make new ARTICLE=food/bread"),
        (["zzz/bread"], "The topics are: sleep, food, unused."),
        (["food/Night-Bread"], "Type: make new ARTICLE=food/night-bread\n"),
        (["food/night bread"], "Type: make new ARTICLE=food/night-bread\n"),
        (["food/night_bread"], "Type: make new ARTICLE=food/night-bread\n"),
        (["food/Ñandú  & café’s"], "Type: make new ARTICLE=food/nandu-cafes\n"),
        (["food/bread.md"], "Type: make new ARTICLE=food/bread\n"),
        (["food/bread.es.md"], "Type: make new ARTICLE=food/bread IN=es\n"),
        (["content/articles/food/bread.md"], "Type: make new ARTICLE=food/bread\n"),
        (["food\\bread"], "Type: make new ARTICLE=food/bread\n"),
        (["/food/bread/"], "Type: make new ARTICLE=food/bread\n"),
        (["food/a/b"], "Type: make new ARTICLE=food/a-b\n"),
        (["../../bread"], "The topic is missing"),
        (["food/日本"], "The name is missing"),
        ([f"food/{'bread-' * 10}bread"], "has 65 characters; 60 is the most"),
        (["food/nul"], "Type: make new ARTICLE=food/about-nul"),
        (["food/lpt1"], "Windows keeps the name `lpt1`"),
        (["food/about"], "is the name of a page"),
        (["food/sleep"], "is the name of a topic"),
        (["food/glossary"], "is the name of a page"),
        (["food/warm-soup"], "articles/food/warm-soup.md has this name already"),
        (["food/warm-soup"], "Type: make new ARTICLE=food/warm-soup IN=es"),
        (["food/good-nights"], "articles/sleep/good-nights.md has this name already"),
        (["food/Bread", "--in", "es"], "Type: make new ARTICLE=food/bread IN=es\n"),
        (["food/warm-soup", "--in", "en"], "leave IN away. Type: make new ARTICLE=food/warm-soup"),
        (["food/warm-soup", "--in", "fr"], "there is es (Español)."),
        (["food/warm-soup", "--in", "ES"], "Type: make new ARTICLE=food/warm-soup IN=es"),
        (["food/warm-soup", "--in", "español"], "Type: make new ARTICLE=food/warm-soup IN=es"),
        (["food/warm-sop", "--in", "es"], "Type: make new ARTICLE=food/warm-soup IN=es"),
        (["sleep/warm-soup", "--in", "es"], "Type: make new ARTICLE=food/warm-soup IN=es"),
        (["food/zzz", "--in", "es"], "Begin it first. Type: make new ARTICLE=food/zzz\n"),
        (["sleep/good-nights", "--in", "es"], "sleep/good-nights.es.md exists already."),
    ],
)
def test_what_cannot_be_begun_is_refused_with_the_nearest_right_one(
    small: Site, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert words in refused(small, capsys, *arguments)


def test_a_former_address_is_not_given_to_another_text(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write("data/addresses.txt", "/es/food/old-bread/\n")
    small.write("data/redirects.toml", '"/food/older-bread/" = "/food/warm-soup/"\n')
    assert "a text that is gone" in refused(small, capsys, "food/old-bread")
    assert "leads to `/food/warm-soup/`" in refused(small, capsys, "food/older-bread")


def test_an_original_with_faults_is_to_be_mended_first(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.replace(SOUP, "title: Warm soup", "title:")
    told = refused(small, capsys, "food/warm-soup", "--in", "es")
    assert "Mend them first" in told and "warm-soup.md:2" in told


def test_faults_of_the_data_files_are_told_and_nothing_is_written(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write("data/topics.toml", "topics")
    assert run(small, "food/night-bread") == 1
    assert "topics.toml:1" in capsys.readouterr().err
    assert not (small.content / NEW).exists()


def test_a_folder_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "food/bread", "--content", str(tmp_path / "content")]) == 2
    assert "Go to the project's folder first" in capsys.readouterr().err


def test_a_file_that_the_site_cannot_read_is_not_overwritten(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    path = small.write(NEW, "mine")
    assert "has this name already" in refused(small, capsys, "food/night-bread")
    assert path.read_text() == "mine"


def test_a_link_to_another_place_is_not_followed(
    small: Site, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (small.content / NEW).symlink_to(tmp_path / "elsewhere.md")
    assert "exists already" in refused(small, capsys, "food/night-bread")
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_file_in_the_place_of_a_topic_folder_is_told(
    small: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write("articles/unused", "mine")
    assert "articles/unused exists already" in refused(small, capsys, "unused/bread")


def test_a_folder_that_cannot_be_written_is_told(
    small: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(self: Path, *arguments: object, **named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", closed)
    assert "cannot be written: Permission denied" in refused(small, capsys, "unused/bread")


def test_a_full_disk_leaves_no_part_of_a_file_and_no_empty_folder(
    small: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert run(small, "unused/bread") == 2
    assert "No space left" in capsys.readouterr().err
    assert not (small.content / "articles/unused").exists()


# ---------------------------------------------------------------------------
# What is built


def files_below(folder: Path) -> dict[str, Path]:
    """Return every file by its name below a folder."""
    return {str(p.relative_to(folder)): p for p in folder.rglob("*") if p.is_file()}


def test_no_prompt_is_in_the_preview_and_no_byte_of_a_skeleton_is_published(
    small: Site, built_small: Site
) -> None:
    assert run(small, "food/night-bread") == 0
    assert run(small, "food/warm-soup", "--in", "es") == 0
    small.build(preview=True)
    assert "Night bread" in small.page("food/night-bread/index.html")
    assert 'class="draft-banner' in small.page("es/food/warm-soup/index.html")
    for name, path in files_below(small.output).items():
        text = path.read_bytes()
        for words in (b"Write:", b"Translate:", b"takes the comment out", b"<!-- "):
            assert words not in text, name

    small.build()
    shown, plain = files_below(small.output), files_below(built_small.output)
    assert shown.keys() == plain.keys()
    different = [n for n in shown if not filecmp.cmp(shown[n], plain[n], shallow=False)]
    assert different == []
