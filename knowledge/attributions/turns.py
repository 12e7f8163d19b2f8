"""Where one voice ends and the next begins: in "The army said ten died, local radio reported" the radio passes on."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import VOICES
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.attributions.run_together import voice_at_the_end
from knowledge.model import Attribution, Span
from knowledge.number_words import NUMBER_WORDS
from knowledge.speakers import outlet_of, row_of, who_is

#: "Wounding dozens more", "hurt 30 others": who was hit, where the comma behind them is lost.
_VICTIMS = re.compile(
    r"\b(?:\w{2,}ing|\w{2,}ed|hurt) (?:(?:at least|more than|over|about|some) )?"
    rf"(?:\d[\d.,]*|{'|'.join(sorted(NUMBER_WORDS))}|dozens|scores|hundreds|thousands|several|many) "
    r"(?:more|others)(?: (?:people|civilians|persons|children))? (?=\S)",
    re.IGNORECASE,
)


def without_the_reporter(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts of one sentence, none with whoever reports all of it from its end in what is said."""
    return [replace(d, content=replace(d.content, end=_end_of(text, d, drafts))) for d in drafts]


def up_to_the_voice(text: str, draft: Draft) -> Draft:
    """As in "Jets struck a clinic killing 15 people activists said": what ran into the voice is said as well."""
    if draft.source is None or draft.stands_for or text[draft.content.end : draft.source.start].strip():
        return draft
    if draft.content.end > draft.source.start:
        return draft
    draft = _past_the_victims(text, draft, draft.source)
    voice = voice_at_the_end(draft.source.of(text)) if draft.source else ""
    said = trimmed(text, draft.content.start, draft.source.end - len(voice), []) if draft.source else None
    return replace(draft, content=said) if said and said.end > draft.content.end else draft


def _past_the_victims(text: str, draft: Draft, source: Span) -> Draft:
    """As in "wounding dozens more local media said": who speaks begins behind the count of those who were hit."""
    ends = [found.end() for found in _VICTIMS.finditer(text, draft.content.start, source.end)]
    if not ends or not source.start < ends[-1] < source.end:
        return draft
    voice = Span(ends[-1], source.end)
    if not (VOICES.search(voice.of(text)) or row_of(who_is(voice.of(text)))):
        return draft
    said = trimmed(text, draft.content.start, voice.start, []) or draft.content
    return replace(draft, source=voice, content=said)


def passed_on(text: str, made: list[tuple[Draft, Attribution]], found: list[Attribution]) -> list[Attribution]:
    """The attributions; those within what a voice behind them reports have reached the reader through that voice."""
    hops = {
        id(inner): outer.speaker.name
        for draft, inner in made
        for behind, outer in made
        if _is_reported_by(text, draft, behind) and _passes_on(outer) and outer.speaker != inner.speaker
    }
    return [replace(a, via=(hops[id(a)],)) if id(a) in hops and not a.via else a for a in found]


def _passes_on(behind: Attribution) -> bool:
    """Whether the last voice is a newsroom's, or says that it reports."""
    speaker = behind.speaker
    newsroom = speaker.kind in ("news_agency", "state_media") or outlet_of(speaker.name) is not None
    return bool(speaker.name) and (newsroom or "report" in behind.cue.lower())


def _is_reported_by(text: str, draft: Draft, behind: Draft) -> bool:
    """Whether somebody parted by a mark from what he reports reports another's word with its cue."""
    if behind.source is None or draft.cue is None or behind.source.start < behind.content.end:
        return False
    parted = re.search(r"[,;”\"—–]", text[max(behind.content.end - 1, 0) : behind.source.start])
    return bool(parted) and draft.cue.within(behind.content) and draft.content.start < behind.content.end


def _end_of(text: str, draft: Draft, drafts: list[Draft]) -> int:
    ends = [
        other.content.end
        for other in drafts
        if _is_reported_by(text, draft, other)
        and other.source
        and other.content.end < draft.content.end
        and other.source.within(draft.content)
    ]
    return min([*ends, draft.content.end])
