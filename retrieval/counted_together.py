"""Which voices of a card its first line counts as one origin, and why: for where it counts fewer than are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.attributions.heard import persons_name
from knowledge.model import Caveat, ContextCard, Finding, Origin, Relation
from retrieval.caveats.printed import told_by
from retrieval.echoes import voices_under
from retrieval.events import by_article
from retrieval.origins import has_name, key_of
from retrieval.origins.alike import one_large_figure
from retrieval.origins.copies import same_text
from retrieval.origins.names import OF_A_STATE
from retrieval.wording import Told, is_plural, listed, opening, told, told_of

#: Who stands to the claim in one of these ways is counted in the first line.
ANSWERED: tuple[Relation, ...] = ("reports", "differs", "denies")
#: Voices of a state, or of one side.
OF_A_SIDE = (*OF_A_STATE, "state_media")
#: So many voices are named in one breath.
MOST_NAMED = 3
#: Why a voice counts with another: one text stands in both; both are a state's press, or speak for one side, or one of
#: them for the body that is the other; its report quotes the other, or gives its figure; or nobody is named for either.
Reason = Literal["text", "press", "side", "body", "quoted", "figure", "nobody"]


@dataclass(frozen=True, slots=True)
class _Voice:
    """A voice that is printed below the first line, and the origins to which its words go back."""

    name: str
    is_several: bool
    findings: tuple[Finding, ...]
    homes: tuple[Origin, ...]

    def leads(self, origin: Origin) -> bool:
        """Whether the origin is called by this voice."""
        return any(key_of(finding.speaker.name) == key_of(origin.label) for finding in self.findings)

    def within(self, origin: Origin) -> list[Finding]:
        """What of its words goes back to an origin."""
        return [finding for finding in self.findings if finding in origin.findings]


def counted_together(card: ContextCard, found: Sequence[Finding]) -> tuple[Caveat, ...]:
    """Who counts with whom, of the voices below the first line: where it counts fewer origins than they are.

    What another caution of the card says already is not said again. `found` is what else stands in the same reports.
    """
    voices = _voices(card) if card.state == "found" else []
    told_in = by_article(found)
    groups: dict[tuple[tuple[str, ...], Reason], list[_Voice]] = {}
    for voice in voices:
        for why, leaders in _led(voice, voices, card, told_in).items():
            tied = groups.setdefault((tuple(dict.fromkeys(leaders)), why), [])
            if all(voice.name != other.name for other in tied):
                tied.append(voice)
    if not groups:
        return ()
    said, *others = (_clause(tied, leaders, why) for (leaders, why), tied in groups.items())
    for clause in others:
        said = told("{said}; {besides}", said=said, besides=clause)
    findings = dict.fromkeys(finding for tied in groups.values() for voice in tied for finding in voice.findings)
    return (Caveat("SINGLE_ORIGIN", opening(told("{said}.", said=said)), tuple(findings)),)


def _led(
    voice: _Voice, voices: Sequence[_Voice], card: ContextCard, told_in: Mapping[str, Sequence[Finding]]
) -> dict[Reason, list[str]]:
    """With whom a voice counts, by why; with nobody where it is an origin of its own."""
    leaders: dict[Reason, list[str]] = {}
    for origin in voice.homes:
        leader = _leader(origin, voices)
        if any(voice.leads(home) for home in voice.homes) or leader is None or leader.name == voice.name:
            continue
        own, theirs = voice.within(origin), leader.within(origin)
        why = _why(own, theirs, told_in)
        if why is not None and not _is_said(card, own, theirs):
            leaders.setdefault(why, []).append(leader.name)
    return leaders


def _voices(card: ContextCard) -> list[_Voice]:
    """Every voice that is printed as saying so, otherwise, or denying it, once for each of these."""
    voices = []
    for account in (account for relation in ANSWERED for account in voices_under(card, relation)):
        homes = tuple(origin for origin in card.origins if any(f in origin.findings for f in account.findings))
        name = told_by(account.findings[0])
        several = name != account.findings[0].outlet and is_plural(account.speaker.name)
        voices.append(_Voice(name, several, account.findings, homes))
    return voices


def _leader(origin: Origin, voices: Sequence[_Voice]) -> _Voice | None:
    """The voice by which an origin is known: whose name it has, or else the first that has it from nowhere besides."""
    leading = [voice for voice in voices if voice.within(origin) and voice.leads(origin)]
    alone = [voice for voice in voices if voice.homes == (origin,)]
    return next(iter([*leading, *alone]), None)


def _is_said(card: ContextCard, own: Sequence[Finding], theirs: Sequence[Finding]) -> bool:
    """Whether a caution tells already that the two are of one origin."""
    kinds = ("SINGLE_ORIGIN", "UNNAMED_SOURCE")
    cautions = [{*caveat.findings} for caveat in card.caveats if caveat.kind in kinds]
    return any({*own, *theirs} <= findings for findings in cautions)


def _why(own: Sequence[Finding], theirs: Sequence[Finding], told_in: Mapping[str, Sequence[Finding]]) -> Reason | None:
    """Why a voice is of one origin with another, as far as a reader can check it on the pages."""
    pairs = [(a, b) for a in own for b in theirs]
    one, other = own[0].speaker, theirs[0].speaker
    if {a.outlet for a in own} == {b.outlet for b in theirs} and not (has_name(one) or has_name(other)):
        return "nobody"
    if any(a.article.id != b.article.id and same_text(a.article, b.article) for a, b in pairs):
        return "text"
    if one.kind in OF_A_SIDE and other.kind in OF_A_SIDE:
        return "press" if one.kind == other.kind == "state_media" else "side"
    is_person_and_body = bool(persons_name(one)) != bool(persons_name(other))
    if (
        is_person_and_body
        and {one.kind, other.kind} <= {"named_person", "named_organisation", "un"}
        and any(b.speaker.name in a.words or a.speaker.name in b.words for a, b in pairs)
    ):
        return "body"
    if has_name(one) and has_name(other):
        # Why two names are one is told by who made the survey, or speaks for the authority, or not at all.
        return None
    if all(_quotes(a, key_of(other.name), told_in.get(a.article.id, ())) for a in own):
        return "quoted"
    return "figure" if all(any(one_large_figure(a, b) for b in theirs) for a in own) else None


def _quotes(finding: Finding, key: str, report: Sequence[Finding]) -> bool:
    """Whether the report in which a voice speaks quotes somebody by this name."""
    voices = (voice.speaker for other in report for voice in other.statement.attributions)
    return any(has_name(speaker) and key_of(speaker.name) == key for speaker in voices)


def _clause(voices: Sequence[_Voice], leaders: Sequence[str], why: Reason) -> Told:
    ways = {
        "text": (
            "{voices} counts with {leaders}: one text stands in both",
            "{voices} count with {leaders}: one text stands in their reports",
        ),
        "press": (
            "{voices} counts with {leaders}: both are media of one state",
            "{voices} count with {leaders}: all are media of one state",
        ),
        "side": (
            "{voices} counts with {leaders}: both speak for one side",
            "{voices} count with {leaders}: all speak for one side",
        ),
        "body": (
            "{voices} counts with {leaders}: both speak for one body",
            "{voices} count with {leaders}: all speak for one body",
        ),
        "quoted": (
            "{voices} counts with {leaders}, quoted in the same report",
            "{voices} count with {leaders}, quoted beside them",
        ),
        "figure": (
            "{voices} counts with {leaders}, whose figure it gives",
            "{voices} count with {leaders}, whose figure they give",
        ),
        "nobody": (
            "{voices} counts with {leaders}: nobody is named for either",
            "{voices} count with {leaders}: nobody is named for any of them",
        ),
    }
    one, several = ways[why]
    n = 2 if any(voice.is_several for voice in voices) else len(voices)
    names = [voice.name for voice in voices]
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], told_of(len(names) - MOST_NAMED + 1, "{n} more", "{n} more")]
    return told_of(n, one, several, voices=listed(names), leaders=listed(leaders))
