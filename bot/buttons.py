"""What a button says to the bot: a verb and its arguments in 64 bytes, readable after any restart."""

from __future__ import annotations

from dataclasses import dataclass

#: What Telegram carries behind one button, in bytes.
MOST_BYTES = 64
#: Stands between the parts; arguments do not hold it, but for the last.
BETWEEN = ":"


class TooLong(ValueError):
    """A button would say more than Telegram carries."""


@dataclass(frozen=True, slots=True)
class Said:
    """A pressed button, read: "p:0:2" is the verb p with the arguments 0 and 2."""

    verb: str
    arguments: tuple[str, ...] = ()

    def number(self, place: int, default: int = 0) -> int:
        """The argument in this place as a number; `default` when it is none."""
        try:
            return int(self.arguments[place])
        except (IndexError, ValueError):
            return default


def data_of(verb: str, *arguments: str | int) -> str:
    """The words behind a button. Raises TooLong past 64 bytes.

    >>> data_of("p", 0, 2)
    'p:0:2'
    """
    data = BETWEEN.join([verb, *map(str, arguments)])
    if len(data.encode("utf-8")) > MOST_BYTES:
        raise TooLong(f"{data!r} is longer than {MOST_BYTES} bytes")
    return data


def said_by(data: str) -> Said:
    """A pressed button's words, read.

    >>> said_by("p:0:2")
    Said(verb='p', arguments=('0', '2'))
    """
    verb, *arguments = data.split(BETWEEN)
    return Said(verb, tuple(arguments))
