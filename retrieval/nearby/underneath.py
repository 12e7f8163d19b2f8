"""What readers wrote under a report: who says the claim there, and what the report above is about."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Claim, Finding
from retrieval.claims.questions import is_marked
from retrieval.grammar.closeness import numbers, share, turned_alike
from retrieval.ranking import words_of
from retrieval.relations import SHARED_WORDS, STRONG, Related, Weighed, because

#: A page tells of what is claimed under it where so many of the claim's words are its own.
WORDS_IN_COMMON = 2


def said_underneath(claim: Claim, found: Sequence[Finding]) -> tuple[Finding, ...]:
    """The readers' comments that say the claim.

    Questions say nothing ("Did the plant empty the well?").
    """
    wanted = words_of(claim.text)
    return tuple(
        finding
        for finding in found
        if finding.statement.place_in_article == "comment"
        and finding.similarity >= STRONG
        and share(wanted, finding.words) > SHARED_WORDS
        and turned_alike(claim.text, finding.words)
        and numbers(claim.text) <= numbers(finding.words)
        and not is_marked(finding.words)
    )


def with_the_report_above(claim: Claim, weighed: Weighed, found: Sequence[Finding]) -> Weighed:
    """Where no reporting was found, with the report under which a reader says the claim, if it tells of the same.

    Of "the mill poisoned the river", said by a reader, the report above that fish die in that river is no account; but
    it is what there is on it.
    """
    if weighed.state != "nothing_found":
        return weighed
    pages = {comment.article.id for comment in said_underneath(claim, found)}
    wanted = words_of(claim.text)
    above = [
        finding
        for finding in found
        if finding.article.id in pages
        and finding.statement.place_in_article in ("headline", "body")
        and sum(share((stem,), finding.words) for stem in wanted) >= WORDS_IN_COMMON
    ]
    # A headline is told again, and by whom, in the sentence under it.
    above.sort(key=lambda finding: (finding.statement.place_in_article == "headline", finding.statement.span.start))
    first: dict[str, Finding] = {}
    for finding in above:
        first.setdefault(finding.article.id, finding)
    related = tuple(Related(because(finding, "a reader says it underneath"), "context") for finding in first.values())
    return Weighed("found", related, weighed.events) if related else weighed
