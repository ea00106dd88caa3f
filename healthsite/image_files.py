"""What a file in `content/images` says of itself: its size, and whether it may be shown.

A drawing (SVG) is a small program: opened by its address it runs scripts and fetches what it
names. Only plain drawings pass.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from lxml import etree
from PIL import Image
from pydantic import ValidationError

from healthsite.explain import explain, field_path
from healthsite.files import ContentFolder, cannot_read, decode
from healthsite.kept import Anew
from healthsite.model import Credit, Finding, Picture
from healthsite.positions import Malformed, nearest_line, read_toml

CREDITS = "images/images.toml"

_FORMATS = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WEBP",
    ".avif": "AVIF",
}
_COLUMN = 800
"""Wider than a column of text is anywhere, in pixels; styles make it narrower."""
_SVG = "{http://www.w3.org/2000/svg}"
_FORBIDDEN = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler"}
)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")
_OUTSIDE = re.compile(r"""@import|url\(\s*["']?(?!\s*["']?#)""", re.IGNORECASE)
_INLINE = re.compile(r"data:image/(?:png|jpeg|webp);", re.IGNORECASE)


def measure(name: str, contents: bytes) -> Picture:
    """Look at a picture's bytes.

    Args:
        name: the file's name, whose end says what it has to be.
    """
    if PurePosixPath(name).suffix == ".svg":
        return _drawing(contents)
    return _photo(contents, _FORMATS[PurePosixPath(name).suffix])


def _photo(contents: bytes, kind: str) -> Picture:
    size = len(contents)
    try:
        with warnings.catch_warnings():
            # A picture of very many pixels is a warning first and an error later.
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(contents)) as image:
                width, height, found = image.width, image.height, image.format
                image.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning):
        return Picture(size, fault="This picture cannot be read. Save it again.")
    if found != kind:
        return Picture(
            size,
            width,
            height,
            f"Its name says {kind} and it is {found}. Rename it, or save it again as {kind}.",
        )
    return Picture(size, width, height)


def _drawing(contents: bytes) -> Picture:
    size = len(contents)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(contents, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f" at its line {line}" if line else ""
        return Picture(size, fault=f"This drawing is not well-formed{where}. Save it again.")
    if root.tag != f"{_SVG}svg":
        return Picture(size, fault="This file is not an SVG drawing. Save it again as SVG.")
    width, height = _size(root)
    return Picture(size, width, height, _unsafe(root))


def _size(root: etree._Element) -> tuple[int | None, int | None]:
    """Return the size a drawing asks for; one that asks for none fills the column."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    named = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    try:
        if all(named):
            sides = [float(found[1]) for found in named if found]
        else:
            wide, high = (float(part) for part in box[2:4])
            sides = [_COLUMN, _COLUMN * high / wide]
        width, height = (round(side) for side in sides)
    except (ValueError, OverflowError, ZeroDivisionError):
        return None, None
    return (width, height) if width > 0 and height > 0 else (None, None)


def _unsafe(root: etree._Element) -> str:
    """Return a sentence on the first thing in a drawing that is more than a drawing."""
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None:
        return "This drawing has a document type with rules of its own. Save it as plain SVG."
    if any(isinstance(node, etree._ProcessingInstruction) for node in tree.xpath("/node()")):
        return "This drawing names a style sheet outside itself. Save it as plain SVG."
    for element in root.iter():
        if not isinstance(element.tag, str):
            if isinstance(element, etree._Entity):
                return "This drawing has an entity of its own. Save it as plain SVG."
            continue
        tag = etree.QName(element).localname.lower()
        if tag in _FORBIDDEN:
            return f"This drawing holds <{tag}>, which a picture does not need. Take it out."
        if tag == "style" and _OUTSIDE.search(element.text or ""):
            return "The style of this drawing fetches something. Take it out."
        for key, value in element.attrib.items():
            if fault := _unsafe_attribute(etree.QName(key).localname.lower(), value):
                return fault
    return ""


def _unsafe_attribute(name: str, value: str) -> str:
    value = value.strip()
    if name.startswith("on"):
        return f"This drawing holds a script in `{name}`. Take it out."
    if name in {"href", "src"} and not value.startswith("#") and not _INLINE.match(value):
        return f"This drawing leads to `{value[:40]}`. A drawing stands alone: take it out."
    if _OUTSIDE.search(value):
        return f"This drawing fetches something in `{name}`. Take it out."
    return ""


def read_images(
    folder: ContentFolder, kept: Anew
) -> tuple[dict[str, Picture], dict[str, int], list[Finding]]:
    """Read every picture and who made it.

    Args:
        folder: where they are.
        kept: what earlier builds of this process measured.

    Returns:
        Pictures by address, the line of each file named in images.toml, all faults found.
    """
    credits, lines, findings = _read_credits(folder)
    pictures: dict[str, Picture] = {}
    for address in folder.pictures:
        shown = f"{folder.shown}{address}"
        try:
            contents = folder.path(shown).read_bytes()
        except OSError as error:
            findings.append(cannot_read(shown, error))
            continue
        # By its digest: the bytes of all pictures would fill the memory.
        digest = hashlib.sha256(contents).digest()
        found = kept.once(("picture", address), digest, partial(measure, address, contents))
        name = address.removeprefix("/images/")
        pictures[address] = replace(found, credit=credits.get(name))
    return pictures, lines, findings


def _read_credits(
    folder: ContentFolder,
) -> tuple[dict[str, Credit], dict[str, int], list[Finding]]:
    path = folder.root / CREDITS
    shown = f"{folder.shown}/{CREDITS}"
    if not path.is_file():
        return {}, {}, []
    try:
        values, lines = read_toml(decode(path.read_bytes()))
    except Malformed as error:
        return {}, {}, [Finding(shown, error.line, "data.malformed", str(error))]
    except OSError as error:
        return {}, {}, [cannot_read(shown, error)]
    credits: dict[str, Credit] = {}
    findings: list[Finding] = []
    for name, value in values.items():
        try:
            credits[name] = Credit.model_validate(value)
        except ValidationError as failure:
            findings += (
                Finding(
                    shown,
                    lines.get(f"{name}.{field_path(error)}", nearest_line(lines, name)),
                    "data.field",
                    f"In `{name}`: {explain(error, Credit)}",
                )
                for error in failure.errors(include_url=False)
            )
    return credits, {name: nearest_line(lines, name) for name in values}, findings
