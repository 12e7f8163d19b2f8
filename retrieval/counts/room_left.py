"""Whose count only leaves room for the claim's: "at least ten" beside 22, or a first count that was raised since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from knowledge.attributions import read_attributions
from knowledge.model import Account, ContextCard, Finding, Quantity, Speaker
from knowledge.quantities import comparable
from knowledge.sentences import split
from retrieval.counts.figures import is_part_of
from retrieval.counts.raised import FIRST, is_raised
from retrieval.counts.superseded import behind_it
from retrieval.origins.names import has_name
from retrieval.ranking import counts_from_below, counts_same, is_open_above
from retrieval.word_tables import worded

#: So many times what somebody counts from below is not what they leave room for.
FAR_FEWER = 3
#: So few more are soon counted: "at least one" is said before anybody has looked.
A_HANDFUL = 5
#: Characters behind a count in which its voice goes on.
_SOON_BEHIND = 300
#: Whoever speaks goes on, in quotation marks or by a pronoun.
_GOES_ON = re.compile(r"[\"“]|(?:it|he|she|they)\b", re.IGNORECASE)


def leaving_room(card: ContextCard, accounts: Iterable[Account]) -> list[Account]:
    """Those who only count fewer than the claim, and hold that open, whether or not anybody says the claim.

    Not where that is no third of it: "at least 42" is no word for 230. "At least one" is none against five.
    """
    differing = (one for one in accounts if one.relation == "differs")
    return [one for one in differing if not (_holding(card, one) or _is_far_below(card, one))]


def _is_far_below(card: ContextCard, account: Account) -> bool:
    """Whether all that somebody counts is so much fewer that nobody reads the claim's number into it."""
    counts = [pair for finding in account.findings for pair in _counts_plainly(card, finding)]
    return bool(counts) and all(
        claimed.value > FAR_FEWER * printed.value and claimed.value - printed.value > A_HANDFUL
        for claimed, printed in counts
    )


def contradicting(card: ContextCard, account: Account) -> Account:
    """An account with what of it contradicts the claim, without what leaves room for it; whole where nothing does.

    Whoever counts 31 contradicts 48 by that, and not by the 22 of an hour before, nor by "at least 20". Where nothing
    does, what is held open comes first, before "twelve" of somebody who says "at least twelve" elsewhere.
    """
    if account.relation != "differs":
        return account
    findings = _holding(card, account) or sorted(account.findings, key=lambda f: not _is_held_open(card, f))
    return replace(account, findings=tuple(findings))


# Asked for the line, for its headings, and for each voice under them.
@lru_cache(maxsize=8)
def _holding(card: ContextCard, account: Account) -> Sequence[Finding]:
    """What of an account does not leave room for the claim; nothing where the rest of it is only "scores"."""
    own = [(f, q) for f in account.findings for _, q in _counts_plainly(card, f) if _is_open(f, q)]
    source = _counts_of_its_origin(card, account)
    passed_on = {q.value for f, q in source if _is_open(f, q) or is_raised(f, q)}
    # A paper that makes of its source's flat 44 an "at least 44" leaves no room that the source does not.
    named = [] if _is_named(account.speaker) else [(f, q) for f, q in source if _is_named(f.speaker)]
    flat = {q.value for _, q in named} - {q.value for f, q in named if _is_open(f, q) or is_raised(f, q)}
    left = [f for f in account.findings if not _leaves_room(card, f, own, passed_on) or _is_all_flat(card, f, flat)]
    is_floor = len(left) < len(account.findings)
    return [] if is_floor and all(_counts(card, f) and not _counts_plainly(card, f) for f in left) else left


def _counts_of_its_origin(card: ContextCard, account: Account) -> list[tuple[Finding, Quantity]]:
    """What is counted by whoever a voice has its figures from; a voice with a name has them from no paper."""
    # Of two who speak with one verb each is another origin.
    own = {(finding.statement.id, finding.speaker.name) for finding in account.findings}
    each = [(origin, {(f.statement.id, f.speaker.name) for f in origin.findings}) for origin in card.origins]
    told = [f for origin, held in each if own & held for f in origin.findings]
    known = {statement for statement, _ in own}
    heard = [
        f for f in told if f.statement.id not in known and (_is_named(f.speaker) or not _is_named(account.speaker))
    ]
    return [(finding, quantity) for finding in heard for _, quantity in _counts_plainly(card, finding)]


def _is_named(speaker: Speaker) -> bool:
    return has_name(speaker) and speaker.kind != "outlet_itself"


def _leaves_room(
    card: ContextCard, finding: Finding, own: Sequence[tuple[Finding, Quantity]], passed_on: Iterable[float]
) -> bool:
    """Whether a statement counts the claimed thing, and each count of it leaves room for the claim's.

    `own` are what its voice holds open, `passed_on` the numbers that its source does, or has raised: "ten" in one paper
    is the "at least ten" of another.
    """
    counts = _counts_plainly(card, finding)
    is_overtaken = any(why.startswith(FIRST) for why in finding.why)
    return bool(counts) and all(
        printed.value < claimed.value
        and (
            is_overtaken
            or _is_open(finding, printed)
            # So many at most are no floor, whoever says "at least".
            or (_is_counted(printed) and any(_is_in_that_floor((finding, printed), floor) for floor in own))
            or (_is_counted(printed) and printed.value in passed_on)
        )
        for claimed, printed in counts
    )


def _is_all_flat(card: ContextCard, finding: Finding, flat: Set[float]) -> bool:
    """Whether all that a statement counts is what its source gives flatly."""
    counts = _counts_plainly(card, finding)
    return bool(flat and counts) and all(printed.value in flat for _, printed in counts)


def _is_held_open(card: ContextCard, finding: Finding) -> bool:
    return any(_is_open(finding, printed) for _, printed in _counts_plainly(card, finding))


def _is_counted(quantity: Quantity) -> bool:
    return counts_from_below(quantity) and quantity.bound != "nearly"


def _is_open(finding: Finding, quantity: Quantity) -> bool:
    """Whether somebody holds open how many more there are: "at least 40", "40 so far".

    Not who says that it is fewer than others counted: that is meant against them, unless they say that it may rise.
    """
    if quantity.bound == "exact" and _is_to_rise(finding):
        return True
    if worded("superseded", "fewer").search(finding.words):
        return False
    behind = re.split(r"[,;]", behind_it(finding, quantity))[0]
    return is_open_above(quantity) or (
        quantity.bound == "exact" and worded("dated", "so_far").search(behind) is not None
    )


def _is_to_rise(finding: Finding) -> bool:
    """Whether the voice of a count goes on to say that the toll may rise: "It said the death toll could rise"."""
    if finding.article.is_note or finding.speaker.kind == "outlet_itself":
        return False
    behind = finding.article.text[finding.statement.span.end :][:_SOON_BEHIND]
    next_one = next((span.of(behind) for span in split(behind)), "")
    if not worded("dated", "toll_to_rise").search(next_one):
        return False
    # Who is named there, or is somebody else, has not given this count.
    voices = [voice.speaker for voice in read_attributions(next_one)]
    return bool(_GOES_ON.match(next_one)) and not any(
        has_name(one) and one.name != finding.speaker.name and not _GOES_ON.match(one.name) for one in voices
    )


def _is_in_that_floor(one: tuple[Finding, Quantity], floor: tuple[Finding, Quantity]) -> bool:
    """Whether a voice that holds so many open, then or later, counts no more than these: "at least 73", after "50".

    What one report gives flatly in another sentence is what it counts.
    """
    (finding, quantity), (other, least) = one, floor
    is_one_report = finding.article.id == other.article.id and not finding.article.is_note
    if is_one_report and finding.statement.id != other.statement.id:
        return False
    closed_since = (
        finding.published is not None
        and other.published is not None
        and finding.published.start > other.published.start
    )
    return quantity.value <= least.value and not closed_since


def _counts_plainly(card: ContextCard, finding: Finding) -> list[tuple[Quantity, Quantity]]:
    """The counts that could be held against a claim; "scores" are none, nor the children among those counted.

    Nor is anybody's count of people held against the "dozens of children" among the people of a claim.
    """
    counts = _counts(card, finding)
    of_all = [printed for claimed, printed in counts if _is_of_the_same(claimed, printed)]
    counts = [pair for pair in counts if _is_of_the_same(*pair) or pair[1] not in of_all]
    return [
        (claimed, printed)
        for claimed, printed in counts
        if printed.bound != "vague" and not any(is_part_of(printed, whole, finding) for _, whole in counts)
    ]


def _is_of_the_same(claimed: Quantity, printed: Quantity) -> bool:
    return claimed.bound != "vague" and comparable(claimed, printed) == "same"


def _counts(card: ContextCard, finding: Finding) -> list[tuple[Quantity, Quantity]]:
    printed = finding.statement.quantities
    return [(claimed, q) for claimed in card.claim.quantities for q in printed if counts_same(claimed, q)]
