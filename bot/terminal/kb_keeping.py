"""`whosays kb`: keeping what is kept: is it whole, a copy of it, and out of the store and back in."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import SettingError, read_settings
from bot.terminal.kb_cli import kb
from bot.terminal.screen import failing, out, progress, warn
from knowledge.store import Store


class Form(StrEnum):
    """How a store is written out."""

    store = "store"
    schema_org = "schema.org"


@kb.command()
def verify(
    mend: Annotated[
        bool, typer.Option("--mend", help="Make the full text, the figures and the index anew where they are wrong.")
    ] = False,
) -> None:
    """Check that the store is whole: the archive in itself, and the index against it. Exit status 1 when it is not."""
    with failing():
        from knowledge import verifying

        store = _opened()
        try:
            with store.writing("verifying") as writer, progress() as bars:
                counts = store.archive.counts()
                bar = bars.add_task("verified", total=counts.articles + counts.notes)
                faults = verifying.verify(store, lambda articles: bars.advance(bar, articles))
                if faults and mend:
                    bar = bars.add_task("index", total=counts.statements)
                    verifying.mend(store, writer, faults, lambda rows: bars.advance(bar, rows))
                    before, faults = faults, verifying.verify(store)
                    warn(f"{len(before) - len(faults):,} of {len(before):,} faults are mended.")
            for sentence in verifying.told(faults):
                out(f"{sentence}\n")
            if not faults:
                out(f"{store.folder} is whole: {counts.statements:,} statements, each a slice of its article.\n")
                return
            wheres = {fault.where for fault in faults}
            if wheres & {"derived", "index"}:
                warn("`whosays kb verify --mend` makes anew what is derived.")
            if "kept" in wheres:
                warn(
                    "Words that are damaged cannot be made anew: put a backup back with `whosays kb restore`, "
                    "or remove the article and add it again."
                )
            raise typer.Exit(1)
        finally:
            store.close()


@kb.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Write the store to one file, as it is at this moment; others may go on reading and writing.

    What people asked to be followed up is not in it: that is theirs, and lies in a file of its own (people.sqlite).
    """
    with failing():
        from knowledge.backup import back_up

        store = _opened()
        try:
            with progress() as bars:
                bar = bars.add_task("pages", total=None)
                manifest = back_up(
                    store,
                    file,
                    now=datetime.now(UTC),
                    advanced=lambda done, total: bars.update(bar, completed=done, total=total),
                )
            out(f"{file}: {manifest.articles + manifest.notes:,} articles, {manifest.statements:,} statements.\n")
        finally:
            store.close()


@kb.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `whosays kb backup` wrote.")],
    embed_anew: Annotated[
        bool, typer.Option("--embed-anew", help="Make every vector anew with the model that EMBEDDING_MODEL names.")
    ] = False,
) -> None:
    """Put a backup in the place of what the store holds. Stop the bot first; it is verified before anything is swapped.

    What people asked to be followed up stays as it is: it is not in a backup.
    """
    with failing():
        from rich.progress import TaskID

        from knowledge import backup as backups

        settings = read_settings()
        with progress() as bars:
            steps: dict[str, TaskID] = {}

            def advanced(what: str, done: int, total: int) -> None:
                if what not in steps:
                    steps[what] = bars.add_task(what, total=total)
                bars.update(steps[what], completed=done)

            manifest = backups.restore(
                settings.data, file, model=settings.embedding_model, embed_anew=embed_anew, advanced=advanced
            )
        out(
            f"{settings.data} holds what it held on {datetime.fromisoformat(manifest.made):%d %B %Y, %H:%M} UTC: "
            f"{manifest.articles + manifest.notes:,} articles, {manifest.statements:,} statements.\n"
        )


@kb.command()
def export(
    file: Annotated[Path, typer.Argument(help="The file to write: a JSON object a line.")],
    form: Annotated[
        Form,
        typer.Option("--as", help="store: everything, for `whosays kb import`; schema.org: claims, for other tools."),
    ] = Form.store,
    vectors: Annotated[bool, typer.Option(help="With the vectors; without, they are made anew on the way in.")] = True,
) -> None:
    """Write out what the store holds: articles, readings, history, profiles; or each statement as a schema.org Claim.

    There are no ratings of ours in it; what others rated stands as theirs.
    """
    with failing():
        from knowledge import exports

        store = _opened()
        try:
            with progress() as bars:
                counts = store.archive.counts()
                bar = bars.add_task("articles", total=counts.articles + counts.notes)

                def advanced(articles: int) -> None:
                    bars.advance(bar, articles)

                if form is Form.store:
                    written = exports.export(store, file, vectors=vectors, advanced=advanced)
                else:
                    written = exports.export_claims(store, file, advanced=advanced)
            out(f"{file}: {written:,} {'articles' if form is Form.store else 'claims'}.\n")
        finally:
            store.close()


@kb.command(name="import")
def import_(file: Annotated[Path, typer.Argument(help="A file that `whosays kb export` wrote.")]) -> None:
    """Take in what another store wrote out. An article that is here already stays as it is here.

    One whose words were altered since they were read is left out; then the exit status is 1.
    """
    with failing():
        from knowledge import exports

        store = _opened(is_new=True)
        try:
            with store.writing("taking in an export") as writer, progress() as bars:
                bar = bars.add_task("articles", total=exports.articles_in(file))
                taken = exports.take_in(store, writer, file, lambda articles: bars.advance(bar, articles))
                bar = bars.add_task("index", total=store.archive.counts().statements)
                writer.pay_index(lambda rows: bars.advance(bar, rows))
            out(f"{taken.new:,} articles are new, {taken.known:,} were here; {taken.profiles:,} outlet profiles.\n")
            for sentence in taken.altered:
                warn(sentence)
            if taken.altered:
                raise typer.Exit(1)
        finally:
            store.close()


def _opened(*, is_new: bool = False) -> Store:
    """The store; one that may not be new must be there. Raises SettingError."""
    settings = read_settings()
    if not is_new and not (settings.data / "archive.sqlite").exists():
        raise SettingError(f"There is no store in {settings.data}; WHOSAYS_DATA names the folder of yours.")
    return Store(settings.data, model=settings.embedding_model, stance=settings.stance_model)
