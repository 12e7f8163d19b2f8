"""Whose army "the army" is: that of the one state whose army the words before name, else of the report's country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from knowledge.model import Attribution, Finding, Speaker
from knowledge.places import read_places
from knowledge.speakers import sides_named, speaker_rows, who_is
from retrieval.grammar.nations import nations_in
from retrieval.origins.voices import countries

#: How far before it whoever is meant may have been named.
BEFORE = 350
_AN_ARMY = re.compile(r"(?:the )?(?:army|military|armed forces)", re.IGNORECASE)
#: Right behind a side: "the Norland military", "Norland's army".
_ITS_ARMY = re.compile(r"(?:['’]?s)? (?:army|military|armed forces)\b", re.IGNORECASE)


def army_meant(voice: Attribution, finding: Finding, own: Sequence[Finding]) -> Speaker | None:
    """The army that a report calls by no name; None of any other voice, and where two states' may be meant.

    "The army denied it" in a report from Norland is Norland's, unless another state takes part in the words before.
    """
    if voice.speaker.side or voice.speaker.kind != "named_official" or not _AN_ARMY.fullmatch(voice.speaker.name):
        return None
    place = voice.speaker_span or voice.span
    text = finding.article.text
    before = text[max(0, place.start - BEFORE) : place.start]
    printed = f"{before[-4:]}{place.of(text)}".lower()
    if "the " not in printed:
        # "An army said": nobody in particular.
        return None
    there, with_armies = _states_in(before)
    if len(with_armies) == 1:
        return who_is(_armies()[next(iter(with_armies))])
    # A town that is named only further down says nothing of whose army spoke above it.
    told = {named.country for named in read_places(text[: finding.statement.span.end])}
    home = next((country for country in countries(finding, own) if country in told), None)
    side = next((side for side in _armies() if home and _country_of(side) == home), None)
    return who_is(_armies()[side]) if side and there <= {side} else None


@lru_cache(maxsize=2_000)
def _states_in(words: str) -> tuple[frozenset[str], frozenset[str]]:
    """The states with an army that words name, and those of them whose army they name."""
    named = [(side, end) for side, _, end in sides_named(words) if side in _armies()]
    armed = [side for side, end in named if _ITS_ARMY.match(words, end) or words[:end].lower().endswith("army")]
    return frozenset(side for side, _ in named), frozenset(armed)


@cache
def _armies() -> dict[str, str]:
    """The army of each state that the table of speakers knows as a party, by its side."""
    rows = [row for row in speaker_rows() if row.kind == "party" and row.side]
    return {
        row.side: row.name
        for row in rows
        # "The Free Norland Army" is no state's.
        if row.side
        and len(row.name.split()) == 2
        and row.name.endswith((" army", " military"))
        and nations_in(row.name)
    }


@cache
def _country_of(side: str) -> str | None:
    (nation, *_) = sorted(nations_in(_armies()[side]))
    return next((place.country for place in read_places(nation)), None)
