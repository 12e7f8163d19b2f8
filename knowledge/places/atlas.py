"""The atlas: every place that a spelling may mean, folded spellings too.

Two tables feed it: the gazetteer (GeoNames, see `gazetteer/README.md`) and the editor's own rows in `places.toml`.
"""

from __future__ import annotations

import gzip
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from knowledge.lately import Lately
from knowledge.places.folding import FOLDED, fold, fold_word, plain

HERE = Path(__file__).resolve().parent

Sort = Literal["city", "province", "region", "country", "none"]
_SORTS: dict[str, Sort] = {"c": "city", "p": "province", "s": "country"}


@dataclass(frozen=True, slots=True)
class Row:
    """One place as the atlas knows it; `province` is empty for countries and regions."""

    name: str
    country: str | None
    province: str
    sort: Sort
    people: int = 0
    parts: tuple[str, ...] = ()
    whole: bool = False
    by_hand: bool = False


@dataclass(frozen=True)
class Atlas:
    """The loaded tables; ask `rows` for the places that a spelling may mean."""

    lines: list[str]
    by_hand: dict[str, tuple[Row, ...]]
    folded_by_hand: dict[str, tuple[Row, ...]]
    old_names: dict[str, str]
    letters: dict[str, str]
    printed: dict[str, str]
    weak: frozenset[str]
    never: frozenset[str]
    speaking: frozenset[str]
    acting: frozenset[str]
    sides: frozenset[str]
    going_on: frozenset[str]
    small: frozenset[str]
    naming: frozenset[str]
    titles: frozenset[str]
    cities: frozenset[str]
    first_names: frozenset[str]
    treaties: frozenset[str]
    #: Of a country and another's state of the same name: the words that tell either, by country.
    namesakes: dict[str, dict[str, re.Pattern[str]]]
    regions: dict[str, Row]
    #: A province that lies around a city of its own province, and that city's province.
    belts: dict[str, str]
    #: The plain and folded keys of the editor's rows, in order.
    keys_by_hand: list[str]
    _known: Lately[tuple[Row, ...]] = field(default_factory=lambda: Lately(20_000))
    _beginning: Lately[bool] = field(default_factory=lambda: Lately(20_000))

    def rows(self, key: str) -> tuple[Row, ...]:
        """Every place with exactly this plain key; empty when there is none."""
        known = self._known.get(key)
        if known is None:
            known = self._settled(key, self.by_hand.get(key, ()), self.old_names.get(key, key))
            self._known.put(key, known)
        return known

    def folded_rows(self, folded: str) -> tuple[Row, ...]:
        """Every place whose folded key is this one."""
        key = "~" + folded
        known = self._known.get(key)
        if known is None:
            known = self._settled(key, self.folded_by_hand.get(folded, ()), key)
            self._known.put(key, known)
        return known

    def begins(self, word: str) -> bool:
        """Whether a name of several words may begin with this plain word, as it is spelled or as it folds."""
        known = self._beginning.get(word)
        if known is None:
            starts = (f"{word} ", f"~{fold_word(word)}")
            known = any(_begins(keys, start) for keys in (self.lines, self.keys_by_hand) for start in starts)
            self._beginning.put(word, known)
        return known

    def _settled(self, key: str, by_hand: tuple[Row, ...], sought: str) -> tuple[Row, ...]:
        """An editor's row replaces the gazetteer's of the same sort in the same country."""
        if key.lstrip("~") in self.never:
            return ()
        if any(row.sort == "none" for row in by_hand):
            return tuple(row for row in by_hand if row.sort == "none")
        printed = tuple(self._printed(sought))
        if not by_hand and not printed and sought == key:
            # Most words are no place's.
            return ()
        found = list(by_hand)
        if sought != key and sought in self.by_hand:
            found += self.by_hand[sought]
        if sought != key:
            found += [row for row in self._printed(key) if row.country not in {known.country for known in found}]
        if not found and not key.startswith("~"):
            # "Raqqah" is the gazetteer's own spelling of a place that an editor's row names Raqqa.
            found += [
                row for row in self.folded_by_hand.get(fold(key), ()) if row.sort == "city" and self._same(key, row)
            ]
        shadowed = {(row.country, row.sort) for row in found}
        shadowed |= {(row.country, "city") for row in found if row.sort in ("region", "country")}
        found += [row for row in printed if (row.country, row.sort) not in shadowed]
        return tuple(found)

    def _same(self, key: str, row: Row) -> bool:
        return any(
            (other.country, other.province, other.sort) == (row.country, row.province, "city")
            for other in self._printed(key)
        )

    def _printed(self, key: str) -> Iterable[Row]:
        start = key + "\t"
        at = bisect_left(self.lines, start)
        while at < len(self.lines) and self.lines[at].startswith(start):
            _, name, country, province, sort, people = self.lines[at].split("\t")
            if country in FOLDED:
                name = self.printed.get(name, name)
            yield Row(name, country, province, _SORTS[sort], int(people))
            at += 1


def _begins(keys: list[str], start: str) -> bool:
    """Whether one of these keys, which are in order, begins so."""
    at = bisect_left(keys, start)
    return at < len(keys) and keys[at].startswith(start)


@cache
def atlas() -> Atlas:
    """Both tables, read once; OSError when the installation lost them."""
    with gzip.open(HERE / "gazetteer" / "places.tsv.gz", "rt", encoding="utf-8", newline="\n") as file:
        lines = file.read().split("\n")
    table = tomllib.loads((HERE / "places.toml").read_text(encoding="utf-8"))
    by_hand: dict[str, list[Row]] = {}
    folded: dict[str, list[Row]] = {}
    regions: dict[str, Row] = {}
    for entry in (*table["place"], *_towns(table["towns"])):
        row = _row(entry)
        if row.sort == "region":
            regions[row.name] = row
        for spelling in (row.name, *entry.get("also", ())):
            _add(by_hand, plain(spelling), row)
            if row.country in FOLDED and len(fold(spelling)) >= 3:
                _add(folded, fold(spelling), row)
    for name in table["words"]["not_places"]:
        _add(by_hand, plain(name), Row(name, None, "", "none"))
    old_names = {plain(old): plain(new) for old, new in table["old_names"].items()}
    return Atlas(
        lines=lines,
        by_hand={key: tuple(rows) for key, rows in by_hand.items()},
        folded_by_hand={key: tuple(rows) for key, rows in folded.items()},
        old_names=old_names,
        letters=table["letters"],
        printed=table["printed"],
        never=frozenset(table["words"]["never"]),
        speaking=frozenset(table["words"]["speaking"]),
        weak=frozenset(table["words"]["weak"]),
        acting=frozenset(table["words"]["acting"]),
        sides=frozenset(table["words"]["sides"]),
        going_on=frozenset(table["words"]["going_on"]),
        small=frozenset(table["words"]["small"]),
        naming=frozenset(table["words"]["naming"]),
        titles=frozenset(table["words"]["titles"]),
        cities=frozenset(table["words"]["cities"]),
        first_names=frozenset(table["words"]["first_names"]),
        treaties=frozenset(table["words"]["treaties"]),
        namesakes={
            name: {country: re.compile(rf"\b(?:{'|'.join(words)})(?!\w)") for country, words in told.items()}
            for name, told in table["namesakes"].items()
        },
        regions=regions,
        belts=table["belts"],
        keys_by_hand=sorted([*by_hand, *old_names, *(f"~{key}" for key in folded)]),
    )


@cache
def country_called(code: str) -> str:
    """What a country is called, by its ISO code; "" where no table has it.

    >>> country_called("SY"), country_called("XX")
    ('Syria', '')
    """
    known = atlas()
    by_hand = (row for rows in known.by_hand.values() for row in rows)
    named = next((row.name for row in by_hand if row.sort == "country" and row.country == code), "")
    lines = (line.split("\t") for line in known.lines if f"\t{code}\t\ts\t" in line)
    return named or next((line[1] for line in lines), "")


def _towns(table: dict[str, dict[str, list[str]]]) -> Iterable[dict[str, Any]]:
    for country, provinces in table.items():
        for province, towns in provinces.items():
            for town in towns:
                name, *also = town.split("|")
                yield {"name": name, "country": country, "province": province, "also": also}


def _row(entry: dict[str, Any]) -> Row:
    sort: Sort = entry.get("kind", "city")
    province = entry.get("province", entry["name"] if sort == "province" else "")
    return Row(
        entry["name"], entry.get("country"), province, sort, entry.get("people", 0), tuple(entry.get("parts", ())),
        entry.get("whole", False), by_hand=True,
    )  # fmt: skip


def _add(rows: dict[str, list[Row]], key: str, row: Row) -> None:
    held = rows.setdefault(key, [])
    if row not in held:
        held.append(row)
