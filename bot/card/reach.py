"""From where to where the figures of a table reach; or why nobody can say so, as its ends do not count one thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from bot.card.amounts import amount_of
from bot.card.naming import few
from bot.card.rows import rows_of
from bot.card.voices import several
from bot.words import ENGLISH, Words, msgid
from knowledge.model import Figure, Quantity, Tally
from retrieval.caveats import quoted_figure
from retrieval.counts.intervals import without_intervals, without_own_intervals
from retrieval.counts.measures import of_one_scale
from retrieval.counts.of_a_group import without_groups
from retrieval.counts.scopes import (
    are_of_one_area,
    are_of_one_time,
    area_of,
    counts_back,
    is_as_long,
    is_everywhere,
    may_be_of,
    place_of_one,
    time_of,
)
from retrieval.ranking import is_open_above
from retrieval.telling.leaning import place_left

#: In what the ends of a table may differ, so that they are no ends of one range.
Unlike = Literal["kinds", "areas", "times"]
#: What is said of a table whose figures are of several measures, areas, or times.
OF_KINDS = msgid(": counts of different kinds")
NO_RANGE: dict[Unlike, str] = {
    "kinds": OF_KINDS,
    "areas": msgid(": counts of different areas"),
    "times": msgid(": counts over different times"),
}


def reach_of(tally: Tally, words: Words) -> str:
    """From where to where the figures reach; what is admitted and what is alleged are ends of no one range."""
    tally = without_intervals(without_groups(tally))
    if tally.lowest == tally.highest:
        return ""
    if unlike := in_what_unlike(tally):
        return words.say(NO_RANGE[unlike])
    return words.say(": from {low} to {high}", low=from_where(tally, words), high=at_most(tally, words))


def in_what_unlike(tally: Tally) -> Unlike | None:
    """In what the ends of a table differ besides their number; None where they are ends of one range."""
    if are_of_several_kinds(tally.holding):
        return "kinds"
    low, high = (_giving(tally, number) for number in (tally.lowest, tally.highest))
    if not are_of_one_area(low, high):
        return "areas"
    return None if are_of_one_time(low, high) else "times"


def how_many_told(tally: Tally, voices: Sequence[str], words: Words) -> str:
    """The answer to a question for a number: from where to where the figures reach, and who gives them."""
    n, who = several(voices), few(voices, words)
    # An interval that is all that somebody gives is what they give.
    tally = without_own_intervals(tally)
    if tally.lowest != tally.highest:
        low, high = from_where(tally, words), at_most(tally, words)
        unlike = in_what_unlike(tally)
        if unlike == "kinds":
            return words.count(
                "{who} gives figures of different kinds, from {low} to {high}",
                "{who} give figures of different kinds, from {low} to {high}",
                n,
                who=who,
                low=low,
                high=high,
            )
        if unlike == "areas":
            return words.count(
                "{who} gives figures of different areas, from {low} to {high}",
                "{who} give figures of different areas, from {low} to {high}",
                n,
                who=who,
                low=low,
                high=high,
            )
        if unlike == "times":
            return words.count(
                "{who} gives figures over different times, from {low} to {high}",
                "{who} give figures over different times, from {low} to {high}",
                n,
                who=who,
                low=low,
                high=high,
            )
        return words.count(
            "{who} gives figures from {low} to {high}",
            "{who} give figures from {low} to {high}",
            n,
            who=who,
            low=low,
            high=high,
        )
    told = (tally.holding or tally.figures)[0]
    figure = words.isolated(quoted_figure(told.finding, told.quantity))
    return words.count("{who} gives {figure}", "{who} give {figure}", n, who=who, figure=figure)


def of_which(row: Sequence[Figure], beside: Sequence[Figure], words: Words = ENGLISH) -> list[str]:
    """Of which area a row is, and over which time, as its reports print it, where not all beside it are of the same."""
    others = [figure for figure in beside if figure not in row and figure.quantity.value != row[0].quantity.value]
    area = _said_by_all(row, area_of) or _said_by_all(row, place_of_one)
    time = _said_by_all(row, time_of)
    if counts_back(time) and len({figure.as_of for figure in row}) > 1:
        # "The past 24 hours" of two days' papers are two.
        time = ""
    elsewhere = [area_of(figure) for figure in others if not may_be_of(area, figure)]
    # That a count is of all the country tells it from another that is of a town.
    is_apart = any(elsewhere) if is_everywhere(area) else bool(elsewhere)
    is_longer = any(not is_as_long(time, figure) for figure in others)
    told = [words.isolated(said) for said, is_told in ((area, is_apart), (time, is_longer)) if said and is_told]
    # "Elsewhere" is other than the place of the note's report; a row has to say of which.
    left = _said_by_all(row, lambda figure: place_left(figure.finding)) if others else ""
    return [*told, *([words.say("outside {place}", place=words.isolated(left))] if left else [])]


def _said_by_all(row: Sequence[Figure], told: Callable[[Figure], str]) -> str:
    """What a row's figures are of; nothing where one paper has it and another does not, unless notes tell of them."""
    said = [(words, figure) for figure in row if (words := told(figure))]
    papers = {figure.finding.article.id for figure in row if not figure.finding.article.is_note}
    is_said = said and papers <= {figure.finding.article.id for _, figure in said}
    return said[0][0] if is_said else ""


def _giving(tally: Tally, number: float) -> list[Figure]:
    """Whoever gives a number, be it as an end of a range."""
    return [f for f in tally.holding if number in (f.quantity.value, f.quantity.low, f.quantity.high)]


def from_where(tally: Tally, words: Words = ENGLISH) -> str:
    """The smallest number that anybody gives; with the words that leave room above, where all who give it do."""
    smallest = _given_as(tally, tally.lowest)
    return amount_of(smallest[0], words) if _are_open(smallest) else words.number(tally.lowest)


def at_most(tally: Tally, words: Words = ENGLISH) -> str:
    """The largest number that anybody gives; with the words that leave room above, where all who give it do.

    "Over 100" is more than anybody's 100, and "at least 100" is not.
    """
    largest = _given_as(tally, tally.highest)
    over = [quantity for quantity in largest if quantity.bound == "over"]
    return amount_of((over or largest)[0], words) if over or _are_open(largest) else words.number(tally.highest)


def _given_as(tally: Tally, number: float) -> list[Quantity]:
    """How a number is given by each whose figure holds."""
    given = (row[0].quantity for row in rows_of(replace(tally, figures=tally.holding)))
    return [quantity for quantity in given if quantity.value == number]


def _are_open(quantities: Sequence[Quantity]) -> bool:
    return bool(quantities) and all(map(is_open_above, quantities))


def are_of_several_kinds(figures: Sequence[Figure]) -> bool:
    """Whether figures are not of one scale: some alleged, some confirmed; a crowd, and its peak."""
    return not of_one_scale((figure.finding, figure.quantity) for figure in figures)
