"""The terminal: cards in colour for a person, in plain words for a pipe; every mistake one clear sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from knowledge.model import ContextCard, Entry

if TYPE_CHECKING:
    from rich.progress import Progress


def out(text: str) -> None:
    """Print words to the terminal or the pipe; halves of characters become question marks."""
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8"))
    sys.stdout.flush()


def warn(text: str) -> None:
    """Say something beside the answer, where it does not get into a pipe."""
    sys.stderr.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")


def print_card(card: ContextCard, *, all_caveats: bool = False) -> None:
    """The card in colour on a terminal, and as plain text in a pipe."""
    from bot.card.rendering import more_caveats, render_text

    if not sys.stdout.isatty():
        out(render_text(card, all_caveats=all_caveats))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from bot.card.layout import lay_out
    from bot.card.rendering import check_verbatim, shown, sound

    console = Console(highlight=False)
    layout = lay_out(check_verbatim(card))
    console.print(Text(f"“{shown(layout.claim)}”", style="bold"))
    console.print(Text(layout.answer))
    styles = {"plain": "", "strong": "bold", "quote": "italic", "small": "dim"}
    for section in layout.sections:
        console.print()
        console.print(Text(section.heading, style="bold cyan"))
        for number, block in enumerate((*section.blocks, *(section.folded if all_caveats else ()))):
            if number and len(block) > 1:
                console.print()
            for line in block:
                text = Text()
                for run in line:
                    text.append(sound(run.text), style=styles[run.style])
                    if run.href:
                        text.append(f" {sound(run.href)}", style="dim underline")
                console.print(Padding(text, (0, 0, 0, 2)))
        if section.folded and not all_caveats:
            console.print(Padding(Text(more_caveats(len(section.folded)), style="dim"), (0, 0, 0, 2)))


def print_marked(entry: Entry) -> None:
    """An article with what was read in it, in colour on a terminal and between brackets in a pipe."""
    from rich.console import Console
    from rich.text import Text

    from bot.terminal.inspection import COLOURS, marked

    if not sys.stdout.isatty():
        named = ("speaker", "cue", "hedge", "figure", "when", "where", "comment")
        for piece in marked(entry):
            roles = [role for role in named if role in piece.roles]
            out(f"[{'+'.join(roles)}: {piece.words}]" if roles else piece.words)
        out("\n\n")
        return
    text = Text()
    for piece in marked(entry):
        text.append(piece.words, style=" ".join(COLOURS[role] for role in sorted(piece.roles)).strip())
    console = Console(highlight=False)
    console.print(text)
    console.print()


def print_legend() -> None:
    """Which colour stands for what, on a terminal; in a pipe every mark names itself."""
    if not sys.stdout.isatty():
        return
    from rich.console import Console
    from rich.text import Text

    from bot.terminal.inspection import COLOURS

    legend = Text("Marked: ")
    for role, style in COLOURS.items():
        legend.append(role, style=style).append("  ")
    Console(highlight=False).print(legend)


def _what_a_person_can_mend() -> tuple[type[Exception], ...]:
    from bot.memory import CannotRemember
    from bot.settings import SettingError
    from knowledge.archive import ArchiveError
    from knowledge.articles import UnreadableArticle
    from knowledge.embedding import ModelError
    from knowledge.fetch import FetchError
    from knowledge.index import IndexFailure
    from knowledge.notes import BadNote
    from knowledge.store import StoreError
    from knowledge.tagger import TaggerError
    from retrieval.claims.messages import BadMessage

    return (
        SettingError,
        CannotRemember,
        ArchiveError,
        UnreadableArticle,
        ModelError,
        FetchError,
        IndexFailure,
        BadNote,
        StoreError,
        TaggerError,
        BadMessage,
    )


@contextmanager
def failing() -> Iterator[None]:
    """Turn what a person can mend into one sentence and exit status 2; anything else is ours and is shown whole."""
    try:
        yield
    # Python looks at what follows only once something failed: nobody waits for a room to name its failures.
    except _what_a_person_can_mend() as error:
        warn(str(error))
        raise typer.Exit(2) from None
    except BrokenPipeError:
        # Whoever reads has seen enough (`| head`); that is no mistake.
        sys.stdout = None
        raise typer.Exit(0) from None
    except FileNotFoundError as error:
        warn(f"There is no file {error.filename}.")
        raise typer.Exit(2) from None
    except IsADirectoryError as error:
        warn(f"{error.filename} is a folder; name a file.")
        raise typer.Exit(2) from None
    except PermissionError as error:
        warn(f"{error.filename} cannot be read or written: permission denied.")
        raise typer.Exit(2) from None
    except OSError as error:
        warn(f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "") + ".")
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        warn("Stopped.")
        raise typer.Exit(130) from None


def progress() -> Progress:
    """A progress bar, beside the answer, so that a pipe stays clean."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        # In a log there is nobody to watch it move.
        disable=not sys.stderr.isatty(),
    )
