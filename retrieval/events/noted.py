"""Whether a note is of what a claim is about, where neither its likeness nor its words say so alone.

A note's event is named by hand, with its place and its day, and its sentences are short: "the president disputes it"
has nothing of what was typed, and its event, its voice, its figure or its day and town may.
"""

from __future__ import annotations

from collections.abc import Set

from knowledge.model import Claim, Finding, Quantity
from knowledge.places import related
from retrieval.claims.claimants import said_by_one
from retrieval.events import where_of
from retrieval.events.nearness import (
    ENOUGH,
    NEAR,
    is_dated_alike,
    is_telling,
    leaves_out_its_site,
    shared_words,
    signs_in,
    states_of,
    wanted_of,
    weight_of,
)
from retrieval.events.sites import at_another_site
from retrieval.grammar.closeness import LARGE, is_filler, is_kin, kindred, values_in, without_article
from retrieval.ranking import prints_its_number, words_of

#: From here on a statement is about the same, in whatever few words.
ALIKE = 0.60
#: Below this a note is about something else, whatever it shares with a claim.
FAR = 0.30
#: A note that tells so much of a claim, and a name of it, is of its subject.
NEARLY_ALL = 0.75
#: One word in common is common to many.
FEWEST_TOLD = 2
#: Whose study it is, is its name.
_STUDIES = frozenset(words_of("study survey report poll"))


def is_noted(claim: Claim, finding: Finding) -> bool:
    """Whether a note is of a claim's subject: by all that it names, its likeness, its voice, or its day and town."""
    if not finding.article.is_note or at_another_site(claim, finding) or leaves_out_its_site(claim, finding):
        return False
    return (
        _tells_nearly_all(claim, finding)
        or _is_like_it(claim, finding)
        or _is_in_its_voice(claim, finding)
        or _is_then_and_there(claim, finding)
    )


def _tells_nearly_all(claim: Claim, finding: Finding) -> bool:
    """Whether a note tells nearly all that a claim is about, a name of it among that."""
    if finding.similarity < FAR:
        return False
    wanted, told, _ = shared_words(claim, finding)
    named = any(weight > 1 for _, weight in told)
    return named and weight_of(told) >= NEARLY_ALL * weight_of(wanted) and signs_in(claim, finding, told) > 1


def _is_like_it(claim: Claim, finding: Finding) -> bool:
    """Whether a note is like a claim, and it, its event or its voice tell half of the claim, a large figure as a word.

    Its own words must tell some of that; a country or a side is told by a hundred events.
    """
    figure = _prints_a_large_one(claim, finding)
    surely = any(is_telling(q.value) and q.value in values_in(finding) for q in claim.quantities)
    if finding.similarity < (FAR if surely else NEAR):
        return False
    own = kindred(finding.words)
    there = (own, kindred(finding.article.subject), kindred(finding.speaker.name))
    stems = _stems_of(claim)
    told = {stem for stem in stems if any(is_kin(stem, one) for one in there)}
    signs, least = len(told) + figure, FEWEST_TOLD if finding.similarity < ALIKE else FEWEST_TOLD - 1
    return (
        (figure or any(is_kin(stem, own) for stem in told))
        and signs >= FEWEST_TOLD
        and len(told - states_of(claim)) + figure >= least
        and 2 * signs >= len(stems) + figure
    )


def _stems_of(claim: Claim) -> set[str]:
    """What a claim is about, and what it counts: of "500m straws" the straws."""
    counted = {stem for q in claim.quantities for stem in words_of(q.counted) if stem.isalpha()}
    return {stem for stem, _ in wanted_of(claim)} | {stem for stem in counted if not is_filler(stem)}


def _prints_a_large_one(claim: Claim, finding: Finding) -> bool:
    values = values_in(finding)
    return any(q.value >= LARGE and q.value in values for q in claim.quantities)


def _is_in_its_voice(claim: Claim, finding: Finding) -> bool:
    """Whether a note has whom a claim names, who gives its large figure or is told of an event of its name.

    Of a person whom the claim has say it, any word of the event will do: "Reed said nobody was at the parade".
    """
    speaks = _named_as_its_voice(claim, finding)
    if not speaks:
        return False
    event, names = kindred(finding.article.event or ""), {stem for stem, weight in wanted_of(claim) if weight > 1}
    named = any(is_kin(stem, event) for stem in names - speaks - states_of(claim))
    return named or _prints_a_large_one(claim, finding) or _is_what_they_spoke_of(claim, finding, speaks)


def _is_what_they_spoke_of(claim: Claim, finding: Finding, speaks: Set[str]) -> bool:
    """Whether a note has the very person who speaks in a claim speak of an event that has one more word of it."""
    if finding.speaker.kind not in ("named_official", "named_person") or finding.similarity < FAR:
        return False
    said = said_by_one(claim)
    event = kindred(finding.article.event or "")
    if said is None or not any(is_kin(stem, kindred(said[0].words)) for stem in speaks):
        return False
    return any(is_kin(stem, event) for stem, _ in wanted_of(claim) if stem not in speaks | states_of(claim))


def gives_its_voices_number(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a note has whom a claim names give its very number, of a thousand or more, and is much like the claim.

    Nobody gives such a number of one people, or of one sickness, for two things; all that the claim names is told.
    """
    if finding.similarity < ALIKE or claimed.value < LARGE or not is_its_voice(claim, finding):
        return False
    if not prints_its_number(claimed, finding):
        return False
    wanted, told, _ = shared_words(claim, finding)
    voice, there = kindred(finding.speaker.name), kindred(f"{finding.words} {finding.article.subject}")
    if not all(weight == 1 or (stem, weight) in told or is_kin(stem, voice) for stem, weight in wanted):
        return False
    return any(is_kin(stem, there) and not is_kin(stem, voice) for stem in _stems_of(claim))


def is_its_voice(claim: Claim, finding: Finding) -> bool:
    """Whether a claim names, besides countries and sides, whoever speaks in a finding."""
    return bool(_named_as_its_voice(claim, finding))


def _named_as_its_voice(claim: Claim, finding: Finding) -> set[str]:
    voice, states = kindred(finding.speaker.name), states_of(claim)
    # Where something happened, everybody is "of Gaza".
    states |= {
        without_article(stem) for place in claim.where if place.span for stem in words_of(place.span.of(claim.text))
    }
    named = {stem for stem, _ in wanted_of(claim) if stem not in states and is_kin(stem, voice)}
    # One word of "Tarn Human Rights Watch" may be any watch; a person goes by one name.
    whole = finding.speaker.kind in ("named_official", "named_person") or len(voice.stems - _STUDIES) <= len(named)
    return named if whole or len(named) >= FEWEST_TOLD else set()


def _is_then_and_there(claim: Claim, finding: Finding) -> bool:
    """Whether a note is of a claim's month and town, or a place near by; or is named by its year and town."""
    towns = [place for place in claim.where if place.province and place.span]
    if not towns:
        return False
    there = where_of(finding)
    if is_dated_alike(claim, finding):
        return any(related(town, told) in ("same", "contains", "near") for town in towns for told in there)
    event, dated = kindred(finding.article.event or ""), claim.when.span if claim.when else None
    if dated is None or not set(words_of(dated.of(claim.text))) <= event.stems:
        return False
    named = {without_article(s) for town in towns if town.span for s in words_of(town.span.of(claim.text))}
    wanted, told, _ = shared_words(claim, finding)
    # Its year is one more word that the note tells.
    return any(is_kin(stem, event) for stem in named) and weight_of(told) + 1 >= ENOUGH * weight_of(wanted)
