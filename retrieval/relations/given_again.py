"""Who only gives again what a voice has raised since: the paper that prints it, the voice itself, activists beside."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Finding, Quantity
from knowledge.quantities import comparable
from knowledge.speakers import outlet_of, who_is
from retrieval.counts.dated import leads_with
from retrieval.counts.figures import bounded, is_part_of, of_just_those
from retrieval.counts.raised import is_risen
from retrieval.origins import has_name
from retrieval.origins.names import key_of
from retrieval.ranking import counts_of, is_open_above
from retrieval.relations.weighed import Related, because


def as_repeated(claimed: Quantity, one: Related, raised: Sequence[Related]) -> Related:
    """What an outlet tells in its own words stands as the toll of a voice with a name that it repeats, no later.

    "58 killed in Kalden" of Tuesday is the monitor's 58, which it has raised since. A party has counted apart. So
    stands what the voice itself gives elsewhere: its "24" is its "at least 24" of that day.
    """
    finding, counted = one.finding, tolls_in(claimed, one)
    if one.relation != "differs" or finding.published is None:
        return one
    is_its_own = _tells_for_itself(finding)
    theirs = [
        r
        for r in raised
        if r.counted
        and has_name(r.finding.speaker)
        and (is_its_own or is_one_voice(finding, r.finding))
        and _is_as_old(finding, r.finding)
    ]
    first = next((r for r in theirs if counted and all(_is_that_toll(q, r.counted) for q in counted)), None)
    return Related(because(finding, first.finding.why[-1]), "context", counted[0]) if first else one


def _tells_for_itself(finding: Finding) -> bool:
    """Whether an outlet that is no party speaks for itself, be it a channel that another outlet quotes."""
    speaker = finding.speaker
    if speaker.kind == "outlet_itself":
        return who_is(finding.outlet).kind != "party"
    return outlet_of(speaker.name) is not None and who_is(speaker.name).kind not in ("party", "state_media")


def has_risen(one: Related) -> bool:
    """Whether a count stands near because its voice has the claimed one from a later day."""
    return one.relation == "context" and one.counted is not None and is_risen(one.finding)


def _is_as_old(finding: Finding, other: Finding) -> bool:
    first, second = finding.published, other.published
    return first is not None and second is not None and first.start <= second.start


def _is_that_toll(quantity: Quantity, toll: Quantity | None) -> bool:
    return toll is not None and quantity.value == toll.value and comparable(quantity, toll) != "different"


def as_early(claimed: Quantity, one: Related, raised: Sequence[Related]) -> Related:
    """What a voice without a name holds open and low stands with the toll of its report, where that was raised since.

    "At least 22 died. A doctor spoke of more than twenty" is of the hour in which 22 were known, and leaves room.
    """
    finding, counted = one.finding, counts_in(claimed, one)
    is_somebodys = finding.speaker.kind != "outlet_itself" and not has_name(finding.speaker)
    if one.relation != "differs" or not counted or not is_somebodys:
        return one
    first = (r for r in raised if r.finding.article.id == finding.article.id and r.counted)
    # At the head of a report "activists" hold what its monitor does, where they have the monitor's number.
    is_led_with = leads_with(finding)
    early = next(
        (
            r
            for r in first
            if r.counted
            and all(_is_open_below(q, r.counted) and (not is_led_with or q.value == r.counted.value) for q in counted)
        ),
        None,
    )
    # The monitor has raised its own toll, and nobody the doctor's.
    return (
        Related(because(finding, f"{bounded(counted[0])} may be {bounded(claimed)}"), "context", counted[0])
        if early
        else one
    )


def _is_open_below(quantity: Quantity, toll: Quantity) -> bool:
    return is_open_above(quantity) and quantity.value <= toll.value


def is_one_voice(finding: Finding, other: Finding) -> bool:
    """Whether one voice with a name speaks in both."""
    return has_name(finding.speaker) and key_of(finding.speaker.name) == key_of(other.speaker.name)


def counts_in(claimed: Quantity, one: Related) -> list[Quantity]:
    """The figures of a finding that count what the claim counts."""
    return counts_of(claimed, one.finding)


def tolls_in(claimed: Quantity, one: Related) -> list[Quantity]:
    """What a finding counts that the claim counts: "58 people, 11 children among them" has one toll."""
    counted = of_just_those(claimed, counts_in(claimed, one))
    return [q for q in counted if not any(is_part_of(q, whole, one.finding) for whole in counted)]
