"""When it is said to have happened: the stretches of time that a text names, counted from its publication date.

A date that the words give in full is "stated". "On Thursday" or "16 January" is "relative": it is counted from the
day of publication, and without one it stays open, because a wrong date on a report is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Final

from knowledge.caseless import Caseless
from knowledge.model import Period, Span
from knowledge.times.ahead import is_ahead
from knowledge.times.calendars import Days
from knowledge.times.dates import DATES
from knowledge.times.dating import dated, days_of
from knowledge.times.days import DAYS
from knowledge.times.mention import Mention, Way, left_open
from knowledge.times.named_days import year_it_is_known_by, year_it_may_be_of
from knowledge.times.seasons import SEASONS, YEARS
from knowledge.times.spells import SPELLS, WEEKS_AGO
from knowledge.times.stretches import are_ends, from_to, lasting, lend_months, lend_years, since, until
from knowledge.times.words import COUNT, DASH, count_of, is_few, which_of
from knowledge.word_lists import any_of, words_in

#: The first that fits wins, so the fuller ones come first: "3 May 2021" before "May 2021" before "2021".
WAYS: Final[tuple[Way, ...]] = (*DATES, *WEEKS_AGO, *DAYS, *SEASONS, *SPELLS, *YEARS)
_WAY_OF: Final = {way.name: way for way in WAYS}

#: Most sentences name no time; this finds that out before the long pattern is tried at every word.
_HINT = Caseless(
    # What begins a word first, by its letter; then what a letter of any word may begin.
    r"(?=[jfmasondtw])\b(?:j(?:an|un|ul)|f(?:eb|ri)|m(?:ar|ay|on)|a(?:pr|ug)|s(?:ep|at|un)|oct|nov|dec|t(?:ue|hu)|wed)"
    r"|\d(?:\d\d\d|[/.]\d)|day\b|ago\b|last\b|[qh][1-4]\b|past\b|this\b|next\b|previous\b|current\b|coming\b"
    r"|weekend|recent|earlier|tomorrow|tonight|ramadh?an|eid\b|christmas|new year"
    r"|the (?:week|month|year)\b|(?:on|and|to) the \d"
)
_FINITE = rf"(?:{'|'.join(sorted(words_in('finite_verbs')))}|since|[a-z]+ed)\b"
#: The end that is the report's own day.
_FROM_NOW = re.compile(r"\b(?:between|from)\s+now\s+(?:and|to|until|till)\s+(?:the\s+)?$", re.IGNORECASE)
_AND_NOW = re.compile(r"\s+and\s+(?:now|today|the\s+present(?:\s+day)?)\b", re.IGNORECASE)
_LASTING = re.compile(
    rf"\bfor\s+(?:a\s+period\s+of\s+)?(?P<number>{COUNT})[\s-]+(?P<unit>day|week|month|year)s?,?\s+(?:starting|beginning|from|effective|as\s+of)"
    r"(?:\s+(?:on|from))?(?:\s+the)?\s+$",
    re.IGNORECASE,
)
#: A year spelled out behind a date: which one is not worked out, and the nearest would be wrong.
_YEAR_IN_WORDS = re.compile(
    r"(?:,\s+|\s+(?:of\s+)?)(?:(?:seventeen|eighteen|nineteen)[\s-]+(?:hundred|zero|oh|ten|eleven|twelve|\w+teen|\w+ty)"
    r"|(?<=,\s)two\s+thousand|(?<=of\s)two\s+thousand)\b",
    re.IGNORECASE,
)
#: "On 3 February last year's budget fell" and "on 4 March, next year they will sue" tell of no other year's day.
_OF_THE_YEAR = re.compile(r"\s+(?:of\s+)?(?P<which>last|this|next)\s+year\b(?!['\u2019])", re.IGNORECASE)
_OPEN_START = re.compile(
    r"\b(?:before|until|till|prior\s+to|up\s+to|pre|after|following)(?:\s+|-)(?:the\s+)?$", re.IGNORECASE
)
_SINCE = re.compile(r"\b(?:ever\s+)?since\s+(?:(?:at\s+least|about|around|back\s+in)\s+)?(?:the\s+)?$", re.IGNORECASE)
#: "Since the war began on 24 February", "since the coup in 2021"; "since he was shot on Monday" may as well tell why.
_SINCE_IT_BEGAN = re.compile(
    rf"\b(?:ever\s+)?since\s+(?:(?!{_FINITE})[\w'\u2019-]+\s+){{1,5}}(?:(?:{any_of('begin_a_stretch')})\s+(?:(?!{_FINITE})[\w'\u2019-]+\s+){{0,3}})?"
    r"(?:on|in|at|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_NOW_AFTER = re.compile(
    rf"(?:{DASH}|\s+(?:to|until|till)\s+(?:the\s+)?)(?:present(?:\s+day)?|now|today|date)\b|\s+onwards?\b",
    re.IGNORECASE,
)


@cache
def _anywhere() -> re.Pattern[str]:
    """All ways in one pattern; each is a group of its own name, so that `lastgroup` tells which one fitted."""
    joined = "|".join(f"(?P<{way.name}>{way.pattern})" for way in WAYS)
    return re.compile(rf"(?<![\w/.$€£-])(?<!\d:)(?:{joined})(?!\w)", re.IGNORECASE)


#: Where a time may begin, by its first digit or letters.
_MAY_BEGIN = re.compile(r"(?<![\w/.$€£-])(?:\d|[^\W\d_]{1,3})")


#: The words with which the ways begin, by their first three letters: the long pattern is tried at no other.
_FIRST_LETTERS = words_in("a_time_begins_with")


def _wherever(text: str) -> Iterator[re.Match[str]]:
    """What `finditer` of the long pattern finds, which is held only against words with which a time may begin."""
    at = 0
    for start in _MAY_BEGIN.finditer(text):
        letters = start.group()
        if start.start() < at:
            continue
        # What is no ASCII may be an S that is written long.
        if not (letters.lower() in _FIRST_LETTERS or letters.isdigit() or not letters.isascii()):
            continue
        if found := _anywhere().match(text, start.start()):
            at = found.end()
            yield found


def read_times(text: str, published: Period | None = None) -> tuple[Period, ...]:
    """The times that the words name, in reading order; what cannot be dated without the publication date is left out.

    `published` says when the report came out. When it is known to the month only, "in January" can still be counted
    and "on Thursday" cannot. Basis is "stated" where the words give the date in full, else "relative".

    >>> [period.words for period in read_times("On 18 February 2021 jets hit the desert, in early 2020 they did not.")]
    ['2021-02-18', '2020-01-01/2020-04-30']
    >>> read_times("on Thursday")
    ()
    >>> day = read_times("2021-02-22")[0]
    >>> [(period.words, period.basis) for period in read_times("on Thursday", published=day)]
    [('2021-02-18', 'relative')]
    """
    return tuple(period for _, period in _read(text, published) if period is not None)


def time_words(text: str, published: Period | None = None) -> tuple[Span, ...]:
    """Where the words name a time that stays open: "on Thursday" in an undated report.

    >>> [span.of("on Thursday, 18 people died") for span in time_words("on Thursday, 18 people died")]
    ['Thursday']
    """
    return tuple(span for span, period in _read(text, published) if period is None)


def _read(text: str, published: Period | None) -> Iterator[tuple[Span, Period | None]]:
    """Each time that the words name, with its period when it can be dated."""
    if not _HINT.search(text):
        return
    mentions: list[Mention] = []
    for match in _wherever(text):
        mention = _mention(text, match)
        if mention is not None and not (mentions and mention.start < mentions[-1].end):
            mentions.append(mention)
    mentions = lend_years(text, lend_months(mentions))
    at = 0
    while at < len(mentions):
        mention = mentions[at]
        later = mentions[at + 1] if at + 1 < len(mentions) else None
        before = text[max(0, mention.start - 48) : mention.start]
        opening = _FROM.search(before)
        if later is not None and are_ends(text, mention, later, opening is not None, before):
            at += 2
            span = Span(_with_opening(mention, before, opening), later.end)
            yield dated(span, partial(from_to, mention, later), published)
            continue
        at += 1
        if _FROM_NOW.search(before):
            yield dated(Span(mention.start, mention.end), partial(until, mention), published, counted=True)
            continue
        if (long := _LASTING.search(before)) and not is_few(long["number"]):
            number = count_of(long["number"], long["unit"])
            count = partial(lasting, mention, number, long["unit"].lower())
            yield dated(Span(mention.start, mention.end), count, published, counted=mention.year is None)
            continue
        begins, now = _begins(text, mentions[at - 2].end if at > 1 else 0, mention), _NOW_AFTER.match(text, mention.end)
        now = now or (_AND_NOW.match(text, mention.end) if opening and "between" in opening.group().lower() else None)
        if begins or now:
            start = begins.start() if begins else _with_opening(mention, before, opening)
            span = Span(start, now.end() if now else mention.end)
            yield dated(span, partial(_since, text, mention), published, counted=True, to_now=True)
        elif _OPEN_START.search(before):
            yield Span(mention.start, mention.end), None
        elif mention.last_day and "and" in text[mention.start : mention.end] and not opening:
            yield from _each_day(mention, published)
        else:
            yield _alone(mention, published)


def _mention(text: str, match: re.Match[str]) -> Mention | None:
    """What one match names; nothing when the words turn out to be a count, a verb or a name."""
    made = _WAY_OF[match.lastgroup or ""].read(text, match)
    if made is not None and made.year is None and made.month and _YEAR_IN_WORDS.match(text, made.end):
        return left_open(match)
    if made is None:
        return None
    if made.year is None and made.grain == "day" and (of := _OF_THE_YEAR.match(text, made.end)):
        return _of_that_year(made, which_of(of["which"]), of.end())
    known = made.known_by
    if made.year is None and made.grain == "day" and not made.last_day:
        known = known or year_it_is_known_by(text, made.end, made.month, made.day)
    return replace(made, ahead=is_ahead(text, made.start), known_by=known)


def _of_that_year(mention: Mention, which: int, end: int) -> Mention:
    """A day of the year before the report's, of its own or of the next: "on 21 August last year"."""
    return replace(
        mention, grain="counted", end=end, count=lambda day: days_of(replace(mention, year=day.year + which), day)
    )


def _begins(text: str, told: int, mention: Mention) -> re.Match[str] | None:
    """The "since" that a time stands behind, with what began then; `told` is where the time before it ends."""
    near = max(0, mention.start - 48), mention.start
    if begins := _SINCE.search(text, *near):
        return begins
    return _SINCE_IT_BEGAN.search(text, max(told, mention.start - 90), mention.start)


def _since(text: str, mention: Mention, ref: date | None) -> Days | None:
    """From the named time up to the report; open for Gaza's "since 7 October", where a later year lies nearer."""
    days = since(mention, ref)
    meant = (
        year_it_may_be_of(text, mention.month, mention.day) if mention.year is None and mention.grain == "day" else 0
    )
    return None if days and meant and not mention.known_by and days[0].year > meant else days


def _with_opening(mention: Mention, before: str, opening: re.Match[str] | None) -> int:
    """Where the words begin when "from" or "since" is counted in."""
    return mention.start - (len(before) - opening.start()) if opening else mention.start


def _each_day(mention: Mention, published: Period | None) -> Iterator[tuple[Span, Period | None]]:
    """Both days of "on 3 and 5 May", which names two days and not the stretch between them."""
    for day in (mention.day, mention.last_day):
        yield _alone(replace(mention, day=day, last_day=0), published)


def _alone(mention: Mention, published: Period | None) -> tuple[Span, Period | None]:
    span = Span(mention.start, mention.end)
    return dated(span, partial(days_of, mention), published, counted=mention.year is None and not mention.known_by)
