"""What a card is made of before anyone decides what a line looks like.

A `Line` is made of `Run`s: words, how they are meant, and where they lead. Blocks are never cut in two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

#: How words are meant: a heading, the words that matter, somebody else's words, small print.
Style = Literal["plain", "strong", "quote", "small"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words, how they are meant, and the page they lead to."""

    text: str
    style: Style = "plain"
    href: str | None = None


Line = tuple[Run, ...]
Block = tuple[Line, ...]


def text_of(line: Line) -> str:
    """The words of a line, without how they are meant."""
    return "".join(run.text for run in line)


def columns(rows: Sequence[Sequence[Run]]) -> Block:
    """Cells as lines of columns, each as wide as its widest cell: for letters that are all as wide as one another."""
    widths = [max(len(cell.text) for cell in column) for column in zip(*rows, strict=True)]
    return tuple(tuple(_padded(row, widths)) for row in rows)


def sentences(rows: Sequence[Sequence[Run]], *, comma: str = ", ") -> Block:
    """Cells as short lines, "• 40 shells: Border Monitor, 4 March 2023", for a screen as wide as a hand."""
    return tuple(tuple(_joined(row, comma)) for row in rows)


def _padded(row: Sequence[Run], widths: Sequence[int]) -> Iterator[Run]:
    yield Run("  ")
    last = max((n for n, cell in enumerate(row) if cell.text), default=0)
    for column, (cell, width) in enumerate(zip(row[: last + 1], widths, strict=False)):
        yield cell
        if column < last:
            yield Run(" " * (width - len(cell.text) + 2))


def _joined(row: Sequence[Run], comma: str) -> Iterator[Run]:
    yield Run("• ")
    for column, cell in enumerate(cell for cell in row if cell.text):
        if column:
            yield Run(": " if column == 1 else comma)
        yield cell
