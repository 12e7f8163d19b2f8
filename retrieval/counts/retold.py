"""What a sentence says by the one beside it: "the four medics" are those who were killed, and whoever breaks a toll
down has counted it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from knowledge.model import Article, Attribution, Finding, Period, Quantity, Span, Statement
from knowledge.quantities import comparable
from knowledge.speakers import WATCHING
from retrieval.counts.dated import leads_with, of_another_day
from retrieval.counts.figures import TOLLS
from retrieval.events import apart, by_article
from retrieval.origins import has_name, said_of
from retrieval.ranking import counts_same
from retrieval.word_tables import table_of

#: Statements behind one in which "the four" are still those of it.
SOON = 3
#: Whoever gives a number up to so many times larger or smaller for the same has counted otherwise.
OTHERWISE = 2
#: So many characters into a sentence, behind "The", somebody begins it.
BEGINS = 5
#: Units of people who are no civilians.
ARMED = ("soldiers", "fighters", "police")
#: Those who count what others did.
COUNTERS = (*WATCHING, "un")


def with_what_stands_beside(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with what the sentences beside them in their reports say of their figures, voices and days."""
    reports = by_article(findings)
    # What counts nothing and names no day says nothing by what stands beside it.
    told = [
        _counted_alike(_with_its_toll(_without_an_earlier_day(f)), reports[f.article.id])
        if f.statement.quantities or f.statement.when
        else f
        for f in findings
    ]
    reports = by_article(told)
    return tuple(_in_the_voice_beside(f, reports[f.article.id]) if f.statement.quantities else f for f in told)


def _with_its_toll(finding: Finding) -> Finding:
    """A finding whose one voice, with which it begins, has the toll too that it goes on to give behind a dash."""
    statement = finding.statement
    if finding.article.is_note or not any([q.state in TOLLS for q in statement.quantities]):
        return finding
    if len({voice.speaker.name for voice in statement.attributions}) != 1:
        return finding
    voice = max(statement.attributions, key=lambda one: one.span.end)
    begins = voice.speaker_span is not None and voice.speaker_span.start - statement.span.start <= BEGINS
    if not begins or voice.speaker.kind == "outlet_itself":
        return finding
    given = [
        q
        for q in statement.quantities
        if q.state in TOLLS
        and voice.span.end <= q.span.start
        and _worded("gives_a_toll").search(finding.article.text[voice.span.end : q.span.start])
    ]
    if not given:
        return finding
    told = replace(voice, span=Span(voice.span.start, max(q.span.end for q in given)))
    attributions = tuple(told if one == voice else one for one in statement.attributions)
    return replace(finding, statement=replace(statement, attributions=attributions))


def _counted_alike(finding: Finding, report: Sequence[Finding]) -> Finding:
    """A finding in which "the four medics" are those of whom its report has just said that they were killed.

    It has to say what befell them: of whom it is said that they "walked home" somebody tells otherwise.
    """
    statement = finding.statement
    # On another day they do something else: "the six soldiers were to testify on Monday".
    if finding.article.is_note or statement.when or not any(_is_the_same(q, finding) for q in statement.quantities):
        return finding
    if not _worded("what_befell_them").search(finding.words) or _worded("not_so").search(finding.words):
        return finding
    here = statement.ordinal
    before = [
        q
        for other in report
        if here - SOON <= other.statement.ordinal < here and other.statement.place_in_article == "body"
        for q in other.statement.quantities
        if q.state in TOLLS and q.bound == "exact"
    ]
    read = tuple(
        replace(q, state=next(iter(states)))
        if _is_the_same(q, finding)
        and len(states := {one.state for one in before if one.unit == q.unit and one.value == q.value}) == 1
        else q
        for q in statement.quantities
    )
    return replace(finding, statement=replace(statement, quantities=read))


def _is_the_same(quantity: Quantity, finding: Finding) -> bool:
    """Whether a figure is of people named before: "the four medics", and not "the four medics who survived"."""
    if not quantity.unit or quantity.state or quantity.bound != "exact" or quantity.value <= 1:
        return False
    text, span = finding.article.text, finding.statement.span
    before, behind = text[span.start : quantity.span.start], text[quantity.span.end : span.end]
    return bool(_THE.search(before)) and not _worded("others").search(behind)


_THE = re.compile(r"\bthe $", re.IGNORECASE)


def _in_the_voice_beside(finding: Finding, report: Sequence[Finding]) -> Finding:
    """A finding with a toll in its report's own words in the voice that breaks it down, or whose toll it breaks down.

    "A raid killed 21. Five children were among the dead, the monitor said": the monitor has counted the 21. "The
    monitor said 39 had died. Those killed included 12 drivers": it has the twelve.
    """
    if finding.article.is_note or finding.statement.place_in_article != "body":
        return finding
    # Most give no toll, or neither begin so nor lead their report, which is seen sooner than who gives their figures.
    if not any([q.state in TOLLS for q in finding.statement.quantities]):
        return finding
    begins = bool(_worded("begins_a_part").match(finding.words))
    if not begins and not leads_with(finding):
        return finding
    own = [
        q
        for q in finding.statement.quantities
        if q.unit and q.state in TOLLS and said_of(finding, q).speaker.kind == "outlet_itself"
    ]
    voices = [voice for q in own if (voice := _beside(finding, q, report, begins)) is not None]
    if not voices:
        return finding
    heard = Attribution(voices[0].speaker, voices[0].cue, (), finding.statement.span)
    attributions = (heard, *(v for v in finding.statement.attributions if v.speaker.kind != "outlet_itself"))
    return replace(finding, statement=replace(finding.statement, attributions=attributions))


def _beside(finding: Finding, toll: Quantity, report: Sequence[Finding], begins: bool) -> Attribution | None:
    """The voice of the sentence right before, whose toll this one is a part of, or of the one behind, that breaks it
    down; `begins` is whether this one begins as a part does.
    """
    at = finding.statement.ordinal + (-1 if begins else 1)
    for other in report:
        if other.statement.ordinal != at or not _is_of_the_same(finding, other):
            continue
        for counted in other.statement.quantities:
            whole, part = (counted, toll) if begins else (toll, counted)
            voice = said_of(other, counted)
            # Whoever speaks for children, or for its own staff, has counted these; a monitor counts all.
            counters = COUNTERS if begins else ("monitor",)
            if (
                voice.speaker.kind in counters
                and has_name(voice.speaker)
                and all(heard.grade == "said" for heard in other.statement.attributions)
                # Of two who count with one verb nobody knows who breaks it down.
                and not any(
                    one.span == voice.span and one.speaker != voice.speaker for one in other.statement.attributions
                )
                and _is_part(part, whole)
                and (begins or _worded("of_a_part").search(other.words))
                # "Which has yet to publish a toll": whoever speaks of the toll itself has not just counted it.
                and not _worded("another_toll").search(other.words)
                and (begins or not _worded("another_source").search(finding.words))
            ):
                return None if _counted_otherwise(voice, whole, finding.statement.when, report) else voice
    return None


def _is_part(part: Quantity, whole: Quantity) -> bool:
    """Whether a figure may be of some of those whom another counts: of civilians, children, and no soldiers."""
    if part.value >= whole.value or whole.state not in TOLLS or part.state not in ("", whole.state):
        return False
    one_people = comparable(whole, replace(part, state=whole.state)) != "different"
    return one_people or (whole.unit == "civilians" and part.unit not in ARMED)


def _is_of_the_same(finding: Finding, other: Finding) -> bool:
    """Whether two sentences that stand together are of one place and day, and neither is of something else."""
    first, second = finding.statement.when, other.statement.when
    return (
        other.statement.place_in_article == "body"
        and not apart(finding.statement.where, other.statement.where)
        and (first is None or second is None or first.overlaps(second))
        and not any(_worded("elsewhere").search(f.words) for f in (finding, other))
    )


def _counted_otherwise(voice: Attribution, whole: Quantity, day: Period | None, report: Iterable[Finding]) -> bool:
    """Whether somebody else gives a toll in a report, or the voice gives another number near it for the same.

    Whom it has counted "since the offensive began" are not those of the toll's day.
    """
    days = (day,) if day else ()
    for other in report:
        if of_another_day(other, days):
            continue
        for q in other.statement.quantities:
            theirs = said_of(other, q).speaker
            if theirs.kind == "outlet_itself" or not counts_same(whole, q):
                continue
            near = 1 / OTHERWISE <= q.value / max(whole.value, 1.0) <= OTHERWISE
            if (q.value != whole.value and near) if theirs.name == voice.speaker.name else q.value == whole.value:
                return True
    return False


def _without_an_earlier_day(finding: Finding) -> Finding:
    """A finding without the day on which somebody had counted fewer: "updating a toll given on Sunday"."""
    statement = finding.statement
    if statement.when is None or finding.article.is_note or not _updates_a_toll(statement, finding.article):
        return finding
    return replace(finding, statement=replace(statement, when=None))


# Most reports are found for claim after claim.
@lru_cache(maxsize=10_000)
def _updates_a_toll(statement: Statement, article: Article) -> bool:
    """Whether the day that a statement names is that of an earlier toll."""
    named = statement.when.span if statement.when else None
    told = article.text[statement.span.start : named.start] if named else ""
    return _worded("an_earlier_toll").search(told) is not None


@cache
def _worded(row: str) -> Caseless:
    table = table_of("retold")
    return Caseless("|".join(table[row]))
