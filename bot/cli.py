"""`whosays`: the same answers in a terminal, and the maintainers' tools."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import SettingError, Settings, read_settings
from bot.terminal import kb_keeping, kb_refreshing  # noqa: F401, their commands belong to kb
from bot.terminal.kb_cli import kb
from bot.terminal.people_cli import list_feedback, list_requests
from bot.terminal.screen import failing, out, warn
from knowledge.model import Period
from knowledge.store import Store

app = typer.Typer(
    help="Paste a claim. See who says so, who says otherwise, and what to be careful about.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
kb.command("requests")(list_requests)
kb.command("feedback")(list_feedback)
app.add_typer(kb, name="kb")


class Format(StrEnum):
    """What a card is printed as."""

    text = "text"
    json = "json"
    html = "html"


@app.command()
def ask(
    claim: Annotated[
        str | None, typer.Argument(help="The claim; without it, it is read from --file or from a pipe.")
    ] = None,
    file: Annotated[Path | None, typer.Option(help="Read the message from this file.")] = None,
    format: Annotated[Format, typer.Option(help="text for people, json for tools, html for a browser.")] = Format.text,
    all_caveats: Annotated[
        bool, typer.Option("--all-caveats", help="Print every caveat, not the six heaviest.")
    ] = False,
) -> None:
    """Print the context card for a claim: who says so, who says otherwise, what to be careful about."""
    with failing():
        settings = read_settings()
        _require_store(settings)
        message = _message(claim, file)
        from bot.card import rendering
        from retrieval.answers import answer

        store = open_store(settings)
        now = datetime.now(UTC)
        today = Period.at(now)
        found = answer(message, store, now=now, sent=today)
        if format is Format.json:
            out(rendering.render_json(found.cards))
        elif format is Format.html:
            out(rendering.render_page(found.cards))
        else:
            from bot.terminal.screen import print_card

            for number, card in enumerate(found.cards):
                if number:
                    out("\n")
                print_card(card, all_caveats=all_caveats)
        if found.remark:
            warn(found.remark)
        store.close()


@app.command()
def demo() -> None:
    """Load the starter pack if the store does not hold it yet, and print the card for "100 airstrikes"."""
    with failing():
        from bot.terminal.kb_cli import load_starter

        load_starter()
        ask("100 airstrikes", None, Format.text)


@app.command()
def bot() -> None:
    """Answer in Telegram, until it is stopped."""
    with failing():
        settings = read_settings()
        settings.require_token()
        from bot.telegram.application import run

        run(settings, open_store(settings))


@app.command()
def chat(
    language: Annotated[str, typer.Option(help="The language of your app: en, ru, ar, es.")] = "en",
    pictures: Annotated[Path | None, typer.Option(help="Where charts are put; a temporary folder by default.")] = None,
) -> None:
    """The bot's conversation in this terminal, without a token: type a claim, press buttons by number."""
    with failing():
        settings = read_settings()
        _require_store(settings)
        import tempfile

        from bot.memory import Memory
        from bot.talk.desk import Desk
        from bot.terminal import chat as terminal
        from bot.terminal.twin import HELP, ME

        store = open_store(settings)
        with tempfile.TemporaryDirectory() as forgotten:
            # Whoever sits at this terminal looks after the store anyway.
            desk = Desk(store, Memory(Path(forgotten)), frozenset({ME}))
            held = store.archive.counts()
            if not held.articles + held.notes:
                warn(f"The store in {settings.data} is empty: nothing will be found (`whosays kb load starter`).")
            charts = pictures or Path(tempfile.gettempdir()) / "whosays-charts"
            if sys.stdin.isatty():
                out(HELP + "\n\n")
            terminal.chat(desk, terminal.typed(), charts, language=language)
        store.close()


def open_store(settings: Settings) -> Store:
    """The store that the settings name."""
    return Store(settings.data, model=settings.embedding_model, stance=settings.stance_model)


def _require_store(settings: Settings) -> None:
    """Raise SettingError where nothing was ever loaded: nobody is told that nothing is found there."""
    if not (settings.data / "archive.sqlite").exists():
        raise SettingError(
            f"There is no store in {settings.data} yet: `whosays demo` makes one with the starter pack in it. "
            "If you have one elsewhere, WHOSAYS_DATA names its folder."
        )


def _message(claim: str | None, file: Path | None) -> str:
    from knowledge.articles import decode

    if file is not None:
        return decode(file.read_bytes())
    if claim is not None and claim != "-":
        return claim
    if sys.stdin.isatty():
        warn("Type or paste the claim, then end with Ctrl-D:")
    return decode(sys.stdin.buffer.read()) if claim != "" else ""


def main() -> None:
    """The program."""
    app()


if __name__ == "__main__":
    main()
