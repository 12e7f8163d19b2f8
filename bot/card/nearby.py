"""What stands close by a claim, each sort under its heading: who answers it, who admits it, and what is only near."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from bot.card.blocks import shown_of
from bot.card.near_misses import but_for, counts_otherwise_there, named_first, without
from bot.card.why_not import counts_nobody, giving_another_number, is_told_apart, why_not
from bot.card.worth_printing import worth_printing
from bot.words import Words, msgid
from knowledge.model import Account, Claim, ContextCard, Finding
from knowledge.places import related
from retrieval.claims.claimants import Claimant, claimant_of, is_theirs, says_instead
from retrieval.claims.questions import asks_whether_anything
from retrieval.events import places_in, when_of
from retrieval.grammar.closeness import share
from retrieval.nearby.beside import answers_it, beside
from retrieval.nearby.told_further_on import shown_further_on
from retrieval.origins import has_name
from retrieval.ranking import counts_same, words_of
from retrieval.relations.blamed import blames_anybody, lays_it_alike
from retrieval.relations.gainsaid import is_against_it
from retrieval.relations.laid import lays_it_to_them
from retrieval.relations.none_at_all import none_at_all
from retrieval.relations.what_they_answer import (
    admits_the_deed,
    calls_it_a_mistake,
    calls_it_deliberate,
    claims_the_attack,
    denies_in_general,
    is_their_answer,
    says_it_was_not_theirs,
    tells_how_else,
)
from retrieval.telling.leaning import facts_behind
from retrieval.voices.echoes import counts_a_part, is_counted_again, is_told_with_the_whole

#: Over the figure of whoever the claim says to have given another, where nobody gives the claim's.
OWN_SOURCE = msgid("What the claim's own source says")
#: Over who contradicts whoever gives the claim's figure close by, and lays it to nobody.
OTHERWISE_THERE = msgid("Who counts otherwise there")
#: Over what tells the claim but for its day, or for its town.
ANOTHER_DAY, ANOTHER_TOWN = msgid("Close by, on another date"), msgid("Close by, in another place")
#: Over what is on just the thing of the claim, and what else is near then.
IN_OTHER_WORDS, ALSO = msgid("On this, in other words"), msgid("Also close by")
#: Over whoever lays the deed to whom the claim does, and says nothing else of it.
ALIKE = msgid("Who lays it to the same side")
#: Over what the accused say of it, and what is said against it, where that denies nothing of what is claimed.
ANSWERS = msgid("Who answers it, or doubts it")
#: The same, where only the event of another day or town is answered: it stands right behind that.
ANSWERS_THAT = msgid("Who answers that, or doubts it")
#: Over whoever is said to have done it and owns to it: that answers nobody, and doubts nothing.
ADMITS, MISTAKE = msgid("Who says the deed was theirs"), msgid("Who calls it a mistake")
#: The same, where only the deed of another day or town is owned to.
ADMITS_THAT, MISTAKE_THERE = msgid("Who says that deed was theirs"), msgid("Who calls that a mistake")
#: Over whoever is said to have done it, or may have, and says that they did not: to no number do they answer.
DISOWNS, DISOWNS_THAT = msgid("Who says the deed was not theirs"), msgid("Who says that deed was not theirs")
#: Over whoever lays it to those who say that: one account of it does not stand without the other.
ACCUSES = msgid("Who says whose deed it was")
#: Over whoever else says that it was meant: they accuse, and answer nobody.
MEANT = msgid("Who says it was deliberate")
#: Over whoever denies a weapon whenever it is used: of this blow they say nothing.
IN_GENERAL = msgid("Who denies using the weapon in general")
#: Over what fact-checkers say of a claim: their words, which are no word of ours.
RATINGS = msgid("How others rated a claim like this")
#: Accounts printed that only stand near; more would be padding.
MOST_CONTEXT = 3
#: And of whoever counts otherwise there, with the last of all.
MOST_OTHERWISE_THERE = 4
#: Over what only stands near.
NEAR = msgid("Close by, but not this claim")
#: Over what is near and counts nobody, where the claim counts.
WITHOUT_A_NUMBER = msgid("Close by, without such a count")
#: Over what only stands near, where nobody says so, otherwise, or denies it, and for no reason that is known it is not
#: the claim.
CLOSEST = msgid("What comes closest")
#: From here on words are like a claim.
LIKE_IT = 0.5
#: What a short card tells as well, whatever else it has.
NEVER_LEFT_OUT = (
    *(RATINGS, OWN_SOURCE, ANSWERS, ANSWERS_THAT, IN_GENERAL),
    *(ACCUSES, DISOWNS, DISOWNS_THAT),
    *(ADMITS, ADMITS_THAT, MISTAKE, MISTAKE_THERE, MEANT, OTHERWISE_THERE),
)


def close_by(card: ContextCard, words: Words) -> list[tuple[str, list[Account]]]:
    """The accounts that only stand near a claim, each group under its heading; a heading may have none."""
    near = _not_told_above(card, near_it(named_first(card, beside(card)), ratings=False))
    told = [account for account in near if account.in_other_words]
    others = [account for account in near if not account.in_other_words]
    days, towns = (but_for(card, others, is_of_time=of_time) for of_time in (True, False))
    shown = [finding for account in (*days, *towns) for finding in account.findings]
    nearest = {finding.statement.id for finding in shown}
    # Whose count stands there already is not read again for having left out the town.
    again = {f.statement.id for account in others for f in account.findings if is_counted_again(f, shown)}
    rest = [without(account, nearest | again) for account in others]
    rest, own = _parted_off(rest, lambda finding: says_instead(card, finding))
    rest, differing = _parted_off(rest, lambda finding: counts_otherwise_there(card, finding))
    saying = {account.speaker.name for account in card.accounts if account.relation == "reports"}
    own_source = claimant_of(card.claim)
    answering = [account for one in rest if (account := _answering(one, saying, own_source)).findings]
    answering = _without_those_who_say_so(card, answering)
    answered = {finding.statement.id for account in answering for finding in account.findings}
    answering, general = _with_nothing_else(answering, denies_in_general)
    answering, mistaken = _with_nothing_else(answering, calls_it_a_mistake)
    answering, admitting = _with_nothing_else(answering, admits_the_deed)
    rest = _without_what_else_they_tell(rest, admitting)
    answering, accusing = _with_nothing_else(answering, calls_it_deliberate)
    answering, disowning = _with_nothing_else(answering, says_it_was_not_theirs)
    disowning = _in_their_own_name(disowning)
    rest, charging = _parted_off(rest, lays_it_to_them)
    laying = [_laying(card, one) for one in rest] if any(a.relation != "context" for a in card.accounts) else []
    laid = {finding.statement.id for account in laying for finding in account.findings}
    answered |= laid
    # Where nobody says it of the claim's own day and town, what is answered is that of the other one.
    is_of_that = nearest and all(account.relation == "context" for account in card.accounts)
    return [
        (words.say(RATINGS), near_it(card.accounts, ratings=True)),
        (words.say(IN_OTHER_WORDS), told),
        (words.say(OWN_SOURCE), own),
        (words.say(ANOTHER_DAY), days),
        (words.say(ANOTHER_TOWN), towns),
        (words.say(OTHERWISE_THERE), differing if nearest else []),
        (words.say(ALIKE), [account for account in laying if account.findings]),
        (words.say(ACCUSES), charging),
        (words.say(ANSWERS_THAT if is_of_that else ANSWERS), answering),
        (words.say(DISOWNS_THAT if is_of_that else DISOWNS), disowning),
        (words.say(IN_GENERAL), general),
        (words.say(ADMITS_THAT if is_of_that else ADMITS), admitting),
        (words.say(MISTAKE_THERE if is_of_that else MISTAKE), mistaken),
        (words.say(MEANT), accusing),
        (
            words.say(ALSO if told or own or nearest else NEAR),
            worth_printing(card, [left for account in rest if (left := without(account, answered)).findings]),
        ),
        (words.say(OTHERWISE_THERE), [] if nearest else differing),
    ]


def _not_told_above(card: ContextCard, accounts: Sequence[Account]) -> list[Account]:
    """The accounts without what is told right behind words that answer the claim, or shown further on with them."""
    answering = (f for account in card.accounts if account.relation != "context" for f in account.findings)
    behind = {one.statement.id for finding in answering for one in facts_behind(card, finding)}
    near = [finding for account in accounts for finding in account.findings]
    behind |= shown_further_on(card, near)
    counting = [finding for finding in near if counts_a_part(card, finding)]
    held = (account for account in card.accounts if counting and account.relation != "context")
    printed = [finding for account in held for finding in shown_of(card, account)]
    behind |= {finding.statement.id for finding in counting if is_told_with_the_whole(card, finding, printed)}
    return [left for account in accounts if (left := without(account, behind)).findings]


def printed_near(
    card: ContextCard, told: Sequence[tuple[str, list[Account]]], words: Words
) -> list[tuple[str, list[Account]]]:
    """As many of the accounts that only stand near as are printed, those nearest to the claim first.

    What the accused say of it, or somebody says against it, takes nobody's place, nor do other counts of its event.
    What comes closest stands under a heading that does not say it is not the claim.
    """
    kept, left = [], MOST_CONTEXT
    for heading, accounts in told:
        is_rated = any(f.is_rating or f.is_reviewed for account in accounts for f in account.findings)
        is_there = heading == words.say(OTHERWISE_THERE)
        is_apart = is_rated or is_there
        plain = [] if heading == words.say(ACCUSES) else [a for a in accounts if not _is_answering(a)]
        among = plain[: MOST_OTHERWISE_THERE if is_there else MOST_CONTEXT if is_rated else left]
        if shown := [account for account in accounts if account in among or account not in plain]:
            kept.append((heading, shown))
            left -= 0 if is_apart else len(among)
    parted = [part for section in kept for part in _with_the_closest(card, *section, words)]
    return [part for section in parted for part in _with_those_who_count_nobody(card, *section, words)]


def comes_closest(card: ContextCard, words: Words) -> list[Finding]:
    """What is printed as closest to a claim that nobody is found to say or deny."""
    printed = printed_near(card, close_by(card, words), words)
    return [f for heading, accounts in printed if heading == words.say(CLOSEST) for a in accounts for f in a.findings]


def _with_the_closest(
    card: ContextCard, heading: str, accounts: list[Account], words: Words
) -> list[tuple[str, list[Account]]]:
    """What only stands near, parted where the first of it is for no reason that is known not the claim.

    Nobody says so then, otherwise, or denies it, and nobody counts the same and comes to another number.
    """
    said = any(account.relation != "context" for account in card.accounts)
    if heading != words.say(NEAR) or said or card.near_misses or giving_another_number(card):
        return [(heading, accounts)]
    set_apart, closest = _parted_off(accounts, lambda f: not (why_not(card, f, words) or _is_known_apart(card, f)))
    if not closest or closest[0].findings[0] is not accounts[0].findings[0] or not _is_close(card, closest[0]):
        return [(heading, accounts)]
    return [(words.say(CLOSEST), closest), *([(heading, set_apart)] if set_apart else [])]


def _with_those_who_count_nobody(
    card: ContextCard, heading: str, accounts: list[Account], words: Words
) -> list[tuple[str, list[Account]]]:
    """What only stands near, parted from what of it is no claim only because it counts nobody.

    An armed side that says the attack was its own stands under what it says, where nobody is said to have done it.
    """
    if heading not in (words.say(NEAR), words.say(ALSO)):
        return [(heading, accounts)]
    counting, others = _parted_off(accounts, lambda finding: counts_nobody(card, finding))
    is_open = heading == words.say(NEAR) and not any(is_their_answer(f) for a in card.accounts for f in a.findings)
    others, claiming = _parted_off(others, lambda finding: is_open and claims_the_attack(finding))
    others = _without_what_else_they_tell(others, claiming)
    parted = [(words.say(ADMITS), claiming), (heading, counting), (words.say(WITHOUT_A_NUMBER), others)]
    return [(over, told) for over, told in parted if told]


def _without_what_else_they_tell(accounts: Sequence[Account], owning: Sequence[Account]) -> list[Account]:
    """The accounts without what those who own to a deed say of it besides, and count nobody: it tells no more than that
    it was theirs.
    """
    known = {account.speaker.name for account in owning}
    return _parted_off(accounts, lambda f: f.speaker.name in known and not f.statement.quantities)[0]


def _is_known_apart(card: ContextCard, finding: Finding) -> bool:
    """Whether the first line or a caution tells in what words are not the claim."""
    of_another = (f for caveat in card.caveats if caveat.kind == "DOER_DIFFERS" for f in caveat.findings)
    return is_told_apart(card, finding) or finding in of_another


def _is_close(card: ContextCard, account: Account) -> bool:
    """Whether the first of somebody's words means what the claim does, in half of its words, with its number."""
    claim, first = card.claim, account.findings[0]
    if asks_whether_anything(claim.text):
        return _is_then_and_there(claim, first)
    told = share(words_of(claim.text), first.words, first.article.subject)
    counted = [q for q in claim.quantities if q.unit]
    given = first.statement.quantities
    if none_at_all(claim) is not None and not any(q.state for q in given):
        # Strikes that were flown are nothing to whom they killed.
        return False
    has_number = not counted or any(q.value == own.value and counts_same(own, q) for own in counted for q in given)
    return has_number and min(first.similarity, told) >= LIKE_IT


def _is_then_and_there(claim: Claim, finding: Finding) -> bool:
    """Whether a report is of the days that a claim names and of a town that it names."""
    when = when_of(finding)
    towns = [place for place in claim.where if place.province or place.country is None]
    is_then = claim.when is not None and when is not None and claim.when.start <= when.start <= claim.when.end
    there = places_in(finding.article.subject)
    return is_then and any(related(town, place) == "same" for town in towns for place in there)


def _answering(account: Account, saying: Set[str], claimant: Claimant | None) -> Account:
    """An account with what it answers or doubts, and what else it says there without counting; else with nothing.

    Whoever says so, as `saying` do, doubts something else: "nine died at the base", and "there is no camp there".
    Where the claim itself has the `claimant` say so, they answer nobody by that.
    """
    told = [
        f
        for f in account.findings
        if (is_their_answer(f) and not (claimant and f.speaker.name in saying and is_theirs(claimant, f)))
        or (answers_it(f) and f.speaker.name not in saying)
    ]
    answers = {finding.article.id for finding in told}
    also = [f for f in account.findings if f.article.id in answers and not (answers_it(f) or f.statement.quantities)]
    return replace(account, findings=tuple(f for f in account.findings if f in told or f in also))


def _without_those_who_say_so(card: ContextCard, answering: Sequence[Account]) -> list[Account]:
    """The accounts without notes in which the very side that says so only speaks of it, and denies or doubts nothing.

    Of "Velmar killed 300" the state's own word is not answered by its secretary, who says "very many".
    """
    saying = {account.speaker.side for account in card.accounts if account.relation == "reports"} - {None}
    ways = (
        admits_the_deed,
        calls_it_a_mistake,
        says_it_was_not_theirs,
        tells_how_else,
        denies_in_general,
        is_against_it,
    )

    def only_speaks(finding: Finding) -> bool:
        is_theirs = finding.article.is_note and finding.speaker.side in saying
        answers = finding.attribution.grade == "denied" or blames_anybody(finding.words)
        return is_theirs and not answers and not any(way(finding) for way in ways)

    return _parted_off(answering, only_speaks)[0]


def _laying(card: ContextCard, account: Account) -> Account:
    """An account with what a note has it say of who did it, where the claim says the same; else with nothing."""
    told = (
        f
        for f in account.findings
        if f.article.is_note and not answers_it(f) and lays_it_alike(card.claim.text, f.words)
    )
    return replace(account, findings=tuple(told))


def _parted_off(
    accounts: Sequence[Account], is_apart: Callable[[Finding], bool]
) -> tuple[list[Account], list[Account]]:
    """The accounts without the findings of which something holds, and with nothing else."""
    left, apart = (
        [replace(one, findings=tuple(f for f in one.findings if is_apart(f) is held)) for one in accounts]
        for held in (False, True)
    )
    return [one for one in left if one.findings], [one for one in apart if one.findings]


def _with_nothing_else(
    answering: Sequence[Account], holds: Callable[[Finding], bool]
) -> tuple[list[Account], list[Account]]:
    """The accounts that answer in more ways than one, and those of all whose answers something holds."""
    whole = [all(holds(f) for f in account.findings if answers_it(f)) for account in answering]
    left, apart = (
        [account for account, is_whole in zip(answering, whole, strict=True) if is_whole is held]
        for held in (False, True)
    )
    return left, apart


def _in_their_own_name(disowning: Sequence[Account]) -> list[Account]:
    """Those who say that the deed was not theirs, without a nameless source of a side that says so in its own name."""
    named = {account.speaker.side for account in disowning if has_name(account.speaker)} - {None}
    return [account for account in disowning if has_name(account.speaker) or account.speaker.side not in named]


def is_answered(card: ContextCard) -> bool:
    """Whether anything that stands near answers a claim or doubts it, whoever says so."""
    return any(account.relation == "context" and _is_answering(account) for account in card.accounts)


def _is_answering(account: Account) -> bool:
    return any(answers_it(finding) for finding in account.findings)


def near_it(accounts: Sequence[Account], *, ratings: bool) -> list[Account]:
    """The accounts that stand near, with ratings of claims and whose claims they are alone, or with all else."""
    parted = (
        replace(one, findings=tuple(f for f in one.findings if (f.is_rating or f.is_reviewed) is ratings))
        for one in accounts
        if one.relation == "context"
    )
    return [account for account in parted if account.findings]
