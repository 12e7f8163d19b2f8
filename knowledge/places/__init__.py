"""Where it is said to have happened, transliterations folded."""

from knowledge.places.reader import Relation, fold, read_places, related

__all__ = ["Relation", "fold", "read_places", "related"]
