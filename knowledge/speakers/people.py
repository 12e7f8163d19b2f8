"""A person's name in a report's words, and the rank, the office or the body that stands around it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, cast

from knowledge.caseless import any_in_whatever_letters
from knowledge.word_lists import any_of, words_in

#: How a first name is used in reports: of a man, or of a woman.
Sex = Literal["he", "she", ""]

#: Capitals that are a body's and never end a person's name.
_NEVER_A_SURNAME = rf"(?:{any_of('never_a_surname')})\b"
_CAPITAL = rf"(?!{_NEVER_A_SURNAME})(?:[A-ZÀ-ÞŞĞİÇА-Я][\w'’.-]*|(?:al|el|an|as|ad|at|ar|ash)-[A-ZÀ-Þ][\w'’-]*)"
_PARTICLE = r"(?:al|el|bin|ibn|abu|van|von|de|der|den|la|le|du|da|di|bint|ul|ur)"
_NAME = rf"{_CAPITAL}(?: (?:{_PARTICLE} ){{0,2}}{_CAPITAL}){{0,4}}"
#: Behind these a body or a place stands, no longer the name.
_BEHIND = r"(?:of|from|at|with|for|in)"
#: "A friend of Mr. Weil" is not Mr. Weil; "lawmakers and Sen. Weil" are more than one. A body may have an "of" in its
#: name: "Ministry of Health spokesman Jonas Weil".
_NEVER_BEFORE_A_TITLE = re.compile(
    r"\b(?:who|which|whose|that|to|by|with|about|against|like|including)\b|[,;]|"
    r"\b(?:[a-z][\w-]*|\w+s|[Ss]pokes(?:man|woman|person)|[Ll]awyer|[Ff]riend) (?:for|of|from|on|in|at)\b|"
    r"(?:\b[A-ZÀ-Þ][\w.]*|\w+s) and\b"
)
_FORMER = re.compile(r"\b(?:former|formerly|late|onetime|one-time|ousted)\b|\bex-", re.IGNORECASE)
#: These are as often an adjective or part of a body's name ("Local Coordination Committees").
_NO_TITLES = frozenset(("guard", "local", "other", "security", "source"))


@cache
def _titles() -> str:
    titles = (words_in("titles") | words_in("persons") | {"pres"}) - _NO_TITLES
    return "|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True))


@cache
def _titles_in_whatever_letters() -> str:
    titles = (words_in("titles") | words_in("persons") | {"pres"}) - _NO_TITLES
    return any_in_whatever_letters(sorted(titles, key=len, reverse=True))


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<before>(?:.*?[ /’'-])??)(?P<title>(?:(?i:{_titles_in_whatever_letters()})\b\.?[ -]+)+)(?P<name>{_NAME})"
        rf"(?: {_BEHIND} (?:the )?(?P<body>[^,]+))?$"
    )


@cache
def _calling() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[ -])(?:{_titles()})$|^(?i:{_titles()})$")


@cache
def _rank() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?i:{_titles_in_whatever_letters()})\b\.?[- ]+)+(?=[A-ZÀ-ÞА-Я])")


_PLAIN = re.compile(
    rf"^(?P<name>{_CAPITAL} (?:{_PARTICLE} ){{0,2}}{_CAPITAL}(?: {_CAPITAL})?) (?:of|from|at|with) (?:the )?"
    r"(?P<body>[^,]+)$"
)

#: What somebody does, by how such words end; a paper, a broadcaster and a settlement are nobody.
_CALLED = re.compile(
    rf"^(?P<before>(?:.*? )??)(?P<calling>(?!(?:{any_of('no_callings')}|\w*(?:{any_of('ends_of_no_calling')})|"
    r"[\w-]*[- ](?:based|led|run|backed|owned)) )"
    rf"(?:[a-z][a-z-]+(?:{any_of('ends_of_a_calling')})|{any_of('callings')})) "
    rf"(?P<name>{_CAPITAL} (?:{_PARTICLE} ){{0,2}}{_CAPITAL}(?: {_CAPITAL})?)$"
)


_OFFICES = rf"{any_of('offices_held')}"
_HOLDER = re.compile(
    rf"^(?P<title>(?:(?:[Tt]he|[Aa]) )?(?:[\w-]+ ){{0,3}}?(?:{_OFFICES})) (?:of|for) (?:the )?"
    r"(?P<body>(?:[A-Za-z][\w-]* ){1,8}?)"
    r"(?<! of )(?<! for )(?<! by )(?<! with )(?<! from )(?<! to )(?<! and )(?<! under )(?<! the )(?<! in )"
    rf"(?P<name>(?=[A-Z][\w’'-]+ ){_CAPITAL} (?:{_PARTICLE} ){{0,2}}{_CAPITAL}(?: {_CAPITAL})?)$"
)
#: "Omar Aziz regional director of Harbour Watch", "Mira Sand Norlands health minister", where the comma is lost.
_HELD_BEHIND = re.compile(
    rf"^(?P<name>{_CAPITAL} (?:{_PARTICLE} ){{0,2}}{_CAPITAL}(?: {_CAPITAL})??)"
    rf"(?: (?P<whose>[A-Z][\w-]*)(?:['’]s|s))? (?:the |an? )?(?P<title>(?:[a-z-]+ ){{0,3}}?(?:{_OFFICES}))"
    r"(?: (?:of|for) (?:the )?(?P<body>[^,]+))?$"
)
#: "Mayor of New Port Amber": three capitals that are a place.
_BEGINS_A_PLACE = re.compile(rf"(?:{any_of('begins_a_place')})\b")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name, as the words introduce them."""

    name: str
    #: Whatever stands before the rank: "Belgian defence ministry" in "Belgian defence ministry spokeswoman Mira Sand".
    before: str = ""
    title: str = ""
    #: Where they belong, as printed behind the name: "Lenora Coast Guard".
    body: str = ""

    @property
    def office(self) -> str:
        """The words before the name: "Belgian defence ministry spokeswoman"."""
        return f"{self.before} {self.title}".strip()

    @property
    def is_former(self) -> bool:
        """Whether they no longer speak for whatever is named beside them."""
        return is_former(self.office)


# To read one voice, its words are asked for a person some six times.
@lru_cache(maxsize=4_096)
def person_in(words: str) -> Person | None:
    """The person whom the words name with a rank or an office before the name, or a body behind it.

    >>> person = person_in("Commander Jonas Weil of the Lenora Coast Guard")
    >>> (person.name, person.title, person.body) if person else None
    ('Jonas Weil', 'Commander', 'Lenora Coast Guard')
    >>> person_in("the commander of the coast guard") is None
    True
    """
    found = _titled().match(words)
    if found and _is_a_name(found["name"]) and not _NEVER_BEFORE_A_TITLE.search(found["before"]):
        return Person(found["name"], found["before"].strip(" -"), found["title"].strip(), found["body"] or "")
    plain = _PLAIN.match(words)
    if plain and _is_a_name(plain["name"]):
        return Person(plain["name"], body=plain["body"])
    called = _CALLED.match(words)
    if called and _is_a_name(called["name"]) and not _NEVER_BEFORE_A_TITLE.search(called["before"]):
        # No list holds every calling: "party donor Jonas Weil", "retired neurosurgeon Jonas Weil".
        return Person(called["name"], called["before"].strip(), called["calling"])
    holder = _HOLDER.match(words)
    if holder and _is_a_name(holder["name"]) and _holds(holder):
        # "Head of the Harbour Observatory Jonas Weil", in texts that have lost their commas.
        return Person(holder["name"], holder["title"], body=holder["body"])
    if behind := _with_office_behind(words):
        return behind
    told = [name for _, name in people_with_first_names(words) if words.endswith(f" {name}")]
    if told and not _NEVER_BEFORE_A_TITLE.search(words.removesuffix(told[0])):
        return Person(told[0], words.removesuffix(told[0]).strip())
    return None


def _holds(holder: re.Match[str]) -> bool:
    """Whether the name behind an office is its holder's, and no part of a place or of a second office."""
    if "and" in holder["body"] and re.search(rf"\band\b.*\b(?i:{_titles()})\b", holder["body"]):
        return False
    if any(name == holder["name"] for _, name in people_with_first_names(holder["name"])):
        return True
    in_one_word = holder["body"].count(" ") == 1
    return not (_BEGINS_A_PLACE.match(holder["body"]) or (in_one_word and _is_bare(holder)))


def _with_office_behind(words: str) -> Person | None:
    """A person whose name comes before the office, in texts that have lost the comma between."""
    unranked = without_rank(words)
    held = _HELD_BEHIND.match(unranked)
    if held is None or not (held["whose"] or held["body"]):
        # "The Omar Aziz hospital director" is nobody of that name.
        return None
    # "OCHAs coordinator", "Syrias interior minister"; "Jonas Weil Hopkins" may be a man of three names.
    of_a_body = held["whose"] is None or held["whose"].isupper() or held["title"].endswith("minister")
    if not of_a_body or (unranked == words and not _is_first_named(held["name"])):
        return None
    return Person(held["name"], held["whose"] or "", held["title"], held["body"] or "")


def _is_first_named(name: str) -> bool:
    return any(known == name for _, known in people_with_first_names(name))


def _is_bare(holder: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:[Tt]he )?(?:[Mm]ayor|[Ss]peaker|[Mm]inister|[Mm]ember)", holder["title"]))


def people_introduced(words: str) -> list[str]:
    """Everybody whom a text introduces by a title before the name, or by age, calling or "who" behind it.

    >>> people_introduced("Paula Reiss, 42, and Mayor Lena Ortiz met in Port Amber, a town by the sea.")
    ['Paula Reiss', 'Mayor Lena Ortiz']
    """
    found = [
        (match.start("name"), match["name"])
        for match in _apposed().finditer(words)
        if match["sure"] or is_calling(match["calling"].strip())
    ]
    found += [(match.start(), match.group()) for match in _with_title().finditer(words)]
    return [name for _, name in sorted(found) if _is_a_name(name)]


@cache
def _apposed() -> re.Pattern[str]:
    name = rf"{_CAPITAL}(?: (?:{_PARTICLE} ){{0,2}}{_CAPITAL}){{1,2}}"
    return re.compile(
        # What begins no name is passed over at one look.
        rf"(?=[A-ZÀ-ÞŞĞİÇА-Яae])(?<![\w.’'-])(?P<name>{name}), (?:(?P<sure>\d{{1,2}},|aged? \d{{1,2}}|who\b|whose\b)|"
        r"(?:an?|the|his|her|their) (?P<calling>(?:[\w’'-]+ ){0,3}?[\w’'-]+)(?=,|\.| (?:of|at|for|from|in|with|who)\b))"
    )


@cache
def _with_title() -> re.Pattern[str]:
    titles = _by_first_letter(title.capitalize() for title in words_in("titles") - _NO_TITLES)
    return re.compile(rf"(?<![\w.’'-])(?:(?:{titles}|Mr|Mrs|Ms|Dr)\b\.? )+{_CAPITAL}(?: {_CAPITAL})?")


def is_former(words: str) -> bool:
    """Whether somebody is said to have held an office, and holds it no longer.

    >>> is_former("a former spokesman for the army")
    True
    """
    return bool(_FORMER.search(words))


def _is_a_name(words: str) -> bool:
    # "Attorney General" and "Vice President" are offices; "Steve King" is a man.
    owns = re.search(r"['’]s?(?: |$)", words)
    return not owns and words.casefold() not in words_in("titles") | words_in("persons")


def is_never_a_surname(word: str) -> bool:
    """Whether a capitalised word ends the name of a body and never that of a person: "Network", "PAC".

    >>> is_never_a_surname("PAC"), is_never_a_surname("Weil")
    (True, False)
    """
    return bool(re.fullmatch(_NEVER_A_SURNAME, word))


def is_calling(words: str) -> bool:
    """Whether the words end with what a person does, and name nobody: "the campaign manager".

    >>> is_calling("the campaign manager"), is_calling("manager Jonas Weil")
    (True, False)
    """
    return bool(_calling().search(words))


@cache
def first_names() -> dict[str, Sex]:
    """First names that reports give to men alone, or to women alone."""
    table = tomllib.loads((files(__package__) / "first_names.toml").read_text("utf-8"))
    return {name: cast("Sex", sex) for sex, row in table.items() for name in row["names"]}


def _by_first_letter(words: Iterable[str]) -> str:
    """A part of a pattern: any of these words, the longest first; a letter that begins none is passed over at once."""
    behind: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        behind.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in behind.items())


@cache
def _by_first_name() -> re.Pattern[str]:
    first = _by_first_letter(first_names())
    begins = "".join({name[0] for name in first_names()})
    return re.compile(
        rf"(?=[{begins}])(?<![\w.’'-])(?<!\bSan )(?<!\bSt\. )(?<!\bSanta )(?<!\bFort )(?<!\bPort )(?<!\bNew )(?<!\bEl )"
        rf"(?:{first}) (?:[A-Z]\. )?(?:{_PARTICLE} ){{0,2}}(?!{_PLACES}\b)(?=[^\W\d_]{{2}}){_CAPITAL}"
        rf"(?: (?!{_PLACES}\b)(?=[A-Z][a-z]){_CAPITAL})?(?!\w)"
    )


_PLACES = rf"(?:{any_of('after_a_first_name')})"


def people_with_first_names(words: str) -> list[tuple[int, str]]:
    """Everybody whose first name shows that it is a person's, with where the name stands.

    >>> people_with_first_names("Paula Reiss met the mayor in Port Amber; Reiss and Omar al-Aziz left.")
    [(0, 'Paula Reiss'), (51, 'Omar al-Aziz')]
    """
    return [(found.start(), _unowned(found.group())) for found in _by_first_name().finditer(words)]


def _unowned(name: str) -> str:
    return re.sub(r"['’]s?$", "", name.rstrip("."))


def without_rank(words: str) -> str:
    """The name with the ranks before it taken off.

    >>> without_rank("Maj. Gen. Jonas Weil")
    'Jonas Weil'
    """
    return _rank().sub("", words)
