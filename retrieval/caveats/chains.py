"""Caveats about the way the words came: from one origin only, or through several hands."""

from __future__ import annotations

from knowledge.model import Caveat, Finding
from knowledge.speakers import fold, outlet_of, who_is
from retrieval.caveats.margin import Margin, each_once
from retrieval.caveats.printed import NAMELESS, has_a_name
from retrieval.origins import articles_of
from retrieval.origins.names import AGENCIES
from retrieval.wording import in_a_sentence, number, told, told_of, without_stop

#: Numbers up to twelve are written out.
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def single_origin(margin: Margin) -> list[Caveat]:
    """All the items lead back to one origin."""
    if len(margin.origins) != 1 or not margin.findings("reports", "denies"):
        # Who only gives another figure carries something else.
        return []
    origin = margin.origins[0]
    pages = len(articles_of(origin.findings))
    if pages < 2:
        return [
            Caveat(
                "SINGLE_ORIGIN",
                told("One report carries this: {because}.", because=without_stop(origin.because)),
                origin.findings,
            )
        ]
    label = without_stop(origin.label)
    if pages == 2:
        sentence = told("Both reports lead back to one origin: {label}.", label=label)
    else:
        sentence = told_of(
            pages,
            "{n} report leads back to one origin: {label}.",
            "All {n} reports lead back to one origin: {label}.",
            label=label,
        )
    return [Caveat("SINGLE_ORIGIN", sentence, origin.findings)]


def long_chain(margin: Margin) -> list[Caveat]:
    """One outlet cites another that cites a third: how many hands the words went through, and where the chain ends."""
    if margin.state != "found":
        # Of several events, each report came its own way.
        return []
    told_by = margin.findings("reports", "differs", "denies")
    chained = [(chain_of(f), f) for f in told_by if has_a_name(f)]
    longest = max((chain for chain, _ in chained), key=len, default=())
    if len(longest) < 3:
        return []
    telling = [f for chain, f in chained if chain == longest]
    source = telling[0].speaker
    nameless = source.kind in NAMELESS and source.name
    end = told("unnamed “{name}”", name=source.name) if nameless else in_a_sentence(longest[-1])
    hops = NUMBERS[len(longest) - 1] if len(longest) <= len(NUMBERS) else number(len(longest) - 1)
    way = told("{hand} has it from {other}", hand=longest[0], other=longest[1])
    for hand in (*longest[2:-1], end):
        way = told("{way}, which has it from {other}", way=way, other=hand)
    # English writes out the number that other languages print.
    one, several = "{way}: {steps} step to whoever said it.", "{way}: {steps} steps to whoever said it."
    sentence = told_of(len(longest) - 1, one, several, way=way, steps=hops)
    return [Caveat("LONG_CHAIN", sentence, tuple(telling))]


def chain_of(finding: Finding) -> tuple[str, ...]:
    """The hands that the words went through: the outlet, those it cites, and whoever is quoted at last.

    An outlet that goes by two names, or that quotes itself, is one hand.
    """
    speaker = finding.speaker
    between = finding.attribution.via if finding.statement.place_in_article != "rival" else finding.attribution.via[1:]
    credit = finding.article.credit if finding.statement.place_in_article != "rival" else None
    if not finding.article.is_note:
        between = tuple(hand for hand in between if outlet_of(hand) is not None or who_is(hand).kind in AGENCIES)
    hands = [finding.outlet, *([credit] if credit and credit not in between else [])]
    hands += [part.strip() for hand in between for part in hand.split("/")]
    if speaker.kind != "outlet_itself":
        hands.append(speaker.name)
    way: list[str] = []
    for hand in hands:
        if not any(_one_hand(hand, other) for other in way):
            way.append(hand)
    return tuple(each_once(way))


def _one_hand(a: str, b: str) -> bool:
    rows = outlet_of(a), outlet_of(b)
    if (rows[0] is not None and rows[0] is rows[1]) or who_is(a).name == who_is(b).name:
        return True
    one, other = fold(a), fold(b)
    return bool(one) and bool(other) and (one == other or one.startswith(other + " ") or other.startswith(one + " "))
