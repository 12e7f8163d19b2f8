"""Which figures of a statement are a toll of their own, and which an addition, a part, or another blow's."""

from __future__ import annotations

import re

from knowledge.caseless import Caseless
from knowledge.model import Claim, Figure, Finding, Quantity
from retrieval.counts.parts import is_some_of_them
from retrieval.counts.superseded import before_it, printed_as
from retrieval.ranking import fits, words_of
from retrieval.word_tables import any_of, worded, words_in

#: "12 more deaths", and not "12 or more", "more than 12".
_MORE = re.compile(rf"(?<!\bor)(?<=\w)\s(?:{any_of('ledger', 'more')})\b(?! than \d)", re.IGNORECASE)
_ABOVE = re.compile(rf"\b(?:{any_of('ledger', 'above')}) (?:the|an?)\b|\badditional\b", re.IGNORECASE)
#: What stands between two blows of two days in one sentence: "just a day after".
_DAYS_APART = Caseless(rf"\b(?:{any_of('ledger', 'apart')}) (?:after|before|earlier)\b")
#: Behind that these tell of a second voice, and of no second blow: "while hospitals counted 50".
_TELLS = Caseless(rf"\b(?:{any_of('ledger', 'tells_of_a_count')}|has|have|had)\b")
#: What stands between two blows of one day: "while the raids killed 82".
_MEANWHILE = Caseless(r"\b(?:while|whereas)\b")
#: "Perhaps five", "perhaps another 140,000".
_PERHAPS = Caseless(rf"\A(?:{any_of('ledger', 'perhaps')})\b")
_PERHAPS_BEFORE = Caseless(rf"\b(?:{any_of('ledger', 'perhaps')})\s+\Z")


def is_a_total(finding: Finding, quantity: Quantity) -> bool:
    """Whether a figure is a toll, and not what was added to one: "1,400 more deaths", "rose by 12".

    "Ten were killed and another 30 wounded" tells apart two totals.
    """
    others = [q for q in finding.statement.quantities if q.span.end <= quantity.span.start and q.state]
    if others and all(q.state != quantity.state for q in others):
        return True
    if others and is_some_of_them(quantity, finding.article.text):
        # "17 people were killed, two of them in a car"; of "seven of them children" the seven are all the children.
        return is_of_a_part(quantity)
    return not is_added(finding, quantity)


def is_added(finding: Finding, quantity: Quantity) -> bool:
    """Whether a figure is said to come on top of another: "a further nine", "1,400 more deaths"."""
    before, printed = before_it(finding, quantity), quantity.span.of(finding.article.text)
    return bool(printed_as("added").search(before) or _MORE.search(printed) or _ABOVE.search(quantity.counted))


def is_doubtful(figure: Figure) -> bool:
    """Whether the word right before a number leaves open whether it is so many: "perhaps five"."""
    return bool(_PERHAPS.search(figure.words) or _PERHAPS_BEFORE.search(before_it(figure.finding, figure.quantity)))


def is_of_a_part(quantity: Quantity) -> bool:
    """Whether a figure counts children, women, medics or the like, who are seldom all of the dead."""
    return quantity.unit in words_in("ledger", "parts")


def counts_bodies(quantity: Quantity) -> bool:
    """Whether a figure counts the bodies that somebody has seen or collected."""
    return bool(worded("ledger", "bodies").search(quantity.counted))


def is_of_the_other_blow(finding: Finding, quantity: Quantity, claim: Claim | None) -> bool:
    """Whether a figure is of another blow that a sentence tells of beside its own.

    "Six died, a day after raids killed 35", "the barrage killed ten, while the raids killed 82". Where the 35 are
    claimed, the six are of the other one; of a claim about raids the ten are.
    """
    days_apart = _DAYS_APART.search(finding.words)
    turn = days_apart or _MEANWHILE.search(finding.words)
    # "The mayor put it at ten, while hospitals counted 50": two voices, and one blow.
    if turn is None or (days_apart is None and _TELLS.search(finding.words[turn.end() :])):
        return False
    at = finding.statement.span.start + turn.start()
    before = [q for q in finding.statement.quantities if q.span.end <= at]
    behind = [q for q in finding.statement.quantities if q.span.end > at]
    if not any(q.state == quantity.state for q in before):
        return False
    claimed = claim.quantities if claim else ()
    is_claimed_behind, is_claimed_before = (any(fits(c, q) for c in claimed for q in side) for side in (behind, before))
    if days_apart is None and is_claimed_behind == is_claimed_before:
        told_behind, told_before = (
            len(_told_of(claim, words)) for words in (finding.words[turn.end() :], finding.words[: turn.start()])
        )
        return quantity in before if told_behind > told_before else told_before > told_behind and quantity in behind
    return quantity in (before if is_claimed_behind and not is_claimed_before else behind)


def _told_of(claim: Claim | None, words: str) -> set[str]:
    """The words of a claim, besides what it counts, that stand in a clause."""
    if claim is None:
        return set()
    counted = {stem for q in claim.quantities for stem in words_of(q.counted)}
    return ({*words_of(claim.text)} - counted) & {*words_of(words)}
