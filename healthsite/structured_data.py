"""Structured data (schema.org, JSON-LD), from the same facts as the page.

`lastReviewed` and `reviewedBy` appear only where a clinician has reviewed the text: to say
more than the page says would be a lie to a machine instead of to a person.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any


def to_json(data: dict[str, Any]) -> str:
    """Write JSON that can stand inside a `<script>` element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def breadcrumbs(links: list[tuple[str, str]]) -> dict[str, Any]:
    """Return a breadcrumb list.

    Args:
        links: (words, absolute address) from the home page to this page.
    """
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(links, start=1)
        ],
    }


def website(name: str, description: str, address: str, lang: str) -> dict[str, Any]:
    """Return the site itself and the organization that its name stands for."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": name,
        "description": description,
        "url": address,
        "inLanguage": lang,
        "publisher": {"@type": "Organization", "name": name, "url": address},
    }


def article(
    *,
    title: str,
    description: str,
    address: str,
    lang: str,
    published: date,
    modified: date,
    authors: list[tuple[str, str]],
    reviewer: str | None,
    reviewed: date | None,
    about: list[str],
    audience: list[str],
    site_name: str,
    site_address: str,
    translation_of: str | None,
) -> dict[str, Any]:
    """Return an article as a medical web page.

    Args:
        authors: (kind, name) with kind "person" or "team".
        translation_of: absolute address of the original, for a translation.
    """
    publisher = {"@type": "Organization", "name": site_name, "url": site_address}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["MedicalWebPage", "Article"],
        "@id": address,
        "url": address,
        "headline": title,
        "description": description,
        "inLanguage": lang,
        "datePublished": published.isoformat(),
        "dateModified": modified.isoformat(),
        "author": [
            {"@type": "Person" if kind == "person" else "Organization", "name": name}
            for kind, name in authors
        ],
        "publisher": publisher,
        "about": [{"@type": "Thing", "name": name} for name in about],
        "audience": [{"@type": "Audience", "audienceType": name} for name in audience],
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    if reviewer and reviewed:
        data["lastReviewed"] = reviewed.isoformat()
        data["reviewedBy"] = {"@type": "Person", "name": reviewer}
    if translation_of:
        data["translationOfWork"] = {"@type": "Article", "@id": translation_of}
    return data


def web_page(
    *, title: str, description: str, address: str, lang: str, medical: bool = False
) -> dict[str, Any]:
    """Return a page that is not an article."""
    return {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage" if medical else "WebPage",
        "@id": address,
        "url": address,
        "name": title,
        "description": description,
        "inLanguage": lang,
    }
