"""Who is said to have done it, by the words around a side's name: "Russian airstrikes", "killed by the army"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from knowledge.caseless import Caseless
from knowledge.places import read_places
from knowledge.quantities import sides_in, unit_table
from knowledge.quantities.units import named_units
from knowledge.quantities.words import split_words
from knowledge.speakers import sides_named, who_is
from knowledge.times import read_times
from retrieval.denying.denials import is_of_the_calendar
from retrieval.grammar.naming import AGAINST, contrasts_table, roles_in
from retrieval.grammar.nations import is_a_land, nations_in
from retrieval.word_tables import any_name, any_of, worded, words_in

#: Who speaks of it has not done it: "strikes counted by the monitor".
_TOLD_BY = re.compile(rf"\b(?:{any_of('doers', 'told')}) by (?:the |an? )?$", re.IGNORECASE)
_BY = re.compile(r"\bby (?:the |an? )?$", re.IGNORECASE)
#: Who holds a place has not hit it: "strikes near a village held by the rebels", "recently captured by them".
_HELD_BY = re.compile(
    rf"\b(?:{any_of('doers', 'holding')}|(?:{any_of('doers', 'before_that')}) [\w-]+"
    rf"|(?:{any_of('doers', 'land', 'place')})(?: of (?:[\w’'-]+ ){{0,2}}?[\w’'-]+)?"
    rf"(?: (?:that|which) (?:is|are|was|were))?(?: (?:now|still|\w+ly))* held) by (?:the |an? )?$",
    re.IGNORECASE,
)
#: Between a side and its deed: "Russian and Syrian", "US-led coalition", "Russian air force".
_PARTING = r"(?:on|in|of|at|by|to|from|for|said|says|that|with|after|against|near|over|is|are|was|were|been|being)\b"
#: "Russia's aerospace forces struck" has three words there: what a state calls its own men is no other's.
_BETWEEN = rf"(?:['’]s(?: [\w-]+)? (?:{any_of('doers', 'own_forces')})|(?:[\s,’'\"“-]+(?!{_PARTING})[\w-]+){{0,2}}?)"
#: "Anti-ISIS strikes": whoever they are against has not flown them.
_AGAINST = re.compile(r"\b(?:anti|counter)-$", re.IGNORECASE)
#: Who did it by name: "Iran killed", "killed by the Old Guard".
_NAME = r"(?:[Aa]l-)?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}"
_BY_NAME = re.compile(rf"\b[Bb]y (?:the )?(?P<name>{_NAME})")
_FIRST_NAME = re.compile(rf"^\W*(?:[Tt]he )?(?P<name>{_NAME})")
_OF = re.compile(r"\b(?:of|in|at|near|from|on|over|for|against|with)\s+(?:the\s+)?$", re.IGNORECASE)
_ANY_NAME = re.compile(rf"\b(?P<name>{_NAME})")
#: Whoever is accused, by a name or in whatever words: "accused the president's own guards of killing".
ACCUSED = re.compile(r"\baccus(?:ed|es|ing|e) (?:the )?(?P<whom>[^.;:]{1,60}?) of (?:having )?\w+ing\b")
#: In a headline that is printed with capitals a name may have another behind it: "Earthquake In Velmar".
_TIES = re.compile(r" (?:In|Of|On|At|Near|As|For|From|And|After|During|Over|With)\b")
_LAND = f"(?:{any_of('doers', 'land')})"
#: "Killed in Velmar", "three provinces of Velmar": there a country is where it was, and nobody who did it.
_WHERE = re.compile(
    rf"\b(?:in|across|inside|into|near|outside|around|{_LAND} of) (?:the |all )?{_NAME}(?!['’])|{_NAME} {_LAND}\b"
)
#: "A raid in Velmar killed ten": Velmar has not.
_THERE = re.compile(rf"\b(?:{any_of('doers', 'there')}) (?:the )?$", re.IGNORECASE)
#: Behind who hurt so many: "injured 40 soldiers", "gassed hundreds", and not "ten soldiers injured".
_SO_MANY = rf"\s+(?:(?:{any_of('doers', 'about')})\s+)?(?:{any_of('doers', 'so_many', 'counted')})"
#: "KLF killed": a body's initials are a name wherever they stand.
_INITIALS = re.compile(r"[A-Z]{3,6}")
#: "Ten soldiers killed in", "soldiers killed or wounded.": nobody is said to have been killed by them.
_PASSIVE = (
    r"(?!(?:,? (?:or|and) (?:injured|wounded|hurt|missing))?"
    r"\s*(?:$|[.,:;)!?]|(?:in|by|at|near|on|after|during|when|as|over(?! \d)|from|amid|while|outside|inside)\b))"
)
_IS_ACTIVE = re.compile(_PASSIVE)
#: No sentence is longer, in characters.
LONGEST = 1_000
#: "Strikes that Velmar carried out": there nothing was struck but by them.
_CARRIED_OUT = re.compile(rf"(?:\s[\w’'-]+){{0,2}}?\s(?:{any_of('doers', 'carried_out')})\b", re.IGNORECASE)
#: How far before a name may stand what happened to it.
_NEAR = 80
#: Where a sentence ends.
_SENTENCES = re.compile(r"(?<=[.!?]) +|\n+")
_COUNTED = re.compile(rf"(?:\d|\b(?:{any_of('doers', 'counted')}))\s+$")
#: "A coalition fighting ISIS mistakenly killed": whoever is fought has not done it.
_SUFFERS = re.compile(rf"\b(?:{any_of('doers', 'suffers')}) (?:the )?$", re.IGNORECASE)
#: "Army ambushes ISIS bus and kills", "jets strike Kalden positions": whoever is struck has not done it.
_STRUCK = re.compile(
    r"(?<!\ban )(?<!\ba )(?<!\bthe )(?<!\bair )(?<!\bin )(?<!\bafter )(?<!\bby )(?<!\bof )"
    rf"\b(?:{any_of('doers', 'strikes')})(?: (?:at|on|against))? (?:(?:the|an?|some|\d+) )?(?:(?!by\b)[a-z]+ )?$",
    re.IGNORECASE,
)
#: "Strikes on Kalden killed ten": a land that is struck has struck nobody.
_ON_A_LAND = re.compile(r"\b(?:on|against|at|into) (?:the )?$", re.IGNORECASE)
#: "Clashed with the army and killed ten": whoever did that is told before.
_WITH_THEM = re.compile(r"\b(?:with|against|of|from) (?:the |an? )?$", re.IGNORECASE)
_AND_DID = re.compile(rf"(?:['’]s)?(?: (?:{any_of('doers', 'bodies_of_a_state')}))? (?:and|then) ", re.IGNORECASE)
#: "In a central Kalden attack": there a land's own name is where it was; "in a Kaldish attack" is not.
_IN_A_LAND = re.compile(
    rf"\b(?:{any_of('doers', 'there')}) (?:(?:the|an?) )?(?:{any_of('doers', 'compass')})?$", re.IGNORECASE
)
#: "A suicide bomber from Kalden's offshoot the Amber Guard blew himself up".
_SENT_BY = re.compile(rf"\b(?:{any_of('doers', 'sent')}) (?:from|of) (?:[\w’'-]+ ){{0,5}}?$", re.IGNORECASE)
#: "Kaldish-backed rebels": whoever backs them has not done it, and is none of them.
IS_HELPED = re.compile(rf"-(?:{any_of('doers', 'backed')})\b", re.IGNORECASE)
#: "Rebels backed by Velmar".
_BACKED_BY = re.compile(rf"\b(?:{any_of('doers', 'backed', 'made_together')}) by (?:the )?$", re.IGNORECASE)
#: "Captured Tarn from Velmar": whoever lost it has not taken it.
_TAKEN_FROM = re.compile(
    rf"\b(?:{any_of('done_to', 'taking_a_town')}|liberated|wrested|won)(?:\d+)?\b[^,;.:]{{1,60}}? from (?:the )?$",
    re.IGNORECASE,
)
_A_NAME = re.compile(r"[\w’']+")
#: "The Kalden-led coalition".
_LED = re.compile(r"\b(?P<leader>[A-Z]\w+)-led (?:[a-z]+ )?$")
_AND = re.compile(r"(?: [\w-]+){0,2} (?:and|&) (?:the )?|[-–/]|, ", re.IGNORECASE)
_SHOT_DOWN = re.compile(rf"\b(?:{any_of('doers', 'shot_down')})\b", re.IGNORECASE)
#: Right behind whoever shot at something, so many behind that: "the US has shot down 71 missiles".
_SHOOTING = re.compile(rf"(?: [a-z]+){{0,3}}? (?:{any_of('doers', 'shot_down')})\b(?=.*\d)", re.IGNORECASE)


@cache
def _behind(row: str) -> re.Pattern[str]:
    words = any_name(contrasts_table()[row]["words"])
    end = {"doing": rf"(?!\s+(?:{any_of('doers', 'only_heard')})\b){_PASSIVE}", "harming": _SO_MANY}.get(row, "")
    return re.compile(rf"{_BETWEEN}[\"”]?[\s,-]+(?:{words})(?![\w-]){end}", re.IGNORECASE)


@cache
def _words_of(*rows: str) -> str:
    """Any word of these rows that tells a deed; "said it" only introduces one."""
    words = {
        word for row in rows for word in contrasts_table()[row]["words"] if not re.search(r"\bits?\b|\bsaid\b", word)
    }
    return any_name(words)


@cache
def _harm() -> re.Pattern[str]:
    """What stands before "by" and whoever did it: "killed", "raids", "abducted"."""
    return re.compile(rf"\b(?:{_words_of('doing', 'harming', 'deeds')}|{any_of('doers', 'done_to')})\b", re.IGNORECASE)


@cache
def _happened() -> re.Pattern[str]:
    """Behind a land, what has only happened there: "Turkey's earthquake killed", "Syria fighting leaves ten dead"."""
    verbs = _words_of("doing", "harming")
    return re.compile(
        rf"(?:['’]s)?(?:\s+(?!(?:{verbs})\b)[\w-]+){{0,2}}?\s+(?:{any_of('doers', 'happenings')})\b"
        rf"(?=\s*(?:$|[.,:;)|])|\s+(?:(?:has|have|had|that|which)\s+)?(?:{verbs}|leaves?|left|in|near|on|at)\b)",
        re.IGNORECASE,
    )


#: "The army killed", "Rebels have shot": who is said to have done it stands right before the deed.
_DID_IT = re.compile(
    r"^\W*(?:the )?(?P<doer>[a-z]+) (?:has |have |had )?"
    rf"(?:{any_of('doers', 'did')})\b",
    re.IGNORECASE,
)


#: "Rebel-held areas": whoever holds them has done nothing there.
_WHOSE_PLACE = Caseless(rf"\b\w+-(?:{any_of('doers', 'held')})\b")


# A report is asked once, and not for each sentence found in it.
@lru_cache(maxsize=500)
def unnamed_doer(claim: str, *report: str) -> str:
    """Who a claim says did it, where a report, in any of its parts, names nobody of that sort at all; else empty.

    >>> unnamed_doer("The army killed 20 people in Tarn", "Twenty people were killed in Tarn, the mayor said")
    'army'
    >>> unnamed_doer("The army killed 20 people in Tarn", "Twenty people were killed by soldiers in Tarn")
    ''
    >>> unnamed_doer("Gangs killed 9 in Tarn", "Nine killed by a blast")
    'gangs'
    >>> unnamed_doer("Kids killed in raids", "Ten killed in raids")
    ''
    >>> unnamed_doer("Rebels killed 20 people in Tarn", "ISIS militants killed 20 people in Tarn")
    'rebels'
    """
    if (match := _DID_IT.search(claim)) is None:
        return ""
    doer = match["doer"].lower()
    kin = {word for row in contrasts_table()["doers"]["rows"] if doer in row for word in row}
    # "Kids killed in raids" did nothing.
    kin = kin or (_by_no_table(claim, doer) if _IS_ACTIVE.match(claim, match.end()) else set())
    words = _WHOSE_PLACE.sub("", " ".join(report))
    told = set(re.findall(r"[a-z]+", words.lower()))
    risen = worded("doers", "risen")
    is_named = bool(risen.fullmatch(doer)) and any(map(doers_in, report)) and not risen.search(words)
    return doer if kin and (is_named or not kin & told) else ""


def _by_no_table(claim: str, doer: str) -> set[str]:
    """The forms of what a claim calls those who did it, where no table knows them; none of what has no will.

    >>> sorted(_by_no_table("Smugglers killed 9", "smugglers")), sorted(_by_no_table("Floods killed 9", "floods"))
    (['smuggler', 'smugglers'], [])
    """
    if not doer.endswith("s") or sides_claimed(claim) or nations_in(doer.title()):
        return set()
    no_will = worded("doers", "causes", "happenings").fullmatch(doer) or doer in words_in("done_to", "dealt", "means")
    return set() if no_will else {doer, doer.removesuffix("s")}


def is_idle(words: str, start: int) -> bool:
    """Whether a side that is named at this place only holds or loses a town, backs somebody, is fought, or speaks.

    >>> told = ("a Velmar-held town", "rebels backed by Velmar", "a Velmar-Kalden truce", "Velmar and others say so")
    >>> [is_idle(words, words.index("Velmar")) for words in told], is_idle("Velmar hit it", 0)
    ([True, True, True, True], False)
    >>> is_idle("Kalden captured Tarn from Velmar", 26)
    True
    """
    name = _A_NAME.match(words, start)
    end, before = name.end() if name else start, words[:start]
    if _BACKED_BY.search(before) or _SUFFERS.search(before) or IS_HELPED.match(words, end):
        return True
    if _TAKEN_FROM.search(before):
        return True
    return _behind_an_idle_one().match(words, end) is not None


@cache
def _behind_an_idle_one() -> re.Pattern[str]:
    return re.compile(
        rf"(?:-[\w-]+)? (?:{any_of('doers', 'made_together')})\b"
        rf"|(?: [\w’'-]+){{0,3}}?,? (?:{any_of('joined', 'saying')}|reported)\b",
        re.IGNORECASE,
    )


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


@lru_cache(maxsize=1_000)
def sides_claimed(claim: str) -> frozenset[str]:
    """The sides that a claim has do it, by whatever name the tables know: "Iran killed", "killed by the Taliban".

    >>> sorted(sides_claimed("Iran killed 40 people in Tarn")), sorted(sides_claimed("40 people killed in Iran"))
    (['Iran'], [])
    """
    known = {side for name in names_of_doers(claim) if (side := _side_of(name))}
    return doers_in(claim) or frozenset(known)


@lru_cache(maxsize=1_000)
def others_claimed(claim: str) -> tuple[str, ...]:
    """Whom a claim has do it by a name of which no table knows the side: "killed by the Old Guard".

    The first word of a claim has its capital anyway, and alone is no name; a body's initials are one.

    >>> others_claimed("40 people were killed by the Old Guard in Tarn"), others_claimed("Floods killed 40 in Tarn")
    (('Old Guard',), ())
    >>> others_claimed("KLF killed 40 people in Tarn"), others_claimed("COVID killed 40 people in Tarn")
    (('KLF',), ())
    """
    return () if sides_claimed(claim) else names_of_doers(claim)


@lru_cache(maxsize=1_000)
def names_of_doers(claim: str) -> tuple[str, ...]:
    """Whom a claim names right before what was done, or behind "by"; who wrote or counted it has not done it.

    >>> names_of_doers("40 killed by the Old Guard"), names_of_doers("A count by the Old Guard: 40 killed")
    (('Old Guard',), ())
    """
    if claim.isupper() or _SHOT_DOWN.search(claim):
        return ()
    names = [_TIES.split(m["name"])[0] for m in _BY_NAME.finditer(claim) if _is_harmed_by(claim[: m.start()])]
    first = _FIRST_NAME.match(claim)
    if first and not _TIES.search(first["name"]) and has_done_it(claim, first.start("name"), first.end()):
        name = first["name"]
        is_a_people = name.lower() in unit_table().peoples
        if " " in name or first.start("name") > 0 or _side_of(name) or is_a_people or _INITIALS.fullmatch(name):
            names.append(name)
    names = [name for name in names if not IS_HELPED.search(name)]
    return tuple(name for name in names if _side_of(name) or (_may_do(name) and not _has_only_capitals(claim)))


@lru_cache(maxsize=5_000)
def names_doing(words: str) -> tuple[str, ...]:
    """Whom a sentence names as having done it, wherever they stand in it, or as accused of it.

    >>> names_doing("Mill Watch says the Old Guard killed ten"), names_doing("Tarn accused the Guard of killing ten")
    (('Old Guard',), ('Guard',))
    >>> names_doing("Ten died, the Old Guard said"), names_doing("In Homs raids killed ten")
    ((), ())
    """
    found = [
        match["name"]
        for match in _ANY_NAME.finditer(words)
        if any(_behind(row).match(words, match.end()) for row in ("doing", "harming"))
        # "A Tarn raid" names where, or whose it was, and nobody.
        and not match["name"].startswith(("A ", "An "))
        and not any(shape.search(words[: match.start()]) for shape in (_COUNTED, _SUFFERS, _THERE, _AGAINST, _OF))
        and not read_places(match["name"])
    ]
    accused = (_ANY_NAME.match(match["whom"]) for match in ACCUSED.finditer(words))
    found += [match["name"] for match in accused if match]
    found += [match["name"] for match in _BY_NAME.finditer(words) if _is_harmed_by(words[: match.start()])]
    return tuple(name for name in dict.fromkeys(name.removeprefix("The ") for name in found) if _may_do(name))


@lru_cache(maxsize=1_000)
def sides_shooting_down(claim: str) -> frozenset[str]:
    """The sides that a claim says shot something down: they stand right before that.

    >>> sorted(sides_shooting_down("The US shot down 71 missiles")), sorted(sides_shooting_down("71 US jets downed"))
    (['United States'], [])
    """
    return frozenset(side for side, _, end in _named_in(claim) if _SHOOTING.match(claim, end))


@lru_cache(maxsize=5_000)
def sides_accused(words: str) -> frozenset[str]:
    """The sides that words tell to be accused of a deed.

    >>> sorted(sides_accused("The opposition accused the Turkish army of killing ten"))
    ['Turkey']
    """
    return frozenset(side for m in ACCUSED.finditer(words) for side, _, _ in sides_named(m["whom"]))


def _is_harmed_by(before: str) -> bool:
    """Whether the last clause before "by" tells a harm, and nobody who tells of it stands behind that."""
    clause = re.split(r"[,;:.(]", before)[-1]
    harms = [*_harm().finditer(clause)]
    told_by = worded("doers", "told").search(clause, harms[-1].end()) if harms else None
    return bool(harms) and not told_by and not _HELD_BY.search(f"{before}by ")


def _may_do(name: str) -> bool:
    """Whether somebody may be called so: no day, no fire, and nobody whose own is meant ("Turkey's").

    A storm that has a name of its own is one, and no other.

    >>> _may_do("Old Guard"), _may_do("Friday"), _may_do("Forest Fire"), _may_do("Turkey's"), _may_do("Hurricane Ada")
    (True, False, False, False, True)
    """
    is_a_cause = worded("doers", "causes").fullmatch(name.split()[-1])
    return not (is_a_cause or name.endswith(("'s", "’s")) or is_of_the_calendar(name) or read_times(name))


def _has_only_capitals(claim: str) -> bool:
    """Whether a claim is printed as headlines are, each longer word with a capital, so that a capital makes no name."""
    words = [word for word in re.findall(r"[^\W\d_]+", claim) if len(word) > 3]
    return len(words) > 2 and all(word[0].isupper() for word in words)


def side_held_responsible(side: str, words: str) -> bool:
    """Whether words say that this side did it; a state's opposition is not its government.

    >>> side_held_responsible("Iran", "The panel found that the Iranian army did it.")
    True
    >>> side_held_responsible("Syrian opposition", "The panel found that the Syrian army did it.")
    False
    """
    for one, start, end in _named_in(words):
        laid = _behind("responsible").match(words, end) if kin_of(one) == kin_of(side) else None
        if laid and _is_for(side) is _is_for(f"{one} {words[start : laid.end()]}"):
            return True
    return False


def _is_for(words: str) -> bool:
    """Whether whom words name is of a state, or for its government, and not against it."""
    return AGAINST not in roles_in(words)


def _named_in(words: str) -> list[tuple[str, int, int]]:
    """The sides that words name and where, with the one state that stands for a government and its opposition."""
    states = (("Syria", r"\bSyrian?\b"), ("United States", r"\bUSA\b"))
    named = ((side, m.start(), m.end()) for side, shape in states for m in re.finditer(shape, words))
    return [one for one in (*sides_named(words), *named) if not _is_led_by_another(words, *one)]


def _is_led_by_another(words: str, side: str, start: int, _end: int) -> bool:
    """Whether a coalition is some other's than the table has it: "the Saudi-led coalition"."""
    led = _LED.search(words, 0, start)
    leading = nations_in(led["leader"]) if led else frozenset()
    return bool(leading) and kin_of(side) not in {kin_of(nation) for nation in leading}


@lru_cache(maxsize=1_000)
def _side_of(name: str) -> str:
    """The side of whoever is called so: of a president his state, of a nation itself; empty where no table knows."""
    return who_is(name).side or next(iter(nations_in(name)), "")


@lru_cache(maxsize=2_000)
def kin_acting(words: str) -> frozenset[str]:
    """All sides and nations that words name, as `kin_of` calls them, other than for where it happened.

    >>> sorted(kin_acting("Russia calls the scenes in Ukraine staged"))
    ['Russi']
    """
    return kin_named(_WHERE.sub(" there", words))


@lru_cache(maxsize=2_000)
def nations_acting(words: str) -> frozenset[str]:
    """The nations that words name, by their people, their state or its army, other than for where it happened.

    >>> sorted(nations_acting("Russian jets hit a camp in Turkey, the Iranian army said"))
    ['Iran', 'Russia']
    """
    words = _WHERE.sub(" there", words)
    return frozenset(nation for part in (words, *sides_in(words)) for nation in nations_in(part))


def kin_of(side: str) -> str:
    """Sides that may be one: a state and its government, a coalition and who leads it."""
    return "United States"[:5] if side.startswith("US-led") else side[:5]


# Asked of whole reports, for each of their findings.
@lru_cache(maxsize=2_000)
def kin_named(words: str) -> frozenset[str]:
    """All sides and nations that words name, as `kin_of` calls them."""
    named = (*sides_in(words), *nations_in(words), *(side for side, _, _ in sides_named(words)))
    return frozenset(map(kin_of, named))


# Asked of whole reports, for each of their findings.
@lru_cache(maxsize=1_000)
def lines_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, parted at full stops and line ends; what has no stop for long is cut."""
    return tuple([line[at : at + LONGEST] for line in _SENTENCES.split(text) for at in range(0, len(line), LONGEST)])


@lru_cache(maxsize=5_000)
def doers_in(words: str) -> frozenset[str]:
    """The sides that words show to have done what is told; none where something is shot down, by one side of another's.

    >>> sorted(doers_in("Ten Russian airstrikes on ISIS")), sorted(doers_in("strikes by the US coalition"))
    (['Russia'], ['United States'])
    >>> sorted(doers_in("Turkish guns and coalition jets killed ten")), doers_in("jets fighting ISIS killed ten")
    (['Turkey', 'US-led Coalition'], frozenset())
    >>> sorted(doers_in("Russian intervention in Syria | 434 fatalities")), doers_in("Russian gunmen killed or hurt")
    (['Russia'], frozenset())
    >>> sorted(doers_in("Russia's aerospace forces struck ten bases")), doers_in("Ten fled Russia's aerospace forces")
    (['Russia'], frozenset())
    >>> sorted(doers_in("strikes by a US-led coalition near a village held by ISIS"))
    ['US-led Coalition', 'United States']
    >>> doers_in("Turkey, which said it had received reports of a clinic being bombed")
    frozenset()
    >>> sorted(doers_in("A US-Russian truce ended when Russian jets struck a mill"))
    ['Russia']
    """
    if _SHOT_DOWN.search(words):
        return frozenset()
    named = sorted(_named_in(words), key=lambda one: one[1:])
    doing = {one for one in named if has_done_it(words, *one[1:])}
    for one, other in pairwise(named):
        # "Turkish guns and coalition jets killed": not of a side that only made a truce with one whose jets did.
        if other in doing and one[2] <= other[1] and _AND.fullmatch(words, one[2], other[1]):
            doing.add(one)
    return frozenset(side for side, _, _ in doing)


def has_done_it(words: str, start: int, end: int) -> bool:
    """Whether the words between these places name who did what is told: the deed is theirs, or by them."""
    before = words[:start]
    if _AGAINST.search(before) or IS_HELPED.match(words, end):
        return False
    if _STRUCK.search(before[-_NEAR:]) and not _CARRIED_OUT.match(words, end):
        return False
    near = before[-_NEAR:]
    if (_IN_A_LAND.search(near) or _ON_A_LAND.search(near)) and is_a_land(words[start:end]):
        return False
    if _WITH_THEM.search(before[-_NEAR:]) and _AND_DID.match(words, end):
        return False
    happened = _happened().match(words, end)
    if not happened and _behind("deeds").match(words, end):
        return True
    if (
        not happened
        and any(_behind(row).match(words, end) for row in ("doing", "harming", "responsible"))
        and not any(shape.search(before) for shape in (_COUNTED, _SUFFERS, _THERE))
    ):
        return True
    if _SENT_BY.search(before[-_NEAR:]):
        return True
    return bool(_BY.search(before)) and not _TOLD_BY.search(before) and not _HELD_BY.search(before)


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
