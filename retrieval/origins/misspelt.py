"""A body whose initials a report has got wrong: "SORH" beside the Syrian Observatory for Human Rights is SOHR."""

from __future__ import annotations

import re
from functools import cache

from knowledge.model import Speaker
from knowledge.speakers import fold, outlet_of, outlet_rows, row_of, speaker_rows, who_is

#: Of fewer letters two bodies may differ by a swap alone.
FEWEST = 4
_INITIALS = re.compile(rf"(?:[\w-]+ )*(?P<letters>[A-Z]{{{FEWEST},}})")


def as_spelt(speaker: Speaker, text: str) -> Speaker | None:
    """The body of the tables whose initials these are but for two letters that changed places, where a text names it.

    >>> meant = as_spelt(Speaker("SORH", "named_organisation"), "The Syrian Observatory for Human Rights counts.")
    >>> meant.name if meant else None
    'SOHR'
    """
    found = _INITIALS.fullmatch(speaker.name)
    if found is None or row_of(who_is(found["letters"])) is not None or outlet_of(found["letters"]) is not None:
        return None
    words = f" {fold(text)} "
    named = {
        body
        for right, body, names in _initials()
        if _is_swapped(found["letters"], right) and any(f" {name} " in words for name in names)
    }
    return who_is(named.pop()) if len(named) == 1 else None


def _is_swapped(wrong: str, right: str) -> bool:
    """Whether two runs of letters are one but for two letters that changed places.

    >>> _is_swapped("SORH", "SOHR"), _is_swapped("SOHR", "SNHR")
    (True, False)
    """
    if len(wrong) != len(right):
        return False
    apart = [(a, b) for a, b in zip(wrong, right, strict=True) if a != b]
    return len(apart) == 2 and apart[0] == apart[1][::-1]


@cache
def _initials() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The initials of the tables, with the body of each and all its names, folded."""
    rows = [(row.name, (row.name, *row.aliases)) for row in speaker_rows()]
    rows += [(row.outlet, (row.outlet, *row.aliases)) for row in outlet_rows()]
    return tuple(
        (name, body, tuple(map(fold, names)))
        for body, names in rows
        for name in names
        if re.fullmatch(rf"[A-Z]{{{FEWEST},}}", name)
    )
