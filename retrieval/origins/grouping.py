"""Findings grouped by where they come from, and because of what.

Two findings are of one origin when one is a copy of the other (the same sentence, the same quotation), or when they
come from one place: the deepest voice with a name, else the wire that is credited, else the outlet or its family. A
reprint has the place of what it reprints. The grouping is an equivalence and does not depend on any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from knowledge.model import Article, Entry, Finding, Origin
from retrieval.events import by_article
from retrieval.origins.alike import one_figure
from retrieval.origins.because import because
from retrieval.origins.copies import same_text, shared_quotation
from retrieval.origins.counted_apart import with_own_counts, with_voices_apart
from retrieval.origins.names import is_a_whole_state
from retrieval.origins.papers import with_papers_drawn_from
from retrieval.origins.sources import Source, articles_of, house_of, source_of
from retrieval.origins.ties import Vectors, copied, headed, in_common

T = TypeVar("T", bound=Hashable)

#: A report says in its headline and its first statements what it is about, and on whose word.
LEAD = 6


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
        told = by_article(beside)
        own = [self._own(finding, told.get(finding.article.id, ())) for finding in self.findings]
        if of_one_event:
            own = with_voices_apart(self.findings, with_own_counts(self.findings, own, told))
            own = with_papers_drawn_from(self.findings, own)
        self.own = own
        self.ties = (*copied(self.findings, own, self.reprints, vectors), *headed(self.findings, own, beside))
        self.places = self._placed()
        if of_one_event:
            # Whatever is a voice's by its copies is no figure without a source, to be lent another's.
            self.ties = (*self.ties, *in_common(self.findings, self.places, told))
            self.places = self._placed()

    def _placed(self) -> list[Source]:
        numbers = range(len(self.findings))
        copies = _classes(numbers, [(tie.a, tie.b) for tie in self.ties])
        return [_foremost([self.own[other] for other in copies[number]]) for number in numbers]

    def origins(self) -> Iterable[Origin]:
        """Each place once, with everything that goes back to it."""
        groups: dict[str, list[int]] = {}
        for number, place in enumerate(self.places):
            groups.setdefault(place.key, []).append(number)
        for group in groups.values():
            place = _foremost([self.places[number] for number in group])
            found = tuple(self.findings[number] for number in group)
            members = set(group)
            sorts = {tie.sort for tie in self.ties if tie.a in members and tie.b in members}
            own = [self.own[number] for number in group]
            yield Origin(place.name, because(place, found, own, sorts, is_reprint=self._is_reprint(found)), found)

    def _is_reprint(self, found: Sequence[Finding]) -> bool:
        return len({finding.article.id for finding in found} & self.reprints[found[0].article.id]) > 1

    def _own(self, finding: Finding, beside: Sequence[Finding]) -> Source:
        """Where a finding comes from; of a text that stands in several papers, the wire one of them credits."""
        source = source_of(finding, beside)
        kin = self.reprints[finding.article.id]
        if source.way == "voice" or len(kin) < 2 or finding.statement.place_in_article == "rival":
            return source
        counts = any(q.unit for q in finding.statement.quantities)
        copies = [
            f
            for f in self.findings
            # What one desk has put into the text is not the other's.
            if f.article.id in kin
            and f.statement.place_in_article != "rival"
            and (not counts or one_figure(f, finding))
        ]
        credited = [house for f in copies if (house := house_of(f)).way == "wire"]
        if credited:
            return _foremost(credited)
        return house_of(min(copies, key=lambda f: (f.published is None, _moment(f.article), f.outlet, f.article.id)))


def _foremost(sources: Sequence[Source]) -> Source:
    """Of several sources a voice before a wire before an outlet, then the deepest, then the one most of them give.

    Of a state and one of its bodies that are given as often, the body.
    """
    ways = {"voice": 0, "wire": 1, "outlet": 2}
    given = Counter(source.key for source in sources)

    def rank(source: Source) -> tuple[int, int, int, bool, Source]:
        return ways[source.way], -source.depth, -given[source.key], is_a_whole_state(source.name), source

    # Of some hundred findings a few sources are given.
    return min(dict.fromkeys(sources), key=rank)


def _moment(article: Article) -> float:
    return article.published.start.timestamp() if article.published else 0.0


def _classes(things: Sequence[T], pairs: Iterable[tuple[T, T]]) -> dict[T, frozenset[T]]:
    """The classes of the smallest equivalence that holds these pairs, by member."""
    leader = {thing: thing for thing in things}

    def lead(thing: T) -> T:
        while (above := leader[thing]) != thing:
            # Each that is met is led by whoever leads its leader: many copies of one text make no long chain.
            leader[thing] = thing = leader[above]
        return thing

    for one, other in pairs:
        leader[lead(one)] = lead(other)
    classes: dict[T, list[T]] = {}
    for thing in things:
        classes.setdefault(lead(thing), []).append(thing)
    return {thing: frozenset(members) for members in classes.values() for thing in members}
