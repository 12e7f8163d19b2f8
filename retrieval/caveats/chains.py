"""A caveat about the way the words came: through how many hands, and where that ends."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Caveat, Finding, Quantity
from knowledge.speakers import fold, outlet_of, who_is
from knowledge.speakers.people import people_with_first_names
from retrieval.caveats.margin import Margin, each_once
from retrieval.caveats.printed import NAMELESS, has_a_name, quoted_figure
from retrieval.origins import credit_of
from retrieval.origins.names import AGENCIES
from retrieval.ranking import counts_same
from retrieval.wording import in_a_sentence, number, told, told_of, unnamed

#: Of so many voices is told through how many hands their words went.
MOST_WAYS = 2
#: Numbers up to twelve are written out.
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def long_chain(margin: Margin) -> list[Caveat]:
    """One outlet cites another that cites a third: how many hands the words went through, and where the chain ends."""
    if margin.state != "found":
        # Of several events, each report came its own way.
        return []
    of_it = [f for account in margin.accounts if account.in_other_words for f in account.findings]
    told_by = [*margin.telling("reports", "differs", "denies"), *of_it]
    chains: dict[tuple[str, ...], list[Finding]] = {}
    for finding in told_by:
        if has_a_name(finding) and len(chain := chain_of(finding)) > 2:
            chains.setdefault(chain, []).append(finding)
    # One way to each voice, the longest, and one voice to each way: that "it has it from the agency" is told once.
    to_each: dict[str, tuple[str, ...]] = {}
    for chain in sorted(chains, key=lambda chain: -len(chain)):
        to_each.setdefault(chain[-1], chain)
    ways: dict[tuple[str, ...], tuple[str, ...]] = {}
    for chain in to_each.values():
        ways.setdefault(chain[:-1], chain)
    first = list(ways.values())[:MOST_WAYS]
    return [_way_to(margin, chain, chains[chain], told_by, alone=len(first) == 1) for chain in first]


def _way_to(
    margin: Margin, longest: tuple[str, ...], telling: Sequence[Finding], told_by: Sequence[Finding], *, alone: bool
) -> Caveat:
    """How many hands the words of one voice went through; with the figure, where the words of another did so too."""
    source = telling[0].speaker
    nameless = source.kind in NAMELESS and source.name
    end = unnamed(source.name) if nameless else in_a_sentence(longest[-1])
    hops = NUMBERS[len(longest) - 1] if len(longest) <= len(NUMBERS) else number(len(longest) - 1)
    figure = _figure_among_others(margin, telling[0], told_by)
    if not alone and (own := _own_figure(margin, telling[0])) is not None and own.value:
        figure = quoted_figure(telling[0], own)
    if figure:
        way = told("{hand} has {figure} from {other}", hand=longest[0], figure=figure, other=longest[1])
    else:
        way = told("{hand} has it from {other}", hand=longest[0], other=longest[1])
    for before, hand in zip(longest[1:], (*longest[2:-1], end), strict=False):
        # "USA Today" reads like a first name and a surname; Ahmad is one.
        if people_with_first_names(before):
            way = told("{way}, who has it from {other}", way=way, other=hand)
        else:
            way = told("{way}, which has it from {other}", way=way, other=hand)
    # English writes out the number that other languages print.
    one, several = "{way}: {steps} step to whoever said it.", "{way}: {steps} steps to whoever said it."
    sentence = told_of(len(longest) - 1, one, several, way=way, steps=hops)
    return Caveat("LONG_CHAIN", sentence, tuple(telling))


def _figure_among_others(margin: Margin, finding: Finding, told_by: Sequence[Finding]) -> str:
    """The figure that came this way, as printed, where its report has another from somebody else; else nothing."""
    own = _own_figure(margin, finding)
    # What a note sets against its report stands in another.
    others = [
        f
        for f in told_by
        if f.article.id == finding.article.id
        and f.speaker != finding.speaker
        and f.statement.place_in_article != "rival"
    ]
    if own is None or not own.value or all(q.value == own.value for f in others for q in f.statement.quantities):
        return ""
    return quoted_figure(finding, own)


def _own_figure(margin: Margin, finding: Finding) -> Quantity | None:
    return next((q for q in finding.statement.quantities if margin.figure and counts_same(margin.figure, q)), None)


def chain_of(finding: Finding) -> tuple[str, ...]:
    """The hands that the words went through: the outlet, those it cites, and whoever is quoted at last.

    An outlet that goes by two names, or that quotes itself, is one hand.
    """
    speaker = finding.speaker
    between = finding.attribution.via if finding.statement.place_in_article != "rival" else finding.attribution.via[1:]
    credit = credit_of(finding)
    if not finding.article.is_note:
        between = (*between, *_around(finding))
        between = tuple(hand for hand in between if outlet_of(hand) is not None or who_is(hand).kind in AGENCIES)
    hands = [finding.outlet, *([credit] if credit and credit not in between else [])]
    hands += [part.strip() for hand in between for part in hand.split("/")]
    if speaker.kind != "outlet_itself":
        hands.append(speaker.name)
    way: list[str] = []
    for hand in hands:
        if not any(is_one_hand(hand, other) for other in way):
            way.append(hand)
    return tuple(each_once(way))


def _around(finding: Finding) -> list[str]:
    """Whoever a sentence has report that somebody said it: "ten people died, Tom Vale said, the agency reported"."""
    said = finding.attribution.cue_span
    told = (v for v in finding.statement.attributions if said and said.within(v.span))
    return [voice.speaker.name for voice in told if voice.speaker != finding.speaker]


def is_one_hand(a: str, b: str) -> bool:
    """Whether two names are of one outlet or body: "Mill Agency" and "Mill Agency English"."""
    rows = outlet_of(a), outlet_of(b)
    if (rows[0] is not None and rows[0] is rows[1]) or who_is(a).name == who_is(b).name:
        return True
    one, other = fold(a), fold(b)
    return bool(one) and bool(other) and (one == other or one.startswith(other + " ") or other.startswith(one + " "))
