"""Other figures of an event that contradict nobody: hearsay, below a limit, told otherwise by their own report.

Each stands near, with the reason why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import comparable
from retrieval.counts.dated import leads_with
from retrieval.origins import has_name
from retrieval.origins.lending import is_hearsay
from retrieval.ranking import counts_of, counts_same, is_a_limit
from retrieval.relations.weighed import Related, because
from retrieval.word_tables import worded


def without_hearsay(related: Sequence[Related]) -> list[Related]:
    """What is related, with the number of "reports" near, where somebody else counts in the event."""
    counting = any(one.relation in ("reports", "differs") and not is_hearsay(one.finding) for one in related)
    return [
        Related(because(one.finding, "by nobody in particular"), "context", one.counted)
        if counting and one.relation == "differs" and is_hearsay(one.finding)
        else one
        for one in related
    ]


def as_its_lead(claimed: Quantity, one: Related, related: Sequence[Related]) -> Related:
    """A figure that a voice without a name repeats further down stands as the lead of its report, which has it, too.

    "Four died on Thursday, the monitor said. Four were killed in the market, he added."
    """
    finding = one.finding
    if one.relation != "differs" or leads_with(finding) or has_name(finding.speaker) or finding.article.is_note:
        return one
    own = {q.value for q in counts_of(claimed, finding)}
    leads = [r for r in related if r.finding.article.id == finding.article.id and leads_with(r.finding)]
    apart = [r for r in leads if r.relation == "context" and r.counted is None]
    if not any(own & {q.value for q in r.finding.statement.quantities if counts_same(claimed, q)} for r in apart):
        return one
    return Related(because(finding, "as its report begins"), "context")


def as_its_body(claimed: Quantity, one: Related, related: Sequence[Related]) -> Related:
    """A headline's figure stands as the sentences of its report that give it: of another day or town, if they are.

    "79 killed by strikes", over a report in which 79 were killed in two days. Where another sentence says that the
    figure is of several towns, it is so throughout.
    """
    finding = one.finding
    if one.relation != "differs" or finding.article.is_note:
        return one
    own = {q.value for q in counts_of(claimed, finding)}
    others = [
        r
        for r in related
        if r.finding.article.id == finding.article.id
        and r.finding.statement.id != finding.statement.id
        and own & {q.value for q in r.finding.statement.quantities if counts_same(claimed, q)}
    ]
    if any("of several places" in r.finding.why for r in others):
        return Related(because(finding, "of several places"), "context")
    body = [r for r in others if r.finding.statement.place_in_article == "body"]
    if finding.statement.place_in_article != "headline" or not body:
        return one
    if any(r.relation != "context" or r.counted is not None for r in body):
        return one
    return Related(because(finding, body[0].finding.why[-1]), "context")


def with_names_as_a_part(claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """Nobody contradicts a claim with those whom they know by name, where they give a total in the same report."""
    most: dict[tuple[str, str], float] = {}
    for one in related:
        key = (one.finding.article.id, one.finding.speaker.name)
        counted = [q.value for q in one.finding.statement.quantities if counts_same(claimed, q)]
        most[key] = max([most.get(key, 0.0), *counted])

    def is_by_name(one: Related) -> bool:
        finding = one.finding
        counted = counts_of(claimed, finding)
        total = most[finding.article.id, finding.speaker.name]
        return worded("dated", "by_name").search(finding.words) is not None and all(q.value < total for q in counted)

    return [
        Related(because(one.finding, "only those known by name"), "context", one.counted)
        if one.relation == "differs" and is_by_name(one)
        else one
        for one in related
    ]


def adding_up(claimed: Quantity, one: Related) -> Related:
    """What is related, without a contradiction by a list that comes to the claimed number: of five, "three and two"."""
    finding = one.finding
    lists = _lists_in(finding, claimed) if one.relation in ("differs", "context") else []
    counted = counts_of(claimed, finding)
    listed = [q for parts in lists for q in parts if sum(part.value for part in parts) == claimed.value]
    if not counted or not all(q in listed for q in counted):
        return one
    return Related(because(finding, ADDED_UP), "context")


def _lists_in(finding: Finding, claimed: Quantity) -> list[list[Quantity]]:
    """The figures of people that a sentence lists: "three crew and two officers", "four here and two others there"."""
    people = [q for q in finding.statement.quantities if q.value and comparable(claimed, q) != "different"]
    lists: list[list[Quantity]] = []
    for quantity in sorted(people, key=lambda q: q.span.start):
        last = lists[-1][-1] if lists else None
        follows = last and (
            _LISTED.fullmatch(finding.article.text, last.span.end, quantity.span.start)
            or _OTHERS.search(quantity.counted)
        )
        if last is not None and follows and quantity.state in ("", last.state):
            lists[-1].append(quantity)
        else:
            lists.append([quantity])
    return [parts for parts in lists if len(parts) > 1]


#: Why a list is no other number than the claimed one.
ADDED_UP = "adds up to the claimed number"
#: Whom a sentence counts besides those it has counted: "and six others".
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
#: Between two figures of a list.
_LISTED = re.compile(r"(?:,\s+|,?\s+and\s+)(?:the\s+)?", re.IGNORECASE)
#: Why a smaller count is none against a claim of so many at most.
BELOW_ITS_LIMIT = "no more than the claim's most"


def below_its_limit(claim: Claim, claimed: Quantity, one: Related) -> Related:
    """What is related, without a contradiction by whoever counts no more than a claim holds possible.

    Twelve are fewer than thirty, and so is nobody; four are no "up to 300", which is said of a number near it.
    """
    counted = counts_of(claimed, one.finding)
    if one.relation != "differs" or not counted or not sets_a_limit(claim, claimed):
        return one
    if not all(q.value < claimed.value or (q.value == claimed.value and claimed.bound == "up to") for q in counted):
        return one
    return Related(because(one.finding, BELOW_ITS_LIMIT), "context", one.counted)


def sets_a_limit(claim: Claim, claimed: Quantity) -> bool:
    """Whether a claim holds any smaller number possible, "at most 40", "fewer than 40"; "up to 40" is near it."""
    is_near = worded("claims", "near_its_most").search(claimed.span.of(claim.text))
    return is_a_limit(claimed) and not is_near
