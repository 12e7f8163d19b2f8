"""Which of several events a claim is plainly of: a reader is asked only where the reports leave that open.

"Fifty-three people were killed in Deir Ezzor" is of the report of fifty-three dead, though "nearly 58" might be it,
too; and what two reports tell in the same words, of the same weekday, happened once, whatever date they came out under.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import timedelta
from functools import partial

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import sides_in
from knowledge.speakers import sides_named
from knowledge.weekdays import A_WEEKDAY
from retrieval.claims.claimants import claimant_of, is_theirs, voices_claimed
from retrieval.counts.campaigns import counts_a_war
from retrieval.counts.periods import are_as_long, is_of_another_length
from retrieval.counts.wider import is_listed_with_another
from retrieval.deeds.doers import doers_in, names_its_doers
from retrieval.events import (
    DAY,
    MONTH,
    ONE_DAY,
    Event,
    apart,
    print_one_day,
    put_together,
    told_alike,
    when_of,
    where_of,
    within_days,
)
from retrieval.events.pairs import ALIKE
from retrieval.events.sameness import OPENING
from retrieval.grammar.closeness import share
from retrieval.grammar.naming import armed_groups, names_people, weapons_in, weapons_of_a_strike
from retrieval.origins import has_name, key_of
from retrieval.ranking import counts_of, counts_same, words_of
from retrieval.word_tables import any_of, worded

#: Events that only come near, beside those that fit: more is padding.
MOST_NEAR = 4
#: Reports whose openings share this much are one text, whenever it was printed.
WORD_FOR_WORD = 0.9
#: Two figures of so many, both alike, are of one event, where not both are round.
BY_CHANCE, ROUND = 20, 10
#: A weekday is of one week.
WEEK = timedelta(days=8)
ANOTHER = re.compile(rf"\b(?:{any_of('choosing', 'which')})\b", re.IGNORECASE)
_named_place = re.compile(r"\b(?:in|near) (?:the )?([A-Z][\w-]+)")
_weekday = re.compile(rf"\b{A_WEEKDAY}\b")


def settled(claim: Claim, claimed: Quantity, events: Sequence[Event]) -> list[Event]:
    """The events among which a reader has to choose: one where the claim is plainly of that one.

    What prints the claim's very figure comes before what may be it; what counts in its town alone, the very people,
    or over the very time, prints its other figures, too, names who did it or the armed group it names, or tells of its
    weapon, before others; and what is told again is one event.
    The toll of a war is of no day, whoever recalls it when.
    """
    closest = of_its_speaker(claim, claimed, _those(events, lambda f: bool(the_very(claimed, f))))
    # Whoever counts in Kalden and Tarn together has not counted so many in Kalden.
    listing = listing_two(claim, claimed, (f for event in closest for f in event.findings))
    closest = _those(closest, partial(_counts_there_alone, claim, claimed, listing))
    if claimed.unit == "people":
        # "Five children, four of them brothers" are five.
        closest = _those(closest, lambda f: any(not is_some_of_more(q, f) for q in the_very(claimed, f)))
        closest = _those(closest, lambda f: any(not counts_a_groups_own(claimed, q) for q in the_very(claimed, f)))
    else:
        # Whoever says "people" may mean civilians as well as soldiers.
        closest = _those(closest, lambda f: any(q.unit == claimed.unit for q in the_very(claimed, f)))
    if len(peoples := _peoples_in(claimed.counted)) > 1:
        # Who counts "rebels and jihadists" together comes before who counts the jihadists.
        closest = _those(closest, lambda f: any(_counts_all(peoples, q) for q in the_very(claimed, f)))
    if over := words_of(claimed.period):
        # "In 48 hours" is as long as "in two days".
        closest = _those(
            closest,
            lambda f: any(
                share(over, q.period) == 1 or are_as_long(claimed.period, q.period) for q in the_very(claimed, f)
            ),
        )
        # Who tells no length has not counted over another.
        closest = _those(closest, lambda f: any(not is_of_another_length(claimed, q) for q in the_very(claimed, f)))
    beside = [q for q in claim.quantities if q.unit and q != claimed]
    closest = _those(closest, lambda f: bool(the_very(claimed, f)) and all(the_very(q, f) for q in beside))
    if doers_in(claim.text):
        closest = _those(closest, lambda f: bool(the_very(claimed, f)) and tells_doers(claim.text, f))
    if groups := sides_in(claim.text) & armed_groups():
        closest = _those(closest, lambda f: bool(the_very(claimed, f)) and names_any(groups, f))
    if means := means_claimed(claim):
        closest = _those(closest, lambda f: bool(the_very(claimed, f)) and tells_means(means, f))
        # Whom the gas in a shell killed, no shell did.
        closest = _those(closest, lambda f: bool(the_very(claimed, f)) and not tells_of_gas(means, f))
    return list(put_together(closest, partial(_is_told_again, claimed)))


def listing_two(claim: Claim, claimed: Quantity, findings: Iterable[Finding]) -> set[str]:
    """The reports, by id, whose text gives the very number for the claim's town and another together."""
    return {
        finding.article.id
        for finding in findings
        if finding.statement.place_in_article != "headline"
        and the_very(claimed, finding)
        and is_listed_with_another(claim, finding)
    }


def heads_one_of(listing: Collection[str], finding: Finding) -> bool:
    """Whether a finding is the headline of such a report, which leaves the other town out."""
    return finding.statement.place_in_article == "headline" and finding.article.id in listing


def _counts_there_alone(claim: Claim, claimed: Quantity, listing: Collection[str], finding: Finding) -> bool:
    """Whether a finding gives the very number, and not for two towns together; a headline is as its text has it."""
    if not the_very(claimed, finding) or is_listed_with_another(claim, finding):
        return False
    return not heads_one_of(listing, finding)


def _peoples_in(counted: str) -> list[str]:
    """Each people that words count together, one sort behind the other: of "rebels and jihadists", both."""
    parts = (part.split() for part in _AND.split(counted))
    named = (" ".join(word for word in part if names_people(word)) for part in parts)
    return [people for people in named if people]


def _counts_all(peoples: Sequence[str], printed: Quantity) -> bool:
    return share(tuple(stem for people in peoples for stem in words_of(people)), printed.counted) == 1


_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)


def of_its_speaker(claim: Claim, claimed: Quantity, events: Sequence[Event]) -> list[Event]:
    """The events in which whoever the claim names counts: "MSF: 40 killed in Kalden" is of what MSF has counted.

    All where the claim names nobody, or nobody whom it names counts in any of them.
    """
    named = {key_of(voice.speaker.name) for voice in voices_claimed(claim.text) if has_name(voice.speaker)}
    claimant = claimant_of(claim)

    def counts(finding: Finding) -> bool:
        counted = counts_of(claimed, finding)
        own = bool(counted) and claimant is not None and is_theirs(claimant, finding)
        return own or any(named & _givers(finding, q) for q in counted)

    return _those(events, counts)


def _givers(finding: Finding, counted: Quantity) -> set[str]:
    """Everybody in whose words a figure stands: of "the UN says that officials counted 40", both."""
    voices = [voice for voice in finding.statement.attributions if counted.span.within(voice.span)]
    return {key_of(name) for voice in voices for name in (voice.speaker.name, *voice.via)}


def told_with(event: Event, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of an event's own reports, and of those that tell it: where others fit, too, near is not enough."""
    ids = {f.article.id for f in event.findings}
    return [f for f in findings if f.article.id in ids or event.tells_like(f)]


def _those(events: Sequence[Event], test: Callable[[Finding], bool]) -> list[Event]:
    """The events of which a finding passes the test, or all where none does."""
    return [event for event in events if any(test(f) for f in event.findings)] or list(events)


def tells_means(means: frozenset[int], finding: Finding) -> bool:
    """Whether a statement or the opening of its report tells of such a weapon; a note may leave it out."""
    return finding.article.is_note or bool(means & (_means_in(finding.words) | _means_in(_opening(finding))))


def tells_of_gas(means: frozenset[int], finding: Finding) -> bool:
    """Whether a statement tells of gas, and the claim, which names its weapons, does not."""
    return bool(weapons_in("gas") & weapons_in(finding.words) - means)


def tells_doers(claim: str, finding: Finding) -> bool:
    """Whether a report names a side that the claim has do it, as a note need not."""
    return finding.article.is_note or names_its_doers(claim, finding.words, _opening(finding))


def names_any(groups: frozenset[str], finding: Finding) -> bool:
    """Whether a report names one of these armed groups, by whatever name, as a note need not."""
    return finding.article.is_note or bool(groups & (sides_in(finding.words) | sides_in(_opening(finding))))


def means_claimed(claim: Claim) -> frozenset[int]:
    """The weapons that a claim names, by their rows of the table; none where it names no weapon."""
    return _means_in(claim.text)


def _means_in(words: str) -> frozenset[int]:
    """The weapons that words tell of; a bomb may have been dropped or laid, and an explosion was one that was laid.

    A strike is dealt from afar, and no knife's.
    """
    if told := weapons_in(words) or weapons_of_a_strike(words):
        return told
    if worded("choosing", "bombs").search(words):
        return weapons_in("air raid, car bomb")
    return weapons_in("car bomb") if worded("choosing", "blasts").search(words) else frozenset()


def the_very(claimed: Quantity, finding: Finding) -> list[Quantity]:
    """The figures of a finding that are the claimed number itself, and neither "dozens" nor one near it."""
    figures = (q for q in finding.statement.quantities if q.value == claimed.value and q.bound != "vague")
    return [q for q in figures if counts_same(claimed, q)]


def is_some_of_more(printed: Quantity, finding: Finding) -> bool:
    """Whether a sentence counts these among more of whom the same became: "six civilians, among them four children"."""
    text, told = finding.article.text, finding.statement.quantities
    return is_some_of_the_dead(printed, finding) or any(
        whole.value > printed.value
        and whole.state == printed.state
        and whole.span.end <= printed.span.start
        and _OF_THEM.search(text[whole.span.end : printed.span.end])
        for whole in told
    )


def counts_a_groups_own(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a figure counts an armed group's own, "four Hezbollah members", where a claim says "people"."""
    theirs = {side for side, _, _ in sides_named(printed.counted)} & armed_groups()
    return claimed.unit == "people" and bool(theirs - sides_in(claimed.counted))


def is_some_of_the_dead(printed: Quantity, finding: Finding) -> bool:
    """Whether a sentence says before a figure that these are some of all: "most of the deaths were in Tarn: 23"."""
    return _AMONG_ALL.search(finding.article.text[finding.statement.span.start : printed.span.start]) is not None


_AMONG_ALL = re.compile(rf"\b(?:{any_of('choosing', 'among_all')})\b", re.IGNORECASE)
_OF_THEM = re.compile(rf"\b(?:{any_of('choosing', 'of_them')})\b", re.IGNORECASE)


def is_over_another(claimed: Quantity, finding: Finding) -> bool:
    """Whether a finding has the claim's very number, and that for another length of time than the claim names."""
    very = the_very(claimed, finding)
    return bool(very) and all(is_of_another_length(claimed, q) for q in very)


def counts_just_these(claim: Claim, finding: Finding) -> bool:
    """Whether a finding has a figure of the claim, of the very people: "22 children", not "22 people", for children."""
    figures = [q for q in claim.quantities if q.unit or q.state]
    return any((q.unit, q.state) == (own.unit, own.state) for own in figures for q in the_very(own, finding))


def _is_told_again(claimed: Quantity, one: Event, other: Event) -> bool:
    """Whether a report of another date tells what one report of an event tells: its figure, in alike words.

    A weekday is of the week in which a report came out, so a reprint of "on Tuesday" seems to be of another day; what
    is told of a Friday and of a Monday, of two dates, or of two towns, happened twice.
    """
    first, second = ([f for f in event.findings if the_very(claimed, f)] for event in (one, other))
    if first and second and all(counts_a_war(f.words) for f in (*first, *second)):
        return True
    pairs = [(own, told) for own in first for told in second]
    if any(_note_one_count(claimed, own, told) for own, told in pairs):
        return True
    if any(apart(where_of(own), where_of(told)) or _is_reported_twice(claimed, own, told) for own, told in pairs):
        return False
    if any(_give_two_alike(own, told) and not _are_of_two_dates(own, told) for own, told in pairs):
        return True
    if any(_came_out_together(own, told) for own, told in pairs):
        return not any(_names_its_date(a) and _names_its_date(b) and _are_of_two_dates(a, b) for a, b in pairs)
    return not any(_are_of_two_dates(own, told) for own, told in pairs) and any(_tells_again(*pair) for pair in pairs)


def _note_one_count(claimed: Quantity, own: Finding, other: Finding) -> bool:
    """Whether two notes of one subject have one voice's count, which is no round one, and only its month is known.

    Two papers print one dispatch, and whoever notes each has the desert for its place or the border.
    """
    first, second = when_of(own), when_of(other)
    if first is None or second is None or not own.article.event or own.article.event != other.article.event:
        return False
    of_a_month = first == second and first.end - first.start > DAY
    seldom = claimed.value >= BY_CHANCE and bool(claimed.value % ROUND)
    return of_a_month and seldom and has_name(own.speaker) and key_of(own.speaker.name) == key_of(other.speaker.name)


def _is_reported_twice(claimed: Quantity, own: Finding, other: Finding) -> bool:
    """Whether one outlet gives another count of the wounded days later: it has told of a second blow.

    "Four killed, ten injured" of a Friday and "four killed, 28 injured" of the next are no reprint.
    """
    first, second = own.article.published, other.article.published
    if own.outlet != other.outlet or first is None or second is None or within_days(first, second, ONE_DAY):
        return False
    counted = [
        {q.state: q.value for q in f.statement.quantities if q.state and q.state != claimed.state} for f in (own, other)
    ]
    return any(counted[1].get(state, value) != value for state, value in counted[0].items())


def _give_two_alike(own: Finding, other: Finding) -> bool:
    """Whether two statements of one month give two large figures alike, and name no two towns.

    "At least 100 dead and 200 injured" are of many an earthquake.
    """
    when, then = when_of(own), when_of(other)
    if when is None or then is None or not within_days(when, then, MONTH):
        return False
    # The table of places knows few villages.
    here, there = (set(_named_place.findall(f"{f.article.title} {f.words}")) for f in (own, other))
    if here and there and not here & there:
        return False
    first, second = (
        {(q.value, q.state) for q in f.statement.quantities if q.unit and q.bound != "vague" and q.value >= BY_CHANCE}
        for f in (own, other)
    )
    alike = first & second
    return len(alike) > 1 and any(value % ROUND for value, _ in alike)


def _came_out_together(own: Finding, other: Finding) -> bool:
    """Whether two reports tell one story under one day, by what their pages print, whatever day they are kept under."""
    if own.article.is_note or other.article.is_note or not print_one_day(own.article, other.article):
        return False
    if told_alike(own.article, other.article) < ALIKE:
        return False
    days, others = _weekdays(own), _weekdays(other)
    # "The latest strikes" of two reports of one day are the same; "a second" of one of them may be another.
    ranked = [{word.lower() for word in ANOTHER.findall(_opening(f))} for f in (own, other)]
    return ranked[0] == ranked[1] and (not days or not others or bool(days & others))


def _are_of_two_dates(one: Finding, other: Finding) -> bool:
    """Whether a date stands in one of two statements, and the other is not of that day."""
    first, second = when_of(one), when_of(other)
    named = _names_its_date(one) or _names_its_date(other)
    return named and first is not None and second is not None and not within_days(first, second)


def _tells_again(own: Finding, other: Finding) -> bool:
    first, second = when_of(own), when_of(other)
    if first is None or second is None or own.article.is_note or other.article.is_note:
        return False
    alike = told_alike(own.article, other.article)
    near = alike >= WORD_FOR_WORD or within_days(first, second, MONTH)
    if not near or alike < ALIKE:
        return False
    if any(ANOTHER.search(_opening(f)) for f in (own, other)):
        return False
    days, others = _weekdays(own), _weekdays(other)
    if days and others and not days & others:
        return False
    return alike >= WORD_FOR_WORD or (bool(days & others) and abs(first.start - second.start) <= WEEK)


def _names_its_date(finding: Finding) -> bool:
    """Whether a statement gives its day by a date: "on 19 July"."""
    when = finding.statement.when
    if when is None or when.span is None or when.end - when.start > DAY:
        return False
    return any(letter.isdigit() for letter in when.span.of(finding.article.text))


def _weekdays(finding: Finding) -> set[str]:
    """The weekdays that a statement names, or failing that the opening of its report."""
    return set(_weekday.findall(finding.words)) or set(_weekday.findall(_opening(finding)))


def _opening(finding: Finding) -> str:
    return finding.article.text[: len(finding.article.title) + OPENING]
