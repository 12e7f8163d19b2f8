"""How bylines, datelines, credits and page furniture are printed: the lists of furniture.toml in their shapes."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.articles.live import UPPER, ZONE
from knowledge.number_words import NUMBER_WORDS

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?"
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?|\d{4}(?= ?(?:GMT|UTC|KSA|hrs|\d\d\.\d\d\.))|\d{1,2} ?[ap]\.?m\.?"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? ?\d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? ?\d{{4}}"
    r"|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}-\d\d-\d\d)"
)
_HOUR = rf"(?:(?:at |-|–|,|\|)? ?(?:{_CLOCK}){ZONE}| ?at \d{{3,4}}\b)"
_WHEN = rf"(?:{_WEEKDAY} )?(?P<day>{_DAY})(?: ?{_HOUR})?|{_HOUR}(?:,? (?:on )?(?:{_WEEKDAY} )?(?P<day2>{_DAY}))?"
_NAME = rf"{UPPER}[\w.'’-]*(?: (?:al|el|de|van|von|bin|of|the|{UPPER}[\w.'’-]*)){{0,4}}"
BEGINS = rf"(?=[ \t]*(?:\n|\Z|[\"“‘'«(]?(?:{UPPER}|\d)))"
BYLINE = re.compile(
    rf"[Bb](?:y|Y):? (?P<author>(?![Ss]taff\b|[Aa]gencies\b){_NAME}(?:(?:, {_NAME}){{0,3}},? (?:and|&) {_NAME})?)"
    r"(?:,? (?:and|&|with) (?:news )?[Aa]gencies)?"
    r"(?: ?[|/,–—-] ?(?P<desk>[^\n.]{1,60}))?[ \t]*(?=\n|\Z)"
)
SIGNED_DAY = re.compile(
    rf"(?:[Bb](?:y|Y):? )?(?P<author>(?!(?:{_MONTH}|{_WEEKDAY})\b){UPPER}[\w.'’-]+"
    rf"(?: {UPPER}[\w.'’-]*){{1,3}}) ?[,|·–—-] ?(?P<day>{_DAY})(?:,? ?{_HOUR})?[ \t]*(?=\n|\Z)"
)
#: Editors sign with initials and names under the last full stop ("Jane/Ann", "OA", "SSH 11").
INITIALS = re.compile(
    rf"(?:{UPPER}[\w.-]*|\d{{1,4}}(?:-\d{{1,3}})?)"
    rf"(?:[ /]{{1,3}}(?:{UPPER}[\w.-]*|[a-z]{{2}}-{UPPER}\w*|\d{{1,4}})){{0,7}}(?<![.!?])"
)


@cache
def _table() -> dict[str, list[str]]:
    table = tomllib.loads((files(__package__) / "furniture.toml").read_text("utf-8"))
    return {name: row["words"] for name, row in table.items()}


def furniture_list(name: str) -> list[str]:
    """The words of one list of furniture.toml."""
    return _table()[name]


def any_of(name: str) -> str:
    """A pattern for any word of one list of furniture.toml, the longest first."""
    return "(?:" + "|".join(sorted((re.escape(word) for word in _table()[name]), key=len, reverse=True)) + ")"


@dataclass(frozen=True, slots=True)
class Shapes:
    """Each shape in which a line or a few words show that they are no reporting; `furniture.toml` has the words."""

    date: re.Pattern[str]
    dateline: re.Pattern[str]
    wire_alone: re.Pattern[str]
    leads: re.Pattern[str]
    foot: re.Pattern[str]
    tails: re.Pattern[str]
    sign_off: re.Pattern[str]
    lines: re.Pattern[str]
    label: re.Pattern[str]
    desk: re.Pattern[str]
    credited: re.Pattern[str]
    picture_desk: re.Pattern[str]
    credit_behind: re.Pattern[str]
    credit_within: re.Pattern[str]
    pictured: re.Pattern[str]
    told: re.Pattern[str]
    correction: re.Pattern[str]
    correction_behind: re.Pattern[str]
    wire: re.Pattern[str]


@cache
def printed_shapes() -> Shapes:
    """The shapes, made once from the lists."""
    wires, labels = any_of("wires"), any_of("date_labels")
    desks = rf"(?:{wires}|{any_of('picture_desks')})"
    more = rf"(?:{UPPER}|al-|el-)[\w'’.-]{{0,20}}|\d{{1,2}}(?:st|nd|rd|th)?|\d{{4}}"
    place = rf"{UPPER}[\w'’.-]{{1,20}}(?:[ ,/]{{1,2}}(?:{more})){{0,4}}[,.]?"
    capitals = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .’'/-]{2,30}(?:, ?[A-Z][\w. ]{1,25})?"
    return Shapes(
        date=re.compile(
            rf"(?:\(?(?i:{labels})(?: (?:at|on))?:? ?(?:{_WHEN})\)?|(?:{_WEEKDAY} )?(?P<day3>{_DAY})(?: ?{_HOUR})?)"
            rf"(?: ?\((?i:{labels}) [^)\n]{{1,40}}\))?(?: ?[-–—|:])?(?:{BEGINS}|(?= (?:title: ?|by ){UPPER}))"
        ),
        dateline=re.compile(
            rf"(?:(?:{place} )?[(/](?:[\w ]{{0,25}} and )?(?P<bracketed>{wires})[)/]\.?(?: ?[-–—:]{{1,2}}|{BEGINS})"
            rf"|{place} ?[-–—]{{0,2}} ?\(?(?P<plain>{wires})\)? ?[-–—]{{1,2}}"
            rf"|(?!{wires}\b){capitals}(?:, ?{_MONTH} \d{{1,2}})? ?[-–—]{{1,2}} (?={UPPER}|[\"“]))"
        ),
        wire_alone=re.compile(rf"(?P<wire>{wires})(?=[ \t]*\n|[ \t]+{_DAY})"),
        leads=re.compile("(?:" + "|".join(_table()["leads"]) + ")" + BEGINS),
        foot=re.compile(
            rf"(?<=[.!?\"”’)\]])\s+(?={'|'.join(_table()['feet'])})(?P<source>Source:? [^\n]*?(?= Related\b))"
        ),
        tails=re.compile(
            rf"(?:(?<=[.!?\"”’)\]\n])\s*(?:{'|'.join(_table()['tails'])})|(?<=\w)\s+(?:{'|'.join(_table()['ends'])}))\s*\Z"
        ),
        sign_off=re.compile(
            rf"(?:\s*[-–—]{{1,2}}\s*|\s+\(|\s*\[|©\s*\d{{0,4}}\s*|(?<=[.!?\n])\s*(?:By|Via|With|Agencies):?\s+)(?P<wire>{wires})\s*[)\]]?\s*\.?\s*\Z",
            re.IGNORECASE,
        ),
        lines=re.compile("(?:" + "|".join(_table()["lines"]) + ")"),
        label=re.compile(rf"{any_of('picture_labels')}s?(?: ?(?::|by:?|credit:?|courtesy:?|©))\s*", re.IGNORECASE),
        desk=re.compile(rf"©? ?{desks}(?=[ /,|.]|\Z)"),
        credited=re.compile(rf"\s*(?P<bracket>[\[(])[^\])\n]{{0,50}}?\b{desks}\b[^\])\n]{{0,40}}[\])]\.?\Z"),
        picture_desk=re.compile(rf"\b{any_of('picture_desks')}\b"),
        credit_behind=re.compile(
            rf"(?<=[.\w\"”])\s+(?:{desks.upper()}|{desks})(?: Photo)?/{_NAME}(?:/\w+)?\.?\Z"
            rf"|(?<=[.\w\"”])\s+{any_of('picture_labels')}s?:\s+{_NAME}"
            rf"(?:[/,] ?{_NAME})*\.?\Z"
        ),
        # In a text without lines. "BEIRUT (Reuters) Ten died" is a dateline, "the Anadolu Agency (AA) said" a name.
        credit_within=re.compile(
            rf"(?:(?:(?<=[.!?\"”])|\b(?!{any_of('before_no_credit')}\b)(?:[a-z]+|\d{{4}})"
            # "Rescuers at work in Kalden (Reuters) Around ten": behind "in" a town opens no dateline.
            rf"|\b(?:in|near|outside) (?:{UPPER}[\w'’-]*[a-z][\w'’-]* ?){{1,3}}) ?"
            rf"(?P<credit>\((?:{desks}|{UPPER}[\w ]{{1,20}} and [Aa]gencies)\))"
            rf"|(?<!\bthe )(?<!\ba )(?P<picture>\([^()\n]{{0,40}}\b(?i:{any_of('picture_words')})\b[^()\n]{{0,40}}\)))"
            rf"(?=\s+[\"“(]?{UPPER}|\()"
        ),
        pictured=re.compile("|".join(_table()["seen_in_pictures"])),
        told=re.compile(rf"\b{any_of('telling')}\b"),
        correction=re.compile("|".join(f"(?:{words})" for words in _table()["corrections"]), re.IGNORECASE),
        correction_behind=re.compile(
            rf"(?<=[.!?”\")])\s+(?={'|'.join(_table()['correction_labels'])})[^\n]*\Z", re.IGNORECASE
        ),
        wire=re.compile(rf"(?P<wire>{wires}|Agence France-Presse)(?: [Ss]taff| [Nn]ews)?(?:\W+\d.{{0,40}})?"),
    )


@dataclass(frozen=True, slots=True)
class RunInShapes:
    """The shapes of a page's words that ran into a sentence; `furniture.toml` has the words."""

    opener: re.Pattern[str]
    striker: re.Pattern[str]
    counters: re.Pattern[str]
    signed_day: re.Pattern[str]
    sign: re.Pattern[str]
    sign_behind: re.Pattern[str]
    headline_tail: re.Pattern[str]
    label: re.Pattern[str]
    byline: re.Pattern[str]
    capitals: re.Pattern[str]
    capitals_behind: re.Pattern[str]
    dashed: re.Pattern[str]
    subheadline: re.Pattern[str]
    dateline: re.Pattern[str]
    sign_between: re.Pattern[str]
    section: re.Pattern[str]
    related: re.Pattern[str]
    teaser: re.Pattern[str]
    posted: re.Pattern[str]
    verb: re.Pattern[str]
    tags: re.Pattern[str]
    stop: re.Pattern[str]
    stop_behind: re.Pattern[str]


@cache
def run_in_shapes() -> RunInShapes:
    """The shapes, made once from the lists."""
    wires = any_of("wires")
    numbers = "|".join(sorted((word.title() for word in NUMBER_WORDS), key=len, reverse=True))
    # "Formula One Drivers" is a name still: behind a number a sentence goes on in small letters.
    opener = (
        rf"(?:\b{any_of('openers')}\b(?=(?: [^\s.]+){{0,3}} [\"“]?[a-z\d])"
        rf"|\b(?:{numbers})(?:-[a-z]+)?(?= (?:of )?[a-z]))"
    )
    counter, beside = "|".join(_table()["counters"]), "|".join(_table()["counters_beside"])
    apart = r"[ |·]+"
    row = (
        rf"(?:(?:(?:{beside}){apart})+(?:{counter})(?:{apart}(?:{counter}|{beside}))*"
        rf"|(?:{counter})(?:{apart}(?:{counter}|{beside}))+)"
    )
    day = rf"(?P<wire>{wires})[ \t]+{_WEEKDAY} (?P<day>{_DAY})(?: ?{_HOUR})?"
    capital = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]{2,}"
    name = rf"(?!(?:{_MONTH}|{_WEEKDAY}|{numbers})\b){UPPER}[\w.'’-]+"
    poster = r"[^\s()][^\n()]{0,50}"
    # An archive has lost the letters of some months ("29 2017").
    posted_day = rf"(?:{_DAY}|\d{{1,2}}(?: \S{{1,12}})? \d{{4}})"
    return RunInShapes(
        opener=re.compile(opener),
        striker=re.compile(rf"(?<=[a-z] )\b{any_of('strikers')}\b(?= [a-z])"),
        # One button alone is a word like others ("Print"); two in a row, or a count of views, are none.
        counters=re.compile(
            rf"(?:(?i:{row})(?=[ \t]+(?:[\"“‘(]?{UPPER}|\d)|[ \t]*(?:\n|\Z))|(?i:{counter})(?= {opener}))"
        ),
        signed_day=re.compile(rf"{day} ?[-–—|:]?(?=\s|\Z)"),
        sign=re.compile(
            rf"(?P<wire>{wires})(?: ?[-–—]{{1,2}} ?(?={opener})| [-–—]{{1,2}} (?={UPPER})| (?={opener}|(?i:{row}) ))"
        ),
        sign_behind=re.compile(
            rf"(?P<wire>{wires}) (?!{any_of('no_signs')}\b)(?={UPPER}[\w’'-]+ (?!{any_of('telling')}\b)[a-z])"
        ),
        headline_tail=re.compile(rf"{any_of('headline_tails')}(?= {opener}| {wires} {_WEEKDAY} {_DAY})"),
        label=re.compile(rf"(?:(?:{any_of('picture_desks')}|{wires}) Photo|{any_of('picture_labels')})(?= {opener})"),
        byline=re.compile(rf"[Bb](?:y|Y):? (?P<author>{name}(?: {name}){{1,3}})(?= {opener})"),
        capitals=re.compile(rf"(?P<place>{capital}(?: {capital}){{0,2}})(?:,? {UPPER}[a-z]+)?(?= {opener})"),
        capitals_behind=re.compile(
            rf"(?P<place>{capital}(?: {capital}){{0,2}})(?:,? {UPPER}[a-z]+)? "
            rf"(?=(?P<next>{UPPER}[a-z]+) (?P<more>[a-z]+))"
        ),
        dashed=re.compile(
            rf"(?P<place>{UPPER}[\w'’]+(?:,? {UPPER}[\w'’]+){{0,3}})[-–—]{{1,2}} (?=(?P<next>{UPPER}[\w'’-]*) )"
        ),
        # "The mayor told Reuters Monday 3 May 2021 that" is a sentence.
        subheadline=re.compile(
            rf"(?P<words>[^\n.!?]{{0,300}}?(?!{any_of('before_no_credit')}[ \t])\b[^\s.!?]+)[ \t]+(?P<mark>{day}"
            rf"(?=[ \t]+(?:[\"“‘(]?{UPPER}|\d|(?i:{numbers})\b))|(?i:{row})(?= {opener}))"
        ),
        # In prose a town stands in capitals nowhere.
        dateline=re.compile(
            rf"\b(?P<place>{capital}(?: {capital}){{0,2}})(?:,? {UPPER}[a-z]+\.?)?(?: \d{{1,2}})? "
            rf"\((?P<wire>{wires})\b[^)\n]{{0,40}}\)(?: ?[-–—]{{1,2}})?(?=\s+[\"“‘]?(?:{UPPER}|\d))"
        ),
        # "A bridge fell. (AFP) - The mayor said": behind a standfirst an agency's sign may have lost its town.
        sign_between=re.compile(rf"(?<=[.!?\"”] )\((?P<wire>(?i:{wires}))\) ?[-–—]{{1,2}}(?=\s+[\"“‘]?(?:{UPPER}|\d))"),
        # "World | Kalden | 03-05-2021 14:20": a day in figures with its hour is in no sentence.
        section=re.compile(
            rf"(?:(?!{any_of('openers')} ){UPPER}[\w&'’-]*[ |/>»·]+){{1,6}}\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{4}},? "
            rf"(?:{_HOUR}|\d{{3,4}} ?[AaPp][Mm])(?= {UPPER})"
        ),
        verb=re.compile(
            r"\b(?:(?P<helper>was|were|has|have|had)|[a-z]{2,}(?:ed|ing|en)|[a-z]*(?:left|hit|struck|fell|shot|says?|kills?))\b"
        ),
        related=re.compile(r"\s*Related:? (?=\S)"),
        # "AP Photo Ten Bridges Fall in Kalden": in a sentence some longer word is in small letters.
        teaser=re.compile(
            rf"(?<=[.!?\"”)] )(?:{wires}|{wires.upper()}|{any_of('picture_desks')}|{any_of('picture_sites')}\w*) "
            rf"(?:(?![a-z]{{5}})[^\s!?]+ )*\Z"
        ),
        posted=re.compile(
            rf"(?:(?:(?:https?\S+|pic\.twitter\S+) )+(?:[—–-] ?)?{poster} \(@?\w{{2,20}}\),? {posted_day}"
            rf"|[—–-] ?{poster} \(@\w{{2,20}}\),? {posted_day}"
            # "Bridge falls in Kalden - YouTube": a film's title stands where the page shows the film.
            rf"|(?<=\S) [-–—|] {any_of('picture_sites')})(?=[ \t]*\n|\Z|[ \t]+[\"“‘'(]?(?:{UPPER}|\d|\.))"
        ),
        tags=re.compile(rf"(?:(?<=[.!?\"”’)\]a-z] )|\A|(?<=\n))Tags?(?: (?={UPPER}))"),
        stop=re.compile(r"[.!?](?=\s|\Z|[\"”’)])|\n"),
        stop_behind=re.compile(r"(?:[.!?][\"”’)]{0,2}\s|\n)\s*"),
    )


@dataclass(frozen=True, slots=True)
class HeadingShapes:
    """How headlines stand among other words; `furniture.toml` has the words."""

    behind: re.Pattern[str]
    section: re.Pattern[str]
    sentence: re.Pattern[str]
    twice: re.Pattern[str]
    credit: re.Pattern[str]
    aside: re.Pattern[str]


@cache
def heading_shapes() -> HeadingShapes:
    """The shapes, made once from the lists."""
    wires = any_of("wires")
    return HeadingShapes(
        behind=re.compile(r"\s+(?:[|–—»·-]|::)\s+"),
        section=re.compile(any_of("sections")),
        sentence=re.compile(r"[^\n]*?[.!?](?=[\s\"”]|\Z)"),
        # An agency's sign may stand between: "Ten fell in Kalden. (Reuters) - Ten fell in Kalden, it said."
        twice=re.compile(
            r"(?P<words>\S*[^\s.!?](?: \S*[^\s.!?]){6,80}?)[.]?\s+(?:\([A-Za-z][\w ]{1,20}\)\s*)?(?:[-–—]+\s+)?"
            r"(?P<again>(?P=words)(?!\w))"
        ),
        credit=re.compile(
            rf"(?:(?<=[.!?\"”)\]] )|(?<=\n)|\A)(?:(?:{wires}|{wires.upper()}|{any_of('picture_desks')}) Photo"
            rf"|{wires}|{wires.upper()}|{any_of('picture_desks')}|{any_of('picture_sites')}"
            rf"|Photo(?: {any_of('picture_sites')}\w*)?) (?={UPPER})"
        ),
        aside=re.compile("|".join(_table()["asides"])),
    )
