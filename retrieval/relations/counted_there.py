"""What is counted in an event of which everybody counts others than the claim: all the dead, and not its civilians.

"45 civilians were killed" has only "45 people" behind it. The 70 people of the next day contradict no count of
civilians; they stand in one table with the 45.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.model import Claim, Quantity
from knowledge.quantities import comparable
from retrieval.counts.dated import leads_with
from retrieval.counts.figures import counted_apart, prints
from retrieval.relations.weighed import Related, Weighed


def with_whom_they_count(claim: Claim, weighed: Weighed) -> Weighed:
    """What was weighed, with the counts of those whom all count who say so, where they count more than the claim's."""
    claimed = next((q for q in claim.quantities if q.state), None)
    reporting = [r.finding for r in weighed.related if r.relation == "reports"]
    if weighed.state != "found" or claimed is None or not reporting or len(weighed.events) != 1:
        return weighed
    theirs = [next((q for q in f.statement.quantities if _is_of_more(claimed, q)), None) for f in reporting]
    if not all(theirs) or any(r.relation == "differs" for r in weighed.related):
        return weighed
    (event,) = weighed.events

    def counted(one: Related) -> Quantity | None:
        finding = one.finding
        is_open = one.relation == "context" and one.counted is None and leads_with(finding)
        if not is_open or finding.article.is_note or not event.holds(finding) or prints(claimed, finding):
            return None
        alike = [q for q in finding.statement.quantities if _is_of_more(claimed, q)]
        return alike[0] if len(alike) == 1 and finding.why[-1] == counted_apart(claimed, alike[0]) else None

    return replace(weighed, related=tuple(replace(r, counted=q) if (q := counted(r)) else r for r in weighed.related))


def _is_of_more(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a figure counts all to whom the same befell: people killed, where the claim counts civilians."""
    return printed.state == claimed.state and comparable(claimed, printed) == "narrower"
