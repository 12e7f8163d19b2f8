"""A maintainers' note becomes an article with statements: our words about a page, its address, and who says what there.

The form of a note is in `knowledge.note_schema`, the reading of a file and its errors in `knowledge.note_checks`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, TypeAlias, overload

from knowledge.attributions import read_attributions
from knowledge.model import (
    Article,
    Attribution,
    Entry,
    Kind,
    OutletProfile,
    Part,
    Period,
    Place,
    Place_in_article,
    ProfileFact,
    Quantity,
    Span,
    Speaker,
    Statement,
)
from knowledge.notes.checks import BadNote, NoteError, check_notes, parse_notes, parse_sound_notes
from knowledge.notes.figures import of_a_march, of_other_outcomes, recorded
from knowledge.notes.remarks import remarks_in
from knowledge.notes.schema import DESCRIPTIONS, FactNote, ProfileNote, ReportNote, SpeakerNote
from knowledge.places import read_places
from knowledge.times import read_times

__all__ = [
    "STARTER",
    "BadNote",
    "NoteError",
    "check_notes",
    "content_hash",
    "parse_notes",
    "read_note",
    "read_notes",
    "read_sound_notes",
]

#: Text to the figures in it, spans counted in that text.
QuantityReader: TypeAlias = Callable[[str], tuple[Quantity, ...]]
#: The words for a voice, and its kind, to the speaker the table knows.
SpeakerTable: TypeAlias = Callable[[str, Kind], Speaker]

#: The notes that ship: reports, then profiles.
STARTER = tuple(Path(__file__).parent / "starter" / name for name in ("reports.jsonl", "profiles.jsonl"))

#: What a voice is in this report alone; a table of voices cannot know it.
_ROLES = ("outlet_itself", "eyewitness", "document", "reader_comment")


def read_notes(
    text: str, read_quantities: QuantityReader | None = None, who_is: SpeakerTable | None = None
) -> tuple[Entry | OutletProfile, ...]:
    r"""The reports and profiles that a notes file holds, in its order.

    `read_quantities` reads the figures in headlines and rival accounts; `who_is` gives a voice its name in the speaker
    table. Left out, the project's own are used. Raises `BadNote`, which names every line and field to mend.

    >>> read_notes('''{"id": "N1", "kind": "report", "outlet": "Harbour Post", "title": "Mill burns",
    ... "url": "https://example.org/mill", "confidence": "high",
    ... "facts": [{"says": "Two barns burnt.", "speaker": null}]}'''.replace(chr(10), " "))[0].article.text
    'Mill burns\nTwo barns burnt.'
    """
    return tuple(read_note(note, read_quantities, who_is) for note in parse_notes(text))


def read_sound_notes(
    text: str, read_quantities: QuantityReader | None = None, who_is: SpeakerTable | None = None
) -> tuple[tuple[Entry | OutletProfile, ...], tuple[NoteError, ...]]:
    """The reports and profiles on those lines of a notes file that are in order, and what is wrong with the others.

    For files that nobody stands beside to mend: one broken line does not cost the rest. Never raises.
    """
    notes, errors = parse_sound_notes(text)
    return tuple(read_note(note, read_quantities, who_is) for note in notes), errors


@overload
def read_note(
    note: ReportNote, read_quantities: QuantityReader | None = ..., who_is: SpeakerTable | None = ...
) -> Entry: ...


@overload
def read_note(
    note: ProfileNote, read_quantities: QuantityReader | None = ..., who_is: SpeakerTable | None = ...
) -> OutletProfile: ...


def read_note(
    note: ReportNote | ProfileNote,
    read_quantities: QuantityReader | None = None,
    who_is: SpeakerTable | None = None,
) -> Entry | OutletProfile:
    """One note as the rest of the house knows it: a report with statements, or an outlet's profile."""
    if read_quantities is None:
        from knowledge.quantities import read_quantities as reader

        read_quantities = reader
    if who_is is None:
        from knowledge.speakers import who_is as table

        who_is = table
    if isinstance(note, ProfileNote):
        return _profile(note, read_quantities, who_is)
    return _report(note, read_quantities, who_is)


def content_hash(note: ReportNote | ProfileNote) -> str:
    """The SHA-256 of what a note says, in hex: the same for two spellings of one note (spaces, order, empty fields)."""
    said = note.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class _Page:
    """The article's text while it is written, line by line."""

    def __init__(self) -> None:
        self.text = ""
        self.parts: list[Part] = []

    def line(self, words: str) -> Span:
        start = len(self.text) + 1 if self.text else 0
        self.text = f"{self.text}\n{words}" if self.text else words
        return Span(start, start + len(words))

    def part(self, place: Place_in_article, span: Span, signed: str | None = None) -> None:
        self.parts.append(Part(place, span, signed))


def _report(note: ReportNote, read_quantities: QuantityReader, who_is: SpeakerTable) -> Entry:
    page = _Page()
    published = _period(note.published, note.published_basis)
    statements: list[Statement] = []
    title = page.line(note.title)
    # Only the page's own letters may be shown as its headline; a translated headline or a description is our words.
    if note.title_is == "headline":
        page.part("headline", title)
        # The number signs of other languages ("306.000") are not ours to guess at.
        figures = read_quantities(note.title) if note.language is None else ()
        statements.append(
            Statement(
                f"{note.id}.0",
                note.id,
                0,
                title,
                "headline",
                quantities=_moved(figures, title.start),
                attributions=read_attributions(note.title, outlet=note.outlet) if note.language is None else (),
                where=_where(note.title, title.start) + _where(note.place or "", None),
            )
        )
    else:
        page.part("note", title)
    said: list[tuple[FactNote, Literal["note", "rival"]]] = [(fact, "note") for fact in note.facts]
    said += [(rival, "rival") for rival in note.rivals]
    for ordinal, (fact, sort) in enumerate(said, start=1):
        statements.append(_statement(note, fact, sort, ordinal, page, published, read_quantities, who_is))
    article = Article(
        id=note.id,
        url=note.url,
        outlet=note.outlet,
        title=note.title,
        published=published,
        # The text is the note's own; which language the page is in stands in the remark.
        language="en",
        text=page.text,
        parts=tuple(page.parts),
        content_hash=content_hash(note),
        is_note=True,
        title_is_headline=note.title_is == "headline",
        credit=note.credit,
        author=note.author,
        event=note.event,
        place=note.place,
        event_id=note.event_id,
        seen_in=note.seen_in,
        confidence=note.confidence,
        remark=remarks_in(note, lambda told: _speaker(told, note.outlet, who_is).name),
    )
    return Entry(article, tuple(statements))


def _statement(
    note: ReportNote,
    fact: FactNote,
    sort: Literal["note", "rival"],
    ordinal: int,
    page: _Page,
    published: Period | None,
    read_quantities: QuantityReader,
    who_is: SpeakerTable,
) -> Statement:
    told = fact.speaker
    if sort == "rival" and told is not None and told.kind == "outlet_itself" and told.name != note.outlet:
        # A rival stands on another page: its own voice is that outlet's, not this one's.
        told = told.model_copy(update={"kind": "named_organisation"})
    speaker = _speaker(told, note.outlet, who_is)
    # A reader's comment stays one wherever it is told: it never counts as reporting.
    is_comment = speaker.kind == "reader_comment" or (
        fact.speaker is not None and fact.speaker.kind == "reader_comment"
    )
    place: Place_in_article = "comment" if is_comment else sort
    says = page.line(fact.says)
    quote = page.line(fact.quote) if fact.quote else None
    page.part(place, Span(says.start, (quote or says).end), speaker.name if is_comment else None)
    readings = read_quantities(fact.says)
    if fact.quantity is not None:
        figure = of_a_march(recorded(fact.quantity, fact.says, readings), note.event or "")
        quantities: tuple[Quantity, ...] = (figure, *of_other_outcomes(figure, readings))
    else:
        # The writer of a fact left its figure out on purpose; a rival is written in a hurry and is read like any text.
        quantities = readings if sort == "rival" else ()
    attribution = Attribution(speaker, "", fact.hedges, says, via=fact.speaker.via if fact.speaker is not None else ())
    return Statement(
        f"{note.id}.{ordinal}",
        note.id,
        ordinal,
        says,
        place,
        attributions=(attribution,),
        quantities=_moved(quantities, says.start),
        when=_when(fact.says, says.start, published),
        where=_where(fact.says, says.start) + _where(note.place or "", None),
        quote=quote,
        url=fact.url,
    )


def _when(says: str, start: int, published: Period | None) -> Period | None:
    found = read_times(says, published)
    return replace(found[0], span=found[0].span and found[0].span.shifted(start)) if found else None


def _where(words: str, start: int | None) -> tuple[Place, ...]:
    """The places the words name; those of the note's own field stand in no text and have no span."""
    return tuple(
        replace(place, span=place.span.shifted(start) if place.span and start is not None else None)
        for place in read_places(words)
    )


def _profile(note: ProfileNote, read_quantities: QuantityReader, who_is: SpeakerTable) -> OutletProfile:
    facts = tuple(
        ProfileFact(
            says=fact.says,
            # Whoever documents an outlet is named as the page names them: the Treasury, not its government.
            speaker=_speaker(fact.speaker, note.outlet, Speaker),
            url=fact.url,
            dated=fact.dated,
            read=fact.read,
            quantities=(recorded(fact.quantity, fact.says, read_quantities(fact.says)),) if fact.quantity else (),
            hedges=fact.hedges,
            quote=fact.quote,
        )
        for fact in note.facts
    )
    return OutletProfile(
        id=note.id,
        outlet=note.outlet,
        title=note.title,
        url=note.url,
        facts=facts,
        descriptions=tuple((name, words) for name in DESCRIPTIONS if (words := getattr(note, name))),
        seen_in=note.seen_in,
        confidence=note.confidence,
        remark=remarks_in(note, lambda told: _speaker(told, note.outlet, who_is).name),
    )


def _speaker(speaker: SpeakerNote | None, outlet: str, who_is: SpeakerTable) -> Speaker:
    if speaker is None or speaker.kind == "outlet_itself":
        # An agency may be known to the table as a source; on its own page it is the one that names none.
        return Speaker(outlet, "outlet_itself")
    # A paper by an office is not the office, nor a reader called "Russia" a government.
    return Speaker(speaker.name, speaker.kind) if speaker.kind in _ROLES else who_is(speaker.name, speaker.kind)


def _period(day: str | None, basis: Literal["stated", "inferred"] | None) -> Period | None:
    """The stretch of time a date stands for, no more exact than it is written: "2021-02" is the whole month."""
    if day is None or basis is None:
        return None
    year, month, date = (*map(int, day.split("-")), 0, 0)[:3]
    start = datetime(year, month or 1, date or 1, tzinfo=UTC)
    if date:
        end = start + timedelta(days=1)
    elif month:
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    else:
        end = datetime(year + 1, 1, 1, tzinfo=UTC)
    return Period(start, end, basis)


def _moved(quantities: tuple[Quantity, ...], by: int) -> tuple[Quantity, ...]:
    return tuple(replace(quantity, span=quantity.span.shifted(by)) for quantity in quantities)
