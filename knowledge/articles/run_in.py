"""What a page printed on lines of its own, run into a sentence of a text that has lost its lines.

A sentence is cut only where it is certain to begin: behind a row of buttons and counters, behind an agency's sign and
the page's day, or at a word with which sentences begin ("At least", "Eleven children"), where nothing says that the
word belongs to the name before it. Everywhere else the words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from knowledge.articles.furniture_shapes import furniture_list, printed_shapes, run_in_shapes
from knowledge.attributions.clauses import BEFELL, has_finite, words_of
from knowledge.model import Span
from knowledge.places import read_places
from knowledge.quantities import unit_table
from knowledge.weekdays import A_WEEKDAY
from knowledge.word_lists import words_in

#: Between a page's headline and its agency and day stands a sub-headline, which is no longer than this.
_LONGEST_SUBHEADLINE = 300
#: No list of tags is longer, and no first sentence.
_WINDOW = 400
#: A longer run without a verb may be one whose verb is not known.
_LONGEST_TAGS = 160
#: No tag holds these.
_SMALL_WORDS = words_in("joining") - {"and", "for", "of", "the"}
#: Headlines leave these out, and no sentence of some length does.
_SMALL_IN_SENTENCES = frozenset(("a", "an", "are", "had", "has", "have", "is", "that", "the", "was", "were", "who"))
#: Two headlines have as many words; a sentence without its small words has fewer.
_FEWEST_UNLABELLED = 12
#: Fewer words than these are the end of a headline, not one under it.
_FEWEST_IN_A_SUBHEADLINE = 4
_ARTICLES = ("A", "An", "The")
_ARTICLE = re.compile(r"\b(?:an?|the)\b")
_on_a_day = re.compile(rf"\bon {A_WEEKDAY}\b").search
_PEOPLE_DID = re.compile(r" [a-z][\w’'-]* (?P<people>[A-Z][a-z]+)(?: [a-z][\w’'-]*){1,2} [a-z]+ed (?:an?|the)\b")
#: In a list of tags a second word that opens sentences, as near as this, leaves open which of them does.
_NEAR = 6


@dataclass(frozen=True, slots=True)
class RunIn:
    """Some words of a page that ran into a sentence, and what they tell of the report."""

    end: int
    wire: str | None = None
    author: str | None = None
    day: str | None = None


def run_in(text: str, at: int, end: int, *, behind: bool) -> RunIn | None:
    """What of a page stands at this place, run into the sentence behind it; None where a sentence begins here.

    `behind` says that other words of the page were just before: there an agency's sign needs no more to be one.

    >>> words = "Print Tweet Views 729 A bridge fell in Kalden."
    >>> found = run_in(words, 0, len(words), behind=False)
    >>> words[found.end :] if found else None
    ' A bridge fell in Kalden.'
    """
    shapes = run_in_shapes()
    window = min(end, at + _WINDOW)
    signs = (shapes.signed_day, shapes.sign, *((shapes.sign_behind, shapes.headline_tail) if behind else ()))
    for shape in (shapes.counters, *signs, shapes.section, shapes.label, shapes.byline):
        if found := shape.match(text, at, window):
            named = found.groupdict()
            return RunIn(found.end(), named.get("wire"), named.get("author"), named.get("day"))
    if found := shapes.capitals.match(text, at, window):
        return RunIn(found.end()) if _is_a_place(text, found["place"]) else None
    if found := shapes.capitals_behind.match(text, at, window):
        begins = _begins(text, found["place"], found["next"], found["more"])
        return RunIn(found.end()) if begins and _is_a_place(text, found["place"]) else None
    if found := shapes.dashed.match(text, at, window):
        return RunIn(found.end()) if _are_places(found["place"]) and not read_places(found["next"]) else None
    return None


def subheadline(text: str, start: int, end: int) -> tuple[Span | None, int] | None:
    """The sub-headline that an agency's sign with the page's day, or a row of buttons, ends, and where these begin.

    Of a headline's last words ("NGO", "state TV") before them no statement is made.

    >>> words = "Two bridges fall in Kalden within a week Reuters Monday 3 May 2021 A bridge fell."
    >>> found = subheadline(words, 0, len(words))
    >>> found and found[0] and found[0].of(words)
    'Two bridges fall in Kalden within a week'
    """
    found = run_in_shapes().subheadline.match(text, start, min(end, start + _LONGEST_SUBHEADLINE + 60))
    if found is None:
        return None
    words = found["words"]
    span = Span(start, start + len(words)) if len(words.split()) >= _FEWEST_IN_A_SUBHEADLINE else None
    return span, found.start("mark")


def tags_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The lists of tags that ran into a sentence, where the sentence is certain to begin.

    >>> words = "A bridge fell. Tags Kalden bridge Fenn River At least 12 cars were lost."
    >>> [span.of(words) for span in tags_in(words, 0, len(words))]
    ['Tags Kalden bridge Fenn River']
    """
    shapes = run_in_shapes()
    for label in shapes.tags.finditer(text, start, end):
        stop = shapes.stop.search(text, label.end(), min(end, label.end() + 3 * _WINDOW))
        last = min(stop.start() if stop else end, label.end() + 2 * _WINDOW)
        openers = [found for found in shapes.opener.finditer(text, label.end(), last) if found.start() > label.end()]
        again = _first_words(text, start).search(text, label.end(), openers[0].start() if openers else last)
        if again and not _tells(text, label.end(), again.start(), of_tags=True):
            yield Span(label.start(), again.start())
            continue
        if not openers and (begins := _with_a_people(text, label.end(), last)):
            yield Span(label.start(), begins - 1)
            continue
        if not openers:
            if last - label.end() < _LONGEST_TAGS and not _could_tell(text, label.end(), last):
                yield Span(label.start(), stop.end() if stop else end)
            continue
        first = openers[0]
        before = text[label.end() : first.start()].split()
        # "Tags Hepatitis A The clinic closed": one of them is of a name.
        near = [found for found in openers[1:] if len(text[first.end() : found.start()].split()) < _NEAR]
        is_a_name = text.count(f"{before[-1]} {first.group()} ") > 1 or (
            first.group() == "The" and _are_places(" ".join(text[first.start() : last].split()[:2]))
        )
        if (
            near
            or is_a_name
            or _tells(text, label.end(), first.start(), of_tags=True)
            or not _tells(text, first.start(), last)
        ):
            continue
        yield Span(label.start(), first.start() - 1)


def _with_a_people(text: str, start: int, end: int) -> int | None:
    """Where a sentence begins that a list of tags ran into, with a people and what it does: "Syrian forces left the".

    Whatever stands before it has to be tags: behind "on" or "and", or a number, the sentence began earlier.
    """
    for found in re.finditer(r"(?<= )(?P<people>[A-Z][a-z]+)(?P<more>(?: [a-z][\w’'-]*){2,})", text[start:end]):
        before, more = text[start : start + found.start()], found["more"].split()
        goes_on = not _SMALL_WORDS.isdisjoint(more) or any(word.endswith("ed") for word in more)
        if not is_of_a_people(found["people"]) or not goes_on:
            continue
        began = (
            not _SMALL_WORDS.isdisjoint(before.split())
            or before.split()[-1] in words_in("joining")
            or re.search(r"\d", before)
            or _tells(text, start, start + found.start(), of_tags=True)
        )
        return None if began else start + found.start()
    return None


def datelines_in(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    """The datelines behind a standfirst or another report's headline, and the agency of each.

    With a dateline goes the headline of another report that stands before it under the credit of its picture.

    >>> words = "Ten men fell. MOSCOW (Reuters) - The army said so."
    >>> [(span.of(words), wire) for span, wire in datelines_in(words, 0, len(words))]
    [('MOSCOW (Reuters) -', 'Reuters')]
    """
    shapes = run_in_shapes()
    yield from ((Span(*found.span()), found["wire"]) for found in shapes.sign_between.finditer(text, start, end))
    for found in shapes.dateline.finditer(text, start, end):
        *_, town = found["place"].split()
        for place in (found["place"], town):
            if _is_a_place(text, place) or place.title() in _far_towns():
                begins = found.end("place") - len(place)
                teaser = shapes.teaser.search(text, max(start, begins - _LONGEST_SUBHEADLINE), begins)
                yield Span(teaser.start() if teaser else begins, found.end()), found["wire"]
                break


def posts_in(text: str, start: int, end: int) -> Iterator[Span]:
    """What somebody posted elsewhere and a page shows among its sentences, up to who posted it and when, or where.

    Of a post in several sentences only the last is known to be one. A sentence that says who told it is the report's.

    >>> words = "A bridge fell. Look at this httpst.co1 Ada Finn (adafinn) May 3 2021 It was old."
    >>> [span.of(words) for span in posts_in(words, 0, len(words))]
    ['Look at this httpst.co1 Ada Finn (adafinn) May 3 2021']
    """
    shapes = run_in_shapes()
    for found in shapes.posted.finditer(text, start, end):
        before = [stop.end() for stop in shapes.stop_behind.finditer(text, start, found.start())]
        begins = before[-1] if before else start
        if text[found.start()] != " " or not printed_shapes().told.search(text, begins, found.start()):
            yield Span(begins, found.end())
        start = found.end()


def _first_words(text: str, start: int) -> re.Pattern[str]:
    """The first words of a report, which many print twice: in bold above its tags, and below them."""
    first = re.compile(r"\s*([A-Z]\S+ \S+ \S+)(?= )").match(text, start)
    tied = "".join(rf"(?<!\b{word} )" for word in sorted(words_in("joining") | words_in("clause_breaks")))
    return re.compile(rf"(?<= ){tied}{re.escape(first[1])}(?= )" if first else r"(?!)")


def behind_related(text: str, at: int, end: int, again: re.Pattern[str] | None) -> int:
    """Behind the headlines of other reports, where it is certain that they end; the same place where it is not.

    They end with the report's own headline, or at a sentence with its helper of a verb ("At least ten people were
    killed"), which headlines leave out ("At least ten killed"), as they do most articles ("A car bomb in a quarter of
    the town killed ten"). Where nothing says that they are others', they are at least two headlines long and hold none
    of the small words without which no sentence is so long; behind them may begin whoever struck ("Suicide bombers blew
    up a bus on Friday"), with the day, which no headline has.
    """
    shapes = run_in_shapes()
    related = shapes.related.match(text, at, end)
    begins = related.end() if related else at
    stop = shapes.stop.search(text, begins, min(end, begins + 3 * _WINDOW))
    last = min(stop.start() if stop else end, begins + 2 * _WINDOW)
    if related and again and (own := re.compile(rf"(?<=\s){again.pattern}").search(text, begins, last)):
        return own.end()
    openers = [found for found in shapes.opener.finditer(text, begins, last) if found.start() > begins]
    if related and not openers:
        return _where_a_people_did(text, begins, last) or at
    if related is None and (struck := _where_somebody_struck(text, begins, last)):
        return struck
    if len(openers) != 1:
        return at
    before = text[begins : openers[0].start()].split()
    if related is None and (len(before) < _FEWEST_UNLABELLED or not _SMALL_IN_SENTENCES.isdisjoint(before)):
        return at
    verb = shapes.verb.search(text, openers[0].end(), last)
    told = related and openers[0].group() in _ARTICLES and len(_ARTICLE.findall(text, openers[0].end(), last)) > 1
    return openers[0].start() if verb and (verb["helper"] or told) else at


def _where_somebody_struck(text: str, start: int, end: int) -> int | None:
    """Where a sentence begins that two headlines ran into, with those who struck and the day on which they did."""
    shapes = run_in_shapes()
    for found in reversed([*shapes.striker.finditer(text, start, end)]):
        before, behind = text[start : found.start()], text[found.end() : end]
        are_headlines = len(before.split()) >= _FEWEST_UNLABELLED and _SMALL_IN_SENTENCES.isdisjoint(before.split())
        if are_headlines and not _on_a_day(before) and _ARTICLE.search(behind) and _on_a_day(behind):
            return found.start()
    return None


def _where_a_people_did(text: str, start: int, end: int) -> int | None:
    """Where a sentence begins that headlines ran into, with a people and what it did: "Syrian rebels launched a raid".

    Headlines are in the present, and without articles. A capital before it may be of the same sentence ("Former Syrian
    rebels").
    """
    found = [one for one in _PEOPLE_DID.finditer(text, start, end) if is_of_a_people(one["people"])]
    return found[0].start("people") if len(found) == 1 else None


def _tells(text: str, start: int, end: int, *, of_tags: bool = False) -> bool:
    """Whether a clause of its own stands there; in a list of tags "air strikes" makes none."""
    end = min(end, start + _WINDOW)
    words = words_of(text, start, end)
    if of_tags:
        return has_finite([word for word in words if len(word.text) < 4 or not word.text.endswith("s")])
    return has_finite(words) or bool(BEFELL.search(text, start, end))


def _could_tell(text: str, start: int, end: int) -> bool:
    """Whether a clause stands there or the small words of one, whose verb may not be known."""
    return _tells(text, start, end) or not _SMALL_WORDS.isdisjoint(text[start:end].split())


def _begins(text: str, place: str, word: str, following: str) -> bool:
    """Whether a word behind a town is of a sentence and not of a name ("Syrian troops", not "Underground workers").

    Certain it is where the text says the same without the town, elsewhere.
    """
    if re.search(rf"\b{re.escape(place.title())} {word}\b", text):
        return False
    again = text.count(f" {word} {following}") > 1
    return (is_of_a_people(word) and again) or f" {word.lower()} {following}" in text


def is_of_a_people(word: str) -> bool:
    """Whether a word is a people's name or the adjective made of it.

    >>> is_of_a_people("Syrian"), is_of_a_people("Harbour")
    (True, False)
    """
    word = word.lower()
    units = unit_table().units
    # "Mumbai Indians" is a club; an adjective is a name's beginning more seldom.
    phrases = [(f"{word}s",), *([] if word.endswith("s") else [(word,)])]
    return any(
        unit.name == "people" and known in phrases for [first] in phrases for known, unit in units.get(first, ())
    )


def _is_a_place(text: str, capitals: str) -> bool:
    """Whether words in capitals are a town: the world has it, or the text writes it smaller elsewhere."""
    return bool(_are_places(capitals.title())) or bool(re.search(rf"\b{re.escape(capitals.title())}\b", text))


@cache
def _far_towns() -> frozenset[str]:
    return frozenset(furniture_list("far_towns"))


def _are_places(words: str) -> bool:
    """Whether the words are names of places and nothing else."""
    for place in reversed(read_places(words)):
        if place.span:
            words = words[: place.span.start] + words[place.span.end :]
    return all(read_places(word) for word in words.replace(",", " ").split())
