"""A report that in its own words calls the story it tells a hoax: nobody without a name says in it what the story says.

Whoever debunks a rumour prints it, mostly more than once: in the headline, in the story's own words, as what "sources"
say there. All that is still the rumour's, and none of it is the report's word for it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from knowledge.model import Claim, Finding
from knowledge.sentences import split
from retrieval.closeness import is_filler
from retrieval.contrasts import by_words
from retrieval.origins import has_name
from retrieval.ranking import words_of
from retrieval.withheld import NEGATION, hedged, refutes, tells_of_a_denial
from retrieval.word_tables import any_of, worded

#: Words before a hoax that may turn it round: "not a hoax", "at first thought a hoax".
_BEFORE = 6
#: What is quoted is somebody else's.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)[‘'][^’']*[’'](?!\w)")
_THIS = re.compile(r"\b(?:this|that|the|these|those|latest)\b", re.IGNORECASE)


def told_as_a_hoax(claim: Claim, finding: Finding) -> str:
    """Why a finding is nobody's word for a claim, though it prints it: its report calls that a hoax; else nothing.

    Somebody who is named says it all the same, and so does whoever denies it.
    """
    voice = finding.speaker
    is_named = voice.kind not in ("document", "outlet_itself") and has_name(voice)
    has_a_word = is_named and not is_called_a_hoax(finding.words)
    if finding.article.is_note or has_a_word or _denies_something(claim.text):
        return ""
    told = frozenset(stem for stem in words_of(claim.text) if not is_filler(stem))
    hoax = next((words for words, around in _hoaxes_in(finding.article.text) if around & told or _is_this(words)), "")
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


# Asked of a report for each of its statements.
@lru_cache(maxsize=2_000)
def _hoaxes_in(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The words by which a report calls a story a hoax, as its own, and the stems of the sentence around them."""
    if not _hoax().search(text) and not _is_a_hoax().search(text) and not _from_a_hoaxer().search(text):
        return ()
    found = []
    for span in split(text):
        sentence = span.of(text).replace("’", "'") if "“" not in span.of(text) else span.of(text)
        own = _QUOTED.sub(lambda quote: " " * len(quote.group()), sentence)
        for shape in (_hoax(), _is_a_hoax(), _from_a_hoaxer()):
            for match in shape.finditer(own):
                if _is_its_own(own[: match.start()], own[match.end() :]):
                    found.append((" ".join(match.group().split()), frozenset(words_of(sentence))))
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
    return Caseless(rf"\b{article}(?:{called}|(?:{any_of('denials', 'hoaxes')}))\b")


@cache
def _is_a_hoax() -> Caseless:
    """What a story is said to be: "this article about the mill is fake", "it is a hoax"."""
    about = r"(?:\s+(?!(?:is|are|was|were)\b)[\w'-]+){0,8}?"
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


def _is_this(words: str) -> bool:
    """Whether what is called a hoax is the story that a report is of: "this story"; "it" may be anything."""
    return bool(_THIS.search(words) or _from_a_hoaxer().search(words))


@cache
def _as_others_say() -> Caseless:
    """Who says so, behind it: "…, the mayor said", "…, according to the police"."""
    return Caseless(rf",\s+(?:[\w.'-]+\s+){{0,6}}?(?:{any_of('denials', 'saying')}|according to)\b")
