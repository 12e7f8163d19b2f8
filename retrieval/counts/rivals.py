"""Which figures of a report are counts of the event it is about, and not of another day, of a part, or of the war.

A report of twenty dead at a bakery also says that six died there in May, that fourteen of the dead were guards, and
that the war has killed two hundred thousand. None of these is set against anybody's twenty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from knowledge.model import Finding, Period, Quantity
from retrieval.counts.campaigns import is_of_one_event
from retrieval.counts.dated import leads_with, of_another_day
from retrieval.counts.superseded import stood_before
from retrieval.ledger import is_a_total, is_added
from retrieval.origins import said_of
from retrieval.ranking import counts_of, counts_same
from retrieval.word_tables import any_of, worded

#: Where somebody gives the claimed figure, a count so many times it, or so small a part of it, is of another thing,
#: unless a report leads with it.
BEYOND = 5
#: A count that is so many times the claimed one is of all the war, unless a report leads with it.
OF_A_WAR = 100
#: Where fewer are claimed, hundreds are no war's dead.
FEW = 10

#: "Fourteen of the dead", "six of the people killed", "14 people, of them six children".
_OF_THEM = re.compile(
    r"^(?:(?:at least|more than|over|about|around|some|nearly|up to) )?[\w,-]*\W*"
    rf"of (?:{any_of('asides', 'those_killed')}|them|those)\b",
    re.IGNORECASE,
)
#: "Six people were also killed elsewhere", and not "the monitor also said that six were killed".
_BESIDES = re.compile(
    r"(?: ?(?:was|were|have|has|had))? ?\balso (?:been |reported(?:ly)? ){0,2}"
    rf"(?:{any_of('asides', 'befell')})",
    re.IGNORECASE,
)
#: "The jets also killed six people".
_ALSO = re.compile(
    rf"\balso (?:{any_of('asides', 'harms')})\w*(?: the lives of)?(?: at least| more than| over| about)*\W*$",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"\W*(?:includ\w+|among (?:them|whom)|of (?:them|whom))\W+(?:[\w-]+ )?", re.IGNORECASE)
#: "700 people including 47 wounded had crossed the border".
_WENT = re.compile(
    r"\W*(?:among them,? )?(?:had|have|has|were|was|are) (?:been )?"
    rf"(?:{any_of('asides', 'goes')})\w*",
    re.IGNORECASE,
)
#: "The other four civilians were killed by rockets".
_THE_OTHER = re.compile(r"\b(?:an)?other (?:at least |about |some )?$", re.IGNORECASE)
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)


def aside(claimed: Quantity, finding: Finding, days: Sequence[Period] = (), *, tells_the_claim: bool = False) -> str:
    """Why none of a finding's figures is a count of the event its report is about; empty where one is.

    `days` are the days of the event that is meant; a statement that tells the claim in its own words, wherever it
    stands in its report, is no aside.
    """
    if finding.article.is_note:
        return ""
    if of_another_day(finding, days):
        return "of another day"
    leads = tells_the_claim or leads_with(finding)
    counted = counts_of(claimed, finding)
    # "A further nine, among them eight children", is one count.
    counted = [q for q in counted if not any(_is_included(q, whole, finding) for whole in counted)]
    reasons = [_aside(claimed, q, finding, leads=leads, tells=tells_the_claim) for q in counted]
    return next(iter(reasons), "") if all(reasons) else ""


def _aside(claimed: Quantity, quantity: Quantity, finding: Finding, *, leads: bool, tells: bool) -> str:
    if not is_of_one_event(finding, quantity) or _is_of_a_wars_size(claimed, quantity, finding):
        return "of the war"
    if _is_of_a_part(quantity, finding) or _is_of_their_leaders(claimed, quantity):
        return "of a part"
    if not is_a_total(finding, quantity):
        return "an addition" if is_added(finding, quantity) else "of a part"
    if worded("asides", "links").search(finding.article.text, finding.statement.span.start, quantity.span.start):
        return "of another report"
    if quantity.value > claimed.value and not claimed.period and _is_over_days(quantity, finding):
        return "over several days"
    if stood_before(finding, quantity):
        return "told as an earlier count"
    text = finding.article.text
    before = text[finding.statement.span.start : quantity.span.start]
    if quantity.value < claimed.value and _only_shown().search(before):
        return "of a part"
    begins = finding.words[: max(0, quantity.span.start - finding.statement.span.start)]
    if (not tells and _of_those().match(begins)) or _among_the_dead_were().fullmatch(begins):
        return "of a part"
    if not leads and said_of(finding, quantity).speaker.kind == "outlet_itself":
        return "told as what happened before"
    if not leads and (
        _BESIDES.search(quantity.span.of(text)) or _BESIDES.match(text, quantity.span.end) or _ALSO.search(before)
    ):
        return "told as something else"
    return ""


def _is_included(part: Quantity, whole: Quantity, finding: Finding) -> bool:
    """Whether a figure stands right behind a larger one as a part of it: "nine, among them eight children"."""
    is_behind = whole.value > part.value and whole.span.end <= part.span.start
    return is_behind and bool(_INCLUDING.fullmatch(finding.article.text, whole.span.end, part.span.start))


def _is_of_a_wars_size(claimed: Quantity, quantity: Quantity, finding: Finding) -> bool:
    """Whether a report recalls, further down, a count so many times the claim's that it is of something else: a war."""
    return not leads_with(finding) and quantity.value > OF_A_WAR * max(claimed.value, FEW)


def is_beyond(
    claimed: Quantity, finding: Finding, known: Sequence[Quantity] = (), report: Sequence[Finding] = ()
) -> bool:
    """Whether all counts of a finding are of another size than the known ones, and its report leads with none.

    Known is the claimed figure, or what the reports of the event lead with; `report` is what else stands in its report.
    """
    counts = counts_of(claimed, finding)
    leading = {q.value for q in led_with(claimed, report)}
    return not (
        finding.article.is_note
        or leads_with(finding)
        or any(q.value in leading for q in counts)
        or any(1 / BEYOND <= (q.value + 1) / (one.value + 1) <= BEYOND for q in counts for one in known or (claimed,))
    )


def led_with(claimed: Quantity, findings: Iterable[Finding]) -> tuple[Quantity, ...]:
    """The counts of the claimed thing with which reports lead."""
    return tuple(
        q for f in findings if leads_with(f) for q in f.statement.quantities if q.value and counts_same(claimed, q)
    )


def _is_of_a_part(quantity: Quantity, finding: Finding) -> bool:
    text, end = finding.article.text, finding.statement.span.end
    before = text[finding.statement.span.start : quantity.span.start]
    return bool(
        _OTHERS.search(quantity.counted)
        or _THE_OTHER.search(before)
        or _besides().search(before)
        or _as_well_as_the().match(text, quantity.span.end)
        or _is_beside_a_total(quantity, finding)
        or any(_is_among(quantity, whole, finding) for whole in finding.statement.quantities)
        or _OF_THEM.search(text[quantity.span.start : end])
        or _OF_THEM.match(text[quantity.span.end : end])
    )


def _is_of_their_leaders(claimed: Quantity, quantity: Quantity) -> bool:
    """Whether fewer commanders are counted, where the claim counts those whom they lead: seven of 300 fighters.

    "175 members and commanders" are all of them.
    """
    leaders = worded("asides", "leaders")
    is_of_leaders = leaders.search(quantity.counted) and not leaders.search(claimed.counted)
    is_of_leaders = is_of_leaders and not _AND.search(quantity.counted)
    return quantity.value < claimed.value and bool(is_of_leaders)


def _is_over_days(quantity: Quantity, finding: Finding) -> bool:
    """Whether raids went on for days and killed so many in all: "seven days of raids had left 75 dead".

    A flood or a plague lasts for days, and is the one that is claimed.
    """
    return bool(_days_of_blows().search(finding.article.text, finding.statement.span.start, quantity.span.start))


def _is_beside_a_total(quantity: Quantity, finding: Finding) -> bool:
    """Whether a sentence has a larger number "in total": "six teachers died, 35 people in total"."""
    text, end = finding.article.text, finding.statement.span.end
    return any(
        q.value > quantity.value and q.span.start > quantity.span.end and _in_total().match(text[q.span.end : end])
        for q in finding.statement.quantities
    )


def _is_among(part: Quantity, whole: Quantity, finding: Finding) -> bool:
    """Whether a figure is of those among others who came, fled or were there: "700 people, 47 wounded among them"."""
    if not whole.unit or whole.state or not part.state or whole.value <= part.value or whole.span.end > part.span.start:
        return False
    text = finding.article.text
    return bool(_INCLUDING.fullmatch(text, whole.span.end, part.span.start) and _WENT.match(text, part.span.end))


@cache
def _besides() -> re.Pattern[str]:
    """What stands before a figure that is added to another: "as well as the ten killed on the bus"."""
    return re.compile(rf"\b(?:{any_of('asides', 'besides')}) (?:the |those )$", re.IGNORECASE)


@cache
def _as_well_as_the() -> re.Pattern[str]:
    """What stands behind a figure to which others are added: "one teacher as well as the children"."""
    return re.compile(rf"[\w’' -]*?\b(?:{any_of('asides', 'besides')}) the\b", re.IGNORECASE)


@cache
def _in_total() -> re.Pattern[str]:
    """What stands behind the larger number of a sentence: "six teachers died, 35 people in total"."""
    return re.compile(rf"(?: people)?,? (?:{any_of('asides', 'in_total')})\b", re.IGNORECASE)


@cache
def _only_shown() -> re.Pattern[str]:
    """What stands before the figure of those whom a film shows, be they all or not: "a video showing the burial of"."""
    return re.compile(
        rf"\b(?:{any_of('asides', 'films')})(?: [\w-]+){{0,2}}? (?:{any_of('asides', 'shows')}) "
        rf"(?:(?!(?:[\w-]+ ){{0,3}}?(?:{any_of('asides', 'sums')}) of)(?:[\w-]+ ){{1,4}}of )?"
        r"(?:at least |more than |about |around |some )?\Z",
        re.IGNORECASE,
    )


@cache
def _of_those() -> re.Pattern[str]:
    """How words begin of some whom the sentence before counts: "the mayor said of those killed six were children"."""
    said = rf"[^;:]*?\b(?:{any_of('joined', 'saying')})(?: that)?,? "
    return re.compile(rf"(?:{said}|\W*)(?:of|among) (?:{any_of('asides', 'those_killed')})\b", re.IGNORECASE)


@cache
def _among_the_dead_were() -> re.Pattern[str]:
    """How a sentence begins that counts some of the dead: "Among the dead were seven", whatever it tells of them."""
    return re.compile(
        rf"\W*among (?:{any_of('asides', 'those_killed')}) (?:was|were|are) (?:at least |some |about )?", re.IGNORECASE
    )


@cache
def _days_of_blows() -> re.Pattern[str]:
    """How long raids went on, before the figure of all they killed: "seven days of heavy army raids"."""
    return re.compile(
        rf"\b{any_of('asides', 'days_of')} (?:[\w-]+ ){{0,2}}?(?:{any_of('asides', 'blows')})\b", re.IGNORECASE
    )
