"""From a list of sources to a store that is up to date; nothing is lost or doubled, whoever is killed when."""

from knowledge.refresh.flow import EMBEDDING_THREADS, Progress
from knowledge.refresh.listing import Search
from knowledge.refresh.outcome import Outcome, Reason, SourceOutcome
from knowledge.refresh.refreshing import due_next, next_due, refresh
from knowledge.refresh.schedule import due_at, pause

__all__ = [
    "EMBEDDING_THREADS",
    "Outcome",
    "Progress",
    "Reason",
    "Search",
    "SourceOutcome",
    "due_at",
    "due_next",
    "next_due",
    "pause",
    "refresh",
]
