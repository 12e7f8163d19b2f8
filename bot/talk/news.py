"""What is new about a claim since somebody was last told: one card held against what an earlier one knew.

Told are a new independent origin, another figure, a denial and a correction, and nothing else: a sixth paper that
reprints the same agency is no news, and neither is an old page that is read better now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from knowledge.model import Article, ContextCard, Figure, Finding, Origin, Quantity
from retrieval.origins import known_in, said_of
from retrieval.ranking import counts_same

#: How a number is held, as far as that makes it another figure: "about 30" and "at least 30" are 30, "over 30" is not.
_HELD = {"over": ">", "up to": "<", "under": "<"}


@dataclass(frozen=True, slots=True)
class Known:
    """What a card knew, small enough to be kept: who, which pages, which figures, and no line of the reporting."""

    #: The independent origins, by label.
    origins: frozenset[str] = frozenset()
    #: The articles that stood on the card, as they were worded then: "id hash".
    articles: frozenset[str] = frozenset()
    #: Digests of the statements that stood on the card, so that one that is taken back is missed.
    lines: frozenset[str] = frozenset()
    #: Who says how many of what: "SOHR|people killed|=30".
    figures: frozenset[str] = frozenset()
    #: The voices that deny it.
    denials: frozenset[str] = frozenset()
    #: The corrections that have been told, by name.
    corrections: frozenset[str] = frozenset()

    def with_(self, other: Known) -> Known:
        """Both together: what has been told once is not news when it comes back."""
        both = {f.name: getattr(self, f.name) | getattr(other, f.name) for f in fields(self)}
        return Known(**both)


@dataclass(frozen=True, slots=True)
class Correction:
    """A statement of a report was changed by its outlet, or taken out; or the outlet says what was wrong. Verbatim."""

    article: Article
    #: When the changed page was seen; None for what the outlet prints itself.
    seen: datetime | None
    #: None for what the outlet prints itself.
    before: str | None
    #: None where the statement was taken out.
    after: str | None

    @property
    def name(self) -> str:
        """The same change always has the same name."""
        return f"{self.article.id} {digest(f'{self.before} -> {self.after}')}"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a follower has not been told yet."""

    origins: tuple[Origin, ...] = ()
    figures: tuple[Figure, ...] = ()
    denials: tuple[Finding, ...] = ()
    corrections: tuple[Correction, ...] = ()


def known_of(card: ContextCard, corrections: Sequence[Correction] = ()) -> Known:
    """What a card knows, for holding a later one against it."""
    told = list(_findings(card))
    return Known(
        origins=frozenset(origin.label for origin in card.origins),
        articles=frozenset(_worded(finding.article) for finding in told),
        lines=frozenset(digest(finding.words) for finding in told),
        figures=frozenset(_who_says(figure) for figure in _figures(card)),
        denials=frozenset(_voice(finding) for finding in _denials(card)),
        corrections=frozenset(correction.name for correction in corrections),
    )


def news_for(before: Known, now: ContextCard, corrections: Sequence[Correction] = ()) -> Difference | None:
    """What the card says now that was not known before; None when a follower need not be troubled.

    `corrections` are all that are known of the reports that stood on either card.
    """
    ids = {article.split()[0] for article in before.articles}
    corrected = tuple(one for one in corrections if one.name not in before.corrections and _concerns(one, before, now))
    told = {one.article.id for one in corrected}
    origins = tuple(
        origin
        for origin in now.origins
        if origin.label not in before.origins and not ids & {finding.article.id for finding in origin.findings}
    )
    denials = _one_a_voice(
        finding
        for finding in _denials(now)
        if _voice(finding) not in before.denials and _worded(finding.article) not in before.articles
    )
    figures = _one_a_number(
        figure
        for figure in _figures(now)
        if figure.finding.article.id not in told
        and _worded(figure.finding.article) not in before.articles
        and _is_another(figure, before)
    )
    difference = Difference(origins, figures, denials, corrected)
    return difference if difference != Difference() else None


def digest(words: str) -> str:
    """Words as eight letters that do not tell what they were, whatever spaces stand between them."""
    return hashlib.sha256(" ".join(words.split()).encode("utf-8", "replace")).hexdigest()[:8]


def _findings(card: ContextCard) -> Iterator[Finding]:
    for account in card.accounts:
        yield from account.findings


def _denials(card: ContextCard) -> Iterator[Finding]:
    for account in card.accounts:
        if account.relation == "denies":
            yield from account.findings


def _figures(card: ContextCard) -> Iterator[Figure]:
    """The figures of what the claim counts; of a claim that counts nothing, those of what the ledger puts first.

    A count that its own voice has raised stands beside the ledger, in the caveat that says so.
    """
    claimed = [quantity for quantity in card.claim.quantities if quantity.unit]
    units = {quantity.unit for quantity in claimed}
    for tally in [tally for tally in card.tallies if tally.unit in units] if claimed else card.tallies[:1]:
        yield from (figure for figure in tally.figures if figure.quantity.bound != "vague")
    for finding in (finding for caveat in card.caveats if caveat.kind == "REVISED" for finding in caveat.findings):
        for quantity in finding.statement.quantities:
            if any(counts_same(one, quantity) for one in claimed):
                yield Figure(quantity, said_of(finding, quantity), finding, finding.published)


def _worded(article: Article) -> str:
    return f"{article.id} {digest(article.content_hash)}"


def _voice(finding: Finding) -> str:
    return known_in(finding.speaker.name) or finding.outlet


def _who_says(figure: Figure) -> str:
    return f"{_speaker(figure)}|{_how_many(figure.quantity)}"


def _speaker(figure: Figure) -> str:
    return known_in(figure.speaker.name) or figure.finding.outlet


def _how_many(quantity: Quantity) -> str:
    """What is counted and the number, as far as another one is another figure: "people killed|=30"."""
    number = f"{quantity.low:.15g}-{quantity.high:.15g}" if quantity.bound == "range" else ""
    number = number or f"{_HELD.get(quantity.bound, '=')}{quantity.value:.15g}"
    return f"{quantity.unit} {quantity.state}".strip() + f"|{number}"


def _is_another(figure: Figure, before: Known) -> bool:
    """Whether nobody has given this number yet, or its voice has given another one for the same thing."""
    counted, number = _how_many(figure.quantity).rsplit("|", 1)
    given = {known.rsplit("|", 1)[1] for known in before.figures if known.split("|", 1)[1].startswith(f"{counted}|")}
    own = [known for known in before.figures if known.startswith(f"{_speaker(figure)}|{counted}|")]
    return number not in given or (bool(own) and _who_says(figure) not in own)


def _concerns(correction: Correction, before: Known, now: ContextCard) -> bool:
    """Whether a change is of a statement that stood on the card, or stands there now.

    What an outlet itself says was wrong in its report concerns everybody who was shown the report.
    """
    shown = {article.split()[0] for article in before.articles} | {f.article.id for f in _findings(now)}
    if correction.before is None:
        return correction.article.id in shown
    after = digest(correction.after) if correction.after is not None else None
    return digest(correction.before) in before.lines or any(digest(f.words) == after for f in _findings(now))


def _one_a_voice(denials: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple({_voice(finding): finding for finding in reversed(list(denials))}.values())[::-1]


def _one_a_number(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Each number of each voice once, in the first report that prints it."""
    return tuple({_who_says(figure): figure for figure in reversed(list(figures))}.values())[::-1]
