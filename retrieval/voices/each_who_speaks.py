"""Two bodies with names that say something with one verb: both say so, "the Border Rescue and the Coast Watch said".

So they do where the form of a note has both in the one place for who says it: "Kalden Health Ministry / UN".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from retrieval.relations.weighed import Related
from retrieval.voices.voices_beside import voices_beside


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
            others = [v for v in voices_beside(one.finding) if (one.finding.statement.id, v.speaker.name) not in heard]
            each += [replace(one, finding=replace(one.finding, heard=voice)) for voice in others]
    return each
