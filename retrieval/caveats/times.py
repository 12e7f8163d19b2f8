"""Caveats about when: counts of another stretch of time, reporting older than the post, no date at all."""

from __future__ import annotations

from datetime import datetime, timedelta

from knowledge.model import Caveat, Period
from retrieval.caveats.drift import drift
from retrieval.caveats.margin import Count, Margin, each_once, findings_of
from retrieval.caveats.periods import covers, days_in, periods_part
from retrieval.caveats.printed import whose, words_of_figure
from retrieval.events import in_words, when_of
from retrieval.ranking import fits
from retrieval.wording import listed

#: What happened longer than this before a post is no news in it.
NEWS = timedelta(days=31)


def old_news(margin: Margin) -> list[Caveat]:
    """The reporting that fits is older than the post, and the post does not say that it speaks of the past."""
    if margin.sent is None or margin.claim.when is not None:
        return []
    told = margin.findings("reports") or margin.findings("differs", "denies")
    dated = [(f, when) for f in told if (when := when_of(f)) is not None]
    if not dated or any(when.end + NEWS > margin.sent.start for _, when in dated):
        return []
    first, last = min((w for _, w in dated), key=_start), max((w for _, w in dated), key=_start)
    from_when = in_words(last) if first.words == last.words else f"{in_words(first)} to {in_words(last)}"
    which = "The reporting that fits" if len(dated) == len(told) else "The reporting that fits and has a date"
    return [
        Caveat(
            "OLD_NEWS",
            f"{which} is from {from_when}; the post gives no date.",
            tuple(dict.fromkeys(f for f, _ in dated)),
        )
    ]


def period_differs(margin: Margin) -> list[Caveat]:
    """The count covers another time than the claim, or the counts cover different times."""
    claimed = margin.figure
    if claimed is None or margin.state == "nothing_found":
        return []
    line = drift(margin)
    if line and "PERIOD_DIFFERS" in line.kinds:
        return [Caveat("PERIOD_DIFFERS", line.sentence, (line.finding,))]
    fitting = [(f, q) for f, q in margin.counts("reports") if fits(claimed, q)]
    parted = [(f, q) for f, q in fitting if periods_part(margin.claim, claimed, q, f)]
    if parted and len(parted) == len(fitting):
        own = covers(margin.claim, claimed)
        claims = f"the claim says “{own}”" if own else "the claim names no time"
        told = each_once([f"{whose(f)}'s figure covers “{q.period}”" for f, q in parted])
        return [Caveat("PERIOD_DIFFERS", f"{listed(told[:3])}; {claims}.", findings_of(parted))]
    if margin.state != "found":
        return []
    return _among_themselves([(f, q) for f, q in margin.counts("reports", "differs") if days_in(q.period) is not None])


def undated(margin: Margin) -> list[Caveat]:
    """The reporting has no date."""
    without = [f for f in margin.findings("reports", "differs", "denies") if f.published is None]
    outlets = each_once([f.outlet for f in without])
    if not outlets:
        return []
    more = f" and {len(outlets) - 3} more" if len(outlets) > 3 else ""
    who = listed(outlets[:3]) if not more else ", ".join(outlets[:3])
    return [Caveat("UNDATED", f"No date is known for the reporting of {who}{more}.", tuple(without))]


def _among_themselves(counts: list[Count]) -> list[Caveat]:
    """Two counts of one thing that differ because one covers a day and the other a month."""
    for first in counts:
        for other in counts:
            a, b = days_in(first[1].period) or 1.0, days_in(other[1].period) or 1.0
            if a > 0 and b > 2 * a and other[1].value > first[1].value:
                told = [f"“{words_of_figure(f, q)}” ({whose(f)}) covers “{q.period}”" for f, q in (first, other)]
                return [Caveat("PERIOD_DIFFERS", f"Not one stretch of time: {listed(told)}.", (first[0], other[0]))]
    return []


def _start(period: Period) -> datetime:
    return period.start
