"""Text as Telegram measures and marks it: UTF-16 units, cleaned characters, entities found in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from .refusals import Json

#: Longest text of a message, counted in UTF-16 units once its entities are taken out.
MESSAGE_UNITS = 4096
CAPTION_UNITS = 1024

#: Telegram keeps the first hundred entities of a message and silently forgets the rest.
MOST_ENTITIES = 100

#: Inside these Telegram looks for no links, commands or mentions.
_CLOSED_TYPES = {"code", "pre", "text_link", "text_mention"}

# Telegram turns control characters into spaces; line breaks and tabs survive, carriage returns vanish, and so do the
# direction overrides U+2028-U+202E and three combining marks that could spill over the line.
_TO_SPACE = dict.fromkeys((*range(0, 9), 11, 12, *range(14, 32)), " ")
_TO_NOTHING = dict.fromkeys((13, *range(8232, 8239), 819, 831, 778))
_CLEANED: dict[int, str | None] = {**_TO_SPACE, **_TO_NOTHING}

_PLAIN = re.compile(
    r"(?P<url>https?://[^\s<>\"«»]+|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|org|net|info|io|me|uk|ru|de|fr|tv|news)\b(?:/[^\s<>\"]*)?)"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w))"
    r"|(?P<hashtag>(?<!\w)#(?=\w*[^\W\d])\w{1,256})",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:[^\s./:@]{1,63}\.)+[^\s./:@]{2,63}|\d{1,3}(?:\.\d{1,3}){3}")


def utf16_length(text: str) -> int:
    """Count the UTF-16 units of a text, which is how Telegram counts.

    >>> utf16_length("a"), utf16_length("🏟")
    (1, 2)
    """
    return len(text) + sum(character > "\uffff" for character in text)


def cut_utf16(text: str, start: int, length: int) -> str:
    """Give the words an entity covers.

    >>> cut_utf16("🏟 stadium", 3, 7)
    'stadium'
    """
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")


def has_lone_surrogate(text: str) -> bool:
    r"""Tell whether a text holds half a character, which no UTF-8 can carry.

    >>> has_lone_surrogate("\ud800"), has_lone_surrogate("🏟")
    (True, False)
    """
    return any("\ud800" <= character <= "\udfff" for character in text)


def clean_text(text: str) -> str:
    r"""Replace the characters Telegram does not let through.

    >>> clean_text("a\x00b\r\n\u202ec")
    'a b\nc'
    """
    return text.translate(_CLEANED)


def trim_text(text: str, entities: Sequence[Json]) -> tuple[str, list[Json]]:
    """Strip the blank edges of a text and move its entities along.

    >>> trim_text("  hi ", [{"type": "bold", "offset": 0, "length": 5}])
    ('hi', [{'type': 'bold', 'offset': 0, 'length': 2}])
    """
    stripped = text.strip(" \t\n")
    shift, end = len(text) - len(text.lstrip(" \t\n")), utf16_length(stripped)
    kept: list[Json] = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            kept.append(entity | {"offset": start, "length": stop - start})
    return stripped, kept


def find_entities(text: str, marked: Sequence[Json] = ()) -> list[Json]:
    """Find the commands, mentions, links and hashtags that Telegram marks by itself, beside those already marked.

    >>> find_entities("🏟 /start@some_bot")
    [{'type': 'bot_command', 'offset': 3, 'length': 15}]
    >>> find_entities("see https://example.org/a, and @reader")[0]
    {'type': 'url', 'offset': 4, 'length': 21}
    """
    closed = [(e["offset"], e["offset"] + e["length"]) for e in marked if e["type"] in _CLOSED_TYPES]
    found: list[Json] = []
    units = position = 0
    for match in _PLAIN.finditer(text):
        words = match.group().rstrip(".,;:!?)'") if match.lastgroup == "url" else match.group()
        units += utf16_length(text[position : match.start()])
        position = match.start()
        length = utf16_length(words)
        if not any(start < units + length and units < stop for start, stop in closed):
            found.append({"type": match.lastgroup, "offset": units, "length": length})
    return order_entities([*marked, *found])


def order_entities(entities: Sequence[Json]) -> list[Json]:
    """Put entities in Telegram's order, outer before inner, and drop those past the hundredth."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))[:MOST_ENTITIES]


def check_link(url: str) -> str | None:
    """Complete an address as Telegram does, or give None for what it takes for no address at all.

    >>> check_link("example.org"), check_link("https://example.org/a?b#c"), check_link("nonsense")
    ('http://example.org/', 'https://example.org/a?b#c', None)
    """
    if not url or any(character.isspace() for character in url):
        return None
    if url.startswith(("tg://", "ton://", "tonsite://")):
        return url
    whole = url if "://" in url else f"http://{url}"
    try:
        parts = urlsplit(whole)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or not _HOST.fullmatch(host):
        return None
    return whole if parts.path or parts.query or parts.fragment else whole + "/"
