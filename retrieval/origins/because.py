"""What makes a group of findings one origin, in words that a reader can check on the pages."""

from __future__ import annotations

from collections.abc import Sequence, Set

from knowledge.model import Finding
from retrieval.origins.names import key_of
from retrieval.origins.sources import Source, count_reports, is_text_of, publisher_of
from retrieval.wording import in_a_sentence, listed, told, told_of

#: "A railway", "its railway" may be any.
OF_ANY = ("a ", "an ", "some ", "one ", "another ", "its ", "their ", "his ", "her ", "our ")


def because(
    place: Source, found: Sequence[Finding], own: Sequence[Source], sorts: Set[str], *, is_reprint: bool
) -> str:
    """Why these findings are of one origin, in words that go on from "one origin:".

    `own` is where each comes from by itself, `sorts` are the sorts of ties among them, `is_reprint` whether two of the
    pages are prints of one text.
    """
    given = [finding for finding, source in zip(found, own, strict=True) if source.key == place.key]
    outlets = sorted({finding.outlet for finding in found})
    silent = [name for name in outlets if name not in {finding.outlet for finding in given}]
    if place.way == "outlet" and silent and "figure" in sorts:
        said: str = told("{outlets} print one figure and name nobody for it", outlets=listed(outlets))
        silent = []
    else:
        said = _said(place, found, given, is_reprint=is_reprint)
    if silent and "figure" in sorts:
        # A reader would look for the name on their pages in vain.
        besides = told_of(
            len(silent),
            "{outlets} gives the same figure and names nobody for it",
            "{outlets} give the same figure and name nobody for it",
            outlets=listed(silent),
        )
        said = told("{said}; {besides}", said=said, besides=besides)
    if count_reports(found) == 1:
        return said
    if len(given) < len(found) and sorts & {"text"} and not sorts & {"sentence"}:
        said = told("{said}; {besides}", said=said, besides=told("one text stands in more than one of them"))
    for sort, besides in (
        ("quotation", told("one quotation stands in more than one of them")),
        ("sentence", told("one sentence stands in more than one of them")),
    ):
        if sort in sorts:
            said = told("{said}; {besides}", said=said, besides=besides)
    return said


def _said(place: Source, found: Sequence[Finding], given: Sequence[Finding], *, is_reprint: bool) -> str:
    pages, outlets = count_reports(found), sorted({finding.outlet for finding in found})
    if place.way == "voice" and any(key_of(finding.outlet) == place.key for finding in given):
        if len(outlets) > 1:
            return told("{name} says it itself, and the others quote it", name=place.name)
        return told("{name} says it itself", name=place.name)
    if place.way == "voice":
        return _quote(count_reports(given), pages, in_a_sentence(place.name))
    if place.way == "wire" and not any(is_text_of(place, finding) for finding in found):
        # An agency that a report has it from, without the agency's text.
        return _quote(count_reports(given), pages, place.name)
    if place.way == "wire" or (len(outlets) > 1 and is_reprint):
        return _print(pages, place.name)
    if len({key_of(outlet) for outlet in outlets}) > 1:
        return told("{outlets} have it in the same words", outlets=listed(outlets))
    if len(outlets) == 2:
        return told("{outlets} both belong to {owner}", outlets=listed(outlets), owner=publisher_of(place))
    if len(outlets) > 1:
        return told("{outlets} belong to {owner}", outlets=listed(outlets), owner=publisher_of(place))
    if all(finding.speaker.kind == "outlet_itself" for finding in found):
        return told("{name} says it in its own voice", name=place.name)
    if body := _body_in(found):
        return _quote(pages, pages, in_a_sentence(body))
    return told("{name} names nobody for it", name=place.name)


def _body_in(found: Sequence[Finding]) -> str:
    """The one body that all of these quote by what it is: "the railway" is known where its trains run; else nothing."""
    bodies = {f.speaker.name if f.speaker.kind == "named_organisation" else "" for f in found}
    name = bodies.pop()
    return "" if bodies or name.lower().startswith(OF_ANY) else name


def _quote(quoting: int, pages: int, name: str) -> str:
    if pages == 1:
        return told("it quotes {name}", name=name)
    if quoting < pages:
        return told_of(quoting, "one of them quotes {name}", "{n} of them quote {name}", name=name)
    if pages == 2:
        return told("both quote {name}", name=name)
    return told("all {count} quote {name}", count=pages, name=name)


def _print(pages: int, name: str) -> str:
    if pages == 1:
        return told("it prints a text by {name}", name=name)
    if pages == 2:
        return told("both print the same text by {name}", name=name)
    return told("all {count} print the same text by {name}", count=pages, name=name)
