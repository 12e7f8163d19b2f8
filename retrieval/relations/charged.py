"""Who denies a charge and calls it no more than that: "denied those allegations", "said the charges were fabricated".

What is denied stands further up, where somebody accuses them of it. It denies no count, and that it was done neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from knowledge.model import Attribution, Claim, Finding
from knowledge.speakers import sides_named
from retrieval.counts.dated import leads_with
from retrieval.deeds.doers import doers_in, kin_named, kin_of, others_claimed, sides_claimed
from retrieval.events import apart, by_article
from retrieval.grammar.naming import weapons_in
from retrieval.grammar.nations import nations_in
from retrieval.relations.answered import is_meant
from retrieval.relations.called_false import voices_in
from retrieval.relations.days import names_another_day
from retrieval.relations.turned import answers_another, is_in_one_of, towns_of, turns_to_another
from retrieval.relations.weighed import Weighed
from retrieval.word_tables import any_of, worded, words_in

#: "Those allegations" are of what was told so shortly before, or of what the report begins with.
NEXT_TO_IT = 3
#: "Syrias regime": a text that has lost its apostrophes.
_LOST_APOSTROPHE = re.compile(r"(?<=[a-z])s(?= [a-z])")


def denying_the_charge(
    claim: Claim, weighed: Weighed, findings: Sequence[Finding], shown: set[str], heard: frozenset[str]
) -> list[Finding]:
    """Who is accused of what a claim tells, in a report that tells it, and denies "those allegations"; each side once.

    `findings` are of whatever place; `heard` are the sides that have answered already, as `kin_of` calls them.
    """
    if others_claimed(claim.text):
        return []
    claimed = frozenset(map(kin_of, sides_claimed(claim.text)))
    telling = [r.finding for r in weighed.related if r.relation in ("reports", "differs")]
    told_in = {f.article.id for f in telling if not f.article.is_note}
    denials: dict[str, Finding] = {}
    for identity, told in by_article([f for f in findings if f.article.id in told_in]).items():
        own = [f for f in telling if f.article.id == identity]
        report = {f.statement.ordinal: f for f in told}
        for _, finding in sorted(report.items()):
            voice = None if finding.statement.id in shown else _who_denies(finding)
            side = kin_of(voice.speaker.side or "") if voice else ""
            if voice is None or side in {*heard, *denials} or (claimed and side not in claimed):
                continue
            denial = replace(finding, heard=voice)
            if not _is_of_another(claim, finding) and (
                _tells_that_deed(claim, denial, own, told) or _is_charged(claim, side, denial, own, report)
            ):
                denials[side] = denial
    return list(denials.values())


def sides_called(who: str) -> frozenset[str]:
    """The sides, as `kin_of` calls them, of whoever is called so in a report: "the kings forces", "Velmar's army"."""
    who = _LOST_APOSTROPHE.sub("", who)
    return frozenset(map(kin_of, (*nations_in(who), *(side for side, _, _ in sides_named(who))))) | kin_named(who)


def disputed_weapons(words: str) -> list[int]:
    """Which disputed weapons words name, by their number, in the order in which they name them."""
    found = [(match.start(), at) for at, shape in enumerate(_disputed()) for match in shape.finditer(words)]
    return [at for _, at in sorted(found)]


@cache
def _disputed() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{row})", re.IGNORECASE) for row in words_in("beside", "disputed_weapons"))


def is_only_a_charge(denied: str) -> bool:
    """Whether what is denied is a charge that is told in no other word.

    >>> is_only_a_charge("those allegations"), is_only_a_charge("the allegation that it armed the rebels")
    (True, False)
    """
    return _only_the_charge().match(denied.strip()) is not None


def _who_denies(finding: Finding) -> Attribution | None:
    """Whoever of a known side denies a charge in a statement that counts nobody; None for nobody."""
    if "?" in finding.words or any(quantity.state for quantity in finding.statement.quantities):
        return None
    return next(
        (
            voice
            for voice in voices_in(finding)
            if voice.grade == "denied" and voice.speaker.side and is_meant(finding, voice) and _denied(finding, voice)
        ),
        None,
    )


def _denied(finding: Finding, voice: Attribution) -> re.Match[str] | None:
    """What a voice denies, where that is a charge."""
    start, end = finding.statement.span.start, finding.statement.span.end
    # "Charges that" may stand between the verb and what is read as denied.
    begin = min(voice.span.start, voice.cue_span.end) if voice.cue_span else voice.span.start
    said = finding.article.text[max(start, begin) : min(end, voice.span.end)].lstrip()
    return _only_the_charge().match(said) or _charge_with_a_deed().match(said)


def _is_of_another(claim: Claim, finding: Finding) -> bool:
    """Whether a denial itself names another day, or another town than the claim's."""
    elsewhere = tuple(place for place in finding.statement.where if place.province)
    return (
        worded("beside", "another").search(finding.words) is not None
        or names_another_day(claim, finding)
        or apart(elsewhere, tuple(towns_of(claim)))
    )


def _tells_that_deed(claim: Claim, denial: Finding, own: Sequence[Finding], told: Sequence[Finding]) -> bool:
    """Whether a denial says what the charge is, and that is the deed its report leads with: "that it carried out the
    attack", "that the army used gas in the attack".
    """
    match = _denied(denial, denial.attribution)
    told_of = match.groupdict() if match else {}
    if not told_of.get("deed") or not any(leads_with(f) for f in own):
        return False
    if used := told_of.get("used"):
        # Whoever names the weapon says which attack is meant.
        return bool(
            weapons_in(used) & weapons_in(claim.text) or {*disputed_weapons(used)} & {*disputed_weapons(claim.text)}
        )
    return not answers_another(claim, denial, own, told)


def _is_charged(
    claim: Claim, side: str, denial: Finding, own: Sequence[Finding], report: Mapping[int, Finding]
) -> bool:
    """Whether the last charge in a report before a bare denial is that this side did what the claim tells."""
    match, last = _denied(denial, denial.attribution), denial.statement.ordinal
    if match is None or match.groupdict().get("deed"):
        return False
    telling = {f.statement.id for f in own}
    for ordinal in range(last - 1, 0, -1):
        before = report.get(ordinal)
        if before is None:
            return False
        if before.statement.id in telling or _begins_with_it(claim, before):
            if side in charged_in(before.words):
                return last - ordinal <= NEXT_TO_IT or leads_with(before)
        elif worded("beside", "charging").search(before.words) or turns_to_another(claim, own, before):
            return False
    return False


def _begins_with_it(claim: Claim, finding: Finding) -> bool:
    """Whether a report begins with a statement that names the claim's town, or its weapon."""
    return leads_with(finding) and (
        is_in_one_of(towns_of(claim), finding) or bool(weapons_in(finding.words) & weapons_in(claim.text))
    )


def charged_in(words: str) -> frozenset[str]:
    """Whom a sentence has do what it tells, or has somebody accuse of it, as `kin_of` calls them."""
    accused = (sides_called(match["who"]) for match in _accusing().finditer(words))
    return frozenset(map(kin_of, doers_in(words))).union(*accused)


@cache
def _accusing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of('beside', 'accusing')}) (?P<who>[^.,;:]{{1,60}}?) (?:of|for)\b")


@cache
def _only_the_charge() -> re.Pattern[str]:
    """A charge that is told in no other word: "those allegations", "as unfounded the reports from activists"."""
    carriers, charges = any_of("denials", "carriers"), any_of("denials", "charges")
    which, end = (
        r"(?:(?:all|any|both) )?(?:of )?(?:the|this|that|these|those|such)",
        r"(?=\W*(?:\Z|[,;]|(?:but|and|as|with|saying)\b))",
    )
    return re.compile(
        rf"(?:{which} (?:{charges})|as \w+ {which} (?:{carriers})(?: (?:from|by) (?:\w+ ){{0,2}}\w+)?){end}",
        re.IGNORECASE,
    )


@cache
def _charge_with_a_deed() -> re.Pattern[str]:
    """A charge that says of what: "charges that the army used gas in the attack", "accusations it carried it out"."""
    charges, themselves = any_of("denials", "charges"), any_of("denials", "themselves")
    body = f"(?:{any_of('denials', 'bodies')}|{any_of('denials', 'soldiers')})"
    who = rf"(?:{themselves}|(?:(?:the|its|their|his) )?(?:[A-Z][\w’'-]+ )?{body}(?: {body})?)"
    blow = rf"(?:the|that|this|those|these) (?:air )?(?:{any_of('denials', 'blows')})"
    weapon = rf"(?:{any_of('beside', 'disputed_weapons')})(?: weapons)?"
    used = rf"(?P<used>(?:{any_of('beside', 'using')}) (?:[\w-]+ ){{0,3}}?{weapon})"
    deed = rf"(?:(?:{any_of('denials', 'having_done')}) {blow}|{used} (?:in|during) {blow})"
    return re.compile(
        rf"(?:(?:all|any|the|these|those) )?(?:{charges}) (?:that )?{who} "
        rf"(?:(?:had|have|has|was|were) )?(?P<deed>{deed})"
        r"(?=\W*(?:\Z|[,;]|(?:but|and|saying)\b))",
        re.IGNORECASE,
    )
