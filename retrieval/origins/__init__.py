"""How many independent places the findings go back to: six outlets that quote one monitor are one origin."""

from retrieval.origins.grouping import Vectors, articles_of, origins_of, shared_origin

__all__ = ["Vectors", "articles_of", "origins_of", "shared_origin"]
