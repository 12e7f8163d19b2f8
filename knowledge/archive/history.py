"""What changed in an article that was edited: which statement, when, and which figures moved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise

from knowledge.model import Article, Place_in_article, Quantity, Statement

#: Two statements that share less than this are not one statement reworded.
SAME = 0.5
#: Of a statement that was lengthened or cut, nearly everything stands in the longer one.
_inside = 0.8
_fewest_inside = 4
_word = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was printed until it was edited, with what was read in it."""

    article: Article
    statements: tuple[Statement, ...]
    #: When the edited page was seen; the version before stood until some time before that. None for the present one.
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that an edit changed, in the words of before and after: "at least 12", then "15"."""

    #: What is counted, as the later words print it.
    counted: str
    before: str
    after: str
    was: Quantity
    now: Quantity


@dataclass(frozen=True, slots=True)
class Edit:
    """One statement that was reworded, added (nothing before) or taken out (nothing after)."""

    #: When the edited page was seen.
    at: datetime
    place_in_article: Place_in_article
    #: Verbatim, from the version that stood before.
    before: str | None
    #: Verbatim, from the version that was found.
    after: str | None
    moved: tuple[Moved, ...] = ()


def is_edited(before: Article, after: Article) -> bool:
    """Whether a reader of the page would see other words; readers' comments come and go, and are no edit."""
    return _told(before) != _told(after)


def edits_between(before: Version, after: Version, at: datetime) -> tuple[Edit, ...]:
    """What changed from one version to the next, in the order of the text; statements that only moved are not told."""
    old, new = _reporting(before), _reporting(after)
    olds = [statement.span.of(before.article.text) for statement in old]
    news = [statement.span.of(after.article.text) for statement in new]
    gone, come = _unmatched(list(map(_folded, olds)), list(map(_folded, news)))
    pairs = _paired(olds, news, gone, come)
    edits: list[tuple[float, Edit]] = []
    for i, j in pairs.items():
        moved = _moved(before, old[i], after, new[j])
        edits.append((j, Edit(at, new[j].place_in_article, olds[i], news[j], moved)))
    edits += [(j, Edit(at, new[j].place_in_article, None, news[j])) for j in come if j not in pairs.values()]
    edits += [(i + 0.5, Edit(at, old[i].place_in_article, olds[i], None)) for i in gone if i not in pairs]
    return tuple(edit for _, edit in sorted(edits, key=lambda placed: placed[0]))


def history(versions: Sequence[Version], present: Version) -> tuple[Edit, ...]:
    """Everything that changed, from the first version to the present one."""
    every = (*versions, present)
    return tuple(
        edit
        for before, after in pairwise(every)
        if before.until is not None
        for edit in edits_between(before, after, before.until)
    )


def _told(article: Article) -> list[list[str]]:
    return [
        part.span.of(article.text).split()
        for part in sorted(article.parts, key=lambda part: part.span)
        if part.place_in_article != "comment"
    ]


def _reporting(version: Version) -> list[Statement]:
    return [statement for statement in version.statements if statement.place_in_article != "comment"]


def _folded(words: str) -> str:
    return " ".join(words.split())


def _unmatched(old: list[str], new: list[str]) -> tuple[list[int], list[int]]:
    """Which statements stand in one version only, wherever they stand in it."""
    gone: list[int] = []
    come: list[int] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += range(i, i_end)
            come += range(j, j_end)
    again = Counter(old[i] for i in gone) & Counter(new[j] for j in come)
    return _without(gone, old, again.copy()), _without(come, new, again.copy())


def _without(places: list[int], words: list[str], again: Counter[str]) -> list[int]:
    left: list[int] = []
    for place in places:
        if again[words[place]] > 0:
            again[words[place]] -= 1
        else:
            left.append(place)
    return left


def _paired(olds: list[str], news: list[str], gone: list[int], come: list[int]) -> dict[int, int]:
    """Which statement of before became which of after: the likest first, of equals the nearest."""
    old_words = {i: Counter(_word.findall(olds[i].casefold())) for i in gone}
    new_words = {j: Counter(_word.findall(news[j].casefold())) for j in come}
    likest = sorted(
        (-alike, abs(i / max(1, len(olds)) - j / max(1, len(news))), i, j)
        for i in gone
        for j in come
        if (alike := _alike(old_words[i], new_words[j])) >= SAME
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in likest:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _alike(old: Counter[str], new: Counter[str]) -> float:
    shared = (old & new).total()
    shorter = min(old.total(), new.total())
    if shorter >= _fewest_inside and shared >= _inside * shorter:
        return max(SAME, 2 * shared / (old.total() + new.total()))
    return 2 * shared / max(1, old.total() + new.total())


def _moved(before: Version, old: Statement, after: Version, new: Statement) -> tuple[Moved, ...]:
    """The figures of the same thing that are other figures now, in the order of the later words."""
    waiting: dict[tuple[str, str], list[Quantity]] = {}
    for quantity in old.quantities:
        waiting.setdefault(_thing(quantity), []).append(quantity)
    moved: list[Moved] = []
    for now in new.quantities:
        earlier = waiting.get(_thing(now))
        if not earlier:
            continue
        was = earlier.pop(0)
        if (was.low, was.high, was.bound) != (now.low, now.high, now.bound):
            words = was.span.of(before.article.text), now.span.of(after.article.text)
            moved.append(Moved(now.counted, *words, was, now))
    return tuple(moved)


def _thing(quantity: Quantity) -> tuple[str, str]:
    return quantity.unit or quantity.counted.casefold(), quantity.state
