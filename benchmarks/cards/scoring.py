"""What a card shows of its annotation: event, rivals, origins, a denial; and why what is missing is missing.

Every function is a decision over values; `__main__.py` opens the store and prints.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.cards.annotations import AnnotatedClaim, Said, other_names
from knowledge.model import Account, Article, Claim, ContextCard, Finding, Quantity, Statement
from knowledge.speakers import outlet_of, who_is
from retrieval.events import elsewhere
from retrieval.origins import origins_of

#: Kinds of claims whose event is in the corpus as the claim has it; the other two name another place or date.
OF_THE_EVENT = ("true to the report", "number changed", "unit changed")
#: Kinds whose count is the count of the reports, so that their rivals and origins are scored.
OF_THE_COUNT = ("true to the report", "number changed")
#: Places of a statement that are the report's own words about the event.
OWN_WORDS = ("body", "headline", "caption", "note")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one card did against its annotation. None where the annotation asks nothing."""

    claim: AnnotatedClaim
    card: ContextCard
    #: The nearest way in which a report of the event is shown: "reports", "differs", "denies", "candidate",
    #: "context", or "" when none is.
    shown_as: str
    #: For each rival, "" when it is shown with its speaker, else what stands in the way.
    rivals: tuple[tuple[Said, str], ...]
    #: Independent origins the card counts among the reports of the event.
    origins: int
    #: Voices shown as denying where the reader found nobody, or somebody else, denying.
    false_denials: tuple[str, ...]


def judge(claim: AnnotatedClaim, card: ContextCard, articles: Collection[str], within: dict[str, Sight]) -> Outcome:
    """Compare a card with its annotation. `articles` are the ids of the event's articles, `within` what is in them."""
    scored = claim.rivals if claim.kind in OF_THE_COUNT else ()
    denying = [account for account in card.accounts if account.relation == "denies"]
    return Outcome(
        claim,
        card,
        _shown_as(card, articles),
        tuple((rival, _missing(rival, card, within[rival.unit_id])) for rival in scored),
        len([o for o in card.origins if any(f.article.id in articles for f in o.findings)]),
        tuple(a.speaker.name for a in denying if not _any_voice(claim.denied_by, a)),
    )


@dataclass(frozen=True, slots=True)
class Sight:
    """What could be seen of one row of FA-KES: its articles, their statements, and which of them the search brought."""

    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    brought: frozenset[str]


def _shown_as(card: ContextCard, articles: Collection[str]) -> str:
    shown: set[str] = {a.relation for a in card.accounts for f in a.findings if f.article.id in articles}
    if any(f.article.id in articles for candidate in card.candidates for f in candidate.findings):
        shown.add("candidate")
    return next((way for way in ("reports", "differs", "denies", "candidate", "context") if way in shown), "")


def _missing(rival: Said, card: ContextCard, sight: Sight) -> str:
    """Why a rival figure is not seen with its speaker; empty when it is.

    Only an account that reports, differs or denies counts: what merely stands near is not set against the claim.
    """
    ids = {article.id for article in sight.articles}
    shown = [(a, f) for a in card.accounts for f in a.findings]
    with_figure = [(a, f) for a, f in shown if prints(rival.figure, f.statement)]
    right = [(a, f) for a, f in with_figure if is_voice(rival.speaker, a, f)]
    if any(a.relation != "context" for a, f in right):
        return ""
    if right:
        return "only as context"
    other = sorted({a.speaker.name or a.speaker.kind for a, f in with_figure if f.article.id in ids})
    if other:
        return f"under another name: {', '.join(other)}"
    if not any(prints(rival.figure, statement) for statement in sight.statements):
        return "the figure was not read in its report"
    if any(f.article.id in ids for _, f in shown):
        return "its report is shown without the figure"
    if any(c.article.id in ids for candidate in card.candidates for c in candidate.findings):
        return "its report is only a candidate"
    if any(prints(rival.figure, s) and s.id in sight.brought for s in sight.statements):
        return "found by the search, dropped by the weighing"
    return "not found by the search"


def prints(figure: int, statement: Statement) -> bool:
    """Whether a statement prints this number of something, in its own words."""
    return statement.place_in_article in OWN_WORDS and any(_is(figure, q) for q in statement.quantities)


def _is(figure: int, quantity: Quantity) -> bool:
    return figure in (quantity.value, quantity.low, quantity.high)


def is_voice(annotated: str, account: Account, finding: Finding) -> bool:
    """Whether the card shows this figure under the annotated voice, or under one who carried it for that voice."""
    said_by = finding.attribution
    shown = {account.speaker.name, said_by.speaker.name, *said_by.via}
    if account.speaker.kind == "outlet_itself":
        row = outlet_of(finding.outlet)
        shown |= {finding.outlet, row.outlet if row else ""}
    allowed = {annotated.lower(), who_is(annotated).name.lower(), *other_names().get(annotated.lower(), ())}
    return bool(allowed & {name.lower() for name in shown if name}) or f"kind:{account.speaker.kind}" in allowed


def _any_voice(annotated: Sequence[str], account: Account) -> bool:
    return any(is_voice(voice, account, finding) for voice in annotated for finding in account.findings)


def one_origin(a: Finding, b: Finding) -> bool:
    """Whether the system puts two reports' central findings down to one origin: the door to `retrieval.origins`."""
    return len(origins_of([a, b])) == 1


def central(article: Article, statements: Sequence[Statement], figure: int | None) -> Finding:
    """The finding that carries a report's central figure, in the voice that gives it.

    Of the statements that print the figure, the first that names a voice, else the first of the body, else of the
    headline; of a report without a figure, its first statement with a voice.
    """
    own = [s for s in statements if s.place_in_article in OWN_WORDS]
    printing = [s for s in own if figure is not None and prints(figure, s)] or own
    body = [s for s in printing if s.place_in_article != "headline"] or printing
    chosen = next((s for s in body if any(a.speaker.kind != "outlet_itself" for a in s.attributions)), body[0])
    around = [
        voice
        for quantity in chosen.quantities
        if figure is not None and _is(figure, quantity)
        for voice in chosen.attributions
        if quantity.span.within(voice.span)
    ]
    heard = min(around, key=lambda voice: voice.span.end - voice.span.start, default=None)
    return Finding(chosen, article, 1.0, (), heard=heard)


def why_unseen(outcome: Outcome, asked: Claim, brought: Sequence[Finding], sights: Sequence[Sight]) -> str:
    """Why no report of the event is on the card: the first stage that lost it. `brought` are its findings."""
    if not brought:
        return "not found by the search"
    if not any(q.unit for q in asked.quantities):
        return "no counted thing was read in the claim"
    if all(elsewhere(asked.where, finding) for finding in brought):
        return "its places were read as apart from the claim's"
    figures = [said.figure for said in (*outcome.claim.reports, *outcome.claim.rivals)]
    if figures and not any(prints(f, s) for f in figures for sight in sights for s in sight.statements):
        return "no figure of the count was read in its reports"
    return "another event is shown" if outcome.card.accounts else "found by the search, dropped by the weighing"


def told(card: ContextCard) -> Iterator[str]:
    """What a card says, in names and numbers only: no word of any report."""
    yield f"{card.state}"
    for account in card.accounts:
        values = sorted({q.value for f in account.findings for q in f.statement.quantities})
        named = account.speaker.name or f"({account.speaker.kind})"
        yield f"{account.relation} {named}: {', '.join(f'{v:g}' for v in values) or 'no figure'}"
