"""Why a figure of a report is none of the event: of another town or stretch, of more places or days, another blow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

from knowledge.model import Claim, Finding, Period, Place, Quantity
from knowledge.places import related as lying
from knowledge.quantities import unit_table
from retrieval.counts.dated import leads_with
from retrieval.counts.figures import TOLLS, counts
from retrieval.counts.raised import OF_ONE_OF_SEVERAL
from retrieval.counts.rivals import BEYOND, aside
from retrieval.counts.what_was_done import befell_them_otherwise
from retrieval.counts.wider import is_listed_with_another, is_of_one_spot, of_more
from retrieval.deeds.blows import dealt_otherwise
from retrieval.deeds.unnamed import group_of
from retrieval.events import MONTH, Event, named_days, stretch_of, when_of, where_of
from retrieval.events.sites import at_another_site
from retrieval.events.topics import HARDLY, MOSTLY, WHOLE_STORY, says_itself, tells_nothing, told_in
from retrieval.grammar.closeness import share
from retrieval.nearby.why_near import OVER_ANOTHER
from retrieval.ranking import counts_of, counts_same, words_of
from retrieval.word_tables import any_of, worded

#: Two statements that share so much of what the first says tell one story.
ONE_STORY = 0.25
#: An event with a day: "on 20-21 March".
DAYS = timedelta(days=3)
#: Why a count is of another town than the story of its report.
ELSEWHERE = "of another town in the same report"
A_DAY = timedelta(days=1)
#: So long is the shortest month.
WEEKS = timedelta(days=28)


def why_aside(
    claim: Claim, claimed: Quantity, finding: Finding, days: Sequence[Period] = (), *, looks_back: bool = False
) -> str:
    """Why a finding's figure is none of the event that its report is about; empty where it may be one.

    `days` are the days of the event, on which a report that `looks_back` comes to speak further down.
    """
    if why := dealt_otherwise(claim, finding):
        return why
    if at_another_site(claim, finding) or _is_of_no_battle(claim, claimed, finding):
        return "at another site"
    if is_listed_with_another(claim, finding):
        return "of several places"
    if is_of_another_time(claim, claimed, finding) or _runs_on_longer(claim, claimed, finding):
        return OVER_ANOTHER
    if _is_a_days_total(claim, claimed, finding):
        return "all of a day's"
    if _is_of_some_of_its_days(claim, claimed, finding):
        return "of some days of it"
    if why := of_more(claim, claimed, finding):
        return why
    if _is_of_their_own_street(claimed, finding):
        return "of a part"
    if claimed.unit == "demonstrators" and not finding.article.is_note and told_in(claim, claimed, finding) < 1.0:
        # Two marches of one town are told in the same words, but for what they are for.
        return "perhaps of another march"
    if befell_them_otherwise(claim, claimed, finding):
        return "of something else"
    return aside(claimed, finding, days, tells_the_claim=looks_back or says_itself(claim, claimed, finding))


def _is_of_no_battle(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a claim counts people who bear arms, and a finding whoever was killed in a market, say."""
    places = worded("set_aside", "not_of_a_battle")
    if group_of(claimed) not in ("fighters", "soldiers") or finding.article.is_note or places.search(claim.text):
        return False
    counted = counts_of(claimed, finding)
    return all(q.unit == "people" for q in counted) and bool(places.search(finding.words))


def _is_of_their_own_street(claimed: Quantity, finding: Finding) -> bool:
    """Whether somebody counts fewer where they live: "jets bombed our street. At least eight died"."""
    counted = [q.value for q in counts_of(claimed, finding)]
    return max(counted, default=claimed.value) < claimed.value and bool(
        worded("set_aside", "own_street").search(finding.words)
    )


def is_of_another_town(
    claim: Claim, claimed: Quantity, home: Event, finding: Finding, report: Sequence[Finding]
) -> bool:
    """Whether a report goes on, far below its story, with the dead of a town that the event has nothing of.

    "The Observatory put the toll at six" is then of the town that the sentence before it names.
    """
    if not _is_below_the_story(claim, claimed, finding):
        return False
    if _towns_of(finding):
        return _is_told_elsewhere(claim, home, finding)
    before = next((f for f in report if f.statement.ordinal == finding.statement.ordinal - 1), None)
    if before is None:
        # What it goes on about was set aside before, for its place or its people.
        return bool(worded("set_aside", "its_toll").search(finding.words))
    return (
        counts(claimed, before)
        and _is_below_the_story(claim, claimed, before)
        and bool(_towns_of(before))
        and _is_told_elsewhere(claim, home, before)
    )


def _is_below_the_story(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    far = finding.statement.span.start >= len(finding.article.title) + WHOLE_STORY
    return far and tells_nothing(claim, claimed, finding)


def _towns_of(finding: Finding) -> list[Place]:
    return [place for place in finding.statement.where if place.province and place.span]


def _is_told_elsewhere(claim: Claim, home: Event, finding: Finding) -> bool:
    own = [place for f in home.findings for place in where_of(f)] + list(claim.where)
    return not any(lying(town, place) != "apart" for town in _towns_of(finding) for place in own if place.province)


def is_of_another_time(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a finding counts over another year or season than a claim, or came out before the dead it counts."""
    return _came_out_before(claim, claimed, finding) or _is_over_another_stretch(claim, finding)


def _is_over_another_stretch(claim: Claim, finding: Finding) -> bool:
    """Whether a finding counts over a year or season with no day of the claim's: early 2023, not the 2022 claimed.

    Or a note on an event of a day or two gives one figure for many weeks, and the claim names no time.
    """
    over = stretch_of(finding)
    if claim.when is not None:
        return over is not None and not claim.when.overlaps(over)
    event = named_days(finding.article.event or "") if finding.article.is_note and over is not None else None
    return event is not None and event.end - event.start <= DAYS and not any(q.period for q in claim.quantities)


def _came_out_before(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether somebody counted the dead or hurt before the time of a claim began: July's are none of August's.

    On the day before, by the clocks of another country, it may have begun. What is still to come is announced; nobody's
    death is.
    """
    day, when, own = finding.published, claim.when, finding.statement.when
    if day is None or when is None or claimed.state not in TOLLS or (own is not None and when.overlaps(own)):
        return False
    return day.end + (A_DAY if day.end - day.start <= DAYS else timedelta()) <= when.start


def _runs_on_longer(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a claim is of some month, and more are counted over days that begin in it and run on past its end.

    "A hundred in the past three days", of 1 November, is no other count of forty killed in October.
    """
    when, over = when_of(finding), claim.when
    if over is None or when is None or over.end - over.start < WEEKS or when.end - when.start < 2 * A_DAY:
        return False
    counted = counts_of(claimed, finding)
    more = bool(counted) and all(q.value > claimed.value and q.period for q in counted)
    return more and over.start < when.start < over.end < when.end


def _is_a_days_total(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a finding counts what befell a city in 24 hours, and the claim one blow of which it tells little."""
    over = any(worded("set_aside", "hours").search(q.period) for q in counts_of(claimed, finding))
    return over and not claimed.period and told_in(claim, claimed, finding) < HARDLY


def _is_of_some_of_its_days(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether the claim counts blows over weeks or months, and a finding so many fewer in some days: part of its count.

    The dead of one blow may be claimed of its year alone, and be five times too many; of one month only blows are.
    """
    when, over = when_of(finding), claim.when
    if claimed.state or over is None or when is None:
        return False
    if over.end - over.start <= MONTH and not _counts_blows_over(claim, claimed, over):
        return False
    if over.end - over.start < WEEKS or when.end - when.start > min(MONTH, (over.end - over.start) / 2):
        return False
    counted = [q.value for q in counts_of(claimed, finding)]
    return all(value * BEYOND < claimed.value for value in counted)


def _counts_blows_over(claim: Claim, claimed: Quantity, over: Period) -> bool:
    """Whether a claim counts blows over all of a stretch that it names, and not "in three days" of it."""
    named = over.span.of(claim.text) if over.span else ""
    return unit_table().kinds.get(claimed.unit) == "event" and (not claimed.period or named in claimed.period)


def is_of_one_town(claim: Claim, claimed: Quantity, finding: Finding, report: Sequence[Finding]) -> bool:
    """Whether a crowd is of one town, where the claim names its country alone and the report counts more in it.

    The marchers of Kalden are some of those who marched in Veldia.
    """
    counted = counts_of(claimed, finding)
    if claimed.unit != "demonstrators" or not counted or any(place.province for place in claim.where):
        return False
    first = min(q.span.start for q in counted)
    towns = [place for place in _towns_of(finding) if place.span and place.span.end <= first]
    if not any(lying(country, town) == "contains" for country in claim.where for town in towns):
        return False
    return any(
        counts_same(claimed, q) and q.value > max(own.value for own in counted)
        for f in report
        if not any(place.province for place in f.statement.where)
        for q in f.statement.quantities
    )


def is_of_one_listed(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a lower count is of one of the towns that the claim lists: of 13 in Kalden and Tarn, the 8 in Tarn."""
    counted = counts_of(claimed, finding)
    if not counted or any(q.value >= claimed.value for q in counted):
        return False
    listed = _listed_in(claim.text)
    return len(listed) > 1 and sum(bool(re.search(rf"\b{re.escape(name)}\b", finding.words)) for name in listed) == 1


@lru_cache(maxsize=1_000)
def _listed_in(words: str) -> tuple[str, ...]:
    """The places that a claim lists by their names, be they in a table or not: "in Kalden and Tarn"."""
    if words.isupper() or (found := re.search(rf"\b(?:{any_of('joined', 'where')}) {_LIST}", words)) is None:
        return ()
    return tuple(re.split(r",? and |, ", found["list"]))


_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
_LIST = rf"(?P<list>{_NAME}(?:, {_NAME})*,? and {_NAME})"


def is_of_another_story(claim: Claim, claimed: Quantity, finding: Finding, report: Sequence[Finding]) -> bool:
    """Whether a report leads with a figure and hardly tells the claim there, but further down, with another figure.

    "Raids on the north killed 40. Twelve died on a ferry off Kalden": the 40 were on no ferry.
    """
    if finding.article.is_note or not leads_with(finding) or told_in(claim, claimed, finding) >= HARDLY:
        return False
    own = {q.value for q in counts_of(claimed, finding)}
    return any(
        not leads_with(other)
        and own.isdisjoint(q.value for q in other.statement.quantities)
        and counts(claimed, other)
        and told_in(claim, claimed, other) >= MOSTLY
        and share(words_of(finding.words), other.words) < ONE_STORY
        for other in report
    )


def why_elsewhere(claim: Claim, claimed: Quantity, finding: Finding, report: Sequence[Finding]) -> str:
    """Why a figure is of other places than the claim's town, as it or its report tells; empty where it may be of it.

    Where more are counted in more places, nobody's figure stands against the other.
    """
    if finding.article.is_note:
        return ""
    counted = counts_of(claimed, finding)
    here = [place for place in claim.where if place.province]
    if counted and is_of_one_spot(claim, claimed, finding, report):
        return OF_ONE_OF_SEVERAL
    if counted and _is_of_two_blows(claimed, finding, report):
        return "of several events"
    if not counted or not here:
        return ""
    own = [q for q in counted if not _is_told_of_another_town(here, finding, q)]
    if not own or _turns_to_another(here, finding, report):
        return ELSEWHERE
    if len(own) < len(counted) and all(q.value > claimed.value and _is_of_its_province(here, finding, q) for q in own):
        return "of several places"
    more = all(q.value > claimed.value for q in counted)
    if more and _is_of_all_its_places(here, claimed, finding, report):
        return "of several places"
    return ""


def _is_of_two_blows(claimed: Quantity, finding: Finding, report: Sequence[Finding]) -> bool:
    """Whether a larger figure is of two blows that its report counts one by one, as they add up to it.

    "Raids killed 39. At least 36 died in the market. Meanwhile three were killed in a strike on Tarn." Another voice
    than theirs may have counted 39 in the market.
    """
    most = min(q.value for q in counts_of(claimed, finding))
    others = [f for f in report if f.statement.ordinal > finding.statement.ordinal and claimed.value < most]
    is_theirs = finding.speaker.kind == "outlet_itself"
    second = [f for f in others if _tells_another_blow(f) and (is_theirs or finding.speaker.name == f.speaker.name)]
    first = {q.value for f in others if f not in second for q in f.statement.quantities if counts_same(claimed, q)}
    return any(
        most - q.value in first and q.state == claimed.state and unit_table().kinds.get(q.unit) == "person"
        for f in second
        for q in f.statement.quantities
    )


def _tells_another_blow(finding: Finding) -> bool:
    """Whether a statement tells of another blow than what stands before it: "a second rocket", "meanwhile, in Tarn"."""
    turns = worded("set_aside", "turning").match(finding.words)
    return bool(turns and _towns_of(finding)) or worded("beside", "another_blow").search(finding.words) is not None


def _is_told_of_another_town(here: Sequence[Place], finding: Finding, quantity: Quantity) -> bool:
    """Whether the first town behind a figure in its clause is another: "eight were killed in a bombing in Tarn"."""
    first = _next_place(finding, quantity)
    if first is None or first.span is None:
        return False
    between = finding.article.text[quantity.span.end : first.span.start]
    return bool(_IN_A_TOWN.fullmatch(between)) and all(lying(first, town) == "apart" for town in here)


def _is_of_its_province(here: Sequence[Place], finding: Finding, quantity: Quantity) -> bool:
    """Whether a figure is of all the province of the claim's towns, as the next place that is named behind it."""
    first = _next_place(finding, quantity)
    return first is not None and all(lying(first, town) == "contains" for town in here)


def _next_place(finding: Finding, quantity: Quantity) -> Place | None:
    """The first town or province that is named behind a figure."""
    behind = [p for p in _towns_of(finding) if p.span and p.span.start >= quantity.span.end]
    return min(behind, key=lambda place: place.span.start if place.span else 0, default=None)


def _turns_to_another(here: Sequence[Place], finding: Finding, report: Sequence[Finding]) -> bool:
    """Whether a report that has counted the dead of the claim's own town turns to another: "Meanwhile six died in".

    A town of the province may be the very one that others call by the city's name, but not where both are told of.
    """
    if not worded("set_aside", "turning").match(finding.words):
        return False
    towns = _towns_of(finding)
    if not towns or lying(towns[0], here[0]) == "same":
        return False
    before = [f for f in report if f.statement.ordinal < finding.statement.ordinal and f.statement.quantities]
    return any(lying(town, place) == "same" for f in before for town in _towns_of(f) for place in here)


def _is_of_all_its_places(
    here: Sequence[Place], claimed: Quantity, finding: Finding, report: Sequence[Finding]
) -> bool:
    """Whether a finding that names no town has the toll of a report that counts fewer in the claim's town, and others
    in another.
    """
    if _towns_of(finding):
        return False
    most = max(q.value for q in counts_of(claimed, finding))
    in_town = elsewhere = False
    for other in report:
        fewer = [q for q in other.statement.quantities if counts_same(claimed, q) and 0 < q.value < most]
        lies = {lying(town, place) for place in _towns_of(other) for town in here}
        if fewer and (lies == {"apart"} or all(_is_told_of_another_town(here, other, q) for q in fewer)):
            elsewhere = True
        elif fewer and lies & {"same", "contains"}:
            in_town = True
    return in_town and elsewhere


#: "Were killed in a bombing in", and no road from there.
_IN_A_TOWN = re.compile(
    rf"(?:\s+(?!(?:{any_of('set_aside', 'leading_on')})\b)[\w’'-]+)*?\s+(?:{any_of('set_aside', 'there')}) (?:the )?",
    re.IGNORECASE,
)
