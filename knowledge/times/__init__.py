"""When it is said to have happened."""

from knowledge.times.reader import read_times, time_words
from knowledge.times.told import when_told

__all__ = ["read_times", "time_words", "when_told"]
