"""What a short claim says was done, by whom and to whom, and which deeds of a sentence may be that one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.model import Claim
from retrieval.deeds.doers import doers_in
from retrieval.deeds.done_to import Deed, Group, deed_at, is_a_thing, is_an_aside, words_told
from retrieval.deeds.named_there import is_said_by
from retrieval.deeds.told_blow import blow_told_by
from retrieval.grammar.clauses import is_a_verb
from retrieval.grammar.closeness import is_an_outcome
from retrieval.grammar.nations import nations_in
from retrieval.grammar.verbs import is_done
from retrieval.ranking import plain_words, words_of
from retrieval.telling.every_word import (
    Wanted,
    fillers,
    is_short,
    is_whose,
    sides_of,
    starts_told,
    wanted_of,
    written_out,
)
from retrieval.word_tables import worded, words_in


@dataclass(frozen=True, slots=True)
class ClaimedDeed:
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


def somebody_of(claim: Claim, doers: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Those of whoever did it in a claim who are somebody, known to a table or not: no jets, bombs or floods."""
    causes = worded("doers", "causes", "happenings")
    told = tuple(
        one for one in doers if one.word not in words_in("done_to", "dealt", "means") and not causes.fullmatch(one.word)
    )
    are_people = any(
        one.sides or nations_in(one.word.title()) or worded("done_to", "people", "rebels").fullmatch(one.word)
        for one in told
    )
    if doers and doers[-1] not in told and not are_people:
        # "A tunnel blast".
        return ()
    if len(told) == 1 and not told[0].sides:
        # "Orvel bombed it", of the state: as a place it is no side.
        told = (Wanted(told[0].word, doers_in(claim.text)),)
    return told


def deeds_told(own: ClaimedDeed, words: str) -> list[tuple[int, Deed]]:
    """The deeds of a sentence that may be the claim's, told by a verb."""
    there = words_told(words)
    return [
        (at, deed)
        for at, deed in deeds_like_it(own, words)
        if (deed.doers or deed.done_to) and not is_a_thing(there, at)
    ]


@lru_cache(maxsize=64)
def claimed_deed(claim: Claim) -> ClaimedDeed | None:
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
    befell = {other for _, k in done if (one := deed_at(text, k)) for group in one.done_to for other in group}
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
    return ClaimedDeed(deed, not done, doers, done_to, besides, of_a_place, apart, parting)


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

    told = [
        own.get(word) or Wanted(word, sides_of(word)) for at, word in enumerate(words) if word in own or is_wanted(at)
    ]
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


def deeds_like_it(own: ClaimedDeed, words: str) -> Iterator[tuple[int, Deed]]:
    """The deeds of a sentence that may be the claim's, each with its word."""
    there = words_told(words)
    starts = starts_told(own.deed, words)
    # "Shelled it" is told by "hit it with shells".
    blow = blow_told_by(own.deed.word) is not None or own.deed.word in words_in("done_to", "struck", "fell")
    struck = frozenset(words_in("done_to", "struck", "fell", *(["killed"] if _are_people(own.done_to) else [])))
    for k, word in enumerate(there):
        is_own = word.start in starts and is_said_by(own.deed, word)
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
