"""Which buttons were pressed already, as long as the bot runs."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict

#: Taps that are remembered, so that two on one button count once.
MOST_TAPS = 20_000


class Taps:
    """Which buttons were pressed already: in RAM only, as digests under a key that dies with the process."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._known: OrderedDict[bytes, None] = OrderedDict()
        self._lock = threading.Lock()

    def is_new(self, tap: str) -> bool:
        """Whether this is the first time; from now on it is not."""
        digest = hashlib.blake2b(tap.encode("utf-8", "replace"), key=self._key, digest_size=16).digest()
        with self._lock:
            if digest in self._known:
                return False
            self._known[digest] = None
            if len(self._known) > MOST_TAPS:
                self._known.popitem(last=False)
            return True
