"""Which of the places that share a name is meant, as town or province; or the bare name with its country left open."""

from __future__ import annotations

import re

from knowledge.model import Place, Span
from knowledge.places.atlas import Row, atlas
from knowledge.places.company import Company
from knowledge.places.folding import FOLDED, plain
from knowledge.places.names import Name
from knowledge.places.quarters import is_open, is_quarter, lies_in_its_town, town_of
from knowledge.places.weighing import outweighing, weight

_PROVINCE_AFTER = re.compile(
    r"(?:'s|\u2019s)?\s+(?:(?:northern|southern|eastern|western|rural)\s+)?(?P<word>provinces?|governorates?|oblasts?"
    r"|countrysides?|deserts?|triangle|province's|muhafaza)\b",
    re.IGNORECASE,
)
_LIST_TO_PROVINCES = re.compile(
    r"(?:(?:,\s*|\s+and\s+|,\s+and\s+|\s*&\s*|\s*-\s*)[A-Z][\w'\u2019-]*(?:\s[A-Z][\w'\u2019-]*){0,2}){1,6}\s+"
    r"(?:provinces|governorates|oblasts|countrysides|triangle)\b"
)
_SIDE_BEFORE = re.compile(
    r"\b(?:eastern|western|northern|southern|north-?eastern|south-?eastern|north-?western|south-?western)\s+$",
    re.IGNORECASE,
)
#: An apostrophe inside a name stands for a letter of another alphabet: Mar'a is not Mara.
_LETTER_MARKS = "'\u2019\u02bb\u02bc\u02bf`"


def placed(name: Name, company: Company) -> Place | None:
    """The one place that is meant, or the bare name with its country left open; None for a quarter of who knows where.

    "In Damascus a minister spoke of the Waer quarter" puts a known quarter of another town beside one.
    """
    text = company.words.text
    span = Span(name.start, name.end)
    rows = _choose(name, company)
    if is_quarter(name, company):
        home = town_of(name, company)
        if home is None and is_open(name, rows, company):
            return Place(text[name.start : name.end], None, None, span)
        town = next(iter(_choose(home, company)), None) if home else None
        if home and town and town.country and not (rows and lies_in_its_town(rows[0], town)):
            surely = home.start > name.start or not (rows and rows[0].by_hand)
            return Place(text[name.start : name.end], town.country, town.province or None, span) if surely else None
    province = _PROVINCE_AFTER.match(text, name.end)
    provinces = [row for row in rows if row.sort == "province"]
    cities = [row for row in rows if row.sort == "city"]
    if provinces and (
        province
        or not cities
        or (provinces[0].by_hand and not cities[0].by_hand)
        or _LIST_TO_PROVINCES.match(text, name.end)
        or (_SIDE_BEFORE.search(text, max(0, name.start - 16), name.start) and provinces[0].country in FOLDED)
    ):
        if province and province["word"].lower() not in ("provinces", "governorates", "oblasts", "triangle"):
            span = Span(name.start, province.end())
        row, printed = provinces[0], province_name(provinces[0])
    elif rows:
        row = (cities or rows)[0]
        printed = row.name
    else:
        return Place(text[name.start : name.end], None, None, span)
    return Place(printed, row.country, row.province or None, span)


def province_name(row: Row) -> str:
    """A province that shares its name with a city is printed with the word, so that the two stay apart.

    >>> province_name(Row("Homs", "SY", "Homs", "province")), province_name(Row("Anbar", "IQ", "Anbar", "province"))
    ('Homs province', 'Anbar')
    """
    shares = any(
        other.sort == "city" and other.country == row.country and other.people >= 20_000
        for other in atlas().rows(plain(row.name))
    )
    return f"{row.name} province" if shares else row.name


def _choose(name: Name, company: Company) -> list[Row]:
    """The rows of one country, best first; empty when the name stays open."""
    rows = _allowed(name, company)
    if len({(row.country, row.province) for row in rows}) > 1:
        clear = outweighing(rows, name)
        rows = _of_the_company(rows, name, company) if clear is None else _unless_overruled(clear, name, company)
    return sorted(rows, key=lambda row: (not row.by_hand, row.sort not in ("country", "region"), -weight(row, name)))


def _allowed(name: Name, company: Company) -> tuple[Row, ...]:
    """The rows that the words beside the name and its letters allow."""
    rows = name.rows
    named = company.named_after(name)
    if named:
        rows = tuple(row for row in rows if any(_lies_in(row, outer) for outer in named)) or rows
    if any(row.by_hand and row.sort == "city" for row in rows):
        # An editor's row is there because reports mean that place; a small namesake elsewhere does not put it in doubt.
        rows = tuple(row for row in rows if row.by_hand or row.people >= 100_000)
    if any(mark in company.words.text[name.start : name.end] for mark in _LETTER_MARKS):
        rows = tuple(row for row in rows if row.country in FOLDED) or rows
    return rows


def _of_the_company(rows: tuple[Row, ...], name: Name, company: Company) -> tuple[Row, ...]:
    """When no country outweighs the others, the one that the text names most often; none when two are level."""
    around = company.around(name)
    kept = [row for row in rows if row.country in around]
    if not kept:
        return ()
    best = max(around[row.country or ""] for row in kept)
    kept = [row for row in kept if around[row.country or ""] == best]
    return tuple(kept) if len({row.country for row in kept}) == 1 else ()


def _unless_overruled(clear: tuple[Row, ...], name: Name, company: Company) -> tuple[Row, ...]:
    """The weightiest rows, unless the text speaks of one other country, where a place of that name lies too."""
    around = company.around(name)
    if not around or clear[0].country in around:
        return clear
    least = max(row.people for row in clear) / 20
    kept = [row for row in name.rows if row.country in around and (row.people > least or row.by_hand)]
    if len({row.country for row in kept}) == 1 and (clear[0].sort != "country" or around[kept[0].country or ""] > 1):
        return tuple(kept)
    return clear


def _lies_in(row: Row, outer: Row) -> bool:
    if outer.sort == "country":
        return row.country == outer.country and row.sort != "country"
    return (
        outer.sort == "province"
        and row.country == outer.country
        and row.province == outer.province
        and row.sort == "city"
    )
