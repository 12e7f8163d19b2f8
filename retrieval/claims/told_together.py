"""Sentences of one message that make one claim: what happened and then how many, or who it is that says so.

"Twin car bombs in Kalden!!! 18 dead. The observatory says so" is looked up once, and the eighteen are Kalden's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.places import read_places
from knowledge.quantities import unit_table
from knowledge.speakers import row_of, who_is
from retrieval.claims.remarks import counts_something, tells_anything
from retrieval.grammar.clauses import doer_in, figures_in, names_somewhere, telling_in
from retrieval.grammar.naming import means_in, told_as
from retrieval.word_tables import any_of, worded

#: Who is called by what they are, and has no row of the table.
BY_CALLING = ("unnamed", "unnamed_partisan", "eyewitness", "named_official", "monitor")
#: Words of a remark at most.
LONGEST_REMARK = 8
#: A sentence of a message that makes a claim, and the word for what it asks the number of, if it does.
Told = tuple[str, str]


def told_together(claims: Sequence[Told]) -> list[Told]:
    """The claims, each with whom another sentence of the message names for it, and without mere remarks.

    >>> told_together([("18 dead in Homs", ""), ("SANA reporting", ""), ("how dare they", "")])
    [('18 dead in Homs, according to SANA', '')]
    """
    told: list[Told] = []
    for text, noun in claims:
        before = told[-1] if told else None
        if before and not before[1] and (who := who_says_so(text)):
            told[-1] = (f"{before[0]}{_credited(who)}", "")
        elif before and before[1] and _GUESSES.search(text) and not telling_in(text) and figures_in(text):
            # "How many died? Was it 5 or 50?"
            continue
        else:
            told.append((text, noun))
    return [one for at, one in enumerate(told) if not at or one[1] or not _says_nothing_more(one[0])]


def _credited(who: str) -> str:
    """A claim's voice as it is read: "white helmets" by their name; nothing where it is nobody's that is known.

    >>> _credited("white helmets"), _credited("the observatory"), _credited("tv")
    (', according to White Helmets', ', according to the observatory', '')
    """
    speaker = who_is(who)
    if row_of(speaker) and not any(c.isupper() for c in who) and not who.startswith("the "):
        who = speaker.name
    is_known = bool(row_of(speaker)) or any(c.isupper() for c in who) or speaker.kind in BY_CALLING
    return f", according to {who}" if is_known else ""


def _is_a_remark(text: str) -> bool:
    """Whether a short sentence behind a claim tells of nothing more: a word alone, or of nobody by a name or a noun.

    >>> _is_a_remark("monsters"), _is_a_remark("how dare they"), _is_a_remark("workers escaped")
    (True, True, False)
    """
    words = text.split()
    is_of_nobody = len(words) == 1 or bool(worded("joined", "of_nobody").match(text))
    return is_of_nobody and len(words) <= LONGEST_REMARK and not tells_anything(text)


def _says_nothing_more(text: str) -> bool:
    """Whether a sentence behind a claim is a remark, or only calls it something: "A mistake".

    >>> _says_nothing_more("A mistake"), _says_nothing_more("a mill burned")
    (True, False)
    """
    calls_it = bool(_CALLED.match(text)) and len(text.split()) <= LONGEST_REMARK and not tells_anything(text)
    return calls_it or _is_a_remark(text)


def is_told_apart(before: str, behind: str) -> bool:
    """Whether words behind a small stop, or a picture, are a sentence: a count of what was told, a voice, a remark.

    Others go on about whoever was named before, and are looked up with it: "it did not work".
    """
    if who_says_so(behind) or _is_a_remark(behind) or is_how_many_in(before, behind) or _GUESSES.search(behind):
        return True
    both = (before, behind)
    return all(telling_in(one) and (read_places(f"in {one}") or names_somewhere(one)) for one in both)


def is_how_many_in(before: str, text: str) -> bool:
    """Whether a sentence only counts the dead of what the one before it tells: no two claims.

    >>> is_how_many_in("Twin car bombs in Homs", "18 dead, mostly children")
    True
    >>> is_how_many_in("Jets struck Homs", "18 dead in Hama")
    False
    """
    return tells_how_many(text) and _tells_what_happened(before)


def tells_how_many(text: str) -> bool:
    """Whether a sentence opens with its dead or wounded, and says neither where that was nor who did it.

    >>> tells_how_many("at least 18 dead, 40 wounded"), tells_how_many("18 dead in Kalden")
    (True, False)
    """
    figures = figures_in(text)
    if not figures or not figures[0].state or not _BOUND.fullmatch(text[: figures[0].span.start]):
        return False
    return not (read_places(text) or names_somewhere(text) or doer_in(text) or _UP_TO_NOW.search(text))


def who_says_so(text: str) -> str:
    """Whom a sentence names that only says whose word it all is; nothing where it says more.

    >>> who_says_so("SANA reporting"), who_says_so("source is the observatory"), who_says_so("the army says 40")
    ('SANA', 'the observatory', '')
    >>> who_says_so("one of their worst days there says the observatory")
    'the observatory'
    """
    if (last := _SAYS_LAST.search(text)) and not tells_anything(text):
        return last["who"]
    said = _SAYS_SO.fullmatch(text) or _SOURCE_IS.fullmatch(text)
    if not said or worded("joined", "no_voice").search(said["who"]):
        return ""
    return said["who"] if not said["tag"] or read_places(f"in {said['tag']}") else ""


def _tells_what_happened(text: str) -> bool:
    """Whether a sentence says where something befell somebody, and not how many: "Car bomb at a mill in Kalden"."""
    placed = bool(read_places(f"in {text}")) or names_somewhere(text)
    kinds = unit_table().kinds
    struck = means_in(text) or any(kinds.get(unit) == "event" for word in text.split() for unit in told_as(word))
    return placed and bool(struck) and not telling_in(text) and not counts_something(text)


_CALLED = re.compile(r"an? ", re.IGNORECASE)
#: So many are of a war, or of another day.
_UP_TO_NOW = re.compile(r"\b(?:so far|since|yesterday|in total|overall|altogether|already)\b", re.IGNORECASE)
#: What guesses behind a question for a number: "was it 5 or 50", "tv said 5".
_GUESSES = worded("joined", "guesses")
_BOUND = re.compile(
    r"(?:(?:at least|more than|over|about|around|some|nearly|almost|up to|only|now|reportedly)\s+)*", re.IGNORECASE
)
_WHO = rf"(?P<who>(?:the )?(?!{any_of('joined', 'nobody')}\b)[^\W\d][\w.’'-]*(?: [\w.’'-]+){{0,3}}?)"
#: The country that a post is tagged with: "SANA reporting #Syria".
_TAG = r"(?: (?P<tag>[^\W\d]+))?"
#: "SANA reporting", "the observatory says so".
_SAYS_SO = re.compile(
    rf"{_WHO} (?:is |are )?(?:{any_of('joined', 'says_so')})(?: (?:so|this|it|that))?{_TAG}", re.IGNORECASE
)
#: "Source is the observatory".
_SOURCE_IS = re.compile(rf"(?:the |my )?sources?(?: is| are|:) {_WHO}(?: i think)?{_TAG}", re.IGNORECASE)
#: "A disaster, says the observatory".
_SAYS_LAST = re.compile(r" (?:says?|said|according to) (?P<who>the [^\W\d]\w+(?: [^\W\d]\w+)?)$", re.IGNORECASE)
