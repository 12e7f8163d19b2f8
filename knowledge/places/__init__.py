"""Where it is said to have happened, transliterations folded."""

from knowledge.places.folding import fold
from knowledge.places.nearness import Relation, related
from knowledge.places.reader import read_places

__all__ = ["Relation", "fold", "read_places", "related"]
