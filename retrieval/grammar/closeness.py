"""Whether two sentences say the same, or speak of the same thing, judged by their words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from knowledge.model import Claim, Finding, Quantity
from knowledge.places import related
from knowledge.quantities import sides_in
from retrieval.grammar.naming import units_in
from retrieval.grammar.nations import nations_in
from retrieval.grammar.numbered import figures_read_in
from retrieval.grammar.verbs import is_done, is_of_a_verb, lemma
from retrieval.ranking import WORD_OR_NUMBER, plain_words, words_of
from retrieval.word_tables import any_of, worded, words_in

#: Words that turn a sentence round, or narrow it; two sentences that do not share them do not say the same.
TURNING = {turn: worded("closeness", turn) for turn in ("only", "not", "all")}
#: A number of this size is told of few things.
LARGE = 1_000
#: Characters of a report behind its headline that say what it is about.
OPENING = 600
_number = re.compile(r"\d+(?:,\d{3})*")
_capital = re.compile(r"\b[A-Z][\w’'-]+")
_within_a_sentence = re.compile(r"(?<=[\w,’')]\s)[A-Z][\w’'-]+")


def _stems(row: str) -> frozenset[str]:
    """The words of a row of the table, whatever their endings."""
    return frozenset(words_of(" ".join(words_in("closeness", row))))


#: Words of a casualty count or a strike that every such report shares, and that say nothing about which one it is.
_common = _stems("common")


def word_for_word(claim: Claim, finding: Finding) -> bool:
    """Whether the finding, or what it quotes, is the claim itself: the same words, in the same order.

    Marks, endings and words like "the" may differ; a word more or less may turn a sentence round, so none is allowed.
    """
    said = words_of(claim.text)
    if len(said) < 2:
        return False
    return _is_the_claim(claim, said, finding.words) or (
        (quote := finding.statement.quote) is not None and _is_the_claim(claim, said, quote.of(finding.article.text))
    )


def _is_the_claim(claim: Claim, said: tuple[str, ...], words: str) -> bool:
    return words_of(words) == said and turned_alike(claim.text, words) and numbers(claim.text) == numbers(words)


def turned_alike(claim: str, words: str) -> bool:
    """Whether both are turned round, or narrowed, or neither is: "only ISIS" is not "ISIS".

    >>> turned_alike("ISIS only attacks soldiers", "ISIS attacks soldiers")
    False
    """
    return all(bool(turn.search(claim)) == bool(turn.search(words)) for turn in TURNING.values())


# Asked of a claim for every finding, and of a report's lines for each of its statements.
@lru_cache(maxsize=20_000)
def numbers(words: str) -> frozenset[str]:
    """The numbers that are printed in figures, thousands unmarked.

    >>> sorted(numbers("1,200 of 3000"))
    ['1200', '3000']
    """
    return frozenset([number.replace(",", "") for number in _number.findall(words)])


def besides_its_date(claim: Claim) -> str:
    """The words of a claim but for those of the time that it names: whether a report is of that its date tells."""
    dated = claim.when.span if claim.when else None
    return claim.text if dated is None else claim.text[: dated.start] + claim.text[dated.end :]


def values_in(finding: Finding) -> frozenset[float]:
    """The figures that a finding counts: those its note records, and those its words print."""
    return printed_in(finding) | {q.value for q in finding.statement.quantities}


def printed_in(finding: Finding) -> frozenset[float]:
    """The figures that the words of a finding print."""
    return frozenset(q.value for q in figures_read_in(finding.words))


def same_topic(claim: Claim, claimed: Quantity, finding: Finding, least: float) -> bool:
    """Whether a finding shares what the claim is about besides its figure: the dead of one war are not another's.

    `least` is the share of the claim's other words that must stand in the report or in what it is said to be about.
    """
    topic = _topic(claim, claimed)
    about = finding.article.subject
    return not topic or share(topic, finding.words, about, _peoples_told(claim.text, about)) >= least


@lru_cache(maxsize=2_000)
def _peoples_told(claim: str, about: str) -> str:
    """The words of a claim for a people in whose country a report's own subject is: "Americans", "in the US"."""
    told = nations_in(about)
    return " ".join(word for word in _capital.findall(claim) if told & nations_in(word)) if told else ""


def report_is_about(claim: Claim, claimed: Quantity, finding: Finding, least: float) -> bool:
    """Whether the headline and opening of a finding's report are about what the claim is about besides its figure.

    News spreads a claim over sentences: the raid in the headline, the town in the second line, the dead in the third.
    """
    topic = _topic(claim, claimed)
    article = finding.article
    return (
        not topic or share(topic, finding.words, article.title, article.text[: len(article.title) + OPENING]) >= least
    )


# Asked of every finding for one claim.
@lru_cache(maxsize=64)
def _topic(claim: Claim, claimed: Quantity) -> tuple[str, ...]:
    counted = {*words_of(claimed.counted), *words_of(claimed.span.of(claim.text)), *words_of(claimed.unit), *_common}
    dated = words_of(claim.when.span.of(claim.text)) if claim.when and claim.when.span else ()
    every = words_of(_air_arm.sub(" ", claim.text))
    words = tuple(word for word in every if word not in counted and word not in dated and _spelled(word))
    # How long a battle took says nothing of which it was, where anything else does.
    lengths = words_of(" ".join(m.group() for m in worded("closeness", "lengths").finditer(claim.text)))
    return tuple(word for word in words if word not in lengths) or words


def _spelled(stem: str) -> bool:
    return stem.isalpha() or bool(_named_by_article.fullmatch(stem))


#: "Al-Bab" and "Tarn's" are names, though no plain words; "US-led" and "F-16" name nothing that happened.
_named_by_article = re.compile(r"(?:al|el|ar|as|ad|an|at|ash)-\w+", re.IGNORECASE)
#: Words that say how long or how near, and nothing about what happened.
_vague = _stems("vague")


@lru_cache(maxsize=64)
def besides_the_figure(claim: Claim, claimed: Quantity) -> tuple[tuple[str, int, str], ...]:
    """The words of a claim that say which event it is of: as written, from where, and their stem.

    Its figure, what it counts, its date, and words that every such report has are left out.
    """
    # Of "wedding guests killed" the guests are counted, and the wedding says where.
    named = [word for word in claimed.counted.split() if units_in(word) or sides_in(word) or not word.islower()]
    counted = {*words_of(" ".join(named)), *words_of(claimed.unit), *_common, *_vague}
    dated = claim.when.span if claim.when else None
    arms = list(_air_arm.finditer(claim.text))
    found = []
    for match in WORD_OR_NUMBER.finditer(claim.text):
        written = re.sub(r"['’]s$", "", match.group())
        stems = words_of(written)
        if not stems or stems[0] in counted or (dated and dated.start <= match.start() < dated.end):
            continue
        if claimed.span.start <= match.start() < claimed.span.end and match.group() not in claimed.counted.split():
            continue
        if _by_air.match(claim.text, match.start()):
            # "Air strikes" are airstrikes.
            continue
        if any(arm.start() <= match.start() < arm.end() for arm in arms):
            continue
        if written.lower() == "well" and claim.text[: match.start()].lower().endswith(" as "):
            # A well may have been struck; "as well" was not.
            continue
        if written.isalpha() or _named_by_article.fullmatch(written):
            found.append((written, match.start(), stems[0]))
    return tuple(found)


def is_filler(stem: str) -> bool:
    """Whether a stem says nothing about which event is meant: that somebody died, that it was near, who said so."""
    return stem in _common or stem in _vague or stem in _fillers or stem in _offices


#: Every town has these.
_offices = _stems("offices")


#: Whoever tells of a side's raids need not say that its air force flew them; an air base is a place.
_air_arm = re.compile(
    rf"\b(?:{any_of('closeness', 'air_arm')})\b(?!['’]s? |[ -](?:{any_of('closeness', 'air_arm_of')})s?\b)",
    re.IGNORECASE,
)
_by_air = re.compile(any_of("closeness", "by_air"), re.IGNORECASE)


#: A claim of so many words may have one more than a statement that says it; a shorter one may not.
LONG = 8
#: From this likeness on, two spellings that begin alike are of one word.
SPELLED = 0.8
#: Words that say that something was said, or when it was, and words of a blow that every such report has.
_fillers = _stems("fillers")
#: Words for one outcome: whoever tells of the dead tells of the killed.
_outcomes = (_stems("death"), _stems("harm"))


def uncovered(claim: Claim, finding: Finding) -> str:
    """The word of the claim that a finding leaves out, so that it does not say the claim; empty where it may say it.

    What a headline, or a note's own event and place, says need not be said again; what became of somebody may be told
    in another word; of a long claim one word may be missing, no name and no figure.
    """
    missing = left_out(claim, finding)
    return f'"{missing[0]}"' if missing else ""


def left_out(claim: Claim, finding: Finding) -> tuple[str, ...]:
    """The words of the claim that a finding leaves out, so that it does not say the claim; none where it may say it."""
    article = finding.article
    headline = finding.statement.place_in_article == "headline"
    quoted = finding.statement.quote.of(article.text) if finding.statement.quote else ""
    about = [text for text in (quoted, "" if headline else article.title, article.event, article.place) if text]
    dated = set(words_of(claim.when.span.of(claim.text))) if claim.when and claim.when.span else set()
    # "In Homs province" is no word of Palmyra, and may well speak of it; a country does not.
    placed = {
        word
        for place in claim.where
        if place.span
        and any(
            told.province and related(place, told) in ("same", "inside", "contains") for told in finding.statement.where
        )
        for word in words_of(place.span.of(claim.text))
    }
    wanted = [
        (word, written)
        for written in plain_words(claim.text)
        for word in words_of(written)
        if word not in _fillers and word not in dated and word not in placed
    ]
    # "The army says it killed 60 rebels; rebels say 15 civilians died" are two accounts.
    missing = min(
        (
            [word for word, written in wanted if not is_told(word, written, words, about)]
            for words in finding.words.split("; ")
        ),
        key=len,
    )
    names = {stem for name in _within_a_sentence.findall(claim.text) for stem in words_of(name)}
    if not missing or (len(missing) == 1 and len(wanted) >= LONG and missing[0].isalpha() and missing[0] not in names):
        return ()
    written = re.findall(r"[\w’'-]+", claim.text)
    return tuple(next((w for w in written if words_of(w)[:1] == (word,)), word) for word in missing)


def is_an_outcome(word: str) -> bool:
    """Whether a word tells what became of somebody: "killed", "injured"."""
    return any(outcome & set(words_of(word)) for outcome in _outcomes)


@lru_cache(maxsize=1_000)
def deed_in(claim: str) -> tuple[str, ...]:
    """The verb of a claim by which it tells what was done; where none is found, what somebody is said to be.

    >>> deed_in("The nine lost miners were found in a pit"), deed_in("Karl Vane beheaded Ann Reed")
    (('found',), ('beheaded',))
    >>> deed_in("Karl Vane is dead"), deed_in("The gunman is Karl Vane"), deed_in("ferry stolen in Kalden")
    (('dead',), (), ('stolen',))
    """
    names = {stem for name in _capital.findall(claim) for stem in words_of(name)}
    plain = [w for w in plain_words(claim) if w.isalpha() and words_of(w) and not set(words_of(w)) & (names | _fillers)]
    done = [match["verb"] or match["past"] or match["to_come"] for match in _done.finditer(claim)]
    deed = next((verb for verb in done if verb in plain), "")
    if deed:
        return (deed,)
    if behind := _being.split(claim, maxsplit=1)[1:]:
        return tuple(word for word in plain if any(word in plain_words(words) for words in behind))
    saying = worded("denials", "saying", "confirming")
    verbs = [w for w in plain if w in claim.split() and (is_done(w) or is_of_a_verb(w)) and not saying.fullmatch(w)]
    return tuple(verbs[:1])


_being = re.compile(r"\b(?:is|are|was|were)\b")
#: "Were found", "has been sold"; "Karl Vane beheaded", "Mill Watch has left"; "will play".
_done = re.compile(
    r"\b(?:was|were|is|are|been|be|has|have|had|will|being)\s+(?:\w+ly\s+)?(?P<verb>[a-z]+(?:ed|en|ing|wn|nd|ght|ld|id))\b"
    r"|\b[A-Z][\w'’-]+\s+(?P<past>[a-z]+ed)\b|\bwill\s+(?P<to_come>(?!be\b|have\b)[a-z]+)\b"
)


def is_told(word: str, written: str, words: str, about: Sequence[str]) -> bool:
    """Whether a word of a claim, its kin, another word for the same, or nearly its spelling stands in a text."""
    there = set(words_of(words))
    if any(word in outcome and outcome & there for outcome in _outcomes):
        return True
    # A commander is a fighter, and no fighter is told of as a commander.
    if written.lower() not in words_in("closeness", "ranks") and units_in(words) & units_in(written):
        return True
    return is_told_by_its_word(word, written, words, about)


def is_told_by_its_word(word: str, written: str, words: str, about: Sequence[str] = ()) -> bool:
    """Whether a word of a claim, its kin, or nearly its spelling stands in a text; "people" are no "mourners"."""
    told = " ".join([words, *about])
    if share((word,), told) > 0 or (is_of_a_verb(written) and lemma(written) in lemmas(words)):
        return True
    # "Siria" is Syria; "unarmed" is not "armed".
    alike = [near for near in plain_words(told) if near[0] == written[0]] if len(written) >= LEAST_ALIKE else []
    return bool(alike and get_close_matches(written, alike, 1, SPELLED))


@lru_cache(maxsize=2_000)
def lemmas(words: str) -> frozenset[str]:
    """The words of a text that carry meaning, each in its plain form: "bitten" and "bit" are one."""
    return frozenset(map(lemma, plain_words(words)))


#: A claim without a name that has so many words is about what most of them tell: "the measles vaccine causes autism".
_FEWEST_WITHOUT_A_NAME, _MOST_WITHOUT_A_NAME = 4, 0.75


def tells_most_of_it(claim: Claim, finding: Finding) -> bool:
    """Whether a statement by itself tells most words of a claim that names nobody and no place, and counts nothing."""
    if claim.where or claim.quantities or _within_a_sentence.search(claim.text):
        return False
    wanted = tuple(stem for stem in words_of(claim.text) if stem not in _fillers)
    return len(wanted) >= _FEWEST_WITHOUT_A_NAME and share(wanted, finding.words) >= _MOST_WITHOUT_A_NAME


def names_shared(claim: Claim, finding: Finding) -> bool:
    """Whether the report speaks of every place the claim names, or of one of its other names when it names no place.

    A claim without names is about nothing in particular, and no report can be said to be about the same.
    """
    article = finding.article
    about = f"{finding.words} {article.subject}"
    places = {s for place in claim.where if place.span for s in words_of(place.span.of(claim.text))}
    if places:
        return places <= set(words_of(about))
    # The word that opens a sentence is a name only when the report writes it so within one: "Voting" is none.
    within = names_within(article.text.removeprefix(article.title))
    named = names_within(claim.text) | (_capitals_in(claim.text) & within)
    return bool(named & set(words_of(about)))


def figure_shared(claim: Claim, finding: Finding) -> bool:
    """Whether a report prints a number of the claim that is not soon arrived at twice, and names what it counts.

    "500 million straws" in both needs no name besides to be about the same.
    """
    values = values_in(finding)
    return any(
        q.value >= LARGE and q.value in values and q.counted and share(words_of(q.counted), finding.words) == 1
        for q in claim.quantities
    )


def is_kin(word: str, there: Kindred) -> bool:
    """Whether a stem without its article, or one that begins as it does, is among those of a text.

    >>> is_kin("zahraa", kindred("in the al-Zahra district"))
    True
    """
    if word in there.stems:
        return True
    alike = there.beginnings.get(word[:LEAST_ALIKE])
    return alike is not None and any(_begin_alike(word, other) for other in alike)


# A headline and a text stand over many statements of one answer.
@lru_cache(maxsize=2_000)
def share(wanted: tuple[str, ...], *texts: str) -> float:
    """How many of these stems stand in any of the texts: "Russia" stands in "Russian".

    >>> share(("russia", "hom"), "Russian aircraft")
    0.5
    """
    read = [kindred(text) for text in texts]
    shared = [word for word in wanted if any([is_kin(word, there) for there in read])]
    return len(shared) / len(wanted) if wanted else 0.0


#: Words are kin when one is the beginning of the other, and as long as this.
LEAST_ALIKE = 5


#: Before a name, in Arabic: "al-Zahra", "ash-Shafah".
_article = re.compile(r"^(?:al|el|ar|as|ad|an|at|az|ash)-(?=\w{3})")


def without_article(word: str) -> str:
    """A stem without the article before a name.

    >>> without_article("al-zahraa")
    'zahraa'
    """
    return _article.sub("", word) if "-" in word else word


class Kindred(NamedTuple):
    """The stems of some words, and those that may have kin, by their beginning."""

    stems: frozenset[str]
    beginnings: dict[str, list[str]]


@lru_cache(maxsize=10_000)
def kindred(words: str) -> Kindred:
    """What is held against a word to see whether it, or its kin, stands in a text."""
    there = []
    for word in map(one_spelling, words_of(words)):
        there.append(word)
        if "-" in word and (bare := _article.sub("", word)) != word:
            there.append(bare)
    beginnings: dict[str, list[str]] = {}
    for word in there:
        if len(word) >= LEAST_ALIKE:
            beginnings.setdefault(word[:LEAST_ALIKE], []).append(word)
    return Kindred(frozenset(there), beginnings)


def one_spelling(stem: str) -> str:
    """A stem as both sides of an ocean may write it.

    >>> one_spelling("neighbourhood"), one_spelling("hour")
    ('neighborhood', 'hour')
    """
    return _british.sub("or", stem)


_british = re.compile(r"(?<=[a-z]{3})our(?=(?:hood)?$)")


def begins_alike(stem: str) -> str:
    """The letters without which no word is kin to a stem: an ending may change its last one, "happi" is of "happy".

    >>> begins_alike("happi"), begins_alike("hom")
    ('happ', 'ho')
    """
    return stem[: min(4, len(stem) - 1)]


def _begin_alike(a: str, b: str) -> bool:
    return (a.startswith(b) or b.startswith(a)) and frozenset((a, b)) not in _no_kin


#: Words that begin alike and mean different things.
_no_kin = frozenset(frozenset(words_of(pair)) for pair in words_in("closeness", "no_kin"))


@lru_cache(maxsize=5_000)
def names_within(words: str) -> frozenset[str]:
    """The stems of the words that have a capital within a sentence."""
    return frozenset(stem for name in _within_a_sentence.findall(words) for stem in words_of(name))


@lru_cache(maxsize=5_000)
def _capitals_in(words: str) -> frozenset[str]:
    return frozenset(stem for word in _capital.findall(words) for stem in words_of(word))
