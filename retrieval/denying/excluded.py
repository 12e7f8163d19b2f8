"""Whether a sentence says of a claim's subject what cannot be so where the claim is, or says the claim in other words.

"The bridge is intact" excludes that it collapsed, and "stepped down" says "resigned". Only sentences that say this of
the very subject, and now, and nothing besides, are taken: whatever is of a part, of another time or of somebody else's
is left to what else is asked of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from knowledge.model import Finding
from retrieval.counts.figures import Contrast
from retrieval.denying.denials import is_forged
from retrieval.denying.said_not_so import may_be_said_not_so, said_not_so
from retrieval.denying.said_of import (
    Saying,
    Subject,
    is_said_of,
    saying_in,
    subject_of,
    times_in,
    without_times,
)
from retrieval.grammar.closeness import lemmas
from retrieval.grammar.verbs import lemma
from retrieval.grammar.withheld import NEGATION, refutes
from retrieval.ranking import plain_words
from retrieval.word_tables import any_of, table_of, worded, words_in

#: What says just that takes no more signs, and a word is seen by so many of its letters.
LONGEST, SHORT = 200, 4
_IN_FIRST_PERSON = re.compile(r"(?:i|we)(?:\s|')", re.IGNORECASE)
#: “I am”, “We are”: whoever speaks need not be named in the words.
_SPEAKING = re.compile(r"[“\"](?:I|We)\b")
_ADVERB = r"(?:now |just |already |also |since |finally )?"
_FORMS = {
    "{has}": rf"(?:(?:has|have|had) {_ADVERB})?",
    "{is}": rf"(?:is|are|was|were) {_ADVERB}",
    "{was}": rf"(?:was|were|is|are|(?:has|have|had) {_ADVERB}been|gets?|got) {_ADVERB}",
    "{will}": r"(?:will|is to|are to|(?:is|are) (?:going|set) to) ",
}
_AM = r"(?:is|are|am|'s|'m|'re)"
_REMAINS = (
    rf"(?:{_AM} (?:still|staying(?: on)?)|remains?|stays?(?: on)?|(?:will|'ll) (?:stay|remain|continue)(?: on| to be)?|"
    r"continues? to be|(?:will|'ll) still be)"
)
_IS = rf"{_AM}(?: (?:{any_of('excluded', 'degrees_of_being')}))?"
#: What a claim tells as done and does not say that it is so still: "was shut", "sank"; "has been shut" is.
_PAST = re.compile(r"(?!has\b|have\b|is\b|are\b)")
_TO_COME = re.compile(r"(?:will|'ll)\b|stays?\b|keeps?\b|goes\b|is to\b|are to\b|(?:is|are|am|'m) (?:not|staying)\b")
#: Behind a participle without "was" stands by whom and where, and nobody to whom it was done.
_BARE_TAIL = re.compile(r"(?:\s(?:by|in|on|at|from|after|over|for|as|near|off|outside)\b.*)?", re.IGNORECASE)
_AND = re.compile(
    r",? and (?=(?:is|are|am|was|were|has|have|will|remains?|stays?|keeps?|continues?|never|goes|still)\b)",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|said|says)\b", re.IGNORECASE)
#: Where what is said of a subject begins.
_FINITE = re.compile(r"(?:\s|(?='))(?:is|are|am|'m|'s|was|were|has|have|will|'ll)\b", re.IGNORECASE)
#: "Was dismissed by the club": nobody's report is.
_SENT_AWAY = re.compile(r"\b(?:was|were|is|are|been) dismissed(?= (?:by|as|from|over|on|in|at)\b|$)", re.IGNORECASE)
_AGAIN = re.compile(r"\bagain\b", re.IGNORECASE)
_NAMES = re.compile(r"(?<!^)\b[A-Z][\w'-]*")


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a clause says of a subject: in which row and group, by which words, and what stands behind and around."""

    row: int
    group: int
    subject: Subject
    called: str
    words: str
    tail: str
    doer: str
    is_to_come: bool


def excluded(claim: str, finding: Finding) -> Contrast | None:
    """What a finding says of a claim's subject that cannot be so where the claim is; None where it says none."""
    claim, words = claim.replace("’", "'").strip(" ."), finding.words.replace("’", "'")
    mine = [one for one in _stated(claim) if _may_be_of(one.subject, words)]
    if not (mine or may_be_said_not_so(claim, words)):
        return None
    saying = _saying_of(claim, words)
    if saying is None:
        return None
    if _IN_FIRST_PERSON.match(saying.said) and finding.speaker.kind != "outlet_itself":
        saying = Saying(saying.said, finding.speaker.name)
    against = (_against(claim, one, saying, words, finding) for one in mine)
    return next(filter(None, against), None) or said_not_so(claim, saying, words, finding)


def says_the_same(claim: str, finding: Finding) -> bool:
    """Whether a finding says of a claim's subject just what the claim does, by another word for it."""
    claim, words = claim.replace("’", "'").strip(" ."), finding.words.replace("’", "'")
    mine = [one for one in _stated(claim) if _may_be_of(one.subject, words)]
    saying = _saying_of(claim, words) if mine else None
    if saying is None or NEGATION.search(saying.said.replace("no longer", "")):
        return False
    rows = tuple(sorted({one.row for one in mine}))
    return any(
        _is_the_same(claim, one, theirs, words) and is_said_of(one.subject, theirs.called, saying.who, finding)
        for one in mine
        for theirs in _stated(saying.said, rows)
    )


def _may_be_of(subject: Subject, words: str) -> bool:
    """Whether the letters of a subject stand in words, or somebody speaks there of themselves: in most they do not."""
    letters = words.lower()
    is_there = all(word[:SHORT] in letters for word in subject.needed)
    surname = subject.text.split()[-1].lower() if subject.is_named else ""
    return is_there or bool(surname and surname in letters) or _SPEAKING.search(words) is not None


def _saying_of(claim: str, words: str) -> Saying | None:
    """What is said in words, where neither they nor the claim leave open what is so."""
    if "?" in words or "?" in claim or refutes(_SENT_AWAY.sub(" ", claim)) or is_forged(words):
        return None
    saying = saying_in(words)
    is_open = (
        saying is None
        or len(saying.said) > LONGEST
        or worded("excluded", "open").search(saying.said.replace("no longer", ""))
    )
    return None if is_open else saying


# --- what a claim says ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=20_000)
def _stated(claim: str, rows: tuple[int, ...] = ()) -> tuple[_Stated, ...]:
    """What a clause may say, in these rows of the table or in all."""
    claim = claim.replace("’", "'").strip(" .")
    if NEGATION.search(claim.replace("no longer", "")) or worded("excluded", "open").search(
        claim.replace("no longer", "")
    ):
        return ()
    return tuple(_each_stated(claim, rows or range(len(table_of("excluded")["states"]))))


def _each_stated(claim: str, rows: Iterable[int]) -> Iterator[_Stated]:
    for number in rows:
        for at, shapes in enumerate(_shapes(number)):
            for kind, shape in shapes:
                match = shape.fullmatch(claim)
                if match is None or (kind == "bare" and not _BARE_TAIL.fullmatch(match["tail"])):
                    continue
                if _VERB.search(match["subject"]):
                    # "The border is": the whole predicate begins earlier.
                    continue
                done = kind in ("active", "will active")
                called = match["tail"].strip() if done else match["subject"]
                if done and (_BARE_TAIL.fullmatch(match["tail"]) or re.match(r" (?:down|up|off|out)\b", match["tail"])):
                    continue
                yield _Stated(
                    number,
                    at,
                    subject_of(re.sub(r"^(?:its|his|her|their|the) ", "", called)),
                    called,
                    match["words"],
                    "" if done else match["tail"],
                    match["subject"] if done else "",
                    kind.startswith("will"),
                )


@cache
def _shapes(number: int) -> tuple[tuple[tuple[str, re.Pattern[str]], ...], ...]:
    """How claims say what each group of a row says."""
    return tuple(tuple(_shapes_of(group)) for group in table_of("excluded")["states"][number]["groups"])


def _shapes_of(group: dict[str, Any]) -> Iterator[tuple[str, re.Pattern[str]]]:
    if says := group.get("says"):
        yield "says", _clause("|".join(map(_filled, says)))
    if was := group.get("was"):
        done = "|".join(was)
        yield "was", _clause(_filled(f"{{was}}(?:{done})"))
        yield "bare", _clause(f"(?:{done})")
        yield "active", _clause(_filled(f"{{has}}(?:{done})"))
    if will := group.get("will"):
        yield "will", _clause(_filled(f"{{will}}(?:{'|'.join(will)})"))
        yield "will active", _clause(_filled(f"{{will}}(?:{'|'.join(will)})"))


def _filled(pattern: str) -> str:
    for gap, words in _FORMS.items():
        pattern = pattern.replace(gap, words)
    return pattern


def _clause(predicate: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<subject>\S.*?) (?P<words>{predicate})(?! (?:down|up|out)\b| off$)(?P<tail>(?:\s.*)?)", re.IGNORECASE
    )


# --- what excludes it ----------------------------------------------------------------------------------------------


def _against(claim: str, mine: _Stated, saying: Saying, words: str, finding: Finding) -> Contrast | None:
    row = table_of("excluded")["states"][mine.row]
    if not _may_be_set_against(claim, mine, row, saying, words):
        return None
    parts = _AND.split(saying.said)
    first = _FINITE.search(parts[0])
    for at, part in enumerate(parts):
        if _stated(part if not at else f"{parts[0].split()[0]} {part}", (mine.row,)):
            return None
        for shape, is_denial, lasts in _shapes_against(mine.row):
            match = shape.fullmatch(part if not at else f"- {part}")
            if match is None or (not lasts and not row.get("for_good") and _PAST.match(mine.words)):
                continue
            if mine.is_to_come and not _TO_COME.match(match["words"]):
                continue
            called = match["subject"] if not at else (parts[0][: first.start()] if first else "")
            if _says_no_more(claim, match["tail"]) and is_said_of(mine.subject, called, saying.who, finding):
                if is_denial:
                    return Contrast("denies", f'negated in one of the two: "{match["words"]}"')
                return Contrast("differs", f"other state: {match['words'].lstrip()} against {mine.words}")
        if not at and (
            said := _in_its_role(mine, row, part, saying.who, finding) or _kept(mine, row, part, saying.who)
        ):
            return Contrast("differs", f"other state: {said} against {mine.words}")
    return None


def _may_be_set_against(claim: str, mine: _Stated, row: dict[str, Any], saying: Saying, words: str) -> bool:
    """Whether what is said may be of the claim's time, and tells its names and what else it says."""
    if times_in(claim) != times_in(saying.said):
        return False
    if (row.get("anyhow") or row.get("for_good")) and mine.subject.is_named:
        return True
    told = lemmas(words)
    doer = lemmas(mine.doer) if not row.get("anyhow") else frozenset()
    names = lemmas(" ".join(_NAMES.findall(claim))) if not row.get("anyhow") else frozenset[str]()
    # "The band Polar Nine" is told by its name.
    own = subject_of(mine.tail).needed if not mine.doer else frozenset[str]()
    # Whether the subject is named is asked of the clause.
    return (names - mine.subject.words) | doer | own <= told


@cache
def _shapes_against(number: int) -> tuple[tuple[re.Pattern[str], bool, bool], ...]:
    """What excludes all that a row's claims say: the shape, whether it denies, and whether nothing changed."""
    row = table_of("excluded")["states"][number]
    shapes = []
    if now := row["now"]:
        states = "|".join(sorted(now, key=len, reverse=True))
        shapes.append((_said(rf"{_REMAINS} (?:{states})"), False, True))
        shapes.append((_said(rf"{_IS} (?:{states})"), False, False))
    if goes := row["goes"]:
        shapes.append((_said("|".join(goes)), False, True))
    if never := row.get("never"):
        done = "|".join(never)
        shapes.append(
            (_said(rf"(?:(?:was|were) (?:never|not)|(?:has|have) (?:never|not) been) (?:{done})"), True, True)
        )
        shapes.append((_said(rf"never (?:{done})"), True, True))
    return tuple(shapes)


def _said(predicate: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<subject>\S.*?)(?:\s|(?='))(?P<words>{predicate})(?P<tail>(?:,?\s.*)?)", re.IGNORECASE)


def _says_no_more(claim: str, tail: str) -> bool:
    """Whether what stands behind a state is the claim's own, changes nothing, or is another clause."""
    rest = worded("excluded", "besides").sub(" ", re.split(r",? and ", tail, maxsplit=1)[0])
    return lemmas(rest) <= lemmas(claim) and not _AGAIN.search(tail)


def _in_its_role(mine: _Stated, row: dict[str, Any], part: str, who: str, finding: Finding) -> str:
    """By which words somebody is said to be still what, or where, a claim has them be no more: "is still the coach"."""
    match = _said(_REMAINS).fullmatch(part) if row.get("role") and not mine.is_to_come else None
    if match is None or not is_said_of(mine.subject, match["subject"], who, finding):
        return ""
    left = lemmas(mine.tail) - mine.subject.words
    what = mine.subject.words - mine.subject.needed
    members = _members()
    told = lemmas(worded("excluded", "besides").sub(" ", match["tail"]))
    # What somebody is besides they may still be, of what they have left: "is still a minister" of who left a party.
    is_all = bool(told - members) and left <= told and told <= left | what | members
    return f"{match['words']}{match['tail']}" if is_all and (left or told & what) else ""


@cache
def _members() -> frozenset[str]:
    return lemmas(" ".join(word.removesuffix("s?") for word in words_in("excluded", "members")))


def _kept(mine: _Stated, row: dict[str, Any], part: str, who: str) -> str:
    """By which words somebody has still what a claim has them lose, or keeps open what they are to close."""
    if row.get("keep") and mine.is_to_come and mine.doer:
        shape, subject, what = _keeps_so(tuple(row["keep"])), subject_of(mine.doer), mine.called
    elif row.get("keeps") and mine.tail:
        shape, subject, what = _KEEPS, mine.subject, mine.tail
    else:
        return ""
    match = shape.fullmatch(part)
    if match is None or lemmas(match["what"]) != lemmas(what) or not is_said_of(subject, match["subject"], who):
        return ""
    return match["words"]


_KEEPS = re.compile(
    rf"(?P<subject>\S.*?) (?P<words>(?:{any_of('excluded', 'has_it_still')}) (?P<what>.+))", re.IGNORECASE
)


@cache
def _keeps_so(how: tuple[str, ...]) -> re.Pattern[str]:
    keeps = r"(?:will keep|keeps?|is keeping|are keeping)"
    return re.compile(rf"(?P<subject>\S.*?) (?P<words>{keeps} (?P<what>.+) (?:{'|'.join(how)}))", re.IGNORECASE)


# --- who says it in other words --------------------------------------------------------------------------------------


def _is_the_same(claim: str, mine: _Stated, theirs: _Stated, words: str) -> bool:
    """Whether two clauses say one thing of whomever they are about, and the second all that the first does."""
    if (mine.row, mine.group, mine.is_to_come) != (theirs.row, theirs.group, theirs.is_to_come):
        return False
    if lemmas(mine.words) == lemmas(theirs.words) or not _in_one_order(mine.tail, theirs.tail):
        # Said with the claim's own verb, it is asked of all words.
        return False
    if re.match(r"(?:is|are) ", mine.words) and re.match(r"(?:was|were|had) ", theirs.words):
        # What was shut may be open again.
        return False
    told, own = lemmas(words), lemmas(claim)
    more = lemmas(without_times(worded("excluded", "besides").sub(" ", f"{theirs.tail} {theirs.doer}")))
    names = lemmas(" ".join(_NAMES.findall(claim)))
    said = lemmas(mine.tail) | lemmas(mine.doer) | names
    times = times_in(claim)
    if "no longer" in theirs.words:
        more -= _members()
    return more <= own and said <= told and (not times or times == times_in(words))


def _in_one_order(tail: str, other: str) -> bool:
    """Whether words that stand behind both verbs stand in one order: "left Orvel for Tamsin" is no other way round."""
    one, two = ([lemma(word) for word in plain_words(text)] for text in (tail, other))
    return [word for word in one if word in two] == [word for word in two if word in one]
