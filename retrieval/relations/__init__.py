"""How a finding stands to the claim: it reports it, differs from it, denies it, or gives context.

A false "denies" is the worst error a card can make, so doubt is context.
"""

from retrieval.relations.one_detail import OneDetail, closest_first, details_apart
from retrieval.relations.weighed import RELATED, RELATED_BY_FIGURE, Related, Weighed, because
from retrieval.relations.weighing import weigh
from retrieval.relations.words import SHARED_WORDS, STRONG

__all__ = [
    "RELATED",
    "RELATED_BY_FIGURE",
    "SHARED_WORDS",
    "STRONG",
    "OneDetail",
    "Related",
    "Weighed",
    "because",
    "closest_first",
    "details_apart",
    "weigh",
]
