"""A bare figure that counts a crowd, as people type it: "kalden march: union says 80,000, police 22,000".

What is counted is told elsewhere in the claim: there was a march, or a crowd, or the police did the counting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from knowledge.model import Claim, Finding, Quantity
from knowledge.places import related
from knowledge.quantities import read_quantities, unit_table
from retrieval.events import where_of
from retrieval.events.nearness import wanted_of
from retrieval.grammar.closeness import is_kin, kindred
from retrieval.ranking import words_of
from retrieval.word_tables import any_of, worded

#: Fewer than these at a march are the arrested, the temperature or somebody's age.
_FEWEST = 1_000
_MILLION = 1_000_000
#: A smaller number of people is soon one of something else.
_FEWEST_HIT = 20


def figures_claimed(text: str) -> tuple[Quantity, ...]:
    """The figures of a claim, of which those that stand bare count the crowd that the claim tells of.

    >>> [(q.value, q.unit) for q in figures_claimed("kalden march: union says 80k, police 22,000")]
    [(80000, 'demonstrators'), (22000, 'demonstrators')]
    >>> [(q.value, q.unit, q.state) for q in figures_claimed("93,000 will die of the cloud")]
    [(93000, 'people', 'killed')]
    >>> [(q.value, q.unit, q.state) for q in figures_claimed("kalden blast dead 218?")]
    [(218, 'people', 'killed')]
    >>> [(q.value, q.unit) for q in figures_claimed("15 men killed, 11 of them kids")]
    [(15, 'men'), (11, 'children')]
    >>> [(q.value, q.unit) for q in figures_claimed("kalden blast: the real number is 235")]
    [(235, 'people')]
    >>> [q.state for q in figures_claimed("death toll in kalden blast: the real number is 235")]
    ['killed']
    >>> [(q.value, q.unit) for q in figures_claimed("kalden 2 million march")]
    [(2000000, 'demonstrators')]
    >>> [q.unit for q in figures_claimed("the march cost 80,000")]
    ['']
    >>> [(q.value, q.unit, q.state) for q in figures_claimed("none of its missiles were intercepted")]
    [(0, 'missiles', 'shot down')]
    >>> figures_claimed("none of its soldiers were killed"), figures_claimed("none of the dead were soldiers")
    ((), ())
    """
    read = tuple(_who_march(_how_many(text, _of_the_dead(text, _to_die(text, q)))) for q in _read(text))
    unit = _unit_of_the_crowd(text) if any(_is_bare(text, q) for q in read) else ""
    if not unit or any((q.unit or q.counted) and not _is_bare(text, q) for q in read):
        return read
    return tuple(_counting(q, unit) if _is_bare(text, q) and _is_the_crowds(text, q) else q for q in read)


def _read(text: str) -> tuple[Quantity, ...]:
    """The figures that stand in a text, and none of what there is said to be none of: "none of its missiles"."""
    found = list(worded("crowds", "none_of").finditer(text))
    if not found:
        return read_quantities(text)
    # As long as it was: the places of all that is read stay those of what was typed.
    told = text
    for match in found:
        told = f"{told[: match.start()]}{'no'.ljust(len(match.group()))}{told[match.end() :]}"
    none = {match.start() for match in found}
    # "None of its soldiers" says nothing of anybody else's, and "none of the schools reopened" counts no schools.
    things = {unit for unit, kind in unit_table().kinds.items() if kind in ("thing", "weapon")}
    return tuple(q for q in read_quantities(told) if q.span.start not in none or (q.unit in things and q.state))


def _to_die(text: str, quantity: Quantity) -> Quantity:
    """The figure, of the dead where so many people will die, or did not: "4,000 will die of it"."""
    if quantity.state or quantity.unit not in ("", "people") or (quantity.counted and not quantity.unit):
        return quantity
    dying = worded("crowds", "to_die").match(text, quantity.span.end + 1)
    return replace(quantity, unit="people", state="killed") if dying else quantity


def _of_the_dead(text: str, quantity: Quantity) -> Quantity:
    """The figure, of the dead where it stands bare behind them, as headlines are typed: "kalden blast dead 218"."""
    if quantity.state or quantity.unit or quantity.counted or quantity.value <= 0:
        return quantity
    dead = _behind_the_dead().search(text[: quantity.span.start])
    return replace(quantity, unit="people", state="killed") if dead else quantity


def _how_many(text: str, quantity: Quantity) -> Quantity:
    """The figure, of people where it is only called a number and a blow is told: "the real number is 235"."""
    if quantity.state or quantity.unit or quantity.counted or quantity.value < _FEWEST_HIT:
        return quantity
    called = _behind_a_number().search(text[: quantity.span.start])
    if not called or not worded("crowds", "blows").search(text):
        return quantity
    # "Death toll: the real number is 235" speaks of nobody hurt.
    is_toll = worded("crowds", "a_toll").search(text) and not worded("crowds", "hurt").search(text)
    return replace(quantity, unit="people", state="killed" if is_toll else "")


def with_what_became_of_them(claim: Claim, findings: Sequence[Finding]) -> Claim:
    """The claim, of the dead where it only calls their number a number, and reports of it give just that for the dead.

    "Kalden blast: the real number is 235": so many died, where a report counts 235 killed and none counts 235 hurt.
    """
    called = [q for q in claim.quantities if _is_only_called_a_number(claim.text, q)]
    if not called:
        return claim
    printed = [q for f in findings if _is_of_its_blow(claim, f) for q in f.statement.quantities if q.state]
    kinds = unit_table().kinds
    told = []
    for quantity in claim.quantities:
        states = {q.state for q in printed if q.value == quantity.value and kinds.get(q.unit) == "person"}
        # As many hurt as are claimed are no toll, whoever else counts no dead.
        is_toll = quantity in called and states == {"killed"}
        told.append(replace(quantity, state="killed") if is_toll else quantity)
    return replace(claim, quantities=tuple(told)) if tuple(told) != claim.quantities else claim


def _is_only_called_a_number(text: str, quantity: Quantity) -> bool:
    is_bare = quantity.unit == "people" and not quantity.state and not quantity.counted
    return is_bare and _behind_a_number().search(text[: quantity.span.start]) is not None


def _is_of_its_blow(claim: Claim, finding: Finding) -> bool:
    """Whether a report is of a claim's town; or, where none is known, has the words by which the claim names its blow:
    "Kalden blast", "blast in Kalden".
    """
    towns = [place for place in claim.where if place.province]
    if towns:
        there = where_of(finding)
        return any(related(town, told) in ("same", "contains") for town in towns for told in there)
    blow = worded("crowds", "blows").search(claim.text)
    if blow is None:
        return False
    behind = _WHERE.match(claim.text, blow.end())
    wanted = {stem for stem, _ in wanted_of(claim)}
    naming = wanted.intersection(words_of(f"{claim.text[: blow.start()]} {behind['where'] if behind else ''}"))
    about = kindred(f"{finding.words} {finding.article.subject}")
    return bool(naming) and all(is_kin(stem, about) for stem in naming)


#: Right behind a blow: "in Kalden".
_WHERE = re.compile(r"\s+(?:in|at|near)\s+(?:the\s+)?(?P<where>[\w’'-]+)", re.IGNORECASE)


@cache
def _behind_a_number() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{any_of('crowds', 'a_number')})[:\s]\s*(?:(?:{any_of('crowds', 'bounds')})\s*)*$", re.IGNORECASE
    )


@cache
def _behind_the_dead() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{any_of('crowds', 'the_dead')})[:\s]\s*(?:(?:{any_of('crowds', 'bounds')})\s*)*$", re.IGNORECASE
    )


def _who_march(quantity: Quantity) -> Quantity:
    """The figure, of marchers where it counts a march: "2 million march"."""
    if quantity.unit or quantity.value < _FEWEST or not worded("crowds", "marches").fullmatch(quantity.counted):
        return quantity
    return replace(quantity, unit="demonstrators", counted="")


def with_bare_figures(claim: Claim) -> Claim:
    """The claim with its figures as they stand in it, counting no crowd that is told of elsewhere in it.

    >>> bare = with_bare_figures(Claim("kalden march: 80k", figures_claimed("kalden march: 80k")))
    >>> [q.unit for q in bare.quantities]
    ['']
    """
    if not any(q.unit and not q.counted for q in claim.quantities):
        return claim
    read = read_quantities(claim.text)
    return replace(claim, quantities=read) if figures_claimed(claim.text) == claim.quantities else claim


def _counting(quantity: Quantity, unit: str) -> Quantity:
    """The figure, counting the crowd; "1.5m" of a crowd is no length."""
    if not quantity.unit:
        return replace(quantity, unit=unit)
    low, high = ((None if n is None else n * _MILLION) for n in (quantity.low, quantity.high))
    return replace(quantity, low=low, high=high, unit=unit, counted="")


def _is_bare(text: str, quantity: Quantity) -> bool:
    """Whether nothing is counted by a figure large enough for a crowd."""
    if quantity.state or quantity.value <= 0:
        return False
    if quantity.counted == "m":
        return text[quantity.span.end - 2 : quantity.span.end - 1].isdigit()
    return not quantity.unit and not quantity.counted and quantity.value >= _FEWEST


def _unit_of_the_crowd(text: str) -> str:
    """What a claim's bare figures count, by what it tells of; "" where that is no crowd, or nothing that counts one."""
    if worded("crowds", "of_something_else").search(text):
        return ""
    if any(not _is_the_month(text, found) for found in worded("crowds", "marches").finditer(text)):
        return "demonstrators"
    if worded("crowds", "gatherings").search(text):
        return "people"
    return "demonstrators" if _counted_by_police().search(text) else ""


def _is_the_month(text: str, found: re.Match[str]) -> bool:
    return found.group().lower() == "march" and bool(
        _before_the_month().search(text[: found.start()]) or _a_date.match(text, found.end())
    )


def _is_the_crowds(text: str, quantity: Quantity) -> bool:
    """Whether a figure stands where a crowd's does: behind who counts it or what says how large it is."""
    span = quantity.span
    return bool(_before_it().search(text[: span.start]) and _behind_it().match(text, span.end))


@cache
def _before_it() -> re.Pattern[str]:
    words = any_of("crowds", "before_the_figure", "counters")
    # "CGT 3.5 million": unions, movements and monitors go by their letters.
    voice = rf"(?<![\w-])(?:{words}|(?-i:[A-Z]{{2,6}}))[:\s]\s*"
    return re.compile(rf"(?:^|[:;,.(/–—-]\s*|{voice})(?:(?:{any_of('crowds', 'bounds')})\s*)*$", re.IGNORECASE)


@cache
def _behind_it() -> re.Pattern[str]:
    words = any_of("crowds", "behind_the_figure", "counters")
    return re.compile(rf"\s*(?:$|[,.;:!?)(/\"”–—]|-\s|(?:{words})\b)", re.IGNORECASE)


@cache
def _before_the_month() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of('crowds', 'before_the_month')})\s*$", re.IGNORECASE)


@cache
def _counted_by_police() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{any_of('crowds', 'counters')})(?: (?:have|has|had))?(?: only| just)? (?:count(?:s|ed)?)\b",
        re.IGNORECASE,
    )


_a_date = re.compile(r",?\s+(?:\d{1,2}(?:st|nd|rd|th)?|(?:19|20)\d\d)(?![\d,.kKmM])")
