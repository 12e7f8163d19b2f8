"""The chart of a card: who says how many, by date. What is drawn is decided here; drawing.py paints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.card.amounts import amount_of, how_many, noun_of
from bot.card.counted import counted_in
from bot.card.figures import caption_of, days_of, row_of, told_in_figures
from bot.card.foremost import foremost
from bot.card.layout import figures_that_fit
from bot.card.rendering import shown
from bot.card.rows import APART, Sort, parted, printed_counter_of, rows_as_printed, rows_of
from bot.talk.turns import Picture
from bot.words import ENGLISH, Words, balanced
from knowledge.model import ContextCard, Figure, Period, Quantity, Tally
from retrieval.events import Event
from retrieval.ledger import is_of_a_part
from retrieval.ranking import counts_same
from retrieval.wording import opening

#: Marks in one picture; a phone shows no more at once.
MOST_MARKS = 8
#: Where the largest number is so many times the smallest, each step of the scale is ten times the last.
FAR_APART = 100
#: Telegram takes 1024 units of UTF-16 in a caption.
LONGEST_CAPTION = 1000
#: Letters of a mark's place or outlets in the caption, from what is wanted to what there is room for.
ROOM_FOR_SMALL_PRINT = (200, 60, 40, 24)
LONGEST_CLAIM = 160


@dataclass(frozen=True, slots=True)
class Mark:
    """One voice's number: what its words allow, how it is said, who says it, and who carried it."""

    quantity: Quantity
    said: str
    who: str
    small_print: str
    when: str
    #: The heading over what the table's range leaves out; "" over what it covers.
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One counted thing: its marks under their dates, the undated ones last."""

    title: str
    marks: tuple[Mark, ...]
    #: How many marks there was no room for.
    left_out: str
    #: The number that the claim says, with its words; None where it counts something else.
    claimed: tuple[float, str] | None
    is_logarithmic: bool
    scale: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that stands in the picture."""

    claim: str
    title: str
    panels: tuple[Panel, ...]
    foot: str
    is_right_to_left: bool = False


def draw(card: ContextCard, words: Words = ENGLISH) -> Picture | None:
    """Who says how many, as a PNG and in words; None where fewer than two figures can be shown beside each other.

    The caption is plain words, not HTML. The first picture takes a second or two, for the library to be loaded.
    """
    chart = chart_of(card, words)
    if chart is None:
        return None
    from bot.card.drawing import paint

    return Picture(paint(chart), in_words(chart, words))


def has_chart(card: ContextCard) -> bool:
    """Whether there is something to draw: two figures or more of one thing."""
    return chart_of(card, ENGLISH) is not None


def chart_of(card: ContextCard, words: Words = ENGLISH) -> Chart | None:
    """What the picture shows; None where fewer than two figures stand beside each other."""
    title = words.say("Who says how many")
    if card.state == "ambiguous":
        panels = _of_several_events(card, words)
        title = words.say("Reports that fit, or come near")
    else:
        tallies = [tally for tally in told_in_figures(card) if len(rows_of(tally)) > 1]
        room = MOST_MARKS if len(tallies) < 2 else MOST_MARKS // 2 + 1
        panels = tuple(_of_tally(tally, card, words, room) for tally in tallies)
    if not panels:
        return None
    claim = card.claim.text if len(card.claim.text) <= LONGEST_CLAIM else card.claim.text[: LONGEST_CLAIM - 1] + "…"
    asked = words.date(Period.at(card.as_of))
    foot = words.say("What reports print, not what is so. whosays, {date}", date=asked)
    return Chart(f"“{' '.join(claim.split())}”", title, panels, foot, words.is_right_to_left)


def in_words(chart: Chart, words: Words = ENGLISH) -> str:
    """The chart for those who do not see it, and for its caption: the claim, and every number with all that is by it.

    Places and outlets are told as far as there is room; what still runs over is cut at the end of a line.
    """
    for letters in ROOM_FOR_SMALL_PRINT:
        caption = "\n".join(_lines(chart, words, letters))
        if len(_units(caption)) <= LONGEST_CAPTION * 2:
            return caption
    return _units(caption)[: LONGEST_CAPTION * 2].decode("utf-16-le", "ignore").rpartition("\n")[0] + "\n…"


def _lines(chart: Chart, words: Words, letters: int) -> Iterator[str]:
    yield chart.title
    yield words.line(chart.claim)
    for panel in chart.panels:
        yield ""
        yield words.line(panel.title)
        if panel.claimed:
            yield words.line(panel.claimed[1])
        apart = ""
        for mark in panel.marks:
            if mark.apart != apart:
                yield words.line(mark.apart)
                apart = mark.apart
            beside = (mark.who, mark.when, balanced(shown(mark.small_print, letters)))
            yield words.line(f"• {mark.said}: {words.say(', ').join(filter(None, beside))}")
        if panel.left_out:
            yield words.line(panel.left_out)
        yield words.line(panel.scale)


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "replace")


def _of_tally(tally: Tally, card: ContextCard, words: Words, room: int) -> Panel:
    """The rows of the table, as far as there is room: those of its range first, then what the range leaves out."""
    rows = rows_as_printed(tally)
    parts = parted(foremost(rows, room, card.claim.quantities))
    marks = [
        mark
        for sort, part in parts
        for mark in _by_date([(days_of(row), _mark(row, tally, sort, words)) for row in part])
    ]
    return _panel(caption_of(tally, words), marks, len(rows), card, words)


def _mark(row: Sequence[Figure], tally: Tally, sort: Sort, words: Words) -> Mark:
    said, who, when, small_print = (cell.text for cell in row_of(row, tally, words))
    return Mark(row[0].quantity, said, who, small_print, when, words.say(APART[sort]) if sort in APART else "")


def _of_several_events(card: ContextCard, words: Words) -> tuple[Panel, ...]:
    """Where a claim fits several events: each with its figure and its place, so that nobody takes them for rivals."""
    rows: dict[tuple[str, str, float, str], tuple[Period | None, Mark]] = {}
    counted = ""
    for candidate, finding, quantity in figures_that_fit(card):
        event = words.isolated(candidate.where)
        figure = Figure(quantity, finding.attribution, finding)
        who = words.isolated(printed_counter_of(figure, words))
        if not counted:
            counted = quantity.unit or quantity.counted
            counted = counted if words.language == "en" else counted_in(words, counted)
        period = Event(candidate.findings).period
        mark = Mark(quantity, how_many(figure, noun_of(quantity), words), who, event, words.date(period))
        rows.setdefault((who, quantity.bound, quantity.value, event), (period, mark))
    marks = _by_date(list(rows.values()))
    return (_panel(opening(counted), marks[:MOST_MARKS], len(marks), card, words),) if len(marks) > 1 else ()


def _is_count_of(claimed: Quantity, quantity: Quantity) -> bool:
    """Whether a claim's number belongs over a mark: that of all the dead stands over no count of children."""
    return counts_same(claimed, quantity) and is_of_a_part(claimed) == is_of_a_part(quantity)


def _by_date(marks: Sequence[tuple[Period | None, Mark]]) -> list[Mark]:
    dated = sorted(((when.start, when.end, mark) for when, mark in marks if when), key=lambda told: told[:2])
    return [mark for *_, mark in dated] + [mark for when, mark in marks if when is None]


def _panel(title: str, shown: Sequence[Mark], every: int, card: ContextCard, words: Words) -> Panel:
    """One counted thing: the marks that are seen of so many figures."""
    rest = every - len(shown)
    left_out = words.count("{n} more figure in the card", "{n} more figures in the card", rest) if rest else ""
    quantities = [mark.quantity for mark in shown]
    asked = next((q for q in card.claim.quantities if q.unit and any(_is_count_of(q, one) for one in quantities)), None)
    claimed = (asked.value, words.say("claim: {number}", number=amount_of(asked, words))) if asked else None
    numbers = [n for q in quantities for n in (q.value, q.low, q.high) if n is not None]
    numbers += [claimed[0]] if claimed else []
    logarithmic = min(numbers) > 0 and max(numbers) / min(numbers) > FAR_APART
    scale = words.say("Each step of the scale is ten times the last") if logarithmic else words.say("Scale from 0")
    return Panel(title, tuple(shown), left_out, claimed, logarithmic, scale)
