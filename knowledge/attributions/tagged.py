"""What the learned tagger saw, as drafts that the rules take up: the tagger knows edges, the rules know names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from knowledge.attributions.before_a_colon import without_labels
from knowledge.attributions.cues import grade_of_tagged, may_cite
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.attributions.phrases import is_a_reason
from knowledge.attributions.run_together import KIND_OF_MANY
from knowledge.attributions.sayings import CITING
from knowledge.model import Attribution, Span, Speaker
from knowledge.quotations import read_quotations
from knowledge.speakers import who_is
from knowledge.speakers.names import OF_A_PEOPLE
from knowledge.tagger import Part, TaggedSpan
from knowledge.word_lists import words_in

_paragraph = re.compile(r"[^\n]+")

#: "WEIL: We were there."
_TRANSCRIPT = re.compile(r"^[A-Z][A-Z .'’-]+:", re.MULTILINE)
_SOMEBODY_AGAIN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")


class Tags(Protocol):
    """Whatever tags sources, cues and contents, paragraph by paragraph."""

    def tag(
        self, paragraphs: Sequence[str], worth_reading: Callable[[Sequence[Part]], Sequence[Part]] | None = None
    ) -> list[tuple[TaggedSpan, ...]]:
        """For each paragraph, the spans that play a role in an attribution; none in parts that are not worth it."""
        ...


def tagged_drafts(text: str, tagger: Tags, *, cited_only: bool = False) -> tuple[Draft, ...]:
    """The attributions that the tagger sees in a text, offsets into it.

    A content in two pieces ("X," he said, "Y") is two drafts, so that each stays what its speaker said and no more.
    One with no source has a speaker whom the words do not name ("was widely reported"). What is seen in part, with no
    cue or no content, is a draft as well, "held": nobody is said to have said anything by it alone. With `cited_only`
    the tagger is spared where nobody can be quoted: whatever it saw there would be "held".
    """
    paragraphs = [Span(match.start(), match.end()) for match in _paragraph.finditer(text)]
    drafts = []
    printed = [p.of(text) for p in paragraphs]
    worth = partial(_where_somebody_is_cited, text, paragraphs) if cited_only else None
    for paragraph, spans in zip(paragraphs, tagger.tag(printed, worth), strict=True):
        groups: dict[int, dict[str, list[Span]]] = {}
        for found in spans:
            groups.setdefault(found.group, {}).setdefault(found.role, []).append(found.span.shifted(paragraph.start))
        for roles in groups.values():
            source = _whole(text, roles["source"][0]) if "source" in roles else None
            if "cue" not in roles or "content" not in roles:
                drafts += _in_part(text, source, roles)
                continue
            cue = roles["cue"][0]
            if source:
                roles["content"] = [_before_the_voice(text, piece, source) for piece in roles["content"]]
            said = " ".join(piece.of(text) for piece in roles["content"])
            behind = [part for part in (source, roles["content"][0]) if part and 0 <= part.start - cue.end <= 2]
            if cue.of(text).lower() in CITING and any(is_a_reason(part.of(text)) for part in behind):
                continue  # "They shut the pier, citing the storm"
            before = text[max(paragraph.start, cue.start - 24) : cue.start]
            grade = grade_of_tagged(cue.of(text), said, before, source is not None)
            drafts += [Draft(source, cue, piece, grade, cue.of(text)) for piece in roles["content"]]
    return without_labels(text, tuple(drafts))


def _where_somebody_is_cited(text: str, paragraphs: Sequence[Span], parts: Sequence[Part]) -> list[Part]:
    """The parts of a text in which somebody may be quoted, and those before one in which "he" may be whoever spoke.

    A transcript is read whole, as its speakers speak on, and so is a quotation of several paragraphs.
    """
    if _TRANSCRIPT.search(text):
        return list(parts)
    quotations = read_quotations(text)
    worth = []
    goes_on = False
    # From the last to the first, as each is asked about the next.
    for number, part in reversed(parts):
        place = part.shifted(paragraphs[number].start)
        words = place.of(text)
        cited = may_cite(words) or any(place.overlaps(quotation) for quotation in quotations)
        if cited or goes_on:
            worth.append((number, part))
        goes_on = cited and _SOMEBODY_AGAIN.search(words) is not None
    return worth[::-1]


def seen_in_part(text: str, tagged: Sequence[Draft], found: Sequence[Attribution]) -> list[Attribution]:
    """What was tagged with no cue or no content and is in nothing that was read: who may say or be said something.

    All of it is "held", so that no card counts on it; where the content is not known it is empty.
    """
    read = [span for a in found for span in (a.span, a.cue_span, a.speaker_span) if span]
    return [
        Attribution(
            who_is(draft.source.of(text)) if draft.source else Speaker("", "unnamed"),
            draft.verb,
            (),
            draft.content,
            draft.source,
            draft.cue,
            (),
            "held",
        )
        for draft in tagged
        if (draft.cue is None or draft.content.start == draft.content.end)
        and not any(part.overlaps(span) for part in (draft.source, draft.cue, draft.content) if part for span in read)
    ]


def _in_part(text: str, source: Span | None, roles: dict[str, list[Span]]) -> list[Draft]:
    """Drafts of what has no cue or no content; where the content is not known it is empty."""
    if "content" in roles:
        return [Draft(None, None, piece, "held") for piece in roles["content"]]
    cue = roles["cue"][0] if "cue" in roles else None
    last = cue or source
    if last is None:
        return []
    return [Draft(source, cue, Span(last.end, last.end), "held", cue.of(text) if cue else "")]


def from_its_sentence(source: Span | None, sentence: Span) -> Span | None:
    """The words for a speaker from where the cue's sentence begins, if they run into it from the one before."""
    runs_in = source is not None and source.start < sentence.start < source.end
    return Span(sentence.start, source.end) if source is not None and runs_in else source


def _before_the_voice(text: str, piece: Span, source: Span) -> Span:
    """What is said, up to where the voice behind it begins: of "ten died state-run radio said" not "state"."""
    if not piece.start < source.start < piece.end <= source.end:
        return piece
    return trimmed(text, piece.start, source.start, []) or piece


def _whole(text: str, span: Span) -> Span:
    """The span from the beginning of a word, "state-run" is one, and with what sort of media or sources they are.

    Of whose state a press is goes with it: "Syrias state-run news agency", where the apostrophe is lost.
    """
    start = span.start
    if text[start - 1 : start] == "-":
        before = re.search(r"[\w-]+$", text[:start])
        start = before.start() if before else start
    sort = _WORD_BEFORE.search(text, max(0, start - 30), start)
    if sort and _A_SORT.fullmatch(text, start, span.end) and KIND_OF_MANY.match(sort["word"]):
        start = sort.start("word")
    if _PRESS.match(text, start) and (state := _OF_A_STATE.search(text, max(0, start - 45), start)):
        start = state.start("state") if state["owner"] in (None, *words_in("countries")) else state.end("whose")
    elif _STATES.match(text, start) and (owner := _OWNER.search(text, max(0, start - 30), start)):
        start = owner.start() if owner["owner"] in words_in("countries") else start
    end = span.end
    if _AN_ARTICLE.fullmatch(text, start, end) and (noun := _NOUN.match(text, end)):
        # "According to the statement the fund goes on": no article speaks.
        end = noun.end()
    return Span(start, end)


_AN_ARTICLE = re.compile(r"the|an?", re.IGNORECASE)
_NOUN = re.compile(r" [a-z][\w-]+")
#: One word, that says little of whose they are.
_A_SORT = re.compile(r"media|sources|officials|activists")
_OWNER = re.compile(r"\b(?P<owner>[A-Z][a-z]+)['’]?s \Z")
_PRESS = re.compile(r"(?:TV|television|radio|media|news agency|broadcaster)\b")
_STATES = re.compile(r"(?:official |government )?state(?:-run|-owned)? |official news agency")
_OF_A_STATE = re.compile(
    rf"(?P<state>(?P<whose>(?:\b(?P<owner>[A-Z][a-z]+)['’]?s )|\b{OF_A_PEOPLE} )?"
    r"\b(?:official |government )?state(?:-run|-owned)? )\Z"
)
_WORD_BEFORE = re.compile(r"(?P<word>[\w-]+) \Z")
