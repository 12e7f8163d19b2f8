"""How surely two reports tell one event: by their words, places, days and figures.

No single sign does: a town has five events a day, and one event is told by a dozen outlets in their own words. So the
signs are weighed together, by what pairs of reports taught (sameness.toml, docs/finding.md).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TypeVar

import numpy as np

from knowledge.model import Article, Period, Place
from knowledge.places import fold, related
from retrieval.ranking import words_of
from retrieval.word_tables import table_of

T = TypeVar("T")


#: So many characters after its headline say what a report is about.
OPENING = 450
#: Reports whose openings share less than this are not weighed: a place in common would be all that joins them.
LEAST_SHARED = 0.05
#: As the weights add up: of pairs less likely than this it is not asked how their places lie, which takes longest.
UNLIKELY = -3.0
#: What no likeness makes up for.
NEVER = -math.inf
#: A third of the words says that two reports of one day tell one story, more says no more; more towns neither.
ALIKE, MOST_TOWNS = 1 / 3, 3
#: In logarithms of days: what is undated may be of any time, and counts as some three weeks off; then the furthest.
UNDATED, FURTHEST = 3.0, 7.0

#: A name inside a sentence; the first word of a sentence is written large whatever it is.
_name = re.compile(r"(?<=[\w,’')”\"-]\s)[A-Z][\w’'-]+")
_capital = re.compile(r"[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report says of its event, as far as it was found; all that is held against other reports."""

    #: The words and names of its opening, and the words by which a note names its place.
    words: frozenset[str]
    names: frozenset[str]
    place_words: frozenset[str]
    #: Where its note and its statements put it, or else its headline; the towns of these; where its statements put it.
    places: tuple[Place, ...]
    towns: frozenset[Place]
    said: tuple[Place, ...]
    #: When its statements say that it was, or else the day it came out; of that the days; the days that it tells.
    spells: tuple[Period, ...]
    days: frozenset[date]
    told: tuple[Period, ...]
    #: What it counts: unit and state.
    counted: frozenset[tuple[str, str]]


def sameness(one: Telling, other: Telling) -> float:
    """How surely two reports tell one event: the more the surer, 0 to 1; no probability, rare pairs weigh more."""
    alike = shared(one.words, other.words)
    if alike < LEAST_SHARED:
        return 0.0
    weights = weights_of()
    found = _signs_but_apart(one, other, alike)
    told = weights["start"] + sum([weights[sign] * value for sign, value in found.items()])
    if told > UNLIKELY:
        told += weights["apart"] * _all_apart(one.places, other.places)
    return 1 / (1 + math.exp(-told))


def is_unlikely(one: Telling, other: Telling, least: float) -> bool:
    """Whether two reports are surely less likely of one event than this, as their openings, days and towns tell alone.

    Nearly all pairs are, and these signs are seen much sooner than the others.
    """
    alike = shared(one.words, other.words)
    if alike < LEAST_SHARED:
        return least > 0.0
    weights = weights_of()
    most = weights["start"] + weights["opening"] * alike + weights["names"] + weights["counted_things"]
    if one.place_words and other.place_words:
        most += weights["place_words"]
    if towns := one.towns & other.towns:
        most += weights["towns_counted"] * min(MOST_TOWNS, len(towns))
    if one.days & other.days:
        most += weights["one_day"] * min(ALIKE, alike)
    return 1 / (1 + math.exp(-most)) < least


def signs(one: Telling, other: Telling) -> dict[str, float]:
    """What two reports have in common, sign by sign, as sameness.toml names them and in its order."""
    alike = shared(one.words, other.words)
    found = {**_signs_but_apart(one, other, alike), "apart": float(_all_apart(one.places, other.places))}
    return {sign: found[sign] for sign in weights_of() if sign != "start"}


def _signs_but_apart(one: Telling, other: Telling, told: float) -> dict[str, float]:
    days = _days_between(one.spells, other.spells)
    return {
        "opening": told,
        "names": _alike(one.names, other.names),
        "place_words": _jaccard(one.place_words, other.place_words),
        "towns_counted": min(MOST_TOWNS, len(one.towns & other.towns)),
        "days_between": UNDATED if days is None else min(FURTHEST, math.log1p(days)),
        "undated": float(days is None),
        "one_day": min(ALIKE, told) if one.days & other.days else 0.0,
        "counted_things": shared(one.counted, other.counted),
    }


def grouped(likely: np.ndarray, least: float) -> list[list[int]]:
    """Reports, by their number, in groups that are likely of one event: the likeliest two groups join, again and again.

    How likely two groups are one is the mean over their pairs (average linkage; Sokal and Michener, 1958), so that a
    chain of neighbours does not join what has nothing in common. `likely`: a symmetric matrix, one row a report.
    """
    between = likely.astype(float)
    np.fill_diagonal(between, NEVER)
    groups = {number: [number] for number in range(len(between))}
    while len(groups) > 1:
        one, other = divmod(int(between.argmax()), len(between))
        if between[one, other] < least:
            break
        here, there = len(groups[one]), len(groups[other])
        mean = (here * between[one] + there * between[other]) / (here + there)
        between[one], between[:, one] = mean, mean
        between[one, one] = between[other] = between[:, other] = NEVER
        groups[one] += groups.pop(other)
    return [sorted(group) for group in groups.values()]


@cache
def weights_of() -> dict[str, float]:
    """What each sign weighs; "start" is what speaks for one event before any sign is seen."""
    table = table_of("sameness")
    return {sign: float(row["weight"]) for sign, row in table.items()}


def shared(a: frozenset[T], b: frozenset[T]) -> float:
    """Which share of the smaller set stands in the other, 0 to 1."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def opening(article: Article) -> frozenset[str]:
    """The words of a headline and the first sentences, which say what happened; further down are other days."""
    return frozenset(words_of(article.text[: len(article.title) + OPENING]))


def names_in(article: Article) -> frozenset[str]:
    """The names in a report's opening, and those by which its note names the place."""
    return _names_told(article.text[: len(article.title) + OPENING], article.place or "")


# A report stands in many answers.
@lru_cache(maxsize=5_000)
def _names_told(told: str, place: str) -> frozenset[str]:
    return frozenset(fold(name) for name in (*_name.findall(told), *_capital.findall(place)))


def towns_in(places: Sequence[Place]) -> frozenset[Place]:
    """The towns among places; one that is called like its province may as well be that."""
    return frozenset(p for p in places if p.province and not fold(p.name).startswith(fold(p.province)))


@lru_cache(maxsize=10_000)
def _all_apart(here: tuple[Place, ...], there: tuple[Place, ...]) -> bool:
    return bool(here) and bool(there) and all(related(x, y) == "apart" for x in here for y in there)


def _days_between(a: Sequence[Period], b: Sequence[Period]) -> int | None:
    if not a or not b:
        return None
    gaps = [(p.start if p.start > q.start else q.start) - (p.end if p.end < q.end else q.end) for p in a for q in b]
    return max(0, min(gaps).days)
