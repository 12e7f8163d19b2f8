"""What the first line says of reports that tell the claim but for its day or its town."""

from __future__ import annotations

from bot.words import Words
from knowledge.model import NearMiss
from retrieval.caveats import words_of_figure


def told_but_for_it(near: NearMiss, n: int, who: str, words: Words) -> str:
    """Who reports the claim of another day, or in another town; `n` is how many they are, for the verb."""
    claimed, there = words.again(near.claimed), words.again(near.told)
    if near.figure is None and near.is_of_time:
        return words.count(
            "{who} reports it of {told}, not {claimed}",
            "{who} report it of {told}, not {claimed}",
            n,
            who=who,
            told=there,
            claimed=claimed,
        )
    if near.figure is None and there:
        return words.count(
            "{who} reports it in {there}, not {claimed}",
            "{who} report it in {there}, not {claimed}",
            n,
            who=who,
            there=there,
            claimed=claimed,
        )
    if near.figure is None:
        return words.count(
            "{who} reports it without naming {claimed}",
            "{who} report it without naming {claimed}",
            n,
            who=who,
            claimed=claimed,
        )
    figure = words.isolated(f"“{words_of_figure(near.findings[0], near.figure)}”")
    if near.is_of_time:
        return words.count(
            "{who} reports {figure} of {told}, not {claimed}",
            "{who} report {figure} of {told}, not {claimed}",
            n,
            who=who,
            figure=figure,
            told=there,
            claimed=claimed,
        )
    if there:
        return words.count(
            "{who} reports {figure} in {there}, not {claimed}",
            "{who} report {figure} in {there}, not {claimed}",
            n,
            who=who,
            figure=figure,
            there=there,
            claimed=claimed,
        )
    return words.count(
        "{who} reports {figure} without naming {claimed}",
        "{who} report {figure} without naming {claimed}",
        n,
        who=who,
        figure=figure,
        claimed=claimed,
    )
