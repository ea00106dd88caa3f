"""What opens without a network: a worker that keeps one fixed set of pages on a device.

The set is the same for everybody, in every language, so that it tells nothing about who read
what. It is named by its bytes: another build makes another set, and the worker lets go of the
former one only when the whole new set has arrived.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin

from lxml import html

from healthsite.addresses import OFFLINE_PAGE
from healthsite.assets import AssetFault
from healthsite.output_check import css_addresses

WORKER = "/sw.js"
"""It stands at the foot of the site, since a worker reaches only what lies below it."""

SET_PAGES = ("overdose", "help", "wallet-card", OFFLINE_PAGE)
"""What everybody gets, by the pages' names; those that a site does not have are left out."""

_PLACEHOLDER = '"__BUILT__"'
_FILES = (
    "//link[@rel='stylesheet' or @rel='icon' or @rel='manifest']/@href | //script/@src"
    " | //img[not(contains(concat(' ', @class, ' '), ' u-print-only '))]/@src"
    " | //*[local-name()='use']/@href"
)
_NAMED = "//link[@rel='stylesheet']/@href | //script/@src"


def cache_prefix(base: str) -> str:
    """Return how the names of the site's caches begin.

    All sites of a host share one room of caches, and two of ours may live on one host, so the
    path the site lives under is part of the name.
    """
    return f"healthsite {base}/ "


def worker(
    template: Path,
    output: Path,
    *,
    base: str,
    pages: Mapping[str, Mapping[str, str]],
) -> str:
    """Return the worker that keeps the set.

    Args:
        template: the theme's `worker.js`.
        output: the written site.
        base: the path that the site lives under, empty at a root.
        pages: for each language's folder (`/`, `/es/`), the set's pages by name, as addresses
            without the base path.

    Raises:
        AssetFault: the template has no place for the set, or more than one.
        OSError: a page or a file it names was not written.
    """
    sets: dict[str, list[str]] = {}
    files: set[str] = set()
    for path in sorted({path for names in pages.values() for path in names.values()}):
        root = html.fromstring((output / _file(path)).read_bytes())
        sets[f"{base}{path}"] = sorted(set(root.xpath(_NAMED)))
        files |= _own(root.xpath(_FILES))
    for sheet in sorted(address for address in files if address.endswith(".css")):
        css = (output / _file(sheet.removeprefix(base))).read_text(encoding="utf-8")
        files |= _own(urljoin(sheet, address) for address in css_addresses(css))
    # The longest folder first: /es/x/ begins with / too.
    stand_ins = [
        [f"{base}{folder}", f"{base}{names[OFFLINE_PAGE]}"]
        for folder, names in sorted(pages.items(), key=lambda item: -len(item[0]))
        if OFFLINE_PAGE in names
    ]
    known = {
        "caches": cache_prefix(base),
        "files": sorted(files),
        "offline": stand_ins,
        "pages": sets,
    }
    kept = (output / _file(address.removeprefix(base)) for address in sorted([*sets, *files]))
    contents = [path.read_bytes() for path in kept]
    return _filled(template, known, contents)


def no_worker(template: Path, *, base: str) -> str:
    """Return the worker that removes itself and all that was kept, from `worker_off.js`.

    Raises:
        AssetFault: the template has no place for what the build knows, or more than one.
    """
    return _filled(template, {"caches": cache_prefix(base)}, [])


def _own(addresses: Iterable[str]) -> set[str]:
    """Return the files among what a page or a stylesheet names: no `data:`, no `#part`."""
    return {address.partition("#")[0] for address in addresses if address.startswith("/")}


def _file(path: str) -> str:
    name = unquote(path).lstrip("/")
    return f"{name}index.html" if path.endswith("/") else name


def _filled(template: Path, known: Mapping[str, object], contents: Iterable[bytes]) -> str:
    text = template.read_text(encoding="utf-8")
    if text.count(_PLACEHOLDER) != 1:
        raise AssetFault(
            [
                f"theme/js/{template.name}:1: The build puts its list at {_PLACEHOLDER}, which "
                "must stand here exactly once."
            ]
        )
    # The version stands for all that the worker is made of: also for its own text, so that
    # two workers never share a set.
    digest = hashlib.sha256(text.encode())
    for part in (json.dumps(known, sort_keys=True).encode(), *contents):
        digest.update(hashlib.sha256(part).digest())
    version = {"version": digest.hexdigest()[:16]}
    return text.replace(_PLACEHOLDER, json.dumps({**known, **version}, sort_keys=True, indent=1))
