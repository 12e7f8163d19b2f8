"""Who says, right behind a rumour, that it is none: "A rumour said that … The story turned out to be fake".

A rumour is told in one sentence and ended in the next, so neither of the two denies anything by itself. It counts only
where the first tells the claim and the second says nothing else: a denial may be of any other word there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from knowledge.caseless import Caseless
from knowledge.model import Attribution, Claim, Finding
from knowledge.times import time_words
from retrieval.denying.denials import named_voice, voice_that_answers
from retrieval.denying.rumoured import rumour_in, tells_just_that
from retrieval.grammar.blanked import blanked
from retrieval.grammar.withheld import NEGATION, hedged, refutes
from retrieval.origins import has_name
from retrieval.relations.answered import answers_alone
from retrieval.relations.weighed import Related, Weighed, because, without_echoes
from retrieval.word_tables import any_of, worded

_HAS_BEEN = "was|were|is|are|has been|have been|had been"
#: What is left of a sentence beside who speaks, what is said and "said": whom they told, and when.
_BESIDE = re.compile(
    r"(?:\W|\b(?:the|a|an|to|on|in|at|of|and|has|have|later|also|today|yesterday|\w+day|[A-Z][\w.’'-]*)\b)*"
)
#: Whoever said so once may say otherwise now.
_AT_ANOTHER_TIME = re.compile(r"\b(?:once|had|then|at first)\b", re.IGNORECASE)
#: How a rumour went round before somebody ended it, and where.
_SPREAD = f"{any_of('denials', 'spread_by')}"
_PLACES = f"{any_of('denials', 'places_of_rumours')}"
_WHERE_IT_SPREAD = f"{any_of('denials', 'where_it_spread')}|{_PLACES}"
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")


def with_who_ends_a_rumour(claim: Claim, weighed: Weighed, reports: Mapping[str, Sequence[Finding]]) -> Weighed:
    """What was weighed by words, with whoever says in the next sentence that the rumour of just that is none.

    Who only prints the rumour does not say so then; whoever has reported it does, whoever denies that.
    """
    if refutes(claim.text) or NEGATION.search(claim.text):
        return weighed
    saying = {r.finding.statement.id for r in weighed.related if r.relation in ("reports", "denies")}
    denying, rumours = [], {}
    for report in reports.values():
        by_ordinal = {f.statement.ordinal: f for f in report if not f.article.is_note}
        for ordinal, rumour in by_ordinal.items():
            told, following = rumour_in(rumour.words), by_ordinal.get(ordinal + 1)
            if following is None or told is None or (ended := _ended(following)) is None:
                continue
            if _is_of_another(told, following.words):
                continue
            if tells_just_that(claim.text, rumour.words):
                denying.append(ended)
                if not _is_somebodys(rumour, told, ended):
                    rumours[rumour.statement.id] = rumour
            elif rumour.statement.id in saying and not _is_somebodys(rumour, told, ended):
                # The rumour is that it was not so, or so nearly the claim that it was taken for it.
                rumours[rumour.statement.id] = rumour
    if not rumours and not denying:
        return weighed
    apart = {*rumours, *(f.statement.id for f in denying)}
    kept = [r for r in weighed.related if r.finding.statement.id not in apart]
    beside = [Related(f, "context") for f in rumours.values()]
    related = without_echoes([*kept, *beside, *(Related(f, "denies") for f in denying)])
    return Weighed("found", related, weighed.events)


def _is_one_report(story: str) -> bool:
    """Whether what tells a thing is a single report or post: somebody has made it, and a rumour is another."""
    return worded("denials", "one_report").fullmatch(story) is not None


def _is_of_another(told: re.Match[str], words: str) -> bool:
    """Whether a sentence behind one report ends what goes by another word: "a report said", "the rumour"."""
    named = {match.group().lower() for match in _stories().finditer(words)}
    story = (told["story"] or "").lower()
    return _is_one_report(story) and bool(named - {story, *_ANY_STORY})


#: What any report tells may be called by these.
_ANY_STORY = frozenset(("story", "stories", "claim", "claims"))


def _is_somebodys(rumour: Finding, told: re.Match[str], ended: Finding) -> bool:
    """Whether somebody stands to what is ended: a voice with a name, or a report that its own printer does not end."""
    story, voice = told["story"] or "", rumour.speaker
    if worded("denials", "posted").fullmatch(story):
        # "A post on Facebook", "3,000 posts": the name of a place where all may post is nobody's.
        names = _CAPITAL.findall(voice.name.replace(story, ""))
        is_own = voice.kind == "outlet_itself"
        return not is_own and any(not worded("denials", "platforms").fullmatch(name) for name in names)
    if worded("denials", "platforms").search(voice.name):
        return False
    return has_name(voice) or (_is_one_report(story) and ended.speaker.kind != "outlet_itself")


def _ended(finding: Finding) -> Finding | None:
    """A finding in the voice of who says in it that the rumour just told is none, and nothing else; else None."""
    if not finding.statement.is_reporting:
        return None
    words = finding.words.replace("’", "'").strip()
    if (match := _end_of_it().fullmatch(words)) is not None:
        own = finding.as_its_outlets
        return because(replace(finding, heard=own), f'denied: "{match["end"] or match["none"]}"')
    answer = _who_ended_it(finding) or answers_alone(finding) or _who_says_it_ended(finding)
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


def _who_says_it_ended(finding: Finding) -> Attribution | None:
    """The one voice of a sentence, where all it says is that the rumour is none: "“This is a lie,” Ann Reed said"."""
    voices = [voice for voice in finding.statement.attributions if voice.cue_span is not None]
    if len(voices) != 1 or voices[0].grade not in ("said", "found", "denied") or voices[0].hedges:
        return None
    (voice,) = voices
    if _stories().search(voice.speaker.name):
        # "That claim is false, the tweet adds": the tweet may speak of another.
        return None
    said = voice.span.of(finding.article.text).replace("’", "'").strip(' ,.“”"\n')
    if voice.cue_span is None or voice.speaker_span is None or hedged(voice.cue) or NEGATION.search(voice.cue):
        return None
    if _end_of_it().fullmatch(re.sub(r"\Athat ", "", said)) is None:
        return None
    rest = blanked(finding, (voice.span, voice.cue_span, voice.speaker_span))
    if _AT_ANOTHER_TIME.search(blanked(finding, (voice.span,))):
        return None
    return replace(voice, grade="denied") if _BESIDE.fullmatch(rest) else None


@cache
def _occasion() -> Caseless:
    return Caseless(rf"\b(?:{any_of('denials', 'occasions')})\Z")


@cache
def _stories() -> Caseless:
    return Caseless(rf"\b(?:{any_of('denials', 'stories', 'carriers', 'posted')})\b")


@cache
def _end_of_it() -> Caseless:
    """What is said of the rumour in a report's own voice: "the story turned out to be fake", "it was debunked"."""
    being, degree, how = any_of("contrasts", "proving"), any_of("contrasts", "degrees"), any_of("denials", "how_ended")
    false = any_of("denials", "false", "hoax_words")
    of_the_story = rf"(?:{_HAS_BEEN}|{being}) (?:(?:{degree}|{how}) )*(?:{false})"
    shown = rf"(?:{_HAS_BEEN}) (?:(?:{how}) )*(?:{any_of('denials', 'debunked')})"
    none = rf"(?:{any_of('denials', 'none_of_it')})"
    no_truth = (
        rf"there(?: is|'s| was) (?:{any_of('denials', 'no_truth')}) (?:to|in|behind) (?:{_story()}|it|this|that|them)"
    )
    found = rf"(?:(?:{any_of('denials', 'found_on_checking')}): ?)(?:(?:{degree}) )*(?:{false})"
    end = rf"{of_the_story}|{shown}"
    lead = rf"(?:(?:{any_of('denials', 'turning_to')}),? )?"
    return Caseless(rf"{_the_story()} (?P<end>{end})\.?|{lead}(?P<none>{none}|{no_truth}|{found})\.?")


@cache
def _ended_by() -> re.Pattern[str]:
    """The same of whoever stands behind it: "it was debunked by the Harbour Post"."""
    how = any_of("denials", "how_ended")
    ended = rf"(?:(?:{how}) )*(?:{any_of('denials', 'debunked', 'denied_by')})"
    went_round = rf"(?:{_SPREAD})(?: (?:{_WHERE_IT_SPREAD}))* before (?:being|it was|they were)"
    by = rf"(?:(?:{_HAS_BEEN}|{went_round}) {ended})"
    return re.compile(rf"\s*(?i:{_the_story()} (?P<cue>{by}) by) {named_voice()}\.?\s*")


def _story() -> str:
    # "The other rumour", or "the bridge rumour", is another one.
    same = f"{any_of('denials', 'the_same_story')}"
    return rf"(?:the|this|that|these|those)(?: (?:{same}))? (?:{any_of('denials', 'stories', 'posted')})"


def _the_story() -> str:
    """The rumour just told; "it" may be the mill as well, but nobody debunks a mill, and no mill is untrue."""
    of_no_thing = rf"(?:{_HAS_BEEN})(?: \w+ly)? (?:{any_of('denials', 'debunked', 'of_no_thing')})"
    proved = rf"(?:{any_of('contrasts', 'proving')}) (?:{any_of('denials', 'of_no_thing')})"
    it = rf"(?:it|this|that|they)(?= (?:{of_no_thing}|{proved}))"
    return rf"(?:(?:{any_of('denials', 'turning_to')}),? )?(?P<what>{_story()}|{it})"
