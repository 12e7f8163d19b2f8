"""Who does what to whom, as the words of a sentence stand: "air strikes hit a clinic", "a raid on it".

It reads headlines and sentences whose commas are lost, and says nothing where it is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.number_words import NUMBER_WORDS
from knowledge.places import read_places
from knowledge.times import read_times
from retrieval.grammar.clauses import verbs
from retrieval.grammar.verbs import is_done, lemma, told_alike
from retrieval.word_tables import worded, words_in

A_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|&")
#: Between two words where a clause ends.
_A_STOP = re.compile(r"[,;:()“”\"–—?!|]|\.\s|\s-\s")
#: "Two “terrorists” attacked it": what somebody only calls so stands in its sentence as any word does.
_CALLED_SO = re.compile(r"[\"“](?P<what>(?:[\w-]+ ){0,2}[\w-]+)[\"”]")
#: So many words before "attack" or "strikes" say whose they are.
_WHOSE = 5
#: "20 civilians killed and 40 wounded".
_AND = ("and", "&")
#: "Killing at least ten", "killing as many as ten".
_SO_MANY = (["at", "least"], ["up", "to"], ["as", "many"], ["more", "than"])
#: So many words behind "when" its verb stands.
_WHEN = 7


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: in small letters, where it stands, and whether a stop stands before it."""

    text: str
    start: int
    end: int
    is_small: bool
    is_behind_a_stop: bool


#: Places of words in a sentence that belong together: "Russian air strikes".
Group = frozenset[int]


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed as a sentence tells it: who did it, or with what, to whom, and from where to where its clause goes."""

    doers: tuple[Group, ...]
    done_to: tuple[Group, ...]
    start: int
    end: int


@lru_cache(maxsize=5_000)
def words_told(sentence: str) -> tuple[Word, ...]:
    """The words of a sentence in their order."""
    found, end = [], 0
    sentence = without_marks(sentence)
    for match in A_WORD.finditer(sentence):
        word = match.group()
        stop = bool(_A_STOP.search(sentence[end : match.start()]))
        # "IS" is none of the verbs.
        found.append(
            Word("isis" if word == "IS" else word.lower().replace("’", "'"), *match.span(), word[0].islower(), stop)
        )
        end = match.end()
    return tuple(found)


def without_marks(sentence: str) -> str:
    """A sentence without the marks around what somebody only calls people, as long as it was."""
    people = worded("done_to", "people")
    return _CALLED_SO.sub(
        lambda match: f" {match['what']} " if people.fullmatch(match["what"].split()[-1]) else match.group(), sentence
    )


@cache
def _row(*rows: str) -> frozenset[str]:
    """The words of one row of the table, or of several."""
    return frozenset(words_in("done_to", *rows))


# A sentence is asked of each of its deeds several times for one claim.
@lru_cache(maxsize=2_000)
def deed_at(sentence: str, at: int) -> Deed | None:
    """Who did the deed that a word of a sentence tells, and to whom; None where it only may come, or nobody can tell.

    >>> def told(sentence, deed):
    ...     words = words_told(sentence)
    ...     found = deed_at(sentence, next(i for i, word in enumerate(words) if word.text == deed))
    ...     named = lambda groups: [" ".join(words[i].text for i in sorted(group)) for group in groups]
    ...     return found and (named(found.doers), named(found.done_to))
    >>> told("Air strikes hit a clinic in Homs", "hit")
    (['air strikes'], ['clinic'])
    >>> told("Two Orvel soldiers were killed in Sudland raids", "killed")
    (['sudland raids'], ['two orvel soldiers'])
    >>> told("Planes dropped gas on a village", "dropped")
    (['planes', 'planes gas'], ['gas', 'a village'])
    >>> told("Orvel soldiers killed five gunmen", "killed"), told("Five gunmen killed in Tarn", "killed")
    ((['orvel soldiers'], ['five gunmen']), ([], ['five gunmen']))
    >>> told("A Sudland raid on a mosque killed ten", "raid"), told("Orvel threatened to bomb it", "bomb")
    ((['a sudland'], ['a mosque']), None)
    >>> told("Tarn fell to Orvel soldiers in May", "fell"), told("Shells fell on a mill", "fell")
    ((['orvel soldiers'], ['tarn']), (['shells'], ['a mill']))
    >>> told("Raids hit a Red Crescent convoy", "hit")
    (['raids'], ['red crescent convoy'])
    >>> told("Orvel threatened to bomb Tarn", "threatened")
    (['orvel'], ['bomb tarn'])
    """
    words = words_told(sentence)
    word = words[at].text
    start, end = _clause(words, at)
    if at > 1 and words[at - 1].text == "to" and words[at - 2].text in _row("managed"):
        return Deed(_subject(words, at - 2), _object(words, at), start, end)
    if is_to_come(words, at):
        return None
    if word == "dead":
        return _left_dead(words, at, start, end)
    if word in _row("died"):
        return Deed(_behind_by(words, at + 1), _subject(words, at), start, end)
    if word in _row("lost"):
        return _lost(words, at, start, end)
    if is_a_thing(words, at):
        carrying = _carried_out_by(words, at)
        if carrying and words[carrying - 1].text in _row("to_come"):
            return None
        return Deed(_dealt_by(words, at), _dealt_to(words, at), start, end)
    aux = _being_before(words, at)
    if aux is not None and word.endswith("ing"):
        # "Was keeping them there".
        return Deed(_subject(words, aux), _object(words, at), start, end)
    if aux is not None:
        return Deed((*_behind_by(words, at + 1), *_when_hit(words, end)), _subject(words, aux), start, end)
    if word.endswith("ing"):
        return Deed(_before_a_gerund(words, at), _object(words, at), start, end)
    has = at > 0 and words[at - 1].text in _row("having")
    if word in _row("fell", "fallen") and [one.text for one in words[at + 1 : at + 2]] == ["to"]:
        # "Tarn fell to Orvel": Orvel took it.
        return Deed(_groups(words, at + 2), _subject(words, at - has), start, end)
    if word in _row("fell") and (fallen := _fallen_on(words, at)):
        # Who dropped it, and what was dropped, did it together.
        told = _subject(words, at - has)
        dropped = frozenset(k for group in _object(words, at) for k in group)
        doers = tuple(dict.fromkeys((*told, *(group | dropped for group in told))))
        return Deed(doers or (dropped,), fallen, start, end)
    if word in _row("meant") and [one.text for one in words[at + 1 : at + 2]] == ["to"]:
        # "Orvel threatened to bomb it": Orvel threatened.
        return Deed(_subject(words, at - has), _object(words, at + 1), start, end)
    if not has and _may_be_suffered(word) and _ends_behind(words, at):
        return Deed(_behind_by(words, at + 1), (*_subject(words, at), *_are_among(words, at)), start, end)
    doers = _subject(words, at - has)
    if word in _row("struck") and (means := _with_what(words, at, end)):
        doers = tuple(group | means for group in doers)
    return Deed(doers, _object(words, at), start, end)


def is_to_come(words: Sequence[Word], at: int) -> bool:
    """Whether a deed only may come: "to bomb it", and "will end it and bomb it"."""
    if at > 0 and words[at - 1].text in _row("to_come"):
        return True
    if at < 2 or words[at - 1].text not in _AND or words[at].text != lemma(words[at].text):
        return False
    start, _ = _clause(words, at)
    return any(words[k].text in _row("to_come") for k in range(start, at - 1))


def _lost(words: Sequence[Word], at: int, start: int, end: int) -> Deed:
    """Who lost whom, and to whom: "the Amber Guard lost ten men to Orvel"."""
    lost = frozenset(k for group in _object(words, at) for k in group)
    to = next((k for k in range(at + 1, end) if words[k].text == "to"), None)
    whose = _subject(words, at - (at > 0 and words[at - 1].text in _row("having")))
    return Deed(_groups(words, to + 1) if to else (), tuple(group | lost for group in whose) or (lost,), start, end)


def _left_dead(words: Sequence[Word], at: int, start: int, end: int) -> Deed:
    """Who is dead, and by what: "ten dead in Orvel raids", "was confirmed dead", "a blast left ten dead"."""
    found = at - 1 if at and words[at - 1].text in _row("found_so") else at
    aux = _being_before(words, found)
    suffering = _subject(words, found if aux is None else aux)
    first = min((k for group in suffering for k in group), default=found)
    leaves = next((k for k in (first - 1, first - 2, first - 3) if k >= 0 and words[k].text in _row("leaving")), None)
    leaving = tuple[Group, ...]()
    if leaves is not None:
        is_gerund = words[leaves].text == "leaving"
        leaving = _before_a_gerund(words, leaves) if is_gerund else _subject(words, leaves)
    return Deed((*_behind_by(words, at + 1), *leaving), (*suffering, *_are_among(words, at)), start, end)


def _are_among(words: Sequence[Word], at: int) -> tuple[Group, ...]:
    """Who is among those to whom it was done: "two medics were among the dead", "he was among ten men killed"."""
    for k in range(at - 1, max(0, at - _WHOSE - 2), -1):
        if words[k].text == "among":
            aux = _being_before(words, k)
            return () if aux is None else _subject(words, aux)
        if words[k].is_behind_a_stop or not (_is_noun_like(words, k) or words[k].text in _row("between")):
            break
    return ()


def _with_what(words: Sequence[Word], at: int, end: int) -> Group:
    """With what a blow is dealt: "bombed the mill with rockets", "with shells that have gas in them"."""
    found = [_groups(words[:end], k + 1) for k in range(at + 1, end) if words[k].text == "with"]
    told = frozenset(k for groups in found for group in groups[:2] for k in group)
    return told if any(words[k].text in _row("dealt", "means") for k in told) else frozenset()


def _when_hit(words: Sequence[Word], end: int) -> tuple[Group, ...]:
    """Who dealt the blow from afar by which somebody was killed: "when jets hit a mill", "as Orvel shelled it"."""
    if end >= len(words) or words[end].text not in _row("when") or words[end].is_behind_a_stop:
        return ()
    there = range(end + 1, min(len(words), end + 1 + _WHEN))
    verb = next((k for k in there if words[k].text in _row("struck", "fell") and not is_a_thing(words, k)), None)
    if (
        verb is None
        or _being_before(words, verb) is not None
        or any(words[k].is_behind_a_stop for k in there[: verb - end])
    ):
        return ()
    doers = _subject(words, verb)
    is_from_afar = words[verb].text in _row("afar") or any(words[k].text in _row("dealt") for g in doers for k in g)
    return doers if is_from_afar else ()


def _is_noun_like(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].text not in _no_nouns()


@cache
def _no_nouns() -> frozenset[str]:
    return _row("parting", "before_a_noun", "being", "having") | {"of", *_AND, "or", "said", "says"}


def _is_a_verb(words: Sequence[Word], at: int) -> bool:
    """Whether a word says what is done: no "rebel-held", no "besieged" before what is so."""
    word = words[at].text
    if word in _row("being") or word in _row("having"):
        return True
    # Rebels and guards are somebody.
    if "-" in word or word in _row("no_verbs") or worded("done_to", "people").fullmatch(word):
        return False
    if word not in _finite() and not word.endswith("ed"):
        return False
    if at + 1 < len(words) and words[at + 1].text in _row("articles") and not words[at + 1].is_behind_a_stop:
        return True
    before = words[at - 1].text if at else ""
    behind = at + 1 < len(words) and _is_noun_like(words, at + 1) and not words[at + 1].is_behind_a_stop
    return not (behind and (before in _row("times") or before in _row("before_a_noun") or before.isdigit()))


@cache
def _finite() -> frozenset[str]:
    """Forms of verbs that are hardly ever things, and those of blows that headlines have."""
    return verbs() | frozenset(words_in("verbs", "headlines")) | _row("finite")


def is_a_thing(words: Sequence[Word], at: int) -> bool:
    """Whether a word that may be a verb is a thing: "an attack", "air strikes on", "the killing of"."""
    word = words[at].text
    if word not in _row("dealt") or _is_done_to_some(words, at):
        return False
    if worded("done_to", "compound").match(" ".join(one.text for one in words[at : at + 2])):
        # "A car bomb attack", "rocket fire".
        return True
    if at + 1 == len(words) or words[at + 1].is_behind_a_stop:
        return True
    behind = words[at + 1].text
    if word.endswith("ing") and [one.text for one in words[at + 1 : at + 3]] in _SO_MANY:
        return False
    if behind in _row("before_a_noun") or behind in _row("parting") or behind == "of" or _is_a_verb(words, at + 1):
        return True
    # "Killing two guards": that was done.
    return word not in _row("struck") and not (word.endswith("ing") and _is_a_number(behind))


def _is_a_number(word: str) -> bool:
    return word.isdigit() or word in NUMBER_WORDS or word in _row("some")


def _is_done_to_some(words: Sequence[Word], at: int) -> bool:
    """Whether a word in "-ing" is followed at once by whom it befell: "killing 14 fighters", "bombing the mill"."""
    behind = [word.text for word in words[at + 1 : at + 3]]
    if not words[at].text.endswith("ing") or not behind or words[at + 1].is_behind_a_stop:
        return False
    is_so_many = behind[0].isdigit() or behind[0] in NUMBER_WORDS or behind in (["at", "least"], ["more", "than"])
    are_people = worded("done_to", "people").fullmatch(behind[0]) is not None
    return (is_so_many or are_people) and not (at and words[at - 1].text in _row("articles"))


def _clause(words: Sequence[Word], at: int) -> tuple[int, int]:
    """From which word to which the clause of a word goes."""
    start = at
    while start > 0 and not words[start].is_behind_a_stop and words[start - 1].text not in _row("parting"):
        start -= 1
    end = at + 1
    while end < len(words) and not words[end].is_behind_a_stop and not _parts(words, end):
        end += 1
    return start, end


def _parts(words: Sequence[Word], at: int) -> bool:
    """Whether another clause begins at a word: "as they fled", and not "as a result of"."""
    is_result = [word.text for word in words[at : at + 4]] == ["as", "a", "result", "of"]
    return words[at].text in _row("parting") and not is_result


def _being_before(words: Sequence[Word], at: int) -> int | None:
    """Where "was" or "have been" begins right before a word; None where nothing of the sort stands there."""
    k = at - 1
    while k >= 0 and words[k].text.endswith("ly") and not words[k + 1].is_behind_a_stop:
        k -= 1
    if k < 0 or words[k].text not in _row("being"):
        return None
    while k > 0 and (words[k - 1].text in _row("being", "having") or words[k - 1].text.endswith("ly")):
        k -= 1
    return k


def _may_be_suffered(word: str) -> bool:
    return is_done(word) or word in told_alike()


def _ends_behind(words: Sequence[Word], at: int) -> bool:
    """Whether nothing that it could be done to stands behind a verb."""
    if at + 1 == len(words) or words[at + 1].is_behind_a_stop:
        return True
    behind = words[at + 1].text
    if behind in (*_AND, "or"):
        # "Killed and 20 wounded", "killed and wounded"; but "ambushed and killed ten gunmen".
        is_another = at + 2 < len(words) and words[at + 2].text.endswith("ed")
        return at + 2 == len(words) or words[at + 2].text.isdigit() or (is_another and _ends_behind(words, at + 2))
    is_at_least = behind == "at" and at + 2 < len(words) and words[at + 2].text == "least"
    day = " ".join(word.text.title() for word in words[at + 1 : at + 4])
    if behind.isdigit() and any(time.span and time.span.start == 0 for time in read_times(day)):
        # "Killed 10 November".
        return True
    is_gerund = behind.endswith("ing") and words[at].text in _row("killed")
    if is_gerund and at + 2 < len(words) and words[at + 2].text in _row("before_a_noun", "articles"):
        # "Killed fighting for it".
        return True
    is_over = behind in ("over", "around", "about") and at + 2 < len(words) and words[at + 2].text.isdigit()
    if is_at_least or is_over:
        return False
    return behind in _row("before_a_noun", "parting") or behind.endswith("day")


def _object(words: Sequence[Word], at: int) -> tuple[Group, ...]:
    """To whom it is done, of what stands behind a verb: each of several by itself."""
    k = at + 1
    if (
        k + 1 < len(words)
        and words[k].text in _AND
        and words[k + 1].text.endswith("ed")
        and not _ends_behind(words, k + 1)
    ):
        return _object(words, k + 1)
    while k < len(words) and words[k].text in _row("between") and not words[k].is_behind_a_stop:
        k += 1
    if [word.text for word in words[k : k + 3]] == ["as", "many", "as"]:
        k += 3
    return _groups(words, k)


def _is_whose_they_are(words: Sequence[Word], at: int, group: set[int]) -> bool:
    """Whether "from" stands between fighters and their group: "14 fighters from the Amber Guard", and no town."""
    if words[at].text != "from" or at - 1 not in group or not worded("done_to", "people").fullmatch(words[at - 1].text):
        return False
    behind = at + 1 + (at + 1 < len(words) and words[at + 1].text == "the")
    return behind < len(words) and not words[behind].is_small and not _is_named(words, behind)


def _fallen_on(words: Sequence[Word], at: int) -> tuple[Group, ...]:
    """What something fell on: "bombs fell on a village", "dropped gas on Tarn" is of what was dropped as well."""
    dropped = _object(words, at)
    k = max((max(group) for group in dropped), default=at) + 1
    into = k < len(words) and words[k].text in _row("into") and not words[k].is_behind_a_stop
    return (*dropped, *_groups(words, k + 1)) if into else ()


def _groups(words: Sequence[Word], k: int) -> tuple[Group, ...]:
    """What is named from a word on, up to a stop, a verb, or where it was: each of several by itself."""
    first, found, group = k, list[Group](), set[int]()
    while k < len(words) and not (words[k].is_behind_a_stop and k > first):
        word = words[k].text
        if group and word in _row("articles") and words[k - 1].text not in _row("before_an_article"):
            # "Killed 47 the monitor said", with its comma lost.
            break
        if word in _AND or word == "including":
            if k + 1 < len(words) and (_is_a_verb(words, k + 1) or not _is_noun_like(words, k + 1)):
                break
            found, group = [*found, frozenset(group)], set()
        elif not (word == "of" or _is_whose_they_are(words, k, group)) and (
            not _is_noun_like(words, k) or (_is_a_verb(words, k) and group)
        ):
            break
        else:
            group.add(k)
        k += 1
    return tuple(filter(None, (*found, frozenset(group))))


def _subject(words: Sequence[Word], at: int) -> tuple[Group, ...]:
    """Who stands before a verb, or what; and who that is by: "an air strike carried out by Orvel on Monday killed"."""
    if at > 1 and words[at - 1].text in _AND and not words[at].is_behind_a_stop:
        # "Raids hit Tarn and destroyed a clinic".
        start, _ = _clause(words, at)
        verbs_before = [k for k in range(start, at - 1) if _is_a_verb(words, k) and not is_an_aside(words, k)]
        if verbs_before:
            last = verbs_before[-1]
            return () if _being_before(words, last) is not None else _subject(words, last)
    start = at
    while start > 0 and not words[start].is_behind_a_stop:
        before = words[start - 1].text
        if before in _row("parting"):
            break
        if _is_a_verb(words, start - 1) and not is_an_aside(words, start - 1):
            break
        start -= 1
    if start == at:
        is_of_it = at > 0 and words[at - 1].text in _row("related")
        return _subject_of_a_relative(words, at - 1) if is_of_it else ()
    if words[start].text in _AND:
        # And with its comma: "Raids hit Tarn, and destroy a clinic".
        verb = next((k for k in range(start - 1, -1, -1) if _is_a_verb(words, k)), None)
        return _subject(words, verb) if start + 1 == at and verb is not None else ()
    who = start - 2 if start > 1 and words[start - 2].text in _row("related") else 0
    if who and not any(words[k].text.isdigit() or words[k].text in NUMBER_WORDS for k in range(start, at)):
        # "Ten men who guarded the mill were killed".
        return _subject_of_a_relative(words, who)
    start = _behind_time_and_place(words, _behind_what_was_no_sentence(words, start, at), at)
    groups = [*_groups(words[:at], start)]
    for k in range(start, at):
        if _is_by(words, k):
            groups += [frozenset(i for i in group if i < at) for group in _groups(words, k + 1) if min(group) < at]
    return tuple(filter(None, groups))


def _behind_what_was_no_sentence(words: Sequence[Word], start: int, end: int) -> int:
    """Where a subject begins, at its article, behind words whose stop is lost: "Raid in Tarn 4 May A jet hit"."""
    for k in range(end - 1, start, -1):
        is_first = words[k].text in _row("articles") and words[k - 1].text not in _row("before_an_article")
        if is_first and _is_noun_like(words, k - 1):
            return k
    return start


def _subject_of_a_relative(words: Sequence[Word], at: int) -> tuple[Group, ...]:
    start = at
    while start > 0 and _is_noun_like(words, start - 1) and not words[start].is_behind_a_stop:
        if _is_a_verb(words, start - 1):
            break
        start -= 1
    if 1 < start < at and words[start - 1].text == "on" and words[at - 1].text.endswith("day"):
        # "Raids by Orvel on Thursday that killed ten".
        return _subject_of_a_relative(words, start - 1)
    return _groups(words[:at], start) if start < at else ()


def is_an_aside(words: Sequence[Word], at: int) -> bool:
    """Whether a verb only says more of what stands before it: "a clinic run by", "strikes carried out by"."""
    behind = [word.text for word in words[at + 1 : at + 3]]
    is_had = at > 0 and words[at - 1].text in _row("being", "having")
    return "by" in behind and not is_had and words[at].text not in _row("being", "having")


def _behind_time_and_place(words: Sequence[Word], start: int, end: int) -> int:
    """Where a clause begins behind "On Monday in Tarn"; at its end where nobody can tell."""
    while start < end and words[start].text in _before_a_clause():
        start += 1
        first = start
        while start < end and (worded("done_to", "times").fullmatch(words[start].text) or _is_named(words, start)):
            if words[start].text in ("a", "an") and start > first:
                break
            start += 1
    return start


@cache
def _before_a_clause() -> frozenset[str]:
    return _row("before_a_noun") | {"meanwhile", "elsewhere", "later", "earlier", "also", "and"}


def _is_named(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a place by its name."""
    word = words[at]
    return not word.is_small and bool(_places(word.text.removesuffix("'s").title()))


@lru_cache(maxsize=5_000)
def _places(name: str) -> bool:
    return any(place.span for place in read_places(name))


def _behind_by(words: Sequence[Word], start: int) -> tuple[Group, ...]:
    """By whom, or in what, something was done: "by Orvel", "in Sudland raids"; each by itself."""
    found, k = list[Group](), start
    while k < len(words) and not (words[k].is_behind_a_stop and k > start) and not _is_a_verb_alone(words, k):
        if _parts(words, k):
            break
        if _is_by(words, k) or (words[k].text == "of" and words[k - 1].text == "result"):
            found += _groups(words, k + 1)
        elif words[k].text in _row("by"):
            # "In Sudland raids", and not "in Sudland".
            found += [g for g in _groups(words, k + 1) if any(words[i].text in _row("dealt") for i in g)]
        k += 1
    return tuple(found)


def _is_by(words: Sequence[Word], at: int) -> bool:
    """Whether whoever did it stands behind a word, and not whoever has a place: "in a town held by the army"."""
    return words[at].text == "by" and not (at and words[at - 1].text in _row("holding"))


def _is_a_verb_alone(words: Sequence[Word], at: int) -> bool:
    return _is_a_verb(words, at) and not is_an_aside(words, at) and words[at].text not in ("wounded", "injured")


def _before_a_gerund(words: Sequence[Word], at: int) -> tuple[Group, ...]:
    """Who is doing it: what stands right before it, where that is a blow, and else who does what is told before."""
    here = _subject(words, at)
    # "With warplanes heavily bombing Tarn".
    behind = next((k for k in range(at - 1, max(-1, at - _WHOSE), -1) if not _is_noun_like(words, k)), None)
    if behind is not None and words[behind].text == "with":
        return tuple(filter(None, (frozenset(k for k in range(behind + 1, at) if words[k].text[-2:] != "ly"),)))
    if any(words[k].text in _row("dealt") for group in here for k in group):
        return here
    verb = next((k for k in range(at - 1, -1, -1) if _is_a_verb(words, k)), None)
    if verb is None:
        return ()
    if _being_before(words, verb) is not None:
        return _behind_by(words, verb + 1)
    return _subject(words, verb)


def _dealt_by(words: Sequence[Word], at: int) -> tuple[Group, ...]:
    """Whose a blow is: by what stands right before it, or behind "by"."""
    start = at
    while start > 0 and at - start < _WHOSE and not words[start].is_behind_a_stop:
        if not _is_noun_like(words, start - 1) or _is_a_verb(words, start - 1) or _is_carrying(words, start - 1):
            break
        start -= 1
    own = frozenset(range(start, at))
    if start > 1 and words[start - 1].text in _AND and words[start - 2].text in _row("dealt"):
        # "Orvel air strikes and artillery attacks on a mill": whose the first are the others are.
        beside = next((group for group in _dealt_by(words, start - 2) if max(group) < start - 1), frozenset[int]())
        own |= beside | {start - 2} if beside else frozenset()
    groups = [own] if own else []
    if own and start > 1 and words[start - 1].text in _AND and not words[start - 2].is_small:
        # "Orvel and Sudland jets": of either.
        groups += [frozenset((start - 2,))] if not _is_named(words, start - 2) else []
    if carrying := _carried_out_by(words, at):
        groups = [*_subject(words, carrying - (words[carrying - 1].text in _row("having"))), *groups]
    k = at + 1
    while k < len(words) and not words[k].is_behind_a_stop and words[k].text not in _row("parting"):
        if _is_by(words, k):
            groups += _groups(words, k + 1)
        if _is_a_verb_alone(words, k):
            break
        k += 1
    return tuple(groups)


def _is_carrying(words: Sequence[Word], at: int) -> bool:
    """Whether a word only says that a deed was done: "carried out", "launched"."""
    is_out = words[at].text == "out" and at > 0 and words[at - 1].text in _row("carried")
    return is_out or words[at].text in _row("launched")


def _carried_out_by(words: Sequence[Word], at: int) -> int:
    """Where the verb stands by which somebody did what a word names: "carried out four strikes"; 0 where none does."""
    start = at
    while start > 0 and at - start < _WHOSE and not words[start].is_behind_a_stop:
        if _is_carrying(words, start - 1):
            verb = start - 1 - (words[start - 1].text == "out")
            return 0 if _being_before(words, verb) is not None else verb
        if not _is_noun_like(words, start - 1) or _is_a_verb(words, start - 1):
            break
        start -= 1
    return 0


def _dealt_to(words: Sequence[Word], at: int) -> tuple[Group, ...]:
    """What a blow falls on: what stands behind "on" or "against"; of a killing, behind "of"."""
    k = at + 1
    while k < len(words) and not words[k].is_behind_a_stop and words[k].text not in _row("parting"):
        is_of_them = words[k].text == "of" and (k == at + 1 or words[k - 1].text == "including")
        if words[k].text in _row("onto") or is_of_them:
            found = _groups(words, k + 1)
            if not (found and all(worded("done_to", "times").fullmatch(words[i].text) for i in found[0])):
                return found
            # "Strikes on Saturday on Tarn".
        if _is_a_verb_alone(words, k):
            break
        k += 1
    return ()
