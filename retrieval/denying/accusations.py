"""Claims that something was staged, or that lay a deed to a side: who says just that, in however few words.

Such a statement is short ("Russia calls the scenes staged", "the panel found that the army did it"): what was staged,
or what was done, stands in its headline, or in the event that a note names.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from functools import lru_cache

from knowledge.model import Claim, Finding
from knowledge.speakers import who_is
from retrieval.deeds.doers import doers_in, kin_named, kin_of, side_held_responsible
from retrieval.grammar.closeness import TURNING, is_filler, share, uncovered
from retrieval.grammar.naming import means_in
from retrieval.grammar.nations import nations_in
from retrieval.grammar.withheld import CLAUSES, NEGATION, hedged, tells_of_a_denial, was_carried_out
from retrieval.ranking import plain_words, words_of
from retrieval.word_tables import worded

#: Why whoever calls a thing staged does not say the claim that somebody staged it.
BY_NOBODY = "staged, by nobody who is named"
#: "Staged by the rebels": a statement may name whom the claim does not.
_BY = re.compile(r"\bby (?:the )?(?P<name>[\w’' -]+)$", re.IGNORECASE)
#: And "staged by the rebels, says Kalden".
_BY_ANYBODY = re.compile(r"\bby (?:the )?(?P<name>[\w’' -]+)", re.IGNORECASE)
_BEHIND_IT = re.compile(r" behind\b", re.IGNORECASE)
#: "The raid was staged": nobody is said to have done it.
_IS = re.compile(r"\b(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)
_FIRST = re.compile(r"\W*(?:the )?", re.IGNORECASE)
#: "The Islamic Revolutionary Guard Corps": no side has a longer name.
_LONGEST_NAME = 4


def says_just_that(claim: Claim, finding: Finding) -> bool:
    """Whether a statement says of its report's event what the claim accuses somebody of, and nothing else.

    Nothing that is hedged, asked, negated or denied says so, nor what is said of another thing there: whoever calls a
    video staged has not called the attack so.
    """
    # Whose name a claim may begin or end with is read slowly, and what counts anything is laid to nobody here.
    counts = any(quantity.unit for quantity in claim.quantities)
    if not _calls_something_staged(claim.text) and (counts or not side_charged(claim.text)[0]):
        return False
    words = finding.words
    if "?" in words or finding.attribution.grade == "denied" or hedged(words) or tells_of_a_denial(words):
        return False
    if any(TURNING[turn].search(text) for turn in ("not", "only") for text in (words, claim.text)):
        return False
    return _calls_it_staged(claim, finding) or _lays_it_to(claim, finding) or _tells_the_blow(claim, finding)


@lru_cache(maxsize=1_000)
def side_charged(claim: str) -> tuple[str, str]:
    """The side to which a claim lays a deed, first of all or last behind "by", and the rest; else two empty texts.

    >>> side_charged("Iran gassed Tarn"), side_charged("Tarn was gassed")
    (('Iran', ' gassed Tarn'), ('', ''))
    >>> side_charged("the israeli air force bombed Tarn"), side_charged("Tarn was gassed by Iran.")
    (('Israel', ' bombed Tarn'), ('Iran', 'Tarn was gassed '))
    >>> side_charged("putin bombed Tarn"), side_charged("The Syrian rebels gassed Tarn")
    (('Russia', ' bombed Tarn'), ('Syrian opposition', ' gassed Tarn'))
    """
    last = _BY.search(claim.rstrip(" ."))
    if last and (side := _side_of(last["name"])):
        return side, claim[: last.start()]
    opening = _FIRST.match(claim)
    start = opening.end() if opening else 0
    ends = [start + word.end() for word in re.finditer(r"[^\s,:;]+", claim[start:])][:_LONGEST_NAME]
    named = next(((side, end) for end in ends if (side := _side_of(claim[start:end]))), None)
    if named is None and ends and (nation := next(iter(nations_in(claim[start : ends[0]])), "")):
        # "Velmari": the nation alone is known; of which of its bodies, or of whose rebels, its words still say.
        named = nation, ends[0]
    if named is None:
        return "", ""
    side, end = named
    body = worded("accusations", "bodies").match(claim[end:].lstrip())
    return side, claim[end:].lstrip()[body.end() :] if body else claim[end:]


def _side_of(name: str) -> str:
    """The side that goes by just this name."""
    known = who_is(name)
    return known.side or "" if known.kind == "party" else ""


def _calls_something_staged(words: str) -> bool:
    """Whether words call anything faked; what was "staged by the rebels" they carried out.

    >>> _calls_something_staged("Russia calls the scenes staged"), _calls_something_staged("A raid staged by rebels")
    (True, False)
    """
    return any(not was_carried_out(words, match) for match in worded("accusations", "staged").finditer(words))


def claims_staging(words: str) -> bool:
    """Whether a claim says of anything that it was staged, by whomever.

    >>> claims_staging("The gas attack was staged, not real"), claims_staging("The killings in Tarn were not staged")
    (True, False)
    """
    staged = worded("accusations", "staged").search(words)
    clause = CLAUSES.split(words[: staged.start()])[-1] if staged else ""
    return _calls_something_staged(words) and not NEGATION.search(clause)


def _calls_it_staged(claim: Claim, finding: Finding) -> bool:
    if not _calls_something_staged(claim.text) or not _calls_something_staged(finding.words):
        return False
    if last := _BY.search(claim.text.rstrip(" .")):
        theirs = _BY.search(finding.words.rstrip(" ."))
        if theirs is None or words_of(theirs["name"]) != words_of(last["name"]):
            # Whoever calls a thing staged does not say that it was he who staged it.
            return False
        claim = replace(claim, text=claim.text[: last.start()])
    if side_charged(claim.text)[0]:
        return False
    if worded("accusations", "no_such_thing").search(finding.words):
        return False
    staged = worded("accusations", "staged")
    # As many blanks as letters, so that the places of the claim stand where they stood.
    text = staged.sub(lambda word: " " * len(word.group()), claim.text)
    # "The gas attack", of a chemical one.
    about = finding.article.subject
    text = _WORD.sub(lambda w: " " * len(w.group()) if _is_such_means(w.group(), about) else w.group(), text)
    rest = replace(claim, text=text)
    if not words_of(rest.text) or uncovered(rest, finding):
        return False
    said = _BY.sub("", finding.words.rstrip(" ."))
    for row in ("staged", "scenes", "calling"):
        said = worded("accusations", row).sub(" ", said)
    speakers = " ".join(f"{a.speaker.name} {a.speaker.side or ''}" for a in finding.statement.attributions)
    others = [word for word in words_of(said) if share((word,), claim.text, speakers) == 0]
    return not others


def says_it_of_nobody(claim: Claim, finding: Finding) -> bool:
    """Whether a statement calls staged what the claim says somebody staged, and does not say who.

    "Russia calls the scenes staged", of a claim that Ukraine has staged them.
    """
    last, faked = _BY.search(claim.text.rstrip(" .")), worded("accusations", "staged").search(claim.text)
    if faked is None or (last is None and _IS.search(claim.text[: faked.start()])):
        return False
    rest = claim.text[: last.start()] if last else claim.text[faked.start() :]
    return _calls_something_staged(rest) and says_just_that(replace(claim, text=rest), finding)


def is_only_called_so_by_them(claim: str, words: str, speaker: str = "") -> bool:
    """Whether a claim has somebody stage what words only have the same people call staged.

    >>> is_only_called_so_by_them("The killings in Tarn were staged by Iran", "Iran calls the scenes staged.")
    True
    >>> is_only_called_so_by_them("Iran staged the killings", "Pictures debunk Iranian claims that they were faked")
    True
    >>> is_only_called_so_by_them("The killings in Tarn were staged by Turkey", "Iran calls the scenes staged.")
    False
    >>> is_only_called_so_by_them("The killings were staged by Iran", "The scenes were staged by Iran.")
    False
    >>> claims = ("The killings were an Iranian hoax", "Iran was behind the fake", "Staged by Iran, says Kalden")
    >>> [is_only_called_so_by_them(claim, "Iran calls the scenes staged.") for claim in claims]
    [True, True, True]
    """
    if not _calls_something_staged(words) or (faked := worded("accusations", "staged").search(claim)) is None:
        return False
    who, theirs = kin_named(_stager(claim, faked)), _BY_ANYBODY.search(words)
    named = kin_named(theirs["name"]) if theirs else frozenset[str]()
    return bool(who & kin_named(f"{speaker}, {words}")) and who.isdisjoint(named)


def _stager(claim: str, faked: re.Match[str]) -> str:
    """The words by which a claim names whoever staged what it calls staged; empty where it names nobody."""
    if by := _BY_ANYBODY.search(claim, faked.start()):
        return by["name"]
    # "Iran says Turkey staged it".
    head = worded("joined", "saying").split(claim[: faked.start()])[-1]
    being = next(iter(reversed(list(_IS.finditer(head)))), None)
    if being is None:
        return head
    # "Iran was behind the fake", "the killings were an Iranian fake", and not "the killings in Iran were faked".
    behind = head[being.end() :]
    return head[: being.start()] if _BEHIND_IT.match(behind) else behind


def _lays_it_to(claim: Claim, finding: Finding) -> bool:
    """Whether a statement holds the claim's side responsible, and its report's event is what the claim has it do."""
    side, rest = side_charged(claim.text)
    if not side or any(q.unit for q in claim.quantities) or not side_held_responsible(side, finding.words):
        return False
    about = finding.article.subject
    if (named := _FOR.search(finding.words)) and not _is_of(named["what"], about, rest):
        # "Responsible for a later fire" is another deed.
        return False
    done = worded("accusations", "doing").sub(" ", rest)
    deeds = [(word, stem) for word in plain_words(done) for stem in words_of(word) if not is_filler(stem)]
    return len(deeds) > 1 and all(share((stem,), about) or _is_such_means(word, about) for word, stem in deeds)


def _is_such_means(word: str, about: str) -> bool:
    """Whether a word tells of the means of an event in other words: "gassed", of sarin; chlorine is not sarin."""
    return bool(means_in(word) & means_in(about)) and not worded("accusations", "agents").fullmatch(word)


def _is_of(what: str, about: str, rest: str) -> bool:
    """Whether what somebody is responsible for is the event, or nothing that is named besides: "it", "the attack"."""
    named = [stem for stem in words_of(what) if not is_filler(stem)]
    return all(share((stem,), about, rest) for stem in named)


def blow_laid(claim: Claim) -> tuple[str, frozenset[str]]:
    """The side to which a claim that counts nothing lays a blow, and the words for what was hit; else two empty ones.

    >>> side, hit = blow_laid(Claim("Iran bombed the theatre of Tarn"))
    >>> side, sorted(hit), blow_laid(Claim("Iran left Tarn"))
    ('Iran', ['tarn', 'theatr'], ('', frozenset()))
    """
    side, rest = side_charged(claim.text)
    blow = worded("accusations", "blows")
    if not side or any(q.unit for q in claim.quantities) or not blow.search(rest):
        return "", frozenset()
    hit = frozenset(words_of(blow.sub(" ", rest)))
    return (side, hit) if len(hit) > 1 else ("", frozenset())


def _tells_the_blow(claim: Claim, finding: Finding) -> bool:
    """Whether a statement's own words have the claim's side deal the claim's blow, in another word for it.

    What was hit stands right behind the blow: "a strike on the theatre", not "a strike on the port near the theatre".
    """
    side, hit = blow_laid(claim)
    blow = worded("accusations", "blows")
    doing = {kin_of(one) for one in doers_in(finding.words)}
    if not hit or doing != {kin_of(side)} or worded("accusations", "came_to_nothing").search(finding.words):
        return False
    return any(falls_on(hit, finding.words[match.end() :]) for match in blow.finditer(finding.words))


def falls_on(hit: Set[str], behind: str) -> bool:
    """Whether the words behind a blow name at once what was hit, and nobody's part of it."""
    left = set(hit)
    for match in _WORD.finditer(behind):
        stems = set(words_of(match.group()))
        if stems & left:
            left -= stems
        elif not worded("accusations", "between").fullmatch(match.group()):
            return False
        if not left:
            return not behind[match.end() :].startswith(("'s", "’s")) and match.group()[-2:] not in ("'s", "’s")
    return False


_WORD = re.compile(r"[\w’'-]+")
_FOR = re.compile(r"\bresponsib(?:le|ility) for (?P<what>[^.,;]+)", re.IGNORECASE)
