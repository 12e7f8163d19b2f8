"""What people asked us to keep, and the bot's one door to SQL."""

from bot.memory.nouns import CannotRemember, Choices, Enough, Feedback, Follow, Opinion, Removed, Request
from bot.memory.people import MOST_FOLLOWS, MOST_REQUESTS, Memory

__all__ = [
    "MOST_FOLLOWS",
    "MOST_REQUESTS",
    "CannotRemember",
    "Choices",
    "Enough",
    "Feedback",
    "Follow",
    "Memory",
    "Opinion",
    "Removed",
    "Request",
]
