"""The names found in one text, with what each needs to know of the others: neighbours, and countries named."""

from __future__ import annotations

import re
from collections import Counter

from knowledge.places.atlas import Row
from knowledge.places.names import Name, Words
from knowledge.places.weighing import outweighing

_FOLLOWING = re.compile(r"\s*(?:,|\()\s*(?:in\s+)?(?:the\s+)?")
_LIST_BEFORE = re.compile(
    r"(?:\s*(?:,|/|;|\()\s*(?:and\s+|the\s+)?|\s+(?:and|or|&)\s+(?:the\s+|in\s+)?|\s*[-\u2013\u2014]\s*)$",
    re.IGNORECASE,
)
_AND_BEFORE = re.compile(r"\s*,?\s+and\s+(?:in\s+)?")


class Company:
    """The names of one text; a name is often settled by the ones beside it."""

    def __init__(self, words: Words, names: list[Name]) -> None:
        self.words = words
        self.names = names
        self._at = {name.first: index for index, name in enumerate(names)}
        self._all: dict[str, Counter[str]] | None = None
        self._sure: dict[str, Counter[str]] | None = None

    def before(self, name: Name) -> Name | None:
        """The name found next to the left."""
        index = self._at.get(name.first, 0)
        return self.names[index - 1] if index else None

    def after(self, name: Name) -> Name | None:
        """The name found next to the right."""
        index = self._at.get(name.first, len(self.names)) + 1
        return self.names[index] if index < len(self.names) else None

    def named_after(self, name: Name) -> tuple[Row, ...]:
        """What stands behind a comma or in brackets: "Paris, Texas", "Athriya (Hama)"."""
        right = self.after(name)
        return right.rows if right is not None and _FOLLOWING.fullmatch(self.words.text, name.end, right.start) else ()

    def lies_in_next(self, name: Name) -> bool:
        """Whether the country or province it lies in comes next: "Bath, England"."""
        return any(
            outer.sort in ("country", "province")
            and outer.country == town.country
            and outer.province in ("", town.province)
            for outer in self.named_after(name)
            for town in name.rows
        )

    def is_listed(self, name: Name) -> bool:
        """Whether the name stands in a list behind another place of its country: "Homs and Hama"."""
        left = self.before(name)
        return (
            left is not None
            and bool(_LIST_BEFORE.fullmatch(self.words.text, left.end, name.start))
            and bool({row.country for row in name.rows} & {row.country for row in left.rows})
        )

    def opens_a_list(self, name: Name) -> bool:
        """Whether the name stands before another place of its country in a list: "Valencia and Barcelona"."""
        right = self.after(name)
        return (
            right is not None
            and bool(_LIST_BEFORE.fullmatch(self.words.text, name.end, right.start))
            and bool({row.country for row in name.rows} & {row.country for row in right.rows})
        )

    def ends_a_list(self, name: Name) -> bool:
        """Whether the name stands behind a town of any country and "and": "Frankfurt and London"."""
        left = self.before(name)
        return (
            left is not None
            and any(row.sort == "city" for row in left.rows)
            and bool(_AND_BEFORE.fullmatch(self.words.text, left.end, name.start))
        )

    def is_in_a_list(self, name: Name) -> bool:
        """Whether commas or "and" join the name to places on both its sides, or the next one to a further place."""
        left, right = self.before(name), self.after(name)
        further = self.after(right) if right is not None else None
        text = self.words.text
        return bool(
            (left is not None and _LIST_BEFORE.fullmatch(text, left.end, name.start))
            or (right and further and _LIST_BEFORE.fullmatch(text, right.end, further.start))
        )

    def towns_around(self, name: Name) -> set[str]:
        """The countries of the towns and provinces named beside a name; a capital that speaks for its state aside."""
        found: set[str] = set()
        for other in self.names:
            clear = outweighing(other.rows, other) if other.key not in (name.key, "washington") else None
            found |= {row.country for row in clear or () if row.country and row.sort in ("city", "province")}
        return found

    def around(self, name: Name, sure: bool = False) -> Counter[str]:
        """How often each country is named elsewhere in the text, by itself or by places that lie in it alone."""
        if sure:
            if self._sure is None:
                self._sure = _named_countries([other for other in self.names if _is_sure(other)])
            counts = self._sure
        else:
            if self._all is None:
                self._all = _named_countries(self.names)
            counts = self._all
        return counts[""] - counts[name.key] if name.key in counts else counts[""]


def _named_countries(names: list[Name]) -> dict[str, Counter[str]]:
    """Countries named by each name, and by all together under the empty key."""
    counts: dict[str, Counter[str]] = {"": Counter()}
    settled: dict[str, str | None] = {}
    for name in names:
        if name.key not in settled:
            countries = {row.country for row in name.rows}
            if len(countries) > 1 and (clear := outweighing(name.rows, name)) is not None:
                countries = {row.country for row in clear}
            settled[name.key] = next(iter(countries)) if len(countries) == 1 else None
        country = settled[name.key]
        if country:
            counts[""][country] += 1
            counts.setdefault(name.key, Counter())[country] += 1
    return counts


def _is_sure(name: Name) -> bool:
    return any(row.sort in ("country", "province") or row.people >= 50_000 or row.by_hand for row in name.rows)
