"""What only stands near a claim: what of it tells the claim but for its day or its town, and why the rest is not it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cache
from itertools import takewhile

from bot.card.naming import MOST_CITED, close_by, few
from bot.card.replaced import raised_since
from bot.card.voices import several
from bot.words import Words
from knowledge.caseless import Caseless
from knowledge.model import Account, ContextCard, Finding, NearMiss, Quantity
from knowledge.quantities import read_quantities
from retrieval.caveats import in_marks, words_of_figure
from retrieval.claims.claimants import sought
from retrieval.counts.figures import meet
from retrieval.nearby.why_near import OTHERWISE_THERE
from retrieval.ranking import counts_of
from retrieval.voices.sayers import giving_its_number, is_made_out, only_taken_back, raters_of
from retrieval.word_tables import any_of

#: A number so bounded is no other than the bare one.
NO_FEWER = ("exact", "about", "at least")


def names_the_detail(card: ContextCard) -> bool:
    """Whether the first line has what differs in one detail; it has not where it has more to say of the very claim."""
    nearer = any(account.in_other_words for account in card.accounts) or raters_of(card) or only_taken_back(card)
    return bool(card.near_misses) and not nearer


def but_for_one_detail(card: ContextCard, words: Words) -> Iterator[str]:
    """Of each event that is told as the claim tells it but for a detail: who reports it, and what differs.

    Behind them, who gives its number in other words: "at least 43" beside "43 people".
    """
    for near in card.near_misses:
        (printed, alike), *others = in_their_words(near)
        voices = close_by(card, alike, words)
        if not voices:
            continue
        figure, who = in_marks(alike[0], printed), few(voices, words, most=MOST_CITED)
        yield told_but_for_it(near, figure, several(voices), who, words)
        yield from raised_since(card, alike, voices, words)
        for printed, findings in others:
            left = (v for v in close_by(card, findings, words) if v not in voices)
            if more := list(left):
                told = few(more, words, most=MOST_CITED)
                figure, there = in_marks(findings[0], printed), _as_told_there(near, findings)
                if there.told == near.told:
                    yield _told_too(near, figure, several(more), told, words)
                else:
                    yield told_but_for_it(there, figure, several(more), told, words)
                break


def _told_too(near: NearMiss, printed: str, n: int, who: str, words: Words) -> str:
    """Who else reports it of the day, or in the town, that was just named; the figure as they print it."""
    figure = words.isolated(printed)
    if near.is_of_time:
        return words.count(
            "{who} gives {figure} for the same date",
            "{who} give {figure} for the same date",
            n,
            who=who,
            figure=figure,
        )
    if not near.told:
        return words.count(
            "{who} reports {figure} without naming it, too",
            "{who} report {figure} without naming it, too",
            n,
            who=who,
            figure=figure,
        )
    return words.count(
        "{who} reports {figure} in {there}, too",
        "{who} report {figure} in {there}, too",
        n,
        who=who,
        figure=figure,
        there=words.again(near.told),
    )


def _as_told_there(near: NearMiss, findings: Sequence[Finding]) -> NearMiss:
    """The event as these tell it: without its town where their reports name neither that nor the claim's."""
    texts = [finding.article.text.casefold() for finding in findings]
    if near.is_of_time or any(town.casefold() in text for town in (near.told, near.claimed) for text in texts):
        return near
    return replace(near, told="")


def told_but_for_it(near: NearMiss, printed: str, n: int, who: str, words: Words) -> str:
    """Who reports the claim of another day, or in another town, the figure as they print it; `n` is for the verb."""
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
    if near.figure is None and there and is_only_near(near):
        return words.count(
            "{who} reports it near {there}, not in {claimed}",
            "{who} report it near {there}, not in {claimed}",
            n,
            who=who,
            there=there,
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
    figure = words.isolated(printed)
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
    if there and is_only_near(near):
        return words.count(
            "{who} reports {figure} near {there}, not in {claimed}",
            "{who} report {figure} near {there}, not in {claimed}",
            n,
            who=who,
            figure=figure,
            there=there,
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


def is_only_near(near: NearMiss) -> bool:
    """Whether those who name a town name it only as what the deed was near: "near the town of Adra", "west of Adra"."""
    town = re.escape(near.told.split(",")[0].split()[0]) if near.told.split() else ""
    named = [match for finding in near.findings for match in re.finditer(rf"\b{town}\b", finding.words)] if town else []
    return bool(named) and all(_near().search(match.string[: match.start()]) for match in named)


@cache
def _near() -> Caseless:
    beside = f"{any_of('places', 'beside')}|{any_of('wording', 'near_a_town')}"
    return Caseless(rf"\b(?:{beside})\s+(?:(?:the|an?)\s+)?(?:[a-z]+\s+){{0,2}}?(?:of\s+)?\Z")


def in_their_words(near: NearMiss) -> list[tuple[str, list[Finding]]]:
    """In which words the reports of an event give its number, the very figure first; with each, who prints just them.

    "At least 58 people" and "at least 58 civilians" are two who print "at least 58"; "forty-three" is no "43".
    """
    if near.figure is None:
        return [("", list(near.findings))]
    groups: list[tuple[str, list[Finding]]] = []
    for finding, printed in _given(near, near.figure):
        if any(finding in others for _, others in groups):
            continue
        for number, (words, others) in enumerate(groups):
            if shared := _in_both(words, printed, near.figure):
                groups[number] = (shared, [*others, finding])
                break
        else:
            groups.append((printed, [finding]))
    return groups


def _given(near: NearMiss, own: Quantity) -> list[tuple[Finding, str]]:
    """Who prints the number of an event, in the words of each; last whoever bounds it otherwise: 43, "at least 43"."""
    same = [(f, q) for f in near.findings for q in f.statement.quantities if (q.value, q.unit) == (own.value, own.unit)]
    just_so = [(f, q) for f, q in same if q.bound == own.bound]
    bounded = [(f, q) for f, q in same if q.state == own.state and q.bound in NO_FEWER and own.bound in NO_FEWER]
    return [(f, words_of_figure(f, q)) for f, q in (*just_so, *bounded)]


def _in_both(one: str, other: str, own: Quantity) -> str:
    """The words with which two figures begin, where these are the figure: "at least 58"; else nothing."""
    alike = takewhile(
        lambda pair: pair[0].casefold() == pair[1].casefold(), zip(one.split(), other.split(), strict=False)
    )
    shared = " ".join(word for word, _ in alike)
    return shared if [q.value for q in read_quantities(shared)] == [own.value] else ""


def named_first(card: ContextCard, near: Sequence[Account]) -> list[Account]:
    """The accounts that stand near, those first for whose words the first line or a caution names somebody; so in each.

    Whoever is told to compare a number is shown it.
    """
    cited = cited_near(card)

    def is_cited(finding: Finding) -> bool:
        return finding.statement.id in cited

    ordered = [replace(one, findings=tuple(sorted(one.findings, key=is_cited, reverse=True))) for one in near]
    return sorted(ordered, key=lambda account: is_cited(account.findings[0]), reverse=True)


def cited_near(card: ContextCard) -> set[str]:
    """The statements that stand near and for which the first line or a caution names somebody, by their ids."""
    cited = {f.statement.id for c in card.caveats if c.kind in ("UNIT_DIFFERS", "DOER_DIFFERS") for f in c.findings}
    cited |= {f.statement.id for one in card.near_misses for _, told in in_their_words(one) for f in told}
    if (found := sought(card)) and found.own:
        cited.add(found.own.finding.statement.id)
    if not cited and all(account.relation == "context" for account in card.accounts):
        cited = {finding.statement.id for finding in giving_its_number(card)}
    return cited


def but_for(card: ContextCard, near: Sequence[Account], *, is_of_time: bool) -> list[Account]:
    """The accounts with nothing but what tells the claim but for its day, or but for its town."""
    told = {f.statement.id for one in card.near_misses if one.is_of_time == is_of_time for f in one.findings}
    others = {f.statement.id for account in near for f in account.findings} - told
    kept = [account for account in (without(account, others) for account in near) if account.findings]
    # Whoever gives the very figure is named in the first line.
    giving = [finding for near_miss in card.near_misses for finding in in_their_words(near_miss)[0][1]]
    if not is_of_time:
        towns = [one.told for one in card.near_misses if not one.is_of_time and one.told]
        kept = [_naming_a_town(account, towns, giving) for account in kept]
    return sorted(kept, key=lambda a: not (is_made_out(a) and any(f in giving for f in a.findings)))


def _naming_a_town(account: Account, towns: Sequence[str], giving: Sequence[Finding]) -> Account:
    """The account with what gives the very figure and names such a town first, if anything does.

    Told "40 in Velmar, not Kalden", a reader looks for both in what is quoted.
    """

    def leaves_it_out(finding: Finding) -> bool:
        return finding not in giving or not any(town in finding.words for town in towns)

    return replace(account, findings=tuple(sorted(account.findings, key=leaves_it_out)))


def counts_otherwise_there(card: ContextCard, finding: Finding) -> bool:
    """Whether somebody contradicts, in the same report or of the same event, who gives the claim's figure of no side.

    "Perhaps five" stands against the claim's 100 no less where nobody who counts 100 says that it was the claim's side.
    So does who gives another figure for what happened as the claim tells it, but for its day or its town.
    """
    if OTHERWISE_THERE in finding.why:
        return True
    giving = [f for caveat in card.caveats if caveat.kind == "DOER_DIFFERS" for f in caveat.findings]
    claimed = next((q for q in card.claim.quantities if q.unit), None)
    if claimed is None or finding in giving:
        return False
    of_it = any(
        f.article.id == finding.article.id
        or (f.article.event_id is not None and f.article.event_id == finding.article.event_id)
        for f in giving
    )
    same = counts_of(claimed, finding)
    return of_it and bool(same) and not any(meet(claimed, q) for q in same)


def without(account: Account, statements: Set[str]) -> Account:
    """The account without these statements, by their ids; it may be left with none."""
    return replace(account, findings=tuple(f for f in account.findings if f.statement.id not in statements))
