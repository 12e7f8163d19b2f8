"""Why two printed voices are one origin, as far as a reader can check it on their pages."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Literal

from knowledge.attributions.heard import persons_name
from knowledge.model import ContextCard, Finding, Origin, Quantity, Speaker
from knowledge.speakers import outlet_of
from retrieval.caveats.margin import Margin, each_once
from retrieval.caveats.printed import NAMELESS
from retrieval.caveats.speakers import names_no_source
from retrieval.events import by_article
from retrieval.ledger import is_of_a_part
from retrieval.origins import has_name, key_of
from retrieval.origins.alike import one_figure, one_large_figure, same_tally, shared
from retrieval.origins.copies import same_text
from retrieval.origins.lending import COUNTERS, counts_for_itself
from retrieval.origins.names import one_body, press_and_ministry, word_of
from retrieval.origins.voices import countries, deepest
from retrieval.ranking import counted_alike
from retrieval.wording import Told, listed, told, told_of

#: "Activists in the Kalden Revolution General Commission" have a body with a name.
_BODY = re.compile(r"(?:\b[A-Z][\w’'-]+ ){2,}[A-Z][\w’'-]+")
#: Whoever speaks so has no name of their own.
SILENT = (*NAMELESS, "outlet_itself")
#: What the pages show: two prints of one text; one of them cites the other, or spoke to it; both are a state's press,
#: speak for one side or one body; one report quotes the other; both give one figure, and nobody is named for it; or
#: there is but one outlet through which they are known.
Sort = Literal["text", "cites", "told", "press", "side", "body", "quoted", "figure", "outlet"]


@dataclass(frozen=True, slots=True)
class Why:
    """What the pages show, with the figure that both print, where it is by that."""

    sort: Sort
    figure: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What is at hand where a card is done: the card, and what else stands in the reports that it is made of."""

    card: ContextCard
    found: Sequence[Finding]
    told: dict[str, list[Finding]] = field(init=False)

    def __post_init__(self) -> None:
        """Keep what stands in each report."""
        object.__setattr__(self, "told", by_article(self.found))

    def beside(self, finding: Finding) -> Sequence[Finding]:
        """What else stands in the same report."""
        return self.told.get(finding.article.id, ())

    def is_said(self, findings: Set[Finding]) -> bool:
        """Whether a caution tells already that these are of one origin."""
        kinds = ("SINGLE_ORIGIN", "UNNAMED_SOURCE")
        return any(findings <= {*caveat.findings} for caveat in self.card.caveats if caveat.kind in kinds)

    def is_without_source(self, finding: Finding) -> bool:
        """Whether its report gives nobody's name for a statement."""
        card = self.card
        margin = Margin(card.claim, card.state, card.accounts, card.origins, card.candidates, {}, self.found)
        return finding.speaker.kind != "outlet_itself" or names_no_source(margin, finding)

    def is_told_unsourced(self, finding: Finding) -> bool:
        """Whether another caution says of a statement that its report names nobody for it."""
        kinds = ("NO_SPEAKER", "UNNAMED_SOURCE")
        return any(finding in caveat.findings for caveat in self.card.caveats if caveat.kind in kinds)


def is_led_by(origin: Origin, finding: Finding) -> bool:
    """Whether an origin is called by the voice of a finding."""
    return key_of(finding.speaker.name) == key_of(origin.label)


def why_one(own: Sequence[Finding], theirs: Sequence[Finding], report: Report, *, leads: bool) -> Why | None:
    """Why a voice is of one origin with another; None where no reason can be read, or both are one body by two names.

    `leads` is whether the origin is called by the other voice.
    """
    one, other = own[0].speaker, theirs[0].speaker
    if _is_one_by_two_names(one, other):
        return None
    pairs = [(a, b) for a in own for b in theirs]
    if all(_through(a, other, leads=leads) for a in own):
        return Why("cites" if has_name(one) else "told")
    if one.kind == other.kind == "state_media" and one.side and one.side == other.side:
        return Why("press")
    if has_name(one) and has_name(other) and one.kind != "outlet_itself":
        return _why_two_names(pairs, report)
    is_of_one_outlet = {a.outlet for a in own} == {b.outlet for b in theirs}
    if is_of_one_outlet and not has_name(one) and not has_name(other):
        return None if any(_BODY.search(speaker.name) for speaker in (one, other)) else Why("outlet")
    if counts_for_itself(own[0]) and other.kind in COUNTERS and not any(same_tally(a, b) for a, b in pairs):
        # A doctor in one report has not counted for a monitor in another, be they of one text.
        return None
    if any(same_text(a.article, b.article) and one_figure(a, b) for a, b in pairs):
        return Why("text")
    figures = [_in_common(a, theirs, report) for a in own]
    figure = figures[0] if len(set(figures)) == 1 else None
    if has_name(other) and all(_quotes(a, key_of(other.name), report) for a in own):
        # Whoever quotes a voice, and counts otherwise or something else, does not have the count from it.
        return Why("quoted", figure) if figure or not _count_apart(own, theirs, report) else None
    unsourced = [*own, *(b for b in theirs if not leads)]
    return Why("figure", figure) if figure and all(map(report.is_without_source, unsourced)) else None


def _is_one_by_two_names(one: Speaker, other: Speaker) -> bool:
    """Whether two names are plainly one body: an agency and its description, two descriptions of a television."""
    if key_of(one.name) == key_of(other.name):
        return True
    if not has_name(one) and not has_name(other):
        # "Opposition" and "the opposition story" are what one report calls one voice.
        return one.name in other.name or other.name in one.name
    if not one.kind == other.kind == "state_media":
        return False
    if outlet_of(one.name) or outlet_of(other.name):
        described = one if outlet_of(other.name) else other
        return bool(word_of("agency").search(described.name))
    return any(word_of(row).search(one.name) and word_of(row).search(other.name) for row in ("television", "radio"))


def _through(finding: Finding, other: Speaker, *, leads: bool) -> bool:
    """Whether a voice has it from another by its own words, or spoke to it: "the UN, citing MSF"; "a medic told AP"."""
    if not leads or finding.speaker.kind == "outlet_itself":
        return False
    cited = deepest(finding)
    between = {key_of(name) for name in cited.via} if not has_name(finding.speaker) else set()
    if cited.speaker.name != finding.speaker.name:
        between.add(key_of(cited.speaker.name))
    return key_of(other.name) in between


def _why_two_names(pairs: Sequence[tuple[Finding, Finding]], report: Report) -> Why | None:
    """Why two names are one, where no other caution says that they made one survey, or speak for one authority."""
    for a, b in pairs:
        is_person_and_body = bool(persons_name(a.speaker)) != bool(persons_name(b.speaker))
        of_them = {a.speaker.kind, b.speaker.kind} <= {"named_person", "named_organisation", "un"}
        if is_person_and_body and of_them and (b.speaker.name in a.words or a.speaker.name in b.words):
            return Why("body")
        offices = (
            press_and_ministry(x.speaker, y.speaker, countries(y, report.beside(y)), y.article.text)
            for x, y in ((a, b), (b, a))
        )
        if one_body(a.speaker, b.speaker) or any(offices):
            return Why("side")
    return None


def _in_common(own: Finding, theirs: Sequence[Finding], report: Report) -> float | None:
    """The number that both print for one thing, that of what the claim counts before any other."""
    alike = [b for b in theirs if one_large_figure(own, b)]
    unlike = {p.value for b in alike for p, q in _numbers_of(own, b) if is_of_a_part(p) != is_of_a_part(q)}
    values = {value for b in alike for value, _ in shared(own, b)} - unlike
    counted = [q.value for q in counted_alike(report.card.claim, own) if q.value in values]
    return next(iter([*counted, *sorted(values, reverse=True)]), None)


def _numbers_of(a: Finding, b: Finding) -> list[tuple[Quantity, Quantity]]:
    """The figures with one number: 22 dead and 22 children are a number in common, and no figure."""
    return [(p, q) for p in a.statement.quantities for q in b.statement.quantities if p.value == q.value]


def _count_apart(own: Sequence[Finding], theirs: Sequence[Finding], report: Report) -> bool:
    """Whether two count what the claim counts without a number in common, or one number of all and of a part."""
    mine, others = (
        {q.value for f in findings for q in counted_alike(report.card.claim, f)} for findings in (own, theirs)
    )
    numbers = [pair for a in own for b in theirs for pair in _numbers_of(a, b)]
    of_a_part = bool(numbers) and all(is_of_a_part(p) != is_of_a_part(q) for p, q in numbers)
    return of_a_part or (bool(mine and others) and mine.isdisjoint(others))


def _quotes(finding: Finding, key: str, report: Report) -> bool:
    """Whether the report in which a voice speaks quotes somebody by this name."""
    voices = (voice.speaker for other in report.beside(finding) for voice in other.statement.attributions)
    return any(has_name(speaker) and key_of(speaker.name) == key for speaker in voices)


def said_of_them(why: Why, leader: str, tied: Sequence[tuple[str, Sequence[Finding]]], report: Report) -> Told:
    """The reason in words. `tied` are those that count with the leader, each with its findings and the leader's."""
    voices, n = [name for name, _ in tied], len(tied)
    plain = {
        "told": told("their words come through {leader}", leader=leader),
        "press": told("they are media of one state"),
        "side": told("they speak for one side"),
        "body": told("they speak for one body"),
    }
    if why.sort in plain:
        return plain[why.sort]
    first = tied[0][1][0]
    if why.sort == "outlet":
        is_its_own = all(
            any(f.outlet == first.outlet and f.speaker.kind not in NAMELESS for f in those) for _, those in tied
        )
        told_so = "{outlet} does not name whom it quotes" if is_its_own else "{outlet} names none of them"
        return told(told_so, outlet=first.outlet)
    if why.sort == "text":
        return _of_one_text(leader, tied)
    if why.sort == "cites":
        return told_of(n, "{voices} cites {leader}", "{voices} cite {leader}", voices=listed(voices), leader=leader)
    findings = [finding for _, those in tied for finding in those]
    if why.sort == "quoted":
        return _quoting(why, leader, [those[0] for _, those in tied], report)
    silent = each_once([f.outlet for f in findings if _is_silent(f, report)])
    one = told("they give one figure, {figure}", figure=why.figure)
    if not silent:
        return one
    names = told_of(
        len(silent), "{outlets} names nobody for it", "{outlets} name nobody for it", outlets=listed(silent)
    )
    return told("{one}, and {names}", one=one, names=names)


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


def _is_silent(finding: Finding, report: Report) -> bool:
    """Whether a report names nobody for a statement, and no other caution says that of it."""
    return not has_name(finding.speaker) and finding.speaker.kind in SILENT and not report.is_told_unsourced(finding)


def _quoting(why: Why, leader: str, own: Sequence[Finding], report: Report) -> Told:
    """That the reports of some quote the leader too: for something else, where a caution says that."""
    outlets = each_once([finding.outlet for finding in own])
    said = told_of(
        len(outlets),
        "{outlets} quotes {leader} in the same report",
        "{outlets} quote {leader} in the same reports",
        outlets=listed(outlets),
        leader=leader,
    )
    if all(f.speaker.kind == "outlet_itself" and report.is_told_unsourced(f) for f in own):
        said = told("{said}, though not for it", said=said)
    if why.figure is None:
        return said
    return told("{one}, and {names}", one=told("they give one figure, {figure}", figure=why.figure), names=said)
