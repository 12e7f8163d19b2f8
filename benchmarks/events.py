"""Whether reports of one event are put together, and only those: the starter pack's reports, and others' of one day.

    python -m benchmarks.events [--misses]        (part of make bench-finding)

The notes' editor has put reports that are rival accounts of one thing under one `event_id`; the code that groups does
not read it. Every pair of reports is judged: together or apart. An `event_id` may be wider than an event: twenty-six
reports of three years stand under one air campaign. So subjects are held against it too, events once more without such
campaigns, and a third time only where the notes name one event with its date, a month at most: the rest stands for a
year, an assessment, a question ("the dead of the war") or two days of one protest.

The weights were learned on these notes among others; benchmarks/sameness.py prints the figures held out. `--misses`
lists what is split and what is wrongly joined, with the first cause that explains each pair.

The pack's notes were written by one editor. So pairs of reports that two outlets published on one day (FA-KES, read
from outside the repository) are judged too, by ids in same_day_pairs.toml: articles as they were printed.
"""

from __future__ import annotations

import argparse
import math
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from benchmarks.cards.library import data_of, unit_ids
from benchmarks.libraries import bench_folder
from knowledge.articles import read_table
from knowledge.model import Entry, Finding
from knowledge.notes import STARTER, read_notes
from knowledge.statements import read_statements
from retrieval.events import by_article, events_of, may_be_told_together, named_days, subjects_of, telling
from retrieval.events.sameness import signs

GOAL = 0.85
#: Under one `event_id`, more reports than this make a campaign.
CAMPAIGN = 10
#: Of a printed report, what a reader takes for its event: the headline and the sentences after it.
FIRST_SENTENCES = 4

#: ln(1 + days): a month.
FAR = math.log1p(31)

Groups = Callable[[Sequence[Finding]], Sequence[Sequence[Finding]]]


def reports() -> list[Entry]:
    """The reports of the starter pack."""
    texts = [pack.read_text(encoding="utf-8") for pack in STARTER]
    return [entry for text in texts for entry in read_notes(text) if isinstance(entry, Entry)]


def findings_of(entries: Sequence[Entry], *, with_event: bool) -> list[Finding]:
    """Every statement of the reports as a finding; without `with_event`, the editor's name for the event is hidden."""
    found = []
    for entry in entries:
        hidden = replace(entry.article, event_id=None)
        article = hidden if with_event else replace(hidden, event=None)
        told = [s for s in entry.statements if s.place_in_article not in ("comment", "rival")]
        found += [Finding(statement, article, 1.0, ()) for statement in told]
    return found


def campaigns(entries: Sequence[Entry]) -> frozenset[str]:
    """The `event_id`s that hold a whole campaign, and no one event."""
    counted = Counter(entry.article.event_id for entry in entries)
    return frozenset(identity for identity, count in counted.items() if identity and count > CAMPAIGN)


def dated_events(entries: Sequence[Entry]) -> frozenset[str]:
    """The `event_id`s whose notes all give one name to their event, and that with its date: one event by its nature."""
    names: dict[str, set[str]] = {}
    for entry in entries:
        names.setdefault(entry.article.event_id or "", set()).add(entry.article.event or "")
    return frozenset(i for i, named in names.items() if i and len(named) == 1 and named_days(min(named)) is not None)


def placed(groups: Sequence[Sequence[Finding]]) -> dict[str, int]:
    """The number of the group that each report is in: that of its first finding."""
    place: dict[str, int] = {}
    for number, group in enumerate(groups):
        for finding in group:
            place.setdefault(finding.article.id, number)
    return place


def pairwise(gold: Mapping[str, str], place: Mapping[str, int]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all pairs of reports, by the number of the group that each was put in."""
    pairs = list(combinations(sorted(gold.keys() & place.keys()), 2))
    together = {(a, b) for a, b in pairs if place[a] == place[b]}
    right = {(a, b) for a, b in pairs if gold[a] == gold[b]}
    hits = len(together & right)
    precision, recall = hits / max(1, len(together)), hits / max(1, len(right))
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1.0)


def judged_pairs() -> list[tuple[bool, str, str]]:
    """The judged pairs of reports of one day, by the ids of their rows: whether they tell of one event."""
    judged = tomllib.loads((Path(__file__).parent / "same_day_pairs.toml").read_text(encoding="utf-8"))
    return [(same == "same", str(one), str(other)) for same, listed in judged.items() for one, other in listed]


def same_day_pairs(folder: Path) -> list[tuple[bool, bool]]:
    """For each judged pair of reports of one day: whether they tell of one event, and whether they are put together."""
    data = data_of(folder)
    articles = dict(zip(unit_ids(data), read_table(data), strict=True))
    pairs = judged_pairs()
    found = {
        unit: [Finding(s, articles[unit], 1.0, ()) for s in read_statements(articles[unit])[:FIRST_SENTENCES]]
        for unit in {unit for _, one, other in pairs for unit in (one, other)}
    }
    return [(same, len(events_of([*found[one], *found[other]])) == 1) for same, one, other in pairs]


def cause(
    one: Sequence[Finding], other: Sequence[Finding], identity: str, wide: frozenset[str], dated: frozenset[str]
) -> str:
    """Why two reports of one `event_id` are not put together: the first cause that explains it."""
    found = signs(telling(one), telling(other))
    if identity in wide:
        return "a campaign, not one event"
    if identity not in dated:
        return "a year, an assessment or a question, not one event"
    if not may_be_told_together(telling(one), telling(other)):
        return "places or days read apart"
    if found["undated"]:
        return "one is undated"
    if found["days_between"] > FAR:
        return "told more than a month apart"
    if not found["place_words"] and not found["towns_counted"]:
        return "no place in common"
    return "told in other words"


def print_misses(entries: Sequence[Entry], found: Sequence[Finding]) -> None:
    """Print, group by group, which reports are split off and which are joined to others."""
    gold = {e.article.id: e.article.event_id or e.article.id for e in entries}
    place = placed([event.findings for event in events_of(found)])
    told = by_article(found)
    wide, dated = campaigns(entries), dated_events(entries)
    causes: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    for a, b in combinations(sorted(gold), 2):
        if gold[a] == gold[b] and place[a] != place[b]:
            causes[cause(told[a], told[b], gold[a], wide, dated)] += 1
        elif gold[a] != gold[b] and place[a] == place[b]:
            joined[f"{gold[a]} with {gold[b]}"] += 1
    for identity, many in Counter(gold.values()).most_common():
        parts = Counter(place[i] for i, group in gold.items() if group == identity)
        if many > 1 and len(parts) > 1:
            apart = [", ".join(sorted(i for i, g in gold.items() if g == identity and place[i] == p)) for p in parts]
            print(f"  {identity}: {' | '.join(apart)}")
    print("split, pairs by cause: " + "; ".join(f"{many} {why}" for why, many in causes.most_common()))
    print("joined wrongly: " + "; ".join(f"{many} {which}" for which, many in joined.most_common()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list what is split and what is wrongly joined")
    parsed = parser.parse_args(arguments)
    entries = reports()
    gold = {e.article.id: e.article.event_id or e.article.id for e in entries}
    wide = campaigns(entries)
    bounded = {identity: group for identity, group in gold.items() if group not in wide}
    dated = dated_events(entries)
    single = {identity: group for identity, group in gold.items() if group in dated}
    print(f"\nReports of one event together: {len(gold)} reports of the starter pack, every pair, against event_id")
    print(f"{'':<66}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name, with_event in (("with the notes' name of the event", True), ("from the reports alone", False)):
        found = findings_of(entries, with_event=with_event)
        events = [event.findings for event in events_of(found)]
        subjects = subjects_of(found)
        for what, groups, truth in (
            ("subjects", subjects, gold),
            ("events", events, gold),
            (f"events, without {len(wide)} campaigns", events, bounded),
            (f"events, the {len(dated)} that are named with their date", events, single),
        ):
            print(f"{what + ', ' + name:<66}" + "".join(f"{value:>10.3f}" for value in pairwise(truth, placed(groups))))
    print(f"goal: F1 {GOAL}")
    if parsed.misses:
        print_misses(entries, findings_of(entries, with_event=False))
    folder = bench_folder()
    if folder is None:
        return
    pairs = same_day_pairs(folder)
    together, right = [same for same, merged in pairs if merged], [merged for same, merged in pairs if same]
    print(
        f"\n{len(pairs)} pairs of reports that two outlets published on one day, {len(right)} of one event: "
        f"{len(together)} put together, {sum(together)} of them rightly; "
        f"precision {sum(together) / max(1, len(together)):.3f}, recall {sum(right) / max(1, len(right)):.3f}"
    )


if __name__ == "__main__":
    main()
