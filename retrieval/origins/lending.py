"""Whose figure it is that a report prints in its own words, or in those of nobody in particular."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from knowledge.model import Attribution, Finding, Quantity, Speaker
from knowledge.quantities import comparable
from knowledge.speakers import WATCHING, who_is
from knowledge.tweets import is_a_tweet
from retrieval.counts.dated import only_recalls
from retrieval.origins.names import counters_in, has_name, key_of, state_media_of, watches, word_of, words_of_table
from retrieval.origins.voices import SOON, countries, named_elsewhere, said_of
from retrieval.ranking import SOME_OF_THEM
from retrieval.word_tables import worded

#: Nobody who counted more than so many times a number would round it to that.
NEAR = 1.2
#: A count so many times as large is of more than the event.
FAR = 50
#: Those who keep count of what others do; a party's count of its own deeds is not lent to a whole report.
COUNTERS = (*WATCHING, "un")


def lent(finding: Finding, own: Sequence[Finding]) -> Speaker | None:
    """Whoever the same report names for a figure that it prints in its own voice, or in that of nobody in particular.

    That is whoever gives the same figure, or the one body that keeps count of such things in that report.
    """
    figures = [q for q in finding.statement.quantities if q.unit]
    if not figures or finding.statement.place_in_article in ("note", "rival"):
        return None
    others = sorted((f for f in own if f.statement.id != finding.statement.id), key=lambda f: f.statement.span)
    counters: dict[str, Speaker] = {}
    rounded: dict[str, Speaker] = {}
    # Whoever gives another number for the very count in this report has not given this one.
    apart: set[str] = set()
    for other in others:
        for quantity in other.statement.quantities:
            voice = said_of(other, quantity)
            named = _named(voice.speaker, other, own)
            if named is None or voice.grade in ("denied", "unverified") or claims_a_deed(voice, other):
                continue
            if key_of(named.name) == key_of(finding.outlet) and named.kind not in COUNTERS:
                # The name of the page behind its headline has given nobody a figure: "Raid kills 20 - Harbour Post".
                continue
            if is_a_tweet(voice, other.article.text):
                # What a page has set into its text is not where its own figures come from.
                continue
            same = [q for q in figures if comparable(q, quantity) == "same"]
            alike = [q for q in same if q.value == quantity.value]
            for_itself = named.kind in COUNTERS and counts_for_itself(finding)
            if alike and _leads(alike, figures) and not (for_itself or only_recalls(finding, other)):
                return named
            if any(q.bound in ("over", "about") and rounds(q, quantity) and is_near(q, quantity) for q in same):
                rounded.setdefault(key_of(named.name), named)
            elif same:
                apart.add(key_of(named.name))
            # Whoever says how many of the dead were children has not said how many died.
            only_some = quantity.unit in SOME_OF_THEM and all(q.unit != quantity.unit for q in figures)
            tells_a_toll = bool(quantity.state) and not only_some
            if named.kind in COUNTERS and tells_a_toll and any(_of_one_size(q, quantity) for q in figures):
                counters.setdefault(key_of(named.name), named)
    if len(rounded) == 1 and finding.speaker.kind == "outlet_itself":
        return next(iter(rounded.values()))
    if finding.speaker.name and finding.speaker.kind != "outlet_itself" and not watches(finding.speaker):
        # A monitor's word is its activists', and no official's; and where a body that counts gives a figure of its own,
        # they have counted for themselves.
        return None if counters or counts_for_itself(finding) else _monitor_after(finding, others, apart)
    counters = {key: named for key, named in counters.items() if key not in apart}
    if counters:
        return next(iter(counters.values())) if len(counters) == 1 else None
    if any(_gives_nearly(figures, other) for other in others):
        # Of "36 were killed, an official said" and "39" in the report's own words, a monitor elsewhere gave neither.
        return None
    if any(voice.kind == "named_person" for voice in telling_of_its_dead(finding, others)):
        # The doctor who goes on about those killed is nearer to the toll than a monitor named for something else.
        return None
    return _monitor_after(finding, others, apart) or _monitor_named(finding, apart)


def telling_of_its_dead(finding: Finding, report: Iterable[Finding]) -> list[Speaker]:
    """Whoever a report has tell of its dead right behind the toll that it prints: "those killed had inhaled gas"."""
    here = finding.statement.ordinal
    return [
        voice.speaker
        for other in report
        if here < other.statement.ordinal <= here + SOON
        and worded("asides", "those_killed").search(other.words) is not None
        for voice in other.statement.attributions
        if has_name(voice.speaker)
    ]


def _leads(given: Sequence[Quantity], figures: Sequence[Quantity]) -> bool:
    """Whether one of these figures is the first of its kind in a sentence: "six died, a day after 22 did" is of six."""
    return any(q == next(own for own in figures if one_count(own, q)) for q in given)


def counts_for_itself(finding: Finding) -> bool:
    """Whether somebody without a name has counted apart from a monitor: an official or a doctor, and no activist."""
    speaker = finding.speaker
    return not says_nobody(finding) and not watches(speaker) and not word_of("activists").search(speaker.name)


def says_nobody(finding: Finding) -> bool:
    """Whether a report says it in its own words, or in those of nobody in particular: "reports say", "allegedly"."""
    speaker = finding.speaker
    return (
        speaker.kind == "outlet_itself"
        or not speaker.name
        or (speaker.kind == "unnamed" and bool(word_of("reports").search(speaker.name)))
    )


def is_hearsay(finding: Finding) -> bool:
    """Whether a report has it from "reports" or "rumours", and so from nobody who has counted."""
    speaker = finding.speaker
    return speaker.kind == "unnamed" and bool(word_of("hearsay").search(speaker.name))


def claims_a_deed(voice: Attribution, finding: Finding) -> bool:
    """Whether somebody claims a deed, and not its toll: "the group claimed the bombing that killed 17"."""
    if voice.cue_span is None or not voice.cue.lower().startswith("claim"):
        return False
    after = finding.article.text[voice.cue_span.end : finding.statement.span.end]
    return bool(_deed().match(after))


@cache
def _deed() -> re.Pattern[str]:
    deeds = "|".join(map(re.escape, words_of_table("deeds")))
    # "Claimed that the attack killed 17" and "claimed the attack killed 17" are claims about it.
    return re.compile(
        rf"\s+(?:responsibility|credit)\b|\s+(?!that\b)(?:[\w'’-]+\s+){{0,6}}?(?:{deeds})s?\b[^.;]*?"
        r"\b(?:that|which|killing|wounding|leaving|injuring)\b",
        re.IGNORECASE,
    )


def rounds(own: Quantity, given: Quantity) -> bool:
    """Whether a round figure stands for a given one: "dozens" or "more than 30" for 31, and not "at least 30"."""
    holds = (own.low is None or own.low <= given.value) and (own.high is None or given.value <= own.high)
    if own.bound == "over" and own.value >= 10:
        return own.value <= given.value < own.value + 10.0 ** (len(f"{own.value:.0f}") - 1)
    return holds and (own.bound == "vague" or (own.bound in ("over", "about", "nearly") and is_near(own, given)))


def is_or_rounds(own: Quantity, given: Quantity) -> bool:
    """Whether a figure is the given one of the same count, or stands for it as a round one."""
    return one_count(own, given) and (own.value == given.value or rounds(own, given))


def is_near(own: Quantity, given: Quantity) -> bool:
    """Whether two numbers are so near that one may be a version of the other."""
    return 1 / NEAR <= given.value / max(own.value, 1.0) <= NEAR


def one_count(a: Quantity, b: Quantity) -> bool:
    """Whether two figures count one thing, in narrower words or wider: "civilians killed" and "people killed"."""
    return a.state == b.state and comparable(a, b) in ("same", "broader", "narrower")


def _named(speaker: Speaker, finding: Finding, own: Sequence[Finding]) -> Speaker | None:
    """The voice with the name that its report gives it, or that a state's television has; None where it has none."""
    if has_name(speaker):
        return speaker
    media = state_media_of(speaker, countries(finding, own)) if speaker.kind == "state_media" else None
    return who_is(media) if media else named_elsewhere(speaker, finding, own)


def _of_one_size(own: Quantity, given: Quantity) -> bool:
    """Whether a figure may be of the same event: whoever counts the dead of a war has not counted those of a raid."""
    return own.state == given.state and given.value <= FAR * max(own.value, 1.0)


def _gives_nearly(figures: Sequence[Quantity], other: Finding) -> bool:
    """Whether a statement with somebody's name in it prints nearly one of these figures for the same thing."""
    printed = [(q, p) for q in figures for p in other.statement.quantities if q.value != p.value and one_count(q, p)]
    return any(is_near(*pair) for pair in printed) and any(has_name(v.speaker) for v in other.statement.attributions)


def _monitor_named(finding: Finding, apart: Collection[str]) -> Speaker | None:
    """The one body that keeps count of the dead which a report names at all, where it tells a toll in its own voice."""
    if not any(q.unit and q.state for q in finding.statement.quantities):
        return None
    bodies = [body for name in counters_in(finding.article.text) if (body := who_is(name)).kind == "monitor"]
    named = [body for body in bodies if key_of(body.name) not in apart]
    return named[0] if len(named) == 1 else None


def _monitor_after(finding: Finding, others: Iterable[Finding], apart: Collection[str]) -> Speaker | None:
    """The one monitor that speaks in the next few statements: "65 bodies were found. The monitor says more may be"."""
    here = finding.statement.ordinal
    soon = [
        voice.speaker
        for other in others
        if here < other.statement.ordinal <= here + SOON
        for voice in other.statement.attributions
        if has_name(voice.speaker)
    ]
    monitors = [speaker for speaker in soon if speaker.kind == "monitor" and key_of(speaker.name) not in apart]
    return monitors[0] if len({key_of(speaker.name) for speaker in soon}) == 1 and monitors else None
