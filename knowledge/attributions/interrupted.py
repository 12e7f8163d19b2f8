"""Who speaks where somebody else's word stands in between: "The army, according to rebels, denied the raid".

The rebels deny nothing. Where their words show that they speak at all, all of it is theirs, and within it the denial
the army's. What somebody says is over where another denies it ("rebels say ten died; the army denies it"), unless a
quotation goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.attributions.clauses import ADVERBS, AUXILIARIES, PRONOUNS, has_finite, words_of
from knowledge.attributions.cues import cue_of_form
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.attributions.subjects import source_before
from knowledge.model import Span
from knowledge.word_lists import any_of, words_in

_CLOSES = re.compile(r"\s*,\s+")
_PASSED_ON_BY = re.compile(r"(?:according to|(?:as )?(?:quoted|cited|reported) by)\s+(?:the\s+|an?\s+)?", re.IGNORECASE)
_OPENS = re.compile(r",\s+\Z")
#: "..., but the army denies it": what begins so behind a speaker is another's, if a reporting verb follows.
_WHICH = re.compile(r", (?:which|who) (?:\w+ )*\Z")
_THEN = re.compile(r"[,;]\s+(?:and|but|while|whereas|although|though|yet)\s+|;\s+")
_BUT = re.compile(r"(?:and|but|while|whereas|although|though|yet|;)\s+", re.IGNORECASE)


def by_their_subjects(text: str, drafts: list[Draft], sentence: Span) -> list[Draft]:
    """The drafts of one sentence, with whoever stands before an aside as the speaker of the verb behind it.

    Where nobody stands there who can be told, nobody is said to speak.
    """
    done: list[Draft] = []
    wider: dict[int, Span] = {}
    drafts = [_within_its_clause(text, _without_an_aside(text, draft, drafts)) for draft in drafts]
    for draft in drafts:
        if draft.cue is not None and _PASSED_ON_BY.match(text, draft.cue.start):
            # "The firm, according to its lawyers, according to Amber Radio": no verb of the firm's.
            done.append(draft)
            continue
        aside = next((d for d in drafts if d is not draft and _interrupts(text, d, draft, sentence)), None)
        begins = _all_of(aside).start if aside else _passed_on_by(text, draft, sentence)
        if begins is None:
            around = next((d for d in drafts if d is not draft and _stands_behind(text, d, draft, sentence)), None)
            if around is not None and draft.source is not None:
                wider[id(around)] = Span(draft.source.start, draft.content.end)
            done.append(draft)
            continue
        aside = aside or next((d for d in drafts if d is not draft and d.source and _all_of(d).start == begins), None)
        before = words_of(text, sentence.start, begins)
        places = source_before(before, len(before) - 1) if len(before) > 1 else None
        if places is None or has_finite(before[slice(*places)]):
            continue
        subject = Span(before[places[0]].start, before[places[1] - 1].end)
        if aside is not None:
            wider[id(aside)] = Span(subject.start, draft.content.end)
        done.append(replace(draft, source=subject, stands_for=None))
    return [replace(d, content=wider[id(d)]) if id(d) in wider else d for d in done]


def _without_an_aside(text: str, draft: Draft, drafts: list[Draft]) -> Draft:
    """As in "Rebels, Amber Radio reported, said": the radio is no part of the name."""
    for aside in drafts:
        if aside is draft or draft.source is None or aside.source is None or aside.cue is None:
            continue
        begins = aside.source.start
        ends_it = aside.cue.within(draft.source) and aside.cue.end == draft.source.end
        if ends_it and draft.source.start < begins < aside.cue.start and text[:begins].endswith(", "):
            return replace(draft, source=Span(draft.source.start, begins - len(", ")))
    return draft


def _within_its_clause(text: str, draft: Draft) -> Draft:
    """As in "Norland, which denies the raid, said ten died": what it denies is over at the comma."""
    source, content = draft.source, draft.content
    if source is None or draft.cue is None or source.end > draft.cue.start or content.start < draft.cue.end:
        return draft
    if source.of(text).lower() not in ("who", "which") and draft.stands_for is None:
        if not _WHICH.search(text, source.start, draft.cue.start):
            return draft
    elif not text[: source.start].endswith(", "):
        return draft
    for comma in re.finditer(r",\s+", text[content.start : content.end]):
        words = words_of(text, content.start + comma.end(), content.end)[:4]
        while words and (words[0].lower in AUXILIARIES | ADVERBS or words[0].lower.endswith("ly")):
            words.pop(0)
        row = cue_of_form().get(words[0].lower) if words else None
        if row is not None and words[0].text.islower() and not words[0].lower.endswith("ing"):
            return replace(draft, content=Span(content.start, content.start + comma.start()))
    return draft


def _all_of(draft: Draft) -> Span:
    """Speaker and verb, from the first of the two to the last."""
    spans = [span for span in (draft.source, draft.cue) if span is not None]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _interrupts(text: str, aside: Draft, draft: Draft, sentence: Span) -> bool:
    """Whether one speaker and his verb stand between commas, right before another's verb that was given to him."""
    if aside.source is None or aside.cue is None or draft.cue is None or draft.source is None:
        return False
    if not draft.source.overlaps(aside.source) or draft.cue.overlaps(aside.cue):
        return False
    if draft.source.start < _all_of(aside).start:
        # "State media, citing a source, said": the name begins before.
        return False
    return _stands_before(text, _all_of(aside), draft, sentence)


def _passed_on_by(text: str, draft: Draft, sentence: Span) -> int | None:
    """Where "according to" or "quoted by" begins, if whoever was taken for the speaker is named behind it."""
    if draft.source is None or draft.cue is None or draft.source.end > draft.cue.start:
        return None
    begins = _PASSED_ON_BY.search(text, sentence.start, draft.source.end)
    if begins is None or begins.end() < draft.source.start:
        return None
    aside = Span(begins.start(), max(draft.source.end, begins.end()))
    return aside.start if _stands_before(text, aside, draft, sentence) else None


def _stands_behind(text: str, aside: Draft, draft: Draft, sentence: Span) -> bool:
    """Whether the aside stands right behind the draft's own speaker: all of the clause is its word."""
    if aside.source is None or aside.cue is None or draft.source is None:
        return False
    said = _all_of(aside)
    return text[draft.source.end : said.start] == ", " and _stands_before(text, said, draft, sentence)


def _stands_before(text: str, said: Span, draft: Draft, sentence: Span) -> bool:
    """Whether these words stand between commas, and nothing but helping verbs between them and the draft's own verb."""
    closes = _CLOSES.match(text, said.end - text[: said.end].endswith(","), sentence.end)
    if draft.cue is None or closes is None or closes.end() > draft.cue.start:
        return False
    if not _OPENS.search(text, sentence.start, said.start):
        return False
    between = words_of(text, closes.end(), draft.cue.start)
    # "Ten died, the army said, denying reports": the army denies.
    if draft.cue.of(text).lower().endswith("ing") and not between:
        return False
    return all(word.lower in AUXILIARIES | ADVERBS or word.lower.endswith("ly") for word in between)


def without_anothers_clause(text: str, draft: Draft) -> Draft | None:
    """As in "Ten died, rebels say, but the army denies it": that the army denies it, the rebels have not said.

    None where nothing else is left of what was read as said.
    """
    content = draft.content
    if draft.source is None or draft.cue is None or content.start < _all_of(draft).end:
        return draft
    if text[: content.start].rstrip().endswith(";") and _answers(text, content.start, content.end, otherwise=True):
        return None
    opens = _BUT.match(text, content.start, content.end)
    if opens is None or _is_quoted(text, content.start):
        return draft
    return None if _answers(text, opens.end(), content.end) else draft


def up_to_anothers_denial(text: str, draft: Draft) -> Draft:
    """As in "Rebels say ten died; the army denies it": what they say is over where the army begins.

    Behind a semicolon, and behind "while", it is over wherever somebody else speaks: "the army spoke of two".
    """
    content = draft.content
    if draft.cue is None or draft.grade == "denied":
        return draft
    for found in _THEN.finditer(text, content.start, content.end):
        if _is_quoted(text, found.start()):
            continue
        apart = found.group().startswith(";") or found.group().split()[-1].lower() in ("while", "whereas")
        others = apart and _answers(text, found.end(), content.end, otherwise=True)
        if others or _answers(text, found.end(), content.end, denying=True):
            said = trimmed(text, content.start, found.start(), [])
            return replace(draft, content=said) if said and draft.cue.start < found.start() else draft
    return draft


#: What stands right before another's name where a clause of his begins: "..., while the ", "...; ".
ANOTHERS_CLAUSE = re.compile(
    r"(?:,\s+(?:but|while|whereas|although|though|yet)|;(?:\s+(?:but|and|while))?)\s+(?:the\s+|an?\s+)?\Z",
    re.IGNORECASE,
)


def up_to_anothers_clause(text: str, draft: Draft, others: Sequence[Draft]) -> Draft:
    """As in "The union said 80,000 marched, while the police counted 22,000": the union has not said the second."""
    if draft.cue is None or draft.source is None or draft.content.start < draft.cue.end:
        return draft
    for other in others:
        if other.source is None or other.cue is None or other.source == draft.source or other.borrowed:
            continue
        if other.cue.start < other.source.end or not other.source.within(draft.content):
            continue
        joint = ANOTHERS_CLAUSE.search(text, draft.content.start, other.source.start)
        said = (
            trimmed(text, draft.content.start, joint.start(), [])
            if joint and not _is_quoted(text, joint.start())
            else None
        )
        if said is not None:
            return replace(draft, content=said)
    return draft


_AND_ALSO = re.compile(r",?\s+(?:and|but)\s+(?:(?:also|again|has|have|had|\w+ly)\s+)*\Z", re.IGNORECASE)


def up_to_ones_own_denial(text: str, draft: Draft, others: Sequence[Draft]) -> Draft:
    """As in "The army said it had struck and denied that ten had died": what it said is over where it denies."""
    if draft.cue is None or draft.source is None or draft.content.start < draft.cue.end or draft.grade == "denied":
        return draft
    for other in others:
        if other.grade != "denied" or other.cue is None or other.source != draft.source:
            continue
        joined = _AND_ALSO.search(text, draft.content.start, other.cue.start)
        if joined is None or not other.cue.within(draft.content) or _is_quoted(text, joined.start()):
            continue
        said = trimmed(text, draft.content.start, joined.start(), [])
        return replace(draft, content=said) if said else draft
    return draft


#: A passive that runs on: "was held for 12 days and denied", "were stopped, beaten and denied".
_WAS_DONE = re.compile(
    r"(?P<before>.*)\b(?:was|were|is|are|been|being|be|got)\s+(?:(?:not|also|\w+ly)\s+)*"
    rf"(?P<done>\w+(?:ed|en|wn)|{any_of('participles_of_harm')})\b"
    r"(?:[^,;]|,\s\w+(?:ed|en|wn)\b)*\Z",
    re.DOTALL,
)
#: What this was done to denies nothing afterwards.
_FOR_GOOD = re.compile(rf"{any_of('done_for_good')}")
_A_CLAIM = re.compile(r"\s+(?:that|having|all|it|any involvement|responsibility|\w+ing|claims|reports|allegations)\b")
_ONESELF = re.compile(r"(?:that\s+)?(?:it|its own|I|we)\b[^,;]{0,9}\Z", re.IGNORECASE)


def without_what_they_were_denied(text: str, drafts: list[Draft]) -> list[Draft]:
    """As in "Amnesty said 40 prisoners were beaten and denied water": Amnesty has denied nothing.

    Nor has it where "were questioned and denied killing two" may be what the prisoners did.
    """
    done = list(drafts)
    for other in drafts:
        if other.grade != "denied" or other.cue is None or other.source is None:
            continue
        for at, said in enumerate(done):
            if said.cue is None or said.source != other.source or not said.cue.end <= said.content.start:
                continue
            joined = _AND_ALSO.search(text, said.content.start, other.cue.start)
            if said.grade == "denied" or joined is None or _is_quoted(text, joined.start()):
                continue
            if _may_be_theirs(text[said.content.start : joined.start()], text[other.cue.end : other.cue.end + 40]):
                done[at] = replace(said, content=Span(said.content.start, max(said.content.end, other.content.end)))
                done.remove(other)
                break
    return done


def _may_be_theirs(said: str, denied: str) -> bool:
    """Whether those to whom something was done may be the ones who "denied" it, or to whom it was denied."""
    passive = _WAS_DONE.match(said)
    if passive is None:
        return False
    nobody_else = _FOR_GOOD.fullmatch(passive["done"]) or _ONESELF.match(passive["before"])
    return not (nobody_else and _A_CLAIM.match(denied))


_OPENING = re.compile(r"[“«]|(?<!\w)[‘'](?=\w)")
_CLOSING = re.compile(r"[”»]|(?<=[\w.,!?])['’](?!\w)")


def _is_quoted(text: str, at: int) -> bool:
    """Whether a quotation of the paragraph is open at this place, whichever marks it has."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    opened, closed = len(_OPENING.findall(before)), len(_CLOSING.findall(before))
    return opened > closed or before.count('"') % 2 == 1


def _answers(text: str, start: int, end: int, *, denying: bool = False, otherwise: bool = False) -> bool:
    """Whether a clause begins here in which somebody named says something; with `denying`, denies something.

    With `otherwise`, speaking of something or calling it something is enough, and whoever is only "he" is the same.
    """
    words = words_of(text, start, end)
    if otherwise and words and words[0].lower in PRONOUNS:
        return False
    for place, word in enumerate(words[:12]):
        row = cue_of_form().get(word.lower)
        speaks = otherwise and word.lower in words_in("speaks_otherwise")
        if place and (speaks or (row is not None and not (row.nouns and word.lower in row.nouns))):
            first = place
            while first and (words[first - 1].lower in AUXILIARIES | ADVERBS or words[first - 1].lower.endswith("ly")):
                first -= 1
            source = source_before(words, first)
            told = speaks or (row is not None and (row.grade == "denied" if denying else row.grade != "held"))
            return source is not None and source[0] == 0 and told
        if word.is_mark and word.text not in ("’", "'", "-", "."):
            return False
    return False
