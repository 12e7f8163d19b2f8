"""Tweets that a page has set into its text: where one ends, and who has signed it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.model import Attribution, Span

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
#: "pic.twitter.com/x1 — Omar Aziz (@omaraziz) April 2, 2017", of which archives keep the letters alone.
_SIGNED = re.compile(
    r"(?P<link>(?:(?:pic\.twitter\.com|https?:?/?/?t\.co)\S*\s+)*)(?:[—–-]+\s*)?"
    r"(?P<name>[^\W\d_a-z][\w'’.-]*(?: (?:(?:of|for|the|and) ){0,2}[^\W\d_a-z][\w'’.-]*){0,3}) "
    r"\((?P<at>@)?(?P<handle>\w{2,20})\) "
    rf"(?:{_MONTH}\.? \d{{1,2}},?|\d{{1,2}} {_MONTH}\.?,?) (?:19|20)\d\d\b"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands under a tweet: a name, a handle and a day."""

    #: From the tweet's own links on.
    span: Span
    name: Span
    handle: Span


def signatures(text: str, start: int, end: int) -> Iterator[Signature]:
    """The signatures of the tweets between two offsets, in order.

    A bracket and a date are none yet: "AMBER (Reuters) June 12 2016" is where and when a report was written.

    >>> words = "Smoke over the port pic.twitter.comx1 Omar Aziz (omaraziz) June 12 2016 More follows."
    >>> [signed.name.of(words) for signed in signatures(words, 0, len(words))]
    ['Omar Aziz']
    """
    if not _may_be_signed(text):
        return
    for found in _SIGNED.finditer(text, start, end):
        if found["link"] or found["at"]:
            yield Signature(Span(*found.span()), Span(*found.span("name")), Span(*found.span("handle")))


def signed_below(text: str, end: int) -> Signature | None:
    """The signature that is the whole next paragraph behind a place, as where a post is shown; None where it is none.

    >>> words = "Four of our soldiers fell.\\n\\n— Ministry of Defence (@mod) 3 May 2021\\n\\nMore follows."
    >>> signed = signed_below(words, 26)
    >>> signed.name.of(words) if signed else None
    'Ministry of Defence'
    """
    found = _NEXT_LINE.match(text, end)
    if found is None or not _may_be_signed(text):
        return None
    signed = next(signatures(text, found.start("line"), found.end("line")), None)
    whole = signed is not None and signed.span == Span(*found.span("line"))
    return signed if whole and found["line"][0] in "—–-" else None


_NEXT_LINE = re.compile(r"[^\S\n]*\n\s*(?P<line>[^\n]*[^\s])[^\S\n]*(?=\n|\Z)")


# A text is asked once for each of its sentences.
@lru_cache(maxsize=16)
def _may_be_signed(text: str) -> bool:
    return any(sign in text for sign in ("twitter.com", "t.co", "(@"))


def is_a_tweet(voice: Attribution, text: str) -> bool:
    """Whether somebody's words were read from a tweet in a page, under which their handle stands."""
    return voice.cue_span is not None and text[max(0, voice.cue_span.start - 2) : voice.cue_span.start].endswith(
        ("(", "(@")
    )
