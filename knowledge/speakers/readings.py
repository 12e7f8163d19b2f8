"""The names that a report's words may stand for: the voice itself, or the body that somebody speaks for."""

from __future__ import annotations

import re

from knowledge.speakers.people import is_calling, is_former, people_with_first_names, person_in, without_rank
from knowledge.speakers.voices import kind_of_words
from knowledge.word_lists import any_of, words_in

_ASIDE = re.compile(
    r"\s*\((?:own voice|unnamed[^)]*|anonymous|names|[^)]*\bcopy|linked to [^)]*|[^)]*\bunnamed in\b[^)]*)\)"
)
_MARKS = re.compile(r"[\"“”„«»‘]|(?<!\w)'|'(?!\w)")
_TAIL = re.compile(
    r"(?:,? (?:via|citing|as reported by|as quoted by|quoted by|in remarks to|linked to|"
    r"speaking(?= (?:to|on|under|from|at|after|by|in|during|anonymously)\b|$))\b.*|"
    r", (?:from|no source|"
    r"unspecified|incl\.|including|on condition of anonymity|under condition of anonymity|which|whose|that)\b.*|"
    # At the end, in capitals, it is a body.
    r",? (?-i:(?!WHO$))who\b.*| (?:on condition of anonymity|that|which|whose)\b.*| (?:—|–|--?) .*|, \d{1,3}$|"
    r", \d{1,2} \w{3,9} \d{4}$)",
    re.IGNORECASE | re.DOTALL,
)
#: A fighter or a volunteer is quoted for what they saw; a spokesman is quoted for the body.
_SPEAKS_FOR_HIMSELF = re.compile(rf"\b(?:{any_of('for_themselves')})\b")
_ROLE = re.compile(
    r"^(?P<of>.+?)(?:['’]s?|s)? (?:executive |deputy |managing |general )?"
    rf"(?:{any_of('what_speaks_for_it')})$",
    re.IGNORECASE,
)
#: "The Harbour Watch based in Norland", with its comma lost.
_AND_ITS_BASE = re.compile(r"(?P<name>[A-Z].*?) based (?:in|at|near) [A-Z]")
_BASED = re.compile(
    r"^(?:[Tt]he )?(?:[A-Z]\w+ian (?=opposing ))?"
    r"(?:(?:(?:pro|anti)-[\w-]+|opposition|opposing) )?(?:[\w.]+[- ]based )?(?:opposing )?"
    r"(?:monitor(?:ing group)? |rights group |war monitor |activist group )?(?:the )?(.+?)"
    r"(?: (?:monitor(?:ing group)?|war monitor|watchdog|rights group))?$"
)
_MONITOR = re.compile(
    r"^(?:the )?(?:war |rights )?(?:monitor(?:ing group)?|group|watchdog|agency|news agency) (?:the )?(.+)$"
)
_STATE = re.compile(
    r"^(?:\w+ )?(?:state(?:-run|-owned)?|official|semi-official|pro-\w+)(?: (?:news agency|television|"
    r"TV|media|broadcaster|outlet|website|news))? (.+)$"
)
#: What a voice made is its word: "SOHR counts compiled by ...", "MSF surveys in ...", "copy of Wikipedia".
_WORK_OF = re.compile(
    r"^(?:.*?\bcopy of (.+)|"
    r"(.+?) (?:counts?|claims|surveys?|(?:English |\w+ )?page|copy|authors?|live blog|on the|on its)\b.*)$"
)
_EPITHET = re.compile(rf"^(?:the )?(?:(?:{any_of('epithets_of_bodies')}) )+")
#: "Maysa al-Aswad a 30-year-old evacuee": the name, where the comma before the description is lost.
_CAPITAL = r"(?:[A-Z][\w'’.-]+|al-[A-Z][\w'’-]+)"
_DESCRIBED = re.compile(
    rf"^(?P<name>{_CAPITAL}(?: (?:{_CAPITAL}|for|of|and|al|bin)){{0,4}} {_CAPITAL}) (?:an?|the|another|one of|who|"
    r"which|head|director|chief|spokesman|spokeswoman|of the|from the) [A-Za-z\d].*$"
)
#: "Omar Aziz Regional Coordinator for Norland", "Omar Aziz HRF deputy director": the same, before an office.
_TITLE_BEHIND = re.compile(
    rf"^(?P<name>{_CAPITAL} {_CAPITAL}) (?:(?:{any_of('opens_an_office')})\b|"
    rf"[A-Z]{{2,6}} (?:[a-z-]+ ){{0,3}}(?:{any_of('heads')})$)"
)
_OF = re.compile(
    rf"^(?:an? |the |its |one )?(?:[\w-]+ )?(?:{any_of('speaks_for_it_in_front')})"
    r" (?:of|for|by|from|with|at|released by|issued by)(?: the)? (?P<of>.+)$",
    re.IGNORECASE,
)
#: "Norlandian forces in Velmar" are Norland's.
_STATIONED = re.compile(r"(?P<of>.+ (?:army|contingent|forces|military|mission|navy|troops)) in [A-Z][\w-]+")
#: "Amber TV reporter in Kalden": whoever reports for a newsroom from somewhere.
_REPORTING_FROM = re.compile(
    r"^(?:[Aa]n? |[Tt]he |[Oo]ne )?(?P<of>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}?)(?:['’]s?)? "
    r"(?:reporters?|correspondents?|journalists?|photographers?) (?:in|at|on|from|near|inside|to) .+$"
)
#: "Norland's Ministry of Defence" is its defence ministry.
_MINISTRY_OF = re.compile(
    r"^(?P<whose>.+['’]s?) (?P<what>ministry|department) of (?P<of>\w+)(?: affairs)?$", re.IGNORECASE
)
#: "Turkish television channel Amber TV", "the rights group Mill Watch": what a body is stands in front of its name.
_CALLED = re.compile(
    rf"^(?:[Tt]he |[Aa]n? )?(?P<what>(?:[A-Z][\w-]*(?:ian|ish|ese|an|i|ch|ek|-based) |[\w.]+-based |U\.?[SK]\.? )*"
    rf"(?:{any_of('newsrooms')}|{any_of('watchers')})) (?P<name>{_CAPITAL}(?: (?:of|for|and|the|al|{_CAPITAL}))*)$"
)
#: "French photo website lens.fr": an address is a name, whatever stands before it.
_AT_AN_ADDRESS = re.compile(r"^(?P<what>.*\b(?:web ?site|site|blog|portal|outlet)) (?P<name>[\w-]+(?:\.[\w-]+)+)$")
#: "Norland and its allies" say what Norland says.
_WITH_FRIENDS = re.compile(rf"^(?P<name>.+?),? and (?:its |his |her |their )?(?:{any_of('friends')})$", re.IGNORECASE)
#: Those who count for a body that counts give its figures.
_COUNTING_FOR = re.compile(r"^(?:the )?(?:monitors|observers) (?:at|from|of|with) (?:the )?(.+)$")
#: "A local activist who uses the name Abu Amber", "the network called Amber Is Watching".
_UNDER_A_NAME = re.compile(
    rf"^(?P<what>[^,]+?),? (?:(?:who|which|that) (?:{any_of('goes_by')})|called|named),? "
    rf"(?P<name>{_CAPITAL}(?: (?:(?:of|for|and|the|is|are|al|bin|ibn) )*{_CAPITAL})*)$"
)
#: "The Damascus Media Office", as there is one of many a town: no government's, though a government goes by the town.
_MEDIA_OF_A_TOWN = re.compile(rf"(?:the )?(?:{any_of('seats')})['’]?s? media (?:office|center|centre)$", re.IGNORECASE)
#: People who speak for nobody by name: their words are theirs, not the institution's.
_NAMELESS = re.compile(rf"\b(?:{any_of('of_no_institution')})\b", re.IGNORECASE)


def plain_of(words: str) -> str:
    """The words without quotation marks, asides and whatever follows a semicolon.

    >>> plain_of("“the army” (own voice); and others"), plain_of("he Harbour Watch")
    ('the army', 'the Harbour Watch')
    """
    words = " ".join(words.replace("\xad", "").split())[:400].replace("[", "(").replace("]", ")")
    words = _half_open(words)
    words = _MARKS.sub("", _ASIDE.sub("", words)).strip(" ,;:-–—.")
    # A page that begins a paragraph with a picture of its first letter has lost that letter.
    words = re.sub(r"^he (?=[A-Z])", "the ", words)
    words = re.sub(r"^(?:the )?(?:unnamed|anonymous) ", "", words, flags=re.IGNORECASE)
    return re.sub(r"(?<=\w)['’]s?$", "", words.partition(";")[0].strip())


def _half_open(words: str) -> str:
    """The words without a bracket that is not closed in them, or was not opened."""
    closed, opened = words.rfind(")"), words.rfind("(")
    if closed >= 0 and "(" not in words[:closed]:
        # "AP Archive) Harbour Watch": what the bracket held is no longer the voice.
        words = words[closed + 1 :] if words[closed + 1 :].strip() else words[:closed]
    elif opened > closed:
        words = words[:opened] if words[:opened].strip() else words[opened + 1 :]
    return words.strip()


def bare_of(plain: str) -> str:
    """The words without whatever only says how or when it was said ("via Reuters", "on condition of anonymity").

    >>> bare_of("SOHR, citing activists")
    'SOHR'
    """
    return _TAIL.sub("", plain).strip(" ,")


def names_in(plain: str) -> list[str]:
    """What the voice itself may be called, the surest first."""
    names = _pieces(plain)
    described = named_and_described(bare_of(plain))
    if described:
        names.append(described)
    if called := named_behind_its_kind(bare_of(plain)):
        names.append(called[1])
    if befriended := _WITH_FRIENDS.match(bare_of(plain)):
        names.append(befriended["name"])
    if ministry := _MINISTRY_OF.match(bare_of(plain)):
        names.append(f"{ministry['whose']} {ministry['of']} {ministry['what']}")
    for words in (*names,):
        if _NAMELESS.search(words):
            continue
        names.append(without_rank(words))
        person = person_in(words)
        if person:
            names.append(person.name)
        for shape in (_WORK_OF, _BASED, _AND_ITS_BASE, _MONITOR, _STATE):
            found = shape.match(words)
            if found:
                names.append(next(name for name in found.groups() if name))
    return list(dict.fromkeys(filter(None, names)))


def named_behind_its_kind(words: str) -> tuple[str, str] | None:
    """What a newsroom or an aid group is called, and its name behind that; None where no such name stands so.

    >>> named_behind_its_kind("Norlandian TV channel Amber"), named_behind_its_kind("a TV channel")
    (('Norlandian TV channel', 'Amber'), None)
    >>> named_behind_its_kind("US gossip website Amber")
    ('US gossip website', 'Amber')
    >>> named_behind_its_kind("Norlandian photo website lens.example")
    ('Norlandian photo website', 'lens.example')
    >>> named_behind_its_kind("newspaper Omar Aziz") is None
    True
    """
    found = _CALLED.match(words) or _AT_AN_ADDRESS.match(words)
    # "The newspaper Omar Aziz": where a comma is lost, somebody's name is none of a newsroom's.
    return None if found is None or people_with_first_names(found["name"]) else (found["what"], found["name"])


def under_a_name(plain: str) -> tuple[str, str] | None:
    """How somebody is described first, and the name that they go by; None where the words give no such name.

    >>> under_a_name("a local activist who uses the name Abu Amber"), under_a_name("a doctor who asked not to be named")
    (('a local activist', 'Abu Amber'), None)
    """
    found = _UNDER_A_NAME.match(plain)
    return (found["what"], found["name"]) if found else None


def bodies_in(plain: str) -> list[str]:
    """Whom the voice may speak for, the surest first; a fighter or a former spokesman speaks for nobody else."""
    bodies: list[str] = []
    for words in _pieces(plain):
        counting = _COUNTING_FOR.match(words)
        if counting:
            bodies.append(counting[1])
        if _speaks_for_nobody(words) or is_former(words):
            continue
        person = person_in(words)
        if person and (not person.office or is_calling(person.title)) and not _SPEAKS_FOR_HIMSELF.search(person.title):
            # "Russian Defence Ministry spokesman Jonas Weil" speaks for the ministry.
            bodies += [person.office, person.before]
            bodies += [person.body] if _names_a_body(person.body) else []
        for shape in (_OF, _ROLE, _REPORTING_FROM):
            role = shape.match(words)
            if role and not _MEDIA_OF_A_TOWN.match(words):
                # "SANAs correspondent" has lost its apostrophe, "Reuters correspondent" has none.
                bodies += [role["of"], f"{role['of']}s", without_rank(role["of"]), _EPITHET.sub("", role["of"])]
                stationed = _STATIONED.fullmatch(role["of"])
                bodies += [stationed["of"]] if stationed else []
        possessive = re.match(r"^(.+?)[’']s? (?:own )?[a-z][a-z -]+$", words)
        if possessive and kind_of_words(words) != "state_media":
            bodies.append(possessive.group(1))
    return list(dict.fromkeys(filter(None, bodies)))


def _speaks_for_nobody(words: str) -> bool:
    """Whether the words are people's own, as a doctor's are; "a spokesman for Doctors Without Borders" names a body."""
    role = _OF.match(words)
    named = role.start("of") if role else len(words)
    return any(found.start() < named or found.group().islower() for found in _NAMELESS.finditer(words))


def before_an_office(words: str) -> str:
    """Somebody's name, where what they are follows with no comma; "" where nothing does.

    >>> before_an_office("Omar Aziz Executive Director of the Harbour Fund"), before_an_office("Omar Aziz")
    ('Omar Aziz', '')
    >>> before_an_office("Kalden Harbour Head of police")
    ''
    """
    found = _TITLE_BEHIND.match(words)
    # "Kalden Harbour Head of police": only a first name tells somebody from a town.
    named = people_with_first_names(words) if found else []
    return found["name"] if found and named and named[0][0] == 0 else ""


def named_and_described(words: str) -> str | None:
    """The name, where the comma before the description is lost ("Maysa al-Aswad a 30-year-old evacuee").

    >>> named_and_described("Zakaria Malik of the rebel group")
    'Zakaria Malik'
    """
    found = _DESCRIBED.match(words)
    if found is None:
        return None
    # "Zakaria Malik of the rebel group" is a man; "Ministry of Health of the region" has no man's name in it.
    placed = found[0][found.end("name") :].startswith((" of the", " from the"))
    return None if placed and kind_of_words(found["name"]) != "named_person" else found["name"]


def _pieces(plain: str) -> list[str]:
    bare = bare_of(plain)
    inside = re.search(r"\(([^)]+)\)", bare)
    outside = re.sub(r"\s*\([^)]*\)", "", bare).strip()
    words = [plain, bare, *([inside.group(1), outside] if inside else [])]
    pieces = [piece.strip() for piece in re.split(r",| / |/(?=[A-Z])", outside) if piece.strip()]
    if len(pieces) > 1:
        words += pieces if " and " not in pieces[-1] else pieces[:1]
    return [each for each in dict.fromkeys(words) if not is_former(each)] or [plain]


def _names_a_body(words: str) -> bool:
    """Whether the words behind a name are a body and not a place: "of the Israeli army", not "of Turkey"."""
    return (
        bool(words) and kind_of_words(words) not in ("named_person", "unnamed") and words not in words_in("countries")
    )
