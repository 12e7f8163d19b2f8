"""By which words a report calls what it never names so: a state's agency "state media", a village by another name."""

from __future__ import annotations

import re

from knowledge.model import Claim, Finding
from knowledge.speakers import fold, outlet_of, who_is
from knowledge.word_lists import any_of, words_in
from retrieval.events.strange_places import called_otherwise, strange_in
from retrieval.origins import has_name, key_of, known_in
from retrieval.origins.names import counters_in, word_of

#: "The army" is a short word for one that was named, and "a monitor" is none; "the claim, which did not mention a
#: wedding" is no name at all.
FEWEST, MOST = 2, 4


def called_there(finding: Finding) -> str:
    """The words by which a report calls who speaks, verbatim, where it nowhere has the name that the card gives them.

    Who is meant is known by the figure, which other reports have from that voice by its name; or by the one newsroom
    that the report names further on, where it begins with "local media".
    """
    speaker, span = finding.speaker, finding.attribution.speaker_span
    if span is None or finding.article.is_note or not has_name(speaker) or speaker.kind == "outlet_itself":
        return ""
    called = span.of(finding.article.text)
    if is_named_further_on(finding):
        return called
    if speaker.kind == "state_media" and (press := re.search(rf"(?:[A-Z]\w+ )?\b(?:{any_of('newsrooms')})$", called)):
        # "The latest blast to hit the district state television": what ran in from before is no part of it.
        called = press.group()
    words = [word for word in called.split() if word.lower() not in words_in("determiners")]
    fewest = 1 if word_of("watching").search(called.lower()) else FEWEST
    if speaker.person and speaker.person.split()[-1] in words:
        # Whoever speaks for a body is named.
        return ""
    if speaker.side and words[-1:] == ["ministry"]:
        # So is a state by its ministry.
        return ""
    if not fewest <= len(words) <= MOST or speaker.name in (who_is(called).name, known_in(called)):
        return ""
    return "" if _is_named(speaker.name, f"{finding.article.title}\n{finding.article.text}") else called


def is_named_further_on(finding: Finding) -> bool:
    """Whether a report has it from "local media", and names the one newsroom that may be meant only further on.

    For another thing that newsroom is named there; that the number is its own, too, a reader is to judge.
    """
    span, text = finding.attribution.speaker_span, finding.article.text
    if span is None or finding.article.is_note or "state" in (called := span.of(text)).lower():
        return False
    is_any = re.fullmatch(any_of("some_media"), called, re.IGNORECASE) is not None
    return is_any and _is_named(finding.speaker.name, text[span.end :])


def place_called_there(claim: Claim, finding: Finding) -> tuple[str, str] | None:
    """A place of a claim and the name that a report has for it, verbatim, where it nowhere has the claim's own.

    Of two names that are no more than alike a reader is to judge whether one village is meant.
    """
    if finding.article.is_note:
        return None
    text = f"{finding.article.title}. {finding.article.text}"
    named = [place.name for place in strange_in(claim)]
    return next(((name, called) for name in named if (called := called_otherwise(name, text))), None)


def _is_named(name: str, text: str) -> bool:
    """Whether a text has a name, be it by another that a newsroom goes by: "Haberturk" is Habertürk."""
    in_full = key_of(name) in {key_of(row) for row in counters_in(text)}
    row = outlet_of(name)
    forms = {fold(form) for form in (name, *(row.aliases if row is not None else ()))}
    return in_full or any(f" {form} " in f" {fold(text)} " for form in forms)
