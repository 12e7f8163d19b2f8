"""Whether just the words of a claim are told of those whom a sentence names, and what these are called.

"ISIS militants" are ISIS, "US-backed fighters" are no Americans, and "a hospital director" is no hospital.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retrieval.deeds.doers import kin_of
from retrieval.deeds.done_to import Group, Word, words_told
from retrieval.deeds.who_fights import Party, party_in
from retrieval.grammar.verbs import lemma
from retrieval.telling.every_word import Wanted, sides_told, starts_told
from retrieval.word_tables import worded, words_in

#: Behind "gunmen from" a side's name has no more words.
_WHO_SENT = 4
#: A coalition and who leads it.
LED_BY_IT = frozenset({"US-led Coalition", "United States"})


def party_told(group: Group, words: str) -> Party | None:
    """Who a group is in a fight, as words call them, or who sent them: "gunmen from the Amber Guard"."""
    there, named = words_told(words), sorted(_who_acts(group, words))
    end = named[-1] + 1
    if end + 1 < len(there) and there[end].text == "from":
        # "Gunmen from the Amber Guard".
        behind = words[there[end].start : there[min(end + 1 + _WHO_SENT, len(there)) - 1].end]
        if sides_told(behind) and (sent_by := party_in(behind)) is not None:
            return sent_by
    return party_in(words[there[named[0]].start : there[named[-1]].end])


def _who_acts(group: Group, words: str) -> Group:
    """Those of a group who are named before whom they fight: "Kurds fighting Daesh" are no Daesh."""
    there, fighting = words_told(words), words_in("doers", "suffers")
    end = min((k for k in group if k > min(group) and there[k].text in fighting), default=max(group) + 1)
    return frozenset(k for k in group if k < end)


def is_loosely_told(wanted: Sequence[Wanted], group: Group, words: str) -> bool:
    """Whether some group names these, whatever else it says of them."""
    there = words_told(words)
    starts = {there[k].start for k in _who_acts(group, words) if not is_anothers(there[k])}
    return all(not starts.isdisjoint(starts_told(one, words)) for one in wanted)


def sides_named_by(wanted: Sequence[Wanted]) -> frozenset[str]:
    """The sides that some words of a claim name."""
    return frozenset(side for one in wanted for side in one.sides)


def kin_of_sides(sides: Iterable[str]) -> frozenset[str]:
    """What these sides are called where a state and its army are one."""
    return frozenset(map(kin_of, sides))


def as_told(group: Group, words: str) -> str:
    """The words by which a sentence names a group, in small letters."""
    there = words_told(words)
    return " ".join(there[k].text for k in sorted(group))


def is_said_by(wanted: Wanted, word: Word) -> bool:
    """Whether a word says what a word of a claim says, and is no wider one."""
    own = wanted.word
    if any(lemma(own) == lemma(part) for part in (word.text, *word.text.split("-"))):
        return True
    if worded("every_word", "against").fullmatch(own):
        rebels = worded("done_to", "rebels")
        return rebels.fullmatch(own) is not None and rebels.fullmatch(word.text) is not None
    if worded("done_to", "by_itself").fullmatch(own):
        return False
    return worded("done_to", "not_so_much").fullmatch(word.text) is None


def is_told_of(wanted: Sequence[Wanted], groups: Sequence[Group], words: str) -> bool:
    """Whether all of these words of a claim are told of one of those who are named there, and of nobody of theirs."""
    return any(_are(wanted, group, words) for group in groups)


def _are(wanted: Sequence[Wanted], group: Group, words: str) -> bool:
    there = words_told(words)
    told, besides = set[int](), set[int]()
    for one in wanted:
        own = {k for k in group if there[k].start in starts_told(one, words) and is_said_by(one, there[k])}
        if one.sides:
            sides = one.sides | LED_BY_IT if one.sides & LED_BY_IT else one.sides
            named = [start for side, start in sides_told(words) if side in sides]
            own = {k for k in group if any(there[k].start <= start < there[k].end for start in named)}
            own = {k for k in own if not is_anothers(there[k])}
        own = {k for k in own if not is_next_word(there, k)}
        if not own:
            return False
        told |= own
        besides |= set() if one.sides else own
    # "Maternity" is more than "hospital".
    if len(besides) < sum(not one.sides for one in wanted):
        return False
    return _is_the_head(told, sorted(group), there)


def is_next_word(there: Sequence[Word], k: int) -> bool:
    """Whether an office only stands behind a number: "Bomb kills 10, governor", with its comma lost."""
    return k > 0 and there[k - 1].text.isdigit() and holds_an_office(there[k].text)


def holds_an_office(word: str) -> bool:
    """Whether a word is an office that somebody holds: "governor"."""
    return word in words_in("closeness", "offices")


def is_anothers(word: Word) -> bool:
    """Whether a word has a side only as whose somebody else is: "US-backed", "ISIS-held"."""
    parts = word.text.split("-")
    return len(parts) > 1 and not set(parts).isdisjoint(words_in("done_to", "not_theirs"))


def _is_the_head(told: set[int], group: Sequence[int], there: Sequence[Word]) -> bool:
    """Whether what is told is who or what is named there, and not whose, or of what, somebody else is."""
    if there[max(told)].text.endswith(("'s", "s'")):
        return False
    of = [k for k in group if there[k].text in ("of", "from")]
    for k in of:
        if min(told) > k and not _counts(there, k, group):
            return False
    first_of = next((k for k in of if k > max(told)), len(there))
    behind = [k for k in group if max(told) < k < first_of]
    if any(there[k].text.endswith("ing") for k in group if k < min(told)):
        return False
    return all(_goes_with_it(there[k]) for k in behind)


def _counts(there: Sequence[Word], of: int, group: Sequence[int]) -> bool:
    before = there[of - 1].text if of - 1 in group else ""
    people, many = worded("done_to", "people"), words_in("done_to", "so_many")
    return before in many or people.fullmatch(before) is not None or before.isdigit()


def _goes_with_it(word: Word) -> bool:
    """Whether a word behind a name is of the same: "ISIS militants", "Russian air strikes", "the hospital Tarn"."""
    rows = ("people", "things_of_theirs", "dealt", "times", "right_there")
    is_a_number = word.text.isdigit() or word.text in words_in("done_to", "so_many", "means")
    return not word.is_small or is_a_number or any(worded("done_to", row).fullmatch(word.text) for row in rows)
