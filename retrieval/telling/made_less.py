"""What makes a sentence say less than a claim in nearly its words: it is planned, feared, prevented, or somebody's kin.

In a sentence of another making any such word will do for that. Where it has every word of the claim, only what stands
before the claim's deed holds that back: "accused of killing", and not "accused of theft, he killed".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from retrieval.deeds.somebody_else import words_told
from retrieval.grammar.clauses import is_a_verb
from retrieval.grammar.contraries import contraries
from retrieval.grammar.naming import contrasts_table
from retrieval.grammar.other_words import is_of_another_intent
from retrieval.grammar.verbs import is_done, lemma, told_alike
from retrieval.grammar.withheld import CLAUSES, NEGATION, is_to_come, shape_of
from retrieval.ranking import WORD_OR_NUMBER, plain_words, words_of
from retrieval.word_tables import any_of

#: Within so many words behind a word of these rows the deed stands which that holds back.
REACH = {"planned": 3, "supposing": 7, "open": 7, "nearly": 2, "undone": 4, "told_as_a_tale": 7}
#: What one of these leaves open in a claim, another may leave open in a sentence: "may", "is rumoured to".
_OPEN = ("supposing", "open", "nearly")
#: Behind these a participle is of what somebody is to undergo: "being killed"; "had collapsed" is done.
_UNDERGOING = ("be", "been", "being", "having")
#: "Likely to be in jail": these come in between, and tell nothing.
_BETWEEN = frozenset(("that", "to", "be", "been", "being", "have", "having", "has", "had", "in"))
#: "The army fought until it took Tarn": it did take it.
_DONE_THEN = frozenset(("until",))
#: "Report: Karl Vane stole a car": these are no deed, but tell of one.
_NO_DEED = ("is", "are", "was", "were", "be", "been", "has", "have", "had", "said", "says", "report", "claim")
_AUXILIARIES = frozenset(map(lemma, _NO_DEED))
_AS_A_DEED = re.compile(
    r"(?:\b(?:the|an?|its|his|her|their|with|of|in|by|over|for|on|after|from)\s+[^\W_]+|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*))",
    re.IGNORECASE,
)
_END = re.compile(r"[,;:()“”\"]|\b(?:who|which|whose|where|when|as)\b", re.IGNORECASE)
#: "…, it is feared", "…, the police suspect".
_last_of_all = re.compile(r",(?!\s+(?:as|and|but)\b)(?:\s+[\w'’-]+){1,4}\s+$")
#: "That he made millions is a rumour".
_is_that = re.compile(r"\b(?:is|are|was|were) (?:(?:just|only|mere) )?(?:an? )(?:\w+ )?$", re.IGNORECASE)
#: "Suspected of theft", "charged with theft": what stands right behind is what somebody is suspected of.
_of_that, _NEXT = re.compile(r"\b(?:of|with)\b"), 4
#: "Ruled out that the mayor of Holm resigned": what stands behind "that" is held back as a whole.
_that, _WHOLE = re.compile(r"\s*that\b", re.IGNORECASE), 12
_NEXT_DEED = re.compile(r"\b(?:and|but|before|after)\b", re.IGNORECASE)
#: "Suspected thieves", "a bridge feared unsafe": what is said of a thing that does the deed all the same.
_OF_A_THING = re.compile(r"(?:suspected|alleged|feared|presumed|supposed|wanted)\Z", re.IGNORECASE)
_of_a_deed = re.compile(r"\s*(?:of|to|that|by|in|over|as|from|with|a|an|the|its|his|her|their)\b", re.IGNORECASE)
#: "An escaped lion", "abandoned mills": what somebody or something is.
_article = re.compile(r"(?:\b(?:an?|the|its|his|her|their|\d+|two|three|some|several)\s+|\A\W*)\Z", re.IGNORECASE)
_than = re.compile(r"\bthan\b", re.IGNORECASE)


def is_made_less(claim: str, words: str) -> bool:
    """Whether words only plan, allow, fear or negotiate what a claim says to be so, or tell it of somebody's kin.

    >>> is_made_less("Ada Finn plays the miller", "Ada Finn is in talks to play the miller")
    True
    >>> is_made_less("Ada Finn may play the miller", "Ada Finn might play the miller, her agent said")
    False
    >>> is_made_less("Ada Finn stole the crown", "Ada Finn was cleared of the theft of the crown")
    True
    """
    if _than.search(claim) and not _than.search(words):
        return True
    if words_told("ordinals", claim) - words_told("ordinals", words):
        return True
    if any(_holding(row, claim, words) for row in (*REACH, "found_false", "taken_for_known")):
        return True
    if NEGATION.search(words) and not NEGATION.search(claim):
        return True
    return any(words_told(row, words) != words_told(row, claim) for row in ("kin", "once", "no_holder"))


def held_open(claim: str, words: str) -> str:
    """The word by which a sentence with all words of a claim holds back what that says was done; else nothing.

    >>> held_open("Karl Vane killed a clerk", "Karl Vane is accused of killing a clerk")
    'accused of'
    >>> held_open("Karl Vane killed a clerk", "Karl Vane, accused of theft, killed a clerk who might talk")
    ''
    """
    deeds = _deeds_in(claim)
    for row in REACH:
        asserted = deeds - _left_open(row, claim)
        for match, end in _reaching(row, words, asserted):
            if match.group().lower() in _DONE_THEN or _comes_to_pass(row, match, claim):
                continue
            if asserted and _is_last_of_all(row, match, end, words):
                return match.group()
            told_elsewhere = _lemmas(words[: match.start()]) | _lemmas(words[end:])
            held = (asserted & _held(row, match, end, words)) - told_elsewhere
            # "Attack" may be a thing: where another deed of the claim comes first and is told elsewhere, it is that.
            if held & (_surely_told(claim) | _first_of(deeds, claim)) or (held and not asserted & told_elsewhere):
                return match.group()
    return _on_condition(claim, words)


def _on_condition(claim: str, words: str) -> str:
    """The word by which a sentence has the claim's deed done only if something else is so: "resigns if he loses"."""
    told = _surely_told(claim)
    for match in () if _if.search(claim) else _if.finditer(words):
        clause = re.split(r"[,;:“”\"]|\b(?:and|but)\b", words[: match.start()])[-1]
        if told & _lemmas(clause):
            return match.group()
    supposed = _supposed.match(words) if not _supposed.match(claim) else None
    return supposed["had"] if supposed else _only_to_come(claim, words)


def _only_to_come(claim: str, words: str) -> str:
    """The verb that a sentence tells as done, of what a claim says is to come: "closed", of "will close".

    >>> [_only_to_come("The mill will close", f"The mill {how} in May") for how in ("closed", "is to be closed")]
    ['closed', '']
    """
    match = _will.search(claim)
    if match is None or not is_to_come(claim) or _of_what_is_to_come.search(words):
        return ""
    own = [word.group() for word in WORD_OR_NUMBER.finditer(words) if lemma(word.group()) == lemma(match["verb"])]
    return own[0] if own and all(is_done(word.lower()) for word in own) else ""


_will = re.compile(r"(?:\b(?:will|to)|'ll)\s+(?:be\s+)?(?P<verb>[a-z]+)")
_of_what_is_to_come = re.compile(r"\b(?:will|would|shall|to|may|might|could|next|soon|tomorrow|plan\w*)\b|'ll\b")
#: "Had Karl Vane come, ten would have died."
_supposed = re.compile(r"\W*(?P<had>Had|Were|Should)\s+(?:[\w'’-]+\s+){1,8}.*\bwould\b", re.DOTALL)


#: "Asked if", "as if", "even if" make no condition.
_if = re.compile(
    r"(?<!\bas )(?<!even )(?<!asked )(?<!ask )(?<!see )(?<!know )(?<!wondered )\b(?:if|unless)\b", re.IGNORECASE
)


@lru_cache(maxsize=1_000)
def _left_open(row: str, claim: str) -> frozenset[str]:
    """What a claim itself only fears, supposes or plans, and the words for that: whoever does so says the claim.

    >>> sorted(_left_open("open", "Clerk charged with theft killed a guard"))
    ['charg', 'theft', 'with']
    """
    rows = _OPEN if row in _OPEN else (row,)
    left: set[str] = set()
    for one in rows:
        for match, end in _reaching(one, claim, _deeds_in(claim)):
            if _comes_to_pass(one, match, claim):
                continue
            if _is_last_of_all(one, match, end, claim) or (one == "open" and _is_that.search(claim[: match.start()])):
                return _deeds_in(claim)
            left |= _lemmas(match.group()) | _held(one, match, end, claim)
    return frozenset(left)


def _reaching(row: str, words: str, deeds: Set[str]) -> Iterator[tuple[re.Match[str], int]]:
    """Each word of a row in a text that holds something back, and where that ends."""
    for match in _shape_of(row).finditer(words):
        if not _is_of_a_thing(match, words, deeds):
            yield match, _end_of_reach(row, match, words)


def _is_last_of_all(row: str, match: re.Match[str], end: int, words: str) -> bool:
    """Whether a word leaves open all that was told before it: "the dam burst, it is feared"."""
    return row == "open" and end == match.end() and _last_of_all.search(words[: match.start()]) is not None


def _held(row: str, match: re.Match[str], end: int, words: str) -> set[str]:
    """What a word holds back; of what was "prevented" nothing that is told as done by itself."""
    return _lemmas(words[match.end() : end], done=row != "undone" or _that.match(words, match.end()) is not None)


def _is_of_a_thing(match: re.Match[str], words: str, deeds: Set[str]) -> bool:
    """Whether a word tells what something is: "suspected thieves stole" it, and were not "suspected of" that.

    Who is "feared dead" in a headline is no dead one who is feared.
    """
    is_said_of = words[: match.start()].rstrip().lower().endswith((" is", " are", " was", " were", " it"))
    behind = WORD_OR_NUMBER.search(words, match.end())
    is_deed = behind is not None and lemma(behind.group()) in deeds
    is_called_so = _OF_A_THING.search(match.group()) or (
        match.group().lower().endswith("ed") and _article.search(words[: match.start()]) and behind is not None
    )
    return bool(is_called_so) and not (is_said_of or is_deed) and not _of_a_deed.match(words, match.end())


def _end_of_reach(row: str, match: re.Match[str], words: str) -> int:
    """Where that ends which a word may hold back; "suspected of theft" holds nothing else back."""
    # Who "blocked the road and took the bridge" took it, and who "agreed to sign and signed" did.
    is_in_a_tale = row == "told_as_a_tale" and match.group().lower().startswith("in ")
    behind = words[match.end() :].lstrip(", " if is_in_a_tale else "")
    clause = _NEXT_DEED.split(_END.split(CLAUSES.split(behind)[0])[0])[0]
    is_of_that = _of_that.search(match.group()) or _of_that.match(clause.lstrip())
    far = min(REACH[row], _NEXT) if is_of_that else _WHOLE if _that.match(clause) else REACH[row]
    if is_of_that:
        clause = _until_a_deed(clause)
    start = len(words) - len(behind)
    ends = [start + word.end() for word in WORD_OR_NUMBER.finditer(clause) if word.group().lower() not in _BETWEEN][
        :far
    ]
    return ends[-1] if ends else match.end()


def _until_a_deed(words: str) -> str:
    """What somebody is suspected of, up to what was done: "of theft killed a clerk", and not "of having killed" one."""
    before = ""
    for word in WORD_OR_NUMBER.finditer(words):
        small = word.group().lower()
        if is_done(small) and before not in _BETWEEN:
            return words[: word.start()]
        before = small
    return words


def _holding(row: str, claim: str, words: str) -> list[re.Match[str]]:
    """Where a word of a row stands in a sentence, and not in the claim, unless that leaves open all that it tells."""
    found = [match for match in _shape_of(row).finditer(words) if not _comes_to_pass(row, match, claim)]
    rows = _OPEN if row in _OPEN else (row,)
    own = {match.group().lower() for one in rows for match in _shape_of(one).finditer(claim)} if found else set()
    if own and not (row in REACH and _deeds_in(claim) - _left_open(row, claim)):
        return []
    return [match for match in found if match.group().lower() not in own]


def _comes_to_pass(row: str, match: re.Match[str], claim: str) -> bool:
    """Whether a word only says of what is to come, as a claim does, that it will: "planned", "said he would"."""
    return is_to_come(claim) and (row == "planned" or match.group().lower() in ("will", "would"))


@cache
def _shape_of(row: str) -> Caseless:
    if row == "supposing":
        return shape_of(row)
    patterns = [any_of("said_alike", row), *(contrasts_table()["intended"]["patterns"] if row == "planned" else ())]
    return Caseless(rf"\b(?:{'|'.join(patterns)})\b")


@lru_cache(maxsize=1_000)
def _deeds_in(claim: str) -> frozenset[str]:
    """The stems of what a claim says was done; "the attack" and "with poison" are things, and "Holm United" is a name.

    Where it has no verb that is known, it is what somebody is, or what there was: "is dead", "blast at the mill".

    >>> sorted(_deeds_in("Karl Vane fired by Holm United")), sorted(_deeds_in("Karl Vane Kills Clerk"))
    (['fire'], ['kill'])
    >>> sorted(_deeds_in("Ada Finn is dead"))
    ['dead']
    """
    written = [word.group() for word in WORD_OR_NUMBER.finditer(claim)]
    is_headline = all(word[0].isupper() for word in written if len(word) > len("with"))
    told = (match["word"] or "" for match in _AS_A_DEED.finditer(claim))
    verbs = (word for word in told if is_a_verb(word.lower()) and (is_headline or not word[0].isupper()))
    if deeds := frozenset(map(lemma, verbs)) - _AUXILIARIES:
        return deeds
    # The first word has its capital anyhow, and is a name where another one follows.
    small = {word for word in written if word.islower()} | {
        one.lower() for one in written[:1] if written[1:2] and written[1].islower()
    }
    return frozenset(lemma(word) for word in plain_words(claim) if word in small)


def _first_of(deeds: Set[str], claim: str) -> set[str]:
    """The deed that stands first in a claim."""
    return set(next(([one] for word in WORD_OR_NUMBER.finditer(claim) if (one := lemma(word.group())) in deeds), []))


@lru_cache(maxsize=1_000)
def _surely_told(claim: str) -> frozenset[str]:
    """The stems of a claim's words that can only tell what was done, "killed"; else of what somebody is, or has."""
    words = [word.group().lower() for word in WORD_OR_NUMBER.finditer(claim)]
    done = frozenset(lemma(word) for word in words if is_done(word) or word in told_alike()) - _AUXILIARIES
    being = next((at for at, word in enumerate(words) if lemma(word) in _AUXILIARIES), len(words))
    return done or frozenset(map(lemma, words[being:]))


def _lemmas(words: str, *, done: bool = True) -> set[str]:
    """The words of a stretch in their plain forms; not `done` without "killed", but with "being killed"."""
    found, before = set(), ""
    for word in (match.group().lower() for match in WORD_OR_NUMBER.finditer(words)):
        if done or not is_done(word) or before in _UNDERGOING:
            found.add(lemma(word))
        before = word
    return found


def is_contrary(claim: str, words: str) -> bool:
    """Whether one text has a word and the other its contrary, and not both: "raises", "lowers"; "a mistake", "meant".

    >>> is_contrary("Salt raises the risk", "Salt lowers the risk, a study says"), is_contrary("They won", "They won")
    (True, False)
    """
    texts = (words_of(claim), words_of(words))
    return is_of_another_intent(claim, words) or any(
        {tuple(not side.isdisjoint(text) for side in pair) for text in texts} == {(True, False), (False, True)}
        for pair in contraries()
    )
