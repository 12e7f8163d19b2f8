"""Whether those whom a claim names change places in a sentence: "Amber Foods sued Holm Dairy", "Holm Dairy sued Amber".

In a sentence of another making any other order of them will do for that. Where it has every word of the claim, or its
number, it is the deed that tells: who stands before its verb does it, to whoever stands behind it; and small words do:
"from Orvel to Tamsin".
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from retrieval.deeds.done_to import without_marks
from retrieval.grammar.clauses import is_a_verb
from retrieval.grammar.closeness import names_within
from retrieval.grammar.naming import contrasts_table, names_people
from retrieval.grammar.nations import nations_in
from retrieval.grammar.verbs import is_done, lemma, plain_verbs, told_alike
from retrieval.ranking import plain_words, words_of
from retrieval.spelling import stem
from retrieval.word_tables import worded, words_in

#: Letters of a part of a sentence that are read for who does what to whom.
LONGEST_CLAUSE = 300
_by = re.compile(r"\bby\b", re.IGNORECASE)
A_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_written = re.compile(r"[^\W_][\w-]*")
#: "The mayor of Holm", "Holm's mayor", "Karl Vane".
_one_phrase = re.compile(r"(?:['’]s)?\s+(?:(?:of|in|from|at)\s+)?(?:the\s+)?")
#: Who does what to whom is told within one such part of a sentence.
PARTED = re.compile(
    r"[^\w\s'’-]+|\b(?:that|which|who|whom|whose|when|where|while|as|because|but|although|though|whereas|after|before|"
    r"since|if)\b",
    re.IGNORECASE,
)
BEING = re.compile(r"\b(?:is|are|was|were|be|been|being|gets?|got)(?:\s+[\w-]+){0,2}\s*$", re.IGNORECASE)
_WAYS = r"(?:in|at|on|with|from|near|of|to|into|over|for|during|outside|against)\b"
#: "Expels the ambassador", "expels Norland"; "the expelled ambassadors Karl Vane".
_tells_of_now = re.compile(r"[a-z]{3,}s\s+(?:(?:the|an?|its|his|her|their)\b|[A-Z])")
A_THING = re.compile(r"\b(?:the|an?|its|his|her|their|in|of|with|by|from|for|\d+|(?-i:[a-z]+ed))\s*$", re.IGNORECASE)
#: "Prince slaps clerk", where no verb is known.
_may_tell_of_now = re.compile(r"[a-z]{3,}s")
#: "Found in Holm" tells of nobody who found it, nor does "ten killed 12 others injured"; "shot down by Norland" does,
#: and "attacked at dawn the mill of Holm".
NO_OBJECT = re.compile(
    r"(?!\s+(?:at|on|in)\s+\w+\s+(?:the|an?)\s+[\w-]+\s+(?:of|in|at|near)\b)"
    rf"\s*(?:(?:down|up|off|out|back)\s+)?(?:{_WAYS}|by\b|$|"
    r"(?:and\s+)?(?:[\w-]+\s+){0,2}(?:others|injured|wounded|hurt|missing)\b)",
    re.IGNORECASE,
)
_done_by = re.compile(rf"\bby\b(?P<who>.*?)(?=\b{_WAYS}|$)", re.IGNORECASE)
#: What stands to a deed by one of these: "from Orvel", "Orvel's"; "into" is "to".
_ROLES = {"into": "to", "onto": "to", "towards": "to", "toward": "to", "out of": "from"}
_role = re.compile(
    r"\b(?P<by>out of|from|into|onto|towards?|(?<!according )(?<!due )(?<!thanks )(?<!up )to|"
    r"of|in|at|by|on|over|against|near|outside|inside)"
    r"(?=\s+(?!(?:by|to|of|in|from|at|on)\b)(?P<what>[^\W_][\w'’-]*(?:\s+[^\W_][\w'’-]*){0,3}))|(?P<owner>[^\W_][\w-]*)['’]s\b",
    re.IGNORECASE,
)
#: No subject: "in Orvel", "the mayor of Orvel".
_role_of_it = re.compile(rf"(?:{_role.pattern})\s+(?:[\w'’-]+\s*){{1,4}}", re.IGNORECASE)
_whose = re.compile(r"\b[\w-]+['’]s\b")
_next_role = re.compile(
    r"\s+(?:out of|from|into|onto|towards?|to|of|in|at|by|on|over|against|near|and|or)\b.*", re.IGNORECASE
)
#: "Left Orvel for Tamsin" is from the one to the other.
_leaving = re.compile(r"\b(?:left|leaves?|leaving)\s+(?P<where>(?:[\w'’-]+\s+){1,4}?)for\b", re.IGNORECASE)
_than = re.compile(r"\bthan\b", re.IGNORECASE)


class Named(NamedTuple):
    """Somebody in a text, by a stem or by a people's one name, and where that stands."""

    stem: str
    start: int
    end: int


def is_turned_round(claim: str, words: str) -> bool:
    """Whether a sentence names those of a claim in another order, or one of them behind "by" where the claim does not.

    "Amber Foods sued Holm Dairy" is not said by "Holm Dairy sued Amber Foods"; nobody can tell it of "was sued by".
    """
    names = names_within(claim) | names_within(words)
    own, theirs = _whoever_is_in(claim, names), _whoever_is_in(words, names)
    mine, yours = _phrases_of(claim, own), _phrases_of(words, theirs)
    shared = mine.keys() & yours.keys()
    if any((mine[a] - mine[b]) * (yours[a] - yours[b]) < 0 for a, b in combinations(sorted(shared), 2)):
        return True
    return len(shared) > 1 and _behind_by(claim, own, shared) != _behind_by(words, theirs, shared)


def _phrases_of(text: str, named: Sequence[Named]) -> dict[str, int]:
    """In the how-manieth phrase of a text each is named first: "the mayor of Holm" is one, as "Holm's mayor" is."""
    found: dict[str, int] = {}
    number, end = 0, 0
    for one in named:
        if not _one_phrase.fullmatch(text[end : one.start]):
            number += 1
        found.setdefault(one.stem, number)
        end = one.end
    return found


def _whoever_is_in(text: str, names: frozenset[str]) -> list[Named]:
    """Each name, people and person in a text; the first word may be a name, too."""
    found = []
    for match in A_WORD.finditer(text):
        word, people = match.group(), _people_of(match.group())
        is_named = word[:1].isupper() and (match.start() > 0 or bool(names & set(words_of(word))))
        is_kin = worded("said_alike", "kin").fullmatch(word) is not None
        if people or is_named or is_kin or names_people(word):
            found += [Named(people or stem, *match.span()) for stem in words_of(word)[:1]]
    return found


@lru_cache(maxsize=20_000)
def _people_of(word: str) -> str:
    """A country and its people by one name: "Sudland's", "Sudish" are not known, "Iran" and "Iranian" are."""
    return "".join(f"{nation}/" for nation in sorted(nations_in(word.capitalize())))


def _behind_by(text: str, named: Sequence[Named], shared: Set[str]) -> set[str]:
    """Who stands right behind "by", within a few words."""
    return {one.stem for one in named if one.stem in shared and _by.search(" ".join(text[: one.start].split()[-3:]))}


def are_exchanged(claim: str, words: str) -> str:
    """The deed that a sentence has done to whoever does it in a claim, by another; else nothing.

    >>> are_exchanged("Rebels retook Tarn from the army", "The army retook Tarn from rebels")
    'retook'
    >>> are_exchanged("A nurse saved a boy", "A nurse was saved by a boy"), are_exchanged("A boy fell", "The boy fell")
    ('saved', '')
    """
    mine = _done_to(claim)
    if not _tells_any(mine.keys(), words):
        # So it is of many sentences, which is seen sooner than who does what in them.
        return ""
    theirs = _done_to(words)
    for verb in mine.keys() & theirs.keys():
        claimed, told = mine[verb], theirs[verb]
        turned = {(who, whom) for who, whom in claimed - told if (whom, who) in told - claimed}
        if turned or _is_suffered_by_its_doer(claimed, told):
            return next(one.group() for one in A_WORD.finditer(words) if lemma(one.group()) == verb)
    return ""


def _tells_any(verbs: Set[str], words: str) -> bool:
    """Whether a sentence has any of these verbs, by their plain form."""
    return any(lemma(one) in verbs for one in A_WORD.findall(words))


def are_swapped(claim: str, words: str) -> str:
    """By what a sentence has two of a claim's places, people or numbers stand in each other's place; else nothing.

    >>> are_swapped("Ada Finn moved from Orvel to Tamsin", "Ada Finn moved to Orvel from Tamsin")
    'from Tamsin'
    >>> are_swapped("Orvel's mayor died in Tamsin", "The mayor of Tamsin died in Orvel")
    'in Orvel'
    >>> are_swapped("Orvel is richer than Tamsin", "Tamsin is richer than Orvel")
    'more Tamsin'
    >>> are_swapped("Ada Finn fled from Orvel", "Ada Finn fled to Orvel"), are_swapped("To Orvel", "Into Orvel")
    ('to Orvel', '')
    """
    mine, yours = _roles_in(claim), _roles_in(words)
    named = names_within(claim) | names_within(words)

    def is_somewhere(word: str) -> bool:
        return word in named or word[0].isdigit() or "/" in word

    for (one, a), (other, b) in combinations(sorted(mine - yours), 2):
        if a == b or one == other or not {(one, b), (other, a)} <= yours - mine:
            continue
        if {one, other} == {"from", "to"} or (is_somewhere(a) and is_somewhere(b)):
            return _as_printed(one, b, words)
    ways = [{by for by, _ in roles} & {"from", "to"} for roles in (mine, yours)]
    if {len(way) for way in ways} == {1} and ways[0] != ways[1]:
        (mine_by,), (by,) = ways
        turned = (a for one, a in sorted(mine) if one == mine_by and (by, a) in yours and is_somewhere(a))
        return next((_as_printed(by, a, words) for a in turned), "")
    past = (
        a
        for one, a in sorted(mine)
        if one == "to" and is_somewhere(a) and {by for by, b in yours if b == a} == {"over"}
    )
    return next((_as_printed("over", a, words) for a in past), "")


def _as_printed(role: str, word: str, words: str) -> str:
    """A word behind what it stands to its deed by, as a sentence writes it."""
    return f"{role} {next((one.group() for one in _written.finditer(words) if word in stems_of(one.group())), word)}"


# Asked of a claim for every statement, and of a statement for claim after claim.
@lru_cache(maxsize=2_000)
def _roles_in(text: str) -> frozenset[tuple[str, str]]:
    """By what each word of a text stands to its deed: "from" Orvel, "of" Orvel for Orvel's; "more" and "than" what."""
    found = {("subject", one) for one in stems_of(_role_of_it.sub(" ", before_its_verb(text)))}
    for match in _role.finditer(_leaving.sub(r"from \g<where>to", text)):
        by, what = (match["by"] or "of").lower(), match["owner"] or _next_role.sub("", match["what"])
        found |= {(_ROLES.get(by, by), one) for one in stems_of(_whose.sub(" ", what))}
    for part in PARTED.split(text):
        before, *behind = _than.split(part, maxsplit=1)
        found |= {("than", one) for words in behind for one in stems_of(" ".join(words.split()[:4]))}
        found |= {("more", one) for one in stems_of(before) if behind}
    return frozenset(found)


def before_its_verb(text: str) -> str:
    """What stands before the first verb of a text, where one does: whoever lies "to" somebody, or is sent there."""
    part = PARTED.split(text)[0][:LONGEST_CLAUSE]
    verbs = verbs_in(part)
    return part[: verbs[0].start()] if verbs else ""


def _is_suffered_by_its_doer(claimed: Set[tuple[str, str]], told: Set[tuple[str, str]]) -> bool:
    """Whether all who do a thing in a claim, people or an army, suffer it from others: "took the mill from rebels"."""
    doers = {who for who, _ in claimed}
    is_somebody = any(names_people(who) or who in _bodies() or "/" in who for who in doers)
    return is_somebody and doers <= {whom for _, whom in told} and doers.isdisjoint(who for who, _ in told)


@cache
def _bodies() -> frozenset[str]:
    return frozenset(stem(word) for row in contrasts_table()["doers"]["rows"] for word in row)


# Asked of a claim for every statement, and of a statement for claim after claim.
@lru_cache(maxsize=2_000)
def _done_to(text: str) -> dict[str, frozenset[tuple[str, str]]]:
    """For each verb of a text, by its stem, who does it to whom, word by word: who stands before it, or behind "by"."""
    found: dict[str, set[tuple[str, str]]] = {}
    # Who does what is told in few words; what runs on without a stop is no clause.
    for part in (one[:LONGEST_CLAUSE] for one in PARTED.split(without_marks(text))):
        for match in verbs_in(part):
            before, behind = part[: match.start()], part[match.end() :]
            who, whom = before, re.split(r"\bwith\b", behind)[0]
            is_suffered = bool(BEING.search(before) or NO_OBJECT.match(behind))
            if _is_a_thing(match.group().lower(), behind, is_suffered=is_suffered):
                continue
            if lemma(match.group()) in _mutual() or (not is_suffered and _may_be_either(match.group(), behind)):
                continue
            if is_suffered:
                by = _done_by.search(_before_a_deed(behind))
                who, whom = (by["who"] if by else ""), before
            pairs = {(a, b) for a in stems_of(who) for b in stems_of(whom) if a != b}
            found.setdefault(lemma(match.group()), set()).update(pairs)
    return {verb: frozenset(pairs) for verb, pairs in found.items()}


def verbs_in(part: str) -> list[re.Match[str]]:
    """The words of a part by which anything may be done; where none is known, a headline's: "Prince slaps clerk"."""
    words = [match for match in A_WORD.finditer(part) if part[: match.start()].strip()]

    def is_of_now(match: re.Match[str]) -> bool:
        return not A_THING.search(part[: match.start()])

    # Few words may tell of now, which is seen sooner than what stands before each.
    shown = [match for match in words if _tells_of_now.match(part, match.start()) and is_of_now(match)]
    known = [match for match in words if match in shown or _may_tell(match.group())]
    known = [match for match in known if not BEING.fullmatch(match.group())]
    return known or [match for match in words if _may_tell_of_now.fullmatch(match.group()) and is_of_now(match)]


def _may_tell(word: str) -> bool:
    """Whether a word may say what was done; Reed and Ahmed are no deeds, as "Killed" is in a headline.

    >>> _may_tell("hired"), _may_tell("Killed"), _may_tell("Reed")
    (True, True, False)
    """
    small = word.lower()
    return is_a_verb(small) and (word.islower() or not small.endswith("ed") or stem(small) in _verb_stems())


@cache
def _verb_stems() -> frozenset[str]:
    return frozenset(map(stem, plain_verbs()))


def _is_a_thing(word: str, behind: str, *, is_suffered: bool) -> bool:
    """Whether a word is no deed where it stands: "strikes killed ten", "an attack on Holm"; "hit by rebels" is one."""
    follows = A_WORD.search(behind)
    is_plain = not is_done(word) and word not in told_alike()
    return is_plain and (is_suffered or (follows is not None and is_done(follows.group().lower())))


def _before_a_deed(words: str) -> str:
    """What stands before the next verb: "on Sunday by rebels", and not "killed ten in a town held by rebels"."""
    # Reed, Ahmed and Saeed are no deeds.
    deeds = (m.start() for m in A_WORD.finditer(words) if m.group().islower() and is_done(m.group()))
    return words[: next(deeds, len(words))]


def _may_be_either(verb: str, behind: str) -> bool:
    """Whether a headline may leave out "was" here: "Village shelled overnight by army", "Karl Vane named coach"."""
    return bool(_by.search(behind)) or lemma(verb) in map(lemma, words_in("said_alike", "called"))


@cache
def _mutual() -> frozenset[str]:
    return frozenset(map(lemma, words_in("said_alike", "mutual")))


def stems_of(words: str) -> frozenset[str]:
    """The words of a stretch, of verbs in their plain form, of a country and its people by one name."""
    return frozenset(_people_of(word) or lemma(word) for word in plain_words(words) if word[0].isalpha())
