"""From a content folder to everything known about it, with every fault of every file.

This is all of the build that needs no template: `check` ends here, and Pelican starts
from here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from healthsite.addresses import Addresses, site_paths, text_parts
from healthsite.editorial import Waived, as_draft, review
from healthsite.editorial.characters import check_raw
from healthsite.files import ContentFolder, cannot_read, decode, scan, show
from healthsite.image_files import read_images
from healthsite.kept import Anew
from healthsite.model import Desk, Document, Finding, Level, Library, SiteData
from healthsite.pairing import pair
from healthsite.positions import Malformed
from healthsite.reader import read
from healthsite.redirects import Moves, check_moves, read_moves
from healthsite.sitedata import (
    WALLET_CARD,
    WALLET_CARD_PAGE,
    hidden_rules,
    is_hidden,
    load_site_data,
)


@dataclass
class Content:
    """A content folder that was read.

    `library` is what this build shows; `draft_paths` are addresses that it must not name.
    """

    root: Path
    data: SiteData
    library: Library
    folder: ContentFolder
    moves: Moves
    draft_paths: frozenset[str]
    desk: Desk
    waived: list[Waived] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class ContentFaults(Exception):
    """The content has errors: nothing can be built from it.

    The message is every finding, one line each, with the counts at the end.
    """

    exitcode = 1

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = sorted(findings)
        super().__init__(report(self.findings))


def load(root: Path, today: date, *, preview: bool = False, kept: Anew | None = None) -> Content:
    """Read and check a content folder.

    Args:
        root: the content folder.
        today: decides findings only (dates in the future, overdue checks).
        preview: keep drafts among the texts that are shown.
        kept: what earlier builds of this process made.

    Raises:
        ContentFaults: at least one finding is an error.
    """
    content, findings = examine(root, today, preview=preview, kept=kept)
    if content is None or any(finding.level is Level.ERROR for finding in findings):
        raise ContentFaults(findings)
    content.findings = sorted(findings)
    return content


def examine(
    root: Path, today: date, *, preview: bool = False, kept: Anew | None = None
) -> tuple[Content | None, list[Finding]]:
    """Read a content folder; never raise for content.

    Returns:
        The content, None if its data files have faults, and all findings, errors too: each
        once, sorted by file and line.
    """
    kept = kept or Anew()
    if not root.is_dir():
        return None, [
            Finding(show(root), 1, "files.missing", "There is no such folder. Check the path.")
        ]
    data, data_faults = kept.once(
        "data", _bytes(root / "data"), lambda: load_site_data(root / "data")
    )
    findings = list(data_faults)
    languages, start = _languages(root, data)
    folder = scan(root, languages, start)
    findings += folder.findings
    findings += _characters_of_data(folder)
    documents, unreadable, faults = _documents(folder, start, kept)
    findings += faults
    pictures, credits, faults = read_images(folder, kept)
    findings += faults
    hidden = hidden_rules(data_faults)
    findings += _unjudged(folder, data, data_faults, hidden)
    if data is None:
        return None, _in_order(findings)
    if data.provider is None:
        # The page about the program is only there while a program is named.
        documents = [d for d in documents if (d.file.kind, d.file.slug) != ("page", "provider")]
    findings += _without_card(folder, documents)
    library, faults = pair(documents, data.languages, drafts=True, unreadable=unreadable)
    findings += faults
    published, _ = pair(documents, data.languages, drafts=False)
    desk = Desk(
        folder.shown,
        data,
        library,
        published,
        pictures,
        today,
        frozenset(unreadable),
        credits,
    )
    reviewed = review(desk, kept)
    findings += (f for f in reviewed.findings if not is_hidden(f.rule, hidden))
    shown = library if preview else published
    moves, faults = read_moves(root / "data")
    findings += faults
    addresses = Addresses("", data.languages[0])
    paths = site_paths(data, published, addresses)
    sections = {
        addresses.path(text.lang, *text_parts(text)): frozenset(h.id for h in text.headings)
        for text in published.texts
    }
    findings += check_moves(
        moves,
        root / "data",
        paths,
        sections,
        complete=not unreadable and not is_hidden("addresses.gone", hidden),
        spared="" if data.provider else "provider",
    )
    if data_faults:
        return None, _in_order(findings)
    drafts = {
        addresses.path(text.lang, *text_parts(text)) for text in library.texts if text.is_draft
    }
    drafts_hidden = frozenset() if preview else frozenset(drafts)
    content = Content(root, data, shown, folder, moves, drafts_hidden, desk, reviewed.waived)
    # A source that is cited twice on a line and unknown is one mistake.
    return content, _in_order(findings)


_UNSEEN = ("characters.control", "characters.invisible")
_MISREAD = ("facts.yaml", "data.malformed", "charts.number", "addresses.form")
"""What a line is told that cannot be read because of a character nobody sees."""


def _in_order(findings: list[Finding]) -> list[Finding]:
    """Return each finding once, by file and line.

    Of a line with a character that nobody sees only that is told: it is one mistake, and why
    the line could not be read.
    """
    unseen = {(f.path, f.line) for f in findings if f.rule in _UNSEEN}
    told = {f for f in findings if f.rule not in _MISREAD or (f.path, f.line) not in unseen}
    return sorted(told, key=lambda f: (f.path, f.line, f.rule, f.message))


def _unjudged(
    folder: ContentFolder,
    data: SiteData | None,
    faults: list[Finding],
    hidden: Mapping[str, tuple[str, ...]],
) -> Iterator[Finding]:
    """Say what was not checked because a data file has faults."""
    if data is None:
        texts = len(folder.documents)
        yield Finding(
            f"{folder.shown}/data",
            1,
            "data.unchecked",
            f"{texts} texts were read and not judged, because the languages of the site or its "
            "words are not known. Mend the data files above, then check again.",
            Level.WARNING,
        )
    for name, rules in hidden.items():
        line = max(f.line for f in faults if f.path.endswith(f"/{name}"))
        yield Finding(
            f"{folder.shown}/data/{name}",
            line,
            "data.unchecked",
            f"Because of this file these rules were not checked in any text: {', '.join(rules)}. "
            "Mend it, then check again.",
            Level.WARNING,
        )


def _without_card(folder: ContentFolder, documents: list[Document]) -> Iterator[Finding]:
    """Yield a finding if the page of the wallet card would be published without the card."""
    card = f"{folder.shown}/data/{WALLET_CARD}"
    pages = {d.file.slug for d in documents if d.file.kind == "page" and not d.is_draft}
    if WALLET_CARD_PAGE in pages and card not in folder.data:
        yield Finding(
            card,
            1,
            "data.missing",
            f"This file is missing, and the page `{WALLET_CARD_PAGE}` shows the card in it. Put it "
            "back, or remove the page.",
        )


def _documents(
    folder: ContentFolder, start: str, kept: Anew
) -> tuple[list[Document], set[tuple[str, str]], list[Finding]]:
    """Read every text.

    Returns:
        The documents, kind and slug of files that are none, and all faults found.
    """
    documents: list[Document] = []
    unreadable: set[tuple[str, str]] = set()
    findings: list[Finding] = []
    for file in folder.documents:
        try:
            contents = folder.path(file.path).read_bytes()
        except OSError as error:
            findings.append(cannot_read(file.path, error))
            unreadable.add((file.kind, file.slug))
            continue
        reading = kept.once(
            ("text", file.path), (file, contents, start), partial(read, file, contents, start)
        )
        raw = _characters(file.path, contents)
        told = {(finding.line, finding.rule) for finding in raw}
        found = raw + [f for f in reading.findings if (f.line, f.rule) not in told]
        if reading.document is None:
            unreadable.add((file.kind, file.slug))
        else:
            documents.append(reading.document)
            if reading.document.is_draft:
                found = [as_draft(finding) for finding in found]
        findings += found
    return documents, unreadable, findings


def _characters(path: str, contents: bytes) -> list[Finding]:
    try:
        return list(check_raw(path, decode(contents)))
    except Malformed:
        # Whoever reads the file says what is wrong with it.
        return []


def _characters_of_data(folder: ContentFolder) -> list[Finding]:
    findings: list[Finding] = []
    for name in folder.data:
        try:
            findings += _characters(name, folder.path(name).read_bytes())
        except OSError:
            # Told where the data is read.
            continue
    return findings


def _bytes(folder: Path) -> dict[str, bytes | str]:
    """Return all that data is made from: the bytes of each file, or why there are none."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            try:
                found[name] = path.read_bytes()
            except OSError as error:
                found[name] = str(error)
    return found


def _languages(root: Path, data: SiteData | None) -> tuple[tuple[str, ...], str]:
    """Return the languages, as far as a faulty `site.toml` still tells them."""
    if data is not None:
        return data.languages, data.languages[0]
    try:
        site = tomllib.loads((root / "data" / "site.toml").read_text(encoding="utf-8"))
        codes = tuple(site["languages"])
        start = str(site["start_language"])
    except (OSError, ValueError, KeyError, TypeError):
        return ("en", "es"), "en"
    return codes or (start,), start


def report(findings: list[Finding], *, notes: bool = False) -> str:
    """Write findings one line each, with the counts at the end.

    Args:
        notes: write the notes too; they are advice, and many.
    """
    shown = [f for f in sorted(findings) if notes or f.level is not Level.NOTE]
    rows = [str(finding) for finding in shown]
    counts = [
        f"{number} {level}{'' if number == 1 else 's'}"
        for level in Level
        if (number := sum(f.level is level for f in findings))
    ]
    files = len({finding.path for finding in findings})
    total = f"{', '.join(counts)} in {files} file{'' if files == 1 else 's'}." if counts else ""
    hidden = len(findings) - len(shown)
    if hidden:
        told = "The note is not shown" if hidden == 1 else "The notes are not shown"
        total += f" {told}; `check --notes` tells them."
    return "\n".join([*rows, total or "No findings."])
