"""Quotations that run on: whose words they are when no speaker stands beside them."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import Word, has_finite, is_finite, words_of
from knowledge.model import Attribution, Span, Speaker
from knowledge.word_lists import words_in

#: Shorter ones are words put between marks ("so-called"), not somebody's sentence.
SHORTEST = 12
#: Fewer words than these are a name or a slogan, and no clause that tells something.
_FEWEST_WORDS = 6
_RELATIVE = words_in("relatives")
_FRONT = words_in("front_words") | words_in("connectives")
_ASKS = re.compile(r"\?[\"”'’)\s]*$")


class RunningOn:
    """What of a text's quotations still waits for its speaker, paragraph by paragraph."""

    def __init__(self, text: str, quotations: tuple[Span, ...]) -> None:
        self._text = text
        self._quotations = quotations
        #: What the last sentence of this paragraph quoted.
        self._quoting: list[Attribution] = []
        self._waiting: list[Span] = []
        self._here: list[Attribution] = []
        self._before: list[Attribution] = []
        self._introduced: Attribution | None = None
        #: Quotations that carry a sentence whose speaker is not named, and every voice of the text so far.
        self._carrying: list[Span] = []
        self._voices: dict[str, Speaker] = {}

    def take(self, sentence: Span, here: list[Attribution]) -> list[Attribution]:
        """What one sentence adds to the reading: its own attributions, and quotations whose speaker is now plain."""
        quotation = _wholly_quoted(sentence, self._quotations)
        if not here and quotation:
            if not self._quoting:
                self._waiting.append(quotation)
                return []
            here = [replace(self._quoting[-1], span=quotation)]
        if not here and (carrying := _carrying(self._text, sentence, self._quotations)):
            self._carrying.append(carrying)
        found: list[Attribution] = []
        if self._waiting:
            # The quotation came first; whoever is quoted in the next sentence of the paragraph is its speaker.
            quoted_too = bool(here) and any(q.start == here[0].span.start for q in self._quotations)
            found = [replace(here[0], span=span) if quoted_too else nobodys(span) for span in self._waiting]
            self._waiting = []
        found += here
        self._quoting = here if any(self._quotes(a) for a in here) else []
        self._here += here
        return found

    def introduce(self, attribution: Attribution) -> None:
        """Whoever a colon at a paragraph's end introduces is quoted in the next."""
        self._introduced = attribution

    def end_paragraph(self, subject: Speaker | None) -> list[Attribution]:
        """What still waits as a paragraph ends: it belongs to the only voice of the paragraph before, or to nobody.

        `subject` is the only person whom that paragraph was about, if nobody spoke in it.
        """
        whose = None
        if self._waiting:
            # "Weil said it was dark. He shrugged. “Nobody saw the rocks.”": the paragraph has one voice.
            whose = _only_voice(self._here, self._text) if self._here else self._voice_before(subject)
        found = [replace(whose, span=span) if whose else nobodys(span) for span in self._waiting]
        found += self._alone()
        self._before = [self._introduced] if self._introduced else self._here or [a for a in found if a.speaker.name]
        self._introduced = None
        self._quoting, self._waiting, self._here, self._carrying = [], [], [], []
        return found

    def _alone(self) -> list[Attribution]:
        """Quotations within the outlet's own sentences: of the one voice of the paragraph, or of the text so far."""
        here = {a.speaker.name: a.speaker for a in self._here}
        self._voices |= here
        alone = next((said for said in (here, self._voices) if len(said) == 1 and "" not in said), {})
        # Which of a body's people is quoted is not said.
        return [
            Attribution(replace(speaker, person=""), "", (), span)
            for speaker in alone.values()
            for span in self._carrying
        ]

    def _voice_before(self, subject: Speaker | None) -> Attribution | None:
        if self._before:
            return _only_voice(self._before, self._text)
        return Attribution(subject, "", (), Span(0, 0)) if subject and subject.name else None

    def _quotes(self, attribution: Attribution) -> bool:
        return any(q.overlaps(attribution.span) and q.end - q.start > SHORTEST for q in self._quotations)


def _only_voice(said: list[Attribution], text: str) -> Attribution | None:
    """The last of what a paragraph passes on, if all of it has one named speaker and does not end with a question."""
    last = said[-1]
    if len({a.speaker for a in said}) > 1 or not last.speaker.name:
        return None
    # What follows a question is most often another's answer.
    return None if last.cue.startswith("ask") or _ASKS.search(last.span.of(text)) else last


def nobodys(quotation: Span) -> Attribution:
    """A quotation whose speaker cannot be told is still not the outlet's own word."""
    return Attribution(Speaker("", "unnamed"), "", (), quotation)


def _carrying(text: str, sentence: Span, quotations: tuple[Span, ...]) -> Span | None:
    """The quotation that carries a sentence of the outlet's: In the west "eight people were killed by planes" at noon.

    Only where the words around it tell nothing by themselves, and it goes on in small letters: no title does.
    """
    inside = [q for q in quotations if q.within(sentence)]
    if len(inside) != 1:
        return None
    (quoted,) = inside
    words = words_of(text, quoted.start + 1, quoted.end - 1)
    before, behind = words_of(text, sentence.start, quoted.start), words_of(text, quoted.end, sentence.end)
    if len(words) < _FEWEST_WORDS or not before or before[0].lower not in _FRONT or words[0].lower in _RELATIVE:
        return None
    tells = any(is_finite(part, i) and not _is_by(part, i + 1) for part in (before, behind) for i in range(len(part)))
    is_title = words[0].text[:1].isupper()
    return quoted if has_finite(words) and not (tells or is_title) else None


def _is_by(words: list[Word], at: int) -> bool:
    """Whether "by" stands here: "held by rebels" only describes."""
    return at < len(words) and words[at].lower == "by"


def _wholly_quoted(sentence: Span, quotations: tuple[Span, ...]) -> Span | None:
    """The sentence, when all of it stands between quotation marks."""
    for q in quotations:
        if q.start <= sentence.start and sentence.end <= q.end + 1 and q.end - q.start > SHORTEST:
            return Span(max(q.start, sentence.start), min(q.end, sentence.end))
    return None
