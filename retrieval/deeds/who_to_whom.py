"""Whether a sentence has just those of a short claim do its deed, to just those: "ISIS kills soldiers".

Synonyms do not know who did what to whom: "Nusra fighters killed in Hama" has all words of "Nusra killed fighters".
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Claim, Finding, Place
from knowledge.places import read_places, related
from retrieval.deeds.claimed_deed import ClaimedDeed, claimed_deed, deeds_like_it
from retrieval.deeds.done_to import Deed, Word, is_a_thing, words_told
from retrieval.deeds.named_there import is_said_by, is_told_of
from retrieval.deeds.told_blow import blow_told_by
from retrieval.grammar.naming import sites_in
from retrieval.telling.every_word import BY_AIR, besides_who_says_it, starts_told, tells_every_word
from retrieval.word_tables import worded, words_in


def says_who_did_it(claim: Claim, finding: Finding) -> bool:
    """Whether a report's sentence has the claim's deed done, by those of the claim, to those of the claim, and there.

    Of one that tells every word of it; nothing that is planned, feared, denied, alleged or left open is said.
    """
    own = claimed_deed(claim)
    if own is None or not _may_say_it(finding) or not tells_every_word(claim, finding, whoever_did_it=bool(own.doers)):
        return False
    words = BY_AIR.sub("air", besides_who_says_it(claim, finding))
    return any(_is_it(claim, own, words, deed, at) for at, deed in deeds_like_it(own, words))


def _may_say_it(finding: Finding) -> bool:
    """Whether a statement is a sentence of a report, or of the note of one, and not what a note sets beside it."""
    return finding.statement.place_in_article != "rival"


def _is_it(claim: Claim, own: ClaimedDeed, words: str, deed: Deed, at: int) -> bool:
    there = words_told(words)
    clause = there[deed.start : deed.end]
    held = frozenset(words_in("done_to", "none"))
    # "A blast killed six, a source said without giving details": only before the deed is it without that.
    lacking = any(word.text == "without" for word in there[deed.start : at])
    if lacking or any(word.text in held or word.text.endswith("n't") for word in clause) or "?" in words:
        return False
    # "Planes bombed it" is told by "air strikes on it", and "Orvel jets" by "Orvel air strikes".
    by_it = tuple(group | {at} for group in deed.doers or (frozenset[int](),)) if is_a_thing(there, at) else ()
    if own.doers and not is_told_of(own.doers, (*deed.doers, *by_it), words):
        return False
    if own.done_to and not is_told_of(own.done_to, deed.done_to, words):
        # "The hospital bombing".
        is_before_it = is_a_thing(there, at) and not deed.done_to and all(sites_in(one.word) for one in own.done_to)
        if own.doers or not is_before_it or not is_told_of(own.done_to, deed.doers, words):
            return False
    is_blow = blow_told_by(own.deed.word) is not None
    if not _is_there(claim, own, words, deed, is_blow=is_blow):
        return False
    inside = {word.start for word in clause}
    behind = {word.start for word in _behind(own.parting, there, deed)}
    return all(
        any(
            word.start in (behind if one in own.apart else inside) and is_said_by(one, word)
            for word in there
            if word.start in starts_told(one, words)
        )
        for one in own.besides
    )


def _behind(parting: str, there: Sequence[Word], deed: Deed) -> Sequence[Word]:
    """The words of a sentence behind its deed's clause, where that ends as the claim's does: "after", "despite"."""
    is_so = parting and deed.end < len(there) and there[deed.end].text == parting
    return there[deed.end :] if is_so else ()


def _is_there(claim: Claim, own: ClaimedDeed, words: str, deed: Deed, *, is_blow: bool) -> bool:
    """Whether a deed is told of the claim's town, where its clause names one."""
    towns = [place for place in claim.where if place.province]
    if not towns:
        return True
    there = words_told(words)
    told = [place for place in read_places(words) if place.province and place.span]
    start, end = there[deed.start].start, there[deed.end - 1].end
    here = [place for place in told if place.span and start <= place.span.start < end]
    if own.is_of_a_place and not is_blow:
        inside = {there[k].start for group in deed.done_to for k in group}
        here = [place for place in here if place.span and place.span.start in inside]
        return any(_may_be(town, place) for town in towns for place in here)
    if own.is_of_a_place:
        here = [place for place in here if place.span and not _is_only_near(words, place.span.start, place.span.end)]
        return any(related(town, place) in ("same", "contains") for town in towns for place in here)
    here = here or told
    # "Idlib near Aleppo".
    here = [place for place in here if place.span and not _is_behind_near(words, place.span.start)] or here
    is_told = any(_may_be(town, place) for town in towns for place in here)
    return not here or (is_told and {place.province for place in here} <= {town.province for town in towns})


def _is_only_near(words: str, start: int, end: int) -> bool:
    """Whether a place is named where something is only near it: "west of Tarn", "Tarn countryside"."""
    before, behind = words_told(words[:start])[-2:], words_told(words[end:])[:1]
    said = " ".join(word.text for word in before)
    if any(said.endswith(whole) for whole in words_in("done_to", "whole_of_it")):
        return False
    near = worded("done_to", "near_it")
    return any(near.fullmatch(word.text) is not None for word in (*before[-1:], *behind) if word.text != "from")


def _is_behind_near(words: str, start: int) -> bool:
    return [word.text for word in words_told(words[:start])[-1:]] == ["near"]


def _may_be(town: Place, place: Place) -> bool:
    return related(town, place) in ("same", "contains", "inside") or place.name == f"{town.name} province"
