"""Which findings are copies of one another, or lead back to one voice though another is named, or nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from knowledge.attributions.heard import persons_name
from knowledge.model import Finding
from retrieval.origins.alike import LEAST_UNSAID, one_figure, one_large_figure, same_tally, say_none, shared
from retrieval.origins.authorities import speaks_for_it
from retrieval.origins.copies import quoted, same_sentence, shared_quotation
from retrieval.origins.lending import (
    counts_for_itself,
    is_near,
    one_count,
    rounds,
    says_nobody,
    telling_of_its_dead,
)
from retrieval.origins.names import are_its_officials, has_name, key_of, one_body, press_and_ministry
from retrieval.origins.offices import described_as_one, spoken_for
from retrieval.origins.papers import of_one_paper, printed_by_its_journal
from retrieval.origins.sources import Source
from retrieval.origins.voices import countries

#: Vectors by statement id: what the archive keeps of each statement's meaning.
Vectors = Mapping[str, np.ndarray]
#: Of what sort a tie is, as far as a reader is told: "figure" where one side names nobody for it; "" is not told.
Sort = Literal["", "text", "sentence", "quotation", "figure"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two findings that are of one origin, by their numbers, and of what sort."""

    a: int
    b: int
    sort: Sort = ""


def copied(
    findings: Sequence[Finding], own: Sequence[Source], reprints: Mapping[str, frozenset[str]], vectors: Vectors
) -> Iterable[Tie]:
    """Copies: one figure in two prints of one text, one sentence, one quotation."""
    voices: dict[str, set[str]] = {}
    for finding, source in zip(findings, own, strict=True):
        if source.way == "voice":
            voices.setdefault(finding.article.id, set()).add(source.key)
    quoting = [_quoting(finding) for finding in findings]
    at_length = [bool(quoted(words)) for words in quoting]
    for i, a in enumerate(findings):
        for j, b in enumerate(findings[i + 1 :], i + 1):
            if a.article.id == b.article.id:
                continue
            # One voice may go by two names in two copies, but not where one of them quotes both.
            keys = {own[i].key, own[j].key}
            two_voices = own[i].way == own[j].way == "voice" and len(keys) > 1
            two_voices = two_voices and any(keys <= voices[one.article.id] for one in (a, b))
            apart = _count_apart(a, b, own[i], own[j])
            if b.article.id in reprints[a.article.id] and not (two_voices or apart) and one_figure(a, b):
                yield Tie(i, j, "text")
            are_notes = is_note(a) or is_note(b)
            if not are_notes and not apart and same_sentence(a.words, b.words, _cosine(a, b, vectors)):
                yield Tie(i, j, "sentence")
            if at_length[i] and at_length[j] and shared_quotation(quoting[i], quoting[j]):
                yield Tie(i, j, "quotation")


def _count_apart(a: Finding, b: Finding, own: Source, other: Source) -> bool:
    """Whether two prints of one text have the number each from a body of its own: what one desk changed is no copy."""
    if own.way != "voice" or other.way != "voice" or own.key == other.key:
        return False
    return has_name(a.speaker) and has_name(b.speaker) and not one_body(a.speaker, b.speaker)


def in_common(
    findings: Sequence[Finding], own: Sequence[Source], told: Mapping[str, Sequence[Finding]]
) -> Iterable[Tie]:
    """Figures that reports of one event have in common, for which but one voice is named, or none.

    What is said without a source's name, in the very number that one voice gives in the others, is no second origin.
    Nor is what an outlet says in its own words, where one voice without a name gives the number in the others, or where
    it rounds what somebody says in the same report; nor what somebody told an agency, beside the agency's own words;
    nor what somebody without a name says whom two reports call alike by a body's name; nor what a state's army and its
    government, or its press, give in one number. `told` is what else was found in each report, by article.
    """
    reports = [n for n, finding in enumerate(findings) if not is_note(finding)]
    named = [n for n in reports if own[n].way == "voice"]
    outlets = [n for n in reports if own[n].way == "outlet"]
    wires = [n for n in reports if own[n].way == "wire"]
    # Who gives a number a note says as plainly as a report.
    voices_with_names = [n for n, source in enumerate(own) if source.way == "voice"]
    for n in voices_with_names:
        for m in voices_with_names:
            if own[m].key == own[n].key:
                continue
            a, b = findings[n], findings[m]
            of_a, of_b = (told.get(one.article.id, ()) for one in (a, b))
            through = own[n].key in {key_of(between) for between in b.attribution.via}
            alike = one_large_figure(a, b)
            if (
                (through and alike)
                or (one_body(a.speaker, b.speaker) and (alike or say_none(a, b)))
                or printed_by_its_journal(a, b)
                # In two reports of whatever they tell, a name that is only alike makes nobody one.
                or speaks_for_it(a, b)
            ):
                yield Tie(n, m)
            elif (
                of_one_paper(a, b, of_a, of_b)
                or _are_its_officials(b, a, of_b)
                or (
                    n in named
                    and m in named
                    and len(shared(a, b)) > 1
                    and press_and_ministry(a.speaker, b.speaker, countries(b, of_b), b.article.text)
                )
            ):
                yield Tie(n, m)
                # Whose ministry it is, or whose officials, holds of all that they say in the report.
                yield from (
                    Tie(m, k)
                    for k in voices_with_names
                    if own[k].key == own[m].key and findings[k].article.id == b.article.id
                )
    for n in reports:
        for m in (m for m in reports if m < n and findings[m].article.id != findings[n].article.id):
            if described_as_one(findings[n].speaker, findings[m].speaker) and _count_alike(findings[n], findings[m]):
                yield Tie(n, m)
    for n in outlets:
        yield from (
            Tie(n, m)
            for m in named
            if tells_of_its_dead(findings[n], findings[m], told.get(findings[n].article.id, ()))
        )
    for n in wires:
        rounded = _rounded(n, named, findings)
        if rounded is not None and _is_round(findings[n], findings[rounded]):
            yield Tie(n, rounded)
    for n in (*outlets, *wires):
        # Two agencies that name nobody have counted each for itself.
        unsaid = outlets if own[n].way == "outlet" else ()
        for m in _vouching(n, named, unsaid, findings, own):
            # That a report which names the voice prints its figure in its own words, too, is nothing to be told.
            yield Tie(n, m, "figure" if findings[m].article.id != findings[n].article.id else "")


def tells_of_its_dead(own: Finding, voice: Finding, report: Sequence[Finding]) -> bool:
    """Whether a report, right behind the toll that it prints itself, has a voice tell of its dead that gives that toll.

    "At least four died. Those killed had inhaled gas, Jonas Weil said", beside "Weil counts four" in another report.
    """
    if not says_nobody(own) or own.article.id == voice.article.id or not one_figure(own, voice):
        return False
    return key_of(voice.speaker.name) in {key_of(speaker.name) for speaker in telling_of_its_dead(own, report)}


def _count_alike(a: Finding, b: Finding) -> bool:
    """Whether two statements print one number of one thing, whosever they call it: "three of the militia" are three
    "Norlandian fighters".
    """
    return any(
        p.unit and (p.value, p.unit, p.state) == (q.value, q.unit, q.state)
        for p in a.statement.quantities
        for q in b.statement.quantities
    )


def _are_its_officials(officials: Finding, body: Finding, told: Iterable[Finding]) -> bool:
    """Whether officials of a place are the body of it whose number they give, be it in another sentence.

    They may have said "nearly 500" before they said 471.
    """
    if not are_its_officials(officials.speaker, body.speaker):
        return False
    theirs = [officials, *(f for f in told if f.speaker.name == officials.speaker.name)]
    return any(one_large_figure(body, finding) for finding in theirs)


def _vouching(
    n: int, named: Sequence[int], outlets: Sequence[int], findings: Sequence[Finding], own: Sequence[Source]
) -> Sequence[int]:
    """The findings to which one without a source's name goes back; none where more voices than one may be meant."""
    finding = findings[n]
    if says_nobody(finding) and _is_counted_at_home(n, findings, own):
        return ()
    rounded = _rounded(n, named, findings)
    if rounded is not None and _is_round(finding, findings[rounded]):
        # What a report rounds, it says itself, whoever has that round number elsewhere.
        return (rounded,)
    same = [m for m in named if one_large_figure(finding, findings[m])]
    if counts_for_itself(finding):
        same = [m for m in same if same_tally(finding, findings[m])]
    if same or not says_nobody(finding):
        voices = {own[m].key for m in same}
        # Of two who say it with one verb, either is meant.
        by_statement = ({own[k].key for k in same if _is_one_saying(findings[m], findings[k])} for m in same)
        return next(((m,) for m, keys in zip(same, by_statement, strict=True) if keys == voices), ())
    others = [m for m in outlets if own[m].key != own[n].key]
    quoted = [m for m in others if not says_nobody(findings[m]) and one_large_figure(finding, findings[m])]
    if quoted:
        return quoted[:1] if len({own[m].key for m in quoted}) == 1 else ()
    if rounded is not None:
        return (rounded,)
    return [m for m in others if says_nobody(findings[m]) and one_large_figure(finding, findings[m], LEAST_UNSAID)]


def _is_one_saying(one: Finding, other: Finding) -> bool:
    """Whether two findings are one statement, or one voice's."""
    return one.statement.id == other.statement.id or key_of(one.speaker.name) == key_of(other.speaker.name)


def _is_counted_at_home(n: int, findings: Sequence[Finding], own: Sequence[Source]) -> bool:
    """Whether a copy of a report's own words, from the same place, says who has counted: "a medical source".

    Then the report gives no version of what somebody else says further down, however near the number is.
    """
    return any(
        m != n
        and own[m].key == own[n].key
        and findings[m].article.id != findings[n].article.id
        and not says_nobody(findings[m])
        and one_large_figure(findings[n], findings[m])
        for m in range(len(findings))
    )


def _is_round(finding: Finding, given: Finding) -> bool:
    """Whether a figure is round of what the other counts: "32 dead and dozens wounded" rounds nobody's 31 dead."""
    return any(
        own.unit and own.bound not in ("exact", "at least") and one_count(own, other)
        for own in finding.statement.quantities
        for other in given.statement.quantities
    )


def _is_vague(finding: Finding) -> bool:
    counts = [q for q in finding.statement.quantities if q.unit]
    return bool(counts) and all(q.bound == "vague" for q in counts)


def _rounded(n: int, named: Sequence[int], findings: Sequence[Finding]) -> int | None:
    """Who gives, in the same report, the figure that its own words round: of several the one that is nearest."""
    near: list[tuple[float, int]] = []
    if not says_nobody(findings[n]) and not _is_vague(findings[n]):
        return None
    for m in named:
        if findings[m].article.id != findings[n].article.id:
            continue
        is_another_count = _counts_otherwise(findings[n], findings[m])
        for given in findings[m].statement.quantities:
            own = [q for q in findings[n].statement.quantities if q.unit and one_count(q, given)]
            if is_another_count and all(q.bound == "vague" for q in own):
                continue
            # "Dozens" is no count of its own, whatever the voices say.
            if own and all(q.bound == "vague" or rounds(q, given) or is_near(q, given) for q in own):
                near.append((abs(own[0].value - given.value), m))
    return min(near)[1] if near else None


def _counts_otherwise(finding: Finding, given: Finding) -> bool:
    """Whether a report's own words count what a voice counts, in a number that is not round of any of the voice's.

    "At least 100 dead and hundreds wounded" are nobody's "24 dead and dozens wounded".
    """
    counts = [
        (own, [other for other in given.statement.quantities if one_count(own, other)])
        for own in finding.statement.quantities
        if own.unit and own.bound != "vague"
    ]
    return any(
        others and not any(other.bound == "vague" or rounds(own, other) or is_near(own, other) for other in others)
        for own, others in counts
    )


def headed(findings: Sequence[Finding], own: Sequence[Source], beside: Sequence[Finding]) -> Iterable[Tie]:
    """A person and the body that they head or speak for are one voice."""
    voices = [n for n, source in enumerate(own) if source.way == "voice" and not is_note(findings[n])]
    for n in voices:
        if not persons_name(findings[n].speaker):
            continue
        named = [f for f in beside if any(v.speaker.name == findings[n].speaker.name for v in f.statement.attributions)]
        for m in voices:
            if own[m].key != own[n].key and spoken_for(findings[n], findings[m], named):
                yield Tie(n, m)


def is_note(finding: Finding) -> bool:
    """Whether the words are ours about a report: two notes worded alike do not make one report of two."""
    return finding.statement.place_in_article in ("note", "rival")


def _quoting(finding: Finding) -> str:
    quote = finding.statement.quote
    return f"“{quote.of(finding.article.text)}”" if quote else finding.words


def _cosine(a: Finding, b: Finding, vectors: Vectors) -> float | None:
    one, other = vectors.get(a.statement.id), vectors.get(b.statement.id)
    return None if one is None or other is None else float(one @ other)
