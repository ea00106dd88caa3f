"""Bad input by the thousand: what people, programs and ill will put into a content folder.

Each strategy starts from something valid and spoils it, because a file that is wrong in one
place gets further than noise does, and so meets more code.
"""

# ruff: noqa: E501 - these tables are read along the row
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from tests.conftest import ROOT

SMALL = ROOT / "tests" / "sites" / "small"
REAL = ROOT / "content"


@dataclass(frozen=True)
class BadFile:
    """A file to be laid over the small site: its place below the content folder, its bytes."""

    path: str
    data: bytes

    def __repr__(self) -> str:
        data = self.data
        # A shrunk example is short; one that is not must not fill the screen.
        shown = repr(data) if len(data) <= 3_000 else f"{data[:1_500]!r} … ({len(data)} bytes)"
        return f"BadFile({self.path!r}, {shown})"


# ---------------------------------------------------------------------------
# Texts

ODD_TEXTS = [
    *("", " ", "  ", "\t", "\u00a0", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\ufeff"),
    *("\0", "\x07", "\x1b[31m", "\x7f", "\x9b", "\u200b", "\u202e", "\u2066", "\ufffd", "\uffff"),
    *("🙂", "👩‍⚕️", "é", "e\u0301", "ñ", "¿Qué?", "שלום", "مرحبا", "中文", "𝕏", "ﬁ", "İ", "ß", "\U000f0001"),
    *("no", "off", "null", "~", "<<", "true", "-1", "1e999", "nan", "0x10", "9" * 400, "9" * 5_000),
    *("2026-02-30", "11/21/2026", "2026-11-21T10:00:00", "21 de noviembre", "0000-00-00", "12026-01-01"),
    *("Naloxone: what it does", "“Curly”", "it's", 'a "b" c', "a # b", "- a", "?", "*", "&", "!", "%", "@", "`"),
    *("article:warm-soup", "https://x.example/a b", "javascript:alert(1)", "../../etc/passwd", "C:\\x", "a.b.c"),
    *("call 1-855-845-7415", "<b>x</b>", "&amp;", "&#0;", "&#xD800;", "&nbsp;", "{x}", "{", "}", "{}", "%s", "\\"),
    *("x" * 71, "x" * 161, "x" * 5_000, "word " * 400, "e\u0301" * 3_000, "\u202e" * 500),
]
odd_text = st.sampled_from(ODD_TEXTS) | st.text(max_size=30)

# What a header's value may be instead: as it stands in the file, without escaping.
ODD_YAML = [
    *("*a", "&a x", "&a [x]", "*nobody", "!!python/object:os.system x", "!x y", "!!binary aGk=", "!!set {a}"),
    *('"open', "'open", '"\\u0000"', '"\\ud800"', '"\\ud83d\\ude00"', '"\\x07bell"', '"\\u202e"', '"\\q"'),
    *('"a\\nb"', '"a\\tb"', '"\\N"', '"\\_"', '"\\P"', '"\\U0010ffff"', '"\\x7f"', '"\\x9b31m"'),
    *("|", "|\n  one\n  two", ">-\n  one\n\n  two", "|9\n  x", "|+", ">\n\tx", "\n  - a\n  - b", "\n- a\n- b"),
    *("[a, b", "a]", "{a: b", "{a: b}", "{a: b, a: c}", "[a, [b, [c]]]", "[]", "{}", "[,]", "[a,,b]", "[a b: c]"),
    *("{? x}", "{[a]: b}", "? [a]\n: b", "{<<: {a: b}}", "<<: *a", "---", "...", "--- x", "\n---\n", "%YAML 1.2"),
    *("[" * 1_000, "[" * 1_000 + "]" * 1_000, "{a: " * 1_000 + "}" * 1_000, "[" * 7 + "]" * 7, "- " * 1_000 + "x"),
    *("".join(f"\n{' ' * n}a:" for n in range(1, 60)), "".join(f"\n{' ' * n}-" for n in range(1, 60))),
    "\n  - " + "\n  - ".join(["x"] * 3_000),
    "[" + ", ".join(["soup"] * 3_000) + "]",
    "\na: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: &d [*c, *c, *c]\ne: [*d, *d]",
    "[{date: 2026-01-01}]",
    "[{date: x, text: }]",
    "[{rule: readability.text, reason: x}]",
    "[{rule: nothing, reason: x}]",
    "[{rule: facts.field, reason: x}]",
]
odd_yaml = st.sampled_from(ODD_YAML) | odd_text

ODD_TOML = [
    *("true", "1979-05-27", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00", "07:32:00", "2026-02-30", "inf", "nan"),
    *("-0", "1_000", "1__0", "0x" + "f" * 5_000, "9" * 5_000, "1e9999", "1.5", "-1", "+7", "0b1", "01", "1901", "2101"),
    *('""', "''", '" "', '"\\u0000"', '"\\u0007"', '"\\ud800"', '"\\u202e"', '"\\u2028"', '"\\q"', '"open', "'open"),
    *('"""\na\nb"""', '"""open', "'''x\ny'''", '"a" "b"', "bare", "“curly”", "$x", "[", "]", "{", "}", "=", ","),
    *("[]", "{}", "[[]]", "[1, 'a']", "[{}]", "[{en = 1}]", "{en = 1}", '{en = "x"}', '{en = "", es = ""}', "{a.b = 1}"),
    *('{en = "x", en = "y"}', '{en = "x",}', '{en = "{n}", es = "x"}', '{en = "x", fr = "y", es = "z"}', '["en", 1]'),
    *("[" * 3_000 + "]" * 3_000, "{a=" * 500 + "1" + "}" * 500, '["x",' * 300 + '"x"' + "]" * 300),
    '{en = ["x"], es = "y"}',
    '["' + '", "'.join(["x"] * 3_000) + '"]',
    '"https://x.example/ y"',
    '"http://"',
    '"javascript:alert(1)"',
    '"(a+)+$"',
    '"["',
    '"1-800-FLOWERS"',
    '"٣٤٥٦٧٨٩٠١٢"',
    '"' + "9" * 5_000 + '"',
    '"1000000000"',
]
odd_toml = st.sampled_from(ODD_TOML) | odd_text | odd_text.map(lambda text: f'"{text}"')

ODD_LINES = [
    *("", " ", "\t", "---", "...", "x", "x:", ": x", "- x", "  - x", "    - x", "\t- x", "x: y", "unknown: x", "Title: x"),
    *("title: Again", "status: draft", "tags:", "key_points:", "  - {a: b}", "<<: *a", "<<: {title: x}", "? x", "? [a]"),
    *("1: x", "null: x", "[a]: x", "{a: b}: x", "!!str x: y", "x: &a y", "y: *a", "#", "# comment", "title : x", "title:x"),
    *("title = x", "“title”: x", "tìtle: x", "title\u200b: x", "%YAML 1.1", "@x: y", "`x`: y", "'a b': c", '"\\u0007": c'),
    *("key_points: [a, b, c]", "reviewed_by:", "reviewed: 2026-01-01", "changes: x", "waivers: x", "follows: 2026-01-01"),
    *("[x]", "[[x]]", "[x", "[]", "[x.y.z]", "[topics]", "[topics.x]", "[[topics.sleep]]", "[en]", '["a b"]', "[night-2020]"),
    *("x = 1", "x.y = 1", "x = ", "= 1", '"" = 1', '"a\\u0007" = 1', 'title = "x"', "url = 1", "x = 1 y = 2", "name.en.es = 1"),
    ".".join("a" * 1 for _ in range(1_500)) + " = 1",
    "[" + ".".join("a" for _ in range(1_500)) + "]",
    '"/old/" = "/new/"',
    '"/old/" = 1',
    "/overdose/",
    "/gone/forever/",
    "not an address",
    "x" * 3_000 + ": y",
    '"' + "k" * 3_000 + '" = 1',
]
odd_line = st.sampled_from(ODD_LINES) | odd_text


@st.composite
def spoiled(draw: st.DrawFn, text: str, value: st.SearchStrategy[str], sign: str) -> str:
    """A file of "name: value" lines with some of them lost, doubled, moved or changed."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        index = draw(st.integers(0, max(len(lines) - 1, 0)))
        line = lines[index] if lines else ""
        change = draw(st.integers(0, 9))
        if change == 0:
            lines[index : index + 1] = []
        elif change == 1:
            lines.insert(index, line)
        elif change == 2:
            lines.insert(index, draw(odd_line))
        elif change == 3:
            lines[index : index + 1] = [draw(st.sampled_from([" ", "  ", "    ", "\t"])) + line]
        elif change == 4:
            lines[index : index + 1] = [line.lstrip()]
        elif change == 5:
            place = draw(st.integers(0, len(line)))
            lines[index : index + 1] = [line[:place] + draw(odd_text) + line[place:]]
        elif change == 6:
            place = draw(st.integers(0, len(line)))
            lines[index : index + 1] = [line[:place] + line[place + 1 :]]
        else:
            # The commonest by far: the field is right, and what stands in it is not.
            name, found, _ = line.partition(sign)
            lines[index : index + 1] = [name + (found or sign) + " " + draw(value)]
    return "\n".join(lines)


# ---------------------------------------------------------------------------
# Markdown

PIECES = [
    *("Words.", "\n", "\n\n", "  \n", "    ", "  ", "\t", " ", "\\", "\r", "a", "é", "<!--", "-->", "<!-->", "&", "<", ">"),
    *("*", "**", "_", "__", "***a*", "**a __b** c__", "`", "``", "```\n", "~~~\n", "```python\nx\n```\n", "[", "]", "(", ")"),
    *("](", "![", "[^", "[^night-2020]", "[^ ]", "[^a b]", "[^night-2020]: x", "[a]: /b/\n", "[a][b]", "[a][]", "{decorative}"),
    *("\n# H\n", "\n## H\n", "\n### H\n", "\n#### H\n", "\n##### H\n", "\n###### H\n", "\n####### H\n", "\n##H\n", "\n## \n"),
    *("\n## callout-1\n", "\n## 🙂\n", "\nH\n===\n", "\nH\n---\n", "\n---\n", "\n***\n", "\n- ", "\n* ", "\n1. ", "\n0. ", "\n999999999. "),
    *("\n  - x", "\n   x", "\n> ", "\n>> > ", '\n!!! note "T"\n    x\n', "\n!!! ", "\n!!!", '\n!!! emergency "Now"\n', "\n!!! do\n    - x\n"),
    *("\n!!! dont\n    - x\n", '\n!!! breathe "4 4 4 4"\n    x\n', '\n!!! breathe "99 x"\n', "\n!!! steps\n    1. x\n", "\n!!! nothing\n"),
    *("\n\n| a | b |\n|---|---|\n| c | d |\n", "\n\nTable: T\n\n| a | b |\n|:-:|--|\n| c |\n| d | e | f |\n", "\n| a |\n|---|\n", "\n|||\n|-|-|\n|"),
    *("\nTable:", "\nTabla: [x](y)\n", "<b>x</b>", "<script>alert(1)</script>", "<img src=x onerror=x>", "</div>", "<p class='MsoNormal'>", "<o:p>"),
    *("<https://x.example>", "<a@b.c>", "<javascript:x>", "<?php ?>", "<![CDATA[", "&amp;", "&#0;", "&#xFFFFFFFF;", "&nosuch;", "&nbsp;", "&#x202e;"),
    *("\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "\U000f0001", "\U00100000", "\x02", "\x03", "1-855-845-7415", "(310) 555-0100", "911", "7 in 10"),
    *("Cuando llueve, quédese en casa.", "The study shows that 40% of people recover.", "¡Llame ya!", "U.S. Dr. e.g. No. 5", "https://x.example/" + "a/" * 50),
]
SIGNS = [
    *("*", "_", "[", "]", "(", ")", "`", "~", "|", "#", ">", "<", "&", "\\", "-", "+", "=", "!", "{", "}", ".", ",", "0", "a", "é", "🙂"),
    *("!!! ", "[^", "](", "![", "[](", "[a](", "[a](b)", "[^a]", "**a", "_a_ ", "*a **b ", "<a", "<a@", "<!--", "-->", "&amp;", "&#", "\u202e"),
    *("\n", "\n\n", "\n- ", "\n1. ", "\n> ", "\n# ", "\n## a\n", "\n| a ", "\n---", "\n```", "\n    ", "  \n", "- ", "> ", "1. ", "\t", " ", "\r\n", "\x02", "\u0301"),
    *("a. ", "A. ", "No. ", "1. 2 ", "Dr. ", "a ", "a, ", "a; ", '"', "“", "'", "’", "... ", "7 in 10 ", "40 % ", "911 ", "1-855-845-7415 ", "do not ", "naloxone "),
]
TARGETS = [
    *("", " ", "warm-soup", "nowhere", "warm-soup#how-to-make-it", "warm-soup#", "#", "a b", "a%20b", "é", "../x", "../../../etc/passwd", "//x.example", "/", "/x", "//"),
    *("988", "988/text", "988/chat", "911/text", "warm/chat", "/", "988/", "nap", "alert(1)", "x" * 3_000, "[", "a)b", "(a)", "<a>", "a\u202eb", "a\x07b", "&#106;avascript:x"),
]
SCHEMES = [
    *("article:", "helpline:", "term:", "page:", "https://", "http://", "https:", "mailto:", "tel:", "sms:", "javascript:", "data:text/html,", "file:///", "ftp://"),
    *("ARTICLE:", "Article :", "article::", "#", "/", "", "//", "vbscript:", "HTTPS://", "{filename}", "{static}", "|filename|", "x:"),
]
link = st.builds(
    lambda mark, text, scheme, target, end: f"{mark}[{text}]({scheme}{target}{end}",
    st.sampled_from(["", "", "!", "[", "*", "\\"]),
    st.sampled_from(["x", "", "*x*", "`x`", "[x]", "[x](y)", "![](/images/moon.svg)", "a\nb", "[^night-2020]", "here"]),
    st.sampled_from(SCHEMES),
    st.sampled_from(TARGETS),
    st.sampled_from([")", ")", ")", "", ' "t")', " 't')", "\n)", "){decorative}"]),
)
repeated = st.builds(
    lambda sign, count, end: sign * count + end,
    st.sampled_from(SIGNS),
    st.sampled_from([2, 3, 5, 21, 70, 500, 3_000, 15_000]),
    st.sampled_from(["", "a", "\n", "*", "]", ")"]),
)
nested = st.builds(
    lambda indent, sign, depth: "\n\n" + "\n".join(indent * n + sign for n in range(depth)) + "\n\n",
    st.sampled_from(["    ", "  ", "> ", "\t", " "]),
    st.sampled_from(["- a", "1. a", '!!! note "x"', "> a", "a", "| a |", "## a", "```"]),
    st.sampled_from([3, 8, 19, 22, 500]),
)
paired = st.builds(
    lambda start, depth, middle, end: start * depth + middle + end * depth,
    st.sampled_from(["*", "**", "_", "[", "![", "(", "<", "`", "*[", "**_", '"', "“"]),
    st.sampled_from([1, 2, 7, 50, 400]),
    odd_text,
    st.sampled_from(["*", "**", "_", "]", "](a)", "](article:warm-soup)", ")", ">", "`", "](a)*", "_**", '"', "”"]),
)
table = st.lists(st.lists(odd_text, max_size=4), max_size=4).map(
    lambda rows: "\n\n" + "\n|---|---|\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n\n"
)
piece = st.sampled_from(PIECES) | odd_text | link | repeated | nested | paired | table


@st.composite
def body(draw: st.DrawFn, valid: str) -> str:
    """A text in Markdown, or something like it."""
    pieces = draw(st.lists(piece, max_size=10))
    if draw(st.booleans()):
        return draw(st.sampled_from(["", "\n", " "])).join(pieces)
    place = draw(st.integers(0, len(valid)))
    return valid[:place] + "".join(pieces[:3]) + valid[place:]


# ---------------------------------------------------------------------------
# Bytes

ENCODINGS = ["utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-32"]


@st.composite
def encoded(draw: st.DrawFn, text: str) -> bytes:
    """The bytes of a text, as programs of all kinds would save it."""
    ends = draw(st.sampled_from(["\n", "\n", "\n", "\n", "\r\n", "\r"]))
    text = text.replace("\n", ends)
    data = text.encode(draw(st.sampled_from(ENCODINGS)), "replace")
    change = draw(st.integers(0, 19))
    if change == 0:
        return data[: draw(st.integers(0, len(data)))]
    if change == 1:
        place = draw(st.integers(0, len(data)))
        odd = draw(st.sampled_from([b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\xef\xbb\xbf"]))
        return data[:place] + odd + data[place:]
    return data


# ---------------------------------------------------------------------------
# Files

TEXTS = [
    "articles/food/warm-soup.md",
    "articles/food/secret-stew.md",
    "articles/sleep/good-nights.md",
    "articles/sleep/good-nights.es.md",
    "pages/about.md",
    "pages/home.es.md",
    "stories/quiet-evening.md",
    "stories/quiet-evening.es.md",
]
DATA = {
    **{f"data/{path.name}": path for path in sorted((SMALL / "data").glob("*.toml"))},
    "data/editorial.toml": REAL / "data" / "editorial.toml",
    "data/provider.toml": REAL / "data" / "provider.toml",
    "data/strings/en.toml": REAL / "data" / "strings" / "en.toml",
    "data/strings/es.toml": REAL / "data" / "strings" / "es.toml",
}


@st.composite
def bad_text(draw: st.DrawFn) -> BadFile:
    """An article, a page, a story or a translation, spoiled in its header, its text or both."""
    path = draw(st.sampled_from(TEXTS))
    _, header, words = (SMALL / path).read_text(encoding="utf-8").split("---\n", 2)
    where = draw(st.integers(0, 3))
    if where != 1:
        header = draw(spoiled(header, odd_yaml, ":"))
    if where != 0:
        words = draw(body(words))
    start, end = draw(st.sampled_from([("---\n", "---\n")] * 12 + [("", "---\n"), ("---\n", ""), ("–––\n", "–––\n"), ("--- \n", "---\n"), ("\n---\n", "---\n"), ("----\n", "----\n"), ("+++\n", "+++\n")]))
    return BadFile(path, draw(encoded(f"{start}{header}{end}{words}")))


@st.composite
def bad_data(draw: st.DrawFn) -> BadFile:
    """A data file, spoiled."""
    path = draw(st.sampled_from(sorted(DATA)))
    text = draw(spoiled(DATA[path].read_text(encoding="utf-8"), odd_toml, "="))
    return BadFile(path, draw(encoded(text)))


@st.composite
def bad_addresses(draw: st.DrawFn) -> BadFile:
    """Old addresses and where they lead now."""
    path = draw(st.sampled_from(["data/redirects.toml", "data/addresses.txt"]))
    valid = '"/old/" = "/overdose/"\n' if path.endswith("toml") else "/overdose/\n/help/\n"
    return BadFile(path, draw(encoded(draw(spoiled(valid, odd_toml, "=")))))


NAMES = [
    *("soup.md", "warm-soup.md", "warm-soup.es.md", "Warm-soup.md", "warm-soup.MD", "soup.md\n", "soup\n.md", "so\nup.md", "soup.es.md\n", ".md", ".es.md", "-.md", "a-.md"),
    *("soup .md", " soup.md", "soup.md ", "soup.md~", "#soup.md#", ".soup.md.swp", "._soup.md", "~$soup.docx", "soup.docx", "soup (1).md", "soup - Copy.md", "Copy of soup.md"),
    *("soup.es.bak.md", "soup.fr.md", "soup.xx.md", "soup.es.es.md", "soup_es.md", "sopa-ñ.md", "soup\u202edm.md", "soup\u200b.md", "soup\x07.md", "soup\x1b[31m.md", "soup\udcff.md"),
    *("soup.html", "soup.rst", "soup.txt", "soup.markdown", "soup.mdx", "soup", "a" * 240 + ".md", "con.md", "nul", "..md", "...", "soup..md", "con\u0301.md", "soup.md.md", "🙂.md"),
    *(".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", ".git", "index.md", "tags.md", "search.md", "es.md", "overdose.md", "feed.xml", "robots.txt", "x.svg", "X.SVG", "x.txt", "x.svg\n"),
    *("site.toml", "Site.toml", "site.toml.bak", "fr.toml", "en.toml\n", "topics.toml~", "charts", "strings", "provider.md", "home.md", "help.md", "a'b.md", 'a"b.md', "a`b.md", "a%20b.md", "a\\b.md"),
]
FOLDERS = ["articles", "pages", "stories", "data", "images", "extra", "strings", "food", "sleep", "Food", "fod", "food\n", "a b", "é", ".git", "x.md", "\u202e", "_", "tags", "es", "a" * 200, "deep", "\udcff", "..."]


@st.composite
def bad_name(draw: st.DrawFn) -> BadFile:
    """A file with an odd name or in an odd place."""
    top = st.sampled_from(["articles/food", "articles", "articles/new-topic", "pages", "stories", "data", "data/strings", "images", "extra"])
    odd = st.lists(st.sampled_from(FOLDERS), max_size=5).map("/".join)
    folder = draw(st.one_of(top, top, odd))
    plain = st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1, max_size=20)
    name = draw(st.one_of(st.sampled_from(NAMES), st.sampled_from(NAMES), plain.filter(lambda n: n not in {".", ".."})))
    text = (SMALL / "articles/food/warm-soup.md").read_bytes()
    data = draw(st.sampled_from([text, text, b"", b"x", b"---\n---\n", b"\0", b"<svg/>"]))
    return BadFile(f"{folder}/{name}".lstrip("/"), data)


bad_file = st.one_of(bad_text(), bad_text(), bad_text(), bad_data(), bad_data(), bad_addresses(), bad_name())


def write(root: Path, file: BadFile) -> bool:
    """Lay a file over a content folder; False where the system does not take its name."""
    path = root / file.path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    except (OSError, UnicodeError):
        return False
    return True
