"""Texts and data with characters that nobody sees or that only look like others.

The characters are written by their code points, so that this file has none of them.
"""

from __future__ import annotations

from tests.editorial.rows import Case, Row, as_it_is, swap

SOUP = "articles/food/warm-soup.md"
GLOSSARY = "data/glossary.toml"
HIDDEN = {
    "soft hyphen": "\u00ad",
    "zero-width space": "\u200b",
    "zero-width non-joiner": "\u200c",
    "zero-width joiner": "\u200d",
    "word joiner": "\u2060",
    "byte-order mark": "\ufeff",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "left-to-right embedding": "\u202a",
    "pop directional formatting": "\u202c",
    "right-to-left override": "\u202e",
    "left-to-right isolate": "\u2066",
    "pop directional isolate": "\u2069",
    "Hangul filler": "\u3164",
}
FORMS = {
    "\uff4e\uff41\uff4c": "nal",
    "\U0001d427\U0001d41a": "na",
    "\uff19\uff11\uff11": "911",
    "\U0001d7d7": "9",
    "\ufb01": "fi",
    "\u2460": "1",
    "\u2163": "IV",
}
SOUND = {
    "no-break spaces": "10\u00a0mg and 5\u202fmg",
    "a woman with a stethoscope": "\U0001f469\u200d\u2695\ufe0f helps",
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "the flag of Scotland": (
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    ),
    "a skin tone": "\U0001f469\U0001f3fd\u200d\U0001f52c",
    "dashes, quotes, dots": "\u201cA\u2014b\u2026\u201d \u00abc\u00bb \u2011 \u20ac",
    "Spanish letters": "\u00bfNi\u00f1o, ping\u00fcino? 3.\u00ba, 1.\u00aa, \u00bd",
    "an accent on its own": "energi\u0301a",
    "a Greek letter before a hyphen": "a \u03b2-blocker",
    "micrograms": "5 \u03bcg, 5 \u00b5g",
    "a Russian word": "\u041f\u0440\u0438\u0432\u0435\u0442, \u0441\u043e",
}

ROWS = [
    *(
        Row("characters.invisible", "en", f"An over{sign}dose.", True, name, words=name, line=1)
        for name, sign in HIDDEN.items()
    ),
    Row("characters.invisible", "es", "Una\n\nsobre\u00addosis.", True, words="dosis", line=3),
    *(
        Row("characters.form", "en", f"Call {sign} now.", True, words=f"as “{plain}”", line=1)
        for sign, plain in FORMS.items()
    ),
    Row("characters.form", "es", "Llame al \uff19\uff11\uff11.", True, words="911"),
    Row("characters.mixed", "en", "n\u0430loxone", True, words="Cyrillic small letter a (U+0430)"),
    Row("characters.mixed", "en", "nal\u03bfxone", True, words="Greek small letter omicron"),
    Row("characters.mixed", "en", "Take \u0430 dose", True, "a letter alone", words="“\u0430”"),
    Row("characters.mixed", "es", "n\u0430loxona", True, words="again"),
    Row("characters.control", "en", "A\n\nA \x01 pot.", True, words="U+0001", line=3),
    Row("characters.control", "en", "A\x0cpot.", True, words="page break (U+000C)"),
    Row("characters.control", "en", "A\u2028pot.", True, words="line separator"),
    Row("characters.control", "es", "A\x85olla.", True, words="next-line sign"),
    Row("characters.control", "en", "A\ue000pot.", True, "private use", words="U+E000"),
    Row("characters.control", "en", "A\tpot.", False),
    *(
        Row(f"characters.{rule}", lang, text, False, name)
        for name, text in SOUND.items()
        for rule in ("invisible", "control", "form", "mixed")
        for lang in ("en", "es")
    ),
]
CASES = [
    Case(
        "characters.invisible",
        "in a header",
        True,
        swap(SOUP, "title: Warm soup", "title: Warm so\u200bup"),
        "Between “so” and “up”",
        SOUP,
        2,
    ),
    Case(
        "characters.invisible",
        "in data",
        True,
        swap(GLOSSARY, "A short sleep", "A short \u202esleep"),
        "U+202E",
        GLOSSARY,
        2,
    ),
    Case(
        "characters.mixed",
        "in interface words",
        True,
        swap("data/strings/es.toml", "da informaci", "d\u0430 informaci"),
        "U+0430",
        "data/strings/es.toml",
    ),
    Case("characters.mixed", "the real interface words", False, as_it_is),
]
