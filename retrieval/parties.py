"""Who did it, and to whom: a strike by one side is not another's, and dead soldiers are no dead civilians."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import sides_in, unit_table
from knowledge.quantities.units import match_unit
from knowledge.quantities.words import split_words
from knowledge.speakers import sides_named
from retrieval.ranking import counts_same, fits
from retrieval.wording import listed

#: Who speaks of it has not done it: "strikes counted by the monitor".
_TOLD_BY = re.compile(
    r"(?:said|claimed|reported|told|published|released|condemned|documented|counted|denied) by (?:the )?$",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby (?:the )?$", re.IGNORECASE)
#: Between a side and its deed: "Russian and Syrian", "US-led coalition", "Russian air force".
_PARTING = r"(?:on|in|of|at|by|to|from|for|said|says|that|with|after|against|near|over|is|are|was|were|been|being)\b"
_BETWEEN = rf"(?:[\s,’'-]+(?!{_PARTING})[\w-]+){{0,2}}?"
#: "Ten soldiers killed in", "soldiers killed.": nobody is said to have been killed by them.
_PASSIVE = r"(?!\s*(?:$|[.,:;)!?]|(?:in|by|at|near|on|after|during|when|as|over|from|amid|while|outside|inside)\b))"
_COUNTED = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|scores of))\s+$"
)
#: "A coalition fighting ISIS mistakenly killed": whoever is fought has not done it.
_SUFFERS = re.compile(
    r"\b(?:fighting|battling|combating|targeting|bombing|attacking|against) (?:the )?$", re.IGNORECASE
)
_AND = re.compile(r"(?: [\w-]+){0,2} and (?:the )?", re.IGNORECASE)
_SHOT_DOWN = re.compile(r"\b(?:shot|shoots?|brought) down\b|\bdowned\b|\bintercept", re.IGNORECASE)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "contrasts.toml").read_text(encoding="utf-8"))


@cache
def _behind(row: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_table()[row]["words"], key=len, reverse=True)))
    end = _PASSIVE if row == "doing" else ""
    return re.compile(rf"{_BETWEEN}[\s,-]+(?:{words})(?![\w-]){end}", re.IGNORECASE)


def parted(claim: Claim, finding: Finding, report: Sequence[Finding] = ()) -> str:
    """In what a finding is of other people than the claim, or of another side's deed; empty where neither is sure.

    `report` is what else was found in the same article: a note that counts "28 dead" and then "28 civilians" says who.
    """
    return _other_doer(claim, finding) or _other_people(claim, finding, report)


def _other_doer(claim: Claim, finding: Finding) -> str:
    claimed = doers_in(claim.text)
    if not claimed:
        return ""
    article = finding.article
    told = (doers_in(words) for words in (finding.words, article.title, article.event or ""))
    printed = next(filter(None, told), frozenset())
    if not printed or {_kin(side) for side in claimed} & {_kin(side) for side in printed}:
        return ""
    return f"by {listed(sorted(printed))}, the claim by {listed(sorted(claimed))}"


#: "The army killed", "Rebels have shot": who is said to have done it stands right before the deed.
_DID_IT = re.compile(
    r"^\W*(?:the )?(?P<doer>[a-z]+) (?:has |have |had )?"
    r"(?:kill(?:s|ed)?|shot|massacre[sd]|murder(?:s|ed)|bomb(?:s|ed)|shell(?:s|ed)|execute[sd]|slaughter(?:s|ed))\b",
    re.IGNORECASE,
)


def unnamed_doer(claim: str, *report: str) -> str:
    """Who a claim says did it, where a report, in any of its parts, names nobody of that sort at all; else empty.

    >>> unnamed_doer("The army killed 20 people in Tarn", "Twenty people were killed in Tarn, the mayor said")
    'army'
    >>> unnamed_doer("The army killed 20 people in Tarn", "Twenty people were killed by soldiers in Tarn")
    ''
    """
    if (match := _DID_IT.search(claim)) is None:
        return ""
    doer = match["doer"].lower()
    kin = {word for row in _table()["doers"]["rows"] if doer in row for word in row}
    told = set(re.findall(r"[a-z]+", " ".join(report).lower()))
    return doer if kin and not kin & told else ""


def _kin(side: str) -> str:
    """Sides that may be one: a state and its government, a coalition and who leads it."""
    return "United States"[:5] if side.startswith("US-led") else side[:5]


@lru_cache(maxsize=5_000)
def doers_in(words: str) -> frozenset[str]:
    """The sides that words show to have done what is told; none where something is shot down, by one side of another's.

    >>> sorted(doers_in("Ten Russian airstrikes on ISIS")), sorted(doers_in("strikes by the US coalition"))
    (['Russia'], ['United States'])
    >>> sorted(doers_in("Turkish guns and coalition jets killed ten")), doers_in("jets fighting ISIS killed ten")
    (['Turkey', 'US-led Coalition'], frozenset())
    """
    if _SHOT_DOWN.search(words):
        return frozenset()
    found = set()
    named = [*sides_named(words), *(("Syria", m.start(), m.end()) for m in re.finditer(r"\bSyrian?\b", words))]
    for side, start, end in named:
        before = words[:start]
        owns = _behind("deeds").match(words, end)
        does = _behind("doing").match(words, end) and not (_COUNTED.search(before) or _SUFFERS.search(before))
        by = _BY.search(before) and not _TOLD_BY.search(before)
        if owns or does or by:
            found.add(side)
    for (side, _, end), (other, start, _) in pairwise(sorted(named, key=lambda one: one[1:])):
        # "Turkish guns and coalition jets killed".
        if other in found and end <= start and _AND.fullmatch(words, end, start):
            found.add(side)
    return frozenset(found)


def _other_people(claim: Claim, finding: Finding, report: Sequence[Finding]) -> str:
    counted = [q for q in claim.quantities if _group_of(q)]
    pairs = [(mine, q) for mine in counted for q in finding.statement.quantities if fits(mine, q)]
    if pairs:
        apart = [_counted_apart(claim, mine, q, finding, report) for mine, q in pairs]
        return apart[0] if all(apart) else ""
    same = [(mine, q) for mine in counted for q in finding.statement.quantities if counts_same(mine, q)]
    if same:
        why = _other_side(*same[0], finding)
        return why if why and all(_other_side(mine, q, finding) for mine, q in same[1:]) else ""
    claimed = groups_in(claim.text)
    if not claimed:
        return ""
    printed = groups_in(_without_speakers(finding)) | {g for q in finding.statement.quantities if (g := _group_of(q))}
    if printed and not claimed & printed:
        return f"of {listed(sorted(printed))}, the claim of {listed(sorted(claimed))}"
    return ""


def _counted_apart(
    claim: Claim, claimed: Quantity, printed: Quantity, finding: Finding, report: Sequence[Finding]
) -> str:
    """Why a figure that fits is one of other people; empty where it may be of the same."""
    mine = {_group_of(claimed)}
    theirs: frozenset[str] | set[str] = ({_group_of(printed)} - {""}) | groups_in(printed.counted)
    if not theirs:
        # Nobody is named beside the figure; the sentence, or the same figure elsewhere in the report, may say who.
        theirs = groups_in(_without_speakers(finding)) or {
            group
            for other in report
            for q in other.statement.quantities
            if fits(printed, q) and (group := _group_of(q))
        }
    if theirs and (not mine & theirs or (len(theirs) > 1 and not _group_of(printed))):
        return f"counts {listed(sorted(theirs))}, the claim {listed(sorted(mine))}"
    return _other_side(claimed, printed, finding)


def _other_side(claimed: Quantity, printed: Quantity, finding: Finding) -> str:
    """Why a figure is of another side's people: its words say so, or the sentence and its headline name only others."""
    sides = sides_in(claimed.counted)
    others = sides_in(printed.counted) or _named_at_all(f"{finding.words}\n{finding.article.title}")
    if sides and others and not {_kin(s) for s in sides} & {_kin(s) for s in others}:
        return f"counts those of {listed(sorted(others))}, the claim those of {listed(sorted(sides))}"
    return ""


def _group_of(quantity: Quantity) -> str:
    """The group that a figure counts; an armed side's bare name counts its fighters."""
    if quantity.unit in _table()["people"]["units"]:
        return quantity.unit
    armed = sides_in(quantity.counted) & unit_table().armed
    return "fighters" if not quantity.unit and armed else ""


@lru_cache(maxsize=20_000)
def _named_at_all(words: str) -> frozenset[str]:
    return sides_in(words) | {side for side, _, _ in sides_named(words)}


def groups_in(words: str) -> frozenset[str]:
    """The groups of people that words name and that news keeps apart.

    >>> sorted(groups_in("28 dead on a civilian bus"))
    ['civilians']
    """
    return units_among(_people(), words)


@cache
def _people() -> frozenset[str]:
    return frozenset(_table()["people"]["units"])


def units_among(rows: frozenset[str], words: str) -> frozenset[str]:
    """Those of these rows of the unit table that words name.

    >>> sorted(units_among(frozenset({"airstrikes", "civilians"}), "Jihadists hit by air strikes"))
    ['airstrikes']
    """
    # Parting words takes longest, so it is first seen whether any begins a phrase of these rows; a mask may hide one.
    begins = beginnings(rows)
    if begins is not None and "*" not in words and begins.isdisjoint(_letters(words)):
        return frozenset()
    return units_in(words) & rows


@lru_cache(maxsize=200)
def beginnings(rows: frozenset[str]) -> frozenset[str] | None:
    """The first words of all phrases of some rows of the unit table; None where one begins with a mark."""
    begins = {first for first, phrases in unit_table().units.items() for _, unit in phrases if unit.name in rows}
    return frozenset(begins) if all(first.isalpha() for first in begins) else None


@lru_cache(maxsize=5_000)
def _letters(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", words.lower()))


@lru_cache(maxsize=5_000)
def units_in(words: str) -> frozenset[str]:
    """The rows of the unit table that words name: "raids from the air" and "air strikes" are of one row.

    >>> sorted(units_in("Jihadists hit by air strikes"))
    ['airstrikes', 'fighters']
    """
    split = split_words(words)
    return frozenset(found[1].name for i in range(len(split)) if (found := match_unit(split, i)))


@lru_cache(maxsize=20_000)
def told_as(words: str) -> frozenset[str]:
    """The rows of the unit table in which another report may tell the deed, or the people, that these words name.

    >>> sorted(told_as("jets"))
    ['aircraft', 'airstrikes', 'raids']
    """
    named = units_in(words)
    return frozenset(name for row in _table()["told_as"]["rows"] if named.intersection(row) for name in row)


@lru_cache(maxsize=20_000)
def weapons_in(words: str) -> frozenset[int]:
    """The rows of weapons that words tell of, by their number.

    >>> weapons_in("Air strikes on Tarn") & weapons_in("a mortar shell"), weapons_in("a bombing")
    (frozenset(), frozenset())
    """
    return frozenset(at for at, row in enumerate(_weapons()) if row.search(words))


@cache
def _weapons() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{'|'.join(row)})\b", re.IGNORECASE) for row in _table()["weapons"]["rows"])


@lru_cache(maxsize=20_000)
def means_in(words: str) -> frozenset[int]:
    """The rows of means that words tell of, by their number: of "chlorine" that of a gas attack.

    >>> means_in("a chemical attack") == means_in("Gas") != means_in("a market")
    True
    """
    told = set(re.findall(r"[a-z]+", words.lower()))
    return frozenset(at for at, row in enumerate(_table()["means"]["rows"]) if told.intersection(row))


def _without_speakers(finding: Finding) -> str:
    """The words of a finding without those that name who speaks: what a rebel spokesman says is not of rebels."""
    text, span = finding.article.text, finding.statement.span
    spoken = sorted(
        {(a.speaker_span.start, a.speaker_span.end) for a in finding.statement.attributions if a.speaker_span}
    )
    told, at = [], span.start
    for start, end in spoken:
        if span.start <= start and end <= span.end and start >= at:
            told.append(text[at:start])
            at = end
    return " ".join([*told, text[at : span.end]])
