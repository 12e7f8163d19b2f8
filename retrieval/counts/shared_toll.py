"""Who gave "the same toll" as a voice, or confirmed it, in a sentence soon behind it: both count as many."""

from __future__ import annotations

from functools import lru_cache

from knowledge.attributions import read_attributions
from knowledge.model import Attribution, Finding
from knowledge.quantities import read_quantities
from knowledge.sentences import split
from retrieval.origins import has_name
from retrieval.word_tables import worded

#: So many sentences behind a toll somebody has still "the same", within so many characters.
NEXT_SENTENCES, NEAR_BY = 3, 1_200


# Asked for every count, by whoever asks whether it has risen.
@lru_cache(maxsize=500)
def with_the_same_toll(finding: Finding) -> Attribution | None:
    """The voice of whoever "reported the same toll" soon behind a toll, before its report counts anything else.

    Of two who speak in that sentence nobody knows who gave it.
    """
    if finding.article.is_note or finding.statement.place_in_article != "body":
        return None
    behind = finding.article.text[finding.statement.span.end :][:NEAR_BY]
    if not worded("retold", "the_same_toll").search(behind):
        # So it is in most, which is seen sooner than where the sentences end.
        return None
    # The last may be cut short.
    for span in split(behind)[:-1][:NEXT_SENTENCES]:
        told = span.of(behind)
        if worded("retold", "the_same_toll").search(told):
            voices = read_attributions(told)
            is_one = len({voice.speaker.name for voice in voices}) == 1 and has_name(voices[0].speaker)
            return voices[0] if is_one and voices[0].speaker.name != finding.speaker.name else None
        if any(quantity.state for quantity in read_quantities(told)):
            return None
    return None


@lru_cache(maxsize=500)
def confirmed_next(finding: Finding) -> str:
    """The sentence soon behind a toll in which somebody without a name "confirmed the death toll", verbatim; else "".

    A doctor who received the dead is no voice of the card, and no small matter to whoever asks who says so.
    """
    tolls = any(quantity.state for quantity in finding.statement.quantities)
    if finding.article.is_note or finding.statement.place_in_article != "body" or not tolls:
        return ""
    behind = finding.article.text[finding.statement.span.end :][:NEAR_BY]
    if not worded("retold", "confirms_the_toll").search(behind):
        return ""
    for span in split(behind)[:-1][:NEXT_SENTENCES]:
        told = span.of(behind)
        if worded("retold", "confirms_the_toll").search(told):
            voices = read_attributions(told)
            is_nameless = bool(voices) and not any(has_name(voice.speaker) for voice in voices)
            return told if is_nameless else ""
        if any(quantity.state.startswith("killed") for quantity in read_quantities(told)):
            return ""
    return ""
