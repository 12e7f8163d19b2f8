"""A figure that a report prints in its own voice, and elsewhere, there or in a copy, in somebody's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.attributions import read_attributions
from knowledge.model import Attribution, Claim, Finding, Grade, Quantity
from knowledge.speakers import watchers_named, who_is
from retrieval.caveats.headlines import names_its_source
from retrieval.counts.dated import only_recalls
from retrieval.deeds.doers import kin_named, kin_of, others_claimed, sides_claimed
from retrieval.events import apart, elsewhere
from retrieval.grammar.numbered import figures_read_in
from retrieval.origins import has_name, known_in, said_of
from retrieval.origins.copies import same_sentence
from retrieval.origins.lending import rounds, says_nobody
from retrieval.origins.names import word_of
from retrieval.origins.voices import SOON
from retrieval.ranking import LEAST_SHARED, counted_alike, counts_same, fits
from retrieval.relations import Related
from retrieval.relations.weighed import IN_OTHER_WORDS, because
from retrieval.word_tables import worded


def in_their_names(claim: Claim, related: Sequence[Related], findings: Sequence[Finding]) -> list[Related]:
    """A figure that a report prints in its own voice, and further down in somebody's name, is theirs, told once.

    So is one in the voice of "local media", and one in a sentence that another report of the card has in that name,
    where it only stands near: who says so or otherwise is told in each report's own words. What is no rival there is
    none in the report's own voice, nor is what rounds a rival's count.
    """
    aside = {one.finding.statement.id: one for one in related if one.relation == "context"}
    differing = [one.finding for one in related if one.relation == "differs"]

    def named(one: Related) -> Related:
        if one.relation == "denies":
            # Whoever gives the figure further down has not denied it.
            return one
        if one.relation == "reports" and (accuser := _who_lays_it_to(claim, one.finding)):
            return replace(one, finding=replace(one.finding, heard=accuser))
        if one.relation == "differs" and (counted := _rounded_in_a_lead(claim, one.finding, differing)):
            return replace(one, finding=counted)
        finding = _in_its_name(claim, one.finding, findings)
        if tells_it := IN_OTHER_WORDS in one.finding.why:
            # Its figure is nothing that the claim counts: the words that tell the claim are shown, in whose ever voice.
            finding = finding if finding.statement.id == one.finding.statement.id else one.finding
        if one.relation == "context" and finding.statement.id == one.finding.statement.id:
            finding = _in_the_name_of_its_copy(finding, findings)
            finding = because(finding, IN_OTHER_WORDS) if tells_it else finding
        if one.relation == "differs" and finding.statement.id != one.finding.statement.id:
            if finding.statement.id in aside:
                return aside[finding.statement.id]
            # It differs as the headline did that it stands for, in the number alone or otherwise.
            finding = replace(finding, why=(*finding.why, *one.finding.why[-1:]))
        return replace(one, finding=finding)

    told = [named(one) for one in related]
    return list({(one.relation, one.finding.statement.id, one.finding.speaker.name): one for one in told}.values())


def _who_lays_it_to(claim: Claim, finding: Finding) -> Attribution | None:
    """Whoever accuses the claim's doer, where the outlet tells the deed itself and names that doer nowhere else.

    "Fourteen people died; the police accused the Red Front" is no word of the outlet's for who did it.
    """
    names, kin = others_claimed(claim.text), {kin_of(side) for side in sides_claimed(claim.text)}
    if not (names or kin) or not says_nobody(finding):
        return None

    def names_the_doer(words: str) -> bool:
        return any(name.lower() in words.lower() for name in names) or bool(kin & kin_named(words))

    text, whole = finding.article.text, finding.statement.span
    for voice in finding.statement.attributions:
        said = voice.span
        outside = f"{text[whole.start : said.start]} {text[said.end : whole.end]}"
        if voice.grade == "alleged" and names_the_doer(said.of(text)) and not names_the_doer(outside):
            return voice
    return None


def _in_its_name(claim: Claim, finding: Finding, findings: Sequence[Finding]) -> Finding:
    if finding.article.is_note:
        return finding
    counted = counted_alike(claim, finding)
    if not finding.speaker.name:
        monitor = _of_its_headline(finding)
        return replace(finding, heard=monitor) if monitor else finding
    if not says_nobody(finding):
        given = counted or [q for q in finding.statement.quantities if q.unit and q.state]
        voice = _of_the_monitor(finding, given, findings)
        return replace(finding, heard=voice) if voice else finding
    # Whoever gives the children among the claim's dead has not given the dead.
    claimed = [q for q in counted if any(fits(c, q) for c in claim.quantities)]
    for other in findings:
        if other.article.id != finding.article.id or other.statement.place_in_article != "body":
            continue
        if elsewhere(claim.where, other) and not elsewhere(claim.where, finding):
            continue
        if only_recalls(finding, other):
            continue
        voices = [voice for q in claimed or counted if (voice := _giving(q, other, finding)) is not None]
        if not counted and _is_of_the_same(finding, other):
            voices = _giving_all(finding, other)
        if voices:
            return replace(other, heard=voices[0])
    if told := _told_its_outlet(finding, findings):
        return told
    monitor = _of_its_headline(finding)
    return replace(finding, heard=monitor) if monitor else finding


def _told_its_outlet(finding: Finding, findings: Sequence[Finding]) -> Finding | None:
    """What a source has told the outlet itself, below a headline in nobody's name that has the number from it: "toll
    rises to 70"; "the number of victims is at least 70".

    Of whom that is the number the headline alone says, and how sure it is the source.
    """
    if finding.statement.place_in_article != "headline":
        return None
    headed = [q for q in finding.statement.quantities if q.unit and q.state and q.value >= LEAST_SHARED]
    for other in findings:
        if other.article.id != finding.article.id or other.statement.place_in_article != "body":
            continue
        for bare in other.statement.quantities:
            counted = next((q for q in headed if q.value == bare.value), None)
            if counted is None or bare.unit or bare.state or not worded("asides", "sums").search(other.words):
                continue
            voice = said_of(other, bare)
            if known_in(finding.outlet) in map(known_in, voice.via):
                named = replace(bare, unit=counted.unit, state=counted.state)
                quantities = tuple(named if q == bare else q for q in other.statement.quantities)
                return replace(other, heard=voice, statement=replace(other.statement, quantities=quantities))
    return None


def _of_its_headline(finding: Finding) -> Attribution | None:
    """The one monitor of a report whose headline has its very figure from "a monitor": "Raid kills 28: monitor".

    Where a text has two monitors, which of them has counted is not known.
    """
    article = finding.article
    if (
        finding.speaker.kind not in ("outlet_itself", "unnamed")
        or not article.title_is_headline
        or not names_its_source(article.title)
    ):
        return None
    credited = [voice for voice in read_attributions(article.title) if voice.speaker.kind == "monitor"]
    if len(credited) != 1 or has_name(credited[0].speaker):
        return None
    above = [q for q in figures_read_in(article.title) if q.span.within(credited[0].span)]
    if not any(
        q.value == own.value >= LEAST_SHARED and q.state == own.state != ""
        for q in above
        for own in finding.statement.quantities
    ):
        return None
    named = watchers_named(article.text)
    return replace(credited[0], speaker=named[0].speaker(), span=finding.statement.span) if len(named) == 1 else None


def _rounded_in_a_lead(claim: Claim, finding: Finding, differing: Sequence[Finding]) -> Finding | None:
    """The statement of somebody named, soon after in the same report, whose very figures it rounds in its own voice.

    "Nearly 30 died ... The Border Monitor counted 29 dead": the report has no count of its own.
    """
    own = counted_alike(claim, finding)
    if finding.article.is_note or finding.speaker.kind != "outlet_itself" or not own:
        return None
    here = finding.statement.ordinal
    for other in differing:
        is_next = other.article.id == finding.article.id and here < other.statement.ordinal <= here + SOON
        if not is_next or not has_name(other.speaker) or other.speaker.kind == "outlet_itself":
            continue
        given = [q for q in other.statement.quantities if said_of(other, q).speaker == other.speaker]
        if all(any(counts_same(q, theirs) and rounds(q, theirs) for theirs in given) for q in own):
            return other
    return None


def _in_the_name_of_its_copy(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """The sentence of another report that has the words and the figures of this one in somebody's name, or this one."""
    if finding.speaker.kind != "outlet_itself" or finding.article.is_note:
        return finding
    values = {q.value for q in finding.statement.quantities if q.unit and q.state}
    if not values:
        return finding
    copies = [
        (other, voices[0])
        for other in findings
        # Most print other figures, which is seen sooner than who gives them.
        if values.issubset([q.value for q in other.statement.quantities])
        and other.article.id != finding.article.id
        and not other.article.is_note
        and (voices := _giving_all(finding, other))
        and same_sentence(finding.words, other.words)
    ]
    # Where two are named for it, which of them this report had it from is not known.
    if len({known_in(voice.speaker.name) for _, voice in copies}) != 1:
        return finding
    other, voice = copies[0]
    return replace(other, heard=voice)


def _giving_all(finding: Finding, other: Finding) -> list[Attribution]:
    """The one voice with a name that gives all figures of a finding in another statement, or nobody."""
    counted = [q for q in finding.statement.quantities if q.unit and q.state]
    voices = [voice for q in counted if (voice := _giving(q, other, finding)) is not None]
    return voices if len(voices) == len(counted) and len({voice.speaker.name for voice in voices}) == 1 else []


def _giving(quantity: Quantity, other: Finding, finding: Finding) -> Attribution | None:
    """Whoever is named in another statement for this very figure, as surely as this finding has it."""
    for theirs in other.statement.quantities:
        if quantity.value != theirs.value or not counts_same(theirs, quantity):
            continue
        voice = said_of(other, theirs)
        # Who has counted the dead is as sure of them as who says so.
        if has_name(voice.speaker) and _as_sure(voice.grade) == _as_sure(finding.attribution.grade):
            return voice
        if _leaves_its_source_to_its_text(finding) and not says_nobody(replace(other, heard=voice)):
            return voice
        if _sums_up_a_dispatch(finding, other, voice):
            return voice
    return None


def _as_sure(grade: Grade) -> Grade:
    return "said" if grade == "found" else grade


def _sums_up_a_dispatch(finding: Finding, other: Finding, voice: Attribution) -> bool:
    """Whether an outlet only sums up what it then prints from an agency: "Two died. A source told the agency ..."."""
    told_an_agency = any(name != finding.outlet and has_name(who_is(name)) for name in voice.via)
    is_next = finding.statement.ordinal < other.statement.ordinal <= finding.statement.ordinal + SOON
    return told_an_agency and is_next and voice.grade == finding.attribution.grade and says_nobody(finding)


def _leaves_its_source_to_its_text(finding: Finding) -> bool:
    """Whether a finding is a headline on somebody's word, "Raid kills 23: report", and only its text says on whose."""
    return finding.statement.place_in_article == "headline" and names_its_source(finding.words)


def _of_the_monitor(finding: Finding, counted: Sequence[Quantity], findings: Sequence[Finding]) -> Attribution | None:
    """The monitor that counts what nameless activists do part by part right behind it: "21 killed"; "15 in one place".

    Where the parts make up the very number, the activists are its own; two and one make three anywhere, and what is of
    another place or day fits by chance.
    """
    called = finding.speaker.name
    # "Activist groups" are bodies of their own, whose words the report gives beside the monitor's.
    if not word_of("activists").search(called) or called.endswith("groups") or has_name(finding.speaker) or not counted:
        return None
    here, article = finding.statement.ordinal, finding.article.id
    for other in findings:
        if other.article.id != article or not here < other.statement.ordinal <= here + SOON:
            continue
        if not _is_there_and_then(finding, other):
            continue
        parts = [
            q
            for q in other.statement.quantities
            # "Seven died in the market and five at the mill": the five died, too.
            if any(counts_same(own, q) or (own.unit == q.unit and not q.state) for own in counted)
        ]
        voices = {said_of(other, q) for q in parts}
        voice = next(iter(voices)) if len(voices) == 1 else None
        total = sum(q.value for q in parts)
        adds_up = (
            sum(q.value > 0 for q in parts) > 1 and total >= LEAST_SHARED and total in {own.value for own in counted}
        )
        if voice and adds_up and voice.speaker.kind == "monitor" and has_name(voice.speaker):
            return voice
    return None


def _is_of_the_same(finding: Finding, other: Finding) -> bool:
    """Whether another statement of its report is of what a finding counts: that of its headline, or a great number."""
    is_headed = finding.statement.place_in_article == "headline"
    is_great = any(q.value >= LEAST_SHARED for q in finding.statement.quantities if q.unit and q.state)
    return (is_headed or is_great) and _is_there_and_then(finding, other)


def _is_there_and_then(finding: Finding, other: Finding) -> bool:
    """Whether two statements may be of one place and one time, as far as they say."""
    first, second = finding.statement.when, other.statement.when
    is_then = first is None or second is None or first.overlaps(second)
    return is_then and not apart(finding.statement.where, other.statement.where)
