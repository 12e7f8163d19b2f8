"""Whose a claim is that somebody else answers: "the mayor responded to the claim by Harbour Watch that ten drowned".

The mayor has said nothing of ten; Harbour Watch has.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import VOICES, has_finite, words_of
from knowledge.attributions.cues import grade_of
from knowledge.attributions.drafts import Draft
from knowledge.attributions.sayings import untangled
from knowledge.model import Span
from knowledge.speakers.voices import is_pronoun
from knowledge.word_lists import words_in

_NOUN = (
    r"(?P<noun>(?P<claim>claims?|allegations?|accusations?|assertions?|suggestions?)|reports?|statements?|announcements?|"
    r"warnings?)"
)
#: "To the claim by Harbour Watch that", "Harbour Watch's claims that".
_CLAIM_OF = re.compile(
    r"(?:(?:to|on|upon|about|with|at) )?"
    rf"(?P<all>(?:(?:the|an?|any|these|those|all|such|this|recent|new|latest|earlier|initial) )*{_NOUN} "
    r"(?:made )?(?:by|from) (?P<by>[^,;:“”\"()]{3,80}?)|(?P<of>[^,;:“”\"()]{3,60}?)(?:['’]s|(?<=s)['’]) (?:\w+ )?"
    + _NOUN.replace("?P<noun>", "?P<noun_>").replace("?P<claim>", "?P<claim_>")
    + r") (?P<what>that\b)",
    re.IGNORECASE,
)


def claims_answered(text: str, drafts: list[Draft], sentence: Span) -> list[Draft]:
    """The drafts, with whoever is said to claim what others of them deny or respond to.

    What the others say holds the words for the claim as well, so that the claim is not theirs.
    """
    done: list[Draft] = []
    for draft, cut in zip(drafts, untangled(text, drafts), strict=True):
        answered = _answered(text, draft, sentence)
        if answered is None or any(_is_read(other, answered) for other in drafts if other is not draft):
            done.append(draft)
            continue
        all_of_it, claim = answered
        if cut.content.end > claim.content.start:
            claim = replace(claim, content=replace(claim.content, end=min(claim.content.end, cut.content.end)))
        content = Span(all_of_it.start, claim.content.end)
        cue = draft.cue
        if cue is not None and cue.end > all_of_it.start:
            # Of "denied claims" only "denied".
            cue = Span(cue.start, cue.start + len(text[cue.start : all_of_it.start].rstrip()))
        if draft.source and draft.source.within(all_of_it):
            # "Denying claims by rebels that ten fell": the rebels only claim.
            done.append(claim)
            continue
        shortened = cue is not None and cue != draft.cue and draft.grade == "claimed"
        grade = grade_of(cue.of(text)) if cue is not None and shortened else draft.grade
        done += [replace(draft, cue=cue, content=content, grade=grade), claim]
    return done


def _answered(text: str, draft: Draft, sentence: Span) -> tuple[Span, Draft] | None:
    """The words for a claim that a draft answers, and the draft of that claim; None where it answers none."""
    if draft.cue is None or draft.content.start < draft.cue.start:
        return None
    found = None
    for verb in re.finditer(r"[\w-]+", text[draft.cue.start : draft.cue.end]):
        after = draft.cue.start + verb.end()
        after += len(text[after : sentence.end]) - len(text[after : sentence.end].lstrip())
        found = found or (_CLAIM_OF.match(text, after, sentence.end) if _answers(verb, draft) else None)
    if found is None or draft.content.end <= found.end():
        return None
    who = "by" if found["by"] else "of"
    source = Span(found.start(who), found.end(who))
    # "Reports from Moscow": a town says nothing.
    from_a_place = text[: source.start].endswith(" from ") and not VOICES.search(source.of(text))
    if from_a_place or not _is_a_voice(source.of(text)):
        return None
    noun, claim = ("noun", found["claim"]) if who == "by" else ("noun_", found["claim_"])
    cue = Span(found.start(noun), found.end(noun))
    content = Span(found.start("what"), draft.content.end)
    read = Draft(source, cue, content, "claimed" if claim else "said", cue.of(text), told_of=True)
    return Span(found.start("all"), found.end("all")), read


def _answers(word: re.Match[str], draft: Draft) -> bool:
    return word.group().lower() in words_in("answers_a_claim") or draft.grade == "denied"


#: "Monday's report", "last week's claims".
_A_DAY = re.compile(
    r"(?:day|week|month|year|january|february|march|april|may|june|july|august|september|october|november|december)\Z",
    re.IGNORECASE,
)


def _is_a_voice(words: str) -> bool:
    if is_pronoun(words) or _A_DAY.search(words) or has_finite(words_of(words, 0, len(words))):
        return False
    head = re.split(r" (?:in|of|from|at|near|on)\b", words)[0]
    return bool(VOICES.search(head)) or bool(re.match(r"(?:the |an? )?[A-ZÀ-Þ][\w’'-]*(?: [\w’'-]+)*$", head))


def _is_read(other: Draft, answered: tuple[Span, Draft]) -> bool:
    """Whether somebody is already said to make this claim."""
    return other.cue is not None and other.cue.within(answered[0])
