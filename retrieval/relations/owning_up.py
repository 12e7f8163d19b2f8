"""Who has never owned up to any such dead: "Velmar has not acknowledged any civilian deaths from its strikes".

Reports say so of whoever is said to have killed, behind somebody's count: that is where the accused stand. It denies
no count, and is of no day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from knowledge.model import Attribution, Claim, Finding, Span
from knowledge.speakers import who_is
from retrieval.counts.retold import ARMED
from retrieval.deeds.doers import kin_named, kin_of, others_claimed, sides_claimed
from retrieval.events import apart
from retrieval.word_tables import any_of


def owning_up_to_none(claim: Claim, told: Sequence[Finding], accused: Mapping[str, frozenset[str]]) -> list[Finding]:
    """Where dead who bore no arms are laid to a side: what reports say of that side's never having owned up to any.

    `told` is what the reports tell that count them, `accused` whom each has do it, by its id; each side is heard once.
    """
    unarmed = any(q.state == "killed" and q.unit not in ARMED for q in claim.quantities)
    if not unarmed or others_claimed(claim.text):
        return []
    heard: dict[str, Finding] = {}
    claimed = frozenset(map(kin_of, sides_claimed(claim.text)))
    for finding in told:
        if (voice := _never_owning_up(finding)) is None or apart(claim.where, finding.statement.where):
            continue
        doers = claimed or accused.get(finding.article.id, frozenset())
        if doers & _sides_of(voice, finding.article.text):
            # What they have not acknowledged is no number of theirs.
            statement = replace(finding.statement, quantities=())
            heard.setdefault(voice.speaker.name, replace(finding, statement=statement, heard=voice))
    return list(heard.values())


def _sides_of(voice: Attribution, text: str) -> frozenset[str]:
    """Whose side a voice is on, as `kin_of` calls it, or of which land it is called: "the Belgian army"."""
    called = voice.speaker_span.of(text) if voice.speaker_span else ""
    return frozenset({kin_of(voice.speaker.side)}) if voice.speaker.side else kin_named(called)


def _never_owning_up(finding: Finding) -> Attribution | None:
    """Whoever is said never to have owned up to any civilian dead; None for nobody."""
    match = _owned_up_to_none(finding.words)
    if match is None or "?" in finding.words:
        return None
    start = finding.statement.span.start
    who, cue, what = (Span(start + match.start(part), start + match.end(part)) for part in ("who", "cue", "what"))
    return Attribution(who_is(match["who"]), match["cue"], (), what, who, cue)


# Asked of every statement of a report, of which few say it.
@lru_cache(maxsize=20_000)
def _owned_up_to_none(words: str) -> re.Match[str] | None:
    return _shape().search(words) if "civilian" in words else None


@cache
def _shape() -> re.Pattern[str]:
    verbs, dead = any_of("beside", "owned_up"), any_of("beside", "civilian_dead")
    body, where = any_of("denials", "bodies"), r"(?:in|on|over|against|across) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
    whose = rf"(?:from|in|by|through|during) (?:any of )?(?:its|their) (?:{any_of('beside', 'own_blows')})"
    return re.compile(
        # "The mayor of Velmar has not" is another.
        rf"(?<!\bof )(?<!\bfor )(?<!\bthan )(?<!\band )(?<!\bor )(?:[Tt]he )?"
        rf"(?P<who>[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|{body}))*) "
        rf"(?P<cue>(?:has|have|had) (?:not (?:\w+ )?|never (?:\w+ )?)(?:{verbs})(?= (?:any|a single|one|killing any)\b)"
        rf"|(?:has|have|had) (?:so far |\w+ly )?(?:{verbs})(?= no\b))"
        rf" (?P<what>(?:any|a single|one|no|killing any) (?:{dead})(?: {whose})?(?: {where})?)"
        r"(?=\s*(?:[.,;(]|\Z|since\b|and (?!in\b)))"
    )
