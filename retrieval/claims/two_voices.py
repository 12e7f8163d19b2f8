"""Two voices with a figure each: "480,000 per the ministry, 1.7 million per the union" is looked up as two claims.

The second figure of such a sentence is bare: it counts what the first counts, wherever the first does. Where both are
told in full, one card holds them against each other.
"""

from __future__ import annotations

import re
from functools import cache

from knowledge.model import Quantity
from knowledge.places import read_places
from knowledge.quantities import comparable
from knowledge.speakers import who_is
from retrieval.grammar.clauses import figures_in
from retrieval.word_tables import any_of, worded

_NAME = r"(?:the\s+|an?\s+)?[^\W\d_][\w.’'&-]*(?:\s+[^\W\d_][\w.’'&-]*){0,4}?"
_JOINT = rf"(?:,?\s+(?:{any_of('joined', 'against')})\s+|[,;]\s+)"


def of_two_voices(sentence: str) -> tuple[str, str] | None:
    """The two claims of a sentence that gives each of two voices a figure; None where it does not.

    >>> of_two_voices("40,000 per the ministry, 1.7 million per the Mill Union")
    ('40,000, according to the ministry', '1.7 million, according to the Mill Union')
    >>> of_two_voices("The army says 40 rebels were killed in Homs and the monitor says 12")
    ('The army says 40 rebels were killed in Homs', 'the monitor says 12 rebels were killed in Homs')
    """
    figures = figures_in(sentence)
    if (
        len(figures) != 2
        or worded("joined", "their_own").search(sentence)
        or (figures[1].unit and comparable(*figures) != "same")
    ):
        return None
    first, second = figures
    before, between = sentence[: first.span.start], sentence[first.span.end : second.span.start]
    after = sentence[second.span.end :]
    return _named_behind(sentence, first, second, before, between, after) or (
        None if second.unit else _named_in_front(sentence, first, second, before, between, after)
    )


def _named_behind(
    sentence: str, first: Quantity, second: Quantity, before: str, between: str, after: str
) -> tuple[str, str] | None:
    one, other = _by_one().fullmatch(between), _by_other().fullmatch(after)
    if one is None or other is None or not (_is_a_voice(one) and _is_a_voice(other)) or _points_back(other):
        return None
    own = f"{second.span.of(sentence)}{'' if second.unit else _counted(first, sentence)}"
    return (
        f"{before}{first.span.of(sentence)}{one['rest']}, according to {one['name']}",
        f"{before}{own}{one['rest']}, according to {other['name']}",
    )


def _is_a_voice(by: re.Match[str]) -> bool:
    """Whether whoever stands behind "per" may say something: "per the ministry", "per CGT", and no "per barrel"."""
    name = by["name"]
    per = by["by"].lower() == "per"
    return not per or name[:4].lower() == "the " or name[:1].isupper() or who_is(name, "unnamed").kind != "unnamed"


def _points_back(other: re.Match[str]) -> bool:
    """Whether the second name only points at somebody named before: "she said 12", "according to the same monitor"."""
    return worded("joined", "pointing_back").match(other["name"], 0) is not None


def _named_in_front(
    sentence: str, first: Quantity, second: Quantity, before: str, between: str, after: str
) -> tuple[str, str] | None:
    saying, other = _says().fullmatch(before), _and_other().fullmatch(between)
    if saying is None or other is None or _points_back(other) or not re.fullmatch(r"\s*(?:[.!?…].*)?", after):
        return None
    if other["verb"] is None and (read_places(other["name"]) or who_is(other["name"], "unnamed").kind == "unnamed"):
        # "The army says 40 died in Kalden and Tarnau 12": without a verb, the table knows the name, and as no place's.
        return None
    verb = other["verb"] or saying["verb"]
    if worded("joined", "denying_verbs").search(f"{saying['verb']} {verb}"):
        return None
    told = f"{second.span.of(sentence)}{_counted(first, sentence)}{other['rest']}"
    return f"{before}{first.span.of(sentence)}{other['rest']}", f"{other['name']} {verb.strip()} {told}"


def _counted(figure: Quantity, sentence: str) -> str:
    """What a figure counts, as it stands behind the number: " rebels were killed"."""
    printed = figure.span.of(sentence)
    return f" {figure.counted}" if figure.counted and printed.endswith(figure.counted) else ""


@cache
def _by_one() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<rest>[^,;]*?),?\s+(?P<by>{any_of('joined', 'by_whom', 'per')})\s+(?P<name>{_NAME}){_JOINT}", re.I
    )


@cache
def _by_other() -> re.Pattern[str]:
    return re.compile(rf"[^,;]*?,?\s+(?P<by>{any_of('joined', 'by_whom', 'per')})\s+(?P<name>{_NAME})[.!]?", re.I)


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"{_NAME}\s+(?P<verb>{any_of('joined', 'saying')})(?:\s+that)?\s+", re.I)


@cache
def _and_other() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<rest>.*?){_JOINT}(?P<name>{_NAME})(?:\s+(?P<verb>{any_of('joined', 'saying')})(?:\s+that)?)?\s+", re.I
    )
