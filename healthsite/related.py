"""Which articles are offered at the foot of an article, and the reason a reader is given.

Editors' pins come first. The other places go to the articles that use the same telling
words (TF-IDF, cosine), helped a little by rare tags, a topic in common, and links between the
two in their texts.

Nothing here looks at every pair of articles. An article is known by its `TERMS_PER_ARTICLE`
strongest terms, a term by the `ARTICLES_PER_TERM` articles in which it weighs most, so one
article is compared with at most `MAX_COMPARISONS` others however many there are.
"""

from __future__ import annotations

import math
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

TERMS_PER_ARTICLE = 24
ARTICLES_PER_TERM = 200
TITLE_WEIGHT = 3
"""A word of the title counts as often as this many in the text."""

SHORTLIST = 32
"""How many of the nearest by text are looked at more closely, for tags and topic."""
NEIGHBORS = 12
"""A tag of at most this many articles is looked at for itself. Of a larger one, and of the
topic, this many are looked at where the text finds too few."""

TAG_WEIGHT = 0.10
"""What a shared tag adds when only two articles have it; a common tag adds less."""
TAG_LIMIT = 0.20
TOPIC_WEIGHT = 0.04
LINK_WEIGHT = 0.12
"""What a link between two articles adds, each way; less where everybody links there."""
KIND_MARGIN = 0.25
"""Another kind of page is "as near" when it scores at most this share below the best."""

MAX_COMPARISONS = TERMS_PER_ARTICLE * ARTICLES_PER_TERM

_STOP_WORDS = {
    "en": """
        about after again all also although always another any and anyone anything are ask away
        because been before being below best between both but can cannot come could did does doing
        done down during each either else even ever every everyone few find first for from get
        gets give goes going good had has have having her here hers him his how however into its
        itself just keep kind know last less let like long made make makes many may mean might
        more most much must need needs never next nor not nothing now off often one once only
        other others our out over own part people person place put rather really right said same
        say says see seem she should since some someone something sometimes soon still such sure
        take tell than that the their them then there these they thing things think this those
        though through time too two under until upon use used uses very want was way ways well
        were what when where whether which while who whole whom whose why will with within
        without would yes yet you your yours yourself""",
    "es": """
        acerca ademas ahi ahora algo alguien algun alguna algunas alguno algunos alla alli ambas
        ambos ante antes apenas aqui aquel aquella aquellas aquellos asi aun aunque bajo bien cada
        casi cerca como con contra cosa cosas cual cuales cualquier cuando cuanto dado dar debe
        deben decir del demas dentro desde despues dice dicho dio donde dos durante ella ellas
        ello ellos entonces entre era eran eres esa esas ese eso esos esta estaba estan estar
        estas este esto estos fue fueron gente gran hace hacen hacer hacia haga han hasta hay haya
        hecho incluso ir las les lejos los luego mal mas mayor me mejor menos mientras misma
        mismas mismo mismos mucha muchas mucho muchos muy nada nadie nos nosotros nuestra nuestro
        nunca otra otras otro otros para parte pero persona personas poco pocos poder podria por
        porque primera primero pronto propia propio pueda puede pueden pues que quien quienes
        quiere quiza saber sea sean segun ser sera sido siempre sin sino sobre solo son soy sus
        suya suyo tal tales tambien tampoco tan tanto tener tenga tengo tiempo tiene tienen toda
        todas todavia todo todos tras tres una unas uno unos usar usted ustedes vez veces ver
        verdad""",
}

T = TypeVar("T")
_Having = tuple["array[int]", "array[float]"]
_WORD = re.compile(r"[^\W_]{3,}")
_REPEATED = [0.0] + [1 + math.log(times) for times in range(1, 256)]
_COMBINING = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True)
class Candidate:
    """An article as far as the choice of related ones depends on it."""

    key: str
    topic: str
    kind: str
    tags: frozenset[str]
    title: str
    text: str
    pins: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()
    """Keys of the articles its text links to: an editor thought of them together."""


@dataclass(frozen=True)
class Related:
    """One related article.

    `why` is "pinned", "tag:<tag>", "topic:<topic>" or "text". For a pinned one, `also` is
    the best of the other reasons, and empty where the two have nothing in common.
    """

    key: str
    why: str
    also: str = ""


def related(
    candidates: Sequence[Candidate], language: str, count: int = 3
) -> dict[str, tuple[Related, ...]]:
    """Choose related articles for each of `candidates`, all of one `language`.

    Each gets `count`, or all others where there are fewer. Every pin that is known is kept,
    even beyond `count`; an unknown one is left out, since the check of the headers names it.
    The answer depends neither on the order of `candidates` nor on the hash seed.

    Raises:
        ValueError: two candidates have the same key.
    """
    ranking = Ranking(candidates, language)
    return {article.key: ranking.choose(article, count) for article in ranking.articles}


def related_to(
    guests: Sequence[Candidate], candidates: Sequence[Candidate], language: str, count: int = 3
) -> dict[str, tuple[Related, ...]]:
    """Choose articles among `candidates` for each of `guests`, which are offered to nobody.

    A single guest gets exactly what `related` would give it among the candidates. Several are
    chosen for from one ranking, so that a hundred cost little more than one.

    Raises:
        ValueError: two of all have the same key.
    """
    ranking = Ranking(candidates, language, guests)
    return {guest.key: ranking.choose(guest, count) for guest in guests}


class Ranking:
    """Everything about the articles of one language that is worth working out only once.

    `comparisons` counts how often one article's text was compared with another's. Guests get
    articles and are offered to none. Where those are counted that have a word, a tag or a link,
    all guests together count as one: so each finds its own words counted as if it were alone,
    and what others brought is off by one at most.
    """

    def __init__(
        self, candidates: Sequence[Candidate], language: str, guests: Sequence[Candidate] = ()
    ) -> None:
        self.articles = sorted(candidates, key=lambda article: article.key)
        self.by_key = {article.key: article for article in self.articles}
        uses = Counter(one.key for one in (*candidates, *guests))
        if twice := sorted(key for key, number in uses.items() if number > 1):
            raise ValueError(f"These keys are used by more than one article: {', '.join(twice)}")
        self._number = len(self.articles) + bool(guests)
        self.comparisons = 0
        self._keys = [article.key for article in self.articles]
        self._terms = _strongest_terms(self.articles, guests, language)
        self._index = _inverted({key: self._terms[key] for key in self._keys})
        self._with_tag = _Groups((a.key, tag) for a in self.articles for tag in sorted(a.tags))
        self._tags = Counter({tag: self._with_tag.size(tag) for tag in self._with_tag.names})
        self._tags.update({tag for guest in guests for tag in guest.tags})
        self._tag_rarity = {tag: self._rarity(tag) for tag in self._tags}
        self._in_topic = _Groups((a.key, a.topic) for a in self.articles)
        self._everyone = _Groups((a.key, "") for a in self.articles)
        self._linked = Counter(key for a in self.articles for key in a.links if key != a.key)
        self._linked.update({key for guest in guests for key in guest.links})

    def choose(self, article: Candidate, count: int) -> tuple[Related, ...]:
        """Return those related to an article or a guest, nearest first after the pins."""
        chosen: list[Related] = []
        for key in dict.fromkeys(article.pins):
            if key in self.by_key and key != article.key:
                also = self._reason(article, self.by_key[key], otherwise="")
                chosen.append(Related(key, "pinned", also))
        missing = min(count, self._number - 1) - len(chosen)
        if missing <= 0:
            return tuple(chosen)
        ranked = self._ranked(article, {one.key for one in chosen}, missing)
        kinds = [self.by_key[one.key].kind for one in chosen]
        for key in _mixed(ranked, kinds, missing, self.by_key):
            chosen.append(Related(key, self._reason(article, self.by_key[key], otherwise="text")))
        return tuple(chosen)

    def _ranked(self, article: Candidate, taken: set[str], missing: int) -> list[tuple[str, float]]:
        near = self._nearest_by_text(article.key)
        considered = dict.fromkeys(near)
        for tag in article.tags:
            if self._tags[tag] <= NEIGHBORS:
                considered.update(dict.fromkeys(self._with_tag.after(article.key, tag)))
        considered.update((key, None) for key in sorted(article.links & self.by_key.keys()))
        for key in (article.key, *taken):
            considered.pop(key, None)
        for group in self._fallbacks(article):
            if len(considered) >= missing:
                break
            considered.update((key, None) for key in group if key not in taken)
        scores = {
            key: round(near.get(key, 0.0) + self._evidence(article, self.by_key[key]), 9)
            for key in considered
        }
        return sorted(scores.items(), key=lambda item: (-item[1], item[0]))

    def _fallbacks(self, article: Candidate) -> Iterator[Iterable[str]]:
        """Where to look if text gives too few: tags, rarest first, topic, then anything."""
        for tag in sorted(article.tags, key=lambda tag: (self._tags[tag], tag)):
            yield self._with_tag.after(article.key, tag)
        yield self._in_topic.after(article.key, article.topic)
        # One at a time, so that a large site is not read through for a single place.
        for key in self._everyone.following(article.key, ""):
            yield (key,)

    def _nearest_by_text(self, key: str) -> dict[str, float]:
        """Return the shortlist, with scores from 0 to 1."""
        near: defaultdict[int, float] = defaultdict(float)
        for term, weight in self._terms[key].items():
            if term not in self._index:
                continue  # A term of guests only.
            numbers, weights = self._index[term]
            self.comparisons += len(numbers)
            for number, other_weight in zip(numbers, weights, strict=True):
                near[number] += weight * other_weight
        nearest = {self._keys[number]: near[number] for number in _highest(near, SHORTLIST)}
        nearest.pop(key, None)
        return nearest

    def _rarity(self, tag: str) -> float:
        """1 for a tag that two articles have, 0 for one that all have."""
        if self._number <= 2:
            return 1.0
        return math.log(self._number / self._tags[tag]) / math.log(self._number / 2)

    def _evidence(self, one: Candidate, other: Candidate) -> float:
        topic = TOPIC_WEIGHT if one.topic == other.topic else 0.0
        tags = math.fsum(self._tag_rarity[tag] for tag in one.tags & other.tags)
        links = self._link(one, other) + self._link(other, one)
        return topic + min(TAG_WEIGHT * tags, TAG_LIMIT) + LINK_WEIGHT * links

    def _link(self, one: Candidate, other: Candidate) -> float:
        """1 for a link to an article that nobody else links to, 0 for one that all link to."""
        if other.key not in one.links or self._number <= 2:
            return 0.0
        return math.log(self._number / self._linked[other.key]) / math.log(self._number)

    def _reason(self, one: Candidate, other: Candidate, otherwise: str) -> str:
        shared = one.tags & other.tags
        if shared:
            rarest = min(shared, key=lambda tag: (self._tags[tag], tag))
            return f"tag:{rarest}"
        if one.topic == other.topic:
            return f"topic:{one.topic}"
        alike = self._terms[one.key].keys() & self._terms[other.key].keys()
        return "text" if alike else otherwise


class _Groups:
    """Articles by tag, by topic or all, each group in the order of keys."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Group keys; `pairs` of key and group come in the order of keys."""
        self._members: dict[str, list[str]] = {}
        for key, group in pairs:
            self._members.setdefault(group, []).append(key)

    @property
    def names(self) -> Iterable[str]:
        return self._members

    def size(self, group: str) -> int:
        return len(self._members[group])

    def following(self, key: str, group: str) -> Iterator[str]:
        """The other members, from the one after `key` and round again from the first.

        Each article begins at its own place, a guest at the one it would have, so that a
        large group offers all its members in turn and not the same few to everyone.
        """
        members = self._members.get(group, [])
        place = bisect_right(members, key)
        rounds = (members[(place + step) % len(members)] for step in range(len(members)))
        return (member for member in rounds if member != key)

    def after(self, key: str, group: str) -> list[str]:
        """The next `NEIGHBORS` other members."""
        return list(islice(self.following(key, group), NEIGHBORS))


def _highest(scores: Mapping[T, float], count: int) -> list[T]:
    """Return the keys of the `count` highest scores, and of those as high as the last."""
    if len(scores) <= count:
        return list(scores)
    least = sorted(scores.values(), reverse=True)[count - 1]
    return [key for key, score in scores.items() if score >= least]


def _mixed(
    ranked: list[tuple[str, float]],
    kinds: list[str],
    missing: int,
    by_key: Mapping[str, Candidate],
) -> list[str]:
    """Take the best, but not three of a kind where another kind is as near.

    `kinds` are those of the places already given, to pins.
    """
    kinds = list(kinds)
    left = list(ranked)
    picked = []
    for _ in range(min(missing, len(left))):
        best = 0
        if len(kinds) >= 2 and kinds[-1] == kinds[-2] == by_key[left[0][0]].kind:
            enough = left[0][1] * (1 - KIND_MARGIN)
            others = (
                place
                for place, (key, score) in enumerate(left)
                if score >= enough and by_key[key].kind != kinds[-1]
            )
            best = next(others, 0)
        key = left.pop(best)[0]
        picked.append(key)
        kinds.append(by_key[key].kind)
    return picked


def _strongest_terms(
    articles: Sequence[Candidate], guests: Sequence[Candidate], language: str
) -> dict[str, dict[str, float]]:
    """Weigh terms by (1 + ln tf) * ln(N / df), keep the strongest, scale to length 1.

    The weights are the usual ones (Manning, Raghavan, Schütze: Introduction to Information
    Retrieval, 6.2 and 6.4). A term of one article only is left out first: it can match
    nothing and would take the place of one that can.
    """
    stems = _Stems(language)
    counts = {one.key: _count_terms(one, stems) for one in (*articles, *guests)}
    frequency: Counter[str] = Counter()
    for article in articles:
        frequency.update(counts[article.key][0])
    frequency.update({term for guest in guests for term in counts[guest.key][0]})
    everyone = len(articles) + bool(guests)
    rarity = {
        term: math.log((1 + everyone) / having) for term, having in frequency.items() if having > 1
    }
    strongest = {}
    for key, (terms, repeats) in counts.items():
        weights = {
            term: _REPEATED[times] * rarity[term]
            for term, times in zip(terms, repeats, strict=True)
            if term in rarity
        }
        kept = _highest(weights, TERMS_PER_ARTICLE)
        best = sorted((-weights[term], term) for term in kept)[:TERMS_PER_ARTICLE]
        length = math.sqrt(sum(weight * weight for weight, _ in best)) or 1.0
        strongest[key] = {term: -weight / length for weight, term in best}
    return strongest


def _inverted(terms: Mapping[str, Mapping[str, float]]) -> dict[str, _Having]:
    """Return for each term the numbers of the articles in which it weighs most.

    Arrays, since walking over them is most of the work: they lie together in memory.
    """
    having: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, weights in enumerate(terms.values()):
        for term, weight in weights.items():
            having[term].append((-weight, number))
    index = {}
    for term, articles in having.items():
        strongest = sorted(articles)[:ARTICLES_PER_TERM]
        index[term] = (
            array("L", [number for _, number in strongest]),
            array("d", [-weight for weight, _ in strongest]),
        )
    return index


def _count_terms(article: Candidate, stems: _Stems) -> tuple[tuple[str, ...], bytes]:
    """Return the terms and how often each occurs, up to 255 times.

    Two flat rows instead of a dictionary: ten thousand dictionaries take over 100 MB.
    """
    words = Counter(_WORD.findall(_folded(article.text)))
    for word in _WORD.findall(_folded(article.title)):
        words[word] += TITLE_WEIGHT
    counted: dict[str, int] = {}
    for word, times in words.items():
        term = stems[word]
        counted[term] = counted.get(term, 0) + times
    counted.pop("", None)
    return tuple(counted), bytes([min(times, 255) for times in counted.values()])


def _folded(text: str) -> str:
    """Lower case and without accents, as readers and editors often type."""
    text = text.casefold()
    return text if text.isascii() else _COMBINING.sub("", unicodedata.normalize("NFD", text))


class _Stems(dict[str, str]):
    """Word -> term, which brings the forms of a word together; empty for a stop word.

    A light stemmer on purpose: plurals, and in English -ing and -ed. A wrong join costs
    more than a missed one. A dictionary, because the same words come thousands of times.
    """

    def __init__(self, language: str) -> None:
        super().__init__((word, "") for word in _STOP_WORDS.get(language, "").split())
        self._stem = {"en": _english_stem, "es": _spanish_stem}.get(language, str)

    def __missing__(self, word: str) -> str:
        self[word] = term = self._stem(word)
        return term


def _english_stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            word = word.removesuffix(ending)
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            return word
    return word.removesuffix("e") if len(word) > 4 else word


def _spanish_stem(word: str) -> str:
    if word.endswith("s") and len(word) > 4:
        word = word[:-1]
    return word[:-1] if word[-1] in "aeo" and len(word) > 4 else word
