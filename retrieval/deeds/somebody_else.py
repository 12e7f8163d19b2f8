"""Whether a sentence with a claim's words is of somebody else: of their kin, or of who held an office before them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import takewhile

from knowledge.caseless import Caseless
from knowledge.model import Finding
from knowledge.number_words import NUMBER_WORDS
from knowledge.places import read_places
from retrieval.grammar.blanked import blanked
from retrieval.grammar.clauses import is_a_verb
from retrieval.grammar.naming import names_people
from retrieval.ranking import WORD_OR_NUMBER, words_of
from retrieval.word_tables import any_of, worded

#: What somebody is of stands behind these: "former mayor of Holm".
_OF_WHAT = frozenset(("of", "in", "for", "at", "from", "to", "on", "by", "with", "and", "or"))
_NUMBERS = "|".join((*NUMBER_WORDS, "several", "many"))


def of_their_kin(claim: str, finding: Finding) -> str:
    """Whose kin or driver a sentence tells of, where a claim tells it of themselves, or the other way; else nothing.

    "The mother of Ada Finn died" is not said of Ada Finn, nor "Karl Vane died, his son said" of his son; who only
    speaks in a sentence is not told of.
    """
    text, speaking_here = finding.article.text, []
    for voice in finding.statement.attributions:
        if (who := voice.speaker_span) is not None and who.within(finding.statement.span):
            speaking_here.append(who)
            # Whoever only speaks in a claim as well, "his lawyer said", is not told of there either.
            speaking = (
                rf"{re.escape(who.of(text))} {re.escape(voice.cue)}|{re.escape(voice.cue)} {re.escape(who.of(text))}"
            )
            claim = re.sub(speaking, " ", claim, flags=re.IGNORECASE) if voice.cue else claim
    words = blanked(finding, speaking_here)
    if gone := words_told("kin", claim) - words_told("kin", words):
        return next(iter(gone)) if gone & words_told("kin", finding.words) else ""
    named, others = words_of(claim), _kin_of_others().sub(" ", words)
    if words_told("kin", claim) or words_told("theirs", claim):
        return ""
    for match in _kin_of_others().finditer(words):
        whose = match["name"] or match["of"] or match["owner"]
        told = set(words_of(whose)) & set(named)
        is_somebody = (whose[:1].isupper() and not read_places(whose)) or _is_somebody(whose)
        if is_somebody and told and not told & set(words_of(others)):
            return match.group()
    return ""


#: Two names or more in capitals, and the one that may follow: "Karl Vane", and of "Karl Vane Reed" the Reed.
_FULL_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+"


def a_namesake(claim: str, finding: Finding) -> str:
    """Who in a sentence has the whole name of somebody in a claim and another name behind it; nothing where nobody has.

    "Karl Vane Reed died" is not said of Karl Vane, where the report has an Otto Reed as well. A headline in capitals
    does not tell a name from other words.
    """
    if finding.statement.place_in_article == "headline":
        return ""
    for name in _full_names_in(claim):
        found = list(re.finditer(rf"\b{re.escape(name)}\b(?P<more> [A-Z][a-z’-]+)?(?P<whose>['’]s)?", finding.words))
        more = {match["more"].strip() for match in found if match["more"]}
        if found and len(more) == 1 and all(match["more"] for match in found):
            (surname,) = more
            own = finding.article.text.replace(f"{name} {surname}", " ")
            if re.search(rf"\b[A-Z][a-z’-]+ {surname}\b", own):
                return f"{name} {surname}"
    return ""


@lru_cache(maxsize=1_000)
def _full_names_in(claim: str) -> tuple[str, ...]:
    return tuple(name for name in re.findall(_FULL_NAME, claim) if not read_places(name))


def _is_somebody(words: str) -> bool:
    return names_people(words) or worded("said_alike", "titles").search(words) is not None


@cache
def _kin_of_others() -> re.Pattern[str]:
    """Who is told of by whose they are: "the mother of the singer Ada Finn", "the mayor's driver"."""
    kin = rf"(?i:{any_of('said_alike', 'kin', 'theirs')})"
    names = r"(?:[A-Z][\w-]+ )*"
    # "Ada Finn, mother of two" is she herself.
    whose = rf"(?:(?!(?:and|or|{_NUMBERS})\b)[a-z-]+ ){{1,3}}(?P<name>{names}[A-Z][\w-]+)|(?P<of>{names}[\w-]+)"
    return re.compile(rf"\b{kin} of (?:the |an? )?(?:{whose})|(?P<owner>{names}[\w-]+)['’]s (?:[\w-]+ ){{0,2}}{kin}\b")


def of_no_holder(claim: str, words: str) -> str:
    """By what a sentence is of a former minister, or of a deputy, where a claim is of the minister, or the other way.

    >>> of_no_holder("The minister resigned", "The former interior minister resigned")
    'former interior minister'
    >>> of_no_holder("The mayor died", "The mayor, a former baker, died")
    ''
    >>> of_no_holder("Mayor Karl Vane died", "Ex-mayor Karl Vane died")
    ''
    """
    mine, yours = _no_holders_in(claim, words), _no_holders_in(words, claim)
    for one in sorted(mine.keys() ^ yours.keys()):
        # "His former home", of an island, makes it no other one.
        is_told_in_both = all(one in words_of(" ".join(_called_so(text))) for text in (claim, words))
        if not is_told_in_both and (one in yours or _is_somebody(mine[one])):
            return yours.get(one) or mine[one]
    return ""


def _called_so(text: str) -> list[str]:
    return [match["what"] or match["to_be"] for match in _no_holder().finditer(text)]


def _no_holders_in(text: str, other: str) -> dict[str, str]:
    """By the stem of what is only called former or deputy in a text, and stands in another: how it is called.

    Whoever has a name behind that is they, whatever office they hold.
    """
    found, alone = {}, text
    # The first word has its capital anyhow.
    common = {word.lower() for at, word in enumerate(WORD_OR_NUMBER.findall(other)) if word.islower() or not at}
    for match in _no_holder().finditer(text):
        phrase = list(takewhile(_goes_on, (match["what"] or match["to_be"]).split()))
        if any(word[0].isupper() and word in other and not _is_somebody(word) for word in phrase[1:]):
            continue
        for word in phrase[:3]:
            small = word.lower()
            if small in common or (_is_somebody(small) and set(words_of(small)) & set(words_of(other))):
                called = match.group()[: match.group().index(word) + len(word)]
                found.update(dict.fromkeys(words_of(small), called))
                alone = alone.replace(match.group(), " ")
                break
    return {one: called for one, called in found.items() if one not in words_of(alone)}


def _goes_on(word: str) -> bool:
    """Whether a word may belong to what somebody is called: no verb, no "of", no "training"."""
    small = word.lower()
    return not (is_a_verb(small) or small in _OF_WHAT or re.fullmatch(r"[a-z]{4,}ing", small))


@cache
def _no_holder() -> Caseless:
    word = r"[\w'’-]+"
    return Caseless(
        rf"\b(?:{any_of('said_alike', 'no_holder')})[-\s]+(?P<what>{word}(?:\s+{word}){{0,3}})"
        rf"|\b(?P<to_be>\w+)-(?:elect|designate|in-waiting)\b"
    )


def words_told(row: str, text: str) -> set[str]:
    """Which words of a row a text has."""
    return {match.group().lower() for match in worded("said_alike", row).finditer(text)}
