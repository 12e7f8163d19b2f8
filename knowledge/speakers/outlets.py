"""Who publishes: the outlet behind an address or a name, from a table that an editor keeps."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast, get_args
from urllib.parse import urlsplit

from knowledge.model import Kind
from knowledge.speakers.names import fold


@dataclass(frozen=True, slots=True)
class OutletRow:
    """A publication as the outlet table knows it: where it publishes, and whose it is."""

    outlet: str
    domains: tuple[str, ...]
    #: Outlets of one publisher are not independent of one another.
    publisher: str
    kind: Kind
    side: str | None = None
    aliases: tuple[str, ...] = ()
    documented_at: str | None = None
    #: The ISO code of the state whose media it is; None for media of no state.
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """A publisher with several outlets, and the page that says they are its own."""

    publisher: str
    documented_at: str


class UnreadableTable(ValueError):
    """A row of speakers.toml or outlets.toml lacks a field or has one that is not in the list; says which."""


@cache
def outlet_rows() -> tuple[OutletRow, ...]:
    """Every row of the outlet table, in its order.

    Raises `UnreadableTable` when a row has no name, or a kind that is not in the list.
    """
    return tuple(
        OutletRow(
            text_of(row, "outlet", "outlets.toml"),
            tuple(cast("list[str]", row.get("domains", []))),
            text_of(row, "publisher", "outlets.toml"),
            kind_of(row, "outlet", "outlets.toml"),
            cast("str | None", row.get("side")),
            tuple(cast("list[str]", row.get("aliases", []))),
            cast("str | None", row.get("documented_at")),
            cast("str | None", row.get("country")),
        )
        for row in rows_of("outlets.toml", "outlet")
    )


@lru_cache(maxsize=4096)
def outlet_of(url_or_name: str) -> OutletRow | None:
    """The outlet that publishes at this address, or goes by this name; None when the table has none.

    >>> row = outlet_of("https://english.aawsat.com/home/article/1")
    >>> row.outlet if row else None
    'Asharq Al-Awsat'
    """
    domain = domain_of(url_or_name)
    while domain:
        row = _by_domain().get(domain)
        if row is not None:
            return row
        domain = domain.partition(".")[2]
    return _by_outlet_name().get(fold(re.sub(r"\s*\([^)]*\)", "", url_or_name))) or _by_outlet_name().get(
        fold(url_or_name)
    )


def family_of(row: OutletRow) -> Family | None:
    """The family an outlet belongs to; None when its publisher has no other outlet that a page documents.

    >>> row = outlet_of("Sputnik")
    >>> family = family_of(row) if row else None
    >>> family.publisher if family else None
    'Rossiya Segodnya'
    """
    return _families().get(row.publisher)


def domain_of(url: str) -> str:
    """The host that an address names, without "www."; "" when the words are no address.

    >>> domain_of("https://www.sana.sy./?p=1")
    'sana.sy'
    """
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".").lower()
    return host.removeprefix("www.") if "." in host and " " not in host else ""


@cache
def _families() -> dict[str, Family]:
    rows = rows_of("outlets.toml", "family")
    families = [
        Family(text_of(r, "publisher", "outlets.toml"), text_of(r, "documented_at", "outlets.toml")) for r in rows
    ]
    return {family.publisher: family for family in families}


@cache
def _by_domain() -> dict[str, OutletRow]:
    return {domain: row for row in outlet_rows() for domain in row.domains}


@cache
def _by_outlet_name() -> dict[str, OutletRow]:
    return {fold(name): row for row in reversed(outlet_rows()) for name in (*row.aliases, row.outlet)}


def rows_of(table: str, key: str) -> list[dict[str, object]]:
    """The rows of one of the tables beside this module."""
    return cast("list[dict[str, object]]", tomllib.loads((files(__package__) / table).read_text("utf-8"))[key])


def text_of(row: dict[str, object], field: str, table: str) -> str:
    """A field that every row must have."""
    value = row.get(field)
    if not isinstance(value, str) or not value:
        raise UnreadableTable(f"{table}: a row has no {field}: {row}")
    return value


def kind_of(row: dict[str, object], named: str, table: str) -> Kind:
    """The row's kind, which must be in the list."""
    value = row.get("kind")
    if value not in get_args(Kind):
        raise UnreadableTable(f'{table}: the row "{row.get(named)}" has the kind "{value}", which is not in the list')
    return cast("Kind", value)
