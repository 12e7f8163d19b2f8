"""Why a line that only stands near a claim is not the claim, in a few words a card can print."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from knowledge.model import Finding
from knowledge.quantities import read_quantities
from knowledge.quantities.units import canonical_unit
from retrieval.counts.figures import NOT_COUNTED, RISEN
from retrieval.counts.periods import APART, days_in
from retrieval.counts.raised import FIRST, ONE_PLACE
from retrieval.grammar.naming import units_in
from retrieval.word_tables import table_of, worded
from retrieval.wording import told

#: How weighing tells of a count that stands beside the claim's in its report.
IN_ONE_REPORT = "another count in the same report"
#: What a card says for a count of a voice that gives another as well.
OF_ONE_VOICE = "another figure of the same voice"
#: How weighing tells of a count over another time.
OVER_ANOTHER = "over another stretch"
#: What a card says for a count over another time, and in one place of several.
OVER_TIME_CALLED, ONE_PLACE_CALLED = "counts over another time", "counts one place of several"
#: And of a count of some of those whom the claim counts.
PART = "of a part"
#: How a card tells, of an event that is the claim's but for its day or town, who gives another figure for that.
OTHERWISE_THERE = "gives another figure for that event"
#: How weighing tells of people other than the claim's.
_OF_OTHERS = re.compile(r"of [a-z ]+, the claim of [a-z ]+")
#: How weighing tells of a count of another event.
OTHER_EVENTS = frozenset(
    (
        "an aside",
        "at another site",
        "of another day",
        "of another story in the same report",
        "of another town in the same report",
        "of another year",
        "of something else",
        "told as what happened before",
    )
)
#: How weighing tells of a toll that rose, with what its voice gave on which day.
_RISEN = re.compile(rf"{RISEN}, (?P<first>\S+) on \S+, (?P<last>\S+) on \S+")
#: What a card says for that, and for a count of more people than the claim's.
PART_CALLED, OTHERS_TOO = "counts only a part", "counts others as well"
#: And for a count of which weighing knows only that it is no count of just the claim's.
PART_OR_WHOLE = "counts a part of it, or more"


def why_near(finding: Finding) -> str:
    """Why a finding is not the claim, "counts something else"; empty where no reason is sure enough."""
    for why in reversed(finding.why):
        if _names_the_claimed(finding, why) or (why == IN_ONE_REPORT and _answers(finding)):
            continue
        if _OF_OTHERS.fullmatch(why) and not finding.article.is_note:
            # A note has one figure a fact; whom a report has it of is not read surely enough.
            continue
        if why.startswith(FIRST) and worded("dated", "not_kept_up").search(finding.words):
            # Its own words say why: "because they were not updated".
            return ""
        reason = OVER_ANOTHER if _is_of_a_time(finding, why) else why
        if (called := _called(reason)) and _is_of_those_dead(finding, why):
            return _called(PART)
        if called and not _counts_as_long(finding, why):
            return called
    return _called(PART) if _counts_some_of_the_dead(finding) else ""


def _is_of_those_dead(finding: Finding, why: str) -> bool:
    """Whether a count is of some of the people whose death is claimed: "14 children were among those killed"."""
    counted = re.fullmatch(r"counts .+ killed, the claim people killed", why)
    return (counted is not None or why == IN_ONE_REPORT) and _counts_some_of_the_dead(finding)


def _counts_as_long(finding: Finding, why: str) -> bool:
    """Whether a count that is said to be of no such time tells by its dates that it is: "March 2011 - March 2021"."""
    days, when = days_in(why.removeprefix(NOT_COUNTED)), finding.statement.when
    if not why.startswith(NOT_COUNTED) or days is None or when is None:
        return False
    return (when.end - when.start) / timedelta(days=1) * APART >= days


def _counts_some_of_the_dead(finding: Finding) -> bool:
    """Whether somebody only says who was among the dead: "one civilian was among those killed"."""
    killed = any(quantity.state.startswith("killed") for quantity in finding.statement.quantities)
    return killed and any(worded("beside", row).search(finding.words) for row in ("among_them", "the_dead_include"))


def _called(reason: str) -> str:
    """What a card says for a reason, with the outlet that the reason names; empty where it says nothing."""
    found = ((row, pattern.fullmatch(reason)) for pattern, row in _reasons())
    return next((told(row["called"], **matched.groupdict()) for row, matched in found if matched), "")


def is_of_another_event(finding: Finding) -> bool:
    """Whether a count was weighed as one of something else than the event; it is no other number of that."""
    return bool(OTHER_EVENTS & set(finding.why))


def came_later(finding: Finding) -> bool:
    """Whether a voice gives a count on a later day than the claim's, and a higher one."""
    moved = (_RISEN.fullmatch(why) for why in finding.why)
    values = {f"{quantity.value:,.15g}" for quantity in finding.statement.quantities}
    return any(step and step["last"] in values and step["first"] not in values for step in moved)


def why_raised(finding: Finding) -> str:
    """That a count has been raised since, or is of one place of several; empty where it holds for all of it."""
    return next((_called(why) for why in finding.why if why.startswith((FIRST, ONE_PLACE))), "")


def _names_the_claimed(finding: Finding, why: str) -> bool:
    """Whether a note, which has one figure a fact, names whom the claim counts: "60 raids, no civilian loss"."""
    counted = re.fullmatch(r"counts (.+), the claim (.+)", why)
    if counted is None or not finding.article.is_note or counted[2] in counted[1].split(" and "):
        return False
    (theirs, _), (claimed, befell) = (canonical_unit(words) for words in counted.groups())
    if theirs == claimed:
        # "71 of 103 missiles shot down" names the missiles of a claim, and not what it has befall them.
        return any((q.unit, q.state) == (claimed, befell) for q in read_quantities(finding.words))
    return claimed in units_in(finding.words)


def _answers(finding: Finding) -> bool:
    """Whether a count is of none, which is somebody's answer, and no other count: "it owns to no civilian death"."""
    return any(quantity.value == 0 for quantity in finding.statement.quantities)


def _is_of_a_time(finding: Finding, why: str) -> bool:
    """Whether a reason tells two times apart, and no two sorts of people: "counts since Monday, the claim in May"."""
    return any(q.period and why.startswith(f"counts {q.period}, the claim ") for q in finding.statement.quantities)


@cache
def _reasons() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    rows = table_of("why_near")["reason"]
    return tuple((re.compile(row["why"]), row) for row in rows)
