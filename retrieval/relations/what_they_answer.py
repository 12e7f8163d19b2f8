"""What an answer of the accused says, or of those heard beside them: that it was a mistake, or not theirs, or meant."""

from __future__ import annotations

from dataclasses import replace

from knowledge.model import Attribution, Claim, Finding, Span
from retrieval.counts.dated import of_another_day
from retrieval.relations.days import names_another_day
from retrieval.relations.laid import lays_it_to_them
from retrieval.word_tables import worded

#: How the reason begins that is shown for what the accused say.
ANSWERING = "said to have done it:"
#: The reason that is shown besides where they deny the weapon, whenever it is used, and not this use of it.
IN_GENERAL = "of the weapon, and not of this blow"
#: The reason that is shown besides where somebody tells how else it came about.
OTHERWISE_COME_ABOUT = "tells how else it came about"
#: The reason that is shown for who calls that an aggression.
AGGRESSION = "calls it an aggression"
#: And for who says what was found in those whom a gas had killed.
TESTED = "says what tests showed"
#: The reason that is shown besides where they have fighters hit there.
FIGHTERS_HIT = "has fighters hit there"
#: The reason that is shown for who says beside them that it was no mistake.
NO_MISTAKE = "says beside the accused that it was meant"


def is_their_answer(finding: Finding) -> bool:
    """Whether a finding stands close by because whoever is said to have done it speaks of it there."""
    return any(why.startswith(ANSWERING) for why in finding.why)


def denies_in_general(finding: Finding) -> bool:
    """Whether whoever is accused denies there that they use such a weapon at all, and says nothing of this blow."""
    return IN_GENERAL in finding.why


def tells_how_else(finding: Finding) -> bool:
    """Whether a side has the claim's weapon come there otherwise: from a store that was hit."""
    return OTHERWISE_COME_ABOUT in finding.why


def admits_the_deed(finding: Finding) -> bool:
    """Whether whoever is said to have done it owns to it there, as a mistake or for a reason, and denies nothing."""
    if not is_their_answer(finding) or finding.attribution.grade == "denied":
        return False
    owns = _says_it_was_theirs(finding) or _calls_it_a_mistake(finding.words)
    return owns and not worded("beside", "not_admitting").search(finding.words)


def says_it_was_not_theirs(finding: Finding) -> bool:
    """Whether whoever is said to have done it, or may have, says there that it was not theirs.

    Whoever blames another for it has not doubted that it was done; whoever calls it staged has.
    """
    said, others = finding.words, worded("beside", "blaming_others")
    doubts = any(others.fullmatch(how.group()) is None for how in worded("beside", "how_else").finditer(said))
    doubts = doubts or worded("beside", "made_up").search(said) is not None
    return is_their_answer(finding) and not doubts and worded("beside", "not_theirs").search(said) is not None


def calls_it_a_mistake(finding: Finding) -> bool:
    """Whether whoever owns to the deed there calls it a mistake, and says no more."""
    return admits_the_deed(finding) and _calls_it_a_mistake(finding.words) and not _says_it_was_theirs(finding)


def _says_it_was_theirs(finding: Finding) -> bool:
    """Whether a voice owns to a deed: by its own verb, "admitted", or in what it says of itself, "that they did"."""
    said = finding.words
    if worded("beside", "owning").search(said):
        return True
    verb = worded("beside", "owning_to").search(said)
    is_its_own = verb is not None and said[verb.start() :].startswith(finding.attribution.cue.split(" ")[-1])
    behind = said[verb.end() :].lstrip() if verb else ""
    return bool(finding.attribution.cue) and is_its_own and not worded("beside", "owning_to_nothing").match(behind)


def _calls_it_a_mistake(said: str) -> bool:
    is_of_it = not worded("beside", "not_of_the_deed").search(said)
    return is_of_it and worded("beside", "mistaken").search(said) is not None


def claims_the_attack(finding: Finding) -> bool:
    """Whether an armed side says there that the attack was its own, whoever is said to have done it."""
    said = finding.words
    is_theirs = finding.speaker.kind == "party" and worded("beside", "claiming").search(said) is not None
    return is_theirs and not worded("beside", "not_admitting").search(said)


def calls_it_deliberate(finding: Finding) -> bool:
    """Whether somebody who is not said to have done it says that it was meant: that answers and doubts nothing."""
    return not is_their_answer(finding) and bool(worded("beside", "on_purpose").search(finding.words))


def calls_it_an_aggression(finding: Finding) -> bool:
    """Whether a finding stands close by because somebody calls an aggression there what the accused call a mistake."""
    return AGGRESSION in finding.why


def says_what_tests_showed(finding: Finding) -> bool:
    """Whether a finding stands close by because a body of no side says there what tests showed."""
    return TESTED in finding.why


def takes_nobodys_place(finding: Finding) -> bool:
    """Whether a finding is the other account of a deed, beside those that were found: it comes on top of them."""
    return lays_it_to_them(finding) or bool({AGGRESSION, FIGHTERS_HIT, TESTED} & set(finding.why))


def heard_alone(finding: Finding, voice: Attribution, words: Span) -> Finding:
    """One voice of a sentence with its own words alone, which count nothing."""
    statement = replace(finding.statement, span=words, attributions=(voice,), quantities=())
    return replace(finding, statement=statement, heard=voice)


def parts_of(voice: Attribution) -> Span:
    """From the first to the last word of an attribution: who says it, by which word, and what."""
    parts = [part for part in (voice.speaker_span, voice.cue_span, voice.span) if part is not None]
    return Span(min(part.start for part in parts), max(part.end for part in parts))


def is_of_something_else(claim: Claim, finding: Finding) -> bool:
    """Whether a finding counts somebody, asks, or tells of another day: nobody answers the claim there."""
    if any(quantity.state for quantity in finding.statement.quantities):
        # Whoever counts is heard as whoever counts.
        return True
    return "?" in finding.words or of_another_day(finding) or names_another_day(claim, finding)
