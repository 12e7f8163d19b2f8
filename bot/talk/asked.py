"""What a message asks, and which claim a button belongs to: the words, and what is carried where nothing holds them.

A claim's words are carried in the button or the link itself where they are short enough, else sealed under a ticket.
Nothing is looked up here but tickets.
"""

from __future__ import annotations

import hashlib
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from bot.talk.buttons import MOST_BYTES, TICKET, WORDS, Ref, Said, said_by
from bot.talk.desk import Desk
from bot.talk.turns import ELSEWHERE, Forwarded, Message, Press
from bot.talk.whereabouts import is_place_or_date
from knowledge.model import Candidate, ContextCard, Period
from retrieval.answers import card_of
from retrieval.claims.messages import BadMessage, read_claims

#: Bytes of a claim's own words that fit behind every button: the longest verb and arguments are "b:wru.123456:c:99".
MOST_CARRIED = MOST_BYTES - 18
#: What a link into the private chat may carry, in letters.
MOST_IN_A_LINK = 64
#: What a link begins with: the words themselves follow, or the ticket under which they are sealed.
IN_THE_LINK, SEALED = "c_", "t_"
#: The command that asks, in reply to a message or with the claim behind it.
ASKS = "context"
#: Between the day on which something was written and its words, where they travel together: of a forwarded post, and
#: of words that somebody wrote themselves.
AFTER_THE_POSTS_DAY, AFTER_THE_DAY = "\x1f", "\x1e"
_DATED = re.compile(f"(\\d{{8}})([{AFTER_THE_POSTS_DAY}{AFTER_THE_DAY}])(.*)", re.DOTALL)
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """The words somebody asks about, when they were written, and where the answer's buttons find them again."""

    text: str
    sent: Period | None = None
    forwarded: Forwarded | None = None
    #: The message the answer hangs on.
    hangs_on: int | None = None
    #: "" where that message holds the words, else what the buttons carry; None where nothing can be carried.
    tail: str | None = ""
    #: The language of the answer where many read it; "" in private.
    language: str = ""

    def ref(self, claim: int | None = 0) -> Ref | None:
        """What a button about one claim of these words begins with; None when it could not find them again.

        It carries the day even where the message under the answer holds the words: a reply to the answer brings the
        button along, and not that message.
        """
        if self.tail is None:
            return None
        day = WORDS + with_day("", self.sent, is_forward=self.forwarded is not None) if self.sent else ""
        return Ref(claim, "", self.tail or day, self.language)


def asked_in(message: Message, desk: Desk, now: datetime) -> Asked | None:
    """What a message asks: its own words, or the message it replies to and what of that it has marked.

    None when there are no words in any of them, or a link's ticket is no longer known.
    """
    command, words = command_in(message.text)
    if command == "start":
        return _behind_a_link(message, words, desk)
    other = _spoken_of(message)
    if other is None:
        return Asked(words, message.sent, message.forwarded, message.id) if words.strip() else None
    if other.id == ELSEWHERE:
        return _carrying(other.text, other, message.id, desk, now)
    if message.marked and message.marked.strip() != other.text.strip():
        # The message that the answer hangs on holds more than the words that are meant.
        return _carrying(message.marked, other, other.id, desk, now)
    words = command_in(other.text)[1]
    return Asked(words, other.sent, other.forwarded, other.id) if words.strip() else None


def hangs_on(message: Message) -> int:
    """The message that is answered: this one, or the one it asks about.

    Of several passages marked in one message each has its own answer.
    """
    other = _spoken_of(message)
    return message.id if other is None or message.marked or other.id == ELSEWHERE else other.id


def holds_a_claim(text: str, sent: Period | None = None) -> bool:
    """Whether there is anything to look up; "is this true?", thanks and greetings hold nothing.

    >>> holds_a_claim("is this true?"), holds_a_claim("100 airstrikes")
    (False, True)
    """
    try:
        reading = read_claims(text, sent=sent)
    except BadMessage:
        return False
    return bool(reading.claims or reading.links)


def claims_in(asked: Asked) -> int:
    """How many claims are asked about at once."""
    try:
        return len(read_claims(asked.text, sent=asked.sent).claims)
    except BadMessage:
        return 0


def _spoken_of(message: Message) -> Message | None:
    """The message that a reply without a claim of its own asks about: "/context", "is this true?"."""
    other = message.replies_to
    if other is None or other.is_own:
        return None
    command, words = command_in(message.text)
    if command not in (None, ASKS):
        return None
    # "Homs, April 2021" says where and when another's words were meant.
    own = holds_a_claim(words) or is_place_or_date(words, message.sent) or not other.text.strip()
    return None if words.strip() and own else other


def command_in(text: str) -> tuple[str | None, str]:
    """The command that a message begins with, and the words behind it.

    >>> command_in("/context@whosays_bot 100 airstrikes"), command_in("100 airstrikes")
    (('context', '100 airstrikes'), (None, '100 airstrikes'))
    """
    found = _COMMAND.fullmatch(text.strip())
    return (found[1].lower(), found[2] or "") if found else (None, text)


def behind(pressed: Press, said: Said, desk: Desk, now: datetime) -> Asked | None:
    """What the card asks that a button stands under; None when neither button nor message holds it any more."""
    hung = pressed.asked
    words = _behind_a_tail(said.tail, desk)
    if words is None:
        return None
    if words.text:
        return replace(words, hangs_on=hung.id if hung else None, tail=said.tail)
    return asked_in(hung, desk, now) if hung else None


def held_by(own: Message, desk: Desk) -> Asked:
    """The words that a message of the bot carries of the claim it is about, and the day; no words where it has none."""
    if own.carries.startswith((IN_THE_LINK, SEALED)):
        return _in_a_link(own.carries, desk) or Asked("")
    said = said_by(own.carries)
    held, ref = _behind_a_tail(said.tail, desk) or Asked(""), said.ref
    if ref is None or ref.claim is None or not held.text:
        return held
    try:
        claims = read_claims(held.text, sent=held.sent).claims
    except BadMessage:
        return held
    return replace(held, text=claims[ref.claim].text) if ref.claim < len(claims) else held


def card_behind(pressed: Press, said: Said, desk: Desk, now: datetime) -> ContextCard | None:
    """The card that a button stands under, as the store answers now; None when its claim or its event is gone."""
    asked, ref = behind(pressed, said, desk, now), said.ref
    return card_for(asked, ref, desk, now) if asked and ref else None


def card_for(asked: Asked, ref: Ref, desk: Desk, now: datetime) -> ContextCard | None:
    """The card for one claim of what is asked, narrowed to an event where one is chosen; None when either is gone."""
    found = card_and_event(asked, ref, desk, now)
    return found[0] if found else None


def card_and_event(asked: Asked, ref: Ref, desk: Desk, now: datetime) -> tuple[ContextCard, Candidate | None] | None:
    """The card for one claim of what is asked, and the event it was narrowed to; None when either is gone."""
    try:
        card = card_of(asked.text, desk.store, ref.claim, now=now, sent=asked.sent)
        if card is None or not ref.event:
            return (card, None) if card else None
        number = next((n for n, one in enumerate(card.candidates) if event_id(one) == ref.event), None)
        if number is None:
            return None
        narrowed = card_of(asked.text, desk.store, ref.claim, now=now, sent=asked.sent, candidate=number)
        return (narrowed, card.candidates[number]) if narrowed else None
    except BadMessage:
        return None


def event_id(candidate: Candidate) -> str:
    """What a button calls one of several events: the same as long as its label and first report are, else unknown."""
    said = f"{candidate.label}\x00{candidate.findings[0].article.id if candidate.findings else ''}"
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:6]


def carried(
    text: str, desk: Desk, now: datetime, *, sent: Period | None = None, is_forward: bool = False
) -> str | None:
    """What buttons carry to find these words again, and the day on which they were written where it is given.

    None where they are long, or hold half a character, which no button carries, and nothing can be sealed.
    """
    whole = with_day(text, sent, is_forward=is_forward)
    carried = whole.encode("utf-8", "replace")
    if len(carried) <= MOST_CARRIED and carried.decode("utf-8") == whole:
        return WORDS + whole
    return TICKET + desk.memory.seal(whole, now) if desk.memory is not None else None


def with_day(text: str, sent: Period | None, *, is_forward: bool = False) -> str:
    """Words as they travel: behind the day on which they were written, where it is known."""
    if sent is None:
        return text
    return f"{sent.start:%Y%m%d}{AFTER_THE_POSTS_DAY if is_forward else AFTER_THE_DAY}{text}"


def link_to(asked: Asked, desk: Desk, now: datetime) -> str | None:
    """What a link into the private chat carries so that these words are asked there; None where it cannot.

    With it goes the day on which they were written.
    """
    whole = with_day(asked.text, asked.sent, is_forward=asked.forwarded is not None)
    packed = IN_THE_LINK + urlsafe_b64encode(whole.encode("utf-8", "replace")).decode().rstrip("=")
    if len(packed) <= MOST_IN_A_LINK:
        return packed
    return SEALED + desk.memory.seal(whole, now) if desk.memory is not None else None


def link_from_anywhere(asked: Asked, desk: Desk, now: datetime) -> str | None:
    """The same for words that buttons carry: what is sealed for those is not sealed a second time."""
    if asked.tail and asked.tail.startswith(TICKET):
        return SEALED + asked.tail.removeprefix(TICKET)
    return link_to(asked, replace(desk, memory=None), now)


def _behind_a_link(message: Message, parameter: str, desk: Desk) -> Asked | None:
    asked = _in_a_link(parameter, desk)
    return replace(asked, hangs_on=message.id) if asked else None


def _behind_a_tail(tail: str, desk: Desk) -> Asked | None:
    """The words behind a button, "" where it carries none; None when its ticket is no longer known."""
    if not tail.startswith(TICKET):
        return Asked(*_dated(tail[1:]))
    text = desk.memory.unseal(tail[1:]) if desk.memory is not None else None
    return Asked(*_dated(text)) if text is not None else None


def _in_a_link(parameter: str, desk: Desk) -> Asked | None:
    text: str | None = None
    if parameter.startswith(SEALED) and desk.memory is not None:
        text = desk.memory.unseal(parameter.removeprefix(SEALED))
    elif parameter.startswith(IN_THE_LINK):
        packed = parameter.removeprefix(IN_THE_LINK)
        try:
            text = urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-8")
        except ValueError:
            text = None
    return Asked(*_dated(text)) if text and text.strip() else None


def _carrying(text: str, post: Message, hangs_on: int, desk: Desk, now: datetime) -> Asked:
    """Words of a post that the message under the answer does not hold, or not alone."""
    tail = carried(text, desk, now, sent=post.sent, is_forward=post.forwarded is not None)
    return Asked(text, post.sent, post.forwarded, hangs_on, tail)


def _dated(text: str) -> tuple[str, Period | None, Forwarded | None]:
    """Words that travelled with the day on which they were posted; the channel's name does not travel."""
    dated = _DATED.fullmatch(text)
    if dated is None:
        return text, None, None
    day, mark, words = dated.groups()
    try:
        written = date.fromisoformat(day)
    except ValueError:
        return words, None, None
    start = datetime(written.year, written.month, written.day, tzinfo=UTC)
    sent = Period(start, start + timedelta(days=1), "stated")
    return words, sent, Forwarded() if mark == AFTER_THE_POSTS_DAY else None
