"""How often each caveat is right: every caveat of about 110 cards, judged one by one.

    python -m benchmarks.caveats                     the table, from the judgements that are kept here
    WHOSAYS_BENCH=… python -m benchmarks.caveats --ask [--unjudged] [--only KIND] [--table]
                                                     ask every claim, print the caveats of each card, and the table

`claims.tsv` holds a claim for each event of the starter pack and sixty over the reports of FA-KES, in our own words;
and twenty-nine over pages of our own (`pages.txt`): these have comments and corrections, and the two others none.
`judged.tsv` holds one line for each caveat that fired: the claim, the kind, a fingerprint of the sentence, right or
wrong, and why it is wrong. A sentence that has changed since has no judgement, and is counted as such.
`meant.tsv` says of forty claims without a date whether they are of one event of the collection or of several, as it
was written down before any was asked; on the first half (t) rules were made, the other (u) was kept for the score.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.cards.library import open_corpus
from benchmarks.caveats.stores import starter_store, written_store
from benchmarks.libraries import bench_folder
from knowledge.articles import day
from knowledge.model import Caveat, ContextCard
from knowledge.store import Store
from retrieval.answers import answer

HERE = Path(__file__).parent
#: The goal: of ten caveats of a kind, nine at least are right.
GOAL = 0.90
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim of the list, and the store it is asked of."""

    id: str
    store: str
    sent: str
    claim: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody thought of one caveat on one card."""

    id: str
    kind: str
    sentence: str
    verdict: str
    because: str


def read_claims_asked() -> list[Asked]:
    """The claims, in their order."""
    return [Asked(*row.values()) for row in _rows("claims.tsv")]


def read_judged() -> dict[tuple[str, str, str], Judged]:
    """The judgements, by claim, kind and fingerprint of the sentence."""
    judged = [Judged(*row.values()) for row in _rows("judged.tsv")]
    return {(one.id, one.kind, one.sentence): one for one in judged}


def fingerprint(caveat: Caveat) -> str:
    """What tells one sentence from another without keeping its words."""
    return hashlib.sha256(caveat.sentence.encode()).hexdigest()[:10]


def cards(asked: Iterable[Asked], stores: dict[str, Store]) -> Iterator[tuple[Asked, ContextCard]]:
    """The card for each claim, asked as the bot asks it."""
    for one in asked:
        sent = day(one.sent) if one.sent else None
        for card in answer(one.claim, stores[one.store], now=NOW, sent=sent).cards:
            yield one, card


def print_table(judged: Iterable[Judged], unjudged: Counter[str]) -> bool:
    """One line a kind: how many fired, how many were right. Whether every kind reaches the goal."""
    right: Counter[str] = Counter()
    fired: Counter[str] = Counter()
    for one in judged:
        fired[one.kind] += 1
        right[one.kind] += one.verdict == "right"
    print(f"{'caveat':18} {'fired':>6} {'right':>6} {'share':>6}")
    for kind in sorted({*fired, *unjudged}):
        share = f"{right[kind] / fired[kind]:.2f}" if fired[kind] else ""
        beside = f"   and {unjudged[kind]} not judged" if unjudged[kind] else ""
        print(f"{kind:18} {fired[kind]:6} {right[kind]:6} {share:>6}{beside}")
    total, good = sum(fired.values()), sum(right.values())
    print(f"{'all':18} {total:6} {good:6} {good / max(total, 1):6.2f}")
    return all(right[kind] >= GOAL * count for kind, count in fired.items())


def print_meant(states: dict[str, str]) -> None:
    """Of the claims that are of one event and of several, on how many a reader is asked which is meant."""
    meant = [(row["id"], row["events"]) for row in _rows("meant.tsv")]
    for half, called in (("t", "to develop"), ("u", "held")):
        for events in ("several", "one"):
            ids = [identity for identity, is_of in meant if identity.startswith(half) and is_of == events]
            asked = sum(states.get(identity) == "ambiguous" for identity in ids)
            print(f"of {events:7} ({called}): {len(ids)} claims, asked which of {asked}")


def print_card(asked: Asked, card: ContextCard) -> None:
    """What a judge needs: the claim, who says what, and each caveat with its fingerprint."""
    print(f"\n=== {asked.id} [{card.state}] {asked.claim}" + (f" (sent {asked.sent})" if asked.sent else ""))
    for account in card.accounts:
        for finding in account.findings[:3]:
            published = finding.published.words if finding.published else "undated"
            place = finding.statement.place_in_article
            print(
                f"  {account.relation:8} {account.speaker.name} [{account.speaker.kind}] {finding.outlet}, {published}"
            )
            print(f"           {place} “{finding.words[:280]}”  | {finding.article.title[:90]}")
    for caveat in card.caveats:
        print(f"  * {caveat.kind} {fingerprint(caveat)} {caveat.sentence}")


def _rows(table: str) -> list[dict[str, str]]:
    if not (HERE / table).exists():
        return []
    with (HERE / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def main() -> int:
    """Print the table; 1 when a kind misses the goal, 2 when the data is missing."""
    parser = argparse.ArgumentParser(description="How often each caveat is right.")
    parser.add_argument("--ask", action="store_true", help="ask every claim anew")
    parser.add_argument("--unjudged", action="store_true", help="print only the cards with a caveat nobody has judged")
    parser.add_argument("--table", action="store_true", help="print no cards, the table alone")
    parser.add_argument("--only", default="", help="print only the cards with this caveat")
    arguments = parser.parse_args()
    judged = read_judged()
    if not arguments.ask:
        return 0 if print_table(judged.values(), Counter()) else 1
    bench = bench_folder()
    if bench is None:
        return 2
    place = TemporaryDirectory()
    folder = Path(place.name)
    stores = {
        "starter": starter_store(folder / "starter"),
        "fa_kes": open_corpus(bench).store,
        "written": written_store(folder / "written"),
    }
    counted: list[Judged] = []
    unjudged: Counter[str] = Counter()
    states: dict[str, str] = {}
    for asked, card in cards(read_claims_asked(), stores):
        states[asked.id] = card.state
        known = [judged.get((asked.id, caveat.kind, fingerprint(caveat))) for caveat in card.caveats]
        counted += [one for one in known if one]
        unjudged.update(c.kind for c, one in zip(card.caveats, known, strict=True) if one is None)
        wanted = not arguments.only or any(c.kind == arguments.only for c in card.caveats)
        if wanted and not arguments.table and (None in known or not arguments.unjudged):
            print_card(asked, card)
    print()
    print_meant(states)
    print()
    for store in stores.values():
        store.close()
    place.cleanup()
    return 0 if print_table(counted, unjudged) and not unjudged else 1


if __name__ == "__main__":
    raise SystemExit(main())
