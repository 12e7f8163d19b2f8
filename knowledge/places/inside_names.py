"""Names that hold a town's name and are no town: a street, a brigade, a pact, a person, a news page, a dateline.

"Khalid bin al-Walid street" is no Walid, "Thawra Street" is not the town of Thawra, "the Homs Brigade" may fight
anywhere, and "BEIRUT (Reuters)" says where somebody wrote.
"""

from __future__ import annotations

import re

from knowledge.places.atlas import Atlas
from knowledge.places.company import Company
from knowledge.places.folding import ARTICLES, FOLDED
from knowledge.places.names import Name, Token
from knowledge.word_lists import any_of

#: "Thawra Street", "Basra Square"; "a Homs street" and "Raqqa's square" lie in the town.
_STREET_AFTER = re.compile(r"\s+((?:street|avenue|boulevard|square|roundabout)s?)\b", re.IGNORECASE)
_ONE_OF_ITS = re.compile(r"\b(?:an?|one|every|each|some|this|that|another|busy|main|central)\s+$", re.IGNORECASE)
#: "Jaffa Road", "the Damascus Gate", "the Lisbon Treaty"; "the Aleppo road" leads there.
_ROAD_OR_PACT_AFTER = re.compile(r"\s+(?:Road|Lane|Gate|Convention|Treaty|Pact|Protocol|Accords?)\b")
#: "Key Aleppo Road", in a headline: what an adjective tells of leads there, and is no road's name.
_TOLD_OF = re.compile(rf"\b(?:{any_of('tell_of_a_road')})\s+$", re.IGNORECASE)
_PAPER_AFTER = re.compile(rf"\s+(?:{any_of('papers_called_after_a_town')})\b(?!\s+Office)")
#: "The Minsk agreements", by towns that are known for one.
_PACT_AFTER = re.compile(
    rf"\s+(?:(?:peace|nuclear|ceasefire)\s+)?(?:{any_of('treaties')})\b",
    re.IGNORECASE,
)
#: "Crans-Montana" is no Montana; "anti-Milan" and "North-Kivu" are of the place.
_NO_COMPOUND = re.compile(
    r"(?:anti|ex|inter|mid|non|post|pre|pro|trans|north|south|east|west|central|greater)", re.IGNORECASE
)
#: "The Homs Brigade", "Idlib Martyrs Brigade", "the Raqqa Revolutionaries Battalion".
_BODY_AFTER = re.compile(
    r"(?:['\u2019]s?)?\s+(?:(?P<called>[A-Z][\w'\u2019]*\s+)?(?:[Bb]rigade|[Bb]attalion|[Rr]egiment|[Ll]egion)"
    r"|(?:[Bb]rigade|[Bb]attalion|[Rr]egiment)s)\b(?!\s+\d)"
)
#: "In Aleppo Tawhid Brigade fighters died" lies in Aleppo.
_IN_IT = re.compile(r"\b(?:in|at|near|around|inside|outside)\s+$", re.IGNORECASE)
#: A house that bears somebody's name: "Khalid bin al-Walid mosque", "Salem Church".
_HOUSE_AFTER = re.compile(r"\s+(?:mosque|church|cathedral|shrine|school|academy)\b", re.IGNORECASE)
#: "The al-Quds hospital"; a hospital that bears a town's own spelling lies in it.
_HOSPITAL_AFTER = re.compile(r"\s+(?:hospital|clinic|university)\b", re.IGNORECASE)
#: Towns of this size have a mosque that is called after them.
_LARGE = 100_000
#: "MOSCOW (Sputnik)", "BEIRUT, Oct 18 (Reuters) -", "Damascus (SANA) -".
_DATELINE_AFTER = re.compile(
    r"(?:,?\s+(?:[A-Z][a-z]+\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+)(?:,?\s+\d{4})?)?"
    r",?\s+\([A-Z][\w/ -]{1,24}\)(?P<dash>\s*[-\u2013\u2014])?"
)
#: "BEIRUT - At least ten".
_DASH_AFTER = re.compile(r"\s*(?:--|[\u2013\u2014]|\s-)\s")
#: The same with its dash lost.
_NO_DASH_AFTER = re.compile(r"(?:,?\s+[A-Z][a-z]+)?\s+(?:A|An|The|At|In|On|More|[A-Z][a-z]+)\s+[a-z0-9]")


def is_part_of_a_name(name: Name, company: Company, known: Atlas) -> bool:
    """Whether the name only stands inside another name, or before an agency's as the place where it was written."""
    text = company.words.text
    if (street := _STREET_AFTER.match(text, name.end)) and not _lies_in_it(street, name, company):
        return True
    if (body := _BODY_AFTER.match(text, name.end)) and not (
        body["called"] and _IN_IT.search(text, max(0, name.start - 10), name.start)
    ):
        return True
    town = all(row.sort != "country" for row in name.rows)
    if _PAPER_AFTER.match(text, name.end) or (
        town and _ROAD_OR_PACT_AFTER.match(text, name.end) and not _leads_there(name, company)
    ):
        return True
    if name.key in known.treaties and _PACT_AFTER.match(text, name.end):
        return True
    before = _touching(name, company)
    if before is not None and (before.key in known.naming or _is_compound(before, name, company)):
        return True
    only_towns = all(row.sort == "city" for row in name.rows)
    if only_towns and before is not None and before.capital and before.key in known.titles:
        return True
    if name.folded and _HOSPITAL_AFTER.match(text, name.end) and not any(row.by_hand for row in name.rows):
        return True
    if _HOUSE_AFTER.match(text, name.end) and (name.key in known.weak or not _is_large(name)):
        return True
    return is_dateline(name, company)


def _leads_there(name: Name, company: Company) -> bool:
    """Whether a road with a capital is only one that leads to the town: "Army Cuts Key Aleppo Road"."""
    text = company.words.text
    return bool(re.match(r"\s+Road\b", text[name.end :]) and _TOLD_OF.search(text, max(0, name.start - 12), name.start))


def _is_compound(before: Token, name: Name, company: Company) -> bool:
    """Whether a hyphen makes the name the end of another that nobody knows: "Crans-Montana"."""
    left = company.before(name)
    return (
        before.capital
        and company.words.text[before.end : name.start] == "-"
        and before.key not in ARTICLES
        and not _NO_COMPOUND.fullmatch(before.word)
        and not (left is not None and left.end == before.end)
        and not any(row.sort in ("country", "region") or row.country in FOLDED for row in name.rows)
    )


def _lies_in_it(street: re.Match[str], name: Name, company: Company) -> bool:
    """Whether a street or square lies in the town before it: "a Homs street", "Istanbul square blast"."""
    if _ONE_OF_ITS.search(company.words.text, max(0, name.start - 10), name.start):
        return True
    town = company.after(name)
    if town is not None and company.words.text[street.end() : town.start].strip() == "in":
        return False
    return _is_large(name) and (street[1].islower() or not company.words.mixed)


def is_dateline(name: Name, company: Company) -> bool:
    """Whether the name says where a report was written: "MOSCOW (Sputnik) Six people were killed in Damascus"."""
    words = company.words
    in_capitals = text_is_large(words.text[name.start : name.end]) and not words.shouted
    if not (in_capitals or name.first == 0) or not any(row.sort == "city" for row in name.rows):
        return False
    agency = _DATELINE_AFTER.match(words.text, name.end)
    inside = company.after(name)
    if agency is not None and (inside is None or inside.start > agency.end()):
        return in_capitals or bool(agency["dash"])
    if not in_capitals or name.first:
        return False
    # Without its dash a town may as well be where it happened, when the sentence names no other place.
    return bool(_DASH_AFTER.match(words.text, name.end)) or (
        inside is not None and bool(_NO_DASH_AFTER.match(words.text, name.end))
    )


def text_is_large(word: str) -> bool:
    """Whether a name of four letters or more is printed in capitals throughout.

    >>> text_is_large("BEIRUT"), text_is_large("Beirut"), text_is_large("U.S.")
    (True, False, False)
    """
    return word.isupper() and sum(letter.isalpha() for letter in word) >= 4


def _touching(name: Name, company: Company) -> Token | None:
    """The word right before the name, where only a space or hyphen parts them."""
    if not name.first:
        return None
    token = company.words.tokens[name.first - 1]
    return token if company.words.text[token.end : name.start] in (" ", "-", ". ") else None


def _is_large(name: Name) -> bool:
    """Whether the name is a place that is known by it: a country, a province, a large town under its own name."""
    return any(row.sort != "city" or (not name.folded and (row.by_hand or row.people >= _LARGE)) for row in name.rows)
