"""Where one finding comes from: the deepest voice that has a name, else the wire that is credited, else the outlet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from knowledge.attributions import read_attributions
from knowledge.model import Attribution, Finding, Quantity, Speaker
from knowledge.quantities import comparable
from knowledge.speakers import WATCHING, fold, outlet_of, who_is
from knowledge.word_lists import words_in
from retrieval.events import by_article
from retrieval.origins.names import (
    OFFICES,
    WITHOUT_NAME,
    agency_in,
    body_of,
    counters_in,
    has_name,
    key_of,
    known_in,
    state_media_of,
    watches,
    word_of,
    words_of_table,
)

#: A voice without a name is given one within so many statements, or it is somebody else.
SOON = 3
#: An office stands so few characters before the name of whoever holds it.
OFFICE = 60

#: Nobody who counted more than so many times a number would round it to that.
NEAR = 1.2

#: A count so many times as large is of more than the event.
FAR = 50

#: Those who keep count of what others do; a party's count of its own deeds is not lent to a whole report.
COUNTERS = (*WATCHING, "un")

#: How a finding came to its source: a voice it quotes, a wire it credits, or the outlet that prints it.
Way = Literal["voice", "wire", "outlet"]


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place that findings go back to; two with one `key` are one place, whatever each is called."""

    key: str
    name: str
    way: Way
    #: How many stand between the report and this place.
    depth: int = 0


def source_of(finding: Finding, beside: Iterable[Finding] = ()) -> Source:
    """Where a finding comes from, by what its words and its article say.

    `beside` is what else was found in the store: a figure that a report prints in its own voice belongs to whoever
    the same report names for it.
    """
    heard = deepest(finding)
    if claims_a_deed(heard, finding):
        heard = Attribution(Speaker(finding.outlet, "outlet_itself"), "", (), finding.statement.span)
        finding = replace(finding, heard=heard)
    own = [other for other in beside if other.article.id == finding.article.id]
    speaker: Speaker | None = _speaking_for(heard.speaker, finding, own)
    if not has_name(heard.speaker):
        speaker = named_elsewhere(heard.speaker, finding, own)
    if speaker is not None:
        return _of(speaker.name, "voice", len(heard.via))
    media = state_media_of(heard.speaker, _countries(finding, own))
    if media is not None:
        return _of(media, "voice", len(heard.via))
    for depth, between in reversed(tuple(enumerate(heard.via))):
        if has_name(who_is(between)) and between.lower() not in heard.speaker.name.lower().split():
            # Somebody whom an agency does not name is known by the agency alone; a monitor vouches for its sources.
            return _of(who_is(between).name, "voice" if who_is(between).kind in WATCHING else "wire", depth)
    if heard.speaker.kind in WITHOUT_NAME:
        agency = agency_in(heard.speaker.name) if heard.speaker.kind != "outlet_itself" else None
        if agency is not None:
            return _of(agency, "wire")
    if not has_name(heard.speaker):
        lent = _lent(finding, own)
        if lent is not None:
            return _of(lent.name, "voice")
    return house_of(finding)


def house_of(finding: Finding) -> Source:
    """Whose text it is when nobody is named: the wire's that is credited, else the outlet's."""
    credit = finding.article.credit if finding.statement.place_in_article != "rival" else None
    if credit:
        return _of(credit, "wire")
    row = outlet_of(finding.outlet)
    body = body_of(row) if row else None
    # A party's own page is the party's own word.
    return _of(body, "voice") if body else _of(finding.outlet, "outlet")


def is_text_of(place: Source, finding: Finding) -> bool:
    """Whether the report is credited to this place, or printed by it: a text of its own, and no quotation."""
    return place.key in (house_of(finding).key, key_of(finding.outlet))


def deepest(finding: Finding) -> Attribution:
    """The last of a chain of voices: of "the UN, citing MSF", MSF."""
    heard = finding.attribution
    seen = {heard.speaker.name}
    voices = list(finding.statement.attributions)
    if finding.statement.place_in_article in ("note", "rival"):
        # The form of a note has one speaker a fact; whom that speaker cites stands in its words.
        return _cited(finding.words, finding.outlet) or heard
    while True:
        behind = [
            voice
            for voice in voices
            if heard.speaker.name in voice.via and voice.speaker.name not in seen and voice.span.overlaps(heard.span)
        ]
        if not behind:
            return heard
        heard = behind[0]
        seen.add(heard.speaker.name)


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


def spoken_for(person: Finding, body: Finding, everything: Iterable[Finding]) -> bool:
    """Whether one voice is a person whom a report introduces as heading, or speaking for, the other.

    "The Lowmarket hospital" and "Jonas Weil, the manager of the Lowmarket hospital" are one place; so are the governor
    of Kalden and the Kalden governor Anton Verik. `everything` is what was found in their reports.
    """
    name, other = person.speaker.name, body.speaker
    if person.speaker.kind != "named_person" or other.kind == "named_person" or " " not in other.name or " " not in name:
        return False
    held = other.name if _is_an_office(other) else ""
    for finding in (person, *everything):
        for voice in (finding.attribution, *finding.statement.attributions):
            if voice.speaker.name == name and voice.speaker_span is not None:
                words = f" {fold(voice.speaker_span.of(finding.article.text))} "
                if f" {fold(other.name)} " in words and (held or any(f" {office} " in words for office in _offices())):
                    return True
    return False


@cache
def _offices() -> tuple[str, ...]:
    return (*sorted(words_in("titles")), "spokesman", "spokeswoman", "spokesperson")


@lru_cache(maxsize=4096)
def _cited(words: str, outlet: str) -> Attribution | None:
    """The voice with a name that these words say somebody cites."""
    voices = [voice for voice in read_attributions(words, outlet=outlet) if voice.via and has_name(voice.speaker)]
    return next((voice for voice in voices if voice.cue.lower().startswith(("cit", "quot"))), None)


def said_of(finding: Finding, quantity: Quantity) -> Attribution:
    """Who says this figure: of several voices in one statement, the one whose words hold it most closely.

    Where the figure stands outside what anybody is said to have said, the outlet says it.
    """
    voices = finding.statement.attributions
    around = [voice for voice in voices if quantity.span.within(voice.span)]
    around = around or [voice for voice in voices if quantity.span.overlaps(voice.span)]
    if around:
        return min(around, key=lambda voice: (voice.span.end - voice.span.start, voice.span))
    return Attribution(Speaker(finding.outlet, "outlet_itself"), "", (), finding.statement.span)


def says_nobody(finding: Finding) -> bool:
    """Whether a report says it in its own words, or in those of nobody in particular: "reports say", "allegedly"."""
    speaker = finding.speaker
    return (
        speaker.kind == "outlet_itself"
        or not speaker.name
        or (speaker.kind == "unnamed" and bool(word_of("reports").search(speaker.name)))
    )


def counts_for_itself(finding: Finding) -> bool:
    """Whether somebody without a name has counted apart from a monitor: an official or a doctor, and no activist."""
    speaker = finding.speaker
    return not says_nobody(finding) and not watches(speaker) and not word_of("activists").search(speaker.name)


def publisher_of(source: Source) -> str:
    """The publisher whose outlets are one family; the source's own name when it belongs to none."""
    row = outlet_of(source.name)
    return row.publisher if row else source.name


def _of(name: str, way: Way, depth: int = 0) -> Source:
    row = outlet_of(name)
    return Source(key_of(name), row.outlet if row else known_in(name), way, depth)


def _countries(finding: Finding, own: Iterable[Finding]) -> list[str]:
    """The countries a report speaks of, the one it names most first."""
    named = Counter(place.country for f in (finding, *own) for place in f.statement.where if place.country)
    return sorted(named, key=lambda country: (-named[country], country))


def with_names(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with the name that each report gives its "monitoring group" somewhere else in its text."""
    articles = by_article(findings)
    return tuple(_with_names(finding, articles[finding.article.id]) for finding in findings)


def _with_names(finding: Finding, own: Sequence[Finding]) -> Finding:
    voices = finding.statement.attributions
    if finding.article.is_note or not any(watches(v.speaker) and not has_name(v.speaker) for v in voices):
        return finding
    named = tuple(_with_name(voice, finding, own) for voice in voices)
    return replace(finding, statement=replace(finding.statement, attributions=named))


def _with_name(voice: Attribution, finding: Finding, own: Sequence[Finding]) -> Attribution:
    if not watches(voice.speaker) or has_name(voice.speaker):
        return voice
    meant = named_elsewhere(voice.speaker, finding, own)
    return replace(voice, speaker=meant) if meant else voice


def with_holder(finding: Finding, beside: Iterable[Finding]) -> Finding:
    """A headline in the name of the one person whom the text under it names with the office that it quotes.

    A headline's "governor" is Governor Anton Verik of the text, which may give his figure otherwise.
    """
    voice = finding.attribution
    if finding.statement.place_in_article != "headline" or not _is_an_office(voice.speaker):
        return finding
    holder = _holder_of(voice, finding, [f for f in beside if f.article.id == finding.article.id])
    if holder is None:
        return finding
    named = replace(voice, speaker=holder)
    voices = tuple(named if other == voice else other for other in finding.statement.attributions)
    return replace(finding, statement=replace(finding.statement, attributions=voices), heard=named)


def _is_an_office(speaker: Speaker) -> bool:
    """Whether a voice is one person's office without the name: "governor", and not "interior ministry"."""
    words = speaker.name.split()
    return (
        speaker.kind == "named_official"
        and speaker.name == speaker.name.lower()
        and bool(words)
        and words[-1] in words_in("titles")
    )


def _holder_of(voice: Attribution, finding: Finding, own: Iterable[Finding]) -> Speaker | None:
    """The one person whom the same report names with this office: a headline's "governor" is Governor Anton Verik."""
    text = finding.article.text
    # A former governor, or a deputy governor, is not the governor.
    office = re.compile(
        rf"(?<!deputy )(?<!vice )(?<!former )(?<!assistant )(?<![\w-]){re.escape(voice.speaker.name)},? $",
        re.IGNORECASE,
    )
    holders: dict[str, Speaker] = {}
    for other in own:
        for named in other.statement.attributions:
            if named.speaker.kind != "named_person" or named.speaker_span is None:
                continue
            at = text.find(named.speaker.name, named.speaker_span.start, named.speaker_span.end)
            if at >= 0 and office.search(text[max(0, at - OFFICE) : at]):
                holders[key_of(named.speaker.name)] = named.speaker
    return next(iter(holders.values())) if len(holders) == 1 else None


def named_elsewhere(speaker: Speaker, finding: Finding, own: Iterable[Finding]) -> Speaker | None:
    """The name that the same report gives "a monitoring group": soon after, or anywhere if it names but one."""
    if not speaker.name or (speaker.kind in WITHOUT_NAME and not watches(speaker)):
        return None
    same = [
        (other.statement.ordinal, voice.speaker)
        for other in sorted(own, key=lambda f: f.statement.ordinal)
        for voice in other.statement.attributions
        if has_name(voice.speaker)
        and (_is_of_kind(voice.speaker, speaker) or (watches(voice.speaker) and watches(speaker)))
    ]
    here = finding.statement.ordinal
    soon = [voice for ordinal, voice in same if here <= ordinal <= here + SOON]
    if soon:
        return soon[0]
    return same[0][1] if len({key_of(voice.name) for _, voice in same}) == 1 else None


def _is_of_kind(named: Speaker, described: Speaker) -> bool:
    """Whether a name may be that of somebody described; "a statement" is no other statement, nor an office another."""
    return named.kind == described.kind and named.kind not in OFFICES


def _lent(finding: Finding, own: Sequence[Finding]) -> Speaker | None:
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
            same = [q for q in figures if comparable(q, quantity) == "same"]
            if any(q.value == quantity.value for q in same) and not (named.kind in COUNTERS and counts_for_itself(finding)):
                return named
            if any(q.bound in ("over", "about") and rounds(q, quantity) and is_near(q, quantity) for q in same):
                rounded.setdefault(key_of(named.name), named)
            elif same:
                apart.add(key_of(named.name))
            if named.kind in COUNTERS and quantity.state and any(_of_one_size(q, quantity) for q in figures):
                counters.setdefault(key_of(named.name), named)
    if len(rounded) == 1 and finding.speaker.kind == "outlet_itself":
        return next(iter(rounded.values()))
    if finding.speaker.name and finding.speaker.kind != "outlet_itself" and not watches(finding.speaker):
        # A monitor's word is its activists', and no official's. They have counted for themselves where a body that counts gives a figure of its own.
        return None if counters or counts_for_itself(finding) else _monitor_after(finding, others, apart)
    counters = {key: named for key, named in counters.items() if key not in apart}
    if counters:
        return next(iter(counters.values())) if len(counters) == 1 else None
    if any(_gives_nearly(figures, other) for other in others):
        # Of "36 were killed, an official said" and "39" in the report's own words, a monitor elsewhere gave neither.
        return None
    return _monitor_after(finding, others, apart) or _monitor_named(finding, apart)


def _named(speaker: Speaker, finding: Finding, own: Sequence[Finding]) -> Speaker | None:
    """The voice with the name that its report gives it, or that a state's television has; None where it has none."""
    if has_name(speaker):
        return speaker
    media = state_media_of(speaker, _countries(finding, own))
    return who_is(media) if media else named_elsewhere(speaker, finding, own)


def _of_one_size(own: Quantity, given: Quantity) -> bool:
    """Whether a figure may be of the same event: whoever counts the dead of a war has not counted those of a raid."""
    return own.state == given.state and given.value <= FAR * max(own.value, 1.0)


def rounds(own: Quantity, given: Quantity) -> bool:
    """Whether a round figure stands for a given one: "dozens" or "more than 30" for 31, and not "at least 30"."""
    holds = (own.low is None or own.low <= given.value) and (own.high is None or given.value <= own.high)
    if own.bound == "over" and own.value >= 10:
        return own.value <= given.value < own.value + 10 ** (len(f"{own.value:.0f}") - 1)
    return holds and (own.bound == "vague" or (own.bound in ("over", "about", "nearly") and is_near(own, given)))


def is_near(own: Quantity, given: Quantity) -> bool:
    return 1 / NEAR <= given.value / max(own.value, 1.0) <= NEAR


def one_count(a: Quantity, b: Quantity) -> bool:
    """Whether two figures count one thing, in narrower words or wider: "civilians killed" and "people killed"."""
    return a.state == b.state and comparable(a, b) in ("same", "broader", "narrower")


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


def _speaking_for(speaker: Speaker, finding: Finding, own: Iterable[Finding]) -> Speaker:
    """The body that gives a government's figure in the same report: what "Russia says" its army may have said."""
    if speaker.side is None or not speaker.name.endswith(" government"):
        return speaker
    for other in sorted(own, key=lambda f: f.statement.ordinal):
        for quantity in other.statement.quantities:
            body = said_of(other, quantity).speaker
            same = any(
                q.value == quantity.value and comparable(q, quantity) == "same" for q in finding.statement.quantities
            )
            if same and body.side == speaker.side and body.name != speaker.name and has_name(body):
                return body
    return speaker


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
