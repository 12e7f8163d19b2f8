"""One story that several reports tell without its day: what a claim tells in rare words seldom happens twice.

"Dora Quill tore up a contract of 300 million" happened once, whoever retells it without a date; that a raid on Kalden
killed six may be told of two raids.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from knowledge.model import Claim, Finding, Quantity
from retrieval.events import Event, apart, same_count, told_alike, when_of, where_of, within_days
from retrieval.events.pairs import ALIKE
from retrieval.events.topics import MOSTLY, told_in, words_wanted
from retrieval.grammar.closeness import TURNING, is_filler
from retrieval.grammar.naming import is_a_country_or_side, means_in, sites_in, units_in, weapons_in
from retrieval.origins import has_name, key_of

#: Without so many rare words a claim tells what happens again and again.
RARE = 2
#: So many signs that two events are one are seldom there of two.
SELDOM_TWICE = 3
#: A number of so many seldom comes twice.
MANY = 20
#: News of one thing goes round for so long.
GOING_ROUND = timedelta(days=7)


def with_retold(claim: Claim, claimed: Quantity, homes: Sequence[Event], events: Sequence[Event]) -> list[Event]:
    """The events that a claim may be of, those that are one story taken for one, with whoever else tells that.

    `homes` are the events that tell the claim best, `events` all that print its figure. What may be of two stories,
    which happened at two places or times, joins neither; nor does who says what was not so: "none of the 28 bodies".
    """
    known = {f.statement.id for event in homes for f in event.findings}
    others = [
        event for event in events if not any(f.statement.id in known or _says_not(claim, f) for f in event.findings)
    ]
    stories: list[Event] = []
    for event in (*homes, *others):
        own = [story for story in stories if _are_one_story(claim, claimed, story, event)]
        if len(own) == 1:
            stories[stories.index(own[0])] = Event((*own[0].findings, *event.findings))
        elif event in homes:
            stories.append(event)
    return stories


def _says_not(claim: Claim, finding: Finding) -> bool:
    return bool(TURNING["not"].search(finding.words)) and not TURNING["not"].search(claim.text)


def _are_one_story(claim: Claim, claimed: Quantity, one: Event, other: Event) -> bool:
    """Whether two events are one story: both tell most of the claim and what is rare in it, at no other day or place.

    Each rare word of the claim is a sign of it; so are a large number, a voice with a name from which both have it, and
    openings that are told alike.
    """
    rare = _rare_words(claim, claimed)
    if rare < RARE or _are_apart(one, other) or any(_share_told(claim, claimed, e) < MOSTLY for e in (one, other)):
        return False
    signs = rare + (claimed.value >= MANY) + bool(_voices(one) & _voices(other))
    return signs >= SELDOM_TWICE or signs + _are_told_alike(one, other) >= SELDOM_TWICE


def _rare_words(claim: Claim, claimed: Quantity) -> int:
    """How many words of a claim name no place, side, weapon, site or office, of which every war tells often."""
    return sum(word.place is None and not _is_of_many(word.written, word.stem) for word in words_wanted(claim, claimed))


def _is_of_many(written: str, stem: str) -> bool:
    told = weapons_in(written) or sites_in(written) or means_in(written) or units_in(written)
    return bool(told) or is_filler(stem) or is_a_country_or_side(written)


def _voices(event: Event) -> set[str]:
    return {key_of(f.speaker.name) for f in event.findings if has_name(f.speaker)}


def _are_told_alike(one: Event, other: Event) -> bool:
    return any(told_alike(a.article, b.article) >= ALIKE for a in one.findings for b in other.findings)


def _share_told(claim: Claim, claimed: Quantity, event: Event) -> float:
    return max(told_in(claim, claimed, f) for f in event.findings)


def _are_apart(one: Event, other: Event) -> bool:
    """Whether two events were at two places, or so long apart that no news of the one goes round any more.

    Of events with a day that are counted otherwise each has its own toll.
    """
    pairs = [(a, b) for a in one.findings for b in other.findings]
    if (one.period or other.period) and not any(same_count(a, b) for a, b in pairs):
        return True
    here, there = ([place for f in event.findings for place in where_of(f)] for event in (one, other))
    days, others = ([day for f in event.dated if (day := when_of(f))] for event in (one, other))
    if apart(here, there):
        return True
    return bool(days and others) and not any(within_days(a, b, GOING_ROUND) for a in days for b in others)
