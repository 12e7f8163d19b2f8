"""What a heading has already: accounts that say what another there says, and one voice's sentence in other papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from knowledge.model import Account, Claim, ContextCard, Finding, Relation, Speaker
from knowledge.places import related
from knowledge.quantities import read_quantities, unit_table
from knowledge.quantities.units import units_named
from retrieval.counts.figures import TOLLS
from retrieval.counts.periods import period_words, tells_a_stretch
from retrieval.deeds.doers import kin_named, nations_acting
from retrieval.events import places_in, within_days
from retrieval.grammar.closeness import is_filler, is_kin, kindred, numbers, printed_in, turned_alike
from retrieval.nearby.beside import is_said_in
from retrieval.nearby.told_further_on import told_further_on
from retrieval.origins import has_name, key_of
from retrieval.ranking import counts_same, wording, words_of
from retrieval.voices.sayers import is_made_out, known_as, sayers
from retrieval.word_tables import any_of

#: So many words in a row stand in two papers only where both have them from one sentence.
ONE_SENTENCE = 10
_word = re.compile(r"\w+(?:['’.-]\w+)*")


def voices_under(card: ContextCard, relation: Relation) -> list[Account]:
    """The accounts under the heading of those who say so, otherwise, or deny it, each version once."""
    told = [account for account in card.accounts if account.relation == relation]
    if relation == "denies":
        return told
    # Whoever has a name is shown, whether or not the first line names them.
    in_line = () if all(map(_is_named, told)) else sayers(card, relation)
    return [account for account in told if not _is_an_echo(card, account, told, in_line)]


def named_and_shown(card: ContextCard, relation: Relation) -> tuple[Speaker, ...]:
    """Whom a first line names: who stands so to the claim, and behind them whoever is shown below as doing so, too.

    An outlet whose figure goes back to a voice is no origin more; it stands in the list all the same. On a card of
    several events there is no such list.
    """
    named = sayers(card, relation)
    if card.state != "found" or relation not in ("reports", "differs"):
        return named
    known = {known_as(voice) for voice in named}
    shown = [account.speaker for account in voices_under(card, relation) if is_made_out(account)]
    return (*named, *{known_as(voice): voice for voice in shown if known_as(voice) not in known}.values())


def _is_named(account: Account) -> bool:
    """Whether an account is of somebody with a name, and no outlet."""
    return has_name(account.speaker) and account.speaker.kind != "outlet_itself"


def _is_an_echo(card: ContextCard, account: Account, told: Sequence[Account], in_line: Sequence[Speaker]) -> bool:
    """Whether the same reports have somebody say the same number: "he added", or an outlet's own words for it.

    So do a voice without a name, and the one with a name to which it goes back: "a militant website" beside the group.
    Whomever the first line names is shown; `in_line` are those.
    """
    made_out = is_made_out(account)
    if made_out and (_is_named(account) or account.speaker in in_line):
        return False
    printed = {
        (finding.article.id, quantity.value, quantity.unit)
        for other in told
        if other.speaker.kind != "outlet_itself"
        and is_made_out(other)
        and (not made_out or account.speaker.kind == "outlet_itself" or has_name(other.speaker))
        for finding in other.findings
        for quantity in finding.statement.quantities
    }
    return all(
        any(
            (finding.article.id, q.value, q.unit) in printed
            for q in finding.statement.quantities
            if not made_out or any(counts_same(mine, q) for mine in card.claim.quantities)
        )
        for finding in account.findings
    )


def is_told_again(finding: Finding, others: Iterable[Finding]) -> bool:
    """Whether other statements of one voice have a statement: its words, or its sentence as another paper has it.

    A town that only one names is worth its own line, and so are the words of a report that only one note quotes.
    """
    return any(
        (is_said_in(finding, [other]) or _is_rewritten(finding, other))
        and _names_no_other_town(finding, other)
        and (finding.statement.quote is None or other.statement.quote is not None)
        for other in others
    )


def each_counted_once(findings: Sequence[Finding]) -> list[Finding]:
    """The statements without those whose dead and hurt a voice counts in another of them; which counts more stays.

    Of one sentence every page is named, so its copies stay.
    """
    shown: list[Finding] = []
    for finding in findings:
        others = [one for one in shown if wording(one.words) != wording(finding.words)]
        if len(others) < len(shown) or not is_counted_again(finding, shown):
            shown = [one for one in shown if one not in others or not is_counted_again(one, [finding])] + [finding]
    return shown


def is_counted_again(finding: Finding, others: Iterable[Finding]) -> bool:
    """Whether a voice gives in another statement, of the same days, all of a statement's dead and hurt.

    "14 of the dead were rebels" is told by two papers. A note is chosen for what it adds.
    """
    tolls = _counted(finding)
    if finding.article.is_note or not tolls:
        return False
    return all(state in TOLLS for _, state in tolls) and any(
        key_of(finding.speaker.name) == key_of(other.speaker.name)
        and not other.article.is_note
        and tolls <= _counted(other)
        and _are_of_one_time(finding, other)
        and _are_of_one_town(finding, other)
        for other in others
    )


def counts_a_part(card: ContextCard, finding: Finding) -> bool:
    """Whether words count nothing but dead or hurt, as many as the claim does not, and tell it in no other way.

    Words that are held to the claim but for a detail tell it.
    """
    counted = _counted(finding)
    is_of_tolls = bool(counted) and all(state in TOLLS for _, state in counted)
    is_vague = any(quantity.bound == "vague" for quantity in finding.statement.quantities)
    # Whoever is in the table is read below it.
    has_a_row = any(f.finding.statement.id == finding.statement.id for t in card.tallies for f in t.figures)
    is_claimed = has_a_row or bool(
        {value for value, _ in counted} & {quantity.value for quantity in card.claim.quantities}
    )
    is_held = any(finding in near.findings for near in card.near_misses)
    return is_of_tolls and not (finding.article.is_note or is_vague or is_claimed or is_held)


def is_told_with_the_whole(card: ContextCard, finding: Finding, printed: Iterable[Finding]) -> bool:
    """Whether a voice's count is printed by itself, and also with more beside it, of which it is a part.

    "21 killed, 15 of them in Tarrow", and "at least 15 killed in Tarrow".
    """
    return any(
        key_of(finding.speaker.name) == key_of(other.speaker.name)
        and not other.article.is_note
        and _are_of_one_time(finding, other)
        and _tell_of_the_part(f"{other.words} {told_further_on(card, other)}", finding)
        for other in printed
    )


def _tell_of_the_part(words: str, finding: Finding) -> bool:
    """Whether words have all that a statement counts, and more, each with no other town behind it than that names."""
    # "In the area 15 in the north" has lost the comma that would tell what fifteen are.
    told = {q.value for q in read_quantities(words) if q.bound != "vague"} | set(map(float, numbers(words)))
    parts, towns = {value for value, _ in _counted(finding)}, _towns(finding)
    is_there = towns <= {place.name for place in places_in(words)}
    return parts < told and is_there and all(_town_behind(words, part) <= towns for part in parts)


def _town_behind(words: str, number: float) -> set[str]:
    """The town that is named first behind a number: of "15 in Tarrow and six in Marrow" Tarrow, for the fifteen."""
    starts = [q.span.end for q in read_quantities(words) if q.value == number]
    starts += [match.end() for match in re.finditer(rf"\b{number:,.15g}\b", words)]
    behind = [[place.name for place in places_in(words[at:]) if place.province][:1] for at in starts]
    return {name for names in behind[:1] for name in names}


def _are_of_one_town(one: Finding, other: Finding) -> bool:
    """Whether a statement names no town but the other's, and its report speaks of where that is."""
    text, there = one.article.text.casefold(), [p for p in other.statement.where if p.province and p.span]
    printed = {p.name: p.span.of(other.article.text).casefold() for p in there if p.span}
    return _towns(one) <= _towns(other) and all(p.casefold() in text or s in text for p, s in printed.items())


def _counted(finding: Finding) -> set[tuple[float, str]]:
    return {(q.value, q.state) for q in finding.statement.quantities if q.unit}


def _are_of_one_time(one: Finding, other: Finding) -> bool:
    when, then = one.published, other.published
    return when is not None and then is not None and within_days(when, then)


def _figures_of(finding: Finding) -> set[tuple[object, ...]]:
    """What a statement counts, and as how many: "at least 12" is no 12."""
    return {(q.value, q.bound, q.unit, q.state) for q in finding.statement.quantities}


def _is_rewritten(one: Finding, other: Finding) -> bool:
    """Whether two papers rewrite one sentence of an agency, and keep its figures; the words of a note are chosen."""
    if one.article.is_note or other.article.is_note or not one.statement.quantities:
        return False
    figures, there = (_figures_of(f) for f in (one, other))
    when, then = one.statement.when, other.statement.when
    return (
        figures <= there
        and (when is None or then is None or within_days(when, then))
        and turned_alike(one.words, other.words)
        and _run_in_both(one.words, other.words) >= ONE_SENTENCE
    )


def tells_no_more(one: Finding, other: Finding) -> bool:
    """Whether a report counts for its voice just what another does, of the same day, and tells nothing besides.

    It names no town and no side besides, and takes nothing back.
    """
    if one.article.is_note or other.article.is_note or _SETS_RIGHT.search(one.words):
        return False
    figures, there = (_figures_of(f) for f in (one, other))
    names_no_more = _towns(one) <= _towns(other) and nations_acting(one.words) <= nations_acting(other.words)
    return bool(figures) and figures <= there and _are_of_one_time(one, other) and names_no_more


def says_as_much(claim: Claim, one: Finding, other: Finding) -> bool:
    """Whether a paper has a voice give a number that another one has of it as well, and for this claim nothing besides:
    no bound, town, day or length, nobody whom it counts, no side, no doubt, and no word of the claim.
    """
    if one.article.is_note != other.article.is_note or _SETS_RIGHT.search(one.words) or one.outlet == other.outlet:
        return False
    figures, there = (_figures_of(f) for f in (one, other))
    theirs = printed_in(other) | {q.value for q in other.statement.quantities}
    if not figures or not figures <= there or not printed_in(one) <= theirs or _lengths(one) - _lengths(other):
        return False
    told, own = kindred(other.words), kindred(one.words)
    claimed = [stem for stem in words_of(claim.text) if not stem.isdigit() and not is_filler(stem)]
    return (
        _are_of_one_time(one, other)
        and _is_of_its_day(one, other)
        and _are_of_its_places(one, other)
        and kin_named(one.words) <= kin_named(other.words)
        and _people_in(one.words) <= _people_in(other.words)
        and set(one.attribution.hedges) <= set(other.attribution.hedges)
        and turned_alike(one.words, other.words)
        and all(is_kin(stem, told) for stem in claimed if is_kin(stem, own))
    )


def _are_of_its_places(one: Finding, other: Finding) -> bool:
    """Whether a statement names no town that another does not; a note's place, which its words do not name, holds or
    lies in the other's.
    """
    if not one.article.is_note:
        return _towns(one) <= _towns(other)
    named, there = ({place.name for place in places_in(finding.words)} for finding in (one, other))
    own, theirs = one.statement.where, other.statement.where
    return named <= there and all(any(related(a, b) in _HOLDS for b in theirs) for a in own if theirs)


#: How two places lie of which one may be the other, less closely told.
_HOLDS = ("same", "inside", "contains")


def _lengths(finding: Finding) -> set[str]:
    """Over which stretches of time the figures of a statement are counted."""
    return {period_words(q) for q in finding.statement.quantities if tells_a_stretch(q)}


def _is_of_its_day(one: Finding, other: Finding) -> bool:
    """Whether the day that a statement names is the other's, or, where that names none, about the one it came out."""
    when, then = one.statement.when, other.statement.when or other.published
    return when is None or (then is not None and within_days(when, then))


def _people_in(words: str) -> set[str]:
    """The sorts of people that words name: "most of them children" is more than a number."""
    kinds = unit_table().kinds
    return {unit for unit in units_named(words) if kinds.get(unit) == "person"}


#: What sets right what was said before is more than that.
_SETS_RIGHT = re.compile(rf"\b(?:{any_of('denials', 'sets_right')})\b|n['’]t\b")


def _names_no_other_town(one: Finding, other: Finding) -> bool:
    """Whether a report names no town that another does not; where a note's fact was, its whole record says."""
    return one.article.is_note or other.article.is_note or _towns(one) <= _towns(other)


def _towns(finding: Finding) -> set[str]:
    return {place.name for place in finding.statement.where if place.province}


@lru_cache(maxsize=5_000)
def _run_in_both(one: str, other: str) -> int:
    """How many words in a row two sentences share.

    >>> _run_in_both("A raid killed 12 in Kalden", "The raid killed 12 in Marrow")
    4
    """
    words, there = (_word.findall(text.lower()) for text in (one, other))
    return SequenceMatcher(None, words, there, autojunk=False).find_longest_match().size
