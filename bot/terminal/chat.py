"""The conversation in a terminal, for those without a token. Nothing is kept of it: what is followed is forgotten."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from bot.talk.desk import Desk
from bot.terminal.pane import Mistyped, Pane
from bot.terminal.plain import pieces, plain
from bot.terminal.screen import out
from bot.terminal.twin import Twin
from bot.terminal.wire import Wire


def chat(desk: Desk, lines: Iterable[str], pictures: Path, *, language: str = "en") -> None:
    """Take lines until they end or say /quit, and print what the bot does about each."""
    twin = Twin(Wire(desk, Pane(pictures, _show, _tell)), language)
    whole = ""
    for line in lines:
        if line.rstrip("\n").endswith("\\"):
            whole += line.rstrip("\n")[:-1] + "\n"
            continue
        whole += line.rstrip("\n")
        if whole.strip() in ("/quit", "/exit"):
            return
        try:
            twin.take(whole)
        except Mistyped as mistake:
            _tell(str(mistake))
        whole = ""


def typed() -> Iterable[str]:
    """The lines that a person types, after a prompt; or those of a pipe, repeated so that the page can be read."""
    if not sys.stdin.isatty():
        for line in sys.stdin:
            _tell(f"> {line.rstrip()}")
            yield line
        return
    while True:
        try:
            # Lines can be edited, and the last ones fetched back.
            import readline  # noqa: F401

            yield input("> ")
        except EOFError:
            out("\n")
            return


def _show(html: str) -> None:
    if not sys.stdout.isatty():
        out(plain(html) + "\n")
        return
    from rich.console import Console
    from rich.text import Text

    text = Text()
    for piece in pieces(html):
        text.append(piece.text, style=piece.style)
    Console(highlight=False).print(text)


def _tell(line: str) -> None:
    """What is said about the conversation, and not in it."""
    if not sys.stdout.isatty():
        out(line + "\n")
        return
    from rich.console import Console
    from rich.text import Text

    Console(highlight=False).print(Text(line, style="cyan"))
