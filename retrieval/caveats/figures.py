"""Counts of one thing that part: accounts of it do not overlap, and not because a toll was brought up to date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Caveat, Finding, Quantity
from knowledge.quantities import comparable, sides_in
from knowledge.speakers import WATCHING
from retrieval.caveats.headlines import SAME, names_its_source
from retrieval.caveats.margin import Count, Margin, is_of_the_claim
from retrieval.caveats.measures import measure_of
from retrieval.caveats.printed import quoted_figure, told_by, whose, words_of_figure
from retrieval.caveats.risen import latest
from retrieval.counts.figures import meet
from retrieval.counts.measures import FLOORS
from retrieval.counts.parts import make_up
from retrieval.counts.periods import days_counted, is_more_over_longer
from retrieval.counts.raised import is_raised
from retrieval.grammar.closeness import share
from retrieval.origins import has_name, key_of
from retrieval.ranking import counts_same, fits, words_of
from retrieval.word_tables import worded
from retrieval.wording import told

#: A figure so many times larger counts something else: a whole war beside one day of it.
OTHER_THING, OTHER_INCIDENT = 100, 10
_of_them = re.compile(r"\bof (?:the|those|them)\b(?! people)", re.IGNORECASE)


def figures_differ(margin: Margin) -> list[Caveat]:
    """Accounts of the same count do not overlap, and not because a toll was brought up to date."""
    if margin.state != "found" or margin.figure is None:
        return []
    # A toll may have been brought up to date in what only stands near.
    every = margin.counts("reports", "differs", "context")
    up_to_date = {(finding.statement.id, quantity.span) for finding, quantity in latest(every)}
    counts = [(f, q) for f, q in margin.counts("reports", "differs") if (f.statement.id, q.span) in up_to_date]
    counts = [pair for pair in counts if not _was_early(pair, every)]
    said = [pair for pair in counts if _is_rival(margin.figure, pair)]
    pairs = [(low, high) for low in said for high in said if _contradict(low, high)]
    pairs = [(low, high) for low, high in pairs if not _is_of_some(low, high, every)]
    pairs = [pair for pair in pairs if not _is_added_up(*pair, margin.found)]
    pairs = [(low, high) for low, high in pairs if not _gives_both(low, high, every) and not _may_be_one(low, high)]
    pairs = [(low, high) for low, high in pairs if not is_more_over_longer(days_counted(*high), days_counted(*low))]
    # Somebody's figure is the claim's; the rival of that one is what a reader asks for.
    claimed = margin.figure
    rivals = [pair for pair in pairs if any(fits(claimed, q) for _, q in pair)]
    if not rivals and (fitting := [q for _, q in margin.counts("reports") if fits(claimed, q)]):
        # Nobody gives another figure than the claim's that must be wrong if that one is right; but of two that
        # somebody's "about 100" leaves room for, one is.
        rivals = [pair for pair in pairs if any(_leaves_room(q, pair) for q in fitting)]
        if not rivals:
            return []
    pairs = rivals or pairs
    pairs = [pair for pair in pairs if any(q.value == claimed.value for _, q in pair)] or pairs
    # Excess deaths are more than violent ones, whoever counts.
    pairs = [
        (low, high) for low, high in pairs if measure_of(high) != "excess deaths" or measure_of(low) == measure_of(high)
    ]
    if not pairs:
        return []
    low, high = max(pairs, key=lambda pair: pair[1][1].value / max(pair[0][1].value, 0.5))
    return [
        Caveat(
            "FIGURES_DIFFER",
            told(
                "The figures differ: from {low} ({who}) to {high} ({other}).",
                low=quoted_figure(*low),
                who=told_by(low[0]),
                high=quoted_figure(*high),
                other=told_by(high[0]),
            ),
            (low[0], high[0]),
        )
    ]


def _is_rival(claimed: Quantity, count: Count) -> bool:
    """Whether a count is one of the whole that the claim counts: neither "twelve of the dead" nor the toll of a war."""
    finding, quantity = count
    words = words_of_figure(finding, quantity)
    if quantity.bound == "vague" or _of_them.search(words):
        return False
    mine, theirs = sides_in(claimed.counted), sides_in(words)
    if mine and theirs and not mine & theirs:
        # The dead of the other side.
        return False
    same = {q.value for q in finding.statement.quantities if counts_same(claimed, q)}
    if not is_of_the_claim(finding) or (len(same) > 1 and not finding.article.is_note):
        return False
    title = finding.article.title
    if (
        finding.speaker.kind == "outlet_itself"
        and names_its_source(title)
        and share(words_of(title), finding.words) >= SAME
    ):
        # "Strikes kill 34: monitor": the figure is somebody's whose name has not been made out.
        return False
    values = sorted((max(claimed.value, 1.0), max(quantity.value, 1.0)))
    # Whoever writes a note knows of which event a count is.
    return values[1] <= (OTHER_THING if finding.article.is_note else OTHER_INCIDENT) * values[0]


def _was_early(count: Count, every: Sequence[Count]) -> bool:
    """Whether a medium of a state gives a count, and another medium of it a higher one: its television was early."""
    voice, quantity = count[0].speaker, count[1]
    if voice.kind != "state_media" or voice.side is None:
        return False
    return any(
        (other.speaker.kind, other.speaker.side) == (voice.kind, voice.side)
        and other.speaker.name != voice.name
        and q.unit == quantity.unit
        and q.value > quantity.value
        for other, q in every
    )


def _is_of_some(low: Count, high: Count, every: Sequence[Count]) -> bool:
    """Whether the higher count is of children whom the lower one counts among all, and others count more in all.

    Beside "17 people" and "22 children" somebody has 35 people: to these the range goes, and to no count of children.
    """
    unit, value = low[1].unit, high[1].value
    if high[0].article.is_note or unit == high[1].unit or high[1].unit not in _AMONG_THE_DEAD:
        return False
    return any(q.unit == unit and q.value > value for _, q in every)


#: Who is told apart among all the dead of a blow.
_AMONG_THE_DEAD = ("children", "women", "students")


def _contradict(low: Count, high: Count) -> bool:
    """Whether two voices count one thing and cannot both be right: a part is smaller than the whole without that."""
    # A party's own page is the party.
    same_voice = key_of(whose(low[0])) == key_of(whose(high[0]))
    if low[1].value >= high[1].value or same_voice or meet(low[1], high[1]):
        return False
    is_part = low[1].unit != high[1].unit and comparable(high[1], low[1]) == "broader"
    is_floor = (measure := measure_of(low)) in FLOORS and measure != measure_of(high)
    return not is_part and not is_floor


def _gives_both(low: Count, high: Count, every: Sequence[Count]) -> bool:
    """Whether one of two voices has, on whatever page, the other's figure as well: it is no gap between them.

    What a voice has raised since is its figure no more.
    """
    return any(
        key_of(whose(finding)) == key_of(whose(one[0])) and quantity.unit == one[1].unit and meet(quantity, other[1])
        for one, other in ((low, high), (high, low))
        for finding, quantity in every
        if quantity.bound in ("exact", "about") and not is_raised(finding, quantity)
    )


def _may_be_one(low: Count, high: Count) -> bool:
    """Whether "a war monitor" may be the very monitor with a name beside it; an army's monitoring post is none."""
    return any(
        not has_name(one.speaker)
        and worded("caveats", "watching").search(one.speaker.name)
        and not worded("caveats", "speaking_for").search(one.speaker.name)
        and other.speaker.kind in WATCHING
        for one, other in ((low[0], high[0]), (high[0], low[0]))
    )


def _is_added_up(low: Count, high: Count, found: Sequence[Finding]) -> bool:
    """Whether a report that prints both counts, whoever gives them, adds up to the larger: 14 in the yard, 12 outside.

    They may be other people's dead; that two figures contradict one another is said only where they surely do.
    """
    if low[0].article.is_note or high[0].article.is_note:
        return False
    for article in {low[0].article.id, high[0].article.id}:
        report = [f for f in found if f.article.id == article]
        printed = {q.value for f in report for q in f.statement.quantities if counts_same(high[1], q)}
        if {low[1].value, high[1].value} <= printed and make_up(low[1], high[1], report):
            return True
    return False


def _leaves_room(printed: Quantity, pair: tuple[Count, Count]) -> bool:
    """Whether a figure that is bounded on both sides, "about 100", may be either of two: they count what it counts."""
    is_rough = printed.bound not in ("exact", "vague") and None not in (printed.low, printed.high)
    return is_rough and all(meet(printed, quantity) for _, quantity in pair)
