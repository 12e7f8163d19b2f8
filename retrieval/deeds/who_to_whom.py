"""Whether a sentence has just those of a short claim do its deed, to just those: "ISIS kills soldiers".

Synonyms do not know who did what to whom: "Nusra fighters killed in Hama" has all words of "Nusra killed fighters".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from knowledge.model import Claim, Finding, Place
from knowledge.places import read_places, related
from retrieval.counts.dated import LEAD
from retrieval.deeds.claimed_deed import ClaimedDeed, claimed_deed, deeds_like_it
from retrieval.deeds.done_to import Deed, Group, Word, is_a_thing, words_told
from retrieval.deeds.named_there import is_said_by, is_told_of
from retrieval.deeds.told_blow import blow_told_by
from retrieval.grammar.clauses import is_a_verb
from retrieval.grammar.closeness import is_an_outcome, left_out
from retrieval.grammar.naming import sites_in
from retrieval.grammar.verbs import is_done
from retrieval.telling.every_word import (
    BY_AIR,
    Wanted,
    besides_who_says_it,
    is_short,
    sides_of,
    sides_told,
    starts_told,
    tells_every_word,
)
from retrieval.word_tables import each_of, worded, words_in


def says_who_did_it(claim: Claim, finding: Finding) -> bool:
    """Whether a report's sentence has the claim's deed done, by those of the claim, to those of the claim, and there.

    Of one that tells every word of it; nothing that is planned, feared, denied, alleged or left open is said.
    """
    told = [_told_there(one, finding) for one in _each_deed(claim)]
    if len(told) < 2:
        return bool(told[0])
    # "Shells killed ten, and jets bombed it": whom the blow of the claim killed, no other did.
    return any(_is_of_one_blow(at, blow, toll) for at, blow in told[0] for _, toll in told[1])


def _is_of_one_blow(at: int, blow: Deed, toll: Deed) -> bool:
    """Whether a blow, or whoever dealt it, is told to have killed somebody."""
    killing = {k for group in toll.doers for k in group}
    return at in killing or any(not killing.isdisjoint(group) for group in blow.doers)


def _told_there(claim: Claim, finding: Finding) -> list[tuple[int, Deed]]:
    """Where a report's sentence has the deed of a short claim done, by those and to those of it; nowhere otherwise."""
    own = claimed_deed(claim)
    if own is None or not _may_say_it(finding):
        return []
    headed = _is_headed_as_theirs(own, finding)
    above = [one for one in own.doers if headed and one.sides]
    if not tells_every_word(claim, finding, whoever_did_it=bool(own.doers), headed=above):
        return []
    words = BY_AIR.sub("air", besides_who_says_it(claim, finding))
    return [(at, deed) for at, deed in deeds_like_it(own, words) if _is_it(claim, own, words, deed, at, headed=headed)]


@lru_cache(maxsize=64)
def _each_deed(claim: Claim) -> tuple[Claim, ...]:
    """A short claim of a blow and of whom it killed as two claims: "mill bombed, guards dead"; else itself alone."""
    found = (pattern.search(claim.text) for pattern in each_of("done_to", "and_whom_it_killed"))
    match = next(filter(None, found), None) if is_short(claim) else None
    if match is None or not match.start():
        return (claim,)
    blow, toll = claim.text[: match.start()].rstrip(" ,"), f"{match['whom']} killed"
    there = tuple(place for place in claim.where if place.span and place.span.end <= len(blow))
    parts = (replace(claim, text=blow, where=there, when=None), replace(claim, text=toll, where=(), when=None))
    own = claimed_deed(parts[0])
    is_a_blow = own is not None and (blow_told_by(own.deed.word) or own.deed.word in words_in("done_to", "struck"))
    return parts if is_a_blow else (claim,)


def _is_headed_as_theirs(own: ClaimedDeed, finding: Finding) -> bool:
    """Whether a report's headline has a claim's deed done by those of the claim, for a sentence near its beginning.

    Under "Rebels killed in ISIS bombing", whose bomb it was that "killed 14 fighters" need not be said again.
    """
    if not own.doers or not any(one.sides for one in own.doers) or finding.article.is_note:
        return False
    if finding.statement.place_in_article == "headline" or finding.statement.ordinal > LEAD or finding.attribution.cue:
        # Whoever is quoted may have laid it to nobody.
        return False
    title = BY_AIR.sub("air", finding.article.title)
    if "?" in title or any(word.text in words_in("done_to", "none") for word in words_told(title)):
        return False
    return any(is_told_of(own.doers, _by_whom(deed, at, title), title) for at, deed in deeds_like_it(own, title))


def _by_whom(deed: Deed, at: int, words: str) -> tuple[Group, ...]:
    """Those who did a deed, with the blow itself where it is called by a thing: "Orvel air strikes"."""
    there = words_told(words)
    by_it = tuple(group | {at} for group in deed.doers or (frozenset[int](),)) if is_a_thing(there, at) else ()
    return (*deed.doers, *by_it)


def tells_it_by_another_word(claim: Claim, finding: Finding) -> bool:
    """Whether a sentence has every word of a short claim but one, and has that by another: "troops" for "army".

    What was done it tells in the claim's own word: there another is too often another deed.
    """
    missing = left_out(claim, finding)
    if len(missing) != 1 or not tells_every_word(claim, finding):
        return False
    own, word = claimed_deed(claim), missing[0].lower()
    is_the_deed = own.deed.word == word if own else is_a_verb(word) or is_an_outcome(word)
    if is_the_deed or is_done(word):
        return False
    wanted, words = Wanted(word, sides_of(word)), BY_AIR.sub("air", besides_who_says_it(claim, finding))
    starts = starts_told(wanted, words)
    return any(bool(wanted.sides) or is_said_by(wanted, there) for there in words_told(words) if there.start in starts)


def _may_say_it(finding: Finding) -> bool:
    """Whether a statement is a sentence of a report, or of the note of one, and not what a note sets beside it."""
    return finding.statement.place_in_article != "rival"


def _is_it(claim: Claim, own: ClaimedDeed, words: str, deed: Deed, at: int, *, headed: bool = False) -> bool:
    there = words_told(words)
    clause = there[deed.start : deed.end]
    held = frozenset(words_in("done_to", "none"))
    # "A blast killed six, a source said without giving details": only before the deed is it without that.
    lacking = any(word.text == "without" for word in there[deed.start : at])
    if lacking or any(word.text in held or word.text.endswith("n't") for word in clause) or "?" in words:
        return False
    # "Planes bombed it" is told by "air strikes on it", and "Orvel jets" by "Orvel air strikes".
    # Under a headline that says whose it was, a sentence may have "a blast" do it, and nobody else.
    is_theirs = headed and all(_names_nobody(group, words) for group in deed.doers)
    if own.doers and not is_theirs and not is_told_of(own.doers, _by_whom(deed, at, words), words):
        return False
    if own.done_to and not is_told_of(own.done_to, deed.done_to, words):
        # "The hospital bombing".
        is_before_it = is_a_thing(there, at) and not deed.done_to and all(sites_in(one.word) for one in own.done_to)
        if own.doers or not is_before_it or not is_told_of(own.done_to, deed.doers, words):
            return False
    is_blow = blow_told_by(own.deed.word) is not None
    if not (own.doers or own.done_to) and not worded("done_to", "struck", "blows").fullmatch(there[at].text):
        # A jet over a town has not bombed it.
        return False
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


def _names_nobody(group: Group, words: str) -> bool:
    """Whether what did a deed is a blow or a weapon that a sentence lays to nobody: "a suicide bomb blast"."""
    there = [words_told(words)[k] for k in sorted(group)]
    dealt = words_in("done_to", "dealt", "means", "articles")
    small = all(word.is_small or word is there[0] for word in there)
    named = {start for _, start in sides_told(words)}
    return (
        small
        and any(word.text in dealt for word in there)
        and not any(word.start <= at < word.end for word in there for at in named)
        and not any(worded("done_to", "people").fullmatch(word.text) for word in there)
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
