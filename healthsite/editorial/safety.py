"""Rule: help stands near each danger, and some things are not said at all.

`safety.must_name`: an article says the words that its topic demands in topics.toml.
Why: a page about fentanyl that never names naloxone can cost a life.

For these rules 988 and 911 are help only where a reader can act on them: a link to the line
(`helpline:988`), or "call", "text" and the like near the number; "988 people" is none.

`safety.overdose_help`: who reads of an overdose that happens now reads of 911 and
naloxone beside it. Why: nobody searches a page while a friend does not breathe.

`safety.suicide_help`: who reads of suicide reads of 988 in the same section.
Why: the person reading may be the person at risk.

`safety.how_to_use`: no route, amount or equipment of drug use.
Why: such details teach, and bring on craving. Medicines that a clinician gives may be named
in the form they come in: a medicine's name frees the clause it stands in, up to the next
comma, and not the whole sentence.

`safety.promises`: no cure, guarantee, miracle or lasting recovery.
A warning ("be careful if a program…") frees what is said with it, up to a colon, a dash
or ", and".
Why: nobody can promise it, and who was promised it blames themselves.

`safety.stop_medicine`: nobody is told to stop, skip or change a medicine without a
clinician. The clinician stands in the same sentence, or in a later sentence of the same block
that asks the reader to talk about the change: it names the clinician, a word of asking ("ask",
"plan") and what is asked ("how", "first", the medicine). A clinician in another block, or one
who is asked about something else, does not count, nor does "without asking your doctor": a
reader who takes in one line of a list acts on that line.
Why: after stopping methadone or buprenorphine, deaths rise; a benzodiazepine stopped at once
can cause seizures.

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
# Where a clause ends, for the words that make another word harmless.
_CLAUSE = re.compile(
    r"[,;:—–]|(?<!\w)(?:but|while|although|then|pero|sino|mientras|aunque|luego"
    r"|and (?:you|they|he|she|we|people|some|others)"
    r"|y (?:usted|ustedes|ellos|ellas|él|ella|otros|algunos|alguien))(?!\w)"
)
# Where a warning ends.
_WARNING_END = re.compile(r"[;:—–]|,\s(?:and|but|so|yet|y|e|pero|así)(?!\w)")
# "Naltrexone (Vivitrol)" is one thing; a longer bracket is a clause of its own.
_LONG_BRACKET = re.compile(r"\((?:[^()\s]++\s){3}[^()]*+\)")
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
    missing = _missing(words, read, desk.data.editorial.safety, text.lang)
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
            missing[number] = _missing(needed, [*parts[number].blocks, *after], rules, text.lang)
        if not missing[number] or blocks[place].kind in ("title", "summary"):
            continue
        before = blocks[max(0, place - _NEAR_BLOCKS) : place]
        still = _missing(missing[number], before, rules, text.lang)
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
        if _missing(rules.suicide_near.get(text.lang, []), near, rules, text.lang):
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


def _missing(
    needed: Sequence[str], near: Sequence[Block], rules: SafetyRules, lang: str
) -> list[str]:
    """Return which of the words none of the blocks says or links to.

    A number is said where it can be called: see `_can_be_called`.
    """
    seen = "\n".join(words_and_targets(block) for block in near)
    return [
        word
        for word in needed
        if not (
            _can_be_called(word, near, rules, lang)
            if word.isdigit()
            else compiled([word], lang).search(seen)
        )
    ]


def _can_be_called(number: str, near: Sequence[Block], rules: SafetyRules, lang: str) -> bool:
    """Say whether a block links to the line of this number, or says to call or text it."""

    def of_this_number(phrases: TextLists) -> Phrases:
        return compiled([phrase.replace("#", number) for phrase in phrases.get(lang, [])], lang)

    calls, counts = of_this_number(rules.help_calls), of_this_number(rules.help_not)
    for block in near:
        lines = (target.partition("/")[0] for _, _, target in block.links)
        if f"helpline:{number}" in lines:
            return True
        if number in block.text and calls.search(counts.hidden(block.text)):
            return True
    return False


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
            fine = compiled(alarm.fine, lang)
            for sentence in sentences(block, lang):
                if sentence.start in told:
                    continue
                for start, end in words.spans(fine.hidden(sentence.text)):
                    if not _is_harmless(sentence.text, start, alarm, lang):
                        told.add(sentence.start)
                        said = sentence.text[start:end]
                        place = sentence.start + start
                        yield _finding(text, block, place, rule, message.format(said))
                        break


def _is_harmless(sentence: str, place: int, alarm: Alarm, lang: str) -> bool:
    """Say whether the clause around the place, or a warning said with it, frees the alarm."""
    unless, warned = compiled(alarm.unless, lang), compiled(alarm.warned, lang)
    return (
        unless.search(_around(sentence, place, _CLAUSE)) is not None
        or warned.search(_around(sentence, place, _WARNING_END)) is not None
    )


def _around(sentence: str, place: int, ends: re.Pattern[str]) -> str:
    """Return the part of a sentence in which the place stands, without long brackets."""
    for bracket in _LONG_BRACKET.finditer(sentence):
        if bracket.start() < place < bracket.end():
            return bracket[0]
    plain = _LONG_BRACKET.sub(lambda bracket: " " * len(bracket[0]), sentence)
    cuts = [(cut.start(), cut.end()) for cut in ends.finditer(plain)]
    start = max((end for _, end in cuts if end <= place), default=0)
    end = min((begin for begin, _ in cuts if begin > place), default=len(plain))
    return plain[start:end]


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
        _phrases(words, lang)
        for words in (
            rules.stop_orders,
            rules.stop_verbs,
            rules.stop_over,
            rules.stop_passive,
            rules.stop_it,
        )
    ]
    medicines = _phrases(rules.medicines, lang)
    for block, here in zip(blocks, starts, strict=True):
        if block.callout == "dont" or not medicines.may_stand_in(here):
            continue
        if not any(act.may_stand_in(here) and act.search(block.text) for act in acts):
            continue
        listed = sentences(block, lang)
        for number, sentence in enumerate(listed):
            before = listed[number - 1].text if number else ""
            place = _advice(sentence, before, rules, lang)
            if place is None or _is_with_clinician(listed[number:], rules, lang):
                continue
            yield _finding(
                text,
                block,
                sentence.start + place,
                "safety.stop_medicine",
                f"“{_shortened(sentence.text[place:])}” advises to stop or change a medicine. "
                "Say in this sentence, or in the next one of this paragraph, to plan the change "
                "with a clinician first.",
            )


def _is_with_clinician(listed: Sequence[Sentence], rules: SafetyRules, lang: str) -> bool:
    """Say whether the first sentence, or a later one about its advice, names a clinician."""
    if _names_clinician(listed[0].text, rules, lang):
        return True
    ask, about = _phrases(rules.stop_ask, lang), _phrases(rules.stop_about, lang)
    medicines = _phrases(rules.medicines, lang)
    return any(
        _names_clinician(later.text, rules, lang)
        and ask.search(later.text)
        and (about.search(later.text) or medicines.search(later.text))
        for later in listed[1:]
    )


def _names_clinician(sentence: str, rules: SafetyRules, lang: str) -> bool:
    """Say whether a sentence names a clinician, other than as one who need not be asked."""
    words = folded(sentence)
    without = _phrases(rules.clinicians_not, lang)
    return any(
        not _stands_before(without, words, start, _BREAK)
        for start, _ in _phrases(rules.clinicians, lang).spans(words)
    )


def _advice(sentence: Sentence, before: str, rules: SafetyRules, lang: str) -> int | None:
    """Return where a sentence advises to stop or change a medicine, or None.

    `before` is the sentence before it, which may name what "throw it away" is about.
    """
    words = _phrases(rules.stop_fine, lang).hidden(folded(sentence.text))
    if words.rstrip(" ”\"')»").endswith("?"):
        return None
    medicines = _phrases(rules.medicines, lang)
    not_ = _phrases(rules.stop_not, lang)
    advice = _phrases(rules.stop_advice, lang)
    for start, _ in _phrases(rules.stop_it, lang).spans(words):
        named = medicines.search(before) or medicines.search(words)
        told = _starts_order(words, start) or _follows(advice, words, start)
        if named and told and not _denied(words, start, not_):
            return start
    if not medicines.search(words):
        return None
    for start, _ in _phrases(rules.stop_passive, lang).spans(words):
        if not _denied(words, start, not_):
            return start
    for phrases in (rules.stop_orders, rules.stop_verbs, rules.stop_over):
        for start, end in _phrases(phrases, lang).spans(words):
            orders = phrases is rules.stop_orders and _starts_order(words, start)
            told = orders or phrases is rules.stop_over or _follows(advice, words, start)
            if not told:
                continue
            rest = words[end : end + _LOOK_BACK]
            if _is_about_medicine(rest, rules, lang) and not _denied(words, start, not_):
                return start
    return None


def _is_about_medicine(rest: str, rules: SafetyRules, lang: str) -> bool:
    """Say whether a medicine is what the verb before is about: "the half of your dose".

    In "the cost of your medicine" it is not: it follows another thing and a small word.
    """
    broken = _BREAK.search(rest)
    rest = rest[: broken.start()] if broken else rest
    rest = _phrases(rules.stop_parts, lang).hidden(rest)
    span = _phrases(rules.medicines, lang).search(rest)
    if span is None:
        return False
    between = rest[: span[0]]
    aside = _phrases(rules.stop_aside, lang).search(between)
    return aside is None and len(_WORDS.findall(between)) <= _WORDS_BETWEEN


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
    # "Do not worry, just stop": a new order starts after the comma.
    return _stands_before(negations, words, place, _NEW_ORDER)


def _stands_before(phrases: Phrases, words: str, place: int, ends: re.Pattern[str]) -> bool:
    """Say whether a phrase stands before the place, few words away and with no end between."""
    before = words[max(0, place - _LOOK_BACK) : place]
    last = max((end for _, end in phrases.spans(before)), default=None)
    if last is None:
        return False
    between = before[last:]
    return len(_WORDS.findall(between)) <= _WORDS_BETWEEN and not ends.search(between)


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
