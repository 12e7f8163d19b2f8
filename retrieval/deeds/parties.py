"""To whom it was done, and by whom: a strike by one side is not another's, and dead soldiers are no dead civilians."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache

from knowledge.model import Article, Claim, Finding, Quantity
from knowledge.quantities import comparable, read_quantities, sides_in
from knowledge.speakers import sides_named
from knowledge.speakers.people import person_in
from retrieval.deeds.blows import THE_OTHER_SIDE, is_laid_to_the_other_side
from retrieval.deeds.doers import (
    doers_in,
    doing_groups,
    kin_acting,
    kin_named,
    kin_of,
    lines_of,
    names_doing,
    names_of_doers,
    nations_acting,
    others_claimed,
    sides_claimed,
    sides_shooting_down,
)
from retrieval.deeds.of_whom import BY_WHOM, of_whom_else
from retrieval.deeds.roles import told_of_others
from retrieval.deeds.unnamed import group_of, people_in, unnamed, without_speakers
from retrieval.grammar.closeness import is_filler, is_kin, kindred
from retrieval.grammar.naming import armed_groups, groups_in, roles_in
from retrieval.grammar.nations import other_nation
from retrieval.ranking import counts_same, fits, plain_words, words_of
from retrieval.wording import listed

#: "Fighters loyal to the president".
_LOYAL = re.compile(r" (?:who (?:are|were) )?loyal to (?:the )?[\w-]+", re.IGNORECASE)

#: From this likeness on two spellings are of one name: "Al Qaeda", "al-Qaida".
SPELLED = 0.8
#: A shorter word is soon spelled like another: "Iran" and "Iraq".
SHORTEST = 5


def parted(claim: Claim, finding: Finding, report: Sequence[Finding] = (), notes: Sequence[Article] = ()) -> str:
    """In what a finding is of other people than the claim, or of another side's deed; empty where neither is sure.

    `report` is what else was found in the same article: a note that counts "28 dead" and then "28 civilians" says who.
    `notes` are other notes of its event: they may tell who did it where this one only counts.
    """
    doer = other_doer(claim, finding, notes)
    why = (doer.why if doer else "") or other_people(claim, finding, report)
    why = why or (THE_OTHER_SIDE if is_laid_to_the_other_side(claim, finding) else "")
    return why or told_of_others(claim, finding, report)


@dataclass(frozen=True, slots=True)
class OtherDoer:
    """Who a claim says did it, where a report does not: whom its words, headline or event name instead, if anybody."""

    claimed: tuple[str, ...]
    told: tuple[str, ...]
    why: str


def other_doer(claim: Claim, finding: Finding, notes: Sequence[Article] = ()) -> OtherDoer | None:
    """Whom a claim has do it and a finding does not; None where both may be one, or the claim names nobody."""
    if why := _shot_down_its_own(claim, finding):
        return why
    claimed = sides_claimed(claim.text)
    if not claimed:
        others = others_claimed(claim.text)
        if not others:
            return None
        if not _are_named(others, finding, notes):
            return _unnamed(others)
        # Who speaks of it, or condemns it, has not done it.
        others_doing = [name for name in names_doing(finding.words) if not _may_be_theirs(name, others)]
        return None if not others_doing or _share_a_word(others, others_doing) else _by(others, others_doing)
    mine, kin = tuple(sorted(claimed)), {kin_of(side) for side in claimed}
    article = finding.article
    if not doers_in(claim.text) and (not article.is_note or _are_named(names_of_doers(claim.text), finding, notes)):
        # A report may call them what no table knows: "DAESH", "the group".
        return None
    headline = _headline_of_its_event(finding)
    told = (doers_in(words) for words in (finding.words, headline, article.event or ""))
    if printed := next(filter(None, told), frozenset()):
        done = {kin_of(side) for side in printed}
        # "Russia killed ten in coalition raids" is not said by whoever has the coalition do it.
        if kin <= done or (kin & done and kin <= done | _kin_doing(article.text)):
            return None
        # What a note is of is named by hand; a headline has room for those who were hit.
        return _by(mine, doers_in(article.event or "") or printed)
    if not article.is_note:
        # Whoever tells of the dead, and of Israel only as a neighbour, has not said that Israel killed them.
        return None if _may_have_done_it(claimed, finding) else _unnamed(mine)
    every = (article, *notes)
    lines = [line for one in every for line in (*one.text.split("\n"), one.event or "")]
    doing = frozenset(side for line in lines for side in doers_in(line))
    if doing:
        return None if kin & {kin_of(side) for side in doing} else _by(mine, doing, sure=False)
    # A note is short: who is named in it only for where it happened did nothing there.
    acting = frozenset(side for line in (*lines, article.outlet, _speakers(finding)) for side in kin_acting(line))
    return None if kin & acting else _unnamed(mine)


def _headline_of_its_event(finding: Finding) -> str:
    """The headline of a report; "" where a note of it is of an event that the headline has no word of.

    A report headed "Over 40 Russian airstrikes" may look back, further down, at an ambush that others laid. What gives
    the headline's own number tells what the headline does, under whatever event an editor has noted it.
    """
    article = finding.article
    own = {q.value for q in finding.statement.quantities}
    if not article.is_note or not article.event or own.intersection(q.value for q in read_quantities(article.title)):
        return article.title
    there = kindred(f"{article.event} {article.place or ''}")
    return article.title if any(is_kin(stem, there) for stem in words_of(article.title) if not is_filler(stem)) else ""


def _kin_doing(text: str) -> frozenset[str]:
    return frozenset(kin_of(side) for line in lines_of(text) for side in doers_in(line))


def _shot_down_its_own(claim: Claim, finding: Finding) -> OtherDoer | None:
    """Who a claim says shot so many down, where the report is of their own blow: they launched what was shot at."""
    shooting = sides_shooting_down(claim.text)
    if not shooting:
        return None
    dealing = doers_in(finding.article.event or "")
    is_theirs = {kin_of(side) for side in shooting} <= {kin_of(side) for side in dealing}
    if not is_theirs or not any(fits(mine, q) for mine in claim.quantities for q in finding.statement.quantities):
        return None
    return _by(tuple(sorted(shooting)), dealing, sure=False)


def _may_have_done_it(claimed: frozenset[str], finding: Finding) -> bool:
    """Whether a report shows one of these sides doing something, by its name, or speaking."""
    article, kin = finding.article, {kin_of(side) for side in claimed}
    if _counts_its_own_enemies(finding) and not kin & kin_named(f"{finding.words} {article.title}"):
        return False
    about = f"{article.subject} {_speakers(finding)}"
    owning = {kin_of(a.speaker.side) for a in finding.statement.attributions if a.speaker.side}
    return bool(kin & (owning | kin_acting(about) | kin_acting(article.text)))


def _counts_its_own_enemies(finding: Finding) -> bool:
    """Whether a state's own army tells how many fighters were killed: by whom, it need not say."""
    speaker = finding.speaker
    kills = any(q.state == "killed" and group_of(q) == "fighters" for q in finding.statement.quantities)
    return kills and speaker.kind == "party" and bool(speaker.side) and speaker.side not in armed_groups()


def _speakers(finding: Finding) -> str:
    return " ".join(voice.speaker.name for voice in finding.statement.attributions)


def _by(claimed: Sequence[str], told: Collection[str], *, sure: bool = True) -> OtherDoer:
    """A deed of another side; `sure` is whether the finding itself, or what its report is about, says whose."""
    why = f"by {listed(sorted(told))}, the claim by {listed(claimed)}"
    return OtherDoer(tuple(claimed), tuple(sorted(told)) if sure else (), why)


def _unnamed(claimed: tuple[str, ...]) -> OtherDoer:
    return OtherDoer(claimed, (), f"names no {listed(claimed)}")


def _share_a_word(names: Sequence[str], others: Sequence[str]) -> bool:
    there = " ".join(others)
    return any(_tells(there, word) for name in names for word in plain_words(name))


def _may_be_theirs(name: str, others: Sequence[str]) -> bool:
    """Whether a name is of a person, who may be their commander, or the initials of those whom a claim names."""
    return person_in(name) is not None or any(initials(name) == initials(other) for other in others)


def initials(name: str) -> str:
    """What a name is called by its capitals; a name in capitals is called so already.

    >>> initials("Kalden Democratic Forces"), initials("KDF")
    ('KDF', 'KDF')
    """
    return name if name.isupper() else "".join(word[0] for word in name.split() if word[0].isupper())


# One report is asked for the same names once for each sentence found in it.
@lru_cache(maxsize=2_000)
def _tells(text: str, word: str) -> bool:
    """Whether a word, or what is spelled nearly so, stands in a text."""
    there = frozenset(plain_words(text))
    return word in there or bool(len(word) >= SHORTEST and get_close_matches(word, there, 1, SPELLED))


def _are_named(names: Sequence[str], finding: Finding, notes: Sequence[Article]) -> bool:
    """Whether a report, or a note of its event, has any word of these names; true of none."""
    if not names:
        return True
    texts = [text for one in (finding.article, *notes) for text in (one.text, one.subject, one.outlet)]
    texts.append(_speakers(finding))
    if any(_is_an_air_force_of(name, text) for name in names for text in texts):
        return True
    return any(_tells(text, word) for name in names for word in plain_words(name) for text in texts)


@lru_cache(maxsize=2_000)
def _is_an_air_force_of(name: str, text: str) -> bool:
    """Whether a name in capitals is that of an air force, and a text names a nation that begins as it does to act.

    >>> _is_an_air_force_of("IAF", "Indian side: ten died"), _is_an_air_force_of("IAF", "Ten died in India")
    (True, False)
    """
    letters = _AIR_FORCE.fullmatch(name)
    return letters is not None and any(
        nation.upper().startswith(letters["nation"].upper()) for nation in nations_acting(text)
    )


#: "IAF" may be one of several nations', of which each report names its own.
_AIR_FORCE = re.compile(r"(?P<nation>[A-Z][A-Za-z]?)A?AF")


def other_people(claim: Claim, finding: Finding, report: Sequence[Finding]) -> str:
    """In what a finding is of other people than the claim; empty where it is not sure to be."""
    hurt = [(mine, q) for mine in claim.quantities if mine.state for q in finding.statement.quantities if fits(mine, q)]
    whose = [of_whom_else(claim, mine, q, finding) for mine, q in hurt]
    if whose and all(whose):
        return whose[0]
    listed_with = [_is_listed_with_others(mine, q, finding) for mine, q in hurt]
    if listed_with and all(listed_with):
        return f'counts only "{hurt[0][1].counted}"'
    counted = _people_counted(claim)
    pairs = [(mine, q) for mine in counted for q in finding.statement.quantities if fits(mine, q)]
    if pairs:
        apart = [
            _counted_apart(claim, mine, q, finding, report) if group_of(mine) else unnamed(mine, q, finding)
            for mine, q in pairs
        ]
        return apart[0] if all(apart) else ""
    same = [(mine, q) for mine in counted for q in finding.statement.quantities if counts_same(mine, q)]
    if same:
        apart = [
            _other_side(claim, mine, q, finding)
            or _told_apart(mine, q, finding, report)
            or ("" if groups_in(q.counted) else unnamed(mine, q, finding))
            for mine, q in same
        ]
        return apart[0] if all(apart) else ""
    claimed = groups_in(claim.text)
    if any(q.unit == "people" for q in claim.quantities):
        # "Bombers kill 55" counts whomever they killed.
        claimed -= doing_groups(claim.text)
    if not claimed:
        return ""
    printed = groups_in(without_speakers(finding)) | {g for q in finding.statement.quantities if (g := group_of(q))}
    if printed and not claimed & printed:
        return f"of {listed(sorted(printed))}, the claim of {listed(sorted(claimed))}"
    return ""


def _is_listed_with_others(claimed: Quantity, printed: Quantity, finding: Finding) -> bool:
    """Whether a claim counts people, and a report so many of a sort, and others: "ten children and five women"."""
    if claimed.unit != "people" or comparable(printed, claimed) != "narrower":
        return False
    behind = [q for q in finding.statement.quantities if q.span.start >= printed.span.end and q.state == printed.state]
    following = min(behind, key=lambda q: q.span.start, default=None)
    if following is None or following.unit in ("", "people", printed.unit):
        return False
    return _AND.fullmatch(finding.article.text, printed.span.end, following.span.start) is not None


_AND = re.compile(r",?(?: and|,)? ")


@lru_cache(maxsize=64)
def _people_counted(claim: Claim) -> tuple[Quantity, ...]:
    """The figures of a claim that say who was counted: soldiers, or the people of a nation."""
    return tuple(q for q in claim.quantities if group_of(q) or (q.unit == "people" and people_in(q)))


def with_lost_men(claim: Claim, findings: Sequence[Finding] = ()) -> Claim:
    """The claim with the men that somebody lost as soldiers, or as fighters where an armed group has lost them.

    Where a finding counts so many men, these are meant.

    >>> from knowledge.quantities import read_quantities
    >>> def unit(text):
    ...     return with_lost_men(Claim(text, read_quantities(text))).quantities[0].unit
    >>> unit("China lost 45 men"), unit("ISIS lost over 45 men"), unit("45 men were lost at sea")
    ('soldiers', 'fighters', 'men')
    """
    said = {q.value for finding in findings for q in finding.statement.quantities if q.unit == "men"}
    unit = "fighters" if sides_in(claim.text) & armed_groups() else "soldiers"
    counted = tuple(
        replace(q, unit=unit, counted=unit)
        if q.unit == "men"
        and q.state == "killed"
        and q.value not in said
        and _LOSING.search(claim.text, 0, q.span.start)
        else q
        for q in claim.quantities
    )
    return replace(claim, quantities=counted) if counted != claim.quantities else claim


#: Right before how many: "lost 45 men", "loses at least 45 men".
_LOSING = re.compile(r"\b(?:lost|loses?|losing)\s+$", re.IGNORECASE)


def _counted_apart(
    claim: Claim, claimed: Quantity, printed: Quantity, finding: Finding, report: Sequence[Finding]
) -> str:
    """Why a figure that fits is one of other people; empty where it may be of the same."""
    mine = {group_of(claimed)}
    theirs: frozenset[str] | set[str] = ({group_of(printed)} - {""}) | groups_in(printed.counted)
    if not theirs:
        # Nobody is named beside the figure; the sentence, or the same figure elsewhere in the report, may say who.
        words = without_speakers(finding)
        doing = doing_groups(words)
        theirs = (groups_in(words) - doing) or {
            group for other in report for q in other.statement.quantities if fits(printed, q) and (group := group_of(q))
        }
        if not theirs and doing and "civilians" not in mine:
            return f"counts those whom {listed(sorted(doing))} hit, the claim {listed(sorted(mine))}"
    if theirs and (not mine & theirs or (len(theirs) > 1 and not group_of(printed))):
        return f"counts {listed(sorted(theirs))}, the claim {listed(sorted(mine))}"
    return _other_side(claim, claimed, printed, finding) or ("" if theirs else unnamed(claimed, printed, finding))


def _other_side(claim: Claim, claimed: Quantity, printed: Quantity, finding: Finding) -> str:
    """Why a figure is of another side's people: its words say so, or the sentence and its headline name only others."""
    loyal = _LOYAL.match(finding.article.text, printed.span.end)
    roles, theirs = roles_in(claimed.counted), roles_in(f"{printed.counted}{loyal.group() if loyal else ''}")
    is_of_both = theirs > roles and " and " in printed.counted and not BY_WHOM.search(printed.counted)
    if roles and theirs and (is_of_both or not roles & theirs):
        # "Rebel and government fighters" are more than the rebels among them.
        return f'counts "{printed.counted}", the claim "{claimed.counted}"'
    if why := other_nation(claimed, printed, finding, claim.text):
        return why
    sides = sides_in(claimed.counted)
    if not sides:
        return ""
    by = BY_WHOM.search(printed.counted)
    if by and {kin_of(s) for s in sides} <= {kin_of(s) for s in sides_in(by.group())}:
        return f"counts those whom {listed(sorted(sides))} hit, the claim those of {listed(sorted(sides))}"
    others = sides_in(printed.counted) or _named_but_not_doing(finding.words, finding.article.title)
    if sides and others and not {kin_of(s) for s in sides} & {kin_of(s) for s in others}:
        return f"counts those of {listed(sorted(others))}, the claim those of {listed(sorted(sides))}"
    return ""


def _told_apart(claimed: Quantity, printed: Quantity, finding: Finding, report: Sequence[Finding]) -> str:
    """Why a figure is of everybody's dead, where the claim counts one side's: its voice has fewer of these apart."""
    sides = sides_in(claimed.counted)
    if not sides or printed.unit != "people" or sides_in(printed.counted):
        return ""
    kin = {kin_of(side) for side in sides}
    apart = any(
        q.state == printed.state
        and q.value < printed.value
        and kin & {kin_of(side) for side in sides_in(BY_WHOM.sub("", q.counted))}
        for other in report
        if other.speaker.name == finding.speaker.name
        for q in other.statement.quantities
    )
    return f"counts everybody, the claim those of {listed(sorted(sides))}" if apart else ""


@lru_cache(maxsize=20_000)
def _named_but_not_doing(*texts: str) -> frozenset[str]:
    """The sides that texts name, without those that are said to have done it: these are not the counted."""
    named = {side for words in texts for side in (*sides_in(words), *(side for side, _, _ in sides_named(words)))}
    doing = {kin_of(side) for words in texts for side in doers_in(words)}
    return frozenset(side for side in named if kin_of(side) not in doing)
