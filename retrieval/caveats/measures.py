"""Figures made in different ways: verified, estimated, excess deaths, a crowd at its peak."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Caveat
from retrieval.caveats.drift import bound_words
from retrieval.caveats.hedges import hedges_dropped
from retrieval.caveats.margin import Count, Margin, each_once, findings_of, is_of_the_claim
from retrieval.caveats.printed import quoted_figure, whose
from retrieval.counts.figures import meet
from retrieval.counts.measures import (
    ALLEGED,
    ANOTHER,
    ESTIMATED,
    MADE_SURE,
    UNSAID,
    called,
    called_of,
    is_of_something_else,
    made,
    made_in,
    of_one_scale,
)
from retrieval.ranking import fits
from retrieval.wording import listed, told

#: Of each figure of several its own measure.
OF_SEVERAL_MEASURES = "Not one measure: {each}."
#: The same of one figure beside one of which nothing is said: a table prints that one without a measure.
OF_ONE_MEASURE = "Not one measure: {figure} ({who}) is {measure}; {other} ({whose}) is not said to be one."
#: That a figure is of another measure than the claim's, as the first line has it: "gives this figure, but counts".
OF_ANOTHER_MEASURE = "The figure of {who}, {figure}, is {measure}; {but}."


def measure_differs(margin: Margin) -> list[Caveat]:
    """The figures were made in different ways: verified, estimated, excess, peak, gross."""
    claimed = margin.figure
    if claimed is None or margin.state == "nothing_found":
        return []
    own = (made_in(margin.claim.text, claimed) or UNSAID).measure
    near = margin.counts("context")
    apart = [pair for pair in near if {ANOTHER, ALLEGED}.intersection(pair[0].why)]
    # Of the measures in a note its table tells, and its editor.
    apart += [pair for pair in near if MADE_SURE in pair[0].why and not pair[0].article.is_note]
    measured = [(pair, kind) for pair in (*margin.counts("reports", "differs"), *apart) if (kind := measure_of(pair))]
    first = {kind: pair for pair, kind in reversed(measured)}
    kinds = each_once([kind for _, kind in measured])
    fitting = [pair for pair in margin.counts("reports") if fits(claimed, pair[1])]
    # Whoever prints the very number says how that was made.
    fitting = [pair for pair in fitting if pair[1].value == claimed.value] or fitting
    if len(kinds) > 1:
        each = [
            told(
                "{figure} ({who}) is {measure}",
                figure=quoted_figure(*first[kind]),
                who=whose(first[kind][0]),
                measure=called_of(*first[kind]),
            )
            for kind in kinds[:3]
        ]
        told_by = findings_of([first[k] for k in kinds[:3]])
        several = Caveat("MEASURE_DIFFERS", told(OF_SEVERAL_MEASURES, each=listed(each)), told_by)
        instead = [pair for pair in fitting if is_of_something_else(margin.claim, claimed, *pair)]
        # What several measures are told of is said once.
        untold = bool(instead) and instead == fitting and instead[0] not in [first[k] for k in kinds[:3]]
        return [*(_made_so(instead, own) if untold else ()), several]
    if measured and (flat := [pair for pair in apart if not measure_of(pair)]):
        return _beside_a_flat_one(flat[0], [pair for pair, _ in measured])
    if not measured or kinds[0] == own:
        return []
    if flat := [pair for pair in fitting if not measure_of(pair)]:
        return _beside_a_flat_one(flat[0], [pair for pair, _ in measured])
    finding, quantity = measured[0][0]
    if any(made(finding, quantity).word.lower() in hedge.lower() for hedge in hedges_dropped(margin.claim, finding)):
        # "Alleged" is a doubt as well, and HEDGED says that the claim dropped it.
        return []
    if made(finding, quantity).word.lower() in bound_words(claimed, quantity, finding).lower().split():
        # So does BOUND_DROPPED of "estimated around 300".
        return []
    return _made_so([pair for pair, _ in measured], own, is_claimed=measured[0][0] in fitting)


def _made_so(measured: Sequence[Count], own: str, *, is_claimed: bool = True) -> list[Caveat]:
    """How the first of these figures was made, which the claim does not say; `own` is what it says of its own.

    `is_claimed` is whether that figure is the claim's; how another one was made, the claim need not say.
    """
    finding, quantity = measured[0]
    says = told("the claim does not say so") if is_claimed else told("the claim does not say how its own was made")
    says = told("the claim's is {measure}", measure=called(own)) if own else says
    return [
        Caveat(
            "MEASURE_DIFFERS",
            told(
                OF_ANOTHER_MEASURE,
                who=whose(finding),
                figure=quoted_figure(finding, quantity),
                measure=called_of(finding, quantity),
                but=says,
            ),
            findings_of(measured),
        )
    ]


def _beside_a_flat_one(flat: Count, measured: Sequence[Count]) -> list[Caveat]:
    """A rival that was made in a way of its own, the crowd at its peak, beside a figure of which nothing is said.

    An estimate may be set against a flat figure, and a reader has to know that it is one.
    """
    rivals = [
        (finding, quantity)
        for finding, quantity in measured
        if is_of_the_claim(finding)
        and whose(finding) != whose(flat[0])
        and not meet(quantity, flat[1])
        and (not of_one_scale(((finding, quantity), flat)) or made(finding, quantity).measure == ESTIMATED)
    ]
    if not rivals:
        return []
    sentence = told(
        OF_ONE_MEASURE,
        figure=quoted_figure(*rivals[0]),
        who=whose(rivals[0][0]),
        measure=called_of(*rivals[0]),
        other=quoted_figure(*flat),
        whose=whose(flat[0]),
    )
    return [Caveat("MEASURE_DIFFERS", sentence, findings_of((rivals[0], flat)))]


def measure_of(count: Count) -> str:
    """How a figure was made, as its report tells: "verified", "excess deaths"; empty where nothing is said of that."""
    return made(*count).measure
