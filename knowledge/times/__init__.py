"""When it is said to have happened."""

from knowledge.times.reader import read_times, time_words

__all__ = ["read_times", "time_words"]
