"""Where two sentences part: in a figure, a rank, a denial, a negation, or in what became of somebody.

Judged by words alone, of sentences that are about one thing already. Each contrast is named in words that a reader can
check against the two sentences; where in doubt, there is none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from knowledge.caseless import Caseless
from knowledge.quantities import read_measures
from retrieval.closeness import share
from retrieval.denials import denier_before, goes_on, is_forged, is_of_another_place, is_open_who_denies
from retrieval.figures import Contrast
from retrieval.none_of import denies_there_were_any, none_of
from retrieval.numbered import Number, numbered
from retrieval.ranking import plain_words, words_of
from retrieval.spelling import stem
from retrieval.verbs import plain_verbs, verb_of

#: A denial is of the claim when it holds this share of the claim's words, and says not much more than this share.
DENIED_SHARE, DENIED_OWN = 0.75, 0.5
#: Of two sentences that part in one word, this share of the claim's other words stands in the other sentence.
ALIKE, ALIKE_OWN = 0.75, 0.5


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "contrasts.toml").read_text(encoding="utf-8"))


@cache
def _shape(row: str) -> Caseless:
    words = sorted(_table()[row]["words"], key=len, reverse=True)
    return Caseless(r"(?<![\w-])(?:" + "|".join(map(_not_a_month, words)) + r")(?![\w-])")


def _not_a_month(word: str) -> str:
    """The word as a pattern; in "since 13 May" or "in May" nothing is doubtful, and in "12 may have died" it is.

    With one capital it is a month or a name, "the May raids", but where the next word has one, too, as in headlines.
    """
    if word != "may":
        return re.escape(word)
    row = _table()["may"]
    no_month = "".join(rf"(?<!{one}[ -])" for one in row["month_behind"])
    alone = rf"{no_month}(?:(?-i:may|MAY)|(?-i:May)(?= (?-i:[A-Z])))(?!,? \d)"
    small = "|".join((*row["verb_in_small_letters_before"], *sorted(plain_verbs())))
    return rf"{alone}|may(?= (?:{'|'.join(row['verb_before'])})\b)|(?-i:may)(?= (?:{small})\b)"


@cache
def _refuted_shape() -> Caseless:
    """What is said of a report: it is a hoax, it was dismissed as baseless."""
    being = r"(?:is|are|was|were|has been|have been|had been|as|called (?:it|them|this|that|the \w+)|being)"
    degree = r"(?:all |entirely |completely |simply |just |totally |dismissed as |rejected as )*"
    words = "|".join(map(re.escape, sorted(_table()["denied_before"]["words"], key=len, reverse=True)))
    own = r"never happened|did not happen|didn't happen|did not take place|never took place"
    return Caseless(rf"(?<![\w-])(?:{being}\s+{degree}(?:{words})|{own})(?![\w-])")


_NEGATION = Caseless(r"\b(?:not|never|none|nobody|no one|neither|nor|no|cannot|without)\b|n['’]t\b")
_CLAUSE = re.compile(
    r"[;:()]|,?\s+(?:but|while|although|though|whereas|after|because|since|as well as)\s+", re.IGNORECASE
)
#: "And that the ministry was wrong": what is called wrong is told anew.
_ANEW = re.compile(
    r",\s+(?:and|that|who|which)\b|\s+and\s+(?:that|the|an?|its|his|her|their|he|she|it|they)\b", re.IGNORECASE
)
#: "Wrong about the road", "wrong to say so": somebody is wrong, and no report.
_SOMEBODY = re.compile(r"\s+(?:about|to)\b", re.IGNORECASE)
#: "Was staged by the protesters": a play or a protest is staged too, and nobody denies it.
_STAGED = re.compile(r"staged\s+(?:\w+\s+)?(?:by|for|in|at|against|outside)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


def by_words(claim: str, statement: str) -> Contrast | None:
    """What denials, negations and states that exclude each other say; None where words do not decide.

    >>> by_words("The army shelled Kalden", "The army denied shelling Kalden")
    Contrast(relation='denies', why='denied: "denied"')
    """
    claim, statement = claim.replace("’", "'"), statement.replace("’", "'")
    if "?" in statement or refutes(claim) or is_forged(statement):
        return None
    return (
        _denied(claim, statement)
        or _negated_there(claim, statement)
        or _plainly_negated(claim, statement)
        or _none_at_all(claim, statement)
        or _other_state(claim, statement)
        or _other_rank(claim, statement)
    )


def _negated_there(claim: str, statement: str) -> Contrast | None:
    """What is negated of the claim, and not of another place."""
    said = _negated(claim, statement)
    return said if said is not None and not is_of_another_place(claim, statement) else None


def _none_at_all(claim: str, statement: str) -> Contrast | None:
    """Whoever says only that there was none of it: "no ballot boxes were stuffed in Kalden, the council said"."""
    if tells_of_a_denial(statement) or _refuted_shape().search(statement) or hedged(statement):
        return None
    said = denies_there_were_any(claim, statement)
    return Contrast("denies", f'denied: "{said}"') if said and not is_of_another_place(claim, statement) else None


# Asked of a claim for every statement.
@lru_cache(maxsize=1_000)
def refutes(text: str) -> bool:
    """Whether a text is itself a denial, so that whoever denies the same agrees with it."""
    return bool(_shape("denying").search(text) or _shape("denied_after").search(text) or _refuted_shape().search(text))


def tells_of_a_denial(text: str) -> bool:
    """Whether words have anybody deny, reject or debunk anything, whatever it be."""
    return bool(_shape("denying").search(text) or _shape("denied_after").search(text))


@dataclass(frozen=True, slots=True)
class Denial:
    """Who denies, where the words say so, and what: the words that carry meaning."""

    speaker: str
    denied: str


#: "The disputed valley", "a rejected offer": what was disputed or rejected is only named.
_AS_ADJECTIVE = re.compile(
    r"\b(?:a|an|the|in|of|over|near|this|that|these|those|its|their|his|her|for|at|from|with|and)\s+$", re.IGNORECASE
)


def denials_in(text: str) -> tuple[Denial, ...]:
    """Each denial that a text is, or reports.

    >>> [(d.speaker, d.denied) for d in denials_in("The army denied shelling Kalden")]
    [('army', 'shelling kalden')]
    >>> denials_in("Photographs debunk the claims that the pictures of Kalden were faked")
    ()
    """
    text = text.replace("’", "'")
    found = []
    for shape in ("denied_after", "denying"):
        for match in _shape(shape).finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            if is_forged(before):
                continue
            is_told = not _AS_ADJECTIVE.search(before) or goes_on(before, after)
            if hedged(before[-40:] + match.group()) or _turned(before) or not is_told:
                continue
            if _shape("faked").search(after):
                # Whoever debunks the claim that it was faked denies nothing of it.
                continue
            found.append(
                Denial(" ".join(_content(denier_before(_CLAUSE.split(before)[-1]))), " ".join(_content(after)))
            )
    for match in _refuted_shape().finditer(text):
        before = _CLAUSE.split(text[: match.start()])[-1]
        if not hedged(before[-40:]) and not _turned(before) and not was_carried_out(text, match):
            found.append(Denial("", " ".join(_content(before))))
    return tuple(denial for denial in found if denial.denied)


def denies_alike(claim: str, statement: str, speakers: str = "") -> bool:
    """Whether a statement denies what a claim says was denied, by the same speaker where the claim names one.

    `speakers` is who the statement is said to be by, beside those its own words name.

    >>> denies_alike("The army denied shelling Kalden", "The army on Friday denied that it had shelled Kalden")
    True
    >>> denies_alike("The army denied shelling Kalden", "The army denied shelling Tarn")
    False
    """
    return any(
        (not mine.speaker or share(words_of(mine.speaker), theirs.speaker, speakers) == 1.0)
        and share(words_of(mine.denied), theirs.denied) >= DENIED_SHARE
        and share(words_of(theirs.denied), mine.denied) >= DENIED_OWN
        and not is_of_another_place(claim, statement)
        for mine in denials_in(claim)
        for theirs in denials_in(statement)
    )


def hedged(words: str) -> bool:
    """Whether words only say that something is not known, not checked, not said, or would be so."""
    return bool(_shape("withheld").search(words) or _shape("supposing").search(words))


def doubt(claim: str, statement: str) -> str:
    """What in a statement forbids to say that it reports the claim; empty when nothing does.

    Whoever asks, could not check, or denies something, though it be another thing, has not simply said so.

    >>> doubt("The army shelled Kalden", "It is unclear whether the army shelled Kalden")
    'held back: "unclear"'
    """
    if "?" in statement and "?" not in claim:
        return "a question"
    if (forged := is_forged(statement)) and not is_forged(claim):
        return f'held back: "{forged}"'
    for row in ("withheld", "denying", "denied_after"):
        if (match := _shape(row).search(statement)) and not _shape(row).search(claim) and not refutes(claim):
            return f'held back: "{match.group()}"'
    if none := none_of(claim, statement) or none_of(statement, claim):
        return f'held back: "{none}"'
    if intended := _only_intended(claim, statement):
        return f'held back: "{intended}"'
    match = _refuted_shape().search(statement)
    return (
        f'held back: "{match.group()}"'
        if match and not refutes(claim) and not was_carried_out(statement, match)
        else ""
    )


def _only_intended(claim: str, statement: str) -> str:
    """The words by which a statement tells what was only to be done, of what the claim says was done."""
    if _intended().search(claim):
        return ""
    wanted = set(words_of(claim))
    planned = [m for m in _intended().finditer(statement) if stem(m["verb"].lower()) in wanted]
    # "Was ordered to bomb the mill and bombed it": one plan beside the deed holds nothing back.
    done = _done_in(claim, _intended().sub(" ", statement)) if planned else frozenset[str]()
    return next((m.group() for m in planned if stem(m["verb"].lower()) not in done), "")


def _done_in(claim: str, words: str) -> frozenset[str]:
    """The stems of what words tell as done: in the claim's own form, or in the past; "bombs" may be what was dropped.

    What nobody did, or somebody may do, was not done.
    """
    own = {word for word in _LETTERS.findall(claim.lower()) if not word.endswith("s")}
    done = set()
    for match in _LETTERS.finditer(words.lower()):
        before = words[: match.start()].split()[-3:]
        held = _NEGATION.search(" ".join(before)) or _shape("supposing").search(" ".join(before))
        if (match.group() in own or match.group().endswith("ed")) and not held:
            done.add(stem(match.group()))
    return frozenset(done)


@cache
def _intended() -> re.Pattern[str]:
    before = "|".join(_table()["intended"]["patterns"])
    return re.compile(rf"\b(?:{before}) (?P<verb>[\w’'-]+)", re.IGNORECASE)


def was_carried_out(statement: str, match: re.Match[str]) -> bool:
    """Whether what is called staged was carried out: "an attack staged by the rebels" is no faked one."""
    return bool(_STAGED.search(statement, match.start(), match.end() + 40))


def _denied(claim: str, statement: str) -> Contrast | None:
    wanted = set(words_of(claim))
    if _NEGATION.search(claim) or len(wanted) < 2:
        return None
    for shape in ("denied_after", "denying"):
        for match in _shape(shape).finditer(statement):
            before, after = statement[: match.start()], statement[match.end() :]
            if hedged(before[-40:] + match.group()) or _turned(before) or denies_else(claim, after):
                continue
            if shape == "denying" and _BY.match(after):
                # Behind "a claim rejected by" stands who denies, and not what.
                continue
            if is_of_another_place(claim, after) or is_open_who_denies(before):
                continue
            if _NEGATION.search(_CLAUSE.split(after.strip())[0]):
                # Whoever calls it a lie that it did not happen says that it did.
                continue
            content = _content(after)
            if content and stem(content[0]) in wanted and _is_claim(wanted, before, content):
                return Contrast("denies", f'denied: "{match.group()}"')
    for match in _refuted_shape().finditer(statement):
        before = _ANEW.split(_CLAUSE.split(statement[: match.start()])[-1])[-1]
        if _SOMEBODY.match(statement, match.end()):
            continue
        if (
            hedged(before[-40:])
            or _turned(before)
            or was_carried_out(statement, match)
            or is_of_another_place(claim, before)
        ):
            continue
        content = [] if _NEGATION.search(before) else _content(before)
        if _is_claim(wanted, "", content):
            return Contrast("denies", f'denied: "{match.group()}"')
    return None


_BY = re.compile(r"\s+by\b", re.IGNORECASE)


def _content(words: str) -> list[str]:
    """The words of a denial's object, without what only carries it: "claims that the", up to the clause's end."""
    carriers = frozenset(_table()["carriers"]["words"])
    clause = _CLAUSE.split(words.strip())[0]
    return [word for word in plain_words(clause) if word not in carriers]


def _turned(before: str) -> bool:
    """Whether the words just before a denial turn it round: "did not deny", "no one disputed"."""
    return bool(_NEGATION.search(" ".join(before.split()[-3:])))


def denies_nothing(words: str) -> bool:
    """Whether words that end with a verb of denial turn it round, in its own clause.

    >>> denies_nothing("The army has never denied"), denies_nothing("It had never hit Tarn, the army said, denying")
    (True, False)
    """
    verb = next(reversed(list(_shape("denying").finditer(words))), None)
    if verb is None:
        return False
    before = " ".join(re.split(r"[,;:]|\b(?:and|but)\b", words[: verb.start()])[-1].split()[-3:])
    return _turned(before) or bool(_shape("withheld").search(f"{before} {verb.group()}"))


@cache
def _known_dead() -> re.Pattern[str]:
    return re.compile(rf"\s*{_table()['known_dead']['pattern']}\b", re.IGNORECASE)


def denies_else(claim: str, denied: str) -> bool:
    """Whether a denial takes the claimed dead for known, and denies something of them that no claim says.

    >>> denies_else("12 people were killed", "that the 12 killed in Kalden were civilians")
    True
    >>> denies_else("12 civilians were killed", "that the 12 killed in Kalden were civilians")
    False
    """
    if (known := _known_dead().match(denied)) is None:
        return False
    said = _content(denied[known.end() :])[:1]
    return not {stem(word) for word in said} & set(words_of(claim))


def _is_claim(wanted: set[str], before: str, content: Sequence[str]) -> bool:
    """Whether a denial's object is the claim, and not just one thing in it; its speaker may be the claim's subject."""
    own = {stem(word) for word in content}
    if not own:
        return False
    both = own | set(words_of(before))
    return (
        len(wanted & both) / len(wanted) >= DENIED_SHARE
        and len(wanted & own) / len(own) >= DENIED_OWN
        and (len(wanted & own) >= 2)
    )


_NEGATIONS = ("never", "not", "cannot")
#: From this likeness on a word of a claim may be a slip for a negation.
SLIPPED = 0.7


@lru_cache(maxsize=5_000)
def may_negate(word: str) -> bool:
    """Whether a word may be a slip for a negation: "neve" for "never"."""
    return bool(get_close_matches(word.lower(), _NEGATIONS, 1, SLIPPED))


def _negated(claim: str, statement: str) -> Contrast | None:
    """A verb of the claim that the statement negates, where the rest of the claim stands in it."""
    if not _may_hold_a_negation(statement):
        return None
    if _NEGATION.search(claim) or any(may_negate(word) for word in plain_words(claim)):
        # "Nevre claimed" may be "never claimed": nobody denies what they say.
        return None
    row = _table()["negated"]
    wanted = set(words_of(claim))
    for auxiliary, words, after in _negations(statement, row["auxiliaries"]):
        if after[:1] and after[0] in row["not_these"]:
            continue
        verb = next((w for w in after[:4] if w not in row["adverbs"]), "")
        if stem(verb) in wanted and not hedged(" ".join([*words[-6:], auxiliary, "not", *after[:2]])):
            whole = set(words_of(statement))
            if _alike(wanted, whole, set()):
                return Contrast("denies", f'negated in one of the two: "{auxiliary} {verb}"')
    return None


#: "… ," said Karl Vane; "…, the minister said"; Karl Vane said: "…": who speaks, and all that is said.
_SPEAKS = (
    re.compile(
        r"""[“"]?(?P<said>[^“”"]+?)(?:[,.]?[”"],?|,) (?:(?:said|says) (?P<who>[^“”"?;]{2,80}?)|"""
        r"""(?P<name>[^“”"?;]{2,80}?) (?:said|says))(?: on \w+day)?\.?"""
    ),
    re.compile(
        r"""(?P<who>[^“”"?:;]{2,80}?) (?:said|says)(?: on \w+day)?[:,]?(?: that)? """
        r"""[“"]?(?P<said>[^“”"]+?)[.,]?[”"]?\.?"""
    ),
)


def _plainly_negated(claim: str, statement: str) -> Contrast | None:
    """The claim itself, word for word and in its order, but that somebody says it was not so."""
    if not _may_hold_a_negation(statement) or _NEGATION.search(claim):
        return None
    wanted = [_lemma(word) for word in plain_words(claim)]
    row = _table()["negated"]
    for shape in _SPEAKS:
        if (match := shape.fullmatch(statement.strip())) is None:
            continue
        who, said = match["who"] or match["name"], match["said"]
        if _NEGATION.search(who) or refutes(who) or hedged(who) or hedged(said) or len(wanted) < 3:
            continue
        for auxiliary, _, after in _negations(said, row["auxiliaries"]):
            told = [_lemma(w) for w in plain_words(_NOT.sub(" ", said))]
            if after and after[0] in verb_of() and told == wanted:
                return Contrast("denies", f'negated in one of the two: "{auxiliary} {after[0]}"')
    return None


_NOT = Caseless(r"\b(?:did|do|does|had|has|have|was|were|is|are)(?: not\b|n't\b)|\bnever\b")


def _lemma(word: str) -> str:
    return stem(verb_of().get(word.lower(), word.lower()))


def _may_hold_a_negation(statement: str) -> bool:
    """Whether the letters of a negation stand in a statement: in most they do not, which is seen at once."""
    letters = statement.lower()
    return "not" in letters or "never" in letters or "n't" in letters


def _negations(statement: str, auxiliaries: Sequence[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each negated auxiliary, "never", or "no": how it reads, the words before it and behind it in its clause."""
    for clause in _CLAUSE.split(statement):
        words = re.findall(r"[\w'-]+", clause.lower())
        for i, word in enumerate(words):
            before = words[:i]
            if word == "not" and before and before[-1] in auxiliaries:
                yield f"{before[-1]} not", before[:-1], words[i + 1 :]
            elif word == "never" or (word.endswith("n't") and word[:-3] in auxiliaries):
                yield word, before, words[i + 1 :]


def _other_state(claim: str, statement: str) -> Contrast | None:
    """Another outcome for the same thing, where nothing else differs."""
    if not _one_state(claim):
        return None
    if _NEGATION.search(claim) or _NEGATION.search(statement) or any(q.state for q in read_measures(claim)):
        # Of many people, some are killed and some are wounded.
        return None
    wanted, whole = set(words_of(claim)), set(words_of(statement))
    for columns, mine in _one_state(claim):
        theirs = _states(columns, statement)
        if len(theirs) != 1 or mine.keys() == theirs.keys():
            continue
        (said,), (claimed,) = theirs.values(), mine.values()
        if _alike(wanted - set(words_of(claimed)), whole - set(words_of(said)), _names(claim)):
            return Contrast("differs", f"other state: {said} against {claimed}")
    return None


@lru_cache(maxsize=1_000)
def _one_state(claim: str) -> tuple[tuple[Sequence[Sequence[str]], dict[int, str]], ...]:
    """The rows of states of which a claim names one, with the words for it."""
    named = ((row["columns"], _states(row["columns"], claim)) for row in _table()["states"])
    return tuple((columns, found) for columns, found in named if len(found) == 1)


def _other_rank(claim: str, statement: str) -> Contrast | None:
    """Another place in the row for the same thing: the second attack is not the third."""
    mine = _ranks(claim)
    theirs = _ranks(statement) if mine else {}
    for what, rank in mine.items():
        printed = theirs.get(what)
        if printed is not None and printed.low != rank.low:
            row = set(words_of(f"{rank.words} {printed.words}"))
            if _alike(set(words_of(claim)) - row, set(words_of(statement)) - row, _names(claim)):
                return Contrast("differs", f"other rank: {printed.words} against {rank.words}")
    return None


# Asked of a claim for every statement.
@lru_cache(maxsize=1_000)
def _ranks(text: str) -> dict[str, Number]:
    """Each rank by what is ranked."""
    words = numbered(text)
    return {
        after: word
        for word, after in pairwise(words)
        if isinstance(word, Number) and word.rank and isinstance(after, str)
    }


def _states(columns: Sequence[Sequence[str]], text: str) -> dict[int, str]:
    found = {}
    for number, words in enumerate(columns):
        match = _any_of(tuple(words)).search(text)
        if match:
            found[number] = match.group().lower()
    return found


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])", re.IGNORECASE)


def _names(text: str) -> set[str]:
    """The names of a claim, which must all stand in a statement that is said to contradict it."""
    found = re.findall(r"(?<!^)(?<![.!?]\s)\b[A-Z][\w'-]+", text)
    return {s for name in found for s in words_of(name)}


def _alike(wanted: set[str], there: set[str], names: set[str]) -> bool:
    if len(wanted) < 2 or not names <= there:
        return False
    shared = len(wanted & there)
    return shared / len(wanted) >= ALIKE and shared / max(1, len(there)) >= ALIKE_OWN
