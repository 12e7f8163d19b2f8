"""Who falls short of a claim, as the first line says it: with a range around its number, with a word that says less."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from bot.card.naming import as_asked, few
from bot.card.voices import several
from bot.words import Words
from knowledge.model import ContextCard
from retrieval.caveats import quoted_figure
from retrieval.counts.short_of_it import in_another_word, of_something_else, range_given_by
from retrieval.voices.echoes import named_and_shown


def giving_a_range(card: ContextCard, words: Words) -> dict[str, str]:
    """Of those who report a claimed number: whoever gives a range with it and no number, each with that range.

    Nobody where all who have the number have it for something else, which is what the line says then.
    """
    if of_something_else(card) or card.halves:
        return {}
    found = ((voice, range_given_by(card, voice)) for voice in named_and_shown(card, "reports"))
    return {as_asked(card, voice, words): words.isolated(quoted_figure(*given)) for voice, given in found if given}


def ranges_told(ranges: Mapping[str, str], words: Words) -> Iterator[str]:
    """Who gives which range: those who give the same one together."""
    for figure in dict.fromkeys(ranges.values()):
        voices = [voice for voice, own in ranges.items() if own == figure]
        yield words.count(
            "{who} gives {figure}", "{who} give {figure}", several(voices), who=few(voices, words), figure=figure
        )


def in_other_words_for_it(card: ContextCard, ranges: Collection[str], words: Words) -> dict[str, tuple[str, str]]:
    """Of those who report a claim: whoever has another word where the claim's says more, each with both words.

    Nobody where that is not all by which they fall short of it; `ranges` are those who give a range.
    """
    if of_something_else(card) or card.halves:
        return {}
    found = ((voice, in_another_word(card, voice)) for voice in named_and_shown(card, "reports"))
    told = {as_asked(card, voice, words): both for voice, both in found if both}
    return {voice: both for voice, both in told.items() if voice not in ranges}


def other_words_told(voices: Mapping[str, tuple[str, str]], words: Words) -> Iterator[str]:
    """Who says which word instead of the claim's: those who say the same one together."""
    for both in dict.fromkeys(voices.values()):
        alike = [voice for voice, own in voices.items() if own == both]
        theirs, claimed = map(words.isolated, both)
        yield words.count(
            "{who} says {theirs}, not {own}",
            "{who} say {theirs}, not {own}",
            several(alike),
            who=few(alike, words),
            theirs=theirs,
            own=claimed,
        )
