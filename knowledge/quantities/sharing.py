"""What several figures of one sentence share: the noun, or what became of the counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from knowledge.quantities.figure_lists import listed
from knowledge.quantities.named_numbers import is_month
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.outcomes import Counted, OutcomeReader
from knowledge.quantities.told_with_others import BODILY, before_links
from knowledge.quantities.units import is_plural, match_state_after, match_unit, unit_table
from knowledge.word_lists import any_of

_LINKS: Final = listed("between_counts")
_INCLUDING_ONE: Final = re.compile(r",? ?including an? (?:[\w-]+ ){1,2}and")
#: Somebody else may be counted behind "including" where one of these stands before it.
_OF_OTHERS: Final = listed("tells_of_others")
_BEFORE_AN_ADJECTIVE: Final = frozenset(["the", "a", "an", "-", "‑"])
_OWN_VERB: Final = re.compile(
    rf"(?:[\s,]+(?:mostly|most of them|many of them) \w+)?\s+(?:{any_of('verbs_of_their_own')})\b"
    # "Four others were, too", "were pronounced dead": what was said of the first is said of them.
    r"(?!,?\s+(?:also|too|as well|among|likewise|(?:later\s+)?(?:pronounced|declared|confirmed)\s+dead)\b)",
    re.IGNORECASE,
)
#: "Near the old town of Velmar in northern Sudland province"
_PLACE: Final = (
    r" (?:in|at|near|on|outside|inside|around|of|with|across|from)(?: [a-z-]+){0,4}(?: [A-Z][\w'’-]*)+"
    r"(?: (?:province|city|town|village|district|region|area|camp|countryside|governorate)\b)?"
)
#: Behind "and another five" stands nothing, or another place or day, and no word of how these fare.
_ELSEWHERE: Final = re.compile(
    rf"(?![^.;:!?]{{0,80}}\b(?:{any_of('how_they_fare')})\b)"
    r"(?: (?:of them|of whom))?(?: from (?:one|the same|a single) \w+)?"
    rf"(?: ashore| there| elsewhere| at sea|(?:{_PLACE})+)?"
    r"(?: by\b| of\b| (?:say|says|said|according)\b|[.;:!?)”\"]|$"
    r"|, (?!\w+ed\b|\w+ing\b|(?:who|whom|which|all|most|but)\b))"
)
#: "75 homes were damaged, ten heavily"; nobody is killed more or less.
_HOW_GRAVELY: Final = re.compile(r" (?:\w+ly)\b")
_TO_A_TOTAL: Final = re.compile(
    rf"\b(?:{any_of('raising_a_total')}) (?:the|its|their) "
    r"(?:overall |confirmed |official |combined |running )?(?:total|tally|count|number)(?: so far)? to \Z"
)
_BARE_INCLUDING: Final = re.compile(r",? ?(?:including|among (?:them|whom))")
_SENTENCE_ENDS: Final = re.compile(r"[.;:!?]")
_AMONG: Final = re.compile(r"(?:(?:were|are|was) )?among(?: the)?")
_AMONG_THEM: Final = re.compile(r",? ?among (?:them|whom)(?: were)?")


class Sharing:
    """The figures of one text and what each counts by itself; `settle` gives to each what it shares with the next."""

    __slots__ = ("_figures", "_found", "_outcomes", "_reader", "_text")

    def __init__(
        self,
        reader: NumeralReader,
        text: str,
        figures: Sequence[tuple[int, int, float, str]],
        found: list[Counted],
        outcomes: OutcomeReader,
    ) -> None:
        """`found` holds, for each figure (first word, word behind the last, value, form), what it counts."""
        self._reader = reader
        self._text = text
        self._figures = figures
        self._found = found
        self._outcomes = outcomes

    def settle(self) -> None:
        """In "19 soldiers and 12 rebels killed" all are killed; in "killing 12 soldiers and three civilians" too."""
        found, table = self._found, unit_table()

        def fits(what: Counted, state: str) -> bool:
            return not what.state and what.kind in table.states_of.get(state, ())

        for n in range(len(found) - 2, -1, -1):
            later = found[n + 1]
            if later.state and later.shares and self._linked(found[n], n) and fits(found[n], later.state):
                found[n].state, found[n].shares = later.state, True
        for n in range(len(found) - 1):
            # "2 medics among 31 dead": both are.
            if found[n + 1].state and _AMONG.fullmatch(self._between(found[n], n)):
                found[n].state = found[n + 1].state if fits(found[n], found[n + 1].state) else found[n].state
            self._whole_of(n)
            self._part_of(n)
        for n in range(1, len(found)):
            earlier = found[n - 1]
            self._total_of(n)
            if earlier.state in BODILY and fits(found[n], earlier.state) and self._is_included(n):
                found[n].state = earlier.state
            if earlier.state and self._linked(earlier, n - 1):
                if fits(found[n], earlier.state) and self._fares_otherwise(found[n]):
                    continue
                if fits(found[n], earlier.state):
                    found[n].state = earlier.state
                elif _is_bare(found[n]):
                    found[n].unit, found[n].kind = earlier.unit, earlier.kind
                    # "Ten died and five received wounds", "ten dead, five treated for burns"
                    found[n].state = earlier.state if self._fares_alike(n) else ""
            elif earlier.unit and _is_bare(found[n]) and self._bracketed(earlier, n):
                found[n].unit, found[n].kind = earlier.unit, earlier.kind
            elif earlier.unit and _is_bare(found[n]) and self._is_of_them(n):
                # "484 fighters died in the desert, 401 of them in raids"
                found[n].unit, found[n].state, found[n].kind = earlier.unit, earlier.state, earlier.kind
            elif earlier.unit and _is_bare(found[n]) and self._is_another(n):
                found[n].unit, found[n].kind = earlier.unit, earlier.kind
                found[n].state = earlier.state if self._fares_alike(n) else ""

    def _is_included(self, n: int) -> bool:
        """Whether these are some of those counted before: "killed 58 people in the town, including 11 children"."""
        k = before_links(self._reader, self._figures[n][0])
        part = self._figures[n][2] <= self._figures[n - 1][2] and not self._fares_otherwise(self._found[n])
        alone = not any(self._tells_of_others(i) for i in range(self._behind(self._found[n - 1], n - 1), k))
        return self._reader.low(k) == "including" and part and alone and self._is_one_sentence(n)

    def _tells_of_others(self, i: int) -> bool:
        """Whether word `i` may be about other people: "killed 58, and the army arrested suspects, including 11"."""
        low, unit = self._reader.low(i), match_unit(self._reader.words, i)
        if match_state_after(self._reader.words, i) or (low == "and" and is_month(self._reader, i - 1)):
            # "Between 1 January and 28 February"
            return False
        # "In the besieged town", "in a rebel-held town"
        verb = low.endswith("ed") and self._reader.low(i - 1) not in _BEFORE_AN_ADJECTIVE
        if unit:
            return unit[1].kind == "person" and unit[1].plural
        return verb or low in _OF_OTHERS or (is_plural(low) and not self._reader.words[i].capital)

    def _is_another(self, n: int) -> bool:
        """Whether as many more of the same are counted: "ten sailors died at sea and another five ashore"."""
        first, last = self._figures[n][:2]
        kinds = {what.unit for what in self._found[:n] if what.unit}
        own = _OWN_VERB.match(self._text, self._reader.words[last - 1].end)
        # "Killed ten and captured another five"
        listed_on = self._reader.low(first - 1) == "another" and self._reader.low(first - 2) in ("and", ",", ";")
        return listed_on and len(kinds) == 1 and not own and self._is_one_sentence(n)

    def _total_of(self, n: int) -> None:
        """Counts the same as before: in "27 people were killed, bringing the total to 61,204" these were killed too."""
        what, begins = self._found[n], self._reader.words[self._figures[n][0]].start
        if not _is_bare(what) or not _TO_A_TOTAL.search(self._text, max(0, begins - 80), begins):
            return
        before = (i for i in range(n - 1, -1, -1) if self._found[i].kind == "person")
        last = next(before, None)
        if last is not None and not _SENTENCE_ENDS.search(self._text, self._gap(self._found[last], last)[0], begins):
            one = self._found[last]
            what.unit, what.state, what.kind = one.unit, one.state, one.kind

    def _fares_alike(self, n: int) -> bool:
        """Whether behind the figure stands only another place or day, no "expected to recover", no "in hospital"."""
        end = self._reader.words[self._figures[n][1] - 1].end
        if _BARE_INCLUDING.fullmatch(self._between(self._found[n - 1], n - 1)):
            # "300 wounded, including 24 with burns": those included have been told of.
            return not _OWN_VERB.match(self._text, end)
        gravely = self._found[n - 1].state != "killed" and _HOW_GRAVELY.match(self._text, end)
        return bool(_ELSEWHERE.match(self._text, gravely.end() if gravely else end))

    def _is_one_sentence(self, n: int) -> bool:
        return not _SENTENCE_ENDS.search(self._between(self._found[n - 1], n - 1))

    def _fares_otherwise(self, what: Counted) -> bool:
        """Whether a verb of its own says what became of the counted: "100 were killed and 500 others were treated"."""
        return what.end >= 0 and bool(_OWN_VERB.match(self._text, what.end))

    def _bracketed(self, earlier: Counted, n: int) -> bool:
        return self._reader.low(self._figures[n][0] - 1) == "(" and self._linked(earlier, n - 1)

    def _is_of_them(self, n: int) -> bool:
        first = self._figures[n][1]
        of_them = (self._reader.low(first), self._reader.low(first + 1)) in (("of", "them"), ("of", "whom"))
        return of_them and self._is_one_sentence(n)

    def _whole_of(self, n: int) -> None:
        """Counts people: in "a further nine, among them eight women, were killed" nine people were."""
        whole, part = self._found[n], self._found[n + 1]
        if _is_bare(whole) and part.kind == "person" and _AMONG_THEM.fullmatch(self._between(whole, n)):
            whole.unit, whole.kind = "people", part.kind
            # "Casualties rose to 63, among them 20 dead"
            whole.state = "" if "casualt" in self._text[: self._gap(whole, n)[0]].lower() else part.state

    def _part_of(self, n: int) -> None:
        """Shares a noun: in "71 of 103 missiles shot down" 71 were shot down and all are missiles.

        Where the verb stands in front, it is of the part alone: "shot down 71 of 103 missiles fired".
        """
        part, whole = self._found[n], self._found[n + 1]
        first, last = self._figures[n][1], self._figures[n + 1][0]
        if part.unit or not whole.unit or self._reader.low(first) not in ("of", "out") or not 1 <= last - first <= 3:
            return
        part.unit, part.kind = whole.unit, whole.kind
        befallen = self._outcomes.state_before(self._figures[n][0])
        if not part.state and befallen and part.kind in unit_table().states_of[befallen]:
            part.state = befallen
        elif whole.shares:
            part.state, whole.state, whole.shares = whole.state, whole.called, False

    def _gap(self, what: Counted, n: int) -> tuple[int, int]:
        """Where the words of the counted end, and where the next figure begins, which may be before that."""
        end = what.end if what.end >= 0 else self._reader.words[self._figures[n][1] - 1].end
        return end, self._reader.words[self._figures[n + 1][0]].start

    def _behind(self, what: Counted, n: int) -> int:
        """The first word behind what the figure counts."""
        last, words = self._figures[n][1], self._reader.words
        return next((i for i in range(last, len(words)) if words[i].start >= what.end), len(words))

    def _between(self, what: Counted, n: int) -> str:
        return self._text[slice(*self._gap(what, n))].strip().lower()

    def _linked(self, what: Counted, n: int) -> bool:
        end, start = self._gap(what, n)
        between = self._between(what, n)
        # "15 civilians including a woman and two children"
        return 0 <= start - end <= 30 and (between in _LINKS or bool(_INCLUDING_ONE.fullmatch(between)))


def _is_bare(what: Counted) -> bool:
    return not (what.unit or what.state or what.counted)
