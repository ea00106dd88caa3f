from __future__ import annotations

from pathlib import Path

import pytest

from healthsite.assets import AssetFault, bundle_css, hashed_name, split_print


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    folder = tmp_path / "theme"
    write(folder / "css/site.css", '@import "a.css";')
    return folder


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def bundle(theme: Path) -> str:
    return bundle_css(theme / "css/site.css")


def faults(theme: Path) -> tuple[str, ...]:
    with pytest.raises(AssetFault) as caught:
        bundle(theme)
    assert str(caught.value) == "\n".join(caught.value.faults)
    return caught.value.faults


def test_the_order_of_layers_comes_first_and_each_import_stands_in_its_layer(theme: Path) -> None:
    write(
        theme / "css/site.css",
        "/* contents */\n@layer reset, base;\n"
        '@import "reset.css" layer(reset);\n@import url("base/page.css") layer(base);\nb{c:d}',
    )
    write(theme / "css/reset.css", "* { margin: 0; }")
    write(theme / "css/base/page.css", "body { color: red; }")
    assert bundle(theme) == (
        "@layer reset,base;@layer reset{*{margin:0}}@layer base{body{color:red}}b{c:d}"
    )


def test_an_import_inside_an_import_is_relative_to_the_file_it_stands_in(theme: Path) -> None:
    write(theme / "css/a.css", '@import "deep/b.css";\na{b:c}')
    write(theme / "css/deep/b.css", "@import url(../c.css);\nb{c:d}")
    write(theme / "css/c.css", "c{d:e}")
    assert bundle(theme) == "c{d:e}b{c:d}a{b:c}"


def test_a_new_component_folder_needs_no_list(theme: Path) -> None:
    write(theme / "css/site.css", '@import "../components/*/*.css" layer(components);')
    write(theme / "components/tags/tags.css", ".tags{a:b}")
    write(theme / "components/card/card.css", ".card{a:b}")
    assert bundle(theme) == "@layer components{.card{a:b}.tags{a:b}}"


def test_a_condition_of_an_import_is_kept(theme: Path) -> None:
    write(theme / "css/site.css", '@import "print.css" layer(utilities) print;')
    write(theme / "css/print.css", "nav{display:none}")
    assert bundle(theme) == "@media print{@layer utilities{nav{display:none}}}"


def test_a_descendant_that_is_any_element_in_focus_stays_a_descendant(theme: Path) -> None:
    write(theme / "css/site.css", "@layer a{.x :focus, .x ::before{color : red}.y{& :hover{a: b}}}")
    assert bundle(theme) == ("@layer a{.x *:focus,.x *::before{color:red}.y{& *:hover{a:b}}}")


def test_text_that_looks_like_a_comment_or_a_brace_is_left_alone(theme: Path) -> None:
    write(theme / "css/site.css", '.a::before{content:"/* { @import */"}')
    assert bundle(theme) == '.a::before{content:"/* { @import */"}'


def test_an_address_in_a_component_is_right_for_the_bundle(theme: Path) -> None:
    write(theme / "css/site.css", '@import "../components/x/x.css";')
    write(theme / "components/x/x.css", "a{b:url(../../static/i.svg#phone)}")
    font = write(theme / "static/i.svg", "<svg/>")
    assert bundle(theme) == 'a{b:url("../static/i.svg#phone")}'
    named = {font: "/theme/i.svg"}
    css = bundle_css(theme / "css/site.css", address=named.__getitem__)
    assert css == 'a{b:url("/theme/i.svg#phone")}'


def test_small_inline_pictures_are_allowed(theme: Path) -> None:
    write(theme / "css/site.css", "a{b:url(\"data:image/svg+xml,%3Csvg xmlns='x'/%3E\")}")
    assert bundle(theme) == "a{b:url(\"data:image/svg+xml,%3Csvg xmlns='x'/%3E\")}"


@pytest.mark.parametrize(
    ("css", "fault"),
    [
        ('\n@import "missing.css";', "theme/css/site.css:2: There is no file missing.css"),
        ('@import "../components/*/*.css";', "There is no file components/*/*.css"),
        ('@import "../../other.css";', "other.css is outside the theme folder"),
        ('@import "https://x.example/a.css";', "is not a file of the theme"),
        ('@import url("//x.example/a.css");', "is not a file of the theme"),
        ('@import "site.css";', "theme/css/site.css imports itself"),
        ('a{b:c}\n@import "a.css";', "site.css:2: An @import must stand before all rules"),
        ('@import "a.css" supports(a: b);', "is not supported"),
        ("@import ;", "site.css:1: This @import is not understood"),
        ("a{\nb{c:d}", "site.css:1: This { is not closed"),
        ("a{b:c}\n}", "site.css:2: This } closes nothing"),
        ("a{b:c}\n/* so", "site.css:2: This comment is not closed"),
        ("a{\nb:url(https://x.example/a.woff2)}", "site.css:2: https://x.example/a.woff2 is on"),
        ("a{b:url('//x.example/a.png')}", "is on another site"),
        ("a{b:url(/fonts/a.woff2)}", "must be relative to this file"),
        ("a{b:url(a.woff2)}", "There is no file a.woff2"),
        ("a{b:url(../../other.css)}", "../../other.css is outside the theme folder"),
        (f"a{{b:url(data:x,{'a' * 2_000})}}", "longer than 2,000 bytes"),
    ],
)
def test_a_fault_names_file_and_line(theme: Path, css: str, fault: str) -> None:
    write(theme.parent / "other.css", "a{b:c}")
    write(theme / "css/site.css", css)
    (message,) = faults(theme)
    assert fault in message
    assert message.startswith("theme/css/site.css:")


def test_a_loop_over_two_files_is_named_where_it_closes(theme: Path) -> None:
    write(theme / "css/a.css", '@import "site.css";')
    (message,) = faults(theme)
    assert message.startswith("theme/css/a.css:1: theme/css/site.css imports itself")


def test_all_faults_are_reported_in_one_run(theme: Path) -> None:
    write(theme / "css/site.css", '@import "a.css";\n@import "b.css";\nc{d:url(e.png)}')
    assert len(faults(theme)) == 3


def test_a_missing_entry_is_a_fault_and_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(AssetFault, match="no such stylesheet"):
        bundle_css(tmp_path / "theme/css/site.css")


def test_a_stylesheet_that_is_not_utf_8_is_a_fault(theme: Path) -> None:
    (theme / "css/a.css").write_bytes(b"a{content:'\xe9'}")
    (message,) = faults(theme)
    assert message.startswith("theme/css/a.css:1: This is not UTF-8")


def test_a_name_changes_with_the_content_and_only_with_it() -> None:
    assert hashed_name("site.css", b"") == "site.e3b0c44298.css"
    assert hashed_name("css/site.css", b"") == "css/site.e3b0c44298.css"
    assert hashed_name("site.css", b"a") != hashed_name("site.css", b"b")


def test_rules_for_paper_are_a_sheet_of_their_own_in_their_layers() -> None:
    css = (
        "@layer base,components;@layer base{a{color:red}@media print{a{color:#000}}}"
        '@layer components{.x::after{content:"}"}}@media print{b{margin:0}}'
        "@media (min-width:1em){c{margin:0}}"
    )
    screen, paper = split_print(css)
    assert screen == (
        "@layer base,components;@layer base{a{color:red}}"
        '@layer components{.x::after{content:"}"}}@media (min-width:1em){c{margin:0}}'
    )
    assert paper == "@layer base,components;@layer base{a{color:#000}}b{margin:0}"


def test_a_sheet_without_rules_for_paper_stays_as_it_is() -> None:
    assert split_print("@layer a;@layer a{b{margin:0}}") == ("@layer a;@layer a{b{margin:0}}", "")
