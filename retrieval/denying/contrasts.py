"""Where two sentences part: in a rank, a denial, a negation, or in what became of somebody.

Judged by words alone, of sentences that are about one thing already. Each contrast is named in words that a reader can
check against the two sentences; where in doubt, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from knowledge.quantities import read_measures
from retrieval.counts.figures import Contrast
from retrieval.deeds.passive import in_active, in_passive, is_done_by_nobody, is_told_in_passive
from retrieval.denying.denials import is_forged, is_of_another_place
from retrieval.denying.denied import denied
from retrieval.denying.negated import are_alike_but_for_it, negated
from retrieval.denying.none_of import denies_there_were_any
from retrieval.grammar.naming import contrasts_table
from retrieval.grammar.numbered import Number, numbered
from retrieval.grammar.withheld import (
    NEGATION,
    called_untrue,
    hedged,
    is_in_fiction,
    no_part_in,
    refutes,
    tells_of_a_denial,
)
from retrieval.ranking import words_of
from retrieval.word_tables import any_of, worded


def by_words(claim: str, statement: str) -> Contrast | None:
    """What denials, negations and states that exclude each other say; None where words do not decide.

    >>> by_words("The army shelled Kalden", "The army denied shelling Kalden")
    Contrast(relation='denies', why='denied: "denied"')
    """
    claim, statement = claim.replace("’", "'"), statement.replace("’", "'")
    if "?" in statement or refutes(claim) or is_forged(statement):
        return None
    if is_in_fiction(statement) and not is_in_fiction(claim):
        return None
    return (
        denied(claim, statement)
        or negated(claim, statement)
        or _none_at_all(claim, statement)
        or _other_state(claim, statement)
        or _other_rank(claim, statement)
        or _told_the_other_way(claim, statement)
    )


def _told_the_other_way(claim: str, statement: str) -> Contrast | None:
    """A denial of what a claim tells where one of the two has who does it behind "by", or does not say who."""
    ways = [(in_passive(claim), statement)] if is_told_in_passive(claim, statement) else []
    if not is_done_by_nobody(claim):
        ways.insert(0, (in_active(claim), in_active(statement)))
    for one, told in ways:
        if (one, told) != (claim, statement) and (said := denied(one, told) or negated(one, told)):
            return said if said.relation == "denies" else None
    return None


def _none_at_all(claim: str, statement: str) -> Contrast | None:
    """Whoever says only that there was none of it: "no ballot boxes were stuffed in Kalden, the council said"."""
    if tells_of_a_denial(statement) or any(called_untrue(statement)) or hedged(statement):
        return None
    said = denies_there_were_any(claim, statement)
    return Contrast("denies", f'denied: "{said}"') if said and not is_of_another_place(claim, statement) else None


def _other_state(claim: str, statement: str) -> Contrast | None:
    """Another outcome for the same thing, where nothing else differs."""
    if not _one_state(claim) or no_part_in(claim, statement):
        return None
    if NEGATION.search(claim) or NEGATION.search(statement) or any(q.state for q in read_measures(claim)):
        # Of many people, some are killed and some are wounded.
        return None
    wanted, whole = set(words_of(claim)), set(words_of(statement))
    for columns, mine in _one_state(claim):
        theirs = _states(columns, statement)
        if len(theirs) != 1 or mine.keys() == theirs.keys():
            continue
        (said,), (claimed,) = theirs.values(), mine.values()
        if _was_so_before(claim, claimed, statement, said) or _is_of_somebody_else(claim, claimed, statement, said):
            continue
        if are_alike_but_for_it(wanted - set(words_of(claimed)), whole - set(words_of(said)), _names(claim)):
            return Contrast("differs", f"other state: {said} against {claimed}")
    return None


def _was_so_before(claim: str, claimed: str, statement: str, said: str) -> bool:
    """Whether a statement tells what was so at another time: "was open for years" of what has closed, "lost in 2018".

    >>> _was_so_before("The mill has closed", "closed", "The mill was open for years", "open")
    True
    >>> _was_so_before("The mill was closed", "closed", "The mill was open", "open")
    False
    """
    if any(year not in claim for year in _YEAR.findall(statement)):
        return True
    if not worded("contrasts", "lasting").fullmatch(said):
        return False
    was, is_so = (re.search(rf"{verb}{re.escape(said)}", statement, re.IGNORECASE) for verb in (_WAS, _IS))
    was_claimed = re.search(rf"{_WAS}{re.escape(claimed)}", claim, re.IGNORECASE)
    return bool((was and not was_claimed) or (is_so and was_claimed))


_YEAR = re.compile(r"\b(?:in|of|since|until|before|during) ((?:19|20)\d\d)\b")
_WAS, _IS = r"\b(?:was|were|had been) (?:\w+ly |still )?", r"\b(?:is|are) (?:\w+ly |still |now )?"
#: "The brother of Karl Vane", "Karl Vane's brother".
_THEIRS = re.compile(r"\b(?P<what>[\w-]+) of (?:the |an? )?(?P<whose>[\w-]+)|\b(?P<owner>[\w-]+)'s (?P<own>[\w-]+)")


def _is_of_somebody_else(claim: str, claimed: str, statement: str, said: str) -> bool:
    """Whether what is in another state is only of the claim's subject: "the guards of the hostages are alive".

    >>> _is_of_somebody_else("The hostages are dead", "dead", "The guards of the hostages are alive", "alive")
    True
    """
    subject = set(words_of(claim.lower().partition(claimed)[0]))
    before = statement[: max(statement.lower().find(said), 0)]
    return any(
        set(words_of(match["whose"] or match["owner"])) & subject
        and not set(words_of(match["what"] or match["own"])) & set(words_of(claim))
        and not re.fullmatch(any_of("excluded", "kinds"), (match["what"] or match["own"]).lower())
        for match in _THEIRS.finditer(before)
    )


@lru_cache(maxsize=1_000)
def _one_state(claim: str) -> tuple[tuple[Sequence[Sequence[str]], dict[int, str]], ...]:
    """The rows of states of which a claim names one, with the words for it."""
    named = ((row["columns"], _states(row["columns"], claim)) for row in contrasts_table()["states"])
    return tuple((columns, found) for columns, found in named if len(found) == 1)


def _other_rank(claim: str, statement: str) -> Contrast | None:
    """Another place in the row for the same thing: the second attack is not the third."""
    mine = _ranks(claim)
    theirs = _ranks(statement) if mine else {}
    for what, rank in mine.items():
        printed = theirs.get(what)
        if printed is not None and printed.low != rank.low:
            row = set(words_of(f"{rank.words} {printed.words}"))
            if are_alike_but_for_it(set(words_of(claim)) - row, set(words_of(statement)) - row, _names(claim)):
                return Contrast("differs", f"other rank: {printed.words} against {rank.words}")
    return None


# Asked of a claim for every statement.
@lru_cache(maxsize=1_000)
def _ranks(text: str) -> dict[str, Number]:
    """Each rank by what is ranked."""
    words = numbered(text)
    return {
        after: word
        for word, after in pairwise(words)
        if isinstance(word, Number) and word.rank and isinstance(after, str)
    }


def _states(columns: Sequence[Sequence[str]], text: str) -> dict[int, str]:
    found = {}
    for number, words in enumerate(columns):
        match = _any_of(tuple(words)).search(text)
        if match:
            found[number] = match.group().lower()
    return found


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])", re.IGNORECASE)


def _names(text: str) -> set[str]:
    """The names of a claim, which must all stand in a statement that is said to contradict it."""
    found = re.findall(r"(?<!^)(?<![.!?]\s)\b[A-Z][\w'-]+", text)
    return {s for name in found for s in words_of(name)}
