"""How a figure was made, by the words beside it: verified, alleged, excess, peak; two kinds are not of one scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from knowledge.caseless import Caseless
from knowledge.model import Claim, Finding, Quantity
from retrieval.ranking import counts_same
from retrieval.word_tables import table_of
from retrieval.wording import Told, told

#: Characters before and after a figure in which a word says how the figure was made.
BESIDE = 40
#: What a side owns to.
ADMITTED = "admitted"
#: What has been named, verified, certified, registered or admitted so far is no more than a floor.
FLOORS = ("named", "verified", "certified", "registered", ADMITTED)
#: What is alleged so far is no less than what was.
CEILINGS = ("alleged",)
#: The crowd at its peak is no more than all who came.
LEAST = (*FLOORS, "peak")
#: Such a count may be set against a flat one, and a reader has to know that it is one.
ESTIMATED = "estimated"
#: Why a count contradicts nobody that was made in another way than the claim says of its own.
ANOTHER = "another measure"
#: The same of a count of those alone whom somebody could verify, document or identify.
MADE_SURE = "only those made sure of"
#: The same of a tally of what others allege.
ALLEGED = "of what is alleged"
#: What stands before a measure that was not made: "has not been independently confirmed", "yet to be verified"; or that
#: is another count's: "fewer than earlier estimates".
_UNMADE = re.compile(
    r"\b(?:earlier|previous|prior|initial)\s+\Z|"
    r"(?:\b(?:not|never|cannot|nor|neither|without being|none (?:is|are|was|were|has|have|had)|yet to be|"
    r"(?:unable|fail(?:s|ed|ing)?|declin(?:e|es|ed|ing)|refus(?:e|es|ed|ing)) to)|n['’]t)"
    r"(?:\s+(?!but\b)[\w-]+){0,3}\s+\Z",
    re.IGNORECASE,
)


class Made(NamedTuple):
    """How a figure was made, and the word that says so, as printed."""

    measure: str
    word: str


UNSAID = Made("", "")


def made(finding: Finding, quantity: Quantity) -> Made:
    """How a figure of a finding was made; UNSAID where neither its words nor, in a note, what it counts say so."""
    statement, is_note = finding.statement, finding.article.is_note
    quote = statement.quote.of(finding.article.text) if statement.quote else ""
    said = _said_to_be(quote) or made_in(finding.article.text, quantity, is_note=is_note)
    if not is_note or (said and is_apart(said.measure, finding)):
        return said or UNSAID
    # Whoever writes a note says what is counted where its words do not: "projected deaths"; an estimate of excess
    # deaths is a count of these.
    return _said_to_be(quantity.counted, what_is_counted=True) or said or UNSAID


def kind_of(finding: Finding, quantity: Quantity) -> str:
    """The kind of count that a figure is of, which is less or more than a flat one; "" for a flat one."""
    measure = made(finding, quantity).measure
    return measure if is_apart(measure, finding) else ""


def made_unlike(claim: Claim, finding: Finding, others: Iterable[Finding]) -> bool:
    """Whether a finding counts by a measure of its own, registered deaths beside excess ones, what the claim counts."""
    told = kinds_in(claim, [finding]) - {""}
    return bool(told) and told.isdisjoint(kinds_in(claim, others))


def kinds_in(claim: Claim, findings: Iterable[Finding]) -> set[str]:
    """The kinds of count that findings give of what the claim counts: what is confirmed, what is likely."""
    return {
        kind_of(finding, printed)
        for finding in findings
        for printed in finding.statement.quantities
        if any(counts_same(claimed, printed) for claimed in claim.quantities)
    }


def of_one_scale(counts: Iterable[tuple[Finding, Quantity]]) -> bool:
    """Whether counts may stand in one range: no more than is admitted beside what is alleged, no crowd beside its peak.

    What was verified or admitted is a floor, and sets only larger counts apart; what is alleged, only smaller ones.
    """
    kinds = {(kind_of(finding, quantity), quantity.value) for finding, quantity in counts}
    return not any(
        kind
        and other != kind
        and not (kind in FLOORS and another <= value)
        and not (kind in CEILINGS and another >= value)
        for kind, value in kinds
        for other, another in kinds
    )


def measure_claimed(claim: Claim, claimed: Quantity) -> str:
    """By which measure a claim says that it counts: "at the peak", "put names to a dozen"; "" where it does not say.

    A claim with two counts of one thing may say it of the other.
    """
    if sum(counts_same(claimed, q) for q in claim.quantities) > 1:
        return ""
    said = _said_to_be(_beside(claim.text, claimed), by_a_claim=True)
    return said.measure if said else ""


def apart_from_the_claims(claim: Claim, claimed: Quantity, finding: Finding, quantity: Quantity) -> bool:
    """Whether a count contradicts nobody, as the claim says how its own was made, and this one was made otherwise.

    All the dead may be more than those with names, all who marched more than those at the peak; of another's excess
    deaths, or of those to come, only what is known so far is no count.
    """
    own, theirs = measure_claimed(claim, claimed), kind_of(finding, quantity)
    alike = _said_to_be(finding.words, by_a_claim=True)
    if not own or own == theirs or (alike and alike.measure == own):
        return False
    return quantity.value > claimed.value if own in LEAST else theirs in FLOORS


def is_of_something_else(claim: Claim, claimed: Quantity, finding: Finding, quantity: Quantity) -> bool:
    """Whether a figure is for what the claim does not say: for excess deaths, for the crowd at its peak."""
    theirs = kind_of(finding, quantity)
    own = (made_in(claim.text, claimed) or UNSAID).measure, measure_claimed(claim, claimed)
    return theirs not in ("", *own) and theirs in _something_else()


def is_apart(measure: str, finding: Finding) -> bool:
    """Whether a figure of that measure is not of one scale with a figure of which nothing is said."""
    apart = _apart().get(measure, "nowhere")
    return apart == "anywhere" or (apart == "in notes" and finding.article.is_note)


def says_how(words: str) -> bool:
    """Whether what is counted says by itself how it was: "excess deaths", "people at peak"."""
    return _said_to_be(words, what_is_counted=True) is not None


def called(measure: str) -> Told:
    """What a card says a figure of that measure is: "a verified count"."""
    return _calls()[measure]


def called_of(finding: Finding, quantity: Quantity) -> Told:
    """What a card says a figure of a finding is, in the word of its report where that is a word of its own."""
    measure, word = made(finding, quantity)
    return _printed().get(word.lower()) or called(measure)


def made_in(text: str, quantity: Quantity, *, is_note: bool = False) -> Made | None:
    """How a figure was made, by the words beside it in the same sentence; None where they do not say.

    >>> from knowledge.model import Span
    >>> made_in("Monitors verified 40 civilian deaths.", Quantity(40, 40, "exact", "", Span(18, 36)))
    Made(measure='verified', word='verified')
    """
    beside, figure = _beside(text, quantity), quantity.span.of(text)
    said = _said_to_be(beside) or _said_to_be(figure, what_is_counted=True)
    return said or (_said_to_be(beside, what_is_counted=True) if is_note else None)


def _beside(text: str, quantity: Quantity) -> str:
    """A figure with the words of its sentence right before and behind it."""
    start, end = max(0, quantity.span.start - BESIDE), quantity.span.end + BESIDE
    before, after = text[start : quantity.span.start], text[quantity.span.end : end]
    figure = quantity.span.of(text)
    return re.split(r"[.;!?\n]\s", before)[-1] + figure + re.split(r"[.;!?\n]\s|\n", after)[0]


def _said_to_be(words: str, *, what_is_counted: bool = False, by_a_claim: bool = False) -> Made | None:
    """The measure that words name, unless they say that it was not made: "has not been confirmed".

    >>> _said_to_be("40 confirmed dead"), _said_to_be("has not verified the content")
    (Made(measure='verified', word='confirmed'), None)
    """
    shapes = _claimable() if by_a_claim else _measures(what_is_counted)
    if not shapes.any_of_them.search(words):
        return None
    for name, shape in shapes.each:
        for found in shape.finditer(words):
            if not _UNMADE.search(words[: found.start()]):
                return Made(name, found.group())
    return None


class _Shapes(NamedTuple):
    """The words for each measure, by its name, and for any of them: in most texts stands none."""

    each: tuple[tuple[str, Caseless], ...]
    any_of_them: Caseless

    @classmethod
    def of(cls, rows: Sequence[tuple[str, Sequence[str]]]) -> _Shapes:
        """Those of which there are words at all."""
        every = [word for _, words in rows for word in words]
        return cls(tuple((name, _shape(words)) for name, words in rows if words), _shape(every))


@cache
def _measures(what_is_counted: bool) -> _Shapes:
    counted = [row.get("counted", ()) if what_is_counted else () for row in _rows()]
    return _Shapes.of([(row["name"], [*row["words"], *more]) for row, more in zip(_rows(), counted, strict=True)])


@cache
def _claimable() -> _Shapes:
    """What a claim may say of its own count; "confirmed" is said of any, and is not among it."""
    return _Shapes.of([(row["name"], row["claimed"]) for row in _rows() if "claimed" in row])


def _shape(words: Iterable[str]) -> Caseless:
    """Any of these words; "likely to rise" says nothing of what is counted."""
    return Caseless(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b(?!\s+to\b)")


@cache
def _apart() -> dict[str, str]:
    return {row["name"]: row.get("apart", "nowhere") for row in _rows()}


@cache
def _something_else() -> frozenset[str]:
    """The measures by which something else is counted than without them."""
    return frozenset(row["name"] for row in _rows() if row.get("instead"))


@cache
def _calls() -> dict[str, Told]:
    return {row["name"]: told(row["called"]) for row in _rows()}


def takes_in_all(measure: str) -> bool:
    """Whether a figure of that measure takes in whoever died of a thing, in whatever way.

    >>> takes_in_all("excess deaths"), takes_in_all("verified")
    (True, False)
    """
    return any(row["name"] == measure and row.get("takes_in_all") for row in _rows())


@cache
def _printed() -> dict[str, Told]:
    return {row["word"]: told(row["called"]) for row in _rows("printed")}


@cache
def _rows(of: str = "measure") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table_of("measures")[of]
    return rows
