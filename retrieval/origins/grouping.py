"""Findings grouped by where they come from, and because of what.

Two findings are of one origin when one is a copy of the other (the same sentence, the same quotation), or when they
come from one place: the deepest voice with a name, else the wire that is credited, else the outlet or its family. A
reprint has the place of what it reprints. The grouping is an equivalence and does not depend on any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from knowledge.model import Article, Entry, Finding, Origin
from knowledge.quantities import comparable
from retrieval.origins.copies import same_sentence, same_text, shared_quotation
from retrieval.origins.names import key_of, one_body
from retrieval.origins.voices import Source, counts_for_itself, house_of, is_near, is_text_of, one_count, publisher_of, rounds, says_nobody, source_of, spoken_for
from retrieval.wording import in_a_sentence, listed, told

T = TypeVar("T", bound=Hashable)

#: Vectors by statement id: what the archive keeps of each statement's meaning.
Vectors = Mapping[str, np.ndarray]
#: A report says in its headline and its first statements what it is about, and on whose word.
LEAD = 6
#: A number smaller than this is soon arrived at twice.
LEAST_SHARED = 5
#: Where nobody is named on either side, only a greater number is taken for one that both have from elsewhere.
LEAST_UNSAID = 20


def origins_of(
    findings: Sequence[Finding],
    beside: Sequence[Finding] = (),
    vectors: Vectors | None = None,
    *,
    of_one_event: bool = True,
) -> tuple[Origin, ...]:
    """The findings grouped by where they come from, the largest group first; each group says because of what.

    `beside` is what else was found in the same reports; `vectors` are unit vectors by statement id. Where the findings
    are of several events, a figure in common is none.
    """
    origins = _Kinship(findings, beside, vectors or {}, of_one_event=of_one_event).origins()
    return _in_print_order(origins)


def _in_print_order(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    return tuple(sorted(origins, key=lambda origin: (-len(articles_of(origin.findings)), origin.label)))


def articles_of(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The addresses of the pages these findings stand on (the id where a page has no address), each once."""
    return tuple(dict.fromkeys(finding.url or finding.article.id for finding in findings))


def shared_origin(a: Entry, b: Entry, vectors: Vectors | None = None) -> str | None:
    """Because of what two reports of one event lead back to one origin; None when each stands on its own.

    It is asked of what the two lead with: a monitor that both name somewhere further down makes them one no more than
    a map of the same country does.
    """
    if same_text(a.article, b.article):
        return "both print the same text"
    one, other = _Lead.of(a), _Lead.of(b)
    lead = [*one.beside(other), *other.beside(one)]
    # What two reports lead with may be of more than one event, whose figures are no one's in common.
    beside = [*one.everything, *other.everything]
    for origin in _in_print_order(_Kinship(lead, beside, vectors or {}, of_one_event=False).origins()):
        if {f.article.id for f in origin.findings} >= {a.article.id, b.article.id}:
            return origin.because
    return "both carry the same quotation" if shared_quotation(a.article.text, b.article.text) else None


@dataclass(frozen=True, slots=True)
class _Lead:
    """What a report leads with: its first statements that count something, and those that name somebody."""

    everything: tuple[Finding, ...]
    counting: tuple[Finding, ...]
    named: tuple[Finding, ...]

    @classmethod
    def of(cls, entry: Entry) -> _Lead:
        everything = tuple(Finding(statement, entry.article, 1.0, ()) for statement in entry.statements)
        first = [f for f in everything if f.statement.is_reporting][: LEAD + 1]
        counting = [f for f in first if any(q.unit and q.state for q in f.statement.quantities)]
        named = [f for f in first if source_of(f, everything).way == "voice"]
        return cls(everything, tuple(counting or first), tuple(named))

    def beside(self, other: _Lead) -> list[Finding]:
        """What is held against another report: the counts on somebody's word, else every voice and the own counts.

        A count of its own is held against it too where the other report quotes just this outlet.
        """
        vouched = [f for f in self.counting if f in self.named]
        quoted = {source_of(f, other.everything).key for f in other.named}
        own = [f for f in self.counting if f not in vouched and source_of(f, self.everything).key in quoted]
        return [*vouched, *own] if vouched else [*self.counting, *self.named]


@dataclass(frozen=True, slots=True)
class _Tie:
    """Two findings that are copies, by their numbers, and of what sort."""

    a: int
    b: int
    because: str


class _Kinship:
    """Who is whose copy among these findings, and where each comes from."""

    def __init__(
        self, findings: Iterable[Finding], beside: Sequence[Finding], vectors: Vectors, *, of_one_event: bool
    ) -> None:
        # In one order, and each once, so that nothing depends on how they came.
        named = {(f.article.id, f.statement.ordinal, f.statement.id, f.speaker.name): f for f in findings}
        self.findings = tuple(named[name] for name in sorted(named))
        articles = list({f.article.id: f.article for f in self.findings}.values())
        self.reprints = _classes(
            [a.id for a in articles],
            [(a.id, b.id) for i, a in enumerate(articles) for b in articles[i + 1 :] if same_text(a, b)],
        )
        numbers = range(len(self.findings))
        own = [self._own(finding, beside) for finding in self.findings]
        self.ties = tuple(_ties(self.findings, own, self.reprints, vectors))
        if of_one_event:
            self.ties = (*self.ties, *_shared_figures(self.findings, own, self.reprints))
        self.ties = (*self.ties, *_spoken_for(self.findings, own, beside))
        copies = _classes(numbers, [(tie.a, tie.b) for tie in self.ties])
        self.places = [_foremost([own[other] for other in copies[number]]) for number in numbers]

    def origins(self) -> Iterable[Origin]:
        """Each place once, with everything that goes back to it."""
        groups: dict[str, list[int]] = {}
        for number, place in enumerate(self.places):
            groups.setdefault(place.key, []).append(number)
        for group in groups.values():
            place = _foremost([self.places[number] for number in group])
            found = tuple(self.findings[number] for number in group)
            yield Origin(place.name, self._because(place, group, found), found)

    def _own(self, finding: Finding, beside: Sequence[Finding]) -> Source:
        """Where a finding comes from; of a text that stands in several papers, the wire one of them credits."""
        source = source_of(finding, beside)
        kin = self.reprints[finding.article.id]
        if source.way == "voice" or len(kin) < 2 or finding.statement.place_in_article == "rival":
            return source
        copies = [f for f in self.findings if f.article.id in kin and f.statement.place_in_article != "rival"]
        credited = [house for f in copies if (house := house_of(f)).way == "wire"]
        if credited:
            return _foremost(credited)
        return house_of(min(copies, key=lambda f: (f.published is None, _moment(f.article), f.outlet, f.article.id)))

    def _because(self, place: Source, group: Sequence[int], found: Sequence[Finding]) -> str:
        """What makes a group one origin, in words that go on from "one origin:"."""
        said = _said(
            place, found, is_reprint=len({f.article.id for f in found} & self.reprints[found[0].article.id]) > 1
        )
        members = set(group)
        for kind in sorted({tie.because for tie in self.ties if tie.because and tie.a in members and tie.b in members}):
            said = told("{said}; {besides}", said=said, besides=kind)
        return said


def _said(place: Source, found: Sequence[Finding], *, is_reprint: bool) -> str:
    pages, outlets = len(articles_of(found)), sorted({f.outlet for f in found})
    if place.way == "voice" and place.name in outlets:
        if len(outlets) > 1:
            return told("{name} says it itself, and the others quote it", name=place.name)
        return told("{name} says it itself", name=place.name)
    if place.way == "voice":
        return _quote(pages, in_a_sentence(place.name))
    if place.way == "wire" and not any(is_text_of(place, finding) for finding in found):
        # An agency that a report has it from, without the agency's text.
        return _quote(pages, place.name)
    if place.way == "wire" or (len(outlets) > 1 and is_reprint):
        return _print(pages, place.name)
    if len(outlets) == 2:
        return told("{outlets} both belong to {owner}", outlets=listed(outlets), owner=publisher_of(place))
    if len(outlets) > 1:
        return told("{outlets} belong to {owner}", outlets=listed(outlets), owner=publisher_of(place))
    if all(f.speaker.kind == "outlet_itself" for f in found):
        return told("{name} says it in its own voice", name=place.name)
    return told("{name} names nobody for it", name=place.name)


def _quote(pages: int, name: str) -> str:
    if pages == 1:
        return told("it quotes {name}", name=name)
    if pages == 2:
        return told("both quote {name}", name=name)
    return told("all {count} quote {name}", count=pages, name=name)


def _print(pages: int, name: str) -> str:
    if pages == 1:
        return told("it prints a text by {name}", name=name)
    if pages == 2:
        return told("both print the same text by {name}", name=name)
    return told("all {count} print the same text by {name}", count=pages, name=name)


def _ties(
    findings: Sequence[Finding], own: Sequence[Source], reprints: Mapping[str, frozenset[str]], vectors: Vectors
) -> Iterable[_Tie]:
    for i, a in enumerate(findings):
        for j, b in enumerate(findings[i + 1 :], i + 1):
            if a.article.id == b.article.id:
                continue
            two_voices = own[i].way == own[j].way == "voice" and own[i].key != own[j].key
            if b.article.id in reprints[a.article.id] and not two_voices and _one_figure(a, b):
                yield _Tie(i, j, "")
            if not _is_note(a) and not _is_note(b) and same_sentence(a.words, b.words, _cosine(a, b, vectors)):
                yield _Tie(i, j, told("one sentence stands in more than one of them"))
            if shared_quotation(_quoting(a), _quoting(b)):
                yield _Tie(i, j, told("one quotation stands in more than one of them"))


def _shared_figures(
    findings: Sequence[Finding], own: Sequence[Source], reprints: Mapping[str, frozenset[str]]
) -> Iterable[_Tie]:
    """What is said without a source's name, in the very number that one voice gives in the others, is no second origin.

    Nor is what an outlet says in its own words, where one voice without a name gives the number in the others; nor what
    somebody told an agency, beside the agency's own words in the same report; nor what a state's army and its
    government, or its press, give in one number.
    """
    reports = [n for n, finding in enumerate(findings) if not _is_note(finding)]
    named = [n for n in reports if own[n].way == "voice"]
    quoted = [n for n in reports if own[n].way == "outlet" and not says_nobody(findings[n])]
    for n in reports:
        finding = findings[n]
        same = [m for m in named if m != n and _one_large_figure(finding, findings[m])]
        if own[n].way == "outlet" and counts_for_itself(finding):
            same = [m for m in same if _same_tally(finding, findings[m])]
        if own[n].way == "outlet" and not same and n not in quoted:
            same = [m for m in quoted if own[m].key != own[n].key and _one_large_figure(finding, findings[m])]
        if own[n].way == "outlet" and not same and n not in quoted:
            for m in reports:
                if m != n and own[m].way == "outlet" and m not in quoted and own[m].key != own[n].key and _one_large_figure(finding, findings[m], LEAST_UNSAID):
                    yield _Tie(n, m, "one figure, for which none of them names anybody")
        if own[n].way == "outlet" and not same and n not in quoted and (m := _vouched(n, named, findings)) is not None:
            yield _Tie(n, m, "a round figure, for which that report itself names a voice")
        if own[n].way == "outlet" and len({own[m].key for m in same}) == 1:
            yield _Tie(n, same[0], "one figure, for which but one of them names somebody")
        for m in same if own[n].way == "voice" else ():
            told = {key_of(between) for between in findings[m].attribution.via}
            if (own[n].key in told) or one_body(finding.speaker, findings[m].speaker):
                yield _Tie(n, m, "")


def _vouched(n: int, named: Sequence[int], findings: Sequence[Finding]) -> int | None:
    """Who gives, in the same report, the figure that its own words round: of several the one that is nearest."""
    near: list[tuple[float, int]] = []
    for m in named:
        if findings[m].article.id != findings[n].article.id:
            continue
        for given in findings[m].statement.quantities:
            own = [q for q in findings[n].statement.quantities if q.unit and one_count(q, given)]
            if own and all(rounds(q, given) or is_near(q, given) for q in own):
                near.append((abs(own[0].value - given.value), m))
    return min(near)[1] if near else None


def _spoken_for(findings: Sequence[Finding], own: Sequence[Source], beside: Sequence[Finding]) -> Iterable[_Tie]:
    """A person and the body that they head or speak for are one voice."""
    voices = [n for n, source in enumerate(own) if source.way == "voice" and not _is_note(findings[n])]
    for n in voices:
        if findings[n].speaker.kind != "named_person":
            continue
        named = [f for f in beside if any(v.speaker.name == findings[n].speaker.name for v in f.statement.attributions)]
        for m in voices:
            if own[m].key != own[n].key and spoken_for(findings[n], findings[m], named):
                yield _Tie(n, m, "")


def _one_large_figure(a: Finding, b: Finding, least: int = LEAST_SHARED) -> bool:
    """Whether both print one number that two who count apart seldom arrive at."""
    return any(
        p.value == q.value >= least
        # "Dozens" here and "dozens" there are no number.
        and p.bound != "vague"
        and one_count(p, q)
        for p in a.statement.quantities
        for q in b.statement.quantities
        if p.unit
    )


def _one_figure(a: Finding, b: Finding) -> bool:
    """Whether both print one number of one thing, whatever they call it: in two copies of one text it is one figure.

    Not where one copy has put a greater number before it: "75 were killed, among them 30".
    """
    return any(
        p.value == q.value
        and comparable(p, q) in ("same", "broader", "narrower")
        and _greatest(a, q) == _greatest(b, p)
        for p in a.statement.quantities
        for q in b.statement.quantities
        if p.unit
    )


def _same_tally(a: Finding, b: Finding) -> bool:
    """Whether two voices give a great number alike, or two numbers: "three dead and 22 wounded" is no chance."""
    shared = {
        (p.value, p.state)
        for p in a.statement.quantities
        for q in b.statement.quantities
        if p.unit and p.bound != "vague" and p.value == q.value and one_count(p, q)
    }
    great = any(value >= LEAST_UNSAID for value, _ in shared)
    return len(shared) > 1 or (great and b.speaker.kind != "monitor")


def _greatest(finding: Finding, counted: Quantity) -> float:
    return max((q.value for q in finding.statement.quantities if q.unit and one_count(q, counted)), default=0.0)


def _is_note(finding: Finding) -> bool:
    """Whether the words are ours about a report: two notes worded alike do not make one report of two."""
    return finding.statement.place_in_article in ("note", "rival")


def _quoting(finding: Finding) -> str:
    quote = finding.statement.quote
    return f"“{quote.of(finding.article.text)}”" if quote else finding.words


def _cosine(a: Finding, b: Finding, vectors: Vectors) -> float | None:
    one, other = vectors.get(a.statement.id), vectors.get(b.statement.id)
    return None if one is None or other is None else float(one @ other)


def _foremost(sources: Sequence[Source]) -> Source:
    """Of several sources a voice before a wire before an outlet, then the deepest, then the one most of them give."""
    ways = {"voice": 0, "wire": 1, "outlet": 2}
    given = Counter(source.key for source in sources)
    return min(sources, key=lambda source: (ways[source.way], -source.depth, -given[source.key], source))


def _moment(article: Article) -> float:
    return article.published.start.timestamp() if article.published else 0.0


def _classes(things: Sequence[T], pairs: Iterable[tuple[T, T]]) -> dict[T, frozenset[T]]:
    """The classes of the smallest equivalence that holds these pairs, by member."""
    leader = {thing: thing for thing in things}

    def lead(thing: T) -> T:
        while leader[thing] != thing:
            thing = leader[thing]
        return thing

    for one, other in pairs:
        leader[lead(one)] = lead(other)
    classes: dict[T, list[T]] = {}
    for thing in things:
        classes.setdefault(lead(thing), []).append(thing)
    return {thing: frozenset(members) for members in classes.values() for thing in members}
