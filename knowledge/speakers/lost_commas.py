"""The voice in words that have lost their commas: what ran into a name from before, or on behind it, is left off.

Archives strip commas and apostrophes: "after raids on Amber the Harbour Observatory", "Russias defence ministry".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from knowledge.weekdays import LONG_WEEKDAY
from knowledge.word_lists import any_of, words_in

_ARTICLES = frozenset(("the", "a", "an"))
#: Behind these a name belongs to what stands before: "sources close to the Harbour Observatory".
_TIGHT = words_in("tied_to_a_name")
#: Behind these a place stands, and a name may follow it: "three raids in Amber Harbour Watch".
_LOOSE = words_in("before_a_place")
_DAYS = re.compile(LONG_WEEKDAY, re.IGNORECASE)
#: What a body may be called behind its name, with a small letter: "the Amber News news agency".
_GENERIC = re.compile(rf" (?:{any_of('called_behind_its_name')})$")
#: What cannot go on a name: whatever follows describes it, or is another clause.
_NEVER_IN_A_NAME = re.compile(
    r"(?:an?|the|one|those|this|these|that|which|who|however|with|as|hit|struck|killed|\d[\d.,]*)$"
)
#: "SANA a source at the port": the agency has it from the source.
_SOMEBODY = re.compile(r"(?:an?|the|one|another) (?:[\w-]+ ){0,3}?(?:source|official|correspondent|doctor|witness)s?\b")
_NO_NOUN = "|".join(
    sorted(w for name in ("joining", "before_a_place", "auxiliaries") for w in words_in(name) if w.isalpha())
)
_OWNS = re.compile(rf"\b([A-Z][\w-]*[^s\W])s(?= (?!(?:{_NO_NOUN})\b)\w)")
#: Behind these words a name is whom somebody fights, flees, sues or briefs, and not who speaks.
_OBJECT = re.compile(r"(?!(?:morning|evening|building)$)\w{2,}ing$", re.IGNORECASE)
_CLAUSE = frozenset(("who", "whom", "whose", "which", "that"))
#: How far before a name a word may stand that ties it to what came before.
_REACH = 5


def with_apostrophes(words: str, is_name: Callable[[str], bool]) -> str:
    """The words with the apostrophes that an archive has stripped from the names of states and of bodies.

    >>> with_apostrophes("Norways fisheries ministry", "Norway".__eq__), with_apostrophes("boats ministry", bool)
    ("Norway's fisheries ministry", 'boats ministry')
    """
    return _OWNS.sub(lambda found: f"{found[1]}'s" if is_name(found[1]) else found[0], words)


def names_at_the_end(words: str) -> Iterable[str]:
    """Every run of words at the end that stands free of what is before it, the longest first.

    >>> "the Harbour Watch" in names_at_the_end("raids on Amber the Harbour Watch")
    True
    >>> "the Harbour Watch" in names_at_the_end("sources close to the Harbour Watch")
    False
    """
    for ending in dict.fromkeys((words, _GENERIC.sub("", words))):
        tokens = ending.split()
        for at in range(1, len(tokens)):
            name = " ".join(tokens[at:])
            if re.search(r"[A-Z]", name) and _is_free(tokens, at):
                yield name


def _is_free(tokens: list[str], at: int) -> bool:
    """Whether nothing before a place ties what stands there to it."""
    if is_an_object(tokens[:at]):
        return False
    for place in range(at, max(at - _REACH, -1), -1):
        token = tokens[place].lower()
        if token in _ARTICLES:
            before = tokens[place - 1].lower() if place else ""
            return place == 0 or before not in _TIGHT | _LOOSE
        if place == at:
            continue
        if token in _TIGHT or (token.endswith(",") and place == at - 1):
            return False
        if token in _LOOSE or _DAYS.fullmatch(token) or token[:1].isdigit() or token.endswith(("'s", "’s")):
            return True
    return True


def is_an_object(before: list[str]) -> bool:
    """Whether what stands behind these words is acted upon: "rebels fighting", "a man who survived".

    >>> [is_an_object(words.split()) for words in ("rebels fighting the", "a man who survived", "raids on Amber")]
    [True, True, False]
    """
    words = before[:-1] if before and before[-1].lower() in _ARTICLES else before
    # "A source who briefed the agency" may come as "briefed the agency".
    is_a_verb = len(words) == 1 and words[0].islower() and words[0].endswith("ed")
    return bool(words) and (
        is_a_verb or bool(_OBJECT.match(words[-1])) or not _CLAUSE.isdisjoint(word.lower() for word in words)
    )


def stands_beside_its_kind(words: str, name: str) -> bool:
    """Whether a name stands beside the word for what it is: "the militant group Amber Front", "Nord news agency".

    >>> [stands_beside_its_kind(words, "Nord") for words in ("Norwegian rebel movement Nord", "a raid on Nord")]
    [True, False]
    """
    before, _, behind = words.rpartition(name)
    return bool(_GENERIC.search(f" {before.rstrip()}") or _GENERIC.fullmatch(behind))


def names_at_the_beginning(words: str) -> Iterable[tuple[str, str]]:
    """Every run of words at the beginning behind which no name goes on, with the rest; the longest first.

    >>> list(names_at_the_beginning("Harbour Watch a small group"))
    [('Harbour Watch', 'a small group')]
    """
    tokens = words.split()
    for at in range(min(len(tokens) - 1, 9), 0, -1):
        if _NEVER_IN_A_NAME.match(tokens[at]) and tokens[at - 1].lower() not in _TIGHT | _LOOSE:
            yield " ".join(tokens[:at]), " ".join(tokens[at:])


def names_somebody(words: str) -> bool:
    """Whether the words begin with somebody who has no name and may be quoted by an agency: "a source at the port"."""
    return bool(_SOMEBODY.match(words))
