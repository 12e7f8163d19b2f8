"""Two claims in one sentence: "40 died in Kalden and the army flew 30 air strikes on Velmar" is looked up as two.

A part and its whole stay together, and so do the dead and the wounded of one blow, and two voices' counts of one thing
that are both told in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.model import Place, Quantity, Span
from knowledge.quantities import comparable, unit_table
from knowledge.times import read_times
from retrieval.claims.governed import begins_anew, has_a_voice, keep_their_voices, said_first, said_last
from retrieval.claims.phrases import phrases
from retrieval.claims.two_peoples import of_two_peoples
from retrieval.claims.two_voices import of_two_voices
from retrieval.grammar.clauses import (
    CROWD,
    SOME_DAY,
    SUBJECT,
    are_of_other_days,
    are_of_other_towns,
    are_two_places,
    doer_in,
    figures_in,
    has_verb,
    names_somewhere,
    placed,
    plain_of,
    telling_in,
    unknown_places,
    verb_first,
    verbs,
)
from retrieval.ranking import WORD
from retrieval.word_tables import any_of, each_of, worded

#: Before a colon or a dash stands what the rest is of: "Kalden: 40 dead".
_HEAD = re.compile(r"(?P<head>[^\d:;,.]{2,40}?)(?::\s+|\s+[–—-]\s+)(?=\S)")
_NUMBER = re.compile(r"\d[\d.,]*(?:\s?(?:k|m|mln|million|thousand)\b)?", re.IGNORECASE)
#: "Killed in an attack", of which another stretch says "in response".
_BLOW = re.compile(r"\b(?:in|by|after) (?P<blow>(?:an?|the) [\w’' -]+)$", re.IGNORECASE)
#: "Four of them", "71 of 103": no count of its own.
_OF_THEM = re.compile(r"[\d.,]+[km]?\s+of\b", re.IGNORECASE)


def parted(sentence: str) -> tuple[str, ...]:
    """The claims that one sentence joins, each with the place, the time and the doer that it leaves to another.

    >>> parted("40 people died in Homs and the army flew 30 air strikes on Idlib")
    ('40 people died in Homs', 'the army flew 30 air strikes on Idlib')
    >>> parted("20 people were killed in Homs and 30 in Idlib")
    ('20 people were killed in Homs', '30 people were killed in Idlib')
    >>> parted("20 people were killed in Homs, among them 5 children"), parted("12 dead and 30 wounded in Homs")
    (('20 people were killed in Homs, among them 5 children',), ('12 dead and 30 wounded in Homs',))
    """
    if each := of_two_voices(sentence) or of_two_peoples(sentence):
        return each
    rest, tail = said_last(sentence)
    opening, rest = said_first(rest)
    if begins_anew(rest):
        rest, opening, tail = sentence, "", ""
    parts = _parts(rest)
    told = [part if has_a_voice(part) else f"{opening}{part}{tail}" for part in parts]
    return tuple(told) if len(parts) > 1 and keep_their_voices(sentence, told) else (sentence,)


def _parts(sentence: str) -> tuple[str, ...]:
    for before, behind in pairwise(figures_in(sentence)):
        for start, end in _joints(sentence, before.span.end, behind.span.start):
            if told := _told_apart(sentence[:start].strip(), sentence[end:].strip(), sentence[start:end]):
                return (told[0], *_parts(told[1]))
    return (sentence,)


def filled(sentence: str, before: str) -> str:
    """A sentence that is a number with a place alone, filled from the claim before it; others as they are.

    >>> filled("30 in Idlib", "20 people were killed in Homs")
    '30 people were killed in Idlib'
    """
    counted = telling_in(before)
    told = _filled(before, sentence, counted[-1]) if counted and not telling_in(sentence) else None
    return told[1] if told else sentence


def placed_by(sentence: str, before: str) -> str:
    """A sentence that is a figure alone, with the place of the claim before it; others as they are.

    >>> placed_by("30 wounded", "20 people were killed in Homs"), placed_by("30 wounded", "20 people were killed")
    ('30 wounded in Homs', '30 wounded')
    """
    return f"{sentence}{place_in(before)}" if figures_in(sentence) and _is_bare(sentence) else sentence


def _joints(sentence: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a second claim may begin between two figures, the surest first; none within brackets or quotation marks."""
    seen = set[int]()
    for joint in each_of("joined", "between"):
        for found in reversed(list(joint.finditer(sentence, start, end))):
            if found.end() not in seen and not _is_inside(sentence[: found.start()]):
                seen.add(found.end())
                yield found.span()


def _is_inside(before: str) -> bool:
    """Whether a bracket or a quotation is open behind these words."""
    opened = before.count("(") > before.count(")") or before.count("“") > before.count("”")
    return opened or before.count('"') % 2 == 1


def _told_apart(first: str, second: str, joint: str) -> tuple[str, str] | None:
    """Two stretches of a sentence as two claims; None where they are one."""
    opening = second[: next((q.span.start for q in figures_in(second)), 0)]
    first, second = first.rstrip(" ."), second.rstrip(" .")
    if worded("joined", "of_the_same").search(opening) or _OF_THEM.match(second):
        return None
    counted, also = telling_in(first), telling_in(second)
    if not counted or any(worded("joined", "besides").search(q.span.of(second)) for q in figures_in(second)[:1]):
        return None
    here, there = placed(first), placed(second)
    if not also:
        # "Kalden — 40 dead; Velmar — 600 soldiers".
        listed = ";" in joint and _HEAD.match(first) and _HEAD.match(second) and are_two_places(here, there)
        return (first, second) if listed else _filled(first, second, counted[-1])
    if worded("joined", "saying").search(opening) and not are_two_places(here, there):
        return None
    if not _stands_alone(first, second, also[0], joint):
        return None
    kinds = unit_table().kinds
    alike = [q for q in counted if kinds.get(q.unit) == kinds.get(also[0].unit)]
    figure = alike[-1] if alike else counted[-1]
    if _are_of_one_blow(figure, also[0]):
        # The dead and the wounded are parted only where each have their place: "12 dead in Homs, 30 hurt in Hama".
        here = tuple(place for place in here if place.span and place.span.start > figure.span.start)
    of_other_days = comparable(figure, also[0]) == "same" and are_of_other_days(first, second)
    if verb_first(first, second, joint):
        turning = worded("joined", "turning").search(first[: counted[-1].span.start])
        done = _with_doer_of(first, second, also[0], joint)
        if turning or done is None:
            # "Velmar said that after a raid had | killed ten": who killed them is not made out.
            return None
        second = done
    if are_two_places(here, there) or are_of_other_towns(first, second) or of_other_days:
        return _with_head(first, second, there)
    if not _are_two_things(figure, also[0]) and not _have_two_doers(first, second):
        return None
    told = _lent(first, second), _lent(second, first)
    if any(_is_bare(words) for words in _with_head(*told, there)):
        # "Eight civilians killed" by itself is of any blow.
        return None
    return _with_head(*told, there)


def _are_of_one_blow(one: Quantity, other: Quantity) -> bool:
    """Whether two figures may be the dead and the wounded of one blow."""
    kinds = unit_table().kinds
    return all(kinds.get(q.unit) == "person" and q.unit != CROWD for q in (one, other)) and one.state != other.state


def _are_two_things(one: Quantity, other: Quantity) -> bool:
    """Whether two figures count what can be no part of one another, nor the dead and the wounded of one blow."""
    kinds = unit_table().kinds
    people = [kinds.get(q.unit) == "person" and q.unit != CROWD for q in (one, other)]
    if not all(people):
        return comparable(one, other) == "different"
    return one.state == other.state and comparable(one, other) == "different"


def _have_two_doers(first: str, second: str) -> bool:
    """Whether each stretch says who did it, and they are two: "Rafi killed ten and Sand killed twelve"."""
    one, other = doer_in(first), doer_in(second)
    return bool(one and other) and _names(one) != _names(other)


def _names(doer: str) -> list[str]:
    return [word.lower() for word in WORD.findall(doer) if word.lower() not in ("the", "a", "an")]


def _stands_alone(first: str, second: str, figure: Quantity, joint: str) -> bool:
    """Whether the second stretch is a claim by itself: it opens with its figure, with what was done, or with who did.

    "Air strikes of Rafi | and Sand killed ten" is parted nowhere: who does something has a verb before as well.
    """
    opening = second[: figure.span.start].strip()
    if doer_in(second):
        return has_verb(first)
    head = _HEAD.match(second)
    if not opening or (head and head.end() == figure.span.start) or verb_first(first, second, joint):
        return True
    words = opening.split()
    bound = re.fullmatch(
        r"(?:(?:some|about|around|over|only|another|at least|more than|up to|nearly|almost|just|the)\s*)+",
        opening,
        re.IGNORECASE,
    )
    return bool(bound) or (words[0].lower() in ("in", "on", "at", "near") and len(words) <= SUBJECT)


def _with_doer_of(first: str, second: str, figure: Quantity, joint: str) -> str | None:
    """The second stretch with who did it, which it leaves to the first: "Rafi struck Sand and | killed ten".

    None where that is not made out, or was not done: "denied killing ten and | destroying a mill".
    """
    found = verb_first(first, second, joint)
    if found is None:
        return second
    verb, lead = found["verb"].lower(), first[: telling_in(first)[-1].span.start]
    if worded("joined", "negating").search(lead) or (verb.endswith("ing") and _hangs_on_a_verb(first)):
        return None
    done = phrases().past.get(plain_of(verb), verb) if verb.endswith("ing") else found["verb"]
    if doer := doer_in(first):
        return f"{doer} {done} {second[found.end() :]}"
    start, end = figure.span.start, figure.span.end
    return f"{figure.span.of(second)} {done}{second[end:]}" if start == found.end() else None


def _hangs_on_a_verb(first: str) -> bool:
    """Whether a deed in "-ing" hangs on a verb: "accused of killing ten"; no "struck Sand, killing ten"."""
    doing = [found for found in WORD.finditer(first) if found.group().lower().endswith("ing")]
    return any(plain_of(each.group().lower()) and first[: each.start()].rstrip()[-1:] != "," for each in doing)


def _lent(words: str, other: str) -> str:
    """A stretch with the place and the time that only the other names: "21 killed" with "in Homs on 3 May"."""
    lent = words
    elsewhere = worded("joined", "in_answer").search(words)
    if elsewhere and elsewhere.end() == len(words) and (blow := _BLOW.search(other)):
        lent += f" to {blow['blow']}"
    if not placed(words) and not names_somewhere(words) and not elsewhere:
        lent += place_in(other)
    if not read_times(words, SOME_DAY):
        lent += "".join(_phrase(other, time.span) for time in read_times(other, SOME_DAY)[:1] if time.span)
    periods = [[q.period for q in figures_in(each) if q.period] for each in (words, other)]
    return lent if periods[0] or not periods[1] or periods[1][0] in lent else f"{lent} {periods[1][0]}"


def place_in(words: str) -> str:
    """The narrowest place that words name, with what leads to it: " in Homs"; else one that no table knows."""
    narrow = sorted(placed(words), key=lambda place: place.province is None)
    if narrow and (span := narrow[0].span):
        ends = sorted(p.span.end for p in narrow if p.span and p.span.end > span.end)
        for end in ends:
            if re.fullmatch(r"(?:,| and|, and) [\w ’'-]+", words[span.end : end]):
                span = Span(span.start, end)
        return _phrase(words, span, "in ")
    unknown = unknown_places(words)
    return f" {unknown[0]}" if unknown else ""


def _phrase(words: str, span: Span, lead: str = "") -> str:
    """The words of a place or a time with what leads to them: " in Homs"; where nothing does, with the lead given."""
    before = words[: span.start]
    if (head := _HEAD.match(words)) and span.end <= head.end():
        return ""
    led = re.search(
        rf"\b(?:{any_of('joined', 'where')}|during|over|since)\s+(?:the\s+)?(?:[A-Za-z]+\s+)?$", before, re.IGNORECASE
    )
    if led is None or (led.group().lower().startswith("on ") and lead):
        return f" {lead}{span.of(words)}"
    return f" {words[led.start() : span.end]}"


def _is_bare(words: str) -> bool:
    """Whether words say nothing but a figure: "8 civilians killed"."""
    figures = figures_in(words)
    rest = words[: figures[0].span.start] + words[figures[0].span.end :] if figures else words
    return not any(len(word) > 2 and word.lower() not in verbs() for word in WORD.findall(rest))


def _with_head(first: str, second: str, there: Sequence[Place]) -> tuple[str, str]:
    """Both with what stands before a colon in front of the first, unless that is another place than the second's."""
    head = _HEAD.match(first)
    if head is None or _HEAD.match(second):
        return first, second
    place = placed(head["head"])
    if place and there and are_two_places(place, there):
        return first, second
    return first, f"{head.group()}{second}"


def _filled(first: str, second: str, counted: Quantity) -> tuple[str, str] | None:
    """A number with a place alone, filled from the stretch before: "30 in Idlib", behind "20 were killed in Homs"."""
    figure = next(iter(figures_in(second)), None)
    here, there = placed(first), placed(second)
    last = here[-1].span if here else None
    if figure is None or figure.span.start or figure.state or last is None or not are_two_places(here, there):
        return None
    rest, start = second[figure.span.end :].strip(), counted.span.start
    where = any_of("joined", "where")
    led = re.search(rf"\s(?:(?:{where})\s+and\s+)?(?:{where})\s+(?:the\s+)?$", first[: last.start], re.IGNORECASE)
    if led is None or not re.match(rf"(?:{where})\s", rest, re.IGNORECASE):
        return None
    if figure.unit not in ("", counted.unit):
        # "Rafi killed ten rebels in Homs and 12 villagers in Hama".
        return (first, f"{first[:start]}{second}") if doer_in(first) else None
    number, own = _NUMBER.match(second), _NUMBER.match(first, start)
    if number is None or own is None:
        return None
    return first, f"{first[:start]}{number.group()}{first[own.end() : led.start()]} {rest}"
