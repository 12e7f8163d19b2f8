"""What a claim counts and what somebody counts instead, where a card would only say that the two are not the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.words import msgid
from knowledge.model import Claim, ContextCard, Finding, Quantity
from knowledge.quantities import comparable, read_quantities, unit_table
from retrieval.caveats import in_marks, words_of_figure
from retrieval.nearby.why_near import IN_ONE_REPORT
from retrieval.ranking import counts_same, fits, words_of
from retrieval.relations.no_rivals import BELOW_ITS_LIMIT
from retrieval.word_tables import worded
from retrieval.wording import told

#: Why whoever counts something, and nothing of what the claim counts, has not said it.
SOMETHING_ELSE = msgid("counts something else")
#: Why whoever counts what the claim does, and another number of it, has not said it.
ANOTHER_NUMBER = msgid("gives another number")
#: What only became of whoever is counted: "229 were killed".
_BECAME = re.compile(r"(?:were|was|have|has|had)\b", re.IGNORECASE)
#: From where on a printed figure only tells what became of whom it counts: "three civilians were killed".
_PREDICATE = re.compile(r"\s+(?:were|was|have|has|had|are|died?)\b.*", re.IGNORECASE)
#: What may also have become of those who are counted.
_OR_HURT = r" (?:and|or) (?:\w+ly )?(?:injured|wounded|hurt|missing|captured)\b"
#: Letters of what is counted that are still read at a glance.
MOST_COUNTED = 48


@dataclass(frozen=True, slots=True)
class Apart:
    """Whom a claim counts and whom somebody counts instead, each as printed.

    With what became of the others, if that is not said by it.
    """

    claimed: str
    counted: str
    state: str = ""


def figures_apart(card: ContextCard, finding: Finding, why: str) -> Apart | None:
    """What the claim counts and what somebody counts instead, each as it is printed; a reader can tell these apart.

    Of a claim with two counts it is not told which of them is meant; nor where both would be printed alike.
    """
    if why not in (told(SOMETHING_ELSE), told(IN_ONE_REPORT)):
        return None
    pairs = _other_counts(card, finding)
    if not pairs:
        return None
    own, q = pairs[0]
    printed = _printed(finding, q)
    befell = q.state if q.unit == own.unit and q.state != own.state else ""
    apart = told_apart(card.claim, own, finding, q)
    if apart.claimed.casefold() == apart.counted.casefold().strip("“”") or not names_a_thing(printed, befell):
        return None
    return apart if max(len(apart.claimed), len(apart.counted.strip("“”"))) <= MOST_COUNTED else None


def told_apart(claim: Claim, own: Quantity, finding: Finding, quantity: Quantity) -> Apart:
    """The count of a claim and another one, as they are printed: "50 guards", and "three civilians" (wounded)."""
    printed = _printed(finding, quantity)
    counted = whom_it_counts(printed)
    # Of people it is told what became of them; 24 vehicles are no dead, whatever befell them.
    is_said = any(q.state == quantity.state for q in read_quantities(counted))
    is_told = quantity.state != own.state and not is_said and unit_table().kinds.get(quantity.unit) == "person"
    state = quantity.state if is_told else ""
    return Apart(whom_it_counts(own.span.of(claim.text)), in_marks(finding, counted), state)


def _printed(finding: Finding, quantity: Quantity) -> str:
    """A figure as the report prints it, or as a note on it does, where that is more than is read at a glance."""
    printed = words_of_figure(finding, quantity)
    noted = quantity.span.of(finding.article.text)
    if finding.article.is_note and len(noted) <= MOST_COUNTED < len(printed):
        return noted
    # "43 guards killed or seriously injured" are no 43 guards killed.
    more = re.search(rf"{re.escape(printed)}{_OR_HURT}", finding.words)
    return more.group() if more else printed


def whom_it_counts(printed: str) -> str:
    """A printed figure without the clause for what became of those it counts.

    >>> whom_it_counts("Three civilians were killed"), whom_it_counts("half a million people died")
    ('Three civilians', 'half a million people')
    >>> whom_it_counts("15 of the wounded"), whom_it_counts("40 were hurt"), whom_it_counts("434 dead")
    ('15 of the wounded', '40 were hurt', '434 dead')
    """
    counted = _PREDICATE.sub("", printed)
    return counted if any(q.counted for q in read_quantities(counted)) else printed


def counts_of(claim: Claim) -> list[Quantity]:
    """What a claim counts, and how many of it; of "nobody" and of a bare number no other count can be told."""
    return [own for own in claim.quantities if own.unit and own.value]


def has_a_bare_number(claim: Claim, finding: Finding) -> bool:
    """Whether somebody prints a number of a claim that says of what it is in no word of a table: "15 critical"."""
    bare = {own.value for own in claim.quantities if not own.unit and own.value}
    return any(quantity.value in bare for quantity in finding.statement.quantities)


def gives_another_number(card: ContextCard, finding: Finding) -> bool:
    """Whether somebody counts what the claim does, and only other numbers of it; "dozens" are no other than 31."""
    if BELOW_ITS_LIMIT in finding.why or worded("beside", "like_it").search(finding.words):
        # Twelve are fewer than thirty; and "in a similar attack last year" thirty died in that one.
        return False
    if has_a_bare_number(card.claim, finding):
        return False
    given = [q for q in finding.statement.quantities if q.value]
    pairs = [(own, q) for own in counts_of(card.claim) for q in given if counts_same(own, q)]
    # "484 died, 401 of them in raids" has the claim's 401.
    printed = {q.value for q in read_quantities(finding.words)}
    bare = [(own, replace(q, unit=own.unit, counted=own.counted)) for own, q in pairs if q.bound in ("exact", "about")]
    if any(fits(own, q) for own, q in bare):
        # "401" are the 400 of a claim.
        return False
    return bool(pairs) and not any(own.value in {q.value, *printed} or q.bound == "vague" for own, q in pairs)


def _other_counts(card: ContextCard, finding: Finding) -> list[tuple[Quantity, Quantity]]:
    """The one count of a claim with those of somebody that are of something else, where all of theirs are."""
    claimed = counts_of(card.claim)
    if len(claimed) != 1:
        return []
    (own,) = claimed
    if any(counts_same(own, q) and comparable(own, q) == "same" for q in finding.statement.quantities):
        # Whoever counts more strikes as well as their dead has counted what the claim does.
        return []
    kinds = unit_table().kinds
    # "Dozens of people" are no number of the dead, and tell that the wounded are counted.
    given = [
        q for q in finding.statement.quantities if q.unit and q.value and (q.bound != "vague" or q.state != own.state)
    ]
    # How far it is to town is not what a report is about; whoever has the claim's number has it for these,
    others = sorted(
        ((own, q) for q in given if kinds.get(q.unit) != "measure"),
        # and what befell somebody is told before what did it.
        key=lambda pair: (pair[1].value != pair[0].value, not pair[1].state),
    )
    return [pair for pair in others if comparable(*pair) != "same"]


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
    is_told = is_new and len(figure) <= MOST_COUNTED and names_a_thing(figure)
    return in_marks(finding, whom_it_counts(figure)) if is_told else ""


def names_a_thing(figure: str, state: str = "") -> bool:
    """Whether a printed figure says of what it is, and not of how many more; `state` is what is told of them beside it.

    >>> names_a_thing("15 of the wounded"), names_a_thing("71"), names_a_thing("19 others"), names_a_thing("five")
    (True, False, False, False)
    >>> names_a_thing("229 were killed")
    False
    >>> names_a_thing("5 were injured", "wounded"), names_a_thing("9 people", "wounded")
    (True, True)
    """
    printed = [q for q in read_quantities(figure) if q.state in ("", state) or not state]
    return any(
        q.counted and not worded("joined", "besides").fullmatch(q.counted) and (state or not _BECAME.match(q.counted))
        for q in printed
    )
