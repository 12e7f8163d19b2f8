"""On which day a report puts what it counts: the one that its words name for the deed, and not that on which
somebody spoke of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from knowledge.model import Finding, Period, Quantity
from knowledge.places import read_places, related
from knowledge.times import read_times
from retrieval.counts.periods import days_in
from retrieval.events import DAY, ONE_DAY, PUBLICATION_LAG, datelines_in, named_days, where_of, within_days
from retrieval.word_tables import any_of, worded

#: Statements from the beginning of a report in which an outlet tells, in its own words, what happened; further down
#: it tells what happened before.
LEAD = 3
#: Characters beside a day within which it is said to have been early or late on it.
NEARBY = 16

#: "In four days".
_STRETCH = re.compile(
    r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|several)[- ](day|week|month|year)s?\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:in|of|the|since|during)\s+((?:1[5-9]|20)\d\d)\b(?!\s+(?:people|dead|deaths|killed))")


def leads_with(finding: Finding) -> bool:
    """Whether a statement stands in the headline of a report or at its beginning."""
    return finding.statement.place_in_article == "headline" or finding.statement.ordinal <= LEAD


#: So few are soon arrived at twice.
FEW = 20


def of_another_day(finding: Finding, days: Sequence[Period] = ()) -> bool:
    """Whether a statement looks back to a day before its report, or covers a stretch, that is none of these days."""
    when, published = finding.statement.when, finding.published
    if when is None:
        return False
    if not days:
        return published is not None and when.end + PUBLICATION_LAG < published.start
    if when.end - when.start > DAY and all(day.end - day.start <= DAY for day in days):
        return True
    return not any(within_days(when, day, ONE_DAY) for day in days)


def only_recalls(finding: Finding, beside: Finding) -> bool:
    """Whether a statement gives a day before that of its report, and another one there, with as few, does not.

    "On Wednesday bombers killed two there", in a report of Sunday's shells, is not of the two whom these killed; 1,400
    are nobody's but those of the one day.
    """
    is_small = all(q.value < FEW for q in finding.statement.quantities)
    return is_small and _looks_back(finding) and not _looks_back(beside)


def _looks_back(finding: Finding) -> bool:
    return finding.published is not None and of_another_day(finding, (finding.published,))


def dated_by_its_report(finding: Finding, told: Mapping[str, Period]) -> Finding:
    """A headline, which names no day, with the day for which its report counts; `told` is what `days_told` gives."""
    day = told.get(finding.article.id)
    if day is None or finding.statement.when is not None or finding.statement.place_in_article != "headline":
        return finding
    return replace(finding, statement=replace(finding.statement, when=day))


def of_another_year(claim: str, finding: Finding) -> bool:
    """Whether a statement says that it looks back on a year before its report, "the 1987 landslide", not the claim's.

    Where it is not known when the report came out, any year it prints may be such.
    """
    named = {int(year) for year in _YEAR.findall(finding.words)} - {int(year) for year in _YEAR.findall(claim)}
    published = finding.published
    return bool(named) and (published is None or max(named) < published.start.year)


def days_told(findings: Iterable[Finding]) -> dict[str, Period]:
    """The day of which each report tells, by article: the one that its first statements name, where they name one."""
    told: dict[str, Period] = {}
    # Few are among the first and name a day.
    first = [f for f in findings if f.statement.when is not None and f.statement.ordinal <= LEAD]
    for finding in sorted(first, key=lambda f: f.statement.ordinal):
        when, published = finding.statement.when, finding.published
        if when is None or published is None or when.end - when.start > DAY:
            continue
        if when.end + PUBLICATION_LAG >= published.start:
            told.setdefault(finding.article.id, when)
    return told


def may_be_of(day: Period, finding: Finding, told: Mapping[str, Period]) -> bool:
    """Whether a statement may be of the very day that a claim names.

    Its own words, or those with which its report begins, name that day, or the name that its note gives the event;
    where none of them names any, or only when somebody spoke, the report came out on that day or soon after.
    """
    named = finding.statement.when or told.get(finding.article.id) or named_days(finding.article.event or "")
    meeting = named is not None and named.start < day.end and day.start < named.end
    if meeting or (named is not None and _is_of_the_deed(finding, named)):
        return meeting
    published = finding.published
    return published is None or (day.start < published.end and published.start < day.end + 2 * ONE_DAY)


def _is_of_the_deed(finding: Finding, named: Period) -> bool:
    """Whether a day is more than that on which somebody gave a count: "raids killed 70, the monitor said on Friday".

    "Renewed raids" are none of the day before, on which others counted.
    """
    if finding.statement.when != named or named.end - named.start > DAY or day_of_deed(finding) is not None:
        return True
    if not finding.article.is_note and worded("dated", "anew").search(finding.words):
        return True
    return not any(quantity.unit and quantity.state for quantity in finding.statement.quantities)


def day_of_deed(finding: Finding) -> Period | None:
    """The day that a statement names for what it counts; None where it names none, or the day on which somebody spoke.

    "Killed on Thursday" is of Thursday; "the ministry said on Thursday", "on Thursday the ministry said" and "rose to
    forty on Thursday" are of no day.
    """
    when, statement = finding.statement.when, finding.statement
    if when is None or when.span is None or when.end - when.start > DAY:
        return None
    counts = [q.span.start for q in statement.quantities if q.unit and q.state]
    if not counts:
        return None
    text, (start, end) = finding.article.text, (when.span.start, when.span.end)
    told = text[statement.span.start : start]
    before_count = told + worded("dated", "by_a_toll").sub("", text[start : max(start, min(counts))])
    if _is_spoken_on(told, text[end : statement.span.end]) or worded("dated", "rising").search(before_count):
        return None
    cues = [a.cue_span for a in statement.attributions if a.cue_span and end <= a.cue_span.start < min(counts)]
    if any(not worded("dated", "on_whose_word").search(cue.of(text)) for cue in cues):
        return None
    return when


def _as_late_or_early(day: Period, text: str, begins: int, ends: int) -> Period:
    """A day with the one before it, or after it, where it is said to have been early or late: "dawn on Tuesday".

    `begins` and `ends` are those of the sentence that names it.
    """
    start, end = (day.span.start, day.span.end) if day.span else (0, 0)
    around = text[max(begins, start - NEARBY) : min(ends, end + NEARBY)]
    before = ONE_DAY if worded("dated", "from_the_eve").search(around) else timedelta()
    after = ONE_DAY if worded("dated", "into_the_night").search(around) else timedelta()
    return replace(day, start=day.start - before, end=day.end + after)


def names_another_day(finding: Finding, days: Sequence[Period], told: Mapping[str, Period]) -> bool:
    """Whether a statement names for its figure a day that is none of those which the reports of an event name.

    A headline, or a first sentence without a day, is of the day of its report. `days` and `told`, by article, are what
    `deeds_told` gives.
    """
    begins = leads_with(finding) and finding.statement.when is None
    day = told.get(finding.article.id) if begins else _deed(finding)
    return day is not None and bool(days) and not any(day.overlaps(other) for other in days)


def came_out_before(finding: Finding, days: Sequence[Period]) -> bool:
    """Whether a report came out before all the days on which an event is said to have been, and names none of them.

    Such a report cannot have counted its dead.
    """
    published, named = finding.published, finding.statement.when
    if published is None or finding.article.is_note or not days:
        return False
    return all(published.end <= day.start and not (named and named.overlaps(day)) for day in days)


def was_told_before(finding: Finding, days: Sequence[Period]) -> bool:
    """Whether the sentence right behind a count tells of its dead by a day that is before all those of an event.

    "According to residents on Monday the civilians were killed": whether they died then, or were spoken of, they are
    none of Tuesday's dead. Whoever died in another town is none of those counted.
    """
    if finding.article.is_note or finding.statement.when is not None or not finding.statement.quantities or not days:
        return False
    behind = _sentence_behind(finding)
    if not worded("dated", "those_counted").search(behind) or _names_another_place(finding, behind):
        return False
    times = read_times(behind, finding.published)
    return len(times) == 1 and times[0].end - times[0].start <= DAY and all(times[0].end <= day.start for day in days)


def _names_another_place(finding: Finding, words: str) -> bool:
    """Whether words name a town or a province other than those of which a statement tells."""
    there = where_of(finding)
    named = (place for place in read_places(words) if place.province)
    return any(all(related(place, told) not in ("same", "contains") for told in there) for place in named)


def _sentence_behind(finding: Finding) -> str:
    """The sentence right behind a statement, or as much of it as is soon behind."""
    behind = finding.article.text[finding.statement.span.end :][:BEHIND].lstrip(" .\n")
    return re.split(r"[.;!?\n]\s", behind)[0]


def days_before(findings: Iterable[Finding]) -> list[Period]:
    """For each report that leads with what it counts and names no day for it, the days on which that may have been.

    It came out on one of them, or the next day but one at most. Empty where one of them may look further back.
    """
    days: list[Period] = []
    for finding in findings:
        published = finding.published
        if published is None or finding.article.is_note or published.end - published.start > DAY:
            return []
        if leads_with(finding):
            days.append(replace(published, start=published.start - 2 * ONE_DAY))
    return days


def deeds_told(findings: Iterable[Finding]) -> dict[str, Period]:
    """The day of the deed that the first of these findings to name one gives, by article.

    With the next day where it was late, and the one before where it was early.
    """
    told: dict[str, Period] = {}
    for finding in sorted(findings, key=lambda f: f.statement.ordinal):
        if (day := _deed(finding)) is not None:
            told.setdefault(finding.article.id, day)
    return told


def _deed(finding: Finding) -> Period | None:
    day, span = day_of_deed(finding), finding.statement.span
    if day is None:
        return day_told_behind(finding)
    return _as_late_or_early(day, finding.article.text, span.start, span.end)


def day_told_behind(finding: Finding) -> Period | None:
    """The day that the sentence right behind a count gives its deed: "The strike was carried out on Tuesday".

    "A hundred were killed, a resident said on Tuesday" names no day for it, and may go on so.
    """
    if finding.article.is_note or not finding.statement.quantities:
        return None
    behind = _sentence_behind(finding)
    dealt = _dealt().match(behind.removeprefix(datelines_in(behind)).lstrip())
    if dealt is None or not _is_their_blow(dealt["blow"], finding.words):
        return None
    on = behind.index(dealt.group()) + dealt.end()
    times = read_times(behind, finding.published)
    day = times[0] if len(times) == 1 else None
    if day is None or day.span is None or day.end - day.start > DAY or not _ON.fullmatch(behind, on, day.span.start):
        return None
    return _as_late_or_early(day, behind, 0, len(behind))


def _is_their_blow(blow: str, words: str) -> bool:
    """Whether a blow is the only sort that a sentence names: "raids killed ten after an attack" tells of two."""
    named = (found.group() for found in worded("asides", "blows").finditer(words))
    return all(_sort_of(other) == _sort_of(blow) for other in named)


def _sort_of(blow: str) -> str:
    return blow.lower().removeprefix("air").strip().removesuffix("s")


#: Characters behind a count in which the next sentence says when its deed was.
BEHIND = 200
_ON = re.compile(r"\s+(?:(?:early|late|on)\s+)*")


@cache
def _dealt() -> re.Pattern[str]:
    """A deed that a sentence begins with, and goes on to say when it was: "The strike was carried out"."""
    return re.compile(rf"(?:The|This|These) (?P<blow>{any_of('asides', 'blows')}) (?:{any_of('dated', 'dealt')})\b")


def over_its_stretch(claimed: Quantity, printed: Quantity, finding: Finding) -> Quantity:
    """A figure over the claim's stretch of time, where its statement words that otherwise: "over a four-day siege".

    A note on an event of as many days counts over them all.
    """
    if finding.article.is_note and not printed.period and _lasts_as_long(finding.article.event or "", claimed.period):
        return replace(printed, period=claimed.period)
    told, when = _STRETCH.search(claimed.period), finding.statement.when
    if printed.period or told is None or (when is not None and when.end - when.start <= DAY):
        return printed
    length, unit = told.groups()
    over = rf"\b(?:in|over|during|within) (?:the |an? )?(?:last |past )?{length}[- ]{unit}s?\b"
    return replace(printed, period=claimed.period) if re.search(over, finding.words, re.IGNORECASE) else printed


#: A month is of thirty days and of thirty-one.
_A_DAY_OR_TWO = 2


def _lasts_as_long(event: str, period: str) -> bool:
    """Whether the days in the name of an event are as many as a count covers.

    >>> _lasts_as_long("Flood in Kalden, 3 - 9 May 2021", "in a week"), _lasts_as_long("Fire, 3 May 2021", "in a week")
    (True, False)
    """
    days, covered = named_days(event), days_in(period)
    if days is None or covered is None:
        return False
    return abs((days.end - days.start) / ONE_DAY - covered) < _A_DAY_OR_TWO


@cache
def _spoken_on() -> re.Pattern[str]:
    """What stands right before the day on which somebody spoke: "the ministry said late on Wednesday"."""
    between = r"(?P<between>(?: (?!that\b)\w+){0,2}?)"
    return re.compile(rf"\b(?:{any_of('dated', 'saying')}){between} (?:late |early |on )*$", re.IGNORECASE)


_WHERE_OR_HOW = re.compile(r" (?:in|at|by|from|to|during|via|through)\b", re.IGNORECASE)


def _is_spoken_on(before: str, behind: str) -> bool:
    """Whether somebody spoke on the day between these words.

    >>> _is_spoken_on("the ministry said in Homs on ", ", ten died"), _is_spoken_on("it said raids on ", " killed ten")
    (True, False)
    """
    spoken = _spoken_on().search(before)
    if spoken is None or not spoken["between"] or _WHERE_OR_HOW.match(spoken["between"]):
        return spoken is not None
    told_somebody = spoken.group().lower().startswith("told")
    return told_somebody or not re.match(rf" (?:{any_of('dated', 'doing')})\b", behind, re.IGNORECASE)
