"""The content policy: closed in everything that is published, open for the preview alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

from healthsite.policy import content_policy
from tests.conftest import ROOT, Site


def test_nothing_is_allowed_but_our_own_files() -> None:
    policy = content_policy()
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert set(rules.values()) == {"'none'", "'self'"}


def test_a_style_in_a_page_is_named_by_its_hash() -> None:
    # printf 'a{b:c}' | openssl dgst -sha256 -binary | base64
    digest = "0cRUVYRKwNwnl1hkfkPGjkht16b039TjFdJzmXfFK2o="
    assert f"style-src 'self' 'sha256-{digest}'; " in content_policy("a{b:c}")


def test_every_page_carries_its_policy_before_anything_else_and_holds_one_style(
    built: Path,
) -> None:
    style = re.compile(r"<style>(.*?)</style>", re.DOTALL)
    for page in built.rglob("*.html"):
        head = page.read_text("utf-8")
        (text,) = style.findall(head)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{content_policy(text)}">'
        assert 0 < head.find(meta) < head.find("<style>") < head.find("<link"), page


def test_the_preview_is_as_strict(small: Site) -> None:
    small.build(preview=True)
    for page in small.output.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "unsafe" not in text.partition("</head>")[0], page
        assert "script-src 'self';" in text, page


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
