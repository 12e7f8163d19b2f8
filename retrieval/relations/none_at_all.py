"""A claim that a side has killed none in a country's war at all: "Velmar's bombs have not killed a single civilian".

Whoever counts some of just these whom that side has killed over years says otherwise. That it has owned to none, or
that none was killed in a month of it, says no more than that; beside who counts some stands that it has owned to none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import comparable, read_quantities
from knowledge.speakers import sides_named
from retrieval.counts.campaigns import counts_a_war, is_a_blow, prints_years
from retrieval.counts.measures import ADMITTED, ANOTHER, FLOORS, kind_of, measure_claimed
from retrieval.deeds.doers import doers_in, kin_acting, kin_of, sides_claimed
from retrieval.events import MONTH, events_of
from retrieval.grammar.closeness import word_for_word
from retrieval.grammar.nations import nations_in
from retrieval.nearby.why_near import OVER_ANOTHER
from retrieval.ranking import counts_same
from retrieval.relations.weighed import NOTHING, Related, Weighed, because, without_echoes
from retrieval.word_tables import any_of, worded

#: A count that was made so is of people who were killed; one of what others allege, or of what is to come, may not be.
_COUNTED = ("", "likely", *FLOORS)


# Asked for the first line, for its headings, and when the claim is weighed.
@lru_cache(maxsize=64)
def none_at_all(claim: Claim) -> Quantity | None:
    """What a claim has one side have killed none of in a country, on no day and in no single blow; else None.

    >>> from knowledge.places import read_places
    >>> def none(text):
    ...     read = none_at_all(Claim(text, read_quantities(text), where=tuple(read_places(text))))
    ...     return read and (read.unit, int(read.value))
    >>> none("Russian bombs have not killed a single civilian in Syria"), none("Russia killed no civilians in Syria")
    (('civilians', 0), ('civilians', 0))
    >>> none("The Russian raid killed no civilians in Syria"), none("Russia killed no civilians in Homs")
    (None, None)
    """
    if claim.when is not None or any(place.province for place in claim.where) or is_a_blow(claim.text):
        return None
    if len(sides_claimed(claim.text)) != 1 or not any(place.country for place in claim.where):
        return None
    said = _killed_none().search(claim.text)
    counted, span = [q for q in claim.quantities if q.unit], said.span() if said else (0, 0)
    if said is not None and not counted:
        counted = [q for q in read_quantities(f"killed no {said['whom']}") if q.unit]
    elif len(counted) == 1:
        span = counted[0].span.start, counted[0].span.end
    if len(counted) != 1 or counted[0].value != 0 or counted[0].state != "killed":
        return None
    # "No Turkish civilians", "none with gas": of these nobody has to have counted any.
    is_of_all = len(counted[0].counted.split()) == 1 and not _says_more(claim, span)
    return counted[0] if is_of_all else None


def _says_more(claim: Claim, told: tuple[int, int]) -> bool:
    """Whether a claim says anything besides who has killed none, and where: by gas, on purpose, that it is a lie."""
    places = [(place.span.start, place.span.end) for place in claim.where if place.span]
    sides = [(start, end) for _, start, end in sides_named(claim.text)]
    known = [told, *places, *sides]
    return any(
        not any(start <= word.start() < end for start, end in known)
        and not worded("denials", "beside_none").fullmatch(word.group())
        and not nations_in(word.group())
        for word in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", claim.text)
    )


@cache
def _killed_none() -> re.Pattern[str]:
    """So somebody has "not killed a single civilian", or "never killed any civilians"; "not only civilians" is more."""
    return re.compile(
        rf"(?:\b(?:not|never)|n['’]t)(?: \w+ly| ever)? (?:{any_of('denials', 'taking_a_life')}) "
        rf"(?:{any_of('denials', 'any_one')}) (?P<whom>[^\W\d_]+)\b",
        re.IGNORECASE,
    )


def with_who_counts_some(claim: Claim, weighed: Weighed, findings: Sequence[Finding]) -> Weighed:
    """What was weighed; of a claim of none at all, with whoever counts some over years as saying otherwise.

    Whoever tells that a side has owned to no dead says of no claim that there were none. `findings` are all of the
    claim's place.
    """
    weighed = _without_who_owns_to_none(claim, weighed)
    none = none_at_all(claim)
    if none is None:
        return weighed
    related = [_as_no_word_for_it(claim, none, one) for one in weighed.related]
    some = [f for f in findings if counts_some(claim, none, f)]
    ids = {f.statement.id for f in some}
    if some:
        # What else is told there of something else is as near to any other claim.
        related = [one for one in related if one.relation != "context" or _counts(none, one.finding)]
    related = [*(Related(f, "differs") for f in some), *(one for one in related if one.finding.statement.id not in ids)]
    known = {one.finding.statement.id for one in related}
    owning = [f for f in findings if some and _is_owned_to_none(claim, none, f) and f.statement.id not in known]
    related += [Related(f, "context") for f in owning]
    if not related:
        return NOTHING
    said = [one.finding for one in related if one.relation != "context"]
    if not some and (said or weighed.state != "ambiguous"):
        return replace(weighed, related=tuple(related))
    return Weighed("found", without_echoes(related), events_of(said or [one.finding for one in related]))


def counts_some(claim: Claim, none: Quantity, finding: Finding) -> bool:
    """Whether a note counts, over years, some of just those of whom a claim has one side have killed none.

    What two sides have done together, or what is only alleged, contradicts nobody.
    """
    article, place = finding.article, finding.statement.place_in_article
    if not article.is_note or place != "note" or finding.attribution.grade == "denied":
        return False
    own = frozenset(map(kin_of, sides_claimed(claim.text)))
    doing = doers_in(finding.words) or doers_in(article.event or "")
    if frozenset(map(kin_of, doing)) != own or not own <= kin_acting(finding.words) | frozenset(map(kin_of, doing)):
        return False
    if kin_acting(finding.words) - own:
        return False
    about = f"{article.title} {article.event or ''}"
    over_years = any(prints_years(words) or counts_a_war(words) for words in (finding.words, about))
    when = finding.statement.when
    is_shorter = when is not None and when.end - when.start <= MONTH and not counts_a_war(finding.words)
    return (
        over_years
        and not is_shorter
        and any(
            _is_of_them(none, q)
            and q.bound not in ("vague", "up to", "under")
            and (q.low or 0) > 0
            and kind_of(finding, q) in _COUNTED
            for q in finding.statement.quantities
        )
    )


def _is_owned_to_none(claim: Claim, none: Quantity, finding: Finding) -> bool:
    """Whether a note tells that just the claim's side has owned to no such dead: its stand, beside who counts some."""
    if not finding.article.is_note or finding.statement.place_in_article != "note":
        return False
    own = frozenset(map(kin_of, sides_claimed(claim.text)))
    owned = [q for q in finding.statement.quantities if _is_of_them(none, q) and kind_of(finding, q) == ADMITTED]
    return kin_acting(finding.words) == own and bool(owned) and all(q.value == 0 for q in owned)


def _counts(none: Quantity, finding: Finding) -> bool:
    return any(_is_of_them(none, q) for q in finding.statement.quantities)


def _is_of_them(none: Quantity, counted: Quantity) -> bool:
    return comparable(none, counted) == "same" and counted.state == none.state


def _as_no_word_for_it(claim: Claim, none: Quantity, one: Related) -> Related:
    """What is related, without a word for the claim by whoever tells of a month of it."""
    counted = [q for q in one.finding.statement.quantities if _is_of_them(none, q)]
    if one.relation != "reports" or not counted or word_for_word(claim, one.finding):
        return one
    if all(q.period and not counts_a_war(q.period) and not prints_years(q.period) for q in counted):
        return Related(because(one.finding, OVER_ANOTHER), "context", one.counted)
    return one


def _without_who_owns_to_none(claim: Claim, weighed: Weighed) -> Weighed:
    """What was weighed, with who tells that a side has owned to no dead as no word for a claim that there were none."""
    claimed = [q for q in claim.quantities if q.unit and q.value == 0 and measure_claimed(claim, q) != ADMITTED]

    def owns_to_none(one: Related) -> bool:
        counted = [q for q in one.finding.statement.quantities if any(counts_same(own, q) for own in claimed)]
        owned = bool(counted) and all(kind_of(one.finding, q) == ADMITTED for q in counted)
        return one.relation == "reports" and owned and not word_for_word(claim, one.finding)

    return replace(
        weighed,
        related=tuple(
            Related(because(one.finding, ANOTHER), "context", one.counted) if owns_to_none(one) else one
            for one in weighed.related
        ),
    )
