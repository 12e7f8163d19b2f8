"""What sites have asked of whoever fetches, kept in a small file, so that the next process heeds it too."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import AwareDatetime, TypeAdapter

from knowledge.fetch.robots import GOOD_FOR, Rules, good_for, rules_of

#: A rest is remembered for a week at most: a slip in a date must not close a site for good.
LONGEST_KEPT = timedelta(days=7)
_A_DAY = timedelta(seconds=GOOD_FOR)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one site's robots.txt said when it was last asked; `text` is None where there is none."""

    at: AwareDatetime
    text: str | None = None
    #: Why nothing may be fetched for now, as a sentence; None when the text says what may.
    closed: str | None = None


@dataclass(frozen=True, slots=True)
class _Written:
    #: Until when a site (host and port) asks to be left alone.
    rests: dict[str, AwareDatetime] = field(default_factory=dict)
    #: By the address of the robots.txt.
    robots: dict[str, _Heard] = field(default_factory=dict)


_json = TypeAdapter(_Written)


class Wishes:
    """The wishes of sites in one file, or, without one, for nobody but this process. Used by many threads.

    The file is replaced whole, so a reader never sees half of it. One that cannot be read counts as empty, and one that
    cannot be written is left: the price is a question more, and no page.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._lock = threading.Lock()

    def rests(self, now: datetime) -> dict[str, timedelta]:
        """The sites that ask to be left alone, and for how long from now."""
        return {site: min(until - now, LONGEST_KEPT) for site, until in self._read().rests.items() if until > now}

    def rules(self, home: str, now: datetime) -> tuple[Rules, float] | None:
        """The rules that the robots.txt at this address gave, and the seconds for which they still hold."""
        heard = self._read().robots.get(home)
        if heard is None:
            return None
        rules = rules_of(heard.text, heard.closed)
        left = good_for(rules) - (now - heard.at).total_seconds()
        # A clock that was fast has written of a day that is still to come.
        return (rules, left) if 0 < left <= good_for(rules) else None

    def rest(self, site: str, until: datetime, now: datetime) -> None:
        """Keep that the site asks to be left alone until then."""
        self._write({site: min(until, now + LONGEST_KEPT)}, {}, now)

    def obey(self, home: str, rules: Rules, now: datetime) -> None:
        """Keep the rules that the robots.txt at this address gives."""
        self._write({}, {home: _Heard(now, rules.text, rules.closed)}, now)

    def _read(self) -> _Written:
        if self._file is not None:
            with suppress(OSError, ValueError):
                return _json.validate_json(self._file.read_bytes())
        return _Written()

    def _write(self, rests: dict[str, datetime], robots: dict[str, _Heard], now: datetime) -> None:
        if self._file is None:
            return
        with self._lock:
            # Read anew: another process may have written meanwhile. What is over is left out.
            known = self._read()
            until = known.rests | {site: max(later, known.rests.get(site, later)) for site, later in rests.items()}
            whole = _Written(
                {site: later for site, later in until.items() if later > now},
                {home: heard for home, heard in (known.robots | robots).items() if now - heard.at < _A_DAY},
            )
            aside = self._file.with_name(f"{self._file.name}.{os.getpid()}")
            with suppress(OSError):
                aside.write_bytes(_json.dump_json(whole, indent=1))
                aside.replace(self._file)
            with suppress(OSError):
                aside.unlink(missing_ok=True)
