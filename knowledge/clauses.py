"""The words in front of and behind a reporting verb: where a speaker's name begins, where the clause ends.

There is no grammar here, only the habits of newsrooms: what starts a clause, what a noun phrase may hold, which
words betray a finite verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(r"\w+(?:[’'.-]\w+)*\.?(?<![^A-Z.]\.)|[^\w\s]")

AUXILIARIES = frozenset("has have had is are was were be been will would can could may might must should did do does 'd 've 's ’s ’ve ’d".split())
ADVERBS = frozenset(
    "also later earlier then now recently repeatedly previously reportedly once often always never already still again first "
    "just further even only simply not n't initially separately meanwhile subsequently immediately instead openly "
    "originally himself herself itself themselves both all today yesterday".split()
)
#: Words that start a clause: no speaker's name reaches across them.
_BREAKS = frozenset(
    "that but because while when as after before if although though whereas since so whether where how why what than "
    "until unless yet nor once".split()
)
_LEADING = frozenset(
    "in on at after before during since with without for by from under over between despite amid following until upon "
    "meanwhile however moreover furthermore additionally earlier later yesterday today tomorrow speaking asked when "
    "while as according although though if because separately elsewhere also then but and so yet still now instead "
    "nevertheless nonetheless overall finally first second third last this on-monday indeed thus therefore recently "
    "monday tuesday wednesday thursday friday saturday sunday speaking addressing commenting responding referring "
    "writing to of like unlike among citing quoting including because given once".split()
)
_RELATIVE = frozenset(("who", "which", "whose", "whom", "where"))
_FINITE = frozenset(
    "is are was were has have had will would can could may might must should did does do began came went took made gave got "
    "left held led fell rose hit lost won met kept ran saw sent set put sought spent stood told thought became brought "
    "bought built caught chose drew drove fought flew forgot grew heard knew laid lay paid shot showed sold spoke "
    "struck swept threw understood withdrew wrote said says remains remain continues continue takes comes goes makes "
    "isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't didn't doesn't don't "
    "i'm he's she's it's they're we're you're i've we've they've he'd she'd they'd i'd we'd i'll we'll he'll they'll".split()
)
_AFTER_FINITE = frozenset(
    "the a an his her its their our my this that these those to in on at by for with from into against over him them it us me "
    "under as after before during more over nearly about least at out up down off several many some all".split()
)
_REDUCED = frozenset(
    "based led backed known named called located allied linked affiliated armed united supported funded owned aligned "
    "dated entitled titled released published issued carried posted broadcast quoted cited interviewed contacted reached "
    "stationed tasked charged wanted".split()
)
_DETERMINERS = frozenset(
    "the a an this that these those some several many other another two three four five six seven one both all most few "
    "his her its their our my no any each every senior local top former unnamed unidentified multiple various".split()
)
PRONOUNS = frozenset("he she it they we i you who which".split())
VOICES = re.compile(
    r"(?i)\b(?:sources?|officials?|spokes(?:man|woman|person|people|persons)|reports?|activists?|witness(?:es)?|media|residents?|"
    r"monitors?|observers?|ministry|ministries|army|military|police|authorities|government|rebels?|militants?|medics?|doctors?|analysts?|experts?|"
    r"agency|agencies|group|groups|statement|study|studies|survey|poll|polls|researchers?|state|television|tv|news|newspaper|"
    r"president|minister|mayor|governor|commander|leader|leaders|director|chief|head|council|committee|commission|coalition|"
    r"critics|supporters|opponents|diplomats?|prosecutors?|lawyers?|attorneys?|investigators?|survivors?|relatives|family|"
    r"families|neighbou?rs?|workers?|rescuers?|organi[sz]ers?|protesters?|demonstrators?|voters?|democrats|republicans|"
    r"correspondents?|reporters?|journalists?|documents?|report|review|analysis|data|figures|people|fighters?|opposition|"
    r"regime|forces|envoy|ambassador|secretary|administration|campaign|company|union|network|observatory|officers?|"
    r"senator|lawmakers?|judge|court|parliament|embassy|office|organi[sz]ation|website|man|woman|men|women|father|mother|"
    r"brother|sister|son|daughter|wife|husband|author|authors|scientists?|economists?|scholars?|professor|historians?|"
    r"aide|aides|adviser|advisers|insiders?|others|many|some|most|others|countries|teams?|guards?|loyalists|letter|memo|article|outlet|outlets|page|pages|accounts?|"
    r"video|footage|images|photos|post|tweet|ad|candidate|nominee|pollsters?|members?|body|"
    r"volunteers?|teachers?|students?|civilians?|villagers?|locals|militia|militias|movement|party|delegation|department|bureau|team|institute|centre|center|command)\b"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a sentence, with its offsets."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower().replace("’", "'")

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not (self.text[0].isalnum() or self.text[0] == "_")


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words and marks between two offsets, in order."""
    return [Word(m.group(), m.start(), m.end()) for m in WORD.finditer(text, start, end)]


def is_finite(words: list[Word], at: int) -> bool:
    """Whether the word at this place is a verb that carries its clause, as far as its looks tell."""
    word = words[at].lower
    if word in _FINITE:
        return not (word in ("led", "set", "left", "laid", "shot", "hit") and at + 1 < len(words) and words[at + 1].lower == "by")
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if word.endswith("ed") and len(word) > 4 and "-" not in word and words[at].text.islower():
        # "officials based in Homs" is a description; "officials issued a statement" is a clause.
        return after in _AFTER_FINITE and not (word in _REDUCED and after in ("in", "on", "at", "to", "as", "with", "for", "after", "from"))
    return bool(word.endswith("s") and len(word) > 3 and words[at].text.islower() and at > 0 and words[at - 1].text[:1].isupper()
                and after in ("the", "a", "an", "to", "that", "his", "its", "their") and not word.endswith("ss"))


def has_finite(words: list[Word]) -> bool:
    """Whether a clause of its own stands in these words."""
    return any(is_finite(words, i) for i in range(len(words)))


def looks_like_voice(words: list[Word]) -> bool:
    """Whether the words can name somebody who speaks: a name, a pronoun, or one of the usual voices."""
    plain = [w for w in words if not w.is_mark]
    if not plain or len(plain) > 32:
        return False
    if len(plain) == 1 and plain[0].lower in PRONOUNS:
        return True
    if any(w.text[:1].isupper() for w in plain[1:]) or (plain[0].text[:1].isupper() and plain[0].lower not in _LEADING | _DETERMINERS | AUXILIARIES):
        return True
    joined = " ".join(w.text for w in plain)
    return bool(VOICES.search(joined)) or plain[0].lower in ("the", "his", "her", "their", "its", "my", "our")


def source_before(words: list[Word], upto: int) -> tuple[int, int] | None:
    """The words that name the speaker in front of a verb that starts at place `upto`; None when none can be told.

    Returns places in `words`, from the first up to, not including, the last.
    """
    end = upto
    while end > 0 and words[end - 1].text in (",", "—", "–", "-"):
        end -= 1
    if end == 0:
        return None
    if end < upto:
        return _with_apposition(words, end)
    begin = end
    while begin > 0 and not _stops(words, begin - 1, end):
        begin -= 1
    begin = _past_leading(words, begin, end)
    if begin >= end or not looks_like_voice(words[begin:end]):
        return None
    # "Smith, the head of the army's press office and a colonel said": a description that belongs to a name before it.
    return begin, end


def _stops(words: list[Word], at: int, end: int) -> bool:
    word = words[at]
    lower = word.lower
    if word.is_mark:
        return word.text not in ("’", "'", ".", "&", "/", "(", ")", "@", "#", "%", "$", "-")
    if lower in _RELATIVE:
        return at + 1 < end or True if lower != "who" and lower != "which" else at + 1 < end
    if lower in _BREAKS:
        return True
    if lower in ("and", "or"):
        left = words[max(0, at - 6) : at]
        right = words[at + 1 : end]
        return has_finite(left) or not right or not left or (len(right) == 1 and right[0].lower in PRONOUNS)
    return is_finite(words, at) and not (at + 1 < end and words[at + 1].lower == "by")


def _past_leading(words: list[Word], begin: int, end: int) -> int:
    while begin < end and (words[begin].is_mark or words[begin].lower in ("and", "but", "so", "yet", "then", "also", "meanwhile", "however", "still", "earlier", "later", "now", "though", "or", "instead", "separately")):
        begin += 1
    # FA-style texts lose their commas: "On Monday the army said".
    if begin < end and words[begin].lower in ("on", "in", "at", "for", "during", "after", "since", "last", "yesterday", "today", "with", "by", "from", "of", "to", "against", "into", "over", "under"):
        for place in range(begin + 1, end):
            if words[place].lower in ("the", "a", "an", "his", "their", "its", "he", "she", "they", "it", "we") and place > begin + 1:
                return place
        if end - begin > 2 and words[begin].lower in ("on", "yesterday", "today", "last") :
            return begin + 2
        if words[begin].lower in ("of", "to", "against", "into", "by", "from"):
            return end
    return begin


def _with_apposition(words: list[Word], end: int) -> tuple[int, int] | None:
    """ "Smith, the head of the mission, said": the name stands before the comma before."""
    begin = end
    while begin > 0 and (words[begin - 1].text == "," or words[begin - 1].lower in (*_RELATIVE, "as", "where", "and", "or") or not _stops(words, begin - 1, end)):
        begin -= 1
        if end - begin > 40:
            return None
    pieces: list[tuple[int, int]] = []
    first = begin
    for place in range(begin, end + 1):
        if place == end or words[place].text == ",":
            if place > first:
                pieces.append((first, place))
            first = place + 1
    while len(pieces) > 1 and words[pieces[0][0]].lower in _LEADING:
        pieces.pop(0)
    while len(pieces) > 1 and not looks_like_voice(words[slice(*pieces[0])]):
        pieces.pop(0)
    if not pieces:
        return None
    begin = _past_leading(words, *pieces[0])
    if begin >= pieces[0][1] or words[begin].lower in _RELATIVE or not looks_like_voice(words[begin : pieces[0][1]]):
        return None
    return begin, end


def source_after(words: list[Word], start: int) -> tuple[int, int] | None:
    """The words that name the speaker behind a verb ("..., said Smith, a spokesman."); None when none can be told."""
    end = start
    while end < len(words):
        word = words[end]
        if word.is_mark and word.text not in ("’", "'", ".", "&", "/", "-", "@", "#", "(", ")"):
            break
        if word.text == "." and end + 1 == len(words):
            break
        if end > start and (word.lower in _BREAKS or word.lower in _RELATIVE or word.lower in ("on", "during", "late", "early", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today") or is_finite(words, end)):
            break
        if end > start and word.lower == "in" and end + 2 < len(words) and words[end + 1].lower in ("a", "an", "his", "her", "their", "its", "the"):
            break
        end += 1
    if end == start or not looks_like_voice(words[start:end]):
        return None
    if end < len(words) and words[end].text == "," and end + 1 < len(words):
        stop = end + 1
        while stop < len(words) and not (words[stop].is_mark and words[stop].text not in ("’", "'", "-", "&", "/")):
            stop += 1
        piece = words[end + 1 : stop]
        follows = words[stop].text if stop < len(words) else "."
        if piece and len(piece) <= 14 and not has_finite(piece) and follows in (".", ",", "!", "?") and (
            piece[0].lower in ("a", "an", "the", "who", "chief", "director", "head", "spokesman", "spokeswoman", "of", "executive", "president", "professor", "senior", "former") or (piece[0].text.isdigit() and len(piece) == 1)
        ):
            return start, stop
    return start, end
