"""Whether those of a short claim do its deed where they should suffer it, or it befalls others, or is only to come.

"Orvel soldiers killed" is not said by "Orvel soldiers killed five gunmen".
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Claim, Finding
from knowledge.quantities import read_quantities
from retrieval.deeds.claimed_deed import ClaimedDeed, claimed_deed, deeds_told, somebody_of
from retrieval.deeds.doers import is_idle
from retrieval.deeds.done_to import Deed, Group, Word, deed_at, is_a_thing, is_to_come, words_told
from retrieval.deeds.named_there import (
    LED_BY_IT,
    as_told,
    holds_an_office,
    is_anothers,
    is_next_word,
    is_told_of,
    kin_of_sides,
    party_told,
    sides_named_by,
)
from retrieval.deeds.who_fights import may_be_one, party_in
from retrieval.grammar.naming import AGAINST, roles_in
from retrieval.grammar.nations import nations_in
from retrieval.telling.every_word import BY_AIR, Wanted, besides_who_says_it, sides_of, sides_told, starts_told
from retrieval.word_tables import worded, words_in


def only_to_come(claim: Claim, finding: Finding) -> bool:
    """Whether a sentence tells a claim's deed only as what was to be carried out: "planned to carry out an attack"."""
    own = claimed_deed(claim)
    if own is None or finding.article.is_note:
        return False
    words = BY_AIR.sub("air", finding.words)
    there, starts = words_told(words), starts_told(own.deed, words)
    told = [at for at, word in enumerate(there) if word.start in starts]
    return bool(told) and all(
        deed_at(words, at) is None and (is_a_thing(there, at) or is_to_come(there, at)) for at in told
    )


def turned_about(claim: Claim, finding: Finding) -> str:
    """The deed of a claim as a sentence has those do it who suffer it in the claim; empty where it does not.

    "Orvel soldiers killed" is not said by "Orvel soldiers killed five gunmen".
    """
    own = claimed_deed(claim)
    if own is None or own.is_thing or not own.done_to or finding.article.is_note:
        return ""
    words = BY_AIR.sub("air", besides_who_says_it(claim, finding))
    if lost := next((one.word for one in own.done_to if not starts_told(one, words)), ""):
        whole = BY_AIR.sub("air", finding.words)
        told = deeds_told(own, whole)
        is_theirs = worded("done_to", "theirs").search(words) is not None
        # "The paper, which she sued, said": nobody else suffers it there.
        # "Ada Finn, feared lost, is dead" may be read as hers; a governor who speaks of deaths is not dead.
        is_of_others = bool(told) or holds_an_office(lost)
        is_of_others = is_of_others and not any(_may_be_of_who_speaks(at, deed, whole) for at, deed in told)
        if turned := _done_to_them(own, words):
            return turned
        suffering = (group for _, deed in told for group in deed.done_to if not _speak(group, whole))
        is_told = is_theirs or any(is_told_of(own.done_to, [group], whole) for group in suffering)
        if is_told or not is_of_others or not starts_told(Wanted(lost, frozenset()), whole):
            return ""
        return f'"{lost}" only speaks'
    if own.doers:
        return _done_by_others(own, words)
    told = deeds_told(own, words)
    if not told or any(is_told_of(own.done_to, deed.done_to, words) for _, deed in told):
        return ""
    for _, deed in told:
        if deed.done_to and is_told_of(own.done_to, deed.doers, words):
            return _named(deed.doers[0], words)
    return ""


def _speak(group: Group, words: str) -> bool:
    """Whether those of a group stand right before what they say: "hurt seven Homs Governor Omar Aziz said"."""
    there, saying = words_told(words), worded("joined", "saying")
    end = max(group) + 1
    return end < len(there) and not there[end].is_behind_a_stop and saying.fullmatch(there[end].text) is not None


def befell_others(claim: Claim, finding: Finding) -> str:
    """Whom a sentence has a claim's deed done to, where it names nobody of those of the claim; empty where it may.

    "Rebel groups like Nusra killed 15 civilians" is no word of a Nusra leader who was killed. Whoever has a name may be
    anybody, and so may "he".
    """
    own = claimed_deed(claim)
    if own is None or own.is_thing or not own.done_to or finding.article.is_note or somebody_of(claim, own.doers):
        return ""
    words = BY_AIR.sub("air", finding.words)
    there = words_told(words)
    if lost := _office_untold(own, words, BY_AIR.sub("air", finding.article.title)):
        return f'without "{lost}"'
    told = [deed for _, deed in deeds_told(own, words)]
    suffering = [deed.done_to for deed in told]
    if not suffering or not all(suffering) or any(is_told_of(own.done_to, groups, words) for groups in suffering):
        return ""
    others = [group for groups in suffering for group in groups]
    if all(_are_of_another_side(own.done_to, group, words) for group in others):
        # A "general military commander of the Amber Guard" is no Orvel general.
        return f'done to "{as_told(others[0], words)}"'
    if own.doers:
        # Of a raid's dead a sentence may name others first.
        return ""
    # "Four of its soldiers", where the sentence names the nation elsewhere, may be whom the claim means.
    head = starts_told(own.done_to[-1], words)
    if any(there[k].start in head and not is_next_word(there, k) for group in others for k in group):
        return ""
    is_of_a_holder = any(holds_an_office(one.word) for one in own.done_to)
    if not all(_are_others([there[k] for k in sorted(group)], of_a_holder=is_of_a_holder) for group in others):
        return ""
    return f'done to "{as_told(others[0], words)}"'


def _office_untold(own: ClaimedDeed, words: str, title: str) -> str:
    """The office of whoever suffers it in a claim, where whoever holds it only speaks there, if they are named at all.

    "He" and "an official" may be the mayor.
    """
    there = words_told(words)
    suffering = [sorted(group) for _, deed in deeds_told(own, words) for group in deed.done_to]
    # "Another civilian" is none, "another" may be, and so may whoever has a name.
    may_be_meant = (
        not all(_are_others([there[k] for k in group], of_a_holder=True) for group in suffering)
        if suffering
        else worded("done_to", "anybody", "themselves").search(words) is not None
    )
    for one in own.done_to:
        starts = [(line, start) for line in (words, title) for start in starts_told(one, line)]
        if holds_an_office(one.word) and not may_be_meant and all(is_idle(line, start) for line, start in starts):
            return one.word
    return ""


def _are_of_another_side(wanted: Sequence[Wanted], group: Group, words: str) -> bool:
    """Whether those who are named there are of a side, and those of a claim of another; "rebels" may be of any."""
    mine, called = kin_of_sides(sides_named_by(wanted)), party_in(" ".join(one.word for one in wanted))
    theirs_called = party_told(group, words)
    if not mine and called and theirs_called and called.camps and (theirs_called.camps or theirs_called.kin):
        # Of rebels no soldiers of the army are told.
        return not may_be_one(called, theirs_called)
    there = [words_told(words)[k] for k in group]
    named = [side for side, start in sides_told(words) for word in there if word.start <= start < word.end]
    whose = {side for word in there if is_anothers(word) for side in sides_of(word.text)}
    theirs = kin_of_sides(side for side in named if side not in whose)
    return (
        bool(mine and theirs) and mine.isdisjoint(theirs) and AGAINST not in roles_in(" ".join(w.word for w in wanted))
    )


def _are_others(group: Sequence[Word], *, of_a_holder: bool = False) -> bool:
    """Whether these words count somebody, or say what they are and give no name: of a mayor, "a pilot" is none."""
    named = " ".join(word.text for word in group)
    if read_quantities(named) or (of_a_holder and nations_in(group[-1].text.removesuffix("s").title())):
        return True
    if not all(word.is_small or not word.start or word.text in words_in("done_to", "articles") for word in group):
        return False
    # "Another civilian" is no governor, though "another" may be.
    is_vague = group[-1].text in words_in("done_to", "themselves", "anybody")
    called = " ".join(word.text for word in group if word.text not in words_in("done_to", "articles", "anybody"))
    return (of_a_holder and not is_vague) or any(q.unit for q in read_quantities(f"9 {called}"))


def _may_be_of_who_speaks(at: int, deed: Deed, words: str) -> bool:
    """Whether a deed may be done to whoever stands before its clause, or to nobody who is named."""
    before = words_told(words)[deed.start - 1].text if deed.start else ""
    return not deed.done_to or (at > deed.start and before in words_in("done_to", "related"))


def _named(group: Group, words: str) -> str:
    return f'done by "{as_told(group, words)}"'


def _done_by_others(own: ClaimedDeed, words: str) -> str:
    """Who does a claim's deed in a sentence, where that is not whom the claim has do it, or who suffers it there."""
    sides = {side for one in own.doers for side in one.sides}
    if not sides:
        return ""
    there, told = words_told(words), deeds_told(own, words)
    sides |= LED_BY_IT if sides & LED_BY_IT else frozenset()
    named = [start for side, start in sides_told(words) if side in sides]
    at_names = [k for k, word in enumerate(there) if any(word.start <= start < word.end for start in named)]
    open_, meanwhile = worded("done_to", "held_open"), worded("done_to", "meanwhile")

    def is_open(k: int) -> bool:
        return any(open_.fullmatch(word.text) is not None for word in there[max(0, k - 1) : k + 2])

    if at_names and all(map(is_open, at_names)):
        return "perhaps by others"
    if any(is_told_of(own.doers, deed.doers, words) for _, deed in told):
        return ""
    if turned := _done_to_them(own, words):
        return turned
    for at, deed in told:
        between = [there[min(at, k) : max(at, k)] for k in at_names]
        is_elsewhere = all(any(meanwhile.fullmatch(word.text) for word in gap) for gap in between)
        if deed.doers and at_names and is_elsewhere and is_told_of(own.done_to, deed.done_to, words):
            return _named(deed.doers[0], words)
    return ""


def _done_to_them(own: ClaimedDeed, words: str) -> str:
    """What a sentence has done to those who do it in a claim, and do not there; empty where it has nothing of it."""
    people = [one for one in own.doers if one.sides]
    told = [deed for _, deed in deeds_told(own, words)] if people else []
    if any(is_told_of(people, deed.doers, words) for deed in told):
        return ""
    suffered = (deed.done_to[0] for deed in told if deed.done_to and is_told_of(people, deed.done_to, words))
    return next((f'done to "{as_told(group, words)}"' for group in suffered), "")
