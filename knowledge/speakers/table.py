"""Who a report's words name: one name, one kind and, where the table has one, one side for each voice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from knowledge.model import Kind, Speaker
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
from knowledge.speakers.voices import KINDS_OF_NAME, evened, kind_of_words, names_a_side, without_article

__all__ = [
    "OutletRow",
    "SpeakerRow",
    "UnreadableTable",
    "domain_of",
    "fold",
    "outlet_of",
    "outlet_rows",
    "parties_to",
    "row_of",
    "speaker_rows",
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

    @property
    def speaker(self) -> Speaker:
        """The voice as statements carry it."""
        return Speaker(self.name, self.kind, self.side, self.documented_at)


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
            tuple(cast("list[str]", row.get("aliases", []))),
            tuple(cast("list[str]", row.get("party_to", []))),
            cast("str | None", row.get("documented_at")),
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
    >>> who_is("pro-opposition sources").kind
    'unnamed_partisan'
    """
    plain = _plain(words)
    if kind_of_words(plain) == "reader_comment":
        # A reader may sign with any name, an agency's included.
        return Speaker(re.sub(r"^.*?\bcommenter ", "", plain), "reader_comment")
    for candidate in _readings(plain):
        row = _row_named(candidate)
        if row is not None:
            return row.speaker
    return _outside_the_table(plain, kind)


def parties_to(conflict: str) -> tuple[SpeakerRow, ...]:
    """The voices that the table calls parties to this conflict.

    >>> sorted({row.side for row in parties_to("India and Pakistan") if row.side})
    ['India', 'Pakistan']
    """
    return tuple(row for row in speaker_rows() if conflict in row.party_to)


def row_of(speaker: Speaker) -> SpeakerRow | None:
    """The table's row for this voice; None when it has none."""
    return next((row for row in speaker_rows() if row.name == speaker.name), None)


# --- reading the words --------------------------------------------------------------------------------------------

_ASIDE = re.compile(
    r"\s*\((?:own voice|unnamed[^)]*|anonymous|names|[^)]*\bcopy|linked to [^)]*|[^)]*\bunnamed in\b[^)]*)\)"
)
_MARKS = re.compile(r"[\"“”„«»‘]|(?<!\w)'|'(?!\w)")
_TAIL = re.compile(
    r"(?:,? (?:via|citing|as reported by|as quoted by|quoted by|in remarks to|speaking to|linked to)\b.*|"
    r", (?:from|no source|"
    r"unspecified|incl\.|including|on condition of anonymity|under condition of anonymity|who|which|whose|that)\b.*|"
    r" (?:on condition of anonymity|that|who|which|whose)\b.*|, \d{1,3}$|, \d{1,2} \w{3,9} \d{4}$)",
    re.IGNORECASE | re.DOTALL,
)
_RANKS = (
    r"(?:(?:Retired|Ret|Rear|Vice|Brig(?:adier)?|Maj(?:or)?|Lt|Lieutenant|Col(?:onel)?|Gen(?:eral)?|"
    r"Adm(?:iral)?|Capt(?:ain)?|"
    r"Sgt|Sergeant|Cmdr|Commander|Marshal|Mr|Mrs|Ms|Dr|Prof(?:essor)?|Sen(?:ator)?|Rep|Gov(?:ernor)?|Rev|Sir|"
    r"Dame|Lord|President|"
    r"Prime Minister|Foreign Minister|Defen[cs]e Minister|Interior Minister|Minister|Secretary|"
    r"Secretary-General|Ambassador|"
    r"Sheikh|Ayatollah|King|Queen|Pope|Judge|Mayor|Chancellor|Director|[Ss]pokes(?:man|woman|person)|director|"
    r"minister|secretary|"
    r"cleric|chief|analyst|researcher|activist|resident|envoy|ambassador|commander|leader|lawyer|economist|"
    r"historian|journalist|volunteer|teacher|doctor|nurse|farmer|fighter|officer|official|aide|adviser|expert|"
    r"professor|witness|survivor|photographer)\.?[- ]+)+"
)
_RANK = re.compile(rf"^{_RANKS}(?=[A-Z])")
_BEFORE_NAME = re.compile(rf"^(?P<before>.*?\b)(?P<rank>{_RANKS})(?P<name>[A-ZÀ-ÞА-Я][\w'’.-]+(?: [\w'’.-]+)*)$")
#: A fighter or a volunteer is quoted for what they saw; a spokesman is quoted for the body.
_SPEAKS_FOR_HIMSELF = re.compile(
    r"\b(?:activist|resident|volunteer|teacher|doctor|nurse|farmer|fighter|officer|witness|survivor|photographer|"
    r"journalist|analyst|researcher|lawyer|cleric|professor|expert|historian|economist)\b"
)
_ROLE = re.compile(
    r"^(?P<of>.+?)(?:['’]s?|s)? (?:spokes(?:man|woman|person|people)|chief|head|director|founder|statement|"
    r"headline|report|"
    r"investigation|text|repost|analysts?|reporters?|correspondents?|commander|leader|press (?:office|service)|command|"
    r"lead investigator|representative|media (?:office|center|centre)|website|news agency|agency|television|"
    r"channel|count|"
    r"figures|data|monitor|researchers?|envoy|mission|government|leadership|"
    r"(?:rebel |militant |jihadist |armed |terrorist |militia |opposition |extremist )?(?:group|"
    r"organi[sz]ation|movement|militia|faction))$",
    re.IGNORECASE,
)
#: What a voice made is its word: "SOHR counts compiled by ...", "MSF surveys in ...", "copy of Wikipedia".
_WORK_OF = re.compile(
    r"^(?:.*?\bcopy of (.+)|"
    r"(.+?) (?:counts?|claims|surveys?|(?:English |\w+ )?page|copy|authors?|live blog|on the|on its)\b.*)$"
)
_EPITHET = re.compile(
    r"^(?:the )?(?:(?:key|main|powerful|hardline|hard-line|Islamist|jihadist|rebel|militant|extremist|radical|"
    r"armed|terrorist) )+"
)
#: "Maysa al-Aswad a 30-year-old evacuee": the name, where the comma before the description is lost.
_CAPITAL = r"(?:[A-Z][\w'’.-]+|al-[A-Z][\w'’-]+)"
_DESCRIBED = re.compile(
    rf"^(?P<name>{_CAPITAL}(?: (?:{_CAPITAL}|for|of|and|al|bin)){{0,4}} {_CAPITAL}) (?:an?|the|another|one of|who|"
    r"which|head|director|chief|spokesman|spokeswoman|of the|from the) [A-Za-z\d].*$"
)
_OF = re.compile(
    r"^(?:an? |the |its |one )?(?:[\w-]+ )?(?:spokes(?:man|woman|person)|head|director|founder|chief|commander|leader|"
    r"statement|report|communiqu[ée]|general command|representative|press (?:office|service)|figures|data|count)"
    r" (?:of|for|by|from|with|at|released by|issued by)(?: the)? (?P<of>.+)$",
    re.IGNORECASE,
)
#: People who speak for nobody by name: their words are theirs, not the institution's.
_NAMELESS = re.compile(
    r"\b(?:sources?|officials|officers|activists?|witness(?:es)?|fighters|soldiers|rebels|opponents?|critics|"
    r"supporters|"
    r"loyalists?|persons|people|residents?|medics?|doctors?|diplomats?|experts|analysts)\b",
    re.IGNORECASE,
)


def _plain(words: str) -> str:
    words = " ".join(words.split())[:400]
    words = _MARKS.sub("", _ASIDE.sub("", words)).strip(" ,;:-–—.")
    words = re.sub(r"^(?:the )?(?:unnamed|anonymous) ", "", words, flags=re.IGNORECASE)
    return words.partition(";")[0].strip()


def _readings(plain: str) -> list[str]:
    """The names that the words may stand for, the surest first."""
    bare = _TAIL.sub("", plain).strip(" ,")
    readings = [plain, bare]
    inside = re.search(r"\(([^)]+)\)", bare)
    outside = re.sub(r"\s*\([^)]*\)", "", bare).strip()
    if inside:
        readings += [inside.group(1), outside]
    pieces = [piece.strip() for piece in re.split(r",| / |/(?=[A-Z])", outside) if piece.strip()]
    if len(pieces) > 1 and " and " not in pieces[-1]:
        readings += pieces
    elif len(pieces) > 1:
        readings.append(pieces[0])
    described = _named_and_described(bare)
    if described:
        readings.append(described["name"])
    for words in (*readings[:6],):
        if _NAMELESS.search(words):
            continue
        readings.append(_RANK.sub("", words))
        # "Russian Defence Ministry spokesman Igor Konashenkov" is Konashenkov, or else the ministry.
        named = _BEFORE_NAME.match(words)
        if named:
            readings.append(named["name"])
            if not _SPEAKS_FOR_HIMSELF.search(named["rank"]):
                readings += [f"{named['before']}{named['rank']}".strip(), named["before"].strip()]
        for shape in (_OF, _ROLE):
            role = shape.match(words)
            if role:
                # "SANAs correspondent" has lost its apostrophe, "Reuters correspondent" has none.
                readings += [role["of"], f"{role['of']}s", _RANK.sub("", role["of"]), _EPITHET.sub("", role["of"])]
        worked = _WORK_OF.match(words)
        if worked:
            readings.append(next(name for name in worked.groups() if name))
        based = re.match(
            r"^(?:the )?[\w.]+[- ]based (?:monitor(?:ing group)? |rights group |war monitor |"
            r"activist group )?(?:the )?(.+)$",
            words,
        )
        if based:
            readings.append(based.group(1))
        monitor = re.match(
            r"^(?:the )?(?:war |rights )?(?:monitor(?:ing group)?|group|watchdog|agency|news agency) (?:the )?(.+)$",
            words,
        )
        if monitor:
            readings.append(monitor.group(1))
        possessive = re.match(r"^(.+?)[’']s? (?:own )?[a-z][a-z -]+$", words)
        if possessive:
            readings.append(possessive.group(1))
        state = re.match(
            r"^(?:\w+ )?(?:state(?:-run|-owned)?|official|semi-official|pro-\w+)(?: (?:news agency|television|"
            r"TV|media|broadcaster|outlet|website|news))? (.+)$",
            words,
        )
        if state:
            readings.append(state.group(1))
    return [reading for reading in dict.fromkeys(readings) if reading and not _nameless(reading)]


def _named_and_described(words: str) -> re.Match[str] | None:
    found = _DESCRIBED.match(words)
    if found and found[0][found.end("name") :].startswith((" of the", " from the")):
        # "Zakaria Malik of the rebel group" is a man; "Ministry of Health of the region" has no man's name in it.
        return found if kind_of_words(found["name"]) == "named_person" else None
    return found


def _nameless(words: str) -> bool:
    return bool(_NAMELESS.search(words)) and _row_named(words) is None


def _outside_the_table(plain: str, kind: Kind | None) -> Speaker:
    bare = re.sub(r"\s*\([^)]*\)", "", _TAIL.sub("", plain)).strip(" ,")
    described = _named_and_described(bare)
    name = (described["name"] if described else bare) or plain
    found = kind or kind_of_words(name)
    titled = _BEFORE_NAME.match(name.split(",")[0])
    if (
        kind is None
        and titled
        and " " in titled["name"]
        and kind_of_words(titled["name"]) == "named_person"
        and " of " not in titled["name"]
    ):
        # "Belgian defence ministry spokeswoman Laurence Mortier" comes back as "Mortier".
        office = kind_of_words(f"{titled['before']}{titled['rank']}".strip())
        official = office == "party" or "named_official" in (office, found)
        found = "un" if office == "un" else "named_official" if official else "named_person"
        return Speaker(titled["name"], found, _side_of(titled["before"]) if found in _SIDED else None)
    pieces = [piece.strip() for piece in name.split(",")]
    first = pieces[0]
    described_first = kind is None and found in ("unnamed", "named_official") and kind_of_words(first) != "named_person"
    if described_first and len(pieces) > 1 and " " in pieces[1] and kind_of_words(pieces[1]) == "named_person":
        # "The head of the mission, Karin Lund".
        return Speaker(pieces[1], "named_official" if found == "named_official" else "named_person")
    if found in KINDS_OF_NAME and kind_of_words(first) in KINDS_OF_NAME:
        # An agency names the man once with his rank and then without it: one voice, one name.
        bare = _RANK.sub("", first)
        name = bare if " " in bare else first
    return Speaker(evened(name, found), found, _side_of(name) if found in _SIDED else None)


_SIDED = frozenset(("unnamed_partisan", "party", "named_official", "state_media"))


def _side_of(words: str) -> str | None:
    """The side that unnamed voices stand on, when their words name it: "Russian officials" speak for Russia."""
    return names_a_side(words)


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
