"""Quarters of a town: "the Shahba neighbourhood of Aleppo" lies in Aleppo, whatever other town is called Shahba."""

from __future__ import annotations

import re

from knowledge.places.atlas import Row, atlas
from knowledge.places.company import Company
from knowledge.places.names import Name

_NAMES = r"(?:(?:,?\s+and\s+|,\s*|\s+)(?:al-|el-)?[A-Z][\w'\u2019-]*)"
_QUARTER_AFTER = re.compile(
    rf"(?P<list>{_NAMES}{{0,5}})\s+(?:residential\s+)?(?P<word>neighbou?rhood|quarter|district)(?P<many>s?)\b"
)
_QUARTER_BEFORE = re.compile(
    r"\bneighbou?rhoods?\s+of\s+(?:(?:al-|el-)?[A-Z][\w'\u2019-]*(?:,?\s+and\s+|,\s*|\s+)){0,5}$"
)
#: "The Shahba neighbourhood in the west of Aleppo": what may stand between a quarter and its town.
_OF_THE_TOWN = re.compile(
    rf"{_NAMES}{{0,5}}(?:\s+(?:residential\s+)?(?:neighbou?rhood|quarter|district)s?)?\s+(?:in|of)\s+(?:(?!and\b|or\b|but\b)[a-z-]+\s+){{0,5}}"
)
#: "In Homs", "of the city of Aleppo": the town that a sentence has come to before it names a quarter.
_IN_THE_TOWN = re.compile(r"\b(?:in|[Ii]n|of|on|across|inside)\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}$")
_ITS = re.compile(r"['\u2019]s?\s")
#: A quarter is named within so many characters of its town.
_NEAR = 160
#: A place of this size is a town of its own, though a quarter of another may bear its name.
_TOWN = 20_000
_CITY = 150_000


def is_quarter(name: Name, company: Company) -> bool:
    """Whether the words call the name a neighbourhood, a quarter or a district, before it or behind."""
    text = company.words.text
    after = _QUARTER_AFTER.match(text, name.end)
    if after is not None and not after["list"] and after["many"] and _is_large(name):
        # "The Aleppo neighbourhoods of Hanano and Sakhour" names the town first.
        return False
    if after is not None and (not after["list"] or after["many"]):
        return True
    return bool(_QUARTER_BEFORE.search(text, max(0, name.start - 90), name.start))


def town_of(name: Name, company: Company) -> Name | None:
    """The town that the words say a quarter lies in; None where they say none."""
    text = company.words.text
    right = company.after(name)
    if right is not None and _is_town(right) and _OF_THE_TOWN.fullmatch(text, name.end, right.start):
        return right
    if not name.folded and any(row.people >= _TOWN for row in name.rows):
        return None
    left = company.before(name)
    while left is not None and name.start - left.end <= _NEAR:
        if _is_town(left) and (
            _IN_THE_TOWN.search(text, max(0, left.start - 60), left.start) or _ITS.match(text, left.end)
        ):
            return left
        left = company.before(left)
    return None


def lies_in_its_town(row: Row, town: Row) -> bool:
    """Whether a place can be what a quarter's name means: it lies in the town's province, or is a town of its own."""
    if row.country != town.country:
        return False
    return (
        row.people >= _TOWN or row.province in (town.province, "") or atlas().belts.get(row.province) == town.province
    )


def is_open(name: Name, rows: list[Row], company: Company) -> bool:
    """Whether a quarter is likelier one that the atlas lacks than the place of its name: "the Salaheddin quarter"."""
    word = _QUARTER_AFTER.match(company.words.text, name.end)
    if word is None or any(row.by_hand for row in rows):
        return False
    known = not name.folded and any(row.sort == "city" and row.people >= _TOWN for row in rows)
    return not known and (word["word"] != "district" or name.folded)


def _is_large(name: Name) -> bool:
    return not name.folded and any(row.people >= _CITY for row in name.rows)


def _is_town(name: Name) -> bool:
    return any(row.sort == "city" and (row.by_hand or row.people >= _TOWN) for row in name.rows)
