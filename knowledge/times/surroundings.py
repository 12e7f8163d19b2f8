"""The words around a month, a weekday or four digits that make it no date, or the day on which somebody spoke."""

from __future__ import annotations

import re
from typing import Final

#: "March 5 people died", "2021 soldiers": a count, not a day or a year.
COUNTED_AFTER: Final = re.compile(
    r"[\s-]+(?:[a-z]+\s+)?(?:people|men|women|children|soldiers?|fighters?|troops|civilians?|militants?|persons?|dead"
    r"|(?:air)?strikes|raids|sorties|attacks|members|wounded|injured|killed|deaths|cases|casualties|victims|houses|"
    r"homes"
    r"|vehicles|tanks|missiles|rockets|shells|drones|prisoners|detainees|refugees|families|tons|tonnes|km|kilomet|miles"
    r"|met(?:er|re)s|feet|hours|minutes|dollars|euros|jobs|votes|[a-z]{3,}s\s+(?:were|have|had|died|killed|hit|are))\b"
)
#: "The 27th Brigade", "the 3rd floor", "the 10th of Ramadan": what is numbered, and no day of the month.
NUMBERED_AFTER: Final = re.compile(
    r"\s+(?:(?:\w+\s+)?(?:brigades?|divisions?|regiments?|battalions?|corps|army|fleet|squadron|infantry|armou?red|airborne|parliament|congress"
    r"|amendment|district|circuit|session|summit)|[a-z]*day|anniversary|floor|century|street|avenue|night|attempt|time|place|victim|round|of)\b",
    re.IGNORECASE,
)
#: "Black Friday" and "Bloody Sunday" are names; which year they stand for is not said.
NAME_BEFORE: Final = re.compile(
    r"\b(?:Black|Bloody|Good|Palm|Easter|Super|Ash|Maundy|Holy|Cyber|Boxing|Orange|Dark|Blue|Giving|Friday\sand)\s+$"
)
_SPOKE = (
    r"(?:said|says|announced|announces|reported|reports|stated|confirmed|declared|claimed|told|added|posted|published|"
    r"released|statement|acknowledged)"
)
#: "The army said on Monday"; what "will be announced on Monday" is not said yet.
SPOKE_BEFORE: Final = re.compile(
    rf"(?<!\bbe\s)\b{_SPOKE}(?:\s+(?:AFP|AP|Reuters|reporters|journalists|[A-Z]\w+))?\s+(?:(?:late|early|later|earlier)\s+)?(?:on\s+)?$"
)
#: "On Monday the Turkish military said", "activists on Sunday reported": no more than a name stands between.
SPOKE_AFTER: Final = re.compile(
    rf"\s+(?:(?:the|a|an)\s+)?(?:(?!\w+ed\b|was\b|were\b|has\b|had\b|died\b|hit\b)[\w'\u2019.-]+\s+){{0,4}}{_SPOKE}\b"
)
