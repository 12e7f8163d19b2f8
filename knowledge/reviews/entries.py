"""A review becomes an article of notes: who made the claim, and who rated it in which words."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from knowledge.model import RATED, Article, Attribution, Entry, Part, Period, Place, Quantity, Span, Statement
from knowledge.places import read_places
from knowledge.quantities import read_quantities
from knowledge.reviews.markup import Review
from knowledge.speakers import who_is
from knowledge.times import read_times


def read_review(review: Review) -> Entry:
    """The review as the store keeps it: notes on the reviewer's page, each with its speaker and the page's address.

    One says what was claimed, in the voice of whoever the reviewer says claimed it; one that the reviewer rated it,
    in the reviewer's own words between quotation marks. No word of a rating is turned into a score.

    >>> entry = read_review(Review("Twelve barns burned", "Unproven", "Coast Checks", "https://checks.example/12-barns",
    ...     claimant="Jonas Weil"))
    >>> for statement in entry.statements:
    ...     statement.attributions[0].speaker.name, statement.span.of(entry.article.text)
    ('Jonas Weil', 'Twelve barns burned')
    ('Coast Checks', '“Twelve barns burned”: Coast Checks rated it “Unproven”.')
    """
    key = hashlib.sha256("\n".join(("review", review.url, review.reviewer, review.claim)).encode()).hexdigest()[:12]
    reviewer = who_is(review.reviewer, "named_organisation")
    rating = f"“{review.claim}”: {review.reviewer} {RATED} it “{review.rating}”."
    statements: list[Statement] = []
    text = ""
    if review.claimant is not None:
        text = f"{review.claim}\n"
        claimed = Span(0, len(review.claim))
        voice = Attribution(who_is(review.claimant), "", (), claimed, grade="claimed")
        statements.append(
            Statement(
                f"{key}.0",
                key,
                0,
                claimed,
                "note",
                attributions=(voice,),
                quantities=_figures(review),
                when=_when(review),
                where=_where(review.claim, 0),
            )
        )
    rated = Span(len(text), len(text) + len(rating))
    about = Span(rated.start + 1, rated.start + 1 + len(review.claim))
    text += rating
    # The figure in a claim is not a count by whoever rates the claim.
    statements.append(
        Statement(
            f"{key}.{len(statements)}",
            key,
            len(statements),
            rated,
            "note",
            attributions=(Attribution(reviewer, RATED, (), about),),
            where=_where(review.claim, rated.start + 1),
        )
    )
    article = Article(
        id=key,
        url=review.url,
        outlet=review.reviewer,
        title=review.title or f"{review.reviewer} on a claim",
        published=review.published,
        language=review.language or "en",
        text=text,
        parts=tuple(Part("note", statement.span) for statement in statements),
        content_hash=hashlib.sha256(repr(review).encode()).hexdigest(),
        is_note=True,
        title_is_headline=bool(review.title),
        remark=_remark(review),
    )
    return Entry(article, tuple(statements), is_only_review=review.is_only)


def _figures(review: Review) -> tuple[Quantity, ...]:
    return read_quantities(review.claim, language=review.language or "en")


def _when(review: Review) -> Period | None:
    """When it is said to have happened, counted from the day of the claim, or else of the review."""
    return next(iter(read_times(review.claim, review.claimed or review.published)), None)


def _where(words: str, by: int) -> tuple[Place, ...]:
    return tuple(replace(place, span=place.span.shifted(by) if place.span else None) for place in read_places(words))


def _remark(review: Review) -> str:
    lines = ["From the fact-check's own markup (ClaimReview)."]
    if review.claimed is not None:
        lines.append(f"The claim was made on {review.claimed.words}, by that markup.")
    if review.appearances:
        lines.append(f"The claim was seen at {', '.join(review.appearances)}.")
    return "\n".join(lines)
