"""A number as a card says it: with what bounds it, and with what it counts where that is to be told."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.words import ENGLISH, Words, msgid
from knowledge.model import Figure, Quantity
from knowledge.quantities.units import in_plural, match_state_after, match_unit
from knowledge.quantities.words import split_words
from retrieval.ledger import is_doubtful

#: Letters of what is counted in a row; longer words stand with the account.
LONGEST_COUNTED = 32
#: Where a noun ends and what became of it begins.
IS_TOLL = re.compile(r"\b(?:deaths?|dead|killings?|toll|casualt\w+|injur\w+|wound\w+|losses)\b")
_PREDICATE = re.compile(
    r"\s*\b(?:were|was|have|had|has|are|(?-i:is)|be|being|may|might|could|reportedly|feared|believed|thought|reported|"
    r"killed|dead|dying|died|wounded|injured|verified|documented|confirmed|unlawfully|allegedly|deliberately|mistakenly)\b",
    re.IGNORECASE,
)
#: "140 others" are counted beside the dead of their sentence, which a row of its own does not have.
_BESIDE = re.compile(r"others?|more", re.IGNORECASE)


def how_many(figure: Figure, noun: str, words: Words) -> str:
    """A number with what bounds it and what it counts; where no number is printed, the words that are: "dozens"."""
    if figure.quantity.bound == "vague":
        # "HUNDREDS OF PEOPLE" opened a headline in capitals; "Hundreds of Velmar soldiers" opened a sentence.
        printed = _PREDICATE.split(figure.words)[0].strip()
        if printed.count('"') == 1:
            # 'The ministry said "several dozen" were hurt': its marks are not all of the figure.
            printed = printed.partition('"')[0].strip()
        said = printed.lower() if printed.isupper() else printed[:1].lower() + printed[1:]
        return words.isolated(said if len(said) <= LONGEST_COUNTED else said[:LONGEST_COUNTED].rpartition(" ")[0])
    if figure.quantity.value == 0 and noun:
        return words.say("no {counted}", counted=noun)
    quantity, doubtful = figure.quantity, is_doubtful(figure)
    # "Perhaps five" is read as about five.
    amount = words.number(quantity.value) if doubtful and quantity.bound == "about" else amount_of(quantity, words)
    amount = words.say("perhaps {number}", number=amount) if doubtful else amount
    return f"{amount} {words.isolated(noun)}".strip()


def noun_of(quantity: Quantity) -> str:
    """What is counted, without what became of it: of "people were killed", people.

    >>> from knowledge.quantities import read_quantities
    >>> printed = ("No Missiles intercepted", "7 captured", "6 US injured", "9 Red (IS) fighters have been killed")
    >>> [noun_of(quantity) for words in (*printed, "wounding 140 others") for quantity in read_quantities(words)]
    ['missiles', '', '(US)', 'Red (IS) fighters', '']
    >>> [noun_of(quantity) for words in ("410 civilian dead", "1 civilian dead") for quantity in read_quantities(words)]
    ['civilians', 'civilian']
    """
    noun = _noun_of(quantity.counted, quantity.state)
    # What the dead behind it left of "civilian dead", and a slip of the pen: "nearly 75 terrorist were killed".
    return noun if quantity.value <= 1 else in_plural(noun)


# Each row of a table asks it of every figure in it.
@lru_cache(maxsize=2_000)
def _noun_of(counted: str, state: str) -> str:
    aside = re.search(r"\([^()]*\)\Z", counted)
    noun = _PREDICATE.split(_without_state(counted, state))[0].strip()
    if noun.isupper():
        # "Eleven US injured" are eleven of theirs.
        noun = f"({noun})"
    noun = f"{noun} {aside[0]}" if aside and not noun.endswith(aside[0]) else noun
    return noun if len(noun) <= LONGEST_COUNTED and not _BESIDE.fullmatch(noun) else ""


def _without_state(counted: str, state: str) -> str:
    """What is counted up to the words for what became of it, of which the caption has one: "missiles intercepted"."""
    words = split_words(counted)
    if state and not IS_TOLL.search(counted):
        counted = counted[: next((w.start for i, w in enumerate(words) if match_state_after(words, i)), len(counted))]
    # "No Missiles" has the capital of its headline; "Ukrainians" have theirs everywhere.
    named = match_unit(words, 0)
    is_a_word = named is not None and words[0].low == named[1].name
    return counted[:1].lower() + counted[1:] if is_a_word else counted


#: How the words hold a number, as a card says it.
BOUNDS = {
    "over": msgid("over {number}"),
    "at least": msgid("at least {number}"),
    "nearly": msgid("nearly {number}"),
    "about": msgid("about {number}"),
    "up to": msgid("up to {number}"),
    "under": msgid("under {number}"),
}


def amount_of(quantity: Quantity, words: Words = ENGLISH) -> str:
    """A number with what bounds it, and without what it counts: "over 100"."""
    if quantity.bound == "range" and quantity.low is not None and quantity.high is not None:
        low, high = words.number(quantity.low), words.number(quantity.high)
        return words.say("{low} to {high}", low=low, high=high)
    printed = words.number(quantity.value)
    bound = BOUNDS.get(quantity.bound)
    return words.say(bound, number=printed) if bound else printed
