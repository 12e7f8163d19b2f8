"""Who says, in an article, that the blow a claim tells of was staged: it answers the claim, whatever words it shares.

It denies nothing that the claim says word for word, so it stands close by, beside whoever answers in a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from knowledge.caseless import Caseless
from knowledge.model import Claim, Finding
from retrieval.events import may_be_one
from retrieval.grammar.closeness import names_shared
from retrieval.grammar.naming import weapons_in
from retrieval.grammar.withheld import NEGATION, hedged, tells_of_a_denial
from retrieval.origins import has_name
from retrieval.relations.weighed import Related, Weighed, because, without_echoes
from retrieval.word_tables import any_of

#: The reason that is given for it.
CALLED_STAGED = "calls it staged"


def with_who_calls_it_staged(claim: Claim, weighed: Weighed, findings: Sequence[Finding]) -> Weighed:
    """What was weighed, with whoever calls staged a blow in the claim's town, by its weapon, in those days."""
    saying = [one.finding for one in weighed.related if one.relation in ("reports", "differs")]
    weapons = weapons_in(claim.text)
    if weighed.state != "found" or not saying or not weapons or calls_it_staged(claim.text):
        return weighed
    shown = {one.finding.statement.id for one in weighed.related if one.relation != "context"}
    staged = [
        because(f, CALLED_STAGED)
        for f in findings
        if f.statement.id not in shown
        and not f.article.is_note
        and f.statement.is_reporting
        and calls_it_staged(f.words)
        and has_name(f.speaker)
        and f.attribution.grade != "denied"
        and weapons & weapons_in(f.words)
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
    # Few words have anything staged, which is seen sooner than whether they leave it open.
    if not _faked.search(words) or "?" in words or NEGATION.search(words) or hedged(words) or tells_of_a_denial(words):
        return False
    return _calling_it_staged().fullmatch(words) is not None


@cache
def _calling_it_staged() -> Caseless:
    """All of a sentence: who says so, what was staged, and behind it only what for, or who says so.

    Claims, theories and doubts that a blow was staged are nobody's word for it; one "staged with rockets" was made.
    """
    thing, saying, purpose = (any_of("beside", row) for row in ("staged", "saying_it_was_staged", "staged_for"))
    word, mark = r"[\w’'-]+ ", r"[\"“”'‘’]?"
    place = r"(?:(?:according to|in|on|at) [^,;:.]{1,40}, )?"
    # "The ministry said in a statement on Thursday that": who "mocked those who said" it has not said so.
    who = rf"(?:(?!(?:who|those|which)\b){word}){{1,8}}?"
    lead = rf"{place}(?:{who}(?:{saying})(?: in an? \w+)?(?: (?:on )?\w+day)?,? (?:that )?)?{mark}"
    # "The Kalden gas", "on the mill in Kalden".
    before = rf"(?:(?:the|this|that|these|those|an?|its|all|both) )?(?:(?!(?:{_NO_NAME})\b){word}){{0,3}}?"
    behind = rf"(?:(?!(?:and|but|that|which|who|to)\b){word}){{0,6}}?"
    staged = rf"(?:was|were|is|are|has been|have been|had been) (?:{_STAGED})"
    alone = any_of("beside", "staged_for_alone")
    purposes = rf"(?:(?: by(?: {word[:-1]}){{1,5}}?)? to (?:{purpose})\b[^,;]*| to (?:{alone})\b[^,;]*)?"
    said = rf"(?:,?{mark},? (?:{word}){{0,8}}?(?:{saying}|according to)\b[^,;]*)?"
    return Caseless(rf"\W*{lead}{before}(?:{thing}) {behind}{staged}{purposes}{said}\W*")


_STAGED = f"{any_of('beside', 'called_staged')}"
_faked = Caseless(rf"\b(?:{_STAGED})\b")
#: No part of a blow's name before it: "claims the attack".
_NO_NAME = "the|this|that|these|those|an?|and|but|which|who|to|(?:claim|report|rumou?r|doubt|theor)\\w*"
