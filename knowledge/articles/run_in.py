"""What a page printed on lines of its own, run into a sentence of a text that has lost its lines.

A sentence is cut only where it is certain to begin: behind a row of buttons and counters, behind an agency's sign and
the page's day, or at a word with which sentences begin ("At least", "Eleven children"), where nothing says that the
word belongs to the name before it. Everywhere else the words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.articles.furniture_shapes import run_in_shapes
from knowledge.attributions.clauses import BEFELL, has_finite, words_of
from knowledge.model import Span
from knowledge.places import read_places
from knowledge.quantities import unit_table
from knowledge.word_lists import words_in

#: Between a page's headline and its agency and day stands a sub-headline, which is no longer than this.
_LONGEST_SUBHEADLINE = 300
#: No list of tags is longer, and no first sentence.
_WINDOW = 400
#: A longer run without a verb may be one whose verb is not known.
_LONGEST_TAGS = 160
#: No tag holds these.
_SMALL_WORDS = words_in("joining") - {"and", "for", "of", "the"}
#: Fewer words than these are the end of a headline, not one under it.
_FEWEST_IN_A_SUBHEADLINE = 4
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
    if found := shapes.counters.match(text, at, window):
        return RunIn(found.end())
    if found := shapes.signed_day.match(text, at, window):
        return RunIn(found.end(), wire=found["wire"], day=found["day"])
    if found := shapes.sign.match(text, at, window):
        return RunIn(found.end(), wire=found["wire"])
    if behind and (found := shapes.sign_behind.match(text, at, window)):
        return RunIn(found.end(), wire=found["wire"])
    if behind and (found := shapes.headline_tail.match(text, at, window)):
        return RunIn(found.end())
    if found := shapes.section.match(text, at, window):
        return RunIn(found.end())
    if found := shapes.label.match(text, at, window):
        return RunIn(found.end())
    if found := shapes.byline.match(text, at, window):
        return RunIn(found.end(), author=found["author"])
    if found := shapes.capitals.match(text, at, window):
        return RunIn(found.end()) if _is_a_place(text, found["place"]) else None
    if found := shapes.capitals_behind.match(text, at, window):
        begins = _begins(text, found["place"], found["next"], found["more"])
        return RunIn(found.end()) if begins and _is_a_place(text, found["place"]) else None
    if found := shapes.dashed.match(text, at, window):
        return RunIn(found.end()) if _are_places(found["place"]) and not read_places(found["next"]) else None
    return None


def subheadline(text: str, start: int, end: int) -> tuple[Span | None, int] | None:
    """The sub-headline that an agency's sign and the page's day end, and where these begin; None where there is none.

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
    return span, found.start("wire")


def tags_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The lists of tags that ran into a sentence, where the sentence is certain to begin.

    >>> words = "A bridge fell. Tags Kalden bridge Fenn River At least 12 cars were lost."
    >>> [span.of(words) for span in tags_in(words, 0, len(words))]
    ['Tags Kalden bridge Fenn River']
    """
    shapes = run_in_shapes()
    for label in shapes.tags.finditer(text, start, end):
        stop = shapes.stop.search(text, label.end(), end)
        last = min(stop.start() if stop else end, label.end() + 2 * _WINDOW)
        openers = [found for found in shapes.opener.finditer(text, label.end(), last) if found.start() > label.end()]
        again = _first_words(text, start).search(text, label.end(), openers[0].start() if openers else last)
        if again and not _tells(text, label.end(), again.start(), of_tags=True):
            yield Span(label.start(), again.start())
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


def _first_words(text: str, start: int) -> re.Pattern[str]:
    """The first words of a report, which many print twice: in bold above its tags, and below them."""
    first = re.compile(r"\s*([A-Z]\S+ \S+ \S+)(?= )").match(text, start)
    tied = "".join(rf"(?<!\b{word} )" for word in sorted(words_in("joining") | words_in("clause_breaks")))
    return re.compile(rf"(?<= ){tied}{re.escape(first[1])}(?= )" if first else r"(?!)")


def behind_related(text: str, at: int, end: int, again: re.Pattern[str] | None) -> int:
    """Behind the headlines of other reports, where it is certain that they end; the same place where it is not.

    They end with the report's own headline, or at a sentence with its helper of a verb ("At least ten people were
    killed"), which headlines leave out ("At least ten killed").
    """
    shapes = run_in_shapes()
    related = shapes.related.match(text, at, end)
    if related is None:
        return at
    stop = shapes.stop.search(text, related.end(), end)
    last = min(stop.start() if stop else end, related.end() + 2 * _WINDOW)
    if again and (own := re.compile(rf"(?<=\s){again.pattern}").search(text, related.end(), last)):
        return own.end()
    openers = [found for found in shapes.opener.finditer(text, related.end(), last) if found.start() > related.end()]
    if len(openers) != 1:
        return at
    verb = shapes.verb.search(text, openers[0].end(), last)
    return openers[0].start() if verb and verb["helper"] else at


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
    """Whether a word behind a town is of a sentence and not of a name ("Syrian troops", not "Underground workers")."""
    if re.search(rf"\b{re.escape(place.title())} {word}\b", text):
        return False
    return _is_a_people(word.lower()) or f" {word.lower()} {following}" in text


def _is_a_people(word: str) -> bool:
    units = unit_table().units
    phrases = [(word,), (f"{word}s",)]
    return any(
        unit.name == "people" and known in phrases for [first] in phrases for known, unit in units.get(first, ())
    )


def _is_a_place(text: str, capitals: str) -> bool:
    """Whether words in capitals are a town: the world has it, or the text writes it smaller elsewhere."""
    return bool(_are_places(capitals.title())) or bool(re.search(rf"\b{re.escape(capitals.title())}\b", text))


def _are_places(words: str) -> bool:
    """Whether the words are names of places and nothing else."""
    for place in reversed(read_places(words)):
        if place.span:
            words = words[: place.span.start] + words[place.span.end :]
    return all(read_places(word) for word in words.replace(",", " ").split())
