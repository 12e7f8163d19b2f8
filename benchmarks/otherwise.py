"""How many of those who are said to say otherwise really do: each statement set against a claim, judged by reading it.

    python -m benchmarks.otherwise                   the table, from the judgements that are kept here
    WHOSAYS_BENCH=… python -m benchmarks.otherwise --ask FOLDER [--unjudged] [--wrong] [--draw N]
                                                     ask every claim, print what is set against it, and the table

Asked are the annotated claims over FA-KES (`cards/claims.jsonl`), the claims whose caveats are judged
(`caveats/claims.tsv`) and the messages as people type them (`asked.tsv`). `otherwise.tsv` holds one line for each
judged statement: the claim's id, a fingerprint of claim and statement, what the card had it do (differs or denies),
right or wrong, and of a wrong one why. Right is who cannot be right where the claim is, and speaks of the same:
another count of the same people at the same place over the same time, or a denial of it. A first toll that rose is
right where its voice had counted on the claim's own day. A line is kept when the statement is no longer set against
its claim: the table then says how many of the right ones were lost, and how many of the wrong ones are gone. It says
apart how many are right of those that the card prints under the heading of who says otherwise: whoever counts "at
least ten" beside 22 differs, and stands under another heading, as one who leaves room for more.

`--unjudged` prints what nobody has judged, `--wrong` what is judged wrong and still fires, `--draw N` prints N of all
that fires, by a fixed seed.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.asked import READ, listed
from benchmarks.cards.annotations import read_claims
from benchmarks.cards.library import open_corpus
from benchmarks.caveats.__main__ import read_claims_asked
from benchmarks.caveats.stores import starter_store
from benchmarks.libraries import bench_folder
from bot.card.layout import HEADINGS, under_headings
from bot.words import ENGLISH
from knowledge.articles import day
from knowledge.model import ContextCard, Finding, Relation
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage
from retrieval.counts.room_left import contradicting

JUDGED = Path(__file__).with_name("otherwise.tsv")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SEED = 20261127
#: The goal: of twenty statements that are set against a claim, nineteen at least contradict it.
GOAL = 0.95
#: The relations of what is set against a claim.
#: The stores that are asked, by the names that the lists have for them.
STORES = ("starter", "fa_kes")
AGAINST: tuple[Relation, ...] = ("differs", "denies")


@dataclass(frozen=True, slots=True)
class Message:
    """What is asked, of which store, and when it was sent where that is known."""

    id: str
    store: str
    text: str
    sent: str = ""


@dataclass(frozen=True, slots=True)
class Set:
    """A statement that a card sets against a claim."""

    message: Message
    relation: Relation
    finding: Finding
    #: Whether the card prints its voice under “Who says otherwise” or “Who denies it”, and not as who leaves room for
    #: more, say.
    is_against: bool

    @property
    def key(self) -> tuple[str, str]:
        """By which its judgement is kept."""
        return self.message.id, self.fingerprint

    @property
    def fingerprint(self) -> str:
        """What tells this statement, against this claim, from another, without keeping its words."""
        told = "\n".join((self.message.text, self.finding.words, self.finding.speaker.name))
        return hashlib.sha256(told.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody thought of one statement that is set against a claim."""

    id: str
    statement: str
    relation: str
    verdict: str
    because: str


def messages() -> list[Message]:
    """Every claim of the three lists that is asked of one of the two stores; nobody judged the pages of our own."""
    annotated = [Message(one.id, "fa_kes", one.claim) for one in read_claims()]
    cautious = [Message(one.id, one.store, one.claim, one.sent) for one in read_claims_asked() if one.store in STORES]
    typed = [Message(f"m{at:03}", "starter", one.message) for at, one in enumerate(listed(READ), 1)]
    return [*annotated, *cautious, *typed]


def set_against(message: Message, store: Store) -> Iterator[Set]:
    """What the cards for a message set against it, each statement of a speaker once."""
    try:
        cards = answer(message.text, store, now=NOW, sent=day(message.sent) if message.sent else None).cards
    except BadMessage:
        return
    known: set[str] = set()
    for card in cards:
        against = {finding.statement.id for finding in _gainsaying(card)}
        for account in card.accounts:
            for finding in account.findings if account.relation in AGAINST else ():
                one = Set(message, account.relation, finding, finding.statement.id in against)
                if one.fingerprint not in known:
                    known.add(one.fingerprint)
                    yield one


def _gainsaying(card: ContextCard) -> Iterator[Finding]:
    """What stands under the headings of those who say otherwise, or deny it."""
    if card.state == "ambiguous":
        return
    for relation in AGAINST:
        for heading, accounts in under_headings(card, relation, ENGLISH):
            for account in accounts if heading == ENGLISH.say(HEADINGS[relation]) else ():
                yield from contradicting(card, account).findings


def read_judged() -> dict[tuple[str, str], Judged]:
    """The judgements, by claim and fingerprint of the statement."""
    if not JUDGED.exists():
        return {}
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = [Judged(*row.values()) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return {(one.id, one.statement): one for one in rows}


def print_set(one: Set, judged: Judged | None) -> None:
    """What a judge needs: the claim, the statement, who says it where and when, and why it was taken."""
    finding, statement = one.finding, one.finding.statement
    published = finding.published.words if finding.published else "undated"
    when = statement.when.words if statement.when else "-"
    counted = ", ".join(f"{q.value:g} {q.counted or q.unit}" for q in statement.quantities)
    print(f"\n{one.message.id}\t{one.fingerprint}\t{one.relation}\t{judged.verdict if judged else ''}")
    print(f"  claim: {one.message.text}")
    print(f"  {statement.place_in_article} {statement.ordinal}: “{' '.join(finding.words.split())}”")
    print(f"  {finding.speaker.name} [{finding.speaker.kind}], {finding.outlet}, {published}; of {when}; {counted}")
    print(f"  {finding.article.title[:110]} | {'; '.join(finding.why)}")


def print_table(fires: Sequence[Set] | None, judged: dict[tuple[str, str], Judged]) -> bool:
    """How many are right of those that fire, or of all judged; what was lost and gone. Whether the goal is reached."""
    firing = {one.key for one in fires} if fires is not None else set(judged)
    known = [judged[key] for key in firing if key in judged]
    for relation in AGAINST:
        of_it = [one for one in known if one.relation == relation]
        right = sum(one.verdict == "right" for one in of_it)
        print(f"{relation:8} {len(of_it):5} judged {right:5} right {right / max(len(of_it), 1):6.2f}")
    right = sum(one.verdict == "right" for one in known)
    share = right / max(len(known), 1)
    print(f"{'all':8} {len(known):5} judged {right:5} right {share:6.2f}   (goal {GOAL:.2f})")
    for cause, count in Counter(one.because for one in known if one.verdict == "wrong").most_common():
        print(f"    {count:3} {cause}")
    if fires is not None:
        against = {one.key for one in fires if one.is_against}
        printed = [judged[key] for key in against if key in judged]
        right = sum(one.verdict == "right" for one in printed)
        print(f"under the heading of who says otherwise, or denies it: {right}/{len(printed)} right")
        silent = [one for key, one in judged.items() if key not in firing]
        lost, gone = (sum(one.verdict == verdict for one in silent) for verdict in ("right", "wrong"))
        print(f"no longer set against the claim: {lost} right ones, {gone} wrong ones")
        print(f"fires: {len(fires)}, of which nobody has judged {len(firing - set(judged))}")
    return share >= GOAL


def main(arguments: Sequence[str] | None = None) -> int:
    """Print; 1 when the goal is missed, 2 when the data is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ask", type=Path, metavar="FOLDER", help="the starter pack's store, made if it is not there")
    parser.add_argument("--unjudged", action="store_true", help="print what nobody has judged")
    parser.add_argument("--wrong", action="store_true", help="print what is judged wrong and still fires")
    parser.add_argument("--draw", type=int, default=0, metavar="N", help="print so many of all that fires")
    parsed = parser.parse_args(arguments)
    judged = read_judged()
    if parsed.ask is None:
        return 0 if print_table(None, judged) else 1
    bench = bench_folder()
    if bench is None:
        return 2
    stores = dict(zip(STORES, (starter_store(parsed.ask), open_corpus(bench).store), strict=True))
    fires = [one for message in messages() for one in set_against(message, stores[message.store])]
    for store in stores.values():
        store.close()
    drawn = random.Random(SEED).sample(fires, min(parsed.draw, len(fires)))
    for one in fires:
        verdict = judged.get(one.key)
        is_wrong = verdict is not None and verdict.verdict == "wrong"
        if one in drawn or (parsed.unjudged and verdict is None) or (parsed.wrong and is_wrong):
            print_set(one, verdict)
    print()
    return 0 if print_table(fires, judged) else 1


if __name__ == "__main__":
    raise SystemExit(main())
