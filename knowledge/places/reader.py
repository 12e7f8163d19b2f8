"""Where it is said to have happened: the places that a text names, with country and province, or left open.

A name that several places share is settled by the other places in the text, or by one being far larger; otherwise its
country stays None. Names that are also ordinary words or people's names are places only where the words around say so,
and a country that acts or speaks ("Russia says") is not where it happened.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.model import Place, Span
from knowledge.places.atlas import ARTICLES, FOLDED, Atlas, Row, atlas, fold, fold_word, plain

__all__ = ["Relation", "fold", "read_places", "related"]

Relation = Literal["same", "inside", "contains", "near", "apart", "unknown"]

#: A place that shares its name with others must be this many times larger than they are to be meant without a word
#: more.
_FAR_LARGER = 8
#: Towns of this size are known by name; smaller ones outside the war countries need a preposition or a comma.
_KNOWN = 250_000
_LONGEST = 6

_TOKEN = re.compile(r"U\.S\.(?:A\.)?|U\.K\.|[^\W\d_]+(?:['\u2019\u02bc\u02bf`](?!s\b)[^\W\d_]+)*(?:-?\d(?!\d))?")
_INNER = re.compile(r"[ \u00a0\u2010\u2011-]|\. | - ")
_LOCATIVE = re.compile(
    r"\b(?:in|near|at|outside|inside|around|across|throughout|towards?|into|within|over|from|to|of|between|through|via"
    r"|north|south|east|west|northeast|northwest|southeast|southwest|on|entering|leaving|reach(?:ed|es)?|beyond|against"
    r"|(?:city|town|village|province|district|region|governorate|countryside|outskirts|suburbs?|area|camp)\s+of)"
    r"(?:\s+the)?(?:\s+(?:city|town|village|area|district|province|region|north|south|east|west|central|western|eastern"
    r"|northern|southern|rural|old|downtown|nearby|neighbouring|neighboring|occupied|besieged|rebel-held)(?:\s+of)?)"
    r"*\s+$",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\b(?:in|near|inside|outside|across|throughout|into|within|from|to|around|over|of)\s+(?:the\s+)?$", re.IGNORECASE
)
_LIST_BEFORE = re.compile(
    r"(?:\s*(?:,|/|;|\()\s*(?:and\s+|the\s+)?|\s+(?:and|or|&)\s+(?:the\s+|in\s+)?|\s*[-\u2013\u2014]\s*)$",
    re.IGNORECASE,
)
_PROVINCE_AFTER = re.compile(
    r"(?:'s|\u2019s)?\s+(?:(?:northern|southern|eastern|western|rural)\s+)?(?P<word>provinces?|governorates?|oblasts?"
    r"|countrysides?|deserts?|triangle|province's|muhafaza)\b",
    re.IGNORECASE,
)
_LIST_TO_PROVINCES = re.compile(
    r"(?:(?:,\s*|\s+and\s+|,\s+and\s+|\s*&\s*|\s*-\s*)[A-Z][\w'\u2019-]*(?:\s[A-Z][\w'\u2019-]*){0,2}){1,6}\s+"
    r"(?:provinces|governorates|oblasts|countrysides|triangle)\b"
)
_SIDE_BEFORE = re.compile(
    r"\b(?:eastern|western|northern|southern|north-?eastern|south-?eastern|north-?western|south-?western)\s+$",
    re.IGNORECASE,
)
_TOWN_AFTER = re.compile(
    r"(?:'s|\u2019s)?\s+(?:city|town|village|camp|district|neighbou?rhood|airport|airbase|air\s+base|base|province|"
    r"governorate"
    r"|oblast|countryside|suburb|front|area|desert|region|border|prison|mountain|square|hospital|road|highway|mosque)"
    r"\b",
    re.IGNORECASE,
)
_POSSESSIVE_OF_LAND = re.compile(
    r"(?:'s|\u2019s)\s+(?:(?:vast\s+|remote\s+|central\s+|eastern\s+|western\s+|northern\s+|southern\s+|north|south|"
    r"east|west"
    r"|south-?eastern\s+|north-?eastern\s+)*(?:desert|border|capital|coast|north|south|east|west|city|province|region|"
    r"countryside"
    r"|territory|interior|second|largest))",
    re.IGNORECASE,
)
_AFTER_WORD = re.compile(r"(?:\s+|\s*-\s*)([a-z]+)")
_FOLLOWING = re.compile(r"\s*(?:,|\()\s*(?:in\s+)?(?:the\s+)?")
_ADJECTIVAL_AFTER = re.compile(r"[-\s]+(?:[A-Z]|[a-z]+s\b|[a-z]+-led|army|air|military|coalition|forces)")
_AGENT_BEFORE = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
_LED_AFTER = re.compile(
    r"[-\u2010\u2011](?:led|backed|based|held|allied|made|occupied|bound|supported|sponsored|aligned|linked|funded|"
    r"born)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    key: str
    capital: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name that the atlas knows, with every place it may mean."""

    first: int
    last: int
    start: int
    end: int
    rows: tuple[Row, ...]
    key: str
    folded: bool


def read_places(text: str) -> tuple[Place, ...]:
    """The places that the words name, in reading order; country and province are None where the name stays open.

    >>> [(place.name, place.country, place.province) for place in read_places("Near Ar Raqqah, five airstrikes hit.")]
    [('Raqqa', 'SY', 'Raqqa')]
    >>> [place.name for place in read_places("Strikes hit Deir Ezzor, Homs and Hama provinces, Syria")]
    ['Deir Ezzor province', 'Homs province', 'Hama province', 'Syria']
    >>> read_places("Nice reading, most of it.")
    ()
    """
    tokens = _tokens(text)
    if not tokens:
        return ()
    known = atlas()
    quiet = not any(token.capital for token in tokens) or (
        len(text) < 60 and not any(token.capital for token in tokens[1:])
    )
    shouted = text.isupper()
    company = _Company(_hits(text, tokens, known, quiet), tokens)
    company = _Company([hit for hit in company.hits if not _is_elsewhere(hit, company)], tokens)
    company = _Company(
        [hit for hit in company.hits if _is_meant(text, tokens, hit, company, known, quiet, shouted)], tokens
    )
    return tuple(_placed(text, hit, company) for hit in company.hits)


class _Company:
    """The names found in one text, with what each needs to know of the others: neighbours, and countries named."""

    def __init__(self, hits: list[_Hit], tokens: list[_Token]) -> None:
        self.hits = hits
        self._at = {hit.first: index for index, hit in enumerate(hits)}
        self._all: dict[str, Counter[str]] | None = None
        self._sure: dict[str, Counter[str]] | None = None
        longer = [token for token in tokens if len(token.word) > 3]
        #: Whether capitals mean something here: not in a headline that gives every word one.
        self.mixed = sum(token.capital for token in longer) <= 0.7 * len(longer)

    def before(self, hit: _Hit) -> _Hit | None:
        """The name found next to the left."""
        index = self._at.get(hit.first, 0)
        return self.hits[index - 1] if index else None

    def after(self, hit: _Hit) -> _Hit | None:
        """The name found next to the right."""
        index = self._at.get(hit.first, len(self.hits)) + 1
        return self.hits[index] if index < len(self.hits) else None

    def around(self, hit: _Hit, sure: bool = False) -> Counter[str]:
        """How often each country is named elsewhere in the text, by itself or by places that lie in it alone."""
        if sure:
            if self._sure is None:
                self._sure = _named_countries([other for other in self.hits if _is_sure(other)])
            counts = self._sure
        else:
            if self._all is None:
                self._all = _named_countries(self.hits)
            counts = self._all
        return counts[""] - counts[hit.key] if hit.key in counts else counts[""]


def _named_countries(hits: list[_Hit]) -> dict[str, Counter[str]]:
    """Countries named by each name, and by all together under the empty key."""
    counts: dict[str, Counter[str]] = {"": Counter()}
    settled: dict[str, str | None] = {}
    for hit in hits:
        if hit.key not in settled:
            countries = {row.country for row in hit.rows}
            if len(countries) > 1 and (clear := _by_weight(hit.rows, hit)) is not None:
                countries = {row.country for row in clear}
            settled[hit.key] = next(iter(countries)) if len(countries) == 1 else None
        country = settled[hit.key]
        if country:
            counts[""][country] += 1
            counts.setdefault(hit.key, Counter())[country] += 1
    return counts


def _is_sure(hit: _Hit) -> bool:
    return any(row.sort in ("country", "province") or row.people >= 50_000 or row.by_hand for row in hit.rows)


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(match.start(), match.end(), word := match.group(), _key(word), word[0].isupper())
        for match in _TOKEN.finditer(text)
        if len(match.group()) < 40
    ]


def _key(word: str) -> str:
    return word.lower() if word.isascii() and word.isalpha() else plain(word)


def _hits(text: str, tokens: list[_Token], known: Atlas, quiet: bool) -> list[_Hit]:
    """The longest names that the atlas knows, from left to right, without overlap."""
    hits: list[_Hit] = []
    at = 0
    while at < len(tokens):
        hit = _longest(text, tokens, at, known, quiet) if _may_begin(text, tokens, at, quiet) else None
        if hit is None:
            at += 1
            continue
        if hit.rows[0].sort != "none":
            hits.append(hit)
        at = hit.last + 1
    return hits


def _may_begin(text: str, tokens: list[_Token], at: int, quiet: bool) -> bool:
    token = tokens[at]
    if token.capital:
        return True
    if token.key in _SIDES and at + 1 < len(tokens) and (tokens[at + 1].capital or tokens[at + 1].key in _SIDES):
        return True
    if (
        token.key in ARTICLES
        and at + 1 < len(tokens)
        and tokens[at + 1].capital
        and tokens[at + 1].start == token.end + 1
    ):
        # "at Hasaka" is a preposition; "at-Tanf" is an article.
        return text[token.end] == "-" or token.key in ("al", "el", "ar", "ash")
    return quiet and len(token.word) >= 2 and bool(_LOCATIVE.search(text, max(0, token.start - 40), token.start))


def _longest(text: str, tokens: list[_Token], at: int, known: Atlas, quiet: bool) -> _Hit | None:
    last = at
    while (
        last + 1 < len(tokens)
        and last - at + 1 < _LONGEST
        and _INNER.fullmatch(text, tokens[last].end, tokens[last + 1].start)
    ):
        last += 1
    letters = known.letters.get(tokens[at].word)
    for end in range(last, at - 1, -1):
        if (
            not quiet
            and end > at
            and not tokens[end].capital
            and tokens[end].key
            not in ARTICLES
            | {
                "of",
                "the",
                "and",
                "desert",
                "base",
                "airbase",
                "camp",
                "valley",
                "prison",
                "garrison",
                "plain",
                "plains",
                "mountain",
                "sham",
                "dam",
                "region",
                "city",
                "eastern",
                "western",
                "countryside",
            }
        ):
            continue
        words = tokens[at : end + 1]
        if words[-1].key in ARTICLES and end > at:
            continue
        start, stop = words[0].start, words[-1].end
        if not quiet and not any(word.capital for word in words):
            continue
        key = " ".join(word.key for word in words)
        rows = () if len(words) == 1 and key in known.never else known.rows(key)
        if rows:
            return _Hit(at, end, start, stop, rows, key, False)
        own = [word for word in words if word.key not in ARTICLES]
        if any(word.key in _SMALL_WORDS for word in own):
            continue
        folded = "".join(fold_word(word.key) for word in own)
        if (
            len(folded) >= (3 if len(own) < len(words) and words[0].key in ARTICLES else 4)
            and not (quiet and len(folded) < (5 if len(own) == 1 else 7))
            and not (words[0].key in ("at", "as", "an", "in") and text[words[0].end] == " ")
        ):
            rows = (
                ()
                if len(own) == 1 and (own[0].key in known.never or (len(words) == 1 and len(own[0].key) < 5))
                else known.folded_rows(folded)
            )
            if rows:
                return _Hit(at, end, start, stop, rows, key, True)
    if letters:
        rows = tuple(
            Row(row.name, row.country, row.province, row.sort, row.people) for row in _country_rows(known, letters)
        )
        return _Hit(at, at, tokens[at].start, tokens[at].end, rows, tokens[at].word, False) if rows else None
    return None


_SMALL_WORDS = frozenset(
    [
        "the",
        "and",
        "of",
        "out",
        "in",
        "to",
        "a",
        "on",
        "for",
        "by",
        "with",
        "from",
        "how",
        "who",
        "they",
        "it",
        "he",
        "she",
        "we",
        "you",
        "is",
        "are",
        "was",
    ]
)
#: Countries whose towns may be known by a folded spelling alone; elsewhere the text must name the country or its towns.
_FOLDED_ALONE = frozenset(("SY", "IQ", "YE", "LY", "PS"))
_SIDES = frozenset(
    [
        "central",
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "occupied",
        "middle",
    ]
)
_COUNTRY_OF_LETTERS = {"US": "united states", "GB": "united kingdom", "AE": "united arab emirates",
                       "CD": "democratic republic of the congo", "KP": "north korea"}  # fmt: skip


def _country_rows(known: Atlas, code: str) -> tuple[Row, ...]:
    return tuple(row for row in known.rows(_COUNTRY_OF_LETTERS.get(code, code)) if row.sort == "country")


def _is_meant(
    text: str, tokens: list[_Token], hit: _Hit, hits: _Company, known: Atlas, quiet: bool, shouted: bool
) -> bool:
    """Whether the words around allow the name to be a place; a name beyond doubt needs no such words."""
    before = text[max(0, hit.start - 60) : hit.start]
    after = text[hit.end : hit.end + 40]
    locative = bool(_LOCATIVE.search(before))
    if _LED_AFTER.match(after):
        return False
    if hit.key in known.letters:
        return (bool(_THERE.search(before)) and not _LED_AFTER.match(after) and not re.match(r"\s+[a-z]", after)) or (
            bool(_THERE.search(before)) and not _ADJECTIVAL_AFTER.match(after)
        )  # fmt: skip
    sorts = {row.sort for row in hit.rows}
    if "country" in sorts:
        word = _AFTER_WORD.match(after)
        if _AGENT_BEFORE.search(before):
            return False
        if not locative and word and word.group(1) in known.acting:
            return False
        if not locative and (nxt := re.match(r"\s+([A-Z][a-z]+)", after)) and nxt.group(1).lower() in known.acting:
            return False
        if after.startswith(("'s", "\u2019s")) and not _POSSESSIVE_OF_LAND.match(after):
            inner = hits.after(hit)
            if inner is None or not re.fullmatch(
                r"['\u2019]s\s+(?:(?:[a-z-]*(?:north|south|east|west|central|held|torn|coastal|border|besieged|"
                r"capital|city|province|largest"
                r"|second|desert|town|remote)[a-z-]*|of)\s+){0,3}",
                text[hit.end : inner.start],
            ):
                return False
    word = _AFTER_WORD.match(after.lower())
    if hit.key in known.speaking and not locative and word and word.group(1) in known.acting:
        return False
    beside = _beside(text, hit, hits)
    if hit.folded and not _spelled_enough(hit, hits):
        return False
    weak = hit.key in known.weak or (hit.folded and hit.rows[0].name.lower() in known.weak)
    if weak and quiet and "country" not in sorts:
        return False
    if weak and "country" not in sorts and not _is_known(hit, hits):
        if _inside_next(text, hit, hits):
            return not _a_person(text, tokens, hit, shouted, hits)
        return (
            locative
            and not _a_person(text, tokens, hit, shouted, hits)
            and (len(hit.key) > 2 and (bool(_TOWN_AFTER.match(after)) or beside or _placing(before)))
        )
    if weak:
        if locative or beside or _TOWN_AFTER.match(after):
            return not _a_person(text, tokens, hit, shouted, hits) or locative
        return not _a_person(text, tokens, hit, shouted, hits) and "country" in sorts
    strong = _is_known(hit, hits)
    if hit.folded and len(hit.key.replace(" ", "")) < 5 and not (locative or beside):
        return False
    if strong and _could_be_a_person(hit) and _a_person(text, tokens, hit, shouted, hits):
        return False
    if strong:
        return not quiet or locative or hit.first == 0
    if not (locative or beside or _TOWN_AFTER.match(after)):
        return False
    if shouted and len(hit.key) < 5:
        return False
    return not _a_person(text, tokens, hit, shouted, hits)


def _is_elsewhere(hit: _Hit, hits: _Company) -> bool:
    """Whether the only places of this name are small and in a country that nothing else in the text points to.

    The gazetteer lacks most villages; a village far away that shares the name is then likelier wrong than right.
    """
    large = 2_000_000 if hit.folded else 100_000
    if any(row.sort in ("country", "region") or row.people >= large or row.by_hand for row in hit.rows):
        return False
    around = hits.around(hit, sure=True)
    return bool(around) and not any(row.country in around for row in hit.rows)


def _spelled_enough(hit: _Hit, hits: _Company) -> bool:
    """Whether a folded spelling may stand for the place: by an editor's row, an article, or the company it keeps."""
    if any(row.by_hand for row in hit.rows) or hit.key.split()[0] in ARTICLES or " " in hit.key:
        return True
    around = hits.around(hit)
    if any(row.country in around for row in hit.rows):
        return True
    return len(hit.key) > 4 and any(row.country in _FOLDED_ALONE and row.people >= 20_000 for row in hit.rows)


def _placing(before: str) -> bool:
    return bool(
        re.search(
            r"\b(?:in|near|at|outside|around|city\s+of|town\s+of|village\s+of|from|to|of)\s+(?:the\s+)?$",
            before,
            re.IGNORECASE,
        )
    )


def _is_known(hit: _Hit, hits: _Company) -> bool:
    """Whether the name needs no word beside it: a country, a region, a town of a war country, a large city."""
    for row in hit.rows:
        if row.sort in ("country", "region") or (row.by_hand and row.people >= 10_000):
            return True
        if row.sort == "province" and (
            row.country in FOLDED or row.country in ("US", "CA", "MM", "ET", "IN", "PK", "GB")
        ):
            return True
        if row.people >= _KNOWN and not hit.folded:
            return True
        if (
            row.country in FOLDED
            and len(hit.key) >= 5
            and (row.people >= 20_000 or " " in hit.key or row.by_hand)
            and not (hit.folded and len(hit.key) < 6)
        ):
            return True
        if row.by_hand and " " in hit.key:
            return True
    return False


def _beside(text: str, hit: _Hit, hits: _Company) -> bool:
    """Whether the name stands in a list with another place, or is followed by the country or province it lies in."""
    left, right = hits.before(hit), hits.after(hit)
    if left is not None and _LIST_BEFORE.fullmatch(text, left.end, hit.start) and _same_land(hit, left):
        return True
    return right is not None and bool(_FOLLOWING.fullmatch(text, hit.end, right.start)) and _holds(right, hit)


def _inside_next(text: str, hit: _Hit, hits: _Company) -> bool:
    """Whether the country or province it lies in comes next: "Bath, England"."""
    right = hits.after(hit)
    return right is not None and bool(_FOLLOWING.fullmatch(text, hit.end, right.start)) and _holds(right, hit)


def _same_land(one: _Hit, other: _Hit) -> bool:
    return bool({row.country for row in one.rows} & {row.country for row in other.rows})


def _holds(outer: _Hit, inner: _Hit) -> bool:
    return any(
        row.sort in ("country", "province") and row.country == town.country and row.province in ("", town.province)
        for row in outer.rows
        for town in inner.rows
    )


def _could_be_a_person(hit: _Hit) -> bool:
    return hit.first == hit.last and not any(
        row.by_hand or row.people >= 150_000 or row.sort != "city" for row in hit.rows
    )


def _a_person(text: str, tokens: list[_Token], hit: _Hit, shouted: bool, hits: _Company) -> bool:
    """Whether a capitalised word touches the name, as in "Douglas Smith"; headlines in capitals aside."""
    if shouted:
        return False
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) else None
    before = tokens[hit.first - 1] if hit.first else None
    left, right = hits.before(hit), hits.after(hit)
    if (left is not None and left.last == hit.first - 1) or (right is not None and right.first == hit.last + 1):
        return False
    if after and after.capital and text[hit.end : after.start] == " " and not _TOWN_AFTER.match(text, hit.end):
        return hits.mixed
    return bool(
        before
        and before.capital
        and text[before.end : hit.start] in (" ", ". ")
        and not _LOCATIVE.search(text, max(0, hit.start - 40), hit.start)
        and hits.mixed
    )


# Which of the places that share a name
# ---------------------------------------------------------------------------------


def _placed(text: str, hit: _Hit, hits: _Company) -> Place:
    """The one place that is meant, or the bare name with its country left open."""
    span = Span(hit.start, hit.end)
    rows = _choose(text, hit, hits)
    province = _PROVINCE_AFTER.match(text, hit.end)
    provinces = [row for row in rows if row.sort == "province"]
    cities = [row for row in rows if row.sort == "city"]
    if provinces and (
        province
        or not cities
        or (provinces[0].by_hand and not cities[0].by_hand)
        or _LIST_TO_PROVINCES.match(text, hit.end)
        or (_SIDE_BEFORE.search(text, max(0, hit.start - 16), hit.start) and provinces[0].country in FOLDED)
    ):  # fmt: skip
        if province and province["word"].lower() not in ("provinces", "governorates", "oblasts", "triangle"):
            span = Span(hit.start, province.end())
        return _place(provinces[0], span, _province_name(provinces[0]))
    if not rows:
        return Place(text[hit.start : hit.end], None, None, span)
    row = (cities or list(rows))[0]
    return _place(row, span, row.name)


def _place(row: Row, span: Span, name: str) -> Place:
    return Place(name, row.country, row.province or None, span)


def _province_name(row: Row) -> str:
    """A province that shares its name with a city is printed with the word, so that the two stay apart."""
    shares = any(
        other.sort == "city" and other.country == row.country and other.people >= 20_000
        for other in atlas().rows(plain(row.name))
    )
    return f"{row.name} province" if shares else row.name


def _choose(text: str, hit: _Hit, hits: _Company) -> list[Row]:
    """The rows of one country, best first; empty when the name stays open."""
    rows = hit.rows
    named = _named_after(text, hit, hits)
    if named:
        kept = [row for row in rows if any(_lies_in(row, outer) for outer in named)]
        if kept:
            rows = tuple(kept)
    if any(row.by_hand and row.sort == "city" for row in rows):
        # An editor's row is there because reports mean that place; a small namesake elsewhere does not put it in doubt.
        rows = tuple(row for row in rows if row.by_hand or row.people >= 100_000)
    if any(mark in text[hit.start : hit.end] for mark in "'\u2019\u02bb\u02bc\u02bf`"):
        # An apostrophe inside a name stands for a letter of another alphabet: Mar'a is not Mara.
        rows = tuple(row for row in rows if row.country in FOLDED) or rows
    places = {(row.country, row.province) for row in rows}
    if len(places) > 1:
        by_country = _by_weight(rows, hit)
        if by_country is None:
            around = hits.around(hit)
            kept = [row for row in rows if row.country in around]
            if not kept:
                return []
            best = max(around[row.country or ""] for row in kept)
            kept = [row for row in kept if around[row.country or ""] == best]
            if len({row.country for row in kept}) > 1:
                return []
            rows = tuple(kept)
        else:
            rows = by_country
            around = hits.around(hit)
            if around and rows[0].country not in around:
                least = max(row.people for row in rows) / 20
                kept = [row for row in hit.rows if row.country in around and (row.people > least or row.by_hand)]
                if (
                    kept
                    and len({row.country for row in kept}) == 1
                    and (rows[0].sort != "country" or around[kept[0].country or ""] > 1)
                ):
                    rows = tuple(kept)
    return sorted(rows, key=lambda row: (not row.by_hand, row.sort not in ("country", "region"), -_weight(row, hit)))


def _weight(row: Row, hit: _Hit) -> float:
    """How likely the row is meant by its name alone: people, five times over when the name is its own, no alias."""
    own = hit.key in (plain(row.name), "") or atlas().old_names.get(hit.key) == plain(row.name)
    return (
        max(row.people, 2000 if row.by_hand else 500)
        * (50 if row.by_hand else 5 if own else 1)
        * (20 if row.sort in ("country", "region") else 1)
    )


def _by_weight(rows: tuple[Row, ...], hit: _Hit) -> tuple[Row, ...] | None:
    """The rows of the country that outweighs every other by far; None when none does."""
    weights: Counter[str | None] = Counter()
    for row in rows:
        weights[row.country] = max(weights[row.country], int(_weight(row, hit)))
    ranked = weights.most_common(2)
    if len(ranked) == 1:
        country = ranked[0][0]
        inside = Counter[str]()
        for row in rows:
            inside[row.province] = max(inside[row.province], int(_weight(row, hit)))
        best = inside.most_common(2)
        if len(best) > 1 and best[0][1] < 3 * best[1][1] and all(row.sort == "city" for row in rows):
            # Two towns of one country and one name: the country is known, the province is not.
            return (replace(max(rows, key=lambda row: row.people), province=""),)
        return tuple(row for row in rows if row.country == country and row.province in (best[0][0], ""))
    if ranked[0][1] >= _FAR_LARGER * ranked[1][1]:
        return _by_weight(tuple(row for row in rows if row.country == ranked[0][0]), hit)
    return None


def _named_after(text: str, hit: _Hit, hits: _Company) -> tuple[Row, ...]:
    """What stands behind a comma or in brackets: "Paris, Texas", "Athriya (Hama)"."""
    right = hits.after(hit)
    return right.rows if right is not None and _FOLLOWING.fullmatch(text, hit.end, right.start) else ()


def _lies_in(row: Row, outer: Row) -> bool:
    if outer.sort == "country":
        return row.country == outer.country and row.sort != "country"
    return (
        outer.sort == "province"
        and row.country == outer.country
        and row.province == outer.province
        and row.sort == "city"
    )


# How two places lie to each other
# -----------------------------------------------------------------------------------------


def related(one: Place, other: Place) -> Relation:
    """How two places lie to each other, as far as country, province and region tell.

    "near" is the same province, or a region that covers part of it; "unknown" is a name whose country stays open.

    >>> homs, province, hodeidah = read_places("in Homs city, in Hama province, in Hodeidah")
    >>> related(homs, province), related(homs, hodeidah)
    ('apart', 'apart')
    >>> desert, syria = read_places("the Syrian desert, Syria")
    >>> related(desert, homs), related(homs, syria), related(syria, homs)
    ('near', 'inside', 'contains')
    """
    known = atlas()
    if (one.name, one.country, one.province) == (other.name, other.country, other.province):
        return "same"
    if one.name in known.regions or other.name in known.regions:
        return _with_region(one, other, known)
    if one.country is None or other.country is None:
        return "same" if plain(one.name) == plain(other.name) else "unknown"
    if one.country != other.country:
        return "apart"
    if one.province is None or other.province is None:
        if one.province is None and _is_country(one, known):
            return "same" if other.province is None and _is_country(other, known) else "contains"
        if other.province is None and _is_country(other, known):
            return "inside"
        return "unknown"
    if one.province != other.province:
        return "apart"
    if _is_province(one):
        return "same" if _is_province(other) else "contains"
    return "inside" if _is_province(other) else "near"


def _is_country(place: Place, known: Atlas) -> bool:
    return any(row.sort == "country" and row.country == place.country for row in known.rows(plain(place.name)))


def _is_province(place: Place) -> bool:
    if place.name == f"{place.province} province":
        return True
    return (
        place.name == place.province
        and _province_name(Row(place.name, place.country, place.province, "province")) == place.name
    )


def _with_region(one: Place, other: Place, known: Atlas) -> Relation:
    region, place, turned = (one, other, False) if one.name in known.regions else (other, one, True)
    row, beside = known.regions[region.name], known.regions.get(place.name)
    parts = set(row.parts)
    if beside is not None:
        if region.country and place.country and region.country != place.country:
            return "apart"
        return "near" if parts & set(beside.parts) else "apart" if parts and beside.parts else "unknown"
    if not parts:
        return "unknown"
    if place.country is not None and _is_country(place, known):
        if region.country is not None:
            inside: Relation = "contains" if turned else "inside"
            return inside if region.country == place.country else "apart"
        return ("inside" if turned else "contains") if place.country in parts else "near" if parts else "unknown"
    if region.country is not None and place.country is not None and region.country != place.country:
        return "apart"
    if place.country in parts:
        return "inside" if turned else "contains"
    if place.province is None:
        return "unknown"
    if place.province not in parts:
        return "apart"
    if row.whole:
        return "inside" if turned else "contains"
    return "near"
