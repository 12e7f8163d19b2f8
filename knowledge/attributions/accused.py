"""Who denies an accusation: "rebels accused the police of theft; they denied it" does not say that the rebels do."""

from __future__ import annotations

import re

from knowledge.attributions.drafts import Draft
from knowledge.attributions.heard import Heard
from knowledge.model import Speaker

ACCUSES = re.compile(r"\b(?:accus|blam|charg|condemn|criticis|criticiz|denounc|suspect)(?:e[ds]?|ing)\b", re.IGNORECASE)


def is_agent(text: str, draft: Draft) -> bool:
    """Whether a draft's speaker is named behind "by" as whoever accuses: "was accused by rebels"."""
    if draft.cue is None or draft.source is None or not ACCUSES.search(draft.cue.of(text)):
        return False
    return bool(re.match(r"\s+by\b", text[draft.cue.end : draft.source.start]))


def or_the_accused(one: Speaker, draft: Draft, heard: list[Heard], paragraph: int) -> Speaker:
    """Whoever a pronoun means; nobody, where that one has just accused somebody and the pronoun denies something."""
    late = (h for h in heard if h.paragraph >= paragraph - 1)
    accuser = draft.grade == "denied" and any(h.accuses and h.speaker == one for h in late)
    return Speaker("", "unnamed") if accuser else one
