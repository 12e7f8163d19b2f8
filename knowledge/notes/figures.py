"""Where the figure that a note records is printed in the note's own sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.model import Quantity, Span
from knowledge.notes.schema import QuantityNote
from knowledge.quantities import canonical_unit, unit_table


def recorded(note: QuantityNote, says: str, readings: tuple[Quantity, ...]) -> Quantity:
    """The figure as the note records it, standing where its number is printed, or over the whole sentence.

    Number and bound are the note's, always; a reading at the same number lends its place in the sentence and the unit,
    state and period that were read beside it.
    """
    low, high = _interval(note)
    # What is counted is the note's too; the words are often shorter ("26 dead") than what the writer knew.
    unit, state = canonical_unit(note.counted)
    often = _OFTEN.search(note.counted)
    counted, period = (note.counted[: often.start()], often["often"]) if often else (note.counted, "")
    figure = Quantity(low, high, note.bound, counted, Span(0, len(says)), unit, state, period)
    # Of several readings of one number, the one with the same bound; then the first, as a person would point.
    same = [reading for reading in readings if _prints(reading, note)]
    same.sort(key=lambda reading: reading.bound != note.bound)
    if same:
        read = same[0]
        if read.bound == note.bound:
            low, high = read.low, read.high
        figure = replace(figure, low=low, high=high, span=read.span, period=read.period or period)
        return figure if unit else replace(figure, unit=read.unit, state=read.state)
    found = _find_range(says, note.number, note.to) if note.to is not None else find_number(says, note.number)
    return replace(figure, span=found) if found else figure


#: "Straws per day" counts straws.
_OFTEN = re.compile(r"\s+(?P<often>(?:per|an?) (?:second|minute|hour|day|night|week|month|year))$", re.IGNORECASE)


def of_a_march(figure: Quantity, event: str) -> Quantity:
    """The figure as one of marchers, where a note on a march counts people: "338,000 at the peak"."""
    marches = {phrase[0] for phrase in unit_table().crowd["marches"]}
    if figure.unit != "people" or figure.state or not marches & set(re.findall(r"[a-z]+", event.lower())):
        return figure
    return replace(figure, unit="demonstrators")


#: What may have become of others in the same sentence.
FATES = ("killed", "wounded", "killed or injured", "missing", "captured")


def of_other_outcomes(figure: Quantity, readings: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """What else became of whom, beside the figure that a note records: "57 killed and 25 wounded" records the 57.

    "105 weapons launched, none intercepted" counts none of the missiles that the note says these are.
    """
    others = [read for read in readings if figure.state and read.state and read.state != figure.state]
    return tuple(
        replace(read, unit=read.unit if figure.state in FATES else figure.unit)
        for read in others
        if (figure.state in FATES and read.state in FATES) or read.value == 0
    )


def _prints(reading: Quantity, note: QuantityNote) -> bool:
    ends = (reading.low, reading.high)
    if note.to is not None:
        return ends == (note.number, note.to)
    return reading.value == note.number or (reading.bound == note.bound and note.number in ends)


def _interval(note: QuantityNote) -> tuple[float | None, float | None]:
    number = note.number
    # "About 40" gives a tenth either way, "nearly 40" a tenth below: the leeway that the reader of figures gives.
    leeway = round(number * 0.1) if number == int(number) else number * 0.1
    match note.bound:
        case "over" | "at least":
            return number, None
        case "up to" | "under":
            return None, number
        case "nearly":
            return number - leeway, number
        case "about":
            return number - leeway, number + leeway
        case "range" | "vague":
            return number, note.to
        case "exact":
            return number, number


# fmt: off
_ONES = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
# fmt: on
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def find_number(words: str, number: float) -> Span | None:
    """Where a number is printed in a sentence, in digits or in words; None when it is not.

    >>> find_number("They killed 1,353 soldiers.", 1353).of("They killed 1,353 soldiers.")
    '1,353'
    >>> find_number("WHO: 4.7 million excess deaths.", 4_700_000)
    Span(start=5, end=16)
    >>> find_number("Twelve men on a bus", 12)
    Span(start=0, end=6)
    """
    spellings = [re.escape(f"{number:,.15g}"), re.escape(f"{number:.15g}")]
    for scale, name in ((1e9, "(?:billion|bn)"), (1e6, "(?:million|m)")):
        if number >= scale:
            spellings.append(rf"{re.escape(f'{number / scale:.12g}')}\s?{name}")
            if number % scale == 0 and number / scale < 20:
                spellings.append(rf"{_ONES[int(number / scale)]}\s{name}")
    if number == 0:
        spellings.append("none|nobody|zero|nil")
    if 0 < number < 1:
        spellings.append(rf"{re.escape(f'{number * 100:.6g}')}\s?(?:%|per\s?cent)")
    if number < 20 and number == int(number):
        spellings.append(_ONES[int(number)])
    elif number < 100 and number == int(number):
        tens, ones = divmod(int(number), 10)
        spellings.append(_TENS[tens - 2] + (f"[- ]{_ONES[ones]}" if ones else ""))
    # "Su-24" is the name of an aircraft.
    found = re.search(rf"(?<![\w.,])(?<![A-Za-z]-)(?:{'|'.join(spellings)})(?![\w]|[.,]\d)", words, re.IGNORECASE)
    return Span(found.start(), found.end()) if found else None


def _find_range(words: str, low: float, high: float) -> Span | None:
    """From the lower to the upper number of a range, as printed; "1.12 to 1.84 million" names its scale once."""
    for scale in (1, 1e3, 1e6, 1e9):
        upper = find_number(words, high)
        lower = find_number(words, low / scale) if upper else None
        if upper and lower and lower.end < upper.start:
            return Span(lower.start, upper.end)
    return None
