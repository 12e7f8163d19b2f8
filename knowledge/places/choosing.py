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
from knowledge.word_lists import any_of

_PROVINCE_AFTER = re.compile(
    rf"(?:'s|\u2019s)?\s+(?:(?:northern|southern|eastern|western|rural)\s+)?(?P<word>{any_of('behind_a_province')})\b",
    re.IGNORECASE,
)
_LIST_TO_PROVINCES = re.compile(
    r"(?:(?:,\s*|\s+and\s+|,\s+and\s+|\s*&\s*|\s*-\s*)[A-Z][\w'\u2019-]*(?:\s[A-Z][\w'\u2019-]*){0,2}){1,6}\s+"
    rf"(?:{any_of('behind_several_provinces')})\b"
)
_SIDE_BEFORE = re.compile(
    r"\b(?:eastern|western|northern|southern|north-?eastern|south-?eastern|north-?western|south-?western)\s+$",
    re.IGNORECASE,
)
#: An apostrophe inside a name stands for a letter of another alphabet: Mar'a is not Mara.
_LETTER_MARKS = "'\u2019\u02bb\u02bc\u02bf`"

#: Countries made of states, and those whose towns are printed with theirs: "Paris, Texas".
_OF_STATES = frozenset(("AT", "AU", "BR", "DE", "IN", "MM", "MX", "MY", "NG", "SD", "SO", "SS", "US", "VE"))
_TOWN_AND_STATE = frozenset(("AU", "CA", "US"))
#: "In Niger state"; "Khartoum state television" is the state's.
_STATE_AFTER = re.compile(rf"\s+[Ss]tate\b(?![-\s]+(?:{any_of('a_states_own')}))")
_STATE_BEFORE = re.compile(r"\bstate\s+of\s+$", re.IGNORECASE)
_ENDS_THE_PLACE = re.compile(
    r"\s*(?:[.,;:!?)\]]|$|(?P<goes_on>(?:on|in|at|after|was|were|is|has|had|by|when|where)\b))"
)
#: A place of this size is meant by its name whatever land stands behind its comma.
_FAMOUS = 1_000_000


def placed(name: Name, company: Company) -> Place | None:
    """The one place that is meant, or the bare name with its country left open; None for a quarter of who knows where.

    "In Damascus a minister spoke of the Waer quarter" puts a known quarter of another town beside one.
    """
    text = company.words.text
    span = Span(name.start, name.end)
    if (outer := _said_to_lie_in(name, company)) is not None:
        # "Cairo, Illinois": a town that the gazetteer lacks lies where the words put it, not where its namesake does.
        known = _follows_its_towns(outer)
        return Place(
            text[span.start : span.end], outer.country if known else None, outer.province if known else None, span
        )
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
    if states := _states(name, company):
        return list(states)
    rows = _allowed(name, company)
    if name.key in atlas().namesakes and len({row.country for row in rows}) > 1:
        rows = _of_the_namesakes(rows, name, company)
    elif len({(row.country, row.province) for row in rows}) > 1:
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


def _said_to_lie_in(name: Name, company: Company) -> Row | None:
    """The province or country behind a comma in whose country no place of the name lies; None in a list of places."""
    behind = company.named_after(name)
    outer = tuple(row for row in behind if row.sort == "country") or behind
    if len(outer) != 1 or outer[0].sort not in ("province", "country") or _is_in_a_list(name, outer[0], company):
        return None
    lands = {row.country for row in behind} | {None}
    if any(row.sort == "country" or row.country in lands for row in name.rows):
        return None
    right = company.after(name)
    ends = _ENDS_THE_PLACE.match(company.words.text, right.end) if right is not None else None
    if ends is None or (not _follows_its_towns(outer[0]) and (ends["goes_on"] or _is_famous(name))):
        # "In Damascus, Iran is feared" goes on with another subject, and "Moscow, Crimea" is a list.
        return None
    return outer[0]


def _is_in_a_list(name: Name, outer: Row, company: Company) -> bool:
    """Whether the comma parts places of one list; "Pemba and Palma, Cabo Delgado" lists what lies in the last."""
    left = company.before(name)
    return company.is_in_a_list(name) and not (left is not None and any(_lies_in(row, outer) for row in left.rows))


def _follows_its_towns(outer: Row) -> bool:
    """Whether towns are printed with this state as a rule: "Paris, Texas"."""
    return outer.sort == "province" and outer.country in _TOWN_AND_STATE


def _is_famous(name: Name) -> bool:
    return any(row.people >= _FAMOUS for row in name.rows)


def _states(name: Name, company: Company) -> tuple[Row, ...]:
    """The states of the name, where the words call it one: "in Niger state", "the state of Georgia"."""
    text = company.words.text
    if not (_STATE_AFTER.match(text, name.end) or _STATE_BEFORE.search(text, max(0, name.start - 12), name.start)):
        return ()
    return tuple(row for row in name.rows if row.sort == "province" and row.country in _OF_STATES)


def _of_the_namesakes(rows: tuple[Row, ...], name: Name, company: Company) -> tuple[Row, ...]:
    """A country or the state of its name, as words of the text and towns in it tell; none when neither or both do."""
    told = atlas().namesakes[name.key]
    sides = {country for country, words in told.items() if words.search(company.words.text)}
    sides |= {country for country in company.towns_around(name) if country in told}
    left = company.before(name)
    if left is not None and name in company.names and company.after(left) is name and company.named_after(left):
        sides |= {
            row.country
            for row in rows
            for town in left.rows
            if _lies_in(town, row) and row.sort == "province" and row.country
        }
    return tuple(row for row in rows if row.country in sides) if len(sides) == 1 else ()


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
