"""A pasted message becomes claims: what could have been reported, freed of what the messenger put around it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.model import Claim, Period
from knowledge.places import read_places
from knowledge.quantities import read_quantities
from knowledge.statements import split
from knowledge.times import read_times
from retrieval.posts import question_in

#: A longer message is an article; a person wants one sentence of it looked up.
LONGEST_MESSAGE = 20_000
#: More claims than this get cards nobody reads.
MOST_CLAIMS = 5

#: What the bot is for, in the words it answers small talk with.
HINT = (
    "Paste a claim, for example “100 airstrikes in Homs”, and I show who reported it, "
    "whom they quote, who says otherwise, and what to be careful about."
)

_url = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_user_name = re.compile(r"(?<![\w.])@\w{3,}")
_hashtag = re.compile(r"#(\w+)")
_camel = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])|(?<=[A-Za-z])(?=\d)|_")
_markup = re.compile(r"[*_~`]{1,3}(?=\S)|(?<=\S)[*_~`]{1,3}(?!\w)|<[^<>\s][^<>]{0,200}>")
_quote_mark = re.compile(r"^\s*(?:>+|[-•–—▪◦·]|\d{1,2}[.)](?=\s))\s*")


class BadMessage(ValueError):
    """Nothing can be looked up for this message; the text says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message holds: claims, how many more were left out, the addresses in it, or a hint when nothing is."""

    claims: tuple[Claim, ...]
    left_out: int = 0
    links: tuple[str, ...] = ()
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class _SmallTalk:
    greetings: frozenset[str]
    not_claims: tuple[str, ...]
    questions: re.Pattern[str]
    forward_headers: tuple[str, ...]


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
    links = tuple(link.rstrip(".,;:!?)]}»”\"'") for link in _url.findall(visible))
    words = _without_wrapping(visible)
    if not any(c.isalnum() for c in words):
        if links:
            return Reading((), links=links)
        raise BadMessage("There are no words to look up in this message. " + HINT)
    sentences = [s for line in words.split("\n") for s in _sentences_of(line)]
    claimed = [claim for sentence in sentences if (claim := _claim_in(sentence))]
    # The same sentence twice (a headline repeated as the first line) is one claim.
    texts = list(dict.fromkeys(claimed))
    claims = tuple(_read(text, sent) for text in texts[:MOST_CLAIMS])
    return Reading(claims, max(0, len(texts) - MOST_CLAIMS), links, None if claims or links else HINT)


def read_whole(message: str) -> Claim:
    """The message as one claim, its sentences together: what a search asks where a card asks each sentence alone.

    >>> read_whole("Strikes hit Homs. 12 soldiers were killed. https://t.co/x").text
    'Strikes hit Homs. 12 soldiers were killed.'
    """
    return _read(question_in(clean(message)), None)


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


def _without_wrapping(visible: str) -> str:
    lines = []
    for line in visible.split("\n"):
        line = _quote_mark.sub("", line)
        if line.lower().startswith(_small_talk().forward_headers):
            continue
        line = _url.sub(" ", line)
        line = _user_name.sub(" ", line)
        line = _hashtag.sub(lambda tag: _camel.sub(" ", tag.group(1)), line)
        line = _markup.sub("", line)
        line = "".join(" " if unicodedata.category(c) in ("So", "Sk") or c == "\ufe0f" else c for c in line)
        lines.append(" ".join(line.split()))
    return "\n".join(lines)


def _sentences_of(line: str) -> list[str]:
    return [span.of(line) for span in split(line)]


def _claim_in(sentence: str) -> str | None:
    """The claim a sentence makes, or None for a greeting, a request, an opinion, a single word."""
    bare = sentence.strip(" \t.!?…\"'“”«»‘’")
    bare = _small_talk().questions.sub("", bare).strip(" ,:;.!?…\"'“”«»‘’")
    plain = re.sub(r"[^\w\s]", "", bare.lower()).strip()
    parts = [re.sub(r"[^\w\s]", "", part).strip() for part in re.split(r"[!?.…,]+", bare.lower())]
    if (
        all(part in _small_talk().greetings for part in parts if part)
        or plain in _small_talk().greetings
        or _opens_with(plain, _small_talk().not_claims)
    ):
        return None
    words = [word for word in plain.split() if any(c.isalnum() for c in word)]
    says_something = len(words) >= 2 and any(any(c.isalpha() for c in word) and len(word) > 1 for word in words)
    return bare if says_something else None


def _opens_with(plain: str, openings: tuple[str, ...]) -> bool:
    return any(plain == opening or plain.startswith(opening + " ") for opening in openings)


def _read(text: str, sent: Period | None) -> Claim:
    return Claim(
        text=text,
        quantities=read_quantities(text),
        when=_first(read_times, text, sent),
        where=read_places(text),
    )


def _first(read: Callable[[str, Period | None], tuple[Period, ...]], text: str, sent: Period | None) -> Period | None:
    found = read(text, sent)
    return found[0] if found else None


@cache
def _small_talk() -> _SmallTalk:
    table = tomllib.loads((files(__package__) / "claims.toml").read_text(encoding="utf-8"))
    longest_first = sorted(table["questions"], key=len, reverse=True)
    questions = re.compile(r"^(?:" + "|".join(map(re.escape, longest_first)) + r")\b[\s:,–—-]*", re.IGNORECASE)
    return _SmallTalk(
        frozenset(table["greetings"]), tuple(table["not_claims"]), questions, tuple(table["forward_headers"])
    )
