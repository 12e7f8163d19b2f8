"""A larger model instead of the small one: any CrossEncoder that tells the three labels apart, opened when asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import CrossReader, ModelError
from knowledge.store import Store
from retrieval.denying.stance import stance_of

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] the mill bridge in kalden tarn burned down stands collapsed on monday not never"
CLAIM, STATEMENT = "the mill in kalden burned down", "on monday the bridge in tarn never collapsed"


def tiny(folder: Path, *labels: str) -> str:
    """A CrossEncoder of two layers with random weights, whose rows have these labels; its path is its name."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification
    from transformers import BertTokenizerFast as Tokenizer  # type: ignore[attr-defined]

    folder.mkdir()
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(WORDS.split()) + "\n", encoding="utf-8")
    Tokenizer(vocab_file=str(vocabulary)).save_pretrained(folder)
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(WORDS.split()),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
        # Weights as small as a model starts with would tell hardly any two pairs apart.
        initializer_range=0.5,
        id2label=dict(enumerate(labels)),
        label2id={label: row for row, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return str(folder)


def told(name: str, text: str, behind: str) -> np.ndarray:
    """What the model itself gives to each of its rows for a text and what is said of it behind."""
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(name, device="cpu")
    shares: np.ndarray = model.predict([(text, behind)], apply_softmax=True, show_progress_bar=False)
    return shares.reshape(-1)


@pytest.mark.parametrize(
    "labels",
    [
        ("contradiction", "entailment", "neutral"),
        ("ENTAILMENT", "NEUTRAL", "CONTRADICTION"),
        ("neutral", "contradiction", "entailment"),
    ],
)
def test_each_share_is_that_of_its_label_in_whatever_order_a_model_has_them(
    labels: tuple[str, ...], tmp_path: Path
) -> None:
    name = tiny(tmp_path / "model", *labels)
    own = dict(zip((label.lower() for label in labels), told(name, STATEMENT, CLAIM), strict=True))
    (shares,) = CrossReader(name).shares([(CLAIM, STATEMENT)])
    assert shares == pytest.approx([own["entailment"], own["contradiction"], own["neutral"]], abs=1e-5)
    assert shares.sum() == pytest.approx(1, abs=1e-5)
    assert len({round(float(share), 3) for share in shares}) == 3


def test_the_statement_is_read_first_and_the_claim_behind_it(tmp_path: Path) -> None:
    name = tiny(tmp_path / "model", "entailment", "contradiction", "neutral")
    (shares,) = CrossReader(name).shares([(CLAIM, STATEMENT)])
    assert shares == pytest.approx(told(name, STATEMENT, CLAIM), abs=1e-5)
    assert shares != pytest.approx(told(name, CLAIM, STATEMENT), abs=1e-3)


def test_a_store_that_names_one_is_read_by_it(tmp_path: Path, empty_store: Store) -> None:
    name = tiny(tmp_path / "model", "neutral", "entailment", "contradiction")
    reads = stance_of(Store(empty_store.folder, stance=name))
    assert reads is not None
    (leaning,) = reads([(CLAIM, STATEMENT)])
    neutral, entailed, contradicted = told(name, STATEMENT, CLAIM)
    assert (leaning.agrees, leaning.disagrees, leaning.neither) == pytest.approx(
        (entailed, contradicted, neutral), abs=1e-5
    )


def test_a_model_without_the_labels_is_refused_by_the_label_it_lacks(tmp_path: Path) -> None:
    name = tiny(tmp_path / "model", "entailment", "not_entailment", "neutral")
    with pytest.raises(ModelError, match="has no label 'contradiction'; STANCE_MODEL takes a CrossEncoder"):
        CrossReader(name)


def test_a_name_that_no_model_has_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot be loaded .*leave it out for the small model that ships"):
        CrossReader(str(tmp_path / "no-such-model"))


def test_nothing_is_opened_before_it_is_asked(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from knowledge.store import Store; "
        "from retrieval.denying.stance import stance_of; "
        f"reads = stance_of(Store(Path({str(tmp_path / 'store')!r}), stance='no-such-model')); assert reads; "
        "print([name for name in ('torch', 'transformers', 'sentence_transformers') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
