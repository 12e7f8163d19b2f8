"""Telegram's HTML: a handful of tags, four named character references, and no mercy for the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .entities import check_link, has_lone_surrogate, order_entities, utf16_length
from .refusals import Json, bad_request

_ENTITY_OF_TAG = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#[xX](?P<hex>[0-9a-fA-F]+)|#(?P<decimal>[0-9]+)|(?P<name>[A-Za-z]+));?")
_RUN = re.compile(r"[^<&]+")
_SPACE = " \t\r\n\v\0"
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_MENTION = re.compile(r"tg://user\?id=(\d+)")


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Take the tags out of a text and give the entities they stood for, with UTF-16 offsets.

    Raises `Refusal` with Telegram's words for whatever Telegram cannot read.

    >>> parse_html("<b>100</b> &lt; <i>200</i>")
    ('100 < 200', [{'type': 'bold', 'offset': 0, 'length': 3}, {'type': 'italic', 'offset': 6, 'length': 3}])
    """
    return _Reader(source).read()


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    piece: int
    attributes: dict[str, str] = field(default_factory=dict)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source + "\0"  # the end reads as a space, so no scan runs past it
        self.end = len(source)
        self.at = 0
        self.units = 0
        self.pieces: list[str] = []
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.at < self.end:
            character = self.source[self.at]
            if character == "<":
                if self.source[self.at + 1] == "/":
                    self._end_tag()
                else:
                    self._start_tag()
            elif character == "&" and (decoded := self._reference()):
                self._put(decoded)
            else:
                run = _RUN.match(self.source, self.at, self.end)
                words = run.group() if run else character
                self.at += len(words)
                self._put(words)
        if self.open:
            raise bad_request(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{self.open[-1].tag}\""
            )
        text = "".join(self.pieces)
        if has_lone_surrogate(text):
            raise bad_request(
                "can't parse entities: Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return text, order_entities(self.entities)

    def _put(self, words: str) -> None:
        self.pieces.append(words)
        self.units += utf16_length(words)

    def _reference(self) -> str | None:
        """Read ``&lt;`` and its like; anything else stays as the bare ampersand it is."""
        match = _REFERENCE.match(self.source, self.at)
        if not match:
            return None
        if name := match["name"]:
            decoded = _NAMED.get(name)
        else:
            digits = len(match.group().rstrip(";"))
            code = int(match["hex"], 16) if match["hex"] else int(match["decimal"]) if digits < 10 else 0
            decoded = chr(code) if 0 < code < 0x10FFFF and digits < 10 else None
        if decoded is not None:
            self.at = match.end()
        return decoded

    def _refuse(self, reason: str, at: int) -> Exception:
        offset = len(self.source[:at].encode("utf-8", "surrogatepass"))
        return bad_request(f"can't parse entities: {reason.replace('@', f'at byte offset {offset}', 1)}")

    def _skip(self, stops: str) -> str:
        begin = self.at
        while self.source[self.at] not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def _skip_space(self) -> None:
        while self.at < self.end and self.source[self.at] in _SPACE:
            self.at += 1

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._skip(_SPACE + ">").lower()
        if self.at >= self.end:
            raise self._refuse("Unclosed start tag @", begin)
        if tag not in _ENTITY_OF_TAG:
            raise self._refuse(f'Unsupported start tag "{tag}" @', begin)
        opened = _Open(tag, self.units, len(self.pieces))
        while True:
            self._skip_space()
            if self.source[self.at] == ">":
                break
            name, value = self._attribute(tag, begin)
            opened.attributes[name] = value
        self.at += 1
        if tag == "span" and opened.attributes.get("class") != "tg-spoiler":
            raise self._refuse('Tag "span" must have class "tg-spoiler" @', begin)
        if tag == "blockquote" and any(outer.tag == tag for outer in self.open):
            raise self._refuse("blockquote entities can't be nested @", begin)
        self.open.append(opened)

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._skip(_SPACE + "=>").lower()
        if not name:
            reason = (
                f'Unclosed start tag "{tag}" @' if self.at >= self.end else f'Empty attribute name in the tag "{tag}" @'
            )
            raise self._refuse(reason, begin)
        self._skip_space()
        if self.source[self.at] != "=":
            if tag == "blockquote" and name == "expandable":  # the one attribute that may stand bare
                return name, ""
            raise self._refuse(f'Expected equal sign in declaration of an attribute of the tag "{tag}" @', begin)
        self.at += 1
        self._skip_space()
        if self.at >= self.end:
            raise self._refuse(f'Unclosed start tag "{tag}" @', begin)
        quote = self.source[self.at]
        value = self._quoted(quote) if quote in "'\"" else self._token()
        if self.at >= self.end:
            raise self._refuse("Unclosed start tag @", begin)
        return name, value

    def _token(self) -> str:
        begin = self.at
        match = _TOKEN.match(self.source, self.at)
        word = match.group() if match else ""
        self.at += len(word)
        if self.source[self.at] not in _SPACE + ">":
            raise self._refuse("Unexpected end of name token @", begin)
        return word.lower()

    def _quoted(self, quote: str) -> str:
        self.at += 1
        value: list[str] = []
        while self.at < self.end and self.source[self.at] != quote:
            if self.source[self.at] == "&" and (decoded := self._reference()):
                value.append(decoded)
            else:
                value.append(self.source[self.at])
                self.at += 1
        self.at += self.at < self.end
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._refuse("Unexpected end tag @", begin)
        self.at += 2
        tag = self._skip(_SPACE + ">").lower()
        self._skip_space()
        if self.source[self.at] != ">":
            raise self._refuse("Unclosed end tag @", begin)
        self.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:  # a bare </> closes whatever is open
            raise self._refuse(f'Unmatched end tag @, expected "</{opened.tag}>", found "</{tag}>"', begin)
        if self.units > opened.offset:
            self._mark(opened)

    def _mark(self, opened: _Open) -> None:
        entity: Json = {
            "type": _ENTITY_OF_TAG[opened.tag],
            "offset": opened.offset,
            "length": self.units - opened.offset,
        }
        if opened.tag == "a":
            url = opened.attributes.get("href") or "".join(self.pieces[opened.piece :])
            if mention := _MENTION.fullmatch(url):
                entity |= {"type": "text_mention", "user": {"id": int(mention[1]), "is_bot": False, "first_name": ""}}
            elif checked := check_link(url):
                entity["url"] = checked
            else:
                return  # Telegram drops a link it cannot use and says nothing: the words stay, the link is gone
        elif opened.tag == "tg-emoji":
            emoji = opened.attributes.get("emoji-id", "")
            if not emoji.isascii() or not emoji.isdigit() or int(emoji) == 0:
                raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = emoji
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and opened.attributes.get("class", "").startswith("language-"):
            entity["language"] = opened.attributes["class"].removeprefix("language-")
        elif opened.tag == "pre" and self.entities:
            inner = self.entities[-1]
            span = (inner["offset"], inner["length"]) == (entity["offset"], entity["length"])
            if inner["type"] == "code" and span and inner.get("language"):
                entity["language"] = self.entities.pop()["language"]
        self.entities.append(entity)
