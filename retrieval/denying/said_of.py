"""Who says what in a sentence, and whether that is said of whomever a claim is about, and of nobody else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.model import Finding
from knowledge.weekdays import LONG_WEEKDAY
from retrieval.deeds.somebody_else import of_no_holder
from retrieval.grammar.closeness import lemmas
from retrieval.grammar.verbs import lemma, told_of_now, verb_of
from retrieval.ranking import plain_words
from retrieval.word_tables import any_of, worded

#: Who speaks of themselves, and of whom somebody speaks whom they have named.
_I, _THEY = ("i", "we"), ("he", "she")
_NAME = r"[A-Z][\w'-]*"
#: "The minister Otto Reed": the name at the end says who it is, without what they are.
_NAMED = re.compile(rf"\b{_NAME}(?: {_NAME})+$")
_LEADING = re.compile(r"\A(?:but|however|no|yes|and),? ", re.IGNORECASE)
_WHAT_THEY_ARE = re.compile(r"(?:(?:[Tt]he|[Aa]n?) )?(?:[a-z-]+ ){1,2}|[A-Z][a-z]+ ")
_VERB = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|said|says|say)\b", re.IGNORECASE)
_TIMES = re.compile(
    rf"\b(?:{LONG_WEEKDAY}|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|(?:19|20)\d\d|today|tomorrow|tonight|yesterday|"
    r"(?:this|next|last) (?:week|month|year|spring|summer|autumn|fall|winter))\b",
    re.IGNORECASE,
)
#: A name of three words or more may begin with what somebody is: "Mayor Ada Holt".
A_NAME = 2


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said in a sentence, and by whom, where it says so."""

    said: str
    who: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a claim is about: its words, those that nobody may leave out, and whether these are a name."""

    text: str
    words: frozenset[str]
    needed: frozenset[str]
    is_named: bool


def times_in(text: str) -> frozenset[str]:
    """The days, months and years that a text names.

    >>> sorted(times_in("Schools will close on Monday, as in May 2019"))
    ['2019', 'may', 'monday']
    """
    return frozenset(match.group().lower() for match in _TIMES.finditer(text))


def without_times(text: str) -> str:
    """A text without the days, months and years that it names."""
    return _TIMES.sub(" ", text)


@lru_cache(maxsize=20_000)
def saying_in(words: str) -> Saying | None:
    """What is said in a sentence, and who says it; None where that is no word of anybody's, or only a rumour.

    >>> saying_in("The bridge is intact, engineers said.")
    Saying(said='The bridge is intact', who='engineers')
    >>> saying_in("A rumour said that the bridge is intact.") is None
    True
    """
    plain = words.replace("’", "'").strip()
    for shape in (_behind(), _before()):
        if (match := shape.fullmatch(plain)) is not None:
            who = match["who"] or match["name"] or ""
            if worded("excluded", "no_voice").search(f"{who} {match['rest']}"):
                return None
            return Saying(_LEADING.sub("", match["said"].strip(" ,.")), who)
    return Saying(_LEADING.sub("", plain.strip(' ,.“”"')), "")


@cache
def _behind() -> re.Pattern[str]:
    """What is said, before who says so: "…, the palace said on Friday", "“…,” Karl Vane told the Harbour Post"."""
    voiced = any_of("excluded", "voiced")
    return re.compile(
        rf"[“\"]?(?P<said>[^“”\"]+?)(?:,[”\"]?|[,.]?[”\"],?) "
        rf"(?:(?P<who>[^,;“”\"]{{2,80}}?) (?:{voiced})|(?:{voiced}) (?P<name>[^,;“”\"]{{2,80}}?))"
        rf"(?P<rest>(?: [^“”\",;]{{0,60}}?)?)\.?"
    )


@cache
def _before() -> re.Pattern[str]:
    """What is said, behind who says so: "Engineers said on Monday that the bridge is intact"."""
    voiced = any_of("excluded", "voiced")
    return re.compile(
        rf"(?P<who>[^,;:“”\"]{{2,80}}?)(?P<name>) (?:{voiced})(?P<rest>(?: on \w+day| reporters| today)?)[,:]?"
        rf"(?: that)? [“\"]?(?P<said>[^“”\"]+?)[.,]?[”\"]?\.?"
    )


@lru_cache(maxsize=5_000)
def subject_of(text: str) -> Subject:
    """Whom or what a claim is about, by the words with which it begins, or which its verb has for its object.

    >>> sorted(subject_of("the minister Otto Reed").needed), sorted(subject_of("the Tarn dam").needed)
    (['otto', 'reed'], ['dam', 'tarn'])
    """
    text = re.sub(rf"\b(?:the )?(?:{any_of('excluded', 'kinds')}) of (?=[A-Z])", "", text.strip())
    own = lemmas(text)
    name = _NAMED.search(text)
    if name is None or re.search(r",| and ", text):
        return Subject(text, own, own, False)
    called = name.group().split()
    titles = worded("said_alike", "titles")
    last = called[-A_NAME:] if len(called) > A_NAME else called
    # "Queen Ilse" has but one name.
    needed = lemmas(" ".join(last if len(called) > A_NAME else called))
    return Subject(text, own, needed, bool(needed) and not titles.fullmatch(called[-1]))


def is_said_of(subject: Subject, called: str, who: str, finding: Finding | None = None) -> bool:
    """Whether words name the subject of a claim, and nobody else, nor a part or somebody of theirs.

    `who` says so. "I" is whoever speaks, and "he" the one for whom somebody speaks; a surname alone is of the claim's
    one, if a report names nobody else who has it.

    >>> reed = subject_of("the minister Otto Reed")
    >>> [is_said_of(reed, called, "police") for called in ("Otto Reed", "Otto Reed's brother", "Ann Reed")]
    [True, False, False]
    >>> is_said_of(reed, "I", "Otto Reed"), is_said_of(reed, "I", "his brother")
    (True, False)
    """
    called = called.strip(' ,“”"')
    small = called.lower()
    if small in _I:
        return bool(subject.needed) and _names_just(subject, who)
    if small in _THEY:
        speaks = worded("excluded", "speaking_for").search(who)
        return (
            subject.is_named and bool(speaks) and _names_just(subject, worded("excluded", "speaking_for").sub("", who))
        )
    return _names_just(subject, called) or _is_its_surname(subject, called, finding)


def _names_just(subject: Subject, called: str) -> bool:
    """Whether words are the subject of a claim: all that nobody may leave out, and nothing that makes another of it."""
    own = lemmas(re.sub(rf"\b(?:the )?(?:{any_of('excluded', 'kinds')}) of (?=[A-Z])", "", called))
    if not subject.needed or not subject.needed <= own or worded("excluded", "beside").search(called):
        return False
    if (
        called.endswith(("'s", "s'"))
        or _VERB.search(called)
        or of_no_holder(subject.text, called)
        or of_no_holder(called, subject.text)
    ):
        return False
    more = own - subject.words
    if not more:
        return True
    # "The actor Lio Marsh" is Lio Marsh, where the claim does not say what he is.
    name = _NAMED.search(called)
    before = called[: name.start()] if name else called
    bare = subject.is_named and subject.words == subject.needed
    return bare and name is not None and more <= lemmas(before) and _tells_what_they_are(before)


def _tells_what_they_are(before: str) -> bool:
    """Whether words before a name only say what somebody is: "The young singer ", and not "Her fans say "."""
    words = [word for word in before.lower().split() if word not in ("the", "a", "an")]
    # "The son of", "fans and": whatever stands between is no part of what somebody is.
    is_it = _WHAT_THEY_ARE.fullmatch(before) is not None and len(plain_words(before)) == len(words)
    return is_it and not any(word in verb_of() or word in told_of_now() for word in words)


def _is_its_surname(subject: Subject, called: str, finding: Finding | None) -> bool:
    """Whether a surname is of the claim's subject: its report names them in full, and nobody else who has it."""
    if finding is None or not subject.is_named:
        return False
    surname = subject.text.split()[-1]
    titled = rf"(?:{any_of('said_alike', 'titles')})"
    if re.fullmatch(rf"(?:{titled}\.? )?{re.escape(surname)}", called) is None:
        return False
    named = set(re.findall(rf"\b({_NAME}) {re.escape(surname)}\b", finding.article.text))
    first = {name for name in named if not re.fullmatch(titled, name)}
    return bool(first) and all(lemma(name) in subject.needed for name in first)
