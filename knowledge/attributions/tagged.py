"""What the learned tagger saw, as drafts that the rules take up: the tagger knows edges, the rules know names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from knowledge.attributions.cues import grade_of
from knowledge.attributions.drafts import Draft
from knowledge.model import Span
from knowledge.tagger import TaggedSpan

_paragraph = re.compile(r"[^\n]+")


class Tags(Protocol):
    """Whatever tags sources, cues and contents, paragraph by paragraph."""

    def tag(self, paragraphs: Sequence[str]) -> list[tuple[TaggedSpan, ...]]:
        """For each paragraph, the spans that play a role in an attribution."""
        ...


def tagged_drafts(text: str, tagger: Tags) -> tuple[Draft, ...]:
    """The attributions that the tagger sees in a text, offsets into it; each has a speaker, a cue and a content.

    A content in two pieces ("X," he said, "Y") is one stretch from its first word to its last.
    """
    paragraphs = [Span(match.start(), match.end()) for match in _paragraph.finditer(text)]
    drafts = []
    for paragraph, spans in zip(paragraphs, tagger.tag([p.of(text) for p in paragraphs]), strict=True):
        groups: dict[int, dict[str, list[Span]]] = {}
        for found in spans:
            groups.setdefault(found.group, {}).setdefault(found.role, []).append(found.span.shifted(paragraph.start))
        for roles in groups.values():
            if not all(role in roles for role in ("source", "cue", "content")):
                continue
            content = Span(min(s.start for s in roles["content"]), max(s.end for s in roles["content"]))
            cue = roles["cue"][0]
            drafts.append(Draft(roles["source"][0], cue, content, grade_of(cue.of(text)), cue.of(text)))
    return tuple(drafts)
