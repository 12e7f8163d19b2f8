"""Whose "the statement", "the claim" and "the report" are, and which "the newspaper": whoever alone may be meant."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from knowledge.attributions.heard import Heard, Place
from knowledge.model import Speaker
from knowledge.speakers import fold, outlet_of, row_of, who_is
from knowledge.speakers.people import is_calling, people_with_first_names, person_in
from knowledge.speakers.voices import evened, without_article
from knowledge.word_lists import any_of, words_in

_SAID_IN_A_STATEMENT = re.compile(r"\bin (?:an?|its|their|the) (?:[\w-]+ ){0,2}statement\b", re.IGNORECASE)
_CLAIMED = re.compile(
    rf"{_SAID_IN_A_STATEMENT.pattern}|\bclaim(?:ed|s|ing)? (?:of )?responsibility\b|\bclaim(?:ed|s) that\b",
    re.IGNORECASE,
)
#: A statement that somebody else speaks of, and may reject.
_SOMEBODYS_STATEMENT = re.compile(
    r"\bstatements? (?:by|of|from|issued)\b|\b(?:den[iy]|reject|refut|dismiss|condemn)\w*", re.IGNORECASE
)
#: A paper that is spoken of, and may be "the report".
_PAPER = re.compile(
    rf"\b(?:an?|the|its|their|his|her|this|that|new|another|\w+['’]s) (?:[\w-]+ ){{0,3}}"
    rf"(?:{any_of('papers_published')})s?\b|\bpublish\w*|\breleas\w*",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\W*(?:(?:has|have|had|also) )*report(?:ed|s)\b", re.IGNORECASE)


def issuer(words: str, heard: list[Heard], place: Place, text: str) -> Speaker | None:
    """Whom "the statement", "the claim", "the report" or "the newspaper" means; None where two may be meant."""
    if words.lower() == "the statement":
        return _of_the_last(_SAID_IN_A_STATEMENT, "statement", heard, place, text)
    if words.lower() == "the claim":
        # A statement and a claim may be two people's.
        stated = _of_the_last(_CLAIMED, "statement", heard, place, text)
        if "claim" not in text[: place.at].lower():
            return stated
        claimed = _of_the_last(_CLAIMED, "claim", heard, place, text)
        return claimed if stated in (None, claimed) or "statement" not in text[: place.at].lower() else None
    if words.lower() in ("the newspaper", "the paper", "the daily"):
        return _paper_named(text[: place.at])
    return _reporter(heard, place, text) if words.lower() == "the report" else None


_OWN_WORDS = r"(?:statements?|tweets?|press releases?|communiqu[ée]s?)"
#: What stands behind the name of a statement's giver and is no part of it.
_NO_MORE_OF_IT = (
    r"(?:,? (?:on|via|through) (?:Telegram|Twitter|X|Facebook|\w+day|social media)|"
    rf",? (?:{any_of('done_with_a_statement')})\b.*)?"
)
_HIS_STATEMENT = re.compile(rf"(?P<who>.+?)(?:['’]s|(?<=s)['’]) (?:[a-z-]+ ){{0,2}}{_OWN_WORDS}")
_STATEMENT_BY = re.compile(
    rf"(?:[Aa]n?|[Tt]he|[Tt]his|[Tt]hat|[Aa]nother|[Oo]ne) (?:[a-z-]+ ){{0,2}}{_OWN_WORDS},? "
    rf"(?:(?:issued|released|made|put out) )?(?:by|from) (?P<who>.+?){_NO_MORE_OF_IT}"
)
#: "A Defence Ministry statement", "a coast guard statement".
_BODYS_STATEMENT = re.compile(
    rf"(?:[Aa]n?|[Tt]he) (?P<who>[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){{0,4}}|[a-z]+(?: [a-z]+)?) {_OWN_WORDS}"
)
#: "West Bank" and "Town Centre" are places.
_A_BODY = re.compile(rf"(?:[A-Z][\w&’'-]* )+(?:{any_of('bodies_by_their_last_word')})")
_ONE_VOICE = re.compile(r"(?!.*\b(?:and|or|of|in|from|at|for|on|over|to|near|who|which|that|by|with)\b)[^,;:()]+")
#: "Istanbul-based": where a body sits is no part of its name.
_SEATED = re.compile(r"^[\w.]+-based (?=[A-Z])")


def who_states(words: str) -> str:
    """Whose own words these are, where a statement or a tweet "says" something; "" where the paper stays the voice.

    The giver must be a body, a calling or a person that the tables know, with nothing glued on.

    >>> who_states("a written statement from the coast guard"), who_states("Lena Ortiz's tweet")
    ('the coast guard', 'Lena Ortiz')
    >>> who_states("a statement from Britain-based Syrian Observatory for Human Rights")
    'Britain-based Syrian Observatory for Human Rights'
    >>> who_states("a statement from the Gaza Strip"), who_states("a statement from the army about rebels")
    ('', 'the army')
    >>> who_states("a fake statement from the army")
    ''
    >>> who_states("a report by the coast guard"), who_states("the statement"), who_states("today's statement")
    ('', '', '')
    """
    found = _STATEMENT_BY.fullmatch(words) or _HIS_STATEMENT.fullmatch(words)
    if found is None and (own := _BODYS_STATEMENT.fullmatch(words)) is not None:
        # "A false police statement" is nobody's; "a new army statement" is not "the new army's".
        found = own if own["who"][:1].isupper() or own["who"] in words_in("institutions") else None
    return found["who"] if found and _is_known(found["who"]) and not _not_own().match(words) else ""


def handed_on(words: str) -> tuple[str, str]:
    """Who gave out what is known, and whom they gave it to: "information handed to the mission by the town council".

    Nothing where that is not told.

    >>> handed_on("information handed over to the Orvel mission by the town council of Kalden")
    ('the town council of Kalden', 'the Orvel mission')
    >>> handed_on("information obtained by the town council")
    ('', '')
    """
    found = handed_to().match(words)
    return (words[found.end() :], found["to"]) if found and not re.search(r"[,;:]", words) else ("", "")


@cache
def handed_to() -> re.Pattern[str]:
    """What was given to whom, up to whoever gave it: "information handed over to the mission by "."""
    return re.compile(
        rf"(?:(?:an?|the|some|new)\s+)?(?:[\w-]+\s)?(?:{any_of('what_is_handed_on')})\s(?:(?:that|which)\s(?:was|were)\s)?"
        rf"(?:{any_of('handed_on')})\sto\s(?P<to>[^,;:]+?)\sby\s(?=\S)",
        re.IGNORECASE,
    )


def not_ones_own(words: str) -> Speaker | None:
    """The paper itself, where a statement or a letter that is called fake, leaked or alleged "says" something.

    >>> found = not_ones_own("a fake statement from the coast guard")
    >>> found.kind if found else None
    'document'
    >>> not_ones_own("a statement from the coast guard") is None
    True
    """
    return Speaker(evened(words, "document"), "document") if _not_own().match(words) else None


#: "An earlier death toll from the raid reported 15 dead": whoever counted them is not named.
_A_TOLL = re.compile(r"(?:[\w-]+ )*tolls?(?: (?:after|at|for|from|in|of|on) .+)?", re.IGNORECASE)


def is_a_toll(words: str) -> bool:
    """Whether the words for a voice are only those for a count.

    >>> is_a_toll("an earlier death toll from the mill raid"), is_a_toll("the toll road company")
    (True, False)
    """
    return bool(_A_TOLL.fullmatch(words))


@cache
def _not_own() -> re.Pattern[str]:
    sorts = "|".join(map(re.escape, sorted(words_in("not_ones_own"))))
    return re.compile(
        rf"(?:(?:an?|the|this|that|another|one)\s|.+['’]s?\s)?(?:[\w-]+\s)?(?:{sorts})\s(?:[\w-]+\s)?"
        rf"(?:{_OWN_WORDS}|letters?|posts?|messages?|memos?)\b",
        re.IGNORECASE,
    )


def _is_known(who: str) -> bool:
    """Whether the words are a whole voice: a row of the table, "the ministry", "the mayor", "Mr Weil", "Lena Ortiz"."""
    plain = _SEATED.sub("", without_article(who))
    speaker = who_is(who)
    row = row_of(speaker)
    if row is not None:
        return fold(plain) in {fold(name) for name in (row.name, *row.aliases)}
    if not _ONE_VOICE.fullmatch(plain):
        return False
    if (person := person_in(plain)) is not None:
        return plain.endswith(person.name)
    if [name for _, name in people_with_first_names(plain)] == [plain]:
        return True
    if is_calling(plain):
        # "The mayor"; whoever "the victim" is, nobody knows.
        return plain.islower() and " " not in plain and speaker.kind == "named_official"
    if _A_BODY.fullmatch(plain):
        return True
    bodies = words_in("institutions") - {"interior"}
    return any(plain.lower() == body or plain.lower().endswith(f" {body}") for body in bodies)


def body_of(speaker: Speaker, noun: str) -> Speaker:
    """The body alone, whoever spoke for it: "the district" is the school district whose officials have spoken.

    >>> body_of(Speaker("Harbour School District officials", "unnamed"), "district").name
    'Harbour School District'
    """
    named = re.match(rf"(?P<body>[A-Z].*\b(?i:{re.escape(noun)})) (?:officials|staff|leaders|lawyers)$", speaker.name)
    return who_is(named["body"]) if speaker.kind == "unnamed" and named else replace(speaker, person="")


def _of_the_last(said: re.Pattern[str], word: str, heard: list[Heard], place: Place, text: str) -> Speaker | None:
    """Whoever alone spoke in the last sentence with this word, if it is of a statement of their own."""
    last = text.lower().rfind(word, 0, place.at)
    if last < 0:
        return None
    begin, end = _sentence_around(text, last, place.at)
    if not said.search(text, begin, end) or _SOMEBODYS_STATEMENT.search(text, begin, end):
        return None
    return _only_voice(heard, begin, end)


def _reporter(heard: list[Heard], place: Place, text: str) -> Speaker | None:
    """The agency or the station that alone reported in the sentence before, where no paper is spoken of so far."""
    begin, end = _sentence_around(text, len(text[: place.at].rstrip()) - 2, place.at)
    if _PAPER.search(text, 0, place.at):
        return None
    speaker = _only_voice(heard, begin, end)
    if speaker is None or not (speaker.kind in ("news_agency", "state_media") or outlet_of(speaker.name)):
        return None
    reported = any(_REPORTED.match(text, h.span.end) for h in heard if begin <= h.span.start <= end)
    return speaker if reported else None


def _sentence_around(text: str, at: int, limit: int) -> tuple[int, int]:
    begin = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at))
    ends = [end for mark in (". ", "\n") if (end := text.find(mark, at)) >= 0]
    return begin, min([*ends, limit])


def _only_voice(heard: list[Heard], begin: int, end: int) -> Speaker | None:
    voices = {h.speaker for h in heard if begin <= h.span.start <= end}
    return voices.pop() if len(voices) == 1 else None


#: "The editors of The Advocate": inside a sentence only names keep the capital of "The".
_A_NAME = re.compile(r"(?<=[a-z,;] )The (?P<name>[A-Z][\w-]*[a-z](?: [A-Z][\w-]*[a-z]){0,3})(?![\w-]| of\b)")
#: What tells that a name is a paper's: a word before it, or the last of its own.
_OF_A_PAPER = re.compile(
    r"\b(?:editors?|reporters?|journalists?|columnists?|correspondents?) (?:of|at|for|from|with) \Z|"
    r"\b(?:newspaper|paper|daily|weekly|tabloid),? \Z",
    re.IGNORECASE,
)
_PAPERS_NAME = re.compile(r"(?:Times|Post|Gazette|Herald|Tribune|Courier|Chronicle|Journal|Telegraph|Newspaper)\Z")


def _paper_named(earlier: str) -> Speaker | None:
    """The only paper that a text has named so far, where nothing else has a "The" in its name that may be one."""
    found = {re.sub(r"['’]s?$", "", one["name"]): one for one in _A_NAME.finditer(earlier) if one["name"] != "Hague"}
    if len(found) != 1:
        return None
    (name, one), row = next(iter(found.items())), outlet_of(next(iter(found)))
    if row:
        return Speaker(row.outlet, row.kind, row.side, row.documented_at)
    is_one = _PAPERS_NAME.search(name) or _OF_A_PAPER.search(earlier, 0, one.start())
    return Speaker(name, "named_organisation") if is_one else None
