"""What a large store is made of for measuring: variations lie about a real statement as real variations do."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.growing import beside

MANY, LIKENESS = 40, 0.9


def test_a_variation_is_as_near_to_the_real_statement_as_to_another_variation() -> None:
    noise, likeness = np.random.default_rng(1), np.full((MANY, 1), LIKENESS)
    real = noise.normal(size=(MANY, 384)).astype(np.float32)
    real /= np.linalg.norm(real, axis=1, keepdims=True)
    middles = beside(real, likeness, noise)
    one, other = beside(middles, likeness, noise), beside(middles, likeness, noise)
    assert np.allclose(np.linalg.norm(one, axis=1), 1, atol=1e-5)
    # Were the real one the middle of all, a graph of neighbours would keep too few ways from it to them.
    assert np.mean(np.sum(one * real, axis=1)) == pytest.approx(LIKENESS, abs=0.01)
    assert np.mean(np.sum(one * other, axis=1)) == pytest.approx(LIKENESS, abs=0.01)
