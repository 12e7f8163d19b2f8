"""Everybody's count of the claimed thing in one event: who gives the claimed figure, and who another one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding, Period, Quantity
from knowledge.quantities import comparable, unit_table
from retrieval.counts.dated import (
    came_out_before,
    dated_by_its_report,
    days_before,
    days_told,
    deeds_told,
    leads_with,
    may_be_of,
    names_another_day,
    of_another_day,
    of_another_year,
    was_told_before,
)
from retrieval.counts.figures import apart_from_all, counts, counts_others_of_them, prints, prints_another
from retrieval.counts.parts import is_of_those_before, is_part_in_another_report, is_part_or_whole
from retrieval.counts.raised import OF_ONE_OF_SEVERAL
from retrieval.counts.rivals import BEYOND, is_beyond, led_with
from retrieval.counts.wider import is_listed_with_another, of_more
from retrieval.deeds.blows import OTHER_MEANS, THE_OTHER_SIDE, dealt_otherwise
from retrieval.events import DAY, Event, by_article, named_days, when_of
from retrieval.events.choosing import is_over_another, is_some_of_the_dead
from retrieval.events.homes import counts_the_claimed_kind, days_of_a_small_toll, is_alike_by_chance, recalls_it
from retrieval.events.topics import HARDLY, says_itself, share_in_its_words
from retrieval.nearby.why_near import IN_ONE_REPORT, OVER_ANOTHER
from retrieval.origins import has_name, said_of
from retrieval.ranking import counts_of, counts_same, fits, rounds
from retrieval.relations.as_many import with_as_many
from retrieval.relations.counted_otherwise import (
    made_sure_of,
    made_sure_of_elsewhere,
    of_another_measure,
    of_what_is_alleged,
    owning_to_none,
)
from retrieval.relations.counts_of_a_part import (
    of_everybody,
    of_one_blow,
    of_one_deed,
    of_one_nation,
    of_one_place_in_each_report,
    seen_by_one,
    up_to_a_month,
)
from retrieval.relations.days import day_of
from retrieval.relations.differing import as_counted, differing, tells_its_armed_apart, told_in_two_words
from retrieval.relations.explained import as_explained
from retrieval.relations.first_counts import with_first_counts_near
from retrieval.relations.headed import is_headed_otherwise
from retrieval.relations.in_one_breath import in_one_breath
from retrieval.relations.no_rivals import (
    adding_up,
    as_its_body,
    as_its_lead,
    below_its_limit,
    with_names_as_a_part,
    without_hearsay,
)
from retrieval.relations.of_its_event import is_of_its_event, looks_back, on_its_day
from retrieval.relations.rejected import rejecting
from retrieval.relations.set_aside import (
    ELSEWHERE,
    is_of_another_story,
    is_of_another_time,
    is_of_another_town,
    is_of_one_listed,
    is_of_one_town,
    why_aside,
    why_elsewhere,
)
from retrieval.relations.weighed import RELATED, RELATED_BY_FIGURE, Related, Weighed, because, without_echoes
from retrieval.relations.whose_count import without_others_counted
from retrieval.voices.each_who_speaks import each_who_speaks
from retrieval.word_tables import worded


def weigh_one_event(
    claim: Claim,
    claimed: Quantity,
    home: Event,
    everything: Sequence[Finding],
    rivals: Sequence[Finding],
    denials: Sequence[Related],
    denied: Collection[str],
) -> Weighed:
    """Everybody's count of the claimed thing in one event, and what else the same reports say of it."""
    told = [as_heard(claimed, f) for f in everything if f.statement.id not in denied]
    home = Event(tuple(as_heard(claimed, f) for f in home.findings))
    ids = {f.article.id for f in home.findings}
    # Where somebody gives the very number, another near it is no round figure for it.
    exact = any(q.value == claimed.value and counts_same(claimed, q) for f in told for q in f.statement.quantities)
    small = days_of_a_small_toll(claim, claimed, home)
    of_others = _counting_others(claimed, told) | _counting_all_the_dead(claimed, home, told)
    reporting = [
        f
        for f in home.findings
        if prints(claimed, f)
        and f.statement.id not in of_others
        and not (exact and _only_rounds(claimed, f))
        and not of_more(claim, claimed, f)
        and not is_alike_by_chance(claim, claimed, f, small)
    ]
    reports = by_article(told)
    reporting = [f for f in reporting if not dealt_otherwise(claim, f)]
    as_long = [f for f in reporting if not is_over_another(claimed, f)]
    reporting = as_long or reporting
    voices = {(f.article.id, f.speaker.name) for f in reporting}
    shown = {f.statement.id for f in reporting}
    days = [day for f in home.findings if (day := when_of(f)) is not None]
    days = [day for day in days if day.end - day.start <= DAY] or days
    named, told_of = day_of(claim), days_told(told)
    counted_on = days_told([f for f in told if counts(claimed, f) or _counts_them(claimed, f)])
    deeds = tuple(deeds_told(reporting or home.findings).values())
    days_of_it = deeds or days_before(reporting)
    deeds_of = deeds_told([f for f in told if leads_with(f) and counts(claimed, f)])
    homes = [reports[identity] for identity in ids if identity in reports]
    together = [
        f
        for f in told
        if f.statement.id not in shown
        and counts(claimed, f)
        and (f.article.id in ids or is_of_its_event(claim, claimed, home, homes, f, reports[f.article.id]))
        and (named is None or may_be_of(named, f, told_of))
    ]
    recalled = {f.statement.id for f in together if recalls_it(claim, claimed, home, f, reports[f.article.id])}
    together = [on_its_day(home, f) if f.statement.id in recalled else f for f in together]
    back = {
        f.article.id
        for f in together
        if f.article.id not in ids and (f.statement.id in recalled or looks_back(claim, claimed, home, homes, f))
    }
    related = [Related(f, "reports") for f in reporting]
    known = (claimed,) if reporting else led_with(claimed, [*home.findings, *together])
    one_toll = told_in_two_words(claimed, [*reporting, *together], reporting)
    for f in sorted(together, key=lambda f: (f.article.id, f.statement.ordinal)):
        # One voice that prints two figures in one report counts two things: other hours, another place.
        if prints(claimed, f) and f.article.id in ids and not f.article.is_note and of_another_year(claim.text, f):
            related.append(Related(because(f, "of another year"), "context"))
        elif is_alike_by_chance(claim, claimed, f, small):
            related.append(Related(because(f, "of another day"), "context"))
        elif f.statement.id in of_others and f.statement.place_in_article == "headline":
            related.append(Related(because(f, IN_ONE_REPORT), "context"))
        elif f.statement.id in of_others and not counts_the_claimed_kind(claimed, f):
            # Of all the dead so many contradict no so many children among them.
            related.append(Related(because(f, apart_from_all(claim, f) or COUNTS_MORE), "context"))
        elif as_long and is_over_another(claimed, f):
            related.append(Related(because(f, OVER_ANOTHER), "context"))
        elif prints(claimed, f) and (why := dealt_otherwise(claim, f) or of_more(claim, claimed, f)):
            related.append(Related(because(f, why), "context"))
        elif (
            prints(claimed, f)
            and f.statement.id not in of_others
            and not of_another_day(f, days)
            and not (exact and _only_rounds(claimed, f))
        ):
            related.append(Related(f, "reports"))
        elif (
            (f.article.id, f.speaker.name) in voices
            and not _is_told_later(claimed, f)
            and not (is_headed_otherwise(f, reporting) and differing(claimed, f, reporting).relation == "differs")
        ):
            is_part = _is_part_of_the_claimed(claim, claimed, f, reporting, reports[f.article.id])
            related.append(Related(because(f, "of a part" if is_part else IN_ONE_REPORT), "context"))
        elif (
            came_out_before(f, days_of_it)
            or was_told_before(f, deeds)
            or (names_another_day(f, deeds, deeds_of) and not _is_counted_later(f))
        ):
            related.append(Related(because(f, "of another day"), "context"))
        elif _may_count_anything(claim, claimed, home, f) or (
            known and is_beyond(claimed, f, known, reports[f.article.id]) and not says_itself(claim, claimed, f)
        ):
            related.append(Related(because(f, "of something else"), "context"))
        elif is_of_one_listed(claim, claimed, f) or is_of_one_town(claim, claimed, f, reports[f.article.id]):
            related.append(Related(because(f, OF_ONE_OF_SEVERAL), "context"))
        elif (
            is_of_those_before(claimed, f, reports[f.article.id])
            or _is_part_of_the_claimed(claim, claimed, f, reporting, reports[f.article.id])
            or is_part_in_another_report(claimed, f, reporting, reports)
        ):
            related.append(Related(because(f, "of a part"), "context"))
        elif f.article.id in ids and is_of_another_town(claim, claimed, home, f, reports[f.article.id]):
            related.append(Related(because(f, ELSEWHERE), "context"))
        elif f.article.id in ids and is_of_another_story(claim, claimed, f, reports[f.article.id]):
            related.append(Related(because(f, "of another story in the same report"), "context"))
        elif (why := why_elsewhere(claim, claimed, f, reports[f.article.id])) or (
            why := why_aside(claim, claimed, dated_by_its_report(f, counted_on), days, looks_back=f.article.id in back)
        ):
            related.append(Related(because(f, why), "context"))
        elif _is_some_of_the_dead(claimed, f) or _is_of_one_blow_among_them(claim, claimed, f):
            related.append(Related(because(f, "of a part"), "context"))
        else:
            central = leads_with(f) or f.article.id in back or says_itself(claim, claimed, f)
            report = reports[f.article.id]
            whole = () if tells_its_armed_apart(claimed, f, report) else one_toll
            related.append(differing(claimed, as_counted(claimed, f, report), reporting, whole, central=central))
    related = _without_another_blow(claimed, each_who_speaks(related))
    told_here = [one.finding for one in related if one.relation in ("reports", "differs")]
    related += [differing(claimed, f, reporting) for f in in_one_breath(claimed, told_here)]
    related = [as_its_body(claimed, as_its_lead(claimed, one, related), related) for one in related]
    related = [made_sure_of(claim, claimed, one) for one in with_names_as_a_part(claimed, related)]
    related = [owning_to_none(claimed, adding_up(claimed, one)) for one in related]
    related = of_one_blow(
        claim, claimed, [below_its_limit(claim, claimed, up_to_a_month(claim, claimed, one)) for one in related]
    )
    related += [
        made_sure_of(claim, claimed, differing(claimed, f, reporting))
        for f in rivals
        if f.article.id in ids and prints_another(claimed, f) and not is_of_another_time(claim, claimed, f)
    ]
    related = of_one_place_in_each_report(claimed, made_sure_of_elsewhere(claimed, related))
    related = [of_one_deed(claim, claimed, of_another_measure(claim, claimed, one)) for one in related]
    related = without_others_counted(claim, claimed, of_what_is_alleged(claim, claimed, related))
    related = of_everybody(claimed, [seen_by_one(claimed, one) for one in related])
    related = as_explained(claim, claimed, related, [*told, *rivals])
    related = with_as_many(claimed, related, reports)
    related = without_hearsay(with_first_counts_near(claimed, related))
    joined = ids | {f.article.id for f in together if f.article.is_note}
    related += [
        Related(f, "reports") for f in rivals if f.article.id in joined and _has_it_too(claim, claimed, f, days)
    ]
    shown |= {f.statement.id for f in together} | {one.finding.statement.id for one in related}
    # A note is of one event, by hand: where it tells the claim or contradicts it, whom it sets beside it answer, too.
    telling_it = {r.finding.article.id for r in related if r.relation != "context"}
    related = of_one_nation(claim, claimed, related)
    related += [
        Related(because(f, apart_from_all(claim, f)), "context")
        for f in told
        if f.article.id in ids and f.statement.id not in shown and f.similarity >= _near_enough(f)
    ]
    related += [
        Related(because(f, apart_from_all(claim, f)), "context")
        for f in rivals
        if f.article.id in telling_it and f.statement.id not in shown
    ]
    rejected = {
        f.statement.id: f for f in rejecting(claimed, [r.finding for r in related if r.relation == "reports"], told)
    }
    related = [r for r in related if r.finding.statement.id not in rejected]
    related += [Related(f, "denies") for f in rejected.values()]
    related = _in_the_town_alone(claim, _without_counts_of_a_part(claimed, related))
    return Weighed("found", without_echoes([*related, *denials]), (home,))


def _may_count_anything(claim: Claim, claimed: Quantity, home: Event, finding: Finding) -> bool:
    """Whether a figure of a report may well be of something else than the claim's, which its own words do not tell.

    Several reports without a day are one story by the claim's words alone; and sums and lengths are of many things in
    any story: such a one counts where its report leads with it, it tells all of the claim, and is of about its size.
    """
    if finding.article.is_note:
        return False
    if unit_table().kinds.get(claimed.unit) in _OF_MANY_THINGS:
        sums = [q.value for q in counts_of(claimed, finding)]
        alike = any(claimed.value <= BEYOND * value and value <= BEYOND * claimed.value for value in sums)
        return not (alike and leads_with(finding) and share_in_its_words(claim, claimed, finding) == 1.0)
    undated = home.period is None and len({f.article.id for f in home.findings}) > 1
    return undated and not says_itself(claim, claimed, finding)


#: What is measured, and not counted one by one.
_OF_MANY_THINGS = ("money", "measure", "ratio", "time", "times")


def _near_enough(finding: Finding) -> float:
    """How near what else the same report says has to be: a note's lines are all of its event, whatever their words."""
    return RELATED_BY_FIGURE if finding.article.is_note else RELATED


def _has_it_too(claim: Claim, claimed: Quantity, rival: Finding, days: Sequence[Period]) -> bool:
    """Whether somebody with a name whom a note sets against its report gives the claimed figure, for the same event."""
    return prints(claimed, rival) and has_name(rival.speaker) and not why_aside(claim, claimed, rival, days)


def _is_part_of_the_claimed(
    claim: Claim, claimed: Quantity, finding: Finding, reporting: Sequence[Finding], report: Sequence[Finding]
) -> bool:
    """Whether a smaller count and others of its report make up the claimed one: "15 in the town", "six more nearby"."""
    counted = counts_of(claimed, finding)
    is_less = bool(counted) and all(0 < q.value < claimed.value for q in counted)
    return is_less and is_part_or_whole(claim, finding, reporting, report)


def _is_some_of_the_dead(claimed: Quantity, finding: Finding) -> bool:
    """Whether fewer people are told of as some of all the dead: "those killed included 11 people of one family".

    "Among the dead were 12 civilians" counts all civilians.
    """
    counted = counts_of(claimed, finding)
    return bool(counted) and all(
        q.unit == "people" and q.value < claimed.value and is_some_of_the_dead(q, finding) for q in counted
    )


def _is_of_one_blow_among_them(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether fewer of those who died overnight, say, are told to have died in a blow that is not the claim's.

    "Those killed overnight included 12 people who died in a raid on a convoy" is of the convoy; of a claim of
    that it is the count.
    """
    counted = counts_of(claimed, finding)
    words = finding.words
    return (
        bool(counted)
        and all(q.value < claimed.value for q in counted)
        and worded("choosing", "among_all_of_a_night").search(words) is not None
        and share_in_its_words(claim, claimed, finding) <= HARDLY
    )


def _is_counted_later(finding: Finding) -> bool:
    """Whether a note whose event has a day gives a later one for its figure: that is when so many were counted."""
    day, when = named_days(finding.article.event or ""), finding.statement.when
    return finding.article.is_note and day is not None and when is not None and when.start >= day.end


def _without_another_blow(claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """What is related, without a contradiction by a number that its voice gives of another blow in the same report.

    "Raids that hit a convoy killed around 20": the 20 "killed as they were unloading" are no rebels of an offensive.
    """
    blows = {
        (one.finding.article.id, one.finding.speaker.name, q.value): why
        for one in related
        for why in one.finding.why
        if why in (OTHER_MEANS, THE_OTHER_SIDE) and one.relation == "context"
        for q in counts_of(claimed, one.finding)
    }

    def whose(one: Related) -> str:
        most = max((q.value for q in counts_of(claimed, one.finding)), default=0)
        key = one.finding.article.id, one.finding.speaker.name, most
        return blows.get(key, "") if one.relation == "differs" else ""

    return [Related(because(one.finding, why), "context") if (why := whose(one)) else one for one in related]


def _counts_them(claimed: Quantity, finding: Finding) -> bool:
    """Whether a statement counts those whom the claim counts, be it read or not what befell them: it tells the day."""
    return any(q.unit == claimed.unit and not q.state for q in finding.statement.quantities)


def _is_told_later(claimed: Quantity, finding: Finding) -> bool:
    """Whether a report says that its voice went on counting: "the monitor later said that 31 people were killed"."""
    first = min((q.span.start for q in counts_of(claimed, finding)), default=0)
    before = finding.article.text[finding.statement.span.start : first]
    return bool(worded("dated", "later").search(before)) and not worded("dated", "further").search(before)


def _only_rounds(claimed: Quantity, finding: Finding) -> bool:
    """Whether a finding has no figure nearer to the claimed one than one that it rounds."""
    fitting = [q for q in finding.statement.quantities if fits(claimed, q)]
    return bool(fitting) and all(q.value != claimed.value and rounds(claimed, q) for q in fitting)


def weigh_war(claim: Claim, claimed: Quantity, counting: Sequence[Finding], denying: Sequence[Finding]) -> Weighed:
    """Everybody's toll of one war, which is no event with a day and a town; one voice's later toll has risen."""
    told = [as_heard(claimed, f) for f in counting]
    reporting = [f for f in told if prints(claimed, f)]
    related = [
        Related(f, "reports") if prints(claimed, f) else differing(claimed, f, reporting, central=True)
        for f in sorted(told, key=lambda f: (f.article.id, f.statement.ordinal))
    ]
    related = [made_sure_of(claim, claimed, one) for one in with_names_as_a_part(claimed, related)]
    related = of_one_place_in_each_report(claimed, made_sure_of_elsewhere(claimed, related))
    related = of_what_is_alleged(
        claim, claimed, [of_one_deed(claim, claimed, owning_to_none(claimed, one)) for one in related]
    )
    related += [Related(f, "denies") for f in denying]
    return Weighed("found", without_echoes(related), (Event((*told, *denying)),))


def _counting_others(claimed: Quantity, told: Sequence[Finding]) -> set[str]:
    """What has the claimed number of more people than the claim counts, where its report has another of just these.

    Of "22 people, seven of them children" the headline says "22 killed", and is no word on 22 children.
    """
    apart = [f for f in told if counts_others_of_them(claimed, f)]
    reports = {f.article.id for f in apart}
    headed = [
        f
        for f in told
        if f.article.id in reports and f.statement.place_in_article == "headline" and not f.article.is_note
        if all(comparable(claimed, q) != "same" for q in f.statement.quantities)
    ]
    return {f.statement.id for f in (*apart, *headed)}


def _counting_all_the_dead(claimed: Quantity, home: Event, told: Sequence[Finding]) -> set[str]:
    """What has the claimed number of people, where reports of an event give it of children, and count others as well.

    "22 children and six teachers were killed": whoever said "22 people were killed" had counted no 22 children.
    """
    if claimed.unit not in _AMONG_THE_DEAD or not any(
        any(q.value == claimed.value and comparable(claimed, q) == "same" for q in f.statement.quantities)
        and any(q.state == claimed.state and comparable(claimed, q) != "same" for q in f.statement.quantities)
        for f in home.findings
    ):
        return set()
    return {f.statement.id for f in told if prints(claimed, f) and not counts_the_claimed_kind(claimed, f)}


#: Who is told apart among the dead of a blow.
_AMONG_THE_DEAD = ("children", "women", "students")
#: Why a count of all the dead is none of those among them.
COUNTS_MORE = "counts all the dead"


def _without_counts_of_a_part(claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """What is related, where somebody counts the civilians among the claimed apart without others' counts of these.

    "Six civilians were among 22 people killed", "eight civilians were killed": the eight are no count of all.
    """
    counting = [one.finding.statement.quantities for one in related if one.relation in ("reports", "differs")]
    if claimed.unit == "civilians" or not any(_tells_civilians_apart(claimed, given) for given in counting):
        return list(related)
    return [replace(one, counted=None) if one.counted and one.counted.unit == "civilians" else one for one in related]


def _in_the_town_alone(claim: Claim, related: Sequence[Related]) -> list[Related]:
    """What is related, without a word for the claim by whoever counts in two towns together, where others count in one.

    Beside eight killed in Kalden, the eight of "attacks on Kalden and Tarn" are others.
    """
    saying = [one for one in related if one.relation == "reports"]
    listing = [one for one in saying if is_listed_with_another(claim, one.finding)]
    if len(listing) == len(saying):
        return list(related)
    return [Related(because(one.finding, "of several places"), "context") if one in listing else one for one in related]


def _tells_civilians_apart(claimed: Quantity, given: Sequence[Quantity]) -> bool:
    wholes = [q.value for q in given if counts_same(claimed, q) and q.unit != "civilians"]
    return any(q.unit == "civilians" and any(q.value < whole for whole in wholes) for q in given)


def as_heard(claimed: Quantity, finding: Finding) -> Finding:
    """The finding in the voice that gives the figure; outside what anybody is said to have said it is the outlet's.

    Of two voices with the same words, whoever the other has them from gives it.
    """
    same = counts_of(claimed, finding)
    if len(same) > 1:
        same.sort(key=lambda q: not fits(claimed, q))
    told = [said_of(finding, quantity) for quantity in same]
    theirs = [voice for voice in told if voice.speaker.kind != "outlet_itself"]
    # The form of a note has one speaker a fact, whose words may not hold the figure.
    heard = theirs or ([] if finding.article.is_note else told)
    return finding if not heard or finding.heard == heard[0] else replace(finding, heard=heard[0])
