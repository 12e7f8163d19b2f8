"""Caveats about what is of one origin: all of it, or two voices with names, and why they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from knowledge.model import Caveat, Finding
from retrieval.caveats.margin import Margin
from retrieval.caveats.one_origin import leading_back
from retrieval.events import by_article
from retrieval.origins import has_name, known_in
from retrieval.origins.authorities import speaks_for_it
from retrieval.origins.names import are_its_officials
from retrieval.origins.papers import is_drawn_from, of_one_paper, printed_by_its_journal
from retrieval.wording import Told, in_a_sentence, listed, opening, told


def single_origin(margin: Margin) -> list[Caveat]:
    """All the items lead back to one origin, or two voices with names are one."""
    return leading_back(margin) or one_of_two(margin)


def one_of_two(margin: Margin) -> list[Caveat]:
    """Two voices with names that the card has apart are one origin: of one survey, or of one authority."""
    if margin.state != "found":
        return []
    named = [f for f in margin.findings("reports", "differs", "denies") if has_name(f.speaker)]
    told_together = ([f for f in named if f in origin.findings] for origin in margin.origins)
    return [caveat for findings in told_together if (caveat := _together(findings, margin))]


def _together(findings: Sequence[Finding], margin: Margin) -> Caveat | None:
    """Why these findings of one origin, which have more names than one, are of one; None where that cannot be told."""
    voices = {known_in(finding.speaker.name): finding for finding in findings}
    pairs = combinations(voices, 2)
    reasons = {(a, b): why for a, b in pairs if (why := _why(voices[a], voices[b], margin))}
    if not reasons:
        return None
    first = next(iter(reasons))
    tied = [name for name in voices if any({name, first[0]} == {*pair} for pair in reasons) or name == first[0]]
    told_so = told(
        "{voices} count as one origin: {why}.",
        voices=listed([in_a_sentence(name) for name in tied]),
        why=reasons[first],
    )
    return Caveat("SINGLE_ORIGIN", opening(told_so), tuple(f for f in findings if known_in(f.speaker.name) in tied))


def _why(a: Finding, b: Finding, margin: Margin) -> Told | None:
    beside = by_article(margin.found)
    of_a, of_b = (beside.get(one.article.id, ()) for one in (a, b))
    is_of_one = any(printed_by_its_journal(*pair) or is_drawn_from(*pair) for pair in ((a, b), (b, a)))
    if is_of_one or of_one_paper(a, b, of_a, of_b):
        return told("they give the number of one survey or study")
    if any(speaks_for_it(*pair) or are_its_officials(*(f.speaker for f in pair)) for pair in ((a, b), (b, a))):
        return told("they speak for one authority")
    return None
