"""What a claim counts and what somebody counts instead, where a card would only say that the two are not the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.words import msgid
from knowledge.model import Claim, ContextCard, Finding, Quantity
from knowledge.quantities import comparable, read_quantities, unit_table
from retrieval.caveats import in_marks, words_of_figure
from retrieval.ranking import counts_same, words_of
from retrieval.why_near import IN_ONE_REPORT, OF_ONE_VOICE
from retrieval.word_tables import worded
from retrieval.wording import told

#: Why whoever counts something, and nothing of what the claim counts, has not said it.
SOMETHING_ELSE = msgid("counts something else")
#: Why whoever counts what the claim does, and another number of it, has not said it.
ANOTHER_NUMBER = msgid("gives another number")
#: What only became of whoever is counted: "229 were killed".
_BECAME = re.compile(r"(?:were|was|have|has|had)\b", re.IGNORECASE)
#: Letters of what is counted that are still read at a glance.
MOST_COUNTED = 48


def figures_apart(card: ContextCard, finding: Finding, why: str) -> tuple[str, str] | None:
    """What the claim counts and what somebody counts instead, each as it is printed; a reader can tell these apart.

    Of a claim with two counts it is not told which of them is meant; nor where both would be printed alike.
    """
    if why not in (told(SOMETHING_ELSE), told(IN_ONE_REPORT), told(OF_ONE_VOICE)):
        return None
    pairs = _other_counts(card, finding)
    if not pairs:
        return None
    own, q = pairs[0]
    claimed, printed = own.span.of(card.claim.text), words_of_figure(finding, q)
    if claimed.casefold() == printed.casefold() or max(len(claimed), len(printed)) > MOST_COUNTED:
        return None
    befell = q.state if q.unit == own.unit and q.state != own.state else ""
    return (claimed, in_marks(finding, printed)) if names_a_thing(printed, befell) else None


def counts_of(claim: Claim) -> list[Quantity]:
    """What a claim counts, and how many of it; of "nobody" and of a bare number no other count can be told."""
    return [own for own in claim.quantities if own.unit and own.value]


def gives_another_number(card: ContextCard, finding: Finding) -> bool:
    """Whether somebody counts what the claim does, and only other numbers of it; "dozens" are no other than 31."""
    given = [q for q in finding.statement.quantities if q.value]
    pairs = [(own, q) for own in counts_of(card.claim) for q in given if counts_same(own, q)]
    # "484 died, 401 of them in raids" has the claim's 401.
    printed = {q.value for q in read_quantities(finding.words)}
    return bool(pairs) and not any(own.value in {q.value, *printed} or q.bound == "vague" for own, q in pairs)


def _other_counts(card: ContextCard, finding: Finding) -> list[tuple[Quantity, Quantity]]:
    """The one count of a claim with those of somebody that are of something else."""
    claimed = counts_of(card.claim)
    if len(claimed) != 1:
        return []
    kinds = unit_table().kinds
    given = [q for q in finding.statement.quantities if q.unit and q.value and q.bound != "vague"]
    # How far it is to town is not what a report is about; whoever has the claim's number has it for these,
    others = sorted(
        ((claimed[0], q) for q in given if kinds.get(q.unit) != "measure"),
        # and what befell somebody is told before what did it.
        key=lambda pair: (pair[1].value != pair[0].value, not pair[1].state),
    )
    return [(own, q) for own, q in others if comparable(own, q) != "same"]


def counted_with_its_number(claim: Claim, findings: Sequence[Finding]) -> str:
    """What else reports count with the very number of a claim, as they print it; empty where that is not one thing."""
    numbers = {quantity.value for quantity in claim.quantities if quantity.value}
    given = [
        (f, words_of_figure(f, q)) for f in findings for q in f.statement.quantities if q.unit and q.value in numbers
    ]
    if len({figure.casefold() for _, figure in given}) != 1:
        return ""
    finding, figure = given[0]
    is_new = not set(words_of(figure)) <= set(words_of(claim.text))
    return in_marks(finding, figure) if is_new and len(figure) <= MOST_COUNTED and names_a_thing(figure) else ""


def names_a_thing(figure: str, state: str = "") -> bool:
    """Whether a printed figure says of what it is and what became of it, and not of how many more.

    >>> names_a_thing("15 of the wounded"), names_a_thing("71"), names_a_thing("19 others"), names_a_thing("five")
    (True, False, False, False)
    >>> names_a_thing("229 were killed"), names_a_thing("5 were injured", "wounded")
    (False, True)
    """
    printed = [q for q in read_quantities(figure) if q.state == state or not state]
    return any(
        q.counted and not worded("joined", "besides").fullmatch(q.counted) and (state or not _BECAME.match(q.counted))
        for q in printed
    )
