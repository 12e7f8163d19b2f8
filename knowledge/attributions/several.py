"""Two voices in one breath: "the Observatory and medics" is the Observatory's word, "Norland and Westland" both's."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.model import Speaker
from knowledge.speakers import outlet_of, row_of, who_is
from knowledge.speakers.people import is_calling

_BOTH = re.compile(r"(?:[Bb]oth )?(?P<one>[^,;]+?) (?:and|as well as) (?P<other>[^,;]+)")
#: Words behind which both names are one thing: "talks between Norland and Westland", "heads of state and government".
_TIED = re.compile(r"\b(?:between|of|for|by|from|with|against|among|in|at|to|including)\b")
#: "Sources in the city and the Observatory": where they are ties nothing.
_SOMEWHERE = re.compile(
    r"^(?:the )?(?:[\w-]+ ){0,2}(?:sources|residents|activists|officials|medics|doctors|witnesses) (?:in|from|at|near) "
)


def voices_in(words: str, speaker: Speaker, read: Callable[[str], Speaker]) -> tuple[Speaker, ...]:
    """Those of two voices that have a name in the tables, each by itself; `speaker` alone where neither has.

    Beside a named voice nameless ones ("and activists") are no source of their own. `read` tells whom words mean.

    >>> [one.name for one in voices_in("the Observatory and medics", who_is("x"), who_is)]
    ['SOHR']
    >>> [one.name for one in voices_in("Turkey and Russia", who_is("x"), who_is)]
    ['Turkish government', 'Russian government']
    >>> [one.name for one in voices_in("Omar Weil and Lena Ortiz", who_is("Omar Weil and Lena Ortiz"), who_is)]
    ['Omar Weil and Lena Ortiz']
    """
    both = _BOTH.fullmatch(words)
    if both is None or words.count(" and ") + words.count(" as well as ") != 1 or _is_known(speaker):
        return (speaker,)
    if _TIED.search(_SOMEWHERE.sub("", both["one"])) and not _is_known(who_is(both["one"])):
        return (speaker,)
    parts = [read(both["one"]), read(both["other"])]
    named = tuple(part for part in parts if _is_known(part))
    if len(named) == 1:
        (other,) = (part for part in parts if part is not named[0])
        if other.kind in ("state_media", "party"):
            return tuple(parts)
        if not (other.kind in ("unnamed", "unnamed_partisan", "eyewitness") or is_calling(other.name)):
            return (speaker,)
    return tuple(dict.fromkeys(named)) or (speaker,)


def _is_known(speaker: Speaker) -> bool:
    return bool(speaker.name) and (row_of(speaker) is not None or outlet_of(speaker.name) is not None)
