"""What the editor of a note remarks on it, in their own words: the margin of the note belongs in that of the card."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from knowledge.model import Caveat, Finding
from knowledge.notes import remark_on_fact, remark_on_note
from knowledge.sentences import split
from retrieval.caveats.margin import Margin
from retrieval.caveats.printed import NAMELESS
from retrieval.wording import in_a_sentence, told

#: More than this on one card is the editor's notebook.
MOST_REMARKS = 2
#: Longer remarks are cut at a word.
_LONGEST = 300


def editor_remark(margin: Margin) -> list[Caveat]:
    """The editor of a note remarks something on it, or on the very fact that the card shows."""
    if margin.state != "found":
        return []
    caveats: dict[str, Caveat] = {}
    for finding in margin.findings("reports", "differs", "denies") or margin.findings("context"):
        for remark, is_on_the_fact in _remarks_on(finding):
            # One sentence a remark, whichever facts of the note the card shows.
            sentence = _sentence(finding, remark, is_on_the_fact=is_on_the_fact)
            caveats.setdefault(remark, Caveat("EDITOR_REMARK", sentence, (finding,)))
    return list(caveats.values())[:MOST_REMARKS]


def _remarks_on(finding: Finding) -> list[tuple[str, bool]]:
    """What is remarked on the fact, then on its note; a rival stands on another page than the note is about."""
    article, statement = finding.article, finding.statement
    on_note = "" if statement.place_in_article == "rival" else remark_on_note(article)
    remarks = ((remark_on_fact(article, statement), True), (on_note, False))
    return [(kept, on_the_fact) for remark, on_the_fact in remarks if (kept := for_readers(remark))]


def _sentence(finding: Finding, remark: str, *, is_on_the_fact: bool) -> str:
    """The remark under the outlet of its note, and under whoever the fact is told of where that is another."""
    outlet = finding.outlet if finding.statement.place_in_article == "rival" else finding.article.outlet
    voice = finding.speaker
    if is_on_the_fact and voice.kind not in (*NAMELESS, "outlet_itself") and voice.name != outlet:
        # "Modified its report a day later": the agency has, and not the paper that tells of it.
        who = in_a_sentence(voice.name)
        return told(
            "The editor of this note on {outlet} remarks on what {who} said: “{words}”",
            outlet=outlet,
            who=who,
            words=remark,
        )
    return told("The editor of this note on {outlet} remarks: “{words}”", outlet=outlet, words=remark)


def for_readers(remark: str) -> str:
    """The sentences of a remark that tell a reader something, word for word; not how the note was dated and filed.

    >>> for_readers("Year not stated. A reprint is not a second source.")
    'A reprint is not a second source.'
    >>> for_readers("Dated 3 May 2024 by Harbour Post (https://example.org/a).")
    ''
    """
    sentences = [span.of(remark).strip() for span in split(remark)]
    kept = " ".join(sentence for sentence in sentences if sentence and not _filing().search(sentence))
    return kept if len(kept) <= _LONGEST else f"{kept[:_LONGEST].rsplit(' ', 1)[0]}…"


@cache
def _filing() -> re.Pattern[str]:
    rows = tomllib.loads((files(__package__) / "remarks.toml").read_text("utf-8"))
    opens, anywhere = "|".join(rows["opens"]), "|".join(rows["anywhere"])
    return re.compile(rf"^(?:{opens})|(?:{anywhere})", re.IGNORECASE)
