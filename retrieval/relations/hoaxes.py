"""A report that in its own words calls the story it tells a hoax: nobody without a name says in it what the story says.

Whoever debunks a rumour prints it, mostly more than once: in the headline, in the story's own words, as what "sources"
say there. All that is still the rumour's, and none of it is the report's word for it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from knowledge.caseless import Caseless
from knowledge.model import Claim, Finding
from knowledge.sentences import split
from retrieval.closeness import is_filler, share
from retrieval.contrasts import by_words
from retrieval.origins import has_name
from retrieval.ranking import words_of
from retrieval.withheld import NEGATION, hedged, refutes, tells_of_a_denial
from retrieval.word_tables import any_of, worded, words_in

#: Words before a hoax that may turn it round: "not a hoax", "at first thought a hoax".
_BEFORE = 6
#: Words between who spreads a hoax and what it is called.
_BY = 4
#: What is quoted is somebody else's.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)[‘'][^’']*[’'](?!\w)")
#: "This story", "that fake news article": the one just told, or that of the headline; "the fake site" is any.
_THIS = re.compile(r"(?:this|that|these|those|(?:the )?latest)\b", re.IGNORECASE)
#: Letters of which some stand wherever a story is called a hoax: in few reports, which is seen sooner.
SIGNS = words_in("denials", "hoax_signs")
#: So much of a claim is told where it is called a hoax.
TOLD = 0.6


class Hoax(NamedTuple):
    """The words by which a report calls a story a hoax, and where what they are said of stands."""

    words: str
    around: str
    before: str


def told_as_a_hoax(claim: Claim, finding: Finding) -> str:
    """Why a finding is nobody's word for a claim, though it prints it: its report calls that a hoax; else nothing.

    Somebody who is named says it all the same, and so does whoever denies it.
    """
    article, voice = finding.article, finding.speaker
    hoaxes = () if article.is_note else _hoaxes_in(article.text, article.title)
    if not hoaxes or _denies_something(claim.text):
        return ""
    is_named = voice.kind not in ("document", "outlet_itself") and has_name(voice)
    if is_named and not is_called_a_hoax(finding.words):
        return ""
    told = tuple(stem for stem in words_of(claim.text) if not is_filler(stem))
    hoax = next((one.words for one in hoaxes if _is_of(told, one)), "")
    if not hoax:
        return ""
    said = by_words(claim.text, finding.words)
    return "" if said and said.relation in ("denies", "differs") else f'its report calls it so: "{hoax}"'


def _denies_something(claim: str) -> bool:
    """Whether a claim is itself that something is a hoax, or not so: who calls the rumour one may well say that."""
    return bool(refutes(claim) or NEGATION.search(claim) or worded("denials", "hoaxed").search(claim))


def is_called_a_hoax(words: str) -> bool:
    """Whether words call a story or a report by what it is not: "the bogus story", "a death hoax".

    >>> is_called_a_hoax("the FAKE story"), is_called_a_hoax("a fake beard in the story")
    (True, False)
    """
    return bool(_hoax().search(words))


def _is_of(told: tuple[str, ...], hoax: Hoax) -> bool:
    return bool(told) and max(share(told, hoax.around), share(told, hoax.before)) >= TOLD


# Asked of a report for each of its statements.
@lru_cache(maxsize=2_000)
def _hoaxes_in(text: str, title: str) -> tuple[Hoax, ...]:
    """Where a report calls a story a hoax, as its own."""
    letters = text.lower()
    if not any(sign in letters for sign in SIGNS):
        return ()
    shapes = (_hoax(), _is_a_hoax(), _from_a_hoaxer())
    found, before = [], ""
    for span in split(text):
        sentence = span.of(text).replace("’", "'") if "“" not in span.of(text) else span.of(text)
        own = _QUOTED.sub(lambda quote: " " * len(quote.group()), sentence)
        for shape in shapes:
            for match in shape.finditer(own):
                lead, rest = own[: match.start()], own[match.end() :]
                if not _is_its_own(lead, rest):
                    continue
                # Who is banned for posting a hoax is none.
                around = rest if worded("denials", "hoax_spread").search(" ".join(lead.split()[-_BY:])) else sentence
                told = f"{before}\n{title}" if _is_this(match, shape is _is_a_hoax()) else ""
                found.append(Hoax(" ".join(match.group().split()), around, told))
        before = sentence
    return tuple(found)


def _is_its_own(before: str, after: str) -> bool:
    """Whether a report says so itself, and for certain: not "the mayor called the report fake", "was no hoax"."""
    near = " ".join(before.split()[-_BEFORE:])
    unsure = worded("denials", "hoax_or_not").search(before) or hedged(near) or NEGATION.search(near)
    others = worded("denials", "hoax_by_others").search(before) or tells_of_a_denial(before)
    return not unsure and not others and not _as_others_say().search(after)


@cache
def _hoax() -> Caseless:
    """A story by what it is called: "the bogus story", "a fake news article", "a death hoax"."""
    article = r"(?:(?:the|this|that|an?|these|latest)\s+)?"
    called = rf"(?:{any_of('denials', 'hoaxed')})\s+(?:news\s+)?(?:{any_of('denials', 'stories')})"
    carrier = rf"(?!\s+(?:{any_of('denials', 'carriers_of_hoaxes')})\b)"
    return Caseless(rf"\b{article}(?:{called}|(?:{any_of('denials', 'hoaxes')}))\b{carrier}")


@cache
def _is_a_hoax() -> Caseless:
    """What a story is said to be: "this article about the mill is fake", "it is a hoax"."""
    about = r"(?P<about>(?:\s+(?!(?:is|are|was|were)\b)[\w'-]+){0,8}?)"
    story = rf"(?:the|this|that|these|those)\s+(?:{any_of('denials', 'stories')}){about}"
    degree = r"(?:(?:all|entirely|completely|simply|just|totally|utterly|obviously|actually|in fact|100 percent) )*"
    false = any_of("denials", "hoax_words")
    return Caseless(rf"\b(?:it|{story})\s*(?:\bis|\bare|\bwas|\bwere|'s)\s+{degree}(?:{false})\b")


@cache
def _from_a_hoaxer() -> Caseless:
    """Where a story is from: "it originated on a satirical website"."""
    story = rf"(?:it|(?:the|this)\s+(?:{any_of('denials', 'stories')}))"
    came = (
        r"(?:first\s+)?(?:originat\w+|c[ao]mes?|stems|started|began|was\s+(?:\w+\s+)?\w+ed)\s+(?:on|from|by|with|at|in)"
    )
    return Caseless(rf"\b{story}\s+{came}\s+(?:an?|the)\s+(?:[\w'-]+\s+){{0,2}}?(?:{any_of('denials', 'hoaxers')})\b")


def _is_this(match: re.Match[str], is_said_to_be: bool) -> bool:
    """Whether what is called a hoax is the story just told, or the report's: "this story"; "it" may be anything."""
    if is_said_to_be:
        return match["about"] == ""
    return bool(_THIS.match(match.group()) or _from_a_hoaxer().fullmatch(match.group()))


@cache
def _as_others_say() -> Caseless:
    """Who says so, behind it: "…, the mayor said", "…, according to the police"."""
    return Caseless(rf",\s+(?:[\w.'-]+\s+){{0,6}}?(?:{any_of('denials', 'saying', 'finding')}|according to)\b")
