"""The words around a month, a weekday or four digits that make it no date, or the day on which somebody spoke."""

from __future__ import annotations

import re
from typing import Final

from knowledge.word_lists import any_of

#: "March 5 people died", "2021 soldiers": a count, not a day or a year.
COUNTED_AFTER: Final = re.compile(
    rf"[\s-]+(?:[a-z]+\s+)?(?:{any_of('counted_after_a_number')}|[a-z]{{3,}}s\s+(?:were|have|had|died|killed|hit|are))\b"
)
#: "The 27th Brigade", "the 3rd floor", "the 10th of Ramadan": what is numbered, and no day of the month.
NUMBERED_AFTER: Final = re.compile(
    rf"\s+(?:(?:\w+\s+)?(?:{any_of('numbered_bodies')})|[a-z]*day|{any_of('numbered_things')})\b",
    re.IGNORECASE,
)
#: "Black Friday" and "Bloody Sunday" are names; which year they stand for is not said.
NAME_BEFORE: Final = re.compile(rf"\b(?:{any_of('named_days_begin')})\s+$")
_SPOKE = f"(?:{any_of('spoken_on_a_day')})"
#: "The army said on Monday"; what "will be announced on Monday" is not said yet.
SPOKE_BEFORE: Final = re.compile(
    rf"(?<!\bbe\s)\b{_SPOKE}(?:\s+(?:AFP|AP|Reuters|reporters|journalists|[A-Z]\w+))?\s+(?:(?:late|early|later|earlier)\s+)?(?:on\s+)?$"
)
#: "On Monday the Turkish military said", "activists on Sunday reported": no more than a name stands between.
SPOKE_AFTER: Final = re.compile(
    rf"\s+(?:(?:the|a|an)\s+)?(?:(?!\w+ed\b|was\b|were\b|has\b|had\b|died\b|hit\b)[\w'\u2019.-]+\s+){{0,4}}{_SPOKE}\b"
)
