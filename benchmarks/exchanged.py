"""Who did it to whom: claims with a report's number, of another's deed or of other people, and claims as reported.

    python -m benchmarks.exchanged [--held | --own-held | --whose | --whose-held] [--misses]

(part of make bench-finding)

`exchanged.tsv` was written from headlines and notes, and what was said wrongly was read and mended.
`exchanged_held.tsv` was written by somebody who had seen the texts and nothing of the program, and
`exchanged_own_held.tsv` by hands that made rules, before they made them, of articles drawn by lot. These two
are scored and not read, and `--misses` leaves them out. `exchanged_whose.tsv` is of whose the place is, who backs whom,
who took it from whom, who accuses whom, and of those who did it and suffered it; half of it, drawn by lot, is
`exchanged_whose_held.tsv`, and only scored. Of kind `exchanged` nobody in the store says the claim; of kind
`true` somebody does. The store is the starter pack, or FA-KES, of which `WHOSAYS_BENCH` names the folder.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.cards.library import open_corpus
from benchmarks.caveats.stores import starter_store
from benchmarks.libraries import bench_folder
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage

#: The stores' dates are absolute, so that any fixed moment will do.
NOW = datetime(2026, 11, 22, tzinfo=UTC)
READ = Path(__file__).with_name("exchanged.tsv")
#: The other lists, by the option that asks for each; those of the first name are only scored.
HELD, OTHERS = ("held", "own_held", "whose_held"), ("held", "own_held", "whose", "whose_held")


@dataclass(frozen=True, slots=True)
class Deed:
    """A claim of who did what to whom, asked of a store; `kind` is `true` or `exchanged`."""

    store: str
    kind: str
    claim: str


def listed(file: Path) -> tuple[Deed, ...]:
    """The claims of a list, in its order."""
    with file.open(encoding="utf-8", newline="") as rows:
        return tuple(Deed(**row) for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def who_says(deed: Deed, store: Store) -> tuple[str, ...]:
    """Who is said to say a claim, each with their words."""
    try:
        cards = answer(deed.claim, store, now=NOW).cards
    except BadMessage:
        return ()
    saying = [(account, finding) for card in cards for account in card.accounts for finding in account.findings]
    return tuple(f"{a.speaker.name}: {f.words}" for a, f in saying if a.relation == "reports")


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask each claim of its store and print how many of which kind somebody is said to say."""
    parser = argparse.ArgumentParser(description=__doc__)
    which = parser.add_mutually_exclusive_group()
    for name in OTHERS:
        told = "only scored" if name in HELD else "read and mended from"
        which.add_argument(
            f"--{name.replace('_', '-')}", dest="name", action="store_const", const=name, help=f"another list, {told}"
        )
    parser.add_argument("--misses", action="store_true", help="print what is said wrongly, and what is not said")
    wanted = parser.parse_args(arguments)
    folder = bench_folder()
    is_only_scored = wanted.name in HELD
    deeds = listed(READ.with_name(f"exchanged_{wanted.name}.tsv") if wanted.name else READ)
    with TemporaryDirectory() as place:
        stores = {"starter": starter_store(Path(place))}
        if folder:
            stores["fa_kes"] = open_corpus(folder).store
        said = [(deed, who_says(deed, stores[deed.store])) for deed in deeds if deed.store in stores]
    for kind, called in (("exchanged", "said by nobody, and said to be"), ("true", "said, and said to be")):
        rows = [who for deed, who in said if deed.kind == kind]
        print(f"{called:<32}{sum(map(bool, rows)):>4} of {len(rows)}")
    for deed, who in said if wanted.misses and not is_only_scored else ():
        if bool(who) is not (deed.kind == "true"):
            print(f"{deed.kind} ({deed.store}): {deed.claim}", *(f"    {one}" for one in who[:3]), sep="\n")


if __name__ == "__main__":
    main()
