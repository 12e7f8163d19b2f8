"""How often readers call a sentence biased that holds a word of our table of loaded words: the BABE sentences.

    WHOSAYS_BENCH=/path/to/collections python -m benchmarks.loaded_words [--words]

BABE (`babe_bias`, AGPL-3.0; nothing of it is kept here) holds sentences of news outlets that several readers marked as
biased or not. Every sentence of set SG1 stands in SG2 as well, so SG1 is for the score alone and what SG2 has besides
is for development: which words of a sort the table keeps was decided on that. `--words` prints the development set's
count for each word.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from retrieval.caveats.loaded import loaded_in

#: The goal: of ten sentences that are called loaded, readers find at most one and a half to be fair.
GOAL = 0.85


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as several readers judged it."""

    text: str
    is_biased: bool


def read_babe(table: Path) -> list[Sentence]:
    """The sentences of one file on which the readers agreed."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        return [
            Sentence(row["text"], row["label_bias"] == "Biased")
            for row in csv.DictReader(file, delimiter=";")
            if row["label_bias"] in ("Biased", "Non-biased")
        ]


def without(sentences: list[Sentence], held_out: list[Sentence]) -> list[Sentence]:
    """The sentences that are not held out."""
    known = {_plain(sentence.text) for sentence in held_out}
    return [sentence for sentence in sentences if _plain(sentence.text) not in known]


def print_score(label: str, sentences: list[Sentence]) -> float:
    """One line: how many sentences are called loaded, and how many of those the readers call biased."""
    called = [sentence for sentence in sentences if loaded_in(sentence.text)]
    right = sum(sentence.is_biased for sentence in called)
    biased = sum(sentence.is_biased for sentence in sentences)
    precision, recall = right / max(len(called), 1), right / max(biased, 1)
    print(
        f"{label:30} {len(sentences):5} sentences, {biased:5} biased: called loaded {len(called):4}, "
        f"right {right:4}: precision {precision:.3f}, recall {recall:.3f}"
    )
    return precision


def print_words(sentences: list[Sentence]) -> None:
    """For each word that occurs: in how many sentences, and how many of those are biased."""
    seen: Counter[str] = Counter()
    biased: Counter[str] = Counter()
    for sentence in sentences:
        for loaded in loaded_in(sentence.text):
            seen[loaded.word.lower()] += 1
            biased[loaded.word.lower()] += sentence.is_biased
    for word, count in seen.most_common():
        print(f"  {word:24} {biased[word]:4} of {count}")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def main() -> int:
    """Print both scores; 1 when the held-out precision misses the goal, 2 when the data is missing."""
    parser = argparse.ArgumentParser(description="How often readers call a sentence biased that holds a loaded word.")
    parser.add_argument("--words", action="store_true", help="the development set's count for each word")
    arguments = parser.parse_args()
    folder = os.environ.get("WHOSAYS_BENCH")
    if not folder:
        print("Set WHOSAYS_BENCH to the folder that holds babe_bias/.", file=sys.stderr)
        return 2
    data = Path(folder) / "babe_bias" / "data"
    held_out = read_babe(data / "final_labels_SG1.csv")
    development = without(read_babe(data / "final_labels_SG2.csv"), held_out)
    print_score("SG2 without SG1 (development)", development)
    if arguments.words:
        print_words(development)
        return 0
    precision = print_score("SG1 (score)", held_out)
    print(f"goal: precision {GOAL:.2f} on the score set: {'reached' if precision >= GOAL else 'missed'}")
    return 0 if precision >= GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
