"""Whose "the army" is: the only army that has spoken in the paragraph, where it tells of no other state's forces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from knowledge.attributions.heard import Heard, Place
from knowledge.model import Speaker
from knowledge.speakers import who_is
from knowledge.speakers.names import OF_A_PEOPLE
from knowledge.word_lists import any_of

_THE_ARMY = re.compile(r"the (?:army|military|armed forces)", re.IGNORECASE)


def army_meant(words: str, heard: Iterable[Heard], place: Place, text: str) -> Speaker | None:
    """Whom "the army" means behind "the Norlandian military said"; None where two may be meant.

    One that has not spoken may be the other side's: "Shells of the Fennish army fell in Norland. The army said".
    """
    if not _THE_ARMY.fullmatch(words):
        return None
    named = [*_forces().finditer(text, place.begins[-1], place.at)]
    armies = {who_is(f"{found['whose']} {found['what']}") for found in named if found["army"]}
    armies &= {h.speaker for h in heard if h.paragraph == place.paragraph}
    # "Norland's troops", "the Norlandian army": by its name and by its people's a state is two, for all we know.
    return armies.pop() if len(armies) == 1 and len({found["whose"] for found in named}) == 1 else None


@cache
def _forces() -> re.Pattern[str]:
    """A state's forces, and any others that are called after somebody: "Norlandian jets", "Kurdish fighters"."""
    return re.compile(
        rf"(?<![\w-])(?P<whose>{OF_A_PEOPLE}|[A-Z]\w+['’]s|[A-Z][A-Z.]+(?:-[a-z]+)?) (?:[a-z-]+ )?"
        rf"(?P<what>(?P<army>army|military|armed forces)|{any_of('forces')})\b"
    )
