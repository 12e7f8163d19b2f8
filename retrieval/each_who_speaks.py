"""Two bodies with names that say something with one verb: both say so, "the Border Rescue and the Coast Watch said"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.model import Attribution, Finding
from retrieval.origins import has_name
from retrieval.relations.weighed import Related


def each_who_speaks(related: Iterable[Related]) -> list[Related]:
    """What bears on a claim, once for each who says it: a reader is not to miss one of two who vouch for a figure.

    What only stands near is padding enough in one voice.
    """
    told = list(related)
    heard = {(one.finding.statement.id, one.finding.speaker.name) for one in told}
    each: list[Related] = []
    for one in told:
        each.append(one)
        if one.relation in ("reports", "differs"):
            others = [v for v in _with_it(one.finding) if (one.finding.statement.id, v.speaker.name) not in heard]
            each += [replace(one, finding=replace(one.finding, heard=voice)) for voice in others]
    return each


def _with_it(finding: Finding) -> Iterator[Attribution]:
    """The other voices of a sentence that say with the verb of its own just what that says."""
    own = finding.attribution
    if finding.article.is_note or own.cue_span is None or not has_name(own.speaker):
        return
    for voice in finding.statement.attributions:
        is_one_saying = (voice.span, voice.cue_span) == (own.span, own.cue_span)
        if is_one_saying and voice.speaker.name != own.speaker.name and has_name(voice.speaker):
            yield voice
