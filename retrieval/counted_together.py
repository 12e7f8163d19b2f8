"""Which voices of a card its first line counts as one origin, and why: for where it counts fewer than are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model import Caveat, ContextCard, Finding, Origin, Relation
from retrieval.caveats.printed import NAMELESS, has_a_name, told_by, words_of_figure
from retrieval.echoes import voices_under
from retrieval.ranking import counted_alike
from retrieval.short_of_it import by_shortfall
from retrieval.why_together import Report, Why, is_led_by, said_of_them, why_one
from retrieval.wording import Listing, Told, listed, opening, told, told_of

#: Who stands to the claim in one of these ways is counted in the first line.
ANSWERED: tuple[Relation, ...] = ("reports", "differs", "denies")
#: So many voices are named in one breath.
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class _Voice:
    """A voice that is printed below the first line, and the origins to which its words go back."""

    name: str
    findings: tuple[Finding, ...]
    homes: tuple[Origin, ...]

    def leads(self, origin: Origin) -> bool:
        """Whether the origin is called by this voice."""
        return any(is_led_by(origin, finding) for finding in self.findings)

    def within(self, origin: Origin) -> list[Finding]:
        """What of its words goes back to an origin."""
        return [finding for finding in self.findings if finding in origin.findings]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A voice and the one with which it is counted, and why."""

    leader: str
    voice: str
    why: Why
    findings: tuple[Finding, ...]


def counted_together(card: ContextCard, found: Sequence[Finding]) -> tuple[Caveat, ...]:
    """Which of the voices below the first line count as one origin: where it counts fewer origins than they are.

    What another caution of the card says already is not said again, nor anything of which the pages show no reason.
    `found` is what else stands in the same reports.
    """
    voices = _voices(card) if card.state == "found" else []
    report = Report(card, found)
    pairs = [pair for voice in voices for origin in voice.homes if (pair := _paired(voice, origin, voices, report))]
    groups: dict[tuple[str, Why], list[_Pair]] = {}
    for pair in pairs:
        tied = groups.setdefault((pair.leader, pair.why), [])
        if all(pair.voice != other.voice for other in tied):
            tied.append(pair)
    if not groups:
        return ()
    said: Told | None = None
    for (leader, why), tied in groups.items():
        names = [leader, *(pair.voice for pair in tied)]
        because = said_of_them(why, leader, [(pair.voice, pair.findings) for pair in tied], report)
        if said is None:
            said = told("{voices} count as one origin: {why}", voices=_named(names), why=because)
        else:
            said = told("{said}; so do {voices}: {why}", said=said, voices=_named(names), why=because)
    for voice, figure in _counted_besides(card, pairs, voices).items():
        said = told(
            "{said}; {figure}, which {voice} gives too, counts by itself", said=said, figure=figure, voice=voice
        )
    findings = dict.fromkeys(finding for pair in pairs for finding in pair.findings)
    return (Caveat("SINGLE_ORIGIN", opening(told("{said}.", said=said)), tuple(findings)),)


def _voices(card: ContextCard) -> list[_Voice]:
    """Every voice that is printed as saying so, otherwise, or denying it, once for each of these."""
    voices = []
    printed = (account for relation in ANSWERED for account in voices_under(card, relation))
    # Who does not say just this is counted nowhere.
    for account in by_shortfall(card, printed)[None]:
        first = account.findings[0]
        if account.speaker.kind in NAMELESS and not has_a_name(first):
            # A piece of a sentence was read as who speaks.
            continue
        homes = tuple(origin for origin in card.origins if any(f in origin.findings for f in account.findings))
        voices.append(_Voice(told_by(first), account.findings, homes))
    return voices


def _paired(voice: _Voice, origin: Origin, voices: Sequence[_Voice], report: Report) -> _Pair | None:
    """With whom a voice counts, and why; None where it is an origin of its own, or nothing shows the reason."""
    if any(voice.leads(home) for home in voice.homes):
        return None
    leading = next((other for other in voices if other.within(origin) and other.leads(origin)), None)
    # Where nobody printed has the origin's name, the first that has it from nowhere besides is as good as any.
    other = leading or next((other for other in voices if other.homes == (origin,)), None)
    if other is None or other.name == voice.name:
        return None
    own, theirs = voice.within(origin), other.within(origin)
    if report.is_said({*own, *theirs}):
        return None
    why = why_one(own, theirs, report, leads=leading is not None)
    return _Pair(other.name, voice.name, why, (*own, *theirs)) if why else None


def _counted_besides(card: ContextCard, pairs: Sequence[_Pair], voices: Sequence[_Voice]) -> dict[str, str]:
    """What else the voices that count with another are printed with, and count for by themselves: "over 90"."""
    besides: dict[str, str] = {}
    for pair in pairs:
        for other in voices:
            if other.name != pair.voice or not any(other.leads(home) for home in other.homes):
                continue
            words = [f"“{words_of_figure(f, q)}”" for f in other.findings for q in counted_alike(card.claim, f)]
            if words:
                besides[pair.voice] = words[0]
    return besides


def _named(names: Sequence[str]) -> Listing:
    """The voices, the first of them by name where they are many."""
    if len(names) <= MOST_NAMED:
        return listed(names)
    more = len(names) - MOST_NAMED + 1
    return listed([*names[: MOST_NAMED - 1], told_of(more, "{n} more", "{n} more")])
