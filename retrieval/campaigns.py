"""Which counts are of a whole war or campaign, and of no single event: "300,000 since 2011" is no other toll of a day.

"The worst attack since the war began killed 40" counts forty dead of one day all the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from knowledge.model import Claim, Finding, Quantity
from knowledge.times import read_times

#: "In 2017" dates an event; "October 2014 to October 2017" is a stretch of events.
YEAR = timedelta(days=366)
#: A count that covers more than this is of no single event.
MONTH = timedelta(days=31)

#: Without a year nothing covers more than one: "2014", "'14", "10/31/14", "the 90s".
_A_YEAR = re.compile(r"\d{4}|[\'’/]\d\d|\d0s")


def is_of_a_war(claim: Claim, reporting: Iterable[Finding]) -> bool:
    """Whether the claim itself counts over years: by its words, or by those of a note that reports its figure."""
    return counts_a_war(claim.text) or any(f.article.is_note and counts_a_war(f.words) for f in reporting)


def counts_a_war(words: str) -> bool:
    """Whether words speak of a count over years, or of a whole campaign.

    >>> counts_a_war("More than 300,000 have been killed since the war began"), counts_a_war("30 died since Monday")
    (True, False)
    >>> counts_a_war("The army's count for the four-month campaign: 180"), counts_a_war("30 died in the 2017 attack")
    (True, False)
    """
    told = _ranked().sub("", words)
    return bool(_over_years().search(told)) or _prints_years(told)


@lru_cache(maxsize=5_000)
def _prints_years(words: str) -> bool:
    """Whether words print a stretch of more than a year: "October 2014 to October 2017"."""
    return bool(_A_YEAR.search(words)) and any(period.end - period.start > YEAR for period in read_times(words))


def is_of_one_event(finding: Finding, quantity: Quantity) -> bool:
    """Whether this is a count of an event, and not of a war: "over 300,000 since 2011" is nobody's rival figure."""
    when = finding.statement.when
    # A note's date is that of its event, put there by hand; what its figure covers stands in its words.
    noted = finding.statement.place_in_article in ("note", "rival")
    long = not noted and when is not None and when.end - when.start > MONTH
    over = quantity.period if quantity.period in _ranked().sub("", finding.words) else ""
    return not (long or counts_a_war(over) or counts_a_war(finding.words))


@cache
def ledger_rows() -> dict[str, list[str]]:
    """The word lists by which a ledger tells what a figure covers, by row."""
    return cast("dict[str, list[str]]", tomllib.loads((files(__package__) / "ledger.toml").read_text("utf-8")))


@cache
def _over_years() -> re.Pattern[str]:
    rows = ("since", "years_of", "long_events", "wars", "ranks", "long_parts")
    since, years, events, wars, ranks, parts = ("|".join(ledger_rows()[row]) for row in rows)
    # "Since Veldia's conflict broke out in March 2011"; "the war monitor" is no war.
    return re.compile(
        rf"\bsince (?:{since}|(?:\w+ )?\d{{4}})\b|\b\w+-year(?:-old|-long)? (?:{years})\b|"
        rf"\bsince (?:[\w’'-]+ ){{0,5}}(?:{wars}|protests)\b|"
        rf"\b(?:{wars})\b(?! monitor)[^.;]{{0,60}}?\b(?:has|have|had) (?:\w+ )?(?:killed|claimed|left|cost|caused)\b|"
        # "210,000 have died in the conflict": a toll that has come to that, and was not counted on a day.
        rf"\b(?:has|have|had) (?:\w+ )?(?:died|killed) in (?:the|a) (?:[\w’'-]+ ){{0,3}}?(?:{wars})\b"
        r"(?! (?:on|in|of|at)\b)|"
        rf"\b(?:{ranks}) (?:[\w-]+ )?(?:{parts}) (?:of|in) the (?:[\w-]+ )?(?:{years}|{events})\b|"
        rf"\b(?:same|whole|entire|\w+-month(?:-long)?) (?:{events})\b",
        re.IGNORECASE,
    )


@cache
def _ranked() -> re.Pattern[str]:
    """What an event is called beside others, to the end of the clause: that is not for how long its dead were counted.

    "By far the worst use of gas in the two-year-old war", "the first deaths since the start of it"; not "the worst
    fighting of the war", nor "its worst strikes".
    """
    ranks, one, events = ("|".join(ledger_rows()[row]) for row in ("ranks", "one_event", "long_events"))
    between = r"(?:(?!(?:of|in|on|for|since|during|where|that|which|and)\b)[\w’'-]+ ){0,3}?"
    return re.compile(
        rf"\b(?:(?:{ranks}) {between}(?:{one})\b(?! (?:{events})\b)[^.;,]*?"
        # "A strike on Kalden, the worst in the war".
        rf"|(?:{one})\b[^.;,]*, (?:by far )?the (?:{ranks}) )\b(?:since|in|of|during)\b[^.;,]*",
        re.IGNORECASE,
    )
