"""Addresses last: a page that moves leaves a way to its new place.

`content/data/addresses.txt` holds every address ever published, one a line. One that the
site no longer has needs a line in `content/data/redirects.toml`: `"/old/" = "/new/"`.
Redirects are written in three forms, because hosts differ: an HTML page (any host),
`_redirects` (Netlify, Cloudflare) and `redirects.map` (nginx).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from healthsite.explain import nearest
from healthsite.files import cannot_read, decode, show
from healthsite.model import Finding, Level
from healthsite.positions import Malformed, nearest_line, read_toml

ADDRESSES = "addresses.txt"
REDIRECTS = "redirects.toml"
_OLD = re.compile(r"/(?:[a-z0-9][a-z0-9-]*/)+")
_NEW = re.compile(r"/(?:[a-z0-9][a-z0-9-]*/)*(?:#[a-z0-9][a-z0-9-]*)?")
_HEADING = """\
# Every address this site has ever published, one a line, sorted. Readers keep them, print
# them and pass them on, so none is ever removed: when a page moves, add a line to
# redirects.toml. `make addresses` adds new ones.
"""


@dataclass(frozen=True)
class Moves:
    """What the two files say. `lines` are those of redirects.toml."""

    published: tuple[str, ...]
    redirects: Mapping[str, str]
    lines: Mapping[str, int]
    address_lines: Mapping[str, int]


def read_moves(folder: Path) -> tuple[Moves, list[Finding]]:
    """Read both files; a missing one is empty."""
    findings: list[Finding] = []
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    path = folder / REDIRECTS
    try:
        if path.is_file():
            values, lines = read_toml(decode(path.read_bytes()))
    except Malformed as error:
        findings.append(Finding(show(path), error.line, "data.malformed", str(error)))
    except OSError as error:
        findings.append(cannot_read(show(path), error))
    redirects: dict[str, str] = {}
    for key, value in values.items():
        if isinstance(value, str) and _OLD.fullmatch(key) and _NEW.fullmatch(value):
            redirects[key] = value
        else:
            findings.append(
                Finding(
                    show(path),
                    nearest_line(lines, key),
                    "redirects.form",
                    f'`{key}` is not understood. Write "/old-address/" = "/new-address/", both '
                    "with small letters, digits and hyphens and a slash at the end.",
                )
            )
    published: dict[str, int] = {}
    path = folder / ADDRESSES
    try:
        text = decode(path.read_bytes()) if path.is_file() else ""
    except Malformed as error:
        findings.append(Finding(show(path), error.line, "data.malformed", str(error)))
        text = ""
    except OSError as error:
        findings.append(cannot_read(show(path), error))
        text = ""
    for number, row in enumerate(text.split("\n"), start=1):
        address = row.strip()
        if not address or address.startswith("#"):
            continue
        if address.startswith("/") and " " not in address:
            published.setdefault(address, number)
        else:
            findings.append(
                Finding(
                    show(path),
                    number,
                    "addresses.form",
                    f"`{address}` is not an address such as /overdose/naloxone/. Correct it.",
                )
            )
    return Moves(tuple(published), redirects, lines, published), findings


def check_moves(
    moves: Moves,
    folder: Path,
    paths: Collection[str],
    sections: Mapping[str, Collection[str]],
    *,
    complete: bool,
    spared: str = "",
) -> list[Finding]:
    """Return findings on redirects that lead nowhere and addresses that are gone.

    Args:
        moves: what the files say.
        folder: `content/data`, for messages.
        paths: the address of every page the site has now.
        sections: the anchors of the headings of each text, by its address.
        complete: False while files have faults: their pages are then not known to be gone.
        spared: the name of a page that comes and goes with a data file.
    """
    findings: list[Finding] = []

    def fault(name: str, line: int, rule: str, message: str, level: Level = Level.ERROR) -> None:
        findings.append(Finding(show(folder / name), line, rule, message, level))

    for old, new in moves.redirects.items():
        line = nearest_line(dict(moves.lines), old)
        target, _, anchor = new.partition("#")
        if target == old:
            fault(REDIRECTS, line, "redirects.self", f"`{old}` leads to itself. Remove the line.")
        elif old in paths:
            fault(
                REDIRECTS,
                line,
                "redirects.page",
                f"`{old}` is a page of the site. Remove the line, or move the page.",
            )
        elif target in moves.redirects:
            last = _end(moves.redirects, target)
            advice = f'Write "{old}" = "{last}".' if last else "They lead in a circle. Break it."
            fault(
                REDIRECTS,
                line,
                "redirects.chain",
                f"`{old}` leads to `{target}`, which leads on. {advice}",
            )
        elif target not in paths and complete:
            fault(
                REDIRECTS,
                line,
                "redirects.target",
                f"`{target}` is not a page of the site.{nearest(target, paths)} Correct it.",
            )
        elif anchor and target in sections and anchor not in sections[target]:
            fault(
                REDIRECTS,
                line,
                "redirects.anchor",
                f"`{target}` has no heading `#{anchor}`.{nearest(anchor, sections[target])} "
                "Correct the part after #.",
            )
    for address in moves.published:
        gone = address not in paths and address not in moves.redirects
        if gone and complete and not (spared and address.endswith(f"/{spared}/")):
            fault(
                ADDRESSES,
                moves.address_lines[address],
                "addresses.gone",
                f"`{address}` was published and is gone.{nearest(address, paths)} "
                f'Add the line "{address}" = "/where-it-is-now/" to data/redirects.toml.',
            )
    added = sorted(set(paths) - set(moves.published))
    if added and moves.published:
        more = f" and {len(added) - 1} more" if len(added) > 1 else ""
        fault(
            ADDRESSES,
            1,
            "addresses.new",
            f"`{added[0]}`{more} will be published for the first time. Run `make addresses`.",
            Level.NOTE,
        )
    return findings


def _end(redirects: Mapping[str, str], start: str) -> str:
    """Follow redirects to their end; empty if they go in a circle."""
    seen = {start}
    place = start
    while place in redirects:
        place = redirects[place].partition("#")[0]
        if place in seen:
            return ""
        seen.add(place)
    return place


def record(folder: Path, paths: Collection[str]) -> int:
    """Add the addresses of a site to `addresses.txt`; return how many are new."""
    moves, _ = read_moves(folder)
    every = sorted(set(moves.published) | set(paths))
    text = "\n".join([_HEADING.rstrip("\n"), *every, ""])
    (folder / ADDRESSES).write_text(text, encoding="utf-8")
    return len(every) - len(moves.published)


def redirects_file(redirects: Mapping[str, str], base: str) -> str:
    """Return `_redirects` (https://docs.netlify.com/manage/routing/redirects/overview/)."""
    rows = [f"{base}{old} {base}{new} 301" for old, new in sorted(redirects.items())]
    return "\n".join([*rows, ""])


def nginx_map(redirects: Mapping[str, str], base: str) -> str:
    """Return the inside of an nginx map from old to new addresses.

    Use it as `map $uri $moved_to { include redirects.map; }` and
    `if ($moved_to) { return 301 $moved_to; }`
    (https://nginx.org/en/docs/http/ngx_http_map_module.html).
    """
    rows = [f'"{base}{old}" "{base}{new}";' for old, new in sorted(redirects.items())]
    return "\n".join([*rows, ""])
