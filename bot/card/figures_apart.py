"""What a claim counts and what somebody counts instead, where a card would only say that the two are not the same."""

from __future__ import annotations

from bot.words import msgid
from knowledge.model import ContextCard, Finding, Quantity
from retrieval.caveats import words_of_figure
from retrieval.ranking import counts_same
from retrieval.why_near import IN_ONE_REPORT, OF_ONE_VOICE
from retrieval.wording import told

#: Why whoever counts something, and nothing of what the claim counts, has not said it.
SOMETHING_ELSE = msgid("counts something else")
#: Why whoever counts what the claim does, and another number of it, has not said it.
ANOTHER_NUMBER = msgid("gives another number")


def figures_apart(card: ContextCard, finding: Finding, why: str) -> tuple[str, str] | None:
    """What the claim counts and what somebody counts instead, each as it is printed; a reader can tell these apart.

    Of a claim with two counts it is not told which of them is meant; nor where both would be printed alike.
    """
    if why == told(ANOTHER_NUMBER):
        pairs = _other_numbers(card, finding)
    elif why in (told(SOMETHING_ELSE), told(IN_ONE_REPORT), told(OF_ONE_VOICE)):
        pairs = _other_counts(card, finding)
    else:
        return None
    printed = [(own.span.of(card.claim.text), words_of_figure(finding, q)) for own, q in pairs[:1]]
    return next((both for both in printed if both[0].casefold() != both[1].casefold()), None)


def gives_another_number(card: ContextCard, finding: Finding) -> bool:
    """Whether somebody counts what the claim does, and only other numbers of it; "dozens" are no other than 31."""
    return bool(_other_numbers(card, finding))


def _other_numbers(card: ContextCard, finding: Finding) -> list[tuple[Quantity, Quantity]]:
    claimed = [own for own in card.claim.quantities if own.unit and own.value]
    given = [q for q in finding.statement.quantities if q.value]
    pairs = [(own, q) for own in claimed for q in given if counts_same(own, q)]
    if any(own.value == q.value or q.bound == "vague" for own, q in pairs):
        return []
    return pairs


def _other_counts(card: ContextCard, finding: Finding) -> list[tuple[Quantity, Quantity]]:
    """The one count of a claim with those of somebody that are of something else, or else are other numbers of it."""
    claimed = [own for own in card.claim.quantities if own.unit and own.value]
    if len(claimed) != 1:
        return []
    others = [(claimed[0], q) for q in finding.statement.quantities if q.unit and q.value and q.bound != "vague"]
    return [(own, q) for own, q in others if not counts_same(own, q)] or _other_numbers(card, finding)
