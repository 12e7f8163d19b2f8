"""The time that a count covers, as printed: "in the last 48 hours", "since 16 January", "on Tuesday"."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from functools import cache

from knowledge.model import Span
from knowledge.quantities.figure_words import figure_words
from knowledge.weekdays import A_WEEKDAY, LONG_WEEKDAY
from knowledge.word_lists import any_of

_SENTENCE_END = re.compile(r"(?<![A-Z.])[.!?][\"”’)\]]*\s+(?=[A-Z0-9\"“‘'(])|\n+")
# "Police said on Wednesday" dates the saying.
_SAID = re.compile(rf"\b(?:{any_of('dates_the_saying')})\s\Z", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:began|begun|started|erupted|broke out)\b[^.;,\d]*\Z", re.IGNORECASE)
_NUMBER = (
    r"(?:\d{1,4}(?:[.,]\d{1,3})?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|an|few|several"
    r"|couple of|dozen|twenty-four|twenty|thirty|forty-eight|seventy-two|ninety-six|sixty|half a|a single|single)"
)


@cache
def _spell() -> re.Pattern[str]:
    table = figure_words()
    months = "|".join(sorted((re.escape(m.capitalize()) for m in table.months if m.isascii()), key=len, reverse=True))
    lengths = "|".join(sorted(map(re.escape, table.lengths_of_time), key=len, reverse=True))
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    year = r"(?:1[5-9]|20)\d\d"
    date = (
        rf"(?:(?:{A_WEEKDAY},? )?(?:{day} (?:of )?(?:{months})\b\.?(?:,? {year})?"
        rf"|(?:{months})\b\.? {day}\b(?:,? {year})?"
        rf"|(?:early |late |mid-?)?(?:{months})\b\.?(?:,? {year})?|(?:early |late |mid-?)?{year}\b)|{A_WEEKDAY}"
        rf"|the (?:start|beginning|end|middle|outbreak) of (?:the |this |last )?"
        rf"(?:{months}|{year}|{lengths}|war|conflict|crisis|uprising|campaign|operation|invasion)(?: {year})?"
        rf"|(?:this |last |that |early |yesterday |the early )(?:{lengths}))"
    )
    return re.compile(
        rf"\b(?:"
        rf"(?:since|until|till|by|up to) (?:the )?{date}"
        # "Since the conflict began in March 2011"
        rf"|since (?:[\w’'-]{{1,20}} ){{1,7}}?(?:in|on) {date}"
        rf"|from {date} (?:to|until|till|through) {date}"
        rf"|from {day} (?:to|until) {date}"
        rf"|between {date} and {date}"
        rf"|(?:over|in|within|during|for|throughout|across|inside) (?:the |these |those |its |their |this )?"
        rf"(?:space of |course of )?"
        rf"(?:just |only |under |about |nearly |over |less than |more than )?"
        rf"(?:last |past |previous |preceding |first |next |same |following |final )?"
        # "The three-year-old war" is no three years; "the 4 month battle" is what happened.
        rf"(?:{_NUMBER}[ -])?(?:{lengths})\b(?!-old\b| (?:battle|fight|siege|assault)\b)"
        rf"|(?:in|on|during|through|throughout|over) (?:the )?"
        rf"(?:night of |evening of |morning of |month of |year |first half of |second half of )?{date}"
        rf"|{day} (?:{months}) {year} ?(?:-|–|to) ?{day} (?:{months}) {year}"
        rf"|(?:last|this|that|the same) (?:{lengths})\b"
        rf"|(?:every(?: single)?|each|per|a) (?:day|week|month|year|hour|night)\b"
        rf"(?![- ](?:after|before|later|earlier|ago|old|long))"
        rf"|so far (?:this|that) year|today|yesterday|overnight|daily"
        rf")",
        re.IGNORECASE,
    )


def periods_for(text: str, spans: Sequence[Span]) -> list[str]:
    """For each figure, the words that say what time its count covers; "" where the sentence says nothing.

    The nearest such words of the same sentence, those behind the figure before those in front of it.

    >>> periods_for("40 strikes in 48 hours. Later, nine more.", [Span(0, 10), Span(31, 40)])
    ['in 48 hours', '']
    >>> periods_for("22 died on Saturday and Sunday.", [Span(0, 7)])
    ['on Saturday and Sunday']
    """
    if not spans:
        return []
    found = [
        (match.start(), _second_day(text, match.end()))
        for match in _spell().finditer(text)
        if not _SAID.search(text, max(0, match.start() - 12), match.start())
        and not _is_name(text, match)
        and not _COMPARED.search(text, max(0, match.start() - 20), match.start())
        and not _dates_a_beginning(text, match)
    ]
    if not found:
        return [""] * len(spans)
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    periods = []
    at = 0
    for n, span in enumerate(spans):
        while at < len(ends) and ends[at] <= span.start:
            at += 1
        begin = ends[at - 1] if at else 0
        end = ends[at] if at < len(ends) else len(text)
        following = spans[n + 1].start if n + 1 < len(spans) else end
        periods.append(_nearest(text, found, span, begin, end, following))
    return periods


#: "Two points more than in 2022", "against 300 in 2022" tells of another count's time.
_COMPARED = re.compile(r"\b(?:than|as|like|compared (?:with|to))\s\Z", re.IGNORECASE)
#: "..., and in 2022 eight people were hurt": a clause that begins with its own time.
_BEGINS_A_CLAUSE = re.compile(r"(?:[,;]\s+(?:and|but|while)|;)\s\Z", re.IGNORECASE)


def _second_day(text: str, end: int) -> int:
    """Where "on Saturday and Sunday" ends; a count that covers two days is of both."""
    if _WHOLE_MONTH.search(text, max(0, end - 12), end):
        # The stop is the sentence's.
        return end - 1
    second = _AND_A_DAY.match(text, end) if text[max(0, end - 3) : end].lower() == "day" else None
    return second.end() if second else end


_WHOLE_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\.\Z", re.IGNORECASE
)
_AND_A_DAY = re.compile(rf" and {LONG_WEEKDAY}\b", re.IGNORECASE)


def _dates_a_beginning(text: str, match: re.Match[str]) -> bool:
    """Whether the words date a beginning rather than the count: "the war that began in 2011 has killed"."""
    if match.group().lower() == "for the day":
        return True
    before = text[max(0, match.start() - 80) : match.start()]
    return match.group()[:3].lower() in ("in ", "on ") and _BEGAN.search(before) is not None


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether the word belongs to a name: "Russia Today", "the Daily Mail"."""
    if match.group() == "daily" and re.match(r" [A-Z]", text[match.end() : match.end() + 2]):
        # "The daily Dawn".
        return True
    if match.group() not in ("Today", "Daily", "Overnight"):
        return False
    return bool(re.search(r"\w \Z", text[max(0, match.start() - 2) : match.start()])) or bool(
        match.group() == "Daily" and re.match(r" [A-Z]", text[match.end() : match.end() + 2])
    )


def _nearest(text: str, found: list[tuple[int, int]], span: Span, begin: int, end: int, following: int) -> str:
    best: tuple[int, str] | None = None
    # A few on either side are near enough, however long the text.
    at = bisect(found, (span.start, span.end))
    for start, stop in found[max(0, at - 4) : at + 4]:
        if stop <= begin or start >= end:
            continue
        if start < span.end and span.start < stop:
            continue
        # Beyond the next figure the words are more likely about that one, unless they are all there is.
        of_the_next = start < following < end and _BEGINS_A_CLAUSE.search(text, span.end, start) is not None
        behind = start - span.end + (60 if start > following or of_the_next else 0)
        distance = behind if start >= span.end else span.start - stop + 30
        if best is None or distance < best[0]:
            best = (distance, text[start:stop])
    return best[1] if best else ""
