"""Something else is counted: the claim has killed, the reporting killed and injured; soldiers, or civilians."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.model import Caveat, Finding, Quantity
from knowledge.quantities import comparable
from retrieval.caveats.drift import drifted, unit_changed
from retrieval.caveats.margin import Margin, findings_of
from retrieval.caveats.printed import in_marks, whose, with_what_became, words_of_figure, words_that_differ
from retrieval.deeds.parties import initials
from retrieval.grammar.numbered import figures_read_in
from retrieval.ranking import fits
from retrieval.wording import is_plural, told_of

#: "SDF", and "Syrian Democratic Forces".
_INITIALS = re.compile(r"\b[A-Z]{3,6}\b")
_BODY = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){2,5}")


def unit_differs(margin: Margin) -> list[Caveat]:
    """The claim and the reporting do not count the same: killed, or killed and injured; soldiers, or civilians."""
    claimed = margin.figure
    if claimed is None:
        return []
    if line := drifted(margin, "UNIT_DIFFERS"):
        return [line]
    reporting = margin.findings("reports")
    if any(_is_of_just_those(claimed, q) for f in reporting for q in f.statement.quantities):
        # Somebody reports just what the claim counts.
        return []
    titles = {f.article.id: figures_read_in(f.article.title) for f in reporting}
    if any(_is_of_just_those(claimed, q) for figures in titles.values() for q in figures):
        # "8 civilians killed" over a text that has eight people killed.
        return []
    # The same number of others is told on many days; it is worth a word where it is surely of the claim's event, or
    # where it is taken for the claim's.
    near = [f for f in margin.findings("differs", "context") if margin.tells_in_all(f)]
    counts = [q for f in near for q in f.statement.quantities if q.bound != "vague"]
    if any(_is_of_just_those(claimed, q) for q in counts):
        # Of another day or town, say: what is counted is not what differs. "Dozens" may be any number.
        return []
    near = [*reporting, *near]
    changed = [(f, q) for f in near for q in f.statement.quantities if unit_changed(claimed, q)]
    other = [(f, q) for f, q in changed if not _is_spelt_out(claimed, q)]
    if not other:
        return []
    # A figure that says what it counts, and something else altogether, before one that only counts more or fewer.
    finding, quantity = min(
        other, key=lambda pair: (not _says_what(*pair), comparable(claimed, pair[1]) != "different")
    )
    one, several = (
        "The claim says “{claimed}”; {who} says {figure}. The number is the same; what is counted differs.",
        "The claim says “{claimed}”; {who} say {figure}. The number is the same; what is counted differs.",
    )
    if quantity.bound != claimed.bound:
        # "At least 21" is not the same number as 21.
        one, several = (
            "The claim says “{claimed}”; {who} says {figure}. What is counted differs.",
            "The claim says “{claimed}”; {who} say {figure}. What is counted differs.",
        )
    who = whose(finding)
    own, theirs = claimed.span.of(margin.claim.text), words_that_differ(margin.claim, finding, quantity)
    if own.casefold() == theirs.casefold():
        # "32 people", of whom one was wounded and the other killed.
        own = with_what_became(claimed.span, margin.claim.text)
        theirs = with_what_became(quantity.span, finding.article.text)
    if own.casefold() == theirs.casefold():
        # Two equal wordings were read as two things; a reader sees one.
        return []
    return [
        Caveat(
            "UNIT_DIFFERS",
            told_of(1 + is_plural(who), one, several, claimed=own, who=who, figure=in_marks(finding, theirs)),
            findings_of([pair for pair in other if pair[1].unit == quantity.unit]),
        )
    ]


def _is_of_just_those(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a figure may be a claim's and counts what that counts: "more than 50 people" are no 58 soldiers."""
    return fits(claimed, printed) and not unit_changed(claimed, replace(printed, low=claimed.low, high=claimed.high))


def _says_what(finding: Finding, quantity: Quantity) -> bool:
    """Whether the words of a figure name what it counts: "58 people", not "at least 58"."""
    return any(word in quantity.counted.split() for word in words_of_figure(finding, quantity).split())


def _is_spelt_out(claimed: Quantity, printed: Quantity) -> bool:
    """Whether one of two counted things has the initials of the other's body: "SDF", "Syrian Democratic Forces"."""
    return any(
        {initials(name.title()) for name in _BODY.findall(other.counted)} & {*_INITIALS.findall(one.counted)}
        for one, other in ((claimed, printed), (printed, claimed))
    )
