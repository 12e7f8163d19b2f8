"""A claim of which only a half is said: "30 rebels and 12 soldiers died", of which the reports have thirty rebels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from knowledge.model import Account, Claim, ContextCard, Finding, Halves, Quantity, Span
from knowledge.quantities import comparable
from retrieval.counts.periods import in_full
from retrieval.denying.denials import is_of_the_calendar
from retrieval.grammar.clauses import figures_in, meant_of
from retrieval.grammar.closeness import is_filler, is_kin, kindred
from retrieval.ranking import fits, words_of
from retrieval.relations import RELATED_BY_FIGURE
from retrieval.word_tables import any_of

#: So few blows or bombs are the event itself, where what they did is counted.
A_FEW = 2
#: A number whose word no table knows, where it stands beside another count: ", 71 down".
_BESIDE = re.compile(r"(?:[,;&+]|\b(?:and|plus|with))\s*$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+[a-z]{3,}\b")


def halves_of(claim: Claim) -> tuple[Quantity, ...]:
    """The counts of a claim, each of which may be said without the others; none where it has one alone.

    >>> def halves(words):
    ...     return [half.span.of(words) for half in halves_of(Claim(words, tuple(figures_in(words))))]
    >>> halves("105 people shot, 71 down"), halves("12 dead and 30 wounded in Homs")
    (['105 people', '71 down'], ['12 dead', '30 wounded'])
    >>> halves("Two air strikes killed 12"), halves("40 dead in Homs"), halves("40 dead in Homs on 24 jan")
    ([], [], [])
    """
    counts = [
        half
        for q in meant_of(claim.text, figures_in(claim.text))
        if (q.value > A_FEW or (q.state and q.value > 0)) and (half := _with_its_word(q, claim.text))
    ]
    return tuple(counts) if len(counts) > 1 else ()


def _with_its_word(figure: Quantity, words: str) -> Quantity | None:
    """A figure with the word that it counts; None where it may be a name or a date: "in May 2021"."""
    if figure.counted and is_of_the_calendar(in_full(figure.counted)):
        # "24 Jan" is a day.
        return None
    if figure.counted or figure.unit or figure.state:
        return figure
    word = _NEXT_WORD.match(words, figure.span.end)
    if word is None or not _BESIDE.search(words[: figure.span.start]):
        return None
    return replace(figure, span=Span(figure.span.start, word.end()))


def halves_said(claim: Claim, accounts: Sequence[Account], found: Sequence[Finding]) -> Halves | None:
    """Which halves of a claim its reports have and which they have not; None where they have all of it, or none."""
    halves = halves_of(claim)
    if not halves:
        return _what_it_was_called(claim, accounts, found)
    told = [(account.relation, finding) for account in accounts for finding in account.findings]
    reporting = [finding for relation, finding in told if relation == "reports"]
    # A note has one figure a fact, and its sentence may give another: "71 of 103 missiles".
    given = [(*f.statement.quantities, *(figures_in(f.words) if f.article.is_note else ())) for f in reporting]
    said = tuple(half for half in halves if any(_has(half, figures) for figures in given))
    left = [half for half in halves if half not in said]
    if not said or not left:
        return None
    reports = {finding.article.id: finding.article for _, finding in told}
    # Further down, a report may have the number in other words; then nobody is told that it has not.
    for text in (report.text for report in reports.values() if not report.is_note):
        printed = figures_in(text)
        left = [half for half in left if not _may_have(half, printed)]
        if not left:
            return None
    near = [f for f in found if f.article.is_note or f.article.id not in reports]
    elsewhere = any(
        _has(half, f.statement.quantities) for half in left for f in near if f.similarity >= RELATED_BY_FIGURE
    )
    return Halves(_words_of(said, claim), _words_of(left, claim), elsewhere)


def _what_it_was_called(claim: Claim, accounts: Sequence[Account], found: Sequence[Finding]) -> Halves | None:
    """What a claim of one count has somebody call it besides, of which no report that was found has a word.

    Whoever counts the dead says nothing of "and the mayor called it a trifle".
    """
    called = _called().search(claim.text)
    if called is None:
        return None
    half = next((q for q in figures_in(claim.text[: called.start()]) if q.state and q.value > A_FEW), None)
    given = [f for account in accounts if account.relation == "reports" for f in account.findings]
    if half is None or not any(_has(half, f.statement.quantities) for f in given):
        return None
    wanted = [stem for stem in words_of(called["what"]) if not is_filler(stem)]
    texts = {f.article.id: f"{f.article.title} {f.article.text}" for f in (*given, *found)}
    if not wanted or any(is_kin(stem, kindred(text)) for stem in wanted for text in texts.values()):
        return None
    return Halves(_words_of((half,), claim), (called["half"],), is_elsewhere=False)


@cache
def _called() -> re.Pattern[str]:
    """The end of a claim that has somebody call it something: ", and the mayor called it a trifle"."""
    who = r"(?:[\w.’'-]+ ){1,5}?"
    return re.compile(
        rf"(?:,|;| [-–—])\s*(?:and |but |yet |while )?(?P<half>{who}(?:{any_of('denials', 'calling')}) "
        r"(?:it|them|this|that|these|those) (?P<what>[^.,;:!?]+))[.!?]*$",
        re.IGNORECASE,
    )


def halves_apart(card: ContextCard) -> tuple[tuple[Account, tuple[str, ...]], ...]:
    """Who says which counts of a claim, where all are said and nobody says them all; nobody where somebody does."""
    halves = halves_of(card.claim) if card.state == "found" and card.halves is None else ()
    said = [
        (account, [half for half in halves if any(_has(half, f.statement.quantities) for f in account.findings)])
        for account in card.accounts
        if account.relation == "reports"
    ]
    has_all = any(len(own) == len(halves) for _, own in said)
    if (
        not halves
        or has_all
        or not all(own for _, own in said)
        or not all(any(h in o for _, o in said) for h in halves)
    ):
        return ()
    return tuple((account, _words_of(own, card.claim)) for account, own in said)


def _words_of(halves: Sequence[Quantity], claim: Claim) -> tuple[str, ...]:
    return tuple(half.span.of(claim.text) for half in halves)


def _has(half: Quantity, printed: Sequence[Quantity]) -> bool:
    return any(
        half.value == figure.value if comparable(half, figure) == "unknown" else fits(half, figure)
        for figure in printed
    )


def _may_have(half: Quantity, printed: Sequence[Quantity]) -> bool:
    return _has(half, printed) or any(
        half.value == figure.value and comparable(half, figure) != "different" for figure in printed
    )
