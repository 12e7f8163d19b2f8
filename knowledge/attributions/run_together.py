"""The words for a speaker where commas are lost and something else ran in: only the end of them speaks.

"In the eastern province of Amber a resident", "10 killed on Monday activists". Words in which a name of the tables
stands free are for `who_is`; here are the voices that no table has.
"""

from __future__ import annotations

import re

from knowledge.attributions.clauses import VOICES, has_finite, words_of
from knowledge.speakers import outlet_of, row_of, who_is
from knowledge.speakers.lost_commas import is_an_object, names_at_the_beginning, names_at_the_end, names_somebody
from knowledge.speakers.names import OF_A_PEOPLE
from knowledge.speakers.people import people_with_first_names, person_in
from knowledge.weekdays import A_WEEKDAY
from knowledge.word_lists import any_of, words_in

#: "Earlier information provided by a source at the port": whoever gave it.
_ACCORDING = re.compile(
    r"(?:.*\baccording to|(?:[a-z]+ )?(?:information|details) (?:provided|given|supplied|received) (?:by|from)) (?=\S)"
)
_ARTICLE = re.compile(r" (?=(?:[Tt]he|[Aa]n?|[Aa]nother|[Oo]ne|[Tt]wo) [\w-])")
_TIED = frozenset((*words_in("joining"), "as", "than", "like", "including", "about", "among", "is", "was", "called"))
#: What only a clause, a place or a day holds: no name begins with any of it.
_RAN_IN = re.compile(
    rf"\d|\b{A_WEEKDAY}\b|"
    r"\b(?:in|of|at|on|near|from|to|with|against|inside|between|across) (?:the )?(?:[a-z][\w-]* ){0,2}(?:al-)?[A-Z]|"
    r"\b\w+ing\b|\b(?:while|whilst|when|after|because|but|that)\b|\b(?!based|backed|allied|linked)[a-z]{3,}ed [A-Z]"
)
#: What a page prints around its text, and archives let run into it.
_FURNITURE = re.compile(rf"(?:{any_of('furniture_run_in')}) (?=\S)")
_MONTH = r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber"
_DATE = re.compile(rf"(?:\d{{1,2}} )?(?:{_MONTH})(?: \d{{1,2}})? (?:19|20)\d\d (?=[A-Z])")
_MANY = re.compile(rf"(?:{any_of('many_who_speak')})$")
#: "Activists in the town": where they are belongs to them.
_SOMEWHERE = re.compile(
    r"(?P<voice>.+ (?:activists|residents|sources|officials|witnesses|medics|doctors))(?= (?:in|from|at|near) \S)"
)
#: What sort of voices they are, in front of "sources", "activists", "media".
KIND_OF_MANY = re.compile(
    rf"(?:{any_of('what_voices_they_are')}|"
    rf"{OF_A_PEOPLE})$",
    re.IGNORECASE,
)
#: Whoever works for an agency is named behind it; a body of its own is not.
_OF_AN_AGENCY = re.compile(
    rf"\b(?:{any_of('of_an_agency')})\b",
    re.IGNORECASE,
)
#: "The sources said": an adjective of a state, no place.
_CALLING = re.compile(
    rf"(?:^| )(?P<voice>(?:{'|'.join(sorted(words_in('persons'), key=len, reverse=True))}) "
    r"(?P<name>(?:[A-Z][\w’'-]+|al-[A-Z][\w’'-]+)(?: (?:al |abu |Abu )?(?:[A-Z][\w’'-]+|al-[A-Z][\w’'-]+)){1,3}))$"
)


#: "Earlier state television", "Later in the day media", where the comma is lost.
_BEFORE_A_SUBJECT = re.compile(
    r"(?:(?:Earlier|Later)(?: (?:in the|that|the same|this) (?:day|week|month|year|morning|afternoon|evening))?"
    r"|Meanwhile|However|Separately|Elsewhere) (?=\w)"
)
#: "Wounding dozens opposition activists said", "killing eight volunteers activists said".
_BEHIND_MANY = re.compile(
    rf"(?:[\w-]+ ){{0,3}}?(?:{any_of('behind_whom_a_voice_ran_in')})"
    r"(?: (?:wounded|injured|dead|missing))? "
    rf"(?P<voice>(?:{KIND_OF_MANY.pattern.removesuffix('$')} )*(?:{_MANY.pattern.removesuffix('$')}|media)|"
    r"(?:[A-Z]\w+ )?(?:official )?state(?:-run|-owned)? (?:television|TV|radio|news agency|broadcaster))"
)


def in_the_open(words: str) -> str:
    """The end of the words that speaks, where something ran into it; the words themselves where nothing did.

    >>> in_the_open("northern province of Amber a resident"), in_the_open("a resident of the province of Amber")
    ('a resident', 'a resident of the province of Amber')
    >>> in_the_open("10 people killed on Monday opposition activists"), in_the_open("10 opposition activists")
    ('opposition activists', '10 opposition activists')
    """
    words = _ACCORDING.sub("", words)
    begun = _BEFORE_A_SUBJECT.match(words)
    words = words[begun.end() :] if begun else words
    if behind := _BEHIND_MANY.fullmatch(words):
        return behind["voice"]
    if "," in words or words.count(" ") < 2:
        return words
    words = _without_sign(words)
    printed = _FURNITURE.match(words)
    last = words.rsplit(" ", 1)[-1]
    if printed and row_of(who_is(last)) is not None:
        # "Tags Amber bridge strikes Norland said": of a page's tags only the last word speaks.
        return last
    words = _DATE.sub("", words[printed.end() :] if printed else words, count=1)
    for name, rest in names_at_the_beginning(words):
        if outlet_of(name) and names_somebody(rest):
            # "SANA a source at the port said": the source speaks, the agency has heard it.
            return rest
    speaker = who_is(words)
    known = row_of(speaker) is not None or outlet_of(speaker.name) is not None
    if known or (person_in(words) and words[:1].isupper() and not _RAN_IN.search(words)):
        return words
    return (
        _state_media(words)
        or _behind_an_article(words)
        or _somebody_called(words)
        or _somebody_named(words)
        or _many(words, bool(printed))
        or words
    )


def voice_at_the_end(words: str) -> str:
    """What of the words for a speaker is the voice, where they end with it: a body of the tables, too.

    >>> voice_at_the_end("killed 13 people MSF"), voice_at_the_end("the Amber office of MSF")
    ('MSF', 'the Amber office of MSF')
    """
    opened = in_the_open(words)
    row = row_of(who_is(words)) if opened == words and "," not in words else None
    if row is None:
        return opened if words.endswith(opened) else words
    for name in names_at_the_end(words):
        begins = name[:1].isupper() or name.startswith("the ")
        if begins and words.endswith(name) and row_of(who_is(name)) is row and _ran_in(words[: -len(name)].strip()):
            return name
    return words


#: "In a police operation security sources": one operation is no sources.
_ONE_THING = re.compile(r"\b(?:in|of|during|after|by|from|on|to|with) an? (?P<thing>(?:\S+ )*)\Z")
#: "Villages which are held by Red Front activists said": the Front holds them, and activists said so.
_HELD_BY = re.compile(
    rf"\b(?:are|is|was|were|{any_of('held_places')})s? (?:controlled|held|occupied|ruled|run|seized) by (?:the )?\Z"
)
#: "In the first days of the Kalden raid residents said": what had its days does not speak.
_IN_THE_DAYS_OF = re.compile(r"\b(?:days|hours|weeks|months|years|course|wake|aftermath) of (?:the )?\Z", re.IGNORECASE)
_SEVERAL = re.compile(rf"\b(?:{any_of('several_as_one')})\b")


def behind_one_thing(text: str, start: int, words: str) -> str:
    """The several voices at the end of words before which something that is one begins; else the words themselves.

    >>> text = "Ten died in a harbour police and coast guard operation local officials said."
    >>> behind_one_thing(text, text.index("coast"), "coast guard operation local officials")
    'local officials'
    >>> text = "Two towns were held by Red Front rescuers said."
    >>> behind_one_thing(text, text.index("Red"), "Red Front rescuers")
    'rescuers'
    >>> behind_one_thing("", 0, "a rebel-held area opposition activists")
    'opposition activists'
    >>> behind_one_thing("", 0, "a dozen harbour police operation officials")
    'a dozen harbour police operation officials'
    >>> behind_one_thing("", 0, "a mayor and local officials")
    'a mayor and local officials'
    """
    tokens = words.split(" ")
    if _IN_THE_DAYS_OF.search(text, max(0, start - 60), start) and _MANY.search(tokens[-1].lower()):
        is_past = len(tokens) > 2 and tokens[-2].islower() and not KIND_OF_MANY.match(tokens[-2])
        return tokens[-1] if is_past and "of" not in tokens and "and" not in tokens else words
    before = _ONE_THING.search(text, max(0, start - 120), start)
    thing = before["thing"] if before else "" if tokens[0].lower() in ("a", "an") else None
    if _HELD_BY.search(text, max(0, start - 60), start) and _MANY.search(tokens[-1].lower()) and len(tokens) > 1:
        begin = len(tokens) - 1
        while begin > 1 and KIND_OF_MANY.match(tokens[begin - 1]):
            begin -= 1
        return " ".join(tokens[begin:]) if " and " not in words and tokens[0][:1].isupper() else words
    if thing is None or _SEVERAL.search(thing + words) or not _MANY.search(tokens[-1].lower()):
        return words
    if re.search(r"[.,;:]|\b(?:the|an?)\b", thing) or re.search(r"\b(?:of|in|for|from)\b", words):
        return words
    begin = len(tokens) - 1
    while begin and KIND_OF_MANY.match(tokens[begin - 1]):
        begin -= 1
    # "A joint army and police sources": without the thing's own word nothing has ended.
    last = tokens[begin - 1] if begin else ""
    is_a_thing = last.islower() and last not in _TIED | {"a", "an"} and not VOICES.search(last)
    return " ".join(tokens[begin:]) if is_a_thing else words


#: "In the northern province of": whatever capitals follow are its name.
_A_PLACE_OF = re.compile(
    rf"\b(?:{any_of('a_place_by_its_kind')})"
    r" of \Z"
)
_NAMED_FIRST = re.compile(r"(?:(?:al-)?[A-Z][\w’'-]* )+(?P<voice>[a-z].*)")


def behind_a_place_of(text: str, start: int, words: str) -> str:
    """The voices behind a place's name that the words before them cannot do without; else the words themselves.

    >>> text = "A raid hit the northern province of Amber activists said."
    >>> behind_a_place_of(text, text.index("Amber"), "Amber activists")
    'activists'
    >>> behind_a_place_of("", 0, "Amber activists")
    'Amber activists'
    """
    named = _NAMED_FIRST.fullmatch(words)
    if named is None or not _A_PLACE_OF.search(text, max(0, start - 40), start):
        return words
    first = re.split(r" (?:and|of|in|at|from|with|who|near|on)\b", named["voice"])[0]
    return named["voice"] if VOICES.search(first.rsplit(" ", 1)[-1]) else words


_DAY_FIRST = re.compile(rf"{A_WEEKDAY} (?=[A-Z])")


def behind_a_day(text: str, start: int, words: str) -> str:
    """The name behind the day with which the sentence before it ended, its comma lost; else the words themselves.

    >>> text = "Ten died in shelling on Friday Mill Watch reported."
    >>> behind_a_day(text, text.index("Friday"), "Friday Mill Watch")
    'Mill Watch'
    >>> behind_a_day("The Sunday Mirror reported it.", 4, "Sunday Mirror")
    'Sunday Mirror'
    """
    return _DAY_FIRST.sub("", words, count=1) if text.endswith(" on ", 0, start) else words


def _without_sign(words: str) -> str:
    """As in "AP Norland's state TV": an agency's sign before a report's first words is no part of its speaker."""
    sign, _, rest = words.partition(" ")
    row = outlet_of(sign)
    if (
        row is None
        or row.kind != "news_agency"
        or " " not in rest
        or not rest[0].isupper()
        or _OF_AN_AGENCY.search(rest)
    ):
        return words
    speaker = who_is(rest)
    known = row_of(speaker)
    is_a_body = speaker.kind == "state_media" or (
        known is not None and not speaker.person and known.kind != "news_agency"
    )
    return rest if is_a_body else words


_STATE_MEDIA = re.compile(
    r"(?<= )(?:(?<!city of )(?<!town of )(?<!province of )[A-Z]\w+(?:ian|ish|ese|i|s) )?(?:[A-Z]\w+ \d{1,2} )?"
    r"(?:official |government )?state(?:-run|-owned)? "
    r"(?:television|TV|media|news agency|radio|broadcaster)(?: channel| station)?$"
)


_A_PLACE_ALONE = re.compile(
    r"(?:(?:the|this|that) )?(?:camp|city|countryside|district|neighbou?rhood|suburb|town|village)", re.IGNORECASE
)


def _state_media(words: str) -> str:
    found = _STATE_MEDIA.search(words)
    if found is None:
        return ""
    before = words[: found.start()]
    if before.rstrip().rsplit(" ", 1)[-1].lower() in _TIED:
        return ""
    # "The latest blast to hit the district state television": a state has television, a district has none.
    return found.group() if _A_PLACE_ALONE.fullmatch(before.rstrip()) or _ran_in(before) else ""


def _behind_an_article(words: str) -> str:
    for found in reversed([*_ARTICLE.finditer(words)]):
        before, voice = words[: found.start()], words[found.end() :]
        last = before.rsplit(" ", 1)[-1].lower()
        if last in _TIED or is_an_object(before.split()) or not _ran_in(before):
            continue
        head = re.split(r" (?:of|in|at|from|with|who|near|on|based|living|working)\b", voice)[0]
        if VOICES.search(head.rsplit(" ", 1)[-1]) and not has_finite(words_of(voice, 0, len(voice))):
            return voice
    return ""


def _somebody_called(words: str) -> str:
    """As in "a market near the border activist Omar Aziz"."""
    found = _CALLING.search(words)
    before = words[: found.start("voice")].rstrip() if found else ""
    # "Spokesman of the Amber office Omar Aziz" begins with what he is.
    began_so = before and VOICES.search(before.split(" ")[0])
    return found["voice"] if found and before and _ran_in(before) and not began_so else ""


def _somebody_named(words: str) -> str:
    named = people_with_first_names(words)
    if not named or not words.endswith(named[-1][1]):
        return ""
    at, name = named[-1]
    before = words[:at].rstrip()
    if not before or not before[0].islower() or VOICES.search(before) or before.rsplit(" ", 1)[-1].lower() in _TIED:
        return ""
    return name if _ran_in(before) else ""


def _many(words: str, in_capitals: bool) -> str:
    somewhere = _SOMEWHERE.match(words)
    voice = _many(somewhere["voice"], in_capitals) if somewhere else ""
    if somewhere and voice:
        return voice + words[somewhere.end("voice") :]
    tokens = words.split(" ")
    if not _MANY.search(tokens[-1].lower()):
        return ""
    begin = len(tokens) - 1
    while begin and KIND_OF_MANY.match(tokens[begin - 1]):
        begin -= 1
    before = tokens[:begin]
    if len(before) < 3 or before[-1].lower() in _TIED or before[-1][:1].isdigit():
        return ""
    ends_a_clause = before[-1][:1].isupper() or re.search(
        r"(?:s|people|children|staff|personnel|overnight|early|late)$", before[-1]
    )
    return " ".join(tokens[begin:]) if ends_a_clause and (in_capitals or _ran_in(" ".join(before))) else ""


def _ran_in(before: str) -> bool:
    """Whether these words are no beginning of a name: a clause, a place or a day."""
    if VOICES.match(before) and not re.search(r"\d", before):
        return False
    return bool(_RAN_IN.search(before)) or has_finite(words_of(before, 0, len(before)))
