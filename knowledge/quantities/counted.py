"""What a figure counts: the noun phrase behind it, who is meant, and what became of them.

Longer than a file should be, since a phrase is read in one walk to its end, which every rule here may move.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from knowledge.number_words import NUMBER_WORDS, PARTS, PARTS_PLURAL
from knowledge.quantities.asides import behind_brackets
from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_marks import STARTERS
from knowledge.quantities.figure_words import figure_words
from knowledge.quantities.money import money_at
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.outcomes import Counted, OutcomeReader
from knowledge.quantities.repeated import repeated_blow
from knowledge.quantities.sharing import Sharing
from knowledge.quantities.units import (
    Unit,
    is_plural,
    match_body,
    match_head,
    match_side,
    match_state_after,
    match_state_before,
    match_unit,
    settle_unit,
    unit_table,
    unmask,
)

_HYPHENS: Final = frozenset("-‐‑–")
_QUOTES: Final = frozenset("\"“”‘’'«»")
# "Members of a pro-government militia" bear arms, members of the medical staff nurse; members of a choir do neither.
_ARMED_BODIES: Final = listed("armed_bodies")
_STAFF: Final = listed("bodies_of_staff")
_HEADLINE_TAGS: Final = listed("headline_tags")
_THE: Final = frozenset(["the", "those", "these", "its", "their", "our"])
#: "The 12-strong patrol", "300-odd rebels" count what follows.
_OF_SO_MANY: Final = listed("of_so_many")
#: "A 12-strong fleet" is of ships.
_OF_THINGS: Final = listed("made_of_things")
_STATE_MEDIA: Final = frozenset(["media", "television", "tv"])
_ALL: Final = frozenset(["all", "everyone", "everybody"])
_PARTS: Final = frozenset(PARTS) | frozenset(PARTS_PLURAL)
_CROWDS: Final = frozenset(["crowd", "crowds", "audience"])
#: By these a weapon's size is told: "a 500-kg bomb".
_OF_A_CALIBRE: Final = frozenset(["millimetres", "kilograms", "pounds", "tonnes", "centimetres"])
_LONGEST: Final = 9
#: An abbreviation, or another name, and no sentence.
_LONGEST_BRACKETS: Final = 6


class CountedReader:
    """Reads the noun phrases behind the figures of one text."""

    __slots__ = ("_aerial", "_of_them", "_outcomes", "_reader", "_stops", "_text")

    def __init__(self, reader: NumeralReader, text: str) -> None:
        """`reader` holds the words of `text`."""
        self._reader = reader
        self._text = text
        self._stops = figure_words().stops
        self._outcomes = OutcomeReader(reader, text)
        self._aerial: bool | None = None
        self._of_them: list[Counted] = []

    def read(self, figures: Sequence[tuple[int, int, float, str]]) -> list[Counted]:
        """For each figure (first word, word behind the last, value, form), what it counts."""
        found: list[Counted] = []
        for figure in figures:
            of_those = figure[-1] == "none" and found
            found.append(self._none_of(found[-1], *figure[:2]) if of_those else self._one(*figure))
        Sharing(self._reader, self._text, figures, found, self._outcomes).settle()
        for (first, *_), what in zip(figures, found, strict=True):
            if self._reader.low(first - 1) == "but" and self._reader.low(first - 2) in _ALL:
                # "All but two of the miners were rescued": these two were not.
                what.state = ""
        for before, what in pairwise(found):
            if not what.state and any(what is one for one in self._of_them):
                # "22 killed on Tuesday, seven of them children": of the same became the same.
                what.state = before.state
        return found

    def _none_of(self, before: Counted, first: int, last: int) -> Counted:
        """What became of none of those counted before: "105 missiles were launched, none was intercepted"."""
        return self._outcomes.settle(Counted(unit=before.unit, kind=before.kind), last, first, 0)

    def _one(self, first: int, last: int, value: float, form: str) -> Counted:
        what = self._by_its_phrase(first, last, value, form)
        if not (what.unit or what.state or what.kind) and value > 1 and self._is_of_a_crowd(first):
            # "A crowd of 14,210", "put the crowd at 9,000", "a crowd of 300 fans".
            what.unit, what.kind = "people", "person"
        return what

    def _is_of_a_crowd(self, first: int) -> bool:
        """Whether a figure tells how large a crowd was: "a crowd of 300", "put the crowd at 300"."""
        return self._reader.low(first - 1) in ("of", "at") and self._reader.low(first - 2) in _CROWDS

    def _by_its_phrase(self, first: int, last: int, value: float, form: str) -> Counted:
        reader = self._reader
        money = money_at(reader, self._text, first, last)
        if money:
            return money
        if form == "nobody":
            return self._outcomes.settle(Counted(unit="people", kind="person"), last, first, 0)
        j = self._behind_interval(first, last)
        low = reader.low(j)
        if (
            low == "of"
            and form in ("vague", "couple", "words")
            and reader.low(j + 1) not in ("them", "whom", "which", "these", "those")
        ):
            j += 1
            if reader.low(j) in ("the", "its", "their", "his", "our"):
                j += 1
            j = self._behind_the_whole(j) if self._reader.low(last - 1) in _PARTS else j
        elif low == "of" and reader.low(j + 1) in ("the", "its", "their", "those", "these", "our", "them", "whom"):
            if reader.low(j + 1) in ("them", "whom") or reader.low(j + 2) in ("whom",):
                j += 2
                noun = j + (reader.low(j) in ("are", "were", "was", "being"))
                if self._is_a_noun(noun):
                    # "42 people, 16 of them children": what they are is what is counted.
                    self._of_them.append(self._phrase(noun, first, value))
                    return self._of_them[-1]
                return self._outcomes.settle(Counted(), j, first, value)
            j += 2
            j = self._behind_the_whole(j) if self._reader.low(last - 1) in _PARTS else j
        elif (low == "the" and form == "words" and value < 1) or (
            low in _HYPHENS and reader.touches(j) and reader.touches(j + 1)
        ):
            j += 1
            if low in _HYPHENS and self._only_describes(j):
                # "A nine-storey building" counts storeys.
                word = reader.words[j]
                return Counted(self._text[word.start : word.end], start=word.start, end=word.end)
            if low in _HYPHENS and reader.low(j) == "strong" and (body := self._of_a_strength(j + 1)):
                return self._outcomes.settle(body, j + 2, first, value)
        elif low in ("more", "further", "additional"):
            # "Three more than last year" counts nothing that is named; "three more soldiers" does.
            if reader.low(j + 1) in ("than", "in", "on", "at", ",", ".", ""):
                return self._outcomes.settle(Counted(), j + 1, first, value)
            j += 1
        if low == "aboard" or (low == "on" and reader.low(j + 1) == "board"):
            # Only people are "all five aboard" or "the 40 on board", which names nobody.
            return self._outcomes.settle(Counted(unit="people", kind="person"), j, first, value)
        if self._is_who_says_so(j):
            return self._outcomes.settle(Counted(), j, first, value)
        if blow := repeated_blow(reader, first, j):
            return self._repeated(blow, j)
        return self._phrase(j, first, value)

    def _of_a_strength(self, j: int) -> Counted | None:
        """The people of a body that is so many strong: "a 200-strong mob"; None where the table knows what follows."""
        word = self._reader.words[j] if j < len(self._reader.words) else None
        if word is None or word.kind != "w" or word.low in self._stops or match_head(self._reader.words, j):
            return None
        unit = "" if word.low in _OF_THINGS else "people"
        return Counted(
            self._text[word.start : word.end], unit, kind="person" if unit else "", start=word.start, end=word.end
        )

    def _behind_the_whole(self, j: int) -> int:
        """The word behind the whole that a share is of: in "a third of Norland's 52 silos" the one behind the 52."""
        reader, words = self._reader, self._reader.words
        k = j
        while k < min(j + 4, len(words)) and words[k].kind == "w" and words[k].capital:
            k += 1
        owned = k if k > j and reader.low(k - 1).endswith(("'s", "’s")) else 0
        if not owned and reader.low(j).endswith(("'s", "’s")):
            owned = j + 1
        k = owned or j
        begins = k < len(words) and (words[k].kind == "n" or reader.low(k) in STARTERS)
        whole = reader.read(k) if begins else None
        return whole.last if whole and whole.value > 1 else j

    def _is_who_says_so(self, j: int) -> bool:
        """Whether a headline's voice stands right behind the figure: "Strike kills six Norlandian state TV"."""
        words = self._reader.words
        at = j + (j < len(words) and words[j].capital and self._reader.low(j) != "state")
        return self._reader.low(at) == "state" and self._reader.low(at + 1) in _STATE_MEDIA and at + 2 >= len(words)

    def _only_describes(self, j: int) -> bool:
        """Whether the word that a hyphen joins to a figure measures what follows: "a nine-storey building"."""
        low, words = self._reader.low(j), self._reader.words
        known = match_unit(words, j) or match_side(words, j) or match_state_after(words, j)
        counts = low in _OF_SO_MANY or low in self._stops or is_plural(low) or low in NUMBER_WORDS
        plain = j + 1 < len(words) and words[j].kind == "w" and words[j + 1].kind == "w" and not words[j].capital
        return plain and not known and not counts and low not in figure_words().auxiliary

    def _is_a_noun(self, k: int) -> bool:
        unit = match_unit(self._reader.words, k)
        return unit is not None and unit[1].kind in ("person", "thing", "weapon", "event") and not unit[1].state

    def _repeated(self, unit: str, j: int) -> Counted:
        """A blow that fell so many times, the word for which stands at `j`."""
        word = self._reader.words[j]
        row = "airstrikes" if unit == "raids" and self._is_aerial() else unit
        return Counted(self._text[word.start : word.end], row, kind="event", start=word.start, end=word.end)

    def _behind_interval(self, first: int, last: int) -> int:
        """The word behind "(793–8,498)": an estimate and its interval in brackets share the noun behind them."""
        reader, words = self._reader, self._reader.words
        if reader.low(last) == ")" and reader.low(first - 1) == "(" and first >= 2:
            return last + 1
        if reader.low(last) == "(":
            for k in range(last + 1, min(last + 6, len(words))):
                if reader.low(k) == ")":
                    return k + 1 if k > last + 2 else last
                if words[k].kind != "n" and reader.low(k) not in ("to", "-", "–", "and", "million", "billion", "%"):
                    break
        return last

    def _phrase(self, j: int, first: int, value: float) -> Counted:
        reader, words = self._reader, self._reader.words
        found: list[Unit] = []
        side: str | None = None
        head_end = -1
        plural_end = -1
        lows: list[str] = []
        k = j
        while k < len(words) and k - j < _LONGEST:
            word = words[k]
            if word.kind == "n":
                if k == j and (calibre := self._behind_calibre(k)):
                    k = j = calibre
                    continue
                if k > j and reader.touches(k) and words[k - 1].kind == "w":
                    # "31 Abrams M1 tanks"
                    k += 1
                    continue
                # "Five T-72 tanks"
                if reader.low(k - 1) in _HYPHENS and reader.touches(k) and reader.touches(k - 1) and k > j + 1:
                    k += 1
                    continue
                break
            low = unmask(word.low)
            if k > j + 1 and low in self._stops and reader.low(k - 1) in _HYPHENS and reader.touches(k):
                # "Government-held towns": behind a hyphen a verb describes.
                lows.append(low)
                k += 1
                continue
            unit = match_head(words, k)
            if unit and unit[0] == 1 and self._is_a_type(k, j):
                unit = None
            state = match_state_after(words, k)
            if (
                low not in _HYPHENS
                and reader.low(k + 1) in _HYPHENS
                and reader.touches(k + 1)
                and reader.touches(k + 2)
                and not unit
                and not match_side(words, k)
            ):
                # "Coal-fired power plants": no part of a compound is a verb.
                lows.append(low)
                k += 3 if k + 2 < len(words) and words[k + 2].kind == "w" else 2
                continue
            if word.kind == "s" and not unit:
                if low in _QUOTES or (low in _HYPHENS and reader.touches(k) and reader.touches(k + 1)):
                    k += 1
                    continue
                # "Syrian, Russian airstrikes"
                behind = behind_brackets(reader, k) if head_end < 0 and k > j else 0
                if behind and behind - k <= _LONGEST_BRACKETS and self._head_follows(behind):
                    # "23 Red Front (RF) fighters"
                    k = behind
                    continue
                if low in (",", "/", "&") and head_end < 0 and k > j and self._adjectives(k):
                    k += 1
                    continue
                break
            if state and (unit is None or state.length > unit[0]):
                if k == j and reader.low(k - 1) in _THE and low.endswith("ed") and self._head_follows(k + 1):
                    # "Six of the detained students": behind an article a participle describes.
                    k += 1
                    continue
                break
            named = match_side(words, k)
            if unit and (not named or unit[0] >= named.length):
                if head_end >= 0 and (
                    k > head_end
                    # "Ten children Turkish television said": a people's adjective stands before what it describes.
                    or (unit[1].describes and found[-1].kind == "person" and found[-1].plural)
                    or (value == 1 and found[-1].kind == "event")
                    or (unit[1].state and found[-1].kind != "person")
                    or (unit[1].state and self._outcomes.is_of_the_next(k + unit[0], first))
                ):
                    break
                singular_modifier = (
                    not unit[1].plural
                    and value != 1
                    and unit[1].kind not in ("measure", "ratio", "money", "time", "times")
                )
                found.append(unit[1])
                lows.append(low)
                k += unit[0]
                if not singular_modifier:
                    head_end = k
                    if unit[1].kind in ("ratio", "measure", "money", "time"):
                        break
                continue
            if head_end >= 0:
                break
            if named:
                side = side or named.name
                lows.append(low)
                k += named.length
                continue
            if low in self._stops:
                # "The two targeted villages": behind a figure a participle is an adjective.
                if k == j and low.endswith("ed") and self._head_follows(k + 1):
                    k += 1
                    continue
                if low in ("and", "or") and k > j and not plural_end > 0 and self._head_follows(k + 1):
                    lows.append(low)
                    k += 1
                    continue
                break
            if match_state_before(words, k) and k > j - 1:
                break
            lows.append(low)
            k += 1
            if plural_end < 0 and is_plural(low):
                plural_end = k
        if head_end < 0 and found and plural_end > 0:
            # The table's words were only modifiers: "oil tanker drivers' strikes".
            found = []
        counted_end = head_end if head_end > 0 else plural_end if plural_end > 0 else self._generic_end(j, value)
        if head_end < 0 and plural_end < 0 and found:
            counted_end = max(counted_end, min(k, j + _LONGEST)) if k > j else counted_end
        unit_name, state_name = settle_unit(found, [], side, lows)
        kind = found[-1].kind if found else ("person" if unit_name else "")
        if unit_name == "raids" and self._is_aerial():
            unit_name = "airstrikes"
        if unit_name == "airstrikes" and lows[-1].startswith("strike") and self._is_walkout():
            unit_name = "other strikes"
        body = match_body(words, j) if j < len(words) else 0
        if body and found and head_end == j + body + 1 and reader.low(j + body) in unit_table().their_men:
            # "1,600 Wagner guys"
            unit_name = "fighters"
        elif body and not found and (k == j + body or words[j].low in unit_table().shouted or self._act(j + body, k)):
            # "Killed 400 ISIS", "400 ISIS hiding in the hills"
            unit_name, kind, counted_end = "fighters", "person", j + body
        what = Counted(
            "",
            unit_name,
            state_name,
            kind,
            shares=bool(state_name) and len(found) > 1,
            armed=side in unit_table().armed,
        )
        if side and not found and counted_end <= j:
            counted_end = j
        end = counted_end
        if found and found[-1].name == "people" and lows and lows[-1].startswith("member"):
            end = self._members_of(end, what)
        if found and kind in ("person",) and reader.low(end) in ("and", "or", "&"):
            end = self._second_head(end, what)
        if end > j:
            what.start, what.end = words[j].start, words[end - 1].end
            what.counted = self._text[what.start : what.end]
        else:
            end = j
        return self._outcomes.settle(what, end, first, value)

    def _behind_calibre(self, k: int) -> int:
        """Where the weapons are named behind how wide or heavy they are: "twelve 122mm rockets"; 0 for none."""
        reader = self._reader
        at = k + 1 + (reader.low(k + 1) in _HYPHENS)
        unit = match_unit(reader.words, at)
        if unit is None or unit[1].name not in _OF_A_CALIBRE:
            return 0
        behind = at + unit[0]
        head = match_unit(reader.words, behind) or match_unit(reader.words, behind + 1)
        if head and head[1].plural and head[1].kind == "weapon":
            return behind
        # "Three 9mm pistols": whatever is told by its size, a word of many right behind it is counted.
        plain = (
            behind < len(reader.words) and reader.words[behind].kind == "w" and reader.low(behind) not in self._stops
        )
        return behind if plain and is_plural(reader.low(behind)) else 0

    def _is_a_type(self, k: int, j: int) -> bool:
        """Whether the letter at `k` names a type and measures nothing: "12 howitzers M777"."""
        digit = (
            k + 1 < len(self._reader.words) and self._reader.words[k + 1].kind == "n" and self._reader.touches(k + 1)
        )
        return len(self._reader.low(k)) == 1 and self._reader.low(k).isalpha() and (digit or k > j)

    def _act(self, first: int, last: int) -> bool:
        """Whether what follows a name tells what they do, and names nothing of theirs: no "training camps"."""
        low = [self._reader.low(at) for at in range(first, last)]
        return low[0].endswith("ing") and not any(map(is_plural, low))

    def _members_of(self, end: int, what: Counted) -> int:
        """Where "members of a pro-government militia", or "of the medical staff", ends; the body tells who they are."""
        reader = self._reader
        if reader.low(end) != "of":
            return end
        k = end + 1
        while k < end + 8:
            side = match_side(reader.words, k)
            unit = match_unit(reader.words, k)
            if unit and unit[1].kind == "person" and reader.low(k + unit[0] - 1) in _STAFF:
                what.unit = unit[1].name
                return k + unit[0]
            if reader.low(k) in _ARMED_BODIES:
                what.unit = "fighters"
                return k + 1
            if side and side.name in unit_table().armed and reader.low(k + side.length) not in _ARMED_BODIES:
                what.unit = "fighters"
                return k + side.length
            if not side and not reader.low(k).isalpha() and reader.low(k) not in _HYPHENS:
                break
            k += side.length if side else 1
        return end

    def _second_head(self, end: int, what: Counted) -> int:
        """Two nouns, one count: "soldiers and ISIS members killed" counts what includes both."""
        reader, words = self._reader, self._reader.words
        armed = False
        for k in range(end + 1, min(end + 5, len(words))):
            side = match_side(words, k)
            armed = armed or (side is not None and side.name in unit_table().armed)
            if words[k].kind == "n" or reader.low(k) in STARTERS or reader.low(k) in self._stops:
                return end
            if match_state_after(words, k) or match_state_before(words, k):
                return end
            unit = match_unit(words, k)
            if unit and unit[1].kind == "person" and unit[1].plural and not unit[1].state:
                second = "fighters" if armed and unit[1].name == "people" else unit[1].name
                what.unit = _common(what.unit, second)
                return k + unit[0]
        return end

    def _adjectives(self, k: int) -> bool:
        """Whether the mark at `k` stands between two names before one noun: "Syrian, Russian airstrikes"."""
        words = self._reader.words
        if k + 1 >= len(words) or words[k - 1].kind != "w" or words[k + 1].kind != "w":
            return False
        both = self._text[words[k - 1].start].isupper() and self._text[words[k + 1].start].isupper()
        return both and match_unit(words, k - 1) is None and self._head_follows(k + 1)

    def _head_follows(self, k: int) -> bool:
        words = self._reader.words
        for i in range(k, min(k + 4, len(words))):
            if words[i].kind == "n" or self._reader.low(i) in STARTERS:
                return False
            unit = match_unit(words, i)
            if unit and unit[1].plural:
                return True
            if self._reader.low(i) in self._stops:
                return False
        return False

    def _generic_end(self, j: int, value: float) -> int:
        """Where an unknown noun phrase without a plural ends: one word, or two behind "one"."""
        reader, words = self._reader, self._reader.words
        k = j
        if value != 1 and reader.low(j) in _HEADLINE_TAGS and reader.low(j + 1) in ("", "toll", "|"):
            return j
        while (
            k < len(words)
            and k - j < (2 if value == 1 else 1)
            and words[k].kind == "w"
            and reader.low(k) not in self._stops
        ):
            if (
                match_state_after(words, k)
                or match_state_before(words, k)
                or (value != 1 and reader.low(k).endswith(("ly", "ing", "ed", "er")))
            ):
                break
            k += 1
            # "Two Su-24s", "five T-72 tanks"
            if (
                reader.low(k) == "-"
                and reader.touches(k)
                and reader.touches(k + 1)
                and k + 1 < len(words)
                and words[k + 1].kind == "n"
            ):
                k += 2
                if reader.touches(k) and reader.low(k) in ("s", "m", "a", "b"):
                    k += 1
        return k

    def _is_walkout(self) -> bool:
        lows = {word.low for word in self._reader.words}
        return bool(lows & unit_table().walkouts) and not self._is_aerial(lows - {"strikes"})

    def _is_aerial(self, lows: set[str] | None = None) -> bool:
        if lows is not None:
            return bool(lows & unit_table().aerial)
        if self._aerial is None:
            lows = {word.low for word in self._reader.words}
            self._aerial = bool(lows & unit_table().aerial) and not {"ground", "police", "house"} & lows
        return self._aerial


def _common(a: str, b: str) -> str:
    """The narrowest row that includes both: soldiers and rebels are fighters."""
    under = unit_table().under
    above = [a]
    while above[-1] in under:
        above.append(under[above[-1]])
    row = b
    while row not in above:
        if row not in under:
            return "people"
        row = under[row]
    return row
