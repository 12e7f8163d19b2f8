"""The same card whichever side is which: exchange the names of two parties, and nothing else in it changes.

Their words in the claim, the reports and the notes are exchanged, and so are their rows in the tables of speakers and
outlets. What was found, and how near it is, is kept as it was: the model that measures nearness was trained on words of
this world, and what it thinks of a name is not a rule of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_stories import NOW, STORIES, entries

import knowledge.speakers.outlets as outlets
import knowledge.speakers.table as table
import retrieval.caveats.sides as sides
from bot.card.rendering import card_as_json
from knowledge.articles import day, read_pasted
from knowledge.model import Entry, Finding, OutletProfile, Period
from knowledge.notes import STARTER, read_notes
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.cards import compose
from retrieval.claims import read_claims
from retrieval.search import as_meant, find

#: Two parties and the words for each; the first of the one takes the place of the first of the other.
EXCHANGES = {
    "ISIS and the SDF": {"ISIS": "SDF"},
    "Russia and Ukraine": {"Russia": "Ukraine", "Russian": "Ukrainian", "Russians": "Ukrainians", "Moscow": "Kyiv"},
}
#: As if the post had been written long after the events, so that its age is spoken of too.
SENT: Period | None = day("2026-11-20")


def exchanged(text: str, words: Mapping[str, str]) -> str:
    """The text with each word in the place of the other."""
    both = {**words, **{b: a for a, b in words.items()}}
    both |= {a.lower(): b.lower() for a, b in both.items()} | {a.upper(): b.upper() for a, b in both.items()}
    shape = "|".join(sorted(map(re.escape, both), key=len, reverse=True))
    return re.sub(rf"(?<![A-Za-z])(?:{shape})(?![A-Za-z])", lambda found: both[found.group()], text)


@contextmanager
def tables_exchanged(words: Mapping[str, str], patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tables of speakers and outlets with the rows of the two parties under each other's names."""
    rows_of = outlets.rows_of

    def swapped(name: str, key: str) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = json.loads(exchanged(json.dumps(rows_of(name, key), ensure_ascii=False), words))
        return rows

    with patch.context() as inside:
        inside.setattr(outlets, "rows_of", swapped)
        inside.setattr(table, "rows_of", swapped)
        _forget()
        yield
    _forget()


def _forget() -> None:
    for module in (outlets, table, sides):
        for remembered in vars(module).values():
            if hasattr(remembered, "cache_clear"):
                remembered.cache_clear()


def read(story: Path, words: Mapping[str, str] | None) -> tuple[list[Entry], dict[str, OutletProfile]]:
    """What a story's store holds, in its order; with the names exchanged when words are given."""

    def told(text: str) -> str:
        return exchanged(text, words) if words else text

    if (story / "starter").exists():
        noted = [n for file in STARTER for n in read_notes(told(file.read_text("utf-8")))]
        profiles = {n.outlet.lower(): n for n in noted if isinstance(n, OutletProfile)}
        return [n for n in noted if isinstance(n, Entry)], profiles
    found = []
    for file in sorted(story.glob("article-*.txt")):
        head, _, text = file.read_text(encoding="utf-8").partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        published = day(fields.get("published", ""))
        article = read_pasted(told(text), url=fields["url"], outlet=told(fields["outlet"]), published=published)
        found.append(Entry(article, read_statements(article)))
    if (story / "notes.jsonl").exists():
        for noted_one in read_notes(told((story / "notes.jsonl").read_text(encoding="utf-8"))):
            assert isinstance(noted_one, Entry)
            found.append(noted_one)
    return found, {}


def card(claim: str, placed: list[tuple[int, int, Finding]], held: list[Entry], profiles: Mapping[str, Any]) -> Any:
    """The card over these findings, each taken from its place in what is held, as JSON without ids and offsets."""
    findings = []
    for entry, ordinal, found in placed:
        article = replace(held[entry].article, id=f"a{entry:04}")
        statement = next(s for s in held[entry].statements if s.ordinal == ordinal)
        named = replace(statement, id=f"a{entry:04}.{ordinal}", article_id=article.id)
        findings.append(replace(found, statement=named, article=article, why=()))
    (read_claim, *_) = read_claims(claim, sent=SENT).claims
    composed = compose(read_claim, findings, dict(profiles), as_of=NOW, sent=SENT)
    return json.loads(json.dumps(card_as_json(composed), ensure_ascii=False))


def plain(value: Any) -> Any:
    """A card without offsets, and with its lists in an order that names have no part in."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items() if key not in ("start", "end", "url")}
    if isinstance(value, list):
        return sorted((plain(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value


@pytest.mark.parametrize("parties", EXCHANGES)
@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.name)
def test_exchanging_the_parties_exchanges_nothing_else(
    story: Path, parties: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = EXCHANGES[parties]
    store: Store = request.getfixturevalue("starter" if (story / "starter").exists() else "empty_store")
    if not (story / "starter").exists():
        with store.writing() as writer:
            writer.keep(entries(story))
            writer.pay_index()
    (claim, *_) = read_claims((story / "claim.txt").read_text(encoding="utf-8").strip(), sent=SENT).claims
    held, profiles = read(story, None)
    where = {s.id: (n, s.ordinal) for n, entry in enumerate(held) for s in entry.statements}
    placed = [(*where[f.statement.id], f) for f in find(as_meant(claim, store), store)]
    before = card(claim.text, placed, held, profiles)
    with tables_exchanged(words, monkeypatch):
        other, other_profiles = read(story, words)
        after = card(exchanged(claim.text, words), placed, other, other_profiles)
    expected = json.loads(exchanged(json.dumps(before, ensure_ascii=False), words))
    assert plain(after) == plain(expected)


def test_the_exchange_changes_what_it_is_meant_to() -> None:
    words = EXCHANGES["Russia and Ukraine"]
    assert exchanged("Russian jets over Ukraine, Moscow said", words) == "Ukrainian jets over Russia, Kyiv said"
    assert exchanged(exchanged("Prussia and Russia", words), words) == "Prussia and Russia"
