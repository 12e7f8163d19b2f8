"""From candidates to findings: how well each statement fits the claim, and why, in words a reader can check."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np

from knowledge.archive import Stored
from knowledge.model import Claim, Finding, Place, Quantity, Span, Statement
from knowledge.places import related
from knowledge.quantities import comparable, unit_table
from retrieval.grammar.nations import nations_in
from retrieval.spelling import marked, shares_spelled, stem
from retrieval.word_tables import table_of

#: What each sign is worth, fitted on the training part of a public collection (docs/finding.md).
MEANING, WORDS = 0.56, 0.44
#: Stretches the scale so that one half is where one in fifty claims about something else would still be answered.
SCALE = 0.9
#: A figure that counts the same thing tips the scale, where the claim has one.
FIGURE = 0.15
#: A rare word found says more than its rarity; half a word found says less than half.
RARE_WORDS, HALF_WORDS = 1.5, 1.5
#: What a word in the headline says for a statement that does not repeat it.
IN_HEADLINE = 1.0

#: What tells a statement that bears on the claim from one about something else: the cosine, the rarity of the words
#: they share, the claim's numbers it does not print; and the sum from which one in fifty claims about something else
#: would still be answered. Fitted by `python -m benchmarks.nothing_found --fit` (docs/finding.md).
BEARS_MEANING, BEARS_RARITY, BEARS_NUMBER, BEARS_FROM = 14.7, 0.20, -0.36, 11.2
#: A post full of numbers is not further from its report for each of them.
MOST_NUMBERS = 3

#: A word or a number as it is written, with the marks within it.
WORD_OR_NUMBER = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
#: A word alone.
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: Units in which some of the counted are told apart from all of them: "sixteen, three of them children".
SOME_OF_THEM = frozenset(["children", "women"])
#: A number smaller than this is soon arrived at twice.
LEAST_SHARED = 5


#: "More than 50" is said of up to so many times fifty: whoever counted 150 has said something else.
MOST_OF_MORE = 1.4
#: "More than 50 civilians" are hardly so many times fifty people.
MOST_OF_OTHERS = 1.1
#: "At least 90" is soon no dozens any more.
OPEN_ENDED = 0.9
#: "Dozens" are less than ten times twelve, and nothing rounds to its double: no wording has two figures further apart
#: than this meet.
FAR_BELOW, FAR_ABOVE = 2, 10
#: From here on people round, by this share at most.
LEAST_ROUNDED, ROUNDED_BY = 100, 0.01
#: Whole thousands may also be the printed number without its last digits, where that is so small a part of it.
THOUSANDS, CUT_BY = 3, 0.005


@dataclass(frozen=True, slots=True)
class Legs:
    """What each leg brought: similarity by meaning, score by words, ids by figures."""

    meaning: Mapping[str, float]
    words: Mapping[str, float]
    figures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of a claim as they are looked for: how much each weighs, by how rare its stem is in the store."""

    weights: tuple[tuple[str, float], ...]

    @classmethod
    def of(cls, text: str, rarity: Mapping[str, float]) -> Wanted:
        """The words of a text, with `rarity` by stem."""
        words = dict.fromkeys(plain_words(text))
        weighed = [(word, rarity.get(stem(word), 0.0) ** RARE_WORDS) for word in words]
        whole = sum(weight for _, weight in weighed) or 1.0
        return cls(tuple((word, weight / whole) for word, weight in weighed))

    def found_in_each(self, said: Sequence[str], about: Sequence[str], of: Sequence[int]) -> np.ndarray:
        """Which share of the words stands in each of some statements, or in what is said to be its subject: 0 to 1.

        A word that is spelled nearly so counts in part. `of` is the number of a statement's subject in `about`, which
        may be of many.
        """
        words = [word for word, _ in self.weights]
        shares = shares_spelled(words, [_marked(text) for text in (*about, *said)])
        best = np.maximum(shares[len(about) :], IN_HEADLINE * shares[: len(about)][list(of)])
        found = best**HALF_WORDS @ np.array([weight for _, weight in self.weights])
        return np.asarray(np.minimum(1.0, found))


def likeness(meaning: float, words: float) -> float:
    """How like a claim and a statement are, without figures: 1 the same, 0 unrelated.

    `meaning` is the cosine of their vectors, `words` what `Wanted.found_in_each` tells.
    """
    return float((MEANING * max(0.0, meaning) + WORDS * words) ** SCALE)


def bearing(meaning: float, shared: float, unprinted: int) -> float:
    """How surely a statement is about what the claim is about: from 0 on it may be shown beside it.

    `meaning` is the cosine of their vectors, `shared` the rarity of the words they share added up, `unprinted` how many
    of the claim's numbers the statement does not print. Unlike the likeness, which is a share of the claim's words,
    many rare words in common count for more than one: a long post that tells the same story bears on it.
    """
    numbers = min(MOST_NUMBERS, unprinted)
    return BEARS_MEANING * meaning + BEARS_RARITY * shared + BEARS_NUMBER * numbers - BEARS_FROM


def shared_of(stems: Iterable[str], there: Collection[str], rarity: Mapping[str, float]) -> tuple[float, int]:
    """What `bearing` asks of a claim's stems: the rarity of those found, added up, and the numbers not found."""
    shared, unprinted = 0.0, 0
    for stemmed in stems:
        if stemmed in there:
            shared += rarity.get(stemmed, 0.0)
        elif stemmed[:1].isdigit():
            unprinted += 1
    return shared, unprinted


@lru_cache(maxsize=10_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words that carry meaning, as the full-text index knows them: lower case, by their stem, each once.

    >>> words_of("The airstrikes that hit Homs")
    ('airstrik', 'hit', 'hom')
    """
    return tuple(dict.fromkeys(map(stem, plain_words(text))))


# By stem and by spelling, the same text is asked for its words twice.
@lru_cache(maxsize=20_000)
def plain_words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, in lower case, as they are written."""
    empty = _empty_words()
    return tuple([word for word in _every_word(text) if word not in empty])


# Soon asked for again, by what is looked for next in the same text; longer it is not kept, since it is all of the text.
@lru_cache(maxsize=400)
def _every_word(text: str) -> tuple[str, ...]:
    if not text.isascii():
        return tuple(map(str.lower, WORD_OR_NUMBER.findall(text)))
    # Parted at the blanks it takes half the time; only what holds a mark that words have within is looked into.
    pieces = text.lower().translate(_BLANKS).split()
    if "'" not in text and "-" not in text:
        return tuple(pieces)
    return tuple([word for one in pieces for word in ((one,) if one.isalnum() else WORD_OR_NUMBER.findall(one))])


#: All marks of ASCII but those that words have within.
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in "'-"}


@lru_cache(maxsize=10_000)
def _marked(text: str) -> str:
    return marked(plain_words(text))


@lru_cache(maxsize=20_000)
def wording(text: str) -> str:
    """A text without the marks that printers differ in: two copies of one sentence have one wording.

    >>> wording("He said: “No.”") == wording('He said: "no"')
    True
    """
    return " ".join(_every_word(text)).replace("’", "'")


def part(stored: Iterable[Stored]) -> None:
    """Part these statements into words before they are ranked, as somebody may who waits for something else."""
    for candidate in stored:
        said = candidate.statement.span.of(candidate.article.text)
        words_of(said), _marked(said), wording(said)


def rank(
    claim: Claim,
    stored: Mapping[str, Stored],
    meaning: Mapping[str, float],
    rarity: Mapping[str, float],
    legs: Legs,
) -> tuple[Finding, ...]:
    """The candidates as findings, best first; see `compared`."""
    return in_order(compared(claim, stored, meaning, rarity, legs))


def compared(
    claim: Claim,
    stored: Mapping[str, Stored],
    meaning: Mapping[str, float],
    rarity: Mapping[str, float],
    legs: Legs,
) -> list[Finding]:
    """The candidates as findings, each with how like the claim it is, and why.

    `meaning` is the cosine of each candidate to the claim; `rarity` tells how rare each word of the claim is.
    """
    wanted = Wanted.of(claim.text, rarity)
    stems = {word: stem(word) for word, _ in wanted.weights}
    each = tuple(dict.fromkeys(stems.values()))
    looked_for = frozenset(each)
    written = _as_written(claim.text)
    articles = {candidate.article.id: candidate.article for candidate in stored.values()}
    subjects = [article.subject for article in articles.values()]
    number = {identity: at for at, identity in enumerate(articles)}
    about = {i: looked_for.intersection(words_of(s)) for i, s in zip(articles, subjects, strict=True)}
    texts = [candidate.statement.span.of(candidate.article.text) for candidate in stored.values()]
    of = [number[candidate.article.id] for candidate in stored.values()]
    shares = wanted.found_in_each(texts, subjects, of).tolist()

    # Which of the claim's words are shared is one of a few sets; what follows from it is asked once for each.
    @cache
    def of_words(shared: frozenset[str]) -> tuple[float, int, str]:
        told = ", ".join([written.get(word, word) for word, stemmed in stems.items() if stemmed in shared])
        return *shared_of(each, shared, rarity), f"words: {told}" if told else ""

    findings = []
    for (identity, candidate), said, found in zip(stored.items(), texts, shares, strict=True):
        statement, article = candidate.statement, candidate.article
        cosine = meaning.get(identity, 0.0)
        strength = likeness(cosine, found)
        figure_words = where_words = ""
        if claim.quantities:
            figure, figure_words = _figure(claim, statement.quantities)
            strength = (1 - FIGURE) * strength + FIGURE * figure
        if claim.where and statement.where:
            where, where_words = _where(claim.where, statement.where)
            strength *= where
        rare, unprinted, words = of_words(about[article.id].union(looked_for.intersection(words_of(said))))
        bears = bearing(cosine, rare, unprinted) >= 0
        why = ("meaning" if identity in legs.meaning else "", words, figure_words, where_words)
        similarity = round(min(1.0, max(0.0, strength)), 4)
        told = tuple([reason for reason in why if reason])
        findings.append(Finding(statement, article, similarity, told, bears=bears))
    return findings


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, best first; copies of one wording stand together, as like the claim as the best of them."""
    keyed = [(_copy(finding.statement, finding.words), finding) for finding in findings]
    best: dict[tuple[str, tuple[str, ...]], float] = {}
    for key, finding in keyed:
        best[key] = max(best.get(key, 0.0), finding.similarity)
    levelled = [f if f.similarity == best[key] else replace(f, similarity=best[key]) for key, f in keyed]
    return tuple(sorted(levelled, key=lambda f: (-f.similarity, f.statement.id)))


def fits(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a printed figure can be the claimed one: the same count, and intervals that meet near one number.

    "over 100" fits "100"; "over 25" leaves room for 100, but nobody who read it would say 100.
    """
    mine, theirs = claimed.value, printed.value
    if mine == theirs == 0:
        # Who says that nobody was hurt says that nobody died; "no soldiers were killed" is not said of everybody.
        kinship = comparable(claimed, printed)
        # "No Americans were hurt" is "no US casualties".
        alike = claimed.unit == printed.unit and printed.state in (claimed.state, "killed or injured")
        of_one_nation = bool(own := nations_in(claimed.counted)) and own == nations_in(printed.counted)
        return kinship in ("same", "narrower") or (alike and of_one_nation)
    if mine < 0 or theirs < 0:
        # Frost and losses are no counts of anybody; -12 degrees are -12 degrees.
        return mine == theirs and counts_same(claimed, printed)
    if FAR_BELOW * theirs < mine or theirs > FAR_ABOVE * mine:
        # So are most, which is seen sooner than what they count.
        return False
    if not counts_same(claimed, printed):
        return False
    if min(mine, theirs) <= 0:
        return False
    if claimed.bound == "vague" and claimed.high is None and printed.bound != "vague":
        # "Dozens" are 45, and no 119; "fewer than 300" are no hundreds.
        most = 10.0 ** (math.floor(math.log10(mine)) + 1)
        if is_a_limit(printed):
            return False
        return mine <= theirs < (most if printed.high is not None else most * OPEN_ENDED)
    if rounds(claimed, printed):
        return True
    if is_open_above(claimed) and counts_from_below(printed):
        # Whoever counts 90 says that more than 50 died; of 90 people, nobody says so of civilians.
        most = MOST_OF_OTHERS if comparable(claimed, printed) == "narrower" else MOST_OF_MORE
        return mine <= (printed.low or theirs) and theirs < most * mine
    if "under" in (claimed.bound, printed.bound) and mine == theirs and claimed.bound != printed.bound:
        # "Fewer than 200" is the one wording that rules 200 out.
        return False
    near = max(mine, theirs) / min(mine, theirs) <= 1.2
    low = max(_low(claimed), _low(printed))
    high = min(_high(claimed), _high(printed))
    return near and low <= high


def is_open_above(quantity: Quantity) -> bool:
    """Whether a figure says how many at least, "over 40", and so may be any larger one."""
    return quantity.bound in ("over", "at least")


def is_a_limit(quantity: Quantity) -> bool:
    """Whether a figure says how many at most, "up to 40", and so may be none at all."""
    return quantity.bound in ("up to", "under")


def counts_from_below(quantity: Quantity) -> bool:
    """Whether so many were counted, so that whoever says fewer says less: nobody's "up to 40" is more than 30.

    Nor are anybody's "dozens".
    """
    return not is_a_limit(quantity) and quantity.bound != "vague"


def rounds(claimed: Quantity, printed: Quantity) -> bool:
    """Whether an exact claim is the printed number in round figures: "350,000" for 350,209; not 30 for 26."""
    if claimed.bound != "exact" or printed.bound in ("range", "vague", "under") or claimed.value < LEAST_ROUNDED:
        return False
    digits = f"{claimed.value:.0f}"
    zeros = len(digits) - len(digits.rstrip("0"))
    apart = abs(claimed.value - printed.value)
    if zeros >= THOUSANDS and claimed.value < printed.value and apart < CUT_BY * claimed.value:
        # "Over 306,000" is how a headline has 306,887, and who repeats it leaves out the "over".
        return apart < 10.0**zeros
    return zeros >= 2 and 2 * apart <= 10**zeros and apart <= ROUNDED_BY * claimed.value


def counts_same(a: Quantity, b: Quantity) -> bool:
    """Whether two figures count the same thing, so that they may be held against each other.

    Of the dead, "militants" and "people" may be one count seen from two sides; "attacks" and "airstrikes" never are.
    """
    kinship = comparable(a, b)
    if kinship == "same" or kinship == "different" or kinship == "unknown":
        return kinship == "same"
    if a.state and a.state == b.state:
        return True
    # "No casualties" leaves nobody killed.
    return b.value == 0 < a.value if kinship == "narrower" else a.value == 0 < b.value


def counts_of(claimed: Quantity, finding: Finding) -> list[Quantity]:
    """The figures of a finding that count what a claimed one does, as printed one after the other."""
    return [q for q in finding.statement.quantities if counts_same(claimed, q)]


def prints_its_number(claimed: Quantity, finding: Finding) -> bool:
    """Whether a finding prints the very number that is claimed, of the same thing."""
    return any(q.value == claimed.value and counts_same(claimed, q) for q in finding.statement.quantities)


def counted_alike(claim: Claim, finding: Finding) -> list[Quantity]:
    """The figures of a finding that count what a figure of the claim does, as printed one after the other."""
    return [q for q in finding.statement.quantities if any(counts_same(c, q) for c in claim.quantities)]


def units_told(claimed: Quantity) -> tuple[str, ...]:
    """The rows of the unit table in which another report may count what is claimed.

    >>> from knowledge.quantities import read_quantities
    >>> {"people", "civilians"} <= set(units_told(*read_quantities("20 people killed")))
    True
    """
    return _units_told(claimed.counted, claimed.unit, claimed.state)


# All rows of the table are gone through; many claims count people killed.
@lru_cache(maxsize=1_000)
def _units_told(counted: str, unit: str, state: str) -> tuple[str, ...]:
    claimed = Quantity(1, 1, "exact", counted, Span(0, 0), unit, state)
    return tuple(name for name in unit_table().kinds if counts_same(claimed, replace(claimed, unit=name, counted="")))


# Asked of each statement twice a card, and of the same ones for claim after claim.
@lru_cache(maxsize=20_000)
def _copy(statement: Statement, words: str) -> tuple[str, tuple[str, ...]]:
    """What copies of one sentence share: its wording, and the places it is read to speak of."""
    return wording(words), tuple([place.name for place in statement.where])


@cache
def _empty_words() -> frozenset[str]:
    table = table_of("claims")
    return frozenset(table["empty_words"])


def _figure(claim: Claim, printed: tuple[Quantity, ...]) -> tuple[float, str]:
    best, words = 0.0, ""
    for claimed in claim.quantities:
        for quantity in printed:
            if not counts_same(claimed, quantity):
                continue
            if fits(claimed, quantity):
                return 1.0, f"figure {claimed.value:.15g}"
            closeness = max(0.1, 0.8 - 0.5 * abs(_order(quantity.value) - _order(claimed.value)))
            if closeness > best:
                best, words = closeness, f"counts {claimed.counted or 'the same'}"
    return best, words


def _order(value: float) -> float:
    """How large a number is, by its order: twelve is as far from 24 as 1,200 from 2,400, and frost from heat further.

    >>> round(_order(24) - _order(12), 1), _order(-5) == -_order(5)
    (0.7, True)
    """
    return math.copysign(math.log1p(abs(value)), value)


def _where(claimed: tuple[Place, ...], printed: tuple[Place, ...]) -> tuple[float, str]:
    """How much of its strength a statement keeps for where it speaks of, and the words for it."""
    kinds = {related(a, b): (a, b) for a in claimed for b in printed}
    for kind in ("same", "inside", "contains", "near"):
        if kind in kinds:
            return 1.0, f"place: {kinds[kind][1].name}"
    return (0.6, "") if "apart" in kinds and "unknown" not in kinds else (0.9, "")


def _as_written(text: str) -> dict[str, str]:
    """Each word of a text, in lower case, as the text writes it first."""
    return {word.lower(): word for word in reversed(WORD_OR_NUMBER.findall(text))}


def _low(quantity: Quantity) -> float:
    return -math.inf if quantity.low is None else quantity.low


def _high(quantity: Quantity) -> float:
    return math.inf if quantity.high is None else quantity.high
