"""How a figure was made, by the words beside it: verified, alleged, excess, peak; two kinds are not of one scale."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from knowledge.model import Finding, Quantity
from retrieval.wording import Told, told

#: Characters before and after a figure in which a word says how the figure was made.
BESIDE = 40
#: What has been named, verified, certified, registered or admitted so far is no more than a floor.
FLOORS = ("named", "verified", "certified", "registered", "admitted")
#: What is alleged so far is no less than what was.
CEILINGS = ("alleged",)
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
    # Whoever writes a note says what is counted where its words do not: "projected deaths".
    return said or (_said_to_be(quantity.counted, what_is_counted=True) if is_note else None) or UNSAID


def kind_of(finding: Finding, quantity: Quantity) -> str:
    """The kind of count that a figure is of, which is less or more than a flat one; "" for a flat one."""
    measure = made(finding, quantity).measure
    return measure if is_apart(measure, finding) else ""


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


def made_in(text: str, quantity: Quantity, *, is_note: bool = False) -> Made | None:
    """How a figure was made, by the words beside it in the same sentence; None where they do not say.

    >>> from knowledge.model import Span
    >>> made_in("Monitors verified 40 civilian deaths.", Quantity(40, 40, "exact", "", Span(18, 36)))
    Made(measure='verified', word='verified')
    """
    start, end = max(0, quantity.span.start - BESIDE), quantity.span.end + BESIDE
    before, after = text[start : quantity.span.start], text[quantity.span.end : end]
    figure = quantity.span.of(text)
    beside = re.split(r"[.;!?\n]\s", before)[-1] + figure + re.split(r"[.;!?\n]\s|\n", after)[0]
    said = _said_to_be(beside) or _said_to_be(figure, what_is_counted=True)
    return said or (_said_to_be(beside, what_is_counted=True) if is_note else None)


def _said_to_be(words: str, *, what_is_counted: bool = False) -> Made | None:
    """The measure that words name, unless they say that it was not made: "has not been confirmed".

    >>> _said_to_be("40 confirmed dead"), _said_to_be("has not verified the content")
    (Made(measure='verified', word='confirmed'), None)
    """
    for name, shape in _measures(what_is_counted):
        for found in shape.finditer(words):
            if not _UNMADE.search(words[: found.start()]):
                return Made(name, found.group())
    return None


@cache
def _measures(what_is_counted: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_shapes(what_is_counted))


def _shapes(what_is_counted: bool) -> Iterator[tuple[str, re.Pattern[str]]]:
    for row in _rows():
        words = [*row["words"], *(row.get("counted", ()) if what_is_counted else ())]
        if words:
            # "Likely to rise" says nothing of what is counted.
            yield (
                row["name"],
                re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b(?!\s+to\b)", re.IGNORECASE),
            )


@cache
def _apart() -> dict[str, str]:
    return {row["name"]: row.get("apart", "nowhere") for row in _rows()}


@cache
def _calls() -> dict[str, Told]:
    return {row["name"]: told(row["called"]) for row in _rows()}


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((files(__package__) / "measures.toml").read_text("utf-8"))["measure"]
    return rows
