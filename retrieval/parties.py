"""Who did it, and to whom: a strike by one side is not another's, and dead soldiers are no dead civilians."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from knowledge.model import Claim, Finding, Quantity
from knowledge.places import read_places
from knowledge.quantities import sides_in, unit_table
from knowledge.quantities.units import match_unit
from knowledge.quantities.words import split_words
from knowledge.speakers import sides_named
from retrieval.closeness import share
from retrieval.events import where_of
from retrieval.naming import contrasts_table, groups_in, roles_in
from retrieval.nations import other_nation
from retrieval.ranking import counts_same, fits, words_of
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
#: "Fighters loyal to the president".
_LOYAL = re.compile(r" (?:who (?:are|were) )?loyal to (?:the )?[\w-]+", re.IGNORECASE)
#: Words of those who fight, or of what befalls them, that count nobody.
_ARMED = re.compile(
    r"\b(?:army|militar(?:y|ies)|(?<!security )forces?|bases?|barracks|convoys?|garrisons?|navy|battles?|"
    r"clash(?:es)?|fighting|front)\b",
    re.IGNORECASE,
)
_capital = re.compile(r"^[^\W\d_a-z][\w-]+")
_written = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AND = re.compile(r"(?: [\w-]+){0,2} and (?:the )?", re.IGNORECASE)
_SHOT_DOWN = re.compile(r"\b(?:shot|shoots?|brought) down\b|\bdowned\b|\bintercept", re.IGNORECASE)


@cache
def _behind(row: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(contrasts_table()[row]["words"], key=len, reverse=True)))
    end = _PASSIVE if row == "doing" else ""
    return re.compile(rf"{_BETWEEN}[\s,-]+(?:{words})(?![\w-]){end}", re.IGNORECASE)


def parted(claim: Claim, finding: Finding, report: Sequence[Finding] = ()) -> str:
    """In what a finding is of other people than the claim, or of another side's deed; empty where neither is sure.

    `report` is what else was found in the same article: a note that counts "28 dead" and then "28 civilians" says who.
    """
    return _other_doer(claim, finding) or other_people(claim, finding, report)


def _other_doer(claim: Claim, finding: Finding) -> str:
    claimed = doers_in(claim.text)
    if not claimed:
        return ""
    article = finding.article
    told = (doers_in(words) for words in (finding.words, article.title, article.event or ""))
    printed = next(filter(None, told), frozenset())
    kin = {_kin(side) for side in claimed}
    if printed and not kin & {_kin(side) for side in printed}:
        return f"by {listed(sorted(printed))}, the claim by {listed(sorted(claimed))}"
    if not printed and article.is_note:
        # A note whose event is one side's campaign counts what that side did.
        suffering = {side for side, _, _ in sides_named(claim.text)}
        whose = {side for side, _, _ in sides_named(f"{article.title} {article.event or ''}")} - suffering
        if whose and not kin & {_kin(side) for side, _, _ in sides_named(f"{article.text} {article.event or ''}")}:
            return f"of {listed(sorted(whose))}, the claim by {listed(sorted(claimed))}"
    if not printed:
        speakers = " ".join(a.speaker.name for a in finding.statement.attributions)
        about = f"{article.subject} {article.text} {article.outlet} {speakers}"
        if not kin & {_kin(side) for side in (*sides_in(about), *(side for side, _, _ in sides_named(about)))}:
            # Whoever tells of the dead and never of Israel has not said that Israel killed them.
            return f"names no {listed(sorted(claimed))}"
    return ""


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
    kin = {_kin(side) for side in doers_in(claim)}
    sides = {side for side, _, _ in sides_named(told)} | doers_in(told) | doers_in(about)
    return bool(kin & {_kin(side) for side in sides})


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
    >>> sorted(doers_in("Russian intervention in Syria | 434 fatalities"))
    ['Russia']
    """
    if _SHOT_DOWN.search(words):
        return frozenset()
    found = set()
    named = [*sides_named(words), *(("Syria", m.start(), m.end()) for m in re.finditer(r"\bSyrian?\b", words))]
    for side, start, end in named:
        if _has_done_it(words, start, end):
            found.add(side)
    for (side, _, end), (other, start, _) in pairwise(sorted(named, key=lambda one: one[1:])):
        # "Turkish guns and coalition jets killed".
        if other in found and end <= start and _AND.fullmatch(words, end, start):
            found.add(side)
    return frozenset(found)


def _has_done_it(words: str, start: int, end: int) -> bool:
    """Whether the words between these places name who did what is told: the deed is theirs, or by them."""
    before = words[:start]
    if _behind("deeds").match(words, end):
        return True
    if _behind("doing").match(words, end) and not (_COUNTED.search(before) or _SUFFERS.search(before)):
        return True
    return bool(_BY.search(before)) and not _TOLD_BY.search(before)


def other_people(claim: Claim, finding: Finding, report: Sequence[Finding]) -> str:
    """In what a finding is of other people than the claim; empty where it is not sure to be."""
    counted = [q for q in claim.quantities if _group_of(q) or _is_of_a_people(q)]
    pairs = [(mine, q) for mine in counted for q in finding.statement.quantities if fits(mine, q)]
    if pairs:
        apart = [
            _counted_apart(claim, mine, q, finding, report) if _group_of(mine) else _unnamed(mine, q, finding)
            for mine, q in pairs
        ]
        return apart[0] if all(apart) else ""
    same = [(mine, q) for mine in counted for q in finding.statement.quantities if counts_same(mine, q)]
    if same:
        apart = [
            _other_side(mine, q, finding) or ("" if groups_in(q.counted) else _unnamed(mine, q, finding))
            for mine, q in same
        ]
        return apart[0] if all(apart) else ""
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
        words = _without_speakers(finding)
        doing = doing_groups(words)
        theirs = (groups_in(words) - doing) or {
            group
            for other in report
            for q in other.statement.quantities
            if fits(printed, q) and (group := _group_of(q))
        }
        if not theirs and doing and "civilians" not in mine:
            return f"counts those whom {listed(sorted(doing))} hit, the claim {listed(sorted(mine))}"
    if theirs and (not mine & theirs or (len(theirs) > 1 and not _group_of(printed))):
        return f"counts {listed(sorted(theirs))}, the claim {listed(sorted(mine))}"
    return _other_side(claimed, printed, finding) or ("" if theirs else _unnamed(claimed, printed, finding))


#: Letters of a country's name that the name of its people has.
LEAST_NAMED = 4
_FIGHTING = frozenset({"soldiers", "fighters"})


def _unnamed(claimed: Quantity, printed: Quantity, finding: Finding) -> str:
    """Whom the claim counts and the report does not: the dead of a blast are no marines. Civilians are people.

    A people, or a side, that is only said to have done it is not among the dead, unless it happened in their country.
    """
    article = finding.article
    if name := _people_in(claimed):
        at_home = {place.country for place in where_of(finding)} & ({country_of(name)} - {None})
        told = [printed.counted, _without_speakers(finding), article.title, article.event or ""]
        # Where "200 militants" are counted, the rest of the report is of others.
        elsewhere = "" if _group_of(printed) else article.text
        named = any(_is_named_as_suffering(name, words) for words in told) or _are_people_there(name, elsewhere)
        if not at_home and not named:
            return f'names no "{claimed.counted}"'
    group = _group_of(claimed)
    # The very number of other people is told as what it is: theirs.
    if not group or group == "civilians" or printed.value == claimed.value:
        return ""
    if group in _groups_told(f"{article.subject} {article.text}"):
        return ""
    return f"names no {group}, whom the claim counts"


#: From what a people is called to what its country is.
_ENDINGS = (
    *(("s", ""), ("ns", ""), ("n", ""), ("is", ""), ("i", ""), ("ians", ""), ("ian", ""), ("ians", "e"), ("ian", "e")),
    *(("s", "istan"), ("", "istan"), ("ese", "on"), ("ese", "")),
)


@lru_cache(maxsize=1_000)
def country_of(people: str) -> str | None:
    """The country of a people by their name, as an ISO code; None where the name does not tell.

    >>> country_of("Iraqis"), country_of("Afghan"), country_of("Rohingya")
    ('IQ', 'AF', None)
    """
    for ending, instead in _ENDINGS:
        if people.endswith(ending) and len(stem := people.removesuffix(ending)) >= LEAST_NAMED:
            for place in read_places(stem + instead):
                if place.province is None and place.country:
                    return place.country
    return None


@lru_cache(maxsize=2_000)
def _is_named_as_suffering(name: str, words: str) -> bool:
    """Whether words name a people, or a side, and not only as whoever did it: "US soldiers" are Americans."""
    return any(not _has_done_it(words, *span) for span in _naming(name, words))


@lru_cache(maxsize=500)
def _are_people_there(name: str, text: str) -> bool:
    """Whether a text tells of people of that name: "Americans", "US citizens", and not "the US military"."""
    for start, end in _naming(name, text):
        if text[start:end].lower() == name.lower() and name.endswith("s"):
            return True
        split = split_words(text[end : end + 30])
        found = next(filter(None, (match_unit(split, at) for at in range(min(2, len(split))))), None)
        if found and found[1].kind == "person":
            return True
    return False


def _naming(name: str, words: str) -> list[tuple[int, int]]:
    """Where words name a people, or its side: "Russian" names Russians."""
    sides = {_kin(side) for side, _, _ in sides_named(name)}
    wanted = words_of(name)
    named = [(start, end) for side, start, end in sides_named(words) if _kin(side) in sides]
    return named + [match.span() for match in _written.finditer(words) if share(wanted, match.group()) == 1]


@lru_cache(maxsize=500)
def _groups_told(about: str) -> frozenset[str]:
    """The groups of people that a report names anywhere; an army is of soldiers."""
    named = groups_in(about)
    if named & _FIGHTING or roles_in(about) or sides_in(about) & unit_table().armed or _ARMED.search(about):
        named |= _FIGHTING
    return named


def _other_side(claimed: Quantity, printed: Quantity, finding: Finding) -> str:
    """Why a figure is of another side's people: its words say so, or the sentence and its headline name only others."""
    loyal = _LOYAL.match(finding.article.text, printed.span.end)
    roles, theirs = roles_in(claimed.counted), roles_in(f"{printed.counted}{loyal.group() if loyal else ''}")
    if roles and theirs and not roles & theirs:
        return f'counts "{printed.counted}", the claim "{claimed.counted}"'
    if why := other_nation(claimed, printed, finding):
        return why
    sides = sides_in(claimed.counted)
    if not sides:
        return ""
    others = sides_in(printed.counted) or _named_but_not_doing(finding.words, finding.article.title)
    if sides and others and not {_kin(s) for s in sides} & {_kin(s) for s in others}:
        return f"counts those of {listed(sorted(others))}, the claim those of {listed(sorted(sides))}"
    return ""


def _is_of_a_people(quantity: Quantity) -> bool:
    """Whether the counted are those of a country, or a side: "200 Russians"."""
    return quantity.unit == "people" and bool(_people_in(quantity))


def _people_in(quantity: Quantity) -> str:
    """The name of a country's people, or of a side, by which a figure counts; empty where it has none."""
    named = (word for word in quantity.counted.split() if _capital.match(word))
    # "200 Rohingya" are a people, too; of "200 Wagner fighters" the name is that of a firm.
    return next((word for word in named if quantity.unit == "people" or sides_named(word) or country_of(word)), "")


def _group_of(quantity: Quantity) -> str:
    """The group that a figure counts; an armed side's bare name counts its fighters."""
    if quantity.unit in contrasts_table()["people"]["units"]:
        return quantity.unit
    armed = sides_in(quantity.counted) & unit_table().armed
    return "fighters" if not quantity.unit and armed else ""


@lru_cache(maxsize=20_000)
def _named_but_not_doing(*texts: str) -> frozenset[str]:
    """The sides that texts name, without those that are said to have done it: these are not the counted."""
    named = {side for words in texts for side in (*sides_in(words), *(side for side, _, _ in sides_named(words)))}
    doing = {_kin(side) for words in texts for side in doers_in(words)}
    return frozenset(side for side in named if _kin(side) not in doing)


@lru_cache(maxsize=20_000)
def doing_groups(words: str) -> frozenset[str]:
    """The groups of people that words name only as those who did it: of "rebels shelled a rally" they are no victims.

    >>> sorted(doing_groups("21 killed as rebels shell a rally")), sorted(doing_groups("Shells killed 21 rebels"))
    (['fighters'], [])
    """
    doing: set[str] = set()
    others: set[str] = set()
    split = split_words(words)
    for i in range(len(split)):
        if (found := match_unit(split, i)) is None or found[1].name not in contrasts_table()["people"]["units"]:
            continue
        before, end = words[: split[i].start], split[i + found[0] - 1].end
        owns = _behind("deeds").match(words, end)
        does = _behind("doing").match(words, end)
        counted = _COUNTED.search(before) or _SUFFERS.search(before)
        (doing if (owns or does) and not counted else others).add(found[1].name)
    return frozenset(doing - others)


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
