"""Rule: a text holds no character that nobody sees, and none that only looks like another.

Why: a soft hyphen or a letter of another alphabet comes along when text is copied from a PDF
or a chat. A reader sees nothing odd, but the word is not found by a search, is read aloud as
gibberish, and is no longer the word that the rules on safety look for.
Source: Unicode Technical Standard #39 (Unicode Security Mechanisms), 3 and 5; Unicode Standard
Annex #15 (compatibility forms); Unicode Technical Standard #51, 2.2 (joiners in emoji).
Examples: tests/editorial/table_characters.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from healthsite.editorial.rule import Rule
from healthsite.model import Finding, Level

RULES = (
    Rule("characters.invisible", Level.ERROR, "A text has no invisible characters."),
    Rule("characters.control", Level.ERROR, "A text has no control characters."),
    Rule("characters.form", Level.ERROR, "Letters and digits are the plain ones."),
    Rule("characters.mixed", Level.ERROR, "A word is written in one alphabet."),
)

# The characters of everyday English and Spanish. All others are looked at one by one; no-break
# spaces (U+00A0, U+202F) are wanted between a number and its unit.
_ODD = re.compile("[^\n\t\x20-\x7e\xa0-\xac\xae-\xffĀ-ž\u2010-\u2027\u202f\u2030-\u205e\u20ac]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOKALIKE = re.compile("[\u0370-\u03ff\u0400-\u052f]")
# Letters of other alphabets that are drawn as Latin ones (UTS #39, confusables.txt).
_CYRILLIC = frozenset("аеорсухіјѕԁԛԝһАВЕЗКМНОРСТУХІЈЅ")
_UNITS = re.compile("[\u00b5\u03bc][gmlLs]{1,2}")
# Hangul fillers and a Braille blank are letters by name and drawn as nothing.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
_NEAR = 60
_EMOJI_JOINER = "\u200d"
_NAMES = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2060": "word joiner",
    "\ufeff": "byte-order mark",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\x85": "next-line sign",
    "\x0c": "page break",
    "\x1b": "escape sign",
}
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check_raw(path: str, text: str) -> Iterator[Finding]:
    """Yield a finding for each character of a file that does not belong into a text.

    Args:
        path: the file as an editor would type it.
        text: all of it, header and body, with plain line ends.
    """
    if not _ODD.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        seen = set()
        for rule, key, message in (*_odd(line), *_mixed(line)):
            # A word that is copied over and over is told once a line.
            if (rule, key) not in seen:
                seen.add((rule, key))
                yield Finding(path, number, rule, message)


def _odd(line: str) -> Iterator[tuple[str, str, str]]:
    done = 0
    for match in _ODD.finditer(line):
        sign, at = match.group(), match.start()
        if at < done:
            continue
        category = unicodedata.category(sign)
        if category in {"Cc", "Cs", "Cn", "Co", "Zl", "Zp"}:
            yield (
                "characters.control",
                sign,
                f"{_where(line, at)} there is a control character: {_named(sign)}. Delete it; "
                "if a letter is missing there, type it.",
            )
        elif (category == "Cf" and not _is_in_emoji(line, at)) or sign in _BLANK:
            does = "turns the direction of the text" if sign in _DIRECTION else "nobody sees"
            yield (
                "characters.invisible",
                sign,
                f"{_where(line, at)} there is a character that {does}: {_named(sign)}. Delete it.",
            )
        elif _plain(sign):
            # A whole word is usually written in such letters; it is told once.
            done = next((n for n in range(at, len(line)) if not _plain(line[n])), len(line))
            shown = line[at : min(done, at + _NEAR)]
            yield (
                "characters.form",
                sign,
                f"{_where(line, at, done)} there is “{shown}”, whose signs no search finds "
                f"(the first is {_named(sign)}). Retype it as “{''.join(map(_plain, shown))}”.",
            )


def _plain(sign: str) -> str:
    """Return the plain letters or digits of a compatibility form, or nothing."""
    category = unicodedata.category(sign)
    form = unicodedata.decomposition(sign).partition(" ")[0]
    if form in {"<wide>", "<narrow>", "<font>"} or (
        form in {"<compat>", "<circle>"} and category[0] in "LN"
    ):
        return unicodedata.normalize("NFKC", sign)
    return ""


def _is_in_emoji(line: str, at: int) -> bool:
    """Say whether a joiner or tag stands inside an emoji such as a woman with a stethoscope."""
    if line[at] == _EMOJI_JOINER:
        before = line[at - 1 : at].strip()
        after = line[at + 1 : at + 2]
        return _is_pictured(before) and _is_pictured(after)
    # The flags of England, Scotland and Wales are a black flag and invisible letters.
    return "\U000e0020" <= line[at] <= "\U000e007f" and "\U0001f3f4" in line[max(0, at - 7) : at]


def _is_pictured(sign: str) -> bool:
    return sign == "\ufe0f" or (bool(sign) and unicodedata.category(sign) in {"So", "Sk"})


def _mixed(line: str) -> Iterator[tuple[str, str, str]]:
    if not _LOOKALIKE.search(line):
        return
    other = any(_script(c) == "Cyrillic" and c not in _CYRILLIC for c in line)
    for match in _LETTERS.finditer(line):
        word = match.group()
        strange = [c for c in word if _script(c)]
        if not strange or _UNITS.fullmatch(word):
            continue
        is_mixed = any(_script(c) == "" for c in word)
        # A Russian word in its own letters is right; one made of look-alikes only is not.
        disguised = not other and all(c in _CYRILLIC for c in word)
        if is_mixed or disguised:
            told = " and ".join(dict.fromkeys(f"`{c}` is {_named(c)}" for c in strange))
            yield (
                "characters.mixed",
                word,
                f"In “{word[:60]}” {told}. It only looks like our alphabet. Delete the word and "
                "type it again.",
            )


def _script(letter: str) -> str:
    if "\u0400" <= letter <= "\u052f":
        return "Cyrillic"
    if "\u0370" <= letter <= "\u03ff":
        return "Greek"
    return ""


def _named(sign: str) -> str:
    code = f"U+{ord(sign):04X}"
    name = _NAMES.get(sign) or unicodedata.name(sign, "").lower()
    for proper in ("cyrillic", "greek", "latin", "hangul", "arabic"):
        name = name.replace(proper, proper.capitalize())
    return f"{name} ({code})" if name else code


def _where(line: str, at: int, end: int = 0) -> str:
    """Say between which words a character stands, or all of them up to `end`."""
    end = end or at + 1
    before = _words(line[max(0, at - _NEAR) : at])[-1:]
    after = _words(line[end : end + _NEAR])[:1]
    if before and after:
        return f"Between “{before[0]}” and “{after[0]}”"
    if before:
        return f"After “{before[0]}”"
    return f"Before “{after[0]}”" if after else "In this line"


def _words(text: str) -> list[str]:
    """Return what is between spaces, without characters that would not be seen."""
    shown = ("".join(c for c in word if c.isprintable())[:30] for word in text.split())
    return [word for word in shown if word]
