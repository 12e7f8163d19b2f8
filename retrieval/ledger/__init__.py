"""The number ledger: for each counted thing of an event, who says how many; no winner, no average.

A figure enters with the span it was read from, or not at all. A total and a part of it are two things: of "30 killed,
among them 12 children" nobody's 12 is set against anybody's 30.
"""

from retrieval.ledger.overtaken import is_cited_as_older, was_given_at_first, was_not_kept_up, with_first_counts
from retrieval.ledger.sided import with_sides
from retrieval.ledger.tables import figures_in, ledger_of
from retrieval.ledger.things import CHILDREN, STUDENTS
from retrieval.ledger.totals import counts_bodies, is_a_total, is_added, is_doubtful, is_of_a_part

__all__ = [
    "CHILDREN",
    "STUDENTS",
    "counts_bodies",
    "figures_in",
    "is_a_total",
    "is_added",
    "is_cited_as_older",
    "is_doubtful",
    "is_of_a_part",
    "ledger_of",
    "was_given_at_first",
    "was_not_kept_up",
    "with_first_counts",
    "with_sides",
]
