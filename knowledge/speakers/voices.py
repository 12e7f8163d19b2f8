"""What sort of voice the words for a speaker show, when no table knows the speaker."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from knowledge.model import Kind
from knowledge.speakers.people import is_calling, is_never_a_surname, people_with_first_names, person_in
from knowledge.word_lists import any_of, words_in

#: Kinds of voices that have a name of their own, so that a rank or an office may be left off.
KINDS_OF_NAME = frozenset(("named_person", "named_official"))

_PERSON = "|".join(sorted(words_in("persons"), key=len, reverse=True))
_UNNAMED = re.compile(rf"\b(?:(?:{_PERSON})s?|{any_of('unnamed_voices')})\b", re.IGNORECASE)
#: "The local council": of the place, where "a local" is somebody.
_OF_THE_PLACE = re.compile(r"local (?P<body>.+)", re.IGNORECASE)
#: "A number of Syrian officials" are officials: what they are a number of tells who speaks.
_SOME_OF = re.compile(rf"(?:an? )?(?:{any_of('so_many_of_them')}) of (?:the )?(?=\w)", re.IGNORECASE)
#: "The activist-run Amber News network": who runs a body that has a name does not make it nobody.
_RUN_BY = re.compile(
    rf"(?i:{_PERSON})-(?:led|operated|owned|run|staffed) (?=[A-Z][\w’'-]* (?:\w+ )*[A-Z])",
)
_EYES = re.compile(
    r"\b(?:eye-?)?witness(?:es)?\b|\bsurvivors?\b|\bresidents?\b|\bvillagers?\b|\bmedics\b|\bcorrespondents?\b|"
    r"\breporters\b",
    re.I,
)
_PARTISAN = re.compile(
    rf"\b(?:pro|anti)-[\w-]+|\b(?:{any_of('partisan_in_front')})\b.{{0,30}}\b(?:{any_of('partisan_voices')})\b|"
    rf"\b(?:{any_of('partisans')})\b|"
    rf"\bsources?\b.{{0,40}}\b(?:{any_of('sides_behind_sources')})\b",
    re.IGNORECASE,
)
#: "An army-linked page", which is no army's, and takes its side.
_LINKED = re.compile(r"\b[\w-]+-(?:affiliated|aligned|allied|linked)\b", re.IGNORECASE)
_INSTITUTION = re.compile(
    r"(?:^|[\s-])(?:" + "|".join(sorted(words_in("institutions"), key=len, reverse=True)) + r")$", re.IGNORECASE
)
#: "Amber Intelligence Group" is a name, whatever its words mean alone.
_BODY_NAME = re.compile(
    r"(?:[A-Z][\w&’'-]* )+[A-Z][\w’'-]*s (?:of|for) (?:the )?[A-Z].*|"
    rf"(?:[A-Z][\w&.’'-]* ){{1,5}}(?:{any_of('called_institutions')})"
)
#: Papers speak for themselves, in the plural too.
_PAPERS = re.compile(
    rf"\b(?:{any_of('papers_in_the_plural')})$|"
    rf"^(?:an? |the )?(?:\w+ )?(?:{any_of('many_papers')}) of .*\b(?:documents|records|filings|"
    r"cables|e-?mails|memos|messages|letter|report)\b",
    re.IGNORECASE,
)
#: "Jonas Weil's wife" is not Jonas Weil.
_KIN = re.compile(rf"['’]s? (?:[\w-]+ ){{0,2}}(?:{any_of('kin_and_kindred')})$")
#: "Republicans", "Kurds": many people, and none of them by name.
_PEOPLE = re.compile(any_of("peoples_in_the_plural"))
_SOME_NAMELESS = re.compile(
    r"(?:Another|Some|These|Those|This|That|Many|Most|Other|Every|Each|Several|More|Few|No) [A-Z]"
)
#: "Two prosecutors" are two people; "the prosecutors" are the office.
_SOME_OF_THEM = re.compile(
    r"^(?:some|several|two|three|four|five|six|many|other|others|various|dozens|both|few|most|unnamed|former|\d+)\b",
    re.IGNORECASE,
)
_STATE_MEDIA = re.compile(
    rf"(?<!pro-)(?<!anti-)\b(?:{any_of('run_by_a_state')})"
    rf"[ -](?:\w+[ -])?(?:{any_of('kinds_of_media')})\b|\bstate media\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(rf"(?<!-)\b(?:{any_of('papers')})\b(?!-)", re.IGNORECASE)
#: "The statistics office", "the census bureau": a body, whatever papers it makes.
_ENDS_AS_A_BODY = re.compile(
    rf"(?!.* (?:to|about|against|into) ).*(?:\b(?:{any_of('offices')}|{any_of('bodies')})|office|bureau|agency|team|"
    r"institute|watchdog|mill)\Z",
    re.IGNORECASE,
)
#: "A boy wounded by rebels" is not of their side.
_HARMED = re.compile(
    rf"(?P<who>[^,]+?) (?:(?:{any_of('harmed')}) (?:by|from)|(?:{any_of('away_from_somebody')})) \S", re.IGNORECASE
)
#: "An army-linked page" is no army's, nor a "government-held town".
_OFFICE = re.compile(rf"\b(?:{any_of('offices')})\b(?!-)", re.IGNORECASE)
_BEHIND_THE_NOUN = re.compile(
    r"(?<!-)\b(?:of|in|from|at|for|by|with|on|close|near|inside|who|based|released|published|including|like|such as)\b"
)
#: "58 percent of voters", "nearly half", "the vast majority": nobody by name.
_A_SHARE = re.compile(
    r"(?:(?:nearly|about|almost|over|some|more than|at least|only|just|the|a) )*(?:[\d.]+ ?%|[\w.-]+ per ?cent\b|"
    rf"(?:(?:{any_of('shares_of_a_vote')}) )?majority\b(?! (?:leader|whip|party|owner|holder))|half\b(?! a dozen)"
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
_ORGANISATION = re.compile(rf"\b(?:{any_of('bodies')})\b", re.IGNORECASE)
_UN = re.compile(r"\b(?:UN|U\.N\.|United Nations)\b")
_NGO = re.compile(
    rf"\b(?:{any_of('private_bodies')})\b",
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
#: "Amber News media outlet"; "Norlandian newspaper" has no name.
_NEWSROOM = re.compile(
    rf"(?:[A-Z][\w’'.-]* )*[A-Z][\w’'.-]*(?<!ian)(?<!ish)(?<!ese)(?<![a-z]i)(?<!ch)(?<!an) "
    rf"(?:{any_of('called_newsrooms')})"
)
_ARTICLE = re.compile(r"^(?:the|The|a|A|an|An)\s+(?=\S)")
#: In capitals two of these are a body and a state.
_PRONOUN = re.compile(
    r"^(?-i:(?!WHO$|US$))(?:he|she|it|they|we|i|you|who|which|that|this|his|her|their|one|those|these|us|him|them|it)$",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(
    rf"^(?:{any_of('some_of_many')})\b",
    re.IGNORECASE,
)


@cache
def _sides() -> tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]:
    """Each side with the words that show it in front of "officials", "sources", "forces", as sides.toml has them."""
    rows = tomllib.loads((files(__package__) / "sides.toml").read_text("utf-8"))["side"]
    return tuple((tuple(row["letters"]), re.compile("|".join(row["shown_by"])), row["name"]) for row in rows)


def without_article(words: str) -> str:
    """The words without the article in front.

    >>> without_article("the army")
    'army'
    """
    return _ARTICLE.sub("", words)


_DESCRIBED: frozenset[Kind] = frozenset(("unnamed", "unnamed_partisan", "eyewitness"))
_COMMON_FIRST = re.compile(rf"^(?:{_PERSON}|{any_of('common_first')})(?:e?s)?\b", re.IGNORECASE)


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
    if kind in _DESCRIBED and re.match(r"(?:An?|One|Another|Some|Several) ", name):
        # "An Amber-based group": what only describes begins small, whatever names are in it.
        return name[:1].lower() + name[1:]
    if not proper and _COMMON_FIRST.match(name) and not (name[:2].isalpha() and name[:2].isupper()):
        name = name[:1].lower() + name[1:]
    return name


def is_pronoun(words: str) -> bool:
    """Whether the words only point at a speaker named elsewhere."""
    return bool(_PRONOUN.match(words.strip()))


_AGAINST = re.compile(r"\b[Aa]nti-[A-Z][\w-]*")


def names_a_side(words: str) -> str | None:
    """The one side that the words name; None when they name none, or more than one ("Syrian and Russian officials").

    >>> names_a_side("Russian officials")
    'Russia'
    >>> names_a_side("Russian and Turkish officials") is None, names_a_side("an anti-ISIS network") is None
    (True, True)
    """
    # Whoever is against a side is not of it.
    words = _AGAINST.sub("", words)
    sides = {side for shape, side in _shapes_for(words) if shape.search(words)}
    if "US-led Coalition" in sides:
        sides.discard("United States")
    if len(sides) == 2 and re.search(r"\b[Pp]ro-", words):
        shown = ((shape.search(words), side) for shape, side in _shapes_for(words))
        sides = {side for match, side in shown if match and match.group().lower().startswith("pro-")}
    return sides.pop() if len(sides) == 1 else None


def _shapes_for(words: str) -> list[tuple[re.Pattern[str], str]]:
    """The patterns that these words may have anything for, each with its side."""
    return [(shape, side) for letters, shape, side in _sides() if any([some in words for some in letters])]


# The same sentences are asked claim after claim, and a report's whole text by each of its statements.
@lru_cache(maxsize=5_000)
def sides_named(words: str) -> tuple[tuple[str, int, int], ...]:
    """Every side that the words name, with the offsets of the naming, in reading order.

    >>> sides_named("Russian jets hit ISIS")
    (('Russia', 0, 7), ('ISIS', 17, 21))
    """
    found = [(side, m.start(), m.end()) for shape, side in _shapes_for(words) for m in shape.finditer(words)]
    return tuple(sorted(found, key=lambda one: one[1]))


@lru_cache(maxsize=4_096)
def kind_of_words(words: str) -> Kind:
    """What sort of voice the words show; "unnamed" when they show none.

    >>> kind_of_words("a military source"), kind_of_words("Basma Idris"), kind_of_words("a new study")
    ('unnamed_partisan', 'named_person', 'document')
    """
    words = words.strip()
    plain = without_article(words)
    if not plain or is_pronoun(plain):
        return "unnamed"
    if some := _SOME_OF.match(words):
        return kind_of_words(f"several {words[some.end() :]}")
    if run := _RUN_BY.match(plain):
        return kind_of_words(f"the {plain[run.end() :]}")
    if harmed := _HARMED.match(words):
        return kind_of_words(harmed["who"])
    head = plain.split(",")[0].strip()
    head_noun = _BEHIND_THE_NOUN.split(head)[0].strip() or head
    if (local := _OF_THE_PLACE.fullmatch(head_noun)) and any(s.search(local["body"]) for s in (_INSTITUTION, _OFFICE)):
        # "The local council" is an authority; "a local" and "local officials" are people.
        head_noun = head_noun if _UNNAMED.search(local["body"]) else local["body"]
    capitals = re.findall(
        r"\b[A-ZÀ-Þ][\w'’-]*", head.partition(" ")[2] if words[:1].islower() is False and " " in head else head
    )
    if _STATE_MEDIA.search(head):
        return "state_media"
    if _is_shouted(head):
        return kind_of_words(" ".join(word if _is_known_in_capitals(word) else word.lower() for word in head.split()))
    if re.fullmatch(r"(?:[\w-]+ ){0,3}commenter(?: .+)?|.+\(comment\)", head, re.IGNORECASE):
        return "reader_comment"
    if _NEWSROOM.fullmatch(plain) and not (_INDEFINITE.match(words) or _COMMON_FIRST.match(plain)):
        return "news_agency" if plain.endswith("agency") else "named_organisation"
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
        if any(shape.search(head) for shape in (_PARTISAN, _LINKED)) or (
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
    if _DOCUMENT.search(head_noun) and not _NAME.match(head) and not _ENDS_AS_A_BODY.match(head_noun):
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
    return "unnamed_partisan" if _LINKED.search(head) else "unnamed"


def _is_shouted(head: str) -> bool:
    """Whether a headline in capitals has a calling for who speaks: "CATHOLIC PRIEST", and no "STEPHEN KING"."""
    return head.isupper() and " " in head and is_calling(head.lower()) and not people_with_first_names(head.title())


def _is_known_in_capitals(word: str) -> bool:
    """Whether a word in capitals is a side or body that is written so, "ISIS", "UN", and "it" is none in small ones."""
    return bool(names_a_side(word)) or _UN.search(word) is not None
