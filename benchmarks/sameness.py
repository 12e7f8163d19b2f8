"""What the signs by which reports are put together weigh (`sameness.toml`), and how well they do held out.

    python -m benchmarks.sameness [--write]        (WHOSAYS_BENCH names the folder with the outside data)

Learned by logistic regression from all pairs of two sets in which somebody said which reports tell one event: the
starter pack (`event_id`; pairs inside its campaigns are left out, since those are no one event) and FA-KES (the reports
that benchmarks/cards names for one claim, or judged as a pair). Both are read twice: once as a reader takes a report
for its event, once by one or two statements drawn at random, as a card finds it. Each reading weighs the same, however
many its pairs.

Held out: the events are dealt into folds, and a pair is judged by weights that saw no report of either fold, so none
of its events; then the reports are grouped as the product groups them.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

import retrieval.events
from benchmarks.cards.annotations import read_claims, read_pairs
from benchmarks.cards.library import data_of, unit_ids
from benchmarks.events import campaigns, dated_events, findings_of, judged_pairs, pairwise, reports
from benchmarks.libraries import bench_folder
from knowledge.articles import read_table
from knowledge.model import Finding
from knowledge.statements import read_statements
from retrieval.events import ONE_EVENT, by_article, may_be_told_together, telling
from retrieval.events.sameness import LEAST_SHARED, NEVER, grouped, signs, weights_of

#: How strongly weights are held near nothing; the folds, and how often they are dealt.
HELD, FOLDS, DEALS = 1 / 0.3, 6, 3
TRIED = (0.3, 0.4, 0.5, 0.6, 0.7)
#: Of a printed report, what a reader takes for its event: the headline and the sentences after it.
FIRST_SENTENCES = 5
ONE_DAY = "pairs of reports of one day"
TABLE = Path(retrieval.events.__file__).parent / "sameness.toml"
_OPENING = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """Reports as they were read, and every pair of them: its signs, whether it tells one event, and whether the
    weights may learn from it or the two can never be put together.
    """

    name: str
    #: The event of each report, by the report's id.
    events: dict[str, str]
    pairs: np.ndarray
    signs: np.ndarray
    one: np.ndarray
    taught: np.ndarray
    barred: np.ndarray


def readings(bench: Path) -> list[Reading]:
    """The starter pack and FA-KES, as wholes and by the few statements that a card finds; and pairs of one day."""
    entries = reports()
    wide = campaigns(entries)
    noted = {e.article.id: e.article.event_id or e.article.id for e in entries}
    notes = by_article(findings_of(entries, with_event=False))
    events, printed, day = _fa_kes(bench)
    chance = random.Random(0)
    return [
        _read("starter pack", noted, notes, wide),
        _read("FA-KES", events, {i: found[:FIRST_SENTENCES] for i, found in printed.items()}),
        _read("starter pack, one statement each", noted, _some(notes, 1, chance), wide),
        _read("FA-KES, two statements each", events, _some({i: f[:8] for i, f in printed.items()}, 2, chance)),
        _read(ONE_DAY, day.events, {i: found[:FIRST_SENTENCES] for i, found in day.found.items()}, judged=day.judged),
    ]


def _some(reports: Mapping[str, list[Finding]], many: int, chance: random.Random) -> dict[str, list[Finding]]:
    return {identity: chance.sample(found, min(many, len(found))) for identity, found in reports.items()}


@dataclass(frozen=True, slots=True)
class OfOneDay:
    """Pairs of reports of one day, judged by eye, with their reports' statements and, where it is known, event."""

    judged: dict[tuple[str, str], bool]
    events: dict[str, str]
    found: dict[str, list[Finding]]


def _fa_kes(bench: Path) -> tuple[dict[str, str], dict[str, list[Finding]], OfOneDay]:
    """The event of each annotated report, and its statements; what shares a report is one event."""
    data = data_of(bench)
    articles = dict(zip(unit_ids(data), read_table(data), strict=True))
    listed = [claim.articles for claim in read_claims()] + [(pair.a, pair.b) for pair in read_pairs()]
    events: dict[str, str] = {}
    for units in filter(None, listed):
        ids = {articles[unit].id for unit in units}
        known = {events[identity] for identity in ids if identity in events}
        name = min(known | ids)
        events |= {identity: name for identity, event in events.items() if event in known} | dict.fromkeys(ids, name)
    judged = {(articles[a].id, articles[b].id): same for same, a, b in judged_pairs()}
    wanted = {article.id: article for article in articles.values()}
    found = {
        i: [Finding(s, wanted[i], 1.0, ()) for s in read_statements(wanted[i])]
        for i in {*events, *(identity for pair in judged for identity in pair)}
    }
    of_one_day = {identity for pair in judged for identity in pair}
    day = OfOneDay(judged, {i: events.get(i, i) for i in of_one_day}, {i: found[i] for i in of_one_day})
    return events, {i: found[i] for i in events}, day


def _read(
    name: str,
    events: Mapping[str, str],
    found: Mapping[str, list[Finding]],
    wide: frozenset[str] = frozenset(),
    judged: Mapping[tuple[str, str], bool] | None = None,
) -> Reading:
    ids = sorted(found)
    at = {identity: number for number, identity in enumerate(ids)}
    told = [telling(found[identity]) for identity in ids]
    of = [events[identity] for identity in ids]
    every = {(i, j): of[i] == of[j] for i, j in combinations(range(len(ids)), 2)}
    pairs = every if judged is None else {(at[a], at[b]): same for (a, b), same in judged.items()}
    return Reading(
        name,
        dict(zip(ids, of, strict=True)),
        np.array(list(pairs)),
        np.array([list(signs(told[i], told[j]).values()) for i, j in pairs]),
        np.array(list(pairs.values())),
        np.array([not same or of[i] not in wide for (i, _), same in pairs.items()]),
        np.array([not may_be_told_together(told[i], told[j]) for i, j in pairs]),
    )


def learn(readings: Sequence[Reading], using: Sequence[np.ndarray]) -> np.ndarray:
    """The weights, the start first, of a logistic regression over the pairs in use, by Newton's method.

    A reading's pairs weigh together as much as another's; weights are held near nothing as of equally spread signs.
    """
    told = [(r.signs[use], r.one[use]) for r, use in zip(readings, using, strict=True)]
    x, y = np.vstack([s for s, _ in told]), np.concatenate([one for _, one in told]).astype(float)
    counted = np.concatenate([np.full(len(one), 1 / max(1, one.sum())) for _, one in told])
    counted /= counted.mean()
    middle, spread = x.mean(axis=0), x.std(axis=0)
    x = np.column_stack([np.ones(len(x)), (x - middle) / np.where(spread > 0, spread, 1.0)])
    hold = np.diag([0.0, *[HELD] * (x.shape[1] - 1)])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        said = _sure(x @ weights)
        slope = x.T @ (counted * (said - y)) + hold @ weights
        step = np.linalg.solve((x * (counted * said * (1 - said))[:, None]).T @ x + hold, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    plain = weights[1:] / np.where(spread > 0, spread, 1.0)
    return np.array([weights[0] - plain @ middle, *plain])


def _sure(told: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-np.clip(told, -30, 30))))


def sureness(reading: Reading, weights: np.ndarray) -> np.ndarray:
    """How surely each pair is of one event, as the product says it."""
    sure = _sure(weights[0] + reading.signs @ weights[1:])
    weighed: np.ndarray = np.where(reading.signs[:, _OPENING] < LEAST_SHARED, 0.0, sure)
    weighed[reading.barred] = NEVER
    return weighed


def held_out(readings: Sequence[Reading], deal: int) -> list[np.ndarray]:
    """For each reading how surely each pair is of one event, by weights that saw none of the two reports' events."""
    dealt = [_folds(reading, deal) for reading in readings]
    found = [np.zeros(len(reading.pairs)) for reading in readings]
    for a in range(FOLDS):
        for b in range(a, FOLDS):
            using = [r.taught & ~np.isin(f, (a, b)).any(axis=1) for r, f in zip(readings, dealt, strict=True)]
            weights = learn(readings, using)
            for reading, folds, into in zip(readings, dealt, found, strict=True):
                here = (np.sort(folds, axis=1) == (a, b)).all(axis=1)
                into[here] = sureness(reading, weights)[here]
    return found


def _folds(reading: Reading, deal: int) -> np.ndarray:
    """The folds of the two reports of each pair; an event is dealt alike in every reading."""
    fold = [random.Random(f"{deal} {event}").randrange(FOLDS) for event in reading.events.values()]
    dealt: np.ndarray = np.array(fold)[reading.pairs]
    return dealt


def groups_of(reading: Reading, sure: np.ndarray, least: float = ONE_EVENT) -> list[list[str]]:
    """The reports, by id, as the product would group them."""
    ids = list(reading.events)
    likely = np.zeros((len(ids), len(ids)))
    one, other = reading.pairs.T
    likely[one, other] = likely[other, one] = sure
    return [[ids[at] for at in group] for group in grouped(likely, least)]


def scores(
    reading: Reading, sure: np.ndarray, least: float, without: frozenset[str] = frozenset()
) -> tuple[float, float, float]:
    """Precision, recall and F1 over all pairs, but for the reports of the events left out; over the judged ones alone
    where only some are.
    """
    if reading.name == ONE_DAY:
        hits = int((reading.one & (sure >= least)).sum())
        precision, recall = hits / max(1, int((sure >= least).sum())), hits / int(reading.one.sum())
        return precision, recall, 2 * precision * recall / ((precision + recall) or 1.0)
    groups = groups_of(reading, sure, least)
    place = {identity: number for number, group in enumerate(groups) for identity in group}
    return pairwise({i: event for i, event in reading.events.items() if event not in without}, place)


def _parts(reading: Reading) -> list[tuple[str, frozenset[str]]]:
    """What of a reading is scored: all of it, and of the pack also what is left without what is no one event."""
    parts = [(reading.name, frozenset[str]())]
    if reading.taught.all():
        return parts
    entries = reports()
    several = frozenset(reading.events.values()) - dated_events(entries)
    return [*parts, ("  without campaigns", campaigns(entries)), ("  named with their date", several)]


def write(weights: np.ndarray, names: Sequence[str]) -> None:
    """Put the weights into the table, each beside what its sign means."""
    text = TABLE.read_text(encoding="utf-8")
    for name, weight in zip(("start", *names), weights, strict=True):
        text, found = re.subn(rf"(?m)(^\[{name}\]\n(?:why = .*\n)weight = ).*$", rf"\g<1>{weight:.3f}", text)
        if found != 1:
            raise SystemExit(f"{TABLE} has no row for the sign {name}; add it, with its why and any weight.")
    TABLE.write_text(text, encoding="utf-8")


def main() -> None:
    """Learn, print the figures held out, and write the weights when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights learned from all pairs to the table")
    parsed = parser.parse_args()
    bench = bench_folder()
    if bench is None:
        return
    read = readings(bench)
    deals = [held_out(read, deal) for deal in range(DEALS)]
    print(f"\nHeld out: precision, recall and F1 over all pairs of reports, the mean of {DEALS} deals of the events")
    print(f"{'put together when at least so likely':<66}" + "".join(f"{least:>22}" for least in TRIED))
    for number, reading in enumerate(read):
        for what, without in _parts(reading):
            cells = []
            for least in TRIED:
                scored = [scores(reading, deal[number], least, without) for deal in deals]
                cells.append(" / ".join(f"{value:.3f}" for value in np.mean(scored, axis=0)))
            print(f"{what:<66}" + "".join(f"{cell:>22}" for cell in cells), flush=True)
    names = [sign for sign in weights_of() if sign != "start"]
    weights = learn(read, [reading.taught for reading in read])
    for name, weight in zip(("start", *names), weights, strict=True):
        print(f"  {name:<18}{weight:>8.3f}")
    if parsed.write:
        write(weights, names)
        print(f"wrote {TABLE}")


if __name__ == "__main__":
    main()
