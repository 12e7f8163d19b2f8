"""Findings by the report that they stand in, and how alike two reports are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from knowledge.model import Article, Finding, Place, Quantity
from retrieval.events.sameness import opening, shared
from retrieval.ranking import SOME_OF_THEM, fits, wording


def by_article(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings of each article, by its id, in their order."""
    articles: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        articles[finding.article.id].append(finding)
    return dict(articles)


def notes_of_one_event(findings: Iterable[Finding]) -> dict[str, tuple[Article, ...]]:
    """For each article, by its id, the other notes that give its event the same name; of a report there are none."""
    articles = {f.article.id: f.article for f in findings}
    named: dict[str, list[Article]] = {}
    for one in articles.values():
        if one.is_note and one.event:
            named.setdefault(wording(one.event), []).append(one)
    beside = {one.id: tuple(o for o in group if o.id != one.id) for group in named.values() for one in group}
    return {identity: beside.get(identity, ()) for identity in articles}


def by_report(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings of each report together, in their order; what a note records of rivals is no part of its report."""
    reports: dict[str, list[Finding]] = {}
    for finding in findings:
        rival = finding.statement.place_in_article == "rival"
        reports.setdefault(finding.statement.id if rival else finding.article.id, []).append(finding)
    return list(reports.values())


def is_rival(report: Sequence[Finding]) -> bool:
    """Whether these findings are what a note records of a rival."""
    return report[0].statement.place_in_article == "rival"


def places_of(findings: Iterable[Finding]) -> list[Place]:
    """All the places that these findings name themselves."""
    return [place for finding in findings for place in finding.statement.where]


def told_alike(a: Article, b: Article) -> float:
    """Which share of the words of one report's opening stands in the other's: of the shorter one, 0 to 1.

    A headline and the first sentences say what happened, where and to whom; further down are other days.
    """
    return shared(opening(a), opening(b))


def same_count(a: Finding, b: Finding) -> bool:
    """Whether both print one figure of the same thing: three children of sixteen dead are no three dead elsewhere."""
    return any(
        fits(p, q) and _is_of_more(p, a) == _is_of_more(q, b)
        for p in a.statement.quantities
        for q in b.statement.quantities
    )


def _is_of_more(part: Quantity, finding: Finding) -> bool:
    """Whether a statement counts more people to whom the same happened, of whom these children or women are some."""
    if part.unit not in SOME_OF_THEM or not part.state:
        return False
    others = (q for q in finding.statement.quantities if q.unit not in SOME_OF_THEM)
    return any(q.state == part.state and q.value > part.value for q in others)
