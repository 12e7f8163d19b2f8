"""Claims of other collections than CLEF-2020's, read from outside the repository: nobody there answers its posts."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from benchmarks import scifact
from benchmarks.clef import Document
from knowledge.notes import STARTER

#: Claims of each set.
OF_EACH = 400


def strange(folder: Path) -> dict[str, list[str]]:
    """Claims about something else, by the set they come from."""
    says = [
        fact["says"]
        for pack in STARTER
        for line in pack.read_text("utf-8").splitlines()
        if (note := json.loads(line))["kind"] == "report"
        for fact in note["facts"]
    ]
    return {
        "SciFact": [q.text for q in scifact.questions(folder / "scifact", "train")][:OF_EACH],
        "debate theses": column(folder / "ibm_claim_stance" / "claim_stance_v1_clean.csv", "claims.claimCorrectedText")[
            ::3
        ][:OF_EACH],
        "debate questions": column(folder / "fnc1_arc" / "arc" / "arc_stances_train.csv", "Headline")[:OF_EACH],
        "starter pack": list(dict.fromkeys(says))[:OF_EACH],
    }


def kindred(folder: Path) -> dict[str, list[str]]:
    """Claims that mostly have no answer in the collection, but share their subjects with it, and some do have one."""
    climate = (folder / "climate_fever" / "climate-fever.jsonl").read_text("utf-8").splitlines()
    return {
        "Climate-FEVER": [json.loads(line)["claim"] for line in climate][:OF_EACH],
        "FNC-1 headlines": column(folder / "fnc1_arc" / "fnc1" / "train_stances.csv", "Headline")[:OF_EACH],
    }


def elsewhere(folder: Path) -> list[Document]:
    """Claims that answer no post: theses of debates, findings of science, and what the starter pack tells."""
    texts = [*strange(folder)["starter pack"], *(q.text for q in scifact.questions(folder / "scifact", "train"))]
    texts += column(folder / "ibm_claim_stance" / "claim_stance_v1_clean.csv", "claims.claimCorrectedText")
    return [Document(f"{at:06d}", text, "") for at, text in enumerate(dict.fromkeys(texts))]


def column(file: Path, name: str) -> list[str]:
    """The values of one column, each once."""
    with file.open(newline="", encoding="utf-8") as opened:
        return list(dict.fromkeys(row[name] for row in csv.DictReader(opened)))
