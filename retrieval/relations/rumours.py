"""Who says, right behind a rumour, that it is none: "A rumour said that … The story turned out to be fake".

A rumour is told in one sentence and ended in the next, so neither of the two denies anything by itself. It counts only
where the first tells just the claim and the second says nothing else: a denial may be of any other word there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from knowledge.caseless import Caseless
from knowledge.model import Attribution, Claim, Finding, Speaker
from knowledge.times import time_words
from retrieval.denials import named_voice, voice_that_answers
from retrieval.origins import has_name
from retrieval.relations.answered import answers_alone
from retrieval.relations.weighed import Related, Weighed, because, without_echoes
from retrieval.verbs import is_done, lemma
from retrieval.withheld import NEGATION, hedged, refutes
from retrieval.word_tables import any_of, worded

#: "The mill" and "a mill", "bought" and "had bought": these alone tell nothing.
_TELLING_NOTHING = frozenset(("the", "a", "an", "has", "have", "had"))
_BEING = frozenset(("is", "are", "was", "were", "be", "been"))
_WORD = re.compile(r"[\w'-]+")
_HAS_BEEN = "was|were|has been|have been"


def with_who_ends_a_rumour(claim: Claim, weighed: Weighed, reports: Mapping[str, Sequence[Finding]]) -> Weighed:
    """What was weighed by words, with whoever says in the next sentence that the rumour of just that is none.

    Who only prints the rumour does not say so then; whoever has reported it does, whoever denies that.
    """
    if refutes(claim.text) or NEGATION.search(claim.text):
        return weighed
    denying, rumours = [], {}
    for report in reports.values():
        by_ordinal = {f.statement.ordinal: f for f in report if not f.article.is_note}
        for ordinal, rumour in by_ordinal.items():
            told, following = _told_in(rumour.words), by_ordinal.get(ordinal + 1)
            if following is None or told is None or (ended := _ended(following)) is None:
                continue
            if _is_of_another(told["story"], following.words):
                continue
            if tells_just_that(claim.text, rumour.words):
                denying.append(ended)
                if not _is_somebodys(rumour, told["story"], ended):
                    rumours[rumour.statement.id] = rumour
            elif any(r.relation == "denies" and r.finding.statement.id == rumour.statement.id for r in weighed.related):
                # The rumour was that it was not so.
                rumours[rumour.statement.id] = rumour
    if not rumours and not denying:
        return weighed
    apart = {*rumours, *(f.statement.id for f in denying)}
    kept = [r for r in weighed.related if r.finding.statement.id not in apart]
    beside = [Related(f, "context") for f in rumours.values()]
    related = without_echoes([*kept, *beside, *(Related(f, "denies") for f in denying)])
    return Weighed("found", related, weighed.events)


def tells_just_that(claim: str, words: str) -> bool:
    """Whether a sentence has a rumour or a report say what a claim says, and no word more.

    >>> tells_just_that("Karl Vane bought the mill", "A rumour said that Karl Vane bought the mill.")
    True
    >>> tells_just_that("Karl Vane bought the mill", "A rumour said that Karl Vane bought the mill by fraud.")
    False
    """
    match = _told_in(words)
    if match is None or NEGATION.search(words) or hedged(words) or refutes(words):
        return False
    return _every_word(match["said"]) == _every_word(claim)


def _every_word(text: str) -> list[str]:
    """Each word of a text as it stands: whose mill it was, how many, and whether it was sold or is only to be sold.

    >>> _every_word("The mill was stolen") == _every_word("A mill has been stolen")
    True
    >>> [_every_word("The mill closed") == _every_word(words) for words in ("The mills closed", "The mill closes")]
    [False, False]
    """
    words = [word for word in _WORD.findall(text.replace("’", "'").lower()) if word not in _TELLING_NOTHING]
    return ["be" if word in _BEING else f"{lemma(word)} done" if is_done(word) else word for word in words]


def _is_one_report(story: str) -> bool:
    """Whether what tells a thing is a single report: somebody has made it, and a rumour is another."""
    return worded("denials", "one_report").fullmatch(story) is not None


def _is_of_another(story: str, words: str) -> bool:
    """Whether a sentence behind one report ends a story that goes by another word: "a report said", "the rumour"."""
    named = {match.group().lower() for match in _stories().finditer(words)}
    return _is_one_report(story) and bool(named) and story.lower() not in named


def _is_somebodys(rumour: Finding, story: str, ended: Finding) -> bool:
    """Whether somebody stands to what is ended: a voice with a name, or a report that its own printer does not end."""
    return has_name(rumour.speaker) or (_is_one_report(story) and ended.speaker.kind != "outlet_itself")


def _told_in(words: str) -> re.Match[str] | None:
    return _rumour().fullmatch(words.replace("’", "'").strip())


def _ended(finding: Finding) -> Finding | None:
    """A finding in the voice of who says in it that the rumour just told is none, and nothing else; else None."""
    if not finding.statement.is_reporting:
        return None
    if (match := _end_of_it().fullmatch(finding.words.replace("’", "'").strip())) is not None:
        own = Attribution(Speaker(finding.outlet, "outlet_itself"), "", (), finding.statement.span)
        return because(replace(finding, heard=own), f'denied: "{match["end"]}"')
    answer = _who_ended_it(finding) or answers_alone(finding)
    if answer is None or not has_name(answer.speaker):
        return None
    return because(replace(finding, heard=answer), f'denied: "{answer.cue}"')


def _who_ended_it(finding: Finding) -> Attribution | None:
    """Whoever stands behind "by" where a rumour was debunked: "by the Harbour Post", and not "by Friday".

    A single word that no table knows may be a feast: "by Easter".
    """
    match = _ended_by().fullmatch(finding.words)
    is_a_time = match is not None and (time_words(match["who"]) or _occasion().search(match["who"]))
    if match is None or is_a_time:
        return None
    answer = voice_that_answers(finding, match)
    return None if answer.speaker.kind == "named_person" and " " not in answer.speaker.name else answer


@cache
def _occasion() -> Caseless:
    return Caseless(rf"\b(?:{any_of('denials', 'occasions')})\Z")


@cache
def _stories() -> Caseless:
    return Caseless(rf"\b(?:{any_of('denials', 'stories', 'carriers')})\b")


@cache
def _rumour() -> Caseless:
    stories, saying = any_of("denials", "stories"), any_of("denials", "rumoured")
    # "The mayor laughed at the rumours and said": the rumours have said nothing there.
    behind = r"(?: (?:(?!\b(?:and|but|while)\b)[^.;:?!,]){1,40}?)?"
    story = rf"(?:(?:{any_of('denials', 'of_a_story')}) ){{0,4}}(?P<story>{stories}){behind}"
    return Caseless(rf"{story} (?:{saying})(?: that)? (?P<said>[^.;:?!]+?)(?: on \w+day)?\.?")


@cache
def _end_of_it() -> Caseless:
    """What a report says of the rumour in its own voice: "the story turned out to be fake", "it was debunked"."""
    being, degree = any_of("contrasts", "proving"), any_of("contrasts", "degrees")
    false = any_of("denials", "false", "hoax_words")
    shown = rf"(?:{_HAS_BEEN}) (?:{any_of('denials', 'debunked')})"
    end = rf"(?:is|are|was|were|{being}) (?:(?:{degree}) )*(?:{false})|{shown}"
    return Caseless(rf"{_the_story()} (?P<end>{end})\.?")


@cache
def _ended_by() -> re.Pattern[str]:
    """The same of whoever stands behind it: "it was debunked by the Harbour Post"."""
    by = rf"(?:{_HAS_BEEN}) (?:{any_of('denials', 'debunked', 'denied_by')})"
    return re.compile(rf"\s*(?i:{_the_story()} (?P<cue>{by}) by) {named_voice()}\.?\s*")


def _the_story() -> str:
    """The rumour just told; "it" may be the mill as well, but nobody debunks a mill."""
    story = rf"(?:the|this|that|these|those) (?:{any_of('denials', 'stories')})"
    it = rf"it(?= (?:{_HAS_BEEN}) (?:{any_of('denials', 'debunked')}))"
    return rf"(?:(?:{any_of('denials', 'turning_to')}),? )?(?P<what>{story}|{it})"
