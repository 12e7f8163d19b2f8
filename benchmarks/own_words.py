"""Whether a report is found by its own words: each statement of the starter pack, pasted back as a claim.

    python -m benchmarks.own_words        (part of make bench-finding)

Nothing is easier to find than a sentence that is in the store, so the second column asks it as typed in a hurry. A
reader's comment is left out, since a comment is never reporting; so is what a note records of rivals, which stands in
no report.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.clef import MISTYPED, mistype
from benchmarks.libraries import kept_models
from bot.terminal.kb_cli import load_starter_into
from knowledge.model import Article, ContextCard, Statement
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage
from retrieval.ranking import wording

#: The store's dates are absolute, so that any fixed moment will do.
NOW = datetime(2026, 11, 22, tzinfo=UTC)
#: What becomes of a statement that is pasted back, the best first.
OUTCOMES = ("reports", "its report", "denies", "differs", "several events", "near", "another", "nothing", "no claim")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A statement that was pasted back, and what came of it."""

    statement: Statement
    article: Article
    outcome: str

    @property
    def words(self) -> str:
        """The statement, verbatim."""
        return self.statement.span.of(self.article.text)


def pasted_back(store: Store, *, mistyped: bool = False) -> Iterator[Pasted]:
    """Each statement of the store asked as a message, and how the card stands to its own words."""
    for article in store.archive.articles():
        for statement in store.archive.statements_of(article.id):
            if statement.place_in_article not in ("comment", "rival"):
                words = statement.span.of(article.text)
                asked = mistype(words, statement.id) if mistyped else words
                yield Pasted(statement, article, _outcome(asked, words, article, store))


def _outcome(asked: str, words: str, article: Article, store: Store) -> str:
    try:
        cards = answer(asked, store, now=NOW).cards
    except BadMessage:
        cards = ()
    outcomes = [_on_card(words, article, card) for card in cards]
    # Several sentences become several claims; the best of their cards is the statement's.
    return min(outcomes, key=OUTCOMES.index, default="no claim")


def _on_card(words: str, article: Article, card: ContextCard) -> str:
    if card.state == "nothing_found":
        return "nothing"
    relations = {
        account.relation
        for account in card.accounts
        for finding in account.findings
        if wording(words) in wording(finding.words) or wording(finding.words) in wording(words)
    }
    if "reports" in relations:
        return "reports"
    if any(f.article.id == article.id for a in card.accounts if a.relation == "reports" for f in a.findings):
        # A headline that another sentence of its report bears out is not printed a second time.
        return "its report"
    for relation in ("denies", "differs"):
        if relation in relations:
            return relation
    if relations or any(wording(f.words) == wording(words) for c in card.candidates for f in c.findings):
        return "several events" if card.state == "ambiguous" else "near"
    return "another"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print each statement that is not found as its own report")
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        (Path(folder) / "models").symlink_to(kept_models())
        store = Store(Path(folder))
        load_starter_into(store)
        pasted = [list(pasted_back(store, mistyped=mistyped)) for mistyped in (False, True)]
        store.close()
    columns = [Counter(one.outcome for one in column) for column in pasted]
    print(f"\nEach of {len(pasted[0])} statements of the starter pack, pasted back as a claim")
    print(f"{'':<28}{'as printed':>15}{f'{MISTYPED:.0%} mistyped':>15}")
    for outcome in OUTCOMES:
        print(f"{outcome:<28}" + "".join(f"{column[outcome]:>15}" for column in columns))
    if asked.show:
        for one in sorted((one for column in pasted for one in column), key=lambda p: OUTCOMES.index(p.outcome)):
            if one.outcome not in OUTCOMES[:2]:
                print(f"{one.outcome:<16}{one.article.id:<6}{one.statement.place_in_article:<10}{one.words}")


if __name__ == "__main__":
    main()
