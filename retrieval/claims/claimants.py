"""Whom a claim names as saying it: of "SOHR says 200 were killed", SOHR; and what reports have that voice say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from knowledge.attributions import read_attributions
from knowledge.model import Account, Attribution, Claim, ContextCard, Finding, Quantity, Speaker
from knowledge.places import read_places
from knowledge.speakers import names_of_one_word, who_is
from knowledge.word_lists import words_in
from retrieval import word_tables
from retrieval.counts.wider import of_more
from retrieval.events.nearness import tells_its_subject, wanted_of
from retrieval.grammar.nations import nations, nations_in
from retrieval.grammar.withheld import refutes
from retrieval.origins import has_name, known_in, voices_in
from retrieval.origins.names import OF_A_STATE, key_of
from retrieval.ranking import counts_same
from retrieval.word_tables import table_of

#: What a figure counts that is no other figure for what the claim counts.
OF_OTHERS = ("of several places", "of several events", "of others, too", "of all the world", "of those who attacked")
#: Shorter words that are typed small are words, and no names: "us", "un", "who".
SHORTEST = 4
#: Whoever denies, wants or fears something has not said that it is so.
_SAYING = frozenset(("said", "claimed", "alleged", "found"))
#: What a state speaks by; the factions of an opposition speak each for itself.
_STATE = word_tables.words_in("claims", "state_bodies")
_word = re.compile(r"[^\W\d_]+")
#: "kalden army says": typed small, a name that somebody speaks by.
_before_saying = re.compile(
    rf"\b[a-z]+\b(?= (?:(?:{word_tables.any_of('claims', 'state_bodies', 'state_in_short')}) )?"
    rf"(?:{word_tables.any_of('claims', 'says_so')})\b)"
)
#: What a government is called by who types fast.
_govt = re.compile(rf"(?<= )(?:{word_tables.any_of('claims', 'state_in_short')})$", re.IGNORECASE)
#: "Jonas Weil: over 250 dead in Kalden": who that is, or that it is a market, only a report tells.
_SIGNED = re.compile(r"(?P<name>[^\W\d_a-z][\w.’'-]+(?: [^\W\d_a-z][\w.’'-]+){1,2}): (?P<said>.+)")


@dataclass(frozen=True, slots=True)
class Claimant:
    """The voice that a claim names, and the words in which it does."""

    speaker: Speaker
    words: str


@dataclass(frozen=True, slots=True)
class OwnWord:
    """Another figure than the claimed one that a report has the claimant give; `account` is where it stands."""

    account: Account
    finding: Finding
    figure: Quantity


@dataclass(frozen=True, slots=True)
class Sought:
    """What is found of the voice that a claim names, where no report has it say so."""

    speaker: Speaker
    #: The other figure that a report has it give.
    own: OwnWord | None = None

    @property
    def says_otherwise(self) -> bool:
        """Whether it stands among those who say otherwise; a figure that only stands near contradicts nothing."""
        return self.own is not None and self.own.account.relation == "differs"

    @property
    def heard_from(self) -> Speaker | None:
        """Whose figure it passes on; None where it is its own."""
        return self.own.account.speaker if self.own and self.own.account.speaker != self.speaker else None


def claimant_of(claim: Claim) -> Claimant | None:
    """Who the claim says has said it, where it names one voice, and that by a name; None where it names none.

    >>> from knowledge.quantities import read_quantities
    >>> def named(text):
    ...     return claimant_of(Claim(text, read_quantities(text)))
    >>> named("SOHR says 200 people were killed in Homs").speaker.name
    'SOHR'
    >>> named("200 people were killed in Homs"), named("Officials say 200 people were killed in Homs")
    (None, None)
    >>> named("SOHR condemned the raid on Homs") is None
    True
    """
    voice = _one_voice(claim)
    if voice is None or refutes(f"{claim.text[: voice.span.start]}…{claim.text[voice.span.end :]}"):
        return None
    return Claimant(voice.speaker, _speaking(voice, claim.text))


def said_by_one(claim: Claim) -> tuple[Claimant, str] | None:
    """The one voice that a claim names, and the claim without it, though what it says calls something false.

    What is said by a state keeps the name of its country, where it names no place itself.

    >>> from knowledge.quantities import read_quantities
    >>> def told(text):
    ...     return said_by_one(Claim(text, read_quantities(text)))
    >>> told("The raid on Homs was staged, says Russia")[1], told("SOHR says the raid on Homs was staged")[1]
    ('The raid on Homs was staged', 'the raid on Homs was staged')
    >>> told("Russia denies the raid on Homs") is None
    True
    """
    voice = _one_voice(claim)
    if voice is None:
        signed = _SIGNED.match(claim.text)
        if signed is None or read_places(f"in {signed['name']}"):
            return None
        return Claimant(Speaker(signed["name"], "named_person"), signed["name"]), signed["said"]
    said, name = voice.span.of(claim.text), _speaking(voice, claim.text)
    # Words in capitals, or in none, are places all the same.
    countries = [place for place in read_places(f"in {name.title()}") if place.span and place.country]
    placed = read_places(said.title() if said.isupper() or said.islower() else said)
    if countries and not any(place.country for place in placed):
        said = f"{countries[0].name}: {said}"
    return Claimant(voice.speaker, name), said


def _one_voice(claim: Claim) -> Attribution | None:
    """The one voice with a name that says what the claim counts, or all of it where it counts nothing."""
    voices = [voice for voice in voices_claimed(claim.text) if voice.speaker_span]
    if len({voice.speaker.name for voice in voices}) != 1:
        return None
    voice, figures = _as_government(voices[0]), [q for q in claim.quantities if q.unit]
    if not has_name(voice.speaker):
        return None
    if not figures and word_tables.worded("claims", "takes_a_stand").fullmatch(voice.cue):
        # "Velmar condemned the raid" is said by nobody who only tells of the raid.
        return None
    if voice.grade not in _SAYING or any(not q.span.within(voice.span) for q in figures[:1]):
        return None
    return voice


def _as_government(voice: Attribution) -> Attribution:
    """The voice of a state, where its capital speaks for it, "London says", or it is written short: "Velmar govt"."""
    name = voice.speaker.name
    government = _capitals().get(name) or (_govt.sub("government", name) if _govt.search(name) else None)
    return replace(voice, speaker=who_is(government)) if government else voice


@cache
def _capitals() -> dict[str, str]:
    table: dict[str, dict[str, str]] = table_of("claims")
    return table["capitals"]


def _speaking(voice: Attribution, text: str) -> str:
    return voice.speaker_span.of(text) if voice.speaker_span else ""


def is_theirs(claimant: Claimant, finding: Finding) -> bool:
    """Whether a finding is in the claimant's voice, or came through it; a state speaks by its army, too."""
    voice, speaker = finding.attribution, claimant.speaker
    if is_printed_by(claimant, finding) or _is_in(speaker, (voice.speaker.name, *voice.via)):
        return True
    return _is_one_voice(speaker, voice.speaker) or any(_is_one_voice(speaker, who_is(hand)) for hand in voice.via)


def is_printed_by(claimant: Claimant, finding: Finding) -> bool:
    """Whether a sentence is the claimant's own print, or its wire; a state prints nothing under its name."""
    printing = () if claimant.speaker.kind in OF_A_STATE else (finding.outlet,)
    return _is_in(claimant.speaker, (finding.article.credit or "", *printing))


def _is_in(speaker: Speaker, names: Iterable[str]) -> bool:
    """Whether one of these names is the speaker's."""
    return key_of(known_in(speaker.name)) in {key_of(known_in(name)) for name in names if name}


def is_asked_of(claim: Claim, speaker: Speaker) -> bool:
    """Whether a claim names the very person who speaks for a body: "Weil says", of Jonas Weil for the Kalden army."""
    claimant = claimant_of(claim) if speaker.person else None
    return claimant is not None and _is_called(claimant.speaker.person or claimant.speaker.name, speaker.person)


def _is_called(typed: str, person: str) -> bool:
    """Whether a typed name is a person's: "Karpov" is Alexander Karpov; "Alexander" may be anybody."""
    mine, whole = typed.lower().split(), person.lower().split()
    return bool(mine and whole) and mine[-1] == whole[-1] and set(mine) <= set(whole)


def is_named_in(claimant: Claimant, findings: Iterable[Finding]) -> bool:
    """Whether reports of these findings print the claimant's name, so that they may be theirs, however they were read.

    A general of whom a report speaks further up may be "the army" that gives the figure.
    """
    names = {claimant.words.lower(), claimant.speaker.name.lower(), claimant.speaker.person.lower()} - {""}
    printed = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    return any(printed.search(f"{f.article.title}\n{f.article.text}".lower()) for f in findings)


def _is_only_spoken_of(claimant: Claimant, finding: Finding) -> bool:
    """Whether another body by its name tells what the claimant did, in a report that quotes the claimant nowhere.

    "The union said that the Mill Company had dismissed 400" is the union's word; of a person or an office, it may be
    the company's own.
    """
    voice, text = finding.attribution, finding.article.text
    if voice.cue_span is None or voice.speaker.person or voice.speaker.kind in ("named_person", "named_official"):
        return False
    if voice.speaker.kind.startswith(("unnamed", "outlet")) or _is_one_voice(claimant.speaker, voice.speaker):
        return False
    names = {claimant.words.lower(), claimant.speaker.name.lower()}
    said, around = voice.span.of(text).lower(), finding.words.replace(voice.span.of(text), " ").lower()
    if not any(name in said for name in names) or any(name in around for name in names):
        return False
    return not any(_is_one_voice(claimant.speaker, one.speaker) for one in read_attributions(text))


def sought(card: ContextCard) -> Sought | None:
    """What is found of the voice that the claim names, where no report on the card has it say so.

    None where one has, or may have: of an office it is not known under which name a report has it.
    """
    claimant = claimant_of(card.claim)
    if claimant is None:
        return None
    told = [(account, f) for account in card.accounts if account.relation != "context" for f in account.findings]
    if any(account.relation != "differs" and is_theirs(claimant, finding) for account, finding in told):
        return None
    if own := own_word(claimant, card):
        voice = own.account.speaker
        is_its_own = _is_in(claimant.speaker, (voice.name,)) or _is_one_voice(claimant.speaker, voice)
        return Sought(voice if is_its_own else claimant.speaker, own)
    saying_so = [finding for account, finding in told if account.relation == "reports"]
    if is_an_office(claimant.speaker) or any(is_theirs(claimant, f) for _, f in told):
        return None
    may_be_theirs = any(_may_be(claimant.speaker, finding.speaker) for finding in saying_so)
    open_ones = [finding for finding in saying_so if not _is_only_spoken_of(claimant, finding)]
    return None if may_be_theirs or is_named_in(claimant, open_ones) else Sought(claimant.speaker)


def is_an_office(speaker: Speaker) -> bool:
    """Whether a voice is known by an office that somebody holds, and not by a name: "the president of Velmar".

    >>> is_an_office(Speaker("Velmar's president", "named_official")), is_an_office(Speaker("army", "named_official"))
    (True, True)
    >>> is_an_office(Speaker("Velmar Health Ministry", "named_official")), is_an_office(who_is("SOHR"))
    (False, False)
    """
    words = speaker.name.lower().split()
    of_one = speaker.kind in OF_A_STATE and any(word in words_in("titles") for word in words)
    return speaker.name == speaker.name.lower() or of_one or words[0] in word_tables.words_in("claims", "somebodys")


def _may_be(claimant: Speaker, other: Speaker) -> bool:
    """Whether a voice without a name may be the claimant's: an office a person's, "two army officials" the army's."""
    if claimant.kind == "named_person" or claimant.person:
        return other.kind in OF_A_STATE and not other.person and is_an_office(other)
    mine = {word.lower() for word in _word.findall(claimant.name)}
    return not has_name(other) and mine <= {word.lower() for word in _word.findall(other.name)}


def own_word(claimant: Claimant, card: ContextCard) -> OwnWord | None:
    """The figure that a report on the card has the claimant give for what the claim counts, where it is another one.

    What says otherwise comes first; of what stands near, only what a report of the claim itself prints, or, where
    nobody says anything to the claim, a note of its subject.
    """
    is_unanswered = all(account.relation == "context" for account in card.accounts)
    telling = {f.article.id for account in card.accounts if account.relation == "reports" for f in account.findings}
    for relation in ("differs", "context"):
        for account in card.accounts:
            for finding in account.findings if account.relation == relation else ():
                if not is_theirs(claimant, finding):
                    continue
                is_of_it = finding.article.id in telling or (is_unanswered and _is_noted_of(card.claim, finding))
                if relation == "context" and not is_of_it:
                    continue
                if figure := _other_figure(card.claim, finding):
                    return OwnWord(account, finding, figure)
    return None


def _is_noted_of(claim: Claim, finding: Finding) -> bool:
    """Whether a note is of a claim's subject, and what it counts is no more than that: none of all the world."""
    if not finding.article.is_note or any(of_more(claim, claimed, finding) for claimed in claim.quantities):
        return False
    if tells_its_subject(claim, finding):
        return True
    # "Indians who died of the fever" are of the note on "Fever-9 in India".
    event = finding.article.subject
    is_of_its_nation = bool(own := nations_in(claim.text)) and own == nations_in(event)
    return is_of_its_nation and any(re.search(rf"\b{re.escape(stem)}", event.lower()) for stem, _ in wanted_of(claim))


def says_instead(card: ContextCard, finding: Finding) -> bool:
    """Whether a finding close by has whom the claim quotes give another figure for just what the claim counts.

    Only where nobody says the claim, or otherwise.
    """
    if any(account.relation != "context" for account in card.accounts):
        return False
    claimant = claimant_of(card.claim)
    if claimant is None or not is_theirs(claimant, finding) or _other_figure(card.claim, finding) is None:
        return False
    return not any(of_more(card.claim, own, finding) in OF_OTHERS for own in card.claim.quantities)


def _other_figure(claim: Claim, finding: Finding) -> Quantity | None:
    """The one figure of a finding that counts what the claim counts, in another number."""
    same = [
        q
        for q in finding.statement.quantities
        if any(counts_same(c, q) and c.state == q.state and c.value != q.value for c in claim.quantities)
    ]
    return same[0] if len({q.value for q in same}) == 1 else None


def _is_one_voice(claimant: Speaker, other: Speaker) -> bool:
    """Whether one voice is the other by another name: a state's government and its army, a body and one of its own."""
    if claimant.kind == "named_person" and _is_called(claimant.name, other.person):
        return True
    persons = [set(one.person.lower().split()) for one in (claimant, other) if one.person]
    if len(persons) > 1 and (persons[0] <= persons[1] or persons[1] <= persons[0]):
        return True
    if claimant.kind == other.kind == "un":
        return True
    if (
        claimant.side is not None
        and claimant.side == other.side
        and all(_is_of_state(one) for one in (claimant, other))
    ):
        return True
    mine, theirs = _words_of(claimant), _words_of(other)
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def _is_of_state(speaker: Speaker) -> bool:
    """Whether a voice is a state's government or its army, and no town's council."""
    return speaker.kind in OF_A_STATE and speaker.name.lower().endswith(_STATE)


def _words_of(speaker: Speaker) -> set[str]:
    return {word.lower() for word in _word.findall(speaker.name)} if has_name(speaker) else set()


@lru_cache(maxsize=1_000)
def voices_claimed(text: str) -> Sequence[Attribution]:
    """Whoever speaks in a claim; who writes no capitals at all writes none for a name."""
    if any(c.isupper() for c in text):
        # "moscow says 20 died in Kharkiv": who types fast capitalises some names.
        return voices_in(_before_saying.sub(lambda word: _as_written(word.group()), text))
    return read_attributions(_word.sub(lambda word: _as_written(word.group()), text))


def _as_written(word: str) -> str:
    """A voice of the table as it is written, where a word is its name: "sohr" is SOHR."""
    if len(word) < SHORTEST:
        return word
    known = names_of_one_word() | _capitals().keys() | nations()
    return next((form for form in (word.upper(), word.capitalize()) if form in known), word)
