"""The editor's checklist: what to be careful about. One function a caveat, each looking only at what is in the card."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.model import Caveat
from retrieval.caveats.bounds import bound_dropped
from retrieval.caveats.chains import long_chain
from retrieval.caveats.corrections import corrected
from retrieval.caveats.details import but_for_one_detail, detail_differs
from retrieval.caveats.doers import doer_differs
from retrieval.caveats.figures import figures_differ
from retrieval.caveats.headlines import headline_differs
from retrieval.caveats.hedged import hedged
from retrieval.caveats.hedges import claims_a_deed
from retrieval.caveats.loaded import loaded_words
from retrieval.caveats.margin import Margin
from retrieval.caveats.matches import ambiguous_event, comment_only, nothing_found
from retrieval.caveats.measures import measure_differs
from retrieval.caveats.outlets import outlet_profile
from retrieval.caveats.party_lines import party_to_events
from retrieval.caveats.places import place_differs
from retrieval.caveats.printed import NAMELESS, has_a_name, in_marks, quoted_figure, words_of_figure
from retrieval.caveats.remarks import editor_remark
from retrieval.caveats.sides import side_missing
from retrieval.caveats.speakers import no_speaker, unnamed_source
from retrieval.caveats.times import old_news, period_differs, undated
from retrieval.caveats.together import single_origin
from retrieval.caveats.tolls import revised
from retrieval.caveats.units import unit_differs
from retrieval.caveats.weights import MOST_SHOWN, foremost

__all__ = [
    "CAVEATS",
    "MOST_SHOWN",
    "NAMELESS",
    "Margin",
    "but_for_one_detail",
    "caveats_of",
    "claims_a_deed",
    "foremost",
    "has_a_name",
    "in_marks",
    "quoted_figure",
    "words_of_figure",
]

#: The checklist, one function a kind, in the order in which JSON carries them.
CAVEATS: tuple[Callable[[Margin], list[Caveat]], ...] = (
    nothing_found,
    comment_only,
    ambiguous_event,
    old_news,
    detail_differs,
    corrected,
    figures_differ,
    revised,
    doer_differs,
    unit_differs,
    measure_differs,
    period_differs,
    place_differs,
    bound_dropped,
    headline_differs,
    unnamed_source,
    no_speaker,
    party_to_events,
    side_missing,
    single_origin,
    long_chain,
    hedged,
    loaded_words,
    editor_remark,
    undated,
    outlet_profile,
)


def caveats_of(margin: Margin) -> tuple[Caveat, ...]:
    """Everything the checklist has to say about a card, in its order."""
    return tuple(caveat for check in CAVEATS for caveat in check(margin))
