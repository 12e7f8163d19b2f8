"""SciFact as BEIR asks it: the 300 claims of the development part against 5,183 abstracts.

Read from outside the repository.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from benchmarks.clef import Document, Question

# An abstract's sentences stand as an array prints them: quoted, one after the other.
_quoted = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")


def documents(folder: Path) -> list[Document]:
    """The abstracts, each under its title."""
    return [
        Document(
            row["doc_id"],
            " ".join(single or double for single, double in _quoted.findall(row["abstract"])),
            row["title"],
        )
        for row in _rows(folder / "corpus_train.csv")
    ]


def questions(folder: Path, part: str = "validation") -> list[Question]:
    """The claims of one part ("train", "validation"), each with the abstracts it cites."""
    found = {
        row["id"]: Question(row["claim"], frozenset(re.findall(r"\d+", row["cited_doc_ids"])))
        for row in _rows(folder / f"claims_{part}.csv")
    }
    return [question for question in found.values() if question.answers]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))
