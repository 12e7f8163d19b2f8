"""Whose own later count has taken the place of the one by which they say so, as the first line says it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.card.naming import as_asked, given_by
from bot.card.voices import several
from bot.words import Words
from knowledge.model import ContextCard, Figure, Finding, Period, Relation
from retrieval.caveats import quoted_figure
from retrieval.counts.short_of_it import of_something_else
from retrieval.voices.sayers import is_made_out


@dataclass(frozen=True, slots=True)
class Replaced:
    """When a voice gave the claimed figure, and what it has given since."""

    when: Period
    since: Figure


def replacing_it(card: ContextCard, voices: Collection[str], words: Words) -> dict[str, Replaced]:
    """Of these who say so and otherwise: whoever has raised the claimed count since, and gives nothing else besides.

    Nobody where the claimed number is not plainly what is said.
    """
    if of_something_else(card) or card.halves or not any(map(is_made_out, card.accounts)):
        return {}
    found = {voice: _replaced(card, voice, words) for voice in voices}
    return {voice: replaced for voice, replaced in found.items() if replaced}


def raised_since(
    card: ContextCard, findings: Collection[Finding], voices: Collection[str], words: Words
) -> Iterator[str]:
    """Of these who gave the claimed number for another day or town: who has raised it, and what they have given since.

    Only what a caution of the card tells of the rise: a count that stands nowhere on it is told of nobody.
    """
    here = {finding.statement.id for finding in findings}
    told = {f.statement.id for caveat in card.caveats if caveat.kind == "REVISED" for f in caveat.findings}
    for voice in voices:
        for tally in card.tallies:
            own = [figure for figure in tally.figures if as_asked(card, figure.speaker, words) == voice]
            before = [figure for figure in own if figure.finding.statement.id in here]
            after = [f for f in own if f.finding.statement.id in told - here and _comes_after(f, before)]
            if before and after:
                since = max(after, key=lambda figure: figure.quantity.value)
                figure = words.isolated(quoted_figure(since.finding, since.quantity))
                yield words.count(
                    "{who} has since given {figure}",
                    "{who} have since given {figure}",
                    several([voice]),
                    who=voice,
                    figure=figure,
                )
                break


def _comes_after(figure: Figure, before: Sequence[Figure]) -> bool:
    """Whether a figure holds, is higher than all of these, and of a later day than any."""
    return figure.holds and all(
        one.as_of and figure.as_of and one.as_of.end <= figure.as_of.start and _is_more(figure, one) for one in before
    )


def said_it_at_first(card: ContextCard, voice: str, words: Words) -> bool:
    """Whether all reports that have a voice say so have it say so at first: "the mayor first spoke of 500 dead"."""
    saying = {finding.statement.id for finding in given_by(card, voice, "reports", words)}
    at_first = {f.finding.statement.id for tally in card.tallies for f in tally.figures if f.at_first}
    return bool(saying) and saying <= at_first


def _replaced(card: ContextCard, voice: str, words: Words) -> Replaced | None:
    relations: tuple[Relation, Relation] = ("reports", "differs")
    saying, otherwise = ({f.statement.id for f in given_by(card, voice, one, words)} for one in relations)
    for tally in card.tallies:
        own = [figure for figure in tally.figures if as_asked(card, figure.speaker, words) == voice]
        before = [figure for figure in own if figure.finding.statement.id in saying]
        after = [figure for figure in own if figure.finding.statement.id in otherwise]
        if not before or {figure.finding.statement.id for figure in after} != otherwise:
            # What is in no tally with it counts another thing.
            continue
        first, last = max(before, key=_day), max(after, key=lambda figure: figure.quantity.value)
        goes_on = all(
            not one.holds and one.as_of and two.as_of and one.as_of.start <= two.as_of.start and _is_more(two, one)
            for one in before
            for two in after
        )
        if goes_on and first.as_of and last.holds:
            return Replaced(first.as_of, last)
    return None


def _day(figure: Figure) -> float:
    return figure.as_of.start.timestamp() if figure.as_of else 0.0


def _is_more(figure: Figure, other: Figure) -> bool:
    return figure.quantity.value > other.quantity.value


def replaced_told(voices: Mapping[str, Replaced], words: Words) -> Iterator[str]:
    """Who said so by when, and what they have said since: "Mill Watch said so by May 2021 and has since given 40".

    The day is that of the paper, which may tell of it later than it was said.
    """
    for who, replaced in voices.items():
        since = replaced.since
        figure = words.isolated(quoted_figure(since.finding, since.quantity))
        date, n = words.date(replaced.when), several([who])
        if len(replaced.when.words) == len("2021-08-04"):
            yield words.count(
                "{who} said so by {day} and has since given {figure}",
                "{who} said so by {day} and have since given {figure}",
                n,
                who=who,
                day=date,
                figure=figure,
            )
        else:
            yield words.count(
                "{who} said so by {month} and has since given {figure}",
                "{who} said so by {month} and have since given {figure}",
                n,
                who=who,
                month=date,
                figure=figure,
            )
