"""One paper under two names: the survey that two reports quote by whoever made it, the study known by its journal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from knowledge.model import Finding, Quantity, Speaker
from knowledge.notes import remark_on_voice
from knowledge.quantities import comparable
from knowledge.speakers import fold
from retrieval.origins.lending import is_or_rounds
from retrieval.origins.names import word_of, words_of_table
from retrieval.origins.sources import Source

#: Two surveys seldom arrive at one number of so many.
LEAST_SURVEYED = 100


def is_a_bare_paper(speaker: Speaker) -> bool:
    """Whether a voice is called a paper and nothing else: "Survey: 151,000 dead" names nobody.

    >>> is_a_bare_paper(Speaker("Survey", "named_person")), is_a_bare_paper(Speaker("Kalden survey", "document"))
    (True, False)
    """
    return speaker.name.lower() in words_of_table("papers")


def maker_of(headline: Finding, own: Iterable[Finding]) -> Speaker | None:
    """Whoever the same report has for the number of a headline that is a paper's: by the number, or one around it."""
    makers = {
        finding.speaker.name: finding.speaker
        for finding in own
        if finding.speaker.kind != "outlet_itself" and not is_a_bare_paper(finding.speaker)
        if any(_stands_for(q, p) for q in headline.statement.quantities for p in finding.statement.quantities)
    }
    return next(iter(makers.values())) if len(makers) == 1 else None


def of_one_paper(a: Finding, b: Finding, of_a: Sequence[Finding], of_b: Sequence[Finding]) -> bool:
    """Whether two voices have one number from a survey: whoever made it or printed it, it is one survey.

    `of_a` and `of_b` are what else was found in their reports. A voice whose number nobody calls a survey's has counted
    for itself.
    """
    return any(
        p.value == q.value and p.state == q.state and comparable(p, q) != "different"
        for p in _surveyed(a, of_a)
        for q in _surveyed(b, of_b)
    )


def _surveyed(finding: Finding, own: Sequence[Finding]) -> Iterator[Quantity]:
    """The numbers of a paper that a voice gives, or about which it puts its bounds."""
    text = finding.article.text
    for quantity in finding.statement.quantities:
        if quantity.value >= LEAST_SURVEYED and quantity.bound != "range" and _is_of_a_paper(quantity, finding, text):
            yield quantity
    for other in own:
        if not is_a_bare_paper(other.speaker):
            continue
        for quantity in other.statement.quantities:
            if quantity.value >= LEAST_SURVEYED and any(_stands_for(quantity, p) for p in finding.statement.quantities):
                yield quantity


def _is_of_a_paper(quantity: Quantity, finding: Finding, text: str) -> bool:
    """Whether the words before a number call it a paper's: "Kalden Health Survey: 151,000"."""
    return bool(word_of("papers").search(text, finding.statement.span.start, quantity.span.start))


def _stands_for(printed: Quantity, given: Quantity) -> bool:
    """Whether a number is another's, or lies in the interval that somebody gives for it."""
    if printed.state != given.state or comparable(printed, given) == "different":
        return False
    if given.bound == "range" and given.low is not None and given.high is not None:
        return given.low <= printed.value <= given.high
    return printed.value == given.value


def printed_by_its_journal(paper: Finding, study: Finding) -> bool:
    """Whether a paper that is called by its journal is the one that a report has from that journal.

    "The Harbour Journal study" of "over 600,000" is the 601,027 of "Weil et al." in a report credited to the Harbour
    Journal.
    """
    name = paper.speaker.name
    called = word_of("papers").search(name)
    if paper.speaker.kind != "document" or called is None or called.end() != len(name):
        return False
    journal = fold(name[: called.start()])
    journals = {fold(house) for house in (study.article.credit, study.outlet) if house}
    return journal in journals and any(
        is_or_rounds(p, q) for p in paper.statement.quantities for q in study.statement.quantities
    )


def with_papers_drawn_from(findings: Sequence[Finding], own: Sequence[Source]) -> list[Source]:
    """The places of findings, with a number that an official has from a study, as its note says, at whoever made that.

    "The governor, from the KU study" gives the number of Kalden University, where that stands beside it.
    """
    placed = list(own)
    for n, finding in enumerate(findings):
        if maker := _maker_named(finding):
            made = (own[m] for m, paper in enumerate(findings) if _is_made_by(maker, paper, finding))
            placed[n] = next(made, own[n])
    return placed


def is_drawn_from(finding: Finding, paper: Finding) -> bool:
    """Whether a voice has its number from the study of another, as the note says in which it stands."""
    maker = _maker_named(finding)
    return bool(maker) and _is_made_by(maker, paper, finding)


def _maker_named(finding: Finding) -> str:
    """Whose study a voice has its number from, as the editor of its note remarks; "" where nothing says so."""
    if finding.statement.place_in_article not in ("note", "rival"):
        return ""
    found = _from_a_paper().search(remark_on_voice(finding.article, finding.statement))
    return fold(found["maker"]) if found else ""


def _is_made_by(maker: str, made: Finding, teller: Finding) -> bool:
    """Whether a finding is of the maker of a study, by name or initials, and its number the one that is told."""
    name = made.speaker.name
    called = {fold(name), "".join(word[0] for word in name.split() if word[0].isupper()).lower()}
    return maker in called and any(
        _stands_for(p, q) for p in teller.statement.quantities for q in made.statement.quantities
    )


@cache
def _from_a_paper() -> re.Pattern[str]:
    """From whose study somebody has a number: "from the KU study", "citing a Harbour Club survey"."""
    papers = "|".join(map(re.escape, words_of_table("papers")))
    return re.compile(rf"\b(?:from|citing) (?:the |an? )?(?P<maker>[^,;]+?)(?:['’]s)? (?:{papers})\b", re.IGNORECASE)
