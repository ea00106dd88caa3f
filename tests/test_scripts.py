"""The modules of the theme become one script, and every fault in them is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthsite.assets import AssetFault
from healthsite.scripts import bundle_js, script_words


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    return tmp_path / "theme"


def bundle(theme: Path, **built: object) -> str:
    return bundle_js(theme / "js/site.js", theme=theme, built=built)


def test_a_module_comes_once_before_those_that_import_it(theme: Path) -> None:
    write(
        theme / "js/site.js",
        '// The list.\nimport { a } from "../components/a/a.js";\n'
        'import { b } from "./b.js";\n\na();\nb();\n',
    )
    write(
        theme / "components/a/a.js",
        'import { b } from "../../js/b.js";\nexport function a() {\n  b(); // here\n}\n',
    )
    write(theme / "js/b.js", "/* Two\n   lines. */\nexport const b = () => 1;\n")
    assert bundle(theme) == "const b = () => 1;\nfunction a() {\nb(); // here\n}\na();\nb();\n"


def test_what_the_build_knows_comes_first_and_only_if_asked_for(theme: Path) -> None:
    write(theme / "js/site.js", 'import { built } from "healthsite";\nbuilt.worker;\n')
    assert bundle(theme, worker="/sw.js") == 'const built = {"worker": "/sw.js"};\nbuilt.worker;\n'
    write(theme / "js/site.js", "1;\n")
    assert bundle(theme, worker="/sw.js") == "1;\n"


def test_only_the_words_of_scripts_go_with_them() -> None:
    strings = {"script.listen": "Listen", "page.skip": "Skip"}
    assert script_words(strings) == {"listen": "Listen"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('import { a } from "./gone.js";', "theme/js/gone.js:1: There is no such module."),
        ('\nimport { z } from "./b.js";', "theme/js/site.js:2: ./b.js exports no z."),
        ('import { z } from "healthsite";', "theme/js/site.js:1: healthsite exports no z."),
        ('import * as b from "./b.js";', "site.js:1: This import is not understood."),
        ('import "./b.js";', "site.js:1: This import is not understood."),
        ('import { a } from "https://else.example/a.js";', "is not a file of the theme"),
        ('import { a } from "lit";', "lit is not a file of the theme"),
        ('import { a } from "../../a.js";', "../../a.js is outside the theme folder"),
        ('import { c } from "./c.js";', "theme/js/c.js:1: ./site.js imports this file in turn"),
        ('import { b } from "./b.js";\nfunction b() {}', "b is already the name of something"),
        ("export default 1;", "site.js:1: This export is not understood."),
        ("// one\n/* two\n*/\nconst a = `x", "site.js:4: A text between ` ` must end"),
    ],
)
def test_a_fault_names_file_and_line(theme: Path, text: str, fault: str) -> None:
    write(theme / "js/site.js", text)
    write(theme / "js/b.js", "export const b = 1;")
    write(theme / "js/c.js", 'import { site } from "./site.js";\nexport const c = 1;')
    write(theme.parent / "a.js", "export const a = 1;")
    with pytest.raises(AssetFault) as caught:
        bundle(theme)
    assert fault in str(caught.value)


def test_every_fault_is_said_in_one_run(theme: Path) -> None:
    write(theme / "js/site.js", 'import { a } from "./a.js";\nimport { b } from "./b.js";')
    with pytest.raises(AssetFault) as caught:
        bundle(theme)
    assert len(caught.value.faults) == 4


def test_a_module_that_is_not_text_is_said(theme: Path) -> None:
    write(theme / "js/site.js", "").write_bytes(b"\xff\xfe")
    with pytest.raises(AssetFault, match="not UTF-8"):
        bundle(theme)
