"""Fact-checks by others: who rated which claim, in which words, and when; kept as their saying, never as ours."""

from knowledge.reviews.entries import read_review
from knowledge.reviews.markup import Review, UnreadableReviews, read_reviews
from knowledge.reviews.search import FACTCHECK_API, find_reviews, read_found

__all__ = [
    "FACTCHECK_API",
    "Review",
    "UnreadableReviews",
    "find_reviews",
    "read_found",
    "read_review",
    "read_reviews",
]
