"""The Fact Check Tools API: fact-checks by a search (developers.google.com/fact-check/tools/api)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlencode

from knowledge.feeds.dates import day_printed
from knowledge.fetch import Fetcher, FetchError, Refused
from knowledge.reviews.markup import Review, UnreadableReviews, words_in

FACTCHECK_API = "https://factchecktools.googleapis.com/v1alpha1/claims:search"
#: Reviews asked for at once.
AT_ONCE = 100


def find_reviews(
    fetcher: Fetcher,
    *,
    key: str,
    query: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    most: int = 100,
    api: str = FACTCHECK_API,
) -> Iterator[Review]:
    """The reviews that a search finds, `most` at most, page after page.

    `query` are the words to search by, `publisher` the site of one publisher ("checks.example"); one of them is
    needed. The key travels in a header, so that no address, message or log holds it. Raises FetchError and
    UnreadableReviews, each with a sentence.
    """
    asked = {"query": query, "reviewPublisherSiteFilter": publisher, "languageCode": language}
    parameters = {name: value for name, value in asked.items() if value}
    token = ""
    left = most
    while left > 0:
        page_of = {**parameters, "pageSize": str(min(left, AT_ONCE)), **({"pageToken": token} if token else {})}
        try:
            # An interface with a key is no site that robots.txt speaks of.
            page = fetcher.fetch(f"{api}?{urlencode(page_of)}", headers={"X-Goog-Api-Key": key}, heed_robots=False)
        except FetchError as error:
            if error.status in (400, 401, 403):
                raise Refused(
                    f"The Fact Check Tools API refused the search ({error.status}); look whether FACTCHECK_API_KEY "
                    "is right and the API is switched on for it.",
                    error.status,
                ) from error
            raise
        reviews, next_token = read_found(page.body)
        yield from reviews[:left]
        left -= len(reviews)
        if not next_token or next_token == token or not reviews:
            return
        token = next_token


def read_found(body: bytes) -> tuple[tuple[Review, ...], str]:
    """The reviews in one answer of the API, and the token of the next page, empty on the last.

    >>> reviews, token = read_found(b'''{"claims": [{"text": "Twelve barns burned", "claimant": "Jonas Weil",
    ... "claimReview": [{"publisher": {"name": "Coast Checks", "site": "checks.example"},
    ... "url": "https://checks.example/12-barns", "reviewDate": "2024-03-04T00:00:00Z", "textualRating": "Unproven",
    ... "languageCode": "en"}]}], "nextPageToken": "CAo"}''')
    >>> (reviews[0].claimant, reviews[0].rating, token)
    ('Jonas Weil', 'Unproven', 'CAo')
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableReviews("The Fact Check Tools API answered something that is not JSON.") from error
    if not isinstance(answer, dict):
        raise UnreadableReviews("The Fact Check Tools API answered in a form that whosays does not know.")
    reviews: list[Review] = []
    claims = answer.get("claims")
    for claim in claims if isinstance(claims, list) else ():
        if not isinstance(claim, dict):
            continue
        rated = claim.get("claimReview")
        for one in rated if isinstance(rated, list) else ():
            review = _review(claim, one) if isinstance(one, dict) else None
            if review is not None:
                reviews.append(review)
    token = answer.get("nextPageToken")
    return tuple(reviews), token if isinstance(token, str) else ""


def _review(claim: dict[str, object], one: dict[str, object]) -> Review | None:
    publisher = one.get("publisher")
    publisher = publisher if isinstance(publisher, dict) else {}
    reviewer = words_in(publisher.get("name")) or words_in(publisher.get("site"))
    words, rating, url = words_in(claim.get("text")), words_in(one.get("textualRating")), words_in(one.get("url"))
    if not (words and rating and reviewer and url.startswith(("http://", "https://"))):
        return None
    return Review(
        claim=words,
        rating=rating,
        reviewer=reviewer,
        url=url,
        published=day_printed(words_in(one.get("reviewDate"))),
        claimant=words_in(claim.get("claimant")) or None,
        claimed=day_printed(words_in(claim.get("claimDate"))),
        title=words_in(one.get("title")),
        language=words_in(one.get("languageCode")).split("-")[0].lower() or None,
    )
