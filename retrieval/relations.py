"""How a finding stands to the claim: it reports it, differs from it, denies it, or gives context.

A false "denies" is the worst error a card can make, so doubt is context.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model import Claim, Finding, Period, Quantity, Relation, State
from retrieval.events import PUBLICATION_LAG, Event, apart, events_of, when_of
from retrieval.ranking import counts_same, fits

#: Below this a statement is about something else; nothing found is said rather than padded.
RELATED = 0.50
#: A statement that prints the claimed figure of the claimed thing is close to the claim in fewer words.
RELATED_BY_FIGURE = 0.40
#: From here on a statement without a figure says what the claim says.
STRONG = 0.62
#: A rival that a note records beside a statement is about the same thing already.
RIVAL = 0.40
#: A figure this many times larger or smaller than the claimed one is not a version of it.
NEAR = 1.35

_denial = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ing)?|dismiss(?:es|ed)?|refut(?:e|es|ed)|no evidence|"
    r"disput(?:e|es|ed)|contrary to)\b",
    re.IGNORECASE,
)
#: Words that turn a sentence round, or narrow it; two sentences that do not share them do not say the same.
_turning = {
    "only": re.compile(r"\b(?:only|solely|exclusively|nothing but|just)\b", re.IGNORECASE),
    "not": re.compile(r"\b(?:not|never|none|nobody|neither|cannot|\w+n['’]t)\b", re.IGNORECASE),
    "all": re.compile(r"\b(?:all|every|always|everyone|everybody)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Related:
    """A finding and how it stands to the claim."""

    finding: Finding
    relation: Relation


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the findings amount to: one event, several that the claim fits, or nothing close."""

    state: State
    related: tuple[Related, ...]
    events: tuple[Event, ...] = ()


NOTHING = Weighed("nothing_found", ())


def weigh(claim: Claim, findings: Sequence[Finding]) -> Weighed:
    """Decide which findings report the claim, which say otherwise about the same event, and which only stand near."""
    here = [
        f for f in findings if f.statement.place_in_article != "comment" and not apart(claim.where, f.statement.where)
    ]
    told = [f for f in here if f.statement.place_in_article != "rival"]
    rivals = [f for f in here if f.statement.place_in_article == "rival" and f.similarity >= RIVAL]
    claimed = next((q for q in claim.quantities if q.unit), None)
    if claimed is not None:
        return _weigh_figure(claim, claimed, told, rivals)
    return _weigh_words(claim, [f for f in told if _then(claim, when_of(f))], rivals)


def _weigh_words(claim: Claim, told: Sequence[Finding], rivals: Sequence[Finding]) -> Weighed:
    close = [f for f in told if f.similarity >= RELATED]
    strong = [f for f in close if f.similarity >= STRONG]
    denying = [f for f in strong if _denial.search(f.words) and not _denial.search(claim.text)]
    saying = [f for f in strong if f not in denying and _turned_alike(claim.text, f.words)]
    if not saying and not denying:
        return NOTHING
    noted = {f.article.id for f in saying}
    relation: dict[str, Relation] = {f.statement.id: "reports" for f in saying}
    relation |= {f.statement.id: "denies" for f in denying}
    related = [Related(f, relation.get(f.statement.id, "context")) for f in close]
    related += [Related(f, "differs") for f in rivals if f.article.id in noted]
    return Weighed("found", _without_echoes(related), events_of([*saying, *denying]))


def _weigh_figure(claim: Claim, claimed: Quantity, told: Sequence[Finding], rivals: Sequence[Finding]) -> Weighed:
    fitting = [f for f in told if f.similarity >= RELATED_BY_FIGURE and _fits(claimed, f)]
    homes = [event for event in events_of(fitting) if _then(claim, event.period)]
    # A claim with a date is of the event of that date; a report without one may be of any.
    dated = [event for event in homes if claim.when is not None and event.period is not None]
    if len(dated) == 1 or len(homes) == 1:
        return _weigh_one_event(claimed, (dated or homes)[0], told, rivals)
    near = [
        f
        for f in told
        if f.similarity >= RELATED_BY_FIGURE and f not in fitting and _near(claimed, f) and _then(claim, when_of(f))
    ]
    if homes:
        # No event is settled, so nobody is said to contradict anybody.
        known = {f.article.id for f in fitting}
        elsewhere = events_of([f for f in near if f.article.id not in known])
        related = [*(Related(f, "reports") for event in homes for f in event.findings)]
        related += [Related(f, "context") for f in near]
        return _ambiguous(related, (*homes, *elsewhere))
    counting = [f for f in told if f.similarity >= RELATED and _counts_same(claimed, f) and _then(claim, when_of(f))]
    events = events_of(counting)
    if not events:
        return NOTHING
    if len(events) == 1:
        return Weighed("found", _without_echoes([Related(f, "differs") for f in counting]), events)
    return _ambiguous([Related(f, "context") for f in counting], events)


def _ambiguous(related: Sequence[Related], events: Sequence[Event]) -> Weighed:
    """Several events, each with those of its findings that are not echoes of another."""
    kept = _without_echoes(related)
    ids = {r.finding.statement.id for r in kept}
    shown = [tuple(f for f in event.findings if f.statement.id in ids) for event in events]
    return Weighed("ambiguous", kept, tuple(Event(findings) for findings in shown if findings))


def _weigh_one_event(claimed: Quantity, home: Event, told: Sequence[Finding], rivals: Sequence[Finding]) -> Weighed:
    """Everybody's count of the claimed thing in one event, and what else the same reports say of it."""
    ids = {f.article.id for f in home.findings}
    voices = {(f.article.id, f.speaker.name) for f in home.findings}
    counting = [f for f in told if _counts_same(claimed, f) and f not in home.findings]
    together = [f for f in counting if f.article.id in ids or (f.similarity >= RELATED_BY_FIGURE and home.holds(f))]
    related = [Related(f, "reports") for f in home.findings]
    for f in together:
        # One voice that prints two figures in one report counts two things: other hours, another place.
        other_count = (f.article.id, f.speaker.name) in voices
        related.append(Related(f, "reports" if _fits(claimed, f) else "context" if other_count else "differs"))
    related += [Related(f, "differs") for f in rivals if f.article.id in ids and _other_figure(claimed, f)]
    related += [
        Related(f, "context")
        for f in told
        if f.article.id in ids and f not in counting and f not in home.findings and f.similarity >= RELATED
    ]
    return Weighed("found", _without_echoes(related), (home,))


def _without_echoes(related: Sequence[Related]) -> tuple[Related, ...]:
    """A headline that only repeats what a statement of its own report says is not a second voice."""
    told = {(r.finding.article.id, r.relation) for r in related if not _is_headline(r)}
    anything = {article for article, _ in told}
    return tuple(
        r
        for r in related
        if not _is_headline(r)
        or (
            (r.finding.article.id, r.relation) not in told
            and not (r.relation == "context" and r.finding.article.id in anything)
        )
    )


def _is_headline(related: Related) -> bool:
    return related.finding.statement.place_in_article == "headline"


def _then(claim: Claim, when: Period | None) -> bool:
    """Whether something of this time can be what the claim speaks of: what is not said may be."""
    if claim.when is None or when is None:
        return True
    return claim.when.start < when.end + PUBLICATION_LAG and when.start < claim.when.end + PUBLICATION_LAG


def _turned_alike(claim: str, words: str) -> bool:
    return all(bool(turn.search(claim)) == bool(turn.search(words)) for turn in _turning.values())


def _fits(claimed: Quantity, finding: Finding) -> bool:
    return any(fits(claimed, q) for q in finding.statement.quantities)


def _near(claimed: Quantity, finding: Finding) -> bool:
    same = [q.value for q in finding.statement.quantities if counts_same(claimed, q)]
    return any(v > 0 and claimed.value > 0 and 1 / NEAR <= v / claimed.value <= NEAR for v in same)


def _counts_same(claimed: Quantity, finding: Finding) -> bool:
    return any(counts_same(claimed, q) for q in finding.statement.quantities)


def _other_figure(claimed: Quantity, finding: Finding) -> bool:
    return _counts_same(claimed, finding) and not _fits(claimed, finding)
