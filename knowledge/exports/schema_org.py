"""A statement as schema.org words it: whose claim it is, and where it appears."""

from __future__ import annotations

import re
from typing import Any

from knowledge.exports.lines import SCHEMA_ORG
from knowledge.model import RATED, Article, Statement

#: As a note words how somebody rated a claim.
_rating = re.compile(rf"{RATED} it “(?P<words>.+)”\.$", re.DOTALL)


def claim_of(statement: Statement, article: Article) -> dict[str, Any]:
    """A statement as schema.org words it (https://schema.org/Claim), with the page it appears on."""
    page: dict[str, Any] = {
        "@type": "CreativeWork" if article.is_note else "NewsArticle",
        "headline": article.title,
        "publisher": {"@type": "Organization", "name": article.outlet},
        "inLanguage": article.language,
    }
    if url := statement.url or article.url:
        page["url"] = url
    if article.published:
        page["datePublished"] = article.published.words
    if article.author:
        page["author"] = {"@type": "Person", "name": article.author}
    said = statement.attributions[0] if statement.attributions else None
    rating = _rating.search(statement.span.of(article.text)) if said and said.cue == RATED else None
    if said and rating:
        # Somebody else's rating stands as theirs: their words, their page, and no number.
        rater = {"@type": "Organization", "name": said.speaker.name}
        return {
            "@context": SCHEMA_ORG,
            "@type": "ClaimReview",
            "identifier": statement.id,
            "author": rater,
            "claimReviewed": said.span.of(article.text),
            "reviewRating": {"@type": "Rating", "author": rater, "alternateName": rating["words"]},
            **{name: page[name] for name in ("url", "datePublished") if name in page},
        }
    claim: dict[str, Any] = {
        "@context": SCHEMA_ORG,
        "@type": "Claim",
        "identifier": statement.id,
        "text": statement.span.of(article.text),
        "appearance": page,
    }
    if author := _author(statement, article):
        claim["author"] = author
    if statement.when:
        claim["temporalCoverage"] = statement.when.words
    if statement.where:
        claim["spatialCoverage"] = [{"@type": "Place", "name": place.name} for place in statement.where]
    return claim


def _author(statement: Statement, article: Article) -> dict[str, Any] | None:
    """Whose claim it is; nobody's, where the words name nobody."""
    said = statement.attributions[0].speaker if statement.attributions else None
    if said is None or said.kind == "outlet_itself":
        return {"@type": "Organization", "name": article.outlet}
    if said.person:
        body = {"@type": "Organization", "name": said.name}
        return {"@type": "Person", "name": said.person, "affiliation": body}
    kind = "Person" if said.kind in ("named_person", "eyewitness") else "Organization"
    return {"@type": kind, "name": said.name} if said.name else None
