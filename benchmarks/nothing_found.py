"""Whether nothing is found when there is nothing, and how much is found when there is something.

    python -m benchmarks.nothing_found [--fit]        (part of make bench-finding)

Asked of one collection, the checked claims of CLEF-2020: posts that have an answer there (dev and train; test is not
read), and claims about something else. With --fit the constants of `retrieval.ranking.bearing` are fitted and printed.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import clef, scifact
from benchmarks.libraries import Library, Vectors, bench_folder
from benchmarks.ours import Ours, Sign
from knowledge.model import Article, Claim, Finding, Span, Statement
from knowledge.notes import STARTER
from knowledge.places import read_places
from retrieval.closeness import names_shared
from retrieval.posts import question_in
from retrieval.ranking import MOST_NUMBERS, bearing

#: Of claims about something else, so many may be answered.
WRONG_ANSWERS = 0.02
#: Of posts with an answer, so many should be.
GOAL = 0.93
#: Candidates of a claim that are looked at, of its best; and those that the fit sees.
LOOKED_AT, FITTED = 20, 5
FOLDS = 5
#: Claims of each other set.
OF_EACH = 400

Score = Callable[[Sign], float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim, its best candidates (copies of one wording once), which answer it, and which a card would offer."""

    best: tuple[Sign, ...]
    right: tuple[bool, ...]
    offered: tuple[bool, ...]

    def highest(self, score: Score, right: bool) -> float:
        """The highest score among the candidates that answer the claim, or among those that do not."""
        return max((score(s) for s, r in zip(self.best, self.right, strict=True) if r is right), default=-np.inf)

    def offers(self, right: bool) -> bool:
        """Whether a card would offer a candidate that answers the claim, or one that does not, as a near miss."""
        return any(o and r is right for o, r in zip(self.offered, self.right, strict=True))


def ask(ours: Ours, question: clef.Question) -> Asked:
    """The claim's best candidates in the collection."""
    first = ours.library.first
    wordings = {first[answer] for answer in question.answers}
    seen: dict[str, Sign] = {}
    for sign in ours.signs(question.text):
        seen.setdefault(first[sign.identity], sign)
    best = tuple(seen.values())[:LOOKED_AT]
    words = question_in(question.text)
    claim = Claim(words, where=read_places(words))
    offered = tuple(by_bearing(sign) >= 0 and names_shared(claim, _finding(ours, sign)) for sign in best)
    return Asked(best, tuple(first[sign.identity] in wordings for sign in best), offered)


def _finding(ours: Ours, sign: Sign) -> Finding:
    document = ours.library.documents[ours.library.places[sign.identity]]
    said = Span(0, len(document.words))
    article = Article(sign.identity, None, "", document.title, None, "en", document.words, (), "")
    return Finding(Statement(sign.identity, sign.identity, 0, said, "body"), article, sign.likeness, ())


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


def column(file: Path, name: str) -> list[str]:
    """The values of one column, each once."""
    with file.open(newline="", encoding="utf-8") as opened:
        return list(dict.fromkeys(row[name] for row in csv.DictReader(opened)))


def by_likeness(sign: Sign) -> float:
    """What the ranking orders by."""
    return sign.likeness


def by_meaning(sign: Sign) -> float:
    """The cosine alone."""
    return sign.meaning


def by_bearing(sign: Sign) -> float:
    """What the bot decides by."""
    return bearing(sign.meaning, sign.shared, sign.unprinted)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    asked = parser.parse_args(arguments)
    folder = bench_folder()
    if folder is None:
        return
    posts = folder / "clef2020_checkthat_t2"
    ours = Ours(Library(clef.documents(posts), Vectors()))
    report(ours, folder, fit=asked.fit)


def report(ours: Ours, folder: Path, *, fit: bool = False) -> None:
    """Print how many are found and wrongly answered, by each way to decide."""
    parts = {part: clef.questions(folder / "clef2020_checkthat_t2", part) for part in ("train", "dev")}
    others = {**strange(folder), **kindred(folder)}
    ours.library.vectors.of(
        [question_in(text) for texts in others.values() for text in texts]
        + [question_in(q.text) for part in parts.values() for q in part]
    )
    related = {part: [ask(ours, question) for question in questions] for part, questions in parts.items()}
    wrong = {name: [ask(ours, clef.Question(text, frozenset())) for text in texts] for name, texts in others.items()}
    unrelated = [one for name in strange(folder) for one in wrong[name]]
    print(
        f"\nNothing found: {len(unrelated)} claims about something else "
        f"({', '.join(f'{name} {len(wrong[name])}' for name in strange(folder))}); "
        + ", ".join(f"{len(asked)} posts of {part} that have an answer" for part, asked in related.items())
    )
    for part, asked in related.items():
        found = np.mean([any(one.right) for one in asked])
        first = np.mean([bool(one.right) and one.right[0] for one in asked])
        print(f"Nobody can find more than is ranked: {part} {found:.1%} among {LOOKED_AT}, {first:.1%} in first place")
    heads = [f"found {part}" for part in related] + ["removed", *wrong]
    print(f"\nAt {WRONG_ANSWERS:.0%} of them answered (goal: {GOAL:.0%} of train found)")
    print(f"{'':<22}" + "".join(f"{head:>18}" for head in heads))
    ways: dict[str, Score] = {"likeness": by_likeness, "cosine": by_meaning, "bearing": by_bearing}
    for name, score in ways.items():
        level = float(np.quantile([one.highest(score, False) for one in unrelated], 1 - WRONG_ANSWERS))
        _print_row(f"{name} from {level:.2f}", score, level, related, wrong)
    _print_row("the bot: bearing >= 0", by_bearing, 0.0, related, wrong)
    offered = [float(np.mean([one.offers(True) for one in asked])) for asked in related.values()]
    offered += [float(np.mean([one.offers(False) for one in asked])) for asked in (related["train"], *wrong.values())]
    print(f"{'and a name is shared':<22}" + "".join(f"{share:>18.1%}" for share in offered))
    print(f"which is {np.mean([one.offers(False) for one in unrelated]):.2%} of the claims about something else.")
    print("removed: posts of train whose answer is taken away and that are then answered with another checked claim.")
    print("\nThe curve: bearing from, claims about something else answered, posts of train found, removed")
    for level in np.arange(-4.0, 2.1, 0.5):
        shares = (
            _share([one.highest(by_bearing, False) for one in unrelated], level),
            _share([one.highest(by_bearing, True) for one in related["train"]], level),
            _share([one.highest(by_bearing, False) for one in related["train"]], level),
        )
        print(f"{level:>8.1f}" + "".join(f"{share:>12.1%}" for share in shares))
    if fit:
        _fit([one for asked in related.values() for one in asked], unrelated)


def _print_row(
    name: str, score: Score, level: float, related: Mapping[str, Sequence[Asked]], wrong: Mapping[str, Sequence[Asked]]
) -> None:
    shares = [_share([one.highest(score, True) for one in asked], level) for asked in related.values()]
    shares.append(_share([one.highest(score, False) for one in related["train"]], level))
    shares += [_share([one.highest(score, False) for one in asked], level) for asked in wrong.values()]
    print(f"{name:<22}" + "".join(f"{share:>18.1%}" for share in shares))


def _fit(related: Sequence[Asked], unrelated: Sequence[Asked]) -> None:
    """Fit on all, and say what a fit that has not seen a claim makes of it."""
    folds = np.random.default_rng(0).integers(0, FOLDS, len(related) + len(unrelated))
    claims = [*related, *unrelated]
    held_right: list[float] = []
    held_wrong: list[float] = []
    for fold in range(FOLDS):
        weights = _logistic([one for one, own in zip(claims, folds, strict=True) if own != fold])
        for place, (one, own) in enumerate(zip(claims, folds, strict=True)):
            if own == fold:
                by_weights = _by(weights)
                kept = held_right if place < len(related) else held_wrong
                kept.append(one.highest(by_weights, place < len(related)))
    level = float(np.quantile(held_wrong, 1 - WRONG_ANSWERS))
    print(
        f"\nHeld out, {FOLDS} folds by claim: at {WRONG_ANSWERS:.0%} wrong answers "
        f"{_share(held_right, level):.1%} of dev and train are found"
    )
    weights = _logistic(claims)
    level = float(np.quantile([one.highest(_by(weights), False) for one in unrelated], 1 - WRONG_ANSWERS))
    meaning, rarity, number, opening = weights
    print("BEARS_MEANING, BEARS_RARITY, BEARS_NUMBER, BEARS_FROM = ", end="")
    print(f"{meaning:.2f}, {rarity:.3f}, {number:.2f}, {level - opening:.2f}")


def _by(weights: np.ndarray) -> Score:
    return lambda sign: float(weights @ _row(sign))


def _row(sign: Sign) -> np.ndarray:
    return np.array([sign.meaning, sign.shared, min(MOST_NUMBERS, sign.unprinted), 1.0])


def _logistic(claims: Sequence[Asked], steps: int = 25) -> np.ndarray:
    """Logistic regression by Newton's method, the few right candidates weighed like the many wrong ones."""
    rows = np.array([_row(sign) for one in claims for sign in one.best[:FITTED]])
    right = np.array([float(r) for one in claims for r in one.right[:FITTED]])
    weigh = np.where(right == 1, 0.5 / right.sum(), 0.5 / (1 - right).sum()) * len(right)
    weights = np.zeros(rows.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (weigh * (right - chance)) - 0.01 * weights
        bend = (rows * (weigh * chance * (1 - chance))[:, None]).T @ rows + 0.01 * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return np.asarray(weights)


def _share(scores: Sequence[float], level: float) -> float:
    return float((np.array(scores) >= level).mean())


if __name__ == "__main__":
    main()
