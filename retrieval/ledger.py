"""The number ledger: for each counted thing of an event, who says how many; no winner, no average.

A figure enters with the span it was read from, or not at all. A total and a part of it are two things: of "30 killed,
among them 12 children" nobody's 12 is set against anybody's 30.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import cast

from knowledge.model import Account, Claim, Figure, Finding, Period, Quantity, Tally
from knowledge.quantities import comparable
from retrieval.origins import deepest, has_name, named_elsewhere, said_of

#: A figure is of the day that its words name when they name no more than this.
DAYS = timedelta(days=2)
#: A count that covers more than this is of no single event.
MONTH = timedelta(days=31)
#: What somebody denies, could not verify, wants or fears is not their count.
NOT_GIVEN = frozenset(("denied", "unverified", "wanted", "held"))


def ledger_of(claim: Claim, accounts: Sequence[Account], beside: Sequence[Finding] = ()) -> tuple[Tally, ...]:
    """What the accounts of one event count, the thing that the claim counts first; each thing's figures by date.

    `beside` is what else was found in the same reports: a figure that a headline prints, and that the text gives in
    somebody's name, is theirs.
    """
    told = [f for account in accounts if account.relation in ("reports", "differs") for f in account.findings]
    articles = {finding.article.id for finding in told if not finding.article.is_note}
    own = [finding for finding in beside if finding.article.id in articles]
    named = [figure for finding in own for figure in figures_in(finding) if has_name(figure.speaker)]
    figures = [_in_its_name(figure, named, own) for finding in told for figure in figures_in(finding)]
    tallies = [Tally(*_named(thing), tuple(sorted(_dated(thing), key=_by_date))) for thing in _parted(figures)]
    claimed = [q for q in claim.quantities if q.unit]
    return tuple(sorted(tallies, key=lambda t: (-_closeness(claimed, t), -len(t.figures), t.counted)))


def figures_in(finding: Finding) -> tuple[Figure, ...]:
    """The figures that a finding gives, each in the voice that gives it."""
    found = []
    for quantity in finding.statement.quantities:
        voice = said_of(finding, quantity)
        if (
            quantity.unit
            and voice.grade not in NOT_GIVEN
            and _is_read(finding, quantity)
            and is_of_one_event(finding, quantity)
        ):
            cited = deepest(replace(finding, heard=voice)).speaker
            found.append(Figure(quantity, voice, finding, finding.published, cited if cited != voice.speaker else None))
    return tuple(found)


def _is_read(finding: Finding, quantity: Quantity) -> bool:
    """Whether the figure has a span in the text; one that has none was not read from it."""
    return 0 <= quantity.span.start < quantity.span.end <= len(finding.article.text)


def counts_a_war(words: str) -> bool:
    """Whether words speak of a count over years.

    >>> counts_a_war("More than 300,000 have been killed since the war began"), counts_a_war("30 died since Monday")
    (True, False)
    """
    return bool(_over_years().search(words))


def is_of_one_event(finding: Finding, quantity: Quantity) -> bool:
    """Whether this is a count of an event, and not of a war: "over 300,000 since 2011" is nobody's rival figure."""
    when = finding.statement.when
    # A note's figure was put there by hand, with what it covers.
    noted = finding.statement.place_in_article in ("note", "rival")
    long = when is not None and when.end - when.start > MONTH
    return noted or not (long or counts_a_war(quantity.period) or counts_a_war(finding.words))


def _in_its_name(figure: Figure, named: Sequence[Figure], own: Sequence[Finding]) -> Figure:
    """The figure as the same report gives it in somebody's name; the figure itself where it does not."""
    if has_name(figure.speaker) or figure.finding.article.is_note:
        return figure
    article, quantity = figure.finding.article.id, figure.quantity
    for other in named:
        kinship = comparable(other.quantity, quantity)
        same = other.quantity.value == quantity.value and kinship in ("same", "broader", "narrower")
        if same and other.finding.article.id == article:
            return other
    meant = named_elsewhere(figure.speaker, figure.finding, [f for f in own if f.article.id == article])
    return replace(figure, attribution=replace(figure.attribution, speaker=meant)) if meant else figure


def _parted(figures: Iterable[Figure]) -> list[list[Figure]]:
    """The figures by counted thing: first those that count the very same, then one toll told in two words."""
    same: list[list[Figure]] = []
    once = {(f.finding.statement.id, f.quantity.span, f.speaker.name): f for f in figures}
    for figure in once.values():
        home = next((t for t in same if comparable(t[0].quantity, figure.quantity) == "same"), None)
        if home is None:
            same.append([figure])
        else:
            home.append(figure)
    things: list[list[Figure]] = []
    for more in same:
        home = next((thing for thing in things if _one_toll(thing, more)), None)
        if home is None:
            things.append(more)
        else:
            home.extend(more)
    return things


def _one_toll(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether two counts are one toll in other words: one side's "militants" are another's "people".

    Not where a part is counted, and not where one voice gives both in one report, for then it tells them apart itself.
    """
    if any(figure.quantity.unit in _table()["parts"] for figure in (*a, *b)):
        return False
    if {(f.finding.article.id, f.speaker.name) for f in a} & {(f.finding.article.id, f.speaker.name) for f in b}:
        return False
    return all(
        one.quantity.state == other.quantity.state != ""
        and comparable(one.quantity, other.quantity) in ("same", "broader", "narrower")
        for one in a
        for other in b
    )


def _dated(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one thing; where one report gives several counts, each of the day it is given for."""
    days: dict[str, set[Period]] = {}
    for figure in figures:
        if (day := _day_of(figure)) is not None:
            days.setdefault(figure.finding.article.id, set()).add(replace(day, span=None))
    several = {article for article, given in days.items() if len(given) > 1}
    return [
        replace(f, as_of=day) if f.finding.article.id in several and (day := _day_of(f)) is not None else f
        for f in figures
    ]


def _day_of(figure: Figure) -> Period | None:
    """The day or two that the words of a figure name, not later than its report; None when they name none."""
    when, published = figure.finding.statement.when, figure.finding.published
    if when is None or when.end - when.start > DAYS or (published is not None and when.start >= published.end):
        return None
    return when


def _named(figures: Sequence[Figure]) -> tuple[str, str]:
    """The widest of the units, and the state."""
    widest = figures[0].quantity
    for figure in figures[1:]:
        if comparable(figure.quantity, widest) == "broader":
            widest = figure.quantity
    return widest.unit, widest.state


def _closeness(claimed: Sequence[Quantity], tally: Tally) -> int:
    """2 for a thing that the claim counts, 1 for one that holds it or is held by it, 0 for another."""
    kinships = {comparable(q, figure.quantity) for q in claimed for figure in tally.figures}
    return 2 if "same" in kinships else 1 if kinships & {"broader", "narrower"} else 0


def _by_date(figure: Figure) -> tuple[bool, float, float, str, str]:
    day, finding = figure.as_of, figure.finding
    moment = day.start.timestamp() if day else 0.0
    return (day is None, moment, figure.quantity.value, finding.outlet, finding.statement.id)


@cache
def _table() -> dict[str, list[str]]:
    return cast("dict[str, list[str]]", tomllib.loads((files(__package__) / "ledger.toml").read_text("utf-8")))


@cache
def _over_years() -> re.Pattern[str]:
    since, wars = "|".join(_table()["since"]), "|".join(_table()["years_of"])
    return re.compile(rf"\bsince (?:{since}|(?:\w+ )?\d{{4}})\b|\b\w+-year(?:-old|-long)? (?:{wars})\b", re.IGNORECASE)
