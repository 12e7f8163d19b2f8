"""What a report sets beside somebody's words, and is not theirs: "ten died, the mayor said, a figure the army denies".

The mayor has not spoken of any figure that the army denies, nor of "claims on social media", which the report tells of.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import AUXILIARIES, Word, has_finite, is_finite, looks_like_voice, words_of
from knowledge.attributions.cues import CLAIMS, cue_of_form, grade_of
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.model import Span
from knowledge.number_words import NUMBER_WORDS
from knowledge.word_lists import any_of

#: "..., a claim the army denies", "..., an allegation that was rejected by the ministry".
_CALLED_AGAIN = re.compile(
    rf",\s+(?:(?:an?|the)\s+(?:[a-z-]+\s+)?(?:{any_of('called_again')})|something)\s+(?:(?:that|which)\s+)?",
    re.IGNORECASE,
)
#: Behind "a claim": "denied by the army", "later confirmed by a doctor"; not "denied any standing by the courts".
_BY = re.compile(
    r"(?:(?:was|were|is|are|has been|have been|had been)\s+)?(?:[a-z]+ly\s+|later\s+|also\s+|since\s+)?"
    r"(?P<verb>[a-z]+)\s+(?P<by>by)\s+(?:the\s+)?",
    re.IGNORECASE,
)
#: "..., a fraction of the 4,000 claimed by the union".
_A_FIGURE_BY = re.compile(
    r",\s+(?:(?:an?|the|well|far|down|up|half|twice)\s+)(?:[\w,.’'-]+\s+){0,7}?"
    rf"(?P<verb>{any_of('given_by')})\s+by\s+(?:the\s+)?"
)
_A_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(sorted(NUMBER_WORDS))})\b", re.IGNORECASE)
_LONGEST_NAME = 8
_NOT = re.compile(r"\b(?:not|never|nobody|no|none|neither|few|yet|cannot)\b|n['’]t\b", re.IGNORECASE)


def with_what_is_called_again(
    text: str, drafts: list[Draft], sentence: Span, quotations: tuple[Span, ...]
) -> list[Draft]:
    """The drafts, in which whoever denies "a claim" that was just told denies what was told, and the other not.

    Nobody says such words as "a claim the army denies" but the report.
    """
    for found in _CALLED_AGAIN.finditer(text, sentence.start, sentence.end):
        if any(found.start() in range(q.start, q.end) for q in quotations):
            continue
        answer = _who_denies(text, found.end(), sentence) or _by_whom(text, found.end(), sentence)
        if answer is None:
            continue
        return _with_the_answer(text, drafts, answer, found.start(), sentence)
    return _without_anothers_figure(text, drafts, sentence)


def _without_anothers_figure(text: str, drafts: list[Draft], sentence: Span) -> list[Draft]:
    """The drafts, where nobody has told another's figure beside their own: "900, a fraction of the 4,000 claimed"."""
    found = _A_FIGURE_BY.search(text, sentence.start, sentence.end)
    own = found and any(d.cue and d.cue.start < found.start() <= d.content.end for d in drafts)
    if found is None or not own or not _A_NUMBER.search(found.group()):
        return drafts
    theirs = trimmed(text, found.start(), found.start("verb"), [])
    done: list[Draft] = []
    for draft in drafts:
        if draft.cue and theirs and draft.cue.overlaps(Span(*found.span("verb"))):
            done.append(replace(draft, content=theirs))
        else:
            done.append(_up_to(text, draft, found.start()) if draft.content.start < found.start() else draft)
    return done


def _with_the_answer(text: str, drafts: list[Draft], answer: Draft, comma: int, sentence: Span) -> list[Draft]:
    """The drafts with the answer to what stands before the comma, in place of whatever was read behind it."""
    over = max(answer.cue.end if answer.cue else 0, answer.source.end if answer.source else 0)
    before: list[Draft] = []
    for draft in drafts:
        if draft.cue is not None and draft.cue.start >= comma:
            who = draft.stands_for or draft.source
            within = who is not None and comma <= who.start < over
            if draft.cue.start >= over and (who is None or not within or who.end <= over):
                # "..., a claim Norland denied, saying all had returned": Norland says so.
                before.append(replace(draft, source=answer.source, stands_for=None) if within else draft)
            continue
        if draft.content.start >= comma:
            continue
        before.append(_up_to(text, draft, comma))
    last = max((d for d in before if d.content.end <= comma), key=lambda d: d.content.end, default=None)
    if last is not None and last.cue is not None and grade_of(last.cue.of(text)) == "denied":
        # "The army denied that it hit the clinic, a claim rejected by doctors": which of the two they reject is open.
        return before
    told = [d.content for d in before if d.content.end <= comma]
    content = max(told, key=lambda span: (span.end, -span.start)) if told else trimmed(text, sentence.start, comma, [])
    return [*before, replace(answer, content=content)] if content else drafts


def _up_to(text: str, draft: Draft, comma: int) -> Draft:
    """The draft with nothing behind the comma, and without who says it where that stands right before it."""
    if draft.content.end <= comma:
        return draft
    first = min((s.start for s in (draft.source, draft.cue) if s and s.start > draft.content.start), default=comma)
    content = trimmed(text, draft.content.start, min(first, comma), [])
    return replace(draft, content=content) if content else draft


def _who_denies(text: str, start: int, sentence: Span) -> Draft | None:
    """Who denies it, where a clause of theirs follows: "a claim the army has denied"."""
    words = words_of(text, start, sentence.end)[: _LONGEST_NAME + 4]
    at = next((i for i, _ in enumerate(words) if _ends_a_name(words, i)), None)
    if at is None:
        return None
    verb = at
    while verb < len(words) and (words[verb].lower in AUXILIARIES or words[verb].lower.endswith("ly")):
        verb += 1
    row = cue_of_form().get(words[verb].lower) if verb < len(words) else None
    last = at
    while last > 0 and (words[last - 1].lower in AUXILIARIES or words[last - 1].lower.endswith("ly")):
        last -= 1
    if row is None or row.grade != "denied" or not 0 < last <= _LONGEST_NAME:
        return None
    who = words[:last]
    first = 1 if who[0].lower in ("the", "a", "an") and last > 1 else 0
    source = Span(who[first].start, who[-1].end)
    cue = Span(words[last].start, words[verb].end)
    if not looks_like_voice(who) or _NOT.search(text, start, cue.end):
        return None
    return Draft(source, cue, source, "denied", words[verb].text)


def _ends_a_name(words: list[Word], at: int) -> bool:
    word = words[at]
    row = cue_of_form().get(word.lower)
    is_a_mark = word.is_mark and word.text not in ("-", "’", "'", ".")
    return is_a_mark or is_finite(words, at) or (row is not None and row.grade == "denied")


def _by_whom(text: str, start: int, sentence: Span) -> Draft | None:
    """By whom it is denied, confirmed or repeated: "a claim repeated by state television"."""
    found = _BY.match(text, start, sentence.end)
    row = cue_of_form().get(found["verb"].lower()) if found else None
    if found is None or row is None or _NOT.search(found.group()):
        return None
    words = words_of(text, found.end(), sentence.end)
    ends = next((i for i, word in enumerate(words) if word.is_mark and word.text not in ("-", "’", "'")), len(words))
    who = words[:ends]
    if not who or len(who) > _LONGEST_NAME or has_finite(who) or not looks_like_voice(who):
        return None
    source = Span(who[0].start, who[-1].end)
    cue = Span(found.start("verb"), found.end("verb"))
    return Draft(source, cue, source, row.grade, found["verb"])


#: "Confirmed that ten had died, hours after the ministry had denied it": that the ministry did, the report tells.
_LATER = re.compile(
    r",\s+(?:(?:just|only|barely)\s+)?(?:shortly|soon|(?:(?:an?|\w+)\s+)?(?:minute|hour|day|week|month|year)s?)\s+"
    r"(?:after|before)\s+(?:(?:the|an?|its|his|her|their)\s+)?\Z",
    re.IGNORECASE,
)


def without_what_came_before(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts, where nobody has told that somebody else said otherwise hours before."""
    done: list[Draft] = []
    for draft in drafts:
        begins = (d.source.start for d in drafts if d is not draft and d.source and d.source.within(draft.content))
        later = [found.start() for at in begins if (found := _LATER.search(text, draft.content.start, at))]
        behind = draft.cue is not None and later and draft.cue.end <= draft.content.start
        done.append(_up_to(text, draft, min(later)) if behind else draft)
    return done


#: "..., despite claims by rebels that", "..., amid reports on Telegram that".
_TOLD_OF = re.compile(
    # "..., the mayor said, denying reports that": the mayor denies.
    rf",\s+(?!(?!notwithstanding|following)[a-z]+ing\b)(?:{any_of('in_spite_of')}|{any_of('at_a_time_of')})\s+(?P<who>(?:(?!that\b)[\w’'-]+\s+){{0,3}}?{CLAIMS}"
    r"(?:\s+(?P<how>by|from|on|in)\s+(?P<whose>[^,;:.“”\"]{2,60}?))?)\s+(?P<what>that\b)",
    re.IGNORECASE,
)

_IN_CAPITALS = re.compile(r"\s(?:on|in)\s[^,;]*[A-Z]")


def with_what_others_claim(text: str, drafts: list[Draft], sentence: Span, quotations: tuple[Span, ...]) -> list[Draft]:
    """The drafts, in which "despite claims on Telegram that ten died" behind somebody's words is told of the claims."""
    found = _TOLD_OF.search(text, sentence.start, sentence.end)
    content = trimmed(text, found.start("what"), sentence.end, []) if found else None
    if found is None or content is None or any(found.start() in range(q.start, q.end) for q in quotations):
        return drafts
    own: list[Draft] = []
    for draft in drafts:
        within = draft.cue is not None and found.start() <= draft.cue.start < found.end()
        if draft.content.start >= found.start() and (within or (draft.cue and draft.cue.end <= found.start())):
            continue
        if draft.content.start < found.start() < draft.content.end and not (
            draft.cue and draft.cue.start > found.end()
        ):
            draft = _up_to(text, draft, found.start())
        own.append(draft)
    if not own or any(d.cue and d.cue.start > content.start for d in drafts):
        # "... that ten died, the mayor said, and": where the claim ends is not known.
        return drafts
    of_somebody = (found["how"] or "").lower() in ("by", "from")
    source = Span(*found.span("whose" if of_somebody else "who"))
    if not of_somebody and (noun := _IN_CAPITALS.search(text, source.start, source.end)):
        # "Claims on Norlandian channels" are no body of that name.
        source = replace(source, end=noun.start())
    cue = re.search(CLAIMS, found["who"], re.IGNORECASE) if of_somebody else None
    at = Span(found.start("who") + cue.start(), found.start("who") + cue.end()) if cue else None
    return [*own, Draft(source, at, content, "claimed", at.of(text) if at else "", told_of=True)]
