"""The two runtimes on which our models run: one that starts at once, and one for whoever has much to read."""

from __future__ import annotations

import logging
import os
import queue
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from knowledge.side_by_side import ROW, Network

if TYPE_CHECKING:
    from types import ModuleType

    import onnxruntime
    from tokenizers import Tokenizer

log = logging.getLogger(__name__)

T = TypeVar("T")

#: Shapes of batches for which OpenVINO keeps what it has prepared; it would keep five thousand, half a megabyte each.
SHAPES = "16"

#: So many batches at once, at most: each wants a room of its own.
AT_ONCE = 4

#: The inputs of a network by name to its first output, in float32.
Runs = Callable[[Mapping[str, NDArray[np.int64]]], NDArray[np.float32]]


def on_onnxruntime(network: Path, threads: int) -> onnxruntime.InferenceSession:
    """A network that answers half a second after it is opened, on so many threads; 0 for as many as there are cores.

    Raises onnxruntime's own error where `network` is no ONNX file that it can read.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Idle threads that spin take the second core from whoever answers the next question.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])


def tokenizer_in(folder: Path) -> tuple[Tokenizer, int]:
    """How a model cuts a text into pieces, and the piece by which shorter ones are filled up: whoever runs it does.

    Raises the tokenizer's own error where `folder` holds none.
    """
    import tokenizers

    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    filling = int((tokenizer.padding or {}).get("pad_id", 0))
    tokenizer.no_padding()
    return tokenizer, filling


def on_openvino(network: Path, threads: int) -> Runs | None:
    """How OpenVINO runs a network, in numbers it thinks best for this processor; None where it is not installed.

    RuntimeError where this processor cannot run it.
    """
    openvino = _openvino()
    if openvino is None:
        return None
    run = _asked_of(openvino.Core().compile_model(str(network), "CPU", _settings(threads)))
    return lambda inputs: run(dict(inputs))


def on_openvino_side_by_side(network: Path, threads: int) -> tuple[Network, int] | None:
    """How OpenVINO runs a sentence encoder over rows in which several sentences stand (knowledge/side_by_side.py).

    None where it is not installed, or the network is not built as BERT's are. What is built otherwise and looks the
    same gives other vectors: hold them against the network's own before you use this. With it how many batches run at
    once, each on cores of its own: threads that share a batch wait for each other, and burn a core when it is busy.
    RuntimeError where this processor cannot run it.
    """
    openvino = _openvino()
    if openvino is None:
        return None
    core = openvino.Core()
    apart = _each_sentence_for_itself(core.read_model(str(network)))
    if apart is None:
        return None
    threads = threads or os.cpu_count() or 1
    at_once = min(threads, AT_ONCE)
    run = _asked_of(core.compile_model(apart, "CPU", {**_settings(threads), "NUM_STREAMS": at_once}))
    # On a busy machine the very first calls, when several were made at once, were seen not to come back.
    run([np.zeros((1, ROW), np.int32)] * 3)
    return lambda ids, belongs, within: run([ids, belongs, within]), at_once


def where_it_runs(what: str, opened: Callable[[], T | None], agrees: Callable[[T], bool]) -> T | None:
    """What OpenVINO has opened, where this processor can run it and its answers are those of onnxruntime; else None."""
    try:
        fast = opened()
        return fast if fast is not None and agrees(fast) else None
    except RuntimeError as error:
        # A processor that OpenVINO has no kernels for is slower, and answers as well.
        log.warning("OpenVINO does not run the %s here, onnxruntime does: %s", what, error)
        return None


def _openvino() -> Any:
    """OpenVINO, without its reporter; None where it is not installed."""
    # When it is imported, it tells its makers so over the network, from a process of its own.
    sys.modules.setdefault("openvino_telemetry", cast("ModuleType", None))
    try:
        import openvino
    except ImportError:
        return None
    return openvino


def _asked_of(compiled: Any) -> Callable[[Any], NDArray[np.float32]]:
    # A request answers one thread at a time, and keeps the room of its largest batch: as many as are ever asked at once
    # will do, not one for each thread that ever asked.
    free: queue.LifoQueue[Any] = queue.LifoQueue()

    def run(inputs: Any) -> NDArray[np.float32]:
        try:
            request = free.get_nowait()
        except queue.Empty:
            request = compiled.create_infer_request()
        # The answer lies in the request's own memory, which the next batch writes over.
        rows = np.array(request.infer(inputs)[0], dtype=np.float32)
        free.put(request)
        return rows

    return run


def _settings(threads: int) -> dict[str, Any]:
    # Left to itself it nails its one thread to the first core, and that of a second model, beside it, to the same one.
    settings: dict[str, Any] = {"INFERENCE_NUM_THREADS": threads, "ENABLE_CPU_PINNING": False} if threads else {}
    return {**settings, "CPU_RUNTIME_CACHE_CAPACITY": SHAPES}


def _each_sentence_for_itself(model: Any) -> Any:
    """The same network, told of every token which sentence of its row it belongs to, and its place in that sentence.

    It is asked for the vectors of tokens instead of their mean. None unless everything to be changed is found: the
    table of places, what hides the empty ones from attention, and the mean.
    """
    openvino = _openvino()
    from openvino import opset13 as made

    named = {parameter.get_friendly_name(): parameter for parameter in model.get_parameters()}
    kinds: dict[str, list[Any]] = {}
    for node in model.get_ordered_ops():
        kinds.setdefault(node.get_type_name(), []).append(node)
    # Words are looked up for each sentence, places once for all of a batch.
    places = [node for node in kinds.get("Gather", ()) if _is_one(node.input_value(1), 0)]
    hidden = [
        side
        for softmax in kinds.get("Softmax", ())
        for side in softmax.input_value(0).get_node().inputs()
        # One for all heads.
        if side.get_partial_shape().rank.get_length() == 4 and _is_one(side, 1)
    ]
    means = [node.input_value(0).get_node() for node in kinds.get("ReduceSum", ())]
    summed = [node.input_value(0) for node in means if node.get_type_name() == "Multiply"]
    if set(named) != {"input_ids", "attention_mask"} or len(places) != 1 or len(summed) != 1:
        return None
    if not hidden or len(hidden) != len(kinds["Softmax"]):
        return None
    ids, belongs, within = (made.parameter([-1, -1], np.int32) for _ in range(3))
    is_same = made.equal(made.unsqueeze(belongs, np.array([1, 3])), made.unsqueeze(belongs, np.array([1, 2])))
    neighbours = made.select(is_same, np.float32(0), np.float32(-1e4))
    places[0].input(1).replace_source_output(within.output(0))
    for side in hidden:
        side.replace_source_output(neighbours.output(0))
    for softmax in kinds["Softmax"]:
        # What saw nothing at all would be no number, and was looked for; here every token sees itself.
        for reader in softmax.output(0).get_target_inputs():
            if reader.get_node().get_type_name() == "Select":
                reader.get_node().output(0).replace(softmax.output(0))
    named["input_ids"].output(0).replace(ids.output(0))
    # What is left of the mask is its shape.
    named["attention_mask"].output(0).replace(belongs.output(0))
    return openvino.Model([made.result(summed[0])], [ids, belongs, within])


def _is_one(value: Any, axis: int) -> bool:
    shape = value.get_partial_shape()
    return shape.rank.is_static and shape.rank.get_length() > axis and str(shape[axis]) == "1"
