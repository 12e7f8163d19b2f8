"""The card: what was found for a claim, put together for a reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from knowledge.archive import Edit
from knowledge.model import Account, Claim, ContextCard, Finding, OutletProfile, Period, Quantity, Relation, Speaker
from knowledge.speakers import domain_of, outlet_of, row_of
from knowledge.speakers.voices import without_article
from knowledge.store import Store
from retrieval.caveats import NAMELESS, Margin, but_for_one_detail, caveats_of, claims_a_deed, has_a_name
from retrieval.caveats.one_day import counted_several_times
from retrieval.claims.capitals import in_capitals, not_shouted
from retrieval.claims.claimants import Claimant
from retrieval.claims.crowds import with_what_became_of_them
from retrieval.claims.wrapping import is_masthead
from retrieval.counts.asides import ASIDE, beside_whoever_tells_of_it, is_an_aside
from retrieval.counts.campaigns import (
    YEAR,
    claims_a_whole_war,
    counts_a_war,
    counts_its_campaign,
    is_of_a_war,
    is_of_one_event,
    over_other_years,
)
from retrieval.counts.credited import in_their_names
from retrieval.counts.disowned import given, without_a_sum
from retrieval.counts.lengths import is_over_another_length
from retrieval.counts.measures import ANOTHER, made_unlike
from retrieval.counts.parts import is_part_elsewhere, is_part_or_whole, is_reportedly_a_part, wholes_in
from retrieval.counts.retold import with_what_stands_beside
from retrieval.counts.what_was_done import tells_the_opposite
from retrieval.counts.yearless import in_the_year_of
from retrieval.deeds.blows import THE_OPPOSITE
from retrieval.deeds.parties import with_lost_men
from retrieval.denying.stance import Reads, stance_of
from retrieval.events import places_in, when_of
from retrieval.events.choosing import counts_just_these
from retrieval.events.long_before import without_what_was_so_long_before
from retrieval.events.narrowed import narrowed, of_the_news
from retrieval.events.offered import as_offered, each_once
from retrieval.events.several_such import with_several_such
from retrieval.events.strange_places import with_strange_places
from retrieval.events.towns import with_towns
from retrieval.ledger import is_a_total, ledger_of, with_first_counts, with_sides
from retrieval.nearby.asked import as_answers, asks_for_a_number, weigh_asked
from retrieval.nearby.beside import with_what_their_note_counts
from retrieval.nearby.underneath import with_the_report_above
from retrieval.nearby.why_near import OVER_ANOTHER
from retrieval.origins import (
    Vectors,
    count_reports,
    has_name,
    holds_office,
    in_its_own_voice,
    in_one_name,
    known_in,
    origins_of,
    with_holder,
    with_names,
    with_outlets,
)
from retrieval.ranking import counted_alike
from retrieval.relations import RELATED_BY_FIGURE, Related, Weighed, because, details_apart, weigh
from retrieval.relations.accused import is_their_answer, takes_nobodys_place
from retrieval.relations.figures import figure_of
from retrieval.relations.first_counts import with_first_counts_called
from retrieval.relations.gainsaid import is_against_it
from retrieval.relations.none_at_all import none_at_all
from retrieval.search import find_meant, is_strange
from retrieval.set_right import of_those_counted, set_right, with_what_holds_of_it, with_who_counts_otherwise
from retrieval.telling.halves import halves_said
from retrieval.telling.in_other_words import in_other_words
from retrieval.telling.leaning import as_its_page_has_it
from retrieval.voices.counted_together import with_those_counted_together
from retrieval.voices.each_who_speaks import each_who_speaks

#: Accounts in the order a reader asks for them: who says so, who says otherwise, what else there is.
ORDER: tuple[Relation, ...] = ("reports", "differs", "denies", "context")
#: More than this that only stands near the claim is padding.
MOST_CONTEXT = 6
#: A report may come out so long after a post about the same thing, and name no other day than its own.
LATER = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a claim, and what is held of it: unit vectors by statement, edits by article."""

    findings: Sequence[Finding]
    vectors: Vectors
    edits: Mapping[str, Sequence[Edit]]


def ask(
    claim: Claim,
    store: Store,
    *,
    now: datetime,
    sent: Period | None = None,
    candidate: int | None = None,
    claimant: Claimant | None = None,
) -> ContextCard:
    """The context card for one claim; `sent` is when the post was written, where that is known.

    `candidate` narrows an ambiguous claim to that event, counted from 0; `claimant` is who is to have said it, where
    the claim is only their words.
    """

    def again(right: Claim) -> Found:
        """What was found, and what is found for the claim set right: who denies the deed of that day, say."""
        known = {finding.statement.id for finding in findings}
        sought = find_meant(right, store)[1]
        return _found((*findings, *(f for f in sought if f.statement.id not in known)), store)

    # Whoever writes meanwhile: the whole card is of one moment.
    with store.archive.at_one_moment():
        profiles = {profile.outlet.lower(): profile for profile in store.archive.profiles()}
        meant, findings = find_meant(not_shouted(claim), store)
        meant = with_strange_places(in_capitals(meant, findings), partial(is_strange, store=store))
        meant, findings = in_the_year_of(with_lost_men(meant, findings), findings)
        meant, claim = (with_what_became_of_them(one, findings) for one in (meant, claim))
        found = _found(findings, store)
        card = compose(
            meant,
            findings,
            profiles,
            as_of=now,
            sent=sent,
            candidate=candidate,
            claimant=claimant,
            vectors=found.vectors,
            stance=stance_of(store),
            edits=found.edits,
            again=again,
        )
    # What is weighed is the claim as it was meant; what is shown is the claim as it was typed.
    return replace(card, claim=claim)


def compose(
    claim: Claim,
    findings: Sequence[Finding],
    profiles: dict[str, OutletProfile],
    *,
    as_of: datetime,
    sent: Period | None = None,
    candidate: int | None = None,
    claimant: Claimant | None = None,
    vectors: Vectors | None = None,
    stance: Reads | None = None,
    edits: Mapping[str, Sequence[Edit]] | None = None,
    again: Callable[[Claim], Found] | None = None,
) -> ContextCard:
    """The card for a claim and what was found for it.

    What tells the claim but for its day or its town is held to the same as if the claim had it
    right. `profiles` is what is documented, by outlet in lower case; `vectors` are unit vectors by statement id;
    `stance` reads the pairs of claim and statement that rules leave open; `edits` is what was edited in articles,
    by their ids; `again` finds what is told of the claim set right, too.
    """
    put_together = partial(
        _put_together,
        findings=findings,
        profiles=profiles,
        as_of=as_of,
        sent=sent,
        candidate=candidate,
        claimant=claimant,
        vectors=vectors,
        stance=stance,
        edits=edits,
    )
    card = put_together(claim)
    right, others = set_right(card), of_those_counted(card)
    if right is None and others is None:
        return card
    told = right or (others[0] if others else claim)
    if again is not None:
        more = again(told)
        put_together = partial(put_together, findings=more.findings, vectors=more.vectors, edits=more.edits)
    if right is None and others is not None:
        return with_who_counts_otherwise(card, put_together(told), *others[1:])
    return with_what_holds_of_it(card, put_together(told))


def _put_together(
    claim: Claim,
    findings: Sequence[Finding],
    profiles: dict[str, OutletProfile],
    as_of: datetime,
    sent: Period | None,
    candidate: int | None,
    claimant: Claimant | None,
    vectors: Vectors | None,
    stance: Reads | None,
    edits: Mapping[str, Sequence[Edit]] | None,
) -> ContextCard:
    """The card for a claim as it stands, be its day or its town right or wrong."""
    named = with_what_stands_beside(with_sides(with_names(with_pages(with_outlets(findings)))))
    findings = _of_its_day(with_towns(claim, named), sent)
    # Whoever is known only through a review of what they claimed reports nothing here, and is no origin.
    findings, reviewed = tuple(f for f in findings if not f.is_reviewed), [f for f in findings if f.is_reviewed]
    findings = tuple(f for f in findings if _says_anything(f))
    asked = weigh_asked(claim, findings, stance) if asks_for_a_number(claim) else None
    meant, weighed = asked or (claim, weigh(claim, findings, stance))
    weighed = without_what_was_so_long_before(meant, weighed, sent.end if sent else as_of)
    weighed = _offered(meant, with_several_such(meant, weighed, findings), findings, stance)
    if weighed.state == "ambiguous" and candidate is not None and 0 <= candidate < len(weighed.events):
        weighed = narrowed(meant, weighed.events[candidate], findings, stance)
    elif weighed.state == "ambiguous" and candidate is None and sent is not None and claim.when is None:
        weighed = of_the_news(meant, weighed, findings, sent, stance)
    # A sum has shown what its note is of; from here on it neither raises nor contradicts anybody's count.
    findings = tuple(without_a_sum(finding) for finding in findings)
    weighed = with_the_report_above(claim, _with_ratings(claim, weighed, findings, reviewed), findings)
    # A figure that somebody calls wrong further down is not theirs, whoever prints it.
    told_in = {one.finding.article.id for one in weighed.related}
    counted = [given(finding) for finding in findings if finding.article.id in told_in]
    related = _of_this_event(meant, in_their_names(meant, weighed.related, counted), counted)
    related = as_answers(claim, related) if asked else related
    # Only now: that a headline and the text give one person's figure otherwise is no second count of theirs.
    related = [replace(one, finding=with_holder(one.finding, counted)) for one in related]
    named_once = in_its_own_voice(in_one_name([one.finding for one in related], counted))
    related = [replace(one, finding=finding) for one, finding in zip(related, named_once, strict=True)]
    related = each_who_speaks(related)
    # Two reports have one voice's toll only once "a monitoring group" has its name.
    claimed = figure_of(meant, [one.finding for one in related])
    related = with_first_counts_called(claimed, related) if claimed else related
    related = with_what_their_note_counts(meant, _as_their_pages_have_it(related, findings), findings)
    accounts = _accounts(meant, related)
    apart = details_apart(claim, accounts, findings)
    accounts = in_other_words(meant, accounts, findings, apart)
    # Whoever counts in the event without contradicting anybody stands in the ledger, and is an origin of its own.
    beside = [r.finding for r in related if r.relation == "context" and r.counted and has_name(r.finding.speaker)]
    told = [*(f for account in accounts if account.relation != "context" for f in account.findings), *beside]
    origins = origins_of(told, counted, vectors, of_one_event=weighed.state == "found")
    candidates = tuple(event.as_candidate() for event in weighed.events) if weighed.state == "ambiguous" else ()
    margin = Margin(claim, weighed.state, accounts, origins, candidates, profiles, findings, sent, edits or {})
    near = but_for_one_detail(margin, apart)
    caveats = caveats_of(replace(margin, near_misses=near, claimant=claimant))
    raised = [finding for caveat in caveats if caveat.kind == "REVISED" for finding in caveat.findings]
    # What a report counts of something else, or over another time, is no row beside its event.
    held = _held([one for one in related if not {ASIDE, OVER_ANOTHER} & set(one.finding.why)])
    tallies = ledger_of(meant, accounts, findings, held) if weighed.state == "found" else ()
    card = ContextCard(
        claim=claim,
        state=weighed.state,
        accounts=(*clear_first(accounts), *_reviewed(meant, reviewed, accounts)),
        origins=origins,
        caveats=caveats,
        candidates=candidates,
        as_of=as_of,
        articles=count_reports(told),
        # Figures of several events are not held against one another.
        tallies=with_first_counts(tallies, raised),
        near_misses=near,
        halves=halves_said(claim, accounts, findings),
    )
    card = replace(card, caveats=(*card.caveats, *counted_several_times(card)))
    return replace(card, caveats=with_those_counted_together(card, counted))


def _offered(claim: Claim, weighed: Weighed, findings: Sequence[Finding], stance: Reads | None) -> Weighed:
    """What was weighed, with each event among which a reader chooses once; where one is left, held against that."""
    offered = each_once(as_offered(claim, weighed), findings)
    if len(offered.events) == 1 and offered.state == "ambiguous":
        return narrowed(claim, offered.events[0], findings, stance)
    return offered


def with_pages(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, each rival that a note records with the date of its page, where a report found is of that page,
    and with whoever publishes it.
    """
    dated = {f.url: f.article.published for f in findings if f.url and f.article.published and f.url == f.article.url}
    return tuple(
        replace(f, dated=dated.get(f.url), printed_by=_publisher_of(f))
        if f.statement.place_in_article == "rival" and f.url
        else f
        for f in findings
    )


def _as_their_pages_have_it(related: Sequence[Related], findings: Sequence[Finding]) -> list[Related]:
    """What bears on the claim, where another note's words lean on that note, as the page's own note has it."""
    held = {one.finding.statement.id for one in related}
    told = [(one, as_its_page_has_it(one.finding, findings)) for one in related]
    return [replace(one, finding=own) for one, own in told if own is one.finding or own.statement.id not in held]


def _says_anything(finding: Finding) -> bool:
    """Whether words of a report are more than a mark, a code or a credit: no "– –", no "[The Harbour Post]"."""
    if finding.article.is_note or finding.statement.quantities:
        return True
    words = finding.words
    is_credit = _CREDIT.fullmatch(words) is not None and is_masthead(words.strip(" []"))
    is_code = len(words.split(maxsplit=1)) == 1 and any(c.isdigit() for c in words)
    return not (is_credit or is_code or not any(c.isalpha() for c in words))


_CREDIT = re.compile(r"\s*\[[^\[\]]*\]\s*")


def _publisher_of(rival: Finding) -> str | None:
    if domain_of(rival.url or "") == domain_of(rival.article.url or ""):
        return rival.article.outlet
    row = outlet_of(rival.url or "")
    return row.outlet if row else None


def _of_its_day(findings: Sequence[Finding], sent: Period | None) -> tuple[Finding, ...]:
    """Without reports of what came after the post, as one of 2022 under one of 2021; ratings may be later."""
    if sent is None:
        return tuple(findings)

    def is_of_then(finding: Finding) -> bool:
        return (when := when_of(finding)) is None or when.start < sent.end + LATER

    then = {finding.article.id for finding in findings if is_of_then(finding)}
    return tuple(f for f in findings if f.article.id in then or f.is_rating or f.is_reviewed)


def _with_ratings(claim: Claim, weighed: Weighed, findings: Sequence[Finding], reviewed: Sequence[Finding]) -> Weighed:
    """With the ratings of a claim that says the same in other words, beside those of one in nearly the same words."""
    if not reviewed:
        return weighed
    same = {one.finding.article.id for one in weigh(claim, reviewed).related if one.relation == "reports"}
    held = {one.finding.statement.id for one in weighed.related}
    more = [f for f in findings if f.is_rating and f.article.id in same and f.statement.id not in held]
    state = "found" if more and weighed.state == "nothing_found" else weighed.state
    return Weighed(state, (*weighed.related, *(Related(f, "context") for f in more)), weighed.events)


def _reviewed(claim: Claim, reviewed: Sequence[Finding], accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Whose claim the ratings on the card are of, where the reviewer says so; it stands beside the rating."""
    rated = {f.article.id for account in accounts for f in account.findings if f.is_rating}
    return _accounts(claim, [Related(f, "context") for f in reviewed if f.article.id in rated])


def _found(findings: Sequence[Finding], store: Store) -> Found:
    return Found(
        findings, _vectors(findings, store), store.archive.histories_of({finding.article.id for finding in findings})
    )


def _vectors(findings: Sequence[Finding], store: Store) -> Vectors:
    """The stored vectors of the statements that are near enough to stand on a card."""
    near = [finding.statement.id for finding in findings if finding.similarity >= RELATED_BY_FIGURE]
    return store.archive.vectors_of(near)


def _of_this_event(claim: Claim, related: Sequence[Related], found: Sequence[Finding]) -> list[Related]:
    """Nobody contradicts the toll of a day with that of a war, nor a toll with a part or an addition; these stand near.

    A statement stands in one place: what reports, differs or denies is not close by as well.
    """
    reporting = [one.finding for one in related if one.relation == "reports"]
    set_to_it = [one for one in related if one.relation != "context"]
    wholes = wholes_in(claim, found)
    war = is_of_a_war(claim, reporting) or none_at_all(claim) is not None
    # "735 in its strikes since 2014" is contradicted by nobody who counts one of them.
    whole_war = claims_a_whole_war(claim)
    over_years = not whole_war and _is_over_years(claim, reporting)

    def why_apart(finding: Finding) -> str:
        if tells_the_opposite(claim, finding):
            return THE_OPPOSITE
        if _none(claim, finding, is_a_total):
            return "an addition"
        if is_over_another_length(claim, finding, reporting, found):
            return OVER_ANOTHER
        of_one_event = not _none(claim, finding, is_of_one_event) or counts_its_campaign(claim, finding)
        if not (war or of_one_event) or (over_years and of_one_event):
            others = [one.finding for one in set_to_it]
            return (
                OVER_ANOTHER if over_other_years(claim, finding, others) else _one_of_several(claim, finding, reporting)
            )
        if _is_part_by_place(claim, finding, reporting) or is_part_or_whole(claim, finding, reporting, found):
            return "a part, or the whole"
        if is_part_elsewhere(claim, finding, wholes):
            return "a part of it"
        if is_an_aside(claim, finding, set_to_it, found):
            return ASIDE
        if counts_a_war(claim.text) and not whole_war and _is_less_of_one_event(claim, finding):
            return _one_of_several(claim, finding, reporting)
        return ""

    told = [
        Related(because(one.finding, why), "context", one.counted)
        if one.relation == "differs" and claim.quantities and (why := why_apart(one.finding))
        else one
        for one in related
    ]
    told = [beside_whoever_tells_of_it(claim, one, reporting) for one in told]
    rivals = [one.finding for one in told if one.relation == "differs"]
    told = [
        Related(because(one.finding, "a part of it"), "context", one.counted)
        if one.relation == "differs" and is_reportedly_a_part(claim, one.finding, _held(told), rivals)
        else one
        for one in told
    ]
    held = {one.finding.statement.id for one in told if one.relation != "context"}
    # Beside somebody's count stands in the same sentence what the accused say of it.
    told = [
        one
        for one in told
        if one.relation != "context" or one.finding.statement.id not in held or is_their_answer(one.finding)
    ]
    # A part of what somebody else counted is no count of the event either, nor is the whole's own voice on one place.
    return [
        replace(one, counted=None)
        if one.counted
        and (is_part_elsewhere(claim, one.finding, wholes) or _is_part_by_place(claim, one.finding, reporting))
        else one
        for one in told
    ]


def _one_of_several(claim: Claim, finding: Finding, reporting: Sequence[Finding]) -> str:
    """Why a count is of one of many events or of all; of deaths counted otherwise it is told that they are."""
    return ANOTHER if made_unlike(claim, finding, reporting) else "one of several, or all of them"


def _is_over_years(claim: Claim, reporting: Sequence[Finding]) -> bool:
    """Whether all reports of the claimed figure, in their own words, count it over years."""
    printed = [f for f in reporting if not f.article.is_note]
    return bool(printed) and len(printed) == len(reporting) and all(_covers_years(f) for f in printed)


def _covers_years(finding: Finding) -> bool:
    when = finding.statement.when
    return counts_a_war(finding.words) or (when is not None and when.end - when.start > YEAR)


def _none(claim: Claim, finding: Finding, test: Callable[[Finding, Quantity], bool]) -> bool:
    """Whether a finding counts the claimed thing, and none of these figures passes the test."""
    rival = counted_alike(claim, finding)
    return bool(rival) and not any(test(finding, q) for q in rival)


def _is_less_of_one_event(claim: Claim, finding: Finding) -> bool:
    """Whether a finding counts fewer, of one event or month, than a claim that counts over years."""
    counted = counted_alike(claim, finding)
    most = max((c.value for c in claim.quantities), default=0.0)
    return all(q.value < most and is_of_one_event(finding, q) for q in counted)


def _is_part_by_place(claim: Claim, finding: Finding, reporting: Sequence[Finding]) -> bool:
    """Whether a voice that reports the claimed figure gives another one for a place that neither names: a part."""
    own = [f for f in reporting if known_in(f.speaker.name) == known_in(finding.speaker.name)]
    if not own:
        return False
    named = {place.name for place in places_in(finding.words)} - {place.name for place in claim.where}
    return bool(named) and not any(places_in(f.words) for f in own)


def _held(related: Sequence[Related]) -> tuple[Finding, ...]:
    """Who counts in the event without contradicting the claim, each with that count alone: an earlier toll, say."""
    return tuple(
        replace(one.finding, statement=replace(one.finding.statement, quantities=(one.counted,)))
        for one in related
        if one.relation == "context" and one.counted is not None
    )


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


def _accounts(claim: Claim, related: Sequence[Related]) -> tuple[Account, ...]:
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
    held = {finding.statement.id for finding in _held(related)}
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
