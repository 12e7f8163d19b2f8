"""Whether what stands before a bare colon is a voice ("Mayor Lena Ortiz: ...") or a label ("Warning: ...")."""

from __future__ import annotations

import re

from knowledge.attributions.clauses import VOICES
from knowledge.attributions.drafts import Draft
from knowledge.attributions.persons import Persons
from knowledge.attributions.phrases import is_a_credit, is_a_label
from knowledge.speakers import outlet_of, row_of, who_is
from knowledge.speakers.people import people_with_first_names, person_in

_A_MARK = re.compile(r"[\s:;|>–—―‒-]+\Z")
#: Where a line or a sentence begins, or a bracket or a quotation in it.
_BEGINS = re.compile(r"(?:\A|\n|[.!?…][”\"’)]* |[(\[“\"‘*>–—―-] ?) *(?:(?:[Tt]he|[Aa]n?) )?\Z")
_ENDS = re.compile(r"[^\w\n]*(?:\n|\Z)")
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ]\.?)?(?: [A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]){1,3}")
_CAPITALS = r"[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]*){0,3}"
_QUOTED = ("“", '"', "‘", "«")


def without_labels(text: str, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts without those whose cue is a mark alone and whose voice is none.

    Captions, headings, credits and what is listed stand before a colon as well.

    >>> from knowledge.model import Span
    >>> def kept(words, voice):
    ...     source, cue = Span(0, len(voice)), Span(len(voice), len(voice) + 1)
    ...     return bool(without_labels(words, (Draft(source, cue, Span(cue.end + 1, len(words)), "said", ":"),)))
    >>> kept("Harbour Fair: the big wheel turns", "Harbour Fair"), kept("Mayor Ortiz: the wheel is shut", "Mayor Ortiz")
    (False, True)
    """
    persons: list[Persons] = []
    return tuple(draft for draft in drafts if not _is_beside_a_mark(text, draft) or _speaks(text, draft, persons))


def _is_beside_a_mark(text: str, draft: Draft) -> bool:
    source, cue = draft.source, draft.cue
    return bool(source and cue and _A_MARK.match(cue.of(text)))


def _speaks(text: str, draft: Draft, persons: list[Persons]) -> bool:
    """Whether the source speaks; `persons` keeps those of the text once they had to be looked for."""
    assert draft.source is not None
    assert draft.cue is not None
    if draft.source.start > draft.cue.start:
        # "Two ferries sank: officials" is over behind them.
        return _ENDS.match(text, draft.source.end) is not None
    words = draft.source.of(text).strip(" '‘’“”\"")
    between = text[draft.source.end : draft.cue.start].strip(" '’”\")]")
    label = is_a_label(words) or is_a_credit(words, draft.content.of(text))
    if not words or between or label or not _BEGINS.search(text, 0, draft.source.start):
        return False
    if row_of(who_is(words)) or outlet_of(words) or VOICES.fullmatch(words.split()[-1]) or person_in(words):
        return True
    if [name for _, name in people_with_first_names(words)] == [words]:
        return True
    if _NAME.fullmatch(words) and text[draft.content.start : draft.content.start + 1] in _QUOTED:
        return True
    if re.fullmatch(_CAPITALS, words) and len(re.findall(rf"^\W*{re.escape(words)}:", text, re.MULTILINE)) > 1:
        # Whoever comes back before a colon talks with somebody.
        return True
    if not persons:
        persons.append(Persons(text))
    # In what was said by turns a name is short: "Lena: ...", "ORTIZ: ...".
    called = persons[0].called(words.split()[-1].title())
    is_somebody = called == words or (" " not in words and called)
    return bool(is_somebody) or _talks(words, text)


def _talks(words: str, text: str) -> bool:
    """Whether the text tells elsewhere that somebody of this name spoke, or was spoken to: "told Lena Ortiz"."""
    name = rf"{re.escape(words)}(?: [A-ZÀ-Þ][\w’'-]+){{0,2}}"
    return re.search(rf"\b(?:told|asked|tells|asks) {name}\b|\b{name},? (?:{_SPEAKS})\b", text) is not None


_SPEAKS = "said|says|told|tells|asked|asks|added|adds|replied|interviewed"
