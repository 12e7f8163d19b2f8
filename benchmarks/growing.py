"""A store of any size, made of real reporting: the starter pack and FA-KES first, then variations of them.

A variation is a real article in which every figure, year, town and named person is exchanged for another one, with
everything that was read in it moved along, so that each of its statements is as long, as quoted and as counted as the
real one. Its outlet is another one, too. Its vectors lie about a point near the real article's, as far from it and from
one another as a sample of variations, embedded in truth, lies: the real one is a variation as any other, and not their
middle. What a variation does not have is new words: a million real statements speak of more things than these do.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.libraries import Vectors
from knowledge.articles import read_table
from knowledge.model import Attribution, Entry, OutletProfile, Part, Period, Place, Quantity, Span, Statement
from knowledge.notes import STARTER, read_notes
from knowledge.speakers import who_is
from knowledge.statements import read_statements
from knowledge.store import Store, passage

#: How many varied passages are embedded in truth, to learn how far a variation lies from its original.
SAMPLED = 300
#: Statements that enter the archive in one transaction.
AT_ONCE = 5_000

_digits = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,])\d+(?![\w,])")
_first = ("Ada", "Boris", "Carla", "Dunja", "Emil", "Farah", "Goran", "Hanna", "Idris", "Jonas", "Karim", "Lena")
_last = (
    "Abendroth",
    "Bellweather",
    "Corvin",
    "Drossel",
    "Ekbatan",
    "Falkner",
    "Gundar",
    "Halloran",
    "Istrati",
    "Jandl",
)

#: A place by name, country and province.
Town = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Grown:
    """What a store was made of."""

    statements: int
    real: int
    #: Mean cosine of a variation's own vector to its original's, and to that of another variation of it.
    likeness: float
    kinship: float


def real_entries(bench: Path | None) -> list[Entry]:
    """The starter pack, and the articles of FA-KES when the outside data is there, read by rules alone."""
    entries: list[Entry] = []
    for file in STARTER:
        noted = read_notes(file.read_text(encoding="utf-8"), who_is=who_is)
        entries += [one for one in noted if not isinstance(one, OutletProfile)]
    if bench:
        entries += fa_kes(bench)
    # FA-KES holds a few articles twice.
    return list({entry.article.id: entry for entry in entries}.values())


def fa_kes(bench: Path) -> Iterator[Entry]:
    """The 804 articles of FA-KES, read."""
    for article in read_table((bench / "fa_kes" / "FA-KES-Dataset.csv").read_bytes()):
        yield Entry(article, read_statements(article))


def starter_profiles() -> list[OutletProfile]:
    """What the starter pack documents about outlets."""
    noted = [one for file in STARTER for one in read_notes(file.read_text(encoding="utf-8"), who_is=who_is)]
    return [one for one in noted if isinstance(one, OutletProfile)]


def grow(store: Store, real: Sequence[Entry], size: int, known: Vectors, told: Callable[[str], object]) -> Grown:
    """Fill an empty store with `size` statements, through the archive's own door, and build its index."""
    chance = random.Random(7)
    encoder, archive = store.encoder, store.archive
    vectors = known.of([passage(statement, entry.article) for entry in real for statement in entry.statements])
    starts = np.cumsum([0, *(len(entry.statements) for entry in real)])
    towns = sorted({town for entry in real for statement in entry.statements for town in _towns(statement)})
    to_original, to_another = _cosines(known, real, vectors, starts, towns, chance)
    noise = np.random.default_rng(7)
    likeness = noise.choice(to_original, size=(len(vectors), 1))
    middles = beside(vectors, likeness, noise)
    with store.writing() as writer:
        archive.remember("model", encoder.card.fingerprint)
        writer.keep_profiles(starter_profiles())
        kept, at_once, run = 0, 0, list[tuple[Entry, np.ndarray]]()
        for number in range(size):
            place = number % len(real)
            of_entry = slice(starts[place], starts[place + 1])
            if number < len(real):
                entry, rows = real[place], vectors[of_entry]
            else:
                entry = varied(real[place], number // len(real), towns, chance)
                rows = beside(middles[of_entry], likeness[of_entry], noise)
            if kept + len(entry.statements) > size:
                entry = replace(entry, statements=entry.statements[: size - kept])
            run.append((entry, rows[: len(entry.statements)]))
            kept, at_once = kept + len(entry.statements), at_once + len(entry.statements)
            if at_once >= AT_ONCE or kept == size:
                archive.add_new(run)
                run, at_once = [], 0
                told(f"{kept:,} of {size:,} statements kept")
            if kept == size:
                break
        indexed = 0

        def advanced(rows: int) -> None:
            nonlocal indexed
            indexed += rows
            told(f"{indexed:,} of {size:,} indexed")

        writer.pay_index(advanced)
    return Grown(size, min(size, int(starts[-1])), float(to_original.mean()), float(to_another.mean()))


def varied(entry: Entry, number: int, towns: Sequence[Town], chance: random.Random) -> Entry:
    """The article with other figures, years, towns, people and outlet, and all its readings moved along."""
    article = entry.article
    years = chance.choice((-3, -2, -1, 1, 2, 3))
    moved = _Moved(article.text, _edits(entry, years, towns, chance))
    identity = f"{article.id}~{number}"
    headline = article.text.startswith(article.title)
    again = replace(
        article,
        id=identity,
        url=f"{article.url or 'https://example.org/' + article.id}?{number}",
        outlet=f"{article.outlet} {number % 50}",
        title=moved.span(Span(0, len(article.title))).of(moved.text) if headline else article.title,
        published=_in_year(article.published, years),
        text=moved.text,
        parts=tuple(Part(part.place_in_article, moved.span(part.span), part.signed) for part in article.parts),
        content_hash=f"{article.content_hash}~{number}",
    )
    return Entry(again, tuple(_statement(one, identity, moved, years) for one in entry.statements))


def _towns(statement: Statement) -> Iterator[Town]:
    for place in statement.where:
        if place.country and place.province and place.span:
            yield place.name, place.country, place.province


class _Moved:
    """A text with stretches exchanged, and where everything stands afterwards."""

    def __init__(self, text: str, edits: dict[Span, tuple[str, Place | None]]) -> None:
        self.before, self.edits = text, edits
        pieces, at, self._shifts = [], 0, list[tuple[Span, int]]()
        grown = 0
        for span in sorted(edits):
            words = edits[span][0]
            pieces += [text[at : span.start], words]
            at = span.end
            grown += len(words) - (span.end - span.start)
            self._shifts.append((span, grown))
        self.text = "".join([*pieces, text[at:]])

    def span(self, span: Span) -> Span:
        return Span(self._at(span.start, 0), self._at(span.end, 1))

    def _at(self, at: int, end: int) -> int:
        grown = 0
        for edit, after in self._shifts:
            if at < edit.end or (at == edit.end and not end):
                # Inside an exchanged stretch: a beginning stays at its beginning, an end at its end.
                return at + grown if at <= edit.start else edit.end + after if end else edit.start + grown
            grown = after
        return at + grown


def _edits(
    entry: Entry, years: int, towns: Sequence[Town], chance: random.Random
) -> dict[Span, tuple[str, Place | None]]:
    text = entry.article.text
    ranges = [q.span for s in entry.statements for q in s.quantities if None not in (q.low, q.high) and q.low != q.high]
    edits: dict[Span, tuple[str, Place | None]] = {}

    def exchange(span: Span, words: str, place: Place | None = None) -> None:
        if not any(span.overlaps(other) for other in edits):
            edits[span] = (words, place)

    for statement in entry.statements:
        for place in statement.where:
            if place.span and place.province:
                name, country, province = chance.choice(towns)
                exchange(place.span, name, Place(name, country, province))
        for voice in statement.attributions:
            if voice.speaker_span and voice.speaker.kind in ("named_official", "named_person"):
                exchange(voice.speaker_span, f"{chance.choice(_first)} {chance.choice(_last)}")
    for printed in _digits.finditer(text):
        span, words = Span(*printed.span()), printed.group()
        if re.fullmatch(r"(?:19|20)\d\d", words):
            exchange(span, str(int(words) + years))
        elif not any(span.overlaps(other) for other in ranges):
            other = "".join(chance.choice("123456789") if c.isdigit() else c for c in words)
            exchange(span, other)
    return edits


def _statement(one: Statement, article_id: str, moved: _Moved, years: int) -> Statement:
    return replace(
        one,
        id=f"{article_id}.{one.ordinal}",
        article_id=article_id,
        span=moved.span(one.span),
        attributions=tuple(_attribution(voice, moved) for voice in one.attributions),
        quantities=tuple(_quantity(quantity, moved) for quantity in one.quantities),
        when=_when(one.when, moved, years),
        where=tuple(_place(place, moved) for place in one.where),
        quote=moved.span(one.quote) if one.quote else None,
        url=one.url,
    )


def _attribution(voice: Attribution, moved: _Moved) -> Attribution:
    named = moved.edits.get(voice.speaker_span) if voice.speaker_span else None
    return replace(
        voice,
        speaker=replace(voice.speaker, name=named[0]) if named else voice.speaker,
        span=moved.span(voice.span),
        speaker_span=moved.span(voice.speaker_span) if voice.speaker_span else None,
        cue_span=moved.span(voice.cue_span) if voice.cue_span else None,
    )


def _quantity(quantity: Quantity, moved: _Moved) -> Quantity:
    span = moved.span(quantity.span)
    inside = {
        edit.of(moved.before).replace(",", ""): words.replace(",", "")
        for edit, (words, place) in moved.edits.items()
        if place is None and edit.within(quantity.span)
    }
    figure = inside.get(f"{quantity.value:.0f}")
    if figure is None:
        return replace(quantity, span=span)
    return replace(
        quantity,
        low=float(figure) if quantity.low is not None else None,
        high=float(figure) if quantity.high is not None else None,
        span=span,
    )


def _place(place: Place, moved: _Moved) -> Place:
    if place.span is None:
        return place
    exchanged = moved.edits.get(place.span)
    other = exchanged[1] if exchanged else None
    return replace(other or place, span=moved.span(place.span))


def _when(period: Period | None, moved: _Moved, years: int) -> Period | None:
    again = _in_year(period, years)
    return replace(again, span=moved.span(again.span)) if again and again.span else again


def _in_year(period: Period | None, years: int) -> Period | None:
    if period is None or not 1000 < period.start.year + years < 9000:
        return period
    start = period.start.replace(year=period.start.year + years, day=min(28, period.start.day))
    return replace(period, start=start, end=start + (period.end - period.start))


def beside(rows: np.ndarray, likeness: np.ndarray, noise: np.random.Generator) -> np.ndarray:
    """Unit vectors beside the rows, so far that two that lie beside the same have about this cosine, (rows, 1)."""
    aside = noise.normal(size=rows.shape).astype(np.float32)
    aside -= np.sum(aside * rows, axis=1, keepdims=True) * rows
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    moved: np.ndarray = np.sqrt(likeness) * rows + np.sqrt(1 - likeness) * aside
    return moved.astype(np.float32)


def _cosines(
    known: Vectors,
    real: Sequence[Entry],
    vectors: np.ndarray,
    starts: np.ndarray,
    towns: Sequence[Town],
    chance: random.Random,
) -> tuple[np.ndarray, np.ndarray]:
    """How near variations, embedded in truth, are to their originals, and how near to one another; none above 1."""
    places, passages = list[int](), (list[str](), list[str]())
    for place in chance.sample(range(len(real)), len(real)):
        places += range(int(starts[place]), int(starts[place + 1]))
        for number, of_passages in enumerate(passages, start=1):
            other = varied(real[place], number, towns, chance)
            of_passages += [passage(statement, other.article) for statement in other.statements]
        if len(places) >= SAMPLED:
            break
    first, second = (known.of(of_passages) for of_passages in passages)
    return np.minimum(1, np.sum(first * vectors[places], axis=1)), np.sum(first * second, axis=1)
