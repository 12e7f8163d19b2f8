"""Whom "he", "the source" and "the Coalition" mean: one candidate among the speakers heard so far, or none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.model import Span, Speaker
from knowledge.speakers import row_of, who_is
from knowledge.speakers.names import fold
from knowledge.speakers.people import is_calling, people_introduced, person_in
from knowledge.speakers.voices import is_pronoun, without_article

HE_SHE = frozenset(("he", "she", "his", "her"))
_OUR_OWN = frozenset(("i", "we", "you", "this", "that", "these", "those", "one"))
_DESCRIPTION = re.compile(r"^(?:the|this|that|these|those)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+)$", re.IGNORECASE)
_MONITORS = re.compile(
    r"\b(?:monitor|monitoring group|watchdog|war monitor|rights group|activist group)$", re.IGNORECASE
)


_SHE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Madam|[\w-]*woman|mother|wife|daughter|sister|widow|aunt|girl|actress|nun|grandmother|"
    r"[Qq]ueen|[Pp]rincess|[Bb]aroness|Lady|Dame)\b"
)
_HE = re.compile(
    r"\b(?:Mr|Sir|Lord|(?:[Ss]pokes|[Pp]olice|[Cc]ongress|[Bb]usiness|[Ff]isher)?man|father|husband|son|brother|"
    r"uncle|boy|imam|priest|grandfather|[Kk]ing|[Pp]rince|[Ss]heikh|[Pp]ope|Ayatollah)\b"
)
_SEX = {"he": "he", "his": "he", "she": "she", "her": "she"}
_THEY = ("they", "their", "them")
_BODY = re.compile(
    r"\b(?:government|regime|ministry|army|forces|administration|troops|office|statement|report|Army|Ministry|Forces|"
    r"Command|Observatory|Network|Center|Centre|Office|Union|States|Council|Nations|State|Watch|Department|Agency|"
    r"Coalition|Group|League|House|Police|Guard|Navy|Court|Party|Crescent|Cross)\b"
)
_MANY = re.compile(
    r"(?:(?<!s)s|people|media|men|women|children|personnel|staff|crew)$|^(?:some|many|several|others|both|most|two|three|"
    r"four|five|six|\d+|dozens)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col)\.? |[A-Z][a-z]+ )?"
    r"(?P<name>[A-Z][\w’'-]*[a-z](?: [A-Z][\w’'-]*[a-z]){0,2})"
    r"(?=,|['’]s? | [a-z])"
)
_HEAD = re.compile(r",| (?:of|in|from|at|for|by|with|on|near|who|which|whose|that|close|based)\b")


@dataclass(slots=True)
class Heard:
    """A speaker who was named, for the pronouns that come after."""

    speaker: Speaker
    words: str
    span: Span
    paragraph: int
    #: Whether the words named one person, an office-holder or a nameless individual, and not a body.
    person: bool
    #: Whether they named several people ("activists", "two officials").
    many: bool = False

    @property
    def sex(self) -> str:
        """What the words tell: "she" for a spokeswoman, "he" for Mr. Weil, "" for most names."""
        told = [
            (found.start(), sex) for shape, sex in ((_SHE, "she"), (_HE, "he")) if (found := shape.search(self.words))
        ]
        return min(told)[1] if told else ""

    def fits(self, pronoun: str) -> bool:
        """Whether the pronoun can mean this voice, as far as number and the words for men and women tell."""
        if pronoun in HE_SHE:
            return self.person and self.sex in ("", _SEX[pronoun])
        if pronoun in ("it", "its"):
            return not self.person and not self.many
        # Newsrooms write "they" of a source whose name and sex they keep, not of a man with a name.
        return pronoun not in _THEY or not self.person or self.speaker.kind in ("unnamed", "unnamed_partisan")


def meant(pronoun: str, heard: list[Heard], paragraph: int, subject: Heard | None = None) -> Speaker:
    """Whom a pronoun means: the last voice of the paragraph that it fits, or the only one of the paragraph before.

    "He" and "she" mean the last `subject` that a sentence began with, if nobody has spoken since.

    It stays open where two may be meant: by "they" any two, by "she" the spokeswoman of the paragraph and somebody
    named after her who may be a woman.
    """
    if pronoun in _OUR_OWN:
        return Speaker("", "unnamed")
    wanted = [h for h in heard if h.fits(pronoun)]
    if subject and pronoun in HE_SHE and paragraph - 2 <= subject.paragraph:
        since = [h for h in wanted if h.span.start >= subject.span.start]
        if not since and all(h.fits(pronoun) for h in heard if h.speaker == subject.speaker):
            # Where somebody else has spoken in the paragraph, either may be meant.
            others = any(h.paragraph == paragraph and h.speaker != subject.speaker for h in wanted)
            return Speaker("", "unnamed") if others else subject.speaker
    here = [h for h in wanted if h.paragraph == paragraph]
    rivals = here if pronoun in _THEY else [h for h in here if h.sex and not here[-1].sex]
    if here and all(h.speaker == here[-1].speaker for h in rivals):
        return here[-1].speaker
    if here or pronoun in ("it", "its", *_THEY):
        return Speaker("", "unnamed")
    before = {h.speaker for h in wanted if paragraph - 2 <= h.paragraph < paragraph}
    return before.pop() if len(before) == 1 else Speaker("", "unnamed")


def subject_of(text: str, sentence: Span, heard: list[Heard]) -> Speaker | None:
    """Whoever a sentence begins with, if that is a name: "Ortiz promised a new pier." None where it is no name.

    Somebody whom the text has introduced in full, or heard, comes back under that name; any other name gives the
    speaker "", whom nobody may be taken for.

    >>> words = "Lena Ortiz, the mayor, promised a new pier. Ortiz left early."
    >>> [found.name for found in (subject_of(words, Span(at, 61), []) for at in (0, 44)) if found]
    ['Lena Ortiz', 'Lena Ortiz']
    """
    found = _SUBJECT.match(text, sentence.start, sentence.end)
    if found is None:
        return None
    name = found["name"]
    last = name.split()[-1]
    if " " not in name and (
        re.search(rf"\b{re.escape(name.lower())}\b", text) or not re.search(rf"[\w,] {re.escape(name)}\b", text)
    ):
        return None  # only the capital of a sentence's first word
    speakers = {h.speaker for h in reversed(heard) if h.person and re.search(rf"\b{re.escape(last)}\b", h.words)}
    if len(speakers) == 1:
        return speakers.pop()
    if who_is(name).kind != "named_person":
        return None
    full = {whole for whole in people_introduced(text) if re.search(rf"\b{re.escape(last)}$", whole)}
    return who_is(full.pop()) if len(full) == 1 else Speaker("", "unnamed")


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
    """Keep a speaker who was named, with whether the words named one person.

    Whom a pronoun has meant is kept as well: "he said" may run through six paragraphs after the name.
    """
    if not speaker.name:
        return
    if is_pronoun(words):
        earlier = next((h for h in reversed(heard) if h.speaker == speaker), None)
        if earlier:
            heard.append(replace(earlier, span=span, paragraph=paragraph))
        return
    plain = without_article(words.strip(" ,"))
    head = _HEAD.split(plain)[0]
    named = speaker.kind == "named_person" or person_in(plain.split(",")[0]) is not None
    # "The United Nations" is one.
    several = speaker.kind in ("unnamed", "unnamed_partisan", "eyewitness") and _MANY.search(head)
    many = " and " in head if named else bool(several)
    # "Rami Abdel Rahman" is a man, though he speaks for the Observatory.
    stands_for = fold(words) != fold(speaker.name) and re.fullmatch(r"(?:[A-Z][\w'’.-]+ ){1,3}[A-Z][\w'’-]+", words)
    one = named or is_calling(head) or head.endswith("source")
    one = one or (not _BODY.search(head) and (speaker.kind == "eyewitness" or bool(stands_for)))
    heard.append(Heard(speaker, words, span, paragraph, one and not many, many))
