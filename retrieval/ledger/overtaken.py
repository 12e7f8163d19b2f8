"""As of when a figure was the count, and whether it has been overtaken since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from knowledge.caseless import Caseless
from knowledge.model import Figure, Finding, Period, Quantity, Speaker, Tally
from knowledge.quantities import comparable
from retrieval.counts.figures import TOLLS
from retrieval.counts.raised import MOST_TO_BE_FOUND, is_passed, is_raised
from retrieval.counts.shared_toll import with_the_same_toll
from retrieval.counts.superseded import before_it, behind_it
from retrieval.grammar.numbered import figures_read_in
from retrieval.origins import deepest, has_name, known_in
from retrieval.origins.names import watches
from retrieval.word_tables import any_of, worded

#: A figure is of the day that its words name when they name no more than this.
DAYS = timedelta(days=2)
#: "Authorities first spoke of nearly 500 dead".
_AT_FIRST = Caseless(rf"\b(?:{any_of('ledger', 'at_first')})\b[^\w.;]+(?:[\w’'-]+\s+){{0,6}}\Z")


def with_first_counts(tallies: Iterable[Tally], raised: Sequence[Finding]) -> tuple[Tally, ...]:
    """The tallies, each figure marked that has been raised since; `raised` are the steps of tolls that rose."""
    steps = {finding.statement.id for finding in raised}
    return tuple(replace(tally, figures=tuple(_first_marked(tally.figures, steps))) for tally in tallies)


def _first_marked(figures: Sequence[Figure], steps: set[str]) -> Iterator[Figure]:
    stepped = [figure for figure in figures if figure.finding.statement.id in steps]
    # A paper that prints a monitor's old count on the next day has it raised no less.
    raised = {
        (known_in(figure.speaker.name), figure.quantity.value)
        for figure in figures
        if _is_exceeded(figure, stepped if figure in stepped else [])
        or (
            is_raised(figure.finding, figure.quantity)
            and (_is_exceeded(figure, figures) or _in_its_note(figure, figures))
        )
    }
    raised |= {(known_in(f.speaker.name), f.quantity.value) for f in figures if _cites_an_older(f, figures)}
    raised |= {
        (known_in(f.speaker.name), f.quantity.value)
        for f in figures
        if with_the_same_toll(f.finding) == f.attribution and _is_exceeded(f, figures)
    }
    # What is counted in two villages together has not raised the count of one.
    passed = [f for f in figures if _is_a_count_of(raised, f) and not f.of_one_place]
    carried = {(f.finding.article.id, f.quantity.value) for f in passed}
    early = {f.quantity.value for f in figures if _was_early_for_both(f, figures)}
    for figure in figures:
        # Nor does a number hold longer in an outlet's own mouth than in that of whom its report has it from.
        is_its_own = figure.speaker.kind == "outlet_itself" and not figure.of_one_place
        is_raised_since = figure in passed or (
            is_its_own and (figure.finding.article.id, figure.quantity.value) in carried
        )
        if is_raised_since:
            yield replace(figure, raised=True)
        else:
            is_old = (
                _is_left_behind(figure, figures)
                or _is_overtaken_by_its_press(figure, figures)
                or _was_early_for_both(figure, figures)
                or (figure.quantity.value in early and is_passed(figure.finding))
            )
            yield replace(figure, at_first=True) if is_old else figure


def _is_overtaken_by_its_press(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether another medium of the same state has counted more, and later: its agency 44, its television 31 before."""
    voice, day = figure.speaker, figure.as_of
    if voice.kind != "state_media" or voice.side is None or day is None:
        return False
    of_one_state = (f for f in figures if (f.speaker.kind, f.speaker.side) == (voice.kind, voice.side))
    return any(
        comparable(other.quantity, figure.quantity) == "same"
        and other.quantity.value > figure.quantity.value
        and other.as_of is not None
        and other.as_of.start > day.start
        for other in of_one_state
    )


def _was_early_for_both(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure is one that another voice "gave the same" of, and has raised since, while its own voice has not
    given it again.
    """
    sharing, day = with_the_same_toll(figure.finding), figure.as_of
    if sharing is None or day is None or figure.quantity.state not in TOLLS:
        return False
    own = (f for f in figures if known_in(f.speaker.name) == known_in(figure.speaker.name))
    is_held = any(
        f.quantity.value == figure.quantity.value and f.as_of is not None and f.as_of.start >= day.end for f in own
    )
    return not is_held and _is_exceeded(replace(figure, attribution=sharing), figures)


def was_not_kept_up(figure: Figure) -> bool:
    """Whether a figure is of lists that nobody kept up, as the words behind it say."""
    return (
        figure.at_first
        and worded("dated", "not_kept_up").search(behind_it(figure.finding, figure.quantity)) is not None
    )


def _is_a_count_of(raised: set[tuple[str, float]], figure: Figure) -> bool:
    """Whether a count is one of these; "a monitor" with the number that a monitor by its name has raised gives that."""
    speaker, value = figure.speaker, figure.quantity.value
    is_any = watches(speaker) and not has_name(speaker)
    return (known_in(speaker.name), value) in raised or (
        is_any and any(value == other and watches(Speaker(name, "monitor")) for name, other in raised)
    )


def _is_left_behind(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a note tells of a count with people missing, or by lists left alone, and others have counted more since.

    A note's words are chosen: in a report "12 miners trapped were rescued" leaves nothing open. What is twice as high
    is no later count of the same, but another one.
    """
    finding, quantity = figure.finding, figure.quantity
    higher = [
        other
        for other in figures
        if quantity.value < other.quantity.value <= MOST_TO_BE_FOUND * quantity.value
        and comparable(other.quantity, quantity) == "same"
    ]
    if not finding.article.is_note or quantity.state not in TOLLS or not higher:
        return False
    behind = behind_it(finding, quantity)
    if worded("dated", "not_kept_up").search(behind):
        return True
    day, missing = figure.as_of, any(q.state == "missing" and q.value for q in figures_read_in(finding.words))
    return missing and day is not None and any(other.as_of and other.as_of.start >= day.end for other in higher)


def _in_its_note(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether the note of a figure has a higher one of the same thing, whoever gives it: an official, of his army's."""
    article = figure.finding.article
    return article.is_note and any(
        other.finding.article.id == article.id and other.quantity.value > figure.quantity.value for other in figures
    )


def _cites_an_older(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a voice cites a count as somebody's earlier one, who counts more: "still 30, their earlier figure"."""
    if figure.cites is None or not _calls_it_older(figure.finding):
        return False
    return _is_exceeded(replace(figure, attribution=replace(figure.attribution, speaker=figure.cites)), figures)


def is_cited_as_older(finding: Finding, other: Finding) -> bool:
    """Whether a voice calls its count an earlier one of whoever speaks in another finding: "their earlier figure"."""
    cited = deepest(finding).speaker
    return cited != finding.speaker and cited.name == other.speaker.name and _calls_it_older(finding)


def _calls_it_older(finding: Finding) -> bool:
    return worded("ledger", "older").search(finding.words) is not None


def _is_exceeded(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether its own voice counts more among these, and not before it: no toll of Tuesday is raised on Monday."""
    day = figure.as_of
    return day is not None and any(
        known_in(other.speaker.name) == known_in(figure.speaker.name)
        and other.quantity.value > figure.quantity.value
        and other.as_of is not None
        and other.as_of.end > day.start
        for other in others
    )


def each_of_its_day(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one thing; where one report gives several counts, each of the day it is given for.

    What a report says was said at first is not of the day on which it looks back; what a note has an outlet count
    itself at first is of the day of its report.
    """
    figures = [
        replace(f, as_of=f.as_of if _is_its_own_report(f) else None, at_first=True) if _is_looked_back_on(f) else f
        for f in figures
    ]
    days: dict[str, set[Period]] = {}
    for figure in figures:
        if (day := _day_of(figure)) is not None:
            days.setdefault(figure.finding.article.id, set()).add(replace(day, span=None))
    several = {article for article, given in days.items() if len(given) > 1}
    return [
        replace(f, as_of=day) if f.finding.article.id in several and (day := _day_of(f)) is not None else f
        for f in figures
    ]


def _is_looked_back_on(figure: Figure) -> bool:
    """Whether the words before a figure say that it was given at first, and name no day of it."""
    return _day_of(figure) is None and was_given_at_first(figure.finding, figure.quantity)


def _is_its_own_report(figure: Figure) -> bool:
    return figure.finding.article.is_note and figure.speaker.kind == "outlet_itself"


def was_given_at_first(finding: Finding, quantity: Quantity) -> bool:
    """Whether the words before a figure say that it was given at first: "the mayor first spoke of 500 dead"."""
    # "Estimated around 300" bounds the figure, and is part of it; "no casualties" has no digit to stand before.
    bounding, *number = re.split(r"\d", quantity.span.of(finding.article.text))
    bounding = bounding if number else ""
    return _AT_FIRST.search(before_it(finding, quantity) + bounding) is not None


def _day_of(figure: Figure) -> Period | None:
    """The day or two that the words of a figure name, not later than its report; None when they name none."""
    when, published = figure.finding.statement.when, figure.finding.published
    if when is None or when.end - when.start > DAYS or (published is not None and when.start >= published.end):
        return None
    return when
