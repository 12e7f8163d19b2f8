"""From a message to its cards: what the terminal and Telegram both ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from knowledge.articles import guess_language
from knowledge.model import Article, Claim, ContextCard, Period, Span
from knowledge.places import read_places
from knowledge.store import Store
from retrieval.addresses import addresses_of
from retrieval.cards import ask
from retrieval.claims.claimants import is_theirs, said_by_one
from retrieval.claims.messages import BadMessage, Reading, read_claims, read_whole
from retrieval.events.topics import names_something
from retrieval.grammar.nations import as_dealt_by_it, as_of_its_country
from retrieval.ranking import plain_words
from retrieval.spelling import plain_forms

EMPTY_STORE = "The store is empty, so nothing can be found; `whosays kb load starter` fills it."
UNREAD = "The store holds the page behind this link, but nothing in it reads like a claim; paste a sentence of it."
NOT_HELD = "The page behind this link is not in the store; paste the sentence you want looked up."
NOT_ENGLISH = (
    "This does not read like English, the one language whosays reads figures and speakers in; try it in English."
)
#: Words so long are looked at; where a line is not English, all of them are unknown, three at least.
LONG_WORD, FEWEST_UNKNOWN = 4, 3
#: A headline that is not found again is rare; so many sentences under it are tried then.
MOST_TRIED = 4
#: A post of this many letters is asked whole where its sentences find nothing; a longer one is an article.
LONGEST_WHOLE = 1_200


@dataclass(frozen=True, slots=True)
class Answer:
    """A card for each claim in a message, in its order, and what is to be said besides."""

    cards: tuple[ContextCard, ...]
    remark: str | None = None
    #: The one card is for the message as one claim: none of its sentences is answered alone.
    is_whole: bool = False


def answer(message: str, store: Store, *, now: datetime, sent: Period | None = None) -> Answer:
    """The cards for a message. Raises BadMessage when nothing in it can be looked up."""
    reading = read_claims(message, sent=sent)
    if not reading.claims and reading.links:
        return _behind_a_link(reading, store, now)
    cards = tuple(_card(claim, store, now, sent) for claim in reading.claims)
    if len(cards) > 1 and len(message) <= LONGEST_WHOLE and all(map(_only_near, cards)):
        whole = _card(read_whole(message, sent=sent), store, now, sent)
        if whole.state != "nothing_found" and (not any(card.accounts for card in cards) or not _only_near(whole)):
            return Answer((whole,), _remark(reading, store), is_whole=True)
    return Answer(cards, _remark(reading, store) or _other_language(message, cards, store))


def card_of(
    message: str,
    store: Store,
    number: int | None,
    *,
    now: datetime,
    sent: Period | None = None,
    candidate: int | None = None,
) -> ContextCard | None:
    """One of the cards that `answer` gives, without the others; None when the message holds no such claim.

    `number` is the claim's in the message, from 0, or None for the message as one claim; `candidate` narrows the card
    to one of its events. Raises BadMessage when nothing in the message can be looked up.
    """
    if number is None:
        return _card(read_whole(message, sent=sent), store, now, sent, candidate)
    reading = read_claims(message, sent=sent)
    if not reading.claims and reading.links:
        cards = _behind_a_link(reading, store, now).cards
        claims = tuple(card.claim for card in cards)
    else:
        claims = reading.claims
    return _card(claims[number], store, now, sent, candidate) if 0 <= number < len(claims) else None


def _other_language(message: str, cards: tuple[ContextCard, ...], store: Store) -> str | None:
    """That nobody says so means nothing where the words were not read; so that is said."""
    said = any(card.candidates or any(a.relation != "context" for a in card.accounts) for card in cards)
    if said or not cards:
        return None
    nothing = all(card.state == "nothing_found" for card in cards)
    if guess_language(message) != "en" or (nothing and _is_all_unknown(message, store)):
        return NOT_ENGLISH
    return None


def _is_all_unknown(message: str, store: Store) -> bool:
    """Whether no longer word of a message, but for names of places, is one that the model learned.

    A short line has too few small words to tell its language by: "Zivilisten starben bei Luftangriff".
    """
    places = {word for place in read_places(message) if place.span for word in plain_words(place.span.of(message))}
    words = [word for word in plain_words(message) if len(word) >= LONG_WORD and word.isalpha() and word not in places]
    return len(words) >= FEWEST_UNKNOWN and not any(store.encoder.knows(one) for w in words for one in plain_forms(w))


def _behind_a_link(reading: Reading, store: Store, now: datetime) -> Answer:
    """A pasted link alone: what the article behind it says, when the store holds it.

    First of all its headline; where nothing of the text bears on that, the first sentence that finds the text.
    """
    article = next((held for link in reading.links if (held := _held(link, store))), None)
    if article is None:
        gone = Reading((), hint=NOT_HELD)
        return Answer((), _remark(gone, store))
    first: ContextCard | None = None
    of_headline: ContextCard | None = None
    said = [statement.span.of(article.text) for statement in store.archive.statements_of(article.id)[:MOST_TRIED]]
    for words in (article.title, *said):
        for claim in _claims_in(words):
            card = ask(claim, store, now=now)
            first = first or card
            own = [(a.relation, f) for a in card.accounts for f in a.findings if f.article.id == article.id]
            telling = [f for relation, f in own if relation != "context"] or [f for _, f in own]
            if any(f.statement.place_in_article != "headline" for f in telling):
                return Answer((card,))
            of_headline = of_headline or (card if own else None)
    first = of_headline or first
    return Answer((first,) if first else (), None if first else UNREAD)


def _card(claim: Claim, store: Store, now: datetime, sent: Period | None, candidate: int | None = None) -> ContextCard:
    """The card for a claim; where nobody is found to say so, for what it has one voice say, if that voice is found.

    Or for the blow of a nation that was taken for where it was dealt, if somebody says so; or for a people's dead of a
    war in its country. Where nothing but notes close by is found, for its places as English-language news prints them.
    """
    card = ask(claim, store, now=now, sent=sent, candidate=candidate)
    for read_otherwise in (_in_their_words, _as_dealt_by_it, _of_its_country) if _only_near(card) else ():
        if answered := read_otherwise(claim, store, now, sent):
            return answered
    if not _only_near(card) or not all(f.article.is_note for account in card.accounts for f in account.findings):
        return card
    text = claim.text
    for place in sorted(claim.where, key=lambda one: one.span or Span(0, 0), reverse=True):
        if place.span and place.country:
            text = f"{text[: place.span.start]}{place.name}{text[place.span.end :]}"
    found = (ask(other, store, now=now, sent=sent, candidate=candidate) for other in _claims_in(text, sent))
    again = next(found, card) if text != claim.text else card
    better = not _only_near(again) or card.state == "nothing_found"
    return replace(again, claim=claim) if better and again.state != "nothing_found" else card


def _only_near(card: ContextCard) -> bool:
    """Whether a card holds nobody who says so, otherwise, or denies it, and no choice of events."""
    return not card.candidates and all(account.relation == "context" for account in card.accounts)


def _in_their_words(claim: Claim, store: Store, now: datetime, sent: Period | None) -> ContextCard | None:
    """The card for what a claim has one voice say, where that voice is found to say so; who else does answers nothing.

    A report has "no missile was intercepted" and names the general: "Pentagon" and "says" are no words of it.
    """
    told = said_by_one(claim)
    for other in _claims_in(told[1], sent) if told else ():
        if not other.where and any(q.unit and not names_something(other, q) for q in other.quantities):
            # "40 died" may be of any event in which they have counted so many.
            return None
        card = ask(other, store, now=now, sent=sent, claimant=told[0] if told else None)
        saying = [f for account in card.accounts if account.relation == "reports" for f in account.findings]
        if told and any(is_theirs(told[0], finding) for finding in saying):
            return replace(card, claim=claim)
    return None


def _as_dealt_by_it(claim: Claim, store: Store, now: datetime, sent: Period | None) -> ContextCard | None:
    """The card for a claim whose blow was dealt by the nation named right before it, where somebody says just that."""
    dealt = as_dealt_by_it(claim)
    for other in _claims_in(dealt, sent) if dealt != claim.text else ():
        card = ask(other, store, now=now, sent=sent)
        if not card.candidates and any(account.relation == "reports" for account in card.accounts):
            return replace(card, claim=claim)
    return None


def _of_its_country(claim: Claim, store: Store, now: datetime, sent: Period | None) -> ContextCard | None:
    """The card for a war's dead of one people, asked for in its country, where somebody says so or otherwise."""
    there = as_of_its_country(claim)
    for other in _claims_in(there, sent) if there != claim.text else ():
        card = _card(other, store, now, sent)
        if not card.candidates and not _only_near(card):
            return replace(card, claim=claim)
    return None


def _claims_in(words: str, sent: Period | None = None) -> tuple[Claim, ...]:
    try:
        return read_claims(words, sent=sent).claims[:1]
    except BadMessage:
        return ()


def _held(link: str, store: Store) -> Article | None:
    return next((held for address in addresses_of(link) if (held := store.archive.article(address))), None)


def _remark(reading: Reading, store: Store) -> str | None:
    if store.archive.revision == 0:
        return EMPTY_STORE
    if reading.left_out:
        claims = "claim was" if reading.left_out == 1 else "claims were"
        return f"{reading.left_out} more {claims} left out: a message is answered for its first five."
    return reading.hint
