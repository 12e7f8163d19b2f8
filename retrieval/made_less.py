"""What makes a sentence say less than a claim in nearly its words: it is planned, feared, prevented, or somebody's kin.

In a sentence of another making any such word will do for that. Where it has every word of the claim, only what stands
before the claim's deed holds that back: "accused of killing", and not "accused of theft, he killed".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from knowledge.model import Finding
from knowledge.places import read_places
from retrieval.clauses import is_a_verb
from retrieval.naming import contrasts_table, names_people
from retrieval.ranking import words_of
from retrieval.spelling import stem
from retrieval.verbs import lemma, verb_of
from retrieval.withheld import CLAUSES, NEGATION, is_to_come, shape_of
from retrieval.word_tables import any_of, worded, words_in

#: Within so many words behind a word of these rows the deed stands which that holds back.
REACH = {"planned": 3, "supposing": 7, "open": 7, "nearly": 2, "undone": 4}
#: A claim with a word of one of these leaves it open, too.
_OPEN = ("supposing", "open", "nearly")
#: "The army fought until it took Tarn": it did take it.
_DONE_THEN = frozenset(("until",))
_AUXILIARIES = frozenset(map(stem, ("is", "are", "was", "were", "has", "have", "had", "said", "says")))
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_AS_A_DEED = re.compile(
    r"(?:\b(?:the|an?|its|his|her|their|with|of|in|by|over|for|on|after|from)\s+[^\W_]+|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*))",
    re.IGNORECASE,
)
_END = re.compile(r"[,;:()“”\"]|\b(?:who|which|whose|where|when|as)\b", re.IGNORECASE)
#: "…, it is feared", "…, the police suspect".
_last_of_all = re.compile(r",(?!\s+as\b)(?:\s+[\w'’-]+){1,4}\s+$")
#: "Suspected of theft", "charged with theft": what stands right behind is what somebody is suspected of.
_of_that, _NEXT = re.compile(r"\b(?:of|with)\b"), 4
_NEXT_DEED = re.compile(r"\b(?:and|but|before|after)\b", re.IGNORECASE)
#: "Suspected thieves", "a bridge feared unsafe": what is said of a thing that does the deed all the same.
_OF_A_THING = re.compile(r"(?:suspected|alleged|feared|presumed|supposed)\Z", re.IGNORECASE)
_of_a_deed = re.compile(r"\s*(?:of|to|that|by|in|over|as)\b", re.IGNORECASE)
_than = re.compile(r"\bthan\b", re.IGNORECASE)


def is_made_less(claim: str, words: str) -> bool:
    """Whether words only plan, allow, fear or negotiate what a claim says to be so, or tell it of somebody's kin.

    >>> is_made_less("Ada Finn plays the miller", "Ada Finn is in talks to play the miller")
    True
    >>> is_made_less("Ada Finn may play the miller", "Ada Finn might play the miller, her agent said")
    False
    >>> is_made_less("Ada Finn stole the crown", "Ada Finn was cleared of the theft of the crown")
    True
    """
    if _than.search(claim) and not _than.search(words):
        return True
    if _told_of("ordinals", claim) - _told_of("ordinals", words):
        return True
    if any(_holding(row, claim, words) for row in (*REACH, "found_false", "taken_for_known")):
        return True
    if NEGATION.search(words) and not NEGATION.search(claim):
        return True
    return any(_told_of(row, words) != _told_of(row, claim) for row in ("kin", "once"))


def held_open(claim: str, words: str) -> str:
    """The word by which a sentence with all words of a claim holds back what that says was done; else nothing.

    >>> held_open("Karl Vane killed a clerk", "Karl Vane is accused of killing a clerk")
    'accused of'
    >>> held_open("Karl Vane killed a clerk", "Karl Vane, accused of theft, killed a clerk who might talk")
    ''
    """
    deeds = _deeds_in(claim)
    for row in REACH:
        for match in _holding(row, claim, words):
            if match.group().lower() in _DONE_THEN or _is_of_a_thing(match, words):
                continue
            end = _end_of_reach(row, match, words)
            if row == "open" and end == match.end() and _last_of_all.search(words[: match.start()]):
                return match.group()
            held = _lemmas(words[match.end() : end], done=row != "undone")
            told_elsewhere = _lemmas(words[: match.start()]) | _lemmas(words[end:])
            if deeds & held and not deeds & told_elsewhere:
                return match.group()
    return ""


def _is_of_a_thing(match: re.Match[str], words: str) -> bool:
    """Whether a word tells what something is: "suspected thieves stole" it, and were not "suspected of" that."""
    is_said_of = words[: match.start()].rstrip().lower().endswith((" is", " are", " was", " were", " it"))
    return bool(_OF_A_THING.search(match.group())) and not is_said_of and not _of_a_deed.match(words, match.end())


def _end_of_reach(row: str, match: re.Match[str], words: str) -> int:
    """Where that ends which a word may hold back; "suspected of theft" holds nothing else back."""
    # Who "blocked the road and took the bridge" took it, and who "agreed to sign and signed" did.
    clause = _NEXT_DEED.split(_END.split(CLAUSES.split(words[match.end() :])[0])[0])[0]
    is_of_that = _of_that.search(match.group()) or _of_that.match(clause.lstrip())
    far = min(REACH[row], _NEXT) if is_of_that else REACH[row]
    ends = [match.end() + word.end() for word in _WORD.finditer(clause)][:far]
    return ends[-1] if ends else match.end()


def of_their_kin(claim: str, finding: Finding) -> str:
    """Whose kin or driver a sentence tells of, where a claim tells it of themselves, or the other way; else nothing.

    "The mother of Ada Finn died" is not said of Ada Finn, nor "Karl Vane died, his son said" of his son; who only
    speaks in a sentence is not told of.
    """
    words, start = finding.words, finding.statement.span.start
    for voice in finding.statement.attributions:
        if (who := voice.speaker_span) is not None and start <= who.start and who.end - start <= len(words):
            words = words[: who.start - start] + " " * (who.end - who.start) + words[who.end - start :]
    if gone := _told_of("kin", claim) - _told_of("kin", words):
        return next(iter(gone)) if gone & _told_of("kin", finding.words) else ""
    named, others = words_of(claim), _kin_of_others().sub(" ", words)
    for match in _kin_of_others().finditer(words):
        whose = match["of"] or match["owner"]
        told = set(words_of(whose)) & set(named)
        is_somebody = (whose[:1].isupper() and not read_places(whose)) or names_people(whose)
        if is_somebody and told and not told & set(words_of(others)) and not _told_of("kin", claim):
            return match.group()
    return ""


@cache
def _kin_of_others() -> re.Pattern[str]:
    """Who is told of by whose they are: "the mother of Ada Finn", "the mayor's driver"."""
    kin = rf"(?i:{any_of('said_alike', 'kin')})"
    whose = r"(?:[A-Z][\w-]+ )*[\w-]+"
    return re.compile(rf"\b{kin} of (?:the )?(?P<of>{whose})|(?P<owner>{whose})['’]s (?:\w+ )?{kin}\b")


def _holding(row: str, claim: str, words: str) -> list[re.Match[str]]:
    """Where a word of a row stands in a sentence, and none in the claim; what is to come may be said to come."""
    found = list(_shape_of(row).finditer(words))
    if not found or any(_shape_of(alike).search(claim) for alike in (_OPEN if row in _OPEN else (row,))):
        return []
    if not is_to_come(claim):
        return found
    return [] if row == "planned" else [match for match in found if match.group().lower() != "will"]


@cache
def _shape_of(row: str) -> Caseless:
    if row == "supposing":
        return shape_of(row)
    patterns = [any_of("said_alike", row), *(contrasts_table()["intended"]["patterns"] if row == "planned" else ())]
    return Caseless(rf"\b(?:{'|'.join(patterns)})\b")


@lru_cache(maxsize=1_000)
def _deeds_in(claim: str) -> frozenset[str]:
    """The stems of what a claim says was done; "the attack" and "with poison" are things, and "Holm United" is a name.

    >>> sorted(_deeds_in("Karl Vane fired by Holm United")), sorted(_deeds_in("Karl Vane Kills Clerk"))
    (['fire'], ['kill'])
    """
    written = [word.group() for word in _WORD.finditer(claim)]
    is_headline = all(word[0].isupper() for word in written if len(word) > len("with"))
    told = (match["word"] or "" for match in _AS_A_DEED.finditer(claim))
    verbs = (word for word in told if is_a_verb(word.lower()) and (is_headline or not word[0].isupper()))
    return frozenset(map(lemma, verbs)) - _AUXILIARIES


def _lemmas(words: str, *, done: bool = True) -> set[str]:
    """The words of a stretch in their plain forms; not `done` without those that tell what was done: "killed"."""
    found = (word.group() for word in _WORD.finditer(words))
    return {lemma(word) for word in found if done or not (word.endswith("ed") or verb_of().get(word, word) != word)}


def _told_of(row: str, text: str) -> set[str]:
    """Which words of a row a text has."""
    return {match.group().lower() for match in worded("said_alike", row).finditer(text)}


def is_contrary(claim: str, words: str) -> bool:
    """Whether one text has a word and the other its contrary, and not both: "raises", "lowers".

    >>> is_contrary("Salt raises the risk", "Salt lowers the risk, a study says"), is_contrary("They won", "They won")
    (True, False)
    """
    texts = (words_of(claim), words_of(words))
    return any(
        {tuple(not side.isdisjoint(text) for side in pair) for text in texts} == {(True, False), (False, True)}
        for pair in _contraries()
    )


@cache
def _contraries() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (row.split(" / ") for row in words_in("said_alike", "contraries"))
    return tuple((frozenset(words_of(one)), frozenset(words_of(other))) for one, other in pairs)
