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

from bot.talk.buttons import MOST_BYTES, TICKET, WORDS, Ref, Said
from bot.talk.desk import Desk
from bot.talk.turns import ELSEWHERE, Forwarded, Message, Press
from knowledge.model import Candidate, ContextCard, Period
from retrieval.answers import card_of
from retrieval.claims import BadMessage, read_claims

#: Bytes of a claim's own words that fit behind every button: the longest verb and arguments are "b:w.123456:c:99".
MOST_CARRIED = MOST_BYTES - 18
#: What a link into the private chat may carry, in letters.
MOST_IN_A_LINK = 64
#: What a link begins with: the words themselves follow, or the ticket under which they are sealed.
IN_THE_LINK, SEALED = "c_", "t_"
#: The command that asks, in reply to a message or with the claim behind it.
ASKS = "context"
#: Between the day on which a post was written and its words, where they travel together.
AFTER_THE_DAY = "\x1f"
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

    def ref(self, claim: int | None = 0, event: str = "") -> Ref | None:
        """What a button about one claim of these words begins with; None when it could not find them again."""
        return None if self.tail is None else Ref(claim, event, self.tail)


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
        return Asked(other.text, other.sent, other.forwarded, message.id, carried(other.text, other, desk, now))
    if message.marked and message.marked.strip() != other.text.strip():
        # The message that the answer hangs on holds more than the words that are meant.
        return Asked(message.marked, other.sent, other.forwarded, other.id, carried(message.marked, other, desk, now))
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


def _spoken_of(message: Message) -> Message | None:
    """The message that a reply without a claim of its own asks about: "/context", "is this true?"."""
    other = message.replies_to
    if other is None or other.is_own:
        return None
    command, words = command_in(message.text)
    if command not in (None, ASKS):
        return None
    return None if words.strip() and (holds_a_claim(words) or not other.text.strip()) else other


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
    if said.tail.startswith(WORDS):
        return Asked(*_dated(said.tail[1:]), hangs_on=hung.id if hung else None, tail=said.tail)
    if said.tail.startswith(TICKET):
        text = desk.memory.unseal(said.tail[1:]) if desk.memory is not None else None
        if text is None:
            return None
        return Asked(*_dated(text), hangs_on=hung.id if hung else None, tail=said.tail)
    return asked_in(hung, desk, now) if hung else None


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


def carried(text: str, message: Message | None, desk: Desk, now: datetime) -> str | None:
    """What buttons carry to find these words again; None where they are long and nothing can be sealed."""
    whole = _with_day(text, message.sent if message and message.forwarded else None)
    if len(whole.encode("utf-8", "replace")) <= MOST_CARRIED:
        return WORDS + whole
    return TICKET + desk.memory.seal(whole, now) if desk.memory is not None else None


def link_to(asked: Asked, desk: Desk, now: datetime) -> str | None:
    """What a link into the private chat carries so that these words are asked there; None where it cannot."""
    whole = _with_day(asked.text, asked.sent if asked.forwarded else None)
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
    text: str | None = None
    if parameter.startswith(SEALED) and desk.memory is not None:
        text = desk.memory.unseal(parameter.removeprefix(SEALED))
    elif parameter.startswith(IN_THE_LINK):
        packed = parameter.removeprefix(IN_THE_LINK)
        try:
            text = urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-8")
        except ValueError:
            text = None
    return Asked(*_dated(text), hangs_on=message.id) if text and text.strip() else None


def _with_day(text: str, sent: Period | None) -> str:
    return f"{sent.start:%Y%m%d}{AFTER_THE_DAY}{text}" if sent else text


def _dated(text: str) -> tuple[str, Period | None, Forwarded | None]:
    """Words that travelled with the day on which they were posted; the channel's name does not travel."""
    day, mark, words = text.partition(AFTER_THE_DAY)
    if not mark:
        return text, None, None
    try:
        written = date.fromisoformat(day)
    except ValueError:
        return words, None, None
    start = datetime(written.year, written.month, written.day, tzinfo=UTC)
    return words, Period(start, start + timedelta(days=1), "stated"), Forwarded()
