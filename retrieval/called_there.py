"""By which words a report calls a voice that it never names: a state's agency, as "state media"."""

from __future__ import annotations

from knowledge.model import Finding
from knowledge.speakers import fold, who_is
from knowledge.word_lists import words_in
from retrieval.origins import has_name, key_of, known_in
from retrieval.origins.names import counters_in

#: "The army" is a short word for one that was named; "the claim, which did not mention a wedding" is no name at all.
FEWEST, MOST = 2, 4


def called_there(finding: Finding) -> str:
    """The words by which a report calls who speaks, verbatim, where it nowhere has the name that the card gives them.

    Who is meant is known by the figure, which other reports have from that voice by its name.
    """
    speaker, span = finding.speaker, finding.attribution.speaker_span
    if span is None or finding.article.is_note or not has_name(speaker) or speaker.kind == "outlet_itself":
        return ""
    called = span.of(finding.article.text)
    words = [word for word in called.split() if word.lower() not in words_in("determiners")]
    if not FEWEST <= len(words) <= MOST or speaker.name in (who_is(called).name, known_in(called)):
        return ""
    return "" if _is_named(speaker.name, f"{finding.article.title}\n{finding.article.text}") else called


def _is_named(name: str, text: str) -> bool:
    in_full = key_of(name) in {key_of(row) for row in counters_in(text)}
    return in_full or f" {fold(name)} " in f" {fold(text)} "
