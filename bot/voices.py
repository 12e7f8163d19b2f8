"""How a card names a voice, and what sort of voice it is."""

from __future__ import annotations

from knowledge.model import Speaker
from retrieval.origins import known_in

#: How each sort of voice is introduced. "" where the name says it.
KINDS = {
    "named_official": "official",
    "party": "party to the events",
    "monitor": "monitor",
    "state_media": "state media",
    "news_agency": "news agency",
    "un": "United Nations",
    "ngo": "NGO",
    "eyewitness": "witness",
    "named_person": "",
    "named_organisation": "",
    "unnamed": "",
    "unnamed_partisan": "takes a side",
    "outlet_itself": "the outlet's own voice",
    "document": "document",
    "reader_comment": "reader's comment",
}

#: Words of a name that are printed.
LONGEST_NAME = 10


def name_of(speaker: Speaker) -> str:
    """A voice as the card names it; one without a name is said to have none."""
    if speaker.kind in ("unnamed", "unnamed_partisan"):
        return f"unnamed “{_short(speaker.name)}”" if speaker.name else "an unnamed source"
    return _short(known_in(speaker.name))


def _short(name: str) -> str:
    """A name cut where it runs on like a sentence."""
    words = name.split()
    return name if len(words) <= LONGEST_NAME else " ".join(words[: LONGEST_NAME - 2]) + "…"
