"""Two who speak with one verb: in "Mayor Mira Sand and two rescue workers said" each speaks, and one has a name."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import VOICES
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.model import Span
from knowledge.speakers import fold, outlet_of, row_of, who_is
from knowledge.speakers.names import OF_A_PEOPLE
from knowledge.speakers.people import person_in
from knowledge.speakers.voices import without_article

#: Who is nobody by name.
_NAMELESS = ("unnamed", "unnamed_partisan", "eyewitness")
#: "US and coalition officials": in front of an "and" these are more often whose officials speak.
_OF_A_SIDE = ("party", "named_official")
_ITS_OWN = re.compile(r"(?:its|his|her|their) ", re.IGNORECASE)
_AND = re.compile(r"\band\b")
#: "Both the Border Rescue and", "both rescue services the Border Rescue and".
_BOTH = re.compile(r"[Bb]oth (?:(?:of )?(?:the )?(?:[a-z-]+ ){1,3}(?=the [A-Z]))?")
#: What stands behind these is another's share: "the Observatory, which relies on activists and medics".
_TIES = re.compile(r"\b(?:which|who|whose|that|with|including|like|such as|between|has|have|relies|rely)\b| - ")


#: Characters before a speaker in which "a monitor and" may stand.
_NEAR = 60
#: "A war monitor", which the report names elsewhere.
_A_MONITOR = re.compile(
    rf"(?:an?|the) (?:[\w.]+-based |{OF_A_PEOPLE} )?(?:(?:war|rights|conflict|human rights) )?"
    r"(?:monitor|monitoring group)\b",
    re.IGNORECASE,
)
_A_MONITOR_AND = re.compile(rf"(?<![\w’'-])(?P<who>{_A_MONITOR.pattern}) and \Z", re.IGNORECASE)


def each_alone(text: str, draft: Draft) -> tuple[Draft, ...]:
    """The draft once for each of two who speak in it, whoever has a name first; once where neither has one.

    Two bodies of the tables speak each for itself, in the order printed: "SANA and Al-Manar reported".
    """
    draft = _with_the_monitor(text, draft)
    if draft.source is None or draft.stands_for is not None or "," in draft.source.of(text):
        return (draft,)
    joints = [*_AND.finditer(text, draft.source.start, draft.source.end)]
    if len(joints) != 1 or _TIES.search(text, draft.source.start, joints[0].start()):
        return (draft,)
    joint = joints[0]
    begins = _behind_a_description(text, draft.source.start, joint.start())
    first = Span(begins, joint.start() - 1)
    second = Span(joint.end() + 1, draft.source.end)
    if _is_whole(first.of(text)) and _is_whole(second.of(text)) and row_of(who_is(draft.source.of(text))) is None:
        return replace(draft, source=first), replace(draft, source=second)
    if _is_named(first.of(text), before_and=True) and _is_nameless(second.of(text)):
        return replace(draft, source=first), replace(draft, source=second)
    if _is_nameless(first.of(text)) and _is_named(second.of(text), before_and=False):
        return replace(draft, source=second), replace(draft, source=first)
    return (draft,)


def _behind_a_description(text: str, begins: int, ends: int) -> int:
    """Where the first of two bodies begins behind "both", and behind what both are called, its comma lost or not.

    >>> told = "Both rescue services the Border Rescue and the Coast Watch"
    >>> told[_behind_a_description(told, 0, told.index("and")) :]
    'the Border Rescue and the Coast Watch'
    """
    both = _BOTH.match(text, begins, ends)
    return both.end() if both else begins


def _with_the_monitor(text: str, draft: Draft) -> Draft:
    """The draft with "a monitor and" in front of "activists said" in its speaker, and out of what is said."""
    if draft.source is None or draft.stands_for is not None:
        return draft
    monitor = _A_MONITOR_AND.search(text, max(0, draft.source.start - _NEAR), draft.source.start)
    source = Span(monitor.start("who"), draft.source.end) if monitor else draft.source
    if not _A_MONITOR.match(source.of(text)) or not draft.content.start < source.start < draft.content.end:
        return replace(draft, source=source) if draft.content.end <= source.start else draft
    said = trimmed(text, draft.content.start, source.start, [])
    return replace(draft, source=source, content=said) if said else draft


def _is_whole(words: str) -> bool:
    """Whether these words are a body's whole name in the tables: "the Red Cross", not "coalition officials"."""
    plain = without_article(words)
    row = row_of(who_is(plain))
    known = row is not None and fold(plain) in {fold(name) for name in (row.name, *row.aliases)} - row.people
    return known or outlet_of(plain) is not None


def _is_named(words: str, *, before_and: bool) -> bool:
    """Whether these words are somebody introduced by name and office, a monitor, or a body of the tables."""
    if _A_MONITOR.fullmatch(words) or who_is(words).kind == "state_media":
        # "State television and rebel media": a state's press is one, whatever it is called.
        return True
    person = person_in(words)
    if person is not None:
        return bool(person.office)
    row = row_of(who_is(words))
    return row is not None and not (before_and and row.kind in _OF_A_SIDE)


def _is_nameless(words: str) -> bool:
    speaker = who_is(words)
    if _ITS_OWN.match(words):
        # "The radio and its reporters": whoever is one's own says the same.
        return False
    return speaker.kind in _NAMELESS and row_of(speaker) is None and VOICES.search(words) is not None
