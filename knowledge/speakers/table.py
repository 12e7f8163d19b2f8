"""Who a report's words name: one name, one kind and, where the table has one, one side for each voice."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import cast

from knowledge.model import Kind, Speaker
from knowledge.speakers.lost_commas import (
    names_at_the_beginning,
    names_at_the_end,
    names_somebody,
    stands_beside_its_kind,
    with_apostrophes,
)
from knowledge.speakers.names import fold
from knowledge.speakers.outlets import (
    OutletRow,
    UnreadableTable,
    domain_of,
    kind_of,
    outlet_of,
    outlet_rows,
    rows_of,
    text_of,
)
from knowledge.speakers.people import Person, is_calling, is_former, people_with_first_names, person_in, without_rank
from knowledge.speakers.readings import (
    bare_of,
    before_an_office,
    bodies_in,
    named_and_described,
    named_behind_its_kind,
    names_in,
    plain_of,
    under_a_name,
)
from knowledge.speakers.voices import KINDS_OF_NAME, evened, kind_of_words, names_a_side, without_article
from knowledge.word_lists import words_in

__all__ = [
    "OutletRow",
    "SpeakerRow",
    "UnreadableTable",
    "domain_of",
    "fold",
    "names_of_one_word",
    "outlet_of",
    "outlet_rows",
    "row_of",
    "speaker_rows",
    "watchers_named",
    "who_is",
]


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A voice as the speaker table knows it."""

    name: str
    kind: Kind
    side: str | None = None
    aliases: tuple[str, ...] = ()
    party_to: tuple[str, ...] = ()
    documented_at: str | None = None
    #: Those of the aliases that are persons.
    people: frozenset[str] = frozenset()
    #: What sort of body it is, where it is of none of the kinds and has the nearest.
    sort: str = ""

    def speaker(self, person: str = "") -> Speaker:
        """The voice as statements carry it, with the person who spoke for it."""
        return Speaker(self.name, self.kind, self.side, self.documented_at, person)


@cache
def speaker_rows() -> tuple[SpeakerRow, ...]:
    """Every row of the speaker table, in its order.

    Raises `UnreadableTable` when a row has no name, or a kind that is not in the list.
    """
    return tuple(
        SpeakerRow(
            text_of(row, "name", "speakers.toml"),
            kind_of(row, "name", "speakers.toml"),
            cast("str | None", row.get("side")),
            (*cast("list[str]", row.get("aliases", [])), *cast("list[str]", row.get("people", []))),
            tuple(cast("list[str]", row.get("party_to", []))),
            cast("str | None", row.get("documented_at")),
            frozenset(fold(name) for name in cast("list[str]", row.get("people", []))),
            cast("str", row.get("sort", "")),
        )
        for row in rows_of("speakers.toml", "speaker")
    )


@lru_cache(maxsize=8192)
def who_is(words: str, kind: Kind | None = None) -> Speaker:
    """The voice that the words name: the table's name and side for it, or the words themselves and what they show.

    `kind`, where the caller already knows it, holds for a voice that is not in the table. Words that name nobody
    give a speaker named "" of kind "unnamed".

    >>> who_is("the Britain-based Syrian Observatory for Human Rights").name
    'SOHR'
    >>> who_is("Rear Adm. Alexander Karpov, Russian Reconciliation Center").name
    'Russian military'
    >>> who_is("White House spokeswoman Mira Sand").person
    'Mira Sand'
    >>> who_is("pro-opposition sources").kind
    'unnamed_partisan'
    """
    printed = plain_of(words)
    plain = with_apostrophes(printed, _owns)
    if kind_of_words(plain) == "reader_comment":
        # A reader may sign with any name, an agency's included.
        return Speaker(re.sub(r"^.*?\bcommenter ", "", plain), "reader_comment")
    if _POLL.match(plain) and not any(
        (row := _row_named(name)) is not None and row.kind not in _REPORTERS
        for name in (*names_in(plain), *bodies_in(plain))
    ):
        # "A Reuters/Ipsos poll" is a paper, whoever asked for it.
        return Speaker(evened(bare_of(plain), "document"), "document")
    is_a_site = _A_SITE.fullmatch(printed) is not None and "government" not in printed

    def is_a_state_beside_its_site(row: SpeakerRow) -> bool:
        return is_a_site and row.name.endswith(" government")

    for candidate in names_in(plain):
        row = _row_named(candidate)
        if row is not None and not is_a_state_beside_its_site(row):
            return row.speaker(_spoken_by(plain, row))
    for candidate in bodies_in(plain):
        row = _row_named(candidate)
        # Whoever speaks for a person is not that person, and a newspaper's people write under their own names.
        if (
            row is not None
            and row.kind != "named_person"
            and not is_a_state_beside_its_site(row)
            and not (row.kind == "named_organisation" and _by_somebody(plain))
        ):
            return row.speaker(_spoken_by(plain, row))
    person = _person(plain)
    row = _row_named(person.body) if person and not person.is_former else None
    if person and row and row.kind == "party" and fold(row.name) == fold(person.body):
        # "of Hamas" is a body; "of Turkey" is a place, though governments go by such names too.
        return row.speaker(person.name)
    if (of_state := _OF_A_STATE.match(plain)) and _owns(of_state["state"]) and _row_named(of_state["name"]):
        # "Turkey's Erdogan", "Iran's Fars".
        return who_is(of_state["name"], kind)
    if (belongs := _SOMEBODYS.match(plain)) and kind_of_words(belongs["name"]) == "named_person":
        # "Harbour Post's Jonas Weil".
        return who_is(belongs["name"], kind)
    if (known_as := _KNOWN_AS.match(bare_of(plain))) and (row := _row_named(known_as["name"])):
        # "The civil defence, also known as the Mill Watch".
        return row.speaker()
    if (there := _THERE.match(plain)) and (row := _row_named(there["name"])) and row.kind in WATCHING:
        # "The local Mill Watch in Kalden" is the Mill Watch.
        return row.speaker()
    either = [_row_named(name) for name in plain.split(" or ")]
    if len(either) > 1 and either[0] is not None and len({*either}) == 1:
        # "The Mill Watch or Kalden Mill Group", by either of its names.
        return either[0].speaker()
    if under := _under_a_name(plain):
        return under
    ran_in = _run_together(plain)
    if ran_in is not None and not is_a_state_beside_its_site(ran_in):
        return ran_in.speaker()
    if is_a_site:
        return Speaker(without_article(printed), "unnamed")
    outside = _outside_the_table(plain, kind)
    # A name is kept as it is printed.
    as_printed = replace(outside, name=outside.name.replace("'s ", "s "))
    return next((one for one in (outside, as_printed) if one.name in printed), _outside_the_table(printed, kind))


@cache
def names_of_one_word() -> frozenset[str]:
    """The names of speakers and outlets that are one word.

    >>> {"SOHR", "Reuters"} <= names_of_one_word()
    True
    """
    return frozenset(name for name, _ in _named_rows() if " " not in name)


@lru_cache(maxsize=256)
def watchers_named(text: str, kinds: tuple[Kind, ...] = ("monitor",)) -> tuple[SpeakerRow, ...]:
    """The monitors of the table that a text names: in full, by initials, by one capital word, or by who heads it.

    `kinds` may ask for aid and rights groups as well.

    >>> [row.name for row in watchers_named("Airwars is no party. The Syrian Network for Human Rights is none.")]
    ['Airwars', 'SNHR']
    """
    found: dict[str, tuple[int, SpeakerRow]] = {}
    for row, shape in _named_as(kinds):
        for match in shape.finditer(text):
            before = text[: match.start()].rsplit(None, 1)[-1:]
            # "The Amber Observatory" is another one.
            of_another = " " not in match.group() and not match.group().isupper() and before and before[0][0].isupper()
            if not of_another or before[0] in ("The", "Syrian"):
                found[row.name] = (match.start(), row)
                break
    return tuple(row for _, row in sorted(found.values(), key=lambda one: one[0]))


@cache
def _named_as(kinds: tuple[Kind, ...]) -> tuple[tuple[SpeakerRow, re.Pattern[str]], ...]:
    """The rows of some kinds, each with its names as they may stand in a text."""
    shapes = []
    for row in speaker_rows():
        if row.kind in kinds:
            names = {name for name in (row.name, *row.aliases) if name[0].isupper()}
            shape = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
            shapes.append((row, re.compile(rf"(?<![\w-])(?:{shape})(?![\w-])")))
    return tuple(shapes)


def row_of(speaker: Speaker) -> SpeakerRow | None:
    """The table's row for this voice; None when it has none."""
    return next((row for row in speaker_rows() if row.name == speaker.name), None)


# --- reading the words --------------------------------------------------------------------------------------------


def _outside_the_table(plain: str, kind: Kind | None) -> Speaker:
    bare = re.sub(r"\s*\([^)]*\)", "", bare_of(plain)).strip(" ,")
    if kind is None and (titled := before_an_office(bare)):
        plain = bare = titled
    if kind is None and (called := named_behind_its_kind(bare)) is not None:
        found = _kind_called(called[0])
        return Speaker(called[1], found, names_a_side(bare) if found in _SIDED else None)
    person = _person(plain)
    name = (bare if person else named_and_described(bare) or bare) or plain
    found = kind or kind_of_words(name)
    pieces = [piece.strip() for piece in name.split(",")]
    if kind is None and person and found in ("named_person", "un"):
        return _introduced(person, found)
    described_first = kind is None and found in ("unnamed", "unnamed_partisan", "eyewitness", "named_official")
    if described_first and len(pieces) > 1 and " " in pieces[1] and kind_of_words(pieces[1]) == "named_person":
        # "The head of the mission, Karin Lund".
        person = person_in(pieces[1]) or Person(pieces[1])
        side = names_a_side(pieces[0]) if found == "named_official" and not is_former(pieces[0]) else None
        return Speaker(person.name, "named_person", side)
    if kind is None and found in ("named_organisation", "named_official", "unnamed") and _two_people(pieces[0]):
        found = "named_person"
    if found in KINDS_OF_NAME and kind_of_words(pieces[0]) in KINDS_OF_NAME:
        name = pieces[0]
    # "State television and rebel media" are of no one side.
    is_sided = found in _SIDED and not (found == "state_media" and " and " in name)
    return Speaker(evened(name, found), found, names_a_side(name) if is_sided else None)


def _under_a_name(plain: str) -> Speaker | None:
    """As in "an activist who uses the name Abu Amber": read as "activist Abu Amber" is."""
    what, name = under_a_name(plain) or ("", "")
    if not name:
        return None
    described = f"{without_article(what)} {name}"
    if is_calling(what) or " who " in plain or person_in(described):
        found = who_is(described if " " in name else name)
        return None if found.kind == "unnamed" else found
    found = who_is(name)
    # A group that calls itself something is no person of that name.
    return replace(found, kind="named_organisation") if found.kind in ("named_person", "unnamed") else found


def _kind_called(what: str) -> Kind:
    """What a body is that is called so in front of its name: a channel is a newsroom, whatever else the words show."""
    found = kind_of_words(what)
    return found if found in ("state_media", "news_agency", "ngo", "monitor") else "named_organisation"


def _owns(name: str) -> bool:
    """Whether a word is the name of a state or of a body, whose ministry or whose head may follow."""
    return _row_named(name) is not None or name in words_in("countries")


#: Those who watch and count; a report calls one and the same a monitor and a rights group.
WATCHING = ("monitor", "ngo")
#: Those who count and those who report are known by one word, as "the Observatory" is; a party's may be a place.
_ONE_WORD = frozenset(("monitor", "ngo", "un", "news_agency", "state_media"))
_REPORTERS = frozenset(("news_agency", "state_media", "named_organisation"))


def _run_together(plain: str) -> SpeakerRow | None:
    """The row of a name into which the words before it, or behind it, have run; None where no name stands free."""
    if is_former(plain) or re.search(r"[,;]", plain):
        return None
    signed = _SIGNED.match(plain)
    if signed and (row := _row_named(signed["name"])) is not None and row.kind not in _REPORTERS:
        return row
    for length in (4, 3, 2):
        # "Figures by the Observatory director Omar Aziz" are the Observatory's, whatever stands before his name.
        name = " ".join(plain.split()[-length:])
        row = _row_named(name)
        if row is not None and row.kind in WATCHING and fold(name) in row.people:
            return row
    for name in names_at_the_end(plain):
        row = _row_named(name)
        if row is None or not _is_proper(name, row, plain):
            continue
        before = plain[: plain.rfind(name)].strip()
        told = people_with_first_names(before)
        by_somebody = bool(told) and before.startswith(told[0][1])
        beside = without_article(name) == name and re.search(r"\band(?: \S+){0,2}$", before)
        return None if by_somebody or beside or before.lower() in _ANOTHER else row
    for name, rest in names_at_the_beginning(plain):
        row = _row_named(name)
        if row is None or (row.kind in _REPORTERS and names_somebody(rest)) or fold(name) in row.people:
            continue
        if _DOES.match(rest):
            # "Harbour Front killed 20 people a local official": whoever does something has not said so.
            return None
        if " " in without_article(name) or row.kind in _ONE_WORD:
            return row
    return None


#: "A Norlandian website" is nobody's by name, and no government's.
_A_SITE = re.compile(r"(?i:(?:an?|one|another|some|several|the) )?(?:[\w.-]+ ){0,4}(?:web ?sites?|blogs?|tabloids?)")
_POLL = re.compile(
    r"(?:(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother) )?(?:[\w./&-]+ ){0,6}(?:poll|survey)(?:,| (?:of|in|by|from|for|released|"
    r"published|conducted|taken|out|last|this|that|which|on)\b|$)"
)
_SOMEBODYS = re.compile(
    r"(?:[Tt]he )?(?:[A-Z][\w.&-]*,? )*[A-Z][\w.&-]*['’]s (?P<name>[A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+)$"
)
_KNOWN_AS = re.compile(r".+?,? (?:(?:also|better|otherwise) )?known as (?P<name>.+)$")
_THERE = re.compile(
    r"(?:[Tt]he )?(?:local )?(?P<name>[A-Z][\w’'-]*(?: (?:of |for |the )?[A-Z][\w’'-]*)*) "
    r"(?:in|at|near) (?:[\w’'-]+ ?){1,6}$"
)
_OF_A_STATE = re.compile(r"(?P<state>[A-Z]\w+)['’]s (?P<name>[A-Z][\w-]+)$")
_DOES = re.compile(r"(?:hit|struck|killed)\b")
#: "The Observatory AP": an agency's sign behind a name, where a line's end is lost.
_SIGNED = re.compile(r"(?P<name>.+) (?:AP|AFP|dpa|REUTERS)$")
#: "Anti", "rival" and the like make another body of a name.
_ANOTHER = frozenset(("anti", "ex", "new", "rival", "other", "one", "no", "non", "un", "us", "the us", "two", "both"))


def _is_proper(name: str, row: SpeakerRow, plain: str) -> bool:
    """Whether a name is a body's and not a person's, a place's or words that may be anybody's ("Syrian rebels")."""
    words = without_article(name).split()
    if fold(name) in row.people:
        return False
    with_article = name != without_article(name)
    if len(words) == 1:
        return row.kind in _ONE_WORD or with_article or words[0].isupper() or stands_beside_its_kind(plain, name)
    small = [w for w in words if w[0].islower() and not w.startswith(("al-", "el-"))]
    return with_article or not set(small) - {"of", "for", "and", "the", "al", "el"}


def _person(plain: str) -> Person | None:
    return person_in(re.sub(r"\s*\([^)]*\)", "", bare_of(plain)).partition(",")[0].strip())


def _by_somebody(plain: str) -> bool:
    """Whether the words begin with somebody's name: "Omar Aziz, the radio's owner"."""
    first = bare_of(plain).partition(",")[0].strip()
    return _person(plain) is not None or (first != bare_of(plain) and kind_of_words(first) == "named_person")


def _spoken_by(plain: str, row: SpeakerRow) -> str:
    """The person whom the words name as speaking for a body of the table; "" where they name the body alone."""
    if row.kind not in _SPOKEN_FOR:
        return ""
    pieces = [piece.strip() for piece in bare_of(plain).split(",")]
    for piece in pieces:
        person = person_in(piece)
        if person and (fold(person.name) in row.people or (" " in person.name and _row_named(person.name) is None)):
            return person.name
        if fold(piece) in row.people:
            return without_rank(piece)
    first = pieces[0]
    named = " " in first and kind_of_words(first) == "named_person" and _row_named(first) is None
    return first if named and len(pieces) > 1 else ""


def _two_people(name: str) -> bool:
    """As in "Weil and Sand", but not "Britain and France"."""
    both = re.sub(r"^[Bb]oth ", "", name).split(" and ")
    rows = [_row_named(one) for one in both]
    return (
        len(both) == 2
        and all(kind_of_words(one) == "named_person" for one in both)
        and all(row is None or row.kind == "named_person" for row in rows)
    )


def _introduced(person: Person, kind: Kind) -> Speaker:
    """An agency names a man once with his rank and then without it: one voice, one name."""
    name = person.name if " " in person.name else f"{person.title} {person.name}".strip()
    # A Turkish minister speaks for Turkey; a Turkish novelist and the head of a Turkish fund do not.
    sided = kind_of_words(person.office) in _SIDED and (
        " " not in person.before or not person.title or kind_of_words(person.before) == "party"
    )
    return Speaker(name, kind, names_a_side(person.before) if sided and not person.is_former else None)


#: Kinds of bodies that people speak for; an agency's people write under their own names.
_SPOKEN_FOR = frozenset(("party", "named_official", "monitor", "un", "ngo"))
#: "Russian officials" speak for Russia.
_SIDED = frozenset(("unnamed_partisan", "party", "named_official", "state_media"))


def _row_named(words: str) -> SpeakerRow | None:
    folded = fold(words)
    if _is_initials(words) or not folded:
        return _by_initials().get(_initials(words)) or _by_alias().get(folded)
    return _by_alias().get(folded)


def _is_initials(name: str) -> bool:
    """Whether the name is a few capitals: "WHO" and "US" must not be found in "who" and "us"."""
    initials = _initials(name)
    return initials.isupper() and len(initials) <= 5 and " " not in initials


def _initials(name: str) -> str:
    return without_article(name.strip()).replace(".", "")


@cache
def _named_rows() -> tuple[tuple[str, SpeakerRow], ...]:
    rows = [*speaker_rows()]
    rows += [SpeakerRow(o.outlet, o.kind, o.side, o.aliases, (), o.documented_at) for o in outlet_rows()]
    return tuple((name, row) for row in rows for name in (row.name, *row.aliases))


@cache
def _by_alias() -> dict[str, SpeakerRow]:
    return {fold(name): row for name, row in reversed(_named_rows()) if not _is_initials(name)}


@cache
def _by_initials() -> dict[str, SpeakerRow]:
    return {_initials(name): row for name, row in reversed(_named_rows()) if _is_initials(name)}
