"""A report's paragraphs as the tagger's network reads them: cut where a sentence ends, word by word in pieces."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.model import Span
from knowledge.quotations import read_quotations
from knowledge.sentences import split

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: Pieces of text that go through the encoder together; the base model was trained on 256 and falls off beyond them.
#: A paragraph goes alone: read beside its neighbours it was tagged a point worse.
LONGEST = 256

#: Words after which a paragraph is cut where a sentence ends. Newspapers seldom print longer ones, and over an article
#: in one paragraph, as archives keep it, the links go astray: one cue in six took its source from another sentence.
LONG_PARAGRAPH = 60

#: As far as so many words a quotation stays with the one before it: who speaks on is named at the first (“…,” she said.
#: “…”). On articles kept aside, half of the contents that had lost their cue to a cut find it again.
SPEAKING_ON = 120

OPENING = frozenset("“«„‟")
CLOSING = frozenset("”»")
EITHER = frozenset('"')
FEATURES = 20


@dataclass(frozen=True, slots=True)
class Pieces:
    """One stretch of a paragraph as the encoder reads it."""

    paragraph: int
    ids: tuple[int, ...]
    features: tuple[int, ...]
    #: For each word, the place of its first piece in `ids`, and where the word stands in the paragraph.
    heads: tuple[int, ...]
    words: tuple[Span, ...]


def marks(paragraph: str) -> list[int]:
    """For each character, whether it stands outside quotation marks (0), inside (1), opens (2) or closes (3).

    A straight mark opens when nothing is open and closes otherwise; every paragraph starts afresh, because
    newspapers leave a quotation open at a paragraph's end and open it again in the next.

    >>> marks('a "b" c')
    [0, 0, 2, 1, 3, 0, 0]
    """
    inside = False
    states = []
    for letter in paragraph:
        if letter in OPENING or (letter in EITHER and not inside):
            inside = True
            states.append(2)
        elif letter in CLOSING or letter in EITHER:
            inside = False
            states.append(3)
        else:
            states.append(1 if inside else 0)
    return states


def lettering(word: str) -> int:
    """How a word is written, which the lower-casing encoder cannot see: lower 0, Title 1, CAPITALS 2, figure 3, mark 4.

    >>> [lettering(word) for word in ("said", "Homs", "SOHR", "28", ",")]
    [0, 1, 2, 3, 4]
    """
    first = word[:1]
    if first.isdigit():
        return 3
    if first.isupper():
        return 2 if len(word) > 1 and word.isupper() else 1
    return 4 if unicodedata.category(first or " ")[0] in "PSZC" else 0


def pieces(tokenizer: Tokenizer, paragraphs: Sequence[str]) -> list[Pieces]:
    """The paragraphs as the encoder reads them; a long one comes in several stretches, an empty one in none."""
    stretches = []
    for number, (text, encoding) in enumerate(
        zip(paragraphs, tokenizer.encode_batch(list(paragraphs), add_special_tokens=False), strict=True)
    ):
        states = marks(text)
        grouped: list[tuple[list[int], Span]] = []
        last: int | None = None
        for piece, word, (start, end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
            if word == last and grouped:
                grouped[-1] = (grouped[-1][0] + [piece], Span(grouped[-1][1].start, end))
            else:
                grouped.append(([piece], Span(start, end)))
            last = word
        room = LONGEST - 2
        begin = 0
        while begin < len(grouped):
            ids: list[int] = []
            features: list[int] = []
            heads: list[int] = []
            words: list[Span] = []
            place = begin
            while place < len(grouped) and len(ids) + len(grouped[place][0]) <= room:
                of_word, span = grouped[place]
                heads.append(len(ids))
                words.append(span)
                ids += of_word
                features += [lettering(span.of(text)) * 4 + states[span.start]] * len(of_word)
                place += 1
            if place == begin:  # one "word" longer than the window: an address or a run of symbols, never a speaker
                place += 1
                begin = place
                continue
            stretches.append(Pieces(number, tuple(ids), tuple(features), tuple(heads), tuple(words)))
            begin = place
    return stretches


def in_parts(paragraph: str) -> list[Span]:
    """A paragraph in parts of whole sentences, each of 60 words if its sentences allow; no quotation is cut.

    Up to 120 words, a sentence that opens with a quotation is not cut off from the quotation before it either.

    >>> words = "The mayor said so. " * 20
    >>> [len(part.of(words).split()) for part in in_parts(words)], len(in_parts("The mayor said so."))
    ([60, 20], 1)
    """
    if len(paragraph.split()) <= LONG_PARAGRAPH:
        return [Span(0, len(paragraph))]
    quotations = read_quotations(paragraph)
    parts: list[Span] = []
    begin = last = 0
    for sentence in split(paragraph):
        words = len(paragraph[begin : sentence.end].split())
        before = [quotation for quotation in quotations if begin <= quotation.start < sentence.start]
        inside = any(sentence.start < quotation.end for quotation in before)
        opens = any(quotation.start == sentence.start for quotation in quotations)
        speaks_on = words <= SPEAKING_ON and opens and bool(before)
        if last > begin and words > LONG_PARAGRAPH and not inside and not speaks_on:
            parts.append(Span(begin, sentence.start))
            begin = sentence.start
        last = sentence.end
    return [*parts, Span(begin, len(paragraph))]
