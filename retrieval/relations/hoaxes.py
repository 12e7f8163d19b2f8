"""A report that in its own words calls the story it tells a hoax: nobody without a name says in it what the story says.

Whoever debunks a rumour prints it, mostly more than once: in the headline, in the story's own words, as what "sources"
say there. All that is still the rumour's, and none of it is the report's word for it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from knowledge.caseless import Caseless
from knowledge.model import Article, Claim, Finding
from knowledge.sentences import split
from retrieval.denying.contrasts import by_words
from retrieval.denying.negated import may_hold_a_negation
from retrieval.grammar.closeness import is_filler, share
from retrieval.grammar.withheld import NEGATION, hedged, refutes, tells_of_a_denial
from retrieval.origins import has_name
from retrieval.ranking import words_of
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
#: So much of a claim is told where it is called a hoax; or in a headline that does so, or at the top of a page that
#: checks what others claim, and so many words of it there.
TOLD, TOLD_ABOVE, FEWEST_ABOVE = 0.6, 0.3, 3
#: Characters of such a page up to what it finds.
TOP = 600


class Hoax(NamedTuple):
    """The words by which a report calls a story a hoax, and where what they are said of stands."""

    words: str
    around: str
    before: str


def told_as_a_hoax(claim: Claim, finding: Finding, following: Finding | None = None) -> str:
    """Why a finding is nobody's word for a claim, though it prints it: its report calls that a hoax; else nothing.

    Somebody who is named says it all the same, and so does whoever denies it. `following` is the sentence behind it.
    """
    article, voice = finding.article, finding.speaker
    told = _told_by(claim.text)
    if article.is_note or told is None:
        return ""
    is_named = voice.kind not in ("document", "outlet_itself") and has_name(voice)
    has_a_word = is_named and not is_called_a_hoax(finding.words)
    if has_a_word:
        never = _never_said(voice.name, article.text)
        return f'its report says they never said so: "{never}"' if never else ""
    doubt = _doubted_behind(finding, following) if following is not None else ""
    if doubt and not _is_of_a_threat(claim, doubt):
        return f'its report calls it so: "{doubt}"'
    hoax = next((one.words for one in _hoaxes_in(article.text, article.title) if _is_of(told, one)), "")
    hoax = hoax or _called_so_above(claim, told, article)
    if not hoax or _is_of_a_threat(claim, hoax):
        return ""
    said = by_words(claim.text, finding.words)
    return "" if said and said.relation in ("denies", "differs") else f'its report calls it so: "{hoax}"'


def _is_of_a_threat(claim: Claim, hoax: str) -> bool:
    """Whether a hoax may be the threat or the call that a claim tells of: it was made all the same."""
    return "hoax" in hoax.lower() and worded("denials", "threats").search(claim.text) is not None


# Asked of a claim for every statement.
@lru_cache(maxsize=64)
def _told_by(claim: str) -> tuple[str, ...] | None:
    """The stems of what a claim tells; None where it is itself that something is a hoax, or not so.

    Who calls the rumour one may well say that.
    """
    if refutes(claim) or NEGATION.search(claim) or worded("denials", "hoaxed").search(claim):
        return None
    return tuple([stem for stem in words_of(claim) if not is_filler(stem)])


def is_called_a_hoax(words: str) -> bool:
    """Whether words call a story or a report by what it is not: "the bogus story", "a death hoax".

    >>> is_called_a_hoax("the FAKE story"), is_called_a_hoax("a fake beard in the story")
    (True, False)
    """
    return bool(_hoax().search(words))


# Asked of a report for each of its statements.
@lru_cache(maxsize=2_000)
def _called_so_above(claim: Claim, told: tuple[str, ...], article: Article) -> str:
    """The words by which a headline, or the top of a page that checks claims, has a claim not be so; else nothing."""
    title = article.title.replace("’", "'")
    above = by_words(claim.text, title) if may_hold_a_negation(f" {title}") else None
    # "Israel denies killing 25" ends nobody else's word; "Karl Vane did not buy the mill" is the page's own.
    if above and above.relation == "denies" and above.why.startswith("negated"):
        return title
    match = _hoax_in_a_headline().search(title)
    is_asked = "?" in title
    if match and not is_asked and not NEGATION.search(title[: match.start()]):
        # "Storm kills ten; shark photo is fake": only what stands with the word is called so.
        part = next(part for part in re.split("[;,]", title) if match.group() in part or len(part) == len(title))
        if _is_told_above(told, part):
            return match.group()
    top = article.text[: len(article.title) + TOP].replace("’", "'")
    # On most pages nothing is labelled so, which is seen sooner.
    checked = _checked().search(top) if "claim:" in top.lower() else None
    return checked["found"] if checked and _is_told_above(told, f"{checked['claim']} {title}") else ""


def _is_told_above(told: tuple[str, ...], words: str) -> bool:
    """Whether a headline is of a claim: a third of its words stand there, and no two that any may have."""
    return (shared := share(told, words)) >= TOLD_ABOVE and shared * len(told) >= FEWEST_ABOVE


@lru_cache(maxsize=5_000)
def _never_said(name: str, text: str) -> str:
    """The words by which a report has somebody never have said what is quoted of them; empty where it does not."""
    if not _says_never().search(text.replace("’", "'")):
        # In most reports nobody has never said anything, which is seen sooner than patterns are made for a name.
        return ""
    *first, surname = name.split()
    # "Otto Reed never said so" is nothing of Ann Reed's.
    shape = re.compile(rf"(?:\b(?P<first>[A-Z][\w'-]+) )?\b{re.escape(surname)} (?:{any_of('denials', 'never_said')})")
    found = shape.finditer(text.replace("’", "'"))
    own = (m.group() for m in found if not first or not m["first"] or m["first"] in (*first, "The", "But", "Mr", "Ms"))
    return next(own, "")


@cache
def _says_never() -> Caseless:
    return Caseless(rf" (?:{any_of('denials', 'never_said')})")


def _doubted_behind(finding: Finding, following: Finding) -> str:
    """The words by which the sentence behind another has it that what was told is not so, however surely; or nothing.

    "But it is almost certainly not true"; behind a post, "the photo is from 2009".
    """
    words = following.words.replace("’", "'")
    is_posted = worded("denials", "posted").search(finding.words) is not None
    match = _doubting(is_posted).match(words)
    # "It had never happened before" doubts nothing: the doubt is all that is said.
    if (
        match is None
        or not _OVER.match(words, match.end())
        or NEGATION.search(match["before"])
        or _OF_WHICH.match(match["before"])
        or _as_others_say().search(words, match.end())
    ):
        return ""
    return match.group()


#: "The story that he paid nothing is false": it says itself which one is meant.
_OF_WHICH = re.compile(r"\s*(?:that|of|about)\b", re.IGNORECASE)
_OVER = re.compile(r"\s*(?:[.!;]|\Z|,? (?:but|and)\b)")


@cache
def _doubting(is_posted: bool) -> Caseless:
    pictures = f"|{any_of('denials', 'pictures')}" if is_posted else ""
    story = rf"(?:the|this|that) (?:\w+ )?(?:{any_of('denials', 'stories', 'posted')}{pictures})"
    what = rf"(?:it|this|that|none of (?:it|this)|{story})(?:'s| is| was| never| did| turned| proved|)"
    lead = rf"(?:(?:{any_of('denials', 'turning_to')}),? )?"
    doubt = any_of("denials", "unlikely_stories")
    return Caseless(rf"\W*{lead}{what}\b(?P<before>[^.;:?!]{{0,30}}?)\b(?:{doubt})\b")


@cache
def _hoax_in_a_headline() -> Caseless:
    return Caseless(rf"\b(?:{any_of('denials', 'hoax_in_a_headline')})\b")


@cache
def _checked() -> Caseless:
    """A page that checks a claim, and has found it not to be so: "Claim: … Status: False"."""
    false = any_of("denials", "false", "hoax_words", "unproven")
    label = rf"(?:(?:{any_of('denials', 'found_on_checking')}): ?)?"
    found = rf"{label}(?:probably |mostly |likely |almost certainly )?(?:{false})"
    return Caseless(rf"(?:\A|\n)\s*(?:the )?claim: ?(?P<claim>[^\n]+)\n\s*(?P<found>{found})\b")


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
    called = rf"(?:{any_of('denials', 'hoaxed')})\s+(?:news\s+)?(?:{any_of('denials', 'stories', 'pictured')})"
    carrier = rf"(?!\s+(?:{any_of('denials', 'carriers_of_hoaxes')})\b)"
    return Caseless(rf"\b{article}(?:{called}|(?:{any_of('denials', 'hoaxes')}))\b{carrier}")


@cache
def _is_a_hoax() -> Caseless:
    """What a story is said to be: "this article about the mill is fake", "it is a hoax"."""
    about = r"(?P<about>(?:\s+(?!(?:is|are|was|were)\b)[\w'-]+){0,16}?)"
    story = rf"(?:an?|the|this|that|these|those)\s+(?:{any_of('denials', 'stories', 'pictured')}){about}"
    degree = rf"(?:(?:{any_of('denials', 'degrees_of_a_hoax')}) )*"
    false = any_of("denials", "hoax_words")
    being = rf"(?:\bis|\bare|\bwas|\bwere|'s|\b(?:{any_of('contrasts', 'proving')}))\s+{degree}(?:{false})"
    unreal = r"(?:\bisn't|\baren't|\bwasn't|\bweren't|\bis not|\bwas not) (?:real|true)"
    return Caseless(rf"\b(?:it|{story})\s*(?:{being}|{unreal})\b")


@cache
def _from_a_hoaxer() -> Caseless:
    """Where a story is from: "it originated on a satirical website"."""
    story = rf"(?:it|(?:the|this)\s+(?:{any_of('denials', 'stories')}))"
    came = rf"(?:first\s+)?(?:{any_of('denials', 'came_from')})\s+(?:on|from|by|with|at|in)"
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
