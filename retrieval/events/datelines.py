"""The day that a report prints at its own head: "Published July 19, 2016", "Friday 24 Oct 2014", "26.10.2016".

A page may be kept under another day: that of a feed, of a reprint, of whoever collected it. And where it was written:
"DAMASCUS (Sputnik)" over a blast in Idlib is no place of that blast.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

from knowledge.model import Article, Period
from knowledge.places import read_places, related
from knowledge.times import read_times
from retrieval.word_tables import any_of

#: So many characters behind a headline a page has printed its day: who wrote it, or a standfirst, may come before.
HEAD = 250
#: What came out by night is of two days.
NIGHT = timedelta(days=1)

#: "Oct 262016": a page that was copied without its commas.
_run_together = re.compile(r"\b([A-Z][a-z]{2,8}\.? \d{1,2})((?:19|20)\d\d)\b")
#: A day that stands in a sentence: "on 4 August 2020", "the 11 September 2001 attacks".
_in_a_sentence = re.compile(
    r"\b(?:on|in|of|since|from|until|till|by|before|after|the|and|to|between|for|around|about)[\s,]+"
    r"(?:\w+day[\s,]+)?$",
    re.IGNORECASE,
)
_put_there = re.compile(rf"\b(?:{any_of('places', 'printed_on')}):?\s+(?:on|at)?\s*$", re.IGNORECASE)
_stands_alone = re.compile(r"\s*(?:$|[\n|(–—-]|[.,:]?\s*[A-Z0-9\"“'‘])")
#: A town in capitals, or before an agency in brackets, where a sentence begins.
_written_in = re.compile(
    r"(?:^|(?<=[.!?:”\"\n])|(?<=[.!?:”\"\n] ))"
    r"(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?:, [A-Z][\w. ]{1,20})?\s*\((?P<agency>[A-Z][\w /.-]{1,25})\)"
    r"(?=\s*[–—-]*\s*[A-Z\"“‘])|"
    r"[A-Z’'-]{4,}(?: [A-Z’'-]{4,})?(?=,? [–—-]))"
)


_BEHIND_A_PLACE = ("(", " –", " —", " -")


@lru_cache(maxsize=20_000)
def without_dateline(text: str) -> str:
    """A text with blanks for each place in which it was only written: one whose sentence tells of a place elsewhere.

    >>> without_dateline("DAMASCUS (Northern Agency) A blast in Idlib killed 45.").strip()
    'A blast in Idlib killed 45.'
    >>> without_dateline("DAMASCUS (Northern Agency) A blast in the capital killed 45.")[:8]
    'DAMASCUS'
    """
    # Most texts have none of the marks behind such a place, which is seen sooner.
    return _written_in.sub(_blank, text) if any(mark in text for mark in _BEHIND_A_PLACE) else text


def datelines_in(text: str) -> str:
    """Where a text says that it was written, as printed.

    >>> datelines_in("DAMASCUS (Northern Agency) A blast in Idlib killed 45."), datelines_in("HOMS - Ten died.")
    ('DAMASCUS (Northern Agency)', 'HOMS')
    """
    return ", ".join(found.group() for found in _written_in.finditer(text))


def _blank(found: re.Match[str]) -> str:
    sentence = re.split(r"[.!?](?:\s|$)", found.string[found.end() :], maxsplit=1)[0]
    if found["agency"] and read_places(found["agency"]):
        return found.group()
    told = [place for place in read_places(sentence) if place.province]
    # Before an agency in brackets no place is read; by itself the name is one.
    town = found.group().partition("(")[0].strip()
    here = read_places(town.title() if town.isupper() else town)
    is_elsewhere = bool(here and told) and all(related(a, b) == "apart" for a in here for b in told)
    return " " * len(found.group()) if is_elsewhere else found.group()


def _printed_day(article: Article) -> Period | None:
    """The day that a report prints by itself at its head; None where it prints none, or in a sentence only."""
    return None if article.is_note else _read_day(article.text[len(article.title) : 2 * len(article.title) + HEAD])


@lru_cache(maxsize=5_000)
def _read_day(head: str) -> Period | None:
    text = _run_together.sub(r"\1, \2", head)
    for period in read_times(text):
        if period.span is None or period.basis != "stated" or period.end - period.start > NIGHT:
            continue
        before = text[: period.span.start]
        alone = _put_there.search(before) or not _in_a_sentence.search(before)
        return period if alone and _stands_alone.match(text, period.span.end) else None
    return None


def print_one_day(one: Article, other: Article) -> bool:
    """Whether what two reports print, or failing that are kept under, is one day, and a printed one says so."""
    first, second = _printed_day(one), _printed_day(other)
    if first is None and second is None:
        return False
    here, there = first or one.published, second or other.published
    return here is not None and there is not None and here.start < there.end + NIGHT and there.start < here.end + NIGHT
