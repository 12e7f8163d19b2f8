"""Who rejects, in a note, all that its one other voice has counted: "the ministry rejects the findings"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from knowledge.model import Finding, Quantity
from retrieval.counts.figures import prints
from retrieval.origins import has_name, key_of
from retrieval.relations.weighed import because
from retrieval.word_tables import any_of, worded

_DIGIT = re.compile(r"\d")


def rejecting(claimed: Quantity, reporting: Sequence[Finding], told: Sequence[Finding]) -> list[Finding]:
    """Who says in a note that they reject what its one other voice has found, where that is the claimed figure.

    Where two others count there, or a sentence of the note is not known, nobody can say whose findings are meant.
    """
    return [
        because(one, "rejects the findings")
        for one in told
        if one.article.is_note
        and one.statement.place_in_article == "note"
        and has_name(one.speaker)
        and rejects_findings(one.words)
        and _are_of_one_other(claimed, one, reporting, [f for f in told if f.article.id == one.article.id])
    ]


def _are_of_one_other(
    claimed: Quantity, denier: Finding, reporting: Sequence[Finding], note: Sequence[Finding]
) -> bool:
    facts = [f for f in note if f.statement.place_in_article == "note"]
    known = {f.words for f in facts}
    # The first line of a note is its headline.
    if any(_DIGIT.search(line) and line not in known for line in denier.article.text.splitlines()[1:]):
        return False
    own = key_of(denier.speaker.name)
    others = {key for f in facts if f.statement.quantities and (key := key_of(f.speaker.name)) != own}
    theirs = [f for f in facts if key_of(f.speaker.name) in others and prints(claimed, f)]
    reported = {f.statement.id for f in reporting}
    return len(others) == 1 and any(f.statement.id in reported for f in theirs)


# Asked of a note's statements for every claim.
@lru_cache(maxsize=5_000)
def rejects_findings(words: str) -> bool:
    """Whether words say that somebody rejects some findings or figures, and nothing else.

    >>> rejects_findings("Velmar rejects the findings."), rejects_findings("Velmar rejects the aid offer.")
    (True, False)
    >>> rejects_findings("Velmar has not rejected the findings."), rejects_findings("Velmar may reject the figure.")
    (False, False)
    """
    match = _rejection().fullmatch(words.strip())
    return bool(match) and not worded("denials", "unsure").search(words)


@cache
def _rejection() -> re.Pattern[str]:
    """Who will not have it: "Velmar rejects the findings", "the ministry disputed the toll as inflated"."""
    verbs, findings = any_of("denials", "rejecting"), any_of("denials", "findings")
    return re.compile(
        rf"[^.,;:?\d]{{1,60}}?\b(?:{verbs}) (?:the|these|those|this|that) (?:{findings})(?: as [^.,;:?\d]+)?\.?",
        re.IGNORECASE,
    )
