"""One voice's toll from day to day: which of its counts are steps of one rise, and which is the latest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from knowledge.model import Finding, Quantity
from knowledge.weekdays import LONG_WEEKDAY
from retrieval.caveats.margin import Count
from retrieval.caveats.printed import told_by
from retrieval.counts.figures import meet
from retrieval.counts.raised import is_the_earlier, says_it_moved
from retrieval.events import in_words

#: A date that is no closer than this cannot order two tolls.
DAY = timedelta(days=2)
#: The same voice counts the same event for about so long.
A_STORY = timedelta(days=14)
#: Two counts on two days may be of two events; three that only rise are one toll.
LEAST_STEPS = 3
_weekday = re.compile(rf"\b{LONG_WEEKDAY}\b", re.IGNORECASE)


def latest(counts: Sequence[Count]) -> list[Count]:
    """The counts without those that have since been brought up to date."""
    counts = _without_rounding(counts)
    old = {
        id(quantity)
        for series in (*moved(counts), *moved_on(counts), *told_day_by_day(counts))
        for _, quantity in series[:-1]
    }
    kept = [pair for pair in counts if id(pair[1]) not in old]
    risen = [pair for pair in kept if says_it_moved(pair)]
    if not risen:
        return kept
    finding, quantity = max(risen, key=lambda pair: pair[1].value)
    return [pair for pair in kept if pair[1].value >= quantity.value or not _not_after(pair[0], finding)]


def moved(counts: Sequence[Count]) -> list[tuple[Count, ...]]:
    """For each voice whose count only rose from day to day, its steps, the earliest first."""
    voices: dict[str, list[Count]] = {}
    for finding, quantity in counts:
        if day_out(finding) is not None and not is_the_earlier((finding, quantity)):
            voices.setdefault(told_by(finding), []).append((finding, quantity))
    series = []
    for counted in map(_without_rounding, voices.values()):
        steps = sorted(counted, key=lambda pair: (day_out(pair[0]) or datetime.max.replace(tzinfo=UTC), pair[1].value))
        values = [pair[1].value for pair in steps]
        days = {day_out(finding) for finding, _ in steps}
        # What a voice counts twice in one report is two things.
        once = all(
            len({q.value for f, q in steps if f.article.id == article and not says_it_moved((f, q))}) <= 1
            for article in _articles(steps)
        )
        # In one day nobody knows which figure came first, but for a report that says that it rose.
        in_order = any(map(says_it_moved, steps)) and all(q.bound != "vague" for _, q in steps)
        ordered = len(days) > 1 or in_order
        if once and ordered and values == sorted(values) and values[0] < values[-1] and _one_count(steps):
            series.append(tuple(p for n, p in enumerate(steps) if n == 0 or values[n] > values[n - 1]))
    return series


def moved_on(counts: Sequence[Count]) -> list[tuple[Count, ...]]:
    """For each voice of notes that says its toll was raised, however much later, what it first counted and that toll.

    Whoever writes a note knows of which event a count is; in reports a year's rise may join two events.
    """
    notes = [(f, q) for f, q in counts if f.article.is_note]
    raised = sorted((pair for pair in notes if says_it_moved(pair)), key=lambda pair: -pair[1].value)
    series: list[tuple[Count, ...]] = []
    for last in (pair for pair in raised if pair[1].value == raised[0][1].value):
        before = [pair for pair in notes if told_by(pair[0]) == told_by(last[0]) and came_out_after(last[0], pair[0])]
        if lower := [pair for pair in before if pair[1].value < last[1].value]:
            series.append((min(lower, key=lambda pair: pair[1].value), last))
    return series


def told_day_by_day(counts: Sequence[Count]) -> list[tuple[Count, ...]]:
    """The counts of one note that names another day for each, and that only rose: who wrote it tells of one toll."""
    series = []
    for article in sorted(_articles(counts)):
        dated = [(f.statement.when.start, (f, q)) for f, q in counts if f.article.id == article and f.statement.when]
        dated.sort(key=lambda one: (one[0], one[1][1].value))
        steps = [count for _, count in dated]
        values = [quantity.value for _, quantity in steps]
        days = {day for day, _ in dated}
        rose = values == sorted(set(values)) and len(days) == len(steps) >= LEAST_STEPS
        if rose and all(f.article.is_note for f, _ in steps) and len({(q.unit, q.state) for _, q in steps}) == 1:
            series.append(tuple(steps))
    return series


def _without_rounding(counts: Sequence[Count]) -> list[Count]:
    """The counts without those of headlines that the text gives more closely: "nearly 70" over 67."""
    return [
        (finding, quantity)
        for finding, quantity in counts
        if finding.statement.place_in_article != "headline"
        or not any(
            f.article.id == finding.article.id and f.statement.id != finding.statement.id and meet(quantity, q)
            for f, q in counts
        )
    ]


def _articles(counts: Sequence[Count]) -> set[str]:
    return {finding.article.id for finding, _ in counts}


def _one_count(steps: Sequence[Count]) -> bool:
    first, last = day_out(steps[0][0]), day_out(steps[-1][0])
    near = first is not None and last is not None and last - first <= A_STORY
    one_thing = len({(q.unit, q.state) for _, q in steps}) == 1
    # "Said on Sunday in a new toll": the day may be that of the saying.
    one_day = len({_when(f, q) for f, q in steps}) == 1 or says_it_moved(steps[-1]) or _all_on(steps)
    return near and one_thing and one_day


def _all_on(steps: Sequence[Count]) -> bool:
    """Whether all counts came out on one day, and those that name a day name that one."""
    days = {in_words(f.published) for f, _ in steps if f.published}
    return len(days) == 1 and {_when(f, q) for f, q in steps} <= {*days, ""}


def _when(finding: Finding, quantity: Quantity) -> str:
    """The day that a toll is of, however it is worded: "on Sunday", "early Sunday morning"."""
    when = finding.statement.when
    is_a_day = not quantity.period or _weekday.search(quantity.period)
    return in_words(when) if when is not None and is_a_day and when.end - when.start <= DAY else quantity.period


def day_out(finding: Finding) -> datetime | None:
    """The day on which a finding came out, where it is known so closely that it can order two tolls."""
    published = finding.published
    known = published is not None and published.end - published.start <= DAY
    return published.start if published is not None and known else None


def came_out_after(finding: Finding, other: Finding) -> bool:
    """Whether a finding surely came out after another one."""
    mine, theirs = finding.published, other.published
    return mine is not None and theirs is not None and mine.start >= theirs.end


def _not_after(finding: Finding, other: Finding) -> bool:
    mine, theirs = day_out(finding), day_out(other)
    return mine is None or theirs is None or mine <= theirs
