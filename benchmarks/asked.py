"""Whether people find what is there: messages as they are typed in chats, asked of the starter pack.

    python -m benchmarks.asked [--misses]        (part of make bench-finding)

`asked.tsv` was written from the list of the pack's events before any of its cards was looked at: a message, the
`event_id` it means (or `none`: the pack holds nothing on it), and what becomes of its figure: `given`, somebody in the
pack gives it; `other`, the pack has other figures of that event alone; `-`, it has none, or that is open. Its misses
are read, and mended. `asked_held.tsv` was written in the same way by somebody who knew the notes alone; it is scored
and not read, and `--misses` leaves it out. The bot's code does not read `event_id`; it is read here, to score.
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

from benchmarks.libraries import bench_folder, kept_models
from benchmarks.others import kindred, strange
from bot.terminal.kb_cli import load_starter_into
from knowledge.model import ContextCard, Finding
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage

#: The store's dates are absolute, so that any fixed moment will do.
NOW = datetime(2026, 11, 22, tzinfo=UTC)
READ, HELD = (Path(__file__).with_name(name) for name in ("asked.tsv", "asked_held.tsv"))

#: How a report of the event can stand on a card, the nearest first.
STANDINGS = ("reports", "denies", "differs", "candidate", "context", "another", "nothing", "no claim")
#: With these the card says something of the claim itself.
TELLING = ("reports", "denies", "differs")
#: With these it is on the card.
SHOWN = (*TELLING, "candidate", "context")


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


def listed(file: Path) -> tuple[Typed, ...]:
    """The messages of a list, in its order."""
    with file.open(encoding="utf-8", newline="") as rows:
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
    findings: list[tuple[str, Finding]] = [(a.relation, finding) for a in card.accounts for finding in a.findings]
    findings += [("candidate", finding) for candidate in card.candidates for finding in candidate.findings]
    return [(relation, finding.article.event_id, finding.article.id) for relation, finding in findings]


def unrelated(folder: Path) -> list[str]:
    """Claims of other collections, about something else than the pack."""
    sets = {**strange(folder), **kindred(folder)}
    return [text for name, texts in sets.items() if name != "starter pack" for text in texts]


def is_wrong(one: Asked) -> bool:
    """Whether the card says something of the figure that the list knows to be otherwise."""
    if one.typed.figure == "given":
        return bool(one.relations & {"differs", "denies"}) and not one.relations & {"reports", "candidate"}
    return one.typed.figure == "other" and "reports" in one.relations


def printed(name: str, answers: Sequence[Asked]) -> None:
    """Print the table of a list: how the event stands on the cards, wrong figures, reports of other events."""
    print(f"\n{name}: {len(answers)} messages as people type them, asked of the starter pack")
    print(
        f"{'figure':<10}{'of':>5}"
        + "".join(f"{standing:>11}" for standing in STANDINGS)
        + f"{'wrong':>11}{'stray':>11}"
    )
    for figure, called in (("given", "given"), ("other", "other"), ("-", "none"), ("", "no event")):
        rows = [a for a in answers if (a.typed.event == "none") == (not figure) and figure in ("", a.typed.figure)]
        counted = Counter(row.standing for row in rows)
        stands = "".join(f"{counted[standing]:>11}" for standing in STANDINGS)
        wrong, stray = sum(map(is_wrong, rows)), sum(bool(row.strays) for row in rows)
        print(f"{called:<10}{len(rows):>5}{stands}{wrong:>11}{stray:>11}")
    meant = [a for a in answers if a.typed.event != "none"]
    found = sum(a.standing in SHOWN for a in meant)
    print(f"event found at all: {found / len(meant):.2f}  {found}/{len(meant)}")


def _is_missed(one: Asked) -> bool:
    if one.typed.event == "none" or one.strays or is_wrong(one):
        return bool(one.strays) or is_wrong(one)
    return one.standing not in ((*TELLING[:2], "candidate") if one.typed.figure == "given" else SHOWN)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--misses", action="store_true", help="print each message that is not answered as its list says"
    )
    misses = parser.parse_args(arguments).misses
    with TemporaryDirectory() as folder:
        (Path(folder) / "models").symlink_to(kept_models())
        store = Store(Path(folder))
        load_starter_into(store)
        read, held = ([asked(typed, store) for typed in listed(file)] for file in (READ, HELD))
        folder_of_data = bench_folder()
        others = [asked(Typed(text, "none", ""), store) for text in unrelated(folder_of_data)] if folder_of_data else []
        store.close()
    printed("read", read)
    printed("held", held)
    if others:
        counted = Counter("said" if one.strays else "near" if one.standing == "another" else "none" for one in others)
        print(f"\n{len(others)} claims of other collections, about something else:", dict(counted))
        for one in others if misses else ():
            if one.standing == "another":
                print(f"{'said' if one.strays else 'near'}: {one.typed.message}")
    for one in sorted(filter(_is_missed, read), key=lambda one: STANDINGS.index(one.standing)) if misses else ():
        typed, strays = one.typed, " ".join(one.strays)
        print(f"{typed.figure:<6}{one.standing:<10}{typed.event:<23}{typed.message}" + f" ({strays})" * bool(strays))


if __name__ == "__main__":
    main()
