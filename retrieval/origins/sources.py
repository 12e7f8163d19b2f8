"""Where one finding comes from: the deepest voice that has a name, else the wire that is credited, else the outlet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.model import Article, Finding, Speaker
from knowledge.quantities import comparable
from knowledge.speakers import WATCHING, fold, outlet_of, who_is
from retrieval.origins.copies import kept_twice
from retrieval.origins.lending import claims_a_deed, lent
from retrieval.origins.names import (
    WITHOUT_NAME,
    agency_in,
    body_of,
    has_name,
    is_a_whole_state,
    key_of,
    known_in,
    state_media_of,
)
from retrieval.origins.voices import countries, deepest, named_elsewhere, said_of

#: How a finding came to its source: a voice it quotes, a wire it credits, or the outlet that prints it.
Way = Literal["voice", "wire", "outlet"]


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place that findings go back to; two with one `key` are one place, whatever each is called."""

    key: str
    name: str
    way: Way
    #: How many stand between the report and this place.
    depth: int = 0


def source_of(finding: Finding, beside: Iterable[Finding] = ()) -> Source:
    """Where a finding comes from, by what its words and its article say.

    `beside` is what else was found in the store: a figure that a report prints in its own voice belongs to whoever
    the same report names for it.
    """
    heard = deepest(finding)
    if claims_a_deed(heard, finding):
        heard = finding.as_its_outlets
        finding = replace(finding, heard=heard)
    own = [other for other in beside if other.article.id == finding.article.id]
    speaker: Speaker | None = _speaking_for(heard.speaker, finding, own)
    if not has_name(heard.speaker):
        # Whom an editor has put down beside a named body is another.
        is_ours = finding.statement.place_in_article in ("note", "rival")
        speaker = None if is_ours else named_elsewhere(heard.speaker, finding, own)
    if speaker is not None:
        return _of(speaker.name, "voice", len(heard.via))
    media = state_media_of(heard.speaker, countries(finding, own)) if heard.speaker.kind == "state_media" else None
    if media is not None:
        return _of(media, "voice", len(heard.via))
    for depth, between in reversed(tuple(enumerate(heard.via))):
        if has_name(who_is(between)) and between.lower() not in heard.speaker.name.lower().split():
            # Somebody whom an agency does not name is known by the agency alone; a monitor vouches for its sources.
            return _of(who_is(between).name, "voice" if who_is(between).kind in WATCHING else "wire", depth)
    if heard.speaker.kind in WITHOUT_NAME:
        agency = agency_in(heard.speaker.name) if heard.speaker.kind != "outlet_itself" else None
        if agency is not None:
            return _of(agency, "wire")
    if not has_name(heard.speaker):
        lender = lent(finding, own)
        if lender is not None:
            return _of(lender.name, "voice")
    return house_of(finding)


def house_of(finding: Finding) -> Source:
    """Whose text it is when nobody is named: the wire's that is credited, else the outlet's."""
    if credit := credit_of(finding):
        return _of(credit, "wire")
    row = outlet_of(finding.outlet)
    body = body_of(row) if row else None
    # A party's own page is the party's own word.
    return _of(body, "voice") if body else _of(finding.outlet, "outlet")


def credit_of(finding: Finding) -> str:
    """The agency whose dispatch a finding's page prints, as the page says; "" where it credits none.

    What a note sets against its report stands in another, which the credit is not of.
    """
    return "" if finding.statement.place_in_article == "rival" else finding.article.credit or ""


def is_text_of(place: Source, finding: Finding) -> bool:
    """Whether the report is credited to this place, or printed by it: a text of its own, and no quotation."""
    return place.key in (house_of(finding).key, key_of(finding.outlet))


def publisher_of(source: Source) -> str:
    """The publisher whose outlets are one family; the source's own name when it belongs to none."""
    row = outlet_of(source.name)
    return row.publisher if row else source.name


def _speaking_for(speaker: Speaker, finding: Finding, own: Iterable[Finding]) -> Speaker:
    """The body that gives a government's figure in the same report: what "Russia says" its army may have said."""
    if speaker.side is None or not is_a_whole_state(speaker.name):
        return speaker
    for other in sorted(own, key=lambda f: f.statement.ordinal):
        for quantity in other.statement.quantities:
            body = said_of(other, quantity).speaker
            same = any(
                q.value == quantity.value and comparable(q, quantity) == "same" for q in finding.statement.quantities
            )
            if same and body.side == speaker.side and body.name != speaker.name and has_name(body):
                return body
    return speaker


def _of(name: str, way: Way, depth: int = 0) -> Source:
    row = outlet_of(name)
    return Source(key_of(name), row.outlet if row else known_in(name), way, depth)


def articles_of(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The addresses of the pages these findings stand on (the id where a page has no address), each once."""
    return tuple(dict.fromkeys(finding.url or finding.article.id for finding in findings))


def count_reports(findings: Sequence[Finding]) -> int:
    """In how many reports these findings stand; one that an outlet's pages hold twice counts once."""
    reports: dict[str, list[Article]] = {}
    for finding in {page: f for f in findings for page in articles_of([f])}.values():
        # An outlet keeps no report of another's twice.
        held = reports.setdefault(fold(finding.article.outlet), [])
        if not any(kept_twice(finding.article, report) for report in held):
            held.append(finding.article)
    return sum(map(len, reports.values()))
