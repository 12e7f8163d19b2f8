"""Which counts of one report add up to another: "14 in the hospital" and "12 elsewhere" are its 26 dead.

A part is no other account of the whole, nor the whole of a part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from knowledge.model import Claim, ContextCard, Finding, Quantity, Span, Speaker
from knowledge.number_words import ONES, TENS
from knowledge.quantities import comparable, read_quantities
from retrieval.counts.figures import meet
from retrieval.grammar.closeness import is_filler, share
from retrieval.origins import has_name, key_of, said_of
from retrieval.origins.lending import says_nobody
from retrieval.ranking import counted_alike, counts_of, counts_same, words_of
from retrieval.word_tables import any_of

#: So many counts beside one make up a whole; more would make up anything.
MOST_BESIDE = 2
#: "More than 100" are the 104 of its parts, and no 180.
AS_MUCH = 1.1


def is_part_or_whole(claim: Claim, finding: Finding, reporting: Sequence[Finding], found: Sequence[Finding]) -> bool:
    """Whether the figure of a finding and the claimed one are part and whole in the report that prints both."""
    if finding.article.is_note:
        return False
    # The hospital's dead and a witness's do not add up to what the police counted; to what a paper says itself they do.
    in_report = [f for f in reporting if f.article.id == finding.article.id]
    of_the_paper = any(f.speaker.kind == "outlet_itself" for f in in_report)
    own = [
        f
        for f in found
        if f.article.id == finding.article.id and (of_the_paper or _may_be_one_voice(f.speaker, finding.speaker))
    ]
    claimed = [
        q
        for f in in_report
        if f.speaker.kind == "outlet_itself" or _may_be_one_voice(f.speaker, finding.speaker)
        for q in f.statement.quantities
        if any(counts_same(c, q) and c.value == q.value for c in claim.quantities)
    ]
    rivals = counted_alike(claim, finding)
    if rivals and any(f.article.id == finding.article.id for f in reporting):
        # "120 fighters and 60 hired men were killed" are the 180 of the headline over it.
        added = {q.state: sum(c.value for c in claim.quantities if c.state == q.state) for q in rivals}
        if len(claim.quantities) > 1 and all(q.value == added[q.state] for q in rivals):
            return True
    # Of the wounded, whom the same voices count besides, the claimed number may be nobody's.
    rivals = [q for q in rivals if any(counts_same(one, q) for one in claimed)]
    return bool(rivals) and all(
        any(make_up(min(one, q, key=_value), max(one, q, key=_value), own) for one in claimed) for q in rivals
    )


def is_part_in_another_report(
    claimed: Quantity, finding: Finding, reporting: Sequence[Finding], reports: Mapping[str, Sequence[Finding]]
) -> bool:
    """Whether a voice has, in a report in which it gives the claimed number, what adds up to it, and here one of these.

    "80 at Tarn and 40 at Kalden" are its 120; the 80 in another paper are no count that it raised since.
    """
    if finding.article.is_note or not has_name(finding.speaker):
        return False
    counted = counts_of(claimed, finding)
    key = key_of(finding.speaker.name)
    pages = {f.article.id for f in reporting if key_of(f.speaker.name) == key} - {finding.article.id}

    def adds_up(part: Quantity, page: str) -> bool:
        own = [f for f in reports.get(page, ()) if _may_be_one_voice(f.speaker, finding.speaker)]
        told = [q for f in own for q in f.statement.quantities if q.value == part.value]
        # "Up to 80 fighters were destroyed" does not say what became of them.
        is_told = any(counts_same(claimed, q) or (q.unit == part.unit and not q.state) for q in told)
        return is_told and make_up(part, claimed, own)

    return bool(counted) and all(0 < q.value < claimed.value and any(adds_up(q, p) for p in pages) for q in counted)


def is_reportedly_a_part(claim: Claim, finding: Finding, aside: Sequence[Finding], rivals: Sequence[Finding]) -> bool:
    """Whether a figure that was "reportedly" given is one that a voice with a name gives, and contradicts nobody with.

    Of 21 dead a monitor has 15 in one quarter; "15 were reportedly killed" is that part, and no rival of the 21.
    `aside` are the counts that contradict nobody, each a finding with that count alone.
    """
    if finding.speaker.kind == "outlet_itself" or not says_nobody(finding):
        return False

    def values(findings: Sequence[Finding]) -> set[float]:
        named = [f for f in findings if f is finding or has_name(f.speaker)]
        return {
            q.value for f in named for q in f.statement.quantities if any(counts_same(c, q) for c in claim.quantities)
        }

    own = values([finding])
    return bool(own) and own <= values(aside) - values([f for f in rivals if f is not finding])


def is_of_those_before(claimed: Quantity, finding: Finding, report: Sequence[Finding]) -> bool:
    """Whether a figure is of some of those whom its report counts before: "31 fighters; 14 of the fighters at Tarn".

    By the same voice, or the outlet; another's smaller count may be its own.
    """
    if finding.article.is_note:
        return False
    counted = counts_of(claimed, finding)
    before = [
        f
        for f in report
        if f.statement.ordinal < finding.statement.ordinal and _may_be_one_voice(f.speaker, finding.speaker)
    ]
    text = finding.article.text
    return bool(counted) and all(
        _OF_THE.match(text, q.span.start)
        and any(
            counts_same(q, whole) and whole.state == q.state and whole.value > q.value
            for f in before
            for whole in f.statement.quantities
        )
        for q in counted
    )


#: "Fourteen of the fighters", and not "fourteen of the 40 fighters", which its own sentence tells.
_OF_THE = re.compile(r"(?:(?:at least|more than|about|some) )?[\w,-]+ of the (?!\d)[a-zA-Z]", re.IGNORECASE)


def is_told_within(finding: Finding, quantity: Quantity) -> bool:
    """Whether its sentence has a figure as part of a larger one of the same: "75 rebels, including 30 from abroad"."""
    return any(
        whole.value > quantity.value
        and comparable(whole, quantity) == "same"
        and _is_within(quantity, whole, finding.article.text)
        for whole in finding.statement.quantities
    )


def _is_within(part: Quantity, whole: Quantity, text: str) -> bool:
    if whole.span.end > part.span.start:
        return _WERE_AMONG.fullmatch(text[part.span.end : whole.span.start]) is not None
    return is_some_of_them(part, text) or bool(_INCLUDING.search(text[whole.span.end : part.span.start]))


def is_some_of_them(part: Quantity, text: str) -> bool:
    """Whether a figure counts some of those counted before: "two of them ambulance crew"."""
    return bool(_OF_THEM.search(part.span.of(text)) or _OF_THEM.match(text, part.span.end))


def counted_of_them(finding: Finding) -> tuple[Quantity, ...]:
    """The figures that a statement gives of those it has counted: "484 fighters died, 401 of them in raids"."""
    text, end = finding.article.text, finding.statement.span.end
    whole = next(iter(finding.statement.quantities), None)
    if whole is None:
        return ()
    parts = ((float(part[1].replace(",", "")), part) for part in _SO_MANY_OF_THEM.finditer(text, whole.span.end, end))
    return tuple(
        replace(whole, low=value, high=value, bound="exact", period="", span=Span(*part.span(1)))
        for value, part in parts
        if value < whole.value
    )


def of_the_part_claimed(claim: Claim, finding: Finding) -> Finding:
    """The finding, of a note that gives a claim's very number of those it has counted, with that number for its figure.

    "484 fighters died, 401 of them in raids" says of 401 fighters that they died in raids, where the claim says so too.
    """
    if not finding.article.is_note:
        return finding
    parts = (
        part
        for part in counted_of_them(finding)
        if any(q.value == part.value and counts_same(q, part) for q in claim.quantities)
    )
    part = next(parts, None)
    if part is None or not _tells_of_which(claim, part, finding):
        return finding
    return replace(finding, statement=replace(finding.statement, quantities=(part,)))


def _tells_of_which(claim: Claim, part: Quantity, finding: Finding) -> bool:
    """Whether a claim has every word by which a statement says which of them they were; one that has none is of all."""
    behind = _SO_MANY_OF_THEM.split(finding.words)
    at = next((i for i in range(1, len(behind), 2) if float(behind[i].replace(",", "")) == part.value), None)
    told = re.split(r"[,;:.]", behind[at + 1])[0] if at else ""
    which = [stem for stem in words_of(_HOW.sub(" ", told)) if not is_filler(stem)]
    return bool(which) and share(tuple(which), claim.text) == 1


#: Between those who were counted and what became of them: "401 of them under fire".
_HOW = re.compile(r"^\s*(?:under|through|amid|within|because of|due to|as a result of)\b", re.IGNORECASE)
_SO_MANY_OF_THEM = re.compile(rf"(?<![\w.,])(\d[\d,]*) of (?:{any_of('ledger', 'of_them')})\b", re.IGNORECASE)
_BOUNDED = r"(?:\s+(?:the|at|least|some|about|an?))*\W*"
_OF_THEM = re.compile(rf"\s+of (?:{any_of('ledger', 'of_them')})\b", re.IGNORECASE)
#: Right before a part, and behind one before its whole: "six people were among at least 22".
_INCLUDING = re.compile(
    rf"\b(?:{any_of('ledger', 'among')})(?:\s+(?:{any_of('ledger', 'of_them')}))?{_BOUNDED}\Z", re.IGNORECASE
)
_WERE_AMONG = re.compile(rf"\s+(?:(?:were|was|are|is)\s+)?(?:{any_of('ledger', 'among')}){_BOUNDED}", re.IGNORECASE)


def _may_be_one_voice(one: Speaker, other: Speaker) -> bool:
    """Whether two figures of a report may be one voice's: by its name, or where the outlet tells one of them itself."""
    return one.name == other.name or "outlet_itself" in (one.kind, other.kind)


def wholes_in(claim: Claim, found: Sequence[Finding]) -> tuple[tuple[Finding, Quantity], ...]:
    """The figures of what a claim counts in reports, each with its finding: one that may be broken down in it."""
    counting = ((f, q) for f in found if not f.article.is_note for q in f.statement.quantities)
    return tuple((f, q) for f, q in counting if any(counts_same(c, q) for c in claim.quantities))


def is_part_elsewhere(claim: Claim, finding: Finding, wholes: Sequence[tuple[Finding, Quantity]]) -> bool:
    """Whether another report breaks a toll down, and a finding has one of its parts alone: the district's 15 of the 21.

    Only the same voice's, or that of nobody in particular: whoever else counts 15 has counted all that they know of.
    `wholes` are the figures that reports have of what the claim counts.
    """
    if finding.article.is_note:
        return False
    counted = counted_alike(claim, finding)
    speakers = [said_of(finding, q).speaker for q in counted]
    return bool(counted) and all(
        any(_breaks_down(other, whole, q, speaker) for other, whole in wholes)
        for q, speaker in zip(counted, speakers, strict=True)
    )


def _breaks_down(finding: Finding, whole: Quantity, part: Quantity, speaker: Speaker) -> bool:
    """Whether a statement gives a toll by its places, one being this part: "21, 15 in the north and six in Tarn".

    A toll that rose is no whole of what it was.
    """
    if part.bound == "vague" or whole.value <= part.value or not counts_same(whole, part):
        # So are most, which is seen sooner than who gives them.
        return False
    if has_name(speaker) and key_of(said_of(finding, whole).speaker.name) != key_of(speaker.name):
        return False
    words = finding.words
    behind = words[max(0, whole.span.end - finding.statement.span.start) :]
    parts = [_number(number) for number in _in_a_place().findall(behind)]
    adds_up = 1 < len(parts) <= MOST_BESIDE + 1 and part.value in parts and sum(parts) == whole.value
    return adds_up and not _moved().search(words)


@cache
def _in_a_place() -> re.Pattern[str]:
    """A number and where it was counted: "15 in a northern district", "another six civilians in Tarn"."""
    number = rf"\d+|{'|'.join([*ONES, *TENS])}"
    return re.compile(rf"\b({number}) (?:[a-z]+ ){{0,4}}(?:in|at|near|outside|around)\b", re.IGNORECASE)


def _number(printed: str) -> float:
    return float(printed) if printed.isdigit() else float({**ONES, **TENS}[printed.lower()])


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of('dated', 'rising')}|{any_of('ledger', 'earlier')})\b", re.IGNORECASE)


def make_up(part: Quantity, whole: Quantity, report: Sequence[Finding]) -> bool:
    """Whether a count and one or two others of its report add up to a larger one."""
    others = {
        q.value
        for f in report
        for q in f.statement.quantities
        if counts_same(whole, q) and 0 < q.value < whole.value and q.bound != "vague"
    } - {part.value}
    sums = (
        part.value + sum(beside) for n in range(1, MOST_BESIDE + 1) for beside in combinations(sorted(others)[:12], n)
    )
    return any(
        total == whole.value
        or (whole.bound == "over" and total <= AS_MUCH * whole.value and meet(_exactly(part, total), whole))
        for total in sums
    )


def _value(quantity: Quantity) -> float:
    return quantity.value


def _exactly(quantity: Quantity, value: float) -> Quantity:
    return replace(quantity, low=value, high=value, bound="exact")


def is_told_part_by_part(card: ContextCard, finding: Finding) -> bool:
    """Whether a voice, or its report, counts side by side what it gives on the card as one number.

    "15 rebels and 23 guards", of 38; "an earlier toll was 15, and three more died", of 18.
    """
    counted = finding.statement.quantities
    if len(counted) == 1:
        # The earlier toll is no count of whoever adds to it.
        counted = read_quantities(finding.words)
    states = {q.state for q in counted if q.state}
    if len(counted) < 2 or len(states) != 1:
        return False
    most, whole = max(q.value for q in counted), sum(q.value for q in counted)
    return any(
        q.value == whole > most and q.state in states
        for account in card.accounts
        if account.relation != "context"
        for other in account.findings
        if account.speaker.name == finding.speaker.name or other.article.id == finding.article.id
        for q in other.statement.quantities
    )
