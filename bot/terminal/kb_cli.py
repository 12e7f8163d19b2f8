"""`whosays kb`: what maintainers do with the knowledge base."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.settings import read_settings
from bot.terminal.screen import failing, out, progress, warn
from knowledge.articles import UnreadableArticle
from knowledge.model import Entry
from knowledge.store import Store

if TYPE_CHECKING:
    from knowledge.attributions import Tags
    from knowledge.model import Article, OutletProfile, Period

#: The files of a folder that are read as articles.
_OF_A_FOLDER = (".txt", ".html", ".htm", ".pdf", ".jsonl")

kb = typer.Typer(help="What has been reported: load, add, look, remove.", no_args_is_help=True)


@kb.command()
def load(
    pack: Annotated[str, typer.Argument(help="The name of a pack that ships (starter), or a JSONL file of notes.")],
) -> None:
    """Load a pack of notes; what is there already is left alone."""
    with failing():
        from knowledge.notes import STARTER

        if pack != "starter" and not Path(pack).exists():
            raise UnreadableArticle(f"There is no pack and no file {pack}; the pack that ships is called starter.")
        files = STARTER if pack == "starter" else (Path(pack),)
        with _writing() as store:
            _keep(store, *_notes_in(files))


def load_starter() -> None:
    """Load the starter pack, unless the store holds it, with what this version of it says of outlets."""
    from knowledge.notes import STARTER

    # What the pack says of outlets stands in its last file, and is soon read.
    _, profiles = _notes_in(STARTER[-1:])
    with _writing() as store:
        known = store.archive.profiles()
        if store.archive.article("R001") is None or store.owed() or any(one not in known for one in profiles):
            load_starter_into(store)


def load_starter_into(store: Store) -> None:
    """Keep the starter pack in this store."""
    from knowledge.notes import STARTER

    _keep(store, *_notes_in(STARTER))


@kb.command()
def add(
    what: Annotated[list[str], typer.Argument(help="Files (text, HTML, PDF, CSV, JSONL notes) or web addresses.")],
    url: Annotated[str | None, typer.Option(help="The page the words came from.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(help="Its headline, if the text does not begin with it.")] = None,
    published: Annotated[str | None, typer.Option(help="When it came out: 2021-02-18, 2021-02 or 2021.")] = None,
) -> None:
    """Add articles. One that cannot be read is said and skipped; the others are kept."""
    with failing():
        when = _day(published)
        if url is not None and not re.fullmatch(r"https?://[^\s\x00-\x1f\x7f<>\"]+", url):
            raise UnreadableArticle(f"{url!r} is not a web address that starts with http:// or https://.")
        with _writing() as store:
            entries: list[Entry] = []
            profiles: list[OutletProfile] = []
            refused = 0
            for one in what:
                try:
                    more, others, left_out = _read(one, url, outlet, title, when)
                    entries += more
                    profiles += others
                    refused += len(left_out)
                    for why in left_out:
                        warn(why)
                except (ValueError, OSError, _fetch_error()) as error:
                    refused += 1
                    warn(_sentence(one, error))
            if entries or profiles or not refused:
                _keep(store, entries, profiles)
        if refused:
            raise typer.Exit(2)


@kb.command()
def check(file: Annotated[Path, typer.Argument(help="A JSONL file of notes.")]) -> None:
    """Check a file of notes: every mistake with its line, its field, and what is allowed."""
    with failing():
        from knowledge.articles import decode
        from knowledge.notes import check_notes

        errors = check_notes(decode(file.read_bytes()))
        for error in errors:
            warn(f"{file}: {error}")
        if errors:
            raise typer.Exit(2)
        out(f"{file}: every note is in order.\n")


@kb.command()
def stats() -> None:
    """Say how much the store holds."""
    with failing():
        folder = read_settings().data
        if not (folder / "archive.sqlite").exists():
            warn(f"{folder} holds no store yet; a new, empty one was made there.")
        store = _open()
        counts = store.archive.counts()
        generation = store.index.generation
        out(
            f"{store.folder}\n"
            f"  articles    {counts.articles:>8,}\n"
            f"  notes       {counts.notes:>8,}\n"
            f"  statements  {counts.statements:>8,}\n"
            f"  figures     {counts.figures:>8,}\n"
            f"  outlets     {counts.outlets:>8,}\n"
            f"  profiles    {counts.profiles:>8,}\n"
            f"  model       {store.archive.fact('model') or 'none yet'}\n"
            f"  index       {'owed: run whosays kb reindex' if store.owed() else 'up to date'}"
            + (f", {generation.statements:,} statements\n" if generation else "\n")
        )
        store.close()


@kb.command()
def show(identity: Annotated[str, typer.Argument(help="An article's id or address.")]) -> None:
    """Print an article as it is kept: every statement, who says it, and the figures read in it."""
    with failing():
        store = _open()
        article = store.archive.article(identity)
        if article is None:
            warn(f"The store holds no article {identity!r}.")
            raise typer.Exit(2)
        when = article.published.words if article.published else "undated"
        out(f"{article.title}\n{article.outlet}, {when}, {article.url or 'no address given'}\n")
        last = store.archive.visit_of(article.url) if article.url and not article.is_note else None
        if last is not None and last.content_hash is None:
            out(f"its page was gone, or closed, when it was asked on {last.fetched_at:%d %B %Y, %H:%M} UTC\n")
        for label, value in (
            ("event", article.event),
            ("place", article.place),
            ("confidence", article.confidence),
            ("remark", article.remark),
        ):
            out(f"{label}: {value}\n" if value else "")
        for statement in store.archive.statements_of(article.id):
            said = statement.attributions[0] if statement.attributions else None
            out(f"\n{statement.id} [{statement.place_in_article}] {statement.span.of(article.text)}\n")
            if said:
                hedges = f"; hedged: {', '.join(said.hedges)}" if said.hedges else ""
                out(f"    says: {said.speaker.name or 'not named'} ({said.speaker.kind}){hedges}\n")
            for quantity in statement.quantities:
                out(f"    figure: {quantity.bound} {quantity.value:.15g} {quantity.counted}\n")
        for address in store.archive.addresses_of(article.id):
            out(f"\nalso at: {address}")
        for edit in store.archive.history_of(article.id):
            out(f"\n\nedited, seen on {edit.at:%d %B %Y, %H:%M} UTC [{edit.place_in_article}]\n")
            out(f"    before: {edit.before or '(nothing stood here)'}\n    after:  {edit.after or '(taken out)'}")
            for moved in edit.moved:
                out(f"\n    figure: {moved.before} became {moved.after}")
        out("\n")
        store.close()


@kb.command()
def inspect(
    what: Annotated[
        list[str], typer.Argument(help="Files, folders, a CSV of articles, or ids and addresses in the store.")
    ],
    html: Annotated[Path | None, typer.Option(help="Write a page for a browser to this file.")] = None,
) -> None:
    """Show how articles are read: speakers, cues, figures and hedges marked in the text. Nothing is stored."""
    with failing():
        from bot.terminal.inspection import render_inspection, summary
        from bot.terminal.screen import print_legend, print_marked

        entries: list[Entry] = []
        with progress() as bars:
            bar = bars.add_task("articles", total=None)
            for one in what:
                for entry in _articles_behind(one):
                    entries.append(entry)
                    bars.update(bar, completed=len(entries))
            bars.update(bar, total=len(entries))
        if html is not None:
            with html.open("w", encoding="utf-8") as page:
                page.writelines(render_inspection(entries))
            warn(f"{html} shows all {len(entries):,}.")
        elif len(entries) <= 20:
            for entry in entries:
                print_marked(entry)
            print_legend()
        out(summary(entries) + "\n")


@kb.command()
def remove(identity: Annotated[str, typer.Argument(help="An article's id.")]) -> None:
    """Forget an article."""
    with failing(), _writing() as store, store.writing() as writer:
        if not writer.remove(identity):
            warn(f"The store holds no article {identity!r}.")
            raise typer.Exit(2)
        writer.pay_index()
        out(f"{identity} is gone.\n")


@kb.command()
def reindex() -> None:
    """Build the index anew from the archive; with another EMBEDDING_MODEL, make every vector anew first."""
    with failing(), _writing() as store, store.writing() as writer, progress() as bars:
        from knowledge.embedding import open_encoder

        total = store.archive.counts().statements
        made_with = store.archive.fact("model")
        card = open_encoder(store.model, store.folder / "models").card
        if made_with is not None and made_with != card.fingerprint:
            bar = bars.add_task("vectors", total=total)
            writer.embed_anew(lambda done, of: bars.update(bar, completed=done))
        bar = bars.add_task("index", total=total)
        writer.pay_index(lambda rows: bars.advance(bar, rows), anyway=True)


def _articles_behind(one: str) -> Iterator[Entry]:
    """The articles that a file, a folder, a CSV or an id in the store stands for, read now."""
    from knowledge.articles import read_table

    path = Path(one)
    if path.suffix.lower() == ".csv":
        yield from (_entry(article) for article in read_table(path.read_bytes()))
    elif path.is_dir():
        files = [file for file in sorted(path.rglob("*")) if file.suffix.lower() in _OF_A_FOLDER]
        if not files:
            raise UnreadableArticle(f"{one} holds no file that ends in {', '.join(_OF_A_FOLDER)}.")
        for file in files:
            yield from _read(str(file), None, None, None, None)[0]
    elif path.exists():
        yield from _read(one, None, None, None, None)[0]
    else:
        store = _open()
        article = store.archive.article(one)
        store.close()
        if article is None:
            raise UnreadableArticle(f"{one} is neither a file nor an article in the store.")
        yield _entry(article)


def _read(
    one: str, url: str | None, outlet: str | None, title: str | None, published: Period | None
) -> tuple[list[Entry], list[OutletProfile], list[str]]:
    """The articles and profiles in a file or at an address, and what of it cannot be kept, each with why."""
    from knowledge.articles import decode, leads_home, read_pasted, read_table

    if one.startswith(("http://", "https://")):
        from knowledge.fetch import Fetcher

        settings = read_settings()
        with Fetcher(allowed_hosts=settings.fetch_allowed_hosts, contact=settings.fetch_contact) as fetcher:
            # robots.txt is for those who go through lists; this page was named by a person.
            page = fetcher.fetch(one, heed_robots=False)
        if leads_home(one, page.url):
            raise UnreadableArticle(f"It leads to the front page of its site ({page.url}), so its report is gone.")
        # Whose the fact-checks in a page are is told by where it was fetched, not by what it is called.
        return _contents(page.body, url or page.url, outlet, published, page.content_type, (page.url, one)), [], []
    file = Path(one)
    if file.suffix.lower() == ".jsonl":
        return _sound_notes_in(file)
    data = file.read_bytes()
    if file.suffix.lower() == ".csv":
        return [_entry(article) for article in read_table(data, outlet=outlet)], [], []
    if file.suffix.lower() in (".html", ".htm", ".xhtml", ".pdf"):
        return _contents(data, url or file.name, outlet, published), [], []
    article = read_pasted(decode(data), url=url, outlet=outlet, title=title, published=published)
    return [_entry(article)], [], []


def _contents(
    data: bytes,
    url: str,
    outlet: str | None,
    published: Period | None,
    content_type: str = "",
    addresses: tuple[str, ...] = (),
) -> list[Entry]:
    """The report in a page or document, and the fact-checks in it; what is not believed of them is said."""
    from knowledge.contents import read_contents

    contents = read_contents(
        data,
        url,
        content_type=content_type,
        outlet=outlet,
        published=published,
        told_at=addresses[0] if addresses else None,
    )
    if contents.disbelieved:
        warn(contents.disbelieved)
    article = contents.article
    report = [replace(_entry(article), addresses=tuple(dict.fromkeys(addresses)))] if article is not None else []
    return [*report, *contents.fact_checks]


def _entry(article: Article) -> Entry:
    """An article with its statements, read as the settings say."""
    from knowledge.statements import read_statements

    return Entry(article, read_statements(article, _tagger()))


@cache
def _tagger() -> Tags | None:
    """The learned tagger, made ready once in the data folder; None where the settings want the rules alone."""
    settings = read_settings()
    if settings.attribution_model == "none":
        return None
    from knowledge.tagger import Tagger

    return Tagger.load(settings.data / "models" / "tagger")


def _notes_in(files: Sequence[Path]) -> tuple[list[Entry], list[OutletProfile]]:
    from knowledge.articles import decode
    from knowledge.model import OutletProfile
    from knowledge.notes import read_notes
    from knowledge.speakers import who_is

    entries: list[Entry] = []
    profiles: list[OutletProfile] = []
    for file in files:
        for noted in read_notes(decode(file.read_bytes()), who_is=who_is):
            if isinstance(noted, OutletProfile):
                profiles.append(noted)
            else:
                entries.append(noted)
    return entries, profiles


def _sound_notes_in(file: Path) -> tuple[list[Entry], list[OutletProfile], list[str]]:
    """The notes on the lines that are in order, and what is wrong with the others; BadNote where none is in order."""
    from knowledge.articles import decode
    from knowledge.notes import BadNote, read_sound_notes
    from knowledge.speakers import who_is

    noted, errors = read_sound_notes(decode(file.read_bytes()), who_is=who_is)
    if not noted:
        raise BadNote(errors)
    entries = [one for one in noted if isinstance(one, Entry)]
    profiles = [one for one in noted if not isinstance(one, Entry)]
    return entries, profiles, [f"{file}: {error}." for error in errors]


def _keep(store: Store, entries: Sequence[Entry], profiles: Sequence[OutletProfile]) -> None:
    with store.writing() as writer, progress() as bars:
        from knowledge.embedding import is_exported

        if not is_exported(store.model, store.folder / "models"):
            bar = bars.add_task("model (once)", total=1)
            _ = store.encoder, store.pairs
            bars.advance(bar)
        bar = bars.add_task("articles", total=len(entries))
        changes = Counter(writer.keep(entries, lambda done: bars.advance(bar, done)))
        writer.keep_profiles(profiles)
        bar = bars.add_task("index", total=store.archive.counts().statements)
        if not writer.pay_index(lambda rows: bars.advance(bar, rows)):
            bars.update(bar, completed=store.archive.counts().statements)
    told = ", ".join(f"{changes[change]} {change}" for change in ("new", "changed", "unchanged") if changes[change])
    warn(f"{told or 'nothing to add'}; {len(profiles)} outlet profiles.")


def _open() -> Store:
    settings = read_settings()
    return Store(settings.data, model=settings.embedding_model, stance=settings.stance_model)


class _writing:
    """A store for the length of a command."""

    def __enter__(self) -> Store:
        self._store = _open()
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()


def _day(published: str | None) -> Period | None:
    from knowledge.articles import day

    if published is None:
        return None
    period = day(published)
    if period is None:
        raise UnreadableArticle(f"{published!r} is not a date: write 2021-02-18, 2021-02 or 2021.")
    return period


def _fetch_error() -> type[Exception]:
    from knowledge.fetch import FetchError

    return FetchError


def _sentence(one: str, error: Exception) -> str:
    if "://" in one and not one.startswith(("http://", "https://")):
        return f"{one}: this is no web address that starts with http:// or https://."
    if isinstance(error, FileNotFoundError):
        return f"{one}: there is no such file."
    if isinstance(error, IsADirectoryError):
        return f"{one}: this is a folder; name its files."
    if isinstance(error, OSError):
        return f"{one}: {error.strerror or error}."
    return f"{one}: {error}"
