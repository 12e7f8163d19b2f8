"""Each voice with what it says of a claim, in the order in which a reader asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Account, Claim, Finding, Relation, Speaker
from knowledge.speakers import row_of
from knowledge.speakers.voices import without_article
from retrieval.caveats import NAMELESS, claims_a_deed, has_a_name
from retrieval.events.choosing import counts_just_these
from retrieval.origins import holds_office, known_in
from retrieval.relations import Related
from retrieval.relations.gainsaid import is_against_it
from retrieval.relations.standing_near import counted_beside
from retrieval.relations.what_they_answer import is_their_answer, takes_nobodys_place

#: Accounts in the order a reader asks for them: who says so, who says otherwise, what else there is.
ORDER: tuple[Relation, ...] = ("reports", "differs", "denies", "context")
#: More than this that only stands near the claim is padding.
MOST_CONTEXT = 6


def clear_first(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """The accounts of each sort with those first whose voice has a name, and those last whose voice is not made out."""
    return tuple(sorted(accounts, key=lambda account: (ORDER.index(account.relation), _doubt(account))))


def _doubt(account: Account) -> int:
    """How sure it is whose words these are: 0 a voice by its name, 1 an outlet, 2 a description, 3 nobody made out."""
    if account.relation == "context":
        return 0
    if account.speaker.kind == "outlet_itself":
        return 1
    known = [finding for finding in account.findings if has_a_name(finding)]
    if not known:
        return 3
    # Whoever claims an attack has not counted its dead.
    nameless = account.speaker.kind in NAMELESS or all(claims_a_deed(finding.words) for finding in known)
    return 2 if nameless else 0


def _as_known(group: Sequence[Finding]) -> Speaker:
    """The voice of an account: of several descriptions of one body, the plainest, and one that says what it is."""
    voices = (finding.speaker for finding in group)
    plainest = min(voices, key=lambda voice: (len(voice.name), voice.name, voice.kind == "outlet_itself"))
    if plainest.kind == "named_official" and (body := row_of(replace(plainest, name=known_in(plainest.name)))):
        # "First responders of the Border Rescue in Kalden" are a rescue body, and no office of a state.
        return replace(plainest, kind=body.kind)
    in_office = plainest.kind == "named_person" and any(holds_office(finding) for finding in group)
    return replace(plainest, kind="named_official") if in_office else plainest


def accounts_of(claim: Claim, related: Sequence[Related]) -> tuple[Account, ...]:
    """The voices that say, deny or contradict a claim, and those nearest to it, each with all that it says of it."""
    groups: dict[tuple[Relation, str], list[Finding]] = {}
    for one in related:
        # "A KLF official" and "the KLF official" are described alike.
        name = without_article(known_in(one.finding.speaker.name))
        groups.setdefault((one.relation, name), []).append(one.finding)
    accounts = [
        Account(_as_known(group), relation, tuple(sorted(group, key=lambda f: (-f.similarity, f.statement.id))))
        for (relation, _), group in groups.items()
    ]
    # Of what only stands near, what the accused say comes first, then who counts in the event, and just those whom the
    # claim does.
    held = {finding.statement.id for finding in counted_beside(related)}
    accounts.sort(
        key=lambda account: (
            ORDER.index(account.relation),
            account.relation == "context" and not any(is_their_answer(f) for f in account.findings),
            account.relation == "context" and not any(is_against_it(f) for f in account.findings),
            account.relation == "context" and not any(f.statement.id in held for f in account.findings),
            account.relation == "context" and not any(counts_just_these(claim, f) for f in account.findings),
            -account.findings[0].similarity,
        )
    )
    context = [account for account in accounts if account.relation == "context"]
    # The other account of a deed takes nobody's place.
    more = [account for account in context if all(map(takes_nobodys_place, account.findings))]
    kept = [account for account in context if account not in more][:MOST_CONTEXT]
    context = [account for account in context if account in more or account in kept]
    return (*[account for account in accounts if account.relation != "context"], *context)
