"""The words by which reports say that somebody said something, and how far each keeps its distance."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from knowledge.attributions.clauses import has_finite, words_of
from knowledge.caseless import any_in_whatever_letters
from knowledge.model import Grade
from knowledge.word_lists import any_of

Takes = Literal[
    "clause", "person", "that", "object", "quote", "voice", "figure", "number", "toll", "predicate", "claims"
]

#: Grades by which the report does not vouch for the content.
ARMS_LENGTH: frozenset[Grade] = frozenset(("claimed", "alleged", "denied", "unverified"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb: what it is called, how far it keeps its distance, and what must stand around it."""

    cue: str
    grade: Grade
    forms: tuple[str, ...]
    #: Forms that are as often a noun.
    nouns: frozenset[str]
    takes: Takes
    #: Whether "..., said X" is printed.
    inverts: bool
    #: Whether the rules hold to it even where the learned tagger has passed it over.
    sure: bool


#: What others are said to have said, as a noun.
CLAIMS = (
    r"(?:claims?|allegations?|accusations?|assertions?|insinuations?|rumou?rs?|suggestions?|reports?|statements?)\b"
)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "cues.toml").read_text("utf-8"))


@cache
def cue_rows() -> tuple[Cue, ...]:
    """Every row of the table of cues, in its order."""
    return tuple(
        Cue(
            row["cue"],
            cast("Grade", row["grade"]),
            tuple(row["forms"]),
            frozenset(row.get("nouns", ())),
            cast("Takes", row.get("takes", "clause")),
            bool(row.get("inverts", False)),
            bool(row.get("sure", False)),
        )
        for row in _table()["cue"]
    )


@cache
def cue_of_form() -> dict[str, Cue]:
    """The row for each form in which a cue appears."""
    return {form: cue for cue in reversed(cue_rows()) for form in cue.forms}


@cache
def cue_shape() -> re.Pattern[str]:
    """Finds each form of each cue, the longest first."""
    forms = sorted(cue_of_form(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{any_in_whatever_letters(forms)})(?![\w-])", re.IGNORECASE)


def grade_of(words: str) -> Grade:
    """How far the reporting words keep their distance from the content; "said" where the table has none of them.

    >>> grade_of("also claim"), grade_of("according to"), grade_of("has denied"), grade_of("denied claims")
    ('claimed', 'said', 'denied', 'denied')
    """
    return _row_of(words).grade if cue_shape().search(words) else "said"


def _row_of(words: str) -> Cue:
    """The row of the last cue in these words; whoever denies claims does not claim."""
    rows = [cue_of_form()[match.group().lower()] for match in cue_shape().finditer(words)]
    return next((row for row in rows if row.grade == "denied"), rows[-1])


@cache
def _said_when_tagged() -> re.Pattern[str]:
    said = any_in_whatever_letters(_table()["tagged"]["said"])
    return re.compile(rf"(?<![\w-])(?:{said})(?![\w-])", re.IGNORECASE)


@cache
def _before_a_colon() -> re.Pattern[str]:
    return re.compile(rf"(?:{cue_shape().pattern}|{_said_when_tagged().pattern})(?=[^,;“\"]{{0,40}}:$)", re.IGNORECASE)


def cue_before_a_colon(words: str) -> re.Match[str] | None:
    """The reporting word of a sentence that ends with a colon, where what is said follows in the next paragraph.

    >>> found = cue_before_a_colon("Omar Aziz echoed her words:")
    >>> found.group() if found else None
    'echoed'
    """
    if words.rstrip()[-1:] != ":":
        return None
    cues = [found for found in _before_a_colon().finditer(words.rstrip()) if not _A_NOUN.search(words[: found.start()])]
    return cues[-1] if cues else None


#: "Calling the report untrue:" reports nothing.
_A_NOUN = re.compile(r"\b(?:the|an?|its|their|his|this) \Z", re.IGNORECASE)

_NEVER_SAID = re.compile(
    rf"\b(?:{any_of('never_said')})\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
#: "Should say", "needs to tell": it has not been said; "would only say" has.
_UNSAID = re.compile(
    r"^(?:\w+ly )?(?:would|could|should|might|may|must|ought to|(?:need|ha[sd]|have)s? to|to) "
    r"(?!.*\b(?:only|verify|confirm)\b)",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?:\b(?:not|never)|n['’]t)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
#: "It is said", "was reported": somebody says so, and the report does not say who. "Is expected" and "was labeled"
#: are the report's own words.
_SAID_BY_SOMEBODY = re.compile(
    rf"\b(?:{any_of('said_by_somebody')})\b",
    re.IGNORECASE,
)
#: A law "known as" something, in marks, quotes nobody.
_NAMED = re.compile(rf"\b(?:{any_of('called_in_marks')})\b", re.IGNORECASE)
#: "Was fined for “insulting the king”", "dismissed over “failings”": no voice is named by it.
_PUNISHED = re.compile(
    rf"\b(?:{any_of('punished')}) (?:for|of|over|on)\b|"
    r"\bdismissed over\b",
    re.IGNORECASE,
)
#: "The new company will be called Amberline".
_IS_CALLED = re.compile(r"\b(?:be|is|are|was|were|been) (?:to be )?(?:called|named|renamed|known as)\Z", re.IGNORECASE)
_MARKS = re.compile(r"^\W+$")
_QUOTED = re.compile(r"[“”«»\"]|''|(?<!\w)[‘'](?=\w)")


def grade_of_tagged(cue: str, content: str, before: str = "", named: bool = True) -> Grade:
    """How far words that the tagger has marked as a cue keep their distance; "held" when nobody is quoted by them.

    Whoever did not say it, or would not, has vouched for nothing either; `before` are the words in front of the cue.
    `named` is whether the tagger saw a speaker: without one, only what "is said" or "was reported" is somebody's word.

    >>> grade_of_tagged("has denied", "any part in it"), grade_of_tagged("is wary of", "a deal")
    ('denied', 'held')
    >>> grade_of_tagged("scoffed at", "a “paper tiger”"), grade_of_tagged(":", "bridge closed")
    ('said', 'said')
    >>> grade_of_tagged("did not say", "that ten men died"), grade_of_tagged("could not verify", "the toll")
    ('held', 'unverified')
    >>> grade_of_tagged("has raised", "concern"), grade_of_tagged("has raised", "the death toll to nine")
    ('held', 'found')
    >>> grade_of_tagged("is expected", "to win", named=False), grade_of_tagged("was reported", "dead", named=False)
    ('held', 'said')
    """
    quoted = _QUOTED.search(content) and not _NAMED.search(cue)
    if not named and not (_SAID_BY_SOMEBODY.search(cue) or _MARKS.match(cue) or quoted):
        return "held"
    if _PUNISHED.search(cue) or _IS_CALLED.search(cue):
        return "held"
    known = grade_of(cue) if cue_shape().search(cue) else None
    if known != "unverified" and (_NEVER_SAID.search(cue) or _NOT.search(before)):
        return "held"
    if known != "unverified" and _UNSAID.match(cue) and not _QUOTED.search(content):
        return "held"
    if known and _is_what_it_takes(_row_of(cue), cue.lower(), content):
        return known
    told = (
        cue.lower() in _table()["tagged"]["alone"]
        or _said_when_tagged().search(cue)
        or _MARKS.match(cue)
        or _QUOTED.search(content)
    )
    return "said" if told else "held"


@cache
def _may_cite() -> re.Pattern[str]:
    """Every form of a cue that may be more than "held"; a country's states say nothing, and hold no paragraph open."""
    forms = sorted((form for form, cue in cue_of_form().items() if cue.grade != "held"), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?<!\bUnited )(?:{any_in_whatever_letters(forms)})(?![\w-])", re.IGNORECASE)


def may_cite(words: str) -> bool:
    """Whether anybody may be quoted in these words: by a word of the tables, by marks of quotation or by a colon.

    Where not, all that the tagger could mark as a cue would be "held".

    >>> may_cite("The mayor said so"), may_cite("“Ten died”"), may_cite("He is wary of the United States")
    (True, True, False)
    """
    told = _may_cite().search(words) or _said_when_tagged().search(words)
    return bool(told or _QUOTED.search(words) or _BESIDE_A_MARK.search(words) or _in_a_paper().search(words))


@cache
def _in_a_paper() -> re.Pattern[str]:
    """As in "in a poll released on Monday, four in ten": one of the words that may be all of a cue."""
    alone = "|".join(_table()["tagged"]["alone"])
    return re.compile(rf"\b(?:{alone})\s(?:[\w’'/-]+\s){{1,6}}?(?:{any_of('papers')})\b", re.IGNORECASE)


#: "Mayor: ten died", "“Ten died” – mayor": a mark alone may be all of a cue.
_BESIDE_A_MARK = re.compile(r"\w:\s|\s[–—-]+\s")


def _is_what_it_takes(row: Cue, cue: str, content: str) -> bool:
    """Whether claims follow a word that answers claims, and a toll one that moves it: not "raised concern"."""
    if row.takes == "claims":
        return bool(re.search(CLAIMS, content, re.IGNORECASE))
    if row.cue == "agree" and "with" not in cue.split() and not _QUOTED.search(content):
        # "Both sides agreed to a truce" tells what was agreed upon, and of no speech.
        is_told = not content.startswith("to ") and has_finite(words_of(content, 0, len(content)))
        return bool(_A_CLAUSE.match(content)) or is_told
    if row.cue == "add" and _ADDED_TO.match(content):
        return False
    return "raised" not in row.forms or bool(_A_TOLL.search(content))


_A_CLAUSE = re.compile(r"(?:that|with|there|it|he|she|they|we)\b", re.IGNORECASE)
_ADDED_TO = re.compile(r"to (?:an?|the|its|his|her|their|this|that)\b")
_A_TOLL = re.compile(r"\b(?:toll|tally|estimate|count)\b", re.IGNORECASE)

#: Words that hold back wherever they stand, with no speaker needed.
HEDGES = re.compile(rf"\b(?:{any_of('hedges')})\b", re.IGNORECASE)


def hedges_in(words: str) -> tuple[str, ...]:
    """The words that hold the content at arm's length, as printed, each once.

    >>> hedges_in("Rebels reportedly left; the claim could not be independently verified.")
    ('reportedly', 'could not be independently verified')
    """
    return tuple(dict.fromkeys(match.group() for match in HEDGES.finditer(words)))
