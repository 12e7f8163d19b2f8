"""Whether two statements print one count: a number that two who count apart seldom arrive at, or two numbers."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.model import Finding, Quantity, Speaker
from knowledge.quantities import comparable
from knowledge.speakers import watchers_named
from retrieval.deeds.doers import nations_acting
from retrieval.events import may_be_one
from retrieval.grammar.naming import weapons_in
from retrieval.origins.lending import is_near, one_count
from retrieval.origins.names import has_name, watches
from retrieval.ranking import LEAST_SHARED

#: So many dead are of one blow; five, or nine, are of many.
KNOWN_BY = 20
#: Where nobody is named on either side, only a greater number is taken for one that both have from elsewhere.
LEAST_UNSAID = 20


def one_large_figure(a: Finding, b: Finding, least: int = LEAST_SHARED) -> bool:
    """Whether both print one number that two who count apart seldom arrive at, and no two tolls beside it."""
    return not _tell_two_tolls(a, b) and any(
        p.value == q.value >= least
        # "Dozens" here and "dozens" there are no number, and "nearly 30" are not 30.
        and p.bound != "vague"
        and (p.bound == "nearly") == (q.bound == "nearly")
        and one_count(p, q)
        # "75 were killed, among them 30" is no 30.
        and _greatest(a, q) == _greatest(b, p)
        for p in a.statement.quantities
        for q in b.statement.quantities
        if p.unit
    )


def _tell_two_tolls(a: Finding, b: Finding) -> bool:
    """Whether the dead of two statements are too far apart to be one count: 62 and "over 90", each with 100 wounded."""
    dead = [(p, q) for p in a.statement.quantities for q in b.statement.quantities if p.state == q.state == "killed"]
    counted = [(p, q) for p, q in dead if p.unit and one_count(p, q) and "vague" not in (p.bound, q.bound)]
    return bool(counted) and not any(p.value == q.value or is_near(p, q) for p, q in counted)


def one_figure(a: Finding, b: Finding) -> bool:
    """Whether both print one number of one thing, whatever they call it: in two copies of one text it is one figure.

    Not where one copy has put a greater number before it: "75 were killed, among them 30".
    """
    return any(
        p.value == q.value
        and comparable(p, q) in ("same", "broader", "narrower")
        and _greatest(a, q) == _greatest(b, p)
        for p in a.statement.quantities
        for q in b.statement.quantities
        if p.unit
    )


def say_none(a: Finding, b: Finding) -> bool:
    """Whether both say that there were none: a state's army and its government have that from one another."""
    return any(value == 0 for value, _ in shared(a, b))


def same_tally(a: Finding, b: Finding) -> bool:
    """Whether two voices give a great number alike, or two numbers: "three dead and 22 wounded" is no chance."""
    given = shared(a, b)
    great = any(value >= LEAST_UNSAID for value, _ in given)
    return len(given) > 1 or (great and b.speaker.kind != "monitor")


def shared(a: Finding, b: Finding) -> set[tuple[float, str]]:
    """The numbers that both give for one count, with what became of the counted."""
    return {
        (p.value, p.state)
        for p in a.statement.quantities
        for q in b.statement.quantities
        if p.unit and p.bound != "vague" and p.value == q.value and one_count(p, q)
    }


def _greatest(finding: Finding, counted: Quantity) -> float:
    return max((q.value for q in finding.statement.quantities if q.unit and one_count(q, counted)), default=0.0)


def monitor_with_its_figure(finding: Finding, findings: Iterable[Finding]) -> Speaker | None:
    """The monitor with a name that "a monitor" is, as another report of the event has its figure from that one.

    None where two give it, or where its own report names another.
    """
    if finding.article.is_note or not watches(finding.speaker) or has_name(finding.speaker):
        return None
    giving = {
        other.speaker.name: other.speaker
        for other in findings
        if other.speaker.kind == "monitor"
        and has_name(other.speaker)
        and other.article.id != finding.article.id
        and _gives_its_toll(finding, other)
        and may_be_one(finding, other)
        and _are_of_one_deed(finding, other)
    }
    named = {row.name for row in watchers_named(f"{finding.article.title}. {finding.article.text}")}
    return giving.popitem()[1] if len(giving) == 1 and named <= giving.keys() else None


def _gives_its_toll(one: Finding, other: Finding) -> bool:
    """Whether two statements have one number by which a blow is known, and no other number of what they both count."""
    own, theirs = ({(q.unit, q.state): q.value for q in f.statement.quantities if q.unit} for f in (one, other))
    alike = own.keys() & theirs.keys()
    return any(own[key] >= KNOWN_BY for key in alike) and all(own[key] == theirs[key] for key in alike)


def _are_of_one_deed(one: Finding, other: Finding) -> bool:
    """Whether two statements may be of one deed: laid to one side, with one weapon, on one day and in one town."""
    told = [(nations_acting(f.words), weapons_in(f.words), _towns_of(f)) for f in (one, other)]
    days = one.statement.when, other.statement.when
    is_one_day = days[0] is None or days[1] is None or (days[0]).overlaps(days[1])
    return is_one_day and all(not mine or not theirs or mine & theirs for mine, theirs in zip(*told, strict=True))


def _towns_of(finding: Finding) -> frozenset[str]:
    return frozenset(place.name for place in finding.statement.where if place.province)
