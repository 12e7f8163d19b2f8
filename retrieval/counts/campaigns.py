"""Which counts are of a whole war or campaign, and of no single event: "300,000 since 2011" is no other toll of a day.

"The worst attack since the war began killed 40" counts forty dead of one day all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from knowledge.model import Claim, Finding, Quantity
from knowledge.places import read_places
from knowledge.speakers import sides_named
from knowledge.times import read_times
from retrieval.counts.periods import is_of_a_month, names_a_length
from retrieval.grammar.blanked import blanked
from retrieval.grammar.nations import DEAD_OF_A_WAR
from retrieval.word_tables import any_of, worded

#: "In 2017" dates an event; "October 2014 to October 2017" is a stretch of events.
YEAR = timedelta(days=366)
#: A count that covers more than this is of no single event.
MONTH = timedelta(days=31)

#: Fewer dead are told of a battle "in the war"; so many without a word for it are no single event's.
LEAST_OF_A_WAR, NO_EVENTS = 1_000, 250_000
LEAST_ROOT = 4
#: "Its tenth year" is not all of a war.
_OF_ONE_YEAR = worded("ledger", "of_one_year")
#: "The Yom Kippur war" is one of a country's several.
_NAMED_WAR = re.compile(r"(?P<name>[A-Z][\w-]+ [A-Z][\w-]+) [Ww]ar\b")
#: Beside a count and a country these say nothing else.
_SAYS_MORE = re.compile(rf"\b(?!(?:{any_of('ledger', 'beside_a_toll')})\b)[^\W\d_]{{2,}}", re.IGNORECASE)

#: Without a year nothing covers more than one: "2014", "'14", "10/31/14", "the 90s".
_A_YEAR = re.compile(r"\d{4}|[\'’/]\d\d|\d0s")


def is_of_a_war(claim: Claim, reporting: Iterable[Finding]) -> bool:
    """Whether the claim itself counts over years: by its words, or by those of a note that reports its figure."""
    return (
        counts_a_war(claim.text)
        or claims_a_whole_war(claim)
        or any(f.article.is_note and counts_a_war(f.words) for f in reporting)
    )


def claims_a_whole_war(claim: Claim) -> bool:
    """Whether any figure of a claim is the toll of a whole war."""
    return any(claims_a_war(claim, quantity) for quantity in claim.quantities)


def claims_a_war(claim: Claim, claimed: Quantity) -> bool:
    """Whether a claim is the toll of a whole war: "500,000 dead in the Syrian war", "half a million killed in Syria".

    It names no town and no day; without a word for the war it says nothing but how many, and the country.
    """
    if claimed.state != "killed" or claimed.value < LEAST_OF_A_WAR or any(place.province for place in claim.where):
        return False
    if (claim.when is not None and claim.when.end - claim.when.start <= YEAR) or _OF_ONE_YEAR.search(claim.text):
        return False
    if is_a_blow(claim.text):
        return False
    if _a_war().search(claim.text):
        return True
    spans = [claimed.span, *(place.span for place in claim.where if place.span)]
    rest = "".join(c for at, c in enumerate(claim.text) if not any(s.start <= at < s.end for s in spans))
    return any(place.country for place in claim.where) and claimed.value >= NO_EVENTS and not _SAYS_MORE.search(rest)


def tells_the_war(claim: Claim, finding: Finding) -> bool:
    """Whether a finding counts over the war of the claim's country: by its words, its headline or its note's event."""
    article, statement = finding.article, finding.statement
    if max((q.value for q in statement.quantities), default=0.0) < LEAST_OF_A_WAR:
        return False
    about = f"{article.title} {article.event or ''}"
    told = _ranked().sub("", finding.words)
    where = statement.where or read_places(about)
    if any(place.province for place in where):
        # A city's dead over the war are a part of them.
        return False
    over = counts_a_war(finding.words) or (article.is_note and counts_a_war(about))
    if not over:
        a_day = statement.when is not None and statement.when.end - statement.when.start <= YEAR
        # Whoever counts "civilian deaths" tells of no death.
        besides = blanked(finding, [q.span for q in statement.quantities])
        if a_day or is_a_blow(f"{_ranked().sub('', besides)} {article.title}") or _OF_ONE_YEAR.search(told):
            return False
    countries = {place.name for place in where if place.country}
    if not _a_war().search(f"{about} {told}"):
        sides = {side for side, _, _ in sides_named(about)}
        of_one_side = any(not side.lower().startswith(_root(c)) for side in sides for c in countries)
        if of_one_side or not over:
            return False
    if any(named["name"] not in f"{about} {finding.words}" for named in _NAMED_WAR.finditer(claim.text)):
        return False
    claimed = [word.lower() for word in re.findall(r"[^\W\d_]+", claim.text)]
    others = {place.name for place in claim.where if place.country} - countries
    return not others and any(word.startswith(_root(country)) for country in countries for word in claimed)


def is_a_blow(words: str) -> bool:
    """Whether words tell of a single event, or of a disaster, whatever they say of a war."""
    return bool(_one_event().search(words))


@cache
def _one_event() -> Caseless:
    return Caseless(rf"\b(?:{any_of('ledger', 'one_event', 'disasters', 'told_as_done')})s?\b")


def _root(country: str) -> str:
    """How the name of a country's people begins, too: "Syria", "Syrians"; "Ukraine", "Ukrainian"."""
    name = country.lower()
    return name[:-1] if len(name) > LEAST_ROOT and name[-1] in "ae" else name


@lru_cache(maxsize=5_000)
def counts_a_war(words: str) -> bool:
    """Whether words speak of a count over years, or of a whole campaign.

    >>> counts_a_war("More than 300,000 have been killed since the war began"), counts_a_war("30 died since Monday")
    (True, False)
    >>> counts_a_war("The army's count for the four-month campaign: 180"), counts_a_war("30 died in the 2017 attack")
    (True, False)
    """
    told = _ranked().sub("", words)
    return bool(_over_years().search(told)) or prints_years(told)


def counts_the_war_around(claim: Claim, finding: Finding) -> str:
    """Why a statement is not of a claim's town: it has the dead of a whole war, and names no town.

    Whoever recalls under news of Kalden that the war has killed 300,000 counts none of these in Kalden.
    """
    towns = [place for place in claim.where if place.province]
    if not towns or finding.article.is_note or any(place.province for place in finding.statement.where):
        return ""
    dead = [q for q in finding.statement.quantities if q.state and q.value >= DEAD_OF_A_WAR]
    claimed = any(q.state and q.value >= DEAD_OF_A_WAR for q in claim.quantities)
    return "of the whole war" if dead and claimed and counts_a_war(finding.words) else ""


@lru_cache(maxsize=5_000)
def prints_years(words: str) -> bool:
    """Whether words print a stretch of more than a year: "October 2014 to October 2017"."""
    return bool(_A_YEAR.search(words)) and any(period.end - period.start > YEAR for period in read_times(words))


def is_of_one_event(finding: Finding, quantity: Quantity) -> bool:
    """Whether this is a count of an event, and not of a war: "over 300,000 since 2011" is nobody's rival figure."""
    when = finding.statement.when
    # A note's date is that of its event, put there by hand; what its figure covers stands in its words.
    noted = finding.statement.place_in_article in ("note", "rival")
    long = not noted and when is not None and when.end - when.start > MONTH
    if long or counts_a_war(finding.words):
        return False
    return not quantity.period or not (
        counts_a_war(quantity.period) and quantity.period in _ranked().sub("", finding.words)
    )


def is_of_a_month_of_it(finding: Finding, quantity: Quantity) -> bool:
    """Whether a figure is what a month or less of a war brought, and no toll that it had come to by then.

    "Today the war has killed 480,000" dates the count, and so does "in February" of so many as die in no month.
    """
    if not is_of_a_month(quantity):
        return False
    is_dated = not names_a_length(quantity.period)
    return not (is_dated and (quantity.value >= NO_EVENTS or counts_a_war(finding.words)))


def counts_its_campaign(claim: Claim, finding: Finding) -> bool:
    """Whether a note whose event is a campaign counts over it, and the claim is of no blow and no day of that.

    "The army's estimate for the same campaign: 180" stands against 19,000 as whoever counts without that word does.
    """
    if not finding.article.is_note or prints_years(finding.words) or is_a_blow(claim.text):
        return False
    of_some_days = claim.when is not None and claim.when.end - claim.when.start <= MONTH
    is_its_event = worded("ledger", "long_events").search(finding.article.event or "") and _same().search(finding.words)
    return bool(is_its_event) and not of_some_days


def over_other_years(claim: Claim, finding: Finding, others: Iterable[Finding]) -> bool:
    """Whether a count over printed years stands beside a claim of months, or of a campaign over which others count.

    Neither is of a single event: "October 2014 to October 2017" is another time than "June to October 2017".
    """
    if not prints_years(finding.words) or is_a_blow(claim.text):
        return False
    of_months = claim.when is not None and claim.when.end - claim.when.start > MONTH
    return of_months or any(counts_its_campaign(claim, other) for other in others)


@cache
def _same() -> Caseless:
    """A campaign as a whole, "the four-month campaign", and nothing else that lasts for years."""
    return Caseless(rf"\b(?:same|whole|entire|\w+-month(?:-long)?) (?:{any_of('ledger', 'long_events')})\b")


@cache
def _over_years() -> Caseless:
    rows = ("since", "years_of", "long_events", "wars", "ranks", "long_parts", "blows", "costing")
    since, years, events, wars, ranks, parts, blows, costing = (any_of("ledger", row) for row in rows)
    # "Since Veldia's conflict broke out in March 2011"; "the war monitor" is no war.
    return Caseless(
        rf"\bsince (?:{since}|(?:\w+ )?\d{{4}})\b|\b\w+-year(?:-old|-long)? (?:{years})\b|"
        rf"\bsince (?:[\w’'-]+ ){{0,5}}(?:{wars}|protests)\b|"
        rf"\b(?:{wars})\b(?! monitor)[^.;]{{0,60}}?\b(?:has|have|had) (?:\w+ )?(?:{costing})\b|"
        # "210,000 have died in the conflict": a toll that has come to that, and was not counted on a day.
        rf"\b(?:has|have|had) (?:\w+ )?(?:died|killed) in (?:the|a) (?:[\w’'-]+ ){{0,3}}?(?:{wars})\b"
        r"(?! (?:on|in|of|at)\b)|"
        # "Strikes in support of the operation have killed hundreds": all of its strikes.
        rf"\b(?:{blows}) (?:in support of|as part of|during|in) (?:the|its|their) (?:[\w’'-]+ ){{0,3}}?"
        rf"(?:{events}|operation)\b[^.;,]{{0,40}}?\b(?:have|had) (?:\w+ )?(?:{costing})\b|"
        rf"\b(?:{ranks}) (?:[\w-]+ )?(?:{parts}) (?:of|in) the (?:[\w-]+ )?(?:{years}|{events})\b|"
        rf"\b(?:same|whole|entire|\w+-month(?:-long)?) (?:{events})\b"
    )


@cache
def _a_war() -> Caseless:
    return Caseless(rf"\b(?:{any_of('ledger', 'wars')}|war|invasion|occupation)\b(?! (?:monitor|crimes?|planes?))")


@cache
def _ranked() -> Caseless:
    """What an event is called beside others, to the end of the clause: that is not for how long its dead were counted.

    "By far the worst use of gas in the two-year-old war", "the first deaths since the start of it"; not "the worst
    fighting of the war", nor "its worst strikes".
    """
    ranks, one, events = (any_of("ledger", row) for row in ("ranks", "one_event", "long_events"))
    between = r"(?:(?!(?:of|in|on|for|since|during|where|that|which|and)\b)[\w’'-]+ ){0,3}?"
    return Caseless(
        rf"\b(?:(?:{ranks}) {between}(?:{one})\b(?! (?:{events})\b)[^.;,]*?"
        # "A strike on Kalden, the worst in the war".
        rf"|(?:{one})\b[^.;,]*, (?:by far )?the (?:{ranks}) )\b(?:since|in|of|during)\b[^.;,]*"
    )
