"""Which caveats a card shows, and which stand behind "more"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from knowledge.model import Caveat
from retrieval.caveats.remarks import warns_off
from retrieval.word_tables import table_of

#: A reader takes in no more than this; the rest stands behind "more".
MOST_SHOWN = 6


def foremost(caveats: Sequence[Caveat], most: int = MOST_SHOWN) -> tuple[tuple[Caveat, ...], tuple[Caveat, ...]]:
    """The caveats a card shows, the heaviest first, and those behind "more"; no sentence twice.

    The weights stand in weights.toml. A second caveat of one kind weighs half, a third a third: the sixth unnamed
    source tells a reader less than the first old date. Where there is no room for all, what another one tells as well
    is the first to go.
    """
    kinds: Counter[str] = Counter()
    weighed = []
    for caveat in {caveat.sentence: caveat for caveat in sorted(caveats, key=_weight, reverse=True)}.values():
        kinds[caveat.kind] += 1
        weighed.append((_weight(caveat) / kinds[caveat.kind], caveat))
    ordered = [caveat for _, caveat in sorted(weighed, key=lambda pair: -pair[0])]
    if len(ordered) > most:
        ordered = sorted(ordered, key=lambda caveat: _is_told_by_its_chain(caveat, caveats))
    return tuple(ordered[:most]), tuple(ordered[most:])


def _is_told_by_its_chain(caveat: Caveat, others: Sequence[Caveat]) -> bool:
    """Whether a caveat says of one report whom it quotes, and another leads the same report back to them."""
    chains = (other.findings for other in others if other.kind == "LONG_CHAIN")
    return caveat.kind == "SINGLE_ORIGIN" and len(caveat.findings) == 1 and caveat.findings in chains


def _weight(caveat: Caveat) -> float:
    return _weights().get("WARNED_OFF" if warns_off(caveat) else caveat.kind, 0.0)


@cache
def _weights() -> dict[str, float]:
    return dict(table_of("weights")["weight"])
