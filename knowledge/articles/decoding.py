"""Bytes and characters to plain words, without what nobody sees."""

from __future__ import annotations

import re


class UnreadableArticle(ValueError):
    """The text or page cannot be read as an article; the message is one sentence for whoever pasted it."""


def decode(data: bytes) -> str:
    """The bytes as words: UTF-8, UTF-16 with its mark, or else the western code page that old systems write.

    Raises `UnreadableArticle` for bytes that are no text at all.

    >>> decode("naïve".encode("cp1252"))
    'naïve'
    """
    if data.startswith((b"%PDF", b"{\\rtf", b"%!PS")):
        # Printable enough to pass for text, and none of it is what a reader sees.
        raise UnreadableArticle("This is a document of a word processor or printer; save it as plain text or HTML.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableArticle("This file says it is UTF-16, but it cannot be read as that.") from error
    if b"\x00" in data:
        raise UnreadableArticle("This is a binary file, not text.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in data)
    if odd > len(data) // 50:
        raise UnreadableArticle("This is a binary file, not text.")
    # Five bytes have no meaning in that code page; old spreadsheets hold a few, and they must not cost the article.
    words = data.decode("cp1252", errors="replace")
    if words.count("\ufffd") > len(words) // 1000 + 1:
        raise UnreadableArticle("This file is neither UTF-8 nor any other text that whosays can read.")
    letters = sum(character.isascii() and (character.isalnum() or character.isspace()) for character in words)
    if letters < len(words) * 0.5:
        # Half the file outside the alphabet: some other code page, or no text; a guess would garble every quotation.
        raise UnreadableArticle("This file is in a text encoding that whosays does not know; save it as UTF-8.")
    return words


_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u200b\u2060\ufeff\u00ad\ud800-\udfff\ufff9-\ufffb]"
)
_JOINERS = re.compile(r"[\u200c\u200d]")
#: Scripts in which a joiner is part of the spelling: Arabic and its neighbours, the Indic scripts; and emoji families.
_JOINED = re.compile(
    r"[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
)


def clean(text: str) -> str:
    """The words without characters that nobody sees but that hide or reverse others.

    Joiners stay where a script spells with them (Persian, Hindi) and between the parts of an emoji.

    >>> clean("air\\u200bstrikes \\u202edeny")
    'airstrikes deny'
    """
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\x85", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
    )
    text = _CONTROLS.sub("", text)
    return _JOINERS.sub(
        lambda m: (
            m.group()
            if m.start() and _JOINED.match(text[m.start() - 1]) and _JOINED.match(text[m.end() : m.end() + 1] or " ")
            else ""
        ),
        text,
    )
