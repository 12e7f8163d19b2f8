"""Several sources behind "according to" in one sentence, each with the piece of it that is theirs."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import has_finite, words_of
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.model import Span
from knowledge.number_words import NUMBER_WORDS

#: "Omar Aziz, 44, a nurse" gives no count.
_A_COUNT = re.compile(
    rf"(?<![\w-])(?:\d[\d.,]*(?<![.,])(?!,(?! according)|\d)|(?:{'|'.join(sorted(NUMBER_WORDS - {'one'}))})\b(?!,))",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(r"\s*[,;](?:\s+(?:and|but|while|or))?\s|\s+(?:and|but|while|or)\s")
_SAYS_MORE = re.compile(r"\s*[,;]\s+(?:and|but|while)\s")
_AND_SO_TO = re.compile(r"\baccording\s+to\b", re.IGNORECASE)


def each_with_its_own_count(text: str, drafts: list[Draft], quotations: list[Span]) -> list[Draft]:
    """As in "30 marched according to the union, 10 according to police": each count stands before whoever gives it.

    So does each clause in "It cost 3 million, according to the minister, and will take a year, according to her aide".
    """
    done = list(drafts)
    for at, first in enumerate(drafts):
        second = drafts[at + 1] if at + 1 < len(drafts) else None
        if first.cue is None or first.source is None or first.content.start >= first.cue.start:
            continue
        if second is None or second.cue is None:
            # Whoever is named second may be no voice that the rules know.
            again = _AND_SO_TO.search(text, first.source.end, max(first.source.end, first.content.end))
            ends = again.start() if again else 0
        else:
            ends = second.cue.start
        opened = _ONE_MORE.match(text, first.source.end)
        if opened is None or opened.end() >= ends:
            continue
        before = trimmed(text, first.content.start, first.cue.start, quotations)
        own = trimmed(text, opened.end(), ends, quotations)
        if not (before and own):
            continue
        counts = _A_COUNT.search(before.of(text)) and _A_COUNT.match(text, _past_bounds(text, opened.end()))
        says_more = _SAYS_MORE.match(text, first.source.end) and has_finite(words_of(text, own.start, own.end))
        if (counts and not _goes_on(text, second)) or (says_more and second and _is_last(text, second)):
            done[at] = replace(first, content=before)
            if second is not None:
                done[at + 1] = replace(second, content=own)
    return done


def _goes_on(text: str, draft: Draft | None) -> bool:
    """As in "and two guards, according to the mayor, were hurt": what the mayor says is not over."""
    source = draft.source if draft else None
    return source is not None and bool(
        re.match(r",\s+(?:was|were|is|are|ha[sd]|have|that|\w+ed)\b", text[source.end :])
    )


def _is_last(text: str, draft: Draft) -> bool:
    return draft.source is not None and bool(re.match(r"\s*(?:[.;]|\Z|\n)", text[draft.source.end :]))


def told_apart(text: str, drafts: list[Draft], sentence: Span) -> list[Draft]:
    """Those of several sources behind "according to" in one sentence to whom each a piece of their own was given."""
    named = [d for d in drafts if d.verb.lower() == "according to" and d.cue]
    alone = all(not _AND_SO_TO.search(d.content.of(text)) for d in named)
    apart = alone and not any(a.content.overlaps(b.content) for a in named for b in named if a is not b)
    return named if apart and len(_AND_SO_TO.findall(sentence.of(text))) > 1 else []


_BOUNDS = re.compile(
    r"(?:(?:by|as|many|some|about|around|nearly|almost|over|only|just|at|least|most|more|fewer|less|than|up|to)\s+)*"
)


def _past_bounds(text: str, at: int) -> int:
    found = _BOUNDS.match(text, at)
    return found.end() if found else at
