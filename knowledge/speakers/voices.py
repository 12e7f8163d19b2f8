"""What sort of voice the words for a speaker show, when no table knows the speaker."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.model import Kind
from knowledge.speakers.people import is_calling, is_never_a_surname, person_in
from knowledge.word_lists import words_in

#: Kinds of voices that have a name of their own, so that a rank or an office may be left off.
KINDS_OF_NAME = frozenset(("named_person", "named_official"))

_PERSON = "|".join(sorted(words_in("persons"), key=len, reverse=True))
_UNNAMED = re.compile(
    rf"\b(?:(?:{_PERSON})s?|sources|witnesses|reports?|media|authorities|police|people|others|some|many|"
    rf"observers|outlets|chairmen|(?:spokes|congress|council|business|news|fisher)men|"
    r"accounts|rumou?rs|users|pages|newspapers|agencies|channels|groups|organi[sz]ations|intelligence|parties|families|"
    r"medics|footage|images|videos?|photos|imagery|associations|studies|polls|surveys|documents|teams|inter-union|"
    r"countries|governments|rescuers|critics|allies|forces|militias|troops|families|women|men|children|crew|staff)\b",
    re.IGNORECASE,
)
_EYES = re.compile(
    r"\b(?:eye-?)?witness(?:es)?\b|\bsurvivors?\b|\bresidents?\b|\bvillagers?\b|\bmedics\b|\bcorrespondents?\b|"
    r"\breporters\b",
    re.I,
)
_PARTISAN = re.compile(
    r"\b(?:pro|anti)-[\w-]+|\b(?:loyalist|opposition|rebel|regime|militant|insurgent|jihadist|separatist|government|"
    r"military|army|security|intelligence|ministry|kurdish|coalition)\b.{0,30}\b(?:sources?|officials?|"
    r"activists?|media|pages|"
    r"accounts|fighters|commanders?|officers?|outlets|groups?|channels|monitors?)\b|"
    r"\b(?:rebels|militants|insurgents|separatists|opposition|regime|loyalists|jihadists|fighters|activists of)\b|"
    r"\bsources?\b.{0,40}\b(?:army|military|ministry|opposition|government|rebels?|militia|forces|regime)\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"(?:^|[\s-])(?:" + "|".join(sorted(words_in("institutions"), key=len, reverse=True)) + r")$", re.IGNORECASE
)
#: "Amber Intelligence Group" is a name, whatever its words mean alone.
_BODY_NAME = re.compile(
    r"(?:[A-Z][\w&’'-]* )+[A-Z][\w’'-]*s (?:of|for) (?:the )?[A-Z].*|"
    r"(?:[A-Z][\w&.’'-]* ){1,5}(?:Group|Institute|Service|Cent(?:er|re)|Council|Committee|Association|Network|"
    r"Federation|Foundation|Union|Alliance|Society|Bank|Guild|Academy)"
)
#: Papers speak for themselves, in the plural too.
_PAPERS = re.compile(
    r"\b(?:documents|records|filings|transcripts|court papers|cables|affidavits|e-?mails|memos|messages|minutes|polls|"
    r"surveys|studies)$|"
    r"^(?:an? |the )?(?:\w+ )?(?:batch|trove|cache|tranche|series|copy|copies) of .*\b(?:documents|records|filings|"
    r"cables|e-?mails|memos|messages|letter|report)\b",
    re.IGNORECASE,
)
#: "Jonas Weil's wife" is not Jonas Weil.
_KIN = re.compile(
    r"['’]s? (?:[\w-]+ ){0,2}(?:wife|husband|son|daughter|sister|brother|mother|father|widow|friends?|family|"
    r"all(?:y|ies)|rivals?|opponents?|backers|fans|followers|neighbou?rs?|colleagues?)$"
)
#: "Republicans", "Kurds": many people, and none of them by name.
_PEOPLE = re.compile(
    r"[A-Z]\w+(?:ians|icans|crats|ists|ites)|Kurds|Turks|Arabs|Israelis|Iraqis|Saudis|Pakistanis|Germans|Muslims|Jews|"
    r"Conservatives|Liberals|Alawis|Druze|Yazidis"
)
_SOME_NAMELESS = re.compile(
    r"(?:Another|Some|These|Those|This|That|Many|Most|Other|Every|Each|Several|More|Few|No) [A-Z]"
)
#: "Two prosecutors" are two people; "the prosecutors" are the office.
_SOME_OF_THEM = re.compile(
    r"^(?:some|several|two|three|four|five|six|many|other|others|various|dozens|both|few|most|unnamed|former|\d+)\b",
    re.IGNORECASE,
)
_STATE_MEDIA = re.compile(
    r"(?<!pro-)(?<!anti-)\b(?:state|state-run|state-owned|state-controlled|official|government|semi-official)"
    r"[ -](?:\w+[ -])?(?:media|television|tv|news agency|news|radio|newspaper|broadcaster|agency)\b|\bstate media\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(?<!-)\b(?:report|study|survey|poll|statement|document|letter|memo|law|bill|"
    r"ruling(?! (?:party|coalition|council|family|junta|bloc))|resolution|book|article|paper|"
    r"filing|lawsuit|complaint|transcript|e-?mails?|records|findings|data|figures|census|editorial|tweet|post|video|"
    r"communiqu[ée]|indictment|dossier|agreement|constitution|charter|audit|review|analysis|factbox|list|headline|"
    r"dataset|statistics|leaflet|press release|ordinance|affidavit|petition|subpoena|directive|guidelines|"
    r"(?-i:^order)|(?:court|executive) order|footage|imagery|ad|advert|advertisement|website|blog)\b(?!-)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:ministry|minister|ministers|president|prime minister|spokes(?:man|woman|person)|governor|mayor|"
    r"ambassador|envoy|secretary|"
    r"chancellor|senator|sen|rep|gov|general|gen|col|colonel|admiral|adm|commander|cmdr|lt|maj|brig|"
    r"congressman|congresswoman|lawmaker|judge|prosecutor|attorney general|police chief|chief of staff|deputy|speaker|"
    r"commissioner|king|queen|prince|sheriff|embassy|police|authorities|authority|government|parliament|"
    r"congress|senate|army|military|"
    r"foreign office|department|court|council|interior|customs|fire department|civil defen[cs]e|commissioner|"
    r"mp|minister's)\b",
    re.IGNORECASE,
)
_BEHIND_THE_NOUN = re.compile(
    r"(?<!-)\b(?:of|in|from|at|for|by|with|on|close|near|inside|who|based|released|published|including|like|such as)\b"
)
#: "58 percent of voters", "nearly half", "the vast majority": nobody by name.
_A_SHARE = re.compile(
    r"(?:(?:nearly|about|almost|over|some|more than|at least|only|just|the|a) )*(?:[\d.]+ ?%|[\w.-]+ per ?cent\b|"
    r"(?:(?:vast|clear|slim|overwhelming) )?majority\b(?! (?:leader|whip|party|owner|holder))|half\b(?! a dozen)"
    r"(?-i:(?! [A-Z]))|"
    r"(?:a|one|two|three|four)[ -](?:thirds?|quarters?|fifths?)\b|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|\d+) in (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b)",
    re.IGNORECASE,
)
#: "A Wisconsin Republican", "at least four senators".
_PARTY_MEMBER = "|".join(sorted(words_in("party_members")))
_ONE_OF_THEM = re.compile(
    rf"(?:(?:[Aa]n?|[Tt]he|[Aa]nother|[Oo]ne) (?:[\w.-]+ ){{0,3}}(?:{_PARTY_MEMBER})|"
    r"(?i:at least |about |some |several |two |three |four |five |six |dozens of |\d+ )+(?:[\w.-]+ ){0,3}[a-z]+s)$"
)
#: "The city said": whoever governs it.
_DISTRICT = re.compile(r"city|state|county|town|borough|school district|district", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:agency|institute|university|college|school|association|federation|committee|commission|foundation|union|"
    r"network|center|centre|group|company|corporation|corp\.?|inc\.?|ltd\.?|bank|organi[sz]ation|party|campaign|club|"
    r"society|council|board|bureau|office|times|post|news|journal|herald|tribune|gazette|daily|magazine|tv|radio|"
    r"press|channel|observatory|front|movement|coalition|alliance|league|church|hospital|court|team|forces|brigade|"
    r"brigades|militia|watch|project|initiative|programme|program|fund|trust|service|lab|associates|partners|"
    r"hospital|lines|airlines|airways|energy|motors|industries|holdings|systems|shipping|petroleum|railways?|steel|"
    r"insurance|pharmaceuticals|technologies|logistics|foods|brewery|mines|mining)\b",
    re.IGNORECASE,
)
_UN = re.compile(r"\b(?:UN|U\.N\.|United Nations)\b")
_NGO = re.compile(
    r"\b(?:NGO|charity|aid group|rights group|human rights|relief|humanitarian|think[ -]tank|watchdog|"
    r"red (?:cross|crescent))\b",
    re.IGNORECASE,
)
_MONITOR = re.compile(r"\b(?:war monitor|monitoring group|conflict monitor|monitor)\b", re.IGNORECASE)
_NAME = re.compile(
    r"^(?:[A-ZÀ-ÞŞĞİÇА-Я][\w'’.-]*|al|el|bin|ibn|abu|van|von|de|der|den|la|le|du|da|di|ad|ash|ul|ur|y|e|af|bint)"
    r"(?:[ -](?:[A-ZÀ-ÞŞĞİÇА-Я][\w'’.-]*|al|el|bin|ibn|abu|van|von|de|der|den|la|le|du|da|di|ad|ash|ul|ur|y|e|"
    r"af|bint|Jr\.?|III|II)){0,4}$"
)
#: "DeSantis", "McKinley": a capital inside a word is not always a site's.
_JOINED = "Mc|Mac|De|Del|Di|Du|Da|La|Le|Van|Von|Fitz|O"
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&./-]{1,9}$")
_ARTICLE = re.compile(r"^(?:the|The|a|A|an|An)\s+(?=\S)")
_PRONOUN = re.compile(
    r"^(?:he|she|it|they|we|i|you|who|which|that|this|his|her|their|one|those|these|us|him|them|it)$", re.IGNORECASE
)
_INDEFINITE = re.compile(
    r"^(?:an?|one|some|several|two|three|four|five|many|other|another|various|multiple|unidentified|senior|local|"
    r"all|most|dozens of|a number of|both|certain|few|any|no|independent|different|numerous|unspecified|informed)\b",
    re.IGNORECASE,
)

#: Sides by the words that show them in front of "officials", "sources", "forces". Same treatment for everyone. Before
#: each pattern stand letters one of which it cannot do without: most texts have none of them, which is seen sooner.
_SIDES = tuple(
    (letters, re.compile(shape), side)
    for letters, shape, side in (
        (("Russia", "Kremlin", "Moscow"), r"\bRussian?\b|\bKremlin\b|\bMoscow\b", "Russia"),
        (("Ukrain", "Kyiv", "Kiev"), r"\bUkrain(?:e|ian)\b|\bKyiv\b|\bKiev\b", "Ukraine"),
        (
            ("Assad", "Syrian"),
            r"\b[Pp]ro-Assad\b|\bSyrian (?:army|military|government|regime|security|Ministry|ministry|state|"
            r"official|pro-government|loyalist)"
            r"|\bSyrian Arab Army\b",
            "Syrian government",
        ),
        (
            ("Syrian",),
            r"\bSyrian (?:opposition|rebels?|pro-opposition|anti-government)\b|\bFree Syrian Army\b",
            "Syrian opposition",
        ),
        (("-led", "oalition"), r"\bUS-led\b|\bU\.S\.-led\b|\b[Cc]oalition\b", "US-led Coalition"),
        (("US", "U.S.", "American", "Pentagon"), r"\bUS\b|\bU\.S\.|\bAmericans?\b|\bPentagon\b", "United States"),
        (("Turk", "Ankara"), r"\bTurkish\b|\bTurkey\b|\bAnkara\b", "Turkey"),
        (("SDF", "Kurdish", "YPG"), r"\bSDF\b|\bKurdish\b|\bYPG\b", "SDF"),
        (("Iran", "Tehran"), r"\bIranian?\b|\bTehran\b", "Iran"),
        (("Israel",), r"\bIsraeli?\b", "Israel"),
        (("Hamas",), r"\bHamas\b", "Hamas"),
        (("Hezbollah", "Hizbullah"), r"\bHezbollah\b|\bHizbullah\b", "Hezbollah"),
        (("ISIS", "ISIL", "Daesh", "Islamic"), r"\bISIS\b|\bISIL\b|\bDaesh\b|\bIslamic State\b", "ISIS"),
        (("India",), r"\bIndian?\b", "India"),
        (("Pakistan",), r"\bPakistani?\b", "Pakistan"),
        (("Iraq",), r"\bIraqi?\b", "Iraqi government"),
    )
)


def without_article(words: str) -> str:
    """The words without the article in front.

    >>> without_article("the army")
    'army'
    """
    return _ARTICLE.sub("", words)


_COMMON_FIRST = re.compile(
    rf"^(?:{_PERSON}|pro|anti|local|former|several|some|many|other|others|medical|military|security|opposition|"
    rf"informed|media|rebel|"
    r"government|state|medics|reports|authorities|police|well-informed|unnamed|various|multiple|senior|two|"
    r"three|four|most|"
    r"all|an?|media|intelligence|eye-?witness(?:es)?|army|field|private|official|diplomatic|political|judicial|"
    r"western|war|"
    r"rights|aid|rescue|hospital|loyalist|regime|tribal|study|reporters|anonymous|ministry|observers|critics|"
    r"people)(?:e?s)?\b",
    re.IGNORECASE,
)


def evened(name: str, kind: Kind) -> str:
    """The name as a list would print it: no "the", no capital that only began a sentence.

    >>> evened("Pro-government sources", "unnamed_partisan"), evened("The army", "named_official")
    ('pro-government sources', 'army')
    """
    if name[:4] in ("the ", "The "):
        name = name[4:]
    before_a_place = name.partition(" in ")[0]
    capitals_inside = re.match(r"\w+ [A-Z]", name) or (
        kind == "named_official" and re.search(r" [A-Z]", before_a_place)
    )
    proper = kind in ("named_person", "named_organisation", "reader_comment") or bool(capitals_inside)
    if not proper and _COMMON_FIRST.match(name) and not (name[:2].isalpha() and name[:2].isupper()):
        name = name[:1].lower() + name[1:]
    return name


def is_pronoun(words: str) -> bool:
    """Whether the words only point at a speaker named elsewhere."""
    return bool(_PRONOUN.match(words.strip()))


def names_a_side(words: str) -> str | None:
    """The one side that the words name; None when they name none, or more than one ("Syrian and Russian officials").

    >>> names_a_side("Russian officials")
    'Russia'
    >>> names_a_side("Russian and Turkish officials") is None
    True
    """
    sides = {side for shape, side in _shapes_for(words) if shape.search(words)}
    if "US-led Coalition" in sides:
        sides.discard("United States")
    if len(sides) == 2 and re.search(r"\b[Pp]ro-", words):
        shown = ((shape.search(words), side) for shape, side in _shapes_for(words))
        sides = {side for match, side in shown if match and match.group().lower().startswith("pro-")}
    return sides.pop() if len(sides) == 1 else None


def _shapes_for(words: str) -> list[tuple[re.Pattern[str], str]]:
    """The patterns that these words may have anything for, each with its side."""
    return [(shape, side) for letters, shape, side in _SIDES if any(some in words for some in letters)]


# The same sentences are asked claim after claim, and a report's whole text by each of its statements.
@lru_cache(maxsize=5_000)
def sides_named(words: str) -> tuple[tuple[str, int, int], ...]:
    """Every side that the words name, with the offsets of the naming, in reading order.

    >>> sides_named("Russian jets hit ISIS")
    (('Russia', 0, 7), ('ISIS', 17, 21))
    """
    found = [(side, m.start(), m.end()) for shape, side in _shapes_for(words) for m in shape.finditer(words)]
    return tuple(sorted(found, key=lambda one: one[1]))


def kind_of_words(words: str) -> Kind:
    """What sort of voice the words show; "unnamed" when they show none.

    >>> kind_of_words("a military source"), kind_of_words("Basma Idris"), kind_of_words("a new study")
    ('unnamed_partisan', 'named_person', 'document')
    """
    words = words.strip()
    plain = without_article(words)
    if not plain or is_pronoun(plain):
        return "unnamed"
    head = plain.split(",")[0].strip()
    head_noun = _BEHIND_THE_NOUN.split(head)[0].strip() or head
    capitals = re.findall(
        r"\b[A-ZÀ-Þ][\w'’-]*", head.partition(" ")[2] if words[:1].islower() is False and " " in head else head
    )
    if _STATE_MEDIA.search(head):
        return "state_media"
    if re.fullmatch(r"(?:[\w-]+ ){0,3}commenter(?: .+)?|.+\(comment\)", head, re.IGNORECASE):
        return "reader_comment"
    person = person_in(head)
    if person:
        return "un" if _UN.search(person.office) else "named_person"
    if _A_SHARE.match(words) or (_ONE_OF_THEM.match(words) and not _UNNAMED.search(head_noun)):
        return "unnamed"
    institution = bool(_INSTITUTION.search(head_noun)) and not _SOME_OF_THEM.match(words)
    if _PAPERS.search(head_noun) or _PAPERS.match(head):
        return "document"
    if re.fullmatch(r"[A-Z]{2,6}", head) and _UNNAMED.search(head):
        # "CREW" is a body's name, "crew" is nobody's.
        return "named_organisation"
    if _UNNAMED.search(head_noun) and not institution and not _BODY_NAME.fullmatch(without_article(head)):
        if (
            re.fullmatch(r"(?:.+ )?(?:authorities|intelligence)", head_noun, re.I)
            and (capitals or names_a_side(head))
            and not _INDEFINITE.match(words)
        ):
            return "named_official"
        if _MONITOR.search(head_noun) and not _PARTISAN.search(head):
            return "monitor"
        if _EYES.search(head_noun):
            return "eyewitness"
        if _PARTISAN.search(head) or (
            names_a_side(head)
            and re.search(
                r"\b(?:sources?|officials?|media|officers?|commanders?|forces|accounts|troops)\b", head_noun, re.I
            )
        ):
            return "unnamed_partisan"
        people = re.search(rf"\b(?:{_PERSON})s?$", head_noun)
        if (
            not people
            and _DOCUMENT.search(head_noun)
            and not re.fullmatch(r"(?:\w+ ){0,2}(?:reports?|videos?|footage|data|posts?)", head_noun, re.I)
        ):
            return "document"
        if re.search(r"\b(?:report|review)\b", head_noun, re.I) and (
            (words[:1] in "aAtT" and _ARTICLE.match(words)) or capitals
        ):
            return "document"
        return "unnamed"
    if _UN.search(head):
        return "un"
    if _MONITOR.search(head_noun):
        return "monitor"
    if _DOCUMENT.search(head_noun) and not _NAME.match(head):
        return "document"
    if re.search(
        r"\b(?:[Mm]inistry|MoD|[Aa]rmy|[Mm]ilitary|[Aa]rmed [Ff]orces|[Aa]ir [Ff]orce|[Nn]avy)\b", head
    ) and names_a_side(head):
        return "party"
    if institution or _OFFICE.search(head) or _DISTRICT.fullmatch(plain):
        return "named_official"
    if _SOME_NAMELESS.match(plain):
        # "Another Party Elder" is a headline's way of naming nobody.
        return "unnamed"
    if is_calling(head_noun) or _KIN.search(head_noun) or _PEOPLE.fullmatch((head_noun.split() or [plain])[-1]):
        return "unnamed"
    if _NGO.search(head):
        return "ngo"
    if re.search(r"\bnews agency\b", head, re.IGNORECASE):
        return "news_agency"
    if _ORGANISATION.search(head) or _ACRONYM.match(head):
        return "named_organisation"
    if re.fullmatch(
        rf"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|ru|su|[a-z]{{2}})|(?!(?:{_JOINED})[A-Z])[A-Z][a-z]+[A-Z]\w+", head
    ):
        # "smmsyria.com", "TodayHeadline": sites, not people.
        return "named_organisation"
    if head in words_in("countries"):
        return "named_official"
    if _NAME.match(head):
        if is_never_a_surname(head.split()[-1]) or head in words_in("bodies_of_one_word"):
            return "named_organisation"
        if head == plain and words != plain:
            # "the Kremlin", "the Fed": people take no article.
            return "named_organisation"
        return "named_person"
    if re.search(r"\b[A-ZÀ-Þ][a-zà-ÿ'’-]+ [A-ZÀ-Þ][\w'’-]+$", head):
        return "named_person"
    if capitals and not _INDEFINITE.match(words):
        return "named_organisation"
    return "unnamed"
