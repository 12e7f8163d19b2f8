"""A pasted message becomes claims: what could have been reported, freed of what the messenger put around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from knowledge.model import Claim, Period, Place, Quantity, Span
from knowledge.places import read_places
from knowledge.quantities import read_quantities
from knowledge.speakers import sides_named
from knowledge.times import read_times, when_told
from retrieval.claims.asked_and_answered import is_an_answer, without_answers
from retrieval.claims.capitals import capitalised
from retrieval.claims.crowds import figures_claimed
from retrieval.claims.following_up import answered, counted_by, goes_on, labelled, only_disputes_it, there
from retrieval.claims.joined import filled, parted, placed_by
from retrieval.claims.phrases import phrases
from retrieval.claims.posts import question_in
from retrieval.claims.questions import is_marked
from retrieval.claims.remarks import counts_something
from retrieval.claims.sentences import claim_in, parts_of, trimmed
from retrieval.claims.told_together import is_how_many_in, told_together
from retrieval.claims.wrapping import unwrapped
from retrieval.counts.yearless import names_no_year
from retrieval.grammar.clauses import SOME_DAY, has_verb, meant_of
from retrieval.grammar.naming import contrasts_table
from retrieval.ranking import is_open_above, plain_words
from retrieval.word_tables import any_of

#: A longer message is an article; a person wants one sentence of it looked up.
LONGEST_MESSAGE = 20_000
#: More claims than this get cards nobody reads.
MOST_CLAIMS = 5

#: What the bot is for, in the words it answers small talk with.
HINT = (
    "Paste a claim, for example “100 airstrikes in Homs”, and I show who reported it, "
    "whom they quote, who says otherwise, and what to be careful about."
)

_ACCOUNT = re.compile(r"@\w+")


class BadMessage(ValueError):
    """Nothing can be looked up for this message; the text says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message holds: claims, how many more were left out, the addresses in it, or a hint when nothing is."""

    claims: tuple[Claim, ...]
    left_out: int = 0
    links: tuple[str, ...] = ()
    hint: str | None = None


def read_claims(message: str, *, sent: Period | None = None) -> Reading:
    """The claims in a message, at most five, in its order.

    `sent` is when it was sent, for "yesterday". Raises BadMessage when it is empty, holds no words, or is too long.

    >>> [claim.text for claim in read_claims("Is it true that over 100 airstrikes hit Homs?").claims]
    ['over 100 airstrikes hit Homs']
    """
    if len(message) > LONGEST_MESSAGE:
        raise BadMessage(
            f"The text is {len(message):,} characters long; paste the sentence you want looked up "
            f"({LONGEST_MESSAGE:,} characters at most)."
        )
    visible = clean(message)
    if not visible:
        raise BadMessage("There is nothing to look up: the message is empty. " + HINT)
    words, links = unwrapped(visible)
    if not any(c.isalnum() for c in words):
        if links:
            return Reading((), links=links)
        if any(c.isalnum() for c in _ACCOUNT.sub("", visible)):
            return Reading((), hint=HINT)
        raise BadMessage("There are no words to look up in this message. " + HINT)
    lines = without_answers(words).split("\n")
    claimed = told_together(_claims_of([part for line in lines for part in parts_of(line)]))
    # The same sentence twice (a headline repeated as the first line) is one claim.
    texts = list({text.casefold(): (text, noun) for text, noun in reversed(claimed)}.values())[::-1]
    claims = tuple(_read(text, sent, noun) for text, noun in texts[:MOST_CLAIMS])
    return Reading(claims, max(0, len(texts) - MOST_CLAIMS), links, None if claims or links else HINT)


def read_whole(message: str, *, sent: Period | None = None) -> Claim:
    """The message as one claim, its sentences together: what a search asks where a card asks each sentence alone.

    >>> read_whole("Strikes hit Homs. 12 soldiers were killed. https://t.co/x").text
    'Strikes hit Homs. 12 soldiers were killed.'
    """
    return _read(question_in(clean(message)), sent)


def clean(message: str) -> str:
    """The message as a person sees it: no control characters, no hidden direction marks, no halves of characters.

    >>> clean("100\\u202e airstrikes\\x00")
    '100 airstrikes'
    """
    whole = message.encode("utf-8", "ignore").decode("utf-8")
    normal = unicodedata.normalize("NFC", whole.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c for c in normal if c in "\n\t" or not _unseen(c))
    return "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip()


def _unseen(character: str) -> bool:
    # Joiners shape Arabic and Indic words; every other format character only hides something.
    return unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn") and character not in "\u200c\u200d"


def _claims_of(parts: list[str]) -> list[tuple[str, str]]:
    """The claims in these sentences, each with the word for what it asks the number of, if it does.

    A place that stands alone is where the next of them is said to have happened; a heading is over all that follow.
    """
    claims: list[tuple[str, str]] = []
    place = heading = date = ""
    asked = ""
    for part in parts:
        question, asked = asked, part if is_marked(part) else ""
        if claims and question and not asked and is_an_answer(part, question):
            continue
        if claims and (told_so := answered(part, claims[-1])):
            claims[-1] = told_so
            continue
        what = labelled(part) if len(parts) > 1 else ""
        if what and not _is_a_place(trimmed(what)) and read_times(what, SOME_DAY):
            date = what
            continue
        part = what or part
        bare = trimmed(part)
        claim = None if len(parts) > 1 and (_is_a_place(bare) or _is_heading(part)) else claim_in(part)
        if claim is None:
            if _is_heading(part):
                place, heading = "", bare
            elif _is_a_place(bare):
                place = f"{place}, {bare}" if place else bare
            continue
        text, noun = claim
        over, before = place or heading, claims[-1][0] if claims else ""
        if before and only_disputes_it(text):
            continue
        if before and not noun and (more := goes_on(text, before)):
            claims[-1] = (more, claims[-1][1])
            continue
        text = text if over or noun or not before else there(counted_by(text, before), before)
        if not noun and before and not claims[-1][1] and is_how_many_in(before, text):
            claims[-1] = (f"{before}: {text}", claims[-1][1])
            continue
        for told in (text,) if noun else parted(filled(text, before)):
            told = told if over else placed_by(told, before)
            claims.append((f"{over}: {told}" if over and not read_places(told) else told, noun))
        place = ""
    if place and not any(read_places(told) for told, _ in claims):
        # A pin below the lines says where all of them happened.
        claims = [(f"{place}: {told}", noun) for told, noun in claims]
    return [(f"{told} ({date})" if date and not read_times(told, SOME_DAY) else told, noun) for told, noun in claims]


def _is_a_place(words: str) -> bool:
    """Whether words are the name of a place and nothing else: "Kalden", "Deir ezzor"."""
    named = (*read_places(f"in {words}"), *read_places(words)) if words and len(words.split()) <= 3 else ()
    return any(place.span and place.span.end - place.span.start >= len(words) - 1 for place in named)


def _is_heading(part: str) -> bool:
    """Whether a part is over what follows: a few words before a colon, with a name and no count.

    >>> _is_heading("Kalden market:"), _is_heading("The market of Kalden:")
    (True, True)
    >>> _is_heading("Breaking news:"), _is_heading("The ministry said:"), _is_heading("40 dead in Kalden:")
    (False, False, False)
    """
    words = part.strip().removesuffix(":").split()
    named = any(word[0].isupper() for word in words[1:]) or bool(read_places(" ".join(words)))
    few = part.rstrip().endswith(":") and 0 < len(words) <= 4
    return few and (named or _opens_with_a_name(words)) and not counts_something(part)


def _opens_with_a_name(words: Sequence[str]) -> bool:
    """Whether the first word is large though a small one follows, and nobody speaks: no "Officials say"."""
    text, known = " ".join(words), phrases()
    printed = any(word.lower() in known.furniture for word in words) or len(plain_words(text)) < len(words)
    chat = (known.opener, known.greeting, known.command, known.talk, known.asking, known.thinking, known.credit)
    said = has_verb(text) or known.reported.search(text) or any(each.match(f"{text}:") for each in chat)
    return len(words) > 1 and words[0][0].isupper() and words[1].islower() and not printed and not said


def _read(text: str, sent: Period | None, noun: str = "") -> Claim:
    return Claim(
        text=text,
        quantities=tuple(_at_most(text, _belittled(text, figure)) for figure in meant_of(text, figures_claimed(text))),
        when=_when(text, sent),
        where=_places(text),
        asked=_asked(text, noun) if noun else None,
    )


def _belittled(text: str, figure: Quantity) -> Quantity:
    """The figure, as one that is near where the claim belittles it: "only 47,000+" is no three times as many."""
    if not is_open_above(figure) or figure.high is not None:
        return figure
    belittled = _BELITTLES.search(text[: figure.span.end], max(0, figure.span.start - 12))
    near = figure.value * HARDLY_MORE
    return replace(figure, bound="about", low=figure.value - near, high=figure.value + near) if belittled else figure


def _at_most(text: str, figure: Quantity) -> Quantity:
    """The figure, as the most there can be where the message says so in short: "max 9,000", "9,000 dead tops"."""
    if figure.bound != "exact" or figure.unit == "":
        return figure
    before = _MOST_BEFORE.search(text[: figure.span.start])
    return replace(figure, bound="up to", low=None) if before or _MOST_BEHIND.match(text, figure.span.end) else figure


#: "A 737 max 8" is no ceiling, and neither is "Max, 40".
_MOST_BEFORE = re.compile(rf"(?<![\d-] )(?<![\w-])(?:{any_of('claims', 'most_before')}) \Z")
_MOST_BEHIND = re.compile(rf" (?:{any_of('claims', 'most_behind')})(?!\w| (?:the|\d))")
#: "Just over 100" is more by so small a part.
HARDLY_MORE = 0.1
_BELITTLES = re.compile(rf"\b(?:{any_of('closeness', 'only')}) (?=\d|[a-z ]{{0,12}}\d)", re.IGNORECASE)


def _asked(text: str, noun: str) -> Quantity | None:
    """What a question asks the number of: read as if it had one, and kept without it."""
    words = _ASKED_WITHOUT_A_NOUN.get(noun) or re.sub(rf"\b{re.escape(noun)}\b", f"7 {noun}", text, count=1)
    figure = next((q for q in read_quantities(words) if q.value == 7 and q.unit), None)
    return replace(figure, low=None, high=None, span=Span(0, len(text))) if figure else None


_ASKED_WITHOUT_A_NOUN = {"toll": "7 people killed", "crowd": "7 demonstrators"}


def _places(text: str) -> tuple[Place, ...]:
    """The places of a claim; who writes no capitals at all writes none for a name, and then every word may be one."""
    found = _named(text)
    named = tuple(p for p in found if not (_acts_with_another(text, p, found) or _is_who_sent_them(text, p)))
    others = tuple(place for place in named if place.span is None or not _owns_a_deed(text, place.span))
    # "168 killed in US bombing" may well have been in the US.
    return others or named


def _acts_with_another(text: str, place: Place, named: Sequence[Place]) -> bool:
    """Whether a country opens a claim joined to one that struck, and is no place: "Russia and Syria killed ten"."""
    if place.span is None or place.province is not None or text[: place.span.start].lower().strip() not in ("", "the"):
        return False
    doing = "|".join(map(re.escape, contrasts_table()["doing"]["words"]))
    joined = re.compile(rf" and (?:the )?(?P<other>[^\W\d_]+) (?:{doing})\b").match(text, place.span.end)
    if joined is None or any(other.span and other.span.start == joined.start("other") for other in named):
        return False
    name = joined["other"]
    return any(
        other.province is None for other in read_places(f"in {name if name[0].isupper() else name.capitalize()}")
    )


def _is_who_sent_them(text: str, place: Place) -> bool:
    """Whether a capital is named for its state, whose forces do it, and is no place: "Moscow's planes hit a mill"."""
    if place.span is None or place.province is None:
        return False
    forces = re.match(
        rf"['’]s? (?:[a-z]+ )?(?:{any_of('every_word', 'forces')})\b", text[place.span.end :], re.IGNORECASE
    )
    return forces is not None and any(start == place.span.start for _, start, _ in sides_named(text))


def _owns_a_deed(text: str, span: Span) -> bool:
    """Whether a state is named by its letters for what it did: "killed in US bombing", not "in Syria strikes"."""
    deeds = "|".join(map(re.escape, contrasts_table()["deeds"]["words"]))
    owns = re.match(rf"[\s-]+(?:{deeds})\b", text[span.end :], re.IGNORECASE)
    return bool(owns and _LETTERS.fullmatch(span.of(text)))


def _named(text: str) -> tuple[Place, ...]:
    if any(c.isupper() for c in text):
        return read_places(text)
    known = phrases()
    small = known.participles | known.past.keys() | known.joiners | known.no_towns
    named = re.sub(
        r"[^\W\d_]{3,}", lambda word: word.group() if word.group() in small else capitalised(word.group()), text
    )
    return tuple(p for p in read_places(named) if p.country) or read_places(text)


def _when(text: str, sent: Period | None) -> Period | None:
    """The time of which the claim tells, where its words or the day it was sent settle it.

    "23 March" without a year is no date: what people ask about may be years old, and this year's day would hide it.
    """
    found = when_told(text, sent)
    if found is None:
        return _short_day(text, sent) or _bare_year(text)
    if found.basis != "relative" or found.span is None:
        return found
    return None if names_no_year(text, found.span) or _is_of_saying(text, found.span) else found


def _is_of_saying(text: str, time: Span) -> bool:
    """Whether a time tells only when somebody spoke: "the army said Monday its raid killed ten".

    "It said on Monday jets struck Homs" may be of that Monday, and so may be what is said last.
    """
    return bool(_SAID.search(text[: time.start])) and bool(text[time.end :].strip(" .,"))


def _short_day(text: str, sent: Period | None) -> Period | None:
    """The one day that a claim prints with its year in two figures, where only one reading has it a day: "30/12/20".

    No message tells of a day that was still to come when it was sent.
    """
    printed = list(_A_SHORT_DAY.finditer(text))
    if len(printed) != 1:
        return None
    day, month, year = (int(printed[0][part]) for part in ("day", "month", "year"))
    try:
        start = datetime(2000 + year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    if day <= MONTHS or (sent is not None and start > sent.end):
        return None
    return Period(start, start + timedelta(days=1), "stated", Span(*printed[0].span()))


def _bare_year(text: str) -> Period | None:
    """The one year that a claim prints without a word before it, and counts nothing with: "Paris protest 1995"."""
    counted = [q.span for q in read_quantities(text) if q.unit or q.counted]
    years = [m for m in _A_YEAR.finditer(text) if not any(span.start <= m.start() < span.end for span in counted)]
    if len(years) != 1:
        return None
    year, span = int(years[0].group()), Span(years[0].start(), years[0].end())
    return Period(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC), "stated", span)


_SAID = re.compile(rf"\b(?:{any_of('joined', 'saying')}) (?:late |early )?\Z", re.IGNORECASE)
_A_SHORT_DAY = re.compile(
    r"(?<![\w/.-])(?P<day>\d\d)([/.])(?P<month>(?<=/)\d|\d\d)\2(?P<year>[0-3]\d)(?![\w/-]|[.,]\d)"
)
#: A first figure above these is no month.
MONTHS = 12
_A_YEAR = re.compile(r"(?<![\w.,/-])(?:19[4-9]\d|20[0-4]\d)(?![\w/-]|[.,]\d)")
_LETTERS = re.compile(r"U\.?S\.?A?|U\.?K\.?|USSR|UAE")
