"""The number ledger: for each counted thing of an event, who says how many; no winner, no average.

A figure enters with the span it was read from, or not at all. A total and a part of it are two things: of "30 killed,
among them 12 children" nobody's 12 is set against anybody's 30.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from knowledge.caseless import Caseless
from knowledge.model import Account, Claim, Figure, Finding, Period, Quantity, Speaker, Tally
from knowledge.quantities import comparable, read_quantities, sides_in
from retrieval.campaigns import counts_its_campaign, is_of_a_month_of_it, is_of_a_war, is_of_one_event
from retrieval.dated import leads_with, only_recalls
from retrieval.disowned import disowned
from retrieval.events import MONTH, meet, places_in
from retrieval.figures import TOLLS
from retrieval.origins import deepest, has_name, named_elsewhere, said_of
from retrieval.origins.names import watches
from retrieval.parts import is_some_of_them, is_told_within
from retrieval.raised import MOST_TO_BE_FOUND, is_of_one_place, is_raised
from retrieval.ranking import fits, words_of
from retrieval.superseded import before_it, behind_it, printed_as, stood_before
from retrieval.word_tables import any_of, worded, words_in

#: A figure is of the day that its words name when they name no more than this.
DAYS = timedelta(days=2)
#: The row of the unit table for the dead that somebody has seen or collected.
BODIES = "bodies"
#: The rows for who is under age, and for who learns, be it at a school.
CHILDREN, STUDENTS = "children", "students"
#: What somebody denies, could not verify, wants or fears is not their count.
NOT_GIVEN = frozenset(("denied", "unverified", "wanted", "held"))

#: "12 more deaths", and not "12 or more", "more than 12".
_MORE = re.compile(rf"(?<!\bor)(?<=\w)\s(?:{any_of('ledger', 'more')})\b(?! than \d)", re.IGNORECASE)
_ABOVE = re.compile(rf"\b(?:{any_of('ledger', 'above')}) (?:the|an?)\b|\badditional\b", re.IGNORECASE)
#: "Six civilians were among at least 22 people killed".
_AMONG = re.compile(rf"\b(?:{any_of('ledger', 'among')}|of (?:{any_of('ledger', 'of_them')}))\b", re.IGNORECASE)
#: Between two sorts that are counted side by side.
_AND = re.compile(r"\s*(?:,|,? and|as well as|along with|plus)\s+")
#: What stands between two blows of two days in one sentence: "just a day after".
_DAYS_APART = Caseless(rf"\b(?:{any_of('ledger', 'apart')}) (?:after|before|earlier)\b")
#: Behind that these tell of a second voice, and of no second blow: "while hospitals counted 50".
_TELLS = Caseless(
    r"\b(?:said|says|say|counted|counts|put|puts|gave|gives|reported|reports|estimated|spoke of|has|have|had)\b"
)
#: What stands between two blows of one day: "while the raids killed 82".
_MEANWHILE = Caseless(r"\b(?:while|whereas)\b")
#: "Authorities first spoke of nearly 500 dead".
_AT_FIRST = Caseless(rf"\b(?:{any_of('ledger', 'at_first')})\b[^\w.;]+(?:[\w’'-]+\s+){{0,6}}\Z")

#: "Perhaps five", "perhaps another 140,000".
_PERHAPS = Caseless(rf"\A(?:{any_of('ledger', 'perhaps')})\b")
_PERHAPS_BEFORE = Caseless(rf"\b(?:{any_of('ledger', 'perhaps')})\s+\Z")


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
    if any(q.state == "killed" for q in claim.quantities):
        given = [_as_none_killed(figure) for figure in given]
    # Only of what is given without a name is it asked whose it is.
    open_ones = {f.finding.article.id for f in given if not has_name(f.speaker)}
    named = [f for one in own if one.article.id in open_ones for f in figures_in(one) if has_name(f.speaker)]
    figures = [_in_its_name(figure, named, own) for figure in given]
    claimed = [q for q in claim.quantities if q.unit]
    things = _parted(figures, own)
    if all(q.unit != STUDENTS for q in claimed):
        things = _with_pupils_as_children(things)
    tallies = [Tally(*_named(thing), tuple(sorted(_dated(thing), key=_by_date))) for thing in things]
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
        and any(_is_one_count(figure.quantity, other.quantity) for other in given)
    ]


def _goes_on(lead: Finding, finding: Finding) -> bool:
    """Whether the sentence right behind another names no other place, day or blow than that."""
    here, next_one = lead.statement, finding.statement
    if worded("retold", "elsewhere").search(finding.words):
        return False
    is_then = next_one.when is None or here.when is None or meet(next_one.when, here.when)
    places = {place.name for place in places_in(lead.words)}
    return is_then and {place.name for place in places_in(finding.words)} <= places


def figures_in(finding: Finding, claim: Claim | None = None, *, of_one_event: bool = True) -> tuple[Figure, ...]:
    """The figures that a finding gives of what is claimed, each in the voice that gives it; counts over years only
    where asked for.
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
            and not _is_of_the_other_blow(finding, quantity, claim)
            and (not of_one_event or is_of_one_event(finding, quantity))
        ):
            cited = deepest(replace(finding, heard=voice)).speaker
            cites = cited if cited != voice.speaker else None
            in_one = is_of_one_place(finding)
            found.append(Figure(quantity, voice, finding, finding.published, cites, of_one_place=in_one))
    return tuple(found)


def _as_none_killed(figure: Figure) -> Figure:
    """A figure, of whoever says that nobody was hurt as one of none killed: no range of the dead leaves it out."""
    quantity = figure.quantity
    is_none = quantity.value == 0 and quantity.state == "killed or injured"
    return replace(figure, quantity=replace(quantity, state="killed")) if is_none else figure


def _is_read(finding: Finding, quantity: Quantity) -> bool:
    """Whether the figure has a span in the text; one that has none was not read from it."""
    return 0 <= quantity.span.start < quantity.span.end <= len(finding.article.text)


def _is_of_the_other_blow(finding: Finding, quantity: Quantity, claim: Claim | None) -> bool:
    """Whether a figure is of another blow that a sentence tells of beside its own: "six died, a day after raids killed
    35", "the barrage killed ten, while the raids killed 82".

    Where the 35 are claimed, the six are of the other one; of a claim about raids the ten are.
    """
    days_apart = _DAYS_APART.search(finding.words)
    turn = days_apart or _MEANWHILE.search(finding.words)
    # "The mayor put it at ten, while hospitals counted 50": two voices, and one blow.
    if turn is None or (days_apart is None and _TELLS.search(finding.words[turn.end() :])):
        return False
    at = finding.statement.span.start + turn.start()
    before = [q for q in finding.statement.quantities if q.span.end <= at]
    behind = [q for q in finding.statement.quantities if q.span.end > at]
    if not any(q.state == quantity.state for q in before):
        return False
    claimed = claim.quantities if claim else ()
    is_claimed_behind, is_claimed_before = (any(fits(c, q) for c in claimed for q in side) for side in (behind, before))
    if days_apart is None and is_claimed_behind == is_claimed_before:
        told_behind, told_before = (
            len(_told_of(claim, words)) for words in (finding.words[turn.end() :], finding.words[: turn.start()])
        )
        return quantity in before if told_behind > told_before else told_before > told_behind and quantity in behind
    return quantity in (before if is_claimed_behind and not is_claimed_before else behind)


def _told_of(claim: Claim | None, words: str) -> set[str]:
    """The words of a claim, besides what it counts, that stand in a clause."""
    if claim is None:
        return set()
    counted = {stem for q in claim.quantities for stem in words_of(q.counted)}
    return ({*words_of(claim.text)} - counted) & {*words_of(words)}


def is_a_total(finding: Finding, quantity: Quantity) -> bool:
    """Whether a figure is a toll, and not what was added to one: "1,400 more deaths", "rose by 12".

    "Ten were killed and another 30 wounded" tells apart two totals.
    """
    others = [q for q in finding.statement.quantities if q.span.end <= quantity.span.start and q.state]
    if others and all(q.state != quantity.state for q in others):
        return True
    if others and is_some_of_them(quantity, finding.article.text):
        # "17 people were killed, two of them in a car"; of "seven of them children" the seven are all the children.
        return is_of_a_part(quantity)
    return not is_added(finding, quantity)


def is_added(finding: Finding, quantity: Quantity) -> bool:
    """Whether a figure is said to come on top of another: "a further nine", "1,400 more deaths"."""
    before, printed = before_it(finding, quantity), quantity.span.of(finding.article.text)
    return bool(printed_as("added").search(before) or _MORE.search(printed) or _ABOVE.search(quantity.counted))


def is_doubtful(figure: Figure) -> bool:
    """Whether the word right before a number leaves open whether it is so many: "perhaps five"."""
    return bool(_PERHAPS.search(figure.words) or _PERHAPS_BEFORE.search(before_it(figure.finding, figure.quantity)))


def is_of_a_part(quantity: Quantity) -> bool:
    """Whether a figure counts children, women, medics or the like, who are seldom all of the dead."""
    return quantity.unit in words_in("ledger", "parts")


def with_sides(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with the side whose dead a note's words count: of "20 northern soldiers killed" the north's.

    The form of a note has no place for a side, and one side's dead are no other count of another's.
    """
    return tuple(_with_sides(finding) if finding.article.is_note else finding for finding in findings)


def _with_sides(finding: Finding) -> Finding:
    if not any(q.unit and not sides_in(q.counted) for q in finding.statement.quantities):
        return finding
    printed = [q for q in _read(finding.words) if sides_in(q.counted)]
    told = tuple(_with_side(q, printed) for q in finding.statement.quantities)
    if told == finding.statement.quantities:
        return finding
    return replace(finding, statement=replace(finding.statement, quantities=told))


def _with_side(quantity: Quantity, printed: Sequence[Quantity]) -> Quantity:
    if not quantity.unit or sides_in(quantity.counted):
        return quantity
    same = [q for q in printed if (q.value, q.unit, q.state) == (quantity.value, quantity.unit, quantity.state)]
    return replace(quantity, counted=same[0].counted) if len({q.counted for q in same}) == 1 else quantity


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


def _parted(figures: Iterable[Figure], own: Sequence[Finding]) -> list[list[Figure]]:
    """The figures by counted thing: first those that count the very same, then one toll told in two words.

    `own` is what else stands in their reports: where one tells civilians among its dead, fewer civilians are a part.
    """
    same: list[list[Figure]] = []
    once = {(f.finding.statement.id, f.quantity.span, f.speaker.name): f for f in figures}
    for figure in once.values():
        home = next(
            (t for t in same if _is_one_count(t[0].quantity, figure.quantity) and _are_alike(t, [figure])), None
        )
        if home is None:
            same.append([figure])
        else:
            home.append(figure)
    things: list[list[Figure]] = []
    for more in same:
        home = next((t for t in things if _one_toll(t, more) and not _is_told_as_part(t, more, own)), None)
        if home is None:
            things.append(more)
        else:
            home.extend(more)
    return things


def _with_pupils_as_children(things: Sequence[list[Figure]]) -> list[list[Figure]]:
    """The counts, the pupils of a school among the children: no range of these leaves out "among them 48 students".

    Not where one voice gives both in one report, for then it tells them apart itself.
    """
    told = [list(figures) for figures in things]
    for pupils in [figures for figures in told if all(map(_is_of_pupils, figures))]:
        state, voices = pupils[0].quantity.state, _voices_in(pupils)
        alike = (t for t in told if (t[0].quantity.unit, t[0].quantity.state) == (CHILDREN, state))
        if (children := next(alike, None)) is not None and not voices & _voices_in(children):
            children += pupils
            told.remove(pupils)
    return told


def _voices_in(figures: Sequence[Figure]) -> set[tuple[str, str]]:
    """Who gives figures, each in which report."""
    return {_voice_of(figure) for figure in figures}


def _voice_of(figure: Figure) -> tuple[str, str]:
    """Who gives a figure, and in which report; what a note tells of another page stands on that page."""
    return figure.finding.url or figure.finding.article.id, figure.speaker.name


def _values_of(voice: tuple[str, str], figures: Sequence[Figure]) -> set[float]:
    """The numbers that a voice gives in one report."""
    return {f.quantity.value for f in figures if _voice_of(f) == voice}


def _is_of_pupils(figure: Figure) -> bool:
    """Whether a figure counts students whose sentence names a school, and no place where grown people learn."""
    words = figure.finding.words
    is_at_school = worded("ledger", "at_school").search(words) and not worded("ledger", "grown_at_school").search(words)
    return figure.quantity.unit == STUDENTS and bool(is_at_school)


def _is_one_count(a: Quantity, b: Quantity) -> bool:
    """Whether two figures count the very same; the bodies that somebody collected are not all the dead."""
    return comparable(a, b) == "same" and counts_bodies(a) == counts_bodies(b)


def _are_alike(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether no report tells two counts apart: of "120 fighters and 60 mercenaries" neither is another's 80 militants.

    Both words are of one row of the table of units; whoever counts them side by side means some of them by each.
    """
    return not any(
        one.quantity.value != other.quantity.value and (_is_one_of_two(one) or _is_one_of_two(other))
        for one in a
        for other in b
    )


def _is_one_of_two(figure: Figure) -> bool:
    """Whether a sentence counts two sorts side by side, and the figure is of one: "120 fighters and 60 mercenaries"."""
    own, text = figure.quantity, figure.finding.article.text
    others = [q for q in figure.finding.statement.quantities if q.value != own.value and _is_one_row(q, own)]
    pairs = (sorted((own.span, q.span), key=lambda span: span.start) for q in others)
    return any(_AND.fullmatch(text, one.end, other.start) for one, other in pairs if one.end <= other.start)


def _is_one_row(a: Quantity, b: Quantity) -> bool:
    return (a.unit, a.state) == (b.unit, b.state)


def counts_bodies(quantity: Quantity) -> bool:
    """Whether a figure counts the bodies that somebody has seen or collected."""
    return bool(worded("ledger", "bodies").search(quantity.counted))


def _one_toll(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether two counts are one toll in other words: one side's "militants" are another's "people".

    Not where a part is counted, and not where one voice gives two numbers in one report, for then it tells them apart
    itself; who says once "six people" and once "six civilians" does not.
    """
    if any(is_of_a_part(figure.quantity) or counts_bodies(figure.quantity) for figure in (*a, *b)):
        return False
    if any(_values_of(voice, a) != _values_of(voice, b) for voice in _voices_in(a) & _voices_in(b)):
        return False
    return _are_alike(a, b) and all(
        one.quantity.state == other.quantity.state != ""
        and comparable(one.quantity, other.quantity) in ("same", "broader", "narrower")
        for one in a
        for other in b
    )


def _is_told_as_part(a: Sequence[Figure], b: Sequence[Figure], own: Sequence[Finding]) -> bool:
    """Whether of two counts all figures of the narrower are below the wider's, and a report tells one among the other.

    "Eight civilians", where "six civilians were among the 22 dead", are of the dead, and no other count of them.
    """
    is_narrower = comparable(a[0].quantity, b[0].quantity) == "narrower"
    part, whole = (a, b) if is_narrower else (b, a)
    if max(f.quantity.value for f in part) >= min(f.quantity.value for f in whole):
        return False
    few, all_of_them = part[0].quantity, whole[0].quantity
    return any(
        one.unit == few.unit
        and one.state in ("", few.state)
        and (other.unit, other.state) == (all_of_them.unit, all_of_them.state)
        and one.value < other.value
        for f in own
        for one in f.statement.quantities
        for other in f.statement.quantities
        if _AMONG.search(f.article.text, f.statement.span.start, f.statement.span.end)
    )


def with_first_counts(tallies: Iterable[Tally], raised: Sequence[Finding]) -> tuple[Tally, ...]:
    """The tallies, each figure marked that has been raised since; `raised` are the steps of tolls that rose."""
    steps = {finding.statement.id for finding in raised}
    return tuple(replace(tally, figures=tuple(_first_marked(tally.figures, steps))) for tally in tallies)


def _first_marked(figures: Sequence[Figure], steps: set[str]) -> Iterator[Figure]:
    stepped = [figure for figure in figures if figure.finding.statement.id in steps]
    # A paper that prints a monitor's old count on the next day has it raised no less.
    raised = {
        (figure.speaker.name, figure.quantity.value)
        for figure in figures
        if _is_exceeded(figure, stepped if figure in stepped else [])
        or (
            is_raised(figure.finding, figure.quantity)
            and (_is_exceeded(figure, figures) or _in_its_note(figure, figures))
        )
    }
    raised |= {(f.speaker.name, f.quantity.value) for f in figures if _cites_an_older(f, figures)}
    # What is counted in two villages together has not raised the count of one.
    passed = [f for f in figures if _is_a_count_of(raised, f) and not f.of_one_place]
    carried = {(f.finding.article.id, f.quantity.value) for f in passed}
    for figure in figures:
        # Nor does a number hold longer in an outlet's own mouth than in that of whom its report has it from.
        is_its_own = figure.speaker.kind == "outlet_itself" and not figure.of_one_place
        is_raised_since = figure in passed or (
            is_its_own and (figure.finding.article.id, figure.quantity.value) in carried
        )
        if is_raised_since:
            yield replace(figure, raised=True)
        else:
            is_old = _is_left_behind(figure, figures) or _is_overtaken_by_its_press(figure, figures)
            yield replace(figure, at_first=True) if is_old else figure


def _is_overtaken_by_its_press(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether another medium of the same state has counted more, and later: its agency 44, its television 31 before."""
    voice, day = figure.speaker, figure.as_of
    if voice.kind != "state_media" or voice.side is None or day is None:
        return False
    of_one_state = (f for f in figures if (f.speaker.kind, f.speaker.side) == (voice.kind, voice.side))
    return any(
        comparable(other.quantity, figure.quantity) == "same"
        and other.quantity.value > figure.quantity.value
        and other.as_of is not None
        and other.as_of.start > day.start
        for other in of_one_state
    )


def was_not_kept_up(figure: Figure) -> bool:
    """Whether a figure is of lists that nobody kept up, as the words behind it say."""
    return (
        figure.at_first
        and worded("dated", "not_kept_up").search(behind_it(figure.finding, figure.quantity)) is not None
    )


def _is_a_count_of(raised: set[tuple[str, float]], figure: Figure) -> bool:
    """Whether a count is one of these; "a monitor" with the number that a monitor by its name has raised gives that."""
    speaker, value = figure.speaker, figure.quantity.value
    is_any = watches(speaker) and not has_name(speaker)
    return (speaker.name, value) in raised or (
        is_any and any(value == other and watches(Speaker(name, "monitor")) for name, other in raised)
    )


def _is_left_behind(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a note tells of a count with people missing, or by lists left alone, and others have counted more since.

    A note's words are chosen: in a report "12 miners trapped were rescued" leaves nothing open. What is twice as high
    is no later count of the same, but another one.
    """
    finding, quantity = figure.finding, figure.quantity
    higher = [
        other
        for other in figures
        if quantity.value < other.quantity.value <= MOST_TO_BE_FOUND * quantity.value
        and comparable(other.quantity, quantity) == "same"
    ]
    if not finding.article.is_note or quantity.state not in TOLLS or not higher:
        return False
    behind = behind_it(finding, quantity)
    if worded("dated", "not_kept_up").search(behind):
        return True
    day, missing = figure.as_of, any(q.state == "missing" and q.value for q in _read(finding.words))
    return missing and day is not None and any(other.as_of and other.as_of.start >= day.end for other in higher)


def _in_its_note(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether the note of a figure has a higher one of the same thing, whoever gives it: an official, of his army's."""
    article = figure.finding.article
    return article.is_note and any(
        other.finding.article.id == article.id and other.quantity.value > figure.quantity.value for other in figures
    )


def _cites_an_older(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a voice cites a count as somebody's earlier one, who counts more: "still 30, their earlier figure"."""
    if figure.cites is None or not _calls_it_older(figure.finding):
        return False
    return _is_exceeded(replace(figure, attribution=replace(figure.attribution, speaker=figure.cites)), figures)


def is_cited_as_older(finding: Finding, other: Finding) -> bool:
    """Whether a voice calls its count an earlier one of whoever speaks in another finding: "their earlier figure"."""
    cited = deepest(finding).speaker
    return cited != finding.speaker and cited.name == other.speaker.name and _calls_it_older(finding)


def _calls_it_older(finding: Finding) -> bool:
    return worded("ledger", "older").search(finding.words) is not None


def _is_exceeded(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether its own voice counts more among these, and not before it: no toll of Tuesday is raised on Monday."""
    day = figure.as_of
    return day is not None and any(
        other.speaker.name == figure.speaker.name
        and other.quantity.value > figure.quantity.value
        and other.as_of is not None
        and other.as_of.end > day.start
        for other in others
    )


def _dated(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one thing; where one report gives several counts, each of the day it is given for.

    What a report says was said at first is not of the day on which it looks back; what a note has an outlet count
    itself at first is of the day of its report.
    """
    figures = [
        replace(f, as_of=f.as_of if _is_its_own_report(f) else None, at_first=True) if _is_looked_back_on(f) else f
        for f in figures
    ]
    days: dict[str, set[Period]] = {}
    for figure in figures:
        if (day := _day_of(figure)) is not None:
            days.setdefault(figure.finding.article.id, set()).add(replace(day, span=None))
    several = {article for article, given in days.items() if len(given) > 1}
    return [
        replace(f, as_of=day) if f.finding.article.id in several and (day := _day_of(f)) is not None else f
        for f in figures
    ]


def _is_looked_back_on(figure: Figure) -> bool:
    """Whether the words before a figure say that it was given at first, and name no day of it."""
    return _day_of(figure) is None and was_given_at_first(figure.finding, figure.quantity)


def _is_its_own_report(figure: Figure) -> bool:
    return figure.finding.article.is_note and figure.speaker.kind == "outlet_itself"


def was_given_at_first(finding: Finding, quantity: Quantity) -> bool:
    """Whether the words before a figure say that it was given at first: "the mayor first spoke of 500 dead"."""
    # "Estimated around 300" bounds the figure, and is part of it; "no casualties" has no digit to stand before.
    bounding, *number = re.split(r"\d", quantity.span.of(finding.article.text))
    bounding = bounding if number else ""
    return _AT_FIRST.search(before_it(finding, quantity) + bounding) is not None


def _day_of(figure: Figure) -> Period | None:
    """The day or two that the words of a figure name, not later than its report; None when they name none."""
    when, published = figure.finding.statement.when, figure.finding.published
    if when is None or when.end - when.start > DAYS or (published is not None and when.start >= published.end):
        return None
    return when


def _named(figures: Sequence[Figure]) -> tuple[str, str]:
    """The widest of the units, and the state."""
    widest = figures[0].quantity
    for figure in figures[1:]:
        if comparable(figure.quantity, widest) == "broader":
            widest = figure.quantity
    return (BODIES, "") if counts_bodies(widest) else (widest.unit, widest.state)


def _closeness(claimed: Sequence[Quantity], tally: Tally) -> int:
    """2 for a thing that the claim counts, 1 for one that holds it or is held by it, 0 for another."""
    pairs = [(q, figure.quantity) for q in claimed for figure in tally.figures]
    if any(_is_one_count(*pair) for pair in pairs):
        return 2
    return 1 if {comparable(*pair) for pair in pairs} & {"same", "broader", "narrower"} else 0


def _by_date(figure: Figure) -> tuple[bool, float, float, str, str]:
    day, finding = figure.as_of, figure.finding
    moment = day.start.timestamp() if day else 0.0
    return (day is None and not figure.at_first, moment, figure.quantity.value, finding.outlet, finding.statement.id)


@lru_cache(maxsize=5_000)
def _read(words: str) -> tuple[Quantity, ...]:
    return read_quantities(words)
