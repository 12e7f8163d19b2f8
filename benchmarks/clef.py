"""CLEF-2020 CheckThat! task 2: posts, and the checked claims they repeat. Read from outside the repository."""

from __future__ import annotations

import csv
import random
import re
from dataclasses import dataclass
from pathlib import Path

#: Share of the words of more than three letters that a hurried thumb gets wrong.
MISTYPED = 0.35

_SETS = {"test": "test", "dev": "v3.0/dev", "train": "v3.0/train"}
_word = re.compile(r"[^\W\d_]{4,}")
# Addresses and handles are pasted, not typed.
_pasted = re.compile(r"\S*(?:://|pic\.twitter|@)\S*")


@dataclass(frozen=True, slots=True)
class Document:
    """What may be found: its words, and the title over them."""

    identity: str
    words: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and which documents answer it."""

    text: str
    answers: frozenset[str]


def documents(folder: Path) -> list[Document]:
    """The checked claims, in the collection's order; identities sort in that order."""
    rows = _rows(folder / "v3.0" / "verified_claims.docs.tsv")
    return [Document(f"{int(number):06d}", claim, title) for number, claim, title in rows]


def questions(folder: Path, name: str, *, mistyped: bool = False) -> list[Question]:
    """The posts of one part ("test", "dev", "train") that have an answer."""
    answers: dict[str, set[str]] = {}
    for line in (folder / _SETS[name] / "tweet-vclaim-pairs.qrels").read_text("utf-8").splitlines():
        post, _, claim, relevance = line.split()
        if int(relevance) > 0:
            answers.setdefault(post, set()).add(f"{int(claim):06d}")
    posts = [(number, text) for number, text in _rows(folder / _SETS[name] / "tweets.queries.tsv") if number in answers]
    return [Question(mistype(text, number) if mistyped else text, frozenset(answers[number])) for number, text in posts]


def mistype(text: str, seed: str, share: float = MISTYPED) -> str:
    """The text as typed in a hurry: of its words of more than three letters, `share` have one slip.

    A slip swaps two letters, drops, doubles or replaces one, each as often. The same seed makes the same slips.
    """
    chance = random.Random(f"whosays {seed}")

    def slip(found: re.Match[str]) -> str:
        word = found.group()
        if chance.random() >= share:
            return word
        at = chance.randrange(len(word))
        kind = chance.choice(("swap", "drop", "double", "replace"))
        if kind == "swap":
            at = min(at, len(word) - 2)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if kind == "drop":
            return word[:at] + word[at + 1 :]
        if kind == "double":
            return word[:at] + word[at] + word[at:]
        return word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]

    parts, done = [], 0
    for pasted in _pasted.finditer(text):
        parts += [_word.sub(slip, text[done : pasted.start()]), pasted.group()]
        done = pasted.end()
    return "".join([*parts, _word.sub(slip, text[done:])])


def _rows(file: Path) -> list[list[str]]:
    csv.field_size_limit(10**8)
    with file.open(newline="", encoding="utf-8") as opened:
        return list(csv.reader(opened, delimiter="\t"))[1:]
