"""What is new about a claim since somebody was last told: one card held against what an earlier one knew.

Told are a new independent origin, another figure, a denial and a correction, and nothing else: a sixth paper that
reprints the same agency is no news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model import ContextCard, Figure, Finding, Origin


@dataclass(frozen=True, slots=True)
class Known:
    """What a card knew, small enough to be kept: who, which pages, which figures, and no line of the reporting."""

    #: Labels of the independent origins.
    origins: frozenset[str] = frozenset()
    #: The articles that stood on the card, by id.
    articles: frozenset[str] = frozenset()
    #: Who says how many of what: "SOHR|people killed|exact|30".
    figures: frozenset[str] = frozenset()
    #: The voices that deny it.
    denials: frozenset[str] = frozenset()
    #: The corrections that were printed and the edits that were seen.
    corrections: frozenset[str] = frozenset()

    def with_(self, other: Known) -> Known:
        """Both together: what has been told once is not news when it comes back."""
        return Known(
            self.origins | other.origins,
            self.articles | other.articles,
            self.figures | other.figures,
            self.denials | other.denials,
            self.corrections | other.corrections,
        )


@dataclass(frozen=True, slots=True)
class Correction:
    """An article of the card was corrected or edited: what it says now, and what it said before where that is known."""

    #: Which change this is; the same one always has the same name.
    name: str
    finding: Finding
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a follower has not been told yet."""

    origins: tuple[Origin, ...] = ()
    figures: tuple[Figure, ...] = ()
    denials: tuple[Finding, ...] = ()
    corrections: tuple[Correction, ...] = ()


def known_of(card: ContextCard, corrections: Sequence[Correction] = ()) -> Known:
    """What a card knows, for holding a later one against it."""
    raise NotImplementedError


def news_for(before: Known, now: ContextCard, corrections: Sequence[Correction] = ()) -> Difference | None:
    """What the card says now that was not known before; None when a follower need not be troubled."""
    raise NotImplementedError
