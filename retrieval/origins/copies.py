"""Whether two texts, sentences or quotations are copies of one another, judged by their words and by their meaning.

Runs of words decide, a high cosine helps where an editor has cut and moved them, and another number or another name
refuses: "12 died in Homs" is not a copy of "15 died in Homs", however alike the two are.
"""

from __future__ import annotations

import re
from datetime import timedelta
from difflib import SequenceMatcher
from functools import lru_cache

from knowledge.model import Article
from knowledge.number_words import ONES, TENS
from knowledge.places import fold
from knowledge.quotations import read_quotations
from retrieval.events.sameness import shared
from retrieval.ranking import wording

#: Words in a row that are compared: in a sentence, and in a whole report.
RUN_OF_SENTENCE, RUN_OF_REPORT = 3, 5
#: A sentence shorter than this is a phrase that anybody may write.
LEAST_OF_SENTENCE = 8
#: This share of the shorter sentence's runs stands in its copy; less will do where the meaning is all but the same.
COPIED, COPIED_IN_MEANING, SAME_MEANING = 0.75, 0.4, 0.9
#: This share of the shorter report's runs stands in its reprint, which an editor has cut and topped up.
REPRINTED = 0.25
#: This share of the shorter report's runs stands in the same report, kept anew under another address.
KEPT = 0.9
#: A report shorter than this is compared as a sentence is.
LEAST_OF_REPORT = 40
#: A shared headline, or beginning of one, of so many words is no accident.
LEAST_OF_HEADLINE = 6
#: A quotation of so many words is one event of speaking.
LEAST_OF_QUOTATION = 6
#: Where a report tells what it is about: its headline and so many words of its text.
OPENING = 60
#: Two reports that came out so far from one another are no prints of one text.
DAYS_APART = timedelta(days=5)
#: Two openings of one story share this many of the names of the one that has fewer.
SAME_NAMES = 0.4
#: From this likeness of their letters on, two names that begin alike are spellings of one.
SAME_SPELLING = 0.75

_NAME = re.compile(r"(?<![.!?:“\"'‘] )(?<!^)\b[A-Z][^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+|\n")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_WORDED = {**ONES, **TENS}


def same_sentence(a: str, b: str, meaning: float | None = None) -> bool:
    """Whether one sentence is a copy of the other, with perhaps a word or a tail changed.

    `meaning` is the cosine of their vectors, where both are known.

    >>> same_sentence("Nine barges sank off Port Ansel in the storm on Monday, the harbour office said.",
    ...               "Nine barges sank off Port Ansel in the storm on Monday.")
    True
    >>> same_sentence("Nine barges sank off Port Ansel in the storm on Monday.",
    ...               "Six barges sank off Port Ansel in the storm on Monday.")
    False
    """
    if min(_length(a), _length(b)) < LEAST_OF_SENTENCE:
        return False
    in_common = shared(_runs(a, RUN_OF_SENTENCE), _runs(b, RUN_OF_SENTENCE))
    enough = in_common >= COPIED or (meaning is not None and meaning >= SAME_MEANING and in_common >= COPIED_IN_MEANING)
    return enough and not _vetoed(a, b)


def same_text(a: Article, b: Article) -> bool:
    """Whether one report is a reprint of the other: the same wire text, cut and topped up by two desks.

    A note holds our words and not the report's, so of notes only the headlines are compared.
    """
    if a.id == b.id or _dates_apart(a, b):
        return False
    if _one_headline(_worded(a.title), _worded(b.title)):
        return a.event_id == b.event_id
    if a.is_note or b.is_note:
        return False
    if min(_length(a.text), _length(b.text)) < LEAST_OF_REPORT:
        return False
    in_common = shared(_runs(a.text, RUN_OF_REPORT), _runs(b.text, RUN_OF_REPORT))
    return in_common >= REPRINTED and not _another_story(_opening(a), _opening(b))


def kept_twice(a: Article, b: Article) -> bool:
    """Whether these are one report of one outlet that stands in the store twice, but for a dateline or its end.

    What the outlet has written anew, with another number where it begins, is another report; a picture's caption in
    front of it, with the day of the picture, makes none.
    """
    if fold(a.outlet) != fold(b.outlet) or a.is_note or b.is_note or _dates_apart(a, b):
        return False
    in_common = shared(_runs(a.text, RUN_OF_REPORT), _runs(b.text, RUN_OF_REPORT))
    return in_common >= KEPT and not _other_numbers(_only_in(a, b), _only_in(b, a))


def _only_in(a: Article, b: Article) -> str:
    """The sentences with which one report begins and that stand nowhere in the other."""
    text = wording(b.text)
    return " ".join(one for one in _SENTENCE_ENDS.split(_opening(a)) if wording(one) not in text)


def shared_quotation(a: str, b: str) -> str | None:
    """The words that both texts quote, six or more in a row; None when they share no quotation.

    >>> shared_quotation("He said “we heard three blasts before the roof fell in”.",
    ...                  "“We heard three blasts before the roof fell in,” a guard said.")
    'we heard three blasts before the roof fell in'
    """
    longest = ""
    for one in quoted(a):
        for other in quoted(b):
            left, right = one.split(), other.split()
            match = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
            run = " ".join(left[match.a : match.a + match.size])
            if match.size >= LEAST_OF_QUOTATION and (len(run), run) > (len(longest), longest):
                longest = run
    return longest or None


@lru_cache(maxsize=20_000)
def quoted(text: str) -> tuple[str, ...]:
    """What a text quotes at length, evened out."""
    found = (wording(span.of(text)) for span in read_quotations(text))
    return tuple(words for words in found if len(words.split()) >= LEAST_OF_QUOTATION)


# Whole reports would be many megabytes as words: a run is kept as a number, and two runs have one by no accident. The
# runs of one report take 15 kB nevertheless.
@lru_cache(maxsize=2_000)
def _runs(text: str, length: int) -> frozenset[int]:
    words = wording(text).split()
    return frozenset(map(hash, zip(*(words[at:] for at in range(length)), strict=False)))


@lru_cache(maxsize=5_000)
def _worded(title: str) -> tuple[str, ...]:
    return tuple(wording(title).split())


@lru_cache(maxsize=5_000)
def _length(text: str) -> int:
    return len(wording(text).split())


def _vetoed(a: str, b: str) -> bool:
    """Whether each prints a number, or a name, where the other prints another."""
    if _other_numbers(a, b):
        return True
    here, there = _names(a), _names(b)
    return _has_another(here, there) and _has_another(there, here)


def _has_another(here: frozenset[str], there: frozenset[str]) -> bool:
    """Whether a name stands here that does not stand there."""
    return any(not _known(name, there) for name in here - there)


def _other_numbers(a: str, b: str) -> bool:
    here, there = _numbers(a), _numbers(b)
    return bool(here - there) and bool(there - here)


def _another_story(a: str, b: str) -> bool:
    """Whether two openings share no number, or next to no name: a desk that fills in one form every day.

    A wire that raises its toll keeps some of its numbers, and all of its names.
    """
    numbers, names = (_numbers(a), _numbers(b)), (_names(a), _names(b))
    shared = sum(_known(name, names[1]) for name in names[0])
    return (all(numbers) and not numbers[0] & numbers[1]) or (all(names) and shared < SAME_NAMES * min(map(len, names)))


@lru_cache(maxsize=20_000)
def _numbers(text: str) -> frozenset[str]:
    """The numbers of a text, worded ones as figures; years and days of the month are numbers too."""
    figures = {found.group().replace(",", "") for found in _DIGITS.finditer(text)}
    # "One" is more often a pronoun than a count.
    worded = {str(_WORDED[word]) for word in wording(text).split() if _WORDED.get(word, 0) > 1}
    return frozenset(figures | worded)


@lru_cache(maxsize=20_000)
def _names(text: str) -> frozenset[str]:
    return frozenset(fold(found.group()) for found in _NAME.finditer(text))


def _known(name: str, there: frozenset[str]) -> bool:
    """Whether a name stands among others, in this spelling or one like it: Hasakeh is Hasakah."""
    return name in there or any(name[:2] == other[:2] and _spelled_alike(name, other) for other in there)


# The reports of one event have the same few names, which are held against one another for each two of its sentences.
@lru_cache(maxsize=20_000)
def _spelled_alike(name: str, other: str) -> bool:
    matcher = SequenceMatcher(None, name, other)
    return matcher.real_quick_ratio() >= SAME_SPELLING and matcher.ratio() >= SAME_SPELLING


def _one_headline(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one headline is the other, or its beginning: a desk may cut one to fit."""
    shorter = min(len(a), len(b))
    return shorter >= LEAST_OF_HEADLINE and a[:shorter] == b[:shorter]


def _opening(article: Article) -> str:
    # A picture's caption in front is a part of its own.
    body = [part.span.of(article.text) for part in article.parts if part.place_in_article == "body"]
    text = " ".join(body) if body else article.text
    return f"{article.title}\n{' '.join(text.split()[:OPENING])}"


def _dates_apart(a: Article, b: Article) -> bool:
    """Whether the two came out more than a few days apart: "Weekly toll" is no reprint of last month's."""
    one, other = a.published, b.published
    if one is None or other is None or one is other:
        return False
    if one.start <= other.start:
        one, other = other, one
    return one.start - min(one.end, other.end) >= DAYS_APART
