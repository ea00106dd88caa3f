"""Turn a failed validation into a sentence that says what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from pydantic import BaseModel
from pydantic_core import ErrorDetails


def nearest(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean `x`?" for the nearest known word, or an empty text."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f" Did you mean `{close[0]}`?" if close else ""


def field_path(error: ErrorDetails) -> str:
    """Return the dotted path of the field an error is about."""
    # pydantic names the branch of a union ("int", "literal[…]") as a part of the path;
    # an editor never wrote it.
    parts = [str(part) for part in error["loc"]]
    return ".".join(
        part
        for part in parts
        if part not in {"int", "str", "constrained-int"}
        and not part.startswith(("literal[", "function-", "constrained-"))
    )


def short(value: object, limit: int = 60) -> str:
    """Return a value fit to be quoted in a message: on one line, seen, and not too long."""
    text = " ".join(str(value).split())
    text = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[: limit + 1])
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def without_echoes(
    errors: list[ErrorDetails], model: type[BaseModel]
) -> list[tuple[str, ErrorDetails]]:
    """Return each error with the path of its field, without those that only follow.

    A misspelled field is told once: that the right one is missing is the same mistake.
    """
    meant = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            above, _, name = field_path(error).rpartition(".")
            if (field := _meant(name, _fields_at(model, error["loc"][:-1]))) is not None:
                meant.add(f"{above}.{field}" if above else field)
    told: dict[str, ErrorDetails] = {}
    for error in errors:
        path = field_path(error)
        if path in meant and error["type"] == "missing":
            continue
        # Where a field may hold one of two kinds, neither of which it is, both complain.
        if path not in told or told[path]["type"] == "literal_error":
            told[path] = error
    return list(told.items())


def _meant(name: str, known: Iterable[str]) -> str | None:
    close = difflib.get_close_matches(name.lower()[:60], sorted(known), n=1, cutoff=0.6)
    return close[0] if close else None


def explain(error: ErrorDetails, model: type[BaseModel]) -> str:
    """Return one sentence on what is wrong and one on what to do."""
    path = field_path(error)
    name = _named(path)
    kind = error["type"]
    context = error.get("ctx", {})
    value = error["input"]
    if kind == "missing":
        return f"{name} is missing. Add it."
    if kind == "extra_forbidden":
        known = _fields_at(model, error["loc"][:-1])
        field = _meant(path.rpartition(".")[2], known)
        hint = f" Did you mean `{field}`?" if field else ""
        listed = f" The fields are: {', '.join(known)}." if known else ""
        return f"{name} is not a field we know.{hint}{listed}"
    if kind.startswith("date"):
        return (
            f"{name} must be a date, written year-month-day as in 2026-11-21, not {_quoted(value)}."
        )
    if kind == "string_too_short" or (kind == "too_short" and isinstance(value, str)):
        return f"{name} is empty. Write it, or remove the line if it is optional."
    if kind == "string_too_long" or (kind == "too_long" and isinstance(value, str)):
        limit = context.get("max_length")
        return (
            f"{name} is {len(str(value))} characters long; the limit is {limit}. Make it shorter."
        )
    if kind == "too_short":
        return (
            f"{name} has {_entries(context.get('actual_length', 0))}; it needs at least "
            f"{context.get('min_length')}. Add some."
        )
    if kind == "too_long":
        return (
            f"{name} has {_entries(context.get('actual_length', 0))}; it may have "
            f"{context.get('max_length')}. Remove some."
        )
    if kind == "string_pattern_mismatch":
        return (
            f"{name} may hold only small letters, digits and single hyphens, "
            f"not {_quoted(value)}. Rename it."
        )
    if kind in {"literal_error", "enum"}:
        expected = str(context.get("expected", "")).replace("'", "`")
        return f"{name} must be {expected}, not {_quoted(value)}."
    if kind == "value_error":
        return f"{name} {context.get('error', 'is not understood')}. It is {_quoted(value)}."
    if kind in {"list_type", "tuple_type"}:
        return f"{name} must be a list in [brackets], with commas between its entries."
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        fields = _fields_at(model, error["loc"])
        form = ", ".join(f"{field}: …" for field in fields[:3]) or "name: …"
        return f"{name} must be values with names, as in {{{form}}}, not {_quoted(value)}."
    if kind == "string_type" and isinstance(value, dict):
        return (
            f"{name} has a colon in it, and so is not read as a text. Put the whole text in "
            "double quotes."
        )
    if kind == "string_type":
        return f"{name} must be a text; put it in double quotes. It is {_quoted(value)}."
    if kind.startswith("int") or kind in {"greater_than_equal", "less_than_equal"}:
        least, most = context.get("ge"), context.get("le")
        bound = f" of at least {least}" if least is not None else ""
        bound = bound or (f" of at most {most}" if most is not None else "")
        return f"{name} must be a whole number{bound}, not {_quoted(value)}."
    if kind.startswith("float"):
        return f"{name} must be a number, not {_quoted(value)}."
    if kind.startswith("bool"):
        return f"{name} must be true or false, not {_quoted(value)}."
    return f"{name} is not understood. It is {_quoted(value)}. Compare it with other entries."


def _named(path: str) -> str:
    """Name a field as a person would: `changes.0.text` is `text` in entry 1 of `changes`."""
    if not path:
        return "The file"
    parts: list[str] = []
    field: list[str] = []
    for part in path.split("."):
        if not part.isdigit():
            field.append(part)
            continue
        parts.append(
            f"entry {int(part) + 1}"
            if not field
            else f"entry {int(part) + 1} of `{short('.'.join(field))}`"
        )
        field = []
    if field:
        parts.append(f"`{short('.'.join(field))}`")
    said = " in ".join(reversed(parts))
    return said[:1].upper() + said[1:]


def _entries(count: object) -> str:
    return f"{count} entry" if count == 1 else f"{count} entries"


def _quoted(value: object) -> str:
    """Quote a value; what is no single value is named by its kind."""
    if isinstance(value, dict):
        return f"values with names ({', '.join(short(key, 20) for key in list(value)[:3])})"
    if isinstance(value, list | tuple):
        return "a list"
    if value == "":
        return "empty"
    return f"`{short(value)}`"


def _fields_at(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    fields = list(model.model_fields)
    current: type[BaseModel] | None = model
    for part in location:
        info = current.model_fields.get(str(part)) if current else None
        inner = info.annotation if info else None
        candidates = [inner, *getattr(inner, "__args__", ())] if inner else []
        found = [c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)]
        if found:
            current = found[0]
            fields = list(current.model_fields)
    return fields
