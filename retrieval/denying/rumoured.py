"""What a rumour tells in a sentence, and whether that is a claim: "posts say that Karl Vane has bought the mill".

Whoever denies the rumour denies the claim only where all that matters in the claim is told, and nothing that makes
another thing of it: who it was, what was done, how many, whose it was and where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from knowledge.speakers.people import people_with_first_names
from retrieval.deeds.exchanged import are_exchanged, is_turned_round
from retrieval.denying.denials import is_of_the_calendar
from retrieval.grammar.clauses import is_a_verb
from retrieval.grammar.closeness import names_within, numbers, share, turned_alike
from retrieval.grammar.naming import names_people
from retrieval.grammar.other_words import with_other_words
from retrieval.grammar.verbs import is_done, lemma
from retrieval.grammar.withheld import NEGATION, hedged, refutes
from retrieval.ranking import plain_words, words_of
from retrieval.telling.made_less import is_made_less
from retrieval.word_tables import any_of, worded, words_in

#: So much of a claim a rumour has to tell.
MOST_OF_IT = 0.75
#: A claim in fewer words is told in just these.
FEWEST = 4
#: "The mill" and "a mill", "bought" and "had bought": these alone tell nothing.
_TELLING_NOTHING = frozenset(("the", "a", "an", "has", "have", "had"))
_BEING = frozenset(("is", "are", "was", "were", "be", "been"))
_WORD = re.compile(r"[\w'-]+")
_was = re.compile(r"\b(?:is|are|was|were|be|been|being)(?:\s+\w+ly)?\s*$", re.IGNORECASE)
_no_object = re.compile(r"\s*(?:$|[,.;]|(?:in|at|on|with|from|near|of|to|into|over|for|by|as)\b)", re.IGNORECASE)


# Asked of every statement of a report for every claim; few have a rumour in them.
@lru_cache(maxsize=20_000)
def rumour_in(words: str) -> re.Match[str] | None:
    """Where words have a rumour or a report say something: the `story` and what is `said`; None where they do not.

    >>> match = rumour_in("Last week a website reported that Karl Vane bought the mill.")
    >>> match and (match["story"], match["said"])
    ('website', 'Karl Vane bought the mill')
    >>> rumour_in("Despite claims of fraud police said that Karl Vane bought the mill.") is None
    True
    """
    if not _any_story().search(words):
        return None
    plain = words.replace("’", "'").strip()
    if (match := _checked().fullmatch(plain) or _subject().fullmatch(plain)) is not None:
        return match
    match = _within().fullmatch(plain)
    before = match["before"] if match else ""
    is_turned = refutes(before) or NEGATION.search(before) or worded("denials", "confirming").search(before)
    # Of two stories nobody knows which one the next sentence is about.
    return None if is_turned or _any_story().search(before) else match


def tells_just_that(claim: str, words: str) -> bool:
    """Whether a sentence has a rumour or a report say what a claim says, and nothing of another kind.

    >>> tells_just_that("Karl Vane bought the mill", "A rumour said that Karl Vane bought the mill.")
    True
    >>> tells_just_that("Karl Vane bought the mill", "A rumour said that Karl Vane bought the mill by fraud.")
    False
    """
    match = rumour_in(words)
    return (
        match is not None and not NEGATION.search(words) and not refutes(words) and is_the_claim(claim, match["said"])
    )


@lru_cache(maxsize=5_000)
def is_the_claim(claim: str, told: str) -> bool:
    """Whether what is told is a claim: the same who, deed, number and place, and nothing that narrows it.

    >>> is_the_claim("Karl Vane bought the Kalden mill", "the banker Karl Vane had bought the Kalden mill on Friday")
    True
    >>> is_the_claim("Karl Vane bought the Kalden mill", "Ann Reed had bought the Kalden mill")
    False
    >>> is_the_claim("Karl Vane bought the Kalden mill", "Karl Vane had bought the Kalden mill and the bridge")
    False
    """
    claim, told = claim.replace("’", "'"), told.replace("’", "'")
    if NEGATION.search(told) or hedged(told) or refutes(told):
        return False
    claimed, there = _every_word(claim), _every_word(told)
    if claimed == there:
        return True
    if _are_more_or_fewer(claimed, there) or _is_not_done(claimed, there):
        return False
    return _has_all_that_matters(claim, told) and not tells_more(claim, told) and not _makes_another_of_it(claim, told)


#: Between a claim's words these tell nothing more; around them, how and when it is told: "… spread on Friday".
_WITHIN = frozenset(("being", "that", "of", *_TELLING_NOTHING, *_BEING))
_AROUND = _WITHIN | {"it", "in", "on", "at", "this", "by", "to"}
#: In front of whoever a claim begins with, these tell of somebody or something else: "a friend of Karl Vane".
_HINGES = re.compile(
    r"\b(?:of|in|for|at|from|to|on|by|with|like|as|near|against|over|run|behind|beside|outside|around|after|before)\b"
)


def tells_more(claim: str, told: str) -> bool:
    """Whether a word stands in what is told that the claim does not have, but a day last of all, or who somebody is."""
    claimed, own = set(words_of(claim)), _WORD.findall(told)
    known, plain = set(words_of(with_other_words(claim))), {one.lower() for one in _WORD.findall(claim)}
    begin = next((at for at, word in enumerate(own) if claimed & set(words_of(word))), 0)
    if _is_of_another(claim, own[:begin], own[begin] if own else ""):
        return True
    while len(own) > begin and (
        own[-1].lower() in _AROUND - plain
        or is_of_the_calendar(own[-1])
        or (own[-1].lower() not in plain and set(words_of(own[-1])) <= _carrying())
    ):
        own.pop()
    return any(_is_more(word.lower(), plain, known) for word in own[begin:])


def _is_more(word: str, plain: Set[str], known: Set[str]) -> bool:
    stems = set(words_of(word))
    return word not in plain and word not in _WITHIN and not (stems and stems <= known)


def _is_of_another(claim: str, lead: Sequence[str], first: str) -> bool:
    """Whether words before the first one of a claim make it somebody else: "a friend of", "the new"; "the banker" not.

    Only of whoever has a name these tell who they are: "the new Tarn bridge" is another one.
    """
    words = [word for word in lead if word.lower() not in _AROUND]
    if not words:
        return _HINGES.search(" ".join(lead)) is not None
    is_a_person = any(name.split()[0] == first for _, name in people_with_first_names(claim))
    told = " ".join(lead)
    joins = worded("denials", "joining").search(told) or worded("denials", "alone").search(told)
    is_another = any(one[0].isupper() and not worded("said_alike", "titles").fullmatch(one) for one in words)
    return not is_a_person or bool(_HINGES.search(told) or joins) or is_another


def _every_word(text: str) -> list[str]:
    """Each word of a text as it stands: whose mill it was, how many, and whether it was sold or is only to be sold.

    >>> _every_word("The mill was stolen") == _every_word("A mill has been stolen")
    True
    >>> [_every_word("The mill closed") == _every_word(words) for words in ("The mills closed", "The mill closes")]
    [False, False]
    """
    words = [word for word in _WORD.findall(text.replace("’", "'").lower()) if word not in _TELLING_NOTHING]
    return ["be" if word in _BEING else f"{lemma(word)} done" if is_done(word) else word for word in words]


def _are_more_or_fewer(claim: Sequence[str], told: Sequence[str]) -> bool:
    """Whether one of a claim, "the dog", is told of as several, "the dogs", or the other way round."""
    gone, own = set(claim) - set(told), set(told) - set(claim)
    return any(f"{one}s" in own or (one.endswith("s") and one[:-1] in own) for one in gone if not is_a_verb(one))


def _is_not_done(claim: Sequence[str], told: Sequence[str]) -> bool:
    """Whether what a claim says was done is told as what is done again and again, or will be: "closes the mill"."""
    done = {one.removesuffix(" done") for one in claim if one.endswith(" done")}
    there = {one.removesuffix(" done") for one in told if one.endswith(" done")}
    return any(lemma(one) in done - there for one in told if not one.endswith(" done"))


def _has_all_that_matters(claim: str, told: str) -> bool:
    """Whether nearly all of a claim's words are told, with each name, number, people and deed of it."""
    words = [(written, one) for written in plain_words(claim) for one in words_of(written)]
    wanted = [(written, one) for written, one in words if one not in _BEING]
    more = with_other_words(told)
    left_out = [(written, one) for written, one in wanted if not share((one,), more)]
    least = 1.0 if len(wanted) < FEWEST else MOST_OF_IT
    if not wanted or len(wanted) - len(left_out) < least * len(wanted) or not numbers(claim) <= numbers(told):
        return False
    names = names_within(claim) | names_within(told) | _first_of(claim)
    return not any(one in names or names_people(written) or _may_be_a_deed(written) for written, one in left_out)


def _first_of(claim: str) -> frozenset[str]:
    """The first word of a claim, which may be a name."""
    match = re.match(r"[A-Z][\w-]+", claim)
    return frozenset(words_of(match.group())) if match else frozenset()


@cache
def _carrying() -> frozenset[str]:
    """What carries a rumour or says when it was told, and is no part of it."""
    return frozenset(
        one for row in ("stories", "spreading") for word in words_in("denials", row) for one in words_of(word)
    )


def _may_be_a_deed(written: str) -> bool:
    """Whether a word may be a verb: what a rumour does not say was done, it does not tell."""
    return is_a_verb(written) or (written.endswith("s") and "'" not in written and is_a_verb(written[:-1]))


def _makes_another_of_it(claim: str, told: str) -> bool:
    """Whether a claim's own words tell another thing: turned round, of one who suffered it, or without its "former"."""
    return (
        not turned_alike(claim, told)
        or is_made_less(claim, told)
        or is_turned_round(claim, told)
        or bool(are_exchanged(claim, told))
        or _is_suffered(claim) != _is_suffered(told, _does(claim))
    )


def _does(claim: str) -> frozenset[str]:
    return frozenset(lemma(m.group()) for m in _WORD.finditer(claim) if is_a_verb(m.group().lower()))


def _is_suffered(text: str, deeds: frozenset[str] | None = None) -> bool:
    """Whether what a text tells was done to whom it is told of: "was sold", "sold in Kalden"; not "sold the mill"."""
    for match in _WORD.finditer(text):
        word = match.group()
        if is_a_verb(word.lower()) and (deeds is None or lemma(word) in deeds) and word.lower() not in _BEING:
            return bool(_was.search(text[: match.start()])) or bool(_no_object.match(text, match.end()))
    return False


@cache
def _any_story() -> Caseless:
    return Caseless(rf"\b(?:{any_of('denials', 'stories', 'posted')}|myth|{any_of('denials', 'heard_as_a_rumour')})\b")


@cache
def _checked() -> Caseless:
    """What somebody has looked into: "Claim: Karl Vane bought the mill"."""
    return Caseless(r"(?P<story>claim|the claim|rumou?r|myth)\s*:\s*(?P<said>[^:?!]+?)\.?")


@cache
def _subject() -> Caseless:
    """A rumour, report or post that says something itself."""
    stories, saying = any_of("denials", "stories", "posted"), any_of("denials", "rumoured")
    # "The mayor laughed at the rumours and said": the rumours have said nothing there.
    # Of two stories nobody knows which one the next sentence is about.
    apart = rf"\b(?:and|but|while|of|{stories})\b|: "
    behind = rf"(?: (?:(?!{apart})(?:[^.;:?!,]|(?<=\d),(?=\d))){{1,60}}?)?"
    when = r"(?:(?:but|and|yet|earlier|recently|yesterday|(?:on|last|this|earlier this|earlier on|late on|in) \w+),? )*"
    story = rf"{when}(?:(?:{any_of('denials', 'of_a_story')}) ){{0,4}}(?P<story>{stories}){behind}"
    return Caseless(rf"{story} (?:{saying})(?: on \w+day)?(?: that)? (?P<said>[^.;:?!]+?)(?: on \w+day)?\.?")


@cache
def _within() -> Caseless:
    """A rumour that somebody tells of: "reported a rumour that Karl Vane bought the mill", "it was rumoured that"."""
    told = r"(?: (?:on|in|from|by) (?:the )?[\w' ]{1,30}?)?"
    which = rf"(?:(?:{any_of('denials', 'of_a_story')}) ){{0,4}}(?P<story>{any_of('denials', 'stories')})"
    story = rf"{which}{told} (?:that|(?:{any_of('denials', 'saying_a_rumour')})(?: that)?)"
    heard_as = any_of("denials", "heard_as_a_rumour")
    heard = rf"it (?:was|is|has been) (?:\w+ly )?(?P<heard>{heard_as})(?: on [\w ]{{1,20}}?)? that"
    # "The Harbour Post reports that": no reports are told of there.
    lead = rf"[^.;:?!]*?\b(?:{any_of('denials', 'telling_of')})"
    return Caseless(rf"(?P<before>(?:{lead} )?)(?:{story}|{heard}) (?P<said>[^.;:?!]+?)\.?")
