"""How a card names a voice, and what sort of voice it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.words import ENGLISH, Words, msgid
from knowledge.model import Finding, Speaker
from knowledge.notes import offices_in_note, voice_in_note
from knowledge.speakers import WATCHING, row_of, who_is
from knowledge.speakers.people import is_calling
from knowledge.speakers.voices import without_article
from knowledge.word_lists import any_of
from retrieval.origins import credit_of, known_in
from retrieval.wording import as_written, is_plural, unnamed

#: How each sort of voice is introduced. "" where the name says it.
KINDS = {
    "named_official": "official",
    "party": "party to the events",
    "monitor": "monitor",
    "state_media": "state media",
    "news_agency": "news agency",
    "un": "United Nations",
    "ngo": "NGO",
    "eyewitness": "witness",
    "named_person": "",
    "named_organisation": "",
    "unnamed": "",
    "unnamed_partisan": "takes a side",
    "outlet_itself": "the outlet's own voice",
    "document": "document",
    "reader_comment": "reader's comment",
}

#: Bodies of no kind, as the speaker table has their sort.
SORTS = {"treaty body": msgid("treaty body")}
#: Whoever pulls people out of the rubble is an authority in one country and none in another; a name that has no
#: country in it leaves that open.
RESCUERS = msgid("rescue service")

_RESCUERS = re.compile(rf"(?:{any_of('rescue_services')})(?: (?:rescue )?services?)?")

#: Words of a name that are printed.
LONGEST_NAME = 10


def name_of(speaker: Speaker, words: Words = ENGLISH) -> str:
    """A voice as the card names it; one without a name is said to have none."""
    if speaker.kind in ("unnamed", "unnamed_partisan"):
        if not speaker.name.strip():
            return words.say("an unnamed source")
        return words.again(unnamed(_short(speaker.name)))
    return _short(as_written(known_in(speaker.name)))


def kind_of(speaker: Speaker, words: Words = ENGLISH) -> str:
    """What sort of voice it is; "" where its name says it."""
    # "The Harbour Observatory, a rights group" is a monitor wherever it is printed, as the table has it.
    row = row_of(who_is(known_in(speaker.name))) if speaker.kind in (*WATCHING, "un") else None
    kind = words.say(KINDS[row.kind if row and row.kind in WATCHING else speaker.kind])
    if row and row.sort:
        kind = words.say(SORTS[row.sort])
    elif is_any_rescue_service(speaker):
        kind = words.say(RESCUERS)
    return "" if kind in (name_of(speaker, words), speaker.name) else kind


def is_any_rescue_service(speaker: Speaker) -> bool:
    """Whether an authority is called a rescue service, and of no country: "the Civil Defence service".

    >>> is_any_rescue_service(who_is("the Civil Defence service")), is_any_rescue_service(who_is("Iraqi civil defence"))
    (True, False)
    """
    name = without_article(speaker.name).casefold()
    return speaker.kind == "named_official" and speaker.side is None and _RESCUERS.fullmatch(name) is not None


def credited_by(findings: Sequence[Finding]) -> str:
    """The one agency whose dispatch an outlet prints in all of these, as its own page says; else nothing."""
    credits = set(map(credit_of, findings))
    return credits.pop() if len(credits) == 1 else ""


def is_only_a_sort(speaker: Speaker) -> bool:
    """Whether a voice is called by what it is and nothing else: "an NGO" is nobody's name.

    >>> is_only_a_sort(Speaker("an NGO", "ngo")), is_only_a_sort(Speaker("a rights group", "ngo"))
    (True, False)
    """
    sort = KINDS[speaker.kind]
    # The United Nations are a sort of their own, and a name.
    return bool(sort) and speaker.kind != "un" and without_article(speaker.name).casefold() == sort.casefold()


def several(names: Sequence[str]) -> int:
    """How many voices a verb has to agree with; one that is a plural by itself counts as two.

    >>> several(["SOHR"]), several(["Gaza officials"]), several(["SOHR", "AP", "AFP"])
    (1, 2, 3)
    """
    return len(names) if len(names) > 1 else 2 if is_plural(names[0]) else 1


def spoken_by(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Who speaks in these notes for the voice of an account, as each note names them, each once.

    Of a body the person with their office ("Mira Sand, health minister"), of a person only what the note says they are
    ("pro-river economist"); nothing where one of the notes names nobody but the voice.
    """
    told = dict.fromkeys(_named_in_its_note(finding) for finding in findings)
    # Of "Mira Sand, health minister" and "Mira Sand" the second says nothing more.
    fullest = (one for one in told if not any(other.startswith(f"{one}, ") for other in told))
    return () if "" in told else tuple(fullest)


def _named_in_its_note(finding: Finding) -> str:
    speaker, said = finding.speaker, voice_in_note(finding.article, finding.statement)
    person, comma, role = said.partition(", ")
    if speaker.kind == "named_person":
        return role if person == speaker.name else ""
    if not speaker.person or not person.endswith(speaker.person):
        return ""
    if not comma:
        # Who is the lead investigator in one fact of a note is that in all.
        offices = filter(is_calling, offices_in_note(finding.article, said))
        return next((f"{said}, {office}" for office in offices), said)
    # "Jonas Weil, the Harbour Watch" stands under the Harbour Watch already, and so does "Jonas Weil, HW".
    is_that = set(role.lower().split()) <= {"the", *speaker.name.lower().split()}
    is_its_initials = role.isupper() and known_in(who_is(role).name) == known_in(speaker.name)
    return person if is_that or is_its_initials else said


def _short(name: str) -> str:
    """A name cut where it runs on like a sentence."""
    words = name.split()
    return name if len(words) <= LONGEST_NAME else " ".join(words[: LONGEST_NAME - 2]) + "…"
