"""PolNeAR rows as the network learns from them: paragraphs, tags for each word, and which spans belong together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.model import Span
from knowledge.tagger import FIRST, FURTHER, OUTSIDE, ROLES, Role
from knowledge.tagger_pieces import Pieces, pieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """One annotated run of words inside one paragraph."""

    role: Role
    #: First and last word, counted in the stretch of text that holds them.
    first: int
    last: int
    #: The attributions (numbered within the row) that this run plays its role in.
    attributions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One stretch of text with its gold tags (a list a role, a tag a word) and runs."""

    stretch: Pieces
    tags: tuple[tuple[int, ...], ...]
    marked: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One annotator's reading of one article."""

    id: str
    annotator: str
    paragraphs: tuple[str, ...]
    examples: tuple[Example, ...]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of one JSONL file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def document(tokenizer: Tokenizer, row: dict[str, Any]) -> Document:
    """One row with its spans laid onto words.

    A span covers each word that it shares a character with; a span that runs over a line break (two in PolNeAR)
    counts once in each paragraph. Where two spans of one role share words (five times), the first keeps them.
    """
    found = list(_PARAGRAPH.finditer(row["text"]))
    spans: dict[tuple[Role, int, int], list[int]] = {}
    for number, attribution in enumerate(row["attributions"]):
        for role in ROLES:
            for unit in attribution[role]:
                for start, end in unit["spans"]:
                    spans.setdefault((role, start, end), []).append(number)
    paragraphs = tuple(match.group() for match in found)
    examples = []
    for stretch in pieces(tokenizer, paragraphs):
        offset = found[stretch.paragraph].start()
        tags = [[OUTSIDE] * len(stretch.words) for _ in ROLES]
        marked = []
        for (role, start, end), numbers in sorted(spans.items(), key=lambda item: item[0]):
            wanted = Span(start, end).shifted(-offset)
            covered = [place for place, word in enumerate(stretch.words) if word.overlaps(wanted)]
            row_of_tags = tags[ROLES.index(role)]
            if not covered or any(row_of_tags[place] != OUTSIDE for place in covered):
                continue
            for place in covered:
                row_of_tags[place] = FURTHER
            row_of_tags[covered[0]] = FIRST
            marked.append(Marked(role, covered[0], covered[-1], tuple(numbers)))
        examples.append(Example(stretch, tuple(map(tuple, tags)), tuple(marked)))
    return Document(row["doc"], row["annotator"], paragraphs, tuple(examples))


def documents(tokenizer: Tokenizer, path: Path) -> list[Document]:
    """Every annotation of one file, in the file's order."""
    return [document(tokenizer, row) for row in rows(path)]


def held_out(read: Sequence[Document], share: float) -> tuple[list[Document], list[Document]]:
    """The documents to learn from and those kept aside; an article's annotations are never on both sides.

    Every so many articles by name one is kept aside, so the choice depends on nothing but the names.
    """
    names = sorted({each.id for each in read})
    aside = set(names[:: round(1 / share)]) if share else set()
    return [each for each in read if each.id not in aside], [each for each in read if each.id in aside]
