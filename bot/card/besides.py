"""What else whoever says so has said of it, as the first line has it: which other figure, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.card.naming import few, given_by
from bot.card.voices import several
from bot.words import Words
from knowledge.model import ContextCard, Finding, Quantity
from knowledge.quantities import comparable
from retrieval.caveats import quoted_figure
from retrieval.origins import known_in
from retrieval.ranking import counted_alike, fits


@dataclass(frozen=True, slots=True)
class Other:
    """The one other figure of a voice, as it is printed, and where that is; "" where the claim's stands there too."""

    figure: str
    printed_in: str = ""
    #: The one outlet that has the voice say so, where the other figure is in another.
    said_in: str = ""
    is_its_own_page: bool = False


def other_figure_of(card: ContextCard, voice: str, words: Words) -> Other | None:
    """The other figure of whoever says so, where it is one; None where they give several, or it is no figure."""
    counts = _counts_of(card, voice, words)
    if not counts:
        return None
    first, quantity = counts[0]
    figure = _in_figures(first, quantity, words)
    saying = {f.outlet for f in given_by(card, voice, "reports", words)}
    others = {f.outlet for f, _ in counts}
    if saying & others or len(saying) != 1 or len(others) > 1:
        return Other(figure)
    own, (said_in,) = known_in(first.speaker.name), saying
    elsewhere = "" if known_in(said_in) == own else words.isolated(said_in)
    return Other(figure, words.isolated(first.outlet), elsewhere, known_in(first.outlet) == own)


def _counts_of(card: ContextCard, voice: str, words: Words) -> list[tuple[Finding, Quantity]]:
    """Where a voice gives its one other figure; nowhere if it gives several."""
    counts = [(f, q) for f in given_by(card, voice, "differs", words) for q in _otherwise(card, f)]
    # A note on the page itself before what another one tells of it.
    counts.sort(key=lambda one: one[0].statement.place_in_article == "rival")
    return counts if len({q.value for _, q in counts}) == 1 else []


def _in_figures(finding: Finding, quantity: Quantity, words: Words) -> str:
    """A figure as the report prints it; of a note without a quotation, whose words are ours, the bare number."""
    is_ours = finding.article.is_note and not finding.statement.quote and quantity.bound == "exact"
    return words.number(quantity.value) if is_ours else words.isolated(quoted_figure(finding, quantity))


def _otherwise(card: ContextCard, finding: Finding) -> list[Quantity]:
    """The counts of a finding that are no count of the claim; just whom the claim counts before others."""
    claimed = card.claim.quantities
    counts = [q for q in counted_alike(card.claim, finding) if not any(fits(c, q) for c in claimed)]
    return [q for q in counts if any(comparable(c, q) == "same" for c in claimed)] or counts


def other_figures_told(card: ContextCard, saying: Sequence[str], differing: Sequence[str], words: Words) -> str:
    """That whoever says so gives another figure too, and which; or others, or which of them; "" if nobody does."""
    both = [voice for voice in saying if voice in differing]
    if not both:
        return ""
    n, who = several(both), few(both, words)
    other = other_figure_of(card, both[0], words) if len(both) == 1 else None
    if len(both) < len(saying):
        if other:
            told = words.count(
                "and {who} gives {figure} too", "and {who} give {figure} too", n, who=who, figure=other.figure
            )
        else:
            told = words.count("and {who} gives other figures too", "and {who} give other figures too", n, who=who)
        return words.say(", ") + told
    if other is None:
        return " " + words.count("and gives other figures too", "and give other figures too", n)
    if not other.printed_in:
        return " " + words.count("and gives {figure} too", "and give {figure} too", n, figure=other.figure)
    if other.is_its_own_page:
        return words.say(", ") + words.count(
            "but gives {figure} on its own page", "but give {figure} on their own page", n, figure=other.figure
        )
    return words.say(", ") + words.count(
        "but gives {figure} in {outlet}",
        "but give {figure} in {outlet}",
        n,
        figure=other.figure,
        outlet=other.printed_in,
    )


def another_figure_told(card: ContextCard, voices: Sequence[str], who: str, words: Words) -> str:
    """Who gives another figure, beside whoever denies it, and which, where it is one voice's, and one."""
    counts = _counts_of(card, voices[0], words) if len(voices) == 1 else []
    if counts:
        return another_figure(who, voices, _in_figures(*counts[0], words), words)
    return words.count("{who} gives another figure", "{who} give another figure", several(voices), who=who)


def another_figure(who: str, voices: Sequence[str], figure: str, words: Words) -> str:
    """Who gives another figure, and which."""
    return words.count(
        "{who} gives another figure, {figure}",
        "{who} give another figure, {figure}",
        several(voices),
        who=who,
        figure=figure,
    )
