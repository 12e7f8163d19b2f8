"""The number ledger on a card: for each counted thing a small table of who says how many, as of when, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bot.card.amounts import IS_TOLL, how_many, noun_of
from bot.card.counted import counted_in
from bot.card.foremost import foremost, is_first_count
from bot.card.lines import Block, Line, Run, columns, sentences
from bot.card.reach import are_of_several_kinds, of_which, reach_of
from bot.card.rows import APART, counter_of, parted, printed_counter_of, rows_as_printed, rows_of
from bot.card.voices import credited_by
from bot.words import ENGLISH, Words
from knowledge.model import ContextCard, Figure, Period, Quantity, Tally
from knowledge.quantities import comparable
from knowledge.quantities.units import match_state_after, match_state_before
from knowledge.quantities.words import split_words
from retrieval.counts.measures import kind_of, made, says_how
from retrieval.counts.room_left import contradicting
from retrieval.origins import known_in
from retrieval.ranking import fits
from retrieval.wording import opening

#: Counted things whose figures are printed, and rows of one; the rest stands in the JSON.
MOST_TALLIES, MOST_ROWS = 2, 8
#: Outlets named in one row.
MOST_OUTLETS = 2


def told_in_figures(card: ContextCard) -> list[Tally]:
    """The counted things worth a table: what is told in more than one way, of what the claim counts or became of it.

    Beside such a table, whoever gives the claimed figure, or is said to give another, has a row, too: "458 bodies",
    beside 50 and 73 killed.
    """
    if card.near_misses and all(account.relation == "context" for account in card.accounts):
        # What was counted in another town, or on another day, is no table of the claim's.
        return []
    claimed = {q.unit for q in (*card.claim.quantities, card.claim.asked) if q}
    tallies = [_as_quoted(card, tally) for tally in card.tallies]
    of_it = [tally for tally in tallies if tally.state or tally.unit in claimed]
    worth = [tally for tally in of_it if len(rows_of(tally)) > 1]
    if worth:
        worth = [tally for tally in tallies if tally in worth or _holds_the_claimed(card, tally)]
    asked = _states_of(card)
    if asked and not any(tally.state in asked for tally in worth):
        # Whoever asks what was intercepted is not told what was launched.
        return [tally for tally in worth if tally.unit in claimed and not tally.state]
    told = [_with_everybody_held(card, tally) for tally in _of_what_became_of_them(card, worth)[:MOST_TALLIES]]
    # Whoever counts "five civilians" beside "five people" has no table of their own as well.
    return [tally for tally in told if not any(_holds_all_of(other, tally) for other in told)]


def _holds_all_of(other: Tally, tally: Tally) -> bool:
    """Whether another table has everybody's number of a table, and more."""
    mine, theirs = ({(counter_of(f), f.quantity.value) for f in one.figures} for one in (tally, other))
    return len(other.figures) > len(tally.figures) and mine <= theirs


def _with_everybody_held(card: ContextCard, tally: Tally) -> Tally:
    """A table with whoever says the claim or contradicts it by a count of some of them: "22 volunteers" beside people.

    A range that leaves out somebody who stands right below it as saying otherwise is none.
    """
    claimed = [own for own in card.claim.quantities if own.unit and own.value and own.state == tally.state]
    if not any(own.unit == tally.unit for own in claimed):
        return tally
    held = {
        (f.statement.id, account.speaker)
        for account in card.accounts
        if account.relation in ("reports", "differs")
        for f in contradicting(card, account).findings
    }
    known = {counter_of(figure) for figure in tally.figures}
    others = [
        figure
        for other in card.tallies
        if other.state == tally.state and other != tally
        for figure in other.figures
        if (figure.finding.statement.id, figure.speaker) in held
        and counter_of(figure) not in known
        and any(comparable(own, figure.quantity) == "broader" for own in claimed)
    ]
    return replace(tally, figures=(*tally.figures, *others)) if others else tally


def _of_what_became_of_them(card: ContextCard, tallies: Sequence[Tally]) -> list[Tally]:
    """The tables that count what the claim says became of somebody, where there are such.

    Who is told that eleven were killed, and reads how many others counted, need not read who counted the wounded.
    """
    claimed = {q.state for q in card.claim.quantities if q.unit}
    of_them = [tally for tally in tallies if tally.state in claimed or not tally.state]
    # Beside "nobody was hurt" alone stands whoever counts the wounded.
    is_told = any(q.value for q in card.claim.quantities) or any(len(rows_of(tally)) > 1 for tally in of_them)
    is_all = "" not in claimed and is_told and of_them and claimed <= {tally.state for tally in of_them}
    return of_them if is_all else list(tallies)


def _as_quoted(card: ContextCard, tally: Tally) -> Tally:
    """A tally without what its voice is not quoted for, where the same report has the number as it is quoted.

    Of a report with "at least 48" and "48", the 48 alone is held against 150: it stands in the row, too.
    """
    left_out: set[str] = set()
    quoted: set[tuple[str, str, float]] = set()
    for account in card.accounts:
        kept = contradicting(card, account).findings
        left_out |= {f.statement.id for f in account.findings if f not in kept}
        quoted |= {_number_of(one) for one in tally.figures if one.finding in kept and one.speaker == account.speaker}
    figures = (f for f in tally.figures if f.finding.statement.id not in left_out or _number_of(f) not in quoted)
    return replace(tally, figures=tuple(f for f in figures if not _stands_behind_its_outlet(card, f, tally)))


def _stands_behind_its_outlet(card: ContextCard, figure: Figure, tally: Tally) -> bool:
    """Whether an outlet is shown to count in its own voice, and where it has that from stands nowhere on the card.

    Then the row is the outlet's; that it quotes somebody for it is told where the two count as one origin.
    """
    held = [a for a in card.accounts if a.relation in ("reports", "differs")]
    own = {f.statement.id for a in held if a.speaker.kind == "outlet_itself" for f in a.findings}
    shown = {f.statement.id for account in held for f in account.findings}
    rows = {
        (one.finding.article.id, one.quantity.value)
        for one in tally.figures
        if one.speaker.kind == "outlet_itself" and one.finding.statement.id in own
    }
    of_another = figure.speaker.kind != "outlet_itself" and figure.finding.statement.id not in shown
    return of_another and (figure.finding.article.id, figure.quantity.value) in rows


def _number_of(figure: Figure) -> tuple[str, str, float]:
    return counter_of(figure), figure.finding.article.id, figure.quantity.value


def _holds_the_claimed(card: ContextCard, tally: Tally) -> bool:
    """Whether a table has the claimed figure, or one that stands on the card as saying otherwise."""
    rivals = {f.statement.id for a in card.accounts if a.relation == "differs" for f in a.findings}
    return any(
        fits(claimed, figure.quantity)
        or (figure.finding.statement.id in rivals and comparable(claimed, figure.quantity) == "same")
        for claimed in card.claim.quantities
        for figure in tally.figures
    )


def _states_of(card: ContextCard) -> set[str]:
    """What the claim says became of things, where it counts none of them: "intercepted"."""
    if any(q.unit and q.value for q in card.claim.quantities):
        return set()
    words = split_words(card.claim.text)
    matches = [match(words, i) for i in range(len(words)) for match in (match_state_after, match_state_before)]
    return {found.name for found in matches if found}


def table_of(tally: Tally, *, wide: bool, words: Words = ENGLISH, claimed: Sequence[Quantity] = ()) -> Block:
    """Everybody's figure for one thing, by date, and from where to where they reach; with whoever gives the claimed.

    What the range leaves out stands below the rest, under a heading that says why.
    """
    rows = rows_as_printed(tally)
    together = _of_one_page([(row, row_of(row, tally, words)) for row in rows], tally, words)
    seen = foremost([row for row, _ in together], MOST_ROWS, claimed)
    cells = {id(row): line for row, line in together}
    parts = parted(seen)
    told = [cells[id(row)] for _, part in parts for row in part]
    lines = iter(columns(told) if wide else sentences(told, comma=words.say(", ")))
    table: list[Line] = []
    for sort, part in parts:
        if sort in APART:
            table.append((Run(("  " if wide else "") + words.say(APART[sort]), "small"),))
        table.extend(islice(lines, len(part)))
    rest = len(together) - len(seen)
    more = ((Run(words.count("{n} more row", "{n} more rows", rest), "small"),),) if rest > 0 else ()
    caption = (Run(caption_of(tally, words), "strong"), Run(reach_of(tally, words)))
    return (caption, *table, *more)


def label_of(row: Sequence[Figure], beside: Sequence[Figure], caption: str = "") -> str:
    """What the figures of a row count, where those beside it do so by another word than the caption's.

    And how they were counted, where they differ in that. "Confirmed" and "alleged" are said in the words of the
    reports.
    """
    figure = row[0]
    nouns = {noun_of(other.quantity) for other in beside}
    noun = _noun_of_all(row) if len(nouns) > 1 else ""
    noun = noun if noun != caption else ""
    if says_how(noun) or not kind_of(figure.finding, figure.quantity) or not are_of_several_kinds(beside):
        return noun
    return f"{noun} {made(figure.finding, figure.quantity).word.lower()}".strip()


def caption_of(tally: Tally, words: Words = ENGLISH) -> str:
    """What a tally counts, as its heading says it; where all use one word for it, in that word."""
    nouns = {noun_of(figure.quantity) for figure in tally.figures}
    if words.language != "en":
        return opening(counted_in(words, tally.unit, tally.state, *(nouns if len(nouns) == 1 else ())))
    if len(nouns) > 1:
        return opening(tally.counted)
    (noun,) = nouns
    if not noun or noun.startswith("("):
        return opening(tally.counted)
    return opening(noun if IS_TOLL.search(noun) else f"{noun} {tally.state}".strip())


def row_of(figures: Sequence[Figure], tally: Tally, words: Words = ENGLISH) -> tuple[Run, ...]:
    """One voice's number, of which area or time where they differ, who it is, when it was given, and who carried it."""
    first = figures[0]
    name = known_in(first.speaker.name)
    carriers = [outlet for outlet in dict.fromkeys(f.finding.outlet for f in figures) if outlet != name]
    many = how_many(first, label_of(figures, tally.figures, tally.unit), words)
    return (
        Run(words.say(", ").join((many, *of_which(figures, tally.figures, words))), "strong"),
        Run(words.isolated(printed_counter_of(first, words))),
        Run(when_of(figures, words), "small"),
        Run(_in_its_own_voice(figures, words) if _is_its_own(first, tally) else through(carriers, words), "small"),
    )


def _is_its_own(figure: Figure, tally: Tally) -> bool:
    """Whether an outlet counts in its own voice; a monitor's own page is the monitor."""
    known = {counter_of(one) for one in tally.figures if one.speaker.kind != "outlet_itself"}
    return figure.speaker.kind == "outlet_itself" and counter_of(figure) not in known


def _in_its_own_voice(figures: Sequence[Figure], words: Words) -> str:
    agency = credited_by([figure.finding for figure in figures])
    return words.say("crediting {agency}", agency=agency) if agency else words.say("in its own voice")


def _of_one_page(
    rows: Sequence[tuple[list[Figure], tuple[Run, ...]]], tally: Tally, words: Words
) -> list[tuple[list[Figure], tuple[Run, ...]]]:
    """The rows, those together that give one number on one day in the same papers: one row with all who agree on it."""
    alike: dict[tuple[str, ...], list[tuple[list[Figure], tuple[Run, ...]]]] = {}
    for number, row in enumerate(rows):
        many, _, when, through = (run.text for run in row[1])
        # What an outlet says itself, nobody says with it.
        alone = not through or _is_its_own(row[0][0], tally)
        alike.setdefault((many, when, through, str(number) if alone else ""), []).append(row)
    return [
        (figures, (many, Run(words.listed([cell[1].text for _, cell in group])), *rest))
        for group in alike.values()
        for figures, (many, _, *rest) in group[:1]
    ]


def when_of(figures: Sequence[Figure], words: Words) -> str:
    """The days of a row's figures, the first to the last; of what its voice raised, or gave at first, that it did."""
    days = days_of(figures)
    if days is None:
        return words.say("at first") if is_first_count(figures) else words.date(None)
    date = words.date(days)
    # Whoever cites another's old count has raised nothing.
    is_raised = all(figure.raised and figure.cites is None for figure in figures)
    return words.say("{date}, raised since", date=date) if is_raised else date


def days_of(figures: Sequence[Figure]) -> Period | None:
    """The days of a row's figures, the first to the last; the first alone where one is a month or a year."""
    days = [figure.as_of for figure in figures if figure.as_of]
    if not days or len({day.words for day in days}) == 1 or any(len(day.words) < len("2016-07-29") for day in days):
        return days[0] if days else None
    first, last = min(days, key=lambda day: day.start), max(days, key=lambda day: day.end)
    return Period(first.start, last.end, first.basis)


def through(carriers: Sequence[str], words: Words) -> str:
    """Who carries a figure: "in WTOP, Washington Post and 2 more"."""
    if not carriers:
        return ""
    outlets = words.say(", ").join(words.isolated(carrier) for carrier in carriers[:MOST_OUTLETS])
    more = len(carriers) - MOST_OUTLETS
    if more > 0:
        return words.say("in {outlets} and {n} more", outlets=outlets, n=more)
    return words.say("in {outlets}", outlets=outlets)


def _noun_of_all(row: Sequence[Figure]) -> str:
    """The noun by which every paper of a row counts; none where two papers have nouns that do not hold one another.

    "Five soldiers" of one paper are "five people" in another, which the row names as well. A paper that has the bare
    number gainsays no noun, and "Norlandian soldiers" are soldiers.
    """
    papers: dict[str, list[str]] = {}
    for figure in row:
        papers.setdefault(figure.finding.outlet, []).append(noun_of(figure.quantity))

    def is_in_all(noun: str) -> bool:
        own = set(noun.lower().split())
        return all(any(not said or own <= set(said.lower().split()) for said in nouns) for nouns in papers.values())

    nouns = [noun_of(figure.quantity) for figure in row]
    return next((noun for noun in nouns if noun and is_in_all(noun)), "")
