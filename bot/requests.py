"""Asking for reporting: by consent a claim that nothing was found for is put on the maintainers' list."""

from __future__ import annotations

from datetime import datetime

from bot.buttons import Said
from bot.desk import Desk
from bot.turns import Press, Turn
from bot.words import Words


def on_request(pressed: Press, said: Said, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb r: "r:<claim>[:<ticket>]" asks for consent, "r:<claim>:<ticket or ->:yes" puts it on the list."""
    raise NotImplementedError
