"""Telegram's HTML on a terminal: the same words, with what is bold bold, and every address written out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

#: What each tag looks like, in the terminal library's words.
STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strike",
    "code": "cyan",
    "pre": "cyan",
    "blockquote": "dim",
    "a": "underline",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words and how they look."""

    text: str
    style: str = ""


def pieces(html: str) -> tuple[Piece, ...]:
    """A message's words with their looks; a link is followed by its address.

    >>> pieces('<b>SOHR</b>: <a href="https://post.example/1">Harbour Post</a>')[-1]
    Piece(text=' <https://post.example/1>', style='dim')
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.found)


def plain(html: str) -> str:
    """A message's words with the addresses behind them.

    >>> plain("<b>2 &lt; 3</b>")
    '2 < 3'
    """
    return "".join(piece.text for piece in pieces(html))


def seen(html: str) -> str:
    """A message's words as Telegram shows them, the addresses behind the words."""
    return "".join(piece.text for piece in pieces(html) if not _is_address(piece))


def _is_address(piece: Piece) -> bool:
    return piece.style == "dim" and piece.text.startswith(" <http")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Piece] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self._open.append((tag, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            opened, href = self._open.pop()
            if href:
                self.found.append(Piece(f" <{href}>", "dim"))
            if opened == tag:
                break

    def handle_data(self, data: str) -> None:
        style = " ".join(dict.fromkeys(STYLES[tag] for tag, _ in self._open if tag in STYLES))
        self.found.append(Piece(data, style))
