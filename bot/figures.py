"""The number ledger on a card: for each counted thing a small table of who says how many, as of when, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.lines import Block, Run, columns, sentences
from bot.voices import name_of
from knowledge.model import ContextCard, Figure, Quantity, Tally
from knowledge.quantities.units import match_state_after, match_state_before
from knowledge.quantities.words import split_words
from retrieval.events import in_words
from retrieval.origins import known_in
from retrieval.wording import number, opening

#: Counted things whose figures are printed, and rows of one; the rest stands in the JSON.
MOST_TALLIES, MOST_ROWS = 2, 8
#: Outlets named in one row, and letters of what is counted; longer words stand with the account.
MOST_OUTLETS, LONGEST_COUNTED = 2, 32


#: Where a noun ends and what became of it begins.
_IS_TOLL = re.compile(r"\b(?:deaths?|dead|toll|casualt\w+|injur\w+|wound\w+|losses)\b")
_PREDICATE = re.compile(r"\s*\b(?:were|was|have|had|has|are|is|be|being|killed|dead|dying|died|wounded|injured)\b")


def told_in_figures(card: ContextCard) -> list[Tally]:
    """The counted things worth a table: what is told in more than one way, of what the claim counts or became of it."""
    claimed = {q.unit for q in card.claim.quantities}
    worth = [tally for tally in card.tallies if len(_rows(tally)) > 1 and (tally.state or tally.unit in claimed)]
    asked = _states_of(card)
    if asked and not any(tally.state in asked for tally in worth):
        # Whoever asks what was intercepted is not told what was launched.
        return [tally for tally in worth if tally.unit in claimed and not tally.state]
    return worth[:MOST_TALLIES]


def _states_of(card: ContextCard) -> set[str]:
    """What the claim says became of things, where it counts none of them: "intercepted"."""
    if any(q.unit and q.value for q in card.claim.quantities):
        return set()
    words = split_words(card.claim.text)
    matches = [match(words, i) for i in range(len(words)) for match in (match_state_after, match_state_before)]
    return {found.name for found in matches if found}


def _rows(tally: Tally) -> list[list[Figure]]:
    """The figures by row: one voice's same number, whoever carried it and however often."""
    rows: dict[tuple[str, str, float], list[Figure]] = {}
    for figure in tally.figures:
        rows.setdefault((_counter(figure), figure.quantity.bound, figure.quantity.value), []).append(figure)
    return list(rows.values())


def table_of(tally: Tally, *, wide: bool) -> Block:
    """Everybody's figure for one thing, by date, and from where to where they reach."""
    low, high = number(tally.lowest), number(tally.highest)
    reach = f": from {low} to {high}" if low != high else ""
    rows = _rows(tally)
    nouns = {_noun(figure.quantity) for figure in tally.figures}
    caption = tally.counted
    if len(nouns) == 1:
        # Where all use one word for what they count, it is said once.
        noun = nouns.pop()
        caption = noun if _IS_TOLL.search(noun) else f"{noun} {tally.state}".strip()
    cells = [_row(row, but_for=tally.unit if nouns else "") for row in rows[:MOST_ROWS]]
    more = ((Run(f"{len(rows) - MOST_ROWS} more rows", "small"),),) if len(rows) > MOST_ROWS else ()
    return ((Run(opening(caption), "strong"), Run(reach)), *(columns(cells) if wide else sentences(cells)), *more)


def _row(figures: Sequence[Figure], *, but_for: str) -> tuple[Run, ...]:
    """One voice's number, when it was given, and who carried it; `but_for` is the noun that the caption says."""
    first = figures[0]
    name = known_in(first.speaker.name)
    carriers = [outlet for outlet in dict.fromkeys(f.finding.outlet for f in figures) if outlet != name]
    more = len(carriers) - MOST_OUTLETS
    through = f"in {', '.join(carriers[:MOST_OUTLETS])}{f' and {more} more' if more > 0 else ''}" if carriers else ""
    noun = _noun(first.quantity) if but_for else ""
    return (
        Run(_how_many(first, noun if noun != but_for else ""), "strong"),
        Run(_counter(first)),
        Run(in_words(first.as_of) if first.as_of else "undated", "small"),
        Run("in its own voice" if first.speaker.kind == "outlet_itself" else through, "small"),
    )


def _how_many(figure: Figure, noun: str) -> str:
    """A number with what bounds it and what it counts; where no number is printed, the words that are: "dozens"."""
    if figure.quantity.bound == "vague":
        return _PREDICATE.split(figure.words)[0].lower()[:LONGEST_COUNTED]
    if figure.quantity.value == 0 and noun:
        return f"no {noun}"
    return f"{_amount(figure.quantity)} {noun}".strip()


def _noun(quantity: Quantity) -> str:
    """What is counted, without what became of it: of "people were killed", people."""
    aside = re.search(r"\([^()]*\)\Z", quantity.counted)
    noun = _PREDICATE.split(quantity.counted)[0].strip()
    noun = f"{noun} {aside[0]}" if aside and not noun.endswith(aside[0]) else noun
    return noun if len(noun) <= LONGEST_COUNTED else ""


def _counter(figure: Figure) -> str:
    """Who gives a figure, and whom they cite for it."""
    cited = f", citing {name_of(figure.cites)}" if figure.cites else ""
    return name_of(figure.speaker) + cited


def _amount(quantity: Quantity) -> str:
    """A number with what bounds it, and without what it counts: "over 100"."""
    if quantity.bound == "range" and quantity.low is not None and quantity.high is not None:
        return f"{number(quantity.low)} to {number(quantity.high)}"
    return (
        number(quantity.value) if quantity.bound in ("exact", "vague") else f"{quantity.bound} {number(quantity.value)}"
    )
