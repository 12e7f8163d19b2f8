"""Caveats about when: counts of another stretch of time, reporting older than the post, no date at all."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from knowledge.model import Caveat, Claim, Finding, Period, Quantity
from retrieval.caveats.drift import drifted
from retrieval.caveats.margin import Count, Margin, each_once, findings_of
from retrieval.caveats.printed import in_marks, quoted_figure, whose
from retrieval.counts.periods import covers, days_in, names_a_length, period_words, periods_part
from retrieval.counts.yearless import names_a_month_without_year
from retrieval.events import in_words, when_of
from retrieval.ranking import fits
from retrieval.word_tables import worded
from retrieval.wording import dated, listed, opening, told, told_of

#: What happened longer than this before a post is no news in it.
NEWS = timedelta(days=31)
#: The toll of a whole war is no other count of one day of it.
AS_MUCH = 10

#: "18/02/21" may be of 2018 or of 2021, and is a date.
_in_figures = re.compile(r"(?<![\d/.])(?:\d{1,2}/\d{1,2}/\d\d|\d\d\.\d\d\.\d\d)(?![\d/]|\.\d)")

_CLAUSE = re.compile(r"[,;:!?]\s|\s(?:and|but|while|so)\s")


def old_news(margin: Margin) -> list[Caveat]:
    """The reporting that fits is older than the post, and the post does not say that it speaks of the past."""
    if margin.sent is None:
        return []
    when = margin.claim.when
    # A day without its year is of the year that the reports gave it.
    yearless = when is not None and when.basis == "inferred"
    yearless = yearless or (when is None and names_a_month_without_year(margin.claim.text))
    if (when is not None and not yearless) or _in_figures.search(margin.claim.text):
        return []
    fitting = margin.findings("reports")
    telling = fitting or margin.findings("differs", "denies")
    placed = [(f, when) for f in telling if (when := when_of(f)) is not None]
    if not placed or any(when.end + NEWS > margin.sent.start for _, when in placed):
        return []
    when_told = _of_when(placed)
    is_of_now = not yearless and speaks_of_now(_part_with_its_figure(margin.claim))
    if not fitting:
        sentence = _of_what_is_shown(when_told, yearless, len(placed) == len(telling), is_of_now=is_of_now)
    elif is_of_now and len(placed) == len(telling):
        sentence = told("The reporting that fits is {when}; the claim speaks of now.", when=when_told)
    elif is_of_now:
        sentence = told("The reporting that fits and has a date is {when}; the claim speaks of now.", when=when_told)
    elif yearless:
        sentence = told("The reporting that fits is {when}; the claim names no year.", when=when_told)
    elif len(placed) == len(telling):
        sentence = told("The reporting that fits is {when}; the claim gives no date.", when=when_told)
    else:
        sentence = told("The reporting that fits and has a date is {when}; the claim gives no date.", when=when_told)
    return [Caveat("OLD_NEWS", sentence, tuple(dict.fromkeys(f for f, _ in placed)))]


def speaks_of_now(claim: str) -> bool:
    """Whether a claim says that something is so as it is written, which an older report cannot know.

    >>> speaks_of_now("There are still 300 wolves in Marrow"), speaks_of_now("There were still 300 wolves in Marrow")
    (True, False)
    >>> speaks_of_now("40 people died in Marrow and there is still no justice"), speaks_of_now("and still no justice")
    (False, False)
    """
    of_now, of_then = (worded("caveats", row) for row in ("of_now", "of_then"))
    return bool(of_now.search(claim)) and not of_then.search(claim)


def _part_with_its_figure(claim: Claim) -> str:
    """The clause of a claim in which it counts: "218 died, and still no justice" counts nobody of today."""
    clauses = _CLAUSE.split(claim.text)
    counted = [q.span.of(claim.text) for q in claim.quantities if q.unit or q.counted]
    return next((clause for clause in clauses if any(words in clause for words in counted)), claim.text)


def _of_what_is_shown(when: str, yearless: bool, is_dated: bool, *, is_of_now: bool) -> str:
    """Of when the reports are where none of them fits: whoever only says otherwise or denies it does not."""
    if is_of_now and is_dated:
        return told("The reporting shown is {when}; the claim speaks of now.", when=when)
    if is_of_now:
        return told("The reporting shown that has a date is {when}; the claim speaks of now.", when=when)
    if yearless:
        return told("The reporting shown is {when}; the claim names no year.", when=when)
    if is_dated:
        return told("The reporting shown is {when}; the claim gives no date.", when=when)
    return told("The reporting shown that has a date is {when}; the claim gives no date.", when=when)


def period_differs(margin: Margin) -> list[Caveat]:
    """The count covers another time than the claim, or the counts cover different times."""
    claimed = margin.figure
    if claimed is None or margin.state == "nothing_found":
        return []
    if line := drifted(margin, "PERIOD_DIFFERS"):
        return [line]
    fitting = [(f, q) for f, q in margin.counts("reports") if fits(claimed, q)]
    parted = [(f, q) for f, q in fitting if periods_part(margin.claim, claimed, q, f.statement.when)]
    # Of a claim that says for how long, a reader wants to know that most count over another time.
    most = len(fitting) / 2 if names_a_length(claimed.period) else len(fitting) - 1
    if parted and len(parted) > most:
        own = covers(margin.claim, claimed)
        claims = told("the claim says “{words}”", words=own) if own else told("the claim names no time")
        each = each_once(
            [told("the figure of {who} covers {time}", who=whose(f), time=_time_of(f, q)) for f, q in parted]
        )
        sentence = opening(told("{each}; {but}.", each=listed(each[:3]), but=claims))
        return [Caveat("PERIOD_DIFFERS", sentence, findings_of(parted))]
    if margin.state != "found":
        return []
    counts = margin.counts("reports", "differs")
    surely = margin.telling("reports", "differs")
    return _among_themselves([(f, q) for f, q in counts if f in surely and days_in(q.period) is not None])


def _time_of(finding: Finding, quantity: Quantity) -> str:
    """The time that a figure covers, as printed beside it or, failing that, elsewhere in its sentence."""
    when = finding.statement.when
    time = period_words(quantity) or (when.span.of(finding.article.text) if when and when.span else "")
    # Within our sentence, what a note has happen "in ten years" covers ten years.
    return in_marks(finding, time).removeprefix("in ")


def undated(margin: Margin) -> list[Caveat]:
    """The reporting has no date."""
    without = [f for f in margin.findings("reports", "differs", "denies") if f.published is None]
    outlets = each_once([f.outlet for f in without])
    if not outlets:
        return []
    more = [told_of(len(outlets) - 3, "{n} more", "{n} more")] if len(outlets) > 3 else []
    who = listed([*outlets[:3], *more])
    return [Caveat("UNDATED", told("No date is known for the reporting of {who}.", who=who), tuple(without))]


def _among_themselves(counts: list[Count]) -> list[Caveat]:
    """Two counts of one thing that differ because one covers a day and the other a month."""
    for first in counts:
        for other in counts:
            a, b = days_in(first[1].period) or 1.0, days_in(other[1].period) or 1.0
            if a > 0 and b > 2 * a and first[1].value < other[1].value <= AS_MUCH * first[1].value:
                each = [
                    told(
                        "{figure} ({who}) covers {time}",
                        figure=quoted_figure(f, q),
                        who=whose(f),
                        time=_time_of(f, q),
                    )
                    for f, q in (first, other)
                ]
                sentence = told("Not one stretch of time: {each}.", each=listed(each))
                return [Caveat("PERIOD_DIFFERS", sentence, (first[0], other[0]))]
    return []


def _of_when(placed: list[tuple[Finding, Period]]) -> str:
    """Whether these reports are of their events' time, or look back: a report of 2023 on the events of 2020."""
    out = [f.published for f, when in placed if f.published and _came_out_then(f, when)]
    about = [when for f, when in placed if not _came_out_then(f, when)]
    if not about:
        return told("from {when}", when=_stretch(out))
    if out and _stretch(out) == _stretch([*out, *about]):
        # One that looks back came out later than that.
        return told("about events of {when}", when=_stretch([when for _, when in placed]))
    looking_back = told("about events of {when}", when=_stretch(about))
    if not out:
        return looking_back
    return told("in part {one}, in part {other}", one=told("from {when}", when=_stretch(out)), other=looking_back)


def _came_out_then(finding: Finding, when: Period) -> bool:
    return finding.published is not None and finding.published.start <= when.end + NEWS


def _stretch(periods: list[Period]) -> str:
    """From when to when these reach, no closer than to the month where they are several.

    >>> from knowledge.articles import day
    >>> _stretch([day("2021-04-19"), day("2021-04-21")]), _stretch([day("2021-04-19")])
    ('April 2021', '19 April 2021')
    """
    if len({period.words for period in periods}) == 1:
        return in_words(periods[0])
    first, last = min(p.start for p in periods), max(p.start for p in periods)
    later = dated(f"{last:%B %Y}", _month_of(last))
    if (first.year, first.month) == (last.year, last.month):
        return later
    # English says the year once.
    month = dated(f"{first:%B}" if first.year == last.year else f"{first:%B %Y}", _month_of(first))
    return told("{month} to {later}", month=month, later=later)


def _month_of(moment: datetime) -> Period:
    first = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Period(first, (first + NEWS).replace(day=1), "stated")
