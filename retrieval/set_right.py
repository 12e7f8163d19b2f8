"""A claim whose one wrong detail is set right: what is to be careful about is the same, whichever day or town it gives.

Whoever pastes last year's date under a toll of this year is told that the toll has risen since, and who only suspects
it, as they would be with the right date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.model import Account, Caveat, Claim, ContextCard, Finding, NearMiss, Period, Quantity
from retrieval.caveats.hedged import hedged
from retrieval.caveats.margin import Margin
from retrieval.caveats.tolls import as_shown
from retrieval.claims.messages import read_whole
from retrieval.counts.periods import days_counted, is_more_over_longer
from retrieval.counts.raised import raised_to
from retrieval.counts.room_left import contradicting, leaving_room
from retrieval.denying.denials import holds_a_denial
from retrieval.events import DAY, MONTH, in_words, when_of
from retrieval.nearby.beside import answers_it
from retrieval.nearby.why_near import OTHERWISE_THERE
from retrieval.origins import has_name, known_in
from retrieval.ranking import counted_alike
from retrieval.relations.laid import lays_it_to_them
from retrieval.relations.what_they_answer import says_what_tests_showed, tells_how_else

#: What is said of the reports themselves, and holds of them under any claim.
OF_THE_REPORTS = (
    "REVISED",
    "UNNAMED_SOURCE",
    "NO_SPEAKER",
    "PARTY_TO_EVENTS",
    "SIDE_MISSING",
    "LONG_CHAIN",
    "HEDGED",
    "LOADED_WORDS",
)
#: Voices that are shown beside those who tell it most as the claim does; more is padding.
MOST_OTHERS = 2
#: Of whoever gives another figure for it: each is a number that a reader who has the wrong day would miss.
MOST_OTHERWISE = 3
#: Of whoever denies it: of an attack with which two states are charged, each, and a third.
MOST_DENYING = 4


def set_right(card: ContextCard) -> Claim | None:
    """The claim of a card with the day, or the town, of the one event that tells it but for that.

    None where there is no such event, or nothing in the claim to put it for.
    """
    if len(card.near_misses) != 1 or any(a.relation != "context" or a.in_other_words for a in card.accounts):
        return None
    near, claim = card.near_misses[0], card.claim
    spans = [claim.when.span if claim.when else None] if near.is_of_time else [place.span for place in claim.where]
    wrong = [span for span in spans if span and (near.is_of_time or span.of(claim.text) == near.claimed)]
    told = _as_closely_dated(claim, near) if near.is_of_time else near.told
    if not told or len(wrong) != 1:
        return None
    return read_whole(f"{claim.text[: wrong[0].start]}{told}{claim.text[wrong[0].end :]}")


def of_those_counted(card: ContextCard) -> tuple[Claim, tuple[Finding, ...], Quantity] | None:
    """The claim of a card with those whom somebody counts who gives its very number of others.

    With them who that is, and the count; None where nobody does, or two count two sorts of people. Whoever pastes "21
    rebels" of a raid that killed 21 civilians is told who counts otherwise there, as they would be with the right word.
    """
    claimed = [q for q in card.claim.quantities if q.unit]
    if card.state != "found" or card.near_misses or len(claimed) != 1:
        return None
    if any(account.relation != "context" or account.in_other_words for account in card.accounts):
        return None
    own = claimed[0]
    near = tuple(dict.fromkeys(f for c in card.caveats if c.kind == "UNIT_DIFFERS" for f in c.findings))
    counts = [q for f in near for q in f.statement.quantities if _is_of_others(own, q)]
    if not counts or any(finding.article.is_note for finding in near) or len({q.unit for q in counts}) != 1:
        return None
    number = re.match(r"[\d,.]+|[\w-]+", own.span.of(card.claim.text))
    if number is None or own.bound != "exact":
        return None
    text = card.claim.text
    told = f"{text[: own.span.start]}{number.group()} {counts[0].unit}{text[own.span.end :]}"
    return read_whole(told), near, counts[0]


def _is_of_others(own: Quantity, given: Quantity) -> bool:
    """Whether a count gives the number of a claim, of whom the same became, of other people."""
    return given.value == own.value and given.state == own.state and given.unit not in ("", own.unit)


def with_who_counts_otherwise(
    card: ContextCard, right: ContextCard, near: Sequence[Finding], counted: Quantity
) -> ContextCard:
    """The card with whoever gives another figure for the event that it shows under its right count."""
    shown = {finding.statement.id for finding in near}
    saying = [account for account in right.accounts if account.relation == "reports"]
    if right.state != "found" or not any(f.statement.id in shown for account in saying for f in account.findings):
        return card
    # A figure of nobody by name may be of another raid of those days.
    otherwise = [a for a in _who_counts_otherwise(card, right, near[0], counted) if has_name(a.speaker)]
    return replace(card, accounts=(*card.accounts, *otherwise))


def _as_closely_dated(claim: Claim, near: NearMiss) -> str:
    """The time of an event as closely as the claim gives its own: who says "April" means the days after it, too."""
    day = when_of(near.findings[0])
    if claim.when is None or day is None or claim.when.end - claim.when.start <= DAY:
        return near.told
    start = day.start.replace(day=1)
    if claim.when.end - claim.when.start <= MONTH:
        return in_words(Period(start, (start + MONTH).replace(day=1), "stated"))
    return str(start.year)


def with_what_holds_of_it(card: ContextCard, right: ContextCard) -> ContextCard:
    """The card with whoever else gives its figure, or another one for the same event.

    With them come the table, and the cautions about reports of the claim set right.
    """
    near = card.near_misses[0]
    shown = {finding.statement.id for finding in near.findings}
    saying = [account for account in right.accounts if account.relation == "reports"]
    if right.state != "found" or not any(f.statement.id in shown for account in saying for f in account.findings):
        return card
    said = {caveat.sentence for caveat in card.caveats}
    is_told_to_rise = any(caveat.kind == "REVISED" for caveat in card.caveats)
    more = [
        caveat
        for caveat in right.caveats
        if caveat.kind in OF_THE_REPORTS
        and caveat.sentence not in said
        # One rise is told once, as the reports on the card have it.
        and not (caveat.kind == "REVISED" and is_told_to_rise)
        and (caveat.kind == "REVISED" or any(finding.statement.id in shown for finding in caveat.findings))
    ]
    others = _who_else(card, saying)
    otherwise = _who_counts_otherwise(card, right, near.findings[0], near.figure)
    since = _counted_more_since(card, right)
    raised = _as_raised_since(card, [*otherwise, *since])
    marked = (replace(a, findings=tuple(raised.get(f.statement.id, f) for f in a.findings)) for a in card.accounts)
    # Of other people than are claimed, it contradicts nobody: it stands behind the count that it raised.
    marked = (replace(a, findings=(*a.findings, *_of_one_voice(a, since))) for a in marked)
    near = replace(near, findings=tuple(raised.get(f.statement.id, f) for f in near.findings))
    card = replace(card, accounts=tuple(marked), near_misses=(near,))
    otherwise += _who_leaves_room(card, right)
    shown_now = [finding for account in (*card.accounts, *others, *otherwise) for finding in account.findings]
    more = [as_shown(caveat, shown_now, card.claim.quantities) for caveat in more]
    more = _hedged_as_shown(more, [*card.accounts, *others, *otherwise], right)
    near = replace(near, findings=(*near.findings, *(f for account in (*others, *since) for f in account.findings)))
    return replace(
        card,
        accounts=(*card.accounts, *others, *otherwise, *_who_denies(card, right), *_who_accuses(card, right)),
        caveats=(*card.caveats, *more),
        tallies=right.tallies,
        near_misses=(near,),
    )


def _hedged_as_shown(caveats: Sequence[Caveat], shown: Sequence[Account], right: ContextCard) -> list[Caveat]:
    """The cautions, each that tells who hedges it naming nobody whose words the card does not show."""
    printed = {finding.statement.id for account in shown for finding in account.findings}
    hedging = [c for c in caveats if c.kind == "HEDGED" and any(f.statement.id not in printed for f in c.findings)]
    if not hedging:
        return list(caveats)
    own = (replace(a, findings=tuple(f for f in a.findings if f.statement.id in printed)) for a in right.accounts)
    accounts = [account for account in own if account.findings]
    found = [finding for account in right.accounts for finding in account.findings]
    told = hedged(Margin(right.claim, right.state, accounts, right.origins, (), {}, found))
    return [*(caveat for caveat in caveats if caveat.kind != "HEDGED"), *told]


def _who_denies(card: ContextCard, right: ContextCard) -> list[Account]:
    """Whoever denies, answers or doubts what the claim set right tells, or a part of it, and has no such line on the
    card; one line each and one more by somebody else of theirs with a name, the accused first.
    """
    known = {finding.statement.id for account in card.accounts for finding in account.findings}
    denying = []
    for account in right.accounts:
        left = [f for f in account.findings if f.statement.id not in known and (answers_it(f) or holds_a_denial(f))]
        if account.relation in ("denies", "context") and left:
            # Whoever is said to have done it comes before whoever denies something there.
            said = min(left, key=lambda f: (not answers_it(f), not tells_how_else(f), not holds_a_denial(f)))
            # "I hope we were not involved", an envoy says beside his government's denial.
            by_name = [f for f in left if answers_it(f) and f.speaker.person not in ("", said.speaker.person)]
            denying.append(replace(account, relation="context", findings=(said, *by_name[:1])))
    denying.sort(key=lambda account: not answers_it(account.findings[0]))
    # How else it came about is told in no other's denial.
    rival = [account for account in denying if tells_how_else(account.findings[0])]
    return [*rival, *[account for account in denying if account not in rival][:MOST_DENYING]]


def _who_accuses(card: ContextCard, right: ContextCard) -> list[Account]:
    """Whoever lays what the claim set right tells to one of those who deny it, or says beside them what tests showed,
    and has no line on the card yet.
    """
    known = {finding.statement.id for account in card.accounts for finding in account.findings}
    laying = (
        replace(a, findings=tuple(f for f in a.findings if lays_it_to_them(f) or says_what_tests_showed(f)))
        for a in right.accounts
    )
    return [account for account in laying if any(f.statement.id not in known for f in account.findings)]


def _who_else(card: ContextCard, saying: Sequence[Account]) -> list[Account]:
    """Whoever gives the figure of the claim set right in their own name, and has no line on the card yet; one line."""
    heard = {account.speaker.name for account in card.accounts}
    return [
        replace(account, relation="context", findings=account.findings[:1])
        for account in saying
        if account.speaker.name not in heard and has_name(account.speaker)
    ][:MOST_OTHERS]


def _who_counts_otherwise(
    card: ContextCard, right: ContextCard, told: Finding, figure: Quantity | None
) -> list[Account]:
    """Whoever contradicts the claim set right by a figure of what it counts: they count otherwise there, too.

    Nobody whose words stand on the card already, who leaves room for its figure, or counts for far longer; nor an
    outlet in its own voice.
    """
    known = {finding.statement.id for account in card.accounts for finding in account.findings}
    open_to_it = {account.speaker for account in leaving_room(right, right.accounts)}
    own = days_counted(told, figure) if figure else None
    otherwise = []
    for account in right.accounts:
        if account.relation != "differs" or account.speaker.kind == "outlet_itself" or account.speaker in open_to_it:
            continue
        left = [
            f
            for f in contradicting(right, account).findings
            if f.statement.id not in known and any(_is_as_short(f, q, own) for q in counted_alike(right.claim, f))
        ]
        if left:
            there = tuple(replace(f, why=(*f.why, OTHERWISE_THERE)) for f in left)
            otherwise.append(replace(account, relation="context", findings=there))
    shown = [f for account in (*card.accounts, *otherwise[:MOST_OTHERWISE]) for f in account.findings]
    return [*otherwise[:MOST_OTHERWISE], *_last_counted(right, own, shown)]


def _who_leaves_room(card: ContextCard, right: ContextCard) -> list[Account]:
    """Whoever counts fewer of the same in the report that is shown, in their own name, and leaves room for its figure:
    "at least 15" beside 18 of one page contradicts nobody, and is another's count of it.
    """
    shown = {finding.article.id for finding in card.near_misses[0].findings}
    heard = {account.speaker.name for account in card.accounts}
    counted = {f.finding.statement.id for tally in right.tallies[:1] for f in tally.figures if f.holds}
    leaving = []
    for account in right.accounts:
        if account.relation not in ("differs", "context") or account.speaker.name in heard:
            continue
        left = tuple(f for f in account.findings if f.article.id in shown and f.statement.id in counted)
        if left and has_name(account.speaker) and all(_leaves_room(right, finding) for finding in left):
            leaving.append(replace(account, relation="context", findings=left))
    return leaving[:MOST_OTHERS]


def _leaves_room(right: ContextCard, finding: Finding) -> bool:
    """Whether all that a finding counts of what is claimed is a least number below it."""
    given, own = counted_alike(right.claim, finding), right.claim.quantities[:1]
    return bool(given) and all(q.bound == "at least" and q.value < claimed.value for q in given for claimed in own)


def _counted_more_since(card: ContextCard, right: ContextCard) -> list[Account]:
    """Whoever stands on the card with a count of others than are claimed, and has given a higher one since: "22 people
    killed", of the claim's 22 children, and on the next day 35.
    """
    known = {finding.statement.id for account in card.accounts for finding in account.findings}
    since = []
    for account in card.accounts:
        counts = [
            (finding, quantity)
            for finding in account.findings
            for quantity in finding.statement.quantities
            if quantity.state and account.relation == "context"
        ]
        later = tuple(
            finding
            for other in right.accounts
            if known_in(other.speaker.name) == known_in(account.speaker.name) and has_name(other.speaker)
            for finding in other.findings
            if finding.statement.id not in known
            and finding.why[-1:]
            and _OF_OTHERS.fullmatch(finding.why[-1])
            and any(_is_raised(*count, finding) for count in counts)
        )
        if later:
            since.append(Account(later[0].speaker, "context", later[:1]))
    return since


def _of_one_voice(account: Account, since: Sequence[Account]) -> Iterator[Finding]:
    if account.relation == "context":
        own = (one for one in since if known_in(one.speaker.name) == known_in(account.speaker.name))
        yield from (finding for one in own for finding in one.findings)


def _as_raised_since(card: ContextCard, since: Sequence[Account]) -> dict[str, Finding]:
    """What stands near with a count that its voice has raised since, as `since` shows: each so marked, by its id.

    Whom it counts is still why it is not the claim.
    """
    marked = {}
    for account in (one for one in card.accounts if one.relation == "context"):
        own = (one for one in since if known_in(one.speaker.name) == known_in(account.speaker.name))
        later = [last for one in own for last in one.findings]
        for finding in account.findings:
            steps = [(q, more) for q in finding.statement.quantities for f in later for more in _raising(q, finding, f)]
            if steps:
                why = raised_to(*steps[0], by_others=False)
                marked[finding.statement.id] = replace(finding, why=(why, *finding.why))
    return marked


#: How weighing tells of people other than the claim's, of whom the same became.
_OF_OTHERS = re.compile(r"counts .+, the claim .+")


def _is_raised(first: Finding, count: Quantity, last: Finding) -> bool:
    """Whether another report, which came out later, has a higher count of just the same."""
    return bool(_raising(count, first, last))


def _raising(count: Quantity, first: Finding, last: Finding) -> list[Quantity]:
    """The higher counts of just the same in another report, which came out later."""
    if first.published is None or last.published is None or last.published.start <= first.published.start:
        return []
    alike = [q for q in last.statement.quantities if (q.unit, q.state) == (count.unit, count.state) and count.state]
    return [q for q in alike if q.value > count.value]


def _last_counted(right: ContextCard, own: float | None, shown: Sequence[Finding]) -> list[Account]:
    """The last outlet that in its own words counts more than is claimed, days after all that is shown came out.

    Who has only the first day's tolls of an event does not know to what they came. "Nearly 90" is no count.
    """
    latest = max((f.published.end for f in shown if f.published), default=None)
    later = [
        (finding.published.start, account, finding)
        for account in right.accounts
        if account.relation == "differs" and account.speaker.kind == "outlet_itself"
        for finding in contradicting(right, account).findings
        if finding.published is not None and latest is not None and finding.published.start >= latest
        if any(
            quantity.bound in ("exact", "at least")
            and all(quantity.value > claimed.value for claimed in right.claim.quantities)
            and _is_as_short(finding, quantity, own)
            for quantity in counted_alike(right.claim, finding)
        )
    ]
    if not later:
        return []
    _, account, finding = max(later, key=lambda one: one[0])
    there = replace(finding, why=(*finding.why, OTHERWISE_THERE))
    return [replace(account, relation="context", findings=(there,))]


def _is_as_short(finding: Finding, quantity: Quantity, own: float | None) -> bool:
    """Whether a count is over about as many days as the one beside which it is set: not a month's beside a day's."""
    return not is_more_over_longer(days_counted(finding, quantity), own or 1.0)
