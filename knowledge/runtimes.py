"""The two runtimes on which our models run: one that starts at once, and one for whoever has much to read."""

from __future__ import annotations

import queue
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import onnxruntime

#: Shapes of batches for which OpenVINO keeps what it has prepared; it would keep five thousand, half a megabyte each.
SHAPES = "16"

#: The inputs of a network by name to its first output, in float32.
Runs = Callable[[Mapping[str, NDArray[np.int64]]], NDArray[np.float32]]


def on_onnxruntime(network: Path, threads: int) -> onnxruntime.InferenceSession:
    """A network that answers at once, on so many threads; 0 for as many as there are cores."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Idle threads that spin take the second core from whoever answers the next question.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])


def on_openvino(network: Path, threads: int) -> Runs | None:
    """How OpenVINO runs a network, in numbers it thinks best for this processor; None where it is not installed."""
    try:
        import openvino
    except ImportError:
        return None
    # Left to itself it nails its one thread to the first core, and that of a second model, beside it, to the same one.
    settings: dict[str, Any] = {"INFERENCE_NUM_THREADS": threads, "ENABLE_CPU_PINNING": False} if threads else {}
    settings["CPU_RUNTIME_CACHE_CAPACITY"] = SHAPES
    compiled = openvino.Core().compile_model(str(network), "CPU", settings)
    # A request answers one thread at a time, and keeps the room of its largest batch: as many as are ever asked at once
    # will do, not one for each thread that ever asked.
    free: queue.LifoQueue[Any] = queue.LifoQueue()

    def run(inputs: Mapping[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        try:
            request = free.get_nowait()
        except queue.Empty:
            request = compiled.create_infer_request()
        # The answer lies in the request's own memory, which the next batch writes over.
        rows = np.array(request.infer(dict(inputs))[0], dtype=np.float32)
        free.put(request)
        return rows

    return run


def filled_up(places: int, step: int) -> int:
    """The next multiple of `step`: each new shape of a batch costs time and memory to prepare.

    >>> filled_up(17, 16), filled_up(16, 16)
    (32, 16)
    """
    return -(-places // step) * step
