"""Where it is said to have happened: the places that a text names, with country and province, or left open.

A name that several places share is settled by the other places in the text, or by one being far larger; otherwise its
country stays None. Names that are also ordinary words or people's names are places only where the words around say so,
and a country that acts or speaks ("Russia says") is not where it happened.
"""

from __future__ import annotations

import re

from knowledge.model import Place, Span
from knowledge.places.atlas import atlas, country_called
from knowledge.places.choosing import placed
from knowledge.places.company import Company
from knowledge.places.inside_names import is_part_of_a_name
from knowledge.places.introduced import introduced
from knowledge.places.meant import (
    is_a_base,
    is_across_the_border,
    is_elsewhere,
    is_far_off,
    is_meant,
    is_under_way_to,
    tells_whose,
)
from knowledge.places.names import Name, find_names, split_words


def read_places(text: str) -> tuple[Place, ...]:
    """The places that the words name, in reading order; country and province are None where the name stays open.

    >>> [(place.name, place.country, place.province) for place in read_places("Near Ar Raqqah, five airstrikes hit.")]
    [('Raqqa', 'SY', 'Raqqa')]
    >>> [place.name for place in read_places("Strikes hit Deir Ezzor, Homs and Hama provinces, Syria")]
    ['Deir Ezzor province', 'Homs province', 'Hama province', 'Syria']
    >>> read_places("Nice reading, most of it.")
    ()
    """
    words = split_words(text)
    if not words.tokens:
        return ()
    known = atlas()
    company = Company(words, find_names(words, known))
    if not company.names:
        return ()
    company = Company(
        words,
        [
            n
            for n in company.names
            if not is_part_of_a_name(n, company, known)
            and not is_under_way_to(n, company)
            and not is_a_base(n, company)
        ],
    )
    hints = Company(
        words,
        [n for n in company.names if not is_across_the_border(n, company) and not tells_whose(n, company, known)],
    )
    company = Company(words, [name for name in company.names if not is_elsewhere(name, hints)])
    company = Company(words, [name for name in company.names if is_meant(name, company, known)])
    places = [place for name in company.names if (place := _told_of(name, company)) is not None]
    if _VILLAGE.search(text) and (more := introduced(words, places, known)):
        places = sorted([*places, *more], key=lambda place: place.span or Span(0, 0))
    return tuple(places)


def _told_of(name: Name, company: Company) -> Place | None:
    """The place that a name tells of; of a town far from it no more than its country: "162 km north of Damascus"."""
    place = placed(name, company)
    if place is None or not is_far_off(name, company):
        return place
    country = country_called(place.country) if place.country else ""
    named = any(row.sort == "country" and row.country == place.country for one in company.names for row in one.rows)
    return Place(country, place.country, None, place.span) if country and not named else None


_VILLAGE = re.compile(r"(?:village|town|hamlet)\b", re.IGNORECASE)
