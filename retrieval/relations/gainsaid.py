"""What the notes of an event have somebody say against it: that it was staged, that its number cannot be right, that
another did it, or that whoever says so is not to be trusted.

Where the accused call it a mistake, whoever says that it was none is heard beside them.

A note is of one event, named by hand, so such a word is of it however few words of the claim it has. It denies no
count; it stands close by, since whoever asks who says so has to hear it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache, lru_cache

from knowledge.model import Claim, Finding
from knowledge.speakers import who_is
from retrieval.counts.figures import TOLLS, meet
from retrieval.denying.accusations import BY_NOBODY, claims_staging
from retrieval.grammar.closeness import is_kin, kindred
from retrieval.grammar.nations import nations_in
from retrieval.origins import has_name, key_of
from retrieval.ranking import words_of
from retrieval.relations.blamed import lays_it_alike, lays_it_elsewhere, lays_it_to_a_side
from retrieval.relations.called_staged import CALLED_STAGED
from retrieval.relations.rejected import rejects_findings
from retrieval.relations.weighed import Related, Weighed, because, without_echoes
from retrieval.relations.what_they_answer import NO_MISTAKE, is_their_answer
from retrieval.telling.leaning import held_against
from retrieval.word_tables import any_of, worded

#: The reason that is given for what somebody says against the event.
AGAINST_IT = "against it, in a note of the event"
#: The same, for whoever has it done by whom the claim has do it.
LAID_ALIKE = "laid to the same side, in a note of the event"
#: The same, for whoever says that one who stands against it is not to be trusted.
CALLED_BIASED = "calls a voice against it not to be trusted"
#: The same, for whoever says that what they counted was wrong.
OWN_FIGURES_WRONG = "says that own figures were wrong"


#: "Were soldiers, not civilians": which people they were not.
_NO_SUCH = re.compile(r"(?:,|\band|\bbut|\bwere|\bwas) not ([^\W\d_]+)(?=\W*(?:$|[.,;]))", re.IGNORECASE)


def is_against_it(finding: Finding) -> bool:
    """Whether a finding stands close by because somebody says there that the event was not so."""
    return not {AGAINST_IT, CALLED_STAGED, NO_MISTAKE}.isdisjoint(finding.why)


def with_what_gainsays(claim: Claim, weighed: Weighed, findings: Sequence[Finding]) -> Weighed:
    """What was weighed, with what the notes of its event have anybody say against it."""
    if weighed.state != "found":
        return weighed
    told = [one.finding for one in weighed.related if one.relation in ("reports", "differs")]
    events = _events_of(claim, weighed, told)
    if not events:
        return weighed
    saying = {one.finding.speaker.name for one in weighed.related if one.relation == "reports"}
    said_in = {one.finding.article.event_id for one in weighed.related if one.relation == "reports"}
    heard = {f.speaker.name for f in findings if f.article.event_id in events}
    excused = any(_is_excused(one.finding) for one in weighed.related if one.finding.article.event_id in events)
    noted = _noted(claim, weighed, findings, events, told)
    # Who did it is half of such a claim, and whoever judged that answers for it, however few of its words they have.
    laid = [f for f in noted if lays_it_alike(claim.text, f.words)]
    against: dict[object, Finding] = {key_of(f.speaker.name): because(f, LAID_ALIKE) for f in laid}
    counting = {
        (f.speaker.name, f.article.id) for f in (one.finding for one in weighed.related) if f.statement.quantities
    }
    wrong = [f for f in noted if (f.speaker.name, f.article.id) in counting and says_own_figures_were_wrong(f.words)]
    against |= {key_of(f.speaker.name): because(f, OWN_FIGURES_WRONG) for f in wrong}
    against |= {
        # Once for each side; who did it and how many died are two questions.
        (nations_in(f.speaker.name) or key_of(f.speaker.name), lays_it_elsewhere(claim.text, f.words)): because(
            f, AGAINST_IT
        )
        for f in noted
        if (denied := denies_any(claim.text, f.words)) is not False
        and (
            (bool(claim.quantities) and (gainsays(f.words) or (excused and _says_it_was_meant(f.words))))
            or denied
            or lays_it_elsewhere(claim.text, f.words)
            or says_they_were_others(claim, f.words)
            or _disparages(f, claim, saying, heard)
        )
        # Whoever rejects the findings rejects a figure that was found there, and no claim of another one.
        and (f.article.event_id in said_in or not rejects_findings(f.words))
        and not _doubts_another_number(claim, f, findings)
    }
    # Whoever stands against a claim may be called biased in turn; a reader of the one has to hear the other.
    told_against = {f.speaker.name for f in against.values() if is_against_it(f)}
    ids = {f.statement.id for f in against.values()}
    in_turn = [f for f in noted if f.statement.id not in ids and _disparages(f, claim, told_against, frozenset())]
    return _with_these_against_it(weighed, [*against.values(), *(because(f, CALLED_BIASED) for f in in_turn)])


def with_what_answers_staging(claim: Claim, weighed: Weighed, findings: Sequence[Finding]) -> Weighed:
    """What was weighed, with what the notes of a claim that something was staged hold against that.

    That is whoever lays the deed to a side there, and what a note's headline holds against whoever calls it so.
    """
    is_staged = claims_staging(claim.text) or any(BY_NOBODY in one.finding.why for one in weighed.related)
    if weighed.state != "found" or not is_staged:
        return weighed
    told = [one.finding for one in weighed.related if one.relation in ("reports", "differs")]
    noted = _noted(claim, weighed, findings, _events_of(claim, weighed, told), told)
    held = {(f.article.id, fact) for f in noted if (fact := held_against(f))}
    against = [
        because(f, AGAINST_IT)
        for f in noted
        if lays_it_to_a_side(f.words) or any(f.article.id == own and f.words.startswith(fact) for own, fact in held)
    ]
    return _with_these_against_it(weighed, against)


def _noted(
    claim: Claim, weighed: Weighed, findings: Sequence[Finding], events: Set[str], told: Sequence[Finding]
) -> list[Finding]:
    """What the notes of these events have voices say that bears no number of the dead and is not said of the claim."""
    shown = {one.finding.statement.id for one in weighed.related if one.relation != "context"}
    return [
        f
        # Of a side's answers the last is heard: one whose very report tells what stands against it.
        for f in sorted(findings, key=lambda f: (bool(held_against(f)), f.similarity))
        if f.article.is_note
        and f.article.event_id in events
        and f.statement.place_in_article in ("note", "rival")
        and f.statement.id not in shown
        and has_name(f.speaker)
        and not any(q.state for q in f.statement.quantities)
        and not _came_out_before(f, claim, told)
    ]


def _with_these_against_it(weighed: Weighed, against: Sequence[Finding]) -> Weighed:
    if not against:
        return weighed
    ids = {f.statement.id for f in against}
    kept = [one for one in weighed.related if one.finding.statement.id not in ids]
    once = {f.statement.id: f for f in against}.values()
    return replace(weighed, related=without_echoes([*kept, *(Related(f, "context") for f in once)]))


def _events_of(claim: Claim, weighed: Weighed, told: Sequence[Finding]) -> set[str]:
    """The events of the notes in which a claim is told or contradicted; of one without a figure, the only one near it.

    Where nobody gives the figure of a claim, whoever rejects another figure is not against it.
    """
    events = {f.article.event_id for f in told if f.article.is_note and f.article.event_id}
    near = {one.finding.article.event_id for one in weighed.related}
    alone = {event for event in near if event} if not claim.quantities and not told and len(near) == 1 else set()
    return events or alone


def _disparages(finding: Finding, claim: Claim, saying: Set[str], heard: Set[str]) -> bool:
    """Whether somebody calls a voice biased or wrong on which a claim leans: one that says so, or one that it names.

    `saying` are the voices that say so, `heard` all those in the notes of its event.
    """
    match = _disparaging().search(finding.words)
    if match is None or "?" in finding.words:
        return False
    called = who_is(match["who"]).name
    leans_on_it = called in saying or (called in heard and called in _named_in(claim.text))
    return leans_on_it and key_of(called) != key_of(finding.speaker.name)


def _named_in(claim: str) -> frozenset[str]:
    """The voices that a claim names by a single word, as the tables have them: "even HRW says so"."""
    words = re.findall(r"[^\W\d_]{3,}", claim)
    return frozenset(who_is(form).name for word in words for form in (word, word.upper(), word.capitalize()))


@cache
def _disparaging() -> re.Pattern[str]:
    return re.compile(
        rf"\bcall(?:s|ed) (?P<who>(?:the )?[A-Z][\w’'-]*(?: [\w’'-]+){{0,5}}?)(?:['’]s? (?:report|findings?|figures?))?"
        rf" (?:{any_of('beside', 'not_to_be_trusted')})\b"
    )


def _came_out_before(finding: Finding, claim: Claim, told: Sequence[Finding]) -> bool:
    """Whether a note came out before the time that a claim, or else all that tells it, names: it is against another."""
    whens = [claim.when] if claim.when else [f.statement.when for f in told]
    if finding.published is None or not whens:
        return False
    return all(when is not None and finding.published.end <= when.start for when in whens)


def _doubts_another_number(claim: Claim, finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether somebody doubts a number in a note that gives other ones alone: "disputes it", behind "2,975 deaths".

    Whoever disputes 2,975 deaths says nothing of a first toll of 64.
    """
    if not worded("beside", "doubting_a_number").search(finding.words):
        return False
    given = [
        q for f in findings if f.article.id == finding.article.id for q in f.statement.quantities if q.state in TOLLS
    ]
    claimed = [q for q in claim.quantities if q.state in TOLLS]
    return bool(given and claimed) and not any(meet(own, q) for own in claimed for q in given)


def denies_any(claim: str, words: str) -> bool | None:
    """Whether words deny that there is just what a claim tells of, or only something else; None where they do neither.

    >>> denied = "Velmar denies any armed camp in the zone and calls it propaganda."
    >>> denies_any("five guards killed in an armed attack on the zone", denied)
    False
    >>> denies_any("raiders came from a camp in the zone", denied)
    True
    >>> denies_any("Velmar shelled the mill", "Velmar denies any role in it.") is None
    True
    """
    found = (match["what"] for match in worded("beside", "denied_at_all").finditer(words))
    things = [what.split()[-1] for what in found if not worded("beside", "denied_of_any_deed").search(what)]
    told = kindred(claim)
    return any(is_kin(stem, told) for thing in things for stem in words_of(thing)) if things else None


def says_they_were_others(claim: Claim, words: str) -> bool:
    """Whether words have it that those whom a claim counts were no such people: "soldiers on leave, not civilians".

    >>> from knowledge.quantities import read_quantities
    >>> def told(words, claim="28 civilians dead"):
    ...     return says_they_were_others(Claim(claim, read_quantities(claim)), words)
    >>> told("They were soldiers, not civilians."), told("They were not only civilians."), told("Not civilians?")
    (True, False, False)
    """
    counted = {stem for q in claim.quantities if q.unit and q.state for stem in words_of(q.counted)}
    return "?" not in words and any(set(words_of(match[1])) & counted for match in _NO_SUCH.finditer(words))


def _is_excused(finding: Finding) -> bool:
    """Whether the accused say in a note that they did not mean it."""
    return is_their_answer(finding) and worded("beside", "own_deed_told").search(finding.words) is not None


def _says_it_was_meant(words: str) -> bool:
    """Whether words say, of what others call a mistake, that it was none: "Velmar says deliberate"."""
    return "?" not in words and worded("beside", "on_purpose").search(words) is not None


@lru_cache(maxsize=5_000)
def says_own_figures_were_wrong(words: str) -> bool:
    """Whether somebody says that what they counted was wrong.

    >>> says_own_figures_were_wrong("Ann Reed later admitted that some of her figures were wrong.")
    True
    """
    return bool(worded("beside", "own_figures_wrong").search(words)) and "?" not in words


# Asked of the same notes for every claim of their event.
@lru_cache(maxsize=5_000)
def gainsays(words: str) -> bool:
    """Whether words say that what is told was staged, forged or put there, or that a number can hardly be right.

    >>> gainsays("Velmar calls the scenes staged."), gainsays("The ratio of dead to wounded is unusually high.")
    (True, True)
    >>> gainsays("The play was staged in Kalden."), gainsays("The toll is high.")
    (False, False)
    """
    return bool(worded("beside", "against_it").search(words)) and "?" not in words
