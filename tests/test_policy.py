"""The content policy: closed in everything that is published, open for the preview alone."""

from __future__ import annotations

import json
from pathlib import Path

from healthsite.policy import content_policy
from tests.conftest import ROOT, Site


def test_nothing_is_allowed_but_our_own_files() -> None:
    policy = content_policy()
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert set(rules.values()) == {"'none'", "'self'"}


def test_every_page_carries_it_before_anything_is_loaded(built: Path) -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content_policy()}">'
    for page in built.rglob("*.html"):
        head = page.read_text("utf-8")
        place = head.find(meta)
        assert 0 < place < head.find("<link"), page


def test_the_preview_allows_styles_in_a_page_and_no_script(small: Site) -> None:
    small.build(preview=True)
    page = small.page("index.html")
    assert "style-src 'self' 'unsafe-inline'" in page
    assert "script-src 'self';" in page


def test_a_manifest_of_each_language_stays_below_the_site_and_offers_no_installing(
    small: Site,
) -> None:
    small.build("https://site.example/guide")
    tokens = (ROOT / "theme" / "css" / "tokens.css").read_text("utf-8")
    for folder, name in (("", "Small Site"), ("es/", "Sitio pequeño")):
        values = json.loads(small.page(f"{folder}manifest.webmanifest"))
        assert values["name"] == name
        assert values["start_url"] == f"/guide/{folder}"
        assert values["scope"] == "/guide/"
        assert values["display"] == "browser"
        assert f"--paper: {values['background_color']};" in tokens
        assert f"--band: {values['theme_color']};" in tokens
        assert f'href="/guide/{folder}manifest.webmanifest"' in small.page(f"{folder}index.html")
