"""Caveats about who speaks: nobody by name, the outlet itself, a party to the events, a doubter."""

from __future__ import annotations

import re

from knowledge.model import Account, Caveat, Finding
from knowledge.speakers import sides_named
from retrieval.caveats.drift import drift, hedges_dropped
from retrieval.caveats.headlines import names_its_source
from retrieval.caveats.margin import Margin, each_once
from retrieval.caveats.printed import NAMELESS, has_a_name
from retrieval.caveats.sides import called
from retrieval.closeness import share
from retrieval.ranking import counts_same, words_of
from retrieval.wording import listed, opening, told, told_of, verb

#: What is read as a voice and is none.
EVIDENCE = ("Evidence", "evidence", "Footage", "footage", "Data", "data")
#: Two statements are one when so much of the first stands in the second.
ALIKE = 0.6
_somebody_said = re.compile(
    r"\b(?:said|says|told|according to|reportedly|quoted|confirmed|announced|stated|monitor|observatory)\b",
    re.IGNORECASE,
)


def unnamed_source(margin: Margin) -> list[Caveat]:
    """The speaker has no name."""
    caveats = []
    for account in margin.accounts:
        if account.relation == "context" or account.speaker.kind not in NAMELESS:
            continue
        nameless = tuple(f for f in account.findings if has_a_name(f) and not _is_named_beside(margin, f))
        if not nameless:
            # A pronoun nobody could resolve may well stand for somebody with a name.
            continue
        outlets = each_once([f.outlet for f in nameless])[:3]
        one, several = (
            (
                "The figure in {outlets} comes from unnamed “{name}”; the report names nobody for it.",
                "The figure in {outlets} comes from unnamed “{name}”; the reports name nobody for it.",
            )
            if _counts(margin, account)
            else (
                "This in {outlets} comes from unnamed “{name}”; the report names nobody for it.",
                "This in {outlets} comes from unnamed “{name}”; the reports name nobody for it.",
            )
        )
        sentence = told_of(len(outlets), one, several, outlets=listed(outlets), name=account.speaker.name)
        caveats.append(Caveat("UNNAMED_SOURCE", sentence, nameless))
    return list({caveat.sentence: caveat for caveat in caveats}.values())


def no_speaker(margin: Margin) -> list[Caveat]:
    """The outlet says it in its own voice, no source."""
    own = [f for f in margin.findings("reports", "differs", "denies") if _names_no_source(margin, f)]
    if not own:
        return []
    outlets = each_once([f.outlet for f in own])
    named = outlets if len(outlets) < 5 else [*outlets[:3], told_of(len(outlets) - 3, "{n} more", "{n} more")]
    return [
        Caveat(
            "NO_SPEAKER",
            told_of(
                len(outlets),
                "{outlets} says it in its own voice and names no source for it.",
                "{outlets} say it in their own voice and name no source for it.",
                outlets=listed(named),
            ),
            tuple(own),
        )
    ]


#: What is said of one voice and of several: by whether it is a party, and whether a side is to be named.
_OF_A_SIDE = {
    (True, False): ("{name} is a party to the events.", "{name} are a party to the events."),
    (True, True): (
        "{name} is a party to the events (side: {side}).",
        "{name} are a party to the events (side: {side}).",
    ),
    (False, False): ("{name} is run by a state.", "{name} are run by a state."),
    (False, True): ("{name} is run by a state (side: {side}).", "{name} are run by a state (side: {side})."),
}


def party_to_events(margin: Margin) -> list[Caveat]:
    """The speaker fights in, governs, or is paid by a side."""
    caveats = []
    for account in margin.accounts:
        if account.relation == "context" or account.speaker.kind not in ("party", "state_media"):
            continue
        if not any(has_a_name(finding) for finding in account.findings):
            continue
        be = (
            "is"
            if account.speaker.name.lower().startswith(("a ", "an "))
            else verb([account.speaker.name], "is", "are")
        )
        side = account.speaker.side
        if side is None or _says_its_side(account.speaker.name, side):
            side = ""
        one, several = _OF_A_SIDE[account.speaker.kind == "party", bool(side)]
        caveats.append(
            Caveat(
                "PARTY_TO_EVENTS",
                told_of(1 if be == "is" else 2, one, several, name=opening(account.speaker.name), side=called(side)),
                account.findings,
                url=account.speaker.documented_at,
            )
        )
    return list({caveat.sentence: caveat for caveat in caveats}.values())


def hedged(margin: Margin) -> list[Caveat]:
    """The reporting holds it at arm's length, and the claim dropped that."""
    if margin.state != "found":
        return []
    line = drift(margin)
    if line and "HEDGED" in line.kinds:
        return [Caveat("HEDGED", line.sentence, (line.finding,))]
    caveats = []
    for finding in margin.findings("reports"):
        voice = finding.speaker
        if voice.name in EVIDENCE or (voice.kind in NAMELESS and voice.name and not has_a_name(finding)):
            # "Evidence suggests": nobody keeps their distance here.
            continue
        if hedges := hedges_dropped(margin.claim, finding):
            quoted = listed([f"“{hedge}”" for hedge in hedges])
            sentence = told("{outlet} hedges it: {words}.", outlet=finding.outlet, words=quoted)
            caveats.append(Caveat("HEDGED", sentence, (finding,)))
    return list({caveat.sentence: caveat for caveat in caveats}.values())[:2]


def _is_named_beside(margin: Margin, finding: Finding) -> bool:
    """Whether the report gives a name for the same words elsewhere, or means somebody it has named: "the official"."""
    own = [f for f in margin.found if f.article.id == finding.article.id]
    named = [f for f in own if f.speaker.kind not in (*NAMELESS, "outlet_itself") and f.speaker.name]
    place = finding.attribution.speaker_span
    before = finding.article.text[max(0, place.start - 4) : place.end].lower() if place else ""
    is_known = "the " in (before[:4], before[4:8])
    return any(is_known or _says_the_same(finding, other) for other in named)


def _says_its_side(name: str, side: str) -> bool:
    """Whether a voice's name says already whose it is: "Ukrainian military" for Ukraine."""
    return side.lower() in name.lower() or side in {named for named, _, _ in sides_named(name)}


def _names_no_source(margin: Margin, finding: Finding) -> bool:
    """Whether an outlet says something itself, and its report gives nobody for it elsewhere either."""
    if finding.speaker.kind != "outlet_itself":
        return False
    if finding.article.is_note:
        return True
    title = finding.article.title
    if _somebody_said.search(finding.words):
        # Somebody is quoted here whom the reader of attributions did not make out.
        return False
    if names_its_source(title) and share(words_of(title), finding.words) >= ALIKE:
        return False
    beside = [f for f in margin.found if f.article.id == finding.article.id and f.speaker.kind != "outlet_itself"]
    told = {f.statement.id for f in margin.findings("reports", "differs")}
    counted = (f for f in beside if f.statement.id in told and _counts_alike(finding, f))
    if finding.statement.place_in_article == "headline" and any(counted):
        # The text gives another figure than its headline, and names who counted; that is said of the headline.
        return False
    return not any(_says_the_same(finding, other) for other in beside)


def _counts_alike(finding: Finding, other: Finding) -> bool:
    return any(counts_same(p, q) for p in finding.statement.quantities for q in other.statement.quantities)


def _says_the_same(finding: Finding, other: Finding) -> bool:
    if finding.statement.quantities:
        pairs = ((p, q) for p in finding.statement.quantities for q in other.statement.quantities)
        return any(p.value == q.value and counts_same(p, q) for p, q in pairs)
    return share(words_of(finding.words), other.words) >= ALIKE


def _counts(margin: Margin, account: Account) -> bool:
    return margin.figure is not None and any(f.statement.quantities for f in account.findings)
