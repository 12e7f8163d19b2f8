"""Caveats about the way the words came: from one origin only, or through several hands."""

from __future__ import annotations

from knowledge.model import Caveat, Finding
from knowledge.speakers import fold, outlet_of, who_is
from retrieval.caveats.margin import Margin, each_once
from retrieval.caveats.printed import NAMELESS, has_a_name
from retrieval.origins import articles_of
from retrieval.wording import in_a_sentence, number

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
            Caveat("SINGLE_ORIGIN", f"One report carries this: {origin.because.removesuffix('.')}.", origin.findings)
        ]
    reports = "Both reports" if pages == 2 else f"All {pages} reports"
    label = origin.label.removesuffix(".")
    return [Caveat("SINGLE_ORIGIN", f"{reports} lead back to one origin: {label}.", origin.findings)]


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
    told = [f for chain, f in chained if chain == longest]
    source = told[0].speaker
    last = in_a_sentence(longest[-1])
    end = f"unnamed “{source.name}”" if source.kind in NAMELESS and source.name else last
    hops = NUMBERS[len(longest) - 1] if len(longest) <= len(NUMBERS) else number(len(longest) - 1)
    way = f"{longest[0]} has it from {longest[1]}" + "".join(f", which has it from {one}" for one in longest[2:-1])
    sentence = f"{way}, which has it from {end}: {hops} steps to whoever said it."
    return [Caveat("LONG_CHAIN", sentence, tuple(told))]


def chain_of(finding: Finding) -> tuple[str, ...]:
    """The hands that the words went through: the outlet, those it cites, and whoever is quoted at last.

    An outlet that goes by two names, or that quotes itself, is one hand.
    """
    speaker = finding.speaker
    between = finding.attribution.via if finding.statement.place_in_article != "rival" else finding.attribution.via[1:]
    credit = finding.article.credit if finding.statement.place_in_article != "rival" else None
    if not finding.article.is_note:
        between = tuple(hand for hand in between if outlet_of(hand) is not None)
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
