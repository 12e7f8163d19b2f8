"""What is denied in a sentence, and by whom; and whether that is what a claim says."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.caseless import Caseless
from retrieval.counts.figures import Contrast
from retrieval.denying.denials import (
    denier_before,
    goes_on,
    is_forged,
    is_of_another_place,
    is_open_who_denies,
    that_is_told,
)
from retrieval.denying.negated import said_by
from retrieval.denying.rumoured import is_the_claim, tells_more
from retrieval.denying.whose_denial import (
    OF_THEMSELVES,
    by_its_name,
    denies_no_more,
    denies_of_themselves,
    is_no_denial,
    is_told_of,
    without_its_tail,
)
from retrieval.grammar.closeness import share
from retrieval.grammar.naming import contrasts_table
from retrieval.grammar.verbs import lemma
from retrieval.grammar.withheld import (
    CLAUSES,
    NEGATION,
    WAS_DISMISSED,
    called_untrue,
    hedged,
    is_turned,
    lost_a_post,
    shape_of,
    was_carried_out,
)
from retrieval.ranking import plain_words, words_of
from retrieval.spelling import stem
from retrieval.word_tables import any_of, worded

#: A denial is of the claim when it holds this share of the claim's words, and says not much more than this share.
DENIED_SHARE, DENIED_OWN = 0.75, 0.5
#: "And that the ministry was wrong": what is called wrong is told anew.
_ANEW = re.compile(
    r",\s+(?:and|that|who|which)\b|\s+and\s+(?:that|the|an?|its|his|her|their|he|she|it|they)\b", re.IGNORECASE
)
#: "Wrong about the road", "wrong to say so": somebody is wrong, and no report.
_SOMEBODY = re.compile(r"\s+(?:about|to)\b", re.IGNORECASE)
_CALLED_IT = re.compile(r"called (?:it|them|this|that)\b", re.IGNORECASE)
#: "Were denied a place": what somebody did not get.
_WHAT = re.compile(rf"\s+(?:{any_of('denials', 'not_granted')})\b", re.IGNORECASE)
#: "The disputed valley", "a rejected offer": what was disputed or rejected is only named.
_AS_ADJECTIVE = re.compile(
    r"\b(?:a|an|the|in|of|over|near|this|that|these|those|its|their|his|her|for|at|from|with|and)\s+$", re.IGNORECASE
)
#: Letters of the shortest name of a month: "Jan".
SHORTEST = 3
_BY = re.compile(r"\s+(?:by|after|amid|over|following|because|when|while|before|since)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Denial:
    """Who denies, where the words say so, and what: the words that carry meaning."""

    speaker: str
    denied: str


def _was_sent_away(text: str, match: re.Match[str]) -> bool:
    """Whether a word for a denial ends in that somebody was dismissed from a post."""
    return bool(WAS_DISMISSED.search(text[: match.end()])) and lost_a_post(text, text, match)


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
        for match in shape_of(shape).finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            if is_forged(before) or _was_sent_away(text, match):
                # "The minister was dismissed" denies nothing.
                continue
            is_told = not _AS_ADJECTIVE.search(before) or goes_on(before, after)
            if hedged(before[-40:] + match.group()) or is_turned(before) or not is_told:
                continue
            if shape_of("faked").search(after):
                # Whoever debunks the claim that it was faked denies nothing of it.
                continue
            found.append(
                Denial(" ".join(_content(denier_before(CLAUSES.split(before)[-1]))), " ".join(_content(after)))
            )
    for match in called_untrue(text):
        before = CLAUSES.split(text[: match.start()])[-1]
        if _was_sent_away(text, match):
            continue
        if not hedged(before[-40:]) and not is_turned(before) and not was_carried_out(text, match):
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


def denied(claim: str, statement: str) -> Contrast | None:
    """What a statement denies, or calls untrue, where that is the claim."""
    wanted = set(map(lemma, plain_words(claim)))
    if NEGATION.search(claim) or len(wanted) < 2:
        return None
    for shape in ("denied_after", "denying"):
        for match in shape_of(shape).finditer(statement):
            before, after = statement[: match.start()], statement[match.end() :]
            if is_no_denial(before, match.group(), after) or denies_else(claim, after):
                continue
            if lost_a_post(claim, statement, match) or worded("denials", "owning_up").search(statement):
                continue
            if shape == "denying" and (_BY.match(after) or is_told_of(before)):
                # Behind "a claim rejected by" stands who denies, and not what; "was dismissed after a report that".
                continue
            if is_of_another_place(claim, after) or is_open_who_denies(before):
                continue
            whole, told = (without_its_tail(one) for one in (after.strip(), _object_of().sub("", after.strip())))
            joint = CLAUSES.search(told)
            if joint and _as_a_reason().fullmatch(joint.group()):
                continue
            clause = CLAUSES.split(told)[0]
            is_a_thing = _turns_down().search(match.group()) and told == whole
            if is_a_thing and _THE_THING_ITSELF.match(after) and not _as_lies().search(after):
                # Who rejected a resignation, or dismissed an election, has denied neither.
                continue
            if told != whole and not is_the_claim(claim, by_its_name(claim, before, clause)):
                continue
            if NEGATION.search(clause) or not denies_no_more(claim, before, told):
                # Whoever calls it a lie that it did not happen says that it did.
                continue
            content = _content(told.removeprefix("having "))
            is_of_themselves = OF_THEMSELVES.match(clause) is not None and denies_of_themselves(claim, before)
            if is_of_themselves:
                content = _content(by_its_name(claim, before, clause))
            if content and (is_of_themselves or lemma(content[0]) in wanted) and _is_claim(wanted, before, content):
                return Contrast("denies", f'denied: "{match.group()}"')
    if false := _rated_false(claim, statement):
        return Contrast("denies", f'denied: "{false}"')
    for match in called_untrue(statement):
        before = _ANEW.split(CLAUSES.split(statement[: match.start()])[-1])[-1]
        is_turned_down = _turns_down().search(match.group()) and _THE_THING_ITSELF.match(before.lstrip())
        if is_turned_down and not _told_before().search(before):
            continue
        is_of_a_gift = match.group().lower().endswith("denied") and _WHAT.match(statement, match.end())
        if is_of_a_gift or _SOMEBODY.match(statement, match.end()) or lost_a_post(claim, statement, match):
            continue
        if (
            hedged(before[-40:])
            or is_turned(before)
            or was_carried_out(statement, match)
            or _is_of_a_thing(match.group(), before)
        ):
            continue
        is_left_open = _left_open().search(_up_to_the_next(statement[match.end() :]))
        if is_left_open or worded("denials", "owning_up").search(statement):
            # "Is false, if the council is to be believed", "was false in 2010 but is true now".
            continue
        story = _told_before().search(before)
        if story and not (_is_said_of_it(story["lead"]) and is_the_claim(claim, story["said"].strip())):
            # "Reports that the deputy mayor resigned are false" is no word on the mayor, nor is it one on the report
            # that "the man behind reports" was debunked, or that somebody "was wrong to say that" they are.
            continue
        told = said_by().sub("", before)
        # "Said that 12 were killed, and called it a lie": what is called so is told in whatever order.
        is_told_anew = _CALLED_IT.match(match.group()) and not set(map(lemma, plain_words(told))) - wanted
        if not story and not is_told_anew and tells_more(claim, told):
            continue
        content = [] if NEGATION.search(before) else _content(before)
        if _is_claim(wanted, "", content):
            return Contrast("denies", f'denied: "{match.group()}"')
    return None


#: "The resignation of", "his appointment as": the thing itself, and no story of it.
_THE_THING_ITSELF = re.compile(
    r"\s*(?:the|an?|his|her|its|their|\w+['’]s)\s+(?:\w+\s+)?\w+\s+(?:of|by|from|to|as|for)\b", re.IGNORECASE
)
#: "Media reports", "the Harbour Post's report", "social media posts".
_WHOSE_STORY = re.compile(
    r"(?:(?:The|the|A|a|An|an) )?"
    rf"(?:(?:[A-Z][\w.'’-]*|{any_of('denials', 'whose_story')}|\w+['’]s) ){{0,4}}"
)
#: "Ada Finn, the mayor, said", of which a clause begins in the middle.
_WHO_THEY_ARE = re.compile(r"(?:\A|,)\s*(?:the|an?)\s[^,;:]{1,60},(?=\s)")


@cache
def _turns_down() -> Caseless:
    return Caseless(rf"\b(?:{any_of('denials', 'turned_down')})\b")


@cache
def _as_lies() -> Caseless:
    rubbish = any_of("contrasts", "called_so_of_a_story")
    return Caseless(rf"\bas (?:\w+ly )?[“\"‘']?(?:{any_of('denials', 'false')}|{rubbish}|lies)\b")


@cache
def _as_a_reason() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{any_of('denials', 'as_a_reason')})\s+", re.IGNORECASE)


@cache
def _object_of() -> re.Pattern[str]:
    """What stands between "denied" and what is denied: "reports in the Harbour Post on Monday that", "as rubbish a"."""
    carriers, rubbish = any_of("denials", "carriers", "stories"), any_of("contrasts", "called_so_of_a_story")
    called = rf"as (?:\w+ly )?[“\"‘']?(?:{any_of('denials', 'false')}|{rubbish})[”\"’']?"
    which = rf"(?:(?:an?|the|any|all|these|those|such|some)\s+)?(?:{carriers})"
    # "Reports of a fight over a report that": nobody denies the second.
    told = rf"(?:(?!\b(?:{carriers})\b)[^.;:])*?"
    return re.compile(rf"\A(?:{called}\s+)?{which}\b{told}\b{that_is_told()}\s*", re.IGNORECASE)


#: Whoever calls a story false stands at the beginning of the sentence, and not in a clause: "who called", "after she".
_WHO_RATES = re.compile(r"\W*(?:But |However, )?(?:[Tt]he )?[\w.’' -]{2,60}?(?: (?:has|have|had|on \w+day))*\W*")
_NOT_BY_THEM = re.compile(rf"\b(?:{any_of('denials', 'not_denied_by_them')})\b", re.IGNORECASE)


@cache
def _told_before() -> re.Pattern[str]:
    """A story that is told before it is called false: "reports that the mayor resigned"."""
    carried = any_of("denials", "carriers", "stories", "posted")
    that = rf"(?:{that_is_told()}|{any_of('denials', 'saying_so')}|of)(?:\s+that)?"
    shape = rf"\A(?P<lead>.*?)\b(?:{carried})\b(?:(?!\b(?:if|whether)\b)[^.;:])*?\b{that}\s+(?P<said>.+)"
    return re.compile(shape, re.IGNORECASE | re.DOTALL)


def _is_said_of_it(lead: str) -> bool:
    """Whether before a story that is called false stands nothing, whose story it is, or who says so."""
    return bool(_WHOSE_STORY.fullmatch(lead) or _who_says_so().fullmatch(_WHO_THEY_ARE.sub(" ", lead)))


@cache
def _who_says_so() -> Caseless:
    """What may stand before a story that is called false: nothing, or who says so: "the council said that"."""
    says = any_of("denials", "saying", "confirming", "finding")
    who = rf"(?:(?!\b(?:{any_of('denials', 'negating')}|wrong\w*)\b)[^,;:])*?\b(?:{says})\b[^,;:]{{0,40}}?"
    which = rf"(?:(?:{any_of('denials', 'of_a_story')})\s+){{0,4}}"
    return Caseless(rf"\W*(?:(?:but|however|yet|and),?\s+)?(?:{who})?\W*{which}")


def _up_to_the_next(behind: str) -> str:
    """What stands behind a story that is called false, up to who says so, or what else is said.

    >>> _up_to_the_next(", if the council is right"), _up_to_the_next(", said the council, which was elected in 2021")
    (', if the council is right', '')
    """
    return _THE_NEXT.split(behind)[0]


_THE_NEXT = re.compile(
    r",\s+(?:who|which|adding|saying|said)\b|\s+and\s|,\s+(?:[\w.’'-]+\s+){1,5}?(?:said|says)\b", re.IGNORECASE
)


@cache
def _left_open() -> Caseless:
    """What leaves open behind a story that is called false whether it is."""
    return Caseless(rf"\b(?:{any_of('denials', 'left_open')})\b")


def _rated_false(claim: str, statement: str) -> str:
    """What somebody calls a story that tells a claim: "rated the claim that … false"; empty where nobody does."""
    match = _rated().search(statement)
    before = statement[: match.start()] if match else ""
    if match is None or hedged(statement) or not _WHO_RATES.fullmatch(before) or _NOT_BY_THEM.search(before):
        return ""
    said = match["said"] or match["behind"]
    return str(match["false"] or match["as"]) if is_the_claim(claim, said) else ""


@cache
def _rated() -> re.Pattern[str]:
    """Who calls a story by what it is: "rated the claim that … false", "called a lie the report that …"."""
    calling, story = any_of("denials", "calling"), rf"(?:an?|the|this) (?:{any_of('denials', 'carriers', 'stories')})"
    false = rf"(?P<false>[“\"‘']?(?:{any_of('denials', 'false')})[”\"’']?)"
    behind = false.replace("?P<false>", "?P<as>")
    return re.compile(
        rf"\b(?:{calling})\s+(?:{story} (?:that )(?P<said>[^.;:]+?)\s+(?:as |to be )?{false}(?=\s*(?:[.;”\"]|\Z))"
        rf"|(?:as )?{behind} {story} that (?P<behind>[^.;:]+))",
        re.IGNORECASE,
    )


def _is_of_a_thing(called: str, before: str) -> bool:
    """Whether it is a thing, and no story or deed, that is called a fake: it was there all the same.

    >>> _is_of_a_thing("was fake", "The pistol found at the mill "), _is_of_a_thing("is fake", "An article saying so ")
    (True, False)
    """
    is_told = worded("contrasts", "a_story").search(before) or shape_of("deeds").search(before)
    return bool(worded("contrasts", "of_things").search(called)) and not is_told


def _content(words: str) -> list[str]:
    """The words of a denial's object, without what only carries it: "claims that the", up to the clause's end."""
    carriers = frozenset(contrasts_table()["carriers"]["words"])
    clause = CLAUSES.split(words.strip())[0]
    return [word for word in plain_words(clause) if word not in carriers]


def denies_nothing(words: str) -> bool:
    """Whether words that end with a verb of denial turn it round, in its own clause.

    >>> denies_nothing("The army has never denied"), denies_nothing("It had never hit Tarn, the army said, denying")
    (True, False)
    """
    verb = next(reversed(list(shape_of("denying").finditer(words))), None)
    if verb is None:
        return False
    before = " ".join(re.split(r"[,;:]|\b(?:and|but)\b", words[: verb.start()])[-1].split()[-3:])
    return is_turned(before) or bool(shape_of("withheld").search(f"{before} {verb.group()}"))


@cache
def _known_dead() -> re.Pattern[str]:
    return re.compile(rf"\s*{contrasts_table()['known_dead']['pattern']}\b", re.IGNORECASE)


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


def _undated(stems: set[str]) -> set[str]:
    """Stems without those of months and days: "Jan" may stand there for "January"."""
    dates = [stem(name.lower()) for name in (*calendar.month_name, *calendar.day_name) if name]
    return {one for one in stems if not any(len(one) >= SHORTEST and name.startswith(one) for name in dates)}


def _is_claim(wanted: set[str], before: str, content: Sequence[str]) -> bool:
    """Whether a denial's object is the claim, and not just one thing in it; its speaker may be the claim's subject."""
    own = set(map(lemma, content))
    if not own:
        return False
    both = own | set(map(lemma, plain_words(before)))
    if _undated(wanted - both) and _undated(own - wanted):
        # "The Kalden bridge" may stand there for "the Kalden mill".
        return False
    return (
        len(wanted & both) / len(wanted) >= DENIED_SHARE
        and len(wanted & own) / len(own) >= DENIED_OWN
        and (len(wanted & own) >= 2)
    )
