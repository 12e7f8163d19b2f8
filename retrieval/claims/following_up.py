"""Sentences that go on about the claim before them: "39 of them soldiers", "the monitor says 84", "A: 2,975"."""

from __future__ import annotations

import re

from knowledge.quantities import read_quantities
from retrieval.claims.joined import place_in
from retrieval.claims.told_together import Told
from retrieval.grammar.clauses import figures_in, names_somewhere, placed, telling_in
from retrieval.word_tables import any_of, worded

_NUMBER = r"\d[\d.,]*(?<![.,])(?:\s?(?:k|m|mln|million|thousand)\b)?"
_BOUND = r"(?:(?:at least|more than|over|about|around|some|nearly|almost|up to|only|just|as many as)\s+)?"
#: "39 of them soldiers".
_OF_THEM = re.compile(rf"(?:and\s+)?{_BOUND}{_NUMBER}\s+(?:{any_of('following_up', 'of_them')})\b", re.IGNORECASE)
#: "The monitor says 84", "a local activist names 145".
_SAYS = re.compile(
    rf"(?P<who>\S.*?\s(?:{any_of('following_up', 'saying')})(?:\s+it\s+(?:was|is))?\s+)(?P<count>{_BOUND}{_NUMBER})",
    re.IGNORECASE,
)
_ANSWERED = re.compile(rf"(?:(?:A|Answer)\s*:\s*)?(?P<count>{_BOUND}{_NUMBER})\W*", re.IGNORECASE)
#: "Place: Kalden", "Date: 3 May 2026", in a list of what is known.
_LABELLED = re.compile(rf"(?:{any_of('following_up', 'labels')})\s*:\s*(?P<what>\S.*)", re.IGNORECASE)
#: "The mayor denies it", "they call it a lie": of whoever does so the card of the claim tells.
_DISPUTED = re.compile(rf"(?P<who>\S+(?:\s\S+){{0,4}}?)\s+(?:{any_of('following_up', 'disputing')})\W*", re.IGNORECASE)


def goes_on(text: str, before: str) -> str:
    """A claim with the sentence that counts some of its people: one claim; empty where the sentence does not.

    >>> goes_on("39 of them soldiers", "67 dead in Kalden"), goes_on("39 soldiers died", "67 dead in Kalden")
    ('67 dead in Kalden, 39 of them soldiers', '')
    """
    return f"{before}, {text}" if figures_in(before) and _OF_THEM.match(text) else ""


def counted_by(text: str, before: str) -> str:
    """A sentence that has somebody give a number alone, with what the claim before it counts, and where.

    >>> counted_by("The monitor says 84", "The army says it killed 40 civilians in Homs")
    'The monitor says 84 civilians killed in Homs'
    >>> counted_by("The monitor says 84 cows", "The army says it killed 40 civilians in Homs")
    'The monitor says 84 cows'
    """
    said, counted = _SAYS.fullmatch(text.rstrip(" .!")), telling_in(before)
    if said is None or not counted or placed(text):
        return text
    figure = counted[0]
    noun = figure.counted or "people"
    became = "" if noun.endswith(figure.state) else f" {figure.state}"
    return f"{said['who']}{said['count']} {noun}{became}{place_in(before)}"


def answered(part: str, asked: Told) -> Told | None:
    """A question for a number with the number that is given as its answer, as a claim; None where none is.

    >>> answered("A: 2,975.", ("people died in Kalden", "people"))
    ('2,975 people died in Kalden', '')
    """
    found = _ANSWERED.fullmatch(part.strip())
    return (f"{found['count']} {asked[0]}", "") if found and asked[1] else None


def is_a_number_alone(answer: str) -> bool:
    """Whether an answer gives a number and nothing else, so that whoever asked how many has it.

    >>> is_a_number_alone(" 2,975."), is_a_number_alone("2,975, says the mayor")
    (True, False)
    """
    return bool(_ANSWERED.fullmatch(answer.strip()))


def labelled(part: str) -> str:
    """What a line of a list gives as the place or the date of it all; empty where it gives neither.

    >>> labelled("Place: Kalden"), labelled("Killed: 28")
    ('Kalden', '')
    """
    found = _LABELLED.fullmatch(part.strip(" .;"))
    return found["what"] if found else ""


def only_disputes_it(text: str) -> bool:
    """Whether a sentence only says that somebody denies or confirms what was told before.

    >>> only_disputes_it("The mayor denies it"), only_disputes_it("The mayor denies that 40 died")
    (True, False)
    """
    return bool(_DISPUTED.fullmatch(text))


def there(text: str, before: str) -> str:
    """A sentence of what somebody says of "it", with the place of the claim before it, where it names none.

    >>> there("The army said it targeted rebels", "Jets bombed a mosque in Homs")
    'The army said it targeted rebels in Homs'
    """
    points_back = worded("following_up", "pointing_back").search(text)
    alone = points_back and not placed(text) and not names_somewhere(text) and not read_quantities(text)
    return f"{text}{place_in(before)}" if alone else text
