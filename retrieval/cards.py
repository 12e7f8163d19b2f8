"""The card: what was found for a claim, put together for a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from knowledge.model import Account, Claim, ContextCard, Finding, OutletProfile, Relation
from knowledge.store import Store
from retrieval.caveats import Margin, caveats_of
from retrieval.events import Event
from retrieval.origins import articles_of, origins_of
from retrieval.relations import Related, Weighed, weigh
from retrieval.search import as_meant, find
from retrieval.stance import Reads, stance_of

#: Accounts in the order a reader asks for them: who says so, who says otherwise, what else there is.
ORDER: tuple[Relation, ...] = ("reports", "differs", "denies", "context")
#: More than this that only stands near the claim is padding.
MOST_CONTEXT = 6


def ask(claim: Claim, store: Store, *, now: datetime, candidate: int | None = None) -> ContextCard:
    """The context card for one claim; `candidate` narrows an ambiguous one to that event, counted from 0."""
    profiles = {profile.outlet.lower(): profile for profile in store.archive.profiles()}
    meant = as_meant(claim, store)
    card = compose(meant, find(meant, store), profiles, as_of=now, candidate=candidate, stance=stance_of(store))
    # What is weighed is the claim as it was meant; what is shown is the claim as it was typed.
    return replace(card, claim=claim)


def compose(
    claim: Claim,
    findings: Sequence[Finding],
    profiles: dict[str, OutletProfile],
    *,
    as_of: datetime,
    candidate: int | None = None,
    stance: Reads | None = None,
) -> ContextCard:
    """The card for a claim and what was found for it. `profiles` is what is documented, by outlet in lower case."""
    weighed = weigh(claim, findings, stance)
    if weighed.state == "ambiguous" and candidate is not None and 0 <= candidate < len(weighed.events):
        weighed = _narrowed(claim, weighed.events[candidate], findings)
    accounts = _accounts(weighed.related)
    origins = origins_of([f for account in accounts if account.relation != "context" for f in account.findings])
    candidates = tuple(event.as_candidate() for event in weighed.events) if weighed.state == "ambiguous" else ()
    margin = Margin(claim, weighed.state, accounts, origins, candidates, profiles)
    return ContextCard(
        claim=claim,
        state=weighed.state,
        accounts=accounts,
        origins=origins,
        caveats=caveats_of(margin),
        candidates=candidates,
        as_of=as_of,
        articles=len(articles_of([f for origin in origins for f in origin.findings])),
    )


def _narrowed(claim: Claim, event: Event, findings: Sequence[Finding]) -> Weighed:
    """The claim weighed again over the articles of one event alone."""
    ids = {finding.article.id for finding in event.findings}
    again = weigh(claim, [finding for finding in findings if finding.article.id in ids])
    return Weighed("found", again.related, again.events)


def _accounts(related: Sequence[Related]) -> tuple[Account, ...]:
    groups: dict[tuple[Relation, str], list[Finding]] = {}
    for one in related:
        groups.setdefault((one.relation, one.finding.speaker.name), []).append(one.finding)
    accounts = [
        Account(group[0].speaker, relation, tuple(sorted(group, key=lambda f: (-f.similarity, f.statement.id))))
        for (relation, _), group in groups.items()
    ]
    accounts.sort(key=lambda account: (ORDER.index(account.relation), -account.findings[0].similarity))
    context = [account for account in accounts if account.relation == "context"][:MOST_CONTEXT]
    return (*[account for account in accounts if account.relation != "context"], *context)
