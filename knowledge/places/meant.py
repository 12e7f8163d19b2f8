"""Whether a name is meant as a place: "Hit" near Ramadi is, "Russia says" and "Douglas Smith" are not."""

from __future__ import annotations

import re

from knowledge.places.atlas import Atlas, Row, atlas
from knowledge.places.company import Company
from knowledge.places.folding import ARTICLES, FOLDED
from knowledge.places.names import LOCATIVE, Name
from knowledge.weekdays import A_WEEKDAY
from knowledge.word_lists import any_of

#: Towns of this size are known by name; smaller ones outside the war countries need a preposition or a comma.
_KNOWN = 250_000
#: Countries whose provinces are known by name to readers of news in English.
_KNOWN_PROVINCES = FOLDED | {"US", "CA", "MM", "ET", "IN", "PK", "GB"}
#: Countries whose towns may be known by a folded spelling alone; elsewhere the text must name the country or its towns.
_FOLDED_ALONE = frozenset(("SY", "IQ", "YE", "LY", "PS"))

_THERE = re.compile(
    r"\b(?:in|near|inside|outside|across|throughout|into|within|from|to|around|over|of)\s+(?:the\s+)?$", re.IGNORECASE
)
_PLACING = re.compile(
    r"\b(?:in|near|at|outside|around|city\s+of|town\s+of|village\s+of|from|to|of)\s+(?:the\s+)?$", re.IGNORECASE
)
_TOWN_AFTER = re.compile(rf"(?:'s|\u2019s)?\s+(?:{any_of('behind_a_town')})\b", re.IGNORECASE)
#: "Visited Cairo Sunday": the day has lost its "on".
_DAY_AFTER = re.compile(rf"\s+{A_WEEKDAY}\b")
_POSSESSIVE_OF_LAND = re.compile(
    rf"(?:'s|\u2019s)\s+(?:(?:(?:{any_of('sides_of_a_land')})\s+|north|south|east|west)*(?:{any_of('parts_of_a_land')}))",
    re.IGNORECASE,
)
_POSSESSIVE_BEFORE_NAME = re.compile(
    rf"['\u2019]s\s+(?:(?:[a-z-]*(?:{any_of('between_a_land_and_its_town')})[a-z-]*|of)\s+){{0,3}}"
)
#: "Floods hit Valencia": what such things hit, and people do not, is a place.
_HIT_BEFORE = re.compile(
    rf"\b(?:{any_of('hits_a_place')})\s+(?:(?:has|have|had)\s+)?(?:{any_of('hitting_a_place')})"
    r"\s+(?:the\s+(?:city|town|village)\s+of\s+)?$",
    re.IGNORECASE,
)
_AFTER_WORD = re.compile(r"(?:\s+|\s*-\s*)([a-z]+)")
_AFTER_CAPITAL = re.compile(r"\s+([A-Z][a-z]+)")
_ADJECTIVAL_AFTER = re.compile(r"[-\s]+(?:[A-Z]|[a-z]+s\b|[a-z]+-led|army|air|military|coalition|forces)")
#: "Proposed by Spain", "accuses Spain of it".
_AGENT_BEFORE = re.compile(rf"\b(?:by|{any_of('accusing')})\s+(?:the\s+)?$", re.IGNORECASE)
#: "The Observatory, based in Britain, said": where whoever speaks has an office. Doctors and police based in a town
#: tell of that town.
_BASED_BEFORE = re.compile(
    rf"\b(?i:{any_of('bodies_that_watch')})(?:\s+(?:for|of|on|in)(?:\s+(?:(?:the|and|of)\s+)*[A-Z][\w-]+)+)?(?:\s+\([\w-]+\))?"
    r",?\s+(?:(?:which|that)\s+is\s+)?based\s+(?:in|at|near)\s+(?:the\s+)?$"
)
_SPEAKS_AFTER = re.compile(
    r",?(?:\s+[A-Z]\w+,?)?\s+(?:also\s+|has\s+|have\s+)?"
    rf"(?:{any_of('said_from_its_office')})\b"
)
#: "US jets", "the UK government": letters that tell whose.
_WHOSE_AFTER = re.compile(r"\s+(?!and\b|or\b|in\b|on\b|when\b|where\b|after\b)[a-z]")
#: So many countries may stand in one list.
_LISTED = 8
_AND = re.compile(r"\s*,?\s+(?:and\s+)?(?:the\s+)?")
#: Who is under way to a country is not there: "killed 32 rebels as they were entering Turkey".
_UNDER_WAY = re.compile(
    rf"\b(?:entering|leaving|(?:{any_of('on_the_way')})\s+(?:\w+\s+)?(?:in)?(?:to|for))(?:\s+the)?\s+$",
    re.IGNORECASE,
)
#: "Azaz, close to the border with Turkey": the country that the town is not in.
_ACROSS_THE_BORDER = re.compile(
    rf"\b(?:bordering|(?:border|frontier|borders)(?:\s+(?:{any_of('along_a_border')}))?\s+with)(?:\s+the)?\s+$",
    re.IGNORECASE,
)
_LED_AFTER = re.compile(rf"[-\u2010\u2011](?:{any_of('led_by_a_land')})\b", re.IGNORECASE)


def is_elsewhere(name: Name, company: Company) -> bool:
    """Whether the only places of this name are small and in a country that nothing else in the text points to.

    The gazetteer lacks most villages; a village far away that shares the name is then likelier wrong than right.
    """
    large = 2_000_000 if name.folded else 100_000
    if any(row.sort in ("country", "region") or row.people >= large or row.by_hand for row in name.rows):
        return False
    around = company.around(name, sure=True)
    return bool(around) and not any(row.country in around for row in name.rows)


def is_under_way_to(name: Name, company: Company) -> bool:
    """Whether a country is only where somebody goes: "as they were entering Turkey"."""
    return any(row.sort == "country" for row in name.rows) and bool(
        _UNDER_WAY.search(company.words.text, max(0, name.start - 40), name.start)
    )


def is_across_the_border(name: Name, company: Company) -> bool:
    """Whether a country is only said to be over the border, so that it is no hint of where a town lies."""
    return bool(_ACROSS_THE_BORDER.search(company.words.text, max(0, name.start - 40), name.start))


def is_a_base(name: Name, company: Company) -> bool:
    """Whether a body that speaks is only based there: "the Observatory, based in Britain, said".

    A reporter based in Aleppo tells of Aleppo.
    """
    text = company.words.text
    if any(row.country in FOLDED for row in name.rows):
        return False
    based = _BASED_BEFORE.search(text, max(0, name.start - 100), name.start)
    return based is not None and _SPEAKS_AFTER.match(text, name.end) is not None


def tells_whose(name: Name, company: Company, known: Atlas) -> bool:
    """Whether a country only tells whose something is, and no hint of where: "US-led coalition", "US jets"."""
    text = company.words.text
    if not any(row.sort == "country" for row in name.rows):
        return False
    if _LED_AFTER.match(text, name.end):
        return True
    whose = name.key in known.letters and _WHOSE_AFTER.match(text, name.end)
    return bool(whose) and not _THERE.search(text, max(0, name.start - 16), name.start)


#: Farther off than this a town only tells the way, and may lie in another province or country.
_FAR_KM = 50
_KM_OF = {"k": 1.0, "m": 1.609}
#: "162 km north of Damascus", "100 miles from Baghdad".
_SO_FAR_FROM = re.compile(
    r"(?P<far>\d[\d,]*(?:\.\d+)?)[\s-]*(?:(?P<unit>k)m|(?P<kilo>k)ilomet(?:re|er)s?|(?P<mile>m)iles?)\s+(?:away\s+)?"
    r"(?:(?:(?:to\s+the|due)\s+)?(?:north|south|east|west)[\w-]*\s+(?:of|from)|from|outside(?:\s+of)?|off)"
    r"(?:\s+(?:the\s+)?(?:[a-z]+\s+){0,3}(?:city|town|village|capital|port)(?:\s+of)?,?)?\s+(?:central\s+)?$",
    re.IGNORECASE,
)
#: "A study by the University of Leeds": where its authors work.
_OF_A_UNIVERSITY = re.compile(
    rf"\b(?i:{any_of('the_learned')})\s+(?:by|at|from|of|with)\s+(?:the\s+)?(?:[A-Z]\w+\s+)?(?:University|Institute|College)\s+of\s+$"
)
#: "In three cities: London, Berlin and Madrid".
_LISTED_BEHIND_A_COLON = re.compile(r"\b(?:cities|towns|capitals|villages|provinces|regions|districts)\s*:\s*$")


def is_far_off(name: Name, company: Company) -> bool:
    """Whether a town is only what a place is told to be far from: "162 km north of Damascus" is not in Damascus."""
    if any(row.sort == "country" for row in name.rows):
        return False
    found = _SO_FAR_FROM.search(company.words.text, max(0, name.start - 80), name.start)
    if found is None:
        return False
    unit = (found["unit"] or found["kilo"] or found["mile"]).lower()
    return float(found["far"].replace(",", "")) * _KM_OF[unit] > _FAR_KM


def is_meant(name: Name, company: Company, known: Atlas) -> bool:
    """Whether the words around allow the name to be a place; a name beyond doubt needs no such words."""
    words = company.words
    before = words.text[max(0, name.start - 60) : name.start]
    after = words.text[name.end : name.end + 40]
    locative = bool(LOCATIVE.search(before) or _HIT_BEFORE.search(before) or _LISTED_BEHIND_A_COLON.search(before))
    if _LED_AFTER.match(after) or _OF_A_UNIVERSITY.search(before):
        return False
    if name.key in known.letters:
        return bool(_THERE.search(before)) and not (re.match(r"\s+[a-z]", after) and _ADJECTIVAL_AFTER.match(after))
    country = any(row.sort == "country" for row in name.rows)
    if country and _acts(name, company, known, after, locative):
        return False
    if name.key in known.speaking and _speaks(name, company, known, before, after, locative):
        return False
    if name.folded and not _spelled_enough(name, company):
        return False
    beside = (
        company.is_listed(name)
        or company.lies_in_next(name)
        or (name.key in known.cities and company.opens_a_list(name) and not _is_weak(company.after(name), known))
        or (name.key in known.cities and company.ends_a_list(name) and not _is_weak(company.before(name), known))
    )
    if name.key in known.weak or (name.folded and name.rows[0].name.lower() in known.weak):
        return _is_weakly_meant(name, company, before, after, locative, beside)
    if name.folded and len(name.key.replace(" ", "")) < 5 and not (locative or beside):
        return False
    if _is_known(name):
        if (name.key in known.first_names or _could_be_a_person(name)) and _is_a_person(name, company):
            return False
        return not words.quiet or locative or name.first == 0
    if not (locative or beside or _TOWN_AFTER.match(after)) or (words.shouted and len(name.key) < 5):
        return False
    return not _is_a_person(name, company)


_ITS_GOVERNMENT = re.compile(r"\s+(?:government|regime|administration)\b")
_AND_ANOTHER = re.compile(r"\s+(?:and|nor|or)\s+")
#: "Officials in Washington said the raid in Mosul": from where they speak.
_ITS_OFFICIALS = re.compile(r"\b(?:officials?|sources?|diplomats?|ministers?|aides?)\s+in\s+$", re.IGNORECASE)


def _speaks(name: Name, company: Company, known: Atlas, before: str, after: str, locative: bool) -> bool:
    """Whether a capital stands for its government: "Moscow says", "accused Brussels", "neither Ankara nor Moscow"."""
    # Whoever accuses Damascus of a deed tells, as often as not, of one in Syria.
    at_war = any(row.country in FOLDED for row in name.rows)
    if (_AGENT_BEFORE.search(before) and not at_war) or _ITS_GOVERNMENT.match(after):
        return True
    another = company.after(name)
    if _ITS_OFFICIALS.search(before) and _SPEAKS_AFTER.match(after):
        return another is not None
    if locative:
        return False
    text, last = company.words.text, name
    while (
        another is not None and another.key in known.speaking and _AND_ANOTHER.fullmatch(text, last.end, another.start)
    ):
        last, another = another, company.after(another)
    word = _AFTER_WORD.match(text[last.end : last.end + 40].lower())
    return word is not None and word.group(1) in known.acting


def _acts(name: Name, company: Company, known: Atlas, after: str, locative: bool) -> bool:
    """Whether a country acts or owns, and is not where it happened: "by Russia", "Russia says", "Russia's army"."""
    if _is_an_agent(name, company):
        return True
    if not locative:
        if (word := _AFTER_WORD.match(after)) and word.group(1) in known.acting:
            return True
        if (word := _AFTER_CAPITAL.match(after)) and word.group(1).lower() in known.acting:
            return True
    if after.startswith(("'s", "\u2019s")) and not _POSSESSIVE_OF_LAND.match(after):
        inner = company.after(name)
        return inner is None or not _POSSESSIVE_BEFORE_NAME.fullmatch(company.words.text, name.end, inner.start)
    return False


def _is_an_agent(name: Name, company: Company) -> bool:
    """Whether the name, or a list of countries that holds it, follows "by": "proposed by Spain, Egypt and Norway"."""
    text, first = company.words.text, name
    for _ in range(_LISTED):
        left = company.before(first)
        if left is None or not _AND.fullmatch(text, left.end, first.start):
            break
        first = left
    return bool(_AGENT_BEFORE.search(text, max(0, first.start - 16), first.start))


def _is_weakly_meant(name: Name, company: Company, before: str, after: str, locative: bool, beside: bool) -> bool:
    """Whether a name that is also a word, a first name or a surname is a place here: "in Hit", "Bath, England"."""
    country = any(row.sort == "country" for row in name.rows)
    if company.words.quiet and not country:
        return False
    town_after = bool(_TOWN_AFTER.match(after))
    if country or _is_known(name):
        if locative or beside or town_after:
            return locative or not _is_a_person(name, company)
        return country and not _is_a_person(name, company)
    if company.lies_in_next(name):
        return not _is_a_person(name, company)
    said = (
        locative
        and len(name.key) > 2
        and (town_after or beside or bool(_PLACING.search(before) or _HIT_BEFORE.search(before)))
    )
    return said and not _is_a_person(name, company)


def _is_weak(name: Name | None, known: Atlas) -> bool:
    return name is None or name.key in known.weak


def _spelled_enough(name: Name, company: Company) -> bool:
    """Whether a folded spelling may stand for the place: by an editor's row, an article, or the company it keeps."""
    if any(row.by_hand for row in name.rows) or name.key.split()[0] in ARTICLES or " " in name.key:
        return True
    around = company.around(name)
    if any(row.country in around for row in name.rows):
        return True
    return len(name.key) > 4 and any(row.country in _FOLDED_ALONE and row.people >= 20_000 for row in name.rows)


def _is_known(name: Name) -> bool:
    """Whether the name needs no word beside it: a country, a region, a town of a war country, a large city."""
    return any(_is_known_row(row, name) for row in name.rows)


def _is_known_row(row: Row, name: Name) -> bool:
    if row.sort in ("country", "region") or (row.by_hand and (row.people >= 10_000 or " " in name.key)):
        return True
    if row.sort == "province" and row.country in _KNOWN_PROVINCES:
        return True
    if row.people >= _KNOWN and not name.folded:
        return True
    return (
        row.country in FOLDED
        and len(name.key) >= (6 if name.folded else 5)
        and (row.people >= 20_000 or " " in name.key or row.by_hand)
    )


def _could_be_a_person(name: Name) -> bool:
    """Whether a single word, or one with its article, is no place that everybody knows: "Samir al-Asmar"."""
    article = name.last == name.first + 1 and name.key.split()[0] in ARTICLES
    if article and name.folded:
        return not any(row.by_hand or row.people >= 500_000 for row in name.rows)
    return (article or name.first == name.last) and not any(
        row.by_hand or row.people >= 150_000 or row.sort != "city" for row in name.rows
    )


def _is_surname(right: Name, name: Name) -> bool:
    """Whether the place that touches a first name is likelier a surname: Henderson behind Jordan."""
    lands = {row.country for row in name.rows}
    return right.key in atlas().weak and not any(row.country in lands for row in right.rows)


def _is_a_person(name: Name, company: Company) -> bool:
    """Whether a capitalised word touches the name, as in "Douglas Smith"; headlines in capitals aside."""
    words = company.words
    if words.shouted or not words.mixed:
        return False
    text, tokens = words.text, words.tokens
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    before = tokens[name.first - 1] if name.first else None
    left, right = company.before(name), company.after(name)
    if left is not None and left.last == name.first - 1:
        return False
    if right is not None and right.first == name.last + 1 and not _is_surname(right, name):
        return False
    if (
        after
        and after.capital
        and text[name.end : after.start] == " "
        and not _TOWN_AFTER.match(text, name.end)
        and not _DAY_AFTER.match(text, name.end)
    ):
        return True
    return bool(
        before
        and before.capital
        and text[before.end : name.start] in (" ", ". ")
        and not LOCATIVE.search(text, max(0, name.start - 40), name.start)
    )
