"""Who is said to have done it, by the words around a side's name: "Russian airstrikes", "killed by the army"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from knowledge.quantities import sides_in
from knowledge.quantities.units import named_units
from knowledge.quantities.words import split_words
from knowledge.speakers import sides_named
from retrieval.naming import contrasts_table
from retrieval.nations import nations_in

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
def _behind(row: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(contrasts_table()[row]["words"], key=len, reverse=True)))
    end = _PASSIVE if row == "doing" else ""
    return re.compile(rf"{_BETWEEN}[\s,-]+(?:{words})(?![\w-]){end}", re.IGNORECASE)


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
    kin = {word for row in contrasts_table()["doers"]["rows"] if doer in row for word in row}
    told = set(re.findall(r"[a-z]+", " ".join(report).lower()))
    return doer if kin and not kin & told else ""


def names_its_doers(claim: str, told: str, about: str) -> bool:
    """Whether words name a side that the claim has do it, or what their report is about shows it doing something.

    >>> names_its_doers("22 people were killed in US raids", "22 people died when coalition jets hit Kalden", "")
    True
    >>> names_its_doers("22 people were killed in US raids", "22 people died", "The US called on both sides")
    False
    """
    kin = {kin_of(side) for side in doers_in(claim)}
    sides = {side for side, _, _ in sides_named(told)} | doers_in(told) | doers_in(about)
    return bool(kin & {kin_of(side) for side in sides})


def kin_of(side: str) -> str:
    """Sides that may be one: a state and its government, a coalition and who leads it."""
    return "United States"[:5] if side.startswith("US-led") else side[:5]


# Asked of whole reports, for each of their findings.
@lru_cache(maxsize=2_000)
def kin_named(words: str) -> frozenset[str]:
    """All sides and nations that words name, as `kin_of` calls them."""
    named = (*sides_in(words), *nations_in(words), *(side for side, _, _ in sides_named(words)))
    return frozenset(map(kin_of, named))


@lru_cache(maxsize=5_000)
def doers_in(words: str) -> frozenset[str]:
    """The sides that words show to have done what is told; none where something is shot down, by one side of another's.

    >>> sorted(doers_in("Ten Russian airstrikes on ISIS")), sorted(doers_in("strikes by the US coalition"))
    (['Russia'], ['United States'])
    >>> sorted(doers_in("Turkish guns and coalition jets killed ten")), doers_in("jets fighting ISIS killed ten")
    (['Turkey', 'US-led Coalition'], frozenset())
    >>> sorted(doers_in("Russian intervention in Syria | 434 fatalities"))
    ['Russia']
    """
    if _SHOT_DOWN.search(words):
        return frozenset()
    found = set()
    named = [*sides_named(words), *(("Syria", m.start(), m.end()) for m in re.finditer(r"\bSyrian?\b", words))]
    for side, start, end in named:
        if has_done_it(words, start, end):
            found.add(side)
    for (side, _, end), (other, start, _) in pairwise(sorted(named, key=lambda one: one[1:])):
        # "Turkish guns and coalition jets killed".
        if other in found and end <= start and _AND.fullmatch(words, end, start):
            found.add(side)
    return frozenset(found)


def has_done_it(words: str, start: int, end: int) -> bool:
    """Whether the words between these places name who did what is told: the deed is theirs, or by them."""
    before = words[:start]
    if _behind("deeds").match(words, end):
        return True
    if _behind("doing").match(words, end) and not (_COUNTED.search(before) or _SUFFERS.search(before)):
        return True
    return bool(_BY.search(before)) and not _TOLD_BY.search(before)


@lru_cache(maxsize=20_000)
def doing_groups(words: str) -> frozenset[str]:
    """The groups of people that words name only as those who did it: of "rebels shelled a rally" they are no victims.

    >>> sorted(doing_groups("21 killed as rebels shell a rally")), sorted(doing_groups("Shells killed 21 rebels"))
    (['fighters'], [])
    """
    doing: set[str] = set()
    others: set[str] = set()
    split = split_words(words)
    for i, length, unit in named_units(split):
        if unit.name not in contrasts_table()["people"]["units"]:
            continue
        before, end = words[: split[i].start], split[i + length - 1].end
        owns = _behind("deeds").match(words, end)
        does = _behind("doing").match(words, end)
        counted = _COUNTED.search(before) or _SUFFERS.search(before)
        (doing if (owns or does) and not counted else others).add(unit.name)
    return frozenset(doing - others)
