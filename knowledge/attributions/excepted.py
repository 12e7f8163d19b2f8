"""Whom a sentence names as not having said it: "Neither side denied", "it was not the army that said"."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.drafts import Draft
from knowledge.model import Span

_NOBODY = re.compile(
    r"(?:nobody|no[ -]one|none|neither|nor|few|not (?:one|all|a single|every\w*|many)|"
    r"no(?! ?\d| one'| longer\b)(?= [a-z]))\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\b(?:neither|nor)\s+(?:the\s+|an?\s+)?\Z", re.IGNORECASE)
#: "It was not the army that denied"; who speaks stands between "it was" and "that".
_IT_WAS = re.compile(
    r"\bit\s+(?:was|is|were)(?P<nt>n['’]t)?\s+(?P<not>not\s+)?(?P<who>[^,;:“\"]{2,70}?)"
    r"(?:,?\s+(?:and\s+|but\s+)?not\s+[^,;:“\"]{2,70}?,?|,)?\s+(?:that|who|which)\s+"
    r"(?:(?:also|first|later|now|has|had|have|then|[a-z]+ly)\s+)*\Z",
    re.IGNORECASE,
)

_SET_APART = re.compile(
    r",? (?:and |but )?not (?=the |an? |his |her |its |their |[A-Z])|, (?:as )?(?:quoted|cited) by |, according to "
)


def without_whoever_did_not(text: str, drafts: list[Draft], sentence: Span) -> list[Draft]:
    """The drafts of one sentence, without those of nobody, or of whoever is said not to have spoken."""
    done: list[Draft] = []
    for draft in drafts:
        if draft.source and _is_nobody(text, draft.source, sentence):
            continue
        it_was = _IT_WAS.search(text, sentence.start, draft.cue.start) if draft.cue else None
        if it_was is None:
            done.append(draft)
        elif not (it_was["not"] or it_was["nt"]):
            source = Span(it_was.start("who"), it_was.end("who"))
            done.append(replace(draft, source=source, stands_for=None))
    return done


def _is_nobody(text: str, source: Span, sentence: Span) -> bool:
    return bool(_NOBODY.match(text, source.start, source.end) or _NEITHER.search(text, sentence.start, source.start))


def without_the_excepted(words: str) -> str:
    """The words for a speaker without whoever is set apart from him, or passes him on.

    >>> without_the_excepted("rebels, not the army"), without_the_excepted("the army, quoted by SANA")
    ('rebels', 'the army')
    """
    return _SET_APART.split(words)[0]
