"""Three legs over the store: what is near in meaning, what uses the same words, what counts the same thing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice

import numpy as np

from knowledge.archive import Stored
from knowledge.model import Article, Claim, Finding, Period, Quantity
from knowledge.places import read_places
from knowledge.store import Store
from retrieval.claims.claimants import said_by_one
from retrieval.claims.crowds import figures_claimed
from retrieval.denying.negated import may_negate
from retrieval.events import MONTH, ONE_DAY, PUBLICATION_LAG, follows_up
from retrieval.events.topics import mostly_told_in, names_something
from retrieval.origins import by_its_outlet
from retrieval.ranking import Legs, compared, counts_same, fits, in_order, part, plain_words, rank, units_told, words_of
from retrieval.relations.weighed import RELATED
from retrieval.spelling import plain, plain_forms, respelled, spelled_out, stem, with_apostrophes

#: How many statements each leg may bring. Ranking the 200 nearest loses next to nothing against ranking all.
NEAREST, WORDIEST, COUNTING = 120, 60, 80
#: The full text is asked for the rarest words only: the common ones cost time and bring everything.
RAREST = 6
#: Nor is it asked for more words than stand in so many statements together, the rarest one apart: each place is read
#: and weighed, and what stands everywhere finds nothing that the rarer words do not.
MOST_PLACES = 20_000
#: Articles whose every statement is looked at: a rival figure stands beside the figure, in other words.
ARTICLES_READ_WHOLE = 12
#: So many more, where the claim counts something: those whose headline and opening tell of the claim's event.
TELLING_READ_WHOLE = 8
#: And so many that tell one story with the report that is surely of the claim's event, found among the statements
#: nearest to it and among those of its days that count the same: a follow-up ("New toll: 86") shares hardly a word with
#: the claim.
FOLLOWING_READ_WHOLE, NEAR_A_REPORT, ON_ITS_DAYS = 8, 60, 40
#: Of a claim that counts nothing, so many more articles are looked through for who denies something in them, and so
#: many statements before that say what. None is further from the claim than what may be of its event.
ANSWERED_READ, BEFORE_A_DENIAL = 16, 2
#: So many claims are embedded side by side; another waits.
MOST_AT_ONCE = 8
#: Of a claim with a date, so many of the statements that count what it counts are of those days.
ON_THE_DAYS = 40


def find(claim: Claim, store: Store) -> tuple[Finding, ...]:
    """The statements that bear on the claim, best first, each with the reasons why it was found."""
    return find_meant(claim, store)[1]


def find_meant(claim: Claim, store: Store) -> tuple[Claim, tuple[Finding, ...]]:
    """The claim as it was probably meant, and what `find` finds for it."""
    # The model reads the claim on another core, if there is one, while the archive is asked. Few have a slip in them.
    typed, near = claim.text, _other_core().submit(_by_meaning, claim.text, store)
    claim = as_meant(claim, store)
    if claim.text != typed:
        near = _other_core().submit(_by_meaning, claim.text, store)
    archive = store.archive
    rarity = archive.rarity(words_of(claim.text))
    asked = rarest(claim.text, rarity)
    wordiest = archive.saying(affordable(asked, archive.occurrences([stem(word) for word in asked])), WORDIEST)
    counting = {identity for quantity in claim.quantities for identity in counted_like(quantity, claim.when, store)}
    # What is read and parted now is at hand when all are asked for.
    part(archive.stored([*dict(wordiest), *counting]).values())
    if (claimed := _counted_in(claim)) is not None:
        # So is which words of the claim say which event it is of.
        names_something(claim, claimed)
    question, nearest = near.result()
    legs = Legs(
        meaning=dict(nearest),
        words=dict(wordiest),
        figures=frozenset(counting),
    )
    stored = _by_its_outlets(archive.stored([*legs.meaning, *(set(legs.words) | counting).difference(legs.meaning)]))
    first = rank(claim, stored, _meaning(stored, question, store), rarity, legs)
    read_whole = to_read_whole(claim, first)
    read_whole += _following(claim, first, {article.id for article in read_whole}, store)
    beside = {identity: one for identity, one in archive.stored_of(read_whole).items() if identity not in stored}
    beside |= _answered_in(claim, first, {article.id for article in read_whole}, stored, store)
    if not beside:
        return claim, first
    beside = _by_its_outlets(beside)
    more = compared(claim, beside, _meaning(beside, question, store), rarity, legs)
    return claim, in_order((*first, *more))


def _by_its_outlets(stored: Mapping[str, Stored]) -> dict[str, Stored]:
    """What is stored, each outlet by the name that the outlet table has for it; done here, no finding is made twice."""
    return {identity: _by_its_outlet(one) for identity, one in stored.items()}


# The same sentences are found for claim after claim.
@lru_cache(maxsize=10_000)
def _by_its_outlet(stored: Stored) -> Stored:
    return Stored(*by_its_outlet(stored.statement, stored.article))


# Beginning a thread for each claim took longer than asking the archive.
@cache
def _other_core() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="meaning")


def _by_meaning(text: str, store: Store) -> tuple[np.ndarray, Sequence[tuple[str, float]]]:
    """The vector of a claim, and the statements nearest to it in meaning, each with its likeness."""
    question = store.encoder.encode_question(text)
    return question, store.index.nearest(question, NEAREST)


def _answered_in(
    claim: Claim, first: Sequence[Finding], known: Collection[str], held: Collection[str], store: Store
) -> dict[str, Stored]:
    """Who denies something in the reports that are near a claim that counts nothing, with what stands right before.

    "Moscow denied the reports" shares no word with what was reported, and is found by where it stands.
    """
    if _counted_in(claim) is not None:
        return {}
    near: dict[str, Article] = {}
    for finding in first:
        if finding.similarity < RELATED:
            break
        if finding.article.id not in known and not finding.article.is_note:
            near.setdefault(finding.article.id, finding.article)
    told = store.archive.stored_of(list(near.values())[:ANSWERED_READ])
    by_place = {(one.article.id, one.statement.ordinal): identity for identity, one in told.items()}
    places = [
        (one.article.id, one.statement.ordinal - back)
        for one in told.values()
        if any(voice.grade == "denied" for voice in one.statement.attributions)
        for back in range(BEFORE_A_DENIAL + 1)
    ]
    return {i: told[i] for i in (by_place.get(place) for place in places) if i is not None and i not in held}


def counted_like(quantity: Quantity, when: Period | None, store: Store) -> Sequence[str]:
    """Statements that count the same thing: figures near this one, and those of the days that a claim names."""
    if when is None or when.end - when.start > MONTH or not quantity.unit:
        return store.archive.counting(quantity, COUNTING)
    days = when.start.date(), (when.end + ONE_DAY).date()
    of_the_days = store.archive.counting_on(quantity, units_told(quantity), days, ON_THE_DAYS)
    return (*of_the_days, *store.archive.counting(quantity, COUNTING - len(of_the_days)))


def to_read_whole(claim: Claim, first: Sequence[Finding]) -> list[Article]:
    """The articles whose every statement is looked at: those of the best findings, and those that tell the same event.

    A report may tell the event in other words, so that none of its figures is near the claim.
    """
    best: dict[str, Finding] = {}
    for finding in first:
        best.setdefault(finding.article.id, finding)
    # A claim with a date is looked for among the reports of those days first.
    days = replace(claim.when, end=claim.when.end + PUBLICATION_LAG) if claim.when else None
    ranked = sorted(best.values(), key=lambda finding: not _came_out(finding, days))
    chosen, others = ranked[:ARTICLES_READ_WHOLE], ranked[ARTICLES_READ_WHOLE:]
    claimed = _counted_in(claim)
    if claimed is not None and names_something(claim, claimed):
        telling = (finding for finding in others if mostly_told_in(claim, claimed, finding))
        chosen += islice(telling, TELLING_READ_WHOLE)
    return [finding.article for finding in chosen]


def _counted_in(claim: Claim) -> Quantity | None:
    """The first figure of a claim that says what it counts; None when none does."""
    return next((quantity for quantity in claim.quantities if quantity.unit), None)


def _came_out(finding: Finding, days: Period | None) -> bool:
    """Whether a report may have come out on one of these days."""
    return days is None or finding.published is None or finding.published.overlaps(days)


def _told_best(claim: Claim, first: Sequence[Finding]) -> Finding | None:
    """The finding of a dated report that prints the claimed figure and tells the claim, the best; None for none."""
    claimed = _counted_in(claim)
    if claimed is None or not names_something(claim, claimed):
        return None
    counting = [
        f
        for f in first
        if f.published is not None
        and not f.article.is_note
        and any(counts_same(claimed, q) for q in f.statement.quantities)
    ]
    # Those whose figure fits come first. That they tell the claim is asked last, and only until one does.
    counting.sort(key=lambda f: not any(fits(claimed, q) for q in f.statement.quantities))
    return next((f for f in counting if mostly_told_in(claim, claimed, f)), None)


def _following(claim: Claim, first: Sequence[Finding], known: Collection[str], store: Store) -> list[Article]:
    """The reports that tell one story with the best of them, whatever words they share with the claim."""
    home = _told_best(claim, first)
    if home is None:
        return []
    vector = store.archive.vectors_of([home.statement.id])[home.statement.id]
    held = {finding.statement.id for finding in first}
    near = [identity for identity, _ in store.index.nearest(vector, NEAR_A_REPORT)]
    claimed, day = _counted_in(claim), home.article.published
    if claimed is not None and day is not None:
        days = (day.start - ONE_DAY).date(), (day.end + ONE_DAY).date()
        near += store.archive.counting_on(claimed, units_told(claimed), days, ON_ITS_DAYS)
    near = [identity for identity in dict.fromkeys(near) if identity not in held]
    met = {one.article.id: one.article for one in store.archive.stored(near).values()}
    met |= {finding.article.id: finding.article for finding in first}
    new = [article for identity, article in met.items() if identity not in known and follows_up(home.article, article)]
    return new[:FOLLOWING_READ_WHOLE]


def as_meant(claim: Claim, store: Store) -> Claim:
    """The claim with its mistyped words as they were probably meant, read again; the claim itself when none is.

    "100 airstirkes in Hmos" is read as "100 airstrikes in Homs" when the store speaks of airstrikes and of Homs. The
    name of a known place is never taken for a slip, nor that of a person who is said to say it.
    """
    named = [place.span for place in claim.where if place.country and place.span]
    places = {word for span in named for word in plain_words(span.of(claim.text))} | set(_of_a_person(claim))
    text = respelled(
        spelled_out(with_apostrophes(claim.text)),
        store.archive.occurrences,
        lambda word: word in places or may_negate(word) or any(map(store.encoder.knows, plain_forms(word))),
    )
    if text == claim.text:
        return claim
    # A date keeps its reading: when the message was sent is not known here, and its span may have moved.
    when = replace(claim.when, span=None) if claim.when else None
    return replace(claim, text=text, quantities=figures_claimed(text), when=when, where=read_places(text))


def is_strange(word: str, store: Store) -> bool:
    """Whether neither the language nor any statement of the store knows a word, which is in small letters."""
    stemmed = stem(plain(word))
    return not any(map(store.encoder.knows, plain_forms(word))) and not store.archive.occurrences([stemmed]).get(
        stemmed
    )


def _of_a_person(claim: Claim) -> tuple[str, ...]:
    """The words of the name, of several words in capitals, of whoever a claim has say it."""
    said = said_by_one(claim)
    names = said[0].words.split() if said else []
    return plain_words(" ".join(names)) if len(names) > 1 and all(name.istitle() for name in names) else ()


def rarest(text: str, rarity: dict[str, float], limit: int = RAREST) -> tuple[str, ...]:
    """The rarest words of a claim, the rarest first."""
    words = dict.fromkeys(plain_words(text))
    return tuple(sorted(words, key=lambda word: -rarity.get(stem(word), 0.0))[:limit])


def affordable(words: Sequence[str], statements: Mapping[str, int], most: int = MOST_PLACES) -> tuple[str, ...]:
    """The first of these words, rarest first, that stand in no more than `most` statements together; one at least.

    `statements` tells in how many each stem stands.
    """
    taken: list[str] = []
    places = 0
    for word in words:
        places += statements.get(stem(word), 0)
        if taken and places > most:
            break
        taken.append(word)
    return tuple(taken)


def _meaning(stored: dict[str, Stored], question: np.ndarray, store: Store) -> dict[str, float]:
    """Cosine to the question of each statement, whichever leg brought it: 1 the same, 0 unrelated."""
    vectors = store.archive.vectors_of(list(stored))
    if not vectors:
        return {}
    rows = np.concatenate(list(vectors.values())).reshape(len(vectors), -1)
    return dict(zip(vectors, np.clip(np.vecdot(rows, question), 0.0, 1.0).tolist(), strict=True))
