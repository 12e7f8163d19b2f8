"""Sentences laid side by side in rows: each once, none too many, in few shapes, and none sees its neighbour."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import AGREEMENT, SentenceEncoder
from knowledge.runtimes import on_openvino_side_by_side
from knowledge.side_by_side import PLACES, ROW, STEP, rows_of, vectors_side_by_side


def lengths(many: int, longest: int, seed: int = 3) -> list[int]:
    chance = random.Random(seed)
    return [chance.randint(2, longest) for _ in range(many)]


@pytest.mark.parametrize(("many", "longest"), [(0, 9), (1, 9), (700, 90), (300, 256), (40, 512)])
def test_each_sentence_has_one_place_and_no_row_is_too_full(many: int, longest: int) -> None:
    sentences = lengths(many, longest)
    rows = rows_of(sentences)
    assert sorted(place for row in rows for place in row) == list(range(many))
    for row in rows:
        widest = -(-sentences[row[0]] // ROW) * ROW
        assert sum(sentences[place] for place in row) <= widest


def test_rows_of_ordinary_sentences_are_hardly_ever_empty() -> None:
    sentences = lengths(700, 90)
    assert sum(sentences) > 0.97 * ROW * len(rows_of(sentences))


def test_each_vector_is_the_mean_of_its_own_tokens_whichever_batch_comes_first() -> None:
    shapes: set[tuple[int, ...]] = set()

    def network(ids: np.ndarray, belongs: np.ndarray, within: np.ndarray) -> np.ndarray:
        shapes.add(ids.shape)
        assert np.all((belongs > 0) == (ids > 0))
        return np.stack([ids, within, np.ones_like(ids)], axis=2).astype(np.float32)

    sentences = [list(range(1, 1 + length)) for length in lengths(300, 256)]
    for at_once in (1, 3):
        seen = np.zeros((len(sentences), 3))
        for places, vectors in vectors_side_by_side(network, sentences, at_once=at_once):
            seen[places] = vectors
        for sentence, vector in zip(sentences, seen, strict=True):
            sums = np.array([sum(sentence), sum(range(len(sentence))), len(sentence)])
            assert np.allclose(vector, sums / np.linalg.norm(sums), atol=1e-5)
    # A runtime keeps what it has prepared for sixteen shapes.
    assert len(shapes) <= 12
    assert all(places % STEP == 0 for _, places in shapes)
    assert max(rows * places for rows, places in shapes) <= PLACES


def test_the_last_batches_are_small_so_that_no_core_waits_long_for_another() -> None:
    sizes: list[int] = []

    def network(ids: np.ndarray, belongs: np.ndarray, within: np.ndarray) -> np.ndarray:
        sizes.append(len(ids))
        return np.ones((*ids.shape, 3), np.float32)

    for _ in vectors_side_by_side(network, [[1] * ROW] * 41, at_once=4):
        pass
    assert sum(sizes) == 41
    assert sizes.count(PLACES // ROW) >= 4
    # In whatever order the threads come to run them: one that is held up may begin an early batch last.
    assert sum(size <= 2 for size in sizes) >= 5


def test_whoever_stops_halfway_does_not_wait_for_the_rest() -> None:
    asked = 0

    def network(ids: np.ndarray, belongs: np.ndarray, within: np.ndarray) -> np.ndarray:
        nonlocal asked
        asked += 1
        time.sleep(0.01)
        return np.ones((*ids.shape, 3), np.float32)

    batches: Iterator[object] = vectors_side_by_side(network, [[1] * 100] * 40_000, at_once=2)
    next(batches)
    batches.close()  # type: ignore[attr-defined]
    assert asked < 5_000


def test_the_model_that_ships_runs_side_by_side_and_no_sentence_sees_its_neighbour(
    encoder: SentenceEncoder, models: Path
) -> None:
    if find_spec("openvino") is None:
        pytest.skip("OpenVINO is not installed")
    folder = encoder._folder
    found = on_openvino_side_by_side(folder / "model.onnx", 1)
    # It would tell its makers that it was started.
    assert sys.modules["openvino_telemetry"] is None
    # A newer exporter or OpenVINO that builds the network in another way would only make us slower, unseen.
    assert found is not None
    texts = [f"{n} airstrikes hit " + "the desert " * (n % 60) for n in range(90)] + ["", "a " * 400, "наёмники"]
    encoder.rest()
    alone = encoder.encode(texts)
    together = np.zeros_like(alone)
    for places, vectors in vectors_side_by_side(found[0], encoder._tokens(texts)):
        together[places] = vectors
    assert np.min(np.sum(alone * together, axis=1)) > AGREEMENT


def test_a_network_of_another_kind_is_left_as_it_is(models: Path) -> None:
    if find_spec("openvino") is None:
        pytest.skip("OpenVINO is not installed")
    others = [file for file in models.rglob("*.onnx") if file.name != "model.onnx"]
    assert all(on_openvino_side_by_side(file, 1) is None for file in others)
