"""Which counts of an event were first ones that have risen since: a first toll contradicts no later, higher one.

"At least 22" by the monitor that counts 31 elsewhere is no figure of its own, and "initial reports spoke of forty" is
none beside the sixty that were counted. Both stand near, and in the table of who says how many.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Finding, Quantity
from knowledge.quantities import comparable
from knowledge.speakers import who_is
from retrieval.dated import leads_with
from retrieval.figures import TOLLS, bounded, is_part_of, over_other_days
from retrieval.ledger import was_given_at_first
from retrieval.origins import has_name
from retrieval.origins.names import key_of
from retrieval.ranking import counts_same
from retrieval.relations.weighed import Related, because
from retrieval.wider import in_several_places
from retrieval.word_tables import worded


def with_first_counts_near(claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """What is related, with first counts below the claimed one near, where they have been raised since.

    By the same voice, or, of what its own words call a first count, by whoever else counts in the event.
    """
    if claimed.state not in TOLLS:
        return list(related)
    counts = [
        (one.finding, q)
        for one in related
        if one.relation != "context" or one.counted is not None
        for q in _counts_in(claimed, one)
    ]
    told = [_near_if_raised(claimed, one, counts) if one.relation == "differs" else one for one in related]
    raised = [one for before, one in zip(related, told, strict=True) if one is not before]
    leading = [one for one in raised if leads_with(one.finding)]
    return [_as_repeated(claimed, _as_early(claimed, one, leading), raised) for one in told]


def _as_repeated(claimed: Quantity, one: Related, raised: Sequence[Related]) -> Related:
    """What an outlet tells in its own words stands as the toll of a voice with a name that it repeats, no later.

    "58 killed in Kalden" of Tuesday is the monitor's 58, which it has raised since. A party has counted apart.
    """
    finding, counted = one.finding, _counts_in(claimed, one)
    if one.relation != "differs" or finding.speaker.kind != "outlet_itself" or finding.published is None:
        return one
    if who_is(finding.outlet).kind == "party":
        return one
    theirs = [r for r in raised if r.counted and has_name(r.finding.speaker) and _is_as_old(finding, r.finding)]
    first = next((r for r in theirs if counted and all(_is_that_toll(q, r.counted) for q in counted)), None)
    return Related(because(finding, first.finding.why[-1]), "context", counted[0]) if first else one


def _is_as_old(finding: Finding, other: Finding) -> bool:
    first, second = finding.published, other.published
    return first is not None and second is not None and first.start <= second.start


def _is_that_toll(quantity: Quantity, toll: Quantity | None) -> bool:
    return toll is not None and quantity.value == toll.value and comparable(quantity, toll) != "different"


def _as_early(claimed: Quantity, one: Related, raised: Sequence[Related]) -> Related:
    """What a voice without a name holds open and low stands with the toll of its report, where that was raised since.

    "At least 22 died. A doctor spoke of more than twenty" is of the hour in which 22 were known.
    """
    finding, counted = one.finding, _counts_in(claimed, one)
    is_told_below = not leads_with(finding) and finding.speaker.kind != "outlet_itself"
    if one.relation != "differs" or not counted or has_name(finding.speaker) or not is_told_below:
        return one
    first = (r for r in raised if r.finding.article.id == finding.article.id and r.counted)
    early = next((r for r in first if r.counted and all(_is_open_below(q, r.counted) for q in counted)), None)
    return Related(because(finding, early.finding.why[-1]), "context", counted[0]) if early else one


def _is_open_below(quantity: Quantity, toll: Quantity) -> bool:
    return quantity.bound in ("at least", "over") and quantity.value <= toll.value


def _near_if_raised(claimed: Quantity, one: Related, counts: Sequence[tuple[Finding, Quantity]]) -> Related:
    counted = _counts_in(claimed, one)
    # "58 people, 11 children among them" has one toll.
    own = [q for q in counted if not any(is_part_of(q, whole, one.finding) for whole in counted)]
    raised = [(q, _raised(claimed, one.finding, q, counts)) for q in own]
    if not raised or any(later is None for _, later in raised):
        return one
    first, later = max(raised, key=lambda pair: pair[0].value)
    return Related(
        because(one.finding, f"a first count, {bounded(first)}, then {bounded(later or first)}"), "context", first
    )


def _raised(
    claimed: Quantity, finding: Finding, first: Quantity, counts: Sequence[tuple[Finding, Quantity]]
) -> Quantity | None:
    """The later count to which a first one below the claimed has been raised; None where it has not been."""
    if first.value >= claimed.value or comparable(claimed, first) == "different":
        return None
    higher = [
        (other, q)
        for other, q in counts
        if other.statement.id != finding.statement.id
        and "same" in (comparable(claimed, q), comparable(first, q))
        and q.value > first.value
        and (q.low is None or q.low > first.value)
        and not over_other_days(claimed, q)
        # Whoever says "scores", or counts in two villages, has raised nobody's toll of one.
        and q.bound != "vague"
        and not in_several_places(other, q)
    ]
    theirs = [
        q
        for other, q in higher
        if _may_come_later(first, finding, other)
        and (_is_one_voice(finding, other) or (q.value < claimed.value and _is_one_outlets(finding, other)))
    ]
    if theirs:
        return max(theirs, key=lambda q: q.value)
    return max((q for _, q in higher), key=lambda q: q.value, default=None) if _calls_it_first(finding, first) else None


def _is_one_voice(finding: Finding, other: Finding) -> bool:
    return has_name(finding.speaker) and key_of(finding.speaker.name) == key_of(other.speaker.name)


def _is_one_outlets(finding: Finding, other: Finding) -> bool:
    """Whether one outlet tells both counts in its own words: where both are below the claimed, it has the later one."""
    return {finding.speaker.kind, other.speaker.kind} == {"outlet_itself"} and finding.outlet == other.outlet


def _may_come_later(first: Quantity, finding: Finding, other: Finding) -> bool:
    """Whether another count of the voice came out on a later day, or holds what is only "at least" so many."""
    if finding.published is None or other.published is None:
        return first.bound in ("at least", "over")
    return other.published.start > finding.published.start or first.bound in ("at least", "over")


def _calls_it_first(finding: Finding, first: Quantity) -> bool:
    """Whether the words before a figure call it a first one, or those behind it say that it will rise."""
    text, span = finding.article.text, finding.statement.span
    before, behind = text[span.start : first.span.start], text[first.span.end : span.end]
    return bool(
        was_given_at_first(finding, first)
        or worded("dated", "moving").search(before)
        or worded("dated", "will_rise").search(behind)
        or worded("dated", "left_open").search(behind)
    )


def _counts_in(claimed: Quantity, one: Related) -> list[Quantity]:
    return [q for q in one.finding.statement.quantities if counts_same(claimed, q)]
