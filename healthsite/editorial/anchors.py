"""Letters that a text must hold for a pattern to match in it.

Looking for a few letters is far faster than trying a regular expression, and most texts hold
none of the words to avoid. A pattern whose letters a text lacks need not be tried.
"""

from __future__ import annotations

import re

Anchors = frozenset[str]
"""Lower-case runs of letters, one of which is in every match; empty: nothing is known."""
NOTHING: Anchors = frozenset()

_PIECE = re.compile(
    r"""(?P<look>\(\?<?[=!])            # a look around: what it holds is no part of a match
      | (?P<open>\((?:\?(?:-?i)?:)?)
      | (?P<close>\))
      | (?P<or>\|)
      | (?P<repeat>[?*+]|\{\d*,?\d*\})
      | (?P<letter>[^\W\d_])
      | (?P<other>\\.|\[(?:\\.|[^\]\\])*\]|.)""",
    re.VERBOSE | re.DOTALL,
)
# Named groups, flags of their own, references and characters written as numbers.
_UNREAD = re.compile(r"\(\?(?!(?:-?i)?:|<?[=!])|\\(?![bBdDsSwW])[^\W_]")
_OPTIONAL = re.compile(r"[?*]|\{0*,\d*\}|\{0+\}")

_Pieces = list[tuple[str | None, str]]


def anchors(pattern: str) -> Anchors:
    """Return runs of letters of which at least one is in every match of a pattern.

    Args:
        pattern: a regular expression that compiles, used without regard to case.
    """
    if _UNREAD.search(pattern):
        return NOTHING
    pieces = [(piece.lastgroup, piece.group()) for piece in _PIECE.finditer(pattern)]
    return _alternatives(pieces, 0)[0]


def _alternatives(pieces: _Pieces, at: int) -> tuple[Anchors, int]:
    """Read to the end of a group. Any alternative may match: something of each is needed."""
    found, at = _sequence(pieces, at)
    known = bool(found)
    while at < len(pieces) and pieces[at][0] == "or":
        branch, at = _sequence(pieces, at + 1)
        known = known and bool(branch)
        found |= branch
    return (found if known else NOTHING), at


def _sequence(pieces: _Pieces, at: int) -> tuple[Anchors, int]:
    """Read one alternative. All of it must match: the best part of it is enough."""
    best, run = NOTHING, ""
    while at < len(pieces) and pieces[at][0] not in {"or", "close"}:
        kind, piece = pieces[at]
        at += 1
        inside = NOTHING
        if kind in {"open", "look"}:
            inside, at = _alternatives(pieces, at)
            at += 1
        repeated = at < len(pieces) and pieces[at][0] == "repeat"
        optional = repeated and bool(_OPTIONAL.fullmatch(pieces[at][1]))
        at += repeated
        if kind == "letter" and not optional:
            run += piece.lower()
        if kind == "letter" and not repeated:
            continue
        best, run = _better(best, frozenset({run} - {""})), ""
        if kind == "open" and not optional:
            best = _better(best, inside)
    return _better(best, frozenset({run} - {""})), at


def _better(one: Anchors, other: Anchors) -> Anchors:
    """Choose what is rarer in a text: longer runs, then fewer of them, then the later one."""
    return max(other, one, key=lambda found: (min(map(len, found), default=0), -len(found)))
