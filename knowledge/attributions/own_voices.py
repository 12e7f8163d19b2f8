"""Whoever stands beside a verb in its own sentence, where a trained reader has tagged somebody from elsewhere.

"Ten died, rescuers said. The army denied it": the army denies. "They were beaten, hostages freed by the army said": the
hostages speak, and not who freed them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import ADVERBS, AUXILIARIES, words_of
from knowledge.attributions.cues import CLAIMS, cue_of_form, cue_shape
from knowledge.attributions.drafts import Draft
from knowledge.attributions.subjects import source_after, source_before
from knowledge.model import Span
from knowledge.word_lists import any_of

#: "Freed by the ", "who fled the ", "fleeing ": whoever is named behind has done it, or had it done.
_DID_IT = re.compile(
    rf"\b(?:(?:[a-z]+(?:ed|en|wn)|{any_of('done_to_somebody')}) (?:by|from)|{any_of('away_from_somebody')}) "
    r"(?:the |an? )?\Z"
)
_OF_THE_CLAIM = rf"(?:it|this|that|(?:the|this|that|these|those|all|any|such) (?:[a-z]+ )?{CLAIMS})"
_IS_ALL_IT_ANSWERS = re.compile(rf"{_OF_THE_CLAIM}\W*", re.IGNORECASE)
_IS_CALLED_FALSE = re.compile(
    rf"{_OF_THE_CLAIM}(?: as)? (?:an? )?(?:[a-z]+ )?[“\"]?(?:an? )?(?:{any_of('called_false')})\b", re.IGNORECASE
)


def in_its_own_sentence(text: str, draft: Draft, sentence: Span) -> Draft:
    """A tagged draft with whoever stands beside its verb, where who was tagged stands in another sentence."""
    source, cue = draft.source, draft.cue
    if source is None or cue is None or source.overlaps(sentence):
        return draft
    words = words_of(text, sentence.start, cue.start)
    while words and (words[-1].lower in AUXILIARIES | ADVERBS or words[-1].lower.endswith("ly")):
        words.pop()
    if not any(not word.is_mark for word in words):
        words = words_of(text, cue.end, sentence.end)
        places = source_after(words, 0) if words else None
    else:
        places = source_before(words, len(words))
    return replace(draft, source=Span(words[places[0]].start, words[places[1] - 1].end)) if places else draft


def is_only_the_doer(text: str, tagged: Span | None, read: Span | None) -> bool:
    """Whether somebody was tagged as the voice who has only done something to it: "hostages freed by the army"."""
    if tagged is None or read is None or not read.start < tagged.start < read.end:
        return False
    return _DID_IT.search(text, read.start, tagged.start) is not None


def has_its_own_voice(text: str, content: Span, sentence: Span) -> bool:
    """Whether a quotation of a later sentence goes on with a verb of its own: “"No," said Ada. "I ran," said another.”"""
    if content.start < sentence.end or not re.search(r",[”\"’']\Z", text[content.start : content.end]):
        return False
    behind = re.match(r"[^.!?;:“\"\n]{0,60}", text[content.end :])
    found = cue_shape().search(behind.group()) if behind else None
    return found is not None and cue_of_form()[found.group().lower()].grade != "held"


def answers_a_claim(text: str, draft: Draft) -> bool:
    """Whether nothing but somebody's claim is answered, as a denial or as a lie: "denied it", "called the report a lie"."""
    answered = draft.content.of(text)
    if draft.grade == "denied" and _IS_ALL_IT_ANSWERS.fullmatch(answered):
        return True
    return _IS_CALLED_FALSE.match(answered) is not None


def begins_a_clause(text: str, draft: Draft) -> bool:
    """Whether a voice stands right behind a semicolon, and its verb right behind it: "; residents called it a danger"."""
    source, cue = draft.source, draft.cue
    if source is None or cue is None or draft.content.start < cue.end or not 0 <= cue.start - source.end <= 1:
        return False
    return re.search(r";\s+(?:(?:the|an?)\s+)?\Z", text[: source.start]) is not None
