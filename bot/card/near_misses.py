"""What only stands near a claim: what of it tells the claim but for its day or its town, and why the rest is not it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import takewhile

from bot.card.naming import MOST_CITED, close_by, few
from bot.card.replaced import raised_since
from bot.card.voices import several
from bot.words import Words
from knowledge.model import Account, ContextCard, Finding, NearMiss, Quantity
from knowledge.quantities import read_quantities
from retrieval.caveats import words_of_figure
from retrieval.claimants import sought
<<<<<<< HEAD
from retrieval.figures import meet
=======
from retrieval.figures import TOLLS, meet
from retrieval.parts import is_told_part_by_part
>>>>>>> headings
from retrieval.ranking import counts_same
from retrieval.sayers import giving_its_number, is_made_out, only_taken_back, raters_of

<<<<<<< HEAD
=======
#: Why whoever tells of it and counts nobody has not said a claim that counts.
GIVES_NO_NUMBER = msgid("gives no number")
#: Why whoever counts what the claim does, and another number of it, has not said it.
ANOTHER_NUMBER = msgid("gives another number")
#: Why whoever counts in parts what the same voice gives above has not said it anew.
IN_ITS_PARTS = msgid("gives the same number, part by part")
#: Why whoever only counts has not said a claim that counts nothing.
ONLY_A_COUNT = msgid("gives a count, and the claim has none")
>>>>>>> headings
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
        yield told_but_for_it(near, printed, several(voices), few(voices, words, most=MOST_CITED), words)
        # Whoever is not named is not said to have raised it, either.
        yield from raised_since(card, alike, voices if len(voices) <= MOST_CITED else (), words)
        for figure, findings in others:
            left = (v for v in close_by(card, findings, words) if v not in voices)
            if more := list(left):
                told = few(more, words, most=MOST_CITED)
                yield told_but_for_it(_as_told_there(near, findings), figure, several(more), told, words)
                break


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
    figure = words.isolated(f"“{printed}”")
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
    cited = {f.statement.id for c in card.caveats if c.kind in ("UNIT_DIFFERS", "DOER_DIFFERS") for f in c.findings}
    cited |= {f.statement.id for one in card.near_misses for _, told in in_their_words(one) for f in told}
    if (found := sought(card)) and found.own:
        cited.add(found.own.finding.statement.id)
    if not cited and all(account.relation == "context" for account in card.accounts):
        cited = {finding.statement.id for finding in giving_its_number(card)}

    def is_cited(finding: Finding) -> bool:
        return finding.statement.id in cited

    ordered = [replace(one, findings=tuple(sorted(one.findings, key=is_cited, reverse=True))) for one in near]
    return sorted(ordered, key=lambda account: is_cited(account.findings[0]), reverse=True)


def but_for(card: ContextCard, near: Sequence[Account], *, is_of_time: bool) -> list[Account]:
    """The accounts with nothing but what tells the claim but for its day, or but for its town."""
    told = {f.statement.id for one in card.near_misses if one.is_of_time == is_of_time for f in one.findings}
    others = {f.statement.id for account in near for f in account.findings} - told
    kept = [account for account in (without(account, others) for account in near) if account.findings]
    # Whoever gives the very figure is named in the first line.
    giving = [finding for near_miss in card.near_misses for finding in in_their_words(near_miss)[0][1]]
    return sorted(kept, key=lambda a: not (is_made_out(a) and any(f in giving for f in a.findings)))


def counts_otherwise_there(card: ContextCard, finding: Finding) -> bool:
    """Whether somebody contradicts, in the same report or of the same event, who gives the claim's figure of no side.

    "Perhaps five" stands against the claim's 100 no less where nobody who counts 100 says that it was the claim's side.
    """
    giving = [f for caveat in card.caveats if caveat.kind == "DOER_DIFFERS" for f in caveat.findings]
    claimed = next((q for q in card.claim.quantities if q.unit), None)
    if claimed is None or finding in giving:
        return False
    of_it = any(
        f.article.id == finding.article.id
        or (f.article.event_id is not None and f.article.event_id == finding.article.event_id)
        for f in giving
    )
    same = [q for q in finding.statement.quantities if counts_same(claimed, q)]
    return of_it and bool(same) and not any(meet(claimed, q) for q in same)


def without(account: Account, statements: Set[str]) -> Account:
    """The account without these statements, by their ids; it may be left with none."""
    return replace(account, findings=tuple(f for f in account.findings if f.statement.id not in statements))
<<<<<<< HEAD
=======


def said_of_it(card: ContextCard, finding: Finding, words: Words) -> str:
    """What the card says below somebody's words: why they are not the claim, or that their count has risen since."""
    rise = why_raised(finding) if card.state == "found" and is_held_to_the_claim(card, finding) else ""
    return opening(words.again(rise)) if rise else why_not(card, finding, words)


def is_held_to_the_claim(card: ContextCard, finding: Finding) -> bool:
    """Whether somebody's words say the claim or contradict it."""
    return any(finding in account.findings for account in card.accounts if account.relation in ("reports", "differs"))


def why_not(card: ContextCard, finding: Finding, words: Words) -> str:
    """Why what only stands near is not the claim, where a reason is sure enough to be told; else empty."""
    near = [one for one in card.accounts if one.relation == "context" and not one.in_other_words]
    if counted := _of_others(card, finding):
        own, theirs = (words.isolated(f"“{figure}”") for figure in counted)
        why = words.say("counts {theirs}, where the claim counts {own}", theirs=theirs, own=own)
        return words.say("Not the claim: {why}", why=why)
    said = {f.statement.id for one in card.near_misses for f in one.findings}
    # Who has the very number of something else is told, with both, among the cautions.
    said |= {f.statement.id for caveat in card.caveats if caveat.kind == "UNIT_DIFFERS" for f in caveat.findings}
    is_near = finding.statement.id not in said and any(finding in account.findings for account in near)
    why = ""
    if is_near and card.state == "found":
        account = next(account for account in near if finding in account.findings)
        why = _why_by_its_count(card, finding, why_near(finding))
        why = why or (told(GIVES_NO_NUMBER) if _gives_no_number(card, finding, account) else "")
    return words.say("Not the claim: {why}", why=words.again(why)) if why else ""


def _why_by_its_count(card: ContextCard, finding: Finding, why: str) -> str:
    """Why a count is not the claim: as it was weighed, or, where that says nothing, by what it counts.

    "20 people of all kinds, among them 6 guards" counts others beside the guards of the claim, and no part of them.
    """
    if is_told_part_by_part(card, finding):
        return told(IN_ITS_PARTS)
    given, claimed = finding.statement.quantities, [q for q in card.claim.quantities if q.unit]
    units = {q.unit for q in given}
    if why == PART_CALLED and any(
        own.unit in units and comparable(own, q) == "narrower" for own in claimed for q in given
    ):
        return told(OTHERS_TOO)
    if why or finding.is_rating or finding.is_reviewed or answers_it(finding):
        return why
    if not card.claim.quantities:
        only_counts = not asks_for_a_number(card.claim) and any(q.unit and q.state in TOLLS and q.value for q in given)
        return told(ONLY_A_COUNT) if only_counts else ""
    pairs = [(own, q) for own in claimed for q in given if own.value and q.value and counts_same(own, q)]
    return told(ANOTHER_NUMBER) if pairs and not any(meet(own, q) for own, q in pairs) else ""


def _of_others(card: ContextCard, finding: Finding) -> tuple[str, str] | None:
    """Whom the claim counts, and whom else a report of another day or town counts with its number.

    Where 22 children are claimed, 22 people are not those; 22 children are 22 people.
    """
    numbers = {one.figure.value for one in card.near_misses if one.figure and finding in one.findings}
    if not numbers or counts_just_these(card.claim, finding):
        return None
    for own in (q for q in card.claim.quantities if q.unit and q.value in numbers):
        for q in finding.statement.quantities:
            if (q.value, q.state) == (own.value, own.state) and comparable(own, q) == "narrower":
                return own.span.of(card.claim.text), words_of_figure(finding, q)
    return None


def _gives_no_number(card: ContextCard, finding: Finding, account: Account) -> bool:
    """Whether somebody tells of a counted thing without any count, and neither answers for it nor says who did it."""
    counts = any(quantity.unit and quantity.value for quantity in card.claim.quantities)
    tells_of_one = worded("set_aside", "its_toll").search(finding.words) or any(map(str.isdigit, finding.words))
    if not counts or tells_of_one or finding.statement.quantities or read_quantities(finding.words):
        return False
    if finding.is_rating or finding.is_reviewed or lays_it_alike(card.claim.text, finding.words):
        return False
    return not any(answers_it(one) for one in account.findings)
>>>>>>> headings
