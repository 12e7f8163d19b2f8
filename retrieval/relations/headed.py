"""What only a headline puts into a mouth: the text below it quotes that very mouth, and for something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Finding
from retrieval.grammar.closeness import is_kin, kindred
from retrieval.ranking import counts_same, words_of
from retrieval.relations.weighed import Related, Weighed, because
from retrieval.word_tables import worded


def without_words_of_a_headline(weighed: Weighed, findings: Sequence[Finding]) -> Weighed:
    """What was weighed, where a headline alone gives a count to an office, as what stands near.

    "No casualties, says minister", over a text in which the minister says that nobody gave a toll, is the headline's.
    """
    return replace(
        weighed,
        related=tuple(
            Related(because(r.finding, "only in the headline"), "context")
            if r.relation != "context" and _is_only_headed(r.finding, findings)
            else r
            for r in weighed.related
        ),
    )


def in_the_words_of_the_text(weighed: Weighed, findings: Sequence[Finding]) -> Weighed:
    """What was weighed, where a headline that only stands near drops whom its text has the count from, as that text.

    "Raids kill 120", over "some 120 were killed, the source said": the outlet has not counted them.
    """
    shown = {r.finding.statement.id for r in weighed.related if not _is_own_headline(r)}
    told: list[Related] = []
    for one in weighed.related:
        below = _counted_below(one.finding, findings) if _is_own_headline(one) else []
        if not below:
            told.append(one)
            continue
        best = max(below, key=lambda f: (f.similarity, -f.statement.ordinal))
        # Where those words stand on the card already, the headline says nothing more.
        if best.statement.id not in shown:
            told.append(replace(one, finding=because(best, one.finding.why[-1])))
            shown.add(best.statement.id)
    return replace(weighed, related=tuple(told))


def _is_own_headline(related: Related) -> bool:
    """Whether what only stands near is a headline in its outlet's own voice, with the reason why it does."""
    finding = related.finding
    is_headline = finding.statement.place_in_article == "headline" and not finding.article.is_note
    own = finding.speaker.kind == "outlet_itself" and bool(finding.why)
    return related.relation == "context" and is_headline and own


def _counted_below(headline: Finding, findings: Sequence[Finding]) -> list[Finding]:
    """Where the text below an outlet's own headline has its every count from somebody."""
    counted = headline.statement.quantities
    if not counted:
        return []
    return [
        f
        for f in findings
        if f.article.id == headline.article.id
        and f.statement.place_in_article == "body"
        and f.speaker.kind != "outlet_itself"
        and f.attribution.speaker_span is not None
        and all(any(q.value == own.value and counts_same(own, q) for q in f.statement.quantities) for own in counted)
    ]


def _is_only_headed(headline: Finding, findings: Sequence[Finding]) -> bool:
    """Whether a note's headline names an office for its count, whose holder the note quotes, and for no such count."""
    article, office = headline.article, words_of(headline.speaker.name)[-1:]
    if not article.is_note or headline.statement.place_in_article != "headline" or not office:
        return False
    if headline.speaker.kind != "named_official" or headline.speaker.person:
        return False
    text = [f for f in findings if f.article.id == article.id and f.statement.place_in_article != "headline"]
    speaking = [f for f in text if f.speaker.kind != "outlet_itself"]
    is_quoted = any(is_kin(office[0], kindred(f"{f.speaker.name} {f.words}")) for f in speaking)
    return is_quoted and not any(
        q.value == own.value and counts_same(own, q)
        for f in text
        for own in headline.statement.quantities
        for q in f.statement.quantities
    )


def is_headed_otherwise(finding: Finding, reporting: Sequence[Finding]) -> bool:
    """Whether a note has a page's headline and its text count one thing differently: "Headline: 40", "Body: 52"."""
    if not finding.article.is_note:
        return False
    own = (f for f in reporting if f.article.id == finding.article.id and f.speaker.name == finding.speaker.name)
    return any(_place_told(one) and _place_told(finding) == -_place_told(one) for one in own)


def _place_told(finding: Finding) -> int:
    """Where on its page a note says that a count stands: 1 at its head, -1 in its text, 0 where it does not say."""
    if worded("dated", "at_its_head").match(finding.words):
        return 1
    return -1 if worded("dated", "in_its_text").match(finding.words) else 0
