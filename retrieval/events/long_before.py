"""What was so long before a claim was made: whoever was in office in 2012 may have resigned since."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from knowledge.model import Claim
from retrieval.events import within_days
from retrieval.relations import Related, Weighed
from retrieval.relations.weighed import as_context
from retrieval.relations.words import excludes

#: What was still so this long before a claim without a date says nothing against it.
LONG = timedelta(days=90)


def without_what_was_so_long_before(claim: Claim, weighed: Weighed, asked: datetime) -> Weighed:
    """What was weighed, where a state told long before a claim was made excludes nothing that it says.

    `asked` is when the post was written, or else when it is asked about. A claim with a date is held to that, and who
    reports it to what was said at the time.
    """
    if claim.when is not None:
        return weighed

    reporting = [r.finding.published for r in weighed.related if r.relation == "reports" and r.finding.published]

    def is_of_long_before(one: Related) -> bool:
        published = one.finding.published
        if published is None or published.end >= asked - LONG or not excludes(claim, one):
            return False
        return not any(within_days(published, told, LONG) for told in reporting)

    related = as_context(weighed.related, is_of_long_before, "said long before the claim was made")
    return replace(weighed, related=tuple(related))
