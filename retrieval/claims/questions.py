"""A question turned into the claim that it asks about: "did they bomb it?" asks about "they bombed it"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from retrieval.claims.phrases import phrases
from retrieval.word_tables import any_name, any_of, words_in

_AUXILIARY = re.compile(
    r"(?:(did|does|do)|(was|were|is|are|has|have|had)|(will|can|could|would))(?:n['’]?t)?\s+(?=\S)", re.IGNORECASE
)
_WHEN = re.compile(
    r"(?:when|where|why|how\s+come|how)\s+(?=(?:did|does|was|were|is|are|has|have|had)\b)", re.IGNORECASE
)
#: "Where are the 900 whom the army killed?"
_WHERE_ARE = re.compile(r"where\s+(?:are|is|were)\s+(?P<claim>\S.*?\s(?:that|who|whom|which)\s\S.*)", re.IGNORECASE)
_HOW_MANY = re.compile(r"(?:so\s+)?how\s+(?:many|much)\s+", re.IGNORECASE)
_TOLL = re.compile(
    r"what(?:['’]?s|\s+(?:is|was|are|were))\s+the\s+(?=(?:\w+\s+){0,2}(?:toll|number|total|count)\b)", re.IGNORECASE
)
#: "Does anyone know how many", "can someone tell me what the death toll is".
_ASKED_OF = re.compile(
    rf"(?:(?:{any_name(words_in('questions', 'asked_of'))})"
    rf"\b[\s,:]*)+(?={_HOW_MANY.pattern}|{_TOLL.pattern})",
    re.IGNORECASE,
)
#: "200? 26? How many died?"
_GUESSED_FIRST = re.compile(rf"^(?:\d[\d.,]*\s*\?+\s*)+(?={_HOW_MANY.pattern})", re.IGNORECASE)
#: "Death toll in Homs", "number of civilians killed in Homs".
_TOLL_ALONE = re.compile(r"(?:the\s+)?(?:(?:\w+\s+)?toll\b|number\s+of\s+(?P<noun>\w+))", re.IGNORECASE)
#: "Why are the union's and the police's counts of the march worlds apart", "the death tolls of the raid dont match".
_APART = re.compile(
    r"(?:(?:why|how\s+come)\s+(?:(?:are|do|is|does|did|were|was|have)\s+)?)?"
    rf"(?P<counts>(?:\S.*?)?\b(?:{any_of('questions', 'counts_of_all_kinds')})\b.*?)\s+"
    rf"(?:(?:{any_of('questions', 'how_far_apart')})\s+)*"
    r"(?:(?:(?:so\s+)?far|worlds|miles|poles)\s+apart|different|differ|disagree|contradictory|contradict|"
    r"(?:(?:do|did)(?:\s+not|n['’]?t)\s+|never\s+)?(?:match(?:\s+up)?|agree|add\s+up))"
    r"(?:\s+(?:so\s+much|from\s+each\s+other|with\s+each\s+other|each\s+other|at\s+all))?",
    re.IGNORECASE,
)
#: What is counted where counts are said to be apart, by the word for where or of whom it was.
_COUNTED_THERE = (
    (re.compile(rf"\b(?:{any_of('questions', 'asks_of_the_dead')})\b", re.IGNORECASE), "toll"),
    (re.compile(rf"\b(?:{any_of('questions', 'asks_of_a_crowd')})s?\b", re.IGNORECASE), "crowd"),
)
_WHO = re.compile(r"(?:who|which\s+side)\s+(?=(\w+))", re.IGNORECASE)
_IS_IT_TRUE = re.compile(
    r"(?:is|are|was|were)\s+(?:(?:it|the\s+(?:claim|news|report|rumou?r|story)|this\s+claim|these\s+reports?)\s+(?:that\s+)?)?"
    rf"(?P<claim>.+?)\s+(?:really\s+)?(?:{any_of('questions', 'true_or_not')})$",
    re.IGNORECASE,
)
_FILLERS = frozenset(words_in("questions", "fillers"))
#: "Is the mayor dead?", "was Rafi behind it?": before these the verb of a question moves back.
_COMPLEMENTS = frozenset(words_in("questions", "complements"))
_GOES_ON = frozenset(words_in("questions", "goes_on"))
#: Verbs of the table that are as often a thing, and what stands behind the verb and never behind the thing.
ALSO_THINGS = frozenset(words_in("questions", "also_things"))
_NO_THINGS = frozenset(words_in("questions", "behind_verbs"))
#: "Was the raid payback for men killed by rebels": what it was said to have been, and of whom that tells.
_SAID_TO_BE = frozenset(words_in("questions", "said_to_be"))
_FOR_WHAT = frozenset(words_in("questions", "for_what"))
_OWNING = frozenset(words_in("questions", "owning"))
_LEADING_UP = frozenset(words_in("questions", "leading_up"))
_NO_PARTICIPLES = frozenset(words_in("questions", "no_participles"))
#: A question's mark may stand before these.
_CLOSING = " \n\"'“”’)!"


def is_marked(sentence: str) -> bool:
    """Whether a sentence ends with a question's mark, whatever closes behind it.

    >>> [is_marked(words) for words in ("“Did 40 die in Kalden?!” ", "40 died in Kalden? The army says so.")]
    [True, False]
    """
    return sentence.rstrip(_CLOSING).endswith("?")


def claim_asked(sentence: str, *, marked: bool) -> str:
    """The claim inside a question, as a sentence where its verb can be told; other sentences as they are.

    `marked` is whether a question mark closed it; without one, "have" and "will" open no question.

    >>> claim_asked("Did Russia really bomb Palmyra 100 times", marked=True)
    'Russia bombed Palmyra 100 times'
    >>> claim_asked("Was a hospital hit in Idlib", marked=True)
    'a hospital was hit in Idlib'
    >>> claim_asked("how many people were killed in Homs", marked=True)
    'people were killed in Homs'
    >>> claim_asked("why are the union and police counts of the march in Oslo so far apart", marked=False)
    'the union and police counts of the march in Oslo'
    >>> claim_asked("Did Russia NOT kill 200 militants", marked=True)
    'Russia did NOT kill 200 militants'
    """
    if (apart := _APART.fullmatch(sentence)) and _counted_there(apart["counts"]):
        return apart["counts"]
    if toll := _TOLL.match(sentence):
        return sentence[toll.end() :]
    if many := _HOW_MANY.match(sentence):
        return _counted(sentence[many.end() :])
    if missed := _WHERE_ARE.fullmatch(sentence):
        return missed["claim"]
    if when := _WHEN.match(sentence):
        return _turned(sentence[when.end() :], marked=True)
    if (who := _WHO.match(sentence)) and marked and who[1].lower() in phrases().participles:
        return sentence[who.end() :]
    if true := _IS_IT_TRUE.fullmatch(sentence):
        return true["claim"]
    return _turned(sentence, marked=marked)


def without_whom_it_asks(sentence: str) -> str:
    """A question for a number without the words that only ask it of somebody, or stand behind it; others as they are.

    >>> without_whom_it_asks("how many died in Homs? every site says something else")
    'how many died in Homs'
    >>> without_whom_it_asks("does anyone know how many people died in Homs"), without_whom_it_asks("anyone knows him")
    ('how many people died in Homs', 'anyone knows him')
    """
    sentence = _GUESSED_FIRST.sub("", sentence)
    asked = _ASKED_OF.match(sentence)
    question = sentence[asked.end() :] if asked else sentence
    alone, _, behind = question.partition("?")
    # "How many died? The army says 40" has a figure of its own.
    return alone if _HOW_MANY.match(question) and not any(map(str.isdigit, behind)) else question


def asks_for_a_count(sentence: str) -> bool:
    """Whether a question asks how many: "what is the death toll in Homs".

    >>> asks_for_a_count("what is the death toll in Homs"), asks_for_a_count("what is the weather in Homs")
    (True, False)
    """
    return bool(_TOLL.match(sentence))


def asks_whether_anything(claim: str) -> bool:
    """Whether a claim only asks whether anything came of a deed, so that whoever counts answers it too.

    >>> asks_whether_anything("the strike hit anything at all"), asks_whether_anything("the strike hit a barracks")
    (True, False)
    >>> asks_whether_anything("anyone was killed in the raid"), asks_whether_anything("anyone who was killed is named")
    (True, False)
    """
    return any(re.search(pattern, claim, re.IGNORECASE) for pattern in words_in("questions", "whether_anything"))


def noun_asked(sentence: str) -> str:
    """The word with which begins what a question asks the number of; empty where it asks for none.

    A toll without more is one of people killed; where counts are said to be apart, a crowd may be what is counted.

    >>> noun_asked("how many people died in Homs"), noun_asked("what is the number of airstrikes on Homs")
    ('people', 'airstrikes')
    >>> noun_asked("death toll in Homs"), noun_asked("how many were killed in Homs"), noun_asked("people died in Homs")
    ('toll', 'people', '')
    """
    if apart := _APART.fullmatch(sentence):
        return _counted_there(apart["counts"])
    if many := _HOW_MANY.match(sentence):
        first = sentence[many.end() :].split()[:1]
        return "people" if _AUXILIARY.match(sentence[many.end() :]) else "".join(first)
    toll = _TOLL_ALONE.match(_TOLL.sub("", sentence))
    return (toll["noun"] or "toll") if toll else ""


def _counted_there(words: str) -> str:
    return next((noun for told, noun in _COUNTED_THERE if told.search(words)), "")


def _turned(sentence: str, *, marked: bool) -> str:
    """The sentence with its verb behind the one it speaks of."""
    opening = _AUXILIARY.match(sentence)
    # "IS executed 128 people": the group's name is not a verb.
    if opening is None or (opening[0].startswith("IS ") and not sentence.isupper()):
        return sentence
    doing, being, will = opening.groups()
    words = sentence[opening.end() :].split()
    if not marked and (will or (being or doing).lower() in ("have", "had", "do", "does")) and "been" not in words[:6]:
        return sentence
    if doing:
        return _done(words, doing.lower())
    auxiliary = (being or will).lower()
    if will:
        at = next((i for i, word in enumerate(words) if 0 < i < 9 and _plain(word) in phrases().past), None)
    else:
        at = _behind(words)
    if at is None:
        # A word alone is no claim: "when is Ramadan".
        return sentence if will or len(words) > 1 else " ".join(words)
    return " ".join((*words[:at], auxiliary, *(word for word in words[at:] if word.lower() not in _FILLERS)))


def _done(words: list[str], auxiliary: str) -> str:
    """Did they bomb: they bombed.

    >>> [_done(asked.split(), "did") for asked in ("the strike on Tarn hit us", "Orvel strike at dawn and kill")]
    ['the strike on Tarn hit us', 'Orvel struck at dawn and killed']
    """
    past = phrases().past
    kept = [word for word in words if word.lower() not in _FILLERS]
    denied = next((at for at, word in enumerate(kept[:10]) if word.lower() == "not"), 0)
    has_its_own = denied and kept[denied - 1].lower() in ("did", "does", "do")
    if denied and not has_its_own and kept[denied + 1 : denied + 2] and kept[denied + 1].lower() in past:
        # "Did they not bomb it" asks about "they did not bomb it".
        return " ".join((*kept[:denied], auxiliary, *kept[denied:]))
    for at, word in enumerate(kept[:10]):
        # "Did the strike kill 40" has a verb's word in its subject: behind an article no verb stands.
        behind_article = at and kept[at - 1].lower() in ("the", "a", "an", "this", "that", "any")
        # "The US strike on the base": the thing, since the verb is still to come; not in "strike at dawn and kill".
        pairs = [(before.lower(), later.lower()) for before, later in pairwise(kept[at + 1 : 12])]
        follows = any(later in past and before not in ("and", "then") for before, later in pairs)
        is_a_thing = word in ALSO_THINGS and follows and kept[at + 1].lower() in _GOES_ON
        if at and word.lower() in past and not behind_article and not is_a_thing:
            return " ".join((*kept[:at], _said(word, auxiliary), *_done_too(kept[at + 1 :], auxiliary)))
    return " ".join(kept)


def _done_too(words: list[str], auxiliary: str) -> Iterator[str]:
    """What stands behind the verb, its other verbs in the past as well: "bomb it and kill", "bombed it and killed"."""
    for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False):
        joined = before.lower() in ("and", "then") and word.lower() in phrases().past
        # "Schools and fire stations": a bare word behind it makes a thing of the verb.
        named = word in ALSO_THINGS and (not behind or (behind.islower() and behind not in _NO_THINGS))
        yield _said(word, auxiliary) if joined and not named and word.islower() else word


def _said(verb: str, auxiliary: str) -> str:
    plain = verb.lower()
    return {"did": phrases().past[plain], "does": third(plain)}.get(auxiliary, plain)


def third(verb: str) -> str:
    """He controls, he denies, he crashes."""
    if verb.endswith("y") and verb[-2:-1] not in "aeo":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "go")) else f"{verb}s"


def _behind(words: list[str]) -> int | None:
    """Where the verb of a question belongs: before its participle, else before what is said of its subject."""
    if words and words[0].lower() == "there":
        return 1
    if (at := _before_what_it_was(words)) is not None:
        return at
    for at, word in enumerate(words[:12]):
        plain = _plain(word)
        if at and (plain in ("been", "being") or _participle(plain, words[at - 1])):
            # "Really" and "all" stand between the verb and its participle.
            return at - (at > 1 and words[at - 1].lower() in ("not", "all", *_FILLERS))
    for at, word in enumerate(words[:12]):
        # "The victims of the attack": behind such a word the subject goes on.
        if at and _plain(word) in _COMPLEMENTS and words[at - 1].lower() not in _GOES_ON:
            return at
    return None


def _before_what_it_was(words: list[str]) -> int | None:
    """Where it begins what a deed is said to have been; "payback for men killed" tells what others did."""
    for at, (word, behind) in enumerate(pairwise(words[:13])):
        if _plain(word) not in _SAID_TO_BE or _plain(behind) not in _FOR_WHAT:
            continue
        while at and words[at - 1].lower() in _LEADING_UP:
            at -= 1
        before = _plain(words[at - 1]) if at else ""
        is_its_own = before in _OWNING or before.endswith(("'s", "’s", "s'", "s’"))
        has_verb = any(_participle(_plain(w), b) for b, w in pairwise(words[:at]))
        if at and not is_its_own and not has_verb:
            return at
    return None


def _participle(word: str, before: str = "") -> bool:
    if word.endswith("ing") and len(word) > 5 and word not in _NO_PARTICIPLES:
        # "The bombing of Homs" names a thing.
        return before.lower() not in ("the", "a", "an", "this", "that", "no")
    return word in phrases().participles or (word.endswith("ed") and len(word) > 4 and word not in _NO_PARTICIPLES)


def _counted(rest: str) -> str:
    """How many people did they kill: they killed people; how many people died: people died."""
    words = rest.split()
    if (opening := _AUXILIARY.match(rest)) and opening[2] and len(words) > 2:
        # "How many have died?" asks of people.
        return f"people {rest}"
    if opening:
        return ""
    for at, word in enumerate(words[1:6], start=1):
        if word.lower() in ("did", "does", "do", "has", "have", "had"):
            told = _turned(" ".join(words[at:]), marked=True)
            behind = words[at + 1].lower() if at + 1 < len(words) else ""
            if behind in ("been", "to") or _participle(behind):
                return rest
            verb = next(
                (
                    i
                    for i, w in enumerate(told.split())
                    if i and (_participle(w.lower()) or w.lower() in phrases().past)
                ),
                None,
            )
            if verb is None:
                return f"{' '.join(words[:at])} {told}"
            split = told.split()
            verb += split[verb + 1 : verb + 2] in (["out"], ["off"], ["down"], ["up"])
            return " ".join((*split[: verb + 1], *words[:at], *split[verb + 1 :]))
    return rest


def _plain(word: str) -> str:
    return word.lower().strip(",.;:!?'’\"“”()")
