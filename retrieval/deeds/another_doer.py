"""Whether a sentence with a claim's words has others do its deed, or do it to others: "hired a man who killed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from knowledge.model import Span
from knowledge.number_words import NUMBER_WORDS
from retrieval.deeds.exchanged import A_THING, A_WORD, BEING, NO_OBJECT, PARTED, stems_of, verbs_in
from retrieval.grammar.clauses import is_a_verb
from retrieval.grammar.verbs import done_by_somebody, is_done, lemma
from retrieval.word_tables import any_of, worded, words_in

#: Somebody, or something, to whom a thing is done: "the clerk", "Otto Reed", "two boys"; a day is none.
_HAS_OBJECT = re.compile(
    rf"\s+(?:(?i:the|an?|his|her|its|their|him|them|all|some|more|no|{'|'.join(NUMBER_WORDS)}|\d[\d,]*)\b"
    r"|(?!\w+day\b)[A-Z]|[a-z]{3,}s\b)"
)
#: "One of the clerks", "all clerks": so many are whoever they are of.
_COUNTED = re.compile(rf"\b(?:all|both|some|many|{'|'.join(NUMBER_WORDS)})\b", re.IGNORECASE)
#: "Shut down a yard".
_PARTICLE = re.compile(rf"\A\s+(?:{any_of('said_alike', 'particles')})(?=\s)")
#: "Has gone", "will not play": whoever stands before it does it.
_DOES = re.compile(r"\b(?:has|have|had|will|would|did|does|do|may|might|could|can|to)(?:\s+(?:not|never|\w+ly))*\s*$")
_MAY = re.compile(r"\b(?:will|would|may|might|can|could|did|does|do)\s+(?:(?:not|never|\w+ly)\s+)*(?P<verb>[a-z]+)\b")
#: What a deed is done to, up to what that is of, or where: "two villages on the road".
_TO_WHAT = re.compile(rf"\s+(?P<what>(?:(?!(?:{any_of('said_alike', 'ends_it')})\b)[\w'’-]+\s*)+)", re.IGNORECASE)
#: Whatever stands behind these is part of what it was done to: "the town of Holm", "some of the clerks".
_PART_OF_IT = frozenset(words_in("said_alike", "part_of_it"))
_PREPOSITION = re.compile(rf"(?:{any_of('said_alike', 'part_of_it', 'beside_it')})", re.IGNORECASE)
#: "One of the guards in the mill": whoever it happened to, and where.
_OF_WHAT = re.compile(rf"\s+(?:{any_of('said_alike', 'where_they_were')})\s.*", re.DOTALL)
#: "Hit them".
_ANYBODY = re.compile(r"\s+(?:him|her|it|them|us|me|you|himself|herself|itself|themselves)\b", re.IGNORECASE)
#: "For taking bribes", of whom that was said before.
_FOR_DOING = re.compile(r"\b(?:for|of|with|from)\s+(?:not\s+)?$", re.IGNORECASE)
#: Whoever was named before may be meant by these.
_SELF = re.compile(
    r"\b(?:he|she|its?|they|their|we|our|i|you|who|which)\b|\bby (?:him|her|them|us|me)\b", re.IGNORECASE
)
#: With only these before a verb whoever was told of before does it.
_AUXILIARY = re.compile(
    r"\W*(?:(?:and|or|but|then|also|has|have|had|is|was|were|be|been|to|by|of|for|get|gets|got|getting|later|once|not|never|\w+ly)\b\W*)*",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?P<lead>.*?)(?P<who>\b(?:an?|the|another|those|some|two|several|his|her|their)\s+"
    r"(?:(?!(?:after|before|when|because|that|who|he|she|it|they)\b)[\w'’-]+\s+){0,3}?[\w'’-]+"
    r"|(?:\b[A-Z][\w'’-]*\s+)*\b[\w'’-]+)[,\s]*",
    re.DOTALL,
)
#: "Karl Vane, the man who", "is the man who", "named as the man who".
_IS_HIM = re.compile(r"(?:[^\w\s'’]|\b(?:is|was|were|are|be|been|being|as|and))\s*\Z", re.IGNORECASE)


def of_another_doer(claim: str, words: str) -> str:
    """The deed of a claim as a sentence has it done by others, or by who suffers it in the claim; else nothing.

    >>> of_another_doer("Ada Finn swore at the judge", "The judge swore at Ada Finn in May")
    'The judge swore'
    >>> of_another_doer("Karl Vane killed a clerk", "Karl Vane hired a man who killed a clerk")
    'a man who killed'
    >>> of_another_doer("Karl Vane killed a clerk", "Police caught Karl Vane, the man who killed a clerk")
    ''
    >>> of_another_doer("Karl Vane was accused of theft", "Karl Vane accused Otto Reed of theft")
    'Karl Vane accused'
    """
    own = _deed_of(claim)
    if own is None or worded("joined", "saying").fullmatch(own.verb) or not own.doers & stems_of(words):
        return ""
    told = [how for how in _deeds_in(own, words) if how is not None]
    return told[0] if told and all(told) else ""


class _Deed(NamedTuple):
    """What a claim says was done: the verb, the words for who did it, or who suffered it where `is_suffered`."""

    verb: str
    doers: frozenset[str]
    is_suffered: bool
    #: The words for what it was done to, where that stands right behind the verb.
    objects: frozenset[str] = frozenset()


# Asked of a claim for every statement.
@lru_cache(maxsize=1_000)
def _deed_of(claim: str) -> _Deed | None:
    """The first deed of a claim, where it is plain whether somebody did it or suffered it."""
    part = PARTED.split(claim)[0]
    place = _first_deed(part)
    if place is None:
        return None
    before, behind, verb = part[: place.start], part[place.end :], place.of(part).lower()
    behind = _PARTICLE.sub("", behind)
    is_suffered = BEING.search(before) is not None
    if not is_suffered and not _is_done_by_them(verb, before) and not _HAS_OBJECT.match(behind):
        # "Mayor arrested in Holm": nobody can tell who did it.
        return None
    doers = stems_of(_COUNTED.sub(" ", _DOES.sub("", BEING.sub("", before)))) or stems_of(before)
    return _Deed(verb, doers, is_suffered, frozenset() if is_suffered else _done_to(behind))


def _first_deed(part: str) -> Span | None:
    """Where the first deed of a clause stands: "will not play", "the fire destroyed", "has died".

    >>> [(part, _first_deed(part).of(part)) for part in ("The fire destroyed it", "They will not play", "He has died")]
    [('The fire destroyed it', 'destroyed'), ('They will not play', 'play'), ('He has died', 'died')]
    """
    may = _MAY.search(part)
    told = [match for match in verbs_in(part) if match.group().lower() not in ("has", "have", "had")]
    if may is not None and not any(match.start() < may.start() for match in told):
        return Span(*may.span("verb"))
    match = next((match for match in told if is_done(match.group().lower())), next(iter(told), None))
    return Span(*match.span()) if match is not None else None


def _is_done_by_them(verb: str, before: str) -> bool:
    """Whether whoever stands before a verb does it, whatever stands behind: "stole", "has closed", "resigned"."""
    return verb in done_by_somebody() or _DOES.search(before) is not None or lemma(verb) in _done_alone()


@cache
def _done_alone() -> frozenset[str]:
    return frozenset(map(lemma, words_in("said_alike", "done_alone")))


def _done_to(behind: str) -> frozenset[str]:
    """The words for what a deed is done to, of what stands behind its verb; none where it is done to nothing.

    >>> sorted(_done_to(" two villages on the road to Holm")), _done_to(" in Holm")
    (['two', 'villag'], frozenset())
    """
    match = _object_of(behind)
    return stems_of(match["what"]) if match is not None else frozenset()


def _object_of(behind: str) -> re.Match[str] | None:
    return _TO_WHAT.match(behind) if _HAS_OBJECT.match(behind) else None


def _deeds_in(own: _Deed, words: str) -> Iterator[str | None]:
    """For each time a sentence has a claim's deed, the words by which others do it; empty where they may not.

    None where it stands there as a thing: "the attack".
    """
    start, joint, before = 0, "", ""
    for end in (*PARTED.finditer(words), None):
        part = words[start : end.start() if end else len(words)]
        later = words[end.end() :] if end is not None else ""
        for match in A_WORD.finditer(part):
            if lemma(match.group()) == lemma(own.verb):
                yield _done_by_others(own, part, match, joint, before) or _done_to_others(own, part, match, later)
        if end is not None:
            start, joint, before = end.end(), end.group().strip().lower(), words[: end.start()]


def _done_by_others(own: _Deed, part: str, match: re.Match[str], joint: str, before: str) -> str | None:
    verb, behind = match.group().lower(), part[match.end() :]
    # "The council said a raid killed": who speaks does not do it.
    head = worded("joined", "saying").split(part[: match.start()])[-1]
    told = f"{head}{match.group()}".strip()
    if verb.endswith("ing") and _FOR_DOING.search(head) and not own.is_suffered:
        return told if _is_said_of_others(own, head) else ""
    if A_THING.search(head):
        return told if is_done(verb) and not own.is_suffered else None
    is_suffered = not _is_done_by_them(verb, head) and bool(BEING.search(head) or NO_OBJECT.match(behind))
    if own.is_suffered and is_suffered:
        return _suffered_by_others(own, head, told, joint, before)
    if own.is_suffered:
        return told if own.doers & stems_of(head) and not is_suffered and _HAS_OBJECT.match(behind) else ""
    if is_suffered:
        return "" if own.doers & stems_of(part) or _SELF.search(part) else told
    if _AUXILIARY.fullmatch(head):
        return _told_of_others(own, told, joint, before)
    # "Gunmen who escaped killed a judge": who does it stands before the aside.
    subject = before if joint in ("who", "which") and is_a_verb(head.split()[0].lower()) else head
    if _SELF.search(subject):
        return ""
    return told if not own.doers & stems_of(subject) or _is_only_theirs(own, subject) else ""


def _suffered_by_others(own: _Deed, head: str, told: str, joint: str, before: str) -> str:
    """The words by which others suffer what somebody suffers in a claim: "a woman who is being divorced"."""
    if _AUXILIARY.fullmatch(head):
        return _told_of_others(own, told, joint, before)
    subject = _OF_WHAT.sub("", head)
    return "" if own.doers & stems_of(subject) or _SELF.search(head) or not subject.strip() else told


def _is_only_theirs(own: _Deed, subject: str) -> bool:
    """Whether those of a claim stand before a verb only as whose somebody else is: "two suppliers of Holm Dairy"."""
    match = _whose().fullmatch(subject)
    if match is None:
        return False
    others, whose = match["head"] or match["them"], match["whose"] or match["owner"]
    return not own.doers & stems_of(others) and bool(own.doers & stems_of(whose))


@cache
def _whose() -> re.Pattern[str]:
    """Who stands before a verb by whose they are: "two suppliers of Holm Dairy", "Holm Dairy's suppliers"."""
    others = any_of("said_alike", "kin", "theirs", "beside_them")
    return re.compile(
        rf"(?P<head>.*?\b(?:{others})\s+(?:of|for|to|from|by|with|at|in)\s+)(?P<whose>.+)"
        rf"|(?P<owner>.+?)['’]s?\s+(?P<them>(?:[\w-]+\s+){{0,2}}?(?:{others})\b.*)",
        re.IGNORECASE | re.DOTALL,
    )


def _is_said_of_others(own: _Deed, head: str) -> bool:
    """Whether it is somebody else of whom a sentence has it: "sentenced two clerks for taking".

    >>> own = _Deed("took", frozenset({"vane"}), is_suffered=False)
    >>> [_is_said_of_others(own, head) for head in ("Vane jailed two clerks for ", "Police held Vane for ")]
    [True, False]
    """
    verb = next(iter(reversed(verbs_in(head))), None)
    if verb is None or BEING.search(head[: verb.start()]):
        return False
    blamed = _done_to(head[verb.end() :])
    return bool(blamed) and not own.doers & blamed and bool(own.doers & stems_of(head[: verb.start()]))


def _done_to_others(own: _Deed, part: str, match: re.Match[str], later: str) -> str:
    """The deed of a claim as a sentence has it done to something else, of which the claim's is no part; else nothing.

    "Captured two villages on the road to Holm" is not "captured Holm"; "captured the town of Holm" is.
    """
    behind = _PARTICLE.sub("", part[match.end() :])
    found = _object_of(behind)
    if not own.objects or found is None or _ANYBODY.match(behind) or own.objects & stems_of(f"{found['what']} {later}"):
        return ""
    by = ""
    for word in A_WORD.finditer(behind, found.end()):
        if is_done(word.group()) and is_a_verb(word.group()):
            # "… and came close to the library" tells of another deed.
            break
        if _PREPOSITION.fullmatch(word.group()):
            by = word.group().lower()
        elif own.objects & stems_of(word.group()) and by in _PART_OF_IT:
            return ""
    return f"{match.group()} {found['what'].strip()}"


def _told_of_others(own: _Deed, told: str, joint: str, before: str) -> str:
    """What is told behind "who", with whoever that is, where it is somebody else than a claim's; else nothing."""
    return f"{' '.join(before.split()[-2:])} {joint} {told}" if _is_of_others(own, joint, before) else ""


def _is_of_others(own: _Deed, joint: str, before: str) -> bool:
    """Whether "who" is somebody else than a claim's doer: "hired a man who"; "Karl Vane, the man who" is not."""
    match = _WHO.fullmatch(before) if joint == "who" else None
    if match is None or not match["lead"].strip() or own.doers & stems_of(match["who"]):
        return False
    return not _IS_HIM.search(match["lead"])
