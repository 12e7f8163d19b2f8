"""A question for a number, "how many people died in Kalden": everybody's figure answers it, and none contradicts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from knowledge.model import Account, Claim, ContextCard, Figure, Finding, Quantity, Span, Tally
from knowledge.quantities import comparable
from retrieval.counts.campaigns import YEAR, claims_a_war, is_a_blow, tells_the_war
from retrieval.counts.dated import of_another_day
from retrieval.counts.periods import MUCH_LONGER, days_counted, tells_a_stretch
from retrieval.counts.wider import of_more
from retrieval.denying.stance import Reads
from retrieval.events import MONTH
from retrieval.events.topics import mostly_told_in
from retrieval.grammar.closeness import besides_the_figure, is_filler, share
from retrieval.grammar.naming import means_in, told_as, units_in
from retrieval.ledger import is_of_a_part
from retrieval.nearby.why_near import OVER_ANOTHER, PART
from retrieval.relations import RELATED_BY_FIGURE, Related, Weighed, because, weigh
from retrieval.relations.given_again import has_risen
from retrieval.word_tables import worded

#: Figures of the nearest reports that are tried for the one of the event that is asked about.
MOST_TRIED = 3
#: A name within a sentence, which begins with a capital anyway.
_NAME = re.compile(r"(?<=\w )[A-Z][\w’-]{3,}")
#: "The army killed 40 attackers": they are none of those who died in their attack.
_ATTACKERS = re.compile(r"\d+ (?:of the )?(?:\w+ )?(?:attackers|assailants|hijackers)\b", re.IGNORECASE)
#: A report tells more than this share of what a question says of its event.
TOLD = 2 / 3
A_DAY, A_SHORT_MONTH = timedelta(days=1), 28.0
#: So many die in no one event.
A_WAR = 1_000_000.0


def asks_for_a_number(claim: Claim) -> bool:
    """Whether the claim is a question for a number, and gives none itself."""
    return claim.asked is not None and not any(figure.unit for figure in claim.quantities)


def weigh_asked(claim: Claim, findings: Sequence[Finding], stance: Reads | None) -> tuple[Claim, Weighed] | None:
    """What is found for a question as for a claim of the nearest report's number, with that claim.

    None where no near report counts what is asked for, or its event is not settled.
    """
    ambiguous = None
    for figure in _nearest(claim, findings):
        told = replace(claim, quantities=(figure,))
        weighed = weigh(told, findings, stance)
        if weighed.state == "found" and any(one.relation == "reports" for one in weighed.related):
            # So many are no other number of one blow, and all the same another answer.
            known = {one.finding.statement.id for one in weighed.related}
            others = (f for f in _of_the_very_stretch(claim, findings) if f.statement.id not in known)
            return told, replace(weighed, related=(*weighed.related, *(Related(f, "reports") for f in others)))
        if weighed.state == "ambiguous" and ambiguous is None:
            ambiguous = told, weighed
    return ambiguous


def _asks_of_a_war(claim: Claim, asked: Quantity) -> bool:
    # One year of a war is none of its blows, either.
    return claims_a_war(replace(claim, when=None), replace(asked, low=A_WAR, high=A_WAR))


def _of_the_very_stretch(claim: Claim, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The near findings that count what a question asks of a whole country over such a month or year as it names."""
    asked = claim.asked
    if asked is None or not _asks_of_a_war(claim, asked):
        return
    for finding in findings:
        is_one = finding.similarity >= RELATED_BY_FIGURE and finding.statement.is_reporting and not finding.is_rating
        if is_one and _counts_for_as_long(claim, finding):
            counted = (q for q in finding.statement.quantities if q.value > 0 and q.bound != "vague")
            if any(comparable(asked, q) == "same" for q in counted):
                yield finding


def as_answers(claim: Claim, related: Sequence[Related]) -> list[Related]:
    """What was weighed, with every figure as an answer: nobody who gives another number says otherwise.

    Whoever counts the attackers that were killed has not said how many people died in their attack.
    """
    related = [_of_another_time(one) if not _counts_over_its_time(claim, one.finding) else one for one in related]
    answering = [replace(one, relation="reports") if _gives_a_number(claim, one) else one for one in related]
    return [
        replace(one, relation="context") if one.relation == "reports" and _counts_attackers(claim, one.finding) else one
        for one in answering
    ]


def _of_another_time(one: Related) -> Related:
    """What was weighed as a count over another time, which answers nothing."""
    return Related(because(one.finding, OVER_ANOTHER), "context")


def _counts_over_its_time(claim: Claim, finding: Finding) -> bool:
    """Whether what a finding counts may be of the time that a question names.

    What was counted in six years is no toll of April, nor are the dead of one ambush, or month, those of a year.
    """
    over, when = claim.when, finding.statement.when
    if over is None or claim.asked is None:
        return True
    asked = (over.end - over.start) / A_DAY
    counted = [q for q in finding.statement.quantities if q.state == claim.asked.state]
    days = max((days_counted(finding, q) or 0.0 for q in counted), default=0.0)
    if when is not None and (stretch := (when.end - when.start) / A_DAY) >= A_SHORT_MONTH:
        days = max(days, stretch)
    is_from_before = when is not None and when.start < over.start - MONTH and any(map(tells_a_stretch, counted))
    is_of_the_war = over.end - over.start <= YEAR and tells_the_war(claim, finding)
    if is_from_before or is_of_the_war or days > MUCH_LONGER * asked:
        return False
    is_of_a_year = over.end - over.start > MONTH and not any(place.province for place in claim.where)
    if not is_of_a_year or is_a_blow(claim.text):
        return True
    if days > 1:
        return MUCH_LONGER * days >= asked
    return not worded("ledger", "one_blow").search(f"{finding.words} {finding.article.subject}")


def _counts_for_as_long(claim: Claim, finding: Finding) -> bool:
    """Whether a finding counts over a month or year such as a question of a whole country names: no blow, no town."""
    over, when = claim.when, finding.statement.when
    if over is None or when is None or claim.asked is None or not over.overlaps(when):
        return False
    if worded("ledger", "one_blow").search(finding.words):
        return False
    counted = [q for q in finding.statement.quantities if q.state == claim.asked.state]
    days = [days for q in counted if (days := days_counted(finding, q))]
    asked, of_a_town = (over.end - over.start) / A_DAY, any(place.province for place in finding.statement.where)
    return not of_a_town and any(asked <= MUCH_LONGER * n and n <= MUCH_LONGER * asked and n > 1 for n in days)


def _gives_a_number(claim: Claim, one: Related) -> bool:
    """Whether somebody gives a number that is asked for: another one, or one for which an "at least" leaves room."""
    if one.relation == "differs":
        return True
    is_asked = claim.asked is not None and one.counted is not None and comparable(claim.asked, one.counted) == "same"
    return one.relation == "context" and is_asked and PART not in one.finding.why and not has_risen(one)


def figures_asked(card: ContextCard) -> tuple[Figure, ...]:
    """The figures on a card that answer its question: of all who are asked for, whatever they are called, or of none.

    Of "20 soldiers and eight civilians were killed" neither number is the toll.
    """
    figures = [figure for tally in card.tallies for figure in tally.figures]
    return tuple(f for f in figures if _answers(card, f.quantity, f.finding))


def answers_it(card: ContextCard, account: Account, told: Tally) -> bool:
    """Whether an account gives a figure for what the card's question asks, and one of those that are told."""
    given = [q for f in account.findings for q in f.statement.quantities if _answers(card, q, f)]
    return any(q.bound == "vague" or told.lowest <= q.value <= told.highest for q in given)


def _answers(card: ContextCard, quantity: Quantity, finding: Finding) -> bool:
    asked = card.claim.asked
    if asked is None or _counts_attackers(card.claim, finding):
        return False
    kinship = comparable(asked, quantity)
    if kinship == "same" or (kinship == "narrower" and quantity.value == 0):
        return True
    if not _is_a_toll_of(asked, quantity):
        return False
    beside = [
        q
        for account in card.accounts
        for f in account.findings
        if f.article.id == finding.article.id and f.speaker.name == finding.speaker.name
        for q in f.statement.quantities
    ]
    return all(comparable(quantity, q) == "same" for q in beside if _is_a_toll_of(asked, q))


def _is_a_toll_of(asked: Quantity, printed: Quantity) -> bool:
    """Whether a figure counts some of those asked for who may be all of them: the dead soldiers of all the dead."""
    is_some = comparable(asked, printed) == "broader" and asked.state == printed.state != ""
    return is_some and not is_of_a_part(printed)


def _counts_attackers(claim: Claim, finding: Finding) -> bool:
    asks_of_all = claim.asked is not None and claim.asked.unit == "people"
    return asks_of_all and bool(_ATTACKERS.search(finding.words))


def _nearest(claim: Claim, findings: Sequence[Finding]) -> Iterator[Quantity]:
    """The figures of the nearest reports that count what is asked for, each number once.

    First those that count just that, then "militants" where people are asked for; a country's total comes last where a
    town is named.
    """
    asked = claim.asked
    if asked is None:
        return
    near = [f for f in findings if f.similarity >= RELATED_BY_FIGURE]
    # Whoever names no day asks of what reports tell, and not of what they recall: "on 25 January they killed seven".
    near.sort(key=lambda f: (claim.when is None and of_another_day(f), -f.similarity))
    narrow = [f for f in near if not _is_of_a_country(claim, f)]
    yield from _counting(claim, asked, narrow, lambda q: comparable(asked, q) == "same")
    yield from _counting(claim, asked, narrow, lambda q: _is_a_toll_of(asked, q))
    wide = [f for f in near if _is_of_a_country(claim, f)]
    yield from _counting(claim, asked, wide, lambda q: comparable(asked, q) == "same")


def _is_of_a_country(claim: Claim, finding: Finding) -> bool:
    """Whether a finding tells of a whole country, and the claim of a town in it."""
    where = finding.statement.where
    of_a_town = any(place.province for place in claim.where)
    return of_a_town and bool(where) and all(place.country and not place.province for place in where)


def _counting(
    claim: Claim, asked: Quantity, findings: Sequence[Finding], is_asked: Callable[[Quantity], bool]
) -> Iterator[Quantity]:
    """The figures of these findings that are asked for, each number once."""
    seen = set[float]()
    of_a_war = _asks_of_a_war(claim, asked)
    for finding in findings:
        if not finding.statement.is_reporting or finding.is_rating or _counts_attackers(claim, finding):
            continue
        if not _tells_its_names(claim, finding) or not (of_a_war or _tells_its_event(claim, asked, finding)):
            continue
        if of_a_war and not (tells_the_war(claim, finding) or _counts_for_as_long(claim, finding)):
            # Whoever asks of a war asks of no day in it; of a month of it, whoever counts that month answers.
            continue
        if not _counts_over_its_time(claim, finding):
            continue
        if of_more(claim, asked, finding):
            # Nor, of a march in all the country, of one town's.
            continue
        for printed in finding.statement.quantities:
            is_one = printed.value > 0 and printed.bound != "vague" and is_asked(printed)
            if not is_one or printed.value in seen or len(seen) == MOST_TRIED:
                continue
            figure = replace(asked, low=printed.low, high=printed.high, bound=printed.bound)
            if comparable(asked, printed) != "same":
                # Of the militants that one side counts, the other's count is another answer.
                figure = replace(figure, unit=printed.unit, counted=printed.counted)
            if of_a_war or mostly_told_in(replace(claim, quantities=(figure,)), figure, finding):
                seen.add(printed.value)
                yield figure


def _tells_its_event(claim: Claim, asked: Quantity, finding: Finding) -> bool:
    """Whether a report tells nearly all that the question says of what happened: a raid on Homs is no fire in Homs."""
    article = finding.article
    about = " ".join(filter(None, (finding.words, article.subject, article.text)))
    named = units_in(about)
    # A question is of its number as a whole; what it asks the number of stands at its head.
    counted = replace(asked, span=Span(asked.span.start, asked.span.start + len(asked.counted)))
    wanted = [(word, stem) for word, _, stem in besides_the_figure(claim, counted) if not is_filler(stem)]
    used = means_in(about)
    told = [bool(named & told_as(word) or used & means_in(word)) or share((stem,), about) > 0 for word, stem in wanted]
    return not told or sum(told) > TOLD * len(told)


def _tells_its_names(claim: Claim, finding: Finding) -> bool:
    """Whether a report names all that the question names, beside the places that a table knows: the raid on Tarn."""
    article = finding.article
    told = " ".join(filter(None, (article.text, article.title, article.event, article.place))).lower()
    known = [place.span for place in claim.where if place.span]
    return all(
        match.group().lower() in told
        for match in _NAME.finditer(claim.text)
        if not any(span.start <= match.start() < span.end for span in known)
    )
