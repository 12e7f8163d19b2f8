"""Which words of a report are the source, the cue and the content of an attribution: a small trained reader.

The network is all-MiniLM-L6-v2 with our own differences on top (``tagger/weights.npz``); ``training/attribution``
makes them, and its README says what they were trained on and where they fail. This module runs the network over the
pieces of each paragraph (`tagger_pieces.py`): one pass of the encoder, the likeliest tags that are allowed to follow
each other, and the links that say which source and which content belong to which cue. It needs onnxruntime and
tokenizers, never torch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Span
from knowledge.runtimes import on_onnxruntime, on_openvino, tokenizer_in, where_it_runs
from knowledge.side_by_side import Batch, side_by_side
from knowledge.tagger_pieces import Pieces, in_parts, pieces

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

#: Tags of one role, in the order of the network's outputs: outside, first word, further word.
OUTSIDE, FIRST, FURTHER = 0, 1, 2

#: Marks of the encoder's vocabulary: the start and the end of a stretch.
START, END = 101, 102
#: Width of a link's two sides, and classes of the distance between them.
LINK = 32
DISTANCES = 24

#: The least cosine between a word's vector that OpenVINO makes and the export's own.
AGREEMENT = 0.999

#: Pieces, features, the stretch each piece belongs to and its place there, (rows, places) each, to a vector for each.
_Network = Callable[[Mapping[str, NDArray[np.int64]]], Floats]

#: What OpenVINO is tried on.
_TRIED = (
    "At least 21 fighters were killed near Sukhna on Thursday, a monitor said, citing two sources.",
    "“Nobody was hurt,” the mayor told reporters. " * 5,
    "SANA quoted Jonas Weil as saying that 1,250 people had left the town.",
)


#: One part of a paragraph: the paragraph's number, and where in it the part stands.
Part = tuple[int, Span]


class TaggerError(Exception):
    """The tagger cannot be used; the message says why and what mends it."""


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Words that play one role in one attribution; those of one attribution share `group`."""

    role: Role
    #: Offsets into the paragraph that was given.
    span: Span
    #: Numbered from 0 within one call's paragraph list; a source that speaks twice is returned once for each.
    group: int


def likeliest(stretches: Sequence[Floats], begin: Floats, transitions: Floats) -> Iterator[list[list[tuple[int, int]]]]:
    """For each stretch the runs of words in the likeliest allowed order of tags (Viterbi), by role: first, last word.

    A stretch's emissions are (words, roles, 3), `begin` (roles, 3), `transitions` (roles, 3, 3) from the tag in the row
    to the tag in the column.
    """
    # The longest first, so that those which have ended stand behind those which go on.
    order = sorted(range(len(stretches)), key=lambda number: -len(stretches[number]))
    lengths = np.array([len(stretches[number]) for number in order], dtype=np.int64)
    emissions = np.zeros((len(order), int(lengths.max(initial=1)), *begin.shape), dtype=np.float32)
    for row, number in enumerate(order):
        emissions[row, : lengths[row]] = stretches[number]
    score = emissions[:, 0] + begin
    back = np.zeros(emissions.shape, dtype=np.int8)
    for place in range(1, emissions.shape[1]):
        going = int(np.count_nonzero(lengths > place))
        ways = score[:going, :, :, None] + transitions
        back[:going, place] = ways.argmax(2)
        score[:going] = ways.max(2) + emissions[:going, place]
    row_of = {number: row for row, number in enumerate(order)}
    for number, stretch in enumerate(stretches):
        row = row_of[number]
        behind = back[row, : len(stretch)].tolist()
        yield [_runs(behind, role, int(score[row, role].argmax())) for role in range(begin.shape[0])]


def _runs(behind: Sequence[Sequence[Sequence[int]]], role: int, tag: int) -> list[tuple[int, int]]:
    """The runs of one role, by each word's likeliest tag before it and the last word's tag."""
    runs: list[tuple[int, int]] = []
    end = -1
    for place in range(len(behind) - 1, -1, -1):
        if tag != OUTSIDE and end < 0:
            end = place
        if tag == FIRST:
            runs.append((place, end))
            end = -1
        tag = behind[place][role][tag]
    return runs[::-1]


def bucket(apart: Integers) -> Integers:
    """Signed distances in words to one of 24 classes: exact up to four words, then by doublings."""
    size = np.abs(apart)
    doublings = 2 + np.floor(np.log2(np.maximum(size, 1))).astype(np.int64)
    step = np.minimum(np.where(size <= 4, size, doublings), DISTANCES // 2 - 1)
    return np.where(apart < 0, step + DISTANCES // 2, step)


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of words: the numbers of its first and last word, and where it stands in its paragraph."""

    role: Role
    first: int
    last: int
    span: Span


_HALVES = re.compile(r"[\ud800-\udfff]")


class Tagger:
    """Reads who says what in running text."""

    def __init__(self, folder: Path, *, threads: int = 0, many: bool = False) -> None:
        heads = np.load(folder / "heads.npz")
        self._heads: dict[str, Floats] = {name: heads[name] for name in heads.files}
        self._session = on_onnxruntime(folder / "tagger.onnx", threads)
        self.tokenizer, _ = tokenizer_in(folder)
        self._run: _Network = self._exported
        network = folder / "tagger.onnx"
        if many and (fast := where_it_runs("tagger", lambda: on_openvino(network, threads), self._agrees)) is not None:
            self._run = fast
            # Its weights would lie in memory a second time, for nothing.
            del self._session

    @classmethod
    def load(cls, folder: Path, *, threads: int = 0, many: bool = False) -> Tagger:
        """The tagger kept in `folder`, which is made first (some seconds) when it is missing or of another training.

        For `many` articles OpenVINO runs it, where that is installed and agrees, in half the time (docs/speed.md).
        Raises TaggerError when the base model's package is missing or carries other weights than the published ones.
        """
        from knowledge.tagger_export import export, is_current

        if not is_current(folder):
            export(folder)
        return cls(folder, threads=threads, many=many)

    def tag(
        self, paragraphs: Sequence[str], worth_reading: Callable[[Sequence[Part]], Sequence[Part]] | None = None
    ) -> list[tuple[TaggedSpan, ...]]:
        """For each paragraph, in its own order, the spans that play a role in an attribution; empty when none does.

        A group never leaves its paragraph and has at most one cue and one source; its content may be in pieces ("X,"
        he said, "Y"). A source without a cue, or a content that no cue claims, is a group of its own. Give many
        paragraphs at once: they run side by side.

        A long paragraph is read in parts. `worth_reading` says which of all parts are read; the others have no spans.
        """
        tagged: list[list[TaggedSpan]] = [[] for _ in paragraphs]
        # Half a character cannot be handed on; in its place stands one sign, so that every offset holds.
        paragraphs = [_HALVES.sub("\ufffd", paragraph) for paragraph in paragraphs]
        parts = [(number, part) for number, paragraph in enumerate(paragraphs) for part in in_parts(paragraph)]
        if worth_reading is not None:
            parts = list(worth_reading(parts))
        stretches = pieces(self.tokenizer, [part.of(paragraphs[number]) for number, part in parts])
        vectors = self._encode(stretches, self._run)
        weights = self._heads
        scores = [(rows @ weights["tags"] + weights["tags_bias"]).reshape(-1, len(ROLES), 3) for rows in vectors]
        runs = likeliest(scores, weights["begin"], weights["transitions"])
        group = 0
        for stretch, rows, found in zip(stretches, vectors, runs, strict=True):
            number, part = parts[stretch.paragraph]
            for members in self._groups(stretch, rows, found):
                for run in members:
                    tagged[number].append(TaggedSpan(run.role, run.span.shifted(part.start), group))
                group += 1
        return [tuple(sorted(spans, key=lambda each: (each.span, each.group))) for spans in tagged]

    def _exported(self, inputs: Mapping[str, NDArray[np.int64]]) -> Floats:
        rows: Floats = self._session.run(None, dict(inputs))[0]
        return rows

    def _agrees(self, fast: _Network) -> bool:
        """Whether another runtime's vectors of words are the export's own."""
        ours, theirs = (self._encode(pieces(self.tokenizer, _TRIED), run) for run in (self._exported, fast))
        cosines = [
            np.sum(one * other, axis=1) / (np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1))
            for one, other in zip(ours, theirs, strict=True)
        ]
        return bool(min(float(np.min(each)) for each in cosines) >= AGREEMENT)

    def _encode(self, stretches: Sequence[Pieces], run: _Network) -> list[Floats]:
        """The vectors of each stretch's words: (words, 384)."""
        ids = [(START, *stretch.ids, END) for stretch in stretches]
        features = [(0, *stretch.features, 0) for stretch in stretches]

        def words(batch: Batch) -> list[tuple[int, Floats]]:
            inputs = {
                "ids": batch.laid(ids),
                "features": batch.laid(features),
                "belongs": batch.belongs,
                "within": batch.within,
            }
            rows = run({name: numbers.astype(np.int64) for name, numbers in inputs.items()})
            rows = rows.reshape(batch.belongs.size, -1)
            return [
                (place, rows[np.array(stretches[place].heads) + start + 1])
                for place, start in zip(batch.places, batch.starts, strict=True)
            ]

        found = dict(each for batch in side_by_side([len(one) for one in ids], words) for each in batch)
        return [found[place] for place in range(len(stretches))]

    def _groups(self, stretch: Pieces, rows: Floats, found: Sequence[Sequence[tuple[int, int]]]) -> list[list[_Run]]:
        """The runs of one stretch, found role by role, those of one attribution together."""
        runs: dict[Role, list[_Run]] = {
            role: [
                _Run(role, first, last, Span(stretch.words[first].start, stretch.words[last].end))
                for first, last in of_role
            ]
            for role, of_role in zip(ROLES, found, strict=True)
        }
        cues = runs["cue"]
        members: list[list[_Run]] = [[cue] for cue in cues]
        silent = set(range(len(runs["source"])))
        for cue, source in enumerate(self._partners(rows, cues, runs["source"], 0)):
            if source is not None:
                members[cue].append(runs["source"][source])
                silent.discard(source)
        for content, owner in enumerate(self._partners(rows, runs["content"], cues, 1)):
            if owner is None:
                members.append([runs["content"][content]])
            else:
                members[owner].append(runs["content"][content])
        members += [[runs["source"][source]] for source in sorted(silent)]
        return members

    def _partners(self, rows: Floats, seekers: Sequence[_Run], sought: Sequence[_Run], which: int) -> list[int | None]:
        """For each seeker the run it belongs to; None when it more likely belongs to none of them."""
        if not seekers or not sought:
            return [None] * len(seekers)
        weights = self._heads
        firsts = {edge: np.array([getattr(run, edge) for run in seekers]) for edge in ("first", "last")}
        others = {edge: np.array([getattr(run, edge) for run in sought]) for edge in ("first", "last")}

        def project(at: dict[str, Integers], column: int) -> Floats:
            parts = [rows[at[edge]] @ weights["links"][:, column, n] for n, edge in enumerate(("first", "last"))]
            both: Floats = parts[0] + parts[1] + weights["links_bias"][column].sum(0)
            return both

        apart = bucket(others["first"][None, :] - firsts["first"][:, None])
        scores = project(firsts, 2 * which) @ project(others, 2 * which + 1).T / np.float32(LINK**0.5)
        scores = scores + weights["distance"][which][apart]
        best = scores.argmax(1)
        nobody = weights["nobody"][which]
        return [int(place) if scores[n, place] > nobody else None for n, place in enumerate(best)]
