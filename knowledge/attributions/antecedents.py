"""Whom "he", "she", "they" and a surname mean: one candidate among the speakers heard so far, or none."""

from __future__ import annotations

import re

from knowledge.attributions.heard import HE_SHE, SEX, THEY, Heard, Place, heard_as, persons_name
from knowledge.attributions.persons import Persons
from knowledge.model import Span, Speaker
from knowledge.speakers import row_of, who_is
from knowledge.speakers.voices import names_a_side
from knowledge.word_lists import any_of

_OF_A_WORD = re.compile(r"\w")
_WITHIN_A_SENTENCE = re.compile(r"[\w,] ")
_OF_AN_OBJECT = {"him": "he", "them": "they"}
_SUBJECT = re.compile(
    r"(?:(?:Former )?(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col)\.? |(?!The )[A-Z][a-z]+ ))?"
    r"(?P<name>[A-Z][\w’'-]*[a-z](?: [A-Z][\w’'-]*[a-z]){0,2})"
    rf"(?=,|['’]s? | \(| (?!(?:{any_of('what_is_theirs')})\b)[a-z])"
)
_NOBODY = Speaker("", "unnamed")


def meant(pronoun: str, heard: list[Heard], place: Place) -> Speaker:
    """Whom a pronoun means: the last voice of the paragraph that it fits, or whom alone the words before it name.

    "He" and "she" mean the last subject that a sentence began with, if nobody has spoken since.

    It stays open where two may be meant: by "they" any two, by "she" the spokeswoman of the paragraph and somebody
    named after her who may be a woman.
    """
    pronoun = _OF_AN_OBJECT.get(pronoun, pronoun)
    if pronoun not in (*HE_SHE, *THEY, "it", "its"):
        return _NOBODY
    paragraph, subject = place.paragraph, place.subject
    wanted = [h for h in heard if h.fits(pronoun)]
    if subject and pronoun in HE_SHE and paragraph - 2 <= subject.paragraph and subject.sex in ("", SEX[pronoun]):
        since = [h for h in wanted if h.span.start >= subject.span.start]
        if not since and all(h.fits(pronoun) for h in heard if h.speaker == subject.speaker):
            # Where somebody else has spoken in the paragraph, or is named beside the subject, either may be meant.
            others = any(h.paragraph == paragraph and h.speaker != subject.speaker for h in wanted)
            named = place.persons.fitting(SEX[pronoun], subject.span.start, place.at)
            others = others or place.persons.nameless_between(subject.span.start, place.at)
            return _NOBODY if others or len(named) > 1 else subject.speaker
    here = [h for h in wanted if h.paragraph == paragraph]
    if here and here[-1].agent:
        return _NOBODY
    rivals = here if pronoun in THEY else [h for h in here if h.sex and not here[-1].sex]
    if here and all(h.speaker == here[-1].speaker for h in rivals):
        return _NOBODY if _somebody_else_fits(pronoun, here[-1], place) else here[-1].speaker
    if here or pronoun in THEY:
        return _NOBODY
    return _person_meant(pronoun, heard, place) if pronoun in HE_SHE else _body_meant(heard, paragraph)


def _somebody_else_fits(pronoun: str, last: Heard, place: Place) -> bool:
    """Whether "she" may mean a woman of the paragraph, where nothing tells that its last voice is one.

    So may "he" mean a man, where that voice has said nothing yet.
    """
    if pronoun not in HE_SHE or last.sex:
        return False
    begins = max(place.begins[place.paragraph], place.at - _NEAR)
    name = persons_name(last.speaker)
    told = SEX[pronoun]
    # Most of those who are quoted are men.
    another = (told == "she" or last.silent) and place.persons.another_told(name, told, begins, place.at)
    return another or place.persons.is_somebodys(name, told, begins, place.at)


#: Characters before "she" in which another woman may be meant.
_NEAR = 600


def _person_meant(pronoun: str, heard: list[Heard], place: Place) -> Speaker:
    """Whom alone the nearest paragraph that names anybody lets be meant: its only voice, or else its only person."""
    end = place.at
    for number in range(place.paragraph, max(place.paragraph - 4, -1), -1):
        voices = {h.speaker for h in heard if h.paragraph == number and h.fits(pronoun)}
        named = place.persons.fitting(SEX[pronoun], place.begins[number], end)
        end = place.begins[number]
        if voices:
            return voices.pop() if len(voices) == 1 else _NOBODY
        if named:
            # "Omar Aziz met a doctor": the doctor may be meant as well.
            alone = len(named) == 1 and place.persons.is_sure(named[0])
            alone = alone and not place.persons.nameless_between(place.begins[number], place.at)
            return heard_as(named[0], heard) if alone else _NOBODY
    return _NOBODY


def _body_meant(heard: list[Heard], paragraph: int) -> Speaker:
    """Whom "it" means at the head of a paragraph: the only voice of the one before, if that is a body or a paper."""
    before = [h for h in heard if h.paragraph == paragraph - 1]
    alone = len({h.speaker for h in before}) == 1 and all(h.fits("it") and not h.agent for h in before)
    return before[-1].speaker if alone else _NOBODY


def subject_of(text: str, sentence: Span, heard: list[Heard], persons: Persons) -> Speaker | None:
    """Whoever a sentence begins with, if that is a name: "Ortiz promised a new pier." None where it is no name.

    Somebody whom the text has introduced in full, or heard, comes back under that name; any other name gives the
    speaker "", whom nobody may be taken for.

    >>> words = "Lena Ortiz, the mayor, promised a new pier. Ortiz left early."
    >>> persons = Persons(words)
    >>> [found.name for found in (subject_of(words, Span(at, 61), [], persons) for at in (0, 44)) if found]
    ['Lena Ortiz', 'Lena Ortiz']
    """
    noun = persons.nameless_at(sentence.start)
    if noun:
        holders = persons.doing(noun, sentence.start)
        return heard_as(holders.pop(), heard) if len(holders) == 1 else _NOBODY
    found = _SUBJECT.match(text, sentence.start, sentence.end)
    if found is None:
        return None
    name = found["name"]
    last = name.split()[-1]
    if " " not in name and (_has_word(name.lower(), text) or not _has_word(name, text, within=True)):
        return None  # only the capital of a sentence's first word
    # "Harbour Media" is not Omar Aziz, the director of Harbour Media.
    bearing = (h for h in reversed(heard) if h.person and _has_word(last, h.speaker.person or h.speaker.name))
    speakers = {h.speaker for h in bearing}
    if len(speakers) == 1:
        return speakers.pop()
    if who_is(name).kind != "named_person":
        return None
    full = persons.called(last)
    if not full and row_of(who_is(name)):
        # "President Weil", whom a table knows, need not be named in full.
        return who_is(name)
    return who_is(full) if full and persons.is_sure(full) else _NOBODY


def _has_word(word: str, text: str, *, within: bool = False) -> bool:
    """Whether a word stands in a text, or within a sentence of it; no pattern is made of it, as in most it does not."""
    at = text.find(word)
    while at >= 0:
        before, behind = text[max(0, at - 2) : at], text[at + len(word) : at + len(word) + 1]
        begins = _WITHIN_A_SENTENCE.fullmatch(before) if within else not _OF_A_WORD.match(before[-1:])
        if begins and not _OF_A_WORD.match(behind):
            return True
        at = text.find(word, at + 1)
    return False


def known_by_surname(words: str, speaker: Speaker, heard: list[Heard], persons: Persons) -> Speaker:
    """As in "Smith said" after "Gen. John Smith said" is the same man, whether John Smith has spoken or not.

    A single name is a body's where the text speaks of its executives or its customers.
    """
    if speaker.kind == "party" and not speaker.person and " " not in words and (full := persons.called(words)):
        # "Washington said" where the text has named Mira Washington, who is no capital.
        is_one = persons.is_sure(full) and persons.acts(full) and who_is(full).kind == "named_person"
        return who_is(full) if is_one else speaker
    if speaker.kind != "named_person" or row_of(speaker):
        return speaker
    # "Ortiz, who has studied piers": the name ends with the comma.
    surname = re.sub(r"^(?:Mr|Mrs|Ms|Dr)\.?\s+", "", words.split(",")[0]).strip()
    nation, _, name = surname.partition(" ")
    # "Russian Weil": the word between has been lost, and nobody is called so.
    surname = name if name and names_a_side(nation) else surname
    if surname.count(" ") > 1 or not surname:
        return speaker
    fits = {h.speaker for h in heard if h.person and h.words != words and _is_surname(surname, h.speaker)}
    if fits:
        return fits.pop() if len(fits) == 1 else speaker
    full = persons.called(surname) if " " not in surname else ""
    if full:
        return who_is(full)
    return Speaker(speaker.name, "named_organisation") if persons.is_body(surname) else speaker


def _is_surname(surname: str, speaker: Speaker) -> bool:
    """Whether somebody's name ends so: "Trump" is not "Jonas Weil, an adviser to Trump"."""
    name = persons_name(speaker)
    # "Al-Amber said", at the head of a sentence, of Omar al-Amber.
    return name.endswith((f" {surname}", f" {re.sub('^Al-', 'al-', surname)}"))
