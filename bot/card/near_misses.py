"""What only stands near a claim: what of it tells the claim but for its day or its town, and why the rest is not it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import takewhile

from bot.words import Words
from knowledge.model import Account, ContextCard, Finding, NearMiss, Quantity
from knowledge.quantities import read_quantities
from retrieval.caveats import words_of_figure
from retrieval.sayers import is_made_out
from retrieval.why_near import why_near, why_raised
from retrieval.wording import opening

#: A number so bounded is no other than the bare one.
NO_FEWER = ("exact", "about", "at least")


def told_but_for_it(near: NearMiss, n: int, who: str, words: Words) -> str:
    """Who reports the claim of another day, or in another town; `n` is how many they are, for the verb."""
    claimed, there = words.again(near.claimed), words.again(near.told)
    if near.figure is None and near.is_of_time:
        return words.count(
            "{who} dates it to {told}, not {claimed}",
            "{who} date it to {told}, not {claimed}",
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
    figure = words.isolated(f"“{_as_all_print_it(near, near.figure)}”")
    if near.is_of_time:
        return words.count(
            "{who} gives {figure} for {told}, not {claimed}",
            "{who} give {figure} for {told}, not {claimed}",
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


def _as_all_print_it(near: NearMiss, own: Quantity) -> str:
    """The figure as all who give it print it: "at least 58" of "at least 58 people" and "at least 58 civilians"."""
    given = [
        words_of_figure(f, q)
        for f in near.findings
        for q in f.statement.quantities
        if (q.value, q.bound, q.unit) == (own.value, own.bound, own.unit)
    ]
    side_by_side = zip(*(printed.split() for printed in given), strict=False)
    shared = " ".join(alike[0] for alike in takewhile(lambda each: len(set(each)) == 1, side_by_side))
    is_the_figure = [q.value for q in read_quantities(shared)] == [own.value]
    return shared if is_the_figure else words_of_figure(near.findings[0], own)


def but_for(card: ContextCard, near: Sequence[Account], *, is_of_time: bool) -> list[Account]:
    """The accounts with nothing but what tells the claim but for its day, or but for its town."""
    told = {f.statement.id for one in card.near_misses if one.is_of_time == is_of_time for f in one.findings}
    others = {f.statement.id for account in near for f in account.findings} - told
    kept = [account for account in (without(account, others) for account in near) if account.findings]
    # Whoever gives the very figure is named in the first line.
    return sorted(kept, key=lambda a: not (is_made_out(a) and _gives_one(card.near_misses, a)))


def _gives_one(near: Sequence[NearMiss], account: Account) -> bool:
    return any(f in one.findings and gives_it(one, f) for one in near for f in account.findings)


def gives_it(near: NearMiss, finding: Finding) -> bool:
    """Whether a finding gives the figure as the first one does: "22 people" are not the 22 children of another."""
    own = near.figure
    if own is None:
        return True
    return any((q.value, q.bound, q.unit) == (own.value, own.bound, own.unit) for q in finding.statement.quantities)


def gives_its_number_in(near: NearMiss, finding: Finding) -> tuple[Quantity, ...]:
    """The figures of a finding that are the number of an event and are bounded otherwise: 43, and "at least 43"."""
    own = near.figure
    if own is None or gives_it(near, finding):
        return ()
    same = (q for q in finding.statement.quantities if (q.value, q.unit, q.state) == (own.value, own.unit, own.state))
    return tuple(q for q in same if q.bound in NO_FEWER and own.bound in NO_FEWER)


def prints_it(near: NearMiss, finding: Finding) -> bool:
    """Whether the figure stands in a finding in the words in which it is quoted: of two voices each has its own."""
    if near.figure is None or finding == near.findings[0]:
        return True
    return words_of_figure(near.findings[0], near.figure).casefold() in finding.words.casefold()


def without(account: Account, statements: Set[str]) -> Account:
    """The account without these statements, by their ids; it may be left with none."""
    return replace(account, findings=tuple(f for f in account.findings if f.statement.id not in statements))


def said_of_it(card: ContextCard, finding: Finding, words: Words) -> str:
    """What the card says below somebody's words: why they are not the claim, or that their count has risen since."""
    rise = why_raised(finding) if card.state == "found" and is_held_to_the_claim(card, finding) else ""
    return opening(words.say(rise)) if rise else why_not(card, finding, words)


def is_held_to_the_claim(card: ContextCard, finding: Finding) -> bool:
    """Whether somebody's words say the claim or contradict it."""
    return any(finding in account.findings for account in card.accounts if account.relation in ("reports", "differs"))


def why_not(card: ContextCard, finding: Finding, words: Words) -> str:
    """Why what only stands near is not the claim, where a reason is sure enough to be told; else empty."""
    near = (one for one in card.accounts if one.relation == "context" and not one.in_other_words)
    said = {f.statement.id for one in card.near_misses for f in one.findings}
    # Who has the very number of something else is told, with both, among the cautions.
    said |= {f.statement.id for caveat in card.caveats if caveat.kind == "UNIT_DIFFERS" for f in caveat.findings}
    is_near = finding.statement.id not in said and any(finding in account.findings for account in near)
    why = why_near(finding) if is_near and card.state == "found" else ""
    return words.say("Not the claim: {why}", why=words.say(why)) if why else ""
