"""Which event a claim with a figure is of, and who denies the figure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.model import Attribution, Claim, Finding, Period, Place, Quantity
from knowledge.places import read_places
from knowledge.places import related as lying
from knowledge.quantities import unit_table
from retrieval.counts.campaigns import claims_a_war, tells_the_war
from retrieval.counts.dated import days_told, may_be_of, of_another_day, of_another_year
from retrieval.counts.disowned import given, is_taken_for_granted
from retrieval.counts.figures import counts, prints, surely_of
from retrieval.counts.rivals import aside
from retrieval.deeds.blows import dealt_otherwise
from retrieval.denying.contrasts import by_words
from retrieval.denying.denials import is_forged, is_of_another_place, is_open_who_denies
from retrieval.denying.denied import denies_else, denies_nothing
from retrieval.denying.whose_denial import without_its_tail
from retrieval.events import Event, by_article, covers, events_of, where_of
from retrieval.events.choosing import (
    MOST_NEAR,
    heads_one_of,
    is_over_another,
    listing_two,
    of_its_speaker,
    settled,
    told_with,
)
from retrieval.events.homes import best_told, counted_events, joined, of_its_very_day, of_one_stretch
from retrieval.events.near_events import comes_near, tells_as_much
from retrieval.events.one_blow import tells_its_blow
from retrieval.events.one_story import with_retold
from retrieval.events.tolls_in_passing import IN_PASSING
from retrieval.events.topics import MOSTLY
from retrieval.grammar.closeness import LARGE, TURNING
from retrieval.nearby.why_near import OVER_ANOTHER
from retrieval.ranking import counts_same, fits
from retrieval.relations.answered import is_answered, without_answers
from retrieval.relations.days import day_of, event_is_then, is_then, names_another_day
from retrieval.relations.laid import is_only_own_deed
from retrieval.relations.one_event import as_heard, weigh_one_event, weigh_war
from retrieval.relations.set_aside import why_aside
from retrieval.relations.weighed import (
    NOTHING,
    RELATED,
    RELATED_BY_FIGURE,
    Related,
    Weighed,
    because,
    denier_of,
    without_echoes,
)
from retrieval.word_tables import any_of, worded

#: So few blows are the event itself, where what they did is counted.
A_BLOW = 2


def figure_of(claim: Claim, told: Sequence[Finding]) -> Quantity | None:
    """The figure that the claim is about: of several, the first that the report most like the claim prints."""
    figures = [q for q in claim.quantities if q.unit] or [q for q in claim.quantities if q.counted and q.value >= LARGE]
    # "An air strike killed 12" counts its dead, and "100 air strikes killed 12" both.
    figures = [q for q in figures if q.state or q.value > A_BLOW] or figures
    # "Killed 46 and freed three villages" is about the 46, and "1,200 dead, dozens of kids among them" about the 1,200.
    kinds = unit_table().kinds
    if any(q.state or kinds.get(q.unit) == "event" for q in figures):
        figures = [q for q in figures if kinds.get(q.unit) != "thing"] or figures
    whole = next((q for q in figures if q.bound != "vague"), None)
    figures = [q for q in figures if whole is None or q is whole or not _is_of_a_whole(claim, q, whole)]
    printed = (q for f in told if f.similarity >= RELATED_BY_FIGURE for q in figures if prints(q, f))
    return next(printed, figures[0] if figures else None)


def _filed_with_them(
    claim: Claim, claimed: Quantity, printing: Sequence[Finding], everything: Sequence[Finding]
) -> list[Finding]:
    """What else prints the figure of a claim with a time, by a voice that a note has give it, in a note that is filed
    with that one.

    "They killed 401" says too little by itself to be known for a word on the raids that its note is of. What is filed
    under a long campaign is of many days, which have many such counts.
    """
    if claim.when is None:
        return []
    known = {f.statement.id for f in printing}
    filed = {(f.article.event_id, f.speaker.name) for f in printing if f.article.is_note and f.article.event_id}
    return [
        f
        for f in (everything if filed else ())
        if f.statement.id not in known
        and (f.article.event_id, f.speaker.name) in filed
        and f.article.is_note
        and f.statement.place_in_article == "note"
        and IN_PASSING not in f.why
        and is_then(claim, f)
        and not worded("ledger", "long_events").search(f.article.event or "")
        and any(q.value == claimed.value and counts_same(claimed, q) for q in f.statement.quantities)
        and not dealt_otherwise(claim, f)
    ]


def _is_of_a_whole(claim: Claim, figure: Quantity, whole: Quantity) -> bool:
    """Whether a figure is of some of those whom another counts: "5 of them children", "including dozens of kids"."""
    if figure.state not in ("", whole.state) or figure.span.start < whole.span.end:
        return False
    before, behind = claim.text[whole.span.end : figure.span.start], claim.text[figure.span.start :]
    return figure.bound == "vague" or bool(_AMONG.search(before) or _OF_THEM.match(behind))


_AMONG = re.compile(rf"\b(?:{any_of('joined', 'of_the_same')})\W*(?:at least |about |some )?\Z", re.IGNORECASE)
_OF_THEM = re.compile(r"\S+ (?:\w+ )?(?:of|among) (?:them|whom|these|those)\b", re.IGNORECASE)


def weigh_figure(
    claim: Claim,
    claimed: Quantity,
    told: Sequence[Finding],
    rivals: Sequence[Finding],
    everything: Sequence[Finding],
) -> Weighed:
    """How findings stand to a claim with a figure: whose event it is is settled first, then who counts what in it.

    `told` are those about the claim's topic, `everything` all of its place, `rivals` what notes record beside them.
    """
    denying = [d for f in told if f.similarity >= RELATED and not is_answered(f) and (d := _denying(claim, claimed, f))]
    told, everything = [without_answers(f) for f in told], [without_answers(f) for f in everything]
    denied = {f.statement.id for f in denying}
    # Whoever calls a figure wrong, or asks about it, has not counted it.
    told = [as_heard(claimed, given(f)) for f in told if f.statement.id not in denied]
    everything = [given(f) if f.similarity >= RELATED or counts(claimed, f) else f for f in everything]
    rivals = [given(f) for f in rivals]
    if _says_not(claim, claimed) and claimed.value > 0:
        # "Did not kill 200" is not said by whoever says 200, nor by whoever says 26.
        close = [Related(f, "context") for f in told if f.similarity >= RELATED and counts(claimed, f)]
        return Weighed("found", without_echoes(close), events_of([r.finding for r in close])) if close else NOTHING
    if claims_a_war(claim, claimed):
        of_the_war = [f for f in everything if counts(claimed, f) and tells_the_war(claim, f)]
        if of_the_war:
            return weigh_war(claim, claimed, [f for f in of_the_war if f.statement.id not in denied], denying)
    reports = by_article(everything)
    printing = [
        f
        for f in told
        if f.similarity >= RELATED_BY_FIGURE
        and IN_PASSING not in f.why
        and prints(claimed, f)
        and not dealt_otherwise(claim, f)
    ]
    printing += _filed_with_them(claim, claimed, printing, everything)
    fitting = _of_their_report(claim, [f for f in printing if not names_another_day(claim, f)])
    fitting_events = [event for event in events_of(fitting, reports) if event_is_then(claim, event)]
    homes = _in_the_town(claim, fitting_events, reports)
    if not any(_is_told_now(claimed, event) for event in homes):
        # Whoever only recalls it and names the town is no other event than a report of the day that names none.
        homes += [e for e in fitting_events if e not in homes and _is_told_now(claimed, e) and not _names_a_town(e)]
    denials = [Related(f, "denies") for f in denying]
    # A claim with a date is of the event of that date; a report without one may be of any.
    dated = [event for event in homes if claim.when is not None and _has_a_time(event, claim.when)]
    # What one report is about comes before what another recalls.
    current = [event for event in dated or homes if _is_told_now(claimed, event)]
    possible = current or dated or homes
    share, homes = best_told(claim, claimed, possible)
    if share >= MOSTLY:
        homes = of_one_stretch(claim, with_retold(claim, claimed, joined(homes), possible))
    fitted, homes = homes, settled(claim, claimed, homes)
    fit = len(fitted)
    if fit > 1 and len(homes) == 1:
        everything = told_with(homes[0], everything)
        reports = by_article(everything)
    # What else a report counts that gives a toll in passing is of no such event.
    counting = [f for f in everything if IN_PASSING not in f.why and f.statement.id not in denied]
    counting = [f for f in counting if counts(claimed, f) and is_then(claim, f)]
    told_of = days_told(everything)
    if (day := day_of(claim)) is not None:
        counting = [f for f in counting if may_be_of(day, f, told_of)]
    most, events = counted_events(
        claim,
        claimed,
        counting,
        lambda f: surely_of(claim, f),
        lambda f: bool(why_aside(claim, claimed, f)),
        reports,
    )
    events = of_its_speaker(claim, claimed, _in_the_town(claim, events, reports))
    if claim.when is not None:
        # "On 24 September" is of the event of that day, where there is one, and of none two days later.
        events = [e for e in events if e.period is not None and e.period.overlaps(claim.when)] or events
    if day is not None and most >= MOSTLY:
        events = of_its_very_day(claim, claimed, events)
    if len(events) == 1 and _is_of_the_town_alone(claim, events[0], counting):
        events = []
    if len(events) == 1 and most > share:
        # Its reports tell more of the claim than those that print its figure, which is of something else then.
        return weigh_one_event(claim, claimed, events[0], everything, rivals, denials, denied)
    if len(events) > 1 and most >= MOSTLY > share:
        # Nor is what prints the figure meant where several others tell the claim, and it does not.
        return _ambiguous([Related(f, "context") for event in (*events, *homes) for f in event.findings], events)
    if len(homes) == 1:
        weighed = weigh_one_event(claim, claimed, homes[0], everything, rivals, denials, denied)
        return _with_other_lengths(claimed, weighed, fitted)
    # What fits comes near where others fit better, and not where it tells less of the claim than they do.
    chosen = [f for event in homes for f in event.findings]
    ids = {f.statement.id for event in fitted for f in event.findings}
    told_less = [f for f in fitting if f.statement.id not in ids]
    apart = {f.statement.id for f in (*chosen, *told_less)}
    listing = listing_two(claim, claimed, told)
    near = _of_their_report(
        claim,
        [
            f
            for f in told
            if f.similarity >= RELATED_BY_FIGURE
            and f.statement.id not in apart
            and is_then(claim, f)
            and comes_near(claim, claimed, f)
            and not heads_one_of(listing, f)
        ],
    )
    if homes:
        # No event is settled, so nobody is said to contradict anybody.
        known = {f.article.id for f in (*chosen, *told_less)}
        elsewhere = events_of([f for f in near if f.article.id not in known])
        # Where those that fit are in the claim's town, what comes near elsewhere in its province is not meant.
        in_town = _in_the_town(claim, (*homes, *elsewhere), reports)
        elsewhere = tuple(e for e in elsewhere if e in in_town and tells_as_much(claim, claimed, e, homes))[:MOST_NEAR]
        related = [*(Related(f, "reports") for event in homes for f in event.findings)]
        offered = {f.statement.id for event in elsewhere for f in event.findings}
        related += [Related(f, "context") for f in near if f.article.id in known or f.statement.id in offered]
        return _ambiguous(related, (*homes, *elsewhere))
    if not events:
        return Weighed("found", without_echoes(denials), events_of(denying)) if denials else NOTHING
    return _ambiguous([Related(f, "context") for event in events for f in event.findings], events)


def _with_other_lengths(claimed: Quantity, weighed: Weighed, fitted: Sequence[Event]) -> Weighed:
    """What was weighed, with whoever gives the very number over another length of time than the claim's close by."""
    told = {one.finding.statement.id for one in weighed.related}
    near = [f for event in fitted for f in event.findings if f.statement.id not in told]
    other = [Related(because(f, OVER_ANOTHER), "context") for f in near if is_over_another(claimed, f)]
    return replace(weighed, related=without_echoes([*weighed.related, *other])) if other else weighed


def _says_not(claim: Claim, claimed: Quantity) -> bool:
    """Whether a claim says that the figure is not so; ", not 2 million" behind it says so of another figure.

    "And not a single one was hit" tells what became of the counted, and "not me" who counted them. Whoever draws from
    a figure what was not so, "so no, they do not only hit the army", has given it.
    """
    behind = _NOT_ANOTHER.sub("", _DRAWN_FROM_IT.split(claim.text[claimed.span.end :])[0])
    return bool(TURNING["not"].search(claim.text[: claimed.span.end] + behind))


_NOT_ANOTHER = re.compile(
    r",?\s+(?:and\s+)?not\s+(?:(?:the\s+)?\d|(?:a\s+single\s+)?one\b|(?:me|mine|us)\b)[^,;.!?]*", re.IGNORECASE
)
#: What follows from it: "so no, they do not only hit the army"; "forty or so" and "so far" are of the figure.
_DRAWN_FROM_IT = re.compile(rf"(?<!\bor)\s+so,?\s+(?:{any_of('set_aside', 'drawn')})\b", re.IGNORECASE)


def _is_of_the_town_alone(claim: Claim, event: Event, counting: Sequence[Finding]) -> bool:
    """Whether all that an event has of a claim without a date is its town, which has seen many blows."""
    in_a_town = claim.when is None and any(place.province for place in claim.where)
    ids = {f.article.id for f in event.findings}
    return in_a_town and not any(tells_its_blow(claim, f) for f in counting if f.article.id in ids)


def _is_told_now(claimed: Quantity, event: Event) -> bool:
    """Whether a report is about an event, and not all of them only recall it."""
    return any(not aside(claimed, f) for f in event.findings)


def _names_a_town(event: Event) -> bool:
    return any(place.province for f in event.findings for place in where_of(f))


def _has_a_time(event: Event, claimed: Period) -> bool:
    """Whether it is known when an event was: its day or month, or that a report counts over all of the claim's year."""
    return event.period is not None or any(covers(claimed, f) for f in event.findings)


def _of_their_report(claim: Claim, fitting: Sequence[Finding]) -> list[Finding]:
    """The findings without those that look back, where their report has the figure for its own day, too."""
    back = {f.statement.id for f in fitting if of_another_day(f) or of_another_year(claim.text, f)}
    own = {f.article.id for f in fitting if f.statement.id not in back}
    return [f for f in fitting if f.article.id not in own or f.article.is_note or f.statement.id not in back]


def _in_the_town(claim: Claim, homes: Sequence[Event], reports: Mapping[str, Sequence[Finding]]) -> list[Event]:
    """The events in the town that the claim names, where there is one; else all: a town near it may be meant.

    "A raid on a village" happened in the town, too, where its report names that in its next sentence.
    """
    towns = [place for place in claim.where if place.province]
    own = [e for e in homes if any(_lies_in(towns, place) for f in e.findings for place in where_of(f))]
    own = [e for e in own if not all(_is_told_of_another(towns, f) for f in e.findings)] or own
    if not own:
        return list(homes)
    for event in homes:
        if event not in own and not _names_a_town(event):
            told = [f for article in {f.article.id: f for f in event.findings} for f in reports.get(article, ())]
            own += [event] if any(_happened_in(towns, f) for f in told) else []
    return own


def _is_told_of_another(towns: Sequence[Place], finding: Finding) -> bool:
    """Whether only the headline over a statement names one of the towns, and the report has come to another province.

    Under "39 killed on the road to Kalden", the 36 of whom the third sentence tells died in Tarn.
    """
    article, statement = finding.article, finding.statement
    if article.is_note or statement.place_in_article != "body" or any(_lies_in(towns, p) for p in statement.where):
        return False
    before = [p for p in read_places(article.text[len(article.title) : statement.span.start]) if p.province]
    return bool(before) and before[-1].province not in {town.province for town in towns}


def _happened_in(towns: Sequence[Place], finding: Finding) -> bool:
    """Whether a report says of what it has told that it was in one of the towns: "the strike hit a village in Homs".

    "The attack took place at a crossing west of Homs" is none in Homs.
    """
    if not worded("beside", "back").search(finding.words):
        return False
    start, text = finding.statement.span.start, finding.article.text
    there = [p for p in finding.statement.where if p.span and _IN_IT.search(text[start : p.span.start])]
    return any(_lies_in(towns, place) for place in there)


#: "In northern Homs", and not "west of Homs".
_IN_IT = re.compile(rf"\b(?:{any_of('set_aside', 'in_it')}) (?:the )?(?:[\w-]+ ){{0,2}}\Z", re.IGNORECASE)


def _lies_in(towns: Sequence[Place], place: Place) -> bool:
    return any(lying(town, place) in ("same", "contains") for town in towns)


def _ambiguous(related: Sequence[Related], events: Sequence[Event]) -> Weighed:
    """Several events, each with those of its findings that are not echoes of another."""
    kept = without_echoes(related)
    ids = {r.finding.statement.id for r in kept}
    shown = [tuple(f for f in event.findings if f.statement.id in ids) for event in events]
    return Weighed("ambiguous", kept, tuple(Event(findings) for findings in shown if findings))


def _denying(claim: Claim, claimed: Quantity, finding: Finding) -> Finding | None:
    """The finding in the voice of whoever denies the claimed figure in it; None when nobody does."""
    for quantity in finding.statement.quantities:
        for voice in finding.statement.attributions:
            if voice.grade != "denied" or not quantity.span.within(voice.span) or not fits(claimed, quantity):
                continue
            if not _denies_nothing(claim, finding, voice, quantity):
                return because(replace(finding, heard=voice), f'denied: "{voice.cue}"')
    if prints(claimed, finding) and (said := by_words(claim.text, finding.words)) and said.relation == "denies":
        return because(denier_of(finding), said.why)
    return None


def _is_of_more(claim: str, denied: str) -> bool:
    """Whether "denied that" is of how many, how or why, and not of a claim: "only 12", "because of a wrong map".

    Whoever turns the claim's words about has denied it all the same.
    """
    that = re.match(r"\s*(?:(?:reports?|claims?)\s+)?that\b", denied)
    if that is None:
        return False
    told = without_its_tail(denied[that.end() :])
    is_reasoned = re.search(rf"(?<!,)\s(?:{any_of('denials', 'as_a_reason')})\s", told) is not None
    return is_reasoned or any(
        re.search(rf"\b{re.escape(more[0])}\b", claim, re.IGNORECASE) is None
        for more in worded("denials", "how_many_or_how").finditer(told)
    )


def _denies_nothing(claim: Claim, finding: Finding, voice: Attribution, quantity: Quantity) -> bool:
    """Whether a voice that is heard as denying leaves this figure alone: it never denied, or denied something else."""
    text, cue = finding.article.text, voice.cue_span
    start = cue.end if cue else voice.span.start
    if cue and denies_nothing(text[finding.statement.span.start : cue.end]):
        return True
    before = text[finding.statement.span.start : cue.start if cue else start]
    if is_forged(before) or (cue and is_open_who_denies(before)):
        return True
    denied = text[start : finding.statement.span.end]
    return (
        is_only_own_deed(claim.text, denied)
        or denies_else(claim.text, denied)
        or is_of_another_place(claim.text, denied)
        or _is_of_more(claim.text, denied)
        or is_taken_for_granted(text[min(start, voice.span.start) : quantity.span.start])
    )
