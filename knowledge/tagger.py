"""Which words of a report are the source, the cue and the content of an attribution: a small trained reader.

The network is all-MiniLM-L6-v2 with our own differences on top (``tagger/weights.npz``); ``training/attribution``
makes them, and its README says what they were trained on and where they fail. This module runs the network over the
pieces of each paragraph (`tagger_pieces.py`): one pass of the encoder, the likeliest tags that are allowed to follow
each other, and the links that say which source and which content belong to which cue. It needs onnxruntime and
tokenizers, never torch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Span
from knowledge.runtimes import filled_up, on_onnxruntime, on_openvino, tokenizer_in, where_it_runs
from knowledge.tagger_pieces import Pieces, in_parts, pieces

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

#: Tags of one role, in the order of the network's outputs: outside, first word, further word.
OUTSIDE, FIRST, FURTHER = 0, 1, 2

#: Marks of the encoder's vocabulary: the start and the end of a stretch.
START, END = 101, 102
#: Places of one batch; more fill memory without filling the cores.
BATCH = 1536
#: Width of a link's two sides, and classes of the distance between them.
LINK = 32
DISTANCES = 24


#: Batches are filled up to a multiple of so many places.
STEP = 16

#: The least cosine between a word's vector that OpenVINO makes and the export's own.
AGREEMENT = 0.999

#: Pieces, features and mask, (stretches, pieces) each, to a vector for each piece.
_Network = Callable[[Integers, Integers, Integers], Floats]

#: What OpenVINO is tried on.
_TRIED = (
    "At least 21 fighters were killed near Sukhna on Thursday, a monitor said, citing two sources.",
    "“Nobody was hurt,” the mayor told reporters. " * 5,
    "SANA quoted Jonas Weil as saying that 1,250 people had left the town.",
)


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


def likeliest(emissions: Floats, begin: Floats, transitions: Floats) -> list[list[tuple[int, int]]]:
    """The runs of words in the likeliest allowed order of tags (Viterbi), for each role, as first and last word.

    `emissions` is (words, roles, 3), `begin` (roles, 3), `transitions` (roles, 3, 3) from the tag in the row to the
    tag in the column.
    """
    count, roles = emissions.shape[:2]
    if not count:
        return [[] for _ in range(roles)]
    score = emissions[0] + begin
    back = np.zeros((count, roles, 3), dtype=np.int8)
    for place in range(1, count):
        ways = score[:, :, None] + transitions
        back[place] = ways.argmax(1)
        score = ways.max(1) + emissions[place]
    found = []
    behind = back.tolist()
    for role in range(roles):
        tag = int(score[role].argmax())
        runs: list[tuple[int, int]] = []
        end = -1
        for place in range(count - 1, -1, -1):
            if tag != OUTSIDE and end < 0:
                end = place
            if tag == FIRST:
                runs.append((place, end))
                end = -1
            tag = behind[place][role][tag]
        found.append(runs[::-1])
    return found


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


def _with_openvino(network: Path, threads: int) -> _Network | None:
    runs = on_openvino(network, threads)
    return None if runs is None else lambda ids, features, mask: runs({"ids": ids, "features": features, "mask": mask})


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
        if (
            many
            and (fast := where_it_runs("tagger", lambda: _with_openvino(network, threads), self._agrees)) is not None
        ):
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

    def tag(self, paragraphs: Sequence[str]) -> list[tuple[TaggedSpan, ...]]:
        """For each paragraph, in its own order, the spans that play a role in an attribution; empty when none does.

        A group never leaves its paragraph and has at most one cue and one source; its content may be in pieces ("X,"
        he said, "Y"). A source without a cue, or a content that no cue claims, is a group of its own. Give many
        paragraphs at once: they run side by side.
        """
        tagged: list[list[TaggedSpan]] = [[] for _ in paragraphs]
        # Half a character cannot be handed on; in its place stands one sign, so that every offset holds.
        paragraphs = [_HALVES.sub("\ufffd", paragraph) for paragraph in paragraphs]
        parts = [(number, part) for number, paragraph in enumerate(paragraphs) for part in in_parts(paragraph)]
        stretches = pieces(self.tokenizer, [part.of(paragraphs[number]) for number, part in parts])
        order = sorted(range(len(stretches)), key=lambda place: len(stretches[place].ids))
        vectors: dict[int, Floats] = {}
        begin = 0
        while begin < len(order):
            # Paragraphs of like length side by side: every empty place costs as much as a word.
            end = begin + 1
            while end < len(order) and (len(stretches[order[end]].ids) + 2) * (end + 1 - begin) <= BATCH:
                end += 1
            chosen = order[begin:end]
            for place, rows in zip(chosen, self._encode([stretches[place] for place in chosen]), strict=True):
                vectors[place] = rows
            begin = end
        group = 0
        for place, stretch in enumerate(stretches):
            number, part = parts[stretch.paragraph]
            for members in self._groups(stretch, vectors[place]):
                for run in members:
                    tagged[number].append(TaggedSpan(run.role, run.span.shifted(part.start), group))
                group += 1
        return [tuple(sorted(spans, key=lambda each: (each.span, each.group))) for spans in tagged]

    def _exported(self, ids: Integers, features: Integers, mask: Integers) -> Floats:
        rows: Floats = self._session.run(None, {"ids": ids, "features": features, "mask": mask})[0]
        return rows

    def _agrees(self, fast: _Network) -> bool:
        """Whether another runtime's vectors of words are the export's own."""
        ours, theirs = (self._encode(pieces(self.tokenizer, _TRIED), run) for run in (self._exported, fast))
        cosines = [
            np.sum(one * other, axis=1) / (np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1))
            for one, other in zip(ours, theirs, strict=True)
        ]
        return bool(min(float(np.min(each)) for each in cosines) >= AGREEMENT)

    def _encode(self, chosen: Sequence[Pieces], run: _Network | None = None) -> list[Floats]:
        """The vectors of each stretch's words: (words, 384)."""
        longest = filled_up(max(len(stretch.ids) for stretch in chosen) + 2, STEP)
        ids = np.zeros((len(chosen), longest), dtype=np.int64)
        features = np.zeros_like(ids)
        mask = np.zeros_like(ids)
        for row, stretch in enumerate(chosen):
            end = len(stretch.ids) + 1
            ids[row, 0], ids[row, end] = START, END
            ids[row, 1:end] = stretch.ids
            features[row, 1:end] = stretch.features
            mask[row, : end + 1] = 1
        out = (run or self._run)(ids, features, mask)
        return [out[row][np.array(stretch.heads) + 1] for row, stretch in enumerate(chosen)]

    def _groups(self, stretch: Pieces, rows: Floats) -> list[list[_Run]]:
        """The runs of one stretch, those of one attribution together."""
        weights = self._heads
        scores = (rows @ weights["tags"] + weights["tags_bias"]).reshape(-1, len(ROLES), 3)
        runs: dict[Role, list[_Run]] = {}
        for role, found in zip(ROLES, likeliest(scores, weights["begin"], weights["transitions"]), strict=True):
            runs[role] = [
                _Run(role, first, last, Span(stretch.words[first].start, stretch.words[last].end))
                for first, last in found
            ]
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
