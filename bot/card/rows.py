"""The rows of a table of who says how many: which figures are one row, and which its range leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from bot.card.foremost import is_first_count, is_of_one_place
from bot.card.voices import name_of
from bot.words import ENGLISH, Words, msgid
from knowledge.model import Figure, Speaker, Tally
from retrieval.counts.intervals import is_an_interval
from retrieval.counts.of_a_group import is_of_a_group
from retrieval.ledger import was_not_kept_up
from retrieval.nearby.called_there import called_there
from retrieval.origins import has_name
from retrieval.ranking import is_open_above

Sort = Literal["whole", "a group", "an interval", "earlier", "not kept up", "one place"]
#: Over the rows that the range over a table leaves out.
APART: dict[Sort, str] = {
    "a group": msgid("Counts of one group"),
    "an interval": msgid("Intervals around an estimate"),
    "earlier": msgid("Earlier counts"),
    "not kept up": msgid("Not kept up to date"),
    "one place": msgid("In one place of several"),
}


def rows_of(tally: Tally) -> list[list[Figure]]:
    """The figures by row: one voice's same number, whoever carried it and however often.

    Nothing stands there twice: no "at least 42" beside the 42 of the same page, no "dozens" of a voice that counts, no
    number as an outlet's own where its report has it from somebody, and none of nameless people beside whom they told.
    """
    by_words: dict[tuple[str, str, float], list[Figure]] = {}
    for figure in tally.figures:
        by_words.setdefault((counter_of(figure), figure.quantity.bound, figure.quantity.value), []).append(figure)
    rows = list(by_words.values())
    kept: dict[int, list[Figure]] = {}
    for row in rows:
        best = row
        while better := next((other for other in rows if other is not best and _says_it_better(other, best)), None):
            best = better
        if best is row or row[0].quantity.bound != "vague":
            # Whoever prints only "hundreds" has not printed the number.
            kept.setdefault(id(best), []).extend(row)
    # Whoever says it best stands first in its row.
    return [sorted(kept[id(row)], key=lambda figure: figure not in row) for row in rows if id(row) in kept]


def rows_as_printed(tally: Tally) -> list[list[Figure]]:
    """The rows of a table, each by the name that its reports print: what "state media" give stands in no row of SANA's.

    It stays one voice, and one row more makes no table. What a report says itself goes with whom it has it from, and
    what one report of an outlet calls otherwise than another, with the name.
    """
    parts: list[list[Figure]] = []
    for row in rows_of(tally):
        naming = {f.finding.outlet for f in row if f.speaker.kind != "outlet_itself" and not _called_there(f)}
        called = {
            figure.finding.article.id: name
            for figure in row
            if figure.finding.outlet not in naming and (name := _called_there(figure).lower())
        }
        by_name: dict[str, list[Figure]] = {}
        for figure in row:
            by_name.setdefault(called.get(figure.finding.article.id, ""), []).append(figure)
        for name, part in by_name.items():
            # Who stands first in a row is who the row is of, be it that others have it from them.
            first, *rest = sorted(part, key=lambda figure: bool(name) != bool(_called_there(figure)))
            parts.append([first if name else _in_the_name_of(row[0].speaker, first), *rest])
    return parts


def _in_the_name_of(voice: Speaker, figure: Figure) -> Figure:
    """A figure as a voice's by its name, where it is in the mouth of an outlet or of nobody who has it from them."""
    if figure.speaker.name == voice.name:
        return figure
    return replace(figure, attribution=replace(figure.attribution, speaker=voice, speaker_span=None))


def _called_there(figure: Figure) -> str:
    return called_there(replace(figure.finding, heard=figure.attribution))


def _says_it_better(other: Sequence[Figure], row: Sequence[Figure]) -> bool:
    """Whether one row makes another needless: its number is there already, in a better word or in its own mouth."""
    if row[0].quantity.bound == "vague":
        return counter_of(other[0]) == counter_of(row[0]) and other[0].quantity.bound != "vague"
    if other[0].quantity.value != row[0].quantity.value:
        return False
    if counter_of(other[0]) == counter_of(row[0]):
        pages, own = (_pages(one) for one in (other, row))
        return own <= pages and _is_better_bound(other, row, are_same_pages=own == pages)
    is_somebody = has_name(other[0].speaker) and other[0].speaker.kind != "outlet_itself"
    if is_somebody and not has_name(row[0].speaker) and all(other[0].speaker.name in f.attribution.via for f in row):
        # What "medical sources told the agency", the agency counts itself.
        return True
    told = {figure.finding.article.id for figure in other if figure.speaker.kind != "outlet_itself"}
    return row[0].speaker.kind == "outlet_itself" and all(figure.finding.article.id in told for figure in row)


def _pages(row: Sequence[Figure]) -> set[tuple[str, str]]:
    """The papers in which a row stands, each with the day on which it came out."""
    return {(f.finding.outlet, f.finding.published.words if f.finding.published else "") for f in row}


def _is_better_bound(other: Sequence[Figure], row: Sequence[Figure], *, are_same_pages: bool) -> bool:
    """Whether of two rows with one number, the other's with all the pages of this one, the other's bound is to stay.

    Of "at least 48" and "48" on one page stands the word that a card quotes, which is the one nearest to the claim;
    where both are as near, the number is held open. So it is of "at least 100" and "over 100". A bare one stays where
    more pages have it.
    """
    is_bare, is_rival_bare = (one[0].quantity.bound == "exact" for one in (other, row))
    are_open = all(is_open_above(one[0].quantity) for one in (other, row))
    if is_bare == is_rival_bare and not (are_open and are_same_pages):
        return False
    if not are_same_pages:
        return is_bare
    if all(figure.finding.article.is_note for figure in (*other, *row)) and is_bare != is_rival_bare:
        # An editor who wrote "at least 42" read the page; a quotation may stop before that.
        return not is_bare
    nearer, near = _nearness(other), _nearness(row)
    # Where one page has both, "at least" says no more than either.
    holds_open = other[0].quantity.bound == "at least" if are_open else not is_bare
    return nearer > near or (nearer == near and holds_open and other[0].quantity.bound != row[0].quantity.bound)


def _nearness(row: Sequence[Figure]) -> tuple[bool, float]:
    """How near to the claim the sentence of a row is that a card would quote; a text before its headline."""
    findings = [figure.finding for figure in row]
    return max((one.statement.place_in_article != "headline", one.similarity) for one in findings)


def parted(rows: Sequence[Sequence[Figure]]) -> list[tuple[Sort, list[Sequence[Figure]]]]:
    """The rows that a range covers, and below them, each sort by itself, those which it leaves out.

    Where nothing else is counted, what was counted first, in one place, or of one group, is all there is.
    """
    earlier = [row for row in rows if is_first_count(row)]
    local = [row for row in rows if is_of_one_place(row) and row not in earlier]
    left_alone = [row for row in earlier if all(map(was_not_kept_up, row))]
    whole = [row for row in rows if row not in earlier and row not in local]
    if not whole:
        return [("whole", list(rows))]
    holding = [figure for row in whole for figure in row]
    group = [row for row in whole if is_of_a_group(row, holding)]
    interval = [row for row in whole if row not in group and is_an_interval(row, holding)]
    whole = [row for row in whole if row not in group and row not in interval]
    parts: list[tuple[Sort, list[Sequence[Figure]]]] = [
        ("whole", whole),
        ("a group", group),
        ("an interval", interval),
        ("earlier", [row for row in earlier if row not in left_alone]),
        ("not kept up", left_alone),
        ("one place", local),
    ]
    return [(sort, part) for sort, part in parts if part]


def counter_of(figure: Figure, words: Words = ENGLISH) -> str:
    """Who gives a figure, and whom they cite for it."""
    return _citing(name_of(figure.speaker, words), figure, words)


def printed_counter_of(figure: Figure, words: Words = ENGLISH) -> str:
    """Who gives a figure, by the report's own words where it does not have their name, and whom they cite for it."""
    called = _called_there(figure)
    return _citing(f"“{called}”" if called else name_of(figure.speaker, words), figure, words)


def _citing(name: str, figure: Figure, words: Words) -> str:
    if figure.cites is None:
        return name
    return words.say("{speaker}, citing {source}", speaker=name, source=name_of(figure.cites, words))
