"""What one page or file holds: its report, and the fact-checks that its own site has put into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from knowledge.articles import UnreadableArticle, is_same_site, read_article
from knowledge.model import Article, Entry, Period
from knowledge.reviews import Review, UnreadableReviews, read_review, read_reviews
from knowledge.speakers import outlet_of


@dataclass(frozen=True, slots=True)
class Contents:
    """A report, fact-checks, or both."""

    #: None where a page holds fact-checks alone.
    article: Article | None
    fact_checks: tuple[Entry, ...] = ()
    #: Which fact-checks stand in it and are not believed, and why, as a sentence; "" when there are none.
    disbelieved: str = ""


def read_contents(
    data: bytes,
    url: str,
    *,
    content_type: str = "",
    outlet: str | None = None,
    language: str | None = None,
    credit: str | None = None,
    published: Period | None = None,
    listed_outlet: str | None = None,
    listed_language: str | None = None,
    told_at: str | None = None,
) -> Contents:
    """The report in what an address answered (or a file holds), and the fact-checks in its markup (ClaimReview).

    Anybody can write into a page that somebody else rated something. So a fact-check is taken from a page only where
    its address is of the page's own site, and where the name it is signed with is not that of an outlet with another
    site. A file is of the site that its page names as its own. `told_at` is the address of the feed, where the page
    came in one: its site has to be the same. The rest is as in `read_article`, and raises what that raises where there
    is neither a report nor a fact-check.
    """
    unreadable: UnreadableArticle | None = None
    article: Article | None = None
    try:
        article = read_article(
            data,
            url,
            content_type=content_type,
            outlet=outlet,
            language=language,
            credit=credit,
            published=published,
            listed_outlet=listed_outlet,
            listed_language=listed_language,
        )
    except UnreadableArticle as error:
        unreadable = error
    here = url if url.startswith(("http://", "https://")) else (article.url if article else None) or url
    found = _reviews(data, here, content_type)
    others = [review for review in found if not _is_own(review, here)]
    own = [review for review in found if review not in others]
    # A feed may carry whole pages, and write into them what it likes.
    foreign = told_at if own and told_at and not is_same_site(told_at, here) else None
    kept = () if foreign else tuple(map(read_review, own))
    if unreadable is not None and not kept:
        raise unreadable
    return Contents(article, kept, " ".join(filter(None, (_disbelieved(here, others), _out_of_feed(here, foreign)))))


def _reviews(data: bytes, here: str, content_type: str) -> tuple[Review, ...]:
    if b"ClaimReview" not in data:
        return ()
    try:
        return read_reviews(data, here, content_type=content_type)
    except UnreadableReviews:
        return ()


def _is_own(review: Review, here: str) -> bool:
    named = outlet_of(review.reviewer)
    return (named is None or named == outlet_of(review.url)) and is_same_site(here, review.url)


def _out_of_feed(here: str, feed: str | None) -> str:
    if feed is None:
        return ""
    return (
        f"The fact-checks of {here} came in the feed {feed}, which is not of that site, so they were not kept; name "
        "the page or its own feed as a source."
    )


def _disbelieved(here: str, reviews: Sequence[Review]) -> str:
    if not reviews:
        return ""
    whose = ", ".join(dict.fromkeys(f"{one.reviewer} ({urlsplit(one.url).hostname or one.url})" for one in reviews[:3]))
    many = "a fact-check" if len(reviews) == 1 else f"{len(reviews):,} fact-checks"
    return (
        f"{here} carries {many} under the name of {whose}{' and others' if len(reviews) > 3 else ''}, and a page is "
        "believed only for its own site and its own name, so nothing of that was kept; if they are right, name their "
        "own page or feed as a source."
    )
