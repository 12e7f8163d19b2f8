"""What a reader thinks of a card, in one tap and without the reader."""

from __future__ import annotations

from datetime import datetime

from bot.buttons import Said
from bot.desk import Desk
from bot.turns import Press, Turn
from bot.words import Words


def on_feedback(pressed: Press, said: Said, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb b: "b:<claim>[:<ticket>]" offers three buttons, "b:<claim>:<ticket or ->:<h, m or c>" keeps the tap."""
    raise NotImplementedError
