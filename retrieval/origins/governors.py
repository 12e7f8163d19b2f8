"""For which government somebody governs a place: its newsroom and its governor are no two independent voices."""

from __future__ import annotations

import re

from knowledge.model import Finding
from knowledge.places import read_places
from knowledge.speakers import outlet_of, outlet_rows, sides_named
from retrieval.origins.offices import holds_office, introduced_as
from retrieval.word_tables import any_of, worded

_governs = re.compile(r"\bgovernor\b", re.IGNORECASE)
#: Who rules where is told in such sentences.
_who_rules = re.compile(rf"[^.!?]*\b(?:{any_of('names', 'who_rules')})[^.!?]*")


def governs_for(finding: Finding) -> str:
    """The side of a government that others fight, for which whoever speaks governs a place; empty of everybody else.

    As reports introduce them: a governor whom rebels have appointed is another.
    """
    introduced = introduced_as(finding)
    is_one = holds_office(finding) and _governs.search(introduced)
    if not is_one or sides_named(introduced):
        return ""
    # Where his sentence or another names who else rules there, nobody knows whose governor he is.
    told = [finding.words, *_who_rules.findall(finding.article.text)]
    if any(worded("names", "of_another_rule").search(words) for words in (introduced, *told)):
        return ""
    countries = {place.country for place in read_places(introduced) if place.province}
    governing = {row.side for row in outlet_rows() if row.kind == "state_media" and {row.country} == countries}
    return next((side for side in governing if side and side.endswith(" government")), "")


def is_press_of_its_governor(press: Finding, governor: Finding) -> bool:
    """Whether one voice is the newsroom of the state for which the other governs a place."""
    row = outlet_of(press.speaker.name) if press.speaker.kind == "state_media" else None
    return row is not None and row.side is not None and governs_for(governor) == row.side
