"""The caveat about reporting that keeps its distance from what the claim says flatly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.model import Caveat, Claim, Finding
from retrieval.caveats.drift import drifted
from retrieval.caveats.hedges import (
    deed_left_open,
    fate_left_open,
    hedges_dropped,
    hedges_their_own_words,
    is_in_their_words,
    its_side_says_it_flatly,
    says_it_flatly,
)
from retrieval.caveats.margin import Margin, each_once
from retrieval.caveats.printed import NAMELESS, has_a_name, whose
from retrieval.events import places_in
from retrieval.word_tables import any_of, worded
from retrieval.wording import is_plural, listed, opening, told, told_of

#: Words that hold it at arm's length, and who uses them.
_Held = tuple[tuple[str, ...], list[Finding]]
#: So many ways of hedging are told of.
MOST_TOLD = 3
#: So many sentences on, a report still speaks of the raid it has just counted the dead of.
SOON = 2
#: What is read as a voice and is none.
EVIDENCE = ("Evidence", "evidence", "Footage", "footage", "Data", "data")


def hedged(margin: Margin) -> list[Caveat]:
    """The reporting holds it at arm's length, and the claim dropped that."""
    if margin.state != "found":
        return []
    if line := drifted(margin, "HEDGED"):
        return [line]
    doubting: dict[tuple[tuple[str, ...], str, bool], list[Finding]] = {}
    for finding in margin.findings("reports"):
        voice = finding.speaker
        if voice.name in EVIDENCE or (voice.kind in NAMELESS and voice.name and not has_a_name(finding)):
            # "Evidence suggests": nobody keeps their distance here.
            continue
        if hedges := hedges_dropped(margin.claim, finding):
            speaking = whose(finding) if hedges_their_own_words(finding, hedges) else ""
            if speaking and any(says_it_flatly(finding, other) for other in margin.found):
                # "Assumed dead", and in the next sentence of the same voice: "they died".
                continue
            # The spokesman of a government may say flatly what it "assumes": no page says only the one of that side.
            is_all = not any(its_side_says_it_flatly(finding, other) for other in margin.found)
            doubting.setdefault((hedges, speaking, is_all or not speaking), []).append(finding)
    for finding, hedges in _leaving_it_open(margin):
        doubting.setdefault((hedges, "", True), []).append(finding)
    own = _once([(hedges, findings) for (hedges, who, _), findings in doubting.items() if not who])
    quoted = [
        _held_by_voice(who, hedges, findings, is_all=is_all)
        for (hedges, who, is_all), findings in doubting.items()
        if who
    ]
    return [*(_held_at_arms_length(own) or _taken_to_be(margin)), *quoted][:2]


def _once(own: Sequence[_Held]) -> list[_Held]:
    """Without a word that the same report hedges it by in other words, too: "suspected to have been" is "suspected"."""

    def is_within(hedges: Sequence[str], finding: Finding) -> bool:
        return any(
            len(longer) > len(hedge) and hedge.lower() in longer.lower()
            for hedge in hedges
            for others, findings in own
            for longer in others
            if any(one.article.id == finding.article.id for one in findings)
        )

    held = [(hedges, [f for f in findings if not is_within(hedges, f)]) for hedges, findings in own]
    return [(hedges, findings) for hedges, findings in held if findings]


def _leaving_it_open(margin: Margin) -> Iterator[tuple[Finding, tuple[str, ...]]]:
    """What reports of the claimed deed say of it, each where it leaves open whose it was, or who died.

    A report tells of several raids: the sentence that leaves it open is the one with the figure, one of the next, or
    one that names the claim's place.
    """
    claimed = {place.name for place in margin.claim.where}
    told = margin.findings("reports")
    for finding in margin.found:
        beside = [one for one in told if one.article.id == finding.article.id]
        if not beside or not (hedges := _left_open(margin.claim, finding)):
            continue
        named = {place.name for place in places_in(finding.words)}
        behind = [finding.statement.ordinal - one.statement.ordinal for one in beside]
        goes_on = 1 in behind and not worded("set_aside", "turning").search(finding.words)
        stands_by = any(0 <= far <= SOON for far in behind) and not named - claimed - _named_in(beside)
        if named & claimed or stands_by or goes_on or 0 in behind:
            yield finding, hedges


def _left_open(claim: Claim, finding: Finding) -> tuple[str, ...]:
    return (*deed_left_open(claim, finding), *fate_left_open(claim, finding))


def _named_in(findings: Sequence[Finding]) -> set[str]:
    return {place.name for finding in findings for place in places_in(finding.words)}


def _taken_to_be(margin: Margin) -> list[Caveat]:
    """Where a claim names a weapon that nobody who gives its figure does: who of its event only takes it to be that.

    Four died "in the attack", say those who bear out the number, and "a gas suspected of being chlorine" those who
    count three: nobody there is sure of the chlorine.
    """
    named = worded("caveats", "substances").search(margin.claim.text)
    if named is None or worded("caveats", "taken_to_be").search(margin.claim.text):
        return []
    saying, doubt = named.group().lower(), _doubting(named.group())
    event = margin.findings("reports", "differs")
    if not margin.findings("reports") or any(saying in doubt.sub("", f.words).lower() for f in event):
        return []
    doubted: dict[str, list[Finding]] = {}
    for finding in event:
        if match := doubt.search(finding.words):
            doubted.setdefault(match.group(), []).append(finding)
    return _held_at_arms_length([((words,), findings) for words, findings in doubted.items()])


def _doubting(weapon: str) -> re.Pattern[str]:
    taken = any_of("caveats", "taken_to_be")
    return re.compile(rf"\b(?:{taken}) (?:an? |the )?(?:[\w-]+ ){{0,1}}?{re.escape(weapon)}\b", re.IGNORECASE)


def _held_at_arms_length(own: Sequence[tuple[Sequence[str], Sequence[Finding]]]) -> list[Caveat]:
    """In one sentence, who holds it at arm's length in which words."""
    if len(own) < 2:
        return [_held_by(hedges, findings) for hedges, findings in own]
    each = [
        told(
            "{words} in {outlets}",
            words=listed([f"“{hedge}”" for hedge in hedges]),
            outlets=listed(each_once([f.outlet for f in findings])),
        )
        # Whoever hedges it alone comes before a row of others.
        for hedges, findings in sorted(own[:MOST_TOLD], key=lambda one: len({f.outlet for f in one[1]}))
    ]
    findings = tuple(dict.fromkeys(f for _, found in own[:MOST_TOLD] for f in found))
    return [Caveat("HEDGED", told("It is hedged: {words}.", words=listed(each)), findings)]


def _held_by_voice(who: str, hedges: Sequence[str], findings: Sequence[Finding], *, is_all: bool) -> Caveat:
    """Whoever outlets quote for words that hold it at arm's length; `is_all` is whether that is all their side says."""
    outlets = listed(each_once([finding.outlet for finding in findings]))
    words, many = listed([f"“{hedge}”" for hedge in hedges]), 1 + is_plural(who)
    if is_all:
        said = told_of(
            many,
            "{who}, in {outlets}, says only {words}.",
            "{who}, in {outlets}, say only {words}.",
            who=opening(who),
            outlets=outlets,
            words=words,
        )
    else:
        said = told_of(
            many,
            "{who}, in {outlets}, says {words}.",
            "{who}, in {outlets}, say {words}.",
            who=opening(who),
            outlets=outlets,
            words=words,
        )
    return Caveat("HEDGED", said, tuple(findings))


def _in_their_own_words(hedges: Sequence[str], finding: Finding) -> Finding | None:
    """A finding as said by whoever with a name leaves it so open; None where the hedge may be the paper's."""
    heard = (replace(finding, heard=voice) for voice in finding.statement.attributions)
    return next((one for one in heard if is_in_their_words(one, hedges)), None)


def _held_by(hedges: Sequence[str], findings: Sequence[Finding]) -> Caveat:
    """Which outlets hold it at arm's length in the same words: whoever is left out would seem to be sure.

    "The ministry was still trying to confirm their fate", a general says: that is no doubt of the paper's.
    """
    quoted = [_in_their_own_words(hedges, finding) for finding in findings]
    voices = {whose(finding) for finding in quoted if finding}
    if all(quoted) and len(voices) == 1:
        return _held_by_voice(voices.pop(), hedges, [finding for finding in quoted if finding], is_all=False)
    outlets = each_once([finding.outlet for finding in findings])
    sentence = told_of(
        len(outlets),
        "{outlets} hedges it: {words}.",
        "{outlets} hedge it: {words}.",
        outlets=listed(outlets),
        words=listed([f"“{hedge}”" for hedge in hedges]),
    )
    return Caveat("HEDGED", sentence, tuple(findings))
