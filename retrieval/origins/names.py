"""Which names are names of one place: an outlet and its family, a monitor in a long description, a state's media."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from knowledge.model import Speaker
from knowledge.quantities import unit_table
from knowledge.speakers import WATCHING, fold, outlet_of, outlet_rows, sides_named, speaker_rows, who_is
from knowledge.speakers.outlets import OutletRow, family_of
from retrieval.word_tables import table_of

#: Voices that are not named cannot be told apart from outlet to outlet, so they stay with the outlet that quotes them.
WITHOUT_NAME = ("unnamed", "unnamed_partisan", "outlet_itself", "eyewitness", "reader_comment")
#: Voices that are known by their office, without a name.
OFFICES = ("named_official", "party", "document")
#: Voices of one side that speak for it.
OF_A_STATE = ("party", "named_official")
#: Kinds of outlets that others quote: "an AFP correspondent" is AFP.
AGENCIES = ("news_agency", "state_media")

#: "Interior ministry": in more words than these it is said whose.
LONGEST_OFFICE = 2
#: More words than this are a sentence that was taken for a name.
LONGEST_NAME = 8

#: "London-based": where somebody sits is no name.
_SEATED = re.compile(r"\b\w+(?: \w+)?[- ]based\b")
#: Names, and in small letters what sort of body has them; of peoples alone they are of any: "the Syrian Kurdish group".
_NAMED_SORT = re.compile(r"(?:[Tt]he |[Aa]n? )?(?P<name>[A-Z][\w’'-]*(?: [A-Z\d][\w’'-]*)*) (?:[a-z-]+ ){0,2}group")
_A_PEOPLE = re.compile(r"(?:ian|ish|ese|an|i|based|backed|linked|led)$")

_OPENING_ARTICLE = re.compile(r"\A(?:An?|Some) ")
_ARTICLES = ("", "a", "an", "the", "one", "another", "local")


# Of every voice of some hundred findings it is asked more than once a card.
@lru_cache(maxsize=5_000)
def has_name(speaker: Speaker) -> bool:
    """Whether two reports that quote this voice can be known to quote the same one.

    >>> has_name(Speaker("interior ministry", "named_official")), has_name(Speaker("a monitoring group", "monitor"))
    (True, False)
    >>> has_name(Speaker("an NGO", "ngo")), has_name(Speaker("Kalden NGO", "ngo"))
    (False, True)
    >>> has_name(Speaker("A railway company", "named_organisation")), has_name(Speaker("A Kalden mill", "ngo"))
    (False, True)
    """
    if speaker.kind in WITHOUT_NAME or not speaker.name or _is_any_state_media(speaker):
        return False
    if known_in(speaker.name) != speaker.name:
        return True
    if watches(speaker) and (speaker.kind not in WATCHING or " and " in speaker.name):
        # "A monitor and rebels".
        return bears_a_name(speaker.name)
    if len(speaker.name.split()) > LONGEST_NAME:
        return False
    # "The interior ministry" is one body in one event; "a monitoring group" is any, "a London-based group" too, and
    # "a militant website" is whichever.
    # An article has its capital from where it stands in its sentence.
    name = _OPENING_ARTICLE.sub(lambda article: article.group().lower(), _SEATED.sub("", speaker.name))
    if word_of("any_counter").sub("", name).strip().lower() in _ARTICLES:
        # "NGO" has capitals, and names nobody.
        return False
    return name != name.lower() or (speaker.kind in OFFICES and not name.startswith(("a ", "an ", "some ")))


@lru_cache(maxsize=5_000)
def bears_a_name(called: str) -> bool:
    """Whether what somebody is called, "the Mill Today activist group", is a body's own name and what sort of body.

    >>> bears_a_name("Mill Today activist group"), bears_a_name("Syrian Kurdish activist group")
    (True, False)
    """
    match = _NAMED_SORT.fullmatch(called)
    own = match["name"].split() if match else []
    return len(own) > 1 and not all(_A_PEOPLE.search(word) for word in own)


def speaks_with_witnesses(speaker: Speaker) -> bool:
    """Whether this is witnesses and others: "an opposition group and residents" may be a monitor, and not only that."""
    return speaker.kind == "eyewitness" and " and " in speaker.name


def watches(speaker: Speaker) -> bool:
    """Whether this is somebody who watches and counts, by its kind or by the words for it."""
    return speaker.kind in WATCHING or _is_called_a_watcher(speaker.name)


@lru_cache(maxsize=5_000)
def _is_called_a_watcher(name: str) -> bool:
    # "The group" is one that was named before; "the extremist group" fights.
    is_the_group = _SEATED.sub("", name).split()[-1:] == ["group"] and not word_of("fighting").search(name)
    return is_the_group or bool(word_of("watching").search(name))


def key_of(name: str) -> str:
    """What two names of one place share: an outlet goes by its family, where it has one.

    >>> key_of("RIA Novosti") == key_of("Sputnik")
    True
    """
    row = outlet_of(name) or outlet_of(known_in(name))
    if row is None:
        return fold(known_in(name))
    family = family_of(row)
    return fold(family.publisher if family else body_of(row) or row.outlet)


@lru_cache(maxsize=1024)
def body_of(row: OutletRow) -> str | None:
    """The party whose own page an outlet is, by the name that the speaker table has for it; None of a newsroom.

    >>> row = outlet_of("Etilaf")
    >>> body_of(row) if row else None
    'Syrian National Coalition'
    """
    if row.kind != "party":
        return None
    spoken = who_is(row.outlet).name
    body = spoken if spoken != row.outlet else who_is(row.publisher).name
    return body if any(body == speaker.name for speaker in speaker_rows()) else None


@lru_cache(maxsize=4096)
def known_in(name: str) -> str:
    """The row that a long description names, or the description itself.

    >>> known_in("Britain-based Syrian Observatory for Human Rights monitoring group")
    'SOHR'
    """
    words = f" {fold(name)} "
    found = next((row for alias, row in _long_names() if f" {alias} " in words), None)
    return found or agency_in(name) or name


@lru_cache(maxsize=2_000)
def counters_in(text: str) -> frozenset[str]:
    """The bodies that watch and count which a text names in full.

    >>> sorted(counters_in("Rami Abdel Rahman of the Syrian Observatory for Human Rights spoke to reporters."))
    ['SOHR']
    """
    words = f" {fold(text)} "
    return frozenset(row for alias, row in _long_names() if f" {alias} " in words)


@lru_cache(maxsize=4096)
def agency_in(description: str) -> str | None:
    """The agency whose people are meant: of "an AFP correspondent", AFP; None when the words name none."""
    capitals = re.findall(r"\b[A-Z]{3,6}\b", re.sub(r"(?<=[A-Z]{3})s\b", "", description))
    rows = [row for word in capitals if (row := outlet_of(word)) and row.kind in AGENCIES]
    return rows[0].outlet if rows else None


def one_body(a: Speaker, b: Speaker) -> bool:
    """Whether two names that give one number are of one body: a state's army and its government.

    >>> army, ministry = (Speaker(name, "party", side="Turkey") for name in ("Turkish army", "defence ministry"))
    >>> one_body(army, ministry), one_body(army, Speaker("Border Monitor", "monitor"))
    (True, False)
    >>> coalition = Speaker("US-led Coalition", "party", side="US-led Coalition")
    >>> one_body(coalition, Speaker("US government", "party", side="United States")), one_body(coalition, army)
    (True, False)
    """
    # The factions of an opposition count each for itself.
    is_a_state = a.side is not None and not a.side.endswith("opposition")
    # Two newsrooms that a state pays are two; its newsroom and its ministry, with one number, are one.
    kinds = (a.kind, b.kind)
    press = (*OF_A_STATE, "state_media")
    return (
        a.side is not None
        and is_a_state
        and (a.side == b.side or b.side in allied(a.side))
        and all(kind in press for kind in kinds)
        and any(kind in OF_A_STATE for kind in kinds)
    )


@cache
def allied(side: str) -> frozenset[str]:
    """The sides for which this one's voices speak as well: a coalition and whoever leads it."""
    rows = table_of("names")["together"]
    return frozenset(other for pair in rows if side in pair for other in pair)


def are_its_officials(officials: Speaker, body: Speaker) -> bool:
    """Whether voices that are called by their place alone are those of a body of that place.

    >>> names = ("Kalden officials", "Kalden Health Ministry")
    >>> officials, ministry = (Speaker(name, "named_official") for name in names)
    >>> are_its_officials(officials, ministry), are_its_officials(ministry, officials)
    (True, False)
    >>> are_its_officials(officials, Speaker("Kalden hospital", "named_organisation"))
    False
    """
    place, _, called = officials.name.rpartition(" ")
    return (
        bool(place)
        and all(voice.kind in OF_A_STATE for voice in (officials, body))
        and called.lower() in words_of_table("authorities")
        and body.name.startswith(f"{place} ")
        and body.name.lower().split()[-1] in words_of_table("bodies_of_a_place")
    )


def is_a_whole_state(name: str) -> bool:
    """Whether a voice is called by its state alone: what "Norland says", one of its bodies has said."""
    return name.endswith(" government")


def press_and_ministry(press: Speaker, office: Speaker, countries: Sequence[str], report: str) -> bool:
    """Whether one is a state's press, or its government, and the other a ministry of that state.

    `countries` are those that the report of the ministry speaks of, `report` its words: a ministry that is not said to
    be anybody's is of the one country, where no other government is named.

    >>> press, office = Speaker("SANA", "state_media"), Speaker("interior ministry", "named_official")
    >>> told = "Shells fell on Kalden. The interior ministry put the toll at nine."
    >>> press_and_ministry(press, office, ["SY"], told), press_and_ministry(press, office, ["SY", "TR"], told)
    (True, False)
    >>> government = Speaker("Syrian government", "party", "Syrian government")
    >>> press_and_ministry(government, office, ["SY"], told), press_and_ministry(government, office, ["TR"], told)
    (True, False)
    """
    words = office.name.lower().split()
    if office.kind not in OF_A_STATE or "ministry" not in words:
        return False
    row = outlet_of(press.name) if press.kind == "state_media" else _press_of(press)
    # "The rebels' health ministry" is another's.
    if office.side is not None or len(words) > LONGEST_OFFICE or row is None or list(countries) != [row.country]:
        return False
    # An armed group has no ministry; a government, which has an army, has.
    groups = {side for side in unit_table().armed if not side.endswith("government")}
    return {side for side, _, _ in sides_named(report)} - groups <= {row.side} and not word_of("governing").search(
        report
    )


def _press_of(government: Speaker) -> OutletRow | None:
    """The newsroom that a state pays, by the side of its government; None of any other voice."""
    if not is_a_whole_state(government.name) or government.kind not in OF_A_STATE:
        return None
    return next((row for row in outlet_rows() if row.kind == "state_media" and row.side == government.side), None)


def state_media_of(speaker: Speaker, countries: Iterable[str]) -> str | None:
    """The outlet meant by "state television", when the state has but one in the table; None otherwise.

    `countries` are those that the report speaks of, the likeliest first.
    """
    if not _is_any_state_media(speaker):
        return None
    rows = [row for row in outlet_rows() if row.kind == "state_media"]
    if speaker.side:
        ours = [row for row in rows if row.side == speaker.side]
    else:
        country = next(iter(countries), None)
        ours = [row for row in rows if country and row.country == country]
    return ours[0].outlet if len(ours) == 1 else None


def _is_any_state_media(speaker: Speaker) -> bool:
    return (
        speaker.kind == "state_media"
        and outlet_of(speaker.name) is None
        and bool(word_of("state_media").search(speaker.name))
        and known_in(speaker.name) == speaker.name
    )


@cache
def _long_names() -> tuple[tuple[str, str], ...]:
    """The names of two words or more of those who watch, folded, with the name of their row; the longest first."""
    rows = [(row.name, row.aliases) for row in speaker_rows() if row.kind in WATCHING]
    rows += [(row.outlet, row.aliases) for row in outlet_rows() if row.kind in WATCHING]
    names = {fold(alias): name for name, aliases in rows for alias in (name, *aliases)}
    return tuple(sorted(((a, n) for a, n in names.items() if " " in a), key=lambda pair: (-len(pair[0]), pair)))


@cache
def word_of(row: str) -> re.Pattern[str]:
    """One of the words of a row of names.toml, or its plural."""
    # A monitor that is written with a capital has it for a name.
    flags = re.NOFLAG if row == "watching" else re.IGNORECASE
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words_of_table(row)))})s?(?!\w)", flags)


@cache
def words_of_table(row: str) -> tuple[str, ...]:
    """The words of one row of names.toml."""
    return tuple(table_of("names")[row])
