"""Join translations with their originals, once all headers are known."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from healthsite.explain import nearest
from healthsite.model import Document, Finding, Heading, Library, Text

Key = tuple[str, str]
"""The kind and the slug of a text: what a translation shares with its original."""


def pair(
    documents: Iterable[Document],
    languages: tuple[str, ...],
    *,
    drafts: bool,
    unreadable: Collection[Key] = (),
) -> tuple[Library, list[Finding]]:
    """Make a library of all texts.

    Args:
        documents: every document that could be read.
        languages: the site's languages, the start language first.
        drafts: whether drafts are wanted (the preview) or left out (anything published).
        unreadable: texts whose file has faults of its own. What they leave behind is not told
            as a second fault.
    """
    findings: list[Finding] = []
    originals: dict[Key, Document] = {}
    translations: list[Document] = []
    for document in documents:
        file = document.file
        if file.lang != languages[0]:
            translations.append(document)
            continue
        key: Key = (file.kind, file.slug)
        if key in originals:
            findings.append(
                Finding(
                    file.path,
                    1,
                    "facts.slug_twice",
                    f"The name `{file.slug}` is already that of {originals[key].file.path}. "
                    "Names are unique over all topics: rename one of the two.",
                )
            )
        else:
            originals[key] = document
    twins: dict[Key, dict[str, Document]] = {k: {} for k in originals}
    for document in translations:
        file = document.file
        key = (file.kind, file.slug)
        original = originals.get(key)
        if original is None and key in unreadable:
            continue
        if original is None or original.file.topic != file.topic:
            findings.append(_orphan(document, original, originals, languages[0]))
        else:
            twins[key][file.lang] = document
    shelves: dict[str, dict[tuple[str, str], Text]] = {"article": {}, "page": {}, "story": {}}
    for key, original in originals.items():
        for text in _texts(original, twins[key], languages, drafts=drafts):
            shelves[text.kind][text.slug, text.lang] = text
    return Library(shelves["article"], shelves["page"], shelves["story"]), findings


def _orphan(
    document: Document,
    elsewhere: Document | None,
    originals: dict[Key, Document],
    start: str,
) -> Finding:
    file = document.file
    if elsewhere is not None:
        advice = f"The original is {elsewhere.file.path}: put the translation in the same folder."
    else:
        slugs = [slug for kind, slug in originals if kind == file.kind]
        advice = (
            f"There is no readable {start} text `{file.slug}.md` beside it."
            f"{nearest(file.slug, slugs)} Add or mend the original, or rename this file."
        )
    return Finding(file.path, 1, "translations.no_original", f"This is a translation. {advice}")


def _texts(
    original: Document,
    translations: dict[str, Document],
    languages: tuple[str, ...],
    *,
    drafts: bool,
) -> list[Text]:
    if original.is_draft and not drafts:
        return []
    present = {languages[0]: original}
    for lang in languages[1:]:
        twin = translations.get(lang)
        if twin is not None and (drafts or not twin.is_draft):
            present[lang] = twin
    texts = []
    for document in present.values():
        headings, ids = _shared_headings(document, original)
        texts.append(Text(document, original, tuple(present), headings, ids))
    return texts


def _shared_headings(
    document: Document, original: Document
) -> tuple[tuple[Heading, ...], dict[str, str]]:
    """Give a translation's headings the addresses of the original's, where they match."""
    own, theirs = document.headings, original.headings
    if document is original or [h.level for h in own] != [h.level for h in theirs]:
        return own, {}
    ids = {mine.id: other.id for mine, other in zip(own, theirs, strict=True)}
    headings = tuple(Heading(h.level, ids[h.id], h.text) for h in own)
    return headings, {mine: other for mine, other in ids.items() if mine != other}
