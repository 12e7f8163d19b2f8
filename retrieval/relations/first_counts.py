"""Which counts of an event were first ones that have risen since: a first toll contradicts no later, higher one.

"At least 22" by the monitor that counts 31 elsewhere is no figure of its own, and "initial reports spoke of forty" is
none beside the sixty that were counted. Both stand near, and in the table of who says how many. What is held to the
claim all the same is called a first count, beside its words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from knowledge.model import Finding, Quantity, Speaker
from knowledge.quantities import comparable
from knowledge.speakers import who_is
from retrieval.counts.dated import leads_with
from retrieval.counts.disowned import is_worked_out
from retrieval.counts.figures import TOLLS, bounded, over_other_days
from retrieval.counts.raised import MOST_TO_BE_FOUND, ONE_PLACE, movement, raised_to, says_it_moved, words_before
from retrieval.counts.shared_toll import with_the_same_toll
from retrieval.counts.superseded import before_it, behind_it
from retrieval.counts.wider import in_several_places
from retrieval.ledger import is_cited_as_older, was_given_at_first
from retrieval.origins.names import OF_A_STATE, key_of, words_of_table
from retrieval.ranking import is_open_above
from retrieval.relations.given_again import as_early, as_repeated, counts_in, has_risen, is_one_voice, tolls_in
from retrieval.relations.weighed import Related, because
from retrieval.word_tables import worded

#: A finding, and one of its figures.
Count = tuple[Finding, Quantity]
#: What is asked of a count and a higher one.
_Asked = Callable[[Count, Count], bool]


@dataclass(frozen=True, slots=True)
class _Rise:
    """A first count and the later one, which its own voice gives, or only others do."""

    first: Quantity
    later: Quantity
    by_others: bool = False
    #: Whether the later one came out before the first: "at least 22" of Tuesday, beside Monday's 31.
    is_backwards: bool = False
    #: Whether those others had given the first one, too.
    is_shared: bool = False

    @property
    def why(self) -> str:
        if self.is_backwards:
            return f"one speaker's figure, {bounded(self.first)} beside {bounded(self.later)}"
        return raised_to(self.first, self.later, by_others=self.by_others)

    def why_near(self, finding: Finding, claimed: Quantity) -> str:
        """Why it is not the claim: who says that more will be found leaves room for it, though others hold it."""
        if self.is_backwards:
            # It has a higher number of its own, and so leaves no room for any.
            return self.why
        is_below = self.first.value < claimed.value <= MOST_TO_BE_FOUND * self.later.value
        # "178 dead, at least 30 missing" is a flat 178: it was early, and no reader sees that it leaves room.
        is_said = is_open_above(self.first) or not worded("dated", "left_open").search(behind_it(finding, self.first))
        is_open = self.by_others and not self.is_shared and is_below and is_said
        is_open = is_open and not _is_given_at_first(finding, self.first)
        return f"{bounded(self.first)} may be {bounded(claimed)}" if is_open else self.why


def with_first_counts_near(claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """What is related, with first counts below the claimed one near, where they have been raised since.

    By the same voice, or, of what its own words call a first count, by whoever else counts in the event.
    """
    if claimed.state not in TOLLS:
        return list(related)
    counts = _counts_of(claimed, related)
    told = [_near_if_raised(claimed, one, counts) if one.relation == "differs" else one for one in related]
    raised = [one for before, one in zip(related, told, strict=True) if one is not before or has_risen(one)]
    leading = [one for one in raised if leads_with(one.finding)]
    return [as_repeated(claimed, as_early(claimed, one, leading), raised) for one in told]


def _near_if_raised(claimed: Quantity, one: Related, counts: Sequence[Count]) -> Related:
    """A rival all of whose counts are below the claimed one and have been raised stands near it."""

    def is_later(first: Count, other: Count) -> bool:
        # Where both are below the claimed, an outlet that tells both in its own words has the later one.
        is_below = other[1].value < claimed.value and _is_one_outlets(first[0], other[0])
        return _may_come_later(first, other) or (is_below and _is_open_or_earlier(first, other))

    raised = _raised_in(claimed, one, counts, is_later, lambda first, _: _calls_it_first(*first))
    if raised is None or raised.first.value >= claimed.value:
        return one
    return Related(because(one.finding, raised.why_near(one.finding, claimed)), "context", raised.first)


def with_first_counts_called(claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """What is related, each count of the event called a first one where it has been raised since.

    Asked once it is known whose name is whose, and of whatever is held to the claim: the claimed figure may itself be a
    first one, and "a monitoring group" that gave 31 may be the monitor that gives 43.
    """
    if claimed.state not in TOLLS:
        return list(related)
    counts = _counts_of(claimed, related)

    def called(one: Related) -> Related:
        if one.relation not in ("reports", "differs") and not one.counted:
            return one
        raised = _raised_in(claimed, one, counts, _comes_later, _is_only_a_first)
        is_near = one.relation == "context"
        rise = raised and (raised.why_near(one.finding, claimed) if is_near else raised.why)
        why = rise or _of_one_place(claimed, one, counts)
        told = replace(one, finding=because(one.finding, why))
        # A paper that counts more the day after holds to none of what it told in its own words; a party counts itself.
        is_dropped = one.relation == "differs" and raised and not raised.by_others and _only_tells(one.finding)
        if is_dropped and raised and raised.first.value < claimed.value:
            return replace(told, relation="context", counted=raised.first)
        if why == ONE_PLACE and one.finding.article.is_note and one.relation == "differs":
            # A note is of one place, by hand; a report may call a district by its village.
            most = max(counts_in(claimed, one), key=lambda q: q.value)
            return replace(told, relation="context", counted=most) if most.value < claimed.value else told
        return told

    return [called(one) for one in related]


def _only_tells(finding: Finding) -> bool:
    """Whether an outlet speaks for itself that belongs to nobody in the events."""
    return finding.speaker.kind == "outlet_itself" and who_is(finding.outlet).kind not in ("party", "state_media")


def _of_one_place(claimed: Quantity, one: Related, counts: Sequence[Count]) -> str:
    """That a voice counts one place, where it counts more in several together; empty where it does not."""
    finding = one.finding
    of_all = [
        q.value
        for other, q in counts
        if _is_one_body(finding, other) and other != finding and in_several_places(other, q)
    ]
    own = [q for q in counts_in(claimed, one) if q.bound != "vague" and not in_several_places(finding, q)]
    return ONE_PLACE if own and of_all and all(q.value < max(of_all) for q in own) else ""


def _raised_in(
    claimed: Quantity, one: Related, counts: Sequence[Count], is_later: _Asked, is_first: _Asked
) -> _Rise | None:
    """The highest count of a finding and what it has been raised to; None where one of its counts still holds."""
    own = tolls_in(claimed, one)
    rises = [rise for q in own if (rise := _raised(claimed, (one.finding, q), counts, is_later, is_first))]
    return max(rises, key=lambda rise: rise.first.value) if rises and len(rises) == len(own) else None


def _raised(claimed: Quantity, one: Count, counts: Sequence[Count], is_later: _Asked, is_first: _Asked) -> _Rise | None:
    """The later count to which a first one has been raised; None where it has not been."""
    finding, first = one
    if comparable(claimed, first) == "different":
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
    theirs = [(other, q) for other, q in higher if is_later(one, (other, q)) and not _is_undated(other, finding)]
    if theirs:
        is_backwards = all(_came_out_before(other, finding) for other, _ in theirs)
        return _Rise(first, max((q for _, q in theirs), key=lambda q: q.value), is_backwards=is_backwards)
    if cited := [(other, q) for other, q in higher if is_cited_as_older(finding, other)]:
        # "It still said 30, their earlier figure": they have raised it, whoever goes on giving it.
        return _Rise(first, max((q for _, q in cited), key=lambda q: q.value))
    shared = [] if _is_held_since(one, counts) else [c for c in higher if _is_raised_by_who_shared_it(one, c)]
    if more := shared or [(other, q) for other, q in higher if is_first(one, (other, q))]:
        return _Rise(first, max((q for _, q in more), key=lambda q: q.value), by_others=True, is_shared=bool(shared))
    return None


def _is_raised_by_who_shared_it(one: Count, other: Count) -> bool:
    """Whether another voice, which "reported the same toll" beside a count, has raised it since: it was early for both.

    "The agency said at least 18 had died. The monitor gave the same toll", and 39 in the evening.
    """
    finding, first = one
    sharing = with_the_same_toll(finding)
    return sharing is not None and _may_come_later((replace(finding, heard=sharing), first), other)


def _is_held_since(one: Count, counts: Sequence[Count]) -> bool:
    """Whether a voice gives its count again in a report of a later day: it holds to that, whoever has raised it."""
    finding, first = one
    return any(
        q.value == first.value and is_one_voice(finding, other) and _came_out_before(finding, other)
        for other, q in counts
    )


def _is_one_body(finding: Finding, other: Finding) -> bool:
    """Whether two reports quote one voice, be it a state's television, or are of one outlet that speaks for itself."""
    speaker = finding.speaker
    # "State media" are those of any state.
    of_one = speaker.kind == "outlet_itself" or (speaker.kind == "state_media" and speaker.name != speaker.name.lower())
    return is_one_voice(finding, other) or (of_one and key_of(speaker.name) == key_of(other.speaker.name))


def _may_come_later(one: Count, other: Count) -> bool:
    """Whether another count of a voice is of a later day, or holds what is only "at least" so many.

    So is that of an official of its state without a name, where one note dates both.
    """
    if is_one_voice(one[0], other[0]):
        return _is_open_or_earlier(one, other) or _rose_that_day(one, other)
    return _is_dated_later(other[0], one[0]) and _is_official_of(other[0].speaker, one[0].speaker)


def _is_official_of(official: Speaker, body: Speaker) -> bool:
    """Whether somebody without a name is called an official of the state whose army or ministry another voice is."""
    place, _, called = official.name.rpartition(" ")
    is_official = official.kind == "unnamed" and bool(place) and called.lower().rstrip("s") == "official"
    is_body = body.kind in OF_A_STATE and body.name.lower().endswith(words_of_table("for_its_state"))
    return is_official and is_body and body.name.startswith(f"{place} ")


def _is_one_outlets(finding: Finding, other: Finding) -> bool:
    """Whether one outlet tells both counts in its own words."""
    return {finding.speaker.kind, other.speaker.kind} == {"outlet_itself"} and finding.outlet == other.outlet


def _is_open_or_earlier(one: Count, other: Count) -> bool:
    (finding, first), (later, _) = one, other
    is_open = is_open_above(first) or _is_dated_later(later, finding)
    if finding.published is None or later.published is None:
        return is_open
    return is_open or _came_out_before(finding, later)


def _rose_that_day(one: Count, other: Count) -> bool:
    """Whether another report of the very day says that the toll rose: the 332 of that day came before its 373."""
    (finding, _), (later, _) = one, other
    if finding.published is None or later.published is None or finding.article.id == later.article.id:
        return False
    is_headed = bool(worded("raised", "headed").search(later.article.title)) and leads_with(later)
    return finding.published.start == later.published.start and (is_headed or says_it_moved(other))


def _is_dated_later(later: Finding, finding: Finding) -> bool:
    """Whether a note of one event dates both counts, and one later: "17 January: 11 hurt" and "28 January: 50"."""
    first, second = finding.statement.when, later.statement.when
    is_one_note = finding.article.is_note and finding.article.id == later.article.id
    return is_one_note and first is not None and second is not None and first.end <= second.start


def _came_out_before(finding: Finding, other: Finding) -> bool:
    """Whether all of the time in which one page came out lies before another's: "April" is not before 30 April."""
    first, second = finding.published, other.published
    return first is not None and second is not None and first.end <= second.start


def _is_undated(finding: Finding, other: Finding) -> bool:
    """Whether nobody knows which of two counts came first: one of their pages has no day, nor does its note date it."""
    return any(one.published is None and one.statement.when is None for one in (finding, other))


def _comes_later(one: Count, other: Count) -> bool:
    """Whether another count of a voice is of a later day; of two on one day, whether the higher is the later one.

    It is where the lower is only "at least" so many, or where either is said to have been raised.
    """
    (finding, _), (later, _) = one, other
    if not _is_one_body(finding, later):
        return _may_come_later(one, other)
    if finding.published is None or later.published is None:
        return _may_come_later(one, other)
    if later.published.start == finding.published.start:
        return _may_come_later(one, other) or says_it_moved(one) or says_it_moved(other)
    return _came_out_before(finding, later)


def _is_only_a_first(one: Count, other: Count) -> bool:
    """Whether its own words call a count a first one, or an outlet's own say that it rises, before another came out.

    Whoever counts for himself may hold to what it rose to.
    """
    finding, first = one
    tells = finding.speaker.kind == "outlet_itself" and who_is(finding.outlet).kind != "party"
    rises = tells and bool(movement("rising").search(words_before(one)))
    return _calls_it_first(finding, first) or (rises and _came_out_before(finding, other[0]))


def _calls_it_first(finding: Finding, first: Quantity) -> bool:
    """Whether the words before a figure call it a first one, or those behind it say that it will rise."""
    behind = behind_it(finding, first)
    will_rise = worded("dated", "will_rise").search(behind) or worded("dated", "left_open").search(behind)
    return bool(will_rise) or _is_given_at_first(finding, first)


def _is_given_at_first(finding: Finding, first: Quantity) -> bool:
    is_moving = worded("dated", "moving").search(before_it(finding, first))
    is_old = is_moving or worded("dated", "not_kept_up").search(behind_it(finding, first))
    return was_given_at_first(finding, first) or bool(is_old)


def _counts_of(claimed: Quantity, related: Sequence[Related]) -> list[Count]:
    """Who counts what the claim counts, of those who stand to it or count in its event."""
    told = (one for one in related if one.relation != "context" or one.counted is not None)
    # What a note's editor added up raises nobody's count.
    return [(one.finding, q) for one in told if not is_worked_out(one.finding) for q in counts_in(claimed, one)]
