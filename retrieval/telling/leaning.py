"""What a note leans on, which somebody who reads its words alone on a card cannot know: who "they" are, which year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import ContextCard, Finding, Span
from knowledge.speakers import sides_named
from retrieval.events.days import is_dated
from retrieval.grammar.closeness import is_filler, is_kin, kindred
from retrieval.ranking import words_of
from retrieval.word_tables import worded

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def in_one_piece(card: ContextCard, finding: Finding) -> str:
    """A fact of a note with the one before it on which it leans, or with those that lean on it."""
    behind = (one.words for one in facts_behind(card, finding))
    before = "" if _is_anothers(card, finding, _fact_before(finding)) else fact_before(finding)
    return " ".join(part for part in (before, finding.words, *behind) if part)


def _is_anothers(card: ContextCard, finding: Finding, fact: Span | None) -> bool:
    """Whether the card has a fact of the same note in another mouth: it stands there, and is not put into this one."""
    return fact is not None and any(
        other.article.id == finding.article.id
        and other.statement.span.start == fact.start
        and other.speaker.name != finding.speaker.name
        for account in card.accounts
        for other in account.findings
    )


def fact_before(finding: Finding) -> str:
    """The fact right before one of a note that only it explains: "They killed 401", behind what is told of the raids.

    Empty where the fact stands by itself, or is the note's first.
    """
    before = _fact_before(finding)
    # What a fact quotes stands on a line of its own behind it.
    return before.of(finding.article.text).split("\n")[0] if before else ""


def _fact_before(finding: Finding) -> Span | None:
    statement = finding.statement
    if statement.place_in_article != "note" or not worded("leaning", "on_whom").search(finding.words):
        return None
    before = [
        p.span for p in finding.article.parts if p.place_in_article == "note" and p.span.end <= statement.span.start
    ]
    return before[-1] if before else None


def facts_behind(card: ContextCard, finding: Finding) -> tuple[Finding, ...]:
    """What stands near a claim that a note tells right behind words which answer it, and nobody understands alone.

    "They killed 401" is told with the raids that are claimed, and not once more, with them, as something else.
    """
    answering = [one for one in card.accounts if one.relation != "context" and finding in one.findings]
    if card.state != "found" or not finding.article.is_note or not answering:
        return ()
    return tuple(
        other
        for account in card.accounts
        if account.relation == "context" and account.speaker == answering[0].speaker
        for other in account.findings
        if other.article.id == finding.article.id
        and (before := _fact_before(other))
        and before.start == finding.statement.span.start
    )


def as_its_page_has_it(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """What another report's note tells of a page by what only that note says, as the page's own note has it: "500
    killed by the same raids", beside "more than 12,000 raids on the desert in 2021. 500 killed by them".

    It keeps why it was found; it is left as it is where the page has no note with the same number.
    """
    if not _leans_on_its_note(finding):
        return finding
    told = (
        own
        for own in findings
        if own.statement.place_in_article == "note"
        and own.article.url == finding.url
        and own.speaker.name == finding.speaker.name
        and _counts_all_of(own, finding)
    )
    own = next(told, None)
    return replace(own, why=finding.why, similarity=finding.similarity) if own else finding


def _leans_on_its_note(finding: Finding) -> bool:
    is_a_rival = finding.statement.place_in_article == "rival" and finding.url is not None
    return is_a_rival and bool(worded("leaning", "on_its_note").search(finding.words))


def _counts_all_of(own: Finding, other: Finding) -> bool:
    """Whether words give every number of others, of whom it became the same."""
    given, told = ({(q.value, q.bound, q.state) for q in f.statement.quantities if q.unit} for f in (own, other))
    return bool(told) and told <= given


def quoted_in(finding: Finding) -> str:
    """What a note quotes of its page; empty where that breaks off and has no word of what the note says.

    Of “Millers willingly contributed”, below a note on flour, nobody learns to what they did.
    """
    quote = finding.statement.quote
    if quote is None:
        return ""
    quoted = quote.of(finding.article.text)
    told, things = kindred(finding.words), [stem for stem in words_of(quoted) if not is_filler(stem)]
    is_of_it = any(map(str.isdigit, quoted)) or any(is_kin(stem, told) for stem in things)
    return "" if not is_of_it and worded("leaning", "breaks_off").search(quoted) else quoted


def place_left(finding: Finding) -> str:
    """The place of a note's report, where what is told is of other places than that: "killed elsewhere in Velmar"."""
    place = finding.article.place or ""
    is_open = finding.statement.place_in_article == "note" and worded("leaning", "on_where").search(finding.words)
    return place if is_open and place.casefold() not in finding.words.casefold() else ""


def held_against(finding: Finding) -> str:
    """What the same note tells against an answer of the accused, where its report's headline says that it is wrong:
    "Satellite images debunk Norland's claims"; verbatim, and empty where the headline says nothing of the kind.

    An answer that is printed without what the very report has against it would stand there unanswered.
    """
    report, side = finding.article, finding.speaker.side
    if finding.statement.place_in_article != "note" or not report.title_is_headline or side is None:
        return ""
    proves = worded("leaning", "proves_wrong").search(report.title)
    if proves is None or side in {named for named, *_ in sides_named(report.title[: proves.start()])}:
        return ""
    if side not in {named for named, *_ in sides_named(report.title[proves.end() :])}:
        return ""
    headed = {stem for stem in words_of(report.title[: proves.start()]) if not is_filler(stem)}
    told = (p.span for p in report.parts if p.place_in_article == "note" and p.span != finding.statement.span)
    facts = (span.of(report.text).split("\n")[0] for span in told)
    return next((fact for fact in facts if headed & set(words_of(fact))), "")


def event_left(card: ContextCard, finding: Finding) -> str:
    """The event of a note's report with its day and whose deed it is, where the note's own words leave that open.

    Shown where a claim that gives no day is told in other words. Once on a card.
    """
    event = finding.article.event or ""
    if _leaves_its_years(card, finding, event):
        return event
    told = next((f for account in card.accounts if account.in_other_words for f in account.findings), None)
    if told != finding or card.claim.when is not None or not (is_dated(event) and _DAY.search(event)):
        return ""
    own, there = ({side for side, *_ in sides_named(words)} for words in (finding.words, event))
    return event if there - own else ""


def _leaves_its_years(card: ContextCard, finding: Finding, event: str) -> bool:
    """Whether a note counts over the years that only its event names, and the claim names no time: of the first of a
    report that a card shows.
    """
    own = (
        f for a in card.accounts if a.relation != "context" for f in a.findings if f.article.id == finding.article.id
    )
    is_first = next(own, None) == finding and bool(finding.statement.quantities)
    is_open = card.claim.when is None and not _YEAR.search(f"{finding.words} {card.claim.text}")
    return is_first and is_open and bool(_YEARS.search(event))


#: "2020-2021", "2015–22".
_YEARS = re.compile(r"\b(?:19|20)\d\d\s?[-–]\s?(?:(?:19|20)?\d\d)\b")
#: "17 March 2017".
_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d\b")


def place_apart(card: ContextCard, finding: Finding) -> str:
    """The place of a note's report, where a card has it under one event with a report of another place."""
    place = finding.article.place or ""
    own = next((one for one in card.candidates if finding in one.findings), None)
    return place if finding.article.is_note and own is not None and place.casefold() != own.where.casefold() else ""


def leans_on_its_headline(finding: Finding) -> bool:
    """Whether a note's words leave open of which time or place they are, and its report's own headline says it."""
    report, words = finding.article, finding.words
    if not (report.is_note and report.title_is_headline) or finding.statement.place_in_article != "note":
        return False
    is_dateless = report.published is None and _YEAR.search(words) is None and _YEAR.search(report.title) is not None
    return is_dateless or bool(worded("leaning", "on_when_or_where").search(words))
