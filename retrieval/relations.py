"""How a finding stands to the claim: it reports it, differs from it, denies it, or gives context.

A false "denies" is the worst error a card can make, so doubt is context.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from knowledge.model import Claim, Finding, Period, Quantity, Relation, Span, State
from knowledge.places import fold
from knowledge.places import related as lying
from knowledge.quantities import comparable
from knowledge.times import read_times
from retrieval.choosing import MOST_NEAR, settled, told_with
from retrieval.closeness import (
    TURNING,
    figure_shared,
    names_shared,
    numbers,
    report_is_about,
    same_topic,
    share,
    turned_alike,
    uncovered,
    values_in,
    word_for_word,
)
from retrieval.contrasts import by_words, denials_in, denies_alike, doubt
from retrieval.disowned import given, is_taken_for_granted
from retrieval.events import (
    DAY,
    PUBLICATION_LAG,
    Event,
    by_article,
    elsewhere,
    events_of,
    meet,
    subjects_of,
    when_of,
    where_of,
)
from retrieval.figures import (
    Contrast,
    apart_in,
    counts,
    of_figures,
    prints,
    prints_another,
    prints_near,
    surely_of,
    toll_risen,
)
from retrieval.homes import (
    MOSTLY,
    PARTLY,
    best_told,
    counted_events,
    is_of_its_day,
    joined,
    names_its_day,
    says_itself,
    told_in,
)
from retrieval.ledger import is_of_a_part
from retrieval.parties import parted, unnamed_doer, weapons_in
from retrieval.ranking import counts_same, fits, words_of
from retrieval.rivals import (
    aside,
    days_told,
    is_beyond,
    leads_with,
    led_with,
    may_be_of,
    of_another_day,
    of_another_year,
)
from retrieval.stance import Leaning, Reads

#: Below this a statement is about something else; nothing found is said rather than padded.
RELATED = 0.50
#: A statement that prints the claimed figure of the claimed thing is close to the claim in fewer words.
RELATED_BY_FIGURE = 0.40
#: From here on a statement without a figure says what the claim says.
STRONG = 0.62
#: A statement says what the claim says only when it uses more than this share of the claim's words.
SHARED_WORDS = 0.5
#: A figure belongs to the claim's topic when this share of its other words stands in the report.
SHARED_TOPIC = 0.5
#: A figure that is the claimed one belongs to it, too, when this share of them stands in the opening of its report.
SHARED_REPORT = 2 / 3
#: A rival that a note records beside a statement is about the same thing already.
RIVAL = 0.40
#: From here on the model's contradiction is believed; from there on it is enough not to count somebody as reporting.
SURE, DOUBTFUL = 0.95, 0.6
#: Words that stand for a speaker named before.
PRONOUNS = ("he", "she", "it", "they")
#: A number smaller than this is soon arrived at twice.
LEAST_SHARED = 5
#: Findings that the model reads for one card.
READ_AGAIN = 2


@dataclass(frozen=True, slots=True)
class Related:
    """A finding and how it stands to the claim."""

    finding: Finding
    relation: Relation


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the findings amount to: one event, several that the claim fits, or nothing close."""

    state: State
    related: tuple[Related, ...]
    events: tuple[Event, ...] = ()


NOTHING = Weighed("nothing_found", ())


def weigh(claim: Claim, findings: Sequence[Finding], stance: Reads | None = None) -> Weighed:
    """Decide which findings report the claim, which say otherwise about the same event, and which only stand near.

    Figures come first, then words; `stance`, where there is one, reads what both have left open.
    """
    ratings = [f for f in findings if f.is_rating]
    weighed = _weigh(claim, [f for f in findings if not f.is_rating], stance)
    related = [Related(f, "context") for f in _of_the_place(claim, ratings) if _rates(claim, f)]
    state = "found" if related and weighed.state == "nothing_found" else weighed.state
    return Weighed(state, (*weighed.related, *related), weighed.events)


def _rates(claim: Claim, finding: Finding) -> bool:
    """Whether somebody rated this claim, or one in nearly its words; that neither makes nor denies it."""
    rated = finding.attribution.span.of(finding.article.text)
    is_told = share(words_of(claim.text), rated) > SHARED_WORDS and numbers(claim.text) <= numbers(rated)
    return finding.similarity >= RELATED and is_told and _then(claim, finding) and bool(names_shared(claim, finding))


def _weigh(claim: Claim, findings: Sequence[Finding], stance: Reads | None) -> Weighed:
    here = _of_the_place(claim, [f for f in findings if f.statement.is_reporting])
    told = [f for f in here if f.statement.place_in_article != "rival"]
    rivals = [f for f in here if f.statement.place_in_article == "rival" and f.similarity >= RIVAL]
    every = told
    if denials_in(claim.text):
        return _weigh_denial(claim, [f for f in told if _then(claim, f)])
    reports = by_article(told)
    apart = {f.statement.id: why for f in told if (why := _parted(claim, f, reports[f.article.id]))}
    told = [f for f in told if f.statement.id not in apart]
    weighed = NOTHING
    claimed = _figure_of(claim, told)
    if claimed is not None:
        # A report may lead with the figure and name the place further down.
        telling = {
            f.article.id
            for f in told
            if f.similarity >= RELATED and not f.article.is_note and told_in(claim, claimed, f) >= MOSTLY
        }
        topical = [
            f
            for f in told
            if same_topic(claim, claimed, f, SHARED_TOPIC)
            or (prints(claimed, f) and report_is_about(claim, claimed, f, SHARED_REPORT))
            or (prints(claimed, f) and leads_with(f) and f.article.id in telling)
        ]
        weighed = _weigh_figure(claim, claimed, topical, rivals, told)
    if weighed.state == "nothing_found":
        weighed = _weigh_words(claim, [f for f in told if _then(claim, f)], rivals, stance)
    beside = [_because(f, apart[f.statement.id]) for f in every if f.statement.id in apart and _then(claim, f)]
    weighed = _with_others(claim, weighed, [f for f in told if _then(claim, f)], beside)
    return _with_the_claim_itself(weighed, [f for f in told if _printed(claim, f)])


def _of_the_place(claim: Claim, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that do not speak of another place than the claim."""
    if not claim.where:
        return list(findings)
    reports = by_article(findings)
    return [f for f in findings if not elsewhere(claim.where, f, reports[f.article.id]) or _has_a_namesake(claim, f)]


def _has_a_namesake(claim: Claim, finding: Finding) -> bool:
    """Whether a finding prints a place of the claim and is not read to: a village that is called like a known town."""
    typed = [place.span.of(claim.text) for place in claim.where if place.span and place.province]
    known = {fold(place.name) for place in finding.statement.where} | {
        fold(place.span.of(finding.article.text)) for place in finding.statement.where if place.span
    }
    return any(
        fold(name) not in known and re.search(rf"\b{re.escape(name)}\b", finding.words, re.IGNORECASE) for name in typed
    )


def _weigh_denial(claim: Claim, told: Sequence[Finding]) -> Weighed:
    """Who reports that something was denied: whoever tells of the same denial; what was denied stands near."""
    close = [f for f in told if f.similarity >= RELATED]
    denying = [_denier(f) for f in close if _printed(claim, f) or _denies_alike(claim, f)]
    if not denying:
        return _near_misses(claim, told)
    ids = {f.statement.id for f in denying}
    beside = [Related(f, "context") for f in close if f.statement.id not in ids]
    related = [*(Related(f, "reports") for f in denying), *beside]
    return Weighed("found", _without_echoes(related), events_of(denying))


def _denies_alike(claim: Claim, finding: Finding) -> bool:
    speakers = " ".join(a.speaker.name for a in finding.statement.attributions)
    same_figures = numbers(claim.text) <= numbers(finding.words)
    return same_figures and denies_alike(claim.text, finding.words, speakers)


def _parted(claim: Claim, finding: Finding, report: Sequence[Finding]) -> str:
    """In what a finding is of other people, or another side's deed, than the claim; who prints the claim is not."""
    if word_for_word(claim, finding):
        return ""
    if why := parted(claim, finding, report):
        return why
    doer = unnamed_doer(claim.text, finding.article.text, finding.article.title, finding.article.event or "")
    return f'without "{doer}"' if doer else ""


def _with_others(claim: Claim, weighed: Weighed, told: Sequence[Finding], beside: Sequence[Finding]) -> Weighed:
    """What is of others than the claim stands near what was found, or, where nothing was, is what stands nearest."""
    close = [f for f in beside if f.similarity >= RELATED]
    if not close:
        return weighed
    if not any(r.relation != "context" for r in weighed.related):
        printing = [f for f in close if any(prints(q, f) for q in claim.quantities)]
        return _near_misses(claim, sorted([*told, *beside], key=lambda f: -f.similarity), printing)
    articles = {r.finding.article.id for r in weighed.related}
    near = [f for f in close if f.article.id in articles or any(event.holds(f) for event in weighed.events)]
    related = _without_echoes([*weighed.related, *(Related(f, "context") for f in near)])
    return Weighed(weighed.state, related, weighed.events)


def _printed(claim: Claim, finding: Finding) -> bool:
    return word_for_word(claim, finding) and not doubt(claim.text, finding.words)


def _with_the_claim_itself(weighed: Weighed, printed: Sequence[Finding]) -> Weighed:
    """Who prints the claim word for word reports it, whatever a figure in it was compared with.

    What else was found is kept when it speaks of the same event.
    """
    reporting = {r.finding.statement.id for r in weighed.related if r.relation == "reports"}
    if not printed or any(f.statement.id in reporting for f in printed):
        return weighed
    ids, articles = {f.statement.id for f in printed}, {f.article.id for f in printed}
    own = events_of(printed)
    beside = [
        r
        for r in weighed.related
        if r.finding.statement.id not in ids
        and (r.finding.article.id in articles or any(event.holds(r.finding) for event in own))
    ]
    return Weighed("found", _without_echoes([*(Related(f, "reports") for f in printed), *beside]), own)


def _figure_of(claim: Claim, told: Sequence[Finding]) -> Quantity | None:
    """The figure that the claim is about: of several, the first that the report most like the claim prints."""
    figures = [q for q in claim.quantities if q.unit]
    printed = (q for f in told if f.similarity >= RELATED_BY_FIGURE for q in figures if prints(q, f))
    return next(printed, figures[0] if figures else None)


def _weigh_words(
    claim: Claim, told: Sequence[Finding], rivals: Sequence[Finding], stance: Reads | None = None
) -> Weighed:
    close = [f for f in told if f.similarity >= RELATED]
    related = _read_again(claim, [Related(*_by_words(claim, f)) for f in close], stance)
    noted = {r.finding.article.id for r in related if r.relation == "reports"}
    for rival in rivals:
        finding, relation = _by_words(claim, rival)
        if relation != "context":
            related.append(Related(finding, relation))
        elif rival.article.id in noted:
            # What a note sets against "only" or "all" can only be set against that; else it is open what it gainsays.
            against: Relation = "differs" if any(TURNING[t].search(claim.text) for t in ("only", "all")) else "context"
            related.append(Related(_because(rival, "set against it in the same note"), against))
    said = [r.finding for r in related if r.relation != "context"]
    if not said:
        return _near_misses(claim, told)
    return Weighed("found", _without_echoes(related), events_of(said))


def _read_again(claim: Claim, related: list[Related], stance: Reads | None) -> list[Related]:
    """What seems to report the claim in other words, read by the model: it may doubt that, and say so; it never denies.

    Only the nearest are read, since each takes ten milliseconds of one core.
    """
    open_ones = [r for r in related if r.relation == "reports" and not word_for_word(claim, r.finding)][:READ_AGAIN]
    if stance is None or not open_ones:
        return related
    leanings = stance([(claim.text, r.finding.words) for r in open_ones])
    read = {r.finding.statement.id: leaning for r, leaning in zip(open_ones, leanings, strict=True)}
    return [_leaned(r, read[r.finding.statement.id]) if r.finding.statement.id in read else r for r in related]


def _leaned(related: Related, leaning: Leaning) -> Related:
    if leaning.disagrees >= SURE:
        return Related(_because(related.finding, f"reads as the opposite ({leaning.disagrees:.0%})"), "differs")
    if leaning.disagrees >= DOUBTFUL:
        return Related(_because(related.finding, f"may not say the same ({leaning.disagrees:.0%})"), "context")
    return related


def _near_misses(claim: Claim, told: Sequence[Finding], others: Sequence[Finding] = ()) -> Weighed:
    """What is about the claim's subject though it does not say the claim; one subject, so that nothing is padded.

    `others` are reports of another side's deed, or of other people, that stand near where nothing else does.
    """
    bearing = [f for f in told if f.bears and (names_shared(claim, f) or figure_shared(claim, f))]
    bearing = bearing or [f for f in others if f.similarity >= RELATED]
    if not bearing:
        return NOTHING
    subject = {f.statement.id for f in subjects_of(bearing)[0]}
    return Weighed("found", _without_echoes([Related(f, "context") for f in bearing if f.statement.id in subject]))


def _by_words(claim: Claim, finding: Finding) -> tuple[Finding, Relation]:
    """How a finding without a common figure stands to the claim, and whose voice it is in."""
    said = by_words(claim.text, finding.words) or _denied_by_pronoun(claim, finding)
    if said and numbers(claim.text) <= numbers(finding.words):
        return _because(_denier(finding) if said.relation == "denies" else finding, said.why), said.relation
    if finding.similarity < STRONG or share(words_of(claim.text), finding.words) <= SHARED_WORDS:
        return finding, "context"
    if missing := uncovered(claim, finding):
        return _because(finding, f"without {missing}"), "context"
    if not numbers(claim.text) <= numbers(finding.words):
        # "Kill 21 ISIS" is not said by "kill 29 ISIS", whatever is counted.
        return finding, "context"
    if any(q.value for q in claim.quantities) and not numbers(claim.text):
        values = values_in(finding)
        if not any(q.value in values for q in claim.quantities):
            return finding, "context"
    if why := _apart_from_all(claim, finding) or doubt(claim.text, finding.words):
        return _because(finding, why), "context"
    held = given(finding)
    if any(prints(q, finding) for q in claim.quantities) and not any(prints(q, held) for q in claim.quantities):
        return held, "context"
    if finding.attribution.grade == "denied" and not denials_in(claim.text):
        # Whoever debunks a claim does not make it.
        return finding, "context"
    return finding, "reports" if turned_alike(claim.text, finding.words) else "context"


def _denied_by_pronoun(claim: Claim, finding: Finding) -> Contrast | None:
    """A denial by "it" or "they", where the report has said who that is and leaves no word of the claim untold."""
    denier = _denier(finding).attribution
    span = denier.speaker_span
    if denier.grade != "denied" or span is None or uncovered(claim, finding):
        return None
    if span.of(finding.article.text).lower() not in PRONOUNS or denier.speaker.name.lower() in PRONOUNS:
        return None
    after = finding.article.text[span.end : finding.statement.span.end]
    said = by_words(claim.text, f"The {denier.speaker.name}{after}")
    return said if said and said.relation == "denies" else None


def _apart_from_all(claim: Claim, finding: Finding) -> str:
    """In what a finding's figures are other counts than the claim's; empty where one of them may be the claimed one."""
    if any(prints(q, finding) for q in claim.quantities):
        return ""
    return next(filter(None, (apart_in(q, finding) for q in claim.quantities)), "")


def _denier(finding: Finding) -> Finding:
    """The finding in the voice of whoever denies something in it, where somebody is named."""
    denier = next((a for a in finding.statement.attributions if a.grade == "denied"), None)
    return finding if denier is None else replace(finding, heard=denier)


def _because(finding: Finding, why: str) -> Finding:
    """The finding with one reason more, as a reader may check it."""
    return finding if not why or why in finding.why else replace(finding, why=(*finding.why, why))


def _weigh_figure(
    claim: Claim,
    claimed: Quantity,
    told: Sequence[Finding],
    rivals: Sequence[Finding],
    everything: Sequence[Finding],
) -> Weighed:
    denying = [d for f in told if f.similarity >= RELATED and (d := _denying(claim, claimed, f))]
    denied = {f.statement.id for f in denying}
    # Whoever calls a figure wrong, or asks about it, has not counted it.
    told = [_heard(claimed, given(f)) for f in told if f.statement.id not in denied]
    everything = [given(f) for f in everything]
    rivals = [given(f) for f in rivals]
    if TURNING["not"].search(claim.text) and claimed.value > 0:
        # "Did not kill 200" is not said by whoever says 200, nor by whoever says 26.
        close = [Related(f, "context") for f in told if f.similarity >= RELATED and counts(claimed, f)]
        return Weighed("found", _without_echoes(close), events_of([r.finding for r in close])) if close else NOTHING
    fitting = _of_their_report(claim, [f for f in told if f.similarity >= RELATED_BY_FIGURE and prints(claimed, f)])
    homes = _in_the_town(claim, [event for event in events_of(fitting) if _event_then(claim, event)])
    denials = [Related(f, "denies") for f in denying]
    # A claim with a date is of the event of that date; a report without one may be of any.
    dated = [event for event in homes if claim.when is not None and event.period is not None]
    # What one report is about comes before what another recalls.
    current = [event for event in dated or homes if any(not aside(claimed, f) for f in event.findings)]
    share, homes = best_told(claim, claimed, current or dated or homes)
    if share >= MOSTLY:
        homes = joined(homes)
    fit, homes = len(homes), settled(claimed, homes)
    if fit > 1 and len(homes) == 1:
        everything = told_with(homes[0], everything)
    counting = [
        f
        for f in everything
        if f.statement.id not in denied and counts(claimed, f) and _then(claim, f) and not _aside(claim, claimed, f)
    ]
    told_of = days_told(everything)
    if (day := _day_of(claim)) is not None:
        counting = [f for f in counting if may_be_of(day, f, told_of)]
    most, events = counted_events(claim, claimed, counting, lambda f: surely_of(claim, f))
    if claim.when is not None:
        # "On 24 September" is of the event of that day, where there is one, and of none two days later.
        events = [e for e in events if e.period is not None and meet(e.period, claim.when)] or events
    if len(events) == 1 and most > share:
        # Its reports tell more of the claim than those that print its figure, which is of something else then.
        return _weigh_one_event(claim, claimed, events[0], everything, rivals, denials, denied)
    if len(homes) == 1:
        return _weigh_one_event(claim, claimed, homes[0], everything, rivals, denials, denied)
    near = [
        f
        for f in told
        if f.similarity >= RELATED_BY_FIGURE and f not in fitting and prints_near(claimed, f) and _then(claim, f)
    ]
    if homes:
        # No event is settled, so nobody is said to contradict anybody.
        known = {f.article.id for f in fitting}
        elsewhere = events_of([f for f in near if f.article.id not in known])[:MOST_NEAR]
        related = [*(Related(f, "reports") for event in homes for f in event.findings)]
        offered = {f.statement.id for event in elsewhere for f in event.findings}
        related += [Related(f, "context") for f in near if f.article.id in known or f.statement.id in offered]
        return _ambiguous(related, (*homes, *elsewhere))
    if not events:
        return Weighed("found", _without_echoes(denials), events_of(denying)) if denials else NOTHING
    return _ambiguous([Related(f, "context") for event in events for f in event.findings], events)


def _of_their_report(claim: Claim, fitting: Sequence[Finding]) -> list[Finding]:
    """The findings without those that look back, where their report has the figure for its own day, too."""
    back = {f.statement.id for f in fitting if of_another_day(f) or of_another_year(claim.text, f)}
    own = {f.article.id for f in fitting if f.statement.id not in back}
    return [f for f in fitting if f.article.id not in own or f.article.is_note or f.statement.id not in back]


def _in_the_town(claim: Claim, homes: Sequence[Event]) -> list[Event]:
    """The events in the town that the claim names, where there is one; else all: a town near it may be meant."""
    towns = [place for place in claim.where if place.province]
    own = [
        event
        for event in homes
        if any(
            lying(town, place) in ("same", "contains")
            for town in towns
            for f in event.findings
            for place in where_of(f)
        )
    ]
    return own or list(homes)


def _ambiguous(related: Sequence[Related], events: Sequence[Event]) -> Weighed:
    """Several events, each with those of its findings that are not echoes of another."""
    kept = _without_echoes(related)
    ids = {r.finding.statement.id for r in kept}
    shown = [tuple(f for f in event.findings if f.statement.id in ids) for event in events]
    return Weighed("ambiguous", kept, tuple(Event(findings) for findings in shown if findings))


def _weigh_one_event(
    claim: Claim,
    claimed: Quantity,
    home: Event,
    everything: Sequence[Finding],
    rivals: Sequence[Finding],
    denials: Sequence[Related],
    denied: Collection[str],
) -> Weighed:
    """Everybody's count of the claimed thing in one event, and what else the same reports say of it."""
    told = [_heard(claimed, f) for f in everything if f.statement.id not in denied]
    home = Event(tuple(_heard(claimed, f) for f in home.findings))
    ids = {f.article.id for f in home.findings}
    reporting = [f for f in home.findings if prints(claimed, f)]
    voices = {(f.article.id, f.speaker.name) for f in reporting}
    shown = {f.statement.id for f in reporting}
    days = [day for f in home.findings if (day := when_of(f)) is not None]
    days = [day for day in days if day.end - day.start <= DAY] or days
    named, told_of = _day_of(claim), days_told(told)
    together = [
        f
        for f in told
        if f.statement.id not in shown
        and counts(claimed, f)
        and _is_of(claim, claimed, home, ids, f)
        and (named is None or may_be_of(named, f, told_of))
    ]
    related = [Related(f, "reports") for f in reporting]
    known = (claimed,) if reporting else led_with(claimed, [*home.findings, *together])
    one_toll = _told_in_two_words(claimed, [*reporting, *together])
    for f in sorted(together, key=lambda f: (f.article.id, f.statement.ordinal)):
        # One voice that prints two figures in one report counts two things: other hours, another place.
        if prints(claimed, f) and f.article.id in ids and not f.article.is_note and of_another_year(claim.text, f):
            related.append(Related(_because(f, "of another year"), "context"))
        elif prints(claimed, f) and not of_another_day(f, days):
            related.append(Related(f, "reports"))
        elif (f.article.id, f.speaker.name) in voices:
            related.append(Related(_because(f, "another count in the same report"), "context"))
        elif known and is_beyond(claimed, f, known) and not says_itself(claim, claimed, f):
            related.append(Related(_because(f, "of something else"), "context"))
        elif why := _aside(claim, claimed, f, days):
            related.append(Related(_because(f, why), "context"))
        else:
            related.append(_differing(claimed, _as_counted(claimed, f, together), reporting, one_toll))
    related += [_differing(claimed, f) for f in rivals if f.article.id in ids and prints_another(claimed, f)]
    shown |= {f.statement.id for f in together}
    related += [
        Related(_because(f, apart_in(claimed, f)), "context")
        for f in told
        if f.article.id in ids and f.statement.id not in shown and f.similarity >= RELATED
    ]
    return Weighed("found", _without_echoes([*related, *denials]), (home,))


def _aside(claim: Claim, claimed: Quantity, finding: Finding, days: Sequence[Period] = ()) -> str:
    if _by_other_means(claim, finding):
        return "by other means"
    if _of_several_places(claim, finding):
        return "of several places"
    return aside(claimed, finding, days, tells_the_claim=says_itself(claim, claimed, finding))


def _by_other_means(claim: Claim, finding: Finding) -> bool:
    """Whether a statement tells of another weapon than the claim, and its headline not of the claim's either."""
    claimed, told = weapons_in(claim.text), weapons_in(finding.words)
    return bool(claimed and told) and not claimed & (told | weapons_in(finding.article.title))


def _of_several_places(claim: Claim, finding: Finding) -> bool:
    """Whether a statement lists the town of the claim with one of another province: "in Homs and Hama"."""
    here = [place for place in claim.where if place.province]
    told = [place for place in finding.statement.where if place.province and place.span]
    if not any(lying(one, place) in ("same", "contains") for one in here for place in told):
        return False
    text = finding.article.text
    return any(
        lying(one, other) == "apart" and _LISTED.fullmatch(text, one.span.end, other.span.start)
        for one, other in pairwise(sorted(told, key=lambda place: place.span or Span(0, 0)))
        if one.span and other.span and one.span.end <= other.span.start
    )


#: Between two places of a list.
_LISTED = re.compile(r"[\s,;]*(?:(?:and|in|its|the|countryside|city|province)[\s,;]+)*", re.IGNORECASE)


def _day_of(claim: Claim) -> Period | None:
    """The day that a claim names, where it names no longer stretch."""
    return claim.when if claim.when is not None and claim.when.end - claim.when.start <= DAY else None


def _is_of(claim: Claim, claimed: Quantity, home: Event, ids: Collection[str], finding: Finding) -> bool:
    """Whether a finding is of an event: in one of its reports, told as they tell it, or of its day and of the claim."""
    if finding.article.id in ids:
        return True
    told = told_in(claim, claimed, finding)
    if (told >= PARTLY or home.tells_like(finding)) and home.may_count(finding):
        return True
    return (told >= MOSTLY and is_of_its_day(home, finding)) or (told >= PARTLY and names_its_day(home, finding))


def _as_counted(claimed: Quantity, finding: Finding, report: Sequence[Finding]) -> Finding:
    """The finding with the unit that its report gives the same figure elsewhere: its "toll of 85" is of civilians."""
    known = {
        q.value: q
        for f in report
        if f.article.id == finding.article.id
        for q in f.statement.quantities
        if comparable(claimed, q) == "same"
    }
    read = tuple(
        replace(q, unit=known[q.value].unit, counted=known[q.value].counted)
        if q.value in known and comparable(claimed, q) in ("broader", "narrower")
        else q
        for q in finding.statement.quantities
    )
    return replace(finding, statement=replace(finding.statement, quantities=read))


def _told_in_two_words(claimed: Quantity, event: Sequence[Finding]) -> tuple[Quantity, ...]:
    """The figures that are of all the claimed, in another word: "61 people" here, "61 civilians" there, in one event.

    Its civilians are all its dead then, and no part of them.
    """
    figures = [q for f in event for q in f.statement.quantities if counts_same(claimed, q) and q.value >= LEAST_SHARED]
    whole = {q.value for q in figures if comparable(claimed, q) == "same"}
    return tuple(q for q in figures if q.value in whole and comparable(claimed, q) != "same" and not is_of_a_part(q))


def _differing(
    claimed: Quantity, finding: Finding, reporting: Sequence[Finding] = (), one_toll: Sequence[Quantity] = ()
) -> Related:
    """A finding with another figure: it differs, unless that counts a part or another time, or the toll has risen.

    `one_toll` are figures of the event that count the claimed thing in another word.
    """
    printed = min(
        (q for q in finding.statement.quantities if counts_same(claimed, q)),
        key=lambda q: abs(math.log((q.value + 1) / (claimed.value + 1))),
    )
    if any(comparable(printed, other) == "same" for other in one_toll):
        printed = replace(printed, unit=claimed.unit, counted=claimed.counted)
    stands = of_figures(claimed, printed)
    if stands.relation == "differs" and (risen := toll_risen(claimed, printed, finding, reporting)):
        return Related(_because(finding, risen), "context")
    return Related(_because(finding, stands.why), stands.relation)


def _denying(claim: Claim, claimed: Quantity, finding: Finding) -> Finding | None:
    """The finding in the voice of whoever denies the claimed figure in it; None when nobody does."""
    for quantity in finding.statement.quantities:
        for voice in finding.statement.attributions:
            if voice.grade != "denied" or not quantity.span.within(voice.span) or not fits(claimed, quantity):
                continue
            start = voice.cue_span.end if voice.cue_span else voice.span.start
            if not is_taken_for_granted(finding.article.text[min(start, voice.span.start) : quantity.span.start]):
                return _because(replace(finding, heard=voice), f'denied: "{voice.cue}"')
    if prints(claimed, finding) and (said := by_words(claim.text, finding.words)) and said.relation == "denies":
        return _because(_denier(finding), said.why)
    return None


def _heard(claimed: Quantity, finding: Finding) -> Finding:
    """The finding in the voice that gives the figure, where one statement has several voices."""
    voices = finding.statement.attributions
    if len(voices) < 2:
        return finding
    same = sorted(
        (q for q in finding.statement.quantities if counts_same(claimed, q)), key=lambda q: not fits(claimed, q)
    )
    for quantity in same:
        around = [voice for voice in voices if quantity.span.within(voice.span)]
        if around:
            return replace(finding, heard=min(around, key=lambda voice: voice.span.end - voice.span.start))
    return finding


def _without_echoes(related: Sequence[Related]) -> tuple[Related, ...]:
    """A headline that only repeats what a statement of its own report says is not a second voice.

    One with a figure that none of these statements prints repeats nothing.
    """
    told = {(r.finding.article.id, r.relation) for r in related if not _is_headline(r)}
    anything = {article for article, _ in told}
    printed = {(r.finding.article.id, q.value) for r in related if not _is_headline(r) for q in _counts_in(r)}
    return tuple(
        r
        for r in related
        if not _is_headline(r)
        or (r.relation == "differs" and not any((r.finding.article.id, q.value) in printed for q in _counts_in(r)))
        or (
            (r.finding.article.id, r.relation) not in told
            and not (r.relation == "context" and r.finding.article.id in anything)
        )
    )


def _counts_in(related: Related) -> list[Quantity]:
    return [q for q in related.finding.statement.quantities if q.unit and q.state]


def _is_headline(related: Related) -> bool:
    return related.finding.statement.place_in_article == "headline"


def _then(claim: Claim, finding: Finding) -> bool:
    """Whether a finding can speak of the time of the claim: what is not said may be."""
    when = when_of(finding)
    if claim.when is None or when is None or _meets(claim.when, when, came_out=when == finding.published):
        return True
    over = finding.statement.when
    if (
        over
        and claim.when.end - claim.when.start > DAY
        and over.start <= claim.when.start <= claim.when.end <= over.end
    ):
        # "181 since early 2022" is another count than one of May 2022, and bears on it.
        return True
    article = finding.article
    about = ". ".join(filter(None, (finding.words, article.title, article.event, article.event_id)))
    return when.start >= claim.when.end and _looks_back(about, claim.when)


def _looks_back(words: str, then: Period) -> bool:
    """Whether words name a time that is the claim's: "the blast of 2020", not "19 April 2021" for a claim of February.

    >>> then = read_times("in February 2021")[0]
    >>> _looks_back("the strikes of 2021", then), _looks_back("strikes on 19 April 2021", then)
    (True, False)
    """
    year = then.start.year
    if str(year) not in words and str(then.end.year) not in words:
        return False
    times = _times_in(words)
    if any(_meets(then, time) for time in times):
        return True
    # A year that is read as no time, as in the name of an event, is still the year that is looked back to.
    return str(year) in words and not any(time.start.year == year for time in times)


# The same words are held against claim after claim.
@lru_cache(maxsize=10_000)
def _times_in(words: str) -> tuple[Period, ...]:
    return tuple(read_times(words))


def _event_then(claim: Claim, event: Event) -> bool:
    """Whether an event can be of the time of the claim: its day, where a report gives one, comes before its month."""
    dated = [(finding, when) for finding in event.findings if (when := when_of(finding)) is not None]
    closest = [finding for finding, when in dated if when.end - when.start <= DAY] or [finding for finding, _ in dated]
    return not closest or any(_then(claim, finding) for finding in closest)


def _meets(claimed: Period, when: Period, *, came_out: bool = False) -> bool:
    """Whether two times meet, give or take the days until a report comes out; `came_out` is whether `when` is that day.

    What happened in a month happened in no other, though its last days are near the next.
    """
    of_a_day = when.end - when.start <= DAY
    before = PUBLICATION_LAG if of_a_day else timedelta()
    after = PUBLICATION_LAG if of_a_day or came_out else timedelta()
    return claimed.start < when.end + before and when.start < claimed.end + after
