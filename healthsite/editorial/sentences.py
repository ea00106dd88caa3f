"""Sentences and words of a block, for rules that count them or look at one at a time.

A sentence ends at a full stop, a question mark, an exclamation mark or an ellipsis that
white space follows, with closing quotation marks and brackets between. It goes on if a
small letter comes next, and after the abbreviations below. A colon or a semicolon ends no
sentence; the end of a block ends its last one, with or without a stop.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from healthsite.model import Block


@dataclass(frozen=True)
class Sentence:
    """A sentence of a block: from `start` to `end` in the block's text, on `line`.

    `citations` are the sources that stand in it or right after it.
    """

    text: str
    start: int
    end: int
    line: int
    citations: tuple[str, ...] = ()


_OPENING = "\"'“‘«([¿¡—–-"
_STOP = re.compile(
    r"""
    (?<![.!?…])(?P<stop>[.!?…]++)
    (?P<close>["'”’»)\]]*+)
    (?=(?P<open>\s+["'“‘«(\[¿¡—–\-\s]*)(?P<next>\S))
    """,
    re.VERBOSE,
)
_WORD_HERE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HAS_WORD = re.compile(r"[^\W_]")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}|[^\W\d_]")


def _each(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name or an example comes next, never another sentence.
_NEVER_LAST = _each(
    "Dr Dra Drs Dres Mr Mrs Ms Mx Prof Profa Sr Sra Srta Sres Sras Lic Ing Rev Hon Gov Sen Rep "
    "Capt Sgt Lt Mt Msgr Sta Sto dr dra sr sra srta vs v cf ca approx aprox ej e.g i.e p.ej "
    "E.g I.e P.ej Ej"
)
# Abbreviations only where a number comes next: "No. 1", "pág. 3", "Sept. 5".
_BEFORE_NUMBER = _each(
    "No Núm núm Nro nro Num num pág págs Pág p pp fig figs Fig Figs sec Sec art arts Art vol Vol "
    "ch Ch tel Tel ext Ext apt Apt Ste al "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec ene feb mar abr jun jul ago sept oct nov "
    "dic"
)
# As likely in a sentence as at its end, like all initials ("U.S.", "M.D."): what comes
# next decides.
_EITHER = _each("Jr St Ave Blvd Rd Pl Inc Ltd Corp Co Dept Calif Esq al")
_HOURS = frozenset(["a.m", "p.m", "A.M", "P.M", "am", "pm"])
_AFTER_HOURS = _each(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays "
    "Thursdays Fridays Saturdays Sundays January February March April May June July August "
    "September October November December Pacific Eastern Central Mountain PT PST PDT ET EST EDT "
    "CT MT"
)
# A single letter after these is no initial of a name.
_LABELED = _each(
    "hepatitis vitamin vitamina vitamins vitaminas plan type tipo group grupo part parte schedule "
    "step option opción paso lista press oprima presione marque key tecla letter letra"
)
# Words that begin a sentence with a capital letter and hardly ever a name.
_STARTERS = {
    "en": _each(
        "A After All Also An And Another Any Anyone Are As Ask At Be Because Before Both But By "
        "Call Can Check Do Don't Don’t Each Even Every Find For From Get Give Go Have He Her Here "
        "His How However I If In Is It It's It’s Its Keep Know Let Look Make Many Most My Never "
        "No Not Now On Once One Only Or Other Our Out People Read See She Since So Some Start "
        "Stay Take Talk Tell Than That The Their Then There These They This Those To Today Try "
        "Under Until Use We What When Where Whether Which While Who Why With Write You "
        "Your"
    ),
    "es": _each(
        "A Al Algunas Algunos Allí Antes Aquí Así Aun Aunque Busque Cada Casi Como Con Cualquier "
        "Cuando Cuide Cómo Dar De Debe Del Desde Después Diga Donde Durante El Ella Ellas Ellos En "
        "Entonces Entre Es Esa Esas Ese Eso Esos Esta Estas Este Esto Estos Está Están Guarde Haga "
        "Hable Hasta Hay La Las Le Lea Les Lleve Llame Lo Los Luego Me Mi Mire Mucha Muchas Mucho "
        "Muchos Nadie Ni No Nos Nunca O Otra Otras Otro Otros Para Pero Pida Poco Por Porque "
        "Pregunte Puede Pueden Pues Que Quien Quédese Qué Se Según Si Siempre Siga Sin Sobre Solo "
        "Son Su Sus También Tampoco Tenga Tiene Toda Todas Todo Todos Tome Tres Tu Un Una Unas "
        "Unos Use Usted Vaya Vea Y Ya"
    ),
}
_ANY_STARTER = _STARTERS["en"] | _STARTERS["es"]


def sentences(block: Block, lang: str) -> list[Sentence]:
    """Split a block into its sentences.

    Args:
        block: any block; a list item or a cell is split like a paragraph.
        lang: the language of the text, which says what words can begin a sentence after
            an abbreviation.

    Returns:
        The sentences in order. Each has a word in it; signs alone belong to the sentence
        before them. A block without a word has none.
    """
    text = block.text
    first = _HAS_WORD.search(text)
    if first is None:
        return []
    cited = frozenset(offset for offset, _ in block.citations)
    starters = _STARTERS.get(lang, _ANY_STARTER)
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for stop in _STOP.finditer(text):
        if stop.start() > first.start() and _is_end(text, first.start(), stop, starters, cited):
            spans.append((start, stop.end()))
            # What opens before the next word belongs to it.
            start = stop.end() + len(stop["open"]) - len(stop["open"].lstrip())
            first = _HAS_WORD.search(text, start)
            if first is None:
                start = spans.pop()[0]
                break
    spans.append((start, len(text.rstrip())))
    return _with_citations(block, spans)


def _with_citations(block: Block, spans: list[tuple[int, int]]) -> list[Sentence]:
    found = []
    citations = block.citations
    place = 0
    for start, end in spans:
        before = place
        while place < len(citations) and (citations[place][0] <= end or end == spans[-1][1]):
            place += 1
        keys = tuple(key for _, key in citations[before:place])
        found.append(Sentence(block.text[start:end], start, end, block.line_at(start), keys))
    return found


def _is_end(
    text: str,
    start: int,
    stop: re.Match[str],
    starters: frozenset[str],
    cited: frozenset[int],
) -> bool:
    """Whether the sentence whose first word is at `start` ends at this stop."""
    signs, opening, following = stop["stop"], stop["open"], stop["next"]
    asks = "¿" in opening or "¡" in opening
    if following.islower() and (not asks or signs.endswith(("…", ".."))):
        return False
    if signs != ".":
        return True
    space = text.rfind(" ", start, stop.start())
    word = text[max(space + 1, start) : stop.start()].lstrip(_OPENING)
    # A number or a letter alone counts a list: "1. Call".
    if space < 0 and (len(word) == 1 or (word.isdigit() and len(word) < 4)):
        return False
    if word in _NEVER_LAST:
        return False
    if word in _BEFORE_NUMBER and following.isdigit():
        # "No." alone is an answer.
        return space < 0
    next_word = _WORD_HERE.match(text, stop.start("next"))
    comes_next = next_word[0] if next_word else ""
    if word == "EE":
        return comes_next != "UU"
    # In Spanish the abbreviation follows what it is said of; a capital letter is a new start.
    if word in ("UU", "EE.UU"):
        return "(" not in opening
    if word in _HOURS:
        return "(" not in opening and comes_next not in _AFTER_HOURS
    if word not in _EITHER and not _INITIALS.fullmatch(word):
        return True
    if len(word) == 1:
        before = text[max(start, space - 20) : space].rpartition(" ")[2]
        if word.islower() or before.lower() in _LABELED:
            return True
    return asks or comes_next in starters or not cited.isdisjoint((stop.end("stop"), stop.end()))


# Initials; letters and digits with hyphens and apostrophes between them; numbers.
_WORD = re.compile(
    r"(?<![^\W_])(?<![^\W\d_]\.)(?:[^\W\d_]\.){2,}+(?![^\W_])"
    r"|[^\W_]+(?:(?:[-\u2010\u2011'’]|(?<=\d)[.,](?=\d))[^\W_]+)*"
)


def words(text: str) -> list[str]:
    """Return the words of a text: "co-occurring", "don't", "1,263", "0.5" and "U.S." are one each.

    A sign alone is no word, nor is what stands around one: "$45" gives "45".
    """
    if not text.isascii():
        # An accent that is a character of its own would cut its word in two.
        text = unicodedata.normalize("NFC", text)
    return _WORD.findall(text)
