"""The words around a month, a weekday or four digits that make it no date, or one still to come."""

from __future__ import annotations

import re
from typing import Final

from knowledge.word_lists import words_in

#: "March 5 people died", "2021 soldiers": a count, not a day or a year.
COUNTED_AFTER: Final = re.compile(
    r"[\s-]+(?:[a-z]+\s+)?(?:people|men|women|children|soldiers?|fighters?|troops|civilians?|militants?|persons?|dead"
    r"|(?:air)?strikes|raids|sorties|attacks|members|wounded|injured|killed|deaths|cases|casualties|victims|houses|"
    r"homes"
    r"|vehicles|tanks|missiles|rockets|shells|drones|prisoners|detainees|refugees|families|tons|tonnes|km|kilomet|miles"
    r"|met(?:er|re)s|feet|hours|minutes|dollars|euros|jobs|votes|[a-z]{3,}s\s+(?:were|have|had|died|killed|hit|are))\b"
)
#: "The 27th Brigade", "the 3rd floor": what is numbered, and no day.
NUMBERED_AFTER: Final = re.compile(
    r"\s+(?:(?:\w+\s+)?(?:brigades?|divisions?|regiments?|battalions?|corps|army|fleet|squadron|infantry|armou?red|airborne|parliament|congress"
    r"|amendment|district|circuit|session|summit)|[a-z]*day|anniversary|floor|century|street|avenue|night|attempt|time|place|victim|round)\b",
    re.IGNORECASE,
)
#: "Black Friday" and "Bloody Sunday" are names; which year they stand for is not said.
NAME_BEFORE: Final = re.compile(
    r"\b(?:Black|Bloody|Good|Palm|Easter|Super|Ash|Maundy|Holy|Cyber|Boxing|Orange|Dark|Blue|Giving|Friday\sand)\s+$"
)
#: "Due to begin", "scheduled"; "due to shelling" tells why.
FUTURE_BEFORE: Final = re.compile(
    rf"\b(?:will|due(?!\s+to\b)|due\s+to\s+(?:{'|'.join(sorted(words_in('due_to')))})|scheduled|planned|expected|upcoming"
    r"|is\s+set\s+to|are\s+set\s+to|going\s+to|plans?\s+to)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


def is_ahead(text: str, start: int) -> bool:
    """Whether the words before a date speak of what is to come: "the vote is due on Monday".

    >>> is_ahead("the vote is due on Monday", 19), is_ahead("jets struck on Monday", 15)
    (True, False)
    """
    return bool(FUTURE_BEFORE.search(text, max(0, start - 80), start))
