"""Reading bytes safely, and knowing what every file in `content/` is.

A file that nobody understands is a fault: Pelican would ignore it without a word, and an
editor would wait for a page that never comes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from healthsite.explain import nearest
from healthsite.model import ContentFile, Finding, Kind
from healthsite.positions import Malformed

MAX_BYTES = 1_000_000
_NAME = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.([a-z]{2}))?\.md")
_FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CHART = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.(toml|csv)")
_PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif"}
# Systems leave these behind in any folder; they say nothing and are never published.
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"}
_EXTRAS = {".txt", ".xml", ".json", ".ico", ".png", ".svg", ".webmanifest"}
_WRITTEN = {
    "manifest.webmanifest",
    "sitemap.xml",
    "robots.txt",
    "feed.xml",
    "quality.json",
    "build.json",
    "redirects.map",
}
_KINDS: dict[str, Kind] = {"articles": "article", "pages": "page", "stories": "story"}
_DATA = {
    "site.toml",
    "topics.toml",
    "helplines.toml",
    "sources.toml",
    "people.toml",
    "provider.toml",
    "glossary.toml",
    "editorial.toml",
    "places.toml",
    "redirects.toml",
    "wallet-card.toml",
    "addresses.txt",
}


@dataclass
class ContentFolder:
    """What was found in a content folder. Paths in `documents` are in a stable order."""

    root: Path
    shown: str
    documents: list[ContentFile] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def path(self, shown: str) -> Path:
        """Return the real path of a file named as an editor would type it."""
        return self.root / shown.removeprefix(f"{self.shown}/")


def decode(data: bytes) -> str:
    """Return a file's text, with any line ends and byte-order mark made plain.

    Raises:
        Malformed: too large, not UTF-8, or not text at all.
    """
    if len(data) > MAX_BYTES:
        raise Malformed(
            1,
            f"The file is {len(data) / 1_000_000:.1f} MB; a text may be {MAX_BYTES // 1_000_000} "
            "MB. Split it, or check that it is the right file.",
        )
    if b"\0" in data:
        raise Malformed(
            data[: data.index(b"\0")].count(b"\n") + 1,
            "This is not a plain text file; a Word file or a PDF cannot stand here. In your editor "
            "choose “Save with encoding: UTF-8”.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Malformed(
            data[: error.start].count(b"\n") + 1,
            "A character here is stored in an old way, often by another program. In your editor "
            "choose “Save with encoding: UTF-8”, and look at this line again.",
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def show(path: Path) -> str:
    """Write a path as an editor would type it: from where they stand, with `/`."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def cannot_read(shown: str, error: OSError, what: str = "file") -> Finding:
    """Return the finding about a file, or a folder, that the system does not open."""
    message = f"The {what} cannot be read: {error.strerror}. Change who may read it."
    return Finding(_safe(shown), 1, "files.unreadable", message)


def scan(root: Path, languages: Collection[str], start: str) -> ContentFolder:
    """List every file below a content folder and say what it is.

    Args:
        root: the content folder.
        languages: codes of the site's languages.
        start: the language whose files carry no code in their names.
    """
    folder = ContentFolder(root, show(root))
    for path in _walk(root, folder):
        parts = path.relative_to(root).parts
        shown = f"{folder.shown}/{'/'.join(parts)}"
        if parts[-1] in _LITTER:
            continue
        _place(folder, parts, shown, languages, start)
    return folder


def _walk(root: Path, folder: ContentFolder) -> list[Path]:
    found: list[Path] = []

    def closed(error: OSError) -> None:
        shown = show(Path(error.filename)) if error.filename else folder.shown
        folder.findings.append(cannot_read(shown, error, "folder"))

    for place, names, files in os.walk(root, onerror=closed):
        here = Path(place)
        for name in sorted([*names, *files]):
            path = here / name
            if path.is_symlink():
                shown = f"{folder.shown}/{path.relative_to(root).as_posix()}"
                folder.findings.append(
                    Finding(
                        _safe(shown),
                        1,
                        "files.link",
                        "This is a link to another place. Put the file itself here.",
                    )
                )
            elif name in files and path.is_file():
                found.append(path)
            elif name in files:
                folder.findings.append(
                    Finding(_safe(show(path)), 1, "files.unknown", "This is not a file. Remove it.")
                )
            elif name in names and path.suffix in {".md", ".toml", ".txt"}:
                folder.findings.append(
                    Finding(
                        _safe(f"{folder.shown}/{path.relative_to(root).as_posix()}"),
                        1,
                        "files.unknown",
                        "This is a folder with the name of a file. Put the file in its place.",
                    )
                )
        names[:] = [
            name
            for name in names
            if not (here / name).is_symlink() and Path(name).suffix not in {".md", ".toml", ".txt"}
        ]
    return sorted(found)


def _safe(shown: str) -> str:
    """Show control and direction characters as escapes, so that a message is one line."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown)


def _place(
    folder: ContentFolder,
    parts: tuple[str, ...],
    shown: str,
    languages: Collection[str],
    start: str,
) -> None:
    def fault(rule: str, message: str) -> None:
        folder.findings.append(Finding(_safe(shown), 1, rule, message))

    top = parts[0]
    if len(parts) == 1:
        fault(
            "files.place",
            "A file cannot stand here. Articles go to articles/<topic>/, pages to pages/.",
        )
    elif top == "articles" and len(parts) == 3:
        _text(folder, parts, shown, languages, start, fault)
    elif top == "articles":
        fault(
            "files.place",
            "An article stands in exactly one topic folder: articles/<topic>/<name>.md.",
        )
    elif top in {"pages", "stories"} and len(parts) == 2:
        _text(folder, parts, shown, languages, start, fault)
    elif top == "data":
        if parts[1:] in {("strings", f"{code}.toml") for code in languages}:
            folder.data.append(shown)
        elif parts[1:-1] == ("strings",):
            fault(
                "files.unknown",
                "This folder holds one file for each language of the site, such as en.toml "
                f"({', '.join(sorted(languages))}). Rename the file or remove it.",
            )
        elif parts[1:-1] == ("charts",):
            if _CHART.fullmatch(parts[2]):
                folder.data.append(shown)
            else:
                fault(
                    "files.chart",
                    "A chart is two files, name.toml and name.csv, named with small letters, "
                    "digits and hyphens. Rename it.",
                )
        elif len(parts) == 2 and parts[1] in _DATA:
            folder.data.append(shown)
        else:
            hint = nearest(parts[-1], _DATA)
            fault("files.unknown", f"No part of the site reads this file.{hint} Remove it.")
    elif top == "images":
        if parts[1:] == ("images.toml",):
            folder.data.append(shown)
        elif Path(parts[-1]).suffix in _PICTURES and all(_url_safe(p) for p in parts):
            folder.pictures.append("/" + "/".join(parts))
        else:
            fault(
                "files.picture",
                "A picture's name has small letters, digits and hyphens and ends in "
                ".svg, .png, .jpg, .webp or .avif. Rename it.",
            )
    elif top == "extra":
        name = parts[-1]
        if len(parts) == 2 and name in _WRITTEN:
            fault("files.extra", f"The build writes {name} itself. Remove this file.")
        elif len(parts) == 2 and _url_safe(name) and Path(name).suffix in _EXTRAS:
            folder.extras.append("/".join(parts))
        else:
            fault(
                "files.extra",
                "Only small files for the root of the site stand here, such as security.txt "
                f"({', '.join(sorted(_EXTRAS))}), no pages and no folders.",
            )
    else:
        known = {"articles", "pages", "stories", "data", "images", "extra"}
        fault(
            "files.place",
            f"`{_safe(top)}` is not a folder of the site.{nearest(top, known)} "
            "The folders are articles, pages, stories, data, images and extra.",
        )


def _url_safe(name: str) -> bool:
    return bool(re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name)) and ".." not in name


def _text(
    folder: ContentFolder,
    parts: tuple[str, ...],
    shown: str,
    languages: Collection[str],
    start: str,
    report: Callable[[str, str], None],
) -> None:
    name = parts[-1]
    topic = parts[1] if parts[0] == "articles" else ""
    found = _NAME.fullmatch(name)
    if topic and not _FOLDER.fullmatch(topic):
        report(
            "files.name", "A topic folder's name has small letters, digits and hyphens. Rename it."
        )
    elif not found:
        report("files.name", _name_advice(name))
    elif found.group(2) == start:
        report(
            "files.language",
            f"The {start} text has no language in its name. Rename it to {found.group(1)}.md.",
        )
    elif found.group(2) and found.group(2) not in languages:
        report(
            "files.language",
            f"`{found.group(2)}` is not a language of the site "
            f"({', '.join(sorted(languages))}). Rename the file or remove it.",
        )
    else:
        kind = _KINDS[parts[0]]
        folder.documents.append(
            ContentFile(shown, kind, topic, found.group(1), found.group(2) or start)
        )


def _suggested(name: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", name.lower())


def _name_advice(name: str) -> str:
    if name.lower().endswith(".md") and name != name.lower():
        return (
            f"Names are written in small letters. Rename it to {_safe(_suggested(name))}; "
            "otherwise nobody would ever see this text."
        )
    if Path(name.lower()).suffix in _PICTURES | {".gif"}:
        return "A picture stands in content/images. Move it there, and link it as /images/name.png."
    if name.lower().endswith((".pdf", ".doc", ".odt", ".rtf", ".pages")) or name.endswith("~"):
        return (
            "Only Markdown files that end in .md are read here. Copy the words into an article, "
            "and remove this file."
        )
    if name.lower().endswith((".html", ".htm", ".rst", ".txt", ".docx", ".markdown")):
        return (
            "Only Markdown files that end in .md are read here. "
            "Save the text as Markdown and rename the file."
        )
    return (
        "A name is small letters, digits and single hyphens, then .md, or .es.md for the "
        "Spanish text: after-an-overdose.md, after-an-overdose.es.md. Rename it."
    )
