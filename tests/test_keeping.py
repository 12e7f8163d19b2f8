"""A store can be checked, copied, put back, written out and taken in, and nothing is lost whatever fails."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_history import FIRST, LATER, NOON, PAGE, page
from typer.testing import CliRunner
from website import WebSite

from bot.cli import app
from knowledge import exports, verifying
from knowledge.archive import ArchiveError, RefreshLine
from knowledge.backup import BackupError, back_up, restore
from knowledge.exports import ExportError, export, export_claims, take_in
from knowledge.fetch import Fetcher
from knowledge.model import Entry, OutletProfile, ProfileFact, Speaker, Visit
from knowledge.refresh import refresh
from knowledge.reviews import Review, read_review
from knowledge.sources import Source
from knowledge.statements import read_statements
from knowledge.store import Store, StoreError

NOW = datetime(2021, 6, 1, 9, tzinfo=UTC)


def entry(text: str = FIRST, url: str = PAGE, at: datetime = NOON, **more: Any) -> Entry:
    article = page(text, url, **more)
    return Entry(article, read_statements(article), Visit(url, at, '"1"'), (f"{url}?from=feed",))


def fill(store: Store) -> None:
    """Two articles, one of them edited once, and everything else a store may hold."""
    with store.writing() as writer:
        bridge = "Bridge opens\n\nA bridge opened in Holm on Friday, two years late, said its builder."
        writer.keep([entry(), entry(bridge, "https://post.example/bridge")])
        writer.keep([entry(FIRST.replace("12", "15"), at=LATER)])
        fact = ProfileFact("is owned by a bank", Speaker("Cape Times", "named_organisation"), "https://cape.example/1")
        writer.keep_profiles([OutletProfile("P1", "Harbour Post", "Harbour Post", "https://cape.example/1", (fact,))])
        store.archive.log_refresh(RefreshLine("post", NOON, LATER, new=2))
        writer.pay_index()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Path:
    """The folder of a store that is filled once and copied for each who damages it."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "models").symlink_to(models)
    store = Store(folder)
    fill(store)
    store.close()
    return folder


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(filled, tmp_path / "store", symlinks=True)
    store = Store(tmp_path / "store")
    yield store
    store.close()


@pytest.fixture
def another(tmp_path: Path, models: Path) -> Iterator[Store]:
    folder = tmp_path / "another"
    folder.mkdir()
    (folder / "models").symlink_to(models)
    another = Store(folder)
    yield another
    another.close()


def damage(store: Store, *statements: str) -> None:
    with closing(sqlite3.connect(store.folder / "archive.sqlite")) as raw, raw:
        for statement in statements:
            raw.execute(statement)


def rows_of(folder: Path, *, facts: bool = True) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as the bytes that they are."""
    with closing(sqlite3.connect(folder / "archive.sqlite")) as raw:
        tables = [
            "articles",
            "statements",
            "figures",
            "profiles",
            "addresses",
            "versions",
            "visits",
            "refreshes",
            "words",
        ]
        told = {table: sorted(raw.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}  # noqa: S608
        told["rowids"] = raw.execute("SELECT rowid FROM words ORDER BY rowid").fetchall()
        if facts:
            asked = "SELECT * FROM store WHERE name <> 'words counted' ORDER BY name"
            told["store"] = raw.execute(asked).fetchall()
        return told


def contents(store: Store) -> dict[str, bytes]:
    return {identity: np.round(vector, 5).tobytes() for identity, vector in store.index.contents()}


# --- verify --------------------------------------------------------------------------------------------------------


def test_a_whole_store_has_no_faults(store: Store) -> None:
    assert verifying.verify(store) == ()


def test_the_starter_pack_is_whole(starter: Store) -> None:
    assert verifying.verify(starter) == ()


@pytest.mark.parametrize(
    ("broken", "said", "where"),
    [
        (
            "UPDATE words SET said = 'other words' WHERE rowid = (SELECT max(row) FROM statements)",
            "not in the full text",
            "derived",
        ),
        ("DELETE FROM words WHERE rowid = (SELECT max(row) FROM statements)", "not in the full text", "derived"),
        ("INSERT INTO words (rowid, said, about) VALUES (99, 'x', 'y')", "full text belong to nothing", "derived"),
        ("DELETE FROM figures", "not among the figures", "derived"),
        ("UPDATE figures SET value = 7", "not among the figures", "derived"),
        ("UPDATE articles SET story = 'x'", "filed as another story", "derived"),
        ("UPDATE word_counts SET statements = statements + 1 WHERE stem = 'ferri'", "counted wrongly", "derived"),
        ("UPDATE articles SET outlet = 'Cape Times'", "filed under another", "kept"),
        ("UPDATE articles SET body = replace(body, 'two years late', 'ten years late')", "other words than", "kept"),
        ("UPDATE articles SET body = substr(body, 1, 90)", "cannot be read", "kept"),
        ("""UPDATE statements SET body = replace(body, '"end":', '"end":9')""", "no slice of its article", "kept"),
        ("UPDATE statements SET body = '{}'", "cannot be read", "kept"),
        ("UPDATE statements SET vector = x'00000000'", "no sound vector", "kept"),
        ("UPDATE statements SET place_in_article = 'comment'", "filed under another", "kept"),
        ("UPDATE versions SET statements = '[1]'", "cannot be read", "kept"),
        (
            "UPDATE versions SET body = replace(body, 'least 12 people', 'least 92 people')",
            f"Version 1 of the article {page().id} has other words than",
            "kept",
        ),
        ("DELETE FROM store WHERE name = 'model'", "which model", "kept"),
        ("UPDATE profiles SET body = '[]'", "outlet profile P1 cannot be read", "kept"),
        ("DELETE FROM statements WHERE place_in_article = 'headline'", "holds 2 statements that", "index"),
        ("UPDATE store SET value = '99' WHERE name = 'revision'", "not up to date", "index"),
    ],
)
def test_every_fault_is_found_and_named(store: Store, broken: str, said: str, where: str) -> None:
    damage(store, broken)
    faults = verifying.verify(store)
    assert any(said in fault.what and fault.where == where for fault in faults), faults


def test_what_is_derived_is_made_anew(store: Store) -> None:
    damage(store, "DELETE FROM words", "UPDATE figures SET value = 7", "UPDATE articles SET story = 'x'")
    shutil.rmtree(store.index.folder)
    faults = verifying.verify(store)
    with store.writing() as writer:
        verifying.mend(store, writer, faults)
    assert verifying.verify(store) == ()
    assert store.archive.saying(["ferri"], 5)


def test_a_statement_that_the_index_has_another_vector_for_is_found(store: Store) -> None:
    turned = [(identity, np.roll(vector, 1)) for identity, vector in store.archive.vectors()]
    store.index.rebuild(turned, revision=store.archive.revision, model=store.archive.fact("model") or "")
    [fault] = verifying.verify(store)
    assert fault.where == "index" and "another vector" in fault.what


def test_many_faults_of_one_sort_are_counted(store: Store) -> None:
    damage(store, "UPDATE statements SET vector = x'00000000'")
    faults = verifying.verify(store)
    said = list(verifying.told(faults))
    assert len(said) < len(faults) and any(sentence.endswith("more like these.") for sentence in said)


# --- backup and restore --------------------------------------------------------------------------------------------


def test_a_backup_is_put_back_as_it_was(store: Store, tmp_path: Path) -> None:
    before, file = rows_of(store.folder, facts=False), tmp_path / "store.backup"
    manifest = back_up(store, file, now=NOW)
    assert (manifest.articles, manifest.made, manifest.model) == (2, NOW.isoformat(), store.encoder.card.fingerprint)
    with store.writing() as writer:
        writer.remove(page().id)
        writer.keep(
            [entry("Ferry found\n\nThe ferry was found on Sunday, the coast guard said.", "https://post.example/9")]
        )
        writer.pay_index()
    folder = store.folder
    store.close()
    assert restore(folder, file) == manifest
    assert rows_of(folder, facts=False) == before
    again = Store(folder)
    assert verifying.verify(again) == () and not again.owed()
    assert again.index.nearest(again.encoder.encode_question("a ferry sank"), 1)
    assert not [left for left in folder.iterdir() if "former" in left.name or "restoring" in left.name]
    again.close()


def test_a_backup_is_put_back_where_there_was_nothing(store: Store, tmp_path: Path, models: Path) -> None:
    back_up(store, tmp_path / "b", now=NOW)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "models").symlink_to(models)
    restore(tmp_path / "new", tmp_path / "b")
    assert rows_of(tmp_path / "new", facts=False) == rows_of(store.folder, facts=False)


def test_a_backup_mends_an_archive_that_is_no_database_any_more(store: Store, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b", now=NOW)
    before = rows_of(store.folder, facts=False)
    store.close()
    (store.folder / "archive.sqlite").write_bytes(b"this is no database" * 400)
    restore(store.folder, tmp_path / "b")
    assert rows_of(store.folder, facts=False) == before


def test_a_backup_is_of_one_moment_while_others_write(store: Store, tmp_path: Path) -> None:
    stop = threading.Event()
    statements = read_statements(page())
    told = np.eye(384, dtype=np.float32)[: len(statements)]

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            beside = page(url=f"https://post.example/{number}", outlet=f"Outlet {number}")
            store.archive.add(beside, read_statements(beside), told)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(store, tmp_path / f"b{number}", now=NOW)
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        aside = tmp_path / f"aside{number}"
        with zipfile.ZipFile(tmp_path / f"b{number}") as packed:
            packed.extract("archive.sqlite", aside)
        with closing(sqlite3.connect(aside / "archive.sqlite")) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            lost = "SELECT count(*) FROM statements WHERE row NOT IN (SELECT rowid FROM words)"
            assert raw.execute(lost).fetchone() == (0,)


def test_a_store_that_somebody_has_open_is_not_replaced(store: Store, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b", now=NOW)
    before = rows_of(store.folder)
    code = (
        "import sys; from pathlib import Path; from knowledge.archive import Archive\n"
        "archive = Archive(Path(sys.argv[1])); archive.counts(); print('reading', flush=True); sys.stdin.read()\n"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", code, str(store.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout is not None and reader.stdout.readline() == "reading\n"
    store.close()
    try:
        with pytest.raises(BackupError, match="a running bot perhaps; stop it"):
            restore(store.folder, tmp_path / "b")
    finally:
        reader.kill()
        reader.wait()
        reader.stdout.close()
    assert rows_of(store.folder) == before
    with store.writing(), pytest.raises(StoreError, match="Somebody else is writing"):
        restore(store.folder, tmp_path / "b")
    restore(store.folder, tmp_path / "b")


def repacked(file: Path, to: Path, *, manifest: dict[str, Any] | None = None, archive: bytes | None = None) -> Path:
    with zipfile.ZipFile(file) as packed, zipfile.ZipFile(to, "w") as other:
        told = json.loads(packed.read("manifest.json")) | (manifest or {})
        other.writestr("manifest.json", json.dumps(told))
        other.writestr("archive.sqlite", packed.read("archive.sqlite") if archive is None else archive)
    return to


def test_what_is_no_whole_backup_is_refused_and_nothing_is_lost(store: Store, tmp_path: Path) -> None:
    good = tmp_path / "good"
    back_up(store, good, now=NOW)
    before = rows_of(store.folder)
    store.close()
    (tmp_path / "words").write_text("no backup")
    (tmp_path / "cut").write_bytes(good.read_bytes()[:-300])
    bent = bytearray(good.read_bytes())
    bent[len(bent) // 2] ^= 0xFF
    (tmp_path / "bent").write_bytes(bent)
    for file, said in (
        (tmp_path / "nowhere", "There is no file"),
        (tmp_path / "words", "is no backup"),
        (tmp_path / "cut", "is no backup"),
        (tmp_path / "bent", "is damaged"),
        (repacked(good, tmp_path / "other", archive=b"x"), "holds other bytes than it says"),
        (repacked(good, tmp_path / "newer", manifest={"layout": 9, "whosays": "9.0"}), "install whosays 9.0"),
        (repacked(good, tmp_path / "model", manifest={"model": "other@1"}), "EMBEDDING_MODEL=other, or make them anew"),
        (repacked(good, tmp_path / "huge", manifest={"bytes": 10**15}), "bytes free"),
    ):
        with pytest.raises(BackupError, match=said):
            restore(store.folder, file)
        assert rows_of(store.folder) == before
    assert not list(store.folder.glob(".restoring*"))


def test_a_backup_of_damaged_words_is_not_put_back(store: Store, tmp_path: Path) -> None:
    before = rows_of(store.folder)
    damage(store, "UPDATE articles SET body = replace(body, 'two years late', 'ten years late')")
    back_up(store, tmp_path / "b", now=NOW)
    damage(store, "UPDATE articles SET body = replace(body, 'ten years late', 'two years late')")
    store.close()
    with pytest.raises(BackupError, match=r"is not whole: The article .* has other words"):
        restore(store.folder, tmp_path / "b")
    assert rows_of(store.folder) == before


def test_a_backup_of_another_model_is_put_back_with_its_vectors_made_anew(store: Store, tmp_path: Path) -> None:
    vectors = dict(store.archive.vectors())
    store.archive.replace_vectors([(one, np.roll(vector, 1)) for one, vector in vectors.items()], "other@1")
    back_up(store, tmp_path / "b", now=NOW)
    store.close()
    with pytest.raises(BackupError, match="--embed-anew"):
        restore(store.folder, tmp_path / "b")
    restore(store.folder, tmp_path / "b", embed_anew=True)
    again = Store(store.folder)
    assert all(np.allclose(vectors[one], vector, atol=1e-4) for one, vector in again.archive.vectors())
    assert again.encoder.card.fingerprint == again.archive.fact("model")
    again.close()


def test_a_swap_that_fails_halfway_leaves_the_former_store(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(store, tmp_path / "b", now=NOW)
    with store.writing() as writer:
        writer.remove(page().id)
        writer.pay_index()
    before, folder = rows_of(store.folder), store.folder
    store.close()
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if self.name == "archive.sqlite" and ".restoring" in str(self):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BackupError, match=r"No space left on device\. The store is as it was"):
        restore(folder, tmp_path / "b")
    monkeypatch.undo()
    assert rows_of(folder) == before
    again = Store(folder)
    assert verifying.verify(again) == ()
    again.close()


_KILLED = """
import os, sys
from pathlib import Path
from knowledge.backup import restore

left = int(sys.argv[3])

def killed_at(step):
    def one(*words, **named):
        global left
        if Path(words[1]).parent == Path(sys.argv[1]):
            left -= 1
            if left < 0:
                os._exit(9)
        return step(*words, **named)
    return one

restored = restore
import knowledge.backup as backup
os.link, Path.replace = killed_at(os.link), killed_at(Path.replace)
backup.Path.replace = Path.replace
restored(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_whoever_is_killed_while_putting_a_backup_back_leaves_one_whole_archive(store: Store, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b", now=NOW)
    there = rows_of(store.folder, facts=False)
    with store.writing() as writer:
        writer.remove(page().id)
        writer.pay_index()
    former, folder = rows_of(store.folder, facts=False), store.folder
    store.close()
    ended: list[int] = []
    for steps in range(5):
        child = subprocess.run(
            [sys.executable, "-c", _KILLED, str(folder), str(tmp_path / "b"), str(steps)], check=False
        )
        ended.append(child.returncode)
        assert rows_of(folder, facts=False) == (there if child.returncode == 0 else former)
        again = Store(folder)
        with again.writing() as writer:
            writer.pay_index()
        assert verifying.verify(again) == ()
        again.close()
    # The name the former is kept under, its index aside, the new index, the new archive.
    assert ended == [9, 9, 9, 9, 0]


def test_a_backup_of_layout_1_is_put_back_and_brought_up_to_date(store: Store, tmp_path: Path) -> None:
    back_up(store, tmp_path / "b", now=NOW)
    with zipfile.ZipFile(tmp_path / "b") as packed:
        packed.extract("archive.sqlite", tmp_path / "aside")
    old = tmp_path / "aside" / "archive.sqlite"
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
        for table in ("addresses", "versions", "visits", "refreshes"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("DROP INDEX ix_articles_story")
        raw.execute("ALTER TABLE articles DROP COLUMN story")
        raw.execute("UPDATE store SET value = '1' WHERE name = 'layout'")
        raw.commit()
    words = old.read_bytes()
    told = {"layout": 1, "bytes": len(words), "sha256": hashlib.sha256(words).hexdigest()}
    store.close()
    restore(store.folder, repacked(tmp_path / "b", tmp_path / "old", manifest=told, archive=words))
    again = Store(store.folder)
    assert again.archive.fact("layout") == "3" and again.archive.article(PAGE) is not None
    assert verifying.verify(again) == ()
    again.close()


def test_a_full_disk_while_taking_in_is_said_and_what_is_kept_is_whole(
    store: Store, another: Store, tmp_path: Path
) -> None:
    export(store, tmp_path / "out.jsonl")
    with another.writing() as writer:
        writer.keep([entry(outlet="Cape Times", url="https://cape.example/1")])
        writer.pay_index()
    with closing(sqlite3.connect(another.folder / "archive.sqlite")) as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
    another.archive.limit_pages(pages)
    with another.writing() as writer, pytest.raises(ArchiveError, match="is full or fails; nothing was changed"):
        take_in(another, writer, tmp_path / "out.jsonl")
    assert another.archive.counts().articles == 1
    assert verifying.verify(another) == ()


def test_a_database_that_another_program_holds_is_said(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(store, tmp_path / "out.jsonl")
    monkeypatch.setattr("knowledge.archive.database.PATIENCE", 0.1)
    store.close()
    hasty = Store(store.folder)
    with closing(sqlite3.connect(store.folder / "archive.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="busy with another writer"):
            hasty.archive.also_at(page().id, "https://t.example/x")
        # Whoever only reads is not held up.
        back_up(hasty, tmp_path / "b", now=NOW)
        other.execute("ROLLBACK")
    hasty.archive.also_at(page().id, "https://t.example/x")
    hasty.close()


def test_a_backup_that_cannot_be_written_is_said_and_leaves_the_last_one(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="could not be written"):
        back_up(store, tmp_path / "no such folder" / "b", now=NOW)
    back_up(store, tmp_path / "b", now=NOW)
    kept = (tmp_path / "b").read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "write", full_disk)
        with pytest.raises(BackupError, match="No space left"):
            back_up(store, tmp_path / "b", now=NOW)
    assert (tmp_path / "b").read_bytes() == kept
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


def full_disk(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


# --- out and back in -----------------------------------------------------------------------------------------------


def taken_in(another: Store, file: Path) -> exports.TakenIn:
    with another.writing() as writer:
        taken = take_in(another, writer, file)
        writer.pay_index()
    return taken


def test_what_is_written_out_comes_back_in_without_loss(store: Store, another: Store, tmp_path: Path) -> None:
    assert export(store, tmp_path / "out.jsonl") == 2
    assert taken_in(another, tmp_path / "out.jsonl") == exports.TakenIn(2, 0, 1)
    assert rows_of(another.folder) == rows_of(store.folder)
    assert contents(another) == contents(store)
    assert another.archive.history_of(page().id) == store.archive.history_of(page().id) != ()
    export(another, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()


def test_the_starter_pack_comes_back_in_without_loss(starter: Store, another: Store, tmp_path: Path) -> None:
    export(starter, tmp_path / "out.jsonl")
    taken_in(another, tmp_path / "out.jsonl")
    assert rows_of(another.folder) == rows_of(starter.folder)
    assert contents(another) == contents(starter)


def test_two_articles_that_show_the_same_words_today_come_back_in_with_the_history_of_each(
    store: Store, another: Store, tmp_path: Path
) -> None:
    excuse = "Sorry\n\nOur pages are being painted, said the painter."
    with store.writing() as writer:
        writer.keep([entry(excuse), entry(excuse, "https://post.example/bridge")])
    export(store, tmp_path / "out.jsonl")
    assert taken_in(another, tmp_path / "out.jsonl").new == 2
    assert rows_of(another.folder) == rows_of(store.folder)


def test_a_history_is_not_let_go_for_an_article_in_the_same_words(store: Store, another: Store, tmp_path: Path) -> None:
    second = "https://post.example/world/ferry-2"
    export(store, tmp_path / "out.jsonl")
    with another.writing() as writer:
        writer.keep([entry(FIRST.replace("12", "15"), second)])
    assert taken_in(another, tmp_path / "out.jsonl").new == 2
    assert another.archive.article(second) == another.archive.article(PAGE) == store.archive.article(PAGE)
    assert another.archive.history_of(page().id) == store.archive.history_of(page().id) != ()
    assert verifying.verify(another) == ()


def test_vectors_that_are_not_written_out_are_made_anew(store: Store, another: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "out.jsonl", vectors=False)
    assert '"vectors"' not in (tmp_path / "out.jsonl").read_text()
    taken_in(another, tmp_path / "out.jsonl")
    ours = dict(another.archive.vectors())
    assert all(np.allclose(ours[one], vector, atol=1e-5) for one, vector in store.archive.vectors())


def test_what_is_here_already_stays_as_it_is_here(store: Store, another: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "out.jsonl")
    with another.writing() as writer:
        writer.keep([entry(FIRST.replace("12", "31"))])
    before = another.archive.article(PAGE)
    assert taken_in(another, tmp_path / "out.jsonl") == exports.TakenIn(1, 1, 1)
    assert another.archive.article(PAGE) == before
    assert taken_in(another, tmp_path / "out.jsonl") == exports.TakenIn(0, 2, 1)
    assert verifying.verify(another) == ()


def test_an_export_that_is_cut_off_or_broken_changes_nothing(store: Store, another: Store, tmp_path: Path) -> None:
    whole = tmp_path / "out.jsonl"
    export(store, whole)
    lines = whole.read_text().splitlines(keepends=True)
    article = next(number for number, line in enumerate(lines) if '"article":' in line)
    spans = lines[article].replace('"span":{"start":0', '"span":{"start":99999', 1)
    for words, said in (
        ("", "cut off"),
        ("hello", "no export"),
        ('{"whosays": "something else"}', "no export"),
        ("".join(lines[:-1]), "its last line is missing"),
        ("".join(lines)[: len("".join(lines)) // 2], "no export|cut off"),
        ("".join(lines[:article] + lines[article + 1 :]), "cut off"),
        ("".join([*lines[:article], '{"article": {}}\n', *lines[article + 1 :]]), f"line {article + 1} cannot be read"),
        ("".join([*lines[:article], spans, *lines[article + 1 :]]), "no slice"),
        (lines[0].replace('"layout":3', '"layout":9') + "".join(lines[1:]), "newer whosays"),
    ):
        broken = tmp_path / "broken.jsonl"
        broken.write_text(words)
        with another.writing() as writer, pytest.raises(ExportError, match=said):
            take_in(another, writer, broken)
        assert another.archive.counts().articles == 0 and another.archive.profiles() == ()


def test_altered_words_are_left_out_and_the_others_taken_in(store: Store, another: Store, tmp_path: Path) -> None:
    whole, altered = tmp_path / "out.jsonl", tmp_path / "altered.jsonl"
    export(store, whole)
    for before, after in (("15 people died", "95 people died"), ("12 people died", "92 people died")):
        altered.write_text(whole.read_text().replace(before, after))
        with another.writing() as writer:
            taken = take_in(another, writer, altered)
            writer.pay_index()
        assert taken.altered == (f"{PAGE} has other words than when it was read; it was left out.",)
        assert another.archive.article(PAGE) is None and another.archive.counts().articles == 1
    assert verifying.verify(another) == ()


def test_what_an_import_leaves_out_is_asked_for_at_the_next_refresh(
    empty_store: Store, another: Store, tmp_path: Path
) -> None:
    whole, altered, folder = tmp_path / "out.jsonl", tmp_path / "altered.jsonl", tmp_path / "reports"
    folder.mkdir()
    (folder / "tolls.csv").write_text('text\n"At least 31 people died in Amber on Monday, the mayor of Amber said."\n')
    (folder / "storm.txt").write_text("Storm over Holm\n\nA storm killed 44 people in Holm, the coast guard said.\n")
    with WebSite() as site, Fetcher(allowed_hosts=["127.0.0.1"], gap=0, today=lambda: NOW) as fetcher:
        for path, toll in (("/ferry", "12"), ("/bridge", "21")):
            words = [
                f"At least {toll} people died on Monday, the coast guard said.",
                "Nobody else was hurt.",
            ]
            site.article(path, f"What happened at {path}", words)
        site.rss("/rss.xml", [("/ferry", "", ""), ("/bridge", "", "")], etag='"1"')
        sources = (
            Source("Harbour Post", "feed", site.url("/rss.xml"), outlet="Harbour Post"),
            Source("Reports", "folder", str(folder), outlet="Harbour Post"),
        )
        refresh(sources, empty_store, fetcher, now=NOW)
        export(empty_store, whole)
        for toll in ("12", "44", "31"):
            altered.write_text(re.sub(rf"\b{toll} people", "95 people", whole.read_text()))
            assert len(taken_in(another, altered).altered) == 1
            before = len(site.requests)
            refresh(sources, another, fetcher, now=NOW + timedelta(hours=2))
            assert {one.path for one in site.requests[before:]} - {"/robots.txt"} == (
                {"/rss.xml", "/ferry"} if toll == "12" else {"/rss.xml"}
            )
            assert words_of(another) == words_of(empty_store)
            with another.writing() as writer:
                for identity in another.archive.article_ids():
                    writer.remove(identity)
            damage(another, "DELETE FROM visits", "DELETE FROM refreshes")


def words_of(store: Store) -> list[str]:
    return sorted(article.text for article in store.archive.articles())


def test_an_article_that_stays_as_it_is_here_is_asked_for_whole(store: Store, another: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "out.jsonl")
    older, bridge = entry(FIRST), "https://post.example/bridge"
    with another.writing() as writer:
        writer.keep([older])
    taken_in(another, tmp_path / "out.jsonl")
    # With what the page answered whoever has its newer words, it would answer that nothing has changed.
    assert another.archive.visit_of(PAGE) == older.visit
    assert another.archive.visit_of(bridge) == store.archive.visit_of(bridge) is not None


def test_an_export_that_cannot_be_written_is_said(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ExportError, match="could not be written"):
        export(store, tmp_path / "no such folder" / "out.jsonl")
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(ExportError, match="No space left"):
        export(store, tmp_path / "out.jsonl")
    assert not [file for file in tmp_path.iterdir() if file.is_file()]


@pytest.mark.parametrize(
    "place", ["archive.sqlite", "archive.sqlite-wal", "people.sqlite", "index", "models/x", "sources.toml", "link"]
)
def test_nothing_is_written_over_the_store_itself(store: Store, tmp_path: Path, place: str) -> None:
    (store.folder / "link").symlink_to(store.folder / "archive.sqlite")
    for write in (lambda to: back_up(store, to, now=NOON), lambda to: export(store, to)):
        with pytest.raises(StoreError, match="part of the store itself"):
            write(store.folder / place)
    assert verifying.verify(store) == ()


def test_only_what_is_a_backup_or_an_export_is_written_over(store: Store, tmp_path: Path) -> None:
    report, second_name = tmp_path / "report.txt", tmp_path / "second"
    report.write_text("Twelve barns burned.")
    os.link(store.folder / "archive.sqlite", second_name)
    for place in (report, second_name, tmp_path):
        with pytest.raises(StoreError, match=r"no backup|no file"):
            back_up(store, place, now=NOON)
        with pytest.raises(StoreError, match=r"no export|no file"):
            export(store, place)
    assert report.read_text() == "Twelve barns burned."
    (tmp_path / "b").touch()
    for _ in range(2):
        back_up(store, tmp_path / "b", now=NOON)
        export(store, tmp_path / "e.jsonl")
    export_claims(store, tmp_path / "e.jsonl")
    with pytest.raises(StoreError, match="no export"):
        export(store, tmp_path / "b")


def test_claims_are_written_in_the_words_of_schema_org_without_a_rating(store: Store, tmp_path: Path) -> None:
    count = export_claims(store, tmp_path / "claims.jsonl")
    claims = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text().splitlines()]
    assert count == len(claims) == store.archive.counts().statements
    died = next(claim for claim in claims if "15 people died" in claim["text"])
    assert died["@context"] == "https://schema.org" and died["@type"] == "Claim"
    assert died["author"] == {"@type": "Organization", "name": "coast guard"}
    assert died["appearance"]["url"] == PAGE
    assert died["appearance"]["publisher"] == {"@type": "Organization", "name": "Harbour Post"}
    assert "rating" not in (tmp_path / "claims.jsonl").read_text().lower()


def test_a_third_party_s_rating_is_written_as_theirs(another: Store, tmp_path: Path) -> None:
    page_of_it = "https://checks.example/12-barns"
    with another.writing() as writer:
        writer.keep(
            [read_review(Review("Twelve barns burned", "Unproven", "Coast Checks", page_of_it, claimant="Jonas Weil"))]
        )
    export_claims(another, tmp_path / "claims.jsonl")
    claim, review = (json.loads(line) for line in (tmp_path / "claims.jsonl").read_text().splitlines())
    assert (claim["@type"], claim["text"], claim["author"]["name"]) == ("Claim", "Twelve barns burned", "Jonas Weil")
    assert (review["@type"], review["claimReviewed"], review["url"]) == (
        "ClaimReview",
        "Twelve barns burned",
        page_of_it,
    )
    assert review["author"]["name"] == review["reviewRating"]["author"]["name"] == "Coast Checks"
    assert review["reviewRating"]["alternateName"] == "Unproven" and "ratingValue" not in review["reviewRating"]


def test_claims_in_the_words_of_schema_org_are_not_taken_in(store: Store, another: Store, tmp_path: Path) -> None:
    export_claims(store, tmp_path / "claims.jsonl")
    with another.writing() as writer, pytest.raises(ExportError, match="for other tools"):
        take_in(another, writer, tmp_path / "claims.jsonl")


# --- the commands --------------------------------------------------------------------------------------------------


def test_the_commands_say_what_they_did(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOSAYS_DATA", str(store.folder))
    monkeypatch.chdir(tmp_path)
    store.close()

    def run(*words: str) -> tuple[int, str]:
        answer = CliRunner().invoke(app, ["kb", *words])
        return answer.exit_code, answer.output

    status, said = run("verify")
    assert status == 0 and "is whole: " in said
    assert run("backup", "b")[1].startswith("b: 2 articles")
    damage(store, "DELETE FROM figures")
    status, said = run("verify")
    assert status == 1 and "not among the figures" in said and "--mend" in said
    status, said = run("verify", "--mend")
    assert status == 0 and "is whole" in said
    damage(store, "UPDATE statements SET vector = x'00000000'")
    status, said = run("verify")
    assert status == 1 and "kb restore" in said
    status, said = run("restore", "b")
    assert status == 0 and "01 June" not in said and "2 articles" in said
    assert run("verify")[0] == 0
    status, said = run("show", PAGE)
    assert "at least 12 people died became at least 15 people died" in said and f"also at: {PAGE}?from=feed" in said
    assert run("export", "out.jsonl")[1].startswith("out.jsonl: 2 articles")
    assert "claims" in run("export", "claims.jsonl", "--as", "schema.org")[1]
    status, said = run("import", "out.jsonl")
    assert status == 0 and "0 articles are new, 2 were here" in said
    (tmp_path / "altered.jsonl").write_text((tmp_path / "out.jsonl").read_text().replace("15 people", "95 people"))
    status, said = run("import", "altered.jsonl")
    assert status == 1 and "it was left out" in said and "1 were here" in said
    status, said = run("import", "claims.jsonl")
    assert status == 2 and "schema.org" in said
    assert run("restore", "out.jsonl")[0] == 2
    assert "people.sqlite" in run("backup", "--help")[1]
