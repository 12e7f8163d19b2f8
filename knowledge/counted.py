"""What a figure counts: the noun phrase behind it, who is meant, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.figure_words import figure_words
from knowledge.numerals import STARTERS, NumeralReader
from knowledge.units import (
    Unit,
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
_MONEY: Final = {"$": "dollars", "£": "pounds sterling", "€": "euros", "¥": "yen", "₹": "rupees", "₽": "roubles", "₪": "other money",
                 "₩": "other money", "¢": "cents", "usd": "dollars", "gbp": "pounds sterling", "eur": "euros", "rs": "rupees"}
# "Members of a pro-government militia" bear arms; members of a choir do not.
_ARMED_BODIES: Final = frozenset("militia militias army forces brigade division corps unit units police battalion guard".split())
_PASSIVE: Final = frozenset(["were", "was", "been", "be", "being", "are", "is"])
# A state verb with its object behind it is the counted's own doing: "four soldiers killed two boys".
_OBJECTS: Final = frozenset("the a an this that these his her their its him them one two three four five six seven eight nine ten "
                            "civilians people dozens hundreds scores several soldiers".split())
# Words that stand between a figure and the verb before it: "killing at least another 12".
_LINKS: Final = frozenset("the a an another further additional also as well some of his her their its about least at over more than up to "
                          "reportedly alone".split())
_IRREGULAR: Final = frozenset("people men women children police personnel staff troops aircraft feet media crew cattle sheep criteria data "
                              "teeth mice geese fish series species".split())
_NOT_PLURAL: Final = ("ss", "us", "is", "'s", "ous")
_LONGEST: Final = 9


@dataclass(slots=True)
class Counted:
    """What one figure counts; `start` and `end` are offsets of the phrase in the text, -1 where there is none."""

    counted: str = ""
    unit: str = ""
    state: str = ""
    kind: str = ""
    start: int = -1
    end: int = -1
    #: The armed side that the phrase names: "14 ISIS killed" counts fighters.
    armed: bool = False
    #: The state stands behind the noun ("19 soldiers and 12 rebels killed"), so an earlier figure may share it.
    shares: bool = False


class CountedReader:
    """Reads the noun phrases behind the figures of one text."""

    __slots__ = ("_aerial", "_reader", "_stops", "_text")

    def __init__(self, reader: NumeralReader, text: str) -> None:
        """`reader` holds the words of `text`."""
        self._reader = reader
        self._text = text
        self._stops = figure_words().stops
        self._aerial: bool | None = None

    def read(self, figures: Sequence[tuple[int, int, float, str]]) -> list[Counted]:
        """For each figure (first word, word behind the last, value, form), what it counts."""
        found = [self._one(*figure) for figure in figures]
        self._share(figures, found)
        return found

    def _share(self, figures: Sequence[tuple[int, int, float, str]], found: list[Counted]) -> None:
        """In "19 soldiers and 12 rebels killed" all are killed; in "killing 12 soldiers and three civilians" too."""
        table = unit_table()

        def fits(what: Counted, state: str) -> bool:
            return not what.state and what.kind in table.states_of.get(state, ())

        for n in range(len(found) - 2, -1, -1):
            later = found[n + 1]
            if later.state and later.shares and self._linked(found[n], figures, n) and fits(found[n], later.state):
                found[n].state, found[n].shares = later.state, True
        for n in range(len(found) - 1):
            self._part_of(figures, found, n)
        for n in range(1, len(found)):
            earlier = found[n - 1]
            if earlier.state and self._linked(earlier, figures, n - 1):
                if fits(found[n], earlier.state):
                    found[n].state = earlier.state
                elif not found[n].unit and not found[n].state and not found[n].counted:
                    found[n].unit, found[n].state, found[n].kind = earlier.unit, earlier.state, earlier.kind

    def _part_of(self, figures: Sequence[tuple[int, int, float, str]], found: list[Counted], n: int) -> None:
        """"71 of 103 missiles shot down": what was shot down are the 71, and both are missiles."""
        part, whole = found[n], found[n + 1]
        first, last = figures[n][1], figures[n + 1][0]
        if part.unit or not whole.unit or self._reader.low(first) not in ("of", "out") or not 1 <= last - first <= 3:
            return
        part.unit, part.kind = whole.unit, whole.kind
        if whole.shares:
            part.state, whole.state, whole.shares = whole.state, "", False

    def _linked(self, what: Counted, figures: Sequence[tuple[int, int, float, str]], n: int) -> bool:
        end = what.end if what.end >= 0 else self._reader.words[figures[n][1] - 1].end
        start = self._reader.words[figures[n + 1][0]].start
        if not 0 <= start - end <= 30:
            return False
        between = self._text[end:start].strip().lower()
        return between in (",", "and", ", and", "or", ", plus", "plus", "as well as", "and another", "including", ", including", "against", "(", "&")

    # ---- the phrase -----------------------------------------------------------------------------------------------

    def _one(self, first: int, last: int, value: float, form: str) -> Counted:
        reader, words = self._reader, self._reader.words
        money = self._money(first, last)
        if money:
            return money
        if form == "nobody":
            return self._with_state(Counted(unit="people", kind="person"), last, first)
        j = last
        low = reader.low(j)
        if low == "of" and form in ("vague", "couple", "words") and reader.low(j + 1) not in ("them", "whom", "which", "these", "those"):
            j += 1
            if reader.low(j) in ("the", "its", "their", "his", "our"):
                j += 1
        elif low == "of" and reader.low(j + 1) in ("the", "its", "their", "those", "these", "our", "them", "whom") :
            if reader.low(j + 1) in ("them", "whom") or reader.low(j + 2) in ("whom",):
                return self._with_state(Counted(), j + 2, first)
            j += 2
        elif low in _HYPHENS and reader.touches(j) and reader.touches(j + 1):
            j += 1
        elif low in ("more", "further", "additional"):
            # "Three more than last year" counts nothing that is named; "three more soldiers" does.
            if reader.low(j + 1) in ("than", "in", "on", "at", ",", ".", ""):
                return self._with_state(Counted(), j + 1, first)
            j += 1
        return self._phrase(j, first, last, value)

    def _money(self, first: int, last: int) -> Counted | None:
        reader = self._reader
        for k in range(first, last):
            name = _MONEY.get(reader.low(k)) if reader.words[k].kind != "n" else None
            if name and (reader.words[k].kind == "s" or reader.touches(k + 1)):
                return Counted(reader.words[k].low, name, "", "money", reader.words[k].start, reader.words[k].end)
        symbol = reader.low(first - 1)
        if symbol in _MONEY and (reader.words[first - 1].kind == "s" or reader.touches(first)):
            word = reader.words[first - 1]
            return Counted(self._text[word.start : word.end], _MONEY[symbol], "", "money", word.start, word.end)
        return None

    def _phrase(self, j: int, first: int, last: int, value: float) -> Counted:
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
                # "Five T-72 tanks"
                if reader.low(k - 1) in _HYPHENS and reader.touches(k) and reader.touches(k - 1) and k > j + 1:
                    k += 1
                    continue
                break
            low = unmask(word.low)
            unit = match_unit(words, k)
            state = match_state_after(words, k)
            if word.kind == "s" and not unit:
                if low in _QUOTES or (low in _HYPHENS and reader.touches(k) and reader.touches(k + 1)):
                    k += 1
                    continue
                # "Syrian, Russian airstrikes"
                if low in (",", "/", "&") and head_end < 0 and k > j and self._adjectives(k):
                    k += 1
                    continue
                break
            if state and (unit is None or state.length > unit[0]):
                break
            named = match_side(words, k)
            if unit and (not named or unit[0] >= named.length):
                if head_end >= 0 and (k > head_end or (value == 1 and found[-1].kind == "event") or unit[1].state and found[-1].kind != "person"):
                    break
                singular_modifier = not unit[1].plural and value != 1 and unit[1].kind not in ("measure", "ratio", "money", "time", "times")
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
                if low in ("and", "or") and k > j and not plural_end > 0 and self._head_follows(k + 1):
                    lows.append(low)
                    k += 1
                    continue
                break
            lows.append(low)
            k += 1
            if plural_end < 0 and self._is_plural(low):
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
        what = Counted("", unit_name, state_name, kind, armed=side in unit_table().armed)
        if side and not found and counted_end <= j:
            counted_end = j
        end = counted_end
        if found and found[-1].name == "people" and lows and lows[-1].startswith("member"):
            end = self._armed_members(end, what)
        if found and kind in ("person",) and reader.low(end) in ("and", "or"):
            end = self._second_head(end, what)
        if end > j:
            what.start, what.end = words[j].start, words[end - 1].end
            what.counted = self._text[what.start : what.end]
        else:
            end = j
        return self._with_state(what, end, first)

    def _armed_members(self, end: int, what: Counted) -> int:
        reader = self._reader
        if reader.low(end) != "of":
            return end
        for k in range(end + 1, end + 7):
            if reader.low(k) in _ARMED_BODIES or ((side := match_side(reader.words, k)) and side.name in unit_table().armed and reader.low(k + 1) not in _ARMED_BODIES):
                what.unit = "fighters"
                return k + 1
            if not reader.low(k).isalpha() and reader.low(k) not in _HYPHENS:
                break
        return end

    def _second_head(self, end: int, what: Counted) -> int:
        """"Soldiers and ISIS members killed": both are counted, so the row that includes both."""
        reader, words = self._reader, self._reader.words
        for k in range(end + 1, min(end + 5, len(words))):
            if words[k].kind == "n" or reader.low(k) in STARTERS or reader.low(k) in self._stops:
                return end
            unit = match_unit(words, k)
            if unit and unit[1].kind == "person" and unit[1].plural and not unit[1].state:
                what.unit = _common(what.unit, unit[1].name)
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

    def _is_plural(self, low: str) -> bool:
        return low in _IRREGULAR or (len(low) > 3 and low.endswith("s") and not low.endswith(_NOT_PLURAL))

    def _generic_end(self, j: int, value: float) -> int:
        """Where an unknown noun phrase without a plural ends: one word, or two behind "one"."""
        reader, words = self._reader, self._reader.words
        k = j
        while k < len(words) and k - j < (2 if value == 1 else 1) and words[k].kind == "w" and reader.low(k) not in self._stops:
            if match_state_after(words, k):
                break
            k += 1
            # "Two Su-24s", "five T-72 tanks"
            if reader.low(k) == "-" and reader.touches(k) and reader.touches(k + 1) and k + 1 < len(words) and words[k + 1].kind == "n":
                k += 2
                if reader.touches(k) and reader.low(k) in ("s", "m", "a", "b"):
                    k += 1
        return k

    def _is_aerial(self) -> bool:
        if self._aerial is None:
            lows = {word.low for word in self._reader.words}
            self._aerial = bool(lows & unit_table().aerial) and not {"ground", "police", "house"} & lows
        return self._aerial

    # ---- what became of them --------------------------------------------------------------------------------------

    def _with_state(self, what: Counted, end: int, first: int) -> Counted:
        table = unit_table()
        if not what.state and what.kind in ("", "person", "weapon", "thing", "household"):
            behind = self._state_behind(end, what.kind)
            if behind:
                name, state_end, direct = behind
                kinds = table.states_of[name]
                if what.kind in kinds or (what.kind == "" and "person" in kinds):
                    what.state, what.shares = name, True
                    if what.kind == "" and not what.counted:
                        what.unit, what.kind = "people", "person"
                    if what.kind == "" and what.armed:
                        what.kind = "person"
                    if direct:
                        words = self._reader.words
                        what.start = what.start if what.start >= 0 else words[end].start
                        what.end = words[state_end - 1].end
                        what.counted = self._text[what.start : what.end]
        if what.armed and what.state and not what.unit:
            what.unit, what.kind = "fighters", "person"
        if not what.state:
            before = self._state_before(first)
            if before and (what.kind in table.states_of[before] or (not what.counted and "person" in table.states_of[before])):
                what.state = before
                if not what.unit and not what.counted:
                    what.unit, what.kind = "people", "person"
        if not what.unit and not what.counted and not what.state:
            self._from_the_left(what, first)
        return what

    def _from_the_left(self, what: Counted, first: int) -> None:
        """"ISIS dead since March 2019: 256", "the toll rose to 49": what is counted stands before the figure."""
        reader, words = self._reader, self._reader.words
        k = first - 1
        colon = False
        while k >= 0 and first - k <= 14:
            low = reader.low(k)
            if low in ".!?;" or (words[k].kind == "n" and not colon):
                return
            if low == ":":
                if k != first - 1:
                    return
                colon = True
            elif low == "toll":
                what.unit, what.state, what.kind = "people", "killed", "person"
                return
            elif colon:
                unit = match_unit(words, k)
                if unit and unit[1].plural and unit[1].kind in ("person", "event", "weapon"):
                    side = next((s.name for i in (k - 1, k - 2) if i >= 0 and (s := match_side(words, i))), None)
                    what.unit, what.state = settle_unit([unit[1]], [], side, [low])
                    what.kind = unit[1].kind
                    return
            k -= 1

    def _state_behind(self, end: int, kind: str) -> tuple[str, int, bool] | None:
        """The state behind the noun, where it ends, and whether only helping words stand between."""
        reader, words = self._reader, self._reader.words
        auxiliary = figure_words().auxiliary
        k = end
        passive = False
        while k < len(words) and k - end <= 6:
            if reader.low(k) in _QUOTES:
                k += 1
                continue
            state = match_state_after(words, k)
            if state:
                after = reader.low(k + state.length)
                figure_next = k + state.length < len(words) and words[k + state.length].kind == "n"
                if not passive and state.length == 1 and reader.low(k) not in ("dead", "missing", "died") and (figure_next or after in _OBJECTS):
                    return None
                return state.name, k + state.length, True
            if reader.low(k) not in auxiliary or words[k].kind == "s":
                return None
            passive = passive or reader.low(k) in _PASSIVE
            k += 1
        return None

    def _state_before(self, first: int) -> str | None:
        """The state in the words before the figure: "killing at least 28"."""
        reader = self._reader
        k = first - 1
        skipped = 0
        while k >= 0 and skipped <= 3:
            state = match_state_before(reader.words, k)
            if state:
                return state.name
            if reader.low(k) not in _LINKS:
                return None
            k -= 1
            skipped += 1
        return None


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
