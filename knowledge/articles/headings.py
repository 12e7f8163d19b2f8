"""Headlines among a report's words: the site's name behind them, headings run into sentences, other reports' own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from snowballstemmer import stemmer

from knowledge.articles.furniture_shapes import heading_shapes, printed_shapes, run_in_shapes
from knowledge.articles.run_in import is_of_a_people
from knowledge.attributions.cues import cue_shape
from knowledge.model import Span
from knowledge.sentences import is_a_small_name
from knowledge.speakers import outlet_of
from knowledge.word_lists import words_in

#: A longer run of words without a full stop is no heading.
_LONGEST_HEADING = 300
_FEWEST_WORDS = 4
#: So much of a heading stands in the sentence below it, where that sentence tells the same.
_TOLD_AGAIN = 0.6
#: In how many more words than the heading has.
_WORDS_BEHIND = 12
#: The headline of another report is as long as this at least; a name with its titles is shorter.
_FEWEST_IN_A_TEASER = 6
_SMALL = words_in("joining") | words_in("before_a_place") | words_in("tied_to_a_name") | {"as", "into", "amid", "but"}
_EMPTY = _SMALL | {"is", "are", "was", "were", "has", "have", "had", "be", "been", "that", "which", "who", "it", "its"}


def headline_itself(headline: str, outlet: str | None) -> str:
    """The headline without the name of its own site and its sections behind it.

    A name that is another's stays: it may be whose word the headline gives.

    >>> headline_itself("Raid kills 12 in Kalden - World - Harbour Post", "Harbour Post")
    'Raid kills 12 in Kalden'
    >>> headline_itself("Raid kills 12 in Kalden - police", "Harbour Post")
    'Raid kills 12 in Kalden - police'
    """
    marks = list(heading_shapes().behind.finditer(headline))
    if not marks or not outlet or not _is_the_site(headline[marks[-1].end() :], outlet):
        return headline
    ends = [*(mark.start() for mark in marks), len(headline)]
    at = len(marks) - 1
    while at > 0 and heading_shapes().section.fullmatch(headline[marks[at - 1].end() : ends[at]]):
        at -= 1
    return headline[: ends[at]]


def _is_the_site(words: str, outlet: str) -> bool:
    known = outlet_of(words)
    if known is not None and known is outlet_of(outlet):
        return True
    named = words.split()
    begun = [_letters("".join(named[: n + 1])) for n in range(min(len(named), 4))]
    whose = {_letters(outlet), _letters(re.sub(r"^[Tt]he ", "", outlet))}
    # "Harbour Post International" is of the Harbour Post; "Harbour Post reporter" is somebody.
    return len(named) <= 4 and any(
        letters.removeprefix("the") in whose and all(word[:1].isupper() for word in named[n:])
        for n, letters in enumerate(begun)
    )


def _letters(words: str) -> str:
    return re.sub(r"\W", "", words).casefold()


def headings_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The headings that ran into the sentence below them, where that sentence tells the same once more.

    >>> words = "A bridge fell. Two men hurt in fire in Kalden Two men were hurt when a fire broke out in Kalden."
    >>> [span.of(words) for span in headings_in(words, 0, len(words))]
    ['Two men hurt in fire in Kalden']
    """
    at = start
    for opener in run_in_shapes().opener.finditer(text, start, end):
        if opener.start() < at or text[opener.start() - 1 : opener.start()] != " ":
            continue
        window = max(at, opener.start() - _LONGEST_HEADING)
        stops = list(run_in_shapes().stop_behind.finditer(text, window, opener.start()))
        begins = stops[-1].end() if stops else window
        if window > at and not stops:
            continue
        heading = text[begins : opener.start()].rstrip()
        if _is_told_again(heading, text[opener.start() : min(end, opener.start() + 2 * _LONGEST_HEADING)]):
            yield Span(begins, begins + len(heading))
            at = opener.start()


def headline_within(text: str, start: int, end: int, headline: str | None) -> Iterator[Span]:
    """The report's own headline where it ran into a sentence farther down, word for word.

    >>> words = "A bridge fell. Two men hurt in Kalden as bridge falls The mayor said it was old."
    >>> [span.of(words) for span in headline_within(words, 0, len(words), "Two men hurt in Kalden as bridge falls")]
    ['Two men hurt in Kalden as bridge falls']
    """
    words = (headline or "").split()
    if len(words) < _FEWEST_IN_A_TEASER or words[-1].lower() in _EMPTY:
        return
    for found in re.finditer(r"\s+".join(map(re.escape, words)) + r"(?=\s)", text[start:end]):
        at, last = start + found.start(), start + found.end()
        begins = not text[start:at].strip() or run_in_shapes().stop_behind.match(text, max(start, at - 2), at)
        if begins and run_in_shapes().opener.match(text, last + 1, end):
            yield Span(at, last)


def _is_told_again(heading: str, behind: str) -> bool:
    """Whether a sentence says what a heading says, whose words nothing ties to those behind it."""
    words = heading.split()
    if len(words) < _FEWEST_WORDS or not words[-1][-1].isalnum() or words[-1].lower() in _EMPTY:
        return False
    # "The mayor of Kalden told The New Harbour": a verb goes on.
    if words[-1] in words_in("finite_verbs") or printed_shapes().told.fullmatch(words[-1]):
        return False
    if not words[0][0].isupper() and not words[0][0].isdigit():
        return False
    # "The army denied that 22 died", without its full stop, is somebody's word and no heading.
    if ":" in heading or cue_shape().search(heading):
        return False
    told = _stems(words)
    sentence = heading_shapes().sentence.match(behind)
    below = (sentence.group() if sentence else behind).split()[: len(words) + _WORDS_BEHIND]
    return len(below) > _FEWEST_WORDS and len(told) > 1 and len(told & _stems(below)) >= _TOLD_AGAIN * len(told)


def _stems(words: list[str]) -> set[str]:
    plain = (re.sub(r"\W", "", word).casefold() for word in words if word.lower() not in _EMPTY)
    return {_stem(word) for word in plain if word}


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    found: str = _stemmer().stemWord(word)
    return found


@cache
def _stemmer() -> stemmer:
    return stemmer("english")


def printed_over(text: str, start: int, end: int) -> int:
    """Where a report begins that a page prints over itself, word for word, as a standfirst and again.

    >>> words = "Twelve men died in a fire in Kalden Twelve men died in a fire in Kalden the mayor said."
    >>> words[printed_over(words, 0, len(words)) :]
    'Twelve men died in a fire in Kalden the mayor said.'
    """
    found = heading_shapes().twice.match(text, start, min(end, start + 4 * _LONGEST_HEADING))
    return found.start("again") if found else start


def teasers_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The headlines of other reports, under whose picture's credit they stand among the sentences of this one.

    Headlines write their words large; where these end and a word that opens sentences stands, one begins.

    >>> words = "A bridge fell. AP Photo Ann Lee Two Big Bridges Fall in Kalden After Flood The mayor said so."
    >>> [span.of(words) for span in teasers_in(words, 0, len(words))]
    ['AP Photo Ann Lee Two Big Bridges Fall in Kalden After Flood']
    """
    for credit in heading_shapes().credit.finditer(text, start, end):
        line = text[credit.end() : min(end, credit.end() + _LONGEST_HEADING)]
        words = list(re.finditer(r"\S+", line))
        lower = next(
            (
                n
                for n, word in enumerate(words)
                if re.match(r"[a-z]", word.group()) and not is_a_small_name(word.group()) and word.group() not in _SMALL
            ),
            None,
        )
        if lower is None:
            continue
        upto = words[lower].start()
        opened = [found.start() for found in run_in_shapes().opener.finditer(line) if found.start() < upto]
        opened += [quoted.start() for quoted in re.finditer(r"(?<= )[\"“](?=\w)", line) if quoted.start() < upto]
        if not opened:
            # "… Near Kalden Fennish forces left": a people with what it does, as a sentence names it.
            opened = [words[lower - 1].start()] if lower and is_of_a_people(words[lower - 1].group()) else []
        if not opened:
            continue
        at = max(opened)
        at -= line[at - 1 : at] in ('"', "“")
        before = line[:at].split()
        if len(before) < _FEWEST_IN_A_TEASER or re.search(r"[.!?][\"”]?\s", re.sub(r"\b[A-Z.]{1,6}\.", "", line[:at])):
            continue
        yield Span(credit.start(), credit.end() + len(line[:at].rstrip()))


def asides_in(text: str, start: int, end: int) -> Iterator[Span]:
    """What a page bids its reader do, in brackets between its sentences ("[Click to enlarge]").

    >>> words = "A bridge fell. [Click to enlarge] It was old."
    >>> [span.of(words) for span in asides_in(words, 0, len(words))]
    ['[Click to enlarge]']
    """
    yield from (Span(*found.span()) for found in heading_shapes().aside.finditer(text, start, end))
