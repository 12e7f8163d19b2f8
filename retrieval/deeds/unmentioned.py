"""Whom a claim names that a report has no word of: who tells of one armed group has said nothing of another.

"Twelve Amber Guard fighters killed" is not said by a report of twelve jihadists that never names the Amber Guard.
"""

from __future__ import annotations

from functools import lru_cache

from knowledge.model import Claim, Finding
from knowledge.speakers import sides_named
from retrieval.claims.claimants import voices_claimed
from retrieval.deeds.doers import kin_named, kin_of
from retrieval.deeds.owned_by import owning_up
from retrieval.grammar.naming import armed_groups
from retrieval.grammar.nations import is_a_land
from retrieval.word_tables import words_in
from retrieval.wording import listed

_PEOPLES = frozenset(words_in("unnamed", "also_a_people"))


def side_unmentioned(claim: Claim, finding: Finding) -> str:
    """Which armed groups or states a claim names, and a report nowhere; empty where it names them all, and of a note.

    A note is short, and what it is of is named by hand. Whoever the claim only has say it is nobody in the story. Whose
    fighters are counted a report may leave out, unless it names another group there.
    """
    named = _named_in(claim.text)
    if not named or finding.article.is_note:
        return ""
    article = finding.article
    told = kin_named(article.text) | {
        kin_of(voice.speaker.side) for voice in finding.statement.attributions if voice.speaker.side
    }
    # Who counts the dead of "an attack claimed by ISIS" need not tell who claimed it.
    told |= {kin_of(side) for side in owning_up(claim.text)}
    missing = [(side, start) for side, start in named if kin_of(side) not in told]
    counted = [q.span for q in claim.quantities]
    own = {kin_of(side) for side, _ in named}
    others = {side for side, _, _ in sides_named(f"{article.title}. {finding.words}") if side in armed_groups()}
    is_told_of_others = any(kin_of(side) not in own for side in others)
    told_otherwise = [
        side for side, start in missing if is_told_of_others or not any(q.start <= start < q.end for q in counted)
    ]
    return f"names no {listed(list(dict.fromkeys(told_otherwise)))}" if told_otherwise else ""


@lru_cache(maxsize=1_000)
def _named_in(text: str) -> tuple[tuple[str, int], ...]:
    """The armed groups and states in a claim's story, as the table of sides calls them, and where each stands."""
    speaking = [voice.speaker_span for voice in voices_claimed(text) if voice.speaker_span]
    return tuple(
        (side, start)
        for side, start, end in sides_named(text)
        # "A Kurdish wedding" is of a people, and of no armed group.
        if not any(s.start <= start < s.end for s in speaking) and text[start:end].lower() not in _PEOPLES
        if side in armed_groups() or is_a_land(side)
    )
