"""How well the right reporting is found, beside what others would use, on the same data in the same run.

    make bench-finding        or: python -m benchmarks.finding [--without-peers]

The data stays outside the repository, in the folder that WHOSAYS_BENCH names. Vectors are kept between runs in the
temporary folder; the first run makes them, which takes half an hour on one core.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from benchmarks import clef, events, nothing_found, own_words, scifact
from benchmarks.clef import Question
from benchmarks.libraries import Library, Vectors, bench_folder
from benchmarks.ours import Ours
from benchmarks.peers import Plain

#: What we set ourselves.
GOALS = {"test": 0.965, "dev": 0.88, "train": 0.90, "test mistyped": 0.93, "dev mistyped": 0.82}

Ranking = Callable[[str], Sequence[str]]


def average_precision(found: Sequence[str], answers: frozenset[str], depth: int = 5) -> float:
    """MAP's summand, as the task's organisers count it."""
    hits, total = 0, 0.0
    for rank, identity in enumerate(found[:depth], 1):
        if identity in answers:
            hits += 1
            total += hits / rank
    return total / len(answers)


def ndcg(found: Sequence[str], answers: frozenset[str], depth: int = 10) -> float:
    """NDCG with all answers worth the same."""
    gain = sum(1 / math.log2(rank + 1) for rank, identity in enumerate(found[:depth], 1) if identity in answers)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(depth, len(answers)) + 1))


def _without_copies(found: Sequence[str], answers: frozenset[str], first: Mapping[str, str]) -> list[str]:
    """Copies of an answer are neither right nor wrong: they say the same words."""
    wordings = {first[identity] for identity in answers}
    return [identity for identity in found if identity in answers or first[identity] not in wordings]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument("--without-test", action="store_true", help="while something is still being chosen")
    asked = parser.parse_args(arguments)
    own_words.main([])
    events.main([])
    folder = bench_folder()
    if folder is None:
        return
    vectors = Vectors()
    posts, abstracts = folder / "clef2020_checkthat_t2", folder / "scifact"
    claims = Library(clef.documents(posts), vectors)
    parts = ("dev", "train") if asked.without_test else ("test", "dev", "train")
    columns: dict[str, list[Question]] = {part: clef.questions(posts, part) for part in parts}
    columns |= {f"{part} mistyped": clef.questions(posts, part, mistyped=True) for part in parts}
    papers = Library(scifact.documents(abstracts), vectors)
    science = scifact.questions(abstracts, "train" if asked.without_test else "validation")
    vectors.of([q.text for qs in columns.values() for q in qs] + [q.text for q in science])

    rankings: list[tuple[str, Ranking, Ranking]] = []
    if not asked.without_peers:
        plain, other = Plain(claims), Plain(papers)
        rankings = [
            ("BM25 (bm25s)", plain.bm25, other.bm25),
            ("MiniLM alone", plain.model_alone, other.model_alone),
            ("LangChain recipe", plain.recipe, other.recipe),
            ("LangChain, fused with BM25", plain.fused, other.fused),
        ]
    ours = Ours(claims)
    rankings.append(("whosays", ours, Ours(papers)))
    counted: dict[str, list[float]] = {}
    copies: dict[str, list[float]] = {}
    begun = time.perf_counter()
    for name, by_post, by_claim in rankings:
        found = {column: [(by_post(q.text), q.answers) for q in questions] for column, questions in columns.items()}
        counted[name] = [_mean(average_precision(f, a) for f, a in one) for one in found.values()]
        copies[name] = [
            _mean(average_precision(_without_copies(f, a, claims.first), a) for f, a in one) for one in found.values()
        ]
        counted[name].append(_mean(ndcg(by_claim(q.text), q.answers) for q in science))
    heads = [*columns, "SciFact"]
    _print("CLEF-2020 CheckThat! task 2, MAP@5; SciFact, nDCG@10", heads, counted)
    print(f"{'goal':<28}" + "".join(f"{GOALS.get(head, 0) or '':>15}" for head in heads) + "\n")
    twins = sum(claims.first[i] != i for i in claims.ids)
    _print(
        f"The same, copies of an answer ({twins} claims stand twice, but for marks) not counted against anybody",
        list(columns),
        copies,
    )
    print(
        "One configuration for all columns, chosen on dev and train; "
        + ("test was not read." if asked.without_test else "test was read once, after it was chosen.")
    )
    print("The peers are asked the post as it was pasted; their part is what they make of it.")
    print(
        f"Mistyped: {clef.MISTYPED:.0%} of the words of more than three letters have one slip. "
        f"{time.perf_counter() - begun:.0f} s.\n"
    )
    nothing_found.report(ours, folder)


def _mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))


def _print(title: str, heads: Sequence[str], rows: Mapping[str, Sequence[float]]) -> None:
    print(f"\n{title}\n{'':<28}" + "".join(f"{head:>15}" for head in heads))
    for name, values in rows.items():
        print(f"{name:<28}" + "".join(f"{value:>15.3f}" for value in values))


if __name__ == "__main__":
    main()
