"""From a message to its cards: what the terminal and Telegram both ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from knowledge.articles import guess_language
from knowledge.model import ContextCard, Period
from knowledge.store import Store
from retrieval.cards import ask
from retrieval.claims import Reading, read_claims

#: What networks hang on an address when it is shared.
_SHARED = re.compile(r"utm_|fbclid$|gclid$|igshid$|mc_|ref$|ref_src$|s$|si$|share|feature$|amp$", re.IGNORECASE)
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
    cards = tuple(ask(claim, store, now=now) for claim in reading.claims)
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
        article = next((held for address in addresses_of(link) if (held := store.archive.article(address))), None)
        if article is not None:
            return read_claims(article.title, sent=sent)
    return Reading((), hint="The page behind this link is not in the store; paste the sentence you want looked up.")


def addresses_of(link: str) -> tuple[str, ...]:
    """The ways in which one page is addressed: as pasted first, then without what sharing hangs on it.

    >>> addresses_of("http://m.example.org/a/?utm_source=x#top")[1:4]
    ('http://m.example.org/a/', 'http://m.example.org/a', 'https://m.example.org/a/')
    """
    whole = link if "://" in link else f"https://{link}"
    parts = urlsplit(whole)
    kept = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _SHARED.match(pair[0])])
    hosts = dict.fromkeys((parts.netloc, re.sub(r"^(?:www|m|mobile|amp)\.", "", parts.netloc)))
    found = [link, whole]
    for host in (*hosts, f"www.{list(hosts)[-1]}"):
        for scheme in dict.fromkeys((parts.scheme, "https", "http")):
            for path in dict.fromkeys((parts.path, parts.path.rstrip("/"), f"{parts.path.rstrip('/')}/")):
                found.append(urlunsplit((scheme, host, path, kept, "")))
    return tuple(dict.fromkeys(found))


def _remark(reading: Reading, store: Store) -> str | None:
    if store.archive.revision == 0:
        return EMPTY_STORE
    if reading.left_out:
        claims = "claim was" if reading.left_out == 1 else "claims were"
        return f"{reading.left_out} more {claims} left out: a message is answered for its first five."
    return reading.hint
