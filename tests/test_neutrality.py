"""The same card whichever side is which: exchange the names of two parties, and nothing else in it changes.

Their words in the claim, the reports and the notes are exchanged, and so are their rows in every table that the code
reads. Two cards are compared: the one that a terminal prints, line by line in its order, and the one that JSON carries
whole. What was found, and how near it is, is kept as it was: the model that measures nearness was trained on words of
this world, and what it thinks of a name is not a rule of ours.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_stories import NOW, STORIES, entries

from bot.card.rendering import card_as_json, render_text
from knowledge.articles import day, read_pasted
from knowledge.model import ContextCard, Entry, Finding, OutletProfile, Period
from knowledge.notes import STARTER, read_notes
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.cards import compose
from retrieval.claims.messages import read_claims
from retrieval.search import as_meant, find

#: Two parties and the words for each; the first of the one takes the place of the first of the other.
EXCHANGES = {
    "ISIS and the SDF": {"ISIS": "SDF"},
    "Russia and Ukraine": {"Russia": "Ukraine", "Russian": "Ukrainian", "Russians": "Ukrainians", "Moscow": "Kyiv"},
    "the Syrian government and the opposition": {
        "Syrian government": "Syrian opposition",
        "Syrian army": "Free Syrian Army",
    },
    "the United States and Russia": {
        "United States": "Russia",
        "US": "Russian",
        "Americans": "Russians",
        "Washington": "Moscow",
    },
    "Israel and Hamas": {"Israel": "Hamas", "Israeli government": "Hamas leadership"},
}
#: Some states have an article before their names.
WITHOUT_ARTICLE = re.compile(r"\b[Tt]he (?=[A-Z])")
#: What leads to a page or an event, and is no word of anybody's.
AN_ADDRESS = r"""https?://[^\s"'<>]+|"event_id": "[^"]+\""""
#: As if the post had been written long after the events, so that its age is spoken of too.
SENT: Period | None = day("2026-11-20")


def exchanged(text: str, words: Mapping[str, str], *, typed_small: bool = False) -> str:
    """The text with each word in the place of the other; a table may have a state's letters small, a text has not."""
    both = {**words, **{b: a for a, b in words.items()}}
    small = {a.lower(): b.lower() for a, b in both.items() if typed_small or not a.isupper() or len(a) > 2}
    both |= small | {a.upper(): b.upper() for a, b in both.items() if not a.isupper()}
    shape = "|".join(sorted(map(re.escape, both), key=len, reverse=True))
    return re.sub(
        rf"{AN_ADDRESS}|(?<![A-Za-z])(?:{shape})(?![A-Za-z])",
        lambda found: both.get(found.group(), found.group()),
        text,
    )


@contextmanager
def tables_exchanged(words: Mapping[str, str], patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every table with the rows of the two parties under each other's names.

    The table of sides has patterns for its words: each side's own, which stand for it in either world.
    """
    loads = tomllib.loads

    def swapped(text: str) -> dict[str, Any]:
        return loads(text if "shown_by" in text else exchanged(text, words, typed_small=True))

    with patch.context() as inside:
        inside.setattr(tomllib, "loads", swapped)
        _forget()
        yield
    _forget()


def _forget() -> None:
    """Whatever the product has read once is read again."""
    rooms = ("knowledge", "retrieval", "bot")
    for module in [module for name, module in sys.modules.items() if name.partition(".")[0] in rooms]:
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


def card(
    claim: str, placed: list[tuple[int, int, Finding]], held: list[Entry], profiles: Mapping[str, Any]
) -> ContextCard:
    """The card over these findings, each taken from its place in what is held."""
    findings = []
    for entry, ordinal, found in placed:
        article = replace(held[entry].article, id=f"a{entry:04}")
        statement = next(s for s in held[entry].statements if s.ordinal == ordinal)
        named = replace(statement, id=f"a{entry:04}.{ordinal}", article_id=article.id)
        findings.append(replace(found, statement=named, article=article, why=()))
    (read_claim, *_) = read_claims(claim, sent=SENT).claims
    return compose(read_claim, findings, dict(profiles), as_of=NOW, sent=SENT)


def printed(text: str) -> list[str]:
    """The lines of a card as they are read, in their order.

    Columns are as wide as the names in them, the outlets of a row stand by their names, some states have an article
    before them, and a page that documents a voice is told of where it bears on the event, which its address says.
    """
    lines = [re.sub(r";? source <[^>]+>", "", line) for line in text.splitlines()]
    lines = [WITHOUT_ARTICLE.sub("", re.sub(" (?= )", "", line)) for line in lines]
    return [re.sub(r" in ([^,.]+(?:, [^,.]+)+)$", lambda row: f" in {sorted(row[1].split(', '))}", x) for x in lines]


def plain(value: Any) -> Any:
    """A card without offsets and documents, and with its lists in an order that names have no part in."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items() if key not in ("start", "end", "url")}
    if isinstance(value, list):
        return sorted((plain(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    if isinstance(value, str):
        return WITHOUT_ARTICLE.sub("", value)
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
    text, whole = render_text(before, all_caveats=True), json.dumps(card_as_json(before), ensure_ascii=False)
    with tables_exchanged(words, monkeypatch):
        after = card(exchanged(claim.text, words), placed, *read(story, words))
        assert printed(render_text(after, all_caveats=True)) == printed(exchanged(text, words))
        assert plain(card_as_json(after)) == plain(json.loads(exchanged(whole, words)))


def test_the_exchange_changes_what_it_is_meant_to() -> None:
    words = EXCHANGES["Russia and Ukraine"]
    assert exchanged("Russian jets over Ukraine, Moscow said", words) == "Ukrainian jets over Russia, Kyiv said"
    assert exchanged(exchanged("Prussia and Russia", words), words) == "Prussia and Russia"
