"""Bad files by the thousand: never a crash, a hang, a silent drop or half a site."""

from __future__ import annotations

import errno
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from healthsite.build import BuildFailed
from healthsite.files import decode
from healthsite.loading import Content, ContentFaults, examine
from healthsite.model import Finding, Level
from healthsite.positions import Malformed
from tests.bad_input import REAL, BadFile, bad_file, write
from tests.conftest import ROOT, TODAY, Site, copy_small

SECONDS = 2.0
"""How long a file of up to 100 kB may take, in seconds of the processor."""
LONGEST = 900
"""More characters than this nobody reads in a message."""

JARGON = re.compile(
    r"Traceback|Input should|type=|value_error|Errno|object at 0x|<class|validation error"
    r"|\b[A-Z]\w+(?:Error|Exception)\b|\bNone\b"
)
# What a terminal, or the eye, does not show as it is: control and direction characters.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
NAMED_AS_MISSING = {"data.missing", "pages.missing", "pages.standard"}
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"}

quick = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
thorough = settings(quick, max_examples=10_000)


def _shown(path: Path) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in path.as_posix())


def _lines(path: Path) -> int:
    data = path.read_bytes() if path.is_file() else b""
    try:
        return decode(data).count("\n") + 1
    except Malformed:
        return data.count(b"\n") + 1


def _wrong_with(finding: Finding, lines: dict[str, int]) -> Iterator[str]:
    message = finding.message
    if UNSEEN.search(str(finding)):
        yield "holds a character that is not seen"
    if not re.search(r"[.?)”]$", message):
        yield "does not end as a sentence"
    if len(message) > LONGEST:
        yield f"has {len(message)} characters"
    if found := JARGON.search(message):
        yield f"says {found[0]!r}"
    if not re.fullmatch(r"[a-z_]+\.[a-z_]+", finding.rule):
        yield "has no rule"
    if finding.path not in lines:
        if finding.rule not in NAMED_AS_MISSING:
            yield "names a file that is not there"
    elif not 1 <= finding.line <= lines[finding.path]:
        yield f"names a line that is not there; the file has {lines[finding.path]}"


def _dropped(site: Site, content: Content | None, findings: list[Finding]) -> Iterator[str]:
    """Yield every file of the content folder that nobody read and nobody spoke of."""
    told = {finding.path for finding in findings}
    if content is None:
        if not any(finding.level is Level.ERROR for finding in findings):
            yield "nothing was read, and there is no error"
        return
    known = {text.document.file.path for text in content.desk.library.texts}
    folder = content.folder
    root = site.content.as_posix()
    known |= {f"{root}/{path}" for path in folder.extras} | {f"{root}{p}" for p in folder.pictures}
    known |= set(folder.data)
    for path in site.content.rglob("*"):
        if path.is_dir() or path.name in LITTER:
            continue
        place = path.relative_to(site.content)
        if place.parts[0] == "data" and len(place.parts) == 2 and path.suffix in {".toml", ".txt"}:
            # These are read under their own names, and any other one is told.
            known.add(path.as_posix())
        original = ("page" if place.parts[0] == "pages" else "article", path.name.partition(".")[0])
        if path.as_posix() in known or told & {_shown(p) for p in (path, *path.parents)}:
            continue
        # The original has faults of its own, and these are told.
        if original in content.desk.unreadable or ("story", original[1]) in content.desk.unreadable:
            continue
        # The page about the program stands there for when a program is named.
        if place.as_posix() in {"pages/provider.md", "pages/provider.es.md"}:
            continue
        yield f"{_shown(path)} was dropped in silence"


def examined(site: Site, size: int) -> tuple[list[Finding], list[str]]:
    """Read a site as `check` does; return the findings, and all that is wrong with them."""
    start = time.process_time()
    content, findings = examine(site.content, TODAY)
    seconds = time.process_time() - start
    places = {_shown(path): path for path in [site.content, *site.content.rglob("*")]}
    told = {finding.path for finding in findings}
    lines = {name: _lines(path) for name, path in places.items() if name in told}
    wrong = [f"{f}: {what}" for f in findings for what in _wrong_with(f, lines)]
    wrong += _dropped(site, content, findings)
    if len(set(findings)) < len(findings):
        wrong.append("something is told twice")
    if [(f.path, f.line) for f in findings] != sorted((f.path, f.line) for f in findings):
        wrong.append("the findings do not stand in the order of the files")
    if seconds > SECONDS * max(1, size / 100_000):
        wrong.append(f"took {seconds:.1f} s for {size:,} bytes")
    return findings, wrong


@contextmanager
def laid_over(site: Site, file: BadFile) -> Iterator[bool]:
    """Put a file into the site for a while; whether the system takes its name."""
    path = site.content / file.path
    before = path.read_bytes() if path.is_file() else None
    known = {p for p in site.content.rglob("*") if p.is_dir()}
    taken = write(site.content, file)
    try:
        yield taken
    finally:
        if before is not None:
            path.write_bytes(before)
        elif taken:
            path.unlink()
        for folder in sorted((p for p in site.content.rglob("*") if p.is_dir()), reverse=True):
            if folder not in known:
                folder.rmdir()


@pytest.fixture(scope="module")
def spare(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site that is always put back as it was."""
    return copy_small(tmp_path_factory.mktemp("spare"))


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site, checked by all rules of the real one."""
    site = copy_small(tmp_path_factory.mktemp("crowded"))
    shutil.copy(REAL / "data" / "editorial.toml", site.content / "data" / "editorial.toml")
    return site


def _holds_for(site: Site, file: BadFile) -> None:
    with laid_over(site, file) as taken:
        if taken:
            _, wrong = examined(site, len(file.data))
            assert wrong == []


def _is_built_whole_or_not_at_all(site: Site, file: BadFile) -> None:
    with laid_over(site, file) as taken:
        if not taken:
            return
        findings, _ = examined(site, len(file.data))
        errors = [finding for finding in findings if finding.level is Level.ERROR]
        shutil.rmtree(site.output, ignore_errors=True)
        try:
            site.build()
            built = ""
        except (ContentFaults, BuildFailed) as failure:
            built = str(failure) or "failed"
        assert bool(errors) == bool(built), built
        left = [path.name for path in site.output.parent.iterdir() if path.name != "content"]
        assert left == ([] if errors else ["output"])


@quick
@given(file=bad_file)
def test_a_bad_file_is_told_and_nothing_breaks(crowded: Site, file: BadFile) -> None:
    _holds_for(crowded, file)


@settings(quick, max_examples=3)
@given(file=bad_file)
def test_a_bad_file_gives_a_whole_site_or_none(spare: Site, file: BadFile) -> None:
    _is_built_whole_or_not_at_all(spare, file)


@pytest.mark.audit
@thorough
@given(file=bad_file)
def test_ten_thousand_bad_files_are_told_and_nothing_breaks(crowded: Site, file: BadFile) -> None:
    _holds_for(crowded, file)


@pytest.mark.audit
@settings(quick, max_examples=100)
@given(file=bad_file)
def test_a_hundred_bad_files_give_a_whole_site_or_none(spare: Site, file: BadFile) -> None:
    _is_built_whole_or_not_at_all(spare, file)


# ---------------------------------------------------------------------------
# What was found this way, and what only a name or the system can do

SOUP = "articles/food/warm-soup.md"
SOURCES = "data/sources.toml"


def _soup(old: str, new: str) -> BadFile:
    return _with(SOUP, old, new)


def _with(path: str, old: str, new: str) -> BadFile:
    text = (ROOT / "tests" / "sites" / "small" / path).read_text(encoding="utf-8")
    assert old in text
    return BadFile(path, text.replace(old, new, 1).encode())


FOUND = {
    "50,000 brackets in a header, which ended the process": _soup("[soup, night]", "[" * 50_000),
    "a long row of hyphens in a header": _soup("[soup, night]", "- " * 50_000),
    "100,000 spaces before a colon": _soup("Warm soup", "x" + " " * 100_000 + "*: x: b"),
    "a number of 5,000 digits": _with(SOURCES, "year = 2020", "year = " + "9" * 5_000),
    "a number of 5,000 digits to the base 16": _with(
        SOURCES, "year = 2020", "year = 0x" + "f" * 5_000
    ),
    "a key of 3,000 parts": _with(
        SOURCES, "[soup-guide]", ".".join("a" * 3_000) + " = 1\n[soup-guide]"
    ),
    "a control character by an escape in a header": _soup("title: Warm soup", 'title: "a\\x07b"'),
    "a control character by an escape in a data file": _with(SOURCES, "A study", "A \\u0007 study"),
    "a sign that turns the direction of a message": _soup("[soup, night]", "[\u202epuos]"),
    "signs that end a line for YAML only": _soup("Warm soup", "Warm\u2028\u0085soup\ntitel: x"),
    "signs that end a line for Python only": _with(
        SOURCES, "[night-2020]", "# \u2028\u2028\n[night-2020]\nx = 1"
    ),
    "a tag of 5,000 letters": _soup("[soup, night]", f"[{'x' * 5_000}]"),
    "a text over two lines where one is meant": _soup("title: Warm soup", "title: |\n  one\n  two"),
    "the same unknown source twice": _soup("soft.[^soup-guide]", "soft.[^soup-guide][^a][^a]"),
    "a published address that is gone": BadFile("data/addresses.txt", b"/o\n"),
    "an address with a control character": BadFile("data/addresses.txt", b"/o\x07v/\n"),
    "a name with a line end behind it": BadFile("articles/food/stew.md\n", b"x"),
    "a picture's name with a line end behind it": BadFile("images/x.svg\n", b"x"),
    "a name that is not in any alphabet": BadFile("articles/food/stew\udcff.md", b"x"),
    "a name with control and direction characters": BadFile(
        "articles/food/a\x1b[31m\u202eb.md", b"x"
    ),
    "a row of numbers a translation has not": BadFile(
        "pages/home.es.md",
        b"---\ntitle: Inicio\nsummary: x.\nfollows: 2026-01-01\n---\n" + b"40 % " * 3_000,
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_told(crowded: Site, name: str) -> None:
    with laid_over(crowded, FOUND[name]) as taken:
        if not taken:
            pytest.skip("this system does not take such a name")
        findings, wrong = examined(crowded, len(FOUND[name].data))
    assert wrong == []
    place = f"{crowded.content.as_posix()}/{FOUND[name].path}"
    assert _shown(Path(place)) in {finding.path for finding in findings}


def _told(site: Site, name: str) -> list[str]:
    findings, wrong = examined(site, 0)
    assert wrong == []
    return [f.rule for f in findings if f.path == f"{site.content.as_posix()}/{name}"]


def test_what_is_no_file_is_told_and_not_opened(small: Site, tmp_path: Path) -> None:
    food = small.content / "articles" / "food"
    # Whoever opened the pipe would wait for ever.
    os.mkfifo(food / "pipe.md")
    (food / "folder.md").mkdir()
    (food / "away.md").symlink_to(tmp_path / "nowhere.md")
    (food / "round.md").symlink_to(food / "round.md")
    (food / "in.md").symlink_to(food / "warm-soup.md")
    (small.content / "articles" / "loop").symlink_to(small.content)
    for name in ("pipe.md", "folder.md"):
        assert _told(small, f"articles/food/{name}") == ["files.unknown"]
    for name in ("food/away.md", "food/round.md", "food/in.md", "loop"):
        assert _told(small, f"articles/{name}") == ["files.link"]


@pytest.mark.parametrize("name", [SOUP, SOURCES, "data/redirects.toml", "data/addresses.txt"])
def test_a_file_that_may_not_be_read_is_told(
    small: Site, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    closed = small.content / name
    closed.touch()
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        # Whoever runs the tests as root may read everything, so the refusal is played.
        if path == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    _, findings = examine(small.content, TODAY)
    told = {f.rule for f in findings if f.path == closed.as_posix()}
    assert told & {"files.unreadable", "data.unreadable"}
