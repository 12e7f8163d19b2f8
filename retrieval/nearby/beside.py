"""What stands close by a claim and adds something about its own event; the rest of what was found is not printed.

Who did it, who says that they did, what else was counted there, who denies it, and what nobody could check: that is
asked for. What a war has killed, what happened on another day, and what was said above already is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.model import Account, Claim, ContextCard, Finding, Period, Place, Quantity
from knowledge.places import read_places, related
from knowledge.quantities import read_quantities
from retrieval.counts.campaigns import counts_a_war, is_of_one_event
from retrieval.counts.dated import day_of_deed, leads_with, of_another_day
from retrieval.counts.disowned import WORKED_OUT, was_taken_back
from retrieval.counts.parts import is_part_elsewhere, wholes_in
from retrieval.counts.wider import of_more
from retrieval.deeds.doers import doers_in
from retrieval.events import DAY, MONTH, apart, when_of, where_of, within_days
from retrieval.events.choosing import is_over_another
from retrieval.events.nearness import names_it, says_a_word_of_it, tells_its_subject
from retrieval.grammar.closeness import is_filler, turned_alike
from retrieval.grammar.naming import means_in, weapons_in
from retrieval.ledger import counts_bodies
from retrieval.nearby.why_near import IN_ONE_REPORT
from retrieval.origins import has_name, key_of, said_of
from retrieval.ranking import counts_same, words_of
from retrieval.relations.gainsaid import CALLED_BIASED, is_against_it
from retrieval.relations.laid import lays_it_to_them
from retrieval.relations.no_rivals import ADDED_UP
from retrieval.relations.set_aside import ELSEWHERE
from retrieval.relations.weighed import Related
from retrieval.relations.what_they_answer import calls_it_an_aggression, is_their_answer, says_what_tests_showed
from retrieval.word_tables import worded

#: A report goes on about an event for so many statements before and after one that tells it.
NEXT_TO_IT = 4
#: Where a report only recalls the event, it goes on about it no longer than this.
BEHIND_IT = 2
#: From this share of its words on, a statement has been said already.
SAID = 0.75
#: How much wider than the claim a count may not be.
WIDER = ("of all the world", "of another day", "of those who attacked")
#: Why a count is of another blow, where its report tells nothing else of the claim's.
ANOTHERS = ("of another day", "of another year", "at another site", "by other means", "by the other side")
#: So many who fled are of a war.
THOUSANDS = 1_000
#: "More than 60" are the 62 of the same voice.
ABOUT_AS_MANY = 1.1
_ANOTHER = re.compile(r"\b(?:an)?other (?:at least |about |some |more than )?$", re.IGNORECASE)
_MORE = re.compile(r"(?<!\bor) more\b(?! than)", re.IGNORECASE)
#: Words between quotation marks, and not a name between them.
_QUOTED = re.compile(r"[\"“](?:[^\s\"“”]+ ){3,}[^\"“”]*[\"”]")


def beside(card: ContextCard) -> tuple[Account, ...]:
    """The accounts that only stand near, each with what it adds; all of them where nobody says anything of the claim.

    There, what only tells the war goes as well, if anything else is left.
    """
    near = [account for account in card.accounts if account.relation == "context"]
    findings = [f for account in card.accounts if account.relation != "context" for f in account.findings]
    if not findings:
        on_it = any(account.in_other_words for account in near)
        kept = [
            f
            for a in near
            for f in a.findings
            # How many died says nothing of what a claim tells that counts nobody, once somebody is on just that; unless
            # it is their own count, in the same note, or what another voice counts beside that.
            if a.in_other_words
            or not (_is_background(f) or (on_it and _only_counts_the_fallen(f) and not _is_counted_beside(f, near)))
        ]
        return tuple(_with(near, kept) or near)
    told = _told(card, findings)
    kept = []
    hows: list[Finding] = []
    for finding in (f for account in near for f in account.findings):
        if finding.is_rating or finding.is_reviewed:
            kept.append(finding)
        elif _says_none_again(finding, told) or _is_counted_above_by_whom_it_told(finding, told):
            continue
        elif adds(finding, told):
            copied = next((n for n, other in enumerate(kept) if _is_copied(finding, other)), None)
            if copied is None:
                kept.append(finding)
            elif kept[copied].speaker.kind == "outlet_itself" and _is_more_quoted(finding, kept[copied]):
                kept[copied] = finding
        elif not hows and tells_how(finding, told) and not _is_heard_above(finding, told):
            hows.append(finding)
    hows = [how for how in hows if not is_said_in(how, kept)]
    # A speaker is named once; whoever only tells how it was done comes last.
    parted = _with(near, [*kept, *hows])
    return tuple(sorted(parted, key=lambda account: not any(f in kept for f in account.findings)))


def _is_copied(finding: Finding, other: Finding) -> bool:
    """Whether a statement adds nothing to another one; two who deny it in the same words are two who deny it."""
    others = key_of(finding.speaker.name) != key_of(other.speaker.name) and other.speaker.kind != "outlet_itself"
    if answers_it(finding) and others:
        return False
    return is_said_in(finding, [other]) or counts_what(finding, other)


def with_what_their_note_counts(claim: Claim, related: Sequence[Related], findings: Sequence[Finding]) -> list[Related]:
    """What bears on a claim, and beside it what other voices count of the dead in the very note that bears it out.

    Of a clash in which "28 civilians" died, by one side, a monitor in the same note may have 37 soldiers, and of 300
    dead or wounded a doctor 100 dead: no other count of just those, and nothing that a reader should not see.
    """
    if not any(quantity.state.startswith(_KILLED) for quantity in claim.quantities):
        return list(related)
    held = {one.finding.statement.id for one in related}
    saying = {(f.article.id, f.speaker.name) for one in related if one.relation == "reports" and (f := one.finding)}
    notes = {article for article, _ in saying}
    counted = [
        replace(finding, why=(*finding.why, IN_ONE_REPORT))
        for finding in findings
        if finding.article.id in notes
        and finding.statement.place_in_article == "note"
        and finding.statement.id not in held
        and (finding.article.id, finding.speaker.name) not in saying
        and any(quantity.state.startswith(_KILLED) and quantity.value for quantity in finding.statement.quantities)
        and not was_taken_back(finding)
    ]
    return [*related, *(Related(finding, "context") for finding in counted)]


#: How a count of the dead, and one of the dead and the wounded, begin.
_KILLED = "killed"


def answers_it(finding: Finding) -> bool:
    """Whether a statement that stands near is the answer of the accused, or is said against the event or its number."""
    return is_their_answer(finding) or is_against_it(finding)


def counts_what(finding: Finding, other: Finding) -> bool:
    """Whether a voice counts two things or more that it has counted in the other statement: "two women, two guards"."""
    told, there = (
        {(q.value, q.unit, _voice(one, q)) for q in one.statement.quantities if q.unit} for one in (finding, other)
    )
    return len(told) > 1 and told <= there


def _is_more_quoted(one: Finding, other: Finding) -> bool:
    """Whether one of two copies shows by quotation marks that these are somebody's words, and the other does not."""
    return bool(_QUOTED.search(one.words)) and not _QUOTED.search(other.words)


def _with(accounts: Iterable[Account], kept: Sequence[Finding]) -> list[Account]:
    parted = (replace(account, findings=tuple(f for f in account.findings if f in kept)) for account in accounts)
    return [account for account in parted if account.findings]


@dataclass(frozen=True, slots=True)
class Told:
    """What a card tells of a claim's event: its statements, their days and places, and the numbers they give."""

    claim: Claim
    findings: tuple[Finding, ...]
    #: Their figures of what the claim counts, which may be broken down.
    wholes: tuple[tuple[Finding, Quantity], ...]
    days: tuple[Period, ...]
    places: tuple[Place, ...]
    #: The statements that count in it, whoever they contradict.
    counting: frozenset[str]
    #: The statements that a caveat is about: other people, another place, a toll that moved.
    cautioned: frozenset[str]
    #: Who gives which number of what; and which is given in which article.
    by_voice: dict[tuple[str, str], list[Quantity]]
    by_article: dict[tuple[str, str], list[Quantity]]
    #: Whom the reports quote, on the card or near it: all but the rivals that notes record.
    heard: frozenset[str]


def _told(card: ContextCard, findings: Sequence[Finding]) -> Told:
    by_voice: dict[tuple[str, str], list[Quantity]] = {}
    by_article: dict[tuple[str, str], list[Quantity]] = {}
    for finding in findings:
        for quantity in finding.statement.quantities:
            by_voice.setdefault((_voice(finding, quantity), quantity.state), []).append(quantity)
            by_article.setdefault((finding.article.id, quantity.state), []).append(quantity)
    days = [day for f in findings if (day := when_of(f)) is not None]
    return Told(
        card.claim,
        tuple(findings),
        wholes_in(card.claim, findings),
        tuple([*days, *([card.claim.when] if card.claim.when else [])]),
        tuple(place for f in findings for place in where_of(f)) + card.claim.where,
        frozenset(figure.finding.statement.id for tally in card.tallies for figure in tally.figures),
        frozenset(
            finding.statement.id
            for caveat in card.caveats
            if caveat.kind.endswith("_DIFFERS") or caveat.kind == "REVISED"
            for finding in caveat.findings
        ),
        by_voice,
        by_article,
        frozenset(
            key_of(account.speaker.name)
            for account in card.accounts
            if any(finding.statement.place_in_article != "rival" for finding in account.findings)
        ),
    )


def _voice(finding: Finding, quantity: Quantity) -> str:
    return key_of(said_of(finding, quantity).speaker.name)


def adds(finding: Finding, told: Told) -> bool:
    """Whether a statement that only stands near adds something about the event that a card tells of."""
    if finding.statement.id in told.cautioned and not is_said_in(finding, told.findings):
        # A caveat speaks of it.
        return True
    stands = answers_it(finding) or lays_it_to_them(finding) or calls_it_an_aggression(finding)
    stands = stands or says_what_tests_showed(finding)
    if stands and not is_said_in(finding, _of_others(finding, told)):
        return True
    if _has_the_number_over_another_length(finding, told.claim):
        return True
    if _is_noted_beside_it(finding, told):
        return not is_said_in(finding, told.findings)
    if _is_of_something_else(finding, told) or is_part_elsewhere(told.claim, finding, told.wholes):
        return False
    if not {WORKED_OUT, CALLED_BIASED}.isdisjoint(finding.why):
        # Somebody's figures, of which the editor of a note made the one that a reader may have met; or a word on
        # whoever stands against it.
        return not is_said_in(finding, told.findings)
    if not any(mine.unit or mine.state for mine in told.claim.quantities):
        # Of what counts nothing, whatever comes near may be asked for.
        return not is_said_in(finding, told.findings)
    words, new = finding.words, [q for q in finding.statement.quantities if _is_new(q, finding, told)]
    if new and (finding.statement.id in told.counting or _is_of_it(finding, told, new)):
        return True
    if is_said_in(finding, told.findings) or worded("beside", "fate").search(words):
        return False
    if not doers_in(told.claim.text):
        # Whoever claims that somebody did it is answered by this, and nobody else is.
        words = worded("beside", "owned_by_nobody").sub(" ", words)
    says = any(worded("beside", row).search(words) for row in ("whose_deed", "held_open"))
    if finding.article.is_note and not any(quantity.state for quantity in finding.statement.quantities):
        says = says or bool(worded("beside", "how_counted").search(words))
        says = says or (not finding.statement.quantities and says_a_word_of_it(told.claim, words))
    return says and _is_of_it(finding, told)


def _has_the_number_over_another_length(finding: Finding, claim: Claim) -> bool:
    """Whether a statement has the claim's very number for another length of time: "130 in two days", 130 in one."""
    return any(is_over_another(own, finding) for own in claim.quantities)


def _is_noted_beside_it(finding: Finding, told: Told) -> bool:
    """Whether a note sets another voice's bare number beside its own count, which a card tells: "10,000 in early 2021".

    It is of what the note counts, and everywhere; what it is of otherwise, a place or a people, is judged by its words.
    """
    statement, voice = finding.statement, key_of(finding.speaker.name)
    is_bare = bool(statement.quantities) and not any(q.unit or q.state for q in statement.quantities)
    if statement.place_in_article != "rival" or not is_bare or read_places(finding.words):
        return False
    is_beside = any(f.article.id == finding.article.id and f.statement.quantities for f in told.findings)
    return is_beside and voice not in told.heard


def _is_counted_above_by_whom_it_told(finding: Finding, told: Told) -> bool:
    """Whether a nameless voice told its counts to one that gives them above: "medics told the agency's reporter".

    What it told the agency, the agency counts itself: one figure does not contradict a claim and leave room for it.
    """
    counted = [q for q in finding.statement.quantities if q.unit and q.state]
    if not counted or has_name(finding.speaker) or finding.statement.id in told.cautioned or answers_it(finding):
        return False
    return any(
        all(any(_is_the_very(q, own) for own in told.by_voice.get((key_of(name), q.state), [])) for q in counted)
        for name in finding.attribution.via
    )


def _is_the_very(one: Quantity, other: Quantity) -> bool:
    return (one.value, one.unit, one.bound) == (other.value, other.unit, other.bound)


def _says_none_again(finding: Finding, told: Told) -> bool:
    """Whether a voice that says that none died says so again in a note beside other counts: "no civilian loss"."""
    voice = key_of(finding.speaker.name)
    none = {
        q.unit
        for f in told.findings
        if key_of(f.speaker.name) == voice
        for q in f.statement.quantities
        if q.value == 0 and any(counts_same(mine, q) and mine.value == 0 for mine in told.claim.quantities)
    }
    return finding.article.is_note and any(q.value == 0 and q.unit in none for q in read_quantities(finding.words))


def _of_others(finding: Finding, told: Told) -> list[Finding]:
    """What a card tells without the sentence in which somebody else's count stands beside an answer."""
    return [f for f in told.findings if finding.words not in f.words or f.speaker == finding.speaker]


def tells_how(finding: Finding, told: Told) -> bool:
    """Whether somebody tells in other words than those above what was done there; an outlet goes on to other things."""
    words = finding.words
    return (
        finding.speaker.kind != "outlet_itself"
        and bool(worded("beside", "deed").search(words) or weapons_in(words))
        and names_it(told.claim, words)
        and not worded("beside", "fate").search(words)
        and not _is_of_something_else(finding, told)
        and not is_said_in(finding, told.findings)
    )


def _is_heard_above(finding: Finding, told: Told) -> bool:
    """Whether a voice stands above with words of its own, and counts nobody here: it only tells the same further on."""
    counts = any(quantity.state for quantity in finding.statement.quantities)
    return not counts and key_of(finding.speaker.name) in {key_of(f.speaker.name) for f in told.findings}


def _is_of_something_else(finding: Finding, told: Told) -> bool:
    """Whether a statement is of the war, another day or town, or all the world; or is told, part by part, above."""
    words = finding.words
    if ADDED_UP in finding.why:
        # "15 in the town and six others near it" are the 21 that somebody gives.
        return True
    if _is_of_another_blow(finding, told) and not finding.article.is_note:
        return True
    if _is_of_the_war(finding) or any(of_more(told.claim, q, finding) in WIDER for q in told.claim.quantities):
        return True
    if _is_of_the_blow_elsewhere(finding, told):
        return True
    if finding.article.is_note or finding.statement.id in told.counting:
        return _is_far_longer(finding, told)
    if _is_of_another_day(finding, told.days) or worded("beside", "another").search(words):
        return True
    if worded("beside", "besides").search(words) and not names_it(told.claim, words):
        return True
    towns = tuple(place for place in finding.statement.where if place.province)
    return apart(towns, tuple(place for place in told.places if place.province))


def _is_of_another_blow(finding: Finding, told: Told) -> bool:
    """Whether a count was set aside as another town's, or, in a report that tells nothing of this one, another blow's.

    Beside a count of the event its report may well go on about it, whatever day it names.
    """
    is_beside = any(f.article.id == finding.article.id for f in told.findings)
    return ELSEWHERE in finding.why or (not is_beside and any(why in ANOTHERS for why in finding.why))


def _is_far_longer(finding: Finding, told: Told) -> bool:
    """Whether a statement counts over months, and the claim, and whoever gives or contradicts its figure, over less."""
    when, mine = finding.statement.when, told.claim.when
    if when is None or mine is None or mine.end - mine.start > MONTH or when.end - when.start <= 2 * MONTH:
        return False
    running = worded("beside", "running")
    return not any(running.search(q.period) for f in told.findings for q in f.statement.quantities)


def _is_of_another_day(finding: Finding, days: Sequence[Period]) -> bool:
    """Whether a statement names another day, and not only for when somebody spoke, or a month or year."""
    when = finding.statement.when
    if when is None or not days:
        return False
    if when.end - when.start > DAY:
        return of_another_day(finding, days)
    if any(q.state for q in finding.statement.quantities):
        return day_of_deed(finding) is not None and of_another_day(finding, days)
    return not any(within_days(when, day) for day in days)


def _is_of_the_war(finding: Finding) -> bool:
    """Whether a statement counts over weeks or more: the background of any event."""
    if finding.article.is_note:
        return False
    return (
        counts_a_war(finding.words)
        or bool(worded("beside", "running").search(finding.words))
        or any(not is_of_one_event(finding, quantity) for quantity in finding.statement.quantities)
    )


def _is_background(finding: Finding) -> bool:
    """Whether a statement tells nothing but the war, or how many have fled."""
    many = any(quantity.value >= THOUSANDS for quantity in finding.statement.quantities)
    return _is_of_the_war(finding) or (many and bool(worded("beside", "fate").search(finding.words)))


def _only_counts_the_fallen(finding: Finding) -> bool:
    """Whether somebody counts the dead or the missing, and says neither how nor by whom."""
    counts = any(quantity.state or counts_bodies(quantity) for quantity in finding.statement.quantities)
    return counts and not any(worded("beside", row).search(finding.words) for row in ("whose_deed", "blow_or_weapon"))


def _is_counted_beside(finding: Finding, near: Sequence[Account]) -> bool:
    """Whether a count is that of whoever is on just what is claimed, or the first of another voice in another note of
    the same event, where that voice's own stands there: one count is no picture.

    An army's inquiry may find 105 dead, where rescuers recovered 200 bodies.
    """
    if _is_their_own_count(finding, near):
        return True
    event, voice = finding.article.event_id, key_of(finding.speaker.name)
    if not event or not finding.article.is_note:
        return False
    told = [f for account in near for f in account.findings if f.article.event_id == event]
    own = [f for f in told if _only_counts_the_fallen(f) and _is_their_own_count(f, near)]
    on_it = {key_of(account.speaker.name) for account in near if account.in_other_words}
    first = next(f for f in told if key_of(f.speaker.name) == voice and _only_counts_the_fallen(f))
    is_another = bool(own) and voice not in on_it and all(f.article.id != finding.article.id for f in own)
    return is_another and finding is first


def _is_their_own_count(finding: Finding, near: Iterable[Account]) -> bool:
    """Whether whoever is on just what is claimed counts the dead of it as well, in the same note."""
    return finding.article.is_note and any(
        account.in_other_words
        and account.speaker.name == finding.speaker.name
        and any(other.article.id == finding.article.id for other in account.findings)
        for account in near
    )


def _is_of_it(finding: Finding, told: Told, new: Sequence[Quantity] = ()) -> bool:
    """Whether a statement goes on about the event, or names it: in a note, which is of one event, everything does.

    `new` is what it counts: what somebody counts of the claim's people, right beside its story, is of it.
    """
    article, words = finding.article, finding.words
    own = [f for f in told.findings if f.article.id == article.id]
    if article.is_note:
        of_one = article.event_id and any(f.article.event_id == article.event_id for f in told.findings)
        return bool(own or of_one) or tells_its_subject(told.claim, finding)
    next_to_it = _is_next(finding, own)
    named = names_it(told.claim, words) or _is_placed(finding, told.claim)
    alike = bool(weapons_in(words) & weapons_in(told.claim.text) or means_in(words) & means_in(told.claim.text))
    begins = leads_with(finding) and (named or alike)
    goes_on = bool(worded("beside", "back").search(words) or worded("beside", "held_open").search(words))
    by_somebody = leads_with(finding) or finding.speaker.kind != "outlet_itself"
    counts = by_somebody and any(counts_same(mine, q) for mine in told.claim.quantities for q in new)
    # "Two children were among the dead" is of the dead that its report begins with, however far down it stands.
    killed = any(q.state.startswith("killed") for q in finding.statement.quantities)
    looks_back = killed and bool(worded("beside", "among_them").search(words))
    if looks_back and any(leads_with(f) for f in own) and not _turns_away(finding, own):
        return True
    if next_to_it or begins:
        return goes_on or named or counts
    return (named and (goes_on or alike or counts)) or bool(own and goes_on and alike)


def _is_next(finding: Finding, own: Sequence[Finding]) -> bool:
    """Whether a statement stands beside one that tells the event; where its report only recalls it, right behind."""
    steps = [finding.statement.ordinal - f.statement.ordinal for f in own]
    if any(leads_with(f) for f in own):
        return any(abs(step) <= NEXT_TO_IT for step in steps)
    return any(0 < step <= BEHIND_IT for step in steps)


def _is_of_the_blow_elsewhere(finding: Finding, told: Told) -> bool:
    """Whether a report has turned to a blow in another town before a statement that names none."""
    own = [f for f in told.findings if f.article.id == finding.article.id]
    before = [f.statement.span.end for f in own if f.statement.ordinal < finding.statement.ordinal]
    if not before or any(place.province for place in finding.statement.where):
        return False
    between = finding.article.text[max(before) : finding.statement.span.start]
    turned = list(worded("beside", "another_blow").finditer(between))
    if not turned:
        return False
    there = tuple(p for p in read_places(between[turned[-1].start() :]) if p.province)
    return bool(there) and apart(there, tuple(place for place in told.places if place.province))


def _turns_away(finding: Finding, own: Sequence[Finding]) -> bool:
    """Whether a report turns to another day or another blow between what it tells of the event and a statement."""
    before = [f.statement.span.end for f in own if f.statement.ordinal < finding.statement.ordinal]
    between = finding.article.text[max(before, default=0) : finding.statement.span.start]
    return any(worded("beside", row).search(between) for row in ("another", "besides"))


def _is_placed(finding: Finding, claim: Claim) -> bool:
    towns = [place for place in claim.where if place.province]
    return any(related(town, told) == "same" for town in towns for told in finding.statement.where if told.province)


def _is_new(quantity: Quantity, finding: Finding, told: Told) -> bool:
    """Whether a figure is a count that nobody above gives in this voice, nor the same report in any."""
    claimed = any(counts_same(mine, quantity) for mine in told.claim.quantities)
    if not (quantity.state or claimed or counts_bodies(quantity)) or _is_added(quantity, finding):
        return False
    voice = _voice(finding, quantity)
    own = told.by_voice.get((voice, quantity.state), [])
    if said_of(finding, quantity).speaker.kind == "outlet_itself":
        own = [*own, *told.by_article.get((finding.article.id, quantity.state), [])]
        if not leads_with(finding):
            # "The official agency put it at twelve" is of the agency that gives twelve above.
            own += [
                q for one in told.by_voice.values() for q in one if (q.unit, q.state) == (quantity.unit, quantity.state)
            ]
    if quantity.bound == "vague":
        return not any(counts_same(one, quantity) for one in own)
    return not any(
        one.value == quantity.value
        or (quantity.bound != "exact" and quantity.value <= one.value <= ABOUT_AS_MANY * quantity.value)
        for one in own
    )


def _is_added(quantity: Quantity, finding: Finding) -> bool:
    """Whether a report, further down, counts others besides: "another five people", "two more civilians"."""
    before = finding.article.text[finding.statement.span.start : quantity.span.start]
    printed = quantity.span.of(finding.article.text)
    return not finding.article.is_note and bool(_ANOTHER.search(before) or _MORE.search(printed))


def is_said_in(finding: Finding, others: Iterable[Finding]) -> bool:
    """Whether one of other statements has nearly all words of this one, its numbers among them."""
    words = [word for word in words_of(finding.words) if not is_filler(word)]
    if not words:
        return True
    for other in others:
        there = set(words_of(other.words))
        numbers = [(q.value, q.bound) for q in other.statement.quantities]
        if (
            sum(word in there for word in words) >= SAID * len(words)
            and all((q.value, q.bound) in numbers for q in finding.statement.quantities)
            and turned_alike(finding.words, other.words)
        ):
            return True
    return False
