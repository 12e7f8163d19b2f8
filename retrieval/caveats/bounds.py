"""A bound that the claim drops: it says 100, and the reporting over, at least, up to or about 100, or 101."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Caveat, Claim, Finding, Quantity
from retrieval.caveats.drift import bound_words, drifted, unit_changed
from retrieval.caveats.margin import Count, Margin, each_once, findings_of
from retrieval.caveats.printed import NAMELESS, has_a_name, quoted_figure, told_by, words_of_figure
from retrieval.caveats.speakers import credits_somebody
from retrieval.events import may_be_one
from retrieval.grammar.closeness import numbers
from retrieval.origins import has_name
from retrieval.ranking import counts_same, fits, rounds
from retrieval.wording import is_plural, listed, told, told_of


def bound_dropped(margin: Margin) -> list[Caveat]:
    """The claim says 100, the sources say over / at least / up to / about 100, or 101, which it rounds."""
    claimed = margin.figure
    if claimed is None or claimed.bound not in ("exact", "about"):
        return []
    if line := drifted(margin, "BOUND_DROPPED"):
        return [line]
    fitting = [(f, q) for f in margin.findings("reports") for q in f.statement.quantities if fits(claimed, q)]
    # Beside somebody who counts just what the claim counts, a bound on another count is no news of this one.
    just_so = any(q.value == claimed.value and not unit_changed(claimed, q) for _, q in fitting)
    # Somebody else may give just the claim's number: then it is said who does not.
    just = [f for f, q in fitting if _is_just(claimed, q)]
    pages = {f.article.id for f, _ in fitting}
    flat = [
        f
        for f in margin.found
        if f.article.id in pages
        # A headline is always flat.
        and f.statement.place_in_article != "headline"
        and any(_is_just(claimed, q) and counts_same(claimed, q) for q in f.statement.quantities)
    ]
    flat_voices = {told_by(f) for f in just}
    # The middle of somebody's interval is their number, and the interval no bound on it.
    middle = {told_by(f) for f, q in fitting if q.bound != "range" and q.value == claimed.value}
    bounded = [
        (f, q)
        for f, q in fitting
        # "5,000 to 7,000" is no 7,000, nor is it "about 6,000".
        if (
            bound_words(claimed, q, f)
            or (q.bound == "range" and not just and told_by(f) not in middle)
            or (not just_so and rounds(claimed, q))
        )
        and not (just_so and unit_changed(claimed, q))
        # Whoever prints it flatly on the same page has said the claim's number.
        and not any(_says_it_flatly(other, f) for other in (*just, *flat))
    ]
    alone = [(f, q) for f, q in bounded if told_by(f) not in flat_voices]
    if not alone:
        return _ranges_of(
            margin, claimed, [(f, q) for f, q in fitting if q.bound == "range" and told_by(f) not in middle]
        )
    if just:
        if margin.state == "ambiguous":
            # Of another event, a bound is none on this one; and each event is printed with its figure.
            alone = [(f, q) for f, q in alone if any(may_be_one(f, own) for own in just)]
        beside = [(f, q) for f, q in bounded if told_by(f) in flat_voices and q.bound != "range"]
        if alone and beside and not any(q.bound == "range" for _, q in alone):
            # Of two papers one has its number flatly, one "at least": to name the others alone would single them out.
            return [_of_some(margin.claim, claimed, [*alone, *beside])]
        # Whoever gives the number flatly as well has said the claim's: the bound is told of the others.
        return _ranges_of(margin, claimed, alone)
    return [
        Caveat(
            "BOUND_DROPPED",
            told(
                "The claim says {number}; the reporting says {figures}.",
                number=_as_claimed(margin.claim, claimed),
                figures=_as_printed(bounded),
            ),
            findings_of(bounded),
        )
    ]


def _of_some(claim: Claim, claimed: Quantity, bounded: Sequence[Count]) -> Caveat:
    """That some of the reporting has a bound on the number that some gives flatly."""
    sentence = told(
        "The claim says {number}; some of the reporting says {figures}.",
        number=_as_claimed(claim, claimed),
        figures=_as_printed(bounded),
    )
    return Caveat("BOUND_DROPPED", sentence, findings_of(bounded))


def _as_claimed(claim: Claim, claimed: Quantity) -> float | str:
    """The claim's number; in its own words where it does not print that in figures: “1.7 million”."""
    own = claimed.span.of(claim.text)
    is_bare = claimed.bound == "exact" and f"{claimed.value:.0f}" in numbers(own)
    return claimed.value if is_bare else f"“{own}”"


def _as_printed(bounded: Sequence[Count]) -> str:
    """Three figures at most, in their reports' shortest words."""
    printed = {words_of_figure(*pair): quoted_figure(*pair) for pair in reversed(bounded)}
    figures = each_once([printed[figure] for figure in _shortest([words_of_figure(*pair) for pair in bounded])])
    # A note has but the number of what a report prints: "at least 21", "at least 21 rebels".
    fuller = [one for one in figures if not any(other.lower().startswith(f"“{one} ".lower()) for other in figures)]
    return listed(fuller[:3])


def _says_it_flatly(flat: Finding, bounded: Finding) -> bool:
    """Whether a page on which a voice has a bound gives the number flatly in that voice, or by name where the bound has
    none: "twenty were killed", its official is quoted, and the page itself writes "at least 20".
    """
    if flat.article.id != bounded.article.id:
        return False
    has_none = bounded.speaker.kind in (*NAMELESS, "outlet_itself")
    is_by_name = flat.speaker.kind not in (*NAMELESS, "outlet_itself") and has_name(flat.speaker)
    return told_by(flat) == told_by(bounded) or (has_none and is_by_name)


def _ranges_of(margin: Margin, claimed: Quantity, ranges: Sequence[Count]) -> list[Caveat]:
    """Beside somebody who gives just the claim's number, who gives a range around it, or a bound on it: by name."""
    if not ranges:
        return []
    # What an outlet has from somebody without a name, it says itself as well.
    passed_on = {finding.article.id for finding, _ in ranges if finding.speaker.kind in NAMELESS}
    own = [f.speaker.kind == "outlet_itself" and f.article.id in passed_on for f, _ in ranges]
    ranges = [pair for pair, is_own in zip(ranges, own, strict=True) if not is_own and _is_its_voice(pair[0])]
    if not ranges:
        return []
    voices = each_once([told_by(finding) for finding, _ in ranges])
    is_one = len(voices) == 1 and not is_plural(ranges[0][0].speaker.name)
    sentence = told_of(
        1 if is_one else 2,
        "The claim says {number}; {who} says {figures}.",
        "The claim says {number}; {who} say {figures}.",
        number=_as_claimed(margin.claim, claimed),
        who=listed(voices[:3]),
        figures=_as_printed(ranges),
    )
    return [Caveat("BOUND_DROPPED", sentence, findings_of(ranges))]


def _shortest(figures: Sequence[str]) -> list[str]:
    """The figures without those that another begins, be it with a capital: "at least 20 people" of "… people dead".

    >>> _shortest(["At least 20 people dead", "at least 20 people", "at least 20 civilians"])
    ['at least 20 people', 'at least 20 civilians']
    """
    begun = [f"{figure.casefold()} " for figure in figures]
    shortest = [min((other for other in begun if own.startswith(other)), key=len) for own in begun]
    return each_once([figures[begun.index(short)] for short in shortest])


def _is_its_voice(finding: Finding) -> bool:
    """Whether a figure can be given to whom a caution names for it: neither to an outlet that credits somebody in the
    same words, nor to one that has it from somebody who cannot be named.
    """
    return not credits_somebody(finding) if finding.speaker.kind == "outlet_itself" else has_a_name(finding)


def _is_just(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a report prints the claim's number of the claim's things, and no more and no less."""
    same = (printed.value, printed.bound) == (claimed.value, claimed.bound)
    return same and not unit_changed(claimed, printed)
