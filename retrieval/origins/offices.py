"""Who holds an office: the name behind "the Kalden governor", and whether a person speaks for a body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from knowledge.attributions.heard import HEAD, persons_name
from knowledge.model import Attribution, Finding, Speaker
from knowledge.speakers import WATCHING, fold, outlet_of, row_of, sides_named, who_is
from knowledge.speakers.people import is_former, person_in
from knowledge.speakers.voices import kind_of_words, without_article
from knowledge.word_lists import words_in
from retrieval.events import MONTH
from retrieval.origins.names import has_name, key_of, word_of, words_of_table
from retrieval.origins.voices import SOON
from retrieval.word_tables import any_of

#: Voices that are only described.
DESCRIBED = ("unnamed", "unnamed_partisan", "eyewitness")
#: An office stands so few characters before the name of whoever holds it.
OFFICE = 60
#: What somebody is to a body whose word is theirs.
IN_OFFICE = rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words_in('titles'))))}|spokes(?:man|woman|person))(?!\w)"
#: "The Kalden governor": of some place, and so the same man in whichever report.
_IN_A_PLACE = re.compile(r"[A-Z]\w+ \w|\w of (?:the )?[A-Z]")
#: "The Kalden governor" is the governor of Kalden.
_OFFICE_THERE = re.compile(r"(?P<place>(?:[A-Z][\w-]+ )+)(?P<office>[a-z][a-z ]*)")
#: "Talal al-Barazi" is Talal Barazi.
_ARTICLE_IN_A_NAME = re.compile(r"\b(?:al|el)-", re.IGNORECASE)


def spoken_for(person: Finding, body: Finding, everything: Iterable[Finding]) -> bool:
    """Whether one voice is a person whom a report introduces as heading, or speaking for, the other.

    "The Lowmarket hospital" and "Jonas Weil, the manager of the Lowmarket hospital" are one place; so are the governor
    of Kalden and the Kalden governor Anton Verik. `everything` is what was found in their reports.
    """
    name, other = person.speaker.name, body.speaker
    # A body that a table has is known by one word, too: "UNICEF".
    is_named_in_full = " " in other.name or row_of(other) is not None
    if name != persons_name(person.speaker) or persons_name(other) or not is_named_in_full or " " not in name:
        return False
    names = _names_of(body.speaker)
    itself = re.compile(_the_office(fold(other.name)) + re.escape(fold(name))) if _is_an_office(other) else None
    for finding in (person, *everything):
        for voice in (finding.attribution, *finding.statement.attributions):
            if voice.speaker.name == name and voice.speaker_span is not None:
                words = f" {fold(voice.speaker_span.of(finding.article.text))} "
                holds_it = itself is not None and itself.search(words)
                if (holds_it or any(_holds_office_in(one, words) for one in names)) and not is_former(words):
                    return True
    return False


def _names_of(body: Speaker) -> frozenset[str]:
    """The names by which a body is known, folded; a government's are its country's, which has many other offices."""
    row = row_of(body) if body.kind in (*WATCHING, "un", "ngo") else None
    return frozenset(map(fold, (body.name, *(set(row.aliases) - row.people if row else ()))))


def _holds_office_in(body: str, words: str) -> bool:
    """Whether words give somebody an office in a body itself, and not in what is against it, or of it."""
    if body not in words:
        # Most are of another, which is seen sooner than a pattern is made.
        return False
    named = rf"{re.escape(body)}(?!\w)"
    return bool(
        re.search(rf"{IN_OFFICE} (?:of|for|at|in|from|with) (?:the )?{named}|(?<!\w){named}(?: s)? {IN_OFFICE}", words)
    )


def with_holder(finding: Finding, beside: Iterable[Finding]) -> Finding:
    """A statement in the name of the one person whom its report names with the office that it quotes.

    A headline's "governor" is Governor Anton Verik of the text, which may give his figure otherwise. "The Kalden
    governor", whom his own report does not name, has the name that another of these reports gives that office.
    """
    voice = finding.attribution
    if finding.article.is_note and finding.statement.place_in_article != "headline":
        return finding
    if not _is_an_office(voice.speaker):
        return finding
    beside = [*beside]
    holders = _holders_of(voice, [f for f in beside if f.article.id == finding.article.id])
    if not holders and _IN_A_PLACE.search(voice.speaker.name):
        holders = _holders_of(voice, [f for f in beside if _is_of_the_time(finding, f)])
    if len(holders) != 1:
        return finding
    named = replace(voice, speaker=holders[0])
    voices = tuple(named if other == voice else other for other in finding.statement.attributions)
    return replace(finding, statement=replace(finding.statement, attributions=voices), heard=named)


def introduced_as(finding: Finding) -> str:
    """The words by which a report calls whoever speaks: "Kalden harbour ministry spokeswoman Mira Sand"."""
    place = finding.attribution.speaker_span
    return place.of(finding.article.text).strip(" ,") if place is not None else ""


def holds_office(finding: Finding) -> bool:
    """Whether a report introduces whoever speaks as holding a public office: "Kalden governor Anton Verik"."""
    person = person_in(introduced_as(finding))
    if person is None or person.is_former or person.name != finding.speaker.name:
        return False
    speaks = word_of("spoken_for").search(person.before) and word_of("speaking").search(person.title)
    if speaks and kind_of_words(person.before) == "named_official":
        return True
    return kind_of_words(person.office) == "named_official" and bool(word_of("public_offices").search(person.title))


def _is_an_office(speaker: Speaker) -> bool:
    """Whether a voice is one person's office without the name: "Kalden governor", and not "interior ministry"."""
    words = speaker.name.lower().split()
    is_the_one = bool(words) and words[0] not in words_of_table("some_other")
    return speaker.kind == "named_official" and is_the_one and words[-1] in words_in("titles")


def _is_of_the_time(finding: Finding, other: Finding) -> bool:
    """Whether two reports came out within a month or so: an office has one holder after another."""
    first, second = finding.published, other.published
    return first is None or second is None or abs(first.start - second.start) <= MONTH


def _the_office(*called: str) -> str:
    """The pattern for an office right before a name; a former governor, or a deputy governor, is not the governor."""
    offices = "|".join(map(re.escape, called))
    return rf"(?<!deputy )(?<!vice )(?<!former )(?<!assistant )(?<![\w-])(?:{offices}),? "


def _holders_of(voice: Attribution, told: Iterable[Finding]) -> list[Speaker]:
    """Everybody whom these reports name with an office: a headline's "governor" is Governor Anton Verik."""
    called = [voice.speaker.name]
    if there := _OFFICE_THERE.fullmatch(voice.speaker.name):
        called.append(f"{there['office']} of {there['place'].strip()}")
    office = re.compile(f"{_the_office(*called)}$", re.IGNORECASE)
    holders: dict[str, Speaker] = {}
    for other in told:
        text = other.article.text
        for named in other.statement.attributions:
            if named.speaker.kind != "named_person" or named.speaker_span is None:
                continue
            at = text.find(named.speaker.name, named.speaker_span.start, named.speaker_span.end)
            if at >= 0 and office.search(text[max(0, at - OFFICE) : at]):
                holders[key_of(_ARTICLE_IN_A_NAME.sub("", named.speaker.name))] = named.speaker
    return [*holders.values()]


def called_further_on(voice: Attribution, finding: Finding, own: Iterable[Finding]) -> Speaker | None:
    """As whom a report goes on about somebody without a name: of "an official from the forces", "the KLF official".

    "The network called Kalden Voices" is the name of "an activist network" just before, and of "a Norlandish
    broadcaster" it is the one newsroom that the next sentence quotes.
    """
    if voice.speaker.kind not in DESCRIBED or voice.speaker_span is None:
        return None
    text, here = finding.article.text, finding.statement.ordinal
    described = voice.speaker_span.of(text)
    if not described.lower().startswith(("a ", "an ")):
        return None
    behind = [f for f in own if here < f.statement.ordinal <= here + SOON]
    known = _named_with_its_noun(voice.speaker, behind) or _newsroom_named_next(voice.speaker, finding, behind)
    if known is not None:
        return known
    if not _is_of_nobody_else(described):
        return None
    called = {
        other.speaker.name: other.speaker
        for f in behind
        for other in f.statement.attributions
        if other.speaker.kind in DESCRIBED
        and other.speaker_span
        and other.speaker_span.of(text).lower().startswith("the ")
        and _noun_of(other.speaker) == _noun_of(voice.speaker)
    }
    named = [speaker for name, speaker in called.items() if name != name.lower()]
    # Whoever else is so called in the report, be it that they only leave, may be the one.
    noun = re.escape(_noun_of(voice.speaker))
    # "The official news agency" is nobody's office.
    so_called = rf"\b[Tt]he ((?:[\w’'-]+ ){{1,2}}){noun}\b(?! (?:{any_of('names', 'no_office')})\b)"
    all_so_called = set(re.findall(so_called, text))
    return named[0] if len(called) == len(named) == 1 and len(all_so_called) <= 1 else None


def _named_with_its_noun(speaker: Speaker, behind: Iterable[Finding]) -> Speaker | None:
    """Whoever has a name behind what somebody was described as: "the network called Kalden Voices"; None of two."""
    noun = re.escape(_noun_of(speaker))
    called = re.compile(rf"\b[Tt]he (?:[\w’'-]+ ){{0,2}}{noun},? (?:called|named|known as) (?:the )?(?P<name>[A-Z].*)")
    named: dict[str, Speaker] = {}
    for voice, text in ((voice, f.article.text) for f in behind for voice in f.statement.attributions):
        place = voice.speaker_span
        match = (
            called.search(text[max(0, place.start - OFFICE) : place.end]) if place and has_name(voice.speaker) else None
        )
        if match is not None and match["name"].startswith(voice.speaker.name):
            named[voice.speaker.name] = voice.speaker
    return named.popitem()[1] if len(named) == 1 else None


def _newsroom_named_next(speaker: Speaker, finding: Finding, behind: Iterable[Finding]) -> Speaker | None:
    """The newsroom of the tables that the very next sentence quotes, where it says "a broadcaster"; None of two."""
    if _noun_of(speaker) not in words_of_table("newsrooms"):
        return None
    named = {
        voice.speaker.name: voice.speaker
        for f in behind
        if f.statement.ordinal == finding.statement.ordinal + 1
        for voice in f.statement.attributions
        if outlet_of(voice.speaker.name) is not None and voice.speaker.name != finding.outlet
    }
    return named.popitem()[1] if len(named) == 1 else None


#: What sort of newsroom one is, behind its name.
_WHAT_IT_IS = re.compile(r"(?: [a-z]+)+\Z")


def newsroom_told_before(voice: Attribution, finding: Finding, own: Iterable[Finding]) -> Speaker | None:
    """The newsroom that a report names right before a toll in its own words, which it has "media" report elsewhere.

    "The dead are twenty, media reported. According to the Harbour media outlet jets bombed Kalden. Twenty were killed."
    """
    statement = finding.statement
    figures = [q for q in statement.quantities if q.unit and q.state]
    is_its_own = voice.speaker.kind == "outlet_itself" and statement.place_in_article == "body"
    if not figures or not is_its_own or finding.article.is_note:
        return None
    own = [f for f in own if f.statement.place_in_article == "body"]
    # The reading may have given "media" its name already.
    as_reported = any(
        other.speaker_span is not None
        and word_of("reports").search(called := other.speaker_span.of(finding.article.text))
        and called == called.lower()
        and any(q.value == figures[0].value and q.state in ("", figures[0].state) for q in f.statement.quantities)
        for f in own
        for other in f.statement.attributions
    )
    before = [f for f in own if f.statement.ordinal == statement.ordinal - 1]
    counts = any(q.state for f in before for q in f.statement.quantities)
    heard = {named.name: named for f in before for other in f.statement.attributions if (named := other.speaker)}
    if not as_reported or counts or len(heard) != 1:
        return None
    ((name, told),) = heard.items()
    # "The Mill Wire media outlet" is the Mill Wire of the table.
    known = outlet_of(name) or outlet_of(_WHAT_IT_IS.sub("", name))
    if known is None and not (has_name(told) and word_of("reports").search(name)):
        return None
    newsroom = who_is(known.outlet) if known is not None else told
    return newsroom if key_of(newsroom.name) != key_of(finding.outlet) else None


def _is_of_nobody_else(described: str) -> bool:
    """Whether somebody is described by a body of armed people that has no name: "from the forces".

    >>> [_is_of_nobody_else(f"an official{tail}") for tail in (" from the forces", " from the health ministry", "")]
    [True, False, False]
    """
    return _OF_ITS_FORCES.fullmatch(described) is not None


_OF_ITS_FORCES = re.compile(
    rf"an? [a-z]+ (?:from|of|in|with|within) the (?:{any_of('names', 'of_its_forces')})",
    re.IGNORECASE,
)


def described_as_one(a: Speaker, b: Speaker) -> bool:
    """Whether two voices without a name are called alike, by the body that they are of: "a KLF official".

    A state has many officials, and a town many residents.

    >>> klf, another = Speaker("a KLF official", "unnamed"), Speaker("KLF official", "unnamed")
    >>> described_as_one(klf, another), described_as_one(Speaker("an official", "unnamed"), another)
    (True, False)
    """
    names = {without_article(one.name) for one in (a, b)}
    are_described = a.kind in DESCRIBED and b.kind in DESCRIBED and len(names) == 1
    return are_described and bool(_OF_A_BODY.search(a.name)) and not sides_named(a.name)


_OF_A_BODY = re.compile(r"\b[A-Z]{2,}\b|\b[A-Z][\w’'-]+ [A-Z]")


def _noun_of(speaker: Speaker) -> str:
    """What somebody is: an "official", be it "the KLF official" or "an official from the forces"."""
    return (HEAD.split(speaker.name)[0].lower().split() or [""])[-1]
