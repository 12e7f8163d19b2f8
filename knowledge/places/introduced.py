"""Villages that no table knows and a sentence introduces: "the village of Tokhar in Aleppo province".

The sentence itself says in which province they lie. Where it only says what they are near, they are not read: the next
village may lie across the border of the province.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Place, Span
from knowledge.places.atlas import Atlas
from knowledge.places.folding import plain
from knowledge.places.names import Words
from knowledge.word_lists import any_of

_NAME = (
    r"(?:(?:al|el|as|ar|at|az|ash|an|ad)[- ])?[A-Z][\w'\u2019]+"
    r"(?:[- ](?:(?:al|el|as|ar|at|az|ash|an|ad)[- ])?[A-Z][\w'\u2019]+){0,2}"
)
_VILLAGE_OF = re.compile(rf"\b(?:[Vv]illage|[Tt]own|[Hh]amlet)\s+of\s+({_NAME})")
_ITS_VILLAGE = re.compile(rf"({_NAME})\s+(?:village|town|hamlet)\b")
#: "In the northern countryside of", "in the eastern parts of", "part of the city of": where the village lies.
_LIES_IN = re.compile(
    r"\s*(?:,\s*)?(?:which\s+(?:is|lies)\s+|that\s+(?:is|lies)\s+)?(?:(?:located|lying|situated)\s+)?(?:in|part\s+of|\()\s*"
    rf"(?:(?:{any_of('where_a_village_lies')}|"
    r"(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?)\s+)*",
    re.IGNORECASE,
)


def introduced(words: Words, places: Sequence[Place], known: Atlas) -> list[Place]:
    """The villages that the text names with the province they lie in, and that are not among its places.

    >>> from knowledge.places import read_places
    >>> [(p.name, p.province) for p in read_places("hit the village of Tokhar in the northern countryside of Aleppo")]
    [('Tokhar', 'Aleppo'), ('Aleppo', 'Aleppo')]
    >>> [p.name for p in read_places("hit the village of Tokhar near Manbij")]
    ['Manbij']
    """
    if not places or words.shouted or not words.mixed:
        return []
    found: list[Place] = []
    for match in (*_VILLAGE_OF.finditer(words.text), *_ITS_VILLAGE.finditer(words.text)):
        start, end = match.span(1)
        name = words.text[start:end]
        if any(p.span and p.span.start < end and start < p.span.end for p in (*places, *found)) or _is_a_word(
            name, known
        ):
            continue
        home = next((p for p in places if p.span and p.span.start >= match.end()), None)
        if home and home.span and home.province and _LIES_IN.fullmatch(words.text, match.end(), home.span.start):
            found.append(Place(name, home.country, home.province, Span(start, end)))
    return found


def _is_a_word(name: str, known: Atlas) -> bool:
    """Whether it begins with what is no name: "a Syrian village", "The town", "a Kurdish town"."""
    first = plain(name.split()[0].split("-")[0])
    return first in known.never or first in known.small or first in known.sides or first.endswith(("ish", "held"))
