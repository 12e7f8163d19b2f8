"""Whoever stands beside a verb in its own sentence, where a trained reader has tagged somebody from elsewhere.

"Ten died, rescuers said. The army denied it": the army denies. "They were beaten, hostages freed by the army said": the
hostages speak, and not who freed them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import ADVERBS, AUXILIARIES, has_finite, words_of
from knowledge.attributions.cues import CLAIMS, cue_of_form, cue_shape
from knowledge.attributions.drafts import Draft
from knowledge.attributions.subjects import nearest_voice, source_after, source_before
from knowledge.model import Span
from knowledge.speakers.voices import is_pronoun
from knowledge.word_lists import any_of

_A_PARTICIPLE = re.compile(r"[a-z]+ing\b")
#: "Replied his counterpart", at the head of a sentence.
_SAID = re.compile(r"[A-Z][a-z]+(?:ed|id|ys)")
#: No words for a voice are longer that nobody has tagged.
_LONGEST = 8
#: "Freed by the ", "fleeing ": whoever is named behind has done it. "The statement carried by Amber Radio" is its word.
_DID_IT = re.compile(
    rf"\b(?:(?:(?!(?:{any_of('passed_on')})\b)[a-z]+(?:ed|en|wn)|{any_of('done_to_somebody')}) (?:by|from)|"
    rf"{any_of('away_from_somebody')}) (?:the |an? )?\Z"
)
_OF_THE_CLAIM = rf"(?:it|this|that|(?:the|this|that|these|those|all|any|such) (?:[a-z]+ )?{CLAIMS})"
#: Within a quotation, "but the army denies it'", it is the speaker who says so.
_IS_ALL_IT_ANSWERS = re.compile(rf"{_OF_THE_CLAIM}[\s.,;:!?]*", re.IGNORECASE)
#: "Rejected Indian media reports that five jets were lost".
_IS_WHAT_IS_CLAIMED = re.compile(rf"(?:[\w’'-]+ ){{0,4}}{CLAIMS} that\b", re.IGNORECASE)
_IS_CALLED_FALSE = re.compile(
    rf"{_OF_THE_CLAIM}(?: as)? (?:an? )?(?:[a-z]+ )?[“\"]?(?:an? )?(?:{any_of('called_false')})\b", re.IGNORECASE
)


def in_its_own_sentence(text: str, draft: Draft, sentence: Span) -> Draft:
    """A tagged draft with whoever stands beside its verb, where who was tagged stands in another sentence.

    Whom "he" means there, who was tagged may tell.
    """
    source, cue = draft.source, draft.cue
    if source is None or cue is None or source.overlaps(sentence) or draft.grade == "held":
        return draft
    if _A_PARTICIPLE.match(text, cue.start):
        return draft
    words = words_of(text, sentence.start, cue.start)
    while words and (words[-1].lower in AUXILIARIES | ADVERBS or words[-1].lower.endswith("ly")):
        words.pop()
    if not any(not word.is_mark for word in words):
        words = words_of(text, cue.end, sentence.end) if _SAID.fullmatch(text, cue.start, cue.end) else []
        places = source_after(words, 0) if words else None
    else:
        places = source_before(words, len(words))
        bare = places is not None and places[0] > 0 and not words[places[0] - 1].is_mark
        places = nearest_voice(words, *places) if places and bare else places
    if places is None or places[1] - places[0] > _LONGEST or has_finite(words[slice(*places)]):
        return draft
    own = Span(words[places[0]].start, words[places[1] - 1].end)
    return draft if is_pronoun(own.of(text)) else replace(draft, source=own)


def is_only_the_doer(text: str, tagged: Span | None, read: Span | None) -> bool:
    """Whether somebody was tagged as the voice who has only done something to it: "hostages freed by the army"."""
    if tagged is None or read is None or not read.start < tagged.start < read.end:
        return False
    return _DID_IT.search(text, read.start, tagged.start) is not None


def with_whom_it_befell(text: str, draft: Draft, sentence: Span) -> Draft:
    """A tagged draft with "hostages freed by the navy" as its voice, where "the navy" alone was tagged."""
    source, cue = draft.source, draft.cue
    if source is None or cue is None or not 0 <= cue.start - source.end <= 1:
        return draft
    done = _DID_IT.search(text, sentence.start, source.start)
    begins = max(text.rfind(mark, sentence.start, source.start) + len(mark) for mark in (", ", "” ", '" '))
    if done is None or not sentence.start < begins < done.start():
        return draft
    before = words_of(text, begins, done.start())
    own = 0 < len(before) < _LONGEST and not any(word.is_mark for word in before) and not has_finite(before)
    return replace(draft, source=Span(begins, source.end)) if own else draft


def has_its_own_voice(text: str, content: Span, sentence: Span) -> bool:
    """Whether a quotation of a later sentence goes on with a verb of its own: “"I ran," said another man”."""
    if content.start < sentence.end or not re.search(r",[”\"’']\Z", text[content.start : content.end]):
        return False
    behind = re.match(r"[^.!?;:“\"\n]{0,60}", text[content.end :])
    found = cue_shape().search(behind.group()) if behind else None
    return found is not None and cue_of_form()[found.group().lower()].grade != "held"


def answers_a_claim(text: str, draft: Draft) -> bool:
    """Whether somebody's claim is denied, or called a lie: "denied it", "denied reports that", "called it a lie"."""
    answered = draft.content.of(text)
    if draft.grade == "denied" and (_IS_ALL_IT_ANSWERS.fullmatch(answered) or _IS_WHAT_IS_CLAIMED.match(answered)):
        return True
    return _IS_CALLED_FALSE.match(answered) is not None


def begins_a_clause(text: str, draft: Draft) -> bool:
    """Whether voice and verb stand right behind a semicolon: "...; residents called it a danger"."""
    source, cue = draft.source, draft.cue
    if source is None or cue is None or draft.content.start < cue.end or not 0 <= cue.start - source.end <= 1:
        return False
    return re.search(r";\s+(?:(?:the|an?)\s+)?\Z", text[: source.start]) is not None
