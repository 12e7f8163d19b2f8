"""Whom "he", "the source" and "the Coalition" mean: one candidate among the speakers heard so far, or none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.model import Span, Speaker
from knowledge.speakers import row_of
from knowledge.speakers.names import fold
from knowledge.speakers.voices import is_pronoun, without_article

HE_SHE = frozenset(("he", "she", "his", "her"))
_OUR_OWN = frozenset(("i", "we", "you", "this", "that", "these", "those", "one"))
_DESCRIPTION = re.compile(r"^(?:the|this|that|these|those)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+)$", re.IGNORECASE)
_MONITORS = re.compile(
    r"\b(?:monitor|monitoring group|watchdog|war monitor|rights group|activist group)$", re.IGNORECASE
)


@dataclass(slots=True)
class Heard:
    """A speaker who was named, for the pronouns that come after."""

    speaker: Speaker
    words: str
    span: Span
    paragraph: int
    #: Whether the words named one person, an office-holder or a nameless individual, and not a body.
    person: bool


def meant(pronoun: str, heard: list[Heard], paragraph: int) -> Speaker:
    """Whom a pronoun means: the last named speaker of the paragraph, or the only one of the paragraph before."""
    if pronoun in _OUR_OWN:
        return Speaker("", "unnamed")
    person = pronoun in HE_SHE
    wanted = [h for h in heard if (h.person or not person) and (not h.person or pronoun not in ("it", "its"))]
    here = [h for h in wanted if h.paragraph == paragraph]
    if here:
        return here[-1].speaker
    if pronoun in ("it", "its", "they", "their"):
        return Speaker("", "unnamed")
    before = {h.speaker for h in wanted if paragraph - 2 <= h.paragraph < paragraph}
    return before.pop() if len(before) == 1 else Speaker("", "unnamed")


def described(words: str, heard: list[Heard], paragraph: int) -> Speaker | None:
    """Whom "the source", "the ministry" or "the group" means: the only one heard so far who was called that."""
    if words.lower().startswith("the ") and _MONITORS.search(words):
        # "The Britain-based monitoring group", in a text that has named one monitor, is that one.
        monitors = {h.speaker for h in heard if h.speaker.kind == "monitor" and row_of(h.speaker)}
        return monitors.pop() if len(monitors) == 1 else None
    match = _DESCRIPTION.match(words)
    if match is None or re.search(r"[A-Z]", words[1:]):
        return None
    noun = match["noun"].lower().rstrip("s")
    fits = {
        h.speaker
        for h in heard
        if paragraph - h.paragraph <= 6
        and re.search(rf"\b{re.escape(noun)}s?\b", h.words.lower())
        and fold(h.words) != fold(words)
    }
    return fits.pop() if len(fits) == 1 else None


def shortened(words: str, heard: list[Heard]) -> Speaker | None:
    """As in "The Coalition" after "the Syrian Coalition" is that one, whatever other coalitions there are."""
    name = without_article(words.strip())
    if not re.fullmatch(r"[A-Z][a-z]{4,}", name):
        return None
    fits = {h.speaker for h in heard if re.search(rf"\b[A-Z][\w-]* {name}\b", h.words) and " and " not in h.words}
    return fits.pop() if len(fits) == 1 else None


def known_by_surname(words: str, speaker: Speaker, heard: list[Heard]) -> Speaker:
    """As in "Smith said" after "Gen. John Smith said" is the same man."""
    if speaker.kind != "named_person" or speaker.documented_at:
        return speaker
    surname = re.sub(r"^(?:Mr|Mrs|Ms|Dr)\.?\s+", "", words).strip()
    if surname.count(" ") > 1 or not surname:
        return speaker
    fits = {h.speaker for h in heard if re.search(rf"\b{re.escape(surname)}\b", h.words) and h.words != words}
    return fits.pop() if len(fits) == 1 else speaker


def remember(heard: list[Heard], speaker: Speaker, words: str, span: Span, paragraph: int) -> None:
    """Keep a speaker who was named, with whether the words named one person."""
    if not speaker.name or is_pronoun(words):
        return
    body = re.search(
        r"\b(?:government|regime|ministry|army|forces|administration|troops|office|statement|report)\b", words
    )
    person = speaker.kind in ("named_person", "eyewitness") or bool(
        not body
        and re.search(
            r"\b(?:[Ss]pokes(?:man|woman|person)|source|official|activist|resident|witness|director|minister|"
            r"Minister|President|president|head|chief|"
            r"Gen|General|Col|Colonel|Adm|doctor|Dr|Mr|Mrs|Ms|envoy|ambassador|Ambassador|secretary|Secretary|"
            r"mayor|governor|commander|leader|"
            r"analyst|expert|lawyer|Sen|Rep|Gov|medic|diplomat|officer|professor)\b",
            words,
        )
    )
    if (
        not person
        and speaker.kind in ("party", "named_official", "monitor", "un")
        and re.fullmatch(r"(?:[A-Z][\w'’.-]+ ){1,3}[A-Z][\w'’-]+", words)
    ):
        # "Rami Abdel Rahman" is a man, though he speaks for the Observatory.
        person = fold(words) != fold(speaker.name) and not re.search(
            r"\b(?:Army|Ministry|Forces|Command|Observatory|Network|Center|Centre|Office|Union|States|Council|"
            r"Nations|State|Watch|Department|Agency|Coalition|Group|League|House)\b",
            words,
        )
    heard.append(Heard(speaker, words, span, paragraph, person))
