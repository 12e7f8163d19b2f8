"""What a bare figure counts that somebody gives beside another: "The union said 80,000 marched; police say 22,000".

The second counts what the first counts, if it is all that its voice is said to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from knowledge.model import Attribution, Quantity, Statement
from knowledge.word_lists import any_of

#: Two counts of one thing are seldom further apart than this.
FURTHEST = 20


def with_what_they_count(text: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, in which a figure that stands alone counts what the one before it counts.

    That one stands in the same sentence, or in the sentence before, and is of one thing alone.
    """
    told: list[Statement] = []
    for statement in statements:
        before = told[-1] if told and _goes_on(told[-1], statement) else None
        told.append(_counting(text, statement, before) if statement.quantities else statement)
    return tuple(told)


def _goes_on(before: Statement, statement: Statement) -> bool:
    return before.place_in_article == statement.place_in_article == "body"


def _counting(text: str, statement: Statement, before: Statement | None) -> Statement:
    read: list[Quantity] = []
    for quantity in statement.quantities:
        voice = next((a for a in statement.attributions if _is_all_of(text, quantity, a)), None)
        here = [q for q in read if q.unit]
        earlier = here or (
            list(before.quantities) if before and voice and _stands_alone(text, statement, voice) else []
        )
        read.append(_alike(quantity, earlier) if voice is not None else quantity)
    return replace(statement, quantities=tuple(read))


def _alike(quantity: Quantity, earlier: Sequence[Quantity]) -> Quantity:
    """The figure, counting what the earlier ones count, if all of these count one thing of about its number."""
    things = {(q.unit, q.state) for q in earlier if q.unit}
    near = [q for q in earlier if q.value and 1 / FURTHEST <= quantity.value / q.value <= FURTHEST]
    if len(things) != 1 or len(near) != len(earlier):
        return quantity
    return replace(quantity, unit=near[-1].unit, state=near[-1].state)


def _is_all_of(text: str, quantity: Quantity, voice: Attribution) -> bool:
    """Whether a figure without anything that it counts is all that a voice is said to say."""
    if quantity.unit or quantity.state or quantity.counted or not voice.speaker.name or voice.grade == "denied":
        return False
    if not voice.cue_span or not quantity.span.within(voice.span) or voice.span.end - quantity.span.end > 1:
        return False
    return bool(_leading_up().fullmatch(text, voice.span.start, quantity.span.start))


def _stands_alone(text: str, statement: Statement, voice: Attribution) -> bool:
    """Whether a sentence is nothing but somebody, a verb and a figure: it may be of what the sentence before counts."""
    rest = statement.span.of(text)
    for span in (voice.span, voice.cue_span, voice.speaker_span):
        rest = rest.replace(span.of(text), " ", 1) if span else rest
    return bool(_beside().fullmatch(rest))


@cache
def _leading_up() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{any_of('up_to_a_bare_count')})\s+)*", re.IGNORECASE)


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"(?:\W|\b(?:{any_of('beside_a_bare_count')})\b)*", re.IGNORECASE)
