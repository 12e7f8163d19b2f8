"""What a button says to the bot: a verb and its arguments in 64 bytes, readable after any restart.

    <verb>:<claim>[<language>][.<event>]:<argument>:…[=<the claim's words> | ~<ticket>]

`claim` is the number of a claim in its message, from 0, or "w" for the whole message as one claim; `language` is that
of a card in a group, which whoever presses must not change for the others; `event` names one of the events that an
ambiguous claim fits. The claim's words are read from the message that the card answers. Where that message does not
hold them (inline, a marked passage, a claim that was narrowed), the button carries them itself, or the ticket under
which they are sealed; the day on which they were written it carries in any case.

| verb | what is pressed | arguments |
|---|---|---|
| v | a view of the card | a accounts, o otherwise, c caveats, s sources, w whole; its page |
| l | back to the list of the claims in a message | |
| g | Figures: the chart | |
| x | Not what I meant | |
| p | add a place or a date | |
| y | Similar | |
| h | How it works | |
| f, u | Follow, and no longer | |
| r | Ask for reporting | |
| b | feedback | |
| k | settings | |
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: What Telegram carries behind one button, in bytes.
MOST_BYTES = 64
#: Stands between the parts; arguments do not hold it.
BETWEEN = ":"
#: Before the claim's own words, and before a ticket; arguments hold neither.
WORDS, TICKET = "=", "~"
#: The message as one claim.
WHOLE = "w"

_REF = re.compile(r"(?P<claim>\d{1,2}|w)(?P<language>[a-z]{2})?(?:\.(?P<event>[0-9a-f]{6}))?")


class TooLong(ValueError):
    """A button would say more than Telegram carries."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Which card a button belongs to: the claim of the message, its event, and the claim's words where it has them."""

    #: The number of the claim; None for the message as one claim.
    claim: int | None = 0
    event: str = ""
    #: "=100 airstrikes", "~ticket", or "" where the message that is answered holds the words.
    tail: str = ""
    #: The language of a card that many read; "" where it is its reader's own.
    language: str = ""

    def __str__(self) -> str:
        claim = WHOLE if self.claim is None else self.claim
        return f"{claim}{self.language}{f'.{self.event}' if self.event else ''}"


@dataclass(frozen=True, slots=True)
class Said:
    """A pressed button, read: "v:0:a:2" is the verb v with the arguments 0, a and 2."""

    verb: str
    arguments: tuple[str, ...] = ()
    #: What stands behind "=" or "~", with it.
    tail: str = ""

    def number(self, place: int, default: int = 0) -> int:
        """The argument in this place as a number; `default` when it is none."""
        try:
            return int(self.arguments[place])
        except (IndexError, ValueError):
            return default

    def argument(self, place: int) -> str:
        """The argument in this place; "" when there is none."""
        return self.arguments[place] if place < len(self.arguments) else ""

    @property
    def ref(self) -> Ref | None:
        """Which card the button belongs to; None when its first argument names none."""
        found = _REF.fullmatch(self.argument(0))
        if found is None:
            return None
        claim = None if found["claim"] == WHOLE else int(found["claim"])
        return Ref(claim, found["event"] or "", self.tail, found["language"] or "")


def data_of(verb: str, *arguments: str | int | Ref) -> str:
    """The words behind a button. Raises TooLong past 64 bytes, and where they hold half a character, which has none.

    >>> data_of("v", Ref(0), "a", 2), data_of("v", Ref(1, "a1b2c3", "=100 airstrikes"), "o")
    ('v:0:a:2', 'v:1.a1b2c3:o=100 airstrikes')
    """
    tail = "".join(argument.tail for argument in arguments if isinstance(argument, Ref))
    data = BETWEEN.join([verb, *map(str, arguments)]) + tail
    try:
        size = len(data.encode("utf-8"))
    except UnicodeEncodeError as broken:
        raise TooLong(f"{data!r} holds half of a character") from broken
    if size > MOST_BYTES:
        raise TooLong(f"{data!r} is longer than {MOST_BYTES} bytes")
    return data


def said_by(data: str) -> Said:
    """A pressed button's words, read.

    >>> said_by("v:0:a:2")
    Said(verb='v', arguments=('0', 'a', '2'), tail='')
    >>> said_by("v:0:o=Nothing: a=b").tail
    '=Nothing: a=b'
    """
    mark = re.search(f"[{WORDS}{TICKET}]", data)
    said, tail = (data[: mark.start()], data[mark.start() :]) if mark else (data, "")
    verb, *arguments = said.split(BETWEEN)
    return Said(verb, tuple(arguments), tail)
