"""A claim of several counts, of which a note has one and the next fact of that note another, in another mouth."""

from __future__ import annotations

from dataclasses import replace

from knowledge.model import Claim
from retrieval.counts.figures import prints
from retrieval.nearby.why_near import why_near
from retrieval.relations.weighed import Related, Weighed


def with_its_other_counts(claim: Claim, weighed: Weighed) -> Weighed:
    """What was weighed, with whoever gives another count of the claim in a note that has one of them, as saying it.

    "A bomb killed seven, and 50 raids answered it" is two counts, which one page may have from two voices.
    """
    figures = [q for q in claim.quantities if q.unit and q.value > 0]
    reporting = [r.finding for r in weighed.related if r.relation == "reports"]
    left = [q for q in figures if not any(prints(q, finding) for finding in reporting)]
    if len(figures) < 2 or not left:
        return weighed
    ids = {finding.article.id for finding in reporting if finding.article.is_note}

    def gives_one(one: Related) -> bool:
        is_open = one.relation == "context" and one.finding.article.id in ids and one.counted is None
        return is_open and not why_near(one.finding) and any(prints(q, one.finding) for q in left)

    return replace(
        weighed, related=tuple(Related(r.finding, "reports") if gives_one(r) else r for r in weighed.related)
    )
