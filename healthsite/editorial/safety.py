"""Rule: help stands near each danger, and some things are not said at all.

`safety.must_name`: an article says the words that its topic demands in topics.toml.
Why: a page about fentanyl that never names naloxone can cost a life.

`safety.overdose_help`: who reads of an overdose that happens now reads of 911 and
naloxone beside it. Why: nobody searches a page while a friend does not breathe.

`safety.suicide_help`: who reads of suicide reads of 988 in the same section.
Why: the person reading may be the person at risk.

`safety.how_to_use`: no route, amount or equipment of drug use.
Why: such details teach, and bring on craving. Medicines that a clinician gives may be named
in the form they come in.

`safety.promises`: no cure, guarantee, miracle or lasting recovery.
Why: nobody can promise it, and who was promised it blames themselves.

`safety.stop_medicine`: nobody is told to stop, skip or change a medicine without a
clinician. Why: after stopping methadone or buprenorphine, deaths rise; a benzodiazepine
stopped at once can cause seizures.

Source: Recommendations for Reporting on Suicide (reportingonsuicide.org); Overdose Reporting
Guidelines (prevented.org) and reverseoverdose.org/media; FDA, 2019, 2020, on stopping
opioids and benzodiazepines. The words stand in editorial.toml, section [safety].
Examples: tests/editorial/table_safety.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from healthsite.editorial.phrases import Phrases, compiled, folded, word_starts
from healthsite.editorial.rule import Rule
from healthsite.editorial.sections import (
    NOT_READ,
    OPENING,
    Section,
    section_at,
    sections,
    words_and_targets,
)
from healthsite.editorial.sentences import Sentence, sentences
from healthsite.model import Alarm, Block, Desk, Finding, Level, SafetyRules, Text, TextLists

RULES: tuple[Rule, ...] = (
    Rule("safety.must_name", Level.ERROR, "An article says the words its topic demands."),
    Rule("safety.overdose_help", Level.ERROR, "Beside an overdose stand 911 and naloxone."),
    Rule("safety.suicide_help", Level.ERROR, "In a section on suicide stands 988."),
    Rule("safety.how_to_use", Level.ERROR, "No text shows how a drug is taken."),
    Rule("safety.promises", Level.ERROR, "No text promises a cure or a result."),
    Rule(
        "safety.stop_medicine",
        Level.ERROR,
        "No text advises to stop or change a medicine without a clinician.",
    ),
)

# How far before the words on an overdose help may stand, in another section: a paragraph or
# the title and the lines of a short block.
_NEAR_BLOCKS = 4
_CLAUSE_START = re.compile(
    r"(?:[,;:—–(“\"'«¡.!•]|(?<!\w)(?:and|or|then|so|just|simply|please|y|o|luego|solo|simplemente))$"
)
_NEW_ORDER = re.compile(
    r"[;:.—–]|, (?:just|simply|but|then|so|solo|simplemente|pero|luego|mejor)(?!\w)"
)
_BREAK = re.compile(r"[,;:()—–]|(?<!\w)(?:and|or|y|o|e|u)(?!\w)")
_WORDS = re.compile(r"[\w'’-]+")
_WORDS_BETWEEN = 6
_LOOK_BACK = 100


def check(text: Text, desk: Desk) -> Iterator[Finding]:
    """Yield what is missing beside a danger, and what should not be said."""
    rules = desk.data.editorial.safety
    yield from _must_name(text, desk)
    blocks = [block for block in text.document.blocks if block.kind not in NOT_READ]
    if not blocks:
        return
    starts = [word_starts(block.text) for block in blocks]
    yield from _overdose(text, rules, blocks, starts)
    yield from _suicide(text, rules, blocks, starts)
    yield from _alarms(text, rules.how_to_use, "safety.how_to_use", _HOW, blocks, starts)
    yield from _alarms(text, rules.promises, "safety.promises", _PROMISE, blocks, starts)
    yield from _stop(text, rules, blocks, starts)


# What must stand in the text


def _must_name(text: Text, desk: Desk) -> Iterator[Finding]:
    topic = desk.data.topics.get(text.topic)
    if text.kind != "article" or topic is None:
        return
    unread = (*NOT_READ, "title", "summary")
    read = [block for block in text.document.blocks if block.kind not in unread]
    # "Naloxones" and "methadone-" count; a number is only itself.
    words = [word if word.isdigit() else f"{word}*" for word in topic.must_name.get(text.lang, [])]
    missing = _missing(words, read, text.lang)
    if missing:
        yield Finding(
            text.document.file.path,
            text.document.line("title"),
            "safety.must_name",
            f"The article does not name {_listed(missing)}. Every article under "
            f"“{topic.name.get(text.lang, text.topic)}” has to. Add it in a sentence where it "
            "helps the reader.",
        )


def _overdose(
    text: Text, rules: SafetyRules, blocks: Sequence[Block], starts: Sequence[frozenset[str]]
) -> Iterator[Finding]:
    signs = _phrases(rules.overdose, text.lang)
    fine = _phrases(rules.overdose_fine, text.lang)
    needed = rules.overdose_near.get(text.lang, [])
    parts = sections(blocks)
    # What the section does not say, until it was told or stands right before the words.
    missing: dict[int, list[str]] = {}
    for place, start, end in _places(blocks, signs, fine, starts):
        number = section_at(parts, place)
        if number not in missing:
            # Who reads on comes to the next section; nobody in a hurry goes back.
            after = parts[number + 1].blocks if number + 1 < len(parts) else ()
            missing[number] = _missing(needed, [*parts[number].blocks, *after], text.lang)
        if not missing[number] or blocks[place].kind in ("title", "summary"):
            continue
        before = blocks[max(0, place - _NEAR_BLOCKS) : place]
        still = _missing(missing[number], before, text.lang)
        if still:
            missing[number] = []
            yield _finding(
                text,
                blocks[place],
                start,
                "safety.overdose_help",
                f"“{blocks[place].text[start:end]}” speaks of an overdose that happens now, and "
                f"nothing near it says {_listed(still)}. Add a sentence here: call 911, give "
                "naloxone, stay.",
            )


def _suicide(
    text: Text, rules: SafetyRules, blocks: Sequence[Block], starts: Sequence[frozenset[str]]
) -> Iterator[Finding]:
    words = _phrases(rules.suicide, text.lang)
    fine = _phrases(rules.suicide_fine, text.lang)
    told: set[int] = set()
    parts = sections(blocks)
    for place, start, end in _places(blocks, words, fine, starts):
        number = section_at(parts, place)
        if number in told:
            continue
        told.add(number)
        near = _together(parts, number)
        if _missing(rules.suicide_near.get(text.lang, []), near, text.lang):
            yield _finding(
                text,
                blocks[place],
                start,
                "safety.suicide_help",
                f"“{blocks[place].text[start:end]}” speaks of suicide, and this section does not "
                "name 988. Add a warm line here: [call 988](helpline:988) or "
                "[text 988](helpline:988/text), day or night.",
            )


def _places(
    blocks: Sequence[Block], words: Phrases, fine: Phrases, starts: Sequence[frozenset[str]]
) -> list[tuple[int, int, int]]:
    """Return block, start and end of the first phrase in each block that has one."""
    found = []
    for place, block in enumerate(blocks):
        if words.may_stand_in(starts[place]) and words.search(block.text):
            span = words.search(fine.hidden(block.text))
            if span:
                found.append((place, *span))
    return found


def _together(parts: Sequence[Section], number: int) -> list[Block]:
    """Return what is read together: a section; the header's words with the first section."""
    blocks = list(parts[number].blocks)
    if number == 0 and blocks[-1].kind in OPENING and len(parts) > 1:
        blocks += parts[1].blocks
    return blocks


def _missing(needed: Sequence[str], near: Sequence[Block], lang: str) -> list[str]:
    """Return which of the words none of the blocks says or links to."""
    seen = "\n".join(words_and_targets(block) for block in near)
    return [word for word in needed if not compiled([word], lang).search(seen)]


# What must not be said


_HOW = (
    "“{}” tells how a drug is taken. Leave out the way, the amount and the equipment; say what "
    "the danger is and what helps."
)
_PROMISE = (
    "“{}” promises what nobody can. Say what studies found, with the source, and that results "
    "differ."
)


def _alarms(
    text: Text,
    by_language: dict[str, list[Alarm]],
    rule: str,
    message: str,
    blocks: Sequence[Block],
    starts: Sequence[frozenset[str]],
) -> Iterator[Finding]:
    lang = text.lang
    alarms = [(compiled(alarm.words, lang), alarm) for alarm in by_language.get(lang, [])]
    under = _Under()
    for block, here in zip(blocks, starts, strict=True):
        under.read(block)
        told: set[int] = set()
        for words, alarm in alarms:
            if not words.may_stand_in(here) or not words.search(block.text):
                continue
            if compiled(alarm.unless_under, lang).search(under.text):
                continue
            fine, unless = compiled(alarm.fine, lang), compiled(alarm.unless, lang)
            for sentence in sentences(block, lang):
                if sentence.start in told or unless.search(sentence.text):
                    continue
                span = words.search(fine.hidden(sentence.text))
                if span:
                    told.add(sentence.start)
                    said = sentence.text[slice(*span)]
                    place = sentence.start + span[0]
                    yield _finding(text, block, place, rule, message.format(said))


class _Under:
    """What a block stands under: heading, title of its `!!!` block, lead-in of its list."""

    def __init__(self) -> None:
        self._heading = self._title = self._lead = ""

    def read(self, block: Block) -> None:
        """Note the next block of the text."""
        if block.kind == "heading":
            self._heading, self._title, self._lead = block.text, "", ""
        elif block.kind == "callout_title":
            self._title, self._lead = block.text, ""
        elif block.kind == "paragraph":
            self._lead = block.text
        if not block.callout:
            self._title = ""
        self._kind = block.kind

    @property
    def text(self) -> str:
        """Return the words over the block; a lead-in only for the items under it."""
        return "\n".join((self._heading, self._title, self._lead if self._kind == "item" else ""))


# Stopping a medicine


def _stop(
    text: Text, rules: SafetyRules, blocks: Sequence[Block], starts: Sequence[frozenset[str]]
) -> Iterator[Finding]:
    lang = text.lang
    acts = [
        _phrases(words, lang) for words in (rules.stop_orders, rules.stop_verbs, rules.stop_passive)
    ]
    medicines = _phrases(rules.medicines, lang)
    clinicians = _phrases(rules.clinicians, lang)
    for index, (block, here) in enumerate(zip(blocks, starts, strict=True)):
        if block.callout == "dont" or not medicines.may_stand_in(here):
            continue
        if not any(act.may_stand_in(here) and act.search(block.text) for act in acts):
            continue
        listed = sentences(block, lang)
        for number, sentence in enumerate(listed):
            place = _advice(sentence, rules, lang)
            if place is None:
                continue
            after = listed[number + 1].text if number + 1 < len(listed) else ""
            # A heading that names a doctor is no advice to ask one.
            if not after and index + 1 < len(blocks) and blocks[index + 1].kind != "heading":
                after = next((s.text for s in sentences(blocks[index + 1], lang)), "")
            if not clinicians.search(f"{sentence.text}\n{after}"):
                yield _finding(
                    text,
                    block,
                    sentence.start + place,
                    "safety.stop_medicine",
                    f"“{_shortened(sentence.text[place:])}” advises to stop or change a "
                    "medicine. Say in this sentence or the next to plan it with a clinician.",
                )


def _advice(sentence: Sentence, rules: SafetyRules, lang: str) -> int | None:
    """Return where a sentence advises to stop or change a medicine, or None."""
    words = folded(sentence.text)
    if words.rstrip(" ”\"')»").endswith("?"):
        return None
    medicines = _phrases(rules.medicines, lang)
    not_ = _phrases(rules.stop_not, lang)
    if not medicines.search(words):
        return None
    for start, end in _phrases(rules.stop_passive, lang).spans(words):
        if not not_.search(words[max(0, start - _LOOK_BACK) : end]):
            return start
    advice = _phrases(rules.stop_advice, lang)
    for phrases, orders in ((rules.stop_orders, True), (rules.stop_verbs, False)):
        for start, end in _phrases(phrases, lang).spans(words):
            if not (orders and _starts_order(words, start)) and not _follows(advice, words, start):
                continue
            if _is_about_medicine(words[end : end + _LOOK_BACK], medicines) and not _denied(
                words, start, not_
            ):
                return start
    return None


def _is_about_medicine(rest: str, medicines: Phrases) -> bool:
    """Say whether a medicine follows the verb with nothing but a few words between."""
    broken = _BREAK.search(rest)
    rest = rest[: broken.start()] if broken else rest
    span = medicines.search(rest)
    return span is not None and len(_WORDS.findall(rest[: span[0]])) <= _WORDS_BETWEEN


def _starts_order(words: str, place: int) -> bool:
    """Say whether a verb starts a sentence or a part of one, as an order does."""
    before = words[max(0, place - 20) : place].rstrip()
    return not before or _CLAUSE_START.search(before) is not None


def _follows(advice: Phrases, words: str, place: int) -> bool:
    """Say whether a phrase such as "you can" stands right before the verb."""
    before = words[max(0, place - _LOOK_BACK) : place]
    return any(not _WORDS.search(before[end:]) for _, end in advice.spans(before))


def _denied(words: str, place: int, negations: Phrases) -> bool:
    """Say whether "do not" and the like hold for the verb: "do not stop, skip or change"."""
    before = words[max(0, place - _LOOK_BACK) : place]
    ends = [end for _, end in negations.spans(before)]
    if not ends:
        return False
    between = before[ends[-1] :]
    # "Do not worry, just stop": a new order starts after the comma.
    return len(_WORDS.findall(between)) <= _WORDS_BETWEEN and not _NEW_ORDER.search(between)


# Shared


def _phrases(by_language: TextLists, lang: str) -> Phrases:
    return compiled(by_language.get(lang, []), lang)


def _listed(words: Sequence[str]) -> str:
    """Return phrases as words: the first of several choices, without signs."""
    return ", ".join(f"“{word.split('/')[0].rstrip('*')}”" for word in words)


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0] + "…"


def _finding(text: Text, block: Block, offset: int, rule: str, message: str) -> Finding:
    return Finding(text.document.file.path, block.line_at(offset), rule, message)
