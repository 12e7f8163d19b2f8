"""Days known by their date, from a table that an editor keeps: "the September 11 attacks" are those of 2001."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: Behind these words "9/11" is the day, and no share and no ninth of November.
_LEAD = re.compile(r"(?:^|\b(?:since|on|after|before|the|post|pre|until)[\s-]+)$", re.IGNORECASE)
_A_SHARE = re.compile(r"\s*(?:of\b|\d|%)")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """One such day, with what stands behind the date when that day is meant."""

    month: int
    day: int
    year: int
    called: re.Pattern[str]
    about: re.Pattern[str] | None
    figures: tuple[str, ...]
    alone: bool


@cache
def _named_days() -> tuple[NamedDay, ...]:
    table = tomllib.loads((files("knowledge.times") / "named_days.toml").read_text("utf-8"))
    return tuple(
        NamedDay(
            row["month"],
            row["day"],
            row["year"],
            re.compile(rf"\s+(?:{'|'.join(row['called'])})\b", re.IGNORECASE),
            re.compile(rf"\b(?:{'|'.join(row['about'])})\b") if "about" in row else None,
            tuple(row.get("figures", ())),
            row.get("alone", False),
        )
        for row in table["day"]
    )


def year_it_is_known_by(text: str, end: int, month: int, day: int) -> int:
    """The year of which a day and the words behind it speak: "the 7 October attack"; 0 where they may be any year's.

    >>> year_it_is_known_by("the September 11 attacks", 16, 9, 11), year_it_is_known_by("on 11 September", 15, 9, 11)
    (2001, 0)
    """
    return next(
        (one.year for one in _named_days() if (one.month, one.day) == (month, day) and one.called.match(text, end)), 0
    )


def year_it_may_be_of(text: str, month: int, day: int) -> int:
    """The year of the day that a text of its matter may mean: Gaza's "since 7 October"; 0 where it speaks of others.

    >>> year_it_may_be_of("Gaza has starved since 7 October", 10, 7), year_it_may_be_of("open since 7 October", 10, 7)
    (2023, 0)
    """
    return next(
        (
            one.year
            for one in _named_days()
            if (one.month, one.day) == (month, day) and one.about and one.about.search(text)
        ),
        0,
    )


def day_in_figures(text: str, start: int, end: int) -> NamedDay | None:
    """The day whose name is written in figures: "the 7/7 bombings", "since 9/11"; None for a share or a date.

    >>> day_in_figures("the 7/7 bombings", 4, 7).year, day_in_figures("7/7 of them", 0, 3)
    (2005, None)
    """
    for one in _named_days():
        if text[start:end] in one.figures and (
            one.called.match(text, end)
            or (one.alone and _LEAD.search(text, max(0, start - 8), start) and not _A_SHARE.match(text, end))
        ):
            return one
    return None
