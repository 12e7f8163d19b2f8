"""Whether people find what is there: messages as they are typed in chats, asked of the starter pack.

    python -m benchmarks.asked [--misses]        (part of make bench-finding)

`asked.tsv` was written from the list of the pack's events before any of its cards was looked at: a message, the
`event_id` it means (or `none`: the pack holds nothing on it), and what becomes of its figure: `given`, somebody in the
pack gives it; `other`, the pack has other figures of that event alone; `-`, it has none, or the list leaves it open. The
code of the bot does not read `event_id`; it is read here, to score.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.libraries import kept_models
from bot.terminal.kb_cli import load_starter_into
from knowledge.model import ContextCard
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims import BadMessage

#: The store's dates are absolute, so that any fixed moment will do.
NOW = datetime(2026, 11, 22, tzinfo=UTC)
LIST = Path(__file__).with_name("asked.tsv")

#: How a report of the event can stand on a card, the nearest first.
STANDINGS = ("reports", "denies", "differs", "candidate", "context", "another", "nothing", "no claim")
#: With these the card says something of the claim itself.
TELLING = ("reports", "denies", "differs")


@dataclass(frozen=True, slots=True)
class Typed:
    """A message as somebody types it, the event it means, and what becomes of its figure."""

    message: str
    event: str
    figure: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a message: how its event stands on its cards, and what they tell of other events."""

    typed: Typed
    standing: str
    relations: frozenset[str]
    #: The reports of other events that are said to report, deny or contradict the claim.
    strays: tuple[str, ...]


def listed() -> tuple[Typed, ...]:
    """The messages, in the order of the list."""
    with LIST.open(encoding="utf-8", newline="") as rows:
        return tuple(Typed(**row) for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def asked(typed: Typed, store: Store) -> Asked:
    """A message asked of the store, as the bot asks it."""
    try:
        cards = answer(typed.message, store, now=NOW).cards
    except BadMessage:
        cards = ()
    told = [one for card in cards for one in _told(card)]
    of_event = frozenset(relation for relation, event, _ in told if event == typed.event)
    strays = tuple(article for relation, event, article in told if relation in TELLING and event != typed.event)
    shown = [standing for standing in STANDINGS if standing in of_event]
    if not cards:
        standing = "no claim"
    elif all(card.state == "nothing_found" for card in cards):
        standing = "nothing"
    else:
        standing = shown[0] if shown else "another"
    return Asked(typed, standing, of_event, strays)


def _told(card: ContextCard) -> list[tuple[str, str | None, str]]:
    """Each report on a card: how it stands there, its event, its id."""
    findings = [(account.relation, finding) for account in card.accounts for finding in account.findings]
    findings += [("candidate", finding) for candidate in card.candidates for finding in candidate.findings]
    return [(relation, finding.article.event_id, finding.article.id) for relation, finding in findings]


def is_wrong(one: Asked) -> bool:
    """Whether the card says something of the figure that the list knows to be otherwise."""
    if one.typed.figure == "given":
        return bool(one.relations & {"differs", "denies"}) and not one.relations & {"reports", "candidate"}
    return one.typed.figure == "other" and "reports" in one.relations


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--misses", action="store_true", help="print each message that is not answered as the list says"
    )
    misses = parser.parse_args(arguments).misses
    with TemporaryDirectory() as folder:
        (Path(folder) / "models").symlink_to(kept_models())
        store = Store(Path(folder))
        load_starter_into(store)
        answers = [asked(typed, store) for typed in listed()]
        store.close()
    print(f"\n{len(answers)} messages as people type them, asked of the starter pack")
    print(
        f"{'figure':<10}{'of':>5}"
        + "".join(f"{standing:>11}" for standing in STANDINGS)
        + f"{'wrong':>11}{'stray':>11}"
    )
    for figure, name in (("given", "given"), ("other", "other"), ("-", "none"), ("", "no event")):
        rows = [a for a in answers if (a.typed.event == "none") == (not figure) and figure in ("", a.typed.figure)]
        counted = Counter(row.standing for row in rows)
        print(
            f"{name:<10}{len(rows):>5}"
            + "".join(f"{counted[standing]:>11}" for standing in STANDINGS)
            + f"{sum(map(is_wrong, rows)):>11}{sum(1 for row in rows if row.strays):>11}"
        )
    meant = [a for a in answers if a.typed.event != "none"]
    found = sum(a.standing in STANDINGS[:5] for a in meant)
    print(f"event found at all: {found / len(meant):.2f}  {found}/{len(meant)}")
    if misses:
        for a in sorted(answers, key=lambda a: STANDINGS.index(a.standing)):
            told = (
                a.standing in (*TELLING[:2], "candidate") if a.typed.figure == "given" else a.standing in STANDINGS[:5]
            )
            if not (told or a.typed.event == "none") or a.strays or is_wrong(a):
                print(
                    f"{a.typed.figure:<6} {a.standing:<10} {' '.join(a.strays):<12} {a.typed.event:<22} {a.typed.message}"
                )


if __name__ == "__main__":
    main()
