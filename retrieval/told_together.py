"""Sentences of one message that make one claim: what happened and then how many, or who it is that says so.

"Twin car bombs in Kalden!!! 18 dead. The observatory says so" is looked up once, and the eighteen are Kalden's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.places import read_places
from retrieval.clauses import doer_in, figures_in, names_somewhere, telling_in
from retrieval.remarks import counts_something, tells_anything
from retrieval.word_tables import any_of

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
        if before and not before[1] and (who := _who_says_so(text)):
            told[-1] = (f"{before[0]}, according to {who}", "")
        elif before and before[1] and not telling_in(text) and figures_in(text):
            # "How many died? Was it 5 or 50?"
            continue
        else:
            told.append((text, noun))
    return [one for at, one in enumerate(told) if not at or one[1] or not _is_a_remark(one[0])]


def _is_a_remark(text: str) -> bool:
    """Whether a short sentence behind a claim tells of nothing more."""
    return len(text.split()) <= LONGEST_REMARK and not tells_anything(text)


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
    return not (read_places(text) or names_somewhere(text) or doer_in(text))


def _who_says_so(text: str) -> str:
    """Whom a sentence names that only says whose word it all is; nothing where it says more.

    >>> _who_says_so("SANA reporting"), _who_says_so("source is the observatory"), _who_says_so("the army says 40")
    ('SANA', 'the observatory', '')
    >>> _who_says_so("one of their worst days there says the observatory")
    'the observatory'
    """
    if (last := _SAYS_LAST.search(text)) and not tells_anything(text):
        return last["who"]
    said = _SAYS_SO.fullmatch(text) or _SOURCE_IS.fullmatch(text)
    return said["who"] if said and (not said["tag"] or read_places(f"in {said['tag']}")) else ""


def _tells_what_happened(text: str) -> bool:
    """Whether a sentence says where something befell somebody, and not how many: "Car bomb at a mill in Kalden"."""
    placed = bool(read_places(f"in {text}")) or names_somewhere(text)
    return placed and not telling_in(text) and not counts_something(text)


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
