"""`whosays kb refresh`, `kb watch` and `kb sources`: from the list of sources to a store that is up to date.

Exit status: 0 all well, 1 something failed and is tried again next time, 2 it could not run at all, 130 stopped.
"""

from __future__ import annotations

import difflib
import json
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.settings import SettingError, Settings, read_settings
from bot.terminal.kb_cli import kb
from bot.terminal.screen import failing, out, progress, warn
from knowledge.store import Store, StoreError

if TYPE_CHECKING:
    from knowledge.attributions import Tags
    from knowledge.refresh import Outcome, Progress, SourceOutcome
    from knowledge.sources import Source

#: Reasons that are printed under a source's line; --json has them all.
MOST_REASONS = 5
#: The list of sources is read anew, and a store that was busy tried again, after so many seconds.
LOOKS_UP = 60.0

Sources = Annotated[
    Path | None, typer.Option("--sources", help="The list of sources; without it, sources.toml in the data folder.")
]


@kb.command()
def refresh(
    names: Annotated[list[str] | None, typer.Argument(help="Only these sources, due or not.")] = None,
    sources: Sources = None,
    every: Annotated[bool, typer.Option("--all", help="Look at every source, due or not.")] = False,
    since: Annotated[
        str | None, typer.Option(help="Only what is dated since: 2024-03-02, 2024-03 or 2024; undated pages, too.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be read; read and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for tools.")] = False,
) -> None:
    """Bring the store up to date with its sources. For cron: 0 all well, 1 something failed, 2 it could not run."""
    with failing():
        from knowledge.embedding import is_exported

        settings = read_settings()
        wanted = _named(_listed(_list_file(settings, sources)), names or [])
        with _store(settings, only_reads=dry_run) as store, _until_stopped() as stop, progress() as bars:
            tasks: dict[str, Any] = {}

            def told(how: Progress) -> None:
                name = how.source or "index"
                if name not in tasks:
                    tasks[name] = bars.add_task(name, total=how.of or None)
                bars.update(tasks[name], completed=how.done, total=how.of or None)

            if not (dry_run or is_exported(store.model, store.folder / "models")):
                bar = bars.add_task("model (once)", total=1)
                _ = store.encoder
                bars.advance(bar)
            outcome = _refreshed(
                wanted, store, settings, stop, since=since, anyway=every or bool(names), dry_run=dry_run, told=told
            )
        out(json.dumps(_as_data(outcome), indent=1, ensure_ascii=False) + "\n" if as_json else render(outcome))
        if outcome.is_stopped:
            raise typer.Exit(130)
        if not outcome.all_well:
            raise typer.Exit(1)


@kb.command()
def watch(sources: Sources = None) -> None:
    """Refresh each source whenever it is due, until stopped; SIGTERM and Ctrl-C end it cleanly, with status 0."""
    with failing():
        from knowledge.archive import ArchiveError
        from knowledge.refresh import next_due, pause

        settings = read_settings()
        file = _list_file(settings, sources)
        wanted = _listed(file)
        said, troubles = "", 0
        with _store(settings) as store, _until_stopped() as stop:
            while not stop.is_set():
                try:
                    wanted = _listed(file)
                except (typer.Exit, OSError):
                    warn("The list of sources cannot be used as it is now; the one before it holds.")
                try:
                    due, now = next_due(wanted, store, datetime.now(UTC)), datetime.now(UTC)
                    if due > now:
                        stop.wait(min(LOOKS_UP, (due - now).total_seconds()))
                        continue
                    outcome = _refreshed(wanted, store, settings, stop, is_patient=True)
                    out(f"{now:%Y-%m-%d %H:%M} UTC\n{render(outcome, looked_at=True)}")
                    said, troubles = "", troubles + 1 if outcome.trouble else 0
                    waits = pause(troubles) if troubles else timedelta()
                except (StoreError, ArchiveError) as error:
                    # Whoever adds an article by hand is done in a moment; a disk may stay full.
                    if str(error) != said:
                        warn(str(error))
                    said, waits = str(error), timedelta(seconds=LOOKS_UP)
                stop.wait(waits.total_seconds())


@kb.command()
def sources(
    file: Sources = None,
    example: Annotated[
        bool, typer.Option("--example", help="Print an example list, with every key explained.")
    ] = False,
) -> None:
    """Check the list of sources, and say of each when it was last read and when it is due; or print an example."""
    with failing():
        from knowledge.refresh import due_next
        from knowledge.sources import EXAMPLE

        if example:
            out(EXAMPLE.read_text(encoding="utf-8"))
            return
        settings = read_settings()
        listed = _listed(_list_file(settings, file))
        with _store(settings, only_reads=True) as store:
            for source in listed:
                last = next(iter(store.archive.refreshes(1, source=source.name)), None)
                due = due_next(source, store)
                when = "now" if due is None or due <= datetime.now(UTC) else _minute(due)
                read = f"read {_minute(last.started)}, due {when}" if last else "never read"
                out(f"{source.name} ({source.kind}): {read}\n" + (f"    {last.why}\n" if last and last.why else ""))


def render(outcome: Outcome, *, looked_at: bool = False) -> str:
    """A line a source, its reasons under it, and what is to be said of the whole; `looked_at` leaves out the others."""
    lines = [line for one in outcome.sources if not (looked_at and one.not_due_before) for line in _lines(one, outcome)]
    if outcome.trouble:
        lines.append(outcome.trouble)
    if outcome.is_stopped:
        lines.append("Stopped; what was read is kept, and the next refresh goes on from here.")
    return "".join(f"{line}\n" for line in lines)


def _lines(one: SourceOutcome, outcome: Outcome) -> Iterator[str]:
    if one.not_due_before is not None:
        yield f"{one.source}: not due before {_minute(one.not_due_before)}; name it, or --all, to read it now"
        return
    if outcome.is_dry_run:
        told = f"{one.new:,} to be read, {one.asked_again:,} to be asked again, {one.unchanged:,} not due"
        told += f", {one.failed:,} failed" if one.failed else ""
    else:
        told = ", ".join(
            f"{count:,} {word}"
            for word, count in (
                ("new", one.new),
                ("changed", one.changed),
                ("unchanged", one.unchanged),
                ("refused", one.refused),
                ("failed", one.failed),
            )
        )
    yield f"{one.source}: {told}" + (f". {one.remark}" if one.remark else "")
    in_order = sorted(one.reasons, key=lambda reason: reason.is_lasting)
    for reason in in_order[:MOST_REASONS]:
        yield f"    {'refused' if reason.is_lasting else 'failed'}: {reason.sentence}"
    if len(in_order) > MOST_REASONS:
        yield f"    and {len(in_order) - MOST_REASONS:,} more; --json prints them all"


def _as_data(outcome: Outcome) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items()}
        return [plain(one) for one in value] if isinstance(value, list | tuple) else value

    told: dict[str, Any] = plain(asdict(outcome))
    return {**told, "all_well": outcome.all_well}


def _refreshed(
    wanted: Sequence[Source],
    store: Store,
    settings: Settings,
    stop: threading.Event,
    *,
    since: str | None = None,
    **how: Any,
) -> Outcome:
    from knowledge.articles import day
    from knowledge.fetch import Fetcher
    from knowledge.refresh import Search, refresh

    period = day(since)
    if since is not None and period is None:
        raise SettingError(f"{since!r} is not a date: write 2024-03-02, 2024-03 or 2024.")
    with Fetcher(
        allowed_hosts=settings.fetch_allowed_hosts,
        contact=settings.fetch_contact,
        remembered_in=store.folder / "sites.json",
    ) as fetcher:
        return refresh(
            wanted,
            store,
            fetcher,
            now=datetime.now(UTC),
            since=period.start if period else None,
            tagger=partial(_tagger, settings),
            search=Search(settings.factcheck_api_key),
            stopped=stop.is_set,
            **how,
        )


def _tagger(settings: Settings) -> Tags | None:
    """The learned reader of who says what, for many articles; None where the settings want the rules alone."""
    from knowledge.tagger import Tagger

    if settings.attribution_model == "none":
        return None
    return Tagger.load(settings.data / "models" / "tagger", threads=1, many=True)


def _list_file(settings: Settings, named: Path | None) -> Path:
    return named or settings.data / "sources.toml"


def _listed(file: Path) -> tuple[Source, ...]:
    from knowledge.articles import decode
    from knowledge.sources import BadSources, read_sources

    if not file.exists():
        warn(f"There is no list of sources {file}; `whosays kb sources --example` prints one to start from.")
        raise typer.Exit(2)
    try:
        return read_sources(decode(file.read_bytes()), here=file.absolute().parent)
    except BadSources as error:
        for mistake in error.mistakes:
            warn(f"{file}: {mistake}")
        raise typer.Exit(2) from None


def _named(listed: Sequence[Source], names: Sequence[str]) -> tuple[Source, ...]:
    by_name = {source.name.casefold(): source for source in listed}
    for name in names:
        if name.casefold() not in by_name:
            close = difflib.get_close_matches(name.casefold(), by_name, 1)
            known = f"did you mean {by_name[close[0]].name!r}?" if close else f"there are {_and(listed)}."
            raise SettingError(f"There is no source {name!r} in the list; {known}")
    return tuple(dict.fromkeys(by_name[name.casefold()] for name in names)) or tuple(listed)


def _and(listed: Sequence[Source]) -> str:
    return ", ".join(source.name for source in listed)


@contextmanager
def _store(settings: Settings, *, only_reads: bool = False) -> Iterator[Store]:
    """The store for the length of a command; whoever only reads makes none where there is none."""
    from knowledge.refresh import EMBEDDING_THREADS

    is_there = (settings.data / "archive.sqlite").exists()
    with TemporaryDirectory() if only_reads and not is_there else nullcontext(settings.data) as folder:
        store = Store(
            Path(folder), model=settings.embedding_model, stance=settings.stance_model, threads=EMBEDDING_THREADS
        )
        if not is_there:
            warn(f"{settings.data} holds no store yet" + ("." if only_reads else "; a new, empty one was made there."))
        try:
            yield store
        finally:
            store.close()


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


@contextmanager
def _until_stopped() -> Iterator[threading.Event]:
    """Set by the first SIGTERM or Ctrl-C, so that what is in hand is finished; the second Ctrl-C ends at once."""
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def asked(number: int, frame: FrameType | None) -> None:
        if stop.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()
        warn("Coming to an end: what is in hand is kept, and the index is paid.")

    for number in before:
        signal.signal(number, asked)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
