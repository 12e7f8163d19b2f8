"""Whether a day is past or still to come, from the words beside it: "jets struck on Friday", "polls open on Friday"."""

from __future__ import annotations

import re
from typing import Final, Literal

from knowledge.times.surroundings import SPOKE_BEFORE
from knowledge.word_lists import any_of, words_in

Lies = Literal["behind", "ahead", "open"]

#: "It will try the man who was shot on Monday": a day is as far ahead as the clause reaches.
_IN_THE_CLAUSE = rf"(?:(?!\b(?:{any_of('looks_back')})\b)[^.;])"
#: "A truce set to begin at sunset", "talks set for", "a vote slated for"; who "set to work" has begun.
_SET_FOR = rf"(?<!-)(?:set|slated)\s+(?:to\s+(?:{any_of('appointments')})|for(?=\s+(?:\w+\s+)?$))"
#: "Due to begin", "scheduled"; "due to shelling" tells why, and "more than expected" tells of the past.
_FUTURE_BEFORE: Final = re.compile(
    rf"(?<!\bthan\s)(?<!-)\b(?:will|due(?!\s+to\b)|due\s+to\s+(?:{'|'.join(sorted(words_in('due_to')))})|scheduled|planned|expected"
    rf"|upcoming|(?:is|are)\s+set\s+to|{_SET_FOR}|(?:is|are)\s+to\s+(?:{any_of('appointments')})|going\s+to|plans?\s+to)\b{_IN_THE_CLAUSE}{{0,60}}$",
    re.IGNORECASE,
)
_PLACE = r"(?:\s+(?:in|at|here|there)(?:\s+(?:the\s+)?[A-Z][\w'-]+){0,2})?"
#: What stands fixed from the day on which it was told: "declared on Wednesday a truce set to begin on Thursday".
#: No more than a place stands between: "would look into the raid on Tuesday" tells of a raid that is over.
_FIXED_THEN: Final = re.compile(
    r"\b(?<!\bis\s)(?<!\bare\s)(?:"
    rf"(?:(?:set|due|scheduled|planned|expected|slated|supposed)\s+to|would)\s+(?:{any_of('appointments')})"
    r"(?:\s+(?:in|at|here|there)(?:\s+(?:the\s+)?[\w'-]+){0,2})?"
    r"|(?:set|due|scheduled|planned|expected|slated|supposed)\s+(?:for|on|in)(?:\s+(?!over\b)[\w'-]+){0,2}?"
    rf"{_PLACE})\s+(?:(?:from|on|early|late)\s+){{0,2}}$"
)
#: News tells in the present what the calendar has fixed: "the truce begins on Friday", "polls open in Oslo on Sunday".
_APPOINTED_BEFORE: Final = re.compile(
    rf"\b(?:{any_of('appointed')}){_PLACE}\s+(?:from\s+|on\s+)?$|\b\w+['\u2019]ll\b{_IN_THE_CLAUSE}{{0,60}}$"
)
#: "Was due in court on Friday", "talks would start on Monday": the day may be past when the report comes out.
_EITHER_BEFORE: Final = re.compile(
    rf"\b(?:(?:was|were|had\s+been)\s+(?:due|scheduled|planned|expected|supposed|set\s+to|{_SET_FOR}|going\s+to|to\s+(?:{any_of('appointments')}))"
    rf"|(?:might|may|could)\s+(?:{any_of('appointments')})|would(?!\s+have\b))\b{_IN_THE_CLAUSE}{{0,40}}$"
    rf"|\b(?:{any_of('appointed_or_over')}){_PLACE}\s+(?:on\s+)?$"
    r"|\b(?:ahead\s+of|in\s+the\s+run-?up\s+to|leading\s+up\s+to)\s+(?:the\s+)?$"
)
#: "On Friday he will appear", and no "on Friday the army said it will" or "was hit on Friday and will close".
_WILL_AFTER: Final = re.compile(
    r"(?:\s+(?:morning|afternoon|evening|night))?,?(?:\s+"
    rf"(?!(?:and|{any_of('looks_back')}|{'|'.join(sorted(words_in('finite_verbs')))}|[a-z]+ed)\b)[\w'\u2019-]+){{0,6}}?"
    rf"(?:\s+(?:will|(?:is|are)\s+(?:due|scheduled|expected|set\s+to|going\s+to|to\s+(?:{any_of('appointments')})))"
    r"|\s+\w+['\u2019]ll)\b",
    re.IGNORECASE,
)
_OPENS_ITS_CLAUSE: Final = re.compile(r"(?:^|[^\w\s]|\b(?:that|and|but))\s*(?:on\s+)?$", re.IGNORECASE)


def is_ahead(text: str, start: int) -> bool:
    """Whether the words before a date speak of what is to come: "the vote is due on Monday".

    >>> is_ahead("the vote is due on Monday", 19), is_ahead("jets struck on Monday", 15)
    (True, False)
    >>> is_ahead("a vote will be held, the mayor said on Monday", 39)
    False
    """
    near = max(0, start - 80), start
    return bool(_FUTURE_BEFORE.search(text, *near)) and not SPOKE_BEFORE.search(text, *near)


def is_fixed_then(text: str, start: int) -> bool:
    """Whether a day is told as one to come when somebody spoke of it, which may be over when the report comes out.

    >>> is_fixed_then("a truce set to begin on Thursday", 24), is_fixed_then("a truce is set to begin on Thursday", 27)
    (True, False)
    """
    return bool(_FIXED_THEN.search(text, max(0, start - 60), start))


def lies(text: str, start: int, end: int) -> Lies:
    """Whether a weekday lies behind the report or ahead of it; open where the words fit both.

    >>> lies("polls open on Friday", 14, 20), lies("jets struck on Friday", 15, 21)
    ('ahead', 'behind')
    >>> lies("the trial was due to start on Friday", 30, 36)
    'open'
    """
    near = max(0, start - 80), start
    if SPOKE_BEFORE.search(text, *near):
        return "behind"
    if _EITHER_BEFORE.search(text, *near):
        return "open"
    if is_ahead(text, start) or _APPOINTED_BEFORE.search(text, *near):
        return "ahead"
    if not _WILL_AFTER.match(text, end):
        return "behind"
    return "ahead" if _OPENS_ITS_CLAUSE.search(text, *near) else "open"
