"""`new`: begin an article, or the translation of one, as a draft that is valid at once.

What cannot be begun is refused with a sentence that says what to type instead. No file is
ever overwritten.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from healthsite.addresses import LISTS, RESERVED, Addresses
from healthsite.files import ContentFolder, scan, show
from healthsite.loading import ContentFaults, report
from healthsite.model import ContentFile, SiteData
from healthsite.reader import read
from healthsite.redirects import REDIRECTS, Moves, read_moves
from healthsite.sitedata import hidden_rules, load_site_data
from healthsite.skeleton import article_text, translation_text

LONGEST_NAME = 60
"""Characters: what still fits on a line of a printed page and in a message."""
PREVIEW = "http://localhost:8000"

# Windows opens a device by these names, whatever their ending.
# Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}
)
_EXAMPLE = "treatment/sleep-medicines"


class Refused(Exception):
    """What was asked for cannot be begun; the message says why, and what to type instead."""


@dataclass(frozen=True)
class Begun:
    """A text that was begun: its file, and the address at which the preview shows it."""

    file: Path
    address: str

    def __str__(self) -> str:
        return (
            f"{show(self.file)} is written, as a draft.\n"
            "Open it in your editor: its comments say what to write where.\n"
            f"See it with `make serve` at {PREVIEW}{self.address}"
        )


def begin(root: Path, article: str, lang: str, today: date) -> Begun:
    """Write the skeleton of an article, or of its translation.

    Args:
        root: the content folder.
        article: the topic and the name, as in "treatment/sleep-medicines".
        lang: the language to translate into; empty for a new article.
        today: the day it is begun.

    Raises:
        Refused: it cannot be begun; nothing was written.
        ContentFaults: the data files have faults, so that nobody knows what there is.
    """
    if not root.is_dir():
        raise Refused(
            f"There is no folder {show(root)} here. Go to the project's folder first, with cd."
        )
    data, faults = load_site_data(root / "data")
    if data is None or hidden_rules(faults):
        raise ContentFaults(faults)
    start = data.languages[0]
    folder = scan(root, data.languages, start)
    homes = {file.slug: file.topic for file in folder.documents if file.kind == "article"}
    topic, slug = checked_name(article, data, lang, homes)
    check_language(lang, f"{topic}/{slug}", data)
    place = root / "articles" / topic
    if lang:
        original = the_original(topic, slug, lang, folder.documents, start)
        text = _translation(original, lang, folder, start)
        path = place / f"{slug}.{lang}.md"
    else:
        moves, _ = read_moves(root / "data")
        check_free(topic, slug, folder.documents, data, moves)
        text = article_text(topic, slug, data, today)
        path = place / f"{slug}.md"
    write_new(path, text)
    return Begun(path, Addresses("", start).path(lang or start, topic, slug))


def _translation(original: ContentFile, lang: str, folder: ContentFolder, start: str) -> str:
    try:
        reading = read(original, folder.path(original.path).read_bytes(), start)
    except OSError as error:
        raise Refused(f"{original.path} cannot be read: {error.strerror}.") from None
    if reading.document is None or reading.findings:
        told = report(list(reading.findings))
        raise Refused(f"The original has faults. Mend them first.\n{told}")
    return translation_text(reading.document, lang)


# ---------------------------------------------------------------------------
# What may be asked for


def checked_name(
    article: str, data: SiteData, lang: str, homes: Mapping[str, str]
) -> tuple[str, str]:
    """Return the topic and the name of an article.

    Args:
        article: what was typed.
        data: the topics there are.
        lang: what was typed as language, for the advice.
        homes: the topic of each article by its name, for the advice.

    Raises:
        Refused: they have not the right form, or there is no such topic.
    """
    if not article.strip():
        raise Refused(
            f"Say which article: its topic, a slash, a name. {_type(_EXAMPLE)}\n{_topics(data)}"
        )
    topic, slug = _proposal(article, data)
    lang = lang or _ending(article)
    if topic and topic not in data.topics:
        wrong = topic
        topic = _nearest(topic, data.topics)
        also = f" {_type(f'{topic}/{slug}', lang)}" if topic and slug else ""
        raise Refused(f"There is no topic `{wrong}`.{also}\n{_topics(data)}")
    if not topic or not slug:
        missing = "topic" if not topic else "name"
        proposed = f"{topic or homes.get(slug, 'TOPIC')}/{slug or 'NAME'}"
        raise Refused(
            f"The {missing} is missing in `{article}`. {_type(proposed, lang)}\n{_topics(data)}"
        )
    if len(slug) > LONGEST_NAME:
        short = slug[: LONGEST_NAME + 1].rpartition("-")[0] or slug[:LONGEST_NAME]
        raise Refused(
            f"The name has {len(slug)} characters; {LONGEST_NAME} is the most. "
            f"{_type(f'{topic}/{short}', lang)}"
        )
    if slug in _DEVICES:
        raise Refused(
            f"Windows keeps the name `{slug}` for itself. {_type(f'{topic}/about-{slug}', lang)}"
        )
    if article != f"{topic}/{slug}":
        raise Refused(
            f"`{article}` is not the form of a name: small letters without accents, digits and "
            f"single hyphens, and no ending. {_type(f'{topic}/{slug}', lang)}"
        )
    return topic, slug


def _proposal(article: str, data: SiteData) -> tuple[str, str]:
    """Return the topic and the name that were probably meant; either may be empty."""
    path = article.strip().replace("\\", "/").strip("/")
    path = re.sub(r"(?:\.[A-Za-z]{2})?\.(?:md|MD|Md|markdown)$", "", path)
    parts = [name for part in path.split("/") if (name := _plain(part))]
    if parts[:1] == ["content"]:
        parts = parts[1:]
    if parts[:1] == ["articles"]:
        parts = parts[1:]
    if len(parts) < 2:
        only = parts[0] if parts else ""
        return (only, "") if only in data.topics else ("", only)
    return parts[0], "-".join(parts[1:])


def _plain(name: str) -> str:
    """Return a name in the form of an address: "Éxito & Sueño" is "exito-sueno"."""
    letters = unicodedata.normalize("NFKD", name).lower()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", bare)).strip("-")


def _ending(article: str) -> str:
    found = re.search(r"\.([a-z]{2})\.md$", article.strip())
    return found[1] if found else ""


def check_language(lang: str, name: str, data: SiteData) -> None:
    """Raise Refused unless the language is one to translate into."""
    start, *others = data.languages
    names = data.site.languages
    if not lang or lang in others:
        return
    if lang == start:
        raise Refused(f"`{start}` is the language of the originals: leave IN away. {_type(name)}")
    wanted = _plain(lang)
    close = [code for code in others if wanted in (code, _plain(names[code].name))]
    close = close or difflib.get_close_matches(wanted, others, n=1)
    listed = ", ".join(f"{code} ({names[code].name})" for code in others)
    also = f" {_type(name, close[0])}" if close else ""
    raise Refused(f"`{lang}` is not a language to translate into; there is {listed}.{also}")


def the_original(
    topic: str, slug: str, lang: str, files: Collection[ContentFile], start: str
) -> ContentFile:
    """Return the article that a translation is to be made from.

    Raises:
        Refused: there is no such article, or its translation exists.
    """
    articles = [file for file in files if file.kind == "article"]
    originals = {f"{file.topic}/{file.slug}": file for file in articles if file.lang == start}
    name = f"{topic}/{slug}"
    if name not in originals:
        same = [key for key, file in originals.items() if file.slug == slug]
        close = same[0] if same else _nearest(name, originals)
        also = f" {_type(close, lang)}" if close else f" Begin it first. {_type(name)}"
        raise Refused(f"There is no article `{name}` to translate.{also}")
    for file in articles:
        if file.slug == slug and file.lang == lang:
            raise Refused(f"{file.path} exists already. Open it in your editor.")
    return originals[name]


def check_free(
    topic: str, slug: str, files: Collection[ContentFile], data: SiteData, moves: Moves
) -> None:
    """Raise Refused if a name is taken, or was, so that a reader could be led astray."""
    start, *others = data.languages
    taken = {file.lang: file for file in files if file.kind == "article" and file.slug == slug}
    if taken:
        file = taken.get(start) or next(iter(taken.values()))
        missing = [code for code in others if code not in taken]
        also = (
            f" For its translation: {_type(f'{file.topic}/{slug}', missing[0])}"
            if missing and start in taken
            else ""
        )
        raise Refused(
            f"{file.path} has this name already; names are unique over all topics. "
            f"Open that file, or choose another name.{also}"
        )
    pages = {file.slug for file in files if file.kind == "page"}
    if slug in {*pages, *data.topics, *RESERVED, *LISTS, "stories"}:
        kind = "a topic" if slug in data.topics else "a page"
        raise Refused(
            f"`{slug}` is the name of {kind} of the site already. Choose one that says what the "
            f"article answers. {_type(f'{topic}/about-{slug}')}"
        )
    addresses = Addresses("", start)
    for code in data.languages:
        former = addresses.path(code, topic, slug)
        if former in moves.redirects:
            raise Refused(
                f"`{former}` leads to `{moves.redirects[former]}` in data/{REDIRECTS}: readers who "
                "kept it look for another text. Choose another name."
            )
        if former in moves.published:
            raise Refused(
                f"`{former}` was the address of a text that is gone: readers who kept it look for "
                "that one. Choose another name, or bring the old file back."
            )


def _type(name: str, lang: str = "") -> str:
    return f"Type: make new ARTICLE={name}{f' IN={lang}' if lang else ''}"


def _topics(data: SiteData) -> str:
    return f"The topics are: {', '.join(data.topics)}."


def _nearest(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return close[0] if close else ""


# ---------------------------------------------------------------------------
# Writing


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, wholly or not at all.

    Raises:
        Refused: it is there, or cannot be written.
    """
    made: Path | None = None
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True)
            made = path.parent
        # "x": where a file of this name is, also one that differs in capitals on systems that
        # see no difference, nothing is opened.
        with path.open("x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                file.close()
                path.unlink()
                raise
    except FileExistsError:
        # In the place of the folder there may be a file.
        taken = path if path.parent.is_dir() else path.parent
        raise Refused(f"{show(taken)} exists already. Nothing was changed.") from None
    except OSError as error:
        if made is not None:
            with contextlib.suppress(OSError):
                made.rmdir()
        raise Refused(
            f"{show(path)} cannot be written: {error.strerror}. Nothing was changed. "
            "Check the folder: who may write to it, and whether the disk is full."
        ) from None
