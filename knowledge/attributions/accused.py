"""Who denies an accusation: "rebels accused the police of theft; they denied it" does not say that the rebels do."""

from __future__ import annotations

import re

from knowledge.attributions.drafts import Draft
from knowledge.attributions.heard import Heard
from knowledge.attributions.own_voices import answers_a_claim
from knowledge.model import Speaker

ACCUSES = re.compile(r"\b(?:accus|blam|charg|condemn|criticis|criticiz|denounc|suspect)(?:e[ds]?|ing)\b", re.IGNORECASE)

ASKS = re.compile(r"\bask(?:s|ed|ing)?\b", re.IGNORECASE)
_REPLIES = re.compile(r"\b(?:repl(?:y|ies|ied)|answer(?:s|ed)?|respond(?:s|ed)?|shot back)\b", re.IGNORECASE)


def is_agent(text: str, draft: Draft) -> bool:
    """Whether a draft's speaker is named behind "by" as whoever accuses: "was accused by rebels"."""
    if draft.cue is None or draft.source is None or not ACCUSES.search(draft.cue.of(text)):
        return False
    return bool(re.match(r"\s+by\b", text[draft.cue.end : draft.source.start]))


#: "They said they had not", of what they are said to have done.
_HAVE_NOT = re.compile(r"(?:he|she|it|they) (?:\w+ not|\w+n['’]t)\W*", re.IGNORECASE)


def or_the_accused(text: str, one: Speaker, draft: Draft, heard: list[Heard], paragraph: int) -> Speaker:
    """Whoever a pronoun means; nobody, where that one has just made the claim that the pronoun denies.

    So it is with whoever has accused somebody, or asked something and is said to reply, and with whoever spoke last:
    nobody who has said something "denied it".
    """
    late = (h for h in heard if h.paragraph >= paragraph - 1)
    accuser = draft.grade == "denied" and any(h.accuses and h.speaker == one for h in late)
    answers = answers_a_claim(text, draft) or _HAVE_NOT.fullmatch(draft.content.of(text))
    claimant = answers and bool(heard) and heard[-1].speaker == one
    # "A reporter asked whether ten had died. “No,” he replied": not the reporter.
    replies = draft.cue is not None and _REPLIES.search(draft.cue.of(text)) is not None
    asker = replies and bool(heard) and heard[-1].asks and heard[-1].speaker == one
    return Speaker("", "unnamed") if accuser or claimant or asker else one
