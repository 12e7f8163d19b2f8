"""A post as a question: what somebody wrote, freed of what the network put around it."""

from __future__ import annotations

import re
import unicodedata

_address = re.compile(r"(?:https?://|pic\.twitter\.com/|www\.)\S*", re.IGNORECASE)
_signature = re.compile(r"\s*[—–]\s*(?P<name>[^—–()]{1,80}?)\s*\(@\w{1,30}\)\s*(?:[A-Z][a-z]+\.? \d{1,2}, \d{4})?\s*$")
_handle = re.compile(r"[@#](\w+)")
#: Where a tag's words meet; the number of a name stays with it: "COVID19", "MH17".
_joint = re.compile(
    r"(?<=[^\W\d_A-ZА-ЯÀ-Þ])(?=[A-ZА-ЯÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])|_+|(?<=\d)(?=[^\W\d_]{4})"
    r"|(?<=[a-zа-я])(?=\d+(?:[^\W\d_]{4}|_|$))"
)
_numbered_name = re.compile(r"[A-Z]*[a-z]*-?\d{1,3}")


def question_in(post: str) -> str:
    """The words of a post to look up: no addresses, no pictures, no date; names and tags as words, its author kept.

    The author is often what was checked: who said it is half of "X said Y".

    >>> question_in("Over 100 #AirStrikes hit Homs https://t.co/x — Jane Doe (@jane) February 18, 2021")
    'Over 100 Air Strikes hit Homs — Jane Doe'
    """
    words = _address.sub(" ", post)
    author = ""
    if signed := _signature.search(words):
        words, author = words[: signed.start()], f" — {signed['name'].strip()}"
    words = _handle.sub(lambda tag: f" {tag_words(tag[1])} ", words) + author
    seen = "".join(" " if unicodedata.category(c) in ("So", "Sk", "Cf") or c == "\ufe0f" else c for c in words)
    return " ".join(seen.split())


def tag_words(tag: str) -> str:
    """The words of a tag or of an account's name.

    >>> tag_words("Over100Airstrikes"), tag_words("ISISAttack"), tag_words("COVID19")
    ('Over 100 Airstrikes', 'ISIS Attack', 'COVID19')
    """
    return tag if _numbered_name.fullmatch(tag) else " ".join(_joint.sub(" ", tag).split())
