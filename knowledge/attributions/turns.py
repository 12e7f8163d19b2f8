"""Where one voice ends and the next begins: in "The army said ten died, local radio reported" the radio passes on."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.drafts import Draft, trimmed
from knowledge.attributions.run_together import voice_at_the_end
from knowledge.model import Attribution
from knowledge.speakers import outlet_of


def without_the_reporter(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts of one sentence, none with whoever reports all of it from its end in what is said."""
    return [replace(d, content=replace(d.content, end=_end_of(text, d, drafts))) for d in drafts]


def up_to_the_voice(text: str, draft: Draft) -> Draft:
    """As in "Jets struck a clinic killing 15 people activists said": what ran into the voice is said as well."""
    if draft.source is None or draft.stands_for or text[draft.content.end : draft.source.start].strip():
        return draft
    if draft.content.end > draft.source.start:
        return draft
    voice = voice_at_the_end(draft.source.of(text))
    said = trimmed(text, draft.content.start, draft.source.end - len(voice), [])
    return replace(draft, content=said) if said and said.end > draft.content.end else draft


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
