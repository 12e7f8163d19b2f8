"""What an accusation lays to whom: one deed or two, to a body of which name, and whether it is that which is denied."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from knowledge.model import Attribution, Claim, Finding, Quantity, Span
from retrieval.deeds.blows import AGAINST
from retrieval.deeds.doers import (
    doers_in,
    has_done_it,
    kin_named,
    kin_of,
    names_of_doers,
    others_claimed,
    sides_claimed,
)
from retrieval.events import by_article
from retrieval.grammar.clauses import figures_in, has_verb
from retrieval.grammar.naming import roles_in
from retrieval.origins import has_name
from retrieval.ranking import plain_words, words_of
from retrieval.relations.days import names_another_day
from retrieval.relations.turned import answers_another
from retrieval.relations.weighed import because
from retrieval.word_tables import any_of, worded

#: Of so many words of a claim somebody speaks who says whose deed it was.
FEWEST_TOLD = 2
#: "Accused Velmar, its neighbour, of killing": whoever is named up to there is accused.
_OF = re.compile(r"\bof\s+(?:having\s+)?\w+ing\b", re.IGNORECASE)
#: "Velmar, a member of the alliance, of killing": what somebody is, and not who is accused.
_APPOSED = re.compile(r",|\s(?=(?:an?|who|which|its|whose)\s)")
#: "…, looting the mill", "; it also".
_MORE = re.compile(r",\s*(?:\w+ly\s+)?\w+(?:ing|ed)\b|;")
_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
#: "Air strikes", "attack on Kalden" right before whom they killed.
_CARRIES = re.compile(r"\s*(?:(?!(?:to|for)\b)[\w’'-]+\s+){0,4}", re.IGNORECASE)
#: "Killed six in a night raid", and not "in revenge for a raid".
_CARRIED_BY = re.compile(r"(?<!\w)(?:in|by|with)\s+(?:(?:an?|the|its|their)\s+)?(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:the|that|this|those|these)\s+(?:air\s+)?$", re.IGNORECASE)


def says_one_thing(words: str, figure: Quantity | None = None, others: tuple[Quantity, ...] = ()) -> bool:
    """Whether an accusation lays one deed to somebody, so that nobody can deny the half of it.

    >>> from knowledge.quantities import read_quantities
    >>> def one(words):
    ...     figure, *others = read_quantities(words)
    ...     return says_one_thing(words, figure, tuple(others))
    >>> one("Velmar killed six civilians in Tarn"), one("Velmar killed six civilians in Tarn and took the mill")
    (True, False)
    >>> one("Velmar killed six women and children"), one("Velmar killed six people, burning the mill")
    (True, False)
    """
    return not (
        worded("denials", "joining").search(words)
        or _MORE.search(words)
        or any(q.unit and (figure is None or q.span != figure.span) for q in others)
    )


def is_laid_alike(claim: Claim, finding: Finding, accusation: Span, *, fits: bool) -> bool:
    """Whether an accusation lays the deed to whom the claim lays it to; to nobody, where the claim names nobody.

    Whoever denies having done it has not denied that it was done.
    """
    said = accusation.of(finding.article.text)
    sides, others = sides_claimed(claim.text), others_claimed(claim.text)
    accused = _APPOSED.split(_OF.split(said)[0])[0] if _OF.search(said) else said
    if are_parted(claim.text, accused):
        return False
    if sides:
        kin = {kin_of(side) for side in sides}
        doing = kin_named(accused) if accused != said else frozenset(map(kin_of, doers_in(said) or sides_claimed(said)))
        return doing == kin
    if others:
        if accused != said:
            return _is_one_of(others, re.findall(_NAME, accused))
        named = names_of_doers(said) or tuple(
            m.group() for m in re.finditer(_NAME, said) if has_done_it(said, m.start(), m.end())
        )
        return _is_one_of(others, named)
    # An accusation that is laid to somebody is not answered where the claim lays it to nobody.
    return fits and accused == said and _names_nobody(said)


def _names_nobody(said: str) -> bool:
    """Whether words tell what befell somebody and have nobody do it, be it "the army" or its jets."""
    figures = figures_in(said)
    return not (
        doers_in(said)
        or names_of_doers(said)
        or worded("denials", "dealt").search(said)
        or worded("denials", "bodies").search(said)
        or (figures and has_verb(said[: figures[0].span.start]))
    )


def _is_one_of(names: tuple[str, ...], others: tuple[str, ...] | list[str]) -> bool:
    """Whether two lists name one body: all words of the shorter name stand in the longer."""
    return any(_is_one_body(name, other) for name in names for other in others)


def _is_one_body(name: str, other: str) -> bool:
    mine, theirs = ({word.removesuffix("'s") for word in plain_words(one)} for one in (name, other))
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def are_parted(claim: str, words: str) -> bool:
    """Whether both name a body of a land or name, and not the same one: "the Velmar army", "the Velmar police".

    >>> are_parted("The Velmar army killed ten", "the Velmar police"), are_parted("Velmar killed ten", "Velmar police")
    (True, False)
    >>> are_parted("The Velmar army killed ten police", "Velmar's soldiers")
    False
    """
    mine, theirs = _bodies_named(claim), _bodies_named(words)
    return bool(mine and theirs) and not mine & theirs


def _bodies_named(words: str) -> frozenset[int]:
    return frozenset(at for at, shape in enumerate(_bodies()) if shape.search(words))


@cache
def _bodies() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"\b[A-Z][\w’'-]+ (?:[a-z-]+ )?(?i:{any_of('denials', row)})\b")
        for row in ("soldiers", "police", "guards", "rebels", "militias", "settlers", "spies")
    )


def is_the_doer(claim: Claim, answer: Attribution) -> bool:
    """Whether whoever answers is whom the claim has do it, or speaks for them."""
    sides = {kin_of(side) for side in sides_claimed(claim.text)}
    if sides:
        return bool(answer.speaker.side) and kin_of(answer.speaker.side or "") in sides
    return _is_one_of(others_claimed(claim.text), (answer.speaker.name,))


def answers_for_itself(claim: Claim, answer: Attribution, said: str) -> bool:
    """Whether whoever answers is named in what was said, and not as who did what the claim tells."""
    if are_parted(claim.text, answer.speaker.name):
        return True
    mine = {kin_of(side) for side in sides_claimed(claim.text)}
    side = kin_of(answer.speaker.side) if answer.speaker.side else ""
    return bool(side) and side in kin_named(said) and side not in mine


def denies_a_deed_just_told(denied: str) -> bool:
    """Whether words deny having done what was just told, and name no other: "carrying out raids there".

    >>> denies_a_deed_just_told("any involvement"), denies_a_deed_just_told("carrying out raids in Tarn")
    (True, False)
    >>> denies_a_deed_just_told("its warplanes carried out air strikes on the market")
    True
    """
    return bool(_that_deed().fullmatch(denied.strip(" .,")))


@cache
def _that_deed() -> re.Pattern[str]:
    blows, themselves = any_of("denials", "blows"), any_of("denials", "themselves")
    those = rf"(?:(?:the|that|this|any|those|these) )?(?:air )?(?:{blows})"
    # "The air strikes on the market" are those just told; a name would be of others.
    there = r"(?: (?:on|against) (?:the|that|this)(?: (?-i:[a-z]+)){1,2})?"
    then = r"(?: there)?(?: (?:on )?that (?:day|night)| at the time)?"
    return re.compile(
        rf"(?:(?:{any_of('denials', 'carrying_out')}) {those}{then}"
        rf"|(?:any |all )?(?:{any_of('denials', 'a_part_in')})(?: (?:in|for) (?:it|{those}))?{then}"
        rf"|(?:that )?(?:{themselves}) (?:(?:had|was|were) )?(?:{any_of('denials', 'having_done')})"
        rf" (?:it|{those}{there}){then})",
        re.IGNORECASE,
    )


def is_the_deed(denied: str, said: str, figure: Span) -> bool:
    """Whether "the attack" that is denied is the one by which an accusation has so many killed, and no other is told.

    `figure` is where the number stands in what was said.

    >>> is_the_deed("involvement in the raid", "Velmar killed six in a raid", Span(14, 17))
    True
    >>> is_the_deed("involvement in the raid", "Velmar killed six in revenge for a raid", Span(14, 17))
    False
    """
    named = worded("denials", "blows").search(denied)
    if named is None or not _POINTING.search(denied[: named.start()]):
        return True
    told = list(worded("denials", "blows").finditer(said))
    if not all(_kills(said, one.start(), one.end(), figure) for one in told):
        return False
    if not told:
        return bool(worded("denials", "killings").search(denied))
    return bool(worded("denials", "any_blow").search(denied)) or any(
        _sort(named.group()) == _sort(one.group()) for one in told
    )


def _kills(said: str, start: int, end: int, figure: Span) -> bool:
    if end <= figure.start:
        return bool(_CARRIES.fullmatch(said, end, figure.start))
    return bool(_CARRIED_BY.search(said[:start]))


def _sort(blow: str) -> str:
    return blow.lower().removesuffix("s").removeprefix("air").strip()


def is_only_own_deed(claim: str, denied: str) -> bool:
    """Whether somebody denies having done it, and the claim says only that it was done.

    >>> is_only_own_deed("29 people were killed in Tarn", "that its men had killed 29 people in Tarn")
    True
    >>> is_only_own_deed("The army killed 29 people in Tarn", "that its men had killed 29 people in Tarn")
    False
    >>> is_only_own_deed("29 people were killed in Tarn", "that 29 people were killed in Tarn")
    False
    >>> is_only_own_deed("A raid killed 29 people in Tarn", "that it had killed 29 people in Tarn")
    False
    """
    if (
        not _own_deed().match(denied)
        or doers_in(claim)
        or names_of_doers(claim)
        or worded("denials", "dealt").search(claim)
    ):
        return False
    return worded("denials", "befell").search(claim) is not None


@cache
def _own_deed() -> re.Pattern[str]:
    """Whose own deed is denied: "that its men had killed", "killing", "having shelled"."""
    return re.compile(
        rf"\A\W*(?:any\s+)?(?:(?:that\s+)?(?:{any_of('denials', 'themselves')})\s+"
        r"(?:had\s+|have\s+|has\s+|were\s+|was\s+|did\s+)?(?:ever\s+|deliberately\s+)?\w+(?:ed|ing|t|led)\b"
        rf"|(?:having\s+)?(?:{any_of('denials', 'own_deed')})\w*\b)",
        re.IGNORECASE,
    )


#: The reason that is shown for who lays to a side what that side denies.
LAID_TO_THEM = "lays it to whoever denies it"


def lays_it_to_them(finding: Finding) -> bool:
    """Whether a finding stands close by because somebody lays there to a side what that side denies."""
    return LAID_TO_THEM in finding.why


def who_lays_it_to(
    claim: Claim, saying: Sequence[Finding], findings: Sequence[Finding], denying: Set[str], shown: Set[str]
) -> list[Finding]:
    """Who lays the deed of a claim to one of the sides that deny it, in a report that tells of it: each side once.

    Beside five who will not have it been theirs, whoever says that it was is asked for no less. `denying` are the sides
    as `kin_of` calls them, `findings` are of whatever place.
    """
    telling = {f.article.id for f in saying if not f.article.is_note}
    told: dict[str, Finding] = {}
    reports = by_article([f for f in findings if f.article.id in telling]).values()
    for report in sorted(reports, key=_came_out):
        for finding in sorted(report, key=lambda f: f.statement.ordinal):
            if finding.statement.id in shown or "?" in finding.words or names_another_day(claim, finding):
                continue
            if any(quantity.state for quantity in finding.statement.quantities):
                continue
            voices = finding.statement.attributions
            voice = next((one for one in voices if _lays_it_to(claim, finding, one, denying)), None)
            if voice is None or (whose := voice.speaker.side or voice.speaker.name) in told:
                continue
            heard = because(replace(finding, heard=voice), LAID_TO_THEM)
            if not answers_another(claim, heard, saying, report):
                told[whose] = heard
    return list(told.values())


def _came_out(report: Sequence[Finding]) -> datetime:
    """When a report came out, or after any other where nobody knows."""
    return report[0].published.start if report[0].published else datetime.max.replace(tzinfo=UTC)


def _lays_it_to(claim: Claim, finding: Finding, voice: Attribution, denying: Set[str]) -> bool:
    """Whether a voice with a name, and none of theirs, says or alleges there that one of these sides did it."""
    speaker, span = voice.speaker, voice.speaker_span
    if span is None or speaker.kind == "outlet_itself" or not has_name(speaker):
        return False
    if speaker.side and kin_of(speaker.side) in denying:
        return False
    said = voice.span.of(finding.article.text)
    if AGAINST in roles_in(said) or not kin_named(said) & denying or worded("beside", "not_admitting").search(said):
        return False
    if voice.grade == "alleged":
        return worded("beside", "accusing").search(voice.cue) is not None and (
            worded("beside", "accused_of_it").search(said) is not None
        )
    if voice.grade != "said":
        return False
    # "Velmar jets targeted children in their school", of a school that was hit.
    did_it = {kin_of(side) for side in doers_in(said)} & denying and len(_told_of_it(claim, said)) >= FEWEST_TOLD
    return bool(did_it) or worded("beside", "bearing_it").search(said) is not None


def _told_of_it(claim: Claim, said: str) -> set[str]:
    """The words of a claim that somebody uses, but for places and numbers."""
    places = {stem for place in claim.where if place.span for stem in words_of(place.span.of(claim.text))}
    return {stem for stem in words_of(claim.text) if stem.isalpha()} & set(words_of(said)) - places
