"""Which buttons of feedback were pressed already, as long as the bot runs: one tap counts once."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict

from bot.talk.buttons import said_by
from bot.words import msgid

#: Taps that are remembered.
MOST_TAPS = 20_000
#: What is told about the second.
ALREADY = msgid("You have told me so already, thank you.")


class Taps:
    """In RAM only, as digests under a key that dies with the process: whoever reads the memory learns no person."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._known: OrderedDict[bytes, None] = OrderedDict()
        self._lock = threading.Lock()

    def is_new(self, person: int, message: str, data: str) -> bool:
        """Whether a press is to be worked out: every press but the second of one person on one button of feedback.

        `message` is the number of the chat and the message under which the button stands, or an inline message's.
        """
        digest = self._digest(person, message, data)
        if digest is None:
            return True
        with self._lock:
            if digest in self._known:
                return False
            self._known[digest] = None
            if len(self._known) > MOST_TAPS:
                self._known.popitem(last=False)
            return True

    def was_not_kept(self, person: int, message: str, data: str) -> None:
        """A press came to nothing: the next one on the same button is worked out again."""
        digest = self._digest(person, message, data)
        if digest is not None:
            with self._lock:
                self._known.pop(digest, None)

    def _digest(self, person: int, message: str, data: str) -> bytes | None:
        """What a press on a button of feedback is known by; None for any other button."""
        said = said_by(data)
        if said.verb != "b" or not said.argument(1):
            return None
        tap = f"{person} {message} {said.argument(0)} {said.argument(1)}"
        return hashlib.blake2b(tap.encode("utf-8", "replace"), key=self._key, digest_size=16).digest()
