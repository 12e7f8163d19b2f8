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
        said = said_by(data)
        if said.verb != "b" or not said.argument(1):
            return True
        tap = f"{person} {message} {said.argument(0)} {said.argument(1)}"
        digest = hashlib.blake2b(tap.encode("utf-8", "replace"), key=self._key, digest_size=16).digest()
        with self._lock:
            if digest in self._known:
                return False
            self._known[digest] = None
            if len(self._known) > MOST_TAPS:
                self._known.popitem(last=False)
            return True
