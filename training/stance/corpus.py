"""The pairs that the stance model learns from: a claim, a statement, and how the one stands to the other."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from knowledge.number_words import ONES
from knowledge.sentences import split
from retrieval.denying.stance import most_telling

#: "sentence": one sentence against another; "news": a headline against an article; "debate": a thesis and an argument.
Task = Literal["sentence", "news", "debate"]
TASKS: tuple[Task, ...] = ("sentence", "news", "debate")
AGREES, DISAGREES, NEITHER = 0, 1, 2
_SNLI = {"entailment": AGREES, "contradiction": DISAGREES, "neutral": NEITHER}
_NEWS = {"agree": AGREES, "disagree": DISAGREES, "discuss": NEITHER}
_FEVER = {"SUPPORTS": AGREES, "REFUTES": DISAGREES, "NOT ENOUGH INFO": NEITHER}
#: Of every hundred claims, so many are kept aside with all their pairs.
ASIDE = 8

csv.field_size_limit(10**7)


@dataclass(frozen=True, slots=True)
class Pair:
    """One example; pairs of one `group` (a claim, a headline) are never parted between learning and looking."""

    task: Task
    source: str
    claim: str
    statement: str
    label: int
    group: str
    whole: str = field(default="", repr=False)


def pairs(bench: Path, seed: int) -> list[Pair]:
    """Everything to learn from, in one fixed order."""
    chance = random.Random(seed)
    found: list[Pair] = []
    found += _some(_snli(bench / "nli" / "snli_dev.tsv"), 9900, chance)
    found += _some(_breaking(bench / "nli" / "breaking_nli" / "dataset.jsonl"), 1200, chance)
    found += _some(_conjunctions(bench / "nli" / "conjnli" / "adversarial_train_15k.tsv"), 2000, chance)
    found += _some(_monotone(bench / "nli" / "med" / "MED.tsv"), 400, chance)
    found += _fever(bench / "nli" / "fever_symmetric")
    found += _strikes(bench / "centcom_airstrikes" / "all-edited-refined.csv", 300, chance)
    debates = perspectives(bench / "perspectrum", "train")
    found += debates
    found += turned_round(debates)
    found += _some(arguments(debates, chance), 5000, chance)
    found += _ibm(bench / "ibm_claim_stance" / "claim_stance_v1_clean.csv")
    arc = bench / "fnc1_arc" / "arc"
    found += _some(articles(arc / "arc_stances_train.csv", arc / "arc_bodies.csv", "debate", "ARC"), 900, chance)
    fnc = bench / "fnc1_arc" / "fnc1"
    news = articles(fnc / "train_stances.csv", fnc / "train_bodies.csv", "news", "FNC-1")
    found += [pair for pair in news if pair.label == DISAGREES or is_aside(pair)]
    found += _some(headlines(fnc / "train_stances.csv", news, chance), 4000, chance)
    found += _some([p for p in news if p.label == AGREES and not is_aside(p)], 3600, chance)
    found += _some([p for p in news if p.label == NEITHER and not is_aside(p)], 3600, chance)
    return found


def is_aside(pair: Pair) -> bool:
    """Whether a pair is kept aside; all pairs of its claim are."""
    return int(hashlib.sha256(pair.group.encode()).hexdigest(), 16) % 100 < ASIDE


def perspectives(folder: Path, part: str) -> list[Pair]:
    """PERSPECTRUM: a claim and what people say for and against it."""
    kept = json.loads((folder / "dataset_split_v1.0.json").read_text("utf-8"))
    pool = {p["pId"]: p["text"] for p in json.loads((folder / "perspective_pool_v1.0.json").read_text("utf-8"))}
    found = []
    for row in json.loads((folder / "perspectrum_with_answers_v1.0.json").read_text("utf-8")):
        if kept[str(row["cId"])] != part:
            continue
        for cluster in row["perspectives"]:
            label = AGREES if cluster["stance_label_3"] == "SUPPORT" else DISAGREES
            found += [
                Pair("debate", "PERSPECTRUM", row["text"], pool[number], label, row["text"])
                for number in cluster["pids"]
                if number in pool
            ]
    return found


#: What a thesis is turned by: "should" and "should not".
_MODAL = re.compile(r"\b(should|must|can|could|would|will|may|ought)( not|n't)?\b|\b(cannot)\b")


def turned_round(debates: Iterable[Pair]) -> list[Pair]:
    """The same arguments under the thesis with "not" put in or taken out: who was for it is against it."""
    found = []
    for pair in debates:
        if thesis := _turned(pair.claim):
            found.append(Pair("debate", "turned", thesis, pair.statement, DISAGREES - pair.label, pair.group))
    return found


def _turned(thesis: str) -> str:
    """The opposite of a thesis; nothing where no modal verb says how to make it."""
    modal = _MODAL.search(thesis)
    if modal is None:
        return ""
    verb, negation, cannot = modal.groups()
    return thesis[: modal.start()] + ("can" if cannot else verb if negation else f"{verb} not") + thesis[modal.end() :]


def arguments(debates: Iterable[Pair], chance: random.Random) -> list[Pair]:
    """Two arguments of one debate: of one side they agree, of two they do not."""
    sides: dict[str, list[Pair]] = {}
    for pair in debates:
        sides.setdefault(pair.group, []).append(pair)
    found = []
    for group, given in sides.items():
        for one in given:
            other = chance.choice(given)
            if other.statement != one.statement:
                label = AGREES if one.label == other.label else DISAGREES
                found.append(Pair("debate", "arguments", one.statement, other.statement, label, group))
    return found


def articles(stances: Path, bodies: Path, task: Task, source: str) -> list[Pair]:
    """Headlines against articles that speak of the same thing (FNC-1) or theses against readers' comments (ARC)."""
    texts = {row["Body ID"]: row["articleBody"] for row in _rows(bodies)}
    sentences = {number: [s.of(text) for s in split(text)] for number, text in texts.items()}
    rows = [row for row in _rows(stances) if row["Stance"] in _NEWS]
    story = _stories(rows)
    found = []
    for row in rows:
        told = most_telling(row["Headline"], sentences[row["Body ID"]])
        whole = texts[row["Body ID"]]
        found.append(Pair(task, source, row["Headline"], told, _NEWS[row["Stance"]], story[row["Body ID"]], whole))
    return found


def headlines(stances: Path, news: Iterable[Pair], chance: random.Random) -> list[Pair]:
    """Two headlines on one article: both agree with it, or one of them does not."""
    story = {pair.claim: pair.group for pair in news}
    on: dict[str, list[dict[str, str]]] = {}
    for row in _rows(stances):
        if row["Stance"] in ("agree", "disagree"):
            on.setdefault(row["Body ID"], []).append(row)
    found = []
    for rows in on.values():
        for one in rows:
            for other in chance.sample(rows, min(len(rows), 3)):
                if one["Headline"] != other["Headline"] and "agree" in (one["Stance"], other["Stance"]):
                    label = AGREES if one["Stance"] == other["Stance"] else DISAGREES
                    pair = Pair("news", "headlines", one["Headline"], other["Headline"], label, story[one["Headline"]])
                    found.append(pair)
    return list(dict.fromkeys(found))


def _stories(rows: Iterable[dict[str, str]]) -> dict[str, str]:
    """Which story each article tells: those that one headline speaks of, and all that hang together so."""
    leader: dict[str, str] = {}

    def lead(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for row in rows:
        leader[lead(row["Body ID"])] = lead("headline " + row["Headline"])
    return {row["Body ID"]: lead(row["Body ID"]) for row in rows}


def _rows(file: Path, separator: str = ",") -> Iterator[dict[str, str]]:
    with file.open(newline="", encoding="utf-8-sig") as opened:
        yield from csv.DictReader(opened, delimiter=separator, quoting=csv.QUOTE_MINIMAL if separator == "," else 3)


def _some(found: list[Pair], most: int, chance: random.Random) -> list[Pair]:
    return chance.sample(found, most) if len(found) > most else found


def _untokenised(words: str) -> str:
    words = re.sub(r"\s+([.,;:!?')])", r"\1", words.replace("-LRB-", "(").replace("-RRB-", ")"))
    return re.sub(r"\(\s+", "(", words).replace(" n't", "n't").strip()


def _snli(file: Path) -> list[Pair]:
    found = []
    for line in file.read_text("utf-8").splitlines():
        label, premise, hypothesis = line.split("\t")
        if label in _SNLI:
            premise = _untokenised(premise)
            found.append(Pair("sentence", "SNLI", _untokenised(hypothesis), premise, _SNLI[label], premise))
    return found


def _breaking(file: Path) -> list[Pair]:
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [
        Pair("sentence", "Breaking NLI", row["sentence2"], row["sentence1"], _SNLI[row["gold_label"]], row["sentence1"])
        for row in rows
        # The figure step decides these, and is measured on them.
        if row["category"] not in ("cardinals", "ordinals")
    ]


def _conjunctions(file: Path) -> list[Pair]:
    return [
        Pair("sentence", "ConjNLI", row["Hypothesis"], row["Premise"], _SNLI[row["Label"]], row["Premise"])
        for row in _rows(file, "\t")
        if row["Label"] in _SNLI
    ]


def _monotone(file: Path) -> list[Pair]:
    return [
        Pair("sentence", "MED", row["sentence2"], row["sentence1"], _SNLI[row["gold_label"]], row["sentence1"])
        for row in _rows(file, "\t")
        if row["gold_label"] in _SNLI
    ]


def _fever(folder: Path) -> list[Pair]:
    rows = [
        json.loads(line)
        for file in ("symmetric_v0.1/fever_symmetric_generated.jsonl", "symmetric_v0.2/fever_symmetric_dev.jsonl")
        for line in (folder / file).read_text("utf-8").splitlines()
    ]
    found = []
    for row in rows:
        claim = _untokenised(row["claim"])
        told = _untokenised(row.get("evidence_sentence") or row.get("evidence") or row["sentence1"])
        found.append(Pair("sentence", "FEVER-Symmetric", claim, told, _FEVER[row["label"]], claim))
    return found


def _ibm(file: Path) -> list[Pair]:
    return [
        Pair(
            "debate",
            "IBM",
            row["topicText"].replace("This house believes that ", "").strip(),
            row["claims.claimCorrectedText"],
            AGREES if row["claims.stance"] == "PRO" else DISAGREES,
            row["topicText"],
        )
        for row in _rows(file)
        if row["split"] == "train"
    ]


def _strikes(file: Path, most: int, chance: random.Random) -> list[Pair]:
    """A line of a strike report against itself, against itself with another number, and against another line."""
    words = {word: number for word, number in ONES.items() if 2 <= number <= 12}
    number = re.compile(r"\b(?:" + "|".join(words) + r")\b")
    lines = sorted({row["line"].lstrip("- ").strip() for row in _rows(file)})
    lines = [line for line in lines if number.search(line) and len(line.split()) < 40]
    found = []
    swap: Callable[[str], str] = lambda line: number.sub(  # noqa: E731
        lambda match: chance.choice([word for word in words if word != match.group()]), line, count=1
    )
    for line in chance.sample(lines, min(len(lines), most // 3)):
        for claim, label in ((line, AGREES), (swap(line), DISAGREES), (chance.choice(lines), NEITHER)):
            found.append(Pair("sentence", "CENTCOM", claim, line, label, line))
    return found


def counted(found: Iterable[Pair]) -> str:
    """How many pairs of which source, for the log."""
    tally: dict[str, list[int]] = {}
    for pair in found:
        tally.setdefault(pair.source, [0, 0, 0])[pair.label] += 1
    return "\n".join(
        f"  {source:<16} agrees {a:>6} disagrees {d:>6} neither {n:>6}" for source, (a, d, n) in tally.items()
    )
