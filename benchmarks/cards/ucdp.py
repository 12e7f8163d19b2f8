"""What UCDP GED records of the annotated events: how many died at least, best and most, and who said so.

Read from the bench folder when asked for; of its words nothing is kept here but the ids of events in `claims.jsonl`.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cards.annotations import AnnotatedClaim
from benchmarks.cards.scoring import OF_THE_COUNT, Outcome
from knowledge.speakers import outlet_of, who_is

#: Where it lies in the bench folder, in the form in which it was published.
GED = Path("ucdp_ged_syria") / "ged_syria_2016_2019.csv.gz"
#: Between two who are named: "SOHR, Amnesty", "medical sources // UN Commission of Inquiry on Syria".
_between = re.compile(r"\s*(?:,|;|//)\s*")


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event of UCDP: between how many and how many died, and whom it names as saying so."""

    low: int
    best: int
    high: int
    said_by: frozenset[str]

    def holds(self, figure: int) -> bool:
        """Whether a figure lies within what is recorded."""
        return self.low <= figure <= self.high


def read_events(bench: Path) -> dict[int, Recorded]:
    """The events of UCDP by their ids; none where the folder does not hold them."""
    if not (bench / GED).exists():
        return {}
    return {number: event for number, event in _events(gzip.decompress((bench / GED).read_bytes()).decode("utf-8"))}


def _events(table: str) -> Iterator[tuple[int, Recorded]]:
    for row in csv.DictReader(io.StringIO(table, newline="")):
        named = frozenset(_called(name) for name in _between.split(row["source_original"]) if name)
        low, best, high = (int(float(row[field])) for field in ("low", "best", "high"))
        yield int(float(row["id"])), Recorded(low, best, high, named)


def figures_held(claims: Collection[AnnotatedClaim], events: dict[int, Recorded]) -> list[bool]:
    """Of each figure that the reports give for a true claim, whether it lies within UCDP's."""
    return [
        events[claim.ucdp].holds(figure)
        for claim in claims
        if claim.ucdp in events and claim.kind == "true to the report"
        for figure in sorted({said.figure for said in claim.reports})
    ]


def rivals_held(claims: Collection[AnnotatedClaim], events: dict[int, Recorded]) -> list[bool]:
    """Of each rival figure of a claim, whether it lies within UCDP's."""
    return [
        events[claim.ucdp].holds(rival.figure)
        for claim in claims
        if claim.ucdp in events and claim.kind in OF_THE_COUNT
        for rival in claim.rivals
    ]


def sources_shown(outcomes: Collection[Outcome], events: dict[int, Recorded]) -> list[bool]:
    """Of each whom UCDP names as saying so, whether the card has them speak, pass it on, or publish it.

    Asked of claims of the event and its count; a place or a day that was changed is another event.
    """
    return [
        name in shown
        for outcome in outcomes
        if outcome.claim.ucdp in events and outcome.claim.kind in OF_THE_COUNT
        for shown in [_on_the_card(outcome)]
        for name in sorted(events[outcome.claim.ucdp].said_by)
    ]


def _on_the_card(outcome: Outcome) -> set[str]:
    found = [finding for account in outcome.card.accounts for finding in account.findings]
    spoken = {account.speaker.name for account in outcome.card.accounts}
    through = {name for finding in found for name in finding.attribution.via}
    return set(map(_called, spoken | through | {finding.outlet for finding in found}))


def _called(name: str) -> str:
    row = outlet_of(name)
    return row.outlet if row else who_is(name).name or name
