"""From a list of sources to a store that is up to date; nothing is lost or doubled, whoever is killed when."""

from knowledge.refresh.flow import Progress, refresh
from knowledge.refresh.outcome import Outcome, Reason, SourceOutcome
from knowledge.refresh.schedule import due_at

__all__ = ["Outcome", "Progress", "Reason", "SourceOutcome", "due_at", "refresh"]
