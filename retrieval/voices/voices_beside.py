"""The other voices of a sentence, which say with its verb what its own does: "Border Rescue and Coast Watch said".

So they do where the form of a note has both in the one place for who says it: "Kalden Health Ministry / UN".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.model import Attribution, Finding
from knowledge.notes import voice_in_note
from knowledge.speakers import fold, row_of, who_is
from retrieval.origins import has_name

#: What an editor puts between two who say a thing, as the form of a note has one place for them.
BESIDE = " / "


def voices_beside(finding: Finding) -> Iterator[Attribution]:
    """The other voices of a sentence that say with the verb of its own just what that says."""
    own = finding.attribution
    if finding.statement.place_in_article in ("note", "rival"):
        yield from _beside_it(finding)
        return
    if finding.article.is_note or own.cue_span is None or not has_name(own.speaker):
        return
    for voice in finding.statement.attributions:
        is_one_saying = (voice.span, voice.cue_span) == (own.span, own.cue_span)
        if is_one_saying and voice.speaker.name != own.speaker.name and has_name(voice.speaker):
            yield voice


def _beside_it(finding: Finding) -> Iterator[Attribution]:
    """The other bodies that the table of voices knows of those to whom a note gives one fact with a stroke between.

    Whoever it does not know may be another name of the first, "the finance office / Treasury", and "/ blamed on the
    army" has the army say nothing.
    """
    own = finding.attribution
    for part in voice_in_note(finding.article, finding.statement).split(BESIDE)[1:]:
        # Behind a comma stands where it was printed.
        name = part.partition(",")[0]
        other = who_is(name)
        row = row_of(other)
        names = {fold(known) for known in (row.name, *row.aliases)} if row else set()
        if fold(name) in names and other.name != own.speaker.name:
            yield replace(own, speaker=other)
