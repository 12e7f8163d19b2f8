"""Who says, in an article, that the blow a claim tells of was staged: it answers the claim, whatever words it shares.

It denies nothing that the claim says word for word, so it stands close by, beside whoever answers in a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Claim, Finding
from retrieval.closeness import names_shared
from retrieval.events import may_be_one
from retrieval.naming import weapons_in
from retrieval.origins import has_name
from retrieval.relations.weighed import Related, Weighed, because, without_echoes
from retrieval.withheld import NEGATION, called_untrue, hedged, tells_of_a_denial
from retrieval.word_tables import worded

#: The reason that is given for it.
CALLED_STAGED = "calls it staged"


def with_who_calls_it_staged(claim: Claim, weighed: Weighed, findings: Sequence[Finding]) -> Weighed:
    """What was weighed, with whoever calls staged a blow in the claim's town, by its weapon, in those days."""
    saying = [one.finding for one in weighed.related if one.relation in ("reports", "differs")]
    if weighed.state != "found" or not saying or calls_it_staged(claim.text):
        return weighed
    shown = {one.finding.statement.id for one in weighed.related if one.relation != "context"}
    staged = [
        because(f, CALLED_STAGED)
        for f in findings
        if f.statement.id not in shown
        and not f.article.is_note
        and f.statement.is_reporting
        and has_name(f.speaker)
        and f.attribution.grade != "denied"
        and calls_it_staged(f.words)
        and weapons_in(claim.text) & weapons_in(f.words)
        and names_shared(claim, f)
        and any(may_be_one(f, own) for own in saying)
    ]
    if not staged:
        return weighed
    ids = {f.statement.id for f in staged}
    kept = [one for one in weighed.related if one.finding.statement.id not in ids]
    related = without_echoes([*kept, *(Related(f, "context") for f in staged)])
    return Weighed(weighed.state, related, weighed.events)


def calls_it_staged(words: str) -> bool:
    """Whether words say of a blow, or of what shows it, that it was staged.

    >>> calls_it_staged("The gas attack on Kalden was staged."), calls_it_staged("The attack was not staged.")
    (True, False)
    >>> calls_it_staged("There is no evidence that the attack was staged."), calls_it_staged("It may have been staged.")
    (False, False)
    >>> calls_it_staged("Students staged a protest after the attack."), calls_it_staged("Was the attack staged?")
    (False, False)
    """
    found = worded("beside", "called_staged").search(words)
    if found is None or "?" in words or NEGATION.search(words) or tells_of_a_denial(words):
        return False
    return not hedged(words) and next(called_untrue(_STAGED.sub(" ", words)), None) is None


_STAGED = re.compile(r"\b(?:staged|faked|fabricated)\b", re.IGNORECASE)
