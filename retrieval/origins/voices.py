"""Where one finding comes from: the deepest voice that has a name, else the wire that is credited, else the outlet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from knowledge.attributions import read_attributions
from knowledge.model import Attribution, Finding, Quantity, Speaker
from knowledge.quantities import comparable
from knowledge.speakers import fold, outlet_of, outlet_rows, speaker_rows, who_is
from knowledge.speakers.outlets import family_of

#: Voices that are not named cannot be told apart from outlet to outlet, so they stay with the outlet that quotes them.
WITHOUT_NAME = ("unnamed", "unnamed_partisan", "outlet_itself", "eyewitness", "reader_comment")

#: Voices that are known by their office, without a name.
_OFFICES = ("named_official", "party", "document")

#: Those who watch and count; a report calls one and the same a monitor and a rights group.
WATCHING = ("monitor", "ngo")

#: A voice without a name is given one within so many statements, or it is somebody else.
SOON = 3

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
    if has_name(heard.speaker):
        return _of(heard.speaker.name, "voice", len(heard.via))
    named = _named_elsewhere(heard.speaker, finding, beside)
    if named is not None:
        return _of(named.name, "voice", len(heard.via))
    for depth, between in reversed(tuple(enumerate(heard.via))):
        if has_name(who_is(between)):
            return _of(who_is(between).name, "voice", depth)
    if heard.speaker.kind == "outlet_itself":
        lent = _lent(finding, beside)
        if lent is not None:
            return _of(lent.name, "voice")
    return house_of(finding)


def house_of(finding: Finding) -> Source:
    """Whose text it is when nobody is named: the wire's that is credited, else the outlet's."""
    credit = finding.article.credit if finding.statement.place_in_article != "rival" else None
    return _of(credit, "wire") if credit else _of(finding.outlet, "outlet")


def deepest(finding: Finding) -> Attribution:
    """The last of a chain of voices: of "the UN, citing MSF", MSF."""
    heard = finding.attribution
    seen = {heard.speaker.name}
    voices = list(finding.statement.attributions)
    if finding.statement.place_in_article in ("note", "rival"):
        # The form of a note has one speaker a fact; whom that speaker cites stands in its words.
        cited = read_attributions(finding.words, outlet=finding.outlet)
        voices = [voice for voice in cited if voice.cue.lower().startswith(("cit", "quot"))]
        heard = next((voice for voice in voices if voice.via and has_name(voice.speaker)), heard)
        return heard
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


def has_name(speaker: Speaker) -> bool:
    """Whether two reports that quote this voice can be known to quote the same one."""
    if speaker.kind in WITHOUT_NAME or not speaker.name:
        return False
    # "The interior ministry" is one body in one event; "a monitoring group" is any.
    return speaker.kind in _OFFICES or speaker.name != speaker.name.lower()


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


def publisher_of(source: Source) -> str:
    """The publisher whose outlets are one family; the source's own name when it belongs to none."""
    row = outlet_of(source.name)
    return row.publisher if row else source.name


def key_of(name: str) -> str:
    """What two names of one place share: an outlet goes by its family, where it has one."""
    row = outlet_of(name)
    if row is None:
        return fold(_known_in(name))
    family = family_of(row)
    return fold(family.publisher if family else row.outlet)


@cache
def _known_names() -> tuple[tuple[str, str], ...]:
    """The names of two words or more that the tables know, folded, with the name of their row; the longest first."""
    rows = [(row.name, row.aliases) for row in speaker_rows() if row.kind in WATCHING]
    rows += [(row.outlet, row.aliases) for row in outlet_rows() if row.kind in WATCHING]
    names = {fold(alias): name for name, aliases in rows for alias in (name, *aliases)}
    return tuple(sorted(((a, n) for a, n in names.items() if " " in a), key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=4096)
def _known_in(name: str) -> str:
    """The row that a long description names: "the Lowmarket-based Border Shelling Monitor group"."""
    words = f" {fold(name)} "
    return next((row for alias, row in _known_names() if f" {alias} " in words), name)


def _of(name: str, way: Way, depth: int = 0) -> Source:
    row = outlet_of(name)
    return Source(key_of(name), row.outlet if row else _known_in(name), way, depth)


def _named_elsewhere(speaker: Speaker, finding: Finding, beside: Iterable[Finding]) -> Speaker | None:
    """The name that the same report gives "a monitoring group": soon after, or anywhere if it names but one."""
    if speaker.kind in WITHOUT_NAME or not speaker.name:
        return None
    same = [
        (other.statement.ordinal, voice.speaker)
        for other in sorted(beside, key=lambda f: f.statement.ordinal)
        if other.article.id == finding.article.id
        for voice in other.statement.attributions
        if has_name(voice.speaker)
        and (voice.speaker.kind == speaker.kind or {voice.speaker.kind, speaker.kind} <= set(WATCHING))
    ]
    here = finding.statement.ordinal
    soon = [voice for ordinal, voice in same if here <= ordinal <= here + SOON]
    return soon[0] if soon else same[0][1] if len({key_of(voice.name) for _, voice in same}) == 1 else None


def _lent(finding: Finding, beside: Iterable[Finding]) -> Speaker | None:
    """Whoever the same report names for the figure that this finding prints in the report's own voice."""
    figures = [q for q in finding.statement.quantities if q.unit]
    if not figures or finding.statement.place_in_article in ("note", "rival"):
        return None
    others: Sequence[Finding] = sorted(
        (f for f in beside if f.article.id == finding.article.id and f.statement.id != finding.statement.id),
        key=lambda f: f.statement.span,
    )
    for other in others:
        for quantity in other.statement.quantities:
            if any(q.value == quantity.value and comparable(q, quantity) == "same" for q in figures):
                voice = said_of(other, quantity)
                if has_name(voice.speaker) and voice.grade not in ("denied", "unverified"):
                    return voice.speaker
    return None
