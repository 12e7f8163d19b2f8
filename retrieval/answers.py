"""From a message to its cards: what the terminal and Telegram both ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from knowledge.articles import guess_language
from knowledge.model import ContextCard, Period
from knowledge.store import Store
from retrieval.cards import ask
from retrieval.claims import Reading, read_claims

EMPTY_STORE = "The store is empty, so nothing can be found; `whosays kb load starter` fills it."


@dataclass(frozen=True, slots=True)
class Answer:
    """A card for each claim in a message, in its order, and what is to be said besides."""

    cards: tuple[ContextCard, ...]
    remark: str | None = None


def answer(message: str, store: Store, *, now: datetime, sent: Period | None = None) -> Answer:
    """The cards for a message. Raises BadMessage when nothing in it can be looked up."""
    reading = read_claims(message, sent=sent)
    if not reading.claims and reading.links:
        reading = _claims_behind(reading, store, sent)
    cards = tuple(ask(claim, store, now=now, sent=sent) for claim in reading.claims)
    return Answer(cards, _remark(reading, store) or _other_language(message, cards))


def _other_language(message: str, cards: tuple[ContextCard, ...]) -> str | None:
    """Nothing found for words that were not read says nothing at all; so that is said."""
    if any(card.state != "nothing_found" for card in cards) or not cards:
        return None
    if guess_language(message) == "en":
        return None
    return "This does not read like English, the one language whosays reads figures and speakers in; try it in English."


def _claims_behind(reading: Reading, store: Store, sent: Period | None) -> Reading:
    """A pasted link alone: the headline of that article, when the store holds it."""
    for link in reading.links:
        article = store.archive.article(link)
        if article is not None:
            return read_claims(article.title, sent=sent)
    return Reading((), hint="The page behind this link is not in the store; paste the sentence you want looked up.")


def _remark(reading: Reading, store: Store) -> str | None:
    if store.archive.revision == 0:
        return EMPTY_STORE
    if reading.left_out:
        claims = "claim was" if reading.left_out == 1 else "claims were"
        return f"{reading.left_out} more {claims} left out: a message is answered for its first five."
    return reading.hint
