"""What maintainers have done for them in Telegram and what takes long: a refresh, a page to be added.

Each is the command that a maintainer would type (`whosays kb refresh`, `whosays kb add`), run as a process of its own:
the people who ask meanwhile do not feel it, and it is as safe against being killed as it is in a terminal.
"""

from __future__ import annotations

import html
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from bot.card.rendering import sound
from bot.talk.turns import Errand, Reply
from bot.words import Words, msgid

#: Units of UTF-16, as Telegram counts, of a command's output that are told; the last ones say how it ended.
MOST_TOLD = 3_000
#: Seconds one page may take. A refresh may take as long as it takes.
SECONDS_A_PAGE = 180

BUSY = msgid("Another errand is still running; I tell you here when it has ended. Please try again then.")

# One at a time: two refreshes would refuse each other anyway, and the machine has other things to do.
_running = threading.Lock()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its status, and what it said."""

    status: int
    said: str


def carry_out(errand: Errand, words: Words) -> Reply:
    """Run the errand to its end and tell how it ended. It blocks: call it in a thread of its own."""
    if not _running.acquire(blocking=False):
        return Reply(words.say(BUSY))
    try:
        return told(errand, _run(command_of(errand), SECONDS_A_PAGE if errand.name == "add" else None), words)
    finally:
        _running.release()


def command_of(errand: Errand) -> tuple[str, ...]:
    """The command a maintainer would type, without the program's name.

    >>> command_of(Errand("add", ("https://example.org/a",)))
    ('kb', 'add', '--', 'https://example.org/a')
    """
    # Behind "--" nothing is an option, whatever somebody sends.
    return ("kb", errand.name, *(("--", *errand.arguments) if errand.arguments else ()))


def told(errand: Errand, ended: Ended, words: Words) -> Reply:
    """How an errand ended, in the command's own lines."""
    if errand.name == "refresh":
        heading = words.say("The refresh has ended.") if ended.status == 0 else words.say("The refresh met trouble.")
    else:
        heading = words.say("The page is read.") if ended.status == 0 else words.say("The page was not added.")
    said = sound(ended.said.strip())
    units = said.encode("utf-16-le")
    if len(units) > 2 * MOST_TOLD:
        said = "…" + units[-2 * MOST_TOLD :].decode("utf-16-le", "ignore")
    lines = f"\n<pre>{html.escape(said, quote=False)}</pre>" if said else ""
    return Reply(f"<b>{heading}</b>{lines}")


def _run(command: Sequence[str], seconds: float | None) -> Ended:
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "bot.cli", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ended(124, f"stopped after {seconds:.0f} s")
    except OSError as error:
        return Ended(126, error.strerror or type(error).__name__)
    return Ended(ran.returncode, ran.stdout.decode("utf-8", "replace"))
