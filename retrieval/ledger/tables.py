"""For each counted thing of an event, who says how many: everybody's figure, by date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Account, Claim, Figure, Finding, Period, Quantity, Tally
from knowledge.quantities import comparable, read_quantities
from retrieval.counts.campaigns import counts_its_campaign, is_of_a_month_of_it, is_of_a_war, is_of_one_event
from retrieval.counts.dated import leads_with, only_recalls
from retrieval.counts.disowned import disowned
from retrieval.counts.figures import TOLLS
from retrieval.counts.parts import is_told_within
from retrieval.counts.raised import is_of_one_place
from retrieval.counts.shared_toll import with_the_same_toll
from retrieval.counts.superseded import stood_before
from retrieval.events import MONTH, places_in
from retrieval.ledger.overtaken import each_of_its_day
from retrieval.ledger.things import STUDENTS, is_one_count, parted, widest_of, with_pupils_as_children
from retrieval.ledger.totals import is_a_total, is_of_the_other_blow
from retrieval.origins import deepest, has_name, named_elsewhere, said_of
from retrieval.voices.voices_beside import voices_beside
from retrieval.word_tables import worded

#: What somebody denies, could not verify, wants or fears is not their count.
NOT_GIVEN = frozenset(("denied", "unverified", "wanted", "held"))


def ledger_of(
    claim: Claim, accounts: Sequence[Account], beside: Sequence[Finding] = (), held: Sequence[Finding] = ()
) -> tuple[Tally, ...]:
    """What the accounts of one event count, the thing that the claim counts first; each thing's figures by date.

    `beside` is what else was found in the same reports: a figure that a headline prints, and that the text gives in
    somebody's name, is theirs. `held` are counts of the event that contradict nobody: a toll that has risen since.
    """
    told = [f for account in accounts if account.relation in ("reports", "differs") for f in account.findings]
    told += held
    articles = {finding.article.id for finding in told if not finding.article.is_note}
    own = [finding for finding in beside if finding.article.id in articles]
    # Whoever asks for the toll of a war, or of a year, is told everybody's.
    reporting = [f for account in accounts if account.relation == "reports" for f in account.findings]
    of_a_year = claim.asked is not None and claim.when is not None and claim.when.end - claim.when.start > MONTH
    single = not of_a_year and not is_of_a_war(claim, reporting)
    given = [
        figure
        for finding in told
        for figure in figures_in(finding, claim, of_one_event=single and not counts_its_campaign(claim, finding))
        # What one month of a war brought is no other toll of it.
        if single or not is_of_a_month_of_it(finding, figure.quantity)
    ]
    given += _told_next(told, own, given)
    given += _told_before(told, own)
    given += [shared for figure in given if (shared := _shared(figure)) is not None]
    if any(q.state == "killed" for q in claim.quantities):
        given = [_as_none_killed(figure) for figure in given]
    # Only of what is given without a name is it asked whose it is.
    open_ones = {f.finding.article.id for f in given if not has_name(f.speaker)}
    named = [f for one in own if one.article.id in open_ones for f in figures_in(one) if has_name(f.speaker)]
    figures = [_in_its_name(figure, named, own) for figure in given]
    # What one report has of a single road is of it in the next, which only says how many.
    local = {_given_by(f) for a in accounts for one in a.findings if is_of_one_place(one) for f in figures_in(one)}
    figures = [replace(f, of_one_place=True) if _given_by(f) in local else f for f in figures]
    claimed = [q for q in claim.quantities if q.unit]
    things = parted(figures, own)
    if all(q.unit != STUDENTS for q in claimed):
        things = with_pupils_as_children(things)
    tallies = [Tally(*widest_of(thing), tuple(sorted(each_of_its_day(thing), key=_by_date))) for thing in things]
    return tuple(sorted(tallies, key=lambda t: (-_closeness(claimed, t), -len(t.figures), t.counted)))


def _told_next(told: Sequence[Finding], own: Sequence[Finding], given: Sequence[Figure]) -> list[Figure]:
    """What the sentence right behind a lead counts of the same blow: "31 people were killed. At least 170 were hurt".

    Only of what somebody counts already: a range that leaves out what stands in a quoted report would be none.
    """
    here = {finding.statement.id for finding in told}
    behind: dict[tuple[str, int], list[Finding]] = {}
    for finding in own:
        if finding.statement.id not in here and any(q.state in TOLLS for q in finding.statement.quantities):
            behind.setdefault((finding.statement.article_id, finding.statement.ordinal - 1), []).append(finding)
    return [
        figure
        for lead in told
        if leads_with(lead) and lead.statement.place_in_article == "body" and not lead.article.is_note
        for finding in behind.get((lead.statement.article_id, lead.statement.ordinal), ())
        if _goes_on(lead, finding)
        for figure in figures_in(finding)
        if figure.quantity.state in TOLLS
        and all(q.state != figure.quantity.state for q in lead.statement.quantities)
        and any(is_one_count(figure.quantity, other.quantity) for other in given)
    ]


def _told_before(told: Sequence[Finding], own: Sequence[Finding]) -> list[Figure]:
    """The toll in the sentence right before one that tells who was "among the dead", of each who gives it there."""
    here = {finding.statement.id for finding in told}
    before = {(f.article.id, f.statement.ordinal + 1): f for f in own if f.statement.place_in_article == "body"}
    wholes = [
        whole
        for part in told
        if worded("retold", "begins_a_part").match(part.words) and not part.article.is_note
        if (whole := before.get((part.article.id, part.statement.ordinal))) and whole.statement.id not in here
    ]
    figures = [figure for whole in wholes for figure in figures_in(whole) if figure.quantity.state == "killed"]
    return [
        replace(figure, attribution=voice)
        for figure in figures
        for voice in (figure.attribution, *voices_beside(replace(figure.finding, heard=figure.attribution)))
    ]


def _goes_on(lead: Finding, finding: Finding) -> bool:
    """Whether the sentence right behind another names no other place, day or blow than that."""
    here, next_one = lead.statement, finding.statement
    if worded("retold", "elsewhere").search(finding.words):
        return False
    is_then = next_one.when is None or here.when is None or next_one.when.overlaps(here.when)
    places = {place.name for place in places_in(lead.words)}
    return is_then and {place.name for place in places_in(finding.words)} <= places


def _shared(figure: Figure) -> Figure | None:
    """The number of the dead as the count of whoever "reported the same toll" behind it; None where nobody did."""
    sharing = with_the_same_toll(figure.finding) if figure.quantity.state == "killed" else None
    return None if sharing is None else replace(figure, attribution=sharing, cites=None)


def figures_in(finding: Finding, claim: Claim | None = None, *, of_one_event: bool = True) -> tuple[Figure, ...]:
    """The figures that a finding gives of what is claimed, each in the voice that gives it.

    Counts over years are among them only where that is asked for.
    """
    found = []
    for quantity in finding.statement.quantities:
        voice = said_of(finding, quantity)
        if (
            quantity.unit
            and voice.grade not in NOT_GIVEN
            and not disowned(finding, quantity)
            and _is_read(finding, quantity)
            and is_a_total(finding, quantity)
            and not is_told_within(finding, quantity)
            and not stood_before(finding, quantity)
            and not is_of_the_other_blow(finding, quantity, claim)
            and (not of_one_event or is_of_one_event(finding, quantity))
        ):
            cited = deepest(replace(finding, heard=voice)).speaker
            # Whom no word of the report names, nobody is said to cite.
            cites = cited if cited != voice.speaker and cited.name.strip() else None
            in_one = is_of_one_place(finding)
            worded_so = _as_its_words_have_it(finding, quantity)
            found.append(Figure(worded_so, voice, finding, _came_out(finding), cites, of_one_place=in_one))
    return tuple(found)


def _as_its_words_have_it(finding: Finding, quantity: Quantity) -> Quantity:
    """A figure of a note without an "about" that only its editor's record has: under "400,000" it is nobody's word."""
    if not finding.article.is_note or quantity.bound != "about":
        return quantity
    printed = {q.bound for q in read_quantities(finding.words) if q.value == quantity.value}
    return replace(quantity, bound="exact") if printed == {"exact"} else quantity


def _given_by(figure: Figure) -> tuple[str, str, float]:
    """Whose number a figure is, and of what became of them."""
    return figure.speaker.name, figure.quantity.state, figure.quantity.value


def _as_none_killed(figure: Figure) -> Figure:
    """A figure, of whoever says that nobody was hurt as one of none killed: no range of the dead leaves it out."""
    quantity = figure.quantity
    is_none = quantity.value == 0 and quantity.state == "killed or injured"
    return replace(figure, quantity=replace(quantity, state="killed")) if is_none else figure


def _is_read(finding: Finding, quantity: Quantity) -> bool:
    """Whether the figure has a span in the text; one that has none was not read from it."""
    return 0 <= quantity.span.start < quantity.span.end <= len(finding.article.text)


def _in_its_name(figure: Figure, named: Sequence[Figure], own: Sequence[Finding]) -> Figure:
    """The figure as the same report gives it in somebody's name; the figure itself where it does not."""
    if has_name(figure.speaker) or figure.finding.article.is_note:
        return figure
    heard = figure.finding.heard
    if heard and has_name(heard.speaker) and not heard.span.overlaps(figure.finding.statement.span):
        # Another sentence of the report tells whose it is.
        return replace(figure, attribution=heard)
    article, quantity = figure.finding.article.id, figure.quantity
    for other in named:
        kinship = comparable(other.quantity, quantity)
        same = other.quantity.value == quantity.value and kinship in ("same", "broader", "narrower")
        if same and other.finding.article.id == article and not only_recalls(figure.finding, other.finding):
            return other
    if figure.speaker.kind == "state_media":
        # "State television", beside the state's agency, has a figure of its own.
        return figure
    meant = named_elsewhere(figure.speaker, figure.finding, [f for f in own if f.article.id == article])
    return replace(figure, attribution=replace(figure.attribution, speaker=meant)) if meant else figure


def _closeness(claimed: Sequence[Quantity], tally: Tally) -> int:
    """2 for a thing that the claim counts, 1 for one that holds it or is held by it, 0 for another."""
    pairs = [(q, figure.quantity) for q in claimed for figure in tally.figures]
    if any(is_one_count(*pair) for pair in pairs):
        return 2
    return 1 if {comparable(*pair) for pair in pairs} & {"same", "broader", "narrower"} else 0


def _came_out(finding: Finding) -> Period | None:
    """When a report came out; None where it tells of a later day: nobody has counted the dead before they died."""
    told, out = finding.statement.when, finding.published
    return None if told is not None and out is not None and told.start >= out.end else out


def _by_date(figure: Figure) -> tuple[bool, float, float, str, str]:
    day, finding = figure.as_of, figure.finding
    moment = day.start.timestamp() if day else 0.0
    return (day is None and not figure.at_first, moment, figure.quantity.value, finding.outlet, finding.statement.id)
