"""What the learned tagger saw, as drafts that the rules take up: the tagger knows edges, the rules know names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from knowledge.attributions.cues import grade_of_tagged
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
    """The attributions that the tagger sees in a text, offsets into it; each has a cue and a content.

    A content in two pieces ("X," he said, "Y") is two drafts, so that each stays what its speaker said and no more.
    One with no source has a speaker whom the words do not name ("was widely reported").
    """
    paragraphs = [Span(match.start(), match.end()) for match in _paragraph.finditer(text)]
    drafts = []
    for paragraph, spans in zip(paragraphs, tagger.tag([p.of(text) for p in paragraphs]), strict=True):
        groups: dict[int, dict[str, list[Span]]] = {}
        for found in spans:
            groups.setdefault(found.group, {}).setdefault(found.role, []).append(found.span.shifted(paragraph.start))
        for roles in groups.values():
            if "cue" not in roles or "content" not in roles:
                continue
            cue = roles["cue"][0]
            source = _whole(text, roles["source"][0]) if "source" in roles else None
            said = " ".join(piece.of(text) for piece in roles["content"])
            before = text[max(paragraph.start, cue.start - 24) : cue.start]
            grade = grade_of_tagged(cue.of(text), said, before, source is not None)
            drafts += [Draft(source, cue, piece, grade, cue.of(text)) for piece in roles["content"]]
    return tuple(drafts)


def _whole(text: str, span: Span) -> Span:
    """The span from the beginning of a word: "state-run" is one, though its parts may have been tagged apart."""
    start = span.start
    if text[start - 1 : start] == "-":
        before = re.search(r"[\w-]+$", text[:start])
        start = before.start() if before else start
    return Span(start, span.end)
