"""What the first line has where nobody says or denies a claim: a rating, other words, its number close by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from bot.card.figures_apart import counted_with_its_number
from bot.card.naming import MOST_CITED, as_asked, close_by, few, in_a_line
from bot.card.nearby import comes_closest
from bot.card.voices import several
from bot.card.why_not import counts_others, giving_another_number
from bot.words import Words
from knowledge.model import ContextCard, Finding
from retrieval.caveats import NAMELESS, in_marks
from retrieval.ranking import words_of
from retrieval.relations.weighed import IN_OTHER_WORDS
from retrieval.telling.worded_apart import Apart, worded_apart
from retrieval.voices.sayers import gave_it_at_first, giving_its_number, only_taken_back, raters_of, sayers
from retrieval.wording import Told, opening

#: What a line rests on that has nobody say so, otherwise, or deny it.
Instead = Literal["a rating", "taken back", "other words", "one detail", "another doer", "its number", "nothing"]


def nothing_of_it(card: ContextCard, near: Sequence[str], words: Words) -> tuple[Instead, str]:
    """That nobody says so, otherwise or denies it, and what there is instead, with the name of what that is."""
    if raters := [in_a_line(rater, words) for rater in raters_of(card)]:
        return "a rating", words.count(
            "Nothing in the store says this; {who} rated a claim like it.",
            "Nothing in the store says this; {who} rated a claim like it.",
            several(raters),
            who=few(raters, words),
        )
    if only_taken_back(card):
        return "taken back", taken_back(card, words) + "."
    if voices := _with_their_outlet(_in_other_words(card), words):
        apart = _worded_apart(card) if len(voices) == 1 else None
        if apart and not apart[0].article.is_note:
            return "other words", _told_apart(voices, apart[1], words)
        in_other_words = _told_in_other_words(voices, words)
        return "other words", " ".join([in_other_words, *([_noted_apart(*apart, words)] if apart else [])])
    if near:
        told = [words.say("Nobody in the store says just this"), *near]
        return "one detail", f"{words.say('; ').join(told)}."
    if of_another := _of_another_doer(card, words):
        return "another doer", of_another
    giving = giving_its_number(card)
    if voices := close_by(card, giving, words):
        who, counted = few(voices, words, most=MOST_CITED), counted_with_its_number(card.claim, giving)
        if counted and all(counts_others(card, finding) for finding in giving):
            # Of other people, as the line below them says.
            told = [
                words.say("Nobody in the store says just this"),
                of_something_else_than_claimed(who, several(voices), counted, words),
            ]
            return "its number", f"{words.say('; ').join(told)}."
        # Whether this is what is claimed, the reader sees; that nobody says it would be too much.
        told_to_compare = words.count(
            "{who} gives this number close by: compare.",
            "{who} give this number close by: compare.",
            several(voices),
            who=who,
        )
        return "its number", opening(told_to_compare)
    return "nothing", _of_another_number(card, words) or _closest(card, words) or words.say(
        "The store holds reporting close by, but none of this claim."
    )


def taken_back(card: ContextCard, words: Words) -> str:
    """That the claim's figure stands on the card only as one taken back; by whom, where that is told."""
    if voices := close_by(card, gave_it_at_first(card), words):
        who = few(voices, words, most=MOST_CITED)
        return words.say("The store holds this figure only as one that {who} gave at first", who=who)
    return words.say("The store holds this figure only as one that was taken back")


def _of_another_number(card: ContextCard, words: Words) -> str:
    """Who counts the same close by and comes to other numbers; "" where nobody does.

    Whether that is of the very event is not sure enough to say that they contradict the claim.
    """
    told = [
        words.say("{who} ({figure})", who=who[0], figure=words.isolated(in_marks(finding, figure)))
        for finding, figure in giving_another_number(card)
        if (who := close_by(card, [finding], words))
    ]
    if not told:
        return ""
    return words.count(
        "Nobody in the store gives this number; another stands close by: {who}.",
        "Nobody in the store gives this number; others stand close by: {who}.",
        len(told),
        who=few(told, words, most=MOST_CITED),
    )


def _closest(card: ContextCard, words: Words) -> str:
    """Who comes closest, where nothing is known that sets them apart; whether they say it the reader sees."""
    voices = close_by(card, comes_closest(card, words), words)
    if not voices:
        return ""
    compared = words.count(
        "{who} comes closest: compare.",
        "{who} come closest: compare.",
        several(voices),
        who=few(voices, words, most=MOST_CITED),
    )
    return opening(compared)


def _of_another_doer(card: ContextCard, words: Words) -> str:
    """Who gives the claim's figure without saying that it was the claim's side; "" where nobody does."""
    of_it = [caveat for caveat in card.caveats if caveat.kind == "DOER_DIFFERS"]
    if not of_it or not isinstance(of_it[0].sentence, Told):
        return ""
    voices, claimed = close_by(card, of_it[0].findings, words), of_it[0].sentence.values["claimed"]
    if not voices:
        return ""
    return words.count(
        "Nobody in the store says just this; {who} gives this figure, but does not say that it was {side}.",
        "Nobody in the store says just this; {who} give this figure, but do not say that it was {side}.",
        several(voices),
        who=few(voices, words, most=MOST_CITED),
        side=words.again(claimed) if isinstance(claimed, str) else claimed,
    )


def _worded_apart(card: ContextCard) -> tuple[Finding, Apart] | None:
    """In what the words of the one voice that is on it are other than the claim's, where that can be shown."""
    told = (f for account in _in_other_words(card).accounts for f in account.findings)
    return next(((f, apart) for f in told if (apart := worded_apart(card.claim, f))), None)


def _noted_apart(finding: Finding, apart: Apart, words: Words) -> str:
    """In what a note's words are other than the claim's: they are ours, and are put in nobody's mouth.

    A note that is printed below is not printed whole above it.
    """
    theirs, own = (words.isolated(f"“{told}”") for told in (apart.theirs, apart.own))
    if not apart.own:
        return words.say("The note on it speaks only of {theirs}.", theirs=theirs)
    if words_of(apart.theirs) == words_of(finding.words):
        told = _told_of(apart.own, finding.words)
        if not told:
            return words.say("The note on it does not say {own}.", own=own)
        theirs = words.isolated(f"“{told}”")
    return words.say("The note on it has {theirs}, where the claim says {own}.", theirs=theirs, own=own)


def _told_of(own: str, note: str) -> str:
    """What a note has of the one thing that a claim has otherwise: "set off by one bomb", of "not the US bomb".

    >>> _told_of("not the US bomb", "The fall is blamed on ISIS explosives set off by one bomb.")
    'set off by one bomb'
    >>> _told_of("not the mill", "The fall is blamed on ISIS explosives.")
    ''
    """
    wanted = set(words_of(own))
    runs = list(re.finditer(r"[\w’'-]+", note))
    last = next((n for n, run in reversed([*enumerate(runs)]) if wanted & set(words_of(run[0]))), None)
    return "" if last is None else note[runs[max(0, last - _BESIDE_IT)].start() : runs[last].end()]


#: Words before a thing that tell what became of it.
_BESIDE_IT = 4


def _told_apart(voices: Sequence[str], apart: Apart, words: Words) -> str:
    """Who tells of it in other words, and in which."""
    theirs, own = (words.isolated(f"“{told}”") for told in (apart.theirs, apart.own))
    if not apart.own:
        return words.count(
            "Nobody in the store says just this; {who} tells of it in other words, and only of {theirs}.",
            "Nobody in the store says just this; {who} tell of it in other words, and only of {theirs}.",
            several(voices),
            who=few(voices, words),
            theirs=theirs,
        )
    return words.count(
        "Nobody in the store says just this; {who} tells of it in other words: {theirs}, where the claim says {own}.",
        "Nobody in the store says just this; {who} tell of it in other words: {theirs}, where the claim says {own}.",
        several(voices),
        who=few(voices, words),
        theirs=theirs,
        own=own,
    )


def _told_in_other_words(voices: Sequence[str], words: Words) -> str:
    return words.count(
        "Nobody in the store says just this; {who} tells of it in other words.",
        "Nobody in the store says just this; {who} tell of it in other words.",
        several(voices),
        who=few(voices, words, most=MOST_CITED),
    )


def of_several_events(card: ContextCard, words: Words) -> str:
    """Who tells in other words of any event that a claim without a number may be of; empty where nobody does."""
    if card.claim.quantities:
        return ""
    telling = (a for a in card.accounts if any(IN_OTHER_WORDS in finding.why for finding in a.findings))
    voices = _with_their_outlet(replace(card, accounts=tuple(telling)), words)
    return _told_in_other_words(voices, words) if voices else ""


def _in_other_words(card: ContextCard) -> ContextCard:
    """The card with nothing but what is on just the thing of its claim, in other words."""
    return replace(card, accounts=tuple(account for account in card.accounts if account.in_other_words))


def _with_their_outlet(card: ContextCard, words: Words) -> list[str]:
    """The voices of what stands near, one without a name with the outlet that says what it is to have said."""
    named = []
    for voice in sayers(card, "context"):
        name = as_asked(card, voice, words)
        own = [f for a in card.accounts if a.speaker == voice for f in a.findings]
        outlets = list(dict.fromkeys(f.outlet for f in own))
        if voice.kind in NAMELESS and len(outlets) == 1:
            name = words.say("{who} in {outlet}", who=name, outlet=words.isolated(outlets[0]))
        named.append(name)
    return named


def with_the_number(card: ContextCard, words: Words) -> list[str]:
    """Who gives the very number of the claim close by, and counts something else with it; nobody, or one sentence."""
    near = [f for caveat in card.caveats if caveat.kind == "UNIT_DIFFERS" for f in caveat.findings]
    voices = close_by(card, near, words)
    if not voices:
        return []
    who = few(voices, words, most=MOST_CITED)
    counted = counted_with_its_number(card.claim, near)
    return [of_something_else_than_claimed(who, several(voices), counted, words)]


def of_something_else_than_claimed(who: str, n: int, counted: str, words: Words, *, measure: str = "") -> str:
    """That somebody has a claim's number for something else, and for what.

    That is told where it is printed in one way; else by which measure it is, where that is all that sets it apart.
    """
    if counted:
        return words.count(
            "{who} gives this figure, but counts {theirs}",
            "{who} give this figure, but count {theirs}",
            n,
            who=who,
            theirs=words.isolated(counted),
        )
    if measure:
        return words.count(
            "{who} gives this figure, which is {measure}",
            "{who} give this figure, which is {measure}",
            n,
            who=who,
            measure=words.again(measure),
        )
    return words.count(
        "{who} gives this figure, but counts something else",
        "{who} give this figure, but count something else",
        n,
        who=who,
    )
