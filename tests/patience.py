"""Waiting for what a test has set going: for the event, never for the clock."""

from __future__ import annotations

import time
from collections.abc import Callable

#: Seconds within which anything is there, however much else the machine has to do; only a failing test waits so long.
SOON = 60.0


def wait_until(what: Callable[[], bool]) -> None:
    """Wait until it is so; raises AssertionError when it is not so soon."""
    end = time.monotonic() + SOON
    while not what():
        assert time.monotonic() < end, "what was waited for has not come"
        time.sleep(0.01)
