"""What an editor has before them when writing in the margin of a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.archive import Edit
from knowledge.caseless import Caseless
from knowledge.model import (
    Account,
    Candidate,
    Claim,
    Finding,
    NearMiss,
    Origin,
    OutletProfile,
    Period,
    Quantity,
    Relation,
    State,
)
from retrieval.caveats.printed import told_by
from retrieval.claims.claimants import Claimant
from retrieval.events.topics import MOSTLY, told_further_down, told_in
from retrieval.ranking import counts_same
from retrieval.word_tables import any_of

#: One figure and the finding that prints it.
Count = tuple[Finding, Quantity]
#: A rival figure in words that are less like the claim than this may be of another incident; whoever writes a note
#: knows of which event a count is, and may say it in few words.
OF_THE_CLAIM, OF_THE_CLAIM_IN_A_NOTE = 0.55, 0.3
_another = Caseless(
    rf"\b(?:{any_of('caveats', 'of_another')}|"
    rf"also (?:been )?(?:{any_of('caveats', 'also_harmed')}))\b"
)


# Told apart by which it is: what is found for one margin is asked for by several caveats of it.
@dataclass(frozen=True, slots=True, eq=False)
class Margin:
    """What an editor has before them when writing in the margin."""

    claim: Claim
    state: State
    accounts: Sequence[Account]
    origins: Sequence[Origin]
    candidates: Sequence[Candidate]
    profiles: Mapping[str, OutletProfile]
    #: Everything the store had that came near, whether or not the card shows it.
    found: Sequence[Finding] = ()
    #: When the post was written; None where nobody knows.
    sent: Period | None = None
    #: What was edited in the articles that were found, by their ids.
    edits: Mapping[str, Sequence[Edit]] = field(default_factory=dict)
    #: What tells the claim but for its day or its town.
    near_misses: Sequence[NearMiss] = ()
    #: Who the claim says has said it, where what is weighed is only what they are to have said.
    claimant: Claimant | None = None

    def findings(self, *relations: Relation) -> list[Finding]:
        """The findings that stand to the claim in one of these ways, in the card's order."""
        return [f for account in self.accounts if account.relation in relations for f in account.findings]

    def cited(self) -> list[Finding]:
        """What the first line may name somebody for: who stands to the claim, or speaks of it in other words."""
        answering = (a for a in self.accounts if a.relation != "context" or a.in_other_words)
        return [finding for account in answering for finding in account.findings]

    def telling(self, *relations: Relation) -> list[Finding]:
        """The findings that surely tell of the claim's own event: a rival figure may be of another incident."""
        return [
            finding
            for account in self.accounts
            if account.relation in relations
            for finding in account.findings
            if account.relation != "differs" or is_of_the_claim(finding)
        ]

    def tells_in_all(self, finding: Finding) -> bool:
        """Whether a report tells most of the claim besides its figure, be it a little further down."""
        claimed = self.figure
        if claimed is None or told_in(self.claim, claimed, finding) >= MOSTLY:
            return True
        report = [f for f in self.found if f.article.id == finding.article.id]
        return told_further_down(self.claim, claimed, finding, report) >= MOSTLY

    def tells(self, finding: Finding) -> bool:
        """Whether a report with a figure tells most of the claim besides; who speaks of another event is no news."""
        claimed = self.figure
        return finding.article.is_note or claimed is None or told_in(self.claim, claimed, finding) >= MOSTLY

    @property
    def figure(self) -> Quantity | None:
        """The figure the claim makes: of several, the one that somebody's report fits; None when it makes none."""
        figures = [q for q in self.claim.quantities if q.unit]
        printed = (q for f in self.findings("reports") for q in figures if _counted_in(q, f))
        return next(printed, figures[0] if figures else None)

    def counts(self, *relations: Relation) -> list[Count]:
        """The figures that count what the claim counts, in the findings that stand to it in one of these ways."""
        claimed = self.figure
        if claimed is None:
            return []
        found = self.findings(*relations)
        return without_intervals([(f, q) for f in found for q in f.statement.quantities if counts_same(claimed, q)])


def _counted_in(claimed: Quantity, finding: Finding) -> bool:
    return any(counts_same(claimed, q) and q.value == claimed.value for q in finding.statement.quantities)


def without_intervals(counts: Sequence[Count]) -> list[Count]:
    """The counts without the interval that a voice gives around its own figure: it is no second count, and no rise."""
    if all(q.bound != "range" for _, q in counts):
        return list(counts)
    flat = [(told_by(f), q.value) for f, q in counts if q.bound != "range"]

    def is_around_one(finding: Finding, interval: Quantity) -> bool:
        low, high = interval.low, interval.high
        if interval.bound != "range" or low is None or high is None:
            return False
        voice = told_by(finding)
        return any(who == voice and low <= value <= high for who, value in flat)

    return [(f, q) for f, q in counts if not is_around_one(f, q)]


def is_of_the_claim(finding: Finding) -> bool:
    """Whether words that give another figure are surely of the claim's event.

    In a report's own words the counts of other incidents stand beside this one.
    """
    if finding.article.is_note:
        return finding.similarity >= OF_THE_CLAIM_IN_A_NOTE
    return finding.similarity >= OF_THE_CLAIM and not _another.search(finding.words)


def each_once(names: Sequence[str]) -> list[str]:
    """The names in their order, each once."""
    return list(dict.fromkeys(names))


def findings_of(counts: Sequence[Count]) -> tuple[Finding, ...]:
    """The findings of these counts, each once."""
    return tuple(dict.fromkeys(finding for finding, _ in counts))
