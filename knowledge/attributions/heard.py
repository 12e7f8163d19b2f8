"""Who has spoken so far in a text, and which pronouns fit each voice."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.attributions.persons import Persons
from knowledge.model import Span, Speaker
from knowledge.speakers import who_is
from knowledge.speakers.people import Sex, is_calling, person_in
from knowledge.speakers.voices import is_pronoun, kind_of_words, without_article
from knowledge.word_lists import any_of

HE_SHE = frozenset(("he", "she", "his", "her"))
_SHE = re.compile(rf"\b(?:{any_of('she')})\b")
_HE = re.compile(rf"\b(?:{any_of('he')})\b")
SEX: dict[str, Sex] = {"he": "he", "his": "he", "she": "she", "her": "she"}
THEY = ("they", "their", "them")
_OFFICES = re.compile(rf"\b(?:{any_of('no_he_nor_she')})\b")
_MANY = re.compile(
    r"(?:(?<!s)s|people|media|men|women|children|personnel|staff|crew)$|^(?:some|many|several|others|both|most|two|three|"
    r"four|five|six|\d+|dozens)\b",
    re.IGNORECASE,
)
#: What the words for a voice begin with, before anything that only describes it.
HEAD = re.compile(r",| (?:of|in|from|at|for|by|with|on|near|who|which|whose|that|close|based)\b")


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
    #: What the rest of the text, or a first name, tells: "she" for Lena Ortiz.
    told: Sex = ""
    #: Whether they have accused somebody, who may be whoever "denied it" next.
    accuses: bool = False
    #: Whether they have asked something, so that whoever "replied" is another.
    asks: bool = False
    #: Whether they only felt or did something, and have said nothing.
    silent: bool = False
    #: Whether they were only named behind "by" for it ("accused by rebels"), so that "it" is another.
    agent: bool = False

    @property
    def sex(self) -> str:
        """What the words tell: "she" for a spokeswoman, "he" for Mr. Weil, "" for a name that both bear."""
        if self.told:
            return self.told
        told = [
            (found.start(), sex) for shape, sex in ((_SHE, "she"), (_HE, "he")) if (found := shape.search(self.words))
        ]
        return min(told)[1] if told else ""

    def fits(self, pronoun: str) -> bool:
        """Whether the pronoun can mean this voice, as far as number and the words for men and women tell."""
        if pronoun in HE_SHE:
            return self.person and self.sex in ("", SEX[pronoun])
        if pronoun in ("it", "its"):
            return not self.person and not self.many
        # Newsrooms write "they" of a source whose name and sex they keep, not of a man with a name.
        return pronoun not in THEY or not self.person or self.speaker.kind in ("unnamed", "unnamed_partisan")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text somebody is pointed at, and who has been named by then."""

    at: int
    paragraph: int
    #: Where each paragraph begins, up to this one.
    begins: tuple[int, ...]
    persons: Persons
    #: The last person that a sentence began with.
    subject: Heard | None = None
    #: The whole article, where the text is a part of it: a headline's "monitor" is named below.
    article: str = ""
    #: Who prints it, where that is known.
    outlet: str = ""


def remember(heard: list[Heard], speaker: Speaker, words: str, span: Span, paragraph: int, persons: Persons) -> None:
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
    head = HEAD.split(plain)[0]
    named = speaker.kind == "named_person" or person_in(plain.split(",")[0]) is not None
    # "The United Nations" is one.
    several = speaker.kind in ("unnamed", "unnamed_partisan", "eyewitness") and _MANY.search(head)
    many = " and " in head if named else bool(several)
    one = named or is_calling(head) or head.endswith("source")
    # "Rami Abdel Rahman" is a man, though he speaks for the Observatory, and "the Observatory" is none.
    spoken_for = speaker.person and (speaker.person.split()[-1] in words or is_calling(head))
    one = speaker.kind != "monitor" and (one or (not _OFFICES.search(head) and speaker.kind == "eyewitness"))
    one = one or bool(spoken_for)
    name = persons_name(speaker)
    persons.add(name)
    heard.append(Heard(speaker, words, span, paragraph, one and not many, many, persons.sex(name)))


def persons_name(speaker: Speaker) -> str:
    """The name of the one person who speaks, be it for a body; "" where a body does.

    >>> persons_name(Speaker("Mira Sand", "un")), persons_name(Speaker("United Nations", "un"))
    ('Mira Sand', '')
    """
    # "UN envoy Mira Sand" speaks for the body, and is a person all the same.
    is_a_person = speaker.kind == "named_person" or (
        speaker.kind == "un" and kind_of_words(speaker.name) == "named_person"
    )
    return speaker.person or (speaker.name if is_a_person else "")


def heard_as(name: str, heard: list[Heard]) -> Speaker:
    """The voice with this name, as it was heard, or as the name alone tells."""
    known = {h.speaker for h in heard if name in (h.speaker.name, h.speaker.person)}
    return known.pop() if len(known) == 1 else who_is(name)
