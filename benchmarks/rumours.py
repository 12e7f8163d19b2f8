"""Who truly says a rumour and who denies it: headlines of 2014 asked of the articles around them, by FNC-1's labels.

    WHOSAYS_BENCH=… python -m benchmarks.rumours [--misses]

Of FNC-1 the training part alone is opened. Every article that agrees with a headline or discusses one is put into a
store, without a date, under the first such headline and an outlet of its own. Claims are the headlines: a hash parts
them into `dev`, whose misses are read and mended, and `held`, which is only scored (`--misses` leaves it out). Of each
half those are asked that an article agrees or disagrees with, in the order of the hash, but for headlines that ask
something, or that themselves say that a rumour is none: who agrees with these is who denies it.

Counted are the articles that have a label for the headline, and not whose title it is; an article stands where its
own sentences stand, since the title in the store may be another paper's:

- those labelled `disagree`: how many stand under who denies or says otherwise, and how many, wrongly, under who says so
  (an article that stands under both counts in both);
- those labelled `agree`: how many stand under who says so, and how many, wrongly, under who denies or says otherwise;
- those labelled `unrelated`: how many stand under anything but what is only close by.

`discuss` is for an article that takes no side; it has no right place. The small stance model has learned from pairs of
FNC-1's training part, `dev` and `held` alike; the rules have not. The store is kept in the temporary folder; making it
takes a quarter of an hour.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.cards.library import store_of
from benchmarks.libraries import bench_folder
from knowledge.articles import day, read_table
from knowledge.model import Finding, Relation
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage

NOW, SENT = datetime(2026, 11, 22, 9, tzinfo=UTC), day("2014-12-01")
#: So many headlines are asked of each half.
OF_EACH = 150
#: Before the number of an article in the name of its outlet.
OUTLET = "Outlet "
#: A headline with one of these is no rumour, but asks or tells of one.
OF_A_RUMOUR = re.compile(
    r"\?|\b(?:no|not|never|nope|\w+n['’]t|false|fake|bogus|hoax(?:es)?|satir\w*|rumou?rs?|debunk\w*|den(?:y|ies|ied|ying)|"
    r"dismiss\w*|disput\w*|refut\w*|rebuff\w*|rubbish|staged|made (?:it )?up)\b",
    re.IGNORECASE,
)
AGAINST: frozenset[Relation] = frozenset({"differs", "denies"})
SAID: frozenset[Relation] = frozenset({"reports"})

csv.field_size_limit(10**7)


@dataclass(frozen=True, slots=True)
class Rumour:
    """A headline, and how the articles by their numbers stand to it, as people have labelled them."""

    headline: str
    labels: dict[str, str]

    @property
    def hash(self) -> int:
        """Which half it is of, and where in it."""
        return int(hashlib.sha256(self.headline.encode()).hexdigest(), 16)

    @property
    def takes_sides(self) -> bool:
        """Whether an article agrees with it, or disagrees."""
        return bool({"agree", "disagree"} & set(self.labels.values()))

    @property
    def is_one(self) -> bool:
        """Whether it says something itself, and neither asks nor tells that somebody else was wrong."""
        return OF_A_RUMOUR.search(self.headline) is None


@dataclass(frozen=True, slots=True)
class Standing:
    """A labelled article and how a card has it stand to the claim; the statements by which it does."""

    rumour: Rumour
    number: str
    label: str
    relations: frozenset[Relation]
    findings: tuple[tuple[Relation, Finding], ...]


def read_rumours(folder: Path) -> list[Rumour]:
    """The headlines of the training part that some article is on."""
    labels: dict[str, dict[str, str]] = {}
    with (folder / "train_stances.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels.setdefault(row["Headline"], {})[row["Body ID"]] = row["Stance"]
    return [Rumour(headline, of_it) for headline, of_it in labels.items() if set(of_it.values()) != {"unrelated"}]


def titles(rumours: Sequence[Rumour]) -> dict[str, str]:
    """For the number of an article the first headline with which it agrees, or which it discusses."""
    found: dict[str, str] = {}
    for rumour in rumours:
        for number, label in rumour.labels.items():
            if label in ("agree", "discuss"):
                found.setdefault(number, rumour.headline)
    return found


def halves(rumours: Sequence[Rumour]) -> dict[str, list[Rumour]]:
    """The headlines that are asked: those that are read, and those that are only scored."""
    asked = sorted((r for r in rumours if r.takes_sides and r.is_one), key=lambda r: r.hash)
    return {name: [r for r in asked if r.hash % 2 == half][:OF_EACH] for half, name in enumerate(("dev", "held"))}


def open_articles(folder: Path, titled: dict[str, str]) -> Store:
    """The articles in a store, read and embedded once for each state of the file and of the code that reads it."""
    data = (folder / "train_bodies.csv").read_bytes()
    return store_of("fnc-1", data, list(read_table(_table(data, titled))))


def _table(data: bytes, titled: dict[str, str]) -> bytes:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["article_title", "article_content", "source"])
    for row in csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")):
        if row["Body ID"] in titled:
            table.writerow([titled[row["Body ID"]], row["articleBody"], f"{OUTLET}{row['Body ID']}"])
    return out.getvalue().encode()


def standings(rumour: Rumour, titled: dict[str, str], store: Store) -> Iterator[Standing]:
    """How the cards for a headline have each article stand that has a label for it."""
    try:
        cards = answer(rumour.headline, store, now=NOW, sent=SENT).cards
    except BadMessage:
        cards = ()
    found: dict[str, list[tuple[Relation, Finding]]] = {}
    for card in cards:
        for account in card.accounts:
            for finding in account.findings:
                if finding.statement.place_in_article == "headline":
                    continue
                found.setdefault(finding.outlet.removeprefix(OUTLET), []).append((account.relation, finding))
    for number, label in rumour.labels.items():
        if titled.get(number, rumour.headline) != rumour.headline:
            own = tuple(found.get(number, ()))
            yield Standing(rumour, number, label, frozenset(relation for relation, _ in own), own)


def is_missed(one: Standing) -> frozenset[Relation]:
    """The relations in which an article stands wrongly on a card."""
    if one.label == "disagree":
        return one.relations & SAID
    if one.label == "agree":
        return one.relations & AGAINST
    return one.relations & (AGAINST | SAID) if one.label == "unrelated" else frozenset()


def print_table(name: str, asked: int, found: Sequence[Standing]) -> None:
    """One half's figures."""
    of = Counter(one.label for one in found)

    def line(label: str, right: frozenset[Relation], wrong: frozenset[Relation]) -> str:
        rows = [one for one in found if one.label == label]
        well = sum(bool(one.relations & right) for one in rows)
        badly = sum(bool(one.relations & wrong) for one in rows)
        return f"{label:<12}{of[label]:>9}{well:>8}{badly:>8}{len([r for r in rows if not r.relations]):>14}"

    print(f"\n{name}: {asked} headlines\n{'':<12}{'articles':>9}{'rightly':>8}{'wrongly':>8}{'not on a card':>14}")
    print(line("disagree", AGAINST, SAID))
    print(line("agree", SAID, AGAINST))
    print(line("unrelated", frozenset({"context"}), AGAINST | SAID))
    denying = [one for one in found if "denies" in one.relations and one.label != "discuss"]
    wrong = sum(one.label != "disagree" for one in denying)
    print(f"said to deny: {len(denying)} that take a side or are of something else, {wrong} of them wrongly")


def print_missed(one: Standing) -> None:
    """What was said wrongly of an article, and by which words."""
    for relation, finding in one.findings:
        if relation in is_missed(one):
            print(f"\n{one.label} under {relation}: {one.rumour.headline}")
            print(f"  {one.number} {finding.speaker.name}: “{' '.join(finding.words.split())}” | {finding.why}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 2 when the data is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print what dev has wrong, with its words")
    parsed = parser.parse_args(arguments)
    bench = bench_folder()
    if bench is None:
        return 2
    folder = bench / "fnc1_arc" / "fnc1"
    rumours = read_rumours(folder)
    titled = titles(rumours)
    store = open_articles(folder, titled)
    for name, asked in halves(rumours).items():
        found = [standing for rumour in asked for standing in standings(rumour, titled, store)]
        for one in found if parsed.misses and name == "dev" else ():
            print_missed(one)
        print_table(name, len(asked), found)
    store.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
