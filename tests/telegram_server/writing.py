"""What a person's app makes of words before they leave: cleaned, cut, marked; pictures; where a forward comes from."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from datetime import datetime

from .entities import (
    CAPTION_UNITS,
    MESSAGE_UNITS,
    clean_text,
    find_entities,
    has_lone_surrogate,
    trim_text,
    utf16_length,
)
from .refusals import Json

_file_numbers = itertools.count(1)


def write_words(text: str, name: str) -> Json:
    """Give the fields of a message with these words as its "text" or "caption".

    Raises ValueError for what no app could send.
    """
    if has_lone_surrogate(text):
        raise ValueError("no app can send half a character; see TelegramServer.delivers")
    trimmed, _ = trim_text(clean_text(text), [])
    if not trimmed or utf16_length(trimmed) > (MESSAGE_UNITS if name == "text" else CAPTION_UNITS):
        raise ValueError(f"the app cannot send {utf16_length(trimmed)} units as a {name}")
    entities = find_entities(trimmed)
    return {name: trimmed} | ({"entities" if name == "text" else "caption_entities": entities} if entities else {})


def split_text(text: str) -> Iterator[str]:
    """Cut a text every 4,096 units, as the app does; a blank part is not sent.

    >>> [len(part) for part in split_text("a" * 5000)]
    [4096, 904]
    """
    if utf16_length(text) <= MESSAGE_UNITS:
        yield text
        return
    start = units = 0
    for position, character in enumerate(text):
        size = 2 if character > "\uffff" else 1
        if units + size > MESSAGE_UNITS:
            if text[start:position].strip():
                yield text[start:position]
            start, units = position, 0
        units += size
    if text[start:].strip():
        yield text[start:]


def take_photo() -> Json:
    """Give the fields of a message with a picture, in two sizes."""
    number = next(_file_numbers)
    sizes = ((90, 51), (800, 450))
    return {
        "photo": [
            {"file_id": f"u{number}-{w}", "file_unique_id": f"q{number}-{w}", "width": w, "height": h}
            | {"file_size": w * h}
            for w, h in sizes
        ]
    }


def tell_origin(channel: str | None, person: Json | None, hidden: str | None, date: datetime | None) -> Json:
    """Describe where a forwarded message comes from, as ``forward_origin`` does; a channel if nothing is said."""
    origin: Json = {"date": int(date.timestamp() if date else time.time())}
    if person:
        return origin | {"type": "user", "sender_user": person}
    if hidden:
        return origin | {"type": "hidden_user", "sender_user_name": hidden}
    title = channel or "A channel"
    chat = {"id": -1_002_000_000_000 - sum(title.encode()), "type": "channel", "title": title}
    return origin | {"type": "channel", "chat": chat, "message_id": 17}
