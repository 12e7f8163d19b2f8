"""What a report says beside the figure of a toll that has moved, "rose to 49"; and what we say of a first count."""

from __future__ import annotations

import re
from functools import cache

from knowledge.caseless import Caseless
from knowledge.model import Finding, Quantity
from knowledge.times import read_times
from retrieval.counts.figures import RISEN, bounded
from retrieval.counts.superseded import WAS_BEFORE
from retrieval.events import MONTH
from retrieval.ranking import counts_same
from retrieval.word_tables import worded, words_in

#: Characters before a figure, and behind it, in which a word says that it has moved.
BEFORE, AFTER = 60, 70
#: Why a count does not hold any more; the count and the later one stand behind it.
FIRST = "a first count"
#: Why a count is none of the whole: its voice counts more in several places together.
ONE_PLACE = "one place of several"
#: The same, where its report leads with more places, or its note has all the country.
OF_ONE_OF_SEVERAL = "of one of several places"
OF_ONE_PLACE = frozenset((ONE_PLACE, OF_ONE_OF_SEVERAL, "of one place of the country"))
#: A first count that is to rise leaves no room for more than so many times what others have found since.
MOST_TO_BE_FOUND = 2
#: Behind the later one where other voices give it.
OTHERS = " by others"


def raised_to(first: Quantity, later: Quantity, *, by_others: bool) -> str:
    """Why a count does not hold any more: "a first count, at least 31, then 43"."""
    return f"{FIRST}, {bounded(first)}, then {bounded(later)}{OTHERS if by_others else ''}"


def is_raised(finding: Finding, quantity: Quantity) -> bool:
    """Whether the voice of a finding has raised this count since."""
    raised = f"{FIRST}, {bounded(quantity)}, then "
    return any(why.startswith(raised) and not why.endswith(OTHERS) for why in finding.why)


def is_passed(finding: Finding) -> bool:
    """Whether a finding stands as it does because others have counted more since."""
    return any(why.startswith(FIRST) and why.endswith(OTHERS) for why in finding.why)


def has_counted_more_since(finding: Finding) -> bool:
    """Whether a finding stands as it does because its own voice has counted more since."""
    return any(why.startswith(FIRST) and not why.endswith(OTHERS) for why in finding.why)


def is_risen(finding: Finding) -> bool:
    """Whether a finding stands as it does because its speaker's toll moved from one day to a later one."""
    return any(why.startswith(RISEN) for why in finding.why)


def is_of_one_place(finding: Finding) -> bool:
    """Whether the voice of a finding counts one place in it, where it or its report counts several together."""
    return not OF_ONE_PLACE.isdisjoint(finding.why)


def says_it_moved(count: tuple[Finding, Quantity]) -> bool:
    """Whether the report itself says, beside the figure, that the toll rose or was revised to it."""
    finding, quantity = count
    if is_the_earlier(count):
        return False
    text, place = finding.article.text, finding.statement.span
    after = text[quantity.span.end : min(place.end, quantity.span.end + AFTER)]
    moved = movement("before").search(words_before(count)) or movement("after").search(after)
    # "126 people were killed, updating a previous toll of 112".
    others = (q for q in finding.statement.quantities if q.span != quantity.span and counts_same(quantity, q))
    if (
        not moved
        and WAS_BEFORE not in finding.why
        and not _went_on(count)
        and not any(q.value < quantity.value and is_the_earlier((finding, q)) for q in others)
    ):
        return False
    # "625 in 2021, down from 988 in 2020" sets one year beside another.
    return len({time.start for time in read_times(place.of(text)) if time.end - time.start > MONTH}) < 2


def _went_on(count: tuple[Finding, Quantity]) -> bool:
    """Whether the only such figure of a sentence is said to be told later, or in a new toll."""
    finding, quantity = count
    others = [q for q in finding.statement.quantities if q.span != quantity.span and counts_same(quantity, q)]
    text, place = finding.article.text, finding.statement.span
    before, after = text[place.start : quantity.span.start], text[quantity.span.end : place.end]
    further = worded("dated", "further")
    if others or further.search(before) or further.search(quantity.span.of(text)):
        return False
    return bool(worded("dated", "later").search(before) or worded("dated", "new_toll").search(f"{before} {after}"))


def is_the_earlier(count: tuple[Finding, Quantity]) -> bool:
    """Whether a figure is said to be what the toll was before."""
    return bool(movement("was").search(words_before(count)))


def words_before(count: tuple[Finding, Quantity]) -> str:
    """The words of its statement right before a figure."""
    finding, quantity = count
    return finding.article.text[max(finding.statement.span.start, quantity.span.start - BEFORE) : quantity.span.start]


@cache
def movement(where: str) -> Caseless:
    """The words of a row of the table as they stand beside a figure: right before it, or right behind."""
    shape = "|".join(map(re.escape, words_in("raised", where)))
    # "Rose to 32 and more than 115": what rose is the first.
    ending = {
        "after": r" (?:[\w-]+ ){0,3}\d",
        "first": r"(?::| of| was| is|,)?\s+(?:[^\W\d][\w-]* ){0,3}$",
    }.get(where, r"\s+(?:(?:[^\W\d][\w-]* ){0,2}[\d,.]+ to )?(?:[^\W\d][\w-]* ){0,4}$")
    return Caseless(rf"\b(?:{shape}){ending}")
