"""What the pasted words lost or changed on the way from the closest report: bound, hedge, unit, number, place, time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise

from knowledge.model import Caveat, Claim, Finding, NearMiss, Place, Quantity
from knowledge.number_words import ONES, TENS
from knowledge.places import fold, related
from knowledge.quantities import comparable, read_quantities, sides_in, unit_table
from knowledge.quantities.units import match_head, match_state_after
from knowledge.quantities.words import split_words
from knowledge.word_lists import words_in
from retrieval.caveats.hedges import hedges_dropped
from retrieval.caveats.margin import Margin
from retrieval.caveats.printed import has_a_name, in_marks, quoted_figure, whose, words_of_figure, words_that_differ
from retrieval.claims.claimants import claimant_of, is_theirs
from retrieval.counts.figures import meet
from retrieval.counts.periods import covers, period_words, periods_part
from retrieval.events import as_printed
from retrieval.origins import known_in
from retrieval.ranking import counts_same, fits
from retrieval.word_tables import any_of
from retrieval.wording import listed, told

#: Two spellings of one place share about so much.
LIKE = 0.75
#: A smaller number stands in many reports by chance; that it is equal says nothing about a changed unit.
TELLING = 5
#: Units by which the same people are called.
ONE_PEOPLE = frozenset(
    map(
        frozenset,
        (
            ("men", "people"),
            ("demonstrators", "people"),
            ("displaced people", "people"),
            ("displaced people", "civilians"),
        ),
    )
)
_figure = re.compile(rf"\d|\b(?:{'|'.join((*ONES, *TENS, 'dozens?', 'hundreds?', 'thousands?'))})\b", re.IGNORECASE)
_bound_behind = re.compile(r"\bor (?:more|so|fewer|less)\b|(?<=\d)\+", re.IGNORECASE)


_structure = re.compile(rf"\b(?:{any_of('caveats', 'structures')})$", re.IGNORECASE)


#: "In three oblasts": a count over so many, wherever the report's event lies.
_SEVERAL = re.compile(
    rf" (?:in|across|over) (?P<where>(?:{any_of('caveats', 'so_many')}) "
    rf"(?:{any_of('caveats', 'parts_of_a_country')}))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Drift:
    """The closest report, what the claim drops of it and what it changes; `kinds` are the caveats this amounts to.

    Another number is a difference and no caveat: who says otherwise is the answer, and stands above. That a claim
    leaves out who said so is no difference: the answer names them.
    """

    finding: Finding
    drops: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    kinds: frozenset[str] = field(default_factory=frozenset)
    #: In how many ways the claim differs.
    differences: int = 0

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        report, drops, changes = _named(self.finding), listed(self.drops), listed(self.changes)
        if not self.changes:
            return told("Against the closest report ({report}), the claim drops {drops}.", report=report, drops=drops)
        if not self.drops:
            return told(
                "Against the closest report ({report}), the claim changes {changes}.", report=report, changes=changes
            )
        return told(
            "Against the closest report ({report}), the claim drops {drops} and changes {changes}.",
            report=report,
            drops=drops,
            changes=changes,
        )


# Six caveats ask for it, each of the same margin.
@lru_cache(maxsize=8)
def drift(margin: Margin) -> Drift | None:
    """How the claim differs from the report it is closest to, when it differs in more than one way; else None.

    A single difference is said by its own caveat, in words made for it.
    """
    if margin.state != "found":
        return None
    drifts = [_between(margin, finding) for finding in margin.findings("reports") or margin.findings("differs")]
    if not drifts and len(margin.near_misses) == 1:
        # Of two events, each of another day, neither is the closest.
        (near,) = margin.near_misses
        drifts = [_between(margin, finding, near) for finding in near.findings if near.told]
    if not drifts:
        return None
    least = min(drifts, key=lambda one: one.differences)
    return least if least.differences > 1 else None


def drifted(margin: Margin, kind: str) -> Caveat | None:
    """All in which the claim differs from the report it is closest to, in one line, if the caution is part of that."""
    line = drift(margin)
    return Caveat(kind, line.sentence, (line.finding,)) if line and kind in line.kinds else None


def bound_words(claimed: Quantity, printed: Quantity, finding: Finding) -> str:
    """The bound that a report puts on the very number the claim states flatly: "over"; "" where it puts none."""
    if claimed.bound != "exact" or printed.bound in ("exact", "vague", "range"):
        return ""
    if printed.value != claimed.value or not fits(claimed, printed):
        return ""
    words = words_of_figure(finding, printed)
    shown = next((q for q in read_quantities(words) if q.value == printed.value), None)
    if shown is not None and shown.bound == "exact":
        # The note knows of a bound that the words it quotes do not show.
        return ""
    figure = _figure.search(words)
    before = words[: figure.start()].strip() if figure else ""
    behind = _bound_behind.search(words)
    # "4,645 excess deaths" is an estimate by what it measures, and no word bounds it.
    return before or (behind.group().strip() if behind else "")


def unit_changed(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a report prints the claimed number of something else of the same sort: soldiers, not civilians.

    The claim may be the wider ("people" for "militants") or the narrower; whose the counted are is another matter.
    """
    if claimed.value != printed.value or claimed.value < TELLING or not (claimed.unit and printed.unit):
        return False
    kinship = comparable(claimed, printed)
    kinds = unit_table().kinds
    if (claimed.unit, claimed.state) == (printed.unit, printed.state) or kinship == "same":
        return False
    if kinship == "broader" and claimed.state == printed.state and says_nothing_of_who(claimed.counted):
        # "Kills 15" says nothing of who they were.
        return False
    if frozenset((claimed.unit, printed.unit)) in ONE_PEOPLE:
        # "Eight of their men" are eight members; a hundred who "took part" are those who marched.
        return False
    if not claimed.state and (claimed.unit == printed.unit or kinship == "broader"):
        # "30 fighters" leaves out what became of them; "people marched" are marchers.
        return False
    if not printed.state and claimed.unit == printed.unit:
        # "The 20 people who were killed": what became of them stands further on.
        return False
    of_a_side = sides_in(claimed.counted) - sides_in(printed.counted)
    if claimed.unit != printed.unit and of_a_side and printed.unit != "civilians":
        # Sixty mercenaries are not sixty Syrian soldiers under another name; that is another report. Civilians may
        # well be what one side's fighters were made of.
        return False
    if kinship == "different" and claimed.unit != printed.unit and claimed.state != printed.state:
        # Neither who nor what became of them: the number is the same by chance.
        return False
    return kinds.get(claimed.unit) == kinds.get(printed.unit)


@lru_cache(maxsize=2_000)
def says_nothing_of_who(counted: str) -> bool:
    """Whether the words that are counted tell what became of somebody, and not who they were.

    >>> [says_nothing_of_who(words) for words in ("", "were killed", "deaths", "people killed", "soldiers dead")]
    [True, True, True, False, False]
    """
    words, at = split_words(counted), 0
    while at < len(words):
        unit, state = match_head(words, at), match_state_after(words, at)
        if unit and unit[1].state:
            at += unit[0]
        elif state:
            at += state.length
        elif words[at].low in words_in("auxiliaries") | words_in("being"):
            at += 1
        else:
            return False
    return True


def places_changed(claim: Claim, finding: Finding) -> tuple[str, str] | None:
    """The claim's place and the wider or other one that the report's count covers; None where they agree.

    A claim that names only the country has changed nothing, unless the report counts it with another in one breath.
    """
    said = finding.statement.where
    claimed = [place for place in claim.where if place.province] or list(claim.where)
    if not claimed or not said or _structure.search(claimed[0].name):
        # The dead of a broken dam are counted over the province below it.
        return None
    first = claimed[0]
    if first.province and (several := _over_several(finding)):
        typed = first.span.of(claim.text) if first.span else first.name
        # "Killed in three provinces" names none of them.
        if typed.casefold() not in finding.words.casefold() and first.name not in finding.words:
            return typed, several
    kinds = [related(first, place) for place in said]
    if "same" in kinds:
        others = [
            p for p, kind in zip(said, kinds, strict=True) if kind == "apart" and (p.province or not first.province)
        ]
        others = [p for p in others if not any(related(p, also) in ("same", "inside") for also in claimed)]
        wider = [first, *others] if others and _counted_together(finding, said[kinds.index("same")], others) else []
    else:
        wider = [p for p, kind in zip(said, kinds, strict=True) if kind == "inside" and p.province]
        # "Idlib" may be the town or the province.
        wider = [p for p in wider if not fold(p.name).startswith(fold(first.name))]
        if wider and (_is_named(first, claim, finding) or _spelled_otherwise(first, claim, finding)):
            return None
    if not wider:
        return None
    typed = first.span.of(claim.text) if first.span else first.name
    printed = [as_printed(place, finding) for place in wider if place is not first]
    # "Deir Ezzor province" and its town are named once.
    names = list(dict.fromkeys([typed, *printed] if first in wider else printed))
    names = [name for name in names if not any(name != other and name.startswith(f"{other} ") for other in names)]
    return typed, listed(names[:4])


def _over_several(finding: Finding) -> str:
    """The many provinces or countries that a sentence counts over right behind a figure of it; empty where none.

    "Killed 20 people in Homs while fighting went on in three provinces" counts in Homs.
    """
    start = finding.statement.span.start
    ends = [q.span.end - start for q in finding.statement.quantities if q.unit]
    return next((found["where"] for end in ends if end >= 0 and (found := _SEVERAL.match(finding.words, end))), "")


def _is_named(place: Place, claim: Claim, finding: Finding) -> bool:
    """Whether the report names the claim's place somewhere: what happened in the town happened in its province."""
    typed = place.span.of(claim.text) if place.span else place.name
    text = finding.article.text.casefold()
    return typed.casefold() in text or place.name.casefold() in text


def _spelled_otherwise(place: Place, claim: Claim, finding: Finding) -> bool:
    """Whether the report names the claim's place in another spelling: "Kfar Zeita" for "Kafr Zeita"."""
    name = fold(place.span.of(claim.text) if place.span else place.name)
    words = f"{finding.words} {finding.article.title}".split()
    length = len((place.span.of(claim.text) if place.span else place.name).split())
    there = [fold(" ".join(words[n : n + length])) for n in range(len(words))]
    return bool(get_close_matches(name, there, 1, LIKE))


def _counted_together(finding: Finding, place: Place, others: Sequence[Place]) -> bool:
    """Whether places are told off in one row ("Raqqa, Hama and Homs"), or three at least where a note names them.

    "Douma, near Damascus" says where one place lies.
    """
    if place.span is not None:
        # What a note's own field adds is where its whole report is of; this sentence names its place.
        others = [other for other in others if other.span]
        if not others:
            return False
    if place.span is None or not all(other.span for other in others):
        return len(others) > 1
    text = finding.article.text
    spans = sorted((p.span for p in finding.statement.where if p.span), key=lambda span: span.start)
    joints = {
        (a, b): text[a.end : b.start]
        for a, b in pairwise(spans)
        if re.fullmatch(r",? ?(?:and |or |& )?", text[a.end : b.start])
    }
    row = [span for pair in joints for span in pair]
    if row and _acts(text[row[-1].end :]):
        # "20 killed in France and Belgium raised its alert level".
        return False
    # "In Paris, France said": a country behind a comma may be who speaks; a second town is one of a list.
    told_off = any("and" in j for j in joints.values()) or all(
        p.province for p in finding.statement.where if p.span in row
    )
    return place.span in row and any(other.span in row for other in others) and told_off


def _acts(behind: str) -> bool:
    """Whether a verb follows right behind a place: what stands before it is another sentence."""
    word = re.match(r" (?:[a-z]+ly )?([a-z]+)\b", behind)
    return word is not None and (word[1].endswith("ed") or word[1] in words_in("finite_verbs"))


def _between(margin: Margin, finding: Finding, near: NearMiss | None = None) -> Drift:
    """What lies between the claim and one report; `near` is in which detail that is of another event, if it is.

    The line then has one caveat, of that detail: the others are of who says just the claim.
    """
    claim, claimed = margin.claim, margin.figure
    drops: list[str] = []
    changes: list[str] = []
    kinds: set[str] = set()
    has_another_number = False
    printed = _closest_figure(claimed, finding)
    if claimed is not None and printed is not None:
        own = claimed.span.of(claim.text)
        if bound := bound_words(claimed, printed, finding):
            drops.append(f"“{bound}”")
            kinds.add("BOUND_DROPPED")
        if unit_changed(claimed, printed):
            differing = words_that_differ(claim, finding, printed)
            changes.append(told("{before} to “{after}”", before=in_marks(finding, differing), after=own))
            kinds.add("UNIT_DIFFERS")
        elif counts_same(claimed, printed) and not meet(claimed, printed):
            has_another_number = True
            changes.append(told("{before} to {number}", before=quoted_figure(finding, printed), number=claimed.value))
        if near is None and periods_part(claim, claimed, printed, finding.statement.when):
            theirs_covers = in_marks(finding, period_words(printed))
            own_covers = covers(claim, claimed)
            if own_covers:
                changes.append(told("{before} to “{after}”", before=theirs_covers, after=own_covers))
            else:
                drops.append(told("the time it covers ({time})", time=theirs_covers))
            kinds.add("PERIOD_DIFFERS")
    if hedges := hedges_dropped(claim, finding):
        drops.append(told("the hedge {hedges}", hedges=listed([f"“{hedge}”" for hedge in hedges[:2]])))
        kinds.add("HEDGED")
    if near is not None:
        changes.append(_detail_changed(near))
        kinds.add("DETAIL_DIFFERS")
    elif places := places_changed(claim, finding):
        changes.append(told("the place, {before}, to {after}", before=places[1], after=places[0]))
        kinds.add("PLACE_DIFFERS")
    speaker, claimant = finding.speaker, margin.claimant or claimant_of(claim)
    if (
        kinds
        and not (claimant and is_theirs(claimant, finding))
        and speaker.kind != "outlet_itself"
        and has_a_name(finding)
        and speaker.name.lower() not in claim.text.lower()
        # The report is named before it, and on a body's own page the report is the body's.
        and known_in(speaker.name) != known_in(finding.outlet)
    ):
        unnamed = speaker.kind.startswith("unnamed")
        drops.append(told("who says so ({name})", name=f"“{speaker.name}”" if unnamed else speaker.name))
    carried = kinds if near is None else {"DETAIL_DIFFERS"}
    return Drift(finding, tuple(drops), tuple(changes), frozenset(carried), len(kinds) + has_another_number)


def _detail_changed(near: NearMiss) -> str:
    before, after = near.told, near.claimed
    if near.is_of_time:
        return told("the date, {before}, to {after}", before=before, after=after)
    return told("the place, {before}, to {after}", before=before, after=after)


def _closest_figure(claimed: Quantity | None, finding: Finding) -> Quantity | None:
    if claimed is None:
        return None
    figures = finding.statement.quantities
    fitting = [q for q in figures if fits(claimed, q)]
    changed = [q for q in figures if unit_changed(claimed, q)]
    same = [q for q in figures if counts_same(claimed, q)]
    return next(iter([*fitting, *changed, *same]), None)


def _named(finding: Finding) -> str:
    if whose(finding) == finding.outlet:
        return finding.outlet
    return told("{who} in {outlet}", who=whose(finding), outlet=finding.outlet)
