"""Whether a sentence has just those of a short claim do its deed, to just those: "ISIS kills soldiers".

Synonyms do not know who did what to whom: "Nusra fighters killed in Hama" has all words of "Nusra killed fighters".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.model import Claim, Finding, Place
from knowledge.places import read_places, related
from knowledge.quantities import read_quantities
from retrieval.counts.dated import LEAD
from retrieval.deeds.doers import ACCUSED, doers_in, is_idle, kin_of
from retrieval.deeds.done_to import Deed, Group, Word, deed_at, is_a_thing, is_an_aside, words_told
from retrieval.deeds.taken import takes_what_lies_by
from retrieval.deeds.told_blow import blow_told_by
from retrieval.deeds.who_fights import Party, may_be_one, party_in
from retrieval.denying.accusations import is_only_called_so_by_them
from retrieval.grammar.clauses import is_a_verb
from retrieval.grammar.closeness import is_an_outcome, left_out
from retrieval.grammar.naming import AGAINST, roles_in, sites_in
from retrieval.grammar.nations import nations_in
from retrieval.grammar.verbs import is_done, lemma
from retrieval.ranking import plain_words, words_of
from retrieval.telling.every_word import (
    BY_AIR,
    Wanted,
    besides_who_says_it,
    fillers,
    is_a_name_told_above,
    is_short,
    is_whose,
    sentence_before,
    sides_of,
    sides_told,
    starts_told,
    tells_every_word,
    wanted_of,
    written_out,
)
from retrieval.word_tables import each_of, worded, words_in

#: So many words a count of people has: "at least 15 civilians".
_COUNT = 4
#: A coalition and who leads it.
_LED_BY_IT = frozenset({"US-led Coalition", "United States"})


@dataclass(frozen=True, slots=True)
class _Claimed:
    """What a claim says was done: the deed, by whom, to whom, and what else it tells of it."""

    deed: Wanted
    is_thing: bool
    doers: tuple[Wanted, ...]
    done_to: tuple[Wanted, ...]
    besides: tuple[Wanted, ...]
    #: Whether a place is what it was done to: "ISIS captures Palmyra".
    is_of_a_place: bool
    #: What else it tells behind the clause of the deed, and the word that parts the two: "after".
    apart: frozenset[Wanted] = frozenset()
    parting: str = ""


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
    own = _claimed(claim)
    if own is None or not _may_say_it(finding):
        return []
    headed = _is_headed_as_theirs(own, finding)
    above = [one for one in own.doers if headed and one.sides]
    if not tells_every_word(claim, finding, whoever_did_it=bool(own.doers), headed=above):
        return []
    words = BY_AIR.sub("air", besides_who_says_it(claim, finding))
    return [(at, deed) for at, deed in _deeds(own, words) if _is_it(claim, own, words, deed, at, headed=headed)]


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
    own = _claimed(parts[0])
    is_a_blow = own is not None and (blow_told_by(own.deed.word) or own.deed.word in words_in("done_to", "struck"))
    return parts if is_a_blow else (claim,)


def _is_headed_as_theirs(own: _Claimed, finding: Finding) -> bool:
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
    return any(_is_told_in(own.doers, _by_whom(deed, at, title), title) for at, deed in _deeds(own, title))


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
    own, word = _claimed(claim), missing[0].lower()
    is_the_deed = own.deed.word == word if own else is_a_verb(word) or is_an_outcome(word)
    if is_the_deed or is_done(word):
        return False
    wanted, words = Wanted(word, sides_of(word)), BY_AIR.sub("air", besides_who_says_it(claim, finding))
    starts = starts_told(wanted, words)
    return any(bool(wanted.sides) or _is_said_by(wanted, there) for there in words_told(words) if there.start in starts)


def not_by_them(claim: Claim, finding: Finding) -> str:
    """Why a sentence that has a short claim's words does not say that those of the claim did it; empty where it may.

    What was done, and to whom, it has to tell itself; by whom, it or its headline: "ten soldiers were killed in clashes
    with Daesh" does not say that Orvel killed soldiers, whatever else its report tells of Orvel.
    """
    if town := takes_what_lies_by(claim.text, f"{finding.article.title}. {finding.words}"):
        return f'takes what lies by "{town}"'
    own = _claimed(claim)
    if own is None or worded("every_word", "claiming").search(claim.text):
        return ""
    if finding.article.is_note:
        return _noted_otherwise(own, finding)
    doers = _somebody(claim, own.doers)
    # "US" is two letters, which no share of common words sees.
    whole = BY_AIR.sub("air", f"{finding.article.title}. {finding.words}")
    if lost := next((one.word for one in own.done_to if one.sides and not starts_told(one, whole)), ""):
        return f'without "{lost}"'
    if not doers:
        return ""
    words = BY_AIR.sub("air", besides_who_says_it(claim, finding))
    told = [one for one in own.done_to if starts_told(one, words) or is_a_name_told_above(one, finding)]
    told += [own.deed] if starts_told(own.deed, words) or any(_deeds(own, words)) else []
    # What somebody of no side did, and to whom, is told by many words: "acquired the firm" for "bought it".
    of_a_side = any(one.sides for one in (*doers, *own.done_to))
    if of_a_side and (lost := next((one.word for one in (own.deed, *own.done_to) if one not in told), "")):
        return f'without "{lost}"'
    if whose := _anothers_thing(own, words):
        return f'done to "{whose}"'
    by_name = " ".join(voice.speaker.name for voice in finding.statement.attributions)
    are_heard = all(starts_told(one, by_name) for one in doers)
    told_by = (finding.words, finding.article.title, sentence_before(finding) if _looks_back(own, words) else "")
    if any(_have_done_it(own, doers, BY_AIR.sub("air", line)) for line in told_by):
        return ""
    doing = [group for _, deed in _deeds(own, words) for group in deed.doers]
    is_theirs = are_heard and any(_is_of_themselves(group, words) for group in doing)
    # "Karl Vane, accused of theft, killed a clerk": all that a sentence says of whoever is of no side is theirs.
    may_be_theirs = not any(one.sides for one in doers) and all(
        any(not is_idle(finding.words, at) for at in starts_told(one, finding.words)) for one in doers
    )
    return "" if is_theirs or may_be_theirs else f'not by "{" ".join(one.word for one in doers)}"'


def _anothers_thing(own: _Claimed, words: str) -> str:
    """A thing of a claim's as a sentence has it struck under a name, and as none of the side whose it is in the claim.

    "A Red Crescent convoy" is no American one.
    """
    people, sided = worded("done_to", "people"), [one for one in own.done_to if one.sides]
    things = [one for one in own.done_to if not one.sides]
    if not sided or not things or any(people.fullmatch(one.word) or _holds_an_office(one.word) for one in things):
        return ""
    there = words_told(words)
    struck = [group for _, deed in _deeds(own, words) for group in deed.done_to]
    struck = [group for group in struck if _is_loosely_told(things, group, words)]
    if any(all(there[k].is_small for k in g) or _is_loosely_told(own.done_to, g, words) for g in struck):
        return ""
    return _as_told(struck[0], words) if struck else ""


def may_be_by_them(claim: Claim, finding: Finding, around: str) -> bool:
    """Whether those who did it in a short claim are told to have done it around a sentence, and nobody else is in it.

    Of rebels who gassed a town nothing is told by "the army dropped chlorine on a rebel-held town".
    """
    if is_only_called_so_by_them(claim.text, finding.words, finding.speaker.name):
        return False
    if takes_what_lies_by(claim.text, f"{finding.article.title}. {finding.words}"):
        return False
    own = _claimed(claim)
    doers = _somebody(claim, own.doers) if own else ()
    if own is not None and finding.article.is_note:
        return not _noted_otherwise(own, finding)
    if own is None or not doers:
        return True
    if _is_done_by_others(claim, own, doers, BY_AIR.sub("air", finding.words)):
        return False
    lines = [BY_AIR.sub("air", line) for line in (around, finding.article.title)]
    if any(_have_done_it(own, doers, line, perhaps=_party_of(doers, claim)) for line in lines):
        return True
    sides = _sides(doers)
    for line in lines:
        named = {start for side, start in sides_told(line) if side in sides}
        named |= {start for one in doers if not one.sides for start in starts_told(one, line)}
        if not all(is_idle(line, start) for start in named):
            return True
    return False


def _somebody(claim: Claim, doers: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Those of whoever did it in a claim who are somebody: a side, people, or a name, and no jets, bombs or floods."""
    told = tuple(one for one in doers if one.word not in words_in("done_to", "dealt", "means"))
    if len(told) == 1 and not told[0].sides:
        # "Orvel bombed it", of the state: as a place it is no side.
        told = (Wanted(told[0].word, doers_in(claim.text)),)
    rows = ("people", "bodies")
    are_people = any(
        one.sides
        or nations_in(one.word.title())
        or _holds_an_office(one.word)
        or any(worded("done_to", row).fullmatch(one.word) for row in rows)
        for one in told
    )
    names = [re.search(rf"\b{re.escape(one.word)}\b", claim.text, re.IGNORECASE) for one in told]
    is_a_name = len(names) > 1 and all(name is not None and name.group()[0].isupper() for name in names)
    return told if are_people or is_a_name else ()


def _is_done_by_others(claim: Claim, own: _Claimed, doers: Sequence[Wanted], words: str) -> bool:
    """Whether a sentence has a claim's deed done by somebody whom it names, or calls soldiers, and by none of these."""
    sides, doing = _sides(doers), _doing(words)
    if sides and doing:
        return _kin(sides).isdisjoint(_kin(doing))
    mine = _party_of(doers, claim)
    theirs = [_party_told(group, words) for _, deed in _deeds(own, words) for group in deed.doers]
    named = [party for party in theirs if party is not None]
    return mine is not None and bool(named) and not any(may_be_one(mine, party) for party in named)


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


def _party_told(group: Group, words: str) -> Party | None:
    there, named = words_told(words), sorted(_who_acts(group, words))
    return party_in(words[there[named[0]].start : there[named[-1]].end])


def _who_acts(group: Group, words: str) -> Group:
    """Those of a group who are named before whom they fight: "Kurds fighting Daesh" are no Daesh."""
    there, fighting = words_told(words), words_in("doers", "suffers")
    end = min((k for k in group if k > min(group) and there[k].text in fighting), default=max(group) + 1)
    return frozenset(k for k in group if k < end)


def _is_loosely_told(wanted: Sequence[Wanted], group: Group, words: str) -> bool:
    """Whether some group names these, whatever else it says of them."""
    there = words_told(words)
    starts = {there[k].start for k in _who_acts(group, words) if not _is_anothers(there[k])}
    return all(not starts.isdisjoint(starts_told(one, words)) for one in wanted)


def _have_done_it(own: _Claimed, doers: Sequence[Wanted], words: str, *, perhaps: Party | None = None) -> bool:
    """Whether words have those of a claim do its deed, or deal a blow, or accuse them of it."""
    there = words_told(words)
    for at, deed in _deeds(own, words):
        by_it = tuple(group | {at} for group in deed.doers) if is_a_thing(there, at) else ()
        groups = (*deed.doers, *by_it)
        if _is_told_in(doers, groups, words):
            return True
        if any(_may_be_they(perhaps, group, words) for group in groups):
            return True
    # "The rebel fire on the town", of what fell there.
    blows = [deed_at(words, at) for at in range(len(there)) if perhaps and is_a_thing(there, at)]
    if any(_may_be_they(perhaps, group, words) for deed in blows if deed for group in deed.doers):
        return True
    accused = [match["whom"] for match in ACCUSED.finditer(words)]
    if any(all(starts_told(one, whom) for one in doers) for whom in accused):
        return True
    if not all(one.sides for one in doers) or _kin(_sides(doers)).isdisjoint(_kin(_doing(words))):
        return False
    # "Raids on the convoy ended a truce, and Orvel jets bombed the town": of the convoy it is not told.
    deeds = [deed for _, deed in _deeds(own, words)]
    upon_it = [deed for deed in deeds if any(_is_loosely_told(own.done_to, group, words) for group in deed.done_to)]
    theirs = [deed for deed in deeds if any(_is_loosely_told(doers, group, words) for group in deed.doers)]
    return not (own.done_to and upon_it and theirs) or any(deed in upon_it for deed in theirs)


def _may_be_they(mine: Party | None, group: Group, words: str) -> bool:
    theirs = _party_told(group, words) if mine else None
    return mine is not None and theirs is not None and may_be_one(mine, theirs)


def _looks_back(own: _Claimed, words: str) -> bool:
    """Whether a claim's deed is told there of a blow that was just told of: "the rocket fire hit two streets"."""
    there, dealt = words_told(words), words_in("done_to", "dealt")
    groups = [group for _, deed in _deeds(own, words) for group in deed.doers]
    return any(there[min(g)].text in ("the", "those", "these") and there[max(g)].text in dealt for g in groups)


def _is_of_themselves(group: Group, words: str) -> bool:
    """Whether whoever does a deed is called by a pronoun: "the group said it killed ten"."""
    there = words_told(words)
    return any(there[k].text in words_in("done_to", "themselves") for k in group)


def _noted_otherwise(own: _Claimed, finding: Finding) -> str:
    """In what a note's own words have others do a claim's deed, or suffer it; empty where they may be those of it."""
    words = BY_AIR.sub("air", finding.words)
    mine, doing = _kin(_sides(own.doers)), doers_in(words)
    if mine and doing and mine.isdisjoint(_kin(doing)):
        return f"by {', '.join(sorted(doing))}"
    suffering = [one for one in own.done_to if one.sides]
    groups = [group for _, deed in _told(own, words) for group in deed.done_to]
    if not suffering or any(_is_told_in(suffering, [group], words) for group in groups):
        return ""
    if not _kin(_sides(suffering)).isdisjoint(_kin(doing)):
        return f"by {', '.join(sorted(doing))}"
    named = [group for group in groups if nations_in(_as_told(group, words).title())]
    return f'done to "{_as_told(named[0], words)}"' if named else ""


def _sides(wanted: Sequence[Wanted]) -> frozenset[str]:
    return frozenset(side for one in wanted for side in one.sides)


def _kin(sides: Iterable[str]) -> frozenset[str]:
    return frozenset(map(kin_of, sides))


def only_to_come(claim: Claim, finding: Finding) -> bool:
    """Whether a sentence tells a claim's deed only as what was to be carried out: "planned to carry out an attack"."""
    own = _claimed(claim)
    if own is None or finding.article.is_note:
        return False
    words = BY_AIR.sub("air", finding.words)
    there, starts = words_told(words), starts_told(own.deed, words)
    told = [at for at, word in enumerate(there) if word.start in starts]
    are_things = bool(told) and all(is_a_thing(there, at) for at in told)
    return are_things and all(deed_at(words, at) is None for at in told)


def _may_say_it(finding: Finding) -> bool:
    """Whether a statement is a sentence of a report, or of the note of one, and not what a note sets beside it."""
    return finding.statement.place_in_article != "rival"


def turned_about(claim: Claim, finding: Finding) -> str:
    """The deed of a claim as a sentence has those do it who suffer it in the claim; empty where it does not.

    "Orvel soldiers killed" is not said by "Orvel soldiers killed five gunmen".
    """
    own = _claimed(claim)
    if own is None or own.is_thing or not own.done_to or finding.article.is_note:
        return ""
    words = BY_AIR.sub("air", besides_who_says_it(claim, finding))
    if lost := next((one.word for one in own.done_to if not starts_told(one, words)), ""):
        whole = BY_AIR.sub("air", finding.words)
        told = _told(own, whole)
        is_theirs = worded("done_to", "theirs").search(words) is not None
        # "The paper, which she sued, said": nobody else suffers it there.
        is_of_others = bool(told) and not any(_may_be_of_who_speaks(at, deed, whole) for at, deed in told)
        if turned := _done_to_them(own, words):
            return turned
        is_told = is_theirs or any(_is_told_in(own.done_to, deed.done_to, whole) for _, deed in told)
        if is_told or not is_of_others or not starts_told(Wanted(lost, frozenset()), whole):
            return ""
        return f'"{lost}" only speaks'
    if own.doers:
        return _done_by_others(own, words)
    told = _told(own, words)
    if not told or any(_is_told_in(own.done_to, deed.done_to, words) for _, deed in told):
        return ""
    for _, deed in told:
        if deed.done_to and _is_told_in(own.done_to, deed.doers, words):
            return _named(deed.doers[0], words)
    return ""


def befell_others(claim: Claim, finding: Finding) -> str:
    """Whom a sentence has a claim's deed done to, where it names nobody of those of the claim; empty where it may.

    "Rebel groups like Nusra killed 15 civilians" is no word of a Nusra leader who was killed. Whoever has a name may be
    anybody, and so may "he".
    """
    own = _claimed(claim)
    if own is None or own.is_thing or own.doers or not own.done_to or finding.article.is_note:
        return ""
    words = BY_AIR.sub("air", finding.words)
    there = words_told(words)
    told = [deed for _, deed in _told(own, words)]
    # "Killing at least 15 civilians" is told by a word that may be a thing as well.
    suffering = [deed.done_to for deed in told] + [(group,) for group in _counted_behind(own, words)]
    if not suffering or not all(suffering) or any(_is_told_in(own.done_to, groups, words) for groups in suffering):
        return ""
    others = [group for groups in suffering for group in groups]
    if all(_are_of_another_side(own.done_to, group, words) for group in others):
        # A "general military commander of the Amber Guard" is no Orvel general.
        return f'done to "{_as_told(others[0], words)}"'
    # "Four of its soldiers", where the sentence names the nation elsewhere, may be whom the claim means.
    head = starts_told(own.done_to[-1], words)
    if any(there[k].start in head for group in others for k in group):
        return ""
    is_of_a_holder = any(_holds_an_office(one.word) for one in own.done_to)
    if not all(_are_others([there[k] for k in sorted(group)], of_a_holder=is_of_a_holder) for group in others):
        return ""
    return f'done to "{_as_told(others[0], words)}"'


def _are_of_another_side(wanted: Sequence[Wanted], group: Group, words: str) -> bool:
    """Whether those who are named there are of a side, and those of a claim of another; "rebels" may be of any."""
    mine = _kin(_sides(wanted))
    there = [words_told(words)[k] for k in group]
    named = [side for side, start in sides_told(words) for word in there if word.start <= start < word.end]
    whose = {side for word in there if _is_anothers(word) for side in sides_of(word.text)}
    theirs = _kin(side for side in named if side not in whose)
    return (
        bool(mine and theirs) and mine.isdisjoint(theirs) and AGAINST not in roles_in(" ".join(w.word for w in wanted))
    )


def _counted_behind(own: _Claimed, words: str) -> list[Group]:
    """Who is counted right behind a claim's deed, where a sentence tells it beside another: "killing 15 civilians"."""
    there, starts = words_told(words), starts_told(own.deed, words)
    found = []
    for at, word in enumerate(there):
        behind = there[at + 1 : at + 1 + _COUNT]
        if word.start in starts and word.text.endswith("ing") and behind and not behind[0].is_behind_a_stop:
            read = read_quantities(" ".join(one.text for one in behind))
            if read and read[0].span.start == 0:
                found.append(frozenset(range(at + 1, at + 1 + len(behind))))
    return found


def _are_others(group: Sequence[Word], *, of_a_holder: bool = False) -> bool:
    """Whether these words count somebody, or say what they are and give no name: of a mayor, "a pilot" is none."""
    named = " ".join(word.text for word in group)
    if read_quantities(named):
        return True
    if not all(word.is_small or word.text in words_in("done_to", "articles") for word in group):
        return False
    is_vague = not {word.text for word in group}.isdisjoint(words_in("done_to", "themselves", "anybody"))
    return (of_a_holder and not is_vague) or any(q.unit for q in read_quantities(f"9 {named}"))


def _may_be_of_who_speaks(at: int, deed: Deed, words: str) -> bool:
    """Whether a deed may be done to whoever stands before its clause, or to nobody who is named."""
    before = words_told(words)[deed.start - 1].text if deed.start else ""
    return not deed.done_to or (at > deed.start and before in words_in("done_to", "related"))


def _told(own: _Claimed, words: str) -> list[tuple[int, Deed]]:
    """The deeds of a sentence that may be the claim's, told by a verb."""
    there = words_told(words)
    return [(at, deed) for at, deed in _deeds(own, words) if (deed.doers or deed.done_to) and not is_a_thing(there, at)]


def _named(group: Group, words: str) -> str:
    return f'done by "{_as_told(group, words)}"'


def _as_told(group: Group, words: str) -> str:
    there = words_told(words)
    return " ".join(there[k].text for k in sorted(group))


def _done_by_others(own: _Claimed, words: str) -> str:
    """Who does a claim's deed in a sentence, where that is not whom the claim has do it, or who suffers it there."""
    sides = {side for one in own.doers for side in one.sides}
    if not sides:
        return ""
    there, told = words_told(words), _told(own, words)
    sides |= _LED_BY_IT if sides & _LED_BY_IT else frozenset()
    named = [start for side, start in sides_told(words) if side in sides]
    at_names = [k for k, word in enumerate(there) if any(word.start <= start < word.end for start in named)]
    open_, meanwhile = worded("done_to", "held_open"), worded("done_to", "meanwhile")

    def is_open(k: int) -> bool:
        return any(open_.fullmatch(word.text) is not None for word in there[max(0, k - 1) : k + 2])

    if at_names and all(map(is_open, at_names)):
        return "perhaps by others"
    if any(_is_told_in(own.doers, deed.doers, words) for _, deed in told):
        return ""
    if turned := _done_to_them(own, words):
        return turned
    for at, deed in told:
        between = [there[min(at, k) : max(at, k)] for k in at_names]
        is_elsewhere = all(any(meanwhile.fullmatch(word.text) for word in gap) for gap in between)
        if deed.doers and at_names and is_elsewhere and _is_told_in(own.done_to, deed.done_to, words):
            return _named(deed.doers[0], words)
    return ""


def _done_to_them(own: _Claimed, words: str) -> str:
    """What a sentence has done to those who do it in a claim, and do not there; empty where it has nothing of it."""
    people = [one for one in own.doers if one.sides]
    told = [deed for _, deed in _told(own, words)] if people else []
    if any(_is_told_in(people, deed.doers, words) for deed in told):
        return ""
    suffered = (deed.done_to[0] for deed in told if deed.done_to and _is_told_in(people, deed.done_to, words))
    return next((f'done to "{_as_told(group, words)}"' for group in suffered), "")


@lru_cache(maxsize=64)
def _claimed(claim: Claim) -> _Claimed | None:
    """What a short claim says was done, where it tells one deed, and it is plain by whom or to whom."""
    if not is_short(claim):
        return None
    text = written_out(claim.text)
    words, wanted = words_told(text), _all_wanted(claim)
    at = {one: [k for k, word in enumerate(words) if word.text == one.word] for one in wanted}
    may_be = [(one, k) for one in wanted if _may_be_a_deed(one) for k in at[one]]
    # What a claim opens with only names what stands behind it: "displaced people", "shelling attack".
    done = [(one, k) for one, k in may_be if k and not is_a_thing(words, k)]
    things = [(one, k) for one, k in may_be if is_a_thing(words, k)]
    # "Frees men abducted by rebels": whom it freed is only told to be those.
    befell = {other for _, k in done if (deed := deed_at(text, k)) for group in deed.done_to for other in group}
    done = [(one, k) for one, k in done if not (is_an_aside(words, k) and k - 1 in befell and _is_behind(k, done))]
    told = done or [(one, k) for one, k in things if (found := deed_at(text, k)) and found.done_to]
    if len(told) > 1:
        told = _besides_whom_it_befell(told, text)
    if len(told) > 1:
        # "Dropped gas", "a bomber hits": one of them can be nothing else than what was done.
        told = [(one, k) for one, k in told if is_done(one.word) and one.word.endswith("ed")]
    if len(told) != 1:
        return None
    deed, k = told[0]
    found = deed_at(text, k)
    if found is None:
        return None

    def named(groups: Sequence[Group]) -> tuple[Wanted, ...]:
        return tuple(one for one in wanted if one != deed and any(k in group for group in groups for k in at[one]))

    # Of what was dropped on something that was hit, and the other was its weapon.
    hit = (
        found.done_to[1:] if worded("done_to", "dropped").fullmatch(deed.word) and found.done_to[1:] else found.done_to
    )
    doers, done_to = named(found.doers), named(hit)
    places = [place.span for place in claim.where if place.province and place.span]
    there = {words[k].start for group in hit for k in group}
    # "The mayor of Tarn" is no place.
    of_a_place = not done_to and any(text.find(span.of(claim.text)) in there for span in places)
    is_a_blow = of_a_place and deed.word in words_in("done_to", "struck")
    if not (doers or done_to or is_a_blow):
        return None
    # Where it was is asked of the report, which may say so beside the sentence.
    named_there = {k for place in claim.where if place.span for k in _at(place.span.of(claim.text), text)}
    besides = tuple(
        one for one in wanted if one not in (deed, *doers, *done_to) and not named_there.issuperset(at[one])
    )
    apart = frozenset(one for one in besides if all(k >= found.end for k in at[one]))
    parting = words[found.end].text if found.end < len(words) else ""
    return _Claimed(deed, not done, doers, done_to, besides, of_a_place, apart, parting)


def _is_behind(at: int, done: Sequence[tuple[Wanted, int]]) -> bool:
    """Whether another deed of a claim stands before one, with whom it befell between: "frees men abducted by"."""
    return any(k < at - 1 for _, k in done)


def _besides_whom_it_befell(told: Sequence[tuple[Wanted, int]], text: str) -> list[tuple[Wanted, int]]:
    """The deeds of a claim without what only names to whom another was done: "attacks gas field", "captured men"."""
    deeds = [
        (k, deed_at(text, k)) for one, k in told if is_a_verb(one.word) or one.word in words_in("done_to", "struck")
    ]
    befell = {other for k, deed in deeds if deed for group in deed.done_to for other in group if other > k}
    return [(one, k) for one, k in told if k not in befell] or list(told)


def _at(name: str, text: str) -> range:
    """Which words of a text a name is."""
    start = text.find(name)
    before = len(words_told(text[:start])) if start >= 0 else 0
    return range(before, before + len(words_told(name)) if start >= 0 else 0)


def _all_wanted(claim: Claim) -> tuple[Wanted, ...]:
    """The words of a claim that say what happened, and to whom: "governor" as well, whom every report has."""
    wanted, text = wanted_of(claim), claim.text
    for span in (*(place.span for place in claim.where if place.province), claim.when.span if claim.when else None):
        if span:
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    words = [word.text for word in words_told(written_out(text))]
    own = {one.word: one for one in wanted}
    forces = worded("every_word", "forces")

    def is_wanted(at: int) -> bool:
        word = words[at]
        is_light = set(words_of(word)) <= fillers() or word.isdigit() or (claim.where and is_whose(word))
        if not plain_words(word) or is_light:
            return False
        # "Syrian army": its side says so.
        return not (forces.fullmatch(word) and at and words[at - 1] in own and own[words[at - 1]].sides)

    told = [own.get(word) or Wanted(word, frozenset()) for at, word in enumerate(words) if word in own or is_wanted(at)]
    named = {one.word for one in told if one.sides}
    sides = {side for one in told for side in one.sides}
    # A side is told by one of its words.
    return tuple(dict.fromkeys(one for one in told if one.word in named or not sides or not _names(one.word, sides)))


def _names(word: str, sides: frozenset[str] | set[str]) -> bool:
    return bool(sides_of(word) & sides)


def _may_be_a_deed(one: Wanted) -> bool:
    if one.sides or worded("done_to", "people").fullmatch(one.word):
        return False
    return bool(blow_told_by(one.word) is not None or is_an_outcome(one.word) or is_a_verb(one.word))


def _deeds(own: _Claimed, words: str) -> Iterator[tuple[int, Deed]]:
    """The deeds of a sentence that may be the claim's, each with its word."""
    there = words_told(words)
    starts = starts_told(own.deed, words)
    # "Shelled it" is told by "hit it with shells".
    blow = blow_told_by(own.deed.word) is not None or own.deed.word in words_in("done_to", "struck", "fell")
    struck = frozenset(words_in("done_to", "struck", "fell", *(["killed"] if _are_people(own.done_to) else [])))
    for k, word in enumerate(there):
        is_own = word.start in starts and _is_said_by(own.deed, word)
        # "Carried out a gas attack": the attack was carried out.
        at = k + (word.text in words_in("done_to", "means") and k + 1 < len(there) and is_a_thing(there, k + 1))
        if not is_own and not (blow and word.text in struck):
            continue
        deed = deed_at(words, at)
        if deed is None:
            continue
        by_air = {k for group in deed.doers for k in group} | ({at} if is_own else set())
        if is_own or any(there[k].start in starts for k in by_air):
            yield at, deed


def _are_people(wanted: Sequence[Wanted]) -> bool:
    people = worded("done_to", "people")
    return any(one.sides or people.fullmatch(one.word) for one in wanted)


def _is_said_by(wanted: Wanted, word: Word) -> bool:
    """Whether a word says what a word of a claim says, and is no wider one."""
    own = wanted.word
    if any(lemma(own) == lemma(part) for part in (word.text, *word.text.split("-"))):
        return True
    if worded("every_word", "against").fullmatch(own):
        rebels = worded("done_to", "rebels")
        return rebels.fullmatch(own) is not None and rebels.fullmatch(word.text) is not None
    if worded("done_to", "by_itself").fullmatch(own):
        return False
    return worded("done_to", "not_so_much").fullmatch(word.text) is None


def _is_it(claim: Claim, own: _Claimed, words: str, deed: Deed, at: int, *, headed: bool = False) -> bool:
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
    if own.doers and not is_theirs and not _is_told_in(own.doers, _by_whom(deed, at, words), words):
        return False
    if own.done_to and not _is_told_in(own.done_to, deed.done_to, words):
        # "The hospital bombing".
        is_before_it = is_a_thing(there, at) and not deed.done_to and all(sites_in(one.word) for one in own.done_to)
        if own.doers or not is_before_it or not _is_told_in(own.done_to, deed.doers, words):
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
            word.start in (behind if one in own.apart else inside) and _is_said_by(one, word)
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
        and not any(worded("done_to", row).fullmatch(word.text) for word in there for row in ("people", "bodies"))
    )


def _behind(parting: str, there: Sequence[Word], deed: Deed) -> Sequence[Word]:
    """The words of a sentence behind its deed's clause, where that ends as the claim's does: "after", "despite"."""
    is_so = parting and deed.end < len(there) and there[deed.end].text == parting
    return there[deed.end :] if is_so else ()


def _is_told_in(wanted: Sequence[Wanted], groups: Sequence[Group], words: str) -> bool:
    """Whether all of these words of a claim are told of one of those who are named there, and of nobody of theirs."""
    return any(_are(wanted, group, words) for group in groups)


def _are(wanted: Sequence[Wanted], group: Group, words: str) -> bool:
    there = words_told(words)
    told, besides = set[int](), set[int]()
    for one in wanted:
        own = {k for k in group if there[k].start in starts_told(one, words) and _is_said_by(one, there[k])}
        if one.sides:
            sides = one.sides | _LED_BY_IT if one.sides & _LED_BY_IT else one.sides
            named = [start for side, start in sides_told(words) if side in sides]
            own = {k for k in group if any(there[k].start <= start < there[k].end for start in named)}
            own = {k for k in own if not _is_anothers(there[k])}
        # "Bomb kills 10, governor", with its comma lost.
        own = {k for k in own if not (k and there[k - 1].text.isdigit() and _holds_an_office(there[k].text))}
        if not own:
            return False
        told |= own
        besides |= set() if one.sides else own
    # "Maternity" is more than "hospital".
    if len(besides) < sum(not one.sides for one in wanted):
        return False
    return _is_the_head(told, sorted(group), there)


def _holds_an_office(word: str) -> bool:
    return word in words_in("closeness", "offices")


def _is_anothers(word: Word) -> bool:
    """Whether a word has a side only as whose somebody else is: "US-backed", "ISIS-held"."""
    parts = word.text.split("-")
    return len(parts) > 1 and not set(parts).isdisjoint(words_in("done_to", "not_theirs"))


def _is_the_head(told: set[int], group: Sequence[int], there: Sequence[Word]) -> bool:
    """Whether what is told is who or what is named there, and not whose, or of what, somebody else is."""
    if there[max(told)].text.endswith(("'s", "s'")):
        return False
    of = [k for k in group if there[k].text in ("of", "from")]
    for k in of:
        if min(told) > k and not _counts(there, k, group):
            return False
    first_of = next((k for k in of if k > max(told)), len(there))
    behind = [k for k in group if max(told) < k < first_of]
    if any(there[k].text.endswith("ing") for k in group if k < min(told)):
        return False
    return all(_goes_with_it(there[k]) for k in behind)


def _counts(there: Sequence[Word], of: int, group: Sequence[int]) -> bool:
    before = there[of - 1].text if of - 1 in group else ""
    people, many = worded("done_to", "people"), words_in("done_to", "so_many")
    return before in many or people.fullmatch(before) is not None or before.isdigit()


def _goes_with_it(word: Word) -> bool:
    """Whether a word behind a name is of the same: "ISIS militants", "Russian air strikes", "the hospital Tarn"."""
    rows = ("people", "things_of_theirs", "dealt", "times", "right_there")
    is_a_number = word.text.isdigit() or word.text in words_in("done_to", "so_many", "means")
    return not word.is_small or is_a_number or any(worded("done_to", row).fullmatch(word.text) for row in rows)


def _is_there(claim: Claim, own: _Claimed, words: str, deed: Deed, *, is_blow: bool) -> bool:
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
