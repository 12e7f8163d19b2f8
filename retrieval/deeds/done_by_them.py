"""Whether those who did it in a short claim have done it in a report, or may have, or others did it there.

"Ten soldiers were killed in clashes with Daesh" does not say that Orvel killed soldiers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Claim, Finding
from retrieval.deeds.claimed_deed import ClaimedDeed, claimed_deed, deeds_like_it, deeds_told, somebody_of
from retrieval.deeds.doers import ACCUSED, doers_in, is_idle
from retrieval.deeds.done_to import Group, deed_at, is_a_thing, words_told
from retrieval.deeds.named_there import (
    as_told,
    holds_an_office,
    is_loosely_told,
    is_told_of,
    kin_of_sides,
    party_told,
    sides_named_by,
)
from retrieval.deeds.taken import leaves_it_untaken, takes_what_lies_by, town_taken
from retrieval.deeds.unnamed import is_at_home
from retrieval.deeds.who_fights import Party, may_be_one, party_in
from retrieval.denying.accusations import is_only_called_so_by_them
from retrieval.grammar.nations import nations_in
from retrieval.telling.every_word import (
    BY_AIR,
    Wanted,
    besides_who_says_it,
    is_a_name_told_above,
    sentence_before,
    sides_told,
    starts_told,
)
from retrieval.word_tables import worded, words_in


def not_by_them(claim: Claim, finding: Finding) -> str:
    """Why a sentence that has a short claim's words does not say that those of the claim did it; empty where it may.

    What was done, and to whom, it has to tell itself; by whom, it or its headline: "ten soldiers were killed in clashes
    with Daesh" does not say that Orvel killed soldiers, whatever else its report tells of Orvel.
    """
    if town := takes_what_lies_by(claim.text, f"{finding.article.title}. {finding.words}"):
        return f'takes what lies by "{town}"'
    own = claimed_deed(claim)
    if own is None or worded("every_word", "claiming").search(claim.text):
        return ""
    if people := _people_unnamed(own, finding):
        return f'without "{people}"'
    if finding.article.is_note:
        return _noted_otherwise(own, finding)
    doers = somebody_of(claim, own.doers)
    # "US" is two letters, which no share of common words sees.
    if lost := next((one.word for one in own.done_to if one.sides and not _may_suffer(own, one, finding)), ""):
        return f'without "{lost}"'
    words = BY_AIR.sub("air", besides_who_says_it(claim, finding))
    if not doers:
        # "The president and the minister talked" under whatever headline: nobody was killed there.
        is_somebodys = any(one.sides or holds_an_office(one.word) for one in own.done_to)
        title = BY_AIR.sub("air", finding.article.title)
        headed = all(starts_told(one, title) for one in (own.deed, *own.done_to))
        return "" if headed or not is_somebodys or starts_told(own.deed, words) else f'without "{own.deed.word}"'
    told = [one for one in own.done_to if starts_told(one, words) or is_a_name_told_above(one, finding)]
    told += [own.deed] if starts_told(own.deed, words) or any(deeds_like_it(own, words)) else []
    # What somebody of no side did, and to whom, is told by many words: "acquired the firm" for "bought it".
    of_a_side = any(one.sides for one in (*doers, *own.done_to))
    if (of_a_side or town_taken(claim.text)) and (
        lost := next((one.word for one in (own.deed, *own.done_to) if one not in told), "")
    ):
        return f'without "{lost}"'
    if whose := _anothers_thing(own, words):
        return f'done to "{whose}"'
    by_name = " ".join(voice.speaker.name for voice in finding.statement.attributions)
    are_heard = all(starts_told(one, by_name) for one in doers)
    told_by = (finding.words, finding.article.title, sentence_before(finding) if _looks_back(own, words) else "")
    # "Syrian rebels" are no party of Syria's.
    are_others = any(worded("every_word", "of_others").fullmatch(one.word) for one in doers)
    of_a_nation = not are_others and any(nations_in(one.word.title()) for one in doers)
    nation = _party_of(doers, claim) if of_a_nation else None
    if any(_have_done_it(own, doers, BY_AIR.sub("air", line), perhaps=nation) for line in told_by):
        return ""
    doing = [group for _, deed in deeds_like_it(own, words) for group in deed.doers]
    if not doing and _is_headed_by_them(own, doers, BY_AIR.sub("air", finding.article.title)):
        return ""
    is_theirs = are_heard and any(_is_of_themselves(group, words) for group in doing)
    # "Karl Vane, accused of theft, killed a clerk": all that a sentence says of whoever is of no side is theirs.
    may_be_theirs = not (nation or any(one.sides for one in doers)) and all(
        any(not is_idle(finding.words, at) for at in starts_told(one, finding.words)) for one in doers
    )
    return "" if is_theirs or may_be_theirs else f'not by "{" ".join(one.word for one in doers)}"'


def _is_headed_by_them(own: ClaimedDeed, doers: Sequence[Wanted], title: str) -> bool:
    """Whether a headline has those of a claim do something to those of it: "Orvel executes ten captured soldiers"."""
    deeds = [deed for at in range(len(words_told(title))) if (deed := deed_at(title, at))]
    return any(
        is_loosely_told(doers, by, title) and is_loosely_told(own.done_to[-1:], to, title)
        for deed in deeds
        for by in deed.doers
        for to in deed.done_to
        if own.done_to and by.isdisjoint(to)
    )


def _people_unnamed(own: ClaimedDeed, finding: Finding) -> str:
    """The people who suffer it in a claim, where a report of another country nowhere names them as doing no such thing.

    "73 killings in Bucha" counts no Russians.
    """
    article = finding.article
    told = " ; ".join(filter(None, (finding.words, article.title, article.event)))
    for one in own.done_to:
        nations = nations_in(one.word.title()) if not one.sides else frozenset()
        at_home = any(is_at_home(nation, finding) for nation in nations)
        named = [start for start in starts_told(one, told) if not is_idle(told, start)]
        if nations and not own.doers and not at_home and not named:
            return one.word
    return ""


def _may_suffer(own: ClaimedDeed, one: Wanted, finding: Finding) -> bool:
    """Whether a sentence names a side, or its headline does, and not as who did the deed: "Velmar kills two rebels"."""
    title = BY_AIR.sub("air", finding.article.title)
    if starts_told(one, BY_AIR.sub("air", finding.words)):
        return True
    deeds = [deed for _, deed in deeds_like_it(own, title)]
    are_doing = any(is_loosely_told([one], group, title) for deed in deeds for group in deed.doers)
    return bool(starts_told(one, title)) and not are_doing


def _anothers_thing(own: ClaimedDeed, words: str) -> str:
    """A thing of a claim's as a sentence has it struck under a name, and as none of the side whose it is in the claim.

    "A Red Crescent convoy" is no American one.
    """
    people, sided = worded("done_to", "people"), [one for one in own.done_to if one.sides]
    things = [one for one in own.done_to if not one.sides]
    if not sided or not things or any(people.fullmatch(one.word) or holds_an_office(one.word) for one in things):
        return ""
    there = words_told(words)
    struck = [group for _, deed in deeds_like_it(own, words) for group in deed.done_to]
    struck = [group for group in struck if is_loosely_told(things, group, words)]
    if any(all(there[k].is_small for k in g) or is_loosely_told(own.done_to, g, words) for g in struck):
        return ""
    return as_told(struck[0], words) if struck else ""


def may_be_by_them(claim: Claim, finding: Finding, around: str) -> bool:
    """Whether those who did it in a short claim are told to have done it around a sentence, and nobody else is in it.

    Of rebels who gassed a town nothing is told by "the army dropped chlorine on a rebel-held town".
    """
    if is_only_called_so_by_them(claim.text, finding.words, finding.speaker.name):
        return False
    if takes_what_lies_by(claim.text, f"{finding.article.title}. {finding.words}"):
        return False
    if leaves_it_untaken(claim.text, f"{finding.article.title}. {around}"):
        return False
    own = claimed_deed(claim)
    doers = somebody_of(claim, own.doers) if own else ()
    if own is not None and finding.article.is_note:
        return not _noted_otherwise(own, finding)
    if own is None or not doers:
        return True
    if _is_done_by_others(claim, own, doers, BY_AIR.sub("air", finding.words)):
        return False
    lines = [BY_AIR.sub("air", line) for line in (around, finding.article.title)]
    if any(_have_done_it(own, doers, line, perhaps=_party_of(doers, claim)) for line in lines):
        return True
    if town_taken(claim.text) and any(_may_be_taken_by_others(claim, own, doers, line) for line in lines):
        return False
    sides = sides_named_by(doers)
    for line in lines:
        named = {start for side, start in sides_told(line) if side in sides}
        named |= {start for one in doers if not one.sides for start in starts_told(one, line)}
        if not all(is_idle(line, start) or _is_hit(line, start) for start in named):
            return True
    return False


def _is_hit(words: str, start: int) -> bool:
    """Whether whoever is named at this place only suffers something there: "after a Velmar helicopter was downed"."""
    there, told = words_told(words), frozenset(words_in("done_to", "struck", "killed", "died", "took", "downed"))
    deeds = [deed_at(words, k) for k, word in enumerate(there) if word.text in told and not is_a_thing(there, k)]
    return any(there[k].start <= start < there[k].end for deed in deeds if deed for g in deed.done_to for k in g)


def _is_done_by_others(claim: Claim, own: ClaimedDeed, doers: Sequence[Wanted], words: str) -> bool:
    """Whether a sentence has a claim's deed done by somebody whom it names, or calls soldiers, and by none of these."""
    sides, doing = sides_named_by(doers), _doing(words)
    if sides and doing:
        return kin_of_sides(sides).isdisjoint(kin_of_sides(doing))
    mine = _party_of(doers, claim)
    theirs = [party_told(group, words) for _, deed in deeds_like_it(own, words) for group in deed.doers]
    named = [party for party in theirs if party is not None]
    if mine is None:
        # "Residents bombed it" is not told by Orvel's jets; whoever has a name may be their president.
        told = any(
            is_loosely_told(doers, group, words) for _, deed in deeds_like_it(own, words) for group in deed.doers
        )
        return bool(named) and not told and not _have_a_name(doers, claim.text)
    return bool(named) and not any(may_be_one(mine, party) for party in named)


def _have_a_name(doers: Sequence[Wanted], claim: str) -> bool:
    """Whether a claim calls those who did it by a name, and not by what they are: "residents", "smugglers"."""
    found = [re.search(rf"\b{re.escape(one.word)}\b", claim, re.IGNORECASE) for one in doers]
    capital = [match for match in found if match is not None and match.group()[0].isupper()]
    # With the first word of a claim its capital tells nothing.
    return any(match.start() > 0 for match in capital) or any(not match.group().endswith("s") for match in capital)


def _may_be_taken_by_others(claim: Claim, own: ClaimedDeed, doers: Sequence[Wanted], words: str) -> bool:
    """Whether somebody else who is named in words may have taken a claim's town: "the army's capture of Tarn"."""
    mine = _party_of(doers, claim)
    named = {side for side, start in sides_told(words) if not is_idle(words, start)}
    parties = [
        party for _, deed in deeds_like_it(own, words) for group in deed.doers if (party := party_told(group, words))
    ]
    parties += [party for side in named if (party := party_in(side))]
    return mine is not None and any(not may_be_one(mine, party) for party in parties)


def _doing(words: str) -> frozenset[str]:
    """The sides that words show to do what is told, and not only to back those who do, or to speak of it."""
    told = sides_told(words)
    idle = {side for side, _ in told} - {side for side, start in told if not is_idle(words, start)}
    return doers_in(words) - idle


def _party_of(doers: Sequence[Wanted], claim: Claim) -> Party | None:
    """Whom those who did it in a claim are called, as who may be one reads it."""
    found = [re.search(rf"\b{re.escape(one.word)}\b", claim.text, re.IGNORECASE) for one in doers]
    spans = [match.span() for match in found if match is not None]
    return party_in(claim.text[min(spans)[0] : max(spans)[1]]) if spans else None


def _have_done_it(own: ClaimedDeed, doers: Sequence[Wanted], words: str, *, perhaps: Party | None = None) -> bool:
    """Whether words have those of a claim do its deed, or deal a blow, or accuse them of it."""
    there = words_told(words)
    for at, deed in deeds_like_it(own, words):
        by_it = tuple(group | {at} for group in deed.doers) if is_a_thing(there, at) else ()
        groups = (*deed.doers, *by_it)
        if is_told_of(doers, groups, words):
            return True
        if any(_may_be_they(perhaps, group, words) for group in groups):
            return True
    # "The rebel fire on the town", of what fell there.
    blows = [deed_at(words, at) for at in range(len(there)) if perhaps and is_a_thing(there, at)]
    if any(_may_be_they(perhaps, group, words) for deed in blows if deed for group in deed.doers):
        return True
    # "Accused Orvel of arming them" is of another deed.
    accused = [m["whom"] for m in ACCUSED.finditer(words) if starts_told(own.deed, words[m.end("whom") :])]
    if any(all(starts_told(one, whom) for one in doers) for whom in accused):
        return True
    if not all(one.sides for one in doers) or kin_of_sides(sides_named_by(doers)).isdisjoint(
        kin_of_sides(_doing(words))
    ):
        return False
    # "Raids on the convoy ended a truce, and Orvel jets bombed the town": of the convoy it is not told.
    deeds = [deed for _, deed in deeds_like_it(own, words)]
    upon_it = [deed for deed in deeds if any(is_loosely_told(own.done_to, group, words) for group in deed.done_to)]
    theirs = [deed for deed in deeds if any(is_loosely_told(doers, group, words) for group in deed.doers)]
    return not (own.done_to and upon_it and theirs) or any(deed in upon_it for deed in theirs)


def _may_be_they(mine: Party | None, group: Group, words: str) -> bool:
    theirs = party_told(group, words) if mine else None
    return mine is not None and theirs is not None and may_be_one(mine, theirs)


def _looks_back(own: ClaimedDeed, words: str) -> bool:
    """Whether a claim's deed is told there of a blow that was just told of: "the rocket fire hit two streets"."""
    there, dealt = words_told(words), words_in("done_to", "dealt")
    groups = [group for _, deed in deeds_like_it(own, words) for group in deed.doers]
    return any(there[min(g)].text in ("the", "those", "these") and there[max(g)].text in dealt for g in groups)


def _is_of_themselves(group: Group, words: str) -> bool:
    """Whether whoever does a deed is called by a pronoun: "the group said it killed ten"."""
    there = words_told(words)
    return any(there[k].text in words_in("done_to", "themselves") for k in group)


def _noted_otherwise(own: ClaimedDeed, finding: Finding) -> str:
    """In what a note's own words have others do a claim's deed, or suffer it; empty where they may be those of it."""
    words = BY_AIR.sub("air", finding.words)
    mine, doing = kin_of_sides(sides_named_by(own.doers)), doers_in(words)
    if mine and doing and mine.isdisjoint(kin_of_sides(doing)):
        return f"by {', '.join(sorted(doing))}"
    suffering = [one for one in own.done_to if one.sides]
    groups = [group for _, deed in deeds_told(own, words) for group in deed.done_to]
    if not suffering or any(is_told_of(suffering, [group], words) for group in groups):
        return ""
    if not kin_of_sides(sides_named_by(suffering)).isdisjoint(kin_of_sides(doing)):
        return f"by {', '.join(sorted(doing))}"
    named = [group for group in groups if nations_in(as_told(group, words).title())]
    return f'done to "{as_told(named[0], words)}"' if named else ""
