"""What a card shows of its annotation: event, rivals, origins, a denial; and why what is missing is missing.

Every function is a decision over values; `__main__.py` opens the store and prints.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.cards.annotations import AnnotatedClaim, Said, other_names
from bot.card.figures import MOST_ROWS, told_in_figures
from bot.card.foremost import foremost
from bot.card.rows import rows_of
from knowledge.model import Account, Article, Attribution, Claim, ContextCard, Finding, Origin, Quantity, Statement
from knowledge.speakers import outlet_of, row_of, who_is
from retrieval.events import elsewhere
from retrieval.origins import key_of, origins_of
from retrieval.ranking import counts_same
from retrieval.voices.counted_together import ANSWERED
from retrieval.voices.echoes import voices_under

#: Kinds of claims whose event is in the corpus as the claim has it; the other two name another place or date.
OF_THE_EVENT = ("true to the report", "number changed", "unit changed")
#: Kinds whose count is the count of the reports, so that their rivals and origins are scored.
OF_THE_COUNT = ("true to the report", "number changed")
#: Places of a statement that are the report's own words about the event.
OWN_WORDS = ("body", "headline", "caption", "note")
#: A name of more words than this is a piece of the report that was taken for a name.
LONGEST_NAME = 9


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
    #: For each rival, whether its figure stands with its speaker anywhere on the card, what only stands near included.
    anywhere: tuple[bool, ...]
    #: For each rival, whether the printed ledger ("who says how many") has its figure under its speaker.
    in_ledger: tuple[bool, ...]
    #: The origins the card tells apart among the reports of the event.
    origins: tuple[Origin, ...]
    #: Voices shown as denying where the reader found nobody, or somebody else, denying.
    false_denials: tuple[str, ...]


def judge(claim: AnnotatedClaim, asked: Claim, card: ContextCard, within: dict[str, Sight]) -> Outcome:
    """Compare a card with its annotation. `asked` is the claim as it was read, `within` what is in the event's rows."""
    articles = {article.id for sight in within.values() for article in sight.articles}
    scored = claim.rivals if claim.kind in OF_THE_COUNT else ()
    denying = [account for account in card.accounts if account.relation == "denies"]
    return Outcome(
        claim,
        card,
        _shown_as(card, articles),
        tuple((rival, _missing(rival, asked, card, within[rival.unit_id])) for rival in scored),
        tuple(bool(_in_their_voice(rival, card)) for rival in scored),
        tuple(_is_in_ledger(rival, card) for rival in scored),
        tuple(o for o in card.origins if any(f.article.id in articles for f in o.findings)),
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


def _missing(rival: Said, asked: Claim, card: ContextCard, sight: Sight) -> str:
    """Why a rival figure is not seen with its speaker; empty when it is.

    Only an account that reports, differs or denies counts: what merely stands near is not set against the claim.
    """
    ids = {article.id for article in sight.articles}
    shown = [(a, f) for a in card.accounts for f in a.findings]
    with_figure = [(a, f) for a, f in shown if prints(rival.figure, f.statement)]
    right = _in_their_voice(rival, card)
    if any(a.relation != "context" for a, f in right):
        return ""
    if right:
        return "only as context"
    other = [a.speaker for a, f in with_figure if f.article.id in ids]
    if other and all(speaker.kind == "outlet_itself" for speaker in other):
        return "in the outlet's own voice"
    if other:
        return f"under another name: {', '.join(sorted({speaker.name for speaker in other}))}"
    printing = [s for s in sight.statements if prints(rival.figure, s)]
    if not printing:
        return "the figure was not read in its report"
    brought = [s for s in printing if s.id in sight.brought]
    if not brought:
        return "the statement was not found by the search"
    if not any(counts_same(q, p) for q in asked.quantities for s in brought for p in s.quantities):
        return "found, but read as a count of something else"
    if any(f.article.id in ids for _, f in shown):
        return "its report is shown without the figure"
    return "found, but dropped by the weighing"


def _in_their_voice(rival: Said, card: ContextCard) -> list[tuple[Account, Finding]]:
    """Where a card shows a rival figure under its speaker's name, in whatever relation to the claim."""
    shown = [(a, f) for a in card.accounts for f in a.findings if prints(rival.figure, f.statement)]
    return [(a, f) for a, f in shown if is_voice(rival.speaker, a, f)]


def _is_in_ledger(rival: Said, card: ContextCard) -> bool:
    """Whether the card's printed tables of who says how many have a rival figure under its speaker's name."""
    return any(
        _is(rival.figure, figure.quantity)
        and is_voice(
            rival.speaker,
            Account(figure.speaker, "context", (figure.finding,)),
            replace(figure.finding, heard=figure.attribution),
        )
        for tally in told_in_figures(card)
        for row in foremost(rows_of(tally), MOST_ROWS)
        for figure in row
    )


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
    return f"kind:{account.speaker.kind}" in allowed or any(_names(name.lower(), allowed) for name in shown if name)


def _names(shown: str, allowed: Collection[str]) -> bool:
    """Whether a printed name is one of the allowed, or says it among a few more words: "the Daesh-linked Amaq"."""
    return shown in allowed or (
        len(shown.split()) <= LONGEST_NAME
        and any(re.search(rf"\b{re.escape(name)}\b", shown) for name in allowed if name)
    )


def _any_voice(annotated: Sequence[str], account: Account) -> bool:
    return any(is_voice(voice, account, finding) for voice in annotated for finding in account.findings)


def one_origin(a: Sequence[Finding], b: Sequence[Finding], beside: Sequence[Finding] = ()) -> bool:
    """Whether two reports' central findings are put down to one origin, as a card does; `beside` is all they say."""
    ids = ({f.statement.id for f in a}, {f.statement.id for f in b})
    groups = [{f.statement.id for f in origin.findings} for origin in origins_of([*a, *b], beside)]
    return any(all(group & own for own in ids) for group in groups)


def central(article: Article, statements: Sequence[Statement], figure: int | None) -> tuple[Finding, ...]:
    """The findings that carry a report's central figure, each in the voice that gives it there.

    Those of the body that print the figure, or else its headline; of a report without a figure all of its body.
    """
    own = [s for s in statements if s.place_in_article in OWN_WORDS]
    printing = [s for s in own if figure is not None and prints(figure, s)] or own
    chosen = [s for s in printing if s.place_in_article != "headline"] or printing
    return tuple(Finding(s, article, 1.0, (), heard=_giving(s, figure)) for s in chosen)


def _giving(statement: Statement, figure: int | None) -> Attribution | None:
    around = [
        voice
        for quantity in statement.quantities
        if figure is not None and _is(figure, quantity)
        for voice in statement.attributions
        if quantity.span.within(voice.span)
    ]
    return min(around, key=lambda voice: voice.span.end - voice.span.start, default=None)


def why_unseen(outcome: Outcome, asked: Claim, brought: Sequence[Finding]) -> str:
    """Why no report of the event is on the card: the first stage that lost it. `brought` are its findings."""
    if not brought:
        return "not found by the search"
    if not any(q.unit for q in asked.quantities):
        return "no counted thing was read in the claim"
    if all(elsewhere(asked.where, finding) for finding in brought):
        return "its places were read as apart from the claim's"
    told = [said.figure for said in (*outcome.claim.reports, *outcome.claim.rivals)]
    counting = [q for f in brought for q in f.statement.quantities if not told or any(_is(t, q) for t in told)]
    if not any(counts_same(q, p) for q in asked.quantities for p in counting):
        return "its figures were read as counts of something else"
    return "found, but another event is shown" if outcome.card.accounts else "found, but dropped by the weighing"


def unfollowed(card: ContextCard) -> tuple[str, ...]:
    """The voices below a first line of which a reader cannot tell why they are no origin more.

    Of those that are of one origin all but one are to be told of in a caution that they count as one.
    """
    lost: list[str] = []
    shown = [account for relation in ANSWERED for account in voices_under(card, relation)]
    told = [{*caveat.findings} for caveat in card.caveats if "one origin" in caveat.sentence]
    for origin in card.origins:
        voices: dict[str, set[Finding]] = {}
        for account in shown:
            if within := {*account.findings} & {*origin.findings}:
                voices.setdefault(account.speaker.name, set()).update(within)
        elsewhere = {name for name in voices if any(_is_called(other, name) for other in card.origins)}
        own = [name for name in voices if name not in elsewhere or _is_called(origin, name)]
        explained = [name for name in own if any(voices[name] & findings for findings in told)]
        apart = [name for name in own if name not in explained]
        lost += apart[1:] if not explained else apart
    return tuple(lost)


def _is_called(origin: Origin, name: str) -> bool:
    return key_of(origin.label) == key_of(name)


def why_miscounted(outcome: Outcome, expected: int) -> str:
    """Why a card counts other origins than the reader did."""
    if not outcome.origins:
        return "no report of the event is set to the claim"
    if len(outcome.origins) < expected:
        return "too few: a voice is missing"
    named = [o for o in outcome.origins if any(f.speaker.kind != "outlet_itself" for f in o.findings)]
    if len(named) <= expected:
        return "too many: an outlet's own words counted beside the voice they come from"
    table = {f.speaker.name for o in named for f in o.findings if row_of(f.speaker)}
    if len(table) <= expected:
        return "too many: a voice without its name (a monitor) counted beside the name"
    return "too many: other voices, or figures of something else"


def told(card: ContextCard) -> Iterator[str]:
    """What a card says, in names and numbers only: no word of any report."""
    yield f"{card.state}"
    for account in card.accounts:
        values = sorted({q.value for f in account.findings for q in f.statement.quantities})
        named = account.speaker.name or f"({account.speaker.kind})"
        yield f"{account.relation} {named}: {', '.join(f'{v:g}' for v in values) or 'no figure'}"
