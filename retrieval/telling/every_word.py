"""Whether a sentence tells every word of a short claim without a number, in whatever words, and together.

"Hospital bombed" is said by "air raids hit a clinic", and not of a boy whom a bomb hurt in a bus, and who lies in a
hospital.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, zip_longest

from knowledge.model import Attribution, Claim, Finding, Place, Span
from knowledge.places import related
from knowledge.quantities import sides_in
from knowledge.sentences import sentences_of
from knowledge.speakers import sides_named
from retrieval.claims.claimants import claimant_of, is_theirs
from retrieval.counts.dated import LEAD
from retrieval.deeds.doers import doers_in
from retrieval.deeds.told_blow import blow_told_by
from retrieval.denying.accusations import falls_on
from retrieval.denying.whose_denial import is_no_denial
from retrieval.events import MONTH, places_in, where_of
from retrieval.grammar.blanked import blanked
from retrieval.grammar.clauses import is_a_verb
from retrieval.grammar.closeness import (
    OPENING,
    TURNING,
    is_an_outcome,
    is_filler,
    is_told_by_its_word,
    names_shared,
    names_within,
    without_article,
)
from retrieval.grammar.naming import site_words, sites_in, weapons_in
from retrieval.ranking import WORD_OR_NUMBER, plain_words, words_of
from retrieval.word_tables import any_of, worded, words_in

#: Between two words of a claim that stand side by side there stand no more words, names and "the" aside, in a sentence
#: that says it: "hospitals and a local blood bank in the battered city were hit".
FAR = 7
#: Of so many words of a claim a note's own sentence tells one at least.
NOTED = 3
#: A claim of more words is told by nothing that does not say it.
SHORT = 8
#: A state whose government is a side of its own: its jets are that one's, and its towns are not.
_STATES = {"Syria": "Syrian government"}
#: A shorter word that names a side is typed in capitals.
SHORTEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of a claim that says what happened, and the sides that it names."""

    word: str
    sides: frozenset[str]


def is_short(claim: Claim) -> bool:
    """Whether a claim counts nothing and says little: each of its words is looked for."""
    return not claim.quantities and 0 < len(wanted_of(claim)) <= SHORT


def untold(claim: Claim, finding: Finding, *, whoever_did_it: bool = False, headed: Collection[Wanted] = ()) -> str:
    """What a short claim without a number says, and a report's sentence does not; empty where it says all of it.

    A name that a headline tells a sentence need not say again. What happened, and to what, it has to: whoever tells of
    barrel bombs under a headline about a hospital has not said that one was hit, and a man's own words under the
    headline of his death do not say that he was killed. `whoever_did_it` leaves it to others to tell who did; `headed`
    are the words that the headline is known to tell.
    """
    if place := untold_place(claim, finding):
        return f'without "{place}"'
    if is_somebody_elses_word(claim, finding):
        return "in another's mouth"
    if not whoever_did_it and (doers := doers_in(claim.text)) and not doers & doers_in(finding.words):
        return f"done by nobody of {', '.join(sorted(doers))}"
    return _left_out(claim, finding, headed)


def _left_out(claim: Claim, finding: Finding, headed: Collection[Wanted] = ()) -> str:
    """The word of a claim that a sentence does not tell, or tells far from its neighbour; empty where there is none."""
    words = _UNMENTIONED.sub("", BY_AIR.sub("air", besides_who_says_it(claim, finding)))
    told = []
    for one in wanted_of(claim):
        told.append((one, here := _where_told(one, words)))
        # Most sentences leave out the first.
        if not here and one not in headed and not is_a_name_told_above(one, finding):
            return f'without "{one.word}"'
    for (one, here), (other, there) in pairwise(told):
        if here and there and min(abs(a - b) for a in here for b in there) > FAR + 1:
            return f'"{one.word}" far from "{other.word}"'
    return ""


def is_a_name_told_above(wanted: Wanted, finding: Finding) -> bool:
    """Whether a word of a claim is a name in a report whose headline tells it."""
    headline = finding.article.title
    if wanted.sides or not _where_told(wanted, headline):
        return False
    return bool(set(words_of(wanted.word)) & _names_in(finding.article.text.removeprefix(headline)))


def tells_every_word(
    claim: Claim, finding: Finding, *, whoever_did_it: bool = False, headed: Collection[Wanted] = ()
) -> bool:
    """Whether a statement tells every word of a short claim without a number, in whatever words.

    `whoever_did_it` leaves it to others to tell by whom it was done; `headed` are words that its headline tells.
    """
    # What "only", "all" or "not" turn round is told by no synonyms.
    if not is_short(claim) or any(turn.search(claim.text) for turn in TURNING.values()):
        return False
    if finding.article.is_note:
        return _is_noted_in(claim, finding)
    wanted = wanted_of(claim)
    if len(wanted) == 1 and not is_a_deed(wanted[0]):
        # "The truce in Tarn held" says more than that there was one.
        return False
    return not untold(claim, finding, whoever_did_it=whoever_did_it, headed=headed)


def _is_noted_in(claim: Claim, finding: Finding) -> bool:
    """Whether a note tells every word of a short claim: its sentence what was done, its event and place the rest."""
    article = finding.article
    # An event that is called by a question tells of nobody's deed.
    event = article.event if article.event and "?" not in article.event else ""
    about = BY_AIR.sub("air", " ; ".join(filter(None, (finding.words, article.title, event, article.place))))
    wanted, words = wanted_of(claim), BY_AIR.sub("air", finding.words)
    own = [one for one in wanted if _where_told(one, words)]
    if not any(is_a_deed(one) for one in own) or len(own) * NOTED < len(wanted):
        return False
    is_of_something = any(one.sides for one in wanted) or bool(claim.where or sites_in(claim.text))
    if not (is_of_something or names_shared(claim, finding)) or is_somebody_elses_word(claim, finding):
        return False
    return not untold_place(claim, finding) and all(_where_told(one, about) for one in wanted)


def is_somebody_elses_word(claim: Claim, finding: Finding) -> bool:
    """Whether a claim is of what somebody says, or owns up to, and a statement is in others' words alone."""
    if (claimant := claimant_of(claim)) is not None:
        return not is_theirs(claimant, finding)
    owner = _who_is_to_own_up(claim)
    return bool(owner) and not _speak_for(owner, finding.statement.attributions)


def is_a_deed(wanted: Wanted) -> bool:
    """Whether a word of a claim may tell what was done, and names no side."""
    word = wanted.word
    return not wanted.sides and (blow_told_by(word) is not None or is_an_outcome(word) or is_a_verb(word))


def is_struck_there(claim: Claim, finding: Finding) -> bool:
    """Whether a sentence has a blow fall on what a claim says was struck: "raids hit a clinic", "a clinic was hit".

    Of a claim that lays it to nobody. What stood next to it, or whose it was, was not struck.
    """
    if finding.article.is_note or not is_short(claim):
        return False
    wanted = wanted_of(claim)
    blows = [told for one in wanted if (told := blow_told_by(one.word)) is not None]
    things = [one.word for one in wanted if blow_told_by(one.word) is None]
    if len(blows) != 1 or not things or any(one.sides for one in wanted) or untold(claim, finding):
        return False
    words = BY_AIR.sub("air", besides_who_says_it(claim, finding))
    if worded("accusations", "came_to_nothing").search(words):
        return False
    for thing in things:
        for site in sites_in(thing):
            words = site_words()[site].sub(thing, words)
    hit = {stem for thing in things for stem in words_of(thing)}
    if any(falls_on(hit, words[match.end() :]) for match in blows[0].finditer(words)):
        return True
    was_hit = rf"{re.escape(things[-1])}s?\b(?: (?:in|of) [\w’' -]{{1,30}}?)? {_WAS_HIT}"
    return len(things) == 1 and re.search(was_hit, words, re.IGNORECASE) is not None


#: Behind what was struck: "was directly hit", "were bombed".
_WAS_HIT = r"(?:was|were|has been|have been|had been) (?:\w+ly )?(?:hit|struck|bombed|targeted|shelled|destroyed)\b"


def told_apart(claim: Claim, finding: Finding) -> str:
    """What keeps a sentence with every word of a short claim from saying it: the words of a blow, far from its site.

    Nor does a man whose death is claimed tell of it himself.
    """
    if not is_short(claim):
        return ""
    wanted = wanted_of(claim)
    if finding.article.is_note:
        return _only_asked(wanted, finding)
    own = {stem for one in wanted for stem in words_of(one.word)}
    speaker = set(words_of(finding.speaker.name)) if finding.attribution.cue else set[str]()
    untold = next((one.word for one in wanted if is_an_outcome(one.word) and not _where_told(one, finding.words)), "")
    if untold and speaker and speaker <= own:
        return "in his own words"
    placed = " ".join(place.span.of(claim.text) for place in claim.where if place.span)
    if untold and names_within(claim.text) <= set(words_of(placed)):
        # A headline tells of the death; a line under it, of another man of that calling, does not.
        return f'without "{untold}"'
    is_of_a_blow = bool(weapons_in(claim.text)) or any(blow_told_by(one.word) for one in wanted)
    return _left_out(claim, finding) if is_of_a_blow else ""


def _only_asked(wanted: Sequence[Wanted], finding: Finding) -> str:
    """The side of a claim that a note's event only asks about: "Was the camp hit by Orvel?" tells of nobody's deed."""
    article = finding.article
    if "?" not in (article.event or ""):
        return ""
    told = BY_AIR.sub("air", " ; ".join((finding.words, finding.speaker.name, article.title)))
    return next((f'without "{one.word}"' for one in wanted if one.sides and not starts_told(one, told)), "")


def answers_owning_up(claim: Claim, finding: Finding) -> bool:
    """Whether a claim has somebody own up to a deed, and a sentence has just them deny one told in its words.

    It may be another deed that they deny there, so that they answer the claim, and are not said to deny it.
    """
    owner = _who_is_to_own_up(claim) if is_short(claim) else frozenset[str]()
    if not any(_deny_their_own(owner, voice, finding) for voice in finding.statement.attributions):
        return False
    owning = worded("every_word", "admitting").search(claim.text)
    deed = [one for one in wanted_of(claim)[1:] if owning and one.word not in plain_words(owning.group())]
    words, headline = (BY_AIR.sub("air", text) for text in (finding.words, finding.article.title))
    own = [one for one in deed if _where_told(one, words)]
    return bool(deed) and len(own) * 2 >= len(deed) and all(one in own or _where_told(one, headline) for one in deed)


def owns_up_there(claim: Claim, finding: Finding) -> bool:
    """Whether a claim has a side claim a deed, and that side says in a sentence with all the claim's words that it did.

    "The group said it carried out the attack, a truck bombing of an office" is its claim of a truck bombing there.
    """
    claiming = worded("every_word", "claiming").search(claim.text)
    wanted = wanted_of(claim) if claiming and is_short(claim) else ()
    if claiming is None or not wanted or not wanted[0].sides or finding.article.is_note or untold_place(claim, finding):
        return False
    words = BY_AIR.sub("air", finding.words)
    own = worded("every_word", "own_deed").search(words)
    if own is None or not _speak_for(wanted[0].sides, finding.statement.attributions):
        return False
    light = {stem for word in plain_words(claiming.group()) for stem in words_of(word)}
    besides = [one for one in wanted[1:] if light.isdisjoint(words_of(one.word))]
    return bool(besides) and all(starts_told(one, words) for one in besides)


def _who_is_to_own_up(claim: Claim) -> frozenset[str]:
    """The sides of whom a claim first names, where it has them own up to something; else none."""
    wanted = wanted_of(claim)
    return wanted[0].sides if wanted and worded("every_word", "admitting").search(claim.text) else frozenset()


def _speak_for(sides: frozenset[str], voices: Sequence[Attribution]) -> bool:
    """Whether any of these voices speaks for one of these sides."""
    # "The Russian government" is no government of Syria.
    lands = {side: frozenset((side, _STATES.get(side, side))) for voice in voices if (side := voice.speaker.side)}
    return any(
        sides & lands[voice.speaker.side]
        if voice.speaker.side
        else sides & (sides_of(voice.speaker.name) | {side for side, _ in sides_told(voice.speaker.name)})
        for voice in voices
    )


def _deny_their_own(sides: frozenset[str], voice: Attribution, finding: Finding) -> bool:
    """Whether a voice speaks for one of these sides and denies, now, what is not told of others."""
    cue, text = voice.cue_span, finding.article.text
    if voice.grade != "denied" or not _speak_for(sides, [voice]):
        return False
    start = finding.statement.span.start
    if cue is not None and is_no_denial(
        text[start : cue.start], cue.of(text), text[cue.end : finding.statement.span.end]
    ):
        return False
    clause = re.match(r"that (?:[\w’'-]+ ){1,4}", voice.span.of(text))
    doers = {side for side, _ in sides_told(clause.group())} if clause else set[str]()
    return not doers or bool(doers & sides)


def besides_who_says_it(claim: Claim, finding: Finding) -> str:
    """The words of a sentence without those who say it: a hospital that speaks was not hit.

    A claim may be of what somebody says, or of what they think of it.
    """
    if claimant_of(claim) is not None or worded("claims", "takes_a_stand").search(claim.text):
        return finding.words
    return blanked(finding, (voice.speaker_span for voice in finding.statement.attributions if voice.speaker_span))


@lru_cache(maxsize=2_000)
def _names_in(text: str) -> frozenset[str]:
    """The stems of the names of a text: what it prints in small letters, too, is none."""
    small = {stem for word in WORD_OR_NUMBER.findall(text) if word.islower() for stem in words_of(word)}
    return names_within(text) - small


def untold_place(claim: Claim, finding: Finding) -> str:
    """The town of a claim, where neither a sentence nor, if it names no other, the opening of its report names it."""
    towns = [place for place in claim.where if place.province and place.span]
    if not towns:
        return ""
    here = [place for place in (*where_of(finding), *places_in(finding.words)) if place.province]
    told = here or _headed(finding) or _named_before(finding)
    named = finding.words if here else f"{finding.article.title} {finding.words}"
    for town in towns:
        if is_printed(town, claim.text, named):
            continue
        # "Salah al-Din, Aleppo" is no province.
        told_there = [p for p in told if p.name == town.name and p.province in {other.province for other in towns}]
        if told_there:
            continue
        if not any(related(town, place) in ("same", "contains") or is_in_its_province(town, place) for place in told):
            return town.span.of(claim.text) if town.span else town.name
    return ""


def is_printed(town: Place, claim: str, words: str) -> bool:
    """Whether words print a claim's name for a town, whose marks they may have lost: "Alwaer", "Jayruds mill"."""
    own = _letters(town.span.of(claim)) if town.span else ""
    if len(own) < SHORTEST_NAME:
        return False
    return any(there[0].isupper() and _letters(there) in (own, f"{own}s") for _, there in _tokens(words))


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name.lower()))


def _headed(finding: Finding) -> tuple[Place, ...]:
    """The places of a report's headline, or of its opening, for a sentence near its beginning that names none.

    What a report tells further down may have happened elsewhere, as what has happened since a war began did.
    """
    if is_of_years(finding) or finding.statement.ordinal > LEAD:
        return ()
    title, text = finding.article.title, finding.article.text
    if headed := tuple(place for place in places_in(title) if place.province):
        return headed
    # A headline of "northern Syria" may stand over a report that names one province at once, and no other.
    opening = tuple(place for place in _opened(text[: len(title) + OPENING]) if place.province)
    return opening if len({place.province for place in opening}) == 1 else ()


def _named_before(finding: Finding) -> tuple[Place, ...]:
    """The places of one province that the sentence right before names, for one that names none."""
    if finding.article.is_note or is_of_years(finding):
        return ()
    named = tuple(place for place in places_in(sentence_before(finding)) if place.province)
    return named if len({place.province for place in named}) == 1 else ()


def sentence_before(finding: Finding) -> str:
    """The sentence right before a statement in its report; empty where it is the first."""
    text, start = finding.article.text, finding.statement.span.start
    return next((span.of(text) for span in reversed(sentences_of(text)) if span.end <= start), "")


def is_of_years(finding: Finding) -> bool:
    """Whether a sentence tells of more than a month: of what has happened since a war began."""
    when = finding.statement.when
    is_long = when is not None and when.end - when.start > MONTH
    return is_long or worded("every_word", "over_years").search(finding.words) is not None


@lru_cache(maxsize=2_000)
def _opened(opening: str) -> tuple[Place, ...]:
    return places_in(opening)


def is_in_its_province(town: Place, place: Place) -> bool:
    """Whether a place is the province that a town is called like: whoever types "Idlib" may mean either."""
    return place.province == town.province and place.name == f"{town.name} province"


@lru_cache(maxsize=64)
def wanted_of(claim: Claim) -> tuple[Wanted, ...]:
    """The words of a claim that say what happened, in their order: no place, no day, no filler; a side is one word."""
    text = claim.text
    for place in claim.where:
        if place.span and place.province:
            kept = worded("every_word", "kept").search(text, place.span.start, place.span.end)
            text = _blank(text, Span(place.span.start, kept.start() if kept else place.span.end))
    if claim.when and claim.when.span:
        text = _blank(text, claim.when.span)
    found, told = [], set[str]()
    words = plain_words(written_out(text))
    for word, behind in zip_longest(words, words[1:], fillvalue=""):
        sides = sides_of(word)
        if not sides.isdisjoint(_STATES.values()) and worded("every_word", "of_others").fullmatch(behind):
            # "Syrian rebels" are none of Syria's government.
            sides = frozenset()
        if (sides and sides & told) or (claim.where and is_whose(word)):
            continue
        told |= sides
        if sides or _says_something(word):
            found.append(Wanted(word, sides))
    return tuple(found)


_WHOSE = re.compile(rf"\w+-(?:{any_of('every_word', 'in_whose_hands')})", re.IGNORECASE)


def is_whose(word: str) -> bool:
    """Whether a word says whose a place is, and nothing of what was done there: "government-held"."""
    return _WHOSE.fullmatch(word) is not None


def _blank(text: str, span: Span) -> str:
    """A text with nothing in this stretch, so that all else stands where it stood."""
    return text[: span.start] + " " * (span.end - span.start) + text[span.end :]


#: "An air strike" is one thing.
BY_AIR = re.compile(r"\bair[ -](?=(?:strike|raid)s?\b)", re.IGNORECASE)

#: What somebody did not mention is not told.
_UNMENTIONED = re.compile(
    r"\b(?:(?:did|does|do) not|(?:did|does|do)n['’]t|without) mention(?:ing)?\b[^,;.]*", re.IGNORECASE
)
#: In small letters it is any "us".
_US = re.compile(r"\b(?:US|U\.S\.)(?=[^\w.]|$)(?!-)")
#: What a bomb does is two words, neither of which says so.
_GOES_OFF = re.compile(r"\b(?:goes|go|went|going|gone) off\b", re.IGNORECASE)


def written_out(claim: str) -> str:
    """A claim with "air strike" as one word, as what "goes off" is, and the United States by none that may be "us".

    A side that is called by several words is called by one.

    >>> written_out("US air strikes hit us"), written_out("a bomb went off"), written_out("Islamic State shot it down")
    ('American airstrikes hit us', 'a bomb explodes', 'ISIS downed it')
    >>> written_out("Tarn has fallen to rebels"), written_out("prices fell to 3")
    ('Tarn was captured by rebels', 'prices fell to 3')
    """
    claim = _FELL_TO.sub("was captured by", claim)
    for pattern, name in _called():
        claim = pattern.sub(name, claim)
    return _SHOT_DOWN.sub(
        r"downed \g<it>", _GOES_OFF.sub("explodes", _US.sub("American", BY_AIR.sub("air", claim)))
    ).strip()


@cache
def _called() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The names of sides that have several words, each with a shorter one."""
    rows = (row.split(" = ") for row in words_in("every_word", "called"))
    return tuple((re.compile(rf"\b(?:the )?{name}\b", re.IGNORECASE), short) for name, short in rows)


#: "Tarn fell to rebels": they took it.
_FELL_TO = re.compile(rf"\b(?:(?:has|have|had|is|was) )?{any_of('done_to', 'fell_to')} to\b", re.IGNORECASE)
#: "Shot down a jet", "shot it down".
_SHOT_DOWN = re.compile(r"\bsh(?:oo|o)ts? (?P<it>(?:it |one )?)down\b ?", re.IGNORECASE)


def _says_something(word: str) -> bool:
    """Whether a word of a claim tells what happened: a blow, what became of somebody, and no filler."""
    if is_an_outcome(word) or blow_told_by(word) is not None:
        return True
    stems = set(words_of(word))
    if stems <= fillers():
        return False
    # What somebody did is no filler: "lost", "left", "took".
    return is_a_verb(word) or not all(map(is_filler, stems))


@cache
def fillers() -> frozenset[str]:
    """The stems of what says nearly nothing of what happened: "near", "area"."""
    return frozenset(words_of(" ".join(words_in("every_word", "filler"))))


@lru_cache(maxsize=20_000)
def sides_of(word: str) -> frozenset[str]:
    """The sides that a word names, however it is typed."""
    typed = word.upper() if len(word) < SHORTEST_NAME else word.title()
    named = {side for one in (word, typed) for side, _, _ in sides_named(one)} | sides_in(word)
    return frozenset(_STATES.get(side, side) for side in named)


@lru_cache(maxsize=20_000)
def sides_told(words: str) -> tuple[tuple[str, int], ...]:
    """The sides that a sentence names, and where each does: "regime", "Syrian jets", and no Syrian town."""
    told = [(side, start) for side, start, _ in sides_named(words)]
    for token in WORD_OR_NUMBER.finditer(words):
        for side in sides_in(token.group()):
            if side not in _STATES:
                told.append((side, token.start()))
            elif _forces_next().match(words, token.end()) and not _free().search(words, 0, token.start()):
                told.append((_STATES[side], token.start()))
    return tuple(told)


def is_told(wanted: Wanted, words: str) -> bool:
    """Whether words tell a word of a claim: by itself, its kin, or another word for the same."""
    return bool(_where_told(wanted, words))


# A sentence is held against one claim after another.
@lru_cache(maxsize=20_000)
def _where_told(wanted: Wanted, words: str) -> tuple[int, ...]:
    """At which words of a sentence a word is told: by itself, its kin, or another word for the same.

    Counted are the words that say something, but for names.
    """
    starts, told, at = starts_told(wanted, words), [], 0
    for start, there in _tokens(words) if starts else ():
        is_it = start in starts
        if is_it:
            told.append(at)
        at += is_it or (there.islower() and bool(words_of(there)))
    return tuple(told)


# A sentence is asked for each word of a claim.
@lru_cache(maxsize=1_000)
def _tokens(words: str) -> tuple[tuple[int, str], ...]:
    """The words of a text, each with where it begins."""
    return tuple([(token.start(), token.group()) for token in WORD_OR_NUMBER.finditer(words)])


@lru_cache(maxsize=20_000)
def starts_told(wanted: Wanted, words: str) -> frozenset[int]:
    """Where the words of a sentence begin that tell a word of a claim."""
    word, blow = wanted.word, blow_told_by(wanted.word)
    starts = {match.start() for match in blow.finditer(words)} if blow else set[int]()
    if wanted.sides:
        starts |= {start for side, start in sides_told(words) if side in wanted.sides}
    if not _dead().isdisjoint(words_of(word)):
        starts |= {match.start() for match in worded("every_word", "cost_lives").finditer(words)}
    if worded("done_to", "taking_a_town").fullmatch(word):
        starts |= {match.start() for match in worded("done_to", "fell_to").finditer(words)}
    against = worded("every_word", "against")
    if against.fullmatch(word):
        starts |= {match.start() for match in against.finditer(words)}
    for site in sites_in(word):
        starts |= {match.start() for match in site_words()[site].finditer(words)}
    told = [start for start, there in _tokens(words) if start in starts or _is_told_by(word, there)]
    if not wanted.sides.isdisjoint(_STATES.values()):
        # "The Syrian Democratic Forces" are none of Syria's government.
        told = [start for start in told if not _others_next().match(words, start)]
    # Most sentences have no word for it, which is seen sooner than what came to nothing in them.
    return frozenset(told).difference(match.end() for match in _foiled().finditer(words)) if told else frozenset()


# Reports have few words, again and again.
@lru_cache(maxsize=40_000)
def _is_told_by(word: str, there: str) -> bool:
    """Whether one word of a report is a word of a claim, its kin, or another that tells the same."""
    stems = words_of(there)
    return (
        not _alike(word).isdisjoint(stems)
        or any(is_told_by_its_word(stem, word, there) for stem in words_of(word))
        # "Coalition-partnered forces".
        or ("-" in there and not _alike(word).isdisjoint(words_of(there.rpartition("-")[2])))
        # "Omar Al Shishani" for "al-Shishani".
        or ("-" in word and there[0].isupper() and without_article(word) in stems)
    )


@cache
def _dead() -> frozenset[str]:
    """The stems of what a claim says of those who died."""
    died = frozenset(words_of("died"))
    return frozenset(stem for row in _rows() if died & row for stem in row)


@cache
def _foiled() -> re.Pattern[str]:
    """What stands right before a weapon that hit nobody: "destroyed a car ", "defused two "."""
    before = rf"(?:{any_of('every_word', 'foiled')}) (?:(?:an?|the|two|three|several|\d+) )?(?:\w+ )?"
    return re.compile(rf"\b{before}(?=\w*bombs?\b|devices?\b|explosives?\b)", re.IGNORECASE)


@cache
def _forces_next() -> re.Pattern[str]:
    """Behind the name of a state, what is its government's: "Syrian army jets"."""
    others = any_of("every_word", "of_others")
    return re.compile(rf"\W+(?:(?!{others})\w+\W+)?(?:{any_of('every_word', 'forces')})\b", re.IGNORECASE)


@cache
def _others_next() -> re.Pattern[str]:
    """The name of a state, and others than its government right behind it: "Syrian rebels"."""
    return re.compile(rf"\w+\W+(?:{any_of('every_word', 'of_others')})\b", re.IGNORECASE)


@cache
def _free() -> re.Pattern[str]:
    """Before the name of a state, what makes its army another's: "Free Syrian Army"."""
    return re.compile(rf"\b(?:{any_of('every_word', 'of_others')})\W+\Z", re.IGNORECASE)


@lru_cache(maxsize=2_000)
def _alike(word: str) -> frozenset[str]:
    """The stems of the words that tell what a word tells."""
    stems = set(words_of(word))
    narrower = {stem for wide, row in _narrower() if stems & wide for stem in row}
    return frozenset(stem for row in _rows() if stems & row for stem in row) | narrower


@cache
def _narrower() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    rows = (row.split(" = ") for row in words_in("every_word", "narrower"))
    return tuple((frozenset(words_of(wide)), frozenset(words_of(told))) for wide, told in rows)


@cache
def _rows() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words_of(row)) for row in words_in("every_word", "alike"))
