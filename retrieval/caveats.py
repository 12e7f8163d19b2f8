"""The editor's checklist: what to be careful about. One function a caveat, each looking only at what is in the card."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.attributions.cues import ARMS_LENGTH, grade_of, hedges_in
from knowledge.model import (
    Account,
    Candidate,
    Caveat,
    Claim,
    Finding,
    Origin,
    OutletProfile,
    ProfileFact,
    Quantity,
    Relation,
    State,
)
from knowledge.quantities import read_quantities
from retrieval.origins import articles_of
from retrieval.ranking import counts_same, fits
from retrieval.wording import listed, number, opening, verb

_power = re.compile(
    r"\b(?:owned|owner|run by|funded|state-owned|government-owned|designated|sanctioned|banned|licen[cs]e|affiliated|"
    r"party-backed|state-controlled|chaired|pro-\w+|links? to|accused|propaganda|voice of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Margin:
    """What an editor has before them when writing in the margin."""

    claim: Claim
    state: State
    accounts: Sequence[Account]
    origins: Sequence[Origin]
    candidates: Sequence[Candidate]
    profiles: Mapping[str, OutletProfile]

    def findings(self, *relations: Relation) -> list[Finding]:
        """The findings that stand to the claim in one of these ways, in the card's order."""
        return [f for account in self.accounts if account.relation in relations for f in account.findings]

    @property
    def figure(self) -> Quantity | None:
        """The figure the claim makes, when it makes one."""
        return next((q for q in self.claim.quantities if q.unit), None)


def nothing_found(margin: Margin) -> list[Caveat]:
    """No reporting in the store is close."""
    if margin.state != "nothing_found":
        return []
    return [
        Caveat(
            "NOTHING_FOUND",
            "No reporting in the store is close to this. That says nothing about whether it is true.",
        )
    ]


def ambiguous_event(margin: Margin) -> list[Caveat]:
    """The claim fits several events."""
    if margin.state != "ambiguous":
        return []
    wanted = (("a place", margin.claim.where), ("a date", margin.claim.when))
    missing = [word for word, known in wanted if not known] or ["more detail"]
    findings = tuple(finding for candidate in margin.candidates for finding in candidate.findings[:1])
    return [
        Caveat(
            "AMBIGUOUS_EVENT",
            f"The claim fits {len(margin.candidates)} different reports that may not be of one event; "
            f"add {' or '.join(missing)} to tell them apart.",
            findings,
        )
    ]


def figures_differ(margin: Margin) -> list[Caveat]:
    """Accounts of the same count do not overlap."""
    if margin.state != "found" or margin.figure is None:
        return []
    said = [(f, q) for f in margin.findings("reports", "differs") for q in f.statement.quantities if _same(margin, q)]
    if len(said) < 2:
        return []
    lowest = min(said, key=lambda pair: pair[1].value)
    highest = max(said, key=lambda pair: pair[1].value)
    if lowest[1].value == highest[1].value or _meet(lowest[1], highest[1]):
        return []
    return [
        Caveat(
            "FIGURES_DIFFER",
            f"The figures differ: from “{words_of_figure(lowest[0], lowest[1])}” ({lowest[0].speaker.name}) "
            f"to “{words_of_figure(highest[0], highest[1])}” ({highest[0].speaker.name}).",
            (lowest[0], highest[0]),
        )
    ]


def bound_dropped(margin: Margin) -> list[Caveat]:
    """The claim says 100, the sources say over / at least / up to / about 100."""
    claimed = margin.figure
    if claimed is None or claimed.bound != "exact":
        return []
    bounded = [
        (f, q)
        for f in margin.findings("reports")
        for q in f.statement.quantities
        if q.bound not in ("exact", "vague") and q.value == claimed.value and fits(claimed, q)
    ]
    if not bounded:
        return []
    words = list(dict.fromkeys(f"“{words_of_figure(f, q)}”" for f, q in bounded))
    return [
        Caveat(
            "BOUND_DROPPED",
            f"The claim says {number(claimed.value)}; the reporting says {listed(words[:3])}.",
            tuple(dict.fromkeys(f for f, _ in bounded)),
        )
    ]


def unnamed_source(margin: Margin) -> list[Caveat]:
    """The speaker has no name."""
    caveats = []
    for account in margin.accounts:
        if account.relation == "context" or account.speaker.kind not in ("unnamed", "unnamed_partisan"):
            continue
        outlets = listed(list(dict.fromkeys(f.outlet for f in account.findings))[:3])
        whom = f"unnamed “{account.speaker.name}”" if account.speaker.name else "somebody it does not name"
        what = "The figure" if any(f.statement.quantities for f in account.findings) else "This"
        caveats.append(
            Caveat("UNNAMED_SOURCE", f"{what} in {outlets} comes from {whom}; nobody is named.", account.findings)
        )
    return caveats


def party_to_events(margin: Margin) -> list[Caveat]:
    """The speaker fights in, governs, or is paid by a side."""
    caveats = []
    for account in margin.accounts:
        if account.relation == "context" or account.speaker.kind not in ("party", "state_media"):
            continue
        be = verb([account.speaker.name], "is", "are")
        what = f"{be} a party to the events" if account.speaker.kind == "party" else f"{be} run by a state"
        if account.speaker.side and account.speaker.side.lower() not in account.speaker.name.lower():
            what += f" (side: {account.speaker.side})"
        caveats.append(
            Caveat(
                "PARTY_TO_EVENTS",
                opening(f"{account.speaker.name} {what}."),
                account.findings,
                url=account.speaker.documented_at,
            )
        )
    return list({caveat.sentence: caveat for caveat in caveats}.values())


def no_speaker(margin: Margin) -> list[Caveat]:
    """The outlet says it in its own voice, no source."""
    own = [f for f in margin.findings("reports", "differs", "denies") if f.speaker.kind == "outlet_itself"]
    if not own:
        return []
    outlets = list(dict.fromkeys(f.outlet for f in own))
    verb = "says" if len(outlets) == 1 else "say"
    return [
        Caveat(
            "NO_SPEAKER",
            f"{listed(outlets[:4])} {verb} it in {'its' if len(outlets) == 1 else 'their'} own voice and "
            f"{'names' if len(outlets) == 1 else 'name'} no source for it.",
            tuple(own),
        )
    ]


def single_origin(margin: Margin) -> list[Caveat]:
    """All the items lead back to one origin."""
    if len(margin.origins) != 1:
        return []
    origin = margin.origins[0]
    pages = len(articles_of(origin.findings))
    if pages < 2:
        return [Caveat("SINGLE_ORIGIN", f"One report carries this: {origin.because}.", origin.findings)]
    return [Caveat("SINGLE_ORIGIN", f"All {pages} reports lead back to one origin: {origin.label}.", origin.findings)]


def hedged(margin: Margin) -> list[Caveat]:
    """The reporting holds it at arm's length, and the claim dropped that."""
    caveats = []
    for finding in margin.findings("reports"):
        hedges = [h for h in finding.attribution.hedges if _is_hedge(h) and h.lower() not in margin.claim.text.lower()]
        if hedges:
            quoted = listed([f"“{hedge}”" for hedge in dict.fromkeys(hedges)])
            caveats.append(Caveat("HEDGED", f"{finding.outlet} hedges it: {quoted}.", (finding,)))
    return list({caveat.sentence: caveat for caveat in caveats}.values())[:2]


def undated(margin: Margin) -> list[Caveat]:
    """The reporting has no date."""
    without = [f for f in margin.findings("reports", "differs", "denies") if f.published is None]
    outlets = list(dict.fromkeys(f.outlet for f in without))
    if not outlets:
        return []
    more = f" and {len(outlets) - 3} more" if len(outlets) > 3 else ""
    who = listed(outlets[:3]) if not more else ", ".join(outlets[:3])
    return [Caveat("UNDATED", f"No date is known for the reporting of {who}{more}.", tuple(without))]


def comment_only(margin: Margin) -> list[Caveat]:
    """Only a reader's comment says so."""
    said = margin.findings("reports")
    if not said or any(f.statement.place_in_article != "comment" for f in said):
        return []
    return [Caveat("COMMENT_ONLY", "Only a reader's comment says this; no reporting does.", tuple(said))]


def outlet_profile(margin: Margin) -> list[Caveat]:
    """What others document about an outlet or a claimant, "X says", with address and date."""
    caveats = []
    for finding in margin.findings("reports", "differs", "denies"):
        for name in (finding.outlet, finding.speaker.name):
            profile = margin.profiles.get(name.lower())
            if profile is None or not profile.facts:
                continue
            fact = max(profile.facts, key=_weight)
            dated = f", {fact.dated}" if fact.dated else ""
            caveats.append(
                Caveat(
                    "OUTLET_PROFILE",
                    f"About {profile.outlet}: {fact.says.rstrip('.')} (so {fact.speaker.name}{dated}).",
                    (finding,),
                    url=fact.url,
                )
            )
    return list({caveat.sentence: caveat for caveat in caveats}.values())[:3]


#: The checklist, in the order it is printed: what changes the meaning of the answer first.
CAVEATS: tuple[Callable[[Margin], list[Caveat]], ...] = (
    nothing_found,
    comment_only,
    ambiguous_event,
    figures_differ,
    bound_dropped,
    unnamed_source,
    no_speaker,
    party_to_events,
    single_origin,
    hedged,
    undated,
    outlet_profile,
)


def caveats_of(margin: Margin) -> tuple[Caveat, ...]:
    """Everything the checklist has to say about a card, in its order."""
    return tuple(caveat for check in CAVEATS for caveat in check(margin))


def words_of_figure(finding: Finding, quantity: Quantity) -> str:
    """A figure as the report prints it, bound included: "over 100 airstrikes"."""
    quote = finding.statement.quote.of(finding.article.text) if finding.statement.quote else ""
    for quoted in read_quantities(quote):
        # The report's own words before ours about it.
        if quoted.value == quantity.value:
            return quoted.span.of(quote)
    printed = quantity.span.of(finding.article.text)
    whole_statement = quantity.span == finding.statement.span
    if not whole_statement and len(printed) <= 60:
        return printed
    bound = "" if quantity.bound in ("exact", "range", "vague") else quantity.bound + " "
    figure = number(quantity.value)
    if quantity.bound == "range" and quantity.low is not None and quantity.high is not None:
        figure = f"{number(quantity.low)} to {number(quantity.high)}"
    return f"{bound}{figure} {quantity.counted}".strip()


def _weight(fact: ProfileFact) -> int:
    """What a reader should know first: who owns or commands it, and what an authority has decided about it."""
    official = fact.speaker.kind in ("named_official", "party", "un")
    return 2 * official + bool(_power.search(fact.says))


def _is_hedge(words: str) -> bool:
    return bool(hedges_in(words)) or grade_of(words) in ARMS_LENGTH


def _same(margin: Margin, quantity: Quantity) -> bool:
    return margin.figure is not None and counts_same(margin.figure, quantity)


def _meet(a: Quantity, b: Quantity) -> bool:
    low = max(a.low if a.low is not None else float("-inf"), b.low if b.low is not None else float("-inf"))
    high = min(a.high if a.high is not None else float("inf"), b.high if b.high is not None else float("inf"))
    return low <= high
