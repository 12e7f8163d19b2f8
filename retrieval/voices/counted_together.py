"""Which voices of a card its first line counts as one origin, and why: for where it counts fewer than are printed."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from knowledge.model import Caveat, ContextCard, Finding, Origin, Relation
from retrieval.caveats.margin import each_once
from retrieval.caveats.printed import NAMELESS, quoted_figure, told_by
from retrieval.caveats.remarks import is_of_one_origin
from retrieval.ranking import counted_alike
from retrieval.voices.echoes import voices_under
from retrieval.voices.why_together import (
    Report,
    Why,
    is_led_by,
    is_of_voices,
    voices_and_why,
    why_one,
)
from retrieval.wording import Listing, Told, listed, opening, told, told_of, unnamed

#: Who stands to the claim in one of these ways is named in the first line, and counted there.
ANSWERED: tuple[Relation, ...] = ("reports", "differs", "denies")
#: So many voices are named in one breath.
MOST_NAMED = 4
#: So many further groups are told in a sentence each: in one they cannot be followed.
MANY = 2


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


def with_those_counted_together(card: ContextCard, found: Sequence[Finding]) -> tuple[Caveat, ...]:
    """The cautions of a card, with which of the voices below its first line count as one origin, and because of what:
    where they are more than it counts.

    What another of the cautions says already is not said again, and all stands in one caution. `found` is what else
    stands in the same reports.
    """
    voices = _voices(card) if card.state == "found" else []
    report = Report(card, found)
    pairs = [pair for origin in card.origins for pair in _pairs_in(origin, voices, report)]
    if not pairs:
        return card.caveats
    told_already = [caveat for caveat in card.caveats if caveat.kind == "SINGLE_ORIGIN" and is_of_voices(caveat)]
    findings = [f for caveat in told_already for f in caveat.findings] + [f for pair in pairs for f in pair.findings]
    sentence = opening(told("{said}.", said=_in_words(card, voices, pairs, told_already)))
    paired = {finding.article.id for pair in pairs for finding in pair.findings}
    others = [caveat for caveat in card.caveats if caveat not in told_already and not _says_it_too(caveat, paired)]
    # "One report carries this" tells less than who is counted together.
    at = next((n for n, caveat in enumerate(others) if caveat.kind == "SINGLE_ORIGIN"), len(others))
    return (*others[:at], Caveat("SINGLE_ORIGIN", sentence, tuple(dict.fromkeys(findings))), *others[at:])


def _says_it_too(caveat: Caveat, paired: Set[str]) -> bool:
    """Whether the editor of a report remarks no more than that two of its voices are one origin."""
    return (
        caveat.kind == "EDITOR_REMARK"
        and {f.article.id for f in caveat.findings} <= paired
        and is_of_one_origin(caveat)
    )


def _in_words(
    card: ContextCard, voices: Sequence[_Voice], pairs: Sequence[_Pair], told_already: Sequence[Caveat]
) -> Told:
    groups: dict[tuple[str, Why], list[_Pair]] = {}
    for pair in pairs:
        groups.setdefault((pair.leader, pair.why), []).append(pair)
    reasons = [voices_and_why(caveat) for caveat in told_already]
    for (leader, why), tied in groups.items():
        because = said_of_them(why, leader, [(pair.voice, pair.findings) for pair in tied])
        reasons.append((_named(_names(why, leader, tied)), because))
    (first, why_first), *more = reasons
    said = told("{voices} count as one origin: {why}", voices=first, why=why_first)
    for names, because in more:
        if len(more) < MANY:
            said = told("{said}; so do {voices}: {why}", said=said, voices=names, why=because)
        else:
            too = told("{voices} count as one origin, too: {why}", voices=names, why=because)
            said = told("{said}. {too}", said=said, too=opening(too))
    for voice, (figure, is_alone) in _counted_besides(card, pairs, voices).items():
        if is_alone:
            said = told(
                "{said}; {figure}, which only {voice} gives, counts by itself", said=said, figure=figure, voice=voice
            )
        else:
            said = told(
                "{said}; {figure}, which {voice} gives too, counts by itself", said=said, figure=figure, voice=voice
            )
    return said


def _names(why: Why, leader: str, tied: Sequence[_Pair]) -> list[str]:
    """The names of voices that count as one; without their outlet where the reason tells it of them all."""
    if why.sort == "unnamed":
        return [unnamed(f.speaker.name) for f in (tied[0].findings[-1], *(pair.findings[0] for pair in tied))]
    return [leader, *(pair.voice for pair in tied)]


def _voices(card: ContextCard) -> list[_Voice]:
    """Every voice that is printed as saying so, otherwise, or denying it, once for each of these."""
    return [
        _Voice(
            _printed(next((f for f in account.findings if f.speaker == account.speaker), account.findings[0])),
            account.findings,
            tuple(origin for origin in card.origins if any(f in origin.findings for f in account.findings)),
        )
        for relation in ANSWERED
        for account in voices_under(card, relation)
    ]


def _printed(finding: Finding) -> str:
    """A voice as it stands above its words; of one without a name, what was read of it, be it no more than a piece."""
    if finding.speaker.kind in NAMELESS and finding.speaker.name.strip():
        return told("{who} in {outlet}", who=unnamed(finding.speaker.name), outlet=finding.outlet)
    return told_by(finding)


def _pairs_in(origin: Origin, voices: Sequence[_Voice], report: Report) -> list[_Pair]:
    """Each voice of an origin with one that counts there already, and why: first with whom the origin is called by.

    Whoever leads an origin of their own besides is counted there.
    """
    within = [voice for voice in voices if voice.within(origin)]
    leading = next((voice for voice in within if voice.leads(origin)), None)
    # Where nobody printed has the origin's name, the first that has it from nowhere besides is as good as any.
    first = leading or next((voice for voice in within if voice.homes == (origin,)), None)
    if first is None:
        return []
    counted, pairs = [first], []
    left = [v for v in within if v.name != first.name and not any(v.leads(home) for home in v.homes if home != origin)]
    while left:
        voice, other, why = _next(left, counted, origin, report, leading)
        if why is not None and all(voice.name != one.name for one in counted):
            pairs.append(_Pair(other.name, voice.name, why, (*voice.within(origin), *other.within(origin))))
        counted.append(voice)
        left.remove(voice)
    return pairs


def _next(
    left: Sequence[_Voice], counted: Sequence[_Voice], origin: Origin, report: Report, leading: _Voice | None
) -> tuple[_Voice, _Voice, Why | None]:
    """The next voice that counts with one that is counted, with the reason; None where another caution has said it."""
    for other in counted:
        for voice in left:
            own, theirs = voice.within(origin), other.within(origin)
            if report.is_said({*own, *theirs}):
                return voice, other, None
            if why := why_one(own, theirs, report, leads=other is leading):
                return voice, other, why
    # The pages show nothing: what cannot be shown is not said.
    return left[0], counted[0], None


def _counted_besides(
    card: ContextCard, pairs: Sequence[_Pair], voices: Sequence[_Voice]
) -> dict[str, tuple[str, bool]]:
    """What else the voices that count with another are printed with, and count for by themselves: "over 90".

    With each figure whether nobody else who is printed gives that number.
    """
    besides: dict[str, tuple[str, bool]] = {}
    for pair in pairs:
        for other in voices:
            own = [home for home in other.homes if other.name == pair.voice and other.leads(home)]
            counted = [(f, q) for f in other.findings for q in counted_alike(card.claim, f)]
            if own and counted and not any(pair.findings[0] in home.findings for home in own):
                figure = quoted_figure(*counted[0])
                theirs = (f for voice in voices if voice.name != pair.voice for f in voice.findings)
                given = {q.value for f in theirs for q in counted_alike(card.claim, f)}
                besides[pair.voice] = figure, counted[0][1].value not in given
    return besides


def _named(names: Sequence[str]) -> Listing:
    """The voices, the first of them by name where they are many."""
    if len(names) <= MOST_NAMED:
        return listed(names)
    more = len(names) - MOST_NAMED + 1
    return listed([*names[: MOST_NAMED - 1], told_of(more, "{n} more", "{n} more")])


def said_of_them(why: Why, leader: str, tied: Sequence[tuple[str, Sequence[Finding]]]) -> Told:
    """The reason in words. `tied` are those that count with the leader, each with its findings and the leader's."""
    voices, n = listed([name for name, _ in tied]), len(tied)
    outlets = each_once([those[0].outlet for _, those in tied])
    if why.sort == "text":
        return _of_one_text(leader, tied)
    if why.sort in ("outlet", "unnamed"):
        return _of_one_outlet(tied, is_itself=why.sort == "outlet")
    if why.sort == "cites":
        return told_of(n, "{voices} cites {leader}", "{voices} cite {leader}", voices=voices, leader=leader)
    if why.sort == "own voice":
        return _given_by(n, why)
    if why.sort == "quoted":
        return told_of(
            len(outlets),
            "{outlets} quotes {leader} for {figure} in the same report",
            "{outlets} quote {leader} for {figure} in the same reports",
            outlets=listed(outlets),
            leader=leader,
            figure=why.figure,
        )
    plain = {
        "told": told("their words come through {leader}", leader=leader),
        "spoke": told("{leader} spoke to {voices}", leader=leader, voices=voices),
        "press": told("they are media of one state"),
        "house": told("they belong to one publisher"),
        "page": told("they are a party and its own page"),
        "side": told("they speak for one side"),
        "body": told("they speak for one body"),
    }
    if why.sort in plain:
        return plain[why.sort]
    if why.sort == "figure, quoted":
        quoting = told_of(
            len(outlets),
            "{outlets} quotes {leader} in the same report",
            "{outlets} quote {leader} in the same reports",
            outlets=listed(outlets),
            leader=leader,
        )
        return told("{one}, and {other}", one=_given_by(n, why), other=quoting)
    if why.sort == "figure":
        return _of_one_figure(why, leader, tied)
    # An outlet's own count, where nobody else counts in its report, or one that the other gives.
    if why.figure is None or why.sort == "figure, unsourced":
        nobody = told_of(
            len(outlets),
            "{outlets} names nobody for it and quotes {leader} in the same report",
            "{outlets} name nobody for it and quote {leader} in the same reports",
            outlets=listed(outlets),
            leader=leader,
        )
        return told("{one}, and {other}", one=_given_by(n, why), other=nobody) if why.figure else nobody
    return told_of(
        len(outlets),
        "{outlets} names nobody for {figure} and quotes {leader} in the same report",
        "{outlets} name nobody for {figure} and quote {leader} in the same reports",
        outlets=listed(outlets),
        leader=leader,
        figure=why.figure,
    )


def _given_by(n: int, why: Why) -> Told:
    """That the leader and those tied to it give one figure."""
    return told_of(n, "both give {figure}", "all give {figure}", figure=why.figure)


def _of_one_figure(why: Why, leader: str, tied: Sequence[tuple[str, Sequence[Finding]]]) -> Told:
    """That some name nobody for a figure which the leader gives: who is to count apart is seen to have counted."""
    outlets = each_once([those[0].outlet for _, those in tied])
    if any(f.outlet == leader and f.speaker.kind == "outlet_itself" for _, those in tied for f in those):
        return told_of(
            len(tied),
            "neither names anybody for {figure}",
            "none of them names anybody for {figure}",
            figure=why.figure,
        )
    # Which of them had the figure first, nobody knows: an earlier report has it from no later one.
    given = _given_by(len(tied), why)
    if any(those[0].speaker.kind in NAMELESS for _, those in tied):
        unnamed_in = told_of(
            len(outlets),
            "{outlets} does not name whom it quotes for it",
            "{outlets} do not name whom they quote for it",
            outlets=listed(outlets),
        )
        return told("{one}, and {other}", one=given, other=unnamed_in)
    by_nobody = told_of(
        len(outlets), "{outlets} names nobody for it", "{outlets} name nobody for it", outlets=listed(outlets)
    )
    return told("{one}, and {other}", one=given, other=by_nobody)


def _of_one_outlet(tied: Sequence[tuple[str, Sequence[Finding]]], *, is_itself: bool) -> Told:
    """That an outlet does not name whom it quotes: beside its own voice, or beside others whom it does not name."""
    outlet = tied[0][1][0].outlet
    if is_itself:
        return told("{outlet} does not name whom it quotes", outlet=outlet)
    return told_of(
        len(tied),
        "{outlet} names neither of them, so that they may be one",
        "{outlet} names none of them, so that they may be one",
        outlet=outlet,
    )


def _of_one_text(leader: str, tied: Sequence[tuple[str, Sequence[Finding]]]) -> Told:
    """That the reports of some are versions of one that has it from the leader, or of the leader's own."""
    outlets = each_once([those[0].outlet for _, those in tied])
    if any(finding.outlet == leader for _, those in tied for finding in those):
        return told("their reports are versions of one text")
    return told_of(
        len(outlets),
        "the report of {outlets} is a version of one that quotes {leader}",
        "the reports of {outlets} are versions of one that quotes {leader}",
        outlets=listed(outlets),
        leader=leader,
    )
