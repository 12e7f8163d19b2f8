"""What a card says below words that only stand near a claim: why they are not it, in a few words a reader can check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.card.counted import STATES
from bot.card.figures_apart import (
    ANOTHER_NUMBER,
    SOMETHING_ELSE,
    Apart,
    counts_of,
    figures_apart,
    gives_another_number,
    has_a_bare_number,
    names_a_thing,
    told_apart,
)
from bot.words import Words, msgid
from knowledge.model import Account, Claim, ContextCard, Finding, Quantity, Speaker
from knowledge.places import related
from knowledge.quantities import comparable, read_quantities, unit_table
from retrieval.caveats import words_of_figure
from retrieval.claims.questions import asks_whether_anything
from retrieval.counts.asides import ASIDE
from retrieval.counts.far_larger import is_of_a_whole_war
from retrieval.counts.figures import TOLLS, meet, only_allows
from retrieval.counts.parts import is_told_part_by_part
from retrieval.counts.periods import covers, periods_part
from retrieval.counts.raised import has_counted_more_since
from retrieval.events import covers as counts_over
from retrieval.events.choosing import counts_just_these
from retrieval.events.places import places_in
from retrieval.ledger import counts_bodies, was_not_kept_up
from retrieval.nearby.asked import asks_for_a_number
from retrieval.nearby.beside import answers_it
from retrieval.nearby.why_near import (
    IN_ONE_REPORT,
    OF_ONE_VOICE,
    ONE_PLACE_CALLED,
    OTHERS_TOO,
    OTHERWISE_THERE,
    OVER_TIME_CALLED,
    PART_CALLED,
    PART_OR_WHOLE,
    came_later,
    is_of_another_event,
    why_near,
    why_raised,
)
from retrieval.ranking import counts_same, fits
from retrieval.relations.blamed import lays_it_alike
from retrieval.word_tables import worded
from retrieval.wording import in_a_sentence, opening, told

#: Why whoever tells of it and counts nobody has not said a claim that counts.
GIVES_NO_NUMBER = msgid("gives no number")
#: Why whoever says "scores" has not said a claim that counts.
GIVES_ONLY = msgid("gives no number, but “{figure}”")
#: Why whoever counts something, and none of the dead or hurt whom the claim counts, has not said it.
GIVES_NO_TOLL = msgid("gives no toll")
#: Of these a heading tells, and no line.
_COUNTS_NOBODY = (told(GIVES_NO_NUMBER), told(GIVES_NO_TOLL))
#: Why whoever counts in parts what the same voice gives above has not said it anew.
IN_ITS_PARTS = msgid("gives the number above, part by part")
#: Why whoever counts both together has not said a claim that counts each apart.
ONLY_THE_SUM = msgid("gives only the sum of its figures")
#: Why whoever gives two numbers, with the claim's between them, has not said it.
ROOM_LEFT = msgid("neither gives its number nor rules it out")
#: Why whoever counted fewer before, or more after, than the claim has them count has not said it.
COUNTED_BEFORE, COUNTED_LATER = msgid("an earlier count, raised since"), msgid("a later count of the same voice")
#: The same, of whoever only passes on another's count.
COUNTED_MORE = msgid("{who} has counted more since")
#: "The monitor, which earlier gave a toll of 20".
_BEFORE = re.compile(r"\b(?:earlier|previously) (?:gave|put|reported|counted)\b", re.IGNORECASE)
#: A number that is part of a name, and counts nothing: "the headquarters of Division 30".
_IN_A_NAME = re.compile(r"(?<=[\w,] )[A-Z][\w’'-]+ \d{1,3}\b")
#: What is said of a count that others have overtaken.
OVERTAKEN = msgid("an early count; others count more")
#: The same, where somebody in the table counts fewer as well.
COUNTED_OTHERWISE = msgid("an early count; others count otherwise")
#: Why whoever only counts has not said a claim that counts nothing.
ONLY_A_COUNT = msgid("gives a count, and the claim has none")

#: What stands behind a number in brackets: "1.08 million (police count)".
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


def said_of_it(card: ContextCard, finding: Finding, words: Words) -> str:
    """What the card says below somebody's words: why they are not the claim, or that their count has risen since."""
    rise = why_raised(finding) if card.state == "found" and is_held_to_the_claim(card, finding) else ""
    if rise or is_overtaken(card, finding):
        return opening(words.again(_as_others_count(card, finding, rise or told(OVERTAKEN))))
    why = _why(card, finding)
    # Over whoever counts nobody, a heading says so.
    remark = "" if why in _COUNTS_NOBODY else _as_told(why, words)
    if isinstance(why, Apart) and has_counted_more_since(finding):
        return words.say("; ").join([remark, words.again(why_raised(finding))])
    return remark


def _as_others_count(card: ContextCard, finding: Finding, why: str) -> str:
    """Why a count was an early one, without "others count more" where the table has somebody count fewer, too."""
    return told(COUNTED_OTHERWISE) if why == told(OVERTAKEN) and _others_count_fewer(card, finding) else why


def _others_count_fewer(card: ContextCard, finding: Finding) -> bool:
    """Whether another voice has a smaller number, which nothing has overtaken, in a table with a figure of these."""
    return any(
        other.holds
        and other.quantity.bound != "vague"
        and other.speaker.name != own.speaker.name
        and (other.quantity.high or other.quantity.value) < own.quantity.value
        for tally in card.tallies
        for own in tally.figures
        if own.finding.statement.id == finding.statement.id
        for other in tally.figures
    )


def is_overtaken(card: ContextCard, finding: Finding) -> bool:
    """Whether all that somebody who says so or otherwise counts stands in the table among the earlier counts."""
    own = [f for tally in card.tallies for f in tally.figures if f.finding.statement.id == finding.statement.id]
    is_old = bool(own) and all(figure.at_first for figure in own)
    return is_old and card.state == "found" and is_held_to_the_claim(card, finding)


def is_held_to_the_claim(card: ContextCard, finding: Finding) -> bool:
    """Whether somebody's words say the claim or contradict it, or what it would be with its day or town set right."""
    held = (account for account in card.accounts if account.relation in ("reports", "differs"))
    return OTHERWISE_THERE in finding.why or any(finding in account.findings for account in held)


def why_not(card: ContextCard, finding: Finding, words: Words) -> str:
    """Why what only stands near is not the claim, where a reason is sure enough to be told; else empty."""
    return _as_told(_why(card, finding), words)


def _as_told(why: str | Apart, words: Words) -> str:
    if isinstance(why, Apart):
        return _not_this(why, words)
    return words.say("Not the claim: {why}", why=words.again(why)) if why else ""


def counts_others(card: ContextCard, finding: Finding) -> bool:
    """Whether a card says below what only stands near, in both their words, whom it counts and whom the claim does."""
    why = _why(card, finding)
    return isinstance(why, Apart) and names_a_thing(why.claimed)


def counts_nobody(card: ContextCard, finding: Finding) -> bool:
    """Whether what only stands near a claim that counts is not the claim for counting nobody, or none of its dead."""
    return _why(card, finding) in _COUNTS_NOBODY


def _why(card: ContextCard, finding: Finding) -> str | Apart:
    """Why what only stands near is not the claim: whom it counts instead, or a reason; empty where none is sure."""
    near = [one for one in card.accounts if one.relation == "context" and not one.in_other_words]
    if OTHERWISE_THERE in finding.why:
        # A heading says so.
        return ""
    if counted := _of_others(card, finding):
        return counted
    if _was_not_kept_up(card, finding):
        # Of what nobody kept up, a heading of the table says so.
        return ""
    is_near = not is_told_apart(card, finding) and any(finding in account.findings for account in near)
    if not is_near or card.state != "found":
        return ""
    account = next(account for account in near if finding in account.findings)
    why = _why_by_its_count(card, finding, why_near(finding))
    why = _as_others_count(card, finding, why)
    if why == told(COUNTED_BEFORE) and (whose := _cited_for_it(card, finding)):
        return told(COUNTED_MORE, who=in_a_sentence(whose.name))
    why = why or (_why_no_count_of_it(card, finding) if _is_only_told(card, finding, account) else "")
    if counted := figures_apart(card, finding, why):
        return counted
    if why == told(ROOM_LEFT) and (vague := _only_vaguely(card, finding)):
        return told(GIVES_ONLY, figure=words_of_figure(finding, vague))
    return _why_it_counts_something_else(card, finding) if why == told(SOMETHING_ELSE) else why


def _was_not_kept_up(card: ContextCard, finding: Finding) -> bool:
    """Whether all that the table has of somebody's words are lists that nobody kept up."""
    own = [f for tally in card.tallies for f in tally.figures if f.finding.statement.id == finding.statement.id]
    return bool(own) and all(map(was_not_kept_up, own))


def _cited_for_it(card: ContextCard, finding: Finding) -> Speaker | None:
    """Whose count somebody passes on, as the table says: whoever cites it has raised nothing."""
    figures = (f for tally in card.tallies for f in tally.figures if f.finding.statement.id == finding.statement.id)
    return next((figure.cites for figure in figures if figure.cites), None)


def _only_vaguely(card: ContextCard, finding: Finding) -> Quantity | None:
    """What somebody counts of the claim's in no number at all: "scores", "dozens"."""
    alike = [q for q in finding.statement.quantities if any(counts_same(own, q) for own in card.claim.quantities)]
    return alike[0] if alike and all(q.bound == "vague" for q in alike) else None


def is_told_apart(card: ContextCard, finding: Finding) -> bool:
    """Whether a card says elsewhere in what words are not the claim: of another day or town, or of other people."""
    said = {f.statement.id for one in card.near_misses for f in one.findings}
    # Who has the very number of something else is told, with both, among the cautions.
    said |= {f.statement.id for caveat in card.caveats if caveat.kind == "UNIT_DIFFERS" for f in caveat.findings}
    return finding.statement.id in said


def _why_it_counts_something_else(card: ContextCard, finding: Finding) -> str:
    """Why a count of something else is not the claim: it may be another number of the same, or be no count at all.

    "They killed a pilot 60 kilometres away" counts no dead of the raid, nor does "no raids were flown" count raids.
    """
    claimed = [own for own in card.claim.quantities if own.unit]
    if has_a_bare_number(card.claim, finding):
        # "15 critical" are fifteen of the wounded.
        return ""
    if gives_another_number(card, finding):
        alike = [(own, q) for own in claimed for q in finding.statement.quantities if counts_same(own, q)]
        if all(comparable(own, q) == "narrower" and q.value > own.value for own, q in alike):
            # "Over 606,000 people" are more than the civilians among them.
            return told(OTHERS_TOO)
        return told(ANOTHER_NUMBER)
    of_a_toll, kinds = bool(claimed) and all(own.state in TOLLS for own in claimed), unit_table().kinds
    given = [q for q in finding.statement.quantities if not of_a_toll or kinds.get(q.unit) != "measure"]
    if any(q.value > 1 or (q.value == 0 and q.state in TOLLS) for q in given):
        return told(SOMETHING_ELSE)
    return told(GIVES_NO_TOLL if of_a_toll else GIVES_NO_NUMBER)


def _not_this(apart: Apart, words: Words) -> str:
    """What a card says below another count: whom it counts, and whom the claim does, where it names them."""
    claimed, counted = words.isolated(f"“{apart.claimed}”"), words.isolated(apart.counted)
    if apart.state in STATES:
        counted = words.say("{counted} ({state})", counted=counted, state=words.say(STATES[apart.state]))
    why = words.say("counts {theirs}", theirs=counted)
    if names_a_thing(apart.claimed):
        why = words.say("counts {theirs}, where the claim counts {own}", theirs=counted, own=claimed)
    return words.say("Not the claim: {why}", why=why)


def _why_by_its_count(card: ContextCard, finding: Finding, why: str) -> str:
    """Why a count is not the claim: as it was weighed, or, where that says nothing, by what it counts.

    "20 people of all kinds, among them 6 guards" counts others beside the guards of the claim, and no part of them.
    """
    if is_told_part_by_part(card, finding):
        return told(IN_ITS_PARTS)
    given, claimed = finding.statement.quantities, [q for q in card.claim.quantities if q.unit]
    units = {q.unit for q in given}
    if why == PART_CALLED and any(
        q.unit != own.unit in units and q.state == own.state and comparable(own, q) == "narrower"
        for own in claimed
        for q in given
    ):
        return told(OTHERS_TOO)
    if ASIDE in finding.why and any(_is_of_bodies(own, q) for own in claimed for q in given):
        return told(ROOM_LEFT)
    if why == PART_CALLED and _BEFORE.search(finding.words):
        return told(COUNTED_BEFORE)
    if why in (told(IN_ONE_REPORT), told(OF_ONE_VOICE)):
        why = _why_of_one_voice(card, finding, why)
    if why == told(PART_OR_WHOLE):
        # Fewer are some of them; whoever counts more has another number, be it for the whole.
        is_more = any(q.value > own.value for own in claimed for q in given if counts_same(own, q))
        is_sum = any(_is_their_sum(claimed, q) for q in given)
        why = told(ONLY_THE_SUM if is_sum else ANOTHER_NUMBER if is_more else PART_CALLED)
    if why or finding.is_rating or finding.is_reviewed or answers_it(finding):
        return why
    if not card.claim.quantities:
        is_answer = asks_for_a_number(card.claim) or asks_whether_anything(card.claim.text)
        only_counts = not is_answer and any(q.unit and q.state in TOLLS and q.value for q in given)
        return told(ONLY_A_COUNT) if only_counts and not _says_more(finding.words) else ""
    if any(_is_within(own, q) or _is_of_bodies(own, q) for own in card.claim.quantities for q in given):
        return told(ROOM_LEFT)
    if not gives_another_number(card, finding) or is_of_another_event(finding):
        return ""
    alike = [(own, q) for own in claimed for q in given if counts_same(own, q)]
    if all(covers(card.claim, own) and periods_part(card.claim, own, q, finding.statement.when) for own, q in alike):
        return told(OVER_TIME_CALLED)
    if len(alike) == 1 and all(own.unit == "people" != q.unit for own, q in alike):
        # "140 guards" are no other number of the people killed.
        return told(SOMETHING_ELSE)
    is_fewer = all(q.value < own.value for own, q in alike)
    return told(ONE_PLACE_CALLED if is_fewer and _is_of_one_place(card, finding) else ANOTHER_NUMBER)


def _is_their_sum(claimed: Sequence[Quantity], printed: Quantity) -> bool:
    """Whether a count is what the several counts of a claim come to: 180 of "120 fighters and 60 hired men"."""
    alike = [own for own in claimed if own.state == printed.state]
    is_one = any(counts_same(own, printed) for own in alike)
    return len(alike) > 1 and is_one and printed.value == sum(own.value for own in alike)


def _is_of_one_place(card: ContextCard, finding: Finding) -> bool:
    """Whether a finding is of a town in the province of which its voice says so."""
    own = [
        f.words
        for account in card.accounts
        if account.relation == "reports" and account.speaker.name == finding.speaker.name
        for f in account.findings
    ]
    named = {place for words in own for place in places_in(words) if place.province}
    within = [p for p in places_in(finding.words) if any(related(whole, p) == "contains" for whole in named)]
    return bool(within) and named.isdisjoint(within)


def _why_of_one_voice(card: ContextCard, finding: Finding, why: str) -> str:
    """Why another figure of whoever says so is not the claim: it came before theirs, or after, where that is known."""
    voice, values = finding.speaker.name, {q.value for q in finding.statement.quantities}
    raised = [f.quantity for tally in card.tallies for f in tally.figures if f.raised and f.speaker.name == voice]
    if any(q.value in values and counts_same(own, q) for q in raised for own in card.claim.quantities):
        return told(COUNTED_BEFORE)
    return told(COUNTED_LATER) if came_later(finding) else why


def giving_another_number(card: ContextCard) -> list[tuple[Finding, str]]:
    """Who counts close by what the claim counts, and comes to another number, each voice once, with it as printed.

    Nobody where anybody prints the claim's number, or where all are so much larger that they are of a whole war.
    """
    near = [f for a in card.accounts if card.state == "found" and a.relation == "context" for f in a.findings]
    claimed = counts_of(card.claim)
    printed = [q for f in near for q in (*f.statement.quantities, *read_quantities(f.words))]
    if any(q.value == own.value and (not q.unit or counts_same(own, q)) for own in claimed for q in printed):
        return []
    given: dict[str, tuple[Finding, Quantity]] = {}
    for finding in near:
        quantities = finding.statement.quantities
        other = next(
            (
                q
                for own in claimed
                for q in quantities
                if _is_another_number(card.claim, own, q, finding)
                and not is_of_a_whole_war(card.claim, own, finding, q)
            ),
            None,
        )
        if other and _why_by_its_count(card, finding, why_near(finding)) == told(ANOTHER_NUMBER):
            given.setdefault(finding.speaker.name, (finding, other))
    # An outlet's own number is nobody's beside whoever gives it.
    theirs = {other.value for finding, other in given.values() if finding.speaker.kind != "outlet_itself"}
    return [
        (finding, words_of_figure(finding, other))
        for finding, other in given.values()
        if finding.speaker.kind != "outlet_itself" or other.value not in theirs
    ]


def _is_another_number(claim: Claim, claimed: Quantity, printed: Quantity, finding: Finding) -> bool:
    # Whoever a note counts is of its event; of a report, forty people are no number of ten workers.
    alike = finding.article.is_note or comparable(claimed, printed) == "same"
    # Who counts over another time has no other number of it.
    is_then = not printed.period or (claim.when is not None and counts_over(claim.when, finding))
    is_same = alike and counts_same(claimed, printed) and is_then
    # "More than 600" is another number than 2,300, which it leaves room for.
    return is_same and printed.value > 0 and (not meet(claimed, printed) or only_allows(claimed, printed))


def _says_more(words: str) -> bool:
    """Whether words do more than count: "no list was drawn up; papers give 207 to 218" tells first that there is none.

    >>> _says_more("No list was drawn up; papers give 207 to 218."), _says_more("Twelve were killed; 30 were wounded.")
    (True, False)
    """
    counts = (any(map(str.isdigit, part)) or any(q.state for q in read_quantities(part)) for part in words.split(";"))
    return not all(counts)


def _is_within(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a number lies between the two that somebody gives: 250 of "from 170 to 390"."""
    return printed.bound == "range" and counts_same(claimed, printed) and meet(claimed, printed)


def _is_of_bodies(claimed: Quantity, printed: Quantity) -> bool:
    """Whether fewer bodies are counted than the dead of the claim: others may lie elsewhere."""
    is_counted = printed.bound != "vague" and counts_bodies(printed)
    return is_counted and claimed.state == printed.state and 0 < printed.value < claimed.value


def _of_others(card: ContextCard, finding: Finding) -> Apart | None:
    """Whom the claim counts, and whom else a report of another day or town counts with its number.

    Where 22 children are claimed, 22 people are not those; 22 children are 22 people.
    """
    numbers = {one.figure.value for one in card.near_misses if one.figure and finding in one.findings}
    if not numbers or counts_just_these(card.claim, finding):
        return None
    for own in (q for q in card.claim.quantities if q.unit and q.value in numbers):
        for q in finding.statement.quantities:
            if (q.value, q.state) == (own.value, own.state) and comparable(own, q) == "narrower":
                return told_apart(card.claim, own, finding, q)
    return None


def _is_only_told(card: ContextCard, finding: Finding, account: Account) -> bool:
    """Whether somebody tells of a counted thing, and neither answers for it nor says who did it."""
    counts = any(quantity.unit and quantity.value for quantity in card.claim.quantities)
    if not counts or finding.is_rating or finding.is_reviewed or lays_it_alike(card.claim.text, finding.words):
        return False
    return not any(answers_it(one) for one in account.findings)


def _why_no_count_of_it(card: ContextCard, finding: Finding) -> str:
    """Why words are not a claim that counts: they count nothing at all, or only something else: "four air strikes"."""
    given = finding.statement.quantities or read_quantities(finding.words)
    if _is_only_another_number(card, finding):
        return told(ANOTHER_NUMBER)
    tells_of_its_toll = worded("set_aside", "its_toll").search(finding.words)
    if not given:
        if worded("why_near", "one_died").search(finding.words):
            # "A woman and her child died" is no number, and holds open how many did.
            return told(ROOM_LEFT) if any(own.state == "killed" for own in card.claim.quantities) else ""
        unread = any(map(str.isdigit, _IN_A_NAME.sub("", finding.words)))
        return "" if tells_of_its_toll or unread else told(GIVES_NO_NUMBER)
    claimed = [own for own in card.claim.quantities if own.unit]
    is_else = all(_is_something_else(own, quantity) for own in claimed for quantity in given)
    if not is_else or tells_of_its_toll:
        return ""
    return told(GIVES_NO_TOLL if all(own.state in TOLLS for own in claimed) else SOMETHING_ELSE)


def _is_only_another_number(card: ContextCard, finding: Finding) -> bool:
    """Whether a note has somebody give nothing but a number for what its report counts, and none of the claim's.

    "1.08 million (police count)" does not say of what: of the whole country, or of its capital.
    """
    given, claimed = finding.statement.quantities, counts_of(card.claim)
    if finding.statement.place_in_article != "rival" or not claimed or len(given) != 1 or given[0].unit:
        return False
    number = given[0].span.of(finding.article.text).strip()
    is_bare = _IN_BRACKETS.sub("", finding.words).strip(" .") == number
    return is_bare and not any(fits(own, replace(given[0], unit=own.unit, state=own.state)) for own in claimed)


def _is_something_else(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a figure is surely of another thing than the claim's: of jets, and not of the dead; "twelve" may be both.

    What befell the people of whom the claim counts the dead is another count of them, and is called so elsewhere.
    """
    if printed.unit:
        befell_them = printed.state and claimed.state and unit_table().kinds.get(printed.unit) == "person"
        return not befell_them and comparable(claimed, printed) == "different"
    return bool(printed.counted) and not printed.state
