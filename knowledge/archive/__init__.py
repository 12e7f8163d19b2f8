"""The truth: articles, statements, readings and vectors in one SQL database.

An article and its statements enter in one transaction or not at all. The words leg (full text) and the figures leg
(overlapping intervals) are queries here. This room is the only door to SQLAlchemy.
"""

from knowledge.archive.archive import Archive
from knowledge.archive.asking import Counts
from knowledge.archive.carrying import Carried
from knowledge.archive.checking import Fault, hash_of
from knowledge.archive.database import ArchiveError, let_go_of
from knowledge.archive.history import Edit, Moved, Version
from knowledge.archive.keeping import Change
from knowledge.archive.outlets import Outlet
from knowledge.archive.shelf import Stored
from knowledge.archive.tables import LAYOUT
from knowledge.archive.visits import RefreshLine
from knowledge.archive.words import rarity_of

__all__ = [
    "LAYOUT",
    "Archive",
    "ArchiveError",
    "Carried",
    "Change",
    "Counts",
    "Edit",
    "Fault",
    "Moved",
    "Outlet",
    "RefreshLine",
    "Stored",
    "Version",
    "hash_of",
    "let_go_of",
    "rarity_of",
]
