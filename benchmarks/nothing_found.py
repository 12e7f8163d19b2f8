"""Whether nothing is found when there is nothing, and how much is found when there is something.

    python -m benchmarks.nothing_found [--fit]        (part of make bench-finding)

Asked of one collection, the checked claims of CLEF-2020: posts that have an answer there (dev and train; test is not
read), and claims about something else. The goal's figure is held out, posts and collections both, and asked as the bot
asks: each claim of a message, then the message as one. The same posts are asked of other collections, too: who finds
more only by knowing how posts are written finds something there. With --fit the constants of
`retrieval.ranking.bearing` are fitted and printed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks import clef
from benchmarks.clef import Question
from benchmarks.libraries import Library, Vectors, bench_folder
from benchmarks.others import elsewhere, kindred, strange
from benchmarks.ours import Ours, Sign
from knowledge.model import Article, Claim, Finding, Span, Statement
from knowledge.places import read_places
from retrieval.claims.messages import BadMessage, read_claims
from retrieval.claims.posts import question_in
from retrieval.grammar.closeness import names_shared
from retrieval.ranking import MOST_NUMBERS, bearing

#: Of claims about something else, so many may be answered.
WRONG_ANSWERS = 0.02
#: Of posts with an answer, so many should be.
GOAL = 0.93
#: Candidates of a claim that are looked at, of its best; and those that the fit sees.
LOOKED_AT, FITTED = 20, 5
FOLDS = 5

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


@dataclass(frozen=True, slots=True)
class Message:
    """A message: each of its claims, asked alone; and the message as one claim, where the bot asks that, too."""

    alone: tuple[Asked, ...]
    whole: Asked | None

    def finds(self, score: Score, level: float) -> bool:
        """Whether its answer is found; the message is asked as one claim only where its claims find nothing at all."""
        if any(one.highest(score, right) >= level for one in self.alone for right in (True, False)):
            return any(one.highest(score, True) >= level for one in self.alone)
        return self.whole is not None and self.whole.highest(score, True) >= level

    def strays(self, score: Score) -> float:
        """The highest score of what does not answer it, wherever the bot looks."""
        asked = (*self.alone, *((self.whole,) if self.whole else ()))
        return max((one.highest(score, False) for one in asked), default=-np.inf)


@dataclass(frozen=True, slots=True)
class Held:
    """A message beside itself as one claim, from which a fit learns, and the wording that answers it, if any does."""

    whole: Asked
    message: Message
    answer: str


def hold(ours: Ours, question: Question, whole: Asked) -> Held:
    """A question as the bot takes it apart."""
    claims, post = claims_in(question.text), question_in(question.text)
    alone = tuple(whole if text == post else ask(ours, Question(text, question.answers)) for text in claims)
    answer = min((ours.library.first[identity] for identity in question.answers), default="")
    return Held(whole, Message(alone, whole if len(claims) > 1 else None), answer)


@cache
def claims_in(text: str) -> tuple[str, ...]:
    """The claims that the bot reads in a message; what it does not read as a claim it does not ask."""
    try:
        return tuple(claim.text for claim in read_claims(text).claims)
    except BadMessage:
        return ()


def ask(ours: Ours, question: Question) -> Asked:
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
    messages = [t for texts in others.values() for t in texts] + [q.text for part in parts.values() for q in part]
    ours.library.vectors.of([*map(question_in, messages), *(text for one in messages for text in claims_in(one))])
    related = {part: [ask(ours, question) for question in questions] for part, questions in parts.items()}
    wrong = {name: [ask(ours, Question(text, frozenset())) for text in texts] for name, texts in others.items()}
    unrelated = [one for name in strange(folder) for one in wrong[name]]
    others_claims = Ours(Library(elsewhere(folder), ours.library.vectors))
    moved = [ask(others_claims, Question(q.text, frozenset())) for questions in parts.values() for q in questions]
    print(
        f"\nNothing found: {len(unrelated)} claims about something else "
        f"({', '.join(f'{name} {len(wrong[name])}' for name in strange(folder))}); "
        + ", ".join(f"{len(asked)} posts of {part} that have an answer" for part, asked in related.items())
    )
    for part, asked in related.items():
        found = np.mean([any(one.right) for one in asked])
        first = np.mean([bool(one.right) and one.right[0] for one in asked])
        print(f"Nobody can find more than is ranked: {part} {found:.1%} among {LOOKED_AT}, {first:.1%} in first place")
    wrong["posts elsewhere"] = moved
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
    print(f"posts elsewhere: posts of train and dev, asked of {len(others_claims.library.ids)} claims of other sets.")
    print("\nThe curve: bearing from, claims about something else answered, posts of train found, removed")
    for level in np.arange(-4.0, 2.1, 0.5):
        shares = (
            _share([one.highest(by_bearing, False) for one in unrelated], level),
            _share([one.highest(by_bearing, True) for one in related["train"]], level),
            _share([one.highest(by_bearing, False) for one in related["train"]], level),
        )
        print(f"{level:>8.1f}" + "".join(f"{share:>12.1%}" for share in shares))
    _hold_out(
        [
            hold(ours, question, one)
            for part, asked in related.items()
            for question, one in zip(parts[part], asked, strict=True)
        ],
        {
            name: [hold(ours, Question(text, frozenset()), one) for text, one in zip(others[name], asked, strict=True)]
            for name, asked in wrong.items()
            if name in strange(folder)
        },
        len(parts["train"]),
    )
    if fit:
        _fit([one for asked in related.values() for one in asked], unrelated)


def _print_row(
    name: str, score: Score, level: float, related: Mapping[str, Sequence[Asked]], wrong: Mapping[str, Sequence[Asked]]
) -> None:
    shares = [_share([one.highest(score, True) for one in asked], level) for asked in related.values()]
    shares.append(_share([one.highest(score, False) for one in related["train"]], level))
    shares += [_share([one.highest(score, False) for one in asked], level) for asked in wrong.values()]
    print(f"{name:<22}" + "".join(f"{share:>18.1%}" for share in shares))


def _hold_out(related: Sequence[Held], unrelated: Mapping[str, Sequence[Held]], of_train: int) -> None:
    """Print what fits find that have seen neither the post, nor another with its answer, nor the set of the others."""
    answers = sorted({one.answer for one in related})
    fold = dict(zip(answers, np.random.default_rng(0).integers(0, FOLDS, len(answers)).tolist(), strict=True))
    strangers = [one.whole for ones in unrelated.values() for one in ones]
    by_fold = [
        _by(_logistic([*(one.whole for one in related if fold[one.answer] != out), *strangers])) for out in range(FOLDS)
    ]
    own = [by_fold[fold[one.answer]] for one in related]
    by_set = {
        name: _by(
            _logistic(
                [one.whole for one in related]
                + [one.whole for other, ones in unrelated.items() if other != name for one in ones]
            )
        )
        for name in unrelated
    }
    print(
        f"\nHeld out: {FOLDS} folds of posts, those with one answer together; each set of other claims by a fit without"
        f" it. At {WRONG_ANSWERS:.0%} of all others answered (goal: {GOAL:.0%} of train found)"
    )
    heads = ("found train", "found dev", "removed", *unrelated)
    print(f"{'':<22}" + "".join(f"{head:>18}" for head in heads))
    ways: dict[str, Callable[[Held], Message]] = {
        "as one claim": lambda one: Message((one.whole,), None),
        "as the bot asks": lambda one: one.message,
    }
    for how, taken in ways.items():
        high = {name: [taken(one).strays(by_set[name]) for one in ones] for name, ones in unrelated.items()}
        level = float(np.quantile([score for scores in high.values() for score in scores], 1 - WRONG_ANSWERS))
        found = [taken(one).finds(score, level) for one, score in zip(related, own, strict=True)]
        removed = [taken(one).strays(score) for one, score in zip(related[:of_train], own, strict=False)]
        shares = [float(np.mean(found[:of_train])), float(np.mean(found[of_train:])), _share(removed, level)]
        shares += [_share(scores, level) for scores in high.values()]
        print(f"{how:<22}" + "".join(f"{share:>18.1%}" for share in shares))


def _fit(related: Sequence[Asked], unrelated: Sequence[Asked]) -> None:
    """Fit on all, and print the constants."""
    weights = _logistic([*related, *unrelated])
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
