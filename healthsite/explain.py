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


def explain(error: ErrorDetails, model: type[BaseModel]) -> str:
    """Return one sentence on what is wrong and one on what to do."""
    path = field_path(error)
    name = path or "the file"
    kind = error["type"]
    context = error.get("ctx", {})
    value = error["input"]
    if kind == "missing":
        return f"`{name}` is missing. Add it."
    if kind == "extra_forbidden":
        known = _fields_at(model, error["loc"][:-1])
        hint = nearest(path.rpartition(".")[2], known)
        listed = f" The fields are: {', '.join(known)}." if known else ""
        return f"`{name}` is not a field we know.{hint}{listed}"
    if kind.startswith("date"):
        return f"`{name}` must be a date such as 2026-11-21, not `{value}`."
    if kind == "string_too_short" or (kind == "too_short" and isinstance(value, str)):
        return f"`{name}` is empty. Write it, or remove the line if it is optional."
    if kind == "string_too_long" or (kind == "too_long" and isinstance(value, str)):
        limit = context.get("max_length")
        return (
            f"`{name}` is {len(str(value))} characters long; the limit is {limit}. Make it shorter."
        )
    if kind == "too_short":
        return (
            f"`{name}` has {context.get('actual_length', 0)} entries; it needs at least "
            f"{context.get('min_length')}. Add some."
        )
    if kind == "too_long":
        return (
            f"`{name}` has {context.get('actual_length')} entries; it may have "
            f"{context.get('max_length')}. Remove some."
        )
    if kind == "string_pattern_mismatch":
        return (
            f"`{name}` may hold only small letters, digits and single hyphens, "
            f"not `{value}`. Rename it."
        )
    if kind in {"literal_error", "enum"}:
        expected = str(context.get("expected", "")).replace("'", "`")
        return f"`{name}` must be {expected}, not `{value}`."
    if kind == "value_error":
        return f"`{name}` {context.get('error', 'is not understood')}. It is `{value}`."
    if kind in {"list_type", "tuple_type"}:
        return f"`{name}` must be a list in [brackets], with commas between its entries."
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        return f"`{name}` must be a table of named values, not `{_short(value)}`."
    if kind == "string_type":
        return f"`{name}` must be a text; put it in double quotes. It is `{_short(value)}`."
    if kind.startswith("int") or kind in {"greater_than_equal", "less_than_equal"}:
        least, most = context.get("ge"), context.get("le")
        bound = f" of at least {least}" if least is not None else ""
        bound = bound or (f" of at most {most}" if most is not None else "")
        return f"`{name}` must be a whole number{bound}, not `{_short(value)}`."
    return f"`{name}` is not understood: {error['msg']}. It is `{_short(value)}`."


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


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
