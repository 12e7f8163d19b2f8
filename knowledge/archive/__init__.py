"""The truth: articles, statements, readings and vectors in one SQL database.

An article and its statements enter in one transaction or not at all. The words leg (full text) and the figures leg
(overlapping intervals) are queries here. This room is the only door to SQLAlchemy.
"""

from knowledge.archive.archive import Archive, Counts, Stored
from knowledge.archive.database import ArchiveError
from knowledge.archive.history import Edit, Moved, Version
from knowledge.archive.keeping import Change
from knowledge.archive.tables import LAYOUT
from knowledge.archive.visits import RefreshLine
from knowledge.archive.words import rarity_of

__all__ = [
    "LAYOUT",
    "Archive",
    "ArchiveError",
    "Change",
    "Counts",
    "Edit",
    "Moved",
    "RefreshLine",
    "Stored",
    "Version",
    "rarity_of",
]
