"""How a statement is weighed against a claim, on public pairs: figures, opinions, headlines, and unrelated events.

    make bench-weighing        or: python -m benchmarks.weighing [--without-test]

The data stays outside the repository, in the folder that WHOSAYS_BENCH names. Test parts are read for the final table
alone; what was chosen was chosen on claims and headlines kept aside from the training parts.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from benchmarks.events import reports
from benchmarks.libraries import Vectors, bench_folder, kept, kept_models
from knowledge.archive import Stored, rarity_of
from knowledge.articles import day, read_pasted
from knowledge.model import Claim, Entry, Finding, Quantity
from knowledge.pairs import WEIGHTS, PairReader
from knowledge.quantities import comparable, read_measures
from knowledge.statements import read_statements
from retrieval.claims.messages import read_claims
from retrieval.counts.figures import Contrast, common, counted_apart, of_figures
from retrieval.denying.stance import TASKS, LearnedStance, Reads
from retrieval.grammar.numbered import Number, numbered
from retrieval.ranking import Legs, counts_same, fits, rank, words_of
from retrieval.relations import weigh
from retrieval.telling.headlines import WEIGHTS as COUNTED
from retrieval.telling.headlines import ArticleStance
from training.stance.corpus import Pair, articles, is_aside, perspectives

SEED = 7
#: Pairs of a claim with an article about something else, of each collection.
UNRELATED = 2_000
#: Articles of FA-KES that are read for it, and statements of each.
ARTICLES, STATEMENTS = 160, 8
#: Two reports further apart than this are of two events.
APART = timedelta(days=45)

GOALS = {"cardinals": 0.95, "ordinals": 0.95, "unrelated": 0.005}
#: What others have reached with much larger models, or with none.
PUBLISHED = {
    "PERSPECTRUM": "published: BERT-base .708, people .909 (NAACL 2019); words alone (TF-IDF) .634; goal .70",
    "FNC-1": "published: winners of the challenge .03 to .13 on disagree; goal .40 at precision .50, macro F1 .62",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One report with what tells it from another: its event, or its day and place."""

    entry: Entry
    event: str
    day: datetime | None = None

    def is_unrelated(self, other: Told) -> bool:
        """Whether two reports are surely of two events."""
        if self.event == other.event:
            return False
        return self.day is None or other.day is None or abs(self.day - other.day) > APART


def numbers(folder: Path) -> None:
    """Breaking NLI: one sentence with two numbers, or two ranks. The figure step has never seen it."""
    means = {"reports": "entailment", "differs": "contradiction", "denies": "contradiction", "context": "neutral"}
    file = folder / "nli" / "breaking_nli" / "dataset.jsonl"
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    print("\nOne sentence, two numbers (Breaking NLI): how often the figure step says what people said")
    for category in ("cardinals", "ordinals"):
        right = [
            means[found.relation if (found := by_figures(row["sentence2"], row["sentence1"])) else "context"]
            == row["gold_label"]
            for row in rows
            if row["category"] == category
        ]
        print(f"{category:<28}{len(right):>8}{np.mean(right):>10.3f}   goal {GOALS[category]}")


def by_figures(claim: str, statement: str) -> Contrast | None:
    """What the figures of the two sentences say, those with the same words around them first."""
    aligned = _aligned(claim, statement)
    if aligned is not None:
        return aligned
    theirs = read_measures(statement)
    others: list[str] = []
    for mine in read_measures(claim):
        same = [q for q in theirs if counts_same(mine, q) or _same_thing(mine, q)]
        if any(fits(mine, q) or _overlap(mine, q) for q in same):
            return Contrast("reports", f"figure {mine.value:,.15g}")
        if same:
            return of_figures(mine, same[0])
        others += [apart for q in theirs if (apart := counted_apart(mine, q))]
    return Contrast("context", others[0]) if others else None


def _same_thing(a: Quantity, b: Quantity) -> bool:
    """Whether both count what no table knows, in the same word: "books", "eggs"."""
    if a.unit or b.unit or not a.counted or not b.counted:
        return False
    return words_of(a.counted)[-1:] == words_of(b.counted)[-1:] != () and comparable(a, b) != "different"


def _overlap(a: Quantity, b: Quantity) -> bool:
    low, high = common(a, b)
    return low == high


def _aligned(claim: str, statement: str) -> Contrast | None:
    """The contrast of two sentences that are one sentence but for their numbers or ranks."""
    mine, theirs = numbered(claim), numbered(statement)
    if [w if isinstance(w, str) else w.rank for w in mine] != [w if isinstance(w, str) else w.rank for w in theirs]:
        return None
    numbers = [(a, b) for a, b in zip(mine, theirs, strict=True) if isinstance(a, Number) and isinstance(b, Number)]
    for a, b in numbers:
        if a.high < b.low or b.high < a.low:
            kind = "rank" if a.rank else "figure"
            return Contrast("differs", f"other {kind}: {b.words} against {a.words}")
    return Contrast("reports", f"figure {numbers[0][0].words}") if numbers else None


def shares(stance: LearnedStance, pairs: Sequence[Pair], name: str) -> np.ndarray:
    """What the model gives to each pair in its own task; kept between runs, for as long as the weights are the same.

    Where there is a whole article, what is counted in it is weighed with the network's reading.
    """
    learned = WEIGHTS.read_bytes() + COUNTED.read_bytes()
    made_of = hashlib.sha256(learned + repr([(p.claim, p.statement) for p in pairs]).encode()).hexdigest()
    file = kept() / f"stance-{name}-{made_of[:16]}.npy"
    if not file.exists():
        # Of like length, and those of one article together: an article is counted once.
        order = sorted(range(len(pairs)), key=lambda row: (len(pairs[row].statement) // 80, pairs[row].whole))
        found = np.zeros((len(pairs), 3), dtype=np.float32)
        news = ArticleStance(stance)
        for start in range(0, len(order), 32):
            rows = order[start : start + 32]
            chosen = [pairs[row] for row in rows]
            asked, wholes = [(p.claim, p.statement) for p in chosen], [p.whole for p in chosen]
            if all(p.task == "news" for p in chosen):
                found[rows] = news.shares(asked, wholes)
            else:
                every = stance.shares(asked, wholes)
                found[rows] = [one[TASKS.index(p.task)] for one, p in zip(every, chosen, strict=True)]
        np.save(file, found)
    kept_shares: np.ndarray = np.load(file)
    return kept_shares


def opinions(name: str, pairs: Sequence[Pair], found: np.ndarray, classes: Sequence[str]) -> None:
    """Precision, recall and F1 of each class, and their mean."""
    gold = np.array([pair.label for pair in pairs])
    said = decided(found, len(classes))
    f1s = []
    for label, called in enumerate(classes):
        hits = int(((said == label) & (gold == label)).sum())
        precision, recall = hits / max(1, int((said == label).sum())), hits / max(1, int((gold == label).sum()))
        f1s.append(2 * precision * recall / ((precision + recall) or 1.0))
        print(f"{name:<24}{called:<12}{int((gold == label).sum()):>8}{precision:>10.3f}{recall:>10.3f}{f1s[-1]:>10.3f}")
    print(f"{name:<24}{'mean':<12}{len(gold):>8}{'':>20}{np.mean(f1s):>10.3f}")


def decided(found: np.ndarray, classes: int) -> np.ndarray:
    """The likeliest class; a debate has only two sides."""
    likeliest: np.ndarray = found[:, :classes].argmax(1)
    return likeliest


def stances(folder: Path, stance: LearnedStance, *, test: bool) -> None:
    """The learned model on headlines against articles, and on opinions."""
    print(f"\nThe learned model{'':<19}{'pairs':>8}{'precision':>10}{'recall':>10}{'F1':>10}")
    debate = ("supports", "undermines")
    news = ("agree", "disagree", "discuss")
    told = perspectives(folder / "perspectrum", "test" if test else "dev")
    name = "PERSPECTRUM " + ("test" if test else "dev")
    opinions(name, told, shares(stance, told, name), debate)
    print(PUBLISHED["PERSPECTRUM"])
    fnc = folder / "fnc1_arc" / "fnc1"
    if test:
        files = fnc / "competition_test_stances.csv", fnc / "competition_test_bodies.csv"
        told = articles(*files, "news", "FNC-1")
    else:
        told = [
            p for p in articles(fnc / "train_stances.csv", fnc / "train_bodies.csv", "news", "FNC-1") if is_aside(p)
        ]
    name = "FNC-1 " + ("test" if test else "kept aside")
    opinions(name, told, shares(stance, told, name), news)
    print(PUBLISHED["FNC-1"])


def starter() -> list[Told]:
    """The reports of the starter pack, by their event."""
    return [Told(entry, entry.article.event_id or entry.article.event or entry.article.id) for entry in reports()]


def fa_kes(folder: Path) -> list[Told]:
    """Some reports of FA-KES, by day and place."""
    with (folder / "fa_kes" / "FA-KES-Dataset.csv").open(newline="", encoding="cp1252", errors="replace") as opened:
        rows = [row for row in csv.DictReader(opened) if row["article_title"] and row["article_content"]]
    found = []
    for row in random.Random(SEED).sample(rows, ARTICLES):
        when = datetime.strptime(row["date"], "%m/%d/%Y").replace(tzinfo=UTC)
        article = read_pasted(
            f"{row['article_title']}\n\n{row['article_content']}",
            url=f"https://example.org/{row['unit_id']}",
            outlet=row["source"],
            published=day(f"{when:%Y-%m-%d}"),
        )
        found.append(Told(Entry(article, read_statements(article)[:STATEMENTS]), row["location"].lower(), when))
    return found


class Reporting:
    """Reports with their vectors, as a store would hold them."""

    def __init__(self, told: Sequence[Told], vectors: Vectors) -> None:
        self.told, self.vectors = told, vectors
        statements = [(s, one.entry.article) for one in told for s in one.entry.statements]
        texts = [s.span.of(article.text) for s, article in statements]
        self.stored = {s.id: Stored(s, article) for s, article in statements}
        self.rows = dict(zip(self.stored, vectors.of(texts), strict=True))
        self.counts = Counter(stem for text in texts for stem in set(words_of(text)))

    def findings(self, claim: Claim, one: Told) -> tuple[Finding, ...]:
        """The statements of one report as findings for a claim."""
        stored = {s.id: self.stored[s.id] for s in one.entry.statements}
        asked = self.vectors.of([claim.text])[0]
        meaning = {identity: float(np.clip(self.rows[identity] @ asked, 0, 1)) for identity in stored}
        rarity = {stem: rarity_of(self.counts[stem], len(self.stored)) for stem in words_of(claim.text)}
        return rank(claim, stored, meaning, rarity, Legs(meaning, {}, frozenset()))

    def nearest(self, claim: Claim, among: Sequence[Told]) -> Told:
        """The report with the statement that is nearest to the claim."""
        asked = self.vectors.of([claim.text])[0]
        return max(among, key=lambda one: max(float(self.rows[s.id] @ asked) for s in one.entry.statements))


def claims_of(told: Sequence[Told]) -> Iterator[tuple[Told, Claim]]:
    """What each report says first, as somebody would paste it: a headline, or what a note says."""
    for one in told:
        article = one.entry.article
        words = one.entry.statements[0].span.of(article.text)
        claims = read_claims(words).claims if words.strip() else ()
        if claims:
            yield one, claims[0]


def unrelated(name: str, told: Sequence[Told], vectors: Vectors, stance: Reads | None) -> None:
    """How often a report of another event is said to differ from a claim, or to deny it."""
    reporting = Reporting([one for one in told if one.entry.statements], vectors)
    claims = list(claims_of(reporting.told))
    vectors.of([claim.text for _, claim in claims])
    chance = random.Random(SEED)
    drawn: list[tuple[Claim, Told]] = []
    while len(drawn) < UNRELATED:
        (home, claim), other = chance.choice(claims), chance.choice(reporting.told)
        if home.is_unrelated(other):
            drawn.append((claim, other))
    near = [
        (claim, reporting.nearest(claim, others))
        for home, claim in claims
        if (others := [other for other in reporting.told if home.is_unrelated(other)])
    ]
    for kind, pairs in ((f"{name}, drawn at random", drawn), (f"{name}, the nearest of another event", near)):
        found: Counter[str] = Counter()
        shown = []
        for claim, other in pairs:
            relations = {r.relation: r.finding for r in weigh(claim, reporting.findings(claim, other), stance).related}
            for relation, finding in relations.items():
                found[relation] += 1
                if relation in ("differs", "denies"):
                    shown.append((relation, claim.text, finding.words, finding.why[-1]))
        wrong = len(shown) / len(pairs)
        print(
            f"{kind:<52}{len(pairs):>7}{found['reports'] / len(pairs):>10.2%}{found['differs'] / len(pairs):>10.2%}"
            f"{found['denies'] / len(pairs):>10.2%}{wrong:>12.2%}"
        )
        file = kept() / f"weighing-unrelated-{kind.replace(' ', '-').replace(',', '')}.txt"
        file.write_text("\n".join("\t".join(row) for row in shown), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-test", action="store_true", help="while something is still being chosen")
    asked = parser.parse_args(arguments)
    folder = bench_folder()
    if folder is None:
        return
    begun = time.perf_counter()
    numbers(folder)
    stance = LearnedStance(PairReader.load(kept_models() / "pairs", threads=1))
    stances(folder, stance, test=not asked.without_test)
    vectors = Vectors()
    print(f"\nReports of other events{'':<29}{'pairs':>7}{'reports':>10}{'differs':>10}{'denies':>10}{'both':>12}")
    unrelated("starter pack", starter(), vectors, stance)
    unrelated("FA-KES", fa_kes(folder), vectors, stance)
    print(f"goal, drawn at random{'':<69}{GOALS['unrelated']:>11.2%}")
    print(f"{time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
