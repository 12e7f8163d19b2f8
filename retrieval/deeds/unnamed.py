"""Whom a claim counts and a report does not so much as name: the dead of a blast are no marines, and no Americans."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.model import Finding, Quantity
from knowledge.places import read_places
from knowledge.quantities import sides_in, unit_table
from knowledge.quantities.units import match_unit
from knowledge.quantities.words import split_words
from knowledge.speakers import sides_named
from retrieval.deeds.doers import IS_HELPED, has_done_it, kin_of, lines_of
from retrieval.events import where_of
from retrieval.grammar.closeness import begins_alike, share
from retrieval.grammar.naming import contrasts_table, groups_in, roles_in
from retrieval.grammar.nations import nations_in
from retrieval.ranking import WORD, words_of
from retrieval.word_tables import worded

#: So many sentences at the head of a report say what it is of.
LEAD = 3
_FIGHTING = frozenset({"soldiers", "fighters"})
#: Words of those who fight, or of what befalls them, that count nobody.
_ARMED = worded("unnamed", "armed")
_capital = re.compile(r"^[^\W\d_a-z][\w-]+")


def unnamed(claimed: Quantity, printed: Quantity, finding: Finding) -> str:
    """Whom the claim counts and the report does not name; empty where it may count them. Civilians are people.

    A people, or a side, that is only said to have done it is not among the dead, unless it happened in their country.
    """
    article = finding.article
    is_the_very = printed.value == claimed.value
    if name := people_in(claimed):
        told = [printed.counted, without_speakers(finding), article.title, article.event or ""]
        # Where "200 militants" are counted, the rest of the report is of others.
        elsewhere = "" if group_of(printed) else article.text
        named = any(_is_named_as_suffering(name, words) for words in told) or _are_people_there(name, elsewhere)
        if is_the_very and group_of(printed) not in ("civilians", "fighters"):
            # "13 Marines and sailors, the Pentagon said" may well be the 13 Americans.
            has_struck = any(has_done_it(words, *span) for words in told for span in _naming(name, words))
            named = named or (
                bool(_naming(name, _where_they_may_be_told(claimed, printed, finding))) and not has_struck
            )
        if not named and not is_at_home(name, finding):
            return f'names no "{claimed.counted}"'
    group = group_of(claimed)
    # The very number of other people is told as what it is: theirs.
    if not group or group == "civilians" or (is_the_very and (group != "fighters" or group_of(printed))):
        return ""
    if is_the_very:
        # "45 people died in a blast" is no word of 45 fighters, unless the report calls them so where it counts them.
        number = f"{printed.value:g}"
        counting = [line for line in lines_of(article.text) if number in re.findall(r"\d+", line.replace(",", ""))]
        about = (without_speakers(finding), article.subject, *counting, *lines_of(article.text)[:LEAD])
        return "" if group in _groups_told(" ".join(about)) else f"names no {group}, whom the claim counts"
    if group in _groups_told(article.subject) or group in _groups_told(article.text):
        return ""
    return f"names no {group}, whom the claim counts"


def _where_they_may_be_told(claimed: Quantity, printed: Quantity, finding: Finding) -> str:
    """Where a report may say of which people so many were; of "31 people" where it begins, and where it counts them."""
    article = finding.article
    if article.is_note or claimed.unit != "people" or group_of(printed):
        return article.text
    lines, number = lines_of(article.text), f"{printed.value:g}"
    beside = [line for line in lines if number in re.findall(r"\d+", line.replace(",", ""))]
    return " ".join((*lines[:LEAD], *beside, *(a.speaker.name for a in finding.statement.attributions)))


def is_at_home(name: str, finding: Finding) -> bool:
    """Whether it happened in the country of a people: whoever is killed in Mosul is, as a rule, an Iraqi."""
    countries = _countries_of(name)
    return any(place.country in countries for place in where_of(finding) if place.country)


@lru_cache(maxsize=500)
def _countries_of(name: str) -> frozenset[str | None]:
    return frozenset(p.country for nation in nations_in(name) for p in read_places(nation) if not p.province)


def people_in(quantity: Quantity) -> str:
    """The name of a country's people, or of a side, by which a figure counts; empty where it has none."""
    named = (word for word in quantity.counted.split() if _capital.match(word) and not IS_HELPED.search(word))
    # "200 Rohingya" are a people, too; of "200 Wagner fighters" the name is that of a firm.
    return next((word for word in named if quantity.unit == "people" or sides_named(word) or nations_in(word)), "")


def group_of(quantity: Quantity) -> str:
    """The group that a figure counts; an armed side's bare name counts its fighters."""
    if quantity.unit in contrasts_table()["people"]["units"]:
        return quantity.unit
    armed = sides_in(quantity.counted) & unit_table().armed
    return "fighters" if not quantity.unit and armed else ""


def without_speakers(finding: Finding) -> str:
    """The words of a finding without those that name who speaks: what a rebel spokesman says is not of rebels."""
    text, span = finding.article.text, finding.statement.span
    spoken = sorted(
        {(a.speaker_span.start, a.speaker_span.end) for a in finding.statement.attributions if a.speaker_span}
    )
    told, at = [], span.start
    for start, end in spoken:
        if span.start <= start and end <= span.end and start >= at:
            told.append(text[at:start])
            at = end
    return " ".join([*told, text[at : span.end]])


@lru_cache(maxsize=2_000)
def _is_named_as_suffering(name: str, words: str) -> bool:
    """Whether words name a people, or a side, and not only as whoever did it: "US soldiers" are Americans."""
    return any(not has_done_it(words, *span) for span in _naming(name, words))


@lru_cache(maxsize=2_000)
def _are_people_there(name: str, text: str) -> bool:
    """Whether a text tells of people of that name: "Americans", "US citizens", and not "the US military"."""
    for start, end in _naming(name, text):
        if text[start:end].lower() == name.lower() and name.endswith("s"):
            return True
        split = split_words(text[end : end + 30])
        found = next(filter(None, (match_unit(split, at) for at in range(min(2, len(split))))), None)
        if found and found[1].kind == "person":
            return True
    return False


@lru_cache(maxsize=2_000)
def _naming(name: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where words name a people, or its side: "Russian" names Russians."""
    sides = {kin_of(side) for side, _, _ in sides_named(name)}
    wanted, nations = words_of(name), nations_in(name)
    # Most words begin otherwise, which is seen sooner.
    begins = [begins_alike(stem) for stem in wanted]
    named = [(start, end) for side, start, end in sides_named(words) if kin_of(side) in sides]
    for match in WORD.finditer(words):
        word = match.group()
        letters = word.lower()
        is_name = all(first in letters for first in begins) and share(wanted, word) == 1
        if is_name or (nations and nations & nations_in(word)):
            named.append(match.span())
    return tuple(named)


@lru_cache(maxsize=2_000)
def _groups_told(about: str) -> frozenset[str]:
    """The groups of people that a report names anywhere; an army is of soldiers."""
    named = groups_in(about)
    if named & _FIGHTING or roles_in(about) or sides_in(about) & unit_table().armed or _ARMED.search(about):
        named |= _FIGHTING
    return named
