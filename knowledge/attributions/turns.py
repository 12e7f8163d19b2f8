"""Where one voice ends and the next begins: "The army said ten died, local radio reported" are two voices."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.drafts import Draft, trimmed
from knowledge.model import Attribution

_BUT = re.compile(r"\W*(?:and )?(?:but|while|though|although|whereas|yet)\W*", re.IGNORECASE)


def in_turn(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts of one sentence, none of which runs on into whom another names at its end.

    Whoever reports the whole sentence from its end is no part of what is reported; and what the next voice says, from
    its name on, is not said by the one before.
    """
    return [
        replace(draft, content=trimmed(text, draft.content.start, _end_of(text, draft, drafts), []) or draft.content)
        for draft in drafts
        if not any(_is_all_of(text, draft, other) for other in drafts)
    ]


def _is_behind(text: str, draft: Draft) -> bool:
    """Whether a voice stands behind what it says, parted by a mark: without one a headline may have run in."""
    if draft.source is None or draft.source.start < draft.content.end:
        return False
    return bool(re.search(r"[,;”\"—–]", text[max(draft.content.end - 1, 0) : draft.source.start]))


def reported_from_the_end(
    text: str, made: list[tuple[Draft, Attribution]], found: list[Attribution]
) -> list[Attribution]:
    """The attributions, those of a voice within what a later one reports with that one as the hop before the reader."""
    hops = {
        id(inner): outer.speaker.name
        for draft, inner in made
        for behind, outer in made
        if draft.cue
        and behind.source
        and _is_behind(text, behind)
        and draft.cue.within(behind.content)
        and draft.content.within(behind.content)
        and outer.speaker.name
        and outer.speaker != inner.speaker
    }
    return [replace(a, via=(hops[id(a)],)) if id(a) in hops and not a.via else a for a in found]


def _end_of(text: str, draft: Draft, drafts: list[Draft]) -> int:
    """Where the content ends: before a reporter behind it who passes on draft and cue together."""
    ends = [
        other.content.end
        for other in drafts
        if draft.cue
        and other.cue
        and other.source
        and draft.cue.within(other.content)
        and _is_behind(text, other)
        and draft.content.start < other.content.end < draft.content.end
        and other.source.within(draft.content)
    ]
    return min([*ends, draft.content.end])


def _is_all_of(text: str, draft: Draft, other: Draft) -> bool:
    """Whether a content is nothing but another voice and what that one says, tied on by "but" or "while"."""
    return bool(
        other is not draft
        and draft.cue
        and other.source
        and other.cue
        and draft.cue.end <= draft.content.start
        and other.source.within(draft.content)
        and other.cue.within(draft.content)
        and other.content.start >= other.cue.end
        and other.content.end >= draft.content.end
        and _BUT.fullmatch(text[draft.content.start : other.source.start])
    )
