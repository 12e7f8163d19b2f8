"""The annotations as they lie in this folder: pairs of reports, claims, and the names one voice goes by."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Kind = Literal["true to the report", "number changed", "unit changed", "place changed", "date changed"]
KINDS: tuple[Kind, ...] = ("true to the report", "number changed", "unit changed", "place changed", "date changed")


@dataclass(frozen=True, slots=True)
class Said:
    """A figure and who gives it; of a rival also the row of FA-KES that prints it."""

    speaker: str
    figure: int
    unit_id: str = ""


@dataclass(frozen=True, slots=True)
class AnnotatedClaim:
    """A claim in our own words, the reports of its event, and what a good card shows; see README.md."""

    id: str
    claim: str
    kind: Kind
    articles: tuple[str, ...]
    reports: tuple[Said, ...]
    rivals: tuple[Said, ...]
    #: Independent origins among `articles` for this count; None where the reader could not settle it.
    origins: int | None
    denied_by: tuple[str, ...]
    #: The event in UCDP GED, where it covers this one.
    ucdp: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of one event, and whether their central figure goes back to one origin."""

    a: str
    b: str
    same_origin: bool
    because: str
    #: The central figure of each, as the reader saw it; None where it is in words only ("dozens").
    figures: tuple[int | None, int | None]


def read_claims() -> tuple[AnnotatedClaim, ...]:
    """The annotated claims, in their order."""
    return tuple(
        AnnotatedClaim(
            id=row["id"],
            claim=row["claim"],
            kind=row["kind"],
            articles=tuple(row["articles"]),
            reports=tuple(Said(**said) for said in row["reports"]),
            rivals=tuple(Said(**said) for said in row["rivals"]),
            origins=row["origins"],
            denied_by=tuple(row["denied_by"]),
            ucdp=row.get("ucdp"),
        )
        for row in _rows("claims.jsonl")
    )


def read_pairs() -> tuple[Pair, ...]:
    """The annotated pairs, in their order."""
    return tuple(
        Pair(row["a"], row["b"], row["same_origin"], row["because"], (row["figures"][0], row["figures"][1]))
        for row in _rows("pairs.jsonl")
    )


@cache
def other_names() -> dict[str, frozenset[str]]:
    """Names a card may show for an annotated voice, all in lower case."""
    table = tomllib.loads((files(__package__) / "voices.toml").read_text(encoding="utf-8"))
    return {voice.lower(): frozenset(name.lower() for name in names) for voice, names in table.items()}


def _rows(name: str) -> Iterator[dict[str, Any]]:
    for line in (files(__package__) / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
