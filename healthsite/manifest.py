"""What a device shows if a reader puts the site on its home screen."""

from __future__ import annotations

import json

MANIFEST = "manifest.webmanifest"


def manifest(
    *,
    name: str,
    description: str,
    lang: str,
    start: str,
    scope: str,
    icon: str,
    background: str,
    band: str,
) -> str:
    """Return a language's web app manifest (W3C Web Application Manifest).

    `background` and `band` are colors of the theme, as CSS writes them.
    `display` is `browser` on purpose: with any other value browsers offer to install the site,
    and on a shared phone nobody asked for an icon that tells what was read.
    """
    values = {
        "name": name,
        "description": description,
        "lang": lang,
        "id": start,
        "start_url": start,
        "scope": scope,
        "display": "browser",
        "background_color": background,
        "theme_color": band,
        "icons": [{"src": icon, "type": "image/svg+xml", "sizes": "any"}],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
