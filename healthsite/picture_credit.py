"""Whose a picture is, below it: who made it, and the license, as licenses ask for."""

from __future__ import annotations

from html import escape

from healthsite.model import Credit, License, SiteData
from healthsite.words import Words


def caption(credit: Credit, data: SiteData, words: Words) -> str:
    """Return a picture's `<figcaption>` in the page's language.

    Args:
        credit: what `images/images.toml` says of the picture.
        data: where people and licenses have their names in each language.
        words: of the page's language.
    """
    maker = data.people.get(credit.credit)
    name = maker.name[words.lang] if maker else credit.credit
    licenses = {entry.name: entry for entry in data.editorial.images.licenses}
    terms = licenses.get(credit.license, License(name=credit.license))
    shown = terms.shown.get(words.lang, terms.name)
    return (
        f"<figcaption>{escape(words('picture.by'))} {_linked(name, credit.source)}; "
        f"{escape(words('picture.license'))} {_linked(shown, terms.address.get(words.lang))}"
        "</figcaption>"
    )


def _linked(name: str, address: str | None) -> str:
    if not address:
        return escape(name)
    return f'<a href="{escape(address)}" rel="external">{escape(name)}</a>'
