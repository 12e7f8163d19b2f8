"""Whether a statement that names no town is told of another than the claim's, or names one that is only called alike.

"The crew of five died" is of the town that its report names before it, and a quarter of Aleppo may be called like a
town near Mosul.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from knowledge.model import Claim, Finding, Place
from knowledge.places import fold, read_places, related
from knowledge.quantities import read_quantities
from knowledge.sentences import sentences_of
from retrieval.counts.dated import of_another_day
from retrieval.counts.figures import is_near, prints
from retrieval.events import is_a_region, without_dateline
from retrieval.grammar.closeness import OPENING
from retrieval.word_tables import any_of

#: Characters before a statement, and behind it, in which its report has said where that was.
_BEFORE, _BEHIND = 400, 200


def told_of_another_town(claim: Claim, finding: Finding) -> str:
    """Why a report's statement is of no town that a claim names; empty where it may be, and of a note.

    A note's place is named by hand.
    """
    towns = [place for place in claim.where if place.province]
    if not towns or finding.article.is_note:
        return ""
    if _is_told_from_within(claim) and all(_is_only_near(town, finding.words) for town in towns):
        return f'near "{towns[0].name}", the claim of a part of it'
    if any(p.span and p.span.of(claim.text) in finding.words for p in towns):
        return ""
    own = _sited(_places_in(finding.words))
    may_be = any(not _is_called_alike(town, own, finding) for town in _of_which(claim, towns, own, finding))
    return "" if may_be else f'does not name "{towns[0].name}"'


def _of_which(claim: Claim, towns: Sequence[Place], own: Sequence[Place], finding: Finding) -> Iterator[Place]:
    """The towns of a claim of which a statement may be that names these places itself: by what is soonest read first.

    What is told of no place may be of any.
    """
    named = [place for place in own if place.province]
    if not named:
        opening = [place for place in _opening(finding) if place.province]
        yield from (town for town in towns if any(_may_be_in(claim, town, place) for place in opening))
    told = named or [*own, *_around(finding)]
    for town in towns:
        may_be = (place for place in _narrow(told) if _may_be_in(claim, town, place))
        if not told or any(place not in named or not _is_another_city(town, place, finding) for place in may_be):
            yield town
    # A suburb is told below a headline that has the town itself.
    close = [town for town in towns if any(related(town, place) == "near" for place in told)]
    yield from (town for town in close if any(related(town, place) == "same" for place in _around(finding)))
    if not named:
        # Where a report tells of a town anywhere, what names none may be of it.
        yield from (town for town in towns if _is_named_in(town, finding))


# Asked of a claim for every statement.
@lru_cache(maxsize=64)
def _is_told_from_within(claim: Claim) -> bool:
    """Whether a claim tells of a place inside each of its towns: "the old quarter of Tarn", "Tarn city"."""
    text, spans = claim.text, [town.span for town in claim.where if town.province]
    return all(
        span is not None and bool(_part_before().search(text[: span.start]) or _part_behind().match(text[span.end :]))
        for span in spans
    )


def _is_only_near(town: Place, words: str) -> bool:
    """Whether words name a town only to tell where a village lies, or the country around it.

    "Rural Tarn" is no quarter of Tarn, nor is "the village of Ovel northeast of Tarn".
    """
    if not _near_anything().search(words):
        # So it is in most, which is seen sooner than which places they name.
        return False
    named = [p.span for p in read_places(words) if p.span and related(p, town) == "same"]
    return bool(named) and all(
        _near_before().search(words[: span.start]) or _near_behind().match(words[span.end :]) for span in named
    )


@cache
def _part_before() -> Caseless:
    return Caseless(rf"\b(?:{any_of('untold_towns', 'part_of_it')}) (?:of|in) (?:the )?(?:(?:city|town) of )?\Z")


@cache
def _part_behind() -> Caseless:
    return Caseless(rf"(?:['’]?s)? (?:\w+ )?(?:{any_of('untold_towns', 'part_of_it')})\b")


@cache
def _near_before() -> re.Pattern[str]:
    """What stands right before a town that is only near: a village's name and where it lies, "rural"."""
    village = (
        rf"(?i:\b(?:{any_of('untold_towns', 'of_its_own')}) of) (?:(?:al|el|the)[- ])?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?"
    )
    return re.compile(
        rf"(?:{village},? (?:{any_of('untold_towns', 'lies')})|(?i:\b(?:{any_of('untold_towns', 'around')}))) \Z"
    )


@cache
def _near_behind() -> Caseless:
    return Caseless(rf"(?:['’]?s)? (?:{any_of('untold_towns', 'around_behind')})\b")


@cache
def _near_anything() -> Caseless:
    return Caseless(any_of("untold_towns", "lies", "around", "around_behind"))


def _around(finding: Finding) -> list[Place]:
    """Where a report is, as its opening and what stands before a statement tell; behind it, too, of another day."""
    text, span = finding.article.text, finding.statement.span
    before = _sited(_places_in(text[max(0, span.start - _BEFORE) : span.start]))
    behind = _sited(_places_in(text[span.end : span.end + _BEHIND])) if of_another_day(finding) else []
    return [*_opening(finding), *before, *behind]


def _opening(finding: Finding) -> list[Place]:
    article = finding.article
    return _sited(_places_in(article.text[: len(article.title) + OPENING]))


def _is_named_in(town: Place, finding: Finding) -> bool:
    """Whether a report names a town, or all of its province, anywhere."""
    named = (place for place in _places_in(finding.article.text) if place.province)
    return any(related(town, place) in ("same", "inside", "contains") for place in named)


def _narrow(told: Sequence[Place]) -> list[Place]:
    """The towns that are told, and a region only where no town is: "in north-western Syria" leaves all open."""
    return [place for place in told if place.province] or list(told)


def _may_be_in(claim: Claim, town: Place, place: Place) -> bool:
    """Whether a claim's town may be a place that is told: one town of a province is not another."""
    lying = related(town, place)
    if lying != "near" or is_a_region(place):
        return lying != "apart"
    return is_near(claim, town) or any(_names_its_province(one) for one in (town, place))


def _is_another_city(town: Place, place: Place, finding: Finding) -> bool:
    """Whether words have a town that is called like its province for the city: "the city of Hasakah" is no Qamishli."""
    if related(town, place) != "near" or not _names_its_province(place) or place.span is None:
        return False
    words = without_dateline(finding.words)
    before, behind = words[: place.span.start], words[place.span.end :]
    return bool(_city_before().search(before) or _city_behind().match(behind))


@cache
def _city_before() -> Caseless:
    return Caseless(rf"\b(?:{any_of('untold_towns', 'a_city')}) of (?:the )?\Z")


@cache
def _city_behind() -> Caseless:
    return Caseless(rf" (?:{any_of('untold_towns', 'a_city')})\b")


def _names_its_province(place: Place) -> bool:
    """Whether a town is called like its province, so that all of that may be meant."""
    return fold(place.name).startswith(fold(place.province or place.name))


def _is_called_alike(town: Place, own: Sequence[Place], finding: Finding) -> bool:
    """Whether a statement names a place by a claim's town, and its headline only towns of other countries."""
    headed = [place for place in _sited(_places_in(finding.article.title)) if place.province]
    return bool(own) and bool(headed) and all(place.country != town.country for place in headed)


def _sited(places: Sequence[Place]) -> list[Place]:
    return [place for place in places if place.province or is_a_region(place)]


def goes_on_about_another_town(claim: Claim, finding: Finding, report: Sequence[Finding]) -> str:
    """Why a figure is of the town that the sentence right before it names, in a report that has the claim's already.

    A round-up goes from town to town: "They hit sites in Tarn. Seven were killed" is of Tarn, whatever it began with.
    Behind "in Tarn four died" another count is of where the report began.
    """
    towns = [place for place in claim.where if place.province]
    if not towns or finding.article.is_note or finding.statement.where:
        return ""
    article, span = finding.article, finding.statement.span
    if any(prints(q, finding) for q in claim.quantities):
        return ""
    if not any(f.statement.span.end < span.start and any(prints(q, f) for q in claim.quantities) for f in report):
        return ""
    before = [sentence for sentence in sentences_of(article.text) if sentence.start < span.start]
    words = article.text[before[-1].start : min(before[-1].end, span.start)] if before else ""
    told = [place for place in _places_in(words) if place.province]
    if not told or any(q.state for q in read_quantities(words)):
        return ""
    if any(related(town, place) != "apart" for town in towns for place in told):
        return ""
    return f'goes on about "{told[0].name}"'


# Of a report the same words are asked for statement after statement.
@lru_cache(maxsize=5_000)
def _places_in(words: str) -> tuple[Place, ...]:
    return read_places(without_dateline(words))
