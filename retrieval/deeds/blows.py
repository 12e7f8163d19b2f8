"""By whom and with what the blow was dealt whose dead a figure counts, as its own clause tells.

"Forty were killed in army raids after rebels fired rockets" counts nobody whom the rockets killed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from knowledge.model import Claim, Finding, Quantity
from knowledge.places import read_places
from retrieval.counts.what_was_done import tells_the_opposite, what_is_untold
from retrieval.deeds.doers import doers_in, lines_of, sides_accused, sides_claimed
from retrieval.grammar.closeness import numbers, share
from retrieval.grammar.naming import armed_groups, contrasts_table, weapons_in, weapons_of_a_strike
from retrieval.grammar.withheld import only_intended, only_suspected
from retrieval.ranking import counted_alike, words_of
from retrieval.word_tables import any_of, worded

#: The rows of the camps: for a government, against it.
FOR, AGAINST = 0, 1
#: What another reason does not say: that it was the same sort of blow, and the other side's.
THE_OTHER_SIDE, OTHER_MEANS = "by the other side", "by other means"
#: "Fell by 20 percent" is not said by who says that it rose by as much.
THE_OPPOSITE, ANOTHER_DEED = "the opposite deed", "another deed"
#: So many words before a number tell what is done to so many: "plans to vaccinate some".
_BEFORE_A_NUMBER = 6
#: What is told behind these is what another blow answered, or followed.
_ANSWERED = any_of("doers", "answered")
_PARTS = re.compile(rf"\b(?:after|following|while|whereas|{_ANSWERED}|(?:the )?(?:site|scene) of)\b", re.IGNORECASE)
_AN_ANSWER = re.compile(_ANSWERED, re.IGNORECASE)
#: Up to the next clause, all of it is what was answered.
_OF_WHAT_IT_ANSWERED = re.compile(rf"\b(?:{_ANSWERED})\b[^,;]*\Z", re.IGNORECASE)


def dealt_otherwise(claim: Claim, finding: Finding) -> str:
    """In what all counts of a finding are of another blow or deed than the claim's; empty where one may be of it."""
    if tells_the_opposite(claim, finding):
        return THE_OPPOSITE
    if what_is_untold(claim, finding):
        return ANOTHER_DEED
    if held := only_suspected(claim.text, finding.words):
        return f'held back: "{held}"'
    counted = counted_alike(claim, finding)
    # "Plans to vaccinate 200,000"; what is told behind a number, "38 as they tried to flee", is told of those.
    planned = [only_intended(claim.text, _right_before(finding, quantity)) for quantity in counted]
    if planned and all(planned):
        return f'held back: "{planned[0]}"'
    reasons = [_dealt_otherwise(claim, clause_of(finding, quantity), finding) for quantity in counted]
    return next(iter(reasons), "") if all(reasons) else ""


def _right_before(finding: Finding, quantity: Quantity) -> str:
    """The few words of a statement right before one of its numbers."""
    return " ".join(finding.words[: quantity.span.start - finding.statement.span.start].split()[-_BEFORE_A_NUMBER:])


def is_what_was_answered(words: str, at: int) -> bool:
    """Whether what a sentence tells there is only what another deed answers: "in revenge for the crew that crashed".

    >>> told = "The army shelled Kalden in revenge for a crew that crashed, and left"
    >>> is_what_was_answered(told, told.index("crashed")), is_what_was_answered(told, told.index("left"))
    (True, False)
    """
    return _OF_WHAT_IT_ANSWERED.search(words[:at]) is not None


def dealt_from_the_air_too(claim: Claim, finding: Finding) -> bool:
    """Whether a claim tells of another weapon than aircraft, and a finding counts the dead of both: "raids and shells".

    Nobody has counted there whom the mortars killed. "A strike" may be either.
    """
    weapons = _weapons_claimed(claim)
    if not weapons or weapons & weapons_in("air raid"):
        return False
    counted = counted_alike(claim, finding)
    return bool(counted) and all(flown().search(clause_of(finding, quantity)) for quantity in counted)


def is_laid_to_the_other_side(claim: Claim, finding: Finding) -> bool:
    """Whether a claim has "the army" or "rebels" do it, and the report has the other side do it, with that weapon.

    Its own words are asked first, then its headline and event, and then every sentence
    with the claim's weapon or the finding's number.
    """
    mine = camps_in(_blow_claimed(claim))
    if not mine or sides_claimed(claim.text):
        return False
    article = finding.article
    # A headline may be of something else: "Rebels shell Kalden, minister cautious on new raids".
    is_of_it = not article.is_note and numbers(article.title) & numbers(finding.words)
    about = article.title if is_of_it else article.event or ""
    for words in (finding.words, about):
        if told := _camps_blamed(words):
            return not mine & told
    weapons, figures = weapons_in(claim.text), numbers(finding.words)
    of_it = [line for line in lines_of(article.text) if weapons & weapons_in(line) or figures & numbers(line)]
    told = frozenset(camp for line in of_it for camp in _camps_blamed(line))
    return bool(told) and not mine & told


# Asked of a report's lines for each of its statements.
@lru_cache(maxsize=5_000)
def _camps_blamed(words: str) -> frozenset[int]:
    """Which camps words show to have dealt the blow, or tell to be accused of it; not the blow that it answered."""
    words = _PARTS.split(words)[0]
    return camps_in(words) | camp_of_sides(doers_in(words)) | camp_of_sides(sides_accused(words))


def _camps_claimed(claim: Claim) -> frozenset[int]:
    return camps_in(claim.text) or _camp_of_groups(sides_claimed(claim.text)) or _camp_of_states(claim.text)


def camps_told(words: str) -> frozenset[int]:
    """Which camps words show to have dealt the blow, by what they are or by a group's name."""
    return camps_in(words) or _camp_of_groups(doers_in(words))


def _dealt_otherwise(claim: Claim, clause: str, finding: Finding) -> str:
    mine, theirs = _camps_claimed(claim), camps_told(clause)
    if mine and theirs and not mine & theirs:
        return THE_OTHER_SIDE
    if mine == {AGAINST} and not theirs and flown().search(clause) and not flown().search(claim.text):
        # Who fights against a government flies drones, and no warplanes.
        return OTHER_MEANS
    if not mine and theirs == {AGAINST} and flown().search(claim.text) and not flown().search(clause):
        # Nor are the dead of its bombardment those of an air raid.
        return OTHER_MEANS
    struck, fought = _battles()
    downed = worded("doers", "shot_down")
    if any(q.state for q in claim.quantities) and downed.search(claim.text) and struck.search(clause):
        # Who died in raids did not fall from the sky.
        return "" if downed.search(clause) else OTHER_MEANS
    if _AN_ANSWER.match(clause) and _tells_less(claim, clause, finding.words.replace(clause, "")):
        return "told as what it answered"
    claimed, told, all_told = _weapons_claimed(claim), weapons_in(clause), weapons_in(finding.words)
    of_battle = bool(fought.search(clause)) and not struck.search(clause)
    if of_battle and not all_told and not finding.article.is_note and struck.search(claim.text):
        return OTHER_MEANS
    if not claimed or not all_told:
        return ""
    if told and not claimed & told and claimed & all_told:
        # The claimed weapon is that of the other blow, of which the sentence tells besides.
        return OTHER_MEANS
    # What a clause calls by its weapon needs no headline to tell it.
    of_it = all_told if told else all_told | weapons_in(finding.article.title)
    return "" if claimed & of_it else OTHER_MEANS


@cache
def flown() -> re.Pattern[str]:
    """What is done from aircraft that only states have."""
    return re.compile(rf"\b(?:{'|'.join(contrasts_table()['camps']['flown'])})\b", re.IGNORECASE)


@cache
def _battles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A strike in the words of a claim, and a battle in those of a report."""
    rows = (contrasts_table()["battles"][row] for row in ("strikes", "words"))
    struck, fought = (re.compile(rf"\b(?:{'|'.join(row)})\b", re.IGNORECASE) for row in rows)
    return struck, fought


def _weapons_claimed(claim: Claim) -> frozenset[int]:
    """The weapons of a claim's blow; those of any strike, where it says no more: that is no car bomb."""
    words = _blow_claimed(claim)
    return weapons_in(words) or weapons_of_a_strike(words)


def _tells_less(claim: Claim, clause: str, rest: str) -> bool:
    """Whether a clause tells less of the claim, besides that somebody was killed, than the rest of its sentence."""
    figures = [word for q in claim.quantities for word in words_of(q.counted)]
    besides = {*figures, *words_of("kill killed dead die")}
    wanted = tuple(word for word in words_of(claim.text) if word not in besides)
    return share(wanted, clause) < share(wanted, rest)


def clause_of(finding: Finding, quantity: Quantity) -> str:
    """The words that tell of the blow whose dead a figure counts, without the blow that it answered."""
    span = finding.statement.span
    return _clause(finding.article.text, span.start, span.end, quantity) or finding.words


def _clause(text: str, first: int, last: int, quantity: Quantity) -> str:
    """The part of some words in which a figure stands; empty where it stands behind them."""
    ends = [first, *(m.start() for m in _PARTS.finditer(text, first, last)), last]
    start = max(end for end in ends if end <= max(quantity.span.start, first))
    return text[start : min(end for end in ends if end > start)] if start < last else ""


# Asked for each finding, and the claim stays the same.
@lru_cache(maxsize=64)
def _blow_claimed(claim: Claim) -> str:
    """The words of a claim that tell of its blow, without what that answered: "killed in raids after rockets hit".

    "Killed after rockets hit a market" were killed by the rockets.
    """
    struck, _ = _battles()
    first = next((q for q in claim.quantities if q.state), None)
    if first is None:
        return claim.text
    clause = _clause(claim.text, 0, len(claim.text), first)
    return clause if weapons_in(clause) or struck.search(clause) else claim.text


@lru_cache(maxsize=20_000)
def camps_in(words: str) -> frozenset[int]:
    """Which camps, as rows of the table, words show to have dealt the blow: a government's forces, or those against it.

    >>> camps_in("Rebel rockets kill ten") == camps_in("bombardment by insurgents") != camps_in("army raids")
    True
    >>> camps_in("Ten rebels killed in clashes"), camps_in("shells by the Army of the North")
    (frozenset(), frozenset())
    """
    lower = words[:1].lower() + words[1:]
    return frozenset(at for at, row in enumerate(_camps()) if row.search(lower))


def camp_of_sides(sides: Collection[str]) -> frozenset[int]:
    """The camp of those who are named, where all are states and governments, or all are groups and no state's."""
    own = frozenset(sides)
    return frozenset((FOR,)) if own and all(map(_is_a_state, own)) else _camp_of_groups(own)


def _camp_of_groups(sides: frozenset[str]) -> frozenset[int]:
    """The camp of armed groups that are named: against a government, where all are groups and no state's."""
    return frozenset((AGAINST,)) if sides and sides <= armed_groups() else frozenset()


@lru_cache(maxsize=1_000)
def _camp_of_states(claim: str) -> frozenset[int]:
    """The camp of governments, where a claim tells of raids by states or governments alone: "Russian jets".

    A "Russian market bombing" was in Russia.
    """
    sides = sides_claimed(claim) if _of_states().search(claim) else frozenset()
    return frozenset((FOR,)) if sides and all(map(_is_a_state, sides)) else frozenset()


@cache
def _of_states() -> Caseless:
    return Caseless(rf"\b(?:{'|'.join(contrasts_table()['camps']['of_states'])})\b")


@lru_cache(maxsize=1_000)
def _is_a_state(side: str) -> bool:
    return side.endswith(" government") or any(place.name == side and not place.province for place in read_places(side))


@cache
def _camps() -> tuple[re.Pattern[str], ...]:
    table = contrasts_table()
    deeds = "|".join(
        sorted(map(re.escape, [*table["deeds"]["words"], *table["camps"]["fired"]]), key=len, reverse=True)
    )
    between = (
        r"(?:(?!(?:on|in|of|at|by|to|from|for|against|near|over|and|are|is|was|were|"
        rf"{any_of('doers', 'speaks_of_a_blow')}|that|"
        # "A raid on a rebel town": whose it is has not dealt it.
        rf"{any_of('doers', 'land', 'place')})\b)[\w-]+ ){{0,2}}?"
    )
    does, bands, kills = ("|".join(table["camps"][row]) for row in ("does", "bands", "kills"))
    about, so_many = any_of("doers", "about"), any_of("doers", "so_many", "counted")
    # Names keep their capitals: the "Army of the North" may fight against the army.
    return tuple(
        re.compile(
            rf"\b(?:{row})(?:’s|'s)? {between}(?:{deeds})\b"
            rf"|\b(?:{row}) (?:(?:[\w-]+ )?(?:{bands}) )?(?:have |has |had )?(?:{does})\b"
            # "Ten rebels killed in clashes" have killed nobody; "rebels killed ten" have.
            rf"|\b(?:{row}) (?:(?:(?:[\w-]+ )?(?:{bands}) )?(?:in \w+ )?(?:have|has|had) )?"
            rf"(?:publicly )?(?:(?:{kills}) and )?"
            rf"(?:{kills}) (?:(?:{about}) )?(?!\w+ (?:hours?|days?|weeks?|months?|years?)\b)(?:{so_many})"
            rf"|\b(?:{deeds}|{kills}|carried out|dropped|launched|conducted)(?: [\w-]+){{0,3}}? by "
            rf"(?:the )?(?:(?!and\b)[\w-]+ ){{0,3}}?(?:{row})\b"
        )
        for row in ("|".join(words) for words in table["camps"]["rows"])
    )
