"""What became of the counted: "28 civilians were killed", "killing 28 civilians", "the toll rose to 28"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from knowledge.quantities.ages import behind_ages
from knowledge.quantities.agreement import OF_ONE, OF_SEVERAL, holds_of_one_alone, speaks_of_one
from knowledge.quantities.asides import according_to, behind_brackets, behind_of_them
from knowledge.quantities.crowds import crowd_of
from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_marks import STARTERS
from knowledge.quantities.figure_words import figure_words
from knowledge.quantities.named_numbers import is_month
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.told_with_others import BODILY, befell_with_others, before_links
from knowledge.quantities.units import (
    Unit,
    match_side,
    match_state_after,
    match_state_before,
    match_unit,
    settle_unit,
    unit_table,
)

_QUOTES: Final = frozenset("\"“”‘’'«»")
_PASSIVE: Final = frozenset(["were", "was", "been", "be", "being", "are", "is"])
# A state verb with its object behind it is the counted's own doing: "four soldiers killed two boys".
_OBJECTS: Final = listed("objects")
# Words that stand between a figure and the verb before it: "killing at least another 12".
_LINKS: Final = listed("links")
_ALLIES: Final = listed("allies")


# What is done to the dead: "killed and crucified five civilians" counts one five.
_DONE_TO_THE_DEAD: Final = listed("done_to_the_dead")


@dataclass(slots=True)
class Counted:
    """What one figure counts; `start` and `end` are offsets of the phrase in the text, -1 where there is none."""

    counted: str = ""
    unit: str = ""
    state: str = ""
    kind: str = ""
    start: int = -1
    end: int = -1
    #: What the noun alone says became of them, where more is told: "two of the wounded died".
    called: str = ""
    #: The armed side that the phrase names: "14 ISIS killed" counts fighters.
    armed: bool = False
    #: The state stands behind the noun ("19 soldiers and 12 rebels killed"), so an earlier figure may share it.
    shares: bool = False


# What may come of those whose noun says already what befell them; of the wounded "recovered" says that they are well.
_GOES_ON_TO: Final = {
    "wounded": frozenset(["killed", "captured"]),
    "killed or injured": frozenset(["killed", "wounded"]),
    "missing": frozenset(["killed", "captured", "freed", "found"]),
    "captured": frozenset(["killed", "wounded", "freed"]),
}
_THOSE: Final = frozenset(["the", "those", "these"])
_HYPHENS: Final = frozenset("-‐‑")
_CASUALTIES: Final = frozenset(["casualty", "casualties"])
_MOVES: Final = listed("a_number_moves")
_NUMBER_WITHIN: Final = 4
#: "Twelve almost drowned", "40 nearly killed"
_NOT_QUITE: Final = frozenset(["almost", "nearly", "not", "never"])
#: What has a subject of its own.
_FINITE: Final = frozenset(["died", "die", "dies", "drowned", "perished", "fled", "surrendered", "disappeared", "hit"])

# The verb may stand behind one of these: "three fighters from the committees in the south were killed".
_PHRASE_STARTS: Final = frozenset(
    ["from", "of", "in", "at", "near", "and", "with", "inside", "outside", "belonging", "aboard", "on"]
)
_BEFORE_A_COUNT: Final = frozenset(
    ["at", "least", "more", "than", "over", "some", "nearly", "about", "up", "to", "another"]
)
# "28 people, including nine children, were killed": what opens and closes an aside.
_ASIDES: Final = frozenset([",", "-", "–", "—"])
#: "Five civilians of one family were killed".
_ONE_HOUSE: Final = frozenset(["family", "household", "house", "village", "clan", "tribe"])
#: "The toll booth" takes money, and no lives.
_PAID_AT: Final = frozenset(
    ["booth", "booths", "road", "roads", "bridge", "bridges", "plaza", "plazas", "gate", "gates", "tunnel"]
)
_THE_DEAD: Final = frozenset(["dead", "deaths", "killed", "fatalities"])
_DETERMINERS: Final = frozenset(["a", "an", "the", "his", "her", "their"])
#: "Killing a nurse, a clerk, his wife and": so many words.
_LONGEST_LIST: Final = 12
#: Whoever is counted last in a list of victims has no verb of their own: "killing a clerk and 12 others in Kalden".
_BEHIND_VICTIMS: Final = listed("behind_victims")
#: What a number does: "rose to 28", "stood at 28".
_OF_A_NUMBER: Final = listed("of_a_number")
_CLAUSE_STARTS: Final = frozenset(
    ["who", "that", "which", "where", "when", "while", "after", "before", "said", "says", "told", "but", "as", "if"]
)


class OutcomeReader:
    """Reads what became of the counted in one text."""

    __slots__ = ("_reader", "_text")

    def __init__(self, reader: NumeralReader, text: str) -> None:
        """`reader` holds the words of `text`."""
        self._reader = reader
        self._text = text

    def settle(self, what: Counted, end: int, first: int, value: float) -> Counted:
        """The counted with its state, from behind the noun (word `end`) or from before the figure (word `first`)."""
        table = unit_table()
        tells_which = match_state_after(self._reader.words, end) is not None and self._reader.low(end) not in _FINITE
        alone = value > 1 and holds_of_one_alone(self._reader, first, tells_which=tells_which)
        if what.state in _GOES_ON_TO and what.kind == "person" and not alone:
            self._what_came_later(what, end, first, value)
        if not what.state and not alone and what.kind in ("", "person", "weapon", "thing", "household"):
            behind = self._state_behind(end, what.kind, first, value)
            if behind is None and not what.counted and value > 1 and self._reader.low(end) == "who":
                # "The three who died": they are all that is counted.
                end += 1
                behind = self._state_behind(end, what.kind, first, value)
            if behind:
                name, state_end, direct = behind
                kinds = table.states_of[name]
                # "Ten silos have been hit": of what no list knows that may be a thing.
                may_be_things = bool(what.counted) and self._reader.low(state_end - 1) == "hit"
                if what.kind in kinds or (what.kind == "" and "person" in kinds and not may_be_things):
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
                    if self._reader.low(end - 1) in _THOSE and not holds_of_one_alone(self._reader, first):
                        self._what_came_later(what, state_end, first, value)
        if what.armed and what.state and not what.unit:
            what.unit, what.kind = "fighters", "person"
        if not what.state:
            before = "" if self._opens_a_clause(end, first) else self.state_before(first)
            before = before or befell_with_others(self._reader, first, end)
            if before and what.kind in table.states_of[before]:
                what.state = before
            elif before and what.kind == "" and before in BODILY and self._reader.low(first - 1) != "lost":
                what.state = before
                if not what.counted:
                    what.unit, what.kind = "people", "person"
        if not what.state and what.kind == "person":
            what.state = self._state_within(what, end)
        if not what.state and ((not what.unit and not what.counted) or what.unit == "people"):
            self._from_the_left(what, first)
        if not what.state and what.unit in ("", "people") and what.counted in ("", "people", "persons"):
            crowd = crowd_of(self._reader, self._text, first, end, named=bool(what.unit))
            if crowd:
                what.unit, what.kind = crowd, "person"
        return what

    def _what_came_later(self, what: Counted, end: int, first: int, value: float) -> None:
        """Says what came of those who are called by what befell them first: "two of the wounded died"."""
        later = self._state_behind(end, "person", first, value)
        if later and later[0] in _GOES_ON_TO.get(what.state, ()):
            what.called, what.state, what.shares = what.state, later[0], True
            if later[2] and what.start >= 0:
                what.end = self._reader.words[later[1] - 1].end
                what.counted = self._text[what.start : what.end]

    def _state_within(self, what: Counted, end: int) -> str:
        """The state with which the counted begin: "115 wounded persons"; empty where it begins with none."""
        words = self._reader.words
        first = next((k for k in range(end - 1, max(-1, end - 6), -1) if words[k].start == what.start), None)
        state = match_state_after(words, first) if first is not None else None
        return state.name if state and "person" in unit_table().states_of[state.name] else ""

    def _from_the_left(self, what: Counted, first: int) -> None:
        """Unit and state from in front of the figure: "ISIS dead since March 2019: 256", "the toll rose to 49"."""
        reader, words = self._reader, self._reader.words
        k = first - 1
        if reader.low(k) == "by":
            # "The toll rose by 12 to 340": 12 is no toll.
            return
        colon = False
        while k >= 0 and first - k <= 25:
            low = reader.low(k)
            if low in ".!?;" or (first - k > 14 and colon):
                return
            if low == ":":
                if k != first - 1:
                    return
                colon = True
            elif (low == "toll" and reader.low(k + 1) not in _PAID_AT) or self._is_number_of_dead(k):
                casualties = low == "toll" and reader.low(k - 1) in _CASUALTIES
                what.unit, what.kind = "people", "person"
                what.state = "killed or injured" if casualties else "killed"
                return
            elif (hurt := self._is_number_of_hurt(k, first)) and not what.unit:
                what.unit, what.state = settle_unit([hurt], [], None, [low])
                what.kind = hurt.kind
                return
            elif colon and not what.unit:
                unit = match_unit(words, k)
                # "Police: 338,000" names who says so; "ISIS dead since March 2019: 256" names what is counted.
                if unit and unit[1].plural and (befallen := self._heads_a_label(k, *unit)) is not None:
                    side = next((s.name for i in (k - 1, k - 2) if i >= 0 and (s := match_side(words, i))), None)
                    what.unit, what.state = settle_unit([unit[1]], [], side, [low])
                    what.kind, what.state = unit[1].kind, what.state or befallen
                    return
            k -= 1

    def _opens_a_clause(self, end: int, first: int) -> bool:
        """Whether the counted have another verb: "killing a clerk, and 12 people were treated"."""
        k = before_links(self._reader, first)
        behind = self._reader.words[end] if end < len(self._reader.words) else None
        goes_on = behind is None or behind.kind != "w" or behind.low in _BEHIND_VICTIMS
        return self._reader.low(k) in ("and", "but") and not goes_on

    def _state_before_list(self, last: int) -> str | None:
        """The state before single people named first: "injuring a teacher, his wife and 19 others"."""
        for i in range(last - 1, max(-1, last - _LONGEST_LIST), -1):
            low = self._reader.low(i)
            if low in _DETERMINERS:
                state = match_state_before(self._reader.words, i - 1)
                # "Injuring the mayor, the council and 19 members of the town resigned."
                participle = self._reader.low(i - 1).endswith("ing") and self._reader.words[i - 1].capital
                if state and participle and "," in map(self._reader.low, range(i, last)):
                    return None
                if state or (low in ("a", "an") and self._reader.low(i - 1) != ","):
                    return state.name if state else None
            elif low != "," and self._reader.words[i].kind != "w":
                return None
        return None

    def _heads_a_label(self, k: int, length: int, unit: Unit) -> str | None:
        """The state of what a label counts, "Sailors killed by drones since May: 40"; None where this is not it."""
        state = match_state_after(self._reader.words, k + length)
        if state and unit.kind in unit_table().states_of[state.name]:
            return state.name
        means = any(self._reader.low(k - back) in ("by", "in") for back in (1, 2, 3))
        return "" if unit.state or (unit.kind in ("event", "weapon") and not means) else None

    def _is_number_of_dead(self, k: int) -> bool:
        """As in "put the number of dead at 23", and not "the number of dead trees"."""
        low = self._reader.low
        before = [low(k - back) for back in (1, 2, 3)]
        numbered = before[:2] == ["of", "number"] or before == ["the", "of", "number"]
        return numbered and low(k) in _THE_DEAD and low(k + 1) in _OF_A_NUMBER

    def _is_number_of_hurt(self, k: int, first: int) -> Unit | None:
        """What the word at `k` counts where a number of it moves or stands: "casualties rose to 63"."""
        words = self._reader.words
        unit = match_unit(words, k)
        near = 0 < first - k - 1 <= _NUMBER_WITHIN and all(word.kind == "w" for word in words[k + 1 : first])
        named = unit is not None and bool(unit[1].state) and unit[1].plural
        return unit[1] if unit and near and named and self._reader.low(k + 1) in _MOVES else None

    def _state_behind(self, end: int, kind: str, first: int, value: float) -> tuple[str, int, bool] | None:
        """The state behind the noun, where it ends, and whether only helping words stand between."""
        reader, words = self._reader, self._reader.words
        auxiliary = figure_words().auxiliary
        k = end
        # "The 12-strong crew was freed": a figure that only describes is no plural.
        several = value > 1 and reader.low(end - 1) != "%" and not self._describes(first, end)
        passive = False
        aside = False
        told_of = ""
        while k < len(words) and k - end <= 6:
            if reader.low(k) in _QUOTES:
                k += 1
                continue
            if k == end and kind == "person" and (past := behind_ages(self._reader, k)):
                k = end = past
                continue
            if k == end and (past := behind_brackets(self._reader, k)):
                k = end = past
                aside = True
                continue
            if k == end and (
                past := self._behind_including(k)
                or behind_of_them(self._reader, k)
                or self._behind_allies(k)
                or (self._behind_phrase(k) if kind else 0)
            ):
                k, end, aside = past, past, True
                continue
            state = match_state_after(words, k)
            if state and reader.low(k - 1) in _NOT_QUITE and k - 1 > first:
                return None
            if state:
                after = reader.low(k + state.length)
                next_word = k + state.length
                # "Killed 10 Nov" is a date, "killed 10 boys" is not.
                figure_next = (
                    next_word < len(words) and words[next_word].kind == "n" and not is_month(reader, next_word + 1)
                )
                if not passive and state.length == 1 and self.is_of_the_next(next_word, first):
                    return None
                active = not passive and state.length == 1 and reader.low(k) not in ("dead", "missing", "died")
                # "20 civilians killed, scores injured", with its comma lost: a second count, not an object.
                opens = figure_next or after in _OBJECTS or self._is_bounded_count(next_word)
                if active and opens and not self._second_count(next_word):
                    return None
                return state.name, k + state.length, not aside
            if reader.low(k) not in auxiliary or words[k].kind == "s":
                return None
            told_of = told_of or (reader.low(k) if reader.low(k) in OF_ONE | OF_SEVERAL else "")
            if told_of in OF_ONE and several and (aside or speaks_of_one(reader, first)):
                return None
            passive = passive or reader.low(k) in _PASSIVE
            k += 1
        return None

    def _describes(self, first: int, end: int) -> bool:
        """Whether a hyphen joins the figure at word `first` to what it counts: "a six-man patrol"."""
        return any(self._reader.low(k) in _HYPHENS and self._reader.touches(k + 1) for k in range(first, end))

    def _behind_including(self, k: int) -> int:
        """Where the verb stands behind "including women and children"; 0 when nothing is included."""
        reader, words = self._reader, self._reader.words
        comma = reader.low(k) in _ASIDES
        k += comma
        k += reader.low(k) == "reportedly"
        if reader.low(k) not in ("including", "among", "most", "mostly", "mainly", "some"):
            return 0
        for i in range(k + 1, min(k + 10, len(words))):
            figure = words[i].kind == "n" or reader.low(i) in STARTERS - {"a", "an", "-"}
            # "Including one of another village" counts nobody else.
            figure = figure and not (reader.low(i) == "one" and reader.low(i + 1) == "of")
            if reader.low(i) in ".;:!?" or (figure and not comma):
                return 0
            closed = comma and reader.low(i - 1) in _ASIDES
            if match_state_after(words, i) and (
                closed or (reader.low(k) in ("mostly", "mainly", "most") and not comma)
            ):
                return i
            # "Four people including a child killed six others injured", with its commas lost
            if match_state_after(words, i) and not comma and self._second_count(i + 1):
                return i
            if reader.low(i) in ("have", "had") and reader.low(i + 1) not in ("been", "died", "also"):
                continue
            if reader.low(i) in ("were", "was", "have", "had"):
                # "28 people, including nine children, were killed": between commas it is an aside.
                return i if not comma or reader.low(i - 1) in _ASIDES or not self._has_figure(k, i) else 0
        return 0

    def _behind_allies(self, k: int) -> int:
        """Where the verb stands behind "and their allies", "& militia"; 0 where no verb does: "and militia leader"."""
        if self._reader.low(k) not in ("and", "&"):
            return 0
        ally = next((i for i in range(k + 1, k + 4) if self._reader.low(i) in _ALLIES), None)
        if ally is None:
            return 0
        is_told = match_state_after(self._reader.words, ally + 1) or self._reader.low(ally + 1) in (
            "were",
            "was",
            "are",
        )
        return ally + 1 if is_told else 0

    def _behind_phrase(self, k: int) -> int:
        """Where the verb stands behind "from the committees in the south"; 0 where a figure or a clause comes first."""
        reader, words = self._reader, self._reader.words
        if reader.low(k) not in _PHRASE_STARTS:
            return 0
        for i in range(k + 1, min(k + 16, len(words))):
            low = reader.low(i)
            if low == "one" and i == k + 1 and reader.low(i + 1) in _ONE_HOUSE:
                continue
            ordinal = words[i].kind == "n" and reader.touches(i + 1) and reader.low(i + 1) in ("st", "nd", "rd", "th")
            if words[i].kind != "w" and not ordinal and low not in _QUOTES and low != "-":
                return 0
            # "Known as the White Helmets": that names whoever is counted, and begins no clause.
            if (reader.low(i - 1), low) == ("known", "as") or reader.low(i - 1 - (reader.low(i - 1) == "the")) == "as":
                continue
            if low in ("were", "was", "are"):
                return i if match_state_after(words, i + 1) or match_state_after(words, i + 2) else 0
            # "300 men of a private firm killed or injured"
            if match_state_after(words, i) and reader.low(k) in ("of", "from"):
                return i
            # What became of the ship is not yet what became of who was aboard it.
            aboard = reader.low(k) == "aboard" or (reader.low(k), reader.low(k + 1)) == ("on", "board")
            if (
                low in _CLAUSE_STARTS
                or (low in STARTERS and low not in ("a", "an", "-"))
                or (match_state_after(words, i) and not aboard)
            ):
                return 0
            unit = match_unit(words, i)
            if unit and unit[1].plural and unit[1].kind == "person" and reader.low(k) != "and":
                return 0
        return 0

    def _has_figure(self, first: int, last: int) -> bool:
        return any(self._reader.words[k].kind == "n" or self._reader.low(k) in STARTERS for k in range(first, last))

    def is_of_the_next(self, k: int, first: int) -> bool:
        """Whether a participle that ends before word `k` is about the figure there, since a verb stands before `first`.

        "Killed 20 people wounded at least 30", with its comma lost: the 20 are dead.
        """
        return self._opens_a_count(k) and self.state_before(first) is not None

    def _is_bounded_count(self, k: int) -> bool:
        """Whether people are counted here behind a bound: "three bombers killed at least two people"."""
        begins = k
        while self._reader.low(k) in _BEFORE_A_COUNT:
            k += 1
        people = (unit for i in (k + 1, k + 2) if (unit := match_unit(self._reader.words, i)))
        return k > begins and self._opens_a_count(k) and any(unit[1].kind == "person" for unit in people)

    def _opens_a_count(self, k: int) -> bool:
        """Whether a figure stands here, with or without its bound, that no participle of its own follows."""
        reader = self._reader
        while reader.low(k) in _BEFORE_A_COUNT:
            k += 1
        figure = k < len(reader.words) and (reader.words[k].kind == "n" or reader.low(k) in STARTERS - {"a", "an", "-"})
        return figure and not is_month(reader, k + 1) and not self._second_count(k)

    def _second_count(self, k: int) -> bool:
        words = self._reader.words
        if k >= len(words):
            return False
        if words[k].kind != "n" and self._reader.low(k) not in STARTERS:
            return False
        return any(match_state_after(words, i) is not None for i in (k + 1, k + 2))

    def state_before(self, first: int) -> str | None:
        """The state in the words before the figure that begins at word `first`: "killing at least 28"."""
        reader = self._reader
        k = first - 1
        skipped = 0
        while k >= 0 and skipped <= 3:
            state = match_state_before(reader.words, k)
            if state:
                return state.name
            if reader.low(k) == "and" and skipped <= 1:
                return self._state_before_list(k)
            if (begins := according_to(self._reader, k)) is not None:
                # "Ten were killed, according to the army, 44 are in hospital" goes on with something else.
                state = match_state_before(reader.words, begins - 1)
                return state.name if state and reader.low(begins - 1).endswith("ing") else None
            if reader.low(k) in _DONE_TO_THE_DEAD and reader.low(k - 1) == "and":
                # "Killed and crucified five civilians"
                state = match_state_before(reader.words, k - 2)
                return state.name if state and state.name == "killed" else None
            if reader.low(k) not in _LINKS and reader.low(k) not in _QUOTES:
                return None
            k -= 1
            skipped += 1
        return None
