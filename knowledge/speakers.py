"""Who a report's words name: one name, one kind and, where the table has one, one side for each voice."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast, get_args
from urllib.parse import urlsplit

from knowledge.model import Kind, Speaker
from knowledge.voices import KINDS_OF_NAME, evened, kind_of_words, names_a_side, without_article


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


@dataclass(frozen=True, slots=True)
class OutletRow:
    """A publication as the outlet table knows it: where it publishes, and whose it is."""

    outlet: str
    domains: tuple[str, ...]
    #: Outlets of one publisher are not independent of one another.
    publisher: str
    kind: Kind
    side: str | None = None
    aliases: tuple[str, ...] = ()
    documented_at: str | None = None


class UnreadableTable(ValueError):
    """A row of speakers.toml or outlets.toml lacks a field or has one that is not in the list; says which."""


@cache
def speaker_rows() -> tuple[SpeakerRow, ...]:
    """Every row of the speaker table, in its order.

    Raises `UnreadableTable` when a row has no name, or a kind that is not in the list.
    """
    return tuple(
        SpeakerRow(
            _text(row, "name", "speakers.toml"),
            _kind(row, "name", "speakers.toml"),
            cast("str | None", row.get("side")),
            tuple(cast("list[str]", row.get("aliases", []))),
            tuple(cast("list[str]", row.get("party_to", []))),
            cast("str | None", row.get("documented_at")),
        )
        for row in _rows("speakers.toml", "speaker")
    )


@cache
def outlet_rows() -> tuple[OutletRow, ...]:
    """Every row of the outlet table, in its order.

    Raises `UnreadableTable` when a row has no name, or a kind that is not in the list.
    """
    return tuple(
        OutletRow(
            _text(row, "outlet", "outlets.toml"),
            tuple(cast("list[str]", row.get("domains", []))),
            _text(row, "publisher", "outlets.toml"),
            _kind(row, "outlet", "outlets.toml"),
            cast("str | None", row.get("side")),
            tuple(cast("list[str]", row.get("aliases", []))),
            cast("str | None", row.get("documented_at")),
        )
        for row in _rows("outlets.toml", "outlet")
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
    for candidate in _readings(plain):
        row = _row_named(candidate)
        if row is not None:
            return row.speaker
    return _outside_the_table(plain, kind)


@lru_cache(maxsize=4096)
def outlet_of(url_or_name: str) -> OutletRow | None:
    """The outlet that publishes at this address, or goes by this name; None when the table has none.

    >>> row = outlet_of("https://english.aawsat.com/home/article/1")
    >>> row.outlet if row else None
    'Asharq Al-Awsat'
    """
    domain = domain_of(url_or_name)
    while domain:
        row = _by_domain().get(domain)
        if row is not None:
            return row
        domain = domain.partition(".")[2]
    return _by_outlet_name().get(fold(re.sub(r"\s*\([^)]*\)", "", url_or_name))) or _by_outlet_name().get(
        fold(url_or_name)
    )


def domain_of(url: str) -> str:
    """The host that an address names, without "www."; "" when the words are no address.

    >>> domain_of("https://www.sana.sy./?p=1")
    'sana.sy'
    """
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".").lower()
    return host.removeprefix("www.") if "." in host and " " not in host else ""


def parties_to(conflict: str) -> tuple[SpeakerRow, ...]:
    """The voices that the table calls parties to this conflict.

    >>> sorted({row.side for row in parties_to("India and Pakistan") if row.side})
    ['India', 'Pakistan']
    """
    return tuple(row for row in speaker_rows() if conflict in row.party_to)


def row_of(speaker: Speaker) -> SpeakerRow | None:
    """The table's row for this voice; None when it has none."""
    return next((row for row in speaker_rows() if row.name == speaker.name), None)


def fold(words: str) -> str:
    """A name with its spelling evened out, for comparing: case, dots, dashes and a leading article do not matter.

    >>> fold("the U.S.-led Coalition") == fold("US-led coalition")
    True
    """
    words = words.replace("’", "'").replace("‘", "'").replace("`", "'")
    words = re.sub(r"[‐-―-]+", " ", words.replace(".", ""))
    words = re.sub(r"[^\w' ]+", " ", words).replace("_", " ")
    return re.sub(r"\bdefense\b", "defence", re.sub(r"\bcenter\b", "centre", without_article(" ".join(words.split())).casefold()))


# --- reading the words --------------------------------------------------------------------------------------------

_ASIDE = re.compile(r"\s*\((?:own voice|unnamed[^)]*|anonymous|names|[^)]*\bcopy|linked to [^)]*|[^)]*\bunnamed in\b[^)]*)\)")
_MARKS = re.compile(r"[\"“”„«»‘]|(?<!\w)'|'(?!\w)")
_TAIL = re.compile(
    r"(?:,? (?:via|citing|as reported by|as quoted by|quoted by|in remarks to|speaking to|linked to)\b.*|, (?:from|no source|"
    r"unspecified|incl\.|including|on condition of anonymity|under condition of anonymity|who|which|whose|that)\b.*|"
    r" (?:on condition of anonymity|that|who|which|whose)\b.*|, \d{1,3}$|, \d{1,2} \w{3,9} \d{4}$)",
    re.IGNORECASE | re.DOTALL,
)
_RANKS = (
    r"(?:(?:Retired|Ret|Rear|Vice|Brig(?:adier)?|Maj(?:or)?|Lt|Lieutenant|Col(?:onel)?|Gen(?:eral)?|Adm(?:iral)?|Capt(?:ain)?|"
    r"Sgt|Sergeant|Cmdr|Commander|Marshal|Mr|Mrs|Ms|Dr|Prof(?:essor)?|Sen(?:ator)?|Rep|Gov(?:ernor)?|Rev|Sir|Dame|Lord|President|"
    r"Prime Minister|Foreign Minister|Defen[cs]e Minister|Interior Minister|Minister|Secretary|Secretary-General|Ambassador|"
    r"Sheikh|Ayatollah|King|Queen|Pope|Judge|Mayor|Chancellor|Director|[Ss]pokes(?:man|woman|person)|[Dd]irector)\.?[- ]+)+"
)
_RANK = re.compile(rf"^{_RANKS}(?=[A-Z])")
_BEFORE_NAME = re.compile(rf"^(?P<before>.*?\b)(?P<rank>{_RANKS})(?P<name>[A-ZÀ-ÞА-Я][\w'’.-]+(?: [\w'’.-]+)*)$")
_ROLE = re.compile(
    r"^(?P<of>.+?)(?:'s?|’s?)? (?:spokes(?:man|woman|person|people)|chief|head|director|founder|statement|headline|report|"
    r"investigation|text|repost|analysts?|reporters?|correspondents?|commander|leader|press (?:office|service)|command|"
    r"lead investigator|representative|media (?:office|center|centre)|website|news agency|agency|television|channel|count|"
    r"figures|data|monitor|researchers?|envoy|mission|government|leadership)$",
    re.IGNORECASE,
)
_OF = re.compile(
    r"^(?:an? |the |its |one )?(?:[\w-]+ )?(?:spokes(?:man|woman|person)|head|director|founder|chief|commander|leader|"
    r"statement|report|communiqu[ée]|general command|representative|press (?:office|service)|figures|data|count)"
    r" (?:of|for|by|from|with|at|released by|issued by)(?: the)? (?P<of>.+)$",
    re.IGNORECASE,
)
#: People who speak for nobody by name: their words are theirs, not the institution's.
_NAMELESS = re.compile(
    r"\b(?:sources?|officials|officers|activists?|witness(?:es)?|fighters|soldiers|rebels|opponents?|critics|supporters|"
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
    for words in (*readings[:6],):
        if _NAMELESS.search(words):
            continue
        readings.append(_RANK.sub("", words))
        # "Russian Defence Ministry spokesman Igor Konashenkov" is Konashenkov, or else the ministry.
        named = _BEFORE_NAME.match(words)
        if named:
            readings += [named["name"], f"{named['before']}{named['rank']}".strip(), named["before"].strip()]
        for shape in (_OF, _ROLE):
            role = shape.match(words)
            if role:
                readings += [role["of"], _RANK.sub("", role["of"])]
        based = re.match(r"^(?:the )?[\w.]+[- ]based (?:monitor(?:ing group)? |rights group |war monitor |activist group )?(?:the )?(.+)$", words)
        if based:
            readings.append(based.group(1))
        monitor = re.match(r"^(?:the )?(?:war |rights )?(?:monitor(?:ing group)?|group|watchdog|agency|news agency) (?:the )?(.+)$", words)
        if monitor:
            readings.append(monitor.group(1))
        possessive = re.match(r"^(.+?)[’']s? (?:own )?[a-z][a-z -]+$", words)
        if possessive:
            readings.append(possessive.group(1))
        state = re.match(r"^(?:\w+ )?(?:state(?:-run|-owned)?|official|semi-official|pro-\w+)(?: (?:news agency|television|TV|media|broadcaster|outlet|website|news))? (.+)$", words)
        if state:
            readings.append(state.group(1))
    seen: set[str] = set()
    return [r for r in readings if r and not _nameless(r) and not (r in seen or seen.add(r))]  # type: ignore[func-returns-value]


def _nameless(words: str) -> bool:
    return bool(_NAMELESS.search(words)) and _row_named(words) is None


def _outside_the_table(plain: str, kind: Kind | None) -> Speaker:
    bare = re.sub(r"\s*\([^)]*\)", "", _TAIL.sub("", plain)).strip(" ,")
    name = bare or plain
    found = kind or kind_of_words(name)
    first = name.split(",")[0].strip()
    if found in KINDS_OF_NAME and kind_of_words(first) in KINDS_OF_NAME:
        # An agency names the man once with his rank and then without it: one voice, one name.
        name = _RANK.sub("", first) or first
    return Speaker(evened(name, found), found, _side_of(name) if found in _SIDED else None)


_SIDED = frozenset(("unnamed_partisan", "party", "named_official", "state_media"))


def _side_of(words: str) -> str | None:
    """The side that unnamed voices stand on, when their words name it: "Russian officials" speak for Russia."""
    return names_a_side(words)


# --- the tables ---------------------------------------------------------------------------------------------------


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


@cache
def _by_domain() -> dict[str, OutletRow]:
    return {domain: row for row in outlet_rows() for domain in row.domains}


@cache
def _by_outlet_name() -> dict[str, OutletRow]:
    return {fold(name): row for row in reversed(outlet_rows()) for name in (*row.aliases, row.outlet)}


def _rows(table: str, key: str) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", tomllib.loads((files("knowledge") / table).read_text("utf-8"))[key])


def _text(row: dict[str, object], field: str, table: str) -> str:
    value = row.get(field)
    if not isinstance(value, str) or not value:
        raise UnreadableTable(f"{table}: a row has no {field}: {row}")
    return value


def _kind(row: dict[str, object], named: str, table: str) -> Kind:
    value = row.get("kind")
    if value not in get_args(Kind):
        raise UnreadableTable(f'{table}: the row "{row.get(named)}" has the kind "{value}", which is not in the list')
    return cast("Kind", value)
