"""How claims without a number are answered: "hospital bombed in Aleppo", asked of FA-KES and of the starter pack.

    python -m benchmarks.plain [--held] [--misses]       (WHOSAYS_BENCH names the folder with the outside data)

`plain.jsonl` and `plain_held.jsonl` hold eighty claims each, written with their answers from the texts alone, by
somebody who had seen neither the program nor its code: whether one event of the store is meant, one of several, a
habit or none; which articles say it, and which deny it or contradict it. The first was read and mended from, the
other is only scored; `--misses` is for the first. Thirty more in each (from P300) were written later, from articles and
notes drawn by lot, by who then mended the program, before looking at what it said to them; they are printed apart.
So are fifty-six more in each (from P600), from articles drawn by lot again: who else says them than the article drawn
was judged by that hand, of what the program said, told or offered; who denies them was not looked for.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from benchmarks.cards.library import open_corpus
from benchmarks.caveats.stores import starter_store
from benchmarks.libraries import bench_folder
from knowledge.articles import day
from knowledge.model import ContextCard
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage

READ, HELD = (Path(__file__).with_name(name) for name in ("plain.jsonl", "plain_held.jsonl"))
#: From this id on the claims were written later.
LATER = "P300"
#: And from this one on, later still.
LAST = "P600"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SENT = "2026-11-22"
Kind = Literal["one", "several", "none", "general"]


@dataclass(frozen=True, slots=True)
class Plain:
    """A claim without a number and its answer: the articles, by their ids, that say it, and that deny it."""

    id: str
    store: str
    claim: str
    kind: Kind
    says: frozenset[str]
    denies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the cards for one claim show: who is said to say it, and to deny it, by article."""

    plain: Plain
    cards: tuple[ContextCard, ...]
    saying: frozenset[str]
    denying: frozenset[str]
    #: Who is said to tell it in other words, or stands with an event that is offered.
    telling: frozenset[str]
    #: What stands under an answer of the accused, or close by.
    near: frozenset[str]

    @property
    def asks(self) -> bool:
        """Whether a reader is asked which event is meant."""
        return any(card.state == "ambiguous" for card in self.cards)


def listed(file: Path) -> list[Plain]:
    """The claims of a list."""
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [
        Plain(row["id"], row["store"], row["claim"], row["kind"], frozenset(row["says"]), frozenset(row["denies"]))
        for row in rows
    ]


def outcome_of(plain: Plain, store: Store, ids: dict[str, frozenset[str]]) -> Outcome:
    """Ask one claim; `ids` has the ids of the store's articles behind each row of the outside data."""
    try:
        cards = answer(plain.claim, store, now=NOW, sent=day(SENT)).cards
    except BadMessage:
        cards = ()
    behind = {article: row for row, articles in ids.items() for article in articles}

    def shown(*relations: str) -> frozenset[str]:
        return frozenset(
            behind.get(finding.article.id, finding.article.id)
            for card in cards
            for account in card.accounts
            if account.relation in relations
            for finding in account.findings
        )

    own = {article for row in plain.says | plain.denies for article in ids.get(row, ())}
    # One text may stand on two rows.
    behind |= {article: row for row in plain.says | plain.denies for article in ids.get(row, ()) if article in own}
    told = frozenset(
        behind.get(finding.article.id, finding.article.id)
        for card in cards
        for group in (
            *(account.findings for account in card.accounts if account.in_other_words),
            *(candidate.findings for candidate in card.candidates),
        )
        for finding in group
    )
    saying = shown("reports")
    return Outcome(plain, tuple(cards), saying, shown("denies", "differs"), saying | told, shown("context"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask the claims of a list, and print how they were answered."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true", help="the list that is only scored")
    parser.add_argument("--misses", action="store_true", help="print what went wrong, of the list that was read")
    asked = parser.parse_args(arguments)
    folder = bench_folder()
    if folder is None:
        return
    corpus = open_corpus(folder)
    with TemporaryDirectory() as place:
        stores = {"fa_kes": corpus.store, "starter": starter_store(Path(place))}
        outcomes = [
            outcome_of(plain, stores[plain.store], corpus.articles if plain.store == "fa_kes" else {})
            for plain in listed(HELD if asked.held else READ)
        ]
    for line in table([one for one in outcomes if one.plain.id < LATER]):
        print(line)
    print("\nThirty written later, from articles and notes drawn by lot")
    for line in table([one for one in outcomes if LATER <= one.plain.id < LAST]):
        print(line)
    print("\nFifty-six written last, from articles and notes drawn by lot")
    for line in table([one for one in outcomes if one.plain.id >= LAST]):
        print(line)
    if asked.misses and not asked.held:
        for line in misses(outcomes):
            print(line)


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What is said of the claims, and of the articles shown for them."""

    def told(what: str, right: int, of: int) -> str:
        share = f" ({right / of:.0%})" if of else ""
        return f"{what:<76} {right:>4} of {of:>4}{share}"

    told_of = [one for one in outcomes if one.plain.says]
    one, several = ([o for o in outcomes if o.plain.kind == kind] for kind in ("one", "several"))
    none = [o for o in outcomes if o.plain.kind == "none"]
    said = [o for o in outcomes if o.plain.kind != "none" and o.plain.kind != "general"]
    yield told("claims that somebody says: said by one who does", sum(map(_is_said, told_of)), len(told_of))
    telling = sum(bool(o.telling & o.plain.says) for o in told_of)
    yield told("– or told in other words, or offered, by one who does", telling, len(told_of))
    yield told("articles said to say it: they do", *_articles_right(said))
    beside = [o.telling - o.saying - o.denying for o in said]
    right = sum(len(own & o.plain.says) for own, o in zip(beside, said, strict=True))
    yield told("– or to tell it in other words, or offered: they say it", right, sum(map(len, beside)))
    yield told("articles that say it, of claims of one event: said to", *_articles_found(one))
    yield told("claims of several events: a reader is asked which", sum(o.asks for o in several), len(several))
    yield told("claims of one event: no reader is asked", sum(not o.asks for o in one), len(one))
    yield told("claims that nobody says: nobody is said to", sum(not o.saying for o in none), len(none))
    denied = [o for o in outcomes if o.plain.denies]
    yield told(
        "claims that somebody denies: said to", sum(bool(o.denying & o.plain.denies) for o in denied), len(denied)
    )
    heard = sum(bool((o.denying | o.near) & o.plain.denies) for o in denied)
    yield told("– or heard close by", heard, len(denied))
    against = sum(len(o.denying) for o in outcomes)
    yield told(
        "articles said to deny it or say otherwise: they do",
        sum(len(o.denying & o.plain.denies) for o in outcomes),
        against,
    )


def _is_said(outcome: Outcome) -> bool:
    return bool(outcome.saying & outcome.plain.says)


def _articles_right(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    return sum(len(o.saying & o.plain.says) for o in outcomes), sum(len(o.saying) for o in outcomes)


def _articles_found(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    return sum(len(o.saying & o.plain.says) for o in outcomes), sum(len(o.plain.says) for o in outcomes)


def misses(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What went wrong, claim by claim."""
    for one in outcomes:
        plain = one.plain
        wrong = sorted(one.saying - plain.says) if plain.kind != "general" else []
        left, deniers = sorted(plain.says - one.saying), sorted(plain.denies - one.denying)
        lines = [
            *([f"not asked which: {plain.kind}"] if plain.kind == "several" and not one.asks else []),
            *([f"asked which: {plain.kind}"] if plain.kind == "one" and one.asks else []),
            *([f"wrongly said: {', '.join(wrong)}"] if wrong else []),
            *([f"not said: {', '.join(left)}"] if left else []),
            *([f"denials lost: {', '.join(deniers)}"] if deniers else []),
            *(
                [f"wrongly against it: {', '.join(sorted(one.denying - plain.denies))}"]
                if one.denying - plain.denies
                else []
            ),
        ]
        if lines:
            yield f"{plain.id} [{plain.store}, {plain.kind}] {plain.claim}"
            yield from (f"    {line}" for line in lines)


if __name__ == "__main__":
    main()
