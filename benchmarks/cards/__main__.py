"""How well whole cards do on FA-KES, by claims and pairs that were annotated by reading it.

    python -m benchmarks.cards [--misses]        (WHOSAYS_BENCH names the folder with the outside data)

Scored, each against what README.md in this folder says of the annotation:

- event found: a report of the claim's event is among the card's accounts (near ones too) or its candidates; over the
  claims whose event is in the corpus as they have it, changed numbers and units included.
- another place or date: claims that move a real event are scored apart and have no goal. "Said to report it" is wrong;
  "shown as near" is an account that differs or is context, or a candidate; "not shown" says nothing about the event.
- rival shown: a rival figure stands on the card with its speaker, in an account that reports, differs or denies. Over
  the rivals of claims that are true to the report or changed in number.
- rival anywhere on the card: the same where it only stands near counts, too: as context, or as one speaker's earlier
  toll (`REVISED`). It has no goal; it tells a figure that a reader does not see from one that is not set against the
  claim.
- rival shown or in the ledger: the same where the card's printed table of who says how many has the figure with its
  speaker: a toll that rose contradicts nobody and yet is shown. Rows that are not printed do not count.
- origins right: as many origins as the reader found among the reports of the event; a card that misses them is wrong.
- origin count can be followed: of the cards that count origins, those on which each voice below the first line is an
  origin, or is told to count as one with another that is. It has no goal, and needs no annotation.
- no false denial: of all claims, those whose card shows nobody as denying, or only who does deny.
- UCDP GED (claims whose event it has): how many of the figures that true claims have from their reports lie within its
  lowest and highest, how many rivals do, and how many of those whom it names as saying so speak on the card. No goal:
  reports of a day end before the last toll, and what FA-KES does not print no card can.
- same origin: precision, recall and F1 over the pairs, once for the two reports as wholes (`shared_origin`) and once
  for their central findings with both reports beside them, which is what a card groups; then over the pairs that have
  one date in FA-KES's own table.

`--misses` lists each miss by its id with what the card said, in names and numbers, and counts them by cause.
"""

from __future__ import annotations

import argparse
import textwrap
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks.cards.annotations import AnnotatedClaim, Pair, read_claims, read_pairs
from benchmarks.cards.library import Corpus, data_of, dates_in, open_corpus
from benchmarks.cards.scoring import (
    OF_THE_COUNT,
    OF_THE_EVENT,
    Outcome,
    Sight,
    central,
    judge,
    one_origin,
    told,
    unfollowed,
    why_miscounted,
    why_unseen,
)
from benchmarks.cards.ucdp import Recorded, figures_held, read_events, rivals_held, sources_shown
from benchmarks.libraries import bench_folder
from knowledge.model import Claim, Entry, Finding
from retrieval.cards import ask
from retrieval.claims import messages
from retrieval.origins import shared_origin
from retrieval.search import find

#: What we set ourselves.
GOALS = {"event": 0.90, "rivals": 0.80, "origins": 0.80, "denial": 0.99, "pairs": 0.85}
#: Caveats that tell a reader what was changed in a claim that is nevertheless said to be reported.
WARNINGS: dict[str, frozenset[str]] = {
    "number changed": frozenset({"FIGURES_DIFFER", "BOUND_DROPPED", "REVISED"}),
    "unit changed": frozenset({"UNIT_DIFFERS", "MEASURE_DIFFERS"}),
    "place changed": frozenset({"PLACE_DIFFERS"}),
    "date changed": frozenset({"PERIOD_DIFFERS", "OLD_NEWS"}),
}
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


#: How two reports of a pair are held together: as wholes, and by their central findings alone.
PAIRED = ("pairs", "pairs by their central findings")
ONE = ("one", "two")
#: By what was missed, and by the cause: the ids of the claims, or the lines of the pairs.
Causes = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim as it was read, what the search brought for it, and how its card did."""

    claim: Claim
    brought: tuple[Finding, ...]
    sights: dict[str, Sight]
    outcome: Outcome

    @property
    def unseen(self) -> str:
        """Why no report of the event is on the card; empty when one is."""
        if self.outcome.shown_as:
            return ""
        ids = {article.id for sight in self.sights.values() for article in sight.articles}
        brought = [finding for finding in self.brought if finding.article.id in ids]
        return why_unseen(self.outcome, self.claim, brought)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list every miss, and count them by cause")
    parsed = parser.parse_args(arguments)
    bench = bench_folder()
    if bench is None:
        return
    corpus = open_corpus(bench)
    begun = time.perf_counter()
    asked = [_ask(claim, corpus) for claim in read_claims()]
    pairs = [_compare(pair, corpus) for pair in read_pairs()]
    dates = dates_in(data_of(bench))
    of_one_day = [one for one in pairs if dates[one.pair.a] == dates[one.pair.b]]
    _report(asked, pairs, of_one_day, read_events(bench))
    if parsed.misses:
        _misses(asked, pairs)
    print(f"\n{len(asked)} claims, {len(pairs)} pairs, {time.perf_counter() - begun:.0f} s.")
    corpus.store.close()


def _ask(claim: AnnotatedClaim, corpus: Corpus) -> Asked:
    (meant,) = messages.read_claims(claim.claim).claims
    brought = find(meant, corpus.store)
    sights = {unit_id: _sight(unit_id, corpus, brought) for unit_id in claim.articles}
    card = ask(meant, corpus.store, now=NOW)
    return Asked(meant, brought, sights, judge(claim, meant, card, sights))


def _sight(unit_id: str, corpus: Corpus, brought: Sequence[Finding]) -> Sight:
    archive = corpus.store.archive
    articles = tuple(a for identity in sorted(corpus.articles[unit_id]) if (a := archive.article(identity)))
    statements = tuple(s for article in articles for s in archive.statements_of(article.id))
    return Sight(articles, statements, frozenset(finding.statement.id for finding in brought))


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair, the central findings of its two reports, and whether they were put down to one origin."""

    pair: Pair
    a: tuple[Finding, ...]
    b: tuple[Finding, ...]
    #: By the reports as wholes, and by their central findings alone.
    one: bool
    central: bool

    @property
    def voices(self) -> str:
        """How the voices of the two figures were read, as far as it explains an error."""
        sides = [{f.speaker.kind for f in findings} for findings in (self.a, self.b)]
        if any(side == {"outlet_itself"} for side in sides):
            return "an outlet's own words, on one side or both"
        if sides[0] & sides[1] - {"outlet_itself"}:
            return "two names of one kind of voice"
        return "voices of two kinds"


def _compare(pair: Pair, corpus: Corpus) -> Compared:
    entries = [_entry(unit_id, corpus) for unit_id in (pair.a, pair.b)]
    a, b = (
        central(entry.article, entry.statements, figure) for entry, figure in zip(entries, pair.figures, strict=True)
    )
    beside = [Finding(statement, entry.article, 1.0, ()) for entry in entries for statement in entry.statements]
    return Compared(pair, a, b, shared_origin(entries[0], entries[1]) is not None, one_origin(a, b, beside))


def _entry(unit_id: str, corpus: Corpus) -> Entry:
    sight = _sight(unit_id, corpus, ())
    article = sight.articles[0]
    return Entry(article, tuple(s for s in sight.statements if s.article_id == article.id))


def _report(
    asked: Sequence[Asked], pairs: Sequence[Compared], of_one_day: Sequence[Compared], events: dict[int, Recorded]
) -> None:
    outcomes = [one.outcome for one in asked]
    event = [o for o in outcomes if o.claim.kind in OF_THE_EVENT]
    counted = [o for o in outcomes if o.claim.kind in OF_THE_COUNT]
    rivals = [missing == "" for o in counted for _, missing in o.rivals]
    origins = [len(o.origins) == o.claim.origins for o in counted if o.claim.origins is not None]
    print("\nThe card as a whole, on FA-KES" + f"{'goal':>25}")
    _line("event found", [bool(o.shown_as) for o in event], GOALS["event"])
    for kind in OF_THE_EVENT:
        _line(f"  {kind}", [bool(o.shown_as) for o in event if o.claim.kind == kind])
    _line("rival figure with its speaker, against the claim", rivals, GOALS["rivals"])
    _line("  anywhere on the card, as context or REVISED, too", [seen for o in counted for seen in o.anywhere])
    either = [not m or own for o in counted for (_, m), own in zip(o.rivals, o.in_ledger, strict=True)]
    _line("  or in the table of who says how many", either, GOALS["rivals"])
    _line("  at least one, of claims with a rival", [any(not m for _, m in o.rivals) for o in counted if o.rivals])
    _line("origins right", origins, GOALS["origins"])
    seen = [o for o in counted if o.claim.origins is not None and o.shown_as in ("reports", "differs", "denies")]
    _line("  of cards that set a report of the event to the claim", [len(o.origins) == o.claim.origins for o in seen])
    lost = [unfollowed(o.card) for o in outcomes if o.card.state == "found" and o.card.origins]
    _line("origin count can be followed", [not voices for voices in lost])
    _line("no false denial", [not o.false_denials for o in outcomes], GOALS["denial"])
    if events:
        claims = [o.claim for o in outcomes]
        _line("figures of true claims within UCDP's low and high", figures_held(claims, events))
        _line("  rival figures", rivals_held(claims, events))
        _line("  whom UCDP names, speaking on the card", sources_shown(outcomes, events))
    print("\nWhat a changed claim is said to be (reports = the card has somebody say it)")
    for kind in ("true to the report", "number changed", "unit changed", "place changed", "date changed"):
        ways = Counter(o.shown_as or "not shown" for o in outcomes if o.claim.kind == kind)
        print(f"  {kind:<20}" + ", ".join(f"{way} {count}" for way, count in ways.most_common()))
    print()
    for of, among in (("", pairs), (", of one date in the table", of_one_day)):
        _pairs(f"same origin, whole reports{of}", [(one.one, one.pair.same_origin) for one in among])
        _pairs(f"same origin, central findings{of}", [(one.central, one.pair.same_origin) for one in among])


def _pairs(what: str, said: Sequence[tuple[bool, bool]]) -> None:
    """One row: what was said to be one origin against what the reader said."""
    right = sum(ours and theirs for ours, theirs in said)
    precision = right / max(1, sum(ours for ours, _ in said))
    recall = right / max(1, sum(theirs for _, theirs in said))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"{what}, {len(said)} pairs: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} "
        f"(goal {GOALS['pairs']:.2f})"
    )


def _line(what: str, right: Sequence[bool], goal: float | None = None) -> None:
    share = sum(right) / max(1, len(right))
    print(f"{what:<52}{share:6.2f} {sum(right):>4}/{len(right):<4}" + (f"{goal:.2f}" if goal else ""))


def _misses(asked: Sequence[Asked], pairs: Sequence[Compared]) -> None:
    kinds = ("event", "rival", "origins", "denial", "changed", *(f"{of} said to be {n}" for of in PAIRED for n in ONE))
    causes: Causes = {kind: {} for kind in kinds}
    for one in asked:
        lines = list(_missed(one, causes))
        if lines:
            print(f"\n{one.outcome.claim.id} ({one.outcome.claim.kind}) {one.outcome.claim.claim}")
            _indented((*lines, "the card:", *(f"  {line}" for line in told(one.outcome.card))))
    for line, compared in enumerate(pairs, 1):
        for of, one_origin_said in zip(PAIRED, (compared.one, compared.central), strict=True):
            if one_origin_said == compared.pair.same_origin:
                continue
            said = f"{of} said to be {ONE[not one_origin_said]}"
            print(f"\n{said}: {compared.pair.a} {compared.pair.b} (line {line})")
            names = (", ".join(sorted({f.speaker.name for f in findings})) for findings in (compared.a, compared.b))
            _indented((compared.pair.because, *names))
            causes[said].setdefault(compared.voices, []).append(str(line))
    for what, missed in causes.items():
        print(f"\n{what}: {sum(map(len, missed.values()))} missed")
        for cause, ids in sorted(missed.items(), key=lambda item: -len(item[1])):
            print(f"    {len(ids):>3} {cause}")
            _indented(textwrap.wrap(", ".join(_times(ids)), 110, initial_indent="    ", subsequent_indent="    "))


def _times(ids: Iterable[str]) -> Iterable[str]:
    for identity, times in Counter(ids).items():
        yield identity if times == 1 else f"{identity} ({times})"


def _missed(one: Asked, causes: Causes) -> Iterable[str]:
    outcome = one.outcome
    if one.unseen and outcome.claim.kind in OF_THE_EVENT:
        causes["event"].setdefault(one.unseen, []).append(outcome.claim.id)
        yield f"event: {one.unseen}"
    for rival, missing in outcome.rivals:
        if missing:
            causes["rival"].setdefault(missing.split(":")[0], []).append(outcome.claim.id)
            yield f"rival {rival.speaker} {rival.figure}: {missing}"
    expected = outcome.claim.origins
    if outcome.claim.kind in OF_THE_COUNT and expected is not None and len(outcome.origins) != expected:
        cause = why_miscounted(outcome, expected)
        causes["origins"].setdefault(cause, []).append(outcome.claim.id)
        yield f"origins: {len(outcome.origins)} for {expected}, {cause}"
    if outcome.claim.kind not in OF_THE_EVENT and not outcome.shown_as:
        causes["changed"].setdefault(f"{outcome.claim.kind}, its event is not shown", []).append(outcome.claim.id)
        yield "its event is not shown"
    if outcome.claim.kind == "unit changed" and outcome.shown_as == "differs":
        causes["changed"].setdefault("unit changed, and said to differ", []).append(outcome.claim.id)
        yield "another unit is said to differ"
    if outcome.claim.kind != "true to the report" and outcome.shown_as == "reports":
        warned = WARNINGS[outcome.claim.kind] & {caveat.kind for caveat in outcome.card.caveats}
        cause = f"{outcome.claim.kind}, {'with' if warned else 'without'} a caveat that says so"
        causes["changed"].setdefault(cause, []).append(outcome.claim.id)
        yield f"said to be reported as changed, caveats {', '.join(sorted(warned)) or 'that say so: none'}"
    for name in outcome.false_denials:
        causes["denial"].setdefault("said to deny", []).append(outcome.claim.id)
        yield f"false denial by {name or 'somebody without a name'}"


def _indented(lines: Iterable[str]) -> None:
    for line in lines:
        print(f"    {line}")


if __name__ == "__main__":
    main()
