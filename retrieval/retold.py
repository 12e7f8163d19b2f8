"""What a sentence says by the one beside it: "the four medics" are those who were killed, and whoever breaks a toll
down has counted it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from knowledge.model import Attribution, Finding, Quantity
from knowledge.speakers import WATCHING
from retrieval.events import by_article
from retrieval.figures import TOLLS
from retrieval.origins import has_name, said_of
from retrieval.ranking import counts_same

#: Statements behind one in which "the four" are still those of it.
SOON = 3
#: Words of a sentence behind a figure that say of whom it is.
BEHIND = 40
#: Whoever gives a number up to so many times larger or smaller for the same has counted otherwise.
OTHERWISE = 2
#: Those who count what others did.
COUNTERS = (*WATCHING, "un")


def with_what_stands_beside(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with what the sentences beside them in their reports say of their figures, voices and days."""
    reports = by_article(findings)
    told = [_counted_alike(_without_an_earlier_day(f), reports[f.article.id]) for f in findings]
    reports = by_article(told)
    return tuple(_in_the_voice_beside(f, reports[f.article.id]) for f in told)


def _counted_alike(finding: Finding, report: Sequence[Finding]) -> Finding:
    """A finding in which "the four medics" are those of whom its report has just said that they were killed."""
    if finding.article.is_note or not any(_is_the_same(q, finding) for q in finding.statement.quantities):
        return finding
    here = finding.statement.ordinal
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
        for q in finding.statement.quantities
    )
    return replace(finding, statement=replace(finding.statement, quantities=read))


def _is_the_same(quantity: Quantity, finding: Finding) -> bool:
    """Whether a figure is of people named before: "the four medics", and not "the four who survived"."""
    if not quantity.unit or quantity.state or quantity.bound != "exact" or quantity.value < 2:  # noqa: PLR2004
        return False
    text, span = finding.article.text, finding.statement.span
    before, behind = text[span.start : quantity.span.start], text[quantity.span.end : span.end][:BEHIND]
    return bool(_THE.search(before)) and not _worded("spared").search(behind)


_THE = re.compile(r"\b(?:the|all) $", re.IGNORECASE)


def _in_the_voice_beside(finding: Finding, report: Sequence[Finding]) -> Finding:
    """A finding with a toll in its report's own words in the voice that breaks it down, or whose toll it breaks down.

    "A raid killed 21. Five children were among the dead, the monitor said": the monitor has counted the 21. "The
    monitor said 39 had died. Those killed included 12 drivers": it has the twelve.
    """
    if finding.article.is_note or finding.statement.place_in_article != "body":
        return finding
    own = [
        q
        for q in finding.statement.quantities
        if q.unit and q.state in TOLLS and said_of(finding, q).speaker.kind == "outlet_itself"
    ]
    voices = [voice for q in own if (voice := _beside(finding, q, report)) is not None]
    if not voices:
        return finding
    heard = Attribution(voices[0].speaker, voices[0].cue, (), finding.statement.span)
    attributions = (*finding.statement.attributions, heard)
    return replace(finding, statement=replace(finding.statement, attributions=attributions))


def _beside(finding: Finding, toll: Quantity, report: Sequence[Finding]) -> Attribution | None:
    here, text = finding.statement, finding.article.text
    begins = _worded("begins_a_part").match(finding.words)
    for other in report:
        there = other.statement
        if there.place_in_article != "body" or there.ordinal - here.ordinal != (-1 if begins else 1):
            continue
        for counted in there.quantities:
            voice = said_of(other, counted)
            whole, part = (counted, toll) if begins else (toll, counted)
            if part.value >= whole.value or part.state not in ("", whole.state) or not part.unit:
                continue
            if not (has_name(voice.speaker) and voice.speaker.kind in COUNTERS and voice.grade == "said"):
                continue
            if begins or _worded("of_a_part").search(text, counted.span.start, there.span.end):
                return None if _counts_otherwise(voice, whole, report) else voice
    return None


def _counts_otherwise(voice: Attribution, whole: Quantity, report: Iterable[Finding]) -> bool:
    """Whether a voice gives, somewhere in the report, another number near this one for the same."""
    return any(
        said_of(other, q).speaker.name == voice.speaker.name
        and q.value != whole.value
        and counts_same(whole, q)
        and 1 / OTHERWISE <= q.value / max(whole.value, 1.0) <= OTHERWISE
        for other in report
        for q in other.statement.quantities
    )


def _without_an_earlier_day(finding: Finding) -> Finding:
    """A finding without the day on which somebody had counted fewer: "updating a toll given on Sunday"."""
    when, statement = finding.statement.when, finding.statement
    if when is None or when.span is None or finding.article.is_note:
        return finding
    told = finding.article.text[statement.span.start : when.span.start]
    return replace(finding, statement=replace(statement, when=None)) if _worded("an_earlier_toll").search(told) else finding


@cache
def _worded(row: str) -> re.Pattern[str]:
    table = tomllib.loads((files(__package__) / "retold.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(table[row]), re.IGNORECASE)
