"""Which sentences say a headline, judged one by one: how many of these the program sees, and how many others it takes.

    WHOSAYS_BENCH=… python -m benchmarks.said_alike

For 131 headlines of FNC-1's training part of the half `dev` that `benchmarks.rumours` mends from, and 70 of its half
`held`, the five sentences of its articles that are most like each were judged by people who did not know what the
program makes of them. The judgements stand in `said_alike.tsv`: which sentence, by a fingerprint of its words, and a
letter. S says what the headline says, in whatever words; P says a part of it, or less; O says otherwise; N is about
something else. The sentences are not in this repository.

Printed is what the words of a sentence decide by themselves (`retrieval/relations/words.py`): of each letter, how many
sentences would stand under who says so, those that leave out no word of the headline and those that tell it in other
words apart.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.libraries import bench_folder
from benchmarks.rumours import SENT, Rumour, open_articles, read_rumours, titles
from knowledge.model import Claim, Finding
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.grammar.closeness import uncovered
from retrieval.relations.words import says_it_by_words
from retrieval.search import find_meant

JUDGED = Path(__file__).with_name("said_alike.tsv")
LETTERS = "SPON"


def fingerprint(words: str) -> str:
    """A sentence, or a headline, by which it is known again without being printed."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:16]


def judgements() -> dict[str, dict[str, dict[str, str]]]:
    """For each half and each headline the letter of each judged sentence, all by their fingerprints."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found.setdefault(row["half"], {}).setdefault(row["headline"], {})[row["sentence"]] = row["letter"]
    return found


def judged_findings(rumour: Rumour, letters: dict[str, str], store: Store) -> Iterator[tuple[Claim, Finding, str]]:
    """The judged sentences of a headline as a card would find them, each with its letter."""
    (read,) = read_claims(rumour.headline, sent=SENT).claims
    claim, findings = find_meant(read, store)
    left = dict(letters)
    for finding in findings:
        if letter := left.pop(fingerprint(finding.words), ""):
            yield claim, finding, letter


def print_table(name: str, rows: Sequence[tuple[Claim, Finding, str]]) -> None:
    """One half's figures."""
    of, whole, alike = Counter(letter for _, _, letter in rows), Counter[str](), Counter[str]()
    asked, answered = set(), set()
    for claim, finding, letter in rows:
        asked |= {claim.text} if letter == "S" else set()
        if says_it_by_words(claim, finding):
            (alike if uncovered(claim, finding) else whole)[letter] += 1
            answered |= {claim.text} if letter == "S" else set()
    print(f"\n{name}: {len(rows)} judged sentences\n{'':<8}{'judged':>8}{'every word':>12}{'in others':>11}")
    for letter in LETTERS:
        print(f"{letter:<8}{of[letter]:>8}{whole[letter]:>12}{alike[letter]:>11}")
    said = sum((whole + alike).values())
    print(f"rightly {(whole + alike)['S']} of {said}; seen {(whole + alike)['S']} of {of['S']}", end="; ")
    print(f"headlines with one that says so: {len(answered)} of {len(asked)}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 2 when the data is missing."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(
        arguments
    )
    bench = bench_folder()
    if bench is None:
        return 2
    folder = bench / "fnc1_arc" / "fnc1"
    rumours = read_rumours(folder)
    store = open_articles(folder, titles(rumours))
    by_print = {fingerprint(rumour.headline): rumour for rumour in rumours}
    for half, headlines in judgements().items():
        rows = [row for one, letters in headlines.items() for row in judged_findings(by_print[one], letters, store)]
        print_table(half, rows)
    store.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
