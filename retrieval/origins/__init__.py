"""How many independent places the findings go back to: six outlets that quote one monitor are one origin."""

from retrieval.origins.bodies import by_its_outlet, in_one_name, with_outlets
from retrieval.origins.grouping import origins_of, shared_origin
from retrieval.origins.hedged import in_its_own_voice
from retrieval.origins.names import has_name, key_of, known_in
from retrieval.origins.offices import holds_office, with_holder
from retrieval.origins.sources import articles_of, count_reports, credit_of
from retrieval.origins.ties import Vectors
from retrieval.origins.voices import deepest, named_elsewhere, said_of, voices_in, with_names

__all__ = [
    "Vectors",
    "articles_of",
    "by_its_outlet",
    "count_reports",
    "credit_of",
    "deepest",
    "has_name",
    "holds_office",
    "in_its_own_voice",
    "in_one_name",
    "key_of",
    "known_in",
    "named_elsewhere",
    "origins_of",
    "said_of",
    "shared_origin",
    "voices_in",
    "with_holder",
    "with_names",
    "with_outlets",
]
