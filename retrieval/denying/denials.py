"""Who denies something in a sentence, and whether that happened in another place than the claim's."""

from __future__ import annotations

import calendar
import re
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from knowledge.model import Attribution, Finding, Span
from knowledge.places import read_places
from knowledge.speakers import who_is
from knowledge.times import time_words
from retrieval.grammar.naming import contrasts_table
from retrieval.word_tables import any_of

_CALENDAR = frozenset(name for name in (*calendar.month_name, *calendar.day_name) if name)
_WHERE = r"\b(?:in|at|near|outside|inside|around|from|over|across|on|of)\s+(?:the\s+)?"
#: Where a claim's deed was done: "bombing of Kalden", "withdrew from the village of Old Tarn".
_WRITTEN = re.compile(rf"{_WHERE}(?:[a-z]+\s+(?:of\s+)?){{0,2}}?(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)")
#: The same where its writer uses no capitals.
_TYPED = re.compile(rf"{_WHERE}(?P<name>[\w’'-]+)", re.IGNORECASE)
#: "Said it had left and denied that it had shelled": whoever spoke before denies as well.
_GOES_ON = re.compile(r"\band\s+$", re.IGNORECASE)
_OWN = r"(?:he|she|it|they|we|its|his|her|their|our)\b(?!\s+and\b)"
_FINITE = r"(?:had|has|have|was|were|is|are|did|would|will)\b"
_OTHER_WORD = rf"(?:(?!(?:that\b|{_FINITE}))[\w’'-]+\s+)"
#: "It had left", "on Monday that it had left", "reporters it had left": speakers go on about themselves.
_OF_THEMSELVES = re.compile(
    rf"\A\s*(?:(?:{_OTHER_WORD}{{0,6}}?that\s+)?{_OWN}|{_OTHER_WORD}{{1,3}}?{_OWN}\s+{_FINITE}|and\s*\Z)", re.IGNORECASE
)
#: "It was there when the army opened fire": others are spoken of as well.
_AND_OTHERS = re.compile(r"\b(?:when|where|because|while|which|who)\b", re.IGNORECASE)
#: "That the army …", "the army had …": somebody else is spoken of, and may be the one who denies.
_OF_OTHERS = re.compile(rf"\A\s*that\b|\b{_FINITE}", re.IGNORECASE)
#: "While Mill Watch said it was there, …": what is set against the rest of the sentence.
_BESIDE = re.compile(r"\A\s*(?:while|although|though|after|as)\b[^,]*,", re.IGNORECASE)
#: A whole sentence, and another behind it: "rebels had been there and the army".
_SENTENCE_AND = re.compile(rf".*\b{_FINITE}.*\b(?:and|but)\b", re.IGNORECASE)


@cache
def _says(*rows: str) -> re.Pattern[str]:
    return re.compile(rf"\b({any_of('denials', *rows)})\b", re.IGNORECASE)


@cache
def _is_denied() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{any_of('denials', 'denied')})\b", re.IGNORECASE)


def that_is_told() -> str:
    """A pattern for the "that" behind which something is told: "reports that", and not "a raid that killed"."""
    return rf"that\b(?!\s+(?:{_FINITE}|may\b|could\b|left\b|hit\b|struck\b|\w+ed\b))"


@cache
def _around() -> re.Pattern[str]:
    """What stands before the deed in a denial: "in the Senate on Monday that", "reports in the Harbour Post that".

    "A raid that killed" is the deed.
    """
    deed = that_is_told()
    spoken, carriers = any_of("denials", "spoken"), any_of("denials", "carriers")
    return re.compile(
        rf"(?:\A\s*(?:{spoken})|\b(?:{carriers}))\b[^.;:]*?\b{deed}",
        re.IGNORECASE,
    )


@cache
def _named() -> re.Pattern[str]:
    """Where a deed was done: "in Tarn", "near the village of Old Tarn", "in the Tarn market"."""
    names, kinds = r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*", any_of("denials", "kinds")
    shapes = (
        rf"(?:the|an?)\s+(?:[a-z]+\s+)?(?i:{kinds})\s+(?:of\s+)?(?P<of>{names})",
        rf"the\s+(?P<the>{names})\s+(?:[a-z]+\s+)?(?:{kinds})\b",
        rf"the\s+(?P<land>(?:[A-Z][\w’'-]+\s+)+(?:{any_of('denials', 'lands')}))\b",
        rf"(?!(?:the|an?)\b)(?:[a-z]+\s+(?:of\s+)?)?(?P<bare>{names})",
    )
    return re.compile(rf"\b(?:{any_of('denials', 'where')})\s+(?:{'|'.join(shapes)})")


@lru_cache(maxsize=5_000)
def is_of_another_place(claim: str, denied: str) -> bool:
    """Whether a denial's words name a place that is none of the claim's, which names its own.

    Two places that the table knows are held against each other elsewhere. Where the words name the claim's as well,
    they may be of it.

    >>> is_of_another_place("The army killed 20 people in Kalden", "it had killed 20 people in Tarn")
    True
    >>> is_of_another_place("The army killed 20 people in Kalden", "it had killed 20 in Kalden, near Tarn")
    False
    >>> is_of_another_place("The army killed 20 people", "it had killed 20 people in Tarn")
    False
    """
    denied = _around().sub(" ", denied)
    there = denied.lower()
    shapes = (_WRITTEN if _has_names(claim) else _TYPED, _of_a_blow())
    typed = [match["name"].lower() for shape in shapes for match in shape.finditer(claim)]
    own = [name for name in typed if not is_of_the_calendar(name)]
    if not own or any(word in there for name in own for word in name.split()):
        return False
    known = [place.span for place in read_places(denied) if place.span] if read_places(claim) else []
    return any(
        not any(span.start <= match.start(match.lastgroup or 0) < span.end for span in known)
        for match in _named().finditer(denied)
        if (name := match[match.lastgroup or 0]) and not is_of_the_calendar(name) and name.lower() not in claim.lower()
    )


@cache
def _of_a_blow() -> re.Pattern[str]:
    """What stands before a blow, and may be where it fell: "Kalden raid kills 20"."""
    deeds = "|".join(map(re.escape, contrasts_table()["deeds"]["words"]))
    return re.compile(rf"\b(?P<name>[A-Z][\w’'-]+)\s+(?:{deeds})\b")


def _has_names(claim: str) -> bool:
    return any(letter.isupper() for letter in claim[1:])


def is_of_the_calendar(name: str) -> bool:
    """Whether a name begins with a day or a month: "Friday", "May 3"."""
    return name.split()[0].capitalize() in _CALENDAR


def is_forged(words: str) -> str:
    """The words by which somebody's statement is none of theirs: "a forged statement"; empty where there are none.

    >>> is_forged("A forged army statement denied the raid"), is_forged("The army called the video of the raid fake")
    ('forged army statement', '')
    """
    match = _forgery().search(words)
    return match.group() if match else ""


@cache
def _forgery() -> Caseless:
    shapes, carriers = any_of("denials", "forged"), any_of("denials", "forgeries")
    return Caseless(rf"\b(?:{shapes})\s+(?:[\w’'-]+\s+){{0,3}}?(?:{carriers})\b")


def goes_on(before: str, after: str) -> bool:
    """Whether a denial goes on with what its speaker said, and is no adjective: "said it had left and denied that".

    >>> goes_on("The army said it had left and ", " that it had shelled"), goes_on("in the long and ", " valley")
    (True, False)
    """
    return bool(_GOES_ON.search(before) and _is_denied().match(after)) and not is_open_who_denies(before)


def is_open_who_denies(before: str) -> bool:
    """Whether a denial goes on with what was said of somebody else: the speaker may deny, or whoever is spoken of.

    >>> is_open_who_denies("Mill Watch said the army had been there and "), is_open_who_denies("He said he left and ")
    (True, False)
    >>> is_open_who_denies("The army confirmed the raid and "), is_open_who_denies("The army told us that it left and ")
    (False, False)
    """
    if not _GOES_ON.search(before):
        return False
    _, *said = _says("saying", "confirming").split(_BESIDE.sub("", re.split(r"[.;:]\s", before)[-1]))
    return any(_may_be_of_others(verb, words) for verb, words in zip(said[::2], said[1::2], strict=True))


def _may_be_of_others(verb: str, words: str) -> bool:
    if own := _OF_THEMSELVES.match(words):
        return bool(_AND_OTHERS.search(words, own.end()))
    return bool(_says("saying").match(verb) or _OF_OTHERS.search(words))


def denier_before(before: str) -> str:
    """Who denies, of what stands before it: the first voice where it goes on, else whoever stands right there.

    >>> denier_before("The army said it had left and "), denier_before("Mill Watch said shells fell and the army ")
    ('The army ', ' shells fell and the army ')
    >>> denier_before("Mill Watch said shells had fallen and the army ")
    ' the army '
    """
    parts = _says("saying", "confirming").split(before)
    return parts[0] if _GOES_ON.search(before) else _SENTENCE_AND.sub("", parts[-1])


def holds_a_denial(finding: Finding) -> bool:
    """Whether anybody in a statement is said to deny something."""
    return any(voice.grade == "denied" for voice in finding.statement.attributions)


def answering_voice(finding: Finding) -> Attribution | None:
    """Whoever answers in a finding by words that no voice of it was heard in: "a claim rejected by the Velmar army"."""
    match = _answer_in(finding.words)
    if match is None or finding.statement.quote is not None or finding.article.is_note:
        return None
    return voice_that_answers(finding, match)


def voice_that_answers(finding: Finding, match: re.Match[str]) -> Attribution:
    """The voice of whoever denies, as a match in a finding's words has it: who, by which words, and what."""
    start = finding.statement.span.start
    who, cue, what = (Span(start + match.start(part), start + match.end(part)) for part in ("who", "cue", "what"))
    return Attribution(who_is(match["who"]), match["cue"], (), what, who, cue, grade="denied")


def denying_voice(finding: Finding) -> Attribution | None:
    """Whoever denies in a finding by words that no voice of it was heard in: "was debunked by Snopes", "Snopes rated".

    Asked only where the finding denies something. "By Friday" nobody does.
    """
    shapes = (_ended_by_whom(), _found_by_whom(), _who_ended())
    for match in (shape.search(finding.words) for shape in shapes):
        if match is not None and not time_words(match["who"]):
            answer = voice_that_answers(finding, match)
            if answer.speaker.kind != "named_person" or " " in answer.speaker.name:
                return answer
    return None


@cache
def _ended_by_whom() -> re.Pattern[str]:
    """Who stands behind "by": "the report was dismissed as “false” by the health ministry"."""
    how, false = any_of("denials", "how_ended"), any_of("denials", "false")
    ended = any_of("denials", "debunked", "denied_by", "answering")
    called = rf"(?: as [“\"]?(?:{false})[”\"]?(?:,? and [“\"]?(?:{false})[”\"]?)?)?"
    return re.compile(
        rf"(?P<what>\A.{{1,200}}?)\b(?P<cue>(?:is|are|was|were|has been|have been|had been|have now been|has now been) "
        rf"(?:(?:{how}) )*(?:{ended}){called}) by {named_voice()}\s*(?:[.,;]|$)"
    )


@cache
def _found_by_whom() -> re.Pattern[str]:
    """Who stands behind what they found: "…, Full Fact found"."""
    finding = any_of("denials", "finding", "saying", "confirming")
    cue = rf"(?P<cue>(?:has )?(?:{finding}))"
    return re.compile(rf"(?P<what>\A.{{1,300}}?)[,”\"]+ {named_voice()} {cue}\b[^,;:]{{0,30}}\.?\s*\Z")


@cache
def _who_ended() -> re.Pattern[str]:
    """Who stands before the verb, with which the sentence begins: "Snopes rated the claim false"."""
    cue = rf"(?P<cue>(?:has |have |had )?(?:{any_of('denials', 'debunking', 'calling')}))"
    who = rf"(?:[Tt]he )?(?:fact-check\w+ \w+ )?{named_voice()}"
    return re.compile(rf"\A\W*(?:But |However, )?{who}(?: on \w+day)? {cue}\b(?P<what>.+)")


# Asked of every statement, of which few deny anything.
@lru_cache(maxsize=20_000)
def _answer_in(words: str) -> re.Match[str] | None:
    if not _says("answering", "answering_now").search(words):
        return None
    match = _rejected_by().search(words) or _denied_it().search(words)
    # Who "rejected it" may have rejected a truce.
    return None if match and match["what"] in ("it", "this", "that") and "den" not in match["cue"] else match


@cache
def _rejected_by() -> re.Pattern[str]:
    carriers, answering, name = any_of("denials", "carriers"), any_of("denials", "answering"), named_voice()
    return re.compile(
        rf"(?:,|\bbut|\band) (?P<what>(?:an?|the|this|that) (?:{carriers})) (?:that )?"
        rf"(?P<cue>(?:(?:was|were|is|are|has been|have been) )?(?:\w+ly )?(?:{answering})) by {name}\s*(?:[.,;]|$)"
    )


@cache
def _denied_it() -> re.Pattern[str]:
    carriers, name = any_of("denials", "carriers"), named_voice()
    return re.compile(
        rf"(?:\A\W*(?:But |However, )?|(?:,|\bbut|,? \band|, while|, although) ){name}(?: on \w+day)? "
        rf"(?P<cue>(?:has |have |had )?(?:\w+ly )?(?:{any_of('denials', 'answering', 'answering_now')})) "
        rf"(?P<what>it|this|that|(?:the|this|that|these|those) (?:{carriers}))\s*(?:[.,;]|$)"
    )


def named_voice() -> str:
    """A pattern for whoever has a name or an office: "the Velmar army", "Ann Reed", "the ministry"."""
    body = any_of("denials", "bodies")
    # "The country's health ministry".
    whose = r"(?:[Tt]he )?(?:(?:country|city|town)['’]s )?"
    office = rf"(?:(?<=[Tt]he )|(?<=['’]s ))(?:{body})(?: (?:{body}))*"
    # "Mill Watch chief Otto Reed".
    names = rf"[A-Z][\w’'-]+|{body}|(?:{any_of('denials', 'heads')})(?= [A-Z])"
    return rf"{whose}(?P<who>[A-Z][\w’'-]+(?: (?:{names}))*|{office})"
